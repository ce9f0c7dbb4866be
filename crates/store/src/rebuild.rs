//! Rebuild: the read models filled again from the events, beside the live ones, and swapped.
//!
//! A shadow stands in the same tables under a council's name with `~` before it, which no council
//! can have. So it is written by the same statements as the live rows, and no list shows it.

use std::collections::{BTreeMap, BTreeSet};

use redress_domain::id::{CaseId, CouncilId};

use crate::Store;
use crate::case::CaseRow;
use crate::changes::ReadModel;
use crate::column::Record as _;
use crate::engine::{Arg, Row, Statement, sql};
use crate::error::StoreError;
use crate::search::postings::{BLOCK, Postings};
use crate::stream::StreamId;
use crate::work::Work;

/// Which rows: those that lists show, or those that a rebuild has filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What lists show.
    Live,
    /// What a rebuild has filled.
    Shadow,
}

impl Side {
    fn name(self, council: &CouncilId) -> String {
        match self {
            Self::Live => council.to_string(),
            Self::Shadow => format!("~{council}"),
        }
    }
}

/// The disposable tables: how they are emptied and moved to another name.
fn tables() -> [(Statement, Statement); 40] {
    [
        (sql!("rebuild/empty_cases.sql"), sql!("rebuild/move_cases.sql")),
        (
            sql!("rebuild/empty_case_people.sql"),
            sql!("rebuild/move_case_people.sql"),
        ),
        (sql!("rebuild/empty_stages.sql"), sql!("rebuild/move_stages.sql")),
        (sql!("rebuild/empty_points.sql"), sql!("rebuild/move_points.sql")),
        (
            sql!("rebuild/empty_remedies.sql"),
            sql!("rebuild/move_remedies.sql"),
        ),
        (sql!("rebuild/empty_checks.sql"), sql!("rebuild/move_checks.sql")),
        (sql!("rebuild/empty_counts.sql"), sql!("rebuild/move_counts.sql")),
        (
            sql!("rebuild/empty_changes.sql"),
            sql!("rebuild/move_changes.sql"),
        ),
        (
            sql!("rebuild/empty_updates.sql"),
            sql!("rebuild/move_updates.sql"),
        ),
        (sql!("rebuild/empty_unread.sql"), sql!("rebuild/move_unread.sql")),
        (
            sql!("rebuild/empty_transfers.sql"),
            sql!("rebuild/move_transfers.sql"),
        ),
        (
            sql!("rebuild/empty_enquiries.sql"),
            sql!("rebuild/move_enquiries.sql"),
        ),
        (
            sql!("rebuild/empty_referrals.sql"),
            sql!("rebuild/move_referrals.sql"),
        ),
        (
            sql!("rebuild/empty_conduct.sql"),
            sql!("rebuild/move_conduct.sql"),
        ),
        (
            sql!("rebuild/empty_conduct_contacts.sql"),
            sql!("rebuild/move_conduct_contacts.sql"),
        ),
        (
            sql!("rebuild/empty_decisions.sql"),
            sql!("rebuild/move_decisions.sql"),
        ),
        (
            sql!("rebuild/empty_likeness.sql"),
            sql!("rebuild/move_likeness.sql"),
        ),
        (sql!("rebuild/empty_ends.sql"), sql!("rebuild/move_ends.sql")),
        (
            sql!("rebuild/empty_signals.sql"),
            sql!("rebuild/move_signals.sql"),
        ),
        (
            sql!("rebuild/empty_lessons.sql"),
            sql!("rebuild/move_lessons.sql"),
        ),
        (
            sql!("rebuild/empty_lesson_services.sql"),
            sql!("rebuild/move_lesson_services.sql"),
        ),
        (
            sql!("rebuild/empty_lesson_cases.sql"),
            sql!("rebuild/move_lesson_cases.sql"),
        ),
        (sql!("rebuild/empty_causes.sql"), sql!("rebuild/move_causes.sql")),
        (
            sql!("rebuild/empty_cause_cases.sql"),
            sql!("rebuild/move_cause_cases.sql"),
        ),
        (
            sql!("rebuild/empty_surveys.sql"),
            sql!("rebuild/move_surveys.sql"),
        ),
        (
            sql!("rebuild/empty_guidance.sql"),
            sql!("rebuild/move_guidance.sql"),
        ),
        (
            sql!("rebuild/empty_reports.sql"),
            sql!("rebuild/move_reports.sql"),
        ),
        (
            sql!("rebuild/empty_report_actions.sql"),
            sql!("rebuild/move_report_actions.sql"),
        ),
        (
            sql!("rebuild/empty_settings.sql"),
            sql!("rebuild/move_settings.sql"),
        ),
        (
            sql!("rebuild/empty_documents.sql"),
            sql!("rebuild/move_documents.sql"),
        ),
        (
            sql!("rebuild/empty_adjustments.sql"),
            sql!("rebuild/move_adjustments.sql"),
        ),
        (sql!("rebuild/empty_paces.sql"), sql!("rebuild/move_paces.sql")),
        (sql!("rebuild/empty_steps.sql"), sql!("rebuild/move_steps.sql")),
        (sql!("rebuild/empty_facts.sql"), sql!("rebuild/move_facts.sql")),
        (
            sql!("rebuild/empty_fact_changes.sql"),
            sql!("rebuild/move_fact_changes.sql"),
        ),
        (
            sql!("rebuild/empty_fact_sums.sql"),
            sql!("rebuild/move_fact_sums.sql"),
        ),
        (sql!("rebuild/empty_merged.sql"), sql!("rebuild/move_merged.sql")),
        (
            sql!("rebuild/empty_addresses.sql"),
            sql!("rebuild/move_addresses.sql"),
        ),
        (sql!("rebuild/empty_blocks.sql"), sql!("rebuild/move_blocks.sql")),
        (sql!("rebuild/empty_heads.sql"), sql!("rebuild/move_heads.sql")),
    ]
}

