//! The outbox and the codes: who sends a message, what became of it, what opens something once.

use redress_domain::id::{ActorId, MessageId, PersonId, UserId};
use redress_domain::message::MessagePurpose;
use redress_domain::vocabulary::Channel;
use redress_domain::words::Digest;
use redress_store::Store;
use redress_store::changes::GivenUp;
use redress_store::code::{CodeRow, GivenRow};
use redress_store::error::StoreError;
use redress_store::message::{MessageRow, MessageState, Tried};

use crate::given::{at, case_id, council, opened, uuid};
use crate::on_both_engines;

/// A case with a message that may leave at the 60th second.
async fn waiting_message(store: &Store, number: u32, purpose: MessagePurpose) -> MessageId {
    let message_id = MessageId::parse(uuid(number)).unwrap();
    let mut changes = opened(1);
    changes.messages.push(MessageRow {
        message_id: message_id.clone(),
        case_id: Some(case_id(1)),
        recipient: None,
        channel: Channel::Email,
        purpose,
        subject_words: None,
        body_words: None,
        release_at: at(60),
        state: MessageState::Waiting,
        tries: 0,
        sent_at: None,
        last_error: None,
        referral: None,
        conduct: None,
        to_words: None,
    });
    store.commit(changes).await.unwrap();
    message_id
}

