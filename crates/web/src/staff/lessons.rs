//! Lessons (S19): the list, one lesson, each step of its way, and recording one.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{FromRequestParts, RawQuery, State};
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::lesson::{Found, FoundAs, LessonLine, LessonView, Wanted};
use redress_casework::lists::PAGE;
use redress_casework::user::User;
use redress_domain::id::{ActorId, LessonId, ServiceId, UserId};
use redress_domain::lesson::LessonStage;
use redress_domain::permission::{self, Act};
use redress_domain::policy::Policy;
use redress_domain::words::WordsRef;
use redress_pages::form::FormState;
use redress_pages::format::long_date;
use redress_pages::lesson::list::{Filter, Line};
use redress_pages::lesson::{Choices, Known, Shown, ShownCase, ShownName, list as list_page, page, say};
use redress_pages::{Page as _, Question};

use super::lines;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::read;
use crate::here::Here;
use crate::path::Path;
use crate::session::SignedIn;
use crate::staff::named;

mod new;
mod refusals;
mod steps;

/// The list.
const LESSONS: &str = "/staff/lessons";

/// The routes of this file and of those beneath it.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(LESSONS, get(list))
        .route("/staff/lessons/{id}", get(show))
        .merge(new::routes())
        .merge(steps::routes())
}

/// A lesson that somebody opened.
pub(super) struct OpenLesson {
    pub(super) here: Here,
    pub(super) reader: SignedIn,
    pub(super) view: Box<LessonView>,
    users: Vec<User>,
    path: String,
    cases: Vec<ShownCase>,
    alike: Vec<(String, String)>,
    found: Vec<ShownName>,
    found_in_sentence: Vec<ShownName>,
}

impl FromRequestParts<App> for OpenLesson {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let reader = SignedIn::from_request_parts(parts, app).await?;
        let here = Here::from_request_parts(parts, app).await?;
        let Path(named) = Path::<BTreeMap<String, String>>::from_request_parts(parts, app)
            .await
            .map_err(|_not_a_path| PageError::NotFound)?;
        let id = named.get("id").and_then(|id| LessonId::parse(id).ok());
        let id = id.ok_or(PageError::NotFound)?;
        let view = app.casework.open_lesson(here.id(), &reader.actor, &id).await?;
        let users = app.casework.users(here.id()).await?;
        let shown = |line: &redress_casework::lists::CaseLine| ShownCase {
            reference: line.case.reference.clone(),
            summary: line.summary.clone().unwrap_or_default(),
            hears: view
                .lesson
                .asked
                .contains(&line.case.case_id)
                .then(|| view.lesson.told.contains(&line.case.case_id)),
        };
        let alike = view.alike.iter().map(|line| {
            let href = format!("{LESSONS}/{}", line.row.lesson_id);
            (href, told_apart(line))
        });
        Ok(Self {
            path: format!("{LESSONS}/{}", view.id),
            cases: view.cases.iter().map(shown).collect(),
            alike: alike.collect(),
            found: shown_names(&view.found),
            found_in_sentence: shown_names(&view.found_in_sentence),
            view: Box::new(view),
            users,
            here,
            reader,
        })
    }
}

fn shown_names(found: &[Found]) -> Vec<ShownName> {
    let one = |found: &Found| ShownName {
        what: found.what.clone(),
        looks_like: looks_like(found.looks_like),
    };
    found.iter().map(one).collect()
}

/// A form whose sentence was read for names, with what was found in it.
fn with_names(page: Question, found: &[Found], form: &FormState) -> Question {
    if found.is_empty() {
        return page;
    }
    let one = |found: &Found| (found.what.clone(), looks_like(found.looks_like).to_owned());
    let found: Vec<(String, String)> = found.iter().map(one).collect();
    redress_pages::report::forms::with_names(page, &found, form)
}

/// What was learned, and when it was recorded: two that are alike may say the same word for word.
fn told_apart(line: &LessonLine) -> String {
    format!(
        "{} (recorded on {})",
        learned(line),
        long_date(line.row.recorded_on)
    )
}

fn learned(line: &LessonLine) -> String {
    line.learned.clone().unwrap_or_else(|| "[removed]".to_owned())
}

pub(crate) const fn looks_like(found: FoundAs) -> &'static str {
    match found {
        FoundAs::Person => "the name of a customer, or a part of it",
        FoundAs::Named => "somebody’s name, with a title or an initial",
        FoundAs::Address => "an address or a street",
        FoundAs::Staff => "part of the name of a colleague or councillor",
        FoundAs::Email => "an email address",
        FoundAs::Number => "a telephone or other number",
        FoundAs::Postcode => "a postcode",
        FoundAs::Reference => "the reference of a case",
        FoundAs::NationalInsurance => "a National Insurance number",
        FoundAs::BirthDate => "a day ten years ago or longer, which may be a date of birth",
    }
}

