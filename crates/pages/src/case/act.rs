//! The page on which one thing is done to a case.

use askama::Template;
use redress_domain::case::Entry;

use super::{Known, Shown, sample, timeline};
use crate::components::{Alert, Button, Details, InsetText, Variant, button_group};
use crate::form::{FormErrors, FormState, SEEN};
use crate::format;
use crate::layout::{Page, Sample, Shell};
use crate::markup::{Content, Markup};

/// The field with the signs that no letter can show and of which whoever sends the form was told: sent again, they are meant.
pub const SIGNS: &str = "signs_meant";

/// The id of the form, to which an error leads that is about no one field.
pub const WHOLE_FORM: &str = "act";

/// A page on which one thing is done to a case.
#[derive(Debug, Clone, Template)]
#[template(path = "case/act.html")]
pub struct ActPage {
    shell: Shell,
    reference: String,
    caption: String,
    title: String,
    form: FormState,
    seen: String,
    intro: Vec<Markup>,
    fields: Vec<Markup>,
    buttons: Vec<Markup>,
    aside: Vec<Markup>,
    after: Vec<Markup>,
    instead: Option<Markup>,
    cancel: String,
    action: String,
    is_multipart: bool,
    is_kept: bool,
    keeps_to: Option<Markup>,
    goes: Option<Markup>,
    arrangements: Vec<String>,
    is_sent: bool,
}

impl ActPage {
    /// The page of an act under this heading, with what was typed so far.
    ///
    /// It sends back the version that the reader saw first, so that somebody else's act in between
    /// is noticed however often the form was shown again.
    pub fn new(shell: Shell, shown: &Shown<'_>, title: &str, form: &FormState) -> Self {
        let seen = form
            .filled(SEEN)
            .map_or_else(|| shown.version.to_string(), str::to_owned);
        Self {
            shell: shell.back_to("Back to the case", &shown.path()),
            reference: shown.case.reference.to_string(),
            caption: format!("{} {}", shown.case.reference, shown.title()),
            title: title.into(),
            form: form.clone(),
            seen,
            intro: Vec::new(),
            fields: Vec::new(),
            buttons: Vec::new(),
            aside: Vec::new(),
            after: Vec::new(),
            instead: None,
            cancel: shown.path(),
            action: String::new(),
            is_multipart: false,
            is_kept: false,
            keeps_to: super::people::keeps_to(shown, form),
            goes: super::way::goes(shown, form),
            arrangements: shown.known.arrangements(),
            is_sent: false,
        }
    }

    /// What is said before the form.
    #[must_use]
    pub fn intro(mut self, part: impl Into<Markup>) -> Self {
        self.intro.push(part.into());
        self
    }

    /// A paragraph before the form.
    #[must_use]
    pub fn say(self, text: impl Into<Content>) -> Self {
        self.intro(paragraph(text))
    }

    /// One more field.
    #[must_use]
    pub fn field(mut self, field: impl Into<Markup>) -> Self {
        self.fields.push(field.into());
        self
    }

    /// Fields that there may be.
    #[must_use]
    pub fn fields(mut self, fields: impl IntoIterator<Item = impl Into<Markup>>) -> Self {
        self.fields.extend(fields.into_iter().map(Into::into));
        self
    }

    /// One more button; the link "Cancel" follows by itself.
    #[must_use]
    pub fn button(mut self, button: impl Into<Markup>) -> Self {
        self.buttons.push(button.into());
        self
    }

    /// For a form that sends something to the customer: it says how that reaches them, and asks whether
    /// it keeps to what was agreed with whoever reads it.
    #[must_use]
    pub fn sends(mut self) -> Self {
        self.is_sent = true;
        self
    }

    /// The same for a form on which the way is chosen in a field of its own: nothing of an arrangement is chosen beside it.
    #[must_use]
    pub fn sends_as_chosen(mut self, shown: &Shown<'_>) -> Self {
        self.goes = self.goes.filter(|_| super::way::one_way(shown).is_none());
        self.sends()
    }

    /// What was agreed with whoever reads what is sent; also where an act turns out to send something.
    fn keeps(&self) -> Option<&Markup> {
        let is_asked = self.is_sent || self.form.error_of(super::people::KEPT).is_some();
        self.keeps_to.as_ref().filter(|_| is_asked)
    }

