//! The frame of every page: title, header, navigation, notices, footer; and what a page is.

use askama::Template;

use crate::components::{
    Alert, BackLink, Breadcrumbs, ErrorSummary, GenericHeader, NavigationItem, NotificationBanner,
    PhaseBanner, ServiceNavigation,
};
use crate::form::FormErrors;
use crate::markup::{Content, Markup};

/// What browsers may load and send, as the pages need it: the web sends it with each.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'";

/// Where the public's pages lead from their navigation.
const PUBLIC_PAGES: [(&str, &str); 3] = [
    ("Check progress", "/track"),
    ("How we deal with complaints", "/how-we-deal-with-complaints"),
    ("Standards", "/standards"),
];

/// Where a page asks again who calls its reader for help.
pub const CALLS: &str = "/staff/asked/calls";

/// Where a page asks again whether a call for help was answered; the call comes after it.
pub const ANSWERS: &str = "/staff/asked/help/";

/// How many pages a navigation leads to: what is beyond stands on Today (ux, section 1.4).
const MOST_PAGES: usize = 6;

/// Where staff pages lead from their navigation, the most used first.
const STAFF_PAGES: [(&str, &str); 19] = [
    ("Today", "/staff"),
    ("Triage", "/staff/triage"),
    ("My cases", "/staff/my-cases"),
    ("Find a case", "/staff/cases"),
    ("Log a contact", "/staff/cases/new"),
    ("Approvals", "/staff/approvals"),
    ("Stage 2", "/staff/stage-2"),
    ("Ombudsman", "/staff/ombudsman"),
    ("Settings", "/admin"),
    ("Contact arrangements", "/staff/arrangements"),
    ("Outbox", "/staff/outbox"),
    ("Email that came in", "/staff/mail"),
    ("Report an incident", "/staff/incidents/new"),
    ("Lessons", "/staff/lessons"),
    ("Performance", "/staff/reports"),
    ("Cases with one cause", "/staff/causes"),
    ("Survey results", "/staff/surveys"),
    ("Briefings", "/staff/briefings"),
    ("Annual report", "/staff/reports/annual"),
];

/// Where a councillor's pages lead from their navigation.
const COUNCILLOR_PAGES: [(&str, &str); 4] = [
    ("Your residents’ queries", "/councillor"),
    ("Log a query", "/councillor/log"),
    ("All your queries", "/councillor/queries"),
    ("Briefings", "/councillor/briefings"),
];

/// Where every page leads at its foot: help in the same place everywhere (WCAG 3.2.6).
pub(crate) const FOOTER: [(&str, &str); 4] = [
    ("Help and other ways to contact us", "/help"),
    ("Accessibility statement", "/accessibility"),
    ("Cookies", "/cookies"),
    ("Privacy", "/privacy"),
];

/// A page that can be shown: a struct with a [`Shell`] and an askama template that extends
/// `layout.html`.
pub trait Page: Template {
    /// What the `h1` says, which is also the first part of the page's title.
    fn title(&self) -> String;

    /// What is wrong with the form on it; the layout writes the summary and "Error: ".
    fn errors(&self) -> Option<&FormErrors> {
        None
    }

    /// The page as HTML.
    fn html(&self) -> String {
        self.render().expect("a template only writes to memory")
    }

    /// The page in each of its states, for the tests of all pages.
    fn samples() -> Vec<Sample>
    where
        Self: Sized;
}

/// A page in one of its states.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Which: "not-found", "report-what with errors".
    pub name: String,
    /// The whole page.
    pub html: String,
}

impl Sample {
    /// A page in this state.
    pub fn of(name: &str, page: &impl Page) -> Self {
        Self {
            name: name.into(),
            html: page.html(),
        }
    }
}

/// For whom a page is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Side {
    /// For customers.
    #[default]
    Public,
    /// For people who work for the council.
    Staff,
    /// For members of the council.
    Councillor,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Their name.
    pub name: String,
    /// Where the form that signs out is sent.
    pub sign_out: String,
}

