//! The list of common causes.

use jiff::civil::Date;
use redress_domain::cause::CauseStage;

use super::say;
use crate::components::{Button, Cell, Pagination, ScrollTable, Table, Tag};
use crate::form::FormState;
use crate::format;
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::paragraph;

/// Where it is.
const HERE: &str = "/staff/causes";

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is called.
    pub name: String,
    /// Where its page is.
    pub href: String,
    /// Where it happened.
    pub place: String,
    /// The service.
    pub service: String,
    /// From which day until which.
    pub period: (Date, Date),
    /// How far it is.
    pub stage: CauseStage,
    /// How many cases it has, how many were answered, and how many a person answers.
    pub cases: (i64, i64, i64),
}

/// `/staff/causes`, with where one is begun, for whoever may.
pub fn list(
    shell: Shell,
    lines: &[Line],
    (over, next): (bool, Option<&str>),
    begin: Option<&str>,
) -> Question {
    let heading = Markup::trusted("<h1 class=\"govuk-heading-l\">Cases with one cause</h1>".to_owned());
    let mut parts: Vec<Content> = vec![
        heading.into(),
        paragraph(
            "Many cases can be about one thing, such as a round that missed a street. Group them, write one reply, \
             and each customer gets their own letter.",
        )
        .into(),
    ];
    if let Some(href) = begin {
        parts.push(Button::new("Group cases").href(href).into());
    }
    let (other, words) = if over {
        (HERE.to_owned(), "Those that are open")
    } else {
        (format!("{HERE}?over=yes"), "Those that are finished")
    };
    if lines.is_empty() {
        let none = if over {
            "None is finished."
        } else {
            "No cases are grouped now."
        };
        parts.push(paragraph(none).into());
    } else {
        parts.push(table(lines).into());
    }
    parts.push(Pagination::previous_next(None, next).into());
    parts.push(Markup::bullets([Markup::link(&other, words)]).into());
    Question::new(shell, "Cases with one cause", &FormState::new())
        .intro(Markup::join(parts))
        .without_form()
        .without_buttons()
}

fn table(lines: &[Line]) -> ScrollTable {
    let mut table = Table::new("Cases with one cause")
        .caption_classes("govuk-visually-hidden")
        .first_cell_is_header(true);
    for column in ["What happened", "Where", "Service", "When", "Cases", "Reply"] {
        table = table.column(column);
    }
    for line in lines {
        let (colour, words) = say::stage(line.stage);
        let (cases, answered, kept_back) = line.cases;
        let mut count = format!("{cases}");
        if answered + kept_back > 0 {
            count = format!("{cases}: {answered} answered");
        }
        if kept_back > 0 {
            count = format!("{count}, {kept_back} need a person");
        }
        let place = if line.place.is_empty() { "–" } else { &line.place };
        let cells: [Content; 6] = [
            Markup::link(&line.href, line.name.as_str()).into(),
            place.into(),
            line.service.as_str().into(),
            period(line.period),
            count.as_str().into(),
            Tag::coloured(colour, words).into(),
        ];
        table = table.row(cells.map(Cell::new));
    }
    ScrollTable::new("causes", table)
}

/// "2 November 2026", or from one day to another.
pub(super) fn period((from, until): (Date, Date)) -> Content {
    if from == until {
        return format::time_short_date(from).into();
    }
    Markup::join([
        Content::from(format::time_short_date(from)),
        " to ".into(),
        format::time_short_date(until).into(),
    ])
    .into()
}

pub(crate) fn samples() -> Vec<Sample> {
    let day: Date = Date::constant(2026, 11, 23);
    let line = Line {
        name: "Missed round, Harbour Street".into(),
        href: "/staff/causes/1".into(),
        place: "Harbour Street".into(),
        service: "Bins and recycling".into(),
        period: (day, day),
        stage: CauseStage::Sent,
        cases: (12, 10, 2),
    };
    let days = Line {
        period: (day, Date::constant(2026, 11, 24)),
        place: String::new(),
        cases: (3, 0, 0),
        stage: CauseStage::Collecting,
        ..line.clone()
    };
    let shell = || Shell::staff_sample().at(HERE);
    vec![
        Sample::of(
            "cases with one cause",
            &list(
                shell(),
                &[line, days],
                (false, Some("/staff/causes?before=1")),
                Some("/staff/causes/new"),
            ),
        ),
        Sample::of(
            "cases with one cause, none",
            &list(shell(), &[], (true, None), None),
        ),
    ]
}
