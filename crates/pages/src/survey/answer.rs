//! What the customer sees (P11): a question a page, each with a way past it, and how to complain on every one.

use redress_domain::survey::{Question as Asked, QuestionKind};

use crate::components::{Button, Choice, Input, Panel, Radios, Textarea};
use crate::form::FormState;
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::{heading, paragraph, posted};

/// What is the same on each page.
#[derive(Debug, Clone)]
pub struct About {
    /// Where it is: `/survey/…`.
    pub path: String,
    /// The case, as the letter names it.
    pub reference: Option<String>,
    /// "your complaint".
    pub matter: &'static str,
    /// "28 December 2026".
    pub closes_on: String,
    /// Whether what they write is read as what else they send us is, with their name.
    pub is_read_as_theirs: bool,
}

/// Domain 5.9: where contact is arranged with whoever was asked, what they write is read as theirs. They are told so before they
/// write, and nothing of why: whoever finds the letter reads it, too.
const READ_AS_YOURS: &str = "Whoever reads what you send us also reads what you write in your own words, within one working day, and sees \
     that it is from you. Your other answers are read without your name.";

/// The title of them all.
pub fn title(about: &About) -> String {
    format!("How did we handle {}?", about.matter)
}

/// One question, with what was chosen in an e-mail already chosen: nothing is recorded before the button is pressed.
pub fn question(
    shell: Shell,
    (about, asked): (&About, &Asked),
    (number, of): (usize, usize),
    form: &FormState,
) -> Question {
    let title = title(about);
    let first = number == 1;
    let mut parts: Vec<Content> = vec![
        Markup::trusted(format!(
            "<span class=\"govuk-caption-l\">Question {number} of {of}</span><h1 class=\"govuk-heading-l\">{}</h1>",
            Markup::text(&title)
        ))
        .into(),
    ];
    if first {
        parts.push(what_for(about).into());
    }
    let mut radios = Radios::new("answer", asked.text.as_str()).medium();
    for answer in asked.kind.answers() {
        radios = radios.item(Choice::new(answer.as_str(), answer.in_words()));
    }
    if asked.kind == QuestionKind::Outcome {
        radios = radios.hint("What came of it, whatever you think of how we went about it");
    }
    Question::new(shell, &title, form)
        .intro(Markup::join(parts))
        .hidden("question", asked.id.as_str())
        .field(radios.of(form))
        .button(Button::new("Send this answer"))
        .button(Button::secondary("Skip this question").name("turn").value("skip"))
        .after(below(about))
}

/// What they would like to say in their own words: the last page.
pub fn words(shell: Shell, about: &About, form: &FormState) -> Question {
    let title = "What could we do better?";
    let contact = Radios::yes_no("may_contact", "May a manager contact you about your answers?")
        .medium()
        .hint("If you say yes, the manager sees which case your answers are about. If not, nobody is told.");
    let question = Question::new(shell, title, form).hidden("question", "words");
    let question = if about.is_read_as_theirs {
        question.field(paragraph(READ_AS_YOURS))
    } else {
        question
    };
    question
        .field(
            Textarea::new("words", "What could we do better? (optional)")
                .as_heading()
                .hint("Do not write names or addresses. Praise is welcome too: we pass it on")
                .rows(6_u16)
                .of(form),
        )
        .field(contact.of(form))
        .button(Button::new("Finish"))
        .after(below(about))
}

/// After the last answer.
pub fn thanks(shell: Shell, about: &About) -> Question {
    let parts: Vec<Content> = vec![
        Panel::new("Thank you", "We read every answer.").into(),
        paragraph("We publish what people tell us, and what we change because of it.").into(),
        Markup::bullets([
            Markup::link("/performance", "How we are doing"),
            Markup::link("/you-said-we-did", "You said, we did"),
        ])
        .into(),
        below_of_thanks(about).into(),
    ];
    whole(shell, "Thank you", parts)
}

/// After the last day.
pub fn closed(shell: Shell, about: &About) -> Question {
    let parts: Vec<Content> = vec![
        h1("This survey has closed").into(),
        paragraph(format!("You could answer until {}.", about.closes_on)).into(),
        paragraph(
            "You can still tell us what you think: leave a comment, or contact us. We use those in the same way.",
        )
        .into(),
        Markup::bullets([
            Markup::link("/comment", "Make a comment or suggestion"),
            Markup::link("/help", "Other ways to contact us"),
        ])
        .into(),
        how_to_complain(about).into(),
    ];
    whole(shell, "This survey has closed", parts)
}

