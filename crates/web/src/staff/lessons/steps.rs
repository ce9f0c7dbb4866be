//! The steps of a lesson, each a form: shown, read, done, or shown again with what is wrong.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::{MethodRouter, get};
use jiff::Span;
use redress_casework::failure::Failure;
use redress_casework::lesson::NotDone;
use redress_casework::measure::Ask;
use redress_casework::outside::Fresh;
use redress_domain::id::{LessonId, UserId};
use redress_domain::lesson::{Analysis, Command, Plan, Refusal, RootCause, RuleOut, RuledOut, Texts, Worked};
use redress_domain::measure::figure::Figure;
use redress_domain::measure::{Measure, Range};
use redress_domain::permission::Act;
use redress_domain::words::Words;
use redress_pages::Page as _;
use redress_pages::form::{FormState, SEEN};
use redress_pages::lesson::Known as _;
use redress_pages::lesson::forms::{self, MakePage};

use super::new::services_in;
use super::refusals::{words_for, words_for_sentence};
use super::{OpenLesson, with_names};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, seen};
use crate::session::see_other;
use crate::staff::case::doing::require_date;
use crate::staff::references::{MOST, cases_in};

/// What a form comes to.
enum Wanted {
    /// These orders.
    Do(Vec<Command>),
    /// It goes on as another lesson.
    Merge(LessonId),
    /// What waits is published; why what looks like a name may stay.
    Publish(Option<Words>),
    /// Its sentence is another; why what looks like a name may stay.
    Reword(Words, Option<Words>),
    /// Cases are added, which the form names by reference.
    Cases,
}

