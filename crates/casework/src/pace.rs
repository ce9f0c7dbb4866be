//! Which replies will probably be late, and why: for whoever answers for the work.

use std::collections::BTreeMap;

use jiff::civil::Date;
use redress_domain::case::{Case, Forecast, ReplyStep, Standing, forecast};
use redress_domain::id::{CaseId, CouncilId, ServiceId};
use redress_domain::measure::By;
use redress_domain::measure::figure::Figure;
use redress_domain::permission::{self, Act, Actor};
use redress_store::case::Scope;
use redress_store::changes::ReadModel;
use redress_store::pace::{PaceRow, StepRow};

use crate::Casework;
use crate::failure::Failure;
use crate::lists::{CaseLine, is_for};
use crate::measure::{Ask, Counted, Figures, Which};

/// From how many of the last complaints is told how long such ones take.
const LAST: i64 = 200;
/// How many complaints are looked at, those that are due soonest; of each service, for who works for some.
const LOOKED_AT: i64 = 200;
/// How many are shown.
const SHOWN: usize = 50;

/// The rows of one case. Each act writes them anew: a reply may be taken back.
pub(crate) fn rows(id: &CaseId, case: &Case) -> Vec<ReadModel> {
    // What was never a complaint has none.
    if case.paces.is_empty() {
        return Vec::new();
    }
    let mut rows = vec![ReadModel::NoPace(id.clone())];
    for (stage, pace) in &case.paces {
        let Some(replied_on) = pace.replied_on else {
            continue;
        };
        rows.extend(pace.took().into_iter().map(|(step, days)| {
            ReadModel::Pace(Box::new(PaceRow {
                case_id: id.clone(),
                stage: i64::from(*stage),
                step,
                service: case.service.clone(),
                days: i64::from(days),
                replied_on,
            }))
        }));
    }
    rows.push(match case.standing() {
        None => ReadModel::NoStep(id.clone()),
        Some(stands) => ReadModel::Step(Box::new(StepRow {
            case_id: id.clone(),
            service: case.service.clone(),
            stage: i64::from(case.stage),
            step: stands.step,
            since_on: stands.since,
            due_on: stands.due_on,
            open_points: i64::from(stands.open_points),
            points: i64::from(stands.points),
            is_begun: stands.is_begun,
        })),
    });
    rows
}

/// How long such complaints took, asked for once each.
type Took = BTreeMap<(ServiceId, i64, ReplyStep), Vec<u16>>;

