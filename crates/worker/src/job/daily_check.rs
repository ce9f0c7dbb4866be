//! The alert that nobody has gone through the queue of unassigned cases today (paper 002).
//!
//! It is said in the log at the policy's first time and, higher, at its second; each once a day.

use jiff::civil::{Date, DateTime};
use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::calendar::london;
use redress_domain::id::CouncilId;
use redress_domain::vocabulary::Role;

/// How loudly it was said on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Alert {
    /// At the policy's first time.
    First,
    /// At its second.
    Again,
}

/// Says it if it is time and the queue was not checked; answers what was said, to be given back as
/// `said` the next time.
pub(crate) async fn run(
    casework: &Casework,
    council: &CouncilId,
    said: Option<(Date, Alert)>,
) -> Result<Option<(Date, Alert)>, Failure> {
    let settings = casework.councils().get(council)?;
    let now = casework
        .outside()
        .now()
        .to_zoned(london::time_zone().clone())
        .datetime();
    let today = now.date();
    let policy = settings.policy(today)?;
    let Some(due) = alert_due(now, (policy.daily_check.by, policy.daily_check.alert_again_at)) else {
        return Ok(said);
    };
    let is_said = said.is_some_and(|(day, alert)| day == today && alert >= due);
    if is_said || !settings.calendar.is_working_day(today) {
        return Ok(said);
    }
    if casework.last_daily_check(council).await?.is_done_today {
        return Ok(said);
    }
    let tell = match due {
        Alert::First => names(&policy.daily_check.alert),
        Alert::Again => names(&policy.daily_check.then),
    };
    match due {
        Alert::First => tracing::warn!(%council, %today, %tell, "nobody has checked the queue today"),
        Alert::Again => tracing::error!(%council, %today, %tell, "still nobody has checked the queue today"),
    }
    Ok(Some((today, due)))
}

/// Which alert a moment of the day calls for.
fn alert_due(now: DateTime, (first, again): (jiff::civil::Time, jiff::civil::Time)) -> Option<Alert> {
    if now.time() >= again {
        Some(Alert::Again)
    } else if now.time() >= first {
        Some(Alert::First)
    } else {
        None
    }
}

fn names(roles: &[Role]) -> String {
    let names: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests;
