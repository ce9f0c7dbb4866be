//! Words of a letter for one procedure, stage or channel, and paragraphs for replies.

use axum::Router;
use axum::routing::get;
use redress_domain::id::ProcedureId;
use redress_domain::language::Language;
use redress_domain::policy::Policy;
use redress_domain::policy::edit::{Change, Group, Value};
use redress_domain::policy::letters::{BadWording, LetterPart, Place, Wording};
use redress_domain::vocabulary::Channel;
use redress_domain::words::words_in;
use redress_pages::Shell;
use redress_pages::admin::AdminPage;
use redress_pages::admin::letter::WELSH;
use redress_pages::admin::wording::{self as pages, KNOWN, PARAGRAPH, WORDING};
use redress_pages::form::FormState;
use serde::Deserialize;

use super::editing::{Edit, Editing};
use super::letter::{require_welsh, told, writes_welsh};
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::path::Query;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/letters/wording", get(show_wording).post(save_wording))
        .route(
            "/admin/letters/paragraph",
            get(show_paragraph).post(save_paragraph),
        )
}

/// Which one is changed; none for a new one, and then perhaps where it is to hold.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    id: Option<String>,
    part: Option<String>,
    procedure: Option<String>,
    stage: Option<u8>,
}

/// The form for words of one place, with what goes out there now.
fn for_a_place(policy: &Policy, asked: &Asked) -> Option<FormState> {
    let part = LetterPart::parse(asked.part.as_deref()?)?;
    let procedure = asked.procedure.as_deref()?;
    let mut places = policy.places();
    let place = places.find(|place| {
        place.procedure.is_some_and(|id| id.as_str() == procedure) && Some(place.stage) == asked.stage
    })?;
    let special = policy.letters.special.iter();
    let mut here = special.filter(|known| {
        let is_of_here = known.procedure.as_ref() == place.procedure && known.stage == asked.stage;
        known.part == part && is_of_here && known.channel.is_none()
    });
    if let Some(known) = here.next() {
        return Some(pages::first_wording(known));
    }
    let english = policy.letters.words_in(part, &place);
    let in_welsh = Place {
        language: Language::Welsh,
        ..place
    };
    let welsh = writes_welsh(policy).then(|| policy.letters.words_in(part, &in_welsh));
    let id = format!("{part}-{procedure}-{}", place.stage).replace('_', "-");
    Some(
        FormState::new()
            .with("id", id)
            .with("part", part.as_str())
            .with("procedure", procedure)
            .with("stage", place.stage.to_string())
            .with("words", english)
            .with(WELSH, welsh.unwrap_or_default()),
    )
}

async fn show_wording(editing: Editing, Query(asked): Query<Asked>) -> Answer {
    let letters = &editing.policy().letters;
    let form = match &asked.id {
        None => for_a_place(editing.policy(), &asked).unwrap_or_default(),
        Some(id) => {
            let known = letters.special.iter().find(|wording| wording.id == *id);
            pages::first_wording(known.ok_or(PageError::NotFound)?)
        }
    };
    let form = editing.seen(form);
    Editing::page(&pages::wording(editing.shell().await?, editing.policy(), &form))
}

async fn show_paragraph(editing: Editing, Query(asked): Query<Asked>) -> Answer {
    let letters = &editing.policy().letters;
    let form = match asked.id {
        None => FormState::new(),
        Some(id) => {
            let known = letters.standing.iter().find(|paragraph| paragraph.id == id);
            pages::first_paragraph(known.ok_or(PageError::NotFound)?)
        }
    };
    let form = editing.seen(form);
    Editing::page(&pages::paragraph(editing.shell().await?, editing.policy(), &form))
}

