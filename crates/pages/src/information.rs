//! The pages that stand behind every footer: help, accessibility, cookies, privacy.
//!
//! The texts are ours and hold for every council; what differs comes from its policy.

use askama::Template;
use jiff::civil::Date;
use redress_domain::policy::ContactDetails;

use crate::components::{ScrollTable, SummaryList, Table, WarningText};
use crate::format;
use crate::layout::{Page, Sample, Shell};
use crate::markup::Markup;

/// How to reach the council, as a list; what the policy does not say is left out.
pub fn contact_list(contact: &ContactDetails) -> Markup {
    let mut list = SummaryList::new().classes("govuk-summary-list--no-border");
    if let Some(phone) = &contact.phone {
        list = list.row("Phone", format::telephone(phone));
    }
    if let Some(hours) = &contact.hours {
        list = list.row("When we answer", hours);
    }
    if let Some(email) = &contact.email {
        list = list.row("Email", format::email(email));
    }
    if !contact.address.is_empty() {
        list = list.row("Post or visit", Markup::lines(&contact.address.join("\n")));
    }
    if let Some(website) = &contact.website {
        list = list.row("Website", Markup::link(website, website));
    }
    if list.rows.is_empty() {
        return Markup::paragraphs(
            "Contact your council's offices, or ask anyone who works for the council.",
        );
    }
    list.into()
}

/// A made-up council's details, for samples.
pub(crate) fn sample_contact() -> ContactDetails {
    ContactDetails {
        phone: Some("01632 960 001".into()),
        email: Some("feedback@westshire.example.org".into()),
        address: vec![
            "Westshire Council".into(),
            "1 Market Street".into(),
            "Westshire WS1 1AA".into(),
        ],
        hours: Some("Monday to Friday, 9am to 5pm".into()),
        website: Some("https://westshire.example.org".into()),
        emergency: Some("01632 960 999, for danger to people outside office hours".into()),
    }
}

/// `/help`: every way in that is not a form, and who can help.
#[derive(Debug, Clone, Template)]
#[template(path = "help.html")]
pub struct Help {
    shell: Shell,
    contact: ContactDetails,
}

impl Help {
    /// The page with these ways.
    pub fn new(shell: Shell, contact: ContactDetails) -> Self {
        Self { shell, contact }
    }

    fn ways(&self) -> Markup {
        contact_list(&self.contact)
    }

    fn warning(text: &str) -> WarningText {
        WarningText::new(text)
    }
}

impl Page for Help {
    fn title(&self) -> String {
        "Help and other ways to contact us".into()
    }

    fn samples() -> Vec<Sample> {
        let bare = Self::new(Shell::sample(), ContactDetails::default());
        vec![
            Sample::of("help", &Self::new(Shell::sample().at("/help"), sample_contact())),
            Sample::of("help without contact details", &bare),
        ]
    }
}

impl KnownFault {
    fn plan(&self) -> Option<Markup> {
        self.mended_by.map(format::time_long_date)
    }
}

/// `/accessibility`: what works, what does not yet, and how to say so.
#[derive(Debug, Clone, Template)]
#[template(path = "accessibility.html")]
pub struct Accessibility {
    shell: Shell,
    contact: ContactDetails,
    statement: AccessibilityStatement,
}

/// What differs from release to release in an accessibility statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessibilityStatement {
    /// When it was first written.
    pub prepared: Date,
    /// When it was last read through.
    pub reviewed: Date,
    /// Whether people with a range of access needs have tried the release.
    pub tried_by_people: bool,
    /// What is known not to work.
    pub known: Vec<KnownFault>,
}

/// Something that is known not to work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFault {
    /// What happens, and to whom.
    pub what: String,
    /// The success criterion: "1.4.10 Reflow".
    pub criterion: String,
    /// When it will be mended.
    pub mended_by: Option<Date>,
}

impl Accessibility {
    /// The statement of this release.
    pub fn new(shell: Shell, contact: ContactDetails, statement: AccessibilityStatement) -> Self {
        Self {
            shell,
            contact,
            statement,
        }
    }

