//! One of everything that an address can name, of a council and a service: with its real identifiers, and the
//! browsers of those whom it concerns.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use redress_casework::act::NewPerson;
use redress_casework::case::CaseView;
use redress_casework::kept::NewLetter;
use redress_casework::user::NewUser;
use redress_correspondence::incoming;
use redress_domain::case::{
    Command, ConcernKind, NewInvolved, NewReferral, Part, PeopleOrder, ReferralOrder, SharedPart,
    SharingConsent,
};
use redress_domain::conduct;
use redress_domain::conduct::state::With;
use redress_domain::customer::adjustment::{AdjustmentKind, NewAdjustment};
use redress_domain::id::{ActorId, CouncilId, FileId, PartnerId, TeamId, UserId, WardId};
use redress_domain::message::MessagePurpose;
use redress_domain::permission::Actor;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Kind, Role};
use redress_web::password::{self, Cost};

use super::conduct_file::{checked, warning};
use super::{ASKER, Known, known_of, of_the_staff, picture};
use crate::app::{Browser, PASSWORD, TestApp};
use crate::councillor::LIGHT;
use crate::staff::{case_of, email};

/// Somebody who plays every part of the staff, at a council.
pub(super) const EVERYBODY: &str = "Alan Firth";

/// Who raised the queries of both services: a councillor plays no other part.
const COUNCILLOR: &str = "Mary Hobbs";

/// What a part of an address names; `None` for a name that is no secret: of the policy, of a page, of a day.
pub(super) fn thing(path: &str, part: &str) -> Option<&'static str> {
    const NAMES: &[&str] = &[
        "step",
        "guide",
        "quarter",
        "from",
        "post",
        "day",
        "part",
        "paragraph",
        "item",
        "number",
        "run",
        "*path",
    ];
    const OF_THE_POLICY: &[&str] = &[
        "services",
        "teams",
        "posts",
        "standards",
        "clocks",
        "letters",
        "partners",
    ];
    const BY_ID: &[(&str, &str)] = &[
        ("/admin/partners/accounts/", "account of a partner"),
        ("/admin/users/", "user"),
        ("/staff/arrangements/", "conduct file"),
        ("/staff/signals/", "signal"),
        ("/staff/lessons/", "lesson"),
        ("/you-said-we-did/", "lesson"),
        ("/staff/causes/", "cause"),
        ("/staff/help/", "call for help"),
        ("/staff/asked/help/", "call for help"),
        ("/staff/surveys/", "survey"),
        ("/staff/mail/", "mail"),
        ("/partner/r/", "question"),
        ("/people/adjustments/", "adjustment"),
        ("/people/", "person"),
        ("/concern/", "concern"),
        ("/partners/", "question"),
        ("/points/", "point"),
        ("/actions/", "remedy"),
        ("/files/", "file"),
        ("/letters/", "letter"),
        ("/mail/", "mail of a case"),
    ];
    if NAMES.contains(&part)
        || OF_THE_POLICY
            .iter()
            .any(|page| path.starts_with(&format!("/admin/{page}/{{{part}}}")))
    {
        return None;
    }
    let posted = path.starts_with("/staff/arrangements/") && path.contains("/{id}/letters/");
    let with_files = path.starts_with("/staff/arrangements/") && path.contains("/files/{file}");
    match part {
        "reference" if path.starts_with("/councillor/") => Some("query"),
        "reference" => Some("case"),
        "token" if path.starts_with("/partner/") => Some("link of a partner"),
        "token" => Some("link to a password"),
        "code" => Some("code of a survey"),
        "message" => Some("letter of a conduct file"),
        "file" if path.starts_with("/staff/arrangements/") => Some("file of an incident"),
        "file" if path.starts_with("/partner/r/") => Some("file"),
        "file" if path.starts_with("/calendar/") => Some("calendar"),
        "file" => None,
        "id" if posted || with_files => Some("conduct file with letters"),
        "id" => {
            let known = BY_ID.iter().find(|(place, _)| path.contains(place));
            Some(
                known
                    .unwrap_or_else(|| panic!("{path}: nobody says what its id names"))
                    .1,
            )
        }
        other => panic!("{path}: nobody says what {other} names"),
    }
}

