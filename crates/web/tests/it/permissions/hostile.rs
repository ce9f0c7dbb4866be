//! Hostile input at every address of the table: forms of other sites, addresses that lead to another site, and script in
//! every field of every form. What is tried is taken from the table and from the pages themselves, so that a new
//! route or field is tried without anybody thinking of it.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use redress_web::routes::{ROUTES, Route, Verb, Who};

use super::{Inside, known};
use crate::app::{Answer, TestApp, unescape};

/// Breaks out of an attribute, a text and a script, where any of them lets it.
const SCRIPT: &str = "\"'></textarea><script src=x>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}";

/// What of it must be in no page as it was typed.
const RAW: [&str; 2] = ["<script src=x>", "<img src=x"];

/// Addresses of another site, as browsers read them.
const ELSEWHERE: [&str; 6] = [
    "https://evil.example.net/",
    "//evil.example.net/",
    "/\\evil.example.net/",
    "\\\\evil.example.net",
    "javascript:alert(1)",
    "/%09/evil.example.net",
];

fn listed(verb: Verb) -> impl Iterator<Item = &'static Route> {
    ROUTES.iter().filter(move |route| route.verb == verb)
}

#[tokio::test]
async fn a_form_from_another_site_changes_nothing_at_any_address() {
    let app = TestApp::new().await;
    let known = known(&app, "waste").await;
    let mut inside = Inside::of(&app).await;
    let before = app.record().await.len();
    let mut tried = 0;
    for route in listed(Verb::Post) {
        let browser = inside.whoever_opens(route.path);
        for site in ["cross-site", "same-site"] {
            browser.comes_from = site;
            let answer = browser.post(&known.address(route), &[("do", "make")]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{} from {site}", route.path);
            tried += 1;
        }
    }
    assert!(tried > 200, "only {tried} were tried");
    assert_eq!(app.record().await.len(), before, "nothing was recorded");
    let mut staff = inside.staff;
    staff.comes_from = "same-origin";
    staff.get("/staff").await.is(StatusCode::OK);
}

#[tokio::test]
async fn nothing_in_a_query_or_form_leads_to_another_site() {
    let app = TestApp::new().await;
    let known = known(&app, "waste").await;
    let names = [
        "next", "back", "to", "return", "url", "path", "place", "after", "before",
    ];
    for (nth, elsewhere) in ELSEWHERE.iter().enumerate() {
        let fields: Vec<(&str, &str)> = names.iter().map(|name| (*name, *elsewhere)).collect();
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&fields)
            .finish();
        // What asks for signing in first does the same with all of them.
        let tried = ROUTES
            .iter()
            .filter(|route| nth == 0 || route.who == Who::Anybody);
        for route in tried.filter(|route| !route.path.starts_with("/static")) {
            let at = format!("{}?{query}", known.address(route));
            let mut stranger = app.browser();
            let answer = match route.verb {
                Verb::Get => stranger.get(&at).await,
                Verb::Post => stranger.post(&at, &fields).await,
            };
            // Browsers leave these out before they read an address.
            let Some(place) = answer.location() else { continue };
            let place = place.replace(['\t', '\r', '\n'], "");
            let stays = place.starts_with('/') && !place.starts_with("//") && !place.starts_with("/\\");
            assert!(stays, "{at} leads to {place}");
        }
    }
}

/// A field of a form: its name, what stands in it, and what sort it is.
pub(super) struct Field {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) sort: Sort,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Somebody types into it.
    Typed,
    /// Several lines.
    Lines,
    /// It is chosen, or carried along.
    Given,
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    after.split_once('"').map(|(value, _)| unescape(value))
}

