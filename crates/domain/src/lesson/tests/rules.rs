//! Each rule of a lesson, by name.

use std::collections::BTreeSet;

use super::harness::*;
use crate::lesson::{
    Analysis, Command, DueKind, Entry, Event, LessonReminder, LessonStage, NewLesson, NextStep, Plan,
    Refusal, RootCause, RuledOut, Texts, Worked,
};
use crate::permission::Act;

#[test]
fn a_lesson_walks_through_the_four_stages() {
    let story = Story::begins().then(&officer(), record());
    assert_eq!(story.lesson().stage(), LessonStage::Analyse);
    let story = story.then(&manager(1), analyse());
    assert_eq!(story.lesson().stage(), LessonStage::Act);
    assert_eq!(story.lesson().next(story.on), NextStep::Plan);
    let story = story.then(&manager(1), plan("2026-06-05"));
    assert_eq!(story.lesson().next(story.on), NextStep::FinishAction);
    let story = story.then(&officer(), finish());
    assert_eq!(story.lesson().stage(), LessonStage::Tell);
    let story = story.then(&manager(1), write());
    assert_eq!(story.lesson().next(story.on), NextStep::CheckNames);
    let story = story.then(&manager(2), publish(0, None));
    assert_eq!(story.lesson().stage(), LessonStage::Told);
}

/// Ux 3.10.5: some months after it was done, "did it work?".
#[test]
fn whether_it_worked_is_asked_three_months_after_the_action_was_done() {
    let story = told();
    let due = story.lesson().due().unwrap();
    assert_eq!((due.kind, due.on), (DueKind::DidItWork, date("2026-09-01")));
    assert_eq!(story.lesson().next(story.on), NextStep::Nothing);
    let story = story.on("2026-09-01");
    assert_eq!(story.lesson().next(story.on), NextStep::AnswerWorked);
    let story = story.then(&officer(), worked(Worked::Yes));
    assert_eq!(story.lesson().due(), None);
    assert_eq!(
        story.refused(&manager(1), plan("2026-12-01")),
        Refusal::DoneAlready
    );
}

/// Ux 3.10.5: the public reads the answer, so nobody gives it on the day on which the action was done.
#[test]
fn nobody_says_that_it_worked_before_the_months_of_the_policy_are_over() {
    let too_soon = |day| Refusal::TooSoonToSay(date(day));
    let story = told();
    assert_eq!(
        story.refused(&officer(), worked(Worked::Yes)),
        too_soon("2026-09-01")
    );
    let story = story.on("2026-08-31");
    assert_eq!(
        story.refused(&officer(), worked(Worked::No)),
        too_soon("2026-09-01")
    );
    // Nor does a "no" become a "yes" before it is looked at again.
    let no = story
        .on("2026-09-01")
        .then(&officer(), worked(Worked::No))
        .on("2026-09-02");
    assert_eq!(
        no.refused(&officer(), worked(Worked::Yes)),
        too_soon("2026-12-01")
    );
    let yes = no.on("2026-12-01").then(&officer(), worked(Worked::Yes));
    let put_right = yes.on("2026-12-02").then(&officer(), worked(Worked::Partly));
    assert_eq!(put_right.lesson().due().unwrap().kind, DueKind::LookAgain);
}

#[test]
fn what_did_not_work_is_planned_anew() {
    let story = told()
        .on("2026-09-01")
        .then(&officer(), worked(Worked::No))
        .then(&manager(1), plan("2026-12-01"));
    assert_eq!(story.lesson().stage(), LessonStage::Act);
    assert!(story.lesson().published.is_some(), "what people were told stays");
}

/// Ux P10: the card says whether it worked. Planning more takes back neither the text nor the answer.
#[test]
fn people_go_on_reading_that_it_did_not_work_until_they_read_of_something_else() {
    let answer = |story: &Story| story.lesson().published.unwrap().worked;
    let no = told().on("2026-09-01").then(&officer(), worked(Worked::No));
    let planned = no.then(&manager(1), plan("2026-12-01"));
    assert_eq!(answer(&planned), Some(Worked::No));
    let done = planned.on("2026-11-30").then(&officer(), finish());
    assert_eq!(answer(&done), Some(Worked::No));
    let again = done.on("2027-03-01").then(&officer(), worked(Worked::Partly));
    assert_eq!(answer(&again), Some(Worked::Partly), "a new answer");
    let same = again
        .then(&manager(1), write())
        .then(&manager(2), publish(0, None));
    assert_eq!(
        answer(&same),
        Some(Worked::Partly),
        "the same action, in other words"
    );
    let other = same
        .then(&manager(1), plan("2027-04-01"))
        .then(&officer(), finish())
        .then(&manager(1), write())
        .then(&manager(2), publish(0, None));
    assert_eq!(
        answer(&other),
        None,
        "what was done since was not asked about yet"
    );
}

