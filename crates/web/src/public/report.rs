//! Reporting a problem: the first time that the council is asked, which is not a complaint yet.

use redress_domain::vocabulary::Kind;
use redress_pages::public::answers::{ALREADY, Line, NOTICED, YES_NO};
use redress_pages::public::questions;

use crate::public::journey::{Journey, Step};
use crate::public::steps;

/// `/report`.
pub(crate) static REPORT: Journey = Journey {
    name: "report",
    path: "/report",
    title: "Report a problem",
    before: "/",
    kind: Kind::ServiceRequest,
    check: ("Check your answers before you send them", "Send your report"),
    sent: "We have your report",
    steps: &[
        Step::new(
            "",
            &["service"],
            questions::report_service,
            |form, facts| steps::chosen_service(form, facts, "Select what the problem is about"),
            &[steps::SERVICE],
        ),
        Step::new(
            "already",
            &["already"],
            questions::already,
            |form, _| steps::chosen(form, "already", ALREADY, "Select if you have already told us"),
            &[Line::choice("Told us before", "already", ALREADY)],
        )
        .leaving(|form| (form.value("already") == "unhappy").then_some("/complaint/who")),
        Step::explains("waiting", questions::waiting, |form, _| {
            form.value("already") == "waiting"
        }),
        Step::new(
            "where",
            &["place", "no_place"],
            questions::place,
            |form, _| {
                if form.value("no_place") != "yes" {
                    steps::line(
                        form,
                        ("place", "Where the problem is"),
                        "Enter where the problem is",
                    );
                }
            },
            &[Line::text("Where", "place")],
        ),
        Step::new(
            "what",
            &["what_happened"],
            questions::what_is_wrong,
            |form, _| steps::text(form, ("what_happened", "What is wrong"), "Tell us what is wrong"),
            &[Line::text("What is wrong", "what_happened")],
        ),
        Step::new(
            "when",
            &["noticed"],
            questions::noticed,
            |form, _| steps::chosen(form, "noticed", NOTICED, "Select when you noticed it"),
            &[Line::choice("Noticed", "noticed", NOTICED)],
        ),
        Step::new(
            "danger",
            &["danger"],
            questions::danger,
            |form, _| steps::chosen(form, "danger", YES_NO, "Select yes if someone is in danger"),
            &[Line::choice("Anyone in danger", "danger", YES_NO)],
        ),
        Step::explains("emergency", questions::emergency, |form, _| {
            form.value("danger") == "yes"
        }),
        Step::new(
            "want",
            &["wanted"],
            questions::wanted_for_report,
            |form, _| steps::optional_text(form, "wanted", "What you would like"),
            &[Line::text("What you would like us to do", "wanted")],
        ),
        steps::PHOTO,
        steps::CONTACT,
        steps::EMAIL,
        steps::MOBILE,
        steps::PHONE,
        steps::ADDRESS,
        steps::NAME,
        steps::NAME_AND_POSTCODE,
    ],
};
