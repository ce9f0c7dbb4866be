//! A question to a partner, for the partner (Q1, Q3): by a link that opens once and a code, for some hours; or by an account.

use std::ops::{Deref, DerefMut};

use axum::Router;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Html;
use axum::routing::get;
use jiff::SignedDuration;
use jiff::civil::Date;
use redress_casework::file::Taken;
use redress_casework::outside::Fresh;
use redress_casework::partner::{Counts, PartnerCode, PartnerView};
use redress_domain::case::{AnswerSharing, NewAnswer, ReferralOrder};
use redress_domain::id::{CaseId, FileId, PartnerId, ReferralId};
use redress_domain::vocabulary::SeenBy;
use redress_pages::form::FormState;
use redress_pages::public::files::UPLOAD;
use redress_pages::public::partner as pages;
use redress_pages::{Page as _, Question, Shell};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::download::attachment;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::noticed::Door;
use crate::path::Path;
use crate::public::limits;
use crate::public::visitor::Visitor;
use crate::routes::REQUESTS;
use crate::session;
use crate::upload::{self, NotTaken, Received};

/// How long a link and a code let somebody in, from the last page on.
const LET_IN_FOR: SignedDuration = SignedDuration::from_hours(8);
/// How often one network may try links in an hour: a secret cannot be guessed, so this only stops floods.
const TRIES: i64 = 200;
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const WRONG: &str = "The code is not right. Try again or ask for a new one";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/partner", get(new_link_page).post(new_link))
        .merge(requests::routes())
        .route("/partner/l/{token}", get(link_page).post(link))
        .route("/partner/r/{id}", get(overview))
        .route("/partner/r/{id}/files/{file}", get(file))
        .route("/partner/r/{id}/accept", get(accept_page).post(accept))
        .route(
            "/partner/r/{id}/not-for-us",
            get(not_for_us_page).post(not_for_us),
        )
        .route("/partner/r/{id}/ask", get(ask_page).post(ask))
        .route("/partner/r/{id}/answer", get(answer_page).post(answer))
}

/// The list of an account has its own file.
mod requests;

/// The route of this file that takes a file.
pub(super) fn routes_with_files() -> Router<App> {
    Router::new().route("/partner/r/{id}/file", get(file_page).post(add_file))
}

/// What lets a browser in to one question.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct LetIn {
    case: CaseId,
    referral: ReferralId,
    /// What was done on the last page, said once on the next.
    #[serde(default)]
    done: Option<String>,
}

fn name_of(referral: &str) -> String {
    format!("partner:{referral}")
}

fn shell(here: &Here) -> Shell {
    here.public().journey(&format!("Requests from {}", name(here)))
}

fn name(here: &Here) -> &str {
    here.policy()
        .map_or("the council", |policy| policy.council.name.as_str())
}

#[expect(clippy::unnecessary_wraps, reason = "each handler ends with it")]
fn shown(visitor: &Visitor, status: StatusCode, page: &Question) -> Answer {
    Ok(visitor.answer((status, Html(page.html()))))
}

const AGAIN: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

async fn new_link_page(here: Here, visitor: Visitor) -> Answer {
    let page = pages::new_link(shell(&here), &FormState::new());
    shown(&visitor, StatusCode::OK, &page)
}

/// Whoever asks learns nothing: a request that there is and one that there is not get the same answer.
async fn new_link(State(app): State<App>, here: Here, visitor: Visitor, Form(mut form): Form) -> Answer {
    let Some(request) = form.require("request", "Enter the request reference") else {
        return shown(&visitor, AGAIN, &pages::new_link(shell(&here), &form));
    };
    few_tries(&app, &here).await?;
    app.casework.ask_for_partner_link(here.id(), &request).await?;
    shown(&visitor, StatusCode::OK, &pages::link_sent(shell(&here)))
}

