//! The targets of senior managers (paper 004, 6.2), as the record has them today: the year, this month and the last one, or any
//! period that is chosen; each figure with the cases behind it, and service by service where a manager has several.

use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse as _};
use redress_casework::measure::Ask;
use redress_casework::report::figures::is_of_every_service;
use redress_domain::id::ServiceId;
use redress_domain::measure::figure::{Figure, percent};
use redress_domain::measure::suppress::answers_shown;
use redress_domain::measure::{By, Range};
use redress_domain::policy::Kpi;
use redress_domain::report::Frozen;
use redress_pages::Page as _;
use redress_pages::chart::Bar;
use redress_pages::figures::drawn::{Drawing, Drawn, Linked};
use redress_pages::format::long_date;
use redress_pages::report::Part;

use super::{Asked, page};
use crate::App;
use crate::error::{Answer, PageError};
use crate::figures;
use crate::here::Here;
use crate::report::briefing;
use crate::session::SignedIn;

/// Where it is.
pub(super) const TARGETS: &str = "/staff/reports/targets";

/// In place of what customers answered in another time than a quarter of a year.
const FOR_A_QUARTER: &str = "Shown for a whole quarter";

/// Its word among the views.
pub(super) const VIEW: (&str, &str) = ("targets", "Targets of senior managers");

pub(super) async fn show(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
) -> Answer {
    let asked = Asked::of(&here, query)?;
    let is_chosen = asked.query.filled("from").or(asked.query.filled("to")).is_some();
    let this = Range::month_of(here.today);
    let last = Range::month_of(this.from.yesterday().unwrap_or(this.from));
    let year = Range {
        from: here.policy()?.reports.year_from(here.today),
        to: this.to,
    };
    // What is chosen of itself is the year: the heading and the form say so, and the months stand beneath it.
    let (asked, ranges) = if is_chosen {
        let range = asked.range;
        (asked, vec![range])
    } else {
        (Asked { range: year, ..asked }, vec![year, this, last])
    };
    let shell = signed_in.shell(&app, &here).await?;
    let mut shown = page(shell, (&app, &here, &signed_in), (&asked, VIEW), Vec::new())?.not_mailed(TARGETS);
    for range in ranges {
        let of = Asked {
            query: asked.query.clone(),
            service: asked.service.clone(),
            range,
            wrong: String::new(),
        };
        shown = shown.with(drawn(&app, (&here, &of)).await?.markup());
    }
    Ok(Html(shown.html()).into_response())
}

/// The cases behind a target of one service, or of all.
fn cases(asked: &Asked, kpi: &Kpi, service: Option<&ServiceId>) -> String {
    let of = Asked {
        query: asked.query.clone(),
        service: service.cloned(),
        range: asked.range,
        wrong: String::new(),
    };
    of.address("/staff/reports/cases", &[("measure", kpi.measure.as_str())])
}

/// The targets in a period.
pub(super) async fn drawn(app: &App, (here, asked): (&Here, &Asked)) -> Result<Drawn, PageError> {
    let policy = here.policy()?;
    // What customers answered is shown as the public sees it, by quarter: of two periods that overlap, the numbers of the days
    // between them are the difference (decision 61).
    let is_of_quarter = asked.range == Range::quarter_of(asked.range.from);
    let is_over = asked.range.to < here.today;
    let shows_answers = is_over && is_of_quarter;
    let targets = app.casework.targets(here.id(), asked.range).await?;
    let frozen: Vec<Frozen> = targets
        .iter()
        .filter_map(|(_, _, frozen)| frozen.clone())
        .collect();
    let section = briefing::targets(policy, (&frozen, shows_answers), VIEW.1);
    let grid = section.parts.into_iter().find_map(|part| match part {
        Part::Table(grid) => Some(grid.rows),
        Part::Said(_) | Part::Written(_) | Part::List(_) => None,
    });
    let mut found = Found::default();
    for ((kpi, services, frozen), cells) in targets.iter().zip(grid.unwrap_or_default()) {
        if asked.service.as_ref().is_some_and(|one| !services.contains(one)) {
            continue;
        }
        let mut cells: Vec<String> = cells.into_iter().map(|cell| cell.text).collect();
        let is_of_the_survey = kpi.measure.definition().is_of_the_survey();
        if let Some(figure) = cells.get_mut(4).filter(|_| is_of_the_survey && !is_of_quarter) {
            FOR_A_QUARTER.clone_into(figure);
        }
        let [who, _, counted, ..] = cells.as_slice() else {
            continue;
        };
        let has_cases = frozen.is_some() && !is_of_the_survey;
        let href = match services.as_slice() {
            all if has_cases && is_of_every_service(policy, all) => cases(asked, kpi, None),
            [one] if has_cases => cases(asked, kpi, Some(one)),
            _ => String::new(),
        };
        found.add(frozen.as_ref(), shows_answers, (&cells, href));
        if !has_cases || is_of_every_service(policy, services) || services.len() < 2 {
            continue;
        }
        let ask = Ask::new(kpi.measure, asked.range).by(By::Service);
        let figures = app.casework.figures(here.id(), &ask).await?;
        for service in services {
            let lines = figures.iter().flat_map(|figures| &figures.lines);
            let mut of_it = lines.filter(|(line, figure)| line == service.as_str() && figure.of() > 0);
            let is_left_out = asked.service.as_ref().is_some_and(|one| one != service);
            if let Some((line, figure)) = of_it.next().filter(|_| !is_left_out) {
                let name = figures::label(policy, By::Service, line);
                let href = cases(asked, kpi, Some(service));
                let said = figure.in_words();
                let part = [
                    who.as_str(),
                    counted.as_str(),
                    said.as_str(),
                    "–",
                    "–",
                    name.as_str(),
                ];
                found.rows.push(row(part, href));
                found
                    .file
                    .push(in_file([who, &name, counted, ""], in_numbers(Some(*figure)), ""));
            }
        }
    }
    let met = found.met;
    let period = asked.range.in_words();
    let so_far = if is_over { "" } else { ", so far" };
    let is_drawn = found.bars.iter().filter(|bar| bar.value.is_some()).count() > 1;
    Ok(Drawn {
        id: format!("targets-{}-{}", asked.range.from, asked.range.to),
        title: format!("{period}{so_far}: {met} of {} targets met", found.measured),
        subtitle: "Each manager’s services, held against the targets of the policy.".to_owned(),
        chart: format!("Targets of senior managers, {period}{so_far}"),
        says: format!(
            "{met} of {} targets are met. All values are in the table below.",
            found.measured
        ),
        drawing: if is_drawn {
            Drawing::Shares(found.bars)
        } else {
            Drawing::Nothing
        },
        explains: Vec::new(),
        heads: ["Who", "What is counted", "Figure", "Target", "Met", "Services"]
            .map(str::to_owned)
            .into(),
        rows: found.rows,
        file: found.file,
        csv: asked.address("/staff/reports/figures", &[("chart", VIEW.0)]),
        source: format!("From our own records, {}.", long_date(here.today)),
    })
}