/// Paper 001, 4.2: the public reads "we look at it again".
#[test]
fn what_did_not_work_is_due_again_and_somebody_is_reminded_until_more_is_planned() {
    for answer in [Worked::No, Worked::Partly] {
        let story = told().on("2026-09-01").then(&officer(), worked(answer));
        let due = story.lesson().due().unwrap();
        assert_eq!(
            (due.kind, due.on),
            (DueKind::LookAgain, date("2026-12-01")),
            "{answer}"
        );
        assert_eq!(story.lesson().next(story.on), NextStep::PlanMore);
        let reminder = LessonReminder::LookAgain;
        let remind = || Command::Remind { reminder };
        assert_eq!(story.refused(&manager(1), remind()), Refusal::NothingToRemindOf);
        let story = story.on("2026-12-01").then(&manager(1), remind());
        assert_eq!(story.lesson().reminder(), None, "once");
        // Asked and answered again, it is due again.
        let again = story.then(&officer(), worked(answer));
        assert!(again.lesson().reminder().is_some());
        let planned = again.then(&manager(1), plan("2026-12-10"));
        assert_eq!(planned.lesson().due().unwrap().kind, DueKind::Action);
    }
    let yes = told().on("2026-09-01").then(&officer(), worked(Worked::Yes));
    assert_eq!(yes.lesson().due(), None);
}

#[test]
fn nobody_acts_on_what_nobody_analysed() {
    let story = Story::begins().then(&officer(), record());
    assert_eq!(
        story.refused(&manager(1), plan("2026-06-05")),
        Refusal::NotAnalysed
    );
    assert_eq!(
        story.refused(&manager(1), rule_out(RuledOut::CouldNot)),
        Refusal::NotAnalysed
    );
    assert_eq!(story.refused(&manager(1), write()), Refusal::NotAnalysed);
}

#[test]
fn the_cause_is_one_of_the_policys() {
    let mut story = Story::begins().then(&officer(), record());
    story.policy.learning.causes = vec![RootCause::Delay];
    assert_eq!(story.refused(&manager(1), analyse()), Refusal::NotACause);
}

/// Ux 3.10.2: owner, date, and how we will know.
#[test]
fn an_action_says_how_we_will_know_and_is_due_after_today() {
    let story = Story::begins()
        .then(&officer(), record())
        .then(&manager(1), analyse());
    let Command::Plan(whole) = plan("2026-06-05") else {
        unreachable!("it is a plan")
    };
    let vague = Plan {
        measure: None,
        how_we_know: Some(words(" ")),
        ..whole
    };
    assert_eq!(
        story.refused(&manager(1), Command::Plan(vague)),
        Refusal::NoMeasure
    );
    let today = date("2026-05-04");
    assert_eq!(
        story.refused(&manager(1), plan("2026-05-04")),
        Refusal::DayPassed(today)
    );
}

#[test]
fn a_lesson_concerns_a_service_of_the_policy() {
    let with = |names: &[&str]| {
        let Command::Record { new, read } = record() else {
            unreachable!("it records")
        };
        let new = NewLesson {
            services: services(names),
            ..new
        };
        Command::Record { new, read }
    };
    let story = Story::begins();
    assert_eq!(story.refused(&officer(), with(&[])), Refusal::NoService);
    assert_eq!(story.refused(&officer(), with(&["unicorns"])), Refusal::NoService);
}

#[test]
fn whoever_has_the_action_finishes_it_and_another_officer_does_not() {
    let story = Story::begins()
        .then(&officer(), record())
        .then(&manager(1), analyse())
        .then(&manager(1), plan("2026-06-05"));
    assert!(story.try_to(&officer(), finish()).is_ok());
    assert_eq!(
        story.refused(&customer(), finish()),
        Refusal::NotPermitted(Act::ManageLesson)
    );
    assert_eq!(
        story.refused(&officer(), analyse()),
        Refusal::NotPermitted(Act::ManageLesson)
    );
}

