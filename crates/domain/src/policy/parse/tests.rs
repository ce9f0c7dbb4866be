//! A policy file is taken whole, or every mistake in it is told.

mod broken;
mod conduct;
mod desk;
mod grounds;
mod identity;
mod languages;
mod letters;
mod papers;
mod sign_in;
mod signals;
mod survey;
mod targets;

use proptest::prelude::*;

use super::{Mistake, Report};
use crate::id::PostId;
use crate::permission::{Act, allows};
use crate::policy::{ConductCategory, Policy, Unit, defaults};
use crate::vocabulary::{Kind, Ombudsman, Role};

const DEMO: &str = include_str!("../../../../../policies/demo.toml");
const SHIPPED: [(&str, &str); 6] = [
    ("demo", DEMO),
    (
        "worcester",
        include_str!("../../../../../policies/worcester.toml"),
    ),
    (
        "east-cambridgeshire",
        include_str!("../../../../../policies/east-cambridgeshire.toml"),
    ),
    (
        "bromsgrove",
        include_str!("../../../../../policies/bromsgrove.toml"),
    ),
    ("hart", include_str!("../../../../../policies/hart.toml")),
    (
        "lancaster",
        include_str!("../../../../../policies/lancaster.toml"),
    ),
];

fn shipped(name: &str) -> Policy {
    let (_, source) = SHIPPED.iter().find(|(known, _)| *known == name).unwrap();
    Policy::parse(source).unwrap()
}

/// The demo file with one text replaced, which must be there.
fn demo_with(old: &str, new: &str) -> String {
    assert!(DEMO.contains(old), "{old}");
    DEMO.replacen(old, new, 1)
}

fn only_mistake(source: &str) -> Mistake {
    let mistakes = Policy::parse(source).unwrap_err();
    assert_eq!(mistakes.len(), 1, "{mistakes:#?}");
    mistakes.into_iter().next().unwrap()
}

/// Where a text stands, as line and column from 1.
fn place_of(source: &str, text: &str) -> (usize, usize) {
    let before = &source[..source.find(text).unwrap()];
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().unwrap().chars().count() + 1)
}

// Ux A6: letters are previewed with a real case. An administrator reads none, so whoever manages complaints words them; only an
// administrator adopts.
#[test]
fn in_each_shipped_policy_whoever_manages_complaints_words_letters_and_keeps_their_ordinary_work() {
    let ordinary = defaults::permissions();
    for (name, _) in SHIPPED {
        let policy = shipped(name);
        let posts = policy.posts.iter();
        assert!(
            posts
                .clone()
                .any(|post| post.roles.contains(&Role::ComplaintsManager)),
            "{name}"
        );
        let may = |act| allows(&policy, Role::ComplaintsManager, act);
        assert!(may(Act::DraftPolicy) && may(Act::ReadAnyCase), "{name}");
        assert!(!may(Act::AdoptPolicy), "{name}");
        for act in &ordinary[&Role::ComplaintsManager] {
            assert!(may(*act), "{name}: {act}");
        }
    }
}

#[test]
fn each_shipped_policy_is_without_mistakes_and_warnings() {
    for (name, source) in SHIPPED {
        let report = Policy::check(source);
        assert_eq!(report.to_text(name), format!("{name}: no mistakes.\n"));
    }
}

#[test]
fn each_shipped_policy_has_its_own_prefix_and_name() {
    let policies: Vec<Policy> = SHIPPED.iter().map(|(name, _)| shipped(name)).collect();
    for (at, (name, _)) in SHIPPED.iter().enumerate() {
        assert!(*name == "demo" || policies[at].council.id.as_str() == *name);
        for other in &policies[at + 1..] {
            assert_ne!(policies[at].council.prefix, other.council.prefix);
        }
    }
}

#[test]
fn each_shipped_policy_covers_every_kind_of_case_and_every_service_has_somebody_who_answers() {
    for (name, _) in SHIPPED {
        let policy = shipped(name);
        for kind in Kind::ALL {
            assert!(policy.procedure_for(*kind, None).is_some(), "{name} {kind}");
        }
        assert!(
            (8..=14).contains(&policy.services.len()),
            "{name} {}",
            policy.services.len()
        );
        assert!(
            policy.services.iter().all(|service| service.answerable.is_some()),
            "{name}"
        );
        assert!(
            (6..=10).contains(&policy.public_standards(policy.council.starts_on).count()),
            "{name}"
        );
    }
}

