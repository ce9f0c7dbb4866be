//! Who may follow a case by its reference.

use redress_casework::act::NewPerson;
use redress_casework::case::CaseView;
use redress_casework::failure::Failure;
use redress_domain::case::{Command, Consent, Privilege};
use redress_domain::id::ActorId;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Kind, Role};
use redress_store::changes::{Changes, Erase};

use crate::on_both_engines;
use crate::orders::Orders;
use crate::world::{
    adviser, complaints_manager, councillor, officer, second_complaints_manager, setup, user,
};

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

    async fn whoever_speaks_for_the_customer_proves_it_with_their_own_name(world: World) {
        let mut new = world.contact(Kind::ServiceRequest);
        let speaker = world.casework.fresh().person();
        new.contact.representative = Some((speaker.clone(), Consent::Given));
        let sam = NewPerson { name: "Sam Okafor".to_owned(), ..NewPerson::default() };
        new.representative = Some((speaker, sam));
        let logged = world.casework.log(&world.council, &adviser(), new).await.unwrap();
        for proof in ["Okafor", "Patel"] {
            assert!(world.casework.track_case(&world.council, &logged.reference, proof).await.is_ok(), "{proof}");
        }
    }

    async fn who_was_erased_opens_nothing_any_more(world: World) {
        let new = world.contact(Kind::Complaint);
        let customer = new.contact.customer.clone().unwrap();
        let logged = world.casework.log(&world.council, &adviser(), new).await.unwrap();
        let now = world.casework.outside().now();
        let mut changes = Changes::new(world.council.clone(), setup().id, now);
        changes.erase.push(Erase::Person(customer));
        world.store().commit(changes).await.unwrap();
        for proof in ["Patel", "WS1 4AB", ""] {
            let answer = world.casework.track_case(&world.council, &logged.reference, proof).await;
            assert!(matches!(answer, Err(Failure::NotFound)), "{proof}");
        }
        world.assert_sound().await;
    }

    async fn notes_reach_neither_the_customer_nor_who_only_follows_and_legal_advice_only_who_may(world: World) {
        let mut new = world.contact(Kind::Complaint);
        new.contact.raised_by = Role::Councillor;
        let logged = world.casework.log(&world.council, &councillor(), new).await.unwrap();
        let orders = Orders::of(&world);
        world.done(&adviser(), &logged.id, orders.triage(Kind::Complaint)).await;
        let fresh = world.casework.fresh();
        for (text, privileged) in [("Ordinary note", Privilege::Ordinary), ("Legal advice", Privilege::Privileged)] {
            let words = fresh.words(text);
            world.done(&complaints_manager(), &logged.id, Command::AddNote { words, privileged }).await;
        }
        let (casework, council, reference) = (&world.casework, &world.council, &logged.reference);
        let seen = |view: &CaseView| {
            let has = |text: &str| view.words.values().any(|words| words == text);
            (has("Ordinary note"), has("Legal advice"))
        };
        let tracked = casework.track_case(council, reference, "Patel").await.unwrap();
        assert_eq!(seen(&tracked), (false, false));
        let followed = casework.follow_case(council, &councillor(), reference).await.unwrap();
        assert_eq!(seen(&followed), (false, false));
        let by_officer = casework.open_case(council, &officer(), reference).await.unwrap();
        assert_eq!(seen(&by_officer), (true, false));
        let by_manager = casework.open_case(council, &second_complaints_manager(), reference).await.unwrap();
        assert_eq!(seen(&by_manager), (true, true));
    }

    async fn belonging_to_a_service_without_leave_to_read_its_cases_lists_none(world: World) {
        let logged = world.logged(Kind::Complaint).await;
        let mut colleague = officer();
        colleague.roles = vec![Role::Staff];
        colleague.id = ActorId::User(user(40));
        let (casework, council) = (&world.casework, &world.council);
        assert_eq!(casework.open_cases(council, &colleague, None).await.unwrap(), []);
        assert_eq!(casework.find_cases_by_person(council, &colleague, "patel").await.unwrap(), []);
        assert_eq!(casework.find_case_by_reference(council, &colleague, &logged.reference).await.unwrap(), None);
        assert_eq!(casework.what_needs_me(council, &colleague).await.unwrap().services.open, 0);
    }
}
