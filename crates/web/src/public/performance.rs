//! How the council did, quarter by quarter, and the same as open data.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use jiff::civil::Date;
use redress_casework::measure::Ask;
use redress_casework::measure::published::{PUBLISHED, Published};
use redress_domain::measure::catalogue::csv_line;
use redress_domain::measure::definition::Unit;
use redress_domain::measure::figure::Figure;
use redress_domain::measure::suppress::percent_shown;
use redress_domain::measure::{By, Measure, Range};
use redress_domain::policy::standards::Measured as Result;
use redress_domain::vocabulary::Finding;
use redress_pages::Page as _;
use redress_pages::chart::{Order, Scale};
use redress_pages::figures::{Line, Measured};
use redress_pages::format::long_date;
use redress_pages::public::performance::{NOT_SHOWN, Performance};
use redress_pages::report::GridCell;

use crate::App;
use crate::error::{Answer, PageError};
use crate::figures;
use crate::here::Here;
use crate::path::Path;
use crate::report::ods::{self, Sheet};
use crate::report::saved;

/// The columns of the open data.
const HEADS: [&str; 11] = [
    "quarter",
    "measure",
    "name",
    "unit",
    "by",
    "line",
    "count",
    "percent",
    "median",
    "ninetieth",
    "hidden",
];

/// How many quarters are led to.
const QUARTERS: usize = 8;

/// The routes of this file.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/performance", get(last))
        .route("/performance/{quarter}", get(show))
        .route("/performance/{quarter}/{file}", get(file))
        .route("/performance/schema.json", get(schema))
        .route("/performance/dictionary.csv", get(dictionary))
}

/// A quarter as it stands in addresses: `2026-q3`.
fn word(quarter: Range) -> String {
    format!("{}-q{}", quarter.from.year(), (quarter.from.month() - 1) / 3 + 1)
}

fn quarter(word: &str) -> Option<Range> {
    let (year, number) = word.split_once("-q")?;
    let number: i8 = number.parse().ok().filter(|number| (1..=4).contains(number))?;
    let year: i16 = year.parse().ok().filter(|year| (2000..=2999).contains(year))?;
    Some(Range::quarter_of(Date::new(year, number * 3 - 2, 1).ok()?))
}

async fn last(State(app): State<App>, here: Here) -> Answer {
    let quarter = Range::quarter_of(here.today).quarter_before();
    page(&app, &here, quarter).await
}

async fn show(State(app): State<App>, here: Here, Path(asked): Path<String>) -> Answer {
    let quarter = quarter(&asked).ok_or(PageError::NotFound)?;
    page(&app, &here, quarter).await
}

async fn page(app: &App, here: &Here, quarter: Range) -> Answer {
    let period = quarter.in_words();
    let mut others = Vec::new();
    let mut other = Range::quarter_of(here.today);
    let begins = app.casework.record_begins_on(here.id()).await?;
    for _ in 0..QUARTERS {
        other = other.quarter_before();
        if other != quarter && begins.is_some_and(|begins| begins <= other.to) {
            others.push((other.in_words(), format!("/performance/{}", word(other))));
        }
    }
    let Some(rows) = app.casework.published(here.id(), quarter).await? else {
        let why = if quarter.to >= here.today {
            let next = quarter.to.tomorrow().unwrap_or(quarter.to);
            format!(
                "No figures yet for {period}. We publish them in {}.",
                next.strftime("%B %Y")
            )
        } else {
            format!("We have no figures for {period}.")
        };
        let page = Performance::nothing(here.public(), period, why).others(others);
        return Ok(Html(page.html()).into_response());
    };
    let whole = |row: &&Published| row.by.is_none();
    let told_apart = |measure: Measure| {
        PUBLISHED
            .iter()
            .any(|(known, by)| *known == measure && by.is_some())
    };
    let facts = rows.iter().filter(whole).filter(|row| !told_apart(row.measure));
    let year = year_to(app, here, (quarter, &rows)).await?;
    let before = year.iter().rev().nth(1).map(|(_, rows)| rows.as_slice());
    let facts = facts
        .map(|row| (row.name.to_owned(), beside_the_one_before(row, before)))
        .collect();
    let tables = rows.iter().filter(whole).filter(|row| told_apart(row.measure));
    let tables = tables.map(|whole| table((here, quarter), whole, &rows));
    let tables = BY_QUARTER
        .iter()
        .filter_map(|measure| by_quarter(here, *measure, &year).transpose())
        .chain(tables)
        .collect::<std::result::Result<_, PageError>>()?;
    let of = (period.clone(), word(quarter));
    let page = Performance::new(here.public(), of, sentence(&rows, &period))
        .with(facts, tables)
        .others(others);
    Ok(Html(page.html()).into_response())
}

