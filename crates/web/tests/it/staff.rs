//! The staff desk: signing in, triage, lists, finding and logging.

use redress_casework::act::{NewCase, NewPerson};
use redress_domain::case::LoggedCase;
use redress_domain::id::{CouncilId, ServiceId};
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Kind, Priority, ReplyBy, Role};

use crate::app::{Browser, PASSWORD, TestApp};

mod about;
mod briefings;
mod by_provider;
mod calendar;
mod causes;
mod charts;
pub(crate) mod conduct;
mod conduct_reach;
mod costs;
mod desk;
mod emergency;
mod find;
mod guidance;
mod leaving;
mod lessons;
mod log;
pub(crate) mod mail;
mod problems;
mod reports;
mod second_step;
mod sign_in;
mod signals;
mod surveys;
mod triage;

/// Somebody new with these roles and teams, signed in.
pub(crate) async fn signed_in(app: &TestApp, name: &str, roles: &[Role], teams: &[&str]) -> Browser {
    app.create_user(name, roles, teams).await;
    let mut browser = app.browser();
    let email = email(name);
    browser
        .post("/staff/sign-in", &[("email", &email), ("password", PASSWORD)])
        .await
        .to("/staff");
    browser
}

/// The address of somebody whom [`TestApp::create_user`] made.
pub(crate) fn email(name: &str) -> String {
    format!("{}@westshire.example.org", name.to_lowercase().replace(' ', "."))
}

/// A case that came in, about a service, from Asha.
pub(crate) async fn case(app: &TestApp, kind: Kind, service: Option<&str>) -> Reference {
    case_of(app, &app.council, (kind, service)).await
}

/// The same, to a council.
pub(crate) async fn case_of(
    app: &TestApp,
    council: &CouncilId,
    (kind, service): (Kind, Option<&str>),
) -> Reference {
    let fresh = app.casework.fresh();
    let person = fresh.person();
    let asha = NewPerson {
        name: "Asha Patel".to_owned(),
        email: Some("asha@example.org".to_owned()),
        phone: Some("01632 960 123".to_owned()),
        postcode: Some("WS1 4AB".to_owned()),
        reply_by: Some(ReplyBy::Email),
        ..NewPerson::default()
    };
    let contact = LoggedCase {
        reference: fresh.reference(if *council == app.council { "WS" } else { "ES" }),
        kind,
        channel: Channel::Phone,
        received_at: app.now(),
        raised_by: Role::Customer,
        customer: Some(person.clone()),
        representative: None,
        service: service.map(|id| ServiceId::parse(id).unwrap()),
        what_happened: fresh.words("The bin was missed in Mill Lane."),
        wanted: fresh.some_words("Collect it."),
        wishes: Vec::new(),
        place: None,
        effect: None,
        also: None,
        happened_on: None,
        points: Vec::new(),
        reply_by: Some(ReplyBy::Email),
        support: Vec::new(),
        support_words: None,
        priority: Priority::Standard,
        about: Vec::new(),
        sharing: None,
        ward: None,
    };
    let mut new = NewCase::of(contact);
    new.customer = Some((person, asha));
    let logged = app.casework.log(council, &TestApp::setup(), new).await;
    logged.unwrap().reference
}
