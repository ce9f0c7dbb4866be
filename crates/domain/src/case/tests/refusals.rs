//! Every refusal has a test that brings it about; none is dead.

/// The names of the refusals, as their declaration spells them.
fn declared() -> Vec<String> {
    let source = include_str!("../refusal.rs");
    let body = source.split_once("pub enum Refusal {").unwrap().1;
    body.lines()
        .filter_map(|line| line.strip_prefix("    "))
        .filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase()))
        .map(|line| line.split([',', '(', ' ']).next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_refusal_is_brought_about_by_a_test() {
    let tests = [
        include_str!("answering.rs"),
        include_str!("between.rs"),
        include_str!("clocks.rs"),
        include_str!("early.rs"),
        include_str!("ending.rs"),
        include_str!("involved.rs"),
        include_str!("../../customer/adjustment.rs"),
        include_str!("../../language.rs"),
        include_str!("logging.rs"),
        include_str!("ombudsman.rs"),
        include_str!("partner.rs"),
        include_str!("query.rs"),
        include_str!("replying.rs"),
        include_str!("returns.rs"),
        include_str!("stage_2.rs"),
        include_str!("subject.rs"),
        include_str!("transfer.rs"),
        // Whether a case was erased stands in a stream beside it, which casework reads.
        include_str!("../../../../casework/tests/it/retention.rs"),
    ]
    .concat();
    let untested: Vec<String> = declared()
        .into_iter()
        .filter(|name| !tests.contains(&format!("Refusal::{name}")))
        .collect();
    assert_eq!(untested, Vec::<String>::new());
    assert!(declared().len() > 30);
}

#[test]
fn every_refusal_is_given_by_the_decider() {
    let decider = [
        include_str!("../decide.rs"),
        include_str!("../decide/answering.rs"),
        include_str!("../decide/between.rs"),
        include_str!("../decide/people.rs"),
        include_str!("../../customer/adjustment.rs"),
        include_str!("../../language.rs"),
        include_str!("../decide/clocks.rs"),
        include_str!("../decide/council.rs"),
        include_str!("../council.rs"),
        include_str!("../decide/early.rs"),
        include_str!("../decide/ending.rs"),
        include_str!("../decide/enquiry.rs"),
        include_str!("../decide/logging.rs"),
        include_str!("../decide/partner.rs"),
        include_str!("../decide/query.rs"),
        include_str!("../decide/replying.rs"),
        include_str!("../decide/stage_2.rs"),
        include_str!("../decide/subject.rs"),
        // The same: refused where the stream beside the case is read.
        include_str!("../../../../casework/src/retention/over.rs"),
    ]
    .concat();
    let dead: Vec<String> = declared()
        .into_iter()
        .filter(|name| !decider.contains(&format!("Refusal::{name}")))
        .collect();
    assert_eq!(dead, Vec::<String>::new());
}
