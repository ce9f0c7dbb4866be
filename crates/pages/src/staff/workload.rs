//! How much work each team and officer has.

use askama::Template;
use jiff::civil::Date;

use crate::components::{Cell, ScrollTable, Table};
use crate::format;
use crate::markup::Markup;
use crate::staff::cases::{CaseItem, Column, case_table};
use crate::staff::parts::paragraph;
use crate::{Page, Sample, Shell};

/// One line: whose work, and how much, each number with its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Whose.
    pub name: String,
    /// "away until 5 December 2026", if they are.
    pub note: String,
    /// Open, due soon, overdue: how many, and the list.
    pub numbers: [(u64, String); 3],
    /// When the oldest was received.
    pub oldest_on: Option<Date>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "plain_wide.html")]
pub struct Workload {
    shell: Shell,
    teams: Vec<Line>,
    officers: Vec<Line>,
    late: Vec<CaseItem>,
    most: u64,
    today: Date,
}

impl Workload {
    /// The page: teams, officers, and the number from which a count is "or more".
    pub fn new(shell: Shell, (teams, officers): (Vec<Line>, Vec<Line>), most: u64) -> Self {
        Self {
            shell: shell.wide().back_to("Back to today", "/staff"),
            teams,
            officers,
            late: Vec::new(),
            most,
            today: Date::MIN,
        }
    }

    /// With the complaints whose reply will probably be late, each with why, on a day.
    #[must_use]
    pub fn late(mut self, late: Vec<CaseItem>, today: Date) -> Self {
        (self.late, self.today) = (late, today);
        self
    }

    fn body(&self) -> Markup {
        let say = paragraph(
            "Due soon is today or the next working day. A case without an officer counts for its team.",
        );
        let mut parts = vec![say];
        for (id, caption, lines) in [
            ("teams", "Teams", &self.teams),
            ("officers", "Officers", &self.officers),
        ] {
            if !lines.is_empty() {
                parts.push(self.table((id, caption), lines).into());
            }
        }
        if self.teams.is_empty() && self.officers.is_empty() {
            parts.push(paragraph("Nobody works for services of yours."));
        }
        parts.push(Markup::trusted(
            "<h2 class=\"govuk-heading-m\" id=\"late\">Likely to be late</h2>".to_owned(),
        ));
        parts.push(paragraph(
            "Replies to complaints that are not overdue yet, told from how long the last such complaints of the service \
             took. It says nothing where too few are known.",
        ));
        parts.push(if self.late.is_empty() {
            paragraph("None that we can tell.")
        } else {
            let columns = [Column::Service, Column::Due, Column::Status];
            case_table(
                ("late-cases", "Likely to be late"),
                &columns,
                &self.late,
                self.today,
            )
            .into()
        });
        Markup::join(parts)
    }

    fn table(&self, (id, caption): (&str, &str), lines: &[Line]) -> ScrollTable {
        let mut table = Table::new(caption)
            .first_cell_is_header(true)
            .column("Whose")
            .number_column("Open")
            .number_column("Due soon")
            .number_column("Overdue")
            .column("Oldest received");
        for line in lines {
            let name = if line.note.is_empty() {
                line.name.clone()
            } else {
                format!("{} ({})", line.name, line.note)
            };
            let names = ["open", "due soon", "overdue"];
            let numbers = line.numbers.iter().zip(names);
            let numbers =
                numbers.map(|((count, href), what)| self.number((*count, href), (&line.name, what)));
            let oldest = line.oldest_on.map_or_else(|| "None".into(), format::date_only);
            let cells = [Cell::new(name)].into_iter().chain(numbers);
            table = table.row(cells.chain([Cell::new(oldest)]));
        }
        ScrollTable::new(id, table)
    }

    fn number(&self, (count, href): (u64, &str), (name, what): (&str, &str)) -> Cell {
        let shown = if count >= self.most {
            format!("{} or more", format::thousands(self.most))
        } else {
            format::thousands(count)
        };
        let content = if count == 0 {
            Markup::text(&shown)
        } else {
            let rest = Markup::text(&format!(" {what}, {name}"));
            let words = Markup::trusted(format!(
                "{}<span class=\"govuk-visually-hidden\">{rest}</span>",
                Markup::text(&shown)
            ));
            Markup::link(href, words)
        };
        Cell {
            format: "numeric".into(),
            ..Cell::new(content)
        }
    }
}

impl Page for Workload {
    fn title(&self) -> String {
        "Workload".into()
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/workload");
        let line = |name: &str, note: &str| Line {
            name: name.into(),
            note: note.into(),
            numbers: [
                (1_000, "/staff/cases?closed=no".into()),
                (2, "/staff/cases?closed=no".into()),
                (0, "/staff/cases?closed=no".into()),
            ],
            oldest_on: Some(Date::constant(2026, 9, 1)),
        };
        let late = CaseItem {
            late: "Likely to be late: 2 days are left. No points are written down yet, and no reply is begun. Of 30 \
                   such complaints that were no further after 6 days, 21 took longer."
                .into(),
            ..CaseItem::sample()
        };
        let lines = (
            vec![line("Waste and recycling", "")],
            vec![line("Dan Whitlock", "away until 5 December 2026")],
        );
        vec![
            Sample::of(
                "workload",
                &Self::new(shell(), lines, 1_000).late(vec![late], Date::constant(2026, 11, 18)),
            ),
            Sample::of(
                "workload, none",
                &Self::new(shell(), (Vec::new(), Vec::new()), 1_000),
            ),
        ]
    }
}
