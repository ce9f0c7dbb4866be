//! Every message as a letter: the same words by e-mail, by post and on the page.
//!
//! What an officer wrote as a letter goes as it is. What was written as a few sentences, and what the
//! program says by itself, gets its frame here: why we write, what happens next and by when, what
//! the customer needs to do, what they told us, how to go further, who signs.

use jiff::Timestamp;
use redress_domain::calendar::london;
use redress_domain::message::{MessagePurpose, NewCode, Outgoing, Promised};
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{ClockKind, Kind};

use crate::letters::{contact, dear, list, long_date};
use crate::markup::quote;

/// "We have your complaint – WS-4K7P-29QX": the point and the reference, and nothing about anybody.
pub fn subject(says: &Outgoing) -> String {
    let it = it(says.kind);
    let point = match says.purpose {
        MessagePurpose::Receipt => format!("We have {it}"),
        MessagePurpose::Acknowledgement => format!("We are looking into {it}"),
        MessagePurpose::Extension => format!("We need more time to answer {it}"),
        MessagePurpose::NotAccepted => format!("We cannot deal with {it}"),
        MessagePurpose::Remedy => "We could not do what we promised".to_owned(),
        MessagePurpose::Confirmation => "What we did when you contacted us".to_owned(),
        MessagePurpose::Reply => format!("Our reply to {it}"),
        MessagePurpose::Contact => format!("About {it}"),
        MessagePurpose::Closing => format!("We have closed {it}"),
        MessagePurpose::Code => "Your code".to_owned(),
    };
    format!("{point} – {}", says.reference)
}

/// The whole letter, in the marks of [`crate::markup`].
pub fn letter(policy: &Policy, says: &Outgoing) -> String {
    if says.purpose.is_whole_letter() {
        return format!("{}\n", says.body.trim_end());
    }
    let mut letter = dear(&says.name);
    letter.push_str(&format!("{}\n\n", why_we_write(says)));
    if says.purpose == MessagePurpose::Code {
        letter.push_str(&code(says));
        return letter + &signed(policy, says);
    }
    if !says.body.trim().is_empty() {
        letter.push_str(&format!("{}\n\n", says.body.trim()));
    }
    letter.push_str(&next(says));
    letter.push_str(&told(says));
    letter.push_str(&further(says));
    letter + &signed(policy, says)
}

/// What the customer told us, for the end of a letter that an officer wrote: nobody has to look up
/// what it is about.
pub fn told(says: &Outgoing) -> String {
    if says.told.is_empty() {
        return String::new();
    }
    let parts = says.told.iter().map(|(name, text)| {
        let name = if says.told.len() == 1 {
            String::new()
        } else {
            format!("{name}:\n\n")
        };
        format!("{name}{}\n\n", quote(text))
    });
    format!("## What you told us\n\n{}", parts.collect::<String>())
}

/// The few words that a text message has room for: at most 160 characters, no link.
pub fn text_message(policy: &Policy, code: &NewCode, says: &Outgoing) -> String {
    let text = format!(
        "{}: your code for {} is {}. It lasts until {}.",
        policy.council.name,
        says.reference,
        code.digits,
        moment(code.until)
    );
    if text.chars().count() <= 160 {
        return text;
    }
    format!("Your code for {} is {}.", says.reference, code.digits)
}

/// "10:32am on Wednesday 25 November 2026".
pub fn moment(at: Timestamp) -> String {
    let at = london::time_zone().to_datetime(at);
    let half = if at.hour() < 12 { "am" } else { "pm" };
    let hour = (at.hour() + 11) % 12 + 1;
    format!("{hour}:{:02}{half} on {}", at.minute(), long_date(at.date()))
}

const fn it(kind: Kind) -> &'static str {
    match kind {
        Kind::ServiceRequest => "your report",
        Kind::Complaint => "your complaint",
        Kind::Comment => "your comment",
        Kind::Compliment => "your thanks",
        Kind::Enquiry => "your question",
    }
}

