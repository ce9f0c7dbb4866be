//! A public journey: one question a page, kept on the server, changed from the check page, sent once.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use redress_casework::draft_link::AskedForLink;
use redress_domain::email::is_email;
use redress_domain::vocabulary::Kind;
use redress_pages::form::{FormErrors, FormState};
use redress_pages::public::answers::Line;
use redress_pages::public::returning::{ByEmail, LINK_TO};
use redress_pages::public::sending::{Answered, CheckAnswers, Copy, CopyByEmail, Sent};
use redress_pages::public::{Ask, Facts};
use redress_pages::{Page as _, Question, Shell};
use serde::{Deserialize, Serialize};

use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::path::Path;
use crate::public::files::{self, Asked};
use crate::public::limits;
use crate::public::send::{self, Receipt};
use crate::public::track::LET_IN_FOR;
use crate::public::visitor::Visitor;
use crate::{App, Sending};

/// A journey from its first question to its confirmation.
pub(crate) struct Journey {
    /// What its answers are kept under.
    pub(crate) name: &'static str,
    /// Its address.
    pub(crate) path: &'static str,
    /// What its pages are a step of.
    pub(crate) title: &'static str,
    /// The page before the first question.
    pub(crate) before: &'static str,
    /// What the case will be.
    pub(crate) kind: Kind,
    /// The check page's heading and button.
    pub(crate) check: (&'static str, &'static str),
    /// What the confirmation says: "We have your complaint".
    pub(crate) sent: &'static str,
    /// The questions, in order.
    pub(crate) steps: &'static [Step],
}

/// One question of a journey.
pub(crate) struct Step {
    /// The end of its address; empty for a question at the journey's own address.
    pub(crate) slug: &'static str,
    /// The fields on its page.
    pub(crate) fields: &'static [&'static str],
    /// Whether it is asked, after the answers so far.
    pub(crate) applies: fn(&FormState, &Facts) -> bool,
    /// Its page.
    pub(crate) page: fn(Ask<'_>) -> Question,
    /// What has to be mended.
    pub(crate) check: fn(&mut FormState, &Facts),
    /// What a button other than "Continue" does; `true` when it was pressed.
    pub(crate) turn: fn(&mut FormState) -> bool,
    /// Where an answer leads, when it leaves the journey.
    pub(crate) leave: fn(&FormState) -> Option<&'static str>,
    /// Its lines on the check page.
    pub(crate) lines: &'static [Line],
    /// Whether its page takes files.
    pub(crate) takes_files: bool,
}

impl Step {
    /// A question that is always asked and never leads elsewhere.
    pub(crate) const fn new(
        slug: &'static str,
        fields: &'static [&'static str],
        page: fn(Ask<'_>) -> Question,
        check: fn(&mut FormState, &Facts),
        lines: &'static [Line],
    ) -> Self {
        Self {
            slug,
            fields,
            applies: |_, _| true,
            page,
            check,
            turn: |_| false,
            leave: |_| None,
            lines,
            takes_files: false,
        }
    }

    /// A page that explains, for some.
    pub(crate) const fn explains(
        slug: &'static str,
        page: fn(Ask<'_>) -> Question,
        applies: fn(&FormState, &Facts) -> bool,
    ) -> Self {
        Self::new(slug, &[], page, |_, _| {}, &[]).when(applies)
    }

    /// Asked of some only.
    pub(crate) const fn when(mut self, applies: fn(&FormState, &Facts) -> bool) -> Self {
        self.applies = applies;
        self
    }

    /// With another button.
    pub(crate) const fn turning(mut self, turn: fn(&mut FormState) -> bool) -> Self {
        self.turn = turn;
        self
    }

    /// With files.
    pub(crate) const fn taking_files(mut self) -> Self {
        self.takes_files = true;
        self
    }

    /// With an answer that leads elsewhere.
    pub(crate) const fn leaving(mut self, leave: fn(&FormState) -> Option<&'static str>) -> Self {
        self.leave = leave;
        self
    }
}

/// What somebody has answered so far.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// What makes sending it twice harmless.
    pub(crate) once: String,
    /// The questions that are answered.
    pub(crate) done: Vec<String>,
    /// The answers.
    pub(crate) answers: Vec<(String, String)>,
}

