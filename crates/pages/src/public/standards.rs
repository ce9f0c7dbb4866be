//! What customers can expect, and what is asked of them.

use askama::Template;
use redress_domain::policy::standards::StandardInWords;

use crate::components::SummaryList;
use crate::layout::{Page, Sample, Shell};
use crate::markup::{Content, Markup};
use crate::public::adoption::Adopted;

/// `/standards`: the promises, the targets, the results.
#[derive(Debug, Clone, Template)]
#[template(path = "public/standards.html")]
pub struct Standards {
    shell: Shell,
    statement: Option<String>,
    promises: Vec<StandardInWords>,
    expectations: Vec<String>,
    adopted: Option<Adopted>,
    measured_in: String,
    dropped: Vec<DroppedPromise>,
}

/// A promise that was dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DroppedPromise {
    /// What was promised.
    pub promise: String,
    /// Since when it is no promise: "1 October 2026".
    pub on: String,
    /// Why; nothing where nobody said.
    pub because: Option<String>,
}

impl Standards {
    /// The page with the policy's words.
    pub fn new(
        shell: Shell,
        statement: Option<&str>,
        promises: Vec<StandardInWords>,
        expectations: Vec<String>,
    ) -> Self {
        Self {
            shell,
            statement: statement.map(str::to_owned),
            promises,
            expectations,
            adopted: None,
            measured_in: String::new(),
            dropped: Vec::new(),
        }
    }

    /// The same with who decided the policy, if anybody has.
    #[must_use]
    pub fn adopted(mut self, adopted: Option<Adopted>) -> Self {
        self.adopted = adopted;
        self
    }

    /// The same with when it was measured: "July to September 2026".
    #[must_use]
    pub fn measured_in(mut self, period: &str) -> Self {
        period.clone_into(&mut self.measured_in);
        self
    }

    /// The same with what is promised no more.
    #[must_use]
    pub fn dropped(mut self, dropped: Vec<DroppedPromise>) -> Self {
        self.dropped = dropped;
        self
    }

    fn no_longer(&self) -> Markup {
        Markup::bullets(self.dropped.iter().map(|dropped| {
            let why = dropped
                .because
                .as_deref()
                .map_or_else(String::new, |because| format!(" Why: {because}"));
            Markup::text(&format!("{} Not since {}.{why}", dropped.promise, dropped.on))
        }))
    }

    /// What is the same for every promise is said once, above them.
    fn same_for_all(&self) -> Option<&str> {
        let (first, others) = self.promises.split_first()?;
        let same = others.iter().all(|other| other.result == first.result);
        same.then_some(first.result.as_str())
    }

    /// A block a promise, how we did first: on a telephone nothing of it stands beside the screen.
    fn blocks(&self) -> Markup {
        let is_said_above = self.same_for_all().is_some();
        Markup::join(self.promises.iter().map(|standard| {
            let target = standard
                .target
                .as_deref()
                .unwrap_or("We have no target for this.");
            let block = SummaryList::new().in_card(standard.promise.as_str());
            let block = if is_said_above {
                block
            } else {
                block.row("How we did", standard.result.as_str())
            };
            let block = block
                .row("Our target", target)
                .row("What we count", standard.counted);
            Content::from(Markup::from(block))
        }))
    }

    fn expected(&self) -> Markup {
        Markup::bullets(self.expectations.iter().map(Content::from))
    }
}

impl Page for Standards {
    fn title(&self) -> String {
        "What you can expect from us".into()
    }

    fn samples() -> Vec<Sample> {
        let standard = StandardInWords {
            promise: "We acknowledge your complaint within 5 working days.".into(),
            target: Some("Our target is every time.".into()),
            result: "We have not measured this for long enough yet to tell you how we did.".into(),
            counted: "Acknowledgements of complaints, on the day that they fell due; in time: sent by then",
        };
        let shell = || Shell::sample().at("/standards");
        let full = Self::new(
            shell(),
            Some("We listen."),
            vec![standard],
            vec!["Tell us soon.".into()],
        )
        .adopted(Some(Adopted::sample()))
        .measured_in("July to September 2026")
        .dropped(vec![DroppedPromise {
            promise: "We answer the telephone within five rings.".into(),
            on: "1 October 2026".into(),
            because: Some("Our telephone system does not count rings.".into()),
        }]);
        let bare = Self::new(shell(), None, Vec::new(), Vec::new());
        vec![
            Sample::of("standards", &full),
            Sample::of("standards, none", &bare),
        ]
    }
}
