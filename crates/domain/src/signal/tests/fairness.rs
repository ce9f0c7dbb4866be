//! What the yearly report says, and that nobody can work out what it does not say.

use std::collections::BTreeSet;

use proptest::prelude::{Strategy as _, prop_assert, proptest};

use super::harness::date;
use crate::signal::fairness::{
    Parts, Said, Told, latest_published, median, published_on, year_days, year_of,
};

#[test]
fn a_count_below_five_is_not_said_and_neither_is_one_that_gives_it_away() {
    let said = Parts(vec![3, 40, 7]).said();
    assert_eq!(said.parts, [None, Some(40), None]);
    assert_eq!(said.total, Some(50));
    let said = Parts(vec![3, 40]).said();
    assert_eq!((said.parts, said.total), (vec![None, None], Some(43)));
}

#[test]
fn none_is_said_as_none_and_large_counts_are_said() {
    let said = Parts(vec![0, 6, 5]).said();
    assert_eq!(
        (said.parts, said.total),
        (vec![Some(0), Some(6), Some(5)], Some(11))
    );
}

#[test]
fn of_a_small_whole_nothing_is_said_that_tells_how_many() {
    let said = Parts(vec![2, 0, 0]).said();
    assert_eq!(said.total, None);
    assert_eq!(said.parts, [None, None, None]);
}

#[test]
fn two_of_one_each_do_not_give_each_other_away() {
    // Their sum would: it can be shared out in one way only.
    let said = Parts(vec![1, 1, 30]).said();
    assert_eq!(said.parts, [None, None, None]);
    assert_eq!(said.total, Some(32));
}

#[test]
fn what_the_council_did_is_told_as_it_is_one_and_none_included() {
    let told = Parts(vec![0, 1]).told(Told::AsItIs);
    assert_eq!((told.parts, told.total), (vec![Some(0), Some(1)], Some(1)));
    let few = Parts(vec![0, 1]).told(Told::WithoutFew);
    assert_eq!((few.parts, few.total), (vec![None, None], None));
}

#[test]
fn a_middle_is_the_lower_of_two_and_none_of_nothing() {
    assert_eq!(median(&[]), None);
    assert_eq!(median(&[4]), Some(4));
    assert_eq!(median(&[1, 2, 3, 4]), Some(2));
    assert_eq!(median(&[9, 1, 5, 7, 3]), Some(5));
}

#[test]
fn a_year_of_the_report_begins_on_1_april() {
    assert_eq!(year_days(2026), (date("2026-04-01"), date("2027-03-31")));
    assert_eq!(year_of(date("2026-03-31")), 2025);
    assert_eq!(year_of(date("2026-04-01")), 2026);
}

// Two looks at a year that goes on differ by whoever came between them.
#[test]
fn a_report_is_of_a_year_that_is_over_and_whose_signals_and_appeals_have_had_their_time() {
    assert_eq!(published_on(2025), date("2026-07-01"));
    assert_eq!(latest_published(date("2026-06-30")), 2024);
    assert_eq!(latest_published(date("2026-07-01")), 2025);
    assert_eq!(latest_published(date("2026-12-31")), 2025);
    assert_eq!(latest_published(date("2027-03-31")), 2025);
    for day in ["2026-01-01", "2026-06-30", "2026-07-01", "2027-03-31"] {
        let latest = latest_published(date(day));
        assert!(
            latest < year_of(date(day)) && published_on(latest) <= date(day),
            "{day}"
        );
    }
}

/// Every way to share `total` out to so many parts.
fn shared(total: u32, parts: usize) -> Vec<Vec<u32>> {
    if parts == 1 {
        return vec![vec![total]];
    }
    let with = |first: u32| {
        let rest = shared(total - first, parts - 1);
        rest.into_iter().map(move |rest| [vec![first], rest].concat())
    };
    (0..=total).flat_map(with).collect()
}

/// Somebody who knows how the report is made tries every whole that it could be made of.
fn could_be(said: &Said, most: u32) -> Vec<Vec<u32>> {
    let totals = said.total.map_or(0..=most, |total| total..=total);
    let all = totals.flat_map(|total| shared(total, said.parts.len()));
    all.filter(|parts| Parts(parts.clone()).said() == *said).collect()
}

proptest! {
    #[test]
    fn whoever_tries_to_work_out_a_count_that_is_not_said_is_left_with_more_than_one(
        parts in proptest::collection::vec((0_u32..4).prop_flat_map(|big| if big == 0 { 0_u32..13 } else { 0_u32..6 }), 2..=4)
    ) {
        let said = Parts(parts.clone()).said();
        let sum: u32 = parts.iter().sum();
        let possible = could_be(&said, sum + 6);
        prop_assert!(possible.contains(&parts));
        for (at, part) in said.parts.iter().enumerate() {
            if part.is_none() {
                let values: BTreeSet<u32> = possible.iter().map(|parts| parts[at]).collect();
                prop_assert!(values.len() > 1, "{parts:?} is told as {said:?}, and {values:?} is left");
            }
        }
        if said.total.is_none() {
            let totals: BTreeSet<u32> = possible.iter().map(|parts| parts.iter().sum()).collect();
            prop_assert!(totals.len() > 1, "{parts:?} is told as {said:?}");
        }
        // What could point at somebody is never said.
        prop_assert!(said.parts.iter().flatten().all(|count| !(1..5).contains(count)));
        prop_assert!(said.total.is_none_or(|count| !(1..5).contains(&count)));
    }
}
