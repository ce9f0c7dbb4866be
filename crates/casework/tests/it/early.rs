//! Settling a complaint early at stage 1 (paper 004, 8.1), with everybody told who has to be.

use redress_casework::failure::Failure;
use redress_domain::case::{EarlyRefusal, Refusal};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Kind, NotificationKind};
use redress_store::message::MessageState;

use crate::on_both_engines;
use crate::orders::{Ids, Orders};
use crate::world::{World, adviser, manager, officer};

async fn told(world: &World, actor: &Actor) -> Vec<NotificationKind> {
    let told = world.casework.new_notifications(&world.council, actor).await;
    told.unwrap().into_iter().map(|told| told.row.kind).collect()
}

on_both_engines! {
    async fn the_senior_hears_of_the_question_and_the_officer_of_the_advice(world: World) {
        let orders = Orders::of(&world);
        let case = world.logged(Kind::Complaint).await.id;
        world.done(&adviser(), &case, orders.triage(Kind::Complaint)).await;
        // Nobody is asked whom the council's list does not know, whatever a form says.
        let unknown = world.casework.act_on_latest(&world.council, &officer(), &case, orders.ask_advice()).await;
        let Err(Failure::Refused(Refusal::Early(EarlyRefusal::MayNotAdvise))) = unknown else {
            panic!("{unknown:?}")
        };
        world.knows(&[manager()]).await;
        world.done(&officer(), &case, orders.ask_advice()).await;
        assert_eq!(told(&world, &manager()).await, [NotificationKind::AdviceAsked]);
        assert_eq!(told(&world, &officer()).await, []);
        world.done(&manager(), &case, orders.advise()).await;
        assert_eq!(told(&world, &officer()).await, [NotificationKind::AdviceGiven]);
        world.assert_sound().await;
    }

    async fn an_offer_goes_to_the_customer_by_the_channel_that_was_chosen_and_advice_does_not(world: World) {
        let orders = Orders::of(&world);
        world.knows(&[manager()]).await;
        let logged = world.logged(Kind::Complaint).await;
        let case = logged.id.clone();
        world.done(&adviser(), &case, orders.triage(Kind::Complaint)).await;
        world.done(&officer(), &case, orders.acknowledge(&Ids::new(&world).point)).await;
        let sent = async || {
            let view = world.casework.open_case(&world.council, &officer(), &logged.reference).await.unwrap();
            view.messages.len()
        };
        let before = sent().await;
        world.done(&officer(), &case, orders.ask_advice()).await;
        world.done(&manager(), &case, orders.advise()).await;
        assert_eq!(sent().await, before);
        world.done(&officer(), &case, orders.offer_talk()).await;
        let view = world.casework.open_case(&world.council, &officer(), &logged.reference).await.unwrap();
        assert_eq!(view.messages.len(), before + 1);
        assert_eq!(view.messages.last().unwrap().state, MessageState::Waiting);
        world.done(&officer(), &case, Orders::accept_talk()).await;
        world.done(&officer(), &case, orders.hold_talk()).await;
        let view = world.casework.open_case(&world.council, &officer(), &logged.reference).await.unwrap();
        let (_, agreed) = view.case.early.agreed.as_ref().unwrap();
        assert!(view.words.get(&agreed.id).is_some_and(|text| text.contains("A second bin by Friday")));
        world.assert_sound().await;
    }
}
