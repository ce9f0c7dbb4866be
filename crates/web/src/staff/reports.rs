//! Performance: the figures of a view by service and period, the cases behind each, and the data.
//!
//! The address holds all that is chosen: whoever gets it sees the same, as far as they may.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::civil::Date;
use redress_casework::lists::CaseLine;
use redress_casework::measure::view::{VIEWS, View};
use redress_casework::measure::{Ask, Counted, CountedCase, Figures, Which};
use redress_domain::id::{CaseId, ServiceId};
use redress_domain::measure::catalogue::{Row, as_csv, csv_line};
use redress_domain::measure::definition::{Side, Unit};
use redress_domain::measure::figure::Figure;
use redress_domain::measure::{By, Measure, Range};
use redress_domain::permission::Act;
use redress_pages::figures::drawn::{Drawn, Linked};
use redress_pages::figures::{Line, Measured};
use redress_pages::form::FormState;
use redress_pages::format::long_date;
use redress_pages::staff::cases::CaseList;
use redress_pages::staff::reports::{About, Reports};
use redress_pages::{Page as _, Shell};

mod charts;
mod compare;
mod shift;
mod targets;

use super::lines;
use crate::App;
use crate::error::{Answer, PageError};
use crate::figures;
use crate::form::read;
use crate::here::Here;
use crate::report::{ods, saved};
use crate::session::SignedIn;

const REPORTS: &str = "/staff/reports";

/// How many months back can be chosen.
const MONTHS: i32 = 36;

/// How many months before its last a period begins at most: five years, however far the record goes back.
const LONGEST: i32 = 59;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(REPORTS, get(show))
        .route("/staff/reports/cases", get(cases))
        .route("/staff/reports/figures", get(data))
        .route(compare::COMPARE, get(compare::show))
        .route(targets::TARGETS, get(targets::show))
}

/// What was asked for, as the address says it.
struct Asked {
    query: FormState,
    service: Option<ServiceId>,
    range: Range,
    wrong: String,
}

impl Asked {
    fn of(here: &Here, query: Option<String>) -> Result<Self, PageError> {
        let query = read(query.unwrap_or_default().as_bytes());
        let services = &here.policy()?.services;
        let service = services
            .iter()
            .find(|service| service.id.as_str() == query.value("service"));
        // Else the page would show something else than its address says.
        if service.is_none() && query.filled("service").is_some() {
            return Err(PageError::NotFound);
        }
        let month = |name: &str| format!("{}-01", query.value(name)).parse::<Date>().ok();
        // The twelve months to this one, unless others are asked for.
        let last = month("to").unwrap_or(here.today);
        let first = month("from").unwrap_or_else(|| back(last, 11));
        let (first, last, wrong) = if last.first_of_month() > here.today {
            let wrong =
                "The last month must be this month or earlier. These are the twelve months to this one.";
            (back(here.today, 11), here.today, wrong)
        } else if first > last {
            let wrong = "The first month must be before the last. These are the twelve months to the last.";
            (back(last, 11), last, wrong)
        } else if first < back(last, LONGEST) {
            let wrong = "Choose five years or less at once. These are the twelve months to the last.";
            (back(last, 11), last, wrong)
        } else {
            (first, last, "")
        };
        Ok(Self {
            range: Range {
                from: first.first_of_month(),
                to: last.last_of_month(),
            },
            service: service.map(|service| service.id.clone()),
            wrong: wrong.to_owned(),
            query,
        })
    }

    /// An address of the same service and period.
    fn address(&self, path: &str, more: &[(&str, &str)]) -> String {
        let month = |day: Date| day.strftime("%Y-%m").to_string();
        let (from, to) = (month(self.range.from), month(self.range.to));
        let service = self.service.as_ref().map(ToString::to_string).unwrap_or_default();
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(more);
        if !service.is_empty() {
            query.append_pair("service", &service);
        }
        query.append_pair("from", &from).append_pair("to", &to);
        format!("{path}?{}", query.finish())
    }

