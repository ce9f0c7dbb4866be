//! A letter by post counts from the second working day after it (Civil Procedure Rules, rule 6.26), and time that was given in
//! a letter is not taken away.

use jiff::civil::{Date, time};

use super::fair::{Fair, need};
use super::harness::*;
use crate::calendar::london::civil_date;
use crate::conduct::{Command, Event, NewIncident, Outcome, Refusal, Tended, served_on};
use crate::policy::{Limit, Unit};
use crate::vocabulary::{Channel, DayOne};

/// Paper 004, 7.1; Civil Procedure Rules, rule 6.26: the time for comments is whole from when they are taken to have the
/// report, and never less than they were given in a letter.
pub(super) fn time_is_whole(given: &Given) -> Fair {
    let mut more: Option<Date> = None;
    for entry in &given.entries {
        match &entry.event {
            Event::Tended(Tended::MoreTimeGiven { until, .. }) => more = Some(*until),
            Event::ReportShared {
                channel,
                comments_until,
                ..
            } => {
                let days = if *channel == Channel::Letter { 12 } else { 10 };
                let ten = Limit {
                    count: days,
                    unit: Unit::WorkingDays,
                };
                let least = given
                    .calendar
                    .due(civil_date(entry.at), ten, DayOne::NextWorkingDay);
                need(*comments_until >= least, "ten working days to comment")?;
                need(
                    more.is_none_or(|more| *comments_until >= more),
                    "the time that they were given",
                )?;
            }
            // Another report begins with its own time.
            Event::Decided { outcome, .. } if *outcome != Outcome::AskedForMore => more = None,
            Event::Lifted { .. } | Event::AppealDecided { .. } | Event::Tended(Tended::Withdrawn { .. }) => {
                more = None;
            }
            Event::IncidentReported { .. }
            | Event::CheckAnswered { .. }
            | Event::MilderTried { .. }
            | Event::Warned { .. }
            | Event::InterimOrdered { .. }
            | Event::Proposed { .. }
            | Event::Commented { .. }
            | Event::CommentAnswered { .. }
            | Event::Decided { .. }
            | Event::NoticeSent { .. }
            | Event::ContactCame { .. }
            | Event::ContactSorted { .. }
            | Event::Appealed { .. }
            | Event::Closed { .. }
            | Event::FileAdded { .. }
            | Event::OutsideAnswered { .. }
            | Event::LetterWritten { .. }
            | Event::LetterLeft { .. }
            | Event::LetterNotReached { .. }
            | Event::AdjustmentAgreed { .. }
            | Event::LeftAsItIs { .. }
            | Event::Eased { .. }
            | Event::Kept(_)
            | Event::Tended(_) => {}
        }
    }
    Ok(())
}

fn until(given: &Given) -> Option<Date> {
    let report = given.file.report.as_ref()?;
    report.shared.as_ref().map(|shared| shared.comments_until)
}

fn to_be_warned() -> Given {
    given("worcester", [("2026-01-06", planner(), incident(1, false))]).and(checked("2026-01-07"))
}

/// What happened on a day at an hour.
fn happened(on: &str, hour: i8) -> Command {
    let Command::ReportIncident(new) = it_goes_on(on) else {
        unreachable!()
    };
    let at = Some(time(hour, 0, 0, 0));
    Command::ReportIncident(NewIncident { at, ..new })
}

// Civil Procedure Rules, rule 6.26: first class post; two working days, so that no weekend counts.
#[test]
fn what_goes_by_post_counts_from_the_second_working_day_after_it_cpr_6_26() {
    let given = given("worcester", []);
    for (posted, served) in [
        ("2026-01-08", "2026-01-12"),
        ("2026-01-09", "2026-01-13"),
        ("2026-01-10", "2026-01-13"),
        ("2026-01-12", "2026-01-14"),
        // Good Friday and Easter Monday.
        ("2026-04-02", "2026-04-08"),
    ] {
        let on = served_on(&given.calendar, (Channel::Letter, date(posted)));
        assert_eq!(on, date(served), "posted on {posted}");
        for way in [Channel::InPerson, Channel::Phone, Channel::Email] {
            let on = served_on(&given.calendar, (way, date(posted)));
            assert_eq!(on, date(posted), "{way} on {posted}");
        }
    }
}

