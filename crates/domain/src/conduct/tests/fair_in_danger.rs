//! What has to have come before anybody is bound for danger now, and what ends that: told once more from the events alone.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::fair::{Fair, began, holds, last, need, struck, user};
use super::harness::Given;
use crate::calendar::london::civil_date;
use crate::conduct::{Check, Entry, Event};
use crate::id::IncidentId;
use crate::vocabulary::DayOne;

/// Domain 5.4: danger of these days, of which somebody else told; by the senior post; ten working days, once.
pub(super) fn interim_is_fair(given: &Given, on: Date) -> Fair {
    let conduct = given.policy.conduct.as_ref().unwrap();
    let entries = &given.entries;
    let is_order = |event: &Event| matches!(event, Event::InterimOrdered { .. });
    let at = last(entries, entries.len(), is_order).ok_or("an interim measure without an order")?;
    let order = &entries[at];
    let ordered_on = civil_date(order.at);
    let latest = given
        .calendar
        .due(ordered_on, conduct.interim_longest, DayOne::NextWorkingDay);
    need(on <= latest, "an end within ten working days")?;
    let by = user(order).ok_or("an interim measure of nobody")?;
    need(holds(given, by, &conduct.interim_by), "the senior post")?;
    need(!given.dealt_with_them.contains(by), "an uninvolved order")?;
    // One whose danger was struck out has met none, and neither has one whose place another took.
    let gave_way = |before: usize| {
        let took_its_place =
            |later: usize| is_order(&entries[later].event) && bound_still(entries, (before, later));
        (before + 1..at).any(took_its_place)
    };
    let before = (0..at).rev().find(|before| {
        let Event::InterimOrdered { dangers, .. } = &entries[*before].event else {
            return false;
        };
        let gone: Vec<&IncidentId> = entries[*before..at].iter().filter_map(struck).collect();
        !gave_way(*before) && dangers.iter().any(|danger| !gone.contains(&danger))
    });
    // Another one takes the place of one that binds, or comes after the way that it began.
    let from = began(entries, at);
    let binds = before.is_some_and(|before| bound_still(entries, (before, at)));
    let checks: BTreeSet<&Check> = entries[from..at].iter().filter_map(checked_by).collect();
    let is_begun = checks.len() == Check::ALL.len()
        || entries[from..at]
            .iter()
            .any(|entry| matches!(entry.event, Event::Warned { .. } | Event::NoticeSent { .. }));
    need(
        before.is_none_or(|before| before < from) || binds || is_begun,
        "the way that the first one began",
    )?;
    // UK GDPR, article 5(1)(d): not without a danger that is theirs.
    // And it is for the danger for which it was ordered: no other takes that one's place.
    let Event::InterimOrdered { dangers, .. } = &order.event else {
        return Err("no order".to_owned());
    };
    let is_left = |danger: &&IncidentId| {
        entries
            .iter()
            .skip(at)
            .filter_map(struck)
            .all(|gone| gone != *danger)
    };
    need(
        dangers.iter().any(|danger| is_left(&danger)),
        "the danger that it is for",
    )?;
    // It is of these days, somebody else told of it, and it is none that another one met: it was later, or reported since.
    let before_on = before.map(|before| civil_date(entries[before].at));
    let met = entries.iter().take(at).enumerate().filter_map(|(told, entry)| {
        let Event::IncidentReported {
            id,
            on,
            was_danger: true,
            ..
        } = &entry.event
        else {
            return None;
        };
        let is_new = before.is_none_or(|before| before_on < Some(*on) || told > before);
        let is_it = dangers.contains(id) && user(entry) != Some(by) && is_new;
        (is_it && *on + 20.days() >= ordered_on).then_some(*on)
    });
    let danger_on = met
        .max()
        .ok_or("it binds without a new danger of which somebody else told")?;
    // None is made longer by another: it ends within the days of what it is for.
    let of_its_own = given
        .calendar
        .due(danger_on, conduct.interim_longest, DayOne::NextWorkingDay);
    need(
        before.is_none() || on <= of_its_own,
        "an end within the days of its danger",
    )
}

/// Whether an interim measure still bound when another was ordered.
fn bound_still(entries: &[Entry], (ordered, at): (usize, usize)) -> bool {
    let Event::InterimOrdered { ends_on, .. } = &entries[ordered].event else {
        return false;
    };
    let ends = |entry: &Entry| matches!(entry.event, Event::Lifted { .. } | Event::NoticeSent { .. });
    civil_date(entries[at].at) <= *ends_on && !entries[ordered..at].iter().any(ends)
}

/// The check that an entry answers.
fn checked_by(entry: &Entry) -> Option<&Check> {
    if let Event::CheckAnswered { check, .. } = &entry.event {
        Some(check)
    } else {
        None
    }
}

/// Domain 5.4: nothing but its day, a lift, the notice that comes in its place or an incident that is struck out ends what is
/// for danger now: no appeal against something else does.
pub(super) fn danger_is_met_until_its_day(given: &Given, on: Date) -> Fair {
    let entries = &given.entries;
    let Some(at) = last(entries, entries.len(), |event| {
        matches!(event, Event::InterimOrdered { .. })
    }) else {
        return Ok(());
    };
    let Event::InterimOrdered { ends_on, dangers, .. } = &entries[at].event else {
        return Ok(());
    };
    let ended = entries
        .iter()
        .skip(at)
        .any(|entry| matches!(entry.event, Event::Lifted { .. } | Event::NoticeSent { .. }));
    let gone: Vec<&IncidentId> = entries.iter().skip(at).filter_map(struck).collect();
    let ended = ended || dangers.iter().all(|danger| gone.contains(&danger));
    if on > *ends_on || ended || given.file.interim_in_force(on).is_some() {
        Ok(())
    } else {
        Err("what is for danger now ended with something else".to_owned())
    }
}