    /// For a form with a file.
    #[must_use]
    pub fn multipart(mut self) -> Self {
        self.is_multipart = true;
        self
    }

    /// For a form that takes what is typed while it is typed: where scripts run they send it now and then, and
    /// say when it was kept.
    #[must_use]
    pub fn keeps_what_is_typed(mut self) -> Self {
        self.is_kept = true;
        self
    }

    /// What stands beside the form.
    #[must_use]
    pub fn aside(mut self, part: impl Into<Markup>) -> Self {
        self.aside.push(part.into());
        self
    }

    /// What is said after the form.
    #[must_use]
    pub fn after(mut self, part: impl Into<Markup>) -> Self {
        self.after.push(part.into());
        self
    }

    /// Explains why there is no form.
    #[must_use]
    pub fn instead(mut self, why: impl Into<Content>) -> Self {
        self.instead = Some(paragraph(why));
        self
    }

    /// What a contact arrangement asks of whoever works on the case (domain 5.9).
    fn arrangements(&self) -> Vec<InsetText> {
        self.arrangements
            .iter()
            .map(|said| InsetText::new(said.as_str()))
            .collect()
    }

    /// How what this form sends reaches its reader.
    fn goes(&self) -> Option<&Markup> {
        self.goes.as_ref().filter(|_| self.is_sent)
    }

    fn buttons(&self) -> Content {
        let cancel = Markup::link(&self.cancel, "Cancel");
        let given = if self.buttons.is_empty() {
            vec![Button::new("Save").into()]
        } else {
            self.buttons.clone()
        };
        button_group(given.into_iter().chain([cancel])).into()
    }
}

impl Page for ActPage {
    fn title(&self) -> String {
        format!("{} – {}", self.title, self.reference)
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        sample::acts()
    }
}

/// A paragraph.
pub(crate) fn paragraph(text: impl Into<Content>) -> Markup {
    Markup::trusted(format!("<p class=\"govuk-body\">{}</p>", text.into()))
}

/// A heading of a part of the page.
pub(crate) fn heading(level: u8, text: &str) -> Markup {
    let size = if level == 2 { "m" } else { "s" };
    Markup::trusted(format!(
        "<h{level} class=\"govuk-heading-{size}\">{}</h{level}>",
        Markup::text(text)
    ))
}

/// What people wrote, with their lines.
pub(crate) fn quoted(text: &str) -> Markup {
    Markup::trusted(format!("<div class=\"app-words\">{}</div>", Markup::text(text)))
}

/// What came by e-mail: what its writer wrote, and behind a summary what they quote and how they sign.
pub(crate) fn quoted_folded(text: &str) -> Markup {
    let mut runs: Vec<(bool, Vec<&str>)> = Vec::new();
    for line in text.lines() {
        let theirs = line.strip_prefix('>');
        let (is_own, line) = (theirs.is_none(), theirs.unwrap_or(line));
        let line = if is_own {
            line
        } else {
            line.strip_prefix(' ').unwrap_or(line)
        };
        match runs.last_mut() {
            Some((of_run, lines)) if *of_run == is_own => lines.push(line),
            _ => runs.push((is_own, vec![line])),
        }
    }
    runs.retain(|(_, lines)| lines.iter().any(|line| !line.trim().is_empty()));
    let shown = runs.into_iter().map(|(is_own, lines)| {
        let text = lines.join("\n");
        let words = quoted(text.trim_matches('\n'));
        if is_own {
            words
        } else {
            Details::new("What they quote, and their signature", words).into()
        }
    });
    Markup::join(shown)
}

/// What others did since the reader opened the form: it was not saved, and everything typed is kept.
pub fn changed_since(since: &[Entry], known: &dyn Known) -> Alert {
    let line = |entry: &Entry| {
        format!(
            "{}: {} ({})",
            known.actor(&entry.actor),
            timeline::tell(entry, known).title,
            format::date_time(entry.at)
        )
    };
    let mut text = paragraph(
        "Somebody else changed this case while you were working. Nothing was saved, and everything you \
         typed is still here. Check it against what happened, then press the button again.",
    )
    .to_string();
    text.push_str(Markup::bullets(since.iter().map(line)).as_str());
    Alert::new(
        Variant::Warning,
        "somebody else changed this case",
        Markup::trusted(text),
    )
}
