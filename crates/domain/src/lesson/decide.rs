//! What may be done to a lesson, and what follows. Each rule stands beside its source.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use super::{
    Command, Event, Lesson, NewLesson, Plan, Publication, ReadForNames, Refusal, RuleOut, RuledOut, TakeIn,
    Texts, Worked,
};
use crate::calendar::Calendar;
use crate::calendar::london::civil_date;
use crate::id::{CaseId, ServiceId};
use crate::lesson::{Analysis, LessonReminder};
use crate::permission::{self, Act, Actor};
use crate::policy::Policy;
use crate::words::{Words, WordsRef};

/// How long each of the two texts for the public may be (ux S19).
pub const LONGEST_TEXT: usize = 200;

/// What the sentence of a lesson is called, where it is missing.
const WHAT_WE_LEARNED: &str = "what we learned";

/// What the outside knows.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Now.
    pub at: Timestamp,
    /// Who acts.
    pub actor: &'a Actor,
    /// The policy in force.
    pub policy: &'a Policy,
    /// The days that count.
    pub calendar: &'a Calendar,
}

impl Context<'_> {
    fn today(&self) -> Date {
        civil_date(self.at)
    }
}

/// Decides what follows from `command`, or which rule says no.
///
/// The same lesson, command, rules and moment always give the same answer.
pub fn decide(lesson: &Lesson, command: Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    permit(lesson, &command, context)?;
    let begins = matches!(command, Command::Record { .. });
    if begins == lesson.recorded_on.is_some() {
        return Err(if begins {
            Refusal::RecordedBefore
        } else {
            Refusal::NoLesson
        });
    }
    if lesson.merged_into.is_some() {
        return Err(Refusal::Merged);
    }
    match command {
        Command::Record { new, read } => record(new, &read, context),
        Command::Reword { learned, read } => Ok(vec![Event::Reworded {
            learned: needed(&learned, WHAT_WE_LEARNED)?,
            may_stay: why_it_may_stay(&read)?,
        }]),
        Command::AddCases { cases } => {
            let cases: BTreeSet<CaseId> = cases.difference(&lesson.cases).cloned().collect();
            if cases.is_empty() {
                return Err(Refusal::NothingNew);
            }
            Ok(vec![Event::CasesAdded { cases }])
        }
        Command::Share { services } => {
            let services: BTreeSet<ServiceId> = services.difference(&lesson.services).cloned().collect();
            if services.is_empty() {
                return Err(Refusal::NothingNew);
            }
            known(&services, context)?;
            Ok(vec![Event::Shared { services }])
        }
        Command::Analyse(analysis) => analyse(&analysis, context),
        Command::Plan(new) => plan(lesson, new, context),
        Command::RuleOut(rule) => rule_out(lesson, &rule),
        Command::FinishAction { evidence } => finish(lesson, &evidence, context),
        Command::AnswerWorked { worked, evidence } => answer_worked(lesson, (worked, &evidence), context),
        Command::Write(texts) => write(lesson, &texts),
        Command::Publish(publication) => publish(lesson, &publication, context),
        Command::TakeDown { reason } => {
            if lesson.published.is_none() {
                return Err(Refusal::NotPublished);
            }
            let reason = needed(&reason, "the reason")?;
            Ok(vec![Event::TakenDown { reason }])
        }
        Command::Merge { into } => {
            if lesson.published.is_some() {
                return Err(Refusal::IsPublic);
            }
            // Paper 001, 4.2: an action has an owner and a date, and is followed up. It would end here without a word to anybody.
            if let Some(due) = lesson.due() {
                return Err(Refusal::StillDue(due.kind));
            }
            Ok(vec![Event::MergedInto { into }])
        }
        Command::TakeIn(other) => Ok(vec![take_in(other)]),
        Command::AskToHear { case } => ask(lesson, case),
        Command::Tell { case } => {
            if !lesson.to_tell().any(|known| *known == case) {
                return Err(Refusal::NobodyToTell);
            }
            Ok(vec![Event::CustomerTold { case }])
        }
        Command::Remind { reminder } => remind(lesson, reminder, context),
    }
}

