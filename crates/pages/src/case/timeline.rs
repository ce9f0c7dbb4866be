//! What happened to a case, each event in a sentence of ours.

use redress_domain::case::{Direction, Entry, Event, HelpAnswer, LessonAnswer};
use redress_domain::permission::Act;
use redress_domain::words::WordsRef;

mod beyond;
mod council;
mod early;
mod partner;
mod people;
mod remedy;
mod subject;
mod texts;

use beyond::{answered, ombudsman, stage_2, withdrawn};
use council::council;
use early::early;
use partner::partner;
use people::{between, people};
use remedy::remedy;
use subject::subject;
use texts::texts;

use super::act::paragraph;
use super::{CasePage, Known, Section, Shown, vocabulary as say};
use crate::components::{Pagination, Tag, Timeline, TimelineItem};
use crate::format;
use crate::layout::Shell;
use crate::markup::Markup;

/// How many events a page shows.
pub const PAGE: usize = 25;

/// Which events are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Wanted {
    /// All.
    #[default]
    All,
    /// What the customer and the council said to each other.
    Contact,
    /// What somebody decided.
    Decisions,
    /// What followed by itself.
    System,
}

impl Wanted {
    const ALL: [Self; 4] = [Self::All, Self::Contact, Self::Decisions, Self::System];

    /// The word in the address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Contact => "contact",
            Self::Decisions => "decisions",
            Self::System => "system",
        }
    }

    /// Reads the word in the address.
    pub fn parse(text: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|wanted| wanted.as_str() == text)
            .unwrap_or_default()
    }

    const fn words(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Contact => "Customer contact",
            Self::Decisions => "Decisions",
            Self::System => "System",
        }
    }
}

/// An event in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What happened, in a few words.
    pub title: String,
    /// More of it in words of ours.
    pub more: Option<String>,
    /// What people wrote, each text under what it is.
    pub words: Vec<(&'static str, WordsRef)>,
}

impl Told {
    fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            more: None,
            words: Vec::new(),
        }
    }

    fn more(mut self, more: impl Into<String>) -> Self {
        self.more = Some(more.into());
        self
    }

    fn words(mut self, what: &'static str, words: &WordsRef) -> Self {
        self.words.push((what, words.clone()));
        self
    }

    fn some_words(self, what: &'static str, words: Option<&WordsRef>) -> Self {
        match words {
            Some(words) => self.words(what, words),
            None => self,
        }
    }
}

