//! What was decided on a conduct file and what came of it: a row for each decision, for the report on fairness.

use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::conduct::{
    AppealOutcome, ConductFile, Counted, CountedDecision, Entry, Event, Kept, Outcome, Purpose, Tended,
    evolve,
};
use redress_domain::id::{ConductId, PersonId};
use redress_store::changes::ReadModel;
use redress_store::conduct_decision::DecisionRow;

/// What a report asks, as far as a comment can change it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked(String);

/// What is counted of a file whose time is over, by what its events said while they were there.
pub(super) fn counted(id: &ConductId, person: &PersonId, entries: &[Entry]) -> Counted {
    let decided = of_file(id, person, entries).into_iter();
    let decisions = decided.map(|row| CountedDecision {
        incident_on: row.incident_on,
        decided_on: row.decided_on,
        agreed: row.agreed,
        commented: row.commented,
        changed: row.changed,
        notice_on: row.notice_on,
        ends_on: row.ends_on,
        ended_on: row.ended_on,
        looked_at: row.looked_at,
        appeal: row.appeal,
        renewal: row.renewal,
    });
    Counted {
        person: person.clone(),
        bound: bound(entries),
        decisions: decisions.collect(),
    }
}

/// From when to when something bound them, by what was known on each of the days.
fn bound(entries: &[Entry]) -> Vec<(Date, Date)> {
    let (mut file, mut spans) = (ConductFile::default(), Vec::<(Date, Date)>::new());
    for (at, entry) in entries.iter().enumerate() {
        file = evolve(file, entry);
        let next = entries.get(at + 1).map(|next| civil_date(next.at));
        let last_known = next.map_or(Ok(Date::MAX), Date::yesterday).unwrap_or(Date::MIN);
        let Some((from, until)) = file.bound() else {
            continue;
        };
        let (from, until) = (from.max(civil_date(entry.at)), until.min(last_known));
        if from > until {
            continue;
        }
        match spans.last_mut() {
            Some((_, end)) if end.tomorrow().is_ok_and(|next| next == from) => *end = until,
            Some(_) | None => spans.push((from, until)),
        }
    }
    spans
}

/// What was counted when a file was erased, if it was erased with the bodies of its events.
pub(crate) fn counted_of(entries: &[Entry]) -> Option<&Counted> {
    entries.iter().rev().find_map(|entry| {
        if let Event::Kept(Kept::Erased { counted }) = &entry.event {
            return counted.as_deref();
        }
        None
    })
}

/// The decisions of one file, in order.
pub(super) fn rows(id: &ConductId, person: &PersonId, entries: &[Entry]) -> Vec<ReadModel> {
    let row = |row| ReadModel::Decision(Box::new(row));
    let decided = match counted_of(entries) {
        Some(counted) => of_erased(id, counted),
        None => of_file(id, person, entries),
    };
    decided.into_iter().map(row).collect()
}

