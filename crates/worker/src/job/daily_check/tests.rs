//! When the alert is due.

use jiff::civil::{date, time};

use super::*;

#[test]
fn the_alert_is_due_from_the_first_time_on_and_louder_from_the_second() {
    let times = (time(12, 0, 0, 0), time(16, 0, 0, 0));
    let at = |hour, minute| alert_due(date(2026, 5, 6).at(hour, minute, 0, 0), times);
    assert_eq!(at(11, 59), None);
    assert_eq!(at(12, 0), Some(Alert::First));
    assert_eq!(at(15, 59), Some(Alert::First));
    assert_eq!(at(16, 0), Some(Alert::Again));
    assert_eq!(at(23, 59), Some(Alert::Again));
}
