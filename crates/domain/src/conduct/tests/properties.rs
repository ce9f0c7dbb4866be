//! What holds whatever anybody does, in any order.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::Date;
use proptest::prelude::*;

use super::fair::{is_fair, may_appeal};
use super::harness::*;
use super::onward::{State, onward, states};
use super::weighed::sorted_again;
use crate::conduct::{
    AppealOutcome, Check, CheckAnswer, Command, Easing, Event, Keep, Likeness, Outcome, Proposal, Purpose,
    Question, Reach, ReviewOutcome, Sort, Tend,
};
use crate::customer::adjustment::AdjustmentKind;
use crate::permission::{self, Act, Actor};
use crate::policy::ContactOption;
use crate::vocabulary::Channel;

fn anybody() -> impl Strategy<Value = Actor> {
    prop_oneof![
        1 => Just(planner()),
        1 => Just(adviser()),
        4 => Just(keeper()),
        4 => (1_u64..10).prop_map(decider),
        2 => (1_u64..4).prop_map(senior),
        2 => (1_u64..4).prop_map(hears),
        1 => Just(them()),
        2 => Just(outbox()),
    ]
}

fn proposals() -> impl Strategy<Value = Proposal> {
    let measures = prop::sample::subsequence(ContactOption::ALL.to_vec(), 0..4);
    let purpose = prop::sample::select(Purpose::ALL);
    let reach = prop::sample::select(Reach::ALL);
    let channel = prop::sample::select(vec![Channel::Letter, Channel::InPerson, Channel::SocialMedia]);
    let ends = prop::sample::select(vec!["2026-03-31", "2026-06-30", "2026-12-31", "2027-06-30"]);
    (measures, purpose, reach, channel, ends, any::<bool>()).prop_map(
        |(measures, purpose, reach, open_channel, ends_on, gives_reasons)| Proposal {
            measures,
            purpose,
            reach,
            open_channel,
            cases: if gives_reasons { vec![case(1)] } else { Vec::new() },
            ends_on: date(ends_on),
            review_on: date(ends_on) - 14.days(),
            why_whole_council: gives_reasons.then(|| words("Staff of several services were threatened.")),
            why_nothing_milder: gives_reasons.then(|| words("A meeting was tried.")),
            ..a_proposal()
        },
    )
}

fn orders(panel: bool) -> impl Strategy<Value = Command> {
    let policy = council(if panel { "lancaster" } else { "worcester" });
    prop_oneof![
        1 => (1_u64..4, any::<bool>()).prop_map(|(number, danger)| incident(number, danger)),
        3 => prop::sample::select(Check::ALL).prop_map(|of| check(of, CheckAnswer::Clear)),
        1 => prop::sample::select(Check::ALL).prop_map(|of| check(of, CheckAnswer::OursToMend)),
        2 => Just(warning()),
        1 => prop::sample::select(vec!["2026-01-12", "2026-01-20", "2026-02-20"]).prop_map(interim),
        2 => Just(propose(a_proposal())),
        2 => proposals().prop_map(propose),
        3 => Just(share()),
        2 => (1_u64..5).prop_map(|number| comment(number, "2026-01-05")),
        2 => (1_u64..5).prop_map(|number| more_to_say(number, "2026-01-05")),
        3 => (1_u64..5).prop_map(answer),
        4 => prop::sample::select(Outcome::ALL).prop_map(move |outcome| decision(&policy, outcome)),
        4 => Just(notice()),
        2 => (1_u64..6).prop_map(|number| contact(number, "2026-02-10")),
        2 => (1_u64..6, prop::sample::select(Sort::ALL)).prop_map(|(number, sort)| sorted(number, sort)),
        1 => Just(Command::Lift { reason: words("It went well."), letter: words("It has ended.") }),
        1 => Just(appeal("2026-01-05")),
        1 => prop::sample::select(AppealOutcome::ALL).prop_map(|outcome| Command::DecideAppeal {
            outcome,
            reasons: words("Because."),
            letter: words("Dear you"),
        }),
        1 => prop::sample::select(ADJUSTMENTS.to_vec()).prop_map(agreed_with_them),
        2 => prop::sample::select(Question::ALL).prop_map(keep),
        1 => prop::sample::select(vec!["2026-03-31", "2026-06-30", "2026-12-31"]).prop_map(|ends| Command::Ease(Easing {
            ends_on: date(ends),
            review_on: date(ends) - 14.days(),
            ..easing()
        })),
        1 => Just(Command::Close { reason: words("It is over.") }),
        3 => tended(),
        2 => (1_u64..4).prop_map(|number| send(number, warning())),
        2 => (4_u64..7).prop_map(|number| send(number, share())),
        2 => (7_u64..10).prop_map(|number| send(number, notice())),
        1 => (11_u64..14).prop_map(|number| carry(number, warning(), Channel::InPerson)),
        1 => (14_u64..17).prop_map(|number| carry(number, share(), Channel::Phone)),
        1 => (17_u64..20).prop_map(|number| carry(number, notice(), Channel::InPerson)),
        1 => (20_u64..23).prop_map(|number| post(number, warning())),
        1 => (23_u64..26).prop_map(|number| carry(number, share(), Channel::Letter)),
        1 => (1_u64..4, 26_u64..29).prop_map(|(one, number)| by_code_of(&decider(one), number)),
        3 => (1_u64..10).prop_map(left),
        1 => (20_u64..23).prop_map(left),
        1 => (1_u64..26).prop_map(|number| brought(number, Channel::Letter)),
        1 => (1_u64..26).prop_map(not_reached),
        1 => (101_u64..103, prop::sample::select(Likeness::ALL)).prop_map(|(number, likeness)| compared(number, likeness)),
        1 => Just(Command::Keep(Keep::Hold { reason: words("A claim.") })),
        1 => Just(Command::Keep(Keep::EndHold { reason: words("It is settled.") })),
        1 => Just(Command::Keep(Keep::Erase { counted: None })),
    ]
}

