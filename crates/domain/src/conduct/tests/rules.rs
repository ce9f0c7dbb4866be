//! Given a file as far as it came, when somebody does something, then this follows, or that safeguard says no.

use super::harness::*;
use super::review::read;
use crate::conduct::{
    AppealOutcome, Check, CheckAnswer, Command, Decision, DueKind, LetterKind, Outcome, Purpose, Reach,
    Refusal, Sort, Sorting, Vote, Voted,
};
use crate::permission::Act;
use crate::policy::ContactOption;
use crate::vocabulary::{Channel, Role};

fn reason() -> crate::words::Words {
    words("Because it is over.")
}

#[test]
fn a_file_begins_with_an_incident_and_is_about_one_person_domain_5_12() {
    let nothing = given("lancaster", []);
    assert_eq!(
        nothing.refuses(("2026-01-08", keeper(), warning())),
        Refusal::NoIncident
    );
    let begun = given("lancaster", [("2026-01-06", planner(), incident(1, false))]);
    let Command::ReportIncident(mut other) = incident(2, false) else {
        unreachable!()
    };
    other.person = crate::case::tests::people::person(101);
    let step = ("2026-01-06", planner(), Command::ReportIncident(other));
    assert_eq!(begun.refuses(step), Refusal::AnotherPerson);
}

#[test]
fn nobody_is_warned_before_every_check_is_answered_in_words_domain_5_3() {
    let begun = given("hart", [("2026-01-06", planner(), incident(1, false))]);
    let Refusal::ChecksMissing(missing) = begun.refuses(("2026-01-07", keeper(), warning())) else {
        panic!("it was refused for something else");
    };
    assert_eq!(missing, Check::ALL);
    let Command::AnswerCheck(mut ticked) = check(Check::EqualityAndHumanRights, CheckAnswer::Clear) else {
        unreachable!()
    };
    ticked.reason = words("  ");
    let step = ("2026-01-07", keeper(), Command::AnswerCheck(ticked));
    assert_eq!(
        begun.refuses(step),
        Refusal::TextMissing("the reason"),
        "reasons in words, not ticks"
    );
}

#[test]
fn what_the_council_did_wrong_is_mended_before_anybody_is_warned_domain_5_3() {
    let checks = Check::ALL
        .iter()
        .map(|of| ("2026-01-07", keeper(), check(*of, CheckAnswer::Clear)));
    let ours = check(Check::CommunicatedWell, CheckAnswer::OursToMend);
    let given = given("worcester", [("2026-01-06", planner(), incident(1, false))])
        .and(checks)
        .and([("2026-01-08", keeper(), ours)]);
    let said = given.refuses(("2026-01-08", keeper(), warning()));
    assert_eq!(said, Refusal::OursToMend(vec![Check::CommunicatedWell]));
    given.and([
        (
            "2026-01-09",
            keeper(),
            check(Check::CommunicatedWell, CheckAnswer::Clear),
        ),
        ("2026-01-09", keeper(), warning()),
    ]);
}

#[test]
fn nothing_is_proposed_before_a_warning_domain_5_4() {
    let begun = given("bromsgrove", [("2026-01-06", planner(), incident(1, true))]);
    assert_eq!(
        begun.refuses(("2026-01-08", keeper(), propose(a_proposal()))),
        Refusal::NotWarned
    );
}

