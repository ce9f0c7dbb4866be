//! A correction of somebody's details, and what was corrected before.

use jiff::Timestamp;
use redress_domain::customer::correction::{AskedBy, Checked, Detail};

use super::act::{ActPage, heading, paragraph, quoted};
use super::acts::Lists;
use super::people::{named, short};
use super::{CasePage, Section, Shown};
use crate::components::{Button, Choice, Input, InsetText, Radios, SummaryList};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::Markup;

/// What of somebody's details is corrected.
pub const fn detail(detail: Detail) -> &'static str {
    match detail {
        Detail::Name => "Name",
        Detail::Called => "How to address them",
        Detail::Email => "Email",
        Detail::Phone => "Phone",
    }
}

/// Who asked for it.
pub const fn asked(asked: AskedBy) -> &'static str {
    match asked {
        AskedBy::Person => "They did",
        AskedBy::Representative => "Somebody who may speak for them",
        AskedBy::Colleague => "Nobody: somebody here saw that it is wrong",
    }
}

/// How it was checked.
pub const fn checked(checked: Checked) -> &'static str {
    match checked {
        Checked::Details => "They named two things that we had on file",
        Checked::Code => "They read out a code that we sent to the details on file",
        Checked::AddressOnFile => "They wrote from the address that we had on file",
        Checked::Document => "I saw a document",
        Checked::InPerson => "They were here, and I know who they are",
        Checked::OwnSlip => "It was our slip: what they gave us shows it",
    }
}

/// How it can be checked while somebody is in touch that it is they who give other details.
pub const GIVEN: [Checked; 4] = [
    Checked::Details,
    Checked::Code,
    Checked::Document,
    Checked::InPerson,
];

/// "Correct somebody's details".
pub fn form(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let name = named(shown, lists);
    let id = lists.which.as_deref().unwrap_or_default();
    let history = shown.at(&format!("people/{id}/corrections"));
    let who = Radios::new("asked", "Who asked for this?").choices(
        AskedBy::ALL
            .iter()
            .map(|one| Choice::new(one.as_str(), asked(*one))),
    );
    let how = Radios::new("checked", "How did you check it?").choices(
        Checked::ALL
            .iter()
            .map(|one| Choice::new(one.as_str(), checked(*one))),
    );
    ActPage::new(shell, shown, &format!("Correct {name}’s details"), form)
        .intro(InsetText::new(
            "Letters, codes and what waits in the outbox go by the new details at once, on all their cases. What was \
             sent stays as it went. If the email address changes, we tell the old one so without naming anybody, and \
             links and codes that were mailed there open nothing private any more.",
        ))
        .say(Markup::link(&history, "What was corrected before"))
        .field(Input::new("name", "Name").of(form))
        .field(
            Input::new("called", "How to address them (optional)")
                .hint("What stands after “Dear” in letters, if it is not the name. For example, “Dr Patel”")
                .of(form),
        )
        .field(Input::email("email", "Email (optional)").of(form))
        .field(Input::phone("phone", "Phone (optional)").of(form))
        .field(who.of(form))
        .field(how.of(form))
        .field(
            short("reason", "Why, and what was said")
                .hint("For example, “She phoned: she married, and has another email address”")
                .of(form),
        )
        .button(Button::send("Correct details"))
}

/// Something that was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// What, and the words before; none where there was nothing or they were erased.
    pub changed: Vec<(Detail, Option<String>)>,
    /// Who asked for it.
    pub asked: AskedBy,
    /// How it was checked.
    pub checked: Checked,
    /// Why.
    pub reason: Option<String>,
}

/// "What was corrected", the newest first.
pub fn history(shell: Shell, shown: &Shown<'_>, (name, corrections): (&str, &[Correction])) -> CasePage {
    let shell = shell.back_to("Back to people", &shown.at("people"));
    let mut body = vec![heading(3, &format!("What was corrected of {name}’s details"))];
    if corrections.is_empty() {
        body.push(paragraph("Nothing has been corrected."));
    }
    for correction in corrections {
        let mut list = SummaryList::new();
        for (what, before) in &correction.changed {
            let before = before.as_deref().unwrap_or("Nothing, or what was erased");
            list = list.row(format!("{} before", detail(*what)).as_str(), before);
        }
        list = list
            .row("Corrected by", correction.by.as_str())
            .row("Who asked", asked(correction.asked))
            .row("How it was checked", checked(correction.checked));
        let reason = correction.reason.as_deref().unwrap_or("[removed]");
        list = list.row("Why", quoted(reason));
        body.push(list.in_card(format::date_time(correction.at).as_str()).into());
    }
    shown.page(shell, Section::People, body)
}

/// An example of the history.
pub(crate) fn sample(shell: Shell, shown: &Shown<'_>) -> CasePage {
    let correction = Correction {
        at: "2026-11-03T10:00:00Z".parse().unwrap_or_default(),
        by: "Priya Nair".to_owned(),
        changed: vec![
            (Detail::Email, Some("asha@example.org".to_owned())),
            (Detail::Called, None),
        ],
        asked: AskedBy::Person,
        checked: Checked::Details,
        reason: Some("She phoned: she has another address.".to_owned()),
    };
    history(shell, shown, ("Asha Patel", &[correction]))
}
