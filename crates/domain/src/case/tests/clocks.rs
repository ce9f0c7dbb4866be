//! The promises of a complaint: what they count from, who may give more time, and when they move.

use super::council::{policy, procedure, service};
use super::harness::{Given, date, given, on};
use super::orders::*;
use super::people::*;
use crate::case::{ClockMoved, Command, Event, Extension, ExtensionReason, LoggedCase, Refusal, Status};
use crate::permission::Act;
use crate::vocabulary::{ClockKind, Kind, Role};

#[test]
fn the_reply_is_due_ten_working_days_after_the_acknowledgement_code_6_3() {
    let acknowledged = given(complaint_acknowledged());
    assert_eq!(acknowledged.due(ClockKind::Reply), date("2026-01-21"));
}

#[test]
fn until_the_acknowledgement_the_reply_is_due_at_the_latest_ten_days_after_its_last_day_domain_4_6() {
    let in_hand = given(complaint_in_hand());
    assert_eq!(in_hand.due(ClockKind::Reply), date("2026-01-26"));
    assert!(
        in_hand
            .clock(ClockKind::Reply)
            .is_at_the_latest(date("2026-01-12"))
    );
}

#[test]
fn a_late_acknowledgement_does_not_make_the_reply_later_domain_4_6() {
    let late = given(complaint_in_hand()).and([on("2026-01-19", asha(), acknowledge())]);
    assert_eq!(late.due(ClockKind::Reply), date("2026-01-26"));
    assert!(late.clock(ClockKind::Acknowledge).is_late(date("2026-01-19")));
}

#[test]
fn a_data_protection_complaint_counts_calendar_days_from_receipt() {
    let about_data = [on(
        "2026-01-14",
        adviser(),
        change_kind(Kind::Complaint, "complaint-data-protection", "2026-01-05"),
    )];
    let given = given(logged(Kind::Complaint)).and(about_data);
    assert_eq!(given.due(ClockKind::Acknowledge), date("2026-02-04"));
    assert_eq!(given.due(ClockKind::Reply), date("2026-04-05"));
}

#[test]
fn one_extension_of_ten_working_days_needs_nobody_code_6_4() {
    let acknowledged = given(complaint_acknowledged());
    let after = acknowledged
        .when(on("2026-01-20", asha(), extend_to("2026-02-04")))
        .then_names(&["extended"]);
    assert_eq!(after.due(ClockKind::Reply), date("2026-02-04"));
    assert_eq!(after.case().status(), Status::NeedsMoreTime);
    assert_eq!(after.clock(ClockKind::Reply).extensions[0].agreed_by, None);
    acknowledged
        .when(on("2026-01-20", asha(), extend_to("2026-02-05")))
        .then_refused(Refusal::GoodReasonNeeded {
            until: date("2026-02-04"),
            agreed_by: Role::ServiceManager,
        });
}

#[test]
fn a_longer_extension_is_agreed_by_a_senior_role_which_the_clock_remembers_code_6_4() {
    let agreed = given(complaint_acknowledged()).and([on("2026-01-20", manager(), agree_to("2026-02-27"))]);
    agreed
        .when(on("2026-01-20", asha(), extend_to("2026-03-02")))
        .then_refused(Refusal::GoodReasonNeeded {
            until: date("2026-02-04"),
            agreed_by: Role::ServiceManager,
        });
    let after = agreed
        .when(on("2026-01-20", asha(), extend_to("2026-02-27")))
        .then_allowed();
    let extension = &after.clock(ClockKind::Reply).extensions[0];
    assert_eq!(
        (&extension.by, &extension.agreed_by),
        (&asha().id, &Some(manager().id))
    );
}

#[test]
fn nobody_agrees_with_themself_to_a_long_extension_code_6_4() {
    let acknowledged = given(complaint_acknowledged());
    acknowledged
        .when(on("2026-01-20", manager(), extend_to("2026-02-27")))
        .then_refused(Refusal::AgreedAlone {
            until: date("2026-02-04"),
        });
    let agreed = acknowledged.and([on("2026-01-20", manager(), agree_to("2026-02-27"))]);
    agreed
        .when(on("2026-01-20", manager(), extend_to("2026-02-27")))
        .then_refused(Refusal::AgreedAlone {
            until: date("2026-02-04"),
        });
    agreed
        .when(on("2026-01-20", asha(), extend_to("2026-02-27")))
        .then_allowed();
}

