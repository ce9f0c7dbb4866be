//! Reasonable adjustments: what was agreed with a person, reviewed, and kept to by every letter.
//!
//! They belong to the person and hold on all their cases (Equality Act 2010, section 20: the duty is owed to
//! the person). Complaint Handling Code 5.6: they are recorded and kept under active review.

use jiff::civil::Date;

use super::Event;
use crate::case::Refusal;
use crate::id::AdjustmentId;
use crate::vocabulary::Channel;
use crate::words::{Words, WordsRef};

crate::vocabulary! {
    /// What was agreed with a person.
    pub enum AdjustmentKind {
        /// Letters in large print.
        LargePrint = "large-print",
        /// Letters in Easy Read.
        EasyRead = "easy-read",
        /// Letters and calls in another language, named in words.
        OtherLanguage = "other-language",
        /// Letters in Welsh beside English. It is a right of its own and no adjustment to anything (Welsh Language Standards
        /// (No. 1) Regulations 2015, standard 2): it stands here because it is recorded, kept and read with them.
        Welsh = "welsh",
        /// British Sign Language.
        Bsl = "bsl",
        /// They cannot use the phone.
        CannotUsePhone = "cannot-use-phone",
        /// They cannot read print.
        CannotReadPrint = "cannot-read-print",
        /// Calls at certain times.
        CallTimes = "call-times",
        /// Somebody speaks for them, or beside them.
        SomeoneToSpeak = "someone-to-speak",
        /// More time to answer.
        MoreTime = "more-time",
        /// Something else, said in words.
        Other = "other",
    }
}

impl AdjustmentKind {
    /// Whether it bears on what is sent in writing. Of the others a letter cannot fall short.
    pub const fn bears_on_letters(self) -> bool {
        match self {
            Self::LargePrint
            | Self::EasyRead
            | Self::OtherLanguage
            | Self::Bsl
            | Self::CannotReadPrint
            | Self::Other => true,
            // Whether a letter is in Welsh the program sees for itself.
            Self::Welsh | Self::CannotUsePhone | Self::CallTimes | Self::SomeoneToSpeak | Self::MoreTime => {
                false
            }
        }
    }

    /// Whether a letter keeps to it only if somebody sees to it: the program lays letters out, and neither writes Easy Read
    /// nor translates nor brings anybody.
    pub const fn needs_a_person(self) -> bool {
        match self {
            Self::EasyRead
            | Self::OtherLanguage
            | Self::Welsh
            | Self::Bsl
            | Self::SomeoneToSpeak
            | Self::Other => true,
            Self::LargePrint
            | Self::CannotUsePhone
            | Self::CannotReadPrint
            | Self::CallTimes
            | Self::MoreTime => false,
        }
    }

    /// Whether it says nothing without words.
    pub const fn needs_words(self) -> bool {
        match self {
            Self::OtherLanguage | Self::CallTimes | Self::Other => true,
            Self::LargePrint
            | Self::EasyRead
            | Self::Welsh
            | Self::Bsl
            | Self::CannotUsePhone
            | Self::CannotReadPrint
            | Self::SomeoneToSpeak
            | Self::MoreTime => false,
        }
    }

    /// Whether somebody with whom it was agreed cannot be left with this one way to reach the council, or to be
    /// reached (Equality Act 2010, section 20). What was agreed in other words is for people to weigh.
    pub const fn rules_out(self, channel: Channel) -> bool {
        match self {
            Self::Bsl | Self::CannotUsePhone => matches!(channel, Channel::Phone),
            Self::CannotReadPrint => matches!(channel, Channel::Letter),
            Self::LargePrint
            | Self::EasyRead
            | Self::OtherLanguage
            | Self::Welsh
            | Self::CallTimes
            | Self::SomeoneToSpeak
            | Self::MoreTime
            | Self::Other => false,
        }
    }
}

crate::vocabulary! {
    /// How a letter is laid out for its reader.
    pub enum Layout {
        /// The ordinary size.
        Standard = "standard",
        /// Large print.
        LargePrint = "large-print",
        /// Easy Read: short lines, big type, much space.
        EasyRead = "easy-read",
    }
}

crate::vocabulary! {
    /// What a review came to.
    pub enum Reviewed {
        /// It goes on as it is.
        Kept = "kept",
        /// It goes on, with other words.
        Changed = "changed",
        /// It is no longer wanted or needed.
        Ended = "ended",
    }
}

/// Something that was agreed with a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// Its identifier.
    pub id: AdjustmentId,
    /// What.
    pub kind: AdjustmentKind,
    /// The same in words.
    pub words: Option<WordsRef>,
    /// Since when.
    pub from: Date,
    /// When it is looked at again.
    pub review_on: Date,
    /// Until when, once it has ended.
    pub ended_on: Option<Date>,
}

/// An adjustment on its way into the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAdjustment {
    /// Its identifier.
    pub id: AdjustmentId,
    /// What.
    pub kind: AdjustmentKind,
    /// The same in words.
    pub words: Option<Words>,
    /// Since when.
    pub from: Date,
    /// When it is looked at again; the policy's months after today if not said.
    pub review_on: Option<Date>,
}