/// The parts of an address that are not fixed.
pub(super) fn parts_of(path: &str) -> Vec<&str> {
    let parts = path.split('{').skip(1);
    parts.map(|part| part.split('}').next().unwrap()).collect()
}

/// What belongs to one service of one council, and those whom it concerns.
pub(crate) struct Things {
    pub(crate) council: CouncilId,
    known: Known,
    pub(crate) ids: BTreeMap<&'static str, String>,
    /// Whoever works for the council, its customer with a code, and a partner with an account.
    pub(super) people: Vec<(&'static str, Browser)>,
}

impl Things {
    /// A route's address, about these things.
    pub(super) fn address(&self, path: &str) -> String {
        let ids = |part: &str| thing(path, part).map(|thing| self.ids[thing].as_str());
        self.with(path, ids)
    }

    /// The same, with what its last identifier names taken from others; `None` where it has but one.
    pub(super) fn mixed(&self, path: &str, others: &Self) -> Option<String> {
        let named: Vec<&str> = parts_of(path)
            .into_iter()
            .filter(|part| thing(path, part).is_some())
            .collect();
        let [_, .., last] = named[..] else { return None };
        let from = |part: &str| {
            let whose = if part == last { others } else { self };
            thing(path, part).map(|thing| whose.ids[thing].as_str())
        };
        Some(self.with(path, from))
    }

    fn with<'t>(&self, path: &str, id: impl Fn(&str) -> Option<&'t str>) -> String {
        let mut filled = path.to_owned();
        for part in parts_of(path) {
            if let Some(id) = id(part) {
                filled = filled.replace(&format!("{{{part}}}"), id);
            }
        }
        self.known.filled(&filled)
    }
}

/// Somebody new at a council.
pub(super) async fn user(app: &TestApp, council: &CouncilId, name: &str, roles: &[Role]) -> UserId {
    let new = NewUser {
        email: email(name),
        name: name.to_owned(),
        roles: roles.to_vec(),
        teams: vec![TeamId::parse("waste-crews").unwrap()],
        services: Vec::new(),
        wards: if roles.contains(&Role::Councillor) {
            vec![WardId::parse("mill-hill").unwrap()]
        } else {
            Vec::new()
        },
        password_hash: password::hash(PASSWORD, Cost::Slight),
        because: None,
    };
    let setup = TestApp::setup();
    let made = app.casework.create_user(council, &setup, new);
    made.await.unwrap()
}

async fn sign_in(app: &TestApp, host: &'static str, email: &str) -> Browser {
    let mut browser = app.browser();
    browser.host = host;
    let typed = [("email", email), ("password", PASSWORD)];
    let answer = browser.post("/staff/sign-in", &typed).await;
    assert_eq!(answer.status, 303, "{email}: {}", answer.main());
    browser
}

async fn view(app: &TestApp, council: &CouncilId, reference: &Reference) -> CaseView {
    let setup = TestApp::setup();
    let opened = app.casework.open_case(council, &setup, reference);
    opened.await.unwrap()
}

async fn does(app: &TestApp, council: &CouncilId, view: &CaseView, command: Command) {
    let setup = TestApp::setup();
    let done = app.casework.act_on_latest(council, &setup, &view.id, command);
    done.await.unwrap();
}

/// A case that is over, long enough ago that its customer is asked about it.
pub(super) async fn withdrawn(app: &TestApp, council: &CouncilId, service: &str) -> Reference {
    let reference = case_of(app, council, (Kind::Complaint, Some(service))).await;
    let view = view(app, council, &reference).await;
    does(app, council, &view, Command::Withdraw { reason: None }).await;
    reference
}

