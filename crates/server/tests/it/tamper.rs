//! A thousand random ways to touch one row of the record, of every stream and every text: each is found and
//! named; and so after what was lawfully erased.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::Timestamp;
use redress_domain::id::{ActorId, CouncilId, WordsId};
use redress_store::Store;
use redress_store::changes::{Changes, Erase};
use redress_store::stream::StreamId;
use sqlx::{AssertSqlSafe, Connection as _, Row as _, SqliteConnection};

use crate::commands::redress;

/// How many rows are touched in all.
const WAYS: usize = 1_000;

/// How many are touched at once, each in a stream of its own: what is named is named for that stream.
const TOGETHER: usize = 25;

/// The same ways each time: SplitMix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % below as u64).unwrap()
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        all.get(self.below(all.len())).unwrap()
    }
}

fn council() -> CouncilId {
    CouncilId::parse("westshire").unwrap()
}

async fn rows(record: &mut SqliteConnection, statement: &str) -> Vec<(String, String)> {
    let rows = sqlx::query(AssertSqlSafe(statement.to_owned()))
        .fetch_all(record)
        .await
        .unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

/// What may be done to one row: the statement, and what it does.
fn ways(on_words: bool) -> &'static [(&'static str, &'static str)] {
    const EVENT: &[(&str, &str)] = &[
        ("UPDATE event SET kind = kind || 'x' WHERE {}", "another kind"),
        (
            "UPDATE event SET body = '{\"type\":\"nothing\"}' WHERE {}",
            "another body",
        ),
        ("UPDATE event SET body = NULL, salt = NULL WHERE {}", "no body"),
        (
            "UPDATE event SET salt = 'ffffffffffffffffffffffffffffffff' WHERE {}",
            "another salt",
        ),
        (
            "UPDATE event SET digest = 'f' || substr(digest, 2) || 'x' WHERE {}",
            "another digest",
        ),
        (
            "UPDATE event SET previous = hash WHERE {}",
            "another one before it",
        ),
        ("UPDATE event SET hash = digest WHERE {}", "another hash"),
        (
            "UPDATE event SET recorded_at = recorded_at + 1000000 WHERE {}",
            "a second later",
        ),
        ("UPDATE event SET actor = 'job/other' WHERE {}", "somebody else"),
        (
            "UPDATE event SET version = version + 100 WHERE {}",
            "another place",
        ),
        (
            "UPDATE event SET stream = stream || '0' WHERE {}",
            "another stream",
        ),
        ("DELETE FROM event WHERE {}", "gone"),
        (
            "INSERT INTO event SELECT council, stream, (SELECT MAX(version) + 1 FROM event AS last \
             WHERE last.stream = event.stream), kind, body, salt, digest, \
             (SELECT hash FROM event AS last WHERE last.stream = event.stream ORDER BY version DESC LIMIT 1), \
             hash || 'x', recorded_at, actor FROM event WHERE {}",
            "once more at the end",
        ),
        (
            "INSERT INTO event SELECT council, stream || '1', version, kind, body, salt, digest, previous, hash, \
             recorded_at, actor FROM event WHERE {}",
            "once more elsewhere",
        ),
        (
            "UPDATE event SET (kind, body, salt, digest, previous, hash, recorded_at, actor) = \
             (SELECT kind, body, salt, digest, previous, hash, recorded_at, actor FROM event AS other \
             WHERE other.stream <> event.stream AND other.hash <> event.hash ORDER BY other.hash LIMIT 1) WHERE {}",
            "another's contents",
        ),
    ];
    const WORDS: &[(&str, &str)] = &[
        ("UPDATE word SET body = body || '.' WHERE {}", "another text"),
        ("UPDATE word SET body = '' WHERE {}", "no text"),
        (
            "UPDATE word SET salt = 'ffffffffffffffffffffffffffffffff' WHERE {}",
            "another salt",
        ),
        (
            "UPDATE word SET digest = 'f' || substr(digest, 2) || 'x' WHERE {}",
            "another digest",
        ),
        (
            "UPDATE word SET stream = stream || '0' WHERE {}",
            "another stream",
        ),
        (
            "UPDATE word SET words_id = '01932c07-0000-7000-8000-' || substr(words_id, 25) WHERE {}",
            "another name",
        ),
        ("DELETE FROM word WHERE {}", "gone"),
        (
            "INSERT INTO word SELECT council, '01932c08-0000-7000-8000-' || substr(words_id, 25), stream, purpose, \
             salt, digest, body FROM word WHERE {}",
            "once more",
        ),
    ];
    if on_words { WORDS } else { EVENT }
}

/// Two neighbours of a stream change places.
fn swapped(stream: &str, version: &str) -> String {
    let of = |version: &str| format!("stream = '{stream}' AND version = {version}");
    format!(
        "UPDATE event SET version = -1 WHERE {0}; UPDATE event SET version = version - 1 WHERE {1}; \
         UPDATE event SET version = {version} + 1 WHERE {2}",
        of(version),
        of(&format!("{version} + 1")),
        of("-1"),
    )
}

