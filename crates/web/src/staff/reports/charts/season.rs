//! Demand against the time of year: month by month, and by service, ward and cause.

use jiff::Span;
use jiff::civil::Date;
use redress_casework::measure::Ask;
use redress_casework::measure::demand::{Line, Month};
use redress_domain::measure::season::{Against, ENOUGH, Earlier, Usual};
use redress_domain::measure::{By, Measure, Range};
use redress_pages::chart::season::{Beside, Held};
use redress_pages::figures::drawn::{Drawing, Drawn, Linked};

use super::{Asked, month_name, number, plain, says, source, storm_in_words, storms, subtitle};
use crate::App;
use crate::error::PageError;
use crate::figures;
use crate::here::Here;

/// The years one by one: "40 in 2030, 250 in 2029 with a storm".
fn years_in_words(years: &[&Earlier]) -> String {
    let year = |year: &&Earlier| {
        let storm = if year.is_stormy { " with a storm" } else { "" };
        format!("{} in {}{storm}", number(year.n), year.year)
    };
    years.iter().map(year).collect::<Vec<_>>().join(", ")
}

fn usual_in_words(usual: Usual, earlier: &[Earlier]) -> String {
    match usual {
        Usual::TooLittle if earlier.is_empty() => "Not known: no earlier year".to_owned(),
        Usual::TooLittle => format!(
            "Too few years to say: {}",
            years_in_words(&earlier.iter().collect::<Vec<_>>())
        ),
        Usual::Between {
            least,
            middle,
            most,
            years,
        } => {
            let stormy: Vec<_> = earlier.iter().filter(|year| year.is_stormy).collect();
            let beside = if stormy.is_empty() {
                String::new()
            } else {
                format!("; not counted: {}", years_in_words(&stormy))
            };
            format!(
                "{} to {}, {} in the middle ({years} years){beside}",
                number(least),
                number(most),
                number(middle)
            )
        }
    }
}

/// What is usual as the cells of a file, a number each: from, to, in the middle, of how many years; then all of it in words.
fn usual_in_cells(usual: Usual, earlier: &[Earlier]) -> Vec<String> {
    let mut cells = match usual {
        Usual::TooLittle => {
            let known = earlier.iter().filter(|year| !year.is_stormy).count();
            vec![String::new(), String::new(), String::new(), known.to_string()]
        }
        Usual::Between {
            least,
            middle,
            most,
            years,
        } => vec![
            least.to_string(),
            most.to_string(),
            middle.to_string(),
            years.to_string(),
        ],
    };
    cells.push(usual_in_words(usual, earlier));
    cells
}

/// The heads of what is usual in a file.
const USUAL: [&str; 5] = [
    "Usual from",
    "Usual to",
    "Usual in the middle",
    "Years it is usual of",
    "Usual in words",
];

/// The table of a chart as a file: `around` are the heads before what is usual, and those after it.
fn file(around: (&[&str], &[&str]), lines: impl Iterator<Item = Vec<String>>) -> Vec<Vec<String>> {
    let heads = around.0.iter().chain(&USUAL).chain(around.1);
    let heads = heads.map(|head| (*head).to_owned()).collect();
    std::iter::once(heads).chain(lines).collect()
}

/// How a number stands against the years before: against what is usual, or else the last year alone, as a difference and no more.
fn against_in_words(n: i64, usual: Usual, earlier: &[Earlier]) -> String {
    match (usual.against(n), earlier.first()) {
        (Some(Against::Below), _) => "Fewer than usual".to_owned(),
        (Some(Against::Within), _) => "As usual".to_owned(),
        (Some(Against::Above), _) => "More than usual".to_owned(),
        (None, None) => "Not said".to_owned(),
        (None, Some(last)) => match n - last.n {
            0 => format!("As many as in {}", last.year),
            more @ 1.. => format!("{} more than in {}", number(more), last.year),
            fewer => format!("{} fewer than in {}", number(fewer), last.year),
        },
    }
}

fn beside(usual: Usual, earlier: &[Earlier]) -> Beside {
    match usual {
        Usual::Between { least, most, .. } => Beside::Usual(least, most),
        Usual::TooLittle => Beside::Years(earlier.iter().map(|year| year.n).collect()),
    }
}

fn row_of_month(month: &Month, asked: &Asked) -> Vec<Linked> {
    let line = month.first.strftime("%Y-%m").to_string();
    let cases = asked.address(
        "/staff/reports/cases",
        &[("measure", "received"), ("by", "month"), ("line", &line)],
    );
    vec![
        plain(month_name(month.first)),
        (number(month.n), cases),
        plain(usual_in_words(month.usual, &month.earlier)),
        plain(against_of(month)),
        plain(storms_of(month)),
    ]
}

fn against_of(month: &Month) -> String {
    if month.is_over {
        against_in_words(month.n, month.usual, &month.earlier)
    } else {
        "So far".to_owned()
    }
}

fn storms_of(month: &Month) -> String {
    let stormy: Vec<String> = month.storms.iter().map(storm_in_words).collect();
    if stormy.is_empty() {
        "None".to_owned()
    } else {
        stormy.join("; ")
    }
}

