//! Two signals of the demo, and the time that was recorded on their cases: one on a case on which the council was late
//! itself, and one that its reader left, for it was fair to ask.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use redress_casework::Casework;
use redress_casework::act::{NewCase, NewPerson};
use redress_casework::failure::Failure;
use redress_casework::signal::{List, NotSeenTo};
use redress_domain::calendar::london::day_starts_at;
use redress_domain::case::{
    Command, ContactPurpose, Direction, LoggedCase, NewContact, Outcome, TriageAnswers,
};
use redress_domain::id::CaseId;
use redress_domain::permission::Actor;
use redress_domain::policy::{Policy, SignalKind};
use redress_domain::vocabulary::{Channel, Kind, Priority, ReplyBy, Role};

use crate::demo::chance::Staged;
use crate::demo::staff::Staff;
use crate::trouble::Trouble;

/// How many days before today the last of the calls came.
const LAST: i32 = 2;

/// How many times each of them rang after the end of their case.
const CALLS: i32 = 5;

/// How many days before today both asked for something to be done.
const ASKED: i32 = 28;

/// Who acts in it.
struct Scene<'s> {
    casework: &'s Casework,
    clock: &'s Staged,
    policy: &'s Policy,
    keepers: Vec<Actor>,
    adviser: Actor,
    officer: Actor,
}

/// Somebody, what they asked for, and how many days before today they had an answer and the case was closed.
struct Asked {
    name: &'static str,
    phone: &'static str,
    what: &'static str,
    answered: i32,
    closed: i32,
}

const LATE: Asked = Asked {
    name: "Rosalind Abney",
    phone: "07700 900 461",
    what: "The lamp outside my house has been out for weeks, and I fell on the step.",
    answered: 17,
    closed: 14,
};

const IN_TIME: Asked = Asked {
    name: "Terrence Maddox",
    phone: "07700 900 462",
    what: "A branch hangs low over the path behind the library.",
    answered: ASKED,
    closed: ASKED,
};

/// Tells both stories, on the days before `today`; the clock is put back by whoever set it.
pub(crate) async fn tell(
    casework: &Casework,
    (clock, policy): (&Staged, &Policy),
    (staff, today): (&Staff, Date),
) -> Result<(), Trouble> {
    let first = |role| {
        staff
            .with(role, None)
            .first()
            .map(|colleague| colleague.actor.clone())
    };
    let keepers = staff.with(Role::ComplaintsManager, None).into_iter();
    let keepers = keepers.map(|colleague| colleague.actor.clone()).collect();
    let (Some(adviser), Some(officer)) = (
        first(Role::Adviser),
        staff
            .with(Role::Officer, None)
            .into_iter()
            .map(|colleague| colleague.actor.clone())
            .find(|officer| !officer.services.is_empty()),
    ) else {
        return Ok(());
    };
    let asks = policy.conduct.as_ref().map(|conduct| &conduct.signals);
    if !asks.is_some_and(|rules| {
        let mut kinds = rules.iter().map(|rule| rule.when);
        kinds.any(|kind| kind == SignalKind::ContactsAfterTheFinalReply)
    }) {
        return Ok(());
    }
    let scene = Scene {
        casework,
        clock,
        policy,
        keepers,
        adviser,
        officer,
    };
    scene.story(&IN_TIME, today).await?;
    scene.story(&LATE, today).await?;
    scene.left(today).await
}

fn moment(today: Date, days_ago: i32, hour: i64) -> Timestamp {
    let day = today.saturating_sub(jiff::Span::new().days(days_ago));
    day_starts_at(day)
        .saturating_add(SignedDuration::from_hours(hour))
        .unwrap_or(Timestamp::MAX)
}

