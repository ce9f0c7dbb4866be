//! How long ago anybody says that something reached the council.

use jiff::Span;
use jiff::civil::Date;

/// The most years. Nobody lays a contact aside for so long (ours).
pub const MOST_YEARS: i16 = 10;

/// Whether whoever gives this day made a slip in its year: it makes promises that were broken before anybody could keep
/// them. What is older is recorded with the day on which it is raised now.
pub fn is_long_ago(day: Date, today: Date) -> bool {
    today
        .checked_sub(Span::new().years(MOST_YEARS))
        .is_ok_and(|first| day < first)
}

#[cfg(test)]
mod tests {
    //! Where the bound lies.

    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_came_more_than_ten_years_ago_is_a_slip_of_the_year() {
        let today = date(2026, 11, 2);
        for day in [date(2016, 11, 2), date(2020, 2, 29), today, date(2026, 11, 3)] {
            assert!(!is_long_ago(day, today), "{day}");
        }
        for day in [date(2016, 11, 1), date(1900, 1, 1), date(1, 1, 1), Date::MIN] {
            assert!(is_long_ago(day, today), "{day}");
        }
        // Ten years before a leap day is the last of February.
        assert!(!is_long_ago(date(2018, 2, 28), date(2028, 2, 29)));
    }
}
