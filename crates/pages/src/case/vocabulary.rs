//! The domain's closed lists, as staff read them.

use redress_domain::case::{
    Agreed, Basis, ClockMoved, ConcernKind, ConcernTold, Consent, ContactPurpose, Direction, EnquiryStep,
    ExtensionReason, Outcome, Part, Referral, Relation, ReplySection, ReviewView, Status, TalkWay, Wish,
    WithheldReason,
};
use redress_domain::customer::adjustment::{AdjustmentKind, Reviewed};
use redress_domain::message::MessagePurpose;
use redress_domain::vocabulary::{
    Channel, ClockKind, Determination, Finding, Kind, Ombudsman, RemedyKind, ReplyBy, Role, SeenBy,
    SupportNeed,
};

/// "Complaint".
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::ServiceRequest => "Problem or request",
        Kind::Complaint => "Complaint",
        Kind::Comment => "Comment",
        Kind::Compliment => "Thanks or praise",
        Kind::Enquiry => "Question",
    }
}

/// "by phone".
pub const fn by_channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Online => "online",
        Channel::Email => "by email",
        Channel::Phone => "by phone",
        Channel::Letter => "by letter",
        Channel::InPerson => "in person",
        Channel::WebChat => "by web chat",
        Channel::SocialMedia => "on social media",
        Channel::Text => "by text message",
        Channel::Councillor => "through a councillor",
        Channel::Api => "from another program",
        Channel::Import => "from another system",
    }
}

/// What GOV.UK Notify said of a message, in plain words.
///
/// Its own are those of its documentation ("Email status descriptions", "Text message status descriptions", "Letter
/// status descriptions"), and ours for one that came back.
pub fn notify_said(channel: Channel, status: &str) -> &'static str {
    match (channel, status) {
        (_, "returned") => "The letter came back: it was returned to the sender",
        (Channel::Letter, "received" | "delivered") => "Printed and handed to the post",
        (Channel::Email, "delivered") => "Delivered to their mailbox",
        (Channel::Text, "delivered") => "Delivered to their phone",
        (Channel::Text, "sent") => "Sent to a number abroad, where nobody says whether it arrives",
        (_, "delivered") => "Delivered",
        (Channel::Email, "permanent-failure") => "Not delivered: there is no such email address",
        (Channel::Text, "permanent-failure") => {
            "Not delivered: there is no such number, or it takes no messages"
        }
        (Channel::Letter, "permanent-failure") => "Not sent: the letter could not be printed",
        (Channel::Letter, "validation-failed") => "Not sent: the letter does not fit what can be printed",
        (_, "temporary-failure") => {
            "Not delivered: the mailbox was full or the phone was off, for longer than they wait"
        }
        (_, "cancelled") => "Not sent: it was cancelled",
        (_, "virus-scan-failed") => "Not sent: the virus scan refused it",
        (_, "permanent-failure" | "technical-failure" | "validation-failed") => {
            "Not delivered, for technical reasons"
        }
        _ => "On its way",
    }
}

/// What a message is called, by its purpose.
pub const fn message(purpose: MessagePurpose) -> &'static str {
    match purpose {
        MessagePurpose::Receipt => "Receipt",
        MessagePurpose::Acknowledgement => "Acknowledgement",
        MessagePurpose::Extension => "More time",
        MessagePurpose::NotAccepted => "Complaint not accepted",
        MessagePurpose::Remedy => "An action that cannot be delivered",
        MessagePurpose::Confirmation => "What was done",
        MessagePurpose::Reply => "Reply",
        MessagePurpose::Contact => "Message",
        MessagePurpose::Closing => "Why we closed this",
        MessagePurpose::Withdrawal => "That it was withdrawn",
        MessagePurpose::ReviewWithdrawal => "That stage 2 is no longer asked for",
        MessagePurpose::Code => "Code for the track page",
        MessagePurpose::PartnerRequest => "Request to a partner",
        MessagePurpose::PartnerNews => "News for a partner",
        MessagePurpose::PartnerReminder => "Reminder to a partner",
        MessagePurpose::PartnerCode => "Code for a partner",
        MessagePurpose::Conduct => "Letter of a conduct file",
        MessagePurpose::ConductAnswer => "Which way is open",
        MessagePurpose::ConductCode => "That a code was used",
        MessagePurpose::Survey => "How did we do?",
        MessagePurpose::SurveyReminder => "How did we do? Reminder",
        MessagePurpose::EmailChanged => "To the email address that is not on file any more",
    }
}

