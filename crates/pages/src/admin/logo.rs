//! The council's logo, which stands before its name on every page.

use super::{AdminPage, BECAUSE, heading, paragraph, sample_shell};
use crate::components::{Button, FileUpload, Textarea};
use crate::form::FormState;
use crate::markup::Markup;
use crate::public::files::UPLOAD;
use crate::{Sample, Shell};

/// The reason for taking it away: a field of another form on the same page.
pub const BECAUSE_REMOVED: &str = "because_removed";

/// The page; `set` when the council has a logo of its own: where the form goes.
pub fn logo(shell: Shell, (form, set): (&FormState, Option<&str>)) -> AdminPage {
    let because = |name: &str| -> Markup {
        Textarea::new(name, "Why are you changing this?")
            .rows(2)
            .of(form)
            .into()
    };
    let fields = Markup::join([
        because(BECAUSE),
        FileUpload::new(UPLOAD, "Logo")
            .hint("A PNG file smaller than 100KB, at most 1,000 points wide and high. It is shown 40 points high on the colour of the header")
            .of(form)
            .into(),
        Button::send("Set the logo").into(),
    ]);
    let mut page = AdminPage::new(shell, "Logo")
        .errors_of(form)
        .say("The logo is on every page as soon as it is set. The council’s name stands beside it as text, which screen readers read.")
        .between(sent(&fields));
    if set.is_some() {
        let picture =
            "<p><img class=\"app-logo\" src=\"/static/logo.png\" alt=\"The logo as it is now\"></p>";
        let remove = Button::warning("Take the logo away").name("do").value("remove");
        let inside = Markup::join([because(BECAUSE_REMOVED), remove.into()]);
        page = page
            .after(heading("The logo now"))
            .after(Markup::trusted(picture.to_owned()))
            .after(sent(&inside));
    } else {
        page = page.after(paragraph("The council has no logo of its own yet."));
    }
    page
}

fn sent(inside: &Markup) -> Markup {
    Markup::trusted(format!(
        "<form method=\"post\" action=\"/admin/brand/logo\" enctype=\"multipart/form-data\" novalidate>{inside}</form>"
    ))
}

pub(super) fn samples() -> Vec<Sample> {
    let shell = || sample_shell("/admin/brand/logo");
    let wrong = FormState::new().with_error(UPLOAD, "The logo must be a PNG file");
    vec![
        Sample::of("admin logo", &logo(shell(), (&FormState::new(), Some("/")))),
        Sample::of("admin logo with an error", &logo(shell(), (&wrong, None))),
    ]
}