impl Kept {
    /// A journey that begins.
    pub(crate) fn new(app: &App) -> Self {
        Self {
            once: app.casework.fresh().secret(),
            done: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// The answers as a form.
    pub(crate) fn form(&self) -> FormState {
        FormState::from_pairs(self.answers.iter().cloned())
    }

    fn is_done(&self, step: &Step) -> bool {
        self.done.iter().any(|done| done == step.slug)
    }
}

/// The routes of a journey: its questions, `check`, `sent` and `copy`.
pub(crate) fn routes(journey: &'static Journey) -> Router<App> {
    let first = async move |app: State<App>, here, visitor, uri: Uri| {
        page_of(journey, "", (app.0, here, visitor), &uri).await
    };
    let first_sent = async move |app: State<App>, here, visitor, uri: Uri, form: Form| {
        take(journey, "", (app.0, here, visitor), (&uri, form.0)).await
    };
    let other = async move |app: State<App>, here, visitor, Path(slug): Path<String>, uri: Uri| {
        page_of(journey, &slug, (app.0, here, visitor), &uri).await
    };
    let other_sent =
        async move |app: State<App>, here, visitor, Path(slug): Path<String>, uri: Uri, form: Form| {
            take(journey, &slug, (app.0, here, visitor), (&uri, form.0)).await
        };
    let router = Router::new().route(&format!("{}/{{step}}", journey.path), get(other).post(other_sent));
    if journey.steps.iter().any(|step| step.slug.is_empty()) {
        router.route(journey.path, get(first).post(first_sent))
    } else {
        router
    }
}

/// The routes of a journey whose pages take files.
pub(crate) fn routes_with_files(journey: &'static Journey) -> Router<App> {
    let steps = journey.steps.iter().filter(|step| step.takes_files);
    steps.fold(Router::new(), |router, step| {
        let show = async move |app: State<App>, here, visitor, uri: Uri| {
            page_of(journey, step.slug, (app.0, here, visitor), &uri).await
        };
        let take = async move |app: State<App>, here, visitor, uri: Uri, request: Request| {
            take_files((journey, step), (app.0, here, visitor), (&uri, request)).await
        };
        router.route(&journey.place(step.slug), get(show).post(take))
    })
}

/// A request on a journey, with what everything in it needs.
pub(crate) type At = (App, Here, Visitor);

async fn page_of(journey: &'static Journey, slug: &str, at: At, uri: &Uri) -> Answer {
    match slug {
        "check" => check_page(journey, at).await,
        "sent" => sent_page(journey, at).await,
        "copy" => copy_page(journey, at).await,
        "save" => save_page(journey, at, uri).await,
        _ => question_page(journey, slug, at, uri).await,
    }
}

async fn take(journey: &'static Journey, slug: &str, at: At, (uri, form): (&Uri, FormState)) -> Answer {
    match slug {
        "check" => send(journey, at, &form).await,
        "sent" => email_copy(journey, at).await,
        "save" => email_link(journey, at, &form).await,
        "copy" => Err(PageError::NotFound),
        _ => take_answer(journey, slug, at, (uri, form)).await,
    }
}

impl Journey {
    fn step(&self, slug: &str) -> Result<&'static Step, PageError> {
        self.steps
            .iter()
            .find(|step| step.slug == slug)
            .ok_or(PageError::NotFound)
    }

    fn place(&self, slug: &str) -> String {
        if slug.is_empty() {
            self.path.to_owned()
        } else {
            format!("{}/{slug}", self.path)
        }
    }

    /// The questions that are asked after these answers, in order.
    fn asked<'a>(
        &self,
        answers: &'a FormState,
        facts: &'a Facts,
    ) -> impl Iterator<Item = &'static Step> + 'a {
        let steps = self.steps;
        steps.iter().filter(|step| (step.applies)(answers, facts))
    }

