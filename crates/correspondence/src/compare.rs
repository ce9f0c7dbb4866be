//! Two versions of a text, word by word: what was removed of the one, what was added in the other.

use similar::{ChangeTag, TextDiff};

/// A run of words of a text, and whether the other text has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Both have it.
    Same(String),
    /// Only the older one has it.
    Removed(String),
    /// Only the newer one has it.
    Added(String),
}

/// Both texts in runs of words: the older with what was removed of it, the newer with what was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The older text.
    pub before: Vec<Part>,
    /// The newer text.
    pub after: Vec<Part>,
}

impl Compared {
    /// Whether the texts are the same, word for word.
    pub fn is_same(&self) -> bool {
        let is_same = |part: &Part| matches!(part, Part::Same(_));
        self.before.iter().all(is_same) && self.after.iter().all(is_same)
    }
}

/// Compares two versions of a text.
pub fn compare(before: &str, after: &str) -> Compared {
    let mut compared = Compared {
        before: Vec::new(),
        after: Vec::new(),
    };
    for change in TextDiff::from_words(before, after).iter_all_changes() {
        let words = change.value();
        match change.tag() {
            ChangeTag::Equal => {
                push(&mut compared.before, Part::Same(words.to_owned()));
                push(&mut compared.after, Part::Same(words.to_owned()));
            }
            ChangeTag::Delete => push(&mut compared.before, Part::Removed(words.to_owned())),
            ChangeTag::Insert => push(&mut compared.after, Part::Added(words.to_owned())),
        }
    }
    compared
}

/// Adds to the last run if it is of the same sort, so that a reader hears "removed" once for a run.
fn push(parts: &mut Vec<Part>, part: Part) {
    match (parts.last_mut(), part) {
        (Some(Part::Same(last)), Part::Same(words))
        | (Some(Part::Removed(last)), Part::Removed(words))
        | (Some(Part::Added(last)), Part::Added(words)) => last.push_str(&words),
        (_, part) => parts.push(part),
    }
}

#[cfg(test)]
mod tests {
    //! What is told of two versions.

    use super::*;

    #[test]
    fn what_was_removed_and_added_is_told_in_runs_of_words() {
        let compared = compare("We missed your bin twice.", "We missed your bin on 3 March.");
        let same = || Part::Same("We missed your bin ".to_owned());
        assert_eq!(compared.before, [same(), Part::Removed("twice.".to_owned())]);
        assert_eq!(compared.after, [same(), Part::Added("on 3 March.".to_owned())]);
        assert!(!compared.is_same());
    }

    #[test]
    fn each_side_is_its_text_again_and_the_same_text_has_no_change() {
        let (before, after) = ("One.\n\nTwo three.", "One.\n\nThree, two.\n");
        let compared = compare(before, after);
        let text = |parts: &[Part]| -> String {
            parts
                .iter()
                .map(|part| match part {
                    Part::Same(words) | Part::Removed(words) | Part::Added(words) => words.as_str(),
                })
                .collect()
        };
        assert_eq!(text(&compared.before), before);
        assert_eq!(text(&compared.after), after);
        assert!(compare(before, before).is_same());
    }
}
