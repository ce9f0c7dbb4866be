//! The targets of senior managers (paper 004, 6.2), as the record has them today: this month, the last one, and the year.

use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_domain::measure::Range;
use redress_pages::Page as _;
use redress_pages::report::Document;
use redress_pages::report::page::ReportPage;

use crate::App;
use crate::error::Answer;
use crate::here::Here;
use crate::report::briefing;
use crate::session::SignedIn;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/staff/reports/targets", get(show))
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    let policy = here.policy()?;
    let this = Range::month_of(here.today);
    let last = Range::month_of(this.from.yesterday().unwrap_or(this.from));
    let year = Range {
        from: policy.reports.year_from(here.today),
        to: here.today,
    };
    let mut document = Document {
        title: "Targets of senior managers".to_owned(),
        ..Document::default()
    };
    let since = redress_pages::format::long_date(year.from);
    for (range, heading, period) in [
        (
            this,
            format!("{}, so far", this.in_words()),
            format!("{}, so far", this.in_words()),
        ),
        (last, last.in_words(), last.in_words()),
        (year, format!("Since {since}"), format!("since {since}")),
    ] {
        let targets = app.casework.targets(here.id(), range).await?;
        let frozen: Vec<_> = targets.into_iter().filter_map(|(_, _, frozen)| frozen).collect();
        let mut section = briefing::targets(
            policy,
            (&frozen, range.to < here.today),
            &format!("Targets, {period}"),
        );
        section.heading = heading;
        document.sections.push(section);
    }
    document.about.push((
        "What this is".to_owned(),
        "Each manager’s services, held against the targets of the policy".to_owned(),
    ));
    let shell = signed_in.shell(&app, &here).await?;
    let shell = shell.back_to("Back to performance", "/staff/reports");
    let page = ReportPage::new(shell, document, ("", ""));
    Ok(Html(page.html()).into_response())
}
