//! Whom a survey asks, what it takes, and what it gives to be counted.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::calendar::london::day_starts_at;
use crate::case::tests::people::{person, user, uuid};
use crate::id::{ActorId, WordsId};
use crate::measure::fact::FactKind;
use crate::permission::{Act, Actor};
use crate::policy::Policy;
use crate::vocabulary::Role;

const CLOSED: Date = date(2026, 11, 2);

static COUNCIL: LazyLock<Policy> =
    LazyLock::new(|| Policy::parse(include_str!("../../../../policies/demo.toml")).unwrap());

fn at(day: Date) -> Timestamp {
    day_starts_at(day)
}

fn job() -> Actor {
    Actor::program(ActorId::Job("survey"))
}

fn customer() -> Actor {
    Actor {
        id: ActorId::Anonymous,
        roles: Vec::new(),
        services: Vec::new(),
    }
}

fn staff(role: Role) -> Actor {
    Actor {
        id: ActorId::User(user(7)),
        roles: vec![Role::Staff, role],
        services: Vec::new(),
    }
}

fn words(text: &str) -> Words {
    Words::new(WordsId::parse(uuid(7_000)).unwrap(), [7; 16], text)
}

fn question(name: &str) -> QuestionId {
    QuestionId::parse(name).unwrap()
}

fn about() -> About {
    About {
        service: Some(ServiceId::parse("waste").unwrap()),
        channel: Channel::Phone,
        kind: Kind::Complaint,
        stage: 1,
        ward: None,
    }
}

fn message(number: u64) -> MessageId {
    MessageId::parse(uuid(8_000 + number)).unwrap()
}

fn ask() -> Command {
    Command::Ask(Ask {
        about: about(),
        person: person(100),
        by: Channel::Email,
        message: message(1),
    })
}

fn answer(name: &str, answer: Answer) -> Command {
    Command::Answer {
        question: question(name),
        answer,
    }
}

/// A survey as far as it came: what each did on which day.
fn given(done: Vec<(Date, Actor, Command)>) -> Survey {
    done.into_iter()
        .fold(Survey::default(), |survey, (on, actor, command)| {
            let (after, _) = when(survey, on, &actor, command).unwrap();
            after
        })
}

fn when(survey: Survey, on: Date, actor: &Actor, command: Command) -> Result<(Survey, Vec<Event>), Refusal> {
    let context = Context {
        at: at(on),
        actor,
        policy: &COUNCIL,
    };
    let events = decide(&survey, command, &context)?;
    let after = events.iter().fold(survey, |survey, event| {
        let entry = Entry {
            at: at(on),
            actor: actor.id.clone(),
            event: event.clone(),
        };
        evolve(survey, &entry)
    });
    Ok((after, events))
}

fn asked() -> Survey {
    given(vec![(CLOSED, job(), ask())])
}

fn facts_of(survey: &Survey) -> Vec<(FactKind, String, i64)> {
    let facts = fact::facts(survey);
    facts
        .iter()
        .map(|(fact, tally)| (fact.what, fact.detail.clone(), tally.kept))
        .collect()
}

#[test]
fn given_a_closed_case_when_it_is_asked_about_then_it_can_be_answered_for_as_long_as_the_policy_says() {
    let survey = asked();
    assert_eq!(survey.reminds_on(), Some(date(2026, 11, 9)));
    assert!(survey.is_open_on(date(2026, 11, 30)));
    assert!(!survey.is_open_on(date(2026, 12, 1)));
    let late = when(
        survey,
        date(2026, 12, 1),
        &customer(),
        answer("handling", Answer::Satisfied),
    );
    assert_eq!(late, Err(Refusal::Closed));
}

#[test]
fn given_a_case_that_was_asked_about_when_it_is_asked_about_again_then_it_is_refused() {
    assert_eq!(
        when(asked(), date(2027, 3, 1), &job(), ask()),
        Err(Refusal::DecidedBefore)
    );
    let pass = Command::PassOver {
        about: about(),
        because: NotAskedBecause::SaidNo,
    };
    let passed = given(vec![(CLOSED, job(), pass.clone())]);
    assert_eq!(
        when(passed, date(2027, 3, 1), &job(), ask()),
        Err(Refusal::DecidedBefore)
    );
    assert_eq!(when(asked(), CLOSED, &job(), pass), Err(Refusal::DecidedBefore));
}

