//! A call for help while the customer waits (paper 004, 3.3a).

use super::council::team;
use super::harness::{given, on};
use super::orders::{request_in_hand, words};
use super::people::{adviser, asha, complaints_manager, manager, neighbour, planner, uuid};
use crate::case::{Command, HelpAnswer, Refusal};
use crate::id::HelpId;
use crate::permission::Act;

fn help() -> HelpId {
    HelpId::parse(uuid(900)).unwrap()
}

fn ask(name: &str) -> Command {
    Command::AskForHelp {
        help: help(),
        team: team(name),
        words: Some(words("She is on the line and has no heating.")),
    }
}

fn answer(answer: HelpAnswer, said: Option<&str>) -> Command {
    Command::AnswerHelp {
        help: help(),
        answer,
        words: said.map(words),
    }
}

#[test]
fn a_lead_answers_once_and_says_something_when_it_is_advice() {
    let asked = given(request_in_hand()).and([on("2026-01-06", adviser(), ask("customer-services"))]);
    assert_eq!(asked.case().open_help, [help()]);
    asked
        .when(on("2026-01-06", manager(), answer(HelpAnswer::Advice, None)))
        .then_refused(Refusal::TextMissing("the advice"));
    let answered = asked
        .when(on("2026-01-06", manager(), answer(HelpAnswer::OnIt, None)))
        .then_names(&["help-answered"]);
    assert!(answered.case().open_help.is_empty());
    answered
        .when(on("2026-01-06", manager(), answer(HelpAnswer::OnIt, None)))
        .then_refused(Refusal::NothingToChange);
}

#[test]
fn a_lead_of_another_service_answers_what_they_are_called_for_and_no_officer_does() {
    let asked = given(request_in_hand()).and([on("2026-01-06", adviser(), ask("customer-services"))]);
    let said = || answer(HelpAnswer::Advice, Some("Send the crew now."));
    asked
        .when(on("2026-01-06", complaints_manager(), said()))
        .then_names(&["help-answered"]);
    for nobody in [asha(), planner()] {
        asked
            .when(on("2026-01-06", nobody, said()))
            .then_refused(Refusal::NotPermitted(Act::AnswerHelp));
    }
}

#[test]
fn help_is_asked_of_a_team_that_there_is_by_who_may_know_the_case() {
    let in_hand = given(request_in_hand());
    in_hand
        .when(on("2026-01-06", asha(), ask("no-such-team")))
        .then_refused(Refusal::NotInPolicy("team"));
    in_hand
        .when(on("2026-01-06", asha(), ask("waste-crews")))
        .then_names(&["help-asked"]);
    for nobody in [planner(), neighbour()] {
        in_hand
            .when(on("2026-01-06", nobody, ask("waste-crews")))
            .then_refused(Refusal::NotPermitted(Act::Log));
    }
}
