//! Dates, times, counts and references as people read them; dates in London's time.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use redress_domain::calendar::london::time_zone;

use crate::components::{Tag, When};
use crate::markup::{Content, Markup};

/// The months, in their order.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "November".
pub fn month_name(date: Date) -> &'static str {
    usize::try_from(date.month())
        .ok()
        .and_then(|month| MONTHS.get(month - 1))
        .copied()
        .unwrap_or_default()
}

/// "Wednesday".
pub fn weekday_name(date: Date) -> &'static str {
    use jiff::civil::Weekday;
    match date.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// "Wednesday 25 November 2026", for sentences.
pub fn long_date(date: Date) -> String {
    format!("{} {}", weekday_name(date), date_only(date))
}

/// "25 November 2026".
pub fn date_only(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(date), date.year())
}

/// "25 Nov 2026", for tables.
pub fn short_date(date: Date) -> String {
    format!("{} {}", day_and_month(date), date.year())
}

/// "25 Nov", for due tags.
pub fn day_and_month(date: Date) -> String {
    let month = month_name(date);
    format!("{} {}", date.day(), month.get(..3).unwrap_or(month))
}

/// "17/5/2027", as a date picker reads and writes it.
pub fn picker_date(date: Date) -> String {
    format!("{}/{}/{}", date.day(), date.month(), date.year())
}

/// "3:02pm", "9am", "midday", "midnight".
pub fn time(time: Time) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    let half = if hour < 12 { "am" } else { "pm" };
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    match (hour, minute) {
        (0, 0) => "midnight".into(),
        (12, 0) => "midday".into(),
        (_, 0) => format!("{twelve}{half}"),
        _ => format!("{twelve}:{minute:02}{half}"),
    }
}

/// "20 November 2026 at 3:02pm", or the day alone where no time is known.
pub fn date_maybe_time(on: Date, at: Option<Time>) -> String {
    at.map_or_else(
        || date_only(on),
        |at| format!("{} at {}", date_only(on), time(at)),
    )
}

/// The day in London on which an instant fell.
pub fn london_date(instant: Timestamp) -> Date {
    london(instant).date()
}

/// "20 November 2026 at 3:02pm", in London.
pub fn date_time(instant: Timestamp) -> String {
    let zoned = london(instant);
    format!("{} at {}", date_only(zoned.date()), time(zoned.time()))
}

/// "3:02pm", in London.
pub fn at_time(instant: Timestamp) -> String {
    time(london(instant).time())
}

/// An instant as timelines and messages take it.
pub fn when(instant: Timestamp) -> When {
    When {
        timestamp: machine(instant),
        text: date_time(instant),
    }
}

/// `<time>` around "Wednesday 25 November 2026".
pub fn time_long_date(date: Date) -> Markup {
    time_element(&date.to_string(), &long_date(date))
}

/// `<time>` around "25 Nov 2026".
pub fn time_short_date(date: Date) -> Markup {
    time_element(&date.to_string(), &short_date(date))
}

/// `<time>` around "20 November 2026 at 3:02pm".
pub fn time_date_time(instant: Timestamp) -> Markup {
    time_element(&machine(instant), &date_time(instant))
}

/// "by Wednesday 25 November 2026 (10 working days)": always the date, not only the number.
pub fn by_date(date: Date, limit: &str) -> String {
    format!("by {} ({limit})", long_date(date))
}

/// How a date stands to today, as staff see it: words first, colour only beside them.
///
/// `soon` says from how many days before it counts as near.
pub fn due_tag(due: Date, today: Date, soon: i32) -> Tag {
    let days = due.since(today).map_or(0, |span| span.get_days());
    match days {
        ..=-1 => Tag::coloured(
            "red",
            format!("Overdue by {}", count(days.unsigned_abs().into(), "day", "days")),
        ),
        0 => Tag::coloured("orange", "Due today"),
        1 if soon >= 1 => Tag::coloured("orange", "Due tomorrow"),
        _ if days <= soon => Tag::coloured("orange", format!("Due in {days} days")),
        _ => Tag::coloured("grey", format!("Due {}", day_and_month(due))),
    }
}

/// "1 case", "3 cases", "1,250 cases".
pub fn count(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { many })
}

/// Money in pence, as people write it: "£1,200.50", "£120".
pub fn money(pence: u32) -> String {
    let pounds = thousands(u64::from(pence / 100));
    match pence % 100 {
        0 => format!("£{pounds}"),
        rest => format!("£{pounds}.{rest:02}"),
    }
}

/// "1,250".
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A reference as it is read aloud on the telephone: each character by itself, groups apart.
///
/// "WS-4K7P-29QX" becomes "W S, 4 K 7 P, 2 9 Q X".
pub fn read_aloud(reference: &str) -> String {
    let spelled = |group: &str| group.chars().map(String::from).collect::<Vec<_>>().join(" ");
    reference.split('-').map(spelled).collect::<Vec<_>>().join(", ")
}

/// A reference as pages write it: it may break over lines, and is not taken for a number.
pub fn reference(reference: &str) -> ReferenceMark {
    ReferenceMark(Markup::trusted(format!(
        "<span class=\"app-reference\" translate=\"no\">{}</span>",
        Markup::text(reference)
    )))
}

/// A reference as [`reference`] writes it. It becomes markup and nothing else: in a sentence that is
/// plain text its tags would be read out, so it has no `Display`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceMark(Markup);

impl ReferenceMark {
    /// The markup, for a template.
    pub fn markup(self) -> Markup {
        self.0
    }
}

impl From<ReferenceMark> for Content {
    fn from(mark: ReferenceMark) -> Self {
        mark.0.into()
    }
}

/// A telephone number that can be called.
pub fn telephone(number: &str) -> Markup {
    let digits: String = number
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    Markup::link(&format!("tel:{digits}"), number)
}

/// An e-mail address that can be written to.
pub fn email(address: &str) -> Markup {
    Markup::link(&format!("mailto:{address}"), address)
}

fn time_element(machine: &str, words: &str) -> Markup {
    Markup::trusted(format!(
        "<time{}>{}</time>",
        crate::attr("datetime", machine),
        Markup::text(words)
    ))
}

fn machine(instant: Timestamp) -> String {
    let offset = time_zone().to_offset(instant);
    let at = offset.to_datetime(instant);
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    format!(
        "{}T{:02}:{:02}:{:02}{sign}{hours:02}:{minutes:02}",
        at.date(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

fn london(instant: Timestamp) -> DateTime {
    time_zone().to_datetime(instant)
}

#[cfg(test)]
mod tests;
