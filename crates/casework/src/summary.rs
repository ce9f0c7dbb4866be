//! The summary: how many cases are open, by service and where they stand.

use redress_domain::case::Status;
use redress_domain::id::{CouncilId, ServiceId};
use redress_domain::permission::Actor;

use crate::Casework;
use crate::failure::Failure;

/// The open cases of one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfService {
    /// Which; `None` before anybody said.
    pub service: Option<ServiceId>,
    /// Where they stand: how many, and how many of these are overdue.
    pub by_status: Vec<(Status, i64, i64)>,
}

impl OfService {
    /// How many are open.
    pub fn open(&self) -> i64 {
        self.by_status.iter().map(|(_, open, _)| open).sum()
    }

    /// How many of them are overdue.
    pub fn overdue(&self) -> i64 {
        self.by_status.iter().map(|(_, _, overdue)| overdue).sum()
    }
}

impl Casework {
    /// Open cases by service and status, of those that `actor` may see.
    ///
    /// Costs a row for each service, status and due date that an open case has: they are counted by
    /// the acts, so that it does not matter how many cases there are or ever were.
    pub async fn summary(&self, council: &CouncilId, actor: &Actor) -> Result<Vec<OfService>, Failure> {
        let scope = self.scope_of(council, actor)?;
        let counts = self
            .store
            .open_cases_by_service(council, self.today(), &scope)
            .await?;
        let mut services: Vec<OfService> = Vec::new();
        for count in counts {
            let status = Status::parse(&count.status)
                .ok_or_else(|| Failure::Unreadable(format!("the status \"{}\"", count.status)))?;
            let line = (status, count.open, count.overdue);
            match services.last_mut().filter(|last| last.service == count.service) {
                Some(last) => last.by_status.push(line),
                None => services.push(OfService {
                    service: count.service,
                    by_status: vec![line],
                }),
            }
        }
        Ok(services)
    }

    /// Adds up what acts have changed in the counts of open cases and in the sums of facts; answers how many changes. What
    /// acts change meanwhile waits for the next time: nobody works against whoever acts.
    ///
    /// Costs a row for each change since the last time, and one for each count that it changes, in some dozen commits.
    pub async fn add_up(&self, council: &CouncilId) -> Result<i64, Failure> {
        // Days, not hours: a clock that is set back does not make what was overdue due again.
        let long_past = self.today().saturating_sub(jiff::Span::new().days(8));
        let changes = self.store.add_up_open_cases(council, long_past).await?;
        Ok(changes + self.store.add_up_facts(council).await?)
    }
}
