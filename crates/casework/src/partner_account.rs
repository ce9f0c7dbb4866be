//! Accounts of partner organisations: made and ended by an administrator, and what they open: the questions that were put
//! to their own organisation, and nothing else of the council.

use jiff::civil::Date;
use redress_domain::case::ReferralState;
use redress_domain::id::{CaseId, CouncilId, PartnerId, ReferralId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::settings::user::Access;
use redress_domain::vocabulary::Role;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::PAGE;
use crate::partner::{AfterReferral, Counts, counts};
use crate::user::{Described, PasswordLink, User};

/// How many of a partner's last questions its counts are made of.
const COUNTED: i64 = 500;

/// A question in the list of the partner to which it was put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Which.
    pub id: ReferralId,
    /// What the partner calls it by: `WS-4K7P-29QX/P1`.
    pub name: String,
    /// How far it is.
    pub state: ReferralState,
    /// When it was asked.
    pub asked_on: Date,
    /// By when the answer is needed.
    pub due_on: Date,
}

impl Request {
    /// Its place in the list: the next page comes after it.
    pub fn place(&self) -> AfterReferral {
        (self.due_on, self.id.clone())
    }
}

impl Casework {
    /// Those who answer for partners, or once did, by organisation and name: for whoever keeps the list of users.
    ///
    /// Costs a row for each account of a partner.
    pub async fn partner_accounts(&self, council: &CouncilId, actor: &Actor) -> Result<Vec<User>, Failure> {
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::ManageUsers) {
            return Err(Failure::NotPermitted);
        }
        let rows = self.store.users_of_partners(council).await?;
        rows.into_iter().map(|row| self.user_of(council, row)).collect()
    }

    /// Adds somebody who answers for a partner of the policy; answers the link with which they choose a password.
    ///
    /// Costs what [`Casework::invite_user`] costs.
    pub async fn invite_partner(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (partner, email, name): (&PartnerId, &str, &str),
        because: &str,
    ) -> Result<PasswordLink, Failure> {
        let settings = self.councils.get(council)?;
        let known = settings.policy(self.today())?.partner(partner);
        known.ok_or(Failure::NotFound)?;
        let new = Described {
            email: email.to_owned(),
            name: name.to_owned(),
            access: Access {
                roles: vec![Role::Partner],
                teams: Vec::new(),
                services: Vec::new(),
                wards: Vec::new(),
                partner: Some(partner.clone()),
            },
            because: because.to_owned(),
        };
        self.invite_user(council, actor, new).await
    }

    /// The organisation for which somebody may answer now: not once their account has ended, or the policy has the
    /// organisation no more.
    pub fn answers_for(&self, council: &CouncilId, user: &User) -> Result<Option<PartnerId>, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let partner = user.partner.as_ref().filter(|_| user.active);
        Ok(partner.filter(|id| policy.partner(id).is_some()).cloned())
    }

    /// A page of the questions to a partner: those that wait for it, what is due soonest first; or those that are over,
    /// what was due last first.
    ///
    /// Costs a page of an index.
    pub async fn requests_of(
        &self,
        council: &CouncilId,
        (partner, waits): (&PartnerId, bool),
        after: Option<&AfterReferral>,
    ) -> Result<Vec<Request>, Failure> {
        let rows = self
            .store
            .referrals_of_account(council, (partner, waits), after, PAGE)
            .await?;
        let request = |(row, reference): (redress_store::referral::ReferralRow, String)| Request {
            name: format!("{reference}/P{}", row.number),
            id: row.referral_id,
            state: row.state,
            asked_on: row.asked_on,
            due_on: row.due_on,
        };
        Ok(rows.into_iter().map(request).collect())
    }

    /// How a partner did with the last questions that it was asked.
    ///
    /// Costs at most 500 questions of the partner, by index.
    pub async fn counts_of_partner(
        &self,
        council: &CouncilId,
        partner: &PartnerId,
    ) -> Result<Counts, Failure> {
        let rows = self.store.referrals_of_partner(council, partner, COUNTED).await?;
        Ok(counts(&rows, self.today()))
    }

    /// The case of a question, if it was put to this partner; for every other as if there were none.
    ///
    /// Costs one row by index.
    pub async fn case_of_request(
        &self,
        council: &CouncilId,
        (partner, referral): (&PartnerId, &ReferralId),
    ) -> Result<Option<CaseId>, Failure> {
        let row = self.store.referral_to(council, (partner, referral)).await?;
        Ok(row.map(|row| row.case_id))
    }
}