#[test]
fn a_proposal_has_measures_of_the_policy_a_reach_an_end_and_a_review() {
    let given = warned("lancaster");
    let with = |change: fn(&mut crate::conduct::Proposal)| {
        let mut proposal = a_proposal();
        change(&mut proposal);
        given.refuses(("2026-01-12", keeper(), propose(proposal)))
    };
    assert_eq!(with(|one| one.measures.clear()), Refusal::NotAnOption);
    assert_eq!(with(|one| one.service = None), Refusal::ServiceMissing);
    // The Ombudsman's guide, part 6.
    assert_eq!(
        with(|one| one.reach = Reach::WholeCouncil),
        Refusal::WholeCouncilWithoutReason
    );
    // Lancaster: six months at the longest.
    assert_eq!(
        with(|one| one.ends_on = date("2026-07-13")),
        Refusal::TooLong(date("2026-07-12"))
    );
    assert_eq!(
        with(|one| one.review_on = date("2026-07-01")),
        Refusal::DaysOutOfOrder
    );
    assert_eq!(
        with(|one| one.ends_on = date("2026-01-12")),
        Refusal::DaysOutOfOrder
    );
    assert_eq!(
        with(|one| one.open_channel = Channel::SocialMedia),
        Refusal::OpenChannelClosed
    );
    let premises = |one: &mut crate::conduct::Proposal| {
        one.measures = vec![ContactOption::Premises];
        one.open_channel = Channel::InPerson;
    };
    let mut proposal = a_proposal();
    premises(&mut proposal);
    let said = warned("demo").refuses(("2026-01-12", keeper(), propose(proposal)));
    assert_eq!(said, Refusal::OpenChannelClosed);
    assert_eq!(
        with(|one| one.equality = words("")),
        Refusal::TextMissing("what was considered of equality")
    );
}

#[test]
fn where_the_council_does_not_seek_to_limit_contact_a_limit_says_why_nothing_milder_protects_paper_001_4_3() {
    let without = || {
        let mut proposal = a_proposal();
        proposal.why_nothing_milder = None;
        proposal
    };
    let east_cambridgeshire = warned("east-cambridgeshire");
    let step = ("2026-01-12", keeper(), propose(without()));
    assert_eq!(east_cambridgeshire.refuses(step), Refusal::NothingMilderMissing);
    let mut milder = without();
    milder.measures = vec![ContactOption::NamedContact];
    east_cambridgeshire.and([("2026-01-12", keeper(), propose(milder))]);
    // Worcester's policy does not ask for it.
    warned("worcester").and([("2026-01-12", keeper(), propose(without()))]);
}

#[test]
fn nobody_decides_before_the_report_was_shared_paper_004_7_1() {
    let given = warned("lancaster").and([("2026-01-12", keeper(), propose(a_proposal()))]);
    let decided = decision(&given.policy, Outcome::Agreed);
    assert_eq!(
        given.refuses(("2026-01-13", decider(1), decided)),
        Refusal::NotShared
    );
}

#[test]
fn nobody_decides_before_the_time_for_comments_has_passed_or_comments_came_paper_004_7_1() {
    let given = shared("lancaster");
    let decided = || decision(&given.policy, Outcome::Agreed);
    // Ten working days of Monday 12 January.
    let until = Refusal::TimeForComments(date("2026-01-26"));
    assert_eq!(given.refuses(("2026-01-26", decider(1), decided())), until);
    given.clone().and([("2026-01-27", decider(1), decided())]);
    given.clone().and([
        ("2026-01-13", them(), comment(1, "2026-01-13")),
        ("2026-01-14", keeper(), answer(1)),
        ("2026-01-15", decider(1), decided()),
    ]);
}

#[test]
fn nobody_who_made_the_case_ends_the_time_in_which_it_is_answered_domain_5_6() {
    let given = shared("lancaster");
    // Whoever proposed takes down what they say, and not that it is all.
    assert_eq!(
        given.refuses(("2026-01-13", keeper(), comment(1, "2026-01-13"))),
        Refusal::SaidAllToWhoTookPart
    );
    given
        .clone()
        .and([("2026-01-13", keeper(), more_to_say(1, "2026-01-13"))]);
    given.and([("2026-01-13", adviser(), comment(1, "2026-01-13"))]);
}

#[test]
fn each_comment_has_an_answer_and_a_late_one_reopens_the_question_domain_5_6() {
    let given = shared("lancaster").and([
        ("2026-01-13", them(), comment(1, "2026-01-13")),
        ("2026-01-14", keeper(), answer(1)),
        // Taken down on the phone, a day after the time was over.
        ("2026-01-27", adviser(), comment(2, "2026-01-27")),
    ]);
    let decided = decision(&given.policy, Outcome::Agreed);
    assert_eq!(
        given.refuses(("2026-01-28", decider(1), decided)),
        Refusal::CommentsUnanswered(1)
    );
    assert_eq!(
        given.refuses(("2026-01-28", keeper(), answer(1))),
        Refusal::AlreadyAnswered
    );
    let decided = decision(&given.policy, Outcome::Agreed);
    let given = given.and([
        ("2026-01-28", keeper(), answer(2)),
        ("2026-01-29", decider(1), decided),
    ]);
    assert_eq!(
        given.refuses(("2026-01-30", them(), comment(3, "2026-01-30"))),
        Refusal::NoProposal,
        "what comes after the decision is an appeal"
    );
}

