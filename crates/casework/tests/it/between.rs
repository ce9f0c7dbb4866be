//! What is between cases, on both sides at once: merged, un-merged, split and unlinked.

use redress_casework::between::NewSplit;
use redress_casework::failure::Failure;
use redress_domain::case::{BetweenOrder, Command, LinkTo, NewMerge, Outcome, Refusal, Relation};
use redress_domain::id::CaseId;
use redress_domain::vocabulary::{ClockKind, Kind};
use redress_store::rebuild::Side;

use crate::on_both_engines;
use crate::orders::{Ids, Orders};
use crate::world::{World, adviser, officer, planner};

pub(crate) fn merge(orders: &Orders<'_>, (from, into): (&CaseId, &CaseId)) -> Command {
    Command::Between(BetweenOrder::Merge(NewMerge {
        from: from.clone(),
        into: into.clone(),
        reason: orders.words("The same bins"),
        sentence: orders.words("It goes on together with your neighbour’s"),
    }))
}

pub(crate) fn unmerge(orders: &Orders<'_>) -> Command {
    Command::Between(BetweenOrder::Unmerge {
        reason: orders.words("Another street"),
    })
}

async fn triaged(world: &World, orders: &Orders<'_>, kind: Kind) -> redress_casework::act::Logged {
    let logged = world.logged(kind).await;
    world.done(&adviser(), &logged.id, orders.triage(kind)).await;
    logged
}

on_both_engines! {
    // Domain, section 4: the customer of each keeps their reference, and follows it to where it goes on.
    async fn the_customers_of_two_cases_of_one_matter_are_on_the_one_that_is_kept(world: World) {
        let orders = Orders::of(&world);
        let kept = triaged(&world, &orders, Kind::Complaint).await;
        let mut new = world.contact(Kind::Complaint);
        if let Some((_, details)) = &mut new.customer {
            "Bao Nguyen".clone_into(&mut details.name);
            details.postcode = Some("WS9 9ZZ".to_owned());
        }
        let other = world.casework.log(&world.council, &adviser(), new).await.unwrap();
        world.done(&adviser(), &other.id, orders.triage(Kind::Complaint)).await;
        let open = async |reference| world.casework.open_case(&world.council, &adviser(), reference).await.unwrap();
        let before = open(&other.reference).await;
        world.done(&officer(), &other.id, merge(&orders, (&other.id, &kept.id))).await;
        let merged = open(&other.reference).await;
        assert_eq!(merged.case.outcome, Some(Outcome::Duplicate));
        assert_eq!(merged.links, [(Relation::DuplicateOf, kept.reference.clone())]);
        let track = async |reference| world.casework.track_case(&world.council, reference, "Nguyen").await.is_ok();
        assert!(track(&kept.reference).await && track(&other.reference).await);
        world.wait_days(3);
        world.done(&officer(), &other.id, unmerge(&orders)).await;
        let apart = open(&other.reference).await;
        assert_eq!(apart.case.clocks, before.case.clocks, "promised is promised");
        assert_eq!(apart.links, []);
        assert_eq!(open(&kept.reference).await.links, []);
        assert!(!track(&kept.reference).await && track(&other.reference).await);
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
        world.assert_sound().await;
    }

    async fn nothing_goes_on_in_a_case_that_its_officer_may_not_know_or_that_has_lesser_rights(world: World) {
        let orders = Orders::of(&world);
        let complaint = triaged(&world, &orders, Kind::Complaint).await;
        let request = triaged(&world, &orders, Kind::ServiceRequest).await;
        let act = async |actor: redress_domain::permission::Actor, order| {
            world.casework.act_on_latest(&world.council, &actor, &complaint.id, order).await
        };
        let into_request = act(officer(), merge(&orders, (&complaint.id, &request.id))).await;
        assert!(matches!(into_request, Err(Failure::Refused(Refusal::WrongKind(_)))), "{into_request:?}");
        let unknown = world.casework.fresh().case();
        let into_nothing = act(officer(), merge(&orders, (&complaint.id, &unknown))).await;
        assert!(matches!(into_nothing, Err(Failure::NotFound)), "{into_nothing:?}");
        let by_another = act(planner(), merge(&orders, (&complaint.id, &request.id))).await;
        assert!(matches!(by_another, Err(Failure::Refused(Refusal::NotPermitted(_)))), "{by_another:?}");
    }

    async fn a_link_is_taken_away_on_both_sides(world: World) {
        let orders = Orders::of(&world);
        let (one, other) = (world.logged(Kind::Complaint).await, world.logged(Kind::Complaint).await);
        let link = LinkTo { from: one.id.clone(), case: other.id.clone(), relation: Relation::FollowsFrom };
        world.done(&adviser(), &one.id, Command::Link(link)).await;
        let unlink = BetweenOrder::Unlink {
            case: other.id.clone(),
            relation: Relation::FollowsFrom,
            reason: orders.words("Another matter"),
        };
        world.done(&adviser(), &one.id, Command::Between(unlink)).await;
        for logged in [&one, &other] {
            let view = world.casework.open_case(&world.council, &adviser(), &logged.reference).await.unwrap();
            assert_eq!(view.links, []);
        }
        world.assert_sound().await;
    }

    async fn a_point_goes_on_in_a_case_of_its_own_whose_clocks_count_from_when_it_was_received(world: World) {
        let orders = Orders::of(&world);
        let ids = Ids::new(&world);
        let logged = triaged(&world, &orders, Kind::Complaint).await;
        world.done(&officer(), &logged.id, orders.acknowledge(&ids.point)).await;
        world.wait_days(2);
        let received_at = world.casework.outside().now();
        world.done(&officer(), &logged.id, Command::AddPoint(orders.point(&ids.second))).await;
        world.wait_days(1);
        let open = async |reference| world.casework.open_case(&world.council, &officer(), reference).await.unwrap();
        let before = open(&logged.reference).await;
        let split = NewSplit {
            points: vec![ids.second.clone()],
            reason: orders.words("The noise is another matter"),
            received_at,
        };
        let at = (&logged.id, before.version);
        let reference = world.casework.split_case(&world.council, &officer(), at, &split).await.unwrap();
        let made = open(&reference).await;
        assert_eq!(made.case.received_at, received_at);
        assert_eq!(made.case.customer, before.case.customer);
        assert_eq!(made.case.points.len(), 1);
        assert!(made.case.clock(ClockKind::Acknowledge).is_some(), "it has the ordinary rights");
        assert_eq!(made.links, [(Relation::SplitFrom, logged.reference.clone())]);
        let after = open(&logged.reference).await;
        assert_eq!(after.case.points.len(), 1);
        assert_eq!(after.case.clocks, before.case.clocks);
        assert_eq!(after.links, [(Relation::SplitInto, reference)]);
        let late = world.casework.split_case(&world.council, &officer(), at, &split).await;
        assert!(matches!(late, Err(Failure::Conflict { .. })), "{late:?}");
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
        world.assert_sound().await;
    }
}