/// What can be agreed with them at any time, on the page of the people of their case.
const ADJUSTMENTS: [AdjustmentKind; 3] = [
    AdjustmentKind::CannotUsePhone,
    AdjustmentKind::CannotReadPrint,
    AdjustmentKind::EasyRead,
];

/// What is done beside the way.
fn tended() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => (prop::sample::select(vec![1_u64, 2, 3, 90])).prop_map(strike),
        2 => Just(withdraw()),
        1 => prop::sample::select(ReviewOutcome::ALL).prop_map(review),
        1 => (1_u64..6).prop_map(|number| Command::Tend(Tend::PassOn {
            contact: contact_id(number),
            told: vec![user_of(&planner())],
        })),
        1 => (1_u64..6).prop_map(|number| Command::Tend(Tend::TakeUp {
            contact: contact_id(number),
            words: words("I rang the crisis team."),
        })),
        1 => (1_u64..6).prop_map(|number| Command::Tend(Tend::NotTold { contact: contact_id(number) })),
        1 => (1_u64..6, prop::sample::select(Sort::ALL)).prop_map(|(number, sort)| sorted_again(number, sort)),
        1 => Just(meet()),
        1 => prop::sample::select(vec!["2026-02-02", "2026-02-20", "2026-04-01"]).prop_map(more_time),
        1 => Just(close_into()),
        2 => Just(milder()),
        1 => (1_u64..4).prop_map(a_file),
    ]
}

/// A whole history: who does what, and how many days pass before it.
fn histories(panel: bool) -> impl Strategy<Value = Vec<(Actor, Command, i64)>> {
    prop::collection::vec((anybody(), orders(panel), 0_i64..4), 0..160)
}

/// A step of a history that comes far: some order, or what would bring the file onward.
#[derive(Debug, Clone)]
enum Move {
    /// Anything.
    Any(Actor, Command),
    /// What has to be done next, in one of its ways.
    Onward(u64),
}

/// A history that is likely to come far: most of its steps are what has to be done next, and now and then months pass.
fn long_histories(panel: bool) -> impl Strategy<Value = Vec<(Move, i64)>> {
    let any = (anybody(), orders(panel)).prop_map(|(actor, command)| Move::Any(actor, command));
    let moves = prop_oneof![1 => any, 5 => any_onward()];
    let days = prop_oneof![30 => 0_i64..3, 2 => 5_i64..16, 1 => 60_i64..110];
    prop::collection::vec((moves, days), 150..250)
}

fn any_onward() -> impl Strategy<Value = Move> {
    (0_u64..1000).prop_map(Move::Onward)
}

/// Whether an order with a letter goes through when the letter says next to nothing.
fn says_less(given: &Given, (day, actor): (Date, &Actor), command: &Command) -> bool {
    let has_parts = matches!(
        command,
        Command::Warn { .. }
            | Command::OrderInterim(_)
            | Command::SendNotice { .. }
            | Command::Ease(_)
            | Command::Tend(Tend::Withdraw { letter: Some(_), .. })
    );
    has_parts
        && given
            .clone()
            .attempt_as_it_is(day, actor, command.clone())
            .is_ok()
}