#[test]
fn where_the_policy_says_so_a_senior_role_that_extends_has_agreed() {
    let mut alone = policy();
    let corporate = procedure("complaint-corporate");
    for stage in &mut alone.procedures.get_mut(&corporate).unwrap().stages {
        stage.beyond_agreed_alone = true;
    }
    let after = Given::under(alone)
        .and(complaint_acknowledged())
        .when(on("2026-01-20", manager(), extend_to("2026-02-27")))
        .then_allowed();
    let extension = &after.clock(ClockKind::Reply).extensions[0];
    assert_eq!(extension.agreed_by, Some(manager().id));
}

#[test]
fn no_extension_goes_further_than_the_longest_that_the_policy_allows() {
    // Sixty working days from 21 January, with Good Friday and Easter Monday left out.
    let until = date("2026-04-17");
    let acknowledged = given(complaint_acknowledged());
    for (actor, order) in [
        (asha(), extend_to("2040-07-02")),
        (manager(), agree_to("2026-04-20")),
    ] {
        acknowledged
            .when(on("2026-01-20", actor, order))
            .then_refused(Refusal::LongerThanEver { until });
    }
    // Counted from what was first promised: a second extension begins no new sixty days.
    let extended = acknowledged.and([
        on("2026-01-20", manager(), agree_to("2026-04-17")),
        on("2026-01-20", asha(), extend_to("2026-04-17")),
    ]);
    extended
        .when(on("2026-04-16", manager(), agree_to("2026-04-20")))
        .then_refused(Refusal::LongerThanEver { until });
}

#[test]
fn an_officer_cannot_agree_to_a_long_extension() {
    given(complaint_acknowledged())
        .when(on("2026-01-20", asha(), agree_to("2026-02-27")))
        .then_refused(Refusal::NotPermitted(Act::AgreeLongExtension));
}

#[test]
fn only_the_role_that_the_policy_names_or_the_complaints_manager_agrees_to_a_long_extension() {
    let mut stricter = policy();
    let corporate = procedure("complaint-corporate");
    for stage in &mut stricter.procedures.get_mut(&corporate).unwrap().stages {
        stage.beyond_agreed_by = Role::Executive;
    }
    let acknowledged = Given::under(stricter).and(complaint_acknowledged());
    acknowledged
        .when(on("2026-01-20", manager(), agree_to("2026-02-27")))
        .then_refused(Refusal::GoodReasonNeeded {
            until: date("2026-02-04"),
            agreed_by: Role::Executive,
        });
    acknowledged
        .when(on("2026-01-20", complaints_manager(), agree_to("2026-02-27")))
        .then_allowed();
}

#[test]
fn a_second_extension_needs_a_senior_role_so_that_short_ones_are_no_way_around_code_6_4() {
    given(complaint_acknowledged())
        .and([on("2026-01-20", asha(), extend_to("2026-01-23"))])
        .when(on("2026-01-23", asha(), extend_to("2026-01-26")))
        .then_refused(Refusal::GoodReasonNeeded {
            until: date("2026-01-23"),
            agreed_by: Role::ServiceManager,
        });
}

#[test]
fn an_extension_after_the_date_has_passed_needs_a_senior_role() {
    let acknowledged = given(complaint_acknowledged());
    acknowledged
        .when(on("2026-01-22", asha(), extend_to("2026-01-23")))
        .then_refused(Refusal::GoodReasonNeeded {
            until: date("2026-01-21"),
            agreed_by: Role::ServiceManager,
        });
    acknowledged
        .and([on("2026-01-22", manager(), agree_to("2026-01-23"))])
        .when(on("2026-01-22", asha(), extend_to("2026-01-23")))
        .then_allowed();
    acknowledged
        .when(on("2026-01-21T23:59", asha(), extend_to("2026-01-23")))
        .then_allowed();
}

