//! What was promised to put something right: by when, with which money, and who was reminded.

use jiff::civil::Date;

use crate::case::{PromisedRemedy, Reminder};
use crate::id::ActorId;
use crate::vocabulary::{Ombudsman, RemedyKind, Role};
use crate::words::WordsRef;

/// Money that is paid to put something right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// How much, in pence.
    pub pence: u32,
    /// To whom it goes, by the reference that the people who pay know them by.
    pub payee: WordsRef,
    /// Who asked for it.
    pub asked_by: ActorId,
    /// How far it is.
    pub state: PaymentState,
}

/// How far a payment is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentState {
    /// Somebody else has still to approve it.
    Asked,
    /// Somebody else approved it.
    Approved {
        /// Who.
        by: ActorId,
    },
    /// Somebody else did not, and said why.
    TurnedDown {
        /// Who.
        by: ActorId,
        /// Why.
        reason: WordsRef,
    },
    /// It was paid.
    Paid {
        /// Who approved it.
        approved_by: ActorId,
        /// When it was paid.
        on: Date,
    },
}

crate::vocabulary! {
    /// Why something is not done about a promised remedy.
    pub enum RemedyRefusal {
        /// Only a promise of money is paid.
        NotMoney = "not-money",
        /// No amount, or more than anybody would pay.
        NoAmount = "no-amount",
        /// A payment is asked for and waits, or was approved.
        PaymentInHand = "payment-in-hand",
        /// Nobody asked for a payment that waits to be approved.
        NoPaymentAsked = "no-payment-asked",
        /// The policy lets somebody else approve so much.
        OverLimit = "over-limit",
        /// Nobody has approved the payment.
        NotApproved = "not-approved",
        /// It cannot have been paid after today.
        PaidInTheFuture = "paid-in-the-future",
        /// A promise of money is delivered when it is paid.
        PayFirst = "pay-first",
        /// No bank details are kept.
        BankDetails = "bank-details",
        /// The customer was told of it: it is delivered, or they are told why it cannot be.
        Told = "told",
    }
}

/// The most that a payment can be: a million pounds. Whoever types more has made a slip.
pub const MOST_PENCE: u32 = 100_000_000;

impl PromisedRemedy {
    /// A promise as it was made, with nothing done about it.
    pub(crate) fn promised(
        (id, kind, words): (crate::id::RemedyId, RemedyKind, WordsRef),
        recommended_by: Option<Ombudsman>,
    ) -> Self {
        Self {
            id,
            kind,
            words,
            owner: None,
            due_on: None,
            delivered_on: None,
            told: None,
            recommended_by,
            remind_on: None,
            reminded: None,
            payment: None,
            in_reply: None,
        }
    }

    /// Whether the customer was told of it, by a reply of ours or by an Ombudsman: what was promised then is not
    /// written anew (Complaint Handling Code 7).
    pub const fn is_told(&self) -> bool {
        self.in_reply.is_some() || self.recommended_by.is_some()
    }

    /// The day on which its owner is to be reminded next, and of what.
    pub fn next_reminder(&self) -> Option<(Date, Reminder)> {
        let due_on = self.due_on.filter(|_| self.is_open())?;
        let overdue = due_on.tomorrow().map(|day| (day, Reminder::Overdue)).ok();
        match self.reminded {
            None => Some((self.remind_on.unwrap_or(due_on), Reminder::BeforeDue)),
            Some(Reminder::BeforeDue) => overdue,
            Some(Reminder::Overdue) => None,
        }
    }

    /// Whether it has still to be delivered and its day is over.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && self.due_on.is_some_and(|due| due < today)
    }

    /// The payment that somebody has still to approve.
    pub fn payment_to_approve(&self) -> Option<&Payment> {
        let payment = self.payment.as_ref()?;
        (self.is_open() && payment.state == PaymentState::Asked).then_some(payment)
    }
}

/// What a role may approve, as a policy says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaymentLimit {
    /// The role.
    pub role: Role,
    /// Up to how many pence; any sum, if nothing is said.
    pub up_to_pence: Option<u32>,
}

/// Whether a text has a sort code or an account number in it: two digits three times, or eight in a row.
///
/// It is asked so that nobody keeps here what the people who pay keep (UK GDPR, article 5: no more data
/// than is needed). A telephone number has more digits, and a creditor's number fewer.
pub(crate) fn has_bank_details(text: &str) -> bool {
    let runs: Vec<&str> = text
        .split(|character: char| !character.is_ascii_digit() && character != '-' && character != ' ')
        .collect();
    runs.iter().any(|run| is_account(run) || is_sort_code(run))
}

fn is_account(run: &str) -> bool {
    run.split([' ', '-']).any(|part| part.len() == 8)
}

fn is_sort_code(run: &str) -> bool {
    let parts: Vec<usize> = run
        .split([' ', '-'])
        .filter(|part| !part.is_empty())
        .map(str::len)
        .collect();
    parts.windows(3).any(|three| three == [2, 2, 2])
}
