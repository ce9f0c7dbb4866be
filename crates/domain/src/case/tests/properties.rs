//! What holds whatever anybody does, in any order.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;

use super::council::{policy, procedure};
use super::harness::{Given, Step, What, moment};
use super::orders::*;
use super::people::everybody;
use crate::case::{
    Acknowledgement, Agreed, Command, ContactPurpose, Direction, Event, LinkTo, LoggedCase, Outcome,
    Privilege, ReferralOrder, ReferralState, RefusalState, Relation, ReplyState, TriageAnswers, fold,
};
use crate::permission::Actor;
use crate::policy::Policy;
use crate::vocabulary::{Determination, Finding, Kind, Ombudsman, Role};
use crate::words::Words;

mod between;
mod beyond;

use between::{between_orders, people_orders};
use beyond::{endings, ombudsman_orders, partner_orders, replies_of_stage_2, stage_2_orders};

/// Found in no event, whatever is typed.
const CANARY: &str = "canary-Mrs-Penhaligon";

/// Every text of the order begins with the canary; what it says otherwise stays.
fn marked(words: &Words) -> Words {
    let mut marked = words.clone();
    if !marked.is_blank() {
        marked.text = format!("{CANARY} {}", words.text);
    }
    marked
}

fn kinds() -> impl Strategy<Value = (Kind, &'static str)> {
    prop::sample::select(vec![
        (Kind::ServiceRequest, "service-request"),
        (Kind::Complaint, "complaint-corporate"),
        (Kind::Complaint, "complaint-housing"),
        (Kind::Complaint, "complaint-data-protection"),
        (Kind::Comment, "comment"),
        (Kind::Compliment, "compliment"),
        (Kind::Enquiry, "enquiry"),
        (Kind::Enquiry, "complaint-corporate"),
    ])
}

fn days() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "2025-12-24",
        "2026-01-05",
        "2026-01-09",
        "2026-01-21",
        "2026-01-24",
        "2026-02-04",
        "2026-03-02",
    ])
}

fn desk_orders() -> impl Strategy<Value = Command> {
    let owner = prop::option::of(1_u64..10);
    prop_oneof![
        (kinds(), owner.clone(), prop::collection::vec(1_u64..9, 0..2)).prop_map(
            |((kind, name), owner, about)| Command::Triage(TriageAnswers {
                kind_reason: Some(marked(&words("why"))),
                owner: owner.map(super::people::user),
                about: about.into_iter().map(super::people::user).collect(),
                note: Some(marked(&words("note"))),
                ..triage_as(kind, name)
            })
        ),
        (kinds(), days()).prop_map(|((kind, name), day)| Command::ChangeKind {
            kind,
            procedure: procedure(name),
            reason: marked(&words("why")),
            counts_from: super::harness::date(day),
        }),
        owner.prop_map(|owner| assign("waste-crews", owner, Some(CANARY))),
        Just(Command::Transfer {
            service: super::council::service("parks"),
            reason: marked(&words("why")),
        }),
        prop::sample::select(crate::vocabulary::SeenBy::ALL).prop_map(|seen_by| {
            Command::AddFile(crate::case::NewFile {
                name: marked(&words("file")),
                ..a_file(1, seen_by)
            })
        }),
        Just(Command::AddNote {
            words: marked(&words("note")),
            privileged: Privilege::Ordinary,
        }),
        prop::sample::select(crate::case::Consent::ALL)
            .prop_map(|consent| Command::RecordConsent { consent }),
        (501_u64..503, prop::sample::select(Relation::ALL)).prop_map(|(other, relation)| {
            Command::Link(LinkTo {
                from: case_id(500),
                case: case_id(other),
                relation,
            })
        }),
        Just(Command::MoveClocks {
            days_off: vec![super::harness::date("2026-01-15")],
        }),
        prop::option::of(prop::collection::vec(1_u64..12, 0..2)).prop_map(|about| {
            Command::Subject(crate::case::SubjectOrder::Say {
                subject: crate::case::Subject::Council,
                partner: None,
                about: about.map(|about| about.into_iter().map(super::people::user).collect()),
                reason: marked(&words("said of them")),
            })
        }),
    ]
}

