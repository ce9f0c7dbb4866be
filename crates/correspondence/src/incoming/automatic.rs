//! Whether a program wrote it. What is answered by a program is never answered by ours (RFC 3834, 2).

use mail_parser::Message;

use super::raw_value;

/// How the subjects of holiday notes begin that bear no other mark, in the programs that people here use.
const SUBJECTS: [&str; 12] = [
    "automatic reply",
    "auto reply",
    "auto-reply",
    "autoreply",
    "auto response",
    "auto-response",
    "autoresponse",
    "out of office",
    "out-of-office",
    "away from the office",
    "i am out of the office",
    "vacation",
];

/// The names at which programs write.
const SENDERS: [&str; 7] = [
    "mailer-daemon",
    "mail-daemon",
    "postmaster",
    "no-reply",
    "noreply",
    "do-not-reply",
    "donotreply",
];

/// Whether a program wrote it, or it went to many.
pub(super) fn is_automatic(message: &Message<'_>) -> bool {
    let value = |name: &str| raw_value(message, name).map(|value| value.to_ascii_lowercase());
    // RFC 3834, 5: anything but "no" says that nobody sat there.
    let submitted = value("auto-submitted").is_some_and(|said| !said.is_empty() && said != "no");
    let precedence = value("precedence")
        .is_some_and(|said| ["bulk", "list", "junk", "auto_reply"].contains(&said.as_str()));
    let marked = ["x-autoreply", "x-autorespond", "x-autoresponder", "x-vacation"]
        .iter()
        .any(|name| value(name).is_some_and(|said| said != "no"));
    // RFC 2919 and RFC 2369: it went to a list.
    let to_many = ["list-id", "list-unsubscribe", "feedback-id"]
        .iter()
        .any(|name| value(name).is_some());
    submitted || precedence || marked || to_many || has_no_return_path(message) || says_so(message)
}

/// RFC 5321, 4.5.5: what must not be answered comes from nobody.
pub(super) fn has_no_return_path(message: &Message<'_>) -> bool {
    raw_value(message, "return-path").is_some_and(|path| path.replace(' ', "") == "<>")
}

/// Whether a program sends from there.
pub(super) fn is_program(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_ascii_lowercase();
    SENDERS.iter().any(|known| local == *known)
}

fn says_so(message: &Message<'_>) -> bool {
    let subject = message.subject().unwrap_or_default().trim().to_lowercase();
    let from = message.from().and_then(|from| from.first());
    let address = from.and_then(|from| from.address()).unwrap_or_default();
    is_program(address) || SUBJECTS.iter().any(|known| begins_with(&subject, known))
}

/// Whether the subject begins with these words and not with a longer word: "vacations" is none.
fn begins_with(subject: &str, words: &str) -> bool {
    let rest = subject.strip_prefix(words);
    rest.is_some_and(|rest| rest.chars().next().is_none_or(|next| !next.is_alphanumeric()))
}