/// "Phone".
pub const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Online => "Online",
        Channel::Email => "Email",
        Channel::Phone => "Phone",
        Channel::Letter => "Letter",
        Channel::InPerson => "In person",
        Channel::WebChat => "Web chat",
        Channel::SocialMedia => "Social media",
        Channel::Text => "Text message",
        Channel::Councillor => "Through a councillor",
        Channel::Api => "Another program",
        Channel::Import => "Another system",
    }
}

/// "a call", in a sentence.
pub const fn talk(way: TalkWay) -> &'static str {
    match way {
        TalkWay::Call => "a call",
        TalkWay::Meeting => "a meeting",
        TalkWay::Mediation => "a meeting with a mediator",
    }
}

/// "A call", to choose.
pub const fn talk_choice(way: TalkWay) -> &'static str {
    match way {
        TalkWay::Call => "A call",
        TalkWay::Meeting => "A meeting",
        TalkWay::Mediation => "A meeting with a mediator: somebody who has nothing to do with the matter",
    }
}

/// "Upheld – we got something wrong".
pub const fn finding(finding: Finding) -> &'static str {
    match finding {
        Finding::Upheld => "Upheld – we got something wrong",
        Finding::PartlyUpheld => "Partly upheld – we got part of it wrong",
        Finding::NotUpheld => "Not upheld – we did not get it wrong",
        Finding::OutsideOurRemit => "Outside our remit – somebody else must answer it",
        Finding::Resolved => "Resolved – it was put right and the customer agrees",
    }
}

/// The colour of a finding's tag: never red for people.
pub const fn finding_tag(finding: Finding) -> (&'static str, &'static str) {
    match finding {
        Finding::Upheld => ("purple", "Upheld"),
        Finding::PartlyUpheld => ("purple", "Partly upheld"),
        Finding::NotUpheld => ("grey", "Not upheld"),
        Finding::OutsideOurRemit => ("grey", "Outside our remit"),
        Finding::Resolved => ("teal", "Resolved"),
    }
}

/// An Ombudsman's decision, in that Ombudsman's words.
pub const fn determination(determination: Determination) -> &'static str {
    match determination {
        Determination::Upheld => "upheld",
        Determination::UpheldRemediedBefore => "upheld, with a satisfactory remedy before",
        Determination::NotUpheld => "not upheld",
        Determination::SevereMaladministration => "severe maladministration",
        Determination::Maladministration => "maladministration",
        Determination::ServiceFailure => "service failure",
        Determination::ReasonableRedress => "reasonable redress",
        Determination::NoMaladministration => "no maladministration",
        Determination::ResolvedWithIntervention => "resolved with intervention",
        Determination::OutsideJurisdiction => "outside jurisdiction",
        Determination::Withdrawn => "withdrawn",
    }
}

/// An Ombudsman's name.
pub const fn ombudsman(ombudsman: Ombudsman) -> &'static str {
    match ombudsman {
        Ombudsman::Lgsco => "Local Government and Social Care Ombudsman",
        Ombudsman::Housing => "Housing Ombudsman",
        Ombudsman::Ico => "Information Commissioner",
        Ombudsman::Psow => "Public Services Ombudsman for Wales",
    }
}

/// "Say sorry".
pub const fn remedy(kind: RemedyKind) -> &'static str {
    match kind {
        RemedyKind::Apology => "Say sorry",
        RemedyKind::Acknowledgement => "Acknowledge what went wrong",
        RemedyKind::Explanation => "Explain, help or give reasons",
        RemedyKind::Action => "Do what was delayed",
        RemedyKind::Decision => "Look at a decision again, or change it",
        RemedyKind::Record => "Correct a record",
        RemedyKind::Financial => "Pay money",
        RemedyKind::Practice => "Change how we work",
    }
}