impl Casework {
    /// Of these cases those whose reply will probably be late, for whoever answers for the work; nobody else is
    /// told of any.
    ///
    /// Costs a walk for all of them, and the last 200 complaints of each service, stage and step among them.
    pub async fn forecasts_of(
        &self,
        council: &CouncilId,
        actor: &Actor,
        cases: &[CaseLine],
    ) -> Result<BTreeMap<CaseId, Forecast>, Failure> {
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::SeeWorkload) {
            return Ok(BTreeMap::new());
        }
        let open = cases.iter().filter(|line| !line.case.closed);
        let ids: Vec<CaseId> = open.map(|line| line.case.case_id.clone()).collect();
        let steps = self.store.steps_of(council, &ids).await?;
        Ok(self.foretold(council, steps).await?.into_iter().collect())
    }

    /// The complaints of the services of `actor` whose reply will probably be late, the soonest due first; of
    /// all, for whoever may read any. At most 50, of the 200 that are due soonest.
    ///
    /// Costs at most 200 steps of an index, with those of other services lying between; for each sort of step the
    /// last 200 that were done; and the lines of 50 cases.
    pub async fn likely_late(
        &self,
        council: &CouncilId,
        actor: &Actor,
    ) -> Result<Vec<(CaseLine, Forecast)>, Failure> {
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::SeeWorkload) {
            return Err(Failure::NotPermitted);
        }
        let scope = self.scope_of(council, actor)?;
        let from = (self.today(), &scope);
        let steps = self.store.steps_due_from(council, from, LOOKED_AT).await?;
        let mut told: BTreeMap<CaseId, Forecast> = BTreeMap::new();
        let mut order = Vec::new();
        for (case, forecast) in self.foretold(council, steps).await?.into_iter().take(SHOWN) {
            order.push(case.clone());
            told.insert(case, forecast);
        }
        let lines = self.store.cases_of(council, &order).await?.into_iter();
        let lines = lines.filter(|line| is_for(actor, line));
        let lines = lines.filter_map(|line| told.remove(&line.case.case_id).map(|forecast| (line, forecast)));
        Ok(lines.collect())
    }

    /// How many replies will probably be late, by service; of a service alone where one is asked for.
    pub(crate) async fn counted_forecasts(&self, council: &CouncilId, ask: &Ask) -> Result<Figures, Failure> {
        let scope = ask.service.clone().map(|service| vec![service]);
        let found = self.foretold_in(council, &scope).await?;
        let mut lines: BTreeMap<String, i64> = BTreeMap::new();
        for (_, service, _) in &found {
            *lines.entry(service.to_string()).or_default() += 1;
        }
        let is_told_apart = ask.by == Some(By::Service);
        let lines = lines.into_iter().filter(|_| is_told_apart);
        Ok(Figures {
            whole: Figure::Count(i64::try_from(found.len()).unwrap_or(i64::MAX)),
            lines: lines.map(|(service, n)| (service, Figure::Count(n))).collect(),
        })
    }

    /// The cases behind that figure which `actor` may open, by the day on which the reply is due.
    pub(crate) async fn behind_forecasts(
        &self,
        council: &CouncilId,
        (actor, ask): (&Actor, &Ask),
        which: &Which,
    ) -> Result<Vec<Counted>, Failure> {
        let theirs = self.scope_of(council, actor)?;
        let asked = ask.service.clone().map(|service| vec![service]);
        let mut due: BTreeMap<CaseId, Date> = BTreeMap::new();
        let mut order = Vec::new();
        for (case, service, forecast) in self.foretold_in(council, &asked).await? {
            let is_of_line = match &which.line {
                Some((By::Service, line)) => service.as_str() == line,
                Some(_) | None => true,
            };
            let is_theirs = theirs.as_ref().is_none_or(|theirs| theirs.contains(&service));
            if is_of_line && is_theirs {
                due.insert(case.clone(), forecast.standing.due_on);
                order.push(case);
            }
        }
        let lines = self.store.cases_of(council, &order).await?.into_iter();
        let lines = lines.filter(|line| is_for(actor, line));
        let counted = lines.filter_map(|line| {
            let on = due.remove(&line.case.case_id)?;
            Some(Counted { on, times: 1, line })
        });
        Ok(counted.collect())
    }

    /// Of the replies that are due soonest those that will probably be late, with whose they are.
    async fn foretold_in(
        &self,
        council: &CouncilId,
        scope: &Scope,
    ) -> Result<Vec<(CaseId, ServiceId, Forecast)>, Failure> {
        let from = (self.today(), scope);
        let mut steps = self.store.steps_due_from(council, from, LOOKED_AT).await?;
        steps.truncate(usize::try_from(LOOKED_AT).unwrap_or(usize::MAX));
        let whose: BTreeMap<CaseId, ServiceId> = steps
            .iter()
            .filter_map(|step| Some((step.case_id.clone(), step.service.clone()?)))
            .collect();
        let foretold = self.foretold(council, steps).await?.into_iter();
        let found = foretold.filter_map(|(case, forecast)| {
            let service = whose.get(&case)?.clone();
            Some((case, service, forecast))
        });
        Ok(found.collect())
    }

    async fn foretold(
        &self,
        council: &CouncilId,
        steps: Vec<StepRow>,
    ) -> Result<Vec<(CaseId, Forecast)>, Failure> {
        let settings = self.councils.get(council)?;
        let today = self.today();
        let at_least = settings.policy(today)?.forecast_from;
        let mut known = Took::new();
        let mut foretold = Vec::new();
        for row in steps {
            let Some(service) = row.service.clone().filter(|_| row.due_on >= today) else {
                continue;
            };
            let such = (service, row.stage, row.step);
            if !known.contains_key(&such) {
                let (service, stage, step) = &such;
                let days = self.store.took(council, (service, *stage, *step), LAST).await?;
                let days = days.into_iter().filter_map(|days| u16::try_from(days).ok());
                known.insert(such.clone(), days.collect());
            }
            let took = known.get(&such).map(Vec::as_slice).unwrap_or_default();
            let told = forecast(standing(&row), today, (took, at_least));
            foretold.extend(told.map(|told| (row.case_id, told)));
        }
        Ok(foretold)
    }
}

fn standing(row: &StepRow) -> Standing {
    let count = |count: i64| u16::try_from(count).unwrap_or_default();
    Standing {
        step: row.step,
        since: row.since_on,
        due_on: row.due_on,
        open_points: count(row.open_points),
        points: count(row.points),
        is_begun: row.is_begun,
    }
}
