//! What must hold after every kill, asked of the database itself and of the program's own commands.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use redress_domain::id::CouncilId;
use redress_store::Store;
use redress_store::rebuild::Side;
use sqlx::{AssertSqlSafe, Connection as _, Row as _};

use crate::machine::{Engine, Machine};
use crate::writer::{Act, Sent, Writer};

/// How long the outbox may stand still once nothing stops letters any more.
const MAIL_WITHIN: Duration = Duration::from_mins(2);

fn council() -> CouncilId {
    CouncilId::parse("westshire").unwrap()
}

/// Everything that was sent.
pub(crate) struct Known(Vec<Sent>);

impl Known {
    pub(crate) fn of(writers: &[Writer]) -> Self {
        Self(writers.iter().flat_map(|writer| writer.sent.clone()).collect())
    }

    pub(crate) fn acknowledged(&self) -> usize {
        self.0.iter().filter(|sent| sent.acknowledged).count()
    }

    /// A test that some act never reached would say nothing about it.
    pub(crate) fn has_every_act(&self) {
        for act in Act::ALL {
            let is_done = |sent: &&Sent| sent.act == act && sent.acknowledged;
            assert!(
                self.0.iter().any(|sent| is_done(&sent)),
                "{act:?} was never acknowledged"
            );
        }
    }
}

/// What was found wrong, of all rounds.
#[derive(Debug, Default)]
pub(crate) struct Total {
    pub(crate) lost: usize,
    pub(crate) doubled: usize,
}

/// The letters of a whole test.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mailed {
    pub(crate) letters: usize,
    pub(crate) again: usize,
}

/// Rows of texts, by any statement: the engines are asked past the program.
async fn rows(machine: &Machine, statement: &str) -> Vec<Vec<String>> {
    let columns = |count: usize| 0..count;
    let statement = AssertSqlSafe(statement.to_owned());
    match machine.engine() {
        Engine::Sqlite => {
            let mut connection = sqlx::SqliteConnection::connect(&machine.database).await.unwrap();
            let rows = sqlx::query(statement).fetch_all(&mut connection).await.unwrap();
            connection.close().await.unwrap();
            let texts = |row: &sqlx::sqlite::SqliteRow| columns(row.len()).map(|at| row.get(at)).collect();
            rows.iter().map(texts).collect()
        }
        Engine::Postgres => {
            let mut connection = sqlx::PgConnection::connect(&machine.database).await.unwrap();
            let rows = sqlx::query(statement).fetch_all(&mut connection).await.unwrap();
            connection.close().await.unwrap();
            let texts = |row: &sqlx::postgres::PgRow| columns(row.len()).map(|at| row.get(at)).collect();
            rows.iter().map(texts).collect()
        }
    }
}

/// The record as far as this test asks of it.
struct Found {
    /// How often a text stands under a purpose, by its mark, and in which stream.
    marks: BTreeMap<(String, String), Vec<String>>,
    /// How many events of each kind a stream has.
    kinds: BTreeMap<(String, String), usize>,
    /// How many messages of each purpose a case has.
    messages: BTreeMap<(String, String), usize>,
}

impl Found {
    async fn of(machine: &Machine) -> Self {
        let mut found = Self {
            marks: BTreeMap::new(),
            kinds: BTreeMap::new(),
            messages: BTreeMap::new(),
        };
        for row in rows(
            machine,
            "SELECT purpose, stream, body FROM word WHERE body LIKE '%(w%'",
        )
        .await
        {
            let [purpose, stream, body] = row.as_slice() else {
                continue;
            };
            let Some((_, rest)) = body.split_once("past. (") else {
                continue;
            };
            let mark = rest.split(')').next().unwrap_or_default().to_owned();
            let place = found.marks.entry((purpose.clone(), mark)).or_default();
            place.push(stream.clone());
        }
        for row in rows(machine, "SELECT stream, kind FROM event").await {
            if let [stream, kind] = row.as_slice() {
                *found.kinds.entry((stream.clone(), kind.clone())).or_default() += 1;
            }
        }
        for row in rows(
            machine,
            "SELECT case_id, purpose FROM message WHERE case_id IS NOT NULL",
        )
        .await
        {
            if let [case, purpose] = row.as_slice() {
                let key = (format!("case/{case}"), purpose.clone());
                *found.messages.entry(key).or_default() += 1;
            }
        }
        found
    }

    fn kind(&self, stream: &str, kind: &str) -> usize {
        let key = (stream.to_owned(), kind.to_owned());
        self.kinds.get(&key).copied().unwrap_or_default()
    }

    /// How often an act is there.
    fn times(&self, sent: &Sent) -> usize {
        let at = |purpose: &str, mark: &str| {
            let key = (purpose.to_owned(), mark.to_owned());
            self.marks.get(&key).map_or(&[][..], Vec::as_slice)
        };
        let Some(stream) = at("what-happened", &sent.case).first() else {
            return 0;
        };
        match sent.act {
            Act::Log => at("what-happened", &sent.mark).len(),
            Act::Note | Act::PageNote => at("note", &sent.mark).len(),
            Act::Find => at("reason", &sent.mark).len(),
            Act::Reply => at("reply", &sent.mark).len(),
            Act::Triage | Act::Acknowledge | Act::Approve => self.kind(stream, sent.act.event()),
        }
    }

