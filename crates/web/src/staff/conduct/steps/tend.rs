//! The forms beside the way: what is urgent, the review, the withdrawal, an incident that is struck out; and what every
//! letter is held to.

use redress_domain::conduct::{Command, Easing, Keep, Question, Refusal, ReviewOutcome, Tend};
use redress_domain::id::IncidentId;
use redress_pages::conduct::Choices;
use redress_pages::conduct::tend::{
    FORMAT_MET, NAMES_FOUND, NAMES_MEANT, NAMES_OUT, NAMES_QUOTED, take_up_field,
};
use redress_pages::form::FormState;

use super::{Adds, OpenFile, Reading, letters, measures, require_channel, require_words, whole_letter};
use crate::staff::case::doing::require_date;
use crate::staff::conduct::refusals::words_for;

/// The fields that the person reads.
const READ_BY_THEM: [&str; 6] = [
    "letter",
    "report",
    "must_change",
    "expects",
    "asks",
    "in_practice",
];

/// How a letter keeps to what was agreed, where the program cannot see to it.
pub(super) fn format_met(reading: &Reading<'_>, form: &mut FormState, choices: &Choices) -> Option<Command> {
    let kinds = choices.left_to_a_person.clone();
    if kinds.is_empty() {
        return None;
    }
    let message = "Say how this letter keeps to what was agreed with them";
    let words = require_words(reading, form, (FORMAT_MET, message))?;
    Some(Command::Tend(Tend::Meet { kinds, words }))
}

/// Asks once, where a colleague without a deciding post is named in what the person reads.
pub(super) fn names_are_meant(reading: &Reading<'_>, form: &mut FormState) {
    if form.value(NAMES_MEANT) == "yes" {
        return;
    }
    let found = READ_BY_THEM.iter().find_map(|field| {
        let name = reading.file.names_a_junior(form.filled(field)?)?;
        Some((*field, name.to_owned()))
    });
    if let Some((field, name)) = found {
        form.error(
            field,
            format!("This names {name}: take the name out, or say that it is meant"),
        );
        form.set(NAMES_FOUND, name);
    }
}

/// Asks once, where what a letter quotes from the file or gives as a reason has a colleague's first name alone: whoever writes says that
/// it goes out, or that it is meant.
pub(super) fn first_names_are_meant(reading: &Reading<'_>, adds: Adds, form: &mut FormState) {
    if [NAMES_MEANT, NAMES_OUT]
        .iter()
        .any(|field| form.value(field) == "yes")
    {
        return;
    }
    let without = form.clone().with(NAMES_OUT, "yes");
    let both = adds(reading.file, form).and_then(|said| Ok((said, adds(reading.file, &without)?)));
    // What cannot be made is said of the letter.
    let Ok((Some(said), Some(without))) = both else {
        return;
    };
    let mut lines = said.lines().zip(without.lines());
    let name = lines.find_map(|(said, without)| {
        let is_out = said != without;
        is_out.then(|| reading.file.names_a_junior(said)).flatten()
    });
    let name = name.map(str::to_owned);
    if let Some(name) = name {
        form.error(
            NAMES_OUT,
            format!(
                "What this letter quotes names {name} by the first name: take it out, or say that it is meant"
            ),
        );
        form.set(NAMES_QUOTED, name);
    }
}

/// Where a step goes on.
pub(super) fn next(slug: &str, form: &FormState) -> Option<&'static str> {
    if slug != "review" {
        return None;
    }
    match ReviewOutcome::parse(form.value("outcome"))? {
        ReviewOutcome::GoesOn => None,
        ReviewOutcome::Eased => Some("ease"),
        ReviewOutcome::Ended => Some("lift"),
    }
}

pub(super) fn read_urgent(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let urgent = reading.file.view.file.urgent.iter();
    let taken = urgent.filter_map(|urgent| {
        let words = form.filled(&take_up_field(urgent.contact.as_str()))?;
        Some(Command::Tend(Tend::TakeUp {
            contact: urgent.contact.clone(),
            words: reading.fresh.words(words),
        }))
    });
    taken.collect()
}

pub(super) fn read_review(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let outcome = ReviewOutcome::parse(form.value("outcome"));
    // That it goes on takes a report, decided by whom the policy names (paper 004, 7.1).
    let outcome = outcome.filter(|outcome| *outcome != ReviewOutcome::GoesOn);
    if outcome.is_none() {
        form.error("outcome", "Select what comes of it");
    }
    let reason = require_words(reading, form, ("reason", "Enter why"));
    let both = outcome.zip(reason);
    let order = both.map(|(outcome, reason)| Command::Tend(Tend::Review { outcome, reason }));
    order.into_iter().collect()
}

