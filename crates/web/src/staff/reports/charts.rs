//! The charts that were chosen for a question: demand by the time of year, a calendar, days taken, and how far
//! complaints go.

use jiff::civil::Date;
use redress_casework::measure::{Ask, Figures};
use redress_domain::measure::control::{self, Control, Signal};
use redress_domain::measure::fact::Step;
use redress_domain::measure::figure::{percent, tenths};
use redress_domain::measure::{By, Measure, Range};
use redress_domain::policy::Storm;
use redress_pages::chart::calendar::Calendar;
use redress_pages::chart::{control as control_chart, funnel};
use redress_pages::figures::drawn::{Drawing, Drawn, Linked};
use redress_pages::format::{long_date, thousands};

mod season;

use super::{Asked, of_service, targets};
use crate::App;
use crate::error::PageError;
use crate::here::Here;

/// The charts of a view, by their words.
pub(super) const fn of_view(view: &str) -> &'static [&'static str] {
    match view.as_bytes() {
        b"demand" => &[
            "season",
            "season-service",
            "season-ward",
            "season-cause",
            "calendar",
        ],
        b"time" => &["days-taken"],
        b"stages" => &["how-far"],
        _ => &[],
    }
}

/// A chart by its word; nothing for another word.
pub(super) async fn drawn(
    app: &App,
    (here, asked): (&Here, &Asked),
    word: &str,
) -> Result<Option<Drawn>, PageError> {
    match word {
        "season" => season::of_months(app, here, asked).await.map(Some),
        "season-service" if asked.service.is_some() => Ok(None),
        "season-service" => season::of_lines(app, (here, asked), (Measure::Received, By::Service)).await,
        "season-ward" => season::of_lines(app, (here, asked), (Measure::Received, By::Ward)).await,
        "season-cause" => season::of_lines(app, (here, asked), (Measure::AvoidableCauses, By::Detail)).await,
        "calendar" => calendar_of(app, here, asked).await.map(Some),
        "days-taken" => days_taken(app, here, asked).await.map(Some),
        "how-far" => how_far(app, here, asked).await.map(Some),
        "targets" => targets::drawn(app, (here, asked)).await.map(Some),
        _ => Ok(None),
    }
}

fn plain(words: impl Into<String>) -> Linked {
    (words.into(), String::new())
}

fn month_name(first: Date) -> String {
    first.strftime("%B %Y").to_string()
}

fn number(n: i64) -> String {
    thousands(n.unsigned_abs())
}

/// The storms of a policy on some days.
fn storms(here: &Here, range: Range) -> Result<Vec<Storm>, PageError> {
    let storms = here.policy()?.reports.storms.iter();
    Ok(storms.filter(|storm| storm.is_on(range)).cloned().collect())
}

fn storm_in_words(storm: &Storm) -> String {
    if storm.from == storm.to {
        format!("{}, {}", storm.name, long_date(storm.from))
    } else {
        format!(
            "{}, {} to {}",
            storm.name,
            long_date(storm.from),
            long_date(storm.to)
        )
    }
}

/// The year that ends with the last day of the period.
fn year_to(asked: &Asked, today: Date) -> Range {
    let to = asked.range.to.min(today);
    let back = to.saturating_sub(jiff::Span::new().years(1));
    Range {
        from: back.tomorrow().unwrap_or(back).max(asked.range.from),
        to,
    }
}