    /// The first question that is not answered.
    fn missing(&self, kept: &Kept, facts: &Facts) -> Option<&'static Step> {
        self.asked(&kept.form(), facts).find(|step| !kept.is_done(step))
    }

    /// The page before a question.
    fn back(&self, step: &Step, answers: &FormState, facts: &Facts) -> String {
        let before = self
            .asked(answers, facts)
            .take_while(|asked| asked.slug != step.slug)
            .last();
        before.map_or_else(|| self.before.to_owned(), |before| self.place(before.slug))
    }

    /// The page after a question.
    fn next(&self, step: &Step, kept: &Kept, facts: &Facts) -> String {
        let answers = kept.form();
        let mut after = self
            .asked(&answers, facts)
            .skip_while(|asked| asked.slug != step.slug);
        after.next();
        after
            .next()
            .map_or_else(|| self.place("check"), |next| self.place(next.slug))
    }

    /// The page after an answer: the next question, or what is still missing when one was changed.
    fn after(&self, step: &Step, kept: &Kept, (uri, facts): (&Uri, &Facts)) -> String {
        if !changes(uri) {
            return self.next(step, kept, facts);
        }
        match self.missing(kept, facts) {
            Some(missing) => format!("{}?change", self.place(missing.slug)),
            None => self.place("check"),
        }
    }

    /// Where somebody goes on who comes back.
    pub(crate) fn goes_on(&self, kept: &Kept, facts: &Facts) -> String {
        let missing = self.missing(kept, facts);
        self.place(missing.map_or("check", |step| step.slug))
    }

    /// Every answer, and where it is changed.
    fn lines(&self, answers: &FormState, facts: &Facts) -> Vec<Answered> {
        let steps = self.asked(answers, facts);
        let lines = steps.flat_map(|step| {
            step.lines.iter().map(|line| Answered {
                name: line.name.to_owned(),
                value: line.value(answers, facts),
                change: format!("{}?change", self.place(step.slug)),
            })
        });
        lines.collect()
    }

    fn sent_name(&self) -> String {
        format!("{}-sent", self.name)
    }

    fn shell(&self, here: &Here) -> Shell {
        here.public().journey(self.title)
    }
}

fn changes(uri: &Uri) -> bool {
    uri.query()
        .is_some_and(|query| query.split('&').any(|part| part == "change"))
}

/// The frame of a question: back to the check page when one answer is changed.
fn frame(
    journey: &Journey,
    step: &Step,
    (here, uri): (&Here, &Uri),
    (answers, facts): (&FormState, &Facts),
) -> Shell {
    let back = if changes(uri) {
        journey.place("check")
    } else {
        journey.back(step, answers, facts)
    };
    let shell = journey.shell(here).back(&back);
    // The heading of a single question is the journey's name already.
    if step.slug.is_empty() && journey.steps.len() < 8 {
        Shell {
            journey: None,
            ..shell
        }
    } else {
        shell
    }
}

async fn question_page(journey: &'static Journey, slug: &str, (app, here, visitor): At, uri: &Uri) -> Answer {
    let step = journey.step(slug)?;
    let facts = Facts::of(here.policy()?, here.today);
    let kept: Option<Kept> = visitor.recall(&app, &here, journey.name).await?;
    let answers = kept.map(|kept| kept.form()).unwrap_or_default();
    let shell = frame(journey, step, (&here, uri), (&answers, &facts));
    let page = asking(step, (shell, &answers, &facts));
    Ok(Html(page.html()).into_response())
}

/// A question's page, with the way to save what was answered.
fn asking(step: &Step, (shell, form, facts): (Shell, &FormState, &Facts)) -> Question {
    (step.page)(Ask { shell, form, facts }).to_save()
}

