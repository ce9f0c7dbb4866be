//! What was decided on a conduct file and what came of it: a row for each decision, for the report on fairness.

use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::conduct::{AppealOutcome, Entry, Event, Outcome, Purpose};
use redress_domain::id::{ConductId, PersonId};
use redress_store::changes::ReadModel;
use redress_store::conduct_decision::DecisionRow;

/// What a report asks, as far as a comment can change it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked(String);

/// The decisions of one file, in order.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what leads to a decision and follows from one; the rest leaves no trace in the report"
)]
pub(super) fn rows(id: &ConductId, person: &PersonId, entries: &[Entry]) -> Vec<ReadModel> {
    let mut decisions: Vec<DecisionRow> = Vec::new();
    let mut walk = Walk::default();
    for entry in entries {
        let on = civil_date(entry.at);
        match &entry.event {
            Event::IncidentReported { on, .. } => walk.incident(*on),
            Event::Proposed { purpose, ends_on, .. } => {
                walk.purpose = Some(*purpose);
                walk.ends_on = Some(*ends_on);
                walk.asked = asked(&entry.event);
                if *purpose == Purpose::Renewal
                    && let Some(last) = decisions.iter_mut().rev().find(|row| row.notice_on.is_some())
                {
                    last.looked_at = true;
                }
            }
            // What they were sent first is what their comments are held against.
            Event::ReportShared { .. } => walk.shared = walk.shared.take().or_else(|| walk.asked.clone()),
            Event::Commented { .. } => walk.commented = true,
            Event::Decided {
                outcome, agreed_less, ..
            } if *outcome != Outcome::AskedForMore => {
                let is_other = walk.shared.is_some() && walk.shared != walk.asked;
                let is_refused = *outcome == Outcome::NotAgreed;
                let number = i64::try_from(decisions.len())
                    .unwrap_or(i64::MAX)
                    .saturating_add(1);
                decisions.push(DecisionRow {
                    file_id: id.clone(),
                    number,
                    person_id: person.clone(),
                    incident_on: walk.first_incident.unwrap_or(on),
                    decided_on: on,
                    agreed: *outcome == Outcome::Agreed,
                    commented: walk.commented,
                    changed: walk.commented && (is_other || is_refused || agreed_less.is_some()),
                    notice_on: None,
                    ends_on: None,
                    ended_on: None,
                    looked_at: false,
                    appeal: None,
                    renewal: walk.purpose == Some(Purpose::Renewal),
                });
                walk.to_notify = agreed_less.as_ref().map(|less| less.ends_on).or(walk.ends_on);
                walk.shared = None;
                walk.commented = false;
            }
            Event::NoticeSent { from, .. } => {
                if let Some(last) = decisions.last_mut().filter(|row| row.agreed) {
                    last.notice_on = Some(*from);
                    last.ends_on = walk.to_notify;
                }
            }
            Event::Lifted { .. } => ended(&mut decisions, on),
            Event::Eased { ends_on, .. } => {
                if let Some(last) = noticed(&mut decisions) {
                    last.looked_at = true;
                    last.ends_on = Some(*ends_on);
                }
            }
            Event::AppealDecided { outcome, .. } => {
                if let Some(last) = noticed(&mut decisions) {
                    last.appeal = Some(*outcome);
                }
                if *outcome == AppealOutcome::Upheld {
                    ended(&mut decisions, on);
                }
            }
            Event::Closed { .. } => walk.is_closed = true,
            _ => {}
        }
    }
    let row = |row| ReadModel::Decision(Box::new(row));
    decisions.into_iter().map(row).collect()
}

/// What was met on the way to the next decision.
#[derive(Debug, Default)]
struct Walk {
    first_incident: Option<Date>,
    is_closed: bool,
    purpose: Option<Purpose>,
    ends_on: Option<Date>,
    to_notify: Option<Date>,
    asked: Option<Asked>,
    shared: Option<Asked>,
    commented: bool,
}

impl Walk {
    /// A new incident on a file that was closed begins the way again (domain 5.3).
    fn incident(&mut self, on: Date) {
        if self.is_closed || self.first_incident.is_none_or(|first| on < first) {
            self.first_incident = Some(on);
        }
        self.is_closed = false;
    }
}

fn asked(event: &Event) -> Option<Asked> {
    if let Event::Proposed {
        measures,
        reach,
        service,
        cases,
        ends_on,
        review_on,
        open_channel,
        ..
    } = event
    {
        Some(Asked(format!(
            "{measures:?} {reach} {service:?} {cases:?} {ends_on} {review_on} {open_channel}"
        )))
    } else {
        None
    }
}

fn noticed(decisions: &mut [DecisionRow]) -> Option<&mut DecisionRow> {
    decisions.iter_mut().rev().find(|row| row.notice_on.is_some())
}

fn ended(decisions: &mut [DecisionRow], on: Date) {
    if let Some(last) = noticed(decisions) {
        last.looked_at = true;
        last.ended_on = last.ended_on.or(Some(on));
    }
}
