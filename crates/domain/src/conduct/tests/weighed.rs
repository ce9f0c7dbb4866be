//! What is done to somebody who is bound already: it is eased, reviewed, renewed, sorted anew, or ended by silence; and
//! nothing of it makes it harsher by the way.

use std::sync::Arc;

use jiff::civil::Date;

use super::harness::*;
use super::review::{read, review_decision, to_go_on};
use crate::conduct::{
    AppealOutcome, Appealed, Command, DueKind, Easing, Event, LetterPart, Outcome, Over, Proposal, Purpose,
    Question, Reach, Refusal, ReviewOutcome, Sentences, Sort, Tend, Tended, Vote, Voted, parts,
};
use crate::customer::adjustment::AdjustmentKind;
use crate::id::{CaseId, ServiceId};
use crate::language::Language;
use crate::permission::{Act, Actor};
use crate::policy::{ContactOption, Policy};
use crate::vocabulary::Channel;

/// A contact was taken for something else than it is.
pub(super) fn sorted_again(number: u64, sort: Sort) -> Command {
    let Command::SortContact(sorting) = sorted(number, sort) else {
        unreachable!()
    };
    Command::Tend(Tend::SortAgain {
        sorting,
        as_well: false,
        reason: words("There was a second page."),
    })
}

/// It is that, and something else beside it.
fn sorted_as_well(number: u64, sort: Sort) -> Command {
    let Command::SortContact(sorting) = sorted(number, sort) else {
        unreachable!()
    };
    Command::Tend(Tend::SortAgain {
        sorting,
        as_well: true,
        reason: words("It says that on the second page."),
    })
}

const PRACTICE: &str = "Sam Reid answers, on Tuesdays from 10am to 11am, for 15 minutes.";

/// A named person, set times and a set length of calls, in force since 2 February.
fn spelled_out() -> Given {
    let three = Proposal {
        measures: vec![
            ContactOption::NamedContact,
            ContactOption::SetTimes,
            ContactOption::CallLength,
        ],
        in_practice: Some(words(PRACTICE)),
        ..a_proposal()
    };
    let given = warned("worcester");
    let agreed = decision(&given.policy, Outcome::Agreed);
    given.and([
        ("2026-01-12", keeper(), propose(three)),
        ("2026-01-12", keeper(), share()),
        ("2026-01-28", decider(1), agreed),
        ("2026-02-02", keeper(), notice()),
    ])
}

fn eased_to(measures: &[ContactOption], said: &str, decided: &str) -> Command {
    Command::Ease(Easing {
        measures: measures.to_vec(),
        in_practice: Some(words(said)),
        as_decided: Some(words(decided)),
        ..easing()
    })
}

fn practice(given: &Given) -> Option<crate::words::WordsRef> {
    given.file.arrangement.as_ref().unwrap().terms.in_practice.clone()
}

// Paper 004, 7.1; domain 5.7: what was shared, commented on and decided is said anew by nobody alone.
#[test]
fn an_easing_leaves_out_of_what_was_decided_and_says_nothing_else_paper_004_7_1() {
    use ContactOption::{CallLength, NamedContact, SetTimes};
    let given = spelled_out();
    let refused = |command: Command| given.refuses(("2026-02-10", keeper(), command));
    let two = [NamedContact, SetTimes];
    for harsher in [
        "Sam Reid answers, on Tuesdays from 10am to 10.05am.",
        "Sam Reid answers in writing, on Tuesdays from 10am to 11am.",
        "Sam Reid answers, on Tuesdays from 10am to 11am, and nobody else does.",
        "On Tuesdays from 10am to 11am, Sam Reid answers.",
    ] {
        assert_eq!(
            refused(eased_to(&two, harsher, PRACTICE)),
            Refusal::NotAsDecided,
            "{harsher}"
        );
    }
    // Nor is it held against another text than the one that was decided.
    let other = "Nobody answers, on Tuesdays from 10am to 11am.";
    assert_eq!(refused(eased_to(&two, other, other)), Refusal::NotAsDecided);
    // Where all that needs it stays, it stays as it was.
    let shorter = |said: &str| {
        Command::Ease(Easing {
            measures: vec![NamedContact, SetTimes, CallLength],
            ends_on: date("2026-06-29"),
            in_practice: Some(words(said)),
            as_decided: Some(words(PRACTICE)),
            ..easing()
        })
    };
    assert_eq!(refused(shorter("Sam Reid answers.")), Refusal::NotAsDecided);
    let same = given.clone().and([("2026-02-10", keeper(), shorter(PRACTICE))]);
    assert_eq!(practice(&same), Some(words(PRACTICE).reference()));
    // What goes is left out.
    let less = "Sam Reid answers, on Tuesdays from 10am to 11am.";
    let eased = given.and([("2026-02-10", keeper(), eased_to(&two, less, PRACTICE))]);
    assert_eq!(practice(&eased), Some(words(less).reference()));
    // And from that, too.
    let one = "Sam Reid answers.";
    let said = eased.refuses(("2026-02-11", keeper(), eased_to(&[NamedContact], one, PRACTICE)));
    assert_eq!(said, Refusal::NotAsDecided, "it was cut since");
    let eased = eased.and([("2026-02-11", keeper(), eased_to(&[NamedContact], one, less))]);
    assert_eq!(practice(&eased), Some(words(one).reference()));
}

