//! Making a comment or suggestion.

use redress_domain::vocabulary::Kind;
use redress_pages::form::FormState;
use redress_pages::public::answers::{Line, YES_NO};
use redress_pages::public::questions;

use crate::public::journey::{Journey, Step};
use crate::public::steps;

/// `/comment`.
pub(crate) static COMMENT: Journey = Journey {
    name: "comment",
    path: "/comment",
    title: "Make a comment or suggestion",
    before: "/",
    kind: Kind::Comment,
    check: ("Check your comment before you send it", "Send your comment"),
    sent: "We have your comment",
    steps: &[
        Step::new(
            "",
            &["what_happened"],
            questions::comment,
            |form, _| steps::text(form, ("what_happened", "Your comment"), "Enter your comment"),
            &[Line::text("Your comment", "what_happened")],
        ),
        steps::WHICH_SERVICE,
        Step::new(
            "reply",
            &["reply_wanted"],
            questions::reply_wanted,
            |form, _| steps::chosen(form, "reply_wanted", YES_NO, "Select yes if you want a reply"),
            &[Line::choice("Do you want a reply?", "reply_wanted", YES_NO)],
        ),
        steps::CONTACT.when(|form, _| wants_reply(form)),
        steps::EMAIL.when(|form, _| wants_reply(form) && form.value("reply_by") == "email"),
        steps::MOBILE.when(|form, _| wants_reply(form) && form.value("reply_by") == "text"),
        steps::PHONE.when(|form, _| wants_reply(form) && form.value("reply_by") == "phone"),
        steps::ADDRESS.when(|form, _| wants_reply(form) && form.value("reply_by") == "letter"),
        steps::NAME.when(|form, _| wants_reply(form) && form.value("reply_by") == "letter"),
        steps::NAME_AND_POSTCODE.when(|form, _| wants_reply(form) && form.value("reply_by") != "letter"),
    ],
};

fn wants_reply(form: &FormState) -> bool {
    form.value("reply_wanted") == "yes"
}
