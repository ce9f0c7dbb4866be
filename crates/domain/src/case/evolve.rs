//! Folding what happened into the case as it stands.

use jiff::civil::Date;

use crate::calendar::london::civil_date;
use crate::case::{
    Agreed, AskedForUpdate, Case, ContactPurpose, Direction, Early, Entry, Event, Point, PointState,
    RefusalState, Reply, ReplyState, Settlement, Subject, Unread,
};
use crate::clock::Clock;
use crate::id::{ActorId, ProcedureId};
use crate::vocabulary::{ClockKind, Kind};

mod between;
mod conflict;
mod contacts;
mod council;
mod desk;
mod early;
mod enquiry;
mod partner;
mod people;
mod promises;
mod remedy;
mod stage_2;
mod subject;
mod touch;

/// Adds up a whole stream; `None` while nothing was logged.
pub fn fold(entries: &[Entry]) -> Option<Case> {
    entries.iter().fold(None, evolve)
}

/// The case after `entry`. What comes before a case was logged leaves nothing.
pub fn evolve(case: Option<Case>, entry: &Entry) -> Option<Case> {
    if let (None, Event::Logged { .. }) = (&case, &entry.event) {
        return logged(entry);
    }
    let mut case = case?;
    let touches = touch::touches(&case, entry);
    contacts::contact_made(&mut case, entry);
    change(&mut case, entry);
    message(&mut case, entry);
    super::pace::notice(&mut case, entry);
    if touches {
        case.touched_at = case.touched_at.max(entry.at);
    }
    Some(case)
}

fn logged(entry: &Entry) -> Option<Case> {
    let Event::Logged {
        reference,
        kind,
        procedure,
        policy_version,
        day_one,
        channel,
        received_at,
        received_on,
        raised_by,
        customer,
        representative,
        service,
        what_happened,
        wanted,
        wishes,
        place,
        ward,
        effect,
        also,
        happened_on,
        reply_by,
        support,
        support_words,
        priority,
        about,
        sharing,
    } = entry.event.clone()
    else {
        return None;
    };
    Some(Case {
        reference,
        kind,
        procedure,
        policy_version,
        day_one,
        channel,
        received_at,
        received_on,
        counts_from: received_on,
        raised_by,
        logged_by: entry.actor.clone(),
        logged_at: entry.at,
        customer,
        representative,
        service,
        team: None,
        owner: None,
        priority,
        about,
        what_happened,
        wanted,
        wishes,
        place,
        ward,
        effect,
        also,
        happened_on,
        first_reply_by: reply_by,
        support,
        support_words,
        sharing,
        triaged_at: None,
        clocks: std::collections::BTreeMap::new(),
        replies_before: Vec::new(),
        missed_before: Vec::new(),
        acknowledged_on: None,
        first_answered_on: None,
        last_word_on: None,
        question_open: false,
        chases: 0,
        contacts: vec![contacts::opening(channel, received_on)],
        update: None,
        unread: None,
        files: Vec::new(),
        points: Vec::new(),
        remedies: Vec::new(),
        stage: stage_of(kind),
        long_extension_until: None,
        long_extension_agreed_by: None,
        reply: None,
        replied_on: None,
        refusal: RefusalState::None,
        settlement: None,
        outcome: None,
        closed_on: None,
        sentence: None,
        lesson: None,
        touched_at: entry.at,
        follow_up_until: None,
        open_help: Vec::new(),
        times_reopened: 0,
        links: Vec::new(),
        had_part: Vec::new(),
        review: None,
        enquiries: Vec::new(),
        people: Vec::new(),
        first_evidence: None,
        letters_to: None,
        ways: std::collections::BTreeMap::new(),
        merged: None,
        took_in: Vec::new(),
        sent_to: Vec::new(),
        came_from: None,
        split_off: Vec::new(),
        early: Early::default(),
        paces: std::collections::BTreeMap::new(),
        subject: Subject::Council,
        subject_partner: None,
        taken_late: false,
        concerns: Vec::new(),
        referrals: Vec::new(),
    })
}

fn stage_of(kind: Kind) -> u8 {
    u8::from(kind == Kind::Complaint)
}

