//! A case for whoever proves that it is theirs: find it, follow it, add to it, take it back.
//!
//! A wrong reference and a wrong name get the same answer, after the same time. Who proved it once
//! is let in for half an hour from the last page on, by a token of their browser's own.

use std::time::Duration;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::SignedDuration;
use redress_casework::case::{CaseView, details_of};
use redress_casework::code::GivenOut;
use redress_casework::failure::Failure;
use redress_casework::file::OpenedFile;
use redress_domain::case::{Command, ContactPurpose, Direction, NewContact};
use redress_domain::id::{FileId, PersonId};
use redress_domain::permission::Actor;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, SeenBy};
use redress_pages::components::NotificationBanner;
use redress_pages::form::FormState;
use redress_pages::format::long_date;
use redress_pages::public::find::{self, CannotShow, NOT_FOUND};
use redress_pages::public::status::{self, Can, Letter, Private, Status};
use redress_pages::public::{Ask, Facts};
use redress_pages::{Page as _, Shell};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::download::attachment;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::once::{act_once, fresh_form, once_with_its_words};
use crate::path::Path;
use crate::public::send::Receipt;
use crate::public::visitor::Visitor;
use crate::public::{limits, steps};
use crate::staff::typed::no_reference;

mod adding;
mod asking;
mod code;
mod details;
mod ended;
mod guessing;
mod stage_2;
mod staying_in_touch;
pub(crate) mod story;
mod talk;
pub(crate) mod unsent;
mod what_changes;
mod withdrawal;

/// How long a right answer lets somebody in, from the last page on.
pub(crate) const LET_IN_FOR: SignedDuration = SignedDuration::from_mins(30);
/// A wrong answer takes at least so long, whether or not there is such a reference.
const WRONG_TAKES: Duration = Duration::from_millis(150);

/// The routes of this file.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/track", get(find_page).post(look_up))
        .route("/track/{reference}", get(status_page))
        .route("/track/{reference}/question", get(question_page).post(ask))
        .route("/track/{reference}/letters/{number}", get(letter_page))
        .route("/track/{reference}/letters/{number}/pdf", get(letter_file))
        .merge(stage_2::routes())
        .merge(what_changes::routes())
        .merge(asking::routes())
        .merge(code::routes())
        .merge(details::routes())
        .merge(withdrawal::routes())
        .merge(unsent::routes())
        .route("/track/{reference}/files/{id}", get(file))
}

/// The routes of this file that take files.
pub(crate) fn routes_with_files() -> Router<App> {
    Router::new()
        .merge(adding::routes_with_files())
        .merge(staying_in_touch::routes_with_files())
}

/// What lets a browser in: what was typed, which is asked again at every page.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct LetIn {
    proof: String,
    /// What was done on the last page, said once on the next.
    #[serde(default)]
    done: Option<String>,
    /// Whether it was the browser that sent the case, or a code was right: what is private shows.
    #[serde(default)]
    is_proved: bool,
    /// Whether a code was asked for.
    #[serde(default)]
    is_asked: bool,
    /// What was on file of them when what is private was opened. Once it is corrected, a code is asked for again: what
    /// was opened by the old address stays open for nobody.
    #[serde(default)]
    opened_by: Option<String>,
    /// Who of the council gave the code out by which what is private was opened, where somebody did: they know it as well.
    #[serde(default)]
    given: Option<GivenOut>,
}

impl LetIn {
    fn by(proof: String) -> Self {
        Self {
            proof,
            done: None,
            is_proved: false,
            is_asked: false,
            opened_by: None,
            given: None,
        }
    }
}

fn name_of(reference: &Reference) -> String {
    format!("track:{reference}")
}

/// Lets the browser in that sent a case a moment ago.
pub(crate) async fn let_in(
    app: &App,
    here: &Here,
    visitor: &mut Visitor,
    receipt: &Receipt,
) -> Result<(), PageError> {
    let Ok(reference) = Reference::parse(&receipt.reference) else {
        return Ok(());
    };
    let pass = LetIn {
        // Everything that is private yet, this browser has typed itself.
        is_proved: true,
        ..LetIn::by(receipt.proof.clone())
    };
    visitor
        .let_in(app, here, (&name_of(&reference), &pass), LET_IN_FOR)
        .await
}

/// Emails a copy of what was sent to whoever sent it.
pub(crate) async fn email_copy(app: &App, here: &Here, receipt: &Receipt) -> Result<(), PageError> {
    let reference = Reference::parse(&receipt.reference).map_err(|_mistyped| PageError::NotFound)?;
    let view = app
        .casework
        .track_case(here.id(), &reference, &receipt.proof)
        .await?;
    let mine = Mine {
        view,
        reference,
        pass: LetIn::by(receipt.proof.clone()),
    };
    let person = mine.person().ok_or(PageError::NotFound)?;
    Ok(app.casework.send_copy(&mine.view, &person).await?)
}

