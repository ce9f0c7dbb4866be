//! Questions to partners: the list of what is owed, who is to be reminded, and what opens one.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::case::ReferralState;
use redress_domain::id::{CaseId, CouncilId, PartnerId, ReferralId, ServiceId, UserId};

use crate::Store;
use crate::case::{CaseLine, Scope, between_commas};
use crate::code::CodeRow;
use crate::column::{Record as _, row};
use crate::engine::{Row, sql};
use crate::error::StoreError;
use crate::work::Work;

row! {
    /// What a partner was asked about a case.
    pub struct ReferralRow {
        /// The case.
        pub case_id: CaseId,
        /// Which question.
        pub referral_id: ReferralId,
        /// Its number on the case.
        pub number: i64,
        /// Whom.
        pub partner: PartnerId,
        /// The service that the case is about.
        pub service: Option<ServiceId>,
        /// Who has the case.
        pub owner: Option<UserId>,
        /// How far it is.
        pub state: ReferralState,
        /// When it was asked.
        pub asked_on: Date,
        /// By when the answer is needed.
        pub due_on: Date,
        /// When the partner is to be reminded next.
        pub remind_on: Option<Date>,
        /// When the partner took it on.
        pub accepted_on: Option<Date>,
        /// When the answer came.
        pub answered_on: Option<Date>,
        /// How many working days it took.
        pub working_days: Option<i64>,
        /// Whether somebody has still to do something.
        pub is_open: bool,
    }
}

row! {
    /// Which question a secret opens, and until when.
    pub struct KeyRow {
        /// The hash of the secret.
        pub token_hash: String,
        /// The case.
        pub case_id: CaseId,
        /// The question.
        pub referral_id: ReferralId,
        /// When it ends.
        pub expires_at: Timestamp,
    }
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralLine {
    /// The case.
    pub line: CaseLine,
    /// Which question.
    pub referral: ReferralId,
    /// Its number on the case.
    pub number: i64,
    /// Whom.
    pub partner: PartnerId,
    /// How far it is.
    pub state: ReferralState,
    /// When it was asked.
    pub asked_on: Date,
    /// By when the answer is needed.
    pub due_on: Date,
}

impl ReferralLine {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            line: CaseLine::from_row(row)?,
            referral: row.get("referral_id")?,
            number: row.get("referral_number")?,
            partner: row.get("partner")?,
            state: row.get("referral_state")?,
            asked_on: row.get("referral_asked_on")?,
            due_on: row.get("referral_due_on")?,
        })
    }

    /// Its place in the list: the next page comes after it.
    pub fn place(&self) -> (Date, ReferralId) {
        (self.due_on, self.referral.clone())
    }
}

impl Store {
    /// Questions to partners about which somebody has still to do something, what is due soonest first.
    pub async fn open_referrals(
        &self,
        council: &CouncilId,
        (scope, owner): (&Scope, Option<&UserId>),
        after: Option<&(Date, ReferralId)>,
        limit: i64,
    ) -> Result<Vec<ReferralLine>, StoreError> {
        let (due, referral) = after.map_or_else(
            || (String::new(), String::new()),
            |(due, referral)| (due.to_string(), referral.to_string()),
        );
        let statement = sql!("referral/open.sql").bind(council).text(&due).text(&referral);
        let statement = statement.int(limit).bind(&between_commas(scope));
        let rows = self.rows(statement.bind(&owner.cloned())).await?;
        rows.iter().map(ReferralLine::from_row).collect()
    }

    /// Questions whose partner is to be reminded by a day.
    pub async fn referrals_to_remind(
        &self,
        council: &CouncilId,
        by: Date,
        limit: i64,
    ) -> Result<Vec<ReferralRow>, StoreError> {
        let statement = sql!("referral/to_remind.sql").bind(council).bind(&by).int(limit);
        let rows = self.rows(statement).await?;
        rows.iter().map(ReferralRow::from_row).collect()
    }

    /// The last questions to a partner, the newest first.
    pub async fn referrals_of_partner(
        &self,
        council: &CouncilId,
        partner: &PartnerId,
        limit: i64,
    ) -> Result<Vec<ReferralRow>, StoreError> {
        let statement = sql!("referral/of_partner.sql").bind(council).bind(partner);
        let rows = self.rows(statement.int(limit)).await?;
        rows.iter().map(ReferralRow::from_row).collect()
    }

