//! Letters to partners: that something is asked and by when, and nothing about anybody.

use redress_domain::message::{ForPartner, MessagePurpose, Outgoing};
use redress_domain::policy::Policy;

use crate::letters::{dear, long_date};
use crate::message::code;

/// The letter without who signs it, in the marks of [`crate::markup`].
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a partner gets four sorts of message; every other goes to customers"
)]
pub(crate) fn letter(policy: &Policy, says: &Outgoing, to: &ForPartner) -> String {
    let (council, request) = (&policy.council.name, &to.request);
    let why = match says.purpose {
        MessagePurpose::PartnerCode => format!(
            "You asked to open request {request} of {council}. This code shows that it is you.\n\n{}",
            code(says)
        ),
        MessagePurpose::PartnerReminder => format!(
            "We asked you for help with request {request}. We need your answer by {}.\n\n",
            long_date(to.due_on)
        ),
        MessagePurpose::PartnerNews => format!("There is something new on request {request}.\n\n"),
        _ => format!(
            "{council} asks for your help on behalf of a customer. It is request {request}. Please answer by {}.\n\n",
            long_date(to.due_on)
        ),
    };
    let how = if says.purpose == MessagePurpose::PartnerCode {
        ""
    } else {
        "Open the request with the link below. We then email you a code, to make sure that it is you. The link \
         opens once: if you come back later, ask for a new one on the same page.\n\nThis email says nothing about \
         the customer on purpose. Please do not answer it with details about anybody.\n\n"
    };
    format!("{}{why}{how}", dear(&to.name))
}
