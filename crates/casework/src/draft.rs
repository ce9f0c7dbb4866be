//! What was typed and not sent yet: the forms of the public, and those of who was signed out meanwhile.

use redress_domain::draft_code::DraftCode;
use redress_domain::id::CouncilId;
use redress_store::draft::DraftRow;

use crate::Casework;
use crate::failure::Failure;

/// A draft, as it is kept.
pub type Draft = DraftRow;

impl Casework {
    /// Keeps what somebody typed on a public journey.
    ///
    /// Costs one row by its key.
    pub async fn keep_draft(&self, council: &CouncilId, draft: &Draft) -> Result<(), Failure> {
        Ok(self.store.put_draft(council, draft).await?)
    }

    /// What somebody typed on a public journey, unless it is to be forgotten.
    ///
    /// Costs one row by its key.
    pub async fn draft(
        &self,
        council: &CouncilId,
        token_hash: &str,
        journey: &str,
    ) -> Result<Option<Draft>, Failure> {
        Ok(self
            .store
            .draft(council, (token_hash, journey), self.outside().now())
            .await?)
    }

    /// The drafts of one browser whose journey begins so, in the order of their journeys.
    ///
    /// Costs the drafts of the browser, by key.
    pub async fn drafts_of(
        &self,
        council: &CouncilId,
        (token_hash, begins): (&str, &str),
    ) -> Result<Vec<Draft>, Failure> {
        let now = self.outside().now();
        Ok(self
            .store
            .drafts_of_token(council, (token_hash, begins), now)
            .await?)
    }

    /// Forgets what somebody typed: it was sent.
    ///
    /// Costs one row by its key.
    pub async fn forget_draft(
        &self,
        council: &CouncilId,
        token_hash: &str,
        journey: &str,
    ) -> Result<(), Failure> {
        Ok(self.store.delete_draft(council, (token_hash, journey)).await?)
    }

    /// What was kept for a journey, once: of two who ask for it at the same moment, on any node, one gets it.
    ///
    /// Costs two statements, each a row by its key.
    pub async fn take_draft(
        &self,
        council: &CouncilId,
        token_hash: &str,
        journey: &str,
    ) -> Result<Option<Draft>, Failure> {
        let now = self.outside().now();
        Ok(self.store.take_draft(council, (token_hash, journey), now).await?)
    }

    /// The draft that has this code, unless it is to be forgotten.
    ///
    /// Costs two rows by their keys.
    pub async fn draft_of_code(
        &self,
        council: &CouncilId,
        code: &DraftCode,
    ) -> Result<Option<Draft>, Failure> {
        Ok(self
            .store
            .draft_of_code(council, &code.hash(), self.outside().now())
            .await?)
    }

    /// Hands a draft over to another browser: who began it goes on there alone, so that nothing is sent
    /// from two places, and no code and no link opens it any more.
    ///
    /// Costs two rows by their keys.
    pub async fn move_draft(
        &self,
        council: &CouncilId,
        draft: &Draft,
        token_hash: &str,
    ) -> Result<(), Failure> {
        let from = (draft.token_hash.as_str(), draft.journey.as_str());
        Ok(self.store.move_draft(council, from, token_hash).await?)
    }
}