    /// Keeps the hash of a secret.
    pub async fn put_partner_key(&self, council: &CouncilId, key: &KeyRow) -> Result<(), StoreError> {
        let statement = sql!("referral/put_key.sql").bind(council).args(key.to_args());
        self.run(statement).await?;
        Ok(())
    }

    /// What a secret opens at a moment, if anything.
    pub async fn partner_key(
        &self,
        council: &CouncilId,
        token_hash: &str,
        at: Timestamp,
    ) -> Result<Option<KeyRow>, StoreError> {
        let statement = sql!("referral/key.sql").bind(council).text(token_hash).at(at);
        let row = self.row(statement).await?;
        row.as_ref().map(KeyRow::from_row).transpose()
    }

    /// Forgets a secret: it was used. Answers whether it was there, so that it opens something once.
    pub async fn use_partner_key(&self, council: &CouncilId, token_hash: &str) -> Result<bool, StoreError> {
        let statement = sql!("referral/delete_key.sql").bind(council).text(token_hash);
        Ok(self.run(statement).await? == 1)
    }

    /// Keeps the digest of the code for a question until a moment, in place of the one before.
    pub async fn put_partner_code(
        &self,
        council: &CouncilId,
        referral: &ReferralId,
        code: &CodeRow,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = sql!("referral/put_code.sql").bind(council).bind(referral);
        self.run(statement.args(code.to_args()).at(until)).await?;
        Ok(())
    }

    /// Counts a try and answers what to compare it with; `None` when there is no code, it has
    /// expired, or it was tried `most` times already.
    pub async fn try_partner_code(
        &self,
        council: &CouncilId,
        referral: &ReferralId,
        at: Timestamp,
        most: i64,
    ) -> Result<Option<CodeRow>, StoreError> {
        let statement = sql!("referral/try_code.sql").bind(council).bind(referral);
        let rows = self.write(Work::Run(vec![statement.at(at).int(most)])).await?;
        rows.rows().first().map(CodeRow::from_row).transpose()
    }

    /// Forgets a code: it was used. Answers whether it was there.
    pub async fn use_partner_code(
        &self,
        council: &CouncilId,
        referral: &ReferralId,
    ) -> Result<bool, StoreError> {
        let statement = sql!("referral/delete_code.sql").bind(council).bind(referral);
        Ok(self.run(statement).await? == 1)
    }

    /// Forgets secrets and codes that have expired.
    pub async fn sweep_partner_keys(&self, council: &CouncilId, at: Timestamp) -> Result<(), StoreError> {
        self.run(sql!("referral/delete_ended_keys.sql").bind(council).at(at))
            .await?;
        self.run(sql!("referral/delete_ended_codes.sql").bind(council).at(at))
            .await?;
        Ok(())
    }

    /// A page of the questions to a partner, each with the reference of its case: those that wait for the partner,
    /// what is due soonest first; or those that are over, what was due last first.
    pub async fn referrals_of_account(
        &self,
        council: &CouncilId,
        (partner, waits): (&PartnerId, bool),
        after: Option<&(Date, ReferralId)>,
        limit: i64,
    ) -> Result<Vec<(ReferralRow, String)>, StoreError> {
        let (due, referral) = match (after, waits) {
            (Some((due, referral)), _) => (due.to_string(), referral.to_string()),
            (None, true) => (String::new(), String::new()),
            (None, false) => ("~".to_owned(), "~".to_owned()),
        };
        let statement = if waits {
            sql!("referral/of_account.sql")
                .bind(council)
                .bind(partner)
                .bind(&ReferralState::Asked)
                .bind(&ReferralState::Accepted)
        } else {
            sql!("referral/over_of_account.sql")
                .bind(council)
                .bind(partner)
                .bind(&ReferralState::TurnedAway)
                .bind(&ReferralState::Answered)
                .bind(&ReferralState::Ended)
        };
        let statement = statement.text(&due).text(&referral).int(limit);
        let line = |row: &Row| Ok((ReferralRow::from_row(row)?, row.get("reference")?));
        self.rows(statement).await?.iter().map(line).collect()
    }

    /// A question by its name, if it is one to this partner.
    pub async fn referral_to(
        &self,
        council: &CouncilId,
        (partner, referral): (&PartnerId, &ReferralId),
    ) -> Result<Option<ReferralRow>, StoreError> {
        let statement = sql!("referral/by_name.sql")
            .bind(council)
            .bind(partner)
            .bind(referral);
        let row = self.row(statement).await?;
        row.as_ref().map(ReferralRow::from_row).transpose()
    }
}
