//! The second step at sign-in: set up, asked for, taken away; and recovery codes, told once.

use jiff::Timestamp;

use super::parts::{heading, paragraph, posted};
use crate::components::{Button, Input, InsetText, PasswordInput, SummaryList, Tag, WarningText};
use crate::form::FormState;
use crate::format;
use crate::markup::{Content, Markup};
use crate::qr::qr_code;
use crate::{Question, Sample, Shell};

/// What an authenticator app has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The secret in base32.
    pub secret: String,
    /// The council, as the app shows it.
    pub council: String,
    /// Whose account it is: the address with which they sign in.
    pub account: String,
}

impl Shown {
    /// The secret in groups of four, as people type it.
    fn in_groups(&self) -> String {
        let letters: Vec<char> = self.secret.chars().collect();
        let groups: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
        groups.join(" ")
    }

    /// The address that authenticator apps read, with what RFC 6238 leaves open said.
    fn address(&self) -> String {
        let (council, account) = (escaped(&self.council), escaped(&self.account));
        let secret = &self.secret;
        format!(
            "otpauth://totp/{council}:{account}?secret={secret}&issuer={council}&algorithm=SHA1&digits=6&period=30"
        )
    }
}

/// What stands in an address as it is, and the rest by its bytes (RFC 3986, 2.1 and 2.3).
fn escaped(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// Why somebody is on the page that sets it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetUp<'a> {
    /// They chose to, on their account page, and give their password again.
    Chosen,
    /// The policy requires it of them, and they gave their password a moment ago. They go on to this address.
    Required(&'a str),
}

/// Setting it up: the secret as a drawing and in letters, and the first code.
pub fn set_up(shell: Shell, (form, shown): (&FormState, &Shown), why: SetUp<'_>) -> Question {
    let title = "Set up a second step for signing in";
    let drawn = qr_code(
        &shown.address(),
        "A QR code with the same secret as the letters below",
    );
    let mut intro = vec![
        Markup::trusted(format!("<h1 class=\"govuk-heading-l\">{title}</h1>")),
        paragraph(
            "You need an authenticator app on a telephone or computer, such as one that your council gave you. It shows a \
             new 6-digit code every half minute. From now on you enter one after your password.",
        ),
    ];
    if let SetUp::Required(_) = why {
        let required =
            "The council requires a second step of you. You can open nothing else before it is set up.";
        intro.insert(1, InsetText::new(required).into());
    }
    intro.push(heading("1. Add the account to your app"));
    intro.push(paragraph("Scan this code with the app."));
    intro.extend(drawn);
    intro.push(paragraph(
        "Or type this secret into the app. It is not shown again.",
    ));
    intro.push(Markup::trusted(format!(
        "<p class=\"govuk-body\"><code class=\"app-link-to-hand-over\">{}</code></p>",
        Markup::text(&shown.in_groups())
    )));
    intro.push(heading("2. Enter the code that the app shows"));
    let page = Question::new(shell, title, form)
        .intro(Markup::join(intro))
        .hidden("secret", &shown.secret)
        .field(code("6-digit code").of(form));
    let page = match why {
        SetUp::Chosen => page.field(password(form)),
        SetUp::Required(next) => page.hidden("next", next),
    };
    let page = page.button(Button::new("Set up"));
    match why {
        SetUp::Chosen => page.button(Markup::link("/staff/account", "Cancel")),
        SetUp::Required(_) => page.button(cancel()),
    }
}

/// The recovery codes, told once, and where to go on.
pub fn codes(shell: Shell, codes: &[String], (next, label): (&str, &str)) -> Question {
    let title = "Your recovery codes";
    let mut list = String::new();
    for code in codes {
        list.push_str("<li><code class=\"app-code\">");
        list.push_str(&Markup::text(code).to_string());
        list.push_str("</code></li>");
    }
    let intro = Markup::join([
        Markup::trusted(format!("<h1 class=\"govuk-heading-l\">{title}</h1>")),
        paragraph("Each of these signs you in once, after your password, when you do not have your app."),
        WarningText::new("They are not shown again. Print them, or keep them in a password manager.").into(),
        Markup::trusted(format!("<ul class=\"govuk-list app-codes\">{list}</ul>")),
    ]);
    Question::new(shell, title, &FormState::new())
        .intro(intro)
        .without_form()
        .button(Button::new(label).href(next))
}

/// Signing in, after the password.
pub fn enter(shell: Shell, form: &FormState, next: &str) -> Question {
    Question::new(shell, "Enter your code", form)
        .field(
            code("Code")
                .hint("The 6 digits that your authenticator app shows now, or one of your recovery codes")
                .of(form),
        )
        .hidden("next", next)
        .button(Button::new("Sign in"))
        .button(cancel())
        .after(paragraph(
            "If you have neither your app nor a recovery code, ask an administrator to reset your second step.",
        ))
}

fn cancel() -> Button {
    Button::secondary("Cancel").name("do").value("cancel")
}

fn code(label: &str) -> Input {
    Input {
        autocomplete: "one-time-code".into(),
        ..Input::code("code", label)
    }
}

fn password(form: &FormState) -> Markup {
    PasswordInput::new("password", "Your password, once more")
        .of(form)
        .into()
}

/// A second step that somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Has {
    /// Since when.
    pub set_at: Timestamp,
    /// How many recovery codes are left.
    pub codes_left: u64,
}

