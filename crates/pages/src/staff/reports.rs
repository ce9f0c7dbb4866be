//! How the council does, by service and period: a sentence, a chart, a table for each measure.

use askama::Template;

use crate::components::{Button, Select, SubNavigation};
use crate::figures::Measured;
use crate::form::FormState;
use crate::markup::{Content, Markup};
use crate::staff::parts::{heading, hidden, paragraph, posted};
use crate::{Page, Sample, Shell};

/// What can be chosen: the words sent and shown.
pub type Choices = Vec<(String, String)>;

/// What the page is about.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Which service, in words; "all services".
    pub service: String,
    /// Which period, in words.
    pub period: String,
    /// Which view.
    pub view: String,
    /// What is wrong with the period that was asked for; empty when nothing is.
    pub wrong: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "plain_wide.html")]
pub struct Reports {
    shell: Shell,
    about: About,
    views: Vec<(String, String, bool)>,
    choices: (Choices, Choices),
    form: FormState,
    measured: Vec<Measured>,
    before: Vec<Markup>,
    is_mailed: bool,
    action: &'static str,
}

impl Reports {
    /// The page: what it is about, and the figures.
    pub fn new(shell: Shell, about: About, measured: Vec<Measured>) -> Self {
        Self {
            shell: shell.wide(),
            about,
            views: Vec::new(),
            choices: (Vec::new(), Vec::new()),
            form: FormState::new(),
            measured,
            before: Vec::new(),
            is_mailed: true,
            action: "/staff/reports",
        }
    }

    /// A page of its own, whose figures nobody has mailed to them.
    #[must_use]
    pub fn not_mailed(mut self, at: &'static str) -> Self {
        self.is_mailed = false;
        self.action = at;
        self
    }

    /// The other views: what they are called, where they are, and whether it is this one.
    #[must_use]
    pub fn views(mut self, views: Vec<(String, String, bool)>) -> Self {
        self.views = views;
        self
    }

    /// The services and the months that can be chosen, and what is chosen.
    #[must_use]
    pub fn choices(mut self, services: Choices, months: Choices, form: FormState) -> Self {
        self.choices = (services, months);
        self.form = form;
        self
    }

    /// With a part of its own before the figures.
    #[must_use]
    pub fn with(mut self, part: Markup) -> Self {
        self.before.push(part);
        self
    }

    fn filter(&self) -> Markup {
        let (services, months) = &self.choices;
        let month = |name: &str, label: &str| {
            Select::new(name, label)
                .options(months.iter().cloned())
                .of(&self.form)
        };
        let service = Select::new("service", "Service")
            .option("", "All services")
            .options(services.iter().cloned())
            .of(&self.form);
        let inside = Markup::join([
            Content::from(hidden("view", self.form.value("view"))),
            service.into(),
            month("from", "From").into(),
            month("to", "To").into(),
            Button::send("Show").into(),
        ]);
        Markup::trusted(format!(
            "<form method=\"get\" action=\"{}\" class=\"app-no-print\" novalidate>{inside}</form>",
            self.action
        ))
    }

    fn body(&self) -> Markup {
        let navigation = self.views.iter().fold(
            SubNavigation::new("Performance"),
            |navigation, (name, href, is_here)| navigation.item(name.as_str(), href, *is_here),
        );
        let mut parts: Vec<Markup> = vec![navigation.into()];
        if !self.about.wrong.is_empty() {
            parts.push(paragraph(self.about.wrong.as_str()));
        }
        parts.push(self.filter());
        parts.extend(self.before.iter().cloned());
        if self.measured.is_empty() && self.before.is_empty() {
            parts.push(paragraph("Nothing was counted in this period."));
        }
        parts.extend(self.measured.iter().map(Measured::markup));
        if self.is_mailed {
            parts.push(self.by_email());
        }
        Markup::join(parts)
    }

    /// Having these figures mailed again and again. The period is that of each mail.
    fn by_email(&self) -> Markup {
        let often = Select::new("every", "How often?")
            .option("week", "Every week, on Monday")
            .option("month", "Every month, on the first")
            .of(&self.form);
        let inside = Markup::join([
            Content::from(hidden("view", self.form.value("view"))),
            hidden("service", self.form.value("service")).into(),
            paragraph(
                "We mail you these figures for the last whole week or month: numbers only, with a link to this page.",
            )
            .into(),
            often.into(),
            Button::secondary("Mail these figures to me").into(),
        ]);
        let form = posted("/staff/reports/by-email", inside);
        Markup::trusted(format!(
            "<div class=\"app-no-print\">{}</div>",
            Markup::join([heading("Figures by email"), form])
        ))
    }
}

impl Page for Reports {
    fn title(&self) -> String {
        let about = &self.about;
        // Pages with other figures have titles of their own.
        let view = match about.view.as_str() {
            "" | "Overview" => String::new(),
            view => format!(", {}", view.to_lowercase()),
        };
        format!("Performance{view}: {}, {}", about.service, about.period)
    }

    fn samples() -> Vec<Sample> {
        use crate::chart::{Order, Scale};
        use crate::figures::Line;
        let shell = || Shell::staff_sample().at("/staff/reports");
        let about = || About {
            service: "all services".into(),
            period: "September to October 2026".into(),
            view: "time".into(),
            wrong: String::new(),
        };
        let line = |label: &str, words: &str, drawn| Line {
            label: label.into(),
            words: words.into(),
            drawn: Some(drawn),
            href: "/staff/reports/cases?measure=stage-1-in-time".into(),
            sides: vec![
                (
                    "In time: 20".into(),
                    "/staff/reports/cases?measure=stage-1-in-time&side=so".into(),
                ),
                (
                    "Late: 5".into(),
                    "/staff/reports/cases?measure=stage-1-in-time&side=not-so".into(),
                ),
            ],
        };
        let measured = Measured {
            id: "stage-1-in-time".into(),
            name: "Stage 1 replies in time".into(),
            whole: "82% (41 of 50)".into(),
            href: "/staff/reports/cases?measure=stage-1-in-time".into(),
            sides: vec![(
                "In time: 41".into(),
                "/staff/reports/cases?measure=stage-1-in-time&side=so".into(),
            )],
            key: Some(("In time".into(), "Late".into())),
            subtitle: "Replies of stage 1, on the day that they fell due.".into(),
            by: "Month".into(),
            lines: vec![
                line("September 2026", "80% (20 of 25)", 80),
                line("October 2026", "84% (21 of 25)", 84),
            ],
            scale: Scale::Percent(Some(90)),
            order: Order::Months,
            csv: "/staff/reports/figures?measure=stage-1-in-time".into(),
            source: "From our own records, 1 November 2026".into(),
        };
        let alone = Measured {
            id: "open-now".into(),
            lines: Vec::new(),
            sides: Vec::new(),
            key: None,
            scale: Scale::Plain,
            href: "/staff/reports/cases?measure=open-now".into(),
            ..measured.clone()
        };
        let views = vec![
            ("Overview".to_owned(), "/staff/reports".to_owned(), false),
            ("Time".to_owned(), "/staff/reports?view=time".to_owned(), true),
        ];
        let months = vec![("2026-10".to_owned(), "October 2026".to_owned())];
        let services = vec![("waste".to_owned(), "Waste and recycling".to_owned())];
        let full = Self::new(shell(), about(), vec![measured, alone]);
        let none = Self::new(shell(), about(), Vec::new());
        vec![
            Sample::of(
                "performance",
                &full.views(views).choices(services, months, FormState::new()),
            ),
            Sample::of("performance, nothing", &none),
        ]
    }
}
