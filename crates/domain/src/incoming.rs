//! E-mail that comes in: what it is, as far as its own words say, and what became of it.
//!
//! Nothing that an e-mail says of itself proves who wrote it. So it opens nothing, and joins a case by
//! itself only where its sender is on file for that case.

use crate::id::MessageId;
use crate::reference::Reference;

/// The job that takes e-mail in, as the record names it.
pub const JOB: &str = "receive-mail";

crate::vocabulary! {
    /// What became of an e-mail that came in.
    pub enum MailState {
        /// It waits for a person to say what it is.
        Waiting = "waiting",
        /// It is a contact on a case.
        Contact = "contact",
        /// It opened a case, which waits for triage.
        Triage = "triage",
        /// It answers a letter about how its sender stays in touch: it is read on that conduct file, and on no case.
        OnFile = "on-file",
        /// A program wrote it: nobody waits for an answer.
        Automatic = "automatic",
        /// It tells that something of ours did not arrive.
        Bounce = "bounce",
        /// A person said that it is unwanted.
        Spam = "spam",
    }
}

crate::vocabulary! {
    /// Why an e-mail waits for a person.
    pub enum MailDoubt {
        /// It is kept, and was not looked at yet.
        NotSorted = "not-sorted",
        /// It cannot be read.
        Unreadable = "unreadable",
        /// It does not say from whom it is, or it says several.
        NoSender = "no-sender",
        /// It is about a case, and its sender is not on file for it.
        UnknownSender = "unknown-sender",
        /// Whoever wrote it speaks for the customer without their consent, or is on the case no more.
        NoConsent = "no-consent",
        /// It names a reference that no case has.
        UnknownReference = "unknown-reference",
        /// It names several cases.
        SeveralCases = "several-cases",
        /// It is about a case on which everything was erased.
        ErasedCase = "erased-case",
        /// The mail server found that its sender is not who it says.
        Forged = "forged",
        /// It came from an address of the council's own, and is none of our messages: somebody of the council passed it on.
        OwnAddress = "own-address",
        /// It may be a holiday note or a mailing, and bears no mark of a program.
        PerhapsAutomatic = "perhaps-automatic",
    }
}

impl MailState {
    /// The word for whoever handed it over: spam is one more sort of what nobody waits for.
    pub const fn outcome(self) -> &'static str {
        match self {
            Self::Waiting => "for-a-person",
            Self::Contact | Self::OnFile => "contact",
            Self::Triage => "triage",
            Self::Automatic | Self::Spam => "automatic",
            Self::Bounce => "bounce",
        }
    }
}

/// An e-mail as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incoming {
    /// The address that it says it is from; `None` where it names none, or several.
    pub from: Option<String>,
    /// The name beside it.
    pub from_name: String,
    /// Its Message-ID, without the brackets.
    pub message_id: Option<String>,
    /// Its subject.
    pub subject: String,
    /// What it says. Lines that begin with `>` are what it quotes, or a signature.
    pub text: String,
    /// What it is.
    pub nature: Nature,
    /// The Message-IDs that it answers, the nearest first.
    pub answers: Vec<String>,
    /// What it quotes or brings along, as far as that bears the identifier of a message of ours.
    pub quotes: Vec<MessageId>,
    /// The addresses that it came to.
    pub to: Vec<String>,
    /// What it brings.
    pub attachments: Vec<Attachment>,
}

/// What an e-mail is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Nature {
    /// Somebody wrote it.
    #[default]
    Letter,
    /// A program wrote it (RFC 3834), or sent it to many.
    Automatic,
    /// It reads as a program's, and bears no mark that only programs set: somebody may have written it, so a person looks.
    PerhapsAutomatic,
    /// It came through a list with these addresses (RFC 2919). Where the list is the council's own address, as a group is, somebody
    /// wrote it to the council; otherwise a person looks.
    Listed(Vec<String>),
    /// It tells what became of something of ours.
    Report(Report),
    /// The mail server that took it in found that its sender is not who it says.
    Forged,
}

/// What a mail server tells of something that we sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The Message-IDs that it may be about, the surest first.
    pub about: Vec<String>,
    /// What became of it.
    pub fate: Fate,
    /// What was said, in one line and without addresses.
    pub why: String,
}

/// What became of something that we sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fate {
    /// It did not arrive.
    #[default]
    Failed,
    /// It is late, or arrived after all.
    NotFailed,
    /// It arrived, and whoever got it called it unwanted (RFC 5965).
    Unwanted,
}

/// Something that an e-mail brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, as the sender gave it.
    pub name: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// The part of a text that its writer wrote: without what they quote.
pub fn own_words(text: &str) -> String {
    let own = text.lines().filter(|line| !line.starts_with('>'));
    own.collect::<Vec<_>>().join("\n")
}

/// What stands between the address of a page and the letter that leads there.
const LETTER: &str = "letter-";

/// How long an identifier is.
const ID: usize = 36;

/// The address of a page, as a letter bears it that must be known again where somebody quotes it. The page is the same: what follows
/// the `#` is sent to nobody.
pub fn known_again(link: &str, letter: &MessageId) -> String {
    format!("{link}#{LETTER}{letter}")
}

