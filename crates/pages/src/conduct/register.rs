//! The register of contact arrangements (S17), and the contacts that wait to be read.

use jiff::civil::Date;
use redress_domain::conduct::Standing;

use super::say;
use crate::components::{Cell, Pagination, ScrollTable, SubNavigation, Table, Tag};
use crate::form::FormState;
use crate::format;
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::paragraph;

/// A line of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What the person is called.
    pub name: String,
    /// Where the file is.
    pub href: String,
    /// How far the arrangement reaches.
    pub scope: String,
    /// What is agreed.
    pub agreed: String,
    /// The post that decided it; nothing where nothing was decided.
    pub decided_by: String,
    /// When it is looked at again.
    pub review_on: Option<Date>,
    /// When it ends.
    pub ends_on: Option<Date>,
    /// How far it is.
    pub standing: (Standing, bool, bool),
    /// What is due, and by when.
    pub due: Option<(String, Date)>,
}

/// A contact that waits to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The reference of its case, or what stands in its place.
    pub what: String,
    /// Where it is read and sorted.
    pub href: String,
    /// When it came.
    pub came_on: Date,
    /// How.
    pub channel: String,
    /// Where the e-mail is read that it is, while it is on no case.
    pub mail: Option<String>,
    /// By when it is read.
    pub read_by: Date,
}

/// `/staff/arrangements`: one of its lists.
pub fn register(
    shell: Shell,
    (tabs, list): (SubNavigation, &str),
    lines: &[Line],
    (today, next): (Date, Option<&str>),
) -> Question {
    let mut parts: Vec<Content> = vec![
        heading(&format!("Contact arrangements: {list}")),
        Content::from(tabs),
        paragraph("That you opened this list is written down.").into(),
    ];
    if lines.is_empty() {
        parts.push(paragraph(format!("No contact arrangements are here: {list}.")).into());
    } else {
        parts.push(table(lines, today).into());
    }
    parts.push(Pagination::previous_next(None, next).into());
    parts.push(
        Markup::bullets([
            Markup::link("/staff/arrangements/contacts", "Contacts to read"),
            Markup::link("/staff/arrangements/kept", "How long files are kept"),
            Markup::link("/staff/arrangements/readings", "Who opened conduct files"),
            Markup::link("/contact-arrangements", "What the public is told"),
        ])
        .into(),
    );
    Question::new(shell, &format!("Contact arrangements: {list}"), &FormState::new())
        .intro(Markup::join(parts))
        .without_form()
        .without_buttons()
}

fn heading(text: &str) -> Content {
    let text = Markup::text(text);
    Markup::trusted(format!("<h1 class=\"govuk-heading-l\">{text}</h1>")).into()
}

fn or_dash(text: &str) -> Content {
    if text.is_empty() {
        "–".into()
    } else {
        text.into()
    }
}

fn table(lines: &[Line], today: Date) -> ScrollTable {
    let mut table = Table::new("Contact arrangements")
        .caption_classes("govuk-visually-hidden")
        .first_cell_is_header(true);
    for column in [
        "Name",
        "Scope",
        "What is agreed",
        "Decided by",
        "Review date",
        "Ends",
        "To do",
        "Status",
    ] {
        table = table.column(column);
    }
    let day =
        |on: Option<Date>| on.map_or_else(|| Content::from("–"), |on| format::time_short_date(on).into());
    for line in lines {
        let (standing, binds, closed) = line.standing;
        let (colour, words) = say::standing(standing, binds, closed);
        let due: Content = match &line.due {
            Some((what, on)) => Markup::join([
                Content::from(format!("{what}: ")),
                format::time_short_date(*on).into(),
                Content::from(" "),
                format::due_tag(*on, today, 3).into(),
            ])
            .into(),
            None => "–".into(),
        };
        let cells: [Content; 8] = [
            Markup::link(&line.href, line.name.as_str()).into(),
            or_dash(&line.scope),
            or_dash(&line.agreed),
            or_dash(&line.decided_by),
            day(line.review_on),
            day(line.ends_on),
            due,
            Tag::coloured(colour, words).into(),
        ];
        table = table.row(cells.map(Cell::new));
    }
    ScrollTable::new("arrangements", table)
}

/// `/staff/arrangements/contacts`: what came in from people under an arrangement.
pub fn contacts(shell: Shell, waiting: &[Waiting], (today, next): (Date, Option<&str>)) -> Question {
    let mut parts: Vec<Content> = vec![
        heading("Contacts to read"),
        paragraph("That you opened this list is written down.").into(),
        paragraph(
            "Each came from somebody with a contact arrangement. Read every one, and say what it is. A new \
             matter gets a case of its own, like anybody’s.",
        )
        .into(),
    ];
    if waiting.is_empty() {
        parts.push(paragraph("Every contact has been read.").into());
    } else {
        let mut table = Table::new("Contacts to read")
            .caption_classes("govuk-visually-hidden")
            .first_cell_is_header(true);
        for column in ["Case", "Came in", "How", "Read by"] {
            table = table.column(column);
        }
        for line in waiting {
            let by = Markup::join([
                Content::from(format::time_short_date(line.read_by)),
                Content::from(" "),
                format::due_tag(line.read_by, today, 1).into(),
            ]);
            let sort = Markup::link(&line.href, line.what.as_str());
            let what = line.mail.as_ref().map_or_else(
                || sort.clone(),
                |mail| {
                    Markup::join([
                        Content::from(sort.clone()),
                        Content::from(": "),
                        Markup::link(mail, "read the email").into(),
                    ])
                },
            );
            let cells: [Content; 4] = [
                what.into(),
                format::time_short_date(line.came_on).into(),
                line.channel.as_str().into(),
                by.into(),
            ];
            table = table.row(cells.map(Cell::new));
        }
        parts.push(ScrollTable::new("contacts", table).into());
    }
    parts.push(Pagination::previous_next(None, next).into());
    Question::new(shell, "Contacts to read", &FormState::new())
        .intro(Markup::join(parts))
        .without_form()
        .without_buttons()
}

pub(crate) fn samples() -> Vec<Sample> {
    let tabs = || {
        SubNavigation::new("Contact arrangements")
            .item("In force", "/staff/arrangements?list=in-force", true)
            .item("Ended", "/staff/arrangements?list=ended", false)
    };
    let day: Date = "2026-11-23".parse().unwrap_or_default();
    let line = Line {
        name: "Nadia Example".into(),
        href: "/staff/arrangements/1".into(),
        scope: "One service: Waste".into(),
        agreed: "One way to stay in touch".into(),
        decided_by: "Executive Team".into(),
        review_on: Some(day),
        ends_on: Some(day),
        standing: (Standing::Arranged, true, false),
        due: Some(("Review the arrangement".into(), day)),
    };
    let waiting = Waiting {
        what: "WS-4K7P-29QX".into(),
        href: "/staff/arrangements/1/contacts".into(),
        came_on: day,
        channel: "Email".into(),
        mail: Some("/staff/mail/1".into()),
        read_by: day,
    };
    let shell = || Shell::staff_sample().at("/staff/arrangements");
    vec![
        Sample::of(
            "register",
            &register(shell(), (tabs(), "in force"), &[line], (day, Some("?after=1"))),
        ),
        Sample::of(
            "register, none",
            &register(shell(), (tabs(), "in force"), &[], (day, None)),
        ),
        Sample::of("contacts to read", &contacts(shell(), &[waiting], (day, None))),
        Sample::of("contacts to read, none", &contacts(shell(), &[], (day, None))),
    ]
}
