//! Saving what was begun, and coming back to it with a code.

use jiff::Timestamp;

use crate::components::{Button, Checkboxes, Input, NotificationBanner, Panel, WarningText};
use crate::form::FormState;
use crate::format;
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::public::Ask;
use crate::question::Question;

/// The field of the code.
pub const CODE: &str = "code";

/// The answer that what is on this device may go.
pub const REPLACE: &str = "replace";

/// The field of the address that a link is sent to.
pub const LINK_TO: &str = "link_to";

/// What the page says of a link by e-mail.
#[derive(Debug, Clone, Copy)]
pub enum ByEmail<'a> {
    /// Nothing: no e-mail leaves.
    No,
    /// One can be had, at the address in the form.
    Offered(&'a FormState),
    /// One was asked for.
    OnItsWay,
}

/// `/complaint/save`: the code by which it is found again, and until when, and a link to it by e-mail.
pub fn saved(
    shell: Shell,
    (code, until): (&str, Timestamp),
    (go_on, by_email): (&str, ByEmail<'_>),
) -> Question {
    let panel = Panel::new("Your answers are saved", code);
    let text = Markup::join([
        Content::from(panel),
        Markup::paragraphs(&format!(
            "This is your code. Write it down, or take a photo of it. We cannot show it to you again from another \
             device.\n\nWe keep your answers and your files until {}. After that we delete them.",
            format::date_time(until)
        ))
        .into(),
        Markup::trusted("<h2 class=\"govuk-heading-m\">How to come back</h2>".to_owned()).into(),
        Markup::bullets([
            Content::from(Markup::join([
                Content::from("On this device: open the form again."),
            ])),
            Markup::join([
                Content::from("On another device: enter the code at "),
                Markup::link("/continue", "Continue something you saved").into(),
                Content::from(". You then go on there, and not on this device any more."),
            ])
            .into(),
        ])
        .into(),
        WarningText::new("Anyone who has the code can see what you typed. Nothing has been sent to us yet.").into(),
    ]);
    let title = "Your answers are saved";
    let go_on = Button::secondary("Go on now").href(go_on);
    match by_email {
        ByEmail::Offered(form) => Question::new(shell, title, form)
            .intro(text)
            .field(
                Input::email(LINK_TO, "Send me a link by email")
                    .hint("We use the address for this alone, and forget it when the link is sent")
                    .of(form),
            )
            .button(Button::new("Send me the link"))
            .button(go_on),
        ByEmail::OnItsWay => {
            let said =
                "We are sending you the link. It should arrive in a few minutes. Look in your junk mail too.";
            let shell = shell.banner(NotificationBanner::success(said));
            Question::new(shell, title, &FormState::new())
                .intro(text)
                .button(go_on)
                .without_form()
        }
        ByEmail::No => Question::new(shell, title, &FormState::new())
            .intro(text)
            .button(go_on)
            .without_form(),
    }
}

/// `/continue`: the code that was shown when it was saved.
pub fn come_back(ask: Ask<'_>) -> Question {
    let title = "Continue something you saved";
    let mut page = Question::new(ask.shell, title, ask.form)
        .intro(Markup::paragraphs(
            "Enter the code that we showed you when you saved your answers. We keep them for 7 days.",
        ))
        .field(
            Input::code(CODE, "Your code")
                .hint("It has 20 letters and numbers, like K7P4-29QX-M3TV-8HRA-5WDE")
                .of(ask.form),
        );
    let is_in_the_way = ask.form.error_of(REPLACE).is_some() || ask.form.value(REPLACE) == "yes";
    if is_in_the_way {
        page =
            page.field(Checkboxes::single(REPLACE, "yes", "Delete what I began on this device").of(ask.form));
    }
    page.button(Button::new("Continue"))
}

pub(crate) fn samples() -> Vec<Sample> {
    let facts = crate::public::Facts::sample();
    let ask = |form| Ask {
        shell: Shell::sample().back("/"),
        form,
        facts: &facts,
    };
    let at = "2026-11-09T10:00:00Z".parse().unwrap_or_default();
    let empty = FormState::new();
    let wrong = FormState::new()
        .with(CODE, "K7P4-29QX")
        .with_error(CODE, "Enter your code, like K7P4-29QX-M3TV-8HRA-5WDE");
    let other = FormState::new().with_error(REPLACE, "You have begun a complaint on this device");
    let shell = || Shell::sample().journey("Make a complaint");
    let code = "K7P4-29QX-M3TV-8HRA-5WDE";
    vec![
        Sample::of(
            "saved",
            &saved(shell(), (code, at), ("/complaint/route", ByEmail::No)),
        ),
        Sample::of(
            "saved, with a link by e-mail",
            &saved(
                shell(),
                (code, at),
                ("/complaint/route", ByEmail::Offered(&empty)),
            ),
        ),
        Sample::of(
            "saved, with a link on its way",
            &saved(shell(), (code, at), ("/complaint/route", ByEmail::OnItsWay)),
        ),
        Sample::of("continue", &come_back(ask(&empty))),
        Sample::of("continue with an error", &come_back(ask(&wrong))),
        Sample::of("continue with something else begun", &come_back(ask(&other))),
    ]
}
