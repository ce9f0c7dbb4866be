//! Folding what is done to settle a complaint early.

use crate::case::early::{Question, Talk};
use crate::case::{Case, Entry, Event, TalkAnswer, TalkOutcome};

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`change` sends the events of this group only"
)]
pub(super) fn early(case: &mut Case, entry: &Entry) {
    let early = &mut case.early;
    match &entry.event {
        Event::AdviceAsked { of, question } => {
            early.question = Some(Question {
                of: of.clone(),
                by: entry.actor.clone(),
                words: question.clone(),
            });
        }
        Event::AdviceGiven { words } => {
            early.question = None;
            early.advice = Some(words.clone());
        }
        Event::TalkOffered { way, on } => {
            early.talk = Some(Talk {
                way: *way,
                on: *on,
                answer: None,
            });
        }
        Event::TalkAnswered { answer, on } => match answer {
            TalkAnswer::Accepted => {
                if let Some(talk) = &mut early.talk {
                    talk.answer = Some(*answer);
                    talk.on = *on;
                }
            }
            TalkAnswer::Declined => early.talk = None,
        },
        Event::TalkHeld { on, outcome, words } => {
            early.talk = None;
            if *outcome == TalkOutcome::Agreed {
                early.agreed = Some((*on, words.clone()));
            }
        }
        _ => {}
    }
}