/// Nothing is decided there: a page that was opened before it took a report says so.
pub(super) fn read_goes_on(_: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let (field, text) = words_for(&Refusal::TakesAReport);
    form.error(field, text);
    Vec::new()
}

pub(super) fn read_withdraw(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let reason = require_words(reading, form, ("reason", "Enter why"));
    let letter = if reading.file.view.file.had_the_report() {
        let letter = whole_letter(reading, form, ("letter", letters::withdrawn_parts));
        if letter.is_none() {
            return Vec::new();
        }
        letter
    } else {
        None
    };
    let order = reason.map(|reason| Command::Tend(Tend::Withdraw { reason, letter }));
    order.into_iter().collect()
}

pub(super) fn read_more_time(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let until = require_date(form, "until", "Enter their last day from now on");
    let reason = require_words(reading, form, ("reason", "Enter why"));
    let letter = whole_letter(reading, form, ("letter", letters::more_time_parts));
    let (Some(until), Some(reason), Some(letter)) = (until, reason, letter) else {
        return Vec::new();
    };
    vec![Command::Tend(Tend::GiveMoreTime {
        until,
        reason,
        letter,
    })]
}

pub(super) fn read_strike(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let incident = IncidentId::parse(form.value("incident")).ok();
    if incident.is_none() {
        form.error("incident", "Select which incident");
    }
    let moved = form.value("moved").to_owned();
    if !["yes", "no"].contains(&moved.as_str()) {
        form.error("moved", "Select yes if it was reported anew about somebody else");
        return Vec::new();
    }
    let reason = require_words(reading, form, ("reason", "Enter why it does not belong here"));
    let letter = if ends_an_interim_measure(reading.file, form) {
        let letter = whole_letter(reading, form, ("letter", letters::struck_parts));
        if letter.is_none() {
            return Vec::new();
        }
        letter
    } else {
        None
    };
    let both = incident.zip(reason);
    let order = both.map(|(incident, reason)| {
        Command::Tend(Tend::Strike {
            incident,
            is_moved: moved == "yes",
            reason,
            letter,
        })
    });
    order.into_iter().collect()
}

/// Whether the interim measure that binds ends with the incident that is struck out: then they are told.
pub(super) fn ends_an_interim_measure(file: &OpenFile, form: &FormState) -> bool {
    let incident = IncidentId::parse(form.value("incident"));
    let view = &file.view;
    incident.is_ok_and(|incident| view.file.interim_rests_on(&incident, view.today))
}

pub(super) fn read_hold(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let is_held = reading.file.view.file.is_held;
    let reason = require_words(reading, form, ("reason", "Enter why"));
    let order = reason.map(|reason| {
        Command::Keep(if is_held {
            Keep::EndHold { reason }
        } else {
            Keep::Hold { reason }
        })
    });
    order.into_iter().collect()
}

pub(super) fn read_question(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let question = Question::parse(form.value("question"));
    if question.is_none() {
        form.error("question", "Select what you answer");
    }
    let reason = require_words(reading, form, ("reason", "Enter why it stays as it is"));
    let both = question.zip(reason);
    let order = both.map(|(question, reason)| Command::LeaveAsItIs { question, reason });
    order.into_iter().collect()
}

pub(super) fn read_easing(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let reason = require_words(reading, form, ("reason", "Enter why"));
    let measures = measures(form);
    let open_channel = require_channel(form, "open_channel", "Select the way that stays open");
    let ends_on = require_date(form, "ends_on", "Enter the last day");
    let review_on = require_date(form, "review_on", "Enter when it is reviewed");
    let letter = whole_letter(reading, form, ("letter", letters::eased_parts));
    let (Some(reason), Some(open_channel), Some(ends_on), Some(review_on), Some(letter)) =
        (reason, open_channel, ends_on, review_on, letter)
    else {
        return Vec::new();
    };
    vec![Command::Ease(Easing {
        in_practice: form.filled("in_practice").map(|words| reading.fresh.words(words)),
        // What was decided is the record's, and put beside it there.
        as_decided: None,
        measures,
        ends_on,
        review_on,
        open_channel,
        reason,
        letter,
    })]
}