async fn few_tries(app: &App, here: &Here) -> Result<(), PageError> {
    let key = format!("partner:{}", limits::place(here.address));
    let count = app.casework.count_try(here.id(), &key, HOUR).await?;
    app.notice(here, Door::Partner, (count, TRIES + 1));
    if count > TRIES {
        return Err(PageError::TooManyTries);
    }
    Ok(())
}

/// A link that has ended, was used or never was leads to where a new one is asked for.
async fn known(app: &App, here: &Here, token: &str) -> Result<Option<(CaseId, ReferralId)>, PageError> {
    few_tries(app, here).await?;
    Ok(app.casework.partner_link(here.id(), token).await?)
}

async fn link_page(
    State(app): State<App>,
    here: Here,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Answer {
    let Some((case, referral)) = known(&app, &here, &token).await? else {
        return Ok(visitor.see_other("/partner"));
    };
    let view = app.casework.partner_view(here.id(), (&case, &referral)).await?;
    let about = (name(&here), view.request.as_str());
    let page = pages::ask_code(shell(&here), &FormState::new(), about);
    shown(&visitor, StatusCode::OK, &page)
}

async fn link(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path(token): Path<String>,
    Form(mut form): Form,
) -> Answer {
    let Some((case, referral)) = known(&app, &here, &token).await? else {
        return Ok(visitor.see_other("/partner"));
    };
    if form.value("turn") == "send" {
        let asked = app
            .casework
            .ask_for_partner_code(here.id(), (&case, &referral))
            .await?;
        let mut form = FormState::new();
        if asked == PartnerCode::TooMany {
            form.error("code", "You asked for too many codes. Wait an hour");
            return shown(&visitor, AGAIN, &pages::enter_code(shell(&here), &form));
        }
        return shown(&visitor, StatusCode::OK, &pages::enter_code(shell(&here), &form));
    }
    let digits = form.value("code").chars().filter(char::is_ascii_digit).count();
    if digits != 6 {
        form.error("code", "Enter the 6-digit code");
        return shown(&visitor, AGAIN, &pages::enter_code(shell(&here), &form));
    }
    let opened = app
        .casework
        .open_for_partner(here.id(), &token, form.value("code"))
        .await?;
    let Some((case, referral)) = opened else {
        form.error("code", WRONG);
        return shown(&visitor, AGAIN, &pages::enter_code(shell(&here), &form));
    };
    let pass = LetIn {
        case,
        referral: referral.clone(),
        done: None,
    };
    let name = name_of(referral.as_str());
    visitor.let_in(&app, &here, (&name, &pass), LET_IN_FOR).await?;
    Ok(visitor.see_other(&format!("/partner/r/{referral}")))
}

/// A browser on these pages, and the account with which somebody is signed in there, if it is one of a partner.
struct Guest {
    visitor: Visitor,
    partner: Option<PartnerId>,
}

impl FromRequestParts<App> for Guest {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let Ok(visitor) = Visitor::from_request_parts(parts, app).await;
        // It is asked at every page, so that what an account had open is closed with the account.
        let partner = match session::signed_in(app, parts).await? {
            Some((signed_in, here)) => app.casework.answers_for(here.id(), &signed_in.user)?,
            None => None,
        };
        Ok(Self { visitor, partner })
    }
}

impl Deref for Guest {
    type Target = Visitor;

    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl DerefMut for Guest {
    fn deref_mut(&mut self) -> &mut Visitor {
        &mut self.visitor
    }
}

/// A question that this browser has open.
struct Open {
    view: PartnerView,
    pass: LetIn,
    /// Whether it is open by an account: then nothing but the account keeps it open.
    by_account: bool,
}

impl Open {
    fn path(&self) -> String {
        format!("/partner/r/{}", self.pass.referral)
    }

