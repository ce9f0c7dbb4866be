//! What waits, for whoever watches over the program: counts that cost the same however many cases there are.

use redress_domain::id::CouncilId;

use crate::Casework;
use crate::failure::Failure;
use crate::webhook::WebhookState;

/// What waits in the memory of one council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Events without a seal, up to 10,000.
    pub unsealed: i64,
    /// Messages that wait for their moment, up to 10,000.
    pub messages_waiting: i64,
    /// Messages that could not be sent, up to 10,000.
    pub messages_given_up: i64,
    /// Jobs, by kind and state, up to 10,000 of them in all.
    pub jobs: Vec<(String, String, i64)>,
    /// Webhooks that are told.
    pub webhooks_active: i64,
    /// Webhooks that nobody tries any more.
    pub webhooks_given_up: i64,
}

impl Casework {
    /// What waits in the memory of a council.
    ///
    /// Costs seven short walks, each of which ends after 10,000 rows.
    pub async fn what_waits(&self, council: &CouncilId) -> Result<Waiting, Failure> {
        let jobs = self.store.job_counts(council).await?;
        let webhooks = self.store.webhooks(council).await?;
        let in_state = |state| {
            let count = webhooks.iter().filter(|webhook| webhook.state == state).count();
            i64::try_from(count).unwrap_or(i64::MAX)
        };
        Ok(Waiting {
            unsealed: self.store.unsealed(council).await?,
            messages_waiting: self.store.messages_waiting(council).await?,
            messages_given_up: self.store.messages_given_up(council).await?,
            jobs: jobs.into_iter().map(|job| (job.kind, job.state, job.n)).collect(),
            webhooks_active: in_state(WebhookState::Active),
            webhooks_given_up: in_state(WebhookState::GivenUp),
        })
    }
}
