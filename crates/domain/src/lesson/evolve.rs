//! How each event changes a lesson.

use super::{Action, DraftTexts, Entry, Event, Lesson, LessonReminder, Published, Worked};
use crate::calendar::london::civil_date;

/// The lesson after all of its events.
pub fn fold(entries: &[Entry]) -> Lesson {
    entries.iter().fold(Lesson::default(), evolve)
}

/// The lesson after one more event.
pub fn evolve(mut lesson: Lesson, entry: &Entry) -> Lesson {
    let today = civil_date(entry.at);
    match &entry.event {
        Event::Recorded {
            from,
            went,
            services,
            cases,
            learned,
            may_stay,
        } => {
            lesson.recorded_on = Some(today);
            lesson.drawn = Some((*from, *went));
            lesson.services.clone_from(services);
            lesson.cases.clone_from(cases);
            lesson.learned = Some(learned.clone());
            lesson.may_stay.clone_from(may_stay);
        }
        Event::Reworded { learned, may_stay } => {
            lesson.learned = Some(learned.clone());
            lesson.may_stay.clone_from(may_stay);
        }
        Event::CasesAdded { cases } => lesson.cases.extend(cases.iter().cloned()),
        Event::Shared { services } => lesson.services.extend(services.iter().cloned()),
        Event::Analysed { cause, why } => lesson.cause = Some((*cause, why.clone())),
        Event::ActionPlanned { .. } => plan(&mut lesson, &entry.event),
        Event::ActionRuledOut { because, reason } => {
            lesson.action = None;
            lesson.draft = None;
            lesson.ruled_out = Some((*because, reason.clone()));
        }
        Event::ActionDone { evidence, ask_on } => {
            if let Some(action) = &mut lesson.action {
                action.done = Some((today, evidence.clone(), *ask_on));
            }
        }
        Event::WorkedAnswered {
            worked,
            evidence,
            again_on,
        } => {
            lesson.worked = Some((*worked, evidence.clone()));
            if let Some(published) = &mut lesson.published {
                published.worked = Some(*worked);
            }
            lesson.reminded.remove(&LessonReminder::LookAgain);
            lesson.look_again_on = match worked {
                Worked::Yes => None,
                // What was recorded before there was a day for it is due at once.
                Worked::Partly | Worked::No => Some(again_on.unwrap_or(today)),
            };
        }
        Event::TextsWritten { you_said, we_did } => {
            lesson.draft = Some(DraftTexts {
                you_said: you_said.clone(),
                we_did: we_did.clone(),
                by: entry.actor.clone(),
            });
        }
        Event::NamesChecked { .. } => {}
        Event::Published {} => {
            let could_not = lesson.could_not();
            let worked = lesson.worked.as_ref().map(|(worked, _)| *worked);
            lesson.published = lesson.draft.take().map(|draft| Published {
                on: today,
                you_said: draft.you_said,
                we_did: draft.we_did,
                could_not,
                worked,
            });
        }
        Event::TakenDown { .. } => lesson.published = None,
        Event::MergedInto { into } => lesson.merged_into = Some(into.clone()),
        Event::TookIn {
            services,
            cases,
            asked,
            ..
        } => {
            lesson.services.extend(services.iter().cloned());
            lesson.cases.extend(cases.iter().cloned());
            lesson.asked.extend(asked.iter().cloned());
        }
        Event::HearingAsked { case } => {
            lesson.asked.insert(case.clone());
        }
        Event::CustomerTold { case } => {
            lesson.told.insert(case.clone());
        }
        Event::Reminded { reminder } => {
            lesson.reminded.insert(*reminder);
        }
    }
    lesson
}

/// A new plan takes the place of the one before, and of what was written about that.
fn plan(lesson: &mut Lesson, event: &Event) {
    let Event::ActionPlanned {
        what,
        owner,
        due_on,
        remind_on,
        measure,
        how_we_know,
    } = event
    else {
        return;
    };
    lesson.ruled_out = None;
    lesson.worked = None;
    lesson.look_again_on = None;
    lesson.draft = None;
    lesson.reminded.clear();
    lesson.action = Some(Action {
        what: what.clone(),
        owner: owner.clone(),
        due_on: *due_on,
        remind_on: *remind_on,
        measure: *measure,
        how_we_know: how_we_know.clone(),
        done: None,
    });
}
