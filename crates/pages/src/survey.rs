//! The pages of the survey: the customer's (P11), and those of the people who read the answers (S23).

pub mod answer;
pub mod results;
pub mod said;

use redress_domain::survey::NotAskedBecause;

/// Why somebody was not asked, in words.
pub const fn not_asked_in_words(because: NotAskedBecause) -> &'static str {
    match because {
        NotAskedBecause::SaidNo => "Said that they do not want to be asked",
        NotAskedBecause::AskedLately => "Were asked about another case not long ago",
        NotAskedBecause::NoWay => "Gave no address for email or post, or want no answer",
        NotAskedBecause::Restricted => "Have a contact arrangement with another way open",
        NotAskedBecause::Nobody => "Gave no name",
        NotAskedBecause::NotThisKind => "Not a kind of case that we ask about",
        NotAskedBecause::NotOurs => "A duplicate, or closed in another system",
    }
}

/// Samples of the pages.
pub(crate) fn samples() -> Vec<crate::layout::Sample> {
    answer::samples()
        .into_iter()
        .chain(results::samples())
        .chain(said::samples())
        .collect()
}
