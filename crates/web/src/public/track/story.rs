//! A case told to its customer: what is public to them of what happened, in words, and nothing else.
//!
//! No name of a member of staff, no note, no reason that was written for colleagues. A reply shows
//! once it can no longer be taken back.

use jiff::Timestamp;
use redress_casework::case::{CaseView, Message};
use redress_casework::sending::State;
use redress_domain::case::{ContactPurpose, Direction, Entry, Event, Outcome, Status, Wish};
use redress_domain::clock::Clock;
use redress_domain::id::{ActorId, MessageId, ReplyId};
use redress_domain::policy::Procedure;
use redress_domain::vocabulary::{Channel, ClockKind, Kind, Ombudsman};
use redress_domain::words::WordsRef;
use redress_pages::components::ProgressState;
use redress_pages::format;
use redress_pages::public::answers::{self, WISHES};
use redress_pages::public::status::{Can, Happened, Private, Promise, StatusFacts};

use super::{ended, talk};
use crate::error::PageError;
use crate::why::why;

/// A letter or message in full.
pub(crate) struct LetterFacts {
    /// What it is.
    pub(crate) title: String,
    /// When it was sent.
    pub(crate) at: Timestamp,
    /// What it says.
    pub(crate) text: String,
}

/// What the status page says. Whoever has shown no more than a postcode or last name, whoever asks
/// about a case without names, and who speaks for a customer that has still to be asked (domain,
/// section 2) learns what stage it is at, and no words.
pub(crate) fn facts(view: &CaseView, private: Private) -> Result<StatusFacts, PageError> {
    let is_whole = matches!(private, Private::Shown(_));
    let case = &view.case;
    let policy = view.policy()?;
    let name = case
        .service
        .as_ref()
        .and_then(|id| policy.service(id))
        .map(|service| service.name.as_str());
    let heading = match name {
        Some(name) => format!("{}: {name}", kind_in_words(case.kind)),
        None => kind_in_words(case.kind).to_owned(),
    };
    let team = case.team.as_ref().and_then(|id| {
        let team = policy.teams.iter().find(|team| team.id == *id)?;
        Some(team.name.clone())
    });
    let status = status(view);
    let mut happened: Vec<Happened> = (1..)
        .zip(&view.entries)
        .filter_map(|(number, entry)| told(view, (number, entry), is_whole))
        .collect();
    happened.reverse();
    let told = is_whole.then(|| view.text(&case.what_happened).to_owned());
    let also = case.also.as_ref().filter(|_| is_whole);
    let mut can = vec![Can::Add];
    if !case.is_closed() {
        can.extend([Can::Ask, Can::Withdraw]);
        if case.additional_reply(view.now).is_some() {
            can.retain(|can| *can != Can::Withdraw);
            can.push(Can::Accept);
        }
    }
    Ok(StatusFacts {
        reference: case.reference.to_string(),
        heading,
        status: status_in_words(status),
        steps: steps(view, status),
        received_on: case.received_on,
        team,
        told,
        also: also.map(|words| view.text(words).to_owned()),
        wanted: wanted(view).filter(|_| is_whole),
        promises: promises(view, status)?,
        happened,
        closed: ended::closed(view, is_whole),
        goes_on_in: ended::goes_on_in(view),
        if_you_do_not_agree: if_you_do_not_agree(view, status)?,
        can,
        private,
    })
}

const fn kind_in_words(kind: Kind) -> &'static str {
    match kind {
        Kind::ServiceRequest => "Your report",
        Kind::Complaint => "Your complaint",
        Kind::Comment => "Your comment",
        Kind::Compliment => "Your thanks",
        Kind::Enquiry => "Your question",
    }
}

