//! A case as staff deal with it: the ordinary way, the side ways, and two people at once.

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_casework::act::{NewCase, NewPerson};
use redress_domain::case::{Command, LoggedCase, TriageAnswers, Wish};
use redress_domain::id::{ProcedureId, ServiceId, UserId};
use redress_domain::permission::Actor;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Kind, Priority, ReplyBy, Role};

use crate::app::{Answer, Browser, PASSWORD, TestApp};

mod actions;
mod between;
mod bundle;
mod conflict;
mod correction;
mod council;
mod early;
mod journey;
mod late;
mod letters;
mod messages;
mod moves;
mod partner;
mod people;
mod permissions;
mod side_ways;
mod stage_2;
mod subject;
mod typing;
mod unticked;
mod way;

/// The people, a complaint that is theirs, and where its pages are.
pub(crate) struct Desk {
    pub(crate) app: TestApp,
    /// The officer who owns the case.
    pub(crate) jo: Browser,
    /// The manager of the service.
    pub(crate) sam: Browser,
    /// The complaints manager.
    pub(crate) ruth: Browser,
    /// Where the case's pages are.
    pub(crate) path: String,
    pub(crate) reference: Reference,
}

impl Desk {
    /// A complaint that was triaged and is Jo's.
    pub(crate) async fn new() -> Self {
        Self::of(asha(), ReplyBy::Letter).await
    }

    /// The same from somebody, who wants to be answered in this way.
    pub(crate) async fn of(customer: NewPerson, by: ReplyBy) -> Self {
        let app = TestApp::new().await;
        let team = &["waste-crews"];
        let jo_id = app.create_user("Jo Martin", &[Role::Officer], team).await;
        app.create_user("Sam Green", &[Role::ServiceManager], team).await;
        app.create_user("Ruth Bell", &[Role::ComplaintsManager], &[])
            .await;
        let reference = complaint_of(&app, &jo_id, (customer, by)).await;
        let path = format!("/staff/cases/{reference}");
        Self {
            jo: sign_in(&app, "jo.martin").await,
            sam: sign_in(&app, "sam.green").await,
            ruth: sign_in(&app, "ruth.bell").await,
            app,
            path,
            reference,
        }
    }

    /// The address of one of the case's pages.
    pub(crate) fn at(&self, rest: &str) -> String {
        format!("{}/{rest}", self.path)
    }

    /// Opens a form, fills in these fields beside what stands in it, sends it, and holds it to leading on.
    pub(crate) async fn done(&self, who: &mut Browser, rest: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.sent(who, rest, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{rest}: {}", answer.main());
        who.follow(answer).await
    }

    /// Opens a form, fills in these fields beside what stands in it, and sends it.
    pub(crate) async fn sent(&self, who: &mut Browser, rest: &str, fields: &[(&str, &str)]) -> Answer {
        let page = who.get(&self.at(rest)).await.is(StatusCode::OK);
        self.sent_from(&page, who, (rest, fields)).await
    }

    /// Sends a form from a page that was opened before.
    pub(crate) async fn sent_from(
        &self,
        page: &Answer,
        who: &mut Browser,
        (rest, fields): (&str, &[(&str, &str)]),
    ) -> Answer {
        let given = |name: &str| fields.iter().any(|(known, _)| *known == name);
        let mut form: Vec<(String, String)> =
            typed(page).into_iter().filter(|(name, _)| !given(name)).collect();
        form.extend(
            fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        let pairs: Vec<(&str, &str)> = form
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        who.post(&self.at(rest), &pairs).await
    }

    /// Acknowledges the complaint as it was understood: what happened is its one point.
    pub(crate) async fn acknowledge(&mut self) {
        let mut jo = self.jo.clone();
        self.done(&mut jo, "acknowledge", &[("intent", "send")]).await;
    }

    /// The address of the first point's page.
    pub(crate) async fn first_link(&self, who: &mut Browser, section: &str, begins: &str) -> String {
        let page = who.get(&self.at(section)).await;
        let begins = format!("href=\"{}", self.at(begins));
        let all = page.body.split(&begins).skip(1);
        let ends = all.map(|rest| rest.split('"').next().unwrap().to_owned());
        let found = ends.into_iter().find(|rest| rest.starts_with("/0"));
        format!("{begins}{}", found.unwrap()).replace(&format!("href=\"{}/", self.path), "")
    }
}

/// What stands in the fields of a page: hidden ones, texts and what is chosen.
fn typed(page: &Answer) -> Vec<(String, String)> {
    let plain = |text: &str| {
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&")
    };
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        Some(plain(rest.split('"').next()?))
    };
    let main = page.body.split("id=\"act\"").nth(1).unwrap_or_default();
    let main = main.split("</form>").next().unwrap_or_default();
    let mut found = Vec::new();
    for tag in main.split("<input").skip(1) {
        let tag = tag.split('>').next().unwrap();
        let is_choice = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"");
        if !is_choice && let (Some(name), value) = (attribute(tag, "name"), attribute(tag, "value")) {
            found.push((name, value.unwrap_or_default()));
        }
    }
    for tag in main.split("<textarea").skip(1) {
        let (tag, text) = tag.split_once('>').unwrap();
        found.push((
            attribute(tag, "name").unwrap(),
            plain(text.split("</textarea>").next().unwrap()),
        ));
    }
    found
}

