//! A message as a text: a few plain words, the reference, and nothing about anybody beyond need.

use redress_domain::message::{MessagePurpose, Outgoing};
use redress_domain::policy::Policy;

use crate::message::{subject, text_message};

/// What fits into one text message.
const ONE: usize = 160;

/// What an officer wrote goes whole as long as it fits into three: more is for a page.
const THREE: usize = 459;

/// The text of a message; `link` leads to the case's track page, where the whole letter is.
pub fn text(policy: &Policy, says: &Outgoing, link: Option<&str>) -> String {
    if let Some(code) = &says.code {
        return text_message(policy, code, says);
    }
    let name = &policy.council.name;
    let body = says.body.trim();
    if says.purpose == MessagePurpose::Contact && !body.is_empty() {
        let whole = format!("{name}, {}: {body}", says.reference);
        if whole.chars().count() <= THREE {
            return whole;
        }
    }
    if says.purpose.is_of_the_survey() {
        return of_survey(policy, says, link);
    }
    let point = subject(says);
    let read = link.map(|link| format!("Read it at {link}"));
    let read = read.unwrap_or_else(|| "Contact us to get it.".to_owned());
    let with_name = format!("{name}: {point}. {read}");
    if with_name.chars().count() <= ONE {
        return with_name;
    }
    format!("{point}. {read}")
}

/// What asks how we did. The page behind the link has the questions, how to say "do not ask me again" and, as the
/// Complaint Handling Code 3.8 wants of a survey, how to complain: the text says that it is there.
fn of_survey(policy: &Policy, says: &Outgoing, link: Option<&str>) -> String {
    let (name, reference) = (&policy.council.name, &says.reference);
    let Some(link) = link else {
        return format!(
            "{name}: how did we do with {reference}? Contact us to tell us, or if you are unhappy with it."
        );
    };
    let again = if says.purpose == MessagePurpose::SurveyReminder {
        " (reminder)"
    } else {
        ""
    };
    let asked = format!("ow did we do with {reference}?{again} Answer, opt out or complain: {link}");
    let with_name = format!("{name}: h{asked}");
    if with_name.chars().count() <= ONE {
        return with_name;
    }
    format!("H{asked}")
}

#[cfg(test)]
mod tests;
