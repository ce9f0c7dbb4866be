//! How fast complaints go, and whether a reply will be late (ours, after paper 002).

use super::harness::{date, given, on};
use super::orders::*;
use super::people::*;
use crate::case::{Forecast, ReplyStep, Standing, forecast};
use crate::vocabulary::{Finding, Kind};

fn standing(since: &str, due_on: &str) -> Standing {
    Standing {
        step: ReplyStep::Finding,
        since: date(since),
        due_on: date(due_on),
        open_points: 2,
        points: 3,
        is_begun: false,
    }
}

fn on_monday(since: &str, due_on: &str, took: &[u16]) -> Option<Forecast> {
    forecast(standing(since, due_on), date("2026-03-02"), (took, 20))
}

#[test]
fn a_reply_goes_from_findings_over_writing_to_approval_and_each_step_has_its_first_day() {
    let found = given(complaint_acknowledged());
    assert_eq!(found.case().reply_step(), Some(ReplyStep::Finding));
    let writing = found.and([on("2026-01-14", asha(), find(1, Finding::Upheld))]);
    assert_eq!(writing.case().reply_step(), Some(ReplyStep::Writing));
    let approving = writing.and([
        on("2026-01-15", asha(), draft()),
        on("2026-01-16", asha(), ask_for_approval()),
    ]);
    assert_eq!(approving.case().reply_step(), Some(ReplyStep::Approving));
    let sent_back = approving.and([on("2026-01-19", manager(), send_back())]);
    let stands = sent_back.case().standing().unwrap();
    // It is where it was before, and since then.
    assert_eq!(
        (stands.step, stands.since),
        (ReplyStep::Writing, date("2026-01-14"))
    );
    assert_eq!((stands.open_points, stands.points, stands.is_begun), (0, 1, true));
}

#[test]
fn how_long_it_took_is_known_once_the_reply_went_and_not_once_it_is_taken_back() {
    let approved = given(reply_approved());
    assert_eq!(approved.case().paces[&1].took(), []);
    let sent = approved.and([on("2026-01-19", asha(), send())]);
    let took = sent.case().paces[&1].took();
    let steps: Vec<ReplyStep> = took.iter().map(|(step, _)| *step).collect();
    assert_eq!(steps, ReplyStep::ALL);
    assert!(took.windows(2).all(|two| two[0].1 >= two[1].1), "{took:?}");
    assert_eq!(sent.case().reply_step(), None);
    let undone = sent.and([on("2026-01-19T12:02", asha(), undo())]);
    assert_eq!(undone.case().paces[&1].took(), []);
    assert_eq!(undone.case().reply_step(), Some(ReplyStep::Approving));
}

#[test]
fn stage_2_has_its_own_pace_and_leaves_that_of_stage_1() {
    let replied = given(stage_2_replied());
    let case = replied.case();
    assert_eq!(case.paces.keys().copied().collect::<Vec<u8>>(), [1, 2]);
    for pace in case.paces.values() {
        assert!(!pace.took().is_empty());
    }
    assert_eq!(given(logged(Kind::ServiceRequest)).case().paces.len(), 0);
}

#[test]
fn it_will_be_late_if_half_of_those_that_stood_there_as_long_took_longer_than_is_left() {
    // Six days there, and four are left: ten in all.
    let took: Vec<u16> = [vec![3; 30], vec![8; 10], vec![12; 10]].concat();
    let told = on_monday("2026-02-24", "2026-03-06", &took).unwrap();
    // Those that were done within six days were never so far behind.
    assert_eq!((told.been, told.left, told.such, told.late), (6, 4, 20, 10));
    let quicker: Vec<u16> = [vec![8; 11], vec![12; 9]].concat();
    assert_eq!(on_monday("2026-02-24", "2026-03-06", &quicker), None);
    // Ten days is not longer than ten.
    assert_eq!(on_monday("2026-02-24", "2026-03-06", &[10; 40]), None);
}

#[test]
fn nothing_is_foretold_from_fewer_than_the_policy_wants_or_of_what_is_late_already() {
    assert_eq!(on_monday("2026-02-24", "2026-03-06", &[12; 19]), None);
    assert!(on_monday("2026-02-24", "2026-03-06", &[12; 20]).is_some());
    assert_eq!(on_monday("2026-02-10", "2026-03-01", &[40; 40]), None);
}
