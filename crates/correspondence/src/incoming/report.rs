//! What mail servers tell: a message did not arrive (RFC 3464, and the common ones that bear no mark), or
//! whoever got it called it unwanted (RFC 5965).

use mail_parser::{Message, MessageParser, MimeHeaders as _, PartType};
use redress_domain::incoming::{Fate, Report};

use super::{automatic, body, ids_in, one_line, raw_value};

/// How the subjects of reports begin that bear no mark.
const SUBJECTS: [&str; 11] = [
    "undeliverable",
    "undelivered mail returned",
    "delivery status notification",
    "delivery failure",
    "mail delivery failed",
    "mail delivery failure",
    "mail delivery subsystem",
    "returned mail",
    "failure notice",
    "message not delivered",
    "delivery has failed",
];

/// What a report of a mail server says; `None` for anything else.
pub(super) fn read(message: &Message<'_>) -> Option<Report> {
    let sort = message
        .content_type()
        .and_then(|kind| kind.attribute("report-type"));
    match sort.map(str::to_ascii_lowercase).as_deref() {
        Some("delivery-status") => Some(of_delivery(message)),
        Some("feedback-report") => Some(of_a_reader(message)),
        // Read or deleted unread: it arrived.
        Some("disposition-notification") => Some(Report {
            fate: Fate::NotFailed,
            ..Report::default()
        }),
        _ => unmarked(message),
    }
}

fn of_delivery(message: &Message<'_>) -> Report {
    let status: Vec<String> = parts(message, "message/delivery-status");
    let fields: Vec<(String, String)> = status.iter().flat_map(|text| fields_of(text)).collect();
    let actions: Vec<&str> = values(&fields, "action");
    let has_failed = |action: &&str| action.to_ascii_lowercase().starts_with("failed");
    // RFC 3464, 2.3.3: "delayed", "relayed", "expanded" and "delivered" are no failures.
    let fate = if actions.is_empty() || actions.iter().any(has_failed) {
        Fate::Failed
    } else {
        Fate::NotFailed
    };
    let diagnostic = values(&fields, "diagnostic-code");
    let status = values(&fields, "status");
    let why = diagnostic
        .first()
        .or(status.first())
        .copied()
        .unwrap_or("no reason was given");
    Report {
        about: about(message),
        fate,
        why: without_addresses(why),
    }
}

fn of_a_reader(message: &Message<'_>) -> Report {
    Report {
        about: about(message),
        fate: Fate::Unwanted,
        why: "whoever got it reported it as unwanted mail".to_owned(),
    }
}

/// Reports that do not say so in a form: from a mail server's own name or from nobody, with a subject
/// that they use.
fn unmarked(message: &Message<'_>) -> Option<Report> {
    let subject = message.subject().unwrap_or_default().trim().to_lowercase();
    let from = message.from().and_then(|from| from.first());
    let address = from.and_then(|from| from.address()).unwrap_or_default();
    let local = address.split('@').next().unwrap_or_default().to_ascii_lowercase();
    let is_server = ["mailer-daemon", "mail-daemon", "postmaster"].contains(&local.as_str());
    let names_failed = raw_value(message, "x-failed-recipients").is_some();
    let says_so = SUBJECTS.iter().any(|known| subject.starts_with(known));
    let from_nobody = is_server || automatic::has_no_return_path(message);
    if !(names_failed || (says_so && from_nobody)) {
        return None;
    }
    let is_late = subject.contains("delay") || subject.contains("warning");
    let text = message.body_text(0).unwrap_or_default();
    let why = text.lines().find(|line| {
        let line = line.trim_start();
        line.starts_with("550") || line.starts_with("554") || line.contains("5.1.1") || line.contains(" 550 ")
    });
    Some(Report {
        about: about(message),
        fate: if is_late { Fate::NotFailed } else { Fate::Failed },
        why: without_addresses(why.unwrap_or("the mail server returned it")),
    })
}

/// The Message-IDs that it may be about: of the message that it brings back, of those that it answers,
/// and whatever else in it looks like one.
fn about(message: &Message<'_>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for part in &message.parts {
        if let PartType::Message(inner) = &part.body {
            ids.extend(inner.message_id().map(str::to_owned));
        }
    }
    for text in parts(message, "text/rfc822-headers")
        .iter()
        .chain(&parts(message, "message/rfc822"))
    {
        let inner = MessageParser::default().parse(text.as_bytes());
        ids.extend(inner.and_then(|inner| inner.message_id().map(str::to_owned)));
    }
    ids.extend(ids_in(message.in_reply_to()));
    ids.extend(ids_in(message.references()));
    for part in message.text_bodies() {
        let text = String::from_utf8_lossy(part.contents());
        ids.extend(
            text.split(['<', '>'])
                .filter(|word| looks_like_an_id(word))
                .map(str::to_owned),
        );
    }
    let mut seen = Vec::new();
    for id in ids {
        if !seen.contains(&id) {
            seen.push(id);
        }
    }
    seen.truncate(20);
    seen
}

fn looks_like_an_id(word: &str) -> bool {
    word.len() < 200 && word.len() > 36 && word.contains('@') && !word.contains(char::is_whitespace)
}

/// The texts of the parts of a kind.
fn parts(message: &Message<'_>, kind: &str) -> Vec<String> {
    let fitting = message.parts.iter().filter(|part| body::kind_of(part) == kind);
    fitting
        .map(|part| String::from_utf8_lossy(part.contents()).into_owned())
        .collect()
}

/// The fields of a report: names and values, lines that go on joined.
fn fields_of(text: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    fields
}

fn values<'f>(fields: &'f [(String, String)], name: &str) -> Vec<&'f str> {
    let fitting = fields.iter().filter(|(known, _)| known == name);
    fitting.map(|(_, value)| value.as_str()).collect()
}

/// What a server said without the addresses in it: they stand in a person's row and nowhere else.
fn without_addresses(text: &str) -> String {
    let words = one_line(text);
    let words = words.split(' ').map(|word| {
        if word.contains('@') {
            "the address on file"
        } else {
            word
        }
    });
    words.collect::<Vec<_>>().join(" ").chars().take(200).collect()
}
