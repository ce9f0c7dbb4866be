//! Reports of the demo: a briefing for each of the last meetings, minuted and its actions followed up, the next one as a draft, and
//! last year's annual report with the council's response beside it.

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
    ActionState, Command, Complies, MinuteKind, NewMinute, Refusal, ReportKey, ReportPart, ReportSort,
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
        "lgsco-5.4" | "housing-5.6" => Some(
            "A manager reads ten replies each quarter for who was heard; staff declare their interests once a year.",
        ),
        "lgsco-9" | "housing-9" => Some(
            "The Customer Services Manager oversees; the portfolio holder for customers is the member responsible.",
        ),
        _ => None,
    }
}

/// What meetings ask for, and what was said when it was done; the last meeting asked for the first.
const ASKED: [(&str, &str); 4] = [
    (
        "Agree with the contractor how a round that cannot be finished is reported the same day.",
        "The contractor reports it by four o'clock, and advisers see it the same evening.",
    ),
    (
        "Put on each reply who can be rung about it, with hours.",
        "The template has it, and replies that went since were looked at.",
    ),
    (
        "Hear from advisers which questions come again after our letters, and word those letters anew.",
        "Two letters were worded anew. Advisers read them first.",
    ),
    (
        "Look at why more time is asked for so often in planning, and say what would help.",
        "Two officers see to all building sites. A third post is advertised.",
    ),
];

/// For how many of the last meetings that are over there is a briefing: each costs a reading of the record.
const MEETINGS: usize = 3;

/// Something that a meeting asked for, until it is done.
struct Action {
    of: ReportKey,
    item: u32,
    owner: Actor,
    due_on: Date,
    done: &'static str,
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
    /// Who is asked to do something, in turn.
    owners: Vec<(Actor, UserId)>,
    today: Date,
}

/// Writes the reports of the demo; the clock is put back by whoever set it.
pub(crate) async fn tell(
    casework: &Casework,
    (clock, policy): (&Staged, &Policy),
    (staff, today): (&Staff, Date),
) -> Result<(), Trouble> {
    let first = |role| staff.with(role, None).first().copied();
    let people = (first(Role::ComplaintsManager), first(Role::Executive));
    let (Some(writer), Some(approver)) = people else {
        return Ok(());
    };
    let managers = staff.with(Role::ServiceManager, None).into_iter();
    let owners: Vec<(Actor, UserId)> = managers.map(|one| (one.actor.clone(), one.id.clone())).collect();
    if owners.is_empty() {
        return Ok(());
    }
    let desk = Desk {
        casework,
        clock,
        policy,
        writer: writer.actor.clone(),
        approver: approver.actor.clone(),
        owners,
        today,
    };
    if let Err(NotDone::Refused(refusal)) = desk.last_year().await {
        note(format!(
            "The annual report of the demo stops where it is: {refusal}."
        ));
    }
    let mut open: Vec<Action> = Vec::new();
    for (on, key, before_last) in meetings(policy, today) {
        let told = async {
            let before = on.saturating_sub(Span::new().days(2));
            desk.done_by(&mut open, before.min(today)).await?;
            if before < today {
                desk.begun(&open, before).await?;
            }
            open.extend(desk.briefing((&key, on), before_last).await?);
            Ok::<(), NotDone>(())
        };
        match Box::pin(told).await {
            Ok(()) | Err(NotDone::Moved | NotDone::Refused(Refusal::NotOver(_))) => {}
            Err(NotDone::Refused(refusal)) => {
                note(format!("A briefing of the demo stops where it is: {refusal}."));
            }
            Err(NotDone::Failed(failure)) => return Err(failure.into()),
        }
    }
    match desk.done_by(&mut open, today).await {
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        Ok(()) | Err(NotDone::Moved | NotDone::Refused(_)) => Ok(()),
    }
}

/// The meetings of which the demo tells, the first one first, each with how many came after it that are over too: the last ones that are
/// over, and those to come.
fn meetings(policy: &Policy, today: Date) -> Vec<(Date, ReportKey, usize)> {
    let of_post = policy.meetings.iter();
    let all = of_post.flat_map(|(post, days)| days.iter().map(move |on| (*on, post.clone())));
    let mut all: Vec<(Date, ReportKey)> = all
        .map(|(on, post)| (on, ReportKey::Briefing { post, on }))
        .collect();
    all.sort();
    let over = all.iter().filter(|(on, _)| *on < today).count();
    let numbered = all.into_iter().enumerate();
    let with_after = numbered.map(|(place, (on, key))| (on, key, over.saturating_sub(place + 1)));
    with_after.filter(|(_, _, after)| *after < MEETINGS).collect()
}