// What reached us in time and is typed after the decision is lost to nobody: no notice goes before it was read and answered.
#[test]
fn a_comment_that_came_in_time_and_is_written_down_after_the_decision_is_decided_on_paper_004_7_1() {
    let decided = shared("lancaster");
    let agreed = decision(&decided.policy, Outcome::Agreed);
    let decided = decided.and([("2026-01-28", decider(1), agreed.clone())]);
    // A notice that is on its way is taken back.
    let taken = decided.and([
        ("2026-01-29", keeper(), send(17, notice())),
        ("2026-01-29", adviser(), comment(1, "2026-01-26")),
    ]);
    assert!(!taken.file.is_on_its_way(LetterKind::Notice));
    let said = taken.refuses(("2026-01-29", keeper(), notice()));
    assert_eq!(said, Refusal::ReadsOtherwise);
    let anew = taken.and([
        ("2026-01-30", keeper(), withdraw()),
        ("2026-01-30", keeper(), propose(a_proposal())),
        ("2026-01-30", keeper(), share()),
    ]);
    let said = anew.refuses(("2026-02-27", decider(1), agreed.clone()));
    assert_eq!(said, Refusal::CommentsUnanswered(1));
    anew.and([
        ("2026-02-27", keeper(), answer(1)),
        ("2026-02-27", decider(1), agreed),
        ("2026-02-27", keeper(), notice()),
    ]);
}

#[test]
fn the_post_that_the_policy_names_decides_and_nobody_who_took_part_paper_003_4_5_4() {
    let given = shared("worcester").and([
        ("2026-01-13", them(), comment(1, "2026-01-13")),
        ("2026-01-14", keeper(), answer(1)),
    ]);
    let decided = || decision(&given.policy, Outcome::Agreed);
    let manager = given.refuses(("2026-01-15", keeper(), decided()));
    assert_eq!(manager, Refusal::NotPermitted(Act::DecideRestriction));
    let mut involved = keeper();
    involved.roles.push(Role::AuthorisingOfficer);
    assert_eq!(
        given.refuses(("2026-01-15", involved, decided())),
        Refusal::TookPart
    );
    let Command::Decide(mut unread) = decided() else {
        unreachable!()
    };
    unread.has_read_the_comments = false;
    let step = ("2026-01-15", decider(1), Command::Decide(unread));
    assert_eq!(given.refuses(step), Refusal::CommentsUnread);
    given.clone().and([("2026-01-15", decider(1), decided())]);
}

#[test]
fn a_panel_decides_with_each_vote_recorded_and_its_chair_among_them_paper_004_7_1() {
    let given = shared("lancaster").and([
        ("2026-01-13", them(), comment(1, "2026-01-13")),
        ("2026-01-14", keeper(), answer(1)),
    ]);
    let votes = |numbers: &[(u64, Voted)]| {
        Command::Decide(Decision {
            outcome: Outcome::Agreed,
            reasons: words("We read everything."),
            has_read_the_comments: true,
            agreed_less: None,
            votes: numbers
                .iter()
                .map(|(who, voted)| Vote {
                    by: decider(*who),
                    voted: *voted,
                })
                .collect(),
        })
    };
    let refuses = |numbers: &[(u64, Voted)]| given.refuses(("2026-01-15", decider(1), votes(numbers)));
    assert_eq!(refuses(&[]), Refusal::NotAPanel);
    assert_eq!(refuses(&[(1, Voted::For), (2, Voted::For)]), Refusal::NotAPanel);
    assert_eq!(
        refuses(&[(1, Voted::For), (1, Voted::For), (2, Voted::For)]),
        Refusal::NotAPanel
    );
    assert_eq!(
        refuses(&[(2, Voted::For), (3, Voted::For), (4, Voted::For)]),
        Refusal::NotAPanel
    );
    let against = [(1, Voted::For), (2, Voted::Against), (3, Voted::Against)];
    assert_eq!(refuses(&against), Refusal::VotesAgainst);
    let for_it = [(1, Voted::For), (2, Voted::Against), (3, Voted::For)];
    let after = given.clone().and([("2026-01-15", decider(1), votes(&for_it))]);
    let user = |number: u64| crate::case::tests::people::user(30 + number);
    assert!(after.file.decided.contains(&user(2)), "whoever voted decided");
}

