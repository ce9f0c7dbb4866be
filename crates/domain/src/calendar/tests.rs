//! What the calendar promises, rule by rule.

use jiff::Timestamp;
use jiff::civil::{Date, date};

use super::lists::{self, BadList};
use super::london::{civil_date, day_ends_at, day_starts_at};
use super::report::{calendar_listing, deadline_report};
use super::{BankHoliday, Calendar, NotWorking, OutOfRange, Source, YEARS, bank_holidays, rules};
use crate::policy::{CalendarRules, Limit, Unit};
use crate::vocabulary::{DayOne, Division};

const PARTS: [Division; 3] = [
    Division::EnglandAndWales,
    Division::Scotland,
    Division::NorthernIreland,
];

fn england() -> Calendar {
    Calendar::new(Division::EnglandAndWales)
}

fn working_days(count: u16) -> Limit {
    Limit {
        count,
        unit: Unit::WorkingDays,
    }
}

fn dates(division: Division, year: i16) -> Vec<String> {
    bank_holidays(division, year)
        .unwrap()
        .iter()
        .map(|day| day.date.strftime("%m-%d").to_string())
        .collect()
}

fn source_of(division: Division, on: Date) -> Option<Source> {
    bank_holidays(division, on.year())
        .unwrap()
        .into_iter()
        .find(|day| day.date == on)
        .map(|day| day.source)
}

#[test]
fn ten_working_days_from_a_saturday_end_on_a_friday_or_rolled_forward_on_a_monday() {
    let received = date(2021, 7, 3);
    assert_eq!(
        england().due(received, working_days(10), DayOne::NextWorkingDay),
        date(2021, 7, 16)
    );
    assert_eq!(
        england().due(received, working_days(10), DayOne::RollForward),
        date(2021, 7, 19)
    );
}

#[test]
fn the_rules_give_the_list_that_is_published() {
    let published = lists::published();
    for part in PARTS {
        for year in 2024..=2028 {
            let mut by_rule = rules::standing_days(part, year);
            lists::proclaim(part, &mut by_rule);
            let plain = |day: &BankHoliday| (day.date, day.name.clone(), day.is_substitute);
            let by_rule: Vec<_> = by_rule
                .values()
                .filter(|day| day.date.year() == year)
                .map(plain)
                .collect();
            let listed: Vec<_> = published[&part]
                .values()
                .filter(|day| day.date.year() == year)
                .map(plain)
                .collect();
            assert_eq!(by_rule, listed, "{part} {year}");
        }
    }
}

#[test]
fn the_lists_of_years_gone_by_come_out_as_they_were() {
    let england = Division::EnglandAndWales;
    assert_eq!(
        dates(england, 2010),
        [
            "01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"
        ]
    );
    assert_eq!(
        dates(england, 2011),
        [
            "01-03", "04-22", "04-25", "04-29", "05-02", "05-30", "08-29", "12-26", "12-27"
        ]
    );
    assert_eq!(
        dates(england, 2012),
        [
            "01-02", "04-06", "04-09", "05-07", "06-04", "06-05", "08-27", "12-25", "12-26"
        ]
    );
    assert_eq!(
        dates(england, 2020),
        [
            "01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"
        ]
    );
    assert_eq!(
        dates(england, 2022),
        [
            "01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"
        ]
    );
    assert_eq!(
        dates(Division::Scotland, 2022),
        [
            "01-03", "01-04", "04-15", "05-02", "06-02", "06-03", "08-01", "09-19", "11-30", "12-26", "12-27"
        ]
    );
    assert_eq!(
        dates(Division::Scotland, 2023),
        [
            "01-02", "01-03", "04-07", "05-01", "05-08", "05-29", "08-07", "11-30", "12-25", "12-26"
        ]
    );
    assert_eq!(
        dates(Division::NorthernIreland, 2020),
        [
            "01-01", "03-17", "04-10", "04-13", "05-08", "05-25", "07-13", "08-31", "12-25", "12-28"
        ]
    );
}

#[test]
fn easter_falls_where_the_church_keeps_it() {
    for (year, month, day) in [
        (2011, 4, 24),
        (2019, 4, 21),
        (2035, 3, 25),
        (2038, 4, 25),
        (2049, 4, 18),
    ] {
        let good_friday = date(year, month, day)
            .checked_sub(jiff::Span::new().days(2))
            .unwrap();
        let name = "Good Friday".to_owned();
        let source = Source::Computed;
        assert_eq!(
            england().why_not(good_friday),
            Some(NotWorking::BankHoliday { name, source }),
            "{year}"
        );
    }
}

