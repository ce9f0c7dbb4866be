//! An invitation in a calendar's own form (RFC 5545), in a few lines that a person can read.

use redress_domain::calendar::london::time_zone;

/// What an invitation says: what, when and where; nothing where it says none of it.
pub(super) fn in_words(calendar: &str) -> String {
    let lines = unfolded(calendar);
    let value = |name: &str| {
        lines.iter().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            let known = known.split(';').next()?;
            known.eq_ignore_ascii_case(name).then(|| plain(value))
        })
    };
    let said = [
        ("Calendar", value("METHOD").map(|method| method.to_lowercase())),
        ("What", value("SUMMARY")),
        ("From", value("DTSTART").map(|at| moment(&at))),
        ("Until", value("DTEND").map(|at| moment(&at))),
        ("Where", value("LOCATION")),
        ("More", value("DESCRIPTION")),
    ];
    let said = said.into_iter().filter_map(|(name, value)| {
        let value = value.filter(|value| !value.trim().is_empty())?;
        Some(format!("{name}: {value}"))
    });
    said.collect::<Vec<_>>().join("\n")
}

/// RFC 5545, 3.1: a line that begins with a space goes on from the one before. What stands before the
/// event is the time zone's.
fn unfolded(calendar: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in calendar.lines() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ => lines.push(line.to_owned()),
        }
    }
    let begins = lines
        .iter()
        .position(|line| line.eq_ignore_ascii_case("BEGIN:VEVENT"));
    let method = lines
        .iter()
        .find(|line| line.to_ascii_uppercase().starts_with("METHOD"))
        .cloned();
    let event = lines.into_iter().skip(begins.unwrap_or_default());
    method.into_iter().chain(event).collect()
}

fn plain(value: &str) -> String {
    let value = value.replace("\\n", "\n").replace("\\N", "\n");
    value
        .replace("\\,", ",")
        .replace("\\;", ";")
        .replace("\\\\", "\\")
}

/// "20261124T103000" as "24.11.2026 10:30", and what is said in universal time as the clock in London shows it; anything else as
/// it stands.
fn moment(at: &str) -> String {
    if let Ok(universal) = at.trim().parse::<jiff::Timestamp>() {
        return time_zone()
            .to_datetime(universal)
            .strftime("%d.%m.%Y %H:%M")
            .to_string();
    }
    let digits: Vec<char> = at.chars().filter(char::is_ascii_digit).collect();
    let part = |from: usize, to: usize| digits.get(from..to).map(|part| part.iter().collect::<String>());
    let (Some(year), Some(month), Some(day)) = (part(0, 4), part(4, 6), part(6, 8)) else {
        return at.to_owned();
    };
    let time = part(8, 10).zip(part(10, 12));
    let time = time.map_or(String::new(), |(hour, minute)| format!(" {hour}:{minute}"));
    format!("{day}.{month}.{year}{time}")
}
