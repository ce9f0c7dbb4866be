//! The two doors: home, and what to know before making a complaint.

use askama::Template;

use crate::components::{Button, Details, WarningText};
use crate::information::contact_list;
use crate::layout::{Page, Sample, Shell};
use crate::markup::{Content, Markup};
use crate::public::Facts;

/// `/`: which door to take.
#[derive(Debug, Clone, Template)]
#[template(path = "public/home.html")]
pub struct Home {
    shell: Shell,
    facts: Facts,
}

impl Home {
    /// The page.
    pub fn new(shell: Shell, facts: Facts) -> Self {
        Self { shell, facts }
    }

    fn doors() -> [(&'static str, &'static str, &'static str); 8] {
        [
            (
                "/report",
                "Report a problem",
                "Something is broken, missed or needs doing.",
            ),
            (
                "/track",
                "Check progress",
                "See what is happening, with your reference.",
            ),
            (
                "/continue",
                "Continue something you saved",
                "Go on with a form, with the code that we showed you.",
            ),
            (
                "/complaint",
                "Make a complaint",
                "You are unhappy with what we did or did not do.",
            ),
            (
                "/comment",
                "Make a comment or suggestion",
                "Tell us what we could do better.",
            ),
            (
                "/compliment",
                "Give a compliment",
                "Thank someone who did a good job.",
            ),
            (
                "/standards",
                "What you can expect from us",
                "Our promises to you, and how we keep them.",
            ),
            (
                "/you-said-we-did",
                "You said, we did",
                "What we changed because people told us.",
            ),
        ]
    }

    fn emergency(&self) -> WarningText {
        let text = match &self.facts.contact.emergency {
            Some(number) => format!("If there is danger now, call {number}. If a life is at risk, call 999."),
            None => "If a life is at risk, call 999.".to_owned(),
        };
        WarningText::new(text)
    }

    fn other_ways(&self) -> Details {
        Details::new("Other ways to contact us", contact_list(&self.facts.contact))
    }
}

impl Page for Home {
    fn title(&self) -> String {
        "Tell us about a problem or give feedback".into()
    }

    fn samples() -> Vec<Sample> {
        let page = |facts| Self::new(Shell::sample().at("/"), facts);
        let mut bare = Facts::sample();
        bare.contact.emergency = None;
        vec![
            Sample::of("home", &page(Facts::sample())),
            Sample::of("home without an emergency number", &page(bare)),
        ]
    }
}

/// `/complaint`: what to know before making a complaint.
#[derive(Debug, Clone, Template)]
#[template(path = "public/start.html")]
pub struct Start {
    shell: Shell,
    facts: Facts,
    promises: Vec<String>,
}

impl Start {
    /// The page; `promises` are what happens after sending, with the policy's own times.
    pub fn new(shell: Shell, facts: Facts, promises: Vec<String>) -> Self {
        Self {
            shell: shell.back("/"),
            facts,
            promises,
        }
    }

    fn steps(&self) -> Markup {
        Markup::bullets(self.promises.iter().map(Content::from))
    }

    fn start() -> Button {
        Button::start("Start", "/complaint/route")
    }

    fn other_ways(&self) -> Details {
        Details::new(
            "Complain in another way",
            Markup::join([
                Markup::paragraphs(
                    "You can complain by phone, by letter, by email or in person. Anyone who works for us \
                     can take your complaint.",
                ),
                contact_list(&self.facts.contact),
            ]),
        )
    }
}

impl Page for Start {
    fn title(&self) -> String {
        "Make a complaint".into()
    }

    fn samples() -> Vec<Sample> {
        let promises = vec![
            "We confirm that we have your complaint within 5 working days.".to_owned(),
            "We reply within 10 working days of that.".to_owned(),
        ];
        let shell = Shell::sample().at("/complaint");
        vec![Sample::of(
            "complaint start",
            &Self::new(shell, Facts::sample(), promises),
        )]
    }
}
