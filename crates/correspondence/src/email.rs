//! A message as an e-mail: its subject, its text, and the same as simple HTML.
//!
//! One link at most, to the track page. Nothing in the subject says who or what it is about.

use jiff::Timestamp;
use redress_domain::language::{Language, WelshLetters, in_both};
use redress_domain::message::{MessagePurpose, Outgoing};
use redress_domain::policy::Policy;
use redress_domain::policy::letters::{LetterPart, Place, Placeholder};
use redress_domain::vocabulary::Kind;

use crate::markup::{Block, blocks};
use crate::message;
use crate::words::{Words, paragraph};

/// An e-mail on its way to one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    /// From whom: the name, and the address.
    pub from: (String, String),
    /// Where answers go.
    pub reply_to: Option<String>,
    /// To whom: the name, and the address.
    pub to: (String, String),
    /// What makes one message of it, however often it arrives.
    pub id: String,
    /// The Message-ID of what it answers by itself.
    pub answers: Option<String>,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// The subject, text and HTML of a message; `link` leads to the case's track page.
pub fn bodies(policy: &Policy, says: &Outgoing, link: Option<&str>) -> (String, String, String) {
    let subject = message::subject(policy, says);
    let blocks = blocks_of(policy, says);
    let link_of_survey = link.filter(|_| says.purpose.is_of_the_survey() && policy.survey.is_some());
    if let Some(link) = link_of_survey {
        return of_survey((policy, says), (subject, &blocks), link);
    }
    let follow = follow(policy, says);
    let link = link.map(|link| (follow.as_slice(), link));
    let text = plain(&blocks, link);
    let html = html(&subject, &blocks, link);
    (subject, text, html)
}

/// The same of a survey: the first question with its answers comes before everything else, each a link; in each language
/// of its reader.
fn of_survey(
    (policy, says): (&Policy, &Outgoing),
    (subject, blocks): (String, &[Block]),
    link: &str,
) -> (String, String, String) {
    let mut first = Language::English;
    let (mut text, mut body) = (Vec::new(), String::new());
    for (at, language) in message::languages(says).iter().enumerate() {
        let part = match blocks.get(at) {
            Some(Block::In(_, part)) => part,
            _ => blocks,
        };
        let press = message::words(policy, says, *language).say(LetterPart::SurveyPress);
        let asked = crate::survey::answers(policy, (*language, link)).unwrap_or_default();
        let (said, marked) = with_question(part, &press, &asked);
        text.push(said);
        body.push_str(&if says.is_in_both {
            format!("<div lang=\"{}\">\n{marked}</div>\n", tag(*language))
        } else {
            marked
        });
        if at == 0 {
            first = *language;
        }
    }
    let html = document(first, (&subject, &body));
    (subject, text.join("\n"), html)
}

/// One part of it, as text and as HTML: after the greeting and why we write, the question.
fn with_question(
    blocks: &[Block],
    press: &str,
    (question, answers): &crate::survey::Asked,
) -> (String, String) {
    let mut parts = blocks.iter();
    let greeting: Vec<Block> = parts.by_ref().take(2).cloned().collect();
    let rest: Vec<Block> = parts.cloned().collect();
    let lines: Vec<String> = answers
        .iter()
        .map(|(answer, link)| format!("- {answer}: {link}"))
        .collect();
    let text = format!(
        "{}\n{question}\n\n{}\n\n{press}\n\n{}",
        plain(&greeting, None),
        lines.join("\n"),
        plain(&rest, None)
    );
    let items: Vec<String> = answers
        .iter()
        .map(|(answer, link)| format!("<li><a href=\"{}\">{}</a></li>", escaped(link), escaped(answer)))
        .collect();
    let asked = format!(
        "<h2>{}</h2>\n<ul>{}</ul>\n<p>{}</p>\n",
        escaped(question),
        items.join(""),
        escaped(press)
    );
    (text, format!("{}{asked}{}", inner(&greeting), inner(&rest)))
}

/// The subject and body of a message in the marks that GOV.UK Notify reads: `##` before a heading, `*` before
/// an item of a list, `^` before what is quoted ("Formatting" in its guidance).
pub fn for_notify(policy: &Policy, says: &Outgoing, link: Option<&str>) -> (String, String) {
    let mut parts: Vec<String> = blocks_of(policy, says).iter().map(marked_for_notify).collect();
    // Where a letter goes by post, a link is typed: the address alone does.
    parts.extend(link.map(|link| format!("{}: {link}", together(&follow(policy, says)))));
    (message::subject(policy, says), parts.join("\n\n"))
}

