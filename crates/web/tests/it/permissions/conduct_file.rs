//! A conduct file for the table to open: somebody was warned, and a signal tells of more.

use redress_casework::signal::List;
use redress_domain::conduct::{self, AnswerCheck, Check, CheckAnswer, NewIncident};
use redress_domain::id::{ConductId, CouncilId, PersonId};
use redress_domain::language::Language;
use redress_domain::policy::ConductCategory;
use redress_domain::vocabulary::{Channel, Role};

use crate::app::TestApp;

/// Something that somebody did, as facts.
fn incident(app: &TestApp, person: &PersonId, channel: Channel) -> NewIncident {
    let fresh = app.casework.fresh();
    NewIncident {
        id: fresh.incident(),
        person: person.clone(),
        on: app.casework.today(),
        at: None,
        channel,
        categories: vec![ConductCategory::Abuse],
        was_danger: channel == Channel::Phone,
        facts: fresh.words("They shouted."),
        exact_words: None,
        witnesses: None,
    }
}

/// A conduct file in which every check before a warning is answered.
pub(super) async fn checked(app: &TestApp, council: &CouncilId, person: &PersonId) -> ConductId {
    let (fresh, setup) = (app.casework.fresh(), TestApp::setup());
    let new = incident(app, person, Channel::Phone);
    let id = app.casework.report_incident(council, &setup, new).await.unwrap();
    for check in Check::ALL {
        let answer = conduct::Command::AnswerCheck(AnswerCheck {
            check: *check,
            answer: CheckAnswer::Clear,
            reason: fresh.words("We looked at it."),
        });
        let done = app.casework.act_on_latest_conduct(council, &setup, &id, answer);
        done.await.unwrap();
    }
    id
}

pub(super) fn warning(app: &TestApp, council: &CouncilId) -> conduct::Command {
    let fresh = app.casework.fresh();
    let council = app.casework.councils().get(council).unwrap();
    let policy = council.policy(app.casework.today()).unwrap();
    let say = conduct::Sentences::new(policy, Language::English);
    let letter = conduct::parts::least(&conduct::parts::of_warning(&say, "No shouting."));
    conduct::Command::Warn {
        letter: fresh.words(&letter),
        must_change: fresh.words("No shouting."),
    }
}

/// The customer was warned about how they are in touch.
pub(super) async fn warned(app: &TestApp, council: &CouncilId, person: &PersonId) -> String {
    let id = checked(app, council, person).await;
    let setup = TestApp::setup();
    let done = app
        .casework
        .act_on_latest_conduct(council, &setup, &id, warning(app, council));
    done.await.unwrap();
    id.to_string()
}

/// More was reported about them than the policy finds unremarkable, and the newest of the managers' signals is
/// about it.
pub(super) async fn signalled(app: &TestApp, council: &CouncilId, person: &PersonId) -> Option<String> {
    let setup = TestApp::setup();
    for channel in [Channel::Email, Channel::Letter] {
        let new = incident(app, person, channel);
        app.casework.report_incident(council, &setup, new).await.unwrap();
    }
    let raised = app.casework.raise_signals_about(council, person).await.unwrap();
    assert_eq!(raised, 1);
    let users = app.casework.users(council).await.unwrap();
    let manager = users
        .iter()
        .find(|user| user.roles.contains(&Role::ComplaintsManager))?;
    let list = (List::Waiting, None);
    let lines = app
        .casework
        .signals(council, &manager.actor(), list)
        .await
        .unwrap();
    Some(lines.first().unwrap().row.signal_id.to_string())
}
