//! Surveys: whom to ask and to remind, what people wrote, and what waits for a manager.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::{CaseId, CouncilId, PersonId, ServiceId, WordsId};
use redress_domain::survey::{Answer, NotAskedBecause};
use redress_domain::vocabulary::{Channel, Kind};

use crate::Store;
use crate::case::{Scope, between_commas};
use crate::column::{Record as _, row};
use crate::engine::{Statement, sql};
use crate::error::StoreError;

row! {
    /// A survey, as lists show it.
    pub struct SurveyRow {
        /// Which case it is about: nobody who reads answers is shown it without leave.
        pub case_id: CaseId,
        /// The day on which somebody was asked or passed over.
        pub begun_on: Date,
        /// Why nobody was asked.
        pub because: Option<NotAskedBecause>,
        /// Who was asked.
        pub asked: Option<PersonId>,
        /// The service that answered for the case; empty where there was none.
        pub service: String,
        /// How the case came.
        pub channel: Channel,
        /// What it was.
        pub kind: Kind,
        /// From when on they are to be reminded.
        pub remind_on: Option<Date>,
        /// The last day on which they can answer.
        pub closes_on: Option<Date>,
        /// When they answered first.
        pub answered_on: Option<Date>,
        /// What they wrote.
        pub said_words: Option<WordsId>,
        /// When.
        pub said_on: Option<Date>,
        /// What it is about, between commas.
        pub themes: String,
        /// Since when a low score is there.
        pub low_on: Option<Date>,
        /// Whether it waits for a manager.
        pub waits: bool,
        /// Whether a manager may contact them about it, where they said.
        pub may_contact: Option<bool>,
        /// How satisfied they are with how it was handled.
        pub handling: Option<Answer>,
        /// How satisfied they are with the result.
        pub outcome: Option<Answer>,
        /// How many lessons were drawn from it.
        pub lessons: i64,
        /// Where its answers stand for their readers: it tells neither the case nor when that was logged.
        pub stands_at: String,
    }
}

/// A place in a list of surveys.
pub type SurveyPlace = (Date, CaseId);

impl Store {
    /// Cases that were closed on these days and of which nobody decided whether to ask.
    pub async fn cases_to_ask_about(
        &self,
        council: &CouncilId,
        (from, to): (Date, Date),
        limit: i64,
    ) -> Result<Vec<CaseId>, StoreError> {
        let statement = sql!("survey/to_ask.sql").bind(council).on(from).on(to).int(limit);
        self.rows(statement)
            .await?
            .iter()
            .map(|row| row.get("case_id"))
            .collect()
    }

    /// Whether somebody was asked after a day, about any case.
    pub async fn was_asked_since(
        &self,
        council: &CouncilId,
        person: &PersonId,
        day: Date,
    ) -> Result<bool, StoreError> {
        let statement = sql!("survey/asked_since.sql").bind(council).bind(person).on(day);
        Ok(self.row(statement).await?.is_some())
    }

    /// Surveys of which somebody is to be reminded.
    pub async fn surveys_to_remind(
        &self,
        council: &CouncilId,
        today: Date,
        limit: i64,
    ) -> Result<Vec<CaseId>, StoreError> {
        let statement = sql!("survey/to_remind.sql").bind(council).on(today).int(limit);
        self.rows(statement)
            .await?
            .iter()
            .map(|row| row.get("case_id"))
            .collect()
    }

    /// A survey, as lists show it.
    pub async fn survey(&self, council: &CouncilId, case: &CaseId) -> Result<Option<SurveyRow>, StoreError> {
        let row = self.row(sql!("survey/get.sql").bind(council).bind(case)).await?;
        row.as_ref().map(SurveyRow::from_row).transpose()
    }

    /// The survey whose answers stand at an address.
    pub async fn survey_at(
        &self,
        council: &CouncilId,
        address: &str,
    ) -> Result<Option<SurveyRow>, StoreError> {
        let row = self
            .row(sql!("survey/at.sql").bind(council).text(address))
            .await?;
        row.as_ref().map(SurveyRow::from_row).transpose()
    }

    /// What people wrote before a key, the newest first: of one service or of all.
    pub async fn survey_words(
        &self,
        council: &CouncilId,
        service: Option<&ServiceId>,
        before: Option<&SurveyPlace>,
        limit: i64,
    ) -> Result<Vec<SurveyRow>, StoreError> {
        let statement = match service {
            Some(_) => sql!("survey/said_of_service.sql"),
            None => sql!("survey/said.sql"),
        };
        let statement = match before {
            Some((day, case)) => statement.bind(council).on(*day).bind(case),
            None => statement.bind(council).text("~").text(""),
        };
        let statement = statement.int(limit);
        self.survey_rows(match service {
            Some(service) => statement.bind(service),
            None => statement,
        })
        .await
    }

    /// Low scores that wait for a manager of some services after a key, the oldest first.
    pub async fn surveys_that_wait(
        &self,
        council: &CouncilId,
        scope: &Scope,
        after: Option<&SurveyPlace>,
        limit: i64,
    ) -> Result<Vec<SurveyRow>, StoreError> {
        let statement = sql!("survey/waiting.sql").bind(council);
        let statement = match after {
            Some((day, case)) => statement.on(*day).bind(case),
            None => statement.text("").text(""),
        };
        self.survey_rows(statement.int(limit).bind(&between_commas(scope)))
            .await
    }

    /// Lets a code open a survey: its digest is all that is kept of it.
    pub async fn put_survey_link(
        &self,
        council: &CouncilId,
        (hash, case): (&str, &CaseId),
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = sql!("survey/put_link.sql")
            .bind(council)
            .text(hash)
            .bind(case)
            .at(at);
        self.run(statement).await?;
        Ok(())
    }

    /// Which survey a code opens, by its digest.
    pub async fn survey_of_link(
        &self,
        council: &CouncilId,
        hash: &str,
    ) -> Result<Option<CaseId>, StoreError> {
        let row = self
            .row(sql!("survey/of_link.sql").bind(council).text(hash))
            .await?;
        row.map(|row| row.get("case_id")).transpose()
    }

    async fn survey_rows(&self, statement: Statement) -> Result<Vec<SurveyRow>, StoreError> {
        let rows = self.rows(statement).await?;
        rows.iter().map(SurveyRow::from_row).collect()
    }
}
