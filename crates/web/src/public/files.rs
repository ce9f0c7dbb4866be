//! Files of a draft: taken in and taken out again, one at a time, until they are sent with it.

use axum::extract::Request;
use redress_casework::file::Taken;
use redress_domain::id::FileId;
use redress_domain::words::Digest;
use redress_pages::form::FormState;
use redress_pages::public::files::{KEPT, KeptFile, UPLOAD, kept};

use crate::App;
use crate::error::PageError;
use crate::here::Here;
use crate::public::journey::Kept;
use crate::public::limits;
use crate::public::visitor::kept_until;
use crate::upload::{self, Chosen, NotTaken, Received};

/// What the files of a draft are kept under: nobody finds it who does not have the draft.
pub(crate) fn key_of(once: &str) -> String {
    Digest::of(&[0; 16], format!("files:{once}").as_bytes())
        .as_str()
        .to_owned()
}

/// The files among the answers, with the names that their sender gave them.
pub(crate) fn named(answers: &FormState) -> Vec<(FileId, String)> {
    let files = kept(answers).into_iter();
    files
        .filter_map(|file| Some((FileId::parse(file.id).ok()?, file.name)))
        .collect()
}

/// What a page with files was asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// To go on, or to send.
    GoOn,
    /// To show the page again, with another list of files.
    Again,
    /// To keep everything for later.
    Save,
}

/// Reads a form that brings a file; puts the file, if it is welcome, among the answers in `kept`, and
/// what is wrong into the form.
///
/// `fields` are the texts of the page, which are kept too.
pub(crate) async fn take(
    (app, here): (&App, &Here),
    request: Request,
    (draft, fields): (&mut Kept, &[&str]),
) -> Result<(FormState, Asked), PageError> {
    let rules = here.policy()?.files.clone();
    let Received { form, file } = upload::receive(app, request, &rules).await?;
    let of_page = |name: &str| fields.contains(&name) && name != KEPT;
    draft.answers.retain(|(name, _)| !of_page(name));
    let typed = form.pairs().filter(|(name, _)| of_page(name));
    draft
        .answers
        .extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let turn = form.value("turn").to_owned();
    if let Some(id) = turn.strip_prefix("remove-") {
        remove((app, here), draft, id).await?;
        return Ok((draft.form(), Asked::Again));
    }
    let mut wrong = None;
    match file {
        Some(file) => {
            let beside = kept(&draft.form()).len();
            match take_in((app, here), (&draft.once, beside), file).await? {
                Ok(file) => draft.answers.push((KEPT.to_owned(), file.to_answer())),
                Err(why) => wrong = Some(why),
            }
        }
        None if turn == "add" => wrong = Some("Select a file".to_owned()),
        None => {}
    }
    let asked = match turn.as_str() {
        "add" => Asked::Again,
        "save" => Asked::Save,
        _ => Asked::GoOn,
    };
    Ok((with_error(draft, wrong), asked))
}

/// Takes a file in for what is sent under `once`, beside as many as are kept already; or what to say of it.
pub(crate) async fn take_in(
    (app, here): (&App, &Here),
    (once, beside): (&str, usize),
    file: Chosen,
) -> Result<Result<KeptFile, String>, PageError> {
    let rules = &here.policy()?.files;
    if beside >= usize::from(rules.most) {
        let most = rules.most;
        return Ok(Err(format!(
            "You can send {most} files at once. Remove one first"
        )));
    }
    let arrived = match file.content {
        Ok(arrived) => arrived,
        Err(why) => return Ok(Err(why.in_words(rules))),
    };
    limits::count_file(app, here).await?;
    let draft = (key_of(once), kept_until(app));
    let taken = app
        .casework
        .take_file(here.id(), (&draft.0, draft.1), arrived)
        .await?;
    Ok(match taken {
        Taken::Kept(taken) => Ok(KeptFile {
            id: taken.id.to_string(),
            kind: taken.kind.as_str().to_owned(),
            size: taken.size,
            name: redress_casework::file::name::tidy(&file.name, taken.kind),
        }),
        Taken::Unwelcome(why) => Err(NotTaken::Unwelcome(why).in_words(rules)),
    })
}

fn with_error(draft: &Kept, wrong: Option<String>) -> FormState {
    let mut form = draft.form();
    if let Some(wrong) = wrong {
        form.error(UPLOAD, wrong);
    }
    form
}

async fn remove((app, here): (&App, &Here), draft: &mut Kept, id: &str) -> Result<(), PageError> {
    let is_it = |name: &str, value: &str| name == KEPT && value.split(' ').next() == Some(id);
    draft.answers.retain(|(name, value)| !is_it(name, value));
    if let Ok(id) = FileId::parse(id) {
        app.casework
            .drop_file(here.id(), &key_of(&draft.once), &id)
            .await?;
    }
    Ok(())
}

/// Keeps the files of a draft as long as the draft itself.
pub(crate) async fn keep(app: &App, here: &Here, draft: &Kept) -> Result<(), PageError> {
    if kept(&draft.form()).is_empty() {
        return Ok(());
    }
    let key = key_of(&draft.once);
    Ok(app.casework.keep_files(here.id(), &key, kept_until(app)).await?)
}
