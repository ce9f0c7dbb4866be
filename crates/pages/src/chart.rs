//! Charts of one row of numbers, as SVG: bars that lie, for anything; columns, for months on wide screens.
//!
//! What they show is told apart by pattern and words and never by colour alone: what is not so is hatched. Every
//! number stands beside its bar, and again in the table below.

pub mod calendar;
pub mod control;
pub mod frame;
pub mod funnel;
mod room;
pub mod season;

use std::fmt::Write as _;

use crate::components::Svg;
use crate::markup::Markup;

/// One number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Whose.
    pub label: String,
    /// How long the bar is; nothing where there is nothing to draw, as of a month in which nothing fell due.
    pub value: Option<i64>,
    /// What stands beside it.
    pub words: String,
    /// What stands on it where there is room for a few letters only.
    pub short: String,
}

/// What the numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// So many; the longest bar is as long as there is room.
    Plain,
    /// Per cent, with what is aimed at.
    Percent(Option<u8>),
}

/// In what order the numbers come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// One after another in time.
    Months,
    /// In no order that time gives.
    Any,
}

/// A chart to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// What its ids begin with.
    pub id: String,
    /// What it is: "Bar chart: complaints received by month".
    pub title: String,
    /// What it says, in two sentences at most.
    pub says: String,
    /// The numbers.
    pub bars: Vec<Bar>,
    /// What they are.
    pub scale: Scale,
    /// In what order.
    pub order: Order,
    /// What a filled bar is, and a hatched one; nothing where there are no hatched ones.
    pub key: Option<(String, String)>,
}

/// How high the key is.
const KEY: i64 = 56;

/// The most columns that have room for their words beside one another.
const MOST_COLUMNS: usize = 13;
/// How high a bar is with its name above it, and a line of words that stands there too.
const ROW: i64 = 54;
const LINE: i64 = 20;
const COLUMN_HEIGHT: i64 = 200;

impl Chart {
    /// The drawing for wide screens and paper, and the one for telephones.
    pub fn drawn(&self) -> (Svg, Svg) {
        let stands = self.order == Order::Months && (2..=MOST_COLUMNS).contains(&self.bars.len());
        let wide = if stands {
            self.columns()
        } else {
            self.rows("wide", 640, 440)
        };
        (wide, self.rows("narrow", 288, 160))
    }

    fn most(&self) -> i64 {
        match self.scale {
            Scale::Percent(_) => 100,
            Scale::Plain => self
                .bars
                .iter()
                .filter_map(|bar| bar.value)
                .max()
                .unwrap_or_default()
                .max(1),
        }
    }

    fn target(&self) -> Option<i64> {
        match self.scale {
            Scale::Percent(target) => target.map(i64::from),
            Scale::Plain => None,
        }
    }

    fn is_percent(&self) -> bool {
        matches!(self.scale, Scale::Percent(_))
    }

    /// The frame, the words for who does not see it, and the hatching.
    fn frame(&self, size: &str, (width, height): (i64, i64), inside: &str) -> Svg {
        let id = format!("{}-{size}", self.id);
        let (title, says) = (Markup::text(&self.title), Markup::text(&self.says));
        Svg::drawn_by_us(format!(
            "<svg class=\"app-chart\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" viewBox=\"0 0 {width} {height}\" \
             focusable=\"false\"><title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{says}</desc>\
             <defs><pattern id=\"{id}-p\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
             <path class=\"app-hatch\" d=\"M0 8 8 0\"/></pattern></defs>{inside}</svg>"
        ))
    }

    /// What the filling and the hatching mean, and how much room that takes.
    fn key(&self, size: &str, width: i64) -> (String, i64) {
        let Some((filled, hatched)) = self.key.as_ref().filter(|_| self.is_percent()) else {
            return (String::new(), 0);
        };
        let words = |y: i64, words: &str| {
            format!(
                "<text class=\"app-axis\" x=\"24\" y=\"{y}\">{}</text>",
                Markup::text(&room::shortened(words, width - 24))
            )
        };
        let drawn = format!(
            "<rect class=\"app-bar\" x=\"1\" y=\"2\" width=\"16\" height=\"16\"/>{}{}{}",
            words(16, filled),
            self.rest(size, (1, 28), (16, 16)),
            words(42, hatched),
        );
        (drawn, KEY)
    }

    /// What is not so: the rest of a hundred.
    fn rest(&self, size: &str, (x, y): (i64, i64), (width, height): (i64, i64)) -> String {
        if !self.is_percent() || width <= 0 || height <= 0 {
            return String::new();
        }
        format!(
            "<rect class=\"app-rest\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
             fill=\"url(#{}-{size}-p)\"/>",
            self.id
        )
    }

