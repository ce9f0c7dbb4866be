//! Whose customer still waits for a word, and who is reminded (paper 002: requests are answered too).

use redress_domain::case::{Command, ContactPurpose, Direction};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Kind, NotificationKind};

use crate::on_both_engines;
use crate::orders::Orders;
use crate::world::{adviser, complaints_manager, officer, planner, user};

on_both_engines! {
    async fn who_waits_for_a_word_is_listed_until_they_hear_and_the_officer_is_reminded_once_before(world: World) {
        let orders = Orders::of(&world);
        let case = world.logged(Kind::ServiceRequest).await.id;
        world.done(&adviser(), &case, orders.triage(Kind::ServiceRequest)).await;
        let owner = user(2);
        let all = async |actor: &Actor| world.casework.waiting_for_word(&world.council, (actor, None), None).await.unwrap();
        let own = async |actor: &Actor| world.casework.waiting_for_word(&world.council, (actor, Some(&owner)), None).await.unwrap();
        assert_eq!(all(&complaints_manager()).await.len(), 1);
        let listed = own(&officer()).await;
        assert_eq!(listed.len(), 1);
        // Nobody sees another service's, nor another officer's.
        assert!(all(&planner()).await.is_empty() && own(&planner()).await.is_empty());
        let due = listed[0].case.due_on.unwrap();
        let remind = async || world.casework.remind_of_words(&world.council).await.unwrap();
        while world.casework.today() < due.yesterday().unwrap() {
            world.wait_days(1);
        }
        assert_eq!((remind().await, remind().await), (1, 0));
        let told = world.casework.new_notifications(&world.council, &officer()).await.unwrap();
        let words: Vec<_> = told.iter().filter(|told| told.row.kind == NotificationKind::WordDue).collect();
        assert_eq!(words.len(), 1);
        assert_eq!(words[0].row.about_on, Some(due));
        let answer: Command = orders.contact(Direction::Out, ContactPurpose::Answer);
        world.done(&officer(), &case, answer).await;
        let next = own(&officer()).await;
        assert!(next.iter().all(|line| line.case.due_on.unwrap() > due), "{next:?}");
    }
}
