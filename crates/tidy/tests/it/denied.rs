//! What we build on: licences, crates that we do not want, and where they come from, as `deny.toml` says. cargo-deny
//! says the same and more in `make audit`; its two hundred crates are built where that is run, and for no other test.

use std::process::Command;

use serde_json::Value;

use crate::project::{none, read, root};

/// A crate that goes into what we run or test.
struct Crate {
    name: String,
    version: String,
    licence: String,
    source: Option<String>,
}

/// Every crate, with all features, on the machine that the tests run on.
fn crates() -> Vec<Crate> {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let said = Command::new(rustc).arg("-vV").output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--all-features", "--locked", "--format-version", "1"])
        .args(["--filter-platform", host])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let crates = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| Crate {
            name: text(&package["name"]).unwrap(),
            version: text(&package["version"]).unwrap(),
            licence: text(&package["license"]).unwrap_or_default(),
            source: text(&package["source"]),
        });
    crates.collect()
}

fn rules() -> toml::Table {
    toml::from_str(&read("deny.toml")).unwrap()
}

fn list(value: &toml::Value) -> Vec<String> {
    let texts = value.as_array().unwrap().iter();
    texts.map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// Whether one may use what is licensed so: of "A OR B" one is enough, of "A AND B" both are needed. Brackets
/// are read from the inside out; `/` is an old way to write OR.
fn allows(allowed: &[String], licence: &str) -> bool {
    if let Some(close) = licence.find(')') {
        let Some(open) = licence[..close].rfind('(') else {
            return false;
        };
        let inner = if allows(allowed, &licence[open + 1..close]) {
            "yes"
        } else {
            "no"
        };
        return allows(
            allowed,
            &format!("{}{inner}{}", &licence[..open], &licence[close + 1..]),
        );
    }
    let one = |name: &str| name == "yes" || allowed.iter().any(|known| known == name);
    licence
        .split(" OR ")
        .flat_map(|part| part.split('/'))
        .any(|part| part.split(" AND ").all(|name| one(name.trim())))
}

#[test]
fn every_crate_has_a_licence_that_we_may_use() {
    let rules = rules();
    let allowed = list(&rules["licenses"]["allow"]);
    let crates = crates();
    assert!(crates.len() > 300, "only {} crates were found", crates.len());
    let outside = crates.iter().filter(|one| one.source.is_some());
    let found: Vec<String> = outside
        .filter(|one| !allows(&allowed, &one.licence))
        .map(|one| format!("{} {}: {}", one.name, one.version, one.licence))
        .collect();
    none("licences that deny.toml does not allow", &found);
}

#[test]
fn no_crate_is_one_that_we_do_not_want() {
    let rules = rules();
    let denied = rules["bans"]["deny"].as_array().unwrap();
    let crates = crates();
    let mut found = Vec::new();
    for rule in denied {
        let name = rule["name"].as_str().unwrap();
        if crates.iter().any(|one| one.name == name) {
            found.push(format!("{name}: {}", rule["reason"].as_str().unwrap()));
        }
    }
    none("crates that deny.toml bans", &found);
}

#[test]
fn every_crate_comes_from_a_registry_that_is_named() {
    let allowed = list(&rules()["sources"]["allow-registry"]);
    let crates = crates();
    let outside = crates.iter().filter_map(|one| Some((one, one.source.as_ref()?)));
    let found: Vec<String> = outside
        .filter(|(_, source)| {
            let registry = source.strip_prefix("registry+");
            !registry.is_some_and(|registry| allowed.iter().any(|known| known == registry))
        })
        .map(|(one, source)| format!("{} from {source}", one.name))
        .collect();
    none("crates from elsewhere", &found);
}

#[test]
fn a_licence_is_read_as_it_is_meant() {
    let allowed = ["MIT", "Zlib"].map(str::to_owned);
    for (licence, may) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0/MIT", true),
        ("GPL-3.0 AND MIT", false),
        ("(GPL-3.0 OR MIT) AND Zlib", true),
        ("(GPL-3.0 OR MIT) AND ISC", false),
        ("", false),
    ] {
        assert_eq!(allows(&allowed, licence), may, "{licence}");
    }
}
