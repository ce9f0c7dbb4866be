//! `[sign_in]`: who proves who they are with a second step, and how long anybody stays signed in.

use std::ops::RangeInclusive;

use super::field::Field;
use super::table::Table;
use crate::permission::STAFF_AND_COUNCILLORS;
use crate::policy::{SecondStep, SignInRules, defaults};
use crate::vocabulary::Role;

/// Below a quarter of an hour people are signed out while they read a case; above four hours a browser that somebody left
/// is open for half a day (OWASP, Session Management Cheat Sheet: the less the more there is to lose; ours).
const IDLE_MINUTES: RangeInclusive<u16> = 15..=240;
/// A day at most, however busy (NIST SP 800-63B, revision 4, 2.2.3: 24 hours).
const LONGEST_HOURS: RangeInclusive<u16> = 1..=24;
/// Time enough to let an administrator in, and no working day (ours).
const EMERGENCY_MINUTES: RangeInclusive<u16> = 15..=240;

pub(super) fn sign_in(file: &Table<'_>) -> SignInRules {
    let mut rules = defaults::sign_in();
    let Some(table) = file.group("sign_in") else {
        return rules;
    };
    let step = table.may("second_step").and_then(|field| field.word());
    rules.second_step = step.unwrap_or(rules.second_step);
    if let Some(field) = table.may("second_step_of") {
        if rules.second_step != SecondStep::Required {
            field.wrong(
                "Nobody has to have a second step, so no role is named here.",
                "Take the line out, or write second_step = \"required\".",
            );
        }
        rules.second_step_of = roles(&field);
    }
    sessions(&table, &mut rules);
    table.done();
    rules
}

fn sessions(table: &Table<'_>, rules: &mut SignInRules) {
    let longest = table.may("longest_hours");
    let read = longest.as_ref().and_then(|field| field.whole(LONGEST_HOURS));
    rules.longest_hours = read.unwrap_or(rules.longest_hours);
    if let Some(field) = table.may("idle_minutes")
        && let Some(minutes) = field.whole(IDLE_MINUTES)
    {
        rules.idle_minutes = minutes;
        let longest = u32::from(rules.longest_hours) * 60;
        if u32::from(minutes) > longest {
            field.wrong(
                format!("A session that lasts {longest} minutes at most cannot be idle for {minutes}."),
                "Write fewer minutes, or more for longest_hours.",
            );
        }
    } else if let Some(field) = longest {
        // Of two that are said, the first that is too much is told; of one, that one.
        let hours = rules.longest_hours;
        if u32::from(rules.idle_minutes) > u32::from(hours) * 60 {
            field.wrong(
                format!(
                    "A session without a request lasts {} minutes, which is longer.",
                    rules.idle_minutes
                ),
                "Write idle_minutes too, or more hours.",
            );
        }
    }
    let minutes = table.may("emergency_minutes");
    let minutes = minutes.and_then(|field| field.whole(EMERGENCY_MINUTES));
    rules.emergency_minutes = minutes.unwrap_or(rules.emergency_minutes);
}

fn roles(field: &Field<'_>) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    let items = field.list();
    if items.is_empty() {
        field.wrong(
            "A second step that is required of nobody is not required.",
            "Name at least one role, such as \"administrator\", or write second_step = \"offered\".",
        );
    }
    for item in items {
        let Some(role) = item.word::<Role>() else { continue };
        if !STAFF_AND_COUNCILLORS.contains(&role) {
            item.wrong(
                format!("Nobody who is {role} has a second step."),
                "Name roles of councillors, or of people who work for the council.",
            );
        } else if roles.contains(&role) {
            item.wrong(format!("\"{role}\" stands here twice."), "Keep one of the two.");
        } else {
            roles.push(role);
        }
    }
    roles
}
