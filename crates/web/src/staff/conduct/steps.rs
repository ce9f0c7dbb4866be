//! The steps of the way, each a form: shown, read, done, or shown again with what is wrong.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::{MethodRouter, get};
use redress_casework::conduct::NotDone;
use redress_casework::outside::Fresh;
use redress_domain::conduct::{
    AnswerCheck, AppealOutcome, Check, CheckAnswer, Command, Event, Interim, LetterKind, Refusal, Tend,
};
use redress_domain::id::{CaseId, ConductId};
use redress_domain::permission::{Act, Actor};
use redress_domain::policy::ContactOption;
use redress_domain::vocabulary::Channel;
use redress_domain::words::Words;
use redress_pages::Page as _;
use redress_pages::conduct::comments;
use redress_pages::conduct::forms::{self, MakePage, check_fields};
use redress_pages::conduct::{Shown, decide, question, tend as pages, weigh};
use redress_pages::form::{FormState, SEEN};

use super::refusals::words_for;
use super::{OpenFile, incident, letters};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, seen};
use crate::session::see_other;
use crate::staff::case::doing::require_date;

mod contacts;
mod goes;
mod named;
mod report;
mod tend;

pub(super) use goes::brought_by;
use goes::{Goes, act, goes};
use named::{cases, days, deciders, others};
use report::{
    first_decision, proposal_so_far, read_comments, read_decision, read_notice, read_proposal, read_share,
};

/// What a form is read against: the file, and what it names beyond it.
struct Reading<'a> {
    file: &'a OpenFile,
    fresh: Fresh<'a>,
    /// Those of a panel who are named, with their roles.
    deciders: Vec<Actor>,
    /// The cases that the form names, by what was typed.
    cases: Vec<(String, CaseId)>,
    /// The other files of this person, for the form that closes one.
    others: Vec<ConductId>,
    /// The days that count from a letter that is handed over today, each with its word in the record.
    days: Vec<(String, String)>,
}

/// What the program adds to a letter, as far as the record and the form have it.
type Adds = fn(&OpenFile, &FormState) -> Result<Option<String>, PageError>;

