//! Reports of the demo: a briefing that went out and was minuted, the next one as a draft, and last year's annual report
//! with the council's response beside it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp};
use redress_casework::Casework;
use redress_casework::report::{NotDone, ReportView};
use redress_domain::calendar::london::day_starts_at;
use redress_domain::id::UserId;
use redress_domain::measure::Range;
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::report::provision::that_bind;
use redress_domain::report::{
    Command, Complies, MinuteKind, NewMinute, Refusal, ReportKey, ReportPart, ReportSort,
};
use redress_domain::vocabulary::Role;

use crate::demo::chance::Staged;
use crate::demo::said::Said;
use crate::demo::staff::Staff;
use crate::progress::note;
use crate::trouble::Trouble;

/// Where it is shown that the council complies with a paragraph of which the record does not have all.
fn shown_elsewhere(provision: &str) -> Option<&'static str> {
    match provision {
        "lgsco-4" | "housing-4" => Some(
            "The job descriptions of the complaints officers say what they may settle, and that it is their whole work.",
        ),
        "lgsco-5.4" => Some(
            "A manager reads ten replies each quarter for who was heard; staff declare their interests once a year.",
        ),
        "lgsco-9" | "housing-9" => Some(
            "The Customer Services Manager oversees; the portfolio holder for customers is the member responsible.",
        ),
        _ => None,
    }
}

/// What is said of the figures that a report has.
fn said_of<'r>(policy: &'r Policy, view: &'r ReportView) -> Said<'r> {
    Said {
        policy,
        range: view.report.range.unwrap_or_else(|| Range::month_of(view.on)),
        figures: &view.report.figures,
        told: view.told.len(),
        is_of_part: view.report.is_of_part(),
    }
}

/// Who acts.
struct Desk<'s> {
    casework: &'s Casework,
    clock: &'s Staged,
    policy: &'s Policy,
    writer: Actor,
    approver: Actor,
    owner: UserId,
    today: Date,
}

/// Writes the reports of the demo; the clock is put back by whoever set it.
pub(crate) async fn tell(
    casework: &Casework,
    (clock, policy): (&Staged, &Policy),
    (staff, today): (&Staff, Date),
) -> Result<(), Trouble> {
    let first = |role| staff.with(role, None).first().copied();
    let people = (
        first(Role::ComplaintsManager),
        first(Role::Executive),
        first(Role::ServiceManager),
    );
    let (Some(writer), Some(approver), Some(owner)) = people else {
        return Ok(());
    };
    let desk = Desk {
        casework,
        clock,
        policy,
        writer: writer.actor.clone(),
        approver: approver.actor.clone(),
        owner: owner.id.clone(),
        today,
    };
    if let Err(NotDone::Refused(refusal)) = desk.last_year().await {
        note(format!(
            "The annual report of the demo stops where it is: {refusal}."
        ));
    }
    for (post, meetings) in &policy.meetings {
        for on in meetings {
            let key = ReportKey::Briefing {
                post: post.clone(),
                on: *on,
            };
            match desk.briefing(&key, *on).await {
                Ok(()) | Err(NotDone::Moved | NotDone::Refused(Refusal::NotOver(_))) => {}
                Err(NotDone::Refused(refusal)) => {
                    note(format!("A briefing of the demo stops where it is: {refusal}."));
                }
                Err(NotDone::Failed(failure)) => return Err(failure.into()),
            }
        }
    }
    Ok(())
}

