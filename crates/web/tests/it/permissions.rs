//! Who gets what at every route: each role, at a case of their own service, of another one, and of another
//! council, asked for at home and with their session at that council's host.
//!
//! `permissions.txt` is what came back. When it changes on purpose, run the test with
//! `REDRESS_WRITE_EXPECTED=1` and read the difference before it is committed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Seek as _, Write as _};
use std::path::Path;

use jiff::SignedDuration;
use redress_casework::file::{Arrived, Taken};
use redress_domain::case::{
    Acknowledgement, Command, Entry, Event, NewFile, PointDraft, Remedy, TriageAnswers,
};
use redress_domain::id::{CaseId, CouncilId};
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Kind, RemedyKind, Role, SeenBy};
use redress_web::routes::{ROUTES, Route, Verb, Who, who_may};

use crate::app::{Browser, HOST, HOST_BESIDE, TestApp};
use crate::councillor::LIGHT;
use crate::public::files::PNG;
use crate::public::partner_account::signed_in_for;
use crate::staff::{case_of, signed_in};

mod addresses;
mod cause;
mod code;
mod conduct_file;
mod hostile;
mod lesson;
pub(crate) mod others;
mod report;
pub(crate) mod things;

use cause::grouped;
use code::give_code;
use conduct_file::{signalled, warned};
use lesson::told_of;

/// Who calls for help: no role of the table, so that each of these can answer.
const ASKER: &str = "Priya Nair";

const ROLES: &[Role] = &[
    Role::Councillor,
    Role::Staff,
    Role::Adviser,
    Role::Officer,
    Role::ServiceManager,
    Role::Reviewer,
    Role::ComplaintsManager,
    Role::AuthorisingOfficer,
    Role::Executive,
    Role::Auditor,
    Role::Administrator,
    // An account of Severn Water.
    Role::Partner,
];

/// Every part that somebody who works for the council can play; a councillor plays no other, nor does an account of a partner.
fn of_the_staff() -> Vec<Role> {
    let roles = ROLES.iter().copied();
    roles
        .filter(|role| ![Role::Partner, Role::Councillor].contains(role))
        .collect()
}

/// Who between them may open everything that is not a customer's or a partner's: one of the staff, and a councillor.
struct Inside {
    staff: Browser,
    councillor: Browser,
}

impl Inside {
    async fn of(app: &TestApp) -> Self {
        Self {
            staff: signed_in(app, "Alan Firth", &of_the_staff(), &["waste-crews"]).await,
            councillor: signed_in(app, "Mary Hobbs", &[Role::Councillor], &[]).await,
        }
    }

    /// Whoever may open the address.
    fn whoever_opens(&mut self, path: &str) -> &mut Browser {
        if path.starts_with("/councillor") {
            &mut self.councillor
        } else {
            &mut self.staff
        }
    }
}