/// Where the case stands as far as the customer may know: a reply that can still be taken back is
/// not sent yet.
pub(crate) fn status(view: &CaseView) -> Status {
    let case = &view.case;
    match case.status() {
        Status::ReplySent if !reply_is_out(view) => {
            let is_extended = case
                .clock(ClockKind::Reply)
                .is_some_and(|clock| !clock.extensions.is_empty());
            if is_extended {
                Status::NeedsMoreTime
            } else if case.open_review().is_some() {
                Status::BeingReviewed
            } else {
                Status::BeingLookedAt
            }
        }
        status @ (Status::Received
        | Status::BeingLookedAt
        | Status::WaitingForCustomer
        | Status::NeedsMoreTime
        | Status::ReplySent
        | Status::ReviewAsked
        | Status::BeingReviewed
        | Status::BackAtStage1
        | Status::WithOmbudsman
        | Status::Closed) => status,
    }
}

fn reply_is_out(view: &CaseView) -> bool {
    let mut entries = (0..).zip(&view.entries);
    entries.any(|(place, entry)| {
        if let Event::ReplySent {
            reply,
            undo_until,
            stage,
            ..
        } = &entry.event
        {
            *stage == view.case.stage && is_out(view, place, (reply, *undo_until))
        } else {
            false
        }
    })
}

/// Whether the reply that was sent at this place of the story can no longer be taken back, and was not.
fn is_out(view: &CaseView, place: usize, (reply, undo_until): (&ReplyId, Timestamp)) -> bool {
    let mut later = view.entries.iter().skip(place + 1).filter_map(|entry| {
        if matches!(&entry.event, Event::ReplySendUndone { reply: other } if other == reply) {
            Some(true)
        } else {
            let is_sent_again =
                matches!(&entry.event, Event::ReplySent { reply: other, .. } if other == reply);
            is_sent_again.then_some(false)
        }
    });
    view.now >= undo_until && later.next() != Some(true)
}

fn status_in_words(status: Status) -> (String, &'static str) {
    let (words, colour) = match status {
        Status::Received => ("Received", "grey"),
        Status::BeingLookedAt => ("Being looked at", "blue"),
        Status::WaitingForCustomer => ("Waiting for you", "yellow"),
        Status::NeedsMoreTime => ("Needs more time", "orange"),
        Status::ReplySent => ("Reply sent", "teal"),
        Status::ReviewAsked => ("Review asked for", "blue"),
        Status::BeingReviewed => ("Being reviewed (stage 2)", "blue"),
        Status::BackAtStage1 => ("Being reviewed: we do more work first", "blue"),
        Status::WithOmbudsman => ("With the ombudsman", "purple"),
        Status::Closed => ("Closed", "grey"),
    };
    (words.to_owned(), colour)
}

pub(crate) fn steps(view: &CaseView, status: Status) -> Vec<(String, ProgressState, String)> {
    let case = &view.case;
    let is_looked_at = case.triaged_at.is_some() || case.acknowledged_on.is_some();
    let is_answered = status == Status::ReplySent || (case.is_closed() && is_looked_at);
    let date = |date: Option<jiff::civil::Date>| date.map(format::date_only).unwrap_or_default();
    let mut steps = vec![("Received", true, date(Some(case.received_on)))];
    if let Some(review) = case.open_review() {
        // Stage 1 is over, and stage 2 has steps of its own (ux, P7).
        let answered = review.stage_1.replied_on;
        steps.push(("Stage 1 reply sent", true, date(answered)));
        steps.push(("Review asked for", true, date(Some(review.asked_on))));
    }
    if case.is_complaint() {
        steps.push((
            "Acknowledged",
            case.acknowledged_on.is_some(),
            date(case.acknowledged_on),
        ));
    }
    let looking = if case.open_review().is_some() {
        "Being reviewed"
    } else {
        "Being looked at"
    };
    steps.push((looking, is_answered, String::new()));
    if case.is_complaint() {
        let on = case.replied_on.filter(|_| reply_is_out(view));
        let sent = if case.open_review().is_some() {
            "Stage 2 reply sent"
        } else {
            "Reply sent"
        };
        steps.push((sent, on.is_some(), date(on)));
    } else if case.kind != Kind::Compliment {
        steps.push((
            "First answer",
            case.first_answered_on.is_some(),
            date(case.first_answered_on),
        ));
    }
    steps.push(("Closed", case.is_closed(), date(case.closed_on)));
    if case.is_closed() {
        // What was left out on the way was not done, and nothing says that it was.
        steps.retain(|(_, is_done, _)| *is_done);
    }
    let now = if case.is_closed() {
        None
    } else if is_looked_at {
        // A reply that went is not the end: nothing is closed before it is.
        let open = steps.iter().position(|(_, is_done, _)| !is_done);
        open.filter(|place| place + 1 < steps.len())
    } else {
        Some(0)
    };
    let state = |(place, (name, is_done, detail)): (usize, (&str, bool, String))| {
        let state = match now {
            Some(now) if now == place => ProgressState::Current,
            _ if is_done => ProgressState::Done,
            _ => ProgressState::Later,
        };
        (name.to_owned(), state, detail)
    };
    steps.into_iter().enumerate().map(state).collect()
}