/// New information has an answer before an arrangement goes on, or its file is closed.
fn is_looked_at(waited: &[(crate::id::ContactId, Date)], events: &[Event]) -> bool {
    let goes_on = |event: &Event| {
        matches!(
            event,
            Event::Closed { .. }
                | Event::Proposed {
                    purpose: Purpose::Renewal,
                    ..
                }
        )
    };
    waited.is_empty() || !events.iter().any(goes_on)
}

/// Equality Act 2010, section 20: what begins to bind, or changes, leaves a way that they can use; and one that cannot be
/// used any more since something was agreed later is a question that waits.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "three events begin or change what binds"
)]
fn leaves_a_way(
    given: &Given,
    day: Date,
    (was_agreed, events): (bool, &[Event]),
) -> Result<(), TestCaseError> {
    let rules_out = |channel: Channel, measures: &[ContactOption]| {
        given.adjustments.iter().any(|kind| kind.rules_out(channel))
            || (channel == Channel::InPerson && measures.contains(&ContactOption::Premises))
    };
    let Some((measures, channel)) = given.file.binding(day) else {
        return Ok(());
    };
    let ruled_out = rules_out(channel, &measures);
    let waits = given.file.may_stand_against_an_adjustment(day);
    prop_assert!(
        !ruled_out || waits,
        "they cannot use the way, and nobody is asked"
    );
    for event in events {
        let (begins, eases) = match event {
            Event::NoticeSent { .. } => (was_agreed, false),
            Event::Eased { .. } => (false, true),
            Event::InterimOrdered { .. } => {
                prop_assert!(
                    !ruled_out,
                    "an interim measure binds without a way that they can use"
                );
                (false, false)
            }
            _ => (false, false),
        };
        let Some(arrangement) = given.file.in_force(day).filter(|_| begins || eases) else {
            continue;
        };
        let terms = &arrangement.terms;
        let ruled_out = rules_out(terms.open_channel, &terms.measures);
        prop_assert!(!ruled_out, "an arrangement binds without a way that they can use");
        prop_assert!(terms.review_on >= day, "it binds, and is never looked at again");
    }
    let has_notice = events
        .iter()
        .any(|event| matches!(event, Event::NoticeSent { .. }));
    let begins = was_agreed && has_notice;
    prop_assert!(
        !begins || given.file.in_force(day).is_some(),
        "a notice of days that are over"
    );
    Ok(())
}

/// Whoever was told that they may appeal can, once for each notice; and what was decided and binds nobody can be taken
/// back.
fn can_go_back(given: &Given, day: Date) -> Result<(), TestCaseError> {
    if given.file.erased_on.is_some() {
        return Ok(());
    }
    if may_appeal(given, day) {
        let asked = given.clone().attempt(day, &them(), appeal(&day.to_string()));
        prop_assert!(
            asked.is_ok(),
            "an appeal that they were told of was refused: {:?}",
            asked
        );
    }
    let decided = given.file.to_notify.as_ref();
    if decided.is_some_and(|waits| waits.outcome == Outcome::Agreed) {
        let mut back = given.clone();
        back.adjustments.clear();
        let back = back.attempt(day, &keeper(), withdraw());
        prop_assert!(back.is_ok(), "what was decided cannot be taken back: {:?}", back);
    }
    Ok(())
}

