//! Whether two lessons say the same, as far as their words tell.

use std::collections::BTreeSet;

/// The fewest letters of a word that says something: "bin" does, "of" does not.
const LETTERS: usize = 3;
/// So many words in a hundred of the shorter are in the other.
const IN_A_HUNDRED: usize = 50;
/// And so many at least.
const WORDS: usize = 3;

/// Whether two sentences share so much that a person should look whether they are one lesson.
///
/// Ours: it only ever offers. Words that stand in every sentence are not counted.
pub fn is_alike(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    let shorter = one.len().min(other.len());
    shared >= WORDS.min(shorter.max(1)) && shared * 100 >= shorter * IN_A_HUNDRED
}

fn words(text: &str) -> BTreeSet<String> {
    const EVERYWHERE: [&str; 16] = [
        "the", "and", "for", "not", "are", "was", "were", "has", "have", "had", "who", "that", "with",
        "they", "them", "from",
    ];
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| word.chars().count() >= LETTERS && !EVERYWHERE.contains(word))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    //! What is offered as the same, and what is not.

    use super::is_alike;

    #[test]
    fn the_same_said_otherwise_is_alike_and_another_matter_is_not() {
        let damp = "Every report of damp with a child in the home goes to a surveyor the same day.";
        assert!(is_alike(damp, damp));
        assert!(is_alike(
            damp,
            "Reports of damp go to a surveyor the same day, where a child is in the home"
        ));
        assert!(!is_alike(
            damp,
            "Every crew says on the same day which bins it could not empty."
        ));
        assert!(!is_alike(
            damp,
            "Parks are not mown where residents planted beds."
        ));
        assert!(!is_alike("", damp), "nothing is like nothing");
    }
}