#[test]
fn nothing_binds_before_its_notice_is_sent_and_the_notice_is_due_in_five_working_days_domain_5_8() {
    let given = shared("lancaster").and([
        ("2026-01-13", them(), comment(1, "2026-01-13")),
        ("2026-01-14", keeper(), answer(1)),
    ]);
    let decided = decision(&given.policy, Outcome::Agreed);
    let given = given.and([("2026-01-15", decider(1), decided)]);
    assert!(given.file.binding(date("2026-01-16")).is_none());
    let due = given.file.due();
    let notice_due = due.iter().find(|due| due.kind == DueKind::SendNotice).unwrap();
    assert_eq!(notice_due.on, date("2026-01-22"));
    let given = given.and([("2026-01-20", keeper(), notice())]);
    assert!(given.file.binding(date("2026-01-19")).is_none());
    assert!(given.file.binding(date("2026-01-20")).is_some());
    assert_eq!(
        given.refuses(("2026-01-21", keeper(), notice())),
        Refusal::NoNoticeWaits
    );
}

#[test]
fn what_was_not_agreed_binds_nobody_and_its_notice_goes_out_as_well() {
    let given = shared("hart").and([
        ("2026-01-13", them(), comment(1, "2026-01-13")),
        ("2026-01-14", keeper(), answer(1)),
    ]);
    let decided = decision(&given.policy, Outcome::NotAgreed);
    let given = given.and([
        ("2026-01-15", decider(1), decided),
        ("2026-01-16", keeper(), notice()),
    ]);
    assert!(given.file.binding(date("2026-01-16")).is_none());
    given.and([("2026-01-19", keeper(), Command::Close { reason: reason() })]);
}

#[test]
fn an_arrangement_lapses_at_its_end_by_itself_domain_5_10() {
    for (name, _) in COUNCILS {
        let given = in_force(name);
        assert!(given.file.binding(date("2026-06-30")).is_some(), "{name}");
        assert!(
            given.file.binding(date("2026-07-01")).is_none(),
            "{name}: nothing had to run"
        );
    }
}

#[test]
fn a_renewal_is_shared_commented_on_and_decided_like_the_first_paper_004_7_1() {
    let given = in_force("lancaster");
    let mut renewal = a_proposal();
    renewal.purpose = Purpose::Renewal;
    renewal.ends_on = date("2026-07-31");
    renewal.review_on = date("2026-07-15");
    let first = ("2026-05-29", keeper(), propose(a_proposal()));
    assert_eq!(given.refuses(first), Refusal::InForce);
    let late = ("2026-07-01", keeper(), propose(renewal.clone()));
    assert_eq!(
        given.refuses(late),
        Refusal::NotInForce,
        "what has lapsed is not renewed"
    );
    let given = given.and([("2026-05-29", keeper(), propose(renewal))]);
    let decided = || decision(&given.policy, Outcome::Agreed);
    assert_eq!(
        given.refuses(("2026-06-01", decider(4), decided())),
        Refusal::NotShared
    );
}

#[test]
fn in_sum_it_is_never_longer_than_the_policys_longest_without_the_senior_post() {
    let given = in_force("worcester");
    let mut renewal = a_proposal();
    renewal.purpose = Purpose::Renewal;
    // It began on 2 February 2026; Worcester's longest is twelve months.
    renewal.ends_on = date("2027-02-03");
    renewal.review_on = date("2026-12-01");
    let given = given.and([
        ("2026-05-29", keeper(), propose(renewal)),
        ("2026-05-29", keeper(), share()),
        ("2026-06-01", them(), comment(2, "2026-06-01")),
        ("2026-06-01", adviser(), read(2)),
        ("2026-06-02", keeper(), answer(2)),
    ]);
    let decided = || decision(&given.policy, Outcome::Agreed);
    // The monitoring officer decides what is within the twelve months, the managing director what is beyond.
    let said = given.refuses(("2026-06-03", decider(5), decided()));
    assert_eq!(said, Refusal::LongerThanMayBeRenewed);
    given.clone().and([
        ("2026-06-03", senior(6), decided()),
        ("2026-06-04", keeper(), notice()),
    ]);
}

