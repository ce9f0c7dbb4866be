//! Orders about a question to a partner.

use jiff::civil::Date;

use crate::case::{AnswerSharing, NewContact, SharedPart, SharingConsent};
use crate::id::{FileId, PartnerId, ReferralId};
use crate::words::Words;

/// Something that somebody wants done about a referral to a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferralOrder {
    /// Ask a partner.
    Refer(NewReferral),
    /// Take it on, as the partner.
    Accept {
        /// Which.
        referral: ReferralId,
        /// By when it will be answered, if they say so.
        by: Option<Date>,
        /// Their own reference.
        their_reference: Option<Words>,
    },
    /// Say, as the partner, that it is not for them.
    TurnAway {
        /// Which.
        referral: ReferralId,
        /// Why.
        why: Words,
        /// Who should deal with it.
        instead: Option<Words>,
    },
    /// Ask the council something, as the partner.
    Ask {
        /// Which.
        referral: ReferralId,
        /// What.
        question: Words,
    },
    /// Tell the partner something, as the council.
    Tell {
        /// Which.
        referral: ReferralId,
        /// What.
        words: Words,
    },
    /// Answer, as the partner.
    Answer(NewAnswer),
    /// Remind the partner, if the day for it has come.
    Remind {
        /// Which.
        referral: ReferralId,
    },
    /// Tell the customer what came of it, in plain words, and end it.
    PassOn {
        /// Which.
        referral: ReferralId,
        /// What the customer is told.
        contact: NewContact,
    },
    /// End it without a word to the customer.
    End {
        /// Which.
        referral: ReferralId,
        /// Why.
        reason: Words,
    },
}

/// A question to a partner, with all that is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReferral {
    /// Its identifier.
    pub id: ReferralId,
    /// Whom.
    pub partner: PartnerId,
    /// What the council needs from them.
    pub ask: Words,
    /// All that they are shown, word for word as it was read before it goes.
    pub shared: Words,
    /// Which parts of the case that is.
    pub parts: Vec<SharedPart>,
    /// The files that they are shown.
    pub files: Vec<FileId>,
    /// Whether the customer agrees.
    pub consent: SharingConsent,
    /// Why nobody needs to ask.
    pub because: Option<Words>,
    /// By when the answer is needed.
    pub due_on: Date,
}

/// A partner's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    /// To which referral.
    pub referral: ReferralId,
    /// What they found.
    pub found: Words,
    /// What they have done or will do.
    pub done: Option<Words>,
    /// By when.
    pub by: Option<Date>,
    /// Whether the customer may be shown it.
    pub sharing: AnswerSharing,
    /// What has to change, or why not.
    pub because: Option<Words>,
    /// Their own reference.
    pub their_reference: Option<Words>,
}

impl ReferralOrder {
    /// Which referral it is about.
    pub const fn referral(&self) -> &ReferralId {
        match self {
            Self::Refer(new) => &new.id,
            Self::Answer(answer) => &answer.referral,
            Self::Accept { referral, .. }
            | Self::TurnAway { referral, .. }
            | Self::Ask { referral, .. }
            | Self::Tell { referral, .. }
            | Self::Remind { referral }
            | Self::PassOn { referral, .. }
            | Self::End { referral, .. } => referral,
        }
    }

    /// Whether a partner gives it; staff may take it down for one who telephones.
    pub const fn is_of_the_partner(&self) -> bool {
        match self {
            Self::Accept { .. } | Self::TurnAway { .. } | Self::Ask { .. } | Self::Answer(_) => true,
            Self::Refer(_)
            | Self::Tell { .. }
            | Self::Remind { .. }
            | Self::PassOn { .. }
            | Self::End { .. } => false,
        }
    }

    /// Every text in it, with what each is for.
    pub(super) fn words(&self) -> Vec<(&'static str, &Words)> {
        let texts: Vec<Option<(&'static str, &Words)>> = match self {
            Self::Refer(new) => vec![
                Some(("partner-ask", &new.ask)),
                Some(("partner-shared", &new.shared)),
                new.because.as_ref().map(|words| ("reason", words)),
            ],
            Self::Accept { their_reference, .. } => {
                vec![their_reference.as_ref().map(|words| ("their-reference", words))]
            }
            Self::TurnAway { why, instead, .. } => vec![
                Some(("reason", why)),
                instead.as_ref().map(|words| ("partner-instead", words)),
            ],
            Self::Ask { question: words, .. } | Self::Tell { words, .. } => {
                vec![Some(("partner-talk", words))]
            }
            Self::Answer(answer) => vec![
                Some(("partner-found", &answer.found)),
                answer.done.as_ref().map(|words| ("partner-done", words)),
                answer.because.as_ref().map(|words| ("reason", words)),
                answer
                    .their_reference
                    .as_ref()
                    .map(|words| ("their-reference", words)),
            ],
            Self::PassOn { contact, .. } => vec![Some(("contact", &contact.words))],
            Self::End { reason, .. } => vec![Some(("reason", reason))],
            Self::Remind { .. } => Vec::new(),
        };
        texts.into_iter().flatten().collect()
    }
}
