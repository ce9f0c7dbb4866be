//! Actions that were promised and are still to be delivered.

use askama::Template;
use jiff::civil::Date;
use redress_domain::vocabulary::RemedyKind;

use crate::case::vocabulary as say;
use crate::components::{Button, Cell, Pagination, ScrollTable, Select, SubNavigation, Table};
use crate::form::FormState;
use crate::format;
use crate::markup::{Content, Markup};
use crate::staff::cases::CaseItem;
use crate::{Page, Sample, Shell};

/// A line: what was promised, and on which case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionItem {
    /// The case; its summary is what was promised.
    pub case: CaseItem,
    /// What sort of action.
    pub kind: RemedyKind,
    /// The name of who sees to it.
    pub owner: Option<String>,
    /// By when.
    pub due_on: Option<Date>,
}

/// Which of them are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those that the reader sees to, or all that they may see.
    pub is_own: bool,
    /// Whether they may see more than those.
    pub sees_all: bool,
    /// Only those whose day is over.
    pub overdue: bool,
    /// Only those of this service.
    pub service: Option<String>,
    /// The services that can be chosen: which, and its name.
    pub services: Vec<(String, String)>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/actions.html")]
pub struct Actions {
    shell: Shell,
    items: Vec<ActionItem>,
    filter: Filter,
    next: Option<String>,
    today: Date,
}

const TABS: [(&str, &str); 2] = [
    ("Yours to deliver", "/staff/actions"),
    ("All cases", "/staff/actions/all"),
];

impl Actions {
    /// These actions.
    pub fn new(shell: Shell, items: Vec<ActionItem>, filter: Filter) -> Self {
        Self {
            shell: shell.wide(),
            items,
            filter,
            next: None,
            today: Date::MIN,
        }
    }

    /// The day it is shown on, and where the next page is.
    #[must_use]
    pub fn on(mut self, today: Date, next: Option<String>) -> Self {
        self.today = today;
        self.next = next;
        self
    }

    fn tab(&self) -> (&'static str, &'static str) {
        let [own, all] = TABS;
        if self.filter.is_own { own } else { all }
    }

    fn tabs(&self) -> SubNavigation {
        let here = self.tab().1;
        let [own, all] = TABS;
        let seen = if self.filter.sees_all {
            vec![own, all]
        } else {
            vec![own]
        };
        seen.iter()
            .fold(SubNavigation::new("Promised actions"), |tabs, (text, href)| {
                tabs.item(*text, href, *href == here)
            })
    }

    fn address(&self) -> &'static str {
        self.tab().1
    }

    /// What of the list is shown: by service and by whether it is overdue.
    fn fields(&self) -> Markup {
        let form = FormState::new()
            .with("service", self.filter.service.clone().unwrap_or_default())
            .with("due", if self.filter.overdue { "overdue" } else { "" });
        let services = self.filter.services.iter();
        let services = Select::new("service", "Service")
            .option("", "All services")
            .options(services.map(|(id, name)| (id.as_str(), name.as_str())));
        let due = Select::new("due", "Due")
            .option("", "Any day")
            .option("overdue", "Overdue");
        let mut fields: Vec<Markup> = Vec::new();
        if !self.filter.services.is_empty() {
            fields.push(services.of(&form).into());
        }
        fields.push(due.of(&form).into());
        fields.push(Button::secondary("Show").into());
        Markup::join(fields)
    }

    fn table(&self) -> ScrollTable {
        let mut table = Table::new("Promised actions")
            .caption_classes("govuk-visually-hidden")
            .first_cell_is_header(true)
            .column("What was promised")
            .column("To")
            .column("Service")
            .column("Who sees to it")
            .column("Due");
        for item in &self.items {
            table = table.row(item.cells(self.today));
        }
        ScrollTable::new("actions", table)
    }

    fn pages(&self) -> Pagination {
        Pagination::previous_next(None, self.next.as_deref())
    }
}

impl ActionItem {
    fn cells(&self, today: Date) -> [Cell; 5] {
        let or = |text: &str, none: &str| Content::from(if text.is_empty() { none } else { text });
        let href = format!("{}/actions", self.case.href);
        let link = Markup::link(&href, format::reference(&self.case.reference));
        let promised = Markup::trusted(format!(
            "<span class=\"app-summary\">{}</span>",
            Markup::text(&format!("{}: {}", say::remedy(self.kind), self.case.summary))
        ));
        let due: Content = match self.due_on {
            Some(due) => Markup::join([
                Content::from(format::time_short_date(due)),
                format::due_tag(due, today, 3).into(),
            ])
            .into(),
            None => "No date yet".into(),
        };
        [
            Cell::new(Markup::join([link, promised])),
            Cell::new(or(&self.case.customer, "Not given")),
            Cell::new(or(&self.case.service, "Not sure")),
            Cell::new(or(self.owner.as_deref().unwrap_or_default(), "Nobody yet")),
            Cell::new(due),
        ]
    }
}

impl Page for Actions {
    fn title(&self) -> String {
        format!("Promised actions – {}", self.tab().0)
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/actions");
        let today = Date::constant(2026, 11, 23);
        let item = |due_on| ActionItem {
            case: CaseItem::sample(),
            kind: RemedyKind::Action,
            owner: Some("Jo Martin".into()),
            due_on,
        };
        let all = Filter {
            sees_all: true,
            overdue: true,
            services: vec![("waste".into(), "Bins and recycling".into())],
            ..Filter::default()
        };
        let own = Filter {
            is_own: true,
            sees_all: true,
            ..Filter::default()
        };
        let items = vec![item(Some(Date::constant(2026, 11, 20))), item(None)];
        vec![
            Sample::of(
                "promised actions",
                &Self::new(shell(), items, all).on(today, Some("/staff/actions/all?after=1".into())),
            ),
            Sample::of(
                "promised actions, none",
                &Self::new(shell(), Vec::new(), own).on(today, None),
            ),
        ]
    }
}
