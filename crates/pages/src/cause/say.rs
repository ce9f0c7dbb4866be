//! What things are called on the pages of common causes.

use redress_domain::cause::{CauseAnswer, CauseMember, CauseStage, Differs, Event, KeptBack};

/// How far it is: the colour and the words.
pub const fn stage(stage: CauseStage) -> (&'static str, &'static str) {
    match stage {
        CauseStage::Collecting => ("blue", "No reply yet"),
        CauseStage::Writing => ("blue", "Reply being written"),
        CauseStage::Waiting => ("yellow", "Waiting for approval"),
        CauseStage::Approved => ("purple", "Approved, to send"),
        CauseStage::Sending => ("turquoise", "Being sent"),
        CauseStage::Sent => ("green", "Sent"),
        CauseStage::Finished => ("grey", "Finished"),
    }
}

/// How a case stands in it: the colour and the words.
pub const fn standing(standing: CauseMember) -> (&'static str, &'static str) {
    match standing {
        CauseMember::In => ("blue", "Waits for the reply"),
        CauseMember::Answered => ("green", "Answered"),
        CauseMember::KeptBack => ("orange", "Needs a person"),
        CauseMember::Out => ("grey", "Taken out"),
    }
}

/// Why a case was not answered with the others.
pub const fn kept_back(because: KeptBack) -> &'static str {
    match because {
        KeptBack::Complaint => "A complaint gets a reply of its own, with a finding on every point",
        KeptBack::Closed => "It was closed before",
        KeptBack::OtherService => "It is with another service now",
        KeptBack::OtherCause => "It belongs to another common cause, which answers it",
        KeptBack::Adjustment => "We agreed something with the customer that this letter does not keep to",
        KeptBack::Rule => "Something on the case has to be done first",
        KeptBack::Gone => "The words of the reply, or the case, are not there any more",
    }
}

/// In what a case differs.
pub const fn differs(differs: Differs) -> &'static str {
    match differs {
        Differs::MorePoints => "It is about more than this",
        Differs::OtherWishes => "The customer would like something else",
        Differs::OwnLetter => "The customer needs a letter of their own",
        Differs::OtherMatter => "It is about something else",
    }
}

/// Why, as it stands in a list.
pub fn why(standing: CauseMember, why: &str) -> &'static str {
    match standing {
        CauseMember::KeptBack => KeptBack::parse(why).map_or("", kept_back),
        CauseMember::Out => Differs::parse(why).map_or("", differs),
        CauseMember::In | CauseMember::Answered => "",
    }
}

/// What the reply does to each case.
pub const fn answer(answer: CauseAnswer) -> &'static str {
    match answer {
        CauseAnswer::Update => "It says how it is going. The cases stay open",
        CauseAnswer::Done => "It says what was done. The cases close as done",
        CauseAnswer::NotDone => "It says why it is not done. The cases close as not done",
    }
}

/// What happened, as the headings of the timeline say it.
pub const fn event(event: &Event) -> &'static str {
    match event {
        Event::Begun { .. } => "Cases grouped",
        Event::CasesAdded { .. } => "Cases added",
        Event::CaseTakenOut { .. } => "Case taken out",
        Event::FindingOffered { .. } => "Finding for complaints written",
        Event::ReplyDrafted { .. } => "Reply saved",
        Event::ApprovalAsked {} => "Approval asked for",
        Event::ReplyApproved {} => "Reply approved",
        Event::ReplySentBack { .. } => "Reply sent back",
        Event::ReplySending {} => "Reply sent",
        Event::CasesAnswered { .. } => "Cases answered",
        Event::CaseKeptBack { .. } => "Case kept for a person",
        Event::Finished {} => "Finished",
    }
}