#[test]
fn every_mistake_is_told_at_once_with_its_place_and_how_to_mend_it() {
    let source = r##"[council]
id = "westshire"
name = "Westshire Council"
prefix = "ws"
starts_on = 2026-04-01
colour = "red"
brand = { colour = "#ffcc00" }

[calendar]
division = "england-and-whales"

[[team]]
id = "customer-services"
name = "Customer Services"
is_central = true

[[service]]
id = "waste"
name = "Bins – and recycling"
team = "customer-servces"
answerable = "head"
target = "5 days"

[[post]]
id = "head"
name = "Head of Service"
roles = ["service-manger"]

[[service]]
id = "waste"
name = "Parks"
team = "customer-services"
answerable = "head"

[permissions]
administrator = ["read-any-case"]
"##;
    insta::assert_snapshot!(Policy::check(source).to_text("westshire.toml"));
}

/// As the settings say it: rounded down, so that what is too little never reads as enough.
#[test]
fn a_contrast_is_told_rounded_down() {
    for (other, told) in [("#ffff00", "1.0 to 1"), ("#777777", "4.4 to 1")] {
        let mistake = only_mistake(&demo_with(
            "colour = \"#1d4f5c\"",
            &format!("colour = \"{other}\""),
        ));
        assert!(format!("{mistake:?}").contains(told), "{mistake:?}");
    }
}

#[test]
fn a_column_counts_characters_and_not_bytes() {
    let source = demo_with(
        "words = { customer = \"customer\",",
        "words = { customer = \"cwsmer – é\", odd = 1,",
    );
    let mistake = only_mistake(&source);
    assert_eq!((mistake.line, mistake.column), place_of(&source, "odd = 1"));
    assert_eq!(mistake.key, "council.words.odd");
}

#[test]
fn several_lines_that_are_no_toml_are_all_told() {
    let source =
        demo_with("prefix = \"WS\"", "prefix = \"WS").replacen("body = \"Cabinet\"", "body \"Cabinet\"", 1);
    let lines: Vec<usize> = Policy::parse(&source)
        .unwrap_err()
        .iter()
        .map(|mistake| mistake.line)
        .collect();
    assert!(lines.contains(&place_of(&source, "prefix = \"WS").0), "{lines:?}");
    assert!(
        lines.contains(&place_of(&source, "body \"Cabinet\"").0),
        "{lines:?}"
    );
}

