//! A customer who may read what is private.

use redress_domain::vocabulary::Channel;

use super::Known;
use crate::app::{Browser, TestApp};

/// A code as a member of staff reads it out, given on the page for it.
pub(super) async fn give_code(app: &TestApp, known: &Known, browser: &mut Browser) {
    let setup = TestApp::setup();
    let opened = app.casework.open_case(&app.council, &setup, &known.reference);
    let view = opened.await.unwrap();
    let person = view.case.customer.clone().unwrap();
    let given = app.casework.give_code(&view, &setup, (&person, Channel::Phone));
    let digits = given.await.unwrap().digits;
    let place = format!("/track/{}", known.reference);
    browser
        .post(&format!("{place}/code"), &[("code", &digits)])
        .await
        .to(&place);
}
