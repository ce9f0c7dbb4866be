//! How fast a program may ask: so many requests in a minute, whichever process of several it asks.
//!
//! A process takes some requests at a time out of the minute's, in the store that all share, and deals them out
//! from memory: the store is written to once for a twentieth of the minute's requests, and the limit holds to the last
//! of them. What a process took and did not deal out is lost when the minute ends, or when the process does.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_casework::token::Token;
use redress_domain::id::CouncilId;

/// The minute that is counted in.
const WINDOW: SignedDuration = SignedDuration::from_secs(60);
/// Into how many parts a minute's requests are dealt.
const PARTS: i64 = 20;
/// How many a process takes at once at most: a process that is killed again and again must not use up a minute.
const MOST: i64 = 500;

/// What each token has left of what this process took for it. There are no more entries than tokens.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    left: Mutex<BTreeMap<String, Left>>,
}

/// What is left of a minute.
#[derive(Debug, Clone, Copy)]
struct Left {
    /// When the minute began.
    since: Timestamp,
    /// How many requests may still come without asking the store.
    requests: i64,
    /// Whether the minute's requests are all taken.
    is_spent: bool,
}

impl Left {
    /// Whether the minute is still running. One that a clock which went back would begin later is over.
    fn holds(&self, now: Timestamp) -> bool {
        let age = now.duration_since(self.since);
        age < WINDOW && age > -WINDOW
    }

    fn seconds(&self, now: Timestamp) -> i64 {
        let rest = WINDOW.saturating_sub(now.duration_since(self.since));
        rest.as_secs().max(1)
    }
}

/// Why a request is not let in.
#[derive(Debug)]
pub(crate) enum TooFast {
    /// Too many came: another may come after so many seconds.
    Wait(i64),
    /// It could not be counted.
    Failed(Failure),
}

impl Pace {
    fn left(&self) -> MutexGuard<'_, BTreeMap<String, Left>> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a request of a token.
    ///
    /// Costs a row by its key once for each part, and nothing for the other requests.
    pub(crate) async fn count(
        &self,
        casework: &Casework,
        (council, token): (&CouncilId, &Token),
    ) -> Result<(), TooFast> {
        let who = format!("{council}/{}", token.name);
        let now = casework.outside().now();
        if let Some(left) = self.left().get_mut(&who).filter(|left| left.holds(now)) {
            if left.requests > 0 {
                left.requests -= 1;
                return Ok(());
            }
            if left.is_spent {
                return Err(TooFast::Wait(left.seconds(now)));
            }
        }
        let part = (token.per_minute / PARTS).clamp(1, MOST);
        let key = format!("program:{}", token.name);
        let taken = casework.take_tries(council, (&key, part), WINDOW).await;
        let (count, since) = taken.map_err(TooFast::Failed)?;
        let got = (token.per_minute - (count - part)).clamp(0, part);
        let mut all = self.left();
        // Of several requests that came for more at once each brings its part.
        let before = all.get(&who).filter(|left| left.since == since);
        let before = before.map_or(0, |left| left.requests);
        let left = Left {
            since,
            requests: before + (got - 1).max(0),
            is_spent: count >= token.per_minute,
        };
        all.insert(who, left);
        if got > 0 {
            Ok(())
        } else {
            Err(TooFast::Wait(left.seconds(now)))
        }
    }
}