/// One step.
struct Step {
    slug: &'static str,
    /// Whoever may do any of these may do it.
    acts: &'static [Act],
    page: MakePage,
    first: fn(&OpenFile) -> Result<FormState, PageError>,
    read: fn(&Reading<'_>, &mut FormState) -> Vec<Command>,
    /// The letter that it sends.
    letter: Option<LetterKind>,
    /// What the program adds to that letter from the record.
    adds: Option<Adds>,
    done: &'static str,
}

static STEPS: &[Step] = &[
    Step {
        slug: "incident",
        acts: &[Act::ReportIncident],
        page: forms::incident,
        first: nothing,
        read: read_incident,
        letter: None,
        adds: None,
        done: "The incident is reported",
    },
    Step {
        slug: "checks",
        acts: &[Act::ManageConduct],
        page: forms::checks,
        first: |file| Ok(checks_so_far(file)),
        read: read_checks,
        letter: None,
        adds: None,
        done: "The checks are saved",
    },
    Step {
        slug: "milder",
        acts: &[Act::ManageConduct],
        page: forms::milder,
        first: nothing,
        read: read_milder,
        letter: None,
        adds: None,
        done: "Saved",
    },
    Step {
        slug: "warning",
        acts: &[Act::ManageConduct],
        page: forms::warning,
        first: |file| Ok(FormState::new().with("letter", letters::warning(file)?)),
        read: read_warning,
        letter: Some(LetterKind::Warning),
        adds: Some(letters::warning_parts),
        done: "The warning is on its way",
    },
    Step {
        slug: "interim",
        acts: &[Act::DecideRestriction],
        page: forms::interim,
        first: |file| Ok(FormState::new().with("letter", letters::interim(file)?)),
        read: read_interim,
        letter: Some(LetterKind::Interim),
        adds: Some(letters::interim_parts),
        done: "The interim safety measure is ordered. It ends by itself",
    },
    Step {
        slug: "proposal",
        acts: &[Act::ManageConduct],
        page: forms::proposal,
        first: |file| Ok(proposal_so_far(file)),
        read: read_proposal,
        letter: None,
        adds: None,
        done: "The proposal is saved. Now share the report",
    },
    Step {
        slug: "share",
        acts: &[Act::ManageConduct],
        page: forms::share,
        first: |file| Ok(FormState::new().with("report", letters::report(file)?)),
        read: read_share,
        letter: Some(LetterKind::Report),
        adds: Some(letters::report_parts),
        done: "The report is on its way",
    },
    Step {
        slug: "comments",
        acts: &[Act::ManageConduct],
        page: comments::comments,
        first: nothing,
        read: read_comments,
        letter: None,
        adds: None,
        done: "Saved",
    },
    Step {
        slug: "decision",
        acts: &[Act::DecideRestriction],
        page: decide::decision,
        first: first_decision,
        read: read_decision,
        letter: None,
        adds: None,
        done: "It is decided",
    },
    Step {
        slug: "notice",
        acts: &[Act::ManageConduct],
        page: decide::notice,
        first: |file| Ok(FormState::new().with("letter", letters::notice(file)?)),
        read: read_notice,
        letter: Some(LetterKind::Notice),
        adds: Some(letters::notice_parts),
        done: "The notice is on its way",
    },
    Step {
        slug: "contacts",
        acts: &[Act::SortRestrictedContact],
        page: forms::contacts,
        first: nothing,
        read: contacts::read_contacts,
        letter: None,
        adds: None,
        done: "Saved what was read",
    },
    Step {
        slug: "lift",
        acts: &[Act::ManageConduct],
        page: forms::lift,
        first: letters::lift,
        read: read_lift,
        letter: Some(LetterKind::Lifted),
        adds: Some(letters::lifted_parts),
        done: "The arrangement has ended",
    },
    Step {
        slug: "appeal",
        acts: &[Act::CommentOnRestriction],
        page: forms::appeal,
        first: nothing,
        read: read_appeal,
        letter: None,
        adds: None,
        done: "The appeal is taken down",
    },
    Step {
        slug: "appeal-decision",
        acts: &[Act::DecideRestriction],
        page: forms::appeal_decision,
        first: |file| Ok(FormState::new().with("letter", letters::appeal(file)?)),
        read: read_appeal_decision,
        letter: Some(LetterKind::Appeal),
        adds: Some(letters::appeal_parts),
        done: "The appeal is decided",
    },
    Step {
        slug: "question",
        // New information is settled by whoever decides.
        acts: &[Act::ManageConduct, Act::DecideRestriction],
        page: question::page,
        first: nothing,
        read: tend::read_question,
        letter: None,
        adds: None,
        done: "It stays as it is",
    },
    Step {
        slug: "ease",
        acts: &[Act::ManageConduct],
        page: question::ease,
        first: letters::eased,
        read: tend::read_easing,
        letter: Some(LetterKind::Eased),
        adds: Some(letters::eased_parts),
        done: "The arrangement is kinder from today",
    },
    Step {
        slug: "urgent",
        acts: &[Act::RaiseConcern],
        page: pages::urgent,
        first: nothing,
        read: tend::read_urgent,
        letter: None,
        adds: None,
        done: "You have taken it up",
    },
    Step {
        slug: "review",
        acts: &[Act::ManageConduct],
        page: weigh::review,
        first: nothing,
        read: tend::read_review,
        letter: None,
        adds: None,
        done: "The review is saved",
    },
    Step {
        slug: "goes-on",
        acts: &[Act::DecideRestriction],
        page: weigh::goes_on,
        first: nothing,
        read: tend::read_goes_on,
        letter: None,
        adds: None,
        done: "It takes a report",
    },
    Step {
        slug: "sort-again",
        acts: &[Act::SortRestrictedContact],
        page: weigh::sort_again,
        first: nothing,
        read: contacts::read_sort_again,
        letter: None,
        adds: None,
        done: "It is sorted again",
    },
    Step {
        slug: "more-time",
        acts: &[Act::ManageConduct],
        page: pages::more_time,
        first: |file| Ok(FormState::new().with("letter", letters::more_time(file)?)),
        read: tend::read_more_time,
        letter: Some(LetterKind::MoreTime),
        adds: Some(letters::more_time_parts),
        done: "They have more time to comment",
    },
    Step {
        slug: "withdraw",
        acts: &[Act::ManageConduct],
        page: pages::withdraw,
        first: |file| Ok(FormState::new().with("letter", letters::withdrawn(file)?)),
        read: tend::read_withdraw,
        letter: Some(LetterKind::Withdrawn),
        adds: Some(letters::withdrawn_parts),
        done: "The proposal is withdrawn",
    },
    Step {
        slug: "strike",
        acts: &[Act::ManageConduct],
        page: pages::strike,
        first: |file| Ok(FormState::new().with("letter", letters::lifted(file)?)),
        read: tend::read_strike,
        letter: Some(LetterKind::Lifted),
        adds: Some(letters::struck_parts),
        done: "The incident is struck out",
    },
    Step {
        slug: "close",
        acts: &[Act::ManageConduct],
        page: forms::close,
        first: nothing,
        read: read_close,
        letter: None,
        adds: None,
        done: "The file is closed",
    },
    Step {
        slug: "hold",
        acts: &[Act::ManageConduct],
        page: redress_pages::conduct::keep::hold,
        first: nothing,
        read: tend::read_hold,
        letter: None,
        adds: None,
        done: "Saved",
    },
];

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    STEPS.iter().fold(Router::new(), |router, step| {
        router.route(
            &format!("/staff/arrangements/{{id}}/{}", step.slug),
            methods(step),
        )
    })
}

