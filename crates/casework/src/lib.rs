//! The acts: authorise, load, decide, record, as one transaction.
//!
//! [`Casework`] is the only writer. People, importers, jobs and programs are all actors, so the
//! record has no blank author. Read models are written with the events they follow from, so nothing
//! can be lost between them.

use std::sync::Arc;

use redress_store::Store;

pub mod act;
pub mod batch;
pub mod case;
pub mod council;
pub mod daily_check;
pub mod door;
pub mod failure;
pub mod lists;
pub mod outside;
pub mod project;
pub mod rebuild;
pub mod upkeep;
pub mod user;

use council::Councils;
use outside::{Fresh, Outside};

/// The casework of all councils of one installation. Cheap to clone.
#[derive(Clone)]
pub struct Casework {
    pub(crate) store: Store,
    pub(crate) councils: Arc<Councils>,
    outside: Arc<dyn Outside>,
}

impl Casework {
    /// Casework over an open store, with the councils' policies and what the outside knows.
    pub fn new(store: Store, councils: Councils, outside: Arc<dyn Outside>) -> Self {
        Self {
            store,
            councils: Arc::new(councils),
            outside,
        }
    }

    /// What the outside knows: the time, and chance.
    pub fn outside(&self) -> &dyn Outside {
        &*self.outside
    }

    /// Fresh identifiers, salts and references.
    pub fn fresh(&self) -> Fresh<'_> {
        Fresh::new(&*self.outside)
    }

    /// The councils and their policies.
    pub fn councils(&self) -> &Councils {
        &self.councils
    }

    /// The memory underneath, for upkeep: backup, verify, rebuild.
    pub fn store(&self) -> &Store {
        &self.store
    }
}