fn contacts() -> impl Strategy<Value = Command> {
    let directions = prop::sample::select(Direction::ALL);
    let purposes = prop::sample::select(ContactPurpose::ALL);
    let channels = prop::sample::select(crate::vocabulary::Channel::ALL);
    (directions, purposes, channels, days()).prop_map(|(direction, purpose, channel, day)| {
        let contact = contact(direction, purpose, day);
        Command::RecordContact(crate::case::NewContact {
            channel,
            words: marked(&contact.words),
            ..contact
        })
    })
}

fn complaint_orders() -> impl Strategy<Value = Command> {
    let marked_point = |number| crate::case::PointDraft {
        words: marked(&words("point")),
        ..point(number)
    };
    prop_oneof![
        prop::collection::vec(1_u64..3, 0..2).prop_map(move |points| {
            Command::Acknowledge(Acknowledgement {
                new_points: points.into_iter().map(marked_point).collect(),
                wanted: Some(marked(&words("wanted"))),
                letter: marked(&words("letter")),
            })
        }),
        (1_u64..3).prop_map(move |number| Command::AddPoint(marked_point(number))),
        (1_u64..3, prop::sample::select(Finding::ALL)).prop_map(|(number, finding)| {
            Command::RecordFinding {
                point: point_id(number),
                finding,
                reason: marked(&words("reason")),
            }
        }),
        (1_u64..3).prop_map(|number| Command::RecordDetermination {
            point: point_id(number),
            ombudsman: Ombudsman::Lgsco,
            determination: Determination::Upheld,
            decided_on: None,
            service: None,
        }),
        any::<bool>().prop_map(|whole| Command::PromiseRemedy(crate::case::Remedy {
            owner: whole.then(|| super::people::user(1)),
            words: marked(&words("promise")),
            ..remedy()
        })),
        Just(Command::DeliverRemedy {
            remedy: remedy_id(1),
            evidence: marked(&words("photograph")),
        }),
        Just(Command::CannotDeliverRemedy {
            remedy: remedy_id(1),
            told: marked(&words(OMBUDSMAN)),
        }),
        days().prop_map(|day| {
            let Command::Extend(extension) = extend_to(day) else {
                unreachable!()
            };
            Command::Extend(crate::case::Extension {
                because: marked(&extension.because),
                letter: marked(&extension.letter),
                ..extension
            })
        }),
        days().prop_map(|day| Command::AgreeLongExtension {
            until: super::harness::date(day),
            because: marked(&words("flood")),
        }),
    ]
}

fn reply_orders() -> impl Strategy<Value = Command> {
    let mut text = whole_reply();
    for (_, words) in &mut text.sections {
        *words = marked(words);
    }
    prop_oneof![
        2 => Just(Command::DraftReply(text)),
        2 => Just(ask_for_approval()),
        2 => Just(approve()),
        1 => Just(Command::SendBackReply { reply: reply_id(), what_to_change: marked(&words("sorry")) }),
        3 => Just(Command::SendReply { reply: reply_id(), letter: marked(&words("letter")) }),
        1 => Just(undo()),
    ]
}

fn logged_case() -> impl Strategy<Value = LoggedCase> {
    kinds().prop_map(|(kind, _)| {
        let case = a(kind, "2026-01-05");
        LoggedCase {
            what_happened: marked(&case.what_happened),
            wanted: Some(marked(&words("wanted"))),
            place: Some(marked(&words("place"))),
            effect: Some(marked(&words("effect"))),
            also: Some(marked(&words("also"))),
            support_words: Some(marked(&words("support"))),
            points: vec![crate::case::PointDraft {
                words: marked(&words("point")),
                ..point(1)
            }],
            ..case
        }
    })
}

/// How far the case is when anything may happen to it: just logged, or anywhere on a complaint's
/// way to its end, which chance alone hardly ever finds.
fn beginnings() -> impl Strategy<Value = Vec<Step>> {
    let opened = logged_case().prop_map(|new| {
        vec![Step {
            at: moment("2026-01-05"),
            actor: super::people::customer(),
            what: What::from(new),
        }]
    });
    // Up to the end of stage 2: stage 1 is most of it.
    let length = stage_2_replied().len();
    let on_its_way = (1..=length).prop_map(|length| {
        let mut steps = stage_2_replied();
        steps.truncate(length);
        steps
    });
    let mut to_be_turned_away = stage_2_asked();
    to_be_turned_away.push(super::harness::on(
        "2026-01-22",
        super::people::ffion(),
        propose_refusal(),
    ));
    let at_stage_2 = prop::sample::select(vec![
        to_be_turned_away,
        super::returns::told(),
        super::returns::returned(),
        super::returns::answered_again(),
        super::partner::asked_for_soon(),
    ]);
    prop_oneof![2 => opened, 4 => on_its_way, 3 => at_stage_2]
}

