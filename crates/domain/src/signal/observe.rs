//! What a rule of the policy finds in the record of one person: what counts, what is set apart and why, and
//! what the council itself did late or not at all.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{Span, Timestamp};

use super::{Apart, Counted, Evidence, Late, OnCase, Owed};
use crate::calendar::Calendar;
use crate::calendar::london::civil_date;
use crate::case::{self, Case, ContactPurpose, Direction, Entry, Event};
use crate::id::{ActorId, CaseId, IncidentId, PersonId, UserId};
use crate::policy::{self, Limit, SignalKind, Unit};
use crate::vocabulary::{Channel, ClockKind};

/// One case of the person, as its events tell it.
#[derive(Debug, Clone, Copy)]
pub struct OneCase<'a> {
    /// Which.
    pub id: &'a CaseId,
    /// What happened.
    pub entries: &'a [Entry],
}

/// The record of one person.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// The identifiers under which they are known.
    pub people: &'a [PersonId],
    /// Their cases: those on which they are the customer, and no one else's.
    pub cases: &'a [OneCase<'a>],
    /// The incidents that were reported about them.
    pub incidents: &'a [(IncidentId, Date)],
    /// Who answers the council's own door: being put through by three of them is nothing to remark on.
    pub at_the_door: &'a BTreeSet<UserId>,
}

/// A contact, before any rule looks at it.
struct Seen {
    at: Timestamp,
    channel: Channel,
    by: Option<UserId>,
    is_after_the_end: bool,
    apart: Option<Apart>,
}

/// What one case tells.
struct Told<'a> {
    id: &'a CaseId,
    case: Case,
    seen: Vec<Seen>,
    late: Vec<Late>,
    minutes: Vec<(Date, u32)>,
}

/// The first day that a rule looks at.
pub fn window_start(calendar: &Calendar, today: Date, within: Limit) -> Date {
    let count = i64::from(within.count);
    match within.unit {
        Unit::WorkingDays | Unit::StatutoryDays => {
            let calendar = calendar.counted_in(within.unit);
            (0..count).fold(today, |day, _| calendar.previous_working_day(day))
        }
        Unit::CalendarDays => today.saturating_sub(Span::new().days(count)),
        Unit::Months => today.saturating_sub(Span::new().months(count)),
    }
}

/// What `rule` finds from its first day on, leaving out what came up to `counted_until`, which an earlier
/// signal has shown. The count is for the rule's bound to be held against; nobody is ranked by it.
pub fn observe(
    record: &Record<'_>,
    rule: &policy::Signal,
    (calendar, now): (&Calendar, Timestamp),
    counted_until: Option<Timestamp>,
) -> Evidence {
    let today = civil_date(now);
    let from = window_start(calendar, today, rule.within);
    let window = Window {
        from,
        today,
        counted_until,
    };
    if rule.when == SignalKind::Incidents {
        let found = record.incidents.iter().filter(|(_, on)| window.holds_day(*on));
        let incidents: Vec<_> = found.cloned().collect();
        return evidence(incidents.len(), &window, (Vec::new(), incidents));
    }
    let told: Vec<Told<'_>> = record
        .cases
        .iter()
        .filter_map(|one| tell(one, record, today))
        .collect();
    let mut cases: Vec<OnCase> = told
        .iter()
        .map(|told| on_case(told, rule.when, &window))
        .collect();
    if rule.when == SignalKind::ContactsOnOneMatter {
        // Each matter by itself: two matters with six contacts each are not one with twelve.
        cases.retain(|case| case.counted.len() > usize::from(rule.more_than));
    }
    let counted = || cases.iter().flat_map(|case| &case.counted);
    let count = match rule.when {
        SignalKind::Contacts | SignalKind::ContactsAfterTheFinalReply => counted().count(),
        SignalKind::ContactsOnOneMatter => cases.iter().map(|case| case.counted.len()).max().unwrap_or(0),
        SignalKind::OfficersContacted => {
            let officers: BTreeSet<&UserId> = counted().filter_map(|one| one.taken_by.as_ref()).collect();
            officers.len()
        }
        SignalKind::RoutesUsed => {
            let routes: BTreeSet<Channel> = counted().map(|one| one.channel).collect();
            routes.len()
        }
        // Whole hours: a started one is not counted.
        SignalKind::HoursSpent => {
            let minutes: u32 = cases.iter().map(|case| case.minutes).sum();
            usize::try_from(minutes / 60).unwrap_or(usize::MAX)
        }
        SignalKind::Incidents => 0,
    };
    cases.retain(|case| {
        !case.counted.is_empty() || !case.apart.is_empty() || !case.late.is_empty() || case.minutes > 0
    });
    evidence(count, &window, (cases, Vec::new()))
}

