//! The providers of all councils, each with what is known of it and with our secret at it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::asking::Asking;
use crate::provider::{Provider, Registration};

/// The providers that one process speaks with. Cheap to clone; its clones know the same.
#[derive(Clone)]
pub struct Providers {
    asking: Arc<dyn Asking>,
    secrets: Arc<BTreeMap<String, String>>,
    known: Arc<Mutex<BTreeMap<String, Arc<Provider>>>>,
}

impl Providers {
    /// Providers that are asked in one way. `secrets` are ours at them, by the council's short name.
    pub fn new(asking: Arc<dyn Asking>, secrets: BTreeMap<String, String>) -> Self {
        Self {
            asking,
            secrets: Arc::new(secrets),
            known: Arc::default(),
        }
    }

    /// The provider of a council, with what was asked of it before. What its policy says now counts: a council that
    /// changes its provider has another one at once.
    pub fn of(&self, council: &str, issuer: &str, client_id: &str) -> Arc<Provider> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let registration = Registration {
            issuer: issuer.to_owned(),
            client_id: client_id.to_owned(),
            secret: self.secrets.get(council).cloned(),
        };
        if let Some(provider) = known
            .get(council)
            .filter(|provider| provider.is_for(&registration))
        {
            return Arc::clone(provider);
        }
        let provider = Arc::new(Provider::new(registration, Arc::clone(&self.asking)));
        known.insert(council.to_owned(), Arc::clone(&provider));
        provider
    }
}

impl std::fmt::Debug for Providers {
    /// No secret is shown.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let councils: Vec<&String> = self.secrets.keys().collect();
        formatter
            .debug_struct("Providers")
            .field("with_secrets", &councils)
            .finish_non_exhaustive()
    }
}
