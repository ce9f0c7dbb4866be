//! What holds whatever anybody does, in any order.

use jiff::ToSpan as _;
use jiff::civil::Date;
use proptest::prelude::*;

use super::harness::*;
use crate::conduct::{
    AppealOutcome, Check, CheckAnswer, Command, ConductFile, Easing, Entry, Event, Keep, Kept, Likeness,
    Outcome, Proposal, Purpose, Question, Reach, Sort,
};
use crate::customer::adjustment::AdjustmentKind;
use crate::permission::Actor;
use crate::policy::ContactOption;
use crate::vocabulary::Channel;

fn anybody() -> impl Strategy<Value = Actor> {
    prop_oneof![
        1 => Just(planner()),
        1 => Just(adviser()),
        4 => Just(keeper()),
        4 => (1_u64..10).prop_map(decider),
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
        3 => (1_u64..5).prop_map(answer),
        4 => prop::sample::select(Outcome::ALL).prop_map(move |outcome| decision(&policy, outcome)),
        4 => Just(notice()),
        2 => (1_u64..6).prop_map(|number| contact(number, "2026-02-10")),
        2 => (1_u64..6, prop::sample::select(Sort::ALL)).prop_map(|(number, sort)| sorted(number, sort)),
        1 => Just(Command::Lift { reason: words("It went well."), letter: words("It has ended.") }),
        1 => Just(Command::Appeal { on: date("2026-01-05"), channel: Channel::Letter, words: words("No.") }),
        1 => prop::sample::select(AppealOutcome::ALL).prop_map(|outcome| Command::DecideAppeal {
            outcome,
            reasons: words("Because."),
            letter: words("Dear you"),
        }),
        2 => prop::sample::select(vec![AdjustmentKind::CannotUsePhone, AdjustmentKind::CannotReadPrint]).prop_map(agreed_with_them),
        2 => prop::sample::select(Question::ALL).prop_map(keep),
        1 => prop::sample::select(vec!["2026-03-31", "2026-06-30", "2026-12-31"]).prop_map(|ends| Command::Ease(Easing {
            ends_on: date(ends),
            review_on: date(ends) - 14.days(),
            ..easing()
        })),
        1 => Just(Command::Close { reason: words("It is over.") }),
        2 => (1_u64..4).prop_map(|number| send(number, warning())),
        2 => (4_u64..7).prop_map(|number| send(number, share())),
        2 => (7_u64..10).prop_map(|number| send(number, notice())),
        3 => (1_u64..10).prop_map(left),
        1 => (1_u64..10).prop_map(not_reached),
        1 => (101_u64..103, prop::sample::select(Likeness::ALL)).prop_map(|(number, likeness)| compared(number, likeness)),
        1 => Just(Command::Keep(Keep::Hold { reason: words("A claim.") })),
        1 => Just(Command::Keep(Keep::EndHold { reason: words("It is settled.") })),
        1 => Just(Command::Keep(Keep::Erase)),
    ]
}

/// A whole history: who does what, and how many days pass before it.
fn histories(panel: bool) -> impl Strategy<Value = Vec<(Actor, Command, i64)>> {
    prop::collection::vec((anybody(), orders(panel), 0_i64..4), 0..160)
}

/// A history that is likely to come far: all that has to be done, in order, with random orders between.
fn long_histories(panel: bool) -> impl Strategy<Value = Vec<(Actor, Command, i64)>> {
    let name = if panel { "lancaster" } else { "worcester" };
    let decided = decision(&council(name), Outcome::Agreed);
    let checks = Check::ALL
        .iter()
        .map(|of| (keeper(), check(*of, CheckAnswer::Clear), 0));
    let mut way = vec![(planner(), incident(1, true), 0)];
    way.extend(checks);
    way.extend([
        (keeper(), warning(), 1),
        (keeper(), propose(a_proposal()), 2),
        (keeper(), share(), 0),
        (them(), comment(1, "2026-01-05"), 1),
        (keeper(), answer(1), 0),
        (decider(1), decided, 1),
        (keeper(), notice(), 1),
        (adviser(), contact(1, "2026-01-20"), 1),
        (adviser(), sorted(1, Sort::NothingNew), 0),
    ]);
    let between = prop::collection::vec(
        prop::collection::vec((anybody(), orders(panel), 0_i64..2), 0..3),
        way.len(),
    );
    between.prop_map(move |between| {
        let mut all = Vec::new();
        for (step, more) in way.clone().into_iter().zip(between) {
            all.push(step);
            all.extend(more);
        }
        all
    })
}

