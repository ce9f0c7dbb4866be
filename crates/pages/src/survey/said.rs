//! What people wrote, low scores that wait, one answer, and a form that came by post (S23).

use redress_domain::survey::{Answer, Question as Asked, Theme};

use super::results::MANAGERS_READ;
use crate::components::{
    Button, Checkboxes, Choice, DatePicker, Input, InsetText, Pagination, Radios, Select, SummaryList, Tag,
    Textarea,
};
use crate::form::FormState;
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::paragraph;

/// One answer, without whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it is: `/staff/surveys/…`.
    pub href: String,
    /// "Bins and recycling".
    pub service: String,
    /// In which month it was given.
    pub on: String,
    /// What they wrote; nothing where they wrote nothing.
    pub said: Option<String>,
    /// How satisfied they are with how it was handled.
    pub handling: Option<Answer>,
    /// How satisfied they are with the result.
    pub outcome: Option<Answer>,
    /// What it is about.
    pub themes: Vec<String>,
    /// The case, where they said that a manager may contact them and the reader may open it.
    pub reference: Option<String>,
    /// Whether they said that nobody may contact them.
    pub not_to_be_contacted: bool,
    /// Whether a low score waits.
    pub waits: bool,
    /// Whether it waits for what they said first, and have changed since.
    pub was_changed: bool,
    /// How many lessons were drawn from it.
    pub lessons: i64,
}

/// Either list, for whoever reads the results and no cases: not that there is nothing in it, but who reads it.
pub fn for_the_managers(shell: Shell, title: &str) -> Question {
    let intro = Markup::join([
        Content::from(h1(title)),
        paragraph(MANAGERS_READ).into(),
        Markup::bullets([Markup::link(
            "/staff/surveys",
            "What people write of, how many, and how satisfied they are",
        )])
        .into(),
    ]);
    Question::new(shell, title, &FormState::new())
        .intro(intro)
        .without_form()
        .without_buttons()
}

/// What the list of words is called.
pub const WORDS: &str = "What people wrote";

/// What the list of low scores is called.
pub const WAITING: &str = "Low scores that wait for somebody";

/// `/staff/surveys/words`, a page at a time.
pub fn words(
    shell: Shell,
    lines: &[Line],
    (form, services): (&FormState, &[(String, String)]),
    next: Option<&str>,
) -> Question {
    let title = WORDS;
    let mut parts: Vec<Content> = vec![
        h1(title).into(),
        paragraph("Newest first. Whose words they are is not said, unless they told us that a manager may contact them. Do not try to find out.").into(),
    ];
    let service = Select::new("service", "Service").options(services.to_vec());
    parts.push(
        Markup::join([
            Content::from(Markup::trusted(
                "<form method=\"get\" action=\"/staff/surveys/words\" novalidate>".to_owned(),
            )),
            service.of(form).into(),
            Button::secondary("Show").into(),
            Markup::trusted("</form>".to_owned()).into(),
        ])
        .into(),
    );
    listed(
        shell,
        title,
        (parts, lines, "Nobody has written anything here yet."),
        next,
    )
}

/// `/staff/surveys/waiting`: what to do stands first.
pub fn waiting(shell: Shell, lines: &[Line], next: Option<&str>) -> Question {
    let title = WAITING;
    let parts: Vec<Content> = vec![
        h1(title).into(),
        paragraph("Somebody was dissatisfied and took the time to say so. For each:").into(),
        Markup::bullets([
            "Read what they wrote, and open the case if they said that you may contact them.",
            "Contact them within five working days if they said yes. Thank them first. Do not argue.",
            "If something is still wrong, put it right, or tell them how to ask for a review.",
            "If it can happen to others, draw a lesson.",
            "Write down what you did. Then it is off the list.",
        ])
        .into(),
        paragraph("It is about how the council did. It is not a mark for whoever had the case.").into(),
    ];
    listed(shell, title, (parts, lines, "No low score waits."), next)
}