/// As far as the report of a review, which they have had their time for.
fn to_be_reviewed(name: &str) -> Given {
    in_force(name).and([
        ("2026-04-27", keeper(), to_go_on("2026-06-15")),
        ("2026-04-27", keeper(), share()),
        ("2026-04-28", them(), comment(2, "2026-04-28")),
        ("2026-04-28", adviser(), read(2)),
        ("2026-04-29", keeper(), answer(2)),
    ])
}

// Paper 004, 7.1: designation and review; domain 5.7 and 5.10. Of every council.
#[test]
fn that_an_arrangement_goes_on_is_decided_by_the_post_of_the_policy_and_nobody_who_took_part_paper_004_7_1() {
    for (name, _) in COUNCILS {
        let given = to_be_reviewed(name);
        let agreed = || review_decision(&given.policy, Outcome::Agreed);
        let refused = |given: &Given, actor: Actor| given.refuses(("2026-05-01", actor, agreed()));
        assert_eq!(
            refused(&given, keeper()),
            Refusal::NotPermitted(Act::DecideRestriction),
            "{name}: whoever keeps the file"
        );
        assert_eq!(refused(&given, hears(1)), Refusal::HearsAppeals, "{name}");
        let took_part = given
            .clone()
            .and([("2026-04-30", them(), by_code_of(&decider(1), 60))]);
        assert_eq!(refused(&took_part, decider(1)), Refusal::TookPart, "{name}");
        let mut dealt = given.clone();
        dealt.dealt_with_them = vec![user_of(&decider(1))];
        assert_eq!(refused(&dealt, decider(1)), Refusal::DealtWithTheirCase, "{name}");
        // Whoever decided may review, and hears no appeal then; it is no part of what leads to a decision.
        let after = given.clone().and([("2026-05-01", decider(1), agreed())]);
        let user = user_of(&decider(1));
        assert!(
            after.file.has_decided(&user) && !after.file.has_part(&user),
            "{name}"
        );
        let conduct = after.policy.conduct.as_ref().unwrap();
        let Event::Decided { post, votes, .. } = &after.entries.last().unwrap().event else {
            panic!("it is decided");
        };
        assert_eq!(post.as_ref(), Some(&conduct.reviewed_by), "{name}");
        assert_eq!(votes.is_empty(), !conduct.is_reviewed_by_panel, "{name}");
        // To be kinder, or to end it, needs nobody's leave.
        for outcome in [ReviewOutcome::Eased, ReviewOutcome::Ended] {
            given.clone().and([("2026-05-04", keeper(), review(outcome))]);
        }
    }
    // Lancaster's Executive Team reviews as it decides: three at least, and most are for it.
    let panel = to_be_reviewed("lancaster");
    let votes = |votes: &[(u64, Voted)]| {
        let Command::Decide(decision) = decision(&panel.policy, Outcome::Agreed) else {
            unreachable!()
        };
        let vote = |(number, voted): &(u64, Voted)| Vote {
            by: decider(*number),
            voted: *voted,
        };
        let votes = votes.iter().map(vote).collect();
        Command::Decide(crate::conduct::Decision { votes, ..decision })
    };
    let two = votes(&[(1, Voted::For), (2, Voted::For)]);
    assert_eq!(panel.refuses(("2026-05-01", decider(1), two)), Refusal::NotAPanel);
    let against = votes(&[(1, Voted::For), (2, Voted::Against), (3, Voted::Against)]);
    assert_eq!(
        panel.refuses(("2026-05-01", decider(1), against)),
        Refusal::VotesAgainst
    );
}

