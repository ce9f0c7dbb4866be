//! Standards, expectations, reasons for refusing, and the routes for people inside.

use std::collections::BTreeMap;

use super::Names;
use super::durations::{Duration, durations_in};
use super::field::Field;
use super::people::Once;
use super::table::Table;
use crate::id::{PostId, ProcedureId, ReasonCode, StandardId};
use crate::measure::Measure;
use crate::policy::{Dropped, InternalRoute, LateFor, Procedure, RefusalReason, Standard, defaults};

/// The common reasons, with those of the file in place of or after them.
pub(super) fn refusal_reasons(file: &Table<'_>, names: &Names) -> Vec<RefusalReason> {
    let mut once = Once::default();
    let mut reasons = defaults::refusal_reasons();
    for table in file.groups("refusal") {
        let code = table.must("code", "\"out-of-time\"").and_then(|field| {
            once.check(&field);
            field.id(ReasonCode::parse)
        });
        let name = table
            .must("name", "\"More than 12 months ago\"")
            .and_then(|field| field.text());
        let wording = table.must("wording", "\"why, and where to go instead\"");
        let told = wording.as_ref().and_then(Field::text);
        // A reason that is taken over keeps what it does, unless the file says otherwise.
        let known = code
            .as_ref()
            .and_then(|code| reasons.iter().find(|known| known.code == *code));
        let by_default = known.is_some_and(|known| known.makes_request);
        let makes_request = table.may("makes_request").and_then(|field| field.yes());
        let makes_request = makes_request.unwrap_or(by_default);
        let late_for = known.and_then(|known| known.late_for);
        let may_be_late = |key, what| {
            let said = table.may(key).and_then(|field| field.yes());
            said.unwrap_or(late_for == Some(what)).then_some(what)
        };
        let late_for = [
            may_be_late("late", LateFor::Complaint),
            may_be_late("late_for_stage_2", LateFor::Stage2),
        ];
        let late_for = late_for.into_iter().flatten().next();
        let is_another_body = known.is_some_and(|known| known.is_another_body);
        let another_body = table.may("another_body").and_then(|field| field.yes());
        let goes_to = table.may("goes_to");
        let goes_somewhere = goes_to.is_some();
        let goes_to = goes_to.and_then(|field| field.refers("post", &names.posts, PostId::parse));
        if let (Some(field), Some(text)) = (&wording, &told) {
            gives_the_reference(field, text, makes_request);
            names_who_deals_with_it(field, text, goes_somewhere);
        }
        table.done();
        let (Some(code), Some(name), Some(wording)) = (code, name, told) else {
            continue;
        };
        let reason = RefusalReason {
            code,
            name,
            wording,
            makes_request,
            late_for,
            is_another_body: another_body.unwrap_or(is_another_body),
            goes_to,
        };
        match reasons.iter_mut().find(|known| known.code == reason.code) {
            Some(known) => *known = reason,
            None => reasons.push(reason),
        }
    }
    reasons
}

/// What the customer is told that we did is done: the wording gives the reference of the request that
/// is made, and of none that is not.
fn gives_the_reference(wording: &Field<'_>, text: &str, makes_request: bool) {
    match (makes_request, text.contains(RefusalReason::REQUEST)) {
        (true, true) | (false, false) => {}
        (true, false) => wording.wrong(
            "This reason makes a request, and the customer is not told its reference.",
            "Write ((request)) where the reference of the request belongs.",
        ),
        (false, true) => wording.wrong(
            "This gives the reference of a request, and the reason makes none.",
            "Set makes_request = true beside it, or leave ((request)) out.",
        ),
    }
}

/// The customer is told who deals with it instead, by the name that the policy gives them.
fn names_who_deals_with_it(wording: &Field<'_>, text: &str, goes_to: bool) {
    match (goes_to, text.contains(RefusalReason::GOES_TO)) {
        (true, true) | (false, false) => {}
        (true, false) => wording.wrong(
            "This reason goes to a post, and the customer is not told to whom.",
            "Write ((goes_to)) where the name of the post belongs.",
        ),
        (false, true) => wording.wrong(
            "This says to whom it goes, and the reason goes to nobody.",
            "Set goes_to = \"monitoring-officer\" beside it, or leave ((goes_to)) out.",
        ),
    }
}

/// The standards. `clocks` are the procedures of the same file: a promise that names a number of days
/// names the days that the clock counts. `asks_customers`: whether the file has a survey.
pub(super) fn standards(
    file: &Table<'_>,
    (clocks, asks_customers): (&BTreeMap<ProcedureId, Procedure>, bool),
) -> Vec<Standard> {
    let mut once = Once::default();
    let read = |table: Table<'_>| {
        let id = table.must("id", "\"reply-in-time\"").and_then(|field| {
            once.check(&field);
            field.id(StandardId::parse)
        });
        let promise = table.must("promise", "\"We reply within …\"");
        // Hart publishes only what can be recorded, measured and reported (paper 003, 4.4).
        let measure = table
            .must("measure", "\"stage-1-in-time\"")
            .and_then(|field| share(&field, asks_customers));
        if let (Some(field), Some(measure)) = (&promise, measure) {
            agrees_with_the_clock(field, measure, clocks);
            counts_what_it_says(field, measure);
        }
        let promise = promise.and_then(|field| field.text());
        let target_percent = table.may("target").and_then(|field| field.percent());
        let is_public = table.may("public").and_then(|field| field.yes()).unwrap_or(true);
        let dropped = dropped(&table);
        table.done();
        Some(Standard {
            id: id?,
            promise: promise?,
            measure: measure?,
            target_percent,
            is_public,
            dropped,
        })
    };
    file.groups("standard").into_iter().filter_map(read).collect()
}