fn wanted(view: &CaseView) -> Option<String> {
    let wish = |wish: &Wish| {
        answers::words_of(WISHES, wish.as_str())
            .unwrap_or_default()
            .to_owned()
    };
    let mut parts: Vec<String> = view.case.wishes.iter().map(wish).collect();
    parts.extend(view.case.wanted.as_ref().map(|words| view.text(words).to_owned()));
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// The promise that falls due next and, after it, the reply: what the confirmation promised stands
/// here too (ux, P7). While a reply can still be taken back, it is still promised.
fn promises(view: &CaseView, status: Status) -> Result<Vec<Promise>, PageError> {
    let case = &view.case;
    if case.is_closed() {
        return Ok(Vec::new());
    }
    let reply = case.clock(ClockKind::Reply);
    let unseen = reply.filter(|_| case.reply_sent_at().is_some() && status != Status::ReplySent);
    let running = reply.filter(|clock| clock.is_running());
    let mut clocks: Vec<Clock> = Vec::new();
    match unseen {
        Some(clock) => {
            let mut seen = clock.clone();
            seen.undo_stop();
            clocks.push(seen);
        }
        None => clocks.extend(case.next_due().cloned()),
    }
    let is_told = |clock: &&Clock| clocks.iter().all(|told| told.kind != clock.kind);
    let later = running.filter(is_told).cloned();
    clocks.extend(later);
    clocks.iter().map(|clock| promise(view, clock)).collect()
}

fn promise(view: &CaseView, clock: &Clock) -> Result<Promise, PageError> {
    let why = why(view, clock)?
        .into_iter()
        .map(|sentence| sentence.replace("The customer last heard", "You last heard"))
        .collect();
    Ok(Promise {
        name: promise_in_words(clock).to_owned(),
        due_on: clock.due_on,
        at_the_latest: clock.is_at_the_latest(view.today),
        is_late: clock.is_late(view.today),
        why,
    })
}

const fn promise_in_words(clock: &Clock) -> &'static str {
    match clock.kind {
        ClockKind::FirstAnswer => "You will hear from us by",
        ClockKind::Update => "We will tell you how it is going by",
        ClockKind::Target => "We aim to put it right by",
        ClockKind::Acknowledge => "We will acknowledge it by",
        ClockKind::Reply => "We will reply by",
    }
}

