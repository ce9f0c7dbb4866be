//! A question put to a partner on the customer's behalf: the council stays the owner, and the customer
//! never has to say it again (paper 002: partners' answers are tracked like our own).

use jiff::civil::Date;

use crate::case::Case;
use crate::id::{FileId, PartnerId, ReferralId};
use crate::words::WordsRef;

crate::vocabulary! {
    /// Whether the customer agrees that a partner is told.
    pub enum SharingConsent {
        /// They do.
        Yes = "yes",
        /// They do not: nothing goes.
        No = "no",
        /// Nobody needs to ask them, for a reason that is recorded.
        NotNeeded = "not-needed",
    }
}

crate::vocabulary! {
    /// What of a case can be shared with a partner.
    pub enum SharedPart {
        /// What happened.
        WhatHappened = "what-happened",
        /// Where.
        Place = "place",
        /// When it happened.
        When = "when",
        /// What the customer would like.
        Wanted = "wanted",
        /// How it affected somebody.
        Effect = "effect",
        /// The points of complaint.
        Points = "points",
        /// The customer's name.
        Name = "name",
        /// The customer's telephone number.
        Phone = "phone",
        /// The customer's e-mail address.
        Email = "email",
        /// The customer's address.
        Address = "address",
    }
}

impl SharedPart {
    /// Whether it goes unless somebody takes it out: the least that a partner needs.
    pub const fn is_shared_by_default(self) -> bool {
        match self {
            Self::WhatHappened | Self::Place => true,
            Self::When
            | Self::Wanted
            | Self::Effect
            | Self::Points
            | Self::Name
            | Self::Phone
            | Self::Email
            | Self::Address => false,
        }
    }
}

crate::vocabulary! {
    /// Whether a partner's answer may be shown to the customer.
    pub enum AnswerSharing {
        /// As it is.
        Yes = "yes",
        /// After changes that the partner names.
        WithChanges = "with-changes",
        /// Not, for a reason.
        No = "no",
    }
}

crate::vocabulary! {
    /// Why a partner is reminded.
    pub enum Reminder {
        /// The day for the answer comes near.
        BeforeDue = "before-due",
        /// The day is over.
        Overdue = "overdue",
    }
}

crate::vocabulary! {
    /// How far a referral is.
    pub enum ReferralState {
        /// The partner was asked.
        Asked = "asked",
        /// The partner took it on.
        Accepted = "accepted",
        /// The partner said that it is not for them.
        TurnedAway = "turned-away",
        /// The partner answered; the customer has still to be told.
        Answered = "answered",
        /// The council ended it, or told the customer.
        Ended = "ended",
    }
}

/// One question to a partner, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerReferral {
    /// Its identifier.
    pub id: ReferralId,
    /// Whom.
    pub partner: PartnerId,
    /// What the council needs from them.
    pub ask: WordsRef,
    /// All that the partner is shown, word for word.
    pub shared: WordsRef,
    /// The files that the partner is shown.
    pub files: Vec<FileId>,
    /// When it was asked.
    pub asked_on: Date,
    /// By when the answer is needed.
    pub due_on: Date,
    /// The day from which the partner is reminded.
    pub remind_on: Date,
    /// The last reminder that went.
    pub reminded: Option<Reminder>,
    /// How far it is.
    pub state: ReferralState,
    /// When the partner took it on.
    pub accepted_on: Option<Date>,
    /// By when the partner said that it will be done.
    pub promised_for: Option<Date>,
    /// The partner's own reference.
    pub their_reference: Option<WordsRef>,
    /// Why it is not for the partner, and who should deal with it.
    pub turned_away: Option<(WordsRef, Option<WordsRef>)>,
    /// What the partner asked and the council said, in order; `true` where the council speaks.
    pub talk: Vec<(bool, WordsRef)>,
    /// The answer.
    pub answer: Option<PartnerAnswer>,
}

/// What a partner answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerAnswer {
    /// When.
    pub on: Date,
    /// What they found.
    pub found: WordsRef,
    /// What they have done or will do.
    pub done: Option<WordsRef>,
    /// By when.
    pub by: Option<Date>,
    /// Whether the customer may be shown it.
    pub sharing: AnswerSharing,
    /// What has to change, or why not.
    pub because: Option<WordsRef>,
    /// How many working days it took.
    pub working_days: u32,
}

impl PartnerReferral {
    /// Whether the partner owes an answer.
    pub fn is_waiting(&self) -> bool {
        match self.state {
            ReferralState::Asked | ReferralState::Accepted => true,
            ReferralState::TurnedAway | ReferralState::Answered | ReferralState::Ended => false,
        }
    }

    /// Whether somebody has still to do something: the partner, or the council with what came.
    pub fn is_open(&self) -> bool {
        self.state != ReferralState::Ended
    }

    /// Whether the last word in the talk is a question of the partner's.
    pub fn asks_us(&self) -> bool {
        self.is_waiting() && self.talk.last().is_some_and(|(ours, _)| !ours)
    }

    /// The day on which the partner is to be reminded next, and of what.
    pub fn next_reminder(&self) -> Option<(Date, Reminder)> {
        if !self.is_waiting() {
            return None;
        }
        let overdue = self.due_on.tomorrow().map(|day| (day, Reminder::Overdue)).ok();
        match self.reminded {
            None => Some((self.remind_on, Reminder::BeforeDue)),
            Some(Reminder::BeforeDue) => overdue,
            Some(Reminder::Overdue) => None,
        }
    }
}

impl Case {
    /// A referral of this case.
    pub fn referral(&self, id: &ReferralId) -> Option<&PartnerReferral> {
        self.referrals.iter().find(|referral| referral.id == *id)
    }

    /// Its number on the case, counted from 1: the partner knows it by it.
    pub fn referral_number(&self, id: &ReferralId) -> Option<usize> {
        let place = self.referrals.iter().position(|referral| referral.id == *id);
        place.map(|place| place + 1)
    }
}