/// Holds what binds on a day to everything that has to have come before it.
fn is_fair(entries: &[Entry], file: &ConductFile, on: Date) -> Result<(), String> {
    if file.interim_in_force(on).is_some() {
        let ordered = entries
            .iter()
            .filter(|entry| matches!(entry.event, Event::InterimOrdered { .. }));
        let dangers = entries
            .iter()
            .filter(|entry| matches!(entry.event, Event::IncidentReported { was_danger: true, .. }));
        if ordered.count() > dangers.count() {
            return Err("an interim safety measure was ordered twice for one danger".to_owned());
        }
    }
    if file.in_force(on).is_none() {
        return Ok(());
    }
    let last = |of: fn(&Event) -> bool, before: usize| {
        entries.iter().take(before).rposition(|entry| of(&entry.event))
    };
    let need = |found: Option<usize>, what: &str| found.ok_or_else(|| format!("it binds without {what}"));
    let all = entries.len();
    let notice = need(
        last(|event| matches!(event, Event::NoticeSent { .. }), all),
        "a notice",
    )?;
    let agreed = |event: &Event| {
        matches!(
            event,
            Event::Decided {
                outcome: Outcome::Agreed,
                ..
            }
        )
    };
    let decided = need(last(agreed, notice), "a decision")?;
    let shared = need(
        last(|event| matches!(event, Event::ReportShared { .. }), decided),
        "a shared report",
    )?;
    let proposed = need(
        last(|event| matches!(event, Event::Proposed { .. }), decided),
        "a proposal",
    )?;
    let warned = need(
        last(|event| matches!(event, Event::Warned { .. }), proposed),
        "a warning",
    )?;
    for check in Check::ALL {
        let answered = entries
            .iter()
            .take(warned)
            .any(|entry| matches!(&entry.event, Event::CheckAnswered { check: known, .. } if known == check));
        need(answered.then_some(0), check.as_str())?;
    }
    for (at, entry) in entries.iter().enumerate().take(decided) {
        let Event::Commented { id, .. } = &entry.event else {
            continue;
        };
        let answered = entries
            .iter()
            .take(decided)
            .skip(at)
            .any(|later| matches!(&later.event, Event::CommentAnswered { id: known, .. } if known == id));
        let of_this_report = at > shared;
        need(
            (answered || !of_this_report).then_some(0),
            "an answer to a comment",
        )?;
    }
    let commented = entries
        .iter()
        .take(decided)
        .skip(shared)
        .any(|entry| matches!(entry.event, Event::Commented { .. }));
    if let (Some(entry), Some(Event::ReportShared { comments_until, .. })) = (
        entries.get(decided),
        entries.get(shared).map(|entry| &entry.event),
    ) {
        let day = crate::calendar::london::civil_date(entry.at);
        need(
            (commented || day > *comments_until).then_some(0),
            "time for comments",
        )?;
        let involved = entries.iter().take(decided).any(|before| {
            let part = !matches!(
                before.event,
                Event::NoticeSent { .. }
                    | Event::ContactCame { .. }
                    | Event::ContactSorted { .. }
                    | Event::ReportShared { .. }
                    | Event::Commented { .. }
                    | Event::Lifted { .. }
                    | Event::Appealed { .. }
                    | Event::Closed { .. }
                    | Event::LetterLeft { .. }
                    | Event::OutsideAnswered { .. }
                    | Event::AdjustmentAgreed { .. }
                    | Event::Eased { .. }
                    | Event::LetterNotReached { .. }
                    | Event::Kept(Kept::Held { .. } | Kept::HoldEnded { .. } | Kept::Erased)
            );
            part && before.actor == entry.actor
        });
        need((!involved).then_some(0), "an uninvolved decider")?;
    }
    arrived(entries, file, notice)?;
    let arrangement = file.in_force(on).ok_or("it is gone")?;
    need((on <= arrangement.terms.ends_on).then_some(0), "an end")?;
    Ok(())
}