/// The day of each contact of theirs on a case, and the minutes that were recorded on it: for what an
/// arrangement changed. A contact that a rule sets apart is a contact all the same.
pub fn contact_days(one: &OneCase<'_>, record: &Record<'_>, today: Date) -> (Vec<Date>, Vec<(Date, u32)>) {
    let Some(told) = tell(one, record, today) else {
        return (Vec::new(), Vec::new());
    };
    let days = told.seen.iter().map(|seen| civil_date(seen.at));
    (days.collect(), told.minutes)
}

struct Window {
    from: Date,
    today: Date,
    counted_until: Option<Timestamp>,
}

impl Window {
    fn holds(&self, at: Timestamp) -> bool {
        let on = civil_date(at);
        self.from <= on && on <= self.today && self.counted_until.is_none_or(|until| until < at)
    }

    /// The same for what has a day alone: the day of an earlier signal has been shown.
    fn holds_day(&self, on: Date) -> bool {
        let until = self.counted_until.map(civil_date);
        self.from <= on && on <= self.today && until.is_none_or(|until| until < on)
    }

    fn meets(&self, late: &Late) -> bool {
        late.due_on < self.today && late.done_on.is_none_or(|done| self.from < done)
    }
}

fn evidence(
    count: usize,
    window: &Window,
    (cases, incidents): (Vec<OnCase>, Vec<(IncidentId, Date)>),
) -> Evidence {
    Evidence {
        count: u32::try_from(count).unwrap_or(u32::MAX),
        from: window.from,
        to: window.today,
        cases,
        incidents,
    }
}

fn on_case(told: &Told<'_>, when: SignalKind, window: &Window) -> OnCase {
    let (mut counted, mut apart) = (Vec::new(), Vec::new());
    for seen in told.seen.iter().filter(|seen| window.holds(seen.at)) {
        if when == SignalKind::ContactsAfterTheFinalReply && !seen.is_after_the_end {
            continue;
        }
        let on = civil_date(seen.at);
        match seen.apart {
            Some(why) => apart.push((on, why)),
            None if when == SignalKind::HoursSpent => {}
            None => counted.push(Counted {
                on,
                channel: seen.channel,
                taken_by: seen.by.clone(),
            }),
        }
    }
    let minutes = told.minutes.iter().filter(|(on, _)| window.holds_day(*on));
    OnCase {
        case: told.id.clone(),
        reference: told.case.reference.clone(),
        counted,
        apart,
        late: told
            .late
            .iter()
            .filter(|late| window.meets(late))
            .copied()
            .collect(),
        minutes: if when == SignalKind::HoursSpent {
            minutes.map(|(_, minutes)| minutes).sum()
        } else {
            0
        },
    }
}

/// Walks one case from its first event to its last, and looks before each at what was owed then.
fn tell<'a>(one: &OneCase<'a>, record: &Record<'_>, today: Date) -> Option<Told<'a>> {
    let mut case: Option<Case> = None;
    let (mut seen, mut minutes) = (Vec::new(), Vec::new());
    let mut late: BTreeMap<(Owed, Date), Option<Date>> = BTreeMap::new();
    for entry in one.entries {
        match &case {
            None => {
                let is_theirs = |channel| Seen {
                    at: entry.at,
                    channel,
                    by: None,
                    is_after_the_end: false,
                    apart: Some(Apart::OpenedACase),
                };
                if let Event::Logged { channel, .. } = &entry.event {
                    seen.push(is_theirs(*channel));
                }
            }
            Some(before) => {
                owed(before, civil_date(entry.at), &mut late);
                seen.extend(contact(before, entry, record));
                minutes.extend(recorded_time(entry));
            }
        }
        case = case::evolve(case, entry);
        if let Some(after) = &case {
            done(after, civil_date(entry.at), &mut late);
        }
    }
    let case = case?;
    owed(&case, today, &mut late);
    done(&case, today, &mut late);
    Some(Told {
        id: one.id,
        case,
        seen,
        late: late
            .into_iter()
            .map(|((owed, due_on), done_on)| Late {
                owed,
                due_on,
                done_on,
            })
            .collect(),
        minutes,
    })
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "two of the things that happen on a case are a contact of its customer"
)]
fn contact(before: &Case, entry: &Entry, record: &Record<'_>) -> Option<Seen> {
    let one = |at, channel, apart| Seen {
        at,
        channel,
        by: entry_user(&entry.actor).filter(|user| !record.at_the_door.contains(user)),
        is_after_the_end: is_after_the_final_reply(before),
        apart,
    };
    match &entry.event {
        Event::ContactRecorded {
            direction: Direction::In,
            channel,
            contact_at,
            purpose,
            ..
        } => {
            let apart = match whose(before, &entry.actor, record) {
                Writer::SomebodyElse => return None,
                Writer::NotRecorded => Some(Apart::SenderUnknown),
                Writer::Them => None,
            };
            let on = civil_date(*contact_at);
            // The most telling reason first: an unanswered customer is entitled to chase.
            let apart = if owes_on(before, on) {
                Some(Apart::CouncilLate)
            } else if before.question_open || *purpose == ContactPurpose::Answer {
                Some(Apart::AskedFor)
            } else {
                apart
            };
            Some(one(*contact_at, *channel, apart))
        }
        Event::Stage2Asked { channel, .. } => Some(one(entry.at, *channel, Some(Apart::AskedForReview))),
        _ => None,
    }
}

