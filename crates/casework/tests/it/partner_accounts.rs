//! What an account of a partner organisation opens: the questions that were put to it, and nothing of another's.

use redress_casework::failure::Failure;
use redress_domain::case::{Command, ReferralOrder, ReferralState};
use redress_domain::id::PartnerId;
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Kind, Role};
use redress_store::rebuild::Side;

use crate::on_both_engines;
use crate::orders::Orders;
use crate::world::{adviser, complaints_manager, officer, setup};

fn severn() -> PartnerId {
    PartnerId::parse("severn-water").unwrap()
}

fn homes() -> PartnerId {
    PartnerId::parse("westshire-homes").unwrap()
}

on_both_engines! {
    async fn an_account_opens_its_own_organisations_questions_until_it_ends(world: World) {
        let (council, fresh) = (&world.council, world.casework.fresh());
        let who = (&severn(), "mo@severn-water.example.org", "Mo Farrow");
        let refused = world.casework.invite_partner(council, &complaints_manager(), who, "Many requests.").await;
        assert!(matches!(refused, Err(Failure::NotPermitted)), "{refused:?}");
        let unknown = PartnerId::parse("nobody").unwrap();
        let nobody = (&unknown, "mo@severn-water.example.org", "Mo Farrow");
        let refused = world.casework.invite_partner(council, &setup(), nobody, "Many requests.").await;
        assert!(matches!(refused, Err(Failure::NotFound)), "{refused:?}");
        let link = world.casework.invite_partner(council, &setup(), who, "Many requests.").await.unwrap();
        let user = world.casework.user(council, &link.user).await.unwrap().unwrap();
        assert_eq!((user.roles.as_slice(), user.partner.as_ref()), (&[Role::Partner][..], Some(&severn())));
        assert_eq!(world.casework.answers_for(council, &user).unwrap(), Some(severn()));
        // Two questions to it, of which it answers one.
        let orders = Orders::of(&world);
        let mut ids = Vec::new();
        for _ in 0..2 {
            let logged = world.logged(Kind::Complaint).await;
            world.done(&adviser(), &logged.id, orders.triage(Kind::Complaint)).await;
            let id = fresh.referral();
            world.done(&officer(), &logged.id, orders.refer(&id)).await;
            ids.push((logged, id));
        }
        let waiting = async |partner: &PartnerId, waits| {
            world.casework.requests_of(council, (partner, waits), None).await.unwrap()
        };
        assert_eq!(waiting(&severn(), true).await.len(), 2);
        assert_eq!(waiting(&homes(), true).await, []);
        let (logged, id) = &ids[0];
        let away = Command::Referral(ReferralOrder::TurnAway {
            referral: id.clone(),
            why: fresh.words("The pipe is private."),
            instead: None,
        });
        world.done(&Actor::partner(severn()), &logged.id, away).await;
        let over = waiting(&severn(), false).await;
        assert_eq!((over.len(), over[0].state), (1, ReferralState::TurnedAway));
        assert_eq!(over[0].name, format!("{}/P1", logged.reference));
        let first = waiting(&severn(), true).await;
        let place = first[0].place();
        let after = world.casework.requests_of(council, (&severn(), true), Some(&place)).await.unwrap();
        assert_eq!(after, [], "the next page comes after the last line");
        let counts = world.casework.counts_of_partner(council, &severn()).await.unwrap();
        assert_eq!((counts.asked, counts.turned_away), (2, 1));
        for (partner, is_theirs) in [(severn(), true), (homes(), false)] {
            let case = world.casework.case_of_request(council, (&partner, id)).await.unwrap();
            assert_eq!(case.is_some(), is_theirs);
        }
        let dump = async || world.store().dump_read_models(council, Side::Live).await.unwrap();
        let live = dump().await;
        world.casework.rebuild(council, |_| {}).await.unwrap();
        assert_eq!(live, dump().await);
        // Ended at once, and not at midnight.
        world.casework.end_user_now(council, &setup(), (&link.user, "They left.")).await.unwrap();
        let user = world.casework.user(council, &link.user).await.unwrap().unwrap();
        assert!(!user.active);
        assert_eq!(world.casework.answers_for(council, &user).unwrap(), None);
        assert!(world.casework.whose_link(council, &link.token).await.unwrap().is_none());
        assert_eq!(world.casework.partner_accounts(council, &setup()).await.unwrap().len(), 1);
        world.assert_sound().await;
    }
}
