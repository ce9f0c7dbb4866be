//! Guidance (S24): the pages, that somebody read one, and who has read which.

use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_domain::guidance::{Guide, Standing};
use redress_domain::vocabulary::Role;
use redress_pages::guidance::{self as pages, Reader};
use redress_pages::{Page as _, Shell};

use crate::App;
use crate::error::{Answer, PageError};
use crate::here::Here;
use crate::path::Path;
use crate::session::{SignedIn, see_other};

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/guidance", get(list))
        .route("/staff/guidance/read", get(readers))
        .route("/staff/guidance/{guide}", get(page).post(read))
}

/// A member of the council reads on pages with their own navigation.
async fn shell(app: &App, here: &Here, signed_in: &SignedIn) -> Result<Shell, PageError> {
    if signed_in.actor.roles == [Role::Councillor] {
        return Ok(signed_in.with_outcome(here.councillor(&signed_in.user.name)));
    }
    signed_in.shell(app, here).await
}

fn manages(signed_in: &SignedIn) -> bool {
    let roles = &signed_in.actor.roles;
    roles.contains(&Role::ServiceManager) || roles.contains(&Role::ComplaintsManager)
}

async fn list(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    let known = app.casework.guidance(here.id(), &signed_in.actor).await?;
    let mut guides: Vec<(Guide, Standing)> = known
        .into_iter()
        .map(|page| (page.guide, page.standing))
        .collect();
    // What is theirs to read comes first.
    guides.sort_by_key(|(_, standing)| matches!(standing, Standing::ForOthers));
    let shell = shell(&app, &here, &signed_in).await?;
    let page = pages::list(shell, &guides, (here.today, manages(&signed_in)));
    Ok(Html(page.html()).into_response())
}

async fn page(State(app): State<App>, here: Here, signed_in: SignedIn, Path(guide): Path<String>) -> Answer {
    let guide = Guide::parse(&guide).ok_or(PageError::NotFound)?;
    let known = app.casework.guidance(here.id(), &signed_in.actor).await?;
    let standing = known.iter().find(|page| page.guide == guide);
    let standing = standing.map_or(Standing::ForOthers, |page| page.standing);
    let shell = shell(&app, &here, &signed_in).await?;
    Ok(Html(pages::page(shell, (guide, standing)).html()).into_response())
}

async fn read(State(app): State<App>, here: Here, signed_in: SignedIn, Path(guide): Path<String>) -> Answer {
    let guide = Guide::parse(&guide).ok_or(PageError::NotFound)?;
    app.casework
        .read_guide(here.id(), &signed_in.actor, guide)
        .await?;
    signed_in.say(&format!("You have read “{}”", pages::title(guide)));
    Ok(see_other(pages::HERE))
}

async fn readers(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    let found = app.casework.guidance_readers(here.id(), &signed_in.actor).await?;
    let found: Vec<Reader> = found
        .into_iter()
        .map(|reader| Reader {
            name: reader.name,
            pages: reader
                .pages
                .iter()
                .map(|page| (page.guide, page.standing))
                .collect(),
        })
        .collect();
    let shell = signed_in.shell(&app, &here).await?;
    Ok(Html(pages::readers(shell, &found, here.today).html()).into_response())
}
