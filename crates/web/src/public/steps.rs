//! What the questions of all journeys hold answers to, and the questions that several ask.

use redress_domain::email::is_email;
use redress_pages::form::FormState;
use redress_pages::public::Facts;
use redress_pages::public::answers::{self, Line, MOST_POINTS, POINTS, Shown, Words};
use redress_pages::public::files;
use redress_pages::public::questions;

use crate::public::journey::Step;
use crate::staff::typed;

/// The longest text (ux, section 1.3).
const LONGEST_TEXT: usize = 10_000;
/// The longest single line.
const LONGEST_LINE: usize = 200;

/// Holds a text to being there and not too long.
pub(crate) fn text(form: &mut FormState, (field, name): (&str, &str), missing: &str) {
    if form.require(field, missing).is_some() {
        optional_text(form, field, name);
    }
}

/// Holds a text to being not too long.
pub(crate) fn optional_text(form: &mut FormState, field: &str, name: &str) {
    if form.value(field).chars().count() > LONGEST_TEXT {
        form.error(field, format!("{name} must be 10,000 characters or less"));
    }
}

/// Holds a line to being there and not too long.
pub(crate) fn line(form: &mut FormState, (field, name): (&str, &str), missing: &str) {
    if form.require(field, missing).is_some() {
        optional_line(form, field, name);
    }
}

/// Holds a line to being not too long.
pub(crate) fn optional_line(form: &mut FormState, field: &str, name: &str) {
    if form.value(field).chars().count() > LONGEST_LINE {
        form.error(field, format!("{name} must be 200 characters or less"));
    }
}

/// Holds an answer, or each of several, to being one of those offered.
pub(crate) fn chosen(form: &mut FormState, field: &str, words: Words, missing: &str) {
    if form.filled(field).is_none() {
        form.error(field, missing);
    } else {
        offered(form, field, words);
    }
}

/// Holds whatever was chosen to being offered, where nothing need be chosen.
pub(crate) fn offered(form: &mut FormState, field: &str, words: Words) {
    form.choices(field, |answer| answers::words_of(words, answer).map(drop));
}

/// Holds a service to being one of the council's, or none.
pub(crate) fn chosen_service(form: &mut FormState, facts: &Facts, missing: &str) {
    let service = form.value("service");
    if service != "not-sure" && facts.service(service).is_none() {
        form.error("service", missing);
    }
}

/// The line of the service.
pub(crate) const SERVICE: Line = Line {
    name: "Service",
    field: "service",
    shown: Shown::Service,
};

/// Which service it is about.
pub(crate) const WHICH_SERVICE: Step = Step::new(
    "service",
    &["service"],
    questions::service,
    |form, facts| chosen_service(form, facts, "Select a service, or select “I’m not sure”"),
    &[SERVICE],
);

/// The line of the files.
const FILES: Line = Line {
    name: "Files",
    field: files::KEPT,
    shown: Shown::Files,
};

/// Files that help to understand a complaint.
pub(crate) const EVIDENCE: Step =
    Step::new("evidence", &[files::KEPT], files::evidence, |_, _| {}, &[FILES]).taking_files();

/// A photograph of a problem.
pub(crate) const PHOTO: Step =
    Step::new("photos", &[files::KEPT], files::photo, |_, _| {}, &[FILES]).taking_files();

/// How to answer.
pub(crate) const CONTACT: Step = Step::new(
    "contact",
    &["reply_by"],
    questions::contact,
    |form, _| {
        chosen(
            form,
            "reply_by",
            answers::REPLY_BY,
            "Select how we should tell you",
        );
    },
    &[Line::choice("How we tell you", "reply_by", answers::REPLY_BY)],
);

/// An e-mail address.
pub(crate) const EMAIL: Step = Step::new(
    "email",
    &["email"],
    questions::email,
    |form, _| check_email(form),
    &[Line::text("Email", "email")],
)
.when(|form, _| form.value("reply_by") == "email");

/// A mobile number.
pub(crate) const MOBILE: Step = Step::new(
    "mobile",
    &["phone"],
    questions::mobile,
    |form, _| check_phone(form),
    &[Line::text("Mobile number", "phone")],
)
.when(|form, _| form.value("reply_by") == "text");

/// A telephone number.
pub(crate) const PHONE: Step = Step::new(
    "phone",
    &["phone"],
    questions::phone,
    |form, _| check_phone(form),
    &[Line::text("Phone number", "phone")],
)
.when(|form, _| form.value("reply_by") == "phone");

/// A postal address.
pub(crate) const ADDRESS: Step = Step::new(
    "address",
    &["address", "postcode"],
    questions::address,
    |form, _| {
        text(form, ("address", "Address"), "Enter your address");
        // A customer who lives abroad has an address, and no postcode of ours.
        check_postcode(form);
    },
    &[
        Line::text("Address", "address"),
        Line::text("Postcode", "postcode"),
    ],
)
.when(|form, _| form.value("reply_by") == "letter");

/// A name.
pub(crate) const NAME: Step = Step::new(
    "name",
    &["name"],
    questions::name,
    |form, _| check_name(form),
    &[Line::text("Name", "name")],
)
.when(|form, _| form.value("reply_by") == "letter");