/// Old text, new text, the text that the mistake points at, and part of how to mend it.
const SINGLE_MISTAKES: &[(&str, &str, &str, &str)] = &[
    (
        "hosts = []",
        "hosts = [\"https://a.example.org/\"]",
        "\"https://a.example.org/\"",
        "complaints.example.org",
    ),
    (
        "prefix = \"WS\"",
        "prefix = \"WS\"\nprefix = \"WT\"",
        "prefix = \"WT\"",
        "Keep one",
    ),
    (
        "hear from a person within 3 working days.",
        "hear from a person within 2 working days.",
        "\"When you report",
        "first_answer",
    ),
    (
        "complaints = \"complaint-housing\"",
        "complaints = \"service-request\"",
        "\"service-request\"",
        "complaint-corporate",
    ),
    (
        "by = \"chief-executive\"",
        "by = \"head-of-planning\"",
        "\"head-of-planning\", longest",
        "authorising-officer",
    ),
    (
        "[procedure.comment]",
        "[procedure.comment]\nkind = \"complaint\"",
        "\"complaint\"\nfirst",
        "comment",
    ),
    (
        "starts_on = 2026-04-01",
        "starts_on = \"2026-02-30\"",
        "\"2026-02-30\"",
        "2026-04-01",
    ),
    (
        "review_every = \"2 years\"",
        "review_every = \"10 years\"",
        "\"10 years\"",
        "1 to 60 months",
    ),
    (
        "decided_on = 2026-02-10",
        "decided_on = 2026-05-01",
        "2026-05-01",
        "start the policy later",
    ),
    (
        "minute = \"https:",
        "minute = \"javascript:",
        "\"javascript:",
        "https://",
    ),
    (
        "measure = \"stage-2-in-time-without-extension\"",
        "measure = \"stage2-in-time-without-extension\"",
        "\"stage2-in-time-without-extension\"",
        "\"stage-2-in-time-without-extension\"",
    ),
    (
        "target = \"95 %\"",
        "target = \"950 %\"",
        "\"950 %\"",
        "from 0 to 100",
    ),
    (
        "alert_again_at = \"16:00\"",
        "alert_again_at = \"11:00\"",
        "\"11:00\"",
        "later time",
    ),
    (
        "comments_within = \"10 working days\"",
        "comments_within = \"5 working days\"",
        "\"5 working days\"\ndecided",
        "10 working days",
    ),
    (
        "longest = \"6 months\"",
        "longest = \"18 months\"",
        "\"18 months\"",
        "1 to 12 months",
    ),
    (
        "at_the_end = \"lapses\"",
        "at_the_end = \"continues\"",
        "\"continues\"",
        "\"lapses\"",
    ),
    (
        "share_report = \"always\"",
        "share_report = \"sometimes\"",
        "\"sometimes\"",
        "\"always\"",
    ),
    (
        "longest = \"10 working days\" }",
        "longest = \"11 working days\" }",
        "\"11 working days\" }",
        "10 working days",
    ),
    (
        "decided_within = \"20 working days\", to = \"monitoring-officer\"",
        "to = \"executive-team\"",
        "\"executive-team\" } # ours",
        "different senior post",
    ),
    (
        "contacts_go_to = \"customer-services\"",
        "contacts_go_to = \"waste\"",
        "\"waste\"      #",
        "waste-crews",
    ),
    (
        "acknowledge = \"30 calendar days\"",
        "acknowledge = \"30 working days\"",
        "\"30 working days\"",
        "30 calendar days",
    ),
    (
        "clock = \"keeps running\"",
        "clock = \"starts again\"",
        "\"starts again\"",
        "keeps running",
    ),
    (
        "undo_minutes = 5",
        "undo_minutes = \"5\"",
        "\"5\"\n",
        "without quotation marks",
    ),
    (
        "executive-team = [2026-10-27",
        "executive = [2026-10-27",
        "executive = [2026",
        "executive-team",
    ),
    (
        "staff = [\"log\", ",
        "staff = [\"adopt-policy\", ",
        "\"adopt-policy\"",
        "administrator",
    ),
    (
        "complaints = \"complaint-housing\"",
        "complaints = \"complaint-house\"",
        "\"complaint-house\"",
        "complaint-housing",
    ),
    (
        "[procedure.comment]",
        "[procedure.coment]",
        "[procedure.coment]",
        "\"comment\"",
    ),
    (
        "handler = \"officer\"\nreply_approved_by = \"service-manager\"",
        "handler = \"customer\"\nreply_approved_by = \"service-manager\"",
        "\"customer\"\nreply_approved_by",
        "officer",
    ),
    (
        "handler = \"officer\"\nreply_approved_by = \"service-manager\"",
        "handler = \"officer\"\nreply_approved_by = \"officer\"",
        "\"officer\"\n\n",
        "Name one of: service-manager",
    ),
    (
        "beyond_agreed_by = \"service-manager\"\nhandler = \"reviewer\"",
        "beyond_agreed_by = \"partner\"\nhandler = \"reviewer\"",
        "\"partner\"",
        "complaints-manager",
    ),
    (
        "alert = [\"complaints-manager\"]",
        "alert = [\"customer\"]",
        "\"customer\"]",
        "complaints-manager",
    ),
    (
        "in = \"3 months\", tell = \"complaints-manager\"",
        "in = \"3 months\", tell = \"partner\"",
        "\"partner\"",
        "complaints-manager",
    ),
    (
        "email = \"feedback@",
        "email = \"feedback.",
        "\"feedback.westshire",
        "help@example.org",
    ),
];

#[test]
fn each_kind_of_mistake_points_at_its_place_and_says_how_to_mend_it() {
    for (old, new, at, mend) in SINGLE_MISTAKES {
        let source = demo_with(old, new);
        let mistake = only_mistake(&source);
        assert_eq!(
            (mistake.line, mistake.column),
            place_of(&source, at),
            "{mistake:?}"
        );
        assert!(mistake.mend.contains(mend), "{mistake:?}");
    }
}

#[test]
fn whoever_approves_replies_must_be_let_approve_them_by_the_same_file() {
    // Nobody but these may be given it, and this file gives it to the manager of the service alone.
    let source = demo_with("[permissions]", "[permissions]\ncomplaints-manager = [\"log\"]");
    let source = source.replace("\ncomplaints-manager = [\"read", "\nauditor = [\"read");
    let mistakes = Policy::parse(&source).unwrap_err();
    let approver = mistakes
        .iter()
        .find(|mistake| mistake.key.ends_with("stage.2.reply_approved_by"));
    let mend = &approver.unwrap_or_else(|| panic!("{mistakes:#?}")).mend;
    assert!(
        mend.contains("add \"approve-reply\" to complaints-manager"),
        "{mend}"
    );
}

