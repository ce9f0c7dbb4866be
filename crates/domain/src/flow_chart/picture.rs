//! Drawing a flow chart as SVG that can stand alone or in a page.
//!
//! Presentation is in attributes and class names: the pages' content security policy forbids `style`.

use std::fmt::Write as _;

use super::{FlowChart, Step};

/// How wide the picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For a screen or a sheet of paper: questions stand beside their step.
    Wide,
    /// For a telephone, 288 wide: questions stand below their step.
    Narrow,
}

const TEXT_SIZE: u32 = 16;
const HEADING_SIZE: u32 = 18;
const LINE: u32 = 24;
const PADDING: u32 = 14;
/// Between a step and the next, where the arrow is.
const GAP: u32 = 36;
/// Between two questions, and between a step and its question.
const SMALL_GAP: u32 = 20;

/// A rectangle with lines of text in it.
struct Box {
    x: u32,
    width: u32,
    class: &'static str,
    lines: Vec<Line>,
}

struct Line {
    text: String,
    is_heading: bool,
}

impl Box {
    fn height(&self) -> u32 {
        u32::try_from(self.lines.len()).unwrap_or(1) * LINE + 2 * PADDING
    }

    fn inner(width: u32) -> u32 {
        width - 2 * PADDING
    }
}

/// Breaks a text into lines. The widths are those of the widest of the fonts that may stand in for
/// Arial (DejaVu Sans: 0.62 and, in bold, 0.7 of the size), so that no line crosses its box.
fn wrap(text: &str, width: u32, is_heading: bool) -> Vec<Line> {
    let letter_tenths = if is_heading {
        HEADING_SIZE * 7
    } else {
        TEXT_SIZE * 62 / 10
    };
    let most = usize::try_from(width * 10 / letter_tenths).unwrap_or(20);
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        for part in pieces(word, most) {
            let Some(last) = lines.last_mut() else { continue };
            if last.is_empty() {
                *last = part;
            } else if last.chars().count() + 1 + part.chars().count() <= most {
                last.push(' ');
                last.push_str(&part);
            } else {
                lines.push(part);
            }
        }
    }
    lines.into_iter().map(|text| Line { text, is_heading }).collect()
}

/// A word that is longer than a line is broken.
fn pieces(word: &str, most: usize) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    letters
        .chunks(most.max(1))
        .map(|piece| piece.iter().collect())
        .collect()
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

struct Canvas<'c> {
    form: Form,
    colour: &'c str,
    drawn: String,
    y: u32,
}

impl FlowChart {
    /// The chart as SVG. `prefix` begins its ids, so that two charts can stand in one page.
    pub fn to_svg(&self, prefix: &str, form: Form) -> String {
        let mut canvas = Canvas {
            form,
            colour: &self.colour,
            drawn: String::new(),
            y: 4,
        };
        for (number, step) in (1..).zip(&self.steps) {
            if number > 1 {
                canvas.arrow_down();
            }
            canvas.step(number, step);
        }
        let (width, height) = (canvas.width(), canvas.y + 4);
        let (prefix, title, description) = (escape(prefix), escape(&self.title), escape(&self.to_text()));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" class=\"app-flow-picture\" \
             width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             aria-labelledby=\"{prefix}-title\" aria-describedby=\"{prefix}-description\" \
             font-family=\"Arial, Helvetica, sans-serif\">\n\
             <title id=\"{prefix}-title\">{title}</title>\n\
             <desc id=\"{prefix}-description\">{description}</desc>\n\
             <rect class=\"app-flow-picture__ground\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n\
             {}</svg>\n",
            canvas.drawn
        )
    }
}

