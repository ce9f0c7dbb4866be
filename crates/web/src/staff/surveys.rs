//! The survey's results (S23): what was answered, who is missing, what people wrote, low scores, forms on paper.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use jiff::civil::Date;
use redress_casework::survey::{Missing, NotDone, Results, SaidLine};
use redress_domain::draft_code::DraftCode;
use redress_domain::id::{CaseId, ServiceId, ThemeId};
use redress_domain::measure::Range;
use redress_domain::measure::catalogue::csv_line;
use redress_domain::permission::Act;
use redress_domain::policy::Policy;
use redress_domain::survey::{Answer as Answered, Command, QuestionKind, Refusal};
use redress_domain::vocabulary::Channel;
use redress_pages::Page as _;
use redress_pages::case::vocabulary;
use redress_pages::form::FormState;
use redress_pages::report::GridCell;
use redress_pages::survey::results::{Asked, Filter, Line, Shown, results};
use redress_pages::survey::{not_asked_in_words, said};

use super::lines;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read, read_date, yes_or_no};
use crate::here::Here;
use crate::path::Path;
use crate::report::ods::{self, Sheet};
use crate::report::saved;
use crate::session::{SignedIn, see_other};
use crate::staff::named;

const HERE: &str = "/staff/surveys";

/// The same as a file.
const DATA: &str = "/staff/surveys/results";

/// Where a form that came by post is keyed in.
const PAPER: &str = "/staff/surveys/paper";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(HERE, get(show))
        .route(DATA, get(data))
        .route("/staff/surveys/words", get(words))
        .route("/staff/surveys/waiting", get(waiting))
        .route(PAPER, get(paper).post(take_paper))
        .route("/staff/surveys/{id}", get(one).post(take))
}

/// The periods that can be chosen, the first unless another was.
const PERIODS: [(&str, &str); 4] = [
    ("quarter", "This quarter"),
    ("last-quarter", "Last quarter"),
    ("year", "The last twelve months"),
    ("month", "This month"),
];

fn range_of(period: &str, today: Date) -> Range {
    let quarter = Range::quarter_of(today);
    match period {
        "last-quarter" => quarter.quarter_before(),
        "year" => Range {
            from: today
                .saturating_sub(jiff::Span::new().months(11))
                .first_of_month(),
            to: today.last_of_month(),
        },
        "month" => Range::month_of(today),
        _ => quarter,
    }
}

fn service_of(query: &FormState) -> Option<ServiceId> {
    query
        .filled("service")
        .and_then(|service| ServiceId::parse(service).ok())
}

fn count(n: i64) -> u64 {
    u64::try_from(n).unwrap_or_default()
}

/// What was chosen, the services that can be, and what was found; nothing where nobody is asked.
struct Chosen {
    query: FormState,
    service: Option<ServiceId>,
    services: Choices,
    shown: Option<Shown>,
}

async fn chosen(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    query: Option<String>,
) -> Result<Chosen, PageError> {
    let query = read(query.unwrap_or_default().as_bytes());
    let policy = here.policy()?;
    let range = range_of(query.value("period"), here.today);
    let (services, theirs) = choices(app, here, signed_in)?;
    let service = service_of(&query).or(theirs);
    let found = app
        .casework
        .survey_results(here.id(), &signed_in.actor, (range, service.as_ref()))
        .await?;
    let shown = match found {
        None => None,
        Some(found) => {
            let (waiting, _) = app
                .casework
                .surveys_that_wait(here.id(), &signed_in.actor, None)
                .await?;
            let keys_in = signed_in.may(here, Act::RecordContact);
            let mut shown = shown((policy, range), found, (waiting.len(), keys_in));
            let mut chosen = form_urlencoded::Serializer::new(String::new());
            let named = service.as_ref().map(ToString::to_string).unwrap_or_default();
            chosen.append_pair("period", query.value("period"));
            chosen.append_pair("service", &named);
            shown.csv = format!("{DATA}?{}", chosen.finish());
            shown.reads_words = app.casework.reads_what_was_written(here.id(), &signed_in.actor)?;
            Some(shown)
        }
    };
    Ok(Chosen {
        query,
        service,
        services,
        shown,
    })
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let found = chosen((&app, &here, &signed_in), query).await?;
    let service = found.service.as_ref().map(ToString::to_string);
    let filter = Filter {
        form: FormState::new()
            .with("service", service.unwrap_or_default())
            .with("period", found.query.value("period")),
        services: found.services,
        periods: PERIODS
            .iter()
            .map(|(value, words)| ((*value).to_owned(), (*words).to_owned()))
            .collect(),
    };
    let shell = signed_in.shell(&app, &here).await?;
    Ok(Html(results(shell, found.shown.as_ref(), &filter).html()).into_response())
}