/// What an event is, for the filter.
const fn category(event: &Event) -> Wanted {
    match event {
        Event::Logged { .. }
        | Event::Acknowledged { .. }
        | Event::ContactRecorded { .. }
        | Event::FileAdded { .. }
        | Event::UpdateAsked { .. }
        | Event::Extended { .. }
        | Event::ReplySent { .. }
        | Event::ReplySendUndone { .. }
        | Event::SettledAtFirstContact { .. }
        | Event::RemedyNotDeliverable { .. }
        | Event::NotReached { .. }
        | Event::Withdrawn { .. }
        | Event::Stage2Withdrawn { .. }
        | Event::Stage2Asked { .. }
        | Event::Stage2NotAccepted { .. }
        | Event::EnquiryRecorded { .. }
        | Event::DocumentsSent { .. }
        | Event::DraftDecisionCame { .. }
        | Event::FinalDecisionCame { .. }
        | Event::CameBack { .. }
        | Event::MergedInto { .. }
        | Event::Unmerged { .. }
        | Event::SentToCouncil { .. }
        | Event::CouncilTookOver { .. }
        | Event::CouncilTurnedAway { .. }
        | Event::CameFromCouncil { .. }
        | Event::TakenOver { .. }
        | Event::NotForUs { .. }
        | Event::Referred { .. }
        | Event::ReferralAccepted { .. }
        | Event::ReferralTurnedAway { .. }
        | Event::PartnerAsked { .. }
        | Event::PartnerTold { .. }
        | Event::PartnerAnswered { .. }
        | Event::TalkOffered { .. }
        | Event::TalkAnswered { .. }
        | Event::TalkHeld { .. }
        | Event::SortedConfirmed { .. } => Wanted::Contact,
        Event::Triaged { .. }
        | Event::MessagesRead {}
        | Event::AvoidableSaid { .. }
        | Event::TimeRecorded { .. }
        | Event::KindChanged { .. }
        | Event::Assigned { .. }
        | Event::Transferred { .. }
        | Event::WantedClarified { .. }
        | Event::ConsentRecorded { .. }
        | Event::NoteAdded { .. }
        | Event::PointAdded { .. }
        | Event::FindingRecorded { .. }
        | Event::DeterminationRecorded { .. }
        | Event::RemedyPromised { .. }
        | Event::RemedyDelivered { .. }
        | Event::LongExtensionAgreed { .. }
        | Event::ReplyDrafted { .. }
        | Event::ApprovalAsked { .. }
        | Event::ReplyApproved { .. }
        | Event::ReplySentBack { .. }
        | Event::RefusalProposed { .. }
        | Event::NotAccepted { .. }
        | Event::QueryAnswered { .. }
        | Event::HelpAsked { .. }
        | Event::HelpAnswered { .. }
        | Event::RefusalDeclined { .. }
        | Event::Closed { .. }
        | Event::Reopened { .. }
        | Event::Stage2Accepted { .. }
        | Event::ReviewerNamed { .. }
        | Event::ConflictDeclared { .. }
        | Event::PointReviewed { .. }
        | Event::ReturnedToStage1 { .. }
        | Event::ReturnAgreed { .. }
        | Event::ReturnFinished { .. }
        | Event::RemedyRecommended { .. }
        | Event::PersonAdded { .. }
        | Event::PersonEnded { .. }
        | Event::ConsentChanged { .. }
        | Event::LettersGoTo { .. }
        | Event::ConcernRaised { .. }
        | Event::ConcernTold { .. }
        | Event::AdjustmentsSaid { .. }
        | Event::Unlinked { .. }
        | Event::TookIn { .. }
        | Event::GaveBack { .. }
        | Event::PointsSplit { .. }
        | Event::SubjectSaid { .. }
        | Event::TakenLate { .. }
        | Event::AdviceAsked { .. }
        | Event::AdviceGiven { .. }
        | Event::ReferralEnded { .. }
        | Event::BundleMade { .. }
        | Event::PaymentAsked { .. }
        | Event::PaymentApproved { .. }
        | Event::PaymentTurnedDown { .. }
        | Event::PaymentMade { .. }
        | Event::Erased { .. }
        | Event::Linked { .. } => Wanted::Decisions,
        Event::ClockStarted { .. }
        | Event::ClockMoved { .. }
        | Event::ClockDropped { .. }
        | Event::CarriedOver { .. }
        | Event::PartnerReminded { .. }
        | Event::RemedyReminded { .. }
        | Event::FirstAnswered { .. } => Wanted::System,
    }
}

