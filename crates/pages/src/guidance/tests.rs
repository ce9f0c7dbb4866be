//! The pages are short, plain, and read again only when their version says so.

use redress_domain::words::Digest;

use super::*;

/// A digest of each text in the version that people read. Whoever changes a text decides: a change that matters
/// raises the version in `redress_domain::guidance`, so that the page is read again; a word here or there does not.
/// Either way the digest is written here.
const TEXTS: [(Guide, u16, &str); 6] = [
    (Guide::Replies, 1, "9f37e49e33436b4e"),
    (Guide::FirstContact, 1, "1686b8ada471503d"),
    (Guide::Stage1, 1, "09906f6878230385"),
    (Guide::Stage2, 1, "f90502054b5696b4"),
    (Guide::Behaviour, 1, "726b13548eca3ee9"),
    (Guide::Councillors, 1, "0728ba9709f14a5c"),
];

#[test]
fn no_text_changes_without_somebody_deciding_whether_it_is_read_again() {
    for (guide, version, digest) in TEXTS {
        let now = Digest::of(&[0; 16], text(guide).as_bytes());
        let short: String = now.as_str().chars().take(16).collect();
        assert_eq!((guide.version().0, short.as_str()), (version, digest), "{guide}");
    }
}

#[test]
fn every_page_says_where_it_is_from_and_takes_about_five_minutes() {
    for guide in Guide::ALL {
        let words = text(*guide).split_whitespace().count();
        assert!((150..=450).contains(&words), "{guide} has {words} words");
        assert!(source(*guide).contains("paper 004"), "{guide}");
        let shown = shown(text(*guide));
        assert!(!shown.as_str().contains("##"), "{guide}");
        assert!(shown.as_str().matches("<h2").count() >= 3, "{guide}");
    }
}
