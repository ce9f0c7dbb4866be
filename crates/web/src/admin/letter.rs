//! The paragraphs of letters in the council's own words.

use axum::Router;
use axum::extract::RawQuery;
use axum::routing::get;
use redress_casework::case::CaseView;
use redress_casework::failure::Failure;
use redress_correspondence::letters::{About, preview, preview_of};
use redress_domain::id::ProcedureId;
use redress_domain::language::{Language, WelshLetters};
use redress_domain::policy::Policy;
use redress_domain::policy::edit::{Group, Value};
use redress_domain::policy::letters::{BadWording, Letter, LetterPart, Wording, place_in};
use redress_domain::reference::Reference;
use redress_pages::Shell;
use redress_pages::admin::letter::{self as pages, CASE, WELSH, WORDS};
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
    let letters = &editing.policy().letters;
    let welsh = letters.welsh.get(&part).cloned().unwrap_or_default();
    let form = FormState::new()
        .with(WORDS, letters.words(part))
        .with(WELSH, welsh);
    let form = editing.seen(form);
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
    match form.filled(WELSH) {
        Some(words) => policy.letters.welsh.insert(part, words.to_owned()),
        None => policy.letters.welsh.remove(&part),
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
    let english = real.unwrap_or_else(|| preview(&policy, part, Language::English));
    let welsh = writes_welsh(editing.policy()).then(|| preview(&policy, part, Language::Welsh));
    let shown = pages::Shown {
        english: &english,
        welsh: welsh.as_deref(),
        remarks: &remarks(&english),
    };
    pages::edit(shell, editing.policy(), (part, form), shown)
}

/// Whether a council words its letters in Welsh, too.
pub(super) fn writes_welsh(policy: &Policy) -> bool {
    policy.languages.welsh != WelshLetters::None
}

/// The words in Welsh, with what is wrong with them said. They stand wherever the English does, so there are some.
pub(super) fn require_welsh(form: &mut FormState, part: LetterPart) -> String {
    let words = form
        .require(WELSH, "Enter the words in Welsh")
        .unwrap_or_default();
    for fault in part.faults(&words).into_iter().filter(|_| !words.is_empty()) {
        form.error(WELSH, told(part, &words, &fault));
    }
    words
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
            | BadWording::TooFewWords
            | BadWording::DiffersByPlace
            | BadWording::LacksForLgsco(_)
            | BadWording::SaysNothing,
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
    let welsh = writes_welsh(editing.policy()).then(|| require_welsh(&mut form, part));
    let case = if form.value("do") == "preview" {
        case_of(&editing, &mut form).await?
    } else {
        None
    };
    let make = |shell: Shell, form: &FormState| page(&editing, shell, (part, form, case.as_deref()));
    if form.value("do") == "preview" && !form.errors().is_empty() {
        return editing.again(form, &[WORDS, WELSH, CASE, BECAUSE], make).await;
    }
    if form.value("do") == "preview" && form.errors().is_empty() {
        return Editing::page(&make(editing.shell().await?, &form));
    }
    // What stands there already, and the ordinary words, can be saved with the rest of the form.
    if words != editing.policy().letters.words(part) && words != part.ordinary() && !words.is_empty() {
        let everywhere = Wording {
            id: String::new(),
            part,
            procedure: None,
            stage: None,
            channel: None,
            words: words.clone(),
            welsh: None,
        };
        for fault in editing.policy().faults_of(&everywhere) {
            form.error(WORDS, fault.to_string());
        }
        if !form.errors().is_empty() {
            return editing.again(form, &[WORDS, WELSH, CASE, BECAUSE], make).await;
        }
    }
    // The ordinary words are what holds when nothing is said.
    let words = if words == part.ordinary() {
        ""
    } else {
        words.as_str()
    };
    let mut changes = vec![Group::table(&["letters"]).set(part.as_str(), Value::words(words))];
    if let Some(welsh) = welsh {
        let group = Group::table(&["letters", "welsh"]);
        changes.push(group.set(part.as_str(), Value::words(&welsh)));
    }
    let edit = Edit {
        changes,
        fields: &[WORDS, WELSH, CASE, BECAUSE],
        done: format!("{} is changed in the draft.", pages::called(part)),
        to: "/admin/letters",
    };
    editing.save(form, edit, make).await
}