/// What happened, in a sentence of ours. Every event has one.
#[expect(clippy::too_many_lines, reason = "one sentence for each event")]
pub fn tell(entry: &Entry, known: &dyn Known) -> Told {
    match &entry.event {
        Event::Logged {
            kind,
            channel,
            received_at,
            what_happened,
            wanted,
            wishes,
            happened_on,
            effect,
            also,
            ..
        } => {
            let mut more = format!("Received {}.", format::date_time(*received_at));
            if let Some(on) = happened_on {
                more.push_str(&format!(" It happened on {}.", format::long_date(*on)));
            }
            if !wishes.is_empty() {
                let wishes: Vec<_> = wishes.iter().map(|wish| say::wish(*wish)).collect();
                more.push_str(&format!(" What the customer wants: {}.", wishes.join("; ")));
            }
            let title = format!("{} received {}", say::kind(*kind), say::by_channel(*channel));
            Told::new(title)
                .more(more)
                .words("What happened", what_happened)
                .some_words("What the customer wants", wanted.as_ref())
                .some_words("How it affected them", effect.as_ref())
                .some_words("What else they told us", also.as_ref())
        }
        Event::ClockStarted { clock } => Told::new(format!(
            "Date set for {}: {}",
            say::promise(clock.kind),
            format::long_date(clock.due_on)
        )),
        Event::ClockMoved { clock, because } => Told::new(format!(
            "Date for {} is now {}",
            say::promise(clock.kind),
            format::long_date(clock.due_on)
        ))
        .more(format!("Changed {}.", say::moved(*because))),
        Event::ClockDropped { kind } => Told::new(format!("No date for {} any more", say::promise(*kind))),
        Event::Triaged { .. } => subject::triaged(&entry.event, known),
        Event::KindChanged {
            from,
            to,
            procedure,
            counts_from,
            reason,
        } => Told::new(format!(
            "Changed from {} to {}",
            say::kind(*from).to_lowercase(),
            say::kind(*to).to_lowercase()
        ))
        .more(format!(
            "It follows: {}. Its dates count from {}.",
            known.procedure(procedure),
            format::long_date(*counts_from)
        ))
        .some_words("Reason", reason.as_ref()),
        Event::Assigned { team, owner, reason } => {
            let team = known.team(team);
            let to = owner
                .as_ref()
                .map_or_else(|| team.clone(), |owner| format!("{}, {team}", known.user(owner)));
            Told::new(format!("Given to {to}")).some_words("Reason", reason.as_ref())
        }
        Event::Transferred { service, reason } => {
            Told::new(format!("Transferred to {}", known.service(service))).words("Reason", reason)
        }
        Event::Acknowledged { letter, .. } => Told::new("Acknowledgement sent")
            .more(SENT)
            .words("Letter", letter),
        Event::WantedClarified { wanted } => {
            Told::new("What the customer wants was clarified").words("What the customer wants", wanted)
        }
        Event::ContactRecorded {
            contact,
            direction,
            channel,
            contact_at,
            purpose,
            words,
            ..
        } => {
            let title = match direction {
                Direction::In if known.is_representative(&entry.actor) => {
                    format!("The representative contacted us {}", say::by_channel(*channel))
                }
                Direction::In => {
                    let who = known.writer(contact).unwrap_or_else(|| "The customer".to_owned());
                    format!("{who} contacted us {}", say::by_channel(*channel))
                }
                Direction::Out => format!("We contacted the customer {}", say::by_channel(*channel)),
            };
            Told::new(title)
                .more(format!(
                    "{}. It happened on {}.",
                    say::purpose(*purpose),
                    format::date_time(*contact_at)
                ))
                .words("What was said", words)
        }
        Event::UpdateAsked { due_on } => Told::new("The customer asked for an update").more(format!(
            "They were told that they will hear by {}.",
            format::long_date(*due_on)
        )),
        Event::FileAdded {
            name,
            kind,
            size,
            seen_by,
            ..
        } => Told::new("File added")
            .more(format!(
                "{}, {}. {}.",
                kind.as_str().to_uppercase(),
                crate::public::files::size(*size),
                say::seen_by(*seen_by)
            ))
            .words("Name", name),
        Event::ConsentRecorded { consent } => {
            Told::new("Consent recorded").more(format!("{}.", say::consent(*consent)))
        }
        Event::FirstAnswered { .. } => Told::new("The customer had a first answer"),
        Event::NoteAdded { words, privileged } => match privileged {
            redress_domain::case::Privilege::Ordinary => Told::new("Note added").words("Note", words),
            redress_domain::case::Privilege::Privileged if known.may(Act::ReadPrivilegedNote) => {
                Told::new("Legally privileged note added").words("Note", words)
            }
            redress_domain::case::Privilege::Privileged => {
                Told::new("Legally privileged note added").more("You do not have permission to read it.")
            }
        },
        Event::PointAdded { words, from, .. } => {
            match from.as_ref().and_then(|from| known.reference_of(from)) {
                Some(from) => Told::new(format!("Point added from {from}")).words("Point", words),
                None => Told::new("Point added").words("Point", words),
            }
        }
        Event::FindingRecorded { finding, reason, .. } => Told::new(format!(
            "Finding recorded: {}",
            say::finding_tag(*finding).1.to_lowercase()
        ))
        .words("Reason", reason),
        Event::DeterminationRecorded {
            ombudsman,
            determination,
            ..
        } => Told::new(format!(
            "{} decided: {}",
            say::ombudsman(*ombudsman),
            say::determination(*determination)
        )),
        Event::RemedyPromised {
            kind,
            words,
            owner,
            due_on,
            ..
        } => {
            let owner = owner
                .as_ref()
                .map_or("nobody yet".to_owned(), |owner| known.user(owner));
            let due = due_on.map_or("no date yet".to_owned(), format::long_date);
            Told::new(format!("Action promised: {}", say::remedy(*kind).to_lowercase()))
                .more(format!("Owner: {owner}. Due: {due}."))
                .words("What will happen", words)
        }
        Event::RemedyDelivered { evidence, .. } => Told::new("Action delivered").words("Evidence", evidence),
        Event::RemedyNotDeliverable { told, .. } => {
            Told::new("Action cannot be delivered, and the customer was told")
                .more(SENT)
                .words("Letter", told)
        }
        Event::Extended {
            clock,
            reason,
            because,
            letter,
        } => Told::new(format!(
            "More time taken, until {}",
            format::long_date(clock.due_on)
        ))
        .more(format!("{}. {SENT}", say::extension_reason(*reason)))
        .words("Reason", because)
        .words("Letter", letter),
        Event::LongExtensionAgreed { until, because } => {
            Told::new(format!("Longer time agreed, up to {}", format::long_date(*until)))
                .words("Reason", because)
        }
        Event::ReplyDrafted { stage, .. } => Told::new(format!("Stage {stage} reply saved")),
        Event::ApprovalAsked { .. } => Told::new("Approval asked for"),
        Event::ReplyApproved { .. } => Told::new("Reply approved"),
        Event::ReplySentBack { what_to_change, .. } => {
            Told::new("Reply sent back to its author").words("What needs to change", what_to_change)
        }
        Event::ReplySent {
            stage,
            letter,
            undo_until,
            ..
        } => subject::reply_sent(*stage, *undo_until, known).words("Letter", letter),
        Event::ReplySendUndone { .. } => Told::new("Sending the reply was undone"),
        Event::SettledAtFirstContact {
            what_was_done,
            agreed,
            ..
        } => Told::new("Settled at first contact")
            .more(format!("{}.", say::agreed(*agreed)))
            .words("What was done", what_was_done),
        Event::RefusalProposed {
            code,
            evidence,
            letter,
        } => Told::new("Proposed not to accept this complaint")
            .more(format!("Reason: {}.", known.reason(code)))
            .words("Evidence", evidence)
            .words("Letter proposed", letter),
        Event::NotAccepted { code, letter } => Told::new("Complaint not accepted")
            .more(format!("Reason: {}. {SENT}", known.reason(code)))
            .words("Letter", letter),
        Event::RefusalDeclined { reason } => {
            Told::new("The complaint is accepted after all").words("Reason", reason)
        }
        Event::Withdrawn { .. } | Event::Stage2Withdrawn { .. } => withdrawn(&entry.event),
        Event::Closed {
            outcome,
            sentence,
            lesson,
            ..
        } => {
            let told = Told::new("Case closed")
                .more(format!("{}.", say::outcome(*outcome)))
                .some_words("What the customer was told", sentence.as_ref());
            match lesson {
                Some(LessonAnswer::Lesson(words)) => told.words("Lesson", words),
                Some(LessonAnswer::NoneBecause(words)) => told.words("No lesson, because", words),
                None => told,
            }
        }
        Event::Reopened { reason } => Told::new("Case reopened").words("Reason", reason),
        Event::QueryAnswered { open_until, .. } => answered(*open_until),
        Event::SortedConfirmed { words } => {
            Told::new("The councillor says that it is sorted").some_words("What they said", words.as_ref())
        }
        Event::MessagesRead {} => Told::new("What came in was read"),
        Event::AvoidableSaid { said, .. } => {
            Told::new("It was said whether we could have saved the customer a contact")
                .more(format!("{}.", crate::avoidable::said_of(*said)))
        }
        Event::TimeRecorded { on, minutes } => Told::new("Time was recorded").more(format!(
            "{} on {}.",
            format::count(u64::from(*minutes), "minute", "minutes"),
            format::long_date(*on)
        )),
        Event::HelpAsked { team, words, .. } => Told::new("Help was asked for")
            .more(format!("The lead of {} was called.", known.team(team)))
            .some_words("What was needed", words.as_ref()),
        Event::HelpAnswered { answer, words, .. } => {
            let told = match answer {
                HelpAnswer::OnIt => Told::new("The team lead is on it"),
                HelpAnswer::Advice => Told::new("The team lead answered"),
            };
            told.some_words("What they said", words.as_ref())
        }
        Event::Linked { relation, .. } => {
            Told::new("Linked to another case").more(format!("{}.", say::relation(*relation)))
        }
        Event::NotReached { channel, purpose, .. } => {
            let whom = if purpose.is_for_a_partner() {
                "partner"
            } else {
                "customer"
            };
            Told::new(format!(
                "The {whom} was not reached {}",
                say::by_channel(*channel)
            ))
            .more(format!(
                "{} was given up. Tell the {whom} in another way, or try again.",
                say::message(*purpose)
            ))
        }
        Event::Stage2Asked { .. }
        | Event::Stage2Accepted { .. }
        | Event::Stage2NotAccepted { .. }
        | Event::ReviewerNamed { .. }
        | Event::ConflictDeclared { .. }
        | Event::PointReviewed { .. }
        | Event::ReturnedToStage1 { .. }
        | Event::ReturnAgreed { .. }
        | Event::ReturnFinished { .. } => stage_2(&entry.event, known),
        Event::EnquiryRecorded { .. }
        | Event::DocumentsSent { .. }
        | Event::DraftDecisionCame { .. }
        | Event::FinalDecisionCame { .. }
        | Event::RemedyRecommended { .. }
        | Event::BundleMade { .. }
        | Event::CameBack { .. } => ombudsman(&entry.event, known),
        Event::PersonAdded { .. }
        | Event::PersonEnded { .. }
        | Event::ConsentChanged { .. }
        | Event::LettersGoTo { .. }
        | Event::ConcernRaised { .. }
        | Event::ConcernTold { .. }
        | Event::AdjustmentsSaid { .. }
        | Event::Erased { .. } => people(&entry.event, known),
        Event::Unlinked { .. }
        | Event::MergedInto { .. }
        | Event::Unmerged { .. }
        | Event::TookIn { .. }
        | Event::GaveBack { .. }
        | Event::PointsSplit { .. } => between(&entry.event, known),
        Event::SentToCouncil { .. }
        | Event::CouncilTookOver { .. }
        | Event::CouncilTurnedAway { .. }
        | Event::CameFromCouncil { .. }
        | Event::CarriedOver { .. }
        | Event::TakenOver { .. }
        | Event::NotForUs { .. } => council(&entry.event, known),
        Event::SubjectSaid { .. } | Event::TakenLate { .. } => subject(&entry.event, known),
        Event::Referred { .. }
        | Event::ReferralAccepted { .. }
        | Event::ReferralTurnedAway { .. }
        | Event::PartnerAsked { .. }
        | Event::PartnerTold { .. }
        | Event::PartnerReminded { .. }
        | Event::PartnerAnswered { .. }
        | Event::ReferralEnded { .. } => partner(&entry.event, known),
        Event::RemedyReminded { .. }
        | Event::PaymentAsked { .. }
        | Event::PaymentApproved { .. }
        | Event::PaymentTurnedDown { .. }
        | Event::PaymentMade { .. } => remedy(&entry.event),
        Event::AdviceAsked { .. }
        | Event::AdviceGiven { .. }
        | Event::TalkOffered { .. }
        | Event::TalkAnswered { .. }
        | Event::TalkHeld { .. } => early(&entry.event, known),
    }
}