    fn shell(&self, here: &Here) -> Shell {
        shell(here).back_to("Back to the request", &self.path())
    }
}

/// The question, if this browser was let in to it; otherwise where a link is asked for.
async fn opened(app: &App, here: &Here, visitor: &mut Guest, id: &str) -> Result<Option<Open>, PageError> {
    if let Some(open) = opened_by_account(app, here, visitor, id).await? {
        return Ok(Some(open));
    }
    let name = name_of(id);
    let Some(pass) = visitor.is_let_in::<LetIn>(app, here, &name).await? else {
        return Ok(None);
    };
    let view = app
        .casework
        .partner_view(here.id(), (&pass.case, &pass.referral))
        .await?;
    let without_news = LetIn {
        done: None,
        ..pass.clone()
    };
    visitor
        .keep_in(app, here, (&name, &without_news), LET_IN_FOR)
        .await?;
    Ok(Some(Open {
        view,
        pass,
        by_account: false,
    }))
}

/// The question, if it was put to the organisation for which somebody is signed in; what another was asked is as if it
/// were not there.
async fn opened_by_account(
    app: &App,
    here: &Here,
    guest: &mut Guest,
    id: &str,
) -> Result<Option<Open>, PageError> {
    let (Some(partner), Ok(referral)) = (&guest.partner, ReferralId::parse(id)) else {
        return Ok(None);
    };
    let which = (partner, &referral);
    let Some(case) = app.casework.case_of_request(here.id(), which).await? else {
        return Ok(None);
    };
    let view = app.casework.partner_view(here.id(), (&case, &referral)).await?;
    let name = said_of(id);
    let done = guest.recall::<String>(app, here, &name).await?;
    if done.is_some() {
        guest.forget(app, here, &name).await?;
    }
    Ok(Some(Open {
        view,
        pass: LetIn { case, referral, done },
        by_account: true,
    }))
}

/// Under which name it is kept what was done last; it opens nothing.
fn said_of(referral: &str) -> String {
    format!("partner-said:{referral}")
}

macro_rules! open {
    ($app:expr, $here:expr, $visitor:expr, $id:expr) => {
        match opened(&$app, &$here, &mut $visitor, &$id).await? {
            Some(open) => open,
            None => return Ok($visitor.see_other("/partner")),
        }
    };
}

async fn overview(State(app): State<App>, here: Here, mut visitor: Guest, Path(id): Path<String>) -> Answer {
    let open = open!(app, here, visitor, id);
    let view = &open.view;
    let path = open.path();
    let files = view.files.iter();
    let facts = pages::Facts {
        council: name(&here).to_owned(),
        request: view.request.clone(),
        ask: view.ask.clone(),
        shared: view.shared.clone(),
        files: files
            .map(|(id, name, _)| (format!("{path}/files/{id}"), name.clone()))
            .collect(),
        added: view.added.clone(),
        asked_on: view.referral.asked_on,
        due_on: view.referral.due_on,
        today: here.today,
        state: view.referral.state,
        talk: view.talk.clone(),
        answered: view.answered.clone(),
        counts: in_sentences(view.counts),
        path,
    };
    let mut shell = shell(&here);
    if open.by_account {
        shell = shell.back_to("Back to all requests", REQUESTS);
    }
    if let Some(done) = &open.pass.done {
        shell = shell.banner(redress_pages::components::NotificationBanner::success(
            done.as_str(),
        ));
    }
    shown(&visitor, StatusCode::OK, &pages::overview(shell, &facts))
}

fn in_sentences(counts: Counts) -> Vec<String> {
    let mut said = vec![
        format!("Requests, of the last 500: {}", counts.asked),
        format!(
            "Answered: {}, of them by the day we asked for: {}",
            counts.answered, counts.in_time
        ),
        format!("Not for you: {}", counts.turned_away),
        format!("Overdue now: {}", counts.overdue),
    ];
    if let Some(days) = counts.median_days {
        said.push(format!(
            "Working days that half of your answers took at most: {days}"
        ));
    }
    said
}

async fn file(
    State(app): State<App>,
    here: Here,
    mut visitor: Guest,
    Path((id, file)): Path<(String, String)>,
) -> Answer {
    let open = open!(app, here, visitor, id);
    let file = FileId::parse(file).map_err(|_not_an_id| PageError::NotFound)?;
    let file = open.view.file(&file).ok_or(PageError::NotFound)?;
    Ok(visitor.answer(attachment(&app, here.id(), file)))
}

type Page = fn(Shell, &FormState) -> Question;
type Read = fn(&Open, &mut FormState, &Fresh<'_>) -> Option<ReferralOrder>;

/// The form of one act.
async fn form_of(app: App, here: Here, mut visitor: Guest, id: String, page: Page) -> Answer {
    let open = open!(app, here, visitor, id);
    let page = page(open.shell(&here), &FormState::new());
    shown(&visitor, StatusCode::OK, &page)
}

/// Does what a form says, or shows it again with what is wrong and everything that was typed.
async fn act(
    (app, here, mut visitor, id): (App, Here, Guest, String),
    mut form: FormState,
    (page, read, said): (Page, Read, &str),
) -> Answer {
    let open = open!(app, here, visitor, id);
    let order = read(&open, &mut form, &app.casework.fresh());
    let Some(order) = order.filter(|_| form.errors().is_empty()) else {
        return shown(&visitor, AGAIN, &page(open.shell(&here), &form));
    };
    match app.casework.act_for_partner(here.id(), &open.view, order).await {
        Ok(()) => {}
        Err(redress_casework::failure::Failure::Refused(refusal)) => {
            let (field, text) = wrong(&refusal);
            form.error(field, text);
            return shown(&visitor, AGAIN, &page(open.shell(&here), &form));
        }
        Err(other) => return Err(other.into()),
    }
    done(&app, &here, visitor, (&open, said)).await
}

async fn done(app: &App, here: &Here, mut visitor: Guest, (open, said): (&Open, &str)) -> Answer {
    if open.by_account {
        let name = said_of(open.pass.referral.as_str());
        visitor.keep_for(app, here, (&name, &said), HOUR).await?;
        return Ok(visitor.see_other(&open.path()));
    }
    let pass = LetIn {
        done: Some(said.to_owned()),
        ..open.pass.clone()
    };
    let name = name_of(open.pass.referral.as_str());
    visitor.keep_in(app, here, (&name, &pass), LET_IN_FOR).await?;
    Ok(visitor.see_other(&open.path()))
}

/// What a rule that said no is called for a partner.
fn wrong(refusal: &redress_domain::case::Refusal) -> (&'static str, String) {
    use redress_domain::case::Refusal;
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a partner meets a handful of the rules; what else says no is told as it is"
    )]
    match refusal {
        Refusal::ReferralIsOver => (
            "request",
            "This request is answered or no longer needed".to_owned(),
        ),
        Refusal::NothingToChange => ("request", "You have accepted this request already".to_owned()),
        Refusal::NotLater { .. } => ("by", "Date must be today or later".to_owned()),
        Refusal::TextMissing("what has to change") => ("because", "Tell us what we should change".to_owned()),
        Refusal::TextMissing("why the customer may not see it") => {
            ("because", "Tell us why we cannot share it".to_owned())
        }
        other => ("request", other.to_string()),
    }
}