/// Every form of a page that is posted: where to, and its fields.
pub(super) fn forms(page: &Answer) -> Vec<(String, Vec<Field>)> {
    let mut forms = Vec::new();
    for part in page.body.split("<form").skip(1) {
        let (form, _) = part.split_once("</form>").unwrap_or((part, ""));
        let (head, inside) = form.split_once('>').unwrap_or((form, ""));
        if attribute(head, "method").as_deref() != Some("post") {
            continue;
        }
        let own = page.path.split('?').next().unwrap_or_default().to_owned();
        let action = attribute(head, "action").filter(|action| !action.is_empty());
        let mut fields: Vec<Field> = Vec::new();
        for tag in inside.split('<').skip(1) {
            let (head, _) = tag.split_once('>').unwrap_or((tag, ""));
            let Some(name) = attribute(head, "name") else {
                continue;
            };
            let sort = attribute(head, "type").unwrap_or_default();
            let value = attribute(head, "value").unwrap_or_default();
            let sort = match (head.split_whitespace().next().unwrap_or_default(), sort.as_str()) {
                ("textarea", _) => Sort::Lines,
                ("input", "radio" | "checkbox" | "hidden" | "submit") | ("button", _) => Sort::Given,
                ("input", "file") => continue,
                ("input", _) => Sort::Typed,
                ("select", _) => {
                    let options = tag_options(inside, &name);
                    fields.push(Field {
                        name,
                        value: options,
                        sort: Sort::Given,
                    });
                    continue;
                }
                _ => continue,
            };
            // Of several to choose from, the first.
            if sort == Sort::Given && fields.iter().any(|field| field.name == name) {
                continue;
            }
            fields.push(Field { name, value, sort });
        }
        forms.push((action.unwrap_or(own), fields));
    }
    forms
}

/// What can be chosen in a list: the last, as the first often says that nothing is.
fn tag_options(form: &str, name: &str) -> String {
    let (_, after) = form.split_once(&format!(" name=\"{name}\"")).unwrap_or_default();
    let (list, _) = after.split_once("</select>").unwrap_or((after, ""));
    let values = list
        .split("<option")
        .skip(1)
        .filter_map(|option| attribute(option, "value"));
    values
        .filter(|value| !value.is_empty())
        .last()
        .unwrap_or_default()
}

#[track_caller]
fn is_harmless(answer: &Answer) {
    let kind = answer
        .headers
        .get("content-type")
        .and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("text/html")) {
        for raw in RAW {
            assert!(!answer.body.contains(raw), "{} shows {raw}", answer.path);
        }
    }
}

/// A field with script in it, where it takes a text; of others only where every field is tried.
fn filled(field: &Field, only_texts: bool) -> (String, String) {
    let value = match field.sort {
        Sort::Lines => SCRIPT.to_owned(),
        Sort::Typed if !only_texts => SCRIPT.to_owned(),
        Sort::Typed if field.value.is_empty() => "1/12/2026".to_owned(),
        Sort::Typed | Sort::Given => field.value.clone(),
    };
    (field.name.clone(), value)
}

#[tokio::test]
async fn script_in_every_field_of_every_form_is_shown_as_text_wherever_it_is_shown() {
    let app = TestApp::new().await;
    let known = known(&app, "waste").await;
    let mut inside = Inside::of(&app).await;
    let (mut tried, mut told) = (BTreeSet::new(), 0);
    let pages =
        || listed(Verb::Get).filter(|route| route.who != Who::Anybody || !route.path.contains("static"));
    // First everything is script, so that what is refused shows it; then texts alone, so that they are kept.
    for only_texts in [false, true] {
        for route in pages() {
            let browser = inside.whoever_opens(route.path);
            let page = browser.get(&known.address(route)).await;
            is_harmless(&page);
            let forms = forms(&page).into_iter();
            // Whoever signs out sees nothing more.
            let stays = |action: &str| !action.ends_with("/sign-out") && !action.ends_with("/sign-in");
            for (action, fields) in forms.filter(|(action, _)| stays(action)) {
                let sent: Vec<(String, String)> =
                    fields.iter().map(|field| filled(field, only_texts)).collect();
                let typed = fields.iter().filter(|field| field.sort != Sort::Given);
                tried.extend(typed.map(|field| (route.path, field.name.clone())));
                let sent: Vec<(&str, &str)> = sent
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.as_str()))
                    .collect();
                let answer = browser.post(&action, &sent).await;
                is_harmless(&answer);
                assert!(!answer.status.is_server_error(), "{action}: {}", answer.status);
            }
        }
    }
    assert!(tried.len() > 100, "only {} fields were found", tried.len());
    // Wherever what was kept is shown, it is text.
    for route in pages() {
        let browser = inside.whoever_opens(route.path);
        let page = browser.get(&known.address(route)).await;
        is_harmless(&page);
        told += usize::from(page.body.contains("script src=x"));
    }
    assert!(told > 5, "only {told} pages show what was kept");
}
