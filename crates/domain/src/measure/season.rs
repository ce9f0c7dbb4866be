//! What is usual for the time of year: the same month of earlier years, with their spread, and no more than they say.

/// How many earlier years are looked at.
pub const YEARS: usize = 5;

/// With fewer earlier years than this nothing is called usual (ours): two can differ by chance alone. They are shown as what they
/// were.
pub const ENOUGH: usize = 3;

/// The same months of an earlier year, all of them within the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    /// The year.
    pub year: i16,
    /// How many.
    pub n: i64,
    /// Whether days out of the ordinary fell in it, which the policy calls a storm.
    pub is_stormy: bool,
}

/// What the same month was in earlier years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usual {
    /// Too few years to say what is usual.
    TooLittle,
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
    /// What is usual, by the same month of earlier years.
    ///
    /// What a storm brought is out of the ordinary, so its year is not part of what is ordinary (ours); it is shown beside.
    pub fn of(earlier: &[Earlier]) -> Self {
        let calm = earlier.iter().filter(|year| !year.is_stormy);
        let mut sorted: Vec<i64> = calm.map(|year| year.n).collect();
        sorted.sort_unstable();
        let years = sorted.len();
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
            _ => Self::TooLittle,
        }
    }

    /// How a number stands against it; nothing where there is too little to say.
    pub const fn against(self, n: i64) -> Option<Against> {
        match self {
            Self::TooLittle => None,
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

    fn calm(year: i16, n: i64) -> Earlier {
        Earlier {
            year,
            n,
            is_stormy: false,
        }
    }

    #[test]
    fn two_years_are_too_little_and_three_say_between_what() {
        assert_eq!(Usual::of(&[]), Usual::TooLittle);
        let two = Usual::of(&[calm(2030, 40), calm(2029, 60)]);
        assert_eq!(two, Usual::TooLittle);
        assert_eq!(two.against(1_000), None);
        let three = Usual::of(&[calm(2030, 40), calm(2029, 60), calm(2028, 50)]);
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

    #[test]
    fn what_a_storm_brought_is_not_part_of_what_is_usual() {
        let storm = Earlier {
            year: 2029,
            n: 400,
            is_stormy: true,
        };
        let years = [calm(2031, 40), calm(2030, 60), storm, calm(2028, 50)];
        let usual = Usual::of(&years);
        assert_eq!(usual.against(100), Some(Against::Above), "{usual:?}");
        // Without it two are left, and they are too little.
        assert_eq!(Usual::of(&years[1..]), Usual::TooLittle);
    }
}
