//! Lessons: drawn at closing, walked through their stages, merged, published, and told of.

use std::collections::BTreeSet;

use jiff::civil::Date;
use redress_casework::lesson::{FoundAs, LessonsDue, NotDone, Wanted};
use redress_domain::id::{CaseId, LessonId};
use redress_domain::lesson::{
    Analysis, Command, DrawnFrom, DueKind, LessonStage, NewLesson, Plan, Refusal, RootCause, RuleOut,
    RuledOut, Texts, Went, Worked,
};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Kind, NotificationKind};

use crate::on_both_engines;
use crate::orders::Orders;
use crate::stage_2::Walk;
use crate::world::{
    World, adviser, complaints_manager, councillor, manager, officer, planner, second_complaints_manager,
    service,
};

/// A complaint that was answered and closed, with what was learned.
async fn closed(world: &World) -> CaseId {
    let orders = Orders::of(world);
    let logged = world.logged(Kind::Complaint).await;
    let mut walk = Walk::of(&orders, logged.id.clone());
    walk.answered_at_stage_1().await;
    logged.id
}

async fn lesson_of(world: &World, case: &CaseId) -> LessonId {
    let lines = world
        .casework
        .lessons_of_case(&world.council, &officer(), case)
        .await
        .unwrap();
    assert_eq!(lines.len(), 1, "{lines:?}");
    lines[0].row.lesson_id.clone()
}

async fn does(world: &World, actor: &Actor, id: &LessonId, command: Command) {
    let done = world
        .casework
        .act_on_latest_lesson(&world.council, actor, id, command);
    done.await.unwrap();
}

fn analyse(world: &World) -> Command {
    Command::Analyse(Analysis {
        cause: RootCause::Handover,
        why: world.casework.fresh().words("The crew told nobody."),
    })
}

fn plan(world: &World, due_on: Date) -> Command {
    let fresh = world.casework.fresh();
    Command::Plan(Plan {
        what: fresh.words("Crews report the same day."),
        owner: officer().user().unwrap().clone(),
        due_on,
        measure: None,
        how_we_know: Some(fresh.words("No second call about a street.")),
    })
}

fn finish(world: &World) -> Command {
    Command::FinishAction {
        evidence: world.casework.fresh().words("The form is on each lorry."),
    }
}

fn write(world: &World, we_did: &str) -> Command {
    let fresh = world.casework.fresh();
    Command::Write(Texts {
        you_said: fresh.words("Bins were missed and nobody knew."),
        we_did: fresh.words(we_did),
    })
}

async fn acted_on(world: &World, id: &LessonId) {
    does(world, &manager(), id, analyse(world)).await;
    let due = world.casework.today().saturating_add(jiff::Span::new().days(40));
    does(world, &manager(), id, plan(world, due)).await;
    does(world, &officer(), id, finish(world)).await;
}

async fn publish(world: &World, actor: &Actor, id: &LessonId, why: Option<&str>) -> Result<(), NotDone> {
    let casework = &world.casework;
    let seen = casework
        .open_lesson(&world.council, actor, id)
        .await
        .unwrap()
        .version;
    let why = why.map(|why| casework.fresh().words(why));
    casework
        .publish_lesson(&world.council, actor, (id, seen), why)
        .await
}

async fn told(world: &World, actor: &Actor) -> Vec<NotificationKind> {
    let told = world.casework.notifications(&world.council, actor, None).await;
    told.unwrap().iter().map(|told| told.row.kind).collect()
}