    fn ask(&self, measure: Measure, by: Option<By>) -> Ask {
        let mut ask = Ask::new(measure, self.range).of(self.service.clone());
        // Of one service there is one line: the months say more.
        ask.by = match by {
            Some(By::Service | By::Team) if self.service.is_some() => {
                let months = measure.definition().by.contains(&By::Month);
                Some(if months { By::Month } else { By::Kind })
            }
            by => by,
        };
        ask
    }

    /// The measure and what it is told apart by, for the pages of one figure.
    fn one(&self) -> Result<Ask, PageError> {
        let measure = match self.query.value("measure") {
            "" => Measure::Received,
            word => Measure::parse(word).ok_or(PageError::NotFound)?,
        };
        if !self.wrong.is_empty() {
            return Err(PageError::NotFound);
        }
        let mut ask = self.ask(measure, None);
        ask.by = match self.query.filled("by") {
            None => None,
            Some(word) => {
                let by = By::parse(word).ok_or(PageError::NotFound)?;
                if !measure.definition().by.contains(&by) {
                    return Err(PageError::NotFound);
                }
                Some(by)
            }
        };
        Ok(ask)
    }
}

fn back(day: Date, months: i32) -> Date {
    day.first_of_month()
        .saturating_sub(jiff::Span::new().months(months))
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let asked = Asked::of(&here, query)?;
    let word = asked.query.value("view");
    let [overview, ..] = &VIEWS;
    let View { word, name, on_it } = View::of(word).unwrap_or(overview);
    let actor = &signed_in.actor;
    let mut measured = Vec::new();
    for (measure, by) in *on_it {
        let ask = asked.ask(*measure, Some(*by));
        if let Some(figures) = app.casework.figures_for(here.id(), actor, &ask).await? {
            let mut one = shown((&here, &asked), &ask, &figures)?;
            // What stands on the page twice is told apart by two things.
            if measured.iter().any(|before: &Measured| before.id == one.id) {
                one.id = format!("{measure}-{by}");
            }
            measured.push(one);
        }
    }
    let shell = signed_in.shell(&app, &here).await?;
    let mut page = page(
        shell,
        (&app, &here, &signed_in),
        (&asked, (*word, *name)),
        measured,
    )?;
    for chart in charts::of_view(word) {
        if let Some(drawn) = charts::drawn(&app, (&here, &asked), chart).await? {
            page = page.with(drawn.markup());
        }
    }
    if *word == "costs" {
        page = page.with(shift::part(&here, &asked)?);
    }
    Ok(Html(page.html()).into_response())
}

/// A page of performance without its charts: the other views, what can be chosen, and the figures of measures.
fn page(
    shell: Shell,
    (app, here, signed_in): (&App, &Here, &SignedIn),
    (asked, (word, name)): (&Asked, (&str, &str)),
    measured: Vec<Measured>,
) -> Result<Reports, PageError> {
    let policy = here.policy()?;
    let views = VIEWS.iter().map(|known| {
        let href = asked.address(REPORTS, &[("view", known.word)]);
        (known.name.to_owned(), href, known.word == word)
    });
    let (of_targets, targets) = targets::VIEW;
    let targets = (
        targets.to_owned(),
        targets::TARGETS.to_owned(),
        word == of_targets,
    );
    let satisfaction = ("Satisfaction".to_owned(), "/staff/surveys".to_owned(), false);
    let satisfaction = signed_in.may(here, Act::ReadSurveys).then_some(satisfaction);
    let problems = (
        "Recurring problems".to_owned(),
        "/staff/problems".to_owned(),
        false,
    );
    let problems = signed_in.may(here, Act::Link).then_some(problems);
    // Of a council that this installation has not there is nothing to show.
    let mut neighbours = app.casework.neighbours(here.id())?.into_iter();
    let beside = neighbours.any(|neighbour| neighbour.name.is_some()).then(|| {
        let href = asked.address(compare::COMPARE, &[]);
        ("Councils side by side".to_owned(), href, false)
    });
    let views = views
        .chain(satisfaction)
        .chain([targets])
        .chain(beside)
        .chain(problems);
    let services = policy.services.iter();
    let services = services.map(|service| (service.id.to_string(), service.name.clone()));
    // A period of long ago stands in the address, and so among those to be chosen.
    let months = (0..MONTHS).map(|months| back(here.today, months).first_of_month());
    let asked_for = [asked.range.from, asked.range.to.first_of_month()];
    let months: std::collections::BTreeSet<Date> = months.chain(asked_for).collect();
    let months = months.into_iter().rev().map(|month| {
        (
            month.strftime("%Y-%m").to_string(),
            month.strftime("%B %Y").to_string(),
        )
    });
    let form = FormState::new()
        .with("view", word)
        .with(
            "service",
            asked
                .service
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
        )
        .with("from", asked.range.from.strftime("%Y-%m").to_string())
        .with("to", asked.range.to.strftime("%Y-%m").to_string());
    let about = About {
        service: of_service(here, asked.service.as_ref())?,
        period: asked.range.in_words(),
        view: name.to_owned(),
        wrong: asked.wrong.clone(),
    };
    Ok(Reports::new(shell, about, measured)
        .views(views.collect())
        .choices(services.collect(), months.collect(), form))
}