/// A date that need not be there, but must be one if it is.
fn some_date(form: &mut FormState, field: &str) -> Option<Date> {
    let typed = form.filled(field)?.to_owned();
    let date = crate::form::read_date(&typed);
    if date.is_none() {
        form.error(field, "Date must be a real date, like 17/5/2027");
    }
    date
}

/// The route of one act: its form, and what it does.
macro_rules! one_act {
    ($show:ident, $take:ident, $page:expr, $read:expr, $said:expr) => {
        async fn $show(State(app): State<App>, here: Here, visitor: Guest, Path(id): Path<String>) -> Answer {
            form_of(app, here, visitor, id, $page).await
        }

        async fn $take(
            State(app): State<App>,
            here: Here,
            visitor: Guest,
            Path(id): Path<String>,
            Form(form): Form,
        ) -> Answer {
            act((app, here, visitor, id), form, ($page, $read, $said)).await
        }
    };
}

one_act!(
    accept_page,
    accept,
    pages::accept,
    |open, form, fresh| Some(ReferralOrder::Accept {
        referral: open.pass.referral.clone(),
        by: some_date(form, "by"),
        their_reference: form.filled("their_reference").map(|words| fresh.words(words)),
    }),
    "You accepted this request. The council knows."
);
one_act!(
    not_for_us_page,
    not_for_us,
    pages::not_for_us,
    |open, form, fresh| {
        let why = form.require("why", "Tell us why this is not for you")?;
        Some(ReferralOrder::TurnAway {
            referral: open.pass.referral.clone(),
            why: fresh.words(&why),
            instead: form.filled("instead").map(|words| fresh.words(words)),
        })
    },
    "Sent to the council. You do not need to do anything more."
);
one_act!(
    ask_page,
    ask,
    pages::ask,
    |open, form, fresh| {
        let question = form.require("question", "Enter your question")?;
        Some(ReferralOrder::Ask {
            referral: open.pass.referral.clone(),
            question: fresh.words(&question),
        })
    },
    "Sent to the council. We email you when there is an answer."
);
one_act!(
    answer_page,
    answer,
    pages::answer,
    |open, form, fresh| {
        let found = form.require("found", "Tell us what you found");
        let by = some_date(form, "by");
        let sharing = AnswerSharing::parse(form.value("sharing"));
        if sharing.is_none() {
            form.error("sharing", "Select if we can share it");
        }
        let some = |field: &str| form.filled(field).map(|words| fresh.words(words));
        Some(ReferralOrder::Answer(NewAnswer {
            referral: open.pass.referral.clone(),
            found: fresh.words(&found?),
            done: some("done"),
            by,
            sharing: sharing?,
            because: some("because"),
            their_reference: some("their_reference"),
        }))
    },
    "Sent to the council. We will tell the customer."
);