    /// Every act that is there is there whole: with its events, its texts and its letters.
    fn halves(&self) -> Vec<String> {
        let mut halves = Vec::new();
        let streams: BTreeSet<&String> = self.kinds.keys().map(|(stream, _)| stream).collect();
        for stream in streams.iter().filter(|stream| stream.starts_with("case/")) {
            let message = |purpose: &str| {
                let key = ((*stream).clone(), purpose.to_owned());
                self.messages.get(&key).copied().unwrap_or_default()
            };
            let pairs = [
                // Approved and sent together or not at all.
                ("reply-sent", self.kind(stream, "reply-approved")),
                ("reply-drafted", self.kind(stream, "approval-asked")),
                ("reply-sent", message("reply")),
                ("acknowledged", message("acknowledgement")),
            ];
            for (kind, other) in pairs {
                if self.kind(stream, kind) != other {
                    halves.push(format!(
                        "{stream}: {} {kind}, {other} beside it",
                        self.kind(stream, kind)
                    ));
                }
            }
        }
        halves
    }
}

/// Holds the record to everything that somebody was told.
pub(crate) async fn after_a_kill(machine: &Machine, known: &Known, (round, total): (u64, &mut Total)) {
    let found = Found::of(machine).await;
    for sent in &known.0 {
        let times = found.times(sent);
        if times == 0 && sent.acknowledged {
            total.lost += 1;
            println!("round {round}: lost: {sent:?}");
        }
        if times > 1 {
            total.doubled += 1;
            println!("round {round}: there {times} times: {sent:?}");
        }
    }
    assert_eq!(found.halves(), [""; 0], "round {round}: half an act");
    let store = Store::open(&machine.database).await.unwrap();
    let stale = store.stale_cases(&council(), 10).await.unwrap();
    assert_eq!(stale, [], "round {round}: lists and events differ");
    let report = store.verify(&council(), |_| {}).await.unwrap();
    assert_eq!(report.faults, [], "round {round}");
    store.close().await;
    // Ten minutes pass: what a worker held when it died is anybody's again.
    rows(
        machine,
        "UPDATE message SET leased_until = 0 WHERE state = 'waiting'",
    )
    .await;
}

/// What lists show is what comes out when they are made again from the events.
pub(crate) async fn rebuilt_equals_live(machine: &Machine) {
    let live = lists(machine).await;
    machine.redress(&["rebuild"], "");
    let rebuilt = lists(machine).await;
    for (before, after) in live.iter().zip(&rebuilt) {
        assert_eq!(before, after, "a list differs from the events");
    }
    assert_eq!(live.len(), rebuilt.len());
}

async fn lists(machine: &Machine) -> Vec<String> {
    let store = Store::open(&machine.database).await.unwrap();
    while store.seal_pending(&council(), 1_000).await.unwrap() > 0 {}
    let lines = store.dump_read_models(&council(), Side::Live).await.unwrap();
    store.close().await;
    lines
}

/// Waits until the outbox is empty, and counts what the mail server took.
pub(crate) async fn all_mail_leaves(machine: &Machine) -> Mailed {
    let (mut since, mut fewest) = (Instant::now(), usize::MAX);
    let waiting = "SELECT message_id FROM message WHERE channel = 'email' AND state <> 'mailed'";
    loop {
        let left = rows(machine, waiting).await;
        if left.is_empty() {
            break;
        }
        if left.len() < fewest {
            (since, fewest) = (Instant::now(), left.len());
        }
        assert!(
            since.elapsed() < MAIL_WITHIN,
            "{} letters never leave: {}",
            left.len(),
            machine.trouble()
        );
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let ids = message_ids(machine);
    let letters: BTreeSet<&String> = ids.iter().collect();
    Mailed {
        letters: letters.len(),
        again: ids.len() - letters.len(),
    }
}

/// The Message-ID of each message that the mail server took.
fn message_ids(machine: &Machine) -> Vec<String> {
    let mut ids = Vec::new();
    for file in std::fs::read_dir(&machine.messages).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "eml") {
            let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
            let id = text.lines().find_map(|line| line.strip_prefix("Message-ID: <"));
            let id = id.and_then(|id| id.split('@').next());
            ids.push(id.unwrap_or_else(|| panic!("no Message-ID: {text}")).to_owned());
        }
    }
    ids
}

/// Each letter of the outbox reached the mail server, and the mail server has none but those.
pub(crate) async fn every_letter_came(machine: &Machine, mailed: Mailed) {
    let all = rows(machine, "SELECT message_id FROM message WHERE channel = 'email'").await;
    let outbox: BTreeSet<String> = all.into_iter().flatten().collect();
    let came: BTreeSet<String> = message_ids(machine).into_iter().collect();
    assert_eq!(
        outbox, came,
        "at least once, and none that nobody wrote (ADR 0017)"
    );
    assert_eq!(mailed.letters, outbox.len());
}
