//! Parts that neither package has: progress, flow chart, chart figure, wide table.

use askama::Template;
use redress_domain::flow_chart::Form;

use super::{Table, component};
use crate::markup::{Content, Markup};

/// How far a case is, in four or five steps: words, never a bar.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/progress.html")]
pub struct Progress {
    /// What it is called: "Progress of your complaint".
    pub label: String,
    /// The steps.
    pub steps: Vec<ProgressStep>,
}

/// One step.
#[derive(Debug, Clone, Default)]
pub struct ProgressStep {
    /// What it is.
    pub name: Content,
    /// How far it is.
    pub state: ProgressState,
    /// When it was or will be, or what it means.
    pub detail: Content,
}

/// How far a step is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ProgressState {
    /// It is done.
    Done,
    /// It is what happens now.
    Current,
    /// It comes later.
    #[default]
    Later,
}

impl ProgressState {
    fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Current => "current",
            Self::Later => "later",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::Current => "Now",
            Self::Later => "Not yet",
        }
    }
}

impl Progress {
    /// Progress called this.
    pub fn new(label: &str) -> Self {
        Self {
            label: label.into(),
            steps: Vec::new(),
        }
    }

    /// One more step.
    #[must_use]
    pub fn step(
        mut self,
        name: impl Into<Content>,
        state: ProgressState,
        detail: impl Into<Content>,
    ) -> Self {
        self.steps.push(ProgressStep {
            name: name.into(),
            state,
            detail: detail.into(),
        });
        self
    }
}

/// The way of a complaint: a list of steps that is the chart, and the same as a drawing.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/flow-chart.html")]
pub struct FlowChart {
    /// What it is called.
    pub title: String,
    /// What its ids begin with.
    pub id: String,
    /// The steps.
    pub steps: Vec<FlowStep>,
    /// The drawing for wide screens and paper; empty shows the list alone.
    pub svg_wide: Svg,
    /// The drawing for telephones.
    pub svg_narrow: Svg,
}

/// One step of a flow chart.
#[derive(Debug, Clone, Default)]
pub struct FlowStep {
    /// What happens, or the question.
    pub heading: Content,
    /// More about it.
    pub text: Content,
    /// The ways from a question: the answer, and what follows from it.
    pub branches: Vec<(Content, Content)>,
}

/// A drawing that our own code made: charts and flow charts, nothing from outside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Svg(Markup);

impl Svg {
    /// Takes a drawing that our own code made, with all text in it escaped.
    pub fn drawn_by_us(svg: String) -> Self {
        Self(Markup::trusted(svg))
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FlowChart {
    /// The policy's chart as a list that reads as boxes and arrows: what a page shows, because its
    /// text keeps its size and it is the same for everybody.
    pub fn of(id: &str, chart: &redress_domain::flow_chart::FlowChart) -> Self {
        let steps = chart.steps.iter().map(|step| FlowStep {
            heading: step.heading.as_str().into(),
            text: step.text.join(" ").into(),
            branches: step
                .branches
                .iter()
                .map(|way| ((&way.question).into(), (&way.then).into()))
                .collect(),
        });
        Self {
            id: id.into(),
            title: chart.title.clone(),
            steps: steps.collect(),
            ..Self::default()
        }
    }

    /// The policy's chart as a drawing, with the list behind "The same in words": for a page of
    /// full width and for paper.
    pub fn drawn(id: &str, chart: &redress_domain::flow_chart::FlowChart) -> Self {
        let draw = |size, form| Svg::drawn_by_us(chart.to_svg(&format!("{id}-{size}"), form));
        Self {
            svg_wide: draw("wide", Form::Wide),
            svg_narrow: draw("narrow", Form::Narrow),
            ..Self::of(id, chart)
        }
    }

    fn is_drawn(&self) -> bool {
        !self.svg_wide.is_empty() || !self.svg_narrow.is_empty()
    }
}

/// A flow chart from its steps and its two drawings, as `domain::flow_chart` makes them.
pub fn flow_chart(id: &str, title: &str, steps: Vec<FlowStep>, svg_wide: Svg, svg_narrow: Svg) -> FlowChart {
    FlowChart {
        id: id.into(),
        title: title.into(),
        steps,
        svg_wide,
        svg_narrow,
    }
}

/// A chart with its message, its table and its figures to take away.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/figure.html")]
pub struct Figure {
    /// What its ids begin with.
    pub id: String,
    /// The message: "More replies were on time in September than in April".
    pub title: String,
    /// What is measured, in what, where, when, and the target.
    pub subtitle: String,
    /// The drawing for wide screens and paper.
    pub svg_wide: Svg,
    /// The drawing for telephones.
    pub svg_narrow: Svg,
    /// All values.
    pub table: Table,
    /// Where the figures can be taken away: the address, and what it says.
    pub csv: Option<(String, String)>,
    /// Where they can be downloaded as a spreadsheet, and what the link says.
    pub ods: Option<(String, String)>,
    /// Where the figures are from, and of when.
    pub source: String,
}

impl Figure {
    fn data(&self) -> ScrollTable {
        ScrollTable::new(&format!("{}-table", self.id), self.table.clone())
    }
}

/// A wide table, which scrolls within the page and can be reached by keyboard.
#[derive(Debug, Clone, Default, Template)]
#[template(
    source = r#"<div class="app-scroll" role="region" aria-labelledby="{{ id }}" tabindex="0">{{ table }}</div>"#,
    ext = "html"
)]
pub struct ScrollTable {
    id: String,
    table: Table,
}

impl ScrollTable {
    /// This table, whose caption gets this id.
    pub fn new(id: &str, table: Table) -> Self {
        Self {
            id: id.into(),
            table: table.caption_id(id),
        }
    }
}

component!(Progress, FlowChart, Figure, ScrollTable);

impl askama::filters::HtmlSafe for Svg {}

impl std::fmt::Display for Svg {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
