//! How each engine goes about each statement on a request's path: by an index, never through a table.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;
use redress_store::changes::ReadModel;
use redress_store::search::SearchRow;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, Row as _};

use crate::given::{at, case_id, council, opened, service, user};
use crate::on_both_engines;
use crate::statements::{statements, tables};

/// Statements, and folders of them, that no request waits for, each with why.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "rebuild/",
        "a rebuild reads and moves everything, beside the requests",
    ),
    ("verify/", "the command that reads the whole record"),
    ("event/page.sql", "the command that reads the whole record"),
    ("event/streams.sql", "a rebuild reads every stream"),
    ("identity/all.sql", "the command that reads the whole record"),
    ("person/page.sql", "the command that reads the whole record"),
    ("case/page.sql", "the comparison of a rebuild"),
    (
        "erased/since.sql",
        "a restore asks for what was erased since the backup",
    ),
    ("import/count.sql", "the command that imports"),
    ("seal/", "the sealer's, beside the requests"),
    ("forget/", "erasing, by the daily job or a command"),
    ("keeping/person_is_needed.sql", "the daily job"),
    (
        "saved_filter/all.sql",
        "erasing, by the daily job or a command; what staff keep, however many cases there are",
    ),
    (
        "search/take.sql",
        "taking documents into the index, beside the requests",
    ),
    ("open_case/take.sql", "adding up counts, beside the requests"),
    ("open_case/take_past.sql", "adding up counts, beside the requests"),
    (
        "open_case/delete_empty.sql",
        "adding up counts, beside the requests",
    ),
    ("fact/take.sql", "adding up sums, beside the requests"),
];

/// Statements that read all that a council has of something, which is not much however many cases
/// there are, each with what that is.
const ALL_OF_IT: &[(&str, &str)] = &[
    (
        "update/count.sql",
        "what customers asked for and nobody has answered yet",
    ),
    ("update/of_services.sql", "the same"),
    (
        "lesson/to_tell.sql",
        "what customers asked to hear of, is public and was not told yet",
    ),
    (
        "cause/sending.sql",
        "common causes of which the reply is on its way to its cases",
    ),
    (
        "unread/count.sql",
        "what came in and nobody has read or answered yet",
    ),
    (
        "report/open_actions.sql",
        "what meetings asked for and nobody has done yet",
    ),
    (
        "case/counts.sql",
        "a row for each service, status and due date of open cases",
    ),
    ("case/counts_by_service.sql", "the same"),
    ("open_case/by_service_and_status.sql", "the same"),
    ("open_case/any_change.sql", "the first row is enough"),
    ("fact/any_change.sql", "the first row is enough"),
    ("conduct/any.sql", "the first row is enough"),
    (
        "anchor/last.sql",
        "the last row of an index of its own is enough; one a day",
    ),
    ("lesson/first_published.sql", "the first row is enough"),
    (
        "emergency_use/to_mail.sql",
        "what waits to be mailed, beside the requests",
    ),
    ("policy_version/all.sql", "the versions of one policy"),
    ("user/all.sql", "who works for the council"),
    (
        "user/names.sql",
        "the same: of so few SQLite reads all by their index",
    ),
    (
        "user/of_partners.sql",
        "who answers for a partner, by their own index",
    ),
    (
        "guidance/all.sql",
        "what those who work for the council read: a few rows for each",
    ),
    ("working_hours/all.sql", "the same, as far as they say when"),
    (
        "metric/",
        "numbers for whoever runs it, each counted up to a limit",
    ),
    ("job/counts.sql", "the same"),
    (
        "keeping/held.sql",
        "the cases that somebody holds, by their own index, and no more than a page",
    ),
    ("logo/", "one row for each council"),
    ("mailbox/", "one row for each council"),
    ("signal/place.sql", "one row for each council"),
    ("token/all.sql", "the programs that a council lets in"),
    ("webhook/all.sql", "the programs that a council tells"),
    (
        "kept_letter/to_print.sql",
        "what waits for the printer, by its own index, and no more than a run takes",
    ),
    ("kept_letter/of_conduct_to_print.sql", "the same of conduct files"),
    ("print_run/page.sql", "the newest print runs, by the key"),
];

/// Parts of the names of tables and indexes of which a council has little: one row, for which it is the whole key, or what
/// waits to be done, which a partial index holds.
const HOLDS_LITTLE: &[&str] = &["seal_head", "search_head", "_waiting"];

