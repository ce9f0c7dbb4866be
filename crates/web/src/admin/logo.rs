//! The council's logo.

use std::io::{Read as _, Seek as _};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_domain::png::{NotAPicture, cleaned};
use redress_pages::Page as _;
use redress_pages::admin::BECAUSE;
use redress_pages::admin::logo as pages;
use redress_pages::form::FormState;
use redress_pages::public::files::UPLOAD;

use crate::App;
use crate::error::Answer;
use crate::here::Here;
use crate::session::{SignedIn, see_other};
use crate::upload::{self, Chosen};

const HERE: &str = "/admin/brand/logo";

/// How many bytes a logo has at most.
const LARGEST: u64 = 100_000;

/// The routes of this file, which take a file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/admin/brand/logo", get(show).post(change))
}

async fn show(State(app): State<App>, here: Here, reader: SignedIn) -> Answer {
    respond(&app, &here, (&reader, &FormState::new()), StatusCode::OK).await
}

async fn respond(
    app: &App,
    here: &Here,
    (reader, form): (&SignedIn, &FormState),
    status: StatusCode,
) -> Answer {
    let has_one = app.casework.logo(here.id()).await?.map(|_| HERE);
    let page = pages::logo(reader.shell(app, here).await?, (form, has_one));
    Ok((status, Html(page.html())).into_response())
}

async fn change(State(app): State<App>, here: Here, reader: SignedIn, request: Request) -> Answer {
    let rules = here.policy()?.files.clone();
    let received = upload::receive(&app, request, &rules).await?;
    let mut form = received.form;
    let remove = form.value("do") == "remove";
    let field = if remove { pages::BECAUSE_REMOVED } else { BECAUSE };
    let because = form.require(field, "Enter why you are changing this");
    let png = if remove {
        None
    } else {
        match received.file.map(read) {
            None => {
                form.error(UPLOAD, "Select a PNG file");
                None
            }
            Some(Ok(png)) => Some(png),
            Some(Err(why)) => {
                form.error(UPLOAD, why);
                None
            }
        }
    };
    let Some(because) = because.filter(|_| form.errors().is_empty()) else {
        return respond(&app, &here, (&reader, &form), StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    app.casework
        .set_logo(here.id(), &reader.actor, (png, &because))
        .await?;
    reader.say(if remove {
        "The logo is taken away"
    } else {
        "The logo is set. Browsers show it within 5 minutes"
    });
    Ok(see_other(HERE))
}

/// The picture in a file, without anything else in it; or what is said beside the field.
fn read(chosen: Chosen) -> Result<Vec<u8>, &'static str> {
    let too_large = "The logo must be smaller than 100KB";
    let mut arrived = chosen.content.map_err(|_not_taken| too_large)?;
    if arrived.size > LARGEST {
        return Err(too_large);
    }
    let mut bytes = Vec::new();
    arrived
        .content
        .rewind()
        .and_then(|()| arrived.content.read_to_end(&mut bytes))
        .map_err(|_broken| "The file did not arrive whole. Choose it again")?;
    cleaned(&bytes).map_err(|why| match why {
        NotAPicture::NotPng => "The logo must be a PNG file",
        NotAPicture::TooLarge => "The logo must be at most 1,000 points wide and high",
    })
}