fn if_you_do_not_agree(view: &CaseView, status: Status) -> Result<Vec<String>, PageError> {
    let case = &view.case;
    if !matches!(status, Status::ReplySent | Status::Closed) {
        return Ok(Vec::new());
    }
    if !case.is_complaint() {
        let complain =
            "You can make a complaint. Quote this reference, so that you do not have to say it all again.";
        return Ok(vec![complain.to_owned()]);
    }
    if case.outcome == Some(Outcome::Withdrawn) {
        let again = "You withdrew this complaint. If you change your mind, tell us and quote this reference.";
        return Ok(vec![again.to_owned()]);
    }
    let procedure = view.procedure()?;
    let mut ways = Vec::new();
    if case.was_turned_away() {
        ways.push("You asked us to review it, and we wrote to you why we will not.".to_owned());
    } else if case.replied_on.is_some() && case.stage < last_stage(procedure) {
        let within = procedure
            .ask_for_stage_2_within
            .map(|limit| format!(" within {limit} of our reply"))
            .unwrap_or_default();
        ways.push(format!(
            "You can ask us to review it{within}. A different person will look at it. You do not have to give reasons."
        ));
        ways.push("To ask, choose “Ask for stage 2” below, or contact us in any way you like.".to_owned());
    }
    ways.extend(procedure.ombudsman.map(|ombudsman| {
        let who = match ombudsman {
            Ombudsman::Lgsco => {
                "the Local Government and Social Care Ombudsman: www.lgo.org.uk, 0300 061 0614"
            }
            Ombudsman::Housing => "the Housing Ombudsman: www.housing-ombudsman.org.uk, 0300 111 3000",
            Ombudsman::Psow => "the Public Services Ombudsman for Wales: www.ombudsman.wales, 0300 790 0203",
            Ombudsman::Ico => "the Information Commissioner: ico.org.uk, 0303 123 1113",
        };
        format!("You can ask {who}. It is free. They usually ask you to finish our own steps first.")
    }));
    Ok(ways)
}

fn last_stage(procedure: &Procedure) -> u8 {
    procedure
        .stages
        .iter()
        .map(|stage| stage.number)
        .max()
        .unwrap_or(0)
}

/// The letter with this number, if the customer may see it.
pub(crate) fn letter(view: &CaseView, number: usize) -> Option<LetterFacts> {
    let entry = view.entries.get(number.checked_sub(1)?)?;
    if !is_shown(view, (number, entry)) {
        return None;
    }
    let words = letter_of(&entry.event)?;
    Some(LetterFacts {
        title: title(view, &entry.event)?,
        at: entry.at,
        text: view.text(words).to_owned(),
    })
}

/// The message by which the letter with this number went, if the customer may see it and it is theirs.
pub(crate) fn message_of(view: &CaseView, number: usize) -> Option<&MessageId> {
    let entry = view.entries.get(number.checked_sub(1)?)?;
    if !is_shown(view, (number, entry)) {
        return None;
    }
    let words = letter_of(&entry.event)?;
    let went = |message: &&Message| {
        message.body_words.as_ref() == Some(&words.id) && message.state != State::TakenBack
    };
    Some(&view.messages.iter().find(went)?.message_id)
}

fn is_shown(view: &CaseView, (number, entry): (usize, &Entry)) -> bool {
    let out = if let Event::ReplySent {
        reply, undo_until, ..
    } = &entry.event
    {
        is_out(view, number.saturating_sub(1), (reply, *undo_until))
    } else {
        true
    };
    entry.event.is_for_the_customer() && out
}

/// What a customer has on paper, or would have.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "most events have no letter; those that have one are here"
)]
fn letter_of(event: &Event) -> Option<&WordsRef> {
    match event {
        Event::Acknowledged { letter, .. }
        | Event::Extended { letter, .. }
        | Event::NotAccepted { letter, .. }
        | Event::Stage2NotAccepted { letter, .. }
        | Event::ReplySent { letter, .. } => Some(letter),
        Event::RemedyNotDeliverable { told, .. } => Some(told),
        Event::ContactRecorded {
            direction: Direction::Out,
            channel,
            words,
            ..
        } if is_written(*channel) => Some(words),
        Event::SettledAtFirstContact { what_was_done, .. } => Some(what_was_done),
        _ => None,
    }
}