fn renewal() -> Proposal {
    Proposal {
        purpose: Purpose::Renewal,
        ends_on: date("2026-07-31"),
        review_on: date("2026-07-15"),
        ..a_proposal()
    }
}

fn wider() -> [Proposal; 3] {
    let mut more = renewal();
    more.measures.push(ContactOption::FileWithoutReply);
    let everywhere = Proposal {
        reach: Reach::WholeCouncil,
        service: None,
        why_whole_council: Some(words("Staff of several services were threatened.")),
        ..renewal()
    };
    let another_way = Proposal {
        open_channel: Channel::Email,
        ..renewal()
    };
    [more, everywhere, another_way]
}

// The Ombudsman's guide, part 3: a chance to change first; domain 5.4 and 5.10.
#[test]
fn a_renewal_goes_on_or_is_less_and_what_is_more_takes_a_warning_since_it_began_domain_5_10() {
    let given = in_force("worcester");
    for more in wider() {
        let said = given.refuses(("2026-05-29", keeper(), propose(more.clone())));
        assert_eq!(said, Refusal::WidensUnwarned, "{more:?}");
        // What happened since is not enough without a warning, nor a warning without anything after it.
        let happened = given
            .clone()
            .and([("2026-05-28", planner(), it_goes_on("2026-05-28"))]);
        let said = happened.refuses(("2026-05-29", keeper(), propose(more.clone())));
        assert_eq!(said, Refusal::WidensUnwarned, "{more:?}");
        let warned = happened
            .and(checked("2026-05-29"))
            .and([("2026-05-29", keeper(), warning())]);
        let said = warned.refuses(("2026-06-01", keeper(), propose(more.clone())));
        assert_eq!(said, Refusal::NothingSince(date("2026-05-29")), "{more:?}");
        let Command::ReportIncident(new) = it_goes_on("2026-06-01") else {
            unreachable!()
        };
        let Command::ReportIncident(other) = incident(91, false) else {
            unreachable!()
        };
        let since = Command::ReportIncident(crate::conduct::NewIncident { id: other.id, ..new });
        warned.and([
            ("2026-06-01", planner(), since),
            ("2026-06-02", keeper(), propose(more)),
        ]);
    }
    // The same, and less, goes on by its report alone.
    given.clone().and([("2026-05-29", keeper(), propose(renewal()))]);
    let less = Proposal {
        measures: vec![ContactOption::NamedContact],
        open_channel: Channel::Email,
        ..renewal()
    };
    given.clone().and([("2026-05-29", keeper(), propose(less))]);
    // Equality Act 2010, section 20: another way because of what was agreed closes none that they can use.
    let mut agreed = given;
    agreed.adjustments = vec![AdjustmentKind::CannotReadPrint];
    let [.., another_way] = wider();
    agreed.and([("2026-05-29", keeper(), propose(another_way))]);
}

// Domain 5.10; paper 004, 7.1: what is about one matter of a service asks less than what is about all of the service.
#[test]
fn a_renewal_that_is_narrowed_from_a_service_to_a_matter_of_it_takes_no_warning_domain_5_10() {
    let mut given = in_force("worcester");
    let (of_it, of_another) = (case(1), case(2));
    given.services = vec![
        (of_it.clone(), service("waste")),
        (of_another.clone(), service("planning")),
    ];
    let about = |cases: &[&CaseId]| Proposal {
        reach: Reach::ThisMatter,
        service: None,
        cases: cases.iter().map(|one| (*one).clone()).collect(),
        ..renewal()
    };
    // A matter of another service, or of none that is known, is something new.
    for more in [
        about(&[&of_another]),
        about(&[&of_it, &of_another]),
        about(&[&case(3)]),
    ] {
        let said = given.refuses(("2026-05-29", keeper(), propose(more.clone())));
        assert_eq!(said, Refusal::WidensUnwarned, "{more:?}");
    }
    let shared = given.and([
        ("2026-05-29", keeper(), propose(about(&[&of_it]))),
        ("2026-05-29", keeper(), share()),
        ("2026-06-01", them(), comment(2, "2026-06-01")),
        ("2026-06-01", adviser(), read(2)),
        ("2026-06-02", keeper(), answer(2)),
    ]);
    // It is asked again when it is decided: a case that is another service's by then is no part of what binds.
    let mut moved = shared.clone();
    moved.services = vec![(of_it.clone(), service("planning"))];
    let agreed = |given: &Given| decision(&given.policy, Outcome::Agreed);
    let said = moved.refuses(("2026-06-16", decider(1), agreed(&moved)));
    assert_eq!(said, Refusal::WidensUnwarned);
    let decided = shared.clone().and([("2026-06-16", decider(1), agreed(&shared))]);
    let told = decided.and([("2026-06-17", keeper(), notice())]);
    let terms = &told.file.in_force(date("2026-06-17")).unwrap().terms;
    assert_eq!((terms.reach, &terms.cases[..]), (Reach::ThisMatter, &[of_it][..]));
}

