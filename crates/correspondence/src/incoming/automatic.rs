//! Whether a program wrote it. What is answered by a program is never answered by ours (RFC 3834, 2).
//!
//! What bears a mark that only programs set is taken for theirs. Words alone are no mark: "Out of office hours nobody answers"
//! is a complaint, and a complaint that nobody reads is the worst that can become of it. So a person looks at what only reads
//! like a program's, and at what came through a list: where the council's own address is a group, all its mail did.

use mail_parser::Message;

use super::{raw_value, raw_values, sender};

/// How mail servers begin the subject of what they answer by themselves, before a colon.
const REPLIES: [&str; 4] = ["automatic reply", "auto reply", "auto-reply", "ateb awtomatig"];

/// What programs write as the whole subject of an absence note, and people at the beginning of theirs: in English, and in Welsh.
const MARKS: [&str; 11] = [
    "automatic reply",
    "auto reply",
    "auto-reply",
    "autoreply",
    "auto response",
    "auto-response",
    "autoresponse",
    "out of office",
    "out-of-office",
    "ateb awtomatig",
    "allan o'r swyddfa",
];

/// How the subjects of absence notes begin without one.
const SUBJECTS: [&str; 9] = [
    "away from the office",
    "i am away",
    "i am out of the office",
    "i am on annual leave",
    "i am on holiday",
    "on annual leave",
    "on leave",
    "on holiday",
    "vacation",
];

/// The names at which mail servers write.
const SERVERS: [&str; 3] = ["mailer-daemon", "mail-daemon", "postmaster"];

/// The names at which programs write, for somebody or for nobody.
const SENDERS: [&str; 4] = ["no-reply", "noreply", "do-not-reply", "donotreply"];

/// The names at which those write who send one letter to many.
const MAILERS: [&str; 14] = [
    "alerts",
    "bounce",
    "bounces",
    "digest",
    "mailer",
    "marketing",
    "news",
    "newsletter",
    "newsletters",
    "notification",
    "notifications",
    "offers",
    "promotions",
    "updates",
];

/// How many addresses of lists are looked at.
const LISTS: usize = 20;

/// Whether a program wrote it, or somebody who writes to many.
pub(super) fn is_automatic(message: &Message<'_>) -> bool {
    let value = |name: &str| raw_value(message, name).map(|value| value.to_ascii_lowercase());
    // RFC 3834, 5: anything but "no" says that nobody sat there. A comment may follow.
    let submitted = value("auto-submitted").is_some_and(|said| {
        let word = said.split(['(', ';', ' ', '\t']).next().unwrap_or_default();
        !word.is_empty() && word != "no"
    });
    let precedence = value("precedence").is_some_and(|said| ["junk", "auto_reply"].contains(&said.as_str()));
    let marked = ["x-autoreply", "x-autorespond", "x-autoresponder", "x-vacation"]
        .iter()
        .any(|name| value(name).is_some_and(|said| said != "no"));
    let is_a_mailing = bears_marks_of_a_list(message) && is_named_so(message, &MAILERS);
    let said = message.subject().unwrap_or_default();
    let bears_a_mark = bears_a_mark(&plain(said));
    submitted
        || precedence
        || marked
        || is_a_mailing
        || has_no_return_path(message)
        || bears_a_mark
        || is_of_a_program(message)
}

/// Whether a subject is an absence note's alone, or how mail servers begin that of one before the subject of ours that they
/// answer. Who answers our own automatic reply writes "RE: Automatic reply", and that is a person.
fn bears_a_mark(subject: &str) -> bool {
    if MARKS.contains(&subject) {
        return true;
    }
    let begun = REPLIES.iter().filter_map(|mark| subject.strip_prefix(mark));
    begun.map(str::trim_start).any(|rest| rest.starts_with(':'))
}

/// Whether it came through a list (RFC 2919; and what lists wrote before there was one, which RFC 3834, 3.1.8, asks of programs
/// too). Groups of people are lists for the servers that keep them, so this says nothing of who wrote it.
fn bears_marks_of_a_list(message: &Message<'_>) -> bool {
    let precedence = raw_value(message, "precedence").unwrap_or_default();
    let is_bulk = ["bulk", "list"].contains(&precedence.to_ascii_lowercase().as_str());
    is_bulk || raw_value(message, "list-id").is_some()
}

