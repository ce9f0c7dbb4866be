//! Demand against what is usual for the time of year.
//!
//! A bar for each month or line, and beside it a line from the least to the most of earlier years; where these are too few to
//! call it usual, a mark for each. Storms are marked with a triangle.

use std::fmt::Write as _;

use super::frame::{Words, line, text, whole};
use super::{MOST_COLUMNS, month_in_short, room};
use crate::components::Svg;

/// A number held against earlier years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// "October 2026", or whose it is.
    pub label: String,
    /// How many.
    pub value: i64,
    /// What stands beside it.
    pub beside: Beside,
    /// Whether it had a storm.
    pub is_stormy: bool,
}

/// What stands beside a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// The least and the most of the same months of earlier years.
    Usual(i64, i64),
    /// What they were one by one: too few to call it usual, or none.
    Years(Vec<i64>),
}

impl Beside {
    fn most(&self) -> i64 {
        match self {
            Self::Usual(_, most) => *most,
            Self::Years(years) => years.iter().copied().max().unwrap_or_default(),
        }
    }
}

const ROW: i64 = 62;

/// Lines in no order of time: the drawing for wide screens and paper, and the one for telephones.
pub fn lines(words: &Words, held: &[Held]) -> (Svg, Svg) {
    (
        rows(words, held, ("wide", 640, 540)),
        rows(words, held, ("narrow", 288, 220)),
    )
}

/// Months: the drawing for wide screens and paper, and the one for telephones.
pub fn drawn(words: &Words, months: &[Held]) -> (Svg, Svg) {
    let wide = if (2..=MOST_COLUMNS).contains(&months.len()) {
        columns(words, months)
    } else {
        rows(words, months, ("wide", 640, 540))
    };
    (wide, rows(words, months, ("narrow", 288, 220)))
}

fn most(months: &[Held]) -> i64 {
    let numbers = months.iter().map(|month| month.value.max(month.beside.most()));
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

fn rows(words: &Words, months: &[Held], (size, width, longest): (&str, i64, i64)) -> Svg {
    let most = most(months);
    let mut inside = String::new();
    let long = |n: i64| n * longest / most;
    for (place, month) in months.iter().enumerate() {
        let y = whole(place) * ROW;
        inside.push_str(&text(
            ("app-axis", "start"),
            (0, y + 16),
            // At the end there is room for a storm.
            &room::shortened(&month.label, width - 24),
        ));
        if month.is_stormy {
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
        let mark = |at: i64| line("app-usual", (at, y + 46), (at, y + 54));
        match &month.beside {
            Beside::Usual(least, most) => {
                let (from, to) = (long(*least), long(*most));
                inside.push_str(&line("app-usual", (from, y + 50), (to, y + 50)));
                inside.push_str(&[mark(from), mark(to)].concat());
            }
            Beside::Years(years) => inside.extend(years.iter().map(|n| mark(long(*n)))),
        }
    }
    words.frame(size, (width, whole(months.len()) * ROW), &inside)
}

fn columns(words: &Words, months: &[Held]) -> Svg {
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
        if month.is_stormy {
            inside.push_str(&storm(middle, foot + 40));
        }
        let at = x + wide + 6;
        let mark = |n: i64| line("app-usual", (at - 4, foot - high(n)), (at + 4, foot - high(n)));
        match &month.beside {
            Beside::Usual(least, most) => {
                let (top, end) = (foot - high(*most), foot - high(*least));
                inside.push_str(&line("app-usual", (at, top), (at, end)));
                inside.push_str(&[mark(*most), mark(*least)].concat());
            }
            Beside::Years(years) => inside.extend(years.iter().map(|n| mark(*n))),
        }
    }
    words.frame("wide", (width, foot + 44), &inside)
}