/// What was found when an adjustment was looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjustmentReview {
    /// Which.
    pub id: AdjustmentId,
    /// What became of it.
    pub outcome: Reviewed,
    /// What holds now, for one that was changed.
    pub words: Option<Words>,
    /// Why.
    pub reason: Words,
    /// When it is looked at next; the policy's months after today if not said.
    pub review_on: Option<Date>,
}

impl AdjustmentReview {
    /// Every text in it, with what each is for.
    pub fn all_words(&self) -> Vec<(&'static str, &Words)> {
        let words = self.words.iter().map(|words| ("adjustment", words));
        words.chain([("reason", &self.reason)]).collect()
    }
}

/// The day that many months after `today`.
fn months_after(today: Date, months: u16) -> Date {
    let span = jiff::Span::new().months(i64::from(months));
    today.checked_add(span).unwrap_or(today)
}

/// Whoever deals with the person agrees an adjustment. It has a date on which it is looked at again.
pub fn agree(new: &NewAdjustment, (today, months): (Date, u16)) -> Result<Vec<Event>, Refusal> {
    let words = new.words.as_ref().filter(|words| !words.is_blank());
    if new.kind.needs_words() && words.is_none() {
        return Err(Refusal::TextMissing("what was agreed"));
    }
    let review_on = new.review_on.unwrap_or_else(|| months_after(today, months));
    if review_on <= today {
        return Err(Refusal::ReviewNotAhead);
    }
    Ok(vec![Event::AdjustmentAgreed {
        adjustment: new.id.clone(),
        kind: new.kind,
        words: words.map(Words::reference),
        from: new.from,
        review_on,
    }])
}

/// An adjustment is looked at again, with the reason for what becomes of it.
pub fn review(
    known: &[Adjustment],
    review: &AdjustmentReview,
    (today, months): (Date, u16),
) -> Result<Vec<Event>, Refusal> {
    let is_open = |known: &&Adjustment| known.id == review.id && known.ended_on.is_none();
    if known.iter().find(is_open).is_none() {
        return Err(Refusal::NoSuchAdjustment);
    }
    if review.reason.is_blank() {
        return Err(Refusal::TextMissing("the reason"));
    }
    let words = review.words.as_ref().filter(|words| !words.is_blank());
    let (words, review_on) = match review.outcome {
        Reviewed::Ended => (None, None),
        Reviewed::Kept => (None, Some(review.review_on)),
        Reviewed::Changed if words.is_none() => return Err(Refusal::TextMissing("what was agreed")),
        Reviewed::Changed => (words, Some(review.review_on)),
    };
    let review_on = review_on.map(|said| said.unwrap_or_else(|| months_after(today, months)));
    if review_on.is_some_and(|on| on <= today) {
        return Err(Refusal::ReviewNotAhead);
    }
    Ok(vec![Event::AdjustmentReviewed {
        adjustment: review.id.clone(),
        outcome: review.outcome,
        on: today,
        words: words.map(Words::reference),
        reason: review.reason.reference(),
        review_on,
    }])
}

/// The adjustments of a person, those that ended included, in the order in which they were agreed.
pub fn fold(events: &[Event]) -> Vec<Adjustment> {
    let mut all: Vec<Adjustment> = Vec::new();
    for event in events {
        match event {
            Event::AdjustmentAgreed {
                adjustment,
                kind,
                words,
                from,
                review_on,
            } => all.push(Adjustment {
                id: adjustment.clone(),
                kind: *kind,
                words: words.clone(),
                from: *from,
                review_on: *review_on,
                ended_on: None,
            }),
            Event::AdjustmentReviewed {
                adjustment,
                outcome,
                on,
                words,
                review_on,
                ..
            } => {
                let Some(known) = all.iter_mut().find(|known| known.id == *adjustment) else {
                    continue;
                };
                match outcome {
                    Reviewed::Ended => known.ended_on = Some(*on),
                    Reviewed::Kept | Reviewed::Changed => {}
                }
                known.review_on = review_on.unwrap_or(known.review_on);
                if words.is_some() {
                    known.words.clone_from(words);
                }
            }
            Event::Registered { .. }
            | Event::DetailsChanged { .. }
            | Event::Corrected { .. }
            | Event::Moved { .. }
            | Event::SurveysAnswered { .. }
            | Event::MergedInto { .. }
            | Event::TookIn { .. }
            | Event::Unmerged { .. }
            | Event::GaveBack { .. } => {}
        }
    }
    all
}