fn service(name: &str) -> ServiceId {
    ServiceId::parse(name).unwrap()
}

// Domain 5.10: what was made kinder since it was proposed is made no harsher by what was proposed before.
#[test]
fn a_renewal_that_was_proposed_before_it_was_eased_is_proposed_again() {
    let given = in_force("worcester").and([
        ("2026-05-29", keeper(), propose(renewal())),
        ("2026-05-29", keeper(), share()),
        ("2026-06-01", them(), comment(2, "2026-06-01")),
        ("2026-06-01", adviser(), read(2)),
        ("2026-06-02", keeper(), answer(2)),
        (
            "2026-06-02",
            keeper(),
            Command::Ease(Easing {
                review_on: date("2026-06-02"),
                ..easing()
            }),
        ),
    ]);
    let agreed = decision(&given.policy, Outcome::Agreed);
    let said = given.refuses(("2026-06-03", decider(1), agreed));
    assert_eq!(said, Refusal::WidensUnwarned);
}

// Paper 004, 7.4; domain 5.9: whoever reads may err, and a person loses no right by that.
#[test]
fn a_contact_that_was_taken_for_something_else_is_sorted_again_with_a_reason_domain_5_9() {
    let given = in_force("worcester").and([("2026-02-09", adviser(), contact(1, "2026-02-09"))]);
    let said = given.refuses(("2026-02-09", adviser(), sorted_again(1, Sort::NewInformation)));
    assert_eq!(said, Refusal::ContactsUnread(1), "it is read first");
    let filed = given.and([("2026-02-09", adviser(), sorted(1, Sort::NothingNew))]);
    let said = filed.refuses(("2026-02-10", adviser(), sorted(1, Sort::NewInformation)));
    assert_eq!(said, Refusal::AlreadyAnswered, "not without saying why");
    let said = filed.refuses(("2026-02-10", adviser(), sorted_again(1, Sort::NothingNew)));
    assert_eq!(said, Refusal::AlreadyAnswered);
    let said = filed.refuses(("2026-02-10", planner(), sorted_again(1, Sort::NewInformation)));
    assert_eq!(said, Refusal::NotPermitted(Act::SortRestrictedContact));
    let Command::Tend(Tend::SortAgain { sorting, .. }) = sorted_again(1, Sort::NewInformation) else {
        unreachable!()
    };
    let no_reason = Command::Tend(Tend::SortAgain {
        sorting,
        as_well: false,
        reason: words("."),
    });
    let said = filed.refuses(("2026-02-10", adviser(), no_reason));
    assert!(matches!(said, Refusal::TooFewWords(_)), "{said:?}");
    // What it is follows as it would have.
    let reopened = filed
        .clone()
        .and([("2026-02-10", adviser(), sorted_again(1, Sort::NewInformation))]);
    assert_eq!(
        reopened.file.information_waits,
        [(contact_id(1), date("2026-02-24"))]
    );
    let urgent = filed
        .clone()
        .and([("2026-02-10", adviser(), sorted_again(1, Sort::Safeguarding))]);
    assert_eq!(urgent.file.urgent.len(), 1);
    let said = urgent.refuses(("2026-02-10", adviser(), sorted_again(1, Sort::NothingNew)));
    assert_eq!(said, Refusal::UrgentWaits, "whoever was told looks at it first");
    let matter = filed.and([("2026-02-10", adviser(), sorted_again(1, Sort::NewMatter))]);
    assert!(matter.file.contacts[0].case.is_some());
    let Event::Tended(Tended::SortedAgain { from, to, .. }) = &matter.entries.last().unwrap().event else {
        panic!("it is sorted again");
    };
    assert_eq!((*from, *to), (Sort::NothingNew, Sort::NewMatter));
    // The question that was reopened is answered by whoever decides, whatever it is taken for then.
    let back = reopened.and([("2026-02-11", adviser(), sorted_again(1, Sort::NothingNew))]);
    assert_eq!(back.file.information_waits.len(), 1);
    back.and([("2026-02-12", decider(1), keep(Question::Information))]);
}

