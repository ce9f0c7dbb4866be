//! Orders about people and between cases, by chance.

use proptest::prelude::*;

use super::super::orders::*;
use super::marked;
use crate::case::{Command, Relation};
use crate::vocabulary::ReplyBy;

pub(super) fn people_orders() -> impl Strategy<Value = Command> {
    use crate::case::{Basis, ConcernKind, Consent, Kept, NewConsent, NewInvolved, Part, PeopleOrder};
    let text = |purpose: &'static str| marked(&words(purpose));
    let who = || 100_u64..104;
    let order = prop_oneof![
        2 => (who(), prop::sample::select(Part::ALL), prop::sample::select(Basis::ALL)).prop_map(
            move |(number, part, basis)| PeopleOrder::AddPerson(NewInvolved {
                basis: Some(basis).filter(|_| part.needs_basis()),
                reason: Some(text("joins")),
                ..super::super::involved::adds(number, part)
            })
        ),
        1 => who().prop_map(move |number| PeopleOrder::EndPerson {
            person: super::super::people::person(number),
            reason: text("left"),
        }),
        2 => (who(), prop::sample::select(Consent::ALL)).prop_map(move |(number, consent)| {
            PeopleOrder::ChangeConsent(NewConsent {
                person: super::super::people::person(number),
                consent,
                evidence: Some(text("evidence")),
                file: None,
            })
        }),
        1 => (who(), prop::option::of(prop::sample::select(ReplyBy::ALL))).prop_map(|(number, reply_by)| {
            PeopleOrder::SendLettersTo { person: super::super::people::person(number), reply_by }
        }),
        1 => prop::sample::select(ConcernKind::ALL).prop_map(move |kind| PeopleOrder::RaiseConcern {
            concern: super::super::involved::concern_id(),
            kind,
            words: text("concern"),
        }),
        1 => prop::sample::select(crate::case::ConcernTold::ALL).prop_map(move |who| PeopleOrder::TellOfConcern {
            concern: super::super::involved::concern_id(),
            who,
            on: super::super::harness::date("2026-01-05"),
            words: text("told"),
        }),
        1 => prop::sample::select(Kept::ALL).prop_map(move |kept| PeopleOrder::SayAdjustments {
            adjustments: vec![crate::id::AdjustmentId::parse(super::super::people::uuid(910)).unwrap()],
            kept,
            reason: Some(text("not kept")),
        }),
    ];
    order.prop_map(Command::People)
}

pub(super) fn between_orders() -> impl Strategy<Value = Command> {
    use crate::case::{BetweenOrder, NewMerge};
    let text = |purpose: &'static str| marked(&words(purpose));
    let order = prop_oneof![
        2 => (501_u64..503).prop_map(move |into| BetweenOrder::Merge(NewMerge {
            from: case_id(500),
            into: case_id(into),
            reason: text("same"),
            sentence: text("sentence"),
        })),
        4 => Just(BetweenOrder::Unmerge { reason: text("not the same"), sentence: text("by itself again") }),
        1 => (501_u64..503, prop::sample::select(Relation::ALL)).prop_map(move |(other, relation)| {
            BetweenOrder::Unlink {
                case: case_id(other),
                relation,
                reason: text("unlinked"),
            }
        }),
        1 => (1_u64..3).prop_map(move |number| BetweenOrder::Split {
            points: vec![point_id(number)],
            case: case_id(502),
            reason: text("split"),
        }),
    ];
    order.prop_map(Command::Between)
}
