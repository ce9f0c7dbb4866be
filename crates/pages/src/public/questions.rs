//! The questions of the public journeys: one thing a page, and pages that explain before going on.

use crate::components::{
    Button, Checkboxes, Choice, DateInput, Details, Input, InsetText, Radios, Textarea, WarningText,
};
use crate::form::FormState;
use crate::layout::{Page as _, Sample, Shell};
use crate::markup::{Content, Markup};
use crate::public::answers::{
    self, ALREADY, HAPPENED_OTHERWISE, NOTICED, POINTS, ROUTES, SHARING, WISHES, Words, YES_NO,
};
use crate::public::{Ask, Facts};
use crate::question::Question;

mod explaining;
mod personal;

pub use explaining::{
    appeals, councillor, emergency, new_problem, other_organisation, personal_data, waiting, work_for_us,
};
pub use personal::{
    address, contact, email, mobile, name, on_behalf, organisation, phone, support, support_details, who,
};

const NO_BANK_DETAILS: &str = "Do not include bank or card details";

fn choices(words: Words) -> impl Iterator<Item = Choice> {
    words.iter().map(|(value, words)| Choice::new(value, *words))
}

/// A page of radios under its heading.
fn radios(ask: Ask<'_>, title: &str, field: &str, words: Words) -> Question {
    let radios = Radios::new(field, title).as_heading().choices(choices(words));
    Question::new(ask.shell, title, ask.form).field(radios.of(ask.form))
}

/// A page with one text under its heading.
fn text(ask: Ask<'_>, title: &str, field: &str, hint: &str) -> Question {
    let mut area = Textarea::new(field, title).as_heading();
    if !hint.is_empty() {
        area = area.hint(hint);
    }
    Question::new(ask.shell, title, ask.form).field(area.of(ask.form))
}

fn services(ask: Ask<'_>, title: &str, other: (&str, &str)) -> Question {
    let known = ask.facts.services.iter().map(|service| {
        let choice = Choice::new(&service.id, &service.name);
        match &service.about {
            Some(about) => choice.hint(about),
            None => choice,
        }
    });
    let radios = Radios::new("service", title)
        .as_heading()
        .choices(known)
        .item(Choice::or())
        .choice(other.0, other.1);
    Question::new(ask.shell, title, ask.form).field(radios.of(ask.form))
}

/// What a problem is about.
pub fn report_service(ask: Ask<'_>) -> Question {
    services(
        ask,
        "What is the problem about?",
        ("not-sure", "Something else, or I’m not sure"),
    )
}

/// Whether the council was told before: never a stage, so that there is always a way to complain.
pub fn already(ask: Ask<'_>) -> Question {
    radios(
        ask,
        "Have you already told us about this problem?",
        "already",
        ALREADY,
    )
    .after(Details::new(
        "I want to make a complaint",
        Markup::link("/complaint", "Make a complaint instead"),
    ))
}

/// Where a problem is.
pub fn place(ask: Ask<'_>) -> Question {
    let title = "Where is the problem?";
    let form = ask.form;
    Question::new(ask.shell, title, form)
        .field(
            Input::new("place", "Address, street or place")
                .hint("For example, outside 12 Mill Lane, WS1 1AA")
                .of(form),
        )
        .field(Checkboxes::single("no_place", "yes", "It is not about a place").of(form))
}

/// What is wrong.
pub fn what_is_wrong(ask: Ask<'_>) -> Question {
    let title = "What is wrong?";
    let area = Textarea::new("what_happened", "Tell us what is wrong").hint(NO_BANK_DETAILS);
    Question::new(ask.shell, title, ask.form).field(area.of(ask.form))
}

/// When a problem was noticed.
pub fn noticed(ask: Ask<'_>) -> Question {
    radios(ask, "When did you notice it?", "noticed", NOTICED)
}

/// Whether somebody is in danger.
pub fn danger(ask: Ask<'_>) -> Question {
    let title = "Is anyone in danger or without heat, water or a safe home?";
    let field = Radios::yes_no("danger", title).as_heading();
    Question::new(ask.shell, title, ask.form).field(field.of(ask.form))
}

/// What the council should do about a problem.
pub fn wanted_for_report(ask: Ask<'_>) -> Question {
    text(ask, "What would you like us to do? (optional)", "wanted", "")
}

/// What a complaint is about.
pub fn route(ask: Ask<'_>) -> Question {
    radios(ask, "What is your complaint about?", "route", ROUTES)
}

