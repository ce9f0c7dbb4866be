//! Erasing one customer: whatever they told is in no column of no table afterwards, and the record verifies.

use std::collections::BTreeMap;
use std::path::Path;

use redress_domain::id::CouncilId;
use redress_store::Store;
use redress_store::rebuild::Side;
use sqlx::{AssertSqlSafe, Connection as _, Row as _, SqliteConnection};

use crate::commands::{policy, redress, text};

async fn texts(record: &mut SqliteConnection, statement: &str) -> Vec<String> {
    let statement = AssertSqlSafe(statement.to_owned());
    let rows = sqlx::query(statement).fetch_all(record).await.unwrap();
    let rows = rows
        .iter()
        .flat_map(|row| (0..row.len()).map(|at| row.get::<Option<String>, _>(at)));
    rows.flatten().collect()
}

/// Every value of every column as text, by where it stands.
async fn everything(record: &mut SqliteConnection) -> BTreeMap<String, String> {
    let columns = "SELECT master.name || ' ' || info.name FROM sqlite_master AS master \
                   JOIN pragma_table_info(master.name) AS info WHERE master.type = 'table' AND master.name NOT LIKE 'sqlite_%'";
    let mut all = BTreeMap::new();
    for place in texts(record, columns).await {
        let (table, column) = place.split_once(' ').unwrap();
        let statement = AssertSqlSafe(format!("SELECT CAST(\"{column}\" AS BLOB) FROM \"{table}\""));
        let rows = sqlx::query(statement).fetch_all(&mut *record).await.unwrap();
        let values = rows.iter().filter_map(|row| row.get::<Option<Vec<u8>>, _>(0));
        let values: Vec<String> = values
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .collect();
        all.insert(place.clone(), values.join("\n"));
    }
    all
}

async fn lists(database: &str) -> Vec<String> {
    let store = Store::open(database).await.unwrap();
    let council = CouncilId::parse("westshire").unwrap();
    let lines = store.dump_read_models(&council, Side::Live).await.unwrap();
    store.close().await;
    lines
}

/// The files of a folder and of those in it, by name.
fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                found.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    found
}

