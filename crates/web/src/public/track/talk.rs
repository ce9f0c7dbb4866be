//! A talk that was offered, as its customer reads of it.

use redress_domain::case::{Event, TalkAnswer, TalkOutcome};
use redress_pages::case::vocabulary;
use redress_pages::format;

/// What happened, in a sentence; nothing for what is no talk.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the story sends the events about a talk only"
)]
pub(super) fn told(event: &Event) -> Option<String> {
    let told = match event {
        Event::TalkOffered { way, on: Some(on) } => {
            format!(
                "We offered you {} on {}",
                vocabulary::talk(*way),
                format::date_only(*on)
            )
        }
        Event::TalkOffered { way, on: None } => format!("We offered you {}", vocabulary::talk(*way)),
        Event::TalkAnswered { answer, on } => match (answer, on) {
            (TalkAnswer::Accepted, Some(on)) => {
                format!("You would like to talk, on {}", format::date_only(*on))
            }
            (TalkAnswer::Accepted, None) => "You would like to talk".to_owned(),
            (TalkAnswer::Declined, _) => "You would not like to talk. We go on as before".to_owned(),
        },
        Event::TalkHeld { outcome, .. } => match outcome {
            TalkOutcome::Agreed => "We talked, and agreed how to put it right".to_owned(),
            TalkOutcome::NotAgreed => "We talked".to_owned(),
        },
        _ => return None,
    };
    Some(told)
}
