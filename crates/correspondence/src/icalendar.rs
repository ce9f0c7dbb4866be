//! Due dates as a calendar that other programs read (RFC 5545): days alone, so that no time zone can move them.

use jiff::Timestamp;
use jiff::civil::Date;

/// How long a line may be, in octets, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// Something that is due on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueDay {
    /// What tells it from all others, always the same for the same thing.
    pub id: String,
    /// The day.
    pub on: Date,
    /// What is due, in a line.
    pub what: String,
    /// The page that shows it, if it is known.
    pub page: Option<String>,
}

/// A calendar of these, as it stands at a moment.
pub fn calendar(name: &str, now: Timestamp, due: &[DueDay]) -> String {
    let mut text = String::new();
    let mut line = |content: &str| fold(&mut text, content);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Redress//Due dates//EN");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!("NAME:{}", escaped(name)));
    line(&format!("X-WR-CALNAME:{}", escaped(name)));
    // The days are London's; programs that ask for a zone take this one.
    line("X-WR-TIMEZONE:Europe/London");
    line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    line("X-PUBLISHED-TTL:PT1H");
    for one in due {
        let next = one.on.tomorrow().unwrap_or(one.on);
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", escaped(&one.id)));
        line(&format!("DTSTAMP:{}", now.strftime("%Y%m%dT%H%M%SZ")));
        line(&format!("DTSTART;VALUE=DATE:{}", one.on.strftime("%Y%m%d")));
        // The day after the last (RFC 5545, 3.6.1).
        line(&format!("DTEND;VALUE=DATE:{}", next.strftime("%Y%m%d")));
        line(&format!("SUMMARY:{}", escaped(&one.what)));
        if let Some(page) = &one.page {
            line(&format!("URL:{page}"));
        }
        // Nobody is busy all day because something is due.
        line("TRANSP:TRANSPARENT");
        line("CLASS:PRIVATE");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    text
}

/// A text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => escaped.push_str("\\\\"),
            ';' => escaped.push_str("\\;"),
            ',' => escaped.push_str("\\,"),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Adds a line, folded so that no part of it is too long and no letter is broken (RFC 5545, 3.1).
fn fold(text: &mut String, content: &str) {
    let mut length = 0;
    for letter in content.chars() {
        if length + letter.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(letter);
        length += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    //! What other programs ask of the text; that they read it is tested with one of them, in the tests
    //! of requests.

    use jiff::civil::date;

    use super::*;

    #[test]
    fn lines_are_folded_between_letters_and_hold_no_more_than_75_octets() {
        let what = "Bescheid — réponse; due, \\soon\n".repeat(20);
        let due = DueDay {
            id: "WS-1@example.org".to_owned(),
            on: date(2027, 12, 31),
            what: what.clone(),
            page: None,
        };
        let text = calendar("Due dates", Timestamp::UNIX_EPOCH, &[due]);
        assert!(text.ends_with("\r\n"));
        for line in text.split("\r\n") {
            assert!(line.len() <= LINE, "{} octets: {line}", line.len());
            assert!(!line.contains(['\r', '\n']), "{line}");
        }
        let whole = text.replace("\r\n ", "");
        let summary = whole.lines().find_map(|line| line.strip_prefix("SUMMARY:"));
        let back = summary
            .unwrap()
            .replace("\\n", "\n")
            .replace("\\;", ";")
            .replace("\\,", ",")
            .replace("\\\\", "\\");
        assert_eq!(back, what);
        assert!(
            whole.contains("DTSTART;VALUE=DATE:20271231\r\nDTEND;VALUE=DATE:20280101\r\n"),
            "{whole}"
        );
        assert!(whole.contains("DTSTAMP:19700101T000000Z"), "{whole}");
    }
}
