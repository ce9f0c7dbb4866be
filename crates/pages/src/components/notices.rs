//! The notification banner: the outcome of the last thing done.

use askama::Template;
use serde::Deserialize;

use super::component;
use crate::markup::Content;

/// What kind of banner it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BannerKind {
    /// Something to know.
    #[default]
    Important,
    /// Something was done: green, read at once.
    Success,
}

/// The outcome of the last thing done; one on a page, and never beside an error summary.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/notification-banner.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct NotificationBanner {
    /// What happened, as one line.
    pub text: Content,
    /// What happened, in components, instead of the one line.
    #[serde(skip)]
    pub content: Content,
    /// What kind it is.
    pub r#type: BannerKind,
    /// "Success" or "Important" unless said.
    pub title_text: Content,
    /// 2 unless said.
    pub title_heading_level: Option<u8>,
    /// The id of its title.
    pub title_id: String,
    /// `alert` or `region` unless said.
    pub role: String,
    /// More classes.
    pub classes: String,
    /// Whether the focus stays where it is.
    pub disable_auto_focus: Option<bool>,
}

impl NotificationBanner {
    /// Something to know.
    pub fn important(text: impl Into<Content>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Something was done.
    pub fn success(text: impl Into<Content>) -> Self {
        Self {
            text: text.into(),
            r#type: BannerKind::Success,
            ..Self::default()
        }
    }

    fn is_success(&self) -> bool {
        self.r#type == BannerKind::Success
    }

    fn its_role(&self) -> &str {
        match (self.role.as_str(), self.is_success()) {
            ("", true) => "alert",
            ("", false) => "region",
            (role, _) => role,
        }
    }

    fn its_title(&self) -> Content {
        match (self.title_text.is_empty(), self.is_success()) {
            (false, _) => self.title_text.clone(),
            (true, true) => "Success".into(),
            (true, false) => "Important".into(),
        }
    }

    fn its_title_id(&self) -> &str {
        if self.title_id.is_empty() {
            "govuk-notification-banner-title"
        } else {
            &self.title_id
        }
    }

    fn level(&self) -> u8 {
        self.title_heading_level.unwrap_or(2)
    }
}

component!(NotificationBanner);