#[test]
fn easter_is_never_later_than_the_moon_allows() {
    // The two years of their centuries in which the plain rule would be a week late.
    for year in [1981, 2076] {
        assert!(!england().is_working_day(date(year, 4, 17)), "{year}");
        assert!(england().is_working_day(date(year, 4, 24)), "{year}");
    }
}

#[test]
fn the_substitute_of_a_sunday_comes_after_the_holiday_on_the_monday() {
    let days = bank_holidays(Division::EnglandAndWales, 2022).unwrap();
    let christmas: Vec<_> = days
        .iter()
        .rev()
        .take(2)
        .map(|day| (day.date, day.name.as_str(), day.is_substitute))
        .collect();
    let expected = [
        (date(2022, 12, 27), "Christmas Day", true),
        (date(2022, 12, 26), "Boxing Day", false),
    ];
    assert_eq!(christmas, expected);
}

#[test]
fn every_day_says_where_it_is_known_from() {
    let england = Division::EnglandAndWales;
    assert_eq!(source_of(england, date(2026, 12, 28)), Some(Source::Published));
    assert_eq!(source_of(england, date(2022, 9, 19)), Some(Source::Proclaimed));
    assert_eq!(
        source_of(Division::Scotland, date(2026, 6, 15)),
        Some(Source::Proclaimed)
    );
    assert_eq!(source_of(england, date(2026, 6, 15)), None);
    assert_eq!(source_of(england, date(2031, 12, 25)), Some(Source::Computed));
    for part in PARTS {
        for year in YEARS {
            for day in bank_holidays(part, year).unwrap() {
                let is_listed = (2024..=2028).contains(&year);
                let as_expected = match day.source {
                    Source::Published => is_listed,
                    Source::Computed => !is_listed,
                    Source::Proclaimed => true,
                    Source::File(_) => false,
                };
                assert!(as_expected, "{day:?}");
            }
        }
    }
}

#[test]
fn a_moved_bank_holiday_leaves_its_old_day_a_working_day() {
    for moved_from in [date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)] {
        for division in Division::ALL {
            assert!(
                Calendar::new(*division).is_working_day(moved_from),
                "{division} {moved_from}"
            );
        }
    }
}

#[test]
fn a_bank_holiday_in_any_part_counts_for_all_parts() {
    // Freedom of Information Act 2000, section 10(6).
    let all = Calendar::new(Division::AllParts);
    for part in PARTS {
        for year in YEARS {
            for day in bank_holidays(part, year).unwrap() {
                assert!(!all.is_working_day(day.date), "{day:?}");
            }
        }
    }
    let names: Vec<String> = bank_holidays(Division::AllParts, 2026)
        .unwrap()
        .into_iter()
        .map(|day| day.name)
        .collect();
    assert!(
        names.contains(&"St Andrew’s Day, in Scotland".to_owned()),
        "{names:?}"
    );
    assert!(
        names.contains(&"Easter Monday, in England and Wales and Northern Ireland".to_owned()),
        "{names:?}"
    );
    assert!(names.contains(&"Good Friday".to_owned()), "{names:?}");
}

/// Freedom of Information Act 2000, section 10(6): the bank holidays of every part are left out, and the days on which a
/// council is closed are not, so that no answer is promised for a day on which the law has it late.
#[test]
fn a_statutory_limit_counts_the_days_of_the_law_and_not_those_of_the_council() {
    let limit = |unit| Limit { count: 20, unit };
    let closed = [date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31)];
    let council = england().with_closures(&closed);
    let due = |start, unit| council.due(start, limit(unit), DayOne::NextWorkingDay);
    let received = date(2026, 11, 29);
    assert_eq!(due(received, Unit::WorkingDays), date(2027, 1, 4));
    // St Andrew's Day, Monday 30 November, is kept in Scotland.
    assert_eq!(due(received, Unit::StatutoryDays), date(2026, 12, 30));
    let counting = council.count(received, limit(Unit::StatutoryDays), DayOne::NextWorkingDay);
    assert_eq!(
        (counting.day_one, counting.due_on),
        (date(2026, 12, 1), date(2026, 12, 30))
    );
    let said = counting.sentences().join(" ");
    assert!(said.contains("20 working days, leaving out 4 weekends"), "{said}");
    assert!(
        said.contains("Freedom of Information Act 2000, section 10(6)"),
        "{said}"
    );
    assert!(!said.contains("the council is closed)"), "{said}");
}

