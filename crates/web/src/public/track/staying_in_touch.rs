//! Somebody's own file about how they and the council stay in touch (P15), behind the code of their case: what was
//! sent, a comment on the report, an appeal.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use redress_casework::conduct::{ConductView, NotDone, Says};
use redress_casework::council::Council;
use redress_domain::conduct::state::{Beside, With};
use redress_domain::conduct::{Command, Event, NewComment, Tend, Tended, post_for};
use redress_domain::id::{ActorId, CaseId, PostId, ServiceId};
use redress_domain::permission::Act;
use redress_domain::policy::{Conduct, Policy};
use redress_domain::vocabulary::{Channel, DayOne, SeenBy};
use redress_domain::words::WordsRef;
use redress_pages::Page as _;
use redress_pages::case::letter::Block;
use redress_pages::conduct::own::{self, Can};
use redress_pages::conduct::{Known, Shown};
use redress_pages::form::FormState;
use redress_pages::format::long_date;

use super::{Mine, done, let_in_to};
use crate::App;
use crate::error::{Answer, PageError};
use crate::here::Here;
use crate::path::Path;
use crate::public::files::{self, Asked};
use crate::public::journey::Kept;
use crate::public::steps;
use crate::public::visitor::Visitor;

/// The routes of this file, which take files.
pub(super) fn routes_with_files() -> Router<App> {
    Router::new().route("/track/{reference}/staying-in-touch", get(page).post(say))
}

/// The texts of the page, which are kept while a file is added.
const FIELDS: [&str; 6] = [
    "said",
    "all",
    own::SAYS,
    own::MORE_TIME,
    own::SITUATION,
    own::HELPER,
];

fn draft_name(mine: &Mine) -> String {
    format!("staying-in-touch:{}", mine.reference)
}

/// What somebody has begun to say.
async fn begun(app: &App, here: &Here, (visitor, mine): (&Visitor, &Mine)) -> Result<Kept, PageError> {
    let kept: Option<Kept> = visitor.recall(app, here, &draft_name(mine)).await?;
    Ok(kept.unwrap_or_else(|| Kept::new(app)))
}

/// The file of whoever proved who they are, once they were told of it; a case that only a postcode or a name
/// opened shows nothing of it.
pub(super) async fn file_of(app: &App, here: &Here, mine: &Mine) -> Result<Option<ConductView>, PageError> {
    if mine.awaits_consent() || !mine.is_proved() || here.policy()?.conduct.is_none() {
        return Ok(None);
    }
    match mine.person() {
        Some(person) => Ok(app.casework.conduct_for_customer(here.id(), &person).await?),
        None => Ok(None),
    }
}

/// What a person's own page knows: their words and the council's letters, and nobody's name.
struct Theirs<'a> {
    view: &'a ConductView,
    policy: &'a Policy,
}

impl Known for Theirs<'_> {
    fn reference(&self, case: &CaseId) -> String {
        let known = self.view.references.get(case);
        known.map_or_else(|| "[removed]".to_owned(), ToString::to_string)
    }

    fn text(&self, words: &WordsRef) -> String {
        self.view.words(words).unwrap_or("[removed]").to_owned()
    }

    fn letter(&self, words: &WordsRef) -> Vec<Block> {
        crate::letter::blocks(&self.text(words))
    }

    fn service(&self, service: &ServiceId) -> String {
        let known = self.policy.service(service);
        known.map_or_else(|| service.to_string(), |known| known.name.clone())
    }

    fn actor(&self, actor: &ActorId) -> String {
        if matches!(actor, ActorId::Customer(_)) {
            "You"
        } else {
            "The council"
        }
        .to_owned()
    }

    fn may(&self, _: Act) -> bool {
        false
    }
}

/// What they can do now: comment on a report that they have, appeal in the time for it.
fn can(view: &ConductView) -> Can {
    let report = view.file.report.as_ref();
    // Also of one that was changed since: they hold a letter that says until when they may (domain 5.6).
    let can_comment = report.is_some_and(|report| report.had_on.is_some());
    // The time for an appeal goes on where the arrangement has ended since: the notice says so (domain 5.10).
    let arrangement = view.file.arrangement.as_ref();
    let in_time = arrangement.is_some_and(|it| it.from <= view.today && view.today <= it.appeal_until);
    let can_appeal = in_time && view.file.appeal.is_none();
    // A report of a renewal is commented on; otherwise they are heard before the review.
    let is_reviewed = view.file.in_force(view.today).is_some();
    match (can_comment, can_appeal, is_reviewed) {
        (true, true, _) => Can::Both,
        (true, false, _) => Can::Comment,
        (false, true, true) => Can::AppealOrReview,
        (false, true, false) => Can::Appeal,
        (false, false, true) => Can::Review,
        (false, false, false) => Can::Nothing,
    }
}

