//! Measures: the catalogue, histograms, and small numbers that stay hidden.

use std::collections::BTreeMap;

use jiff::civil::date;

use super::fact::Tally;
use super::figure::{Figure, Histogram, percent};
use super::suppress::{
    SMALLEST_SHOWN, Shown, answers_shown, percent_beside, percent_shown, shares_shown, shown, year_tells,
    year_total_tells,
};
use super::{Measure, Range};

#[test]
fn every_measure_says_what_is_counted_what_is_left_out_and_where_that_is_from() {
    let mut names = std::collections::BTreeSet::new();
    for measure in Measure::ALL {
        let definition = measure.definition();
        assert!(
            names.insert(definition.name),
            "two are called {}",
            definition.name
        );
        assert!(definition.question.ends_with('?'), "{measure}");
        for text in [
            definition.counted,
            definition.left_out,
            definition.source,
            definition.cost(),
        ] {
            assert!(text.len() > 3, "{measure}");
        }
    }
}

#[test]
fn a_median_and_a_ninetieth_are_numbers_that_occurred() {
    let mut histogram = Histogram::default();
    for (days, n) in [(1, 2), (3, 5), (10, 2), (40, 1)] {
        let mut tally = Tally::one(true);
        tally.n = n;
        histogram.add(days, tally);
    }
    let Figure::Days {
        median,
        ninetieth,
        of,
    } = histogram.figure()
    else {
        panic!("it is no number of days");
    };
    assert_eq!((median, ninetieth, of), (3, 10, 10));
    assert_eq!(Histogram::default().within(50), None);
}

#[test]
fn all_and_none_are_said_only_of_all_and_of_none() {
    assert_eq!(percent(999, 1_000), 99);
    assert_eq!(percent(1, 1_000), 1);
    assert_eq!(percent(7, 7), 100);
    assert_eq!(percent(0, 7), 0);
    assert_eq!(percent(0, 0), 0);
    assert_eq!(percent(1, 8), 13);
}

/// What the public sees of a table: its numbers and their total, or that one is not shown.
type Look = (Vec<Option<i64>>, Option<i64>);

/// Every table of `cells` numbers below `end`, as the public sees it, with all the tables that look the same.
fn published(cells: u32, end: i64) -> BTreeMap<Look, Vec<Vec<i64>>> {
    let mut looks: BTreeMap<_, Vec<Vec<i64>>> = BTreeMap::new();
    for number in 0..end.pow(cells) {
        let table: Vec<i64> = (0..cells).map(|cell| number / end.pow(cell) % end).collect();
        let Shown { numbers, total } = shown(&table);
        looks.entry((numbers, total)).or_default().push(table);
    }
    looks
}

#[test]
fn nobody_who_knows_the_rules_can_work_out_a_small_number() {
    for (cells, end) in [(1, 30), (2, 30), (3, 24), (4, 17)] {
        for ((numbers, total), tables) in published(cells, end) {
            let seen: i64 = numbers.iter().flatten().sum();
            if total.is_some_and(|total| total - seen >= end) {
                // Some of the tables that look like this one are beyond the end of the search.
                continue;
            }
            for (place, number) in numbers.iter().enumerate() {
                if let Some(number) = number {
                    assert!(*number == 0 || *number >= SMALLEST_SHOWN);
                } else {
                    let first = tables[0][place];
                    let sure = tables.iter().all(|table| table[place] == first);
                    assert!(
                        !sure || first >= SMALLEST_SHOWN,
                        "{numbers:?} of {total:?} can only be {tables:?}"
                    );
                }
            }
        }
    }
}

/// What the public sees of points by finding, and of the share that was upheld: not upheld, in part, wholly.
fn with_its_share(points: &[i64; 3]) -> (Look, Option<i64>) {
    let Shown { numbers, total } = shown(points);
    let is_all_shown = total.is_some() && numbers.iter().all(Option::is_some);
    let of = points.iter().sum();
    let share = percent_beside(of - points[0], of, is_all_shown);
    ((numbers, total), share)
}

