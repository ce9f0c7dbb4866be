//! What is not kept, what is held on, and everything of one customer: for whoever answers for personal data.

use std::fs::File;
use std::io::{self, Seek as _, Write as _};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::{get, post};
use redress_casework::failure::Failure;
use redress_casework::subject_access::{Bundle, Part};
use redress_domain::permission::Act;
use redress_domain::reference::Reference;
use redress_pages::Page as _;
use redress_pages::admin::BECAUSE;
use redress_pages::admin::retention::{
    self as pages, HOLD_BECAUSE, Holding, REFERENCE, RELEASE_BECAUSE, TO_HOLD, TO_RELEASE, WHOSE,
};
use redress_pages::form::FormState;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::App;
use crate::error::Answer;
use crate::form::Form;
use crate::here::Here;
use crate::session::{SignedIn, see_other};

/// The page of what is not kept.
const HERE: &str = "/admin/audit/retention";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(HERE, get(show))
        .route("/admin/audit/retention/hold", post(hold))
        .route("/admin/audit/retention/release", post(release))
        .route("/admin/audit/export", get(show_export).post(export))
}

async fn show(State(app): State<App>, here: Here, reader: SignedIn) -> Answer {
    page(&app, (&here, &reader), (StatusCode::OK, &FormState::new())).await
}

async fn page(
    app: &App,
    (here, reader): (&Here, &SignedIn),
    (status, form): (StatusCode, &FormState),
) -> Answer {
    let kept = app.casework.preview_retention(here.id(), &reader.actor).await?;
    let due: Vec<_> = kept
        .due
        .into_iter()
        .map(|due| pages::Due {
            reference: due.reference,
            kind: redress_pages::words::kind(due.kind).to_owned(),
            closed_on: due.closed_on,
            until: due.until,
        })
        .collect();
    let held: Vec<_> = kept
        .held
        .into_iter()
        .map(|held| pages::Held {
            reference: held.reference,
            since: held.since_on,
            reason: held.reason.unwrap_or_default(),
        })
        .collect();
    let shell = reader.shell(app, here).await?;
    let what = if reader.may(here, Act::HoldCase) {
        Holding::Holds(form)
    } else {
        Holding::Reads
    };
    let page = pages::preview(shell, (&due, kept.mails), (&held, what));
    Ok((status, Html(page.html())).into_response())
}

/// The reference in a field, or what is wrong with it.
fn reference(form: &mut FormState, field: &str) -> Option<Reference> {
    let typed = form.require(field, "Enter the reference of a case")?;
    let read = Reference::parse(&typed).ok();
    if read.is_none() {
        form.error(
            field,
            "Enter a reference in the correct format, like WS-7K3M-9QXA",
        );
    }
    read
}

async fn hold(State(app): State<App>, here: Here, reader: SignedIn, Form(mut form): Form) -> Answer {
    let which = reference(&mut form, TO_HOLD);
    let because = form.require(HOLD_BECAUSE, "Enter why it is kept");
    if let (Some(which), Some(because)) = (which, because) {
        let done = app
            .casework
            .hold_case(here.id(), &reader.actor, (&which, &because))
            .await;
        match done {
            Ok(()) => {
                reader.say(&format!("{which} is kept beyond its time."));
                return Ok(see_other(HERE));
            }
            Err(Failure::Taken) => form.error(TO_HOLD, "This case is kept already"),
            Err(Failure::NotFound) => form.error(
                TO_HOLD,
                "There is no case with this reference, or what was told of it is erased",
            ),
            Err(other) => return Err(other.into()),
        }
    }
    let again = (StatusCode::UNPROCESSABLE_ENTITY, &form);
    page(&app, (&here, &reader), again).await
}

