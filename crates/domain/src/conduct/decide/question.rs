//! What asks for an arrangement to be looked at again before its review: new information, and an adjustment that was
//! agreed since. It is answered with reasons; to be kinder needs nobody's leave.

use jiff::civil::Date;

use super::report::{leaves_open, spelled_out, working_day};
use super::{Context, needed, reasoned};
use crate::conduct::command::Easing;
use crate::conduct::state::Terms;
use crate::conduct::{
    ConductFile, Event, Outcome, Purpose, Question, Refusal, leaves_one_way, needs_to_be_spelled_out, parts,
};
use crate::customer::adjustment::AdjustmentKind;
use crate::policy::ContactOption;
use crate::words::{Words, WordsRef};

/// Equality Act 2010, section 20: what was agreed since is weighed against what binds, is proposed or is decided, the same
/// day.
///
/// What leaves them one way that it rules out ends by itself where nobody opens another within the days of new information: they
/// could not reach us by it.
pub(super) fn adjustment_agreed(
    file: &ConductFile,
    kind: AdjustmentKind,
    context: &Context<'_>,
) -> Vec<Event> {
    let today = context.today();
    let is_known = file.adjustments_wait.iter().any(|(known, _)| *known == kind);
    // What is proposed or decided is weighed as well as what binds: it is to bind.
    if is_known || !(file.is_pending() || file.binding(today).is_some()) {
        return Vec::new();
    }
    let left = file.in_force(today).map(|arrangement| &arrangement.terms);
    let left = left.filter(|terms| leaves_one_way(&terms.measures) && kind.rules_out(terms.open_channel));
    let within = context.policy.conduct.as_ref().filter(|_| left.is_some());
    vec![Event::AdjustmentAgreed {
        kind,
        weigh_by: today,
        silence_ends_it_after: within.map(|conduct| context.due(today, conduct.information_within)),
    }]
}

/// Domain 5.7: what reopens the question of an arrangement in force is not settled by those who made the case for it. The post
/// that decides at reviews, by somebody who took no part, says that it stands; to be kinder needs nobody's leave.
fn may_say_that_it_stands(
    file: &ConductFile,
    question: Question,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    if question == Question::Adjustment || file.in_force(context.today()).is_none() {
        return Ok(());
    }
    if !context.decides_as(context.actor, &context.conduct()?.reviewed_by) {
        return Err(Refusal::NotTheDecider);
    }
    if context.actor.user().is_some_and(|user| file.has_part(user)) {
        return Err(Refusal::TookPart);
    }
    Ok(())
}

/// It stays as it is, with reasons in words.
pub(super) fn keep(
    file: &ConductFile,
    question: Question,
    reason: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let waits = match question {
        Question::Adjustment => !file.adjustments_wait.is_empty(),
        Question::Information => !file.information_waits.is_empty(),
        Question::Grounds => file.grounds_wait.is_some(),
    };
    if !waits {
        return Err(Refusal::NothingToAnswer);
    }
    may_say_that_it_stands(file, question, context)?;
    // No reason leaves somebody with a way that they cannot use: now, or once what is for danger is over.
    if let (Question::Adjustment, Some((measures, channel))) = (question, file.binding(context.today())) {
        leaves_open(&measures, channel, context)?;
    }
    if let (Question::Adjustment, Some(arrangement)) = (question, file.in_force(context.today())) {
        leaves_open(
            &arrangement.terms.measures,
            arrangement.terms.open_channel,
            context,
        )?;
    }
    // Nor keeps them to what is to bind without one.
    let decided = file
        .to_notify
        .as_ref()
        .filter(|waits| waits.outcome == Outcome::Agreed);
    let proposed = file
        .report
        .as_ref()
        .filter(|report| report.purpose == Purpose::First);
    let to_bind = decided
        .map(|waits| &waits.terms)
        .or(proposed.map(|report| &report.terms));
    if let (Question::Adjustment, Some(terms)) = (question, to_bind) {
        leaves_open(&terms.measures, terms.open_channel, context)?;
    }
    // The Ombudsman's guide, part 3: what rests on nothing that came after a warning does not stand.
    if question == Question::Grounds && !file.rests_on_something() {
        return Err(Refusal::RestsOnNothing);
    }
    Ok(vec![Event::LeftAsItIs {
        question,
        reason: reasoned(reason, "the reason")?,
    }])
}