fn entry_user(actor: &ActorId) -> Option<UserId> {
    if let ActorId::User(user) = actor {
        Some(user.clone())
    } else {
        None
    }
}

/// Who wrote or rang.
enum Writer {
    /// The person whose record it is.
    Them,
    /// Somebody who is known to be another.
    SomebodyElse,
    /// One of several, and nobody wrote down which.
    NotRecorded,
}

/// Domain 5.12: what somebody else on the case said is not theirs.
fn whose(case: &Case, actor: &ActorId, record: &Record<'_>) -> Writer {
    if let ActorId::Customer(person) = actor {
        return if record.people.contains(person) {
            Writer::Them
        } else {
            Writer::SomebodyElse
        };
    }
    if case.representative.is_none() && case.current_people().next().is_none() {
        Writer::Them
    } else {
        Writer::NotRecorded
    }
}

/// The reply after which the papers know no further stage: that of stage 2, or the end of the case.
fn is_after_the_final_reply(case: &Case) -> bool {
    case.is_closed() || (case.stage >= 2 && case.replied_on.is_some())
}

fn of_clock(kind: ClockKind) -> Owed {
    match kind {
        ClockKind::FirstAnswer => Owed::FirstAnswer,
        ClockKind::Update => Owed::Update,
        ClockKind::Target => Owed::Work,
        ClockKind::Acknowledge => Owed::Acknowledgement,
        ClockKind::Reply => Owed::Reply,
    }
}

/// What the council owes on a case, or owed: what, by when, and when it was over.
fn promises(case: &Case) -> Vec<(Owed, Date, Option<Date>)> {
    let clocks = case
        .clocks
        .values()
        .map(|clock| (of_clock(clock.kind), clock.due_on, clock.over_on()));
    let update = case
        .update
        .iter()
        .map(|update| (Owed::Update, update.due_on, None));
    let remedies = case
        .remedies
        .iter()
        .filter(|remedy| remedy.told.is_none())
        .filter_map(|remedy| Some((Owed::Remedy, remedy.due_on?, remedy.delivered_on)));
    clocks.chain(update).chain(remedies).collect()
}

fn owes_on(case: &Case, on: Date) -> bool {
    let is_late = |(_, due_on, over_on): &(Owed, Date, Option<Date>)| {
        *due_on < on && over_on.is_none_or(|over| on <= over)
    };
    promises(case).iter().any(is_late)
}

/// Remembers what was late on a day and not done.
fn owed(case: &Case, on: Date, late: &mut BTreeMap<(Owed, Date), Option<Date>>) {
    for (owed, due_on, over_on) in promises(case) {
        if due_on < on && over_on.is_none() {
            late.entry((owed, due_on)).or_insert(None);
        }
    }
}

/// Remembers what was done, of what was late, by the day on which it is looked at.
fn done(case: &Case, on: Date, late: &mut BTreeMap<(Owed, Date), Option<Date>>) {
    let now = promises(case);
    for ((owed, due_on), done_on) in late.iter_mut() {
        if done_on.is_some() {
            continue;
        }
        let same = now.iter().find(|(kind, due, _)| kind == owed && due == due_on);
        // A clock that was set anew runs on from the promise that was missed.
        let anew = now
            .iter()
            .find(|(kind, ..)| kind == owed && *owed != Owed::Remedy);
        let same = same.or(anew);
        *done_on = match same {
            Some((_, _, over_on)) => *over_on,
            // An update that was given leaves no promise behind.
            None if *owed == Owed::Update => Some(on),
            None => None,
        };
    }
}

/// The minutes that somebody recorded on a case.
fn recorded_time(entry: &Entry) -> Option<(Date, u32)> {
    if let Event::TimeRecorded { on, minutes } = &entry.event {
        Some((*on, u32::from(*minutes)))
    } else {
        None
    }
}
