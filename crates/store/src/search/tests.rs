//! Which words are the same word.

use super::terms;

#[test]
fn the_forms_of_a_word_have_one_stem() {
    for forms in [
        "bin bins",
        "collect collects collected collecting collection collections",
        "missed miss misses",
        "stop stopped stopping stops",
        "delay delayed delays",
        "council's councils council",
        "Café CAFE cafes",
        "Straße STRASSE strasse",
        "Łódź ŁÓDŹ lodz",
        "Bjørn BJØRN bjorn",
        "Ægir aegir",
    ] {
        let mut stems = terms(forms);
        stems.dedup();
        assert_eq!(stems.len(), 1, "{forms}: {stems:?}");
    }
}

#[test]
fn references_and_numbers_stay_as_they_are() {
    assert_eq!(terms("LCC-4K7P-29QX, 2026"), ["lcc", "4k7p", "29qx", "2026"]);
}

#[test]
fn stop_words_find_nothing() {
    assert!(terms("It was not what I had!").is_empty());
}