#[test]
fn nobody_works_out_a_small_number_from_a_table_and_a_share_of_the_same_things() {
    const END: i64 = 45;
    let mut looks: BTreeMap<_, Vec<[i64; 3]>> = BTreeMap::new();
    for number in 0..END.pow(3) {
        let points = [number % END, number / END % END, number / END / END];
        looks.entry(with_its_share(&points)).or_default().push(points);
    }
    for (((numbers, total), share), tables) in looks {
        let seen: i64 = numbers.iter().flatten().sum();
        if total.is_some_and(|total| total - seen >= END) {
            continue;
        }
        for place in 0..3 {
            let first = tables[0][place];
            let is_sure = tables.iter().all(|table| table[place] == first);
            assert!(
                !is_sure || first == 0 || first >= SMALLEST_SHOWN,
                "{numbers:?} of {total:?}, {share:?}% can only be {tables:?}"
            );
        }
        // The part itself, as well, and what is left of it.
        for part in [
            |table: &[i64; 3]| table[0],
            |table: &[i64; 3]| table[1] + table[2],
        ] {
            let first = part(&tables[0]);
            let is_sure = share.is_some() && tables.iter().all(|table| part(table) == first);
            assert!(
                !is_sure || first == 0 || first >= SMALLEST_SHOWN,
                "{share:?}% of {tables:?}"
            );
        }
    }
    // The table is hidden by a quarter, and its total is shown: the share would be 2 of 42.
    assert_eq!(percent_beside(2, 42, true), None);
    assert_eq!(percent_beside(40, 42, true), None);
    assert_eq!(percent_beside(20, 42, false), None);
    assert_eq!(percent_beside(20, 42, true), Some(48));
}

#[test]
fn nobody_works_out_one_late_reply_from_two_shares_of_one_denominator() {
    const END: i64 = 60;
    let (all, first) = (Measure::Stage1InTime, Measure::Stage1InTimeWithoutExtension);
    // 27 of 30 in time and 26 by the date promised first: 90% and 87% were what one late reply could be told from.
    assert_eq!(shares_shown(&[(all, 27, 30), (first, 26, 30)]), [None, None]);
    // The one with more time goes, wherever it stands.
    assert_eq!(shares_shown(&[(all, 22, 30), (first, 20, 30)]), [None, Some(67)]);
    assert_eq!(shares_shown(&[(first, 20, 30), (all, 22, 30)]), [Some(67), None]);
    assert_eq!(
        shares_shown(&[(all, 25, 30), (first, 20, 30)]),
        [Some(83), Some(67)]
    );
    let other = Measure::FirstAnswerInTime;
    assert_eq!(
        shares_shown(&[(all, 22, 30), (other, 20, 30)]),
        [Some(73), Some(67)]
    );
    // Everything that looks the same, even to somebody who knows how many there were.
    let mut looks: BTreeMap<_, Vec<(i64, i64)>> = BTreeMap::new();
    for of in 0..END {
        for in_time in 0..=of {
            for by_the_first in 0..=in_time {
                let seen = shares_shown(&[(all, in_time, of), (first, by_the_first, of)]);
                looks.entry((of, seen)).or_default().push((in_time, by_the_first));
            }
        }
    }
    for ((of, seen), same) in looks {
        let cells = |&(in_time, by_the_first): &(i64, i64)| {
            [
                by_the_first,
                in_time - by_the_first,
                of - in_time,
                in_time,
                of - by_the_first,
            ]
        };
        let known = cells(&same[0]);
        for (place, cell) in known.iter().enumerate() {
            let is_sure = same.iter().all(|one| cells(one)[place] == *cell);
            assert!(
                !is_sure || *cell == 0 || *cell >= SMALLEST_SHOWN || of < SMALLEST_SHOWN,
                "{seen:?} of {of} can only be {same:?}"
            );
        }
    }
}