/// Colleagues who call the reader for help while a customer waits: said on every page, and asked for again while one is looked
/// at.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/calls.html")]
pub struct Calls {
    /// How many; where nobody calls, the place is empty.
    pub count: usize,
    /// Where the first of them is answered.
    pub href: String,
}

impl Calls {
    /// What stands in the place, as HTML.
    pub fn html(&self) -> String {
        self.render().expect("a template only writes to memory")
    }
}

/// What stands around every page.
#[derive(Debug, Clone, Default)]
pub struct Shell {
    /// The council's name in full.
    pub council: String,
    /// Its brand colour, for the browser's own frame: `#5b2a6f`.
    pub brand_colour: String,
    /// The address of its brand's style sheet; empty uses the built-in colours.
    pub brand_css: String,
    /// What the page is a step of: "Make a complaint".
    pub journey: Option<String>,
    /// For whom the page is.
    pub side: Side,
    /// The address of the page, by which the navigation shows where it is.
    pub path: String,
    /// Who is signed in.
    pub person: Option<SignedIn>,
    /// The way back.
    pub back: Option<BackLink>,
    /// The pages above this one.
    pub breadcrumbs: Option<Breadcrumbs>,
    /// The outcome of the last thing done.
    pub banner: Option<NotificationBanner>,
    /// Facts about the page; at most two.
    pub alerts: Vec<Alert>,
    /// Says that the service is a trial.
    pub phase: Option<PhaseBanner>,
    /// Whether the page needs more than 960 pixels: queues.
    pub is_wide: bool,
    /// How many things wait for the reader, by navigation address: shown behind the words.
    pub counts: Vec<(String, u32)>,
    /// Who calls the reader for help; nothing for who answers no calls.
    pub calls: Option<Calls>,
    /// The pages of the navigation that the reader may not open: they are left out.
    pub closed_to_reader: Vec<&'static str>,
    /// A feed of what is on the page, for a feed reader to find: its address.
    pub feed: Option<&'static str>,
}

impl Shell {
    /// The frame of a public page.
    pub fn public(council: &str) -> Self {
        Self {
            council: council.into(),
            ..Self::default()
        }
    }

    /// The same with a feed of what is on the page.
    #[must_use]
    pub const fn feed(mut self, address: &'static str) -> Self {
        self.feed = Some(address);
        self
    }

    /// The frame of a staff page.
    pub fn staff(council: &str, name: &str) -> Self {
        let person = Some(SignedIn {
            name: name.into(),
            sign_out: "/staff/sign-out".into(),
        });
        Self {
            council: council.into(),
            side: Side::Staff,
            person,
            ..Self::default()
        }
    }

    /// The frame of a councillor's page.
    pub fn councillor(council: &str, name: &str) -> Self {
        Self {
            side: Side::Councillor,
            ..Self::staff(council, name)
        }
    }

    /// A made-up frame of a public page, for samples.
    pub fn sample() -> Self {
        Self::public("Westshire Council")
    }

    /// A made-up frame of a staff page, for samples.
    pub fn staff_sample() -> Self {
        Self::staff("Westshire Council", "Jo Martin")
    }

    /// What the page is a step of.
    #[must_use]
    pub fn journey(mut self, journey: &str) -> Self {
        self.journey = Some(journey.into());
        self
    }

    /// The way back.
    #[must_use]
    pub fn back(mut self, href: &str) -> Self {
        self.back = Some(BackLink::new(href));
        self
    }

    /// The way back, in words: "Back to my cases".
    #[must_use]
    pub fn back_to(mut self, text: impl Into<Content>, href: &str) -> Self {
        self.back = Some(BackLink::new(href).text(text));
        self
    }

    /// The address of the page.
    #[must_use]
    pub fn at(mut self, path: &str) -> Self {
        self.path = path.into();
        self
    }

    /// The outcome of the last thing done.
    #[must_use]
    pub fn banner(mut self, banner: NotificationBanner) -> Self {
        self.banner = Some(banner);
        self
    }

    /// One more fact about the page.
    #[must_use]
    pub fn alert(mut self, alert: Alert) -> Self {
        self.alerts.push(alert);
        self
    }