/// What a promise is called in a list: "Reply by".
pub const fn clock(kind: ClockKind) -> &'static str {
    match kind {
        ClockKind::FirstAnswer => "First answer by",
        ClockKind::Update => "Next update by",
        ClockKind::Target => "Work done by",
        ClockKind::Acknowledge => "Acknowledge by",
        ClockKind::Reply => "Reply by",
    }
}

/// What a promise is, in a sentence: "the reply".
pub const fn promise(kind: ClockKind) -> &'static str {
    match kind {
        ClockKind::FirstAnswer => "the first answer",
        ClockKind::Update => "the next update",
        ClockKind::Target => "the work",
        ClockKind::Acknowledge => "the acknowledgement",
        ClockKind::Reply => "the reply",
    }
}

/// Why a promise shows another date.
pub const fn moved(because: ClockMoved) -> &'static str {
    match because {
        ClockMoved::Acknowledged => "because the acknowledgement went out",
        ClockMoved::WordSent => "because the customer heard from us",
        ClockMoved::CalendarChanged => "because the days that count have changed",
        ClockMoved::ProcedureChanged => "because the case follows other rules now",
        ClockMoved::CameBack => "because the Ombudsman gave it back to us",
        ClockMoved::PromisedElsewhere => "because the council that sent it had promised this date",
        ClockMoved::TakenIn => "because the case that goes on in this one had promised this date",
        ClockMoved::GivenBack => "because the case that went on in this one goes on by itself again",
    }
}

/// The colour and words of a status tag.
pub const fn status(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Received => ("grey", "Received"),
        Status::BeingLookedAt => ("", "Being looked at"),
        Status::WaitingForCustomer => ("yellow", "Waiting for the customer"),
        Status::NeedsMoreTime => ("orange", "Needs more time"),
        Status::ReviewAsked => ("purple", "Review asked for"),
        Status::BeingReviewed => ("", "Being reviewed"),
        Status::BackAtStage1 => ("orange", "Sent back for more work"),
        Status::WithOmbudsman => ("purple", "With the ombudsman"),
        Status::ReplySent => ("teal", "Reply sent"),
        Status::Closed => ("grey", "Closed"),
    }
}

/// How a case ended.
pub const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "Dealt with",
        Outcome::SettledAtFirstContact => "Settled at first contact",
        Outcome::NotDone => "We could not, or did not need to, do what was asked",
        Outcome::NotAccepted => "Complaint not accepted",
        Outcome::Withdrawn => "Withdrawn by the customer",
        Outcome::Duplicate => "The same matter is another case",
        Outcome::OtherCouncil => "It is another council’s",
    }
}

/// Which way a contact went.
pub const fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::In => "From the customer",
        Direction::Out => "To the customer",
    }
}

/// What a contact was for.
pub const fn purpose(purpose: ContactPurpose) -> &'static str {
    match purpose {
        ContactPurpose::Information => "Something new about the matter",
        ContactPurpose::AskedForUpdate => "Asked how it is going",
        ContactPurpose::UpdateGiven => "Said how it is going",
        ContactPurpose::QuestionToCustomer => "A question to the customer",
        ContactPurpose::Answer => "An answer to what was asked",
        ContactPurpose::Thanks => "Thanks",
        ContactPurpose::ReturnExplained => "Said why it goes back to stage 1",
    }
}

/// Why more time is needed.
pub const fn extension_reason(reason: ExtensionReason) -> &'static str {
    match reason {
        ExtensionReason::Complex => "The matter is complex",
        ExtensionReason::WaitingForOthers => "We wait for information from somebody else",
        ExtensionReason::CustomerAsked => "The customer asked for it, or is away",
        ExtensionReason::Absence => "The officer is away and nobody could take over",
        ExtensionReason::Emergency => "An emergency, such as a flood or cyber-attack",
    }
}

