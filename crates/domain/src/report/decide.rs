//! What may be done to a report, and what follows. Each rule stands beside its source.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use super::provision::Provision;
use super::{
    Approval, Command, Complies, Event, Frozen, MinuteKind, NewMinute, Refusal, Report, ReportKey,
    ReportPart, ReportSort, provision,
};
use crate::calendar::london::civil_date;
use crate::id::{CaseId, UserId};
use crate::measure::Range;
use crate::permission::{self, Act, Actor};
use crate::policy::Policy;
use crate::words::{Words, WordsRef};

/// What the outside knows.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Now.
    pub at: Timestamp,
    /// Who acts.
    pub actor: &'a Actor,
    /// The policy in force.
    pub policy: &'a Policy,
    /// Which report it is.
    pub key: &'a ReportKey,
}

impl Context<'_> {
    fn today(&self) -> Date {
        civil_date(self.at)
    }
}

/// Decides what follows from `command`, or which rule says no.
///
/// The same report, command, rules and moment always give the same answer.
pub fn decide(report: &Report, command: Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    permit(report, &command, context)?;
    let begins = matches!(command, Command::Draft { .. });
    if begins == report.range.is_some() {
        return Err(if begins {
            Refusal::DraftedBefore
        } else {
            Refusal::NoReport
        });
    }
    match command {
        Command::Draft { range, figures } => draft(range, figures, context),
        Command::TakeFigures { figures } => {
            being_written(report)?;
            Ok(vec![Event::FiguresTaken { figures }])
        }
        Command::Write { part, words, cases } => write(report, (part, words.as_ref(), cases), context),
        Command::Answer {
            provision,
            complies,
            because,
        } => answer(report, (provision, complies, because.as_ref()), context),
        Command::CheckNames {
            flagged,
            why_it_may_stay,
        } => {
            // Code 9 and the guide for members: whoever reads it must not recognise a complainant.
            if flagged > 0 && why_it_may_stay.is_blank() {
                return Err(Refusal::NamesFound(flagged));
            }
            Ok(vec![Event::NamesChecked {
                flagged,
                why_it_may_stay: why_it_may_stay.reference(),
            }])
        }
        Command::Approve(approval) => approve(report, approval, context),
        Command::Respond { on, words } => respond(report, (on, &words), context),
        Command::Publish => publish(report, context),
        Command::Minute(minute) => note(report, &minute, context),
        Command::FollowUp { item, state, words } => {
            let known = report.minute(item).filter(|minute| minute.is_open());
            known.ok_or(Refusal::NoAction)?;
            let words = needed(&words, "what was done")?;
            Ok(vec![Event::FollowedUp { item, state, words }])
        }
    }
}

/// Who may do it. Whoever has an action says how it stands, whatever else they may.
fn permit(report: &Report, command: &Command, context: &Context<'_>) -> Result<(), Refusal> {
    let owns = |owner: Option<&UserId>| owner.is_some() && context.actor.user() == owner;
    let has_an_action = || report.minutes.iter().any(|minute| owns(minute.owner.as_ref()));
    if matches!(command, Command::CheckNames { .. }) && has_an_action() {
        return Ok(());
    }
    if let Command::FollowUp { item, .. } = command {
        let owner = report.minute(*item).and_then(|minute| minute.owner.as_ref());
        if owns(owner) {
            return Ok(());
        }
    }
    let is_annual = context.key.sort() == ReportSort::Annual;
    let act = match command {
        Command::Approve(_) | Command::Publish if is_annual => Act::ApproveReport,
        Command::Draft { .. }
        | Command::TakeFigures { .. }
        | Command::Write { .. }
        | Command::Answer { .. }
        | Command::CheckNames { .. }
        | Command::Approve(_)
        | Command::Respond { .. }
        | Command::Publish
        | Command::Minute(_)
        | Command::FollowUp { .. } => Act::WriteReport,
    };
    if permission::may(context.policy, context.actor, act) {
        Ok(())
    } else {
        Err(Refusal::NotPermitted(act))
    }
}

fn needed(words: &Words, what: &'static str) -> Result<WordsRef, Refusal> {
    if words.is_blank() {
        return Err(Refusal::TextMissing(what));
    }
    Ok(words.reference())
}

const fn being_written(report: &Report) -> Result<(), Refusal> {
    // What went out agrees with a later look.
    if report.approved.is_some() {
        return Err(Refusal::AlreadyApproved);
    }
    Ok(())
}

fn draft(range: Range, figures: Vec<Frozen>, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let is_known = match context.key {
        // Paper 004, 6.1: each meeting gets one. The calendar of today's policy says which there are.
        ReportKey::Briefing { post, on } => {
            let meetings = context.policy.meetings.get(post);
            meetings.is_some_and(|meetings| meetings.contains(on))
        }
        ReportKey::Annual { from } => context.policy.reports.year_from(*from) == *from,
    };
    if !is_known {
        return Err(Refusal::NotInTheCalendar);
    }
    // A year is begun when it is over. A briefing is begun in the days before its meeting, when its month may still go on.
    let begun_on = match context.key {
        ReportKey::Briefing { on, .. } => *on,
        ReportKey::Annual { .. } => context.today(),
    };
    if range.to >= begun_on {
        return Err(Refusal::NotOver(range.to));
    }
    Ok(vec![Event::Drafted {
        from: range.from,
        to: range.to,
        figures,
    }])
}