/// A quarter, and what is published of it.
type OfQuarter = (Range, Vec<Published>);

/// How many quarters stand beside one another.
const BESIDE: usize = 4;

/// What is drawn quarter by quarter: each quarter's own published figure and nothing between them.
const BY_QUARTER: [Measure; 2] = [Measure::Stage1InTimeWithoutExtension, Measure::OmbudsmanDecisions];

/// The four quarters to one, the earliest first; a quarter before the record begins is none.
async fn year_to(
    app: &App,
    here: &Here,
    (quarter, rows): (Range, &[Published]),
) -> std::result::Result<Vec<OfQuarter>, PageError> {
    let mut year = vec![(quarter, rows.to_vec())];
    let mut before = quarter;
    while year.len() < BESIDE {
        before = before.quarter_before();
        let Some(rows) = app.casework.published(here.id(), before).await? else {
            break;
        };
        year.push((before, rows));
    }
    year.reverse();
    Ok(year)
}

fn whole_of(rows: &[Published], measure: Measure) -> Option<&Published> {
    rows.iter().find(|row| row.measure == measure && row.by.is_none())
}

/// A figure, with the one of the quarter before it.
fn beside_the_one_before(row: &Published, before: Option<&[Published]>) -> String {
    let before = before.and_then(|rows| whole_of(rows, row.measure));
    match before {
        Some(before) => format!("{} (the quarter before: {})", in_words(row), in_words(before)),
        None => in_words(row),
    }
}

/// A measure quarter by quarter; nothing where there is one quarter alone.
fn by_quarter(
    here: &Here,
    measure: Measure,
    year: &[OfQuarter],
) -> std::result::Result<Option<Measured>, PageError> {
    let last = year.last().and_then(|(_, rows)| whole_of(rows, measure));
    let (Some(last), [_, _, ..]) = (last, year) else {
        return Ok(None);
    };
    let lines = year.iter().filter_map(|(quarter, rows)| {
        let row = whole_of(rows, measure)?;
        Some(Line {
            // Short enough to stand beside its bar.
            label: format!(
                "{} to {}",
                quarter.from.strftime("%b"),
                quarter.to.strftime("%b %Y")
            ),
            words: in_words(row),
            drawn: row.percent.or(row.count),
            href: String::new(),
            sides: Vec::new(),
        })
    });
    let definition = measure.definition();
    Ok(Some(Measured {
        id: format!("{measure}-by-quarter"),
        name: last.name.to_owned(),
        whole: in_words(last),
        href: String::new(),
        sides: Vec::new(),
        key: measure
            .sides()
            .map(|(so, not_so)| (so.to_owned(), not_so.to_owned())),
        subtitle: format!("Quarter by quarter. {}.", definition.counted),
        by: "Quarter".to_owned(),
        lines: lines.collect(),
        scale: figures::scale(here.policy()?, measure),
        order: Order::Any,
        csv: String::new(),
        source: source(here, measure),
    }))
}

fn source(here: &Here, measure: Measure) -> String {
    format!(
        "From our own records, {}. Left out: {}.",
        long_date(here.today),
        measure.definition().left_out
    )
}

