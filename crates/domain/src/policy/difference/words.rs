//! What the settings of a policy file are called when a change is told.

use super::{Item, Key};
use crate::policy::Policy;

/// A group of a list: "Service Bins and recycling".
pub(super) fn item(item: &Item, (before, after): (&Policy, &Policy)) -> String {
    let id = item.id.as_str();
    let name = |policy: &Policy| -> Option<String> {
        match item.list.as_str() {
            "service" => policy
                .services
                .iter()
                .find(|one| one.id.as_str() == id)
                .map(|one| one.name.clone()),
            "team" => policy
                .teams
                .iter()
                .find(|one| one.id.as_str() == id)
                .map(|one| one.name.clone()),
            "post" => policy
                .posts
                .iter()
                .find(|one| one.id.as_str() == id)
                .map(|one| one.name.clone()),
            _ => None,
        }
    };
    let name = name(before)
        .or_else(|| name(after))
        .unwrap_or_else(|| id.to_owned());
    let sort = match item.list.as_str() {
        "service" => "Service",
        "team" => "Team",
        "post" => "Post",
        "standard" => "Standard",
        "refusal" => "Reason for not accepting a complaint",
        "kpi" => "Target of",
        "internal_route" => "Question for people inside",
        "wording" => "Words of a letter",
        "paragraph" => "Paragraph for replies",
        other => return format!("{other} {name}"),
    };
    format!("{sort} {name}")
}

/// The groups of a list together: "the services".
pub(super) fn list(list: &str) -> &str {
    match list {
        "service" => "the services",
        "team" => "the teams",
        "post" => "the posts",
        "standard" => "the standards",
        "refusal" => "the reasons for not accepting a complaint",
        "kpi" => "the targets",
        "internal_route" => "the questions for people inside",
        "wording" => "the words of letters for a procedure, stage or channel",
        "paragraph" => "the paragraphs for replies",
        other => other,
    }
}

/// A setting with what it belongs to: "Complaint, stage 1: reply within".
pub(super) fn setting(key: &Key, policies: (&Policy, &Policy)) -> String {
    if let Some(of) = &key.item {
        return format!("{}, {}", item(of, policies), own_name(key));
    }
    let path: Vec<&str> = key.path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["procedure", id, rest @ ..] => {
            let name = |policy: &Policy| {
                let known = policy.procedures.values();
                known
                    .into_iter()
                    .find(|known| known.id.as_str() == *id)
                    .map(|known| known.name.clone())
            };
            let name = name(policies.0).or_else(|| name(policies.1));
            let name = name.unwrap_or_else(|| (*id).to_owned());
            match rest {
                ["stage", number, last] => format!("{name}, stage {number} {}", of_stage(last)),
                [last] => format!("{name}, {}", of_procedure(last)),
                other => format!("{name}, {}", plain(&other.join(" "))),
            }
        }
        ["meetings", post] => format!("Meetings of {post}"),
        ["permissions", role] => format!("What {role} may do"),
        ["letters", part] => format!("Letters, {}", part.replace(['_', '-'], " ")),
        other => known(&other.join(".")).map_or_else(|| in_words(other), str::to_owned),
    }
}

/// What a setting is called in its own group.
pub(super) fn own_name(key: &Key) -> String {
    let last = key.path.join(".");
    let list = key.item.as_ref().map(|item| item.list.as_str());
    let word = match (list, last.as_str()) {
        (Some("service" | "team" | "post" | "refusal"), "name") => "name",
        (Some("service"), "about") => "what it covers",
        (Some("service"), "team") => "team",
        (Some("service"), "answerable") => "post that answers for it",
        (Some("service"), "complaints") => "procedure for complaints",
        (Some("service"), "ends_on") => "last day",
        (Some("team"), "is_central") => "sees to everything",
        (Some("post"), "roles") => "roles",
        (Some("standard"), "promise") => "promise",
        (Some("standard"), "measure") => "measure",
        (Some("service" | "standard" | "kpi"), "target") => "target",
        (Some("standard"), "public") => "public",
        (Some("refusal"), "wording") => "what the customer is told",
        (Some("internal_route"), "then") => "answer",
        _ => return plain(&key.path.join(" ")),
    };
    word.to_owned()
}