/// A reference, if there is one.
pub fn reference(ask: Ask<'_>) -> Question {
    let title = "Do you have a reference number?";
    let hint = format!("It starts {} and is on our emails and letters", ask.facts.prefix);
    let field = Input::code("reference", "Reference (optional)").hint(hint);
    Question::new(ask.shell, title, ask.form)
        .intro(Markup::paragraphs(
            "If you have told us about this before, the reference helps us find it. Leave it empty if you do not \
             have one.",
        ))
        .field(field.of(ask.form))
}

/// Which service a complaint, comment or thanks is about.
pub fn service(ask: Ask<'_>) -> Question {
    services(ask, "Which service is it about?", ("not-sure", "I’m not sure"))
}

/// What happened.
pub fn what_happened(ask: Ask<'_>) -> Question {
    let area = Textarea::new("what_happened", "What went wrong").hint(NO_BANK_DETAILS);
    Question::new(ask.shell, "What happened?", ask.form)
        .intro(Markup::paragraphs(
            "You do not need to write it all. A few lines is enough. We will ask you if we need more.",
        ))
        .field(area.of(ask.form))
}

/// The things to be answered, each by itself.
pub fn points(ask: Ask<'_>) -> Question {
    let boxes = answers::boxes(ask.form);
    let mut page = Question::new(
        ask.shell,
        "Is there more than one thing you want us to answer?",
        ask.form,
    )
    .intro(Markup::paragraphs(
        "If so, list them here. This helps us to answer every one. If there is only one thing, leave this empty.",
    ))
    .hidden("points", &boxes.to_string());
    for (number, field) in (1..=boxes).zip(POINTS) {
        let area = Textarea::new(field, format!("Point {number} (optional)")).rows(3_u16);
        page = page.field(area.of(ask.form));
        if boxes > 1 {
            let remove = Button::secondary(format!("Remove point {number}"))
                .name("turn")
                .value(format!("remove-{number}"));
            page = page.field(remove);
        }
    }
    let page = page.button(Button::new("Continue"));
    if boxes < answers::MOST_POINTS {
        page.button(Button::secondary("Add another point").name("turn").value("add"))
    } else {
        page
    }
}

/// When it happened.
pub fn happened(ask: Ask<'_>) -> Question {
    let title = "When did it happen?";
    let date = DateInput::new("happened", "Date it happened or began").hint("For example, 27 3 2026");
    let otherwise = Radios::new("happened_otherwise", "If you cannot give a date (optional)")
        .choices(choices(HAPPENED_OTHERWISE));
    Question::new(ask.shell, title, ask.form)
        .field(date.of(ask.form))
        .field(otherwise.of(ask.form))
}

/// Why it comes now.
pub fn why_now(ask: Ask<'_>) -> Question {
    let limit = ask
        .facts
        .accept_within
        .map(|limit| limit.to_string())
        .unwrap_or_default();
    let area = Textarea::new("why_now", "Why you are telling us now (optional)");
    Question::new(ask.shell, "Why are you telling us now?", ask.form)
        .intro(Markup::paragraphs(&format!(
            "We can usually look into what happened in the last {limit}. We can look further back if there is a \
             good reason, such as illness or new information. You can still send your complaint.",
        )))
        .field(area.of(ask.form))
}

/// How it affected somebody.
pub fn effect(ask: Ask<'_>) -> Question {
    text(
        ask,
        "How has this affected you or someone else? (optional)",
        "effect",
        "For example, cost, health, time or stress",
    )
}

/// What would put it right (paper 004, 3.3c).
pub fn outcome(ask: Ask<'_>) -> Question {
    let title = "What would you like us to do to put this right?";
    let boxes = Checkboxes::new("wishes", "Choose all that you would like").choices(WISHES.iter().map(
        |(value, words)| {
            let choice = Choice::new(value, *words);
            if *value == "not-sure" {
                choice.exclusive()
            } else {
                choice
            }
        },
    ));
    let area = Textarea::new("wanted", "In your own words (optional)").rows(5_u16);
    Question::new(ask.shell, title, ask.form)
        .intro(Markup::paragraphs(
            "Everyone who deals with your complaint will see your answer.",
        ))
        .field(boxes.of(ask.form))
        .field(area.of(ask.form))
}

/// A comment or suggestion.
pub fn comment(ask: Ask<'_>) -> Question {
    let area = Textarea::new("what_happened", "Your comment").hint(NO_BANK_DETAILS);
    Question::new(ask.shell, "Make a comment or suggestion", ask.form)
        .intro(Markup::paragraphs(
            "Tell us what we do well, or what we could do better. Your comment goes to the people who run the service.",
        ))
        .field(area.of(ask.form))
}

