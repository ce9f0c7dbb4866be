//! The documents: what they name is there.

use std::fs;

use crate::project::{File, files, none, read, root};

/// Documents whose every path and test must exist.
const CHECKED: &[&str] = &["ARCHITECTURE.md", "CONTRIBUTING.md"];

/// How many words are three pages.
const THREE_PAGES: usize = 1_500;

/// What stands between backticks, outside blocks of code.
fn quoted(text: &str) -> Vec<(usize, String)> {
    let mut is_block = false;
    let mut found = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.starts_with("```") {
            is_block = !is_block;
        } else if !is_block {
            let parts = line.split('`').skip(1).step_by(2);
            found.extend(parts.map(|part| (number, part.to_owned())));
        }
    }
    found
}

/// Whether it is the name of a file or folder of the project, or of something in one.
fn is_path(name: &str) -> bool {
    let is_plain = name
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || "/._-:".contains(letter));
    let first = name.split(['/', ':']).next().unwrap_or_default();
    let is_below = name.contains('/') && !first.is_empty() && root().join(first).is_dir();
    let is_document = !name.contains('/')
        && std::path::Path::new(name)
            .extension()
            .is_some_and(|ending| ending == "md");
    is_plain && (is_below || is_document)
}

/// What is wrong with the name, if anything.
fn fault(name: &str) -> Option<String> {
    let (path, inside) = name
        .split_once("::")
        .map_or((name, None), |(path, inside)| (path, Some(inside)));
    let file = root().join(path);
    if !file.exists() {
        return Some(format!("{path} is not there"));
    }
    let inside = inside?;
    let text = fs::read_to_string(&file).unwrap_or_default();
    let is_there = ["fn ", "struct ", "enum ", "const ", "static "]
        .iter()
        .any(|keyword| {
            text.match_indices(&format!("{keyword}{inside}"))
                .any(|(at, found)| {
                    let after = text[at + found.len()..].chars().next();
                    after.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_')
                })
        });
    (!is_there).then(|| format!("{path} has no {inside}"))
}

#[test]
fn every_path_and_test_that_the_documents_name_exists() {
    let mut found = Vec::new();
    for document in CHECKED {
        for (number, name) in quoted(&read(document)) {
            if is_path(&name) {
                found.extend(fault(&name).map(|fault| format!("{document}:{number}: {fault}")));
            }
        }
    }
    none("names without a thing", &found);
}

#[test]
fn every_invariant_names_the_test_that_checks_it() {
    let text = read("ARCHITECTURE.md");
    let (_, after) = text.split_once("## Invariants").unwrap();
    let invariants: Vec<&str> = after.split("\n- ").skip(1).collect();
    assert!(
        invariants.len() >= 8,
        "only {} invariants were found",
        invariants.len()
    );
    let unchecked = invariants.iter().filter(|text| {
        !text
            .split_once("— checked by")
            .is_some_and(|(_, test)| test.contains(".rs::"))
    });
    let unchecked: Vec<String> = unchecked
        .map(|text| text.lines().next().unwrap().to_owned())
        .collect();
    none("invariants that nothing checks", &unchecked);
}

#[test]
fn the_architecture_is_told_in_three_pages() {
    let words = read("ARCHITECTURE.md").split_whitespace().count();
    assert!(
        words <= THREE_PAGES,
        "ARCHITECTURE.md has {words} words; three pages are {THREE_PAGES}"
    );
}

#[test]
fn the_code_map_has_a_line_for_each_crate() {
    let text = read("ARCHITECTURE.md");
    let missing: Vec<String> = fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| format!("crates/{}/", entry.unwrap().file_name().to_string_lossy()))
        .filter(|name| !text.contains(&format!("`{name}`")))
        .collect();
    none("crates without a line in ARCHITECTURE.md", &missing);
}

#[test]
fn the_readme_names_every_policy_file_and_both_commands() {
    let readme = read("README.md");
    let policies = files()
        .into_iter()
        .filter(|file| file.is_in("policies/") && file.is(".toml"));
    let names = policies
        .map(|file| file.path)
        .chain(["make run", "make test"].map(str::to_owned));
    let missing: Vec<String> = names.filter(|name| !readme.contains(name.as_str())).collect();
    none("what README.md does not name", &missing);
}

#[test]
fn every_link_inside_the_documents_leads_somewhere() {
    let mut found = Vec::new();
    for file in files().iter().filter(|file| file.is(".md")) {
        for target in links(file) {
            let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            if !root().join(folder).join(&target).exists() {
                found.push(format!("{}: {target}", file.path));
            }
        }
    }
    none("links that lead nowhere", &found);
}

/// The targets of a document's links that are files; pictures are made by the browser tests.
fn links(file: &File) -> Vec<String> {
    let parts = file.text.split("](").skip(1);
    let targets = parts.filter_map(|part| part.split_once(')').map(|(target, _)| target));
    targets
        .filter(|target| {
            !target.contains("://") && !target.starts_with('#') && !target.starts_with("mailto:")
        })
        .map(|target| target.split('#').next().unwrap_or_default().to_owned())
        .filter(|target| !target.starts_with("docs/pictures/"))
        .collect()
}

#[test]
fn every_decision_has_a_number_of_its_own() {
    let mut numbers: Vec<String> = files()
        .iter()
        .filter_map(|file| {
            file.path
                .strip_prefix("docs/decisions/")?
                .get(..4)
                .map(str::to_owned)
        })
        .collect();
    let all = numbers.len();
    numbers.dedup();
    assert_eq!(numbers.len(), all, "two decisions share a number");
}
