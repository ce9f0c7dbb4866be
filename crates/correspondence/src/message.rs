//! Every message as a letter: the same words by e-mail, by post and on the page.
//!
//! What an officer wrote as a letter goes as it is. What was written as a few sentences, and what the
//! program says by itself, gets its frame here: why we write, what happens next and by when, what
//! the customer needs to do, what they told us, how to go further, who signs.

use jiff::Timestamp;
use redress_domain::calendar::london;
use redress_domain::language::{Language, in_both, lacks, part_in};
use redress_domain::message::{MessagePurpose, NewCode, Outgoing, Promised};
use redress_domain::policy::Policy;
use redress_domain::policy::letters::{LetterPart, Place, Placeholder};
use redress_domain::vocabulary::{ClockKind, Kind};

use crate::letters::list;
use crate::markup::quote;
use crate::partner;
use crate::words::{Words, paragraph};

/// The languages of a message, as they stand in it.
pub(crate) fn languages(says: &Outgoing) -> &'static [Language] {
    if says.is_in_both {
        &Language::BOTH
    } else {
        &[Language::English]
    }
}

/// A sentence of a message in each of these languages, as one line: "Eich cod / Your code".
fn line_in(policy: &Policy, says: &Outgoing, (part, languages): (LetterPart, &[Language])) -> String {
    let said = languages.iter();
    let said: Vec<String> = said
        .map(|language| words(policy, says, *language).say(part))
        .collect();
    said.join(" / ")
}

/// What says the sentences of a message in a language.
pub(crate) fn words<'a>(policy: &'a Policy, says: &'a Outgoing, language: Language) -> Words<'a> {
    let procedure = says.procedure.as_ref().and_then(|id| policy.procedures.get(id));
    let place = Place {
        procedure: says.procedure.as_ref(),
        stage: says.stage,
        channel: Some(says.channel),
        ombudsman: procedure.and_then(|procedure| procedure.ombudsman),
        language,
        ..Place::default()
    };
    let name = says.partner.as_ref().map_or(&says.name, |partner| &partner.name);
    Words::new(policy, place, says.kind)
        .with(Placeholder::Reference, says.reference.to_string())
        .with(Placeholder::Customer, name.as_str())
        .with(Placeholder::Team, says.team.as_str())
        .by_one_way(says.one_way)
}

/// "We have your complaint – WS-4K7P-29QX": the point and the reference, and nothing about anybody.
pub fn subject(policy: &Policy, says: &Outgoing) -> String {
    subject_in(policy, says, languages(says))
}

/// The same in these languages.
pub(crate) fn subject_in(policy: &Policy, says: &Outgoing, languages: &[Language]) -> String {
    let line = |part| line_in(policy, says, (part, languages));
    let part = match says.purpose {
        MessagePurpose::Receipt => LetterPart::SubjectReceipt,
        MessagePurpose::Acknowledgement => LetterPart::SubjectAcknowledgement,
        MessagePurpose::Extension => LetterPart::SubjectExtension,
        MessagePurpose::NotAccepted => LetterPart::SubjectNotAccepted,
        MessagePurpose::Remedy => LetterPart::SubjectRemedy,
        MessagePurpose::Confirmation => LetterPart::SubjectConfirmation,
        MessagePurpose::Reply => LetterPart::SubjectReply,
        MessagePurpose::Contact | MessagePurpose::ReviewWithdrawal => LetterPart::SubjectContact,
        MessagePurpose::Closing | MessagePurpose::Withdrawal => LetterPart::SubjectClosing,
        MessagePurpose::Code | MessagePurpose::PartnerCode => LetterPart::SubjectCode,
        MessagePurpose::PartnerRequest => LetterPart::SubjectPartnerRequest,
        MessagePurpose::PartnerNews => LetterPart::SubjectPartnerNews,
        MessagePurpose::PartnerReminder => LetterPart::SubjectPartnerReminder,
        // Whoever reads an address that is on file no more learns of no case.
        MessagePurpose::EmailChanged => {
            return line(LetterPart::SubjectEmailChanged);
        }
        // Nobody who sees the subject learns that there is a conduct file.
        MessagePurpose::Conduct | MessagePurpose::ConductAnswer | MessagePurpose::ConductCode => {
            return line(LetterPart::SubjectConduct);
        }
        MessagePurpose::Survey => LetterPart::SubjectSurvey,
        MessagePurpose::SurveyReminder => LetterPart::SubjectSurveyReminder,
    };
    let request = says.partner.as_ref().map(|partner| &partner.request);
    let reference = request.map_or_else(|| says.reference.to_string(), String::clone);
    format!("{} – {reference}", line(part))
}

