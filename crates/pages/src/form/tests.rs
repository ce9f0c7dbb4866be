//! A form keeps what was typed.

use super::*;
use crate::components::{DateInput, Input, PasswordInput, Radios};

#[test]
fn a_failed_form_keeps_what_was_typed() {
    let form = FormState::from_pairs([("name", "<Asha>")]).with_error("name", "Enter your full name");
    let html = Input::new("name", "Full name").of(&form).to_string();
    assert!(html.contains("value=\"&lt;Asha&gt;\""), "{html}");
    assert!(html.contains("id=\"name-error\""), "{html}");
    assert!(html.contains("aria-describedby=\"name-error\""), "{html}");
}

#[test]
fn a_password_is_never_written_back() {
    let form = FormState::from_pairs([("password", "canary")]).with_error("password", "Enter your password");
    assert!(
        !PasswordInput::new("password", "Password")
            .of(&form)
            .to_string()
            .contains("canary")
    );
}

#[test]
fn the_summary_links_to_the_first_answer_and_to_the_wrong_part_of_a_date() {
    let mut form = FormState::new();
    form.error("about", "Select what it is about");
    form.errors_mut()
        .add_part("happened", "year", "Date must include a year");
    let summary = form
        .errors()
        .summary()
        .map(|summary| summary.to_string())
        .unwrap_or_default();
    assert!(
        summary.contains("href=\"#about\"") && summary.contains("href=\"#happened-year\""),
        "{summary}"
    );
    let radios = Radios::new("about", "What is it about?")
        .choice("a", "A")
        .of(&form)
        .to_string();
    assert!(radios.contains("id=\"about\""), "{radios}");
    let date = DateInput::new("happened", "When?").of(&form).to_string();
    assert_eq!(date.matches("govuk-input--error").count(), 1, "{date}");
    assert!(date.contains("id=\"happened-year\""), "{date}");
}

#[test]
fn errors_can_be_put_into_the_order_of_the_page() {
    let mut form = FormState::new().with_error("b", "B").with_error("a", "A");
    form.errors_mut().sort_by_fields(&["a", "b"]);
    assert_eq!(
        form.errors().iter().map(FieldError::message).collect::<Vec<_>>(),
        ["A", "B"]
    );
}
