//! A move of address: a new one from a day, the old ones kept with their days.
//!
//! The words of an address stand beside the events; an event has the day and names the words. What was sent stays
//! where it went: an address is looked up on the day on which something is addressed.

use jiff::civil::Date;

use super::Event;
use crate::words::{Words, WordsRef};

crate::vocabulary! {
    /// Why a move is not recorded.
    pub enum NotMoved {
        /// No address.
        NoAddress = "no-address",
        /// Nobody said how they know.
        NoReason = "no-reason",
        /// Further ahead than anybody has to know.
        TooFarAhead = "too-far-ahead",
        /// Further back than anybody writes to an old address.
        TooFarBack = "too-far-back",
    }
}

/// How far ahead or back a move may be, in days: a year. Whoever types more has made a slip.
const MOST_DAYS: i64 = 366;

/// A move that somebody wants recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMove {
    /// From which day they live there.
    pub from: Date,
    /// The address, lines parted by line ends.
    pub address: Words,
    /// The postcode, where there is one.
    pub postcode: Option<Words>,
    /// How it is known: whoever writes to another address than before has to be sure.
    pub reason: Words,
}

/// An address with the day from which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// From which day.
    pub from: Date,
    /// The address.
    pub address: WordsRef,
    /// The postcode.
    pub postcode: Option<WordsRef>,
    /// How it is known.
    pub reason: WordsRef,
}

impl NewMove {
    /// Every text in it, with what each is for.
    pub fn words(&self) -> Vec<(&'static str, Words)> {
        let address = [("address", self.address.clone()), ("reason", self.reason.clone())];
        let postcode = self.postcode.iter().map(|words| ("postcode", words.clone()));
        address.into_iter().chain(postcode).collect()
    }
}

/// What follows from a move, or why it is not recorded.
pub fn record(new: &NewMove, today: Date) -> Result<Event, NotMoved> {
    if new.address.is_blank() {
        return Err(NotMoved::NoAddress);
    }
    if new.reason.is_blank() {
        return Err(NotMoved::NoReason);
    }
    let days = i64::from((new.from - today).get_days());
    if days > MOST_DAYS {
        return Err(NotMoved::TooFarAhead);
    }
    if days < -MOST_DAYS {
        return Err(NotMoved::TooFarBack);
    }
    let postcode = new.postcode.as_ref().filter(|words| !words.is_blank());
    Ok(Event::Moved {
        from: new.from,
        address: new.address.reference(),
        postcode: postcode.map(Words::reference),
        reason: new.reason.reference(),
    })
}

/// The addresses that were said, in the order of their days. A later word about the same day or an earlier one
/// takes the place of what was said before: so a slip is put right, and the record keeps both.
pub fn fold(events: &[Event]) -> Vec<Address> {
    let mut all: Vec<Address> = Vec::new();
    for event in events {
        if let Event::Moved {
            from,
            address,
            postcode,
            reason,
        } = event
        {
            all.retain(|known| known.from < *from);
            all.push(Address {
                from: *from,
                address: address.clone(),
                postcode: postcode.clone(),
                reason: reason.clone(),
            });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    //! Where somebody lives, and since when.

    use super::*;
    use crate::case::tests::people::uuid;
    use crate::id::WordsId;

    fn words(number: u64, text: &str) -> Words {
        Words::new(WordsId::parse(uuid(number)).unwrap(), [7; 16], text)
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn to(from: &str, address: &str) -> NewMove {
        NewMove {
            from: day(from),
            address: words(1, address),
            postcode: Some(words(2, "WS1 9ZZ")),
            reason: words(3, "She phoned, and named her old postcode."),
        }
    }

    #[test]
    fn a_move_has_an_address_a_day_and_how_it_is_known_and_its_event_no_word_of_them() {
        let today = day("2026-03-02");
        let event = record(&to("2026-03-09", "9 New Street"), today).unwrap();
        let body = serde_json::to_string(&event).unwrap();
        for word in ["New Street", "WS1", "phoned"] {
            assert!(!body.contains(word), "{body}");
        }
        assert_eq!(record(&to("2026-03-09", " "), today), Err(NotMoved::NoAddress));
        let unknown = NewMove {
            reason: words(3, ""),
            ..to("2026-03-09", "9 New Street")
        };
        assert_eq!(record(&unknown, today), Err(NotMoved::NoReason));
        assert_eq!(
            record(&to("2028-03-09", "9 New Street"), today),
            Err(NotMoved::TooFarAhead)
        );
        assert_eq!(
            record(&to("2024-03-01", "9 New Street"), today),
            Err(NotMoved::TooFarBack)
        );
    }

    #[test]
    fn a_later_word_about_a_day_takes_the_place_of_an_earlier_one() {
        let today = day("2026-03-02");
        let said = |from| record(&to(from, "9 New Street"), today).unwrap();
        let days = |events: &[Event]| -> Vec<Date> { fold(events).iter().map(|one| one.from).collect() };
        let both = [said("2026-03-09"), said("2026-06-01")];
        assert_eq!(days(&both), [day("2026-03-09"), day("2026-06-01")]);
        // The move of June was a slip: it is in April.
        let mended = [both.to_vec(), vec![said("2026-04-01")]].concat();
        assert_eq!(days(&mended), [day("2026-03-09"), day("2026-04-01")]);
        let begun_again = [mended, vec![said("2026-03-09")]].concat();
        assert_eq!(days(&begun_again), [day("2026-03-09")]);
    }
}