/// When and why a promise was dropped: the public is told both.
fn dropped(table: &Table<'_>) -> Option<Dropped> {
    let (on, because) = (table.may("dropped_on"), table.may("dropped_because"));
    match (&on, &because) {
        (Some(field), None) => field.wrong(
            "This promise was dropped, and nobody is told why.",
            "Write dropped_because = \"why\" beside it: people read it.",
        ),
        (None, Some(field)) => field.wrong(
            "This says why a promise was dropped, and not when.",
            "Write dropped_on = 2027-04-01 beside it.",
        ),
        (Some(_), Some(_)) | (None, None) => {}
    }
    Some(Dropped {
        on: on?.date()?,
        because: because?.text()?,
    })
}

/// A measure that a promise or a target can be held against: a share. More complaints are no failure, and
/// fewer no success (paper 003, 4.4).
pub(super) fn share(field: &Field<'_>, asks_customers: bool) -> Option<Measure> {
    let measure: Measure = field.word()?;
    if measure.definition().is_of_the_survey() && !asks_customers {
        // Paper 003, 4.4: only what can be measured. It is not published, and the file is told of it.
        let what = format!(
            "Nothing measures \"{measure}\": customers are asked nothing. As a promise it is not published."
        );
        let mend = "Add the group [survey], or use another measure.".to_owned();
        field.findings.warning(&field.span, &field.key, what, mend);
    }
    if measure.can_hold_a_promise() {
        return Some(measure);
    }
    let shares = Measure::ALL.iter().filter(|measure| measure.can_hold_a_promise());
    let shares: Vec<&str> = shares.map(|measure| measure.as_str()).collect();
    field.wrong(
        format!("\"{measure}\" is no share: no promise or target can be held against it."),
        format!("Use one of: {}", shares.join(", ")),
    );
    None
}

/// A number of days that is promised is not kept by more time that the council took (paper 003, 4.4).
fn counts_what_it_says(promise: &Field<'_>, measure: Measure) {
    let Some(said) = promise
        .as_str()
        .and_then(|text| durations_in(text).into_iter().next())
    else {
        return;
    };
    let first = Measure::ALL.iter().find(|other| measure.goes_before(**other));
    if let Some(first) = first {
        let what = format!(
            "The promise says \"{}\", and \"{measure}\" counts as kept what was late by that and in time by a later date.",
            said.said
        );
        let mend = format!("Use measure = \"{first}\", or say in the promise that it can take longer.");
        promise.findings.warning(&promise.span, &promise.key, what, mend);
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "six measures have a clock of the policy's own; a new one is compared once somebody says with which"
)]
fn agrees_with_the_clock(promise: &Field<'_>, measure: Measure, clocks: &BTreeMap<ProcedureId, Procedure>) {
    let promised = promise.as_str().map(durations_in).unwrap_or_default();
    let procedure = |name: &str| clocks.values().find(|procedure| procedure.id.as_str() == name);
    let complaint = procedure(defaults::CORPORATE);
    let stage = |at: usize| {
        complaint
            .and_then(|procedure| procedure.stages.get(at))
            .map(|stage| stage.reply)
    };
    let (clock, setting) = match measure {
        Measure::AcknowledgedInTime => (
            complaint.and_then(|procedure| procedure.acknowledge),
            "complaint-corporate.acknowledge",
        ),
        Measure::Stage1InTime | Measure::Stage1InTimeWithoutExtension => {
            (stage(0), "complaint-corporate.stage.1.reply")
        }
        Measure::Stage2InTime | Measure::Stage2InTimeWithoutExtension => {
            (stage(1), "complaint-corporate.stage.2.reply")
        }
        Measure::FirstAnswerInTime => {
            let request = procedure("service-request");
            (
                request.and_then(|procedure| procedure.first_answer),
                "service-request.first_answer",
            )
        }
        _ => return,
    };
    let counted = clock.map_or("no day at all".to_owned(), |limit| limit.to_string());
    let differs = |promised: &&Duration| clock.is_none() || promised.limit != clock;
    if let Some(promised) = promised.iter().find(differs) {
        let what = format!(
            "The promise says \"{}\", but the clock counts {counted}.",
            promised.said
        );
        let mend = match clock {
            Some(clock) => format!("Write \"{clock}\", or change the clock: procedure.{setting}"),
            None => format!("Change the promise, or the clock: procedure.{setting}"),
        };
        promise.wrong(what, mend);
    }
}

pub(super) fn expectations(file: &Table<'_>) -> Vec<String> {
    let Some(table) = file.group("expectations") else {
        return defaults::expectations();
    };
    let list = table
        .must("of_customers", "[\"Tell us what went wrong.\"]")
        .map(|field| field.texts());
    table.done();
    list.unwrap_or_default()
}

pub(super) fn internal_routes(file: &Table<'_>) -> Vec<InternalRoute> {
    let groups = file.groups("internal_route");
    if groups.is_empty() {
        return defaults::internal_routes();
    }
    let read = |table: Table<'_>| {
        let text = |field: Option<Field<'_>>| field.and_then(|field| field.text());
        let question = text(table.must("question", "\"Is it about your job?\""));
        let then = text(table.must("then", "\"Use the grievance procedure.\""));
        table.done();
        Some(InternalRoute {
            question: question?,
            then: then?,
        })
    };
    groups.into_iter().filter_map(read).collect()
}