impl Canvas<'_> {
    fn width(&self) -> u32 {
        match self.form {
            // What two thirds of a page are: a picture that is made smaller has smaller letters.
            Form::Wide => 630,
            Form::Narrow => 288,
        }
    }

    /// Where the steps stand: from, and how wide.
    fn step_place(&self) -> (u32, u32) {
        match self.form {
            Form::Wide => (4, 340),
            Form::Narrow => (2, 284),
        }
    }

    /// Where the questions stand.
    fn branch_place(&self) -> (u32, u32) {
        match self.form {
            Form::Wide => (382, 244),
            Form::Narrow => (26, 260),
        }
    }

    fn step(&mut self, number: usize, step: &Step) {
        let (x, width) = self.step_place();
        let inner = Box::inner(width);
        let mut lines = wrap(&format!("{number}. {}", step.heading), inner, true);
        for sentence in &step.text {
            lines.extend(wrap(sentence, inner, false));
        }
        let main = Box {
            x,
            width,
            class: "app-flow-picture__step",
            lines,
        };
        let top = self.y;
        self.draw(&main, top);
        let mut bottom = top + main.height();
        match self.form {
            Form::Wide => {
                let (mut at, edge) = (top, x + width);
                let spine = edge + SMALL_GAP;
                let first = top + main.height() / 2;
                for aside in self.asides(step) {
                    let middle = if at == top {
                        first.min(at + aside.height() / 2)
                    } else {
                        at + aside.height() / 2
                    };
                    self.line_across(if at == top { edge } else { spine }, spine, middle);
                    self.line_down(spine, first, middle);
                    self.arrow_right(spine, aside.x, middle);
                    self.draw(&aside, at);
                    bottom = bottom.max(at + aside.height());
                    at += aside.height() + SMALL_GAP;
                }
                // The line down to the next step leaves from the step itself.
                self.line_down(x + width / 2, top + main.height(), bottom);
            }
            Form::Narrow => {
                let spine = bottom;
                for aside in self.asides(step) {
                    let (at, middle) = (bottom + SMALL_GAP, bottom + SMALL_GAP + aside.height() / 2);
                    self.line_down(x + 12, spine, middle);
                    self.line_across(x + 12, aside.x, middle);
                    self.draw(&aside, at);
                    bottom = at + aside.height();
                }
            }
        }
        self.y = bottom;
    }

    fn asides(&self, step: &Step) -> Vec<Box> {
        let (x, width) = self.branch_place();
        let inner = Box::inner(width);
        let aside = |branch: &super::Branch| {
            let mut lines = wrap(&branch.question, inner, true);
            lines.extend(wrap(&branch.then, inner, false));
            Box {
                x,
                width,
                class: "app-flow-picture__question",
                lines,
            }
        };
        step.branches.iter().map(aside).collect()
    }

    fn draw(&mut self, shape: &Box, top: u32) {
        let (dashes, ground) = match shape.class {
            "app-flow-picture__question" => (" stroke-dasharray=\"6 4\"", "#f8f8f8"),
            _ => ("", "#ffffff"),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            self.drawn,
            "<rect class=\"{}\" x=\"{}\" y=\"{top}\" width=\"{}\" height=\"{}\" rx=\"4\" \
             fill=\"{ground}\" stroke=\"{}\" stroke-width=\"2\"{dashes}/>",
            shape.class,
            shape.x,
            shape.width,
            shape.height(),
            self.colour
        );
        let mut baseline = top + PADDING + TEXT_SIZE;
        for line in &shape.lines {
            let (size, weight) = if line.is_heading {
                (HEADING_SIZE, " font-weight=\"bold\"")
            } else {
                (TEXT_SIZE, "")
            };
            let _ = writeln!(
                self.drawn,
                "<text class=\"app-flow-picture__text\" x=\"{}\" y=\"{baseline}\" font-size=\"{size}\"{weight} \
                 fill=\"#0b0c0c\">{}</text>",
                shape.x + PADDING,
                escape(&line.text)
            );
            baseline += LINE;
        }
    }

    fn line(&mut self, from: (u32, u32), to: (u32, u32)) {
        let _ = writeln!(
            self.drawn,
            "<line class=\"app-flow-picture__line\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" \
             stroke-width=\"2\"/>",
            from.0, from.1, to.0, to.1, self.colour
        );
    }

    fn line_down(&mut self, x: u32, from: u32, to: u32) {
        if to > from {
            self.line((x, from), (x, to));
        }
    }

    fn line_across(&mut self, from: u32, to: u32, y: u32) {
        self.line((from, y), (to, y));
    }

    fn head(&mut self, points: [(u32, u32); 3]) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
        let _ = writeln!(
            self.drawn,
            "<polygon class=\"app-flow-picture__arrow\" points=\"{}\" fill=\"{}\"/>",
            points.join(" "),
            self.colour
        );
    }

    fn arrow_down(&mut self) {
        let (x, width) = self.step_place();
        let (middle, to) = (x + width / 2, self.y + GAP);
        self.line_down(middle, self.y, to - 8);
        self.head([(middle - 7, to - 10), (middle + 7, to - 10), (middle, to)]);
        self.y = to;
    }

    fn arrow_right(&mut self, from: u32, to: u32, y: u32) {
        self.line_across(from, to - 8, y);
        self.head([(to - 10, y - 7), (to - 10, y + 7), (to, y)]);
    }
}