    /// Gives the page 1200 pixels.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.is_wide = true;
        self
    }

    /// "Error: H1 – Journey – Council".
    pub(crate) fn full_title(&self, heading: &str, errors: Option<&FormErrors>) -> String {
        let error = if errors.is_some_and(|errors| !errors.is_empty()) {
            "Error: "
        } else {
            ""
        };
        let parts = [
            Some(heading),
            self.journey.as_deref().filter(|journey| *journey != heading),
            Some(self.council.as_str()),
        ];
        let parts: Vec<_> = parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        format!("{error}{}", parts.join(" – "))
    }

    /// The summary of what is wrong.
    pub(crate) fn summary(errors: Option<&FormErrors>) -> Option<ErrorSummary> {
        errors.and_then(FormErrors::summary)
    }

    pub(crate) fn header(&self) -> GenericHeader {
        let name = Name {
            council: &self.council,
        };
        let url = match self.side {
            Side::Public => "/",
            Side::Staff => "/staff",
            Side::Councillor => "/councillor",
        };
        GenericHeader {
            url: url.into(),
            ..GenericHeader::new(Markup::trusted(name.to_string()))
        }
    }

    pub(crate) fn calls(&self) -> Option<Markup> {
        let calls = self.calls.as_ref()?;
        Some(Markup::trusted(calls.html()))
    }

    pub(crate) fn navigation(&self) -> ServiceNavigation {
        let (name, home, pages) = match self.side {
            Side::Public => (
                "Tell us about a problem or give feedback",
                "/",
                PUBLIC_PAGES.as_slice(),
            ),
            Side::Staff => ("Customer feedback", "/staff", STAFF_PAGES.as_slice()),
            Side::Councillor => ("Residents’ queries", "/councillor", COUNCILLOR_PAGES.as_slice()),
        };
        // Staff who are not signed in have nowhere to go but the page itself.
        let pages = if self.side != Side::Public && self.person.is_none() {
            &[]
        } else {
            pages
        };
        let mut navigation = ServiceNavigation::new(name, home);
        for (text, href) in self.open(pages).take(MOST_PAGES) {
            navigation = navigation.item(self.navigation_item(text, href, pages));
        }
        if let Some(person) = &self.person {
            let end = Person { person };
            navigation.end = Markup::trusted(end.to_string());
        }
        navigation
    }

    /// Those that the reader may open.
    fn open<'p>(
        &'p self,
        pages: &'p [(&'static str, &'static str)],
    ) -> impl Iterator<Item = &'p (&'static str, &'static str)> {
        let is_open = |(_, href): &&(&str, &str)| !self.closed_to_reader.contains(href);
        pages.iter().filter(is_open)
    }

    /// The staff pages that the reader may open and that the navigation has no room for: words and address.
    pub(crate) fn more_pages(&self) -> Vec<(&'static str, &'static str)> {
        self.open(&STAFF_PAGES).skip(MOST_PAGES).copied().collect()
    }

    fn navigation_item(&self, text: &str, href: &str, pages: &[(&str, &str)]) -> NavigationItem {
        let covers = |page: &str| self.path == page || self.path.starts_with(&format!("{page}/"));
        // The longest address that covers the page is its place: `/staff` covers them all.
        let place = pages
            .iter()
            .map(|(_, page)| *page)
            .filter(|page| covers(page))
            .max_by_key(|page| page.len());
        let mut item = NavigationItem::new(self.counted(text, href), href);
        item.current = self.path == href;
        item.active = !item.current && place == Some(href);
        item
    }

    fn counted(&self, text: &str, href: &str) -> Content {
        match self
            .counts
            .iter()
            .find(|(page, count)| page == href && *count > 0)
        {
            Some((_, count)) => format!("{text} ({count})").into(),
            None => text.into(),
        }
    }
}

#[derive(Template)]
#[template(path = "parts/name.html")]
struct Name<'a> {
    council: &'a str,
}

#[derive(Template)]
#[template(path = "parts/person.html")]
struct Person<'a> {
    person: &'a SignedIn,
}

#[cfg(test)]
mod tests;
