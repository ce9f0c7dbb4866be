//! Somebody with the whole database writes last month anew so that everything agrees with itself: only an
//! anchor that was kept elsewhere finds it.

use std::process::Output;

use sha2::{Digest as _, Sha256};
use sqlx::{AssertSqlSafe, Connection as _, Row as _, SqliteConnection};

use crate::commands::{policy, redress, text};

/// What the record hashes, as whoever rewrites it can read in the source.
fn hash_of(fields: &[&str]) -> String {
    let mut hash = Sha256::new();
    for field in fields {
        hash.update((field.len() as u64).to_be_bytes());
        hash.update(field.as_bytes());
    }
    let mut hex = String::new();
    for byte in hash.finalize() {
        hex.push_str(&format!("{byte:02x}"));
    }
    hex
}

struct Attacker(SqliteConnection);

impl Attacker {
    async fn all(&mut self, statement: &str) -> Vec<sqlx::sqlite::SqliteRow> {
        let statement = AssertSqlSafe(statement.to_owned());
        sqlx::query(statement).fetch_all(&mut self.0).await.unwrap()
    }

    async fn set(&mut self, statement: &str, values: &[&str]) {
        let query = sqlx::query(AssertSqlSafe(statement.to_owned()));
        let query = values
            .iter()
            .fold(query, |query, value| query.bind((*value).to_owned()));
        let done = query.execute(&mut self.0).await.unwrap();
        assert_eq!(done.rows_affected(), 1, "{statement}");
    }

    /// Every hash from the events up to the anchors, made anew over what stands there now.
    async fn make_everything_agree(&mut self) {
        let zero = "0".repeat(64);
        let (mut stream_before, mut previous) = (String::new(), zero.clone());
        let events = "SELECT stream, CAST(version AS TEXT), kind, digest, CAST(recorded_at AS TEXT), actor, hash \
                      FROM event ORDER BY stream, version";
        for row in self.all(events).await {
            let column = |at: usize| row.get::<String, _>(at);
            let (stream, version) = (column(0), column(1));
            if stream != stream_before {
                previous.clone_from(&zero);
                stream_before.clone_from(&stream);
            }
            let (kind, digest, at, actor) = (column(2), column(3), column(4), column(5));
            let hash = hash_of(&[
                &previous,
                "westshire",
                &stream,
                &version,
                &kind,
                &digest,
                &at,
                &actor,
            ]);
            if hash != column(6) {
                let update = "UPDATE event SET previous = ?, hash = ? WHERE stream = ? AND version = CAST(? AS INTEGER)";
                self.set(update, &[&previous, &hash, &stream, &version]).await;
            }
            previous = hash;
        }
        let mut previous = zero.clone();
        let seals = "SELECT CAST(position AS TEXT), seal.stream, CAST(seal.version AS TEXT), event.hash FROM seal \
                     JOIN event USING (council, stream, version) ORDER BY position";
        for row in self.all(seals).await {
            let column = |at: usize| row.get::<String, _>(at);
            let (position, stream, version, event) = (column(0), column(1), column(2), column(3));
            let hash = hash_of(&[&previous, "westshire", &position, &stream, &version, &event]);
            let update =
                "UPDATE seal SET event_hash = ?, previous = ?, hash = ? WHERE position = CAST(? AS INTEGER)";
            self.set(update, &[&event, &previous, &hash, &position]).await;
            previous = hash;
        }
        self.set("UPDATE seal_head SET hash = ?", &[&previous]).await;
        let mut previous = zero;
        let anchors = "SELECT day, CAST(anchor.position AS TEXT), seal.hash FROM anchor \
                       JOIN seal USING (council, position) ORDER BY day";
        for row in self.all(anchors).await {
            let column = |at: usize| row.get::<String, _>(at);
            let (day, position, seal) = (column(0), column(1), column(2));
            let hash = hash_of(&[&previous, "westshire", &day, &position, &seal]);
            let update = "UPDATE anchor SET seal = ?, previous = ?, hash = ? WHERE day = ?";
            self.set(update, &[&seal, &previous, &hash, &day]).await;
            previous = hash;
        }
    }
}

#[tokio::test]
async fn who_writes_last_month_anew_with_the_whole_database_in_hand_is_found_by_an_anchor_kept_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("redress.sqlite").display());
    let make = ["demo", "--database", &database, "--cases", "40", "--seed", "5"];
    let output = redress(&[make.as_slice(), &["--day", "2026-11-20", "--only-make"]].concat());
    assert!(output.status.success(), "{output:?}");
    let policy = policy("demo");
    let anchored = redress(&["anchor", "--database", &database, "--policy", &policy]);
    assert!(anchored.status.success(), "{anchored:?}");
    let kept_elsewhere = text(&anchored).trim().to_owned();
    assert!(kept_elsewhere.starts_with("westshire "), "{kept_elsewhere}");
    let verify = |anchor: Option<&str>| -> Output {
        let args = ["verify", "--database", &database];
        match anchor {
            Some(anchor) => redress(&[&args[..], &["--anchor", anchor]].concat()),
            None => redress(&args),
        }
    };
    let said = text(&verify(Some(&kept_elsewhere)));
    assert!(said.contains("is the one that was printed"), "{said}");

    // In October somebody was told a day earlier than they were.
    let mut attacker = Attacker(SqliteConnection::connect(&database).await.unwrap());
    let last_month = "SELECT stream, CAST(version AS TEXT) FROM event WHERE stream LIKE 'case/%' \
                      AND recorded_at < 1793491200000000 ORDER BY recorded_at DESC LIMIT 1";
    let row = attacker.all(last_month).await.pop().unwrap();
    let (stream, version) = (row.get::<String, _>(0), row.get::<String, _>(1));
    let update = "UPDATE event SET recorded_at = recorded_at - 86400000000 WHERE stream = ? AND version = CAST(? AS INTEGER)";
    attacker.set(update, &[&stream, &version]).await;
    attacker.make_everything_agree().await;
    attacker.0.close().await.unwrap();

    // What was noted beside the file of its last seal goes with it: whoever has the one has the other.
    std::fs::remove_file(folder.path().join("redress.sqlite-sealed")).unwrap();
    let alone = verify(None);
    assert!(alone.status.success(), "the record agrees with itself: {alone:?}");
    let found = verify(Some(&kept_elsewhere));
    assert_eq!(found.status.code(), Some(1), "{found:?}");
    assert!(text(&found).contains("not the one that was printed"), "{found:?}");

    // Nor does taking the anchors away help.
    let mut attacker = Attacker(SqliteConnection::connect(&database).await.unwrap());
    attacker.set("DELETE FROM anchor", &[]).await;
    attacker.0.close().await.unwrap();
    let found = verify(Some(&kept_elsewhere));
    assert_eq!(found.status.code(), Some(1), "{found:?}");
    assert!(text(&found).contains("was printed, and is missing"), "{found:?}");
    let odd = verify(Some("westshire yesterday 3 abc"));
    assert_eq!(odd.status.code(), Some(2), "{odd:?}");
}