async fn take_answer(
    journey: &'static Journey,
    slug: &str,
    (app, here, mut visitor): At,
    (uri, form): (&Uri, FormState),
) -> Answer {
    let step = journey.step(slug)?;
    let facts = Facts::of(here.policy()?, here.today);
    let kept: Option<Kept> = visitor.recall(&app, &here, journey.name).await?;
    let mut kept = kept.unwrap_or_else(|| Kept::new(&app));
    let mut answers = taken(step, &kept, &form);
    let turned = (step.turn)(&mut answers);
    if !turned {
        (step.check)(&mut answers, &facts);
    }
    let is_saved = form.value("turn") == "save";
    if is_saved {
        // What is not finished is not wrong yet.
        *answers.errors_mut() = FormErrors::default();
    }
    let is_wrong = !answers.errors().is_empty();
    // Also what is wrong is kept: nobody types anything twice.
    kept.answers = pairs(&answers);
    kept.done.retain(|done| done != step.slug);
    if !is_wrong && !turned && !is_saved {
        kept.done.push(step.slug.to_owned());
    }
    visitor.keep(&app, &here, (journey.name, &kept)).await?;
    files::keep(&app, &here, &kept).await?;
    if is_wrong {
        let shell = frame(journey, step, (&here, uri), (&answers, &facts));
        let page = asking(step, (shell, &answers, &facts));
        return Ok(visitor.answer((StatusCode::UNPROCESSABLE_ENTITY, Html(page.html()))));
    }
    let place = if is_saved {
        journey.place("save")
    } else if turned {
        let change = if changes(uri) { "?change" } else { "" };
        format!("{}{change}", journey.place(step.slug))
    } else if let Some(elsewhere) = (step.leave)(&answers) {
        hand_over(&app, &here, &mut visitor, (&kept, elsewhere)).await?;
        elsewhere.to_owned()
    } else {
        journey.after(step, &kept, (uri, &facts))
    };
    Ok(visitor.see_other(&place))
}

/// The same for a page that takes files.
async fn take_files(
    (journey, step): (&'static Journey, &'static Step),
    (app, here, mut visitor): At,
    (uri, request): (&Uri, Request),
) -> Answer {
    let facts = Facts::of(here.policy()?, here.today);
    let kept: Option<Kept> = visitor.recall(&app, &here, journey.name).await?;
    let mut kept = kept.unwrap_or_else(|| Kept::new(&app));
    let (answers, asked) = files::take((&app, &here), request, (&mut kept, step.fields)).await?;
    let is_wrong = !answers.errors().is_empty();
    kept.done.retain(|done| done != step.slug);
    if !is_wrong && asked == Asked::GoOn {
        kept.done.push(step.slug.to_owned());
    }
    visitor.keep(&app, &here, (journey.name, &kept)).await?;
    files::keep(&app, &here, &kept).await?;
    if is_wrong {
        let shell = frame(journey, step, (&here, uri), (&answers, &facts));
        let page = asking(step, (shell, &answers, &facts));
        return Ok(visitor.answer((StatusCode::UNPROCESSABLE_ENTITY, Html(page.html()))));
    }
    let change = if changes(uri) { "?change" } else { "" };
    let place = match asked {
        Asked::Save => journey.place("save"),
        Asked::Again => format!("{}{change}", journey.place(step.slug)),
        Asked::GoOn => journey.after(step, &kept, (uri, &facts)),
    };
    Ok(visitor.see_other(&place))
}

/// Shows how to come back to what was answered so far.
async fn save_page(journey: &'static Journey, (app, here, mut visitor): At, uri: &Uri) -> Answer {
    let Some(kept) = visitor.recall::<Kept>(&app, &here, journey.name).await? else {
        return Ok(nothing_kept(journey));
    };
    // What was begun in another browser has the code of this one from now on.
    visitor.keep(&app, &here, (journey.name, &kept)).await?;
    files::keep(&app, &here, &kept).await?;
    let is_asked = uri.query() == Some("asked");
    // The address that was given for answers is the likely one; it can be changed.
    let email = kept.form().value("email").trim().to_owned();
    let form = FormState::new().with(LINK_TO, &email);
    saved_page(
        journey,
        (&app, &here, &visitor),
        (&kept, is_asked),
        (StatusCode::OK, &form),
    )
}

fn saved_page(
    journey: &Journey,
    (app, here, visitor): (&App, &Here, &Visitor),
    (kept, is_asked): (&Kept, bool),
    (status, form): (StatusCode, &FormState),
) -> Answer {
    let facts = Facts::of(here.policy()?, here.today);
    let go_on = journey.goes_on(kept, &facts);
    let (code, until) = visitor.code(app, journey.name).ok_or(PageError::NotFound)?;
    let link = match app.sending(here) {
        Sending::Mailed if is_asked => ByEmail::OnItsWay,
        Sending::Mailed => ByEmail::Offered(form),
        Sending::ByHand | Sending::Shown => ByEmail::No,
    };
    let shell = journey.shell(here).back(&go_on);
    let page = redress_pages::public::returning::saved(shell, (&code.to_string(), until), (&go_on, link));
    Ok(visitor.answer((status, Html(page.html()))))
}

