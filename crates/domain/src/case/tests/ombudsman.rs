//! The Ombudsman: enquiries, decisions, recommended remedies, and what comes back to the council.

use super::council::{policy, procedure};
use super::harness::{Given, Step, date, given, on};
use super::orders::*;
use super::people::*;
use crate::calendar::Calendar;
use crate::case::{
    Command, EarlyReferral, EnquiryStep, NewEnquiry, Outcome, Referral, Refusal, Remedy, Status,
};
use crate::measure::fact::{FactKind, facts};
use crate::permission::Act;
use crate::policy::Policy;
use crate::vocabulary::{Channel, ClockKind, Determination, Kind, Ombudsman};

fn closed_after_stage_2() -> Vec<Step> {
    let mut steps = stage_2_replied();
    steps.push(on("2026-02-10", rhian(), close(Outcome::Done)));
    steps
}

fn that_pauses() -> Policy {
    let mut policy = policy();
    let name = procedure("complaint-corporate");
    policy.procedures.get_mut(&name).unwrap().early_referral = EarlyReferral::Pauses;
    policy
}

#[test]
fn a_case_closed_after_stage_2_gets_an_enquiry_without_reopening_a_stage_domain_4_10() {
    let asked = given(closed_after_stage_2())
        .when(on(
            "2026-03-02",
            complaints_manager(),
            record_enquiry("2026-03-02"),
        ))
        .then_names(&["enquiry-recorded"]);
    assert!(asked.case().is_closed());
    assert_eq!(asked.running(), []);
    assert_eq!(
        asked.case().open_enquiry().unwrap().referral,
        Referral::AfterOurReply
    );
}

#[test]
fn an_enquiry_goes_by_its_documents_draft_and_final_decision() {
    let with_documents = Command::RecordEnquiry(NewEnquiry {
        documents_due_on: Some(date("2026-03-16")),
        ..enquiry("2026-03-02")
    });
    let asked = given(closed_after_stage_2()).and([on("2026-03-02", complaints_manager(), with_documents)]);
    assert_eq!(
        asked.case().open_enquiry().unwrap().due_on(),
        Some(date("2026-03-16"))
    );
    let sent = asked.and([on(
        "2026-03-09",
        complaints_manager(),
        Command::SendDocuments {
            words: words("Everything, as one bundle."),
        },
    )]);
    assert_eq!(sent.case().open_enquiry().unwrap().due_on(), None);
    let draft = sent.and([on(
        "2026-03-16",
        complaints_manager(),
        Command::RecordDraftDecision {
            words: words("We mean to find fault."),
            comments_due_on: Some(date("2026-03-30")),
        },
    )]);
    assert_eq!(
        draft.case().open_enquiry().unwrap().due_on(),
        Some(date("2026-03-30"))
    );
    let decided = draft.and([on(
        "2026-03-31",
        complaints_manager(),
        final_decision("2026-03-30"),
    )]);
    assert_eq!(decided.case().open_enquiry(), None);
    assert_eq!(decided.case().enquiries[0].step, EnquiryStep::FinalDecision);
    decided
        .when(on(
            "2026-03-31",
            complaints_manager(),
            final_decision("2026-03-30"),
        ))
        .then_refused(Refusal::NoEnquiry);
    // What was decided on each point is in the Ombudsman's own vocabulary.
    decided
        .when(on(
            "2026-03-31",
            rhian(),
            Command::RecordDetermination {
                point: point_id(1),
                ombudsman: Ombudsman::Lgsco,
                determination: Determination::Upheld,
                decided_on: Some(date("2026-03-30")),
            },
        ))
        .then_refused(Refusal::NotPermitted(Act::RecordFinding));
    decided
        .when(on(
            "2026-03-31",
            complaints_manager(),
            Command::RecordDetermination {
                point: point_id(1),
                ombudsman: Ombudsman::Lgsco,
                determination: Determination::Upheld,
                decided_on: Some(date("2026-03-30")),
            },
        ))
        .then_allowed();
}

#[test]
fn each_ombudsman_decides_in_words_of_their_own() {
    let decided = |ombudsman, determination| {
        let order = Command::RecordDetermination {
            point: point_id(1),
            ombudsman,
            determination,
            decided_on: None,
        };
        given(closed_after_stage_2()).when(on("2026-03-31", complaints_manager(), order))
    };
    for determination in Determination::ALL {
        for ombudsman in Ombudsman::ALL {
            let answer = decided(*ombudsman, *determination);
            if determination.is_of(*ombudsman) {
                answer.then_allowed();
            } else {
                answer.then_refused(Refusal::NotTheirWord(*determination, *ombudsman));
            }
        }
    }
    // The Housing Ombudsman finds maladministration, the LGSCO fault.
    decided(Ombudsman::Housing, Determination::Maladministration).then_allowed();
    decided(Ombudsman::Lgsco, Determination::Maladministration).then_refused(Refusal::NotTheirWord(
        Determination::Maladministration,
        Ombudsman::Lgsco,
    ));
}