impl Scene<'_> {
    /// They ask for something, have it, and ring day after day although their case is closed.
    async fn story(&self, asked: &Asked, today: Date) -> Result<(), Trouble> {
        let council = &self.policy.council.id;
        let Some(service) = self.officer.services.first().cloned() else {
            return Ok(());
        };
        self.clock.set(moment(today, ASKED, 9));
        let fresh = self.casework.fresh();
        let person = fresh.person();
        let new = NewPerson {
            name: asked.name.to_owned(),
            phone: Some(asked.phone.to_owned()),
            reply_by: Some(ReplyBy::Phone),
            ..NewPerson::default()
        };
        let contact = LoggedCase {
            reference: fresh.reference(&self.policy.council.prefix),
            kind: Kind::ServiceRequest,
            channel: Channel::Phone,
            received_at: self.casework.outside().now(),
            raised_by: Role::Customer,
            customer: Some(person.clone()),
            representative: None,
            service: Some(service.clone()),
            what_happened: fresh.words(asked.what),
            wanted: None,
            wishes: Vec::new(),
            place: None,
            effect: None,
            also: None,
            happened_on: None,
            points: Vec::new(),
            reply_by: Some(ReplyBy::Phone),
            support: Vec::new(),
            support_words: None,
            priority: Priority::Standard,
            about: Vec::new(),
            sharing: None,
            ward: None,
        };
        let new = NewCase {
            customer: Some((person.clone(), new)),
            ..NewCase::of(contact)
        };
        let logged = self.casework.log(council, &self.adviser, new).await?;
        let view = self
            .casework
            .open_case(council, &self.adviser, &logged.reference)
            .await?;
        self.clock.set(moment(today, ASKED, 10));
        let triage = TriageAnswers {
            kind: Kind::ServiceRequest,
            kind_reason: None,
            procedure: view.case.procedure.clone(),
            service,
            team: None,
            owner: self.officer.user().cloned(),
            ward: None,
            priority: Priority::Standard,
            about: Vec::new(),
            note: None,
        };
        self.does(&self.adviser, &logged.id, Command::Triage(triage))
            .await?;
        self.clock.set(moment(today, asked.answered, 14));
        let words = "We have it on our list, and somebody comes.";
        let answer = self.contact((Direction::Out, ContactPurpose::UpdateGiven), words);
        self.does(&self.officer, &logged.id, answer).await?;
        self.clock.set(moment(today, asked.closed, 16));
        let close = Command::Close {
            outcome: Outcome::Done,
            sentence: fresh.words("It is done. Tell us if you see anything else."),
            lesson: None,
        };
        self.does(&self.officer, &logged.id, close).await?;
        for ago in (LAST..LAST + CALLS).rev() {
            self.clock.set(moment(today, ago, 11));
            let words = "They asked why it took as long as it did, and who decides that.";
            let called = self.contact((Direction::In, ContactPurpose::Information), words);
            let time = Command::RecordTime {
                on: self.casework.today(),
                minutes: 25,
            };
            for command in [called, time] {
                self.does(&self.officer, &logged.id, command).await?;
            }
        }
        self.clock.set(moment(today, 1, 9));
        self.casework.raise_signals_about(council, &person).await?;
        Ok(())
    }

    fn contact(&self, (direction, purpose): (Direction, ContactPurpose), words: &str) -> Command {
        let fresh = self.casework.fresh();
        Command::RecordContact(NewContact {
            id: fresh.contact(),
            direction,
            channel: Channel::Phone,
            at: self.casework.outside().now(),
            purpose,
            words: fresh.words(words),
        })
    }

    async fn does(&self, actor: &Actor, case: &CaseId, command: Command) -> Result<(), Trouble> {
        let council = &self.policy.council.id;
        self.casework.act_on_latest(council, actor, case, command).await?;
        Ok(())
    }

    /// The one in which nothing was late is left, for a reason, by whichever manager has it.
    async fn left(&self, today: Date) -> Result<(), Trouble> {
        self.clock.set(moment(today, 1, 10));
        let council = &self.policy.council.id;
        for keeper in &self.keepers {
            let list = (List::Waiting, None);
            let lines = self.casework.signals(council, keeper, list).await?;
            let Some(line) = lines.iter().find(|line| !line.row.shows_us_late) else {
                continue;
            };
            let reason = self
                .casework
                .fresh()
                .words("They asked why it took so long. We had not told them. It was fair to ask.");
            let about = (&line.row.signal_id, reason);
            return match self.casework.dismiss_signal(council, keeper, about).await {
                Ok(()) => Ok(()),
                Err(NotSeenTo::Failed(failure)) => Err(failure.into()),
                Err(NotSeenTo::Refused(_) | NotSeenTo::Conduct(_) | NotSeenTo::Moved) => {
                    Err(Failure::NotPermitted.into())
                }
            };
        }
        Ok(())
    }
}
