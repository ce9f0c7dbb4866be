//! How the lists see a case: rows that follow from its state alone, and so can be made again.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::case::{Case, Outcome, PointState};
use redress_domain::clock::Clock;
use redress_domain::id::{CaseId, UserId};
use redress_domain::measure::fact::Facts;
use redress_domain::vocabulary::ClockKind;
use redress_store::case::{CasePoint, CaseRow, CaseStage};
use redress_store::changes::ReadModel;
use redress_store::enquiry::EnquiryRow;
use redress_store::fact::{FactRows, GivenBy};
use redress_store::referral::ReferralRow;
use redress_store::remedy::CaseRemedy;
use redress_store::transfer::TransferRow;
use redress_store::unread::UnreadRow;
use redress_store::update::UpdateRow;

/// What a case gives to be counted: all of it, or what an act changed of what it gave `before`.
pub fn fact_rows(id: &CaseId, (before, now): (Option<Facts>, Facts)) -> ReadModel {
    ReadModel::Facts(Box::new(FactRows {
        by: GivenBy::Case(id.clone()),
        before,
        now,
    }))
}

/// Every row of one case but what it gives to be counted.
pub fn rows(id: &CaseId, version: i64, case: &Case, updated_at: Timestamp) -> Vec<ReadModel> {
    let mut rows = vec![ReadModel::Case(Box::new(case_row(id, version, case, updated_at)))];
    // Each act writes the rows as a rebuild would: what a case no longer has is taken away.
    rows.extend(stage_rows(id, case));
    rows.extend(no_point_rows(id, case));
    rows.extend(point_rows(id, case).map(|row| ReadModel::Point(Box::new(row))));
    rows.extend(remedy_rows(id, case).map(|row| ReadModel::Remedy(Box::new(row))));
    rows.push(update_row(id, case));
    rows.push(unread_row(id, case));
    rows.push(transfer_row(id, case));
    rows.extend(people_rows(id, case));
    rows.push(enquiry_row(id, case));
    rows.extend(crate::pace::rows(id, case));
    rows.extend(referral_rows(id, case).map(|row| ReadModel::Referral(Box::new(row))));
    rows
}

fn case_row(id: &CaseId, version: i64, case: &Case, updated_at: Timestamp) -> CaseRow {
    let due = case.next_due();
    let clock = |kind| case.clock(kind);
    CaseRow {
        case_id: id.clone(),
        version,
        reference: case.reference.to_string(),
        kind: case.kind,
        procedure: case.procedure.clone(),
        policy_version: i64::from(case.policy_version),
        stage: i64::from(case.stage),
        status: case.status().as_str().to_owned(),
        priority: case.priority,
        service: case.service.clone(),
        team: case.team.clone(),
        owner: case.owner.clone(),
        customer: case.customer.clone(),
        summary_words: Some(case.what_happened.id.clone()),
        channel: case.channel,
        raised_by_role: case.raised_by,
        logged_by: case.logged_by.clone(),
        received_on: case.received_on,
        received_at: case.received_at,
        triaged: case.triaged_at.is_some() || case.is_closed(),
        acknowledged_on: case.acknowledged_on,
        acknowledge_due_on: clock(ClockKind::Acknowledge).map(|clock| clock.due_on),
        first_answered_on: case.first_answered_on,
        reply_due_on: clock(ClockKind::Reply).map(|clock| clock.due_on),
        replied_on: case.replied_on,
        due_on: due.filter(|_| !case.is_closed()).map(|clock| clock.due_on),
        due_what: due.filter(|_| !case.is_closed()).map(|clock| clock.kind),
        extended: clock(ClockKind::Reply).is_some_and(|clock| !clock.extensions.is_empty()),
        settled_at_first_contact: case.settlement.is_some(),
        awaiting_approval: case.awaits_approval(),
        author_of_reply: case.reply.as_ref().and_then(|reply| reply.author.user().cloned()),
        outcome: case.outcome.map(|outcome| outcome.as_str().to_owned()),
        closed: case.is_closed(),
        closed_on: case.closed_on,
        last_word_on: case.last_word_on,
        updated_at,
        ward: case.ward.clone(),
        touched_at: case.touched_at,
        follow_up_until: case.follow_up_until.filter(|_| !case.is_closed()),
        ready_to_send: case.reply_is_approved() && !case.is_closed(),
        about: between_commas(&case.about),
    }
}

/// The members of staff whom it is about, as lists look for them.
fn between_commas(about: &[UserId]) -> Option<String> {
    let all = about
        .iter()
        .fold(String::new(), |text, user| format!("{text},{user}"));
    (!all.is_empty()).then(|| all + ",")
}

/// Everybody who is or was on it beside its customer: nobody is taken away, as what was done then stays done.
fn people_rows(id: &CaseId, case: &Case) -> Vec<ReadModel> {
    let mut others = case.everybody();
    others.retain(|person| case.customer.as_ref() != Some(*person));
    others
        .into_iter()
        .map(|person| ReadModel::OnCase(person.clone(), id.clone()))
        .collect()
}

/// Each stage as it stands, or as it stood when the next one was asked for. Where a request for stage 2
/// was made the rows are written anew, for it may not have been accepted.
fn stage_rows(id: &CaseId, case: &Case) -> Vec<ReadModel> {
    let mut rows = Vec::new();
    if case.stage == 0 || case.review.is_some() {
        rows.push(ReadModel::NoStages(id.clone()));
    }
    if let Some(review) = case.open_review() {
        let before = &review.stage_1;
        let outcome = before.ended.as_ref().and_then(|ended| ended.outcome);
        rows.push(stage_row(
            (id, case, 1),
            (&before.clocks, before.acknowledged_on, before.replied_on),
            outcome,
        ));
    }
    if case.stage > 0 {
        rows.push(stage_row(
            (id, case, case.stage),
            (&case.clocks, case.acknowledged_on, case.replied_on),
            case.outcome,
        ));
    }
    rows
}

