//! What comes before anybody's contact is limited: incidents, checks, what is milder, the warning, and what
//! is done when somebody is in danger now.

use jiff::civil::Date;

use super::decision::hears_no_appeal;
use super::letter::none_on_its_way;
use super::{Context, given, is_no_officer_of_their_case, needed, not_after_now, reasoned};
use crate::conduct::command::{AnswerCheck, FileWith, Interim, NewIncident};
use crate::conduct::state::{AppealState, Beside, Incident, With};
use crate::conduct::tend::Tended;
use crate::conduct::{Check, CheckAnswer, ConductFile, Event, LetterKind, Refusal, leaves_one_way, parts};
use crate::id::IncidentId;
use crate::policy::{Conduct, ContactOption, Limit, Unit};
use crate::words::Words;

use super::report::{leaves_open, spelled_out};

/// Within how long the letter of an interim safety measure leaves: it binds already (ours; domain 5.4 and 5.8).
const LETTER_WITHIN: Limit = Limit {
    count: 1,
    unit: Unit::WorkingDays,
};

pub(super) fn report_incident(
    file: &ConductFile,
    new: &NewIncident,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    // Domain 5.12: a restriction on one person does not touch a household or whoever they speak for.
    if file.person.as_ref().is_some_and(|person| *person != new.person) {
        return Err(Refusal::AnotherPerson);
    }
    not_after_now((new.on, new.at), context)?;
    let known = &context.conduct()?.categories;
    if new.categories.is_empty() || new.categories.iter().any(|category| !known.contains(category)) {
        return Err(Refusal::NotACategory);
    }
    Ok(vec![Event::IncidentReported {
        id: new.id.clone(),
        person: new.person.clone(),
        on: new.on,
        at: new.at,
        channel: new.channel,
        categories: new.categories.clone(),
        was_danger: new.was_danger,
        facts: needed(&new.facts, "what happened")?,
        exact_words: given(new.exact_words.as_ref()),
        witnesses: given(new.witnesses.as_ref()),
    }])
}

/// What was photographed, recorded or written stands with what happened (domain 5.1).
/// Domain 5.6 and 5.10: what they say is kept as it came, with what came with it, while it waits for its answer.
pub(super) fn add_file(
    file: &ConductFile,
    new: FileWith,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let comments = file.report.iter().flat_map(|report| &report.comments);
    let comments = comments.chain(&file.late_comments);
    let waits = |appeal: &AppealState| appeal.outcome.is_none();
    let (is_there, what) = match &new.with {
        With::Incident(id) => (file.incidents.iter().any(|known| known.id == *id), "incident"),
        With::Comment(id) => (comments.into_iter().any(|known| known.id == *id), "comment"),
        With::Said(Beside::Appeal) => (file.appeal.as_ref().is_some_and(waits), "appeal"),
        With::Said(Beside::Review) => (!file.said_for_review.is_empty(), "word before the review"),
        With::Earlier => (false, "appeal"),
    };
    if !is_there {
        return Err(Refusal::NoSuch(what));
    }
    if file.files.iter().any(|known| known.file.id == new.file.id) {
        return Ok(Vec::new());
    }
    let most = context.policy.files.most;
    let beside = file.files.iter().filter(|known| known.with == new.with);
    let is_theirs = !matches!(new.with, With::Incident(_));
    if is_theirs && beside.count() >= usize::from(most) {
        return Err(Refusal::TooManyFiles(most));
    }
    let FileWith {
        with,
        file,
        name,
        kind,
        size,
    } = new;
    let name = name.reference();
    Ok(vec![match with {
        With::Incident(incident) => Event::FileAdded {
            incident,
            file,
            name,
            kind,
            size,
        },
        With::Comment(comment) => Event::Tended(Tended::CommentFileAdded {
            comment,
            file,
            name,
            kind,
            size,
        }),
        With::Said(beside) => Event::Tended(Tended::SaidFileAdded {
            beside,
            file,
            name,
            kind,
            size,
        }),
        With::Earlier => return Err(Refusal::NoSuch(what)),
    }])
}

pub(super) fn answer_check(answer: &AnswerCheck) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::CheckAnswered {
        check: answer.check,
        answer: answer.answer,
        // Reasons in words, not ticks.
        reason: reasoned(&answer.reason, "the reason")?,
    }])
}

pub(super) fn try_milder(words: &Words) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::MilderTried {
        words: reasoned(words, "what was tried, and what came of it")?,
    }])
}

/// Domain 5.3 and 5.4: every check is answered first, and what is ours to mend is mended first.
pub(super) fn warn(
    file: &ConductFile,
    (letter, must_change): (&Words, &Words),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    none_on_its_way(file, LetterKind::Warning)?;
    // What was checked for a warning before says nothing of this one.
    let missing = file.checks_for_a_warning();
    if !missing.is_empty() {
        return Err(Refusal::ChecksMissing(missing));
    }
    nothing_of_ours_to_mend(file)?;
    // It is no reason, and may be short; a full stop says nothing that anybody could change.
    if must_change.count() == 0 {
        return Err(Refusal::TextMissing("what must change"));
    }
    let warned = Event::Warned {
        letter: needed(letter, "the letter")?,
        must_change: needed(must_change, "what must change")?,
        counts_from: None,
    };
    parts::all_there(letter, context, |say| parts::of_warning(say, &must_change.text))?;
    Ok(vec![warned])
}

