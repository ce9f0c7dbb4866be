//! Pages that say that there is another way, and still let the customer go on.

use super::{note, warning};
use crate::components::Button;
use crate::information::contact_list;
use crate::markup::{Content, Markup};
use crate::public::Ask;
use crate::question::Question;

fn explain(ask: Ask<'_>, title: &str, text: impl Into<Markup>) -> Question {
    Question::new(ask.shell, title, ask.form).intro(text)
}

fn paragraphs(text: &str) -> Content {
    Markup::paragraphs(text).into()
}

fn bullets(items: &[&str]) -> Content {
    Markup::bullets(items.iter().copied()).into()
}

fn go_on(question: Question) -> Question {
    question.button(Button::new("Go on with my complaint"))
}

/// Somebody reports again what they wait for.
pub fn waiting(ask: Ask<'_>) -> Question {
    explain(
        ask,
        "You can see what is happening",
        Markup::join([
            paragraphs(
                "If you have your reference, you can check progress now and add to what you told us. You do not need \
                 to report it again.",
            ),
            Markup::join([
                Content::from(Button::new("Check progress").href("/track")),
                Markup::link("/complaint", "Make a complaint about the wait").into(),
            ])
            .into(),
            paragraphs("If you do not have your reference, tell us about it again. We will put both together."),
        ]),
    )
    .button(Button::secondary("Tell us again"))
}

/// Somebody is in danger.
pub fn emergency(ask: Ask<'_>) -> Question {
    let contact = &ask.facts.contact;
    let call = match (&contact.emergency, &contact.phone) {
        (Some(number), _) => format!("Call us now on {number}."),
        (None, Some(phone)) => format!("Call us now on {phone}."),
        (None, None) => "Call us now.".to_owned(),
    };
    let text = Markup::join([
        warning("If somebody’s life is in danger, call 999 now."),
        note(call),
        Markup::paragraphs(
            "We do not watch these pages at every hour. Please call as well as sending this report. We mark it \
             urgent, so it is read first.",
        ),
    ]);
    explain(ask, "Get help now", text).button(Button::new("Go on with my report"))
}

/// A complaint about what nobody was told yet.
pub fn new_problem(ask: Ask<'_>) -> Question {
    explain(
        ask,
        "We can usually fix this faster as a report",
        Markup::paragraphs(
            "If you have not told us about it yet, report it first. The team that can fix it gets it at once. You \
             can still make a complaint, now or later.",
        ),
    )
    .button(Button::new("Report the problem").href("/report"))
    .button(Button::secondary("Make a complaint"))
}

/// A complaint about a councillor.
pub fn councillor(ask: Ask<'_>) -> Question {
    go_on(explain(
        ask,
        "Complaints about a councillor",
        Markup::paragraphs(
            "Councillors follow a code of conduct. The Monitoring Officer looks into complaints about how a \
             councillor behaved.\n\nYou can go on here. Say which councillor it is about, and we will pass it to \
             the Monitoring Officer.",
        ),
    ))
}

/// A decision that has an appeal.
pub fn appeals(ask: Ask<'_>) -> Question {
    go_on(explain(
        ask,
        "Some decisions have their own appeal",
        Markup::join([
            paragraphs(
                "An appeal can change the decision. A complaint usually cannot. Most appeals have a time limit, \
                 which is in your decision letter.",
            ),
            bullets(&[
                "a parking fine: the notice says how to challenge it",
                "benefits and Council Tax: ask for the decision to be looked at again, then appeal to a tribunal",
                "planning permission: appeal to the Planning Inspectorate",
                "a school place: appeal to an independent panel",
                "homelessness: ask for a review within 21 days",
            ]),
            paragraphs("You can still complain about how we dealt with you, or about a delay."),
        ]),
    ))
}

/// A complaint about personal data.
pub fn personal_data(ask: Ask<'_>) -> Question {
    go_on(explain(
        ask,
        "Complaints about your personal data",
        Markup::join([
            paragraphs(
                "Our Data Protection Officer looks into how we used your information. The time we have is set by \
                 law, and we will tell you what it is.",
            ),
            paragraphs(
                "You can also complain to the Information Commissioner. It is free. They usually ask you to tell \
                 us first.",
            ),
            Markup::link(
                "https://ico.org.uk/make-a-complaint/",
                "Complain to the Information Commissioner",
            )
            .into(),
        ]),
    ))
}

/// A complaint about somebody else.
pub fn other_organisation(ask: Ask<'_>) -> Question {
    go_on(explain(
        ask,
        "Complaints about another organisation",
        Markup::paragraphs(
            "If a company or partner works for us, complain to us. We will look into it.\n\nIf it is a housing \
             association, a health service or someone else, they can look into it themselves. If you tell us, we \
             can pass it on for you and tell you who has it.",
        ),
    ))
}

/// Somebody who works for the council.
pub fn work_for_us(ask: Ask<'_>) -> Question {
    let ways = contact_list(&ask.facts.contact);
    go_on(
        explain(
            ask,
            "If you work for the council",
            Markup::join([
                paragraphs(
                    "If it is about a service you received yourself, go on. Nobody who works with you will look \
                     into it.",
                ),
                paragraphs("If it is about your job, your pay or wrongdoing at work, there is another way."),
                Markup::link(
                    "/how-we-deal-with-complaints#inside",
                    "See the chart for people who work for or with the council",
                )
                .into(),
            ]),
        )
        .after(crate::components::Details::new("Talk to someone first", ways)),
    )
}
