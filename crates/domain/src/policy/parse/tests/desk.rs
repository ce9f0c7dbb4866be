//! What a file says of the desk: wards, team leads, councillors' queries, what lies still, stage 2.

use super::{DEMO, SHIPPED, demo_with, only_mistake, place_of, shipped};
use crate::policy::{Limit, Policy, Unit, defaults};
use crate::vocabulary::{Kind, Role};

const SINGLE_MISTAKES: &[(&str, &str, &str, &str)] = &[
    (
        "lead = \"customer-services-manager\"",
        "lead = \"data-protection-officer\"",
        "\"data-protection-officer\"        #",
        "complaints-manager",
    ),
    (
        "lead = \"head-of-housing\"",
        "lead = \"head-of-houses\"",
        "\"head-of-houses\"",
        "\"head-of-housing\"",
    ),
    (
        "id = \"castle\"",
        "id = \"mill-hill\"",
        "\"mill-hill\"\nname = \"Castle",
        "own name",
    ),
    (
        "[idle]                                    # paper 002: nobody is left without an answer or a follow-up\nafter = \"5 working days\"",
        "[idle]\nafter = \"90 working days\"",
        "\"90 working days\"",
        "1 to 60",
    ),
    (
        "such_cases = 20 ",
        "such_cases = 5   # few ",
        "5   # few",
        "10 to 200",
    ),
    (
        "follow_up = \"5 working days\"",
        "follow_up = \"40 working days\"",
        "\"40 working days\"",
        "1 to 30",
    ),
    (
        "[procedure.complaint-housing]             # the",
        "[procedure.complaint-housing]\nreply = \"10 working days\"\n# the",
        "\"10 working days\"\n# the",
        "stage.1",
    ),
    (
        "stage_2_refused_by = \"second-person\"",
        "stage_2_refused_by = \"second-persons\"",
        "\"second-persons\"",
        "\"second-person\"",
    ),
    (
        "early_referral = \"goes-on\"",
        "early_referral = \"stops\"",
        "\"stops\"",
        "pauses",
    ),
    (
        "again_agreed_by = \"service-manager\"",
        "again_agreed_by = \"officer\"",
        "\"officer\", after",
        "complaints-manager",
    ),
    (
        "handler = \"reviewer\"",
        "handler = \"adviser\"",
        "\"adviser\"\nreply_approved_by = \"complaints",
        "reviewer",
    ),
    (
        "[procedure.comment]",
        "[procedure.comment]\nfollow_up = \"5 working days\"",
        "\"5 working days\"\nfirst",
        "reply = ",
    ),
];

#[test]
fn each_kind_of_mistake_about_the_desk_points_at_its_place_and_says_how_to_mend_it() {
    for (old, new, at, mend) in SINGLE_MISTAKES {
        let source = demo_with(old, new);
        let mistake = only_mistake(&source);
        let place = (mistake.line, mistake.column);
        assert_eq!(place, place_of(&source, at), "{mistake:?}");
        assert!(mistake.mend.contains(mend), "{mistake:?}");
    }
}

#[test]
fn bromsgrove_answers_what_councillors_pass_on_and_takes_their_follow_up_paper_002() {
    let policy = shipped("bromsgrove");
    let raised = (Kind::Enquiry, Role::Councillor);
    let query = policy.procedure_for_raised(raised, None).unwrap();
    assert_eq!(query.id.as_str(), defaults::COUNCILLOR_QUERY);
    assert!(query.reply.is_some() && query.follow_up.is_some());
    let asked = (Kind::Enquiry, Role::Customer);
    let enquiry = policy.procedure_for_raised(asked, None).unwrap();
    assert_eq!(enquiry.id.as_str(), "enquiry");
    // A question that the council names itself is answered like a question, and not like a councillor's.
    let named = policy.procedures.values();
    let request = named.filter(|procedure| procedure.id.as_str() == "information-request");
    let own: Vec<_> = request.map(|own| (own.follow_up, own.first_answer)).collect();
    assert!(enquiry.first_answer.is_some());
    assert_eq!(own, [(None, enquiry.first_answer)]);
    assert_eq!(policy.idle_after, defaults::IDLE_AFTER);
}

/// Freedom of Information Act 2000, section 10: every council's file counts the days of the law, and no other limit can.
#[test]
fn a_request_for_information_is_promised_by_the_days_of_the_law() {
    for (name, _) in SHIPPED {
        let policy = shipped(name);
        let all = policy.procedures.values();
        let request = all.filter(|procedure| procedure.id.as_str() == "information-request");
        let replies: Vec<_> = request.filter_map(|procedure| procedure.reply).collect();
        let by_law = Limit {
            count: 20,
            unit: Unit::StatutoryDays,
        };
        assert_eq!(replies, [by_law], "{name}");
        assert_eq!(by_law.to_string(), "20 statutory working days");
    }
    let source = demo_with(
        "first_answer = \"3 working days\"",
        "first_answer = \"3 statutory working days\"",
    );
    let mistake = only_mistake(&source);
    assert!(mistake.mend.contains("\"5 working days\""), "{mistake:?}");
}

/// Paper 002: a question about allotments that has a procedure of its own is one among the questions, and does not
/// take all the others because its name comes first.
#[test]
fn a_procedure_that_a_council_invents_takes_nothing_that_nobody_gave_it() {
    let invented = "[procedure.allotment-question]\nname = \"Question about an allotment\"\nkind = \"enquiry\"\n\n[procedure.information-request]";
    let source = demo_with("[procedure.information-request]", invented);
    let policy = Policy::parse(&source).unwrap();
    assert!(
        policy
            .procedures
            .values()
            .any(|procedure| procedure.id.as_str() == "allotment-question")
    );
    for (kind, usual) in [
        (Kind::Enquiry, "enquiry"),
        (Kind::ServiceRequest, "service-request"),
        (Kind::Comment, "comment"),
        (Kind::Complaint, defaults::CORPORATE),
    ] {
        assert_eq!(policy.procedure_for(kind, None).unwrap().id.as_str(), usual);
    }
}

#[test]
fn a_procedure_with_one_stage_departs_from_the_code_6_10() {
    let (before, after) = DEMO.split_once("[procedure.complaint-housing.stage.2]").unwrap();
    let (_, after) = after.split_once("[procedure.complaint-data-protection]").unwrap();
    let source = format!("{before}[procedure.complaint-data-protection]{after}");
    let report = Policy::check(&source);
    assert_eq!(
        (report.mistakes.len(), report.warnings.len()),
        (0, 1),
        "{report:?}"
    );
    assert!(report.warnings[0].what.contains("paragraph 6.10"));
}