/// What shows nothing in the table: it leads on, or what it shows is not there.
const SHOWS_NOTHING: &[&str] = &[
    // They lead on: to what was sent, or to the first question that has no answer.
    "/staff/send-again",
    "/report/{step}",
    "/comment/{step}",
    "/compliment/{step}",
    // No e-mail came in (its own tests show it to those who triage).
    "/staff/mail/{id}",
    "/staff/mail/{id}/original",
    "/staff/cases/{reference}/mail/{id}",
    // Nobody speaks for the customer, no reply is written, none is answered yet.
    "/staff/cases/{reference}/consent",
    "/staff/cases/{reference}/reply/preview",
    "/track/{reference}/stage-2",
    // Their customers logged the cases (admin/reading.rs shows one to who logged it), and sent nothing that was not taken.
    "/staff/followed/{reference}",
    "/track/{reference}/send-again",
    // No code was made for anybody, and nobody answered a survey (staff/surveys.rs shows them).
    "/survey/{code}",
    "/staff/surveys/{id}",
    // No lesson was drawn from the case (public/track.rs shows it).
    "/track/{reference}/what-changes",
    // The council has no identity provider (staff/by_provider.rs shows them).
    "/staff/sign-in/provider",
    "/staff/sign-in/provider/back",
    "/staff/sign-out/provider",
    // Nobody made an address for their calendar (staff/calendar.rs reads one).
    "/calendar/{file}",
    // Nothing was printed, and no worker has set a letter here; no reply has two versions.
    "/staff/print-runs/{run}/{file}",
    "/staff/cases/{reference}/letters/{id}/pdf",
    "/track/{reference}/letters/{number}/pdf",
    "/staff/cases/{reference}/reply/versions",
    // No letter of a conduct file was written, and no incident has a file (staff/conduct.rs shows them).
    "/staff/arrangements/{id}/letters/{message}",
    "/staff/arrangements/{id}/letters/{message}/pdf",
    "/staff/arrangements/{id}/files/{file}",
    // Nobody is on the case beside the customer, and no concern was raised (case/people.rs shows them).
    "/staff/cases/{reference}/people/{id}/consent",
    "/staff/cases/{reference}/people/{id}/end",
    "/staff/cases/{reference}/people/{id}/letters",
    "/staff/cases/{reference}/people/{id}/adjustment",
    "/staff/cases/{reference}/people/{id}/details",
    "/staff/cases/{reference}/people/{id}/corrections",
    "/staff/cases/{reference}/people/{id}/address",
    "/staff/cases/{reference}/people/{id}/survey",
    "/staff/cases/{reference}/people/adjustments/{id}",
    "/staff/cases/{reference}/people/{id}/same",
    "/staff/cases/{reference}/concern/{id}",
    // No partner was asked about the case (case/partner.rs and permissions/others.rs show them).
    "/staff/cases/{reference}/partners/{id}/accepted",
    "/staff/cases/{reference}/partners/{id}/not-theirs",
    "/staff/cases/{reference}/partners/{id}/question",
    "/staff/cases/{reference}/partners/{id}/tell",
    "/staff/cases/{reference}/partners/{id}/answer",
    "/staff/cases/{reference}/partners/{id}/customer",
    "/staff/cases/{reference}/partners/{id}/end",
    // No partner was let in by a link and a code (public/partner.rs shows them).
    "/partner/l/{token}",
    "/partner/r/{id}",
    "/partner/r/{id}/files/{file}",
    "/partner/r/{id}/accept",
    "/partner/r/{id}/not-for-us",
    "/partner/r/{id}/ask",
    "/partner/r/{id}/answer",
    "/partner/r/{id}/file",
    // No invitation has this token, no draft of the policy waits, nobody has this number, no logo is set.
    "/staff/set-password/{token}",
    "/admin/policy/adopt",
    "/admin/users/{id}",
    "/admin/users/{id}/history",
    // Nobody gave half of what they sign in with, and nobody has a second step (staff/second_step.rs shows both).
    "/staff/sign-in/code",
    "/staff/sign-in/set-up",
    "/staff/account/second-step",
    "/admin/partners/accounts/{id}",
    "/static/logo.png",
    // The meeting has not met, so it asked nobody to do anything (staff/briefings.rs shows them).
    "/staff/briefings/{post}/{day}/actions/{item}",
    // Nothing was received in a quarter that is over (public/performance.rs shows them).
    "/performance/{quarter}/{file}",
];

/// A case with a point, a remedy, a letter, a file, and perhaps a call for help.
struct Known {
    reference: Reference,
    point: String,
    remedy: String,
    letter: String,
    file: String,
    help: Option<String>,
    /// The conduct file of its customer, who was warned.
    conduct: String,
    /// A signal about them, where there is a manager whom it can be given to.
    signal: Option<String>,
    /// A lesson that people were told of.
    lesson: String,
    /// The common cause of it and others.
    cause: String,
    /// The version of the policy, or the place of a letter among what happened.
    number: usize,
}

async fn known(app: &TestApp, service: &str) -> Known {
    Box::pin(known_of(app, &app.council, service)).await
}

/// A picture that anybody of the case may see, on its way to it.
async fn picture(app: &TestApp, council: &CouncilId, draft: &str) -> NewFile {
    let mut content = tempfile::tempfile().unwrap();
    content.write_all(PNG).unwrap();
    content.rewind().unwrap();
    let size = PNG.len() as u64;
    let until = app.now() + SignedDuration::from_hours(1);
    let taken = app
        .casework
        .take_file(council, (draft, until), Arrived { content, size })
        .await;
    let Ok(Taken::Kept(kept)) = taken else {
        panic!("{taken:?}");
    };
    let named = [(kept.id, "bin.png".to_owned())];
    let files = app
        .casework
        .files_to_add(council, draft, (&named, SeenBy::Everyone))
        .await;
    files.unwrap().remove(0)
}

