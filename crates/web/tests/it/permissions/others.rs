//! What is somebody else's, at every address and in every field that names it: asked for with its real identifier, it
//! is not there, and nothing of it changes. The addresses come from the table and the fields from the pages, so
//! that a new one is tried without anybody thinking of it.

use std::collections::BTreeSet;

use redress_domain::id::CouncilId;
use redress_store::access::Stretch;
use redress_web::routes::{ROUTES, Route, Verb};

use super::hostile::{Field, Sort, forms};
use super::things::{Things, parts_of, thing, three};
use crate::app::{Answer, Browser, HOST, HOST_BESIDE, TestApp};

/// Addresses that show nothing even to those whom they concern, as things are here; each with why.
const SHOWS_NOTHING: &[(&str, &str)] = &[
    ("/staff/cases/{reference}/reply/preview", "no reply is written"),
    ("/staff/cases/{reference}/reply/versions", "no reply is written"),
    (
        "/track/{reference}/what-changes",
        "no lesson was drawn from the case",
    ),
    ("/track/{reference}/stage-2", "stage 1 is not over"),
    (
        "/track/{reference}/send-again",
        "nothing was sent that was not taken",
    ),
    ("/track/{reference}/code", "the customer has given theirs"),
    ("/staff/followed/{reference}", "their customers logged them"),
    (
        "/track/{reference}/letters/{number}",
        "no letter is where it asks for one",
    ),
    (
        "/track/{reference}/letters/{number}/pdf",
        "no letter is where it asks for one",
    ),
    (
        "/staff/arrangements/{id}/letters/{message}/pdf",
        "no worker has set the letter",
    ),
];

/// Every row of every table that a council has, as a backup holds them.
pub(crate) async fn kept_of(app: &TestApp, council: &CouncilId) -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("redress.backup");
    let store = app.casework.store();
    // Readings are written down a moment later.
    let setup = TestApp::setup().id;
    let last = Stretch::last(1);
    store.accesses_of_actor(council, &setup, &last).await.unwrap();
    store.backup(&path, app.now()).await.unwrap();
    let begins = format!("[\"{council}\"");
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text.lines().filter(|line| line.starts_with(&begins));
    rows.map(str::to_owned).collect()
}

/// The routes whose address names something that is somebody's.
fn naming() -> impl Iterator<Item = &'static Route> {
    let names = |route: &&Route| {
        parts_of(route.path)
            .iter()
            .any(|part| thing(route.path, part).is_some())
    };
    ROUTES.iter().filter(names)
}

/// Whether an answer tells nothing: not there, there no more, not theirs, or the way to prove who they are.
fn tells_nothing(answer: &Answer) -> bool {
    const DOORS: &[&str] = &["/track", "/partner"];
    let place = answer.location().unwrap_or_default();
    // What was sent waits for them to prove it: of the case it says what they asked for, and no more.
    let door = place
        .split_once("?kept=")
        .map_or(place.as_str(), |(door, _)| door);
    let is_door = DOORS.contains(&door) || place.starts_with("/staff/sign-in");
    match answer.status.as_u16() {
        403 | 404 | 410 => true,
        303 => is_door,
        _ => false,
    }
}

/// What would be sent from the page of that address, filled in.
async fn form_of(browser: &mut Browser, address: &str) -> Vec<(String, String)> {
    let page = browser.clone().get(address).await;
    let form = forms(&page).into_iter().find(|(action, _)| action == address);
    let fields = form.map(|(_, fields)| fields).unwrap_or_default();
    fields
        .iter()
        .map(|field| (field.name.clone(), likely(field)))
        .collect()
}

/// What somebody might put into a field.
fn likely(field: &Field) -> String {
    match field.sort {
        Sort::Lines => "Because it is so.".to_owned(),
        Sort::Typed if field.value.is_empty() => "1/12/2026".to_owned(),
        Sort::Typed | Sort::Given => field.value.clone(),
    }
}

