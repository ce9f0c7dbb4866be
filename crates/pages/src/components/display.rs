//! What says something: tag, panel, inset and warning text, details, phase banner.

use askama::Template;
use serde::Deserialize;

use super::{component, options};
use crate::markup::Content;

/// A status: an adjective, in sentence case, never a link.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/tag.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Tag {
    /// The words.
    pub text: Content,
    /// More classes: `govuk-tag--grey`.
    pub classes: String,
}

impl Tag {
    /// A blue tag.
    pub fn new(text: impl Into<Content>) -> Self {
        Self {
            text: text.into(),
            classes: String::new(),
        }
    }

    /// A tag of a colour: grey, green, teal, purple, magenta, red, orange, yellow.
    pub fn coloured(colour: &str, text: impl Into<Content>) -> Self {
        Self {
            text: text.into(),
            classes: format!("govuk-tag--{colour}"),
        }
    }
}

/// The end of a journey: what happened, with the reference.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/panel.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Panel {
    /// The heading.
    pub title_text: Content,
    /// What is under it.
    pub text: Content,
    /// 1 unless said.
    pub heading_level: Option<u8>,
    /// More classes.
    pub classes: String,
}

impl Panel {
    /// A confirmation that is the page's `h1`.
    pub fn new(title: impl Into<Content>, text: impl Into<Content>) -> Self {
        Self {
            title_text: title.into(),
            text: text.into(),
            ..Self::default()
        }
    }

    /// A confirmation with a reference.
    pub fn with_reference(title: impl Into<Content>, reference: &str) -> Self {
        let reference = Reference { reference };
        Self::new(title, crate::markup::Markup::trusted(reference.to_string()))
    }

    options! {
        /// 1 unless said.
        heading_level: Option<u8>,
    }

    fn level(&self) -> u8 {
        self.heading_level.unwrap_or(1)
    }

    fn kind(&self) -> &'static str {
        if self.classes.contains("govuk-panel--interruption") {
            ""
        } else {
            " govuk-panel--confirmation"
        }
    }
}

#[derive(Template)]
#[template(
    source = r#"Your reference number<br><strong class="app-reference">{{ reference }}</strong>"#,
    ext = "html"
)]
struct Reference<'a> {
    reference: &'a str,
}

/// A note that stands out a little.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/inset-text.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct InsetText {
    /// The words.
    pub text: Content,
    /// Its id.
    pub id: String,
    /// More classes.
    pub classes: String,
}

impl InsetText {
    /// A note.
    pub fn new(text: impl Into<Content>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

/// A consequence that people must know.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/warning-text.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct WarningText {
    /// The words.
    pub text: Content,
    /// What is read instead of the sign; "Warning" unless said.
    pub icon_fallback_text: String,
    /// More classes.
    pub classes: String,
}

impl WarningText {
    /// A warning.
    pub fn new(text: impl Into<Content>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    fn fallback(&self) -> &str {
        if self.icon_fallback_text.is_empty() {
            "Warning"
        } else {
            &self.icon_fallback_text
        }
    }
}

/// Help that only some people need, closed until asked for.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/details.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Details {
    /// What it is about.
    pub summary_text: Content,
    /// What it says.
    pub text: Content,
    /// Its id.
    pub id: String,
    /// Whether it begins open.
    pub open: bool,
    /// More classes.
    pub classes: String,
}

impl Details {
    /// Closed help.
    pub fn new(summary: impl Into<Content>, text: impl Into<Content>) -> Self {
        Self {
            summary_text: summary.into(),
            text: text.into(),
            ..Self::default()
        }
    }

    options! {
        /// Its id.
        id: String,
        /// Whether it begins open.
        open: bool,
    }
}

/// Says that the service is a trial.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/phase-banner.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PhaseBanner {
    /// "Trial".
    pub tag: Tag,
    /// What follows from it.
    pub text: Content,
    /// More classes.
    pub classes: String,
}

impl PhaseBanner {
    /// A banner.
    pub fn new(tag: impl Into<Content>, text: impl Into<Content>) -> Self {
        Self {
            tag: Tag::new(tag),
            text: text.into(),
            classes: String::new(),
        }
    }

    fn tag_in_place(&self) -> Tag {
        let classes = crate::markup::words(&["govuk-phase-banner__content__tag", &self.tag.classes]);
        Tag {
            classes,
            ..self.tag.clone()
        }
    }
}

component!(Tag, Panel, InsetText, WarningText, Details, PhaseBanner);