/// The messages of ours that a text quotes, each once: by the address that a letter bears, also where a mail program
/// wrote it in a way of its own, or by a Message-ID in the headers of what is forwarded.
pub fn letters_in(text: &str) -> Vec<MessageId> {
    let mut found: Vec<MessageId> = Vec::new();
    let marks = [LETTER, "<"].into_iter();
    for (at, mark) in marks.flat_map(|mark| text.match_indices(mark)) {
        let id = text.get(at + mark.len()..).and_then(|rest| rest.get(..ID));
        if let Some(Ok(id)) = id.map(MessageId::parse)
            && !found.contains(&id)
        {
            found.push(id);
        }
    }
    found
}

/// Every reference with this prefix in a text, each once, in its order. Written as people write it: any
/// case, with or without hyphens.
pub fn references_in(text: &str, prefix: &str) -> Vec<Reference> {
    let mut found: Vec<Reference> = Vec::new();
    for (_, reference) in references_at(text, prefix) {
        if !found.contains(&reference) {
            found.push(reference);
        }
    }
    found
}

/// How mail programs begin the subject of what answers or passes on, in English, Welsh and the languages around.
const BEGINS: [&str; 10] = [
    "re:", "fw:", "fwd:", "atb:", "aw:", "sv:", "tr:", "wg:", "rif:", "odp:",
];

/// What stands before a reference and says nothing beside it.
const NAMES: [&str; 9] = [
    "case",
    "case number",
    "case ref",
    "our ref",
    "our reference",
    "ref",
    "reference",
    "your ref",
    "your reference",
];

/// What a subject says beside the references with this prefix that it names, and beside "Re:". Empty where that is nothing.
pub fn said_beside_references(subject: &str, prefix: &str) -> String {
    let letters: Vec<char> = subject.chars().collect();
    let mut rest = String::with_capacity(subject.len());
    let mut from = 0;
    for (place, _) in references_at(subject, prefix) {
        rest.extend(letters.get(from..place.start).unwrap_or_default());
        from = from.max(place.end);
    }
    rest.extend(letters.get(from..).unwrap_or_default());
    let is_mark = |letter: char| !letter.is_alphanumeric() && !"?!".contains(letter);
    let mut rest = rest.trim_matches(is_mark);
    while let Some(begins) = BEGINS.iter().find(|begins| {
        let head = rest.get(..begins.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(begins))
    }) {
        rest = rest
            .get(begins.len()..)
            .unwrap_or_default()
            .trim_start_matches(is_mark);
    }
    let is_name = NAMES.iter().any(|name| rest.eq_ignore_ascii_case(name))
        || BEGINS
            .iter()
            .any(|begins| begins.trim_end_matches(':').eq_ignore_ascii_case(rest));
    if is_name || !rest.chars().any(char::is_alphanumeric) {
        return String::new();
    }
    rest.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every reference with this prefix in a text, and the letters that it takes up.
fn references_at(text: &str, prefix: &str) -> Vec<(std::ops::Range<usize>, Reference)> {
    let letters: Vec<char> = text.chars().collect();
    let wanted: Vec<char> = prefix.chars().collect();
    let mut found = Vec::new();
    for at in 0..letters.len() {
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        if before.is_some_and(|letter| letter.is_alphanumeric()) {
            continue;
        }
        let rest = letters.get(at..).unwrap_or_default();
        if let Some((taken, reference)) = reference_at(rest, &wanted) {
            found.push((at..at + taken, reference));
        }
    }
    found
}

/// How many characters a reference has after its prefix.
const AFTER_PREFIX: usize = 8;

fn reference_at(letters: &[char], prefix: &[char]) -> Option<(usize, Reference)> {
    let head = letters.get(..prefix.len())?;
    let is_ours = head
        .iter()
        .zip(prefix)
        .all(|(letter, wanted)| letter.eq_ignore_ascii_case(wanted));
    let mut typed: String = is_ours.then(|| prefix.iter().collect())?;
    let (mut count, mut taken) = (0, prefix.len());
    for letter in letters.get(prefix.len()..)? {
        match letter {
            _ if count == AFTER_PREFIX => {
                if letter.is_alphanumeric() {
                    return None;
                }
                break;
            }
            letter if letter.is_ascii_alphanumeric() => {
                typed.push(*letter);
                count += 1;
            }
            '-' | '‐' | '‑' | '–' | '—' | ' ' if count == 0 || count == AFTER_PREFIX / 2 => {}
            _ => return None,
        }
        taken += 1;
    }
    Some((taken, Reference::parse(&typed).ok()?))
}

/// Whether one of a list's addresses is this one: as it is written to, or as lists are named, with dots alone (RFC 2919, 3).
pub fn is_of_list(lists: &[String], address: &str) -> bool {
    let named = address.replacen('@', ".", 1);
    let is_this = |list: &String| list.eq_ignore_ascii_case(address) || list.eq_ignore_ascii_case(&named);
    lists.iter().any(is_this)
}

/// The token in an address such as `complaints+TOKEN@example.org`.
pub fn token_of(address: &str) -> Option<&str> {
    let (local, _) = address.rsplit_once('@')?;
    let (_, token) = local.split_once('+')?;
    (!token.is_empty()).then_some(token)
}

/// An address with a token in it, as answers come back to.
pub fn with_token(address: &str, token: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => format!("{local}+{token}@{domain}"),
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests;