impl Desk<'_> {
    fn set(&self, on: Date, hour: i64) {
        let at = day_starts_at(on).saturating_add(SignedDuration::from_hours(hour));
        self.clock.set(at.unwrap_or(Timestamp::MAX));
    }

    async fn does(&self, key: &ReportKey, command: Command) -> Result<(), NotDone> {
        let council = &self.policy.council.id;
        let seen = self
            .casework
            .open_report(council, &self.writer, key)
            .await?
            .version;
        self.casework
            .act_on_report(council, &self.writer, (key, seen), vec![command])
            .await
    }

    async fn approve(&self, key: &ReportKey) -> Result<(), NotDone> {
        let council = &self.policy.council.id;
        let who = match key.sort() {
            ReportSort::Briefing => &self.writer,
            // Whoever wrote it does not let it out.
            ReportSort::Annual => &self.approver,
        };
        let view = self.casework.open_report(council, who, key).await?;
        let why =
            (!view.found.is_empty()).then(|| self.casework.fresh().words("These words are no names here."));
        self.casework
            .approve_report(council, who, (key, view.version), why)
            .await
    }

    /// Writes some parts, from the figures that the report has by then.
    async fn write(
        &self,
        (key, view): (&ReportKey, &ReportView),
        parts: impl Iterator<Item = ReportPart>,
    ) -> Result<(), NotDone> {
        let said = said_of(self.policy, view);
        for part in parts {
            let words = said.of(part).map(|text| self.casework.fresh().words(&text));
            let cases = BTreeSet::new();
            self.does(key, Command::Write { part, words, cases }).await?;
        }
        Ok(())
    }

    async fn open(&self, key: &ReportKey) -> Result<ReportView, NotDone> {
        let council = &self.policy.council.id;
        Ok(self.casework.open_report(council, &self.writer, key).await?)
    }

    /// A briefing that is over, or drafted for a meeting that is near; of those that are far there is none.
    async fn briefing(&self, key: &ReportKey, on: Date) -> Result<(), NotDone> {
        let days = |days: i64| on.saturating_sub(Span::new().days(days));
        let drafted = days(i64::from(self.policy.reports.briefing_days_before));
        if drafted > self.today {
            return Ok(());
        }
        self.set(drafted, 6);
        let council = &self.policy.council.id;
        self.casework.draft_report(council, &self.writer, key).await?;
        let parts = ReportPart::of(ReportSort::Briefing);
        if days(1) >= self.today {
            self.set(drafted, 9);
            return self.write((key, &self.open(key).await?), parts.take(3)).await;
        }
        // Its month is over on the first of the month of the meeting at the latest.
        let approved = days(1).max(on.first_of_month());
        self.set(approved, 8);
        let view = self.open(key).await?;
        if view.report.is_of_part() {
            let at = (key, view.version);
            self.casework.take_figures(council, &self.writer, at).await?;
        }
        self.write((key, &self.open(key).await?), parts).await?;
        self.approve(key).await?;
        if on >= self.today {
            return Ok(());
        }
        self.set(on, 12);
        let fresh = self.casework.fresh();
        let minutes = [
            (MinuteKind::Noted, "The briefing was noted.", None),
            (
                MinuteKind::Action,
                "Agree with the contractor how a round that cannot be finished is reported the same day.",
                Some(on.saturating_add(Span::new().days(21))),
            ),
        ];
        for (kind, text, due_on) in minutes {
            let minute = NewMinute {
                kind,
                words: fresh.words(text),
                owner: due_on.map(|_| self.owner.clone()),
                due_on,
            };
            self.does(key, Command::Minute(minute)).await?;
        }
        Ok(())
    }

    /// The year that ended last, written in its ninth week after and answered in its twelfth.
    async fn last_year(&self) -> Result<(), NotDone> {
        let this = self.policy.reports.year_from(self.today);
        let from = self.policy.reports.year_from(this.yesterday().unwrap_or(this));
        let key = ReportKey::Annual { from };
        let weeks = |weeks: i64| this.saturating_add(Span::new().weeks(weeks)).min(self.today);
        self.set(weeks(9), 10);
        let council = &self.policy.council.id;
        self.casework.draft_report(council, &self.writer, &key).await?;
        let view = self.open(&key).await?;
        self.write((&key, &view), ReportPart::of(ReportSort::Annual))
            .await?;
        let said = said_of(self.policy, &view);
        let fresh = self.casework.fresh();
        for provision in that_bind(self.policy) {
            let why_not = said.why_not(provision);
            let complies = if why_not.is_some() {
                Complies::No
            } else {
                Complies::Yes
            };
            let shown = shown_elsewhere(provision.id).map(str::to_owned);
            let answer = Command::Answer {
                provision: provision.id.to_owned(),
                complies,
                because: why_not.or(shown).map(|text| fresh.words(&text)),
            };
            self.does(&key, answer).await?;
        }
        self.approve(&key).await?;
        self.set(weeks(12), 14);
        let respond = Command::Respond {
            on: weeks(12),
            words: fresh.words(said.response()),
        };
        self.does(&key, respond).await?;
        self.set(weeks(12), 16);
        let seen = self
            .casework
            .open_report(council, &self.approver, &key)
            .await?
            .version;
        let publish = vec![Command::Publish];
        self.casework
            .act_on_report(council, &self.approver, (&key, seen), publish)
            .await
    }
}