fn of_service(here: &Here, service: Option<&ServiceId>) -> Result<String, PageError> {
    let policy = here.policy()?;
    let known = service.and_then(|id| policy.service(id));
    Ok(known.map_or_else(|| "all services".to_owned(), |service| service.name.clone()))
}

/// A figure as the page shows it; each number leads to its cases.
fn shown((here, asked): (&Here, &Asked), ask: &Ask, figures: &Figures) -> Result<Measured, PageError> {
    let policy = here.policy()?;
    let (measure, definition) = (ask.measure, ask.measure.definition());
    let by = ask.by.filter(|by| definition.by.contains(by));
    let has_cases = definition.has_cases();
    let cases = |more: &[(&str, &str)]| {
        let mut all = vec![("measure", measure.as_str())];
        all.extend(more);
        if has_cases {
            asked.address("/staff/reports/cases", &all)
        } else {
            String::new()
        }
    };
    let line = |(line, figure): (String, Figure), by: By| {
        let of_line = [("by", by.as_str()), ("line", line.as_str())];
        let is_nothing = figure.of() == 0;
        Line {
            label: figures::label(policy, by, &line),
            words: figure.in_words(),
            drawn: figure
                .drawn()
                .filter(|_| !is_nothing || definition.unit() == Unit::Count),
            href: if is_nothing {
                String::new()
            } else {
                cases(&of_line)
            },
            sides: sides(measure, figure, &of_line, &cases),
        }
    };
    let lines = by.map(|by| {
        figures::in_order(ask, figures)
            .into_iter()
            .map(|one| line(one, by))
            .collect()
    });
    let when = if definition.is_now() {
        long_date(here.today)
    } else {
        ask.range.in_words()
    };
    let csv = by.filter(|_| has_cases).map(|by| {
        let chosen = [("measure", measure.as_str()), ("by", by.as_str())];
        asked.address("/staff/reports/figures", &chosen)
    });
    Ok(Measured {
        id: measure.as_str().to_owned(),
        name: definition.name.to_owned(),
        whole: figures.whole.in_words(),
        href: cases(&[]),
        sides: sides(measure, figures.whole, &[], &cases),
        key: measure
            .sides()
            .map(|(so, not_so)| (so.to_owned(), not_so.to_owned())),
        subtitle: format!(
            "{when}, {}. {}.",
            of_service(here, asked.service.as_ref())?,
            definition.counted
        ),
        by: by.map_or("", |by| figures::by_name(by, measure)).to_owned(),
        lines: lines.unwrap_or_default(),
        scale: figures::scale(policy, measure),
        order: by.map_or(redress_pages::chart::Order::Any, figures::order),
        csv: csv.unwrap_or_default(),
        source: format!(
            "From our own records, {}. Left out: {}.",
            long_date(here.today),
            definition.left_out
        ),
    })
}

/// The address of a list of cases, with what it says beside.
type Addresses<'a> = &'a dyn Fn(&[(&str, &str)]) -> String;

