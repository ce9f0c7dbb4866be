//! What a new version of the policy changes, and what it leaves alone.

use redress_domain::policy::Policy;
use redress_domain::vocabulary::{ClockKind, Kind};
use redress_store::rebuild::Side;

use crate::on_both_engines;
use crate::orders::Orders;
use crate::world::{POLICY, adviser, setup};

on_both_engines! {
    async fn a_new_version_changes_no_promise_of_an_open_case(world: World) {
        let before = world.logged(Kind::ServiceRequest).await;
        let changed = POLICY
            .replace("starts_on = 2026-04-01", "starts_on = 2026-11-09")
            .replace("first_answer = \"3 working days\"", "first_answer = \"4 working days\"")
            .replace("within 3 working days", "within 4 working days");
        let policy = Policy::parse(&changed).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
        assert_eq!(world.casework.adopt_policy(&setup(), policy).await.unwrap(), 2);
        world.wait_days(7);
        let after = world.logged(Kind::ServiceRequest).await;
        let limit = async |logged: &redress_casework::act::Logged| {
            let view = world.casework.open_case(&world.council, &adviser(), &logged.reference).await.unwrap();
            (view.case.policy_version, view.case.clock(ClockKind::FirstAnswer).unwrap().limit.count)
        };
        assert_eq!(limit(&before).await, (1, 3));
        assert_eq!(limit(&after).await, (2, 4));
    }

    async fn the_same_file_again_is_no_new_version(world: World) {
        let policy = Policy::parse(POLICY).unwrap();
        assert_eq!(world.casework.adopt_policy(&setup(), policy).await.unwrap(), 1);
        assert_eq!(world.store().policy_versions(&world.council).await.unwrap().len(), 1);
    }

    async fn a_new_day_off_moves_the_open_clocks_that_it_touches_and_no_others(world: World) {
        let touched = world.logged(Kind::Complaint).await;
        world.done(&adviser(), &touched.id, Orders::of(&world).triage(Kind::Complaint)).await;
        let closed = POLICY.replace("closed = [2026-12-29", "closed = [2026-11-05, 2026-12-29");
        let due = async || {
            let view = world.casework.open_case(&world.council, &adviser(), &touched.reference).await.unwrap();
            (view.version, view.case.clock(ClockKind::Acknowledge).unwrap().due_on)
        };
        let (seen, before) = due().await;
        assert_eq!(before, jiff::civil::date(2026, 11, 9));
        world.wait_days(4);
        let untouched = world.logged(Kind::Complaint).await;
        world.wait_days(-3);
        world.casework.adopt_policy(&setup(), Policy::parse(&closed).unwrap()).await.unwrap();
        let (now, after) = due().await;
        assert_eq!(after, jiff::civil::date(2026, 11, 10));
        assert!(now > seen, "the move is an event of its own");
        let view = world.casework.open_case(&world.council, &adviser(), &untouched.reference).await.unwrap();
        assert_eq!(view.version, untouched.version, "received after the day off, it is not touched");
        let again = world.casework.move_clocks(&world.council, &[jiff::civil::date(2026, 11, 5)]).await.unwrap();
        assert_eq!(again, 0, "it moves once");
    }

    // Domain 3: the same events give the same figures, whenever they are read.
    async fn a_closure_that_has_passed_moves_nothing_and_changes_no_figure(world: World) {
        let adopt = async |days: &str| {
            let policy = POLICY.replace("closed = [2026-12-29", &format!("closed = [{days}, 2026-12-29"));
            world.casework.adopt_policy(&setup(), Policy::parse(&policy).unwrap()).await.unwrap();
        };
        let done = world.logged(Kind::ServiceRequest).await;
        let open = world.logged(Kind::Complaint).await;
        world.done(&adviser(), &open.id, Orders::of(&world).triage(Kind::Complaint)).await;
        world.wait_days(3);
        world.done(&adviser(), &done.id, Orders::of(&world).close()).await;
        let version = async || {
            world.casework.open_case(&world.council, &adviser(), &open.reference).await.unwrap().version
        };
        let before = version().await;
        world.wait_days(1);
        adopt("2026-11-03, 2026-11-04").await;
        assert_eq!(version().await, before, "nothing moved");
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        assert!(live.iter().any(|row| row.contains(&done.id.to_string())), "{live:?}");
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
    }
}
