//! One complaint in each of five councils, from the first contact to the Ombudsman's decision: the files in
//! `policies/` as they are, their posts, and the day on which each of their promises ends.

mod councils;
mod housing;
mod walk;

use redress_domain::policy::Policy;
use redress_domain::vocabulary::Role;

use crate::on_both_engines;
use councils::{BROMSGROVE, Council, EAST_CAMBRIDGESHIRE, HART, LANCASTER, WORCESTER};
use walk::Journey;

/// From the first contact up to a reviewer who had no part in it.
async fn to_the_reviewer<'w>(world: &'w crate::world::World, council: &'static Council) -> Journey<'w> {
    let journey = Journey::begins(world, council).await;
    journey.becomes_a_complaint().await;
    journey.is_acknowledged().await;
    journey.is_answered_at_stage_1().await;
    journey.is_asked_for_stage_2().await;
    journey.is_not_turned_away_by_one_person().await;
    journey.is_with_a_reviewer().await;
    journey
}

/// And from there to the end.
async fn to_the_ombudsman(journey: &Journey<'_>) {
    journey.is_answered_at_stage_2().await;
    journey.stays_closed().await;
    journey.is_decided_by_the_ombudsman().await;
}

on_both_engines! {
    async fn a_complaint_in_worcester_goes_from_the_hub_to_the_ombudsman(world: World) {
        let world = world.of_council(WORCESTER.policy).await;
        let journey = to_the_reviewer(&world, &WORCESTER).await;
        journey.never_goes_back().await;
        to_the_ombudsman(&journey).await;
    }

    async fn a_complaint_in_east_cambridgeshire_goes_over_christmas_to_the_ombudsman(world: World) {
        let world = world.of_council(EAST_CAMBRIDGESHIRE.policy).await;
        let journey = to_the_reviewer(&world, &EAST_CAMBRIDGESHIRE).await;
        journey.never_goes_back().await;
        to_the_ombudsman(&journey).await;
    }

    async fn a_complaint_in_bromsgrove_that_is_acknowledged_late_goes_to_the_ombudsman(world: World) {
        let world = world.of_council(BROMSGROVE.policy).await;
        let journey = to_the_reviewer(&world, &BROMSGROVE).await;
        journey.never_goes_back().await;
        to_the_ombudsman(&journey).await;
    }

    async fn a_complaint_in_hart_goes_from_social_media_to_the_ombudsman(world: World) {
        let world = world.of_council(HART.policy).await;
        let journey = to_the_reviewer(&world, &HART).await;
        journey.never_goes_back().await;
        to_the_ombudsman(&journey).await;
    }

    async fn a_complaint_in_lancaster_goes_back_to_stage_1_once_and_to_the_ombudsman(world: World) {
        let world = world.of_council(LANCASTER.policy).await;
        let journey = to_the_reviewer(&world, &LANCASTER).await;
        journey.goes_back_once().await;
        to_the_ombudsman(&journey).await;
    }
}

// Complaint Handling Code 6: not the person who considered stage 1, whatever the service.
#[test]
fn every_service_of_the_five_councils_has_a_reviewer_who_does_not_answer_for_it() {
    for council in [&WORCESTER, &EAST_CAMBRIDGESHIRE, &BROMSGROVE, &HART, &LANCASTER] {
        let policy = Policy::parse(council.policy).unwrap();
        for service in &policy.services {
            let mut posts = policy.posts.iter();
            let somebody = posts.any(|post| {
                post.roles.contains(&Role::Reviewer) && service.answerable.as_ref() != Some(&post.id)
            });
            assert!(somebody, "{}: {}", policy.council.name, service.name);
        }
    }
}