/// What becomes of what they said, until it has its answer: by which post, and by when (ux P15). Of what was just sent that alone.
fn waits(
    (council, policy): (&Council, &Policy),
    view: &ConductView,
    (one, other): (Can, Can),
) -> Vec<String> {
    let Some(conduct) = &policy.conduct else {
        return Vec::new();
    };
    let is_asked = |what: Can| one == what || other == what;
    let name = |post: &PostId| {
        policy
            .post(post)
            .map_or_else(|| post.to_string(), |post| post.name.clone())
    };
    let mut said = Vec::new();
    let appeal = view
        .file
        .appeal
        .as_ref()
        .filter(|appeal| appeal.outcome.is_none());
    if let Some(appeal) = appeal.filter(|_| is_asked(Can::Appeal)) {
        said.push(format!(
            "We have your appeal. The {} decides it by {}, and took no part before.",
            name(&conduct.appeal_to),
            long_date(appeal.due_on)
        ));
    }
    // Domain 5.6: nothing more is taken as a comment once it is decided, and they are told so before their letter comes.
    if let Some(decided) = view.file.to_notify.as_ref().filter(|_| is_asked(Can::Comment)) {
        said.push(format!(
            "It is decided. We write to you by {}: what is decided, why, and how to appeal. What stands below is what we wrote before. Tell \
             us anything new as on any other day: we read it.",
            long_date(decided.due_on)
        ));
    }
    let report = view
        .file
        .report
        .as_ref()
        .filter(|report| !report.comments.is_empty());
    // Domain 5.10: what has lapsed is decided by nobody any more, and the page says so.
    let report = report.filter(|_| view.file.lapsed_before_it_was_renewed(view.today).is_none());
    if let Some(report) = report.filter(|_| is_asked(Can::Comment)) {
        let decides = name(post_for(&view.file, (conduct, view.today)));
        let until = report.shared.as_ref().map(|shared| shared.comments_until);
        let until = until.filter(|until| view.today <= *until);
        let more = until.map_or_else(String::new, |until| {
            format!(" You can add to them until {}.", long_date(until))
        });
        let when = when_we_write(council, (conduct, view));
        said.push(format!(
            "We have your comments. The {decides} will read them, and our answer to each, before anything is decided.{more} {when}"
        ));
    }
    said
}

/// By when it is decided, and when we write to them of it (ux P15).
fn when_we_write(council: &Council, (conduct, view): (&Conduct, &ConductView)) -> String {
    let within = conduct.notice_within;
    let Some(by) = view.file.decide_by() else {
        // The report is being changed, and they have the time for comments once more.
        return format!("We write to you within {within} of the decision.");
    };
    let decided_by = long_date(by);
    if by < view.today {
        return format!(
            "It should have been decided by {decided_by}. We are sorry that it is late, and write to you within {within} of the decision."
        );
    }
    let written_by = council.calendar.due(by, within, DayOne::NextWorkingDay);
    format!(
        "It is decided by {decided_by}, and we write to you by {}.",
        long_date(written_by)
    )
}

/// What they said that it is, where it can be that.
fn chosen(can: Can, says: &str) -> Option<Can> {
    can.each().iter().copied().find(|one| one.as_str() == says)
}

/// What they say, word for word; of a report, with what else they were asked (P15).
fn whole(form: &FormState, chosen: Can) -> String {
    let mut said = form.value("said").trim().to_owned();
    if chosen != Can::Comment {
        return said;
    }
    let more = [
        (own::MORE_TIME, "I need more time to comment:"),
        (own::SITUATION, "About my health or situation:"),
        (own::HELPER, "Who helps or speaks for me:"),
    ];
    for (field, begins) in more {
        if let Some(text) = form.filled(field) {
            said.push_str(&format!("\n\n{begins} {}", text.trim()));
        }
    }
    said.trim().to_owned()
}