/// The whole letter, in the marks of [`crate::markup`]; in both languages, Welsh first, for a reader of both.
pub fn letter(policy: &Policy, says: &Outgoing) -> String {
    let own = greets_its_reader(policy, says);
    let says = own.as_ref().unwrap_or(says);
    if !says.is_in_both {
        return in_one(policy, says);
    }
    let stands = says.purpose.is_whole_letter() && says.purpose != MessagePurpose::Conduct;
    if stands && lacks(&says.body).is_none() {
        return format!("{}\n", says.body.trim_end());
    }
    let english = Outgoing {
        body: part_in(&says.body, Language::English).unwrap_or_else(|| says.body.clone()),
        ..says.clone()
    };
    in_both(&in_welsh(policy, says), &in_one(policy, &english))
}

/// A whole letter that was written to another reader, with the name of this one in its greeting: each who came with a complaint
/// that goes on in another gets the reply, and by their own name.
fn greets_its_reader(policy: &Policy, says: &Outgoing) -> Option<Outgoing> {
    let other = says
        .written_to
        .as_ref()
        .filter(|_| says.purpose.is_whole_letter())?;
    let greetings = languages(says).iter().map(|language| {
        let words = words(policy, says, *language);
        let to_other = words.clone().with(Placeholder::Customer, other.as_str());
        (
            to_other.say(LetterPart::Greeting),
            words.say(LetterPart::Greeting),
        )
    });
    let greetings: Vec<(String, String)> = greetings.collect();
    let greeted = |line: &str| {
        let mut greetings = greetings.iter();
        let known = greetings.find(|(to_other, _)| line.trim() == to_other.trim());
        known.map_or_else(|| line.to_owned(), |(_, own)| own.clone())
    };
    let body: Vec<String> = says.body.lines().map(greeted).collect();
    Some(Outgoing {
        body: body.join("\n"),
        written_to: None,
        ..says.clone()
    })
}

/// The Welsh part of a letter. What was written in English alone is said to be: nobody waits for what does not come, and
/// nothing in English stands there as if it were all (Welsh Language Standards (No. 1) Regulations 2015, standards 5 and 6).
fn in_welsh(policy: &Policy, says: &Outgoing) -> String {
    let words = words(policy, says, Language::Welsh);
    let only_english = || words.say(LetterPart::WelshOnlyEnglish);
    let own = part_in(&says.body, Language::Welsh);
    if let Some(body) = own.filter(|_| says.purpose == MessagePurpose::Conduct) {
        return of_conduct(&words, &Outgoing { body, ..says.clone() });
    }
    if let Some(letter) = of_its_own(policy, &words, says) {
        return letter;
    }
    if says.purpose.is_whole_letter() {
        return words.paragraph(LetterPart::Greeting)
            + &paragraph(&only_english())
            + &words.signed(&says.team);
    }
    let body = if says.body.trim().is_empty() {
        String::new()
    } else {
        part_in(&says.body, Language::Welsh).unwrap_or_else(only_english)
    };
    framed(&words, &Outgoing { body, ..says.clone() })
}

/// A letter of a conduct file, as one of its languages has it.
fn of_conduct(words: &Words<'_>, says: &Outgoing) -> String {
    // Signed by the team that keeps files, as junior staff are not named; how to reach us is in the letter itself,
    // as it may be one way only.
    let signed = [says.team.as_str(), words.council()];
    let signed = signed.iter().filter(|line| !line.is_empty());
    let signed = signed.copied().collect::<Vec<_>>().join("\n");
    let days = crate::conduct::days_that_count(&words.of_conduct(), &says.told);
    format!("{}\n\n{days}{signed}\n", says.body.trim_end())
}

/// The letter in English.
fn in_one(policy: &Policy, says: &Outgoing) -> String {
    if says.purpose == MessagePurpose::Conduct {
        return of_conduct(&words(policy, says, Language::English), says);
    }
    if says.purpose.is_whole_letter() {
        return format!("{}\n", says.body.trim_end());
    }
    let words = words(policy, says, Language::English);
    of_its_own(policy, &words, says).unwrap_or_else(|| framed(&words, says))
}

