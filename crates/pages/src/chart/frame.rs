//! What every drawing begins with: its size, and the words for who does not see it.

use super::OVERHANG;
use crate::components::Svg;
use crate::markup::Markup;

/// What a drawing is called and says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What its ids begin with.
    pub id: String,
    /// What it is: "Control chart: working days to the stage 1 reply".
    pub title: String,
    /// What it says, in two sentences at most.
    pub says: String,
}

impl Words {
    /// The drawing of a size, around what is inside.
    pub(super) fn frame(&self, size: &str, (width, height): (i64, i64), inside: &str) -> Svg {
        let id = format!("{}-{size}", self.id);
        let (title, says) = (Markup::text(&self.title), Markup::text(&self.says));
        Svg::drawn_by_us(format!(
            "<svg class=\"app-chart\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" viewBox=\"0 0 {width} {height}\" \
             focusable=\"false\"><title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{says}</desc>{inside}</svg>"
        ))
    }
}

/// A text in a drawing, escaped. No letter of it stands out at the left edge.
pub(super) fn text((class, anchor): (&str, &str), (x, y): (i64, i64), words: &str) -> String {
    let x = if anchor == "start" { x.max(OVERHANG) } else { x };
    format!(
        "<text class=\"{class}\" text-anchor=\"{anchor}\" x=\"{x}\" y=\"{y}\">{}</text>",
        Markup::text(words)
    )
}

/// A straight line.
pub(super) fn line(class: &str, (x1, y1): (i64, i64), (x2, y2): (i64, i64)) -> String {
    format!("<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>")
}

/// A number of things as the numbers of drawings are.
pub(super) fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or_default()
}
