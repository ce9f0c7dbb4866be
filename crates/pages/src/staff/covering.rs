//! The cases of colleagues who are away, for whoever covers.

use askama::Template;
use jiff::civil::Date;

use crate::components::{Pagination, SubNavigation};
use crate::markup::Markup;
use crate::staff::cases::{CaseItem, Column, case_table};
use crate::staff::parts::{heading, paragraph};
use crate::{Page, Sample, Shell};

/// Somebody who is away, with their open cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    /// Their name.
    pub name: String,
    /// Until when, in words.
    pub until: String,
    /// Their open cases, the most urgent first.
    pub items: Vec<CaseItem>,
    /// Where the next page of them is.
    pub next: Option<String>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "plain_wide.html")]
pub struct Covering {
    shell: Shell,
    tabs: SubNavigation,
    people: Vec<Away>,
    today: Date,
}

impl Covering {
    /// The page on a day, beside the reader's other lists.
    pub fn new((shell, today): (Shell, Date), tabs: SubNavigation, people: Vec<Away>) -> Self {
        Self {
            shell: shell.wide(),
            tabs,
            people,
            today,
        }
    }

    fn body(&self) -> Markup {
        let mut parts = vec![Markup::from(self.tabs.clone())];
        if self.people.is_empty() {
            parts.push(paragraph("You are not covering for anybody today."));
        }
        for (number, away) in self.people.iter().enumerate() {
            parts.push(heading(&format!(
                "Covering for {} until {}",
                away.name, away.until
            )));
            if away.items.is_empty() {
                parts.push(paragraph("They have no open cases."));
                continue;
            }
            let id = format!("covering-{number}");
            let caption = format!("Open cases of {}", away.name);
            let columns = [Column::Customer, Column::Service, Column::Due, Column::Status];
            parts.push(case_table((&id, &caption), &columns, &away.items, self.today).into());
            if let Some(next) = &away.next {
                let mut pages = Pagination::previous_next(None, Some(next));
                pages.landmark_label = format!("More cases of {}", away.name);
                parts.push(pages.into());
            }
        }
        Markup::join(parts)
    }
}

impl Page for Covering {
    fn title(&self) -> String {
        "My cases".into()
    }

    fn samples() -> Vec<Sample> {
        let shell = || {
            let shell = Shell::staff_sample().at("/staff/my-cases/covering");
            (shell, Date::constant(2026, 11, 23))
        };
        let tabs = || SubNavigation::new("My cases").item("Covering", "/staff/my-cases/covering", true);
        let away = |name: &str, items| Away {
            name: name.into(),
            until: "5 December 2026".into(),
            items,
            next: None,
        };
        let people = vec![
            away("Dan Whitlock", vec![CaseItem::sample()]),
            away("Aisha Rahman", Vec::new()),
        ];
        vec![
            Sample::of("covering", &Self::new(shell(), tabs(), people)),
            Sample::of("covering, nobody", &Self::new(shell(), tabs(), Vec::new())),
        ]
    }
}
