//! The words of the record as people read them: kinds, channels, statuses, roles.

use jiff::civil::Date;
use redress_domain::case::{Outcome, Status};
use redress_domain::vocabulary::{Channel, ClockKind, Kind, Priority, ReplyBy, Role, SupportNeed};

use crate::components::Tag;
use crate::format::{day_and_month, due_tag};

/// "Problem or service request".
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::ServiceRequest => "Problem or service request",
        Kind::Complaint => "Complaint",
        Kind::Comment => "Comment",
        Kind::Compliment => "Compliment",
        Kind::Enquiry => "Question",
    }
}

/// "Problem": where there is little room.
pub const fn kind_short(kind: Kind) -> &'static str {
    match kind {
        Kind::ServiceRequest => "Problem",
        Kind::Complaint => "Complaint",
        Kind::Comment => "Comment",
        Kind::Compliment => "Compliment",
        Kind::Enquiry => "Question",
    }
}

/// "Phone call".
pub const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Online => "Online form",
        Channel::Email => "Email",
        Channel::Phone => "Phone call",
        Channel::Letter => "Letter or paper form",
        Channel::InPerson => "In person",
        Channel::WebChat => "Web chat",
        Channel::SocialMedia => "Social media",
        Channel::Text => "Text message",
        Channel::Councillor => "Through a councillor",
        Channel::Api => "Another system",
        Channel::Import => "Taken over from another system",
    }
}

/// One contact by a channel: "phone call".
pub const fn channel_one(channel: Channel) -> &'static str {
    match channel {
        Channel::Online => "online form",
        Channel::Email => "email",
        Channel::Phone => "phone call",
        Channel::Letter => "letter or paper form",
        Channel::InPerson => "visit",
        Channel::WebChat => "web chat",
        Channel::SocialMedia => "social media message",
        Channel::Text => "text message",
        Channel::Councillor => "contact through a councillor",
        Channel::Api => "contact from another system",
        Channel::Import => "contact taken over from another system",
    }
}

/// "phone calls", for "100 phone calls".
pub const fn channel_many(channel: Channel) -> &'static str {
    match channel {
        Channel::Online => "online forms",
        Channel::Email => "emails",
        Channel::Phone => "phone calls",
        Channel::Letter => "letters or paper forms",
        Channel::InPerson => "visits",
        Channel::WebChat => "web chats",
        Channel::SocialMedia => "social media messages",
        Channel::Text => "text messages",
        Channel::Councillor => "contacts through a councillor",
        Channel::Api => "contacts from another system",
        Channel::Import => "contacts taken over from another system",
    }
}

/// "Urgent".
pub const fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Standard => "Standard",
        Priority::Urgent => "Urgent",
    }
}

/// Where a case stands, in the customer's words.
pub const fn status(status: Status) -> &'static str {
    match status {
        Status::Received => "Received",
        Status::BeingLookedAt => "Being looked at",
        Status::WaitingForCustomer => "Waiting for customer",
        Status::NeedsMoreTime => "Needs more time",
        Status::ReviewAsked => "Review asked for",
        Status::BeingReviewed => "Being reviewed",
        Status::BackAtStage1 => "Sent back for more work",
        Status::WithOmbudsman => "With the ombudsman",
        Status::ReplySent => "Reply sent",
        Status::Closed => "Closed",
    }
}

/// Where a case stands, as a tag for staff.
pub fn status_tag(of: Status) -> Tag {
    let colour = match of {
        Status::Received | Status::Closed => "grey",
        Status::BeingLookedAt | Status::BeingReviewed => return Tag::new(status(of)),
        Status::WaitingForCustomer => "yellow",
        Status::NeedsMoreTime | Status::BackAtStage1 => "orange",
        Status::ReviewAsked | Status::WithOmbudsman => "purple",
        Status::ReplySent => "teal",
    };
    Tag::coloured(colour, status(of))
}

/// How a case ended.
pub const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "Done",
        Outcome::SettledAtFirstContact => "Settled at first contact",
        Outcome::NotDone => "Not done",
        Outcome::NotAccepted => "Not accepted",
        Outcome::Withdrawn => "Withdrawn by the customer",
        Outcome::Duplicate => "The same as another case",
        Outcome::OtherCouncil => "Another council’s",
    }
}

/// What is promised: "Reply".
pub const fn clock(kind: ClockKind) -> &'static str {
    match kind {
        ClockKind::FirstAnswer => "First answer",
        ClockKind::Update => "Update",
        ClockKind::Target => "Work done",
        ClockKind::Acknowledge => "Acknowledgement",
        ClockKind::Reply => "Reply",
    }
}

/// How a promise stands to today, as a tag; in the day's own words when it is far off.
pub fn due(on: Date, today: Date) -> Tag {
    due_tag(on, today, 2)
}

/// "Acknowledgement due 25 Nov".
pub fn due_words(what: ClockKind, on: Date) -> String {
    format!("{} due {}", clock(what), day_and_month(on))
}

/// How a customer wants to be answered.
pub const fn reply_by(by: ReplyBy) -> &'static str {
    match by {
        ReplyBy::Email => "Email",
        ReplyBy::Text => "Text message",
        ReplyBy::Phone => "Phone call",
        ReplyBy::Letter => "Letter",
        ReplyBy::NoContact => "No contact",
    }
}

/// Help that a customer needs.
pub const fn support(need: SupportNeed) -> &'static str {
    match need {
        SupportNeed::LargePrint => "Large print",
        SupportNeed::EasyRead => "Easy Read",
        SupportNeed::Language => "Another language or British Sign Language",
        SupportNeed::CallTimes => "Calls at certain times only",
        SupportNeed::SpokesPerson => "Somebody else to speak for them",
        SupportNeed::MoreTime => "More time",
        SupportNeed::SomethingElse => "Something else",
    }
}

/// What part a person plays: "service manager".
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Customer => "customer",
        Role::Representative => "representative",
        Role::Councillor => "councillor",
        Role::Partner => "partner organisation",
        Role::Staff => "member of staff",
        Role::Adviser => "adviser",
        Role::Officer => "officer",
        Role::ServiceManager => "service manager",
        Role::Reviewer => "reviewer",
        Role::ComplaintsManager => "complaints manager",
        Role::AuthorisingOfficer => "authorising officer",
        Role::Executive => "Executive Team",
        Role::Auditor => "auditor",
        Role::Administrator => "administrator",
    }
}