#[expect(clippy::too_many_lines, reason = "one story, told in its order")]
#[tokio::test]
async fn whoever_is_erased_is_in_no_column_of_no_table_and_what_is_held_stays() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("redress.sqlite").display());
    let make = ["demo", "--database", &database, "--cases", "60", "--seed", "7"];
    let made = redress(&[make.as_slice(), &["--day", "2026-11-25", "--only-make"]].concat());
    assert!(made.status.success(), "{made:?}");
    let policy = policy("demo");
    let run = |args: &[&str]| redress(&[args, &["--database", &database, "--policy", &policy]].concat());

    let mut record = SqliteConnection::connect(&database).await.unwrap();
    // Somebody with a closed case and no other, of whom no conduct file and no signal speaks.
    let who = "SELECT customer || ' ' || MIN(reference) || ' ' || MIN(case_id) FROM cases WHERE customer IS NOT NULL \
               AND customer NOT IN (SELECT person_id FROM conduct UNION SELECT person_id FROM signal) \
               AND customer IN (SELECT person_id FROM person WHERE email IS NOT NULL) \
               GROUP BY customer HAVING MIN(closed) AND COUNT(*) = 1 ORDER BY customer LIMIT 2";
    let found = texts(&mut record, who).await;
    let [gone, held] = &found[..] else {
        panic!("the demo has nobody to erase: {found:?}")
    };
    let [person, reference, case] = gone.split(' ').collect::<Vec<_>>()[..] else {
        panic!("{gone}")
    };
    let [_, held, _] = held.split(' ').collect::<Vec<_>>()[..] else {
        panic!("{held}")
    };

    let preview = text(&run(&["retention", "preview", "--on", "2036-01-01"]));
    assert!(
        preview.contains(reference) && preview.contains("kept until 203"),
        "{preview}"
    );
    let hold = run(&[
        "retention",
        "hold",
        held,
        "--because",
        "The Ombudsman asked\nabout it.",
    ]);
    assert!(hold.status.success(), "{hold:?}");
    let preview = text(&run(&["retention", "preview", "--on", "2036-01-01"]));
    let line = preview
        .lines()
        .find(|line| line.starts_with(&format!("{held}\theld since")));
    let reason = line.unwrap().split_once(": ").unwrap().1;
    assert!(reason.starts_with("The Ombudsman asked about it."), "{preview}");
    assert!(!preview.contains(&format!("{held}\tco")), "{preview}");
    let refused = run(&["erase", held, "--because", "They asked."]);
    assert!(
        !refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("is held"),
        "{refused:?}"
    );

    let own = format!(
        "SELECT body FROM word WHERE stream IN ('case/{case}', 'customer/{person}', 'letter/' || \
         (SELECT message_id FROM message WHERE case_id = '{case}')) AND LENGTH(body) > 20 \
         AND body NOT IN (SELECT other.body FROM word AS other WHERE other.stream <> word.stream)"
    );
    let mut told = texts(&mut record, &own).await;
    assert!(told.len() > 2, "{told:?}");
    told.extend(
        texts(
            &mut record,
            &format!("SELECT email FROM person WHERE person_id = '{person}'"),
        )
        .await,
    );
    let before = everything(&mut record).await;
    for text in &told {
        assert!(
            before.values().any(|values| values.contains(text.as_str())),
            "{text}"
        );
    }

    // Before they go, they may see all of it; what is of others is marked.
    let bundle = folder.path().join("request");
    let exported = run(&[
        "export",
        reference,
        "--to",
        bundle.to_str().unwrap(),
        "--because",
        "They asked on 24 November.",
    ]);
    assert!(exported.status.success(), "{exported:?}");
    let parts = files_of(&bundle);
    // Nobody else on the machine reads it.
    #[cfg(unix)]
    for path in parts.keys().map(|name| bundle.join(name)).chain([bundle.clone()]) {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", path.display());
    }
    let all: String = parts
        .values()
        .map(|content| String::from_utf8_lossy(content).into_owned())
        .collect();
    let without_marks = all.replace("[[OTHER PERSON: ", "").replace("]]", "");
    for text in &told {
        let is_a_letters_source = text.starts_with(['{', '#', '=']);
        assert!(
            without_marks.contains(text.as_str()) || is_a_letters_source,
            "{text} is not shown"
        );
    }
    assert!(
        parts.contains_key("READ-FIRST.txt") && parts.contains_key("details.txt"),
        "{:?}",
        parts.keys()
    );
    let again = run(&[
        "export",
        reference,
        "--to",
        bundle.to_str().unwrap(),
        "--because",
        "They asked on 24 November.",
    ]);
    assert!(!again.status.success(), "{again:?}");
    let of_somebody = |name: &str, to: &str| {
        let to = folder.path().join(to).display().to_string();
        let because = "They asked on 24 November.";
        run(&[
            "export",
            reference,
            "--person",
            name,
            "--to",
            &to,
            "--because",
            because,
        ])
    };
    let named = of_somebody("Nobody Known", "none");
    assert!(!named.status.success(), "{named:?}");
    assert!(!folder.path().join("none").exists());
    let on_it = String::from_utf8_lossy(&named.stderr).into_owned();
    let (_, names) = on_it.split_once("on it are: ").unwrap();
    let name = names.lines().next().unwrap().split(", ").next().unwrap();
    let theirs = of_somebody(&name.to_uppercase(), "theirs");
    assert!(theirs.status.success(), "{theirs:?}");

    // What they began on the page of their case and did not send.
    let begun = format!(
        "INSERT INTO draft (council, token_hash, journey, body, expires_at) \
         VALUES ('westshire', 'hash', 'add:{reference}', '{{\"told\":\"Never sent, and theirs.\"}}', 1900000000000000)"
    );
    sqlx::query(AssertSqlSafe(begun))
        .execute(&mut record)
        .await
        .unwrap();
    told.push("Never sent, and theirs.".to_owned());
    let backup = folder.path().join("before.backup").display().to_string();
    assert!(run(&["backup", &backup]).status.success());
    let erased = run(&["erase", reference, "--because", "They asked on 24 November."]);
    assert!(erased.status.success(), "{erased:?}");
    assert!(text(&erased).contains("told in 1 cases"), "{erased:?}");
    let live = lists(&database).await;
    let after = everything(&mut record).await;
    for text in &told {
        let places: Vec<&String> = after
            .iter()
            .filter(|(_, values)| values.contains(text.as_str()))
            .map(|(place, _)| place)
            .collect();
        assert!(places.is_empty(), "{text} still stands in {places:?}");
    }
    let verified = redress(&["verify", "--database", &database]);
    assert!(verified.status.success(), "{verified:?}");
    let events = format!(
        "SELECT kind FROM event WHERE stream LIKE 'retention/%{case}' OR stream LIKE 'retention/%{person}' ORDER BY kind"
    );
    let mut kinds = texts(&mut record, &events).await;
    kinds.dedup();
    assert_eq!(
        kinds,
        ["erased", "exported"],
        "the person went with their only case"
    );
    record.close().await.unwrap();
    let rebuilt = run(&["rebuild"]);
    assert!(rebuilt.status.success(), "{rebuilt:?}");
    let again = lists(&database).await;
    for (before, after) in live.iter().zip(&again) {
        assert_eq!(before, after);
    }
    assert_eq!(live.len(), again.len());
    let release = run(&[
        "retention",
        "release",
        held,
        "--because",
        "The Ombudsman is done.",
    ]);
    assert!(release.status.success(), "{release:?}");
    replayed_after_a_restore(
        (folder.path(), &backup),
        &text(&run(&["retention", "ledger"])),
        &told,
    )
    .await;
}