#[test]
fn one_enquiry_is_open_at_a_time() {
    given(closed_after_stage_2())
        .and([on(
            "2026-03-02",
            complaints_manager(),
            record_enquiry("2026-03-02"),
        )])
        .when(on(
            "2026-03-03",
            complaints_manager(),
            record_enquiry("2026-03-03"),
        ))
        .then_refused(Refusal::EnquiryOpen);
}

#[test]
fn a_recommended_remedy_has_a_date_and_is_complied_with_by_evidence() {
    let asked = given(closed_after_stage_2()).and([on(
        "2026-03-02",
        complaints_manager(),
        record_enquiry("2026-03-02"),
    )]);
    asked
        .when(on(
            "2026-03-31",
            complaints_manager(),
            Command::RecordRecommendation(Remedy {
                due_on: None,
                ..remedy()
            }),
        ))
        .then_refused(Refusal::RecommendationWithoutDate);
    let recommended = asked
        .when(on(
            "2026-03-31",
            complaints_manager(),
            Command::RecordRecommendation(remedy()),
        ))
        .then_names(&["remedy-recommended"]);
    assert_eq!(
        recommended.case().remedies[0].recommended_by,
        Some(Ombudsman::Lgsco)
    );
    let delivered = recommended
        .when(on(
            "2026-03-31",
            complaints_manager(),
            Command::DeliverRemedy {
                remedy: remedy_id(1),
                evidence: words("A receipt."),
            },
        ))
        .then_allowed();
    assert!(!delivered.case().remedies[0].is_open());
}

#[test]
fn nothing_is_recommended_before_an_ombudsman_asks() {
    given(closed_after_stage_2())
        .when(on(
            "2026-03-31",
            complaints_manager(),
            Command::RecordRecommendation(remedy()),
        ))
        .then_refused(Refusal::NoEnquiry);
}

#[test]
fn an_early_referral_is_recorded_and_the_case_goes_on_where_the_policy_says_so() {
    let early = given(reply_approved()).and([on(
        "2026-01-16T13:00",
        complaints_manager(),
        record_enquiry("2026-01-16"),
    )]);
    assert_eq!(early.case().open_enquiry().unwrap().referral, Referral::Early);
    early.when(on("2026-01-19", asha(), send())).then_allowed();
}

#[test]
fn an_early_referral_pauses_the_reply_where_the_policy_says_so_and_its_date_stands() {
    let early = Given::under(that_pauses()).and(reply_approved()).and([on(
        "2026-01-16T13:00",
        complaints_manager(),
        record_enquiry("2026-01-16"),
    )]);
    assert_eq!(early.case().status(), Status::WithOmbudsman);
    assert_eq!(early.due(ClockKind::Reply), date("2026-01-21"), "no clock pauses");
    early
        .when(on("2026-01-19", asha(), send()))
        .then_refused(Refusal::WithOmbudsman);
    early
        .and([on(
            "2026-01-19",
            complaints_manager(),
            final_decision("2026-01-19"),
        )])
        .when(on("2026-01-20", asha(), send()))
        .then_allowed();
}

#[test]
fn after_the_last_stage_nothing_pauses() {
    let asked = Given::under(that_pauses()).and(stage_2_replied()).and([on(
        "2026-03-02",
        complaints_manager(),
        record_enquiry("2026-03-02"),
    )]);
    assert!(!asked.case().is_paused());
}

#[test]
fn a_request_for_stage_2_that_was_turned_away_is_the_last_word_code_2() {
    let turned_away = given(stage_2_asked()).and([
        on("2026-01-22", ffion(), propose_refusal()),
        on(
            "2026-01-23",
            complaints_manager(),
            Command::AgreeRefusal { request: None },
        ),
        on("2026-03-02", complaints_manager(), record_enquiry("2026-03-02")),
    ]);
    assert_eq!(turned_away.case().enquiries[0].referral, Referral::AfterOurReply);
}

