//! Control charts: whether a row of numbers changed, or only varied as it always does.
//!
//! For single numbers by Shewhart's rule, with limits at 2.66 times the average step from one to the next, so that
//! nobody explains a month that chance explains.

/// With fewer numbers than this no limits are drawn (ours): they would say more than the numbers do.
pub const ENOUGH: usize = 8;

/// So many one after another on the same side are a shift.
pub const RUN: usize = 8;

/// What a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// It varies as the others do.
    None,
    /// It is outside the limits.
    Outside,
    /// It is one of a run on the same side of the average.
    Run,
}

/// Limits for a row of numbers, in tenths of what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// The average of the numbers.
    pub centre: i64,
    /// Below this is outside; never less than nothing.
    pub lower: i64,
    /// Above this is outside.
    pub upper: i64,
    /// What each number says, in their order.
    pub signals: Vec<Signal>,
}

impl Control {
    /// The limits of some numbers in their order, in tenths; nothing where there are too few.
    pub fn of(numbers: &[i64]) -> Option<Self> {
        let count = i64::try_from(numbers.len()).ok()?;
        if numbers.len() < ENOUGH {
            return None;
        }
        let centre = rounded(numbers.iter().sum(), count);
        let steps = numbers.iter().zip(numbers.iter().skip(1));
        let steps: i64 = steps.map(|(one, next)| (next - one).abs()).sum();
        let reach = rounded(steps * 266, (count - 1) * 100);
        let (lower, upper) = ((centre - reach).max(0), centre + reach);
        let mut signals: Vec<Signal> = numbers
            .iter()
            .map(|n| {
                if *n > upper || *n < lower {
                    Signal::Outside
                } else {
                    Signal::None
                }
            })
            .collect();
        for (from, to) in runs(numbers, centre) {
            let run = signals.iter_mut().take(to).skip(from);
            for signal in run.filter(|signal| **signal == Signal::None) {
                *signal = Signal::Run;
            }
        }
        Some(Self {
            centre,
            lower,
            upper,
            signals,
        })
    }
}

/// The runs on one side of the average that are long enough: from which to before which.
fn runs(numbers: &[i64], centre: i64) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    for at in 1..=numbers.len() {
        let side = |at: usize| numbers.get(at).map(|n| (n - centre).signum());
        if side(at).is_none() || side(at) != side(from) {
            if at - from >= RUN && side(from) != Some(0) {
                found.push((from, at));
            }
            from = at;
        }
    }
    found
}

/// A division, to the nearest.
pub const fn rounded(n: i64, by: i64) -> i64 {
    if by <= 0 {
        return 0;
    }
    (n * 2 + by) / (by * 2)
}

#[cfg(test)]
mod tests {
    //! What is a signal and what is not.

    use super::*;

    #[test]
    fn few_numbers_have_no_limits_and_what_only_varies_has_no_signal() {
        assert_eq!(Control::of(&[100; 7]), None);
        let varies = [100, 120, 90, 110, 100, 130, 80, 110, 100, 120];
        let control = Control::of(&varies).unwrap();
        assert_eq!(control.centre, 106);
        // The steps are 20, 30, 20, 10, 30, 50, 30, 10, 20: 24.4 on average, times 2.66.
        assert_eq!((control.lower, control.upper), (41, 171));
        assert!(control.signals.iter().all(|signal| *signal == Signal::None));
    }

    #[test]
    fn one_far_outside_and_a_long_run_are_signals_of_their_own_shape() {
        let mut numbers = vec![100, 110, 90, 105, 95, 110, 100, 90, 105, 400];
        let control = Control::of(&numbers).unwrap();
        assert_eq!(control.signals.last(), Some(&Signal::Outside));
        numbers = [[70, 95].repeat(4), [105, 130].repeat(4)].concat();
        let control = Control::of(&numbers).unwrap();
        assert_eq!(control.centre, 100);
        assert!(control.signals.iter().all(|signal| *signal == Signal::Run));
        assert!(
            Control::of(&[90, 110].repeat(8))
                .unwrap()
                .signals
                .iter()
                .all(|s| *s == Signal::None)
        );
    }

    #[test]
    fn limits_are_never_less_than_nothing() {
        assert_eq!(Control::of(&[0, 90, 0, 80, 0, 90, 0, 80]).unwrap().lower, 0);
    }
}