#[test]
fn nobody_but_the_job_asks_and_nobody_is_asked_by_telephone() {
    assert_eq!(
        when(Survey::default(), CLOSED, &staff(Role::ComplaintsManager), ask()),
        Err(Refusal::NotPermitted(Act::ReadSurveys))
    );
    let Command::Ask(by_mail) = ask() else {
        unreachable!()
    };
    let by = Channel::Phone;
    let by_phone = Command::Ask(Ask { by, ..by_mail });
    assert_eq!(
        when(Survey::default(), CLOSED, &job(), by_phone),
        Err(Refusal::NotThisWay(by))
    );
}

#[test]
fn given_nobody_answered_when_seven_days_are_over_then_they_are_reminded_once() {
    let remind = || Command::Remind { message: message(2) };
    assert_eq!(
        when(asked(), date(2026, 11, 8), &job(), remind()),
        Err(Refusal::NobodyToRemind)
    );
    let (reminded, _) = when(asked(), date(2026, 11, 9), &job(), remind()).unwrap();
    assert_eq!(reminded.reminds_on(), None);
    assert_eq!(
        when(reminded, date(2026, 11, 20), &job(), remind()),
        Err(Refusal::NobodyToRemind)
    );
}

#[test]
fn given_one_question_was_answered_then_nobody_is_reminded() {
    let answered = given(vec![
        (CLOSED, job(), ask()),
        (date(2026, 11, 3), customer(), answer("easy", Answer::Hard)),
    ]);
    assert_eq!(answered.reminds_on(), None);
    let remind = Command::Remind { message: message(2) };
    assert_eq!(
        when(answered, date(2026, 11, 9), &job(), remind),
        Err(Refusal::NobodyToRemind)
    );
}

#[test]
fn given_an_answer_when_it_is_given_again_then_the_last_counts_and_the_same_adds_nothing() {
    let on = date(2026, 11, 4);
    let (first, _) = when(asked(), on, &customer(), answer("handling", Answer::Neither)).unwrap();
    let (same, events) = when(first, on, &customer(), answer("handling", Answer::Neither)).unwrap();
    assert_eq!(events, []);
    let (other, _) = when(same, on, &customer(), answer("handling", Answer::Satisfied)).unwrap();
    assert_eq!(
        other.answers.get(&question("handling")),
        Some(&(QuestionKind::Handling, Answer::Satisfied))
    );
    let handling: Vec<_> = facts_of(&other)
        .into_iter()
        .filter(|(what, ..)| *what == FactKind::SurveyHandling)
        .collect();
    assert_eq!(handling, [(FactKind::SurveyHandling, "satisfied".to_owned(), 1)]);
}

#[test]
fn a_question_takes_its_own_answers_and_no_others() {
    let on = date(2026, 11, 4);
    for (name, wrong) in [
        ("handling", Answer::Yes),
        ("easy", Answer::Satisfied),
        ("listened", Answer::Hard),
    ] {
        assert_eq!(
            when(asked(), on, &customer(), answer(name, wrong)),
            Err(Refusal::NotAnAnswer(wrong))
        );
    }
    assert_eq!(
        when(asked(), on, &customer(), answer("weather", Answer::Yes)),
        Err(Refusal::NoSuchQuestion)
    );
}

#[test]
fn given_a_low_score_on_handling_or_the_result_then_it_waits_for_a_manager_once_and_until_they_say_what_they_did()
 {
    let on = date(2026, 11, 4);
    for (name, low) in [
        ("handling", Answer::Dissatisfied),
        ("result", Answer::VeryDissatisfied),
    ] {
        let (survey, events) = when(asked(), on, &customer(), answer(name, low)).unwrap();
        assert!(events.contains(&Event::LowScore {}), "{name}");
        assert!(survey.waits_for_manager());
        let (survey, events) = when(survey, on, &customer(), answer("result", Answer::Dissatisfied)).unwrap();
        assert!(!events.contains(&Event::LowScore {}), "told once");
        let follow_up = |text: &str| Command::FollowUp { what: words(text) };
        assert_eq!(
            when(survey.clone(), on, &staff(Role::Officer), follow_up("Rang them.")),
            Err(Refusal::NotPermitted(Act::ReadSurveys))
        );
        let manager = staff(Role::ServiceManager);
        assert_eq!(
            when(survey.clone(), on, &manager, follow_up(" ")),
            Err(Refusal::TextMissing)
        );
        let (survey, _) = when(survey, on, &manager, follow_up("Rang them.")).unwrap();
        assert!(!survey.waits_for_manager());
        assert_eq!(
            when(survey, on, &manager, follow_up("Again.")),
            Err(Refusal::NothingWaits)
        );
    }
}

