//! Every message as a letter: the same words by e-mail, by post and on the page.
//!
//! What an officer wrote as a letter goes as it is. What was written as a few sentences, and what the
//! program says by itself, gets its frame here: why we write, what happens next and by when, what
//! the customer needs to do, what they told us, how to go further, who signs.

use jiff::Timestamp;
use redress_domain::calendar::london;
use redress_domain::message::{MessagePurpose, NewCode, Outgoing, Promised};
use redress_domain::policy::Policy;
use redress_domain::policy::letters::{LetterPart, Place, Placeholder, fill};
use redress_domain::vocabulary::{Channel, ClockKind, Kind};

use crate::letters::{About, contact, dear, list, long_date};
use crate::markup::quote;
use crate::partner;

/// "We have your complaint – WS-4K7P-29QX": the point and the reference, and nothing about anybody.
pub fn subject(says: &Outgoing) -> String {
    // Whoever reads an address that is on file no more learns of no case.
    if says.purpose == MessagePurpose::EmailChanged {
        return "We do not use this email address any more".to_owned();
    }
    // Nobody who sees the subject learns that there is a conduct file.
    if matches!(
        says.purpose,
        MessagePurpose::Conduct | MessagePurpose::ConductAnswer
    ) {
        return "A letter from us".to_owned();
    }
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
        MessagePurpose::Code | MessagePurpose::PartnerCode => "Your code".to_owned(),
        MessagePurpose::PartnerRequest => "We need your help".to_owned(),
        MessagePurpose::PartnerNews => "About our request".to_owned(),
        MessagePurpose::PartnerReminder => "We wait for your answer".to_owned(),
        MessagePurpose::Conduct | MessagePurpose::ConductAnswer => "A letter from us".to_owned(),
        MessagePurpose::Survey => "How did we do?".to_owned(),
        MessagePurpose::SurveyReminder => "A reminder: how did we do?".to_owned(),
        MessagePurpose::EmailChanged => "We do not use this email address any more".to_owned(),
    };
    let request = says.partner.as_ref().map(|partner| &partner.request);
    let reference = request.map_or_else(|| says.reference.to_string(), String::clone);
    format!("{point} – {reference}")
}

