//! Why a complaint is or is not looked into: reasons with a rule of their own, and departures from both Codes.

use super::{DEMO, demo_with, only_mistake, place_of};
use crate::id::ReasonCode;
use crate::policy::{LateFor, Policy};

/// The Housing Ombudsman's Code binds by law, and a departure from it is shown with its reason too: a
/// warning, never a block.
#[test]
fn a_landlord_who_departs_from_the_housing_code_is_warned_and_gives_a_reason() {
    let departures = [
        (
            "reply = \"10 working days\"",
            "reply = \"15 working days\"",
            "6.3",
        ),
        (
            "extend_by = \"10 working days\"",
            "extend_by = \"30 working days\"",
            "6.4",
        ),
    ];
    let (before, housing) = DEMO.split_once("[procedure.complaint-housing.stage.1]").unwrap();
    for (keeps, departs, paragraph) in departures {
        assert!(housing.contains(keeps));
        let rest = housing.replacen(keeps, departs, 1);
        let source = format!("{before}[procedure.complaint-housing.stage.1]{rest}");
        let report = Policy::check(&source);
        assert_eq!(report.mistakes, []);
        let warned = report
            .warnings
            .iter()
            .map(|warning| (warning.key.as_str(), warning.what.as_str()));
        let warned: Vec<_> = warned.collect();
        assert!(
            warned
                .iter()
                .any(|(key, what)| *key == "procedure.complaint-housing"
                    && what.contains(&format!("paragraph {paragraph} of the Code"))),
            "{warned:?}"
        );
        let because = format!("departs = [{{ paragraph = \"{paragraph}\", reason = \"A merger.\" }}]");
        let named = format!("[procedure.complaint-housing]\n{because}\n");
        let start = source.find("[procedure.complaint-housing]").unwrap();
        let line_end = start + source[start..].find('\n').unwrap() + 1;
        let with_reason = format!("{}{named}{}", &source[..start], &source[line_end..]);
        assert_eq!(Policy::check(&with_reason).warnings, [], "{paragraph}");
        let policy = Policy::parse(&with_reason).unwrap();
        let housing = policy
            .procedures
            .values()
            .find(|known| known.id.as_str() == "complaint-housing")
            .unwrap();
        assert_eq!(
            housing
                .departures
                .first()
                .and_then(|found| found.reason.as_deref()),
            Some("A merger.")
        );
    }
}

#[test]
fn a_reason_that_goes_to_a_post_says_so_to_the_customer_and_no_other_does() {
    let source = demo_with("for the ((goes_to)), not", "for somebody else, not");
    let source = source.replacen("write to the ((goes_to)) at", "write at", 1);
    let mistake = only_mistake(&source);
    assert!(mistake.mend.contains("((goes_to))"), "{mistake:?}");
    let mistake = only_mistake(&demo_with("goes_to = \"monitoring-officer\"\n", ""));
    assert!(mistake.mend.contains("goes_to = "), "{mistake:?}");
    let source = demo_with("goes_to = \"monitoring-officer\"", "goes_to = \"monitor\"");
    let mistake = only_mistake(&source);
    assert_eq!((mistake.line, mistake.column), place_of(&source, "\"monitor\""));
}

#[test]
fn the_customer_is_told_the_policys_own_names_and_times() {
    let source = demo_with("accept_within = \"12 months\"", "accept_within = \"18 months\"");
    let policy = Policy::parse(&source).unwrap();
    let told = |code: &str| {
        let code = ReasonCode::parse(code).unwrap();
        let reason = policy.refusal_reason(&code).unwrap();
        reason.told(&policy, policy.corporate_complaints())
    };
    assert!(told("out-of-time").contains("more than 18 months before"));
    assert!(told("councillor-conduct").contains("for the Monitoring Officer, not"));
}

#[test]
fn what_a_reason_does_stays_unless_the_file_says_otherwise() {
    let policy = Policy::parse(DEMO).unwrap();
    let reason = |code: &str| policy.refusal_reason(&ReasonCode::parse(code).unwrap()).unwrap();
    assert_eq!(reason("out-of-time").late_for, Some(LateFor::Complaint));
    assert_eq!(reason("late-for-stage-2").late_for, Some(LateFor::Stage2));
    assert!(reason("another-body").is_another_body);
    assert!(reason("parking-fine").late_for.is_none() && !reason("parking-fine").is_another_body);
    let plain = Policy::parse(&demo_with("late = true\n", "late = false\n")).unwrap();
    let code = ReasonCode::parse("out-of-time").unwrap();
    assert_eq!(plain.refusal_reason(&code).unwrap().late_for, None);
    let other = Policy::parse(&demo_with(
        "late = true\n",
        "late = false\nlate_for_stage_2 = true\n",
    ))
    .unwrap();
    assert_eq!(
        other.refusal_reason(&code).unwrap().late_for,
        Some(LateFor::Stage2)
    );
}
