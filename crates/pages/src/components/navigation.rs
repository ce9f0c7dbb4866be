//! Ways around: header, service navigation, skip and back links, breadcrumbs.

use askama::Template;
use serde::Deserialize;

use super::{component, options};
use crate::markup::{Content, Markup};

/// The way past header and navigation.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/skip-link.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SkipLink {
    /// The words.
    pub text: Content,
    /// `#content` unless said.
    pub href: String,
    /// More classes.
    pub classes: String,
}

impl SkipLink {
    /// The way to the main content, as the layout writes it.
    pub fn to_main() -> Self {
        Self {
            text: "Skip to main content".into(),
            href: "#main-content".into(),
            classes: String::new(),
        }
    }

    fn target(&self) -> &str {
        if self.href.is_empty() {
            "#content"
        } else {
            &self.href
        }
    }
}

/// The way back: a real address, never the browser's history.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/back-link.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct BackLink {
    /// "Back" unless said.
    pub text: Content,
    /// Where it goes.
    pub href: String,
    /// More classes.
    pub classes: String,
}

impl BackLink {
    /// "Back", to here.
    pub fn new(href: &str) -> Self {
        Self {
            href: href.into(),
            ..Self::default()
        }
    }

    options! {
        /// Where it goes, in words: "Back to my cases".
        text: Content,
    }

    fn target(&self) -> &str {
        if self.href.is_empty() { "#" } else { &self.href }
    }
}

/// A link in a list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct LinkItem {
    /// The words.
    pub text: Content,
    /// Where it goes; nowhere for the page itself.
    pub href: String,
}

impl LinkItem {
    /// A link.
    pub fn new(text: impl Into<Content>, href: &str) -> Self {
        Self {
            text: text.into(),
            href: href.into(),
        }
    }
}

/// Where the page stands among the others.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/breadcrumbs.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Breadcrumbs {
    /// The pages above it, from the top.
    pub items: Vec<LinkItem>,
    /// Whether a phone shows only the first and the last.
    pub collapse_on_mobile: bool,
    /// More classes.
    pub classes: String,
    /// "Breadcrumb" unless said.
    pub label_text: String,
}

impl Breadcrumbs {
    /// The pages above it, from the top.
    pub fn new(items: Vec<LinkItem>) -> Self {
        Self {
            items,
            ..Self::default()
        }
    }

    fn label(&self) -> &str {
        if self.label_text.is_empty() {
            "Breadcrumb"
        } else {
            &self.label_text
        }
    }
}

/// The council's name, and the way home.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/generic-header.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct GenericHeader {
    /// The name.
    pub logo_text: Content,
    /// `/` unless said.
    pub url: String,
    /// More classes.
    pub classes: String,
    /// `govuk-width-container` unless said.
    pub container_classes: String,
}

impl GenericHeader {
    /// A header with this name.
    pub fn new(name: impl Into<Content>) -> Self {
        Self {
            logo_text: name.into(),
            ..Self::default()
        }
    }

    fn home(&self) -> &str {
        if self.url.is_empty() { "/" } else { &self.url }
    }

    fn container(&self) -> &str {
        if self.container_classes.is_empty() {
            "govuk-width-container"
        } else {
            &self.container_classes
        }
    }
}

/// The service's name and its main pages.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/service-navigation.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ServiceNavigation {
    /// The service's name.
    pub service_name: String,
    /// Where the name leads.
    pub service_url: String,
    /// The main pages; six at the most.
    pub navigation: Vec<NavigationItem>,
    /// More classes.
    pub classes: String,
    /// Whether a phone shows a button instead; unless said, from two pages on.
    pub collapse_navigation_on_mobile: Option<bool>,
    /// "Service information" unless said.
    pub aria_label: String,
    /// "Menu" unless said.
    pub menu_button_text: String,
    /// What the button is called, where its words are not enough.
    pub menu_button_label: String,
    /// What the list of pages is called.
    pub navigation_label: String,
    /// More classes of the list.
    pub navigation_classes: String,
    /// The list's id.
    pub navigation_id: String,
    /// What stands at the end, on the same line: who is signed in.
    #[serde(skip)]
    pub end: Markup,
}

/// One main page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct NavigationItem {
    /// The words.
    pub text: Content,
    /// Where it goes.
    pub href: String,
    /// Whether it is the page itself.
    pub current: bool,
    /// Whether the page is below it.
    pub active: bool,
}

impl NavigationItem {
    /// A main page.
    pub fn new(text: impl Into<Content>, href: &str) -> Self {
        Self {
            text: text.into(),
            href: href.into(),
            ..Self::default()
        }
    }

    fn state(&self) -> &'static str {
        match (self.current, self.active) {
            (true, _) => "page",
            (false, true) => "true",
            (false, false) => "",
        }
    }
}

impl ServiceNavigation {
    /// A service under this name.
    pub fn new(name: &str, url: &str) -> Self {
        Self {
            service_name: name.into(),
            service_url: url.into(),
            ..Self::default()
        }
    }

    /// One more main page.
    #[must_use]
    pub fn item(mut self, item: NavigationItem) -> Self {
        self.navigation.push(item);
        self
    }

    fn menu_text(&self) -> &str {
        if self.menu_button_text.is_empty() {
            "Menu"
        } else {
            &self.menu_button_text
        }
    }

    fn list_label(&self) -> &str {
        if self.navigation_label.is_empty() {
            self.menu_text()
        } else {
            &self.navigation_label
        }
    }

    fn list_id(&self) -> &str {
        if self.navigation_id.is_empty() {
            "navigation"
        } else {
            &self.navigation_id
        }
    }

    fn button_label(&self) -> &str {
        if self.menu_button_label == self.menu_text() {
            ""
        } else {
            &self.menu_button_label
        }
    }

    fn region_label(&self) -> &str {
        if self.aria_label.is_empty() {
            "Service information"
        } else {
            &self.aria_label
        }
    }

    fn collapses(&self) -> bool {
        self.collapse_navigation_on_mobile
            .unwrap_or(self.navigation.len() > 1)
    }

    /// A region of its own only when there is more than the list, which is one already.
    fn is_region(&self) -> bool {
        !self.service_name.is_empty() || !self.end.is_empty()
    }
}

component!(SkipLink, BackLink, Breadcrumbs, GenericHeader, ServiceNavigation);
