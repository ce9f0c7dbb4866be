//! Commands, by what they print and how they end.

use std::process::{Command, Output};

use redress_domain::case::{ReplyStep, Standing, forecast};
use sqlx::Connection as _;

pub(crate) fn redress(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_redress"))
        .args(args)
        .output()
        .unwrap()
}

pub(crate) fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn policy(name: &str) -> String {
    format!("{}/../../policies/{name}.toml", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_deadline_says_its_date_first_by_either_rule_for_day_one() {
    let ask = |more: &[&str]| {
        let mut args = vec![
            "deadline",
            "--from",
            "2021-07-03",
            "--days",
            "10",
            "--division",
            "england-and-wales",
        ];
        args.extend(more);
        let output = redress(&args);
        assert!(output.status.success(), "{output:?}");
        text(&output)
    };
    assert_eq!(ask(&[]).lines().next(), Some("2021-07-16"));
    assert_eq!(
        ask(&["--day-one", "next-working-day"]).lines().next(),
        Some("2021-07-16")
    );
    let rolled = ask(&["--day-one", "roll-forward"]);
    assert_eq!(rolled.lines().next(), Some("2021-07-19"));
    assert!(rolled.contains("is not a working day"), "{rolled}");
}

#[test]
fn a_calendar_says_where_each_day_is_known_from() {
    let output = redress(&[
        "calendar",
        "--division",
        "scotland",
        "--year",
        "2026",
        "--format",
        "json",
    ]);
    let days: serde_json::Value = serde_json::from_str(&text(&output)).unwrap();
    let all = days.to_string();
    assert!(all.contains("2026-06-15") && all.contains("2026-11-30"), "{all}");
}

#[test]
fn the_shipped_policies_have_no_mistakes() {
    let files = [
        "bromsgrove",
        "demo",
        "east-cambridgeshire",
        "hart",
        "lancaster",
        "worcester",
    ]
    .map(policy);
    let mut args = vec!["policy", "check"];
    args.extend(files.iter().map(String::as_str));
    let output = redress(&args);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(text(&output).lines().count(), 6);
}

#[test]
fn every_mistake_of_a_policy_is_told_at_once_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bad.toml");
    let bad = std::fs::read_to_string(policy("demo"))
        .unwrap()
        .replace("prefix = \"WS\"", "prefix = \"ws1\"")
        .replace("day_one = \"next working day\"", "day_one = \"tomorrow\"")
        .replace("colour = \"#1d4f5c\"", "colour = \"#ffff00\"")
        .replace("[statement] ", "[statment] ")
        .replace("division = \"england-and-wales\"", "division = \"wales\"");
    std::fs::write(&file, bad).unwrap();
    let output = redress(&["policy", "check", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = format!("{}{}", text(&output), String::from_utf8_lossy(&output.stderr));
    let places = said.lines().filter(|line| line.contains("bad.toml:")).count();
    assert!(places >= 5, "{said}");
    for word in ["ws1", "tomorrow", "wales", "statment"] {
        assert!(said.contains(word), "{word} is not in:\n{said}");
    }
}

#[test]
fn a_demo_is_the_same_for_a_seed_and_a_day_and_its_record_verifies_rebuilds_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let database = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
    let made = |name: &str, seed: &str| {
        let database = database(name);
        let make = [
            "demo",
            "--database",
            &database,
            "--cases",
            "40",
            "--seed",
            seed,
            "--day",
            "2026-11-20",
        ];
        let output = redress(&[make.as_slice(), &["--only-make"]].concat());
        assert!(output.status.success(), "{output:?}");
        let verified = redress(&["verify", "--database", &database]);
        assert!(verified.status.success(), "{verified:?}");
        text(&verified)
    };
    let one = made("one.sqlite", "5");
    // The last line holds the hash over the whole record.
    assert!(
        one.lines().last().unwrap().contains("the last seal is number"),
        "{one}"
    );
    assert_eq!(one, made("again.sqlite", "5"));
    assert_ne!(one, made("other.sqlite", "6"));

    let (from, policy) = (database("one.sqlite"), policy("demo"));
    let rebuilt = redress(&["rebuild", "--database", &from, "--policy", &policy]);
    assert!(rebuilt.status.success(), "{rebuilt:?}");

    let backup = folder.path().join("backup.jsonl");
    let kept = redress(&["backup", "--database", &from, backup.to_str().unwrap()]);
    assert!(kept.status.success(), "{kept:?}");
    let back = database("back.sqlite");
    let restored = redress(&["restore", "--database", &back, backup.to_str().unwrap()]);
    assert!(restored.status.success(), "{restored:?}");
    assert_eq!(one, text(&redress(&["verify", "--database", &back])));
    let lists = redress(&["verify", "--lists", "--database", &back]);
    assert!(lists.status.success(), "{lists:?}");
    assert!(text(&lists).contains(" 0 of them listed otherwise"), "{lists:?}");
}

#[tokio::test]
async fn a_demo_tells_of_stage_2_an_ombudsman_and_promises_soon_due_and_overdue() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("demo.sqlite").display());
    let make = ["demo", "--database", &database, "--cases", "60", "--seed", "7"];
    let output = redress(&[make.as_slice(), &["--day", "2026-11-25", "--only-make"]].concat());
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("The demo tells of no"), "{said}");

    let mut record = sqlx::SqliteConnection::connect(&database).await.unwrap();
    for (what, count, sql) in [
        (
            "asked for",
            1,
            "SELECT COUNT(*) FROM cases WHERE status = 'review-asked'",
        ),
        (
            "being reviewed",
            1,
            "SELECT COUNT(*) FROM cases WHERE status = 'being-reviewed'",
        ),
        (
            "answered",
            2,
            "SELECT COUNT(*) FROM cases WHERE stage = 2 AND replied_on IS NOT NULL",
        ),
        ("with the Ombudsman", 1, "SELECT COUNT(*) FROM case_enquiry"),
    ] {
        let found: i64 = sqlx::query_scalar(sql).fetch_one(&mut record).await.unwrap();
        assert!(found >= count, "{what}: {found}");
    }
    for due in ["2026-11-20", "2026-11-27"] {
        let open = "SELECT COUNT(*) FROM case_remedy WHERE due_on = ? AND is_open = 1";
        let found: i64 = sqlx::query_scalar(open)
            .bind(due)
            .fetch_one(&mut record)
            .await
            .unwrap();
        assert!(found >= 1, "no promise is due on {due}");
    }
    // Paper 004, 6.1: a briefing for every meeting. Each that was held has one, and what it asked for is done by its day.
    let out = "SELECT on_day FROM report WHERE sort = 'briefing' AND state = 'approved' ORDER BY on_day";
    let out: Vec<String> = sqlx::query_scalar(out).fetch_all(&mut record).await.unwrap();
    let held = ["2026-10-27", "2026-11-10", "2026-11-24"];
    assert_eq!(out, held);
    let asked = "SELECT due_on, state, said_words IS NOT NULL FROM report_action ORDER BY due_on";
    let asked: Vec<(String, String, bool)> = sqlx::query_as(asked).fetch_all(&mut record).await.unwrap();
    let asked: Vec<(&str, &str, bool)> = asked
        .iter()
        .map(|(on, state, said)| (&**on, &**state, *said))
        .collect();
    let expected = [
        ("2026-11-17", "done", true),
        ("2026-12-01", "open", true),
        ("2026-12-15", "open", false),
    ];
    assert_eq!(asked, expected);
}

