//! Thanking someone.

use redress_domain::vocabulary::Kind;
use redress_pages::public::answers::{Line, SHARING};
use redress_pages::public::questions;

use crate::public::journey::{Journey, Step};
use crate::public::steps;

/// `/compliment`.
pub(crate) static COMPLIMENT: Journey = Journey {
    name: "compliment",
    path: "/compliment",
    title: "Give a compliment",
    before: "/",
    kind: Kind::Compliment,
    check: ("Check what you wrote before you send it", "Send your thanks"),
    sent: "Thank you",
    steps: &[
        Step::new(
            "",
            &["what_happened", "thanked"],
            questions::compliment,
            |form, _| {
                steps::text(
                    form,
                    ("what_happened", "What went well"),
                    "Tell us what went well",
                );
                steps::optional_line(form, "thanked", "Who or which team");
            },
            &[
                Line::text("What went well", "what_happened"),
                Line::text("Who or which team", "thanked"),
            ],
        ),
        steps::WHICH_SERVICE,
        Step::new(
            "share",
            &["sharing"],
            questions::sharing,
            |form, _| steps::chosen(form, "sharing", SHARING, "Select if we may share it"),
            &[Line::choice("May we share it?", "sharing", SHARING)],
        ),
        steps::NAME_AND_POSTCODE.when(|form, _| form.value("sharing") == "with-name"),
    ],
};