/// Somebody of the crews calls for help on a case: their team's lead is in the table.
async fn call_for_help(app: &TestApp, council: &CouncilId, case: &CaseId) -> Option<String> {
    let users = app.casework.users(council).await.unwrap();
    let asker = users.iter().find(|user| user.name == ASKER)?;
    let called = app
        .casework
        .ask_for_help(
            council,
            &asker.actor(),
            Some((case, None)),
            "There is no heating.",
        )
        .await;
    Some(called.unwrap().help.to_string())
}

async fn known_of(app: &TestApp, council: &CouncilId, service: &str) -> Known {
    let reference = case_of(app, council, (Kind::Complaint, Some(service))).await;
    let fresh = app.casework.fresh();
    let (point, remedy) = (fresh.point(), fresh.remedy());
    let commands = [
        Command::AddPoint(PointDraft {
            id: point.clone(),
            words: fresh.words("Why was it missed?"),
        }),
        Command::PromiseRemedy(Remedy {
            id: remedy.clone(),
            kind: RemedyKind::Apology,
            words: fresh.words("Say sorry."),
            owner: None,
            due_on: None,
        }),
    ];
    let setup = TestApp::setup();
    let view = app.casework.open_case(council, &setup, &reference).await;
    let view = view.unwrap();
    let file = picture(app, council, reference.as_str()).await;
    let file_id = file.file.id.to_string();
    for command in commands.into_iter().chain([Command::AddFile(file)]) {
        let done = app.casework.act_on_latest(council, &setup, &view.id, command);
        done.await.unwrap();
    }
    let customer = view.case.customer.as_ref().unwrap();
    let conduct = warned(app, council, customer).await;
    let signal = signalled(app, council, customer).await;
    report::out(app, council).await;
    let help = call_for_help(app, council, &view.id).await;
    Known {
        reference,
        point: point.to_string(),
        remedy: remedy.to_string(),
        // What was sent when it was logged.
        letter: view.messages.first().unwrap().message_id.to_string(),
        file: file_id,
        help,
        conduct,
        signal,
        lesson: told_of(app, council, service).await,
        cause: grouped(app, council, (&view.id, service)).await,
        number: 1,
    }
}

impl Known {
    fn address(&self, route: &Route) -> String {
        self.filled(route.path)
    }

    fn filled(&self, path: &str) -> String {
        let id = match path {
            path if path.contains("/points/") => &self.point,
            path if path.contains("/letters/") => &self.letter,
            path if path.contains("/files/") => &self.file,
            path if path.starts_with("/staff/arrangements/") => &self.conduct,
            path if path.starts_with("/staff/signals/") => self.signal.as_ref().unwrap_or(&self.remedy),
            path if path.starts_with("/staff/lessons/") || path.starts_with("/you-said") => &self.lesson,
            path if path.starts_with("/staff/causes/") => &self.cause,
            path if path.contains("/help/") => self.help.as_ref().unwrap_or(&self.remedy),
            _ => &self.remedy,
        };
        // The settings are known by names of the demo's policy, and somebody by who never was.
        let nobody = "01932c07-0000-7000-8000-00000000000a";
        let settings = [
            ("/admin/services/", "waste"),
            ("/admin/teams/", "housing"),
            ("/admin/posts/", "executive-team"),
            ("/admin/standards/", "acknowledged"),
            ("/admin/clocks/", "complaint-corporate"),
            ("/admin/letters/", "reply_final"),
            ("/admin/partners/accounts/", nobody),
            ("/admin/partners/", "severn-water"),
            ("/admin/users/", nobody),
        ];
        let named = settings.iter().find(|(page, _)| path.starts_with(page));
        let id = named.map_or(id.as_str(), |(_, name)| name);
        let filled = path.replace("{reference}", self.reference.as_str());
        let filled = filled
            .replace("{number}", &self.number.to_string())
            .replace("{token}", "0000");
        let sheet = redress_pages::assets::url("app.css");
        let filled = filled
            .replace("/static/{*path}", sheet)
            .replace("{step}", "route");
        let filled = filled
            .replace("{guide}", "stage-1")
            .replace("{code}", "K7P4-29QX-M3TV-8HRA-5WDE");
        let (part, file) = match path {
            path if path.starts_with("/councillor/briefings") => ("", "figures.pdf"),
            path if path.starts_with("/staff/briefings") => ("what-changed", "report.pdf"),
            path if path.contains("annual") => ("analysis", "report.ods"),
            _ => ("", "{file}"),
        };
        let filled = filled
            .replace("{part}", part)
            .replace("{file}", file)
            .replace("{item}", "1");
        let filled = filled
            .replace("{post}", "executive-team")
            .replace("{day}", report::MEETING)
            .replace("{from}", report::YEAR)
            .replace("{paragraph}", "lgsco-6.2");
        filled.replace("{id}", id).replace("{quarter}", "2026-q2")
    }
}