#[test]
fn an_extension_goes_to_a_later_working_day() {
    let acknowledged = given(complaint_acknowledged());
    acknowledged
        .when(on("2026-01-20", asha(), extend_to("2026-01-21")))
        .then_refused(Refusal::NotLater {
            promised: date("2026-01-21"),
        });
    acknowledged
        .when(on("2026-01-20", asha(), extend_to("2026-01-24")))
        .then_refused(Refusal::NotAWorkingDay(date("2026-01-24")));
    acknowledged
        .when(on("2026-01-20", manager(), agree_to("2026-01-21")))
        .then_refused(Refusal::NotLater {
            promised: date("2026-01-21"),
        });
}

fn extension(because: &str, letter: &str) -> Command {
    Command::Extend(Extension {
        to: date("2026-01-30"),
        reason: ExtensionReason::Complex,
        because: words(because),
        letter: words(letter),
    })
}

#[test]
fn an_extension_has_a_reason_and_a_letter_that_names_the_ombudsman_code_6_5() {
    let acknowledged = given(complaint_acknowledged());
    acknowledged
        .when(on("2026-01-20", asha(), extension("", OMBUDSMAN)))
        .then_refused(Refusal::TextMissing("the reason"));
    acknowledged
        .when(on("2026-01-20", asha(), extension("It is complex.", "")))
        .then_refused(Refusal::TextMissing("the letter"));
    acknowledged
        .when(on(
            "2026-01-20",
            asha(),
            extension("It is complex.", "It takes longer."),
        ))
        .then_refused(Refusal::OmbudsmanNotNamed);
}

// Domain 4.6 and Complaint Handling Code 6.4: the new date is sent to the customer, and it is the date that is promised.
#[test]
fn a_letter_of_more_time_gives_the_new_date_in_each_of_its_languages() {
    let say = |letter: &str| {
        let letter = format!("{letter} {OMBUDSMAN}");
        given(complaint_acknowledged()).when(on("2026-01-20", asha(), extension("It is complex.", &letter)))
    };
    let missing = || Refusal::DateNotGiven(date("2026-01-30"));
    for letter in [
        "We need more time.",
        "We will reply by 29 January 2026.",
        "We will reply by 130 January 2026.",
    ] {
        say(letter).then_refused(missing());
    }
    say("We will reply by Friday 30\nJanuary 2026.").then_allowed();
    let both = |welsh: &str, english: &str| crate::language::in_both(welsh, english);
    let english = "We will reply by 30 January 2026.";
    say(&both("Atebwn erbyn 30 Ionawr 2026.", english)).then_allowed();
    say(&both("Mae angen mwy o amser.", english)).then_refused(missing());
    say(&both("Atebwn erbyn 30 Ionawr 2026.", "We need more time.")).then_refused(missing());
}

// A tenant who goes to the Local Government and Social Care Ombudsman is sent away.
#[test]
fn a_letter_names_the_ombudsman_of_its_procedure_and_not_another() {
    let as_landlord = given(logged(Kind::Complaint)).and([on(
        "2026-01-05",
        adviser(),
        change_kind(Kind::Complaint, "complaint-housing", "2026-01-05"),
    )]);
    let lgsco = "We reply by 30 January 2026. You can go to the Local Government and Social Care Ombudsman.";
    let housing = "We reply by 30 January 2026. You can go to the Housing Ombudsman.";
    let say = |letter| extension("It is complex.", letter);
    as_landlord
        .when(on("2026-01-20", complaints_manager(), say(lgsco)))
        .then_refused(Refusal::OmbudsmanNotNamed);
    as_landlord
        .when(on("2026-01-20", complaints_manager(), say(housing)))
        .then_allowed();
    given(complaint_acknowledged())
        .when(on("2026-01-20", asha(), say(housing)))
        .then_refused(Refusal::OmbudsmanNotNamed);
}

#[test]
fn a_letter_about_personal_data_names_the_information_commissioner() {
    let about_data = given(logged(Kind::Complaint)).and([on(
        "2026-01-05",
        adviser(),
        change_kind(Kind::Complaint, "complaint-data-protection", "2026-01-05"),
    )]);
    let extend = |letter| {
        Command::Extend(Extension {
            to: date("2026-04-30"),
            reason: ExtensionReason::Complex,
            because: words("It is complex."),
            letter: words(letter),
        })
    };
    let about_data = about_data.and([on("2026-02-02", manager(), agree_to("2026-04-30"))]);
    about_data
        .when(on("2026-02-02", complaints_manager(), extend(OMBUDSMAN)))
        .then_refused(Refusal::OmbudsmanNotNamed);
    let right = "We reply by 30 April 2026. You can complain to the Information Commissioner.";
    about_data
        .when(on("2026-02-02", complaints_manager(), extend(right)))
        .then_allowed();
}