#[test]
fn an_ombudsmans_code_on_another_procedure_is_one_mistake_and_no_departure() {
    let source = demo_with("[procedure.comment]", "[procedure.comment]\ncode = \"lgsco\"");
    let report = Policy::check(&source);
    assert_eq!(
        (report.mistakes.len(), report.warnings.len()),
        (1, 0),
        "{report:#?}"
    );
}

#[test]
fn a_promise_says_the_time_that_the_clock_counts_however_it_says_it() {
    for promised in [
        "within 7 days",
        "within seven days",
        "within 3 weeks",
        "within 24 hours",
        "within six working days",
        "within a fortnight",
        "within 5 working days, or within 24 hours",
        "in a few days",
    ] {
        let mistake = only_mistake(&demo_with(
            "your complaint within 5 working days",
            &format!("your complaint {promised}"),
        ));
        assert!(mistake.mend.contains("\"5 working days\""), "{mistake:?}");
    }
    let same = demo_with(
        "your complaint within 5 working days",
        "your complaint within five working days",
    );
    assert!(Policy::parse(&same).is_ok());
}

#[test]
fn a_colour_too_light_for_white_is_refused_with_the_nearest_that_will_do() {
    let mistake = only_mistake(&demo_with("colour = \"#1d4f5c\"", "colour = \"#33ccff\""));
    let mended = mistake.mend.split('"').nth(1).unwrap().to_owned();
    assert!(
        Policy::parse(&demo_with(
            "colour = \"#1d4f5c\"",
            &format!("colour = \"{mended}\"")
        ))
        .is_ok()
    );
}

fn fifteen_days() -> String {
    demo_with("reply = \"10 working days\"", "reply = \"15 working days\"").replace(
        "complaint within 10 working days",
        "complaint within 15 working days",
    )
}

#[test]
fn a_departure_from_the_code_is_recorded_and_never_blocked() {
    let source = fifteen_days();
    let report = Policy::check(&source);
    assert!(report.mistakes.is_empty());
    assert_eq!(report.warnings.len(), 1);
    assert!(report.warnings[0].mend.contains("paragraph = \"6.3\""));
    let policy = Policy::parse(&source).unwrap();
    let departure = &policy.corporate_complaints().unwrap().departures[0];
    assert_eq!(
        (departure.paragraph.as_str(), departure.reason.as_deref()),
        ("6.3", None)
    );
}

/// What the corporate procedure says instead, and the paragraph that it departs from.
const DEPARTURES: &[(&str, &str, &str)] = &[
    (
        "acknowledge = \"5 working days\"            # code",
        "acknowledge = \"8 calendar days\" # code",
        "6.2",
    ),
    (
        "extend_by = \"10 working days\"",
        "extend_by = \"15 calendar days\"",
        "6.4",
    ),
    (
        "extend_by = \"20 working days\"",
        "extend_by = \"21 working days\"",
        "6.15",
    ),
    (
        "accept_within = \"12 months\"",
        "accept_within = \"6 months\"",
        "2.2",
    ),
    (
        "[procedure.complaint-housing] ",
        "[procedure.complaint-corporate.stage.3]\nacknowledge = \"5 working days\"\nreply = \"20 working days\"\n\n\
         [procedure.complaint-housing] ",
        "5.3",
    ),
];

#[test]
fn each_departure_names_its_paragraph() {
    for (old, new, paragraph) in DEPARTURES {
        let source =
            demo_with(old, new).replace("your complaint within 5 working days", "your complaint soon");
        let policy = Policy::parse(&source).unwrap();
        let found = &policy.corporate_complaints().unwrap().departures;
        assert_eq!(
            found
                .iter()
                .map(|departure| departure.paragraph.as_str())
                .collect::<Vec<_>>(),
            [*paragraph]
        );
        assert_eq!(Policy::check(&source).warnings.len(), 1);
    }
}

#[test]
fn a_stricter_clock_in_calendar_days_is_no_departure() {
    let source = demo_with(
        "extend_by = \"10 working days\"",
        "extend_by = \"14 calendar days\"",
    );
    assert_eq!(Policy::check(&source), Report::default());
}

#[test]
fn a_reason_for_a_departure_that_is_none_is_a_warning() {
    let departs = "departs = [{ paragraph = \"6.3\", reason = \"Because.\" }]\nwarn_at_weeks = 12 ";
    let report = Policy::check(&demo_with("warn_at_weeks = 12 ", departs));
    assert_eq!((report.mistakes.len(), report.warnings.len()), (0, 1));
}