/// What a list says of a day that was proclaimed counts for a statutory limit, too.
#[test]
fn a_proclaimed_day_of_a_list_moves_a_statutory_limit() {
    let list =
        r#"{"england-and-wales": {"events": [{"title": "Made-up day", "date": "2026-12-09", "notes": ""}]}}"#;
    let council = england().merge_govuk_json(list, "made-up.json").unwrap();
    let limit = Limit {
        count: 20,
        unit: Unit::StatutoryDays,
    };
    let due = |calendar: &Calendar| calendar.due(date(2026, 11, 29), limit, DayOne::NextWorkingDay);
    assert_eq!(
        (due(&england()), due(&council)),
        (date(2026, 12, 30), date(2026, 12, 31))
    );
}

#[test]
fn a_council_can_close_on_days_of_its_own() {
    let closed = date(2026, 12, 29);
    let rules = CalendarRules {
        division: Division::EnglandAndWales,
        day_one: DayOne::NextWorkingDay,
        closed: vec![closed],
    };
    let calendar = Calendar::for_policy(&rules);
    assert_eq!(calendar.why_not(closed), Some(NotWorking::Closure));
    assert_eq!(calendar.next_working_day(date(2026, 12, 24)), date(2026, 12, 30));
    assert_eq!(
        calendar.previous_working_day(date(2026, 12, 30)),
        date(2026, 12, 24)
    );
    assert_eq!(
        calendar.working_days_within(date(2026, 12, 24), date(2026, 12, 30)),
        2
    );
}

#[test]
fn a_year_outside_the_lists_is_refused_but_its_days_are_not_guessed_to_be_working_days() {
    assert_eq!(
        bank_holidays(Division::Scotland, 2051),
        Err(OutOfRange { year: 2051 })
    );
    assert_eq!(
        bank_holidays(Division::Scotland, 2009),
        Err(OutOfRange { year: 2009 })
    );
    assert_eq!(
        OutOfRange { year: 2051 }.to_string(),
        "bank holidays are known from 2010 to 2050, not for 2051"
    );
    assert!(!england().is_working_day(date(2051, 12, 25)));
    assert!(!england().is_working_day(date(2009, 12, 25)));
    let counting = england().count(date(2050, 12, 30), working_days(5), DayOne::NextWorkingDay);
    assert!(!counting.is_within_known_years());
    assert!(
        counting
            .sentences()
            .last()
            .unwrap()
            .contains("the rules of today were used")
    );
}

#[test]
fn the_ends_of_time_are_no_accident() {
    for division in Division::ALL {
        let calendar = Calendar::new(*division);
        assert_eq!(
            calendar.due(Date::MAX, working_days(10), DayOne::RollForward),
            Date::MAX
        );
        assert_eq!(calendar.previous_working_day(Date::MIN), Date::MIN);
        assert_eq!(
            calendar.due(
                Date::MAX,
                Limit {
                    count: 3,
                    unit: Unit::Months
                },
                DayOne::RollForward
            ),
            Date::MAX
        );
        assert!(
            calendar
                .count(Date::MIN, working_days(3), DayOne::NextWorkingDay)
                .due_on
                > Date::MIN
        );
    }
}

#[test]
fn calendar_days_and_months_end_where_they_end() {
    let due = |start, count, unit| england().due(start, Limit { count, unit }, DayOne::NextWorkingDay);
    assert_eq!(due(date(2026, 6, 1), 30, Unit::CalendarDays), date(2026, 7, 1));
    // A Sunday stays one.
    assert_eq!(due(date(2026, 6, 5), 30, Unit::CalendarDays), date(2026, 7, 5));
    assert_eq!(due(date(2026, 1, 31), 1, Unit::Months), date(2026, 2, 28));
    assert_eq!(due(date(2028, 1, 31), 1, Unit::Months), date(2028, 2, 29));
    assert_eq!(due(date(2026, 3, 15), 12, Unit::Months), date(2027, 3, 15));
}

