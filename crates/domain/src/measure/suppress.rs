//! Small numbers are not shown to the public, nor what they could be worked out from.
//!
//! A number from 1 to 4 is hidden. So that it is not the difference between the total and the rest, others are
//! hidden with it until what is hidden can be shared out in more than one way, even by somebody who knows these
//! rules. Which ones is chosen by their place and not by their size: that would tell something of the size.

use super::Measure;

/// The least number that is shown, beside none at all.
pub const SMALLEST_SHOWN: i64 = 5;

/// What is hidden must be together at least this, or one could guess each.
const HIDDEN_TOGETHER: i64 = 2 * SMALLEST_SHOWN;

/// A line and its total as the public may see them; `None` is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Each number.
    pub numbers: Vec<Option<i64>>,
    /// All together.
    pub total: Option<i64>,
}

/// Hides the small numbers of a table of one line, whose total is shown as well.
pub fn shown(numbers: &[i64]) -> Shown {
    let total: i64 = numbers.iter().sum();
    let mut hidden: Vec<bool> = numbers.iter().map(|n| is_small(*n)).collect();
    if !hidden.contains(&true) {
        return Shown {
            numbers: numbers.iter().copied().map(Some).collect(),
            total: Some(total),
        };
    }
    let mut total_shown = true;
    while !is_enough(numbers, &hidden) {
        let last = hidden.iter().rposition(|hidden| *hidden).unwrap_or_default();
        let is_shown = |place: &usize| {
            let number = numbers.get(*place).copied().unwrap_or_default();
            number > 0 && hidden.get(*place) == Some(&false)
        };
        let next = (last..numbers.len()).chain(0..last).find(is_shown);
        let Some(hide) = next.and_then(|place| hidden.get_mut(place)) else {
            // Nothing is left to hide behind: the total would tell.
            total_shown = false;
            break;
        };
        *hide = true;
    }
    let numbers = numbers.iter().zip(&hidden);
    Shown {
        numbers: numbers.map(|(n, hidden)| (!hidden).then_some(*n)).collect(),
        total: total_shown.then_some(total),
    }
}

fn is_enough(numbers: &[i64], hidden: &[bool]) -> bool {
    let hidden: Vec<i64> = numbers
        .iter()
        .zip(hidden)
        .filter(|(_, hidden)| **hidden)
        .map(|(n, _)| *n)
        .collect();
    let all_the_most = hidden.iter().all(|n| *n == SMALLEST_SHOWN - 1);
    hidden.len() >= 2 && hidden.iter().sum::<i64>() >= HIDDEN_TOGETHER && !all_the_most
}

/// A share that stands beside a count of the same things, or of the part of them: shown only where nothing of that count is hidden.
pub const fn percent_beside(part: i64, of: i64, is_all_shown: bool) -> Option<i64> {
    if is_all_shown {
        percent_shown(part, of)
    } else {
        None
    }
}

/// A share that the public may see where no other of the same things stands beside it.
///
/// It is of so many that the part is one of several, and neither the part nor the rest is a small number: whoever knows about how
/// many there were would have it.
pub const fn percent_shown(part: i64, of: i64) -> Option<i64> {
    if of < 4 * SMALLEST_SHOWN || is_small(part) || is_small(of - part) {
        None
    } else {
        Some(super::figure::percent(part, of))
    }
}

/// Which of some shares the public may see beside one another: each measure with its part and of how many.
///
/// Two shares of the same things have a difference, those that were kept with more time. Where that is a small number the
/// share with it goes, so that the one of the date that was promised first stays.
pub fn shares_shown(shares: &[(Measure, i64, i64)]) -> Vec<Option<i64>> {
    let alone = |&(_, part, of): &(Measure, i64, i64)| percent_shown(part, of);
    let tells = |&(measure, part, _): &(Measure, i64, i64)| {
        let others = shares.iter().filter(|other| alone(other).is_some());
        let mut beside = others.filter(|(other, ..)| measure.goes_before(*other));
        beside.any(|(_, other, _)| is_small((part - other).abs()))
    };
    let seen = |share: &(Measure, i64, i64)| alone(share).filter(|_| !tells(share));
    shares.iter().map(seen).collect()
}

/// Whether what is shown of a year gives a small number of its quarters away.
///
/// Those that are hidden, each with how many were so and how many were not, are what the year has beyond the quarters that are shown.
pub fn year_tells(hidden: &[(i64, i64)]) -> bool {
    let tells = |numbers: Vec<i64>| {
        let sum: i64 = numbers.iter().sum();
        let all_the_most = sum > 0 && numbers.iter().all(|n| *n == SMALLEST_SHOWN - 1);
        is_small(sum) || all_the_most
    };
    let (so, not_so): (Vec<i64>, Vec<i64>) = hidden.iter().copied().unzip();
    tells(so) || tells(not_so)
}

/// Whether the total of a year gives hidden numbers of its quarters away: all of those in quarters whose total is not shown either.
pub fn year_total_tells(hidden: &[i64]) -> bool {
    !hidden.is_empty() && !is_enough(hidden, &vec![true; hidden.len()])
}

const fn is_small(n: i64) -> bool {
    0 < n && n < SMALLEST_SHOWN
}

/// What customers answered, for whoever reads no single answers: of a period that is over, and only of so many that nobody is told
/// apart. How many there were is not said.
pub const fn answers_shown(part: i64, of: i64, is_over: bool) -> Option<i64> {
    if is_over { percent_shown(part, of) } else { None }
}

/// A count of a month for members: to the nearest ten.
///
/// They can take it from what the public sees of the quarter, so it is "fewer than 10" (`None`) for all that is less, none included. So no month's small number can be worked out.
pub const fn in_tens(n: i64) -> Option<i64> {
    if n < 10 { None } else { Some((n + 5) / 10 * 10) }
}
