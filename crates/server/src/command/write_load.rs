//! `redress write-load`: acts without end, each said once it is committed. For tests that kill it.

use clap::Args;
use redress_casework::Casework;
use redress_casework::act::NewCase;
use redress_domain::case::{Command, ContactPurpose, Direction, LoggedCase, NewContact, Privilege};
use redress_domain::id::CouncilId;
use redress_domain::vocabulary::{Channel, Kind, Priority, Role};

use crate::config::{Config, Listening, Record};
use crate::open;
use crate::progress::say;
use crate::trouble::Trouble;

/// Log cases and act on them until killed, or until a number of them is done
#[derive(Debug, Args)]
pub(crate) struct WriteLoad {
    #[command(flatten)]
    record: Record,
    /// How many people act at once
    #[arg(long, default_value_t = 8)]
    people: u32,
    /// How many cases each logs at most
    #[arg(long, default_value_t = 500)]
    cases: u32,
}

impl WriteLoad {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &Listening::default())?;
        let casework = open::casework(&config).await?;
        let council = open::councils(&casework, None)?.into_iter().next();
        let council = council.ok_or_else(|| Trouble::usage("there is no council to write for"))?;
        let mut people = Vec::new();
        for _ in 0..self.people {
            let (casework, council, cases) = (casework.clone(), council.clone(), self.cases);
            people.push(tokio::spawn(async move {
                one_person(&casework, &council, cases).await
            }));
        }
        for one in people {
            one.await.map_err(|error| Trouble::broken(error.to_string()))??;
        }
        Ok(())
    }
}

/// Says `REFERENCE VERSION` after each commit: what was said must be there after any crash.
async fn one_person(casework: &Casework, council: &CouncilId, cases: u32) -> Result<(), Trouble> {
    let actor = open::setup();
    for number in 0..cases {
        let fresh = casework.fresh();
        let contact = LoggedCase {
            reference: fresh.reference("WS"),
            kind: Kind::Complaint,
            channel: Channel::Phone,
            received_at: casework.outside().now(),
            raised_by: Role::Customer,
            customer: None,
            representative: None,
            service: None,
            what_happened: fresh.words(&format!("The bin was missed, time {number}.")),
            wanted: Some(fresh.words("Collect it.")),
            wishes: Vec::new(),
            place: None,
            effect: None,
            also: None,
            happened_on: None,
            points: Vec::new(),
            reply_by: None,
            support: Vec::new(),
            support_words: None,
            priority: Priority::Standard,
            about: Vec::new(),
            sharing: None,
            ward: None,
        };
        let logged = casework.log(council, &actor, NewCase::of(contact)).await?;
        say(format!("{} {}", logged.reference, logged.version));
        let orders = [
            Command::RecordContact(NewContact {
                id: fresh.contact(),
                direction: Direction::In,
                channel: Channel::Phone,
                at: casework.outside().now(),
                purpose: ContactPurpose::AskedForUpdate,
                words: fresh.words("When will you come?"),
            }),
            Command::AddNote {
                words: fresh.words("Asked the crew."),
                privileged: Privilege::Ordinary,
            },
        ];
        for order in orders {
            let version = casework.act_on_latest(council, &actor, &logged.id, order).await?;
            say(format!("{} {version}", logged.reference));
        }
    }
    Ok(())
}
