//! A lesson for the table to open.

use redress_domain::id::{ActorId, CouncilId, ServiceId};
use redress_domain::lesson::{
    Analysis, Command as Order, DrawnFrom, NewLesson, RootCause, RuleOut, RuledOut, Texts, Went,
};
use redress_domain::permission::Actor;

use crate::app::TestApp;

/// A lesson that was drawn from nothing but a thought, and that people were told of.
pub(super) async fn told_of(app: &TestApp, council: &CouncilId, service: &str) -> String {
    let (fresh, setup) = (app.casework.fresh(), TestApp::setup());
    let new = NewLesson {
        from: DrawnFrom::Hand,
        went: Went::Wrong,
        services: [ServiceId::parse(service).unwrap()].into(),
        cases: std::collections::BTreeSet::new(),
        learned: fresh.words("Nobody passed it on."),
    };
    let id = app
        .casework
        .record_lesson(council, &setup, (new, None))
        .await
        .unwrap();
    let analysis = Analysis {
        cause: RootCause::Handover,
        why: fresh.words("There was nobody to tell."),
    };
    let rule = RuleOut {
        because: RuledOut::CouldNot,
        reason: fresh.words("There is no money."),
    };
    let texts = Texts {
        you_said: fresh.words("It was not passed on."),
        we_did: fresh.words("There is no money."),
    };
    for order in [
        Order::Analyse(analysis),
        Order::RuleOut(rule),
        Order::Write(texts),
    ] {
        let done = app.casework.act_on_latest_lesson(council, &setup, &id, order);
        done.await.unwrap();
    }
    let second = Actor::program(ActorId::Job("other"));
    let seen = app
        .casework
        .open_lesson(council, &second, &id)
        .await
        .unwrap()
        .version;
    let published = app.casework.publish_lesson(council, &second, (&id, seen), None);
    published.await.unwrap();
    id.to_string()
}
