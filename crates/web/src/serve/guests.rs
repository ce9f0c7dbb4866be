//! How many connections each place has open.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use crate::public::limits;

/// The places that have connections open, and how many. There are no more entries than connections.
#[derive(Debug, Clone, Default)]
pub(super) struct Guests {
    open: Arc<Mutex<BTreeMap<String, usize>>>,
}

/// A connection of a place, until it is dropped.
#[derive(Debug)]
pub(super) struct Guest {
    place: String,
    all: Guests,
}

impl Guests {
    /// Counts a connection; `None` where its place has as many as it may.
    pub(super) fn enter(&self, address: IpAddr, most: usize) -> Option<Guest> {
        let place = limits::place(address);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(place.clone()).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Guest {
            place,
            all: self.clone(),
        })
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut open = self.all.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.place) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.place);
            }
        }
    }
}
