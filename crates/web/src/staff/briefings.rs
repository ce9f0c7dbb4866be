//! Reports that are frozen when they go out, for staff: briefings (S21) and annual reports (S27), their lists, each one with
//! its tasks, the steps of its way, and the files.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{FromRequestParts, RawQuery, State};
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse as _};
use axum::routing::{get, post};
use jiff::civil::Date;
use redress_casework::report::{NotDone, ReportView};
use redress_domain::measure::Range;
use redress_domain::permission::Act;
use redress_domain::policy::{Policy, ReportRules};
use redress_domain::report::provision::that_bind;
use redress_domain::report::state::ReportState;
use redress_domain::report::{Refusal, ReportKey, ReportPart, ReportSort};
use redress_pages::Page as _;
use redress_pages::format::long_date;
use redress_pages::report::list::{ReportLine, ReportList};
use redress_pages::report::page::{ReportPage, ReportTask};
use redress_pages::report::{Document, say};

use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read, seen};
use crate::here::Here;
use crate::path::Path;
use crate::report::{self, Reader, annual, briefing, file, post_name};
use crate::session::{SignedIn, see_other};

mod refusals;
mod steps;

/// The list of briefings.
const BRIEFINGS: &str = "/staff/briefings";
/// The list of annual reports.
const ANNUAL: &str = "/staff/reports/annual";
/// A briefing, as its route has it.
const BRIEFING: &str = "/staff/briefings/{post}/{day}";
/// An annual report, as its route has it.
const ONE_YEAR: &str = "/staff/reports/annual/{from}";

/// The routes of this file and of those beneath it.
pub(super) fn routes() -> Router<App> {
    let both = [BRIEFING, ONE_YEAR]
        .into_iter()
        .fold(Router::new(), |router, base| {
            router
                .route(base, get(show).post(start))
                .route(&format!("{base}/figures"), post(take_figures))
                .route(&format!("{base}/download/{{file}}"), get(download))
                .merge(steps::routes(base))
        });
    both.route(BRIEFINGS, get(briefings))
        .route(ANNUAL, get(annual_reports))
}

/// The report that an address names.
pub(crate) fn key_in(named: &BTreeMap<String, String>) -> Option<ReportKey> {
    let text = match (named.get("post"), named.get("day"), named.get("from")) {
        (Some(post), Some(day), None) => format!("{}/{post}/{day}", ReportSort::Briefing),
        (None, None, Some(from)) => format!("{}/{from}", ReportSort::Annual),
        (Some(_) | None, ..) => return None,
    };
    ReportKey::parse(&text)
}

/// Where a report is, for staff.
pub(super) fn path_of(key: &ReportKey) -> String {
    match key {
        ReportKey::Briefing { post, on } => format!("{BRIEFINGS}/{post}/{on}"),
        ReportKey::Annual { from } => format!("{ANNUAL}/{from}"),
    }
}

/// A report that somebody opened.
pub(super) struct OpenReport {
    pub(super) here: Here,
    pub(super) reader: SignedIn,
    pub(super) view: Box<ReportView>,
    pub(super) named: BTreeMap<String, String>,
    pub(super) path: String,
    pub(super) name: String,
}

impl FromRequestParts<App> for OpenReport {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let reader = SignedIn::from_request_parts(parts, app).await?;
        let here = Here::from_request_parts(parts, app).await?;
        let Path(named) = Path::<BTreeMap<String, String>>::from_request_parts(parts, app).await?;
        let key = key_in(&named).ok_or(PageError::NotFound)?;
        let view = app.casework.open_report(here.id(), &reader.actor, &key).await?;
        let range = view.report.range.ok_or(PageError::NotFound)?;
        Ok(Self {
            path: path_of(&key),
            name: report::name(here.policy()?, &key, range),
            view: Box::new(view),
            named,
            here,
            reader,
        })
    }
}

impl OpenReport {
    pub(super) fn policy(&self) -> Result<&Policy, PageError> {
        self.here.policy()
    }

    pub(super) fn writes(&self) -> bool {
        self.reader.may(&self.here, Act::WriteReport)
    }

    /// Whether the reader may approve it, and publish it: of an annual report, whoever wrote none of it.
    pub(super) fn approves(&self) -> bool {
        match self.view.key.sort() {
            ReportSort::Briefing => self.writes(),
            ReportSort::Annual => self.reader.may(&self.here, Act::ApproveReport),
        }
    }