/// What another case is to this one.
pub const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::ComplaintAbout => "This is a complaint about how that request was dealt with",
        Relation::RequestComplainedOf => "That is a complaint about how this request was dealt with",
        Relation::DuplicateOf => "This is the same matter as that case, which is kept",
        Relation::HasDuplicate => "That case is the same matter, and this one is kept",
        Relation::FollowsFrom => "This came after that case was answered",
        Relation::FollowedBy => "That came after this case was answered",
        Relation::RelatedTo => "They are related in another way",
        Relation::SplitFrom => "This was part of that case",
        Relation::SplitInto => "That was part of this case",
    }
}

/// The heading of a part of the reply.
pub const fn section(section: ReplySection) -> &'static str {
    match section {
        ReplySection::Complaint => "Your complaint",
        ReplySection::LookedAt => "What we looked at",
        ReplySection::Decision => "What we found: point by point",
        ReplySection::Sorry => "What we are sorry for",
        ReplySection::Remedy => "What we will do to put it right",
        ReplySection::Actions => "What is still to be done, and by when",
        ReplySection::Further => "If you are not happy with this reply",
    }
}

/// What a customer would like.
pub const fn wish(wish: Wish) -> &'static str {
    match wish {
        Wish::SaySorry => "Say sorry",
        Wish::Explain => "Explain",
        Wish::FixIt => "Fix it",
        Wish::ChangeDecision => "Change a decision",
        Wish::ChangeHowYouWork => "Change how we work",
        Wish::PayBackCosts => "Pay back costs",
        Wish::SomethingElse => "Something else",
        Wish::NotSure => "Not sure",
    }
}

/// Help that a customer needs.
pub const fn support(need: SupportNeed) -> &'static str {
    match need {
        SupportNeed::LargePrint => "large print",
        SupportNeed::EasyRead => "Easy Read",
        SupportNeed::Language => "another language or British Sign Language",
        SupportNeed::CallTimes => "calls at certain times only",
        SupportNeed::SpokesPerson => "somebody else to speak for them",
        SupportNeed::MoreTime => "more time",
        SupportNeed::SomethingElse => "something else",
    }
}

/// How a customer wants to be answered.
pub const fn reply_by(reply_by: ReplyBy) -> &'static str {
    match reply_by {
        ReplyBy::Email => "By email",
        ReplyBy::Text => "By text message",
        ReplyBy::Phone => "By phone",
        ReplyBy::Letter => "By letter",
        ReplyBy::NoContact => "Not at all: they follow the reference online",
    }
}

/// Whether a representative may act.
pub const fn consent(consent: Consent) -> &'static str {
    match consent {
        Consent::Given => "The customer agreed",
        Consent::NotYet => "The customer has still to be asked",
        Consent::CannotBeGiven => "The customer cannot agree",
        Consent::Asked => "The customer was asked, and has not answered",
        Consent::Refused => "The customer did not agree",
        Consent::Withdrawn => "The customer took their agreement back",
    }
}

/// Whether the customer agreed that it is sorted out.
pub const fn agreed(agreed: Agreed) -> &'static str {
    match agreed {
        Agreed::Yes => "The customer agreed",
        Agreed::NotSure => "Nobody is sure whether the customer agreed",
        Agreed::No => "The customer did not agree",
    }
}

/// What somebody is to a case.
pub const fn part(part: Part) -> &'static str {
    match part {
        Part::FurtherCustomer => "Another customer: it is their matter too",
        Part::Representative => "Speaks for the customer, with their consent",
        Part::ForAChild => "Speaks for a child",
        Part::ForSomeoneWhoCannotConsent => "Speaks for somebody who cannot give consent",
        Part::Business => "A business or organisation whose matter it is",
        Part::BusinessContact => "Speaks for a business or organisation",
    }
}

