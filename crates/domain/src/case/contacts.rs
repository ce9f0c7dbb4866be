//! The contacts of a customer on a case, and which of them we could have saved them.

use jiff::civil::Date;

use crate::case::Case;
use crate::id::ContactId;
use crate::vocabulary::Channel;

crate::vocabulary! {
    /// What staff say of a contact: whether the customer had to make it, and if not, what it was for.
    ///
    /// After the reasons of National Indicator 14, "avoidable contact" (2008 to 2010), in our words.
    pub enum Avoidable {
        /// They had to get in touch: something new, something that only they know.
        Needed = "needed",
        /// They had not heard from us, and asked how it is going.
        Chasing = "chasing",
        /// They told us again what we had been told.
        Repeat = "repeat",
        /// They had been sent to the wrong place, or were passed on.
        WrongPlace = "wrong-place",
        /// What we wrote or said was not clear.
        Unclear = "unclear",
        /// We had closed it before it was done.
        ClosedTooSoon = "closed-too-soon",
    }
}

crate::vocabulary! {
    /// Why a contact is counted as avoidable: what staff said, or what the record shows.
    pub enum AvoidableCause {
        /// The record shows it: a promise had passed its date without being kept.
        AfterMissedDate = "after-missed-date",
        /// They asked how it is going.
        Chasing = "chasing",
        /// They told us again what we had been told.
        Repeat = "repeat",
        /// They had been sent to the wrong place, or were passed on.
        WrongPlace = "wrong-place",
        /// What we wrote or said was not clear.
        Unclear = "unclear",
        /// We had closed it before it was done.
        ClosedTooSoon = "closed-too-soon",
    }
}

/// A contact from a customer, as far as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactMade {
    /// Which; the one that opened the case has no name.
    pub id: Option<ContactId>,
    /// When.
    pub on: Date,
    /// How.
    pub channel: Channel,
    /// Whether it asked how it is going.
    pub asked_for_update: bool,
    /// Whether something that was promised had passed its date by then.
    pub after_missed_date: bool,
    /// What staff said of it.
    pub said: Option<Avoidable>,
}

impl ContactMade {
    /// Why it could have been saved; nothing where it could not, or nobody knows.
    ///
    /// One cause for each, so that the causes add up to what was avoidable. What staff say goes before what the record
    /// shows, but whoever chases after a missed date chases because of the date.
    pub const fn cause(&self) -> Option<AvoidableCause> {
        match self.said {
            Some(Avoidable::Repeat) => Some(AvoidableCause::Repeat),
            Some(Avoidable::WrongPlace) => Some(AvoidableCause::WrongPlace),
            Some(Avoidable::Unclear) => Some(AvoidableCause::Unclear),
            Some(Avoidable::ClosedTooSoon) => Some(AvoidableCause::ClosedTooSoon),
            Some(Avoidable::Chasing) | None if self.after_missed_date => {
                Some(AvoidableCause::AfterMissedDate)
            }
            Some(Avoidable::Chasing) => Some(AvoidableCause::Chasing),
            None if self.asked_for_update => Some(AvoidableCause::Chasing),
            Some(Avoidable::Needed) | None => None,
        }
    }
}

impl Case {
    /// A contact of the customer's by its name; the one that opened the case has none.
    pub fn contact_made(&self, id: Option<&ContactId>) -> Option<&ContactMade> {
        self.contacts.iter().find(|made| made.id.as_ref() == id)
    }

    /// Whether something that was promised to the customer had passed its date on a day, and was not done by then.
    pub(super) fn had_missed_a_date(&self, day: Date) -> bool {
        let clocks = self.clocks.values().any(|clock| {
            let over = clock.stopped_on.or(clock.ended_on);
            clock.due_on < day && over.is_none_or(|on| on > day)
        });
        let update = self.update.as_ref().is_some_and(|update| update.due_on < day);
        let remedy = self.remedies.iter().any(|remedy| {
            let passed = remedy.due_on.is_some_and(|due| due < day);
            passed && remedy.told.is_none() && remedy.delivered_on.is_none_or(|on| on > day)
        });
        clocks || update || remedy
    }
}
