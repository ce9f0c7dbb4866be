//! Standards, targets, expectations, reasons for refusing, and the routes for people inside.

use std::collections::BTreeMap;

use super::Names;
use super::durations::{Duration, durations_in};
use super::field::Field;
use super::people::Once;
use super::table::Table;
use crate::id::{PostId, ProcedureId, ReasonCode, StandardId};
use crate::measure::Measure;
use crate::policy::{InternalRoute, Kpi, Procedure, RefusalReason, Standard, defaults};

/// The common reasons, with those of the file in place of or after them.
pub(super) fn refusal_reasons(file: &Table<'_>) -> Vec<RefusalReason> {
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
        if let (Some(field), Some(text)) = (&wording, &told) {
            gives_the_reference(field, text, makes_request);
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

/// The standards. `clocks` are the procedures of the same file: a promise that names a number of days
/// names the days that the clock counts.
pub(super) fn standards(file: &Table<'_>, clocks: &BTreeMap<ProcedureId, Procedure>) -> Vec<Standard> {
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
            .and_then(|field| field.word());
        if let (Some(field), Some(measure)) = (&promise, measure) {
            agrees_with_the_clock(field, measure, clocks);
        }
        let promise = promise.and_then(|field| field.text());
        let target_percent = table.may("target").and_then(|field| field.percent());
        let is_public = table.may("public").and_then(|field| field.yes()).unwrap_or(true);
        table.done();
        Some(Standard {
            id: id?,
            promise: promise?,
            measure: measure?,
            target_percent,
            is_public,
        })
    };
    file.groups("standard").into_iter().filter_map(read).collect()
}

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
        Measure::Stage1InTime => (stage(0), "complaint-corporate.stage.1.reply"),
        Measure::Stage2InTime => (stage(1), "complaint-corporate.stage.2.reply"),
        Measure::FirstAnswerInTime => {
            let request = procedure("service-request");
            (
                request.and_then(|procedure| procedure.first_answer),
                "service-request.first_answer",
            )
        }
        Measure::RequestInTime
        | Measure::SettledAtFirstContact
        | Measure::SatisfactionWithHandling
        | Measure::SatisfactionWithResult
        | Measure::RemediesInTime => return,
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

pub(super) fn kpis(file: &Table<'_>, names: &Names) -> Vec<Kpi> {
    let read = |table: Table<'_>| {
        let of = table
            .must("for", "\"director-communities\"")
            .and_then(|field| field.refers("post", &names.posts, PostId::parse));
        let measure = table
            .must("measure", "\"satisfaction-with-handling\"")
            .and_then(|field| field.word());
        let target_percent = table.must("target", "\"80 %\"").and_then(|field| field.percent());
        table.done();
        Some(Kpi {
            of: of?,
            measure: measure?,
            target_percent: target_percent?,
        })
    };
    file.groups("kpi").into_iter().filter_map(read).collect()
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
