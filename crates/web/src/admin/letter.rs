//! The paragraphs of letters in the council's own words.

use axum::Router;
use axum::extract::RawQuery;
use axum::routing::get;
use redress_casework::case::CaseView;
use redress_casework::failure::Failure;
use redress_correspondence::letters::{About, preview, preview_of};
use redress_domain::id::ProcedureId;
use redress_domain::policy::edit::{Group, Value};
use redress_domain::policy::letters::{BadWording, Letter, LetterPart, place_in};
use redress_domain::reference::Reference;
use redress_pages::Shell;
use redress_pages::admin::letter::{self as pages, CASE, WORDS};
use redress_pages::admin::{AdminPage, BECAUSE};
use redress_pages::form::FormState;

use super::editing::{Edit, Editing};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read};
use crate::path::Path;
use crate::staff::case::reply::remarks;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/letters", get(list))
        .route("/admin/letters/{id}", get(show).post(change))
}

async fn list(editing: Editing, RawQuery(query): RawQuery) -> Answer {
    let asked = read(query.unwrap_or_default().as_bytes());
    let procedure = ProcedureId::parse(asked.value(pages::PROCEDURE)).ok();
    let filter = pages::Filter {
        letter: Letter::parse(asked.value(pages::LETTER)),
        procedure: procedure.filter(|id| editing.policy().procedures.contains_key(id)),
    };
    Editing::page(&pages::list(editing.shell().await?, editing.policy(), &filter))
}

fn part(id: &str) -> Result<LetterPart, PageError> {
    LetterPart::parse(id).ok_or(PageError::NotFound)
}

async fn show(editing: Editing, Path(id): Path<String>) -> Answer {
    let part = part(&id)?;
    let words = editing.policy().letters.words(part).to_owned();
    let form = editing.seen(FormState::new().with(WORDS, words));
    let page = page(&editing, editing.shell().await?, (part, &form, None));
    Editing::page(&page)
}

/// The page, with what was typed as a letter of a made-up case would have it, or one about a real case.
fn page(
    editing: &Editing,
    shell: Shell,
    (part, form, case): (LetterPart, &FormState, Option<&CaseView>),
) -> AdminPage {
    let mut policy = editing.policy().clone();
    match form.filled(WORDS) {
        Some(words) => policy.letters.wordings.insert(part, words.to_owned()),
        None => policy.letters.wordings.remove(&part),
    };
    // It is these words that are looked at, wherever others are closer.
    policy.letters.special.retain(|wording| wording.part != part);
    let real = case.and_then(|view| {
        let with_draft = |about: &About<'_>| {
            let about = About {
                policy: &policy,
                ..*about
            };
            preview_of(&about, part)
        };
        crate::letter::written(view, &editing.reader.user.name, with_draft).ok()
    });
    let shown = real.unwrap_or_else(|| preview(&policy, part));
    let remarks = remarks(&shown);
    pages::edit(shell, (part, form), (&shown, &remarks))
}

/// The case that the words are shown with: one that the reader may open, and the reading is recorded.
async fn case_of(editing: &Editing, form: &mut FormState) -> Result<Option<Box<CaseView>>, PageError> {
    let Some(typed) = form.filled(CASE).map(str::to_owned) else {
        return Ok(None);
    };
    let unknown = "There is no case with this reference that you may read";
    let Ok(reference) = Reference::parse(&typed) else {
        form.error(CASE, unknown);
        return Ok(None);
    };
    let casework = &editing.app.casework;
    let view = casework.open_case(editing.here.id(), &editing.reader.actor, &reference);
    match view.await {
        Ok(view) => Ok(Some(Box::new(view))),
        Err(Failure::NotFound | Failure::NotPermitted) => {
            form.error(CASE, unknown);
            Ok(None)
        }
        Err(other) => Err(other.into()),
    }
}

/// What is wrong with the words: where a placeholder that is none stands, and which paragraph of the Code asks for
/// what is missing.
pub(super) fn told(part: LetterPart, words: &str, fault: &BadWording) -> String {
    match (fault, part.asked_for_by()) {
        (BadWording::Unknown(name) | BadWording::Unclosed(name), _) => match place_in(words, name) {
            Some((line, column)) => format!("{fault} It is in line {line}, column {column}."),
            None => fault.to_string(),
        },
        (BadWording::Missing(_), Some(paragraph)) => {
            format!("{fault} Paragraph {paragraph} of the Complaint Handling Code asks for it.")
        }
        (
            BadWording::Missing(_)
            | BadWording::MoreThanALine
            | BadWording::HasHeading
            | BadWording::TooFewWords,
            _,
        ) => fault.to_string(),
    }
}

async fn change(editing: Editing, Path(id): Path<String>, Form(mut form): Form) -> Answer {
    let part = part(&id)?;
    let words = form.filled(WORDS).unwrap_or_default().to_owned();
    for fault in part.faults(&words).into_iter().filter(|_| !words.is_empty()) {
        form.error(WORDS, told(part, &words, &fault));
    }
    let case = if form.value("do") == "preview" {
        case_of(&editing, &mut form).await?
    } else {
        None
    };
    let make = |shell: Shell, form: &FormState| page(&editing, shell, (part, form, case.as_deref()));
    if form.value("do") == "preview" && !form.errors().is_empty() {
        return editing.again(form, &[WORDS, CASE, BECAUSE], make).await;
    }
    if form.value("do") == "preview" && form.errors().is_empty() {
        return Editing::page(&make(editing.shell().await?, &form));
    }
    // The ordinary words are what holds when nothing is said.
    let words = if words == part.ordinary() {
        ""
    } else {
        words.as_str()
    };
    let edit = Edit {
        changes: vec![Group::table(&["letters"]).set(part.as_str(), Value::words(words))],
        fields: &[WORDS, CASE, BECAUSE],
        done: format!("{} is changed in the draft.", pages::called(part)),
        to: "/admin/letters",
    };
    editing.save(form, edit, make).await
}