async fn find_page(here: Here, RawQuery(query): RawQuery) -> Answer {
    let query = crate::form::read(query.unwrap_or_default().as_bytes());
    let kept = Reference::parse(query.value("kept")).ok();
    let form = match &kept {
        Some(reference) => FormState::new().with("reference", reference.as_str()),
        None => FormState::new(),
    };
    shown(&here, (StatusCode::OK, kept.is_some()), &form)
}

/// `is_kept`: what they sent waits for them to prove who they are.
fn shown(here: &Here, (status, is_kept): (StatusCode, bool), form: &FormState) -> Answer {
    let facts = Facts::of(here.policy()?, here.today);
    let shell = here.public().back("/");
    let page = find::find(Ask {
        shell: if is_kept { unsent::told(shell) } else { shell },
        form,
        facts: &facts,
    });
    Ok((status, Html(page.html())).into_response())
}

async fn look_up(State(app): State<App>, here: Here, mut visitor: Visitor, Form(mut form): Form) -> Answer {
    let began = tokio::time::Instant::now();
    let facts = Facts::of(here.policy()?, here.today);
    let example = format!("Enter your reference, like {}", facts.example());
    let Ok(reference) = Reference::parse(form.value("reference")) else {
        let message = no_reference(form.value("reference"), example);
        form.error("reference", message);
        if form.filled("proof").is_none() {
            form.error("proof", "Enter the postcode or last name you gave us");
        }
        return shown(&here, (StatusCode::UNPROCESSABLE_ENTITY, false), &form);
    };
    if !guessing::may_try(&app, &here, &reference).await? {
        return cannot_show(&here);
    }
    let proof = form.value("proof").trim().to_owned();
    match app.casework.track_case(here.id(), &reference, &proof).await {
        Ok(view) => {
            guessing::was_right(&app, &here, &reference).await?;
            let name = name_of(&reference);
            let before = visitor.is_let_in::<LetIn>(&app, &here, &name).await?;
            let pass = before_or_new(before, &view, proof);
            visitor.let_in(&app, &here, (&name, &pass), LET_IN_FOR).await?;
            let place = unsent::or_status(&app, &here, (&visitor, &reference)).await?;
            Ok(visitor.see_other(&place))
        }
        Err(Failure::NotFound) => {
            tokio::time::sleep_until(began + WRONG_TAKES).await;
            if proof.is_empty() {
                form.error("proof", "Enter the postcode or last name you gave us");
            } else {
                form.error("reference", NOT_FOUND);
            }
            shown(&here, (StatusCode::UNPROCESSABLE_ENTITY, false), &form)
        }
        Err(other) => Err(other.into()),
    }
}

/// Who typed a code a moment ago and looks the case up again need not type another.
fn before_or_new(before: Option<LetIn>, view: &CaseView, proof: String) -> LetIn {
    let now = person_proved_by(view, &proof);
    let is_same = |before: &LetIn| now.is_some() && now == person_proved_by(view, &before.proof);
    before.filter(is_same).unwrap_or_else(|| LetIn::by(proof))
}

fn cannot_show(here: &Here) -> Answer {
    let contact = here.policy()?.council.contact.clone();
    let page = CannotShow::new(here.public().back("/track"), contact);
    Ok((StatusCode::TOO_MANY_REQUESTS, Html(page.html())).into_response())
}

/// A case that the browser was let in to.
struct Mine {
    view: CaseView,
    reference: Reference,
    pass: LetIn,
}

fn person_proved_by(view: &CaseView, proof: &str) -> Option<PersonId> {
    let mut people = view.current_people();
    let person = people.find(|person| details_of(person).are_proved_by(proof));
    person.map(|person| person.person_id.clone())
}

impl Mine {
    /// Who of the people on the case proved who they are; nobody for a case without names.
    fn person(&self) -> Option<PersonId> {
        // Who has not been given consent acts as themselves, whoever's name they share.
        let known = || person_proved_by(&self.view, &self.pass.proof);
        self.without_consent().or_else(known)
    }

    fn actor(&self) -> Actor {
        Actor::customer(self.person())
    }

    /// Nothing proves whose a case without names is: the reference shows its status and no more.
    fn is_anonymous(&self) -> bool {
        self.view.is_nobodys()
    }

    fn is_proved(&self) -> bool {
        self.pass.is_proved && !self.is_anonymous()
    }

