//! Small parts that several pages of the desk are made of.

use crate::markup::{Content, Markup};

/// A paragraph.
pub(crate) fn paragraph(text: impl Into<Content>) -> Markup {
    let text = text.into();
    Markup::trusted(format!("<p class=\"govuk-body\">{text}</p>"))
}

/// A heading of the second level.
pub(crate) fn heading(text: &str) -> Markup {
    let text = Markup::text(text);
    Markup::trusted(format!("<h2 class=\"govuk-heading-m\">{text}</h2>"))
}

/// A value that a form carries along.
pub(crate) fn hidden(name: &str, value: &str) -> Markup {
    let name = crate::attr("name", name);
    let value = Markup::text(value);
    Markup::trusted(format!("<input type=\"hidden\"{name} value=\"{value}\">"))
}

/// A form with a file that is posted to this address.
pub(crate) fn posted_with_file(action: &str, inside: impl Into<Content>) -> Markup {
    let (action, inside) = (Markup::text(action), inside.into());
    Markup::trusted(format!(
        "<form method=\"post\" action=\"{action}\" enctype=\"multipart/form-data\" novalidate>{inside}</form>"
    ))
}

/// A form that is posted to this address.
pub(crate) fn posted(action: &str, inside: impl Into<Content>) -> Markup {
    let (action, inside) = (Markup::text(action), inside.into());
    Markup::trusted(format!(
        "<form method=\"post\" action=\"{action}\" novalidate>{inside}</form>"
    ))
}