on_both_engines! {
    async fn closing_a_complaint_draws_the_lesson_that_was_written(world: World) {
        let case = closed(&world).await;
        let id = lesson_of(&world, &case).await;
        let view = world.casework.open_lesson(&world.council, &officer(), &id).await.unwrap();
        let learned = view.lesson.learned.clone().unwrap();
        assert_eq!(view.words(&learned), Some("Check the lane on the round"));
        assert_eq!(view.lesson.drawn, Some((DrawnFrom::Closing, Went::Wrong)));
        assert_eq!(view.cases.len(), 1);
        assert_eq!(view.lesson.stage(), LessonStage::Analyse);
        world.assert_sound().await;
    }

    async fn who_may_not_read_lessons_knows_of_none(world: World) {
        let case = closed(&world).await;
        let id = lesson_of(&world, &case).await;
        let opened = world.casework.open_lesson(&world.council, &councillor(), &id).await;
        assert!(matches!(opened, Err(redress_casework::failure::Failure::NotFound)));
        let of_case = world.casework.lessons_of_case(&world.council, &councillor(), &case).await;
        assert_eq!(of_case.unwrap(), []);
        // A planner reads the lesson, and not whose case it was.
        let view = world.casework.open_lesson(&world.council, &planner(), &id).await.unwrap();
        assert_eq!(view.cases, []);
    }

    async fn a_lesson_is_published_by_a_second_person_once_no_name_is_left_in_it(world: World) {
        world.knows(&[officer(), manager(), complaints_manager()]).await;
        let case = closed(&world).await;
        let id = lesson_of(&world, &case).await;
        acted_on(&world, &id).await;
        does(&world, &manager(), &id, write(&world, "We told Asha of Mill Lane, and changed the round.")).await;
        assert!(told(&world, &complaints_manager()).await.contains(&NotificationKind::LessonToCheck));
        let own = publish(&world, &manager(), &id, None).await;
        assert!(matches!(own, Err(NotDone::Refused(Refusal::SecondPerson))), "{own:?}");
        let view = world.casework.open_lesson(&world.council, &complaints_manager(), &id).await.unwrap();
        let found: Vec<_> = view.found.iter().map(|found| (found.what.as_str(), found.looks_like)).collect();
        assert_eq!(found, [("Asha", FoundAs::Person), ("Mill Lane", FoundAs::Address)]);
        let named = publish(&world, &complaints_manager(), &id, None).await;
        assert!(matches!(named, Err(NotDone::Refused(Refusal::NamesFound(2)))), "{named:?}");
        does(&world, &manager(), &id, write(&world, "Crews report the same day.")).await;
        publish(&world, &complaints_manager(), &id, None).await.unwrap();
        let public = world.casework.published_lesson(&world.council, &id).await.unwrap();
        assert_eq!(public.we_did, "Crews report the same day.");
        // Flow 3.10, 7: the people of the service hear of it, and not whoever published it.
        assert!(told(&world, &officer()).await.contains(&NotificationKind::LessonTold));
        assert!(!told(&world, &complaints_manager()).await.contains(&NotificationKind::LessonTold));
        let stage = Wanted { stage: Some(LessonStage::Told), service: Some(service("waste")), ..Wanted::default() };
        let listed = world.casework.lessons(&world.council, &officer(), (&stage, None)).await.unwrap();
        assert_eq!(listed.len(), 1);
        world.assert_sound().await;
    }

    async fn a_customer_who_asked_is_told_once_by_their_own_way(world: World) {
        let case = closed(&world).await;
        let id = lesson_of(&world, &case).await;
        let (_, customer) = asked_by(&world, &case).await;
        let stranger = Actor::customer(Some(world.casework.fresh().person()));
        assert!(world.casework.ask_to_hear(&world.council, &stranger, &case).await.is_err());
        assert_eq!(world.casework.ask_to_hear(&world.council, &customer, &case).await.unwrap(), 1);
        assert_eq!(world.casework.tell_of_lessons(&world.council).await.unwrap(), 0, "nothing is public yet");
        acted_on(&world, &id).await;
        does(&world, &manager(), &id, write(&world, "Crews report the same day.")).await;
        publish(&world, &complaints_manager(), &id, None).await.unwrap();
        assert_eq!(world.casework.tell_of_lessons(&world.council).await.unwrap(), 1);
        assert_eq!(world.casework.tell_of_lessons(&world.council).await.unwrap(), 0);
        let events = world.events_as_text().await;
        assert!(!events.contains("Crews report"), "no event holds a word");
        world.assert_sound().await;
    }

    async fn two_lessons_become_one_with_the_cases_of_both(world: World) {
        let (one, other) = (closed(&world).await, closed(&world).await);
        let (id, into) = (lesson_of(&world, &one).await, lesson_of(&world, &other).await);
        for id in [&id, &into] {
            does(&world, &manager(), id, analyse(&world)).await;
        }
        let view = world.casework.open_lesson(&world.council, &manager(), &id).await.unwrap();
        assert_eq!(view.alike.iter().map(|line| &line.row.lesson_id).collect::<Vec<_>>(), [&into]);
        let at = (&id, view.version);
        world.casework.merge_lessons(&world.council, &manager(), at, &into).await.unwrap();
        let view = world.casework.open_lesson(&world.council, &manager(), &into).await.unwrap();
        assert_eq!(view.lesson.cases, BTreeSet::from([one, other]));
        assert_eq!(view.alike, []);
        let moved = world.casework.merge_lessons(&world.council, &manager(), at, &into).await;
        assert!(matches!(moved, Err(NotDone::Moved)), "{moved:?}");
        world.assert_sound().await;
    }

    async fn what_somebody_has_to_do_about_a_lesson_is_ended_by_no_merging(world: World) {
        let (one, other) = (closed(&world).await, closed(&world).await);
        let (id, into) = (lesson_of(&world, &one).await, lesson_of(&world, &other).await);
        does(&world, &manager(), &id, analyse(&world)).await;
        let due = world.casework.today().saturating_add(jiff::Span::new().days(14));
        does(&world, &manager(), &id, plan(&world, due)).await;
        world.wait_days(20);
        let late = LessonsDue { late: 1, ..LessonsDue::default() };
        let version = async |of: &LessonId| world.casework.open_lesson(&world.council, &manager(), of).await.unwrap().version;
        let at = (&id, version(&id).await);
        let refused = world.casework.merge_lessons(&world.council, &manager(), at, &into).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::StillDue(DueKind::Action)))), "{refused:?}");
        assert_eq!(world.casework.lessons_due(&world.council, &officer()).await.unwrap(), late);
        // The other way, it goes on with the cases of both.
        let at = (&into, version(&into).await);
        world.casework.merge_lessons(&world.council, &manager(), at, &id).await.unwrap();
        assert_eq!(world.casework.lessons_due(&world.council, &officer()).await.unwrap(), late);
        does(&world, &officer(), &id, finish(&world)).await;
        world.assert_sound().await;
    }

    async fn who_was_told_of_a_lesson_is_told_no_second_time_of_the_one_that_it_becomes(world: World) {
        let (one, other) = (closed(&world).await, closed(&world).await);
        let (id, into) = (lesson_of(&world, &one).await, lesson_of(&world, &other).await);
        let (_, customer) = asked_by(&world, &one).await;
        world.casework.ask_to_hear(&world.council, &customer, &one).await.unwrap();
        let rule_out = |reason| Command::RuleOut(RuleOut { because: RuledOut::CouldNot, reason: world.casework.fresh().words(reason) });
        for id in [&id, &into] {
            does(&world, &manager(), id, analyse(&world)).await;
            does(&world, &manager(), id, rule_out("There is one lorry.")).await;
            does(&world, &manager(), id, write(&world, "There is one lorry.")).await;
        }
        publish(&world, &complaints_manager(), &id, None).await.unwrap();
        assert_eq!(world.casework.tell_of_lessons(&world.council).await.unwrap(), 1);
        let reason = world.casework.fresh().words("It said too much.");
        does(&world, &manager(), &id, Command::TakeDown { reason }).await;
        let view = world.casework.open_lesson(&world.council, &manager(), &id).await.unwrap();
        world.casework.merge_lessons(&world.council, &manager(), (&id, view.version), &into).await.unwrap();
        publish(&world, &complaints_manager(), &into, None).await.unwrap();
        assert_eq!(world.casework.tell_of_lessons(&world.council).await.unwrap(), 0);
        world.assert_sound().await;
    }

    async fn lessons_that_say_the_same_are_offered_before_anybody_said_why(world: World) {
        // Flow 3.10, 3: merged when alike. Closing draws the same words from each case.
        let (one, other) = (closed(&world).await, closed(&world).await);
        let (id, into) = (lesson_of(&world, &one).await, lesson_of(&world, &other).await);
        let view = world.casework.open_lesson(&world.council, &manager(), &id).await.unwrap();
        assert_eq!(view.lesson.cause, None);
        assert_eq!(view.alike.iter().map(|line| &line.row.lesson_id).collect::<Vec<_>>(), [&into]);
        let at = (&id, view.version);
        world.casework.merge_lessons(&world.council, &manager(), at, &into).await.unwrap();
        let view = world.casework.open_lesson(&world.council, &manager(), &into).await.unwrap();
        assert_eq!((view.lesson.cases.len(), view.alike.len()), (2, 0));
        world.assert_sound().await;
    }

    async fn whoever_has_an_action_is_reminded_and_asked_whether_it_worked(world: World) {
        world.knows(&[officer(), manager(), complaints_manager(), second_complaints_manager()]).await;
        let case = closed(&world).await;
        let id = lesson_of(&world, &case).await;
        does(&world, &manager(), &id, analyse(&world)).await;
        let due = world.casework.today().saturating_add(jiff::Span::new().days(14));
        does(&world, &manager(), &id, plan(&world, due)).await;
        assert_eq!(told(&world, &officer()).await.first(), Some(&NotificationKind::LessonGiven));
        assert_eq!(world.casework.remind_of_lessons(&world.council).await.unwrap(), 0);
        assert_eq!(world.casework.lessons_due(&world.council, &officer()).await.unwrap(), LessonsDue::default());
        world.wait_days(10);
        assert_eq!(world.casework.remind_of_lessons(&world.council).await.unwrap(), 1);
        assert_eq!(world.casework.remind_of_lessons(&world.council).await.unwrap(), 0, "once");
        let due = LessonsDue { soon: 1, ..LessonsDue::default() };
        assert_eq!(world.casework.lessons_due(&world.council, &officer()).await.unwrap(), due);
        world.wait_days(5);
        let due = LessonsDue { late: 1, ..LessonsDue::default() };
        assert_eq!(world.casework.lessons_due(&world.council, &officer()).await.unwrap(), due);
        let due = LessonsDue { late_of_anybody: 1, ..LessonsDue::default() };
        assert_eq!(world.casework.lessons_due(&world.council, &manager()).await.unwrap(), due);
        assert_eq!(world.casework.remind_of_lessons(&world.council).await.unwrap(), 1);
        assert_eq!(told(&world, &complaints_manager()).await.first(), Some(&NotificationKind::LessonOverdue));
        let overdue = Wanted { due_before: Some(world.casework.today()), ..Wanted::default() };
        let listed = world.casework.lessons(&world.council, &officer(), (&overdue, None)).await.unwrap();
        assert_eq!(listed.len(), 1);
        does(&world, &officer(), &id, finish(&world)).await;
        world.wait_days(100);
        assert_eq!(world.casework.remind_of_lessons(&world.council).await.unwrap(), 1);
        assert_eq!(told(&world, &officer()).await.first(), Some(&NotificationKind::LessonWorked));
        let due = LessonsDue { to_ask: 1, ..LessonsDue::default() };
        assert_eq!(world.casework.lessons_due(&world.council, &officer()).await.unwrap(), due);
        let evidence = world.casework.fresh().words("Second calls fell by half.");
        does(&world, &officer(), &id, Command::AnswerWorked { worked: Worked::Yes, evidence }).await;
        assert_eq!(world.casework.remind_of_lessons(&world.council).await.unwrap(), 0);
    }

    async fn whoever_had_an_action_hears_that_it_is_theirs_no_longer(world: World) {
        world.knows(&[officer(), manager(), complaints_manager(), second_complaints_manager()]).await;
        let case = closed(&world).await;
        let id = lesson_of(&world, &case).await;
        does(&world, &manager(), &id, analyse(&world)).await;
        let due = world.casework.today().saturating_add(jiff::Span::new().days(14));
        does(&world, &manager(), &id, plan(&world, due)).await;
        let times = async |actor: &Actor, kind| told(&world, actor).await.iter().filter(|told| **told == kind).count();
        let of_the_manager = |due_on| {
            let Command::Plan(plan) = plan(&world, due_on) else { panic!("a plan") };
            Command::Plan(Plan { owner: manager().user().unwrap().clone(), ..plan })
        };
        assert_eq!(times(&officer(), NotificationKind::LessonEnded).await, 0);
        // Planned anew for somebody else: both hear of it, each once.
        does(&world, &complaints_manager(), &id, of_the_manager(due)).await;
        assert_eq!(times(&officer(), NotificationKind::LessonEnded).await, 1);
        assert_eq!(times(&manager(), NotificationKind::LessonGiven).await, 1);
        // For another day, it is theirs still.
        does(&world, &complaints_manager(), &id, of_the_manager(due.saturating_add(jiff::Span::new().days(7)))).await;
        assert_eq!(times(&manager(), NotificationKind::LessonEnded).await, 0);
        assert_eq!(times(&manager(), NotificationKind::LessonGiven).await, 2);
        // Ruled out: nobody goes on with it.
        let reason = world.casework.fresh().words("There is one lorry.");
        let rule_out = RuleOut { because: RuledOut::CouldNot, reason };
        does(&world, &complaints_manager(), &id, Command::RuleOut(rule_out)).await;
        assert_eq!(times(&manager(), NotificationKind::LessonEnded).await, 1);
        assert_eq!(times(&officer(), NotificationKind::LessonEnded).await, 1, "not of what they had before");
        world.assert_sound().await;
    }

    async fn a_sentence_that_names_a_customer_is_written_down_with_a_reason_and_is_not_shown_once_it_is_reworded(world: World) {
        // Ux 3.9.3 and S19: colleagues of other services read it, and the Executive.
        let logged = world.logged(Kind::Complaint).await;
        let name = world.contact(Kind::Complaint).customer.unwrap().1.name;
        let last = name.split(' ').next_back().unwrap().to_owned();
        let said = format!("{last} waited for three weeks.");
        let record = async |why: Option<&str>| {
            let fresh = world.casework.fresh();
            let new = NewLesson {
                from: DrawnFrom::Group,
                went: Went::Wrong,
                services: BTreeSet::from([service("waste")]),
                cases: BTreeSet::from([logged.id.clone()]),
                learned: fresh.words(&said),
            };
            let why = why.map(|why| fresh.words(why));
            world.casework.record_lesson(&world.council, &officer(), (new, why)).await
        };
        for why in [None, Some(" ")] {
            let refused = record(why).await;
            assert!(matches!(refused, Err(NotDone::Refused(Refusal::NamesFound(1)))), "{refused:?}");
        }
        let all = (&Wanted::default(), None);
        assert_eq!(world.casework.lessons(&world.council, &officer(), all).await.unwrap(), []);
        let id = record(Some("They asked to be named.")).await.unwrap();
        let view = world.casework.open_lesson(&world.council, &officer(), &id).await.unwrap();
        assert_eq!(view.found_in_sentence, [], "somebody said why it may stay");
        let reword = async |text: &str, why: Option<&str>| {
            let fresh = world.casework.fresh();
            let seen = world.casework.open_lesson(&world.council, &manager(), &id).await.unwrap().version;
            let sentence = (fresh.words(text), why.map(|why| fresh.words(why)));
            world.casework.reword_lesson(&world.council, &manager(), (&id, seen), sentence).await
        };
        let refused = reword(&said, None).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::NamesFound(1)))), "{refused:?}");
        reword("Somebody waited for three weeks.", None).await.unwrap();
        let listed = world.casework.lessons(&world.council, &officer(), all).await.unwrap();
        assert_eq!(listed[0].learned.as_deref(), Some("Somebody waited for three weeks."));
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(world.casework.lessons(&world.council, &officer(), all).await.unwrap(), listed);
        world.assert_sound().await;
    }

    async fn whoever_opens_a_lesson_that_was_drawn_at_closing_is_told_that_it_names_somebody(world: World) {
        let case = closed(&world).await;
        let id = lesson_of(&world, &case).await;
        let found = async || world.casework.open_lesson(&world.council, &officer(), &id).await.unwrap().found_in_sentence;
        assert_eq!(found().await, []);
        let fresh = world.casework.fresh();
        let name = world.contact(Kind::Complaint).customer.unwrap().1.name;
        let last = name.split(' ').next_back().unwrap().to_owned();
        // As closing draws it: nobody is asked there.
        let said = fresh.words(&format!("{last} waited."));
        let read = redress_domain::lesson::ReadForNames::default();
        does(&world, &manager(), &id, Command::Reword { learned: said, read }).await;
        let what: Vec<String> = found().await.into_iter().map(|found| found.what).collect();
        assert_eq!(what, [last]);
    }

    async fn lessons_made_again_from_the_record_are_the_same(world: World) {
        let case = closed(&world).await;
        let id = lesson_of(&world, &case).await;
        acted_on(&world, &id).await;
        let fresh = world.casework.fresh();
        let new = NewLesson {
            from: DrawnFrom::Group,
            went: Went::Well,
            services: BTreeSet::from([service("waste"), service("streets")]),
            cases: BTreeSet::from([case]),
            learned: fresh.words("The crew knocks on the door."),
        };
        world.casework.record_lesson(&world.council, &officer(), (new.clone(), None)).await.unwrap();
        let hidden = world.casework.record_lesson(&world.council, &planner(), (new, None)).await;
        assert!(matches!(hidden, Err(NotDone::Failed(_))), "a case that they may not open: {hidden:?}");
        let all = (&Wanted::default(), None);
        let before = world.casework.lessons(&world.council, &officer(), all).await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        let after = world.casework.lessons(&world.council, &officer(), all).await.unwrap();
        assert_eq!((before.len(), &before), (2, &after));
    }
}

async fn asked_by(world: &World, case: &CaseId) -> (CaseId, Actor) {
    let line = world
        .casework
        .find_case_by_reference(
            &world.council,
            &adviser(),
            &redress_domain::reference::Reference::parse(
                &world
                    .store()
                    .case_by_id(&world.council, case)
                    .await
                    .unwrap()
                    .unwrap()
                    .case
                    .reference,
            )
            .unwrap(),
        )
        .await
        .unwrap()
        .unwrap();
    (case.clone(), Actor::customer(line.case.customer))
}
