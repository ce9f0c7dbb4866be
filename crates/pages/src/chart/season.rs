//! Demand by month against what is usual for the time of year: a bar, and beside it a line from the least to the most of
//! earlier years. Storms are marked with a triangle.

use std::fmt::Write as _;

use super::frame::{Words, line, text, whole};
use super::{MOST_COLUMNS, month_in_short, shortened};
use crate::components::Svg;

/// A month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// "October 2026".
    pub label: String,
    /// How many.
    pub value: i64,
    /// The least and the most of the same month of earlier years, where there are enough.
    pub usual: Option<(i64, i64)>,
    /// Whether it had a storm.
    pub stormy: bool,
}

const ROW: i64 = 62;

/// The drawing for wide screens and paper, and the one for telephones.
pub fn drawn(words: &Words, months: &[Month]) -> (Svg, Svg) {
    let wide = if (2..=MOST_COLUMNS).contains(&months.len()) {
        columns(words, months)
    } else {
        rows(words, months, ("wide", 640, 540))
    };
    (wide, rows(words, months, ("narrow", 288, 220)))
}

fn most(months: &[Month]) -> i64 {
    let numbers = months
        .iter()
        .map(|month| month.value.max(month.usual.map_or(0, |(_, most)| most)));
    numbers.max().unwrap_or_default().max(1)
}

fn storm(x: i64, y: i64) -> String {
    format!(
        "<path class=\"app-storm\" d=\"M{} {y} {} {y} {x} {}z\"/>",
        x - 7,
        x + 7,
        y - 12
    )
}

fn rows(words: &Words, months: &[Month], (size, width, longest): (&str, i64, i64)) -> Svg {
    let most = most(months);
    let mut inside = String::new();
    let long = |n: i64| n * longest / most;
    for (place, month) in months.iter().enumerate() {
        let y = whole(place) * ROW;
        let letters = usize::try_from(width / 9).unwrap_or_default().saturating_sub(3);
        inside.push_str(&text(
            ("app-axis", "start"),
            (0, y + 16),
            &shortened(&month.label, letters),
        ));
        if month.stormy {
            inside.push_str(&storm(width - 10, y + 17));
        }
        let _ = write!(
            inside,
            "<rect class=\"app-bar\" x=\"0\" y=\"{}\" width=\"{}\" height=\"22\"/>",
            y + 22,
            long(month.value)
        );
        inside.push_str(&text(
            ("app-value", "start"),
            (long(month.value) + 8, y + 39),
            &month.value.to_string(),
        ));
        if let Some((least, most)) = month.usual {
            let (from, to, at) = (long(least), long(most), y + 50);
            inside.push_str(&line("app-usual", (from, at), (to, at)));
            inside.push_str(&line("app-usual", (from, at - 4), (from, at + 4)));
            inside.push_str(&line("app-usual", (to, at - 4), (to, at + 4)));
        }
    }
    words.frame(size, (width, whole(months.len()) * ROW), &inside)
}

fn columns(words: &Words, months: &[Month]) -> Svg {
    const HEIGHT: i64 = 200;
    let most = most(months);
    let (width, foot) = (640, 30 + HEIGHT);
    let step = width / whole(months.len()).max(1);
    let wide = (step / 2).min(48);
    let high = |n: i64| n * HEIGHT / most;
    let mut inside = line("app-grid", (0, foot), (width, foot));
    for (place, month) in months.iter().enumerate() {
        let x = step * whole(place) + (step - wide) / 2 - 4;
        let middle = x + wide / 2;
        let _ = write!(
            inside,
            "<rect class=\"app-bar\" x=\"{x}\" y=\"{}\" width=\"{wide}\" height=\"{}\"/>",
            foot - high(month.value),
            high(month.value)
        );
        let over = foot - high(month.value) - 6;
        inside.push_str(&text(
            ("app-value", "middle"),
            (middle, over),
            &month.value.to_string(),
        ));
        inside.push_str(&text(
            ("app-axis", "middle"),
            (middle, foot + 20),
            &month_in_short(&month.label),
        ));
        if month.stormy {
            inside.push_str(&storm(middle, foot + 40));
        }
        if let Some((least, most)) = month.usual {
            let (at, top, end) = (x + wide + 6, foot - high(most), foot - high(least));
            inside.push_str(&line("app-usual", (at, top), (at, end)));
            inside.push_str(&line("app-usual", (at - 4, top), (at + 4, top)));
            inside.push_str(&line("app-usual", (at - 4, end), (at + 4, end)));
        }
    }
    words.frame("wide", (width, foot + 44), &inside)
}
