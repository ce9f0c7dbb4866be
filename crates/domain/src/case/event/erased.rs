//! What stays of the events of a case once what people told of it is erased: all but what they say of somebody's health or need
//! (UK GDPR, article 9; docs/decisions/0093).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Entry, Event};
use crate::case::Part;

/// What stays of an event whose body was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stays {
    /// The number of the event in its stream.
    pub version: i64,
    /// When it happened.
    pub at: Timestamp,
    /// What stays of it; nothing where all of it said something of somebody's health or need.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Box<Event>>,
}

impl Stays {
    /// What stays of an event of a case that is erased; `None` where it says nothing that goes, and its body stays as it is.
    pub fn of(version: i64, entry: &Entry) -> Option<Self> {
        let event = match entry.event.goes()? {
            Goes::Part(rest) => Some(rest),
            Goes::Whole => None,
        };
        Some(Self {
            version,
            at: entry.at,
            event,
        })
    }

    /// The event as it is read from now on: one of which nothing stays is only known to have been.
    #[must_use]
    pub fn told(self) -> Event {
        self.event
            .map_or_else(|| Event::Erased { stays: Vec::new() }, |event| *event)
    }
}

/// What goes of an event with the texts of its case.
enum Goes {
    /// A part of it; the rest stays.
    Part(Box<Event>),
    /// All of it.
    Whole,
}

impl Part {
    /// What stays of why somebody speaks for another: that they do, and not that these are a child or cannot consent.
    const fn once_erased(self) -> Self {
        match self {
            Self::ForAChild | Self::ForSomeoneWhoCannotConsent => Self::Representative,
            Self::FurtherCustomer | Self::Representative | Self::Business | Self::BusinessContact => self,
        }
    }
}

impl Event {
    /// What goes of it when its case is erased; nothing of what says nothing of somebody's health or need. Each event is
    /// listed, so that none is added without being thought of.
    #[expect(clippy::too_many_lines, reason = "each event is listed")]
    fn goes(&self) -> Option<Goes> {
        let mut rest = self.clone();
        match &mut rest {
            Self::Logged {
                support,
                support_words,
                ..
            } => {
                support.clear();
                *support_words = None;
            }
            Self::TookIn {
                support,
                support_words,
                speakers,
                ..
            } => {
                support.clear();
                *support_words = None;
                for speaker in speakers {
                    (speaker.part, speaker.basis) = (speaker.part.once_erased(), None);
                }
            }
            Self::PersonAdded { part, basis, .. } => (*part, *basis) = (part.once_erased(), None),
            Self::ConcernRaised { .. } | Self::ConcernTold { .. } | Self::AdjustmentsSaid { .. } => {
                return Some(Goes::Whole);
            }
            Self::ClockStarted { .. }
            | Self::ClockMoved { .. }
            | Self::ClockDropped { .. }
            | Self::Triaged { .. }
            | Self::KindChanged { .. }
            | Self::Assigned { .. }
            | Self::Transferred { .. }
            | Self::Acknowledged { .. }
            | Self::WantedClarified { .. }
            | Self::ContactRecorded { .. }
            | Self::UpdateAsked { .. }
            | Self::FileAdded { .. }
            | Self::ConsentRecorded { .. }
            | Self::FirstAnswered { .. }
            | Self::NoteAdded { .. }
            | Self::PointAdded { .. }
            | Self::FindingRecorded { .. }
            | Self::DeterminationRecorded { .. }
            | Self::RemedyPromised { .. }
            | Self::RemedyDelivered { .. }
            | Self::RemedyNotDeliverable { .. }
            | Self::Extended { .. }
            | Self::LongExtensionAgreed { .. }
            | Self::ReplyDrafted { .. }
            | Self::ApprovalAsked { .. }
            | Self::ReplyApproved { .. }
            | Self::ReplySentBack { .. }
            | Self::ReplySent { .. }
            | Self::ReplySendUndone { .. }
            | Self::SettledAtFirstContact { .. }
            | Self::RefusalProposed { .. }
            | Self::NotAccepted { .. }
            | Self::RefusalDeclined { .. }
            | Self::Withdrawn { .. }
            | Self::Closed { .. }
            | Self::Reopened { .. }
            | Self::Linked { .. }
            | Self::NotReached { .. }
            | Self::QueryAnswered { .. }
            | Self::SortedConfirmed { .. }
            | Self::MessagesRead {}
            | Self::AvoidableSaid { .. }
            | Self::TimeRecorded { .. }
            | Self::HelpAsked { .. }
            | Self::HelpAnswered { .. }
            | Self::Stage2Asked { .. }
            | Self::Stage2Accepted { .. }
            | Self::Stage2NotAccepted { .. }
            | Self::Stage2Withdrawn { .. }
            | Self::ReviewerNamed { .. }
            | Self::ConflictDeclared { .. }
            | Self::PointReviewed { .. }
            | Self::ReturnedToStage1 { .. }
            | Self::ReturnAgreed { .. }
            | Self::ReturnFinished { .. }
            | Self::EnquiryRecorded { .. }
            | Self::DocumentsSent { .. }
            | Self::DraftDecisionCame { .. }
            | Self::FinalDecisionCame { .. }
            | Self::RemedyRecommended { .. }
            | Self::CameBack { .. }
            | Self::PersonEnded { .. }
            | Self::ConsentChanged { .. }
            | Self::LettersGoTo { .. }
            | Self::Unlinked { .. }
            | Self::MergedInto { .. }
            | Self::Unmerged { .. }
            | Self::GaveBack { .. }
            | Self::PointsSplit { .. }
            | Self::SentToCouncil { .. }
            | Self::CouncilTookOver { .. }
            | Self::CouncilTurnedAway { .. }
            | Self::CameFromCouncil { .. }
            | Self::CarriedOver { .. }
            | Self::TakenOver { .. }
            | Self::NotForUs { .. }
            | Self::SubjectSaid { .. }
            | Self::TakenLate { .. }
            | Self::Referred { .. }
            | Self::ReferralAccepted { .. }
            | Self::ReferralTurnedAway { .. }
            | Self::PartnerAsked { .. }
            | Self::PartnerTold { .. }
            | Self::PartnerReminded { .. }
            | Self::PartnerAnswered { .. }
            | Self::ReferralEnded { .. }
            | Self::BundleMade { .. }
            | Self::RemedyReminded { .. }
            | Self::PaymentAsked { .. }
            | Self::PaymentApproved { .. }
            | Self::PaymentTurnedDown { .. }
            | Self::PaymentMade { .. }
            | Self::AdviceAsked { .. }
            | Self::AdviceGiven { .. }
            | Self::TalkOffered { .. }
            | Self::TalkAnswered { .. }
            | Self::TalkHeld { .. }
            | Self::Erased { .. } => return None,
        }
        (rest != *self).then(|| Goes::Part(Box::new(rest)))
    }
}
