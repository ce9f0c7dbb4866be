//! A case that goes to another council of the installation, or came from one.

use axum::Router;
use redress_domain::case::{Command, CouncilOrder, NewTransfer, SharingConsent};
use redress_domain::id::CouncilId;
use redress_domain::permission::Act;
use redress_pages::case::council as pages;

use super::acts::nothing;
use super::doing::{Doing, doing};
use crate::App;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    let at = |rest: &str| format!("/staff/cases/{{reference}}/{rest}");
    Router::new()
        .route(&at("other-council"), doing(&SEND))
        .route(&at("not-for-us"), doing(&NOT_FOR_US))
}

static SEND: Doing = Doing {
    act: Act::Assign,
    page: pages::send,
    first: nothing,
    read: |_, form, fresh| {
        let council = CouncilId::parse(form.value("council")).ok();
        if council.is_none() {
            form.error("council", "Select which council");
        }
        let consent = SharingConsent::parse(form.value("consent"));
        if consent.is_none() {
            form.error("consent", "Select whether the customer agrees");
        }
        let reason = form.require("reason", "Enter why it is theirs");
        let (Some(council), Some(consent), Some(reason)) = (council, consent, reason) else {
            return Ok(None);
        };
        Ok(Some(Command::Council(CouncilOrder::Send(NewTransfer {
            transfer: fresh.transfer(),
            council,
            consent,
            reason: fresh.words(&reason),
        }))))
    },
    fields: &["council", "consent", "reason"],
    done: "Sent. It stays ours until they say that it is theirs",
    to: "",
};

static NOT_FOR_US: Doing = Doing {
    act: Act::Triage,
    page: pages::not_for_us,
    first: nothing,
    read: |_, form, fresh| {
        let reason = form.require("reason", "Enter why it is not for us");
        Ok(reason.map(|reason| {
            Command::Council(CouncilOrder::NotForUs {
                reason: fresh.words(&reason),
            })
        }))
    },
    fields: &["reason"],
    done: "The council that sent it goes on with it",
    to: "",
};
