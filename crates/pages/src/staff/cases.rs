//! Lists of cases: the reader's own, and what waits for approval.

use askama::Template;
use jiff::civil::Date;
use redress_domain::case::Status;
use redress_domain::vocabulary::{ClockKind, Kind};

use crate::components::{Badge, Cell, Pagination, ScrollTable, SubNavigation, Table};
use crate::format;
use crate::markup::{Content, Markup};
use crate::words;
use crate::{Page, Sample, Shell};

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseItem {
    /// What people call it.
    pub reference: String,
    /// Its page.
    pub href: String,
    /// The first words of what it is about.
    pub summary: String,
    /// The customer's name; empty when nobody knows.
    pub customer: String,
    /// What it is.
    pub kind: Kind,
    /// The service's name; empty when nobody has said.
    pub service: String,
    /// When it was received.
    pub received_on: Date,
    /// The nearest promise.
    pub due: Option<(ClockKind, Date)>,
    /// Where it stands.
    pub status: Option<Status>,
    /// Whether somebody is in danger or without heat, water or a safe home.
    pub is_urgent: bool,
    /// The version that the list shows: what an act on it has seen.
    pub version: i64,
    /// That its reply will probably be late, and why; empty where nothing is said.
    pub late: String,
    /// When and how often it is counted in a figure whose cases are listed; empty in other lists.
    pub counted: String,
}

/// A column of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The customer's name.
    Customer,
    /// When it was received.
    Received,
    /// What it is.
    Kind,
    /// The service.
    Service,
    /// The nearest promise.
    Due,
    /// Where it stands.
    Status,
}

impl Column {
    const fn heading(self) -> &'static str {
        match self {
            Self::Customer => "From",
            Self::Received => "Received",
            Self::Kind => "What it is",
            Self::Service => "Service",
            Self::Due => "Due",
            Self::Status => "Status",
        }
    }
}

/// A list of cases under a caption, on a day.
pub fn case_table(
    (id, caption): (&str, &str),
    columns: &[Column],
    items: &[CaseItem],
    today: Date,
) -> ScrollTable {
    let mut table = Table::new(caption)
        .caption_classes("govuk-visually-hidden")
        .first_cell_is_header(true)
        .column("Case");
    for column in columns {
        table = table.column(column.heading());
    }
    for item in items {
        let cells = columns.iter().map(|column| item.cell(*column, today));
        table = table.row([Cell::new(item.title())].into_iter().chain(cells));
    }
    ScrollTable::new(id, table)
}

/// The same with a box to tick beside each case, to give several to somebody at once.
pub fn selectable_case_table(
    (id, caption): (&str, &str),
    columns: &[Column],
    items: &[CaseItem],
    today: Date,
) -> ScrollTable {
    let mut table = Table::new(caption)
        .caption_classes("govuk-visually-hidden")
        .selectable(id)
        .column("Case");
    for column in columns {
        table = table.column(column.heading());
    }
    for item in items {
        let value = format!("{}.{}", item.reference, item.version);
        let label = format!("Select case {}", item.reference);
        let tick = Cell::select("case", &value, &label, false);
        let cells = columns.iter().map(|column| item.cell(*column, today));
        table = table.row([tick, Cell::new(item.title())].into_iter().chain(cells));
    }
    ScrollTable::new(id, table)
}

impl CaseItem {
    fn title(&self) -> Markup {
        let link = Markup::link(&self.href, format::reference(&self.reference));
        let urgent = self.is_urgent.then(|| Badge::coloured("red", "Urgent").into());
        let summary = Markup::trusted(format!(
            "<span class=\"app-summary\">{}</span>",
            Markup::text(&self.summary)
        ));
        let beside = |said: &str| {
            let said = (!said.is_empty()).then(|| Markup::text(said));
            said.map(|said| Markup::trusted(format!("<span class=\"app-summary\">{said}</span>")))
        };
        let (late, counted) = (beside(&self.late), beside(&self.counted));
        let parts = [Some(link), urgent, Some(summary), late, counted];
        Markup::join(parts.into_iter().flatten())
    }

    fn cell(&self, column: Column, today: Date) -> Cell {
        let or = |text: &str, none: &str| Content::from(if text.is_empty() { none } else { text });
        Cell::new(match column {
            Column::Customer => or(&self.customer, "Not given"),
            Column::Received => format::time_short_date(self.received_on).into(),
            Column::Kind => words::kind_short(self.kind).into(),
            Column::Service => or(&self.service, "Not sure"),
            Column::Due => match self.due {
                Some((what, on)) => {
                    // The case's own page says why it is that day.
                    let why = Markup::link(&format!("{}#why", self.href), words::clock(what));
                    Markup::join([why, words::due(on, today).into()]).into()
                }
                None => "Nothing is due".into(),
            },
            Column::Status => self
                .status
                .map_or_else(|| "".into(), |status| words::status_tag(status).into()),
        })
    }