on_both_engines! {
    async fn a_message_is_settled_once(database: Database) {
        let store = &database.store;
        let id = waiting_message(store, 77, MessagePurpose::Acknowledgement).await;
        let council = council();
        let due = async |second, but: &[Channel]| store.messages_to_release(&council, (at(second), but), 9).await;
        assert!(due(59, &[]).await.unwrap().is_empty());
        assert!(due(60, &[Channel::Text, Channel::Email]).await.unwrap().is_empty(), "what is mailed is left to the mail");
        assert_eq!(due(60, &[Channel::Letter, Channel::Text]).await.unwrap().len(), 1);
        assert_eq!(store.settle_messages(&council, [&id], MessageState::Sent, at(91)).await.unwrap(), 1);
        assert_eq!(store.settle_messages(&council, [&id], MessageState::TakenBack, at(92)).await.unwrap(), 0);
        let message = store.message(&council, &id).await.unwrap().unwrap();
        assert_eq!((message.state, message.tries, message.sent_at), (MessageState::Sent, 1, Some(at(91))));
    }

    async fn codes_that_wait_are_listed_by_the_ways_that_a_person_takes(database: Database) {
        let (store, council) = (&database.store, council());
        waiting_message(store, 77, MessagePurpose::Code).await;
        let mut texted = store.message(&council, &MessageId::parse(uuid(77)).unwrap()).await.unwrap().unwrap();
        (texted.message_id, texted.channel, texted.release_at) = (MessageId::parse(uuid(78)).unwrap(), Channel::Text, at(70));
        store.put_message(&council, &texted).await.unwrap();
        // What is no code is in no list of codes.
        texted.message_id = MessageId::parse(uuid(79)).unwrap();
        texted.purpose = MessagePurpose::Contact;
        store.put_message(&council, &texted).await.unwrap();
        let ids = async |channels: &[Channel], after: Option<&(jiff::Timestamp, MessageId)>| {
            let lines = store.codes_waiting(&council, (channels, None), after, 9).await.unwrap();
            lines.into_iter().map(|line| line.message.message_id).collect::<Vec<_>>()
        };
        let id = |number| MessageId::parse(uuid(number)).unwrap();
        let by_hand = [Channel::Text, Channel::Phone];
        assert_eq!(ids(&by_hand, None).await, [id(78)]);
        let all = [Channel::Email, Channel::Text];
        assert_eq!(ids(&all, None).await, [id(77), id(78)], "the oldest first");
        assert_eq!(ids(&all, Some(&(at(60), id(77)))).await, [id(78)]);
        assert_eq!(ids(&[], None).await, []);
        for (channels, count) in [(&by_hand[..], 1), (&all[..], 2), (&[][..], 0)] {
            assert_eq!(store.count_codes_waiting(&council, (channels, None), 9).await.unwrap(), count);
        }
        assert_eq!(store.count_codes_waiting(&council, (&all, None), 1).await.unwrap(), 1);
        assert!(store.message_by_hand(&council, &id(78), at(80)).await.unwrap());
        assert_eq!(ids(&by_hand, None).await, [], "it was given");
    }

    async fn a_code_is_never_released_by_itself(database: Database) {
        let store = &database.store;
        waiting_message(store, 77, MessagePurpose::Code).await;
        assert!(store.messages_to_release(&council(), (at(60), &[]), 9).await.unwrap().is_empty());
    }

    async fn of_two_workers_one_sends_a_message_until_its_lease_ends(database: Database) {
        let store = &database.store;
        let id = waiting_message(store, 77, MessagePurpose::Reply).await;
        let council = council();
        let lease = |worker, channel, from, until| {
            store.lease_messages(&council, (worker, channel), (at(from), at(until)), 9)
        };
        assert!(lease("a", Channel::Email, 59, 99).await.unwrap().is_empty());
        assert!(lease("a", Channel::Letter, 60, 99).await.unwrap().is_empty());
        let (one, other) = tokio::join!(lease("a", Channel::Email, 60, 99), lease("b", Channel::Email, 60, 99));
        let (one, other) = (one.unwrap(), other.unwrap());
        assert_eq!(one.len() + other.len(), 1, "one of the two has it");
        let (holder, loser) = if one.is_empty() { ("b", "a") } else { ("a", "b") };
        let held = &id;
        let finish = |worker: &'static str, tried: Tried, second| {
            let council = council.clone();
            async move {
                let finished = store.finish_message(&council, (held, worker), (&tried, Some("busy")), at(second));
                finished.await.unwrap()
            }
        };
        assert!(!finish(loser, Tried::Mailed, 61).await);
        // Tried again at 200, and not before.
        assert!(finish(holder, Tried::Again(at(200)), 61).await);
        assert!(lease("a", Channel::Email, 199, 300).await.unwrap().is_empty());
        let again = lease("a", Channel::Email, 200, 300).await.unwrap();
        assert_eq!(again.iter().map(|message| (message.tries, message.last_error.as_deref())).collect::<Vec<_>>(), [(
            2,
            Some("busy")
        )]);
        // The worker died: at the end of its lease another has it, and the first no longer does.
        assert_eq!(lease("b", Channel::Email, 300, 400).await.unwrap().len(), 1);
        assert!(!finish("a", Tried::Mailed, 301).await);
        assert!(finish("b", Tried::Mailed, 301).await);
        let message = store.message(&council, &id).await.unwrap().unwrap();
        assert_eq!((message.state, message.tries, message.sent_at), (MessageState::Mailed, 3, Some(at(301))));
    }

    async fn a_message_that_is_given_up_is_listed_counted_and_can_be_tried_again(database: Database) {
        let council = council();
        let store = &database.store;
        let id = waiting_message(store, 77, MessagePurpose::Reply).await;
        let leased = store.lease_messages(&council, ("a", Channel::Email), (at(60), at(99)), 9).await.unwrap();
        assert_eq!(leased.len(), 1);
        let mut changes = redress_store::changes::Changes::new(council.clone(), ActorId::Job("send-messages"), at(61));
        let mut given_up = GivenUp { message: id.clone(), worker: "b".to_owned(), why: "550 no".to_owned() };
        changes.given_up = Some(given_up.clone());
        assert!(matches!(store.commit(changes.clone()).await, Err(StoreError::Taken(_))), "b does not hold it");
        given_up.worker = String::from("a");
        changes.given_up = Some(given_up);
        store.commit(changes).await.unwrap();
        let count = || store.count_messages(&council, (MessageState::GivenUp, None), 100);
        assert_eq!(count().await.unwrap(), 1);
        let lines = store.messages_in_state(&council, (MessageState::GivenUp, None), None, 9).await.unwrap();
        assert_eq!(lines[0].message.last_error.as_deref(), Some("550 no"));
        let key = (lines[0].message.release_at, id.clone());
        assert!(store.messages_in_state(&council, (MessageState::GivenUp, None), Some(&key), 9).await.unwrap().is_empty());
        assert!(store.try_message_again(&council, &id).await.unwrap());
        assert!(!store.try_message_again(&council, &id).await.unwrap());
        assert_eq!(count().await.unwrap(), 0);
        assert!(store.message_by_hand(&council, &id, at(70)).await.unwrap());
        assert!(!store.message_by_hand(&council, &id, at(71)).await.unwrap());
    }

    async fn a_code_can_be_tried_a_few_times_until_it_ends_and_is_used_once(database: Database) {
        let store = &database.store;
        let (case, person) = (case_id(1), PersonId::parse(uuid(5)).unwrap());
        let whose = (&case, &person);
        let code = CodeRow { salt: [7; 16], digest: Digest::of(&[7; 16], b"123456") };
        let sent = GivenRow { given_by: None, given_at: None, given_as: None };
        let read_out = GivenRow { given_by: Some(UserId::parse(uuid(6)).unwrap()), given_at: Some(at(0)), given_as: Some(Channel::Phone) };
        let council = council();
        let attempt = |second| store.try_code(&council, whose, at(second), 3);
        assert_eq!(attempt(0).await.unwrap(), None);
        store.put_code(&council, whose, (&code, &read_out), at(100)).await.unwrap();
        for _ in 0..3 {
            assert_eq!(attempt(99).await.unwrap(), Some((code.clone(), read_out.clone())), "and who gave it out");
        }
        assert_eq!(attempt(99).await.unwrap(), None, "it was tried often enough");
        store.put_code(&council, whose, (&code, &sent), at(100)).await.unwrap();
        assert_eq!(attempt(99).await.unwrap(), Some((code.clone(), sent.clone())), "the one before is gone");
        assert_eq!(attempt(100).await.unwrap(), None, "it has expired");
        assert!(store.use_code(&council, whose).await.unwrap());
        assert!(!store.use_code(&council, whose).await.unwrap());
    }
}
