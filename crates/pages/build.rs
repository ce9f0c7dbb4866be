//! Builds the style sheet and puts what browsers load into the binary, each file under its hash.
//!
//! The packages come from npm, so `npm ci` (or `make assets`) has to have run; nothing here uses
//! the network. `REDRESS_NODE_MODULES` names the folder when it is not where Node would look.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

type Problem = Box<dyn std::error::Error>;

fn main() -> Result<(), Problem> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("run by cargo only")?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("run by cargo only")?);
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=REDRESS_NODE_MODULES");
    let Some(packages) = node_modules(&here) else {
        // The folder itself is watched, so that `npm ci` is enough to go on.
        println!("cargo::rerun-if-changed=../../node_modules");
        println!(
            "cargo::error=the style sheets are missing: run `make assets` (or `npm ci`) in the project's folder"
        );
        return Ok(());
    };
    println!(
        "cargo::rerun-if-changed={}",
        packages.join(".package-lock.json").display()
    );

    let govuk = packages.join("govuk-frontend/dist/govuk/govuk-frontend.min.js");
    let moj = packages.join("@ministryofjustice/frontend/moj/moj-frontend.min.js");
    let mut files = vec![
        ("app.css", sass(&here, &packages)?),
        ("favicon.svg", fs::read(here.join("assets/favicon.svg"))?),
        ("flag.js", fs::read(here.join("assets/flag.js"))?),
        ("ask.js", fs::read(here.join("assets/ask.js"))?),
        ("locate.js", fs::read(here.join("assets/locate.js"))?),
        ("keep.js", fs::read(here.join("assets/keep.js"))?),
        ("govuk-frontend.min.js", without_map(&fs::read_to_string(&govuk)?)),
        ("moj-frontend.min.js", without_map(&fs::read_to_string(&moj)?)),
    ];
    // A module names the others by their files' names, so it comes after them.
    let mut init = fs::read_to_string(here.join("assets/init.js"))?;
    for (name, bytes) in &files {
        init = init.replace(&format!("./{name}"), &format!("./{}", hashed(name, bytes)));
    }
    files.push(("init.js", init.into_bytes()));
    for icon in icons(&files)? {
        let path = packages
            .join("@ministryofjustice/frontend/moj/assets/images")
            .join(&icon);
        files.push((String::leak(icon), fs::read(path)?));
    }

    let mut table = String::from("[\n");
    for (name, bytes) in &files {
        let path = out.join(name);
        fs::write(&path, bytes)?;
        let url = if name.starts_with("icon-") {
            format!("moj/images/{name}")
        } else {
            hashed(name, bytes)
        };
        writeln!(
            table,
            "Asset {{ name: {name:?}, url: {:?}, hash: {:?}, content_type: {:?}, bytes: include_bytes!({:?}) }},",
            format!("/static/{url}"),
            hash(bytes),
            content_type(name),
            path.display().to_string(),
        )?;
    }
    table.push(']');
    fs::write(out.join("assets.rs"), table)?;
    Ok(())
}

/// The packages, where Node would look for them: beside the workspace or above it.
fn node_modules(here: &Path) -> Option<PathBuf> {
    let named = env::var_os("REDRESS_NODE_MODULES").map(PathBuf::from);
    let above = here.ancestors().map(|folder| folder.join("node_modules"));
    named
        .into_iter()
        .chain(above)
        .find(|path| path.join("govuk-frontend").is_dir() && path.join("sass").is_dir())
}

/// The style sheet.
fn sass(here: &Path, packages: &Path) -> Result<Vec<u8>, Problem> {
    // The Ministry's sheets name govuk-frontend as `node_modules/…`, hence two load paths.
    let above = packages.parent().ok_or("node_modules has a parent")?;
    let output = Command::new("node")
        .arg(packages.join("sass/sass.js"))
        .args([
            "--quiet-deps",
            "--no-source-map",
            "--style=compressed",
            "--no-charset",
        ])
        .arg(format!("--load-path={}", above.display()))
        .arg(format!("--load-path={}", packages.display()))
        .arg(here.join("assets/app.scss"))
        .output()
        .map_err(|problem| format!("node did not start ({problem}): install Node.js 20 or newer"))?;
    if !output.status.success() {
        return Err(format!("sass: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(output.stdout)
}

/// The names of the icons that the style sheet asks for.
fn icons(files: &[(&str, Vec<u8>)]) -> Result<Vec<String>, Problem> {
    let mut icons = Vec::new();
    for (_, bytes) in files.iter().filter(|(name, _)| *name == "app.css") {
        for part in std::str::from_utf8(bytes)?.split("/static/moj/images/").skip(1) {
            let name: String = part
                .chars()
                .take_while(|c| !matches!(c, ')' | '"' | '\'' | '?'))
                .collect();
            if !icons.contains(&name) {
                icons.push(name);
            }
        }
    }
    Ok(icons)
}

/// A script without the name of its source map, which we do not serve.
fn without_map(script: &str) -> Vec<u8> {
    script
        .lines()
        .filter(|line| !line.starts_with("//# sourceMappingURL="))
        .collect::<Vec<_>>()
        .join("\n")
        .into()
}

/// `app.css` as `app.0123456789abcdef.css`.
fn hashed(name: &str, bytes: &[u8]) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{}.{ending}", hash(bytes)),
        None => name.to_owned(),
    }
}

/// FNV-1a: enough to tell one version of a file from the next.
fn hash(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml",
        Some((_, "png")) => "image/png",
        _ => "application/octet-stream",
    }
}
