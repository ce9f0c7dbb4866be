//! Which ways of reaching the council are closed by what binds somebody.

use crate::policy::{ContactDetails, ContactOption};
use crate::vocabulary::Channel;

/// Whether these measures close a way, beside the one that they leave open. Only what was decided closes one: an agreement
/// about behaviour, a named person or set times close none (domain 5.5 and 5.9).
pub fn closes(measures: &[ContactOption], open: Channel, way: Channel) -> bool {
    // By the page of a case, and by a councillor, anybody may always say something.
    if way == open || matches!(way, Channel::Online | Channel::Councillor) {
        return false;
    }
    measures.iter().any(|measure| match measure {
        ContactOption::OneChannel => true,
        ContactOption::Premises => way == Channel::InPerson,
        ContactOption::NamedContact
        | ContactOption::SetTimes
        | ContactOption::CallLength
        | ContactOption::NoAcknowledgementOfRepeats
        | ContactOption::FileWithoutReply
        | ContactOption::BehaviourAgreement => false,
    })
}

/// Whether a council says how to reach it in a way: by these pages, or by what stands among its details.
///
/// Where it can be visited it says at its address; a number for text messages it does not have (domain 5.5: a way that they can really use).
pub fn is_published(contact: &ContactDetails, way: Channel) -> bool {
    match way {
        Channel::Online => true,
        Channel::Phone => contact.phone.is_some(),
        Channel::Email => contact.email.is_some(),
        Channel::Letter | Channel::InPerson => !contact.address.is_empty(),
        Channel::Text
        | Channel::WebChat
        | Channel::SocialMedia
        | Channel::Councillor
        | Channel::Api
        | Channel::Import => false,
    }
}

/// Whether these measures leave one way alone.
pub fn leaves_one_way(measures: &[ContactOption]) -> bool {
    measures.contains(&ContactOption::OneChannel)
}

/// Whether a measure says nothing to whoever has to keep to it before somebody wrote down who, when or how long.
pub const fn needs_to_be_spelled_out(measure: ContactOption) -> bool {
    match measure {
        ContactOption::NamedContact | ContactOption::SetTimes | ContactOption::CallLength => true,
        ContactOption::OneChannel
        | ContactOption::NoAcknowledgementOfRepeats
        | ContactOption::FileWithoutReply
        | ContactOption::Premises
        | ContactOption::BehaviourAgreement => false,
    }
}