    /// A made-up line, for samples.
    pub fn sample() -> Self {
        Self {
            reference: "WS-4K7P-29QX".into(),
            href: "/staff/cases/WS-4K7P-29QX".into(),
            summary: "The bins in Mill Lane were missed again, for the third week.".into(),
            customer: "Asha Patel".into(),
            kind: Kind::Complaint,
            service: "Bins and recycling".into(),
            received_on: Date::constant(2026, 11, 18),
            due: Some((ClockKind::Acknowledge, Date::constant(2026, 11, 20))),
            status: Some(Status::BeingLookedAt),
            is_urgent: true,
            version: 3,
            late: String::new(),
            counted: String::new(),
        }
    }
}

/// A list of cases with a heading, perhaps one of several.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/cases.html")]
pub struct CaseList {
    shell: Shell,
    title: String,
    intro: String,
    also: Option<Markup>,
    tabs: Option<SubNavigation>,
    tab: Option<String>,
    columns: Vec<Column>,
    items: Vec<CaseItem>,
    empty: String,
    next: Option<String>,
    today: Date,
}

impl CaseList {
    /// A list under this heading, and what is said when nothing is in it.
    pub fn new(shell: Shell, title: &str, items: Vec<CaseItem>, empty: &str) -> Self {
        Self {
            shell: shell.wide(),
            title: title.into(),
            intro: String::new(),
            also: None,
            tabs: None,
            tab: None,
            columns: vec![Column::Customer, Column::Service, Column::Due, Column::Status],
            items,
            empty: empty.into(),
            next: None,
            today: Date::MIN,
        }
    }

    /// What waits beside the cases: links under a heading, before the list.
    #[must_use]
    pub fn also(mut self, heading: &str, links: &[(String, String)]) -> Self {
        if !links.is_empty() {
            let heading = Markup::trusted(format!(
                "<h2 class=\"govuk-heading-m\">{}</h2>",
                Markup::text(heading)
            ));
            let links = links
                .iter()
                .map(|(href, words)| Markup::link(href, words.as_str()));
            self.also = Some(Markup::join([heading, Markup::bullets(links)]));
        }
        self
    }

    /// The lists beside it, and which of them it is.
    #[must_use]
    pub fn tabs(mut self, tabs: SubNavigation, tab: &str) -> Self {
        self.tabs = Some(tabs);
        self.tab = Some(tab.into());
        self
    }

    /// One sentence above the list.
    #[must_use]
    pub fn intro(mut self, intro: &str) -> Self {
        self.intro = intro.into();
        self
    }

    /// Which columns it has.
    #[must_use]
    pub fn columns(mut self, columns: &[Column]) -> Self {
        self.columns = columns.to_vec();
        self
    }

    /// The day it is shown on, and where the next page is.
    #[must_use]
    pub fn on(mut self, today: Date, next: Option<String>) -> Self {
        self.today = today;
        self.next = next;
        self
    }

    fn table(&self) -> ScrollTable {
        case_table(("cases", &self.title), &self.columns, &self.items, self.today)
    }

    fn pages(&self) -> Pagination {
        Pagination::previous_next(None, self.next.as_deref())
    }
}

impl Page for CaseList {
    fn title(&self) -> String {
        match &self.tab {
            Some(tab) => format!("{} – {tab}", self.title),
            None => self.title.clone(),
        }
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/my-cases");
        let tabs = SubNavigation::new("My cases")
            .item("Open", "/staff/my-cases", true)
            .item("Closed in the last 30 days", "/staff/my-cases/closed", false)
            .item("Logged by me", "/staff/my-cases/logged", false);
        let today = Date::constant(2026, 11, 23);
        let empty = "You have no open cases.";
        vec![
            Sample::of(
                "my cases",
                &Self::new(shell(), "My cases", vec![CaseItem::sample()], empty)
                    .intro("The most urgent is first.")
                    .tabs(tabs.clone(), "Open")
                    .on(today, Some("/staff/my-cases?after=1".into())),
            ),
            Sample::of(
                "my cases, none",
                &Self::new(shell(), "My cases", Vec::new(), empty)
                    .tabs(tabs, "Open")
                    .on(today, None),
            ),
        ]
    }
}