/// Somebody who speaks for the customer, what was agreed with the customer, and a worry about them.
async fn people(app: &TestApp, council: &CouncilId, of: &CaseView, ids: &mut BTreeMap<&'static str, String>) {
    let (casework, fresh, setup) = (&app.casework, app.casework.fresh(), TestApp::setup());
    let person = fresh.person();
    let new = NewInvolved {
        person: person.clone(),
        part: Part::Representative,
        consent: None,
        basis: None,
        reason: None,
        reply_by: None,
    };
    let sam = NewPerson {
        name: "Sam Okafor".to_owned(),
        ..NewPerson::default()
    };
    let seen = view(app, council, &of.case.reference).await.version;
    casework
        .add_person(council, &setup, (&of.id, seen), (new, Some(sam)))
        .await
        .unwrap();
    let adjustment = NewAdjustment {
        id: fresh.adjustment(),
        kind: AdjustmentKind::LargePrint,
        words: None,
        from: casework.today(),
        review_on: None,
    };
    let customer = of.case.customer.clone().unwrap();
    casework
        .agree_adjustment(council, &setup, (&of.id, &customer), &adjustment)
        .await
        .unwrap();
    let concern = fresh.concern();
    let raise = PeopleOrder::RaiseConcern {
        concern: concern.clone(),
        kind: ConcernKind::AdultAtRisk,
        words: fresh.words("He has had no food since Friday."),
    };
    does(app, council, of, Command::People(raise)).await;
    ids.extend([
        ("person", person.to_string()),
        ("adjustment", adjustment.id.to_string()),
        ("concern", concern.to_string()),
    ]);
    // A file about them, with a letter on its way and a photograph.
    let file = checked(app, council, &person).await;
    let message = fresh.message();
    let send = conduct::Command::Send {
        order: Box::new(warning(app, council)),
        message: message.clone(),
        channel: Channel::Email,
    };
    casework
        .act_on_latest_conduct(council, &setup, &file, send)
        .await
        .unwrap();
    let opened = casework
        .open_conduct(council, &setup, (&file, "file"))
        .await
        .unwrap();
    let incident = opened.file.incidents.first().unwrap().id.clone();
    let photograph = picture(app, council, file.as_str()).await;
    ids.insert("file of an incident", photograph.file.id.to_string());
    casework
        .add_conduct_files(
            council,
            &setup,
            (&file, &With::Incident(incident)),
            vec![photograph],
        )
        .await
        .unwrap();
    ids.extend([
        ("conduct file with letters", file.to_string()),
        ("letter of a conduct file", message.to_string()),
    ]);
}