// Domain 5.9: a new matter has its case, and whoever is in danger is seen to, also where one letter says both.
#[test]
fn one_contact_that_is_several_things_is_each_of_them_domain_5_9() {
    let read = in_force("worcester").and([
        ("2026-02-09", adviser(), contact(1, "2026-02-09")),
        ("2026-02-09", adviser(), sorted(1, Sort::Safeguarding)),
    ]);
    // What is urgent waits for whoever was told, and holds nothing else up.
    let both = read.and([("2026-02-09", adviser(), sorted_as_well(1, Sort::NewMatter))]);
    assert_eq!(both.file.urgent.len(), 1);
    let known = &both.file.contacts[0];
    assert_eq!(
        (known.sort, known.also.as_slice()),
        (Some(Sort::Safeguarding), [Sort::NewMatter].as_slice())
    );
    assert!(known.case.is_some());
    for again in [Sort::NewMatter, Sort::Safeguarding, Sort::NothingNew] {
        let said = both.refuses(("2026-02-09", adviser(), sorted_as_well(1, again)));
        assert_eq!(said, Refusal::AlreadyAnswered, "{again}");
    }
    let three = both.and([("2026-02-09", adviser(), sorted_as_well(1, Sort::NewInformation))]);
    assert_eq!(three.file.information_waits.len(), 1);
    let unread = in_force("worcester").and([("2026-02-09", adviser(), contact(1, "2026-02-09"))]);
    let said = unread.refuses(("2026-02-09", adviser(), sorted_as_well(1, Sort::NewMatter)));
    assert_eq!(said, Refusal::ContactsUnread(1));
}

fn lifted() -> Command {
    Command::Lift {
        reason: words("It was somebody else."),
        letter: words("It has ended."),
    }
}

/// The letter of an arrangement that ends on the day on which it is written.
fn of_today(given: &Given) -> Command {
    let say = Sentences::new(&given.policy, Language::English);
    let least = parts::least(&parts::of_lifting(&say, Over::default()));
    Command::Lift {
        reason: words("It was somebody else."),
        letter: words(&least),
    }
}

fn due(given: &Given, day: &str) -> Option<(DueKind, Date)> {
    let due = given.file.due_on(date(day));
    let is_it = |kind: DueKind| matches!(kind, DueKind::WeighGrounds | DueKind::TellThatItEnded);
    due.iter()
        .find(|due| is_it(due.kind))
        .map(|due| (due.kind, due.on))
}

// The Ombudsman's guide, part 3; UK GDPR, article 5(1)(d): nobody is kept to what rests on nothing by silence.
#[test]
fn an_arrangement_that_rests_on_nothing_ends_by_itself_where_nobody_answers_guide_part_3() {
    let given = in_force("worcester").and([("2026-02-10", keeper(), strike(90))]);
    assert_eq!(
        due(&given, "2026-02-24"),
        Some((DueKind::WeighGrounds, date("2026-02-24")))
    );
    let binds = |given: &Given, day: &str| given.file.binding(date(day)).is_some();
    assert!(binds(&given, "2026-02-24") && !binds(&given, "2026-02-25"));
    let last = given.file.bound().map(|(_, last)| last);
    assert_eq!(last, Some(date("2026-02-24")), "no job has to run for it");
    // They are told, and until then it is asked for.
    assert_eq!(
        due(&given, "2026-02-25"),
        Some((DueKind::TellThatItEnded, date("2026-02-25")))
    );
    let close = Command::Close {
        reason: words("It is over now."),
    };
    let said = given.refuses(("2026-02-25", keeper(), close.clone()));
    assert_eq!(said, Refusal::NotAtItsEnd);
    // Nothing that happens later has it bind again.
    let said = given.refuses(("2026-02-26", decider(1), keep(Question::Grounds)));
    assert_eq!(said, Refusal::NothingToAnswer);
    let again = given
        .clone()
        .and([("2026-02-26", planner(), danger(5, "2026-02-26"))]);
    assert!(!binds(&again, "2026-02-26") && again.file.rests_on_something());
    assert!(binds(&again, "2026-02-24"), "it did until then");
    for given in [given.clone(), again] {
        // They are told two days late, so the letter says since when, and not that it ends today.
        let mut told_today = given.clone();
        let said = told_today.attempt_as_it_is(date("2026-02-27"), &keeper(), of_today(&given));
        assert_eq!(said, Err(Refusal::PartsMissing(vec![LetterPart::Decided])));
        let told = given.and([("2026-02-27", keeper(), lifted())]);
        assert_eq!(due(&told, "2026-02-27"), None);
        assert_eq!(told.file.bound_until(), Some(date("2026-02-24")));
        told.and([("2026-03-02", keeper(), close.clone())]);
    }
    // Where something is left, a person says so, and it goes on until they have.
    let left = in_force("worcester").and([("2026-02-10", keeper(), strike(1))]);
    assert!(binds(&left, "2026-03-02"));
    // An arrangement in an older record goes on as it did.
    let mut old = given;
    for entry in &mut old.entries {
        if let Event::Tended(Tended::Struck { silence_ends_it, .. }) = &mut entry.event {
            *silence_ends_it = false;
        }
    }
    assert!(
        crate::conduct::fold(&old.entries)
            .binding(date("2026-03-02"))
            .is_some()
    );
}

