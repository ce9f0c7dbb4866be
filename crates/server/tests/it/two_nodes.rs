//! Two processes over one PostgreSQL: what one knows the other knows, each job is done by one of them, and
//! what a process held when it died the other does.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use redress_domain::id::CouncilId;
use redress_store::Store;
use redress_testing::OwnServer;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, Row as _};

use crate::commands::policy;
use crate::mail::MailServer;
use crate::outage::{Answer, Program, holds, serve, serving, token};

const PASSWORD: &str = "three kind green words";

/// How long the two may take for what waits.
const WITHIN: Duration = Duration::from_mins(1);

fn node(database: &str, smtp: &str, token: &str) -> Program {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command.args(serving(database)).args(["--smtp", smtp]);
    serve(command, token)
}

fn make_user(database: &str) {
    let policy = policy("demo");
    let who = [
        "user",
        "create",
        "--email",
        "sam@westshire.example.org",
        "--name",
        "Sam Green",
    ];
    let mut child = Command::new(env!("CARGO_BIN_EXE_redress"))
        .args(who)
        .args([
            "--role",
            "complaints-manager",
            "--database",
            database,
            "--policy",
            &policy,
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    assert!(child.wait().unwrap().success());
}

fn sign_in(at: &Program, password: &str) -> Answer {
    let password = password.replace(' ', "+");
    at.send_form(
        "/staff/sign-in",
        &format!("email=sam%40westshire.example.org&password={password}"),
    )
}

fn cookies(answer: &Answer) -> String {
    let (head, _) = answer.all.split_once("\r\n\r\n").unwrap();
    let lines = head.lines().filter_map(|line| line.split_once(": "));
    let set = lines.filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
    let values: Vec<&str> = set.filter_map(|(_, value)| value.split(';').next()).collect();
    values.join("; ")
}

fn staff_page(at: &Program, cookies: &str) -> u16 {
    at.ask(&format!("GET /staff/my-cases HTTP/1.1\r\nCookie: {cookies}"), "")
        .status
}

/// Logs a case whose customer is answered by e-mail; answers its reference.
fn log_with_mail(at: &Program, number: usize) -> String {
    let head = format!(
        "POST /api/v1/cases HTTP/1.1\r\nContent-Type: application/json\r\nAuthorization: Bearer {}\r\n\
         Idempotency-Key: mail-{number}",
        at.token
    );
    let body = format!(
        r#"{{"kind":"complaint","service":"waste","what_happened":"The bin was missed.","customer":{{"name":"Asha Patel","email":"asha-{number}@example.org","reply_by":"email"}}}}"#
    );
    let answer = at.ask(&head, &body);
    assert_eq!(answer.status, 201, "{}", answer.all);
    let (_, reference) = answer.all.split_once("\"reference\":\"").unwrap();
    reference.split_once('"').unwrap().0.to_owned()
}

/// How often each letter came, by its Message-ID.
fn came(messages: &Path) -> BTreeMap<String, usize> {
    let mut came = BTreeMap::new();
    for file in std::fs::read_dir(messages).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "eml") {
            let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
            let id = text.lines().find_map(|line| line.strip_prefix("Message-ID: "));
            *came.entry(id.unwrap().to_owned()).or_default() += 1;
        }
    }
    came
}

async fn count(database: &mut PgConnection, what: &str) -> i64 {
    let statement = AssertSqlSafe(format!("SELECT COUNT(*) FROM {what}"));
    sqlx::query(statement).fetch_one(database).await.unwrap().get(0)
}

