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

/// The period of a report: the month before its meeting, or its year.
///
/// It is of the meeting and not of the day on which somebody begins: a meeting on the third of a month is told of the month that
/// has just ended (paper 004, 6.1), though its briefing is begun before that.
pub(super) fn period(key: &ReportKey) -> Range {
    match key {
        ReportKey::Briefing { on, .. } => {
            let day = on.first_of_month();
            Range::month_of(day.yesterday().unwrap_or(day))
        }
        ReportKey::Annual { from } => ReportRules::year(*from),
    }
}

impl Casework {
    /// Drafts a report with the figures of its period: of a month that is not over, those so far.
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
        let range = period(key);
        let figures = self.figures_of_report(council, key, range).await?;
        let begun = LoadedReport {
            key: key.clone(),
            version: 0,
            report: Report::default(),
        };
        self.commit_report(council, actor, begun, vec![Command::Draft { range, figures }])
            .await
    }

    /// Drafts the briefings of the meetings that are near (paper 004, 6.1), and freezes the month of those that were drafted before
    /// it was over; answers how many were drafted.
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
                    Err(NotDone::Refused(Refusal::DraftedBefore)) => {
                        self.take_figures_of_the_whole_month(council, (&actor, &key))
                            .await?;
                    }
                    // Another worker was quicker.
                    Err(NotDone::Refused(_) | NotDone::Moved) => {}
                    Err(NotDone::Failed(failure)) => return Err(failure),
                }
            }
        }
        Ok(drafted)
    }

    /// Takes the figures of a draft anew once its month is over, where they were taken before.
    async fn take_figures_of_the_whole_month(
        &self,
        council: &CouncilId,
        (actor, key): (&Actor, &ReportKey),
    ) -> Result<(), Failure> {
        let loaded = self.load_report(council, key).await?;
        let is_over = loaded.report.range.is_some_and(|range| range.to < self.today());
        if loaded.report.approved.is_some() || !is_over || !loaded.report.is_of_part() {
            return Ok(());
        }
        match self.take_figures(council, actor, (key, loaded.version)).await {
            // Somebody else was quicker.
            Ok(()) | Err(NotDone::Refused(_) | NotDone::Moved) => Ok(()),
            Err(NotDone::Failed(failure)) => Err(failure),
        }
    }
}
