//! What holds whatever anybody does to a common cause, in any order.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::harness::*;
use crate::cause::{CauseAnswer, Command, Event, KeptBack, MOST_CASES};
use crate::id::{ActorId, CaseId, ReplyId};
use crate::permission::Actor;

fn anybody() -> impl Strategy<Value = Actor> {
    prop_oneof![
        3 => Just(officer()),
        3 => (1_u64..4).prop_map(manager),
        1 => Just(planner()),
        3 => Just(job()),
    ]
}

fn orders() -> impl Strategy<Value = Command> {
    let number = || 1_u64..6;
    prop_oneof![
        2 => Just(begin()),
        2 => number().prop_map(|number| Command::Add { cases: cases([number]) }),
        2 => number().prop_map(take_out),
        4 => (prop::sample::select(CauseAnswer::ALL), 1_u64..9).prop_map(|(answer, number)| redraft(answer, number)),
        5 => Just(Command::AskForApproval),
        5 => Just(Command::Approve),
        1 => Just(send_back()),
        5 => Just(Command::Send),
        4 => number().prop_map(|number| Command::Answered { cases: cases([number, number + 1]) }),
        2 => (number(), prop::sample::select(KeptBack::ALL))
            .prop_map(|(number, because)| Command::KeepBack { case: case(number), because }),
        1 => Just(Command::Finish),
    ]
}

proptest! {
    /// Read from the events alone: nothing goes that somebody else did not approve after its last word, each
    /// case is answered once by each reply, and none that was taken out is.
    #[test]
    fn whatever_is_done_each_case_is_answered_once_by_what_a_second_person_approved(
        steps in prop::collection::vec((anybody(), orders()), 0..60),
    ) {
        let mut story = Story::begins();
        for (actor, command) in steps {
            if let Ok(events) = story.try_to(&actor, command) {
                story.add(&actor, events);
            }
        }
        let mut authors: BTreeSet<ActorId> = BTreeSet::new();
        let mut approved = false;
        let mut goes = false;
        let mut inside: BTreeSet<CaseId> = BTreeSet::new();
        let mut done: BTreeSet<CaseId> = BTreeSet::new();
        let mut last: Option<ReplyId> = None;
        for entry in &story.entries {
            match &entry.event {
                Event::Begun { cases, .. } => inside.clone_from(cases),
                Event::CasesAdded { cases } => {
                    inside.extend(cases.iter().cloned());
                    (approved, goes) = (false, false);
                }
                Event::CaseTakenOut { case, .. } => {
                    inside.remove(case);
                    done.remove(case);
                }
                Event::ReplyDrafted { reply, .. } => {
                    if last.as_ref() != Some(reply) {
                        authors.clear();
                        done.clear();
                        last = Some(reply.clone());
                    }
                    goes = false;
                    authors.insert(entry.actor.clone());
                    approved = false;
                }
                Event::ReplyApproved {} => {
                    prop_assert!(!authors.contains(&entry.actor));
                    approved = true;
                }
                Event::ReplySentBack { .. } => approved = false,
                Event::ReplySending {} => {
                    prop_assert!(approved);
                    goes = true;
                    approved = false;
                }
                Event::CasesAnswered { cases } => {
                    prop_assert!(goes && cases.is_subset(&inside));
                    for case in cases {
                        prop_assert!(done.insert(case.clone()), "answered twice");
                    }
                }
                Event::CaseKeptBack { case, .. } => {
                    prop_assert!(goes && inside.contains(case));
                    prop_assert!(done.insert(case.clone()));
                }
                Event::ApprovalAsked {} | Event::FindingOffered { .. } => {}
                Event::Finished {} => prop_assert!(!goes || done.is_superset(&inside)),
            }
            prop_assert!(inside.len() <= MOST_CASES);
        }
    }
}
