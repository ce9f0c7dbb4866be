//! How each event changes a report.

use super::{ActionState, Answer, Approved, Entry, Event, Minute, Report, Response, Written};
use crate::calendar::london::civil_date;
use crate::measure::Range;

/// The report after all of its events.
pub fn fold(entries: &[Entry]) -> Report {
    entries.iter().fold(Report::default(), evolve)
}

/// The report after one more event.
pub fn evolve(mut report: Report, entry: &Entry) -> Report {
    let today = civil_date(entry.at);
    let writes = matches!(
        entry.event,
        Event::PartWritten { .. } | Event::ProvisionAnswered { .. } | Event::Responded { .. }
    );
    if writes && !report.written_by.contains(&entry.actor) {
        report.written_by.push(entry.actor.clone());
    }
    match &entry.event {
        Event::Drafted { from, to, figures } => {
            report.range = Some(Range { from: *from, to: *to });
            report.taken_on = Some(today);
            report.figures.clone_from(figures);
        }
        Event::FiguresTaken { figures } => {
            report.taken_on = Some(today);
            report.figures.clone_from(figures);
        }
        Event::PartWritten { part, words, cases } => {
            let written = Written {
                words: words.clone(),
                cases: cases.clone(),
            };
            report.parts.insert(*part, written);
        }
        Event::ProvisionAnswered {
            provision,
            complies,
            because,
        } => {
            let answer = Answer {
                complies: *complies,
                because: because.clone(),
            };
            report.answers.insert(provision.clone(), answer);
        }
        Event::Approved {
            now,
            lessons,
            late,
            actions,
            totals_only,
            hidden,
            ..
        } => {
            report.approved = Some(Approved {
                on: today,
                now: now.clone(),
                lessons: lessons.clone(),
                late: late.clone(),
                actions: actions.clone(),
                totals_only: totals_only.clone(),
                hidden: hidden.clone(),
            });
        }
        Event::NamesChecked { .. } => {}
        Event::Responded { on, words } => {
            report.response = Some(Response {
                on: *on,
                words: words.clone(),
            });
        }
        Event::Published {} => report.published_on = Some(today),
        Event::Minuted {
            item,
            kind,
            words,
            owner,
            due_on,
        } => report.minutes.push(Minute {
            item: *item,
            kind: *kind,
            words: words.clone(),
            owner: owner.clone(),
            due_on: *due_on,
            state: ActionState::Open,
            said: None,
        }),
        Event::FollowedUp { item, state, words } => {
            if let Some(minute) = report.minutes.iter_mut().find(|minute| minute.item == *item) {
                minute.state = *state;
                minute.said = Some((today, words.clone()));
            }
        }
    }
    report
}