/// Both sides of a share, each with its cases: "Late: 1".
fn sides(measure: Measure, figure: Figure, of_line: &[(&str, &str)], cases: Addresses<'_>) -> Vec<Linked> {
    let (Figure::Share { part, of }, Some((so, not_so))) = (figure, measure.sides()) else {
        return Vec::new();
    };
    let one = |name: &str, count: i64, side: Side| {
        let href = if count == 0 {
            String::new()
        } else {
            cases(&[of_line, &[("side", side.as_str())]].concat())
        };
        (format!("{name}: {count}"), href)
    };
    if of == 0 {
        return Vec::new();
    }
    vec![one(so, part, Side::So), one(not_so, of - part, Side::NotSo)]
}

/// How many a list leads to, of one line and one side of a figure.
fn counted_in(figures: &Figures, which: &Which) -> i64 {
    let line = which.line.as_ref().map(|(_, value)| value);
    let figure = match line {
        Some(line) => figures
            .lines
            .iter()
            .find(|(known, _)| known == line)
            .map(|(_, figure)| *figure),
        None => Some(figures.whole),
    };
    match (figure, which.side) {
        (None, _) => 0,
        (Some(Figure::Share { part, .. }), Some(Side::So)) => part,
        (Some(Figure::Share { part, of }), Some(Side::NotSo)) => of - part,
        (Some(figure), _) => figure.of(),
    }
}

/// How a list agrees with the figure that opened it: "The figure counts 16, listed here in 8 cases." What it has not is said, and
/// not which it is: a case of another service, or one about whoever reads it.
fn agrees(counted: i64, found: &[Counted], is_all: bool) -> String {
    let listed: i64 = found.iter().map(|one| one.times).sum();
    let mut cases: Vec<_> = found.iter().map(|one| one.line.case.case_id.as_str()).collect();
    cases.sort_unstable();
    cases.dedup();
    let cases = match cases.len() {
        1 => "1 case".to_owned(),
        many => format!("{many} cases"),
    };
    if found.is_empty() {
        return format!("The figure counts {counted}.");
    }
    let are = if listed == 1 { "is" } else { "are" };
    if !is_all {
        return format!(
            "The figure counts {counted}. {listed} of them {are} listed on this page, in {cases}."
        );
    }
    if listed == counted {
        return format!("The figure counts {counted}, listed here in {cases}.");
    }
    let others = if counted - listed == 1 {
        "the other is of a case"
    } else {
        "the others are of cases"
    };
    format!(
        "The figure counts {counted}. {listed} of them {are} listed, in {cases}: {others} that you may not open."
    )
}

async fn cases(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let asked = Asked::of(&here, query)?;
    let ask = asked.one()?;
    let definition = ask.measure.definition();
    let line = asked.query.value("line").to_owned();
    let which = Which {
        line: ask.by.map(|by| (by, line.clone())),
        side: Side::parse(asked.query.value("side")).filter(|_| ask.measure.sides().is_some()),
    };
    let after = after(asked.query.value("after"));
    let actor = (&signed_in.actor, &ask);
    let (found, next) = app
        .casework
        .behind(here.id(), actor, &which, after.as_ref())
        .await?;
    let is_all = next.is_none() && after.is_none();
    let next = next.map(|(day, case)| {
        let place = format!("{day}.{case}");
        let mut all = vec![("measure", ask.measure.as_str()), ("after", place.as_str())];
        if let Some(by) = ask.by {
            all.extend([("by", by.as_str()), ("line", line.as_str())]);
        }
        if let Some(side) = which.side {
            all.push(("side", side.as_str()));
        }
        asked.address("/staff/reports/cases", &all)
    });
    let of_line = match ask.by {
        Some(by) => format!(" {}.", figures::label(here.policy()?, by, &line)),
        None => String::new(),
    };
    let of_side = which.side.and_then(|side| ask.measure.side(side));
    let of_side = of_side.map_or_else(String::new, |side| format!(" {side}."));
    // Who answered a survey is listed for nobody, and how many is said on the page of its results.
    let agrees = if definition.is_of_the_survey() {
        String::new()
    } else {
        let figures = app
            .casework
            .figures_for(here.id(), &signed_in.actor, &ask)
            .await?;
        let counted = figures.map_or(0, |figures| counted_in(&figures, &which));
        format!(" {}", agrees(counted, &found, is_all))
    };
    let only = if found.is_empty() {
        ""
    } else {
        " Only cases that you may open are listed."
    };
    let intro = format!(
        "{}: {}.{of_line}{of_side}{agrees}{only}",
        of_service(&here, asked.service.as_ref())?,
        if definition.is_now() {
            long_date(here.today)
        } else {
            ask.range.in_words()
        },
    );
    let rows: Vec<CaseLine> = found.iter().map(|one| one.line.clone()).collect();
    let mut items = lines::items(&here, &rows, "/staff/cases")?;
    for (item, one) in items.iter_mut().zip(&found) {
        let on = redress_pages::format::short_date(one.on);
        item.counted = match one.times {
            1 => format!("Counted on {on}"),
            times => format!("Counted {times} times on {on}"),
        };
    }
    let shell = signed_in.shell(&app, &here).await?;
    let shell = shell.back_to("Back to performance", &asked.address(REPORTS, &[]));
    let page = CaseList::new(
        shell,
        definition.name,
        items,
        &format!("{intro} No case that you may open is behind this figure."),
    )
    .intro(&intro)
    .on(here.today, next);
    Ok(Html(page.html()).into_response())
}

