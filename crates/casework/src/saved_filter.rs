//! The searches that people keep under a name of their own.

use redress_domain::id::CouncilId;
use redress_domain::permission::Actor;
use redress_store::question::Question;
use redress_store::saved_filter::{SavedFilterRow, saved_filters};

use crate::Casework;
use crate::failure::Failure;

/// A search that somebody keeps.
pub type SavedFilter = SavedFilterRow;

/// How many searches somebody may keep.
pub const MOST: usize = 30;

/// Asks for the searches that `actor` keeps, by name.
pub(crate) fn ask_for(council: &CouncilId, actor: &Actor) -> Question<'static, Vec<SavedFilter>> {
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    saved_filters(council, actor.user(), most)
}

impl Casework {
    /// The searches that `actor` keeps, by name.
    ///
    /// Costs at most [`MOST`] rows by their key.
    pub async fn saved_filters(
        &self,
        council: &CouncilId,
        actor: &Actor,
    ) -> Result<Vec<SavedFilter>, Failure> {
        Ok(self.store.ask(ask_for(council, actor)).await?)
    }

    /// Keeps a search for `actor`; one of the same name is replaced. [`Failure::Taken`] when they
    /// keep as many as there may be.
    ///
    /// Costs at most [`MOST`] rows by their key, and one more.
    pub async fn save_filter(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (name, query): (&str, &str),
    ) -> Result<(), Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?;
        let known = self.saved_filters(council, actor).await?;
        if known.len() >= MOST && known.iter().all(|filter| filter.name != name) {
            return Err(Failure::Taken);
        }
        let row = SavedFilter {
            user_id: user.clone(),
            name: name.to_owned(),
            query: query.to_owned(),
            saved_at: self.outside().now(),
        };
        Ok(self.store.put_saved_filter(council, &row).await?)
    }

    /// Forgets a search of `actor`.
    ///
    /// Costs one row by its key.
    pub async fn remove_filter(&self, council: &CouncilId, actor: &Actor, name: &str) -> Result<(), Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?;
        if self.store.delete_saved_filter(council, user, name).await? {
            Ok(())
        } else {
            Err(Failure::NotFound)
        }
    }
}
