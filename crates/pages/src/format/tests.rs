//! Dates, times and numbers as people read them.

use jiff::civil::{date, time as clock};

use super::*;

#[test]
fn dates_are_written_for_sentences_and_for_tables() {
    let day = date(2026, 11, 25);
    assert_eq!(long_date(day), "Wednesday 25 November 2026");
    assert_eq!(short_date(day), "25 Nov 2026");
    assert_eq!(picker_date(date(2027, 5, 7)), "7/5/2027");
    assert_eq!(
        by_date(day, "10 working days"),
        "by Wednesday 25 November 2026 (10 working days)"
    );
    assert_eq!(
        time_short_date(day).as_str(),
        "<time datetime=\"2026-11-25\">25 Nov 2026</time>"
    );
}

#[test]
fn times_are_of_the_twelve_hour_clock() {
    for (given, expected) in [
        (clock(0, 0, 0, 0), "midnight"),
        (clock(0, 5, 0, 0), "12:05am"),
        (clock(9, 0, 0, 0), "9am"),
        (clock(12, 0, 0, 0), "midday"),
        (clock(12, 30, 0, 0), "12:30pm"),
        (clock(15, 2, 59, 0), "3:02pm"),
        (clock(23, 59, 0, 0), "11:59pm"),
    ] {
        assert_eq!(time(given), expected);
    }
}

#[test]
fn an_instant_is_shown_in_londons_time_in_winter_and_in_summer() {
    let winter: Timestamp = "2026-11-20T15:02:00Z".parse().unwrap();
    assert_eq!(date_time(winter), "20 November 2026 at 3:02pm");
    let summer: Timestamp = "2026-07-20T23:30:00Z".parse().unwrap();
    assert_eq!(date_time(summer), "21 July 2026 at 12:30am");
    assert_eq!(london_date(summer), date(2026, 7, 21));
    assert_eq!(when(summer).timestamp, "2026-07-21T00:30:00+01:00");
}

#[test]
fn a_due_tag_says_in_words_what_its_colour_says() {
    let today = date(2026, 11, 23);
    let tag = |due| {
        let tag = due_tag(due, today, 3);
        (tag.text.to_string(), tag.classes)
    };
    let colour = |name: &str| format!("govuk-tag--{name}");
    assert_eq!(tag(date(2026, 12, 14)), ("Due 14 Dec".into(), colour("grey")));
    assert_eq!(
        tag(date(2026, 11, 26)),
        ("Due in 3 days".into(), colour("orange"))
    );
    assert_eq!(tag(date(2026, 11, 24)), ("Due tomorrow".into(), colour("orange")));
    assert_eq!(tag(today), ("Due today".into(), colour("orange")));
    assert_eq!(
        tag(date(2026, 11, 22)),
        ("Overdue by 1 day".into(), colour("red"))
    );
    assert_eq!(
        tag(date(2026, 9, 1)),
        ("Overdue by 83 days".into(), colour("red"))
    );
}

#[test]
fn counts_have_their_plural_and_their_commas() {
    assert_eq!(count(1, "case", "cases"), "1 case");
    assert_eq!(count(0, "case", "cases"), "0 cases");
    assert_eq!(count(1_250, "case", "cases"), "1,250 cases");
    assert_eq!(thousands(1_000_000), "1,000,000");
    assert_eq!(thousands(999), "999");
}

#[test]
fn a_reference_can_be_read_aloud() {
    assert_eq!(read_aloud("WS-4K7P-29QX"), "W S, 4 K 7 P, 2 9 Q X");
}

#[test]
fn a_telephone_number_can_be_called() {
    assert_eq!(
        telephone("01632 960 001").as_str(),
        "<a class=\"govuk-link\" href=\"tel:01632960001\">01632 960 001</a>"
    );
}