/// How letters to somebody with whom these kinds were agreed are laid out. Easy Read says more than large
/// print: it is in large type too.
pub fn layout_for(kinds: impl IntoIterator<Item = AdjustmentKind>) -> Layout {
    kinds
        .into_iter()
        .fold(Layout::Standard, |layout, kind| match kind {
            AdjustmentKind::EasyRead => Layout::EasyRead,
            AdjustmentKind::LargePrint => layout.max(Layout::LargePrint),
            AdjustmentKind::OtherLanguage
            | AdjustmentKind::Welsh
            | AdjustmentKind::Bsl
            | AdjustmentKind::CannotUsePhone
            | AdjustmentKind::CannotReadPrint
            | AdjustmentKind::CallTimes
            | AdjustmentKind::SomeoneToSpeak
            | AdjustmentKind::MoreTime
            | AdjustmentKind::Other => layout,
        })
}

#[cfg(test)]
mod tests {
    //! What is agreed, reviewed and kept to.

    use jiff::civil::date;

    use super::*;
    use crate::case::tests::people::uuid;
    use crate::id::WordsId;

    const TODAY: Date = date(2026, 1, 5);

    fn id(number: u64) -> AdjustmentId {
        AdjustmentId::parse(uuid(number)).unwrap()
    }

    fn words(text: &str) -> Words {
        Words::new(WordsId::parse(uuid(77)).unwrap(), [7; 16], text)
    }

    fn large_print() -> NewAdjustment {
        NewAdjustment {
            id: id(1),
            kind: AdjustmentKind::LargePrint,
            words: None,
            from: TODAY,
            review_on: None,
        }
    }

    fn looked_at(outcome: Reviewed) -> AdjustmentReview {
        AdjustmentReview {
            id: id(1),
            outcome,
            words: None,
            reason: words("She told us on the phone."),
            review_on: None,
        }
    }

    // Complaint Handling Code 5.6: adjustments are kept under active review.
    #[test]
    fn an_adjustment_has_its_date_of_review_from_the_policy_unless_one_is_said() {
        let events = agree(&large_print(), (TODAY, 12)).unwrap();
        assert_eq!(fold(&events)[0].review_on, date(2027, 1, 5));
        let sooner = NewAdjustment {
            review_on: Some(date(2026, 3, 1)),
            ..large_print()
        };
        let events = agree(&sooner, (TODAY, 12)).unwrap();
        assert_eq!(fold(&events)[0].review_on, date(2026, 3, 1));
        let past = NewAdjustment {
            review_on: Some(TODAY),
            ..large_print()
        };
        assert_eq!(agree(&past, (TODAY, 12)), Err(Refusal::ReviewNotAhead));
    }

    #[test]
    fn what_says_nothing_without_words_has_words() {
        for kind in AdjustmentKind::ALL {
            let new = NewAdjustment {
                kind: *kind,
                ..large_print()
            };
            assert_eq!(agree(&new, (TODAY, 12)).is_err(), kind.needs_words(), "{kind}");
        }
    }

    #[test]
    fn a_review_keeps_changes_or_ends_it_with_a_reason() {
        let mut events = agree(&large_print(), (TODAY, 12)).unwrap();
        let later = date(2027, 1, 6);
        let known = fold(&events);
        let unsaid = AdjustmentReview {
            reason: words(" "),
            ..looked_at(Reviewed::Kept)
        };
        assert!(review(&known, &unsaid, (later, 12)).is_err());
        assert!(review(&known, &looked_at(Reviewed::Changed), (later, 12)).is_err());
        events.extend(review(&known, &looked_at(Reviewed::Kept), (later, 12)).unwrap());
        assert_eq!(fold(&events)[0].review_on, date(2028, 1, 6));
        events.extend(review(&fold(&events), &looked_at(Reviewed::Ended), (later, 12)).unwrap());
        let ended = fold(&events);
        assert_eq!(ended[0].ended_on, Some(later));
        let again = review(&ended, &looked_at(Reviewed::Kept), (later, 12));
        assert_eq!(again, Err(Refusal::NoSuchAdjustment));
    }

    // Equality Act 2010, section 20.
    #[test]
    fn what_was_agreed_rules_out_the_one_way_that_they_cannot_use() {
        use AdjustmentKind::{Bsl, CannotReadPrint, CannotUsePhone, LargePrint};
        assert!(Bsl.rules_out(Channel::Phone) && CannotUsePhone.rules_out(Channel::Phone));
        assert!(CannotReadPrint.rules_out(Channel::Letter));
        assert!(
            !CannotReadPrint.rules_out(Channel::Email),
            "a screen reader reads it"
        );
        assert!(!LargePrint.rules_out(Channel::Letter));
    }

    #[test]
    fn letters_are_laid_out_as_it_was_agreed() {
        use AdjustmentKind::{Bsl, CallTimes, EasyRead, LargePrint};
        assert_eq!(layout_for([]), Layout::Standard);
        assert_eq!(layout_for([Bsl, CallTimes]), Layout::Standard);
        assert_eq!(layout_for([CallTimes, LargePrint]), Layout::LargePrint);
        assert_eq!(layout_for([EasyRead, LargePrint]), Layout::EasyRead);
        assert_eq!(layout_for([LargePrint, EasyRead]), Layout::EasyRead);
    }
}
