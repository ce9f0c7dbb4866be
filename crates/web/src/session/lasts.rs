//! How long a session lasts, as the policy of the day says.

use jiff::{SignedDuration, Timestamp};
use redress_casework::user::User;
use redress_domain::policy::SignInRules;

use super::later;

/// How long a session may go on at most without its end being moved: one write in so many minutes.
const SLIDE: SignedDuration = SignedDuration::from_mins(5);
/// The same where a session is short: a share of the time that it may be idle.
const SLIDE_SHARE: i32 = 15;

/// How long a session lasts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lasts {
    /// Without a request.
    idle: SignedDuration,
    /// At all.
    longest: SignedDuration,
    /// Without its end being moved.
    pub(super) slide: SignedDuration,
}

impl Lasts {
    /// How long one of theirs lasts.
    pub(super) fn of(rules: &SignInRules, user: &User) -> Self {
        let idle = SignedDuration::from_mins(i64::from(rules.idle_minutes));
        let longest = if user.is_emergency {
            SignedDuration::from_mins(i64::from(rules.emergency_minutes))
        } else {
            SignedDuration::from_hours(i64::from(rules.longest_hours))
        };
        Self {
            idle,
            longest,
            slide: SLIDE.min(idle / SLIDE_SHARE),
        }
    }

    /// When a session ends that began at `since`, in microseconds, and whose last request came at `seen`.
    pub(super) fn end(self, seen: Timestamp, since: i64) -> Timestamp {
        later(seen, self.idle).min(later(moment(since, seen), self.longest))
    }

    /// Whether a session that began at `since` and whose last request came at `seen` has ended by now.
    pub(super) fn has_ended(self, seen: i64, since: i64, now: Timestamp) -> bool {
        self.end(moment(seen, now), since) <= now
    }
}

fn moment(microseconds: i64, otherwise: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(microseconds).unwrap_or(otherwise)
}
