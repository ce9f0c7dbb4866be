//! Where a procedure departs from the Complaint Handling Code: shown with its reason, never blocked.
//!
//! The paragraph numbers of stage 1 are those of the Local Government and Social Care Ombudsman's
//! Code; the two Codes agree on them. For stage 2 they are those of the Housing Ombudsman's Code, whose
//! text the other follows in substance.

use super::procedures::is_within;
use super::table::Table;
use crate::policy::{Departure, Procedure, Stage};
use crate::vocabulary::Ombudsman;

/// Notes every departure, with the reason that the file gives for it.
pub(super) fn read(table: &Table<'_>, procedure: &mut Procedure) {
    let mut reasons = Vec::new();
    for field in table.may("departs").map(|field| field.list()).unwrap_or_default() {
        let Some(entry) = field.table() else { continue };
        let paragraph = entry.must("paragraph", "\"6.3\"").and_then(|field| field.text());
        let reason = entry.must("reason", "\"why\"").and_then(|field| field.text());
        entry.done();
        if let (Some(paragraph), Some(reason)) = (paragraph, reason) {
            reasons.push((field, paragraph, reason));
        }
    }
    procedure.departures = found_in(procedure);
    for departure in &mut procedure.departures {
        let given = reasons
            .iter()
            .find(|(_, paragraph, _)| *paragraph == departure.paragraph);
        departure.reason = given.map(|(_, _, reason)| reason.clone());
        if departure.reason.is_none() {
            let what = format!(
                "This departs from paragraph {} of the Code: {}.",
                departure.paragraph, departure.says
            );
            let mend = format!(
                "Keep to the Code, or say why not: departs = [{{ paragraph = \"{}\", reason = \"…\" }}]",
                departure.paragraph
            );
            table.findings.warning(&table.span, &table.key, what, mend);
        }
    }
    for (field, paragraph, _) in reasons {
        if !procedure
            .departures
            .iter()
            .any(|departure| departure.paragraph == paragraph)
        {
            let what = format!("The procedure does not depart from paragraph {paragraph} of the Code.");
            table
                .findings
                .warning(&field.span, &field.key, what, "Delete the entry.".to_owned());
        }
    }
}

fn departure(paragraph: &str, says: String) -> Departure {
    Departure {
        paragraph: paragraph.to_owned(),
        says,
        reason: None,
    }
}

fn found_in(procedure: &Procedure) -> Vec<Departure> {
    match procedure.ombudsman {
        Some(Ombudsman::Lgsco | Ombudsman::Housing) => {}
        // The Ombudsman for Wales has guidance of his own.
        Some(Ombudsman::Ico | Ombudsman::Psow) | None => return Vec::new(),
    }
    let mut found = Vec::new();
    if let Some(months) = procedure.accept_within.filter(|limit| limit.count < 12) {
        found.push(departure(
            "2.2",
            format!("a matter is accepted for {months} only; the Code says 12 months"),
        ));
    }
    match procedure.stages.len() {
        2 => {}
        // Whoever is not satisfied by stage 1 is taken to stage 2.
        0 | 1 => {
            let says = "there is one stage; the Code knows two".to_owned();
            found.push(departure("6.10", says));
        }
        more => {
            let says = format!("there are {more} stages; the Code knows two");
            found.push(departure("5.3", says));
        }
    }
    match procedure.acknowledge {
        Some(limit) if is_within(limit, 5) => {}
        Some(limit) => {
            let says = format!("it is acknowledged within {limit}; the Code says 5 working days");
            found.push(departure("6.2", says));
        }
        None => {
            let says = "it is not acknowledged; the Code says within 5 working days".to_owned();
            found.push(departure("6.2", says));
        }
    }
    found.extend(procedure.stages.iter().flat_map(found_in_stage));
    found
}

fn found_in_stage(stage: &Stage) -> Vec<Departure> {
    let mut found = Vec::new();
    let is_first = stage.number == 1;
    let (most, reply, extension) = if is_first {
        (10, "6.3", "6.4")
    } else {
        (20, "6.14", "6.15")
    };
    if !is_first && !stage.acknowledge.is_some_and(|limit| is_within(limit, 5)) {
        let says = "a request for stage 2 is not acknowledged within 5 working days".to_owned();
        found.push(departure("6.11", says));
    }
    if !is_within(stage.reply, most) {
        let says = format!(
            "stage {} takes {}; the Code says {most} working days",
            stage.number, stage.reply
        );
        found.push(departure(reply, says));
    }
    if let Some(limit) = stage.extend_by.filter(|limit| !is_within(*limit, most)) {
        let says = format!(
            "stage {} is extended by {limit} without good reason; the Code says {most} working days at most",
            stage.number
        );
        found.push(departure(extension, says));
    }
    found
}
