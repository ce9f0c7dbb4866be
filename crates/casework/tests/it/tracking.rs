//! Who may follow a case by its reference.

use redress_casework::failure::Failure;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::Kind;

use crate::on_both_engines;
use crate::world::adviser;

on_both_engines! {
    async fn a_wrong_reference_and_a_wrong_name_get_the_same_answer(world: World) {
        let logged = world.logged(Kind::Complaint).await;
        let track = |reference: Reference, proof: &'static str| {
            let (casework, council) = (world.casework.clone(), world.council.clone());
            async move { casework.track_case(&council, &reference, proof).await }
        };
        for proof in ["WS1 4AB", "ws14ab", "Patel", "asha PATEL"] {
            assert!(track(logged.reference.clone(), proof).await.is_ok(), "{proof}");
        }
        let wrong_name = track(logged.reference.clone(), "Penhaligon").await;
        let wrong_reference = track(Reference::new("WS", 99), "Patel").await;
        let nothing = track(logged.reference.clone(), "").await;
        for answer in [wrong_name, wrong_reference, nothing] {
            assert!(matches!(answer, Err(Failure::NotFound)), "{answer:?}");
        }
    }

    async fn a_case_with_nobody_on_file_shows_its_status_to_whoever_has_the_reference(world: World) {
        let mut new = world.contact(Kind::ServiceRequest);
        new.customer = None;
        new.contact.customer = None;
        let logged = world.casework.log(&world.council, &adviser(), new).await.unwrap();
        assert!(world.casework.track_case(&world.council, &logged.reference, "").await.is_ok());
    }
}