fn methods(step: &'static Step) -> MethodRouter<App> {
    get(move |State(app): State<App>, file: OpenFile| show(step, app, file))
        .post(move |State(app): State<App>, file: OpenFile, Form(form): Form| take(step, app, file, form))
}

async fn show(step: &Step, app: App, file: OpenFile) -> Answer {
    let form = (step.first)(&file)?;
    page(step, &app, &file, (StatusCode::OK, &form)).await
}

async fn page(step: &Step, app: &App, file: &OpenFile, (status, form): (StatusCode, &FormState)) -> Answer {
    require(step, &file.shown()?)?;
    let shell = file.reader.shell(app, &file.here).await?;
    let mut choices = file.choices(app, step.letter).await?;
    if ["review", "goes-on"].contains(&step.slug) {
        file.who_reviews(app, &mut choices).await?;
    }
    match step.slug {
        "proposal" => choices.cases = file.cases(app).await?,
        "close" => choices.others = file.others(app).await?,
        "contacts" | "urgent" => choices.said = file.said(app).await?,
        "decision" | "notice" | "appeal-decision" => choices.left = file.left(app).await?,
        _ => {}
    }
    if let Some(adds) = step.adds {
        let added = adds(file, form)?;
        choices.added = added.map_or_else(Vec::new, |text| crate::letter::blocks(&text));
    }
    let page = (step.page)(shell, &file.shown()?, form, &choices);
    Ok((status, Html(page.html())).into_response())
}

/// The letter that a step sends here: nobody is told of the end of what they have not seen, and what is made kinder or ends
/// by a review has a letter of its own.
fn letter_of(step: &Step, file: &OpenFile, form: &FormState) -> Option<LetterKind> {
    let known = &file.view.file;
    step.letter
        .filter(|kind| *kind != LetterKind::Withdrawn || known.had_the_report())
        .filter(|_| step.slug != "strike" || tend::ends_an_interim_measure(file, form))
}

fn require(step: &Step, shown: &Shown<'_>) -> Result<(), PageError> {
    if step.acts.iter().any(|act| shown.known.may(*act)) {
        Ok(())
    } else {
        Err(PageError::NotPermitted)
    }
}

