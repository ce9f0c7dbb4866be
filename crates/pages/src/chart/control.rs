//! A control chart: numbers in their order, their average, and the limits between which they vary. What is a signal has a
//! shape of its own: a diamond outside the limits, a square in a run.

use std::fmt::Write as _;

use redress_domain::measure::control::{Control, Signal};
use redress_domain::measure::figure::tenths;

use super::frame::{Words, line, text, whole};
use super::month_in_short;
use crate::components::Svg;

/// The numbers, in tenths, with their limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Each number with its month.
    pub points: Vec<(String, i64)>,
    /// Their limits.
    pub control: Control,
}

const ROW: i64 = 44;

impl Chart {
    /// The drawing for wide screens and paper, and the one for telephones.
    pub fn drawn(&self, words: &Words) -> (Svg, Svg) {
        (self.wide(words), self.narrow(words))
    }

    fn most(&self) -> i64 {
        let numbers = self.points.iter().map(|(_, n)| *n);
        numbers
            .chain([self.control.upper])
            .max()
            .unwrap_or_default()
            .max(1)
    }

    fn marks(&self) -> impl Iterator<Item = (usize, &(String, i64), Signal)> {
        let signals = self.control.signals.iter().copied();
        let points = self.points.iter().zip(signals).enumerate();
        points.map(|(place, (point, signal))| (place, point, signal))
    }

    fn wide(&self, words: &Words) -> Svg {
        const HEIGHT: i64 = 220;
        let (left, right, top) = (16, 624, 30);
        let foot = top + HEIGHT;
        let most = self.most();
        let y = |n: i64| foot - n * HEIGHT / most;
        let gaps = whole(self.points.len().saturating_sub(1)).max(1);
        let x = |place: usize| left + whole(place) * (right - left) / gaps;
        let mut inside = line("app-grid", (0, foot), (640, foot));
        let control = &self.control;
        inside.push_str(&line(
            "app-centre",
            (0, y(control.centre)),
            (640, y(control.centre)),
        ));
        for limit in [control.upper, control.lower] {
            inside.push_str(&line("app-target", (0, y(limit)), (640, y(limit))));
        }
        let places = self.points.iter().enumerate();
        let path = places.fold(String::new(), |mut path, (place, (_, n))| {
            let _ = write!(path, "{},{} ", x(place), y(*n));
            path
        });
        let _ = write!(
            inside,
            "<polyline class=\"app-line\" points=\"{}\"/>",
            path.trim_end()
        );
        // Of many months some alone are named: there is no room for more.
        let every = self.points.len().div_ceil(12).max(1);
        for (place, (label, n), signal) in self.marks() {
            inside.push_str(&mark((x(place), y(*n)), signal));
            if place % every == 0 {
                let anchor = match place {
                    0 => "start",
                    last if last + 1 == self.points.len() => "end",
                    _ => "middle",
                };
                let at = if place == 0 { 0 } else { x(place) };
                inside.push_str(&text(
                    ("app-axis", anchor),
                    (at, foot + 20),
                    &month_in_short(label),
                ));
            }
        }
        // The words stand over and under the plot, where no line goes through them.
        let says = format!(
            "Dashed: limits {} and {}. Thin line: average {}.",
            tenths(control.lower),
            tenths(control.upper),
            tenths(control.centre)
        );
        inside.push_str(&text(("app-axis", "start"), (0, 16), &says));
        words.frame("wide", (640, foot + 28), &inside)
    }

    fn narrow(&self, words: &Words) -> Svg {
        let width = 288;
        let most = self.most();
        // Beside the last point stands its number.
        let x = |n: i64| 8 + n * 215 / most;
        let control = &self.control;
        let limits = format!(
            "Dashed: limits {} and {}.",
            tenths(control.lower),
            tenths(control.upper)
        );
        let average = format!("Thin line: average {}.", tenths(control.centre));
        let mut inside = text(("app-axis", "start"), (0, 16), &limits);
        inside.push_str(&text(("app-axis", "start"), (0, 36), &average));
        let top = 44;
        let foot = top + 8 + whole(self.points.len()) * ROW;
        for (place, (label, n), signal) in self.marks() {
            let y = top + whole(place) * ROW;
            // The lines stand beside each mark, and leave the words above it alone.
            let beside = (y + 21, y + ROW + 1);
            let mut upright = |class, n| {
                inside.push_str(&line(class, (x(n), beside.0), (x(n), beside.1)));
            };
            upright("app-centre", control.centre);
            upright("app-target", control.lower);
            upright("app-target", control.upper);
            inside.push_str(&text(("app-axis", "start"), (0, y + 16), label));
            inside.push_str(&mark((x(*n), y + 32), signal));
            let at = x(*n) + 12;
            inside.push_str(&text(("app-value app-over", "start"), (at, y + 38), &tenths(*n)));
        }
        words.frame("narrow", (width, foot), &inside)
    }
}

/// A mark in the shape of what it says.
fn mark((x, y): (i64, i64), signal: Signal) -> String {
    match signal {
        Signal::None => format!("<circle class=\"app-point\" cx=\"{x}\" cy=\"{y}\" r=\"5\"/>"),
        Signal::Outside => format!(
            "<path class=\"app-signal\" d=\"M{x} {} {} {y} {x} {} {} {y}z\"/>",
            y - 10,
            x + 10,
            y + 10,
            x - 10
        ),
        Signal::Run => format!(
            "<rect class=\"app-signal\" x=\"{}\" y=\"{}\" width=\"13\" height=\"13\"/>",
            x - 6,
            y - 6
        ),
    }
}