/// What was found, target by target.
struct Found {
    bars: Vec<Bar>,
    rows: Vec<Vec<Linked>>,
    file: Vec<Vec<String>>,
    measured: usize,
    met: usize,
}

impl Default for Found {
    fn default() -> Self {
        let heads = [
            "Who",
            "Services",
            "What is counted",
            "Target",
            "Per cent",
            "So",
            "Of",
            "Met",
        ];
        Self {
            bars: Vec::new(),
            rows: Vec::new(),
            file: vec![heads.map(str::to_owned).into()],
            measured: 0,
            met: 0,
        }
    }
}

impl Found {
    fn add(&mut self, frozen: Option<&Frozen>, shows_answers: bool, (cells, href): (&[String], String)) {
        let [who, services, counted, target, figure, met] = cells else {
            return;
        };
        // Few answers to a survey are shown to nobody, in no form.
        let seen = frozen.filter(|frozen| match frozen.figure {
            Figure::Share { part, of } => {
                !frozen.measure.definition().is_of_the_survey()
                    || answers_shown(part, of, shows_answers).is_some()
            }
            Figure::Count(_) | Figure::Days { .. } | Figure::Cost { .. } => true,
        });
        let value = seen.and_then(|frozen| match frozen.figure {
            Figure::Share { part, of } if of > 0 => Some(percent(part, of)),
            Figure::Share { .. } | Figure::Count(_) | Figure::Days { .. } | Figure::Cost { .. } => None,
        });
        if value.is_some() {
            self.measured += 1;
            self.met += usize::from(met == "Yes");
            self.bars.push(Bar {
                label: format!("{who}: {counted}"),
                value,
                words: format!("{figure}, target {target}"),
                short: figure.clone(),
            });
        }
        self.rows
            .push(row([who, counted, figure, target, met, services], href));
        let numbers = seen.map(|frozen| frozen.figure);
        let counts_people = frozen.is_some_and(|frozen| frozen.measure.definition().is_of_the_survey());
        let numbers = in_numbers(numbers).map(|[share, part, of]| {
            if counts_people {
                // How many answered is not said.
                [share, String::new(), String::new()]
            } else {
                [share, part, of]
            }
        });
        self.file
            .push(in_file([who, services, counted, target], numbers, met));
    }
}

fn row(cells: [&str; 6], href: String) -> Vec<Linked> {
    let mut row: Vec<Linked> = cells.map(|cell| (cell.to_owned(), String::new())).into();
    if let Some((_, of_figure)) = row.get_mut(2) {
        *of_figure = href;
    }
    row
}

/// The share of a figure in per cent, and of how many that is how many.
fn in_numbers(figure: Option<Figure>) -> Option<[String; 3]> {
    match figure {
        Some(Figure::Share { part, of }) if of > 0 => {
            Some([percent(part, of), part, of].map(|n| n.to_string()))
        }
        _ => None,
    }
}

fn in_file(about: [&str; 4], numbers: Option<[String; 3]>, met: &str) -> Vec<String> {
    let numbers = numbers.unwrap_or_default();
    let about = about.map(str::to_owned).into_iter();
    about.chain(numbers).chain([met.to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use redress_domain::measure::Measure;

    use super::*;

    /// The line of the file in which what customers answered stands.
    fn line(shows_answers: bool) -> Vec<String> {
        let frozen = Frozen {
            measure: Measure::SatisfactionWithHandling,
            by: None,
            line: String::new(),
            of: None,
            target: Some(80),
            services: Vec::new(),
            figure: Figure::Share { part: 42, of: 76 },
        };
        let cells = [
            "Chief Executive",
            "Every service",
            "Satisfied with handling",
            "80%",
            "55%",
            "No",
        ];
        let mut found = Found::default();
        let cells = cells.map(str::to_owned);
        found.add(Some(&frozen), shows_answers, (&cells, String::new()));
        found.file.pop().unwrap()
    }

    // Decision 61: nobody who reads no answers works one out of two periods that overlap.
    #[test]
    fn the_file_says_of_answers_a_share_of_a_quarter_and_never_how_many() {
        let about = [
            "Chief Executive",
            "Every service",
            "Satisfied with handling",
            "80%",
        ];
        assert_eq!(line(true), [&about[..], &["55", "", "", "No"]].concat());
        assert_eq!(line(false), [&about[..], &["", "", "", "No"]].concat());
    }
}