#[test]
fn there_is_nothing_to_extend_once_the_reply_is_out() {
    for (actor, order) in [
        (asha(), extend_to("2026-01-30")),
        (manager(), agree_to("2026-01-30")),
    ] {
        given(reply_sent())
            .when(on("2026-01-20", actor, order))
            .then_refused(Refusal::NoReplyDue);
    }
}

#[test]
fn an_extension_that_was_promised_stands_when_the_acknowledgement_comes() {
    let given = given(complaint_in_hand()).and([
        on("2026-01-06", asha(), extend_to("2026-01-30")),
        on("2026-01-07", asha(), acknowledge()),
    ]);
    assert_eq!(given.due(ClockKind::Reply), date("2026-01-30"));
}

#[test]
fn a_new_day_off_moves_the_open_clocks_that_it_touches_visibly_domain_8() {
    let moves = Command::MoveClocks {
        days_off: vec![date("2026-01-15")],
    };
    let acknowledged = given(complaint_acknowledged()).with_day_off("2026-01-15");
    let answer = acknowledged.when(on("2026-01-08", job(), moves.clone()));
    let after = answer.then_names(&["clock-moved"]);
    assert_eq!(after.due(ClockKind::Reply), date("2026-01-22"));
    let event = &answer.outcome().as_ref().unwrap()[0];
    assert!(matches!(
        event,
        Event::ClockMoved {
            because: ClockMoved::CalendarChanged,
            ..
        }
    ));
    given(reply_sent())
        .with_day_off("2026-01-15")
        .when(on("2026-01-19T13:00", job(), moves))
        .then([]);
}

// Domain 2, Clock, "never reset silently": why a date moved is the day that moved it.
#[test]
fn of_two_new_days_off_each_is_named_for_what_it_moved_domain_8() {
    let days_off = ["2026-01-15", "2026-01-30"];
    let moves = Command::MoveClocks {
        days_off: days_off.map(date).to_vec(),
    };
    let moved = |given: Given, on_day| {
        let given = given.with_day_off(days_off[0]).with_day_off(days_off[1]);
        let answer = given.when(on(on_day, job(), moves.clone()));
        let events = answer.outcome().as_ref().unwrap().clone();
        let moves = events.iter().filter_map(|event| {
            let Event::ClockMoved { clock, .. } = event else {
                return None;
            };
            clock.moves.last().map(|moved| (moved.day_off, moved.to))
        });
        moves.collect::<Vec<_>>()
    };
    // Extended to the second of the days: the first is none that it had to wait for.
    let extended = given(complaint_acknowledged()).and([on("2026-01-07", asha(), extend_to("2026-01-30"))]);
    assert_eq!(
        moved(extended, "2026-01-08"),
        [(date("2026-01-30"), date("2026-02-02"))]
    );
    // Counted over the first alone: it ends before the second.
    assert_eq!(
        moved(given(complaint_acknowledged()), "2026-01-08"),
        [(date("2026-01-15"), date("2026-01-22"))]
    );
}

#[test]
fn only_who_adopts_policies_moves_clocks() {
    let moves = Command::MoveClocks {
        days_off: vec![date("2026-01-15")],
    };
    given(complaint_acknowledged())
        .when(on("2026-01-08", complaints_manager(), moves))
        .then_refused(Refusal::NotPermitted(Act::AdoptPolicy));
}

#[test]
fn a_complaint_about_no_known_service_follows_the_corporate_procedure() {
    let unsure = LoggedCase {
        service: None,
        ..a(Kind::Complaint, "2026-01-05")
    };
    let case = given([on("2026-01-05", customer(), unsure)]);
    assert_eq!(case.case().procedure, procedure("complaint-corporate"));
    let known = policy()
        .procedure_for(Kind::Complaint, Some(&service("housing")))
        .cloned()
        .unwrap()
        .id
        .clone();
    assert_eq!(known, procedure("complaint-housing"));
}
