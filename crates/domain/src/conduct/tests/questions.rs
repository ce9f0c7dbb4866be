//! The matter that an arrangement is about, what a letter must say, who is left to decide, and what asks for an
//! arrangement to be looked at again.

use super::harness::*;
use crate::conduct::{
    Command, DueKind, Easing, LetterPart, Outcome, Purpose, Question, Reach, Refusal, Sort, parts, uninvolved,
};
use crate::customer::adjustment::AdjustmentKind;
use crate::permission::Act;
use crate::policy::ContactOption;
use crate::vocabulary::Channel;

fn renewal() -> crate::conduct::Proposal {
    crate::conduct::Proposal {
        purpose: Purpose::Renewal,
        ends_on: date("2026-07-31"),
        review_on: date("2026-07-15"),
        ..a_proposal()
    }
}

// The Ombudsman's guide, part 6.
#[test]
fn an_arrangement_about_a_matter_names_its_cases_and_another_matter_is_harsher() {
    let warned = warned("lancaster");
    let nameless = about(&[]);
    assert_eq!(
        warned.refuses(("2026-01-12", keeper(), propose(nameless))),
        Refusal::CasesMissing
    );
    let shared = warned.and([
        ("2026-01-12", keeper(), propose(about(&[1, 2]))),
        ("2026-01-12", keeper(), share()),
    ]);
    let fewer = shared
        .clone()
        .and([("2026-01-13", keeper(), propose(about(&[2])))]);
    assert!(
        fewer.file.report.as_ref().unwrap().shared.is_some(),
        "fewer cases are kinder"
    );
    let other = shared.and([("2026-01-13", keeper(), propose(about(&[2, 3])))]);
    assert_eq!(
        other.file.report.as_ref().unwrap().terms.cases,
        [case(2), case(3)]
    );
    assert!(
        other.file.report.as_ref().unwrap().shared.is_none(),
        "they have not read of the third"
    );
    // One service or the whole council names no case.
    let wide = crate::conduct::Proposal {
        reach: Reach::ThisService,
        service: a_proposal().service,
        ..about(&[1])
    };
    let wide = warned_with(wide);
    assert_eq!(wide.file.report.as_ref().unwrap().terms.cases, []);
}

fn warned_with(proposal: crate::conduct::Proposal) -> Given {
    warned("lancaster").and([("2026-01-12", keeper(), propose(proposal))])
}

// Domain 5.8; of every council.
#[test]
fn a_notice_that_lost_a_part_does_not_go_and_names_the_part_domain_5_8() {
    for (name, _) in COUNCILS {
        let shared = shared(name);
        let decided = decision(&shared.policy, Outcome::Agreed);
        let given = shared.and([
            ("2026-01-15", them(), comment(1, "2026-01-15")),
            ("2026-01-19", keeper(), answer(1)),
            ("2026-01-28", decider(1), decided),
        ]);
        let conduct = given.policy.conduct.as_ref().unwrap();
        let waits = given.file.to_notify.as_ref().unwrap();
        let required = parts::of_notice(&given.say(), waits, conduct);
        let send = |text: &str| Command::SendNotice {
            letter: words(text),
            channel: Channel::Letter,
        };
        for without in &required {
            let rest: Vec<_> = required
                .iter()
                .filter(|one| one.part != without.part)
                .cloned()
                .collect();
            let said =
                given
                    .clone()
                    .attempt_as_it_is(date("2026-02-02"), &keeper(), send(&parts::least(&rest)));
            assert_eq!(said, Err(Refusal::PartsMissing(vec![without.part])), "{name}");
        }
        let parts_of = |required: &[parts::Required]| required.iter().map(|one| one.part).collect::<Vec<_>>();
        for part in [
            LetterPart::Why,
            LetterPart::Decided,
            LetterPart::HowLong,
            LetterPart::Expects,
            LetterPart::Asks,
            LetterPart::OpenWay,
            LetterPart::Appeal,
            LetterPart::Ombudsman,
            LetterPart::Help,
        ] {
            assert!(parts_of(&required).contains(&part), "{name}: {part}");
        }
        // A day that is another one than the record's is none.
        let wrong = parts::least(&required).replace("30 June 2026", "30 June 2027");
        let said = given
            .clone()
            .attempt_as_it_is(date("2026-02-02"), &keeper(), send(&wrong));
        assert_eq!(
            said,
            Err(Refusal::PartsMissing(vec![LetterPart::HowLong])),
            "{name}"
        );
        let whole =
            given
                .clone()
                .attempt_as_it_is(date("2026-02-02"), &keeper(), send(&parts::least(&required)));
        assert!(whole.is_ok(), "{name}: {whole:?}");
    }
}