/// Acknowledges a complaint: the place of its letter among what happened.
async fn acknowledged(app: &TestApp, known: &Known) -> usize {
    let (setup, fresh) = (TestApp::setup(), app.casework.fresh());
    let open = || app.casework.open_case(&app.council, &setup, &known.reference);
    let view = open().await.unwrap();
    let triage = TriageAnswers {
        kind: Kind::Complaint,
        kind_reason: None,
        procedure: view.case.procedure.clone(),
        service: view.case.service.clone().unwrap(),
        team: None,
        owner: None,
        ward: None,
        priority: view.case.priority,
        about: Vec::new(),
        note: None,
    };
    let acknowledgement = Acknowledgement {
        new_points: Vec::new(),
        wanted: None,
        letter: fresh.words("We have your complaint."),
    };
    for command in [Command::Triage(triage), Command::Acknowledge(acknowledgement)] {
        let done = app
            .casework
            .act_on_latest(&app.council, &setup, &view.id, command);
        done.await.unwrap();
    }
    let entries = open().await.unwrap().entries;
    let letter = |entry: &Entry| matches!(entry.event, Event::Acknowledged { .. });
    entries.iter().position(letter).unwrap() + 1
}

async fn status(browser: &mut Browser, route: &Route, address: &str) -> u16 {
    let answer = match route.verb {
        Verb::Get => browser.get(address).await,
        Verb::Post => browser.post(address, &[]).await,
    };
    answer.status.as_u16()
}

/// What a route answered, by status, with who got each.
type Answers<'p> = BTreeMap<u16, Vec<&'p str>>;

/// What a route answers to everybody.
async fn answers<'p>(
    app: &TestApp,
    route: &Route,
    (people, service): (&[(&'p str, Browser)], &str),
    place: &mut Known,
) -> Answers<'p> {
    let mut by_status = Answers::new();
    for (name, browser) in people {
        // Each asks with the cookies they came with: signing out is for the copy alone.
        let mut browser = browser.clone();
        let status = status(&mut browser, route, &place.address(route)).await;
        by_status.entry(status).or_default().push(name);
        if status == 303 && route.verb == Verb::Post {
            *place = known(app, service).await;
        }
    }
    by_status
}

/// What a route answers to everybody about what is another council's, which nothing is done to.
async fn answers_about<'p>(route: &Route, people: &[(&'p str, Browser)], address: &str) -> Answers<'p> {
    let mut by_status = Answers::new();
    for (name, browser) in people {
        let status = status(&mut browser.clone(), route, address).await;
        by_status.entry(status).or_default().push(name);
    }
    by_status
}

/// The same in one line.
fn line(answers: &Answers<'_>) -> String {
    let all: usize = answers.values().map(Vec::len).sum();
    let parts = answers.iter().map(|(status, who)| {
        let everybody = who.len() == all;
        let who = if everybody {
            "everybody".to_owned()
        } else {
            who.join(" ")
        };
        format!("{status} {who}")
    });
    parts.collect::<Vec<_>>().join("; ")
}

