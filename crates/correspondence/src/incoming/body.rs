//! What an e-mail says: its text, with what it quotes and how it is signed marked by `>`, and nothing lost.

use std::collections::BTreeSet;

use mail_parser::{Message, MessagePart, MimeHeaders as _, PartType};
use redress_domain::id::MessageId;
use redress_domain::incoming::{letters_in, own_words};

use super::{charset, invitation, page};

/// How many characters are read; the rest is in the original.
const LONGEST: usize = 60_000;

/// How many invitations are told.
const INVITATIONS: usize = 20;

/// How many messages that it quotes are looked for.
const QUOTES: usize = 20;

/// The part of a page's words that the text beside it may lack: a quarter is a signature, or what is there for the eye.
const MAY_LACK_ONE_OF: usize = 4;

/// How many messages that it brings along are read; the rest is in the original.
const BROUGHT: usize = 5;

/// The text of a message, and below it what the messages say that it brings along whole ("forward as attachment").
///
/// That is marked as theirs, unless the message says nothing else.
pub(super) fn text_and_brought(message: &Message<'_>) -> String {
    let own = text(message);
    let within = message.parts.iter().filter_map(|part| match &part.body {
        PartType::Message(inner) => Some(brought(inner)),
        PartType::Text(_)
        | PartType::Html(_)
        | PartType::Binary(_)
        | PartType::InlineBinary(_)
        | PartType::Multipart(_) => None,
    });
    let mut all: Vec<String> = within.filter(|said| !said.is_empty()).take(BROUGHT).collect();
    if !own.is_empty() {
        for said in &mut all {
            let lines = said.lines().map(|line| format!("> {line}").trim_end().to_owned());
            *said = lines.collect::<Vec<_>>().join("\n");
        }
        all.insert(0, own);
    }
    shortened(&all.join("\n\n"))
}

/// What a message says that another brought along, and who wrote it.
fn brought(message: &Message<'_>) -> String {
    let said = text(message);
    let from = message.from().and_then(|from| from.first());
    let from = from.and_then(|from| from.address()).unwrap_or("nobody named");
    let subject = message
        .subject()
        .map(str::trim)
        .filter(|subject| !subject.is_empty());
    let subject = subject.map(|subject| format!(": {subject}")).unwrap_or_default();
    if said.is_empty() {
        return String::new();
    }
    format!("[A message that came with this one, from {from}{subject}]\n\n{said}")
}

