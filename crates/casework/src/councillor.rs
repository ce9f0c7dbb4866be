//! What a councillor sees: the queries that they raised for residents, and nothing else (paper 002;
//! members never see a case that they did not raise).

use redress_domain::case::Command;
use redress_domain::id::{ActorId, CouncilId};
use redress_domain::permission::Actor;
use redress_domain::policy::Limit;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::{ByDue, CaseLine, PAGE};

/// How many queries one round closes.
const TOGETHER: i64 = 200;

impl Casework {
    /// The open queries that `actor` raised, the most urgent first.
    ///
    /// Costs one page of an index of what is open and theirs.
    pub async fn open_queries(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&ByDue>,
    ) -> Result<Vec<CaseLine>, Failure> {
        Ok(self
            .store
            .open_cases_logged_by(council, &actor.id, after, PAGE)
            .await?)
    }

    /// Closes the answered queries that nobody followed up in time; answers how many. The councillor
    /// is told, and the customer where they gave a way to reach them.
    ///
    /// Costs at most two hundred rows of an index of what has an end, and for each what [`Casework::act`] costs.
    pub async fn close_unfollowed(&self, council: &CouncilId) -> Result<usize, Failure> {
        let today = self.today();
        let settings = self.councils.get(council)?;
        let actor = Actor::program(ActorId::Job("close-queries"));
        let mut closed = 0;
        for line in self.store.queries_to_close(council, today, TOGETHER).await? {
            let pinned = u32::try_from(line.case.policy_version).unwrap_or(1);
            let procedure = settings
                .versions
                .version(pinned)
                .and_then(|policy| policy.procedures.get(&line.case.procedure));
            let limit = procedure.and_then(|procedure| procedure.follow_up);
            let command = Command::CloseUnfollowed {
                sentence: self.fresh().words(&sentence(limit)),
            };
            match self
                .act_on_latest(council, &actor, &line.case.case_id, command)
                .await
            {
                Ok(_) => closed += 1,
                // Somebody followed it up meanwhile, or a promise on it has no owner: it stays open.
                Err(Failure::Refused(refusal)) => {
                    tracing::info!(%council, reference = line.case.reference, %refusal, "a query stays open");
                }
                Err(other) => return Err(other),
            }
        }
        Ok(closed)
    }
}

fn sentence(limit: Option<Limit>) -> String {
    let within = limit.map(|limit| format!(" within {limit}")).unwrap_or_default();
    format!(
        "We answered this, and nobody came back to us{within}. You can still contact us again with the same reference."
    )
}