fn write(
    report: &Report,
    (part, words, cases): (ReportPart, Option<&Words>, BTreeSet<CaseId>),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    being_written(report)?;
    if part.sort() != context.key.sort() {
        return Err(Refusal::NotOfThisReport);
    }
    let words = words
        .map(|words| needed(words, "what this part says"))
        .transpose()?;
    Ok(vec![Event::PartWritten { part, words, cases }])
}

fn answer(
    report: &Report,
    (provision, complies, because): (String, Complies, Option<&Words>),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    being_written(report)?;
    if context.key.sort() != ReportSort::Annual {
        return Err(Refusal::NotOfThisReport);
    }
    let known = provision::that_bind(context.policy).find(|known| known.id == provision);
    let known = known.ok_or(Refusal::NoProvision)?;
    let because = because.filter(|words| !words.is_blank()).map(Words::reference);
    // Code 8.1, and the Ombudsmen's own forms: whoever does not comply, or says that it does not apply, explains.
    if complies != Complies::Yes && because.is_none() {
        return Err(Refusal::NoReason);
    }
    // Code 8.1a: a self-assessment says how it is known. What the record does not have, a person says.
    if complies == Complies::Yes && because.is_none() && known.needs_words() {
        return Err(Refusal::NotShown);
    }
    Ok(vec![Event::ProvisionAnswered {
        provision,
        complies,
        because,
    }])
}

/// Ux 3.9.4: what the governing body and the public get was read by somebody who wrote none of it, as replies and lessons are.
fn another_person(report: &Report, context: &Context<'_>) -> Result<(), Refusal> {
    if report.written_by.contains(&context.actor.id) {
        return Err(Refusal::WroteIt);
    }
    Ok(())
}

fn approve(report: &Report, approval: Approval, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    being_written(report)?;
    // Paper 004, 6.1: the last month, whole. Figures so far are no figures of it.
    if let Some(range) = report.range.filter(|_| report.is_of_part()) {
        return Err(Refusal::NotOver(range.to));
    }
    let missing = report.missing(context.key);
    if !missing.is_empty() {
        return Err(Refusal::PartsMissing(missing));
    }
    if context.key.sort() == ReportSort::Annual {
        let waits = |provision: &&Provision| !report.answers.contains_key(provision.id);
        let waiting = provision::that_bind(context.policy).filter(waits).count();
        if waiting > 0 {
            return Err(Refusal::NotAllAnswered(waiting));
        }
        another_person(report, context)?;
    }
    let why = approval.why_it_may_stay.as_ref();
    let why = why.filter(|why| !why.is_blank()).map(Words::reference);
    // Code 9 and the guide for members: whoever reads it must not recognise a complainant.
    if approval.flagged > 0 && why.is_none() {
        return Err(Refusal::NamesFound(approval.flagged));
    }
    Ok(vec![Event::Approved {
        flagged: approval.flagged,
        why_it_may_stay: why,
        now: approval.now,
        lessons: approval.lessons,
        late: approval.late,
        actions: approval.actions,
        totals_only: approval.totals_only,
        hidden: approval.hidden,
    }])
}

fn respond(
    report: &Report,
    (on, words): (Date, &Words),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if context.key.sort() != ReportSort::Annual {
        return Err(Refusal::NotOfThisReport);
    }
    if report.approved.is_none() {
        return Err(Refusal::NotApproved);
    }
    if report.response.is_some() {
        return Err(Refusal::DoneAlready);
    }
    if on > context.today() {
        return Err(Refusal::StillToCome(on));
    }
    let words = needed(words, "the response")?;
    Ok(vec![Event::Responded { on, words }])
}

fn publish(report: &Report, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if context.key.sort() != ReportSort::Annual {
        return Err(Refusal::NotOfThisReport);
    }
    if report.approved.is_none() {
        return Err(Refusal::NotApproved);
    }
    if report.response.is_none() {
        return Err(Refusal::NoResponse);
    }
    if report.published_on.is_some() {
        return Err(Refusal::DoneAlready);
    }
    another_person(report, context)?;
    Ok(vec![Event::Published {}])
}

fn note(report: &Report, minute: &NewMinute, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let ReportKey::Briefing { on, .. } = context.key else {
        return Err(Refusal::NotOfThisReport);
    };
    if report.approved.is_none() {
        return Err(Refusal::NotApproved);
    }
    if *on > context.today() {
        return Err(Refusal::StillToCome(*on));
    }
    let is_action = minute.kind == MinuteKind::Action;
    // Ux 3.9.5: owners are told, so an action has one, and a day to be asked on.
    if is_action && (minute.owner.is_none() || minute.due_on.is_none()) {
        return Err(Refusal::NoOwner);
    }
    if let Some(due_on) = minute.due_on.filter(|due| is_action && *due <= context.today()) {
        return Err(Refusal::DayPassed(due_on));
    }
    let words = needed(&minute.words, "what was decided")?;
    let last = report.minutes.iter().map(|minute| minute.item).max();
    Ok(vec![Event::Minuted {
        item: last.unwrap_or_default() + 1,
        kind: minute.kind,
        words,
        owner: minute.owner.clone().filter(|_| is_action),
        due_on: minute.due_on.filter(|_| is_action),
    }])
}