/// A notice that did not arrive binds nobody, unless they answered it or something came after it.
fn arrived(entries: &[Entry], file: &ConductFile, notice: usize) -> Result<(), String> {
    if let Some(Event::LetterLeft { message }) = notice
        .checked_sub(1)
        .and_then(|at| entries.get(at))
        .map(|entry| &entry.event)
    {
        let bounced = entries.iter().skip(notice).position(
            |entry| matches!(&entry.event, Event::LetterNotReached { message: known } if known == message),
        );
        let moved_on = entries
            .iter()
            .skip(notice)
            .take(bounced.unwrap_or_default())
            .any(|entry| {
                matches!(
                    entry.event,
                    Event::Proposed { .. } | Event::Appealed { .. } | Event::Closed { .. }
                )
            });
        let renewed = file.arrangement.as_ref().is_some_and(|it| it.since < it.from);
        if bounced.is_some() && !moved_on && !renewed {
            return Err("it binds without a notice that arrived".to_owned());
        }
    }
    Ok(())
}

/// Whether an order with a letter goes through when the letter says next to nothing.
fn says_less(given: &Given, (day, actor): (Date, &Actor), command: &Command) -> bool {
    let has_parts = matches!(
        command,
        Command::Warn { .. } | Command::OrderInterim(_) | Command::SendNotice { .. } | Command::Ease(_)
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

fn holds(panel: bool, history: Vec<(Actor, Command, i64)>) -> Result<usize, TestCaseError> {
    let mut given = given(if panel { "lancaster" } else { "worcester" }, []);
    let mut day = date("2026-01-05");
    let mut bound = 0;
    for (actor, mut command, days) in history {
        day += days.days();
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
        let binds_then = came_on.is_some_and(|on| given.file.binding(on).is_some());
        let lost = says_less(&given, (day, &actor), &command);
        prop_assert!(!lost, "a letter went that lost a part: {:?}", command);
        let answer = given.attempt(day, &actor, command);
        if let Ok(events) = &answer {
            prop_assert!(
                is_looked_at(&waited, events),
                "it went on while a question waited: {:?}",
                events
            );
            for event in events {
                if let Event::AdjustmentAgreed { kind, .. } = event {
                    given.adjustments.push(*kind);
                }
            }
        }
        if binds_then && actor == adviser() {
            prop_assert!(answer.is_ok(), "a contact was refused: {:?}", answer);
        }
        prop_assert!(given.file.contacts.len() >= before, "a contact was lost");
        for contact in &unread {
            let still = given.file.unread().any(|known| known.id == *contact);
            prop_assert!(still || sorts, "a contact was closed unread");
        }
        if let Err(why) = is_fair(&given.entries, &given.file, day) {
            prop_assert!(false, "{why}: {:#?}", given.entries);
        }
        bound += usize::from(given.file.in_force(day).is_some());
        prop_assert!(
            given.file.binding(date("2031-01-01")).is_none(),
            "something binds for ever"
        );
    }
    prop_assert_eq!(crate::conduct::fold(&given.entries), given.file);
    Ok(bound)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_history_restricts_a_person_unfairly_or_loses_a_contact(history in histories(false)) {
        holds(false, history)?;
    }

    #[test]
    fn no_history_that_comes_far_restricts_a_person_unfairly(panel in any::<bool>(), history in any::<bool>().prop_flat_map(long_histories)) {
        holds(panel, history)?;
    }
}

#[test]
fn the_histories_come_far_enough_to_mean_something() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let reached = (0..60)
        .filter(|_| {
            let tree = long_histories(false).new_tree(&mut runner);
            let history = tree.map(|tree| proptest::strategy::ValueTree::current(&tree));
            history.is_ok_and(|history| holds(false, history).is_ok_and(|bound| bound > 0))
        })
        .count();
    assert!(
        reached >= 15,
        "only {reached} of 60 came to an arrangement in force"
    );
}
