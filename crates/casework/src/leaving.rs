//! What somebody leaves behind whose account ends: cases that others are to have.

use jiff::civil::Date;
use redress_domain::id::{CouncilId, UserId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::vocabulary::NotificationKind;
use redress_store::changes::ReadModel;

use crate::Casework;
use crate::failure::Failure;
use crate::user::User;

impl Casework {
    /// How many open cases somebody has.
    ///
    /// Costs a row for each of them, by index.
    pub async fn open_cases_of(&self, council: &CouncilId, id: &UserId) -> Result<i64, Failure> {
        let today = self.today();
        let counts = self.store.open_counts_of_owner(council, (today, today), id);
        Ok(counts.await?.open)
    }

    /// Tells whoever answers for the work of somebody who has a last day that they still have open cases; nobody where they
    /// have none. Paper 002: what comes in on them would reach nobody.
    ///
    /// Costs their open cases, and a row for each person who works for the council.
    pub(crate) async fn who_hears_of_work_left(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, on): (&UserId, Date),
    ) -> Result<Vec<ReadModel>, Failure> {
        if self.open_cases_of(council, id).await? == 0 {
            return Ok(Vec::new());
        }
        let users = self.users(council).await?;
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let services = users.iter().find(|user| user.id == *id);
        let services = services.map(|user| user.services.clone()).unwrap_or_default();
        let answers = |user: &&User| {
            let who = user.actor();
            let is_theirs = user.services.iter().any(|service| services.contains(service))
                || permission::may(policy, &who, Act::ReadAnyCase);
            let gives_out = [Act::SeeWorkload, Act::Assign].map(|act| permission::may(policy, &who, act));
            user.works_here() && user.id != *id && who.id != actor.id && is_theirs && gives_out == [true; 2]
        };
        let told = users.iter().filter(answers).map(|user| {
            let mut row = self.notification(user.id.clone(), NotificationKind::WorkLeft, &actor.id);
            row.about_on = Some(on);
            ReadModel::Notification(Box::new(row))
        });
        Ok(told.collect())
    }
}