/// Whether somebody may take it away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// They may.
    Freely,
    /// The policy requires it of them.
    Never,
}

/// The page of one's own second step: how it stands, and what can be done about it.
pub fn own(shell: Shell, form: &FormState, (has, ends): (Has, Ends)) -> Question {
    let title = "Your second step for signing in";
    let left = format::count(has.codes_left, "code", "codes");
    let left: Content = match has.codes_left {
        0..=2 => Markup::join([
            Content::from(format!("{left} ")),
            Tag::coloured("yellow", "Make new ones").into(),
        ])
        .into(),
        _ => left.into(),
    };
    let facts = SummaryList::new()
        .row("Set up", format::date_time(has.set_at))
        .row("Recovery codes left", left);
    // One field of a password serves each thing that can be done: it is asked for once, and the button says what for.
    let mut buttons = vec![
        Button::send("Make new recovery codes")
            .name("do")
            .value("codes")
            .into(),
    ];
    if ends == Ends::Freely {
        let end = Button::warning("Take the second step away")
            .name("do")
            .value("end");
        buttons.push(Markup::from(end));
    }
    let what = match ends {
        Ends::Freely => {
            "New recovery codes take the place of those that you have. Without a second step, your password alone signs you in."
        }
        Ends::Never => {
            "New recovery codes take the place of those that you have. The council requires a second step of you, so that you can set up another and not take it away."
        }
    };
    let body = Markup::join([
        heading("Recovery codes and taking it away"),
        paragraph(what),
        posted(
            "/staff/account/second-step",
            Markup::join([password(form), crate::components::button_group(buttons)]),
        ),
    ]);
    Question::new(shell, title, form)
        .intro(Markup::join([
            Markup::trusted(format!("<h1 class=\"govuk-heading-l\">{title}</h1>")),
            facts.into(),
        ]))
        .without_form()
        .button(Button::secondary("Set up another app").href("/staff/account/second-step/set-up"))
        .after(body)
}

/// The pages in each of their states.
pub(crate) fn samples() -> Vec<Sample> {
    let shell = |path: &str| Shell::staff_sample().at(path);
    let outside = || Shell {
        person: None,
        ..shell("/staff/sign-in/code")
    };
    let shown = Shown {
        secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".into(),
        council: "Westshire Council".into(),
        account: "jo.martin@westshire.example.org".into(),
    };
    let empty = FormState::new();
    let wrong = FormState::new().with_error(
        "code",
        "The code is not right. Enter the one that the app shows now",
    );
    let has = |codes_left| Has {
        set_at: Timestamp::UNIX_EPOCH,
        codes_left,
    };
    let made = [
        "K7P4-29QX-M3TV-8HRA-5WDE".to_owned(),
        "W2C9-8NRT-7KQX-4HVM-P3ZA".to_owned(),
    ];
    let refused = FormState::new().with_error("password", "The password is not right");
    vec![
        Sample::of(
            "second step, set up",
            &set_up(shell("/staff/account"), (&empty, &shown), SetUp::Chosen),
        ),
        Sample::of(
            "second step, set up because it is required",
            &set_up(outside(), (&wrong, &shown), SetUp::Required("/staff")),
        ),
        Sample::of(
            "second step, recovery codes",
            &codes(shell("/staff/account"), &made, ("/staff", "Continue")),
        ),
        Sample::of("second step, code", &enter(outside(), &empty, "/staff")),
        Sample::of("second step, wrong code", &enter(outside(), &wrong, "/staff")),
        Sample::of(
            "second step, own",
            &own(shell("/staff/account"), &empty, (has(10), Ends::Freely)),
        ),
        Sample::of(
            "second step, own and required",
            &own(shell("/staff/account"), &refused, (has(1), Ends::Never)),
        ),
    ]
}

#[cfg(test)]
mod tests {
    //! What an authenticator app reads.

    use super::*;

    #[test]
    fn the_address_names_the_council_and_the_account_and_escapes_both() {
        let shown = Shown {
            secret: "GEZDGNBVGY3TQOJQ".into(),
            council: "Llan & Môn: a council".into(),
            account: "jo+one@example.org".into(),
        };
        assert_eq!(
            shown.address(),
            "otpauth://totp/Llan%20%26%20M%C3%B4n%3A%20a%20council:jo%2Bone%40example.org?secret=GEZDGNBVGY3TQOJQ\
             &issuer=Llan%20%26%20M%C3%B4n%3A%20a%20council&algorithm=SHA1&digits=6&period=30"
        );
        assert_eq!(shown.in_groups(), "GEZD GNBV GY3T QOJQ");
    }
}
