//! The files of the project, found by walking the tree that this crate stands in.

use std::fs;
use std::path::{Path, PathBuf};

/// What is made by a build, a test or a demo, and belongs to nobody.
const MADE: &[&str] = &[".git", "target", "node_modules", "results", "report", "demo"];

/// What a text file of the project ends in.
const TEXTS: &[&str] = &[
    "cjs", "css", "html", "js", "json", "lock", "md", "mjs", "rs", "scss", "sh", "snap", "sql", "svg",
    "toml", "ts", "txt", "yaml", "yml",
];

/// One text file of the project.
pub(crate) struct File {
    /// Its path from the project's root, with `/` between the parts.
    pub(crate) path: String,
    /// What is in it.
    pub(crate) text: String,
}

impl File {
    /// Whether the path begins so.
    pub(crate) fn is_in(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    /// Whether the path ends so.
    pub(crate) fn is(&self, ending: &str) -> bool {
        self.path.ends_with(ending)
    }

    /// Every line with its number, from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }
}

/// The project's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Reads one file of the project; the test fails when it is not there.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every text file, in the order of the paths.
pub(crate) fn files() -> Vec<File> {
    let mut files = Vec::new();
    walk(&root(), "", &mut files);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn walk(folder: &Path, before: &str, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = format!("{before}{name}");
        let sort = entry.file_type().unwrap();
        if sort.is_dir() && !is_made(&path, &name) {
            walk(&entry.path(), &format!("{path}/"), files);
        } else if sort.is_file() && is_text(&path, &name) {
            let text = fs::read_to_string(entry.path()).unwrap_or_else(|error| panic!("{path}: {error}"));
            files.push(File { path, text });
        }
    }
}

/// A folder named `demo`, `results` or `report` inside a crate is source.
fn is_made(path: &str, name: &str) -> bool {
    MADE.contains(&name) && !path.starts_with("crates/")
}

fn is_text(path: &str, name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    let is_made = [".snap.new", ".pending-snap"]
        .iter()
        .any(|end| name.ends_with(end));
    let is_command = path.starts_with("scripts/") || path.starts_with(".ci/") || name == "Makefile";
    !is_made && (is_command || ending.is_some_and(|ending| TEXTS.contains(&ending)))
}

/// Fails with a line for each finding.
pub(crate) fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}\n", found.join("\n  "));
}