/// A key as words: "notice within".
fn plain(key: &str) -> String {
    key.replace(['_', '-'], " ")
}

/// A setting without a name of its own, by its group and its key: "Contact arrangements, notice within". Whoever is asked to adopt a
/// policy reads no file.
fn in_words(path: &[&str]) -> String {
    let [group, rest @ ..] = path else {
        return String::new();
    };
    let group = match *group {
        "code" => "The Ombudsmen’s Codes",
        "conduct" => "Contact arrangements",
        "files" => "Files that people send",
        "guidance" => "Guidance for staff",
        "identity_provider" => "Signing in by the council’s accounts",
        "languages" => "Languages",
        "learning" => "Lessons",
        "mail" => "Email",
        "notify" => "GOV.UK Notify",
        "people" => "People on a case",
        "referrals" => "Questions to partners",
        "remedies" => "Putting things right",
        "reports" => "Figures and reports",
        "retention" => "How long the record is kept",
        "sign_in" => "Signing in",
        "survey" => "Survey",
        "transfer" => "Cases for another council",
        "updates" => "Updates",
        other => {
            let words = plain(other);
            let mut letters = words.chars();
            let first = letters.next().map(char::to_uppercase);
            let group: String = first.into_iter().flatten().chain(letters).collect();
            return if rest.is_empty() {
                group
            } else {
                format!("{group}, {}", plain(&rest.join(" ")))
            };
        }
    };
    format!("{group}, {}", plain(&rest.join(" ")))
}

fn of_stage(name: &str) -> &str {
    match name {
        "acknowledge" => "acknowledgement",
        "reply" => "replies",
        "of" => "replies counted from",
        "extend_by" => "longest ordinary extension",
        "beyond_agreed_by" => "longer extensions agreed by",
        "handler" => "handled by",
        "reply_approved_by" => "replies approved by",
        other => other,
    }
}

fn of_procedure(name: &str) -> &str {
    match name {
        "name" => "name",
        "code" => "Ombudsman",
        "first_answer" => "first answer",
        "update_every" => "updates at least every",
        "acknowledge" => "acknowledgement",
        "ask_for_stage_2_within" => "time to ask for stage 2",
        "stage_2_refused_by" => "who turns a request for stage 2 away",
        "early_referral" => "what an early referral to the Ombudsman does",
        "return_to_stage_1" => "return to stage 1",
        "accept_within" => "how old a matter may be",
        "reopen_within" => "time to reopen",
        "undo_minutes" => "minutes to undo a send",
        "warn_at_weeks" => "weeks before managers are warned",
        "departs" => "reasons for differing from the Ombudsman’s Code",
        other => other,
    }
}

fn known(key: &str) -> Option<&'static str> {
    Some(match key {
        "council.name" => "Name of the council",
        "council.prefix" => "Letters that begin a reference",
        "council.hosts" => "Host names",
        "council.starts_on" => "In force from",
        "council.review_every" => "Reviewed every",
        "council.words.customer" => "Word for a customer",
        "council.words.request" => "Word for a problem",
        "council.words.restriction" => "Word for a contact arrangement",
        "council.contact.phone" => "Telephone number",
        "council.contact.email" => "Email address",
        "council.contact.address" => "Postal address",
        "council.contact.hours" => "Opening hours",
        "council.contact.website" => "Website",
        "council.contact.emergency" => "Number for emergencies",
        "council.brand.colour" => "Colour of the header",
        "council.brand.link" => "Colour of links",
        "adoption.body" => "Adopted by",
        "adoption.decided_on" => "Decided on",
        "adoption.minute" => "Minute",
        "adoption.consulted" => "Consulted",
        "adoption.equality_screening" => "Equality screening",
        "statement.text" => "Customer-service statement",
        "calendar.division" => "Bank holidays of",
        "calendar.day_one" => "First day counted",
        "calendar.closed" => "Days the council is closed",
        "expectations.of_customers" => "What we ask of customers",
        "daily_check.by" => "Daily check by",
        "daily_check.alert_again_at" => "Second alert of the daily check at",
        "daily_check.alert" => "Who hears of a missed daily check first",
        "daily_check.then" => "Who hears of a missed daily check then",
        _ => return None,
    })
}