/// A beginning, then somebody does something some minutes, hours or days after the last.
fn steps() -> impl Strategy<Value = Steps> {
    // Those who may do much come often, so that a case gets somewhere.
    let people = prop_oneof![
        2 => prop::sample::select(everybody()),
        7 => prop::sample::select(vec![
            super::people::rhian(),
            super::people::emrys(),
            super::people::asha(),
            super::people::bryn(),
            super::people::manager(),
            super::people::ffion(),
            super::people::adviser(),
            super::people::complaints_manager(),
            super::people::severn_water(),
            super::people::job(),
        ]),
    ];
    let orders = prop_oneof![
        2 => desk_orders(),
        2 => contacts(),
        6 => complaint_orders(),
        9 => reply_orders(),
        6 => stage_2_orders(),
        4 => replies_of_stage_2(),
        3 => ombudsman_orders(),
        3 => people_orders(),
        3 => between_orders(),
        4 => partner_orders(),
        4 => prop::sample::select(super::remedies::orders(marked)),
        3 => prop::sample::select(super::early::orders(marked)),
        1 => endings(),
    ];
    let step = (
        people,
        orders,
        prop::sample::select(vec![0_i64, 1, 4, 90, 1440, 4320]),
    );
    (beginnings(), prop::collection::vec(step, 1..40))
}

type Steps = (Vec<Step>, Vec<(Actor, Command, i64)>);

/// What the council adopts once the case is there: other targets, and no other procedure.
fn later() -> Policy {
    let mut later = policy();
    for service in &mut later.services {
        service.target = Some(super::council::working_days(LATER_TARGET));
    }
    later
}

/// The target of every service in the later version.
const LATER_TARGET: u16 = 33;

/// Runs the steps under a policy that was changed since, the refused ones left out, and looks at the case after each.
fn run((beginning, steps): Steps, mut look: impl FnMut(&Given, &Given, &[Event])) -> Given {
    let mut at = beginning.last().map_or(moment("2026-01-05"), |step| step.at);
    let mut given = Given::under(policy()).and(beginning).adopts(later());
    for (actor, command, minutes) in steps {
        at += jiff::SignedDuration::from_mins(minutes);
        let answer = given.when(Step {
            at,
            actor,
            what: What::from(command),
        });
        if let Ok(events) = answer.outcome() {
            let after = answer.after();
            look(&given, &after, events);
            given = after;
        }
    }
    given
}

