//! Keeping: which closed cases are held, which have been erased, and whose time is over.

use jiff::civil::Date;
use redress_domain::id::{CaseId, CouncilId, PersonId, WordsId};

use crate::Store;
use crate::case::CaseRow;
use crate::column::{Record as _, row};
use crate::engine::{Connection, sql};
use crate::error::StoreError;

redress_domain::vocabulary! {
    /// What becomes of a closed case.
    pub enum Keeping {
        /// It is kept on although its time is over.
        Held = "held",
        /// What people told is erased.
        Erased = "erased",
    }
}

row! {
    /// What becomes of a closed case.
    pub struct KeepingRow {
        /// The case.
        pub case_id: CaseId,
        /// What.
        pub state: Keeping,
        /// Since when.
        pub since_on: Date,
        /// Why it is held.
        pub because: Option<WordsId>,
    }
}

/// A case that is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The case.
    pub reference: String,
    /// Since when.
    pub since_on: Date,
    /// Why.
    pub reason: Option<String>,
}

/// What stands beside the record of a case and goes with it, each statement taking the case.
const BESIDE_CASE: [&str; 9] = [
    include_str!("../sql/forget/mail_parts.sql"),
    include_str!("../sql/forget/mails.sql"),
    include_str!("../sql/forget/kept_letters.sql"),
    include_str!("../sql/forget/notifications.sql"),
    include_str!("../sql/forget/typing.sql"),
    include_str!("../sql/forget/codes.sql"),
    include_str!("../sql/forget/reply_tokens.sql"),
    include_str!("../sql/forget/partner_keys.sql"),
    include_str!("../sql/forget/message_errors.sql"),
];

/// What stands beside the details of somebody and goes with them, before them.
const BESIDE_PERSON: [&str; 3] = [
    include_str!("../sql/forget/drafts_of_person.sql"),
    include_str!("../sql/forget/mail_parts_of_person.sql"),
    include_str!("../sql/forget/mails_of_person.sql"),
];

pub(crate) async fn forget_beside_case(
    on: &mut Connection<'_>,
    council: &CouncilId,
    (case, today): (&CaseId, Date),
) -> Result<(), StoreError> {
    for text in BESIDE_CASE {
        let statement = crate::engine::Statement::new(text);
        on.run(statement.bind(council).bind(case)).await?;
    }
    on.run(sql!("forget/keeping.sql").bind(council).bind(case).on(today))
        .await?;
    Ok(())
}

pub(crate) async fn forget_beside_person(
    on: &mut Connection<'_>,
    council: &CouncilId,
    person: &PersonId,
) -> Result<(), StoreError> {
    for text in BESIDE_PERSON {
        let statement = crate::engine::Statement::new(text);
        on.run(statement.bind(council).bind(person)).await?;
    }
    Ok(())
}

impl Store {
    /// Cases that were closed by a day and that nothing keeps, the first closed first, after a key.
    pub async fn cases_to_forget(
        &self,
        council: &CouncilId,
        closed_by: Date,
        after: Option<&(Date, CaseId)>,
        limit: i64,
    ) -> Result<Vec<CaseRow>, StoreError> {
        let due = sql!("keeping/due.sql").bind(council).on(closed_by);
        let due = match after {
            Some((day, case)) => due.on(*day).bind(case),
            None => due.text("").text(""),
        };
        let rows = self.rows(due.int(limit)).await?;
        rows.iter().map(CaseRow::from_row).collect()
    }

    /// What becomes of a case, where somebody or something said so.
    pub async fn keeping(
        &self,
        council: &CouncilId,
        case: &CaseId,
    ) -> Result<Option<KeepingRow>, StoreError> {
        let row = self.row(sql!("keeping/get.sql").bind(council).bind(case)).await?;
        row.as_ref().map(KeepingRow::from_row).transpose()
    }

    /// Cases that are held, the first held first.
    pub async fn held_cases(&self, council: &CouncilId, limit: i64) -> Result<Vec<Held>, StoreError> {
        let rows = self
            .rows(sql!("keeping/held.sql").bind(council).int(limit))
            .await?;
        let held = |row: &crate::engine::Row| {
            Ok(Held {
                reference: row.get("reference")?,
                since_on: row.get("since_on")?,
                reason: row.get("reason")?,
            })
        };
        rows.iter().map(held).collect()
    }

    /// Whether somebody's details are needed by anything but one case.
    pub async fn person_is_needed(
        &self,
        council: &CouncilId,
        (person, but): (&PersonId, &CaseId),
    ) -> Result<bool, StoreError> {
        let needed = sql!("keeping/person_is_needed.sql")
            .bind(council)
            .bind(person)
            .bind(but);
        Ok(self.row(needed).await?.is_some())
    }
}
