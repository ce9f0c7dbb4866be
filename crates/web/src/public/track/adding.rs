//! More about a matter, in words and with files.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::routing::get;
use redress_domain::case::{Command, ContactPurpose};
use redress_domain::reference::Reference;
use redress_domain::vocabulary::SeenBy;
use redress_pages::form::{FormState, ONCE};
use redress_pages::public::files::{add_information, kept};

use super::{Mine, contact, done, form_page, let_in_to};
use crate::App;
use crate::error::{Answer, PageError};
use crate::here::Here;
use crate::once::{act_once, once_with_its_words};
use crate::path::Path;
use crate::public::files::{self, Asked};
use crate::public::journey::Kept;
use crate::public::visitor::Visitor;
use crate::public::{limits, steps};

/// The routes of this file, which take files.
pub(super) fn routes_with_files() -> Router<App> {
    Router::new().route("/track/{reference}/add", get(add_page).post(add))
}

fn draft_name(reference: &Reference) -> String {
    format!("add:{reference}")
}

/// What somebody has begun to add to a case.
async fn begun(app: &App, here: &Here, (visitor, mine): (&Visitor, &Mine)) -> Result<Kept, PageError> {
    let kept: Option<Kept> = visitor.recall(app, here, &draft_name(&mine.reference)).await?;
    Ok(kept.unwrap_or_else(|| Kept::new(app)))
}

async fn add_page(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path(typed): Path<String>,
) -> Answer {
    let mine = let_in_to(&app, &here, &mut visitor, &typed).await?;
    let draft = begun(&app, &here, (&visitor, &mine)).await?;
    let mut form = draft.form();
    form.set(ONCE, draft.once.as_str());
    form_page(add_information, (&here, &visitor, &mine), (StatusCode::OK, &form))
}

async fn add(
    State(app): State<App>,
    here: Here,
    mut visitor: Visitor,
    Path(typed): Path<String>,
    request: Request,
) -> Answer {
    let mine = let_in_to(&app, &here, &mut visitor, &typed).await?;
    let mut draft = begun(&app, &here, (&visitor, &mine)).await?;
    let (mut form, asked) = files::take((&app, &here), request, (&mut draft, &["told", ONCE])).await?;
    let name = draft_name(&mine.reference);
    visitor.keep(&app, &here, (&name, &draft)).await?;
    files::keep(&app, &here, &draft).await?;
    let named = files::named(&form);
    if asked == Asked::GoOn && form.errors().is_empty() {
        if named.is_empty() {
            form.require("told", "Tell us what you want to add, or add a file");
        }
        steps::optional_text(&mut form, "told", "What you tell us");
    }
    if !form.errors().is_empty() {
        let again = (StatusCode::UNPROCESSABLE_ENTITY, &form);
        return form_page(add_information, (&here, &visitor, &mine), again);
    }
    if asked != Asked::GoOn {
        return Ok(visitor.see_other(&format!("{}/add", mine.path())));
    }
    let heard_on = add_once((&app, &here, &mine), (&draft, &form)).await?;
    visitor.forget(&app, &here, &name).await?;
    let said = format!("We have added this to {heard_on}.");
    done(&app, &here, visitor, (&mine, &said)).await
}

/// Records what somebody adds, and answers on which case: where theirs goes on in another, whoever decides that one has to have it.
/// The words and the files each by themselves, so that a file is not taken for sent because
/// the words were, nor words because a file was.
async fn add_once(
    (app, here, mine): (&App, &Here, &Mine),
    (draft, form): (&Kept, &FormState),
) -> Result<Reference, PageError> {
    let (files, key) = (files::named(form), files::key_of(&draft.once));
    let files = app
        .casework
        .files_to_add(here.id(), &key, (&files, SeenBy::Everyone))
        .await?;
    limits::count_case(app, here).await?;
    let (actor, person) = (mine.actor(), mine.person());
    let (case, heard_on) = app
        .casework
        .heard_on(here.id(), (&mine.view.id, person.as_ref()))
        .await?;
    let at = (here.id(), &actor, &case);
    if let Some(told) = form.filled("told") {
        let said = contact(app, ContactPurpose::Information, told);
        act_once(app, at, (&[said], once_with_its_words(form))).await?;
    }
    if !files.is_empty() {
        let commands: Vec<_> = files.into_iter().map(Command::AddFile).collect();
        act_once(app, at, (&commands, once_with_its_files(form))).await?;
    }
    Ok(heard_on)
}

/// The same for its files: by name and size, for a file that is sent again has another identifier.
fn once_with_its_files(form: &FormState) -> Option<String> {
    let once = form.filled(ONCE)?;
    let files = kept(form).into_iter();
    let files: Vec<_> = files.map(|file| format!("{} {}", file.size, file.name)).collect();
    Some(format!("{once}\n{}", files.join("\n")))
}
