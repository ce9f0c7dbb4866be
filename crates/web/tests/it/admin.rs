//! The settings, as an administrator and everybody else meet them.

use redress_domain::vocabulary::Role;

use crate::app::{Answer, Browser, TestApp};
use crate::staff::signed_in;

mod audit;
mod logo;
mod policy;
mod reading;
mod retention;
mod settings;
mod users;

/// An administrator, signed in.
pub(crate) async fn administrator(app: &TestApp) -> Browser {
    signed_in(app, "Ada Admin", &[Role::Administrator], &[]).await
}

/// The text of the draft, as the page's text area holds it.
pub(crate) fn text_of(answer: &Answer) -> String {
    let (_, rest) = answer.body.split_once("<textarea").unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    let (text, _) = rest.split_once("</textarea>").unwrap();
    crate::app::unescape(text)
}

/// Sends a form of the settings with the version that its page shows and a reason.
pub(crate) async fn save(browser: &mut Browser, page: &str, fields: &[(&str, &str)]) -> Answer {
    let shown = browser.get(page).await;
    let seen = shown.value_of("seen").unwrap();
    let mut form = vec![("seen", seen.as_str()), ("because", "It is better so.")];
    form.extend_from_slice(fields);
    browser.post(page, &form).await
}

/// Renames the first service in the draft.
pub(crate) async fn rename_bins(browser: &mut Browser, name: &str) -> Answer {
    let fields = [
        ("name", name),
        ("about", "Missed bins"),
        ("team", "waste-crews"),
        ("answerable", "head-of-environment"),
        ("target", "5 working days"),
        ("complaints", "complaint-corporate"),
    ];
    save(browser, "/admin/services/waste", &fields).await
}

/// Adopts the draft from a day.
pub(crate) async fn adopt(browser: &mut Browser, starts_on: &str) -> Answer {
    let fields = [
        ("starts_on", starts_on),
        ("body", "Cabinet"),
        ("decided_on", "27/10/2026"),
        ("minute", "https://westshire.example.org/minutes/9"),
    ];
    save(browser, "/admin/policy/adopt", &fields).await
}