/// By what right somebody speaks.
pub const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::ParentalResponsibility => "Parental responsibility",
        Basis::LastingPower => "Lasting power of attorney",
        Basis::Deputyship => "Deputy of the Court of Protection",
        Basis::PersonalRepresentative => "Personal representative of somebody who died",
        Basis::Other => "Another right",
    }
}

/// What a concern is about.
pub const fn concern(kind: ConcernKind) -> &'static str {
    match kind {
        ConcernKind::Vulnerability => "Somebody may need more care from us",
        ConcernKind::AdultAtRisk => "An adult may be at risk",
        ConcernKind::ChildAtRisk => "A child may be at risk",
    }
}

/// Who was told of a concern.
pub const fn concern_told(who: ConcernTold) -> &'static str {
    match who {
        ConcernTold::SafeguardingLead => "The safeguarding lead",
        ConcernTold::AdultSocialCare => "Adult social care",
        ConcernTold::ChildrensSocialCare => "Children’s social care",
        ConcernTold::Police => "The police",
        ConcernTold::Health => "A doctor or health service",
        ConcernTold::Housing => "The landlord or housing team",
        ConcernTold::Other => "Somebody else",
    }
}

/// What was agreed with a person.
pub const fn adjustment(kind: AdjustmentKind) -> &'static str {
    match kind {
        AdjustmentKind::LargePrint => "Letters in large print",
        AdjustmentKind::EasyRead => "Letters in Easy Read",
        AdjustmentKind::OtherLanguage => "Another language",
        AdjustmentKind::Welsh => "Letters in Welsh and English",
        AdjustmentKind::Bsl => "British Sign Language",
        AdjustmentKind::CannotUsePhone => "Cannot use the phone",
        AdjustmentKind::CannotReadPrint => "Cannot read print",
        AdjustmentKind::CallTimes => "Calls at certain times",
        AdjustmentKind::SomeoneToSpeak => "Somebody to speak for them or beside them",
        AdjustmentKind::MoreTime => "More time to answer",
        AdjustmentKind::Other => "Something else",
    }
}

/// What a review of an adjustment came to.
pub const fn reviewed(outcome: Reviewed) -> &'static str {
    match outcome {
        Reviewed::Kept => "It goes on as it is",
        Reviewed::Changed => "It goes on, with a change",
        Reviewed::Ended => "It has ended",
    }
}

/// A role in a sentence: "service manager".
pub fn role(role: Role) -> String {
    role.as_str().replace('-', " ")
}

/// Who sees a file.
pub const fn seen_by(seen_by: SeenBy) -> &'static str {
    match seen_by {
        SeenBy::Everyone => "The customer and staff can see it",
        SeenBy::Staff => "Only staff can see it",
    }
}

/// What a reviewer makes of a point.
pub const fn view(view: ReviewView) -> &'static str {
    match view {
        ReviewView::Agree => "Agree with stage 1",
        ReviewView::Change => "Change the finding",
        ReviewView::NotLookedAtFully => "Stage 1 did not look at it fully",
    }
}

/// How far an Ombudsman is.
pub const fn enquiry_step(step: EnquiryStep) -> &'static str {
    match step {
        EnquiryStep::Enquiry => "Enquiry",
        EnquiryStep::Investigation => "Investigation",
        EnquiryStep::DraftDecision => "Draft decision",
        EnquiryStep::FinalDecision => "Final decision",
        EnquiryStep::SentBackToUs => "Sent back to us",
    }
}

/// Why something does not go to an Ombudsman.
pub const fn withheld(because: WithheldReason) -> &'static str {
    match because {
        WithheldReason::SomebodyElse => "About somebody else",
        WithheldReason::LegalAdvice => "Legal advice",
        WithheldReason::InConfidence => "Given in confidence",
        WithheldReason::NotRelevant => "Nothing to do with what they ask",
    }
}

/// When a customer went to the Ombudsman.
pub const fn referral(referral: Referral) -> &'static str {
    match referral {
        Referral::AfterOurReply => "After our last word",
        Referral::Early => "Before our stages were over",
    }
}
