//! The procedures: what the file says, over what it leaves out.

use std::collections::BTreeMap;

use super::departures;
use super::field::{Bounds, Field};
use super::nearest::mend_word;
use super::table::Table;
use crate::id::ProcedureId;
use crate::permission::{self, Act};
use crate::policy::{Limit, Procedure, ReturnToStage1, Stage, Unit, defaults};
use crate::vocabulary::{Kind, Ombudsman, Role};

/// What each role may do, by the same file.
type Granted = BTreeMap<Role, Vec<Act>>;

/// What each role of a stage has to do, by the setting that names it.
const HANDLER: (&str, Act) = ("handler", Act::WriteReply);
const APPROVER: (&str, Act) = ("reply_approved_by", Act::ApproveReply);
const REVIEWER: (&str, Act) = ("handler", Act::Review);
const AGREES_TO_RETURN: (&str, Act) = ("again_agreed_by", Act::AgreeReturn);
const AGREES: (&str, Act) = ("beyond_agreed_by", Act::AgreeLongExtension);

/// Stage 1 is answered by whoever writes replies, a later stage by whoever may review.
const fn handler_of(stage: u8) -> (&'static str, Act) {
    if stage == 1 { HANDLER } else { REVIEWER }
}

pub(super) fn read(file: &Table<'_>, granted: &Granted) -> BTreeMap<ProcedureId, Procedure> {
    let procedures = read_named(file, granted);
    if let Some(field) = file.may("permissions") {
        let stages = procedures.values().flat_map(|procedure| &procedure.stages);
        for stage in stages {
            let approver = stage.reply_approved_by.map(|role| (APPROVER, role));
            let roles = [
                (handler_of(stage.number), stage.handler),
                (AGREES, stage.beyond_agreed_by),
            ];
            for ((_, act), role) in roles.into_iter().chain(approver) {
                if !permission::grants(granted, role, act) {
                    let mend = format!("Add \"{act}\" to {role}, or name another role in the procedure.");
                    field.wrong(
                        format!(
                            "Stage {} needs {role}, who may not do this: \"{act}\".",
                            stage.number
                        ),
                        mend,
                    );
                }
            }
        }
    }
    procedures
}

fn read_named(file: &Table<'_>, granted: &Granted) -> BTreeMap<ProcedureId, Procedure> {
    let mut procedures = defaults::procedures();
    let Some(table) = file.group("procedure") else {
        return procedures;
    };
    for (field, name, place) in table.all() {
        let id = match ProcedureId::parse(name.clone()) {
            Ok(id) => id,
            Err(why) => {
                let mend = "Write it like this: [procedure.complaint-corporate]".to_owned();
                file.findings.mistake(&place, &field.key, format!("{why}."), mend);
                continue;
            }
        };
        let Some(settings) = field.table() else { continue };
        let Some(base) = base_of(&settings, &id, &name) else {
            continue;
        };
        procedures.insert(id, read_procedure(&settings, base, granted));
    }
    procedures
}

/// What a procedure is before the file says anything.
fn base_of(table: &Table<'_>, id: &ProcedureId, name: &str) -> Option<Procedure> {
    if let Some(known) = defaults::procedure(id) {
        return Some(known);
    }
    let Some(field) = table.may("kind") else {
        let near = mend_word(name, defaults::NAMED);
        let mend = format!("{near} Or say what kind of case follows it: kind = \"complaint\"");
        let what = "This is not one of the ordinary procedures, and it does not say what it is for.";
        table
            .findings
            .mistake(&table.span, &table.key, what.to_owned(), mend);
        return None;
    };
    let kind = field.word::<Kind>()?;
    // A councillor's query has steps that nobody else's question has (paper 002), and is nobody's beginning.
    let is_ordinary = |procedure: &Procedure| procedure.id.as_str() != defaults::COUNCILLOR_QUERY;
    let mut base = defaults::procedures()
        .into_values()
        .find(|procedure| procedure.kind == kind && is_ordinary(procedure))?;
    base.id = id.clone();
    Some(base)
}

fn set<T>(place: &mut T, read: Option<T>) {
    if let Some(value) = read {
        *place = value;
    }
}

/// Sets a time that may also be "none".
fn set_limit(table: &Table<'_>, name: &str, place: &mut Option<Limit>, bounds: &Bounds) {
    if let Some(field) = table.may(name) {
        field.limit_or_none(place, bounds);
    }
}