async fn calendar_of(app: &App, here: &Here, asked: &Asked) -> Result<Drawn, PageError> {
    let range = year_to(asked, here.today);
    let mut ask = asked.ask(Measure::Received, Some(By::Day));
    ask.range = range;
    let days = app.casework.days_of_demand(here.id(), &ask).await?;
    let storms = storms(here, range)?;
    let calendar = Calendar {
        from: range.from,
        days: days.clone(),
        storms: storms.iter().map(|storm| (storm.from, storm.to)).collect(),
    };
    let dated = std::iter::successors(Some(range.from), |day| day.tomorrow().ok()).zip(&days);
    let busiest = dated
        .clone()
        .max_by_key(|(day, n)| (**n, std::cmp::Reverse(*day)));
    let mut months: Vec<(Date, i64, (Date, i64))> = Vec::new();
    for (day, n) in dated {
        match months.last_mut() {
            Some((first, sum, most)) if *first == day.first_of_month() => {
                *sum += n;
                if *n > most.1 {
                    *most = (day, *n);
                }
            }
            _ => months.push((day.first_of_month(), *n, (day, *n))),
        }
    }
    let link = |day: Date| {
        let line = day.to_string();
        asked.address(
            "/staff/reports/cases",
            &[("measure", "received"), ("by", "day"), ("line", &line)],
        )
    };
    let rows = months.iter().map(|(first, sum, (day, most))| {
        vec![
            plain(month_name(*first)),
            plain(number(*sum)),
            (format!("{}: {}", long_date(*day), number(*most)), link(*day)),
        ]
    });
    let title = busiest.map_or_else(
        || "Calendar of demand".to_owned(),
        |(day, n)| {
            format!(
                "Calendar of demand: the busiest day was {} ({})",
                long_date(day),
                number(*n)
            )
        },
    );
    let framed = if storms.is_empty() {
        "The policy names no storm on these days.".to_owned()
    } else {
        let named: Vec<String> = storms.iter().map(storm_in_words).collect();
        format!("A frame marks the days of a storm: {}.", named.join("; "))
    };
    Ok(Drawn {
        id: "calendar".into(),
        title,
        subtitle: format!(
            "Everything received, {}, {}. A square for each day, Monday at the top.",
            of_service(here, asked.service.as_ref())?,
            range.in_words()
        ),
        chart: "Calendar of demand".into(),
        says: says(months.iter().map(|(first, sum, _)| (month_name(*first), *sum))),
        drawing: Drawing::Calendar(calendar),
        explains: vec![
            "The larger the square, the more came in, in four steps up to the busiest day; no square is none.".to_owned(),
            framed,
        ],
        heads: ["Month", "Received", "Busiest day"].map(str::to_owned).into(),
        rows: rows.collect(),
        file: Vec::new(),
        csv: asked.address("/staff/reports/figures", &[("measure", "received"), ("by", "day")]),
        source: source(here),
    })
}

async fn days_taken(app: &App, here: &Here, asked: &Asked) -> Result<Drawn, PageError> {
    let ask = asked.ask(Measure::Stage1WorkingDays, Some(By::Month));
    let months = app.casework.days_taken(here.id(), &ask).await?;
    let numbers: Vec<i64> = months.iter().map(|(_, tenths, _)| *tenths).collect();
    let control = Control::of(&numbers);
    let signal_of = |place: usize| {
        control
            .as_ref()
            .and_then(|known| known.signals.get(place).copied())
    };
    let rows = months.iter().enumerate().map(|(place, (month, average, of))| {
        let line = month.strftime("%Y-%m").to_string();
        let cases = asked.address(
            "/staff/reports/cases",
            &[
                ("measure", "stage-1-working-days"),
                ("by", "month"),
                ("line", &line),
            ],
        );
        let says = match signal_of(place) {
            None => "Not said",
            Some(Signal::None) => "Varies as usual",
            Some(Signal::Outside) => "Outside the limits",
            Some(Signal::Run) => "One of a run",
        };
        vec![
            plain(month_name(*month)),
            (tenths(*average), cases),
            plain(number(*of)),
            plain(says),
        ]
    });
    let (title, explains, drawing) = match &control {
        Some(control) => {
            let signals = control
                .signals
                .iter()
                .filter(|signal| **signal != Signal::None)
                .count();
            let title = if signals == 0 {
                "Days to the stage 1 reply: no change beyond what always varies".to_owned()
            } else {
                format!(
                    "Days to the stage 1 reply: {signals} of {} months say that something changed",
                    numbers.len()
                )
            };
            let points = months
                .iter()
                .map(|(month, average, _)| (month_name(*month), *average));
            let chart = control_chart::Chart {
                points: points.collect(),
                control: control.clone(),
            };
            let explains = format!(
                "The dashed lines are limits, {} and {}, at 2.66 times the average step from one month to the next on either side \
                 of the average of {}: a month between them varies as months do, and needs no explanation. A diamond is outside \
                 them, a square is one of {} or more in a row on one side of the average: something changed, and is worth \
                 asking about.",
                tenths(control.lower),
                tenths(control.upper),
                tenths(control.centre),
                control::RUN,
            );
            (title, explains, Drawing::Control(chart))
        }
        None => (
            "Days to the stage 1 reply: too few months for limits".to_owned(),
            format!(
                "Limits say what always varies. They are drawn of {} months or more with a reply: choose a longer period.",
                control::ENOUGH
            ),
            Drawing::Nothing,
        ),
    };
    Ok(Drawn {
        id: "days-taken".into(),
        title,
        subtitle: subtitle(
            here,
            asked,
            "Average working days from receipt to the stage 1 reply, of replies that went in the month",
        )?,
        chart: "Control chart of days to the stage 1 reply".into(),
        says: control.as_ref().map_or_else(String::new, |control| {
            format!(
                "Average {}, limits {} and {}. All values are in the table below.",
                tenths(control.centre),
                tenths(control.lower),
                tenths(control.upper)
            )
        }),
        drawing,
        explains: vec![explains],
        heads: ["Month", "Average working days", "Replies", "What it says"]
            .map(str::to_owned)
            .into(),
        rows: rows.collect(),
        file: Vec::new(),
        csv: asked.address("/staff/reports/figures", &[("chart", "days-taken")]),
        source: source(here),
    })
}

