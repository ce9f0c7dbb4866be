//! What an Ombudsman asks and decides about a case, beside the council's own stages.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::id::{FileId, MailId, MessageId, WordsId};
use crate::vocabulary::Ombudsman;
use crate::words::WordsRef;

crate::vocabulary! {
    /// When a customer went to the Ombudsman, as the record of the case says.
    pub enum Referral {
        /// After the council's last word.
        AfterOurReply = "after-our-reply",
        /// Before the council's stages were over.
        Early = "early",
    }
}

crate::vocabulary! {
    /// What a case does while an Ombudsman looks at it early.
    pub enum EarlyReferral {
        /// It goes on as if nobody had asked.
        GoesOn = "goes-on",
        /// No reply goes until the Ombudsman has decided or given it back.
        Pauses = "pauses",
    }
}

crate::vocabulary! {
    /// How far an Ombudsman is.
    pub enum EnquiryStep {
        /// Questions were asked.
        Enquiry = "enquiry",
        /// It is being investigated.
        Investigation = "investigation",
        /// A draft decision came, for comments.
        DraftDecision = "draft-decision",
        /// The last word.
        FinalDecision = "final-decision",
        /// It was too early, and came back to the council.
        SentBackToUs = "sent-back-to-us",
    }
}

crate::vocabulary! {
    /// Why something of a case does not go to an Ombudsman.
    pub enum WithheldReason {
        /// It says something about somebody else (UK GDPR Article 5(1)(c): no more than is needed).
        SomebodyElse = "somebody-else",
        /// It is legal advice.
        LegalAdvice = "legal-advice",
        /// It was given in confidence.
        InConfidence = "in-confidence",
        /// It has nothing to do with what they ask.
        NotRelevant = "not-relevant",
    }
}

/// What a bundle is made of, one by one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BundlePart {
    /// A text.
    Words(WordsId),
    /// A file.
    File(FileId),
    /// An e-mail as it came.
    Mail(MailId),
    /// A letter as it went, by its message.
    Letter(MessageId),
}

/// What is not in a bundle, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// What.
    pub part: BundlePart,
    /// Why.
    pub because: WithheldReason,
}

/// One time that an Ombudsman took a case up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enquiry {
    /// Which.
    pub ombudsman: Ombudsman,
    /// Their reference.
    pub reference: WordsRef,
    /// When it reached the council.
    pub received_on: Date,
    /// What they ask, in words.
    pub questions: Option<WordsRef>,
    /// By when they want the documents.
    pub documents_due_on: Option<Date>,
    /// When they got them, and what was sent.
    pub documents_sent: Option<(Date, WordsRef)>,
    /// When the customer went to them.
    pub referral: Referral,
    /// What the case does meanwhile, where it was early.
    pub meanwhile: EarlyReferral,
    /// How far it is.
    pub step: EnquiryStep,
    /// The draft decision, and by when comments are wanted.
    pub draft: Option<(WordsRef, Option<Date>)>,
    /// The final decision in words, and when it was made.
    pub decision: Option<(WordsRef, Date)>,
}

impl Enquiry {
    /// Whether the Ombudsman has still to say their last word.
    pub fn is_open(&self) -> bool {
        match self.step {
            EnquiryStep::Enquiry | EnquiryStep::Investigation | EnquiryStep::DraftDecision => true,
            EnquiryStep::FinalDecision | EnquiryStep::SentBackToUs => false,
        }
    }

    /// The day for which something is owed to the Ombudsman: the documents, or comments on a draft.
    pub fn due_on(&self) -> Option<Date> {
        match (self.step, &self.draft) {
            (EnquiryStep::Enquiry | EnquiryStep::Investigation, _) => {
                self.documents_due_on.filter(|_| self.documents_sent.is_none())
            }
            (EnquiryStep::DraftDecision, Some((_, comments))) => *comments,
            (EnquiryStep::DraftDecision, None)
            | (EnquiryStep::FinalDecision | EnquiryStep::SentBackToUs, _) => None,
        }
    }
}

impl Case {
    /// The Ombudsman's enquiry that is not over.
    pub fn open_enquiry(&self) -> Option<&Enquiry> {
        self.enquiries.last().filter(|enquiry| enquiry.is_open())
    }

    /// Whether no reply may go because an Ombudsman has it.
    pub fn is_paused(&self) -> bool {
        self.open_enquiry()
            .is_some_and(|enquiry| enquiry.meanwhile == EarlyReferral::Pauses)
    }
}