/// What the page shows, a number a line.
async fn data(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let found = chosen((&app, &here, &signed_in), query).await?;
    let shown = found.shown.ok_or(PageError::NotFound)?;
    let rows = in_a_file(&shown);
    if found.query.value("format") == "ods" {
        let cell = |text: &String| match text.parse() {
            Ok(number) => GridCell::number(number),
            Err(_) => text.as_str().into(),
        };
        let sheet = Sheet {
            name: "Survey results".to_owned(),
            rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        };
        return Ok(saved(
            "survey-results.ods",
            ods::MEDIA_TYPE,
            ods::written(&[sheet])?,
        ));
    }
    let text: String = rows.iter().map(|row| csv_line(row)).collect();
    Ok(saved(
        "survey-results.csv",
        "text/csv; charset=utf-8",
        text.into_bytes(),
    ))
}

fn in_a_file(shown: &Shown) -> Vec<Vec<String>> {
    let line = |about: &str, of: &str, what: &str, n: u64| {
        vec![
            shown.period.clone(),
            about.to_owned(),
            of.to_owned(),
            what.to_owned(),
            n.to_string(),
        ]
    };
    let heads = ["Period", "About", "Of", "What", "How many"];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    rows.push(line("People", "All", "Asked", shown.asked));
    rows.push(line("People", "All", "Answered", shown.answered));
    for asked in &shown.questions {
        let answers = asked.answers.iter();
        rows.extend(answers.map(|(answer, n)| line("Answers", &asked.text, answer.in_words(), *n)));
    }
    for (about, lines) in [
        ("By how it came", &shown.by_channel),
        ("By service", &shown.by_service),
    ] {
        for one in lines {
            rows.push(line(about, &one.name, "Asked", one.asked));
            rows.push(line(about, &one.name, "Answered", one.answered));
            rows.push(line(about, &one.name, "Not asked", one.not_asked));
        }
    }
    let not_asked = shown.not_asked.iter();
    rows.extend(not_asked.map(|(why, n)| line("Not asked", why, "Not asked", *n)));
    let themes = shown.themes.iter();
    rows.extend(themes.map(|(theme, n)| line("What people write of", theme, "Answers", *n)));
    rows
}

fn shown((policy, range): (&Policy, Range), found: Results, (waiting, keys_in): (usize, bool)) -> Shown {
    let line = |name: &dyn Fn(&str) -> String, line: &Missing| Line {
        name: name(&line.line),
        asked: count(line.asked),
        answered: count(line.answered),
        not_asked: count(line.not_asked),
    };
    let channel = |word: &str| {
        let known = Channel::parse(word);
        known.map_or_else(
            || "Not known".to_owned(),
            |known| vocabulary::channel(known).to_owned(),
        )
    };
    let service = |word: &str| service_name(policy, word);
    Shown {
        period: range.in_words(),
        asked: count(found.asked),
        answered: count(found.answered),
        questions: found
            .questions
            .into_iter()
            .map(|result| Asked {
                text: result.question.text,
                kind: result.question.kind,
                answers: result
                    .answers
                    .into_iter()
                    .map(|(answer, n)| (answer, count(n)))
                    .collect(),
            })
            .collect(),
        not_asked: found
            .not_asked
            .into_iter()
            .map(|(because, n)| (not_asked_in_words(because), count(n)))
            .collect(),
        by_channel: found.by_channel.iter().map(|one| line(&channel, one)).collect(),
        by_service: found.by_service.iter().map(|one| line(&service, one)).collect(),
        themes: found
            .themes
            .into_iter()
            .map(|(theme, n)| (theme.name, count(n)))
            .collect(),
        waiting,
        reads_words: false,
        keys_in,
        csv: String::new(),
    }
}

