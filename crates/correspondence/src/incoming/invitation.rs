//! An invitation in a calendar's own form (RFC 5545), in a few lines that a person can read.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use redress_domain::calendar::london::time_zone;

mod zones;

/// How many events are told; the rest stands in the file.
const TOLD: usize = 20;

/// What an invitation says: what, when and where of each event; nothing where it says none of it.
pub(super) fn in_words(calendar: &str) -> String {
    let (method, events) = read(calendar);
    let mut told: Vec<String> = Vec::new();
    for event in events.iter().take(TOLD) {
        let words = event.in_words();
        if !words.is_empty() && !told.contains(&words) {
            told.push(words);
        }
    }
    let others = events.len().saturating_sub(TOLD);
    if others > 0 {
        told.push(format!("And {others} more: see the original."));
    }
    let told = told.join("\n\n");
    match method {
        Some(method) => format!("Calendar: {}\n{told}", method.to_lowercase())
            .trim_end()
            .to_owned(),
        None => told,
    }
}

/// A line of a calendar: `DTSTART;TZID=Europe/London:20261124T103000`.
struct Line {
    name: String,
    parameters: Vec<(String, String)>,
    value: String,
}

impl Line {
    /// RFC 5545, 3.1. What stands in quotation marks ends nothing.
    fn read(line: &str) -> Option<Self> {
        let mut is_quoted = false;
        let ends = |letter: char| {
            is_quoted ^= letter == '"';
            letter == ':' && !is_quoted
        };
        let at = line.find(ends)?;
        let (head, value) = line.split_at_checked(at)?;
        let mut is_quoted = false;
        let mut parts = head.split(|letter: char| {
            is_quoted ^= letter == '"';
            letter == ';' && !is_quoted
        });
        let name = parts.next()?.trim().to_ascii_uppercase();
        let parameters = parts.filter_map(|part| part.split_once('='));
        Some(Self {
            name,
            parameters: parameters
                .map(|(name, value)| {
                    (
                        name.trim().to_ascii_uppercase(),
                        value.trim().trim_matches('"').to_owned(),
                    )
                })
                .collect(),
            value: value.get(1..).unwrap_or_default().to_owned(),
        })
    }

    /// The moment, as [`moment`] tells it.
    fn moment(&self) -> String {
        let zone = self.parameters.iter().find(|(name, _)| name == "TZID");
        moment(&self.value, zone.map(|(_, zone)| zone.as_str()))
    }

    /// The day, where it is a whole one (RFC 5545, 3.3.4).
    fn day(&self) -> Option<Date> {
        let value = self.value.trim();
        (value.len() == 8).then(|| value.parse().ok()).flatten()
    }
}

/// An event: its own lines, without those of what stands inside it, such as an alarm.
#[derive(Default)]
struct Event(Vec<Line>);

impl Event {
    fn line(&self, name: &str) -> Option<&Line> {
        self.0.iter().find(|line| line.name == name)
    }

    fn text(&self, name: &str) -> Option<String> {
        self.line(name).map(|line| plain(&line.value))
    }

    fn in_words(&self) -> String {
        let is_cancelled = self
            .line("STATUS")
            .is_some_and(|line| line.value.trim().eq_ignore_ascii_case("CANCELLED"));
        let said = [
            ("What", self.text("SUMMARY")),
            ("It is", is_cancelled.then(|| "cancelled".to_owned())),
            ("From", self.line("DTSTART").map(Line::moment)),
            ("Until", self.until()),
            (
                "Repeats",
                self.line("RRULE").and_then(|line| repeats(&line.value)),
            ),
            ("Where", self.text("LOCATION")),
            ("More", self.text("DESCRIPTION")),
        ];
        let said = said.into_iter().filter_map(|(name, value)| {
            let value = value.filter(|value| !value.trim().is_empty())?;
            Some(format!("{name}: {}", value.trim()))
        });
        said.collect::<Vec<_>>().join("\n")
    }