fn file_of_months(months: &[Month]) -> Vec<Vec<String>> {
    let lines = months.iter().map(|month| {
        let mut line = vec![month_name(month.first), month.n.to_string()];
        line.extend(usual_in_cells(month.usual, &month.earlier));
        line.extend([against_of(month), storms_of(month)]);
        line
    });
    file((&["Month", "Received"], &["Against that", "Storms"]), lines)
}

/// Demand month by month.
pub(super) async fn of_months(app: &App, here: &Here, asked: &Asked) -> Result<Drawn, PageError> {
    let ask = asked.ask(Measure::Received, Some(By::Month));
    let months = app.casework.demand(here.id(), &ask).await?;
    let storms = storms(here, asked.range)?;
    let held = months.iter().map(|month| Held {
        label: if month.is_over {
            month_name(month.first)
        } else {
            format!("{} so far", month_name(month.first))
        },
        value: month.n,
        beside: beside(month.usual, &month.earlier),
        is_stormy: !month.storms.is_empty(),
    });
    let mut explains = explained(&months, app.casework.record_begins_on(here.id()).await?);
    explains.push(if storms.is_empty() {
        "The policy names no storm in these months.".to_owned()
    } else {
        let named: Vec<String> = storms.iter().map(storm_in_words).collect();
        format!("A triangle marks a month with a storm: {}.", named.join("; "))
    });
    explains.push("More is neither good nor bad: it may be easier to tell us.".to_owned());
    Ok(Drawn {
        id: "season".into(),
        title: title(&months),
        subtitle: subtitle(here, asked, "Everything received")?,
        chart: "Demand by month and time of year".into(),
        says: says(
            months
                .iter()
                .filter(|month| month.is_over)
                .map(|month| (month_name(month.first), month.n)),
        ),
        drawing: Drawing::Season(held.collect()),
        explains,
        heads: [
            "Month",
            "Received",
            "Usual for the time of year",
            "Against that",
            "Storms",
        ]
        .map(str::to_owned)
        .into(),
        rows: months.iter().map(|month| row_of_month(month, asked)).collect(),
        file: file_of_months(&months),
        csv: asked.address("/staff/reports/figures", &[("chart", "season")]),
        source: source(here),
    })
}

/// How many would be outside if this year were like any other: the least or the most of all years is as likely this one as each
/// of the others, so with three years every second is outside, and with five every third.
fn by_chance(usual: impl Iterator<Item = Usual>) -> usize {
    let parts = usual.map(|usual| match usual {
        Usual::Between { years, .. } => 2 * 120 / (years + 1),
        Usual::TooLittle => 0,
    });
    (parts.sum::<usize>() + 60) / 120
}

fn title(months: &[Month]) -> String {
    let over = || months.iter().filter(|month| month.is_over);
    let told: Vec<Against> = over().filter_map(|month| month.usual.against(month.n)).collect();
    let unusual = told.iter().filter(|against| **against != Against::Within).count();
    if !told.is_empty() {
        return format!(
            "Demand by month: outside what is usual for the time of year in {unusual} of {}; by chance alone it would be about {}",
            told.len(),
            by_chance(over().map(|month| month.usual))
        );
    }
    if over().next().is_none() {
        return "Demand by month: no month of this period is over".to_owned();
    }
    let years = over().filter_map(|month| Some((month.n, month.earlier.first()?.n)));
    let years: Vec<(i64, i64)> = years.collect();
    if years.is_empty() {
        return "Demand by month: too little history to say what is usual".to_owned();
    }
    let more = years.iter().filter(|(n, last)| n > last).count();
    format!(
        "Demand by month: more than a year before in {more} of {}; too few years to say what is usual",
        years.len()
    )
}

/// How to read it, as far as the record goes.
fn explained(months: &[Month], begins: Option<Date>) -> Vec<String> {
    let usual = format!(
        "Usual is what the same month was in earlier years, from the least to the most: the line beside a bar. We say what is usual \
         from {ENOUGH} years on. A year in which a storm fell in that month is not counted, nor one of which nothing is on record. \
         With so few years, some months are outside by chance alone. Ask about them if there are more than the heading says chance \
         would bring."
    );
    let mut explains = vec![usual];
    if months
        .iter()
        .any(|month| month.usual == Usual::TooLittle && !month.earlier.is_empty())
    {
        explains.push(
            "Where there are fewer, a mark beside a bar is what came in in an earlier year, and no more."
                .to_owned(),
        );
    }
    let is_short = months.iter().all(|month| month.earlier.len() < ENOUGH);
    if let Some(begins) = begins.filter(|_| is_short) {
        let whole = begins.first_of_month().saturating_add(Span::new().months(1));
        let after = |years: usize| {
            let years = Span::new().years(i64::try_from(years).unwrap_or_default());
            month_name(whole.saturating_add(years))
        };
        explains.push(format!(
            "The record begins in {}. So the first month that can be held against the year before is {}, and the first of which we can say \
             what is usual is {}. By service, ward and cause we show the same from the first of these months on.",
            month_name(begins),
            after(1),
            after(ENOUGH)
        ));
    }
    explains
}