/// Fewer measures, an earlier end, or another way where what was agreed since stands against the one that is open.
pub(super) fn ease(file: &ConductFile, easing: Easing, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let today = context.today();
    let before = &file.in_force(today).ok_or(Refusal::NotInForce)?.terms;
    if easing.measures.is_empty() {
        return Err(Refusal::NotAnOption);
    }
    let unknown = easing
        .measures
        .iter()
        .any(|measure| !before.measures.contains(measure));
    if unknown || easing.ends_on > before.ends_on {
        return Err(Refusal::NotKinder);
    }
    let latest = before.review_on.max(today);
    if easing.review_on < today || easing.review_on > easing.ends_on || easing.review_on > latest {
        return Err(Refusal::DaysOutOfOrder);
    }
    // The letter names the day: it is not moved under it.
    if easing.review_on != before.review_on && working_day(easing.review_on, context) != easing.review_on {
        return Err(Refusal::NoWorkingDay(easing.review_on));
    }
    let another_way = easing.open_channel != before.open_channel;
    let rules_out = |kind: &AdjustmentKind| kind.rules_out(before.open_channel);
    if another_way && !context.adjustments.iter().any(rules_out) {
        return Err(Refusal::NotKinder);
    }
    let is_less = before
        .measures
        .iter()
        .any(|measure| !easing.measures.contains(measure));
    if !(is_less || another_way || easing.ends_on < before.ends_on) {
        return Err(Refusal::NotKinder);
    }
    leaves_open(&easing.measures, easing.open_channel, context)?;
    let in_practice = said_anew(before, &easing)?;
    let letter = needed(&easing.letter, "the letter")?;
    parts::all_there(&easing.letter, context, |say| parts::of_easing(say, &easing))?;
    Ok(vec![Event::Eased {
        reason: reasoned(&easing.reason, "the reason")?,
        letter,
        in_practice,
        measures: easing.measures,
        ends_on: easing.ends_on,
        review_on: easing.review_on,
        open_channel: easing.open_channel,
    }])
}

/// Domain 5.9: where one of two measures goes that one text spells out, it is said what is still asked. That is what was
/// decided, with what goes left out: it was shared, commented on and decided by whom the policy names (paper 004, 7.1), and
/// nobody alone says it anew. What stays as it is, is said as it was.
fn said_anew(before: &Terms, easing: &Easing) -> Result<Option<WordsRef>, Refusal> {
    let needs = |measure: &&ContactOption| needs_to_be_spelled_out(**measure);
    let left = easing.measures.iter().filter(needs).count();
    let is_less = before.measures.iter().filter(needs).count() > left;
    let said = easing.in_practice.as_ref().filter(|words| !words.is_blank());
    let Some(said) = said.filter(|_| left > 0) else {
        return if is_less && left > 0 {
            Err(Refusal::NotSpelledOut)
        } else {
            Ok(None)
        };
    };
    let is_it = |words: &&Words| Some(words.reference()) == before.in_practice;
    let decided = easing.as_decided.as_ref().filter(is_it);
    let decided = decided.ok_or(Refusal::NotAsDecided)?;
    let (kept, all) = (clauses(&said.text), clauses(&decided.text));
    if kept == all {
        return Ok(None);
    }
    if !is_less || !is_cut_from(&kept, &all) {
        return Err(Refusal::NotAsDecided);
    }
    spelled_out(&easing.measures, Some(said))
}

/// A text as what stands between its stops and commas, each as its words, whichever letters they begin with.
fn clauses(text: &str) -> Vec<String> {
    let parts = text.split(['.', ',', ';', '!', '?', '\n']);
    let words = parts.map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    words
        .filter(|words| !words.is_empty())
        .map(|words| words.to_lowercase())
        .collect()
}

/// Whether one is the other with clauses left out, in their order.
fn is_cut_from(kept: &[String], all: &[String]) -> bool {
    let mut rest = all.iter();
    kept.iter().all(|clause| rest.any(|one| one == clause))
}

/// Nothing goes on while a question waits, or a contact is unread that may be one (domain 5.9 and 5.10).
pub(super) fn answered(file: &ConductFile, today: Date) -> Result<(), Refusal> {
    let unread = file.unread().count();
    if unread > 0 {
        return Err(Refusal::ContactsUnread(unread));
    }
    if file.grounds_wait.is_some() {
        return Err(Refusal::GroundsWait);
    }
    if !file.information_waits.is_empty() {
        return Err(Refusal::InformationWaits);
    }
    if file.may_stand_against_an_adjustment(today) {
        return Err(Refusal::AdjustmentWaits);
    }
    Ok(())
}
