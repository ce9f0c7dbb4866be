//! Drafting: a briefing for each meeting of the policy's calendar, some days before it; the annual report when it is asked for.

use jiff::Span;
use jiff::civil::Date;
use redress_domain::id::{ActorId, CouncilId};
use redress_domain::measure::Range;
use redress_domain::permission::Actor;
use redress_domain::policy::ReportRules;
use redress_domain::report::{Command, Refusal, Report, ReportKey};

use super::{LoadedReport, NotDone};
use crate::Casework;
use crate::failure::Failure;

/// The period of a report that is drafted on a day: the last whole month, or its year.
pub(super) fn period(key: &ReportKey, today: Date) -> Range {
    match key {
        ReportKey::Briefing { on, .. } => {
            let day = today.min(*on).first_of_month();
            Range::month_of(day.yesterday().unwrap_or(day))
        }
        ReportKey::Annual { from } => ReportRules::year(*from),
    }
}

impl Casework {
    /// Drafts a report with the figures of its period.
    ///
    /// Costs what a dashboard costs for each of its measures, and one commit.
    pub async fn draft_report(
        &self,
        council: &CouncilId,
        actor: &Actor,
        key: &ReportKey,
    ) -> Result<(), NotDone> {
        match self.load_report(council, key).await {
            Ok(_) => return Err(Refusal::DraftedBefore.into()),
            Err(Failure::NotFound) => {}
            Err(other) => return Err(other.into()),
        }
        let range = period(key, self.today());
        let figures = self.figures_of_report(council, key, range).await?;
        let begun = LoadedReport {
            key: key.clone(),
            version: 0,
            report: Report::default(),
        };
        self.commit_report(council, actor, begun, vec![Command::Draft { range, figures }])
            .await
    }

    /// Drafts the briefings of the meetings that are near (paper 004, 6.1); answers how many.
    ///
    /// Costs a look at the stream of each meeting that is near, which are few, and most of the time nothing.
    pub async fn draft_briefings(&self, council: &CouncilId) -> Result<usize, Failure> {
        let settings = self.councils.get(council)?;
        let today = self.today();
        let policy = settings.policy(today)?;
        let before = Span::new().days(i64::from(policy.reports.briefing_days_before));
        let actor = Actor::program(ActorId::Job("draft-reports"));
        let mut drafted = 0;
        for (post, meetings) in &policy.meetings {
            let is_near = |on: &&Date| **on >= today && on.saturating_sub(before) <= today;
            for on in meetings.iter().filter(is_near) {
                let key = ReportKey::Briefing {
                    post: post.clone(),
                    on: *on,
                };
                match self.draft_report(council, &actor, &key).await {
                    Ok(()) => drafted += 1,
                    // It is there already, or another worker was quicker.
                    Err(NotDone::Refused(_) | NotDone::Moved) => {}
                    Err(NotDone::Failed(failure)) => return Err(failure),
                }
            }
        }
        Ok(drafted)
    }
}