    /// When it ends. Of whole days the end is the day after the last (RFC 5545, 3.6.1), which nobody means.
    fn until(&self) -> Option<String> {
        let end = self.line("DTEND").or_else(|| self.line("DUE"))?;
        let Some(last) = end.day().and_then(|day| day.yesterday().ok()) else {
            return Some(end.moment());
        };
        let is_one_day = self.line("DTSTART").and_then(Line::day) >= Some(last);
        (!is_one_day).then(|| day_in_words(last))
    }
}

/// How an event comes again: "weekly".
fn repeats(rule: &str) -> Option<String> {
    let mut parts = rule.split(';').filter_map(|part| part.split_once('='));
    let often = parts.find(|(name, _)| name.trim().eq_ignore_ascii_case("FREQ"));
    often.map(|(_, often)| often.trim().to_lowercase())
}

/// The method of a calendar, and what is in it: events, or else tasks, or else whatever its lines say.
fn read(calendar: &str) -> (Option<String>, Vec<Event>) {
    let mut method = None;
    let (mut events, mut loose) = (Vec::new(), Event::default());
    let mut open: Vec<String> = Vec::new();
    let mut event: Option<Event> = None;
    let mut depth = 0;
    for line in unfolded(calendar).iter().filter_map(|line| Line::read(line)) {
        match line.name.as_str() {
            "BEGIN" => {
                let kind = line.value.trim().to_ascii_uppercase();
                // One that nothing ended ends where the next begins.
                if ["VEVENT", "VTODO"].contains(&kind.as_str()) {
                    events.extend(event.replace(Event::default()));
                    depth = open.len() + 1;
                }
                open.push(kind);
            }
            "END" => {
                let kind = line.value.trim().to_ascii_uppercase();
                if let Some(at) = open.iter().rposition(|begun| *begun == kind) {
                    open.truncate(at);
                }
                if open.len() < depth {
                    events.extend(event.take());
                }
            }
            "METHOD" if method.is_none() => method = Some(line.value.trim().to_owned()),
            _ => match &mut event {
                Some(event) if open.len() == depth => event.0.push(line),
                None if open.iter().all(|kind| kind == "VCALENDAR") => loose.0.push(line),
                Some(_) | None => {}
            },
        }
    }
    events.extend(event);
    if events.is_empty() {
        events.push(loose);
    }
    (method, events)
}

/// RFC 5545, 3.1: a line that begins with a space goes on from the one before.
fn unfolded(calendar: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in calendar.lines() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// A text without what keeps its commas and line ends (RFC 5545, 3.3.11).
fn plain(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(kept) => plain.push(kept),
                None => {}
            },
            letter => plain.push(letter),
        }
    }
    plain
}

/// "20261124T103000" as "24.11.2026 10:30". What is said in universal time, or in another place's, is told as the clock in London
/// shows it, with what it was there. A place that nobody knows is named as it stands; anything else is told as it stands.
fn moment(at: &str, zone: Option<&str>) -> String {
    let at = at.trim();
    if let Ok(universal) = at.parse::<jiff::Timestamp>() {
        return in_words_of(time_zone().to_datetime(universal));
    }
    if let Some(day) = (at.len() == 8).then(|| at.parse().ok()).flatten() {
        return day_in_words(day);
    }
    let Ok(there) = at.parse::<DateTime>() else {
        return at.to_owned();
    };
    let told = in_words_of(there);
    let Some(zone) = zone.map(str::trim).filter(|zone| !zone.is_empty()) else {
        return told;
    };
    let london = zones::known(zone).and_then(|known| in_london(there, known));
    match london {
        Some(london) if london == there => told,
        Some(london) => format!("{} in London ({told} in {zone})", in_words_of(london)),
        None => format!("{told} in {zone}"),
    }
}

fn in_london(there: DateTime, zone: TimeZone) -> Option<DateTime> {
    let moment = there.to_zoned(zone).ok()?.timestamp();
    Some(time_zone().to_datetime(moment))
}

fn in_words_of(moment: DateTime) -> String {
    moment.strftime("%d.%m.%Y %H:%M").to_string()
}

fn day_in_words(day: Date) -> String {
    day.strftime("%d.%m.%Y").to_string()
}
