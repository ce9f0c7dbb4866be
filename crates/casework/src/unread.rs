//! What came in and waits to be read, and who hears of it.
//!
//! The officer hears of what comes in on their cases, and so does whoever covers for them; whoever gives cases to officers, of
//! what comes in where there is none, or none who can sign in any more; and whoever answers for complaints, of what comes in
//! after the end.

use redress_domain::id::CouncilId;
use redress_domain::permission::{self, Act, Actor};
use redress_domain::vocabulary::Role;
use redress_store::unread::Hears;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::PAGE;

/// A line of the list.
pub type UnreadLine = redress_store::unread::UnreadLine;
/// A place in the list.
pub type AfterUnread = redress_store::unread::AfterUnread;

impl Casework {
    /// The cases with something for `actor` to read, what has waited longest first, a page by key.
    ///
    /// Costs what waits, of all that came in: none for what was read or answered.
    pub async fn unread_for(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&AfterUnread>,
    ) -> Result<Vec<UnreadLine>, Failure> {
        match self.hears(council, actor)? {
            Some(hears) => Ok(self.store.unread(council, &hears, after, PAGE).await?),
            None => Ok(Vec::new()),
        }
    }

    /// How many cases have something for `actor` to read.
    ///
    /// Costs a row for each case on which something waits to be read, for whomever: none for what was read or
    /// answered.
    pub async fn count_unread_for(&self, council: &CouncilId, actor: &Actor) -> Result<i64, Failure> {
        match self.hears(council, actor)? {
            Some(hears) => Ok(self.store.count_unread(council, &hears).await?),
            None => Ok(0),
        }
    }

    fn hears(&self, council: &CouncilId, actor: &Actor) -> Result<Option<Hears>, Failure> {
        let settings = self.councils.get(council)?;
        let today = self.today();
        let policy = settings.policy(today)?;
        let Some(user) = actor.user() else {
            return Ok(None);
        };
        let gives_out = [Act::Triage, Act::Assign]
            .into_iter()
            .any(|act| permission::may(policy, actor, act));
        let unassigned = if gives_out {
            self.scope_of(council, actor)?
        } else {
            Some(Vec::new())
        };
        Ok(Some(Hears {
            user: user.clone(),
            on: today,
            unassigned,
            closed: actor.roles.contains(&Role::ComplaintsManager),
        }))
    }
}
