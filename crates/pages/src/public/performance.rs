//! How the council did in a quarter, for anybody, with small numbers hidden.

use askama::Template;
use redress_domain::measure::Measure;

use crate::components::SummaryList;
use crate::figures::Measured;
use crate::markup::{Content, Markup};
use crate::staff::parts::{heading, paragraph};
use crate::{Page, Sample, Shell};

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "plain.html")]
pub struct Performance {
    shell: Shell,
    period: String,
    quarter: String,
    sentence: String,
    facts: Vec<(String, String)>,
    tables: Vec<Measured>,
    others: Vec<(String, String)>,
}

/// What is said of a number that is not shown.
pub const NOT_SHOWN: &str = "Not shown";

impl Performance {
    /// A quarter with figures: in words and as it stands in addresses, and the sentence that sums it up.
    pub fn new(shell: Shell, (period, quarter): (String, String), sentence: String) -> Self {
        Self {
            shell,
            period,
            quarter,
            sentence,
            facts: Vec::new(),
            tables: Vec::new(),
            others: Vec::new(),
        }
    }

    /// A quarter of which there is nothing, and why.
    pub fn nothing(shell: Shell, period: String, why: String) -> Self {
        Self::new(shell, (period, String::new()), why)
    }

    /// The whole figures, and those told apart.
    #[must_use]
    pub fn with(mut self, facts: Vec<(String, String)>, tables: Vec<Measured>) -> Self {
        self.facts = facts;
        self.tables = tables;
        self
    }

    /// The other quarters: in words, and where they are.
    #[must_use]
    pub fn others(mut self, others: Vec<(String, String)>) -> Self {
        self.others = others;
        self
    }

    fn body(&self) -> Markup {
        let mut parts = vec![
            Markup::trusted(format!(
                "<p class=\"govuk-body-l\">{}</p>",
                Markup::text(&self.period)
            )),
            paragraph(self.sentence.as_str()),
        ];
        if !self.facts.is_empty() {
            let facts = self.facts.iter();
            let list = facts.fold(SummaryList::new(), |list, (name, value)| {
                list.row(name.as_str(), value.as_str())
            });
            parts.push(list.into());
        }
        let of_survey = Measure::SurveyResponse;
        let answered = |(name, value): &(String, String)| {
            name == of_survey.definition().name && value != of_survey.nothing()
        };
        if self.facts.iter().any(answered) {
            parts.push(paragraph(
                "Thank you to everybody who answered when we asked how we did. We read every answer, and ask apart how we handled it \
                 and how you find the result.",
            ));
        }
        parts.extend(self.tables.iter().map(Measured::markup));
        if !self.quarter.is_empty() {
            parts.extend([
                heading("Small numbers"),
                paragraph(
                    "Numbers from 1 to 4 are not shown, so that nobody can be recognised, nor are others from which they could be \
                     worked out. A share or a time is shown of 20 cases or more.",
                ),
                paragraph("More complaints are not a bad sign: people who do not complain cannot be put right."),
                heading("Take the data away"),
                Markup::bullets(self.files().map(|(href, words)| Content::from(Markup::link(&href, words)))),
            ]);
        }
        if !self.others.is_empty() {
            parts.push(heading("Other quarters"));
            let links = self
                .others
                .iter()
                .map(|(words, href)| Markup::link(href, words.as_str()));
            parts.push(Markup::bullets(links.map(Content::from)));
        }
        parts.push(paragraph(Markup::link(
            "/annual-complaints-report",
            "Annual complaints reports",
        )));
        parts.push(paragraph(Markup::link("/you-said-we-did", "What we learned")));
        parts.push(paragraph(Markup::link(
            "/standards",
            "What you can expect from us",
        )));
        Markup::join(parts)
    }

    fn files(&self) -> impl Iterator<Item = (String, &'static str)> {
        let of = |file: &str| format!("/performance/{}/{file}", self.quarter);
        [
            (of("figures.csv"), "Figures (CSV)"),
            (of("figures.ods"), "Figures (ODS spreadsheet)"),
            (of("figures.json"), "Figures (JSON)"),
            (
                "/performance/schema.json".to_owned(),
                "What is in the JSON file (JSON Schema)",
            ),
            (
                "/performance/dictionary.csv".to_owned(),
                "What each measure, column and word in the data means (CSV)",
            ),
        ]
        .into_iter()
    }
}

impl Page for Performance {
    fn title(&self) -> String {
        "How we are doing".into()
    }

    fn samples() -> Vec<Sample> {
        use crate::chart::{Order, Scale};
        use crate::figures::Line;
        let shell = || Shell::sample().at("/performance");
        let line = |label: &str, words: &str, drawn| Line {
            label: label.into(),
            words: words.into(),
            drawn,
            href: String::new(),
            sides: Vec::new(),
        };
        let table = Measured {
            id: "complaints-received".into(),
            name: "Complaints received".into(),
            whole: "93".into(),
            href: String::new(),
            sides: Vec::new(),
            key: None,
            subtitle: "July to September 2026, by service.".into(),
            by: "Service".into(),
            lines: vec![
                line("Council Tax", "49", Some(49)),
                line("Parks", "35", Some(35)),
                line("Car parks", NOT_SHOWN, None),
                line("Planning", NOT_SHOWN, None),
            ],
            scale: Scale::Plain,
            order: Order::Any,
            csv: String::new(),
            source: "From our own records".into(),
        };
        let period = ("July to September 2026".to_owned(), "2026-q3".to_owned());
        let full = Self::new(shell(), period, "We received 93 complaints.".into()).with(
            vec![
                ("Acknowledged in time".into(), "91%".into()),
                ("Answered the survey".into(), "31%".into()),
            ],
            vec![table],
        );
        let none = Self::nothing(
            shell(),
            "October to December 2026".into(),
            "No figures yet for October to December 2026. We publish them in January 2027.".into(),
        );
        vec![
            Sample::of(
                "performance, public",
                &full.others(vec![("April to June 2026".into(), "/performance/2026-q2".into())]),
            ),
            Sample::of("performance, public, none", &none),
        ]
    }
}
