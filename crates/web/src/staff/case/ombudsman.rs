//! What an Ombudsman asks, decides and recommends about a case (S14).

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use redress_domain::case::{Command, EnquiryStep, NewEnquiry, Remedy, TakenBack};
use redress_domain::id::UserId;
use redress_domain::permission::Act;
use redress_domain::vocabulary::{Determination, Ombudsman, RemedyKind};
use redress_pages::Page as _;
use redress_pages::case::acts::Lists;
use redress_pages::case::ombudsman as pages;
use redress_pages::form::FormState;
use redress_pages::format::picker_date;

use super::acts::{First, nothing};
use super::doing::{Doing, doing, read_date, require_date, shown_as};
use super::opened::Opened;
use crate::App;
use crate::error::{Answer, PageError};

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    let of_case = [
        ("enquiry", &ENQUIRY),
        ("documents", &DOCUMENTS),
        ("draft", &DRAFT),
        ("decision", &DECISION),
        ("recommend", &RECOMMEND),
        ("points/{id}", &POINT),
        ("back", &BACK),
    ];
    let router = Router::new().route("/staff/cases/{reference}/ombudsman", get(show));
    of_case.into_iter().fold(router, |router, (rest, act)| {
        router.route(
            &format!("/staff/cases/{{reference}}/ombudsman/{rest}"),
            doing(act),
        )
    })
}

async fn show(State(app): State<App>, opened: Opened) -> Answer {
    let shell = opened.shell(&app).await?;
    let page = pages::page(shell, &opened.shown(), &FormState::new(), &Lists::default());
    Ok(shown_as(StatusCode::OK, page.html()))
}

/// The Ombudsman that the procedure names, and today.
#[expect(
    clippy::unnecessary_wraps,
    reason = "the forms that begin with something may fail"
)]
fn first(opened: &Opened) -> First {
    let of_procedure = opened.view.procedure().ok();
    let ombudsman = of_procedure.and_then(|procedure| procedure.ombudsman);
    Ok(FormState::new()
        .with("ombudsman", ombudsman.map_or("", Ombudsman::as_str))
        .with("step", EnquiryStep::Enquiry.as_str())
        .with("on", picker_date(opened.view.today)))
}

fn ombudsman(form: &mut FormState) -> Option<Ombudsman> {
    let ombudsman = Ombudsman::parse(form.value("ombudsman"));
    if ombudsman.is_none() {
        form.error("ombudsman", "Select which ombudsman");
    }
    ombudsman
}

/// A date that need not be there, but must be one if it is.
fn some_date(form: &mut FormState, field: &str) -> Result<Option<jiff::civil::Date>, ()> {
    let Some(typed) = form.filled(field).map(str::to_owned) else {
        return Ok(None);
    };
    read_date(&typed).map(Some).ok_or_else(|| {
        form.error(field, "Date must be a real date, like 17/5/2027");
    })
}

static ENQUIRY: Doing = Doing {
    act: Act::RecordOmbudsman,
    page: pages::enquiry,
    first,
    read: |_, form, fresh| {
        let ombudsman = ombudsman(form);
        let reference = form.require("their_reference", "Enter the ombudsman’s reference");
        let step = EnquiryStep::parse(form.value("step"));
        if step.is_none() {
            form.error("step", "Select how far they are");
        }
        let received_on = require_date(form, "on", "Enter or select a date");
        let documents_due_on = some_date(form, "due");
        let questions = form.filled("questions").map(|words| fresh.words(words));
        let (Some(ombudsman), Some(reference), Some(step), Some(received_on), Ok(documents_due_on)) =
            (ombudsman, reference, step, received_on, documents_due_on)
        else {
            return Ok(None);
        };
        Ok(Some(Command::RecordEnquiry(NewEnquiry {
            ombudsman,
            reference: fresh.words(&reference),
            received_on,
            questions,
            documents_due_on,
            step,
        })))
    },
    fields: &["ombudsman", "their_reference", "step", "on", "questions", "due"],
    done: "Enquiry recorded",
    to: "ombudsman",
};

static DOCUMENTS: Doing = Doing {
    act: Act::RecordOmbudsman,
    page: pages::documents,
    first: nothing,
    read: |_, form, fresh| {
        let words = form.require("words", "Enter what was sent");
        Ok(words.map(|words| Command::SendDocuments {
            words: fresh.words(&words),
        }))
    },
    fields: &["words"],
    done: "Recorded that the documents were sent",
    to: "ombudsman",
};

