//! Faults that need more than an ordinary error page: a reference, what others did, a rule's answer.

use askama::Template;
use jiff::Timestamp;
use redress_domain::policy::ContactDetails;

use crate::components::{Button, Timeline, TimelineItem};
use crate::form::FormState;
use crate::format;
use crate::information::contact_list;
use crate::layout::{Page, Sample, Shell};
use crate::markup::Markup;
use crate::public::files::UPLOAD;

/// A fault of ours, with a reference that stands in the log beside what went wrong.
#[derive(Debug, Clone, Template)]
#[template(path = "public/fault.html")]
pub struct Fault {
    shell: Shell,
    reference: String,
    contact: ContactDetails,
}

impl Fault {
    /// The page.
    pub fn new(shell: Shell, reference: &str, contact: ContactDetails) -> Self {
        Self {
            shell,
            reference: reference.into(),
            contact,
        }
    }

    fn ways(&self) -> Markup {
        contact_list(&self.contact)
    }
}

impl Page for Fault {
    fn title(&self) -> String {
        "Sorry, there is a problem with the service".into()
    }

    fn samples() -> Vec<Sample> {
        let page = Self::new(Shell::sample(), "7f3e29ab", crate::information::sample_contact());
        vec![Sample::of("fault", &page)]
    }
}

/// Somebody else acted on the case while a page of it was open.
#[derive(Debug, Clone, Template)]
#[template(path = "public/conflict.html")]
pub struct Conflict {
    shell: Shell,
    since: Vec<(String, Timestamp)>,
    on: String,
}

impl Conflict {
    /// The page: what happened since, and where to go on.
    pub fn new(shell: Shell, since: Vec<(String, Timestamp)>, on: &str) -> Self {
        Self {
            shell,
            since,
            on: on.into(),
        }
    }

    fn timeline(&self) -> Timeline {
        let items = self
            .since
            .iter()
            .map(|(what, at)| TimelineItem::new(what.as_str(), format::when(*at)));
        items.fold(Timeline::new(3), Timeline::item)
    }

    fn go_on(&self) -> Button {
        Button::new("Open it again").href(self.on.as_str())
    }
}

impl Page for Conflict {
    fn title(&self) -> String {
        "Somebody changed this while you had it open".into()
    }

    fn samples() -> Vec<Sample> {
        let at = "2026-11-03T10:00:00Z".parse().unwrap_or_default();
        let since = vec![("Acknowledged".to_owned(), at)];
        vec![
            Sample::of(
                "conflict",
                &Self::new(Shell::staff_sample(), since, "/staff/cases/WS-4K7P-29QX"),
            ),
            Sample::of(
                "conflict, unknown",
                &Self::new(Shell::staff_sample(), Vec::new(), "/staff"),
            ),
        ]
    }
}

/// A rule said no, and no form was there to say it beside.
#[derive(Debug, Clone, Template)]
#[template(path = "public/refused.html")]
pub struct Refused {
    shell: Shell,
    why: String,
    on: String,
}

impl Refused {
    /// The page: why not, as a sentence, and where to go on.
    pub fn new(shell: Shell, why: &str, on: &str) -> Self {
        Self {
            shell,
            why: why.into(),
            on: on.into(),
        }
    }

    fn go_on(&self) -> Button {
        Button::new("Go back").href(self.on.as_str())
    }
}

impl Page for Refused {
    fn title(&self) -> String {
        "This cannot be done now".into()
    }

    fn samples() -> Vec<Sample> {
        let page = Self::new(Shell::sample(), "The case is closed.", "/track/WS-4K7P-29QX");
        vec![Sample::of("refused", &page)]
    }
}

/// The database did not take what was sent: it stands on this page, to be sent again.
#[derive(Debug, Clone, Template)]
#[template(path = "public/not_saved.html")]
pub struct NotSaved {
    shell: Shell,
    action: String,
    form: Option<FormState>,
    contact: ContactDetails,
}

impl NotSaved {
    /// The page: where the form was sent and, if it could be kept, what was in it.
    pub fn new(shell: Shell, (action, form): (&str, Option<FormState>), contact: ContactDetails) -> Self {
        Self {
            shell,
            action: action.into(),
            form,
            contact,
        }
    }

    fn ways(&self) -> Markup {
        contact_list(&self.contact)
    }
}

impl Page for NotSaved {
    fn title(&self) -> String {
        "Sorry, we could not save what you sent".into()
    }

    fn samples() -> Vec<Sample> {
        let form = FormState::new().with("what_happened", "The bin was missed twice.\nNobody came.");
        let page = |form| {
            let contact = crate::information::sample_contact();
            Self::new(Shell::sample(), ("/complaint/what-happened", form), contact)
        };
        vec![
            Sample::of("not saved", &page(Some(form.clone()))),
            Sample::of(
                "not saved, with a file",
                &page(Some(form.with(UPLOAD, "The bin.jpg"))),
            ),
            Sample::of("not saved, not kept", &page(None)),
        ]
    }
}
