//! The arrows between crates, and where the heavy outside crates may stand.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::project::{none, read, root};

/// What each crate may use of ours: the picture in `ARCHITECTURE.md`. `server` wires everything, `fuzz` tries
/// what reads strangers' bytes, and `tidy` uses nothing. Tests may use what they like; `testing` is theirs alone.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("casework", &["domain", "store"]),
    ("correspondence", &["domain"]),
    ("pages", &["domain"]),
    ("pdf", &[]),
    ("identity", &[]),
    (
        "web",
        &["casework", "correspondence", "domain", "identity", "pages", "pdf"],
    ),
    (
        "worker",
        &["casework", "correspondence", "domain", "pages", "pdf"],
    ),
    (
        "server",
        &["casework", "domain", "identity", "pdf", "store", "web", "worker"],
    ),
    ("fuzz", &["correspondence", "domain", "server", "web"]),
    ("testing", &["store"]),
    ("tidy", &[]),
];

/// Outside crates that are named in one `Cargo.toml` only, so that one crate can put another in
/// their place.
const HEAVY: &[(&str, &str)] = &[
    ("argon2", "web"),
    ("async-imap", "worker"),
    ("askama", "pages"),
    ("axum", "web"),
    ("clap", "server"),
    ("indicatif", "server"),
    ("lettre", "correspondence"),
    ("libfuzzer-sys", "fuzz"),
    ("mail-parser", "correspondence"),
    ("openidconnect", "identity"),
    ("qrcode", "pages"),
    ("rand", "server"),
    ("rusqlite", "store"),
    ("sqlx", "store"),
    ("tokio-postgres", "store"),
    ("tokio-rustls", "worker"),
    ("toml_edit", "domain"),
    ("totp-rs", "casework"),
    ("tower-http", "web"),
    ("tracing-subscriber", "server"),
    ("typst", "pdf"),
    ("typst-layout", "pdf"),
    ("typst-pdf", "pdf"),
    ("utoipa", "web"),
    ("zxcvbn", "web"),
];

/// What each of our crates names in its `Cargo.toml`, without what only its tests use.
fn named() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let package = |package: &Value| {
        let dependencies = package["dependencies"].as_array().unwrap();
        let names = dependencies
            .iter()
            .filter(|dependency| dependency["kind"] != "dev")
            .map(|dependency| text(&dependency["name"]));
        (short(&text(&package["name"])).to_owned(), names.collect())
    };
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(package)
        .collect()
}

fn short(name: &str) -> &str {
    name.strip_prefix("redress-").unwrap_or(name)
}

#[test]
fn no_crate_uses_another_along_an_arrow_that_is_not_drawn() {
    let mut found = Vec::new();
    for (name, dependencies) in named() {
        let Some((_, drawn)) = ARROWS.iter().find(|(known, _)| *known == name) else {
            found.push(format!("{name} is not in the picture"));
            continue;
        };
        let ours = dependencies
            .iter()
            .filter_map(|name| name.strip_prefix("redress-"));
        found.extend(
            ours.filter(|used| !drawn.contains(used))
                .map(|used| format!("{name} → {used}")),
        );
    }
    none("arrows that are not drawn", &found);
}

#[test]
fn a_heavy_outside_crate_is_named_in_one_cargo_toml_only() {
    let mut found = Vec::new();
    // What only tests use is in no program.
    let in_programs = named().into_iter().filter(|(name, _)| name != "testing");
    for (name, dependencies) in in_programs {
        let heavy = HEAVY
            .iter()
            .filter(|(heavy, home)| dependencies.contains(*heavy) && *home != name);
        found.extend(heavy.map(|(heavy, home)| format!("{name} names {heavy}, which belongs to {home}")));
    }
    none("outside crates away from home", &found);
}

#[test]
fn outside_crates_come_from_the_public_registry_alone() {
    let lock: toml::Table = toml::from_str(&read("Cargo.lock")).unwrap();
    let packages = lock["package"].as_array().unwrap();
    let found: Vec<String> = packages
        .iter()
        .filter_map(|package| package.get("source")?.as_str())
        .filter(|source| *source != "registry+https://github.com/rust-lang/crates.io-index")
        .map(str::to_owned)
        .collect();
    none("other sources in Cargo.lock", &found);
}

#[test]
fn the_npm_lock_file_names_no_registry() {
    let lock = read("package-lock.json");
    assert!(
        !lock.contains("\"resolved\""),
        "package-lock.json holds \"resolved\" addresses"
    );
    assert!(!read(".npmrc").contains("registry="), ".npmrc names a registry");
}