fn after(text: &str) -> Option<CountedCase> {
    let (day, case) = text.split_once('.')?;
    Some((day.parse().ok()?, CaseId::parse(case).ok()?))
}

async fn data(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let asked = Asked::of(&here, query)?;
    let is_ods = asked.query.value("format") == "ods";
    // What is taken away stands without the page that says what is wrong.
    if !asked.wrong.is_empty() {
        return Err(PageError::NotFound);
    }
    if let Some(drawn) = charts::drawn(&app, (&here, &asked), asked.query.value("chart")).await? {
        return as_data(&drawn, is_ods);
    }
    let ask = asked.one()?;
    let actor = &signed_in.actor;
    let figures = app.casework.figures_for(here.id(), actor, &ask).await?;
    let figures = figures.ok_or(PageError::NotFound)?;
    let of = (ask.measure, ask.told_of(here.today));
    let mut rows: Vec<Row> = figures
        .lines
        .iter()
        .map(|(line, figure)| Row::new(of, (ask.by, line), *figure))
        .collect();
    rows.push(Row::new(of, (None, ""), figures.whole));
    if is_ods {
        let bytes = ods::of_rows(definition_name(ask.measure), &rows)?;
        return Ok(saved(&format!("{}.ods", ask.measure), ods::MEDIA_TYPE, bytes));
    }
    Ok(csv(&format!("{}.csv", ask.measure), &rows))
}

/// The table of a chart as a file to save.
fn as_data(drawn: &Drawn, is_ods: bool) -> Answer {
    // Numbers as programs read them: without the marks between thousands.
    let plain = |words: &str| {
        let bare = words.replace(',', "");
        let is_number = bare.parse::<i64>().is_ok();
        if is_number { bare } else { words.to_owned() }
    };
    let lines = |rows: &[Vec<Linked>]| -> Vec<Vec<String>> {
        let words = rows
            .iter()
            .map(|row| row.iter().map(|(words, _)| plain(words)).collect());
        std::iter::once(drawn.heads.clone()).chain(words).collect()
    };
    let lines = if drawn.file.is_empty() {
        lines(&drawn.rows)
    } else {
        drawn.file.clone()
    };
    if is_ods {
        let cell = |text: &String| match text.parse() {
            Ok(number) => redress_pages::report::GridCell::number(number),
            Err(_) => text.as_str().into(),
        };
        let sheet = ods::Sheet {
            name: drawn.chart.clone(),
            rows: lines.iter().map(|line| line.iter().map(cell).collect()).collect(),
        };
        let bytes = ods::written(&[sheet])?;
        return Ok(saved(&format!("{}.ods", drawn.id), ods::MEDIA_TYPE, bytes));
    }
    let text: String = lines.iter().map(|line| csv_line(line)).collect();
    Ok(csv_text(&format!("{}.csv", drawn.id), text))
}

const fn definition_name(measure: Measure) -> &'static str {
    measure.definition().name
}

/// Rows as a file to save.
pub(crate) fn csv(name: &str, rows: &[Row]) -> axum::response::Response {
    csv_text(name, as_csv(rows))
}

fn csv_text(name: &str, text: String) -> axum::response::Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, text).into_response()
}
