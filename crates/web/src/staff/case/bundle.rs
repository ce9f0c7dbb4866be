//! Everything about a case for an Ombudsman, made in one act: a document, and a ZIP with every file.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::bundle::Originals;
use redress_casework::file;
use redress_domain::case::{
    AddedFile, BundlePart, Command, Event, LeftOut, NewBundle, Privilege, WithheldReason,
};
use redress_domain::permission::Act;
use redress_domain::words::{Digesting, WordsRef};
use redress_pages::Page as _;
use redress_pages::case::act::changed_since;
use redress_pages::case::bundle::{BLACK_OUT, PartLine, page};
use redress_pages::case::timeline::{Told, tell};
use redress_pages::form::{FormState, SEEN};
use redress_pages::format;

use self::archive::Archive;
use self::blackout::BlackOut;
use super::doing::{Acted, act, refused};
use super::opened::Opened;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;

mod archive;
mod blackout;
mod document;
mod originals;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/cases/{reference}/ombudsman/bundle", get(show).post(make))
}

/// An event as a bundle tells it.
pub(super) struct Happened {
    at: String,
    who: String,
    told: Told,
    /// Whether the texts are for the bundle: a draft that nobody sent is not.
    has_texts: bool,
}

/// What a bundle is made from.
pub(super) struct Made<'a> {
    opened: &'a Opened,
    happened: Vec<Happened>,
    /// How many notes are legal advice; none of them is in it.
    privileged: usize,
    left_out: Vec<LeftOut>,
}

impl Made<'_> {
    fn is_left_out(&self, part: &BundlePart) -> Option<WithheldReason> {
        let found = self.left_out.iter().find(|left_out| left_out.part == *part);
        found.map(|left_out| left_out.because)
    }

    /// The texts that are left out.
    fn texts_left_out(&self) -> impl Iterator<Item = &str> {
        self.left_out.iter().filter_map(|one| match &one.part {
            BundlePart::Words(id) => self.opened.view.words.get(id).map(String::as_str),
            BundlePart::File(_) | BundlePart::Mail(_) | BundlePart::Letter(_) => None,
        })
    }

    /// The files, with their numbers in the bundle, and whether each may be given to anybody.
    fn files(&self) -> impl Iterator<Item = (usize, &AddedFile, bool)> {
        let view = &self.opened.view;
        let files = view.case.files.iter();
        (1..)
            .zip(files)
            .map(|(number, added)| (number, added, file::opened(view, &added.file.id).is_some()))
    }
}

fn happened(opened: &Opened) -> (Vec<Happened>, usize) {
    let (mut happened, mut privileged) = (Vec::new(), 0);
    for entry in &opened.view.entries {
        if matches!(
            entry.event,
            Event::NoteAdded {
                privileged: Privilege::Privileged,
                ..
            }
        ) {
            privileged += 1;
            continue;
        }
        happened.push(Happened {
            at: format::date_time(entry.at),
            who: opened.view.name_of(&entry.actor),
            told: tell(entry, opened),
            has_texts: !matches!(entry.event, Event::ReplyDrafted { .. } | Event::FileAdded { .. }),
        });
    }
    (happened, privileged)
}

fn texts(happened: &[Happened]) -> impl Iterator<Item = (&Happened, &'static str, &WordsRef)> {
    let with_texts = happened.iter().filter(|one| one.has_texts);
    with_texts.flat_map(|one| {
        one.told
            .words
            .iter()
            .map(move |(what, words)| (one, *what, words))
    })
}

fn of_words(words: &WordsRef) -> String {
    format!("words-{}", words.id)
}

fn of_file(added: &AddedFile) -> String {
    format!("file-{}", added.file.id)
}

fn of_original(part: &BundlePart) -> String {
    match part {
        BundlePart::Mail(id) => format!("mail-{id}"),
        BundlePart::Letter(id) => format!("letter-{id}"),
        BundlePart::File(id) => format!("file-{id}"),
        BundlePart::Words(id) => format!("words-{id}"),
    }
}

/// Every part that can be left out, each text once.
fn parts(opened: &Opened, happened: &[Happened], known: &Originals) -> Vec<(PartLine, BundlePart)> {
    let mut parts: Vec<(PartLine, BundlePart)> = Vec::new();
    for (one, what, words) in texts(happened) {
        let field = of_words(words);
        if parts.iter().any(|(known, _)| known.field == field) {
            continue;
        }
        let begins: String = opened.view.text(words).chars().take(80).collect();
        let what = format!("{}, {}. {what}: “{}”", one.told.title, one.at, begins.trim());
        parts.push((PartLine { field, what }, BundlePart::Words(words.id.clone())));
    }
    for added in &opened.view.case.files {
        let what = format!("File “{}”", opened.view.text(&added.name));
        let line = PartLine {
            field: of_file(added),
            what,
        };
        parts.push((line, BundlePart::File(added.file.id.clone())));
    }
    for original in originals::all(opened, known) {
        let field = of_original(&original.part);
        let what = format!("The original: {}", original.what);
        parts.push((PartLine { field, what }, original.part));
    }
    parts
}