// Domain 5.4.
#[test]
fn a_warning_and_an_interim_letter_say_all_that_they_must_domain_5_4() {
    let mut given = warned("hart").and(checked("2026-01-09"));
    let bare = Command::Warn {
        letter: words("Dear customer,"),
        must_change: words("No shouting."),
    };
    let said = given.attempt_as_it_is(date("2026-01-09"), &keeper(), bare);
    let all = vec![
        LetterPart::WhatHappened,
        LetterPart::MustChange,
        LetterPart::CouldFollow,
        LetterPart::Policy,
        LetterPart::Ombudsman,
        LetterPart::Help,
    ];
    assert_eq!(said, Err(Refusal::PartsMissing(all)));
    let mut danger = super::harness::given("hart", [("2026-01-06", planner(), incident(1, true))]);
    let said = danger.attempt_as_it_is(date("2026-01-07"), &senior(1), interim("2026-01-12"));
    let all = vec![
        LetterPart::Asked,
        LetterPart::HowLong,
        LetterPart::OpenWay,
        LetterPart::Ombudsman,
        LetterPart::Help,
    ];
    assert_eq!(said, Err(Refusal::PartsMissing(all)));
}

// Domain 5.7 and 5.10: said before the file gets there.
#[test]
fn a_file_says_when_nobody_is_left_who_took_no_part_domain_5_7() {
    let given = shared("worcester");
    let left = |given: &Given, people: &[crate::permission::Actor]| {
        let people: Vec<_> = people.iter().map(|actor| given.with_roles(actor)).collect();
        let conduct = given.policy.conduct.as_ref().unwrap();
        let left = uninvolved(&given.file, (&given.policy, conduct), &people, date("2026-01-12"));
        (left.can_decide, left.can_hear_an_appeal)
    };
    assert_eq!(left(&given, &[]), (false, false));
    assert_eq!(left(&given, &[keeper(), adviser()]), (false, false));
    assert_eq!(
        left(&given, &[decider(1), decider(2), senior(1)]),
        (true, false),
        "nobody of the other post would hear the appeal"
    );
    assert_eq!(
        left(&given, &[hears(1), hears(2)]),
        (false, true),
        "whoever hears appeals decides nothing"
    );
    assert_eq!(left(&given, &[decider(1), hears(1)]), (true, true));
    // One who reported an incident here took a part.
    let involved = given
        .clone()
        .and([("2026-01-13", hears(1), it_goes_on("2026-01-13"))]);
    assert_eq!(left(&involved, &[decider(1), hears(1)]), (true, false));
    // After it is decided, too.
    let decided = in_force("worcester");
    assert_eq!(left(&decided, &[decider(1), hears(1)]), (true, true));
    assert_eq!(left(&decided, &[decider(1)]), (true, false));
    // Paper 004, 7.1: a panel is of three.
    let panel = shared("lancaster");
    let mut four: Vec<_> = (1..4).map(decider).collect();
    four.push(hears(1));
    assert_eq!(left(&panel, &four[..2]), (false, false));
    assert_eq!(left(&panel, &four[..3]), (true, false));
    assert_eq!(left(&panel, &four), (true, true));
}

// Domain 5.9.
#[test]
fn new_information_reopens_the_question_before_it_goes_on_or_is_closed_domain_5_9() {
    let given = in_force("lancaster").and([
        ("2026-02-09", adviser(), contact(1, "2026-02-09")),
        ("2026-02-10", adviser(), sorted(1, Sort::NewInformation)),
    ]);
    let due = given.file.due_on(date("2026-02-10"));
    let answer = due
        .iter()
        .find(|due| due.kind == DueKind::AnswerInformation)
        .unwrap();
    assert_eq!(
        answer.on,
        date("2026-02-24"),
        "within the policy's ten working days"
    );
    assert_eq!(
        given.refuses(("2026-05-29", keeper(), propose(renewal()))),
        Refusal::InformationWaits
    );
    let close = || Command::Close {
        reason: words("It is over."),
    };
    assert_eq!(
        given.refuses(("2026-07-02", keeper(), close())),
        Refusal::InformationWaits
    );
    let wordless = Command::LeaveAsItIs {
        question: Question::Information,
        reason: words(" "),
    };
    assert_eq!(
        given.refuses(("2026-02-11", decider(1), wordless)),
        Refusal::TextMissing("the reason")
    );
    assert_eq!(
        given.refuses(("2026-02-11", keeper(), keep(Question::Adjustment))),
        Refusal::NothingToAnswer
    );
    // Domain 5.7: whoever proposed it does not say that it stands.
    assert_eq!(
        given.refuses(("2026-02-11", keeper(), keep(Question::Information))),
        Refusal::NotTheDecider
    );
    // Nor does whoever decides weigh an adjustment: the keeper does.
    assert_eq!(
        given.refuses(("2026-02-11", decider(1), keep(Question::Adjustment))),
        Refusal::NotPermitted(Act::ManageConduct)
    );
    // Kept as it is; lifted; made kinder: each is an answer.
    let kept = given
        .clone()
        .and([("2026-02-11", decider(1), keep(Question::Information))]);
    kept.and([("2026-05-29", keeper(), propose(renewal()))]);
    let lift = Command::Lift {
        reason: words("They are right."),
        letter: words("It ends."),
    };
    let lifted = given.clone().and([("2026-02-11", keeper(), lift)]);
    lifted.and([("2026-07-02", keeper(), close())]);
    let eased = given.and([("2026-02-11", keeper(), Command::Ease(easing()))]);
    assert_eq!(eased.file.information_waits, []);
    assert_eq!(
        eased.file.binding(date("2026-02-11")).unwrap().0,
        [ContactOption::NamedContact]
    );
}