    fn wrote(&self) -> bool {
        self.view.report.written_by.contains(&self.reader.actor.id)
    }

    fn document(&self) -> Result<Document, PageError> {
        match self.view.key.sort() {
            ReportSort::Briefing if self.view.is_only_theirs => {
                briefing::asked_of_reader(self.policy()?, &self.view)
            }
            ReportSort::Briefing => briefing::document(self.policy()?, &self.view),
            ReportSort::Annual => annual::document(self.policy()?, &self.view, Reader::Staff),
        }
    }

    /// What is to be done while it is written.
    fn tasks(&self) -> Result<Vec<ReportTask>, PageError> {
        let report = &self.view.report;
        if report.approved.is_some() || !self.writes() {
            return Ok(Vec::new());
        }
        let task = |title: &str, slug: String, is_done| ReportTask {
            title: title.to_owned(),
            href: format!("{}/{slug}", self.path),
            is_done,
            so_far: None,
        };
        let mut tasks = Vec::new();
        if self.view.key.sort() == ReportSort::Annual {
            let all: Vec<_> = that_bind(self.policy()?).collect();
            let is_open = |id: &str| !report.answers.contains_key(id);
            let open = all.iter().find(|provision| is_open(provision.id));
            let next = open.or(all.first()).map_or("", |provision| provision.id);
            tasks.push(ReportTask {
                so_far: Some((report.answers.len(), all.len())),
                ..task(
                    "Answer each paragraph of the Code",
                    format!("paragraphs/{next}"),
                    open.is_none(),
                )
            });
        }
        tasks.extend(ReportPart::of(self.view.key.sort()).map(|part| {
            let is_done = report.parts.contains_key(&part);
            task(say::part(part).0, format!("parts/{part}"), is_done)
        }));
        if self.view.key.sort() == ReportSort::Briefing {
            tasks.push(task(
                "Check for names, and approve it",
                "approve".to_owned(),
                false,
            ));
        }
        Ok(tasks)
    }

    /// What else can be done, in words and where.
    fn links(&self) -> Result<Vec<(String, String)>, PageError> {
        let report = &self.view.report;
        let mut links = Vec::new();
        let mut link = |words: String, slug: &str| links.push((words, format!("{}/{slug}", self.path)));
        match (self.view.key.sort(), report.state()) {
            (ReportSort::Annual, ReportState::Draft) => {
                if self.approves() && !self.wrote() {
                    link("Check for names, and approve it".to_owned(), "approve");
                }
                let answered = that_bind(self.policy()?).filter(|_| self.writes());
                for provision in answered {
                    if report.answers.contains_key(provision.id) {
                        let words = format!("Change paragraph {}", provision.paragraph);
                        link(words, &format!("paragraphs/{}", provision.id));
                    }
                }
            }
            (ReportSort::Annual, ReportState::Approved) if self.writes() => {
                link("Record the governing body’s response".to_owned(), "response");
            }
            (ReportSort::Annual, ReportState::Adopted) if self.approves() && !self.wrote() => {
                link("Publish the report".to_owned(), "publish");
            }
            (ReportSort::Briefing, ReportState::Approved) => {
                if self.writes() {
                    link("Add to the minutes".to_owned(), "minutes");
                }
                for minute in report.minutes.iter().filter(|minute| minute.is_open()) {
                    if self.writes() || minute.owner.as_ref() == self.reader.actor.user() {
                        let words = format!("Say how action {} stands", minute.item);
                        link(words, &format!("actions/{}", minute.item));
                    }
                }
            }
            (
                ReportSort::Annual | ReportSort::Briefing,
                ReportState::Draft | ReportState::Approved | ReportState::Adopted | ReportState::Published,
            ) => {}
        }
        if self.reader.may(&self.here, Act::RecordLesson) && !self.view.is_only_theirs {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("report", &self.view.key.to_string());
            let href = format!("/staff/lessons/new?{}", query.finish());
            links.push(("Draw a lesson from this report".to_owned(), href));
        }
        if report.published_on.is_some()
            && let ReportKey::Annual { from } = &self.view.key
        {
            links.push((
                "The public’s page".to_owned(),
                format!("/annual-complaints-report/{from}"),
            ));
        }
        Ok(links)
    }
}