    /// What is private, as far as this browser may see it.
    fn private(&self) -> Private {
        if self.is_anonymous() {
            return Private::Nobodys;
        }
        if self.awaits_consent() {
            return Private::ConsentAwaited;
        }
        if !self.is_proved() {
            return Private::BehindCode;
        }
        let person = self.person().and_then(|id| self.view.person(&id).cloned());
        let details = person.into_iter().flat_map(|person| {
            [
                ("Name", Some(person.name).filter(|name| !name.is_empty())),
                ("Email", person.email),
                ("Phone", person.phone),
                ("Address", person.address),
                ("Postcode", person.postcode),
            ]
        });
        let given = details.filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Private::Shown(given.collect())
    }

    /// Whether what was typed fits somebody who speaks for the customer without consent so far. It may
    /// fit the customer too, where they share a name: nothing is shown then that only one may see.
    fn awaits_consent(&self) -> bool {
        self.without_consent().is_some()
    }

    fn without_consent(&self) -> Option<PersonId> {
        let mut people = self.view.current_people();
        let person = people.find(|person| {
            self.view.case.lacks_consent(&person.person_id)
                && details_of(person).are_proved_by(&self.pass.proof)
        });
        person.map(|person| person.person_id.clone())
    }

    fn path(&self) -> String {
        format!("/track/{}", self.reference)
    }

    /// Who has proved no more than a postcode or a last name types a code first.
    fn needs_a_code(&self) -> PageError {
        PageError::ProveFirst(format!("{}/code", self.path()))
    }

    fn shell(&self, here: &Here) -> Shell {
        here.public()
            .journey(self.reference.as_str())
            .back_to("Back to progress", &self.path())
    }
}

/// The case, if this browser was let in to it, for half an hour more; otherwise they prove who they are first.
async fn let_in_to(app: &App, here: &Here, visitor: &mut Visitor, typed: &str) -> Result<Mine, PageError> {
    let ask_again = || PageError::ProveFirst("/track".to_owned());
    let reference = Reference::parse(typed).map_err(|_mistyped| ask_again())?;
    let name = name_of(&reference);
    let pass = visitor.is_let_in::<LetIn>(app, here, &name).await?;
    let pass = pass.ok_or_else(ask_again)?;
    let view = match app.casework.track_case(here.id(), &reference, &pass.proof).await {
        Ok(view) => view,
        // The name on file was changed since.
        Err(Failure::NotFound) => return Err(ask_again()),
        Err(other) => return Err(other.into()),
    };
    let pass = pass.held_to(&view);
    let without_news = LetIn {
        done: None,
        ..pass.clone()
    };
    visitor
        .keep_in(app, here, (&name, &without_news), LET_IN_FOR)
        .await?;
    Ok(Mine {
        view,
        reference,
        pass,
    })
}

async fn status_page(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path(typed): Path<String>,
) -> Answer {
    let mine = let_in_to(&app, &here, &mut visitor, &typed).await?;
    let mut facts = story::facts(&mine.view, mine.private())?;
    if !withdrawal::may_withdraw(&mine) {
        facts
            .can
            .retain(|can| !matches!(can, Can::Withdraw | Can::Accept));
    }
    if stage_2::may_ask(&mine)? {
        facts.can.insert(0, Can::AskForStage2);
    }
    if staying_in_touch::file_of(&app, &here, &mine).await?.is_some() {
        facts.can.push(Can::StayInTouch);
    }
    if what_changes::may_ask(&app, &here, &mine).await? {
        facts.can.push(Can::HearWhatChanges);
    }
    if asking::may_say(&here, &mine)? {
        facts.can.push(Can::SayAboutSurvey);
    }
    if details::may_ask(&mine) {
        facts.can.push(Can::CorrectDetails);
    }
    let mut shell = here.public();
    if let Some(done) = &mine.pass.done {
        shell = shell.banner(NotificationBanner::success(done.as_str()));
    }
    Ok(visitor.answer(Html(Status::new(shell, facts).html())))
}

/// Where the code is asked that stands before letters, if it has still to be; nobody's letters are not there.
fn code_before_letters(mine: &Mine) -> Result<Option<String>, PageError> {
    if mine.is_anonymous() || mine.awaits_consent() {
        return Err(PageError::NotFound);
    }
    Ok((!mine.is_proved()).then(|| format!("{}/code", mine.path())))
}

async fn letter_page(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path((typed, number)): Path<(String, usize)>,
) -> Answer {
    let mine = let_in_to(&app, &here, &mut visitor, &typed).await?;
    if let Some(code) = code_before_letters(&mine)? {
        return Ok(visitor.see_other(&code));
    }
    let letter = story::letter(&mine.view, number).ok_or(PageError::NotFound)?;
    let mut page = Letter::new(
        here.public(),
        mine.reference.as_str(),
        (&letter.title, letter.at),
        crate::letter::blocks(&letter.text),
    );
    if let Ok(file) = kept(&app, &mine, number).await {
        page = page.kept_at(&format!("{}/letters/{number}/pdf", mine.path()), file.size);
    }
    Ok(visitor.answer(Html(page.html())))
}

