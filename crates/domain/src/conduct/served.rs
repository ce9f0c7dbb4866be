//! From which day a letter counts: the one on which it is taken to have reached them.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::calendar::london::day_ends_at;
use crate::policy::{Limit, Unit};
use crate::vocabulary::{Channel, DayOne};

/// How long the post takes.
///
/// Civil Procedure Rules 1998, rule 6.26: what goes by first class post is served on the second day after it was posted, if
/// that is a business day, and otherwise on the next one. We count two working days, which is the same day or a later one:
/// nobody is taken to have had a letter on a day on which nothing is delivered.
const BY_POST: Limit = Limit {
    count: 2,
    unit: Unit::WorkingDays,
};

/// The day from which a letter counts that left by a way on a day.
///
/// What goes by post counts from the second working day after it; what is handed over, read to them or sent by e-mail from the
/// day itself.
pub fn served_on(calendar: &Calendar, (channel, left_on): (Channel, Date)) -> Date {
    match channel {
        Channel::Letter => calendar.due(left_on, BY_POST, DayOne::NextWorkingDay),
        Channel::Email
        | Channel::Phone
        | Channel::InPerson
        | Channel::Online
        | Channel::Text
        | Channel::WebChat
        | Channel::SocialMedia
        | Channel::Councillor
        | Channel::Api
        | Channel::Import => left_on,
    }
}

/// The moment from which a warning counts that is taken to have reached them on a day: its last second.
///
/// Nobody knows when the post came. So what happened on that day comes before it, in the person's favour (the Ombudsman's guide, part 3).
pub(super) fn at_the_end_of(day: Date) -> Timestamp {
    day_ends_at(day)
        .saturating_sub(jiff::SignedDuration::from_secs(1))
        .unwrap_or(Timestamp::MAX)
}
