//! What is counted, and what is shown beside it.

use super::harness::{Case, date, demo, given, noon, officer, rule, them};
use crate::calendar::Calendar;
use crate::case::tests::people::{person, user, uuid};
use crate::id::{ActorId, IncidentId};
use crate::policy::{Limit, SignalKind, Unit};
use crate::signal::{Apart, Late, Owed, window_start};

const CONTACTS: SignalKind = SignalKind::Contacts;

// Domain 5.2: contacts in a period.
#[test]
fn contacts_are_counted_over_the_days_that_the_policy_says_and_no_longer() {
    let known = given([Case::raised(1, "2026-01-05").contacts("2026-01-12", 6)]);
    assert_eq!(known.found(&rule(CONTACTS, 3), "2026-01-20").count, 6);
    // On 14 February the last 31 days begin with 14 January.
    assert_eq!(known.found(&rule(CONTACTS, 3), "2026-02-14").count, 4);
    assert_eq!(known.found(&rule(CONTACTS, 3), "2026-04-01").count, 0);
}

// Issue of fairness: an unanswered customer is entitled to chase.
#[test]
fn what_comes_while_the_council_is_late_is_shown_apart_and_does_not_count() {
    let late = Case::raised(1, "2026-01-05").reply_due("2026-01-14");
    let known = given([late.contacts("2026-01-12", 6)]);
    let found = known.found(&rule(CONTACTS, 2), "2026-01-20");
    assert_eq!(found.count, 3, "12, 13 and 14 January");
    let case = &found.cases[0];
    let apart: Vec<Apart> = case.apart.iter().map(|(_, why)| *why).collect();
    assert_eq!(
        apart,
        [
            Apart::OpenedACase,
            Apart::CouncilLate,
            Apart::CouncilLate,
            Apart::CouncilLate
        ]
    );
    let reply = Late {
        owed: Owed::Reply,
        due_on: date("2026-01-14"),
        done_on: None,
    };
    assert_eq!(case.late, [reply]);
    assert!(found.shows_us_late());
}

#[test]
fn once_the_council_has_done_it_what_comes_later_counts_again_and_that_it_was_late_stays_beside_it() {
    let late = Case::raised(1, "2026-01-05").reply_due("2026-01-14");
    let known = given([late
        .contacts("2026-01-15", 2)
        .replied("2026-01-17")
        .contacts("2026-01-19", 2)]);
    let found = known.found(&rule(CONTACTS, 2), "2026-01-25");
    assert_eq!(found.count, 2);
    assert_eq!(found.cases[0].late[0].done_on, Some(date("2026-01-17")));
}

#[test]
fn what_was_in_time_is_not_said_to_be_late() {
    let in_time = Case::raised(1, "2026-01-05").reply_due("2026-01-19");
    let known = given([in_time.contacts("2026-01-12", 2).replied("2026-01-19")]);
    assert!(!known.found(&rule(CONTACTS, 2), "2026-01-25").shows_us_late());
}

#[test]
fn an_answer_to_what_the_council_asked_does_not_count() {
    let asked = Case::raised(1, "2026-01-05")
        .message("2026-01-06", officer(1), ("out", "email", "question-to-customer"))
        .contact("2026-01-07", them(), "email")
        .message("2026-01-08", them(), ("in", "email", "answer"));
    let found = given([asked]).found(&rule(CONTACTS, 2), "2026-01-20");
    assert_eq!(found.count, 0);
    let apart = found.cases[0]
        .apart
        .iter()
        .filter(|(_, why)| *why == Apart::AskedFor);
    assert_eq!(apart.count(), 2);
}

// Norwich's policy; the Ombudsman's guide, part 3: raising a complaint or going on with it is not unreasonable.
#[test]
fn to_raise_a_matter_and_to_ask_for_a_review_never_count() {
    let many = (1..=9).map(|number| {
        Case::raised(number, "2026-01-05")
            .replied("2026-01-12")
            .asked_for_stage_2("2026-01-13")
    });
    let found = given(many).found(&rule(CONTACTS, 2), "2026-01-20");
    assert_eq!(found.count, 0);
    let reviews = found.cases.iter().flat_map(|case| &case.apart);
    assert_eq!(
        reviews.filter(|(_, why)| *why == Apart::AskedForReview).count(),
        9
    );
}

// Domain 5.12: a restriction on one person touches neither a household nor whoever they speak for.
#[test]
fn what_somebody_else_on_the_case_said_is_not_theirs() {
    let spoken_for = Case::with_speaker(1, "2026-01-05")
        .contact("2026-01-07", ActorId::Customer(person(101)), "email")
        .contact("2026-01-08", officer(1), "phone")
        .contact("2026-01-09", them(), "email");
    let found = given([spoken_for]).found(&rule(CONTACTS, 2), "2026-01-20");
    assert_eq!(found.count, 1, "their own e-mail alone");
    let apart: Vec<Apart> = found.cases[0].apart.iter().map(|(_, why)| *why).collect();
    assert_eq!(apart, [Apart::OpenedACase, Apart::SenderUnknown]);
}

