//! One case of the demo, from the door to its end or to today: acts of people who may do them.

use jiff::{SignedDuration, Timestamp};
use redress_casework::act::{Logged, NewCase, NewPerson};
use redress_casework::batch::Batch;
use redress_casework::failure::Failure;
use redress_casework::outside::Fresh;
use redress_domain::calendar::{Calendar, london};
use redress_domain::case::{
    Avoidable, Command, ContactPurpose, Direction, LoggedCase, NewContact, Sharing, TriageAnswers, Wish,
};
use redress_domain::id::{CaseId, PersonId, ServiceId, UserId, WardId};
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Channel, Kind, Priority, ReplyBy, Role, SupportNeed};

use crate::demo::chance::Dice;
use crate::demo::staff::{Colleague, Staff};
use crate::demo::texts::{Places, Texts};
use crate::demo::year::working_days_later;

/// What every story needs.
pub(crate) struct Stage<'s> {
    pub(crate) policy: &'s Policy,
    pub(crate) calendar: &'s Calendar,
    pub(crate) staff: &'s Staff,
    pub(crate) texts: &'s Texts,
    pub(crate) fresh: Fresh<'s>,
    /// The demo's present: nothing happens after it.
    pub(crate) now: Timestamp,
}

/// How a matter comes in.
pub(crate) struct Opening<'o> {
    pub(crate) kind: Kind,
    pub(crate) service: &'o str,
    pub(crate) says: &'o str,
    pub(crate) tail: &'o str,
    pub(crate) wants: Option<&'o str>,
    pub(crate) effect: Option<&'o str>,
    pub(crate) support: Option<SupportNeed>,
    pub(crate) urgent: bool,
}

/// A case on its way, with the time that has come for it.
pub(crate) struct Story<'s, 'b, 'c> {
    pub(crate) stage: &'s Stage<'s>,
    pub(crate) batch: &'b mut Batch<'c>,
    pub(crate) dice: &'b mut Dice,
    pub(crate) places: Places,
    pub(crate) at: Timestamp,
    pub(crate) case: CaseId,
    pub(crate) service: ServiceId,
    pub(crate) ward: Option<WardId>,
    pub(crate) channel: Channel,
    pub(crate) reply_by: Option<ReplyBy>,
    pub(crate) customer_name: String,
    pub(crate) adviser: Colleague,
    pub(crate) officer: Colleague,
    pub(crate) manager: Colleague,
}

/// Whether the story goes on: `None` when the demo's present was reached.
pub(crate) type GoesOn = Option<()>;

