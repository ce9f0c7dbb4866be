//! Reports: which there are, how far each is, and what meetings asked somebody to do.

use jiff::civil::Date;
use redress_domain::id::{CouncilId, UserId, WordsId};
use redress_domain::report::state::ReportState;
use redress_domain::report::{ActionState, ReportKey, ReportSort};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::sql;
use crate::error::StoreError;

row! {
    /// A report, as lists show it.
    pub struct ReportRow {
        /// Which.
        pub report_key: ReportKey,
        /// What it is.
        pub sort: ReportSort,
        /// The day of its meeting, or the first of its year.
        pub on_day: Date,
        /// The first day of its period.
        pub from_on: Date,
        /// The last day.
        pub to_on: Date,
        /// How far it is.
        pub state: ReportState,
    }
}

row! {
    /// What a meeting asked somebody to do.
    pub struct ReportActionRow {
        /// On which report.
        pub report_key: ReportKey,
        /// The number of the item.
        pub item: i64,
        /// What.
        pub words_id: WordsId,
        /// Who does it.
        pub owner: UserId,
        /// By when.
        pub due_on: Date,
        /// How it stands.
        pub state: ActionState,
        /// What was said of it last.
        pub said_words: Option<WordsId>,
    }
}

impl Store {
    /// A page of reports of one sort before a place, the newest first; of one state, or of any.
    pub async fn reports(
        &self,
        council: &CouncilId,
        (sort, state): (ReportSort, Option<ReportState>),
        before: Option<(Date, &ReportKey)>,
        limit: i64,
    ) -> Result<Vec<ReportRow>, StoreError> {
        let statement = sql!("report/page.sql").bind(council).bind(&sort);
        let statement = match before {
            Some((day, key)) => statement.on(day).bind(key),
            // After every day.
            None => statement.text("~").text(""),
        };
        let state = state.map_or("", ReportState::as_str);
        let rows = self.rows(statement.int(limit).text(state)).await?;
        rows.iter().map(ReportRow::from_row).collect()
    }

    /// What meetings asked for and nobody has done, the first due first.
    pub async fn open_report_actions(
        &self,
        council: &CouncilId,
        limit: i64,
    ) -> Result<Vec<ReportActionRow>, StoreError> {
        let statement = sql!("report/open_actions.sql").bind(council).int(limit);
        let rows = self.rows(statement).await?;
        rows.iter().map(ReportActionRow::from_row).collect()
    }
}
