//! A case that becomes one of the service or of the matter that is arranged: what came on it since the arrangement began is read
//! (domain 5.9; paper 004, 7.4).

use jiff::SignedDuration;
use jiff::civil::date;
use redress_casework::act::Logged;
use redress_casework::conduct::NotDone;
use redress_domain::conduct::{Command, Proposal, Purpose, Reach, Refusal};
use redress_domain::id::{CaseId, PersonId};
use redress_domain::vocabulary::{Channel, Kind};
use redress_store::rebuild::Side;

use crate::between::merge;
use crate::conduct::{asha, does, proposal, restricted_as, to_read, told};
use crate::on_both_engines;
use crate::orders::Orders;
use crate::world::{World, adviser, complaints_manager, service};

/// Another case of somebody's, of a service or of none.
async fn another(world: &World, person: &PersonId, of: Option<&str>) -> Logged {
    another_as(world, person, (Kind::ServiceRequest, of)).await
}

async fn another_as(world: &World, person: &PersonId, (kind, of): (Kind, Option<&str>)) -> Logged {
    let mut new = world.contact(kind);
    new.customer = None;
    new.contact.customer = Some(person.clone());
    new.contact.service = of.map(service);
    world.casework.log(&world.council, &adviser(), new).await.unwrap()
}

fn about_waste(world: &World) -> Proposal {
    Proposal {
        reach: Reach::ThisService,
        service: Some(service("waste")),
        why_whole_council: None,
        ..proposal(world, date(2026, 12, 31))
    }
}

fn about(world: &World, cases: Vec<CaseId>) -> Proposal {
    Proposal {
        reach: Reach::ThisMatter,
        cases,
        why_whole_council: None,
        ..proposal(world, date(2026, 12, 31))
    }
}

on_both_engines! {
    // Domain 5.9: every contact, also where nobody knew yet of which service it is.
    async fn what_came_before_a_case_was_of_the_arranged_service_is_read_once_it_is(world: World) {
        let (_, person) = asha(&world).await;
        let early = another(&world, &person, None).await;
        told(&world, &early, Channel::Phone).await;
        world.wait_days(2);
        restricted_as(&world, &person, about_waste(&world)).await;
        world.wait(SignedDuration::from_mins(1));
        told(&world, &early, Channel::Email).await;
        let late = another(&world, &person, None).await;
        world.wait(SignedDuration::from_mins(1));
        told(&world, &late, Channel::Phone).await;
        assert_eq!(to_read(&world).await, 0, "of no service yet");
        let orders = Orders::of(&world);
        world.done(&adviser(), &late.id, orders.triage(Kind::ServiceRequest)).await;
        let waiting = world.casework.conduct_contacts(&world.council, &adviser(), None).await.unwrap();
        assert_eq!(waiting.len(), 2, "what opened it, and what came on it");
        let file = waiting[0].row.file_id.clone();
        let view = world.casework.open_conduct_to_sort(&world.council, &adviser(), &file).await.unwrap();
        let said = world.casework.conduct_said(&world.council, &view).await.unwrap();
        assert!(said.iter().all(|one| one.words.is_some()), "{said:?}");
        assert_eq!(view.file.outside_answered_on, None, "nobody is told late that a way is closed");
        // Of the earlier case only what came since the arrangement began.
        world.done(&adviser(), &early.id, orders.triage(Kind::ServiceRequest)).await;
        assert_eq!(to_read(&world).await, 3);
        world.assert_sound().await;
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
    }

    // Domain 5.9: it is the same matter, from whichever side it is joined.
    async fn what_came_on_a_case_that_joins_the_arranged_matter_is_read_once_it_does(world: World) {
        let (arranged, person) = asha(&world).await;
        // A complaint goes on in a complaint alone, and a request in a request.
        let one = another_as(&world, &person, (Kind::Complaint, Some("waste"))).await;
        let other = another(&world, &person, Some("waste")).await;
        let second = another(&world, &person, Some("waste")).await;
        world.wait_days(2);
        let named = vec![arranged.id.clone(), second.id.clone()];
        restricted_as(&world, &person, about(&world, named)).await;
        world.wait(SignedDuration::from_mins(1));
        told(&world, &one, Channel::Phone).await;
        told(&world, &other, Channel::Phone).await;
        assert_eq!(to_read(&world).await, 0, "another matter");
        let orders = Orders::of(&world);
        // Into the arranged one, and the arranged one into another.
        world.done(&complaints_manager(), &one.id, merge(&orders, (&one.id, &arranged.id))).await;
        assert_eq!(to_read(&world).await, 1);
        world.done(&complaints_manager(), &second.id, merge(&orders, (&second.id, &other.id))).await;
        assert_eq!(to_read(&world).await, 2);
        told(&world, &other, Channel::Phone).await;
        assert_eq!(to_read(&world).await, 3);
        world.assert_sound().await;
    }

    // Domain 5.10: the record knows of which service a matter is.
    async fn a_renewal_is_narrowed_to_a_matter_of_the_service_that_is_arranged(world: World) {
        let (_, person) = asha(&world).await;
        let of_it = another(&world, &person, Some("waste")).await;
        let of_another = another(&world, &person, Some("planning")).await;
        let id = restricted_as(&world, &person, about_waste(&world)).await;
        let keeper = complaints_manager();
        let renewal = |case: &Logged| {
            let narrower = about(&world, vec![case.id.clone()]);
            let (review_on, ends_on) = (date(2027, 1, 29), date(2027, 2, 26));
            Command::Propose(Proposal { purpose: Purpose::Renewal, review_on, ends_on, ..narrower })
        };
        let refused = does(&world, &keeper, &id, renewal(&of_another)).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::WidensUnwarned))), "{refused:?}");
        does(&world, &keeper, &id, renewal(&of_it)).await.unwrap();
        world.assert_sound().await;
    }
}
