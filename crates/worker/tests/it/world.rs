//! A council whose customers want answers by e-mail, with its clock in the test's hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use jiff::{SignedDuration, Timestamp};
use redress_casework::Casework;
use redress_casework::act::{Logged, NewCase, NewPerson};
use redress_casework::case::CaseView;
use redress_casework::council::Councils;
use redress_casework::outside::Outside;
use redress_domain::case::LoggedCase;
use redress_domain::id::{ActorId, CouncilId, MessageId, ServiceId};
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Channel, Kind, Priority, ReplyBy, Role, SupportNeed};
use redress_store::Store;
use redress_store::message::{MessageRow, MessageState};
use redress_testing::Database;
use redress_worker::mail::Mail;
use redress_worker::{Job, Rounds};

pub(crate) const POLICY: &str = include_str!("../../../../policies/demo.toml");

/// The time and chance, as the test wants them.
pub(crate) struct Known {
    now: AtomicI64,
    count: AtomicU64,
}

impl Outside for Known {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.now.load(Ordering::SeqCst)).unwrap()
    }

    fn chance(&self) -> [u8; 16] {
        let count = self.count.fetch_add(1, Ordering::SeqCst);
        let spread = count.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_le_bytes();
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&spread);
        bytes[8..].copy_from_slice(&count.to_be_bytes());
        bytes
    }
}

/// A council with its database.
pub(crate) struct World {
    pub(crate) casework: Casework,
    pub(crate) council: CouncilId,
    pub(crate) outside: Arc<Known>,
    database: Database,
}

impl World {
    pub(crate) async fn on_sqlite() -> Self {
        Self::on(Database::sqlite().await).await
    }

    /// `None`, said aloud, where there is no PostgreSQL.
    pub(crate) async fn on_postgres() -> Option<Self> {
        Some(Self::on(Database::postgres().await?).await)
    }

    async fn on(database: Database) -> Self {
        let store = Store::open_with(&database.address, 6).await.unwrap();
        let start: Timestamp = "2026-11-02T10:00:00Z".parse().unwrap();
        let outside = Arc::new(Known {
            now: AtomicI64::new(start.as_microsecond()),
            count: AtomicU64::new(1),
        });
        let casework = Casework::new(store, Councils::default(), outside.clone());
        let policy = Policy::parse(POLICY).unwrap();
        let council = policy.council.id.clone();
        casework.adopt_policy(&setup(), policy).await.unwrap();
        Self {
            casework,
            council,
            outside,
            database,
        }
    }

    /// Changes rows behind the program's back.
    pub(crate) async fn tamper(&self, statements: &str) {
        self.database.tamper(statements).await;
    }

    pub(crate) fn wait(&self, time: SignedDuration) {
        let micros = i64::try_from(time.as_micros()).unwrap();
        self.outside.now.fetch_add(micros, Ordering::SeqCst);
    }

    /// A complaint from somebody who wants to be answered by e-mail: it brings a receipt.
    pub(crate) async fn logged(&self, name: &str, email: &str) -> Logged {
        let person = NewPerson {
            name: name.to_owned(),
            email: Some(email.to_owned()),
            postcode: Some("WS1 4AB".to_owned()),
            reply_by: Some(ReplyBy::Email),
            ..NewPerson::default()
        };
        self.logged_by(person, (ReplyBy::Email, Vec::new())).await
    }

    /// A complaint from somebody who wants to be answered by letter: it brings a receipt.
    pub(crate) async fn posted(&self, name: &str, support: Vec<SupportNeed>) -> Logged {
        let person = NewPerson {
            name: name.to_owned(),
            address: Some("4 Weir Lane\nRiverton".to_owned()),
            postcode: Some("WS1 4AB".to_owned()),
            reply_by: Some(ReplyBy::Letter),
            ..NewPerson::default()
        };
        self.logged_by(person, (ReplyBy::Letter, support)).await
    }

    pub(crate) async fn logged_by(
        &self,
        person: NewPerson,
        (by, support): (ReplyBy, Vec<SupportNeed>),
    ) -> Logged {
        let fresh = self.casework.fresh();
        let customer = fresh.person();
        let contact = LoggedCase {
            reference: fresh.reference("WS"),
            kind: Kind::Complaint,
            channel: Channel::Online,
            received_at: self.casework.outside().now(),
            raised_by: Role::Customer,
            customer: Some(customer.clone()),
            representative: None,
            service: Some(ServiceId::parse("waste").unwrap()),
            what_happened: fresh.words("The bin in Ffordd yr Ŵyl – café – was missed.\n\nIt cost me £20."),
            also: None,
            wanted: Some(fresh.words("Collect it.")),
            wishes: Vec::new(),
            place: None,
            effect: None,
            happened_on: None,
            points: Vec::new(),
            reply_by: Some(by),
            support,
            support_words: None,
            priority: Priority::Standard,
            about: Vec::new(),
            sharing: None,
            ward: None,
        };
        let new = NewCase {
            customer: Some((customer, person)),
            ..NewCase::of(contact)
        };
        self.casework.log(&self.council, &setup(), new).await.unwrap()
    }

    /// One round of a worker that mails.
    pub(crate) async fn mail(&self, mail: &Mail) {
        let mut rounds = Rounds::of(Job::OUTSIDE, Some(mail.clone()));
        assert_eq!(
            rounds.go(&self.casework).await,
            Job::OUTSIDE.len(),
            "the round went well"
        );
    }

    pub(crate) async fn view(&self, case: &Logged) -> CaseView {
        self.casework
            .open_case(&self.council, &setup(), &case.reference)
            .await
            .unwrap()
    }

    /// The only message of a case.
    pub(crate) async fn message(&self, case: &Logged) -> MessageRow {
        let [only] = self.view(case).await.messages.try_into().unwrap();
        only
    }

    pub(crate) async fn state(&self, id: &MessageId) -> MessageState {
        let store = self.casework.store();
        store.message(&self.council, id).await.unwrap().unwrap().state
    }
}

pub(crate) fn setup() -> Actor {
    Actor::program(ActorId::Job("setup"))
}

/// Runs each test on both engines.
#[macro_export]
macro_rules! on_both_engines {
    ($( $(#[$meta:meta])* async fn $name:ident($world:ident: World) $body:block )+) => {$(
        mod $name {
            use super::*;

            $(#[$meta])*
            async fn test($world: $crate::world::World) $body

            #[tokio::test]
            async fn on_sqlite() {
                test($crate::world::World::on_sqlite().await).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                if let Some(world) = $crate::world::World::on_postgres().await {
                    test(world).await;
                }
            }
        }
    )+};
}
