//! `[sign_in]`: who proves who they are with a second step.

use super::field::Field;
use super::table::Table;
use crate::permission::STAFF_AND_COUNCILLORS;
use crate::policy::{SecondStep, SignInRules, defaults};
use crate::vocabulary::Role;

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
    table.done();
    rules
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