async fn file_page(State(app): State<App>, here: Here, visitor: Guest, Path(id): Path<String>) -> Answer {
    form_of(app, here, visitor, id, pages::file).await
}

async fn add_file(
    State(app): State<App>,
    here: Here,
    mut visitor: Guest,
    Path(id): Path<String>,
    request: Request,
) -> Answer {
    let open = open!(app, here, visitor, id);
    let rules = here.policy()?.files.clone();
    let Received { mut form, file } = upload::receive(&app, request, &rules).await?;
    let Some(file) = file else {
        form.error(UPLOAD, "Select a file");
        return shown(&visitor, AGAIN, &pages::file(open.shell(&here), &form));
    };
    limits::count_file(&app, &here).await?;
    // One form, one draft: nobody else can take the file out of it.
    let draft = app.casework.fresh().secret();
    let until = crate::public::kept_until(&app);
    let taken = match file.content {
        Ok(arrived) => {
            app.casework
                .take_file(here.id(), (&draft, until), arrived)
                .await?
        }
        Err(why) => {
            form.error(UPLOAD, why.in_words(&rules));
            return shown(&visitor, AGAIN, &pages::file(open.shell(&here), &form));
        }
    };
    match taken {
        Taken::Kept(kept) => {
            let named = [(kept.id, file.name)];
            let files = app
                .casework
                .files_to_add(here.id(), &draft, (&named, SeenBy::Staff))
                .await?;
            app.casework
                .add_files_for_partner(here.id(), &open.view, files)
                .await?;
            done(&app, &here, visitor, (&open, "File added.")).await
        }
        Taken::Unwelcome(why) => {
            form.error(UPLOAD, NotTaken::Unwelcome(why).in_words(&rules));
            shown(&visitor, AGAIN, &pages::file(open.shell(&here), &form))
        }
    }
}