// Paper 002: what nobody has at the daily check. A year in which there is never anything reads like no council's; and a demo of any
// other day has its meetings about that day.
#[tokio::test]
async fn now_and_then_something_is_left_at_a_daily_check_of_a_demo_and_meetings_lie_about_its_day() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("demo.sqlite").display());
    let make = ["demo", "--database", &database, "--cases", "200", "--seed", "7"];
    let output = redress(&[make.as_slice(), &["--day", "2027-06-15", "--only-make"]].concat());
    assert!(output.status.success(), "{output:?}");
    let mut record = sqlx::SqliteConnection::connect(&database).await.unwrap();
    let checks = "SELECT waiting FROM daily_check";
    let checks: Vec<i64> = sqlx::query_scalar(checks).fetch_all(&mut record).await.unwrap();
    let left = checks.iter().filter(|waiting| **waiting > 0).count();
    assert!(checks.len() > 200, "{}", checks.len());
    assert!(left > 0 && left * 5 < checks.len(), "{left} of {}", checks.len());
    let out = "SELECT COUNT(*) FROM report WHERE sort = 'briefing' AND state = 'approved' AND on_day > '2027-05-01'";
    let out: i64 = sqlx::query_scalar(out).fetch_one(&mut record).await.unwrap();
    assert!(out >= 2, "{out} briefings of the last meetings");
}

