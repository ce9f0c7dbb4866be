//! What is usual for the time of year: the same month of earlier years, with their spread, and no more than they say.

/// How many earlier years are looked at.
pub const YEARS: usize = 5;

/// With fewer earlier years than this nothing is called usual (ours): two can differ by chance alone.
pub const ENOUGH: usize = 3;

/// What the same month was in earlier years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usual {
    /// Too few years to say what is usual.
    TooLittle {
        /// How many there are.
        years: usize,
        /// The last of them, if there is one.
        last: Option<i64>,
    },
    /// What it was.
    Between {
        /// The least.
        least: i64,
        /// The one in the middle; of an even number the lower of the two.
        middle: i64,
        /// The most.
        most: i64,
        /// In how many years.
        years: usize,
    },
}

/// How a month stands against what is usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// Fewer than in any of those years.
    Below,
    /// Within what they were.
    Within,
    /// More than in any of those years.
    Above,
}

impl Usual {
    /// What is usual, by the same month of earlier years, the latest first.
    pub fn of(earlier: &[i64]) -> Self {
        let years = earlier.len();
        let mut sorted = earlier.to_vec();
        sorted.sort_unstable();
        match (
            sorted.first(),
            sorted.get(years.saturating_sub(1) / 2),
            sorted.last(),
        ) {
            (Some(least), Some(middle), Some(most)) if years >= ENOUGH => Self::Between {
                least: *least,
                middle: *middle,
                most: *most,
                years,
            },
            _ => Self::TooLittle {
                years,
                last: earlier.first().copied(),
            },
        }
    }

    /// How a number stands against it; nothing where there is too little to say.
    pub const fn against(self, n: i64) -> Option<Against> {
        match self {
            Self::TooLittle { .. } => None,
            Self::Between { least, .. } if n < least => Some(Against::Below),
            Self::Between { most, .. } if n > most => Some(Against::Above),
            Self::Between { .. } => Some(Against::Within),
        }
    }
}

#[cfg(test)]
mod tests {
    //! What may be called usual.

    use super::*;

    #[test]
    fn two_years_are_too_little_and_three_say_between_what() {
        assert_eq!(Usual::of(&[]), Usual::TooLittle { years: 0, last: None });
        let two = Usual::of(&[40, 60]);
        assert_eq!(
            two,
            Usual::TooLittle {
                years: 2,
                last: Some(40)
            }
        );
        assert_eq!(two.against(1_000), None);
        let three = Usual::of(&[40, 60, 50]);
        let between = Usual::Between {
            least: 40,
            middle: 50,
            most: 60,
            years: 3,
        };
        assert_eq!(three, between);
        for (n, against) in [
            (39, Against::Below),
            (40, Against::Within),
            (60, Against::Within),
            (61, Against::Above),
        ] {
            assert_eq!(three.against(n), Some(against), "{n}");
        }
    }
}
