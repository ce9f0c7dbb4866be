//! The survey, for whoever has its code (P11).
//!
//! Opening a link records nothing, for programs that guard mail open every link in it: the answer that was chosen in
//! the e-mail is chosen on the page, and one button sends it.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{get, post};
use jiff::SignedDuration;
use redress_casework::survey::{NotDone, OpenSurvey};
use redress_domain::draft_code::DraftCode;
use redress_domain::id::{ActorId, QuestionId};
use redress_domain::permission::Actor;
use redress_domain::survey::decide::LONGEST_WORDS;
use redress_domain::survey::{Answer as Answered, Command, Question as Asked, Refusal};
use redress_domain::vocabulary::Kind;
use redress_pages::form::FormState;
use redress_pages::format::long_date;
use redress_pages::survey::answer::{self as pages, About};
use redress_pages::{Page as _, Question};

use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read, yes_or_no};
use crate::here::Here;
use crate::noticed::Door;
use crate::path::Path;
use crate::public::limits;
use crate::session::see_other;

/// How often one network may try codes in an hour: a code cannot be guessed, so this only stops floods.
const TRIES: i64 = 300;
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// The last page and the one after it, as they stand in addresses.
const WORDS: &str = "words";
const DONE: &str = "done";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/survey", get(type_page).post(typed))
        .route("/survey/{code}", get(page).post(take))
        .route("/survey/{code}/stop", post(stop))
}

/// A survey that a code opened.
struct Opened {
    survey: OpenSurvey,
    about: About,
}

async fn opened(app: &App, here: &Here, code: &str) -> Result<Opened, PageError> {
    let code = DraftCode::parse(code).map_err(|_not_a_code| PageError::NotFound)?;
    let key = format!("survey:{}", limits::place(here.address));
    if app.casework.tries(here.id(), &key, HOUR).await? >= TRIES {
        return Err(PageError::TooManyTries);
    }
    let Some(survey) = app.casework.survey_of_code(here.id(), &code).await? else {
        let count = app.casework.count_try(here.id(), &key, HOUR).await?;
        app.notice(here, Door::Survey, (count, TRIES));
        return Err(PageError::NotFound);
    };
    let about = About {
        path: format!("/survey/{code}"),
        reference: survey.reference.as_ref().map(ToString::to_string),
        matter: matter(survey.kind),
        closes_on: long_date(survey.closes_on),
        is_read_as_theirs: survey.is_read_as_theirs,
    };
    Ok(Opened { survey, about })
}

const fn matter(kind: Kind) -> &'static str {
    match kind {
        Kind::ServiceRequest => "your problem or request",
        Kind::Complaint => "your complaint",
        Kind::Comment => "your comment",
        Kind::Compliment => "your thanks",
        Kind::Enquiry => "your question",
    }
}

/// Whoever answers: nobody knows whether the person themselves holds the letter, and no answer says who they are.
fn nobody() -> Actor {
    Actor {
        id: ActorId::Anonymous,
        roles: Vec::new(),
        services: Vec::new(),
    }
}

impl Opened {
    fn shell(&self, here: &Here) -> redress_pages::Shell {
        here.public().journey("How did we do?").at(&self.about.path)
    }

    fn closed(&self, here: &Here) -> Response {
        let page = pages::closed(self.shell(here), &self.about);
        (StatusCode::GONE, Html(page.html())).into_response()
    }

    /// A question by its name, with its place.
    fn named(&self, name: &str) -> Option<(usize, &Asked)> {
        let mut all = self.survey.rules.questions.iter().enumerate();
        all.find(|(_, asked)| asked.id.as_str() == name)
    }

    /// The first question that was not answered.
    fn first(&self) -> Option<(usize, &Asked)> {
        let mut all = self.survey.rules.questions.iter().enumerate();
        all.find(|(_, asked)| !self.survey.answers.contains_key(&asked.id))
    }

    /// Where it goes on after a question.
    fn after(&self, place: usize) -> String {
        let mut rest = self.survey.rules.questions.iter().skip(place + 1);
        let next = rest.find(|asked| !self.survey.answers.contains_key(&asked.id));
        let next = next.map_or(WORDS, |asked| asked.id.as_str());
        format!("{}?question={next}", self.about.path)
    }

    fn question(&self, here: &Here, (place, asked): (usize, &Asked), form: &FormState) -> Question {
        let of = self.survey.rules.questions.len();
        pages::question(self.shell(here), (&self.about, asked), (place + 1, of), form)
    }
}