/// What is said in a way of its own, in the language of these words: the answer to a closed way, that a code was used, what goes to a partner, the
/// survey.
fn of_its_own(policy: &Policy, words: &Words<'_>, says: &Outgoing) -> Option<String> {
    let signed = || words.signed(&says.team);
    if says.purpose == MessagePurpose::ConductAnswer {
        return Some(crate::conduct::outside(&words.of_conduct(), &says.name, &says.body) + &signed());
    }
    if says.purpose == MessagePurpose::ConductCode {
        return Some(crate::conduct::code_used(&words.of_conduct(), &says.name, &says.body) + &signed());
    }
    if let Some(to) = &says.partner {
        return Some(partner::letter(words, says, to) + &signed());
    }
    if says.purpose.is_of_the_survey() {
        let why = words.paragraph(LetterPart::Greeting) + &paragraph(&why_we_write(words, says));
        return Some(why + &crate::survey::body((policy, words), says) + &further(words, says) + &signed());
    }
    None
}

/// What the program says by itself, or around a few sentences that somebody wrote.
fn framed(words: &Words<'_>, says: &Outgoing) -> String {
    if says.purpose == MessagePurpose::EmailChanged {
        // Not by their name: whoever reads it may be somebody else.
        let nobody = words.clone().with(Placeholder::Customer, "");
        return nobody.paragraph(LetterPart::Greeting) + &email_changed(&nobody) + &nobody.signed(&says.team);
    }
    let mut letter = words.paragraph(LetterPart::Greeting);
    letter.push_str(&paragraph(&why_we_write(words, says)));
    if says.purpose == MessagePurpose::Code {
        letter.push_str(&code(words, says));
        return letter + &words.signed(&says.team);
    }
    if matches!(
        says.purpose,
        MessagePurpose::Withdrawal | MessagePurpose::ReviewWithdrawal
    ) {
        letter.push_str(&words.paragraph(LetterPart::ClosingNotYou));
    }
    letter.push_str(&paragraph(&says.body));
    letter.push_str(&next(words, says));
    letter.push_str(&told_in(words, says));
    letter.push_str(&further(words, says));
    letter + &words.signed(&says.team)
}

/// What the customer told us, for the end of a letter that an officer wrote: nobody has to look up
/// what it is about.
pub fn told(policy: &Policy, says: &Outgoing) -> String {
    let told = |language: &Language| told_in(&words(policy, says, *language), says);
    let each: Vec<String> = languages(says).iter().map(told).collect();
    match each.as_slice() {
        [welsh, english] if !english.is_empty() => in_both(welsh, english),
        _ => each.concat(),
    }
}

/// The customer's own words stand in each part as they wrote them; what each of several is called is known in English.
fn told_in(words: &Words<'_>, says: &Outgoing) -> String {
    // What a letter of a conduct file tells is its days, which stand in it.
    if says.told.is_empty() || says.purpose == MessagePurpose::Conduct {
        return String::new();
    }
    let parts = says.told.iter().map(|(name, text)| {
        let name = if says.told.len() == 1 || words.language() == Language::Welsh {
            String::new()
        } else {
            format!("{name}:\n\n")
        };
        format!("{name}{}\n\n", quote(text))
    });
    words.heading(LetterPart::ToldHeading) + &parts.collect::<String>()
}

/// The few words that a text message has room for: at most 160 characters in each of its languages, no link.
pub fn text_message(policy: &Policy, code: &NewCode, says: &Outgoing) -> String {
    let said = languages(says).iter();
    let said: Vec<String> = said
        .map(|language| code_in_few(&words(policy, says, *language), code))
        .collect();
    said.join("\n\n")
}

fn code_in_few(words: &Words<'_>, code: &NewCode) -> String {
    let until = moment_in(words.language(), code.until);
    let of = [
        (Placeholder::Code, code.digits.as_str()),
        (Placeholder::Until, until.as_str()),
    ];
    let text = words.say_of(LetterPart::TextCode, &of);
    if text.chars().count() <= 160 {
        return text;
    }
    words.say_of(LetterPart::TextCodeShort, &of)
}

/// "10:32am on Wednesday 25 November 2026".
pub fn moment(at: Timestamp) -> String {
    moment_in(Language::English, at)
}

pub(crate) fn moment_in(language: Language, at: Timestamp) -> String {
    language.moment(london::time_zone().to_datetime(at))
}

