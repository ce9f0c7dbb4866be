//! Letters as they went, and the print runs in which they went by post.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::{ActorId, CaseId, ConductId, CouncilId, FileId, MessageId, UserId, WordsId};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Statement, sql};
use crate::error::StoreError;

row! {
    /// A letter as it went.
    pub struct KeptLetterRow {
        /// The message that it is.
        pub message_id: MessageId,
        /// The case that it is about, unless it is of a conduct file.
        pub case_id: Option<CaseId>,
        /// The file that holds it.
        pub file_id: FileId,
        /// What was set, as a text.
        pub source: WordsId,
        /// How it is laid out.
        pub layout: String,
        /// How many pages it has.
        pub pages: i64,
        /// Whether it goes by post.
        pub by_post: bool,
        /// When it was kept.
        pub kept_at: Timestamp,
        /// The day of the print run that it is in.
        pub run_on: Option<Date>,
        /// Which run of that day.
        pub run_number: Option<i64>,
        /// Its place in that run, from 1.
        pub place: Option<i64>,
        /// The conduct file whose letter it is.
        pub conduct: Option<ConductId>,
    }
}

row! {
    /// A print run.
    pub struct PrintRunRow {
        /// The day.
        pub run_on: Date,
        /// Which run of that day, from 1.
        pub number: i64,
        /// How many letters are in it.
        pub letters: i64,
        /// How many pages they have together.
        pub pages: i64,
        /// When it was made.
        pub made_at: Timestamp,
        /// Who made it.
        pub made_by: ActorId,
        /// Whether its letters are of conduct files.
        pub of_conduct: bool,
    }
}

impl Store {
    /// How the letter of a message was kept, if it was.
    pub async fn kept_letter(
        &self,
        council: &CouncilId,
        message: &MessageId,
    ) -> Result<Option<KeptLetterRow>, StoreError> {
        let row = self
            .row(sql!("kept_letter/get.sql").bind(council).bind(message))
            .await?;
        row.as_ref().map(KeptLetterRow::from_row).transpose()
    }

    /// Letters that go by post and are in no print run yet, the oldest first, without those of cases about this user.
    pub async fn letters_to_print(
        &self,
        council: &CouncilId,
        not_about: Option<&UserId>,
        limit: i64,
    ) -> Result<Vec<KeptLetterRow>, StoreError> {
        let statement = sql!("kept_letter/to_print.sql").bind(council).int(limit);
        self.letters(statement.bind(&not_about.cloned())).await
    }

    /// The letters of the print runs of some days whose case is about this user.
    pub async fn letters_printed_about(
        &self,
        council: &CouncilId,
        (first, last): (Date, Date),
        user: &UserId,
    ) -> Result<Vec<KeptLetterRow>, StoreError> {
        let statement = sql!("kept_letter/printed_about.sql").bind(council);
        self.letters(statement.on(first).on(last).bind(user)).await
    }

    /// The same of conduct files.
    pub async fn conduct_letters_to_print(
        &self,
        council: &CouncilId,
        limit: i64,
    ) -> Result<Vec<KeptLetterRow>, StoreError> {
        let statement = sql!("kept_letter/of_conduct_to_print.sql");
        self.letters(statement.bind(council).int(limit)).await
    }

    /// The letters of a print run, in their order.
    pub async fn letters_of_run(
        &self,
        council: &CouncilId,
        (on, number): (Date, i64),
    ) -> Result<Vec<KeptLetterRow>, StoreError> {
        let statement = sql!("kept_letter/of_run.sql").bind(council).on(on).int(number);
        self.letters(statement).await
    }

    /// The letters of a case that were kept.
    pub async fn letters_of_case(
        &self,
        council: &CouncilId,
        case: &CaseId,
    ) -> Result<Vec<KeptLetterRow>, StoreError> {
        self.letters(sql!("kept_letter/of_case.sql").bind(council).bind(case))
            .await
    }

    async fn letters(&self, statement: Statement) -> Result<Vec<KeptLetterRow>, StoreError> {
        let rows = self.rows(statement).await?;
        rows.iter().map(KeptLetterRow::from_row).collect()
    }

    /// A print run.
    pub async fn print_run(
        &self,
        council: &CouncilId,
        (on, number): (Date, i64),
    ) -> Result<Option<PrintRunRow>, StoreError> {
        let statement = sql!("print_run/get.sql").bind(council).on(on).int(number);
        let row = self.row(statement).await?;
        row.as_ref().map(PrintRunRow::from_row).transpose()
    }

    /// The last print runs, the newest first.
    pub async fn print_runs(&self, council: &CouncilId, limit: i64) -> Result<Vec<PrintRunRow>, StoreError> {
        let rows = self
            .rows(sql!("print_run/page.sql").bind(council).int(limit))
            .await?;
        rows.iter().map(PrintRunRow::from_row).collect()
    }

    /// The print runs of a day, in their order.
    pub async fn print_runs_of(&self, council: &CouncilId, on: Date) -> Result<Vec<PrintRunRow>, StoreError> {
        let rows = self
            .rows(sql!("print_run/of_day.sql").bind(council).on(on))
            .await?;
        rows.iter().map(PrintRunRow::from_row).collect()
    }
}