async fn take(step: &'static Step, app: App, file: OpenFile, form: FormState) -> Answer {
    require(step, &file.shown()?)?;
    let mut form = form;
    let seen = seen(&form)?;
    let reading = Reading {
        deciders: deciders(&app, &file, &form).await?,
        cases: cases(&app, &file, &form).await?,
        days: days(&app, &file, (step, &form))?,
        others: others(&app, &file, step).await?,
        fresh: app.casework.fresh(),
        file: &file,
    };
    let commands = (step.read)(&reading, &mut form);
    let letter = letter_of(step, &file, &form);
    let (mut met, mut going) = (None, None);
    if letter.is_some() {
        going = goes(&mut form);
        met = tend::format_met(&reading, &mut form, &file.choices(&app, None).await?);
    }
    tend::names_are_meant(&reading, &mut form);
    if let Some(adds) = step.adds.filter(|_| letter.is_some()) {
        tend::first_names_are_meant(&reading, adds, &mut form);
    }
    if form.errors().is_empty() && !commands.is_empty() {
        let at = (&file.view.id, seen);
        let sends = letter.zip(going);
        match act((&app, &file), at, (sends, commands, met)).await {
            Ok(()) => {
                let is_brought = matches!(going, Some(Goes::Brought(_)));
                file.reader.say(if is_brought {
                    "It is recorded as sent by you"
                } else {
                    step.done
                });
                let is_keeper = redress_casework::conduct::may_open(file.policy()?, &file.reader.actor);
                let is_sorter = redress_casework::conduct::may_sort(file.policy()?, &file.reader.actor);
                let next = tend::next(step.slug, &form).filter(|_| is_keeper);
                let to = match next {
                    Some(next) => format!("{}/{next}", file.path()),
                    None if is_keeper => file.path().to_owned(),
                    None if is_sorter => "/staff/arrangements/contacts".to_owned(),
                    None => "/staff".to_owned(),
                };
                return Ok(see_other(&to));
            }
            Err(NotDone::Refused(Refusal::NotPermitted(_))) => return Err(PageError::NotPermitted),
            Err(NotDone::Refused(refusal)) => {
                let (field, text) = words_for(&refusal);
                form.error(field, text);
            }
            Err(NotDone::Moved) => {
                // What was typed stays, and a second press goes through.
                let view =
                    app.casework
                        .open_conduct_to_sort(file.here.id(), &file.reader.actor, &file.view.id);
                form.set(SEEN, view.await?.version.to_string());
                form.error(
                    "form",
                    "Somebody else acted on this file. Look at it, and press the button again",
                );
                return page(step, &app, &file, (StatusCode::CONFLICT, &form)).await;
            }
            Err(NotDone::Failed(failure)) => return Err(failure.into()),
        }
    } else if form.errors().is_empty() {
        form.error("form", "Enter something to save");
    }
    page(step, &app, &file, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await
}

#[expect(clippy::unnecessary_wraps, reason = "it stands where other steps can fail")]
fn nothing(_: &OpenFile) -> Result<FormState, PageError> {
    Ok(FormState::new())
}

/// The letter whole: what opens it, in which nothing is left to be filled in, and what the program adds.
fn whole_letter(reading: &Reading<'_>, form: &mut FormState, (field, adds): (&str, Adds)) -> Option<Words> {
    let opening = require_letter(reading, form, field)?;
    // Domain 5.6 and 5.8: it bears its days, whoever brings it.
    let days = letters::days(reading.file, &reading.days);
    let Ok((parts, days)) = adds(reading.file, form).and_then(|parts| Ok((parts, days?))) else {
        form.error(
            field,
            "What the council adds to this letter cannot be made: its policy cannot be read. Tell an administrator",
        );
        return None;
    };
    let Some(parts) = parts else {
        return Some(opening);
    };
    let text = redress_correspondence::conduct::whole(&opening.text, &parts);
    let text = if days.is_empty() {
        text
    } else {
        redress_correspondence::conduct::whole(&text, &days)
    };
    Some(reading.fresh.words(&text))
}

fn require_words(
    reading: &Reading<'_>,
    form: &mut FormState,
    (field, message): (&str, &str),
) -> Option<Words> {
    form.require(field, message)
        .map(|text| reading.fresh.words(&text))
}

/// A letter in which nothing is left to be filled in.
fn require_letter(reading: &Reading<'_>, form: &mut FormState, field: &str) -> Option<Words> {
    let text = form.require(field, "Write the letter")?;
    if text.contains("((") {
        form.error(field, "Replace what stands between (( and )) with your own words");
        return None;
    }
    Some(reading.fresh.words(&text))
}

fn require_channel(form: &mut FormState, field: &str, message: &str) -> Option<Channel> {
    let channel = Channel::parse(form.value(field));
    if channel.is_none() {
        form.error(field, message);
    }
    channel
}

fn measures(form: &mut FormState) -> Vec<ContactOption> {
    let chosen = form.values("measures");
    let measures: Vec<ContactOption> = chosen.iter().copied().filter_map(ContactOption::parse).collect();
    // One that was changed by hand is not left out in silence.
    if measures.is_empty() || measures.len() != chosen.len() {
        form.error("measures", "Select at least one measure");
    }
    measures
}

fn read_incident(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let Some(person) = reading.file.view.file.person.clone() else {
        return Vec::new();
    };
    let made = incident::read_incident(form, (&reading.fresh, reading.file.view.today));
    made.map(|make| Command::ReportIncident(make(person)))
        .into_iter()
        .collect()
}

fn checks_so_far(file: &OpenFile) -> FormState {
    use redress_pages::conduct::Known as _;
    let mut form = FormState::new();
    // What was answered for a warning that was given, or before the way began again, is asked anew (domain 5.3).
    let asked = file.view.file.checks_for_a_warning();
    for entry in &file.view.entries {
        if let Event::CheckAnswered {
            check,
            answer,
            reason,
        } = &entry.event
            && !asked.contains(check)
        {
            let (of_answer, of_reason) = check_fields(*check);
            form.set(&of_answer, answer.as_str());
            form.set(&of_reason, file.text(reason));
        }
    }
    form
}

fn read_checks(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let before = checks_so_far(reading.file);
    let mut commands = Vec::new();
    for check in Check::ALL {
        let (of_answer, of_reason) = check_fields(*check);
        let answer = CheckAnswer::parse(form.value(&of_answer));
        let reason = form.value(&of_reason).trim().to_owned();
        let is_as_before =
            before.value(&of_answer) == form.value(&of_answer) && before.value(&of_reason).trim() == reason;
        match answer {
            _ if is_as_before => {}
            Some(_) if reason.is_empty() => form.error(&of_reason, "Enter why"),
            None if !reason.is_empty() => form.error(&of_answer, "Select what it came to"),
            Some(answer) => commands.push(Command::AnswerCheck(AnswerCheck {
                check: *check,
                answer,
                reason: reading.fresh.words(&reason),
            })),
            None => {}
        }
    }
    commands
}

fn read_milder(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let words = require_words(
        reading,
        form,
        ("words", "Enter what was tried, and what came of it"),
    );
    words
        .map(|words| Command::TryMilder { words })
        .into_iter()
        .collect()
}

fn read_warning(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let must_change = require_words(reading, form, ("must_change", "Say what needs to change"));
    let letter = whole_letter(reading, form, ("letter", letters::warning_parts));
    let both = must_change.zip(letter);
    both.map(|(must_change, letter)| Command::Warn { letter, must_change })
        .into_iter()
        .collect()
}

fn read_interim(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let reason = require_words(reading, form, ("reason", "Enter what the danger is"));
    let measures = measures(form);
    let open_channel = require_channel(form, "open_channel", "Select the way that stays open");
    let ends_on = require_date(form, "ends_on", "Enter the last day");
    let letter = whole_letter(reading, form, ("letter", letters::interim_parts));
    let (Some(reason), Some(open_channel), Some(ends_on), Some(letter)) =
        (reason, open_channel, ends_on, letter)
    else {
        return Vec::new();
    };
    vec![Command::OrderInterim(Interim {
        in_practice: form.filled("in_practice").map(|words| reading.fresh.words(words)),
        measures,
        open_channel,
        ends_on,
        reason,
        letter,
    })]
}

fn read_lift(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let reason = require_words(reading, form, ("reason", "Enter why"));
    let letter = whole_letter(reading, form, ("letter", letters::lifted_parts));
    reason
        .zip(letter)
        .map(|(reason, letter)| Command::Lift { reason, letter })
        .into_iter()
        .collect()
}

fn read_appeal(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let words = require_words(reading, form, ("words", "Enter what they say"));
    let on = require_date(form, "on", "Enter when it reached us");
    let channel = require_channel(form, "channel", "Select how it came");
    let (Some(words), Some(on), Some(channel)) = (words, on, channel) else {
        return Vec::new();
    };
    vec![Command::Appeal {
        contact: reading.fresh.contact(),
        on,
        channel,
        words,
    }]
}

fn read_appeal_decision(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let outcome = AppealOutcome::parse(form.value("outcome"));
    if outcome.is_none() {
        form.error("outcome", "Select what is decided");
    }
    let reasons = require_words(reading, form, ("reasons", "Give reasons"));
    let letter = whole_letter(reading, form, ("letter", letters::appeal_parts));
    let (Some(outcome), Some(reasons), Some(letter)) = (outcome, reasons, letter) else {
        return Vec::new();
    };
    vec![Command::DecideAppeal {
        outcome,
        reasons,
        letter,
    }]
}

fn read_close(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let reason = require_words(reading, form, ("reason", "Enter why nothing more is to be done"));
    let typed = form.filled(forms::INTO).map(ConductId::parse);
    let Some(typed) = typed else {
        let close = reason.map(|reason| Command::Close { reason });
        return close.into_iter().collect();
    };
    // One that was changed by hand reaches nobody else's file.
    let into = typed.ok().filter(|id| reading.others.contains(id));
    if into.is_none() {
        form.error(
            forms::INTO,
            "Select a file of this person, or that it goes on in none",
        );
    }
    let order = into.zip(reason);
    let order = order.map(|(into, reason)| Command::Tend(Tend::CloseInto { into, reason }));
    order.into_iter().collect()
}
