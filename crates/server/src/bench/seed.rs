//! Made-up cases by the hundred thousand, through the same rules as everything else.
//!
//! Each is logged, triaged, spoken about and mostly closed: one act in a batch that is decided in
//! memory and committed with others. `crates/casework/tests/it/batches.rs` holds batches to what
//! single acts do.

use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use redress_casework::Casework;
use redress_casework::act::{NewCase, NewPerson};
use redress_casework::failure::Failure;
use redress_casework::outside::Fresh;
use redress_domain::case::{
    Command, ContactPurpose, Direction, LoggedCase, NewContact, Outcome, TriageAnswers,
};
use redress_domain::permission::Actor;
use redress_domain::policy::{Policy, Service};
use redress_domain::vocabulary::{Channel, Kind, Priority, ReplyBy, Role};

use crate::bench::words::{name, text};
use crate::demo::chance::{Dice, Staged};
use crate::demo::staff::Staff;
use crate::progress::Progress;
use crate::trouble::Trouble;

/// How many cases share a commit.
const AT_ONCE: usize = 250;
/// How often a case comes with another reference, where the one it got is in use.
const TRIES: usize = 5;
/// One case of so many is a long one.
const LONG: usize = 40;

/// What is to be seeded.
pub(crate) struct Plan {
    /// How many cases.
    pub(crate) cases: usize,
    /// When it is now: nothing happened after that.
    pub(crate) now: Timestamp,
}

/// Who and what the cases are made of.
struct Stage<'s> {
    policy: &'s Policy,
    staff: &'s Staff,
    adviser: Actor,
    fresh: Fresh<'s>,
}

/// Seeds the cases over the year before now; answers how long that took, with seals and index.
pub(crate) async fn seed(
    casework: &Casework,
    clock: &Staged,
    (policy, staff): (&Policy, &Staff),
    plan: Plan,
) -> Result<f64, Trouble> {
    let begun = Instant::now();
    let adviser = staff
        .with(Role::Adviser, None)
        .first()
        .map(|person| person.actor.clone());
    let stage = Stage {
        policy,
        staff,
        adviser: adviser.ok_or_else(|| Trouble::broken("nobody advises"))?,
        fresh: casework.fresh(),
    };
    let mut dice = Dice::new(0x5eed);
    let mut progress = Progress::start("cases", plan.cases as u64);
    let council = &policy.council.id;
    let mut done = 0;
    while done < plan.cases {
        let upto = (done + AT_ONCE).min(plan.cases);
        let mut numbers: Vec<usize> = (done..upto).collect();
        for _ in 0..TRIES {
            let mut batch = casework.batch(council, None)?;
            for number in &numbers {
                let at = moment(&plan, *number);
                clock.set(at);
                if let Some(new) = case(&stage, &mut dice, (&plan, *number, at)) {
                    batch.log(&stage.adviser, at, new)?;
                }
            }
            let answers = batch.commit_each().await;
            let answers: Vec<_> = numbers.into_iter().zip(answers).collect();
            numbers = Vec::new();
            for (number, answer) in answers {
                match answer {
                    // Chance gave a reference that is in use: it comes with another one.
                    Err(Failure::Taken) => numbers.push(number),
                    other => other?,
                }
            }
            if numbers.is_empty() {
                break;
            }
        }
        if !numbers.is_empty() {
            return Err(Failure::Taken.into());
        }
        progress.more((upto - done) as u64);
        done = upto;
        if done % 5_000 < AT_ONCE || done == plan.cases {
            settle(casework, policy).await?;
        }
    }
    progress.finish();
    clock.set(plan.now);
    settle(casework, policy).await?;
    casework.store().look_at_tables().await?;
    Ok(begun.elapsed().as_secs_f64())
}

/// What the worker does beside the acts.
async fn settle(casework: &Casework, policy: &Policy) -> Result<(), Trouble> {
    let council = &policy.council.id;
    while casework.seal(council).await? > 0 {}
    while casework.index(council).await? > 0 {}
    while casework.add_up(council).await? > 0 {}
    // Nothing that was made up waits to leave.
    while casework.release_messages(council).await? > 0 {}
    Ok(())
}

