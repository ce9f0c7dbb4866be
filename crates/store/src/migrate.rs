//! Migrations: one folder for both engines, forward only.

use std::borrow::Cow;

use sha2::{Digest as _, Sha256};
use sqlx::AssertSqlSafe;
use sqlx::SqlSafeStr as _;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{PgConnection, SqliteConnection};

use crate::error::StoreError;

/// Every migration, in order: its number, its name and its text.
pub(crate) const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "the record", include_str!("../migrations/0001_the_record.sql")),
    (
        2,
        "read models",
        include_str!("../migrations/0002_read_models.sql"),
    ),
    (
        3,
        "people and work",
        include_str!("../migrations/0003_people_and_work.sql"),
    ),
    (4, "search", include_str!("../migrations/0004_search.sql")),
    (5, "sending", include_str!("../migrations/0005_sending.sql")),
    (6, "files", include_str!("../migrations/0006_files.sql")),
    (7, "settings", include_str!("../migrations/0007_settings.sql")),
    (8, "programs", include_str!("../migrations/0008_programs.sql")),
    (
        9,
        "search and counts",
        include_str!("../migrations/0009_search_and_counts.sql"),
    ),
    (10, "the desk", include_str!("../migrations/0010_the_desk.sql")),
    (11, "stage 2", include_str!("../migrations/0011_stage_2.sql")),
    (
        12,
        "people and brand",
        include_str!("../migrations/0012_people_and_brand.sql"),
    ),
    (
        14,
        "what waits to be read",
        include_str!("../migrations/0014_what_waits_to_be_read.sql"),
    ),
    (
        16,
        "mail that comes in",
        include_str!("../migrations/0016_mail_that_comes_in.sql"),
    ),
    (
        17,
        "letters kept",
        include_str!("../migrations/0017_letters_kept.sql"),
    ),
    (
        18,
        "people on a case",
        include_str!("../migrations/0018_people_on_a_case.sql"),
    ),
    (19, "partners", include_str!("../migrations/0019_partners.sql")),
    (20, "remedies", include_str!("../migrations/0020_remedies.sql")),
    (22, "conduct", include_str!("../migrations/0022_conduct.sql")),
    (23, "notify", include_str!("../migrations/0023_notify.sql")),
    (
        24,
        "links back to drafts",
        include_str!("../migrations/0024_links_back_to_drafts.sql"),
    ),
    (
        25,
        "moves and pace",
        include_str!("../migrations/0025_moves_and_pace.sql"),
    ),
    (
        26,
        "conduct letters",
        include_str!("../migrations/0026_conduct_letters.sql"),
    ),
    (27, "signals", include_str!("../migrations/0027_signals.sql")),
    (28, "measures", include_str!("../migrations/0028_measures.sql")),
    (29, "lessons", include_str!("../migrations/0029_lessons.sql")),
    (30, "surveys", include_str!("../migrations/0030_surveys.sql")),
    (
        31,
        "what is being typed",
        include_str!("../migrations/0031_what_is_being_typed.sql"),
    ),
    (
        32,
        "what is due while an arrangement binds",
        include_str!("../migrations/0032_conduct_due_until.sql"),
    ),
    (
        33,
        "reach of conduct",
        include_str!("../migrations/0033_reach_of_conduct.sql"),
    ),
    (
        34,
        "common causes",
        include_str!("../migrations/0034_common_causes.sql"),
    ),
    (35, "reports", include_str!("../migrations/0035_reports.sql")),
    (
        36,
        "anchors and keeping",
        include_str!("../migrations/0036_anchors_and_keeping.sql"),
    ),
    (
        37,
        "corrections",
        include_str!("../migrations/0037_corrections.sql"),
    ),
    (
        38,
        "partner accounts",
        include_str!("../migrations/0038_partner_accounts.sql"),
    ),
    (40, "problems", include_str!("../migrations/0040_problems.sql")),
    (
        42,
        "figures by mail and calendars",
        include_str!("../migrations/0042_figures_by_mail_and_calendars.sql"),
    ),
    (
        45,
        "identities",
        include_str!("../migrations/0045_identities.sql"),
    ),
    (
        46,
        "second steps",
        include_str!("../migrations/0046_second_steps.sql"),
    ),
    (47, "transfers", include_str!("../migrations/0047_transfers.sql")),
    (
        50,
        "emergency accounts",
        include_str!("../migrations/0050_emergency_accounts.sql"),
    ),
    (
        52,
        "people on cases",
        include_str!("../migrations/0052_people_on_cases.sql"),
    ),
    (
        53,
        "what is erased",
        include_str!("../migrations/0053_what_is_erased.sql"),
    ),
    (
        54,
        "codes given out",
        include_str!("../migrations/0054_codes_given_out.sql"),
    ),
    (
        55,
        "conduct comments",
        include_str!("../migrations/0055_conduct_comments.sql"),
    ),
    (
        58,
        "whom a case is about",
        include_str!("../migrations/0058_whom_a_case_is_about.sql"),
    ),
    (
        61,
        "addresses of answers",
        include_str!("../migrations/0061_addresses_of_answers.sql"),
    ),
    (
        62,
        "mail put away",
        include_str!("../migrations/0062_mail_put_away.sql"),
    ),
    (
        63,
        "what was erased is said",
        include_str!("../migrations/0063_what_was_erased_is_said.sql"),
    ),
    (
        64,
        "blocks by term",
        include_str!("../migrations/0064_blocks_by_term.sql"),
    ),
    (
        65,
        "scans and anchors in order",
        include_str!("../migrations/0065_scans_and_anchors_in_order.sql"),
    ),
    (
        66,
        "whose account ended",
        include_str!("../migrations/0066_whose_account_ended.sql"),
    ),
    (
        67,
        "who is waited for",
        include_str!("../migrations/0067_who_is_waited_for.sql"),
    ),
    (
        68,
        "why it was read",
        include_str!("../migrations/0068_why_it_was_read.sql"),
    ),
];