#[test]
fn danger_now_is_met_by_the_senior_post_for_ten_working_days_once_domain_5_4() {
    let calm = given("lancaster", [("2026-01-06", planner(), incident(1, false))]);
    assert_eq!(
        calm.refuses(("2026-01-06", senior(1), interim("2026-01-20"))),
        Refusal::NoDanger
    );
    let danger = given("lancaster", [("2026-01-06", planner(), incident(1, true))]);
    assert_eq!(
        danger.refuses(("2026-01-06", keeper(), interim("2026-01-20"))),
        Refusal::NotPermitted(Act::DecideRestriction)
    );
    let too_long = danger.refuses(("2026-01-06", senior(1), interim("2026-01-21")));
    assert_eq!(too_long, Refusal::TooLong(date("2026-01-20")));
    let ordered = danger.and([("2026-01-06", senior(1), interim("2026-01-20"))]);
    assert!(ordered.file.binding(date("2026-01-20")).is_some());
    assert!(
        ordered.file.binding(date("2026-01-21")).is_none(),
        "it lapses by itself"
    );
    let again = ordered.refuses(("2026-01-21", senior(2), interim("2026-01-30")));
    assert_eq!(again, Refusal::InterimBefore);
}

#[test]
fn an_interim_measure_answers_a_danger_of_these_days_and_each_danger_once_domain_5_4() {
    // Given an incident of long ago, nobody is in danger now.
    let old = given("lancaster", [("2026-03-06", planner(), incident(1, true))]);
    assert_eq!(
        old.refuses(("2026-03-06", senior(1), interim("2026-03-20"))),
        Refusal::NoDanger
    );
    // Given a danger that was met, and the file closed and begun again by something that was none.
    let again = given(
        "lancaster",
        [
            ("2026-01-06", planner(), incident(1, true)),
            ("2026-01-06", senior(1), interim("2026-01-08")),
        ],
    )
    .and(checked("2026-01-08"))
    .and([
        ("2026-01-09", keeper(), Command::Close { reason: reason() }),
        ("2026-01-09", planner(), incident(2, false)),
    ]);
    assert_eq!(
        again.refuses(("2026-01-09", senior(2), interim("2026-01-20"))),
        Refusal::NoDanger
    );
}

#[test]
fn an_interim_measure_adds_to_an_arrangement_and_ends_before_it_domain_5_4() {
    let given = in_force("lancaster").and([("2026-03-02", planner(), danger(3, "2026-03-02"))]);
    let before = given.file.binding(date("2026-03-02")).unwrap().0;
    let given = given.and([("2026-03-02", senior(5), interim("2026-03-10"))]);
    let (during, open) = given.file.binding(date("2026-03-05")).unwrap();
    assert!(before.iter().all(|measure| during.contains(measure)));
    assert_eq!(open, Channel::Phone, "the danger is met first");
    // It ends, and the arrangement goes on to its own last day.
    let after = given.file.binding(date("2026-03-11"));
    assert_eq!(after, Some((before, Channel::Letter)));
    assert_eq!(given.file.bound(), Some((date("2026-02-02"), date("2026-06-30"))));
}