/// After "Do not ask me again".
pub fn stopped(shell: Shell, about: &About) -> Question {
    let parts: Vec<Content> = vec![
        h1("We will not ask you again").into(),
        paragraph(
            "We ask you nothing more after this or any other case. If you change your mind, tell us when you contact us.",
        )
        .into(),
        how_to_complain(about).into(),
    ];
    whole(shell, "We will not ask you again", parts)
}

/// Where the code of a letter is typed.
pub fn type_code(shell: Shell, form: &FormState) -> Question {
    Question::new(shell, "Answer a survey that came by post", form)
        .field(
            Input::new("code", "Answer a survey that came by post")
                .as_heading()
                .hint("Enter the code of the form, like K7P4-29QX-M3TV-8HRA-5WDE")
                .of(form),
        )
        .button(Button::new("Continue"))
}

fn what_for(about: &About) -> Markup {
    Markup::join([
        Content::from(paragraph(format!(
            "It takes about three minutes. You can skip any question, and stop at any time: what you sent is kept. You can \
             answer until {}.",
            about.closes_on
        ))),
        paragraph(
            "We use the answers to get better. A few managers read each answer, without your name and with the month and not the day, unless \
             you say that we may contact you. Where few people answered, or from what you write, they may still be able to guess that it is \
             you. Everybody else is shown only what many people answered together. Whether you answer, and what you say, changes \
             nothing about your case.",
        )
        .into(),
        if about.is_read_as_theirs {
            paragraph(READ_AS_YOURS).into()
        } else {
            Markup::default().into()
        },
    ])
}

/// Complaint Handling Code 3.8: a survey about a service tells people how to complain.
fn how_to_complain(about: &About) -> Markup {
    let track = about.reference.as_ref().map(|reference| {
        Markup::link(
            &format!("/track/{reference}"),
            format!("Look at {reference}, ask a question, or ask for a review"),
        )
    });
    let complain = Markup::link("/complaint", "Make a complaint");
    let ways = Markup::link("/how-we-deal-with-complaints", "How we deal with complaints");
    Markup::join([
        Content::from(heading("If you are unhappy with us")),
        paragraph(
            "The survey is not a complaint, and nobody answers it. If you want us to put something right:",
        )
        .into(),
        Markup::bullets(track.into_iter().chain([complain, ways])).into(),
    ])
}

fn below(about: &About) -> Markup {
    let stop = posted(
        &format!("{}/stop", about.path),
        Markup::from(Button::secondary("Do not ask me again")),
    );
    Markup::join([
        Content::from(how_to_complain(about)),
        heading("If you do not want to be asked").into(),
        stop.into(),
    ])
}

fn below_of_thanks(about: &About) -> Markup {
    how_to_complain(about)
}

fn h1(text: &str) -> Markup {
    Markup::trusted(format!(
        "<h1 class=\"govuk-heading-l\">{}</h1>",
        Markup::text(text)
    ))
}

fn whole(shell: Shell, title: &str, parts: Vec<Content>) -> Question {
    Question::new(shell, title, &FormState::new())
        .intro(Markup::join(parts))
        .without_form()
        .without_buttons()
}

pub(crate) fn samples() -> Vec<Sample> {
    use redress_domain::id::QuestionId;
    let shell = || Shell::sample().journey("How did we do?");
    let about = About {
        path: "/survey/K7P4-29QX-M3TV-8HRA-5WDE".into(),
        reference: Some("WS-4K7P-29QX".into()),
        matter: "your complaint",
        closes_on: "28 December 2026".into(),
        is_read_as_theirs: true,
    };
    let Ok(id) = QuestionId::parse("handling") else {
        return Vec::new();
    };
    let asked = Asked {
        id,
        kind: QuestionKind::Handling,
        text: "Overall, how satisfied are you with how we handled it?".into(),
        welsh: None,
    };
    let empty = FormState::new();
    let chosen = FormState::new().with("answer", "satisfied");
    let wrong = FormState::new().with_error("answer", "Select an answer, or skip the question");
    vec![
        Sample::of("survey", &question(shell(), (&about, &asked), (1, 7), &chosen)),
        Sample::of(
            "survey, nothing chosen",
            &question(shell(), (&about, &asked), (2, 7), &wrong),
        ),
        Sample::of("survey, words", &words(shell(), &about, &empty)),
        Sample::of("survey, thanks", &thanks(shell(), &about)),
        Sample::of("survey, closed", &closed(shell(), &about)),
        Sample::of("survey, stopped", &stopped(shell(), &about)),
        Sample::of("survey, code", &type_code(shell(), &empty)),
    ]
}