    fn ways(&self) -> Markup {
        contact_list(&self.contact)
    }

    fn prepared(&self) -> Markup {
        format::time_long_date(self.statement.prepared)
    }

    fn reviewed(&self) -> Markup {
        format::time_long_date(self.statement.reviewed)
    }
}

impl Page for Accessibility {
    fn title(&self) -> String {
        "Accessibility statement".into()
    }

    fn samples() -> Vec<Sample> {
        let day = jiff::civil::date(2026, 11, 23);
        let statement = AccessibilityStatement {
            prepared: day,
            reviewed: day,
            tried_by_people: false,
            known: vec![],
        };
        let fault = |mended_by| KnownFault {
            what: "Wide tables have to be scrolled sideways on a small screen.".into(),
            criterion: "1.4.10 Reflow".into(),
            mended_by,
        };
        let known = vec![fault(Some(jiff::civil::date(2027, 3, 31))), fault(None)];
        let faulty = AccessibilityStatement {
            tried_by_people: true,
            known,
            ..statement.clone()
        };
        let page = |statement| Self::new(Shell::sample().at("/accessibility"), sample_contact(), statement);
        vec![
            Sample::of("accessibility", &page(statement)),
            Sample::of("accessibility with known faults", &page(faulty)),
        ]
    }
}

/// Something that the service keeps in a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its name in the browser.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// When it goes.
    pub until: String,
}

impl Stored {
    /// Something kept under this name for this purpose until then.
    pub fn new(name: &str, purpose: &str, until: &str) -> Self {
        Self {
            name: name.into(),
            purpose: purpose.into(),
            until: until.into(),
        }
    }
}

/// `/cookies`: what the service keeps in the browser, all of it needed.
#[derive(Debug, Clone, Template)]
#[template(path = "cookies.html")]
pub struct Cookies {
    shell: Shell,
    used: Vec<Stored>,
    storage: Vec<Stored>,
}

impl Cookies {
    /// The page for these cookies and this other storage.
    pub fn new(shell: Shell, used: Vec<Stored>, storage: Vec<Stored>) -> Self {
        Self { shell, used, storage }
    }

    fn table(id: &str, caption: &str, things: &[Stored]) -> ScrollTable {
        let mut table = Table::new(caption)
            .column("Name")
            .column("What it is for")
            .column("When it goes");
        for thing in things {
            table = table.row([&thing.name, &thing.purpose, &thing.until]);
        }
        ScrollTable::new(id, table.first_cell_is_header(true))
    }
}

impl Page for Cookies {
    fn title(&self) -> String {
        "Cookies".into()
    }

    fn samples() -> Vec<Sample> {
        let cookies = vec![Stored::new(
            "session",
            "Keeps you signed in",
            "When you close your browser",
        )];
        let storage = vec![Stored::new(
            "queries",
            "Keeps what a councillor wrote offline",
            "When it has been sent",
        )];
        let page = |storage| Self::new(Shell::sample().at("/cookies"), cookies.clone(), storage);
        vec![
            Sample::of("cookies", &page(vec![])),
            Sample::of("cookies with other storage", &page(storage)),
        ]
    }
}

/// `/privacy`: what happens to what people tell the council.
#[derive(Debug, Clone, Template)]
#[template(path = "privacy.html")]
pub struct Privacy {
    shell: Shell,
    contact: ContactDetails,
    kept_for: String,
}

impl Privacy {
    /// The notice; `kept_for` says how long a case is kept: "6 years after we close it".
    pub fn new(shell: Shell, contact: ContactDetails, kept_for: &str) -> Self {
        Self {
            shell,
            contact,
            kept_for: kept_for.into(),
        }
    }

    fn ways(&self) -> Markup {
        contact_list(&self.contact)
    }
}

impl Page for Privacy {
    fn title(&self) -> String {
        "Privacy".into()
    }

    fn samples() -> Vec<Sample> {
        let shell = Shell::sample().at("/privacy");
        vec![Sample::of(
            "privacy",
            &Self::new(shell, sample_contact(), "6 years after we close it"),
        )]
    }
}