async fn show(State(app): State<App>, opened: OpenReport) -> Answer {
    let report = &opened.view.report;
    let shell = opened.reader.shell(&app, &opened.here).await?;
    let shell = match opened.view.key.sort() {
        ReportSort::Briefing if opened.view.is_only_theirs => shell.back_to("Back to today", "/staff"),
        ReportSort::Briefing => shell.back_to("Back to briefings", BRIEFINGS),
        ReportSort::Annual => shell.back_to("Back to annual reports", ANNUAL),
    };
    let mut page = ReportPage::new(shell, opened.document()?, say::state(report.state()))
        .tasks(opened.tasks()?)
        .links(opened.links()?);
    if report.approved.is_none() {
        page = page.next(
            "This is a draft. Whoever it is for sees it when it is approved, and from then on it changes no more.",
        );
        if opened.wrote() && opened.view.key.sort() == ReportSort::Annual {
            page = page.next("You wrote a part of it, so somebody else checks it for names and approves it.");
        }
        if opened.writes() {
            let action = format!("{}/figures", opened.path);
            page = page.button(
                (&action, opened.view.version),
                "Take the figures again from the record",
            );
        }
    }
    // Whoever has an action reads what the meeting asked of them, and takes no report away.
    if !opened.view.is_only_theirs {
        let files = [
            ("Report (PDF)", "report.pdf"),
            ("Report (ODS spreadsheet)", "report.ods"),
        ];
        let files = files.map(|(words, name)| (words.to_owned(), format!("{}/download/{name}", opened.path)));
        page = page.files(files.to_vec());
    }
    Ok(Html(page.html()).into_response())
}

async fn download(State(_): State<App>, opened: OpenReport) -> Answer {
    let name = opened.named.get("file").map_or("", String::as_str);
    let ending = name.strip_prefix("report.").ok_or(PageError::NotFound)?;
    let on = opened.view.report.approved.as_ref().map(|approved| approved.on);
    let stem = opened.view.key.to_string().replace('/', "-");
    let of = (
        opened.policy()?,
        opened.document()?,
        on.unwrap_or(opened.here.today),
    );
    file(of, (&stem, ending)).await
}