/// The whole letter, in the marks of [`crate::markup`].
pub fn letter(policy: &Policy, says: &Outgoing) -> String {
    if says.purpose.is_whole_letter() {
        return format!("{}\n", says.body.trim_end());
    }
    if says.purpose == MessagePurpose::ConductAnswer {
        return crate::conduct::outside(&says.name, &says.body) + &signed(policy, says);
    }
    if says.purpose == MessagePurpose::EmailChanged {
        return email_changed(policy, says);
    }
    if let Some(to) = &says.partner {
        return partner::letter(policy, says, to) + &signed(policy, says);
    }
    let mut letter = dear(&says.name);
    letter.push_str(&format!("{}\n\n", why_we_write(policy, says)));
    if says.purpose == MessagePurpose::Code {
        letter.push_str(&code(says));
        return letter + &signed(policy, says);
    }
    if says.purpose.is_of_the_survey() {
        letter.push_str(&crate::survey::body(policy, says));
        letter.push_str(&further(policy, says));
        return letter + &signed(policy, says);
    }
    if !says.body.trim().is_empty() {
        letter.push_str(&format!("{}\n\n", says.body.trim()));
    }
    letter.push_str(&next(says));
    letter.push_str(&told(says));
    letter.push_str(&further(policy, says));
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

fn why_we_write(policy: &Policy, says: &Outgoing) -> String {
    let it = it(says.kind);
    // The letters that are written whole never come here; what stands for them is what a subject says.
    let why = match says.purpose {
        MessagePurpose::Receipt if says.told.is_empty() => format!("We have {it}."),
        MessagePurpose::Receipt => words(policy, says, LetterPart::ReceiptOpening),
        MessagePurpose::Acknowledgement => format!("We are looking into {it}."),
        MessagePurpose::Extension => format!("We need more time to answer {it}."),
        MessagePurpose::NotAccepted => format!("We cannot deal with {it}."),
        MessagePurpose::Reply => format!("This is our reply to {it}."),
        MessagePurpose::Remedy => words(policy, says, LetterPart::RemedyOpening),
        MessagePurpose::Confirmation => words(policy, says, LetterPart::ConfirmationOpening),
        MessagePurpose::Contact => words(policy, says, LetterPart::ContactOpening),
        MessagePurpose::Closing => words(policy, says, LetterPart::ClosingOpening),
        MessagePurpose::Code => return words(policy, says, LetterPart::CodeOpening),
        MessagePurpose::Survey | MessagePurpose::SurveyReminder => {
            format!("You contacted us, and this is about {it}.")
        }
        MessagePurpose::PartnerRequest
        | MessagePurpose::PartnerNews
        | MessagePurpose::PartnerReminder
        | MessagePurpose::PartnerCode
        | MessagePurpose::Conduct
        | MessagePurpose::ConductAnswer
        | MessagePurpose::EmailChanged => String::new(),
    };
    format!("{why} {}", words(policy, says, LetterPart::MessageReference))
}

/// A paragraph in the council's words, filled.
fn words(policy: &Policy, says: &Outgoing, part: LetterPart) -> String {
    let procedure = says.procedure.as_ref().and_then(|id| policy.procedures.get(id));
    let place = Place {
        procedure: says.procedure.as_ref(),
        stage: says.stage,
        channel: Some(says.channel),
        ombudsman: procedure.and_then(|procedure| procedure.ombudsman),
    };
    fill(
        policy.letters.words_in(part, &place),
        |placeholder| match placeholder {
            Placeholder::Reference => says.reference.to_string(),
            Placeholder::Customer => says.name.trim().to_owned(),
            Placeholder::Council => policy.council.name.clone(),
            Placeholder::Contact => contact(policy),
            Placeholder::Matter => it(says.kind).to_owned(),
            Placeholder::Team => says.team.clone(),
            // None of these may stand in a message's paragraph; a policy that has one is refused.
            Placeholder::NewDate | Placeholder::ReplyBy | Placeholder::Ombudsman | Placeholder::Stage => {
                String::new()
            }
        },
    )
}

/// A paragraph of a message as one about this case has it.
pub(crate) fn preview(about: &About<'_>, part: LetterPart) -> String {
    let kind = about
        .procedure
        .and_then(|id| about.policy.procedures.get(id))
        .map(|procedure| procedure.kind);
    let says = Outgoing {
        purpose: MessagePurpose::Contact,
        kind: kind.unwrap_or(Kind::Complaint),
        reference: about.reference.clone(),
        name: about.customer.to_owned(),
        body: String::new(),
        told: Vec::new(),
        promises: Vec::new(),
        code: None,
        team: about.team.to_owned(),
        procedure: about.procedure.cloned(),
        stage: about.stage,
        channel: about.channel.unwrap_or(Channel::Letter),
        partner: None,
        survey: None,
    };
    words(about.policy, &says, part)
}

pub(crate) fn code(says: &Outgoing) -> String {
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

/// To an address that is on file no more. Whoever reads it there may be somebody else by now, so it names nobody, no
/// case and no other address; and whoever did not ask for the change learns of it (UK GDPR, article 5(1)(f)).
fn email_changed(policy: &Policy, says: &Outgoing) -> String {
    let council = &policy.council.name;
    format!(
        "{}We had this email address on file for somebody who contacted {council}. It was changed. We will not write to it \
         again, and links and codes that we sent to it do not open anything private any more.\n\n\
         ## If you asked for this\n\nYou do not need to do anything.\n\n\
         ## If you did not ask for this\n\nContact us as soon as you can, by phone or in person. Please do not answer this \
         email.\n\n{}",
        dear(""),
        signed(policy, says)
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
        | MessagePurpose::Code
        | MessagePurpose::PartnerRequest
        | MessagePurpose::PartnerNews
        | MessagePurpose::PartnerReminder
        | MessagePurpose::PartnerCode
        | MessagePurpose::Conduct
        | MessagePurpose::ConductAnswer
        | MessagePurpose::Survey
        | MessagePurpose::SurveyReminder
        | MessagePurpose::EmailChanged => format!("{dates}You do not need to do anything.\n\n"),
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
fn further(policy: &Policy, says: &Outgoing) -> String {
    let part = match says.kind {
        Kind::Complaint => LetterPart::ComplaintFurther,
        Kind::ServiceRequest | Kind::Comment | Kind::Compliment | Kind::Enquiry => LetterPart::OtherFurther,
    };
    format!(
        "## If you are unhappy with this\n\n{}\n\n",
        words(policy, says, part)
    )
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