// Domain 5.10: an appeal is decided whatever has ended since, and its answer says since when nothing of it holds.
#[test]
fn the_answer_to_an_appeal_against_what_is_over_says_since_when_domain_5_10() {
    let given = in_force("worcester").and([
        ("2026-02-10", keeper(), strike(90)),
        ("2026-02-12", them(), appeal("2026-02-12")),
    ]);
    let on = date("2026-02-27");
    assert_eq!(given.file.appealed(date("2026-02-24")).since, None);
    assert_eq!(
        given.file.appealed(on).since,
        Some(date("2026-02-25")),
        "after the last day of the silence"
    );
    let say = Sentences::new(&given.policy, Language::English);
    let conduct = given.policy.conduct.as_ref().unwrap();
    let ends_today = parts::of_appeal(&say, AppealOutcome::Upheld, Appealed::default(), conduct);
    let upheld = Command::DecideAppeal {
        outcome: AppealOutcome::Upheld,
        reasons: words("It was not theirs."),
        letter: words(&parts::least(&ends_today)),
    };
    let said = given.clone().attempt_as_it_is(on, &hears(1), upheld);
    assert_eq!(said, Err(Refusal::PartsMissing(vec![LetterPart::Decided])));
    let told = given.and([("2026-02-27", hears(1), appeal_upheld())]);
    assert_eq!(
        told.file.bound_until(),
        Some(date("2026-02-24")),
        "it ended when it did"
    );
}

// Paper 004, 7.1: nobody is bound for good on a report that they never had.
#[test]
fn an_arrangement_whose_report_came_back_ends_by_itself_where_nobody_answers_paper_004_7_1() {
    let shared = warned("worcester").and([
        ("2026-01-12", keeper(), propose(a_proposal())),
        ("2026-01-12", keeper(), carry(14, share(), Channel::InPerson)),
    ]);
    let agreed = decision(&shared.policy, Outcome::Agreed);
    let back = shared.and([
        ("2026-01-28", decider(1), agreed),
        ("2026-01-29", keeper(), carry(17, notice(), Channel::InPerson)),
        ("2026-02-02", keeper(), not_reached(14)),
    ]);
    let by = back.file.grounds_wait.unwrap();
    assert!(back.file.binding(by).is_some());
    assert_eq!(back.file.binding(by.tomorrow().unwrap()), None);
    let kept = back.and([("2026-02-03", decider(1), keep(Question::Grounds))]);
    assert!(kept.file.binding(by.tomorrow().unwrap()).is_some());
}

