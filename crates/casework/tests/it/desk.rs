//! The desk: alerts told once, calls for help, cover, what lies still, people who are known already.

use jiff::civil::date;
use redress_casework::act::NewPerson;
use redress_casework::daily_check::Alert;
use redress_casework::failure::Failure;
use redress_domain::case::{Command, ContactPurpose, Direction, HelpAnswer, Outcome, Refusal};
use redress_domain::id::{TeamId, UserId};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Kind, NotificationKind, Role};

use crate::on_both_engines;
use crate::orders::Orders;
use crate::world::{World, adviser, councillor, officer};

async fn hired(world: &World, name: &str, role: Role, teams: &[&str]) -> Actor {
    world.hires(name, &[role], teams).await
}

fn id(actor: &Actor) -> UserId {
    actor.user().unwrap().clone()
}

async fn told(world: &World, actor: &Actor) -> Vec<NotificationKind> {
    let told = world
        .casework
        .new_notifications(&world.council, actor)
        .await
        .unwrap();
    told.into_iter().map(|told| told.row.kind).collect()
}

on_both_engines! {
    async fn each_alert_is_told_once_whichever_process_comes_first(world: World) {
        let nadia = hired(&world, "nadia", Role::ComplaintsManager, &["customer-services"]).await;
        let joanna = hired(&world, "joanna", Role::Executive, &[]).await;
        let tries = (0..6).map(|_| {
            let (casework, council) = (world.casework.clone(), world.council.clone());
            tokio::spawn(async move { casework.raise_check_alert(&council, Alert::First).await })
        });
        let mut sum = 0;
        for one in tries.collect::<Vec<_>>() {
            // Who loses the race finds it told, or comes again at the next round.
            sum += one.await.unwrap().unwrap_or(0);
        }
        assert_eq!(sum, 1);
        assert_eq!(told(&world, &nadia).await, [NotificationKind::CheckMissed]);
        assert!(told(&world, &joanna).await.is_empty());
        assert_eq!(world.casework.raise_check_alert(&world.council, Alert::Again).await.unwrap(), 1);
        assert_eq!(world.casework.raise_check_alert(&world.council, Alert::Again).await.unwrap(), 0);
        assert_eq!(told(&world, &joanna).await, [NotificationKind::CheckStillMissed]);
        assert_eq!(world.events_as_text().await.matches("alert-raised\t").count(), 2);
        // A check of the same day stands beside the alerts, and a rebuild finds it.
        world.casework.record_daily_check(&world.council, &adviser(), "").await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert!(world.casework.last_daily_check(&world.council).await.unwrap().is_done_today);
        world.casework.see_notifications(&world.council, &nadia).await.unwrap();
        assert!(told(&world, &nadia).await.is_empty());
        world.assert_sound().await;
    }

    // Domain 4.1, the daily check: what is said to have been missed is a check that somebody could have made.
    async fn no_check_was_missed_before_the_first_whole_working_day(world: World) {
        let was_missed = async || {
            let check = world.casework.last_daily_check(&world.council).await.unwrap();
            check.was_missed_before
        };
        assert!(!was_missed().await, "the council began today");
        world.wait_days(1);
        assert!(!was_missed().await, "it began in the middle of yesterday");
        world.wait_days(1);
        assert!(was_missed().await);
        world.casework.record_daily_check(&world.council, &adviser(), "").await.unwrap();
        world.wait_days(1);
        assert!(!was_missed().await);
    }

    async fn a_call_on_a_case_goes_to_the_lead_and_the_answer_comes_back(world: World) {
        let nadia = hired(&world, "nadia", Role::ComplaintsManager, &["customer-services"]).await;
        let priya = hired(&world, "priya", Role::Adviser, &["customer-services"]).await;
        let case = world.logged(Kind::ServiceRequest).await.id;
        let work = &world.casework;
        let called = work.ask_for_help(&world.council, &priya, Some((&case, None)), "She has no heating.").await.unwrap();
        assert_eq!(called.names, ["nadia"]);
        assert_eq!(told(&world, &nadia).await, [NotificationKind::HelpAsked]);
        let advice = (HelpAnswer::Advice, "");
        let answered = work.answer_help(&world.council, &nadia, &called.help, advice).await;
        assert!(matches!(answered, Err(Failure::Refused(Refusal::TextMissing(_)))), "{answered:?}");
        let nobody = work.answer_help(&world.council, &priya, &called.help, (HelpAnswer::OnIt, "")).await;
        assert!(matches!(nobody, Err(Failure::NotFound)), "{nobody:?}");
        let advice = (HelpAnswer::Advice, "Send the engineer now.");
        work.answer_help(&world.council, &nadia, &called.help, advice).await.unwrap();
        assert!(told(&world, &nadia).await.is_empty());
        let back = work.new_notifications(&world.council, &priya).await.unwrap();
        assert_eq!(back[0].said.as_deref(), Some("Send the engineer now."));
        let again = work.answer_help(&world.council, &nadia, &called.help, (HelpAnswer::OnIt, "")).await;
        assert!(matches!(again, Err(Failure::Refused(Refusal::NothingToChange))), "{again:?}");
        let events = world.events_as_text().await;
        assert!(events.contains("help-asked") && events.contains("help-answered"));
        assert!(!events.contains("heating") && !events.contains("engineer"));
        world.assert_sound().await;
    }

    async fn a_call_before_there_is_a_case_stands_on_it_once_it_is_logged(world: World) {
        let nadia = hired(&world, "nadia", Role::ComplaintsManager, &["customer-services"]).await;
        let priya = hired(&world, "priya", Role::Adviser, &["customer-services"]).await;
        let work = &world.casework;
        let called = work.ask_for_help(&world.council, &priya, None, "He shouts.").await.unwrap();
        let answer = (HelpAnswer::OnIt, "I come over.");
        work.answer_help(&world.council, &nadia, &called.help, answer).await.unwrap();
        let mut new = world.contact(Kind::ServiceRequest);
        work.help_on_new_case(&world.council, &priya, (&mut new, &called.help)).await.unwrap();
        let logged = work.log(&world.council, &priya, new).await.unwrap();
        work.help_after_log(&world.council, &logged.id, &called.help).await.unwrap();
        let view = work.open_case(&world.council, &priya, &logged.reference).await.unwrap();
        assert!(view.case.open_help.is_empty());
        let answered = view.entries.iter().find(|entry| entry.event.name() == "help-answered").unwrap();
        assert_eq!(answered.actor, nadia.id);
        assert!(view.words.values().any(|text| text == "He shouts."));
        world.assert_sound().await;
    }

    async fn the_cover_of_a_lead_who_is_away_is_called_too(world: World) {
        let nadia = hired(&world, "nadia", Role::ComplaintsManager, &["customer-services"]).await;
        let priya = hired(&world, "priya", Role::Adviser, &["customer-services"]).await;
        let alan = hired(&world, "alan", Role::ComplaintsManager, &[]).await;
        let days = (date(2026, 11, 2), date(2026, 11, 6));
        world.casework.go_away(&world.council, &nadia, days, &id(&alan)).await.unwrap();
        let called = world.casework.ask_for_help(&world.council, &priya, None, "").await.unwrap();
        assert_eq!(called.names, ["nadia", "alan"]);
        // The cover falls ill: whoever covers them is called.
        let zoe = hired(&world, "zoe", Role::ComplaintsManager, &[]).await;
        let today = (days.0, days.0);
        world.casework.go_away(&world.council, &alan, today, &id(&zoe)).await.unwrap();
        let called = world.casework.ask_for_help(&world.council, &priya, None, "").await.unwrap();
        assert_eq!(called.names, ["nadia", "alan", "zoe"]);
    }

    async fn whoever_covers_sees_the_work_and_must_be_somebody_who_may(world: World) {
        let dan = hired(&world, "dan", Role::Officer, &["waste-crews"]).await;
        let aisha = hired(&world, "aisha", Role::Officer, &["waste-crews"]).await;
        let planner = hired(&world, "owen", Role::Officer, &["planning"]).await;
        let clerk = hired(&world, "bill", Role::Staff, &["waste-crews"]).await;
        let work = &world.casework;
        let days = (date(2026, 11, 2), date(2026, 11, 6));
        for nobody in [&planner, &clerk, &dan] {
            let refused = work.go_away(&world.council, &dan, days, &id(nobody)).await;
            assert!(matches!(refused, Err(Failure::Refused(Refusal::NotInPolicy("cover")))), "{refused:?}");
        }
        work.go_away(&world.council, &dan, days, &id(&aisha)).await.unwrap();
        // Whoever is away on one of the days covers for nobody.
        let refused = work.go_away(&world.council, &aisha, (days.1, days.1), &id(&dan)).await;
        assert!(matches!(refused, Err(Failure::Refused(Refusal::NotInPolicy(_)))), "{refused:?}");
        let case = world.logged(Kind::ServiceRequest).await.id;
        let mut triage = Orders::of(&world).triage(Kind::ServiceRequest);
        if let Command::Triage(answers) = &mut triage {
            answers.owner = Some(id(&dan));
        }
        world.done(&adviser(), &case, triage).await;
        let covering = work.covering(&world.council, &aisha).await.unwrap();
        assert_eq!((covering[0].name.as_str(), covering[0].counts.open), ("dan", 1));
        assert_eq!(work.cases_covered(&world.council, &aisha, &id(&dan), None).await.unwrap().len(), 1);
        let others = work.cases_covered(&world.council, &planner, &id(&dan), None).await;
        assert!(matches!(others, Err(Failure::NotFound)), "{others:?}");
        // The cover falls ill: what they covered goes on to whoever covers them, for as long.
        let zoe = hired(&world, "zoe", Role::Officer, &["waste-crews"]).await;
        work.go_away(&world.council, &aisha, (days.0, date(2026, 11, 3)), &id(&zoe)).await.unwrap();
        let covering = work.covering(&world.council, &zoe).await.unwrap();
        let covered: Vec<_> = covering.iter().map(|one| (one.name.as_str(), one.until, one.counts.open)).collect();
        assert_eq!(covered, [("aisha", date(2026, 11, 3), 0), ("dan", date(2026, 11, 3), 1)]);
        assert_eq!(work.cases_covered(&world.council, &zoe, &id(&dan), None).await.unwrap().len(), 1);
        world.wait_days(2);
        assert!(work.covering(&world.council, &zoe).await.unwrap().is_empty());
        assert_eq!(work.covering(&world.council, &aisha).await.unwrap().len(), 1);
        world.wait_days(3);
        assert!(work.covering(&world.council, &aisha).await.unwrap().is_empty());
        world.assert_sound().await;
    }

    async fn a_case_is_idle_after_the_days_of_the_policy_and_not_before(world: World) {
        let colin = hired(&world, "colin", Role::ServiceManager, &["waste-crews"]).await;
        let case = world.logged(Kind::ServiceRequest).await.id;
        let work = &world.casework;
        // Logged on a Monday; five working days later is the next Monday.
        world.wait_days(4);
        assert_eq!(work.count_idle(&world.council, &colin).await.unwrap(), Some(0));
        world.wait_days(3);
        assert_eq!(work.count_idle(&world.council, &colin).await.unwrap(), Some(1));
        assert_eq!(work.idle_cases(&world.council, &colin, None).await.unwrap().len(), 1);
        assert_eq!(work.count_idle(&world.council, &councillor()).await.unwrap(), None);
        // Paper 002: nobody is left without an answer, and least of all whoever asks again and again.
        let orders = Orders::of(&world);
        world.done(&adviser(), &case, orders.contact(Direction::In, ContactPurpose::AskedForUpdate)).await;
        assert_eq!(work.count_idle(&world.council, &colin).await.unwrap(), Some(1));
        world.done(&adviser(), &case, orders.contact(Direction::Out, ContactPurpose::UpdateGiven)).await;
        assert_eq!(work.count_idle(&world.council, &colin).await.unwrap(), Some(0));
        // Whoever has something open is a line, though their work is another now: otherwise nobody sees it.
        let olga = hired(&world, "olga", Role::Auditor, &["waste-crews"]).await;
        let names = |loads: &redress_casework::workload::Workloads| {
            loads.officers.iter().map(|(_, name, _)| name.clone()).collect::<Vec<_>>()
        };
        let loads = work.workloads(&world.council, &colin).await.unwrap();
        assert!(!names(&loads).contains(&"olga".to_owned()), "{loads:?}");
        let assign = Command::Assign {
            team: TeamId::parse("waste-crews").unwrap(),
            owner: Some(id(&olga)),
            reason: Some(work.fresh().words("She knows the street.")),
        };
        world.done(&adviser(), &case, orders.triage(Kind::ServiceRequest)).await;
        world.done(&adviser(), &case, assign).await;
        let loads = work.workloads(&world.council, &colin).await.unwrap();
        assert!(names(&loads).contains(&"olga".to_owned()), "{loads:?}");
        assert!(loads.teams.iter().all(|(team, ..)| team.as_str() == "waste-crews"), "{loads:?}");
        let refused = work.workloads(&world.council, &councillor()).await;
        assert!(matches!(refused, Err(Failure::NotPermitted)), "{refused:?}");
    }

    // Paper 002: nobody is left without an answer, after the end neither.
    async fn what_came_in_after_the_end_and_nobody_has_read_for_as_long_is_idle_too(world: World) {
        let colin = hired(&world, "colin", Role::ServiceManager, &["waste-crews"]).await;
        let nadia = hired(&world, "nadia", Role::ComplaintsManager, &["customer-services"]).await;
        let case = world.logged(Kind::ServiceRequest).await.id;
        let (work, orders) = (&world.casework, Orders::of(&world));
        world.done(&adviser(), &case, orders.triage(Kind::ServiceRequest)).await;
        world.done(&officer(), &case, orders.contact(Direction::Out, ContactPurpose::UpdateGiven)).await;
        let close = Command::Close { outcome: Outcome::Done, sentence: orders.words("It is done"), lesson: None };
        world.done(&officer(), &case, close).await;
        world.wait_days(7);
        assert_eq!(work.count_idle(&world.council, &colin).await.unwrap(), Some(0), "it is over");
        world.done(&adviser(), &case, orders.contact(Direction::In, ContactPurpose::Information)).await;
        world.wait_days(4);
        assert_eq!(work.count_idle(&world.council, &colin).await.unwrap(), Some(0));
        world.wait_days(3);
        assert_eq!(work.count_idle(&world.council, &colin).await.unwrap(), Some(1));
        let idle = work.idle_cases(&world.council, &colin, None).await.unwrap();
        assert_eq!(idle.iter().map(|line| &line.case.case_id).collect::<Vec<_>>(), [&case]);
        world.done(&nadia, &case, Command::ReadMessages).await;
        assert_eq!(work.count_idle(&world.council, &colin).await.unwrap(), Some(0));
        world.assert_sound().await;
    }

    async fn somebody_known_is_found_by_each_sure_detail_and_joined_by_nobody(world: World) {
        world.logged(Kind::ServiceRequest).await;
        let work = &world.casework;
        let nobody = NewPerson::default();
        let by_email = NewPerson { email: Some("ASHA@example.org".to_owned()), ..nobody.clone() };
        let by_phone = NewPerson { phone: Some("+44 1632 960001".to_owned()), ..nobody.clone() };
        let household = NewPerson {
            name: "A Patel".to_owned(),
            postcode: Some("ws14ab".to_owned()),
            ..nobody.clone()
        };
        for described in [by_email, by_phone, household.clone()] {
            let found = work.people_matching(&world.council, &adviser(), &described).await.unwrap();
            assert_eq!((found.len(), found[0].open.len()), (1, 1), "{described:?}");
        }
        let neighbour = NewPerson { name: "Ben Ortiz".to_owned(), email: Some("ben@example.org".to_owned()), ..nobody };
        assert!(work.people_matching(&world.council, &adviser(), &neighbour).await.unwrap().is_empty());
        // The same person, logged as a new one: two people, each shown with the other's case.
        let second = world.contact(Kind::ServiceRequest);
        let customer = second.contact.customer.clone().unwrap();
        work.log(&world.council, &adviser(), second).await.unwrap();
        assert_eq!(work.cases_of_similar(&world.council, &adviser(), &customer).await.unwrap().len(), 1);
        assert_eq!(work.people_matching(&world.council, &adviser(), &household).await.unwrap().len(), 2);
    }
}