const fn step_in_words(step: Step) -> &'static str {
    match step {
        Step::Received => "Received",
        Step::Acknowledged => "Acknowledged",
        Step::Stage1Replied => "Replied to at stage 1",
        Step::Stage2Asked => "Stage 2 asked for",
        Step::Stage2Replied => "Replied to at stage 2",
        Step::OmbudsmanAsked => "An Ombudsman asked after that",
    }
}

async fn how_far(app: &App, here: &Here, asked: &Asked) -> Result<Drawn, PageError> {
    let ask = Ask {
        by: Some(By::Detail),
        ..asked.ask(Measure::StepsReached, None)
    };
    let figures = app.casework.figures(here.id(), &ask).await?;
    let figures = figures.ok_or(PageError::NotFound)?;
    let stopped = |figures: &Figures, step: Step| {
        let line = figures.lines.iter().find(|(line, _)| line == step.as_str());
        line.map_or(0, |(_, figure)| figure.of())
    };
    let all = figures.whole.of();
    let mut left = all;
    let mut steps = Vec::new();
    let mut rows = Vec::new();
    let heads = ["Step", "Came as far", "Per cent", "Furthest so far"];
    let mut file = vec![heads.map(str::to_owned).into()];
    for step in Step::ALL {
        let here_ended = stopped(&figures, *step);
        let words = match percent(left, all) {
            _ if all < 20 || *step == Step::Received => number(left),
            share => format!("{} ({share}%)", number(left)),
        };
        file.push(vec![
            step_in_words(*step).to_owned(),
            left.to_string(),
            // Of fewer than 20 no per cent is said (ux §5, 8).
            if all < 20 {
                String::new()
            } else {
                percent(left, all).to_string()
            },
            here_ended.to_string(),
        ]);
        let cases = asked.address(
            "/staff/reports/cases",
            &[
                ("measure", "steps-reached"),
                ("by", "detail"),
                ("line", step.as_str()),
            ],
        );
        rows.push(vec![
            plain(step_in_words(*step)),
            plain(words.clone()),
            (number(here_ended), cases),
        ]);
        steps.push(funnel::Step {
            label: step_in_words(*step).to_owned(),
            value: left,
            words,
        });
        left -= here_ended;
    }
    let asked_again = steps.get(3).map_or(0, |step| step.value);
    Ok(Drawn {
        id: "how-far".into(),
        title: format!("How far complaints go: {} of {} came to stage 2", number(asked_again), number(all)),
        subtitle: subtitle(
            here,
            asked,
            "Complaints received in the period, by how far they have come by now",
        )?,
        chart: "Funnel of complaints by step".into(),
        says: says(steps.iter().map(|step| (step.label.clone(), step.value))),
        drawing: if all == 0 { Drawing::Nothing } else { Drawing::Funnel(steps) },
        explains: vec![
            "Whoever came to a step has come past those above it. Complaints of the last weeks have had less time, and those \
             that were withdrawn or not accepted end where they stood."
                .to_owned(),
        ],
        heads: ["Step", "Came as far", "Furthest so far"].map(str::to_owned).into(),
        rows,
        file,
        csv: asked.address("/staff/reports/figures", &[("chart", "how-far")]),
        source: source(here),
    })
}

fn subtitle(here: &Here, asked: &Asked, what: &str) -> Result<String, PageError> {
    Ok(format!(
        "{what}, {}, {}.",
        of_service(here, asked.service.as_ref())?,
        asked.range.in_words()
    ))
}

fn source(here: &Here) -> String {
    format!("From our own records, {}.", long_date(here.today))
}

/// Highest and lowest, and how many are alike, for who does not see the chart.
fn says(lines: impl Iterator<Item = (String, i64)>) -> String {
    let lines: Vec<(String, i64)> = lines.collect();
    let those = |n: Option<i64>, alike: &str| {
        let mut those = lines.iter().filter(|(_, of)| Some(*of) == n);
        let (first, n) = those.next()?;
        let one = format!("{first}, {}", number(*n));
        Some(match those.count() {
            0 => one,
            more => format!("{one}, and {more} more {alike}"),
        })
    };
    let numbers = || lines.iter().map(|(_, n)| *n);
    match (
        those(numbers().max(), "as high"),
        those(numbers().min(), "as low"),
    ) {
        (Some(most), Some(least)) => {
            format!("Highest: {most}; lowest: {least}. All values are in the table below.")
        }
        _ => "All values are in the table below.".to_owned(),
    }
}