fn shown(
    here: &Here,
    (visitor, mine, view): (&Visitor, &Mine, &ConductView),
    (status, form): (StatusCode, &FormState),
) -> Answer {
    let policy = here.policy()?;
    let conduct = policy.conduct.as_ref().ok_or(PageError::NotFound)?;
    let known = Theirs { view, policy };
    let path = format!("{}/staying-in-touch", mine.path());
    let shown = Shown {
        path: &path,
        version: view.version,
        file: &view.file,
        entries: &view.entries,
        name: "",
        conduct,
        today: view.today,
        known: &known,
    };
    let shell = here.public().back(&mine.path());
    let waits = waits((here.council.as_ref(), policy), view, (Can::Appeal, Can::Comment));
    let page = own::page(shell, &shown, (form, &policy.files), (can(view), &waits));
    Ok(visitor.answer((status, Html(page.html())).into_response()))
}

/// The case and the file, or where to go first.
async fn opened(
    app: &App,
    here: &Here,
    (visitor, typed): (&mut Visitor, &str),
) -> Result<Result<(Mine, ConductView), Response>, PageError> {
    let mine = let_in_to(app, here, visitor, typed).await?;
    if !mine.is_proved() && !mine.is_anonymous() && !mine.awaits_consent() {
        return Err(mine.needs_a_code());
    }
    let view = file_of(app, here, &mine).await?.ok_or(PageError::NotFound)?;
    Ok(Ok((mine, view)))
}