fn why_we_write(words: &Words<'_>, says: &Outgoing) -> String {
    let why = match says.purpose {
        MessagePurpose::Receipt if says.told.is_empty() => LetterPart::ReceiptWithoutCopy,
        MessagePurpose::Receipt => LetterPart::ReceiptOpening,
        MessagePurpose::Remedy => LetterPart::RemedyOpening,
        MessagePurpose::Confirmation => LetterPart::ConfirmationOpening,
        MessagePurpose::Contact => LetterPart::ContactOpening,
        MessagePurpose::Closing => LetterPart::ClosingOpening,
        MessagePurpose::Withdrawal => LetterPart::ClosingWithdrawn,
        MessagePurpose::ReviewWithdrawal => LetterPart::ClosingReviewWithdrawn,
        MessagePurpose::Code => return words.say(LetterPart::CodeOpening),
        MessagePurpose::Survey | MessagePurpose::SurveyReminder => LetterPart::SurveyOpening,
        // The letters that are written whole never come here, nor does what goes to a partner.
        MessagePurpose::Acknowledgement
        | MessagePurpose::Extension
        | MessagePurpose::NotAccepted
        | MessagePurpose::Reply
        | MessagePurpose::PartnerRequest
        | MessagePurpose::PartnerNews
        | MessagePurpose::PartnerReminder
        | MessagePurpose::PartnerCode
        | MessagePurpose::Conduct
        | MessagePurpose::ConductAnswer
        | MessagePurpose::ConductCode => return words.say(LetterPart::MessageReference),
        MessagePurpose::EmailChanged => return String::new(),
    };
    format!("{} {}", words.say(why), words.say(LetterPart::MessageReference))
}

pub(crate) fn code(words: &Words<'_>, says: &Outgoing) -> String {
    let Some(code) = &says.code else {
        return String::new();
    };
    let until = moment_in(words.language(), code.until);
    [
        words.heading(LetterPart::CodeHeading),
        paragraph(&code.digits),
        paragraph(&words.say_of(LetterPart::CodeHow, &[(Placeholder::Until, &until)])),
        words.paragraph(LetterPart::CodeNotYou),
    ]
    .concat()
}

/// To an address that is on file no more. Whoever reads it there may be somebody else by now, so it names nobody, no
/// case and no other address; and whoever did not ask for the change learns of it (UK GDPR, article 5(1)(f)).
fn email_changed(words: &Words<'_>) -> String {
    [
        words.paragraph(LetterPart::ChangedWhat),
        words.heading(LetterPart::ChangedYesHeading),
        words.paragraph(LetterPart::ChangedYes),
        words.heading(LetterPart::ChangedNoHeading),
        words.paragraph(LetterPart::ChangedNo),
    ]
    .concat()
}

/// What happens next and by when, and what the customer needs to do.
fn next(words: &Words<'_>, says: &Outgoing) -> String {
    let promised = says.promises.iter();
    let promised: Vec<String> = promised
        .map(|promise| promise_in_words(words, *promise))
        .collect();
    let dates = if promised.is_empty() {
        String::new()
    } else {
        words.heading(LetterPart::NextHeading) + &list(promised)
    };
    match says.purpose {
        MessagePurpose::Closing
        | MessagePurpose::Withdrawal
        | MessagePurpose::ReviewWithdrawal
        | MessagePurpose::Contact => dates,
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
        | MessagePurpose::ConductCode
        | MessagePurpose::Survey
        | MessagePurpose::SurveyReminder
        | MessagePurpose::EmailChanged => dates + &words.paragraph(LetterPart::NothingToDo),
    }
}

fn promise_in_words(words: &Words<'_>, promised: Promised) -> String {
    let part = match promised.kind {
        ClockKind::FirstAnswer => LetterPart::PromiseFirstAnswer,
        ClockKind::Update => LetterPart::PromiseUpdate,
        ClockKind::Target => LetterPart::PromiseTarget,
        ClockKind::Acknowledge => LetterPart::PromiseAcknowledge,
        ClockKind::Reply => LetterPart::PromiseReply,
    };
    if !promised.at_the_latest {
        return words.say_by(part, promised.on);
    }
    let at_the_latest = words.say_by(LetterPart::AtTheLatest, promised.on);
    words.say_of(part, &[(Placeholder::Date, &at_the_latest)])
}

/// How to go further (Complaint Handling Code 3.8: how to complain is said wherever it may be wanted).
fn further(words: &Words<'_>, says: &Outgoing) -> String {
    let part = match says.kind {
        Kind::Complaint => LetterPart::ComplaintFurther,
        Kind::ServiceRequest | Kind::Comment | Kind::Compliment | Kind::Enquiry => LetterPart::OtherFurther,
    };
    words.heading(LetterPart::FurtherHeading) + &words.paragraph(part)
}

#[cfg(test)]
pub(crate) mod tests;
