//! Money that puts something right: asked for, approved by somebody else, and paid.

use axum::Router;
use redress_casework::outside::Fresh;
use redress_domain::case::{Command, NewPayment, RemedyOrder};
use redress_domain::permission::Act;
use redress_pages::case::payment as pages;
use redress_pages::form::FormState;
use redress_pages::format::picker_date;

use super::acts::{about_a_remedy, remedy};
use super::doing::{Doing, doing, require_date};
use super::opened::Opened;
use crate::App;
use crate::error::PageError;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    let of_action = [
        ("payment", &ASK),
        ("payment/decide", &DECIDE),
        ("payment/paid", &PAID),
    ];
    of_action.into_iter().fold(Router::new(), |router, (rest, act)| {
        let path = format!("/staff/cases/{{reference}}/actions/{{id}}/{rest}");
        router.route(&path, doing(act))
    })
}

/// An amount as people type it, "120", "£1,200.50", in pence.
fn pence(typed: &str) -> Option<u32> {
    let plain: String = typed
        .chars()
        .filter(|character| !matches!(character, '£' | ',' | ' '))
        .collect();
    let (pounds, pence) = plain.split_once('.').unwrap_or((&plain, "00"));
    let are_digits = |text: &str| !text.is_empty() && text.chars().all(|digit| digit.is_ascii_digit());
    if !are_digits(pounds) || !are_digits(pence) || pence.len() != 2 {
        return None;
    }
    let pounds: u32 = pounds.parse().ok()?;
    pounds.checked_mul(100)?.checked_add(pence.parse().ok()?)
}

static ASK: Doing = Doing {
    act: Act::PromiseRemedy,
    page: pages::ask,
    first: about_a_remedy,
    read: |opened, form, fresh| {
        let remedy = remedy(opened)?.id.clone();
        let amount = form.require("pounds", "Enter how much is paid");
        let pence = amount.as_deref().map(pence);
        if pence == Some(None) {
            form.error("pounds", "Amount must be in pounds, like 120 or 120.50");
        }
        let payee = form.require("payee", "Enter the reference of who is paid");
        let (Some(Some(pence)), Some(payee)) = (pence, payee) else {
            return Ok(None);
        };
        Ok(Some(Command::Remedy(RemedyOrder::AskPayment(NewPayment {
            remedy,
            pence,
            payee: fresh.words(&payee),
        }))))
    },
    fields: &["pounds", "payee"],
    done: "Payment asked for. Somebody else approves it",
    to: "actions",
};

fn decided(opened: &Opened, form: &mut FormState, fresh: &Fresh<'_>) -> Result<Option<Command>, PageError> {
    let remedy = remedy(opened)?.id.clone();
    let order = match form.value("decision") {
        "approve" => Some(RemedyOrder::ApprovePayment { remedy }),
        "turn-down" => {
            let reason = form.require("reason", "Enter why you do not approve it");
            reason.map(|reason| RemedyOrder::TurnDownPayment {
                remedy,
                reason: fresh.words(&reason),
            })
        }
        _ => {
            form.error("decision", "Select whether you approve it");
            None
        }
    };
    Ok(order.map(Command::Remedy))
}

static DECIDE: Doing = Doing {
    act: Act::ApprovePayment,
    page: pages::decide,
    first: about_a_remedy,
    read: decided,
    fields: &["decision", "reason"],
    done: "Decision saved",
    to: "actions",
};

static PAID: Doing = Doing {
    act: Act::PromiseRemedy,
    page: pages::paid,
    first: |opened| Ok(about_a_remedy(opened)?.with("on", picker_date(opened.view.today))),
    read: |opened, form, fresh| {
        let remedy = remedy(opened)?.id.clone();
        let on = require_date(form, "on", "Enter or select a date");
        let evidence = form.require("evidence", "Enter how you know that it was paid");
        let (Some(on), Some(evidence)) = (on, evidence) else {
            return Ok(None);
        };
        Ok(Some(Command::Remedy(RemedyOrder::RecordPayment {
            remedy,
            on,
            evidence: fresh.words(&evidence),
        })))
    },
    fields: &["on", "evidence"],
    done: "Recorded that it was paid",
    to: "actions",
};

#[cfg(test)]
mod tests {
    use super::pence;

    #[test]
    fn an_amount_is_read_as_people_type_it() {
        for (typed, read) in [
            ("120", Some(12_000)),
            ("£1,200.50", Some(120_050)),
            ("0.01", Some(1)),
            ("12.5", None),
            ("twelve", None),
            ("", None),
            ("-5", None),
            ("99999999999", None),
        ] {
            assert_eq!(pence(typed), read, "{typed}");
        }
    }
}
