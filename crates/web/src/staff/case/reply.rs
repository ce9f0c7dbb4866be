//! The reply: written, previewed, sent for approval, sent, and for a few minutes taken back.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{get, post};
use redress_casework::cause::SharedText;
use redress_casework::typing::Typing;
use redress_correspondence::letters;
use redress_domain::case::{Command, Refusal, ReplySection, ReplyState, ReplyText, blocks};
use redress_domain::id::ReplyId;
use redress_domain::permission::Act;
use redress_pages::Page as _;
use redress_pages::case::act::{WHOLE_FORM, changed_since};
use redress_pages::case::letter::{LetterPage, LetterState};
use redress_pages::case::refusals::{section_field, words_for};
use redress_pages::case::reply::{Ending, INTO, PARAGRAPH, Writing, editor};
use redress_pages::form::{FormState, SEEN};
use redress_pages::format;

use super::doing::{
    Acted, act, act_at, pressed, refused, require_way, shown_as, was_done, way_chosen, with_adjustments,
};
use super::opened::Opened;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, seen};
use crate::session::see_other;

mod remarks;
mod versions;

pub(crate) use self::remarks::{of_signs, remarks};
pub(crate) use self::versions::since_sent_back;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/cases/{reference}/reply", get(show).post(take))
        .route("/staff/cases/{reference}/reply/preview", get(preview))
        .route("/staff/cases/{reference}/reply/undo", post(undo))
        .route("/staff/cases/{reference}/reply/versions", get(versions::show))
}

async fn show(State(app): State<App>, opened: Opened) -> Answer {
    may_open(&opened)?;
    let own = typing(&app, &opened)
        .await?
        .into_iter()
        .find(|one| is_own(&opened, one));
    let form = match own {
        Some(own) => as_typed(&own),
        None => first(&opened)?,
    };
    page(&app, &opened, (StatusCode::OK, &form)).await
}

/// What is being typed in this reply, by the reader and by others. Once it was sent that helps nobody.
async fn typing(app: &App, opened: &Opened) -> Result<Vec<Typing>, PageError> {
    let reply = opened.view.case.reply.as_ref();
    if reply.is_some_and(|reply| matches!(reply.state, ReplyState::Sent { .. })) {
        return Ok(Vec::new());
    }
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    let mut all = app.casework.typing(council, actor, &opened.view.id).await?;
    // What was kept a moment after it was saved is no news.
    let saved = opened.saved_sections();
    all.retain(|one| !is_own(opened, one) || filled(&one.sections).ne(filled(&saved)));
    Ok(all)
}

/// The parts that have words.
fn filled(sections: &[(ReplySection, String)]) -> impl Iterator<Item = (ReplySection, &str)> {
    let parts = sections.iter().map(|(section, text)| (*section, text.trim()));
    parts.filter(|(_, text)| !text.is_empty())
}

fn is_own(opened: &Opened, typing: &Typing) -> bool {
    opened.reader.actor.user() == Some(&typing.user)
}

/// The form as its writer left it, with the version that they saw: so that what others saved meanwhile
/// is told when they save.
fn as_typed(typing: &Typing) -> FormState {
    let form = FormState::new().with(SEEN, typing.seen.to_string());
    let sections = typing.sections.iter();
    sections.fold(form, |form, (section, text)| {
        form.with(&section_field(*section), text.as_str())
    })
}

/// Whoever may only send sees the editor too: its last button is theirs.
fn may_open(opened: &Opened) -> Result<(), PageError> {
    opened
        .require(Act::WriteReply)
        .or_else(|_| opened.require(Act::SendReply))
}

/// The reply as it was saved, or a first draft from the points, findings and actions.
fn first(opened: &Opened) -> Result<FormState, PageError> {
    let sections = if opened.view.case.reply.is_some() {
        opened.saved_sections()
    } else {
        let complaint = opened.words(&opened.view.case.what_happened);
        let (points, remedies) = (opened.points_told(), opened.remedies_told());
        let wanted = opened.wanted();
        let sections = opened
            .letter(|about| letters::reply_sections(about, (&complaint, &wanted), &points, &remedies))?;
        super::early::with_agreement(opened, sections)
    };
    let with =
        |form: FormState, (section, text): (ReplySection, String)| form.with(&section_field(section), text);
    Ok(sections.into_iter().fold(FormState::new(), with))
}