// Domain 5.2: contacts on one matter.
#[test]
fn each_matter_is_counted_by_itself() {
    let two = [
        Case::raised(1, "2026-01-05").contacts("2026-01-06", 6),
        Case::raised(2, "2026-01-05").contacts("2026-01-06", 6),
    ];
    let one_matter = rule(SignalKind::ContactsOnOneMatter, 10);
    assert_eq!(given(two).found(&one_matter, "2026-01-20").count, 0);
    let one = [Case::raised(1, "2026-01-05").contacts("2026-01-06", 11)];
    let found = given(one).found(&one_matter, "2026-01-20");
    assert_eq!((found.count, found.cases.len()), (11, 1));
}

// Domain 5.2: same matter after the final reply.
#[test]
fn after_the_final_reply_means_after_the_end_and_not_after_the_reply_of_stage_1() {
    let replied = || Case::raised(1, "2026-01-05").replied("2026-01-12");
    let after = rule(SignalKind::ContactsAfterTheFinalReply, 3);
    let open = given([replied().contacts("2026-01-13", 5)]);
    assert_eq!(
        open.found(&after, "2026-01-25").count,
        0,
        "stage 2 is still theirs to ask for"
    );
    let closed = given([replied()
        .contacts("2026-01-13", 2)
        .closed("2026-01-15")
        .contacts("2026-01-16", 4)]);
    assert_eq!(closed.found(&after, "2026-01-25").count, 4);
}

// The issue: to how many officers.
#[test]
fn officers_are_counted_once_each_and_whoever_answers_the_door_is_none() {
    let mut known = given([(1..=8).fold(Case::raised(1, "2026-01-05"), |case, number| {
        case.contact("2026-01-07", officer(number), "phone")
            .contact("2026-01-08", officer(number), "phone")
    })]);
    let officers = rule(SignalKind::OfficersContacted, 3);
    assert_eq!(known.found(&officers, "2026-01-20").count, 8);
    known.at_the_door = (1..=5).map(user).collect();
    assert_eq!(known.found(&officers, "2026-01-20").count, 3);
}

// The issue: on how many routes.
#[test]
fn routes_are_counted_once_each() {
    let routes = ["phone", "email", "phone", "letter", "social-media"];
    let known = given([routes
        .into_iter()
        .fold(Case::raised(1, "2026-01-05"), |case, route| {
            case.contact("2026-01-07", them(), route)
        })]);
    assert_eq!(
        known.found(&rule(SignalKind::RoutesUsed, 2), "2026-01-20").count,
        4
    );
}

// Domain 5.2: incidents in a period.
#[test]
fn incidents_are_counted_by_the_day_on_which_they_happened() {
    let mut known = given([]);
    let incident = |number: u64, day: &str| (IncidentId::parse(uuid(number)).unwrap(), date(day));
    known.incidents = vec![
        incident(1, "2025-11-01"),
        incident(2, "2026-01-06"),
        incident(3, "2026-01-07"),
    ];
    let found = known.found(&rule(SignalKind::Incidents, 1), "2026-01-20");
    assert_eq!((found.count, found.incidents.len()), (2, 2));
}

// Domain 5.2: hours spent.
#[test]
fn whole_hours_are_counted_of_all_their_cases_and_a_started_one_is_not() {
    let known = given([
        Case::raised(1, "2026-01-05")
            .time("2026-01-06", 150)
            .time("2025-11-06", 600),
        Case::raised(2, "2026-01-05").time("2026-01-08", 89),
    ]);
    let found = known.found(&rule(SignalKind::HoursSpent, 1), "2026-01-20");
    assert_eq!(found.count, 3, "239 minutes of these days");
    let minutes: Vec<u32> = found.cases.iter().map(|case| case.minutes).collect();
    assert_eq!(minutes, [150, 89]);
}

#[test]
fn what_one_signal_counted_no_later_one_counts_again() {
    let known = given([Case::raised(1, "2026-01-05").contacts("2026-01-06", 8)]);
    let contacts = rule(CONTACTS, 3);
    let found = known.found_since(&contacts, "2026-01-20", Some("2026-01-10"));
    assert_eq!(found.count, 3, "11, 12 and 13 January");
}

#[test]
fn a_window_goes_back_by_what_its_limit_counts() {
    let calendar = Calendar::for_policy(&demo().calendar);
    let back = |count, unit| window_start(&calendar, date("2026-01-12"), Limit { count, unit });
    assert_eq!(back(5, Unit::WorkingDays), date("2026-01-05"));
    assert_eq!(back(5, Unit::CalendarDays), date("2026-01-07"));
    assert_eq!(back(3, Unit::Months), date("2025-10-12"));
    assert!(noon("2026-01-12") > noon("2026-01-05"));
}
