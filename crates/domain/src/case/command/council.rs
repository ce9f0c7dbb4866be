//! Orders about a case that goes from one council to another.

use jiff::civil::Date;

use crate::case::{Event, SharingConsent};
use crate::clock::Clock;
use crate::id::{CouncilId, TransferId};
use crate::words::{Digest, Words};

/// Something about a case that goes from one council to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CouncilOrder {
    /// Send it to another council, which says whether it is theirs.
    Send(NewTransfer),
    /// Take in, as the job that carries it, what another council sent.
    Arrive(Box<Arrival>),
    /// Take in what happened at the other council since.
    Carry(Carried),
    /// Record, as the same job, that the other council took it over.
    TookOver {
        /// Which transfer.
        transfer: TransferId,
        /// The digest of what was carried over first.
        digest: Digest,
        /// What the customer is told.
        sentence: Words,
    },
    /// Record, as the same job, that the other council turned it away.
    TurnedAway {
        /// Which transfer.
        transfer: TransferId,
        /// Why; nothing where it was ended here before they answered.
        reason: Option<Words>,
    },
    /// Say that a case which another council sent is not for this one.
    NotForUs {
        /// Why.
        reason: Words,
    },
    /// End, as the same job, what came from another council that has ended it itself.
    Lapse,
}

/// To which council a case goes, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTransfer {
    /// Its identifier.
    pub transfer: TransferId,
    /// To whom.
    pub council: CouncilId,
    /// Whether the customer agrees.
    pub consent: SharingConsent,
    /// Why it is theirs.
    pub reason: Words,
}

/// A case on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Which transfer.
    pub transfer: TransferId,
    /// From whom, the council at which it was first received before all others.
    pub through: Vec<CouncilId>,
    /// The digest of all that goes along.
    pub digest: Digest,
    /// The day from which the sender's promises count.
    pub counts_from: Date,
    /// The promises that the sender made.
    pub promised: Vec<Clock>,
    /// When the sender acknowledged it.
    pub acknowledged_on: Option<Date>,
    /// What goes along.
    pub carried: Carried,
}

/// What goes along of what happened at the other council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Up to which version of the other council's record.
    pub up_to: i64,
    /// The events, with the people as this council knows them.
    pub events: Vec<Event>,
    /// Their texts, each with what it is for.
    pub words: Vec<(&'static str, Words)>,
}

impl Carried {
    fn texts(&self) -> Vec<(&'static str, &Words)> {
        self.words
            .iter()
            .map(|(purpose, words)| (*purpose, words))
            .collect()
    }
}

impl CouncilOrder {
    /// Every text in it, with what each is for.
    pub fn words(&self) -> Vec<(&'static str, &Words)> {
        match self {
            Self::Send(new) => vec![("reason", &new.reason)],
            Self::Arrive(arrival) => arrival.carried.texts(),
            Self::Carry(carried) => carried.texts(),
            Self::TookOver { sentence, .. } => vec![("outcome", sentence)],
            Self::TurnedAway { reason, .. } => reason.iter().map(|words| ("reason", words)).collect(),
            Self::NotForUs { reason } => vec![("reason", reason)],
            Self::Lapse => Vec::new(),
        }
    }
}
