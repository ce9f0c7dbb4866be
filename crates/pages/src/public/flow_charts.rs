//! How complaints are dealt with: both charts, each as a list of steps and as a drawing.

use askama::Template;
use redress_domain::flow_chart::FlowChart as Chart;

use crate::components::FlowChart;
use crate::layout::{Page, Sample, Shell};
use crate::public::adoption::Adopted;

/// `/how-we-deal-with-complaints`: the two charts.
#[derive(Debug, Clone, Template)]
#[template(path = "public/flow_charts.html")]
pub struct FlowCharts {
    shell: Shell,
    customers: Chart,
    inside: Chart,
    adopted: Option<Adopted>,
}

impl FlowCharts {
    /// The page with the charts that the policy draws.
    pub fn new(shell: Shell, customers: Chart, inside: Chart) -> Self {
        Self {
            shell,
            customers,
            inside,
            adopted: None,
        }
    }

    /// The same with who decided the policy, if anybody has.
    #[must_use]
    pub fn adopted(mut self, adopted: Option<Adopted>) -> Self {
        self.adopted = adopted;
        self
    }

    fn chart(id: &str, chart: &Chart) -> FlowChart {
        FlowChart::drawn(id, chart)
    }
}

impl Page for FlowCharts {
    fn title(&self) -> String {
        "How we deal with complaints".into()
    }

    fn samples() -> Vec<Sample> {
        let chart = |title: &str| Chart {
            title: title.into(),
            steps: Vec::new(),
            colour: "#1d4f5c".into(),
        };
        let page = Self::new(
            Shell::sample().at("/how-we-deal-with-complaints"),
            chart("If you are a customer"),
            chart("If you work for the council"),
        )
        .adopted(Some(Adopted::sample()));
        vec![Sample::of("flow charts", &page)]
    }
}
