//! Finding one's case again: the reference, and something that only the customer would know.

use askama::Template;
use redress_domain::policy::ContactDetails;

use crate::components::{Button, Details, Input};
use crate::form::FormState;
use crate::information::contact_list;
use crate::layout::{Page, Sample, Shell};
use crate::markup::Markup;
use crate::public::{Ask, Facts};
use crate::question::Question;

/// Said alike for a wrong reference and a wrong name, so that nobody learns which references exist.
pub const NOT_FOUND: &str =
    "We could not find that reference with that postcode or last name. Check them and try again";

/// `/track`: the reference and a postcode or last name.
pub fn find(ask: Ask<'_>) -> Question {
    let form = ask.form;
    let lost = Details::new(
        "I do not have my reference",
        Markup::join([
            Markup::paragraphs(
                "Contact us and we will find it. We send it only to the address, email or phone number that you \
                 gave us.",
            ),
            contact_list(&ask.facts.contact),
        ]),
    );
    Question::new(ask.shell, "Check progress", form)
        .field(
            Input::code("reference", "Reference number")
                .hint(format!("For example, {}", ask.facts.example()))
                .of(form),
        )
        .field(
            Input::new("proof", "Postcode or last name you gave us")
                .classes("govuk-input--width-20")
                .of(form),
        )
        .button(Button::new("Check progress"))
        .after(lost)
}

pub(crate) fn samples() -> Vec<Sample> {
    let facts = Facts::sample();
    let page = |form: &FormState| {
        find(Ask {
            shell: Shell::sample().at("/track"),
            form,
            facts: &facts,
        })
    };
    let wrong = FormState::new()
        .with("reference", "WS-4K7P-29QX")
        .with_error("reference", NOT_FOUND);
    vec![
        Sample::of("track", &page(&FormState::new())),
        Sample::of("track with an error", &page(&wrong)),
    ]
}

/// Too many tries for one reference from one place.
#[derive(Debug, Clone, Template)]
#[template(path = "public/cannot_show.html")]
pub struct CannotShow {
    shell: Shell,
    contact: ContactDetails,
}

impl CannotShow {
    /// The page.
    pub fn new(shell: Shell, contact: ContactDetails) -> Self {
        Self { shell, contact }
    }

    fn ways(&self) -> Markup {
        contact_list(&self.contact)
    }
}

impl Page for CannotShow {
    fn title(&self) -> String {
        "We cannot show this now".into()
    }

    fn samples() -> Vec<Sample> {
        let page = Self::new(
            Shell::sample().at("/track").back("/track"),
            Facts::sample().contact,
        );
        vec![Sample::of("track too often", &page)]
    }
}