/// What there is to ask for, and who asks.
struct Table<'t> {
    app: &'t TestApp,
    people: Vec<(&'t str, Browser)>,
    /// The same people, with the same cookies, at another council's host.
    beside: Vec<(&'t str, Browser)>,
    own: Known,
    other: Known,
    elsewhere: Known,
    /// What the councillor among them raised.
    query: Known,
}

impl<'t> Table<'t> {
    async fn of(app: &'t TestApp) -> Self {
        let mut people = vec![("nobody", app.browser())];
        for role in ROLES {
            let name = format!("Person {role}").replace('-', " ");
            let browser = if *role == Role::Partner {
                signed_in_for(app, "severn-water", &name).await
            } else {
                signed_in(app, &name, &[*role], &["waste-crews"]).await
            };
            people.push((role.as_str(), browser));
        }
        let mut beside = people.clone();
        for (_, browser) in &mut beside {
            browser.host = HOST_BESIDE;
        }
        let council = app.council_beside().await;
        app.create_user(ASKER, &[Role::Adviser], &["waste-crews"]).await;
        let (_, councillor) = people.iter_mut().find(|(name, _)| *name == "councillor").unwrap();
        let page = councillor.clone().post_and_follow("/councillor/log", LIGHT).await;
        let query = Known {
            reference: Reference::parse(&page.reference().unwrap()).unwrap(),
            ..known(app, "waste").await
        };
        Self {
            query,
            app,
            people,
            beside,
            own: known(app, "waste").await,
            other: known(app, "repairs").await,
            elsewhere: Box::pin(known_of(app, &council, "waste")).await,
        }
    }

    /// The rows of a public route of a case: who has proved nothing, whoever works for the council, who
    /// gave the customer's name, and who gave a code, too, each for a case of their own.
    async fn rows_for_customers(&self, route: &Route) -> String {
        let mut rows = ["own case:        ", "another:         ", "at another host: "]
            .map(|name| (name, BTreeMap::<String, Vec<&str>>::new()));
        for name in ["nobody", "adviser", "name", "code"] {
            let mut known = known(self.app, "waste").await;
            known.number = acknowledged(self.app, &known).await;
            let works_here = self.people.iter().find(|(role, _)| *role == name);
            let works_here = works_here.map(|(_, browser)| browser.clone());
            let mut browser = works_here.unwrap_or_else(|| self.app.browser());
            if ["name", "code"].contains(&name) {
                let track = [("reference", known.reference.as_str()), ("proof", "Patel")];
                let page = browser.post_and_follow("/track", &track).await;
                page.says("We received it");
            }
            if name == "code" {
                give_code(self.app, &known, &mut browser).await;
            }
            let (own, other) = (known.address(route), self.other.address(route));
            let asked = [(HOST, &own), (HOST, &other), (HOST_BESIDE, &own)];
            for ((_, answers), (host, address)) in rows.iter_mut().zip(asked) {
                let mut browser = browser.clone();
                browser.host = host;
                let answer = match route.verb {
                    Verb::Get => browser.get(address).await,
                    Verb::Post => browser.post(address, &[]).await,
                };
                let status = match answer.location().as_deref() {
                    Some("/track") => "303 to /track".to_owned(),
                    _ => answer.status.as_u16().to_string(),
                };
                answers.entry(status).or_default().push(name);
            }
        }
        let [(_, own), others @ ..] = &rows;
        // Without proof, and about what is somebody else's, there is the way to prove it and no other.
        for (_, answers) in others {
            let statuses: Vec<&String> = answers.keys().collect();
            assert_eq!(statuses, ["303 to /track"], "{}", route.path);
        }
        let sent_away = own.get("303 to /track").map(Vec::as_slice);
        assert_eq!(sent_away, Some(&["nobody", "adviser"][..]), "{}", route.path);
        let line = |answers: &BTreeMap<String, Vec<&str>>| {
            let parts = answers
                .iter()
                .map(|(status, who)| format!("{status} {}", who.join(" ")));
            parts.collect::<Vec<_>>().join("; ")
        };
        let mut text = String::new();
        for (name, answers) in &rows {
            writeln!(text, "  {name}{}", line(answers)).unwrap();
        }
        text
    }

    /// The rows of one route.
    async fn rows(&mut self, route: &Route) -> String {
        if route.path.starts_with("/track/{reference}") {
            return Box::pin(self.rows_for_customers(route)).await;
        }
        let mut rows = String::new();
        let mut row = |name: &str, answers: &Answers<'_>| {
            writeln!(rows, "  {name}{}", line(answers)).unwrap();
        };
        let people = &self.people;
        let address = self.elsewhere.address(route);
        if route.path.starts_with("/councillor/") && route.path.contains('{') {
            row(
                "own query:       ",
                &answers_about(route, people, &self.query.address(route)).await,
            );
            row(
                "another's:       ",
                &answers_about(route, people, &self.own.address(route)).await,
            );
        } else if route.path.contains('{') && route.who != Who::Anybody {
            let own = Box::pin(answers(self.app, route, (people, "waste"), &mut self.own)).await;
            row("own service:     ", &own);
            let other = Box::pin(answers(self.app, route, (people, "repairs"), &mut self.other)).await;
            row("another:         ", &other);
        } else {
            row(
                "",
                &Box::pin(answers(self.app, route, (people, "waste"), &mut self.own)).await,
            );
        }
        if route.path.contains("{reference}") {
            let from_home = answers_about(route, people, &address).await;
            // Nobody learns that another council has it.
            let told = from_home.keys().all(|status| [303, 403, 404].contains(status));
            assert!(
                told && from_home.get(&303).is_none_or(|who| who == &["nobody"]),
                "{}",
                route.path
            );
            row("another council: ", &from_home);
        }
        let there = answers_about(route, &self.beside, &address).await;
        // A session is worth nothing there: everybody is answered as nobody is.
        assert_eq!(there.len(), 1, "{} {there:?}", route.path);
        assert!(
            route.who == Who::Anybody || there.contains_key(&303),
            "{} {there:?}",
            route.path
        );
        row("at its host:     ", &there);
        rows
    }
}

