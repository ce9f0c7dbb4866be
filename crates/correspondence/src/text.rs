//! A message as a text: a few plain words, the reference, and nothing about anybody beyond need.

use redress_domain::language::{Language, part_in};
use redress_domain::message::{MessagePurpose, Outgoing};
use redress_domain::policy::Policy;
use redress_domain::policy::letters::{LetterPart, Placeholder};

use crate::message::{languages, subject_in, text_message, words};
use crate::words::Words;

/// What fits into one text message.
const ONE: usize = 160;

/// What an officer wrote goes whole as long as it fits into three: more is for a page.
const THREE: usize = 459;

/// The text of a message; `link` leads to the case's track page, where the whole letter is. For a reader of Welsh and
/// English it says it in each.
pub fn text(policy: &Policy, says: &Outgoing, link: Option<&str>) -> String {
    if let Some(code) = &says.code {
        return text_message(policy, code, says);
    }
    let said = languages(says).iter();
    let said: Vec<String> = said
        .map(|language| text_in(policy, says, (*language, link)))
        .collect();
    said.join("\n\n")
}

fn text_in(policy: &Policy, says: &Outgoing, (language, link): (Language, Option<&str>)) -> String {
    let words = words(policy, says, language);
    let name = words.council();
    let own = part_in(&says.body, language).filter(|_| says.is_in_both);
    let body = match (&own, language) {
        (Some(own), _) => own.as_str(),
        (None, Language::English) => says.body.trim(),
        // What is in English alone is nothing in Welsh.
        (None, Language::Welsh) => "",
    };
    if says.purpose == MessagePurpose::Contact && !body.is_empty() {
        let whole = format!("{name}, {}: {body}", says.reference);
        if whole.chars().count() <= THREE {
            return whole;
        }
    }
    if says.purpose.is_of_the_survey() {
        return of_survey(&words, says, link);
    }
    let point = subject_in(policy, says, &[language]);
    let read = match link {
        Some(link) => words.say_of(LetterPart::TextRead, &[(Placeholder::Address, link)]),
        None => words.say(LetterPart::TextAsk),
    };
    let with_name = format!("{name}: {point}. {read}");
    if with_name.chars().count() <= ONE {
        return with_name;
    }
    format!("{point}. {read}")
}

/// What asks how we did. The page behind the link has the questions, how to say "do not ask me again" and, as the
/// Complaint Handling Code 3.8 wants of a survey, how to complain: the text says that it is there.
fn of_survey(words: &Words<'_>, says: &Outgoing, link: Option<&str>) -> String {
    let part = if says.purpose == MessagePurpose::SurveyReminder {
        LetterPart::TextSurveyReminder
    } else {
        LetterPart::TextSurvey
    };
    let asked = match link {
        Some(link) => words.say_of(part, &[(Placeholder::Address, link)]),
        None => words.say(LetterPart::TextSurveyAsk),
    };
    let with_name = format!("{}: {asked}", words.council());
    if with_name.chars().count() <= ONE {
        return with_name;
    }
    asked
}

#[cfg(test)]
mod tests;
