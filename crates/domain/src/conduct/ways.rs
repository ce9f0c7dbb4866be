//! Which ways of reaching the council are closed by what binds somebody.

use crate::customer::adjustment::AdjustmentKind;
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

impl ContactDetails {
    /// The same, as whoever can reach the council in one way alone is told how to: the other ways are left out.
    #[must_use]
    pub fn with_one_way(&self, open: Channel) -> Self {
        let by = |way: Channel| way == open;
        Self {
            phone: self.phone.clone().filter(|_| by(Channel::Phone)),
            email: self.email.clone().filter(|_| by(Channel::Email)),
            address: if by(Channel::Letter) || by(Channel::InPerson) {
                self.address.clone()
            } else {
                Vec::new()
            },
            ..self.clone()
        }
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

/// The one way that an arrangement leaves open, as what we write to its person goes (domain 5.5 and 5.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneWay {
    /// The way that stays open.
    pub open: Channel,
    /// By which we write then.
    pub by: Channel,
    /// What says another way: then it goes as they asked, unless a person chooses this one.
    pub against: Option<Against>,
}

/// What says another way than the one that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// What was agreed with them (Equality Act 2010, section 20).
    Adjustment(AdjustmentKind),
    /// The law says how an answer to such a request goes (Freedom of Information Act 2000, section 11; UK GDPR, article 12(3)).
    Law,
}

/// The one way by which we write to somebody under these measures.
///
/// With what was agreed with them and whether it is about a request under a statute. None where every way is open, and where the open one carries nothing that we write: then it goes
/// as they asked.
pub fn one_way(
    measures: &[ContactOption],
    open: Channel,
    (agreed, is_statutory): (&[AdjustmentKind], bool),
) -> Option<OneWay> {
    let by = match open {
        // What is said on the phone or in person is confirmed in writing.
        Channel::Letter | Channel::Phone | Channel::InPerson => Channel::Letter,
        Channel::Email => Channel::Email,
        Channel::Text => Channel::Text,
        Channel::Online
        | Channel::WebChat
        | Channel::SocialMedia
        | Channel::Councillor
        | Channel::Api
        | Channel::Import => return None,
    };
    let ruled_out = agreed.iter().find(|kind| kind.rules_out(by));
    let law = is_statutory.then_some(Against::Law);
    leaves_one_way(measures).then_some(OneWay {
        open,
        by,
        against: ruled_out.map(|kind| Against::Adjustment(*kind)).or(law),
    })
}