fn service_name(policy: &Policy, word: &str) -> String {
    let known = policy.services.iter().find(|service| service.id.as_str() == word);
    match known {
        Some(service) => service.name.clone(),
        None if word.is_empty() => "No service".to_owned(),
        None => word.to_owned(),
    }
}

fn line(policy: &Policy, line: &SaidLine) -> said::Line {
    let rules = policy.survey.as_ref();
    let theme = |id: &str| {
        let known = rules.and_then(|rules| rules.themes.iter().find(|theme| theme.id.as_str() == id));
        known.map_or_else(|| id.to_owned(), |theme| theme.name.clone())
    };
    let row = &line.row;
    let is_low = |kind, answer: Option<Answered>| {
        let low = rules
            .zip(answer)
            .map(|(rules, answer)| rules.is_low(kind, answer));
        low.unwrap_or_default()
    };
    let on = row.said_on.or(row.answered_on).unwrap_or(row.begun_on);
    said::Line {
        href: format!("{HERE}/{}", row.stands_at),
        service: service_name(policy, &row.service),
        // The month and not the day: the day would say which case was closed a little before.
        on: on.strftime("%B %Y").to_string(),
        said: match (&line.said, &row.said_words) {
            (Some(said), _) => Some(said.clone()),
            (None, Some(_)) => Some("[removed]".to_owned()),
            (None, None) => None,
        },
        handling: row.handling,
        outcome: row.outcome,
        themes: row
            .themes
            .split(',')
            .filter(|id| !id.is_empty())
            .map(theme)
            .collect(),
        reference: line.reference.clone(),
        not_to_be_contacted: row.may_contact == Some(false),
        waits: row.waits,
        was_changed: row.waits
            && !is_low(QuestionKind::Handling, row.handling)
            && !is_low(QuestionKind::Outcome, row.outcome),
        lessons: row.lessons,
    }
}

/// Where a list goes on: after the answers at an address, which tells no day.
fn address_of(path: &str, query: &FormState, place: Option<String>) -> Option<String> {
    let place = place?;
    Some(lines::with(path, query, ("place", &place)))
}

/// Values and their words, as a list offers them.
type Choices = Vec<(String, String)>;

/// The services whose answers can be chosen, and the first of them where all together cannot be.
fn choices(app: &App, here: &Here, signed_in: &SignedIn) -> Result<(Choices, Option<ServiceId>), PageError> {
    let mut choices = named::services(here.policy()?);
    match app.casework.scope_of(here.id(), &signed_in.actor)? {
        Some(theirs) if !theirs.is_empty() => {
            choices.retain(|(id, _)| theirs.iter().any(|known| known.as_str() == id));
            let first = choices.first().and_then(|(id, _)| ServiceId::parse(id).ok());
            Ok((choices, first))
        }
        None | Some(_) => {
            choices.insert(0, (String::new(), "All services".to_owned()));
            Ok((choices, None))
        }
    }
}

/// The page of a list for whoever reads nothing in it; nobody is told that there is nothing.
async fn for_the_managers(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    title: &str,
) -> Result<Option<Response>, PageError> {
    if app.casework.reads_what_was_written(here.id(), &signed_in.actor)? {
        return Ok(None);
    }
    let shell = signed_in.shell(app, here).await?;
    let page = said::for_the_managers(shell, title);
    Ok(Some(Html(page.html()).into_response()))
}

async fn words(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let policy = here.policy()?;
    let service = service_of(&query);
    let place = query.filled("place");
    let (found, next) = app
        .casework
        .survey_words(here.id(), &signed_in.actor, (service.as_ref(), place))
        .await?;
    if let Some(page) = for_the_managers((&app, &here, &signed_in), said::WORDS).await? {
        return Ok(page);
    }
    let found: Vec<_> = found.iter().map(|one| line(policy, one)).collect();
    let (choices, _) = choices(&app, &here, &signed_in)?;
    let next = address_of(&here.path, &query, next);
    let form = FormState::new().with("service", query.value("service"));
    let shell = signed_in.shell(&app, &here).await?;
    let page = said::words(shell, &found, (&form, &choices), next.as_deref());
    Ok(Html(page.html()).into_response())
}