/// What the editor says of the text in its boxes, saved or not.
async fn writing((app, opened): (&App, &Opened), form: &FormState) -> Result<Writing, PageError> {
    let typed = |section: &ReplySection| (*section, form.value(&section_field(*section)).to_owned());
    let text: Vec<_> = ReplySection::ALL.iter().map(typed).collect();
    let (own, others): (Vec<_>, Vec<_>) = typing(app, opened)
        .await?
        .into_iter()
        .partition(|one| is_own(opened, one));
    let lately = opened.view.now.saturating_sub(WRITES_NOW).unwrap_or_default();
    let others = others.into_iter().filter(|one| one.at >= lately);
    Ok(Writing {
        reading: remarks::reading(&text),
        remarks: remarks::of_reply(opened, &text),
        standing: standing(opened, &shared(app, opened).await?),
        ending: ending(opened),
        not_saved: own.first().map(|one| one.at),
        others: others.map(|one| (one.user, one.at)).collect(),
    })
}

/// Whoever typed within this time is writing now, as far as anybody can tell.
const WRITES_NOW: jiff::SignedDuration = jiff::SignedDuration::from_mins(10);

/// The paragraphs that whoever writes the reply can put into it.
fn standing(opened: &Opened, shared: &[SharedText]) -> Vec<(String, String)> {
    let Ok(policy) = opened.view.policy() else {
        return Vec::new();
    };
    if opened.require(Act::WriteReply).is_err() {
        return Vec::new();
    }
    let paragraphs = policy.letters.standing_for(opened.view.case.service.as_ref());
    let of_causes = shared.iter().map(|text| {
        let name = format!("What all are told: {}", text.name);
        (format!("{SHARED}{}", text.cause), name)
    });
    paragraphs
        .map(|paragraph| (paragraph.id.clone(), paragraph.name.clone()))
        .chain(of_causes)
        .collect()
}

/// What stands before a common cause among the paragraphs: no paragraph of a policy has such a name.
const SHARED: &str = "cause:";

/// The words of the replies to many of the common causes that the case is in: whoever writes its own reply can use
/// them.
async fn shared(app: &App, opened: &Opened) -> Result<Vec<SharedText>, PageError> {
    if opened.require(Act::WriteReply).is_err() {
        return Ok(Vec::new());
    }
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    Ok(app.casework.shared_texts(council, actor, &opened.view.id).await?)
}

/// Puts a paragraph at the end of the part that was chosen. Nothing is saved by it, and nothing typed is lost.
fn insert(opened: &Opened, shared: &[SharedText], form: &mut FormState) -> StatusCode {
    let policy = opened.view.policy().ok();
    let standing = policy
        .into_iter()
        .flat_map(|policy| policy.letters.standing_for(opened.view.case.service.as_ref()));
    let chosen = form.value(PARAGRAPH).to_owned();
    let words = standing
        .filter(|paragraph| paragraph.id == chosen)
        .map(|paragraph| paragraph.words.clone())
        .next();
    let of_cause = chosen.strip_prefix(SHARED);
    let of_cause = of_cause.and_then(|id| shared.iter().find(|text| text.cause.as_str() == id));
    let words = words.or_else(|| of_cause.map(|text| text.text.clone()));
    let section = ReplySection::parse(form.value(INTO));
    if words.is_none() {
        form.error(PARAGRAPH, "Select a paragraph");
    }
    if section.is_none() {
        form.error(INTO, "Select the part to put it in");
    }
    let (Some(words), Some(section)) = (words, section) else {
        return StatusCode::UNPROCESSABLE_ENTITY;
    };
    let field = section_field(section);
    let before = form.value(&field).trim_end().to_owned();
    let after = if before.is_empty() {
        words
    } else {
        format!("{before}\n\n{words}")
    };
    form.set(&field, after);
    form.set(PARAGRAPH, String::new());
    form.set(INTO, String::new());
    StatusCode::OK
}

/// It may go when somebody approved it, or when the policy wants nobody to.
fn ending(opened: &Opened) -> Ending {
    let wants_approval = opened
        .stage_that_answers()
        .is_some_and(|stage| stage.reply_approved_by.is_some());
    let state = opened.view.case.reply.as_ref().map(|reply| &reply.state);
    let is_approved = matches!(state, Some(ReplyState::Approved { .. }));
    if is_approved || !wants_approval {
        Ending::Send
    } else {
        Ending::AskForApproval
    }
}