/// Whether a reply is wanted.
pub fn reply_wanted(ask: Ask<'_>) -> Question {
    radios(ask, "Do you want a reply?", "reply_wanted", YES_NO)
}

/// Thanks.
pub fn compliment(ask: Ask<'_>) -> Question {
    let form = ask.form;
    Question::new(ask.shell, "Thank someone", form)
        .intro(Markup::paragraphs(
            "We pass your thanks to the person or team, and to their manager.",
        ))
        .field(Textarea::new("what_happened", "What went well").of(form))
        .field(Input::new("thanked", "Who or which team (optional)").of(form))
}

/// Whether thanks may be shared.
pub fn sharing(ask: Ask<'_>) -> Question {
    let title = "May we share your thanks?";
    let radios = Radios::new("sharing", title)
        .as_heading()
        .hint("We may show it to other staff and to the public")
        .choices(choices(SHARING));
    Question::new(ask.shell, title, ask.form).field(radios.of(ask.form))
}

/// Text that stands out in an explanation.
fn note(text: impl Into<Content>) -> Markup {
    InsetText::new(text).into()
}

fn warning(text: &str) -> Markup {
    WarningText::new(text).into()
}

/// A question: what makes its page.
type Page = fn(Ask<'_>) -> Question;

/// Every question, empty and with something wrong.
pub(crate) fn samples() -> Vec<Sample> {
    let questions: &[(&str, Page, &str)] = &[
        ("report service", report_service, "service"),
        ("report already", already, "already"),
        ("report waiting", waiting, ""),
        ("report place", place, "place"),
        ("report what", what_is_wrong, "what_happened"),
        ("report noticed", noticed, "noticed"),
        ("report danger", danger, "danger"),
        ("report emergency", emergency, ""),
        ("report wanted", wanted_for_report, "wanted"),
        ("complaint route", route, "route"),
        ("complaint new problem", new_problem, ""),
        ("complaint councillor", councillor, ""),
        ("complaint appeals", appeals, ""),
        ("complaint personal data", personal_data, ""),
        ("complaint other organisation", other_organisation, ""),
        ("complaint work", work_for_us, ""),
        ("complaint who", who, "who"),
        ("complaint on behalf", on_behalf, "consent"),
        ("complaint on behalf, name", on_behalf, "their_name"),
        ("complaint organisation", organisation, "organisation"),
        ("complaint reference", reference, "reference"),
        ("complaint service", service, "service"),
        ("complaint what happened", what_happened, "what_happened"),
        ("complaint points", points, "point-1"),
        ("complaint happened", happened, "happened_otherwise"),
        ("complaint why now", why_now, "why_now"),
        ("complaint effect", effect, "effect"),
        ("complaint outcome", outcome, "wishes"),
        ("contact", contact, "reply_by"),
        ("email", email, "email"),
        ("mobile", mobile, "phone"),
        ("phone", phone, "phone"),
        ("address", address, "address"),
        ("name", name, "name"),
        ("name, postcode", name, "postcode"),
        ("support", support, "support"),
        ("support details", support_details, "support_words"),
        ("comment", comment, "what_happened"),
        ("comment reply", reply_wanted, "reply_wanted"),
        ("compliment", compliment, "what_happened"),
        ("compliment, who", compliment, "thanked"),
        ("compliment sharing", sharing, "sharing"),
    ];
    let facts = Facts::sample();
    let page = |page: Page, form: &FormState| {
        let shell = Shell::sample().journey("Make a complaint").back("/complaint");
        page(Ask {
            shell,
            form,
            facts: &facts,
        })
        .html()
    };
    let mut samples = Vec::new();
    for (title, question, field) in questions.iter().copied() {
        samples.push(Sample {
            name: title.to_owned(),
            html: page(question, &FormState::new()),
        });
        if !field.is_empty() {
            let wrong = FormState::new().with_error(field, "Tell us what we need to know");
            samples.push(Sample {
                name: format!("{title} with an error"),
                html: page(question, &wrong),
            });
        }
    }
    let mut no_date = FormState::new();
    no_date
        .errors_mut()
        .add_date("happened", "Enter the date it happened");
    let three_points = FormState::new().with("points", "3");
    let anonymous = FormState::new().with("reply_by", "no-contact");
    let others: [(&str, Page, FormState); 3] = [
        ("complaint happened without a date", happened, no_date),
        ("complaint points, three", points, three_points),
        ("name of somebody anonymous", name, anonymous),
    ];
    samples.extend(others.into_iter().map(|(title, question, form)| Sample {
        name: title.to_owned(),
        html: page(question, &form),
    }));
    samples
}
