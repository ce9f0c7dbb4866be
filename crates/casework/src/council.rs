//! The councils of an installation: their policies, versions and days that count.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use jiff::civil::Date;
use redress_domain::calendar::Calendar;
use redress_domain::case::Rules;
use redress_domain::id::{CouncilId, ProcedureId};
use redress_domain::policy::Policy;
use redress_domain::policy::versions::Versions;

use crate::failure::Failure;

/// Every council of an installation. What changes by an act (a policy taken in, a closure) is put
/// in place as a whole; whoever is reading keeps what they read.
#[derive(Debug, Default)]
pub struct Councils {
    by_id: RwLock<BTreeMap<CouncilId, Arc<Council>>>,
}

/// One council: every version of its policy, and the days that count now.
#[derive(Debug, Clone)]
pub struct Council {
    /// Its short name.
    pub id: CouncilId,
    /// The versions of its policy.
    pub versions: Versions,
    /// The days that count under the policy now in force.
    pub calendar: Calendar,
    /// The version whose first day was last seen to come: its closures moved the open clocks.
    pub started: u32,
    /// How far the policy's stream was read: what is written to it later is taken up.
    pub seen: i64,
}

impl Council {
    /// A council with these versions. `None` when there is no version at all.
    pub fn new(id: CouncilId, versions: Versions, today: Date) -> Option<Self> {
        let calendar = versions.calendar(today)?;
        let started = versions.all().next()?.0;
        Some(Self {
            id,
            versions,
            calendar,
            started,
            seen: 0,
        })
    }

    /// The same council, whose policy's stream was read as far as this version.
    #[must_use]
    pub fn seen(mut self, version: i64) -> Self {
        self.seen = version;
        self
    }

    /// The same council, whose last version that was seen to start is this one.
    #[must_use]
    pub fn started(mut self, version: Option<u32>) -> Self {
        self.started = version.unwrap_or(self.started);
        self
    }

    /// The same council with another calendar: one that bank holidays were merged into.
    #[must_use]
    pub fn with_calendar(mut self, calendar: Calendar) -> Self {
        self.calendar = calendar;
        self
    }

    /// The policy now in force: its people, teams, permissions and wording are the current ones.
    pub fn policy(&self, today: Date) -> Result<&Policy, Failure> {
        self.versions
            .in_force_on(today)
            .map(|(_, policy)| policy)
            .ok_or(Failure::NotFound)
    }

    /// The rules for a case that is received on a day.
    pub fn rules_for_receipt(&self, today: Date, received_on: Date) -> Result<Rules<'_>, Failure> {
        let (version, pinned) = self.versions.in_force_on(received_on).ok_or(Failure::NotFound)?;
        Ok(Rules {
            policy: self.policy(today)?,
            pinned,
            version,
            calendar: &self.calendar,
        })
    }

    /// The rules for a case that is pinned to a version.
    pub fn rules_for_version(&self, today: Date, version: u32) -> Result<Rules<'_>, Failure> {
        let pinned = self.versions.version(version).ok_or(Failure::NotFound)?;
        Ok(Rules {
            policy: self.policy(today)?,
            pinned,
            version,
            calendar: &self.calendar,
        })
    }

    /// What a procedure is called, in the version that binds a case.
    pub fn procedure_name<'p>(&'p self, version: u32, procedure: &'p ProcedureId) -> &'p str {
        let known = self
            .versions
            .version(version)
            .and_then(|policy| policy.procedures.get(procedure));
        known.map_or(procedure.as_str(), |procedure| procedure.name.as_str())
    }
}

impl Councils {
    /// These councils.
    pub fn new(councils: impl IntoIterator<Item = Council>) -> Self {
        let by_id = councils
            .into_iter()
            .map(|council| (council.id.clone(), Arc::new(council)))
            .collect();
        Self {
            by_id: RwLock::new(by_id),
        }
    }

    /// A council by its short name.
    pub fn get(&self, id: &CouncilId) -> Result<Arc<Council>, Failure> {
        let by_id = self
            .by_id
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        by_id.get(id).cloned().ok_or(Failure::NotFound)
    }

    /// Every council, by its short name.
    pub fn all(&self) -> Vec<Arc<Council>> {
        self.by_id
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .values()
            .cloned()
            .collect()
    }

    /// Puts a council in place, new or changed.
    pub fn put(&self, council: Council) {
        let mut by_id = self
            .by_id
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        by_id.insert(council.id.clone(), Arc::new(council));
    }

    /// The council that a host name serves; for any other name the one that names no hosts, or the only one there is.
    pub fn by_host(&self, host: &str, today: Date) -> Option<Arc<Council>> {
        let all = self.all();
        let name = host.rsplit_once(':').map_or(host, |(name, port)| {
            if port.bytes().all(|byte| byte.is_ascii_digit()) {
                name
            } else {
                host
            }
        });
        let serves = |council: &&Arc<Council>| {
            council
                .policy(today)
                .is_ok_and(|policy| policy.council.hosts.iter().any(|known| known == name))
        };
        let named = all.iter().find(serves).cloned();
        let unnamed = |council: &Arc<Council>| {
            council
                .policy(today)
                .is_ok_and(|policy| policy.council.hosts.is_empty())
        };
        named.or_else(|| match all.as_slice() {
            [only] => Some(Arc::clone(only)),
            _ => all.iter().find(|council| unnamed(council)).cloned(),
        })
    }
}