/// A digest of every migration, as either engine is given it: programs with the same one make the same tables.
pub fn digest() -> String {
    let mut all = Sha256::new();
    for (version, _, text) in MIGRATIONS {
        all.update(format!("{version}\n{text}\n{}\n", for_postgres(text)));
    }
    data_encoding::HEXLOWER.encode(&all.finalize())
}

/// Whether there are tables, of an older version than this.
pub(crate) async fn is_behind(on: &mut SqliteConnection) -> Result<bool, StoreError> {
    let tables = "SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'";
    if sqlx::query_scalar::<_, i64>(tables).fetch_one(&mut *on).await? == 0 {
        return Ok(false);
    }
    let newest = "SELECT max(version) FROM _sqlx_migrations";
    let newest: Option<i64> = sqlx::query_scalar(newest).fetch_one(on).await?;
    Ok(newest < MIGRATIONS.last().map(|(version, ..)| *version))
}

/// Brings the tables of a SQLite file to this version. Of several processes that try at once the others find
/// what they were about to make, and must open again.
pub(crate) async fn sqlite(on: &mut SqliteConnection) -> Result<(), StoreError> {
    Ok(migrator(str::to_owned).run_direct(None, on, false).await?)
}

/// Brings the tables on PostgreSQL to this version. Several processes may try at once: the others wait.
pub(crate) async fn postgres(on: &mut PgConnection) -> Result<(), StoreError> {
    Ok(migrator(for_postgres).run_direct(None, on, false).await?)
}

fn migrator(text: impl Fn(&str) -> String) -> Migrator {
    let migration = |&(version, name, sql): &(i64, &'static str, &str)| {
        let sql = AssertSqlSafe(text(sql)).into_sql_str();
        Migration::new(version, Cow::Borrowed(name), MigrationType::Simple, sql, false)
    };
    Migrator::with_migrations(MIGRATIONS.iter().map(migration).collect())
}

/// SQLite compares text byte by byte. PostgreSQL does so in the collation "C" only, and ranges of
/// names, keys of pages and indexes rest on it.
///
/// What SQLite calls BLOB is BYTEA there, and rows stand where their key does in SQLite alone.
fn for_postgres(text: &str) -> String {
    text.replace(" TEXT", " TEXT COLLATE \"C\"")
        .replace(" BLOB", " BYTEA")
        .replace(" WITHOUT ROWID", "")
}

#[cfg(test)]
mod tests {
    use super::MIGRATIONS;

    /// A file that is in the folder and not in the list changes nothing anywhere, and nobody is told.
    #[test]
    fn every_file_of_the_folder_is_in_the_list_in_order() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        let mut files: Vec<(i64, String)> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| {
                let path = file.unwrap().path();
                let name = path.file_name().unwrap().to_str().unwrap();
                let number = name.split('_').next().unwrap().parse().unwrap();
                (number, std::fs::read_to_string(&path).unwrap())
            })
            .collect();
        files.sort();
        let listed: Vec<(i64, String)> = MIGRATIONS
            .iter()
            .map(|(version, _, text)| (*version, (*text).to_owned()))
            .collect();
        let numbers = |all: &[(i64, String)]| -> Vec<i64> { all.iter().map(|(number, _)| *number).collect() };
        assert_eq!(numbers(&listed), numbers(&files));
        assert!(listed == files, "each number has its own file");
    }
}