/// Erases as the law has it: a text, somebody's details, and the bodies of a whole stream.
async fn erase(file: &Path) -> Vec<String> {
    let database = format!("sqlite:{}", file.display());
    let mut record = SqliteConnection::connect(&database).await.unwrap();
    let texts = "SELECT words_id, stream FROM word WHERE stream LIKE 'case/%' ORDER BY words_id LIMIT 3";
    let texts = rows(&mut record, texts).await;
    let person = "SELECT stream, kind FROM event WHERE stream LIKE 'customer/%' ORDER BY stream LIMIT 1";
    let person = rows(&mut record, person).await;
    let check = "SELECT stream, kind FROM event WHERE stream LIKE 'daily-check/%' ORDER BY stream LIMIT 1";
    let check = rows(&mut record, check).await;
    record.close().await.unwrap();
    let mut changes = Changes::new(
        council(),
        ActorId::Job("retention"),
        "2026-11-21T09:00:00Z".parse::<Timestamp>().unwrap(),
    );
    for (id, _) in &texts {
        changes
            .erase
            .push(Erase::Words(WordsId::parse(id.clone()).unwrap()));
    }
    let (person, _) = person.first().unwrap();
    let id = person.strip_prefix("customer/").unwrap();
    changes
        .erase
        .push(Erase::Person(redress_domain::id::PersonId::parse(id).unwrap()));
    let (check, _) = check.first().unwrap();
    changes
        .erase
        .push(Erase::Bodies(StreamId::try_from(check.clone()).unwrap()));
    let store = Store::open(&database).await.unwrap();
    store.commit(changes).await.unwrap();
    let report = store.verify(&council(), |_| {}).await.unwrap();
    assert_eq!(report.faults, [], "after lawful erasure");
    assert!(report.erased >= 5, "three texts, a person, a body: {report:?}");
    store.close().await;
    vec![check.clone()]
}

#[tokio::test]
async fn a_thousand_random_ways_to_touch_one_row_are_each_found_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let sound = folder.path().join("sound.sqlite");
    let database = format!("sqlite:{}", sound.display());
    let make = ["demo", "--database", &database, "--cases", "40", "--seed", "5"];
    let output = redress(&[make.as_slice(), &["--day", "2026-11-20", "--only-make"]].concat());
    assert!(output.status.success(), "{output:?}");
    let erased = erase(&sound).await;

    let mut record = SqliteConnection::connect(&database).await.unwrap();
    let mut events = rows(&mut record, "SELECT stream, CAST(version AS TEXT) FROM event").await;
    events.retain(|(stream, _)| !erased.contains(stream));
    let mut words = rows(&mut record, "SELECT stream, words_id FROM word").await;
    words.retain(|(stream, _)| !erased.contains(stream));
    sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        .execute(&mut record)
        .await
        .unwrap();
    record.close().await.unwrap();
    let sorts: BTreeSet<&str> = events
        .iter()
        .filter_map(|(stream, _)| stream.split('/').next())
        .collect();
    for sort in [
        "case",
        "customer",
        "daily-check",
        "lesson",
        "restriction",
        "settings",
        "signal",
    ] {
        assert!(sorts.contains(sort), "the demo has no stream of the sort {sort}");
    }

    let mut chance = Chance(20_261_127);
    let mut touched_sorts = BTreeSet::new();
    for batch in 0..WAYS / TOGETHER {
        let file = folder.path().join(format!("{batch}.sqlite"));
        std::fs::copy(&sound, &file).unwrap();
        let database = format!("sqlite:{}", file.display());
        let mut record = SqliteConnection::connect(&database).await.unwrap();
        let mut touched: Vec<(String, String)> = Vec::new();
        while touched.len() < TOGETHER {
            // The first of each batch is an event of the next sort: no sort is so rare that chance passes it over.
            let on_words = !touched.is_empty() && chance.below(3) == 0;
            let (stream, what) = match sorts.iter().nth(batch % sorts.len()) {
                Some(sort) if touched.is_empty() => {
                    let of_sort = |(stream, _): &&(String, String)| stream.split('/').next() == Some(*sort);
                    let of_sort: Vec<&(String, String)> = events.iter().filter(of_sort).collect();
                    (*chance.of(&of_sort)).clone()
                }
                _ => chance.of(if on_words { &words } else { &events }).clone(),
            };
            if touched.iter().any(|(known, _)| *known == stream) {
                continue;
            }
            let row = if on_words {
                format!("words_id = '{what}'")
            } else {
                format!("stream = '{stream}' AND version = {what}")
            };
            let next = (stream.clone(), (what.parse::<i64>().unwrap_or(0) + 1).to_string());
            let (statement, done) = if !on_words && events.contains(&next) && chance.below(4) == 0 {
                (swapped(&stream, &what), "changed places")
            } else {
                let (statement, done) = chance.of(ways(on_words));
                (statement.replacen("WHERE {}", &format!("WHERE {row}"), 1), *done)
            };
            sqlx::raw_sql(AssertSqlSafe(statement.clone()))
                .execute(&mut record)
                .await
                .unwrap_or_else(|error| panic!("{statement}: {error}"));
            touched_sorts.insert(stream.split('/').next().unwrap_or_default().to_owned());
            touched.push((stream, format!("{row}: {done}")));
        }
        record.close().await.unwrap();
        let store = Store::open(&database).await.unwrap();
        let report = store.verify(&council(), |_| {}).await.unwrap();
        store.close().await;
        let faults: Vec<String> = report.faults.iter().map(ToString::to_string).collect();
        for (stream, done) in &touched {
            let id = stream.rsplit('/').next().unwrap();
            assert!(
                faults.iter().any(|fault| fault.contains(id)),
                "batch {batch}: nobody names {stream}, {done}: {faults:#?}"
            );
        }
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let path = file.unwrap().path();
            if path.to_string_lossy().contains(&format!("/{batch}.sqlite")) {
                std::fs::remove_file(path).unwrap();
            }
        }
    }
    assert_eq!(touched_sorts.len(), sorts.len(), "{touched_sorts:?}");
}
