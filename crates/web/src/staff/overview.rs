//! The overview: open cases by service and where they stand, each number leading to its cases.

use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::summary::OfService;
use redress_domain::case::Status;
use redress_domain::id::ServiceId;
use redress_pages::Page as _;
use redress_pages::staff::overview::{Count, Line, Overview};

use crate::App;
use crate::error::Answer;
use crate::here::Here;
use crate::session::SignedIn;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/overview", get(show))
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    let summary = app.casework.summary(here.id(), &signed_in.actor).await?;
    let policy = here.policy()?;
    let stands = |status: &Status| {
        summary
            .iter()
            .any(|of| of.by_status.iter().any(|(known, ..)| known == status))
    };
    let statuses: Vec<Status> = Status::ALL.iter().copied().filter(stands).collect();
    let today = here.today.to_string();
    let name = |service: &Option<ServiceId>| match service {
        Some(id) => policy
            .service(id)
            .map_or_else(|| id.to_string(), |service| service.name.clone()),
        None => "Not sure".to_owned(),
    };
    let lines = summary.iter().map(|of| {
        let list = of.service.as_ref().map(|id| vec![("service", id.as_str())]);
        line((name(&of.service), of), &statuses, (list, &today))
    });
    let lines: Vec<Line> = lines.collect();
    let all = all_of(&summary, &statuses);
    let total = line(
        ("All services".to_owned(), &all),
        &statuses,
        (Some(Vec::new()), &today),
    );
    let shell = signed_in.shell(&app, &here).await?;
    Ok(Html(Overview::new(shell, statuses, (lines, total)).html()).into_response())
}

/// One line; without a list where no filter leads to its cases.
fn line(
    (service, of): (String, &OfService),
    statuses: &[Status],
    (list, today): (Option<Vec<(&str, &str)>>, &str),
) -> Line {
    let count = |n: i64, more: &[(&str, &str)]| Count {
        n: u64::try_from(n).unwrap_or_default(),
        href: list.as_ref().map(|list| href(list, more)).unwrap_or_default(),
    };
    let open = ("closed", "no");
    let by_status = statuses.iter().map(|status| {
        let known = of.by_status.iter().find(|(known, ..)| known == status);
        let n = known.map_or(0, |(_, open, _)| *open);
        count(n, &[("status", status.as_str()), open])
    });
    Line {
        service,
        by_status: by_status.collect(),
        open: count(of.open(), &[open]),
        overdue: count(of.overdue(), &[("due-before", today)]),
    }
}

fn all_of(summary: &[OfService], statuses: &[Status]) -> OfService {
    let sum = |status: &Status| {
        let of_status = summary.iter().flat_map(|of| &of.by_status);
        let of_status = of_status.filter(|(known, ..)| known == status);
        let add = |(open, overdue), (_, more, late): &(Status, i64, i64)| (open + more, overdue + late);
        let (open, overdue) = of_status.fold((0, 0), add);
        (*status, open, overdue)
    };
    OfService {
        service: None,
        by_status: statuses.iter().map(sum).collect(),
    }
}

fn href(list: &[(&str, &str)], more: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(list.iter().chain(more));
    format!("/staff/cases?{}", query.finish())
}
