//! Rebuild: the read models filled again from the events, beside the live ones, and swapped.
//!
//! A shadow stands in the same tables under a council's name with `~` before it, which no council
//! can have. So it is written by the same statements as the live rows, and no list shows it.

use redress_domain::id::CouncilId;

use crate::Store;
use crate::changes::ReadModel;
use crate::engine::{Arg, Row, Statement, sql};
use crate::error::StoreError;
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

/// The disposable tables: how they are emptied, moved to another name, and read in key order.
fn tables() -> [(&'static str, Statement, Statement, Statement); 9] {
    [
        (
            "cases",
            sql!("rebuild/empty_cases.sql"),
            sql!("rebuild/move_cases.sql"),
            sql!("case/page.sql"),
        ),
        (
            "case_stage",
            sql!("rebuild/empty_stages.sql"),
            sql!("rebuild/move_stages.sql"),
            sql!("rebuild/stages.sql"),
        ),
        (
            "case_point",
            sql!("rebuild/empty_points.sql"),
            sql!("rebuild/move_points.sql"),
            sql!("rebuild/points.sql"),
        ),
        (
            "case_remedy",
            sql!("rebuild/empty_remedies.sql"),
            sql!("rebuild/move_remedies.sql"),
            sql!("rebuild/remedies.sql"),
        ),
        (
            "case_update",
            sql!("rebuild/empty_updates.sql"),
            sql!("rebuild/move_updates.sql"),
            sql!("rebuild/updates.sql"),
        ),
        (
            "daily_check",
            sql!("rebuild/empty_checks.sql"),
            sql!("rebuild/move_checks.sql"),
            sql!("rebuild/checks.sql"),
        ),
        (
            "settings_change",
            sql!("rebuild/empty_changes.sql"),
            sql!("rebuild/move_changes.sql"),
            sql!("rebuild/changes.sql"),
        ),
        (
            "search_term",
            sql!("rebuild/empty_terms.sql"),
            sql!("rebuild/move_terms.sql"),
            sql!("rebuild/terms.sql"),
        ),
        (
            "search_document",
            sql!("rebuild/empty_documents.sql"),
            sql!("rebuild/move_documents.sql"),
            sql!("rebuild/documents.sql"),
        ),
    ]
}

impl Store {
    /// Begins a rebuild: throws away what an earlier one left.
    pub async fn begin_rebuild(&self, council: &CouncilId) -> Result<(), StoreError> {
        let shadow = Side::Shadow.name(council);
        let works = tables()
            .into_iter()
            .map(|(_, empty, ..)| empty.text(&shadow))
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
        let mut statements = Vec::new();
        for (_, empty, rename, _) in tables() {
            statements.push(empty.text(&live));
            statements.push(rename.text(&shadow).text(&live));
        }
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

    /// The read models as text, a line a row in key order, to compare live with rebuilt.
    pub async fn dump_read_models(&self, council: &CouncilId, side: Side) -> Result<Vec<String>, StoreError> {
        let name = side.name(council);
        let mut lines = Vec::new();
        for (table, _, _, read) in tables() {
            let statement = match table {
                "cases" => read.text(&name).text("").int(i64::MAX),
                _ => read.text(&name),
            };
            for row in self.rows(statement).await? {
                lines.push(line(table, &row)?);
            }
        }
        Ok(lines)
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