    /// Bars that lie one under another, each under its name.
    ///
    /// What stands beside them stands above them instead, in as many lines as it takes, where one of them has no room beside its
    /// bar: half a number reads as another one.
    fn rows(&self, size: &str, width: i64, longest: i64) -> Svg {
        let most = self.most();
        let long = |bar: &Bar, longest: i64| {
            let value = bar.value.unwrap_or_default();
            (value.clamp(0, most) * longest / most).max(i64::from(value > 0))
        };
        let end = |bar: &Bar| match bar.value {
            Some(_) if self.is_percent() => longest,
            Some(_) | None => long(bar, longest),
        };
        let is_beside = self
            .bars
            .iter()
            .all(|bar| end(bar) + 8 + room::width(&bar.words) <= width);
        let longest = if is_beside { longest } else { width - 2 };
        let (mut inside, below) = self.key(size, width);
        let target = self.target();
        let mut y = below + if target.is_some() { 26 } else { 4 };
        for bar in &self.bars {
            let _ = write!(
                inside,
                "<text class=\"app-axis\" x=\"{OVERHANG}\" y=\"{}\">{}</text>",
                y + 16,
                Markup::text(&room::shortened(&bar.label, width - OVERHANG))
            );
            let mut words = |(x, y): (i64, i64), words: &str| {
                let words = Markup::text(words);
                let _ = write!(
                    inside,
                    "<text class=\"app-value\" x=\"{x}\" y=\"{y}\">{words}</text>"
                );
            };
            if is_beside {
                words((end(bar) + 8, y + 39), &bar.words);
            } else {
                for line in room::lines(&bar.words, width) {
                    y += LINE;
                    words((0, y + 16), &line);
                }
            }
            let length = long(bar, longest);
            let rest = if bar.value.is_some() { longest - length } else { 0 };
            let _ = write!(
                inside,
                "{}<rect class=\"app-bar\" x=\"0\" y=\"{}\" width=\"{length}\" height=\"22\"/>",
                self.rest(size, (length, y + 22), (rest, 22)),
                y + 22,
            );
            y += ROW;
        }
        if let Some(target) = target {
            let x = target * longest / 100;
            let _ = write!(
                inside,
                "<line class=\"app-target\" x1=\"{x}\" y1=\"{}\" x2=\"{x}\" y2=\"{y}\"/>\
                 <text class=\"app-axis\" text-anchor=\"end\" x=\"{}\" y=\"{}\">Target {target}%</text>",
                below + 22,
                x.max(room::width("Target 100%")),
                below + 16,
            );
        }
        self.frame(size, (width, y), &inside)
    }

    /// Columns that stand beside one another.
    fn columns(&self) -> Svg {
        let most = self.most();
        let width = 640;
        let (key, below) = self.key("wide", width);
        let top = below + 48;
        let step = width / i64::try_from(self.bars.len()).unwrap_or(1).max(1);
        let wide = (step * 7 / 10).min(64);
        let foot = top + COLUMN_HEIGHT;
        let mut inside =
            format!("{key}<line class=\"app-grid\" x1=\"0\" y1=\"{foot}\" x2=\"{width}\" y2=\"{foot}\"/>");
        for (place, bar) in self.bars.iter().enumerate() {
            let x = step * i64::try_from(place).unwrap_or_default() + (step - wide) / 2;
            let high = bar.value.unwrap_or_default().clamp(0, most) * COLUMN_HEIGHT / most;
            let rest = if bar.value.is_some() {
                COLUMN_HEIGHT - high
            } else {
                0
            };
            let words_at = if self.is_percent() && bar.value.is_some() {
                top
            } else {
                foot - high
            };
            let (month, short) = (
                Markup::text(&month_in_short(&bar.label)),
                Markup::text(&bar.short),
            );
            let _ = write!(
                inside,
                "{}<rect class=\"app-bar\" x=\"{x}\" y=\"{}\" width=\"{wide}\" height=\"{high}\"/>\
                 <text class=\"app-value\" text-anchor=\"middle\" x=\"{middle}\" y=\"{}\">{short}</text>\
                 <text class=\"app-axis\" text-anchor=\"middle\" x=\"{middle}\" y=\"{}\">{month}</text>",
                self.rest("wide", (x, top), (wide, rest)),
                foot - high,
                words_at - 6,
                foot + 20,
                middle = x + wide / 2,
            );
        }
        if let Some(target) = self.target() {
            let y = foot - target * COLUMN_HEIGHT / 100;
            let _ = write!(
                inside,
                "<line class=\"app-target\" x1=\"0\" y1=\"{y}\" x2=\"{width}\" y2=\"{y}\"/>\
                 <text class=\"app-axis\" x=\"0\" y=\"{}\">Target {target}% (dashed line)</text>",
                below + 16,
            );
        }
        self.frame("wide", (width, foot + 28), &inside)
    }
}