/// A backup from before the erasing brings everything back, and the ledger takes it out again; one that was cut is refused.
async fn replayed_after_a_restore((folder, backup): (&Path, &str), ledger: &str, told: &[String]) {
    let database = format!("sqlite:{}", folder.join("restored.sqlite").display());
    let policy = policy("demo");
    let run = |args: &[&str]| redress(&[args, &["--database", &database, "--policy", &policy]].concat());
    let restored = redress(&["restore", backup, "--database", &database]);
    assert!(
        text(&restored).contains("redress retention again"),
        "{restored:?}"
    );
    let file = folder.join("erased.jsonl");
    let again = [
        "retention",
        "again",
        &file.display().to_string(),
        "--because",
        "The disk failed.",
    ];
    let count = ledger.lines().count();
    assert!(count > 3, "{ledger}");
    let other = ledger.replace("\"sort\":\"words\"", "\"sort\":\"thing\"");
    for bad in [
        ledger.lines().take(count - 1).collect::<Vec<_>>().join("\n"),
        other,
    ] {
        std::fs::write(&file, bad).unwrap();
        let refused = run(&again);
        assert!(!refused.status.success(), "{refused:?}");
        let why = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(
            why.contains("erased.jsonl, line ") && why.contains("nothing was erased"),
            "{why}"
        );
    }
    std::fs::write(&file, ledger).unwrap();
    let mut record = SqliteConnection::connect(&database).await.unwrap();
    let all = everything(&mut record).await;
    assert!(
        told.iter()
            .all(|told| all.values().any(|values| values.contains(told.as_str())))
    );
    let done = run(&again);
    assert!(text(&done).contains("; 1 cases are marked as erased"), "{done:?}");
    let all = everything(&mut record).await;
    for told in told {
        let places: Vec<_> = all
            .iter()
            .filter(|(_, values)| values.contains(told.as_str()))
            .collect();
        assert!(places.is_empty(), "{told} still stands in {:?}", places.first());
    }
    record.close().await.unwrap();
    assert!(redress(&["verify", "--database", &database]).status.success());
}