fn stage_row(
    (id, case, stage): (&CaseId, &Case, u8),
    (clocks, acknowledged_on, replied_on): (&BTreeMap<ClockKind, Clock>, Option<Date>, Option<Date>),
    outcome: Option<Outcome>,
) -> ReadModel {
    let clock = |kind| clocks.get(&kind);
    ReadModel::Stage(Box::new(CaseStage {
        case_id: id.clone(),
        stage: i64::from(stage),
        kind: case.kind,
        procedure: case.procedure.clone(),
        service: case.service.clone(),
        started_on: clock(ClockKind::Acknowledge).map_or(case.received_on, |clock| clock.started_on),
        acknowledge_due_on: clock(ClockKind::Acknowledge).map(|clock| clock.due_on),
        acknowledged_on,
        reply_due_on: clock(ClockKind::Reply).map(|clock| clock.due_on),
        replied_on,
        extended: clock(ClockKind::Reply).is_some_and(|clock| !clock.extensions.is_empty()),
        outcome: outcome.map(|outcome| outcome.as_str().to_owned()),
    }))
}

/// What an Ombudsman asked last.
fn enquiry_row(id: &CaseId, case: &Case) -> ReadModel {
    let Some(enquiry) = case.enquiries.last() else {
        return ReadModel::NoEnquiry(id.clone());
    };
    let due_on = enquiry.due_on();
    ReadModel::Enquiry(Box::new(EnquiryRow {
        case_id: id.clone(),
        ombudsman: enquiry.ombudsman,
        referral: enquiry.referral,
        step: enquiry.step,
        service: case.service.clone(),
        received_on: enquiry.received_on,
        due_on,
        decided_on: enquiry.decision.as_ref().map(|(_, on)| *on),
        is_open: enquiry.is_open(),
        due_key: EnquiryRow::key(due_on, enquiry.received_on),
    }))
}

fn update_row(id: &CaseId, case: &Case) -> ReadModel {
    let Some(update) = &case.update else {
        return ReadModel::NoUpdate(id.clone());
    };
    ReadModel::Update(Box::new(UpdateRow {
        case_id: id.clone(),
        service: case.service.clone(),
        owner: case.owner.clone(),
        asked_on: update.asked_on,
        due_on: update.due_on,
        times: i64::from(update.times),
    }))
}

fn unread_row(id: &CaseId, case: &Case) -> ReadModel {
    let Some(unread) = &case.unread else {
        return ReadModel::NoUnread(id.clone());
    };
    ReadModel::Unread(Box::new(UnreadRow {
        case_id: id.clone(),
        service: case.service.clone(),
        owner: case.owner.clone(),
        closed: case.is_closed(),
        since: unread.since,
        count: i64::from(unread.count),
    }))
}

fn transfer_row(id: &CaseId, case: &Case) -> ReadModel {
    let Some(sent) = case.waits_at() else {
        return ReadModel::NoTransfer(id.clone());
    };
    ReadModel::Transfer(Box::new(TransferRow {
        case_id: id.clone(),
        transfer_id: sent.transfer.clone(),
        to_council: sent.council.clone(),
    }))
}

fn point_rows(id: &CaseId, case: &Case) -> impl Iterator<Item = CasePoint> {
    case.points.iter().zip(1..).map(|(point, number)| CasePoint {
        case_id: id.clone(),
        point_id: point.id.clone(),
        number,
        words: Some(point.words.id.clone()),
        service: case.service.clone(),
        finding: match &point.state {
            PointState::Found { finding, .. } => Some(*finding),
            PointState::Open => None,
        },
        found_on: None,
    })
}

/// The points that are in a case of their own now.
fn no_point_rows(id: &CaseId, case: &Case) -> impl Iterator<Item = ReadModel> {
    case.split_off.iter().map(|point| {
        ReadModel::NoPoint(Box::new(CasePoint {
            case_id: id.clone(),
            point_id: point.clone(),
            number: 0,
            words: None,
            service: None,
            finding: None,
            found_on: None,
        }))
    })
}

fn remedy_rows(id: &CaseId, case: &Case) -> impl Iterator<Item = CaseRemedy> {
    case.remedies.iter().map(|remedy| CaseRemedy {
        case_id: id.clone(),
        remedy_id: remedy.id.clone(),
        kind: remedy.kind,
        words: Some(remedy.words.id.clone()),
        service: case.service.clone(),
        owner: remedy.owner.clone(),
        due_on: remedy.due_on,
        delivered_on: remedy.delivered_on,
        is_open: remedy.is_open(),
        due_key: CaseRemedy::key(remedy.due_on),
        remind_on: remedy.next_reminder().map(|(day, _)| day),
    })
}

fn referral_rows(id: &CaseId, case: &Case) -> impl Iterator<Item = ReferralRow> {
    case.referrals
        .iter()
        .zip(1..)
        .map(|(referral, number)| ReferralRow {
            case_id: id.clone(),
            referral_id: referral.id.clone(),
            number,
            partner: referral.partner.clone(),
            service: case.service.clone(),
            owner: case.owner.clone(),
            state: referral.state,
            asked_on: referral.asked_on,
            due_on: referral.due_on,
            remind_on: referral.next_reminder().map(|(day, _)| day),
            accepted_on: referral.accepted_on,
            answered_on: referral.answer.as_ref().map(|answer| answer.on),
            working_days: referral
                .answer
                .as_ref()
                .map(|answer| i64::from(answer.working_days)),
            is_open: referral.is_open(),
        })
}
