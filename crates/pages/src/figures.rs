//! A figure as a page shows it: a sentence, a chart, a table, the data to take away.

pub mod drawn;

use drawn::Linked;

use crate::admin::people::capital;
use crate::chart::{Bar, Chart, Order, Scale};
use crate::components::{Cell, Figure, Table};
use crate::markup::{Content, Markup};
use crate::public::performance::NOT_SHOWN;
use crate::staff::parts::{heading, paragraph};

/// A line of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is: a month, a service.
    pub label: String,
    /// The number in words: "82% (41 of 50)".
    pub words: String,
    /// The number that is drawn; nothing where it is not shown, and where there is nothing.
    pub drawn: Option<i64>,
    /// The cases behind it; empty where they are not listed.
    pub href: String,
    /// The sides of a share: "Late: 1", and the cases behind each; empty where it has none.
    pub sides: Vec<Linked>,
}

/// A measure on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// What its ids begin with: the measure's own word.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// All together, as a sentence: "82% (41 of 50)".
    pub whole: String,
    /// Its cases; empty where they are not listed.
    pub href: String,
    /// The sides of a share, as of a line.
    pub sides: Vec<Linked>,
    /// What a filled bar is, and a hatched one, of a share.
    pub key: Option<(String, String)>,
    /// What is counted, by what it is told apart, and for when.
    pub subtitle: String,
    /// What the lines are: "Month".
    pub by: String,
    /// The lines.
    pub lines: Vec<Line>,
    /// What the numbers are.
    pub scale: Scale,
    /// In what order they come.
    pub order: Order,
    /// Where the data can be taken away.
    pub csv: String,
    /// Where it is from.
    pub source: String,
}

impl Measured {
    /// It, with a heading of its own.
    pub fn markup(&self) -> Markup {
        let title = self.title();
        let drawn = self.lines.iter().filter(|line| line.drawn.is_some()).count();
        // One number needs no chart: a sentence says it (ux §5, 1).
        if drawn < 2 {
            return self.in_words(&title);
        }
        // A month of nothing keeps its place; what is hidden has none.
        let has_place = |line: &&Line| line.drawn.is_some() || self.order == Order::Months;
        let bars = self.lines.iter().filter(has_place).map(|line| Bar {
            label: line.label.clone(),
            value: line.drawn,
            words: line.words.clone(),
            short: self.in_few_letters(line),
        });
        let chart = Chart {
            id: self.id.clone(),
            title: format!("Bar chart: {} by {}", inside(&self.name), inside(&self.by)),
            says: self.says(),
            bars: bars.collect(),
            scale: self.scale,
            order: self.order,
            key: self.key.clone(),
        };
        let (svg_wide, svg_narrow) = chart.drawn();
        Figure {
            id: self.id.clone(),
            title,
            subtitle: self.subtitle.clone(),
            svg_wide,
            svg_narrow,
            table: self.table(),
            csv: (!self.csv.is_empty())
                .then(|| (self.csv.clone(), format!("Download {} (CSV)", inside(&self.name)))),
            // The same address gives a spreadsheet to whoever asks for one.
            ods: (!self.csv.is_empty()).then(|| {
                (
                    format!("{}&format=ods", self.csv),
                    format!("Download {} (ODS spreadsheet)", inside(&self.name)),
                )
            }),
            source: self.source.clone(),
        }
        .into()
    }

    fn in_words(&self, title: &str) -> Markup {
        let mut parts = vec![heading(title), paragraph(self.subtitle.as_str())];
        // A month of nothing takes a place in a chart and no sentence.
        let says_something = |line: &&Line| line.drawn.is_some() || self.order == Order::Any;
        parts.extend(self.lines.iter().filter(says_something).map(|line| {
            let label = Markup::text(&format!("{}: ", line.label));
            paragraph(Markup::join([Content::from(label), line.cell()]))
        }));
        if self.lines.is_empty() && !self.href.is_empty() {
            let words = format!("See the cases: {}", inside(&self.name));
            parts.push(paragraph(Markup::link(&self.href, words)));
            let sides = self.sides.iter();
            parts.extend(sides.map(|side| paragraph(linked(side, &inside(&self.name)))));
        }
        Markup::join(parts)
    }

