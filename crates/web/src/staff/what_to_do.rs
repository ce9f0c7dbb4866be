//! What a member of staff is told to do about a contact arrangement.

use redress_casework::conduct::Binding;
use redress_domain::policy::Policy;
use redress_pages::conduct::say::{self, WhatToDo};

/// What to do, by the policy's own name of the team that reads what comes.
pub(crate) fn what_to_do(policy: &Policy, binding: &Binding) -> String {
    let team = policy.conduct.as_ref().map(|conduct| &conduct.contacts_go_to);
    let team = team.and_then(|id| policy.teams.iter().find(|team| team.id == *id));
    say::what_to_do(WhatToDo {
        measures: &binding.measures,
        channel: binding.open_channel,
        in_practice: &binding.in_practice,
        team: team.map_or("the central team", |team| team.name.as_str()),
        is_in_doubt: binding.is_in_doubt,
    })
}
