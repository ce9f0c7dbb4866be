//! Measures on real records, held against the verdicts of those who made them.
//!
//! The sample in `examples/data` is always there, so these never pass by having nothing to do. The whole
//! files are used where they are: in the folder that `REDRESS_REAL_DATA` names, or in `../shared/data`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::{Date, DateTime};

use crate::commands::{example, policy, redress, text};

/// The sample, and the whole file where it is.
fn files(name: &str) -> Vec<PathBuf> {
    let named = std::env::var_os("REDRESS_REAL_DATA").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let whole = named.unwrap_or(beside).join(name);
    let sample = PathBuf::from(example(&format!("data/{name}")));
    std::iter::once(sample)
        .chain(whole.is_file().then_some(whole))
        .collect()
}

/// Imports a file into a database of its own; answers what was said and the rows that were not taken.
fn imported(folder: &Path, (file, mapping): (&Path, &str), more: &[&str]) -> (std::process::Output, String) {
    let database = format!("sqlite:{}", folder.join("import.sqlite").display());
    let listed = folder.join("not-taken.csv");
    let mapping = example(mapping);
    let mut args = vec![
        "import",
        file.to_str().unwrap(),
        "--mapping",
        &mapping,
        "--database",
        &database,
    ];
    args.extend(["--not-taken", listed.to_str().unwrap()]);
    args.extend(more);
    let output = redress(&args);
    (output, std::fs::read_to_string(listed).unwrap_or_default())
}

fn rows(file: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// A measure of the imported records: each line with how many, and how many kept.
fn measured(folder: &Path, args: &[&str]) -> BTreeMap<String, (i64, i64)> {
    let database = format!("sqlite:{}", folder.join("import.sqlite").display());
    let mut all = vec!["measure"];
    all.extend(args);
    all.extend([
        "--from",
        "2000-01-01",
        "--to",
        "2030-12-31",
        "--council",
        "westshire",
    ]);
    let policy = policy("demo");
    all.extend(["--database", &database, "--policy", &policy]);
    let output = redress(&all);
    assert!(output.status.success(), "{output:?}");
    let answer = text(&output);
    let mut reader = csv::Reader::from_reader(answer.as_bytes());
    let lines = reader.records().map(|line| line.unwrap());
    let lines = lines.filter(|line| !line.get(3).unwrap().is_empty());
    let number = |cell: Option<&str>| cell.unwrap().parse().unwrap_or_default();
    lines
        .map(|line| {
            (
                line.get(4).unwrap().to_owned(),
                (number(line.get(5)), number(line.get(6))),
            )
        })
        .collect()
}

/// The day in London of a moment that the source tells in its own time.
fn day(moment: &str) -> Option<Date> {
    let local = DateTime::strptime("%m/%d/%Y %I:%M:%S %p", moment).ok()?;
    let there = local.in_tz("America/New_York").unwrap();
    Some(there.in_tz("Europe/London").unwrap().date())
}

/// Which service a department's requests go to, as the mapping says.
fn service_of(subject: &str) -> &'static str {
    match subject {
        "Public Works Department" => "streets",
        "Inspectional Services" | "Animal Control" => "environmental-health",
        "Transportation - Traffic Division" => "parking",
        "Parks & Recreation Department" => "parks",
        "Property Management" => "repairs",
        _ => "customer-services",
    }
}

#[derive(Debug, Default)]
struct Theirs {
    of: i64,
    /// On time by the source's own word.
    on_time: i64,
    /// Late by its word, but done on the day of the target: a promise here is a day and not an hour.
    same_day: i64,
    /// On time by its word, but not done when the file ends: by now it is late.
    not_done: i64,
}

/// How many rows the whole file has, and of how many of those that are taken in the city names a target.
const WHOLE: (usize, i64) = (20_000, 15_560);

/// Of what the city promised nothing no promise is counted, whatever the policy promises today (decision 81).
#[test]
fn on_time_by_department_and_month_is_what_the_city_said_itself() {
    for file in files("service-requests.csv") {
        let folder = tempfile::tempdir().unwrap();
        let demo = policy("demo");
        let (output, not_taken) = imported(
            folder.path(),
            (&file, "service-requests.toml"),
            &["--policy", &demo],
        );
        assert!(output.status.success(), "{output:?}");
        let mut left_out = csv::Reader::from_reader(not_taken.as_bytes());
        let left_out: BTreeSet<String> = left_out
            .records()
            .map(|line| line.unwrap()[1].to_owned())
            .collect();
        let mut theirs: BTreeMap<(&str, String), Theirs> = BTreeMap::new();
        let all = rows(&file);
        let read = all.len();
        for row in all {
            let Some(target) = day(&row["TARGET_DT"]) else {
                continue;
            };
            if left_out.contains(&row["CASE_ENQUIRY_ID"]) {
                continue;
            }
            let key = (service_of(&row["SUBJECT"]), target.strftime("%Y-%m").to_string());
            let closed = day(&row["CLOSED_DT"]);
            let line = theirs.entry(key).or_default();
            line.of += 1;
            match (row["OnTime_Status"].as_str(), closed) {
                ("ONTIME", Some(_)) => line.on_time += 1,
                ("ONTIME", None) => line.not_done += 1,
                ("OVERDUE", Some(closed)) if closed == target => line.same_day += 1,
                _ => {}
            }
        }
        let services: BTreeSet<&str> = theirs.keys().map(|(service, _)| *service).collect();
        assert!(services.len() == 6, "{services:?}");
        let (mut compared, mut requests) = (0, 0);
        for service in services {
            let ours = measured(
                folder.path(),
                &["request-in-time", "--by", "month", "--service", service],
            );
            let of_service: BTreeMap<&String, &Theirs> = theirs
                .iter()
                .filter(|((of, _), _)| *of == service)
                .map(|((_, month), line)| (month, line))
                .collect();
            // A month in which nothing was due is counted as nothing; the source does not name it.
            let with_any = ours.iter().filter(|(_, (of, _))| *of > 0);
            assert_eq!(
                with_any.map(|(month, _)| month).collect::<Vec<_>>(),
                of_service.keys().copied().collect::<Vec<_>>(),
                "{service}"
            );
            for (month, line) in of_service {
                let expected = (line.of, line.on_time + line.same_day);
                assert_eq!(ours[month], expected, "{service} in {month}: {line:?}");
                compared += 1;
                requests += line.of;
            }
        }
        // Every verdict of the source has its promise here, and there is no promise but those.
        let (of, _) = measured(folder.path(), &["request-in-time", "--by", "kind"])
            .into_values()
            .fold((0, 0), |(of, kept), (more, too)| (of + more, kept + too));
        assert_eq!(of, requests);
        if read == WHOLE.0 {
            assert_eq!(of, WHOLE.1);
        }
        let agreed: i64 = theirs
            .values()
            .map(|line| line.of - line.same_day - line.not_done)
            .sum();
        assert!(
            compared > 40 && requests > 1_000,
            "{compared} months of {requests} requests"
        );
        // What differs is told one by one above; it is little beside what agrees.
        assert!(agreed * 100 / requests >= 90, "{agreed} of {requests} agree");
    }
}

