//! Who opened which case, for whoever checks.

use jiff::Timestamp;
use redress_domain::permission::Ground;

use super::{AdminPage, heading, paragraph, sample_shell};
use crate::components::{Button, Cell, DatePicker, Input, Pagination, ScrollTable, Select, Table};
use crate::form::FormState;
use crate::format;
use crate::markup::{Content, Markup};
use crate::{Sample, Shell};

/// Where the page stands.
pub const READS: &str = "/admin/audit/reads";
/// The field for the reference of a case.
pub const CASE: &str = "case";
/// The field for a person.
pub const BY: &str = "by";
/// The fields for the first and the last day.
pub const FROM: &str = "from";
/// The same.
pub const TO: &str = "to";

/// Somebody opened something of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Who, in words.
    pub who: String,
    /// The reference of the case.
    pub reference: String,
    /// Which page of it, by name.
    pub page: String,
    /// By what right.
    pub why: Option<Ground>,
    /// When.
    pub at: Timestamp,
}

/// Why somebody could open something, in words; the other page of readings says it the same way.
pub(crate) fn why(ground: Option<Ground>) -> &'static str {
    match ground {
        Some(Ground::Owner) => "It is theirs to deal with",
        Some(Ground::Part) => "They had done something on it",
        Some(Ground::Logged) => "They logged it",
        Some(Ground::Service) => "It is with a service of theirs",
        Some(Ground::Given) => "It is about them, or was sent to them",
        Some(Ground::Role) => "By their role alone",
        None => "Not written down then",
    }
}

/// What was opened, in words.
fn opened(page: &str) -> &str {
    match page {
        "case" => "The case",
        "mail" => "An email",
        "file" => "A file",
        "letter" => "A letter",
        "followed" => "The case, as whoever logged it follows it",
        "code" => "A code for the customer",
        "readings" => "Who opened it",
        other => other,
    }
}

fn table(lines: &[Line]) -> Markup {
    let title = "Who opened what";
    let mut all = Table::new(title)
        .caption_classes("govuk-visually-hidden")
        .first_cell_is_header(true);
    for column in ["When", "Who", "Case", "What", "Why they could"] {
        all = all.column(column);
    }
    for line in lines {
        let cells: [Content; 5] = [
            format::date_time(line.at).into(),
            line.who.as_str().into(),
            Markup::link(&format!("{READS}?{CASE}={}", line.reference), &line.reference).into(),
            opened(&line.page).into(),
            why(line.why).into(),
        ];
        all = all.row(cells.map(Cell::new));
    }
    ScrollTable::new("reads", all).into()
}

/// The page; `found` is nothing before anything was asked for.
pub fn reads(
    shell: Shell,
    (form, people): (&FormState, &[(String, String)]),
    found: Option<(&[Line], Option<&str>)>,
) -> AdminPage {
    let people = people.iter().map(|(id, name)| (id.as_str(), name.as_str()));
    let fields = [
        Markup::from(
            Input::new(CASE, "Reference of a case")
                .classes("govuk-input--width-10")
                .hint("Such as WS-7K3M-9QXA")
                .autocomplete("off")
                .of(form),
        ),
        Select::new(BY, "Who")
            .option("", "Anybody")
            .options(people)
            .of(form)
            .into(),
        DatePicker::new(FROM, "From").of(form).into(),
        DatePicker::new(TO, "To").of(form).into(),
        Button::secondary("Show").into(),
    ];
    let fields: Vec<String> = fields.iter().map(ToString::to_string).collect();
    let asked = format!(
        "<form method=\"get\" action=\"{READS}\" novalidate>{}</form>",
        fields.join("\n")
    );
    let page = AdminPage::new(shell, "Who opened which case")
        .caption("Audit log")
        .errors_of(form)
        .say(
            "Each time somebody opens a case, a file, a letter or an email on it, that is written down, also when a customer \
             does so on the public pages, and by what right. Ask for a case, for a person, or for both. Nobody is asked for a \
             reason: who opened something by their role alone can be asked by you.",
        )
        .say("That you look here is written down at each case that you see.")
        .between(Markup::trusted(asked));
    match found {
        None => page,
        Some(([], next)) => page
            .after(paragraph("Nothing was opened in that time."))
            .after(Pagination::previous_next(None, next)),
        Some((lines, next)) => page
            .after(heading("What was opened, the last first"))
            .after(table(lines))
            .after(Pagination::previous_next(None, next)),
    }
}

pub(super) fn samples() -> Vec<Sample> {
    let line = |page: &str| Line {
        who: "Dan Whitlock".into(),
        reference: "WS-7K3M-9QXA".into(),
        page: page.into(),
        why: Some(Ground::Role),
        at: Timestamp::UNIX_EPOCH,
    };
    let lines = ["case", "mail", "file", "letter", "code", "readings"].map(line);
    let people = [("1".to_owned(), "Dan Whitlock".to_owned())];
    let shell = || sample_shell(READS);
    let wrong = FormState::new()
        .with(CASE, "WS-1")
        .with_error(CASE, "Enter a reference, like WS-7K3M-9QXA");
    let asked = FormState::new().with(CASE, "WS-7K3M-9QXA");
    vec![
        Sample::of(
            "admin reads",
            &reads(
                shell(),
                (&asked, &people),
                Some((&lines, Some("/admin/audit/reads?after=1"))),
            ),
        ),
        Sample::of(
            "admin reads with nothing",
            &reads(shell(), (&asked, &people), Some((&[], None))),
        ),
        Sample::of(
            "admin reads with an error",
            &reads(shell(), (&wrong, &people), None),
        ),
    ]
}
