//! What holds whatever anybody does to a lesson, in any order.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use proptest::prelude::*;

use super::harness::*;
use crate::lesson::{Command, Entry, Event, LessonReminder, RuledOut, Worked};
use crate::permission::Actor;

fn anybody() -> impl Strategy<Value = Actor> {
    prop_oneof![
        2 => Just(officer()),
        4 => (1_u64..4).prop_map(manager),
        1 => Just(customer()),
        1 => Just(job()),
    ]
}

fn orders() -> impl Strategy<Value = Command> {
    prop_oneof![
        2 => Just(record()),
        1 => (0_u32..2, any::<bool>()).prop_map(|(found, why)| reword(read(found, why.then_some("No name.")))),
        2 => (1_u64..4).prop_map(|number| Command::AddCases { cases: BTreeSet::from([case(number)]) }),
        3 => Just(analyse()),
        3 => prop::sample::select(vec!["2026-05-20", "2026-07-01", "2027-01-04"]).prop_map(plan),
        2 => prop::sample::select(RuledOut::ALL).prop_map(rule_out),
        3 => Just(finish()),
        2 => prop::sample::select(Worked::ALL).prop_map(worked),
        4 => Just(write()),
        4 => (0_u32..2, any::<bool>()).prop_map(|(found, why)| publish(found, why.then_some("No name."))),
        1 => Just(Command::TakeDown { reason: words("It said too much.") }),
        1 => Just(take_in()),
        1 => Just(Command::Merge { into: lesson(2) }),
        1 => (1_u64..3).prop_map(|number| Command::AskToHear { case: case(number) }),
        1 => (1_u64..3).prop_map(|number| Command::Tell { case: case(number) }),
        1 => prop::sample::select(LessonReminder::ALL).prop_map(|reminder| Command::Remind { reminder }),
    ]
}

/// Whether every publication came after an analysis, an action done or that we could not, and a reading by
/// somebody else than who wrote: read from the events alone, and not from what the rules remember.
fn was_earned(entries: &[Entry]) -> Result<usize, String> {
    let mut published = 0;
    let (mut analysed, mut acted, mut could_not) = (false, false, false);
    let mut writer = None;
    let mut checked = false;
    for entry in entries {
        match &entry.event {
            Event::Analysed { .. } => analysed = true,
            Event::ActionPlanned { .. } => (acted, could_not, writer) = (false, false, None),
            Event::ActionDone { .. } => acted = true,
            Event::ActionRuledOut { because, .. } => {
                could_not = *because == RuledOut::CouldNot;
                writer = None;
            }
            Event::TextsWritten { .. } => {
                writer = Some(&entry.actor);
                checked = false;
            }
            Event::NamesChecked {
                flagged,
                why_it_may_stay,
            } => {
                let other = writer.is_some_and(|writer| *writer != entry.actor);
                checked = other && (*flagged == 0 || why_it_may_stay.is_some());
            }
            Event::Published {} => {
                published += 1;
                if !(analysed && (acted || could_not) && checked && writer.is_some()) {
                    return Err(format!("{analysed} {acted} {could_not} {checked} {writer:?}"));
                }
                writer = None;
            }
            Event::Recorded { .. }
            | Event::Reworded { .. }
            | Event::CasesAdded { .. }
            | Event::Shared { .. }
            | Event::WorkedAnswered { .. }
            | Event::TakenDown { .. }
            | Event::MergedInto { .. }
            | Event::TookIn { .. }
            | Event::HearingAsked { .. }
            | Event::CustomerTold { .. }
            | Event::Reminded { .. } => {}
        }
    }
    Ok(published)
}

/// What anybody does in any order, beginning anywhere on the way.
fn history(steps: &[(Actor, Command, i64)], begins: usize) -> Story {
    let mut story = Story::begins();
    let way = [
        (officer(), record()),
        (manager(1), analyse()),
        (manager(1), plan("2026-06-05")),
        (officer(), finish()),
        (manager(1), write()),
        (manager(2), publish(0, None)),
    ];
    let way = way.into_iter().take(begins).map(|(who, what)| (who, what, 0));
    for (who, what, days) in way.chain(steps.iter().cloned()) {
        story.on += days.days();
        if let Ok(events) = story.try_to(&who, what) {
            story.add(&who, events);
        }
    }
    story
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Ux 3.10 and paper 001: the four stages, in their order.
    #[test]
    fn no_lesson_is_published_before_it_was_analysed_acted_on_and_read_for_names(
        steps in prop::collection::vec((anybody(), orders(), 0_i64..20), 0..60),
        begins in 0_usize..7,
    ) {
        let story = history(&steps, begins);
        prop_assert!(was_earned(&story.entries).is_ok(), "{:?}", was_earned(&story.entries));
    }

    #[test]
    fn nobody_is_told_who_did_not_ask_and_nobody_twice(
        steps in prop::collection::vec((anybody(), orders(), 0_i64..5), 0..60),
        begins in 0_usize..7,
    ) {
        let (mut asked, mut told) = (BTreeSet::new(), BTreeSet::new());
        for entry in &history(&steps, begins).entries {
            if let Event::HearingAsked { case } = &entry.event {
                asked.insert(case.clone());
            }
            if let Event::TookIn { asked: others, .. } = &entry.event {
                asked.extend(others.iter().cloned());
            }
            if let Event::CustomerTold { case } = &entry.event {
                prop_assert!(asked.contains(case) && told.insert(case.clone()));
            }
        }
    }

    #[test]
    fn no_event_holds_a_word_that_anybody_wrote(
        steps in prop::collection::vec((anybody(), orders(), 0_i64..5), 0..40),
    ) {
        for entry in &history(&steps, 6).entries {
            let body = entry.to_body().unwrap();
            for written in ["lorry", "crew", "Crews", "Bins", "name", "streets fell"] {
                let bare = body.replace("names-checked", "");
                prop_assert!(!bare.contains(written), "{body}");
            }
        }
    }
}

/// The random histories come that far: without this, the first property could hold of nothing.
#[test]
fn the_way_from_beginning_to_end_publishes() {
    assert_eq!(was_earned(&history(&[], 6).entries), Ok(1));
    let not_checked = history(&[(manager(1), publish(0, None), 0)], 5);
    assert_eq!(was_earned(&not_checked.entries), Ok(0));
}