async fn page(State(app): State<App>, here: Here, mut visitor: Visitor, Path(typed): Path<String>) -> Answer {
    match opened(&app, &here, (&mut visitor, &typed)).await? {
        Ok((mine, view)) => {
            let draft = begun(&app, &here, (&visitor, &mine)).await?;
            let form = draft.form();
            shown(&here, (&visitor, &mine, &view), (StatusCode::OK, &form))
        }
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// Whether they ask for more time to comment.
fn asks_for_time(form: &FormState, chosen: Can) -> bool {
    chosen == Can::Comment && form.filled(own::MORE_TIME).is_some()
}

/// Holds what is said to being there and not too long: to ask for time is enough to say.
fn hold(form: &mut FormState, chosen: Can) {
    if asks_for_time(form, chosen) {
        steps::optional_text(form, "said", "What you say");
        steps::optional_text(form, own::MORE_TIME, "What you say");
    } else {
        steps::text(form, ("said", "What you say"), "Enter what you want to say");
    }
}

/// What they say as an order.
async fn order(
    (app, here): (&App, &Here),
    view: &ConductView,
    (draft, form, chosen): (&Kept, &FormState, Can),
) -> Result<Says, PageError> {
    let fresh = app.casework.fresh();
    let words = fresh.words(&whole(form, chosen));
    let (on, channel) = (view.today, Channel::Online);
    let (with, order) = match chosen {
        Can::Comment => {
            let comment = NewComment {
                id: fresh.comment(),
                on,
                channel,
                is_all: form.value("all") == "yes" && !asks_for_time(form, chosen),
                words,
            };
            (With::Comment(comment.id.clone()), Command::Comment(comment))
        }
        Can::Appeal => (
            With::Said(Beside::Appeal),
            Command::Appeal {
                contact: fresh.contact(),
                on,
                channel,
                words,
            },
        ),
        Can::Review => (
            With::Said(Beside::Review),
            Command::Tend(Tend::SayForReview {
                contact: fresh.contact(),
                on,
                channel,
                words,
            }),
        ),
        Can::Both | Can::AppealOrReview | Can::Nothing => return Err(PageError::NotFound),
    };
    let (key, named) = (files::key_of(&draft.once), files::named(form));
    let files = app
        .casework
        .files_to_add(here.id(), &key, (&named, SeenBy::Staff));
    Ok((order, with, files.await?))
}

/// What they are told once it is taken: who reads or decides it, and by when.
async fn told(app: &App, here: &Here, (mine, chosen): (&Mine, Can)) -> Result<String, PageError> {
    let taken = file_of(app, here, mine).await?;
    let waits = match (taken, here.policy()) {
        (Some(view), Ok(policy)) => waits((here.council.as_ref(), policy), &view, (chosen, chosen)),
        _ => Vec::new(),
    };
    Ok(waits
        .into_iter()
        .next()
        .unwrap_or_else(|| READ_BY_WHOEVER_REVIEWS.to_owned()))
}

/// What somebody is told who said something before a review.
const READ_BY_WHOEVER_REVIEWS: &str = "We have what you say, and read it within one working day. If we think that it should go on, we show you a report, and answer \
     what you say before anybody decides.";

async fn take(
    (app, here): (&App, &Here),
    (mine, view): (&Mine, &ConductView),
    says: Says,
) -> Result<(), NotDone> {
    let actor = mine.actor();
    // What is said of somebody's own file is said as the person under whom it was opened.
    let actor = view.file.person.clone().map_or(actor, |person| {
        redress_domain::permission::Actor::customer(Some(person))
    });
    // Whoever read the code out knows it as well: what is said with it is marked, and they hear of it.
    let says = (says, mine.pass.given.as_ref());
    let taken = app.casework.say_with_files(here.id(), &actor, &view.id, says);
    Box::pin(taken).await
}

async fn say(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path(typed): Path<String>,
    request: Request,
) -> Answer {
    let (mine, view) = match opened(&app, &here, (&mut visitor, &typed)).await? {
        Ok(both) => both,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let mut draft = begun(&app, &here, (&visitor, &mine)).await?;
    let (mut form, asked) = files::take((&app, &here), request, (&mut draft, &FIELDS)).await?;
    visitor.keep(&app, &here, (&draft_name(&mine), &draft)).await?;
    files::keep(&app, &here, &draft).await?;
    if !form.errors().is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(&here, (&visitor, &mine, &view), (status, &form));
    }
    if asked != Asked::GoOn {
        return Ok(visitor.see_other(&format!("{}/staying-in-touch", mine.path())));
    }
    let named = files::named(&form);
    let can = can(&view);
    let typed = form.value("said").trim().to_owned();
    let is_there = view.entries.iter().any(|entry| {
        matches!(&entry.event, Event::Commented { words, .. } | Event::Appealed { words, .. }
            if view.words(words).is_some_and(|words| words.starts_with(typed.as_str())))
    });
    if can == Can::Nothing && is_there {
        // A second press of the same button.
        visitor.forget(&app, &here, &draft_name(&mine)).await?;
        return Ok(visitor.see_other(&format!("{}/staying-in-touch", mine.path())));
    }
    // A page that was open while it was decided: a comment is no appeal, and nothing that was typed is lost.
    let says = form.value(own::SAYS).to_owned();
    let chosen = chosen(can, &says);
    if can.each().len() > 1 && says.is_empty() {
        form.error(own::SAYS, "Select what it is");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(&here, (&visitor, &mine, &view), (status, &form));
    }
    let Some(chosen) = chosen else {
        form.error(
            "said",
            "Something has happened since you opened this page: read it above. What you wrote was not sent, and is still here",
        );
        let status = StatusCode::CONFLICT;
        return shown(&here, (&visitor, &mine, &view), (status, &form));
    };
    hold(&mut form, chosen);
    let said = whole(&form, chosen);
    if !form.errors().is_empty() {
        return shown(
            &here,
            (&visitor, &mine, &view),
            (StatusCode::UNPROCESSABLE_ENTITY, &form),
        );
    }
    let is_file = |event: &Event| {
        matches!(
            event,
            Event::Tended(Tended::CommentFileAdded { .. } | Tended::SaidFileAdded { .. })
        )
    };
    let mut before = view.entries.iter().rev().map(|entry| &entry.event);
    let last = before.find(|event| !is_file(event));
    if let Some(Event::Commented { words, .. }) = last
        && view.words(words) == Some(said.as_str())
        && named.is_empty()
    {
        visitor.forget(&app, &here, &draft_name(&mine)).await?;
        return done(&app, &here, visitor, (&mine, "We have your comments.")).await;
    }
    let says = order((&app, &here), &view, (&draft, &form, chosen)).await?;
    match take((&app, &here), (&mine, &view), says).await {
        Ok(()) => {
            visitor.forget(&app, &here, &draft_name(&mine)).await?;
            let told = told(&app, &here, (&mine, chosen)).await?;
            done(&app, &here, visitor, (&mine, &told)).await
        }
        Err(NotDone::Refused(_)) => {
            form.error(
                "said",
                "It is too late to say this here. Please write to us, or call us",
            );
            shown(
                &here,
                (&visitor, &mine, &view),
                (StatusCode::UNPROCESSABLE_ENTITY, &form),
            )
        }
        Err(NotDone::Moved) => Err(PageError::BadRequest(
            "Somebody else acted at the same moment. Please try again.",
        )),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}