/// The short name: what is changed keeps its own, what is new has one that nothing else has.
fn short_name(form: &mut FormState, is_taken: impl Fn(&str) -> bool) -> String {
    if let Some(known) = form.filled(KNOWN) {
        return known.to_owned();
    }
    let id = form.require("id", "Enter a short name").unwrap_or_default();
    if !id.is_empty() && ProcedureId::parse(id.as_str()).is_err() {
        form.error(
            "id",
            "The short name must have small letters, digits and hyphens only",
        );
    } else if is_taken(&id) {
        form.error("id", "Another one has this short name");
    }
    id
}

async fn save_wording(editing: Editing, Form(mut form): Form) -> Answer {
    let special = &editing.policy().letters.special;
    let id = short_name(&mut form, |id| special.iter().any(|wording| wording.id == id));
    let part = LetterPart::parse(form.value("part"));
    if part.is_none() {
        form.error("part", "Select a paragraph");
    }
    if ["procedure", "stage", "channel"]
        .iter()
        .all(|name| form.filled(name).is_none())
    {
        form.error("procedure", "Select a procedure, a stage or how the letter goes");
    }
    let words = form.require("words", "Enter the words").unwrap_or_default();
    let faults = part.map(|part| (part, part.faults(&words)));
    for (part, faults) in faults.into_iter().filter(|_| !words.is_empty()) {
        for fault in faults {
            form.error("words", told(part, &words, &fault));
        }
    }
    if let Some(part) = part.filter(|_| form.errors().is_empty()) {
        let new = Wording {
            id: id.clone(),
            part,
            procedure: form
                .filled("procedure")
                .and_then(|id| ProcedureId::parse(id).ok()),
            stage: form.value("stage").parse().ok(),
            channel: Channel::parse(form.value("channel")),
            words: words.clone(),
            welsh: None,
        };
        for fault in editing.policy().faults_of(&new) {
            form.error("words", fault.to_string());
        }
    }
    let welsh = part.filter(|_| writes_welsh(editing.policy()));
    let welsh = welsh.map(|part| require_welsh(&mut form, part));
    let group = Group::listed("wording", &id);
    let mut changes: Vec<Change> = ["part", "procedure", "channel", "words"]
        .map(|name| group.set(name, Value::words(form.value(name))))
        .into();
    let stage = form.value("stage").parse().map_or(Value::Nothing, Value::Whole);
    changes.push(group.set("stage", stage));
    changes.extend(welsh.map(|welsh| group.set(WELSH, Value::words(&welsh))));
    let edit = Edit {
        changes,
        fields: &WORDING,
        done: format!("The words {id} are in the draft."),
        to: "/admin/letters",
    };
    let page =
        |shell: Shell, form: &FormState| -> AdminPage { pages::wording(shell, editing.policy(), form) };
    editing.save(form, edit, page).await
}

async fn save_paragraph(editing: Editing, Form(mut form): Form) -> Answer {
    let standing = &editing.policy().letters.standing;
    let id = short_name(&mut form, |id| {
        standing.iter().any(|paragraph| paragraph.id == id)
    });
    for (field, message) in [
        ("name", "Enter a name for the list"),
        ("words", "Enter the words"),
    ] {
        let typed = form.require(field, message);
        if typed.is_some_and(|typed| words_in(&typed) == 0) {
            form.error(field, BadWording::SaysNothing.to_string());
        }
    }
    let group = Group::listed("paragraph", &id);
    let services = form.values("services").into_iter().map(str::to_owned);
    let services: Vec<String> = services.collect();
    let services = if services.is_empty() {
        Value::Nothing
    } else {
        Value::Texts(services)
    };
    let changes = vec![
        group.set("name", Value::words(form.value("name"))),
        group.set("services", services),
        group.set("words", Value::words(form.value("words"))),
    ];
    let edit = Edit {
        changes,
        fields: &PARAGRAPH,
        done: format!("{} is in the draft.", form.value("name")),
        to: "/admin/letters",
    };
    let page =
        |shell: Shell, form: &FormState| -> AdminPage { pages::paragraph(shell, editing.policy(), form) };
    editing.save(form, edit, page).await
}
