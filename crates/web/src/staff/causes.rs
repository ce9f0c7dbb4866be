//! Common causes: the list, one of them, each step of its way, and grouping cases.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{FromRequestParts, RawQuery, State};
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::cause::{CauseLine, CauseView, MemberLine};
use redress_casework::lists::PAGE;
use redress_domain::cause::{CauseMember, decide};
use redress_domain::id::{ActorId, CaseId, CauseId, ServiceId};
use redress_domain::permission::Act;
use redress_domain::policy::Policy;
use redress_domain::words::WordsRef;
use redress_pages::Page as _;
use redress_pages::cause::list::Line;
use redress_pages::cause::{Known, Shown, ShownMember, list as list_page, page, say};
use redress_pages::form::FormState;

use super::lines;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::read;
use crate::here::Here;
use crate::path::Path;
use crate::session::SignedIn;
use crate::staff::named;

mod letter;
mod new;
mod refusals;
mod steps;

/// The list.
const CAUSES: &str = "/staff/causes";

/// The routes of this file and of those beneath it.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(CAUSES, get(list))
        .route("/staff/causes/{id}", get(show))
        .merge(letter::routes())
        .merge(new::routes())
        .merge(steps::routes())
}

/// A common cause that somebody opened.
pub(super) struct OpenCause {
    pub(super) here: Here,
    pub(super) reader: SignedIn,
    pub(super) view: Box<CauseView>,
    pub(super) query: FormState,
    path: String,
    members: Vec<ShownMember>,
    next: Option<String>,
}

impl FromRequestParts<App> for OpenCause {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let reader = SignedIn::from_request_parts(parts, app).await?;
        let here = Here::from_request_parts(parts, app).await?;
        let Path(named) = Path::<BTreeMap<String, String>>::from_request_parts(parts, app)
            .await
            .map_err(|_not_a_path| PageError::NotFound)?;
        let id = named.get("id").and_then(|id| CauseId::parse(id).ok());
        let id = id.ok_or(PageError::NotFound)?;
        let query = read(parts.uri.query().unwrap_or_default().as_bytes());
        let after = CaseId::parse(query.value("after")).ok();
        let at = (&id, after.as_ref());
        let view = app.casework.open_cause(here.id(), &reader.actor, at).await?;
        let path = format!("{CAUSES}/{id}");
        let next = view.next.as_ref().map(|last| format!("{path}?after={last}"));
        Ok(Self {
            members: view.members.iter().map(member).collect(),
            next,
            view: Box::new(view),
            query,
            path,
            here,
            reader,
        })
    }
}

fn member(member: &MemberLine) -> ShownMember {
    let line = &member.line;
    ShownMember {
        reference: line.case.reference.clone(),
        summary: lines::first_words(line.summary.as_deref().unwrap_or("[removed]")),
        customer: line.customer_name.clone().unwrap_or_default(),
        kind: line.case.kind,
        standing: say::standing(member.standing),
        why: say::why(member.standing, &member.why),
        is_in: member.standing != CauseMember::Out,
    }
}

impl OpenCause {
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn shown(&self) -> Shown<'_> {
        Shown {
            path: &self.path,
            version: self.view.version,
            cause: &self.view.cause,
            entries: &self.view.entries,
            members: &self.members,
            next: self.next.as_deref(),
            known: self,
        }
    }
}

impl Known for OpenCause {
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
        let service = self.view.cause.service.as_ref();
        self.here
            .policy()
            .is_ok_and(|policy| decide::may(policy, &self.reader.actor, act, service))
    }

    fn wrote_the_reply(&self) -> bool {
        let reply = self.view.cause.reply.as_ref();
        reply.is_some_and(|reply| reply.authors.contains(&self.reader.actor.id))
    }
}

async fn list(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let policy = here.policy()?;
    let over = query.value("over") == "yes";
    let before = CauseId::parse(query.value("before")).ok();
    let found = app
        .casework
        .causes(here.id(), &signed_in.actor, (over, before.as_ref()))
        .await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count >= PAGE);
    let last = found.last().filter(|_| is_full);
    let next = last.map(|line| lines::with(&here.path, &query, ("before", line.row.cause_id.as_str())));
    let rows: Vec<Line> = found.iter().map(|line| row(policy, line)).collect();
    let begin = signed_in.may(&here, Act::Link).then_some("/staff/causes/new");
    let shell = signed_in.shell(&app, &here).await?;
    let page = list_page::list(shell, &rows, (over, next.as_deref()), begin);
    Ok(Html(page.html()).into_response())
}

fn row(policy: &Policy, line: &CauseLine) -> Line {
    let row = &line.row;
    Line {
        name: line.name.clone().unwrap_or_else(|| "[removed]".to_owned()),
        href: format!("{CAUSES}/{}", row.cause_id),
        place: line.place.clone().unwrap_or_default(),
        service: named::service(Some(policy), &row.service),
        period: (row.from_on, row.until_on),
        stage: row.stage,
        cases: (row.cases, row.answered, row.kept_back),
    }
}

async fn show(State(app): State<App>, opened: OpenCause) -> Answer {
    let shell = opened.reader.shell(&app, &opened.here).await?;
    Ok(Html(page::page(shell, &opened.shown()).html()).into_response())
}