#[expect(clippy::too_many_lines, reason = "one arm for each event or group of events")]
fn change(case: &mut Case, entry: &Entry) {
    let on = civil_date(entry.at);
    stage_2::notice_part(case, entry);
    match &entry.event {
        Event::Logged { .. }
        | Event::NoteAdded { .. }
        | Event::NotReached { .. }
        | Event::MessagesRead {}
        | Event::AvoidableSaid { .. }
        | Event::Erased { .. }
        | Event::TimeRecorded { .. } => {}
        Event::ClockStarted { clock } | Event::ClockMoved { clock, .. } => put(case, clock),
        Event::ClockDropped { kind } => promises::dropped(case, *kind, civil_date(entry.at)),
        Event::KindChanged {
            to,
            procedure,
            counts_from,
            ..
        } => kind(case, *to, procedure, *counts_from),
        Event::Triaged { .. } | Event::Assigned { .. } | Event::Transferred { .. } => {
            desk::given(case, entry);
        }
        Event::Acknowledged { on, .. } => {
            case.acknowledged_on = Some(*on);
            word_went(case, *on);
            stop(case, ClockKind::Acknowledge, *on);
        }
        Event::WantedClarified { wanted } => case.wanted = Some(wanted.clone()),
        Event::ContactRecorded {
            direction,
            purpose,
            contact_at,
            ..
        } => {
            contact(case, (*direction, *purpose), civil_date(*contact_at));
        }
        Event::UpdateAsked { due_on } => asked_for_update(case, on, *due_on),
        Event::FileAdded { .. } => desk::file(case, entry),
        Event::ConsentRecorded { consent } => {
            if let Some((_, known)) = &mut case.representative {
                *known = *consent;
                case.first_evidence = None;
            }
        }
        Event::FirstAnswered { on } => {
            case.first_answered_on = Some(*on);
            promises::first_answered(case, *on, &entry.actor);
        }
        Event::Extended { clock, .. } => {
            put(case, clock);
            word_went(case, on);
        }
        Event::LongExtensionAgreed { until, .. } => {
            case.long_extension_until = Some(*until);
            case.long_extension_agreed_by = Some(entry.actor.clone());
        }
        Event::Linked {
            case: other,
            relation,
        } => case.links.push((other.clone(), *relation)),
        Event::QueryAnswered { on, open_until } => {
            if let Some(until) = open_until {
                (case.replied_on, case.follow_up_until) = (Some(*on), Some(*until));
            }
            stop(case, ClockKind::Reply, *on);
        }
        Event::HelpAsked { help, .. } => case.open_help.push(help.clone()),
        Event::HelpAnswered { help, .. } => case.open_help.retain(|known| known != help),
        Event::PointAdded { .. } | Event::FindingRecorded { .. } | Event::DeterminationRecorded { .. } => {
            points(case, entry);
        }
        // Promised remedies.
        Event::RemedyPromised { .. }
        | Event::RemedyDelivered { .. }
        | Event::RemedyNotDeliverable { .. }
        | Event::RemedyReminded { .. }
        | Event::PaymentAsked { .. }
        | Event::PaymentApproved { .. }
        | Event::PaymentTurnedDown { .. }
        | Event::PaymentMade { .. } => remedy::remedy(case, entry),
        Event::ReplyDrafted { .. }
        | Event::ApprovalAsked { .. }
        | Event::ReplyApproved { .. }
        | Event::ReplySentBack { .. }
        | Event::ReplySent { .. }
        | Event::ReplySendUndone { .. } => reply(case, entry),
        Event::SettledAtFirstContact { .. }
        | Event::RefusalProposed { .. }
        | Event::NotAccepted { .. }
        | Event::RefusalDeclined { .. }
        | Event::Withdrawn { .. }
        | Event::SortedConfirmed { .. }
        | Event::Closed { .. }
        | Event::Reopened { .. } => ending(case, entry),
        Event::Stage2Asked { .. }
        | Event::Stage2Accepted { .. }
        | Event::Stage2NotAccepted { .. }
        | Event::Stage2Withdrawn { .. }
        | Event::ReviewerNamed { .. }
        | Event::ConflictDeclared { .. }
        | Event::PointReviewed { .. }
        | Event::ReturnedToStage1 { .. }
        | Event::ReturnAgreed { .. }
        | Event::ReturnFinished { .. } => stage_2::stage_2(case, entry),
        Event::EnquiryRecorded { .. }
        | Event::DocumentsSent { .. }
        | Event::DraftDecisionCame { .. }
        | Event::FinalDecisionCame { .. }
        | Event::RemedyRecommended { .. }
        | Event::BundleMade { .. }
        | Event::CameBack { .. } => enquiry::enquiry(case, entry),
        // People on the case.
        Event::PersonAdded { .. }
        | Event::PersonEnded { .. }
        | Event::ConsentChanged { .. }
        | Event::LettersGoTo { .. }
        | Event::ConcernRaised { .. }
        | Event::ConcernTold { .. }
        | Event::AdjustmentsSaid { .. } => people::people(case, entry),
        // Between cases.
        Event::Unlinked { .. }
        | Event::MergedInto { .. }
        | Event::Unmerged { .. }
        | Event::TookIn { .. }
        | Event::GaveBack { .. }
        | Event::PointsSplit { .. } => between::between(case, entry),
        // Between councils.
        Event::SentToCouncil { .. }
        | Event::CouncilTookOver { .. }
        | Event::CouncilTurnedAway { .. }
        | Event::CameFromCouncil { .. }
        | Event::CarriedOver { .. }
        | Event::TakenOver { .. }
        | Event::NotForUs { .. } => council::council(case, entry),
        // What a complaint is about.
        Event::SubjectSaid { .. } | Event::TakenLate { .. } => subject::subject(case, &entry.event),
        Event::Referred { .. }
        | Event::ReferralAccepted { .. }
        | Event::ReferralTurnedAway { .. }
        | Event::PartnerAsked { .. }
        | Event::PartnerTold { .. }
        | Event::PartnerReminded { .. }
        | Event::PartnerAnswered { .. }
        | Event::ReferralEnded { .. } => partner::partner(case, entry),
        // Settling it early.
        Event::AdviceAsked { .. }
        | Event::AdviceGiven { .. }
        | Event::TalkOffered { .. }
        | Event::TalkAnswered { .. }
        | Event::TalkHeld { .. } => early::early(case, entry),
    }
}

