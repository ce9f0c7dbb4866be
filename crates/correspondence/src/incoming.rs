//! An e-mail that comes in: bytes in, what it is out. Whatever the bytes are, this ends without a panic,
//! and what cannot be read is said to be so.

use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders as _, PartType};
use redress_domain::incoming::{Attachment, Incoming, Nature, is_of_list};

mod automatic;
mod body;
mod bounds;
mod charset;
mod invitation;
mod page;
mod report;

/// How long a subject, a name or an address may be; what is longer is cut.
const LONGEST: usize = 300;
/// How many Message-IDs of those that it answers are looked at.
const ANSWERS: usize = 20;

/// Reads an e-mail; `None` when it cannot be read.
///
/// The parser is somebody else's and takes hostile bytes: should it panic, the message cannot be read.
pub fn read(raw: &[u8]) -> Option<Incoming> {
    let read = std::panic::catch_unwind(|| read_unguarded(raw));
    read.ok().flatten()
}

fn read_unguarded(raw: &[u8]) -> Option<Incoming> {
    let raw = without_envelope_line(raw);
    // A mark of UTF-8 is no letter of the first header's name.
    let raw = raw.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(raw);
    if bounds::are_passed(raw) {
        return None;
    }
    let message = MessageParser::default().parse(raw)?;
    let mended = charset::with_headers_in_utf8(raw, &message);
    let message = match &mended {
        Some(mended) => MessageParser::default().parse(mended)?,
        None => message,
    };
    let says_anything = message.from().is_some()
        || message.to().is_some()
        || message.subject().is_some()
        || message.message_id().is_some()
        || message.date().is_some();
    if !says_anything {
        return None;
    }
    let nature = nature_of(&message);
    let (from_name, from) = writer(&message, &nature);
    let text = match nature {
        // A bounce brings our own letter back.
        Nature::Report(_) | Nature::Automatic => body::text(&message),
        Nature::Letter | Nature::Listed(_) | Nature::PerhapsAutomatic | Nature::Forged => {
            body::text_and_brought(&message)
        }
    };
    Some(Incoming {
        from,
        from_name,
        message_id: message.message_id().map(cut),
        subject: one_line(message.subject().unwrap_or_default()),
        text,
        nature,
        answers: answers(&message),
        quotes: body::quotes(&message),
        to: came_to(&message),
        attachments: attachments(&message),
    })
}

/// A pipe may begin with the line of a mailbox file: "From asha@example.org Mon Nov 23 …".
fn without_envelope_line(raw: &[u8]) -> &[u8] {
    if !raw.starts_with(b"From ") {
        return raw;
    }
    let end = raw.iter().position(|byte| *byte == b'\n');
    end.and_then(|end| raw.get(end + 1..)).unwrap_or(raw)
}

fn nature_of(message: &Message<'_>) -> Nature {
    if let Some(report) = report::read(message) {
        return Nature::Report(report);
    }
    if automatic::is_automatic(message) {
        return Nature::Automatic;
    }
    if is_forged(message) {
        return Nature::Forged;
    }
    let lists = automatic::lists(message);
    if automatic::may_be(message, lists.as_deref()) {
        return Nature::PerhapsAutomatic;
    }
    lists.map_or(Nature::Letter, Nature::Listed)
}

/// Whether the server that took it in found it forged (RFC 8601). Only a failure counts: whoever writes
/// such a line into a message themselves gains nothing but a second look.
fn is_forged(message: &Message<'_>) -> bool {
    let mut results = whole_values(message, "authentication-results").map(without_comments);
    // Spaces may stand around the sign (RFC 8601, 2.2).
    let plain = |value: String| value.to_ascii_lowercase().replace(char::is_whitespace, "");
    let is_refused = results.any(|result| {
        let result = plain(result);
        let says = |what: &str| result.contains(what);
        let vouched_for = says("dkim=pass") || says("dmarc=pass");
        let no_sender = says("spf=fail") || (says("spf=softfail") && says("dkim=fail"));
        says("dmarc=fail") || (no_sender && !vouched_for)
    });
    // RFC 7208, 9.1: what a server says that knows of nothing else.
    let has_results = raw_value(message, "authentication-results").is_some();
    let mut alone = raw_values(message, "received-spf");
    is_refused || (!has_results && alone.any(|said| plain(said).starts_with("fail")))
}