#[test]
fn a_departure_with_its_reason_is_no_warning() {
    let source = fifteen_days().replacen(
        "warn_at_weeks = 12 ",
        "departs = [{ paragraph = \"6.3\", reason = \"Two mergers this year.\" }]\nwarn_at_weeks = 12 ",
        1,
    );
    assert_eq!(Policy::check(&source), Report::default());
    let policy = Policy::parse(&source).unwrap();
    assert_eq!(
        policy.corporate_complaints().unwrap().departures[0]
            .reason
            .as_deref(),
        Some("Two mergers this year.")
    );
}

#[test]
fn a_file_that_says_nothing_of_procedures_gets_the_times_of_the_code() {
    let start = DEMO.find("[procedure.service-request]").unwrap();
    let end = DEMO.find("[daily_check]").unwrap();
    let source =
        format!("{}{}", &DEMO[..start], &DEMO[end..]).replace("complaint-housing", "complaint-corporate");
    // Nor of statutory requests, which become cases of a procedure.
    let source = source.replacen("statutory = [", "# statutory = [", 1);
    let policy = Policy::parse(&source).unwrap();
    let corporate = policy.corporate_complaints().unwrap();
    assert_eq!(corporate.acknowledge.unwrap().to_string(), "5 working days");
    assert_eq!(corporate.stages[0].reply.to_string(), "10 working days");
    assert_eq!(corporate.stages[1].reply.to_string(), "20 working days");
    assert!(
        !policy
            .procedures
            .values()
            .any(|procedure| procedure.ombudsman == Some(Ombudsman::Housing))
    );
}

#[test]
fn the_ordinary_allocation_keeps_within_the_limits_of_each_act() {
    for (role, acts) in defaults::permissions() {
        for act in acts {
            assert!(
                crate::permission::limits(act).most.contains(&role),
                "{role} {act}"
            );
        }
    }
}

#[test]
fn a_key_nested_without_end_is_one_mistake() {
    let source = format!("{DEMO}\n[x]\n{}y = 1\n", "a.".repeat(20_000));
    assert!(!Policy::check(&source).mistakes.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_to_a_file_makes_the_reader_panic(
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, "[ -~\n=\\[\\]{}\"'#é–]{0,6}"), 1..6),
    ) {
        let mut letters: Vec<char> = DEMO.chars().collect();
        for (at, cut, put) in edits {
            let at = at.index(letters.len());
            let end = (at + cut).min(letters.len());
            letters.splice(at..end, put.chars());
        }
        let source: String = letters.into_iter().collect();
        let report = Policy::check(&source);
        let lines = source.matches('\n').count() + 1;
        prop_assert!(report.mistakes.iter().all(|mistake| (1..=lines).contains(&mistake.line)));
        let _ = report.to_text("x.toml");
        prop_assert_eq!(Policy::parse(&source).is_ok(), report.mistakes.is_empty());
    }
}

#[test]
fn what_contacts_may_bring_and_how_soon_they_hear_is_read_and_bounded() {
    let policy = Policy::parse(DEMO).unwrap();
    assert_eq!((policy.files.smaller_than(), policy.files.most), (20_000_000, 10));
    assert_eq!(policy.updates.answered_within.to_string(), "2 working days");
    assert_eq!(policy.people.review_adjustments_months, 12);
    for (right, wrong) in [
        ("smaller_than_mb = 20", "smaller_than_mb = 101"),
        ("most = 10", "most = 0"),
        ("types = [\"jpg\",", "types = [\"exe\","),
        (
            "answered_within = \"2 working days\"",
            "answered_within = \"2 days\"",
        ),
        ("manager_hears_at = 2", "manager_hears_at = 0"),
        (
            "review_adjustments_every = \"12 months\"",
            "review_adjustments_every = \"25 months\"",
        ),
        (
            "concerns_go_to = [\"complaints-manager\"]",
            "concerns_go_to = [\"councillor\"]",
        ),
        ("concerns_go_to = [\"complaints-manager\"]", "concerns_go_to = []"),
    ] {
        let mistakes = Policy::parse(&DEMO.replacen(right, wrong, 1)).unwrap_err();
        assert_eq!(mistakes.len(), 1, "{wrong}: {mistakes:?}");
    }
    let none = DEMO.replacen(
        "types = [\"jpg\", \"png\", \"heic\", \"pdf\", \"docx\", \"mp4\", \"mp3\"]",
        "types = []",
        1,
    );
    assert!(
        Policy::parse(&none).unwrap_err()[0]
            .what
            .contains("No type of file")
    );
}