/// The one sentence: how many came, and how often the reply was in time.
fn sentence(rows: &[Published], period: &str) -> String {
    let whole = |measure| rows.iter().find(|row| row.measure == measure && row.by.is_none());
    let came = match whole(Measure::ComplaintsReceived).and_then(|row| row.count) {
        Some(0) => format!("We received no complaints in {period}."),
        Some(1) => format!("We received 1 complaint in {period}."),
        Some(count) => format!("We received {count} complaints in {period}."),
        None => format!("We received few complaints in {period}, too few to say how many."),
    };
    let percent = |measure| whole(measure).and_then(|row| row.percent);
    let in_time = percent(Measure::Stage1InTime);
    let first = percent(Measure::Stage1InTimeWithoutExtension);
    // What is promised is the first date: with the dates that were moved alone it would look better than it was.
    let went = match (first, in_time) {
        (Some(first), Some(all)) => {
            format!("{first}% went by the date promised first, and {all}% in time if more time is counted")
        }
        (Some(first), None) => format!("{first}% went by the date promised first"),
        (None, Some(all)) => format!("{all}% went in time, if more time is counted"),
        (None, None) => return came,
    };
    format!("{came} Of the replies at stage 1 that were due, {went}.")
}

/// A published figure in words.
pub(crate) fn in_words(row: &Published) -> String {
    match (row.unit, row.count, row.percent, row.median) {
        (_, Some(count), _, _) => count.to_string(),
        (_, _, Some(percent), _) => format!("{percent}%"),
        (_, _, _, Some(median)) => {
            let ninetieth = row.ninetieth.unwrap_or(median);
            format!("Half within {median}, 9 in 10 within {ninetieth}")
        }
        (_, None, None, None) if row.hidden => NOT_SHOWN.to_owned(),
        (Unit::Count, None, None, None) => "0".to_owned(),
        (Unit::Share | Unit::WorkingDays | Unit::Pence, None, None, None) => row.measure.nothing().to_owned(),
    }
}

fn table(
    (here, quarter): (&Here, Range),
    whole: &Published,
    rows: &[Published],
) -> std::result::Result<Measured, PageError> {
    let policy = here.policy()?;
    let of_it = rows.iter().filter(|row| row.measure == whole.measure);
    let mut lines: Vec<(i64, Line)> = Vec::new();
    let mut by_name = "";
    for row in of_it {
        let Some(by) = row.by else { continue };
        by_name = figures::by_name(by, row.measure);
        let line = Line {
            label: figures::label(policy, by, &row.line),
            words: in_words(row),
            drawn: row.count,
            href: String::new(),
            sides: Vec::new(),
        };
        lines.push((row.count.unwrap_or(-1), line));
    }
    // What is not shown is last, in the order of its name, so that the order tells nothing.
    lines.sort_by(|(one, a), (other, b)| other.cmp(one).then_with(|| a.label.cmp(&b.label)));
    let lines = not_shown_together(lines.into_iter().map(|(_, line)| line).collect());
    let definition = whole.measure.definition();
    Ok(Measured {
        id: whole.measure.as_str().to_owned(),
        name: whole.name.to_owned(),
        whole: in_words(whole),
        href: String::new(),
        sides: Vec::new(),
        key: None,
        subtitle: format!("{}. {}.", quarter.in_words(), definition.counted),
        by: by_name.to_owned(),
        lines,
        scale: Scale::Plain,
        order: Order::Any,
        csv: String::new(),
        source: source(here, whole.measure),
    })
}

/// The lines that are shown, and one for all others: a list of "Not shown" tells nobody anything.
fn not_shown_together(lines: Vec<Line>) -> Vec<Line> {
    let all = lines.len();
    let is_shown = |line: &Line| line.drawn.is_some();
    let (mut shown, hidden): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(is_shown);
    let count = hidden.len();
    if count < 2 {
        shown.extend(hidden);
        return shown;
    }
    shown.push(Line {
        label: if count == all {
            format!("Each of {count}")
        } else {
            format!("{count} more")
        },
        words: NOT_SHOWN.to_owned(),
        drawn: None,
        href: String::new(),
        sides: Vec::new(),
    });
    shown
}

async fn file(State(app): State<App>, here: Here, Path((asked, name)): Path<(String, String)>) -> Answer {
    let quarter = quarter(&asked).ok_or(PageError::NotFound)?;
    let rows = app.casework.published(here.id(), quarter).await?;
    let rows = rows.ok_or(PageError::NotFound)?;
    match name.as_str() {
        "figures.ods" => {
            let bytes = ods::written(&[Sheet {
                name: format!("Performance {}", word(quarter)),
                rows: rows_as_cells(quarter, &rows),
            }])?;
            let name = format!("performance-{}.ods", word(quarter));
            Ok(saved(&name, ods::MEDIA_TYPE, bytes))
        }
        "figures.csv" => Ok(csv(
            &format!("performance-{}.csv", word(quarter)),
            &rows_as_csv(quarter, &rows),
        )),
        "figures.json" => {
            let data = serde_json::json!({
                "council": here.id(),
                "quarter": word(quarter),
                "from": quarter.from,
                "to": quarter.to,
                "figures": rows,
            });
            Ok(json(&data))
        }
        _ => Err(PageError::NotFound),
    }
}