/// What stands in brackets explains and says nothing (RFC 5322, 3.2.2): "dmarc=pass (not dmarc=fail)" passed.
fn without_comments(value: &str) -> String {
    let mut depth = 0_usize;
    let mut said = String::with_capacity(value.len());
    for letter in value.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            letter if depth == 0 => said.push(letter),
            _ => {}
        }
    }
    said
}

/// The values of a header as they stand in the message, from end to end.
fn whole_values<'m>(message: &'m Message<'_>, name: &'m str) -> impl Iterator<Item = &'m str> + 'm {
    let all = message.headers_raw();
    all.filter(move |(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

/// The same on one line each, of which as much as is read.
fn raw_values<'m>(message: &'m Message<'_>, name: &'m str) -> impl Iterator<Item = String> + 'm {
    whole_values(message, name).map(one_line)
}

fn raw_value(message: &Message<'_>, name: &str) -> Option<String> {
    raw_values(message, name).next()
}

/// The one sender: no name is taken where there are several, or none.
fn sender(message: &Message<'_>) -> (String, Option<String>) {
    let Some(from) = message.from() else {
        return (String::new(), None);
    };
    let all: Vec<_> = from.iter().collect();
    let is_said_once = raw_values(message, "from").count() <= 1;
    match all.as_slice() {
        [only] if is_said_once => {
            let address = only
                .address()
                .map(str::trim)
                .filter(|address| is_address(address));
            let name = one_line(only.name().unwrap_or_default());
            (name, address.map(cut))
        }
        _ => (String::new(), None),
    }
}

/// Who wrote it, and not through what.
fn writer(message: &Message<'_>, nature: &Nature) -> (String, Option<String>) {
    let (name, from) = sender(message);
    let is_from = |is: &dyn Fn(&str) -> bool| from.as_deref().is_some_and(is);
    if let Nature::Listed(lists) = nature
        && is_from(&|from| is_of_list(lists, from))
    {
        return writer_by_list(message, lists, &name);
    }
    if *nature == Nature::PerhapsAutomatic && is_from(&automatic::is_program) {
        return writer_by_form(message).unwrap_or((name, from));
    }
    (name, from)
}

/// A list that writes its own address in place of the sender's, so that nobody takes it for a forger (RFC 7489 has the receivers
/// refuse it otherwise), says elsewhere who that was.
fn writer_by_list(message: &Message<'_>, lists: &[String], name: &str) -> (String, Option<String>) {
    let is_a_writer = |address: &String| is_address(address) && !is_of_list(lists, address);
    let answered = answered_at(message, is_a_writer).map(|(_, address)| address);
    let writer = answered.or_else(|| {
        let mut original = ["x-original-from", "x-original-sender"]
            .into_iter()
            .filter_map(|name| raw_value(message, name));
        original.find_map(|said| address_in(&said).filter(is_a_writer))
    });
    let name = name.split(" via ").next().unwrap_or_default();
    (name.trim_matches(['\'', ' ']).to_owned(), writer)
}

/// A form on a website writes by a name to which nobody answers, and says where whoever filled it in is answered (RFC 5322,
/// section 3.6.2). Nobody answers a program, nor the mailbox to which it came.
fn writer_by_form(message: &Message<'_>) -> Option<(String, Option<String>)> {
    let ours = came_to(message);
    let is_ours = |address: &String| ours.iter().any(|own| own.eq_ignore_ascii_case(address));
    let is_a_writer =
        |address: &String| is_address(address) && !automatic::is_program(address) && !is_ours(address);
    let (name, address) = answered_at(message, is_a_writer)?;
    Some((name, Some(address)))
}

/// The one at whom it is answered, of those who may have written it; nobody, where it is answered by several.
fn answered_at(message: &Message<'_>, is_a_writer: impl Fn(&String) -> bool) -> Option<(String, String)> {
    let all = message.reply_to().into_iter().flat_map(Address::iter);
    let mut answered = all.filter_map(|one| {
        let address = one.address().map(str::trim).map(cut).filter(&is_a_writer)?;
        Some((one_line(one.name().unwrap_or_default()), address))
    });
    let only = answered.next()?;
    answered.next().is_none().then_some(only)
}

/// The address in a header of which the parser makes nothing: `Asha <asha@example.org>`.
fn address_in(value: &str) -> Option<String> {
    let inner = value.rsplit_once('<').map_or(value, |(_, rest)| rest);
    let address = inner.split('>').next().unwrap_or_default().trim();
    is_address(address).then(|| cut(address))
}

fn is_address(text: &str) -> bool {
    let plain = |part: &str| {
        let is_plain = |letter: char| !letter.is_whitespace() && !letter.is_control();
        !part.is_empty()
            && part
                .chars()
                .all(|letter| is_plain(letter) && !"<>,;@\"[]".contains(letter))
    };
    let parts = text.rsplit_once('@');
    text.len() <= LONGEST && parts.is_some_and(|(local, domain)| plain(local) && plain(domain))
}

/// The Message-IDs that it answers: the one it replies to, then those before it, the nearest first.
fn answers(message: &Message<'_>) -> Vec<String> {
    let mut ids = ids_in(message.in_reply_to());
    let mut before = ids_in(message.references());
    before.reverse();
    ids.extend(before);
    ids.truncate(ANSWERS);
    ids
}

fn ids_in(value: &HeaderValue<'_>) -> Vec<String> {
    match value {
        HeaderValue::Text(text) => vec![cut(text)],
        HeaderValue::TextList(texts) => texts.iter().map(|text| cut(text)).collect(),
        HeaderValue::Address(_)
        | HeaderValue::DateTime(_)
        | HeaderValue::ContentType(_)
        | HeaderValue::Received(_)
        | HeaderValue::Empty => Vec::new(),
    }
}

/// Where it came to: whom it names, and what servers on the way wrote down.
fn came_to(message: &Message<'_>) -> Vec<String> {
    let named = [message.to(), message.cc()];
    let named = named.into_iter().flatten().flat_map(Address::iter);
    let mut to: Vec<String> = named.filter_map(|one| one.address()).map(cut).collect();
    for header in ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to"] {
        to.extend(raw_values(message, header).map(|value| cut(value.trim_matches(['<', '>', ' ']))));
    }
    to.truncate(100);
    to
}

