//! Between councils of one installation: where a case was sent, and from where it came.

use jiff::civil::Date;

use super::{Case, Event, Refusal};
use crate::id::{CouncilId, TransferId};
use crate::vocabulary::SeenBy;
use crate::words::WordsRef;

crate::vocabulary! {
    /// How far a transfer to another council is.
    pub enum TransferState {
        /// The other council has not said whether it is theirs.
        Waiting = "waiting",
        /// They took it over.
        TakenOver = "taken-over",
        /// It is not for them, or it was ended here before they answered.
        TurnedAway = "turned-away",
    }
}

/// A case of this council that was sent to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentTo {
    /// Which transfer.
    pub transfer: TransferId,
    /// To whom.
    pub council: CouncilId,
    /// The day.
    pub on: Date,
    /// How far it is.
    pub state: TransferState,
}

/// Another council's case that came to this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameFrom {
    /// Which transfer.
    pub transfer: TransferId,
    /// From whom, the council at which it was first received before all others.
    pub through: Vec<CouncilId>,
    /// The day.
    pub on: Date,
    /// The version of the other council's record up to which it was carried over.
    pub up_to: i64,
    /// How far it is.
    pub state: TransferState,
}

impl CameFrom {
    /// The council that sent it.
    pub fn sender(&self) -> Option<&CouncilId> {
        self.through.last()
    }
}

impl Case {
    /// The transfer on which another council has still to say something.
    pub fn waits_at(&self) -> Option<&SentTo> {
        let waits = |sent: &&SentTo| sent.state == TransferState::Waiting;
        self.sent_to.iter().find(waits)
    }

    /// Where it came from, while this council has not said whether it is theirs.
    pub fn arrived(&self) -> Option<&CameFrom> {
        let waits = |came: &&CameFrom| came.state == TransferState::Waiting && !self.is_closed();
        self.came_from.as_ref().filter(waits)
    }

    /// Whether it came from another council and is not this one's.
    pub fn is_not_ours(&self) -> bool {
        let came = self.came_from.as_ref();
        came.is_some_and(|came| came.state == TransferState::TurnedAway)
    }

    /// Whether it can be sent to another council at all, as it stands: nobody has answered it yet, and nobody
    /// beside its officer has it.
    pub fn may_go_to_another_council(&self) -> Result<(), Refusal> {
        if self.is_closed() {
            return Err(Refusal::AlreadyClosed);
        }
        if self.waits_at().is_some() {
            return Err(Refusal::SentAlready);
        }
        if !self.took_in.is_empty() {
            return Err(Refusal::MergedAlready);
        }
        let is_answered = self.replied_on.is_some() || self.reply_sent_at().is_some();
        let is_further = self.open_review().is_some() || self.open_enquiry().is_some();
        if is_answered || is_further || self.arrived().is_some() {
            return Err(Refusal::NotInThisState(self.status()));
        }
        Ok(())
    }
}

/// Whether what happened goes along to another council: what the customer said and was told, their files, and who is
/// on the case.
///
/// What staff noted for themselves, notes under legal privilege, concerns for somebody's safety, drafts, findings and
/// what was asked of others stay with the council that wrote them: UK GDPR, article 5(1)(c), no more than is needed.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what is new stays, until somebody says that it goes"
)]
pub const fn goes_along(event: &Event) -> bool {
    match event {
        Event::FileAdded { seen_by, .. } => matches!(seen_by, SeenBy::Everyone),
        Event::Acknowledged { .. }
        | Event::FirstAnswered { .. }
        | Event::Extended { .. }
        | Event::ContactRecorded { .. }
        | Event::UpdateAsked { .. }
        | Event::WantedClarified { .. }
        | Event::ConsentRecorded { .. }
        | Event::PersonAdded { .. }
        | Event::PersonEnded { .. }
        | Event::ConsentChanged { .. }
        | Event::LettersGoTo { .. } => true,
        _ => false,
    }
}

/// Whether what happened once the case was copied follows it.
///
/// Besides what [goes along](goes_along) that is what the copy has of itself, each point of the complaint (Complaint
/// Handling Code 1: what is added is part of the complaint).
pub const fn follows(event: &Event) -> bool {
    goes_along(event) || matches!(event, Event::PointAdded { .. })
}

/// The texts of what [follows](follows), each with what it is for.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others have no text, or stay")]
pub fn texts_that_go(event: &Event) -> Vec<(&'static str, &WordsRef)> {
    match event {
        Event::FileAdded { name, .. } => vec![("file-name", name)],
        Event::Acknowledged { letter, .. } => vec![("letter", letter)],
        Event::Extended { because, letter, .. } => vec![("reason", because), ("letter", letter)],
        Event::ContactRecorded { words, .. } => vec![("contact", words)],
        Event::WantedClarified { wanted } => vec![("wanted", wanted)],
        Event::PointAdded { words, .. } => vec![("point", words)],
        Event::PersonAdded { reason, .. } => reason.iter().map(|words| ("reason", words)).collect(),
        Event::PersonEnded { reason, .. } => vec![("reason", reason)],
        Event::ConsentChanged { evidence, .. } => evidence.iter().map(|words| ("evidence", words)).collect(),
        _ => Vec::new(),
    }
}
