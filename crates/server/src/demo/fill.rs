//! Filling the demo council's record, through the same rules as everything else.

use redress_casework::Casework;
use redress_casework::act::{NewCase, NewPerson};
use redress_domain::case::{Command, LoggedCase, TriageAnswers};
use redress_domain::id::{ProcedureId, ServiceId};
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Channel, Kind, Priority, ReplyBy, Role};

use crate::demo::chance::Staged;
use crate::demo::staff::Staff;
use crate::trouble::Trouble;

/// What a demo is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plan {
    /// How the dice fall.
    pub(crate) seed: u64,
    /// Its last day: today.
    pub(crate) day: jiff::civil::Date,
    /// About how many cases.
    pub(crate) cases: usize,
}

/// Fills the record.
pub(crate) async fn fill(
    casework: &Casework,
    _stage: &Staged,
    policy: &Policy,
    plan: Plan,
) -> Result<(), Trouble> {
    let staff = Staff::hire(casework, policy).await?;
    let council = &policy.council.id;
    let advisers = staff.with(Role::Adviser, None);
    let mut batch = casework.batch(council, None)?;
    let fresh = casework.fresh();
    for n in 0..plan.cases.min(10) {
        let at = casework.outside().now();
        let person = fresh.person();
        let new = NewCase {
            customer: Some((
                person.clone(),
                NewPerson {
                    name: "Harriet Cole".to_owned(),
                    email: Some("harriet.cole@example.org".to_owned()),
                    phone: Some("01632 960123".to_owned()),
                    address: None,
                    postcode: Some("WS1 4AB".to_owned()),
                    reply_by: Some(ReplyBy::Email),
                },
            )),
            ..NewCase::of(LoggedCase {
                reference: fresh.reference(&policy.council.prefix),
                kind: if n % 3 == 0 {
                    Kind::Complaint
                } else {
                    Kind::ServiceRequest
                },
                channel: Channel::Online,
                received_at: at,
                raised_by: Role::Customer,
                customer: Some(person.clone()),
                representative: None,
                service: ServiceId::parse("waste").ok(),
                what_happened: fresh.words("The brown bin was not emptied on Tuesday."),
                wanted: fresh.some_words("Please empty it this week."),
                wishes: Vec::new(),
                place: fresh.some_words("12 Mill Lane, Westbridge"),
                effect: None,
                happened_on: None,
                points: Vec::new(),
                reply_by: Some(ReplyBy::Email),
                support: Vec::new(),
                support_words: None,
                priority: Priority::Standard,
                about: Vec::new(),
                sharing: None,
            })
        };
        let logged = batch.log(&Actor::customer(Some(person)), at, new)?;
        if let (true, Some(adviser)) = (n % 2 == 0, advisers.first()) {
            let procedure = if n % 3 == 0 {
                "complaint-corporate"
            } else {
                "service-request"
            };
            let (Ok(procedure), Ok(service)) = (ProcedureId::parse(procedure), ServiceId::parse("waste"))
            else {
                continue;
            };
            let answers = TriageAnswers {
                kind: if n % 3 == 0 {
                    Kind::Complaint
                } else {
                    Kind::ServiceRequest
                },
                kind_reason: None,
                procedure,
                service,
                team: None,
                owner: staff
                    .with(Role::Officer, Some("waste-crews"))
                    .first()
                    .map(|officer| officer.id.clone()),
                priority: Priority::Standard,
                about: Vec::new(),
                note: None,
            };
            batch.act(&adviser.actor, at, &logged.id, vec![Command::Triage(answers)])?;
        }
    }
    batch.commit().await?;
    Ok(())
}