/// The letter with this number as it went, if it was kept.
async fn kept(app: &App, mine: &Mine, number: usize) -> Result<OpenedFile, PageError> {
    let message = story::message_of(&mine.view, number).ok_or(PageError::NotFound)?;
    Ok(app.casework.kept_letter(&mine.view, message).await?)
}

async fn letter_file(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path((typed, number)): Path<(String, usize)>,
) -> Answer {
    let mine = let_in_to(&app, &here, &mut visitor, &typed).await?;
    if let Some(code) = code_before_letters(&mine)? {
        return Ok(visitor.see_other(&code));
    }
    let file = kept(&app, &mine, number).await?;
    Ok(visitor.answer(attachment(&app, here.id(), file)))
}

type Page = fn(Ask<'_>) -> redress_pages::Question;

fn form_page(
    page: Page,
    (here, visitor, mine): (&Here, &Visitor, &Mine),
    (status, form): (StatusCode, &FormState),
) -> Answer {
    let facts = Facts::of(here.policy()?, here.today);
    let page = page(Ask {
        shell: mine.shell(here),
        form,
        facts: &facts,
    });
    Ok(visitor.answer((status, Html(page.html()))))
}

async fn file(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path((typed, id)): Path<(String, String)>,
) -> Answer {
    let mine = let_in_to(&app, &here, &mut visitor, &typed).await?;
    let id = FileId::parse(id).map_err(|_not_an_id| PageError::NotFound)?;
    if mine.private() == Private::BehindCode {
        return Ok(visitor.see_other(&format!("{}/code", mine.path())));
    }
    let is_theirs = |added: &redress_domain::case::AddedFile| added.seen_by == SeenBy::Everyone;
    let may_see =
        mine.is_proved() && !mine.awaits_consent() && mine.view.case.file(&id).is_some_and(is_theirs);
    let opened = redress_casework::file::opened(&mine.view, &id).filter(|_| may_see);
    let opened = opened.ok_or(PageError::NotFound)?;
    Ok(visitor.answer(attachment(&app, here.id(), opened)))
}

async fn question_page(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path(typed): Path<String>,
) -> Answer {
    let mine = let_in_to(&app, &here, &mut visitor, &typed).await?;
    form_page(
        status::question,
        (&here, &visitor, &mine),
        (StatusCode::OK, &fresh_form(&app)),
    )
}

async fn ask(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path(typed): Path<String>,
    Form(mut form): Form,
) -> Answer {
    let mine = let_in_to(&app, &here, &mut visitor, &typed).await?;
    steps::optional_text(&mut form, "told", "What you would like to know");
    if !form.errors().is_empty() {
        let again = (StatusCode::UNPROCESSABLE_ENTITY, &form);
        return form_page(status::question, (&here, &visitor, &mine), again);
    }
    let words = form.filled("told").unwrap_or("How is it going?");
    let asked = contact(&app, ContactPurpose::AskedForUpdate, words);
    record((&app, &here, &mine), (&[asked], once_with_its_words(&form))).await?;
    let view = app
        .casework
        .track_case(here.id(), &mine.reference, &mine.pass.proof)
        .await?;
    let said = match &view.case.update {
        Some(update) => format!("We will reply by {}.", long_date(update.due_on)),
        None => format!("We have your question about {}.", mine.reference),
    };
    done(&app, &here, visitor, (&mine, &said)).await
}

/// What a customer says on the track page.
fn contact(app: &App, purpose: ContactPurpose, text: &str) -> Command {
    let fresh = app.casework.fresh();
    Command::RecordContact(NewContact {
        id: fresh.contact(),
        direction: Direction::In,
        channel: Channel::Online,
        at: app.casework.outside().now(),
        purpose,
        words: fresh.words(text.trim()),
    })
}

/// Records what a form says, once for each `sent`.
async fn record(
    (app, here, mine): (&App, &Here, &Mine),
    said: (&[Command], Option<String>),
) -> Result<(), PageError> {
    limits::count_case(app, here).await?;
    let at = (here.id(), &mine.actor(), &mine.view.id);
    Ok(act_once(app, at, said).await?)
}

/// Back to the status, which says what was done.
async fn done(app: &App, here: &Here, visitor: Visitor, (mine, said): (&Mine, &str)) -> Answer {
    unsent::forget(app, here, (&visitor, mine)).await?;
    let pass = LetIn {
        done: Some(said.to_owned()),
        ..mine.pass.clone()
    };
    let name = name_of(&mine.reference);
    visitor.keep_in(app, here, (&name, &pass), LET_IN_FOR).await?;
    Ok(visitor.see_other(&mine.path()))
}