/// Has the link to what was saved sent to the address that is typed. The answer does not say whether the
/// address is known here.
async fn email_link(journey: &'static Journey, (app, here, visitor): At, form: &FormState) -> Answer {
    let at = (&app, &here, &visitor);
    let (Some(kept), Some(draft)) = (
        visitor.recall::<Kept>(&app, &here, journey.name).await?,
        visitor.draft(&app, &here, journey.name).await?,
    ) else {
        return Ok(nothing_kept(journey));
    };
    if app.sending(&here) != Sending::Mailed {
        return Err(PageError::NotFound);
    }
    let mut form = form.clone();
    let to = form.value(LINK_TO).trim().to_owned();
    if !is_email(&to) {
        form.error(
            LINK_TO,
            "Enter an email address in the correct format, like name@example.com",
        );
        return saved_page(
            journey,
            at,
            (&kept, false),
            (StatusCode::UNPROCESSABLE_ENTITY, &form),
        );
    }
    let place = limits::place(here.address);
    match app
        .casework
        .ask_for_draft_link(here.id(), &draft, (&to, &place))
        .await?
    {
        AskedForLink::OnItsWay => Ok(visitor.see_other(&format!("{}?asked", journey.place("save")))),
        AskedForLink::TooMany => {
            let why = "We cannot send another link to this address for now. Your code works all the same: write it down";
            form.error(LINK_TO, why);
            saved_page(
                journey,
                at,
                (&kept, false),
                (StatusCode::TOO_MANY_REQUESTS, &form),
            )
        }
    }
}

/// What was answered before, with what this page says instead.
fn taken(step: &Step, kept: &Kept, form: &FormState) -> FormState {
    let of_page = |name: &str| step.fields.contains(&name);
    let before = kept.answers.iter().filter(|(name, _)| !of_page(name)).cloned();
    let mut pairs: Vec<(String, String)> = before.collect();
    // "turn" is the button that was pressed; it is no answer.
    let sent = form.pairs().filter(|(name, _)| of_page(name) || *name == "turn");
    pairs.extend(sent.map(|(name, value)| (name.to_owned(), value.to_owned())));
    FormState::from_pairs(pairs)
}