#[test]
fn what_is_harsher_gives_the_time_for_comments_anew_paper_004_7_1() {
    let mut harsher = a_proposal();
    harsher.reach = Reach::WholeCouncil;
    harsher.why_whole_council = Some(words("Staff of several services were threatened."));
    let given = shared("worcester").and([
        ("2026-01-13", them(), comment(1, "2026-01-13")),
        ("2026-01-14", keeper(), answer(1)),
        ("2026-01-14", keeper(), propose(harsher)),
        ("2026-01-14", keeper(), share()),
    ]);
    let decided = decision(&given.policy, Outcome::Agreed);
    let refused = given.refuses(("2026-01-15", decider(1), decided.clone()));
    assert!(matches!(refused, Refusal::TimeForComments(_)), "{refused:?}");
    // Nobody comments on what they have not read; what they said of the report before is of that one.
    let late = given
        .clone()
        .and([("2026-01-15", them(), comment(2, "2026-01-13"))]);
    assert!(
        late.file
            .report
            .unwrap()
            .comments
            .iter()
            .all(|comment| comment.is_of_before)
    );
    let had_on = given.file.report.as_ref().unwrap().had_on.unwrap();
    assert_eq!(
        given.refuses(("2026-01-15", them(), comment(2, "2026-01-09"))),
        Refusal::BeforeItWasShared(had_on)
    );
    given.and([
        ("2026-01-15", them(), comment(2, "2026-01-15")),
        ("2026-01-15", keeper(), answer(2)),
        ("2026-01-16", decider(1), decided),
    ]);
}

#[test]
fn an_appeal_is_decided_before_the_arrangement_is_renewed_domain_5_10() {
    let mut renewal = a_proposal();
    renewal.purpose = Purpose::Renewal;
    renewal.ends_on = date("2026-07-31");
    let given = in_force("worcester").and([
        ("2026-02-03", them(), appeal("2026-02-03")),
        ("2026-02-03", adviser(), sorted(95, Sort::NothingNew)),
        ("2026-02-04", keeper(), propose(renewal)),
        ("2026-02-04", keeper(), share()),
        ("2026-02-05", them(), comment(2, "2026-02-05")),
        ("2026-02-05", adviser(), read(2)),
        ("2026-02-05", keeper(), answer(2)),
    ]);
    let decided = decision(&given.policy, Outcome::Agreed);
    assert_eq!(
        given.refuses(("2026-02-06", decider(1), decided)),
        Refusal::AppealWaits
    );
}

#[test]
fn one_arrangement_soon_after_another_is_no_way_around_the_longest_paper_004_7_1() {
    // Given an arrangement that ended on 30 June, and a new one proposed in July.
    let file = in_force("worcester").file;
    assert_eq!(
        file.since(date("2026-07-15")),
        date("2026-02-02"),
        "they count in sum"
    );
    assert_eq!(
        file.since(date("2026-10-15")),
        date("2026-10-15"),
        "they are apart"
    );
}

#[test]
fn every_contact_is_taken_and_read_and_a_new_matter_is_a_case_of_its_own_domain_5_9() {
    let given = in_force("lancaster").and([
        ("2026-02-09", adviser(), contact(1, "2026-02-09")),
        ("2026-02-09", planner_at_the_desk(), contact(2, "2026-02-09")),
    ]);
    let due = given.file.due();
    let read = due.iter().find(|due| due.kind == DueKind::ReadContact).unwrap();
    assert_eq!(read.on, date("2026-02-10"), "within one working day");
    let without_case = Command::SortContact(Sorting {
        contact: contact_id(1),
        sort: Sort::NewMatter,
        case: None,
        words: None,
    });
    assert_eq!(
        given.refuses(("2026-02-10", adviser(), without_case)),
        Refusal::CaseMissing
    );
    let given = given.and([("2026-02-10", adviser(), sorted(1, Sort::NewMatter))]);
    assert_eq!(given.file.unread().count(), 1);
    let given = given.and([("2026-02-10", adviser(), sorted(2, Sort::NewInformation))]);
    assert!(given.file.has_new_information, "it reopens the question");
}

fn planner_at_the_desk() -> crate::permission::Actor {
    adviser()
}

#[test]
fn nothing_is_filed_unread_domain_5_9() {
    let given = in_force("lancaster").and([("2026-06-29", adviser(), contact(1, "2026-06-29"))]);
    let close = || Command::Close { reason: reason() };
    assert_eq!(
        given.refuses(("2026-07-02", keeper(), close())),
        Refusal::ContactsUnread(1)
    );
    given.and([
        ("2026-07-02", adviser(), sorted(1, Sort::NothingNew)),
        ("2026-07-02", keeper(), close()),
    ]);
}