fn needs_approval(given: &Given) -> Option<Role> {
    let case = given.case();
    let procedures = policy().procedures;
    let stages = &procedures.get(&case.procedure).unwrap().stages;
    let stage = stages.iter().find(|stage| stage.number == case.stage);
    stage.and_then(|stage| stage.reply_approved_by)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn no_promise_runs_once_a_case_is_closed(steps in steps()) {
        run(steps, |_, after, _| {
            if after.case().is_closed() {
                assert_eq!(after.running(), []);
            }
        });
    }

    #[test]
    fn an_open_complaint_always_owes_something_until_its_reply_is_out(steps in steps()) {
        run(steps, |_, after, _| {
            let case = after.case();
            if case.is_complaint() && !case.is_closed() && case.reply_sent_at().is_none() {
                assert!(case.next_due().is_some(), "nobody is owed anything: {case:?}");
            }
        });
    }

    #[test]
    fn a_reply_is_never_sent_unapproved_where_the_policy_wants_it_approved(steps in steps()) {
        run(steps, |before, _, events| {
            let is_sent = events.iter().any(|event| event.name() == "reply-sent");
            if is_sent && needs_approval(before).is_some() {
                let state = &before.case().reply.as_ref().unwrap().state;
                let ReplyState::Approved { by } = state else { panic!("sent while {state:?}") };
                assert!(!before.case().reply.as_ref().unwrap().authors.contains(by));
            }
        });
    }

    #[test]
    fn whoever_reviews_a_complaint_had_no_part_in_stage_1(steps in steps()) {
        run(steps, |_, after, _| {
            let case = after.case();
            if let Some(reviewer) = case.reviewer() {
                assert!(!case.had_part_in_stage_1(reviewer), "{reviewer} reviews it: {case:?}");
                // By the record itself, and not by what was folded of it.
                let until = after.entries().iter().position(|entry| entry.event.name() == "stage2-asked");
                for entry in &after.entries()[..until.unwrap()] {
                    let is_theirs = entry.actor == crate::id::ActorId::User(reviewer.clone());
                    let names = ["finding-recorded", "reply-drafted", "reply-approved", "reply-sent-back", "extended"];
                    assert!(!(is_theirs && names.contains(&entry.event.name())), "{entry:?}");
                    if let Event::Assigned { owner: Some(owner), .. } = &entry.event {
                        assert_ne!(owner, reviewer);
                    }
                }
            }
        });
    }

    #[test]
    fn every_state_has_a_next_step(steps in steps()) {
        run(steps, |_, after, _| {
            let case = after.case();
            if case.is_closed() {
                return;
            }
            // A date is owed, or the reply is out and the case can be closed or asked about; a
            // compliment alone owes nothing.
            let is_owed = case.next_due().is_some();
            let is_answered = case.reply_sent_at().is_some();
            assert!(is_owed || is_answered || !case.is_complaint(), "nothing follows: {case:?}");
            if case.stage == 2 && !is_answered {
                let review = case.open_review().unwrap();
                let has_a_hand = case.stage_2_waits()
                    || review.reviewer.is_some()
                    || case.owner.is_none()
                    || case.open_return().is_some();
                assert!(has_a_hand, "it is in no list: {case:?}");
            }
        });
    }

    #[test]
    fn nothing_of_stage_2_changes_how_stage_1_stood(steps in steps()) {
        run(steps, |before, after, _| {
            let of = |given: &Given| given.case().review.as_ref().map(|review| (review.asked_on, review.stage_1.clone()));
            if let (Some((asked, stood)), Some((asked_again, stands))) = (of(before), of(after))
                && asked == asked_again
            {
                assert_eq!(stood, stands);
            }
        });
    }

    #[test]
    fn it_goes_back_to_stage_1_only_after_the_customer_was_told(steps in steps()) {
        run(steps, |before, _, events| {
            if events.iter().any(|event| event.name() == "returned-to-stage1") {
                let names: Vec<_> = before.entries().iter().map(|entry| entry.event.clone()).collect();
                let told = names.iter().rposition(|event| matches!(event,
                    Event::ContactRecorded { purpose: ContactPurpose::ReturnExplained, direction: Direction::Out, .. }));
                let back = names.iter().rposition(|event| event.name() == "returned-to-stage1");
                assert!(told.is_some() && told > back);
            }
        });
    }

    #[test]
    fn no_money_is_paid_that_somebody_else_did_not_approve(steps in steps()) {
        run(steps, |before, after, events| {
            for event in events {
                if let Event::PaymentMade { remedy, .. } = event {
                    let known = before.case().remedies.iter().find(|known| known.id == *remedy).unwrap();
                    let payment = known.payment.as_ref().unwrap();
                    let approved = matches!(&payment.state,
                        crate::case::PaymentState::Approved { by } if *by != payment.asked_by);
                    assert!(approved, "{payment:?}");
                }
                if let Event::RemedyDelivered { remedy, .. } = event {
                    let known = after.case().remedies.iter().find(|known| known.id == *remedy).unwrap();
                    let is_money = known.kind == crate::vocabulary::RemedyKind::Financial;
                    assert!(!is_money || events.iter().any(|event| event.name() == "payment-made"));
                }
            }
        });
    }

    #[test]
    fn letters_go_to_nobody_without_leave_to_have_them(steps in steps()) {
        run(steps, |_, after, _| {
            let case = after.case();
            if let Some(to) = case.correspondent() {
                assert!(case.knows(to) && !case.lacks_consent(to), "{to}: {case:?}");
            }
        });
    }

    #[test]
    fn a_case_that_is_apart_again_owes_what_it_owed_before(steps in steps()) {
        let mut before_merge = None;
        run(steps, |before, after, events| {
            if events.iter().any(|event| event.name() == "merged-into") {
                before_merge = Some(before.case().clocks.clone());
            }
            if events.iter().any(|event| event.name() == "unmerged") {
                assert_eq!(Some(&after.case().clocks), before_merge.as_ref());
                assert!(!after.case().is_closed());
            }
        });
    }

    #[test]
    fn a_reply_that_goes_answers_every_point(steps in steps()) {
        run(steps, |before, _, events| {
            if events.iter().any(|event| event.name() == "reply-sent") {
                if before.case().stage == 1 {
                    assert_eq!(before.case().open_points().count(), 0);
                } else {
                    assert!(before.case().points.iter().all(|point| point.review.is_some()));
                }
                assert!(!before.case().points.is_empty());
            }
        });
    }

    #[test]
    fn whoever_it_is_about_has_it_not_and_does_nothing_to_it(steps in steps()) {
        let given = run(steps, |before, after, _| {
            let case = after.case();
            if let Some(owner) = &case.owner {
                assert!(!case.about.contains(owner));
            }
            let last = after.entries().last();
            if let Some(crate::id::ActorId::User(user)) = last.map(|entry| &entry.actor) {
                assert!(!before.case().about.contains(user));
            }
        });
        prop_assert!(!given.entries().is_empty());
    }

    #[test]
    fn nothing_goes_out_that_somebody_with_an_interest_in_it_decided(steps in steps()) {
        run(steps, |before, _, events| {
            let case = before.case();
            let of_stage_2 = case.open_review().is_some() && case.open_return().is_none();
            let mut interested = case.about.clone();
            for entry in before.entries() {
                if let (Event::ConflictDeclared { reviewer, .. }, true) = (&entry.event, of_stage_2) {
                    interested.push(reviewer.clone());
                }
            }
            let is_done = |names: &[&str]| events.iter().any(|event| names.contains(&event.name()));
            let mut decided = Vec::new();
            if is_done(&["reply-sent"]) {
                decided.extend(case.reply.iter().flat_map(|reply| reply.authors.clone()));
                let reviews = case.points.iter().filter_map(|point| point.review.as_ref());
                decided.extend(reviews.map(|review| review.by.clone()));
                let found = case.points.iter().filter_map(|point| point.found_by.clone());
                decided.extend(found.filter(|_| case.open_review().is_none()));
            }
            let is_refused = is_done(&["not-accepted", "stage2-not-accepted"]);
            if let (RefusalState::Proposed { by, .. }, true) = (&case.refusal, is_refused) {
                decided.push(by.clone());
            }
            let mut users = decided.iter().filter_map(crate::id::ActorId::user);
            assert!(users.all(|user| !interested.contains(user)));
        });
    }

    #[test]
    fn a_partner_touches_nothing_but_what_it_was_asked_and_a_closed_case_asks_nobody(steps in steps()) {
        run(steps, |before, after, events| {
            let last = after.entries().last();
            let theirs = matches!(last.map(|entry| &entry.actor), Some(crate::id::ActorId::Partner(_)));
            if theirs && !events.is_empty() {
                assert!(before.case().referrals.iter().any(crate::case::PartnerReferral::is_waiting));
                assert!(events.iter().all(|event| matches!(event,
                    Event::ReferralAccepted { .. } | Event::ReferralTurnedAway { .. }
                        | Event::PartnerAsked { .. } | Event::PartnerAnswered { .. }
                        | Event::FileAdded { .. })));
            }
            let is_over = |known: &crate::case::PartnerReferral| known.state == ReferralState::Ended;
            assert!(!after.case().is_closed() || after.case().referrals.iter().all(is_over));
            // What ended, the record says: a case takes no question with it unseen.
            for known in after.case().referrals.iter().filter(|known| is_over(known)) {
                let was_open = before.case().referral(&known.id).is_some_and(crate::case::PartnerReferral::is_open);
                let is_said = events.iter().any(|event|
                    matches!(event, Event::ReferralEnded { referral, .. } if *referral == known.id));
                assert!(!was_open || is_said, "{known:?}");
            }
        });
    }

    #[test]
    fn a_record_holds_no_word_that_anybody_wrote_and_is_read_back_as_it_was(steps in steps()) {
        let given = run(steps, |_, _, _| {});
        for entry in given.entries() {
            let body = entry.to_body().unwrap();
            prop_assert!(!body.contains(CANARY) && !body.contains("Penhaligon"), "{}", body);
            let read = crate::case::Entry::from_body(entry.actor.clone(), &body).unwrap();
            prop_assert_eq!(&read, entry);
        }
        let folded = fold(given.entries());
        prop_assert_eq!(folded.as_ref(), Some(given.case()));
    }

    #[test]
    fn a_policy_that_is_adopted_later_promises_an_open_case_nothing(steps in steps()) {
        run(steps, |_, after, _| {
            for clock in after.case().clocks.values() {
                assert_ne!(clock.limit.count, LATER_TARGET, "{clock:?}");
            }
        });
    }

    #[test]
    fn a_complaint_that_was_acknowledged_stays_one_to_its_end(steps in steps()) {
        run(steps, |before, after, _| {
            let before = before.case();
            if before.is_complaint() && before.acknowledged_on.is_some() {
                assert!(after.case().is_complaint());
            }
        });
    }

    #[test]
    fn a_complaint_is_closed_as_a_duplicate_only_by_the_merge_that_keeps_its_rights(steps in steps()) {
        run(steps, |before, after, events| {
            let is_over = events.iter().any(|event| matches!(event,
                Event::Closed { outcome: Outcome::Duplicate, .. }));
            if is_over && before.case().is_complaint() {
                assert!(after.case().merged.is_some());
            }
        });
    }

    #[test]
    fn whoever_decides_at_stage_2_had_no_part_in_stage_1(steps in steps()) {
        run(steps, |before, after, events| {
            let decides = ["reply-approved", "reply-sent-back", "refusal-proposed", "stage2-not-accepted"];
            let is_decided = events.iter().any(|event| decides.contains(&event.name()));
            let last = after.entries().last().map(|entry| &entry.actor);
            if let Some(crate::id::ActorId::User(user)) = last.filter(|_| is_decided)
                && before.case().open_review().is_some()
            {
                assert!(!before.case().had_part_in_stage_1(user), "{user}");
            }
        });
    }

    #[test]
    fn a_date_that_was_promised_comes_earlier_only_for_a_reason_in_the_record(steps in steps()) {
        run(steps, |before, after, events| {
            for (kind, known) in &before.case().clocks {
                let is_told = events.iter().any(|event| matches!(event,
                    Event::ClockMoved { clock, .. } | Event::ClockStarted { clock } | Event::Extended { clock, .. }
                        if clock.kind == *kind)
                    // What stage 1 promised and kept is what stands again.
                    || matches!(event, Event::Stage2NotAccepted { .. } | Event::Stage2Withdrawn { .. }));
                if let Some(now) = after.case().clock(*kind) {
                    assert!(is_told || now.due_on == known.due_on);
                }
            }
        });
    }
}

