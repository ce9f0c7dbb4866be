//! What a form is read against beyond the file: who is named on it, which cases, and the days that count from its letter.

use redress_domain::id::{CaseId, ConductId};
use redress_domain::permission::Actor;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::Channel;
use redress_pages::conduct::letters::{BY_HAND, GOING, HOW};
use redress_pages::form::FormState;

use super::{OpenFile, Step};
use crate::App;
use crate::error::PageError;

/// The days that count from a letter which somebody carries: the outbox puts them on what it sends by itself.
pub(super) fn days(
    app: &App,
    file: &OpenFile,
    (step, form): (&Step, &FormState),
) -> Result<Vec<(String, String)>, PageError> {
    let Some(kind) = step.letter.filter(|_| form.value(GOING) == BY_HAND) else {
        return Ok(Vec::new());
    };
    // By post they count from the second working day after it. Until it is said how, as what is handed over.
    let how = Channel::parse(form.value(HOW)).unwrap_or(Channel::InPerson);
    let counts = app
        .casework
        .conduct_days_today(file.here.id(), (&file.view, (kind, how)));
    let counts = counts?.into_iter();
    Ok(counts
        .map(|counts| (counts.what.as_str().to_owned(), counts.on.to_string()))
        .collect())
}

/// The other files of the person of a file, for the form that closes one.
pub(super) async fn others(app: &App, file: &OpenFile, step: &Step) -> Result<Vec<ConductId>, PageError> {
    if step.slug != "close" {
        return Ok(Vec::new());
    }
    let others = app.casework.other_files(file.here.id(), &file.view).await?;
    Ok(others.into_iter().map(|other| other.id).collect())
}

/// Those of the panel for whom a vote is given.
pub(super) async fn deciders(app: &App, file: &OpenFile, form: &FormState) -> Result<Vec<Actor>, PageError> {
    if form.pairs().all(|(name, _)| !name.starts_with("vote-")) {
        return Ok(Vec::new());
    }
    let users = app.casework.users(file.here.id()).await?;
    Ok(users
        .iter()
        .filter(|user| user.active)
        .map(redress_casework::user::User::actor)
        .collect())
}

/// The cases whose references the form names, as far as the reader may know them.
pub(super) async fn cases(
    app: &App,
    file: &OpenFile,
    form: &FormState,
) -> Result<Vec<(String, CaseId)>, PageError> {
    let mut cases = Vec::new();
    let named = form
        .pairs()
        .filter(|(name, value)| name.starts_with("case-") && !value.trim().is_empty());
    for (_, typed) in named {
        let Ok(reference) = Reference::parse(typed) else {
            continue;
        };
        let found = app
            .casework
            .find_case_by_reference(file.here.id(), &file.reader.actor, &reference)
            .await?;
        cases.extend(found.map(|line| (typed.to_owned(), line.case.case_id)));
    }
    Ok(cases)
}