/// The steps of complaints whose reply is owed, and how long such ones took: (step, since, due, took).
async fn owed(record: &mut sqlx::SqliteConnection) -> Vec<(Standing, Vec<u16>)> {
    let steps = "SELECT service, stage, step, since_on, due_on FROM case_step WHERE service IS NOT NULL";
    let steps: Vec<(String, i64, String, String, String)> =
        sqlx::query_as(steps).fetch_all(&mut *record).await.unwrap();
    let mut owed = Vec::new();
    for (service, stage, step, since, due_on) in steps {
        let took = "SELECT days FROM case_pace WHERE service = ? AND stage = ? AND step = ?";
        let took = sqlx::query_scalar(took).bind(&service).bind(stage).bind(&step);
        let took: Vec<i64> = took.fetch_all(&mut *record).await.unwrap();
        let standing = Standing {
            step: ReplyStep::parse(&step).unwrap(),
            since: since.parse().unwrap(),
            due_on: due_on.parse().unwrap(),
            open_points: 1,
            points: 1,
            is_begun: false,
        };
        let took = took.into_iter().map(|days| u16::try_from(days).unwrap());
        owed.push((standing, took.collect()));
    }
    owed
}

#[tokio::test]
async fn a_demo_shows_a_breach_before_it_happens_on_whatever_day_it_stays_at() {
    // Days of a week, and one shortly after the bank holidays of the new year.
    for day in ["2026-11-25", "2026-11-29", "2027-01-06", "2027-04-05"] {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite:{}", folder.path().join("demo.sqlite").display());
        let make = ["demo", "--database", &database, "--cases", "10", "--day", day];
        let output = redress(&[make.as_slice(), &["--only-make"]].concat());
        assert!(output.status.success(), "{output:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.contains("slow complaint"), "{day}: {said}");
        let mut record = sqlx::SqliteConnection::connect(&database).await.unwrap();
        let today: jiff::civil::Date = day.parse().unwrap();
        let owed = owed(&mut record).await;
        let told = owed
            .iter()
            .filter_map(|(standing, took)| forecast(*standing, today, (took, 20)));
        assert!(told.count() > 0, "{day}: {owed:?}");
    }
}

pub(crate) fn example(name: &str) -> String {
    format!("{}/../../examples/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Runs an import into a database of its own; answers what it said and the rows it did not take.
fn imported(folder: &std::path::Path, file: &str, mapping: &str, more: &[&str]) -> (Output, String) {
    let database = format!("sqlite:{}", folder.join("import.sqlite").display());
    let listed = folder.join("not-taken.csv");
    let (mapping, policy) = (example(mapping), policy("demo"));
    let mut args = vec![
        "import",
        file,
        "--mapping",
        &mapping,
        "--policy",
        &policy,
        "--database",
        &database,
    ];
    args.extend(["--not-taken", listed.to_str().unwrap()]);
    args.extend(more);
    (
        redress(&args),
        std::fs::read_to_string(listed).unwrap_or_default(),
    )
}

#[test]
fn an_import_checks_first_takes_in_each_row_once_and_sends_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = example("data/service-requests.csv");
    let run = |more: &[&str]| imported(folder.path(), &file, "service-requests.toml", more).0;
    let dry = run(&["--dry-run"]);
    assert!(text(&dry).contains("Nothing was changed."), "{dry:?}");
    assert!(!folder.path().join("import.sqlite").exists());

    let first = run(&[]);
    assert!(text(&first).contains("Nothing was sent to anybody."), "{first:?}");
    assert!(
        text(&first).contains("2000 rows make 1996 cases; 4 rows cannot be taken in."),
        "{first:?}"
    );
    assert!(text(&first).contains("agree with the source’s own"), "{first:?}");
    let again = run(&[]);
    assert!(
        text(&again).contains("0 cases were taken in; 1996 were in already."),
        "{again:?}"
    );
    let database = format!("sqlite:{}", folder.path().join("import.sqlite").display());
    assert!(redress(&["verify", "--database", &database]).status.success());
}

#[test]
fn points_and_determinations_come_in_as_the_cases_they_belong_to() {
    let folder = tempfile::tempdir().unwrap();
    let file = example("data/housing-complaint-points.csv");
    let (output, not_taken) = imported(folder.path(), &file, "housing-complaint-points.toml", &[]);
    assert!(output.status.success(), "{output:?}");
    assert!(not_taken.contains("decided_on,there is no date"), "{not_taken}");
}

#[test]
fn a_bad_file_is_refused_whole_and_a_bad_row_is_listed_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bad.csv");
    let name = file.to_str().unwrap().to_owned();
    let import = || imported(folder.path(), &name, "service-requests.toml", &["--dry-run"]);
    let good = std::fs::read_to_string(example("data/service-requests.csv")).unwrap();
    let (head, row) = (good.lines().next().unwrap(), good.lines().nth(1).unwrap());

    std::fs::write(&file, good.replacen("CLOSED_DT", "CLOSED", 1)).unwrap();
    let said = String::from_utf8(import().0.stderr).unwrap();
    assert!(said.contains("has no column CLOSED_DT"), "{said}");

    std::fs::write(
        &file,
        [head.as_bytes(), b"\n", row.as_bytes(), b"\n\xff\xfe"].concat(),
    )
    .unwrap();
    let said = String::from_utf8(import().0.stderr).unwrap();
    assert!(
        said.contains("is not in UTF-8") && said.contains("line 3"),
        "{said}"
    );

    let key = row.split(',').next().unwrap();
    let bad_date = row.replacen('/', "-", 1).replacen(key, "7", 1);
    let formula = row.replacen(key, "=1+1", 1).replacen('/', "-", 1);
    std::fs::write(&file, [head, row, row, &bad_date, &formula].join("\n")).unwrap();
    let (output, not_taken) = import();
    assert!(
        text(&output).contains("4 rows make 1 cases; 3 rows cannot be taken in."),
        "{output:?}"
    );
    assert!(not_taken.contains("the same as row 2"), "{not_taken}");
    assert!(
        not_taken.contains("it is not a date and time of the form"),
        "{not_taken}"
    );
    assert!(
        not_taken.contains("'=1+1"),
        "a formula is listed harmless: {not_taken}"
    );
}

/// The cells of a line of CSV.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut is_quoted) = (vec![String::new()], false);
    for letter in line.trim_start_matches('\u{feff}').chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(String::new()),
            letter => cells.last_mut().unwrap().push(letter),
        }
    }
    cells
}