fn is_in(list: &[(&str, &str)], name: &str) -> bool {
    list.iter()
        .any(|(known, _)| name == *known || (known.ends_with('/') && name.starts_with(known)))
}

/// The statements on a request's path, by name.
fn on_the_path() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sql");
    let named = statements(&folder).into_iter().map(|file| {
        let name = file.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
        (name, std::fs::read_to_string(file).unwrap())
    });
    named.filter(|(name, _)| !is_in(ELSEWHERE, name)).collect()
}

/// The names under which a statement reads tables: their own, and those it gives them.
fn names_of_tables(text: &str, tables: &[String]) -> BTreeSet<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut names: BTreeSet<String> = tables.iter().cloned().collect();
    for three in words.windows(3) {
        if tables.iter().any(|table| table == three[0]) && three[1] == "AS" {
            names.insert(three[2].trim_matches([',', ')']).to_owned());
        }
    }
    names
}

/// What is wrong with a plan of SQLite's, if anything.
fn wrong_on_sqlite(name: &str, text: &str, (details, tables): (&[String], &[String])) -> Vec<String> {
    let names = names_of_tables(text, tables);
    let mut wrong = Vec::new();
    for detail in details {
        let mut words = detail.split(' ');
        let (how, what) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let through = how == "SCAN" && names.contains(what);
        let all = how == "SEARCH" && detail.ends_with("(council=?)") && !is_in(ALL_OF_IT, name);
        let is_little = HOLDS_LITTLE.iter().any(|part| detail.contains(part));
        // For this one question the whole table is read to make an index of it.
        let by_an_index_of_its_own = detail.contains("USING AUTOMATIC");
        if through || by_an_index_of_its_own || (all && !is_little) {
            wrong.push(format!("{name}: {detail}"));
        }
    }
    wrong
}

/// What a plan of PostgreSQL's reads of a table.
#[derive(Debug, PartialEq, Eq)]
enum Read {
    /// All of it, of every council.
    All(String),
    /// All that a council has in it.
    AllOfCouncil(String),
}

/// Everything that a plan of PostgreSQL's reads from end to end.
fn read_through(plan: &Value, found: &mut Vec<Read>) {
    if plan["Node Type"] == "Seq Scan" {
        found.push(Read::All(format!("{} by Seq Scan", plan["Relation Name"])));
    }
    let by_index = ["Index Scan", "Index Only Scan", "Bitmap Index Scan"];
    if by_index.iter().any(|kind| plan["Node Type"] == *kind) {
        let index = plan["Index Name"].as_str().unwrap_or_default().to_owned();
        match plan["Index Cond"].as_str() {
            None => found.push(Read::All(format!("all of the index {index}"))),
            Some(condition) => {
                let mut parts = condition.split(" AND ");
                if parts.all(|part| part.trim_start_matches('(').starts_with("council = ")) {
                    found.push(Read::AllOfCouncil(index));
                }
            }
        }
    }
    for part in plan["Plans"].as_array().into_iter().flatten() {
        read_through(part, found);
    }
}

/// What is wrong with a plan of PostgreSQL's, if anything.
fn wrong_on_postgres(name: &str, plan: &Value) -> Vec<String> {
    let mut found = Vec::new();
    read_through(plan, &mut found);
    let wrong = found.into_iter().filter_map(|read| match read {
        Read::All(what) => Some(format!("{name}: {what}")),
        Read::AllOfCouncil(index) => {
            let is_little = is_in(ALL_OF_IT, name) || HOLDS_LITTLE.iter().any(|part| index.contains(part));
            (!is_little).then(|| format!("{name}: all of a council in {index}"))
        }
    });
    wrong.collect()
}