// Domain 5.4: no proposal before a warning, and none on what happened before they had it.
#[test]
fn a_warning_by_post_counts_from_the_end_of_the_day_on_which_it_is_served_cpr_6_26() {
    for letter in [carry(11, warning(), Channel::Letter), post(11, warning())] {
        let mut given = to_be_warned().and([("2026-01-08", keeper(), letter)]);
        if given.file.warned_at.is_none() {
            given = given.and([("2026-01-08", outbox(), left(11))]);
        }
        assert_eq!(
            given.file.warned_on(),
            Some(date("2026-01-12")),
            "Thursday, and a weekend"
        );
        let proposes = |on| (on, keeper(), propose(a_proposal()));
        // The day after it was posted, and the day on which the post came, are before it.
        let early = given.and([
            ("2026-01-09", planner(), happened("2026-01-09", 11)),
            ("2026-01-12", planner(), happened("2026-01-12", 11)),
        ]);
        let warned = Refusal::WarnedFrom(date("2026-01-12"));
        assert_eq!(early.refuses(proposes("2026-01-12")), warned);
        let since = Refusal::NothingSince(date("2026-01-12"));
        assert_eq!(early.refuses(proposes("2026-01-13")), since);
        early.and([
            ("2026-01-13", planner(), happened("2026-01-13", 11)),
            proposes("2026-01-13"),
        ]);
    }
    // By hand and by e-mail it is the day itself.
    for way in [Channel::InPerson, Channel::Email] {
        let given = to_be_warned().and([
            ("2026-01-08", keeper(), carry(11, warning(), way)),
            ("2026-01-09", planner(), it_goes_on("2026-01-09")),
            ("2026-01-09", keeper(), propose(a_proposal())),
        ]);
        assert_eq!(given.file.warned_on(), Some(date("2026-01-08")), "{way}");
    }
}

// A warning that came back is none, also where it counted from a later day than it left.
#[test]
fn a_warning_by_post_that_comes_back_is_none_whichever_day_it_counted_from_domain_5_4() {
    let posted = to_be_warned().and([("2026-01-08", keeper(), carry(11, warning(), Channel::Letter))]);
    let at_once = posted.clone().and([("2026-01-09", keeper(), not_reached(11))]);
    assert_eq!(at_once.file.warned_at, None);
    let later = posted.and([
        ("2026-01-13", planner(), it_goes_on("2026-01-13")),
        ("2026-01-14", keeper(), not_reached(11)),
    ]);
    assert_eq!(later.file.warned_at, None);
    assert!(later.file.incidents.iter().all(|it| it.after_arrived.is_none()));
}

// Paper 004, 7.1: ten working days from when they are taken to have the report.
#[test]
fn the_time_for_comments_counts_from_when_the_post_has_come_cpr_6_26() {
    for (way, last) in [
        (Channel::Letter, "2026-01-28"),
        (Channel::InPerson, "2026-01-26"),
        (Channel::Phone, "2026-01-26"),
        (Channel::Email, "2026-01-26"),
    ] {
        let given = warned("worcester").and([
            ("2026-01-12", keeper(), propose(a_proposal())),
            ("2026-01-12", keeper(), carry(14, share(), way)),
        ]);
        assert_eq!(until(&given), Some(date(last)), "{way}");
        let agreed = decision(&given.policy, Outcome::Agreed);
        let early = given.refuses((last, decider(1), agreed));
        assert_eq!(early, Refusal::TimeForComments(date(last)), "{way}");
        // They may have it sooner, and what they say of it is taken.
        given.and([("2026-01-13", them(), comment(1, "2026-01-13"))]);
    }
    // So does the time for an appeal.
    for (way, last) in [(Channel::Letter, "2026-02-27"), (Channel::InPerson, "2026-02-25")] {
        let bound = decided("worcester").and([("2026-01-28", keeper(), carry(17, notice(), way))]);
        let arrangement = bound.file.arrangement.as_ref().unwrap();
        assert_eq!(
            (arrangement.from, arrangement.appeal_until),
            (date("2026-01-28"), date(last)),
            "{way}"
        );
    }
}

// Paper 004, 7.1: who asked for time keeps it, however often the report is shared again.
#[test]
fn more_time_that_was_given_by_letter_holds_for_the_report_that_is_shared_again_paper_004_7_1() {
    let given = shared("worcester").and([
        ("2026-01-13", keeper(), more_time("2026-03-02")),
        ("2026-01-14", keeper(), milder()),
    ]);
    assert_eq!(until(&given), None, "it reads otherwise, and is shared again");
    let by_hand = given.clone().and([("2026-01-15", keeper(), share())]);
    assert_eq!(until(&by_hand), Some(date("2026-03-02")));
    let by_outbox = given.clone().and([
        ("2026-01-15", keeper(), send(14, share())),
        ("2026-01-15", outbox(), left(14)),
    ]);
    assert_eq!(until(&by_outbox), Some(date("2026-03-02")));
    // Also where it was proposed anew, with other words.
    let anew = crate::conduct::Proposal {
        reasons: words("It went on and on after the warning."),
        ..a_proposal()
    };
    let anew = given.and([
        ("2026-01-15", keeper(), propose(anew)),
        ("2026-01-15", keeper(), share()),
    ]);
    assert_eq!(until(&anew), Some(date("2026-03-02")));
    let agreed = decision(&anew.policy, Outcome::Agreed);
    let early = anew.refuses(("2026-02-10", decider(1), agreed));
    assert_eq!(early, Refusal::TimeForComments(date("2026-03-02")));
    // The later of the two holds: ten working days are never cut short by what was given before.
    let late = shared("worcester").and([
        ("2026-01-13", keeper(), more_time("2026-01-28")),
        ("2026-01-27", keeper(), milder()),
        ("2026-01-27", keeper(), share()),
    ]);
    assert_eq!(until(&late), Some(date("2026-02-10")));
}