fn of_erased(id: &ConductId, counted: &Counted) -> Vec<DecisionRow> {
    let decided = (1..).zip(&counted.decisions);
    let row = |(number, decision): (i64, &CountedDecision)| DecisionRow {
        file_id: id.clone(),
        number,
        person_id: counted.person.clone(),
        incident_on: decision.incident_on,
        decided_on: decision.decided_on,
        agreed: decision.agreed,
        commented: decision.commented,
        changed: decision.changed,
        notice_on: decision.notice_on,
        ends_on: decision.ends_on,
        ended_on: decision.ended_on,
        looked_at: decision.looked_at,
        appeal: decision.appeal,
        renewal: decision.renewal,
    };
    decided.map(row).collect()
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what leads to a decision and follows from one; the rest leaves no trace in the report"
)]
fn of_file(id: &ConductId, person: &PersonId, entries: &[Entry]) -> Vec<DecisionRow> {
    let mut decisions: Vec<DecisionRow> = Vec::new();
    // Numbered after the decisions, which keep their numbers.
    let mut withdrawn: Vec<DecisionRow> = Vec::new();
    let (mut walk, mut file) = (Walk::default(), ConductFile::default());
    for entry in entries {
        let on = civil_date(entry.at);
        // What they said of this report: what was said of one that was withdrawn changed nothing of another.
        let commented = file
            .report
            .as_ref()
            .is_some_and(|report| !report.comments.is_empty());
        match &entry.event {
            Event::IncidentReported { on, .. } => walk.incident(*on),
            Event::Proposed { purpose, ends_on, .. } => {
                walk.purpose = Some(*purpose);
                walk.ends_on = Some(*ends_on);
                walk.asked = asked(&entry.event);
            }
            // What they were sent first is what their comments are held against.
            Event::ReportShared { .. } => walk.shared = walk.shared.take().or_else(|| walk.asked.clone()),
            Event::Decided {
                outcome, agreed_less, ..
            } if *outcome != Outcome::AskedForMore => {
                let is_other = walk.shared.is_some() && walk.shared != walk.asked;
                let is_refused = *outcome == Outcome::NotAgreed;
                // Domain 5.10: it was looked at when it is decided whether it goes on, and not when that was proposed.
                if walk.purpose.is_some_and(Purpose::goes_on)
                    && let Some(last) = noticed(&mut decisions)
                {
                    walk.looked_at_before = Some(last.looked_at);
                    last.looked_at = true;
                }
                let row = walk.row((id, person), on);
                decisions.push(DecisionRow {
                    agreed: *outcome == Outcome::Agreed,
                    commented,
                    changed: commented && (is_other || is_refused || agreed_less.is_some()),
                    ..row
                });
                walk.to_notify = agreed_less.as_ref().map(|less| less.ends_on).or(walk.ends_on);
            }
            Event::NoticeSent { from, .. } => {
                walk.looked_at_before = None;
                let at_review = walk.purpose == Some(Purpose::Review);
                if let Some(last) = decisions.last_mut().filter(|row| row.agreed) {
                    last.notice_on = Some(*from);
                    last.ends_on = walk.to_notify;
                } else if at_review {
                    // What nobody agreed to let go on at its review ends (paper 004, 7.1).
                    ended(&mut decisions, *from);
                }
            }
            // What was decided is not done: nobody has looked at what it was about, as before.
            Event::Tended(Tended::Withdrawn { .. }) => {
                // The Ombudsman's guide, part 6: that nothing is proposed any more is the most that a comment can change.
                if commented {
                    let row = walk.row((id, person), on);
                    withdrawn.push(DecisionRow {
                        commented,
                        changed: true,
                        ..row
                    });
                }
                if let Some((last, before)) = noticed(&mut decisions).zip(walk.looked_at_before.take()) {
                    last.looked_at = before;
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
        file = evolve(file, entry);
        // What they were first sent is of this report, and of none after it.
        walk.shared = walk.shared.take().filter(|_| file.report.is_some());
    }
    decisions.extend(withdrawn);
    for (number, row) in (1..).zip(&mut decisions) {
        row.number = number;
    }
    decisions
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
    /// Whether what is in force had been looked at before the decision whose notice waits.
    looked_at_before: Option<bool>,
}

impl Walk {
    /// A new incident on a file that was closed begins the way again (domain 5.3).
    fn incident(&mut self, on: Date) {
        if self.is_closed || self.first_incident.is_none_or(|first| on < first) {
            self.first_incident = Some(on);
        }
        self.is_closed = false;
    }

    /// What came to its end on a day, of which nothing more is known yet.
    fn row(&self, (id, person): (&ConductId, &PersonId), on: Date) -> DecisionRow {
        DecisionRow {
            file_id: id.clone(),
            number: 0,
            person_id: person.clone(),
            incident_on: self.first_incident.unwrap_or(on),
            decided_on: on,
            agreed: false,
            commented: false,
            changed: false,
            notice_on: None,
            ends_on: None,
            ended_on: None,
            looked_at: false,
            appeal: None,
            renewal: self.purpose.is_some_and(Purpose::goes_on),
        }
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
        in_practice,
        expects,
        asks,
        ..
    } = event
    {
        // Who answers, when or for how long, what we do and what we ask: a text that nobody touched keeps its name.
        let texts = [in_practice.as_ref(), Some(expects), asks.as_ref()];
        let texts = texts.map(|text| text.map(|text| text.id.as_str()));
        Some(Asked(format!(
            "{measures:?} {reach} {service:?} {cases:?} {ends_on} {review_on} {open_channel} {texts:?}"
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