/// The text of a message.
pub(super) fn text(message: &Message<'_>) -> String {
    let mut parts = said_in(message, message.text_bodies());
    // Some programs put an empty text beside the page that they send: then the page is what they say.
    let is_page = |part: &MessagePart<'_>| matches!(part.body, PartType::Html(_));
    if message.html_bodies().any(is_page) {
        let page = said_in(message, message.html_bodies());
        if parts.iter().any(|part| part.trim().is_empty()) {
            parts = page;
        } else if says_what_is_not_in(&parts, &page) {
            parts = both(parts, page);
        }
    }
    if parts.iter().all(|part| part.trim().is_empty()) {
        let torn = torn(message).into_iter();
        parts.extend(torn.map(|part| text_of_torn(message, part)));
    }
    // What says that it has parts and has none is a text all the same.
    if parts.is_empty()
        && let [only] = message.parts.as_slice()
        && kind_of(only).starts_with("multipart/")
    {
        parts = match &only.body {
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => vec![marked(&charset::in_utf8(bytes))],
            PartType::Text(_) | PartType::Html(_) | PartType::Message(_) | PartType::Multipart(_) => {
                said_in(message, std::iter::once(only))
            }
        };
    }
    // An invitation is often another form of the text, or beside it.
    for part in message
        .parts
        .iter()
        .filter(|part| ["text/calendar", "application/ics"].contains(&kind_of(part).as_str()))
        .take(INVITATIONS)
    {
        let words = match &part.body {
            PartType::Text(_) | PartType::Html(_) => invitation::in_words(&charset::text_of(message, part)),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
                invitation::in_words(&charset::in_utf8(bytes))
            }
            PartType::Message(_) | PartType::Multipart(_) => String::new(),
        };
        if !words.is_empty() && !parts.contains(&words) {
            parts.push(words);
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    shortened(&parts.join("\n\n"))
}

/// As much of a text as is read.
fn shortened(text: &str) -> String {
    let text = text.trim_matches(['\n', ' ']);
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let begun: String = text.chars().take(LONGEST).collect();
    format!("{begun}\n\n[This is not all of it: the rest is in the original.]")
}

/// Whether a page says what the text beside it does not: "Your program shows no HTML" stands there for the whole of a complaint.
fn says_what_is_not_in(text: &[String], page: &[String]) -> bool {
    // RFC 2046, section 5.1.4: alternatives say the same, each in its own form. What is quoted counts for neither, as some programs
    // leave it out of one.
    let own = |parts: &[String]| words_of(&parts.iter().map(|part| own_words(part)).collect::<Vec<_>>());
    let (text, page) = (own(text), own(page));
    page.difference(&text).count() * MAY_LACK_ONE_OF > page.len()
}

/// A text and the page beside it, what says more first, without what stands in that already.
fn both(text: Vec<String>, page: Vec<String>) -> Vec<String> {
    let (mut first, second) = if words_of(&page).len() > words_of(&text).len() {
        (page, text)
    } else {
        (text, page)
    };
    let known = words_of(&first);
    let is_new = |part: &String| !words_of(std::slice::from_ref(part)).is_subset(&known);
    first.extend(second.into_iter().filter(is_new));
    first
}

/// The different words of some texts.
fn words_of(parts: &[String]) -> BTreeSet<String> {
    let words = parts
        .iter()
        .flat_map(|part| part.split(|letter: char| !letter.is_alphanumeric()));
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The messages of ours that a message quotes, in its text or behind the links of its page, or that it brings along whole.
pub(super) fn quotes(message: &Message<'_>) -> Vec<MessageId> {
    let mut found = Vec::new();
    for part in &message.parts {
        match &part.body {
            PartType::Text(_) | PartType::Html(_) => {
                found.extend(letters_in(&charset::text_of(message, part)));
            }
            PartType::Message(inner) => {
                let id = inner.message_id().unwrap_or_default();
                found.extend(letters_in(&format!("<{id}")));
                let texts = inner.parts.iter();
                let texts = texts.filter(|part| matches!(part.body, PartType::Text(_) | PartType::Html(_)));
                found.extend(texts.flat_map(|part| letters_in(&charset::text_of(inner, part))));
            }
            PartType::Binary(_) | PartType::InlineBinary(_) | PartType::Multipart(_) => {}
        }
    }
    let mut known = BTreeSet::new();
    found.retain(|id| known.insert(id.clone()));
    found.truncate(QUOTES);
    found
}

fn said_in<'m>(message: &'m Message<'_>, bodies: impl Iterator<Item = &'m MessagePart<'m>>) -> Vec<String> {
    let mut parts = Vec::new();
    for part in bodies {
        match &part.body {
            PartType::Text(_) if kind_of(part) == "text/calendar" => {
                parts.push(invitation::in_words(&charset::text_of(message, part)));
            }
            PartType::Text(_) => parts.push(marked(&charset::text_of(message, part))),
            PartType::Html(_) => {
                parts.push(marked(&page::in_words(&charset::text_of(message, part))));
            }
            PartType::Binary(_)
            | PartType::InlineBinary(_)
            | PartType::Message(_)
            | PartType::Multipart(_) => {}
        }
    }
    parts
}

/// The texts that the parser takes for something attached because nothing ends them: a gateway that cuts a message short takes the
/// line that ends its last part. None where the message says something without them.
pub(super) fn torn<'m>(message: &'m Message<'_>) -> Vec<&'m MessagePart<'m>> {
    let is_text = |kind: &str| ["text/plain", "text/html"].contains(&kind);
    let torn = message.attachments().filter(|part| {
        let is_attached = part
            .content_disposition()
            .is_some_and(mail_parser::ContentType::is_attachment);
        part.is_encoding_problem
            && part.attachment_name().is_none()
            && !is_attached
            && is_text(&kind_of(part))
    });
    let torn: Vec<_> = torn.collect();
    let is_said = |part: &String| !part.trim().is_empty();
    if torn.is_empty()
        || said_in(message, message.text_bodies()).iter().any(is_said)
        || said_in(message, message.html_bodies()).iter().any(is_said)
    {
        return Vec::new();
    }
    torn
}

