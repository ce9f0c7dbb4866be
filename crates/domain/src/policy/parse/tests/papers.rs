//! The clauses of the papers, each kept by its council's file.

use super::*;

#[test]
fn worcester_settles_at_first_contact_and_shows_each_stage_paper_000_3_1() {
    let policy = shipped("worcester");
    let measures: Vec<&str> = policy
        .public_standards(policy.council.starts_on)
        .map(|standard| standard.measure.as_str())
        .collect();
    for measure in [
        "settled-at-first-contact",
        "acknowledged-in-time",
        "stage-1-in-time-without-extension",
        "stage-2-in-time-without-extension",
    ] {
        assert!(measures.contains(&measure), "{measure}");
    }
    assert_eq!(policy.central_team().unwrap().id.as_str(), "hub");
}

#[test]
fn worcester_says_who_can_authorise_paper_000_4_3() {
    let policy = shipped("worcester");
    let conduct = policy.conduct.as_ref().unwrap();
    assert!(
        policy
            .post(&conduct.decided_by)
            .unwrap()
            .roles
            .contains(&Role::AuthorisingOfficer)
    );
}

#[test]
fn east_cambridgeshire_limits_contact_only_with_a_reason_paper_001_4_3() {
    assert!(shipped("east-cambridgeshire").conduct.unwrap().milder_first);
}

#[test]
fn east_cambridgeshire_takes_comments_and_compliments_too_paper_001_3_1() {
    let policy = shipped("east-cambridgeshire");
    assert!(
        policy
            .procedure_for(Kind::Comment, None)
            .unwrap()
            .first_answer
            .is_some()
    );
    assert!(policy.procedure_for(Kind::Compliment, None).is_some());
}

#[test]
fn bromsgrove_leaves_no_request_without_an_answer_or_a_follow_up_paper_002() {
    let policy = shipped("bromsgrove");
    let request = policy.procedure_for(Kind::ServiceRequest, None).unwrap();
    assert_eq!(request.first_answer.unwrap().unit, Unit::WorkingDays);
    assert!(request.update_every.is_some());
}

#[test]
fn bromsgrove_lets_every_member_of_staff_and_every_councillor_log_and_follow_paper_002() {
    let policy = shipped("bromsgrove");
    for role in [Role::Staff, Role::Councillor] {
        assert!(allows(&policy, role, Act::Log) && allows(&policy, role, Act::FollowOwn));
    }
    assert!(allows(&policy, Role::Adviser, Act::RecordDailyCheck));
}

#[test]
fn hart_reviews_its_policies_every_two_years_paper_003_3_1() {
    assert_eq!(shipped("hart").council.review_every_months, 24);
}

#[test]
fn hart_names_discriminatory_language_paper_003_4_3() {
    let policy = shipped("hart");
    assert!(
        policy
            .conduct
            .as_ref()
            .unwrap()
            .categories
            .contains(&ConductCategory::DiscriminatoryLanguage)
    );
    assert!(
        policy
            .expectations
            .iter()
            .any(|expectation| expectation.contains("homophobic"))
    );
}

#[test]
fn hart_cannot_publish_a_standard_that_nobody_measures_paper_003_4_4() {
    let hart = SHIPPED.iter().find(|(name, _)| *name == "hart").unwrap().1;
    let source = hart.replacen(
        "measure = \"first-answer-in-time\"",
        "measure = \"telephone-rings\"",
        1,
    );
    assert_eq!(only_mistake(&source).key, "standard.measure");
    // Counts are measured, but more or fewer complaints is no promise that could be kept.
    let source = hart.replacen(
        "measure = \"stage-2-in-time-without-extension\"",
        "measure = \"complaints-received\"",
        1,
    );
    assert_eq!(only_mistake(&source).key, "standard.measure");
}

#[test]
fn a_number_of_days_that_is_promised_is_not_kept_by_more_time_paper_003_4_4() {
    for (name, source) in SHIPPED {
        let first = "measure = \"stage-1-in-time-without-extension\"";
        let with_more_time = source.replacen(first, "measure = \"stage-1-in-time\"", 1);
        let about = |source: &str| -> Vec<String> {
            let warnings = Policy::check(source).warnings.into_iter();
            let about = warnings.filter(|warning| warning.key == "standard.promise");
            about
                .map(|warning| format!("{} {}", warning.what, warning.mend))
                .collect()
        };
        assert_eq!(about(source), Vec::<String>::new(), "{name}");
        let said = about(&with_more_time);
        assert_eq!(said.len(), 1, "{name}");
        assert!(
            said[0].contains("Use measure = \"stage-1-in-time-without-extension\""),
            "{said:?}"
        );
    }
}

#[test]
fn lancaster_may_return_stage_2_to_stage_1_paper_004_8_2() {
    let policy = shipped("lancaster");
    assert_eq!(
        policy
            .corporate_complaints()
            .unwrap()
            .return_to_stage_1
            .unwrap()
            .at_most,
        1
    );
}

#[test]
fn lancaster_sets_targets_for_every_senior_manager_paper_004_6_2() {
    let policy = shipped("lancaster");
    for post in policy
        .services
        .iter()
        .filter_map(|service| service.answerable.as_ref())
    {
        assert!(policy.kpis.iter().any(|kpi| kpi.of == *post), "{post}");
    }
}

#[test]
fn lancaster_briefs_the_executive_team_at_every_meeting_paper_004_6_1() {
    let team = PostId::parse("executive-team").unwrap();
    assert!(!shipped("lancaster").meetings.get(&team).unwrap().is_empty());
}

#[test]
fn lancaster_decides_in_the_executive_team_and_answers_through_customer_services_paper_004_7_1_and_7_4() {
    let policy = shipped("lancaster");
    let conduct = policy.conduct.as_ref().unwrap();
    assert_eq!(conduct.decided_by.as_str(), "executive-team");
    assert!(conduct.is_decided_by_panel);
    assert_eq!(conduct.contacts_go_to, policy.central_team().unwrap().id);
}

#[test]
fn lancaster_says_customer_and_problem_paper_004_3() {
    let words = shipped("lancaster").council.words;
    assert_eq!(
        (words.customer.as_str(), words.request.as_str()),
        ("customer", "problem")
    );
}