fn read_procedure(table: &Table<'_>, mut procedure: Procedure, granted: &Granted) -> Procedure {
    set(
        &mut procedure.name,
        table.may("name").and_then(|field| field.text()),
    );
    if let Some(field) = table.may("kind")
        && let Some(kind) = field.word::<Kind>()
        && kind != procedure.kind
    {
        let mend = format!("Delete this line, or write \"{}\".", procedure.kind);
        field.wrong(
            format!("The procedure \"{}\" is not for this kind of case.", procedure.id),
            mend,
        );
    }
    if let Some(field) = table.may("code") {
        let ombudsman = field.word::<Ombudsman>();
        if procedure.kind == Kind::Complaint {
            procedure.ombudsman = ombudsman;
        } else {
            field.wrong("Only complaints follow an Ombudsman's Code.", "Delete this line.");
        }
    }
    read_clocks(table, &mut procedure);
    if let Some(field) = table.may("stage") {
        read_stages(&field, &mut procedure, granted);
    }
    if let Some(field) = table.may("return_to_stage_1") {
        procedure.return_to_stage_1 = read_return(&field, granted);
    }
    set(
        &mut procedure.stage_2_refused_by,
        table.may("stage_2_refused_by").and_then(|field| field.word()),
    );
    set(
        &mut procedure.early_referral,
        table.may("early_referral").and_then(|field| field.word()),
    );
    set(
        &mut procedure.undo_minutes,
        table.may("undo_minutes").and_then(|field| field.whole(0..=60)),
    );
    departures::read(table, &mut procedure);
    table.done();
    procedure
}

fn read_clocks(table: &Table<'_>, procedure: &mut Procedure) {
    set_limit(
        table,
        "first_answer",
        &mut procedure.first_answer,
        &Bounds::days(1..=30),
    );
    set_limit(
        table,
        "update_every",
        &mut procedure.update_every,
        &Bounds::days(1..=60),
    );
    read_answer(table, procedure);
    set_limit(
        table,
        "acknowledge",
        &mut procedure.acknowledge,
        &Bounds::days(1..=30),
    );
    if let Some(field) = table.may("acknowledge") {
        acknowledged_by_law(&field, procedure);
    }
    let asking = Bounds::days(10..=260).or_months(1..=12);
    set_limit(
        table,
        "ask_for_stage_2_within",
        &mut procedure.ask_for_stage_2_within,
        &asking,
    );
    set_limit(
        table,
        "accept_within",
        &mut procedure.accept_within,
        &Bounds::months(1..=120),
    );
    let reopening = Bounds::days(1..=260).or_months(1..=12);
    set(
        &mut procedure.reopen_within,
        table
            .may("reopen_within")
            .and_then(|field| field.limit(&reopening)),
    );
    if let Some(weeks) = table.may("warn_at_weeks").and_then(|field| field.whole(1..=26)) {
        procedure.warn_at_weeks = Some(weeks);
    }
}

/// The answer to what is no complaint, and how long it stays open afterwards.
fn read_answer(table: &Table<'_>, procedure: &mut Procedure) {
    // Freedom of Information Act 2000, section 10: what a statute gives is counted by the statute's days.
    set_limit(
        table,
        "reply",
        &mut procedure.reply,
        &Bounds::days(1..=60).or_statutory(),
    );
    set_limit(
        table,
        "follow_up",
        &mut procedure.follow_up,
        &Bounds::days(1..=30),
    );
    for name in ["reply", "follow_up"] {
        if let Some(field) = table.may(name)
            && procedure.kind == Kind::Complaint
        {
            field.wrong(
                "A complaint is answered at its stages.",
                "Delete this line, and set the reply of stage.1.",
            );
        }
    }
    if let Some(field) = table.may("follow_up")
        && procedure.follow_up.is_some()
        && procedure.reply.is_none()
    {
        field.wrong(
            "Nothing is answered here that could be followed up.",
            "Add: reply = \"10 working days\"",
        );
    }
}

/// Data Protection Act 2018, section 164A: a data-protection complaint is acknowledged within 30 days.
fn acknowledged_by_law(field: &Field<'_>, procedure: &Procedure) {
    if procedure.ombudsman != Some(Ombudsman::Ico) {
        return;
    }
    let within_law = procedure.acknowledge.is_some_and(|limit| match limit.unit {
        Unit::CalendarDays => limit.count <= 30,
        // Twenty working days with three bank holidays are 31 calendar days at most when they meet Easter.
        Unit::WorkingDays | Unit::StatutoryDays => limit.count <= 18,
        Unit::Months => false,
    });
    if !within_law {
        field.wrong(
            "The law allows 30 calendar days to acknowledge a complaint about personal data.",
            "Write \"30 calendar days\" or less (working days: at most 18).",
        );
    }
}