/// Only what was written is shown word for word: notes of calls and visits are written for colleagues.
const fn is_written(channel: Channel) -> bool {
    match channel {
        Channel::Online | Channel::Email | Channel::Letter | Channel::Text => true,
        Channel::Phone
        | Channel::InPerson
        | Channel::WebChat
        | Channel::SocialMedia
        | Channel::Councillor
        | Channel::Api
        | Channel::Import => false,
    }
}

fn told(view: &CaseView, (number, entry): (usize, &Entry), is_whole: bool) -> Option<Happened> {
    if !is_shown(view, (number, entry)) {
        return None;
    }
    let letter = letter_of(&entry.event).filter(|_| is_whole);
    let own_words = words_of(view, &entry.event);
    Some(Happened {
        title: title(view, &entry.event)?,
        at: entry.at,
        text: own_words
            .filter(|_| is_whole)
            .map(|words| view.text(words).to_owned()),
        letter: letter.map(|_| format!("/track/{}/letters/{number}", view.case.reference)),
        file: file_of(view, &entry.event).filter(|_| is_whole),
    })
}

/// Where a file can be saved, and its name; nothing while nobody is given it.
#[expect(clippy::wildcard_enum_match_arm, reason = "one event alone brings a file")]
fn file_of(view: &CaseView, event: &Event) -> Option<(String, String)> {
    match event {
        Event::FileAdded { file, .. } => {
            let opened = redress_casework::file::opened(view, &file.id)?;
            let href = format!("/track/{}/files/{}", view.case.reference, file.id);
            Some((opened.name, href))
        }
        _ => None,
    }
}

/// What is shown in the story itself: the customer's own words, and what was promised and done.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "most events are told in their title alone"
)]
fn words_of<'v>(view: &'v CaseView, event: &'v Event) -> Option<&'v WordsRef> {
    match event {
        Event::ContactRecorded {
            direction: Direction::In,
            channel: Channel::Online,
            words,
            ..
        } => Some(words),
        Event::Stage2Asked {
            channel: Channel::Online,
            reasons,
            ..
        } => reasons.as_ref(),
        Event::RemedyDelivered { remedy, .. } => {
            let mut remedies = view.case.remedies.iter();
            remedies
                .find(|known| known.id == *remedy)
                .map(|known| &known.words)
        }
        _ => None,
    }
}

/// Whether an event of this story came after stage 2 was asked for.
fn is_of_stage_2(view: &CaseView, event: &Event) -> bool {
    let mut before = view.entries.iter().map(|entry| &entry.event);
    let mut before = before.by_ref().take_while(|known| !std::ptr::eq(*known, event));
    before.any(|known| matches!(known, Event::Stage2Asked { .. }))
}

const fn dealt_with_as(kind: Kind) -> &'static str {
    match kind {
        Kind::Complaint => "We now deal with it as a complaint",
        Kind::ServiceRequest => "We now deal with it as a report of a problem",
        Kind::Comment => "We now deal with it as a comment",
        Kind::Compliment => "We now deal with it as thanks",
        Kind::Enquiry => "We now deal with it as a question",
    }
}