static DRAFT: Doing = Doing {
    act: Act::RecordOmbudsman,
    page: pages::draft,
    first: nothing,
    read: |_, form, fresh| {
        let words = form.require("words", "Enter what the draft decision says");
        let comments = some_date(form, "due");
        let (Some(words), Ok(comments_due_on)) = (words, comments) else {
            return Ok(None);
        };
        Ok(Some(Command::RecordDraftDecision {
            words: fresh.words(&words),
            comments_due_on,
        }))
    },
    fields: &["words", "due"],
    done: "Draft decision recorded",
    to: "ombudsman",
};

static DECISION: Doing = Doing {
    act: Act::RecordOmbudsman,
    page: pages::decision,
    first: |opened| Ok(FormState::new().with("on", picker_date(opened.view.today))),
    read: |_, form, fresh| {
        let words = form.require("words", "Enter what the decision says");
        let decided_on = require_date(form, "on", "Enter or select a date");
        Ok(words
            .zip(decided_on)
            .map(|(words, decided_on)| Command::RecordFinalDecision {
                words: fresh.words(&words),
                decided_on,
            }))
    },
    fields: &["words", "on"],
    done: "Final decision recorded",
    to: "ombudsman",
};

static RECOMMEND: Doing = Doing {
    act: Act::RecordOmbudsman,
    page: pages::recommend,
    first: nothing,
    read: |_, form, fresh| {
        let kind = RemedyKind::parse(form.value("kind"));
        if kind.is_none() {
            form.error("kind", "Select what kind of remedy it is");
        }
        let words = form.require("words", "Enter what the ombudsman recommends");
        let due_on = require_date(form, "due", "Enter or select a date");
        let owner = form.filled("owner").and_then(|id| UserId::parse(id).ok());
        let (Some(kind), Some(words), Some(due_on)) = (kind, words, due_on) else {
            return Ok(None);
        };
        Ok(Some(Command::RecordRecommendation(Remedy {
            id: fresh.remedy(),
            kind,
            words: fresh.words(&words),
            owner,
            due_on: Some(due_on),
        })))
    },
    fields: &["kind", "words", "owner", "due"],
    done: "Recommended remedy recorded",
    to: "ombudsman",
};

static POINT: Doing = Doing {
    act: Act::RecordFinding,
    page: pages::point,
    first: |opened| {
        let point = opened.point()?;
        let known = point.determination.map(|(_, determination, _)| determination);
        Ok(FormState::new().with("determination", known.map_or("", Determination::as_str)))
    },
    read: |opened, form, _| {
        let point = opened.point()?.id.clone();
        let enquiry = opened.view.case.enquiries.last().ok_or(PageError::NotFound)?;
        let determination = Determination::parse(form.value("determination"));
        let determination = determination.filter(|determination| determination.is_of(enquiry.ombudsman));
        if determination.is_none() {
            form.error("determination", "Select what was decided");
        }
        let decided_on = enquiry.decision.as_ref().map(|(_, on)| *on);
        Ok(determination.map(|determination| Command::RecordDetermination {
            point,
            ombudsman: enquiry.ombudsman,
            determination,
            decided_on,
            service: None,
        }))
    },
    fields: &["determination"],
    done: "Recorded what was decided on the point",
    to: "ombudsman",
};

static BACK: Doing = Doing {
    act: Act::RecordOmbudsman,
    page: pages::back,
    first,
    read: |_, form, fresh| {
        let ombudsman = ombudsman(form);
        let reference = form.require("their_reference", "Enter the ombudsman’s reference");
        let on = require_date(form, "on", "Enter or select a date");
        let words = form.require("words", "Enter what the ombudsman said");
        let (Some(ombudsman), Some(reference), Some(on), Some(words)) = (ombudsman, reference, on, words)
        else {
            return Ok(None);
        };
        Ok(Some(Command::TakeBack(TakenBack {
            ombudsman,
            reference: fresh.words(&reference),
            on,
            words: fresh.words(&words),
        })))
    },
    fields: &["ombudsman", "their_reference", "on", "words"],
    done: "Recorded that the ombudsman gave it back. Its dates count from that day",
    to: "",
};