/// The same columns as the CSV has, with numbers as numbers.
fn rows_as_cells(quarter: Range, rows: &[Published]) -> Vec<Vec<GridCell>> {
    let number = |number: Option<i64>| number.map_or_else(GridCell::default, GridCell::number);
    let line = |row: &Published| {
        vec![
            word(quarter).into(),
            row.measure.as_str().into(),
            row.name.into(),
            row.unit.as_str().into(),
            row.by.map_or("", By::as_str).into(),
            row.line.as_str().into(),
            number(row.count),
            number(row.percent),
            number(row.median),
            number(row.ninetieth),
            row.hidden.to_string().into(),
        ]
    };
    let head = HEADS.iter().map(|head| (*head).into()).collect();
    std::iter::once(head).chain(rows.iter().map(line)).collect()
}

fn rows_as_csv(quarter: Range, rows: &[Published]) -> String {
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let line = |row: &Published| {
        csv_line(&[
            word(quarter),
            row.measure.to_string(),
            row.name.to_owned(),
            row.unit.to_string(),
            row.by.map(|by| by.to_string()).unwrap_or_default(),
            row.line.clone(),
            number(row.count),
            number(row.percent),
            number(row.median),
            number(row.ninetieth),
            row.hidden.to_string(),
        ])
    };
    [csv_line(&HEADS.map(str::to_owned))]
        .into_iter()
        .chain(rows.iter().map(line))
        .collect()
}

fn csv(name: &str, text: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, text.to_owned()).into_response()
}

fn json(value: &serde_json::Value) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    (headers, format!("{value:#}\n")).into_response()
}

/// What the JSON file holds (JSON Schema, 2020-12).
async fn schema(_: Here) -> Answer {
    let measures: Vec<&str> = PUBLISHED.iter().map(|(measure, _)| measure.as_str()).collect();
    let units: Vec<&str> = Unit::ALL.iter().map(|unit| unit.as_str()).collect();
    let number = || serde_json::json!({ "type": ["integer", "null"], "minimum": 0 });
    let figure = serde_json::json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["measure", "name", "unit", "by", "line", "count", "percent", "median", "ninetieth", "hidden"],
        "properties": {
            "measure": { "enum": measures, "description": "Which measure: see the dictionary" },
            "name": { "type": "string", "description": "What it is called" },
            "unit": { "enum": units },
            "by": { "enum": ["service", "detail", null], "description": "What it is told apart by; null for the whole" },
            "line": { "type": "string", "description": "The word of the line; empty for the whole, or where nobody said" },
            "count": number(),
            "percent": number(),
            "median": number(),
            "ninetieth": number(),
            "hidden": { "type": "boolean", "description": "Too small to be shown, or would give a small one away" },
        },
    });
    Ok(json(&serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "How a council dealt with complaints in a quarter",
        "type": "object",
        "additionalProperties": false,
        "required": ["council", "quarter", "from", "to", "figures"],
        "properties": {
            "council": { "type": "string" },
            "quarter": { "type": "string", "pattern": "^[0-9]{4}-q[1-4]$" },
            "from": { "type": "string", "format": "date" },
            "to": { "type": "string", "format": "date" },
            "figures": { "type": "array", "items": figure },
        },
    })))
}

