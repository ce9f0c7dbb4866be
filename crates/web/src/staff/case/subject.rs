//! Who a complaint is about, and one that came late.

use axum::Router;
use redress_domain::case::{Command, Subject, SubjectOrder};
use redress_domain::id::{PartnerId, UserId};
use redress_domain::permission::Act;
use redress_pages::case::subject as pages;
use redress_pages::form::FormState;
use redress_pages::staff::about::ABOUT;

use super::acts::nothing;
use super::doing::{Doing, doing};
use crate::App;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/cases/{reference}/subject", doing(&SAY))
        .route("/staff/cases/{reference}/take-late", doing(&TAKE_LATE))
}

static SAY: Doing = Doing {
    act: Act::Refuse,
    page: pages::say,
    first: |opened| {
        let case = &opened.view.case;
        let chosen = match &case.subject_partner {
            Some(partner) => format!("{}{partner}", pages::PARTNER),
            None => case.subject.to_string(),
        };
        let form = FormState::new().with("subject", chosen);
        let about = case.about.iter();
        Ok(about.fold(form, |form, user| form.with(ABOUT, user.as_str())))
    },
    read: |_, form, fresh| {
        let chosen = form.value("subject");
        let partner = chosen.strip_prefix(pages::PARTNER);
        let partner = partner.and_then(|id| PartnerId::parse(id).ok());
        let subject = match &partner {
            Some(_) => Some(Subject::Partner),
            None => Subject::parse(chosen).filter(|subject| *subject != Subject::Partner),
        };
        if subject.is_none() {
            form.error("subject", "Select who it is about");
        }
        // Whether they work for the council is asked of the list of users.
        let about = form.choices(ABOUT, |id| UserId::parse(id).ok());
        let reason = form.require("reason", "Enter how you know");
        Ok(subject.zip(reason).map(|(subject, reason)| {
            Command::Subject(SubjectOrder::Say {
                subject,
                partner,
                about: Some(about),
                reason: fresh.words(&reason),
            })
        }))
    },
    fields: &["subject", ABOUT, "reason"],
    done: "Saved who it is about",
    to: "",
};

static TAKE_LATE: Doing = Doing {
    act: Act::Refuse,
    page: pages::take_late,
    first: nothing,
    read: |_, form, fresh| {
        let reason = form.require("reason", "Enter why we look into it");
        Ok(reason.map(|reason| {
            Command::Subject(SubjectOrder::TakeLate {
                reason: fresh.words(&reason),
            })
        }))
    },
    fields: &["reason"],
    done: "Saved that we look into it although it came late",
    to: "",
};