impl OpenLesson {
    pub(super) fn policy(&self) -> Result<&Policy, PageError> {
        self.here.policy()
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn shown(&self) -> Shown<'_> {
        Shown {
            path: &self.path,
            version: self.view.version,
            lesson: &self.view.lesson,
            entries: &self.view.entries,
            cases: &self.cases,
            alike: &self.alike,
            found: &self.found,
            found_in_sentence: &self.found_in_sentence,
            today: self.view.today,
            known: self,
        }
    }

    /// What the selects offer.
    pub(super) fn choices(&self) -> Result<Choices, PageError> {
        let policy = self.policy()?;
        let alike = self.view.alike.iter();
        let mut texts = BTreeMap::new();
        if let Some(draft) = &self.view.lesson.draft {
            texts.insert("you_said", self.text(&draft.you_said));
            texts.insert("we_did", self.text(&draft.we_did));
        }
        Ok(Choices {
            services: named::services(policy),
            owners: owners(policy, &self.users),
            causes: policy.learning.causes.clone(),
            alike: alike
                .map(|line| (line.row.lesson_id.to_string(), told_apart(line)))
                .collect(),
            texts,
            measured: Vec::new(),
        })
    }
}

/// Whoever works on cases can see to an action.
fn owners(policy: &Policy, users: &[User]) -> Vec<(String, String)> {
    let may = |user: &&User| user.active && permission::may(policy, &user.actor(), Act::RecordLesson);
    let users = users.iter().filter(may);
    users
        .map(|user| (user.id.to_string(), user.name.clone()))
        .collect()
}

impl Known for OpenLesson {
    fn text(&self, words: &WordsRef) -> String {
        self.view.words(words).unwrap_or("[removed]").to_owned()
    }

    fn actor(&self, actor: &ActorId) -> String {
        named::actor(&self.view.names, actor, "the customer")
    }

    fn service(&self, service: &ServiceId) -> String {
        named::service(self.here.policy().ok(), service)
    }

    fn may(&self, act: Act) -> bool {
        self.here
            .policy()
            .is_ok_and(|policy| permission::may(policy, &self.reader.actor, act))
    }

    fn has_the_action(&self) -> bool {
        let action = self.view.lesson.action.as_ref();
        action.is_some_and(|action| Some(&action.owner) == self.reader.actor.user())
    }

    fn wrote_the_texts(&self) -> bool {
        let draft = self.view.lesson.draft.as_ref();
        draft.is_some_and(|draft| draft.by == self.reader.actor.id)
    }
}

async fn list(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let policy = here.policy()?;
    let wanted = Wanted {
        stage: LessonStage::parse(query.value("stage")),
        service: query
            .filled("service")
            .and_then(|service| ServiceId::parse(service).ok()),
        owner: query.filled("owner").and_then(|owner| UserId::parse(owner).ok()),
        due_before: (query.value("due") == "overdue").then_some(here.today),
    };
    let before = LessonId::parse(query.value("before")).ok();
    let found = app
        .casework
        .lessons(here.id(), &signed_in.actor, (&wanted, before.as_ref()))
        .await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count >= PAGE);
    let last = found.last().filter(|_| is_full);
    let next = last.map(|line| lines::with(&here.path, &query, ("before", line.row.lesson_id.as_str())));
    let rows: Vec<Line> = found.iter().map(|line| row(policy, line)).collect();
    let users = app.casework.users(here.id()).await?;
    let filter = Filter {
        form: ["stage", "service", "owner", "due"]
            .into_iter()
            .fold(FormState::new(), |form, name| form.with(name, query.value(name))),
        services: named::services(policy),
        owners: owners(policy, &users),
    };
    let record = signed_in
        .may(&here, Act::RecordLesson)
        .then_some("/staff/lessons/new");
    let shell = signed_in.shell(&app, &here).await?;
    let page = list_page::list(shell, (&rows, &filter), (here.today, next.as_deref()), record);
    Ok(Html(page.html()).into_response())
}

fn row(policy: &Policy, line: &LessonLine) -> Line {
    Line {
        learned: learned(line),
        href: format!("{LESSONS}/{}", line.row.lesson_id),
        services: named::service_names(policy, &line.row.services),
        cause: line.row.cause,
        went: line.row.went,
        stage: line.row.stage,
        owner: line.owner.clone(),
        due: line
            .row
            .due_what
            .zip(line.row.due_on)
            .map(|(what, on)| (say::due(what), on)),
    }
}

async fn show(State(app): State<App>, opened: OpenLesson) -> Answer {
    let shell = opened.reader.shell(&app, &opened.here).await?;
    Ok(Html(page::page(shell, &opened.shown()).html()).into_response())
}