/// Starts a report by hand: before the job does, or the annual one.
async fn start(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(named): Path<BTreeMap<String, String>>,
) -> Answer {
    let key = key_in(&named).ok_or(PageError::NotFound)?;
    match app.casework.draft_report(here.id(), &signed_in.actor, &key).await {
        Ok(()) => {
            signed_in.say("The draft is made, with the figures of its period");
            Ok(see_other(&path_of(&key)))
        }
        // It is there already: they find it.
        Err(NotDone::Refused(Refusal::DraftedBefore) | NotDone::Moved) => Ok(see_other(&path_of(&key))),
        Err(NotDone::Refused(Refusal::NotPermitted(_))) => Err(PageError::NotPermitted),
        Err(NotDone::Refused(_)) => Err(PageError::NotFound),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}

async fn take_figures(State(app): State<App>, opened: OpenReport, Form(form): Form) -> Answer {
    let seen = seen(&form)?;
    let at = (&opened.view.key, seen);
    let done = app
        .casework
        .take_figures(opened.here.id(), &opened.reader.actor, at)
        .await;
    match done {
        Ok(()) => opened.reader.say("The figures are those of the record today"),
        Err(NotDone::Moved) => opened
            .reader
            .say("Somebody else acted on this report. Look at it, and press the button again"),
        Err(NotDone::Refused(Refusal::NotPermitted(_))) => return Err(PageError::NotPermitted),
        Err(NotDone::Refused(_)) => opened.reader.say("It was approved, and changes no more"),
        Err(NotDone::Failed(failure)) => return Err(failure.into()),
    }
    Ok(see_other(&opened.path))
}

/// The place after which a list goes on, as its address has it.
pub(crate) fn place(query: Option<String>) -> Option<(Date, ReportKey)> {
    let query = read(query.unwrap_or_default().as_bytes());
    let key = ReportKey::parse(query.value("before"))?;
    let day = match &key {
        ReportKey::Briefing { on, .. } => *on,
        ReportKey::Annual { from } => *from,
    };
    Some((day, key))
}

/// The lines of a list, and the address of the next page.
pub(crate) fn lines(
    policy: &Policy,
    rows: &[redress_casework::report::ReportRow],
    (path_of, list): (impl Fn(&ReportKey) -> String, &str),
) -> (Vec<ReportLine>, Option<String>) {
    let one = |row: &redress_casework::report::ReportRow| {
        let range = Range {
            from: row.from_on,
            to: row.to_on,
        };
        let name = match &row.report_key {
            ReportKey::Briefing { post, on } => format!("{}, {}", post_name(policy, post), long_date(*on)),
            ReportKey::Annual { .. } => report::name(policy, &row.report_key, range),
        };
        ReportLine {
            name,
            href: path_of(&row.report_key),
            period: range.in_words(),
            state: say::state(row.state),
        }
    };
    let is_full = i64::try_from(rows.len()).is_ok_and(|count| count >= redress_casework::lists::PAGE);
    let last = rows.last().filter(|_| is_full);
    (
        rows.iter().map(one).collect(),
        last.map(|row| format!("{list}?before={}", row.report_key)),
    )
}

async fn briefings(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
) -> Answer {
    let before = place(query);
    let before = before.as_ref().map(|(day, key)| (*day, key));
    let of = (ReportSort::Briefing, before);
    let rows = app.casework.reports(here.id(), &signed_in.actor, of).await?;
    let policy = here.policy()?;
    let (lines, next) = lines(policy, &rows, (path_of, BRIEFINGS));
    let mut starts = Vec::new();
    if signed_in.may(&here, Act::WriteReport) {
        // The next meeting of each post, where it has no briefing yet.
        for (post, meetings) in &policy.meetings {
            let is_drafted = |on: &Date| {
                let key = ReportKey::Briefing {
                    post: post.clone(),
                    on: *on,
                };
                rows.iter().any(|row| row.report_key == key)
            };
            let next = meetings.iter().find(|on| **on >= here.today && !is_drafted(on));
            if let Some(on) = next {
                let key = ReportKey::Briefing {
                    post: post.clone(),
                    on: *on,
                };
                let words = format!(
                    "Start the briefing for the {}, {}",
                    post_name(policy, post),
                    long_date(*on)
                );
                starts.push((words, path_of(&key)));
            }
        }
    }
    let days = policy.reports.briefing_days_before;
    let shell = signed_in.shell(&app, &here).await?;
    let page = ReportList::new(
        shell,
        "Briefings",
        lines,
        "No briefing yet. The dates of meetings stand in the policy.",
    )
    .intro(&format!(
        "One for each meeting of the policy’s calendar, drafted {days} days before it."
    ))
    .starts(starts)
    .on(
        next,
        vec![
            (
                "Targets of senior managers".to_owned(),
                "/staff/reports/targets".to_owned(),
            ),
            ("Annual reports".to_owned(), ANNUAL.to_owned()),
        ],
    );
    Ok(Html(page.html()).into_response())
}

async fn annual_reports(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
) -> Answer {
    let before = place(query);
    let before = before.as_ref().map(|(day, key)| (*day, key));
    let of = (ReportSort::Annual, before);
    let rows = app.casework.reports(here.id(), &signed_in.actor, of).await?;
    let policy = here.policy()?;
    let (lines, next) = lines(policy, &rows, (path_of, ANNUAL));
    let mut starts = Vec::new();
    if signed_in.may(&here, Act::WriteReport) {
        // The year that ended last.
        let this = policy.reports.year_from(here.today);
        let last = policy.reports.year_from(this.yesterday().unwrap_or(this));
        let key = ReportKey::Annual { from: last };
        if rows.iter().all(|row| row.report_key != key) {
            let range = ReportRules::year(last);
            starts.push((
                format!("Start the report for {}", range.in_words()),
                path_of(&key),
            ));
        }
    }
    let shell = signed_in.shell(&app, &here).await?;
    let page = ReportList::new(shell, "Annual reports", lines, "No annual report yet.")
        .intro(
            "The complaints performance and service improvement report, with the self-assessment against the Code. It goes to the \
             governing body, and is published with its response.",
        )
        .starts(starts)
        .on(next, vec![("Briefings".to_owned(), BRIEFINGS.to_owned())]);
    Ok(Html(page.html()).into_response())
}
