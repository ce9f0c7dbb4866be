//! A common cause for the table to open.

use redress_domain::cause::NewCause;
use redress_domain::id::{CaseId, CouncilId, ServiceId};

use crate::app::TestApp;

/// What a case has in common with no other yet.
pub(super) async fn grouped(app: &TestApp, council: &CouncilId, (case, service): (&CaseId, &str)) -> String {
    let today = app.casework.today();
    let new = NewCause {
        name: app.casework.fresh().words("A round that was missed"),
        place: None,
        service: ServiceId::parse(service).unwrap(),
        from: today,
        until: today,
        cases: [case.clone()].into(),
    };
    let setup = TestApp::setup();
    let begun = app.casework.begin_cause(council, &setup, new).await;
    begun.unwrap().to_string()
}
