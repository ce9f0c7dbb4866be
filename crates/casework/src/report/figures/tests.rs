//! A year beside its quarters: it tells what people ask of it, and nothing of a quarter that is not shown.

use redress_domain::measure::figure::Figure;
use redress_domain::measure::{By, Measure};

use super::{Quarter, gives_away};
use crate::measure::Figures;
use crate::measure::published::{Counted, seen};

fn whole(measure: Measure, whole: Figure) -> Counted {
    let lines = Vec::new();
    (measure, None, Figures { whole, lines })
}

fn quarters(counted: impl IntoIterator<Item = Vec<Counted>>) -> Vec<Quarter> {
    counted
        .into_iter()
        .map(|counted| (seen(&counted), counted))
        .collect()
}

fn shares(measure: Measure, of_quarters: &[(i64, i64)]) -> Vec<Quarter> {
    let share = |(part, of): &(i64, i64)| vec![whole(measure, Figure::Share { part: *part, of: *of })];
    quarters(of_quarters.iter().map(share))
}

fn services(of_quarters: &[&[i64]]) -> Vec<Quarter> {
    let by_service = |numbers: &&[i64]| {
        let lines = numbers.iter().enumerate();
        let lines = lines.map(|(place, n)| (format!("service-{place}"), Figure::Count(*n)));
        let figures = Figures {
            whole: Figure::Count(numbers.iter().sum()),
            lines: lines.collect(),
        };
        vec![(Measure::ComplaintsReceived, Some(By::Service), figures)]
    };
    quarters(of_quarters.iter().map(by_service))
}

#[test]
fn a_share_of_a_year_of_few_is_shown_where_no_quarter_of_it_can_be_worked_out() {
    let measure = Measure::AcknowledgedInTime;
    // 44 in the year, none of its quarters with 20: what is hidden is the year itself.
    assert!(!gives_away(
        measure,
        &shares(measure, &[(8, 11), (9, 12), (10, 12), (7, 9)])
    ));
    // One thin quarter beside three that are shown, with 6 and 5 on its sides.
    assert!(!gives_away(
        measure,
        &shares(measure, &[(20, 30), (22, 30), (25, 30), (6, 11)])
    ));
    // With 3 that were late, the year less the others is 3.
    assert!(gives_away(
        measure,
        &shares(measure, &[(20, 30), (22, 30), (25, 30), (8, 11)])
    ));
    // Nothing is hidden, so nothing is told.
    assert!(!gives_away(measure, &shares(measure, &[(20, 30), (22, 30)])));
}

#[test]
fn a_total_of_a_year_stays_hidden_where_it_is_the_sum_of_numbers_that_are_known_then() {
    let measure = Measure::ComplaintsReceived;
    assert!(gives_away(measure, &services(&[&[6, 9], &[3, 0]])));
    assert!(gives_away(measure, &services(&[&[4, 0], &[4, 4]])));
    assert!(!gives_away(measure, &services(&[&[4, 0], &[3, 0], &[2, 3]])));
}

#[test]
fn two_shares_of_one_denominator_give_no_difference_of_a_quarter_away() {
    let (all, first) = (Measure::Stage1InTime, Measure::Stage1InTimeWithoutExtension);
    let quarter = |in_time: i64, by_the_first: i64| {
        vec![
            whole(
                all,
                Figure::Share {
                    part: in_time,
                    of: 40,
                },
            ),
            whole(
                first,
                Figure::Share {
                    part: by_the_first,
                    of: 40,
                },
            ),
        ]
    };
    // 2 of the second quarter were kept with more time.
    let year = quarters([quarter(30, 20), quarter(22, 20)]);
    assert!(gives_away(all, &year));
    assert!(!gives_away(first, &year));
}