fn marked_for_notify(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("## {text}"),
        Block::Paragraph(lines) => lines.join("\n"),
        Block::List(items) => prefixed("* ", items),
        Block::Quote(lines) => prefixed("^ ", lines),
        // It has no mark for a language.
        Block::In(_, blocks) => {
            let parts: Vec<String> = blocks.iter().map(marked_for_notify).collect();
            parts.join("\n\n")
        }
    }
}

fn blocks_of(policy: &Policy, says: &Outgoing) -> Vec<Block> {
    let mut letter = message::letter(policy, says);
    if says.purpose.is_whole_letter() {
        let told = message::told(policy, says);
        letter = format!("{letter}\n{told}");
    }
    blocks(letter.trim_end())
}

/// What a link says, in each language of its message.
type Follow = (Language, String);

/// The same as one line.
fn together(follow: &[Follow]) -> String {
    let said: Vec<&str> = follow.iter().map(|(_, said)| said.as_str()).collect();
    said.join(" / ")
}

/// What the link of a message says.
fn follow(policy: &Policy, says: &Outgoing) -> Vec<Follow> {
    let part = if says.partner.is_some() {
        LetterPart::LinkOpen
    } else if matches!(
        says.purpose,
        MessagePurpose::Conduct | MessagePurpose::ConductAnswer | MessagePurpose::ConductCode
    ) {
        LetterPart::LinkAnswer
    } else if says.purpose.is_of_the_survey() {
        LetterPart::LinkSurvey
    } else {
        LetterPart::LinkFollow
    };
    let said = message::languages(says).iter();
    said.map(|language| (*language, message::words(policy, says, *language).say(part)))
        .collect()
}

/// The subject, text and HTML that bring somebody back to what they saved until a moment. Whoever typed the
/// address may have typed somebody else's, so nothing of what was saved is in it.
///
/// Nobody knows yet in which language they read: a council that writes Welsh says it in both (Welsh Language Standards
/// (No. 1) Regulations 2015, standard 5).
pub fn saved(policy: &Policy, until: Timestamp, link: &str) -> (String, String, String) {
    let languages: &[Language] = match policy.languages.welsh {
        WelshLetters::None => &[Language::English],
        WelshLetters::OnRequest | WelshLetters::Always => &Language::BOTH,
    };
    let said: Vec<(Words<'_>, String)> = languages
        .iter()
        .map(|language| saved_in(policy, *language, until))
        .collect();
    let letter = match said.as_slice() {
        [(_, welsh), (_, english)] => in_both(welsh, english),
        one => one.iter().map(|(_, letter)| letter.as_str()).collect(),
    };
    let follow: Vec<Follow> = said
        .iter()
        .map(|(words, _)| (words.language(), words.say(LetterPart::LinkSaved)))
        .collect();
    let blocks = blocks(letter.trim_end());
    let subject = together(&follow);
    let link = Some((follow.as_slice(), link));
    let (text, html) = (plain(&blocks, link), html(&subject, &blocks, link));
    (subject, text, html)
}

fn saved_in(policy: &Policy, language: Language, until: Timestamp) -> (Words<'_>, String) {
    let place = Place {
        language,
        ..Place::default()
    };
    let words = Words::new(policy, place, Kind::Complaint);
    let until = message::moment_in(language, until);
    let letter = [
        words.paragraph(LetterPart::SavedWhat),
        paragraph(&words.say_of(LetterPart::SavedHow, &[(Placeholder::Until, &until)])),
        words.paragraph(LetterPart::SavedNothingSent),
        words.paragraph(LetterPart::SavedNotYou),
    ]
    .concat();
    (words, letter)
}

/// What figures by e-mail are about, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiguresOf {
    /// Which view, and of which service: "Time, Waste and recycling".
    pub what: String,
    /// Of which days: "10 May 2027 to 16 May 2027".
    pub days: String,
    /// What they are compared with: "the week before".
    pub before: String,
    /// How often they come: "every week".
    pub every: String,
    /// Each figure: what it is called, what it is, and what it was before.
    pub lines: Vec<(String, String, Option<String>)>,
}

