//! The acts: authorise, load, decide, record, as one transaction.
//!
//! [`Casework`] is the only writer. People, importers, jobs and programs are all actors, so the
//! record has no blank author.
//!
//! # The walk of an act
//!
//! [`Casework::act`] takes who acts, a case, the version of it that they had on their page, and a
//! command. Then, in this order:
//!
//! 1. **load**: the case's own stream is read and folded. No other stream is, unless the command
//!    links two cases; no list ever is, so an act costs the same beside ten cases or ten million.
//! 2. **compare**: a version other than the one seen means that somebody else acted. Nothing is
//!    decided on a page that no longer holds: the answer is [`failure::Failure::Conflict`] with what
//!    they did, as far as the actor may know.
//! 3. **authorise and decide**: the pure rules of the domain, with the council's policy (the version
//!    that binds the case, and the one now in force), the calendar and the moment. They answer with
//!    events, or with the rule that said no.
//! 4. **plan**: events become rows of the record, each with a fresh salt; the texts that they speak
//!    of go beside them, and a text that none speaks of is dropped; the case after the events is
//!    projected into the rows that lists read; what the customer is told becomes a message.
//!    All of this is one value, [`redress_store::changes::Changes`].
//! 5. **commit**: the store writes that value whole or not at all, and checks the versions again
//!    while nobody else can write to those streams. Who lost a race starts again at 1, and finds at
//!    2 what happened. It goes on when whoever asked has hung up.
//!
//! [`Casework::log`] is the same without a stream to load. [`batch::Batch`] takes many such walks
//! through 3 and 4 in memory and commits them together. After the commit others take over: the
//! sealer numbers the events ([`Casework::seal`]), the worker releases messages whose moment has
//! come ([`Casework::release_messages`]).
//!
//! Read models hold nothing of their own: [`Casework::rebuild`] makes them again from the events.

use std::sync::Arc;

use redress_store::Store;

pub mod absence;
pub mod act;
pub mod anchor;
pub mod audit;
pub mod batch;
pub mod between;
pub mod bundle;
pub mod calendar_link;
pub mod case;
pub mod cause;
pub mod code;
pub mod conduct;
pub mod council;
pub mod councillor;
pub mod daily_check;
pub mod draft;
pub mod draft_link;
pub mod emergency;
pub mod failure;
pub mod file;
mod found_by;
pub mod govuk_notify;
pub mod guidance;
pub mod health;
pub mod held;
pub mod help;
pub mod identity;
pub mod incoming;
pub mod kept;
mod leaving;
pub mod lesson;
pub mod lists;
pub mod logo;
pub mod mailed_report;
pub mod measure;
pub mod notify;
pub mod once;
mod outbox;
pub mod outgoing;
pub mod outside;
pub mod pace;
pub mod partner;
pub mod partner_account;
pub mod people;
mod plan;
pub mod policy;
pub mod problem;
pub mod project;
pub mod reading;
pub mod rebuild;
pub mod remedy;
pub mod report;
mod request;
pub mod retention;
mod review;
pub mod saved_filter;
pub mod scanner;
pub mod search;
pub mod second_step;
pub mod sending;
pub mod session;
pub mod signal;
mod stream;
pub mod subject_access;
pub mod summary;
pub mod survey;
pub mod token;
pub mod transfer;
pub mod tries;
pub mod typing;
pub mod unread;
pub mod updates;
pub mod upkeep;
pub mod user;
pub mod waiting;
pub mod webhook;
pub mod word;
pub mod working_hours;
pub mod workload;

use council::Councils;
use outside::{Fresh, Outside};
use scanner::Scanner;

/// The casework of all councils of one installation. Cheap to clone.
#[derive(Clone)]
pub struct Casework {
    pub(crate) store: Store,
    pub(crate) councils: Arc<Councils>,
    outside: Arc<dyn Outside>,
    pub(crate) scanner: Option<Arc<Scanner>>,
}

impl Casework {
    /// Casework over an open store, with the councils' policies and what the outside knows.
    pub fn new(store: Store, councils: Councils, outside: Arc<dyn Outside>) -> Self {
        Self {
            store,
            councils: Arc::new(councils),
            outside,
            scanner: None,
        }
    }

    /// The same with a virus scanner: every file that comes in is shown to it.
    #[must_use]
    pub fn with_scanner(self, scanner: Scanner) -> Self {
        Self {
            scanner: Some(Arc::new(scanner)),
            ..self
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