#[test]
fn a_premature_complaint_goes_on_with_its_clock_from_the_day_it_came_back_domain_4_10() {
    let back = given(complaint_acknowledged())
        .and([on(
            "2026-01-08",
            complaints_manager(),
            record_enquiry("2026-01-08"),
        )])
        .when(on("2026-01-19", complaints_manager(), take_back("2026-01-19")))
        .then_names(&["came-back", "clock-moved"]);
    assert_eq!(back.due(ClockKind::Reply), date("2026-02-02"));
    assert_eq!(back.case().enquiries[0].step, EnquiryStep::SentBackToUs);
}

#[test]
fn a_later_date_that_was_promised_stands_when_it_comes_back() {
    let back = given(complaint_acknowledged())
        .and([on("2026-01-08", asha(), extend_to("2026-02-04"))])
        .when(on("2026-01-19", complaints_manager(), take_back("2026-01-19")))
        .then_names(&["came-back"]);
    assert_eq!(back.due(ClockKind::Reply), date("2026-02-04"));
}

#[test]
fn a_premature_matter_that_was_no_complaint_becomes_one_from_the_day_it_came_back() {
    let back = given(request_in_hand())
        .when(on("2026-01-19", complaints_manager(), take_back("2026-01-19")))
        .then_allowed();
    assert_eq!(back.case().kind, Kind::Complaint);
    assert_eq!(back.case().counts_from, date("2026-01-19"));
    assert_eq!(back.due(ClockKind::Acknowledge), date("2026-01-26"));
}

#[test]
fn what_comes_back_after_the_reply_of_stage_1_asks_for_stage_2() {
    let back = given(complaint_closed())
        .when(on("2026-01-26", complaints_manager(), take_back("2026-01-26")))
        .then_names(&["came-back", "stage2-asked", "clock-started", "clock-started"]);
    assert_eq!(back.due(ClockKind::Acknowledge), date("2026-02-02"));
    assert_eq!(back.case().review.as_ref().unwrap().channel, Channel::Letter);
}

#[test]
fn what_was_not_accepted_is_opened_again_when_the_ombudsman_gives_it_back() {
    let back = given(complaint_acknowledged())
        .and([
            on("2026-01-08", manager(), propose_refusal()),
            on(
                "2026-01-09",
                complaints_manager(),
                Command::AgreeRefusal { request: None },
            ),
        ])
        .when(on("2026-03-02", complaints_manager(), take_back("2026-03-02")))
        .then_names(&["came-back", "reopened", "clock-started"]);
    assert_eq!(back.due(ClockKind::Reply), date("2026-03-16"));
}

#[test]
fn nothing_comes_back_once_both_stages_are_over() {
    given(closed_after_stage_2())
        .when(on("2026-03-02", complaints_manager(), take_back("2026-03-02")))
        .then_refused(Refusal::NotInThisState(Status::Closed));
}

#[test]
fn an_officer_of_the_service_records_no_enquiry_unless_the_policy_says_so() {
    given(closed_after_stage_2())
        .when(on("2026-03-02", asha(), record_enquiry("2026-03-02")))
        .then_refused(Refusal::NotPermitted(Act::RecordOmbudsman));
}

#[test]
fn what_was_put_right_before_is_counted_as_the_lgsco_counts_it() {
    // LGSCO annual letter: of the complaints upheld, those with a satisfactory remedy before they reached the Ombudsman.
    let rate = |word: Determination| {
        let decided = given(closed_after_stage_2()).and([
            on("2026-03-02", complaints_manager(), record_enquiry("2026-03-02")),
            on("2026-03-31", complaints_manager(), final_decision("2026-03-30")),
            on(
                "2026-03-31",
                complaints_manager(),
                Command::RecordDetermination {
                    point: point_id(1),
                    ombudsman: Ombudsman::Lgsco,
                    determination: word,
                    decided_on: Some(date("2026-03-30")),
                },
            ),
        ]);
        let facts = facts(decided.case(), &Calendar::for_policy(&policy().calendar));
        let of = |kind: FactKind| {
            let mut found = facts.iter().filter(move |(fact, _)| fact.what == kind);
            found.next().map(|(_, tally)| (tally.n, tally.kept))
        };
        (of(FactKind::OmbudsmanDecided), of(FactKind::FaultFound))
    };
    // Upheld either way; only one was put right before, and what is not upheld is none of either.
    assert_eq!(rate(Determination::Upheld), (Some((1, 1)), Some((1, 0))));
    assert_eq!(
        rate(Determination::UpheldRemediedBefore),
        (Some((1, 1)), Some((1, 1)))
    );
    assert_eq!(rate(Determination::NotUpheld), (Some((1, 0)), None));
}