#[test]
fn a_contact_is_taken_even_on_a_file_that_was_closed_and_never_twice() {
    let given = in_force("lancaster").and([
        ("2026-07-02", keeper(), Command::Close { reason: reason() }),
        // Written down late.
        ("2026-07-03", adviser(), contact(1, "2026-06-30")),
        ("2026-07-03", adviser(), contact(1, "2026-06-30")),
    ]);
    assert_eq!(given.file.contacts.len(), 1);
}

#[test]
fn an_appeal_is_heard_by_a_senior_post_that_took_no_part_and_upheld_it_undoes_at_once_domain_5_10() {
    let given = in_force("lancaster");
    let appeal = |on: &'static str| (on, them(), appeal(on));
    // Twenty working days of Monday 2 February.
    assert_eq!(given.refuses(appeal("2026-03-03")), Refusal::NoAppealNow);
    let given = given.and([appeal("2026-03-02")]);
    assert_eq!(
        given.refuses(appeal("2026-03-02")),
        Refusal::NoAppealNow,
        "once for each notice"
    );
    let by = |who: crate::permission::Actor| {
        let command = Command::DecideAppeal {
            outcome: AppealOutcome::Upheld,
            reasons: words("They were not told in time."),
            letter: words("We were wrong. The arrangement has ended."),
        };
        ("2026-03-10", who, command)
    };
    // The guide: another senior post than the one that decided, or the one above it; and nobody who took part.
    assert_eq!(given.refuses(by(decider(4))), Refusal::NotTheDecider);
    assert_eq!(given.refuses(by(senior(1))), Refusal::NotTheDecider);
    let involved = given
        .clone()
        .and([("2026-03-04", hears(2), it_goes_on("2026-03-04"))]);
    assert_eq!(involved.refuses(by(hears(2))), Refusal::TookPart);
    assert!(given.file.binding(date("2026-03-10")).is_some());
    let given = given.and([by(hears(1))]);
    assert!(given.file.binding(date("2026-03-10")).is_none(), "at once");
}

#[test]
fn the_front_line_hears_what_to_do_and_not_why() {
    let given = in_force("demo");
    let (measures, open) = given.file.binding(date("2026-03-01")).unwrap();
    assert_eq!(measures, [ContactOption::NamedContact, ContactOption::OneChannel]);
    assert_eq!(open, Channel::Letter);
}

#[test]
fn to_be_kinder_needs_nobodys_leave() {
    let lift = Command::Lift {
        reason: reason(),
        letter: words("It has ended."),
    };
    let given = in_force("bromsgrove").and([("2026-03-10", keeper(), lift)]);
    assert!(given.file.binding(date("2026-03-10")).is_none());
}

#[test]
fn each_of_the_councils_walks_from_the_incident_to_its_end() {
    for (name, _) in COUNCILS {
        in_force(name).and([("2026-07-01", keeper(), Command::Close { reason: reason() })]);
    }
}

// Domain 5.3: what was checked and warned of long ago says nothing of what happens now.
#[test]
fn a_new_incident_on_a_closed_file_begins_the_way_again() {
    let closed = warned("demo").and([(
        "2026-01-20",
        keeper(),
        Command::Close {
            reason: words("It is over."),
        },
    )]);
    assert!(closed.file.is_closed);
    let again = closed.and([("2026-03-02", planner(), incident(2, false))]);
    assert!(!again.file.is_closed);
    assert_eq!(again.file.incidents.len(), 3);
    assert_eq!(again.file.checks_missing().len(), 7);
    assert!(matches!(
        again.refuses(("2026-03-03", keeper(), warning())),
        Refusal::ChecksMissing(_)
    ));
}

// Domain 5.7 and 5.10: who asked for more, or decided before, may decide again; nobody who decided hears the appeal.
#[test]
fn whoever_asked_for_more_may_decide_once_it_is_there() {
    let given = shared("demo");
    let more = decision(&given.policy, Outcome::AskedForMore);
    let agreed = decision(&given.policy, Outcome::Agreed);
    let again = given.and([
        ("2026-01-15", them(), comment(1, "2026-01-15")),
        ("2026-01-19", keeper(), answer(1)),
        ("2026-01-28", decider(1), more),
    ]);
    assert!(!again.file.decided.is_empty());
    let after = again.and([("2026-02-02", decider(1), agreed)]);
    assert!(after.file.to_notify.is_some());
}
