//! The questions about people: for whom, who asks, how to reach them, and the help they need.

use super::choices;
use crate::components::{Checkboxes, Choice, Input, Radios, Textarea};
use crate::markup::Markup;
use crate::public::Ask;
use crate::public::answers::{CONSENT, REPLY_BY, SUPPORT, WHO};
use crate::question::Question;

/// For whom a complaint is.
pub fn who(ask: Ask<'_>) -> Question {
    super::radios(ask, "Are you complaining for yourself?", "who", WHO)
}

/// Somebody speaks for somebody else.
pub fn on_behalf(ask: Ask<'_>) -> Question {
    let form = ask.form;
    Question::new(ask.shell, "Do you have their permission?", form)
        .intro(Markup::paragraphs(
            "You can complain for someone else. We may need to ask them before we tell you anything private.",
        ))
        .field(
            Radios::new("consent", "Have they said that you may complain for them?")
                .choices(choices(CONSENT))
                .of(form),
        )
        .field(Input::new("their_name", "Their full name").of(form))
        .field(
            Input::new("relationship", "Your relationship to them (optional)")
                .hint("For example, parent, carer, friend or councillor")
                .of(form),
        )
}

/// A business or group.
pub fn organisation(ask: Ask<'_>) -> Question {
    let title = "What is the business or group called?";
    let field = Input::new("organisation", title)
        .as_heading()
        .autocomplete("organization");
    Question::new(ask.shell, title, ask.form).field(field.of(ask.form))
}

/// How to answer.
pub fn contact(ask: Ask<'_>) -> Question {
    let title = "How should we tell you what is happening?";
    let all = REPLY_BY.iter().map(|(value, words)| {
        let choice = Choice::new(value, *words);
        if *value == "no-contact" {
            choice.hint("We will not know who you are. You can still check progress with your reference")
        } else {
            choice
        }
    });
    let radios = Radios::new("reply_by", title).as_heading().choices(all);
    Question::new(ask.shell, title, ask.form).field(radios.of(ask.form))
}

/// An e-mail address.
pub fn email(ask: Ask<'_>) -> Question {
    let title = "What is your email address?";
    let field = Input::email("email", title).as_heading();
    Question::new(ask.shell, title, ask.form).field(field.of(ask.form))
}

/// A mobile number.
pub fn mobile(ask: Ask<'_>) -> Question {
    number(
        ask,
        "What is your mobile phone number?",
        "We will send you text messages",
    )
}

/// A telephone number.
pub fn phone(ask: Ask<'_>) -> Question {
    number(
        ask,
        "What is your phone number?",
        "We will call you, and leave a message only if you say that we may",
    )
}

fn number(ask: Ask<'_>, title: &str, hint: &str) -> Question {
    let field = Input::phone("phone", title).as_heading().hint(hint);
    Question::new(ask.shell, title, ask.form).field(field.of(ask.form))
}

/// A postal address.
pub fn address(ask: Ask<'_>) -> Question {
    let form = ask.form;
    Question::new(ask.shell, "What is your address?", form)
        .field(
            Textarea::new("address", "Address")
                .rows(4_u16)
                .autocomplete("street-address")
                .of(form),
        )
        .field(
            postcode("Postcode (optional)")
                .hint("Leave this blank if you do not live in the UK")
                .of(form),
        )
}

fn postcode(label: &str) -> Input {
    Input::new("postcode", label)
        .classes("govuk-input--width-10")
        .autocomplete("postal-code")
}

/// A name, which somebody anonymous can leave out; the postcode opens the case later.
pub fn name(ask: Ask<'_>) -> Question {
    let form = ask.form;
    let is_anonymous = form.value("reply_by") == "no-contact";
    let (title, label) = if is_anonymous {
        ("What is your name? (optional)", "Full name (optional)")
    } else {
        ("What is your name?", "Full name")
    };
    let page =
        Question::new(ask.shell, title, form).field(Input::new("name", label).autocomplete("name").of(form));
    if form.value("reply_by") == "letter" {
        return page;
    }
    page.field(
        postcode("Postcode (optional)")
            .hint("You can use it with your reference to check progress")
            .of(form),
    )
}

/// Help that is needed (Equality Act 2010, section 20).
pub fn support(ask: Ask<'_>) -> Question {
    let title = "Do you need any help or changes to deal with us?";
    let all = SUPPORT.iter().map(|(value, words)| {
        let choice = Choice::new(value, *words);
        if *value == "none" {
            choice.exclusive()
        } else {
            choice
        }
    });
    let boxes = Checkboxes::new("support", title)
        .as_heading()
        .hint("We will use this only to help you")
        .choices(all);
    Question::new(ask.shell, title, ask.form).field(boxes.of(ask.form))
}

/// The same, in words.
pub fn support_details(ask: Ask<'_>) -> Question {
    let title = "Tell us more about the help you need";
    let area = Textarea::new("support_words", title)
        .as_heading()
        .hint("For example, which language, when to call, or who speaks for you");
    Question::new(ask.shell, title, ask.form).field(area.of(ask.form))
}
