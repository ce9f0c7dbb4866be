//! Promises after they were made: who is reminded and told, and the list of what is still to be kept.

use jiff::civil::Date;
use redress_casework::remedy::Promises;
use redress_domain::case::Command;
use redress_domain::id::{CaseId, UserId};
use redress_domain::vocabulary::{Kind, NotificationKind};
use redress_store::rebuild::Side;

use crate::on_both_engines;
use crate::orders::Orders;
use crate::world::{World, adviser, complaints_manager, manager, officer, planner, service, user};

/// What somebody was told and has not seen, the newest first.
async fn told(world: &World, actor: &redress_domain::permission::Actor) -> Vec<NotificationKind> {
    let told = world.casework.new_notifications(&world.council, actor).await;
    told.unwrap().into_iter().map(|told| told.row.kind).collect()
}

async fn promised(
    world: &World,
    orders: &Orders<'_>,
    due_on: Date,
) -> (CaseId, redress_domain::id::RemedyId) {
    let case = world.logged(Kind::ServiceRequest).await.id;
    let remedy = world.casework.fresh().remedy();
    world
        .done(&adviser(), &case, orders.triage(Kind::ServiceRequest))
        .await;
    world
        .done(&officer(), &case, orders.remedy(&remedy, Some(due_on)))
        .await;
    (case, remedy)
}

fn in_days(world: &World, days: i64) -> Date {
    world
        .casework
        .today()
        .saturating_add(jiff::Span::new().days(days))
}

on_both_engines! {
    async fn the_owner_hears_before_a_promise_is_due_and_the_lead_too_when_it_is_overdue_and_each_once(world: World) {
        let orders = Orders::of(&world);
        // The complaints manager leads where nobody else does; a row makes them one who can be told.
        world.knows(&[complaints_manager(), manager()]).await;
        let (_, _) = promised(&world, &orders, in_days(&world, 14)).await;
        let remind = async || world.casework.remind_owners(&world.council).await.unwrap();
        assert_eq!(remind().await, 0, "two weeks are left");
        world.wait_days(8);
        assert_eq!((remind().await, remind().await), (1, 0));
        assert_eq!(told(&world, &officer()).await, [NotificationKind::RemedyDue]);
        assert_eq!(told(&world, &manager()).await, []);
        world.wait_days(7);
        assert_eq!((remind().await, remind().await), (1, 0));
        assert_eq!(told(&world, &officer()).await[0], NotificationKind::RemedyOverdue);
        let leads = [told(&world, &manager()).await, told(&world, &complaints_manager()).await].concat();
        assert!(leads.contains(&NotificationKind::RemedyOverdue), "{leads:?}");
        world.assert_sound().await;
    }

    async fn what_is_promised_is_listed_soonest_first_to_whoever_may_see_it_until_it_is_kept(world: World) {
        let orders = Orders::of(&world);
        let (later, _) = promised(&world, &orders, in_days(&world, 30)).await;
        let (sooner, remedy) = promised(&world, &orders, in_days(&world, 2)).await;
        let list = async |actor: &redress_domain::permission::Actor, wanted: Promises| -> Vec<CaseId> {
            let lines = world.casework.promises(&world.council, actor, &wanted, None).await.unwrap();
            lines.into_iter().map(|line| line.line.case.case_id).collect()
        };
        let all = Promises::default;
        let of = |owner: UserId| Promises { owner: Some(owner), ..all() };
        assert_eq!(list(&complaints_manager(), all()).await, [sooner.clone(), later.clone()]);
        assert_eq!(list(&officer(), of(user(2))).await, [sooner.clone(), later.clone()]);
        // Who works for another service sees none of them, and nobody another officer's.
        assert_eq!(list(&planner(), all()).await, []);
        assert_eq!(list(&planner(), of(user(2))).await, []);
        let planning = Promises { service: Some(service("planning")), ..all() };
        assert_eq!(list(&complaints_manager(), planning).await, []);
        let waste = Promises { service: Some(service("waste")), ..all() };
        assert_eq!(list(&planner(), waste.clone()).await, []);
        assert_eq!(list(&complaints_manager(), waste).await, [sooner.clone(), later.clone()]);
        // The next page begins after the last line.
        let first = world.casework.promises(&world.council, &officer(), &of(user(2)), None).await.unwrap();
        let after = first[0].place();
        let next = world.casework.promises(&world.council, &officer(), &of(user(2)), Some(&after)).await.unwrap();
        assert_eq!(next.len(), 1);
        assert_eq!(next[0].line.case.case_id, later);
        world.wait_days(3);
        let overdue = Promises { overdue: true, ..all() };
        assert_eq!(list(&complaints_manager(), overdue.clone()).await, std::slice::from_ref(&sooner));
        let today = world.casework.what_needs_me(&world.council, &officer()).await.unwrap();
        assert_eq!((today.promises.own, today.promises.own_overdue, today.promises.services_overdue), (1, 1, 1));
        // What cannot be delivered is no longer owed.
        let told = orders.letter();
        world.done(&officer(), &sooner, Command::CannotDeliverRemedy { remedy, told }).await;
        assert_eq!(list(&complaints_manager(), overdue).await, []);
        assert_eq!(list(&complaints_manager(), all()).await, [later]);
        let dump = async || world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        let live = dump().await;
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(live, dump().await);
    }

    async fn whoever_may_approve_a_payment_hears_of_it_and_who_asked_hears_what_came_of_it(world: World) {
        let orders = Orders::of(&world);
        world.knows(&[officer(), manager(), complaints_manager(), planner()]).await;
        let case = world.logged(Kind::ServiceRequest).await.id;
        let remedy = world.casework.fresh().remedy();
        world.done(&adviser(), &case, orders.triage(Kind::ServiceRequest)).await;
        let due = in_days(&world, 14);
        world.done(&officer(), &case, orders.promise_money(&remedy, due)).await;
        world.done(&officer(), &case, orders.ask_payment(&remedy)).await;
        assert_eq!(told(&world, &manager()).await, [NotificationKind::PaymentAsked]);
        assert_eq!(told(&world, &complaints_manager()).await, [NotificationKind::PaymentAsked]);
        assert_eq!(told(&world, &planner()).await, []);
        assert_eq!(told(&world, &officer()).await, []);
        world.done(&manager(), &case, orders.turn_down_payment(&remedy)).await;
        assert_eq!(told(&world, &officer()).await, [NotificationKind::PaymentAnswered]);
    }
}
