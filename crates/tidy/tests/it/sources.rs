//! The sources: how a file begins, how long it is, and what must not be in it.

use crate::project::{File, files, none};

/// A file longer than this is read by nobody from its top to its end.
const LONGEST: usize = 700;

/// Files that are longer, each with the reason.
const LONGER: &[(&str, &str)] = &[(
    "crates/pages/src/components/moj.rs",
    "one entry for each of the Ministry of Justice's components",
)];

fn rust() -> Vec<File> {
    files().into_iter().filter(|file| file.is(".rs")).collect()
}

fn is_ours(file: &File) -> bool {
    !file.is_in("crates/tidy/") && !file.is(".lock") && !file.is("package-lock.json")
}

#[test]
fn every_rust_file_begins_by_saying_what_it_is_for() {
    let silent = |file: &File| !file.text.starts_with("//! ");
    let found: Vec<String> = rust().into_iter().filter(silent).map(|file| file.path).collect();
    none("files that do not begin with //!", &found);
}

#[test]
fn no_rust_file_is_too_long_to_be_read() {
    let length = |file: &File| file.text.lines().count();
    let known = |path: &str| LONGER.iter().any(|(longer, _)| *longer == path);
    let files = rust();
    let long = files
        .iter()
        .filter(|file| length(file) > LONGEST && !known(&file.path));
    let found: Vec<String> = long
        .map(|file| format!("{}: {} lines", file.path, length(file)))
        .collect();
    none(&format!("files of more than {LONGEST} lines"), &found);
    let stale = LONGER.iter().filter(|(path, _)| {
        !files
            .iter()
            .any(|file| file.path == *path && length(file) > LONGEST)
    });
    let stale: Vec<String> = stale.map(|(path, _)| (*path).to_owned()).collect();
    none("exceptions that are no longer needed", &stale);
}

#[test]
fn nothing_is_left_undone_or_untested_by_a_mark_in_the_source() {
    let marks = [
        // And not the task of a calendar, VTODO.
        " TODO",
        "\"TODO",
        "/TODO",
        "(TODO",
        "FIXME",
        "XXX:",
        "#[ignore",
        "test.skip(",
        "test.only(",
    ];
    none("marks", &holding(&marks, |file| is_ours(file) && !file.is(".md")));
}

#[test]
fn no_file_names_a_folder_of_somebodys_machine() {
    let folders = ["/home/", "/Users/", "/root/", "/work/", "C:\\"];
    none("paths of a machine", &holding(&folders, is_ours));
}

#[test]
fn every_statement_says_what_it_is_for() {
    let sql = files().into_iter().filter(|file| file.is(".sql"));
    let silent = sql.filter(|file| !file.text.starts_with("-- "));
    let found: Vec<String> = silent.map(|file| file.path).collect();
    none("statements that do not begin with a comment", &found);
}

/// Every place where one of the words stands.
fn holding(words: &[&str], is_asked: impl Fn(&File) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in files().iter().filter(|file| is_asked(file)) {
        for (number, line) in file.lines() {
            let held = words.iter().filter(|word| line.contains(**word));
            found.extend(held.map(|word| format!("{}:{number}: {word}", file.path)));
        }
    }
    found
}

#[test]
fn every_operation_of_casework_says_what_it_costs_as_the_record_grows() {
    let unsaid = "    /// Opens it.\n    #[must_use]\n    pub async fn open(&self) {}\n";
    let said =
        "    /// Opens it.\n    ///\n    /// Costs one row by its key.\n    pub async fn open(&self) {}\n";
    assert_eq!(operations(unsaid), [("pub async fn open(&self) {}", false)]);
    assert_eq!(operations(said), [("pub async fn open(&self) {}", true)]);
    let (mut known, mut found) = (0, Vec::new());
    for file in rust().iter().filter(|file| file.is_in("crates/casework/src/")) {
        for (operation, says) in operations(&file.text) {
            known += 1;
            if !says {
                found.push(format!("{}: {operation}", file.path));
            }
        }
    }
    assert!(known > 300, "the operations of casework were not found");
    none(
        "operations whose comment has no \"Costs\": how many statements, and by what they read",
        &found,
    );
}

/// The public operations in a source, each with whether its comment says what it costs.
fn operations(source: &str) -> Vec<(&str, bool)> {
    let (mut operations, mut says, mut in_attribute) = (Vec::new(), false, false);
    for line in source.lines().map(str::trim) {
        if in_attribute || line.starts_with("#[") {
            in_attribute = !line.ends_with(']');
            continue;
        }
        if line.starts_with("pub async fn ") {
            operations.push((line, says));
        }
        if let Some(comment) = line.strip_prefix("///") {
            says |= comment.split(' ').any(|word| word == "Costs");
        } else {
            says = false;
        }
    }
    operations
}

#[test]
fn only_the_server_reads_the_clock() {
    let reads = ["Timestamp::now()", "Zoned::now()", "SystemTime::now()"];
    let is_asked =
        |file: &File| is_ours(file) && file.is(".rs") && file.path != "crates/server/src/outside.rs";
    none("clocks", &holding(&reads, is_asked));
}