/// What happened, as the customer would say it; nothing for what is not theirs to know.
#[expect(clippy::too_many_lines, reason = "one sentence for each event")]
fn title(view: &CaseView, event: &Event) -> Option<String> {
    let title = match event {
        Event::Logged { .. } => "We received it".to_owned(),
        Event::KindChanged { to, .. } => dealt_with_as(*to).to_owned(),
        Event::Assigned { team, .. } => {
            let teams = &view.policy().ok()?.teams;
            let name = teams
                .iter()
                .find(|known| known.id == *team)
                .map(|known| &known.name);
            match name {
                Some(name) => format!("We gave it to {name}"),
                None => "We gave it to a team".to_owned(),
            }
        }
        Event::Acknowledged { .. } if is_of_stage_2(view, event) => {
            "We acknowledged your request for a review".to_owned()
        }
        Event::Acknowledged { .. } => "We acknowledged your complaint".to_owned(),
        Event::ContactRecorded {
            direction,
            channel,
            purpose,
            ..
        } => contact_in_words(*direction, *channel, *purpose).to_owned(),
        Event::UpdateAsked { due_on } => format!("You will hear by {}", format::date_only(*due_on)),
        Event::FileAdded { file, .. } => match view.case.file(&file.id).map(|added| &added.added_by) {
            Some(ActorId::Customer(_) | ActorId::Anonymous) => "You sent a file".to_owned(),
            _ => "We added a file".to_owned(),
        },
        Event::RemedyDelivered { .. } => "We did what we promised".to_owned(),
        Event::RemedyNotDeliverable { .. } => "We could not do what we promised".to_owned(),
        Event::Extended { clock, .. } => format!(
            "We need more time: we will reply by {}",
            format::date_only(clock.due_on)
        ),
        Event::ReplySent { stage: 2, .. } => "We sent our stage 2 reply".to_owned(),
        Event::ReplySent { .. } => "We sent our reply".to_owned(),
        Event::Stage2Asked { .. } => "You asked us to review our reply (stage 2)".to_owned(),
        Event::Stage2Accepted { .. } => "We accepted your request for a review".to_owned(),
        Event::Stage2NotAccepted { .. } => "We could not accept your request for a review".to_owned(),
        Event::Stage2Withdrawn {
            accepted: Some(_), ..
        } => "You accepted our additional reply".to_owned(),
        Event::Stage2Withdrawn { accepted: None, .. } => {
            "You no longer ask us to review our reply".to_owned()
        }
        Event::ReviewerNamed { .. } => "Somebody who had no part in stage 1 reviews it".to_owned(),
        Event::ReturnedToStage1 { .. } => {
            "We sent it back for more work. The date for our reply stays".to_owned()
        }
        Event::ReturnFinished { .. } => "The work is done, and the review goes on".to_owned(),
        Event::MergedInto { .. } => "It goes on together with another case".to_owned(),
        Event::Unmerged { .. } => "We look at it by itself again".to_owned(),
        Event::SentToCouncil { council, .. } => format!(
            "We asked {} whether it is for them. Until they say so, it is with us",
            view.name_of_council(council)
        ),
        Event::CouncilTurnedAway { council, .. } => {
            format!(
                "It is not for {}. It is with us, with the same dates",
                view.name_of_council(council)
            )
        }
        Event::CameFromCouncil { through, .. } => format!(
            "{} asked us whether it is for us",
            through
                .last()
                .map(|from| view.name_of_council(from))
                .unwrap_or_default()
        ),
        Event::TakenOver { .. } => {
            "We took it over. You do not have to tell anything again, and the dates you were given hold"
                .to_owned()
        }
        Event::PointsSplit { .. } => "We made a case of its own of part of it".to_owned(),
        Event::Referred { partner, .. } => format!("We asked {} about it", view.name_of_partner(partner)),
        Event::TalkOffered { .. } | Event::TalkAnswered { .. } | Event::TalkHeld { .. } => talk::told(event)?,
        Event::CameBack { .. } => "The ombudsman gave it back to us, and we deal with it".to_owned(),
        Event::SettledAtFirstContact { .. } => "We sorted it out".to_owned(),
        Event::NotAccepted { .. } => "We could not accept it as a complaint".to_owned(),
        Event::Withdrawn { .. } => "You withdrew it".to_owned(),
        Event::Closed { .. } => "We closed it".to_owned(),
        Event::Reopened { .. } => "We opened it again".to_owned(),
        // The contact that was the first answer stands in the story itself; the rest is the council's.
        Event::FirstAnswered { .. }
        | Event::CouncilTookOver { .. }
        | Event::CarriedOver { .. }
        | Event::NotForUs { .. }
        | Event::ClockStarted { .. }
        | Event::ClockMoved { .. }
        | Event::ClockDropped { .. }
        | Event::Triaged { .. }
        | Event::Transferred { .. }
        | Event::WantedClarified { .. }
        | Event::ConsentRecorded { .. }
        | Event::NoteAdded { .. }
        | Event::PointAdded { .. }
        | Event::FindingRecorded { .. }
        | Event::DeterminationRecorded { .. }
        | Event::RemedyPromised { .. }
        | Event::LongExtensionAgreed { .. }
        | Event::ReplyDrafted { .. }
        | Event::ApprovalAsked { .. }
        | Event::ReplyApproved { .. }
        | Event::ReplySentBack { .. }
        | Event::ReplySendUndone { .. }
        | Event::RefusalProposed { .. }
        | Event::RefusalDeclined { .. }
        | Event::Linked { .. }
        | Event::NotReached { .. }
        | Event::QueryAnswered { .. }
        | Event::SortedConfirmed { .. }
        | Event::MessagesRead {}
        | Event::AvoidableSaid { .. }
        | Event::TimeRecorded { .. }
        | Event::HelpAsked { .. }
        | Event::ConflictDeclared { .. }
        | Event::PointReviewed { .. }
        | Event::ReturnAgreed { .. }
        | Event::EnquiryRecorded { .. }
        | Event::DocumentsSent { .. }
        | Event::DraftDecisionCame { .. }
        | Event::FinalDecisionCame { .. }
        | Event::RemedyRecommended { .. }
        | Event::PersonAdded { .. }
        | Event::PersonEnded { .. }
        | Event::ConsentChanged { .. }
        | Event::LettersGoTo { .. }
        | Event::ConcernRaised { .. }
        | Event::ConcernTold { .. }
        | Event::AdjustmentsSaid { .. }
        | Event::AdviceAsked { .. }
        | Event::AdviceGiven { .. }
        | Event::SubjectSaid { .. }
        | Event::TakenLate { .. }
        | Event::Unlinked { .. }
        | Event::TookIn { .. }
        | Event::GaveBack { .. }
        | Event::ReferralAccepted { .. }
        | Event::ReferralTurnedAway { .. }
        | Event::PartnerAsked { .. }
        | Event::PartnerTold { .. }
        | Event::PartnerReminded { .. }
        | Event::RemedyReminded { .. }
        | Event::PaymentAsked { .. }
        | Event::PaymentApproved { .. }
        | Event::PaymentTurnedDown { .. }
        | Event::PaymentMade { .. }
        | Event::PartnerAnswered { .. }
        | Event::ReferralEnded { .. }
        | Event::BundleMade { .. }
        | Event::Erased { .. }
        | Event::HelpAnswered { .. } => return None,
    };
    Some(title)
}