fn text_of_torn(message: &Message<'_>, part: &MessagePart<'_>) -> String {
    let text = charset::of_torn(message, part);
    if kind_of(part) == "text/html" {
        return marked(&page::in_words(&text));
    }
    marked(&text)
}

/// What a part is: "text/calendar"; a part that does not say is plain text.
pub(super) fn kind_of(part: &MessagePart<'_>) -> String {
    part.content_type().map_or_else(
        || "text/plain".to_owned(),
        |kind| {
            let sub = kind.subtype().unwrap_or_default();
            format!("{}/{sub}", kind.ctype()).to_ascii_lowercase()
        },
    )
}

/// The text with `>` before each line that its writer did not write, and before the signature.
pub(super) fn marked(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\0'], "\n");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let (mut marked, mut is_theirs) = (Vec::with_capacity(lines.len()), Theirs::No);
    for (at, line) in lines.iter().enumerate() {
        let following = lines.get(at + 1..).unwrap_or_default();
        is_theirs = match is_theirs {
            Theirs::ToTheEnd => Theirs::ToTheEnd,
            // The second line of two.
            Theirs::Line if line.ends_with("wrote:") => Theirs::Line,
            Theirs::No | Theirs::Line if begins_a_quotation(line, following) => Theirs::ToTheEnd,
            Theirs::No | Theirs::Line if *line == "--" => Theirs::ToTheEnd,
            Theirs::No | Theirs::Line if is_attribution(line, following) => Theirs::Line,
            Theirs::No | Theirs::Line => Theirs::No,
        };
        marked.push(match is_theirs {
            _ if line.starts_with('>') => (*line).to_owned(),
            Theirs::No => (*line).to_owned(),
            Theirs::Line | Theirs::ToTheEnd => format!("> {line}").trim_end().to_owned(),
        });
    }
    let is_blank = |line: &String| line.trim().is_empty();
    while marked.last().is_some_and(|line| is_blank(line) || line == ">") {
        marked.pop();
    }
    marked.join("\n")
}

/// Whose words a line is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Theirs {
    /// The writer's own.
    No,
    /// This line is about what is quoted below it, line by line.
    Line,
    /// Not the writer's, nor anything after it.
    ToTheEnd,
}

/// The line with which a program begins what it quotes as a whole.
fn begins_a_quotation(line: &str, following: &[&str]) -> bool {
    let lower = line.trim().to_lowercase();
    let original = ["original message", "forwarded message"];
    let is_rule = lower.starts_with("---") && original.iter().any(|words| lower.contains(words));
    // "From: … / Sent: … / To: …", without any other mark.
    let next = following.iter().take(3).any(|line| {
        let line = line.trim_start_matches('*').to_lowercase();
        line.starts_with("sent:") || line.starts_with("date:")
    });
    let is_head = lower.trim_start_matches('*').starts_with("from:") && next;
    // "On 23 November Redress wrote:" with nothing marked below it.
    let is_unmarked = is_wrote(line, following) && !quotes_below(following);
    is_rule || is_head || is_unmarked
}

fn is_attribution(line: &str, following: &[&str]) -> bool {
    is_wrote(line, following) && quotes_below(following)
}

/// "On Mon, 23 Nov 2026 at 10:30, … wrote:", on one line or on two.
fn is_wrote(line: &str, following: &[&str]) -> bool {
    let begins = line.starts_with("On ") && line.chars().any(|letter| letter.is_ascii_digit());
    let ends = line.ends_with("wrote:");
    let goes_on = following.first().is_some_and(|next| next.ends_with("wrote:"));
    begins && (ends || goes_on)
}

fn quotes_below(following: &[&str]) -> bool {
    let next = following
        .iter()
        .take(3)
        .find(|line| !line.is_empty() && !line.ends_with("wrote:"));
    next.is_some_and(|line| line.starts_with('>'))
}
