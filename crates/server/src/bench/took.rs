//! How long things took, as numbers that can be compared.

use std::time::Duration;

use serde::Serialize;

/// What a number of things took.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Took {
    /// How many there were.
    pub(crate) count: usize,
    /// Half of them took at most this, in milliseconds.
    pub(crate) p50_ms: f64,
    /// Nineteen of twenty.
    pub(crate) p95_ms: f64,
    /// Ninety-nine of a hundred.
    pub(crate) p99_ms: f64,
    /// How many were done in a second, by all together.
    pub(crate) per_second: f64,
}

impl Took {
    /// Of these, done within `all`.
    pub(crate) fn of(mut each: Vec<Duration>, all: Duration) -> Self {
        each.sort_unstable();
        let count = each.len();
        let at = |percent: usize| {
            let place = (count * percent).div_ceil(100).saturating_sub(1);
            each.get(place).map_or(0.0, |took| millis(*took))
        };
        let done = u32::try_from(count).map_or(0.0, f64::from);
        Self {
            count,
            p50_ms: at(50),
            p95_ms: at(95),
            p99_ms: at(99),
            per_second: rounded(done / all.as_secs_f64().max(1e-9)),
        }
    }
}

/// In milliseconds, to the microsecond.
pub(crate) fn millis(took: Duration) -> f64 {
    rounded(took.as_secs_f64() * 1_000.0)
}

fn rounded(number: f64) -> f64 {
    (number * 1_000.0).round() / 1_000.0
}

#[cfg(test)]
mod tests {
    //! Which of many is the middle one.

    use super::*;

    #[test]
    fn the_middle_and_the_slowest_of_a_hundred() {
        let each = (1..=100).rev().map(Duration::from_millis).collect();
        let took = Took::of(each, Duration::from_secs(2));
        let numbers = [took.p50_ms, took.p95_ms, took.p99_ms, took.per_second];
        assert_eq!(numbers.map(|number| number.to_string()), ["50", "95", "99", "50"]);
        assert_eq!(Took::of(Vec::new(), Duration::ZERO).count, 0);
    }
}
