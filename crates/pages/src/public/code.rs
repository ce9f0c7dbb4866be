//! The code that opens what is private of a case: asked for, and typed in.

use redress_domain::vocabulary::Channel;

use crate::components::{Button, Input};
use crate::form::FormState;
use crate::information::contact_list;
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::public::{Ask, Facts};
use crate::question::Question;

/// How a code reaches somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// By this channel, to what is on file: "a…@e….org".
    By(Channel, String),
    /// By a text message that a person writes, as no machine sends any: to what is on file.
    TextedByHand(String),
    /// By nothing that we could send: they phone or visit us.
    InPerson,
    /// A demo, from which nothing is sent.
    Demo,
}

const PRIVATE: &str = "Our letters in full, what you wrote to us and your contact details are private. A code shows us that it is you.";

/// `/track/{reference}/code`: before a code was asked for.
pub fn ask(ask: Ask<'_>, way: &Way, reference: &str) -> Question {
    let how = match way {
        Way::By(Channel::Email, to) => format!("We send a 6-digit code to {to}."),
        Way::By(Channel::Text, to) => format!("We send a 6-digit code by text message to {to}."),
        Way::By(Channel::Letter, _) => {
            "We post a 6-digit code to the address you gave us. It takes some days.".to_owned()
        }
        Way::By(_, to) => format!("We phone you on {to} and read out a 6-digit code."),
        Way::TextedByHand(to) => {
            format!("Somebody here sends a 6-digit code by text message to {to}, when we are open.")
        }
        Way::InPerson => phone_us(),
        Way::Demo => demo(),
    };
    let have = format!("/track/{reference}/code?have=yes");
    Question::new(ask.shell, "See your letters and details", ask.form)
        .intro(Markup::paragraphs(&format!("{PRIVATE}\n\n{how}")))
        .button(Button::send("Send me a code").name("turn").value("send"))
        .button(Markup::link(&have, "I have a code already"))
        .after(other_ways(ask.facts))
}

/// The same address: to type the code.
pub fn enter(ask: Ask<'_>, way: &Way) -> Question {
    let form = ask.form;
    let (title, said) = match way {
        Way::By(Channel::Email, to) => ("Check your email", format!("We sent it to {to}")),
        Way::By(Channel::Text, to) => ("Check your phone", format!("We send it to {to}")),
        Way::By(Channel::Letter, _) => ("Enter the code from our letter", "It comes by post".to_owned()),
        Way::By(_, _) => ("Enter the code that we read to you", "It has 6 digits".to_owned()),
        Way::TextedByHand(to) => (
            "Enter the code from our text message",
            format!("Somebody here sends it to {to}, when we are open"),
        ),
        Way::InPerson => ("Enter your code", phone_us()),
        Way::Demo => ("Enter your code", demo()),
    };
    let code = Input {
        autocomplete: "one-time-code".into(),
        inputmode: "numeric".into(),
        ..Input::code("code", "6-digit code")
            .classes("govuk-input--width-10 govuk-input--extra-letter-spacing")
            .hint(said)
    };
    let page = Question::new(ask.shell, title, form)
        .field(code.of(form))
        .button(Button::new("Continue"))
        .after(other_ways(ask.facts));
    match way {
        Way::By(..) | Way::TextedByHand(_) | Way::Demo => {
            page.button(Button::secondary("Send another code").name("turn").value("send"))
        }
        Way::InPerson => page,
    }
}

fn phone_us() -> String {
    "We cannot send you a code. Phone or visit us: we ask who you are and give you one.".to_owned()
}

fn demo() -> String {
    "Nothing is sent from a demo. Sign in as an adviser: the code is asked for in the outbox, and made there."
        .to_owned()
}

fn other_ways(facts: &Facts) -> Markup {
    let title = Content::from("No code? Phone us and have your postcode ready.");
    Markup::join([
        Markup::trusted(format!("<p class=\"govuk-body\">{title}</p>")),
        contact_list(&facts.contact),
    ])
}

/// What of an address can be shown: "a…@e….org".
pub fn masked_email(email: &str) -> String {
    let (name, host) = email.rsplit_once('@').unwrap_or((email, ""));
    let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    let (domain, end) = host.rsplit_once('.').unwrap_or((host, ""));
    format!("{}…@{}….{end}", first(name), first(domain))
}

/// What of a telephone number can be shown: "…001".
pub fn masked_phone(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let end: String = digits.iter().skip(digits.len().saturating_sub(3)).collect();
    format!("the number that ends {end}")
}

pub(crate) fn samples() -> Vec<Sample> {
    let facts = Facts::sample();
    let ask_with = |form| Ask {
        shell: Shell::sample()
            .journey("WS-4K7P-29QX")
            .back_to("Back to progress", "/track/WS-4K7P-29QX"),
        form,
        facts: &facts,
    };
    let empty = FormState::new();
    let wrong = FormState::new().with_error(
        "code",
        "The code is not right, or it has ended. Try again or ask for a new one",
    );
    let email = Way::By(Channel::Email, masked_email("asha@example.org"));
    let text = Way::By(Channel::Text, masked_phone("07700 900001"));
    let by_hand = Way::TextedByHand(masked_phone("07700 900001"));
    let reference = "WS-4K7P-29QX";
    vec![
        Sample::of("code by email", &ask(ask_with(&empty), &email, reference)),
        Sample::of("code by text", &ask(ask_with(&empty), &text, reference)),
        Sample::of(
            "code by text, by hand",
            &ask(ask_with(&empty), &by_hand, reference),
        ),
        Sample::of(
            "code by post",
            &ask(
                ask_with(&empty),
                &Way::By(Channel::Letter, String::new()),
                reference,
            ),
        ),
        Sample::of("code, nothing on file", &enter(ask_with(&empty), &Way::InPerson)),
        Sample::of("enter the code", &enter(ask_with(&empty), &email)),
        Sample::of("enter the code with an error", &enter(ask_with(&wrong), &email)),
        Sample::of("enter the code in a demo", &enter(ask_with(&empty), &Way::Demo)),
    ]
}

#[cfg(test)]
mod tests {
    //! What of an address is shown.

    use super::*;

    #[test]
    fn of_an_address_only_so_much_is_shown_that_its_owner_knows_it() {
        assert_eq!(masked_email("asha.patel@example.org"), "a…@e….org");
        assert_eq!(masked_email("nothing"), "n…@….");
        assert_eq!(masked_phone("07700 900 123"), "the number that ends 123");
        assert_eq!(masked_phone("9"), "the number that ends 9");
    }
}
