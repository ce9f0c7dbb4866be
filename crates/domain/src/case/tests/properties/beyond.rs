//! Orders of stage 2, of the Ombudsman, of partners, and those that end a case.

use super::*;

/// The people who can be reviewers, and those who had a part in stage 1 or may have had one.
pub(super) fn reviewers() -> impl Strategy<Value = crate::case::NewReviewer> {
    let numbers = prop_oneof![2 => 10_u64..12, 1 => 1_u64..13];
    let no_part =
        prop_oneof![3 => Just(crate::case::NoPart::Declared), 1 => Just(crate::case::NoPart::NotDeclared)];
    (numbers, no_part).prop_map(|(number, no_part)| crate::case::NewReviewer {
        no_part,
        ..reviewer(number)
    })
}

pub(super) fn stage_2_orders() -> impl Strategy<Value = Command> {
    let text = |purpose: &'static str| marked(&words(purpose));
    let dates = || days().prop_map(super::super::harness::date);
    let channels = prop::sample::select(vec![
        crate::vocabulary::Channel::Online,
        crate::vocabulary::Channel::Phone,
    ]);
    prop_oneof![
        1 => (channels, dates()).prop_map(
            move |(channel, on)| Command::AskForStage2(crate::case::AskForStage2 {
                channel,
                on,
                reasons: Some(text("reasons")),
            })
        ),
        3 => (reviewers(), prop::option::of(Just(text("discretion"))))
            .prop_map(|(reviewer, discretion)| Command::AcceptStage2 { reviewer, discretion }),
        1 => (reviewers(), prop::option::of(Just(text("reason"))))
            .prop_map(|(reviewer, reason)| Command::NameReviewer { reviewer, reason }),
        1 => Just(Command::DeclareConflict {
            reason: text("conflict")
        }),
        3 => (
            1_u64..3,
            prop::sample::select(crate::case::ReviewView::ALL),
            prop::option::of(prop::sample::select(Finding::ALL)),
        )
            .prop_map(move |(number, view, finding)| Command::ReviewPoint {
                point: point_id(number),
                view,
                finding,
                reason: text("reason"),
            }),
        1 => days().prop_map(|day| {
            let told = contact(Direction::Out, ContactPurpose::ReturnExplained, day);
            Command::RecordContact(crate::case::NewContact {
                words: marked(&told.words),
                ..told
            })
        }),
        3 => (1_u64..4, prop_oneof![3 => Just(super::super::harness::date("2026-02-04")), 1 => dates()]).prop_map(move |(officer, due_on)| Command::ReturnToStage1(
            crate::case::ReturnOrder {
                officer: super::super::people::user(officer),
                tasks: text("tasks"),
                due_on,
                roles: vec![Role::Officer],
                services: Vec::new(),
            }
        )),
        1 => Just(Command::AgreeReturn {
            because: text("because")
        }),
        2 => Just(Command::FinishReturn { words: text("done") }),
    ]
}

pub(super) fn replies_of_stage_2() -> impl Strategy<Value = Command> {
    let id = reply_id_of_stage_2;
    let mut text = whole_reply();
    text.id = id();
    for (_, words) in &mut text.sections {
        *words = marked(words);
    }
    prop_oneof![
        Just(Command::DraftReply(text)),
        Just(Command::AskForApproval { reply: id() }),
        Just(Command::ApproveReply { reply: id() }),
        Just(Command::SendReply {
            reply: id(),
            letter: marked(&words("letter"))
        }),
    ]
}

pub(super) fn ombudsman_orders() -> impl Strategy<Value = Command> {
    let text = |purpose: &'static str| marked(&words(purpose));
    let dates = || days().prop_map(super::super::harness::date);
    prop_oneof![
        3 => Just(Command::RecordEnquiry(crate::case::NewEnquiry {
            reference: text("reference"),
            questions: Some(text("questions")),
            ..enquiry("2026-01-05")
        })),
        1 => Just(Command::SendDocuments {
            words: text("documents")
        }),
        1 => prop::option::of(dates()).prop_map(move |comments_due_on| Command::RecordDraftDecision {
            words: text("draft"),
            comments_due_on,
        }),
        3 => Just(Command::RecordFinalDecision {
            words: text("decision"),
            decided_on: super::super::harness::date("2026-01-05"),
        }),
        1 => Just(Command::RecordRecommendation(crate::case::Remedy {
            words: text("recommended"),
            id: remedy_id(2),
            ..remedy()
        })),
        2 => dates().prop_map(move |on| Command::TakeBack(crate::case::TakenBack {
            ombudsman: Ombudsman::Lgsco,
            reference: text("reference"),
            on,
            words: text("too early"),
        })),
        1 => prop::sample::select(crate::case::WithheldReason::ALL).prop_map(|because| Command::MakeBundle(
            crate::case::NewBundle {
                digest: "ab".repeat(32),
                pages: 12,
                files: 1,
                left_out: vec![crate::case::LeftOut {
                    part: crate::case::BundlePart::Words(words("note").id),
                    because,
                }],
                blacked_out: 3,
            }
        )),
    ]
}

pub(super) fn partner_orders() -> impl Strategy<Value = Command> {
    let orders = prop::sample::select(super::super::partner::orders());
    (orders, prop::sample::select(crate::case::AnswerSharing::ALL)).prop_map(|(mut order, sharing)| {
        if let ReferralOrder::Answer(answer) = &mut order {
            answer.sharing = sharing;
            answer.found = marked(&answer.found);
        }
        if let ReferralOrder::Refer(new) = &mut order {
            new.shared = marked(&new.shared);
            new.ask = marked(&new.ask);
        }
        Command::Referral(order)
    })
}

pub(super) fn endings() -> impl Strategy<Value = Command> {
    let proposed = crate::case::RefusalProposal {
        evidence: marked(&words("evidence")),
        letter: marked(&words(OMBUDSMAN)),
        ..proposal()
    };
    prop_oneof![
        prop::sample::select(Agreed::ALL).prop_map(|agreed| Command::SettleAtFirstContact(
            crate::case::FirstContactSettlement {
                what_was_done: marked(&words("done")),
                agreed,
                told_how_to_complain: crate::case::ToldHow::Told,
            }
        )),
        Just(Command::ProposeRefusal(proposed)),
        Just(Command::AgreeRefusal { request: None }),
        Just(Command::DeclineRefusal {
            reason: marked(&words("no")),
        }),
        Just(Command::Withdraw {
            reason: Some(marked(&words("sorted"))),
        }),
        prop::sample::select(Outcome::ALL).prop_map(|outcome| Command::Close {
            outcome,
            sentence: marked(&words("sentence")),
            lesson: Some(crate::case::LessonAnswer::Lesson(marked(&words("lesson")))),
        }),
        Just(Command::Reopen {
            reason: marked(&words("again")),
        }),
    ]
}
