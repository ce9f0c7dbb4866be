//! Whether a colour can be read on white (WCAG 2.2, 1.4.3).

use std::fmt;

/// Ordinary text needs this much contrast (WCAG 2.2, 1.4.3 at AA).
pub const LEAST_CONTRAST: f64 = 4.5;

/// The contrast of `#rrggbb` with white, from 1 (none) to 21 (black); `None` when it is no colour.
pub fn contrast_with_white(text: &str) -> Option<f64> {
    Colour::parse(text).map(Colour::contrast_with_white)
}

/// A colour of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Colour {
    /// Reads `#rrggbb`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self { red, green, blue })
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let share = f64::from(part) / 255.0;
            if share <= 0.040_45 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The contrast with white, from 1 (none) to 21 (black).
    pub(super) fn contrast_with_white(self) -> f64 {
        1.05 / (self.luminance() + 0.05)
    }

    /// The same colour, just dark enough.
    pub(super) fn darkened(self) -> Self {
        let mut colour = self;
        while colour.contrast_with_white() < LEAST_CONTRAST {
            let less = |part: u8| part.saturating_sub(part / 50 + 1);
            colour = Self {
                red: less(colour.red),
                green: less(colour.green),
                blue: less(colour.blue),
            };
        }
        colour
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}