#[test]
fn a_year_tells_of_its_quarters_what_they_have_together() {
    assert!(!year_tells(&[]));
    assert!(!year_tells(&[(6, 5), (20, 30)]));
    assert!(year_tells(&[(8, 3)]), "3 were not so");
    assert!(!year_tells(&[(8, 3), (9, 3)]), "6, and nobody knows of which");
    assert!(year_tells(&[(8, 4), (9, 4)]), "8 can only be 4 and 4");
    assert!(!year_tells(&[(12, 0)]), "nobody is told of by none");
    assert!(!year_total_tells(&[]));
    assert!(year_total_tells(&[3]));
    assert!(year_total_tells(&[4, 4]));
    assert!(!year_total_tells(&[4, 3, 3]));
}

#[test]
fn a_share_is_known_to_be_of_what_is_counted_beside_it() {
    let is = |share: Measure, count: Measure| share.is_a_share_of(count);
    for (share, count) in [
        (Measure::Upheld, Measure::Findings),
        (Measure::Escalated, Measure::Stage2Asked),
        (Measure::OmbudsmanUpheld, Measure::OmbudsmanDecisions),
        (Measure::SatisfactoryRemedy, Measure::OmbudsmanDecisions),
        (Measure::RemediesInTime, Measure::RemediesDue),
    ] {
        assert!(is(share, count), "{share} of {count}");
    }
    assert!(!is(Measure::Stage1InTime, Measure::ComplaintsReceived));
    assert!(!is(Measure::Findings, Measure::Findings), "a count is no share");
}

#[test]
fn a_figure_of_nothing_is_not_said_to_be_none_and_one_time_has_no_half() {
    assert_eq!(Figure::Share { part: 0, of: 0 }.in_words(), "nothing to count");
    let days = |median, ninetieth, of| Figure::Days {
        median,
        ninetieth,
        of,
    };
    assert_eq!(days(0, 0, 0).in_words(), "nothing to count");
    assert_eq!(days(9, 9, 1).in_words(), "9");
    assert_eq!(days(9, 15, 3).in_words(), "half within 9, 9 in 10 within 15");
}

#[test]
fn what_does_not_fall_due_is_not_said_to_be_due() {
    for (measure, said) in [
        (Measure::Stage1InTime, "None were due"),
        (Measure::Stage1WorkingDays, "Nothing to count"),
        (Measure::SettledAtFirstContact, "Nothing to count"),
        (Measure::Escalated, "Nothing to count"),
        (Measure::SatisfactionWithHandling, "Nobody answered"),
        (Measure::SurveyResponse, "Nobody was asked"),
    ] {
        assert_eq!(measure.nothing(), said, "{measure}");
    }
}

#[test]
fn what_a_few_answered_or_answer_while_it_goes_on_is_nobodys_figure() {
    assert_eq!(answers_shown(1, 1, true), None);
    assert_eq!(answers_shown(15, 19, true), None);
    assert_eq!(answers_shown(15, 20, true), Some(75));
    // While it goes on, whoever looks each day sees the next answer.
    assert_eq!(answers_shown(15, 20, false), None);
}

#[test]
fn a_total_goes_where_nothing_else_can_hide_a_number() {
    assert_eq!(
        shown(&[3, 0, 0]),
        Shown {
            numbers: vec![None, Some(0), Some(0)],
            total: None
        }
    );
    assert_eq!(
        shown(&[3, 20, 50]),
        Shown {
            numbers: vec![None, None, Some(50)],
            total: Some(73)
        }
    );
    assert_eq!(
        shown(&[7, 20]),
        Shown {
            numbers: vec![Some(7), Some(20)],
            total: Some(27)
        }
    );
    assert_eq!(percent_shown(10, 19), None);
    assert_eq!(percent_shown(20, 20), Some(100));
    // Of about 20, one late reply would be told of by 95%.
    assert_eq!(percent_shown(19, 20), None);
    assert_eq!(percent_shown(1, 30), None);
    assert_eq!(percent_shown(25, 30), Some(83));
}