#[test]
fn a_middling_score_and_a_no_to_another_question_wake_nobody() {
    let on = date(2026, 11, 4);
    for command in [
        answer("handling", Answer::Neither),
        answer("listened", Answer::No),
        answer("easy", Answer::VeryHard),
    ] {
        let (survey, _) = when(asked(), on, &customer(), command).unwrap();
        assert!(!survey.waits_for_manager());
    }
}

#[test]
fn given_words_when_a_manager_says_what_they_are_about_then_only_the_policys_themes_are_taken() {
    let say = Command::Say {
        words: Some(words("Nobody rang back.")),
        may_contact: Some(false),
    };
    let themes = |name: &str| Command::SetThemes {
        themes: BTreeSet::from([ThemeId::parse(name).unwrap()]),
    };
    let on = date(2026, 11, 4);
    let manager = staff(Role::ServiceManager);
    // Of no words nobody says what they are about.
    assert_eq!(
        when(asked(), on, &manager, themes("word")),
        Err(Refusal::NothingNew)
    );
    let survey = given(vec![(CLOSED, job(), ask()), (on, customer(), say)]);
    assert_eq!(survey.may_contact, Some(false));
    assert_eq!(
        when(survey.clone(), on, &manager, themes("weather")),
        Err(Refusal::NoSuchTheme)
    );
    let (survey, _) = when(survey, on, &manager, themes("word")).unwrap();
    assert!(facts_of(&survey).contains(&(FactKind::SurveyTheme, "word".to_owned(), 0)));
}

#[test]
fn handling_and_result_are_counted_apart_and_who_was_asked_beside_them() {
    let on = date(2026, 11, 4);
    let survey = given(vec![
        (CLOSED, job(), ask()),
        (on, customer(), answer("handling", Answer::VerySatisfied)),
        (on, customer(), answer("result", Answer::Dissatisfied)),
        (on, customer(), answer("listened", Answer::Yes)),
    ]);
    assert_eq!(
        facts_of(&survey),
        [
            (FactKind::SurveyAsked, "email".to_owned(), 1),
            (FactKind::SurveyHandling, "very-satisfied".to_owned(), 1),
            (FactKind::SurveyResult, "dissatisfied".to_owned(), 0),
            (FactKind::SurveyAnswer, "listened:yes".to_owned(), 1),
        ]
    );
    assert_eq!(
        facts_of(&asked()),
        [(FactKind::SurveyAsked, "email".to_owned(), 0)]
    );
}

#[test]
fn who_keys_a_form_in_may_answer_for_whoever_sent_it_and_nobody_else_signed_in_may() {
    let on = date(2026, 11, 4);
    let answer = || answer("handling", Answer::Satisfied);
    assert!(when(asked(), on, &staff(Role::Adviser), answer()).is_ok());
    assert_eq!(
        when(asked(), on, &staff(Role::Executive), answer()),
        Err(Refusal::NotPermitted(Act::RecordContact))
    );
}

/// The letter says "You can answer until" a day: whoever posts the form on it has answered.
#[test]
fn what_was_posted_by_the_last_day_is_in_time_whenever_it_is_keyed_in() {
    let (last, later) = (date(2026, 11, 30), date(2026, 12, 4));
    let adviser = staff(Role::Adviser);
    let key_in = |posted_on| when(asked(), later, &adviser, Command::KeyIn { posted_on });
    let handling = || answer("handling", Answer::Satisfied);
    assert_eq!(when(asked(), later, &adviser, handling()), Err(Refusal::Closed));
    let (survey, _) = key_in(last).unwrap();
    assert!(when(survey.clone(), later, &adviser, handling()).is_ok());
    let say = Command::Say {
        words: Some(words("Thank you.")),
        may_contact: Some(true),
    };
    assert!(when(survey.clone(), later, &adviser, say).is_ok());
    let again = when(
        survey.clone(),
        later,
        &adviser,
        Command::KeyIn { posted_on: last },
    );
    assert_eq!(again.unwrap().1, []);
    // Nobody answers on the page because a form came.
    assert_eq!(when(survey, later, &customer(), handling()), Err(Refusal::Closed));
    assert_eq!(key_in(date(2026, 12, 1)), Err(Refusal::Closed));
    for never in [date(2026, 12, 5), date(2026, 11, 1)] {
        assert_eq!(key_in(never), Err(Refusal::NotPostedThen(never)));
    }
    assert_eq!(
        when(asked(), later, &customer(), Command::KeyIn { posted_on: last }),
        Err(Refusal::NotPermitted(Act::RecordContact))
    );
}

