//! What comes before anybody's contact is limited: incidents, checks, what is milder, the warning, and what
//! is done when somebody is in danger now.

use jiff::civil::Date;

use super::letter::none_on_its_way;
use super::{Context, given, needed, not_after_today};
use crate::conduct::command::{AnswerCheck, IncidentFile, Interim, NewIncident};
use crate::conduct::{Check, CheckAnswer, ConductFile, Event, LetterKind, Refusal, parts};
use crate::words::Words;

use super::report::leaves_open;

pub(super) fn report_incident(
    file: &ConductFile,
    new: &NewIncident,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    // Domain 5.12: a restriction on one person does not touch a household or whoever they speak for.
    if file.person.as_ref().is_some_and(|person| *person != new.person) {
        return Err(Refusal::AnotherPerson);
    }
    not_after_today(new.on, context)?;
    let known = &context.conduct()?.categories;
    if new.categories.is_empty() || new.categories.iter().any(|category| !known.contains(category)) {
        return Err(Refusal::NotACategory);
    }
    Ok(vec![Event::IncidentReported {
        id: new.id.clone(),
        person: new.person.clone(),
        on: new.on,
        channel: new.channel,
        categories: new.categories.clone(),
        was_danger: new.was_danger,
        facts: needed(&new.facts, "what happened")?,
        exact_words: given(new.exact_words.as_ref()),
        witnesses: given(new.witnesses.as_ref()),
    }])
}

/// What was photographed, recorded or written stands with what happened (domain 5.1).
pub(super) fn add_file(file: &ConductFile, new: IncidentFile) -> Result<Vec<Event>, Refusal> {
    if !file.incidents.iter().any(|incident| incident.id == new.incident) {
        return Err(Refusal::NoSuch("incident"));
    }
    if file.files.iter().any(|known| known.file.id == new.file.id) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::FileAdded {
        incident: new.incident,
        file: new.file,
        name: new.name.reference(),
        kind: new.kind,
        size: new.size,
    }])
}

pub(super) fn answer_check(answer: &AnswerCheck) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::CheckAnswered {
        check: answer.check,
        answer: answer.answer,
        // Reasons in words, not ticks.
        reason: needed(&answer.reason, "the reason")?,
    }])
}

pub(super) fn try_milder(words: &Words) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::MilderTried {
        words: needed(words, "what was tried")?,
    }])
}

/// Domain 5.3 and 5.4: every check is answered first, and what is ours to mend is mended first.
pub(super) fn warn(
    file: &ConductFile,
    (letter, must_change): (&Words, &Words),
) -> Result<Vec<Event>, Refusal> {
    none_on_its_way(file, LetterKind::Warning)?;
    let missing = file.checks_missing();
    if !missing.is_empty() {
        return Err(Refusal::ChecksMissing(missing));
    }
    let ours: Vec<Check> = file
        .checks
        .iter()
        .filter(|(_, answer)| **answer == CheckAnswer::OursToMend)
        .map(|(check, _)| *check)
        .collect();
    if !ours.is_empty() {
        return Err(Refusal::OursToMend(ours));
    }
    let warned = Event::Warned {
        letter: needed(letter, "the letter")?,
        must_change: needed(must_change, "what must change")?,
    };
    parts::all_there(letter, &parts::of_warning(&must_change.text))?;
    Ok(vec![warned])
}

/// Domain 5.4: the only way around a warning, a shared report and its comments, for danger now; by the
/// senior post, for ten working days at the most, once.
pub(super) fn order_interim(
    file: &ConductFile,
    interim: Interim,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let conduct = context.conduct()?;
    if !context.holds(context.actor, &conduct.interim_by) {
        return Err(Refusal::NotTheDecider);
    }
    if file.interim.is_some() {
        return Err(Refusal::InterimBefore);
    }
    // Danger now: an incident of these days, and not one of those that an earlier file dealt with.
    let is_now = |on: Date| context.due(on, conduct.interim_longest) >= context.today();
    let mut new = file.incidents.iter().skip(file.incidents_before);
    if !new.any(|incident| incident.was_danger && is_now(incident.on)) {
        return Err(Refusal::NoDanger);
    }
    let latest = context.due(context.today(), conduct.interim_longest);
    if interim.ends_on > latest {
        return Err(Refusal::TooLong(latest));
    }
    if interim.ends_on < context.today() {
        return Err(Refusal::DaysOutOfOrder);
    }
    if interim.measures.is_empty()
        || interim
            .measures
            .iter()
            .any(|measure| !conduct.options.contains(measure))
    {
        return Err(Refusal::NotAnOption);
    }
    leaves_open(&interim.measures, interim.open_channel, context)?;
    let said = parts::of_interim(&interim.measures, interim.open_channel, interim.ends_on);
    parts::all_there(&interim.letter, &said)?;
    Ok(vec![Event::InterimOrdered {
        measures: interim.measures,
        open_channel: interim.open_channel,
        ends_on: interim.ends_on,
        reason: needed(&interim.reason, "the reason")?,
        letter: needed(&interim.letter, "the letter")?,
    }])
}
