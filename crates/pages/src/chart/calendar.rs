//! A calendar of demand: a square for each day, the larger the more came in; days of a storm have a frame.

use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::frame::{Words, text, whole};
use crate::components::Svg;

/// How much came in on some days in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The first day.
    pub from: Date,
    /// How many on each day, from the first on.
    pub days: Vec<i64>,
    /// The days that were out of the ordinary: each the first and the last.
    pub storms: Vec<(Date, Date)>,
}

/// The sizes of the squares: four steps of the busiest day.
pub const STEPS: i64 = 4;

impl Calendar {
    /// The drawing for wide screens and paper, and the one for telephones.
    pub fn drawn(&self, words: &Words) -> (Svg, Svg) {
        (self.across(words), self.down(words))
    }

    /// Which of the four sizes a number has; 0 for none.
    pub fn step(&self, n: i64) -> i64 {
        let most = self.days.iter().copied().max().unwrap_or_default().max(1);
        (n * STEPS + most - 1) / most
    }

    /// Each day with its number, its week from the first on, and its place in the week.
    fn cells(&self) -> impl Iterator<Item = (Date, i64, i64, i64)> {
        let first = i64::from(self.from.weekday().since(Weekday::Monday));
        self.days.iter().enumerate().filter_map(move |(place, n)| {
            let place = whole(place);
            let day = self.from.checked_add(place.days()).ok()?;
            Some((day, *n, (first + place) / 7, (first + place) % 7))
        })
    }

    fn square(&self, (day, n): (Date, i64), (x, y): (i64, i64), cell: i64) -> String {
        let mut drawn = String::new();
        let stormy = self.storms.iter().any(|(from, to)| (*from..=*to).contains(&day));
        if stormy {
            let _ = write!(
                drawn,
                "<rect class=\"app-frame\" x=\"{x}\" y=\"{y}\" width=\"{cell}\" height=\"{cell}\"/>"
            );
        }
        let side = self.step(n) * (cell - 2) / STEPS;
        if side > 0 {
            let inset = (cell - side) / 2;
            let _ = write!(
                drawn,
                "<rect class=\"app-bar\" x=\"{}\" y=\"{}\" width=\"{side}\" height=\"{side}\"/>",
                x + inset,
                y + inset
            );
        }
        drawn
    }

    fn across(&self, words: &Words) -> Svg {
        let (cell, top) = (12, 24);
        let mut inside = String::new();
        for (day, n, week, weekday) in self.cells() {
            let at = (week * cell, top + weekday * cell);
            inside.push_str(&self.square((day, n), at, cell));
            if day.day() == 1 && week < 50 {
                let name = day.strftime("%b").to_string();
                inside.push_str(&text(("app-axis", "start"), (week * cell, 16), &name));
            }
        }
        words.frame("wide", (640, top + 7 * cell + 4), &inside)
    }

    fn down(&self, words: &Words) -> Svg {
        let (cell, left, top) = (20, 60, 24);
        let mut inside = String::new();
        for (place, name) in ["M", "T", "W", "T", "F", "S", "S"].into_iter().enumerate() {
            let x = left + whole(place) * 30 + cell / 2;
            inside.push_str(&text(("app-axis", "middle"), (x, 16), name));
        }
        let mut weeks = 0;
        for (day, n, week, weekday) in self.cells() {
            weeks = week + 1;
            let at = (left + weekday * 30, top + week * cell);
            inside.push_str(&self.square((day, n), at, cell));
            if day.day() == 1 {
                let name = day.strftime("%b").to_string();
                inside.push_str(&text(("app-axis", "start"), (0, top + week * cell + 16), &name));
            }
        }
        words.frame("narrow", (288, top + weeks * cell + 4), &inside)
    }
}
