//! What somebody may do, and which roles go together.

use serde::{Deserialize, Serialize};

use crate::id::{PartnerId, ServiceId, TeamId, WardId};
use crate::settings::Refusal;
use crate::vocabulary::Role;

/// What somebody may do, and for whom they work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// Their roles; every one of staff is `staff` too.
    pub roles: Vec<Role>,
    /// Their teams.
    pub teams: Vec<TeamId>,
    /// Services beyond those of their teams.
    pub services: Vec<ServiceId>,
    /// The wards that a councillor is elected for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wards: Vec<WardId>,
    /// The partner organisation that they answer for: whoever has one is nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
}

impl Access {
    /// The same, whole: every one who works for the council is a member of staff besides. Refused where roles do not go together.
    pub fn whole(&self) -> Result<Self, Refusal> {
        let mut access = self.clone();
        if access.roles.is_empty() {
            return Err(Refusal::RoleMissing);
        }
        // Whoever answers for a partner works for nobody here, and whoever works here answers for no partner.
        let is_partner = access.roles.contains(&Role::Partner);
        if is_partner != access.partner.is_some() {
            return Err(Refusal::PartnerMissing);
        }
        let is_more = access.roles.len() > 1 || !access.teams.is_empty();
        if is_partner && (is_more || !access.services.is_empty() || !access.wards.is_empty()) {
            return Err(Refusal::PartnerAlone);
        }
        // Local Government Act 1972, section 80(1)(a): who is employed by the council cannot be a member of it. Domain 4: members
        // see no complaint that they did not raise, and a role beside theirs would show them every one.
        if access.roles.contains(&Role::Councillor)
            && access.roles.iter().any(|role| *role != Role::Councillor)
        {
            return Err(Refusal::CouncillorAlone);
        }
        if access.roles.iter().any(|role| role.is_staff()) && !access.roles.contains(&Role::Staff) {
            access.roles.push(Role::Staff);
        }
        // In the order of the list, so that the same choice is the same record.
        access.roles.sort_unstable();
        access.roles.dedup();
        Ok(access)
    }
}