/// What "sent" means here: nothing claims that post or e-mail left the building.
pub(crate) const SENT: &str = "Shown to the customer online, ready to print.";

/// An event as an item of the timeline.
pub(crate) fn item(entry: &Entry, known: &dyn Known) -> TimelineItem {
    let told = tell(entry, known);
    let mut parts = Vec::new();
    if !entry.event.is_for_the_customer() {
        parts.push(paragraph(Tag::coloured("grey", "Internal")));
    }
    parts.extend(told.more.as_deref().map(paragraph));
    parts.extend(texts(&told, &entry.event, known));
    let mut item =
        TimelineItem::new(told.title.as_str(), format::when(entry.at)).by(known.actor(&entry.actor));
    item.text = Markup::join(parts).into();
    item
}

/// The section "Timeline", newest first, from just before the event with the version `before`.
pub fn page(shell: Shell, shown: &Shown<'_>, wanted: Wanted, before: Option<usize>) -> CasePage {
    let base = shown.at("timeline");
    let before = before.unwrap_or(usize::MAX);
    let mut found = shown
        .entries
        .iter()
        .enumerate()
        .map(|(at, entry)| (at + 1, entry))
        .rev()
        .filter(|(version, entry)| {
            *version < before && (wanted == Wanted::All || category(&entry.event) == wanted)
        });
    let mut timeline = Timeline::new(3);
    let mut last = None;
    for (version, entry) in found.by_ref().take(PAGE) {
        timeline = timeline.item(item(entry, shown.known));
        last = Some(version);
    }
    let mut body = vec![filter(&base, wanted)];
    match last {
        None => body.push(paragraph("Nothing has happened on this case yet.")),
        Some(_) => body.push(timeline.into()),
    }
    if let Some(last) = last.filter(|_| found.next().is_some()) {
        let next = format!("{base}?show={}&before={last}", wanted.as_str());
        body.push(Pagination::previous_next(None, Some(&next)).into());
    }
    shown.page(shell, Section::Timeline, body)
}

fn filter(base: &str, wanted: Wanted) -> Markup {
    let links = Wanted::ALL.into_iter().map(|each| {
        if each == wanted {
            Markup::trusted(format!("<strong aria-current=\"true\">{}</strong>", each.words()))
        } else {
            Markup::link(&format!("{base}?show={}", each.as_str()), each.words())
        }
    });
    Markup::trusted(format!(
        "<nav class=\"app-show\" aria-label=\"Show\"><p class=\"govuk-body\">Show: {}</p></nav>",
        Markup::join(links.collect::<Vec<_>>())
    ))
}