fn pairs(answers: &FormState) -> Vec<(String, String)> {
    let kept = answers.pairs().filter(|(name, _)| *name != "turn");
    kept.map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// Takes the service along when a report turns out to be a complaint, so that it is not asked twice.
async fn hand_over(
    app: &App,
    here: &Here,
    visitor: &mut Visitor,
    (kept, elsewhere): (&Kept, &str),
) -> Result<(), PageError> {
    if !elsewhere.starts_with("/complaint/") {
        return Ok(());
    }
    let known: Option<Kept> = visitor.recall(app, here, "complaint").await?;
    let mut complaint = known.unwrap_or_else(|| Kept::new(app));
    let service = kept.answers.iter().find(|(name, _)| name == "service");
    complaint
        .answers
        .retain(|(name, _)| name != "route" && (name != "service" || service.is_none()));
    complaint.answers.extend(service.cloned());
    complaint
        .answers
        .push(("route".to_owned(), "told-before".to_owned()));
    complaint.done.push("route".to_owned());
    visitor.keep(app, here, ("complaint", &complaint)).await
}

async fn check_page(journey: &'static Journey, (app, here, visitor): At) -> Answer {
    let facts = Facts::of(here.policy()?, here.today);
    let Some(kept) = visitor.recall::<Kept>(&app, &here, journey.name).await? else {
        return Ok(nothing_kept(journey));
    };
    if let Some(missing) = journey.missing(&kept, &facts) {
        return Ok(visitor.see_other(&journey.place(missing.slug)));
    }
    let answers = kept.form();
    let last = journey.asked(&answers, &facts).last();
    let back = journey.place(last.map_or("", |step| step.slug));
    let lines = journey.lines(&answers, &facts);
    let page = CheckAnswers::new(journey.shell(&here).back(&back), journey.check, lines, &kept.once);
    Ok(Html(page.html()).into_response())
}

/// Where somebody goes whose answers are gone: to the beginning.
fn nothing_kept(journey: &Journey) -> Response {
    let first = journey.steps.first().map_or("", |step| step.slug);
    axum::response::Redirect::to(&journey.place(first)).into_response()
}

async fn send(journey: &'static Journey, (app, here, mut visitor): At, form: &FormState) -> Answer {
    let receipt: Option<Receipt> = visitor.recall(&app, &here, &journey.sent_name()).await?;
    // Sent twice by one press, the second answer is the one that the browser follows.
    if let Some(receipt) = receipt.filter(|receipt| receipt.once == form.value("once")) {
        return show_sent(journey, (app, here, visitor), &receipt).await;
    }
    let Some(kept) = visitor.recall::<Kept>(&app, &here, journey.name).await? else {
        return Ok(nothing_kept(journey));
    };
    let facts = Facts::of(here.policy()?, here.today);
    if let Some(missing) = journey.missing(&kept, &facts) {
        return Ok(visitor.see_other(&journey.place(missing.slug)));
    }
    let lines = journey.lines(&kept.form(), &facts);
    let receipt = send::send(&app, &here, journey, (&kept, lines)).await?;
    // By this only the same form finds it again, which nobody else has: no page shows it.
    let name = journey.sent_name();
    visitor
        .keep_for(&app, &here, (&name, &receipt), LET_IN_FOR)
        .await?;
    visitor.forget(&app, &here, journey.name).await?;
    show_sent(journey, (app, here, visitor), &receipt).await
}

/// Lets the browser in to what it sent and to the case that came of it, until it is closed and half an hour at most: what
/// was sent is as private as the case (UK GDPR, article 5(1)(f)), and whoever sits down next at a library's computer reads
/// neither.
async fn show_sent(journey: &'static Journey, (app, here, mut visitor): At, receipt: &Receipt) -> Answer {
    let name = journey.sent_name();
    visitor.let_in(&app, &here, (&name, receipt), LET_IN_FOR).await?;
    super::track::let_in(&app, &here, &mut visitor, receipt).await?;
    Ok(visitor.see_other(&journey.place("sent")))
}

/// What this browser sent, while it is let in to it, and for half an hour more.
async fn receipt_of(
    journey: &Journey,
    app: &App,
    here: &Here,
    visitor: &Visitor,
) -> Result<Option<Receipt>, PageError> {
    let name = journey.sent_name();
    let receipt: Option<Receipt> = visitor.is_let_in(app, here, &name).await?;
    if let Some(receipt) = &receipt {
        visitor.keep_in(app, here, (&name, receipt), LET_IN_FOR).await?;
    }
    Ok(receipt)
}

/// Where somebody goes who is let in no more: the case is found by what they were told and what they know.
fn let_in_no_more(visitor: &Visitor) -> Response {
    visitor.see_other("/track")
}

async fn sent_page(journey: &'static Journey, (app, here, visitor): At) -> Answer {
    let Some(receipt) = receipt_of(journey, &app, &here, &visitor).await? else {
        return Ok(let_in_no_more(&visitor));
    };
    let facts = receipt.facts(journey, app.sending(&here));
    Ok(Html(Sent::new(journey.shell(&here), facts).html()).into_response())
}

/// Emails a copy of what was sent, once, to the address that was given with it and to no other: a
/// confirmation is no way to write to somebody else.
async fn email_copy(journey: &'static Journey, (app, here, visitor): At) -> Answer {
    let Some(mut receipt) = receipt_of(journey, &app, &here, &visitor).await? else {
        return Ok(let_in_no_more(&visitor));
    };
    if matches!(receipt.by_email(app.sending(&here)), CopyByEmail::Offered(_)) {
        super::track::email_copy(&app, &here, &receipt).await?;
        receipt.is_emailed = true;
        let name = journey.sent_name();
        visitor
            .keep_in(&app, &here, (&name, &receipt), LET_IN_FOR)
            .await?;
    }
    Ok(visitor.see_other(&journey.place("sent")))
}

async fn copy_page(journey: &'static Journey, (app, here, visitor): At) -> Answer {
    let Some(receipt) = receipt_of(journey, &app, &here, &visitor).await? else {
        return Ok(let_in_no_more(&visitor));
    };
    let shell = journey.shell(&here).back(&journey.place("sent"));
    let lines = receipt.lines();
    let page = Copy::new(shell, &receipt.reference, receipt.received_at, lines);
    Ok(Html(page.html()).into_response())
}