/// Who may do it. Whoever has an action says that it was done and whether it worked, whatever else they may.
fn permit(lesson: &Lesson, command: &Command, context: &Context<'_>) -> Result<(), Refusal> {
    let owner = lesson.action.as_ref().map(|action| &action.owner);
    let act = match command {
        // What a customer asks for themselves is asked at the door, where they proved whose case it is.
        Command::AskToHear { .. } if is_customer(context.actor) => return Ok(()),
        Command::FinishAction { .. } | Command::AnswerWorked { .. }
            if owner.is_some() && context.actor.user() == owner =>
        {
            return Ok(());
        }
        Command::Record { .. } | Command::AddCases { .. } | Command::AskToHear { .. } => Act::RecordLesson,
        Command::Reword { .. }
        | Command::Share { .. }
        | Command::Analyse(_)
        | Command::Plan(_)
        | Command::RuleOut(_)
        | Command::FinishAction { .. }
        | Command::AnswerWorked { .. }
        | Command::Write(_)
        | Command::TakeDown { .. }
        | Command::Merge { .. }
        | Command::TakeIn(_)
        | Command::Tell { .. }
        | Command::Remind { .. } => Act::ManageLesson,
        Command::Publish(_) => Act::PublishLesson,
    };
    if permission::may(context.policy, context.actor, act) {
        Ok(())
    } else {
        Err(Refusal::NotPermitted(act))
    }
}

fn is_customer(actor: &Actor) -> bool {
    matches!(actor.id, crate::id::ActorId::Customer(_))
}

fn record(new: NewLesson, read: &ReadForNames, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    known(&new.services, context)?;
    Ok(vec![Event::Recorded {
        learned: needed(&new.learned, WHAT_WE_LEARNED)?,
        may_stay: why_it_may_stay(read)?,
        from: new.from,
        went: new.went,
        services: new.services,
        cases: new.cases,
    }])
}

/// Colleagues of other services read the sentence, and the Executive where the action is overdue (ux 3.9.3): what looks like a name in
/// it stays only with a reason, as in what is published (ux S19).
fn why_it_may_stay(read: &ReadForNames) -> Result<Option<WordsRef>, Refusal> {
    if read.flagged == 0 {
        return Ok(None);
    }
    let why = read.why_it_may_stay.as_ref().filter(|words| !words.is_blank());
    let why = why.ok_or(Refusal::NamesFound(read.flagged))?;
    Ok(Some(why.reference()))
}

fn known(services: &BTreeSet<ServiceId>, context: &Context<'_>) -> Result<(), Refusal> {
    let is_known = |service: &ServiceId| context.policy.service(service).is_some();
    if services.is_empty() || !services.iter().all(is_known) {
        return Err(Refusal::NoService);
    }
    Ok(())
}

fn analyse(analysis: &Analysis, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if !context.policy.learning.causes.contains(&analysis.cause) {
        return Err(Refusal::NotACause);
    }
    Ok(vec![Event::Analysed {
        cause: analysis.cause,
        why: needed(&analysis.why, "why it happened")?,
    }])
}

/// Ux 3.10.2: an action has an owner, a date, and how we will know.
fn plan(lesson: &Lesson, new: Plan, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if lesson.cause.is_none() {
        return Err(Refusal::NotAnalysed);
    }
    let is_done = lesson.action.as_ref().is_some_and(|action| action.done.is_some());
    let worked = lesson.worked.as_ref().map(|(worked, _)| *worked);
    // What was done stays done; where it did not work, there is more to do.
    if is_done && matches!(worked, None | Some(Worked::Yes)) {
        return Err(Refusal::DoneAlready);
    }
    if new.due_on <= context.today() {
        return Err(Refusal::DayPassed(new.due_on));
    }
    let how_we_know = new.how_we_know.filter(|words| !words.is_blank());
    if new.measure.is_none() && how_we_know.is_none() {
        return Err(Refusal::NoMeasure);
    }
    let mut remind_on = new.due_on;
    for _ in 0..context.policy.learning.remind_days_before {
        remind_on = context.calendar.previous_working_day(remind_on);
    }
    Ok(vec![Event::ActionPlanned {
        what: needed(&new.what, "the action")?,
        owner: new.owner,
        due_on: new.due_on,
        remind_on,
        measure: new.measure,
        how_we_know: how_we_know.as_ref().map(Words::reference),
    }])
}

fn rule_out(lesson: &Lesson, rule: &RuleOut) -> Result<Vec<Event>, Refusal> {
    // Nothing needed can be said of what nobody analysed; that we could not is a finding of its own.
    if lesson.cause.is_none() && rule.because == RuledOut::CouldNot {
        return Err(Refusal::NotAnalysed);
    }
    if lesson.action.as_ref().is_some_and(|action| action.done.is_some()) {
        return Err(Refusal::DoneAlready);
    }
    if lesson.published.is_some() && rule.because == RuledOut::NotNeeded {
        return Err(Refusal::IsPublic);
    }
    Ok(vec![Event::ActionRuledOut {
        because: rule.because,
        reason: needed(&rule.reason, "the reason")?,
    }])
}

