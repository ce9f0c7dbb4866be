//! Guessing is noticed: whoever runs the service learns when somebody has used up their tries, and not who it was.
//!
//! A line of the log and a number in `/metrics`, once for each limit that is reached, and not at each try: nothing of the
//! person, the place or what was typed is in either.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use redress_domain::id::CouncilId;

use crate::App;
use crate::here::Here;

/// What somebody tried to open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Door {
    /// A case, with its reference and a postcode or last name.
    Track,
    /// The same case, from many addresses together.
    TrackOne,
    /// What is private of a case, with the code of six digits.
    CaseCode,
    /// The same, said aloud to whoever works for the council.
    Aloud,
    /// A form that was saved, with its code.
    Continue,
    /// A survey, with its code.
    Survey,
    /// A question to a partner, with its link or code.
    Partner,
    /// An account, with a password.
    SignIn,
    /// An account, with the code of its second step.
    SecondStep,
    /// What an account asks the password for again.
    PasswordAgain,
}

impl Door {
    const ALL: [Self; 10] = [
        Self::Track,
        Self::TrackOne,
        Self::CaseCode,
        Self::Aloud,
        Self::Continue,
        Self::Survey,
        Self::Partner,
        Self::SignIn,
        Self::SecondStep,
        Self::PasswordAgain,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Track => "track",
            Self::TrackOne => "track-one",
            Self::CaseCode => "case-code",
            Self::Aloud => "code-aloud",
            Self::Continue => "continue",
            Self::Survey => "survey",
            Self::Partner => "partner",
            Self::SignIn => "sign-in",
            Self::SecondStep => "second-step",
            Self::PasswordAgain => "password-again",
        }
    }
}

/// How often a limit was reached in this process, by council and door.
#[derive(Debug, Default)]
pub(crate) struct Noticed(Mutex<BTreeMap<(CouncilId, Door), u64>>);

impl Noticed {
    fn add(&self, council: &CouncilId, door: Door) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry((council.clone(), door)).or_default();
        *count = count.saturating_add(1);
    }

    /// Each door of a council by name, also those at which nobody was stopped.
    pub(crate) fn counts(&self, council: &CouncilId) -> Vec<(&'static str, u64)> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = |door: Door| counts.get(&(council.clone(), door)).copied().unwrap_or_default();
        Door::ALL
            .into_iter()
            .map(|door| (door.name(), count(door)))
            .collect()
    }
}

impl App {
    /// Takes note that somebody used up their tries at a door, where `count` is the try at which that is so: of all the
    /// processes over one record, one does.
    pub(crate) fn notice(&self, here: &Here, door: Door, (count, at): (i64, i64)) {
        if count != at {
            return;
        }
        self.noticed.add(here.id(), door);
        tracing::warn!(
            council = %here.id(),
            door = door.name(),
            "somebody used up their tries; further ones are refused for a while"
        );
    }
}
