//! A clock that is set back an hour: acts keep their order, the record stays sound, and nothing stops.

use jiff::SignedDuration;
use redress_domain::case::{Command, Privilege};
use redress_domain::vocabulary::Kind;
use redress_store::stream::StreamId;

use crate::on_both_engines;
use crate::world::adviser;

on_both_engines! {
    async fn when_the_clock_goes_back_an_hour_the_order_of_acts_is_that_in_which_they_were_done(world: World) {
        let case = world.logged(Kind::Complaint).await;
        let mut done = vec![case.version];
        let before = world.casework.outside().now();
        for minutes in [1, 1, -60, 1, 1, 70] {
            world.wait(SignedDuration::from_mins(minutes));
            let note = Command::AddNote {
                words: world.casework.fresh().words("Asked the crew."),
                privileged: Privilege::Ordinary,
            };
            done.push(world.casework.act_on_latest(&world.council, &adviser(), &case.id, note).await.unwrap());
            world.casework.seal(&world.council).await.unwrap();
            // Another case in between: its seals keep their order, too.
            world.logged(Kind::ServiceRequest).await;
            world.casework.seal(&world.council).await.unwrap();
        }
        assert!(world.casework.outside().now() > before, "it was put right again");
        assert!(done.is_sorted_by(|one, next| next > one), "{done:?}");
        let stream = StreamId::case(&case.id);
        let events = world.store().stream(&world.council, &stream).await.unwrap();
        assert!(!events.is_sorted_by_key(|event| event.recorded_at), "the record says what the clock said");
        let seals = world.store().seals_of_stream(&world.council, &stream).await.unwrap();
        assert!(seals.is_sorted_by_key(|seal| (seal.position, seal.version)), "{seals:?}");
        assert_eq!(seals.len(), events.len());
        world.assert_sound().await;
    }
}