/// What each column of the data holds, beside the measures.
const COLUMNS: [(&str, &str); 11] = [
    ("quarter", "The quarter of the year, as 2026-q4"),
    ("measure", "Which measure: its word is explained here"),
    ("name", "What the measure is called"),
    (
        "unit",
        "count: how many; share: how many in a hundred; working-days: how many days something took",
    ),
    (
        "by",
        "What a line is told apart by: service, or detail (for findings: the finding); empty for the whole",
    ),
    (
        "line",
        "The word of the line, explained here; empty for the whole, or where nobody said",
    ),
    ("count", "How many; empty where that is not counted or not shown"),
    (
        "percent",
        "How many in a hundred; empty where that is not counted, of fewer than 20, where from 1 to 4 were so or were not, and beside another share from which that could be worked out",
    ),
    (
        "median",
        "Half took no more working days; empty where that is not counted, and of fewer than 20",
    ),
    (
        "ninetieth",
        "Nine in ten took no more working days; empty as the median is",
    ),
    (
        "hidden",
        "true: a number from 1 to 4, or one from which such a number could be worked out, is not shown",
    ),
];

/// What each published measure counts and leaves out, what each column holds, and what each word in them stands for.
async fn dictionary(State(app): State<App>, here: Here) -> Answer {
    let head = [
        "about", "word", "name", "meaning", "question", "unit", "left_out", "source",
    ]
    .map(str::to_owned);
    let measure = |measure: Measure| {
        let definition = measure.definition();
        csv_line(&[
            "measure".to_owned(),
            measure.to_string(),
            definition.name.to_owned(),
            definition.counted.to_owned(),
            definition.question.to_owned(),
            definition.unit().to_string(),
            definition.left_out.to_owned(),
            definition.source.to_owned(),
        ])
    };
    let plain = |about: &str, word: &str, name: &str, meaning: &str| {
        let mut cells = [about, word, name, meaning].map(str::to_owned).to_vec();
        cells.resize(head.len(), String::new());
        csv_line(&cells)
    };
    let mut text = csv_line(&head);
    text.extend(PUBLISHED.iter().map(|(known, _)| measure(*known)));
    text.extend(
        COLUMNS
            .iter()
            .map(|(word, meaning)| plain("column", word, "", meaning)),
    );
    // Services that any version of the policy knew: the data goes back as far.
    let settings = app.casework.councils().get(here.id())?;
    let policies = settings.versions.all().map(|(_, policy)| policy);
    let services = policies.flat_map(|policy| policy.services.iter());
    let services: BTreeMap<&str, &str> = services
        .map(|service| (service.id.as_str(), service.name.as_str()))
        .collect();
    text.extend(
        services
            .iter()
            .map(|(word, name)| plain("service", word, name, "")),
    );
    let policy = here.policy()?;
    text.extend(Finding::ALL.iter().map(|finding| {
        let name = figures::label(policy, By::Detail, finding.as_str());
        let meaning = redress_pages::case::vocabulary::finding(*finding);
        plain("finding", finding.as_str(), &name, meaning)
    }));
    Ok(csv("performance-dictionary.csv", &text))
}

/// How the council kept each of its promises in the last quarter that is over, by measure.
pub(super) async fn kept(
    app: &App,
    here: &Here,
) -> std::result::Result<BTreeMap<Measure, Result>, PageError> {
    let quarter = Range::quarter_of(here.today).quarter_before();
    let published = app.casework.published(here.id(), quarter).await?;
    let published = published.unwrap_or_default();
    let mut kept = BTreeMap::new();
    for standard in here.policy()?.public_standards(here.today) {
        if kept.contains_key(&standard.measure) {
            continue;
        }
        // What is hidden among the published figures is not said here either.
        let row = |row: &&Published| row.measure == standard.measure && row.by.is_none();
        let row = published.iter().find(row);
        if row.is_some_and(|row| row.hidden) {
            kept.insert(standard.measure, Result::TooFew);
            continue;
        }
        let figures = app
            .casework
            .figures(here.id(), &Ask::new(standard.measure, quarter))
            .await?;
        let measured = match figures.map(|figures| figures.whole) {
            Some(Figure::Share { of: 0, .. }) => Result::None,
            Some(Figure::Share { part, of }) => {
                let percent = percent_shown(part, of);
                let percent = percent.and_then(|percent| u8::try_from(percent).ok());
                percent.map_or(Result::TooFew, Result::Percent)
            }
            Some(Figure::Count(_) | Figure::Days { .. } | Figure::Cost { .. }) | None => {
                Result::NotMeasuredForLongEnough
            }
        };
        kept.insert(standard.measure, measured);
    }
    Ok(kept)
}