fn read_stages(field: &Field<'_>, procedure: &mut Procedure, granted: &Granted) {
    let Some(table) = field.table() else { return };
    if procedure.kind != Kind::Complaint {
        field.wrong(
            "Only complaints have stages.",
            "Delete the stages, or set kind = \"complaint\".",
        );
    }
    let bases = std::mem::take(&mut procedure.stages);
    for (number, name) in (1..).zip(["1", "2", "3", "4"]) {
        let Some(stage) = table.may(name) else { continue };
        if procedure.stages.len() + 1 != usize::from(number) {
            stage.wrong(
                "The stage before this one is missing.",
                "Number the stages 1, 2, without a gap.",
            );
        }
        let base = bases.iter().find(|stage| stage.number == number).cloned();
        if let Some(settings) = stage.table() {
            procedure
                .stages
                .extend(read_stage(&settings, number, base, granted));
        }
    }
    table.done();
    if procedure.stages.is_empty() && procedure.kind == Kind::Complaint {
        field.wrong(
            "A complaint needs a stage at which it is answered.",
            "Add: stage.1 = { reply = \"10 working days\" }",
        );
        procedure.stages = bases;
    }
}

/// A role for a setting: one that may do, by the same file, what the setting asks of it.
fn role_in(table: &Table<'_>, (name, act): (&str, Act), granted: &Granted) -> Option<Role> {
    let field = table.may(name)?;
    let role = field.word::<Role>()?;
    if permission::grants(granted, role, act) {
        return Some(role);
    }
    let may: Vec<&str> = Role::ALL
        .iter()
        .filter(|role| permission::grants(granted, **role, act))
        .map(|role| role.as_str())
        .collect();
    let mend = if permission::limits(act).most.contains(&role) {
        format!(
            "Name one of: {}; or add \"{act}\" to {role} in [permissions].",
            may.join(", ")
        )
    } else {
        format!("Name one of: {}.", may.join(", "))
    };
    field.wrong(format!("Nobody could do this: {role} may not \"{act}\"."), mend);
    None
}

fn read_stage(table: &Table<'_>, number: u8, base: Option<Stage>, granted: &Granted) -> Option<Stage> {
    let mut stage = base.unwrap_or_else(|| defaults::stage(number));
    let days = Bounds::days(1..=130);
    let reply = table
        .must("reply", "\"10 working days\"")
        .and_then(|field| field.limit(&days));
    set(
        &mut stage.reply_of,
        table.may("of").and_then(|field| field.word()),
    );
    set_limit(
        table,
        "acknowledge",
        &mut stage.acknowledge,
        &Bounds::days(1..=30),
    );
    set_limit(table, "extend_by", &mut stage.extend_by, &days);
    set(&mut stage.beyond_agreed_by, role_in(table, AGREES, granted));
    set(
        &mut stage.beyond_agreed_alone,
        table.may("beyond_agreed_alone").and_then(|field| field.yes()),
    );
    let longest = Bounds::days(1..=130).or_months(1..=6);
    set(
        &mut stage.extend_at_most,
        table
            .may("extend_at_most")
            .and_then(|field| field.limit(&longest)),
    );
    set(&mut stage.handler, role_in(table, handler_of(number), granted));
    let approver = table.may(APPROVER.0);
    if approver.is_some_and(|field| field.as_str() == Some("nobody")) {
        stage.reply_approved_by = None;
    } else if let Some(role) = role_in(table, APPROVER, granted) {
        stage.reply_approved_by = Some(role);
    }
    if let Some(field) = table.may("not_by_anyone_from") {
        // The rule holds whether the file says so or not; saying it in the file is for the reader.
        field.only("stage 1", "whoever reviews a complaint had no part in stage 1.");
    }
    table.done();
    Some(Stage {
        reply: reply?,
        ..stage
    })
}

fn read_return(field: &Field<'_>, granted: &Granted) -> Option<ReturnToStage1> {
    if field.as_str() == Some("never") {
        return None;
    }
    let table = field.table()?;
    let at_most = table
        .may("at_most")
        .and_then(|field| field.whole(1..=3))
        .unwrap_or(1);
    if let Some(field) = table.may("after") {
        field.only(
            "customer told",
            "the customer is told why before a complaint goes back.",
        );
    }
    if let Some(field) = table.may("clock") {
        field.only("keeps running", "a clock that stops would make stage 2 endless.");
    }
    let again_agreed_by = role_in(&table, AGREES_TO_RETURN, granted);
    table.done();
    Some(ReturnToStage1 {
        at_most: u8::try_from(at_most).unwrap_or(1),
        again_agreed_by: again_agreed_by.unwrap_or(Role::ServiceManager),
    })
}

/// Whether one limit is surely no longer than another, counting five working days in a calendar week.
pub(super) fn is_within(limit: Limit, most_working_days: u16) -> bool {
    match limit.unit {
        Unit::WorkingDays | Unit::StatutoryDays => limit.count <= most_working_days,
        Unit::CalendarDays => u32::from(limit.count) * 5 <= u32::from(most_working_days) * 7,
        Unit::Months => false,
    }
}