#[test]
fn an_import_refuses_in_its_check_what_could_not_be_taken_in() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bad.csv");
    let name = file.to_str().unwrap().to_owned();
    let good = std::fs::read_to_string(example("data/service-requests.csv")).unwrap();
    let mut reader: Vec<Vec<String>> = good.lines().take(2).map(cells).collect();
    let head = reader.remove(0);
    let place = |name: &str| head.iter().position(|column| column == name).unwrap();
    let row = reader.remove(0);
    let with = |key: &str, column: &str, value: &str| {
        let mut row = row.clone();
        row[place("CASE_ENQUIRY_ID")] = key.to_owned();
        row[place("CLOSED_DT")] = String::new();
        row[place("TARGET_DT")] = String::new();
        row[place(column)] = value.to_owned();
        row
    };
    let rows = [
        with("1", "CASE_TITLE", "a \0 in it"),
        with("2", "OPEN_DT", "01/05/2134 09:00:00 AM"),
        with("3", "OPEN_DT", "01/05/0014 09:00:00 AM"),
        with("4", "TARGET_DT", "01/05/2001 09:00:00 AM"),
        with("5", "CASE_TITLE", &"x".repeat(2_000_000)),
        // On that day the clocks of the mapping's zone went from two to three.
        with("6", "OPEN_DT", "03/08/2026 02:30:00 AM"),
    ];
    let quoted = |row: &Vec<String>| {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
            .collect();
        cells.join(",")
    };
    let lines: Vec<String> = [&head].into_iter().chain(&rows).map(quoted).collect();
    std::fs::write(&file, lines.join("\n")).unwrap();
    let (output, not_taken) = imported(folder.path(), &name, "service-requests.toml", &["--dry-run"]);
    assert!(
        text(&output).contains("6 rows make 0 cases; 6 rows cannot be taken in."),
        "{output:?} {not_taken}"
    );
    for why in [
        "the character NUL",
        "received in the future",
        "before the year 1950",
        "promised for a day before it was received",
        "longer than 10000 characters",
        "there was no such time",
    ] {
        assert!(not_taken.contains(why), "{why} is not in {not_taken}");
    }
}