    /// The message: the whole, and between what the lines lie.
    fn title(&self) -> String {
        let whole = format!("{}: {}", self.name, self.whole);
        let drawn: Vec<&Line> = self.lines.iter().filter(|line| line.drawn.is_some()).collect();
        let (Some(least), Some(most)) = (
            drawn.iter().filter_map(|line| line.drawn).min(),
            drawn.iter().filter_map(|line| line.drawn).max(),
        ) else {
            return whole;
        };
        if drawn.len() < 2 {
            return whole;
        }
        let by = inside(&self.by);
        // Among what is hidden may be less.
        if self.is_some_hidden() {
            return format!("{whole}, by {by}");
        }
        let said = |number: i64| {
            let mut those = drawn.iter().filter(|line| line.drawn == Some(number));
            let first = those.next().map_or("", |line| line.label.as_str());
            let words = match self.scale {
                Scale::Percent(_) => format!("{number}%"),
                Scale::Plain => drawn
                    .iter()
                    .find(|line| line.drawn == Some(number))
                    .map_or_else(String::new, |line| line.words.clone()),
            };
            if those.next().is_none() {
                format!("{words} ({first})")
            } else {
                words
            }
        };
        // Words that say more than the number, as of days, are no two ends of anything.
        let is_plain = drawn.iter().all(|line| line.words.parse::<i64>().is_ok());
        match self.scale {
            Scale::Plain if !is_plain => format!("{whole}, by {by}"),
            // The whole says it of each: nothing at all, or the same share.
            Scale::Percent(_) if least == most => whole,
            Scale::Plain if most == 0 => whole,
            Scale::Plain if least == most => format!("{whole}, by {by} {} in each", said(most)),
            Scale::Percent(_) if drawn.iter().any(|line| !line.words.contains('%')) => {
                format!("{whole}, by {by}")
            }
            Scale::Plain | Scale::Percent(_) => {
                format!("{whole}, by {by} from {} to {}", said(least), said(most))
            }
        }
    }

    /// Whether a line is there that is not shown, so that nobody can say which is the least.
    fn is_some_hidden(&self) -> bool {
        // A month of nothing has nothing to hide, nor has what nobody gave a cost for.
        let mut lines = self.lines.iter();
        lines.any(|line| line.drawn.is_none() && line.words == NOT_SHOWN)
    }

    /// "92%", and "12/13" of so few that no per cent is said.
    fn in_few_letters(&self, line: &Line) -> String {
        match (self.scale, line.drawn) {
            (_, None) => "–".to_owned(),
            (Scale::Percent(_), Some(_)) if !line.words.contains('%') => line.words.replace(" of ", "/"),
            (Scale::Percent(_), Some(drawn)) => format!("{drawn}%"),
            (Scale::Plain, Some(drawn)) => drawn.to_string(),
        }
    }

    /// The first, the last, the highest and the lowest, and how often the target is met: for who does not see the chart, in two
    /// sentences at most (ux §5, 7).
    fn says(&self) -> String {
        let drawn: Vec<(&Line, i64)> = self
            .lines
            .iter()
            .filter_map(|line| Some((line, line.drawn?)))
            .collect();
        let numbers = || drawn.iter().map(|(_, number)| *number);
        let (Some(most), Some(least), Some((first, _)), Some((last, _))) =
            (numbers().max(), numbers().min(), drawn.first(), drawn.last())
        else {
            return "All values are in the table below.".to_owned();
        };
        let below = if self.is_some_hidden() {
            "what is shown is in the table below."
        } else {
            "all values are in the table below."
        };
        let end = match self.scale {
            Scale::Percent(Some(target)) => {
                let met = numbers().filter(|number| *number >= i64::from(target)).count();
                format!("Target {target}% met in {met} of {}; {below}", drawn.len())
            }
            Scale::Percent(None) | Scale::Plain => capital(below),
        };
        if most == least && !self.is_some_hidden() {
            let same = match self.scale {
                Scale::Percent(_) => format!("{most}%"),
                Scale::Plain => first.words.clone(),
            };
            return format!("All the same: {same}. {end}");
        }
        let said = |line: &Line| format!("{}, {}", line.label, line.words);
        let those = |number: i64, alike: &str| {
            let mut those = drawn.iter().filter(|(_, drawn)| *drawn == number);
            let one = those.next().map_or_else(String::new, |(line, _)| said(line));
            match those.count() {
                0 => one,
                more => format!("{one}, and {more} more {alike}"),
            }
        };
        let mut parts = Vec::new();
        if self.order == Order::Months {
            parts.push(format!("first: {}", said(first)));
            parts.push(format!("last: {}", said(last)));
        }
        // Among what is hidden may be less; and of months, which stand in their order, more as well.
        let is_some_hidden = self.is_some_hidden();
        if is_some_hidden && self.order == Order::Months {
            let hidden = self.lines.iter().filter(|line| line.drawn.is_none()).count();
            parts.push(format!("{hidden} of {} are not shown", self.lines.len()));
        } else {
            parts.push(format!("highest: {}", those(most, "as high")));
        }
        if !is_some_hidden {
            parts.push(format!("lowest: {}", those(least, "as low")));
        }
        format!("{}. {end}", capital(&parts.join("; ")))
    }