#[test]
fn determinations_by_category_are_what_the_ombudsman_found() {
    let of_category = |category: &str| match category {
        "Anti-Social Behaviour (ASB)" | "Rent & Service Charges" | "Estate Management" => "tenancies",
        "Rehousing & Allocations" => "homelessness",
        _ => "repairs",
    };
    for file in files("housing-complaint-points.csv") {
        let folder = tempfile::tempdir().unwrap();
        let mapping = "housing-complaint-points.toml";
        let demo = policy("demo");
        let (output, not_taken) = imported(folder.path(), (&file, mapping), &["--policy", &demo]);
        assert!(output.status.success(), "{output:?}");
        let mut left_out = csv::Reader::from_reader(not_taken.as_bytes());
        let left_out: BTreeSet<String> = left_out
            .records()
            .map(|line| line.unwrap()[0].to_owned())
            .collect();
        // A point is counted by its own category, whichever comes first in its case.
        let mut theirs: BTreeMap<(&str, String), i64> = BTreeMap::new();
        // What was decided of a case on a day is one decision, by no enquiry that the file tells of.
        let mut decisions: BTreeMap<(String, String), bool> = BTreeMap::new();
        // The head is the first row of the file.
        for (number, row) in rows(&file).into_iter().enumerate() {
            if left_out.contains(&(number + 2).to_string()) {
                continue;
            }
            let word = row["finding"].to_lowercase().replace(' ', "-");
            let is_fault =
                word == "service-failure" || word.ends_with("maladministration") && !word.starts_with("no-");
            *decisions
                .entry((row["case"].clone(), row["decided_on"].clone()))
                .or_default() |= is_fault;
            *theirs.entry((of_category(&row["category"]), word)).or_default() += 1;
        }
        let found_fault = decisions.values().filter(|is_fault| **is_fault).count();
        let expected = [decisions.len(), found_fault].map(|n| i64::try_from(n).unwrap());
        let decided = measured(folder.path(), &["ombudsman-decisions", "--by", "detail"]);
        assert_eq!(decided["housing"].0, expected[0]);
        let upheld = measured(folder.path(), &["ombudsman-upheld", "--by", "detail"]);
        assert_eq!(upheld["housing"], (expected[0], expected[1]));
        let services: BTreeSet<&str> = theirs.keys().map(|(service, _)| *service).collect();
        let mut points = 0;
        for service in services {
            let ours = measured(
                folder.path(),
                &["determinations", "--by", "detail", "--service", service],
            );
            let expected: BTreeMap<String, i64> = theirs
                .iter()
                .filter(|((of, _), _)| *of == service)
                .map(|((_, word), n)| (word.clone(), *n))
                .collect();
            let ours: BTreeMap<String, i64> = ours.into_iter().map(|(word, (of, _))| (word, of)).collect();
            assert_eq!(ours, expected, "{service}");
            points += expected.values().sum::<i64>();
        }
        assert!(points > 1_500, "{points}");
    }
}

#[test]
fn what_stands_now_is_written_under_its_own_day_and_a_service_that_nobody_knows_is_refused() {
    let file = PathBuf::from(example("data/service-requests.csv"));
    let folder = tempfile::tempdir().unwrap();
    let demo = policy("demo");
    let (output, _) = imported(
        folder.path(),
        (&file, "service-requests.toml"),
        &["--policy", &demo],
    );
    assert!(output.status.success(), "{output:?}");
    let database = format!("sqlite:{}", folder.path().join("import.sqlite").display());
    let asked = |more: &[&str]| {
        let period = ["--from", "2024-01-01", "--to", "2024-01-31"];
        let record = [
            "--database",
            &database,
            "--policy",
            &demo,
            "--council",
            "westshire",
        ];
        redress(&[&["measure"], more, &period, &record].concat())
    };
    let now = text(&asked(&["open-now"]));
    assert!(!now.contains("2024-01"), "it is of today: {now}");
    let then = text(&asked(&["open-now", "--as-at", "2026-01-05"]));
    assert!(then.contains("open-now,2026-01-05,2026-01-05,"), "{then}");
    let slip = asked(&["complaints-received", "--service", "planing"]);
    assert_eq!(slip.status.code(), Some(2), "{slip:?}");
    assert!(
        String::from_utf8_lossy(&slip.stderr).contains("has a service “planing”"),
        "{slip:?}"
    );
}
