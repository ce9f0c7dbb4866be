//! What an event is called, and whether the customer sees it.

use super::Event;
use crate::vocabulary::SeenBy;

impl Event {
    /// The event's name in the record.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Logged { .. } => "logged",
            Self::ClockStarted { .. } => "clock-started",
            Self::ClockMoved { .. } => "clock-moved",
            Self::ClockDropped { .. } => "clock-dropped",
            Self::Triaged { .. } => "triaged",
            Self::KindChanged { .. } => "kind-changed",
            Self::Assigned { .. } => "assigned",
            Self::Transferred { .. } => "transferred",
            Self::Acknowledged { .. } => "acknowledged",
            Self::WantedClarified { .. } => "wanted-clarified",
            Self::ContactRecorded { .. } => "contact-recorded",
            Self::UpdateAsked { .. } => "update-asked",
            Self::FileAdded { .. } => "file-added",
            Self::ConsentRecorded { .. } => "consent-recorded",
            Self::FirstAnswered { .. } => "first-answered",
            Self::NoteAdded { .. } => "note-added",
            Self::PointAdded { .. } => "point-added",
            Self::FindingRecorded { .. } => "finding-recorded",
            Self::DeterminationRecorded { .. } => "determination-recorded",
            Self::RemedyPromised { .. } => "remedy-promised",
            Self::RemedyDelivered { .. } => "remedy-delivered",
            Self::RemedyNotDeliverable { .. } => "remedy-not-deliverable",
            Self::Extended { .. } => "extended",
            Self::LongExtensionAgreed { .. } => "long-extension-agreed",
            Self::ReplyDrafted { .. } => "reply-drafted",
            Self::ApprovalAsked { .. } => "approval-asked",
            Self::ReplyApproved { .. } => "reply-approved",
            Self::ReplySentBack { .. } => "reply-sent-back",
            Self::ReplySent { .. } => "reply-sent",
            Self::ReplySendUndone { .. } => "reply-send-undone",
            Self::SettledAtFirstContact { .. } => "settled-at-first-contact",
            Self::RefusalProposed { .. } => "refusal-proposed",
            Self::NotAccepted { .. } => "not-accepted",
            Self::RefusalDeclined { .. } => "refusal-declined",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Closed { .. } => "closed",
            Self::Reopened { .. } => "reopened",
            Self::Linked { .. } => "linked",
            Self::NotReached { .. } => "not-reached",
            Self::QueryAnswered { .. } => "query-answered",
            Self::SortedConfirmed { .. } => "sorted-confirmed",
            Self::MessagesRead {} => "messages-read",
            Self::AvoidableSaid { .. } => "avoidable-said",
            Self::TimeRecorded { .. } => "time-recorded",
            Self::HelpAsked { .. } => "help-asked",
            Self::HelpAnswered { .. } => "help-answered",
            Self::Stage2Asked { .. } => "stage2-asked",
            Self::Stage2Accepted { .. } => "stage2-accepted",
            Self::Stage2NotAccepted { .. } => "stage2-not-accepted",
            Self::Stage2Withdrawn { .. } => "stage2-withdrawn",
            Self::ReviewerNamed { .. } => "reviewer-named",
            Self::ConflictDeclared { .. } => "conflict-declared",
            Self::PointReviewed { .. } => "point-reviewed",
            Self::ReturnedToStage1 { .. } => "returned-to-stage1",
            Self::ReturnAgreed { .. } => "return-agreed",
            Self::ReturnFinished { .. } => "return-finished",
            Self::EnquiryRecorded { .. } => "enquiry-recorded",
            Self::DocumentsSent { .. } => "documents-sent",
            Self::DraftDecisionCame { .. } => "draft-decision-came",
            Self::FinalDecisionCame { .. } => "final-decision-came",
            Self::RemedyRecommended { .. } => "remedy-recommended",
            Self::CameBack { .. } => "came-back",
            // People on the case.
            Self::PersonAdded { .. } => "person-added",
            Self::PersonEnded { .. } => "person-ended",
            Self::ConsentChanged { .. } => "consent-changed",
            Self::LettersGoTo { .. } => "letters-go-to",
            Self::ConcernRaised { .. } => "concern-raised",
            Self::ConcernTold { .. } => "concern-told",
            Self::AdjustmentsSaid { .. } => "adjustments-said",
            // Between cases.
            Self::Unlinked { .. } => "unlinked",
            Self::MergedInto { .. } => "merged-into",
            Self::Unmerged { .. } => "unmerged",
            Self::TookIn { .. } => "took-in",
            Self::GaveBack { .. } => "gave-back",
            Self::PointsSplit { .. } => "points-split",
            // Between councils.
            Self::SentToCouncil { .. } => "sent-to-council",
            Self::CouncilTookOver { .. } => "council-took-over",
            Self::CouncilTurnedAway { .. } => "council-turned-away",
            Self::CameFromCouncil { .. } => "came-from-council",
            Self::CarriedOver { .. } => "carried-over",
            Self::TakenOver { .. } => "taken-over",
            Self::NotForUs { .. } => "not-for-us",
            // What a complaint is about.
            Self::SubjectSaid { .. } => "subject-said",
            Self::TakenLate { .. } => "taken-late",
            Self::Referred { .. } => "referred",
            Self::ReferralAccepted { .. } => "referral-accepted",
            Self::ReferralTurnedAway { .. } => "referral-turned-away",
            Self::PartnerAsked { .. } => "partner-asked",
            Self::PartnerTold { .. } => "partner-told",
            Self::PartnerReminded { .. } => "partner-reminded",
            Self::PartnerAnswered { .. } => "partner-answered",
            Self::ReferralEnded { .. } => "referral-ended",
            Self::BundleMade { .. } => "bundle-made",
            // Promised remedies.
            Self::RemedyReminded { .. } => "remedy-reminded",
            Self::PaymentAsked { .. } => "payment-asked",
            Self::PaymentApproved { .. } => "payment-approved",
            Self::PaymentTurnedDown { .. } => "payment-turned-down",
            Self::PaymentMade { .. } => "payment-made",
            // Settling it early.
            Self::AdviceAsked { .. } => "advice-asked",
            Self::AdviceGiven { .. } => "advice-given",
            Self::TalkOffered { .. } => "talk-offered",
            Self::TalkAnswered { .. } => "talk-answered",
            Self::TalkHeld { .. } => "talk-held",
            Self::Erased { .. } => "erased",
        }
    }

    /// Whether the customer sees it on the track page.
    ///
    /// A reply shows once it can no longer be undone; the page asks for that separately.
    pub const fn is_for_the_customer(&self) -> bool {
        match self {
            Self::FileAdded { seen_by, .. } => matches!(seen_by, SeenBy::Everyone),
            Self::Logged { .. }
            | Self::KindChanged { .. }
            | Self::Assigned { .. }
            | Self::Acknowledged { .. }
            | Self::ContactRecorded { .. }
            | Self::UpdateAsked { .. }
            | Self::FirstAnswered { .. }
            | Self::RemedyDelivered { .. }
            | Self::RemedyNotDeliverable { .. }
            | Self::Extended { .. }
            | Self::ReplySent { .. }
            | Self::SettledAtFirstContact { .. }
            | Self::NotAccepted { .. }
            | Self::Withdrawn { .. }
            | Self::Closed { .. }
            | Self::Stage2Asked { .. }
            | Self::Stage2Accepted { .. }
            | Self::Stage2NotAccepted { .. }
            | Self::Stage2Withdrawn { .. }
            | Self::ReviewerNamed { .. }
            | Self::ReturnedToStage1 { .. }
            | Self::ReturnFinished { .. }
            | Self::CameBack { .. }
            // Between cases: the customer of each follows it to where it goes on.
            | Self::MergedInto { .. }
            | Self::Unmerged { .. }
            | Self::PointsSplit { .. }
            // Between councils: where it is, and whose.
            | Self::SentToCouncil { .. }
            | Self::CouncilTurnedAway { .. }
            | Self::CameFromCouncil { .. }
            | Self::TakenOver { .. }
            | Self::Referred { .. }
            // A talk is with the customer; what a colleague advises is not for them.
            | Self::TalkOffered { .. }
            | Self::TalkAnswered { .. }
            | Self::TalkHeld { .. }
            | Self::Reopened { .. } => true,
            Self::ClockStarted { .. }
            | Self::ClockMoved { .. }
            | Self::ClockDropped { .. }
            | Self::Triaged { .. }
            | Self::Transferred { .. }
            | Self::WantedClarified { .. }
            | Self::ConsentRecorded { .. }
            | Self::NoteAdded { .. }
            | Self::PointAdded { .. }
            | Self::FindingRecorded { .. }
            | Self::DeterminationRecorded { .. }
            | Self::RemedyPromised { .. }
            | Self::LongExtensionAgreed { .. }
            | Self::ReplyDrafted { .. }
            | Self::ApprovalAsked { .. }
            | Self::ReplyApproved { .. }
            | Self::ReplySentBack { .. }
            | Self::ReplySendUndone { .. }
            | Self::RefusalProposed { .. }
            | Self::RefusalDeclined { .. }
            | Self::Linked { .. }
            | Self::NotReached { .. }
            | Self::QueryAnswered { .. }
            | Self::SortedConfirmed { .. }
            | Self::MessagesRead {}
            | Self::AvoidableSaid { .. }
            | Self::TimeRecorded { .. }
            | Self::HelpAsked { .. }
            | Self::ConflictDeclared { .. }
            | Self::PointReviewed { .. }
            | Self::ReturnAgreed { .. }
            | Self::EnquiryRecorded { .. }
            | Self::DocumentsSent { .. }
            | Self::DraftDecisionCame { .. }
            | Self::FinalDecisionCame { .. }
            | Self::RemedyRecommended { .. }
            // People on the case: who else is on it is not told to each of them, and a concern to nobody.
            | Self::PersonAdded { .. }
            | Self::PersonEnded { .. }
            | Self::ConsentChanged { .. }
            | Self::LettersGoTo { .. }
            | Self::ConcernRaised { .. }
            | Self::ConcernTold { .. }
            | Self::AdjustmentsSaid { .. }
            | Self::Unlinked { .. }
            | Self::TookIn { .. }
            | Self::GaveBack { .. }
            | Self::CouncilTookOver { .. }
            | Self::CarriedOver { .. }
            | Self::NotForUs { .. }
            | Self::SubjectSaid { .. }
            | Self::TakenLate { .. }
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
            | Self::Erased { .. }
            | Self::HelpAnswered { .. } => false,
        }
    }
}
