//! By when a page is read, and when it is read again.

use super::*;
use crate::policy::defaults;

const TODAY: Date = date(2026, 12, 1);

fn standing(reading: &Reading, guide: Guide, work: &[Work]) -> Standing {
    reading.standing(guide, work, (defaults::GUIDANCE, TODAY))
}

fn began(work: Work, on: Date) -> Reading {
    Reading::default().after(&Event::WorkBegan { work, on })
}

#[test]
fn given_a_new_officer_when_nothing_was_read_then_each_page_of_the_work_is_due_thirty_days_after_it_began() {
    let reading = began(Work::Casework, date(2026, 11, 10));
    let work = Work::of(&[Role::Staff, Role::Officer]);
    for guide in Work::Casework.guides() {
        assert_eq!(
            standing(&reading, *guide, &work),
            Standing::DueBy(date(2026, 12, 10)),
            "{guide}"
        );
    }
    assert_eq!(standing(&reading, Guide::Councillors, &work), Standing::ForOthers);
}

#[test]
fn given_a_page_that_was_read_when_it_is_the_version_of_today_then_it_is_not_due() {
    let on = date(2026, 11, 12);
    let (version, _) = Guide::Stage1.version();
    let read = Event::PageRead {
        guide: Guide::Stage1,
        version,
        on,
    };
    let reading = began(Work::Casework, date(2026, 11, 10)).after(&read);
    assert_eq!(
        standing(&reading, Guide::Stage1, &[Work::Casework]),
        Standing::Read(on)
    );
    assert_eq!(
        standing(&reading, Guide::Stage2, &[Work::Casework]),
        Standing::DueBy(date(2026, 12, 10))
    );
}

#[test]
fn given_an_older_version_was_read_then_the_page_is_due_again() {
    let on = date(2026, 11, 12);
    let read = Event::PageRead {
        guide: Guide::Stage1,
        version: 0,
        on,
    };
    let reading = began(Work::Casework, date(2026, 11, 10)).after(&read);
    assert_eq!(
        standing(&reading, Guide::Stage1, &[Work::Casework]),
        Standing::DueBy(date(2026, 12, 10))
    );
}

#[test]
fn given_two_kinds_of_work_then_a_page_of_both_is_due_by_the_one_that_began_first() {
    let reading = began(Work::Casework, date(2026, 11, 10)).after(&Event::WorkBegan {
        work: Work::Councillor,
        on: date(2026, 11, 2),
    });
    let work = Work::of(&[Role::Officer, Role::Councillor]);
    assert_eq!(work, [Work::Casework, Work::Councillor]);
    assert_eq!(
        standing(&reading, Guide::Behaviour, &work),
        Standing::DueBy(date(2026, 12, 2))
    );
}

#[test]
fn given_somebody_without_such_work_then_no_page_is_due() {
    let work = Work::of(&[Role::Staff, Role::Executive, Role::Auditor, Role::Administrator]);
    assert!(work.is_empty());
    for guide in Guide::ALL {
        assert_eq!(standing(&Reading::default(), *guide, &work), Standing::ForOthers);
    }
}

#[test]
fn every_page_is_for_somebodys_work() {
    for guide in Guide::ALL {
        assert!(
            Work::ALL.iter().any(|work| work.guides().contains(guide)),
            "{guide}"
        );
    }
}

#[test]
fn what_was_recorded_once_is_read_for_ever() {
    for (event, body) in [
        (
            Event::WorkBegan {
                work: Work::Casework,
                on: date(2026, 11, 10),
            },
            r#"{"event":"work-began","work":"casework","on":"2026-11-10"}"#,
        ),
        (
            Event::PageRead {
                guide: Guide::Stage1,
                version: 1,
                on: date(2026, 11, 12),
            },
            r#"{"event":"page-read","guide":"stage-1","version":1,"on":"2026-11-12"}"#,
        ),
    ] {
        assert_eq!(serde_json::to_string(&event).unwrap(), body);
        assert_eq!(serde_json::from_str::<Event>(body).unwrap(), event);
    }
}
