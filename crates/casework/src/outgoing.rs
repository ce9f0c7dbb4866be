//! What a message has to say, gathered from its case.

use redress_domain::case::{Case, Event};
use redress_domain::clock::Clock;
use redress_domain::id::PersonId;
use redress_domain::message::{MessagePurpose, NewCode, Outgoing};
use redress_domain::vocabulary::ClockKind;
use redress_domain::words::WordsRef;

use crate::case::{CaseView, Message};
use crate::lists::Person;

impl CaseView {
    /// What a message about this case has to say; a code goes in where one was made.
    pub fn outgoing(&self, message: &Message, code: Option<NewCode>) -> Outgoing {
        let body = message.body_words.as_ref();
        let body = body.map(|words| self.words.get(words).map_or("[removed]", String::as_str));
        Outgoing {
            purpose: message.purpose,
            kind: self.case.kind,
            reference: self.case.reference.clone(),
            name: self.given_name(message.recipient.as_ref()),
            body: body.unwrap_or_default().to_owned(),
            told: self.told(message.purpose),
            promises: self.promises(message.purpose),
            code,
            team: self.team_in_words(),
        }
    }

    /// Somebody on the case.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        let people = [self.customer.as_ref(), self.representative.as_ref()];
        people
            .into_iter()
            .flatten()
            .find(|person| person.person_id == *id)
    }

    /// The name of somebody on the case as they gave it; empty when they gave none.
    fn given_name(&self, id: Option<&PersonId>) -> String {
        let person = id.and_then(|id| self.person(id));
        person.map(|person| person.name.clone()).unwrap_or_default()
    }

    fn team_in_words(&self) -> String {
        let Ok(policy) = self.policy() else {
            return String::new();
        };
        let own = self.case.team.as_ref();
        let team = own.and_then(|id| policy.teams.iter().find(|team| team.id == *id));
        let team = team.or_else(|| policy.central_team());
        team.map(|team| team.name.clone()).unwrap_or_default()
    }

    /// What the customer told us, as they sent it: all of it in a receipt, and the heart of it in
    /// everything else that goes to them.
    fn told(&self, purpose: MessagePurpose) -> Vec<(String, String)> {
        match purpose {
            MessagePurpose::Code => Vec::new(),
            MessagePurpose::Receipt => self.told_in_full(),
            MessagePurpose::Acknowledgement
            | MessagePurpose::Extension
            | MessagePurpose::NotAccepted
            | MessagePurpose::Remedy
            | MessagePurpose::Confirmation
            | MessagePurpose::Reply
            | MessagePurpose::Contact
            | MessagePurpose::Closing => self.part("What happened", Some(&self.case.what_happened)),
        }
    }

    fn part(&self, name: &str, words: Option<&WordsRef>) -> Vec<(String, String)> {
        let words = words.map(|words| (name.to_owned(), self.text(words).to_owned()));
        words.into_iter().collect()
    }

    /// Everything that was sent, from the event that opened the case and not from what followed.
    fn told_in_full(&self) -> Vec<(String, String)> {
        let logged = self.entries.iter().map(|entry| &entry.event);
        let mut parts = Vec::new();
        for event in logged.take_while(|event| is_of_the_beginning(event)) {
            if let Event::Logged {
                what_happened,
                wanted,
                place,
                effect,
                support_words,
                ..
            } = event
            {
                parts.extend(self.part("What happened", Some(what_happened)));
                parts.extend(self.part("Where it is", place.as_ref()));
                parts.extend(self.part("How it affected you", effect.as_ref()));
                parts.extend(self.part("What you would like us to do", wanted.as_ref()));
                parts.extend(self.part("Help that you need from us", support_words.as_ref()));
            }
            if let Event::PointAdded { words, .. } = event {
                parts.extend(self.part("To be answered", Some(words)));
            }
        }
        parts
    }

    /// What was promised at the beginning, for a receipt; what is promised next, for the rest.
    fn promises(&self, purpose: MessagePurpose) -> Vec<(ClockKind, jiff::civil::Date)> {
        let line = |clock: &Clock| (clock.kind, clock.due_on);
        if purpose == MessagePurpose::Receipt {
            let events = self.entries.iter().map(|entry| &entry.event);
            let begun = events.take_while(|event| is_of_the_beginning(event));
            let started = begun.filter_map(|event| {
                if let Event::ClockStarted { clock } = event {
                    Some(line(clock))
                } else {
                    None
                }
            });
            return started.filter(|(kind, _)| is_told(*kind)).collect();
        }
        next_promise(&self.case).map(line).into_iter().collect()
    }
}

/// Whether the event belongs to the opening of a case: what was sent, and the promises that follow.
const fn is_of_the_beginning(event: &Event) -> bool {
    matches!(
        event,
        Event::Logged { .. } | Event::ClockStarted { .. } | Event::PointAdded { .. } | Event::Linked { .. }
    )
}

/// The dates that a customer is told at the beginning; an update is promised along the way.
const fn is_told(kind: ClockKind) -> bool {
    match kind {
        ClockKind::FirstAnswer | ClockKind::Target | ClockKind::Acknowledge | ClockKind::Reply => true,
        ClockKind::Update => false,
    }
}

fn next_promise(case: &Case) -> Option<&Clock> {
    case.next_due().filter(|_| !case.is_closed())
}