async fn waiting(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let policy = here.policy()?;
    let place = query.filled("place");
    let (found, next) = app
        .casework
        .surveys_that_wait(here.id(), &signed_in.actor, place)
        .await?;
    if let Some(page) = for_the_managers((&app, &here, &signed_in), said::WAITING).await? {
        return Ok(page);
    }
    let found: Vec<_> = found.iter().map(|one| line(policy, one)).collect();
    let next = address_of(&here.path, &query, next);
    let shell = signed_in.shell(&app, &here).await?;
    Ok(Html(said::waiting(shell, &found, next.as_deref()).html()).into_response())
}

async fn open(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    id: &str,
) -> Result<(CaseId, said::Line, FormState), PageError> {
    let found = app.casework.survey_line(here.id(), &signed_in.actor, id).await?;
    let chosen = found.row.themes.split(',').filter(|id| !id.is_empty());
    let form = FormState::from_pairs(chosen.map(|theme| ("themes", theme)));
    let line = line(here.policy()?, &found);
    Ok((found.row.case_id, line, form))
}

async fn one_page(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    (line, form): (&said::Line, &FormState),
    status: StatusCode,
) -> Answer {
    let rules = here.policy()?.survey.as_ref();
    let themes = rules.map(|rules| rules.themes.clone()).unwrap_or_default();
    let shell = signed_in.shell(app, here).await?;
    let page = said::one(shell, line, &themes, form);
    Ok((status, Html(page.html())).into_response())
}

async fn one(State(app): State<App>, here: Here, signed_in: SignedIn, Path(id): Path<String>) -> Answer {
    let who = (&app, &here, &signed_in);
    let (_, line, form) = open(who, &id).await?;
    one_page(who, (&line, &form), StatusCode::OK).await
}

