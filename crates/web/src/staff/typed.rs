//! What people type into staff forms, read kindly: dates, times, references, ways to reach somebody.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use redress_domain::calendar::london::time_zone;
use redress_domain::reference::{BadReference, Reference};

/// A day as a date picker writes it, `17/5/2027`, or as addresses do, `2027-05-17`.
pub(crate) fn date(typed: &str) -> Option<Date> {
    let typed = typed.trim();
    if let Ok(day) = typed.parse::<Date>() {
        return Some(day);
    }
    let parts: Vec<_> = typed
        .split(['/', '.', '-', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    let year: i16 = year.parse().ok()?;
    let year = if year < 100 { year + 2000 } else { year };
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A time of day: `9:30am`, `9.30`, `14:05`, `9am`.
pub(crate) fn time(typed: &str) -> Option<Time> {
    let typed: String = typed
        .to_lowercase()
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let (digits, half) = match (typed.strip_suffix("am"), typed.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        (None, None) => (typed.as_str(), None),
    };
    let (hour, minute) = digits.split_once([':', '.']).unwrap_or((digits, "0"));
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(later) => hour % 12 + later,
        None => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

/// A moment in London.
pub(crate) fn moment(day: Date, time: Time) -> Option<Timestamp> {
    let zoned = day.to_datetime(time).to_zoned(time_zone().clone()).ok()?;
    Some(zoned.timestamp())
}

/// What to tell whoever gave a day that [`is_long_ago`](redress_domain::calendar::long_ago::is_long_ago).
pub(crate) const LONG_AGO: &str = "Check the year: that is more than 10 years ago. An older matter is logged with the \
                                   day on which it is raised now";

/// A reference, in any spelling.
pub(crate) fn reference(typed: &str) -> Option<Reference> {
    Reference::parse(typed).ok()
}

/// What to tell whoever typed a reference, or a code, of the right shape whose check character does not fit.
pub(crate) const CHECK_REFERENCE: &str = "Check the reference: one letter or number is wrong";

/// Why a text is no reference: one character of it is wrong, or else what `example` says.
pub(crate) fn no_reference(typed: &str, example: impl Into<String>) -> String {
    match Reference::parse(typed) {
        Err(BadReference::Check) => CHECK_REFERENCE.to_owned(),
        _ => example.into(),
    }
}

/// Whether a text in a search is a reference with the council's prefix, but for one character. Words of
/// other beginnings may have its shape by chance.
pub(crate) fn is_mistyped_reference(typed: &str, prefix: &str) -> bool {
    let bare = typed.trim_start().to_ascii_uppercase();
    Reference::parse(typed) == Err(BadReference::Check) && bare.starts_with(prefix)
}

/// Whether something is a telephone number.
pub(crate) fn is_phone(typed: &str) -> bool {
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let known = |letter: char| letter.is_ascii_digit() || " +-().".contains(letter);
    (7..=15).contains(&digits) && typed.chars().all(known)
}

/// Whether a telephone number takes text messages: a mobile number of the United Kingdom.
pub(crate) fn is_mobile(typed: &str) -> bool {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let own = digits.strip_prefix("44").map(|rest| rest.trim_start_matches('0'));
    let own = own.or_else(|| digits.strip_prefix('0')).unwrap_or_default();
    is_phone(typed) && own.len() == 10 && own.starts_with('7')
}

/// Whether something has the shape of a postcode of the United Kingdom.
pub(crate) fn is_postcode(typed: &str) -> bool {
    let bare: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .collect();
    let letters = bare.as_bytes();
    let Some((rest, [digit, one, other])) = letters.split_last_chunk::<3>().map(|(rest, last)| (rest, *last))
    else {
        return false;
    };
    let outward = (2..=4).contains(&rest.len())
        && rest.first().is_some_and(u8::is_ascii_alphabetic)
        && rest.iter().all(u8::is_ascii_alphanumeric)
        && rest.iter().any(u8::is_ascii_digit);
    outward && digit.is_ascii_digit() && one.is_ascii_alphabetic() && other.is_ascii_alphabetic()
}

#[cfg(test)]
mod tests {
    //! What people type is understood.

    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn a_day_and_a_time_are_read_as_people_type_them() {
        for typed in ["17/5/2027", " 17.05.2027", "17-5-27", "2027-05-17", "17 5 2027"] {
            assert_eq!(date(typed), Some(day(2027, 5, 17)), "{typed}");
        }
        for typed in ["", "soon", "31/2/2027", "5/2027", "17/5/2027/1"] {
            assert_eq!(date(typed), None, "{typed}");
        }
        for (typed, hour, minute) in [
            ("9:30am", 9, 30),
            ("9.30 AM", 9, 30),
            ("14:05", 14, 5),
            ("2pm", 14, 0),
            ("12am", 0, 0),
            ("12:15pm", 12, 15),
        ] {
            assert_eq!(time(typed), Time::new(hour, minute, 0, 0).ok(), "{typed}");
        }
        for typed in ["", "13pm", "0am", "25:00", "noon", "9:75"] {
            assert_eq!(time(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_way_to_reach_somebody_has_a_shape() {
        for typed in ["07700 900001", "+44 7700 900001", "+44 (0)7700 900001"] {
            assert!(is_mobile(typed), "{typed}");
        }
        for typed in ["01632 960001", "07700", "", "+1 7700 900001"] {
            assert!(!is_mobile(typed), "{typed}");
        }
        assert!(is_phone("+44 (0)1632 960 001") && !is_phone("0800 CALL") && !is_phone("999"));
        assert!(
            is_postcode("ws1-4ab") && is_postcode("ws1 4ab") && is_postcode("EC1A1BB") && !is_postcode("WS1")
        );
        assert!(!is_postcode("4B") && !is_postcode("ABC DEF"));
    }
}
