//! What the answers come to (S23): each question, who is missing, and what people wrote of.

use redress_domain::survey::{Answer, QuestionKind};

use crate::chart::{Bar, Chart, Order, Scale};
use crate::components::{Button, Cell, Figure, InsetText, ScrollTable, Select, Table};
use crate::form::FormState;
use crate::format::thousands;
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::{heading, paragraph};

/// Where it is.
const HERE: &str = "/staff/surveys";

/// Who reads what a reader of the results does not.
pub(super) const MANAGERS_READ: &str = "What people wrote, and each low score, is read by the managers of the services alone: somebody \
                                        may have named themselves.";

/// One question and its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The question in words.
    pub text: String,
    /// What sort of answers it takes.
    pub kind: QuestionKind,
    /// How often each was given.
    pub answers: Vec<(Answer, u64)>,
}

/// A line of who is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Of whom.
    pub name: String,
    /// How many were asked.
    pub asked: u64,
    /// How many answered.
    pub answered: u64,
    /// How many were not asked.
    pub not_asked: u64,
}

/// What is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// "October to December 2026".
    pub period: String,
    /// How many were asked.
    pub asked: u64,
    /// How many answered.
    pub answered: u64,
    /// Each question.
    pub questions: Vec<Asked>,
    /// Whom we did not ask, and why.
    pub not_asked: Vec<(&'static str, u64)>,
    /// Who is missing, by how their case came.
    pub by_channel: Vec<Line>,
    /// Who is missing, by service.
    pub by_service: Vec<Line>,
    /// What people wrote of.
    pub themes: Vec<(String, u64)>,
    /// How many low scores wait for the reader: a page at most.
    pub waiting: usize,
    /// Whether the reader reads what people wrote, and each low score: not whoever opens no cases.
    pub reads_words: bool,
    /// Whether the reader may key in a form that came by post.
    pub keys_in: bool,
    /// Where all of it can be taken away as CSV, with a query that names what was chosen.
    pub csv: String,
}

/// What was chosen, and what can be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// What was chosen.
    pub form: FormState,
    /// The services, as value and name.
    pub services: Vec<(String, String)>,
    /// The periods, as value and words.
    pub periods: Vec<(String, String)>,
}

/// `/staff/surveys`.
pub fn results(shell: Shell, shown: Option<&Shown>, filter: &Filter) -> Question {
    let mut parts: Vec<Content> =
        vec![Markup::trusted("<h1 class=\"govuk-heading-l\">Survey results</h1>".to_owned()).into()];
    let Some(shown) = shown else {
        parts.push(
            paragraph(
                "We ask nobody. An administrator can put a survey into the policy: the group [survey] says whom to ask, when and what.",
            )
            .into(),
        );
        return whole(shell, parts);
    };
    parts.push(sentence(shown).into());
    if shown.waiting > 0 {
        let words = format!("Low scores that wait for you: {}", shown.waiting);
        parts.push(InsetText::new(Markup::link("/staff/surveys/waiting", words)).into());
    }
    parts.push(fields(filter).into());
    parts.push(heading("What people answered").into());
    parts.push(
        paragraph("How we handled it and what came of it are asked apart: somebody can be unhappy with a decision and content with how they were treated.")
            .into(),
    );
    for (number, asked) in shown.questions.iter().enumerate() {
        parts.push(answers(number, asked, &shown.period));
    }
    parts.push(heading("Who is missing").into());
    parts.push(
        paragraph("Answers speak for those who gave them. We know nobody’s age, so it is not shown who is missing by age.")
            .into(),
    );
    parts.push(missing("missing-channel", "By how it came", &shown.by_channel).into());
    parts.push(missing("missing-service", "By service", &shown.by_service).into());
    if !shown.not_asked.is_empty() {
        let lines = shown.not_asked.iter().map(|(why, n)| ((*why).to_owned(), *n));
        parts.push(counts("not-asked", ("Not asked, and why", "Why"), lines).into());
    }
    parts.push(heading("What people write of").into());
    if shown.themes.is_empty() {
        parts.push(paragraph("Nobody has said yet what the answers in words are about.").into());
    } else {
        parts.push(
            counts(
                "themes",
                ("What people write of", "About"),
                shown.themes.iter().cloned(),
            )
            .into(),
        );
    }
    let key_in = shown
        .keys_in
        .then(|| Markup::link("/staff/surveys/paper", "Key in a form that came by post"));
    let files = [
        ("", "Download the survey results (CSV)"),
        ("&format=ods", "Download the survey results (ODS spreadsheet)"),
    ];
    let files = files.map(|(more, words)| Markup::link(&format!("{}{more}", shown.csv), words));
    parts.push(Markup::bullets(files).into());
    let links = shown.reads_words.then(|| {
        [
            Markup::link("/staff/surveys/words", "What people wrote"),
            Markup::link("/staff/surveys/waiting", "Low scores that wait for somebody"),
        ]
    });
    if links.is_none() {
        parts.push(paragraph(MANAGERS_READ).into());
    }
    let links: Vec<Markup> = links.into_iter().flatten().chain(key_in).collect();
    if !links.is_empty() {
        parts.push(Markup::bullets(links).into());
    }
    whole(shell, parts)
}