/// Signs somebody in.
pub(crate) async fn sign_in(app: &TestApp, name: &str) -> Browser {
    let mut browser = app.browser();
    let email = format!("{name}@westshire.example.org");
    let answer = browser
        .post("/staff/sign-in", &[("email", &email), ("password", PASSWORD)])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.main());
    browser
}

fn asha() -> NewPerson {
    NewPerson {
        name: "Asha Patel".to_owned(),
        postcode: Some("WS1 2AB".to_owned()),
        ..NewPerson::default()
    }
}

/// A complaint about bins from Asha Patel, triaged and given to `owner`.
pub(crate) async fn complaint(app: &TestApp, owner: &UserId) -> Reference {
    complaint_of(app, owner, (asha(), ReplyBy::Letter)).await
}

async fn complaint_of(app: &TestApp, owner: &UserId, (person, by): (NewPerson, ReplyBy)) -> Reference {
    let fresh = app.casework.fresh();
    let customer = fresh.person();
    let service = ServiceId::parse("waste").unwrap();
    let contact = LoggedCase {
        reference: fresh.reference("WS"),
        kind: Kind::Complaint,
        channel: Channel::Phone,
        received_at: app.now(),
        raised_by: Role::Customer,
        customer: Some(customer.clone()),
        representative: None,
        service: Some(service.clone()),
        what_happened: fresh.words("My bin was missed three times in a row."),
        wanted: Some(fresh.words("Collect it, and say why.")),
        wishes: vec![Wish::FixIt],
        place: None,
        effect: None,
        also: None,
        happened_on: None,
        points: Vec::new(),
        reply_by: Some(by),
        support: Vec::new(),
        support_words: None,
        priority: Priority::Standard,
        about: Vec::new(),
        sharing: None,
        ward: None,
    };
    let mut new = NewCase::of(contact);
    new.customer = Some((customer, person));
    new.then = vec![Command::Triage(TriageAnswers {
        kind: Kind::Complaint,
        kind_reason: None,
        procedure: ProcedureId::parse("complaint-corporate").unwrap(),
        service,
        team: None,
        owner: Some(owner.clone()),
        ward: None,
        priority: Priority::Standard,
        about: Vec::new(),
        note: None,
    })];
    let setup: Actor = TestApp::setup();
    app.casework
        .log(&app.council, &setup, new)
        .await
        .unwrap()
        .reference
}

/// Five minutes to undo, and one more.
pub(crate) const AFTER_UNDO: SignedDuration = SignedDuration::from_mins(6);
