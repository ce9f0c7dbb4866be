//! Money that puts something right: asked for, approved by somebody else, and paid.

use redress_domain::case::{PaymentState, PromisedRemedy};
use redress_domain::permission::Act;
use redress_domain::vocabulary::RemedyKind;

use super::Shown;
use super::act::{ActPage, quoted};
use super::acts::{Lists, promised_action, short};
use crate::components::{Button, Choice, DatePicker, Input, Radios, SummaryRow, Tag};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::Markup;

/// How the money of an action stands.
pub(super) fn rows(shown: &Shown<'_>, remedy: &PromisedRemedy) -> Vec<SummaryRow> {
    let Some(payment) = &remedy.payment else {
        return Vec::new();
    };
    let (colour, words) = match &payment.state {
        PaymentState::Asked => ("yellow", "Waiting for approval"),
        PaymentState::Approved { .. } => ("green", "Approved"),
        PaymentState::TurnedDown { .. } => ("red", "Not approved"),
        PaymentState::Paid { .. } => ("teal", "Paid"),
    };
    let mut rows = vec![
        SummaryRow::new("Amount", format::money(payment.pence)),
        SummaryRow::new("Reference of who is paid", shown.known.text(&payment.payee)),
        SummaryRow::new("Asked for by", shown.known.actor(&payment.asked_by)),
        SummaryRow::new("Payment", Tag::coloured(colour, words)),
    ];
    match &payment.state {
        PaymentState::Asked => {}
        PaymentState::Approved { by } => {
            rows.push(SummaryRow::new("Approved by", shown.known.actor(by)));
        }
        PaymentState::TurnedDown { by, reason } => {
            rows.push(SummaryRow::new("Not approved by", shown.known.actor(by)));
            rows.push(SummaryRow::new("Why", quoted(&shown.known.text(reason))));
        }
        PaymentState::Paid { approved_by, on } => {
            rows.push(SummaryRow::new("Approved by", shown.known.actor(approved_by)));
            rows.push(SummaryRow::new("Paid on", format::long_date(*on)));
        }
    }
    rows
}

/// What can be done about the money of an open action.
pub(super) fn links(shown: &Shown<'_>, number: usize, remedy: &PromisedRemedy) -> Vec<Markup> {
    if remedy.kind != RemedyKind::Financial || !remedy.is_open() {
        return Vec::new();
    }
    let link =
        |rest: &str, words: String| Markup::link(&shown.at(&format!("actions/{}/{rest}", remedy.id)), words);
    let state = remedy.payment.as_ref().map(|payment| &payment.state);
    let (act, rest, words) = match state {
        None | Some(PaymentState::TurnedDown { .. }) => (
            Act::PromiseRemedy,
            "payment",
            format!("Ask for the payment of action {number}"),
        ),
        Some(PaymentState::Asked) => (
            Act::ApprovePayment,
            "payment/decide",
            format!("Approve the payment of action {number}, or not"),
        ),
        Some(PaymentState::Approved { .. }) => (
            Act::PromiseRemedy,
            "payment/paid",
            format!("Record that action {number} was paid"),
        ),
        Some(PaymentState::Paid { .. }) => return Vec::new(),
    };
    shown.may(act).then(|| link(rest, words)).into_iter().collect()
}

/// "Ask for a payment".
pub fn ask(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Ask for a payment", form)
        .say("Somebody else approves it before it is paid.")
        .intro(promised_action(shown, lists))
        .field(
            Input::new("pounds", "How much, in pounds?")
                .hint("For example, 120 or 120.50")
                .of(form),
        )
        .field(
            Input::new("payee", "Reference of who is paid")
                .hint("The number by which the payments team knows them. Do not enter bank details")
                .of(form),
        )
        .button(Button::send("Ask for approval"))
}

/// "Approve a payment".
pub fn decide(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let which = lists.which.as_deref().unwrap_or_default();
    let mut remedies = shown.case.remedies.iter();
    let remedy = remedies.find(|remedy| remedy.id.as_str() == which);
    let payment = remedy.and_then(|remedy| remedy.payment.as_ref());
    let said = payment.map(|payment| {
        format!(
            "{} asked to pay {}.",
            shown.known.actor(&payment.asked_by),
            format::money(payment.pence)
        )
    });
    ActPage::new(shell, shown, "Approve a payment", form)
        .say(said.unwrap_or_default())
        .intro(promised_action(shown, lists))
        .field(
            Radios::new("decision", "Do you approve it?")
                .choices([
                    Choice::new("approve", "Yes, it can be paid"),
                    Choice::new("turn-down", "No"),
                ])
                .of(form),
        )
        .field(short("reason", "Why not? (if you do not approve it)").of(form))
        .button(Button::send("Save decision"))
}

/// "Record that it was paid".
pub fn paid(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Record that it was paid", form)
        .say("The action is delivered with this.")
        .intro(promised_action(shown, lists))
        .field(
            DatePicker::new("on", "When was it paid?")
                .max_date(format::picker_date(shown.today))
                .of(form),
        )
        .field(
            short("evidence", "How do you know that it was paid?")
                .hint("For example, the number of the payment run. Do not enter bank details")
                .of(form),
        )
        .button(Button::send("Record as paid"))
}
