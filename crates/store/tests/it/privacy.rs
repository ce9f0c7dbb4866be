//! Every table is listed with what erasing does with what people told in it: a table that nobody thought of fails.

use std::collections::BTreeSet;

use redress_store::changes::Erase;
use sqlx::{Connection as _, Row as _};

use crate::given::{nothing, person, person_id, registered};

/// What erasing does with what people told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    /// Nothing stands there that anybody told, and nothing by which a person is known: facts and identifiers.
    HoldsNone,
    /// It is erased with the case or with the person's details.
    Erases,
    /// It ends by itself within days or weeks.
    EndsByItself,
    /// It is about members of staff or programs, whose accounts have their own end.
    AboutStaff,
    /// It is of conduct files and signals, which have a time and an erasure of their own.
    HasItsOwn,
}

use Does::{AboutStaff, EndsByItself, Erases, HasItsOwn, HoldsNone};

/// Every table there is.
const TABLES: &[(&str, Does)] = &[
    ("absence", AboutStaff),
    ("access_log", AboutStaff),
    ("anchor", HoldsNone),
    ("api_token", AboutStaff),
    ("attempt", EndsByItself),
    ("calendar_link", AboutStaff),
    ("case_enquiry", HoldsNone),
    ("case_fact", HoldsNone),
    ("case_keeping", HoldsNone),
    ("case_pace", HoldsNone),
    ("case_person", HoldsNone),
    ("case_point", HoldsNone),
    ("case_referral", HoldsNone),
    ("case_remedy", HoldsNone),
    ("case_stage", HoldsNone),
    ("case_step", HoldsNone),
    ("case_transfer", HoldsNone),
    ("case_unread", HoldsNone),
    ("case_update", HoldsNone),
    ("cases", HoldsNone),
    // What is written to the customers of a common cause is written to all of them, by staff.
    ("cause", HoldsNone),
    ("cause_case", HoldsNone),
    ("code", Erases),
    ("conduct", HasItsOwn),
    ("conduct_contact", HasItsOwn),
    ("conduct_decision", HasItsOwn),
    ("conduct_end", HasItsOwn),
    ("conduct_likeness", HasItsOwn),
    ("conduct_reading", HasItsOwn),
    ("contact_measure", HasItsOwn),
    ("daily_check", HoldsNone),
    ("draft", Erases),
    ("erased", HoldsNone),
    ("erasure", HoldsNone),
    ("event", HoldsNone),
    ("emergency_use", AboutStaff),
    ("fact_change", HoldsNone),
    ("fact_sum", HoldsNone),
    ("file", Erases),
    ("file_part", Erases),
    ("guidance_note", AboutStaff),
    ("import_row", HoldsNone),
    ("job", HoldsNone),
    ("kept_letter", Erases),
    // What was learned is a text of the case from which it was drawn, and goes with it; what the public is told
    // was read for names by a person.
    ("lesson", HoldsNone),
    ("lesson_case", HoldsNone),
    ("lesson_service", HoldsNone),
    ("logo", HoldsNone),
    ("mail", Erases),
    ("mail_part", Erases),
    ("mailbox", HoldsNone),
    ("mailed_report", AboutStaff),
    ("message", Erases),
    ("notification", Erases),
    ("notify_message", HoldsNone),
    ("once", EndsByItself),
    ("open_case_change", HoldsNone),
    ("open_case_count", HoldsNone),
    ("partner_code", EndsByItself),
    ("partner_key", Erases),
    ("password_link", AboutStaff),
    ("person", Erases),
    ("person_address", Erases),
    ("person_adjustment", Erases),
    ("person_merged", Erases),
    ("person_token", Erases),
    ("policy_version", HoldsNone),
    ("print_run", HoldsNone),
    // A digest, a coded reason and a member of staff.
    ("problem_dismissed", AboutStaff),
    ("recovery_code", AboutStaff),
    ("reply_token", Erases),
    // What is written in reports is checked for names by a person.
    ("report", HoldsNone),
    ("report_action", HoldsNone),
    // A search for somebody goes with their details.
    ("saved_filter", Erases),
    ("seal", HoldsNone),
    ("seal_head", HoldsNone),
    ("search_block", Erases),
    ("search_document", Erases),
    ("search_head", HoldsNone),
    ("second_step", AboutStaff),
    ("session", AboutStaff),
    ("settings_change", AboutStaff),
    ("signal", HasItsOwn),
    ("signal_place", HoldsNone),
    // What somebody answered in words is a text of the survey, and goes with the case; what they ticked stays as a count.
    ("survey", HoldsNone),
    ("survey_link", HoldsNone),
    ("typing", Erases),
    ("unsealed", HoldsNone),
    ("user_account", AboutStaff),
    ("user_identity", AboutStaff),
    ("webhook", AboutStaff),
    ("word", Erases),
    ("working_hours", AboutStaff),
];