// To be kinder needs nobody's leave; nothing else goes by that way.
#[test]
fn an_easing_is_kinder_or_is_none() {
    let given = in_force("worcester");
    let with = |change: fn(&mut Easing)| {
        let mut easing = easing();
        change(&mut easing);
        given.refuses(("2026-02-11", keeper(), Command::Ease(easing)))
    };
    let same = |one: &mut Easing| one.measures = a_proposal().measures;
    assert_eq!(with(same), Refusal::NotKinder);
    assert_eq!(
        with(|one| one.measures.push(ContactOption::CallLength)),
        Refusal::NotKinder
    );
    assert_eq!(with(|one| one.measures.clear()), Refusal::NotAnOption);
    assert_eq!(with(|one| one.ends_on = date("2026-07-31")), Refusal::NotKinder);
    assert_eq!(
        with(|one| one.review_on = date("2026-06-15")),
        Refusal::DaysOutOfOrder
    );
    assert_eq!(with(|one| one.open_channel = Channel::Email), Refusal::NotKinder);
    let nothing = shared("worcester");
    assert_eq!(
        nothing.refuses(("2026-02-11", keeper(), Command::Ease(easing()))),
        Refusal::NotInForce
    );
}

// Equality Act 2010, section 20.
#[test]
fn an_adjustment_that_is_agreed_later_is_weighed_against_what_is_in_force() {
    let given = in_force("hart");
    let mut given = given.and([(
        "2026-02-09",
        outbox(),
        agreed_with_them(AdjustmentKind::CannotReadPrint),
    )]);
    given.adjustments = vec![AdjustmentKind::CannotReadPrint];
    assert!(given.file.may_stand_against_an_adjustment(date("2026-02-09")));
    let due = given.file.due_on(date("2026-02-09"));
    let weigh = due
        .iter()
        .find(|due| due.kind == DueKind::WeighAdjustment)
        .unwrap();
    assert_eq!(weigh.on, date("2026-02-09"), "the same day");
    assert_eq!(
        given.refuses(("2026-02-12", keeper(), propose(renewal()))),
        Refusal::AdjustmentWaits
    );
    // Letters alone are open: no reason keeps somebody to a way that they cannot use.
    assert_eq!(
        given.refuses(("2026-02-09", keeper(), keep(Question::Adjustment))),
        Refusal::AdjustmentRulesOut(AdjustmentKind::CannotReadPrint)
    );
    let other_way = Easing {
        measures: a_proposal().measures,
        open_channel: Channel::Email,
        ..easing()
    };
    let eased = given.and([("2026-02-09", keeper(), Command::Ease(other_way))]);
    assert!(!eased.file.may_stand_against_an_adjustment(date("2026-02-09")));
    assert_eq!(eased.file.binding(date("2026-02-09")).unwrap().1, Channel::Email);
    // One that rules out nothing is weighed with reasons, and may stay; and only while something binds.
    let given = in_force("hart").and([("2026-02-09", outbox(), agreed_with_them(AdjustmentKind::MoreTime))]);
    assert!(!given.file.may_stand_against_an_adjustment(date("2026-07-01")));
    let kept = given.and([("2026-02-09", keeper(), keep(Question::Adjustment))]);
    assert!(!kept.file.may_stand_against_an_adjustment(date("2026-02-09")));
    let late = kept.and([("2026-07-01", outbox(), agreed_with_them(AdjustmentKind::Bsl))]);
    assert_eq!(late.file.adjustments_wait, []);
    let by_hand = late.refuses(("2026-07-01", adviser(), agreed_with_them(AdjustmentKind::Bsl)));
    assert_eq!(by_hand, Refusal::NotPermitted(Act::ManageConduct));
}

// Domain 5.10: nobody reviews what has lapsed.
#[test]
fn a_review_is_due_while_it_is_in_force_and_no_longer() {
    let given = in_force("bromsgrove");
    let asks = |day| {
        let due = given.file.due_on(date(day));
        due.iter().any(|due| due.kind == DueKind::Review)
    };
    assert!(asks("2026-06-30"));
    assert!(!asks("2026-07-01"));
}

// Who decided is told by their post (domain 5.8): the senior one where it was that.
#[test]
fn a_decision_remembers_the_post_that_took_it_and_whether_they_had_commented() {
    let given = shared("worcester");
    let decided = decision(&given.policy, Outcome::Agreed);
    let silent = given.clone().and([("2026-01-28", decider(1), decided.clone())]);
    let waits = silent.file.to_notify.as_ref().unwrap();
    assert_eq!(waits.post.as_ref().unwrap().as_str(), "monitoring-officer");
    assert!(!waits.was_commented);
    let said = given.and([
        ("2026-01-15", them(), comment(1, "2026-01-15")),
        ("2026-01-19", keeper(), answer(1)),
        ("2026-01-28", decider(1), decided),
    ]);
    assert!(said.file.to_notify.as_ref().unwrap().was_commented);
}