// Equality Act 2010, section 20; domain 5.5: a way that they can really use stays open, and silence closes none.
#[test]
fn an_arrangement_whose_one_way_is_ruled_out_ends_by_itself_where_nobody_opens_another_domain_5_5() {
    let reads_no_print = AdjustmentKind::CannotReadPrint;
    let asked = in_force("worcester").and([("2026-02-10", outbox(), agreed_with_them(reads_no_print))]);
    let by = asked.file.silent_end().unwrap();
    assert_eq!((by, asked.file.way_end()), (date("2026-02-24"), Some(by)));
    let binds = |given: &Given, day: Date| given.file.binding(day).is_some();
    let free = by.tomorrow().unwrap();
    assert!(
        binds(&asked, by) && !binds(&asked, free),
        "no job has to run for it"
    );
    assert_eq!(due(&asked, "2026-02-25"), Some((DueKind::TellThatItEnded, free)));
    assert!(asked.file.ended_for_its_way_on(free));
    let told = asked.clone().and([("2026-02-27", keeper(), lifted())]);
    assert_eq!(
        (due(&told, "2026-02-27"), told.file.bound_until()),
        (None, Some(by))
    );
    // Another way answers it, and what was decided goes on.
    let mut eased = asked.clone();
    eased.adjustments = vec![reads_no_print];
    let another = Easing {
        open_channel: Channel::Email,
        measures: vec![ContactOption::NamedContact, ContactOption::OneChannel],
        ends_on: date("2026-06-30"),
        review_on: date("2026-05-29"),
        ..easing()
    };
    let eased = eased.and([("2026-02-12", keeper(), Command::Ease(another))]);
    assert_eq!((eased.file.silent_end(), binds(&eased, free)), (None, true));
    // What rules out no way ends nothing by silence; and an arrangement in an older record goes on as it did.
    let print = agreed_with_them(AdjustmentKind::LargePrint);
    let large = in_force("worcester").and([("2026-02-10", outbox(), print)]);
    assert_eq!((large.file.silent_end(), binds(&large, free)), (None, true));
    let mut old = asked;
    for entry in &mut old.entries {
        if let Event::AdjustmentAgreed {
            silence_ends_it_after,
            ..
        } = &mut entry.event
        {
            *silence_ends_it_after = None;
        }
    }
    assert!(crate::conduct::fold(&old.entries).binding(free).is_some());
}

/// The same with another policy from now on.
fn under(given: Given, change: impl FnOnce(&mut Policy)) -> Given {
    let mut policy = Policy::clone(&given.policy);
    change(&mut policy);
    Given {
        policy: Arc::new(policy),
        ..given
    }
}

// Domain 5.5: options from the policy, also on the day on which it is decided.
#[test]
fn what_the_policy_no_longer_has_is_neither_decided_nor_told_domain_5_5() {
    let without = |policy: &mut Policy| {
        let conduct = policy.conduct.as_mut().unwrap();
        conduct
            .options
            .retain(|option| *option != ContactOption::OneChannel);
    };
    let gone = Refusal::NoLongerAnOption(ContactOption::OneChannel);
    let shared = under(
        shared("worcester").and([
            ("2026-01-15", them(), comment(1, "2026-01-15")),
            ("2026-01-19", keeper(), answer(1)),
        ]),
        without,
    );
    let agreed = decision(&shared.policy, Outcome::Agreed);
    assert_eq!(shared.refuses(("2026-01-28", decider(1), agreed)), gone);
    let no = decision(&shared.policy, Outcome::NotAgreed);
    shared.and([("2026-01-28", decider(1), no)]);
    let decided = under(decided("worcester"), without);
    assert_eq!(decided.refuses(("2026-02-02", keeper(), notice())), gone);
    decided.and([("2026-02-02", keeper(), withdraw())]);
}

// Domain 5.5: at least one channel that the customer can really use is one that the council has.
#[test]
fn the_way_that_stays_open_is_one_by_which_the_council_says_that_it_can_be_reached_domain_5_5() {
    let by = |open_channel| Proposal {
        open_channel,
        ..a_proposal()
    };
    for (name, _) in COUNCILS {
        let given = warned(name);
        let said = given.refuses(("2026-01-12", keeper(), propose(by(Channel::Text))));
        assert_eq!(said, Refusal::NotPublished(Channel::Text), "{name}");
        for way in [Channel::Letter, Channel::Email, Channel::Phone, Channel::Online] {
            given.clone().and([("2026-01-12", keeper(), propose(by(way)))]);
        }
        let no_phone = under(given, |policy| policy.council.contact.phone = None);
        let said = no_phone.refuses(("2026-01-12", keeper(), propose(by(Channel::Phone))));
        assert_eq!(said, Refusal::NotPublished(Channel::Phone), "{name}");
        let mut danger = no_phone.and([("2026-01-12", planner(), danger(3, "2026-01-12"))]);
        let said = danger.attempt(date("2026-01-12"), &senior(1), interim("2026-01-14"));
        assert_eq!(said, Err(Refusal::NotPublished(Channel::Phone)), "{name}");
    }
}
