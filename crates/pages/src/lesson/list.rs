//! The list of lessons (S19).

use jiff::civil::Date;
use redress_domain::lesson::{LessonStage, RootCause, Went};

use super::say;
use crate::components::{Button, Cell, Pagination, ScrollTable, Select, Table, Tag};
use crate::form::FormState;
use crate::format;
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::paragraph;

/// Where it is.
const HERE: &str = "/staff/lessons";

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What was learned.
    pub learned: String,
    /// Where it is.
    pub href: String,
    /// The services, between commas.
    pub services: String,
    /// Why it went so.
    pub cause: Option<RootCause>,
    /// Whether it went wrong or well.
    pub went: Went,
    /// How far it is.
    pub stage: LessonStage,
    /// Who has the action.
    pub owner: Option<String>,
    /// What is due, and by when.
    pub due: Option<(&'static str, Date)>,
}

/// What is shown of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// What was chosen.
    pub form: FormState,
    /// The services that can be chosen, as value and name.
    pub services: Vec<(String, String)>,
    /// The people who can be chosen, as value and name.
    pub owners: Vec<(String, String)>,
}

/// `/staff/lessons`, with where one is recorded, for whoever may.
pub fn list(
    shell: Shell,
    (lines, filter): (&[Line], &Filter),
    (today, next): (Date, Option<&str>),
    record: Option<&str>,
) -> Question {
    let heading = Markup::trusted("<h1 class=\"govuk-heading-l\">Lessons</h1>".to_owned());
    let mut parts: Vec<Content> = vec![heading.into()];
    if let Some(href) = record {
        parts.push(Button::new("Record a lesson").href(href).into());
    }
    parts.push(fields(filter).into());
    if lines.is_empty() {
        parts.push(paragraph("No lessons recorded. Add one when you close a case.").into());
    } else {
        parts.push(table(lines, today).into());
    }
    parts.push(Pagination::previous_next(None, next).into());
    parts.push(Markup::bullets([Markup::link("/you-said-we-did", "What the public is told")]).into());
    Question::new(shell, "Lessons", &FormState::new())
        .intro(Markup::join(parts))
        .without_form()
        .without_buttons()
}

fn fields(filter: &Filter) -> Markup {
    let mut stage = Select::new("stage", "Stage").option("", "Any stage");
    for one in LessonStage::ALL {
        stage = stage.option(one.as_str(), say::stage(*one).1);
    }
    let pairs = |list: &[(String, String)]| list.to_vec();
    let service = Select::new("service", "Service")
        .option("", "All services")
        .options(pairs(&filter.services));
    let owner = Select::new("owner", "Who has the action")
        .option("", "Anybody")
        .options(pairs(&filter.owners));
    let due = Select::new("due", "Due")
        .option("", "Any day")
        .option("overdue", "Overdue");
    let form = &filter.form;
    let fields: [Content; 5] = [
        stage.of(form).into(),
        service.of(form).into(),
        owner.of(form).into(),
        due.of(form).into(),
        Button::secondary("Show").into(),
    ];
    Markup::join([
        Content::from(Markup::trusted(format!(
            "<form method=\"get\" action=\"{HERE}\" novalidate>"
        ))),
        Markup::join(fields).into(),
        Markup::trusted("</form>".to_owned()).into(),
    ])
}

fn table(lines: &[Line], today: Date) -> ScrollTable {
    let mut table = Table::new("Lessons")
        .caption_classes("govuk-visually-hidden")
        .first_cell_is_header(true);
    for column in [
        "What we learned",
        "Services",
        "Cause",
        "Who has the action",
        "Due",
        "Stage",
    ] {
        table = table.column(column);
    }
    let or = |text: &str| Content::from(if text.is_empty() { "–" } else { text });
    for line in lines {
        let due: Content = match line.due {
            Some((what, on)) => Markup::join([
                Content::from(format!("{what}: ")),
                format::time_short_date(on).into(),
                Content::from(" "),
                format::due_tag(on, today, 3).into(),
            ])
            .into(),
            None => "–".into(),
        };
        let (colour, words) = say::stage(line.stage);
        let cause = match (line.cause, line.went) {
            (Some(cause), _) => say::cause(cause),
            (None, Went::Well) => "Went well; not analysed yet",
            (None, Went::Wrong) => "Not analysed yet",
        };
        let cells: [Content; 6] = [
            Markup::link(&line.href, line.learned.as_str()).into(),
            or(&line.services),
            cause.into(),
            or(line.owner.as_deref().unwrap_or_default()),
            due,
            Tag::coloured(colour, words).into(),
        ];
        table = table.row(cells.map(Cell::new));
    }
    ScrollTable::new("lessons", table)
}

pub(crate) fn samples() -> Vec<Sample> {
    let day: Date = Date::constant(2026, 11, 23);
    let line = Line {
        learned: "Rounds that a lorry cannot finish are not reported.".into(),
        href: "/staff/lessons/1".into(),
        services: "Bins and recycling".into(),
        cause: Some(RootCause::Handover),
        went: Went::Wrong,
        stage: LessonStage::Act,
        owner: Some("Dan Okafor".into()),
        due: Some(("The action", day)),
    };
    let filter = Filter {
        form: FormState::new().with("stage", "act"),
        services: vec![("waste".into(), "Bins and recycling".into())],
        owners: vec![("1".into(), "Dan Okafor".into())],
    };
    let shell = || Shell::staff_sample().at(HERE);
    vec![
        Sample::of(
            "lessons",
            &list(
                shell(),
                (&[line], &filter),
                (day, Some("/staff/lessons?before=1")),
                Some("/staff/lessons/new"),
            ),
        ),
        Sample::of(
            "lessons, none",
            &list(shell(), (&[], &Filter::default()), (day, None), None),
        ),
    ]
}
