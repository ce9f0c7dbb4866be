//! Keeping: which closed cases are held, which have been erased, and whose time is over.

use jiff::civil::Date;
use redress_domain::id::{CaseId, ConductId, CouncilId, PersonId, UserId, WordsId};
use redress_domain::vocabulary::Kind;

use crate::Store;
use crate::case::CaseRow;
use crate::column::{Record as _, row};
use crate::engine::{Connection, sql};
use crate::error::StoreError;
use crate::stream::StreamId;

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

/// Closed cases that are kept for the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToForget {
    /// What they are.
    pub kind: Kind,
    /// How they ended; nothing where the record does not say.
    pub outcome: Option<&'static str>,
    /// The last day on which they were closed, if their time is over.
    pub closed_by: Date,
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

/// What goes itself, when it is asked whether somebody's details are needed beside it.
#[derive(Debug, Clone, Copy)]
pub enum But<'a> {
    /// A case.
    Case(&'a CaseId),
    /// A conduct file.
    Conduct(&'a ConductId),
    /// What was signalled about them.
    Signals,
    /// Nothing.
    Nothing,
}

/// What stands beside the record of a case and goes with it, each statement taking the case.
const BESIDE_CASE: [&str; 11] = [
    include_str!("../sql/forget/mail_parts.sql"),
    include_str!("../sql/forget/mails.sql"),
    include_str!("../sql/forget/kept_letters.sql"),
    include_str!("../sql/forget/notifications.sql"),
    include_str!("../sql/forget/typing.sql"),
    include_str!("../sql/forget/files_of_drafts_of_case.sql"),
    include_str!("../sql/forget/drafts_of_case.sql"),
    include_str!("../sql/forget/codes.sql"),
    include_str!("../sql/forget/reply_tokens.sql"),
    include_str!("../sql/forget/partner_keys.sql"),
    include_str!("../sql/forget/message_errors.sql"),
];

/// What stands beside the details of somebody and goes with them, before them.
const BESIDE_PERSON: [&str; 7] = [
    include_str!("../sql/forget/files_of_drafts_of_person.sql"),
    include_str!("../sql/forget/drafts_of_person.sql"),
    include_str!("../sql/forget/mail_parts_of_person.sql"),
    include_str!("../sql/forget/mails_of_person.sql"),
    include_str!("../sql/forget/adjustments_of_person.sql"),
    include_str!("../sql/forget/addresses_of_person.sql"),
    include_str!("../sql/forget/merged_person.sql"),
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
    on.run(sql!("forget/mark_case.sql").bind(council).bind(case))
        .await?;
    Ok(())
}

pub(crate) async fn forget_beside_person(
    on: &mut Connection<'_>,
    council: &CouncilId,
    person: &PersonId,
) -> Result<(), StoreError> {
    crate::saved_filter::forget_searches_for(on, council, person).await?;
    for text in BESIDE_PERSON {
        let statement = crate::engine::Statement::new(text);
        on.run(statement.bind(council).bind(person)).await?;
    }
    Ok(())
}

impl Store {
    /// Cases of one sort that nothing keeps, the first closed first, after a key.
    ///
    /// Costs a row of an index for each that is answered, and for each before it that something keeps on; what was erased is in
    /// it no longer.
    pub async fn cases_to_forget(
        &self,
        council: &CouncilId,
        sort: &ToForget,
        after: Option<&(Date, CaseId)>,
        limit: i64,
    ) -> Result<Vec<CaseRow>, StoreError> {
        let due = sql!("keeping/due.sql").bind(council).bind(&sort.kind);
        let due = due.text(sort.outcome.unwrap_or_default()).on(sort.closed_by);
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

    /// Cases that are held, the first held first, without those about this user.
    pub async fn held_cases(
        &self,
        council: &CouncilId,
        not_about: Option<&UserId>,
        limit: i64,
    ) -> Result<Vec<Held>, StoreError> {
        let held = sql!("keeping/held.sql").bind(council).int(limit);
        let rows = self.rows(held.bind(&not_about.cloned())).await?;
        let held = |row: &crate::engine::Row| {
            Ok(Held {
                reference: row.get("reference")?,
                since_on: row.get("since_on")?,
                reason: row.get("reason")?,
            })
        };
        rows.iter().map(held).collect()
    }

    /// Whether somebody's details are needed by anything but what goes: a case or a conduct file that is not erased, or a
    /// signal.
    pub async fn person_is_needed(
        &self,
        council: &CouncilId,
        (person, but): (&PersonId, But<'_>),
    ) -> Result<bool, StoreError> {
        let (case, file, signals) = match but {
            But::Case(case) => (case.as_str(), "", true),
            But::Conduct(file) => ("", file.as_str(), true),
            But::Signals => ("", "", false),
            But::Nothing => ("", "", true),
        };
        let signals = if signals {
            StreamId::signals(person).to_string()
        } else {
            String::new()
        };
        let needed = sql!("keeping/person_is_needed.sql").bind(council).bind(person);
        let needed = needed.text(case).text(file).text(&signals);
        Ok(self.row(needed).await?.is_some())
    }
}