impl Desk<'_> {
    fn set(&self, on: Date, hour: i64) {
        let at = day_starts_at(on).saturating_add(SignedDuration::from_hours(hour));
        self.clock.set(at.unwrap_or(Timestamp::MAX));
    }

    /// Does all of it at once: whoever opens a draft has its figures counted anew.
    async fn does(&self, who: &Actor, key: &ReportKey, commands: Vec<Command>) -> Result<(), NotDone> {
        let council = &self.policy.council.id;
        let seen = self.casework.open_report(council, who, key).await?.version;
        self.casework
            .act_on_report(council, who, (key, seen), commands)
            .await
    }

    /// Lets a report out. A briefing goes with what was open and overdue on its day: the sums know of today alone, when most of that is
    /// done.
    async fn approve(&self, key: &ReportKey, on: Date) -> Result<(), NotDone> {
        let council = &self.policy.council.id;
        let at = day_starts_at(on).saturating_add(SignedDuration::from_hours(8));
        let (who, now) = match key.sort() {
            ReportSort::Briefing => {
                let at = at.unwrap_or(Timestamp::MAX);
                (&self.writer, self.casework.figures_then(council, at).await?)
            }
            // Whoever wrote it does not let it out.
            ReportSort::Annual => (&self.approver, Vec::new()),
        };
        let view = self.casework.open_report(council, who, key).await?;
        let why =
            (!view.found.is_empty()).then(|| self.casework.fresh().words("These words are no names here."));
        self.casework
            .approve_report_with(council, who, (key, view.version), (why, now))
            .await
    }

    /// Writes some parts, from the figures that the report has by then.
    async fn write(
        &self,
        (key, view): (&ReportKey, &ReportView),
        parts: impl Iterator<Item = ReportPart>,
    ) -> Result<(), NotDone> {
        let said = said_of(self.policy, view);
        let written = parts.map(|part| {
            let words = said.of(part).map(|text| self.casework.fresh().words(&text));
            let cases = BTreeSet::new();
            Command::Write { part, words, cases }
        });
        let council = &self.policy.council.id;
        self.casework
            .act_on_report(council, &self.writer, (key, view.version), written.collect())
            .await
    }

    async fn open(&self, key: &ReportKey) -> Result<ReportView, NotDone> {
        let council = &self.policy.council.id;
        Ok(self.casework.open_report(council, &self.writer, key).await?)
    }

    /// A briefing that is over, or drafted for a meeting that is near; of those that are far there is none. Answers what the meeting asked
    /// for, and that is what `turn` says.
    async fn briefing(&self, (key, on): (&ReportKey, Date), turn: usize) -> Result<Option<Action>, NotDone> {
        let days = |days: i64| on.saturating_sub(Span::new().days(days));
        let drafted = days(i64::from(self.policy.reports.briefing_days_before));
        if drafted > self.today {
            return Ok(None);
        }
        self.set(drafted, 6);
        let council = &self.policy.council.id;
        self.casework.draft_report(council, &self.writer, key).await?;
        let parts = ReportPart::of(ReportSort::Briefing);
        if days(1) >= self.today {
            self.set(drafted, 9);
            self.write((key, &self.open(key).await?), parts.take(3)).await?;
            return Ok(None);
        }
        // Its month is over on the first of the month of the meeting at the latest.
        let approved = days(1).max(on.first_of_month());
        self.set(approved, 8);
        let mut view = self.open(key).await?;
        if view.report.is_of_part() {
            let at = (key, view.version);
            self.casework.take_figures(council, &self.writer, at).await?;
            view = self.open(key).await?;
        }
        self.write((key, &view), parts).await?;
        self.approve(key, approved).await?;
        if on >= self.today {
            return Ok(None);
        }
        self.minute((key, on), turn).await
    }

    /// What a meeting noted, and asked of somebody.
    async fn minute(&self, (key, on): (&ReportKey, Date), turn: usize) -> Result<Option<Action>, NotDone> {
        let asked = ASKED.iter().cycle().nth(turn);
        let asks = self.owners.iter().cycle().nth(turn);
        let (Some((text, done)), Some((owner, id))) = (asked, asks) else {
            return Ok(None);
        };
        self.set(on, 12);
        let due_on = on.saturating_add(Span::new().days(21));
        let fresh = self.casework.fresh();
        let minutes = [
            (MinuteKind::Noted, "The briefing was noted.", None),
            (MinuteKind::Action, *text, Some(due_on)),
        ];
        let minutes = minutes.map(|(kind, text, due_on)| {
            Command::Minute(NewMinute {
                kind,
                words: fresh.words(text),
                owner: due_on.map(|_| id.clone()),
                due_on,
            })
        });
        self.does(&self.writer, key, minutes.into()).await?;
        Ok(Some(Action {
            of: key.clone(),
            item: 2,
            owner: owner.clone(),
            due_on,
            done,
        }))
    }

    /// Whoever was asked to do something does it by its day.
    async fn done_by(&self, open: &mut Vec<Action>, day: Date) -> Result<(), NotDone> {
        let (done, left) = std::mem::take(open)
            .into_iter()
            .partition(|action: &Action| action.due_on <= day);
        *open = left;
        for action in done {
            self.set(action.due_on, 9);
            self.says(&action, (ActionState::Done, action.done)).await?;
        }
        Ok(())
    }

    /// Before the next meeting each says how it stands.
    async fn begun(&self, open: &[Action], day: Date) -> Result<(), NotDone> {
        for action in open {
            self.set(day, 9);
            let text = "It is begun, and will be done by its day.";
            self.says(action, (ActionState::Open, text)).await?;
        }
        Ok(())
    }

    async fn says(&self, action: &Action, (state, text): (ActionState, &str)) -> Result<(), NotDone> {
        let (item, words) = (action.item, self.casework.fresh().words(text));
        let says = Command::FollowUp { item, state, words };
        self.does(&action.owner, &action.of, vec![says]).await
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
        let answers = that_bind(self.policy).map(|provision| {
            let why_not = said.why_not(provision);
            let complies = if why_not.is_some() {
                Complies::No
            } else {
                Complies::Yes
            };
            let shown = shown_elsewhere(provision.id).map(str::to_owned);
            Command::Answer {
                provision: provision.id.to_owned(),
                complies,
                because: why_not.or(shown).map(|text| fresh.words(&text)),
            }
        });
        self.does(&self.writer, &key, answers.collect()).await?;
        self.approve(&key, weeks(9)).await?;
        self.set(weeks(12), 14);
        let respond = Command::Respond {
            on: weeks(12),
            words: fresh.words(said.response()),
        };
        self.does(&self.writer, &key, vec![respond]).await?;
        self.set(weeks(12), 16);
        self.does(&self.approver, &key, vec![Command::Publish]).await
    }
}