fn listed(
    shell: Shell,
    title: &str,
    (mut parts, lines, none): (Vec<Content>, &[Line], &str),
    next: Option<&str>,
) -> Question {
    if lines.is_empty() {
        parts.push(paragraph(none).into());
    }
    for line in lines {
        let heading = Markup::link(&line.href, format!("{}, {}", line.service, line.on));
        parts.push(Markup::trusted(format!("<h2 class=\"govuk-heading-m\">{heading}</h2>")).into());
        parts.push(facts(line).into());
    }
    parts.push(Pagination::previous_next(None, next).into());
    Question::new(shell, title, &FormState::new())
        .intro(Markup::join(parts))
        .without_form()
        .without_buttons()
}

fn facts(line: &Line) -> Markup {
    let mut list = SummaryList::new();
    for (name, answer) in [("How we handled it", line.handling), ("The result", line.outcome)] {
        if let Some(answer) = answer {
            list = list.row(name, answer.in_words());
        }
    }
    if line.was_changed {
        let said =
            "They said first that they were dissatisfied, and have changed it since. It waits for that.";
        list = list.row("Changed", said);
    }
    if !line.themes.is_empty() {
        list = list.row("About", line.themes.join(", ").as_str());
    }
    if let Some(reference) = &line.reference {
        let link = Markup::link(&format!("/staff/cases/{reference}"), reference.as_str());
        list = list.row("You may contact them", link);
    } else if line.not_to_be_contacted {
        list = list.row("Contact", "They said that nobody may contact them");
    }
    if line.lessons > 0 {
        list = list.row("Lessons", "A lesson was drawn from it");
    }
    let said = line.said.as_ref().map(|said| InsetText::new(Markup::lines(said)));
    let waits = line.waits.then(|| Tag::coloured("yellow", "Waits for somebody"));
    let parts: Vec<Content> = waits
        .into_iter()
        .map(Content::from)
        .chain(said.map(Content::from))
        .chain([list.into()])
        .collect();
    Markup::join(parts)
}

/// Which form of the page of one answer a button sends.
pub const TURN: &str = "turn";

/// `/staff/surveys/{id}`: one answer, what it is about, and what was done.
pub fn one(shell: Shell, line: &Line, themes: &[Theme], form: &FormState) -> Question {
    let title = "An answer to the survey";
    let mut parts: Vec<Content> = vec![
        Markup::trusted(format!(
            "<span class=\"govuk-caption-l\">{}, {}</span>{}",
            Markup::text(&line.service),
            Markup::text(&line.on),
            h1(title)
        ))
        .into(),
        facts(line).into(),
    ];
    let lesson = format!(
        "/staff/lessons/new?survey={}",
        line.href.rsplit('/').next().unwrap_or_default()
    );
    parts.push(paragraph(Markup::link(&lesson, "Draw a lesson from it")).into());
    let mut page = Question::new(shell, title, form).intro(Markup::join(parts));
    let sorts = line.said.is_some() && !themes.is_empty();
    if sorts {
        let mut boxes = Checkboxes::new("themes", "What it is about").medium();
        for theme in themes {
            boxes = boxes.item(Choice::new(theme.id.as_str(), theme.name.as_str()));
        }
        page = page.field(boxes.of(form)).field(
            Button::secondary("Save what it is about")
                .name(TURN)
                .value("themes"),
        );
    }
    if line.waits {
        page = page
            .field(
                Textarea::new("what", "What you did about it")
                    .hint("It comes off the list of low scores")
                    .rows(4_u16)
                    .of(form),
            )
            .button(Button::new("Save what you did").name(TURN).value("follow-up"));
        return page;
    }
    if sorts {
        return page.button(Markup::link("/staff/surveys/words", "Back to what people wrote"));
    }
    page.without_form().without_buttons()
}

/// Whether somebody on a case may be asked, as whoever takes contacts down heard it from them.
pub fn may_ask((shell, back): (Shell, &str), name: &str, form: &FormState) -> Question {
    let title = format!("May we ask {name} how we did?");
    Question::new(shell, &title, form)
        .field(
            Radios::yes_no("may_ask", title.as_str())
                .as_heading()
                .hint("Ask them. What they say holds for every case of theirs, until they say otherwise.")
                .of(form),
        )
        .button(Button::new("Save"))
        .button(Markup::link(back, "Cancel"))
}

