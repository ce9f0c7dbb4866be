//! Time and chance of the demo: a clock that is set by hand, and dice that fall the same for a seed.

use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use redress_casework::outside::Outside;

use crate::outside::SystemClock;

/// The numbers of SplitMix64, a public-domain generator by Sebastiano Vigna. Written out here so
/// that a seed gives the same demo with every version of every library.
#[derive(Debug, Clone)]
pub(crate) struct Dice {
    state: u64,
}

impl Dice {
    /// Dice that fall by this seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to and without `end`; 0 when there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(1).max(1);
        usize::try_from(self.next() % end).unwrap_or_default()
    }

    /// A number from `first` to `last`, both included.
    pub(crate) fn between(&mut self, first: i64, last: i64) -> i64 {
        let span = u64::try_from(last - first + 1).unwrap_or(1).max(1);
        first + i64::try_from(self.next() % span).unwrap_or_default()
    }

    /// Whether something happens that happens so often in a hundred.
    pub(crate) fn happens(&mut self, in_a_hundred: u64) -> bool {
        self.next() % 100 < in_a_hundred
    }

    /// One of several.
    pub(crate) fn one<'t, T>(&mut self, of: &'t [T]) -> Option<&'t T> {
        of.get(self.below(of.len()))
    }

    /// One of several, each as often as its weight.
    pub(crate) fn weighted<T: Copy>(&mut self, of: &[(T, u64)], otherwise: T) -> T {
        let total: u64 = of.iter().map(|(_, weight)| weight).sum();
        let mut left = self.next() % total.max(1);
        for (thing, weight) in of {
            if left < *weight {
                return *thing;
            }
            left -= weight;
        }
        otherwise
    }
}

/// What the outside knows while a demo is made.
#[derive(Debug)]
pub(crate) struct Staged {
    dice: Mutex<Dice>,
    now: Mutex<Timestamp>,
}

impl Staged {
    /// A stage with this seed, at this moment.
    pub(crate) fn new(seed: u64, now: Timestamp) -> Self {
        Self {
            dice: Mutex::new(Dice::new(seed)),
            now: Mutex::new(now),
        }
    }

    /// Sets the clock.
    pub(crate) fn set(&self, now: Timestamp) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }
}

impl Outside for Staged {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn chance(&self) -> [u8; 16] {
        let mut dice = self.dice.lock().unwrap_or_else(PoisonError::into_inner);
        let (one, other) = (dice.next(), dice.next());
        (u128::from(one) << 64 | u128::from(other)).to_le_bytes()
    }
}

/// The machine's clock, moved so that a demo stays at its own day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moved {
    /// By how much.
    pub(crate) by: SignedDuration,
}

impl Outside for Moved {
    fn now(&self) -> Timestamp {
        let now = SystemClock.now();
        now.checked_add(self.by).unwrap_or(now)
    }

    fn chance(&self) -> [u8; 16] {
        SystemClock.chance()
    }
}
