//! The alert that nobody has gone through the queue of unassigned cases today (paper 002).
//!
//! At the policy's first time the people named there are told on their pages, and at its second those
//! higher; each once a day, whichever process comes first. The log says it too.

use jiff::civil::{Date, DateTime};
use redress_casework::Casework;
use redress_casework::daily_check::Alert;
use redress_casework::failure::Failure;
use redress_domain::calendar::london;
use redress_domain::id::CouncilId;

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
    // A worker that was down at the first time tells both when it is back.
    for alert in Alert::ALL.iter().filter(|alert| **alert <= due) {
        let told = casework.raise_check_alert(council, *alert).await?;
        match alert {
            Alert::First if told > 0 => {
                tracing::warn!(%council, %today, told, "nobody has checked the queue today");
            }
            Alert::Again if told > 0 => {
                tracing::error!(%council, %today, told, "still nobody has checked the queue today");
            }
            Alert::First | Alert::Again => {}
        }
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

#[cfg(test)]
mod tests;
