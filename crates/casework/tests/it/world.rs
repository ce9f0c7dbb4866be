//! A council to act in: its policy adopted, its people known, its clock in the test's hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use jiff::{SignedDuration, Timestamp};
use redress_casework::Casework;
use redress_casework::act::{Logged, NewCase, NewPerson};
use redress_casework::council::Councils;
use redress_casework::outside::Outside;
use redress_casework::user::NewUser;
use redress_domain::case::{Event, LoggedCase};
use redress_domain::conduct::Sentences;
use redress_domain::conduct::parts::Required;
use redress_domain::id::{ActorId, CaseId, CouncilId, ReasonCode, ServiceId, TeamId, UserId};
use redress_domain::language::Language;
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::reference::Reference;
use redress_domain::settings::user::Event as UserEvent;
use redress_domain::vocabulary::{Channel, Kind, Priority, ReplyBy, Role};
use redress_store::Store;
use redress_store::changes::{Append, Changes, NewEvent, ReadModel};
use redress_store::error::StoreError;
use redress_store::rebuild::Side;
use redress_store::settings_change::ChangeRow;
use redress_store::stream::StreamId;
use redress_store::user::UserRow;
use redress_testing::Database;
use sqlx::{Connection as _, Row as _};

/// Asks a future to go on so often, and then drops it where it is: a worker that is killed.
pub(crate) async fn cut_after<F: Future>(turns: usize, future: F) -> Option<F::Output> {
    let mut future = std::pin::pin!(future);
    let mut left = turns;
    std::future::poll_fn(|context| {
        if left == 0 {
            return std::task::Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

/// The policy that tests run under.
pub(crate) const POLICY: &str = include_str!("../../../../policies/demo.toml");

/// The least that a letter of a conduct file says, in the words of that policy.
pub(crate) fn least(of: impl FnOnce(&Sentences<'_>) -> Vec<Required>) -> String {
    let policy = Policy::parse(POLICY).unwrap();
    redress_domain::conduct::parts::least(&of(&Sentences::new(&policy, Language::English)))
}

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

    /// A database with nothing in it, for processes that start over it, and the time that they know.
    pub(crate) async fn empty_postgres() -> Option<(Database, Arc<Known>)> {
        Some((Database::empty_postgres().await?, Self::known()))
    }

    async fn on(database: Database) -> Self {
        let store = Store::open_with(&database.address, 6).await.unwrap();
        let outside = Self::known();
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

    /// What a backup of another record holds, on a machine of its own, a day later.
    pub(crate) async fn restored(backup: &std::path::Path, other: &Self) -> Self {
        let database = Database::sqlite().await;
        let store = Store::open_with(&database.address, 6).await.unwrap();
        store.restore(backup).await.unwrap();
        let outside = Self::known();
        let a_day_later = other.outside.now() + SignedDuration::from_hours(24);
        outside.now.store(a_day_later.as_microsecond(), Ordering::SeqCst);
        // Chance gives nothing again that it gave there.
        outside.count.store(1 << 32, Ordering::SeqCst);
        let casework = Casework::new(store, Councils::default(), outside.clone());
        let policy = Policy::parse(POLICY).unwrap();
        casework.adopt_policy(&setup(), policy).await.unwrap();
        Self {
            casework,
            council: other.council.clone(),
            outside,
            database,
        }
    }

    /// These people are in the list of users, as somebody who keeps it would have put them there.
    pub(crate) async fn knows(&self, actors: &[Actor]) {
        for actor in actors {
            let row = known_user(actor);
            let (stream, now) = (StreamId::user(&row.user_id), self.outside.now());
            let event = UserEvent::UserSet {
                roles: actor.roles.clone(),
                teams: Vec::new(),
                services: actor.services.clone(),
                wards: Vec::new(),
                active: true,
                because: None,
                difference: None,
            };
            let mut changes = Changes::new(self.council.clone(), setup().id, now);
            changes.rows = vec![
                ReadModel::User(Box::new(row)),
                ReadModel::SettingsChange(Box::new(ChangeRow {
                    changed_at: now,
                    stream: stream.clone(),
                    version: 1,
                    kind: event.name().to_owned(),
                    actor: setup().id,
                    because: None,
                    difference: None,
                })),
            ];
            changes.appends.push(Append {
                stream,
                expected: 0,
                events: vec![NewEvent {
                    kind: event.name(),
                    body: serde_json::to_string(&event).unwrap(),
                    salt: self.casework.fresh().salt(),
                }],
            });
            match self.store().commit(changes).await {
                // They are known already.
                Ok(_) | Err(StoreError::Conflict { .. }) => {}
                Err(other) => panic!("{other}"),
            }
        }
    }

    /// Monday 2 November 2026, 10am in London.
    fn known() -> Arc<Known> {
        let start: Timestamp = "2026-11-02T10:00:00Z".parse().unwrap();
        Arc::new(Known {
            now: AtomicI64::new(start.as_microsecond()),
            count: AtomicU64::new(1),
        })
    }

    /// The same database for another council, whose policy is taken in beside the first one.
    pub(crate) async fn of_council(mut self, policy: &str) -> Self {
        let policy = Policy::parse(policy).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
        self.council = policy.council.id.clone();
        self.casework.adopt_policy(&setup(), policy).await.unwrap();
        self
    }

    /// It is noon of that day, by universal time.
    pub(crate) fn is_day(&self, day: jiff::civil::Date) {
        let noon = day.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
        let noon = noon.timestamp().as_microsecond();
        let before = self.outside.now.swap(noon, Ordering::SeqCst);
        assert!(before <= noon, "time does not go back");
    }

    pub(crate) fn wait(&self, time: SignedDuration) {
        self.outside
            .now
            .fetch_add(i64::try_from(time.as_micros()).unwrap(), Ordering::SeqCst);
    }

    pub(crate) fn wait_days(&self, days: i64) {
        self.wait(SignedDuration::from_hours(24 * days));
    }

    pub(crate) fn store(&self) -> &Store {
        self.casework.store()
    }

    /// Every column of every event, as one text.
    pub(crate) async fn events_as_text(&self) -> String {
        let query = "SELECT stream, kind, COALESCE(body, ''), actor FROM event ORDER BY stream, version";
        let mut text = String::new();
        let mut add = |row: (String, String, String, String)| {
            text.push_str(&[row.0, row.1, row.2, row.3].join("\t"));
            text.push('\n');
        };
        if self.database.address.starts_with("postgres") {
            let mut connection = sqlx::PgConnection::connect(&self.database.address).await.unwrap();
            for row in sqlx::query(query).fetch_all(&mut connection).await.unwrap() {
                add((row.get(0), row.get(1), row.get(2), row.get(3)));
            }
        } else {
            let mut connection = sqlx::SqliteConnection::connect(&self.database.address)
                .await
                .unwrap();
            for row in sqlx::query(query).fetch_all(&mut connection).await.unwrap() {
                add((row.get(0), row.get(1), row.get(2), row.get(3)));
            }
        }
        text
    }

    /// Changes rows behind the program's back.
    pub(crate) async fn tamper(&self, text: &str) {
        self.database.tamper(text).await;
    }

    /// A contact about bins from Asha Patel, for the test to change.
    pub(crate) fn contact(&self, kind: Kind) -> NewCase {
        let fresh = self.casework.fresh();
        let customer = fresh.person();
        let contact = LoggedCase {
            reference: fresh.reference("WS"),
            kind,
            channel: Channel::Phone,
            received_at: self.casework.outside().now(),
            raised_by: Role::Customer,
            customer: Some(customer.clone()),
            representative: None,
            service: Some(service("waste")),
            what_happened: fresh.words("The bins were missed three times."),
            wanted: Some(fresh.words("Collect them.")),
            wishes: Vec::new(),
            place: None,
            effect: None,
            also: None,
            happened_on: None,
            points: Vec::new(),
            reply_by: Some(ReplyBy::Letter),
            support: Vec::new(),
            support_words: None,
            priority: Priority::Standard,
            about: Vec::new(),
            sharing: None,
            ward: None,
        };
        let asha = NewPerson {
            name: "Asha Patel".to_owned(),
            email: Some("asha@example.org".to_owned()),
            phone: Some("01632 960001".to_owned()),
            address: Some("12 Mill Lane".to_owned()),
            postcode: Some("WS1 4AB".to_owned()),
            reply_by: Some(ReplyBy::Letter),
        };
        NewCase {
            customer: Some((customer, asha)),
            ..NewCase::of(contact)
        }
    }

    /// What was said on a case by one channel, in its order.
    pub(crate) async fn said_by(&self, by: Channel, reference: &Reference) -> Vec<String> {
        let view = self
            .casework
            .open_case(&self.council, &adviser(), reference)
            .await
            .unwrap();
        let said = view.entries.iter().filter_map(|entry| {
            if let Event::ContactRecorded { channel, words, .. } = &entry.event
                && *channel == by
            {
                Some(view.text(words).to_owned())
            } else {
                None
            }
        });
        said.collect()
    }

    pub(crate) async fn logged(&self, kind: Kind) -> Logged {
        self.casework
            .log(&self.council, &adviser(), self.contact(kind))
            .await
            .unwrap()
    }

    /// Somebody new who works for the council, or beside it.
    pub(crate) async fn hires(&self, name: &str, roles: &[Role], teams: &[&str]) -> Actor {
        let new = NewUser {
            email: format!("{}@westshire.example.org", name.to_lowercase()),
            name: name.to_owned(),
            roles: roles.to_vec(),
            teams: teams.iter().map(|team| TeamId::parse(*team).unwrap()).collect(),
            services: Vec::new(),
            wards: Vec::new(),
            password_hash: None,
            because: None,
        };
        let id = self
            .casework
            .create_user(&self.council, &setup(), new)
            .await
            .unwrap();
        self.casework
            .user(&self.council, &id)
            .await
            .unwrap()
            .unwrap()
            .actor()
    }

    /// Does an order to the case as it stands.
    pub(crate) async fn done(
        &self,
        actor: &Actor,
        case: &CaseId,
        command: redress_domain::case::Command,
    ) -> i64 {
        self.casework
            .act_on_latest(&self.council, actor, case, command)
            .await
            .unwrap()
    }

    /// What verifying the record finds wrong, once everything is sealed.
    pub(crate) async fn assert_sound(&self) {
        while self.casework.seal(&self.council).await.unwrap() > 0 {}
        let report = self.store().verify(&self.council, |_| {}).await.unwrap();
        assert_eq!(report.faults, [], "{report:?}");
        assert_eq!(report.unsealed, 0);
        assert_eq!(report.seals, report.events, "every event has one seal");
    }

    /// Holds the lists and the search against those that a rebuild makes of the events.
    pub(crate) async fn assert_rebuilt_is_live(&self) {
        let lists = async || {
            self.store()
                .dump_read_models(&self.council, Side::Live)
                .await
                .unwrap()
        };
        let live = lists().await;
        self.casework.rebuild(&self.council, |_| {}).await.unwrap();
        assert_eq!(live, lists().await);
    }
}

pub(crate) fn setup() -> Actor {
    Actor::program(ActorId::Program(ReasonCode::parse("setup").unwrap()))
}

pub(crate) fn service(name: &str) -> ServiceId {
    ServiceId::parse(name).unwrap()
}

pub(crate) fn user(number: u64) -> UserId {
    UserId::parse(format!("01932c07-a12b-7f3e-8c58-{number:012x}")).unwrap()
}

fn person(number: u64, roles: &[Role], services: &[&str]) -> Actor {
    Actor {
        id: ActorId::User(user(number)),
        roles: roles.to_vec(),
        services: services.iter().map(|name| service(name)).collect(),
    }
}

pub(crate) fn adviser() -> Actor {
    person(1, &[Role::Staff, Role::Adviser], &[])
}

pub(crate) fn officer() -> Actor {
    person(2, &[Role::Staff, Role::Officer], &["waste"])
}

pub(crate) fn manager() -> Actor {
    person(3, &[Role::Staff, Role::ServiceManager], &["waste"])
}

pub(crate) fn complaints_manager() -> Actor {
    person(4, &[Role::Staff, Role::ComplaintsManager], &[])
}

/// Somebody who leads the council, and opens no case.
pub(crate) fn executive() -> Actor {
    person(60, &[Role::Staff, Role::Executive], &[])
}

/// An officer who has no business with bins.
pub(crate) fn planner() -> Actor {
    person(5, &[Role::Staff, Role::Officer], &["planning"])
}

pub(crate) fn councillor() -> Actor {
    person(6, &[Role::Councillor], &[])
}

pub(crate) fn second_complaints_manager() -> Actor {
    person(7, &[Role::Staff, Role::ComplaintsManager], &[])
}

/// Reviews complaints at stage 2.
pub(crate) fn reviewer() -> Actor {
    person(20, &[Role::Staff, Role::Reviewer], &[])
}

pub(crate) fn second_reviewer() -> Actor {
    person(21, &[Role::Staff, Role::Reviewer], &[])
}

/// Their row in the list of users.
fn known_user(actor: &Actor) -> UserRow {
    let id = actor.user().unwrap().clone();
    UserRow {
        email: format!("{id}@example.org"),
        name: format!("Colleague {id}"),
        password_hash: None,
        roles: serde_json::to_string(&actor.roles).unwrap(),
        teams: "[]".to_owned(),
        services: serde_json::to_string(&actor.services).unwrap(),
        active: true,
        updated_at: Timestamp::UNIX_EPOCH,
        wards: "[]".to_owned(),
        ends_on: None,
        last_sign_in_at: None,
        partner: None,
        emergency: false,
        user_id: id,
    }
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