async fn page(
    State(app): State<App>,
    here: Here,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let opened = opened(&app, &here, &code).await?;
    if !opened.survey.is_open {
        return Ok(opened.closed(&here));
    }
    let query = read(query.unwrap_or_default().as_bytes());
    let named = query.value("question");
    if named == DONE {
        return Ok(Html(pages::thanks(opened.shell(&here), &opened.about).html()).into_response());
    }
    // A link of the e-mail names an answer to the question that it asked.
    let chosen = Answered::parse(query.value("answer"));
    let first = opened.survey.rules.first_asked().filter(|_| chosen.is_some());
    let asked = match first.map(|asked| asked.id.as_str()).or(query.filled("question")) {
        Some(WORDS) => None,
        Some(name) => opened.named(name).or_else(|| opened.first()),
        None => opened.first(),
    };
    let Some((place, asked)) = asked else {
        let page = pages::words(opened.shell(&here), &opened.about, &FormState::new());
        return Ok(Html(page.html()).into_response());
    };
    let fits = chosen.filter(|answer| asked.kind.answers().contains(answer));
    let form = fits.map_or_else(FormState::new, |answer| {
        FormState::new().with("answer", answer.as_str())
    });
    Ok(Html(opened.question(&here, (place, asked), &form).html()).into_response())
}

async fn take(State(app): State<App>, here: Here, Path(code): Path<String>, Form(form): Form) -> Answer {
    let opened = opened(&app, &here, &code).await?;
    if !opened.survey.is_open {
        return Ok(opened.closed(&here));
    }
    if form.value("question") == WORDS {
        return take_words(&app, &here, &opened, form).await;
    }
    let (place, asked) = opened.named(form.value("question")).ok_or(PageError::NotFound)?;
    if form.value("turn") == "skip" {
        return Ok(see_other(&opened.after(place)));
    }
    let answer = Answered::parse(form.value("answer"));
    let fits = answer.filter(|answer| asked.kind.answers().contains(answer));
    let Some(answer) = fits else {
        let form = form.with_error("answer", "Select an answer, or skip the question");
        let page = opened.question(&here, (place, asked), &form);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.html())).into_response());
    };
    let question: QuestionId = asked.id.clone();
    let commands = vec![Command::Answer { question, answer }];
    act(&app, &here, &opened, commands).await?;
    Ok(see_other(&opened.after(place)))
}

async fn act(app: &App, here: &Here, opened: &Opened, commands: Vec<Command>) -> Result<(), PageError> {
    let done = app
        .casework
        .act_on_survey(here.id(), &nobody(), &opened.survey.case, commands)
        .await;
    match done {
        Ok(()) => Ok(()),
        // It closed between the two looks at the clock, or the policy asks something else by now.
        Err(NotDone::Refused(Refusal::Closed)) => Err(PageError::Gone),
        Err(NotDone::Refused(_)) => Err(PageError::NotFound),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}

async fn take_words(app: &App, here: &Here, opened: &Opened, mut form: FormState) -> Answer {
    let written = form.value("words").to_owned();
    let may_contact = form.choice("may_contact", yes_or_no);
    if written.chars().count() > LONGEST_WORDS {
        form.error(
            "words",
            format!("What you write must be {LONGEST_WORDS} characters or fewer"),
        );
    }
    if !form.errors().is_empty() {
        let page = pages::words(opened.shell(here), &opened.about, &form);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.html())).into_response());
    }
    let say = Command::Say {
        words: app.casework.fresh().some_words(&written),
        may_contact,
    };
    act(app, here, opened, vec![say]).await?;
    Ok(see_other(&format!("{}?question={DONE}", opened.about.path)))
}

async fn stop(State(app): State<App>, here: Here, Path(code): Path<String>) -> Answer {
    let opened = opened(&app, &here, &code).await?;
    app.casework
        .no_more_surveys(here.id(), &nobody(), &opened.survey)
        .await?;
    Ok(Html(pages::stopped(opened.shell(&here), &opened.about).html()).into_response())
}

async fn type_page(here: Here) -> Answer {
    let page = pages::type_code(here.public().back("/"), &FormState::new());
    Ok(Html(page.html()).into_response())
}

async fn typed(State(app): State<App>, here: Here, Form(mut form): Form) -> Answer {
    let found = match DraftCode::parse(form.value("code")) {
        Ok(code) => match opened(&app, &here, &code.to_string()).await {
            Ok(opened) => Some(opened.about.path),
            Err(PageError::NotFound) => None,
            Err(other) => return Err(other),
        },
        Err(_) => None,
    };
    if let Some(path) = found {
        return Ok(see_other(&path));
    }
    form.error("code", "Check the code: we could not find a survey with it");
    let page = pages::type_code(here.public().back("/"), &form);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.html())).into_response())
}