impl<'s, 'b, 'c> Story<'s, 'b, 'c> {
    /// Somebody contacts the council at the moment `at`.
    pub(crate) fn begin(
        stage: &'s Stage<'s>,
        (batch, dice): (&'b mut Batch<'c>, &'b mut Dice),
        at: Timestamp,
        opening: &Opening<'_>,
    ) -> Result<Option<Self>, Failure> {
        let Ok(service) = ServiceId::parse(opening.service) else {
            return Ok(None);
        };
        let places = Places::choose(&stage.texts.names, dice);
        let team = stage.policy.services.iter().find(|known| known.id == service);
        let team = team.map_or("customer-services", |service| service.team.as_str());
        let (Some(adviser), Some(officer), Some(manager)) = (
            one_of(&stage.staff.with(Role::Adviser, None), dice),
            one_of(&stage.staff.with(Role::Officer, Some(team)), dice),
            one_of(&stage.staff.with(Role::ServiceManager, Some(team)), dice),
        ) else {
            return Ok(None);
        };
        let channel = channel_of(opening.kind, dice);
        let person = stage.fresh.person();
        let details = somebody(stage, dice, &places, channel);
        let customer_name = details.name.clone();
        let reply_by = details.reply_by;
        let councillor = one_of(&stage.staff.with(Role::Councillor, None), dice);
        let (actor, raised_by) = match (channel, councillor) {
            (Channel::Online, _) => (Actor::customer(Some(person.clone())), Role::Customer),
            (Channel::Councillor, Some(councillor)) => (councillor.actor, Role::Councillor),
            _ => (adviser.actor.clone(), Role::Customer),
        };
        let contact = contact(
            stage,
            (opening, channel, raised_by),
            (&places, &service),
            (at, &person, reply_by),
        );
        let mut new = NewCase {
            customer: Some((person, details)),
            ..NewCase::of(contact)
        };
        if actor.user().is_some() {
            let said = said_of((stage.policy, at), (&new.contact.reference, 18));
            let say = said.map(|said| Command::SayAvoidable { contact: None, said });
            new.then.extend(say);
        }
        let Logged { id, .. } = batch.log(&actor, at, new)?;
        Ok(Some(Self {
            stage,
            batch,
            dice,
            places,
            at,
            case: id,
            service,
            ward: ward_of(stage.policy, at),
            channel,
            reply_by,
            customer_name,
            adviser,
            officer,
            manager,
        }))
    }

    /// The time goes on by so many working days; `None` when that is after the present.
    pub(crate) fn later(&mut self, days: i64) -> GoesOn {
        let at = working_days_later(self.at, days, self.stage.calendar, self.dice);
        self.to(at)
    }

    /// The time goes on by so many minutes.
    pub(crate) fn minutes(&mut self, minutes: i64) -> GoesOn {
        let at = self.at.checked_add(SignedDuration::from_mins(minutes)).ok()?;
        self.to(at)
    }

    fn to(&mut self, at: Timestamp) -> GoesOn {
        if at > self.stage.now {
            return None;
        }
        self.at = at.max(self.at);
        Some(())
    }

    /// Somebody does something now.
    pub(crate) fn act(&mut self, actor: &Actor, commands: Vec<Command>) -> Result<(), Failure> {
        self.batch.act(actor, self.at, &self.case, commands).map(|_| ())
    }

    /// A text with its places filled in.
    pub(crate) fn words(&self, text: &str) -> redress_domain::words::Words {
        self.stage.fresh.words(&self.places.fill(text))
    }

    /// One of several texts.
    pub(crate) fn pick(&mut self, from: &'s [String]) -> &'s str {
        self.dice.one(from).map_or("", String::as_str)
    }

    /// Customer Services say what it is and whose.
    pub(crate) fn triage(&mut self, kind: Kind, urgent: bool, owner: bool) -> Result<(), Failure> {
        let Some(procedure) = self.stage.policy.procedure_for(kind, Some(&self.service)) else {
            return Ok(());
        };
        let note = self
            .dice
            .happens(8)
            .then(|| self.pick(&self.stage.texts.situations.tails.note));
        let answers = TriageAnswers {
            kind,
            kind_reason: None,
            procedure: procedure.id.clone(),
            service: self.service.clone(),
            team: None,
            owner: owner.then(|| self.officer.id.clone()),
            ward: self.ward.clone(),
            priority: priority(urgent),
            about: Vec::new(),
            note: note.map(|note| self.words(note)),
        };
        let adviser = self.adviser.actor.clone();
        self.act(&adviser, vec![Command::Triage(answers)])
    }

    /// A word from or to the customer.
    pub(crate) fn contact(
        &mut self,
        actor: &Actor,
        (direction, purpose): (Direction, ContactPurpose),
        text: &str,
    ) -> Result<(), Failure> {
        let channel = match (direction, self.channel, self.reply_by) {
            (Direction::In, Channel::Online, _) => Channel::Phone,
            (Direction::In, other, _) => other,
            (Direction::Out, _, Some(ReplyBy::Text)) => Channel::Text,
            (Direction::Out, _, Some(ReplyBy::Letter)) => Channel::Letter,
            (Direction::Out, Channel::Phone | Channel::InPerson, _)
            | (Direction::Out, _, Some(ReplyBy::Phone)) => Channel::Phone,
            (Direction::Out, _, Some(ReplyBy::Email | ReplyBy::NoContact) | None) => Channel::Email,
        };
        let contact = NewContact {
            id: self.stage.fresh.contact(),
            direction,
            channel,
            at: self.at,
            purpose,
            words: self.words(text),
        };
        let asked = direction == Direction::In && actor.user().is_some();
        let said = asked
            .then(|| said_of((self.stage.policy, self.at), (&self.case, 55)))
            .flatten();
        let said = said.map(|said| Command::SayAvoidable {
            contact: Some(contact.id.clone()),
            said,
        });
        let commands = std::iter::once(Command::RecordContact(contact)).chain(said);
        self.act(actor, commands.collect())
    }

    /// The officer reads what came in, if anything waits to be read.
    pub(crate) fn read_what_came(&mut self) -> Result<(), Failure> {
        let waits = self.batch.case(&self.case);
        if waits.is_none_or(|loaded| loaded.case.unread.is_none()) {
            return Ok(());
        }
        let officer = self.officer.actor.clone();
        self.act(&officer, vec![Command::ReadMessages])
    }

    /// The officer, as a user.
    pub(crate) fn officer_id(&self) -> UserId {
        self.officer.id.clone()
    }
}

/// What staff say of a contact, so often in a hundred, where the council asks them. It has dice of its own, so that
/// all else goes as it went.
fn said_of(
    (policy, at): (&Policy, Timestamp),
    (of, in_a_hundred): (&impl std::fmt::Display, u64),
) -> Option<Avoidable> {
    let asked = &policy.reports.avoidable;
    if asked.is_empty() {
        return None;
    }
    let of = of.to_string().bytes().map(u64::from).sum::<u64>();
    let mut dice = Dice::new(at.as_second().unsigned_abs() + of);
    let causes = [
        (Avoidable::Needed, 60),
        (Avoidable::Chasing, 14),
        (Avoidable::Repeat, 10),
        (Avoidable::WrongPlace, 6),
        (Avoidable::Unclear, 6),
        (Avoidable::ClosedTooSoon, 4),
    ];
    let said = dice.happens(in_a_hundred);
    let said = said.then(|| dice.weighted(&causes, Avoidable::Needed));
    said.filter(|said| *said == Avoidable::Needed || asked.contains(said))
}

pub(crate) const fn priority(urgent: bool) -> Priority {
    if urgent {
        Priority::Urgent
    } else {
        Priority::Standard
    }
}

fn one_of(from: &[&Colleague], dice: &mut Dice) -> Option<Colleague> {
    dice.one(from).map(|colleague| (*colleague).clone())
}

fn channel_of(kind: Kind, dice: &mut Dice) -> Channel {
    let weights: &[(Channel, u64)] = match kind {
        Kind::ServiceRequest => &[
            (Channel::Online, 44),
            (Channel::Phone, 36),
            (Channel::Email, 8),
            (Channel::InPerson, 4),
            (Channel::SocialMedia, 3),
            (Channel::Councillor, 4),
            (Channel::WebChat, 3),
        ],
        Kind::Complaint => &[
            (Channel::Online, 38),
            (Channel::Email, 24),
            (Channel::Phone, 18),
            (Channel::Letter, 14),
            (Channel::Councillor, 6),
        ],
        Kind::Enquiry => &[
            (Channel::Phone, 58),
            (Channel::InPerson, 14),
            (Channel::WebChat, 14),
            (Channel::Online, 14),
        ],
        Kind::Comment | Kind::Compliment => &[
            (Channel::Online, 50),
            (Channel::Email, 20),
            (Channel::Letter, 15),
            (Channel::Phone, 15),
        ],
    };
    dice.weighted(weights, Channel::Online)
}

/// Somebody who does not exist.
fn somebody(stage: &Stage<'_>, dice: &mut Dice, places: &Places, channel: Channel) -> NewPerson {
    let names = &stage.texts.names;
    let first = dice.one(&names.first).map_or("", String::as_str);
    let last = dice.one(&names.last).map_or("", String::as_str);
    let plain = |text: &str| {
        text.to_lowercase()
            .replace(|letter: char| !letter.is_ascii_alphanumeric(), "")
    };
    let reply_by = if channel == Channel::Letter {
        ReplyBy::Letter
    } else if channel == Channel::Phone && dice.happens(40) {
        ReplyBy::Phone
    } else if dice.happens(12) {
        ReplyBy::Text
    } else {
        ReplyBy::Email
    };
    let email = format!("{}.{}{}@example.org", plain(first), plain(last), dice.below(90));
    // Numbers that Ofcom keeps for fiction: a text message goes to a mobile telephone.
    let begins = if reply_by == ReplyBy::Text {
        "07700 900"
    } else {
        "01632 960"
    };
    let ends = b"ABDEFGHJLNPQRSTUWXYZ";
    let mut end = || char::from(dice.one(ends).copied().unwrap_or(b'A'));
    let letters: String = [end(), end()].iter().collect();
    NewPerson {
        name: format!("{first} {last}"),
        email: (channel != Channel::Letter).then_some(email),
        phone: Some(format!("{begins}{:03}", dice.below(1_000))),
        address: Some(places.home()),
        postcode: Some(format!(
            "WS{} {}{letters}",
            dice.between(1, 9),
            dice.between(1, 9)
        )),
        reply_by: Some(reply_by),
    }
}

/// Where a case is, that comes in at a moment: in most of them somebody said. Dice of its own, so that nothing else of the year falls
/// otherwise.
fn ward_of(policy: &Policy, at: Timestamp) -> Option<WardId> {
    let mut dice = Dice::new(at.as_microsecond().unsigned_abs());
    let is_said = dice.happens(88);
    let ward = dice.one(&policy.wards).filter(|_| is_said)?;
    Some(ward.id.clone())
}

fn contact(
    stage: &Stage<'_>,
    (opening, channel, raised_by): (&Opening<'_>, Channel, Role),
    (places, service): (&Places, &ServiceId),
    (at, person, reply_by): (Timestamp, &PersonId, Option<ReplyBy>),
) -> LoggedCase {
    let fresh = stage.fresh;
    let mut text = places.fill(opening.says);
    if !opening.tail.is_empty() {
        text = format!("{text} {}", opening.tail);
    }
    let wishes = match opening.kind {
        Kind::Complaint => vec![Wish::SaySorry, Wish::FixIt],
        Kind::ServiceRequest | Kind::Comment | Kind::Compliment | Kind::Enquiry => Vec::new(),
    };
    LoggedCase {
        reference: fresh.reference(&stage.policy.council.prefix),
        kind: opening.kind,
        channel,
        received_at: at,
        raised_by,
        customer: Some(person.clone()),
        representative: None,
        service: Some(service.clone()),
        what_happened: fresh.words(&text),
        wanted: opening.wants.map(|text| fresh.words(&places.fill(text))),
        wishes,
        place: places.place(opening.says).map(|place| fresh.words(&place)),
        effect: opening.effect.map(|text| fresh.words(text)),
        also: None,
        happened_on: Some(london::civil_date(at)).filter(|_| opening.kind == Kind::Complaint),
        points: Vec::new(),
        reply_by,
        support: opening.support.into_iter().collect(),
        support_words: None,
        priority: priority(opening.urgent),
        about: Vec::new(),
        sharing: (opening.kind == Kind::Compliment).then_some(Sharing::WithoutName),
        ward: ward_of(stage.policy, at),
    }
}
