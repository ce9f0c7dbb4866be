//! The people on a case beside its customer, what is known of their leave to speak, and concerns for them.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::case::{Case, Consent};
use crate::id::{ActorId, ConcernId, PersonId};
use crate::vocabulary::ReplyBy;
use crate::words::{FileRef, WordsRef};

crate::vocabulary! {
    /// What somebody is to a case.
    pub enum Part {
        /// It is their matter too: one complaint of several customers.
        FurtherCustomer = "further-customer",
        /// They speak for the customer, with the customer's consent.
        Representative = "representative",
        /// They speak for a child, by right.
        ForAChild = "for-a-child",
        /// They speak for somebody who cannot give consent, by right.
        ForSomeoneWhoCannotConsent = "for-someone-who-cannot-consent",
        /// It is the matter of this business or body.
        Business = "business",
        /// They speak for a business or body.
        BusinessContact = "business-contact",
    }
}

impl Part {
    /// Whether they speak for somebody else.
    pub const fn speaks(self) -> bool {
        match self {
            Self::Representative
            | Self::ForAChild
            | Self::ForSomeoneWhoCannotConsent
            | Self::BusinessContact => true,
            Self::FurtherCustomer | Self::Business => false,
        }
    }

    /// Whether the customer must agree to it. Whoever speaks by right needs the right instead, and a
    /// business agrees through whoever speaks for it.
    pub const fn needs_consent(self) -> bool {
        matches!(self, Self::Representative)
    }

    /// Whether it must be said by what right they speak.
    pub const fn needs_basis(self) -> bool {
        matches!(self, Self::ForAChild | Self::ForSomeoneWhoCannotConsent)
    }
}

crate::vocabulary! {
    /// By what right somebody speaks for a person who cannot agree to it.
    pub enum Basis {
        /// They have parental responsibility.
        ParentalResponsibility = "parental-responsibility",
        /// They hold a registered lasting power of attorney.
        LastingPower = "lasting-power-of-attorney",
        /// The Court of Protection made them deputy.
        Deputyship = "deputyship",
        /// They are the personal representative of somebody who died.
        PersonalRepresentative = "personal-representative",
        /// Another right, said in words.
        Other = "other",
    }
}

crate::vocabulary! {
    /// What a concern is about.
    pub enum ConcernKind {
        /// The person may need more care in how we deal with them.
        Vulnerability = "vulnerability",
        /// An adult may be at risk of abuse or neglect (Care Act 2014, section 42).
        AdultAtRisk = "adult-at-risk",
        /// A child may be at risk of harm (Children Act 1989, section 47).
        ChildAtRisk = "child-at-risk",
    }
}

crate::vocabulary! {
    /// Who was told of a concern.
    pub enum ConcernTold {
        /// The council's safeguarding lead.
        SafeguardingLead = "safeguarding-lead",
        /// Adult social care.
        AdultSocialCare = "adult-social-care",
        /// Children's social care.
        ChildrensSocialCare = "childrens-social-care",
        /// The police.
        Police = "police",
        /// A doctor or another health service.
        Health = "health",
        /// The landlord or the housing team.
        Housing = "housing",
        /// Somebody else, said in words.
        Other = "other",
    }
}

crate::vocabulary! {
    /// Whether what is sent keeps to what was agreed with its reader.
    pub enum Kept {
        /// It does.
        Yes = "yes",
        /// It does not, for a reason.
        No = "no",
    }
}

/// Somebody on a case beside its customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Involved {
    /// Who.
    pub person: PersonId,
    /// What they are to it.
    pub part: Part,
    /// Whether the customer agreed, where that is asked.
    pub consent: Option<Consent>,
    /// By what right they speak, where they need one.
    pub basis: Option<Basis>,
    /// Why they are on it, or the right in words.
    pub reason: Option<WordsRef>,
    /// How the consent, as it stands, is known.
    pub evidence: Option<Evidence>,
    /// Since when.
    pub since: Date,
    /// Until when, once it is over.
    pub ended_on: Option<Date>,
}

/// How consent is known: what was said or written, or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What was said or written.
    pub words: Option<WordsRef>,
    /// The form or letter.
    pub file: Option<FileRef>,
    /// When it was recorded.
    pub on: Date,
}

impl Involved {
    /// Whether they are still on it.
    pub fn is_current(&self) -> bool {
        self.ended_on.is_none()
    }

    /// Whether they may speak for somebody else now.
    pub fn may_speak(&self) -> bool {
        let agreed = self.consent.is_none_or(Consent::lets_speak);
        self.is_current() && self.part.speaks() && agreed
    }
}

