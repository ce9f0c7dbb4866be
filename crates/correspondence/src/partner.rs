//! Letters to partners: that something is asked and by when, and nothing about anybody.

use redress_domain::message::{ForPartner, MessagePurpose, Outgoing};
use redress_domain::policy::letters::{LetterPart, Placeholder};

use crate::message::code;
use crate::words::{Words, paragraph};

/// The letter without who signs it, in the marks of [`crate::markup`].
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a partner gets four sorts of message; every other goes to customers"
)]
pub(crate) fn letter(words: &Words<'_>, says: &Outgoing, to: &ForPartner) -> String {
    let why = match says.purpose {
        MessagePurpose::PartnerCode => LetterPart::PartnerCode,
        MessagePurpose::PartnerReminder => LetterPart::PartnerReminder,
        MessagePurpose::PartnerNews => LetterPart::PartnerNews,
        _ => LetterPart::PartnerRequest,
    };
    let due = words.language().long_date(to.due_on);
    let of = [
        (Placeholder::Request, to.request.as_str()),
        (Placeholder::Date, due.as_str()),
    ];
    let how = if says.purpose == MessagePurpose::PartnerCode {
        code(words, says)
    } else {
        words.paragraph(LetterPart::PartnerHow) + &words.paragraph(LetterPart::PartnerCareful)
    };
    words.paragraph(LetterPart::Greeting) + &paragraph(&words.say_of(why, &of)) + &how
}