async fn show(State(app): State<App>, opened: Opened) -> Answer {
    opened.require(Act::RecordOmbudsman)?;
    let (happened, _) = happened(&opened);
    let known = originals_of(&app, &opened).await?;
    let parts = parts(&opened, &happened, &known);
    form(&app, &opened, &parts, (StatusCode::OK, &FormState::new())).await
}

async fn originals_of(app: &App, opened: &Opened) -> Result<Originals, PageError> {
    Ok(app.casework.originals(&opened.view, &opened.reader.actor).await?)
}

async fn form(
    app: &App,
    opened: &Opened,
    parts: &[(PartLine, BundlePart)],
    (status, form): (StatusCode, &FormState),
) -> Answer {
    let shell = opened.shell(app).await?;
    let lines: Vec<PartLine> = parts.iter().map(|(line, _)| line.clone()).collect();
    let page = page(shell, &opened.shown(), form, &lines);
    Ok((status, Html(page.html())).into_response())
}

/// Reads what is left out; a reason that nobody knows is an error.
fn left_out(form: &mut FormState, parts: &[(PartLine, BundlePart)]) -> Vec<LeftOut> {
    let mut left_out = Vec::new();
    for (line, part) in parts {
        let Some(chosen) = form.filled(&line.field).map(str::to_owned) else {
            continue;
        };
        match WithheldReason::parse(&chosen) {
            Some(because) => left_out.push(LeftOut {
                part: part.clone(),
                because,
            }),
            None => form.error(&line.field, "Select why it is left out, or put it in"),
        }
    }
    left_out
}

async fn make(State(app): State<App>, opened: Opened, Form(mut typed): Form) -> Answer {
    opened.require(Act::RecordOmbudsman)?;
    // Nothing is made of a form that says not which case its reader saw.
    if typed.value(SEEN).trim().parse::<i64>().is_err() {
        return Err(PageError::BadRequest("The form is not whole."));
    }
    let (happened, privileged) = happened(&opened);
    let known = originals_of(&app, &opened).await?;
    let parts = parts(&opened, &happened, &known);
    let left_out = left_out(&mut typed, &parts);
    let black_out = BlackOut::read(typed.value(BLACK_OUT));
    if black_out.is_none() {
        typed.error(BLACK_OUT, "Each line must have at least 2 characters");
    }
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(mut black_out) = black_out.filter(|_| typed.errors().is_empty()) else {
        return form(&app, &opened, &parts, (unprocessable, &typed)).await;
    };
    let made = Made {
        opened: &opened,
        happened,
        privileged,
        left_out,
    };
    black_out.leave_out(&made.texts_left_out().collect::<Vec<_>>());
    let originals = originals::decided(&app, &made, (&known, &mut black_out)).await?;
    let archive = Archive::of(&app, &made, (&originals, &black_out)).await?;
    let mut bundle = document::of(&made, (&originals, &archive), &mut black_out)?;
    // What the reader believes to be out, and is not as they typed it, would go to somebody outside (UK GDPR, article 5(1)(f)).
    let nowhere: Vec<String> = black_out.nowhere().map(|line| format!("“{line}”")).collect();
    if !nowhere.is_empty() {
        let nowhere = nowhere.join(", ");
        typed.error(
            BLACK_OUT,
            format!(
                "{nowhere} is nowhere in the bundle. Check how it is written there, or take the line out"
            ),
        );
        return form(&app, &opened, &parts, (unprocessable, &typed)).await;
    }
    let as_typed = document::as_typed(&mut bundle);
    // Setting a long document takes a processor for a while, and nobody else waits for it.
    let pdf = tokio::task::spawn_blocking(move || redress_pdf::bundle(&bundle))
        .await
        .map_err(|error| PageError::Broken(error.to_string()))?
        .map_err(|error| PageError::Broken(error.to_string()))?;
    let mut digest = Digesting::plain();
    digest.take(&pdf.bytes);
    let command = Command::MakeBundle(NewBundle {
        digest: digest.done().as_str().to_owned(),
        pages: u32::try_from(pdf.pages).unwrap_or(u32::MAX),
        files: u32::try_from(archive.entries.len()).unwrap_or(u32::MAX),
        left_out: made.left_out.clone(),
        blacked_out: black_out.places(),
    });
    let zip = archive
        .done(&app, &made, (&pdf.bytes, as_typed.as_deref()))
        .await?;
    match act(&app, &opened, &typed, command).await? {
        Acted::Done(_) => {
            let name = format!("case-bundle-{}.zip", opened.view.case.reference);
            crate::download::archive(zip, &name)
        }
        Acted::Refused(refusal) => {
            refused(&mut typed, &opened, (&refusal, &[BLACK_OUT]));
            form(&app, &opened, &parts, (unprocessable, &typed)).await
        }
        Acted::Conflict { version, since } => {
            drop(made);
            let opened = opened.again(&app).await?;
            typed.set(SEEN, version.to_string());
            let shell = opened.shell(&app).await?;
            let shell = shell.alert(changed_since(&since, &opened));
            let (happened, _) = self::happened(&opened);
            let known = originals_of(&app, &opened).await?;
            let parts = self::parts(&opened, &happened, &known);
            let lines: Vec<PartLine> = parts.into_iter().map(|(line, _)| line).collect();
            let page = page(shell, &opened.shown(), &typed, &lines);
            Ok((StatusCode::CONFLICT, Html(page.html())).into_response())
        }
    }
}