/// What it brings: pictures and documents, an e-mail that was forwarded inside it, and whatever else has
/// a name.
fn attachments(message: &Message<'_>) -> Vec<Attachment> {
    let torn = body::torn(message);
    let parts = message.attachments().filter(|part| {
        let kind = body::kind_of(part);
        let is_the_text = torn.iter().any(|text| std::ptr::eq(*text, *part));
        // An invitation without a name is another form of the text; one with a name is a file, too.
        let is_told = kind == "text/calendar" && part.attachment_name().is_none();
        !is_told && !is_the_text && kind != "message/delivery-status" && kind != "text/rfc822-headers"
    });
    parts
        .filter_map(|part| {
            let content: Vec<u8> = match &part.body {
                PartType::Text(text) | PartType::Html(text) => {
                    charset::content(message, part).unwrap_or_else(|| text.as_bytes().to_vec())
                }
                PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.to_vec(),
                PartType::Message(inner) => inner.raw_message().to_vec(),
                PartType::Multipart(_) => return None,
            };
            let without_name = match &part.body {
                PartType::Message(_) => "forwarded message.eml",
                PartType::Text(_)
                | PartType::Html(_)
                | PartType::Binary(_)
                | PartType::InlineBinary(_)
                | PartType::Multipart(_) => "file",
            };
            let name = part.attachment_name().map(one_line);
            let name = name.filter(|name| !name.is_empty());
            Some(Attachment {
                name: name.unwrap_or_else(|| without_name.to_owned()),
                content,
            })
        })
        .collect()
}

/// Without line ends and other characters that are not shown, and not too long.
fn one_line(text: &str) -> String {
    let shown = text.chars().filter(|letter| !is_hidden(*letter));
    let plain = shown.map(|letter| if letter.is_control() { ' ' } else { letter });
    let plain: String = plain.collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    cut(&words.join(" "))
}

/// Whether a character hides others or turns them round, so that a name reads as another than it is. Those that join letters
/// are left: some scripts need them.
const fn is_hidden(letter: char) -> bool {
    matches!(
        letter,
        '\u{00AD}'
            | '\u{061C}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
    )
}

fn cut(text: &str) -> String {
    text.chars()
        .filter(|letter| *letter != '\0')
        .take(LONGEST)
        .collect()
}

#[cfg(test)]
mod tests;