/// The whole letter, from the sections as they were saved.
pub(crate) fn letter_text(opened: &Opened) -> Result<String, PageError> {
    let sections = opened.saved_sections();
    opened.letter(|about| letters::reply(about, &sections))
}

async fn page(app: &App, opened: &Opened, (status, form): (StatusCode, &FormState)) -> Answer {
    let shell = opened.shell(app).await?;
    let writing = writing((app, opened), form).await?;
    let page = editor(shell, &opened.shown(), form, &writing);
    Ok(shown_as(status, page.html()))
}

/// Keeps what is in the boxes while its writer goes on; the answer is the time at which it was kept. Nothing of it
/// is in the record, and nobody else can read it.
async fn keep(app: &App, opened: &Opened, form: &FormState) -> Answer {
    opened.require(Act::WriteReply)?;
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    let typed: Vec<(ReplySection, String)> = ReplySection::ALL
        .iter()
        .map(|section| (*section, form.value(&section_field(*section)).to_owned()))
        .collect();
    let at = app
        .casework
        .keep_typing(council, actor, (&opened.view.id, seen(form)?), &typed)
        .await?;
    Ok(format::at_time(at).into_response())
}

async fn take(State(app): State<App>, opened: Opened, Form(form): Form) -> Answer {
    may_open(&opened)?;
    let mut form = form;
    if pressed(&form, "keep") {
        return keep(&app, &opened, &form).await;
    }
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    if pressed(&form, "discard") {
        app.casework
            .forget_typing(council, actor, &opened.view.id)
            .await?;
        opened.reader.say("What you had not saved was discarded");
        return Ok(see_other(&opened.shown().at("reply")));
    }
    if pressed(&form, "insert") {
        opened.require(Act::WriteReply)?;
        let shared = shared(&app, &opened).await?;
        let status = insert(&opened, &shared, &mut form);
        return page(&app, &opened, (status, &form)).await;
    }
    let sent = form.as_sent();
    if was_done(&app, &opened, &sent).await? {
        // A second press, or the page loaded again.
        return Ok(sent_on(&opened, &form));
    }
    if pressed(&form, "send") {
        require_way(&mut form);
        if !form.errors().is_empty() {
            return page(&app, &opened, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
        }
    }
    let saved = save(&app, &opened, &form).await?;
    let version = match saved {
        Acted::Done(version) => version,
        other @ (Acted::Refused(_) | Acted::Conflict { .. }) => {
            return again(&app, opened, (form, other)).await;
        }
    };
    app.casework
        .forget_typing(council, actor, &opened.view.id)
        .await?;
    form.set(SEEN, version.to_string());
    let opened = opened.again(&app).await?;
    let reply = opened.view.case.reply.as_ref().map(|reply| reply.id.clone());
    let Some(reply) = reply else {
        return Err(PageError::BadRequest("There is no reply."));
    };
    let path = opened.shown().path();
    if pressed(&form, "preview") {
        return Ok(see_other(&format!("{path}/reply/preview")));
    }
    let command = if pressed(&form, "ask") {
        Command::AskForApproval { reply }
    } else if pressed(&form, "send") {
        send_command(&app, &opened, reply)?
    } else {
        opened.reader.say("Draft saved");
        return Ok(see_other(&format!("{path}/reply")));
    };
    let commands = if pressed(&form, "send") {
        with_adjustments((&app, &opened), &form, command)
    } else {
        vec![command]
    };
    match act_at(&app, &opened, (version, &sent, way_chosen(&form)), commands).await? {
        Acted::Done(_) => Ok(sent_on(&opened, &form)),
        other @ (Acted::Refused(_) | Acted::Conflict { .. }) => again(&app, opened, (form, other)).await,
    }
}

/// Back to the case, which says where the reply went.
fn sent_on(opened: &Opened, form: &FormState) -> Response {
    opened.reader.say(if pressed(form, "ask") {
        "Approval asked for"
    } else {
        "Reply sent. You can undo it for a few minutes"
    });
    see_other(&opened.shown().path())
}

/// The order to send the reply with the letter as it reads now.
pub(crate) fn send_command(app: &App, opened: &Opened, reply: ReplyId) -> Result<Command, PageError> {
    let letter = app.casework.fresh().words(&letter_text(opened)?);
    Ok(Command::SendReply { reply, letter })
}

/// Saves what was typed, if it differs from what was saved: whoever only sends writes nothing.
async fn save(app: &App, opened: &Opened, form: &FormState) -> Result<Acted, PageError> {
    let typed: Vec<(ReplySection, &str)> = ReplySection::ALL
        .iter()
        .map(|section| (*section, form.value(&section_field(*section))))
        .filter(|(_, text)| !text.trim().is_empty())
        .collect();
    let saved = opened.saved_sections();
    let saved: Vec<(ReplySection, &str)> = saved
        .iter()
        .map(|(section, text)| (*section, text.as_str()))
        .collect();
    if opened.view.case.reply.is_some() && typed == saved {
        let seen = form.value(SEEN).trim().parse();
        return seen
            .map(Acted::Done)
            .map_err(|_not_a_number| PageError::BadRequest("The form is not whole."));
    }
    opened.require(Act::WriteReply)?;
    let fresh = app.casework.fresh();
    let known = opened.view.case.reply.as_ref().map(|reply| reply.id.clone());
    let text = ReplyText {
        id: known.unwrap_or_else(|| fresh.reply()),
        sections: typed
            .into_iter()
            .map(|(section, text)| (section, fresh.words(text)))
            .collect(),
    };
    let sent = format!("draft {}", form.as_sent());
    act_at(
        app,
        opened,
        (seen(form)?, &sent, None),
        vec![Command::DraftReply(text)],
    )
    .await
}

/// The editor again, with everything typed and what is wrong.
async fn again(app: &App, opened: Opened, (form, acted): (FormState, Acted)) -> Answer {
    let mut form = form;
    match acted {
        Acted::Done(_) => page(app, &opened, (StatusCode::OK, &form)).await,
        Acted::Refused(refusal) => {
            let all = blocks(&opened.view.case);
            let fields: Vec<String> = ReplySection::ALL.iter().map(|one| section_field(*one)).collect();
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            if all.contains(&refusal) {
                for block in &all {
                    refused(&mut form, &opened, (block, &fields));
                }
            } else if matches!(refusal, Refusal::AdjustmentsNotSaid(_) | Refusal::TextMissing(_)) {
                refused(&mut form, &opened, (&refusal, &fields));
            } else {
                form.error(WHOLE_FORM, words_for(&refusal, Some(&opened.view.case)).text);
            }
            page(app, &opened, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await
        }
        Acted::Conflict { version, since } => {
            let opened = opened.again(app).await?;
            form.set(SEEN, version.to_string());
            let shell = opened.shell(app).await?.alert(changed_since(&since, &opened));
            let writing = writing((app, &opened), &form).await?;
            let page = editor(shell, &opened.shown(), &form, &writing);
            Ok(shown_as(StatusCode::CONFLICT, page.html()))
        }
    }
}

async fn preview(State(app): State<App>, opened: Opened) -> Answer {
    if opened.view.case.reply.is_none() {
        return Err(PageError::NotFound);
    }
    let shell = opened.shell(&app).await?;
    let blocks = crate::letter::blocks(&letter_text(&opened)?);
    let title = format!("Stage {} reply", opened.view.case.stage_that_answers());
    let page = LetterPage::new(shell, &opened.shown(), (&title, LetterState::Draft), blocks)
        .back_to("Back to the reply", &opened.shown().at("reply"));
    Ok(Html(page.html()).into_response())
}

async fn undo(State(app): State<App>, opened: Opened, Form(form): Form) -> Answer {
    opened.require(Act::SendReply)?;
    let reply = opened.view.case.reply.as_ref().map(|reply| reply.id.clone());
    let reply = reply.ok_or(PageError::NotFound)?;
    match act(&app, &opened, &form, Command::UndoSend { reply }).await? {
        Acted::Done(_) => {
            let said = "Sending was undone. The customer did not see the reply";
            opened.reader.say(said);
            Ok(see_other(&opened.shown().at("reply")))
        }
        Acted::Refused(refusal) => Err(PageError::Refused(Box::new(refusal))),
        Acted::Conflict { since, .. } => Err(PageError::Conflict(since)),
    }
}
