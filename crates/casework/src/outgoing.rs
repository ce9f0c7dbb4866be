//! What a message has to say, gathered from its case.

use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::case::{Case, Event};
use redress_domain::clock::Clock;
use redress_domain::customer::adjustment::AdjustmentKind;
use redress_domain::id::{ActorId, PersonId};
use redress_domain::incoming::JOB;
use redress_domain::message::{MessagePurpose, NewCode, Outgoing, Promised};
use redress_domain::policy::{Policy, Team};
use redress_domain::vocabulary::{Channel, ClockKind, ReplyBy, SeenBy};
use redress_domain::words::WordsRef;

use crate::case::{CaseView, Message};
use crate::failure::Failure;
use crate::lists::Person;
use crate::outbox::channel_of;

pub mod in_words;

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
            written_to: self.written_to(message),
            body: body.unwrap_or_default().to_owned(),
            told: self.told(message),
            promises: self.promises(message.purpose),
            code,
            team: self.team_in_words(),
            procedure: Some(self.case.procedure.clone()),
            stage: self.case.stage,
            channel: message.channel,
            partner: message.referral.as_ref().and_then(|id| self.said_to_partner(id)),
            survey: None,
            is_in_both: self.is_in_both(message),
            one_way: self.one_way_of(message),
        }
    }

    /// The one way that is open to whoever reads a message, also one who came with a case that goes on in this one: a code is asked
    /// for by themselves, on a page.
    fn one_way_of(&self, message: &Message) -> Option<Channel> {
        let reader = message.recipient.as_ref()?;
        let is_theirs = message.referral.is_none() && message.to_words.is_none();
        let one_way = self.one_way_to(reader).filter(|way| way.against.is_none());
        one_way.filter(|_| is_theirs).map(|way| way.open)
    }

    /// Whether a message about this case is in Welsh and English: by the policy whose words it has, and what was agreed with
    /// whoever gets it.
    fn is_in_both(&self, message: &Message) -> bool {
        let policy = self.policy_of(message).ok();
        // Of an organisation no wish is recorded: it is written to in both where everybody is (standard 5).
        if message.purpose.is_for_a_partner() {
            return policy.is_some_and(|policy| policy.languages.are_both(std::iter::empty()));
        }
        let reader = message.recipient.as_ref();
        policy
            .zip(reader)
            .is_some_and(|(policy, reader)| policy.languages.are_both(self.agreed_with(reader)))
    }

    /// Whether the next letter about the case is in Welsh and English: by the policy in force, and what was agreed with whoever
    /// gets letters.
    pub fn writes_in_both(&self) -> bool {
        let policy = self.policy().ok();
        let reader = self.case.correspondent();
        policy
            .zip(reader)
            .is_some_and(|(policy, reader)| policy.languages.are_both(self.agreed_with(reader)))
    }

    /// What was agreed with somebody on the case, and holds.
    fn agreed_with(&self, reader: &PersonId) -> impl Iterator<Item = AdjustmentKind> {
        let of_reader = self
            .adjustments
            .iter()
            .filter(move |(person, _)| person == reader);
        of_reader.map(|(_, line)| line.row.kind)
    }

    /// The policy whose words a message has: the one in force on the day from which it could go. A version that is
    /// adopted afterwards changes no letter that went.
    pub fn policy_of(&self, message: &Message) -> Result<&Policy, Failure> {
        self.council.policy(civil_date(message.release_at))
    }

    /// How the next letter about the case goes.
    pub fn channel_for_letters(&self) -> Option<Channel> {
        let one_way = self.one_way().filter(|way| way.against.is_none());
        let by = || one_way.map_or_else(|| channel_of(&self.case), |way| way.by);
        (self.case.reply_by() != Some(ReplyBy::NoContact)).then(by)
    }

    /// Somebody on the case.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.people.get(id)
    }

    /// What somebody on the case is called in what goes to them; empty when they gave no name.
    fn given_name(&self, id: Option<&PersonId>) -> String {
        let person = id.and_then(|id| self.person(id));
        person
            .map(|person| person.addressed().to_owned())
            .unwrap_or_default()
    }

    /// Whom the words of a message greet, where they were written to another of its readers.
    fn written_to(&self, message: &Message) -> Option<String> {
        self.case.came_with(message.recipient.as_ref()?)?;
        Some(self.given_name(self.case.correspondent()))
    }

    fn team_in_words(&self) -> String {
        let team = self.team_that_writes();
        team.map(|team| team.name.clone()).unwrap_or_default()
    }

    /// The team whose name a letter bears: the case's own or, while somebody reviews what that one found, the central one.
    ///
    /// Complaint Handling Code 6: whoever reviews a complaint is apart from those who considered it, and the customer can see
    /// that they are.
    pub fn team_that_writes(&self) -> Option<&Team> {
        let policy = self.policy().ok()?;
        let is_reviewed = self.case.open_review().is_some() && self.case.open_return().is_none();
        let own = self.case.team.as_ref().filter(|_| !is_reviewed);
        let team = own.and_then(|id| policy.teams.iter().find(|team| team.id == *id));
        team.or_else(|| policy.central_team())
    }

    /// What the customer told us, as they sent it: all of it in a receipt, and the heart of it in
    /// everything else that goes to them.
    fn told(&self, message: &Message) -> Vec<(String, String)> {
        match message.purpose {
            // Whoever wrote an e-mail has it, and whoever only seems to have written it gets no stranger's
            // words from us.
            MessagePurpose::Receipt if self.case.logged_by == ActorId::Job(JOB) => Vec::new(),
            MessagePurpose::Code
            | MessagePurpose::PartnerRequest
            | MessagePurpose::PartnerNews
            | MessagePurpose::PartnerReminder
            | MessagePurpose::PartnerCode
            | MessagePurpose::Conduct
            | MessagePurpose::ConductAnswer
            | MessagePurpose::ConductCode
            | MessagePurpose::Survey
            | MessagePurpose::SurveyReminder
            | MessagePurpose::EmailChanged => Vec::new(),
            MessagePurpose::Receipt => self.told_in_full(message.recipient.as_ref()),
            MessagePurpose::Acknowledgement
            | MessagePurpose::Extension
            | MessagePurpose::NotAccepted
            | MessagePurpose::Remedy
            | MessagePurpose::Confirmation
            | MessagePurpose::Reply
            | MessagePurpose::Contact
            | MessagePurpose::Closing
            | MessagePurpose::Withdrawal
            | MessagePurpose::ReviewWithdrawal => self.told_by(message.recipient.as_ref()),
        }
    }

    /// The heart of what a reader told us: of whoever came with another case, the points that came with it.
    fn told_by(&self, reader: Option<&PersonId>) -> Vec<(String, String)> {
        let Some(taken) = reader.and_then(|reader| self.case.came_with(reader)) else {
            return self.part("What happened", Some(&self.case.what_happened));
        };
        let points = self.case.points.iter();
        let theirs = points.filter(|point| point.from.as_ref() == Some(&taken.case));
        theirs
            .flat_map(|point| self.part("What happened", Some(&point.words)))
            .collect()
    }

    fn part(&self, name: &str, words: Option<&WordsRef>) -> Vec<(String, String)> {
        let words = words.map(|words| (name.to_owned(), self.text(words).to_owned()));
        words.into_iter().collect()
    }

    /// Everything that was sent, from the events of the moment that opened the case and not from what
    /// followed, and the details of whoever sent it.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "three of the things that open a case are what somebody sent"
    )]
    fn told_in_full(&self, sender: Option<&PersonId>) -> Vec<(String, String)> {
        let mut parts = Vec::new();
        let beginning = self.entries.iter();
        for entry in beginning.take_while(|entry| is_of_the_beginning(&entry.event)) {
            match &entry.event {
                Event::Logged { .. } => parts.extend(self.logged_in_full(&entry.event)),
                Event::PointAdded { words, .. } => parts.extend(self.part("To be answered", Some(words))),
                Event::FileAdded {
                    name,
                    seen_by: SeenBy::Everyone,
                    ..
                } if entry.at == self.case.logged_at => parts.extend(self.part("File", Some(name))),
                _ => {}
            }
        }
        parts.extend(
            sender
                .and_then(|id| self.person(id))
                .map(details)
                .unwrap_or_default(),
        );
        parts
    }

    fn logged_in_full(&self, event: &Event) -> Vec<(String, String)> {
        let Event::Logged {
            what_happened,
            wanted,
            wishes,
            place,
            effect,
            also,
            happened_on,
            service,
            reply_by,
            support,
            support_words,
            ..
        } = event
        else {
            return Vec::new();
        };
        let policy = self.policy().ok();
        let service = service.as_ref().and_then(|id| policy?.service(id));
        let said = |name: &str, text: Option<String>| text.map(|text| (name.to_owned(), text));
        let joined = |words: Vec<&str>| (!words.is_empty()).then(|| words.join(", "));
        let wishes = wishes.iter().map(|wish| in_words::wish(*wish)).collect();
        let support = support.iter().map(|need| in_words::support(*need)).collect();
        let mut parts = self.part("What happened", Some(what_happened));
        parts.extend(said("Service", service.map(|service| service.name.clone())));
        parts.extend(self.part("Where it is", place.as_ref()));
        let day = happened_on.map(|on| on.strftime("%A %-d %B %Y").to_string());
        parts.extend(said("When it happened", day));
        parts.extend(self.part("How it affected you", effect.as_ref()));
        parts.extend(self.part("What you would like us to do", wanted.as_ref()));
        parts.extend(said("What you would like, from the list", joined(wishes)));
        parts.extend(self.part("What else you told us", also.as_ref()));
        parts.extend(said("Help that you need", joined(support)));
        parts.extend(self.part("Help that you need from us", support_words.as_ref()));
        let how = reply_by.map(|by| in_words::reply_by(by).to_owned());
        parts.extend(said("How we should contact you", how));
        parts
    }

    /// What was promised at the beginning, for a receipt; what is promised next, for the rest.
    fn promises(&self, purpose: MessagePurpose) -> Vec<Promised> {
        if purpose.is_for_a_partner() || !purpose.is_owed() {
            return Vec::new();
        }
        if purpose == MessagePurpose::Receipt {
            let logged_on = civil_date(self.case.logged_at);
            let events = self.entries.iter().map(|entry| &entry.event);
            let begun = events.take_while(|event| is_of_the_beginning(event));
            let started = begun.filter_map(|event| {
                if let Event::ClockStarted { clock } = event {
                    Some(promised(clock, logged_on))
                } else {
                    None
                }
            });
            return started.filter(|promised| is_told(promised.kind)).collect();
        }
        let next = next_promise(&self.case);
        next.map(|clock| promised(clock, self.today))
            .into_iter()
            .collect()
    }
}