async fn release(State(app): State<App>, here: Here, reader: SignedIn, Form(mut form): Form) -> Answer {
    let which = reference(&mut form, TO_RELEASE);
    let because = form.require(RELEASE_BECAUSE, "Enter why it is let go");
    if let (Some(which), Some(because)) = (which, because) {
        let done = app
            .casework
            .release_case(here.id(), &reader.actor, (&which, &because))
            .await;
        match done {
            Ok(()) => {
                reader.say(&format!("{which} is kept beyond its time no longer."));
                return Ok(see_other(HERE));
            }
            Err(Failure::NotFound) => {
                form.error(TO_RELEASE, "No case with this reference is kept beyond its time");
            }
            Err(other) => return Err(other.into()),
        }
    }
    let again = (StatusCode::UNPROCESSABLE_ENTITY, &form);
    page(&app, (&here, &reader), again).await
}

async fn show_export(State(app): State<App>, here: Here, reader: SignedIn) -> Answer {
    let shell = reader.shell(&app, &here).await?;
    Ok(Html(pages::export(shell, &FormState::new()).html()).into_response())
}

async fn export(State(app): State<App>, here: Here, reader: SignedIn, Form(mut form): Form) -> Answer {
    let which = reference(&mut form, REFERENCE);
    let because = form.require(BECAUSE, "Enter why it is put together");
    if let (Some(which), Some(because)) = (which, because) {
        let whose = form.filled(WHOSE).map(str::to_owned);
        match put_together(&app, (&here, &reader), (&which, whose.as_deref()), &because).await {
            Ok(Together::Zip(zip)) => {
                return crate::download::archive(zip, &format!("everything-{which}.zip"));
            }
            Ok(Together::NoCustomer) => form.error(REFERENCE, "Nobody is named as the customer of this case"),
            Ok(Together::NotOnIt) => form.error(
                WHOSE,
                "Nobody on this case is called that, or more than one person is. Enter the name as it stands under People on the case",
            ),
            Err(Failure::NotFound) => form.error(
                REFERENCE,
                "There is no case with this reference, or nothing is kept of its customer any more",
            ),
            // The gate let them in: what stands against it is a complaint of that customer.
            Err(Failure::NotPermitted) => form.error(
                REFERENCE,
                "A complaint of theirs is about you. Somebody else has to put it together",
            ),
            Err(other) => return Err(other.into()),
        }
    }
    let shell = reader.shell(&app, &here).await?;
    let page = pages::export(shell, &form);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.html())).into_response())
}

/// What came of putting it together.
enum Together {
    /// The ZIP, in a file without a name.
    Zip(File),
    /// The case has no customer.
    NoCustomer,
    /// Nobody on it is called so, or several are.
    NotOnIt,
}

/// No more than one part of it is held at a time.
async fn put_together(
    app: &App,
    (here, reader): (&Here, &SignedIn),
    (which, whose): (&Reference, Option<&str>),
    because: &str,
) -> Result<Together, Failure> {
    let (council, actor) = (here.id(), &reader.actor);
    let person = if let Some(name) = whose {
        let Ok(person) = app
            .casework
            .person_to_export(council, actor, (which, name))
            .await?
        else {
            return Ok(Together::NotOnIt);
        };
        person
    } else {
        let Some(person) = app.casework.customer_to_export(council, actor, which).await? else {
            return Ok(Together::NoCustomer);
        };
        person
    };
    let broken = |error: io::Error| Failure::Unreadable(format!("a ZIP could not be written: {error}"));
    let mut zip = ZipWriter::new(tempfile::tempfile().map_err(broken)?);
    let mut take = |part: Part| {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .large_file(true);
        zip.start_file(part.name, options).map_err(io::Error::other)?;
        zip.write_all(&part.content)
    };
    let why = (&person, because);
    app.casework
        .subject_access(council, actor, why, &mut Bundle::new(&mut take))
        .await?;
    let mut file = zip.finish().map_err(io::Error::other).map_err(broken)?;
    file.rewind().map_err(broken)?;
    Ok(Together::Zip(file))
}
