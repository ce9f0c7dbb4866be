//! Two councils of the hub side by side, where the policies of both name each other.

use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse as _};
use jiff::civil::Date;
use redress_casework::measure::hub::{Beside, Neighbour};
use redress_casework::measure::published::Published;
use redress_domain::measure::Range;
use redress_pages::Page as _;
use redress_pages::staff::beside::{Line, SideBySide};

use super::{Asked, REPORTS};
use crate::App;
use crate::error::Answer;
use crate::here::Here;
use crate::public::performance::in_words;
use crate::session::SignedIn;

/// How many quarters are led to.
const QUARTERS: usize = 8;

fn month(day: Date) -> String {
    day.strftime("%Y-%m").to_string()
}

/// Where it is.
pub(super) const COMPARE: &str = "/staff/reports/compare";

/// The page.
pub(super) async fn show(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
) -> Answer {
    let mut asked = Asked::of(&here, query)?;
    // Whole quarters alone, as each council publishes them: the one that was asked for, or the last that is over.
    let last = Range::quarter_of(here.today).quarter_before();
    let wanted = Range::quarter_of(asked.range.to);
    asked.range = if wanted.to < here.today { wanted } else { last };
    let neighbours = app.casework.neighbours(here.id())?;
    let agreed = || neighbours.iter().filter(|neighbour| neighbour.agrees);
    let wanted = asked.query.value("with");
    let chosen = agreed()
        .find(|neighbour| neighbour.id.as_str() == wanted)
        .or_else(|| agreed().next());
    let name = |neighbour: &Neighbour| neighbour.name.clone().unwrap_or_else(|| neighbour.id.to_string());
    let lines = match chosen {
        Some(other) => {
            let both = (here.id(), &other.id);
            app.casework.side_by_side(both, asked.range).await?
        }
        None => Vec::new(),
    };
    let mut quarters = Vec::new();
    let mut quarter = last;
    for _ in 0..QUARTERS {
        let (from, to) = (month(quarter.from), month(quarter.to));
        let with = chosen.map_or("", |other| other.id.as_str());
        let href = format!("{COMPARE}?with={with}&from={from}&to={to}");
        quarters.push((quarter.in_words(), href, quarter == asked.range));
        quarter = quarter.quarter_before();
    }
    let others = agreed().map(|neighbour| {
        let href = asked.address(COMPARE, &[("with", neighbour.id.as_str())]);
        (name(neighbour), href, chosen == Some(neighbour))
    });
    let mut said: Vec<String> = neighbours
        .iter()
        .filter(|neighbour| !neighbour.agrees)
        .map(|neighbour| match &neighbour.name {
            Some(name) => {
                format!("{name} has not agreed to be set beside this council: its policy does not name it.")
            }
            None => format!(
                "The policy names “{}”, and no council of this installation has that name.",
                neighbour.id
            ),
        })
        .collect();
    if neighbours.is_empty() {
        said.push(
            "The policy names no council to be set beside ([compare] in the policy file). It takes both: each names the other."
                .to_owned(),
        );
    }
    let shell = signed_in.shell(&app, &here).await?;
    let shell = shell.back_to("Back to performance", &asked.address(REPORTS, &[]));
    let councils = (
        here.policy()?.council.name.clone(),
        chosen.map(name).unwrap_or_default(),
    );
    let lines = lines.into_iter().map(line).collect();
    let page = SideBySide::new(shell, councils, &asked.range.in_words(), lines)
        .says(said)
        .quarters(if chosen.is_some() { quarters } else { Vec::new() })
        .others(others.collect());
    Ok(Html(page.html()).into_response())
}

fn line(beside: Beside) -> Line {
    let words = |figure: &Option<Published>| {
        figure
            .as_ref()
            .map_or_else(|| "Not measured".to_owned(), in_words)
    };
    let differences = beside.differences.into_iter();
    Line {
        name: beside.measure.definition().name.to_owned(),
        one: words(&beside.one),
        other: words(&beside.other),
        differences: differences
            .map(|found| (found.what.to_owned(), found.one, found.other))
            .collect(),
    }
}
