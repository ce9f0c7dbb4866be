//! What leaves the building: what a message is for, and what it has to say.
//!
//! A message is a letter, whatever carries it: the same words go by e-mail, by post and to the page.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::draft_code::DraftCode;
use crate::id::ProcedureId;
use crate::reference::Reference;
use crate::vocabulary::{Channel, ClockKind, Kind};

crate::vocabulary! {
    /// What a message is for.
    pub enum MessagePurpose {
        /// We have what you sent: all of it, word for word.
        Receipt = "receipt",
        /// How a complaint was understood, and by when it is answered.
        Acknowledgement = "acknowledgement",
        /// More time is needed.
        Extension = "extension",
        /// A complaint is not accepted.
        NotAccepted = "not-accepted",
        /// An action that was promised cannot be delivered.
        Remedy = "remedy",
        /// What was done while the customer was there.
        Confirmation = "confirmation",
        /// The reply to a complaint.
        Reply = "reply",
        /// An update, an answer or a question.
        Contact = "contact",
        /// Why a case was closed.
        Closing = "closing",
        /// That a case is closed because it was withdrawn: whoever did not ask for that learns of it.
        Withdrawal = "withdrawal",
        /// That a request for stage 2 was taken back, and stage 1 stands.
        ReviewWithdrawal = "review-withdrawal",
        /// The code that opens the private parts of the track page.
        Code = "code",
        /// A partner is asked something.
        PartnerRequest = "partner-request",
        /// There is something new on what a partner was asked.
        PartnerNews = "partner-news",
        /// A partner is reminded.
        PartnerReminder = "partner-reminder",
        /// The code that opens a question to a partner.
        PartnerCode = "partner-code",
        /// A letter of a conduct file.
        Conduct = "conduct",
        /// What came by a way that is closed for now is taken, and which way is open.
        ConductAnswer = "conduct-answer",
        /// Something was said about a conduct file with a code that somebody who works for the council gave out.
        ConductCode = "conduct-code",
        /// How did we do? Once, after a case was closed.
        Survey = "survey",
        /// The same, once more, for whoever did not answer.
        SurveyReminder = "survey-reminder",
        /// To an e-mail address that is not on file any more: that it is not.
        EmailChanged = "email-changed",
    }
}

impl MessagePurpose {
    /// Whether it goes to a partner, and not to the customer.
    pub const fn is_for_a_partner(self) -> bool {
        match self {
            Self::PartnerRequest | Self::PartnerNews | Self::PartnerReminder | Self::PartnerCode => true,
            Self::Receipt
            | Self::Acknowledgement
            | Self::Extension
            | Self::NotAccepted
            | Self::Remedy
            | Self::Confirmation
            | Self::Reply
            | Self::Contact
            | Self::Closing
            | Self::Withdrawal
            | Self::ReviewWithdrawal
            | Self::Code
            | Self::Conduct
            | Self::ConductAnswer
            | Self::ConductCode
            | Self::Survey
            | Self::SurveyReminder
            | Self::EmailChanged => false,
        }
    }

    /// Whether it asks how we did.
    pub const fn is_of_the_survey(self) -> bool {
        match self {
            Self::Survey | Self::SurveyReminder => true,
            Self::Receipt
            | Self::Acknowledgement
            | Self::Extension
            | Self::NotAccepted
            | Self::Remedy
            | Self::Confirmation
            | Self::Reply
            | Self::Contact
            | Self::Closing
            | Self::Withdrawal
            | Self::ReviewWithdrawal
            | Self::Code
            | Self::PartnerRequest
            | Self::PartnerNews
            | Self::PartnerReminder
            | Self::PartnerCode
            | Self::Conduct
            | Self::ConductAnswer
            | Self::ConductCode
            | Self::EmailChanged => false,
        }
    }

    /// Whether somebody who is on the case is owed it, so that it matters to the case where it does not arrive.
    pub const fn is_owed(self) -> bool {
        !self.is_of_the_survey() && !matches!(self, Self::EmailChanged)
    }

    /// Whether what was written is a whole letter, with a greeting and a signature, and goes as it is.
    pub const fn is_whole_letter(self) -> bool {
        match self {
            Self::Acknowledgement | Self::Extension | Self::NotAccepted | Self::Reply | Self::Conduct => true,
            Self::Receipt
            | Self::Remedy
            | Self::Confirmation
            | Self::Contact
            | Self::Closing
            | Self::Withdrawal
            | Self::ReviewWithdrawal
            | Self::Code
            | Self::PartnerRequest
            | Self::PartnerNews
            | Self::PartnerReminder
            | Self::PartnerCode
            | Self::ConductAnswer
            | Self::ConductCode
            | Self::Survey
            | Self::SurveyReminder
            | Self::EmailChanged => false,
        }
    }
}

/// A code that was made a moment ago. Only its digest is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCode {
    /// The six digits.
    pub digits: String,
    /// Until when it opens something.
    pub until: Timestamp,
}

/// A promise as a message tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promised {
    /// What.
    pub kind: ClockKind,
    /// By when.
    pub on: Date,
    /// Whether the date can still become earlier.
    pub at_the_latest: bool,
}

/// Everything that a message has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// What it is for.
    pub purpose: MessagePurpose,
    /// What the case is.
    pub kind: Kind,
    /// The case.
    pub reference: Reference,
    /// The recipient's name, as given; empty when not known.
    pub name: String,
    /// Whom what was written greets, where that is another reader of the same letter.
    pub written_to: Option<String>,
    /// What was written; empty for a receipt and a code.
    pub body: String,
    /// What the customer told us, part by part, each under what it is.
    pub told: Vec<(String, String)>,
    /// What is promised, and by when.
    pub promises: Vec<Promised>,
    /// The code, for a message that brings one.
    pub code: Option<NewCode>,
    /// Who signs it: a team.
    pub team: String,
    /// The procedure of the case, by which the words are chosen; `None` where there is no case yet.
    pub procedure: Option<ProcedureId>,
    /// The stage that the case is at.
    pub stage: u8,
    /// How it goes.
    pub channel: Channel,
    /// What it has to say to a partner, if it goes to one.
    pub partner: Option<ForPartner>,
    /// What it asks, if it asks how we did.
    pub survey: Option<ForSurvey>,
    /// Whether it is in Welsh and English.
    pub is_in_both: bool,
    /// The one way in which whoever reads it can reach the council, where an arrangement leaves one: it names no other (domain 5.9).
    pub one_way: Option<Channel>,
}

/// What a message that asks how we did says beside its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForSurvey {
    /// The code that opens it, made for this message alone: only its digest is kept.
    pub code: DraftCode,
    /// The last day on which it can be answered.
    pub closes_on: Date,
}

/// What a message to a partner says: nothing about anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForPartner {
    /// The partner's name.
    pub name: String,
    /// What the partner calls the question by: `WS-4K7P-29QX/P1`.
    pub request: String,
    /// By when the answer is needed.
    pub due_on: Date,
    /// The secret of the link that opens it, once, for a message that brings one.
    pub token: Option<String>,
}