/// What of it is shown to the person themselves on request, from these tables.
const SHOWN: &[&str] = &[
    "word",
    "person",
    "file",
    "file_part",
    "mail",
    "mail_part",
    "kept_letter",
];

/// What is erased and not shown, each with why.
const NOT_SHOWN: &[(&str, &str)] = &[
    ("code", "a digest, of a code that they have"),
    ("draft", "a form that they began, which their own code opens"),
    ("message", "what its texts say is shown with the case"),
    (
        "notification",
        "what staff were told, in texts that are shown with the case",
    ),
    ("partner_key", "a digest"),
    (
        "person_address",
        "which texts are an address, and since when: they are shown with the details",
    ),
    (
        "person_adjustment",
        "what was agreed, which is shown with the details from its events",
    ),
    ("person_merged", "identifiers: both are shown as one person's"),
    ("person_token", "made from the name and postcode"),
    ("reply_token", "chance"),
    ("saved_filter", "a member of staff's own search"),
    ("search_block", "made from the texts"),
    ("search_document", "made from the texts"),
    ("typing", "a member of staff's own unsaved words"),
];

/// Names of columns that hold what somebody told, or by which somebody is known.
const TELLING: &[&str] = &[
    "name",
    "email",
    "phone",
    "address",
    "postcode",
    "body",
    "content",
    "sender",
    "sender_name",
    "subject",
    "terms",
    "link_to",
    "last_error",
];

// UK GDPR, article 17: what is gone is in no file.
#[tokio::test]
async fn what_was_erased_is_neither_in_the_file_nor_in_its_write_ahead_log() {
    let database = crate::engines::sqlite().await;
    let path = database.address.trim_start_matches("sqlite:");
    let path = path.split('?').next().unwrap();
    let told = person(1, "").phone.unwrap();
    let holds = |which: &str| {
        let bytes = std::fs::read(format!("{path}{which}")).unwrap_or_default();
        bytes.windows(told.len()).any(|part| part == told.as_bytes())
    };
    database.store.commit(registered(1)).await.unwrap();
    assert!(holds("-wal"), "it was told");
    let mut changes = nothing(900);
    changes.erase = vec![Erase::Person(person_id(1))];
    database.store.commit(changes).await.unwrap();
    assert!(!holds("") && !holds("-wal"));
}

#[tokio::test]
async fn no_table_with_what_people_told_is_missing_from_erasing() {
    let database = crate::engines::sqlite().await;
    let mut connection = sqlx::SqliteConnection::connect(&database.address).await.unwrap();
    let columns = "SELECT master.name AS tbl, info.name AS col FROM sqlite_master AS master \
                   JOIN pragma_table_info(master.name) AS info WHERE master.type = 'table'";
    let rows = sqlx::query(columns).fetch_all(&mut connection).await.unwrap();
    let pairs: Vec<(String, String)> = rows.iter().map(|row| (row.get("tbl"), row.get("col"))).collect();
    let there: BTreeSet<&str> = pairs.iter().map(|(table, _)| table.as_str()).collect();
    let own = |table: &&str| !table.starts_with('_') && !table.starts_with("sqlite_");
    let there: BTreeSet<&str> = there.into_iter().filter(own).collect();
    let listed: BTreeSet<&str> = TABLES.iter().map(|(table, _)| *table).collect();
    assert_eq!(
        there, listed,
        "each table is listed with what erasing does with it"
    );
    for (table, does) in TABLES {
        let is_answered = SHOWN.contains(table) || NOT_SHOWN.iter().any(|(name, _)| name == table);
        assert!(
            *does != Erases || is_answered,
            "{table}: is it shown to the person on request?"
        );
    }
    for (table, column) in &pairs {
        let does = TABLES
            .iter()
            .find(|(name, _)| name == table)
            .map(|(_, does)| *does);
        // The bodies of events are held to be free of words by a test of their own.
        let is_free = ["event", "job", "lesson", "mailbox", "logo"].contains(&table.as_str());
        assert!(
            is_free || does != Some(HoldsNone) || !TELLING.contains(&column.as_str()),
            "{table}.{column} may hold what somebody told, and nothing erases it"
        );
    }
}
