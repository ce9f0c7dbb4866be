//! Whatever reads what strangers send, each with what must hold for any bytes: it ends, in time and without a
//! panic, and what it lets through is what it says.
//!
//! `make fuzz` looks for bytes that break it; what was found once is kept in `corpus/` and tried by every
//! `make test`.

use std::sync::OnceLock;

use jiff::Timestamp;
use redress_domain::policy::Policy;
use redress_domain::reference::Reference;

/// A name, and what tries bytes on it. It panics when what must hold does not.
pub type Target = (&'static str, fn(&[u8]));

/// Everything that is tried.
pub const TARGETS: &[Target] = &[
    ("api", api),
    ("csv", csv),
    ("form", form),
    ("mail", mail),
    ("policy", policy),
    ("reference", reference),
];

/// The target of this name.
pub fn target(name: &str) -> Option<Target> {
    TARGETS.iter().find(|(known, _)| *known == name).copied()
}

/// What is no document is refused by all, and by each with a mistake; nothing is two documents that differ
/// in what they need.
fn api(bytes: &[u8]) {
    let taken = redress_web::api::documents::taken(bytes);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if first != Some(&b'{') {
        assert!(
            taken.iter().all(|(_, mistakes)| *mistakes > 0),
            "no object was taken"
        );
    }
}

/// The mappings of the examples: records of one row, and points of many.
const MAPPINGS: [&str; 2] = [
    include_str!("../../../examples/service-requests.toml"),
    include_str!("../../../examples/housing-complaint-points.toml"),
];

/// The first byte chooses the mapping. Every row becomes part of a case or is named; none is lost or made up.
fn csv(bytes: &[u8]) {
    static DEMO: OnceLock<Policy> = OnceLock::new();
    let Some((choice, file)) = bytes.split_first() else {
        return;
    };
    let policy = DEMO.get_or_init(|| {
        Policy::parse(include_str!("../../../policies/demo.toml")).expect("the demo's policy is whole")
    });
    let now: Timestamp = "2027-05-17T09:00:00Z".parse().expect("a moment");
    let [records, points] = MAPPINGS;
    let mapping = if choice % 2 == 0 { records } else { points };
    if let Some((rows, cases, not_taken)) =
        redress_server::import::try_bytes(file.to_vec(), mapping, (policy, now))
    {
        assert!(
            cases + not_taken <= rows,
            "{rows} rows: {cases} cases, {not_taken} not taken"
        );
        assert!(rows == 0 || cases + not_taken > 0, "{rows} rows came to nothing");
    }
}

/// What comes out is what a person can type, and reads the same when it is sent again.
fn form(bytes: &[u8]) {
    let read = redress_web::form::read(bytes);
    let mut again = form_urlencoded::Serializer::new(String::new());
    for (name, value) in read.pairs() {
        let is_typed = |letter: char| !letter.is_control() || letter == '\n' || letter == '\t';
        assert!(value.chars().all(is_typed), "{value:?}");
        again.append_pair(name, value);
    }
    assert_eq!(redress_web::form::read(again.finish().as_bytes()), read);
}

/// No field can bring a second line into a header, and none is longer than what is kept.
fn mail(bytes: &[u8]) {
    let Some(mail) = redress_correspondence::incoming::read(bytes) else {
        return;
    };
    let fields = [
        mail.from.as_deref(),
        Some(mail.from_name.as_str()),
        Some(mail.subject.as_str()),
    ];
    for field in fields.into_iter().flatten() {
        assert!(!field.contains(['\r', '\n', '\0']), "{field:?}");
        assert!(
            field.chars().count() <= 300,
            "{} characters",
            field.chars().count()
        );
    }
}

/// Every mistake is in the file; checking and parsing agree, and say the same each time.
fn policy(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let lines = text.lines().count() + 1;
    let report = Policy::check(text);
    for mistake in &report.mistakes {
        assert!(
            (1..=lines).contains(&mistake.line) && mistake.column >= 1,
            "{mistake:?} in {lines} lines"
        );
        assert!(!mistake.what.is_empty(), "{mistake:?}");
    }
    let parsed = Policy::parse(text);
    assert_eq!(parsed.err().unwrap_or_default(), report.mistakes);
}

/// What is taken reads back the same, as it is written and as it is said.
fn reference(bytes: &[u8]) {
    let Ok(typed) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(reference) = Reference::parse(typed) {
        assert_eq!(Reference::parse(reference.as_str()).as_ref(), Ok(&reference));
        assert_eq!(Reference::parse(&reference.spoken()).as_ref(), Ok(&reference));
        assert!(reference.as_str().is_ascii(), "{reference:?}");
    }
}