fn row_of_line(line: &Line, by: By, cases: String, policy: &redress_domain::policy::Policy) -> Vec<Linked> {
    let cases = if line.n == 0 { String::new() } else { cases };
    vec![
        plain(figures::label(policy, by, &line.word)),
        (number(line.n), cases),
        plain(usual_in_words(line.usual, &line.earlier)),
        plain(against_in_words(line.n, line.usual, &line.earlier)),
    ]
}

/// Demand by service, ward or cause; nothing where no earlier year is known of those months.
pub(super) async fn of_lines(
    app: &App,
    (here, asked): (&Here, &Asked),
    (measure, by): (Measure, By),
) -> Result<Option<Drawn>, PageError> {
    let ask = Ask::new(measure, asked.range).of(asked.service.clone());
    let Some((over, mut lines)) = app.casework.demand_by(here.id(), (&ask, by)).await? else {
        return Ok(None);
    };
    if lines.iter().all(|line| line.earlier.is_empty()) {
        return Ok(None);
    }
    lines.sort_by_key(|line| (line.word.is_empty(), std::cmp::Reverse(line.n), line.word.clone()));
    let policy = here.policy()?;
    let (word, by_name, what, head) = match by {
        By::Service => ("season-service", "service", "Everything received", "Service"),
        By::Ward => ("season-ward", "ward", "Everything received", "Ward"),
        By::Team | By::Channel | By::Stage | By::Kind | By::Month | By::Day | By::Detail => (
            "season-cause",
            "cause",
            "Contacts that could have been saved, by why",
            "Why",
        ),
    };
    // The figure is of the months that are over, and so are its cases.
    let of_months = Asked {
        range: over,
        query: asked.query.clone(),
        service: asked.service.clone(),
        wrong: String::new(),
    };
    let row = |line: &Line| {
        let of = [
            ("measure", measure.as_str()),
            ("by", by.as_str()),
            ("line", line.word.as_str()),
        ];
        row_of_line(line, by, of_months.address("/staff/reports/cases", &of), policy)
    };
    let held = lines.iter().map(|line| Held {
        label: figures::label(policy, by, &line.word),
        value: line.n,
        beside: beside(line.usual, &line.earlier),
        is_stormy: false,
    });
    let told: Vec<Against> = lines
        .iter()
        .filter_map(|line| line.usual.against(line.n))
        .collect();
    let unusual = told.iter().filter(|against| **against != Against::Within).count();
    let title = if told.is_empty() {
        format!("By {by_name}, beside the same months of earlier years: too few years to say what is usual")
    } else {
        format!(
            "By {by_name}: {unusual} of {} outside what is usual for the time of year; by chance alone it would be about {}",
            told.len(),
            by_chance(lines.iter().map(|line| line.usual))
        )
    };
    let label = |line: &Line| figures::label(policy, by, &line.word);
    let counted = if measure == Measure::Received {
        "Received"
    } else {
        "Contacts"
    };
    let in_file = lines.iter().map(|line| {
        let mut cells = vec![label(line), line.n.to_string()];
        cells.extend(usual_in_cells(line.usual, &line.earlier));
        cells.push(against_in_words(line.n, line.usual, &line.earlier));
        cells
    });
    Ok(Some(Drawn {
        id: word.into(),
        title,
        subtitle: subtitle(here, &of_months, what)?,
        chart: format!("Demand by {by_name} and time of year"),
        says: says(lines.iter().map(|line| (label(line), line.n))),
        drawing: Drawing::SeasonOfLines(held.collect()),
        explains: explained_of_lines(here, over, &lines)?,
        heads: [head, counted, "Usual for the time of year", "Against that"]
            .map(str::to_owned)
            .into(),
        rows: lines.iter().map(row).collect(),
        file: file((&[head, counted], &["Against that"]), in_file),
        csv: asked.address("/staff/reports/figures", &[("chart", word)]),
        source: source(here),
    }))
}

fn explained_of_lines(here: &Here, over: Range, lines: &[Line]) -> Result<Vec<String>, PageError> {
    let mut explains = vec![format!(
        "Only months that are over are counted, and earlier years of which the record has all of them. The line beneath a bar is \
         from the least to the most of {ENOUGH} years or more; where there are fewer, a mark is what came in in one of them."
    )];
    let mut named: Vec<String> = storms(here, over)?.iter().map(storm_in_words).collect();
    let all = lines
        .iter()
        .map(|line| &line.earlier)
        .max_by_key(|years| years.len());
    for year in all.into_iter().flatten() {
        let back = Span::new().years(over.from.year() - year.year);
        let then = Range {
            from: over.from.saturating_sub(back),
            to: over.to.saturating_sub(back).last_of_month(),
        };
        named.extend(storms(here, then)?.iter().map(storm_in_words));
    }
    if !named.is_empty() {
        let named = named.join("; ");
        explains.push(if over.months() == 1 {
            format!("A year in which a storm fell in that month is not called usual. The storms: {named}.")
        } else {
            format!("With what these storms brought: {named}.")
        });
    }
    Ok(explains)
}