/// The cases come evenly over a year.
fn moment(plan: &Plan, number: usize) -> Timestamp {
    let year: u64 = 365 * 24 * 3_600 * 1_000;
    let share = u64::try_from(plan.cases - number).unwrap_or_default();
    let ago = year.saturating_mul(share) / u64::try_from(plan.cases).unwrap_or(1).max(1);
    let ago = SignedDuration::from_millis(i64::try_from(ago).unwrap_or_default() + 1_000);
    plan.now.checked_sub(ago).unwrap_or(plan.now)
}

fn case(
    stage: &Stage<'_>,
    dice: &mut Dice,
    (plan, number, at): (&Plan, usize, Timestamp),
) -> Option<NewCase> {
    let service = dice.one(&stage.policy.services)?;
    let kind = if dice.happens(8) {
        Kind::Complaint
    } else {
        Kind::ServiceRequest
    };
    let person = stage.fresh.person();
    let mut new = NewCase::of(LoggedCase {
        reference: stage.fresh.reference(&stage.policy.council.prefix),
        kind,
        channel: Channel::Phone,
        received_at: at,
        raised_by: Role::Customer,
        customer: Some(person.clone()),
        representative: None,
        service: Some(service.id.clone()),
        ward: None,
        what_happened: stage.fresh.words(&text(dice, 500)),
        wanted: None,
        wishes: Vec::new(),
        place: None,
        effect: None,
        happened_on: None,
        points: Vec::new(),
        reply_by: Some(ReplyBy::Email),
        support: Vec::new(),
        support_words: None,
        priority: Priority::Standard,
        about: Vec::new(),
        sharing: None,
        also: None,
    });
    new.customer = Some((person, customer(dice, number)));
    // Of the newest tenth most are open, of the others few.
    let is_new = number * 10 >= plan.cases * 9;
    let open = if kind == Kind::Complaint || is_new { 60 } else { 4 };
    // A few of the newest wait to be triaged.
    if number + 20 < plan.cases {
        new.then = then(stage, dice, ((kind, service), number, at));
        if !dice.happens(open) && kind == Kind::ServiceRequest {
            new.then.push(Command::Close {
                outcome: Outcome::Done,
                sentence: stage.fresh.words(&text(dice, 60)),
                lesson: None,
            });
        }
    }
    Some(new)
}

/// Somebody who does not exist.
fn customer(dice: &mut Dice, number: usize) -> NewPerson {
    NewPerson {
        name: name(dice),
        email: Some(format!("customer{number}@example.org")),
        phone: Some(format!("01632 960{:03}", dice.below(1_000))),
        address: None,
        postcode: Some(format!("WS{} {}AB", 1 + dice.below(9), 1 + dice.below(9))),
        reply_by: Some(ReplyBy::Email),
    }
}

/// What Customer Services do with it at once, and what is said; more of it on a long one.
fn then(
    stage: &Stage<'_>,
    dice: &mut Dice,
    ((kind, service), number, at): ((Kind, &Service), usize, Timestamp),
) -> Vec<Command> {
    let officers = stage.staff.with(Role::Officer, Some(service.team.as_str()));
    let officer = dice.one(&officers).map(|officer| officer.id.clone());
    let procedure = stage.policy.procedure_for(kind, Some(&service.id));
    let triage = procedure.map(|procedure| {
        Command::Triage(TriageAnswers {
            ward: None,
            kind,
            kind_reason: None,
            procedure: procedure.id.clone(),
            service: service.id.clone(),
            team: None,
            owner: officer,
            priority: Priority::Standard,
            about: Vec::new(),
            note: None,
        })
    });
    let contacts = if number % LONG == 0 { 7 } else { 1 };
    let mut contact = || {
        Command::RecordContact(NewContact {
            id: stage.fresh.contact(),
            direction: Direction::In,
            channel: Channel::Phone,
            at,
            purpose: ContactPurpose::AskedForUpdate,
            words: stage.fresh.words(&text(dice, 80)),
        })
    };
    let contacts: Vec<Command> = (0..contacts).map(|_| contact()).collect();
    triage.into_iter().chain(contacts).collect()
}