/// Whether the event belongs to the opening of a case: what was sent, and the promises that follow.
const fn is_of_the_beginning(event: &Event) -> bool {
    matches!(
        event,
        Event::Logged { .. }
            | Event::ClockStarted { .. }
            | Event::PointAdded { .. }
            | Event::Linked { .. }
            | Event::FileAdded { .. }
    )
}

/// The dates that a customer is told at the beginning; an update is promised along the way.
const fn is_told(kind: ClockKind) -> bool {
    match kind {
        ClockKind::FirstAnswer | ClockKind::Target | ClockKind::Acknowledge | ClockKind::Reply => true,
        ClockKind::Update => false,
    }
}

/// A promise as a letter of that day tells it.
fn promised(clock: &Clock, today: Date) -> Promised {
    Promised {
        kind: clock.kind,
        on: clock.due_on,
        at_the_latest: clock.is_at_the_latest(today),
    }
}

/// How somebody can be reached, as they said it.
fn details(person: &Person) -> Vec<(String, String)> {
    let name = Some(&person.name).filter(|name| !name.is_empty());
    let details = [
        ("Your name", name),
        ("Your email address", person.email.as_ref()),
        ("Your telephone number", person.phone.as_ref()),
        ("Your address", person.address.as_ref()),
        ("Your postcode", person.postcode.as_ref()),
    ];
    let given = details.into_iter().filter_map(|(what, said)| Some((what, said?)));
    given
        .map(|(what, said)| (what.to_owned(), said.clone()))
        .collect()
}

fn next_promise(case: &Case) -> Option<&Clock> {
    case.next_due().filter(|_| !case.is_closed())
}