/// The subject, text and HTML of figures that somebody has mailed to them. `page` shows the same figures, and
/// `account` is where they stop.
pub fn figures(policy: &Policy, of: &FiguresOf, (page, account): (&str, &str)) -> (String, String, String) {
    let subject = format!("Performance: {}, {}", of.what, of.days);
    let lines = of.lines.iter().map(|(name, now, before)| match before {
        Some(before) => format!("- {name}: {now}. {}: {before}", sentence(&of.before)),
        None => format!("- {name}: {now}, today"),
    });
    let lines: Vec<String> = lines.collect();
    let words = format!(
        "Figures of {}: {}, {}.\n\n{}\n\nMore cases are not worse: people find it easier to tell us. You asked for \
         these figures {}. They hold no names. To stop them, press the button on your account: {account}",
        policy.council.name,
        of.what,
        of.days,
        lines.join("\n"),
        of.every,
    );
    let blocks = blocks(&words);
    let follow = [(Language::English, SEE_FIGURES.to_owned())];
    let link = Some((follow.as_slice(), page));
    (
        subject.clone(),
        plain(&blocks, link),
        html(&subject, &blocks, link),
    )
}

/// A part of a sentence as the beginning of one.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

const SEE_FIGURES: &str = "See the figures, and what is behind them";

fn plain(blocks: &[Block], link: Option<(&[Follow], &str)>) -> String {
    let mut parts: Vec<String> = blocks.iter().map(as_text).collect();
    parts.extend(link.map(|(follow, link)| format!("{}: {link}", together(follow))));
    parts.join("\n\n") + "\n"
}

fn as_text(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("{text}\n{}", "-".repeat(text.chars().count())),
        Block::Paragraph(lines) => lines.join("\n"),
        Block::List(items) => prefixed("- ", items),
        Block::Quote(lines) => prefixed("> ", lines),
        Block::In(_, blocks) => {
            let parts: Vec<String> = blocks.iter().map(as_text).collect();
            parts.join("\n\n")
        }
    }
}

fn prefixed(mark: &str, lines: &[String]) -> String {
    let lines = lines
        .iter()
        .map(|line| format!("{mark}{line}").trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

fn html(subject: &str, blocks: &[Block], link: Option<(&[Follow], &str)>) -> String {
    let mut body = inner(blocks);
    let mut language = Language::English;
    if let Some((follow, link)) = link {
        // The page is in the language that comes first, and every part says its own (WCAG 2.2, 3.1.1 and 3.1.2).
        language = follow.first().map_or(language, |(first, _)| *first);
        let said = follow.iter().map(|(own, said)| {
            if *own == language {
                escaped(said)
            } else {
                format!("<span lang=\"{}\">{}</span>", tag(*own), escaped(said))
            }
        });
        let said: Vec<String> = said.collect();
        body.push_str(&format!(
            "<p><a href=\"{}\">{}</a></p>\n",
            escaped(link),
            said.join(" / ")
        ));
    }
    if let Some(Block::In(first, _)) = blocks.first() {
        language = *first;
    }
    document(language, (subject, &body))
}

/// What HTML calls a language, as it is written here.
const fn tag(language: Language) -> &'static str {
    match language {
        Language::English => "en-GB",
        Language::Welsh => "cy",
    }
}

fn inner(blocks: &[Block]) -> String {
    let mut body = String::new();
    for block in blocks {
        body.push_str(&match block {
            Block::Heading(text) => format!("<h2>{}</h2>\n", escaped(text)),
            Block::Paragraph(lines) => format!("<p>{}</p>\n", joined(lines)),
            Block::List(items) => {
                let items: Vec<_> = items.iter().map(|item| escaped(item)).collect();
                format!("<ul><li>{}</li></ul>\n", items.join("</li><li>"))
            }
            Block::Quote(lines) => format!("<blockquote><p>{}</p></blockquote>\n", joined(lines)),
            Block::In(language, blocks) => {
                format!("<div lang=\"{}\">\n{}</div>\n", tag(*language), inner(blocks))
            }
        });
    }
    body
}

fn document(language: Language, (subject, body): (&str, &str)) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n{body}</body>\n</html>\n",
        tag(language),
        escaped(subject)
    )
}

fn joined(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
    lines.join("<br>\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests;