/// A concern for somebody's safety or wellbeing. Only some may read what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    /// Its identifier.
    pub id: ConcernId,
    /// What it is about.
    pub kind: ConcernKind,
    /// What was seen or said.
    pub words: WordsRef,
    /// Who raised it.
    pub raised_by: ActorId,
    /// When.
    pub raised_at: Timestamp,
    /// Who was told, when, and what they said.
    pub told: Vec<Telling>,
}

/// That somebody was told of a concern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// Who.
    pub who: ConcernTold,
    /// When.
    pub on: Date,
    /// By whom.
    pub by: ActorId,
    /// What was said, and the name of whoever took it.
    pub words: WordsRef,
}

impl Case {
    /// Those beside the customer who are on it now.
    pub fn current_people(&self) -> impl Iterator<Item = &Involved> {
        self.people.iter().filter(|involved| involved.is_current())
    }

    /// Somebody who is on it now, beside the customer.
    pub fn involved(&self, person: &PersonId) -> Option<&Involved> {
        self.current_people().find(|involved| involved.person == *person)
    }

    /// Whether it is this person's own matter.
    pub fn is_customer(&self, person: &PersonId) -> bool {
        self.customer.as_ref() == Some(person)
            || self
                .involved(person)
                .is_some_and(|involved| !involved.part.speaks())
    }

    /// Whether it is the matter of several, so that none of them ends it for the others.
    pub fn is_of_several(&self) -> bool {
        let mut others = self.current_people();
        others.any(|involved| involved.part == Part::FurtherCustomer)
    }

    /// Whether this person speaks for the customer and the consent for it is still to be recorded, or was
    /// refused or withdrawn. Until it is given, they see how the case stands and no more (domain, section 2).
    pub fn lacks_consent(&self, person: &PersonId) -> bool {
        let first = self.representative.as_ref();
        let first_lacks = first.is_some_and(|(known, consent)| known == person && !consent.lets_speak());
        let later_lacks = self
            .involved(person)
            .is_some_and(|involved| involved.part.speaks() && !involved.may_speak());
        (first_lacks || later_lacks) && !self.is_customer(person)
    }

    /// Whether this person is on the case now, in any part.
    pub fn knows(&self, person: &PersonId) -> bool {
        let first = self.representative.as_ref();
        self.customer.as_ref() == Some(person)
            || first.is_some_and(|(known, _)| known == person)
            || self.involved(person).is_some()
    }

    /// Whether letters may go to this person: they are on the case, and lack no consent.
    pub fn may_have_letters(&self, person: &PersonId) -> bool {
        self.knows(person) && !self.lacks_consent(person)
    }

    /// How somebody on the case asked to be answered: a representative by their own way, and not by the customer's. Who never said so
    /// is answered as whoever opened it asked.
    pub fn reply_by_of(&self, person: &PersonId) -> Option<ReplyBy> {
        self.ways.get(person).copied().or(self.first_reply_by)
    }

    /// How whoever gets its letters asked to be answered.
    pub fn reply_by(&self) -> Option<ReplyBy> {
        self.correspondent()
            .map_or(self.first_reply_by, |person| self.reply_by_of(person))
    }

    /// To whom letters go: whoever was chosen for it and may have them; otherwise whoever speaks for the
    /// customer with leave to; otherwise the customer.
    pub fn correspondent(&self) -> Option<&PersonId> {
        let chosen = self.letters_to.as_ref();
        let first = self.representative.as_ref().map(|(person, _)| person);
        let later = self.current_people();
        let later = later.filter(|known| known.may_speak() && !self.speaks_for_others(&known.person));
        let later = later.map(|involved| &involved.person);
        chosen
            .into_iter()
            .chain(first)
            .chain(later)
            .find(|person| self.may_have_letters(person))
            .or(self.customer.as_ref())
            .or_else(|| {
                let mut others = self.current_people();
                others
                    .find(|involved| !involved.part.speaks())
                    .map(|involved| &involved.person)
            })
    }

    /// Everybody who is or was on it, each once: the customer first.
    pub fn everybody(&self) -> Vec<&PersonId> {
        let first = self.representative.iter().map(|(person, _)| person);
        let others = self.people.iter().map(|involved| &involved.person);
        let mut everybody: Vec<&PersonId> = Vec::new();
        for person in self.customer.iter().chain(first).chain(others) {
            if !everybody.contains(&person) {
                everybody.push(person);
            }
        }
        everybody
    }
}