/// A question to a partner, its link, and the browser of whoever answers for it.
async fn partner(
    app: &TestApp,
    (council, host): (&CouncilId, &'static str),
    (of, id): (&CaseView, &str),
    ids: &mut BTreeMap<&'static str, String>,
) -> Browser {
    let (casework, fresh, setup) = (&app.casework, app.casework.fresh(), TestApp::setup());
    let (referral, partner) = (fresh.referral(), PartnerId::parse(id).unwrap());
    let new = NewReferral {
        id: referral.clone(),
        partner: partner.clone(),
        ask: fresh.words("Was the main mended?"),
        shared: fresh.words("What happened: water runs down the road."),
        parts: vec![SharedPart::WhatHappened],
        files: vec![FileId::parse(&ids["file"]).unwrap()],
        consent: SharingConsent::Yes,
        because: None,
        due_on: of.today.saturating_add(jiff::Span::new().days(14)),
    };
    does(app, council, of, Command::Referral(ReferralOrder::Refer(new))).await;
    let mut messages = view(app, council, &of.case.reference).await.messages.into_iter();
    let message = messages
        .rfind(|message| message.purpose == MessagePurpose::PartnerRequest)
        .unwrap();
    let says = casework.to_mail(council, message).await.unwrap().says;
    let email = format!("mo@{id}.example.org");
    let invited = (&partner, email.as_str(), "Mo Farrow");
    let link = casework
        .invite_partner(council, &setup, invited, "They get many requests.")
        .await
        .unwrap();
    let hash = password::hash(PASSWORD, Cost::Slight).unwrap();
    casework
        .choose_password(council, &link.token, hash)
        .await
        .unwrap();
    ids.extend([
        ("question", referral.to_string()),
        ("link of a partner", says.partner.unwrap().token.unwrap()),
        ("account of a partner", link.user.to_string()),
    ]);
    sign_in(app, host, &email).await
}

/// E-mail on the case, and e-mail that waits for somebody to say what it is.
async fn mail(app: &TestApp, council: &CouncilId, reference: &Reference) -> [(&'static str, String); 2] {
    let mut kept = Vec::new();
    for from in ["asha@example.org", "mallory@example.org"] {
        let raw = format!("From: {from}\r\nSubject: Re: {reference}\r\n\r\nNobody came.\r\n");
        let id = app
            .casework
            .keep_mail(council, raw.as_bytes(), None)
            .await
            .unwrap();
        let read = incoming::read(raw.as_bytes());
        let sorted = app.casework.sort_mail(council, &id, read.as_ref());
        sorted.await.unwrap();
        kept.push(id.to_string());
    }
    let waiting = kept.pop().unwrap();
    [("mail of a case", kept.pop().unwrap()), ("mail", waiting)]
}

/// The customer, let in to their case by a code.
async fn customer(app: &TestApp, host: &'static str, council: &CouncilId, reference: &Reference) -> Browser {
    let mut browser = app.browser();
    browser.host = host;
    let proof = [("reference", reference.as_str()), ("proof", "Patel")];
    browser
        .post_and_follow("/track", &proof)
        .await
        .says("We received it");
    let view = view(app, council, reference).await;
    let (setup, person) = (TestApp::setup(), view.case.customer.clone().unwrap());
    let given = app.casework.give_code(&view, &setup, (&person, Channel::Phone));
    let digits = given.await.unwrap().digits;
    let place = format!("/track/{reference}");
    browser
        .post(&format!("{place}/code"), &[("code", &digits)])
        .await
        .to(&place);
    browser
}

/// What was answered about a case that is over, by the code that was mailed.
async fn survey(
    app: &TestApp,
    (council, host): (&CouncilId, &'static str),
    reference: &Reference,
) -> [(&'static str, String); 2] {
    let view = view(app, council, reference).await;
    let mut messages = view.messages.iter();
    let message = messages.find(|message| message.purpose.is_of_the_survey());
    let survey = app.casework.for_survey(council, message.unwrap()).await.unwrap();
    let code = survey.unwrap().code.to_string();
    let mut browser = app.browser();
    browser.host = host;
    for question in ["handling", "result"] {
        let sent = [("question", question), ("answer", "very-dissatisfied")];
        let answer = browser.post(&format!("/survey/{code}"), &sent).await;
        assert_eq!(answer.status, 303, "{}", answer.main());
    }
    [
        ("code of a survey", code),
        ("survey", redress_casework::survey::address_of(&view.id)),
    ]
}

/// Keeps the letter of a case as the worker does.
async fn keep_letter(app: &TestApp, council: &CouncilId, view: &CaseView) {
    let message = view.messages.first().unwrap();
    let new = NewLetter {
        pdf: b"%PDF-1.7 made up".to_vec(),
        pages: 1,
        layout: "standard",
        source: "{}".to_owned(),
        by_post: false,
    };
    app.casework.keep_letter(council, message, new).await.unwrap();
}

/// Where a council's things are, and of which of its services and partners.
#[derive(Clone, Copy)]
pub(super) struct Of<'a> {
    pub(super) council: &'a CouncilId,
    pub(super) host: &'static str,
    pub(super) service: &'a str,
    pub(super) partner: &'a str,
    /// A case of theirs that is over.
    pub(super) over: &'a Reference,
}

impl Things {
    /// Makes one of everything.
    pub(super) async fn of(app: &TestApp, of: Of<'_>) -> Self {
        let (council, host, setup) = (of.council, of.host, TestApp::setup());
        let staff = sign_in(app, host, &email(EVERYBODY)).await;
        let known = Box::pin(known_of(app, council, of.service)).await;
        let case = view(app, council, &known.reference).await;
        keep_letter(app, council, &case).await;
        let everybody = app
            .casework
            .user_by_email(council, &email(EVERYBODY))
            .await
            .unwrap();
        let everybody = Actor {
            id: ActorId::User(everybody.unwrap().id),
            roles: of_the_staff(),
            services: Vec::new(),
        };
        let calendar = app
            .casework
            .make_calendar_link(council, &everybody)
            .await
            .unwrap();
        let name = format!("Una New {}", of.service);
        let invited = user(app, council, &name, &[Role::Staff]).await;
        let link = app
            .casework
            .make_password_link(council, &setup, (&invited, "She starts on Monday."))
            .await
            .unwrap();
        let mut ids = BTreeMap::from([
            ("case", known.reference.to_string()),
            ("point", known.point.clone()),
            ("remedy", known.remedy.clone()),
            ("letter", known.letter.clone()),
            ("file", known.file.clone()),
            ("call for help", known.help.clone().unwrap()),
            ("conduct file", known.conduct.clone()),
            ("signal", known.signal.clone().unwrap()),
            ("lesson", known.lesson.clone()),
            ("cause", known.cause.clone()),
            ("user", invited.to_string()),
            ("link to a password", link.token),
            ("calendar", format!("{calendar}.ics")),
        ]);
        let mut councillor = sign_in(app, host, &email(COUNCILLOR)).await;
        let page = councillor.post_and_follow("/councillor/log", LIGHT).await;
        ids.insert("query", page.reference().unwrap());
        ids.extend(survey(app, (council, host), of.over).await);
        ids.extend(mail(app, council, &known.reference).await);
        people(app, council, &case, &mut ids).await;
        let partner = partner(app, (council, host), (&case, of.partner), &mut ids).await;
        let customer = customer(app, host, council, &known.reference).await;
        // The case as events name it.
        ids.insert("case as events name it", case.id.to_string());
        Self {
            council: council.clone(),
            known,
            ids,
            people: vec![
                ("staff", staff),
                ("councillor", councillor),
                ("customer", customer),
                ("partner", partner),
            ],
        }
    }
}

/// Two services of this council with all that belongs to them, and one of another council.
pub(crate) async fn three(app: &TestApp, hosts: [&'static str; 2]) -> [Things; 3] {
    let (here, there) = (app.council.clone(), app.council_beside().await);
    let mut over = Vec::new();
    for council in [&here, &there] {
        user(app, council, EVERYBODY, &of_the_staff()).await;
        user(app, council, ASKER, &[Role::Adviser]).await;
        user(app, council, COUNCILLOR, &[Role::Councillor]).await;
    }
    for (council, service) in [(&here, "waste"), (&here, "repairs"), (&there, "waste")] {
        over.push(withdrawn(app, council, service).await);
    }
    app.wait(SignedDuration::from_hours(24 * 3)).await;
    for council in [&here, &there] {
        app.casework
            .ask_surveys(council, &[Channel::Email])
            .await
            .unwrap();
    }
    let [home, beside] = hosts;
    let of = |council, host, service, partner, over| Of {
        council,
        host,
        service,
        partner,
        over,
    };
    [
        Box::pin(Things::of(
            app,
            of(&here, home, "waste", "severn-water", &over[0]),
        ))
        .await,
        Box::pin(Things::of(
            app,
            of(&here, home, "repairs", "westshire-homes", &over[1]),
        ))
        .await,
        Box::pin(Things::of(
            app,
            of(&there, beside, "waste", "severn-water", &over[2]),
        ))
        .await,
    ]
}
