//! Settling a complaint early: senior advice, and a talk with the customer.

use jiff::civil::Date;
use redress_domain::case::{Event, TalkAnswer, TalkOutcome};

use super::{Known, Told};
use crate::case::vocabulary as say;
use crate::format;

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`tell` sends the events about settling it early only"
)]
pub(super) fn early(event: &Event, known: &dyn Known) -> Told {
    match event {
        Event::AdviceAsked { of, question } => {
            Told::new(format!("{} was asked for advice", known.user(of))).words("Question", question)
        }
        Event::AdviceGiven { words } => Told::new("Advice was given").words("Advice", words),
        Event::TalkOffered { way, on } => Told::new(format!(
            "The customer was offered {}{}",
            say::talk(*way),
            for_day(*on)
        )),
        Event::TalkAnswered { answer, on } => match answer {
            TalkAnswer::Accepted => Told::new(format!("The customer would like to talk{}", for_day(*on))),
            TalkAnswer::Declined => Told::new("The customer would not like to talk"),
        },
        Event::TalkHeld { on, outcome, words } => {
            let (came_of_it, what) = match outcome {
                TalkOutcome::Agreed => ("and agreed how to put it right", "What was agreed"),
                TalkOutcome::NotAgreed => ("and nothing was agreed", "What was said"),
            };
            let day = format::long_date(*on);
            Told::new(format!("We talked with the customer on {day}, {came_of_it}")).words(what, words)
        }
        _ => Told::new(event.name()),
    }
}

fn for_day(on: Option<Date>) -> String {
    on.map(|on| format!(" on {}", format::long_date(on)))
        .unwrap_or_default()
}