async fn fill(store: &redress_store::Store) {
    for chunk in (1..=1_200_u32).collect::<Vec<_>>().chunks(200) {
        let acts = chunk.iter().map(|number| {
            let mut changes = opened(*number);
            let mut found = SearchRow::new(case_id(*number), at(i64::from(*number)));
            found.account = vec![format!("bin number{number} in street{}", number % 40)];
            for row in &mut changes.rows {
                if let ReadModel::Case(row) = row {
                    row.service = Some(service(["waste", "parks", "housing"][*number as usize % 3]));
                    row.owner = Some(user(*number % 9));
                    row.triaged = number % 5 > 0;
                    row.closed = number % 7 > 0;
                }
            }
            changes.rows.push(ReadModel::Search(Box::new(found)));
            changes
        });
        for answer in store.commit_many(acts.collect()).await {
            answer.unwrap();
        }
    }
    while store.seal_pending(&council(), 500).await.unwrap() > 0 {}
    while store.take_into_index(&council(), 500).await.unwrap() > 0 {}
    store
        .add_up_open_cases(&council(), date(2026, 1, 2))
        .await
        .unwrap();
    store.look_at_tables().await.unwrap();
}

async fn plan_of_sqlite(connection: &mut sqlx::SqliteConnection, text: &str) -> Vec<String> {
    let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {text}"));
    let rows = connection.fetch_all(explain).await.unwrap();
    rows.iter().map(|row| row.get("detail")).collect()
}

async fn wrong_plans_of_sqlite(address: &str) -> Vec<String> {
    let tables = tables(address).await;
    let mut connection = sqlx::SqliteConnection::connect(address).await.unwrap();
    let mut wrong = Vec::new();
    for (name, text) in on_the_path() {
        let details = plan_of_sqlite(&mut connection, &text).await;
        wrong.extend(wrong_on_sqlite(&name, &text, (&details, &tables)));
    }
    wrong
}

/// Puts rows into every table that has none, each row with values of its own, so that the planner has a reason to prefer
/// one index to another. It plans for what it knows of the tables, and in an empty one every way is as short.
async fn fill_the_rest(address: &str) {
    let mut connection = sqlx::PgConnection::connect(address).await.unwrap();
    // What a row refers to need not be there.
    connection
        .execute("SET session_replication_role = replica")
        .await
        .unwrap();
    for table in tables(address).await {
        let columns = "SELECT column_name::text, data_type::text FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = $1";
        let columns: Vec<(String, String)> = sqlx::query_as(columns)
            .bind(&table)
            .fetch_all(&mut connection)
            .await
            .unwrap();
        let value = |(name, sort): &(String, String)| match (name.as_str(), sort.as_str()) {
            ("council", _) => format!("'{}'", council()),
            ("state", _) if table == "job" => "CASE n % 2 WHEN 0 THEN 'ready' ELSE 'given-up' END".to_owned(),
            ("state", _) if table == "message" => {
                "CASE n % 2 WHEN 0 THEN 'waiting' ELSE 'sent' END".to_owned()
            }
            (_, "bigint") => "n".to_owned(),
            (_, "boolean") => "n % 2 = 0".to_owned(),
            (_, "bytea") => "convert_to(CAST(n AS TEXT), 'UTF8')".to_owned(),
            (_, "text") => "'x' || n".to_owned(),
            (name, sort) => panic!("{table}.{name} is {sort}"),
        };
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let values: Vec<String> = columns.iter().map(value).collect();
        // One row where the council is the whole key.
        let text = format!(
            "INSERT INTO {table} ({}) SELECT {} FROM generate_series(1, 2000) AS n
             WHERE NOT EXISTS (SELECT 1 FROM {table}) ON CONFLICT DO NOTHING",
            names.join(", "),
            values.join(", ")
        );
        connection.execute(AssertSqlSafe(text)).await.unwrap();
    }
    connection.execute("ANALYZE").await.unwrap();
}

/// A connection that plans as it would where a council has many cases: tables are small here, and it would read a whole one for
/// a few rows.
async fn planner_of_postgres(address: &str) -> sqlx::PgConnection {
    let mut connection = sqlx::PgConnection::connect(address).await.unwrap();
    for setting in [
        "enable_seqscan = off",
        "enable_hashjoin = off",
        "enable_mergejoin = off",
        "plan_cache_mode = force_generic_plan",
    ] {
        connection
            .execute(AssertSqlSafe(format!("SET {setting}")))
            .await
            .unwrap();
    }
    connection
}