#[test]
fn no_row_becomes_words_of_another_and_no_cell_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bad.csv");
    let name = file.to_str().unwrap().to_owned();
    let import = || imported(folder.path(), &name, "service-requests.toml", &["--dry-run"]);
    let good = std::fs::read_to_string(example("data/service-requests.csv")).unwrap();
    let lines: Vec<&str> = good.trim_start_matches('\u{feff}').lines().take(8).collect();
    let (head, first) = (lines[0], lines[1]);
    let title = cells(first).remove(cells(head).iter().position(|name| name == "CASE_TITLE").unwrap());
    let written = |rows: &[String]| {
        let rows: Vec<&str> = [head]
            .into_iter()
            .chain(rows.iter().map(String::as_str))
            .collect();
        std::fs::write(&file, rows.join("\n")).unwrap();
    };
    let others = || lines[2..].iter().map(|line| (*line).to_owned());

    // A quote that nothing closes makes one cell of all that follows: refused whole, with its line.
    let open = first.replacen(&title, &format!("\"{title}"), 1);
    written(&[open.clone()].into_iter().chain(others()).collect::<Vec<_>>());
    let said = String::from_utf8(import().0.stderr).unwrap();
    assert!(
        said.contains("a quote opens a cell on line 2 and nothing closes it"),
        "{said}"
    );

    // One that a later row closes by chance: the row that holds others is listed.
    let mut rows: Vec<String> = [open].into_iter().chain(others()).collect();
    let last = rows.last_mut().unwrap();
    last.push('"');
    written(&rows);
    let (output, not_taken) = import();
    assert!(output.status.success(), "{output:?}");
    assert!(
        text(&output).contains("1 rows make 0 cases; 1 rows cannot be taken in."),
        "{output:?} {not_taken}"
    );

    // Cells in good order that hold another row in a line of theirs.
    let holds = format!("\"{title}\n{}\nend\"", lines[2].replace('"', "\"\""));
    written(&[first.replacen(&title, &holds, 1), lines[3].to_owned()]);
    let (output, not_taken) = import();
    assert!(
        text(&output).contains("2 rows make 1 cases; 1 rows cannot be taken in."),
        "{output:?}"
    );
    assert!(
        not_taken.contains("CASE_TITLE,a line of it reads as a row of its own"),
        "{not_taken}"
    );

    // The same with the line ends of an old Macintosh.
    written(&[first.replacen(&title, &holds.replace('\n', "\r"), 1)]);
    assert!(text(&import().0).contains("1 rows make 0 cases; 1 rows cannot be taken in."));

    // Several lines that are words are a text like any other.
    written(&[first.replacen(&title, "\"one, two\nthree, four\"", 1)]);
    assert!(text(&import().0).contains("1 rows make 1 cases; 0 rows cannot be taken in."));

    // More cells than there are columns, and fewer: nothing is cut off or guessed.
    written(&[first.replacen(&title, "My bin, my gate", 1), "7,8".to_owned()]);
    let (output, not_taken) = import();
    assert!(
        text(&output).contains("2 rows make 0 cases; 2 rows cannot be taken in."),
        "{output:?}"
    );
    assert!(
        not_taken.contains("it has 2 cells where there are"),
        "{not_taken}"
    );

    std::fs::write(&file, good.replacen("CLOSURE_REASON", "CASE_TITLE", 1)).unwrap();
    let said = String::from_utf8(import().0.stderr).unwrap();
    assert!(said.contains("has the column \"CASE_TITLE\" twice"), "{said}");
}

#[test]
fn a_mapping_that_cannot_be_read_or_says_no_day_is_refused_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let mapping = folder.path().join("mapping.toml");
    let import = || {
        let output = redress(&[
            "import",
            &example("data/service-requests.csv"),
            "--mapping",
            mapping.to_str().unwrap(),
            "--policy",
            &policy("demo"),
            "--dry-run",
        ]);
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = import();
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains("--mapping FILE") && !said.contains("--policy"),
        "{said}"
    );
    let good = std::fs::read_to_string(example("service-requests.toml")).unwrap();
    for times in ["%Q", "%H:%M", "%Y-%m", "day"] {
        std::fs::write(&mapping, good.replacen("%m/%d/%Y %I:%M:%S %p", times, 1)).unwrap();
        let (code, said) = import();
        assert_eq!(code, Some(2), "{times}: {said}");
        assert!(
            said.contains("does not say year, month and day"),
            "{times}: {said}"
        );
    }
}