async fn take(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(form): Form,
) -> Answer {
    let who = (&app, &here, &signed_in);
    let (case, line, _) = open(who, &id).await?;
    let mut form = form;
    let (command, outcome, to) = if form.value(said::TURN) == "themes" {
        let themes = form.values("themes").into_iter();
        let themes = themes.filter_map(|theme| ThemeId::parse(theme).ok()).collect();
        (
            Command::SetThemes { themes },
            "What it is about is saved",
            line.href.clone(),
        )
    } else {
        let Some(what) = form.require("what", "Enter what you did about it") else {
            return one_page(who, (&line, &form), StatusCode::UNPROCESSABLE_ENTITY).await;
        };
        let what = app.casework.fresh().words(&what);
        let to = format!("{HERE}/waiting");
        (Command::FollowUp { what }, "What you did is saved", to)
    };
    let done = app
        .casework
        .act_on_survey(here.id(), &signed_in.actor, &case, vec![command])
        .await;
    match done {
        // Nothing new: the button was pressed twice.
        Ok(()) | Err(NotDone::Refused(Refusal::NothingNew)) => {
            signed_in.say(outcome);
            Ok(see_other(&to))
        }
        Err(NotDone::Refused(refusal)) => {
            let field = if form.value(said::TURN) == "themes" {
                "themes"
            } else {
                "what"
            };
            form.error(field, in_words(&refusal));
            one_page(who, (&line, &form), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}

fn in_words(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Closed => {
            "The survey has closed: answers count if they were posted by the last day that the letter said, \
            and it says here when that was"
                .to_owned()
        }
        Refusal::NotPostedThen(_) => {
            "When it was posted must be after the letter left, and not after today".to_owned()
        }
        Refusal::TooLong(most) => format!("Enter {most} characters or fewer"),
        Refusal::NothingWaits => "Somebody else has seen to it meanwhile".to_owned(),
        Refusal::NoSuchTheme => "Select from the list: it changed meanwhile".to_owned(),
        Refusal::NotPermitted(_) => "You may not do this".to_owned(),
        Refusal::DecidedBefore
        | Refusal::NobodyAsked
        | Refusal::NoSurvey
        | Refusal::NoSuchQuestion
        | Refusal::NotAnAnswer(_)
        | Refusal::NotThisWay(_)
        | Refusal::NobodyToRemind
        | Refusal::NothingNew
        | Refusal::TextMissing => "This cannot be saved. Look at the page again".to_owned(),
    }
}

async fn paper_page(
    (app, here, signed_in): (&App, &Here, &SignedIn),
    (status, form): (StatusCode, &FormState),
) -> Answer {
    let rules = here.policy()?.survey.as_ref().ok_or(PageError::NotFound)?;
    let shell = signed_in.shell(app, here).await?;
    let page = said::paper(shell, &rules.questions, form);
    Ok((status, Html(page.html())).into_response())
}

async fn paper(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    let form = FormState::new();
    paper_page((&app, &here, &signed_in), (StatusCode::OK, &form)).await
}

async fn take_paper(State(app): State<App>, here: Here, signed_in: SignedIn, Form(form): Form) -> Answer {
    let who = (&app, &here, &signed_in);
    let mut form = form;
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let rules = here.policy()?.survey.clone().ok_or(PageError::NotFound)?;
    let survey = match DraftCode::parse(form.value("code")) {
        Ok(code) => app.casework.survey_of_code(here.id(), &code).await?,
        Err(_) => None,
    };
    let Some(survey) = survey else {
        form.error("code", "Check the code: there is no form with it");
        return paper_page(who, (wrong, &form)).await;
    };
    let mut answers = Vec::new();
    for asked in &rules.questions {
        let name = format!("answer-{}", asked.id);
        if let Some(answer) = form.choice(&name, Answered::parse) {
            let question = asked.id.clone();
            answers.push(Command::Answer { question, answer });
        }
    }
    let posted_on = form.filled("posted_on").map(read_date);
    if posted_on == Some(None) {
        form.error("posted_on", "When it was posted must be a date, like 17/5/2027");
    }
    let written = form.value("words").to_owned();
    let may_contact = form.choice("may_contact", yes_or_no);
    let words = app.casework.fresh().some_words(&written);
    let stops = form.ticked("stop", "yes");
    if !form.errors().is_empty() {
        return paper_page(who, (wrong, &form)).await;
    }
    let is_answered = !answers.is_empty() || words.is_some() || may_contact.is_some();
    if !is_answered && !stops {
        form.error("code", "Key in at least one answer");
        return paper_page(who, (wrong, &form)).await;
    }
    // Paper 004, 6.4: nobody is asked who said no. They are heard whatever else the form says, and whenever it comes.
    if stops {
        app.casework
            .no_more_surveys(here.id(), &signed_in.actor, &survey)
            .await?;
    }
    if !is_answered {
        signed_in.say("They are not asked again");
        return Ok(see_other(PAPER));
    }
    let posted = posted_on.flatten().map(|posted_on| Command::KeyIn { posted_on });
    let say = Command::Say { words, may_contact };
    let commands = posted.into_iter().chain(answers).chain([say]).collect();
    let done = app
        .casework
        .act_on_survey(here.id(), &signed_in.actor, &survey.case, commands)
        .await;
    match done {
        Ok(()) => {
            signed_in.say("The answers are saved");
            Ok(see_other(PAPER))
        }
        Err(NotDone::Refused(refusal)) => {
            let field = match refusal {
                Refusal::Closed | Refusal::NotPostedThen(_) => "posted_on",
                Refusal::NotPermitted(_)
                | Refusal::DecidedBefore
                | Refusal::NobodyAsked
                | Refusal::NoSurvey
                | Refusal::NoSuchQuestion
                | Refusal::NotAnAnswer(_)
                | Refusal::NotThisWay(_)
                | Refusal::NobodyToRemind
                | Refusal::NoSuchTheme
                | Refusal::NothingNew
                | Refusal::TextMissing
                | Refusal::TooLong(_)
                | Refusal::NothingWaits => "code",
            };
            let mut why = in_words(&refusal);
            if stops {
                why.push_str(". That they do not want to be asked again is saved");
            }
            form.error(field, why);
            paper_page(who, (wrong, &form)).await
        }
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}