fn finish(lesson: &Lesson, evidence: &Words, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let action = lesson.action.as_ref().ok_or(Refusal::NoAction)?;
    if action.done.is_some() {
        return Err(Refusal::DoneAlready);
    }
    Ok(vec![Event::ActionDone {
        evidence: needed(evidence, "what shows it")?,
        ask_on: asked_again_on(context),
    }])
}

/// Ux 3.10.5: "did it work?" is answered once the policy's months are over, by what happened in them: the public reads the answer, and
/// on the day on which something was done nobody knows. So it is when it is looked at again. An answer of "yes" can be put right at any time.
fn answer_worked(
    lesson: &Lesson,
    (worked, evidence): (Worked, &Words),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if lesson.action.as_ref().is_none_or(|action| action.done.is_none()) {
        return Err(Refusal::NotActedOn);
    }
    if let Some(due) = lesson.due().filter(|due| context.today() < due.on) {
        return Err(Refusal::TooSoonToSay(due.on));
    }
    let evidence = needed(evidence, "what shows it")?;
    // Paper 001, 4.2: people read "we look at it again", so there is a day for that.
    let again_on = match worked {
        Worked::Yes => None,
        Worked::Partly | Worked::No => Some(asked_again_on(context)),
    };
    Ok(vec![Event::WorkedAnswered {
        worked,
        evidence,
        again_on,
    }])
}

/// Ux 3.10.5: some months after it was done, "did it work?" is asked; and as long after a no, what more was done.
fn asked_again_on(context: &Context<'_>) -> Date {
    let months = i64::from(context.policy.learning.did_it_work_after_months);
    let day = context.today().saturating_add(months.months());
    context.calendar.working_day_from(day)
}

fn write(lesson: &Lesson, texts: &Texts) -> Result<Vec<Event>, Refusal> {
    if lesson.cause.is_none() {
        return Err(Refusal::NotAnalysed);
    }
    if !lesson.is_acted_on() {
        return Err(Refusal::NotActedOn);
    }
    let texts = [("you said", &texts.you_said), ("we did", &texts.we_did)];
    for (what, words) in texts {
        if words.text.chars().count() > LONGEST_TEXT {
            return Err(Refusal::TooLong(what, LONGEST_TEXT));
        }
    }
    let [(_, you_said), (_, we_did)] = texts;
    Ok(vec![Event::TextsWritten {
        you_said: needed(you_said, "what you said")?,
        we_did: needed(we_did, "what we did")?,
    }])
}

/// Ux 3.10.6 and 3.10.7: what is published was analysed, acted on or could not be, and read for names by a
/// second person.
fn publish(lesson: &Lesson, publication: &Publication, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let draft = lesson.draft.as_ref().ok_or(Refusal::NoTexts)?;
    if draft.by == context.actor.id {
        return Err(Refusal::SecondPerson);
    }
    let reason = publication
        .why_it_may_stay
        .as_ref()
        .filter(|words| !words.is_blank());
    if publication.flagged > 0 && reason.is_none() {
        return Err(Refusal::NamesFound(publication.flagged));
    }
    Ok(vec![
        Event::NamesChecked {
            flagged: publication.flagged,
            why_it_may_stay: reason.filter(|_| publication.flagged > 0).map(Words::reference),
        },
        Event::Published {},
    ])
}

fn take_in(other: TakeIn) -> Event {
    Event::TookIn {
        lesson: other.lesson,
        services: other.services,
        cases: other.cases,
        asked: other.asked,
    }
}

fn ask(lesson: &Lesson, case: CaseId) -> Result<Vec<Event>, Refusal> {
    if !lesson.cases.contains(&case) {
        return Err(Refusal::NotItsCase);
    }
    if lesson.asked.contains(&case) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::HearingAsked { case }])
}

fn remind(lesson: &Lesson, reminder: LessonReminder, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let is_due = |(next, from): (LessonReminder, Date)| next == reminder && from <= context.today();
    if lesson.reminder().is_some_and(is_due) {
        Ok(vec![Event::Reminded { reminder }])
    } else {
        Err(Refusal::NothingToRemindOf)
    }
}

fn needed(words: &Words, what: &'static str) -> Result<WordsRef, Refusal> {
    if words.is_blank() {
        Err(Refusal::TextMissing(what))
    } else {
        Ok(words.reference())
    }
}