#[test]
fn a_period_is_said_as_people_say_it() {
    let range = |from, to| Range { from, to };
    assert_eq!(
        Range::quarter_of(date(2026, 11, 27)),
        range(date(2026, 10, 1), date(2026, 12, 31))
    );
    assert_eq!(
        Range::quarter_of(date(2026, 1, 1)).quarter_before().in_words(),
        "October to December 2025"
    );
    assert_eq!(Range::month_of(date(2024, 2, 7)).in_words(), "February 2024");
    let day = date(2026, 3, 2);
    assert_eq!(range(day, day).in_words(), "2 March 2026");
    assert_eq!(
        Range::month_of(date(2025, 2, 7)).a_year_before(),
        Range::month_of(date(2024, 2, 1))
    );
    assert_eq!(
        range(date(2026, 3, 2), date(2026, 4, 1)).in_words(),
        "2 March 2026 to 1 April 2026"
    );
}

#[test]
fn the_page_of_measures_is_the_catalogue() {
    assert_eq!(
        super::catalogue::as_markdown(),
        include_str!("../../../../docs/measures.md"),
        "write it again: redress measures --format markdown > docs/measures.md"
    );
}

#[test]
fn a_cell_is_never_a_formula_and_stays_in_its_column() {
    let cells = ["=1+1".to_owned(), "a, \"b\"".to_owned(), "-3".to_owned()];
    assert_eq!(
        super::catalogue::csv_line(&cells),
        "'=1+1,\"a, \"\"b\"\"\",-3\r\n"
    );
}

#[test]
fn no_small_number_of_a_month_is_worked_out_from_a_quarter_and_the_other_months_in_tens() {
    use super::suppress::{SMALLEST_SHOWN, in_tens};
    use std::collections::{BTreeMap, BTreeSet};
    // Somebody knows the exact quarter, and each month in tens: what can the third month have been?
    let mut possible: BTreeMap<(i64, [Option<i64>; 3]), BTreeSet<i64>> = BTreeMap::new();
    for one in 0..45 {
        for two in 0..45 {
            for three in 0..45 {
                let seen = [one, two, three].map(in_tens);
                possible
                    .entry((one + two + three, seen))
                    .or_default()
                    .insert(three);
            }
        }
    }
    let small = 1..SMALLEST_SHOWN;
    let told = possible.iter().filter(|((quarter, _), months)| {
        // What the public does not see of the quarter is not known to them.
        *quarter >= SMALLEST_SHOWN && months.len() == 1 && months.iter().all(|month| small.contains(month))
    });
    assert_eq!(told.count(), 0);
}

#[test]
fn figures_are_mailed_of_the_last_whole_week_or_month() {
    use super::every::Every;
    for (every, day, next, from, to) in [
        // A Monday, a Sunday, and over the end of a year.
        (
            Every::Week,
            date(2027, 5, 17),
            date(2027, 5, 24),
            date(2027, 5, 10),
            date(2027, 5, 16),
        ),
        (
            Every::Week,
            date(2027, 5, 23),
            date(2027, 5, 24),
            date(2027, 5, 10),
            date(2027, 5, 16),
        ),
        (
            Every::Week,
            date(2027, 1, 1),
            date(2027, 1, 4),
            date(2026, 12, 21),
            date(2026, 12, 27),
        ),
        (
            Every::Month,
            date(2027, 5, 1),
            date(2027, 6, 1),
            date(2027, 4, 1),
            date(2027, 4, 30),
        ),
        (
            Every::Month,
            date(2027, 3, 31),
            date(2027, 4, 1),
            date(2027, 2, 1),
            date(2027, 2, 28),
        ),
        (
            Every::Month,
            date(2027, 1, 15),
            date(2027, 2, 1),
            date(2026, 12, 1),
            date(2026, 12, 31),
        ),
    ] {
        assert_eq!(every.next_after(day), next, "{every} after {day}");
        assert_eq!(every.before(day), Range { from, to }, "{every} before {day}");
    }
}
