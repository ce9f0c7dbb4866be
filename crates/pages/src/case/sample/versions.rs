//! Two versions of a reply, for the samples.

use jiff::Timestamp;
use redress_domain::case::ReplySection;
use redress_domain::id::UserId;

use super::beyond::REVIEWER;
use super::{Story, act, id, shell};
use crate::case::reply::{Ending, Writing, versions};

/// What the editor knows besides the case.
pub(super) fn writing(ending: Ending) -> Writing {
    let typed_at = Timestamp::UNIX_EPOCH;
    Writing {
        reading: "Sentences have 14 words on average. Reading age: about 11.".to_owned(),
        remarks: vec!["“as per”: write “as” or “under”".to_owned()],
        standing: vec![("missed-bin".to_owned(), "How we check a missed bin".to_owned())],
        ending,
        not_saved: (ending == Ending::Send).then_some(typed_at),
        others: UserId::parse(id(REVIEWER))
            .map(|user| (user, typed_at))
            .into_iter()
            .collect(),
    }
}

/// Two versions of a reply.
pub(super) fn compared() -> versions::Comparison {
    use versions::Run;
    versions::Comparison {
        before: "Version 1, saved by Jo Martin on 9 November 2026 at 10:02am".to_owned(),
        after: "Version 2, saved by Jo Martin on 9 November 2026 at 3:02pm".to_owned(),
        parts: vec![versions::PartCompared {
            section: ReplySection::Sorry,
            before: vec![
                Run::Same("We are sorry ".to_owned()),
                Run::Removed("if you feel let down.".to_owned()),
            ],
            after: vec![
                Run::Same("We are sorry ".to_owned()),
                Run::Added("that we missed your bins twice.".to_owned()),
            ],
        }],
    }
}

/// The page of all versions.
pub(super) fn page(story: &Story) -> act::ActPage {
    let version = |told: &str, href: Option<&str>| versions::Listed {
        told: told.to_owned(),
        href: href.map(str::to_owned),
    };
    let compared = compared();
    let listed = [
        version(&compared.before, None),
        version(&compared.after, Some("?version=2")),
    ];
    versions::page(shell(), &story.shown(), (&listed, Some(&compared)))
}
