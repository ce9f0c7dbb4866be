//! Standards, targets, expectations, reasons for refusing, and the routes for people inside.

use super::Names;
use super::field::Field;
use super::people::Once;
use super::table::Table;
use crate::id::{PostId, ReasonCode, StandardId};
use crate::policy::{InternalRoute, Kpi, RefusalReason, Standard, defaults};

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
        let wording = table
            .must("wording", "\"why, and where to go instead\"")
            .and_then(|field| field.text());
        table.done();
        let (Some(code), Some(name), Some(wording)) = (code, name, wording) else {
            continue;
        };
        let reason = RefusalReason { code, name, wording };
        match reasons.iter_mut().find(|known| known.code == reason.code) {
            Some(known) => *known = reason,
            None => reasons.push(reason),
        }
    }
    reasons
}

pub(super) fn standards(file: &Table<'_>) -> Vec<Standard> {
    let mut once = Once::default();
    let read = |table: Table<'_>| {
        let id = table.must("id", "\"reply-in-time\"").and_then(|field| {
            once.check(&field);
            field.id(StandardId::parse)
        });
        let promise = table
            .must("promise", "\"We reply within …\"")
            .and_then(|field| field.text());
        // Hart publishes only what can be recorded, measured and reported (paper 003, 4.4).
        let measure = table
            .must("measure", "\"stage-1-in-time\"")
            .and_then(|field| field.word());
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
