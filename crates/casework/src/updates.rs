//! Who waits for an update that they asked for.

use redress_domain::id::CouncilId;
use redress_domain::permission::{self, Act, Actor};
use redress_domain::vocabulary::Role;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::{PAGE, Scope, is_for};

/// A line of the list.
pub type UpdateLine = redress_store::update::UpdateLine;
/// A place in the list.
pub type AfterUpdate = redress_store::update::AfterUpdate;
/// How many wait.
pub type UpdatesWaiting = redress_store::update::UpdatesWaiting;

impl Casework {
    /// The cases of an officer, and of whoever they cover today, whose customer waits for an update, a page by key.
    ///
    /// Costs a row for each whom they cover, and for each case of theirs whose customer waits.
    pub async fn updates_of_mine(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&AfterUpdate>,
    ) -> Result<Vec<UpdateLine>, Failure> {
        match actor.user() {
            Some(user) => Ok(self
                .store
                .updates_of_owner(council, (user, self.today()), after, PAGE)
                .await?),
            None => Ok(Vec::new()),
        }
    }

    /// The cases that a manager hears of: the customer has asked as often as the policy says, or the
    /// case has no officer who can sign in. A page by key.
    ///
    /// Costs one page of an index of the cases whose customer waits, with those that they need not hear of lying
    /// between.
    pub async fn updates_of_services(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&AfterUpdate>,
    ) -> Result<Vec<UpdateLine>, Failure> {
        let (scope, times) = self.managed(council, actor)?;
        let mut lines = self
            .store
            .updates_of_services(council, (&scope, times, self.today()), after, PAGE)
            .await?;
        lines.retain(|update| is_for(actor, &update.line));
        Ok(lines)
    }

    /// How many wait for `actor` as an officer, and as a manager.
    ///
    /// Costs a row for each case whose customer waits for an update, for whomever.
    pub async fn updates_waiting(
        &self,
        council: &CouncilId,
        actor: &Actor,
    ) -> Result<UpdatesWaiting, Failure> {
        let (scope, times) = self.managed(council, actor)?;
        Ok(self
            .store
            .updates_waiting(council, (actor.user(), self.today()), (&scope, times))
            .await?)
    }

    /// The services whose second askings `actor` hears of: those that they manage, or all for whoever
    /// answers for every complaint; and at which time of asking.
    fn managed(&self, council: &CouncilId, actor: &Actor) -> Result<(Scope, i64), Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let manages = |role: &Role| {
            matches!(
                role,
                Role::ServiceManager | Role::ComplaintsManager | Role::Adviser
            )
        };
        let mut scope = self.scope_of(council, actor)?;
        if !actor.roles.iter().any(manages) || !permission::may(policy, actor, Act::Assign) {
            scope = Some(Vec::new());
        }
        Ok((scope, i64::from(policy.updates.manager_hears_at)))
    }
}