/// A name, and the postcode that opens the case later.
pub(crate) const NAME_AND_POSTCODE: Step = Step::new(
    "your-name",
    &["name", "postcode"],
    questions::name,
    |form, _| {
        check_name(form);
        check_postcode(form);
    },
    &[Line::text("Name", "name"), Line::text("Postcode", "postcode")],
)
.when(|form, _| form.value("reply_by") != "letter");

fn check_name(form: &mut FormState) {
    if form.value("reply_by") == "no-contact" {
        optional_line(form, "name", "Name");
    } else {
        line(form, ("name", "Name"), "Enter your name");
    }
}

fn check_email(form: &mut FormState) {
    let typed = form.value("email").trim();
    let is_one = is_email(typed);
    if !is_one {
        form.error(
            "email",
            "Enter an email address in the correct format, like name@example.com",
        );
    }
}

fn check_phone(form: &mut FormState) {
    let typed = form.value("phone");
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let is_plain = typed
        .chars()
        .all(|letter| letter.is_ascii_digit() || letter.is_whitespace() || "+-()./".contains(letter));
    if !is_plain || !(10..=15).contains(&digits) {
        form.error(
            "phone",
            "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192",
        );
    }
}

/// A postcode, if there is one, has its two parts.
fn check_postcode(form: &mut FormState) {
    if form
        .filled("postcode")
        .is_some_and(|postcode| !typed::is_postcode(postcode))
    {
        form.error("postcode", "Enter a full UK postcode");
    }
}

/// Holds the date on which it happened to being one, in the words of the design guide.
pub(crate) fn check_happened(form: &mut FormState, facts: &Facts) {
    const PARTS: [&str; 3] = ["day", "month", "year"];
    let missing: Vec<&'static str> = PARTS
        .into_iter()
        .filter(|part| form.filled(&format!("happened-{part}")).is_none())
        .collect();
    let instead = answers::words_of(answers::HAPPENED_OTHERWISE, form.value("happened_otherwise"));
    match missing.as_slice() {
        [_, _, _] if instead.is_some() => {}
        [_, _, _] => form
            .errors_mut()
            .add_date("happened", "Enter the date it happened"),
        [first, others @ ..] => {
            let all = [&[*first], others].concat().join(" and a ");
            let message = format!("Date it happened must include a {all}");
            form.errors_mut().add_part("happened", first, message);
        }
        [] => match answers::date_of(form, "happened") {
            None if form.value("happened-year").trim().len() != 4 => {
                form.errors_mut()
                    .add_part("happened", "year", "Year must include 4 numbers");
            }
            None if is_long_ago(form.value("happened-year")) => {
                form.errors_mut()
                    .add_part("happened", "year", "Check the year: it must be 1900 or later");
            }
            None => form
                .errors_mut()
                .add_date("happened", "Date it happened must be a real date"),
            Some(date) if date > facts.today => form
                .errors_mut()
                .add_date("happened", "Date it happened must be today or in the past"),
            Some(_) => {}
        },
    }
}

fn is_long_ago(year: &str) -> bool {
    year.trim().parse::<u16>().is_ok_and(|year| year < 1900)
}

/// Adds or removes a point, when that button was pressed.
pub(crate) fn turn_points(form: &mut FormState) -> bool {
    let turn = form.value("turn").to_owned();
    let boxes = answers::boxes(form);
    if turn == "add" {
        form.set("points", (boxes + 1).min(MOST_POINTS).to_string());
        return true;
    }
    let Some(number) = turn
        .strip_prefix("remove-")
        .and_then(|number| number.parse::<usize>().ok())
    else {
        return false;
    };
    let kept: Vec<String> = (1..=boxes)
        .zip(POINTS)
        .filter(|(place, _)| *place != number)
        .map(|(_, field)| form.value(field).to_owned())
        .collect();
    for field in POINTS {
        form.set(field, "");
    }
    for (field, text) in POINTS.iter().zip(&kept) {
        form.set(field, text.as_str());
    }
    form.set("points", kept.len().max(1).to_string());
    true
}

/// An empty box between others is a slip; a single empty box says that there is nothing to add.
pub(crate) fn check_points(form: &mut FormState, _: &Facts) {
    let boxes = answers::boxes(form);
    for field in POINTS.iter().take(boxes) {
        if boxes > 1 {
            text(form, (field, "Point"), "Enter the point, or remove it");
        } else {
            optional_text(form, field, "Point");
        }
    }
}

#[cfg(test)]
mod tests {
    //! What the questions take.

    use super::*;

    #[test]
    fn a_postcode_has_two_parts_however_it_is_written() {
        for typed in ["WS1 4AB", "ws14ab", "SW1A 1AA", " m1 1ae "] {
            let mut form = FormState::new().with("postcode", typed);
            check_postcode(&mut form);
            assert!(form.errors().is_empty(), "{typed}");
        }
        for typed in ["WS1", "4AB WS1", "LONDON", "WS1 4AÉ"] {
            let mut form = FormState::new().with("postcode", typed);
            check_postcode(&mut form);
            assert!(!form.errors().is_empty(), "{typed}");
        }
    }

    #[test]
    fn a_removed_point_closes_the_gap() {
        let mut form = FormState::new()
            .with("points", "3")
            .with("point-1", "one")
            .with("point-2", "two")
            .with("point-3", "three")
            .with("turn", "remove-2");
        assert!(turn_points(&mut form));
        assert_eq!(answers::points(&form), ["one", "three"]);
        assert_eq!(answers::boxes(&form), 2);
    }
}
