//! Today: what needs the reader.

use askama::Template;

use crate::components::{Alert, NotificationBanner, TicketPanel, Variant};
use crate::format;
use crate::markup::Markup;
use crate::staff::notifications::Notice;
use crate::{Calls, Page, Sample, Shell};

/// One thing that needs somebody: how many, of what, and the list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// How many.
    pub count: u64,
    /// Of what: "Overdue".
    pub what: String,
    /// What follows from it, if that is not clear: "The oldest has waited since 23 November".
    pub detail: String,
    /// The list.
    pub href: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/today.html")]
pub struct Today {
    shell: Shell,
    date: String,
    mine: Vec<Need>,
    others: Vec<(String, Vec<Need>)>,
    notices: Vec<Notice>,
    shows_overview: bool,
}

impl Today {
    /// What needs the reader on a day ("Monday 23 November 2026").
    pub fn new(shell: Shell, date: &str, mine: Vec<Need>) -> Self {
        Self {
            shell,
            date: date.into(),
            mine,
            others: Vec::new(),
            notices: Vec::new(),
            shows_overview: false,
        }
    }

    /// What the reader was told and has not seen: before everything else.
    #[must_use]
    pub fn notices(mut self, notices: Vec<Notice>) -> Self {
        self.notices = notices;
        self
    }

    fn told(&self) -> Markup {
        Markup::bullets(self.notices.iter().map(Notice::item))
    }

    fn links(&self) -> Markup {
        let own = [
            ("Guidance", "/staff/guidance"),
            ("My notifications", "/staff/notifications"),
            ("My account and when I am away", "/staff/account"),
            ("Actions that we promised", "/staff/actions"),
            ("Customers who wait for a word", "/staff/waiting"),
        ];
        let links = own.into_iter().chain(self.shell.more_pages());
        Markup::bullets(links.map(|(text, href)| Markup::link(href, text)))
    }

    /// What needs others, under a heading; left out when there is nothing.
    #[must_use]
    pub fn group(mut self, heading: &str, needs: Vec<Need>) -> Self {
        if needs.iter().any(|need| need.count > 0) {
            self.others.push((heading.into(), needs));
        }
        self
    }

    /// Leads to the open cases by service.
    #[must_use]
    pub fn overview(mut self) -> Self {
        self.shows_overview = true;
        self
    }

    /// Says that the unassigned items were not checked on the last working day.
    #[must_use]
    pub fn check_missed(mut self, day: &str) -> Self {
        let text = format!("Nobody recorded a check of the unassigned items on {day}.");
        // The outcome of what was just done keeps its place.
        self.shell = if self.shell.banner.is_some() {
            let alert = Alert::new(Variant::Warning, "daily check", text.as_str());
            self.shell.alert(alert)
        } else {
            self.shell.banner(NotificationBanner::important(text))
        };
        self
    }

    fn is_quiet(&self) -> bool {
        self.mine.iter().all(|need| need.count == 0) && self.others.is_empty() && self.notices.is_empty()
    }

    fn panel(needs: &[Need]) -> Markup {
        let needs = needs.iter().filter(|need| need.count > 0);
        Markup::join(needs.map(|need| {
            let words = format!("{}: {}", need.what, format::thousands(need.count));
            let link = Markup::trusted(format!(
                "<span class=\"govuk-heading-m govuk-!-margin-bottom-1\">{}</span>{}",
                Markup::link(&need.href, words),
                Markup::text(&need.detail)
            ));
            TicketPanel::new(link)
        }))
    }
}

impl Page for Today {
    fn title(&self) -> String {
        "Today".into()
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff");
        let date = "Monday 23 November 2026";
        let need = |count, what: &str, href: &str| Need {
            count,
            what: what.into(),
            detail: String::new(),
            href: href.into(),
        };
        let full = Self::new(
            shell(),
            date,
            vec![
                need(2, "Overdue", "/staff/my-cases"),
                need(5, "Due today and tomorrow", "/staff/my-cases"),
            ],
        )
        .group("Customer Services", vec![need(12, "Unassigned", "/staff/triage")])
        .notices(vec![Notice::sample()])
        .overview()
        .check_missed("Friday 20 November 2026");
        let called = Shell {
            calls: Some(Calls {
                count: 2,
                href: "/staff/help/1".into(),
            }),
            ..shell()
        };
        vec![
            Sample::of("today", &full),
            Sample::of("today, called for help", &Self::new(called, date, Vec::new())),
            Sample::of("today with nothing due", &Self::new(shell(), date, Vec::new())),
        ]
    }
}