async fn asks(browser: &mut Browser, verb: Verb, address: &str, form: &[(String, String)]) -> Answer {
    let pairs: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    match verb {
        Verb::Get => browser.get(address).await,
        Verb::Post => browser.post(address, &pairs).await,
    }
}

fn named(verb: Verb) -> &'static str {
    match verb {
        Verb::Get => "GET",
        Verb::Post => "POST",
    }
}

/// Everybody who asks about others' things: those of the place, and nobody.
fn askers(app: &TestApp, own: &Things) -> Vec<(&'static str, Browser)> {
    let mut askers = own.people.clone();
    askers.push(("nobody", app.browser()));
    askers
}

#[tokio::test]
async fn what_is_of_another_council_is_there_for_its_own_people_and_for_nobody_else() {
    let app = TestApp::new().await;
    let [own, _, elsewhere] = Box::pin(three(&app, [HOST, HOST_BESIDE])).await;
    let (mut wrong, mut tried) = (Vec::new(), 0);
    let before = kept_of(&app, &elsewhere.council).await;
    assert!(before.len() > 200, "only {} rows", before.len());
    for route in naming() {
        let (own_address, address) = (own.address(route.path), elsewhere.address(route.path));
        for (who, browser) in &mut askers(&app, &own) {
            let form = match route.verb {
                Verb::Get => Vec::new(),
                Verb::Post => form_of(browser, &own_address).await,
            };
            let answer = asks(browser, route.verb, &address, &form).await;
            tried += 1;
            if !tells_nothing(&answer) {
                let status = answer.status;
                wrong.push(format!(
                    "{} {} for {who}: {status} {:?}",
                    named(route.verb),
                    route.path,
                    answer.location()
                ));
            }
        }
    }
    assert!(tried > 1_000, "only {tried} were tried");
    let after = kept_of(&app, &elsewhere.council).await;
    let changed: Vec<&String> = before.symmetric_difference(&after).collect();
    assert!(changed.is_empty(), "{changed:#?}");
    // The identifiers were real: those whom it concerns see it at their own council.
    for route in naming().filter(|route| route.verb == Verb::Get) {
        let mut seen = false;
        for (_, browser) in &elsewhere.people {
            let answer = browser.clone().get(&elsewhere.address(route.path)).await;
            seen |= answer.status == 200;
        }
        let is_listed = SHOWS_NOTHING.iter().any(|(path, _)| *path == route.path);
        if seen == is_listed {
            wrong.push(format!(
                "{} is shown to those whom it concerns: {seen}",
                route.path
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whoever may open a case reaches with its address nothing that stands in another one; a customer and a partner reach
/// nothing that is not theirs at all.
#[tokio::test]
async fn what_stands_in_another_case_is_not_reached_by_way_of_ones_own() {
    let app = TestApp::new().await;
    let [own, other, elsewhere] = Box::pin(three(&app, [HOST, HOST_BESIDE])).await;
    let (mut wrong, mut tried) = (Vec::new(), 0);
    let before = app.record().await;
    for route in naming().filter(|route| !is_open_to_all(route.path)) {
        let own_address = own.address(route.path);
        let both = [&other, &elsewhere];
        let asked = both
            .iter()
            .flat_map(|others| own.people.iter().map(move |person| (others, person)));
        for (others, (who, browser)) in asked {
            // Whoever works for the council may well have the whole of the other case before them, and the councillor raised
            // both queries.
            let address = match (*who, own.mixed(route.path, others)) {
                (_, Some(mixed)) => mixed,
                ("staff" | "councillor", None) => continue,
                _ => others.address(route.path),
            };
            let mut browser = browser.clone();
            let form = match route.verb {
                Verb::Get => Vec::new(),
                Verb::Post => form_of(&mut browser, &own_address).await,
            };
            let answer = asks(&mut browser, route.verb, &address, &form).await;
            tried += 1;
            if !tells_nothing(&answer) {
                let (verb, status, to) = (named(route.verb), answer.status, answer.location());
                wrong.push(format!("{verb} {address} for {who}: {status} {to:?}"));
            }
        }
    }
    assert!(tried > 500, "only {tried} were tried");
    assert!(wrong.is_empty(), "{wrong:#?}");
    let after = app.record().await;
    let new: Vec<_> = after.iter().filter(|event| !before.contains(event)).collect();
    assert!(new.is_empty(), "{new:#?}");
}

/// Whether whoever has the secret has what it opens: of another council it is tried above.
fn is_open_to_all(path: &str) -> bool {
    let secrets = ["/calendar/", "/staff/set-password/", "/partner/l/"];
    ["/you-said-we-did/{id}", "/survey/{code}", "/survey/{code}/stop"].contains(&path)
        || secrets.iter().any(|secret| path.starts_with(secret))
}

/// Whether a value names something: an identifier, or a reference.
fn is_identifier(value: &str) -> bool {
    let is_uuid = value.len() == 36 && value.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    is_uuid || redress_domain::reference::Reference::parse(value).is_ok()
}

/// Sends each of the forms with one thing of theirs in a field: whatever is answered, it is no fault of ours.
async fn are_understood(browser: &mut Browser, action: &str, ways: Vec<(String, Vec<Sent>)>) {
    for (name, forms) in ways {
        for sent in forms {
            let status = asks(browser, Verb::Post, action, &sent).await.status;
            assert!(!status.is_server_error(), "{action} {name}: {status}");
        }
    }
}

/// A form that is sent: names and values.
type Sent = Vec<(String, String)>;

/// For each field that holds an identifier or into which a reference can be typed: its name, and the form with one
/// thing of theirs in it, one way for each thing.
fn with_theirs(fields: &[Field], theirs: &[&String], case: &String) -> Vec<(String, Vec<Sent>)> {
    let likely: Vec<_> = fields
        .iter()
        .map(|field| (field.name.clone(), likely(field)))
        .collect();
    let mut ways = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        let wanted = match () {
            () if is_identifier(&field.value) => theirs.to_vec(),
            () if field.sort == Sort::Typed => vec![case],
            () => continue,
        };
        let with = |theirs: &String| {
            let mut sent = likely.clone();
            sent[at].1.clone_from(theirs);
            sent
        };
        ways.push((field.name.clone(), wanted.into_iter().map(with).collect()));
    }
    ways
}

/// Every field that holds an identifier, and every field into which a reference can be typed, with what is another
/// council's in it: no event of this council ever names it.
#[tokio::test]
async fn no_field_takes_in_what_is_of_another_council() {
    let app = TestApp::new().await;
    let [own, _, elsewhere] = Box::pin(three(&app, [HOST, HOST_BESIDE])).await;
    let before = kept_of(&app, &elsewhere.council).await;
    let theirs: Vec<&String> = elsewhere.ids.values().collect();
    let mut tried = BTreeSet::new();
    for (_, browser) in &own.people {
        for route in ROUTES.iter().filter(|route| route.verb == Verb::Get) {
            let mut browser = browser.clone();
            let page = browser.get(&own.address(route.path)).await;
            let forms = forms(&page).into_iter();
            for (action, fields) in
                forms.filter(|(action, _)| !["/sign-out", "/sign-in"].iter().any(|end| action.ends_with(end)))
            {
                // Every identifier of theirs in one field is tried at the first page that has the field.
                let mut ways = with_theirs(&fields, &theirs, &elsewhere.ids["case"]);
                ways.retain(|(name, _)| tried.insert((action.clone(), name.clone())));
                are_understood(&mut browser, &action, ways).await;
            }
        }
    }
    let identifiers = tried.len();
    assert!(identifiers > 150, "only {identifiers} fields were found");
    let after = kept_of(&app, &elsewhere.council).await;
    let changed: Vec<&String> = before.symmetric_difference(&after).collect();
    assert!(changed.is_empty(), "{changed:#?}");
    // What is the same in both councils by its nature: a reference is text where it is typed as a reason.
    let named: Vec<(String, String)> = app
        .record()
        .await
        .into_iter()
        .filter(|(_, body)| theirs.iter().any(|id| body.contains(id.as_str())))
        .collect();
    assert!(named.is_empty(), "{named:#?}");
}
