//! What a customer ticked, in the words in which the form asked.

use redress_domain::case::Wish;
use redress_domain::vocabulary::{ReplyBy, SupportNeed};

/// What a customer would like.
pub const fn wish(wish: Wish) -> &'static str {
    match wish {
        Wish::SaySorry => "Say sorry",
        Wish::Explain => "Explain",
        Wish::FixIt => "Fix it",
        Wish::ChangeDecision => "Change a decision",
        Wish::ChangeHowYouWork => "Change how you work",
        Wish::PayBackCosts => "Pay back costs",
        Wish::SomethingElse => "Something else",
        Wish::NotSure => "I’m not sure",
    }
}

/// Help that a customer needs.
pub const fn support(need: SupportNeed) -> &'static str {
    match need {
        SupportNeed::LargePrint => "Large print",
        SupportNeed::EasyRead => "Easy Read",
        SupportNeed::Language => "Another language or British Sign Language",
        SupportNeed::CallTimes => "Phone calls at certain times",
        SupportNeed::SpokesPerson => "Someone to speak for me",
        SupportNeed::MoreTime => "More time",
        SupportNeed::SomethingElse => "Something else",
    }
}

/// How a customer wants to be answered.
pub const fn reply_by(by: ReplyBy) -> &'static str {
    match by {
        ReplyBy::Email => "Email",
        ReplyBy::Text => "Text message",
        ReplyBy::Phone => "Phone call",
        ReplyBy::Letter => "Letter",
        ReplyBy::NoContact => "Do not contact me",
    }
}