const fn contact_in_words(direction: Direction, channel: Channel, purpose: ContactPurpose) -> &'static str {
    match (direction, channel) {
        (Direction::In, Channel::Online) => match purpose {
            ContactPurpose::AskedForUpdate => "You asked how it is going",
            ContactPurpose::Information
            | ContactPurpose::UpdateGiven
            | ContactPurpose::QuestionToCustomer
            | ContactPurpose::Answer
            | ContactPurpose::ReturnExplained
            | ContactPurpose::Thanks => "You added information",
        },
        (Direction::In, Channel::Phone) => "You phoned us",
        (Direction::In, Channel::InPerson) => "You visited us",
        (Direction::In, Channel::Councillor) => "A councillor contacted us for you",
        (Direction::In, _) => "You contacted us",
        (Direction::Out, Channel::Phone) => "We phoned you",
        (Direction::Out, Channel::InPerson) => "We met you",
        (Direction::Out, _) => match purpose {
            ContactPurpose::QuestionToCustomer => "We asked you something",
            ContactPurpose::ReturnExplained => "We told you why it goes back for more work",
            ContactPurpose::Information
            | ContactPurpose::AskedForUpdate
            | ContactPurpose::UpdateGiven
            | ContactPurpose::Answer
            | ContactPurpose::Thanks => "We wrote to you",
        },
    }
}
