//! Numbers about the program for whoever watches over it, as Prometheus reads them.
//!
//! Requests are counted by the addresses of the route list, so there are no more labels than routes.
//! What is read from the memory costs the same however many cases there are.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::App;
use crate::api::{Caller, Problem};

/// The upper ends of the buckets in which durations are counted, in milliseconds.
const BUCKETS: [u64; 9] = [5, 10, 25, 50, 100, 250, 500, 1_000, 5_000];

/// How many requests there were, and how long they took.
#[derive(Debug, Default)]
pub(crate) struct Measured {
    requests: Mutex<BTreeMap<Kind, Times>>,
}

/// What sort of request it was: its method, the address of its route, and the status of its answer.
type Kind = (&'static str, String, u16);

#[derive(Debug, Default, Clone)]
struct Times {
    count: u64,
    total: Duration,
    within: [u64; BUCKETS.len()],
}

impl Measured {
    fn add(&self, kind: Kind, took: Duration) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let times = requests.entry(kind).or_default();
        times.count += 1;
        times.total += took;
        for (end, within) in BUCKETS.iter().zip(&mut times.within) {
            *within += u64::from(took <= Duration::from_millis(*end));
        }
    }

    fn write(&self, text: &mut String) {
        let requests = self
            .requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let name = "redress_http_request_duration_seconds";
        describe(text, (name, "histogram"), "How long requests took to answer.");
        for ((method, route, status), times) in requests {
            let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
            for (end, within) in BUCKETS.iter().zip(times.within) {
                let seconds = Duration::from_millis(*end).as_secs_f64();
                line(
                    text,
                    &format!("{name}_bucket{{{labels},le=\"{seconds}\"}}"),
                    within,
                );
            }
            line(
                text,
                &format!("{name}_bucket{{{labels},le=\"+Inf\"}}"),
                times.count,
            );
            line(
                text,
                &format!("{name}_sum{{{labels}}}"),
                times.total.as_secs_f64(),
            );
            line(text, &format!("{name}_count{{{labels}}}"), times.count);
        }
    }
}

fn describe(text: &mut String, (name, sort): (&str, &str), help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {sort}");
}

fn line(text: &mut String, what: &str, value: impl std::fmt::Display) {
    let _ = writeln!(text, "{what} {value}");
}

fn gauge(text: &mut String, (name, help): (&str, &str), values: &[(String, i64)]) {
    describe(text, (name, "gauge"), help);
    for (labels, value) in values {
        line(text, &format!("{name}{labels}"), value);
    }
}

/// Counts a request with how long it took. What has no route is counted together.
pub(crate) async fn measure(State(app): State<App>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let method = match *request.method() {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    };
    // Not the time of day: how long something takes does not depend on what day it is.
    let began = tokio::time::Instant::now();
    let response = next.run(request).await;
    let kind = (method, route, response.status().as_u16());
    app.measured.add(kind, began.elapsed());
    response
}

/// The numbers, for a program that keeps the settings.
pub(super) async fn show(State(app): State<App>, caller: Caller) -> Result<Response, Problem> {
    let mut text = String::new();
    let version = env!("CARGO_PKG_VERSION");
    let engine = app.casework.store().engine();
    let labels = format!("{{version=\"{version}\",engine=\"{engine}\"}}");
    gauge(
        &mut text,
        ("redress_build_info", "What is running."),
        &[(labels, 1)],
    );
    app.measured.write(&mut text);
    memory(&app, &caller, &mut text).await?;
    if let Some(bytes) = resident_bytes() {
        let what = (
            "redress_resident_memory_bytes",
            "The memory that the process has.",
        );
        gauge(&mut text, what, &[(String::new(), bytes)]);
    }
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    Ok((kind, text).into_response())
}

/// What waits in the memory of the token's council, and its connections.
async fn memory(app: &App, caller: &Caller, text: &mut String) -> Result<(), Problem> {
    let council = caller.here.id();
    let waiting = app.casework.what_waits(council).await?;
    let of = |rest: &str| format!("{{council=\"{council}\"{rest}}}");
    let what = (
        "redress_unsealed_events",
        "Events without a seal; counted up to 10,000.",
    );
    gauge(text, what, &[(of(""), waiting.unsealed)]);
    let what = (
        "redress_messages",
        "Messages that wait or were given up; counted up to 10,000.",
    );
    let messages = [
        (of(",state=\"waiting\""), waiting.messages_waiting),
        (of(",state=\"given-up\""), waiting.messages_given_up),
    ];
    gauge(text, what, &messages);
    let jobs: Vec<(String, i64)> = waiting
        .jobs
        .into_iter()
        .map(|(kind, state, count)| (of(&format!(",kind=\"{kind}\",state=\"{state}\"")), count))
        .collect();
    gauge(text, ("redress_jobs", "Jobs that wait or were given up."), &jobs);
    let what = ("redress_webhooks", "Webhooks by whether they are told.");
    let webhooks = [
        (of(",state=\"active\""), waiting.webhooks_active),
        (of(",state=\"given-up\""), waiting.webhooks_given_up),
    ];
    gauge(text, what, &webhooks);
    let name = "redress_try_limits_reached_total";
    describe(
        text,
        (name, "counter"),
        "How often somebody used up their tries at a door, in this process.",
    );
    for (door, count) in app.noticed.counts(council) {
        line(
            text,
            &format!("{name}{}", of(&format!(",door=\"{door}\""))),
            count,
        );
    }
    let connections = app.casework.store().connections();
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let what = ("redress_database_connections", "Connections to the database.");
    let counts = [
        ("{state=\"open\"}".to_owned(), number(connections.open)),
        ("{state=\"idle\"}".to_owned(), number(connections.idle)),
    ];
    gauge(text, what, &counts);
    Ok(())
}

/// The memory that the process has, where the machine says so as Linux does.
fn resident_bytes() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: i64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}