/// What came in waits until somebody who has the case says that they read it, or answers it. What the
/// owner took down themselves waits for nobody, and how it is going is asked on a promise of its own.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a few things alone bring a message or answer one"
)]
fn message(case: &mut Case, entry: &Entry) {
    match &entry.event {
        Event::ContactRecorded {
            direction: Direction::In,
            purpose,
            ..
        } => {
            let is_promised = *purpose == ContactPurpose::AskedForUpdate && !case.is_closed();
            if !is_promised && comes_from_outside(case, &entry.actor) {
                waits(case, entry);
            }
        }
        Event::Withdrawn { .. } | Event::Stage2Withdrawn { .. } if comes_from_outside(case, &entry.actor) => {
            waits(case, entry);
        }
        // What another council turned away is its officer's again, who hears of it.
        Event::CouncilTurnedAway { .. } if !case.is_closed() => waits(case, entry),
        Event::MessagesRead {}
        | Event::ContactRecorded {
            direction: Direction::Out,
            ..
        }
        | Event::Acknowledged { .. }
        | Event::Reopened { .. } => case.unread = None,
        _ => {}
    }
}

/// Whether it was not the owner who took it down. A record that was taken over is read already, and of
/// the jobs one alone writes what a customer said: an e-mail that came in.
fn comes_from_outside(case: &Case, actor: &ActorId) -> bool {
    match actor {
        ActorId::Customer(_) | ActorId::Anonymous | ActorId::Program(_) => true,
        ActorId::User(user) => case.owner.as_ref() != Some(user),
        ActorId::Job(name) => *name == crate::incoming::JOB,
        ActorId::Import(_) | ActorId::Partner(_) => false,
    }
}

fn waits(case: &mut Case, entry: &Entry) {
    let before = case.unread.take();
    case.unread = Some(Unread {
        since: before.as_ref().map_or(entry.at, |unread| unread.since),
        count: before.map_or(0, |unread| unread.count) + 1,
    });
}

fn kind(case: &mut Case, to: Kind, procedure: &ProcedureId, counts_from: Date) {
    if case.kind != to {
        case.stage = stage_of(to);
        // What was written, acknowledged or agreed for one kind says nothing for another.
        case.reply = None;
        case.review = None;
        forget_long_extension(case);
        if case.follow_up_until.take().is_some() {
            case.replied_on = None;
        }
        if case.acknowledged_on.is_some_and(|on| on < counts_from) {
            case.acknowledged_on = None;
        }
    }
    case.kind = to;
    case.procedure = procedure.clone();
    case.counts_from = counts_from;
}

fn forget_long_extension(case: &mut Case) {
    case.long_extension_until = None;
    case.long_extension_agreed_by = None;
}

