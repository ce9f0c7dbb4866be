//! The anchors: a line for each day, to be kept out of reach of whoever runs the service.

use jiff::civil::Date;

use super::{AdminPage, heading, paragraph, sample_shell};
use crate::components::{Pagination, SummaryList};
use crate::format;
use crate::markup::Markup;
use crate::{Sample, Shell};

/// The page: each day with its line, the last first.
pub fn anchors(shell: Shell, found: &[(Date, String)], next: Option<&str>) -> AdminPage {
    let list: Markup = if found.is_empty() {
        paragraph("No anchors yet. The first is made within minutes of the first entry in the record.")
    } else {
        let rows = found
            .iter()
            .map(|(day, line)| (format::long_date(*day), line.as_str()));
        let list = rows.fold(SummaryList::new(), |list, (day, line)| list.row(day, line));
        list.into()
    };
    AdminPage::new(shell, "Anchors")
        .caption("Audit log")
        .say(
            "Once a day the whole record is put into one line: council, day, number of the last entry, and a hash \
             over all entries and the anchor before.",
        )
        .say(
            "Print or copy a line to where nobody who runs this service can change it. If anything from before that \
             day is ever written anew, redress verify --anchor with that line finds it.",
        )
        .after(heading("Anchors, the last first"))
        .after(list)
        .after(Pagination::previous_next(None, next))
}

pub(super) fn samples() -> Vec<Sample> {
    let shell = || sample_shell("/admin/audit/anchors");
    let line = format!("westshire 2026-11-27 917 {}", "21c4ee35".repeat(8));
    let day = Date::constant(2026, 11, 27);
    vec![
        Sample::of(
            "admin anchors",
            &anchors(
                shell(),
                &[(day, line)],
                Some("/admin/audit/anchors?before=2026-11-27"),
            ),
        ),
        Sample::of("admin anchors without one", &anchors(shell(), &[], None)),
    ]
}