#[test]
fn what_was_recorded_once_is_read_for_ever_and_holds_no_word() {
    let on = date(2026, 11, 4);
    let secret = "Mrs Canary of 7 Canary Row";
    let said = words(secret);
    let reference = said.reference();
    let done = vec![
        Event::Asked {
            about: about(),
            person: person(100),
            by: Channel::Email,
            message: message(1),
            remind_on: on,
            closes_on: on,
        },
        Event::PassedOver {
            about: about(),
            because: NotAskedBecause::NoWay,
        },
        Event::Reminded { message: message(2) },
        Event::Answered {
            question: question("handling"),
            kind: QuestionKind::Handling,
            answer: Answer::VeryDissatisfied,
        },
        Event::LowScore {},
        Event::WordsGiven {
            words: reference.clone(),
        },
        Event::ContactAnswered { may: true },
        Event::ThemesSet {
            themes: BTreeSet::from([ThemeId::parse("word").unwrap()]),
        },
        Event::FollowedUp { what: reference },
        Event::LessonDrawn {
            lesson: LessonId::parse(uuid(9_000)).unwrap(),
        },
        Event::KeyedIn { posted_on: on },
    ];
    let lines: Vec<String> = done
        .into_iter()
        .map(|event| {
            let entry = Entry {
                at: at(on),
                actor: ActorId::Anonymous,
                event,
            };
            let body = entry.to_body().unwrap();
            assert!(
                body.contains(&format!("\"event\":\"{}\"", entry.event.name())),
                "{body}"
            );
            assert!(!body.contains("Canary"), "{body}");
            assert_eq!(Entry::from_body(ActorId::Anonymous, &body).unwrap(), entry);
            body
        })
        .collect();
    insta::assert_snapshot!("events_are_written_as_they_were_written_first", lines.join("\n"));
}

fn any_command() -> impl Strategy<Value = (u8, Command)> {
    let answers = proptest::sample::select(Answer::ALL.to_vec());
    let names = proptest::sample::select(vec!["handling", "result", "easy", "listened", "weather"]);
    prop_oneof![
        Just((0, ask())),
        Just((
            0,
            Command::PassOver {
                about: about(),
                because: NotAskedBecause::AskedLately,
            }
        )),
        Just((0, Command::Remind { message: message(2) })),
        (names, answers).prop_map(|(name, chosen)| (1, answer(name, chosen))),
        proptest::option::of(any::<bool>()).prop_map(|may_contact| (
            1,
            Command::Say {
                words: Some(words("Thank you.")),
                may_contact,
            }
        )),
        Just((
            2,
            Command::FollowUp {
                what: words("Rang them.")
            }
        )),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_nobody_is_asked_or_reminded_twice_and_a_survey_counts_once(
        done in proptest::collection::vec((0..60_i64, any_command()), 0..30)
    ) {
        let mut survey = Survey::default();
        let (mut asked, mut passed, mut reminded, mut low) = (0, 0, 0, 0);
        let mut days: Vec<i64> = done.iter().map(|(day, _)| *day).collect();
        days.sort_unstable();
        for (day, (_, (who, command))) in days.into_iter().zip(done) {
            let on = CLOSED.saturating_add(jiff::Span::new().days(day));
            let actor = [job(), customer(), staff(Role::ComplaintsManager)][usize::from(who)].clone();
            let before = survey.clone();
            let Ok((after, events)) = when(survey, on, &actor, command) else {
                survey = before;
                continue;
            };
            for event in &events {
                match event {
                    Event::Asked { .. } => asked += 1,
                    Event::PassedOver { .. } => passed += 1,
                    Event::Reminded { .. } => {
                        reminded += 1;
                        prop_assert!(!before.is_answered(), "who answered is not reminded");
                    }
                    Event::Answered { .. } | Event::WordsGiven { .. } => {
                        prop_assert!(before.is_open_on(on), "nothing is taken after the last day");
                    }
                    Event::LowScore {} => low += 1,
                    Event::KeyedIn { .. }
                    | Event::ContactAnswered { .. }
                    | Event::ThemesSet { .. }
                    | Event::FollowedUp { .. }
                    | Event::LessonDrawn { .. } => {}
                }
            }
            survey = after;
            prop_assert!(asked + passed <= 1 && reminded <= 1 && low <= 1);
            let counted = fact::facts(&survey);
            let of = |what| -> i64 {
                counted.iter().filter(|(fact, _)| fact.what == what).map(|(_, tally)| tally.n).sum()
            };
            prop_assert_eq!(of(FactKind::SurveyAsked), asked);
            prop_assert!(of(FactKind::SurveyHandling) <= asked && of(FactKind::SurveyResult) <= asked);
        }
    }
}