/// The customer had a word on that day; a record of an older one changes nothing. Whatever it was,
/// it answers whoever had asked how it is going.
fn word_went(case: &mut Case, on: Date) {
    case.last_word_on = case.last_word_on.max(Some(on));
    if case.update.as_ref().is_some_and(|update| update.asked_on <= on) {
        case.update = None;
    }
}

/// Asking again puts nothing off: the first promise stands.
fn asked_for_update(case: &mut Case, on: Date, due_on: Date) {
    let before = case.update.take();
    let first = before
        .as_ref()
        .map_or((on, due_on), |update| (update.asked_on, update.due_on));
    case.update = Some(AskedForUpdate {
        asked_on: first.0,
        due_on: first.1,
        times: before.map_or(0, |update| update.times) + 1,
    });
}

fn put(case: &mut Case, clock: &Clock) {
    case.clocks.insert(clock.kind, clock.clone());
}

fn stop(case: &mut Case, kind: ClockKind, on: Date) {
    if let Some(clock) = case.clocks.get_mut(&kind).filter(|clock| clock.is_running()) {
        clock.stop(on);
    }
}

fn contact(case: &mut Case, (direction, purpose): (Direction, ContactPurpose), on: Date) {
    if (direction, purpose) == (Direction::Out, ContactPurpose::ReturnExplained)
        && let Some(review) = case.review.as_mut().filter(|review| review.asked_on <= on)
    {
        review.told_why_on = Some(on);
    }
    match direction {
        Direction::In => {
            case.question_open = false;
            // Somebody came back to the answer: it is no longer the last word.
            case.follow_up_until = None;
            if purpose == ContactPurpose::AskedForUpdate {
                case.chases += 1;
            }
        }
        Direction::Out => {
            case.question_open = purpose == ContactPurpose::QuestionToCustomer;
            case.chases = 0;
            word_went(case, on);
        }
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`change` sends the events of this group only"
)]
fn points(case: &mut Case, entry: &Entry) {
    take_back_approval(case, &entry.event);
    match &entry.event {
        Event::PointAdded { point, words, from } => case.points.push(Point {
            id: point.clone(),
            words: words.clone(),
            from: from.clone(),
            state: PointState::Open,
            found_by: None,
            review: None,
            determination: None,
            service: None,
        }),
        Event::FindingRecorded {
            point,
            finding,
            reason,
        } => {
            if let Some(found) = case.points.iter_mut().find(|known| known.id == *point) {
                found.found_by = Some(entry.actor.clone());
                found.state = PointState::Found {
                    finding: *finding,
                    reason: reason.clone(),
                };
            }
        }
        Event::DeterminationRecorded {
            point,
            ombudsman,
            determination,
            decided_on,
            service,
        } => {
            if let Some(found) = case.points.iter_mut().find(|known| known.id == *point) {
                found.service = service.clone().or_else(|| found.service.take());
                found.determination = Some((*ombudsman, *determination, *decided_on));
            }
        }
        _ => {}
    }
}

