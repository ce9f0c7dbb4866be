//! How fast a program may ask: so many requests in a minute, counted for each token in this process.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// The minute that is counted in.
const WINDOW: SignedDuration = SignedDuration::from_secs(60);

/// What each token has asked in its present minute. There are no more entries than tokens.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    counts: Mutex<BTreeMap<String, (Timestamp, i64)>>,
}

impl Pace {
    /// Counts a request; answers after how many seconds another may come, if this one is too many.
    pub(crate) fn count(&self, who: &str, (now, limit): (Timestamp, i64)) -> Result<(), i64> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = counts.entry(who.to_owned()).or_insert((now, 0));
        let age = now.duration_since(entry.0);
        // A clock that went back begins a new minute.
        if age >= WINDOW || age.is_negative() {
            *entry = (now, 0);
        }
        entry.1 += 1;
        if entry.1 <= limit {
            return Ok(());
        }
        let rest = WINDOW.saturating_sub(now.duration_since(entry.0));
        Err(rest.as_secs().max(1))
    }
}

#[cfg(test)]
mod tests {
    //! How a minute is counted.

    use super::*;

    #[test]
    fn so_many_requests_go_in_a_minute_and_each_token_has_its_own() {
        let pace = Pace::default();
        let at = |seconds: i64| Timestamp::from_second(seconds).unwrap();
        assert_eq!(pace.count("one", (at(0), 2)), Ok(()));
        assert_eq!(pace.count("one", (at(10), 2)), Ok(()));
        assert_eq!(pace.count("one", (at(15), 2)), Err(45));
        assert_eq!(pace.count("other", (at(15), 2)), Ok(()));
        assert_eq!(pace.count("one", (at(60), 2)), Ok(()));
    }
}