/// How far a letter may stand out to the left of its place: a "J" at the very edge would be cut.
const OVERHANG: i64 = 2;

/// "October 2026" as "Oct": the table and the words beside the chart have the year.
fn month_in_short(label: &str) -> String {
    label.chars().take(3).collect()
}

#[cfg(test)]
mod tests {
    //! What a chart says to whom.

    use super::*;

    fn chart(order: Order, scale: Scale, count: usize) -> Chart {
        let bar = |place| Bar {
            label: format!("Streets & <lights> {place}"),
            value: Some(40),
            words: "40% (8 of 20)".into(),
            short: "40%".into(),
        };
        Chart {
            id: "c".into(),
            title: "Bar chart".into(),
            says: "All the same.".into(),
            bars: (0..count).map(bar).collect(),
            scale,
            order,
            key: Some(("In time".into(), "Late".into())),
        }
    }

    #[test]
    fn what_is_not_so_is_hatched_and_each_number_stands_beside_its_bar() {
        let (wide, narrow) = chart(Order::Any, Scale::Percent(Some(90)), 2).drawn();
        for svg in [wide.to_string(), narrow.to_string()] {
            // Two bars, and the key, which says what the hatching is.
            assert_eq!(svg.matches("app-rest").count(), 3);
            assert!(svg.contains(">In time</text>") && svg.contains(">Late</text>"));
            assert_eq!(svg.matches("40% (8 of 20)").count(), 2);
            assert!(svg.contains("Target 90%") && svg.contains("<desc") && !svg.contains("style="));
            assert!(svg.contains("&amp;") && !svg.contains("<lights>"));
        }
        let (plain, _) = chart(Order::Any, Scale::Plain, 2).drawn();
        assert!(!plain.to_string().contains("app-rest") && !plain.to_string().contains("Late"));
    }

    #[test]
    fn a_number_that_has_no_room_beside_its_bar_stands_above_it_and_is_never_cut_off() {
        let mut chart = chart(Order::Any, Scale::Plain, 2);
        let long = "half within 17 days, 9 in 10 within 21 days";
        if let Some(bar) = chart.bars.first_mut() {
            bar.words = long.into();
        }
        let (wide, narrow) = chart.drawn();
        let narrow = narrow.to_string();
        // Two lines for what is longer than a telephone is wide, and the bar as wide as that.
        assert!(!narrow.contains(long), "{narrow}");
        assert!(
            narrow.contains(">half within 17 days, 9 in 10</text>")
                && narrow.contains(">within 21 days</text>")
        );
        assert!(narrow.contains("width=\"286\""));
        // Beside a bar of its whole length there is no room on a wide screen either.
        assert!(wide.to_string().contains(&format!(
            "<text class=\"app-value\" x=\"0\" y=\"40\">{long}</text>"
        )));
    }

    #[test]
    fn a_month_in_which_nothing_fell_due_keeps_its_place_and_is_neither_late_nor_in_time() {
        let mut months = chart(Order::Months, Scale::Percent(None), 3);
        if let Some(bar) = months.bars.get_mut(1) {
            (bar.value, bar.short) = (None, "none".into());
        }
        let (wide, narrow) = months.drawn();
        for svg in [wide.to_string(), narrow.to_string()] {
            assert_eq!(svg.matches("app-rest").count(), 3, "two bars and the key");
        }
        assert_eq!(wide.to_string().matches(">Str</text>").count(), 3);
        assert!(wide.to_string().contains(">none</text>"));
    }

    #[test]
    fn months_stand_on_wide_screens_and_lie_on_telephones() {
        let (wide, narrow) = chart(Order::Months, Scale::Plain, 12).drawn();
        assert!(wide.to_string().contains("viewBox=\"0 0 640 276\""));
        assert!(narrow.to_string().contains("viewBox=\"0 0 288 652\""));
        let (wide, _) = chart(Order::Months, Scale::Plain, 30).drawn();
        assert!(wide.to_string().contains("viewBox=\"0 0 640 1624\""));
    }
}
