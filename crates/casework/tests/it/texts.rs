//! Text messages that come in: on their case, or new in triage; never lost, taken once.

use redress_casework::incoming::{IncomingText, Sorted};
use redress_domain::incoming::MailState;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Kind, ReplyBy};

use crate::on_both_engines;
use crate::world::{World, adviser};

/// Asha's number, as her case has it and as a provider writes it.
const TYPED: &str = "07700 900 111";
const DIALLED: &str = "447700900111";

fn text(world: &World, (id, from): (&str, &str), words: &str) -> IncomingText {
    IncomingText {
        id: id.to_owned(),
        from: from.to_owned(),
        words: words.to_owned(),
        at: world.casework.outside().now(),
    }
}

async fn taken(world: &World, text: &IncomingText) -> Sorted {
    world.casework.take_text(&world.council, text).await.unwrap()
}

/// A complaint of somebody whose number is on file.
async fn complaint(world: &World) -> Reference {
    let mut new = world.contact(Kind::Complaint);
    new.contact.reply_by = Some(ReplyBy::Text);
    if let Some((_, person)) = &mut new.customer {
        person.phone = Some(TYPED.to_owned());
    }
    world
        .casework
        .log(&world.council, &adviser(), new)
        .await
        .unwrap()
        .reference
}

/// What was said by text on a case, in its order.
async fn said(world: &World, reference: &Reference) -> Vec<String> {
    world.said_by(Channel::Text, reference).await
}

on_both_engines! {
    async fn by_reference_from_a_number_on_file_it_is_a_contact_on_the_case_once(world: World) {
        let case = complaint(&world).await;
        let other = complaint(&world).await;
        let words = format!("{case} still no bins");
        let sorted = Sorted { state: MailState::Contact, reference: Some(case.clone()) };
        for _ in 0..2 {
            assert_eq!(taken(&world, &text(&world, ("t-1", DIALLED), &words)).await, sorted);
        }
        assert_eq!(said(&world, &case).await, [words]);
        assert!(said(&world, &other).await.is_empty());
        world.assert_sound().await;
    }

    async fn without_a_reference_it_is_on_the_one_open_case_of_the_number_and_with_two_a_person_says(world: World) {
        let case = complaint(&world).await;
        assert_eq!(taken(&world, &text(&world, ("t-1", DIALLED), "Thank you")).await.reference, Some(case.clone()));
        let second = complaint(&world).await;
        let sorted = taken(&world, &text(&world, ("t-2", DIALLED), "And the other one?")).await;
        assert_eq!(sorted.state, MailState::Triage);
        assert!(sorted.reference.is_some_and(|new| new != case && new != second));
        assert_eq!(said(&world, &case).await, ["Thank you"]);
        world.assert_sound().await;
    }

    async fn from_another_number_nothing_joins_a_case_and_nothing_is_lost(world: World) {
        let case = complaint(&world).await;
        let words = format!("About {case}: call me");
        let sorted = taken(&world, &text(&world, ("t-1", "07700 900 222"), &words)).await;
        assert_eq!(sorted.state, MailState::Triage);
        assert!(said(&world, &case).await.is_empty());
        let new = sorted.reference.expect("it has a reference of its own");
        let view = world.casework.open_case(&world.council, &adviser(), &new).await.unwrap();
        assert_eq!(view.text(&view.case.what_happened), words);
        assert_eq!(view.case.reply_by(), Some(ReplyBy::Text));
        assert_eq!(view.messages.len(), 1, "its sender gets the reference");
        // One receipt an hour for each number.
        let again = taken(&world, &text(&world, ("t-2", "07700900222"), "Hello?")).await;
        // The first text opened a case of this number: the second is on it.
        assert_eq!(again.reference, Some(new));
        world.assert_sound().await;
    }
}