/// `/staff/surveys/paper`: a form that came by post, keyed in as it was filled in.
pub fn paper(shell: Shell, questions: &[Asked], form: &FormState) -> Question {
    let title = "Key in a form that came by post";
    let intro: Vec<Content> = vec![
        h1(title).into(),
        paragraph("Key in what was ticked, word for word what was written, and nothing else. Leave out what was left out.").into(),
    ];
    let mut page = Question::new(shell, title, form)
        .intro(Markup::join(intro))
        .field(
            Input::new("code", "The code of the form")
                .hint("Like K7P4-29QX-M3TV-8HRA-5WDE")
                .of(form),
        )
        .field(
            DatePicker::new("posted_on", "When was it posted? (optional)")
                .hint("The postmark says, or what they wrote on it. What was posted by the last day of the survey counts, though it comes later.")
                .of(form),
        );
    for asked in questions {
        let mut radios = Radios::new(&format!("answer-{}", asked.id), asked.text.as_str());
        for answer in asked.kind.answers() {
            radios = radios.choice(answer.as_str(), answer.in_words());
        }
        page = page.field(radios.of(form));
    }
    page.field(
        Textarea::new("words", "What could we do better?")
            .rows(4_u16)
            .of(form),
    )
    .field(Radios::yes_no("may_contact", "May a manager contact them about it?").of(form))
    .field(Checkboxes::single("stop", "yes", "They do not want to be asked again").of(form))
    .button(Button::new("Save the answers"))
}

fn h1(text: &str) -> Markup {
    Markup::trusted(format!(
        "<h1 class=\"govuk-heading-l\">{}</h1>",
        Markup::text(text)
    ))
}

pub(crate) fn samples() -> Vec<Sample> {
    use redress_domain::id::{QuestionId, ThemeId};
    use redress_domain::survey::QuestionKind;
    let shell = || Shell::staff_sample().at("/staff/surveys");
    let line = Line {
        href: "/staff/surveys/1".into(),
        service: "Bins and recycling".into(),
        on: "23 November 2026".into(),
        said: Some("I had to call three times before anybody wrote it down.".into()),
        handling: Some(Answer::VeryDissatisfied),
        outcome: Some(Answer::Satisfied),
        themes: vec!["Hearing nothing".into()],
        reference: Some("WS-4K7P-29QX".into()),
        not_to_be_contacted: false,
        waits: true,
        was_changed: true,
        lessons: 1,
    };
    let (Ok(theme), Ok(question)) = (ThemeId::parse("word"), QuestionId::parse("listened")) else {
        return Vec::new();
    };
    let themes = [Theme {
        id: theme,
        name: "Hearing nothing".into(),
    }];
    let questions = [Asked {
        id: question,
        kind: QuestionKind::YesPartlyNo,
        text: "Did you feel listened to?".into(),
        welsh: None,
    }];
    let empty = FormState::new();
    let services = [("waste".to_owned(), "Bins and recycling".to_owned())];
    let wrong = FormState::new().with_error("what", "Enter what you did about it");
    let quiet = Line {
        said: None,
        waits: false,
        was_changed: false,
        reference: None,
        not_to_be_contacted: true,
        lessons: 0,
        ..line.clone()
    };
    let lines = [line.clone()];
    vec![
        Sample::of(
            "survey words",
            &words(
                shell(),
                &lines,
                (&empty, &services),
                Some("/staff/surveys/words?before=1"),
            ),
        ),
        Sample::of(
            "survey words, none",
            &words(shell(), &[], (&empty, &services), None),
        ),
        Sample::of(
            "survey words, for whoever opens no cases",
            &for_the_managers(shell(), WORDS),
        ),
        Sample::of("survey, low scores", &waiting(shell(), &lines, None)),
        Sample::of("survey, one answer", &one(shell(), &line, &themes, &wrong)),
        Sample::of(
            "survey, one answer without words",
            &one(shell(), &quiet, &themes, &empty),
        ),
        Sample::of(
            "survey, may we ask",
            &may_ask((shell(), "/staff/cases"), "Asha Patel", &empty),
        ),
        Sample::of("survey, on paper", &paper(shell(), &questions, &empty)),
    ]
}
