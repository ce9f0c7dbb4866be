//! The jobs, each in a file of its own, and how often each is due.

pub(crate) mod daily_check;
pub(crate) mod follow_policy;
pub(crate) mod release_messages;
pub(crate) mod seal;
pub(crate) mod sweep;

use jiff::SignedDuration;

/// Something that is done again and again for each council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Job {
    /// Numbers committed events into the chain of seals.
    Seal,
    /// Releases the messages whose moment has come.
    ReleaseMessages,
    /// Takes up the policy that another process adopted, and starts the version whose day has come.
    FollowPolicy,
    /// Says aloud that the queue was not checked today (paper 002).
    DailyCheck,
    /// Forgets sessions, drafts and counts of tries that have ended.
    Sweep,
}

impl Job {
    /// Every job, the most urgent first.
    pub const ALL: &'static [Self] = &[
        Self::Seal,
        Self::ReleaseMessages,
        Self::FollowPolicy,
        Self::DailyCheck,
        Self::Sweep,
    ];

    /// What it is called in the log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Seal => "seal",
            Self::ReleaseMessages => "release-messages",
            Self::FollowPolicy => "follow-policy",
            Self::DailyCheck => "daily-check",
            Self::Sweep => "sweep",
        }
    }

    /// How long it rests after it went well.
    pub(crate) const fn every(self) -> SignedDuration {
        match self {
            Self::Seal => SignedDuration::from_secs(1),
            Self::ReleaseMessages | Self::FollowPolicy => SignedDuration::from_secs(5),
            Self::DailyCheck => SignedDuration::from_secs(60),
            Self::Sweep => SignedDuration::from_hours(1),
        }
    }
}