const ONE_MORE: &str = r#"{"england-and-wales": {"division": "england-and-wales", "events": [
    {"title": "Bank holiday for a made-up jubilee", "date": "2031-06-06", "notes": "", "bunting": true}]}}"#;

#[test]
fn a_list_with_one_day_adds_it_and_leaves_the_others() {
    let calendar = england().merge_govuk_json(ONE_MORE, "jubilee.json").unwrap();
    let name = "Bank holiday for a made-up jubilee".to_owned();
    let source = Source::File("jubilee.json".to_owned());
    assert_eq!(
        calendar.why_not(date(2031, 6, 6)),
        Some(NotWorking::BankHoliday { name, source })
    );
    assert_eq!(calendar.bank_holidays(2031).unwrap().len(), 9);
    let scotland = Calendar::new(Division::Scotland)
        .merge_govuk_json(ONE_MORE, "jubilee.json")
        .unwrap();
    assert!(scotland.is_working_day(date(2031, 6, 6)));
    let all = Calendar::new(Division::AllParts)
        .merge_govuk_json(ONE_MORE, "jubilee.json")
        .unwrap();
    assert!(!all.is_working_day(date(2031, 6, 6)));
}

#[test]
fn a_list_of_a_whole_year_stands_in_for_the_rules_so_that_a_moved_day_moves() {
    let moved: Vec<String> = bank_holidays(Division::EnglandAndWales, 2031)
        .unwrap()
        .iter()
        .map(|day| {
            if day.date == date(2031, 5, 5) {
                date(2031, 5, 8)
            } else {
                day.date
            }
        })
        .map(|date| format!(r#"{{"title": "A day", "date": "{date}"}}"#))
        .collect();
    let text = format!(r#"{{"england-and-wales": {{"events": [{}]}}}}"#, moved.join(","));
    let calendar = england().merge_govuk_json(&text, "2031.json").unwrap();
    assert!(calendar.is_working_day(date(2031, 5, 5)));
    assert!(!calendar.is_working_day(date(2031, 5, 8)));
    let both_ways = [
        england()
            .merge_govuk_json(&text, "2031.json")
            .and_then(|it| it.merge_govuk_json(ONE_MORE, "one")),
        england()
            .merge_govuk_json(ONE_MORE, "one")
            .and_then(|it| it.merge_govuk_json(&text, "2031.json")),
    ];
    for calendar in both_ways {
        assert_eq!(calendar.unwrap().bank_holidays(2031).unwrap().len(), 9);
    }
}

#[test]
fn an_older_list_does_not_undo_a_proclamation() {
    let before: Vec<String> = bank_holidays(Division::Scotland, 2026)
        .unwrap()
        .iter()
        .filter(|day| day.source != Source::Proclaimed)
        .map(|day| format!(r#"{{"title": "A day", "date": "{}"}}"#, day.date))
        .collect();
    let text = format!(r#"{{"scotland": {{"events": [{}]}}}}"#, before.join(","));
    let calendar = Calendar::new(Division::Scotland)
        .merge_govuk_json(&text, "old.json")
        .unwrap();
    assert!(!calendar.is_working_day(date(2026, 6, 15)));
}

#[test]
fn a_bad_list_says_what_is_wrong_with_it() {
    let say = |text: &str| {
        england()
            .merge_govuk_json(text, "extra.json")
            .unwrap_err()
            .to_string()
    };
    insta::assert_snapshot!(say("[]"), @"extra.json: not a list of bank holidays in the form of GOV.UK: invalid type: sequence, expected a map at line 1 column 0");
    insta::assert_snapshot!(say(r#"{"wales": {"events": []}}"#), @r#"extra.json: "wales" is not a part of the United Kingdom: england-and-wales, scotland or northern-ireland"#);
    insta::assert_snapshot!(say(r#"{"scotland": {"events": [{"title": "A day", "date": "15/06/2026"}]}}"#), @r#"extra.json: "15/06/2026" (A day, scotland) is not a date from 2010 to 2050, such as 2026-06-15"#);
    insta::assert_snapshot!(say("{}"), @"extra.json: there is no bank holiday in it");
    let too_late = r#"{"scotland": {"events": [{"title": "A day", "date": "2051-06-15"}]}}"#;
    assert!(matches!(
        england().merge_govuk_json(too_late, "extra.json"),
        Err(BadList::BadDate { .. })
    ));
}

#[test]
fn the_day_in_london_begins_an_hour_before_utc_in_summer() {
    let at = |text: &str| civil_date(text.parse::<Timestamp>().unwrap());
    assert_eq!(at("2026-01-15T23:59:59Z"), date(2026, 1, 15));
    assert_eq!(at("2026-07-14T22:59:59Z"), date(2026, 7, 14));
    assert_eq!(at("2026-07-14T23:00:00Z"), date(2026, 7, 15));
    // The clocks change on 29 March and 25 October 2026.
    assert_eq!(at("2026-03-28T23:30:00Z"), date(2026, 3, 28));
    assert_eq!(at("2026-03-29T23:30:00Z"), date(2026, 3, 30));
    assert_eq!(at("2026-10-24T23:30:00Z"), date(2026, 10, 25));
    assert_eq!(at("2026-10-25T23:30:00Z"), date(2026, 10, 25));
}

#[test]
fn a_day_on_which_the_clocks_change_has_twenty_three_or_twenty_five_hours() {
    let hours = |day| day_starts_at(day).duration_until(day_ends_at(day)).as_hours();
    assert_eq!(hours(date(2026, 3, 29)), 23);
    assert_eq!(hours(date(2026, 10, 25)), 25);
    assert_eq!(hours(date(2026, 10, 26)), 24);
    assert_eq!(
        day_starts_at(date(2026, 7, 15)).to_string(),
        "2026-07-14T23:00:00Z"
    );
}

#[test]
fn a_deadline_says_its_date_first_and_then_why() {
    let report = |from, days, day_one| deadline_report(from, days, day_one, &england()).join("\n");
    insta::assert_snapshot!(report(date(2021, 7, 3), 10, DayOne::NextWorkingDay), @r"
    2021-07-16
    Counted from Saturday 3 July 2021.
    Day one is Monday 5 July 2021, the next working day.
    10 working days, leaving out 1 weekend, end on Friday 16 July 2021.
    Bank holidays are those of England and Wales.
    ");
    insta::assert_snapshot!(report(date(2021, 7, 3), 10, DayOne::RollForward), @r"
    2021-07-19
    Counted from Saturday 3 July 2021.
    Saturday 3 July 2021 is not a working day, so Monday 5 July 2021 stands for it.
    Day one is Tuesday 6 July 2021, the next working day.
    10 working days, leaving out 2 weekends, end on Monday 19 July 2021.
    Bank holidays are those of England and Wales.
    ");
    insta::assert_snapshot!(report(date(2022, 5, 27), 10, DayOne::NextWorkingDay), @r"
    2022-06-14
    Counted from Friday 27 May 2022.
    Day one is Monday 30 May 2022, the next working day.
    10 working days, leaving out 2 weekends, Thursday 2 June 2022 (Spring bank holiday, by royal proclamation) and Friday 3 June 2022 (Platinum Jubilee bank holiday, by royal proclamation), end on Tuesday 14 June 2022.
    Bank holidays are those of England and Wales.
    ");
    insta::assert_snapshot!(report(date(2026, 4, 2), 1, DayOne::NextWorkingDay), @r"
    2026-04-07
    Counted from Thursday 2 April 2026.
    Day one is Tuesday 7 April 2026, the next working day.
    Friday 3 April 2026 (Good Friday) and Monday 6 April 2026 (Easter Monday) do not count.
    1 working day ends on Tuesday 7 April 2026.
    Bank holidays are those of England and Wales.
    ");
}

#[test]
fn a_listing_names_the_source_of_each_day_and_has_the_closures() {
    let calendar = Calendar::new(Division::Scotland).with_closures(&[date(2026, 12, 29), date(2027, 12, 29)]);
    let rows: Vec<String> = calendar_listing(&calendar, 2026)
        .unwrap()
        .iter()
        .map(|day| format!("{} {}: {}", day.date, day.name, day.source))
        .collect();
    assert_eq!(
        rows[5],
        "2026-06-15 World Cup bank holiday: by royal proclamation"
    );
    assert_eq!(rows[6], "2026-08-03 Summer bank holiday: published on GOV.UK");
    assert_eq!(
        rows.last().unwrap(),
        "2026-12-29 The council is closed: the council's policy"
    );
    assert!(calendar_listing(&calendar, 1999).is_err());
}