fn why_we_write(says: &Outgoing) -> String {
    let (it, reference) = (it(says.kind), &says.reference);
    let why = match says.purpose {
        MessagePurpose::Receipt if says.told.is_empty() => format!("We have {it}."),
        MessagePurpose::Receipt => format!("We have {it}, and this is a copy of it."),
        MessagePurpose::Acknowledgement => format!("We are looking into {it}."),
        MessagePurpose::Extension => format!("We need more time to answer {it}."),
        MessagePurpose::NotAccepted => format!("We cannot deal with {it}."),
        MessagePurpose::Remedy => {
            format!("We promised you something because of {it}. We could not do it, and we are sorry.")
        }
        MessagePurpose::Confirmation => "This confirms what we did when you contacted us.".to_owned(),
        MessagePurpose::Reply => format!("This is our reply to {it}."),
        MessagePurpose::Contact => format!("We write to you about {it}."),
        MessagePurpose::Closing => format!("We have closed {it}."),
        MessagePurpose::Code => {
            return format!(
                "You asked to see the letters and details of {reference}. This code shows that it is you."
            );
        }
    };
    format!("{why} Your reference is {reference}. Please use it when you call, write or visit.")
}

fn code(says: &Outgoing) -> String {
    let Some(code) = &says.code else {
        return String::new();
    };
    format!(
        "## Your code\n\n{}\n\nType it on the page where you asked for it. It works once, until {}. If you asked \
         more than once, use the newest.\n\nIf you did not ask for it, you do not need to do anything. Please \
         give the code to nobody. We never ask you for it.\n\n",
        code.digits,
        moment(code.until)
    )
}

/// What happens next and by when, and what the customer needs to do.
fn next(says: &Outgoing) -> String {
    let promised: Vec<String> = says
        .promises
        .iter()
        .map(|promise| promise_in_words(*promise))
        .collect();
    let dates = if promised.is_empty() {
        String::new()
    } else {
        format!("## What happens next\n\n{}", list(promised))
    };
    match says.purpose {
        MessagePurpose::Closing | MessagePurpose::Contact => dates,
        MessagePurpose::Receipt
        | MessagePurpose::Acknowledgement
        | MessagePurpose::Extension
        | MessagePurpose::NotAccepted
        | MessagePurpose::Remedy
        | MessagePurpose::Confirmation
        | MessagePurpose::Reply
        | MessagePurpose::Code => format!("{dates}You do not need to do anything.\n\n"),
    }
}

fn promise_in_words(promised: Promised) -> String {
    let what = match promised.kind {
        ClockKind::FirstAnswer => "You will hear from us by",
        ClockKind::Update => "We will tell you how it is going by",
        ClockKind::Target => "We aim to put it right by",
        ClockKind::Acknowledge => "We will tell you how we understand it, and who looks into it, by",
        ClockKind::Reply => "We will reply by",
    };
    let at_the_latest = if promised.at_the_latest {
        " at the latest"
    } else {
        ""
    };
    format!("{what} {}{at_the_latest}.", long_date(promised.on))
}

/// How to go further (Complaint Handling Code 3.8: how to complain is said wherever it may be wanted).
fn further(says: &Outgoing) -> String {
    let how = match says.kind {
        Kind::Complaint => {
            "If you are unhappy with how we deal with your complaint, please tell us. You can also ask the \
             Ombudsman. Our reply will say how."
        }
        Kind::ServiceRequest | Kind::Comment | Kind::Compliment | Kind::Enquiry => {
            "If you are unhappy with how we deal with it, you can make a complaint. Quote the reference, so that \
             you do not have to say it all again."
        }
    };
    format!("## If you are unhappy with this\n\n{how}\n\n")
}

fn signed(policy: &Policy, says: &Outgoing) -> String {
    let contact = contact(policy);
    let contact = if contact.is_empty() {
        String::new()
    } else {
        format!("## How to contact us\n\n{contact}\n\n")
    };
    format!("{contact}{}\n{}\n", says.team, policy.council.name)
}

#[cfg(test)]
pub(crate) mod tests;