async fn until(database: &mut PgConnection, what: &str, wanted: impl Fn(i64) -> bool) {
    let since = Instant::now();
    loop {
        let found = count(database, what).await;
        if wanted(found) {
            return;
        }
        assert!(since.elapsed() < WITHIN, "{what}: still {found}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one story of two processes, from start to end"
)]
async fn two_processes_share_sessions_tries_and_jobs_and_one_goes_on_with_what_the_other_held() {
    if redress_testing::server().is_none() {
        return;
    }
    let server = OwnServer::start("two-nodes");
    let database = server.address.clone();
    let messages = tempfile::tempdir().unwrap();
    let mail = MailServer::start(messages.path());
    let smtp = format!("plain://localhost:{}", mail.port);
    let token = token(&database);
    make_user(&database);
    let (one, mut other) = (node(&database, &smtp, &token), node(&database, &smtp, &token));
    let mut record = PgConnection::connect(&database).await.unwrap();

    // Who signed in at one is signed in at the other, and out at both.
    let signed_in = sign_in(&one, PASSWORD);
    assert_eq!(signed_in.status, 303, "{}", signed_in.all);
    let session = cookies(&signed_in);
    assert_eq!(
        (staff_page(&one, &session), staff_page(&other, &session)),
        (200, 200)
    );
    let head = format!(
        "POST /staff/sign-out HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Sec-Fetch-Site: same-origin\r\nCookie: {session}"
    );
    assert_eq!(other.ask(&head, "").status, 303);
    assert_eq!(
        (staff_page(&one, &session), staff_page(&other, &session)),
        (303, 303)
    );

    // Each letter is mailed by one of the two.
    let mut references: Vec<String> = Vec::new();
    for number in 0..20 {
        references.push(log_with_mail(if number % 2 == 0 { &one } else { &other }, number));
    }
    until(&mut record, "message WHERE state <> 'mailed'", |left| left == 0).await;
    let letters = came(messages.path());
    assert_eq!(letters.len(), 20);
    assert!(
        letters.values().all(|times| *times == 1),
        "a letter was mailed by both: {letters:?}"
    );

    // One dies in the middle of its letters: what it held is the other's when its lease has ended.
    other.child.kill().unwrap();
    other.child.wait().unwrap();
    let mut dying = node(&database, &smtp, &token);
    assert_eq!(one.get("/health").status, 200);
    let held = "message WHERE state = 'waiting' AND leased_by IS NOT NULL AND leased_until > 0";
    let mut number = 20;
    let mut was_held = false;
    for _ in 0..20 {
        for _ in 0..10 {
            references.push(log_with_mail(&dying, number));
            number += 1;
        }
        // Both look every five seconds: whoever holds letters now is killed, if it is the right one.
        let since = Instant::now();
        while since.elapsed() < Duration::from_secs(6) && count(&mut record, held).await == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        if count(&mut record, held).await > 0 {
            was_held = true;
            break;
        }
    }
    dying.child.kill().unwrap();
    dying.child.wait().unwrap();
    assert!(was_held, "nobody was ever in the middle of a letter");
    // Ten minutes pass.
    sqlx::query("UPDATE message SET leased_until = 0 WHERE state = 'waiting'")
        .execute(&mut record)
        .await
        .unwrap();
    until(&mut record, "message WHERE state <> 'mailed'", |left| left == 0).await;
    let letters = came(messages.path());
    assert_eq!(letters.len(), number, "at least once, each under one Message-ID");

    // A newer process brings the tables to its version: whoever is signed in at this one goes on.
    let session = cookies(&sign_in(&one, PASSWORD));
    assert_eq!(staff_page(&one, &session), 200);
    for change in [
        "ADD COLUMN of_a_later_version TEXT",
        "DROP COLUMN of_a_later_version",
    ] {
        for table in [
            "cases",
            "case_step",
            "session",
            "user_account",
            "event",
            "message",
        ] {
            let statement = AssertSqlSafe(format!("ALTER TABLE {table} {change}"));
            sqlx::query(statement).execute(&mut record).await.unwrap();
        }
        for _ in 0..20 {
            assert_eq!(staff_page(&one, &session), 200);
            references.push(log_with_mail(&one, number));
            number += 1;
        }
    }

    // Wrong passwords are counted together.
    let another = node(&database, &smtp, &token);
    let mut refused = 0;
    for wrong in 0..30 {
        let at = if wrong % 2 == 0 { &one } else { &another };
        if sign_in(at, "not the password at all").status == 429 {
            refused += 1;
        }
    }
    let (here, there) = (sign_in(&one, PASSWORD).status, sign_in(&another, PASSWORD).status);
    assert!(refused > 0, "nobody was ever slowed");
    assert_eq!((here, there), (429, 429), "slowed at one is slowed at the other");

    // What is done once a day was done once, and the seals have no gap.
    until(&mut record, "unsealed", |left| left == 0).await;
    assert_eq!(count(&mut record, "anchor").await, 1);
    record.close().await.unwrap();
    for program in [one, another] {
        let log = program.stop();
        assert!(!log.contains("panicked"), "{log}");
    }
    holds(&database, &references).await;
    let store = Store::open(&database).await.unwrap();
    let report = store
        .verify(&CouncilId::parse("westshire").unwrap(), |_| {})
        .await
        .unwrap();
    assert_eq!(
        (report.faults.len(), report.unsealed, report.seals),
        (0, 0, report.events),
        "{report:?}"
    );
    store.close().await;
}
