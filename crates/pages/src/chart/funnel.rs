//! A funnel: how many come as far as each step, each bar in the middle beneath its words.

use std::fmt::Write as _;

use super::frame::{Words, text, whole};
use crate::components::Svg;

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub label: String,
    /// How many came as far.
    pub value: i64,
    /// The number in words: "41 of 50 (82%)".
    pub words: String,
}

const ROW: i64 = 76;

/// The drawing for wide screens and paper, and the one for telephones.
pub fn drawn(words: &Words, steps: &[Step]) -> (Svg, Svg) {
    (
        sized(words, steps, ("wide", 640)),
        sized(words, steps, ("narrow", 288)),
    )
}

fn sized(words: &Words, steps: &[Step], (size, width): (&str, i64)) -> Svg {
    let most = steps
        .iter()
        .map(|step| step.value)
        .max()
        .unwrap_or_default()
        .max(1);
    let mut inside = String::new();
    for (place, step) in steps.iter().enumerate() {
        let y = whole(place) * ROW;
        let length = (step.value * width / most).max(i64::from(step.value > 0) * 2);
        let middle = width / 2;
        inside.push_str(&text(("app-axis", "middle"), (middle, y + 16), &step.label));
        inside.push_str(&text(("app-value", "middle"), (middle, y + 36), &step.words));
        let _ = write!(
            inside,
            "<rect class=\"app-bar\" x=\"{}\" y=\"{}\" width=\"{length}\" height=\"24\"/>",
            middle - length / 2,
            y + 44,
        );
    }
    words.frame(size, (width, whole(steps.len()) * ROW), &inside)
}