#[test]
fn a_text_for_the_public_is_short() {
    let texts = Texts {
        you_said: words(&"a".repeat(201)),
        we_did: words("We did."),
    };
    assert_eq!(
        acted_on().refused(&manager(1), Command::Write(texts)),
        Refusal::TooLong("you said", 200)
    );
}

/// Ux 3.10.6.
#[test]
fn whoever_wrote_the_texts_does_not_publish_them() {
    let story = acted_on().then(&manager(1), write());
    assert_eq!(
        story.refused(&manager(1), publish(0, None)),
        Refusal::SecondPerson
    );
}

/// Ux S19: remove names before you publish.
#[test]
fn a_name_that_was_found_stays_only_with_a_reason() {
    let story = acted_on().then(&manager(1), write());
    assert_eq!(
        story.refused(&manager(2), publish(2, None)),
        Refusal::NamesFound(2)
    );
    let story = story.then(&manager(2), publish(2, Some("Brown is the colour of the bin.")));
    assert!(story.lesson().published.is_some());
}

/// Ux S19 and 3.9.3: colleagues of other services read the sentence, and the Executive where its action is late.
#[test]
fn a_name_in_the_sentence_stays_only_with_a_reason_and_goes_when_it_is_reworded() {
    let named = recorded(read(2, Some(" ")));
    assert_eq!(Story::begins().refused(&officer(), named), Refusal::NamesFound(2));
    let why = "Brown is the colour of the bin.";
    let story = Story::begins().then(&officer(), recorded(read(2, Some(why))));
    let first = story.lesson();
    assert_eq!(first.may_stay, Some(words(why).reference()));
    assert_eq!(
        story.refused(&manager(1), reword(read(1, None))),
        Refusal::NamesFound(1)
    );
    assert_eq!(
        story.refused(&officer(), reword(read(0, None))),
        Refusal::NotPermitted(Act::ManageLesson)
    );
    // Where nothing was found, no reason is kept.
    let story = story.then(&manager(1), reword(read(0, Some("It is no name."))));
    let then = story.lesson();
    assert_eq!(then.may_stay, None);
    assert_ne!(then.learned, first.learned);
    let kept = serde_json::to_string(&story.entries.last().unwrap().event).unwrap();
    assert!(
        kept.starts_with(r#"{"event":"reworded","learned":{"id":"#) && !kept.contains("may_stay"),
        "{kept}"
    );
}

#[test]
fn that_we_could_not_is_published_too_and_that_nothing_is_needed_is_not() {
    let could_not = Story::begins()
        .then(&officer(), record())
        .then(&manager(1), analyse())
        .then(&manager(1), rule_out(RuledOut::CouldNot))
        .then(&manager(1), write())
        .then(&manager(2), publish(0, None));
    assert!(could_not.lesson().published.is_some_and(|told| told.could_not));
    let not_needed = Story::begins()
        .then(&officer(), record())
        .then(&manager(1), analyse())
        .then(&manager(1), rule_out(RuledOut::NotNeeded));
    assert_eq!(not_needed.lesson().stage(), LessonStage::NotNeeded);
    assert_eq!(not_needed.refused(&manager(1), write()), Refusal::NotActedOn);
}

#[test]
fn a_merged_lesson_goes_on_as_the_other_with_its_cases_and_those_who_asked() {
    let story = Story::begins()
        .then(&officer(), record())
        .then(&manager(1), take_in());
    let lesson = story.lesson();
    assert!(lesson.cases.contains(&case(2)) && lesson.asked.contains(&case(2)));
    assert_eq!(lesson.services, services(&["streets", "waste"]));
    let merged = Story::begins()
        .then(&officer(), record())
        .then(&manager(1), Command::Merge { into: lesson_id() });
    assert_eq!(merged.lesson().stage(), LessonStage::Merged);
    assert_eq!(merged.refused(&manager(1), analyse()), Refusal::Merged);
    assert_eq!(
        told().refused(&manager(1), Command::Merge { into: lesson_id() }),
        Refusal::IsPublic
    );
}

/// Paper 001, 4.2: what is to be done has an owner and a date, and is followed up.
#[test]
fn a_lesson_that_somebody_has_to_see_to_becomes_part_of_no_other() {
    let merge = || Command::Merge { into: lesson_id() };
    let planned = Story::begins()
        .then(&officer(), record())
        .then(&manager(1), analyse())
        .then(&manager(1), plan("2026-06-05"));
    assert_eq!(
        planned.refused(&manager(1), merge()),
        Refusal::StillDue(DueKind::Action)
    );
    assert_eq!(
        acted_on().refused(&manager(1), merge()),
        Refusal::StillDue(DueKind::DidItWork)
    );
    let partly = acted_on()
        .on("2026-09-01")
        .then(&officer(), worked(Worked::Partly));
    assert_eq!(
        partly.refused(&manager(1), merge()),
        Refusal::StillDue(DueKind::LookAgain)
    );
    // It takes in the other one, and what is to be done goes on.
    let other_way = planned.then(&manager(1), take_in());
    assert_eq!(other_way.lesson().due().unwrap().kind, DueKind::Action);
    // Nothing is done about it any more, in as many words.
    let ruled_out = other_way
        .then(&manager(1), rule_out(RuledOut::NotNeeded))
        .then(&manager(1), merge());
    assert_eq!(ruled_out.lesson().stage(), LessonStage::Merged);
}

fn lesson_id() -> crate::id::LessonId {
    lesson(2)
}

#[test]
fn who_asked_is_told_once_and_only_when_it_is_public() {
    let ask = Command::AskToHear { case: case(1) };
    let tell = Command::Tell { case: case(1) };
    let story = acted_on().then(&customer(), ask.clone());
    assert_eq!(story.refused(&job(), tell.clone()), Refusal::NobodyToTell);
    let story = story
        .then(&manager(1), write())
        .then(&manager(2), publish(0, None))
        .then(&job(), tell.clone());
    assert_eq!(story.refused(&job(), tell), Refusal::NobodyToTell);
    assert_eq!(
        story.refused(&customer(), Command::AskToHear { case: case(9) }),
        Refusal::NotItsCase
    );
}

#[test]
fn the_owner_is_reminded_before_the_day_and_once_after_it() {
    let remind = |reminder| Command::Remind { reminder };
    let due = LessonReminder::ActionDue;
    let story = Story::begins()
        .then(&officer(), record())
        .then(&manager(1), analyse())
        .then(&manager(1), plan("2026-06-05"));
    assert_eq!(
        story.refused(&job(), remind(due)),
        Refusal::NothingToRemindOf,
        "five working days before"
    );
    let story = story.on("2026-05-29").then(&job(), remind(due));
    assert_eq!(story.refused(&job(), remind(due)), Refusal::NothingToRemindOf);
    let overdue = LessonReminder::ActionOverdue;
    let story = story.on("2026-06-05");
    assert_eq!(story.refused(&job(), remind(overdue)), Refusal::NothingToRemindOf);
    let story = story.on("2026-06-06").then(&job(), remind(overdue));
    assert_eq!(story.lesson().reminder(), None);
}

#[test]
fn what_was_taken_down_can_be_written_and_published_anew() {
    let story = told().then(
        &manager(1),
        Command::TakeDown {
            reason: words("Somebody knew who it was."),
        },
    );
    assert_eq!(story.lesson().published, None);
    assert_eq!(story.lesson().next(story.on), NextStep::Write);
}

#[test]
fn a_lesson_is_recorded_once_and_with_words() {
    let story = Story::begins().then(&officer(), record());
    assert_eq!(story.refused(&officer(), record()), Refusal::RecordedBefore);
    assert_eq!(Story::begins().refused(&manager(1), analyse()), Refusal::NoLesson);
    let blank = Analysis {
        cause: RootCause::Delay,
        why: words("\n"),
    };
    assert_eq!(
        story.refused(&manager(1), Command::Analyse(blank)),
        Refusal::TextMissing("why it happened")
    );
    let known = Command::AddCases {
        cases: BTreeSet::from([case(1)]),
    };
    assert_eq!(story.refused(&officer(), known), Refusal::NothingNew);
}

/// What was recorded once is read for ever: each event as it stands in the record.
#[test]
fn the_events_are_written_as_they_were_written_first() {
    let story = told();
    let bodies: Vec<String> = story
        .entries
        .iter()
        .map(|entry| entry.to_body().unwrap())
        .collect();
    for (entry, body) in story.entries.iter().zip(&bodies) {
        assert_eq!(&Entry::from_body(entry.actor.clone(), body).unwrap(), entry);
    }
    insta::assert_snapshot!(bodies.join("\n"));
}

#[test]
fn every_event_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = told().entries.iter().map(|entry| entry.event.name()).collect();
    assert_eq!(names.len(), told().entries.len());
    assert!(matches!(
        told().entries.last().map(|last| &last.event),
        Some(Event::Published {})
    ));
}