/// The addresses of the list that it came through: what names the list (RFC 2919, 3), with dots alone, and where one writes to it
/// (RFC 2369, 3.4). `None` where it came through none.
pub(super) fn lists(message: &Message<'_>) -> Option<Vec<String>> {
    if !bears_marks_of_a_list(message) {
        return None;
    }
    let ids = raw_values(message, "list-id").map(|said| {
        let inner = said.rsplit_once('<').map_or(said.as_str(), |(_, rest)| rest);
        inner.split('>').next().unwrap_or_default().trim().to_owned()
    });
    let mut lists: Vec<String> = ids.collect();
    for posted in raw_values(message, "list-post") {
        let lower = posted.to_ascii_lowercase();
        let begins = lower.match_indices("mailto:");
        lists.extend(begins.filter_map(|(at, mark)| {
            let rest = lower.get(at + mark.len()..)?;
            let address = rest.split(['>', '?', ',', ' ']).next()?;
            Some(address.to_owned())
        }));
    }
    lists.retain(|list| !list.is_empty());
    lists.truncate(LISTS);
    Some(lists)
}

/// Whether it reads like a program's, without a mark that only they set. What a list sets on all that comes through it says
/// nothing of a single letter.
pub(super) fn may_be(message: &Message<'_>, lists: Option<&[String]>) -> bool {
    // RFC 2369 and what senders of many letters ask of providers: some programs of people set these, too.
    let to_many = lists.is_none()
        && ["list-unsubscribe", "feedback-id", "x-auto-response-suppress"]
            .iter()
            .any(|name| raw_value(message, name).is_some());
    let subject = subject(message);
    let mut known = MARKS.iter().chain(&SUBJECTS);
    to_many || known.any(|known| begins_with(&subject, known)) || is_at_a_programs_name(message)
}

/// RFC 5321, 4.5.5: what must not be answered comes from nobody.
pub(super) fn has_no_return_path(message: &Message<'_>) -> bool {
    raw_value(message, "return-path").is_some_and(|path| path.replace(' ', "") == "<>")
}

/// Whether a program sends from there.
pub(super) fn is_program(address: &str) -> bool {
    is_named(address, &SERVERS) || is_named(address, &SENDERS)
}

fn is_named(address: &str, names: &[&str]) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_ascii_lowercase();
    names.iter().any(|known| local == *known)
}

/// Whether a mail server wrote it, or a program to many who cannot answer it. The name of the sender alone is no mark: the council's
/// own form on its website writes so for a person, and so does the scanner of its post room.
fn is_of_a_program(message: &Message<'_>) -> bool {
    let (_, address) = sender(message);
    let address = address.unwrap_or_default();
    let is_to_many = bears_marks_of_a_list(message) || raw_value(message, "list-unsubscribe").is_some();
    let wants_no_answer = is_named(&address, &SENDERS) && !answers_elsewhere(message);
    is_named(&address, &SERVERS) || (wants_no_answer && is_to_many)
}

fn is_named_so(message: &Message<'_>, names: &[&str]) -> bool {
    sender(message).1.is_some_and(|address| is_named(&address, names))
}

fn is_at_a_programs_name(message: &Message<'_>) -> bool {
    sender(message).1.is_some_and(|address| is_program(&address))
}

/// Whether it asks to be answered at an address at which no program writes.
fn answers_elsewhere(message: &Message<'_>) -> bool {
    let to = message.reply_to().and_then(|to| to.first());
    let address = to.and_then(|to| to.address()).unwrap_or_default();
    !address.is_empty() && !is_program(address)
}

/// A subject in small letters, with one sort of apostrophe.
fn plain(subject: &str) -> String {
    subject.trim().to_lowercase().replace('\u{2019}', "'")
}

/// The subject, without what says that it answers.
fn subject(message: &Message<'_>) -> String {
    let mut rest = plain(message.subject().unwrap_or_default());
    while let Some(without) = ["re:", "fw:", "fwd:", "atb:"]
        .iter()
        .find_map(|begins| rest.strip_prefix(begins))
    {
        rest = without.trim_start().to_owned();
    }
    rest
}

/// Whether the subject begins with these words and not with a longer word: "vacations" is none.
fn begins_with(subject: &str, words: &str) -> bool {
    let rest = subject.strip_prefix(words);
    rest.is_some_and(|rest| rest.chars().next().is_none_or(|next| !next.is_alphanumeric()))
}
