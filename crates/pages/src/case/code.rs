//! Giving the customer a code: who they are is asked first, and the answers are not shown.

use super::act::ActPage;
use super::{Shown, vocabulary as say};
use crate::components::{Button, Choice, Input, InsetText, Radios, Select, Textarea};
use crate::form::FormState;
use crate::layout::Shell;
use redress_domain::vocabulary::Channel;

/// Somebody on the case, and the ways that what is on file of them allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose {
    /// What the form sends.
    pub id: String,
    /// Who.
    pub name: String,
    /// How a code reaches them.
    pub ways: Vec<Channel>,
}

/// "Give the customer a code"; each of these may have one of their own.
pub fn give(shell: Shell, shown: &Shown<'_>, form: &FormState, people: &[Whose]) -> ActPage {
    let page = ActPage::new(shell, shown, "Give the customer a code", form).intro(InsetText::new(
        "The code opens our letters, what the customer wrote and their details on the page “Check progress”. It \
         works once. A new code ends the one before.",
    ));
    if people.is_empty() {
        return page.instead("Nobody is named on this case, so there is nothing that a code would open.");
    }
    let mut ways: Vec<Channel> = Vec::new();
    for way in people.iter().flat_map(|one| &one.ways) {
        if !ways.contains(way) {
            ways.push(*way);
        }
    }
    let choices = ways.iter().map(|way| Choice::new(way.as_str(), how(*way)));
    let page = if let [_only] = people {
        page
    } else {
        let people = people.iter().map(|one| Choice::new(&one.id, one.name.as_str()));
        page.field(
            Radios::new(FOR, "For whom is it?")
                .hint("Each opens what is theirs. What they say of themselves is held against this person alone.")
                .choices(people)
                .of(form),
        )
    };
    page.field(
        Radios::new("way", "How do you give it?")
            .choices(choices)
            .of(form),
    )
    .say(
        "If you read it out, ask who is there first. Type the answers as they say them. If you post it or \
             send a text, leave these empty: the code goes to what is on file.",
    )
    .field(
        Input::new("said_name", "Their last name, as they say it")
            .classes("govuk-input--width-20")
            .of(form),
    )
    .field(
        Input::new(
            "said_more",
            "Their postcode, email address or phone number, as they say it",
        )
        .classes("govuk-input--width-20")
        .of(form),
    )
    .field(
        Textarea::new(SAID, "What else did they say? (optional)")
            .hint(
                "Word for word. It goes on the case as a contact of theirs. A code alone is none: that it was given is noted with who \
                 read the case.",
            )
            .rows(4_u16)
            .of(form),
    )
    .field(
        Select::new(BY, "If they said something: how?")
            .option("", "Select")
            .options(SAID_BY.map(|channel| (channel.as_str(), say::channel(channel))))
            .of(form),
    )
    .button(Button::send("Make a code"))
}

/// The field of whose code it is, where several are on the case.
pub const FOR: &str = "for";
/// The field of what they said with it.
pub const SAID: &str = "said_words";
/// The field of how they said it.
pub const BY: &str = "said_by";
/// The ways by which somebody asks whoever works here for a code.
pub const SAID_BY: [Channel; 5] = [
    Channel::Phone,
    Channel::InPerson,
    Channel::Letter,
    Channel::Email,
    Channel::Text,
];

fn how(way: Channel) -> String {
    match way {
        Channel::Phone => "I read it out, on the phone or at the counter".to_owned(),
        Channel::Letter => "I print a letter and post it".to_owned(),
        Channel::Text => "I send a text message to the number on file".to_owned(),
        Channel::Online
        | Channel::Email
        | Channel::InPerson
        | Channel::WebChat
        | Channel::SocialMedia
        | Channel::Councillor
        | Channel::Api
        | Channel::Import => format!("I give it {}", say::by_channel(way)),
    }
}