fn whole(shell: Shell, parts: Vec<Content>) -> Question {
    Question::new(shell, "Survey results", &FormState::new())
        .intro(Markup::join(parts))
        .without_form()
        .without_buttons()
}

/// A share of some: under twenty as both numbers, for a per cent of a few says more than they do (ux 5.8).
fn share(part: u64, of: u64) -> String {
    match of {
        0 => "–".to_owned(),
        1..20 => format!("{part} of {of}"),
        _ => format!("{}%", (part * 100 + of / 2) / of),
    }
}

/// Who was asked in the period, and the answers that were given in it: two sentences, for they are not the same people.
fn sentence(shown: &Shown) -> Markup {
    let people = |n: u64| match n {
        0 => "nobody was".to_owned(),
        1 => "1 person was".to_owned(),
        n => format!("{} people were", thousands(n)),
    };
    let mut text = format!("{}: {} asked", shown.period, people(shown.asked));
    match (shown.asked, shown.answered) {
        (0, _) => text.push('.'),
        (1, 0) => text.push_str(", and has not answered."),
        (_, 0) => text.push_str(", and none of them has answered."),
        (asked, answered) => {
            let answered_so = match (asked, answered) {
                (1, _) => "has answered".to_owned(),
                (..20, _) => format!("{answered} of them answered"),
                _ => format!(
                    "{} of them answered ({})",
                    thousands(answered),
                    share(answered, asked)
                ),
            };
            text.push_str(&format!(", and {answered_so}."));
        }
    }
    let satisfied = |kind: QuestionKind, with: &str| {
        let asked = shown.questions.iter().find(|asked| asked.kind == kind)?;
        let of: u64 = asked.answers.iter().map(|(_, n)| n).sum();
        let good = asked.answers.iter().filter(|(answer, _)| answer.is_good());
        let good: u64 = good.map(|(_, n)| n).sum();
        (of > 0).then(|| format!("{} with {with}", share(good, of)))
    };
    let said: Vec<String> = [
        satisfied(QuestionKind::Handling, "how we handled it"),
        satisfied(QuestionKind::Outcome, "the result"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !said.is_empty() {
        let said = said.join(", and ");
        text.push_str(&format!(
            " Of the answers that came in that time, whenever people were asked, satisfied: {said}."
        ));
    }
    Markup::trusted(format!("<p class=\"govuk-body-l\">{}</p>", Markup::text(&text)))
}

fn fields(filter: &Filter) -> Markup {
    let service = Select::new("service", "Service").options(filter.services.clone());
    let period = Select::new("period", "Days").options(filter.periods.clone());
    Markup::join([
        Content::from(Markup::trusted(format!(
            "<form method=\"get\" action=\"{HERE}\" novalidate>"
        ))),
        service.of(&filter.form).into(),
        period.of(&filter.form).into(),
        Button::secondary("Show").into(),
        Markup::trusted("</form>".to_owned()).into(),
    ])
}

/// A question: a bar for each answer, and the table. The scale of the bars is that of the answers alone: none of them is good or bad.
fn answers(number: usize, asked: &Asked, period: &str) -> Content {
    let of: u64 = asked.answers.iter().map(|(_, n)| n).sum();
    let mut table = Table::new(&asked.text)
        .caption_classes("govuk-table__caption--s")
        .first_cell_is_header(true)
        .column("Answer")
        .number_column("How many")
        .column("Share");
    for (answer, n) in &asked.answers {
        let cells: [Cell; 3] = [
            Cell::new(answer.in_words()),
            Cell::number(*n),
            Cell::new(share(*n, of)),
        ];
        table = table.row(cells);
    }
    let id = format!("answers-{number}");
    // One number needs no chart (ux §5, 1).
    if of < 2 {
        return ScrollTable::new(&id, table).into();
    }
    let bars = asked.answers.iter().map(|(answer, n)| Bar {
        label: answer.in_words().to_owned(),
        value: i64::try_from(*n).ok(),
        words: if of < 20 {
            n.to_string()
        } else {
            format!("{} ({})", thousands(*n), share(*n, of))
        },
        short: n.to_string(),
    });
    let chart = Chart {
        id: id.clone(),
        title: format!("Bar chart: {}", asked.text),
        says: format!("{} answers. All values are in the table below.", thousands(of)),
        bars: bars.collect(),
        scale: Scale::Plain,
        order: Order::Any,
        key: None,
    };
    let (svg_wide, svg_narrow) = chart.drawn();
    Markup::from(Figure {
        id,
        title: asked.text.clone(),
        subtitle: format!("{period}: {} answers.", thousands(of)),
        svg_wide,
        svg_narrow,
        table,
        csv: None,
        ods: None,
        source: String::new(),
    })
    .into()
}

fn missing(id: &str, caption: &str, lines: &[Line]) -> ScrollTable {
    let mut table = Table::new(caption)
        .caption_classes("govuk-table__caption--s")
        .first_cell_is_header(true)
        .column("Cases")
        .number_column("Asked")
        .number_column("Answered")
        .column("Share")
        .number_column("Not asked");
    for line in lines {
        let cells: [Cell; 5] = [
            Cell::new(line.name.as_str()),
            Cell::number(line.asked),
            Cell::number(line.answered),
            Cell::new(share(line.answered, line.asked)),
            Cell::number(line.not_asked),
        ];
        table = table.row(cells);
    }
    ScrollTable::new(id, table)
}

fn counts(
    id: &str,
    (caption, column): (&str, &str),
    lines: impl Iterator<Item = (String, u64)>,
) -> ScrollTable {
    let mut table = Table::new(caption)
        .caption_classes("govuk-table__caption--s")
        .first_cell_is_header(true)
        .column(column)
        .number_column("How many");
    for (name, n) in lines {
        table = table.row([Cell::new(name.as_str()), Cell::number(n)]);
    }
    ScrollTable::new(id, table)
}

pub(crate) fn samples() -> Vec<Sample> {
    let shell = || Shell::staff_sample().at(HERE);
    let line = |name: &str, asked, answered| Line {
        name: name.into(),
        asked,
        answered,
        not_asked: 3,
    };
    let kind = QuestionKind::Handling;
    let shown = Shown {
        period: "October to December 2026".into(),
        asked: 40,
        answered: 12,
        questions: vec![Asked {
            text: "Overall, how satisfied are you with how we handled it?".into(),
            kind,
            answers: kind.answers().iter().map(|answer| (*answer, 2)).collect(),
        }],
        not_asked: vec![("Gave no name", 4)],
        by_channel: vec![line("Online", 30, 10), line("Phone", 10, 2)],
        by_service: vec![line("Bins and recycling", 40, 12)],
        themes: vec![("How long it took".into(), 5)],
        waiting: 2,
        reads_words: true,
        keys_in: true,
        csv: "/staff/surveys/results?period=quarter".into(),
    };
    let filter = Filter {
        form: FormState::new().with("period", "quarter"),
        services: vec![
            (String::new(), "All services".into()),
            ("waste".into(), "Bins and recycling".into()),
        ],
        periods: vec![("quarter".into(), "This quarter".into())],
    };
    let of_the_executive = Shown {
        waiting: 0,
        reads_words: false,
        keys_in: false,
        ..shown.clone()
    };
    vec![
        Sample::of("survey results", &results(shell(), Some(&shown), &filter)),
        Sample::of(
            "survey results, for whoever opens no cases",
            &results(shell(), Some(&of_the_executive), &filter),
        ),
        Sample::of(
            "survey results, no survey",
            &results(shell(), None, &Filter::default()),
        ),
    ]
}
