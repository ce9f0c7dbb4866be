//! A move of address: what is addressed to somebody goes where they live on its day.

use jiff::civil::Date;
use redress_casework::act::Logged;
use redress_casework::case::{CaseView, details_of};
use redress_casework::failure::Failure;
use redress_domain::customer::address::{NewMove, NotMoved};
use redress_domain::id::{CaseId, PersonId};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::Kind;
use redress_store::rebuild::Side;

use crate::on_both_engines;
use crate::orders::Orders;
use crate::world::{World, adviser, complaints_manager, planner};

pub(crate) fn to(world: &World, from: Date, address: &str) -> NewMove {
    let fresh = world.casework.fresh();
    NewMove {
        from,
        address: fresh.words(address),
        postcode: Some(fresh.words("WS1 9ZZ")),
        reason: fresh.words("She phoned, and named her old postcode."),
    }
}

pub(crate) async fn moves(
    world: &World,
    actor: &Actor,
    (case, person): (&CaseId, &PersonId),
    new: &NewMove,
) -> Result<Result<(), NotMoved>, Failure> {
    world
        .casework
        .record_move(&world.council, actor, (case, person), new)
        .await
}

async fn view(world: &World, reference: &redress_domain::reference::Reference) -> CaseView {
    world
        .casework
        .open_case(&world.council, &complaints_manager(), reference)
        .await
        .unwrap()
}

fn address_of(view: &CaseView) -> String {
    view.customer
        .as_ref()
        .unwrap()
        .address
        .clone()
        .unwrap_or_default()
}

fn in_days(world: &World, days: i64) -> Date {
    world
        .casework
        .today()
        .saturating_add(jiff::Span::new().days(days))
}

/// A complaint of Asha Patel's, and who she is in the record.
async fn a_complaint(world: &World) -> (Logged, PersonId) {
    let new = world.contact(Kind::Complaint);
    let person = new.contact.customer.clone().unwrap();
    let logged = world.casework.log(&world.council, &adviser(), new).await.unwrap();
    (logged, person)
}

on_both_engines! {
    async fn from_the_day_of_a_move_letters_go_to_the_new_address_on_every_case_and_to_nobody_else(world: World) {
        let (first, person) = a_complaint(&world).await;
        let mut again = world.contact(Kind::Complaint);
        again.contact.customer = Some(person.clone());
        again.customer = None;
        let again = world.casework.log(&world.council, &adviser(), again).await.unwrap();
        let other = world.logged(Kind::Complaint).await;
        let before = address_of(&view(&world, &first.reference).await);
        let neighbour = address_of(&view(&world, &other.reference).await);
        let day = in_days(&world, 5);
        let new = to(&world, day, "9 New Street\nWestbridge");
        moves(&world, &adviser(), (&first.id, &person), &new).await.unwrap().unwrap();
        // Until then it is the old one, and what comes is shown with its day.
        let now = view(&world, &first.reference).await;
        assert_eq!(address_of(&now), before);
        let stays = now.lived.get(&person).unwrap().elsewhere(now.today);
        assert_eq!(stays.len(), 1);
        assert_eq!((stays[0].from, stays[0].until), (Some(day), None));
        assert!(details_of(now.customer.as_ref().unwrap()).are_proved_by("WS1 4AB"));
        world.wait_days(5);
        for reference in [&first.reference, &again.reference] {
            let moved = view(&world, reference).await;
            assert_eq!(address_of(&moved), "9 New Street\nWestbridge");
            let details = details_of(moved.customer.as_ref().unwrap());
            // Whoever lives at the old address now may have a letter with the reference.
            assert!(details.are_proved_by("WS1 9ZZ") && !details.are_proved_by("WS1 4AB"));
        }
        let moved = view(&world, &first.reference).await;
        let stays = moved.lived.get(&person).unwrap().elsewhere(moved.today);
        assert_eq!((stays[0].from, stays[0].until), (None, day.yesterday().ok()));
        assert!(stays[0].address.starts_with(&before), "{stays:?}");
        assert_eq!(address_of(&view(&world, &other.reference).await), neighbour);
        let by_postcode = world.casework.people_like(&world.council, &adviser(), "WS1 9ZZ").await.unwrap();
        assert!(by_postcode.iter().any(|known| known.person_id == person));
        let events = world.events_as_text().await;
        for word in ["New Street", "WS1 9ZZ", "old postcode"] {
            assert!(!events.contains(word), "{word}");
        }
        let dump = async || world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        let live = dump().await;
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(live, dump().await);
        world.assert_sound().await;
    }

    async fn a_representative_stays_where_they_live_and_a_slip_is_put_right(world: World) {
        let mut new = world.contact(Kind::Complaint);
        let speaker = world.casework.fresh().person();
        new.contact.representative = Some((speaker.clone(), redress_domain::case::Consent::Given));
        let details = new.customer.as_ref().unwrap().1.clone();
        let sam = redress_casework::act::NewPerson { name: "Sam Okafor".to_owned(), ..details };
        new.representative = Some((speaker, sam));
        let customer = new.contact.customer.clone().unwrap();
        let logged = world.casework.log(&world.council, &adviser(), new).await.unwrap();
        let before = address_of(&view(&world, &logged.reference).await);
        let of = (&logged.id, &customer);
        let today = world.casework.today();
        moves(&world, &adviser(), of, &to(&world, today, "1 Wrong Road")).await.unwrap().unwrap();
        moves(&world, &adviser(), of, &to(&world, today, "9 New Street")).await.unwrap().unwrap();
        let moved = view(&world, &logged.reference).await;
        assert_eq!(address_of(&moved), "9 New Street");
        assert_eq!(moved.representative.as_ref().unwrap().address.as_deref(), Some(before.as_str()));
        let too_far = moves(&world, &adviser(), of, &to(&world, in_days(&world, 400), "9 New Street")).await;
        assert_eq!(too_far.unwrap(), Err(NotMoved::TooFarAhead));
        // Who has no business with the case moves nobody, and nobody is moved who is not on it.
        let refused = moves(&world, &planner(), of, &to(&world, today, "2 Other Road")).await;
        assert!(matches!(refused, Err(Failure::NotPermitted)), "{refused:?}");
        let stranger = world.casework.fresh().person();
        let unknown = moves(&world, &adviser(), (&logged.id, &stranger), &to(&world, today, "2 Other Road")).await;
        assert!(matches!(unknown, Err(Failure::NotPermitted)), "{unknown:?}");
    }

    async fn who_is_in_the_records_twice_moves_under_both_and_apart_again_under_one(world: World) {
        let (first, person) = a_complaint(&world).await;
        let (second, twin) = a_complaint(&world).await;
        let before = address_of(&view(&world, &second.reference).await);
        let reason = || Orders::of(&world).words("She says so");
        let both = (&twin, &person);
        world.casework.merge_people(&world.council, &adviser(), both, &reason()).await.unwrap().unwrap();
        let new = to(&world, world.casework.today(), "9 New Street");
        moves(&world, &adviser(), (&first.id, &person), &new).await.unwrap().unwrap();
        assert_eq!(address_of(&view(&world, &second.reference).await), "9 New Street");
        world.casework.unmerge_people(&world.council, &adviser(), both, &reason()).await.unwrap().unwrap();
        assert_eq!(address_of(&view(&world, &second.reference).await), before);
        assert_eq!(address_of(&view(&world, &first.reference).await), "9 New Street");
    }
}
