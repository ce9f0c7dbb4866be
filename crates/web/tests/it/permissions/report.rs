//! Reports for the table to open: a briefing for a meeting that is near, and an annual report that is public.

use std::collections::BTreeSet;

use redress_domain::id::{ActorId, CouncilId};
use redress_domain::permission::Actor;
use redress_domain::report::provision::PROVISIONS;
use redress_domain::report::{Command, Complies, ReportKey, ReportPart, ReportSort};

use crate::app::TestApp;

/// The day of the meeting, which is still to come.
pub(super) const MEETING: &str = "2026-11-24";
/// The first day of the year.
pub(super) const YEAR: &str = "2025-04-01";

async fn does(app: &TestApp, council: &CouncilId, key: &ReportKey, command: Command) {
    let setup = if matches!(command, Command::Publish) {
        another()
    } else {
        TestApp::setup()
    };
    let seen = app
        .casework
        .open_report(council, &setup, key)
        .await
        .unwrap()
        .version;
    let done = app
        .casework
        .act_on_report(council, &setup, (key, seen), vec![command]);
    done.await.unwrap();
}

/// Whoever wrote none of it.
fn another() -> Actor {
    Actor::program(ActorId::Job("another"))
}

/// Writes both and sends them out.
pub(super) async fn out(app: &TestApp, council: &CouncilId) {
    let (fresh, setup) = (app.casework.fresh(), TestApp::setup());
    for key in [
        format!("briefing/executive-team/{MEETING}"),
        format!("annual-report/{YEAR}"),
    ] {
        let key = ReportKey::parse(&key).unwrap();
        if app.casework.draft_report(council, &setup, &key).await.is_err() {
            // It was written for the first case already.
            continue;
        }
        for part in ReportPart::of(key.sort()) {
            let cases = BTreeSet::new();
            let write = Command::Write {
                part,
                words: None,
                cases,
            };
            does(app, council, &key, write).await;
        }
        if key.sort() == ReportSort::Annual {
            for provision in PROVISIONS {
                let answer = Command::Answer {
                    provision: provision.id.to_owned(),
                    complies: Complies::Yes,
                    because: Some(app.casework.fresh().words("Our file shows it.")),
                };
                does(app, council, &key, answer).await;
            }
        }
        let seen = app
            .casework
            .open_report(council, &setup, &key)
            .await
            .unwrap()
            .version;
        let other = another();
        let approved = app.casework.approve_report(council, &other, (&key, seen), None);
        approved.await.unwrap();
        if key.sort() == ReportSort::Annual {
            let on = app.casework.today();
            let words = fresh.words("Welcomed.");
            does(app, council, &key, Command::Respond { on, words }).await;
            does(app, council, &key, Command::Publish).await;
        }
    }
}