/// Domain 5.3: what the council did wrong is put right before anybody is warned, and before anybody is bound.
pub(super) fn nothing_of_ours_to_mend(file: &ConductFile) -> Result<(), Refusal> {
    let ours: Vec<Check> = file
        .checks
        .iter()
        .filter(|(_, answer)| **answer == CheckAnswer::OursToMend)
        .map(|(check, _)| *check)
        .collect();
    if ours.is_empty() {
        Ok(())
    } else {
        Err(Refusal::OursToMend(ours))
    }
}

/// Domain 5.4: the only way around a warning, a shared report and its comments, for danger now; by the
/// senior post, for ten working days at the most; and never for a danger that another one met.
pub(super) fn order_interim(
    file: &ConductFile,
    interim: Interim,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let conduct = context.conduct()?;
    if !context.holds(context.actor, &conduct.interim_by) {
        return Err(Refusal::NotTheDecider);
    }
    is_no_officer_of_their_case(context.actor, context)?;
    hears_no_appeal(context.actor, (conduct, context))?;
    // Domain 5.4: the full path starts at once. Once a measure is over, another one is never instead of that path, which begins with
    // the checks: they can always be answered. While it is in force another danger is met all the same.
    let is_unbegun = file.way_to_begin().is_some() && file.warning().is_none();
    let is_over = file.interim_in_force(context.today()).is_none();
    if is_over && is_unbegun && !file.checks_missing().is_empty() {
        return Err(Refusal::InterimBefore);
    }
    let (danger_on, dangers) = danger_now(file, conduct, context)?;
    // Nor is it made longer by another of the same danger: what follows one ends within the days of what it is for itself.
    let began = if file.danger_was_met() {
        danger_on
    } else {
        context.today()
    };
    let latest = context.due(began, conduct.interim_longest);
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
            .any(|measure| !conduct.options.contains(measure) || !protects(*measure))
    {
        return Err(Refusal::NotAnOption);
    }
    comes_on_top(file, &interim, context)?;
    parts::all_there(&interim.letter, context, |say| {
        let (open, ends_on) = (interim.open_channel, interim.ends_on);
        let in_place_of = file.interim_in_force(context.today()).map(|it| it.from);
        parts::of_interim(say, &interim.measures, open, ends_on, in_place_of)
    })?;
    Ok(vec![Event::InterimOrdered {
        in_practice: spelled_out(&interim.measures, interim.in_practice.as_ref())?,
        measures: interim.measures,
        open_channel: interim.open_channel,
        ends_on: interim.ends_on,
        dangers,
        reason: reasoned(&interim.reason, "what the danger is")?,
        letter: needed(&interim.letter, "the letter")?,
        letter_by: Some(context.due(context.today(), LETTER_WITHIN)),
    }])
}

/// It comes on top of an arrangement: what that closes stays closed, and the one way that its notice promised stays open
/// (domain 5.4 and 5.5); unless what is ordered leaves one way itself or closes that one, or they cannot use it any more.
fn comes_on_top(file: &ConductFile, interim: &Interim, context: &Context<'_>) -> Result<(), Refusal> {
    let terms = file.in_force(context.today()).map(|it| &it.terms);
    let mut together: Vec<ContactOption> = terms.iter().flat_map(|terms| terms.measures.clone()).collect();
    together.extend(&interim.measures);
    leaves_open(&together, interim.open_channel, context)?;
    let promised = terms.filter(|terms| leaves_one_way(&terms.measures));
    let Some(way) = promised.map(|terms| terms.open_channel) else {
        return Ok(());
    };
    let is_usable = leaves_open(&interim.measures, way, context).is_ok();
    if way != interim.open_channel && is_usable && !leaves_one_way(&interim.measures) {
        Err(Refusal::OpenChannelClosed)
    } else {
        Ok(())
    }
}

/// Danger now: an incident of these days, none of those that an earlier file dealt with, that no measure has met, and of which
/// somebody else told than who orders. Answers what is met: what somebody else reported of the latest day of danger, and nothing
/// that was before it.
fn danger_now(
    file: &ConductFile,
    conduct: &Conduct,
    context: &Context<'_>,
) -> Result<(Date, Vec<IncidentId>), Refusal> {
    let is_now = |on: Date| context.due(on, conduct.interim_longest) >= context.today();
    let new = file.incidents.iter().skip(file.incidents_before);
    let mut dangers: Vec<&Incident> = new
        .filter(|incident| incident.was_danger && is_now(incident.on) && file.is_unmet(incident))
        .collect();
    if dangers.is_empty() {
        return Err(Refusal::NoDanger);
    }
    // Two people looked: one who saw it, and the senior post (ours).
    dangers.retain(|incident| incident.reported_by.as_ref() != context.actor.user());
    let latest = dangers.iter().map(|incident| incident.on).max();
    let latest = latest.ok_or(Refusal::OwnReport)?;
    dangers.retain(|incident| incident.on == latest);
    let dangers = dangers.into_iter().map(|incident| incident.id.clone());
    Ok((latest, dangers.collect()))
}

/// Whether a measure protects anybody who is in danger now. What is about answers does not.
pub const fn protects(measure: ContactOption) -> bool {
    match measure {
        ContactOption::NamedContact
        | ContactOption::OneChannel
        | ContactOption::SetTimes
        | ContactOption::CallLength
        | ContactOption::Premises => true,
        ContactOption::NoAcknowledgementOfRepeats
        | ContactOption::FileWithoutReply
        | ContactOption::BehaviourAgreement => false,
    }
}
