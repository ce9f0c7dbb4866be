//! Making a complaint, from what it is about to how to answer.

use redress_domain::vocabulary::Kind;
use redress_pages::form::FormState;
use redress_pages::public::answers::{self, CONSENT, Line, ROUTES, SUPPORT, Shown, WHO, WISHES};
use redress_pages::public::{Facts, questions};

use crate::public::journey::{Journey, Step};
use crate::public::steps;
use crate::staff::typed;

/// `/complaint`; its first page stands with the home page.
pub(crate) static COMPLAINT: Journey = Journey {
    name: "complaint",
    path: "/complaint",
    title: "Make a complaint",
    before: "/complaint",
    kind: Kind::Complaint,
    check: (
        "Check your answers before you send your complaint",
        "Send your complaint",
    ),
    sent: "We have your complaint",
    steps: &[
        Step::new(
            "route",
            &["route"],
            questions::route,
            |form, _| steps::chosen(form, "route", ROUTES, "Select what your complaint is about"),
            &[Line::choice("What it is about", "route", ROUTES)],
        ),
        Step::explains("new-problem", questions::new_problem, |form, _| {
            is_about(form, "new-problem")
        }),
        Step::explains("councillor", questions::councillor, |form, _| {
            is_about(form, "councillor")
        }),
        Step::explains("appeals", questions::appeals, |form, _| is_about(form, "appeal")),
        Step::explains("personal-data", questions::personal_data, |form, _| {
            is_about(form, "personal-data")
        }),
        Step::explains("other-organisation", questions::other_organisation, |form, _| {
            is_about(form, "other-organisation")
        }),
        Step::explains("work", questions::work_for_us, |form, _| is_about(form, "work")),
        Step::new(
            "who",
            &["who"],
            questions::who,
            |form, _| steps::chosen(form, "who", WHO, "Select who the complaint is for"),
            &[Line::choice("Complaining for yourself", "who", WHO)],
        ),
        Step::new(
            "on-behalf",
            &["consent", "their_name", "relationship"],
            questions::on_behalf,
            check_on_behalf,
            &[
                Line::choice("You have their permission", "consent", CONSENT),
                Line::text("Their name", "their_name"),
                Line::text("Your relationship to them", "relationship"),
            ],
        )
        .when(|form, _| matches!(form.value("who"), "someone-else" | "councillor")),
        Step::new(
            "organisation",
            &["organisation"],
            questions::organisation,
            |form, _| {
                let field = ("organisation", "Name of the business or group");
                steps::line(form, field, "Enter the name of the business or group");
            },
            &[Line::text("Business or group", "organisation")],
        )
        .when(|form, _| form.value("who") == "organisation"),
        Step::new(
            "reference",
            &["reference"],
            questions::reference,
            check_reference,
            &[Line::text("Reference", "reference")],
        ),
        steps::WHICH_SERVICE,
        Step::new(
            "what-happened",
            &["what_happened"],
            questions::what_happened,
            |form, _| {
                steps::text(
                    form,
                    ("what_happened", "What went wrong"),
                    "Tell us what happened",
                );
            },
            &[Line::text("What happened", "what_happened")],
        ),
        Step::new(
            "points",
            &POINT_FIELDS,
            questions::points,
            steps::check_points,
            &[Line {
                name: "Things you want us to answer",
                field: "point-1",
                shown: Shown::Points,
            }],
        )
        .turning(steps::turn_points),
        Step::new(
            "when",
            &[
                "happened-day",
                "happened-month",
                "happened-year",
                "happened_otherwise",
            ],
            questions::happened,
            steps::check_happened,
            &[Line {
                name: "When it happened",
                field: "happened",
                shown: Shown::Date,
            }],
        ),
        Step::new(
            "why-now",
            &["why_now"],
            questions::why_now,
            |form, _| steps::optional_text(form, "why_now", "Why you are telling us now"),
            &[Line::text("Why you are telling us now", "why_now")],
        )
        .when(answers::is_long_ago),
        Step::new(
            "effect",
            &["effect"],
            questions::effect,
            |form, _| steps::optional_text(form, "effect", "How it has affected you"),
            &[Line::text("How it has affected you", "effect")],
        ),
        Step::new(
            "outcome",
            &["wishes", "wanted"],
            questions::outcome,
            check_outcome,
            &[
                Line::choice("What you would like", "wishes", WISHES),
                Line::text("In your own words", "wanted"),
            ],
        ),
        steps::EVIDENCE,
        steps::CONTACT,
        steps::EMAIL,
        steps::MOBILE,
        steps::PHONE,
        steps::ADDRESS,
        steps::NAME,
        steps::NAME_AND_POSTCODE,
        Step::new(
            "support",
            &["support"],
            questions::support,
            |form, _| {
                steps::chosen(
                    form,
                    "support",
                    SUPPORT,
                    "Select any help you need, or select “No”",
                );
            },
            &[Line::choice("Help you need", "support", SUPPORT)],
        ),
        Step::new(
            "support-details",
            &["support_words"],
            questions::support_details,
            |form, _| {
                let field = ("support_words", "The help you need");
                steps::text(form, field, "Tell us about the help you need");
            },
            &[Line::text("More about the help you need", "support_words")],
        )
        .when(|form, _| {
            ["language", "call-times", "spokes-person", "something-else"]
                .iter()
                .any(|need| form.has("support", need))
        }),
    ],
};

/// The points, and how many boxes for them there are.
const POINT_FIELDS: [&str; answers::MOST_POINTS + 1] = [
    "points", "point-1", "point-2", "point-3", "point-4", "point-5", "point-6", "point-7", "point-8",
    "point-9", "point-10",
];

fn is_about(form: &FormState, route: &str) -> bool {
    form.value("route") == route
}

fn check_on_behalf(form: &mut FormState, _: &Facts) {
    steps::chosen(form, "consent", CONSENT, "Select if you have permission");
    steps::line(form, ("their_name", "Their name"), "Enter their name");
    steps::optional_line(form, "relationship", "Your relationship to them");
}

/// Whether there is such a case is never said here: only whether it can be a reference at all.
fn check_reference(form: &mut FormState, facts: &Facts) {
    let typed = form.filled("reference");
    let wrong = typed.filter(|typed| typed::reference(typed).is_none());
    let example = || format!("Enter your reference, like {}", facts.example());
    if let Some(message) = wrong.map(|typed| typed::no_reference(typed, example())) {
        form.error("reference", message);
    }
}

fn check_outcome(form: &mut FormState, _: &Facts) {
    steps::offered(form, "wishes", WISHES);
    let nothing = form.values("wishes").is_empty() && form.filled("wanted").is_none();
    if nothing {
        form.error("wishes", "Tell us what you would like, or select “I’m not sure”");
    }
    steps::optional_text(form, "wanted", "What you would like");
}