/// What is never reached proves nothing.
#[test]
fn chance_reaches_every_event_that_the_properties_speak_of() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut reached = BTreeSet::new();
    let wanted = [
        "person-added",
        "person-ended",
        "consent-changed",
        "letters-go-to",
        "concern-told",
        "merged-into",
        "unmerged",
        "points-split",
        "came-back",
        "conflict-declared",
        "partner-answered",
        "partner-asked",
        "partner-reminded",
        "referral-accepted",
        "referral-ended",
        "referral-turned-away",
        "referred",
        "enquiry-recorded",
        "final-decision-came",
        "point-reviewed",
        "return-finished",
        "returned-to-stage1",
        "reviewer-named",
        "stage2-accepted",
        "stage2-asked",
        "stage2-not-accepted",
        "stage2-withdrawn",
        "acknowledged",
        "closed",
        "extended",
        "file-added",
        "reopened",
        "reply-approved",
        "reply-sent",
        "update-asked",
    ];
    for _ in 0..12_000 {
        let steps = steps().new_tree(&mut runner).unwrap().current();
        let given = run(steps, |_, after, events| {
            reached.extend(events.iter().map(Event::name));
            assert!(after.case().counts_from >= after.case().received_on);
        });
        assert!(!given.entries().is_empty());
        if wanted.iter().all(|name| reached.contains(name)) {
            break;
        }
    }
    for name in wanted {
        assert!(reached.contains(name), "{name} was never reached");
    }
}
