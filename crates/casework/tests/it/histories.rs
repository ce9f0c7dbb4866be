//! What holds after any history: the lists are what the events say, and the record verifies.

use std::sync::Arc;

use redress_casework::daily_check::Alert;
use redress_domain::id::{CaseId, WardId};
use redress_domain::vocabulary::{Kind, Role};
use redress_store::rebuild::Side;

use crate::on_both_engines;
use crate::orders::{Ids, Orders};
use crate::world::{
    World, adviser, complaints_manager, councillor, manager, officer, second_complaints_manager, setup,
};

/// A small generator of chance: the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % end as u64).unwrap()
    }
}

async fn raised_by_a_councillor(world: &World) -> CaseId {
    let mut new = world.contact(Kind::Enquiry);
    new.contact.raised_by = Role::Councillor;
    new.contact.ward = Some(WardId::parse("mill-hill").unwrap());
    let logged = world.casework.log(&world.council, &councillor(), new).await;
    logged.unwrap().id
}

/// Opens cases of every kind and gives them orders by chance, many of which are refused.
pub(crate) async fn live_through(world: &World, seed: u64) -> usize {
    let mut dice = Dice(seed);
    let orders = Orders::of(world);
    let people = [
        officer(),
        manager(),
        adviser(),
        complaints_manager(),
        second_complaints_manager(),
        crate::world::reviewer(),
        councillor(),
        setup(),
    ];
    let mut cases: Vec<(CaseId, Ids)> = Vec::new();
    let mut done = 0;
    for _ in 0..300 {
        world.wait(jiff::SignedDuration::from_mins(
            i64::try_from(dice.below(600)).unwrap(),
        ));
        if cases.len() < 3 || dice.below(12) == 0 {
            let kind = if dice.below(2) == 0 {
                Kind::Complaint
            } else {
                Kind::ALL[dice.below(Kind::ALL.len())]
            };
            let case = if kind == Kind::Enquiry {
                raised_by_a_councillor(world).await
            } else {
                world.logged(kind).await.id
            };
            cases.push((case, Ids::new(world)));
        }
        let (case, ids) = cases[dice.below(cases.len())].clone();
        let other = cases[dice.below(cases.len())].0.clone();
        let all = orders.all(&case, &other, &ids);
        let command = all[dice.below(all.len())].clone();
        let first = dice.below(people.len());
        for actor in people.iter().cycle().skip(first).take(people.len()) {
            if world
                .casework
                .act_on_latest(&world.council, actor, &case, command.clone())
                .await
                .is_ok()
            {
                done += 1;
                break;
            }
        }
    }
    world
        .casework
        .record_daily_check(&world.council, &adviser(), "They wait for an answer.")
        .await
        .unwrap();
    world.casework.close_unfollowed(&world.council).await.unwrap();
    world
        .casework
        .raise_check_alert(&world.council, Alert::First)
        .await
        .unwrap();
    done
}

on_both_engines! {
    async fn live_read_models_equal_rebuilt_ones_after_random_histories(world: World) {
        for seed in [3, 1_914, 70_707] {
            let done = live_through(&world, seed).await;
            assert!(done > 60, "seed {seed}: only {done} orders were taken");
        }
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        assert!(live.len() > 60, "{}", live.len());
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        let rebuilt = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        for (before, after) in live.iter().zip(&rebuilt) {
            assert_eq!(before, after);
        }
        assert_eq!(live.len(), rebuilt.len());
        world.assert_sound().await;
    }

    // What lists say is compared with the record on request: nobody moves a case out of sight in the database alone.
    async fn a_case_that_lists_show_otherwise_than_its_events_say_is_named_with_what_differs(world: World) {
        assert!(live_through(&world, 3).await > 20);
        let otherwise = async || world.casework.cases_listed_otherwise(&world.council, |_| {}).await.unwrap();
        assert_eq!(otherwise().await, []);
        let of_first = "WHERE case_id = (SELECT MIN(case_id) FROM cases)";
        world.tamper(&format!("UPDATE cases SET stage = stage + 1, due_key = '2099-01-01' {of_first}")).await;
        let found = otherwise().await;
        let [case] = &found[..] else { panic!("{found:?}") };
        assert_eq!(case.columns, ["stage", "due_key"]);
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(otherwise().await, []);
    }

    async fn many_people_at_once_lose_nothing_and_get_references_of_their_own(world: World) {
        let world = Arc::new(world);
        let mut people = Vec::new();
        for _ in 0..25 {
            let world = Arc::clone(&world);
            people.push(tokio::spawn(async move {
                let mut references = Vec::new();
                for _ in 0..4 {
                    references.push(world.logged(Kind::ServiceRequest).await.reference);
                }
                references
            }));
        }
        let mut references = std::collections::BTreeSet::new();
        for one in people {
            references.extend(one.await.unwrap());
        }
        assert_eq!(references.len(), 100);
        assert_eq!(world.store().untriaged(&world.council).await.unwrap().count, 100);
        world.assert_sound().await;
    }
}
