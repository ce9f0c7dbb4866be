//! Text on its way into a page: escaped once, never twice.
//!
//! There is no way from a plain string to raw HTML. A [`Markup`] is made by a template or from
//! other markup, so whoever writes a page cannot forget to escape.

use std::fmt;

use askama::filters::HtmlSafe;
use serde::{Deserialize, Deserializer, de};

/// A piece of HTML that our own templates made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markup(String);

/// What goes between two tags: text, or markup where a template made it.
///
/// `"…".into()` is text and is escaped; `Tag::new("…").into()` and [`Markup`] are taken as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content(Markup);

impl Markup {
    /// The HTML of a component, a number, or anything else that escapes itself.
    pub fn of(safe: impl HtmlSafe) -> Self {
        Self(safe.to_string())
    }

    /// The HTML of plain text: escaped.
    pub fn text(text: &str) -> Self {
        Self(Escaped(text).to_string())
    }

    /// A link.
    pub fn link(href: &str, text: impl Into<Content>) -> Self {
        let text = text.into();
        Self(format!(
            "<a class=\"govuk-link\"{}>{text}</a>",
            attr("href", href)
        ))
    }

    /// Text in which every line that a person typed begins a new line.
    pub fn lines(text: &str) -> Self {
        let lines: Vec<_> = text.lines().map(|line| Escaped(line).to_string()).collect();
        Self(lines.join("<br>"))
    }

    /// A part that is in another language than the page, by its tag (WCAG 2.2, 3.1.2).
    pub fn in_language(tag: &'static str, inner: &Self) -> Self {
        Self(format!("<div lang=\"{tag}\">{inner}</div>"))
    }

    /// Text in paragraphs, as a person typed it: a blank line begins a new one.
    pub fn paragraphs(text: &str) -> Self {
        let mut html = String::new();
        for paragraph in text
            .replace("\r\n", "\n")
            .split("\n\n")
            .map(str::trim)
            .filter(|p| !p.is_empty())
        {
            html.push_str("<p class=\"govuk-body\">");
            html.push_str(&Self::lines(paragraph).0);
            html.push_str("</p>");
        }
        Self(html)
    }

    /// A list with bullets.
    pub fn bullets<I>(items: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<Content>,
    {
        let mut html = String::from("<ul class=\"govuk-list govuk-list--bullet\">");
        for item in items {
            let item: Content = item.into();
            html.push_str("<li>");
            html.push_str(item.0.as_str());
            html.push_str("</li>");
        }
        html.push_str("</ul>");
        Self(html)
    }

    /// Several pieces, one after the other, with a space between.
    pub fn join<I>(parts: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<Content>,
    {
        let parts: Vec<_> = parts.into_iter().map(|part| part.into().to_string()).collect();
        Self(parts.join(" "))
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For a template of this crate that was just rendered.
    pub(crate) fn trusted(html: String) -> Self {
        Self(html)
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

impl Content {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl HtmlSafe for Content {}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self(Markup::text(text))
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self(Markup::text(&text))
    }
}

impl From<&String> for Content {
    fn from(text: &String) -> Self {
        Self(Markup::text(text))
    }
}

impl From<Markup> for Content {
    fn from(markup: Markup) -> Self {
        Self(markup)
    }
}

impl From<&Content> for Content {
    fn from(content: &Content) -> Self {
        content.clone()
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        scalar(from).map(Self::from)
    }
}

/// Takes a text or a number as text: the fixtures write `value: 42`.
pub(crate) fn scalar<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    use serde_json::Value;
    match Value::deserialize(from)? {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        other @ (Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) => {
            Err(de::Error::custom(format!("expected text, found `{other}`")))
        }
    }
}

/// Text with the five characters escaped that HTML reads as its own.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What is plain goes piece by piece: letter by letter it was a tenth of what a page took.
        for piece in self.0.split_inclusive(['&', '<', '>', '"', '\'']) {
            let mut plain = piece.chars();
            let name = match plain.next_back() {
                Some('&') => "&amp;",
                Some('<') => "&lt;",
                Some('>') => "&gt;",
                Some('"') => "&quot;",
                Some('\'') => "&#39;",
                Some(_) | None => {
                    f.write_str(piece)?;
                    continue;
                }
            };
            f.write_str(plain.as_str())?;
            f.write_str(name)?;
        }
        Ok(())
    }
}

/// An attribute that is left out when it has no value.
pub(crate) struct Attribute<V>(&'static str, V);

impl<V: AsRef<str>> fmt::Display for Attribute<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1.as_ref() {
            "" => Ok(()),
            value => write!(f, " {}=\"{}\"", self.0, Escaped(value)),
        }
    }
}

impl<V: AsRef<str>> HtmlSafe for Attribute<V> {}

/// ` name="value"`, or nothing when the value is empty.
pub(crate) fn attr<V: AsRef<str>>(name: &'static str, value: V) -> Attribute<V> {
    Attribute(name, value)
}

/// A space and the word, or nothing when the word is empty: for lists of classes.
pub(crate) fn sp(word: &str) -> String {
    if word.is_empty() {
        String::new()
    } else {
        format!(" {word}")
    }
}

/// Words with one space between, empty ones left out.
pub(crate) fn words(parts: &[&str]) -> String {
    parts
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests;
