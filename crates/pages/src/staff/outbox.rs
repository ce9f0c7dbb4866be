//! The outbox: what is to reach customers, and what became of it.

use askama::Template;
use jiff::Timestamp;

use crate::components::{Cell, Pagination, ScrollTable, SubNavigation, Table};
use crate::format;
use crate::markup::{Content, Markup};
use crate::{Page, Sample, Shell};

/// A line of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxItem {
    /// What it is: "Acknowledgement".
    pub what: String,
    /// Where it can be read.
    pub href: String,
    /// The case.
    pub reference: String,
    /// By which way: "by email".
    pub how: String,
    /// Since when it may leave.
    pub at: Timestamp,
    /// How it stands.
    pub state: String,
}

/// The messages in one state, the newest first.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/outbox.html")]
pub struct Outbox {
    shell: Shell,
    tabs: SubNavigation,
    intro: String,
    items: Vec<OutboxItem>,
    next: Option<String>,
}

impl Outbox {
    /// The page, with one sentence on what happens to messages here.
    pub fn new(shell: Shell, tabs: SubNavigation, intro: &str, items: Vec<OutboxItem>) -> Self {
        Self {
            shell: shell.wide(),
            tabs,
            intro: intro.into(),
            items,
            next: None,
        }
    }

    /// Where the next page is.
    #[must_use]
    pub fn next(mut self, next: Option<String>) -> Self {
        self.next = next;
        self
    }

    fn table(&self) -> ScrollTable {
        let mut table = Table::new("Messages")
            .caption_classes("govuk-visually-hidden")
            .first_cell_is_header(true);
        for column in ["Message", "Case", "How", "When", "How it stands"] {
            table = table.column(column);
        }
        for item in &self.items {
            let cells: [Content; 5] = [
                Markup::link(&item.href, item.what.as_str()).into(),
                Markup::link(
                    &format!("/staff/cases/{}", item.reference),
                    format::reference(&item.reference),
                )
                .into(),
                item.how.as_str().into(),
                format::time_date_time(item.at).into(),
                item.state.as_str().into(),
            ];
            table = table.row(cells.map(Cell::new));
        }
        ScrollTable::new("messages", table)
    }

    fn pages(&self) -> Pagination {
        Pagination::previous_next(None, self.next.as_deref())
    }
}

impl Page for Outbox {
    fn title(&self) -> String {
        "Outbox".into()
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/outbox");
        let tabs = SubNavigation::new("Messages")
            .item("Not delivered", "/staff/outbox", true)
            .item("Waiting", "/staff/outbox?state=waiting", false);
        let item = OutboxItem {
            what: "Acknowledgement".into(),
            href: "/staff/cases/WS-4K7P-29QX/letters/1".into(),
            reference: "WS-4K7P-29QX".into(),
            how: "by email".into(),
            at: "2026-11-23T10:00:00Z".parse().unwrap_or_default(),
            state: "Given up after 1 try: permanent error (550): no such mailbox".into(),
        };
        let intro = "These did not reach the customer. Open one to try again.";
        let full =
            Self::new(shell(), tabs.clone(), intro, vec![item]).next(Some("/staff/outbox?before=1".into()));
        vec![
            Sample::of("outbox", &full),
            Sample::of("outbox, empty", &Self::new(shell(), tabs, intro, Vec::new())),
        ]
    }
}
