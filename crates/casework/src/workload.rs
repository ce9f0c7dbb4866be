//! How much work each officer and team has, and what lies still, for whoever answers for it.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::calendar::london::day_starts_at;
use redress_domain::id::{CouncilId, ServiceId, TeamId, UserId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::signal::window_start;
use redress_store::case::Scope;
use redress_store::workload::WorkOf;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::{CaseLine, PAGE, is_for};

/// How much work somebody has.
pub type Workload = redress_store::workload::Workload;
/// A place in the list of what lies still.
pub type ByTouched = redress_store::workload::ByTouched;
/// Up to how many cases are counted.
pub const COUNTED_TO: i64 = redress_store::workload::COUNTED_TO;

/// The work of the services that somebody answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workloads {
    /// Each team.
    pub teams: Vec<(TeamId, String, Workload)>,
    /// Each officer.
    pub officers: Vec<(UserId, String, Workload)>,
    /// Those of them who can sign in no more.
    pub left: Vec<UserId>,
}

impl Casework {
    /// The work of each officer and team of the services of `actor`; of all, for whoever may read
    /// any; and of whoever has something open in them, whatever they do now. Costs a few ranges of indexes for each account,
    /// however many cases there are.
    pub async fn workloads(&self, council: &CouncilId, actor: &Actor) -> Result<Workloads, Failure> {
        let settings = self.councils.get(council)?;
        let today = self.today();
        let policy = settings.policy(today)?;
        if !permission::may(policy, actor, Act::SeeWorkload) {
            return Err(Failure::NotPermitted);
        }
        let scope = self.scope_of(council, actor)?;
        let window = (today, settings.calendar.next_working_day(today));
        let sees = |service: &ServiceId| scope.as_ref().is_none_or(|scope| scope.contains(service));
        let mut teams = Vec::new();
        for team in &policy.teams {
            let mut services = policy.services.iter().filter(|service| service.team == team.id);
            if services.any(|service| sees(&service.id)) {
                let of = WorkOf::Team(team.id.clone());
                let work = self.store.workload(council, &of, window, &scope).await?;
                teams.push((team.id.clone(), team.name.clone(), work));
            }
        }
        let (mut officers, mut left) = (Vec::new(), Vec::new());
        for user in self.users(council).await? {
            let works =
                user.services.iter().any(sees) && permission::may(policy, &user.actor(), Act::ReadCase);
            let of = WorkOf::Owner(user.id.clone());
            let work = self.store.workload(council, &of, window, &scope).await?;
            // Whoever left, or does other work now, is a line as long as something of theirs is open: nobody else sees it.
            if (works && user.active) || work.open > 0 {
                left.extend((!user.active).then(|| user.id.clone()));
                officers.push((user.id, user.name, work));
            }
        }
        Ok(Workloads {
            teams,
            officers,
            left,
        })
    }

    /// From when on a case counts as idle today, and how long that is in the policy's words.
    pub fn idle_since(&self, council: &CouncilId) -> Result<(Timestamp, Date), Failure> {
        let settings = self.councils.get(council)?;
        let today = self.today();
        let limit = settings.policy(today)?.idle_after;
        let day = window_start(&settings.calendar, today, limit);
        let next = day.tomorrow().unwrap_or(day);
        Ok((day_starts_at(next), day))
    }

    /// How many cases of the services of `actor` lie still, up to [`COUNTED_TO`]; `None` for who answers for no work.
    ///
    /// Costs at most [`COUNTED_TO`] rows of the indexes of what lies still and of what waits to be read, with those of other
    /// services lying between.
    pub async fn count_idle(&self, council: &CouncilId, actor: &Actor) -> Result<Option<i64>, Failure> {
        let Some(scope) = self.scope_of_work(council, actor)? else {
            return Ok(None);
        };
        let (before, _) = self.idle_since(council)?;
        Ok(Some(self.store.count_idle(council, (before, &scope)).await?))
    }

    /// The cases of the services of `actor` that lie still, the longest first.
    ///
    /// Open ones on which nobody did anything, and closed ones on which something waits to be read, for as long as the policy says
    /// (paper 002: nobody is left without an answer).
    ///
    /// Costs one page of the index of what lies still, with that of other services lying between, and what has waited to be
    /// read for so long.
    pub async fn idle_cases(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&ByTouched>,
    ) -> Result<Vec<CaseLine>, Failure> {
        let scope = self.scope_of_work(council, actor)?.ok_or(Failure::NotPermitted)?;
        let (before, _) = self.idle_since(council)?;
        let mut lines = self
            .store
            .idle_cases(council, (before, &scope), after, PAGE)
            .await?;
        lines.retain(|line| is_for(actor, line));
        Ok(lines)
    }

    fn scope_of_work(&self, council: &CouncilId, actor: &Actor) -> Result<Option<Scope>, Failure> {
        let settings = self.councils.get(council)?;
        let permitted = permission::may(settings.policy(self.today())?, actor, Act::SeeWorkload);
        if permitted {
            self.scope_of(council, actor).map(Some)
        } else {
            Ok(None)
        }
    }
}