/// One step.
struct Step {
    slug: &'static str,
    act: Act,
    /// Whether whoever has the action may do it, whatever else they may.
    is_the_owners: bool,
    page: MakePage,
    first: fn(&OpenLesson) -> FormState,
    read: fn(&OpenLesson, &Fresh<'_>, &mut FormState) -> Option<Wanted>,
    done: &'static str,
}

const fn step(
    slug: &'static str,
    page: MakePage,
    read: fn(&OpenLesson, &Fresh<'_>, &mut FormState) -> Option<Wanted>,
    done: &'static str,
) -> Step {
    Step {
        slug,
        act: Act::ManageLesson,
        is_the_owners: false,
        page,
        first: nothing,
        read,
        done,
    }
}

static STEPS: [Step; 13] = [
    Step {
        first: analysis_so_far,
        ..step(
            "analysis",
            forms::analysis,
            read_analysis,
            "Saved. Now say what will be done",
        )
    },
    step(
        "action",
        forms::action,
        read_action,
        "The action is planned. Its owner is told",
    ),
    step("no-action", forms::rule_out, read_rule_out, "Saved"),
    Step {
        is_the_owners: true,
        ..step(
            "done",
            forms::done,
            read_done,
            "It is done. Later you are asked whether it worked",
        )
    },
    Step {
        is_the_owners: true,
        ..step("worked", forms::worked, read_worked, "Saved")
    },
    Step {
        first: texts_so_far,
        ..step(
            "texts",
            forms::texts,
            read_texts,
            "Saved. Somebody else checks it for names and publishes it",
        )
    },
    Step {
        act: Act::PublishLesson,
        ..step("publish", forms::publish, read_publish, "It is published")
    },
    Step {
        first: sentence_so_far,
        ..step("reword", forms::reword, read_reword, "Saved")
    },
    step("take-down", forms::take_down, read_take_down, "It is taken down"),
    step("share", forms::share, read_share, "It is shared"),
    Step {
        act: Act::RecordLesson,
        ..step(
            "cases",
            forms::cases,
            |_, _, _| Some(Wanted::Cases),
            "The cases are added",
        )
    },
    Step {
        act: Act::RecordLesson,
        ..step("hear", forms::hear, read_hear, "They are told when it is public")
    },
    step("merge", forms::merge, read_merge, "The lessons are one now"),
];

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    STEPS.iter().fold(Router::new(), |router, step| {
        router.route(&format!("/staff/lessons/{{id}}/{}", step.slug), methods(step))
    })
}

fn methods(step: &'static Step) -> MethodRouter<App> {
    get(move |State(app): State<App>, lesson: OpenLesson| show(step, app, lesson)).post(
        move |State(app): State<App>, lesson: OpenLesson, Form(form): Form| take(step, app, lesson, form),
    )
}

async fn show(step: &Step, app: App, lesson: OpenLesson) -> Answer {
    let form = (step.first)(&lesson);
    page(step, &app, &lesson, (StatusCode::OK, &form)).await
}

async fn page(
    step: &Step,
    app: &App,
    lesson: &OpenLesson,
    (status, form): (StatusCode, &FormState),
) -> Answer {
    require(step, lesson)?;
    let shell = lesson.reader.shell(app, &lesson.here).await?;
    let mut choices = lesson.choices()?;
    if step.slug == "worked" {
        choices.measured = measured(app, lesson).await?;
    }
    let mut page = (step.page)(shell, &lesson.shown(), form, &choices);
    if step.slug == "reword" {
        let (cases, texts) = (&lesson.view.lesson.cases, [form.value("learned")]);
        let found = app
            .casework
            .names_in_texts(lesson.here.id(), cases, &texts)
            .await?;
        page = with_names(page, &found, form);
    }
    Ok((status, Html(page.html())).into_response())
}

/// The measure by which we said that we would know, in as many days before the action was done as since, for each service of the
/// lesson: "did it work?" is answered by that and not from memory (ux 3.10.5). Since is the time after which it is asked, or what
/// of it is over; whoever looks again later reads the last months too, and not only those by which it was answered before. What
/// stands now, or is of the whole council, cannot be held against itself.
async fn measured(app: &App, lesson: &OpenLesson) -> Result<Vec<(String, String)>, PageError> {
    let action = lesson.view.lesson.action.as_ref();
    let Some((measure, (done_on, ..))) = action.and_then(|action| action.measure.zip(action.done.as_ref()))
    else {
        return Ok(Vec::new());
    };
    if !measure.definition().tells_of_a_period() {
        return Ok(Vec::new());
    }
    let policy = lesson.policy()?;
    let months = i32::from(policy.learning.did_it_work_after_months);
    let end = done_on.saturating_add(Span::new().months(months));
    let since = Range {
        from: *done_on,
        to: end.yesterday().unwrap_or(end).min(lesson.here.today),
    };
    let days = since.from.until(since.to).map_or(0, |span| span.get_days()) + 1;
    let before = Range {
        from: done_on.saturating_sub(Span::new().days(days)),
        to: done_on.yesterday().unwrap_or(*done_on),
    };
    let latest = Range {
        from: lesson
            .here
            .today
            .saturating_sub(Span::new().months(months))
            .tomorrow()
            .unwrap_or(lesson.here.today),
        to: lesson.here.today,
    };
    let ranges = [
        Some(before),
        Some(since),
        Some(latest).filter(|latest| latest.from > since.to),
    ];
    let definition = measure.definition();
    let mut rows = Vec::new();
    for service in &lesson.view.lesson.services {
        let name = policy
            .service(service)
            .map_or(service.as_str(), |service| service.name.as_str());
        for range in ranges.into_iter().flatten() {
            let ask = Ask::new(measure, range).of(Some(service.clone()));
            let actor = &lesson.reader.actor;
            let figures = match app.casework.figures_for(lesson.here.id(), actor, &ask).await {
                Ok(figures) => figures,
                // Answers of a service are for whoever reads them.
                Err(Failure::NotPermitted) => continue,
                Err(other) => return Err(other.into()),
            };
            let figure = figures.map_or_else(
                || "Not measured".to_owned(),
                |figures| match figures.whole {
                    // A number is said, and so is nought.
                    Figure::Count(n) => n.to_string(),
                    whole @ (Figure::Share { .. } | Figure::Days { .. } | Figure::Cost { .. }) => {
                        if whole.of() == 0 {
                            measure.nothing().to_owned()
                        } else {
                            whole.in_words()
                        }
                    }
                },
            );
            rows.push((
                format!("{}, {name}, {}", definition.name, range.in_words()),
                figure,
            ));
        }
    }
    Ok(rows)
}

fn require(step: &Step, lesson: &OpenLesson) -> Result<(), PageError> {
    if lesson.may(step.act) || (step.is_the_owners && lesson.has_the_action()) {
        Ok(())
    } else {
        Err(PageError::NotPermitted)
    }
}

async fn take(step: &'static Step, app: App, lesson: OpenLesson, form: FormState) -> Answer {
    require(step, &lesson)?;
    let mut form = form;
    let seen = seen(&form)?;
    let wanted = (step.read)(&lesson, &app.casework.fresh(), &mut form);
    let Some(wanted) = wanted.filter(|_| form.errors().is_empty()) else {
        return page(step, &app, &lesson, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
    };
    let (council, actor) = (lesson.here.id(), &lesson.reader.actor);
    let at = (&lesson.view.id, seen);
    let done = match wanted {
        Wanted::Do(commands) => app.casework.act_on_lesson(council, actor, at, commands).await,
        Wanted::Merge(into) => app.casework.merge_lessons(council, actor, at, &into).await,
        Wanted::Reword(learned, why) => {
            let sentence = (learned, why);
            app.casework.reword_lesson(council, actor, at, sentence).await
        }
        Wanted::Publish(why) => app.casework.publish_lesson(council, actor, at, why).await,
        Wanted::Cases => {
            let cases = cases_in((&app, &lesson.here, &lesson.reader), &mut form, ("cases", MOST)).await?;
            if cases.is_empty() && form.errors().is_empty() {
                form.error("cases", "Enter at least one reference");
            }
            if !form.errors().is_empty() {
                return page(step, &app, &lesson, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
            }
            let add = vec![Command::AddCases { cases }];
            app.casework.act_on_lesson(council, actor, at, add).await
        }
    };
    match done {
        Ok(()) => {
            lesson.reader.say(step.done);
            Ok(see_other(lesson.path()))
        }
        Err(NotDone::Refused(Refusal::NotPermitted(_))) => Err(PageError::NotPermitted),
        Err(NotDone::Refused(refusal)) => {
            let (field, text) = if step.slug == "reword" {
                words_for_sentence(&refusal)
            } else {
                words_for(&refusal)
            };
            form.error(field, text);
            page(step, &app, &lesson, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await
        }
        Err(NotDone::Moved) => {
            // What was typed stays, and a second press goes through.
            form.set(SEEN, lesson.view.version.to_string());
            form.error(
                "form",
                "Somebody else acted on this lesson. Look at it, and press the button again",
            );
            page(step, &app, &lesson, (StatusCode::CONFLICT, &form)).await
        }
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}

fn nothing(_: &OpenLesson) -> FormState {
    FormState::new()
}

fn analysis_so_far(lesson: &OpenLesson) -> FormState {
    match &lesson.view.lesson.cause {
        Some((cause, why)) => FormState::new()
            .with("cause", cause.as_str())
            .with("why", lesson.text(why)),
        None => FormState::new(),
    }
}

fn sentence_so_far(lesson: &OpenLesson) -> FormState {
    match &lesson.view.lesson.learned {
        Some(learned) => FormState::new().with("learned", lesson.text(learned)),
        None => FormState::new(),
    }
}

/// What waits, or what is public: it is changed, not written from nothing.
fn texts_so_far(lesson: &OpenLesson) -> FormState {
    let state = &lesson.view.lesson;
    let draft = state.draft.as_ref().map(|draft| (&draft.you_said, &draft.we_did));
    let public = state
        .published
        .as_ref()
        .map(|public| (&public.you_said, &public.we_did));
    match draft.or(public) {
        Some((you_said, we_did)) => FormState::new()
            .with("you_said", lesson.text(you_said))
            .with("we_did", lesson.text(we_did)),
        None => FormState::new(),
    }
}

fn require_words(fresh: &Fresh<'_>, form: &mut FormState, (field, message): (&str, &str)) -> Option<Words> {
    form.require(field, message).map(|text| fresh.words(&text))
}

fn read_analysis(_: &OpenLesson, fresh: &Fresh<'_>, form: &mut FormState) -> Option<Wanted> {
    let cause = RootCause::parse(form.value("cause"));
    if cause.is_none() {
        form.error("cause", "Select a root cause");
    }
    let why = require_words(fresh, form, ("why", "Enter why it happened"))?;
    Some(Wanted::Do(vec![Command::Analyse(Analysis {
        cause: cause?,
        why,
    })]))
}

fn read_action(lesson: &OpenLesson, fresh: &Fresh<'_>, form: &mut FormState) -> Option<Wanted> {
    let what = require_words(
        fresh,
        form,
        (
            "action",
            "Enter an action, or select “No action needed” and say why",
        ),
    );
    let owner = UserId::parse(form.value("owner")).ok();
    let choices = lesson.choices().ok()?;
    let is_known = |owner: &UserId| choices.owners.iter().any(|(id, _)| id == owner.as_str());
    let owner = owner.filter(is_known);
    if owner.is_none() {
        form.error("owner", "Select an owner");
    }
    let due_on = require_date(form, "due_on", "Enter by when");
    let measure = form.choice("measure", Measure::parse);
    if measure.is_some_and(|measure| !measure.definition().tells_of_a_period()) {
        form.error(
            "measure",
            "Select a measure that tells of a period: what stands now cannot be held against what stood before",
        );
        return None;
    }
    let how_we_know = fresh.some_words(form.value("how_we_know"));
    Some(Wanted::Do(vec![Command::Plan(Plan {
        what: what?,
        owner: owner?,
        due_on: due_on?,
        measure,
        how_we_know,
    })]))
}

fn read_rule_out(_: &OpenLesson, fresh: &Fresh<'_>, form: &mut FormState) -> Option<Wanted> {
    let because = RuledOut::parse(form.value("because"));
    if because.is_none() {
        form.error("because", "Select why nothing is done");
    }
    let reason = require_words(fresh, form, ("reason", "Enter the reason"))?;
    Some(Wanted::Do(vec![Command::RuleOut(RuleOut {
        because: because?,
        reason,
    })]))
}

fn read_done(_: &OpenLesson, fresh: &Fresh<'_>, form: &mut FormState) -> Option<Wanted> {
    let evidence = require_words(fresh, form, ("evidence", "Enter what shows that it is done"))?;
    Some(Wanted::Do(vec![Command::FinishAction { evidence }]))
}

fn read_worked(_: &OpenLesson, fresh: &Fresh<'_>, form: &mut FormState) -> Option<Wanted> {
    let worked = Worked::parse(form.value("worked"));
    if worked.is_none() {
        form.error("worked", "Select whether it worked");
    }
    let evidence = require_words(fresh, form, ("evidence", "Enter what shows it"))?;
    Some(Wanted::Do(vec![Command::AnswerWorked {
        worked: worked?,
        evidence,
    }]))
}

fn read_texts(_: &OpenLesson, fresh: &Fresh<'_>, form: &mut FormState) -> Option<Wanted> {
    let you_said = require_words(fresh, form, ("you_said", "Enter what people said"));
    let we_did = require_words(fresh, form, ("we_did", "Enter what we did, or why we could not"));
    Some(Wanted::Do(vec![Command::Write(Texts {
        you_said: you_said?,
        we_did: we_did?,
    })]))
}

#[expect(clippy::unnecessary_wraps, reason = "it stands where other steps can fail")]
fn read_publish(_: &OpenLesson, fresh: &Fresh<'_>, form: &mut FormState) -> Option<Wanted> {
    if form.value("checked") != "yes" {
        form.error("checked", "Confirm that you read both texts");
    }
    Some(Wanted::Publish(fresh.some_words(form.value("may_stay"))))
}

fn read_reword(_: &OpenLesson, fresh: &Fresh<'_>, form: &mut FormState) -> Option<Wanted> {
    let learned = require_words(fresh, form, ("learned", "Enter what we learned"))?;
    Some(Wanted::Reword(learned, fresh.some_words(form.value("may_stay"))))
}

fn read_take_down(_: &OpenLesson, fresh: &Fresh<'_>, form: &mut FormState) -> Option<Wanted> {
    let reason = require_words(fresh, form, ("reason", "Enter the reason"))?;
    Some(Wanted::Do(vec![Command::TakeDown { reason }]))
}

#[expect(clippy::unnecessary_wraps, reason = "it stands where other steps can fail")]
fn read_share(_: &OpenLesson, _: &Fresh<'_>, form: &mut FormState) -> Option<Wanted> {
    let services = services_in(form);
    if services.is_empty() {
        form.error("services", "Select at least one service");
    }
    Some(Wanted::Do(vec![Command::Share { services }]))
}

/// A customer said so to somebody who works on their case.
#[expect(clippy::unnecessary_wraps, reason = "it stands where other steps can fail")]
fn read_hear(lesson: &OpenLesson, _: &Fresh<'_>, form: &mut FormState) -> Option<Wanted> {
    let chosen = form.values("hear");
    let cases = lesson.view.cases.iter();
    let asks: Vec<Command> = cases
        .filter(|line| chosen.contains(&line.case.reference.as_str()))
        .map(|line| Command::AskToHear {
            case: line.case.case_id.clone(),
        })
        .collect();
    if asks.is_empty() {
        form.error("hear", "Select at least one case");
    }
    Some(Wanted::Do(asks))
}

fn read_merge(_: &OpenLesson, _: &Fresh<'_>, form: &mut FormState) -> Option<Wanted> {
    let into = LessonId::parse(form.value("into")).ok();
    if into.is_none() {
        form.error("into", "Select a lesson");
    }
    into.map(Wanted::Merge)
}