#[tokio::test]
async fn every_route_answers_every_role_as_is_written_down() {
    let app = TestApp::new().await;
    let mut table = Box::pin(Table::of(&app)).await;
    let (mut found, mut nothing) = (String::new(), Vec::new());
    for route in ROUTES {
        let verb = match route.verb {
            Verb::Get => "GET",
            Verb::Post => "POST",
        };
        if route.path == "/staff/sign-out" {
            writeln!(found, "{verb} {}\n  ends the session of whoever asks", route.path).unwrap();
            continue;
        }
        let rows = Box::pin(table.rows(route)).await;
        assert!(!rows.is_empty(), "{} has no row", route.path);
        // A row in which nobody ever gets anything proves nothing.
        if route.verb == Verb::Get && !rows.contains(" 200 ") && !SHOWS_NOTHING.contains(&route.path) {
            nothing.push(route.path);
        }
        write!(found, "{verb} {}\n{rows}", route.path).unwrap();
    }
    assert!(nothing.is_empty(), "these show nothing to anybody: {nothing:#?}");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/permissions.txt");
    if std::env::var_os("REDRESS_WRITE_EXPECTED").is_some() {
        std::fs::write(&file, &found).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == expected,
        "permissions.txt differs; what came back:\n{found}"
    );
}

/// A route that is registered and not listed answers "not found" to everybody (the gate sees to it);
/// this is the other half.
#[tokio::test]
async fn every_listed_route_is_there_and_sends_whoever_is_not_signed_in_to_sign_in() {
    let app = TestApp::new().await;
    let known = known(&app, "waste").await;
    for (at, route) in ROUTES.iter().enumerate() {
        let listed = ROUTES.iter().skip(at + 1);
        let mut again = listed.filter(|other| (other.verb, other.path) == (route.verb, route.path));
        assert_eq!(again.next(), None, "listed twice");
        if route.who == Who::Anybody {
            continue;
        }
        let address = known.address(route);
        let answer = match route.verb {
            Verb::Get => app.browser().get(&address).await,
            Verb::Post => app.browser().post(&address, &[]).await,
        };
        let place = answer.location().unwrap_or_default();
        assert!(
            place.starts_with("/staff/sign-in?next="),
            "{address}: {}",
            answer.status
        );
    }
}

#[test]
fn what_is_not_in_the_list_is_for_nobody() {
    assert_eq!(who_may(Verb::Get, "/staff/secrets"), None);
    assert_eq!(who_may(Verb::Get, "/admin/secrets"), None);
    assert_eq!(who_may(Verb::Post, "/staff/approvals"), None);
    assert_eq!(who_may(Verb::Get, "/track/{reference}/secrets"), None);
    assert_eq!(who_may(Verb::Get, "/secrets"), None);
    assert_eq!(who_may(Verb::Post, "/complaint"), None);
    assert_eq!(who_may(Verb::Get, "/complaint"), Some(Who::Anybody));
}
