//! Recurring and underlying problems: groups of cases offered with why, for a person to confirm or dismiss.
//!
//! They are worked out when somebody looks, from no more than some hundred cases; nothing follows by itself.

use jiff::Span;
use jiff::civil::Date;
use redress_domain::id::{CaseId, CouncilId, ServiceId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::problem::{self, NoProblem, ProblemSign, Told};
use redress_domain::words::Digest;
use redress_store::case::Wanted;
use redress_store::problem::DismissedRow;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::CaseLine;

/// How many days are looked back.
pub const DAYS: i64 = 91;

/// At most so many cases are looked at, the newest.
pub const MOST: usize = 400;

/// How many cases are read at once.
const PAGE: i64 = 100;

/// A group of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What sort of thing they have in common.
    pub sign: ProblemSign,
    /// What it is.
    pub what: String,
    /// By what it is named in a form: says nothing of what it is.
    pub digest: String,
    /// The cases, the newest first.
    pub cases: Vec<CaseLine>,
    /// What somebody found of it before, when it had half as many cases.
    pub before: Option<DismissedRow>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    /// The groups.
    pub groups: Vec<Problem>,
    /// How many were dismissed, and are not offered.
    pub dismissed: usize,
    /// How many cases were looked at.
    pub looked_at: usize,
    /// From which day on.
    pub since: Date,
    /// Whether there were more than are looked at.
    pub is_cut: bool,
}

impl Casework {
    /// The groups among the cases of a service, or of all, that `actor` may open.
    ///
    /// Costs the rows of at most [`MOST`] cases, and their places, however many there are.
    pub async fn problems(
        &self,
        council: &CouncilId,
        actor: &Actor,
        service: Option<&ServiceId>,
    ) -> Result<Problems, Failure> {
        self.may_group(council, actor)?;
        let since = self.today().saturating_sub(Span::new().days(DAYS));
        let wanted = Wanted {
            service: service.cloned(),
            received_from: Some(since),
            scope: self.scope_of(council, actor)?,
            not_about: actor.user().cloned(),
            ..Wanted::default()
        };
        let mut lines: Vec<CaseLine> = Vec::new();
        let mut after = None;
        let is_cut = loop {
            let page = self
                .store
                .find_cases(council, &wanted, after.as_ref(), PAGE)
                .await?;
            after = page.last().map(|line| line.case.by_receipt());
            let is_full = i64::try_from(page.len()).is_ok_and(|count| count >= PAGE);
            lines.extend(page);
            if !is_full || lines.len() >= MOST {
                break is_full;
            }
        };
        let ids: Vec<CaseId> = lines.iter().map(|line| line.case.case_id.clone()).collect();
        let places = self.store.places_of(council, &ids).await?;
        let told: Vec<Told<'_>> = lines
            .iter()
            .map(|line| Told {
                place: places.get(&line.case.case_id).map(String::as_str),
                text: line.summary.as_deref().unwrap_or_default(),
                service: line.case.service.as_ref().map_or("", ServiceId::as_str),
            })
            .collect();
        let found = problem::groups(&told);
        let keys: Vec<(ProblemSign, String)> = found
            .iter()
            .map(|group| {
                (
                    group.sign,
                    Digest::of(&[0; 16], group.what.as_bytes()).as_str().to_owned(),
                )
            })
            .collect();
        let of = service.map(ToString::to_string).unwrap_or_default();
        let said = self.store.dismissed_problems(council, &of, &keys).await?;
        let (mut groups, mut dismissed) = (Vec::new(), 0);
        for ((group, (sign, digest)), before) in found.into_iter().zip(keys).zip(said) {
            let count = i64::try_from(group.cases.len()).unwrap_or(i64::MAX);
            // What was dismissed is offered again when it has twice as many cases: it may have become one.
            if before.as_ref().is_some_and(|before| count < before.cases * 2) {
                dismissed += 1;
                continue;
            }
            let cases = group.cases.iter().filter_map(|at| lines.get(*at).cloned());
            groups.push(Problem {
                sign,
                what: group.what,
                digest,
                cases: cases.collect(),
                before,
            });
        }
        Ok(Problems {
            groups,
            dismissed,
            looked_at: lines.len(),
            since,
            is_cut,
        })
    }

    /// Writes down that a group which is offered is no problem of its own, and why.
    ///
    /// Costs what [`Casework::problems`] costs, and one row by its key.
    pub async fn dismiss_problem(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (service, digest): (Option<&ServiceId>, &str),
        because: NoProblem,
    ) -> Result<(), Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?;
        let offered = self.problems(council, actor, service).await?;
        let group = offered.groups.iter().find(|group| group.digest == digest);
        let group = group.ok_or(Failure::NotFound)?;
        let row = DismissedRow {
            service: service.map(ToString::to_string).unwrap_or_default(),
            sign: group.sign,
            digest: digest.to_owned(),
            cases: i64::try_from(group.cases.len()).unwrap_or(i64::MAX),
            because,
            dismissed_by: user.clone(),
            dismissed_at: self.outside().now(),
        };
        Ok(self.store.dismiss_problem(council, &row).await?)
    }

    /// Whoever may link cases may say that they belong together, or do not.
    fn may_group(&self, council: &CouncilId, actor: &Actor) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        let may = permission::may(settings.policy(self.today())?, actor, Act::Link);
        may.then_some(()).ok_or(Failure::NotPermitted)
    }
}