/// The tables whose rows are compared as they are, in key order.
fn compared(name: &str) -> [(&'static str, Statement); 34] {
    [
        ("cases", sql!("case/page.sql").text(name).text("").int(i64::MAX)),
        ("case_stage", sql!("rebuild/stages.sql").text(name)),
        ("case_point", sql!("rebuild/points.sql").text(name)),
        ("case_remedy", sql!("rebuild/remedies.sql").text(name)),
        ("case_update", sql!("rebuild/updates.sql").text(name)),
        ("case_unread", sql!("rebuild/unread.sql").text(name)),
        ("case_person", sql!("rebuild/case_people.sql").text(name)),
        ("case_transfer", sql!("rebuild/transfers.sql").text(name)),
        ("case_enquiry", sql!("rebuild/enquiries.sql").text(name)),
        ("person_adjustment", sql!("rebuild/adjustments.sql").text(name)),
        ("person_merged", sql!("rebuild/merged.sql").text(name)),
        ("person_address", sql!("rebuild/addresses.sql").text(name)),
        ("case_pace", sql!("rebuild/paces.sql").text(name)),
        ("case_step", sql!("rebuild/steps.sql").text(name)),
        ("case_referral", sql!("rebuild/referrals.sql").text(name)),
        ("conduct", sql!("rebuild/conduct.sql").text(name)),
        ("conduct_contact", sql!("rebuild/conduct_contacts.sql").text(name)),
        ("conduct_decision", sql!("rebuild/decisions.sql").text(name)),
        ("conduct_likeness", sql!("rebuild/likeness.sql").text(name)),
        ("conduct_end", sql!("rebuild/ends.sql").text(name)),
        ("signal", sql!("rebuild/signals.sql").text(name)),
        ("lesson", sql!("rebuild/lessons.sql").text(name)),
        ("lesson_service", sql!("rebuild/lesson_services.sql").text(name)),
        ("lesson_case", sql!("rebuild/lesson_cases.sql").text(name)),
        ("cause", sql!("rebuild/causes.sql").text(name)),
        ("cause_case", sql!("rebuild/cause_cases.sql").text(name)),
        ("survey", sql!("rebuild/surveys.sql").text(name)),
        ("guidance_note", sql!("rebuild/guidance.sql").text(name)),
        ("report", sql!("rebuild/reports.sql").text(name)),
        ("report_action", sql!("rebuild/report_actions.sql").text(name)),
        ("case_fact", sql!("rebuild/facts.sql").text(name)),
        ("fact_sum", sql!("rebuild/fact_sums.sql").text(name)),
        ("daily_check", sql!("rebuild/checks.sql").text(name)),
        ("settings_change", sql!("rebuild/settings.sql").text(name)),
    ]
}

impl Store {
    /// Begins a rebuild: throws away what an earlier one left.
    pub async fn begin_rebuild(&self, council: &CouncilId) -> Result<(), StoreError> {
        let shadow = Side::Shadow.name(council);
        let works = tables()
            .into_iter()
            .map(|(empty, _)| empty.text(&shadow))
            .collect();
        self.write(Work::Run(works)).await?;
        Ok(())
    }

    /// Writes rows into the shadow. What is not disposable is left out.
    pub async fn write_shadow(&self, council: &CouncilId, rows: &[ReadModel]) -> Result<(), StoreError> {
        let shadow = Side::Shadow.name(council);
        let rows = rows.iter().filter(|row| row.is_disposable()).cloned().collect();
        self.write(Work::Rows { name: shadow, rows }).await?;
        Ok(())
    }

    /// Puts the shadow in the place of the live rows, in one transaction. Acts that were committed
    /// after their streams were read are not in it: afterwards, put the rows of
    /// [`stale_cases`](Store::stale_cases) again until there are none.
    pub async fn swap_rebuilt(&self, council: &CouncilId) -> Result<(), StoreError> {
        let (live, shadow) = (Side::Live.name(council), Side::Shadow.name(council));
        while self.take_into(&shadow, 1_000).await? > 0 {}
        while self.add_up_facts_of(&shadow).await? > 0 {}
        let mut statements = Vec::new();
        for (empty, rename) in tables() {
            statements.push(empty.text(&live));
            statements.push(rename.text(&shadow).text(&live));
        }
        // No event of a case says that it was erased: that stands in a stream of its own, and in no disposable table.
        statements.push(sql!("rebuild/mark_erased.sql").text(&live));
        self.write(Work::Run(statements)).await?;
        Ok(())
    }

    /// Cases whose row is not at the last version of their stream, or that have none.
    pub async fn stale_cases(&self, council: &CouncilId, limit: i64) -> Result<Vec<StreamId>, StoreError> {
        let rows = self
            .rows(sql!("rebuild/stale.sql").bind(council).int(limit))
            .await?;
        rows.iter().map(|row| row.get("stream")).collect()
    }

    /// Writes live rows again, outside an act: only what is disposable.
    pub async fn put_again(&self, council: &CouncilId, rows: &[ReadModel]) -> Result<(), StoreError> {
        let rows = rows.iter().filter(|row| row.is_disposable()).cloned().collect();
        self.write(Work::Rows {
            name: council.to_string(),
            rows,
        })
        .await?;
        Ok(())
    }

    /// The columns in which lists show a case otherwise than this row of it, or cannot be read; `None` where they do not show it.
    pub async fn columns_listed_otherwise(
        &self,
        council: &CouncilId,
        made: &CaseRow,
    ) -> Result<Option<Vec<String>>, StoreError> {
        let get = sql!("case/by_id.sql").bind(council).bind(&made.case_id);
        let Some(row) = self.row(get).await? else {
            return Ok(None);
        };
        let kept = CaseRow::from_row(&row).and_then(|kept| Ok((kept, row.get::<String>("due_key")?)));
        let (kept, due_key) = match kept {
            Ok(kept) => kept,
            Err(StoreError::Unreadable { column, .. }) => return Ok(Some(vec![column])),
            Err(other) => return Err(other),
        };
        let (kept, made_args) = (kept.to_args(), made.to_args());
        let fields = CaseRow::FIELDS.iter().zip(kept.iter().zip(&made_args));
        let mut columns: Vec<String> = fields
            .filter(|(_, (kept, made))| kept != made)
            .map(|(field, _)| (*field).to_owned())
            .collect();
        if due_key != made.due_key() {
            columns.push("due_key".to_owned());
        }
        Ok(Some(columns))
    }

    /// The read models as text, a line a row in key order, to compare live with rebuilt. Counts and
    /// the search index are compared by what they say, however it is kept.
    pub async fn dump_read_models(&self, council: &CouncilId, side: Side) -> Result<Vec<String>, StoreError> {
        let name = side.name(council);
        while self.take_into(&name, 1_000).await? > 0 {}
        while self.add_up_facts_of(&name).await? > 0 {}
        let mut lines = Vec::new();
        for (table, statement) in compared(&name) {
            for row in self.rows(statement).await? {
                lines.push(line(table, &row)?);
            }
        }
        for row in self.rows(sql!("rebuild/counts.sql").text(&name)).await? {
            let texts: [String; 3] = [row.get("service")?, row.get("status")?, row.get("due_key")?];
            let truths: [bool; 2] = [row.get("triaged")?, row.get("assigned")?];
            let n: i64 = row.get("n")?;
            lines.push(format!("open_case_count {texts:?} {truths:?} {n}"));
        }
        for row in self.rows(sql!("rebuild/documents.sql").text(&name)).await? {
            let (case, at): (CaseId, i64) = (row.get("case_id")?, row.get("received_at")?);
            let terms: String = row.get("terms")?;
            lines.push(format!("search_document {case} {at} {terms}"));
        }
        lines.extend(self.dump_index(&name).await?);
        Ok(lines)
    }

    /// Each term of the index with the cases that hold it.
    async fn dump_index(&self, name: &str) -> Result<Vec<String>, StoreError> {
        let mut cases: BTreeMap<i64, CaseId> = BTreeMap::new();
        for row in self.rows(sql!("rebuild/numbers.sql").text(name)).await? {
            cases.insert(row.get("number")?, row.get("case_id")?);
        }
        let mut holds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in self.rows(sql!("rebuild/blocks.sql").text(name)).await? {
            let (block, text): (i64, String) = (row.get("block")?, row.get("cases")?);
            for place in Postings::parse(&text).places() {
                let number = block * BLOCK + i64::try_from(place).unwrap_or_default();
                let case = cases.get(&number).map(ToString::to_string);
                let case = case.unwrap_or_else(|| format!("nothing has the number {number}"));
                holds.entry(row.get("term")?).or_default().insert(case);
            }
        }
        Ok(holds
            .into_iter()
            .map(|(term, cases)| format!("search_block {term} {cases:?}"))
            .collect())
    }
}

fn line(table: &str, row: &Row) -> Result<String, StoreError> {
    let mut line = table.to_owned();
    for (column, value) in row.values()? {
        let value = match value {
            _ if column == "council" => continue,
            Arg::Text(value) => value.map(|value| format!("{value:?}")),
            Arg::Int(value) => value.map(|value| value.to_string()),
            Arg::Bool(value) => value.map(|value| value.to_string()),
            Arg::Bytes(value) => value.map(|value| format!("{} bytes", value.len())),
        };
        line.extend([" ", &column, "=", value.as_deref().unwrap_or("null")]);
    }
    Ok(line)
}
