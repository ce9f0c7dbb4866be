//! One person's cases, told by their events, one rule of a policy, and what it finds.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::calendar::Calendar;
use crate::calendar::london::day_starts_at;
use crate::case::tests::people::{person, user, uuid};
use crate::case::{Entry, Event};
use crate::id::{ActorId, CaseId, IncidentId, UserId};
use crate::policy::{Limit, Policy, Signal, SignalKind, Unit};
use crate::signal::{Evidence, OneCase, Record, observe};
use crate::vocabulary::Role;

pub(super) fn demo() -> Policy {
    Policy::parse(include_str!("../../../../../policies/demo.toml")).unwrap()
}

pub(super) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) fn noon(text: &str) -> Timestamp {
    day_starts_at(date(text)) + jiff::SignedDuration::from_hours(12)
}

/// A rule that finds up to so many unremarkable, over the last month.
pub(super) fn rule(when: SignalKind, more_than: u16) -> Signal {
    Signal {
        when,
        more_than,
        within: Limit {
            count: 31,
            unit: Unit::CalendarDays,
        },
        tell: Role::ComplaintsManager,
        expires: Limit {
            count: 10,
            unit: Unit::WorkingDays,
        },
    }
}

fn words() -> Value {
    json!({ "id": uuid(0x701), "digest": "01".repeat(32) })
}

fn entry(day: &str, actor: ActorId, event: Value) -> Entry {
    let event: Event = serde_json::from_value(event).unwrap();
    Entry {
        at: noon(day),
        actor,
        event,
    }
}

/// Somebody of the council, by number.
pub(super) fn officer(number: u64) -> ActorId {
    ActorId::User(user(number))
}

/// The customer of every case here.
pub(super) fn them() -> ActorId {
    ActorId::Customer(person(100))
}

/// A case that the customer raised on a day.
pub(super) struct Case {
    id: CaseId,
    entries: Vec<Entry>,
}

impl Case {
    pub(super) fn raised(number: u64, day: &str) -> Self {
        Self::with(number, day, &json!({}))
    }

    /// The same with somebody who speaks for them.
    pub(super) fn with_speaker(number: u64, day: &str) -> Self {
        Self::with(
            number,
            day,
            &json!({ "representative": [person(101).to_string(), "given"] }),
        )
    }

    fn with(number: u64, day: &str, more: &Value) -> Self {
        let mut logged = json!({
            "event": "logged", "reference": "WS-4K7P-29Q3", "kind": "complaint",
            "procedure": "complaint-corporate", "policy_version": 1, "day_one": "next-working-day",
            "channel": "online", "received_at": noon(day).to_string(), "received_on": day, "raised_by": "customer",
            "customer": person(100).to_string(), "what_happened": words(), "priority": "standard",
        });
        for (name, value) in more.as_object().unwrap() {
            logged[name] = value.clone();
        }
        Self {
            id: CaseId::parse(uuid(0x9000 + number)).unwrap(),
            entries: vec![entry(day, them(), logged)],
        }
    }

    fn and(mut self, day: &str, actor: ActorId, event: Value) -> Self {
        self.entries.push(entry(day, actor, event));
        self
    }

    /// They got in touch, and `actor` took it down.
    pub(super) fn contact(self, day: &str, actor: ActorId, channel: &str) -> Self {
        self.message(day, actor, ("in", channel, "information"))
    }

    pub(super) fn message(
        self,
        day: &str,
        actor: ActorId,
        (direction, channel, purpose): (&str, &str, &str),
    ) -> Self {
        let number = 0x300 + self.entries.len() as u64;
        self.and(
            day,
            actor,
            json!({
                "event": "contact-recorded", "contact": uuid(number), "direction": direction, "channel": channel,
                "contact_at": noon(day).to_string(), "purpose": purpose, "words": words(),
            }),
        )
    }

    /// So many contacts by e-mail from them, one each day from the day on.
    pub(super) fn contacts(mut self, day: &str, count: u32) -> Self {
        let mut on = date(day);
        for _ in 0..count {
            self = self.contact(&on.to_string(), them(), "email");
            on = on.tomorrow().unwrap();
        }
        self
    }

    /// The council owes a reply by a day.
    pub(super) fn reply_due(self, day: &str) -> Self {
        let started = self.entries[0].at.to_string();
        let on = &started[..10];
        let clock = json!({
            "kind": "reply", "start": { "by": "received", "on": on }, "started_on": on,
            "limit": { "count": 10, "unit": "working-days" }, "due_on": day,
        });
        self.and(
            on,
            ActorId::Job("other"),
            json!({ "event": "clock-started", "clock": clock }),
        )
    }

    /// The reply went.
    pub(super) fn replied(self, day: &str) -> Self {
        self.and(
            day,
            officer(1),
            json!({
                "event": "reply-drafted", "reply": uuid(0x190), "stage": 1, "sections": [],
            }),
        )
        .and(
            day,
            officer(1),
            json!({
                "event": "reply-sent", "reply": uuid(0x190), "stage": 1, "on": day, "letter": words(),
                "undo_until": noon(day).to_string(),
            }),
        )
    }

    /// Somebody recorded how long they worked on it.
    pub(super) fn time(self, day: &str, minutes: u16) -> Self {
        let event = json!({ "event": "time-recorded", "on": day, "minutes": minutes });
        self.and(day, officer(1), event)
    }

    pub(super) fn closed(self, day: &str) -> Self {
        self.and(
            day,
            officer(1),
            json!({ "event": "closed", "on": day, "outcome": "done" }),
        )
    }

    pub(super) fn asked_for_stage_2(self, day: &str) -> Self {
        self.and(
            day,
            them(),
            json!({ "event": "stage2-asked", "on": day, "channel": "letter", "timeliness": "in-time" }),
        )
    }
}

/// The record of the person, and when it is looked at.
pub(super) struct Given {
    pub(super) cases: Vec<Case>,
    pub(super) incidents: Vec<(IncidentId, Date)>,
    pub(super) at_the_door: BTreeSet<UserId>,
}

pub(super) fn given(cases: impl IntoIterator<Item = Case>) -> Given {
    Given {
        cases: cases.into_iter().collect(),
        incidents: Vec::new(),
        at_the_door: BTreeSet::new(),
    }
}

impl Given {
    /// What the rule finds on a day.
    pub(super) fn found(&self, rule: &Signal, day: &str) -> Evidence {
        self.found_since(rule, day, None)
    }

    /// The same after an earlier signal.
    pub(super) fn found_since(&self, rule: &Signal, day: &str, until: Option<&str>) -> Evidence {
        let people = [person(100)];
        let cases: Vec<OneCase<'_>> = self
            .cases
            .iter()
            .map(|case| OneCase {
                id: &case.id,
                entries: &case.entries,
            })
            .collect();
        let record = Record {
            people: &people,
            cases: &cases,
            incidents: &self.incidents,
            at_the_door: &self.at_the_door,
        };
        let calendar = Calendar::for_policy(&demo().calendar);
        observe(&record, rule, (&calendar, noon(day)), until.map(noon))
    }
}