    fn table(&self) -> Table {
        let table = Table::new(&format!("{} by {}", self.name, inside(&self.by)))
            .caption_classes("govuk-table__caption--s")
            .first_cell_is_header(true)
            .column(self.by.as_str())
            .number_column(self.name.as_str());
        // The whole leads to its cases as well.
        let all = Line {
            label: "All together".to_owned(),
            words: self.whole.clone(),
            drawn: None,
            href: self.href.clone(),
            sides: self.sides.clone(),
        };
        let all = (!self.href.is_empty()).then_some(&all);
        self.lines.iter().chain(all).fold(table, |table, line| {
            let number = Cell {
                format: "numeric".into(),
                ..Cell::new(line.cell())
            };
            table.row([Cell::new(line.label.as_str()), number])
        })
    }
}

impl Line {
    fn cell(&self) -> Content {
        let whole = linked(&(self.words.clone(), self.href.clone()), &self.label);
        let sides = self.sides.iter().map(|side| {
            let side = linked(side, &self.label);
            Content::from(Markup::trusted(format!(
                "<span class=\"app-summary\">{side}</span>"
            )))
        });
        Markup::join(std::iter::once(whole).chain(sides)).into()
    }
}

/// A name inside a sentence: with a small letter, but for whom people know by the capital.
fn inside(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if !name.starts_with("Ombuds") => first.to_lowercase().chain(letters).collect(),
        Some(_) | None => name.to_owned(),
    }
}

/// Words, and a link to the cases of something where there are any.
fn linked((words, href): &Linked, of: &str) -> Content {
    if href.is_empty() {
        return words.as_str().into();
    }
    let rest = Markup::text(&format!(", cases of {of}"));
    let words = Markup::trusted(format!(
        "{}<span class=\"govuk-visually-hidden\">{rest}</span>",
        Markup::text(words)
    ));
    Markup::link(href, words).into()
}

#[cfg(test)]
mod tests {
    //! What is said of a chart to who does not see it.

    use super::*;

    fn measured(order: Order, scale: Scale, lines: &[(&str, &str, Option<i64>)]) -> Measured {
        let lines = lines.iter().map(|(label, words, drawn)| Line {
            label: (*label).into(),
            words: (*words).into(),
            drawn: *drawn,
            href: String::new(),
            sides: Vec::new(),
        });
        Measured {
            id: "m".into(),
            name: "Replies in time".into(),
            whole: "24 of 25".into(),
            href: String::new(),
            sides: Vec::new(),
            key: None,
            subtitle: String::new(),
            by: "Month".into(),
            lines: lines.collect(),
            scale,
            order,
            csv: String::new(),
            source: String::new(),
        }
    }

    #[test]
    fn months_say_the_first_the_last_how_many_are_as_high_and_how_often_the_target_is_met() {
        let months = [
            ("May", "9 of 10", Some(90)),
            ("June", "8 of 10", Some(80)),
            ("July", "10 of 10", Some(100)),
            ("August", "nothing", None),
            ("October", "7 of 7", Some(100)),
        ];
        assert_eq!(
            measured(Order::Months, Scale::Percent(Some(90)), &months).says(),
            "First: May, 9 of 10; last: October, 7 of 7; highest: July, 10 of 10, and 1 more as high; \
             lowest: June, 8 of 10. Target 90% met in 3 of 4; all values are in the table below."
        );
    }

    #[test]
    fn what_is_alike_in_per_cent_is_said_in_per_cent_and_a_hidden_month_is_no_month_of_nothing() {
        let alike = [("May", "2 of 2", Some(100)), ("June", "4 of 4", Some(100))];
        assert_eq!(
            measured(Order::Months, Scale::Percent(None), &alike).says(),
            "All the same: 100%. All values are in the table below."
        );
        let hidden = [
            ("April", "Not shown", None),
            ("July", "0", Some(0)),
            ("October", "0", Some(0)),
        ];
        assert_eq!(
            measured(Order::Months, Scale::Plain, &hidden).says(),
            "First: July, 0; last: October, 0; 1 of 3 are not shown. What is shown is in the table below."
        );
    }

    #[test]
    fn where_something_is_hidden_nobody_is_told_which_is_the_least() {
        let services = [
            ("Waste", "40", Some(40)),
            ("Trees", "20", Some(20)),
            ("Parks", "Not shown", None),
        ];
        assert_eq!(
            measured(Order::Any, Scale::Plain, &services).says(),
            "Highest: Waste, 40. What is shown is in the table below."
        );
    }
}