async fn plan_of_postgres(connection: &mut sqlx::PgConnection, text: &str) -> Value {
    let places = (1..=60).filter(|place| text.contains(&format!("${place}"))).max();
    let nulls = places.map(|places| format!("({})", vec!["NULL"; places].join(", ")));
    let nulls = nulls.unwrap_or_default();
    let mut explained = None;
    for text in [
        format!("PREPARE asked AS {text}"),
        format!("EXPLAIN (FORMAT JSON) EXECUTE asked {nulls}"),
        "DEALLOCATE asked".to_owned(),
    ] {
        let rows = sqlx::raw_sql(AssertSqlSafe(text))
            .fetch_all(&mut *connection)
            .await
            .unwrap();
        explained = rows
            .first()
            .map(|row| row.get_unchecked::<String, _>(0))
            .or(explained);
    }
    serde_json::from_str(&explained.unwrap()).unwrap()
}

async fn wrong_plans_of_postgres(address: &str) -> Vec<String> {
    let mut connection = planner_of_postgres(address).await;
    let mut wrong = Vec::new();
    for (name, text) in on_the_path() {
        let plan = plan_of_postgres(&mut connection, &text).await;
        wrong.extend(wrong_on_postgres(&name, &plan[0]["Plan"]));
    }
    wrong
}

on_both_engines! {
    async fn no_statement_on_a_requests_path_reads_a_table_from_end_to_end(database: Database) {
        fill(&database.store).await;
        let wrong = if database.address.starts_with("postgres") {
            fill_the_rest(&database.address).await;
            wrong_plans_of_postgres(&database.address).await
        } else {
            wrong_plans_of_sqlite(&database.address).await
        };
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    async fn what_is_to_be_forgotten_is_found_by_an_index_that_holds_nothing_erased(database: Database) {
        fill(&database.store).await;
        let text = include_str!("../../sql/keeping/due.sql");
        let plan = if database.address.starts_with("postgres") {
            let mut connection = planner_of_postgres(&database.address).await;
            plan_of_postgres(&mut connection, text).await.to_string()
        } else {
            let mut connection = sqlx::SqliteConnection::connect(&database.address).await.unwrap();
            plan_of_sqlite(&mut connection, text).await.join("\n")
        };
        assert!(plan.contains("cases_to_forget"), "{plan}");
        assert!(!plan.contains("Sort") && !plan.contains("TEMP B-TREE"), "it is read in order: {plan}");
    }
}

#[test]
fn a_plan_that_reads_a_table_from_end_to_end_is_found() {
    let tables = ["cases".to_owned()];
    let look =
        |text: &str, detail: &str| wrong_on_sqlite("case/x.sql", text, (&[detail.to_owned()], &tables)).len();
    assert_eq!(look("SELECT * FROM cases", "SCAN cases"), 1);
    assert_eq!(
        look("SELECT * FROM cases AS c", "SCAN c USING COVERING INDEX i"),
        1
    );
    assert_eq!(look("SELECT * FROM (…) AS few", "SCAN few"), 0);
    assert_eq!(
        look("SELECT * FROM cases", "SEARCH cases USING INDEX i (council=?)"),
        1
    );
    assert_eq!(
        look(
            "SELECT * FROM cases",
            "SEARCH cases USING INDEX i (council=? AND case_id=?)"
        ),
        0
    );
    assert_eq!(
        look(
            "SELECT * FROM cases AS c",
            "SEARCH c USING AUTOMATIC COVERING INDEX (owner=?)"
        ),
        1
    );
    let look = |node: Value| {
        let plan = serde_json::json!({"Node Type": "Limit", "Plans": [node]});
        wrong_on_postgres("case/x.sql", &plan).len()
    };
    let by_index = |condition: &str| serde_json::json!({"Node Type": "Index Scan", "Index Name": "i", "Index Cond": condition});
    assert_eq!(
        look(serde_json::json!({"Node Type": "Seq Scan", "Relation Name": "cases"})),
        1
    );
    assert_eq!(
        look(serde_json::json!({"Node Type": "Index Only Scan", "Index Name": "i"})),
        1
    );
    assert_eq!(look(by_index("(council = $1)")), 1);
    assert_eq!(
        look(by_index("((council = cases.council) AND (council = ($1)::text))")),
        1
    );
    assert_eq!(look(by_index("((council = $1) AND (case_id = $2))")), 0);
}

#[test]
fn every_exception_is_a_statement_that_there_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sql");
    for (name, why) in ELSEWHERE.iter().chain(ALL_OF_IT) {
        assert!(folder.join(name).exists(), "{name} ({why}) is not there");
    }
}
