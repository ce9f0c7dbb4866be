//! Searching: by what was said and whose it is, for whoever may see it; and the counts of open cases.

use redress_domain::case::{Command, Privilege, Status};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::Kind;

use crate::on_both_engines;
use crate::orders::Orders;
use crate::world::{World, adviser, councillor, officer, planner, user};

/// The references of what somebody finds, before the index has taken anything in and after.
async fn finds(world: &World, actor: &Actor, typed: &str) -> usize {
    let search = async || {
        let found = world
            .casework
            .search(&world.council, actor, typed, (None, 50))
            .await;
        found.unwrap().lines.len()
    };
    let before = search().await;
    while world.casework.index(&world.council).await.unwrap() > 0 {}
    let after = search().await;
    assert_eq!(
        before, after,
        "{typed}: the index says something else than the documents"
    );
    after
}

fn note(world: &World, text: &str, privileged: Privilege) -> Command {
    Command::AddNote {
        words: world.casework.fresh().words(text),
        privileged,
    }
}

on_both_engines! {
    async fn a_case_is_found_by_its_customer_its_account_and_what_was_said_later(world: World) {
        let logged = world.logged(Kind::Complaint).await;
        for typed in ["patel", "asha bins", "WS1 4AB", "missing bin", "collected"] {
            assert_eq!(finds(&world, &adviser(), typed).await, 1, "{typed}");
        }
        assert_eq!(finds(&world, &adviser(), "hedgehog").await, 0);
        world.done(&adviser(), &logged.id, Orders::of(&world).triage(Kind::Complaint)).await;
        let hedgehog = note(&world, "A hedgehog lives there.", Privilege::Ordinary);
        world.done(&officer(), &logged.id, hedgehog).await;
        assert_eq!(finds(&world, &officer(), "patel hedgehogs").await, 1);
    }

    async fn legal_advice_is_not_found_by_its_words(world: World) {
        let logged = world.logged(Kind::Complaint).await;
        world.done(&adviser(), &logged.id, Orders::of(&world).triage(Kind::Complaint)).await;
        let advice = note(&world, "Counsel says estoppel.", Privilege::Privileged);
        world.done(&officer(), &logged.id, advice).await;
        assert_eq!(finds(&world, &officer(), "estoppel").await, 0);
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(finds(&world, &officer(), "estoppel").await, 0);
        assert_eq!(finds(&world, &officer(), "patel").await, 1);
    }

    async fn a_search_finds_only_what_its_reader_may_open(world: World) {
        world.logged(Kind::Complaint).await;
        assert_eq!(finds(&world, &officer(), "bins").await, 1);
        assert_eq!(finds(&world, &planner(), "bins").await, 0);
        assert_eq!(finds(&world, &councillor(), "bins").await, 0);
        // Whoever it is about has no part in it, whatever else they may read.
        let mut about = world.contact(Kind::Complaint);
        about.contact.about = vec![user(2), user(1)];
        world.casework.log(&world.council, &planner(), about).await.unwrap();
        assert_eq!(finds(&world, &officer(), "bins").await, 1);
        assert_eq!(finds(&world, &adviser(), "bins").await, 1);
        assert_eq!(finds(&world, &crate::world::manager(), "bins").await, 2);
    }

    async fn open_cases_are_counted_by_service_and_status_as_acts_move_them(world: World) {
        let one = world.logged(Kind::ServiceRequest).await;
        world.logged(Kind::ServiceRequest).await;
        let count = async |actor: &Actor| {
            let summary = world.casework.summary(&world.council, actor).await.unwrap();
            let of = |of: &redress_casework::summary::OfService| (of.open(), of.overdue());
            summary.iter().map(of).collect::<Vec<_>>()
        };
        assert_eq!(count(&officer()).await, [(2, 0)]);
        assert_eq!(count(&planner()).await, []);
        world.casework.add_up(&world.council).await.unwrap();
        world.done(&adviser(), &one.id, Orders::of(&world).triage(Kind::ServiceRequest)).await;
        let summary = world.casework.summary(&world.council, &adviser()).await.unwrap();
        let statuses: Vec<Status> = summary[0].by_status.iter().map(|(status, ..)| *status).collect();
        assert_eq!((summary.len(), statuses.len()), (1, 2), "{summary:?}");
        // Overdue by itself, when the day has passed.
        world.wait_days(200);
        assert_eq!(count(&adviser()).await, [(2, 2)]);
        let waiting = world.casework.waiting_for(&world.council, &adviser()).await.unwrap();
        assert_eq!(waiting.to_triage, Some(1));
        assert_eq!(world.casework.waiting_for(&world.council, &officer()).await.unwrap().to_triage, None);
    }
}