/// An order, and whether a letter went that lost a part.
fn attempted(
    given: &mut Given,
    day: Date,
    (actor, mut command): (Actor, Command),
) -> Result<(), TestCaseError> {
    if let Command::Comment(comment) = &mut command {
        comment.on = day;
    }
    let unread: Vec<_> = given.file.unread().map(|contact| contact.id.clone()).collect();
    let came_on = if let Command::RecordContact(contact) = &command {
        Some(contact.on)
    } else {
        None
    };
    let sorts = matches!(&command, Command::SortContact(_));
    let before = given.file.contacts.len();
    let waited = given.file.information_waits.clone();
    let is_read_then = came_on.is_some_and(|on| given.file.is_read(on));
    let is_told = matches!(&command, Command::Tend(Tend::Withdraw { .. }))
        && given
            .file
            .report
            .as_ref()
            .is_some_and(|report| report.shared.is_none());
    let agreed = if let Command::AdjustmentAgreed { kind } = &command {
        Some(*kind)
    } else {
        None
    };
    let lost = !is_told && says_less(given, (day, &actor), &command);
    prop_assert!(!lost, "a letter went that lost a part: {:?}", command);
    // Domain 5.6: what they had to comment on is not dropped without a word.
    let was_shared = given.file.had_the_report() && given.file.in_force(day).is_none();
    let waits = given.file.to_notify.as_ref();
    let was_agreed = waits.is_some_and(|waits| waits.outcome == Outcome::Agreed);
    let answer = given.attempt(day, &actor, command);
    if let Ok(events) = &answer {
        prop_assert!(
            is_looked_at(&waited, events),
            "it went on while a question waited: {:?}",
            events
        );
        // It is agreed on another page, whatever the file makes of it.
        given
            .adjustments
            .extend(agreed.filter(|kind| !given.adjustments.contains(kind)));
        let is_decided = events.iter().any(|event| matches!(event, Event::Decided { .. }));
        prop_assert!(
            unread.is_empty() || !is_decided,
            "it was decided before it was read whether a contact is a comment"
        );
        leaves_a_way(given, day, (was_agreed, events))?;
        let is_lifted = events.iter().any(|event| matches!(event, Event::Lifted { .. }));
        prop_assert!(
            !(was_shared && is_lifted) || given.file.is_pending(),
            "a report that they had was dropped without a word"
        );
    }
    can_go_back(given, day)?;
    let may_record = permission::may(&given.policy, &given.with_roles(&actor), Act::RecordContact);
    if is_read_then && may_record {
        prop_assert!(answer.is_ok(), "a contact was refused: {:?}", answer);
    }
    prop_assert!(given.file.contacts.len() >= before, "a contact was lost");
    for contact in &unread {
        let still = given.file.unread().any(|known| known.id == *contact);
        prop_assert!(still || sorts, "a contact was closed unread");
    }
    if let Err(why) = is_fair(given, day) {
        prop_assert!(false, "{why}: {:#?}", given.entries);
    }
    prop_assert!(
        given.file.binding(date("2036-01-01")).is_none(),
        "something binds for ever"
    );
    Ok(())
}

/// A council with a panel, or one whose officer decides.
fn begin(panel: bool) -> Given {
    let mut given = given(if panel { "lancaster" } else { "worcester" }, []);
    // Some of each post dealt with a case of theirs: one alone decides here, and of a panel three have to be left.
    let decides = decider(if panel { 9 } else { 3 });
    given.dealt_with_them = [decides, senior(2), hears(1)].iter().map(user_of).collect();
    given
}

fn holds(panel: bool, history: Vec<(Actor, Command, i64)>) -> Result<(), TestCaseError> {
    let (mut given, mut day) = (begin(panel), date("2026-01-05"));
    for (actor, command, days) in history {
        day += days.days();
        attempted(&mut given, day, (actor, command))?;
    }
    prop_assert_eq!(crate::conduct::fold(&given.entries), given.file);
    Ok(())
}

fn holds_far(panel: bool, history: Vec<(Move, i64)>) -> Result<BTreeSet<State>, TestCaseError> {
    let (mut given, mut day) = (begin(panel), date("2026-01-05"));
    let mut reached = BTreeSet::new();
    for (step, days) in history {
        day += days.days();
        let order = match step {
            Move::Any(actor, command) => (actor, command),
            Move::Onward(way) => onward(&given, day, way),
        };
        let before = given.entries.len();
        attempted(&mut given, day, order)?;
        reached.extend(states(&given, day, before));
    }
    prop_assert_eq!(crate::conduct::fold(&given.entries), given.file);
    Ok(reached)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_history_restricts_a_person_unfairly_or_loses_a_contact(history in histories(false)) {
        holds(false, history)?;
    }

    #[test]
    fn no_history_that_comes_far_restricts_a_person_unfairly(
        (panel, history) in any::<bool>().prop_flat_map(|panel| (Just(panel), long_histories(panel))),
    ) {
        holds_far(panel, history)?;
    }
}

// A property that is held of histories which reach nothing says nothing.
#[test]
fn the_histories_come_far_enough_to_mean_something() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for panel in [false, true] {
        let mut count: BTreeMap<State, u32> = BTreeMap::new();
        for _ in 0..100 {
            let tree = long_histories(panel).new_tree(&mut runner).unwrap();
            let history = proptest::strategy::ValueTree::current(&tree);
            for state in holds_far(panel, history).unwrap() {
                *count.entry(state).or_default() += 1;
            }
        }
        for (state, least) in State::FLOOR {
            let reached = count.get(&state).copied().unwrap_or_default();
            assert!(
                reached >= least,
                "only {reached} of 100 reached {state:?}: {count:?}"
            );
        }
    }
}