/// What is approved is what was read: a reply whose findings or promises change is a draft again.
fn take_back_approval(case: &mut Case, event: &Event) {
    let is_of_the_reply = matches!(
        event,
        Event::PointAdded { .. }
            | Event::FindingRecorded { .. }
            | Event::RemedyPromised { .. }
            | Event::PointsSplit { .. }
            | Event::GaveBack { .. }
    );
    let Some(reply) = case.reply.as_mut().filter(|_| is_of_the_reply) else {
        return;
    };
    match reply.state {
        ReplyState::WaitingForApproval | ReplyState::Approved { .. } => {
            reply.state = ReplyState::Draft { what_to_change: None };
        }
        ReplyState::Draft { .. } | ReplyState::Sent { .. } => {}
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`change` sends the events of this group only"
)]
fn reply(case: &mut Case, entry: &Entry) {
    if let Event::ReplyDrafted {
        reply,
        stage,
        sections,
    } = &entry.event
    {
        let mut authors = match case.reply.take() {
            Some(before) if before.id == *reply => before.authors,
            Some(_) | None => Vec::new(),
        };
        if !authors.contains(&entry.actor) {
            authors.push(entry.actor.clone());
        }
        case.reply = Some(Reply {
            id: reply.clone(),
            stage: *stage,
            author: entry.actor.clone(),
            authors,
            sections: sections.clone(),
            state: ReplyState::Draft { what_to_change: None },
            saved_at: entry.at,
        });
        return;
    }
    let Some(reply) = case.reply.as_mut() else { return };
    match &entry.event {
        Event::ApprovalAsked { .. } => reply.state = ReplyState::WaitingForApproval,
        Event::ReplyApproved { .. } => {
            reply.state = ReplyState::Approved {
                by: entry.actor.clone(),
            }
        }
        Event::ReplySentBack { what_to_change, .. } => {
            reply.state = ReplyState::Draft {
                what_to_change: Some(what_to_change.clone()),
            };
        }
        Event::ReplySent {
            letter,
            undo_until,
            on,
            ..
        } => {
            let approved_by = match &reply.state {
                ReplyState::Approved { by } => Some(by.clone()),
                ReplyState::Draft { .. } | ReplyState::WaitingForApproval | ReplyState::Sent { .. } => None,
            };
            reply.state = ReplyState::Sent {
                at: entry.at,
                undo_until: *undo_until,
                letter: letter.clone(),
                approved_by,
                word_before: case.last_word_on,
                update_before: case.update.take(),
                unread_before: case.unread.take(),
            };
            let sent = reply.id.clone();
            remedy::told(case, &sent);
            case.last_word_on = case.last_word_on.max(Some(*on));
            stage_2::replied(case, *on);
        }
        Event::ReplySendUndone { .. } => {
            if let ReplyState::Sent {
                word_before,
                update_before,
                unread_before,
                ..
            } = &mut reply.state
            {
                case.unread = unread_before.take().or_else(|| case.unread.take());
                case.last_word_on = *word_before;
                case.update = update_before.take().or_else(|| case.update.take());
            }
            reply.state = match std::mem::replace(&mut reply.state, ReplyState::WaitingForApproval) {
                ReplyState::Sent {
                    approved_by: Some(by),
                    ..
                } => ReplyState::Approved { by },
                ReplyState::Sent {
                    approved_by: None, ..
                }
                | ReplyState::Draft { .. }
                | ReplyState::WaitingForApproval
                | ReplyState::Approved { .. } => ReplyState::Draft { what_to_change: None },
            };
            let undone = reply.id.clone();
            remedy::not_told(case, &undone);
            stage_2::reply_undone(case);
        }
        _ => {}
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`change` sends the events of this group only"
)]
fn ending(case: &mut Case, entry: &Entry) {
    match &entry.event {
        Event::SettledAtFirstContact {
            what_was_done,
            agreed,
            ..
        } => {
            case.settlement = Some(Settlement {
                what_was_done: what_was_done.clone(),
                agreed: *agreed,
            });
            word_went(case, civil_date(entry.at));
            // Where the customer does not agree, somebody has still to say whose it is: it stays
            // in the queue that is checked every day (paper 002).
            if *agreed != Agreed::No && case.triaged_at.is_none() {
                case.triaged_at = Some(entry.at);
            }
        }
        Event::RefusalProposed {
            code,
            evidence,
            letter,
        } => {
            case.refusal = RefusalState::Proposed {
                by: entry.actor.clone(),
                code: code.clone(),
                evidence: evidence.clone(),
                letter: letter.clone(),
            };
        }
        Event::NotAccepted { code, letter } => {
            case.refusal = RefusalState::Agreed {
                code: code.clone(),
                letter: letter.clone(),
            };
            word_went(case, civil_date(entry.at));
        }
        Event::RefusalDeclined { .. } => case.refusal = RefusalState::None,
        Event::Withdrawn { .. } | Event::SortedConfirmed { .. } => case.question_open = false,
        Event::Closed {
            on,
            outcome,
            sentence,
            lesson,
        } => {
            case.closed_on = Some(*on);
            case.outcome = Some(*outcome);
            case.sentence.clone_from(sentence);
            case.lesson.clone_from(lesson);
            word_went(case, *on);
            case.question_open = false;
            case.follow_up_until = None;
            partner::end_all(case);
            promises::end(case, (*on, *outcome), &entry.actor);
        }
        Event::Reopened { .. } => {
            case.merged = None;
            case.closed_on = None;
            promises::replied_before(case);
            promises::not_finished(case, civil_date(entry.at));
            case.outcome = None;
            case.times_reopened += 1;
            case.counts_from = civil_date(entry.at);
            case.reply = None;
            case.replied_on = None;
            case.refusal = RefusalState::None;
            forget_long_extension(case);
        }
        _ => {}
    }
}
