//! Acts, one after the other and two at once.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use redress_casework::failure::Failure;
use redress_casework::lists::ToTriage;
use redress_domain::case::{
    Agreed, Command, ContactPurpose, Direction, Event, LinkTo, Outcome, Refusal, Relation, Status,
};
use redress_domain::vocabulary::Kind;
use redress_store::message::MessageState;

use crate::on_both_engines;
use crate::orders::{Ids, Orders};
use crate::world::{
    World, adviser, complaints_manager, councillor, manager, officer, planner, second_complaints_manager,
};

async fn status(world: &World, case: &redress_domain::id::CaseId) -> String {
    world
        .store()
        .case_by_id(&world.council, case)
        .await
        .unwrap()
        .unwrap()
        .case
        .status
}

on_both_engines! {
    async fn a_complaint_goes_all_the_way_and_every_list_follows_it(world: World) {
        let orders = Orders::of(&world);
        let ids = Ids::new(&world);
        let case = world.logged(Kind::Complaint).await.id;
        let lists = &world.casework;
        assert_eq!(lists.triage_queue(&world.council, &adviser(), (&ToTriage::default(), None)).await.unwrap().len(), 1);
        assert_eq!(status(&world, &case).await, Status::Received.as_str());

        world.done(&adviser(), &case, orders.triage(Kind::Complaint)).await;
        assert_eq!(lists.triage_queue(&world.council, &adviser(), (&ToTriage::default(), None)).await.unwrap().len(), 0);
        assert_eq!(lists.my_cases(&world.council, &officer(), None).await.unwrap().len(), 1);

        world.wait_days(1);
        world.done(&officer(), &case, orders.acknowledge(&ids.point)).await;
        world.done(&officer(), &case, orders.finding(&ids.point)).await;
        world.done(&officer(), &case, orders.draft(&ids.reply)).await;
        world.done(&officer(), &case, Command::AskForApproval { reply: ids.reply.clone() }).await;
        assert_eq!(lists.approvals(&world.council, &manager(), None).await.unwrap().len(), 1);

        world.done(&manager(), &case, Command::ApproveReply { reply: ids.reply.clone() }).await;
        world.done(&manager(), &case, orders.send(&ids.reply)).await;
        assert_eq!(lists.approvals(&world.council, &manager(), None).await.unwrap().len(), 0);
        assert_eq!(status(&world, &case).await, Status::ReplySent.as_str());

        // Nobody closes what can still be taken back.
        world.wait(SignedDuration::from_mins(10));
        world.done(&officer(), &case, orders.close()).await;
        let row = world.store().case_by_id(&world.council, &case).await.unwrap().unwrap().case;
        assert!(row.closed);
        assert_eq!(row.outcome.as_deref(), Some(Outcome::Done.as_str()));
        assert_eq!(row.due_on, None);
        assert_eq!(lists.my_closed_cases(&world.council, &officer()).await.unwrap().len(), 1);
        world.assert_sound().await;
    }

    async fn a_form_that_is_sent_twice_is_done_once(world: World) {
        let orders = Orders::of(&world);
        let logged = world.logged(Kind::Complaint).await;
        world.done(&adviser(), &logged.id, orders.triage(Kind::Complaint)).await;
        let version = async || {
            let row = world.store().case_by_id(&world.council, &logged.id).await.unwrap();
            row.unwrap().case.version
        };
        let note = || Command::AddNote {
            words: orders.words("I rang the crew."),
            privileged: redress_domain::case::Privilege::Ordinary,
        };
        let seen = version().await;
        for at in [Some(seen), None] {
            let send = async |actor, form| {
                world.casework.act_of_form(&world.council, &actor, (&logged.id, at), (&[note()], form)).await
            };
            let (one, two) = tokio::join!(send(officer(), "a form"), send(officer(), "a form"));
            let after = version().await;
            assert_eq!((one.unwrap(), two.unwrap()), (after, after));
            assert_eq!(send(officer(), "a form").await.unwrap(), after);
            assert_eq!(version().await, after, "recorded once");
            // Another form, or another person's, is another act.
            match at {
                Some(_) => {
                    let other = send(officer(), "another").await;
                    assert!(matches!(other, Err(Failure::Conflict { .. })), "{other:?}");
                }
                None => assert_eq!(send(manager(), "a form").await.unwrap(), after + 1),
            }
        }
        world.assert_sound().await;
    }

    async fn the_second_of_two_people_sees_what_the_first_did_and_nothing_is_written(world: World) {
        let orders = Orders::of(&world);
        let logged = world.logged(Kind::Complaint).await;
        world.done(&adviser(), &logged.id, orders.triage(Kind::Complaint)).await;
        let seen = world.store().case_by_id(&world.council, &logged.id).await.unwrap().unwrap().case.version;

        let note = |text| Command::AddNote {
            words: orders.words(text),
            privileged: redress_domain::case::Privilege::Ordinary,
        };
        let case = (&logged.id, seen);
        world.casework.act(&world.council, &officer(), case, note("First")).await.unwrap();
        let second = world.casework.act(&world.council, &manager(), case, note("Second")).await;
        let Err(Failure::Conflict { version, since }) = second else { panic!("{second:?}") };
        assert_eq!(version, seen + 1);
        assert!(matches!(since.as_slice(), [entry] if matches!(entry.event, Event::NoteAdded { .. })), "{since:?}");
        assert_eq!(since[0].actor, officer().id);
        world.casework.act(&world.council, &manager(), (&logged.id, version), note("Second")).await.unwrap();
    }

    async fn of_many_at_the_same_moment_exactly_one_wins(world: World) {
        let orders = Orders::of(&world);
        let logged = world.logged(Kind::Complaint).await;
        let version = world.done(&adviser(), &logged.id, orders.triage(Kind::Complaint)).await;
        let mut tries = Vec::new();
        for number in 0..8 {
            let (casework, council, id) = (world.casework.clone(), world.council.clone(), logged.id.clone());
            let words = orders.words(&format!("Note {number}"));
            tries.push(tokio::spawn(async move {
                let note = Command::AddNote { words, privileged: redress_domain::case::Privilege::Ordinary };
                casework.act(&council, &officer(), (&id, version), note).await
            }));
        }
        let (mut won, mut lost) = (0, 0);
        for one in tries {
            match one.await.unwrap() {
                Ok(_) => won += 1,
                Err(Failure::Conflict { .. }) => lost += 1,
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!((won, lost), (1, 7));
    }

    async fn a_form_posted_twice_logs_one_case(world: World) {
        let mut new = world.contact(Kind::ServiceRequest);
        new.once = Some("draft-1".to_owned());
        let first = world.casework.log(&world.council, &adviser(), new.clone()).await.unwrap();
        let second = world.casework.log(&world.council, &adviser(), new).await;
        let Err(Failure::AlreadyDone(reference)) = second else { panic!("{second:?}") };
        assert_eq!(reference, first.reference.as_str());
        assert_eq!(world.store().untriaged(&world.council).await.unwrap().count, 1);
    }

    async fn a_reference_that_is_in_use_is_not_given_twice(world: World) {
        let first = world.contact(Kind::ServiceRequest);
        let mut second = world.contact(Kind::ServiceRequest);
        second.contact.reference = first.contact.reference.clone();
        let first = world.casework.log(&world.council, &adviser(), first).await.unwrap();
        let second = world.casework.log(&world.council, &adviser(), second).await.unwrap();
        assert_ne!(first.reference, second.reference);
    }

    async fn a_link_is_written_into_both_cases_or_neither(world: World) {
        let request = world.logged(Kind::ServiceRequest).await;
        let complaint = world.logged(Kind::Complaint).await;
        let link = LinkTo {
            from: complaint.id.clone(),
            case: request.id.clone(),
            relation: Relation::ComplaintAbout,
        };
        world.done(&adviser(), &complaint.id, Command::Link(link.clone())).await;
        let again = world.casework.act_on_latest(&world.council, &adviser(), &complaint.id, Command::Link(link)).await;
        assert!(matches!(again, Err(Failure::Refused(Refusal::AlreadyLinked))), "{again:?}");
        for (logged, relation, other) in [
            (&complaint, Relation::ComplaintAbout, &request),
            (&request, Relation::RequestComplainedOf, &complaint),
        ] {
            let view = world.casework.open_case(&world.council, &adviser(), &logged.reference).await.unwrap();
            assert_eq!(view.links, [(relation, other.reference.clone())]);
        }
        world.assert_sound().await;
    }

    async fn a_reply_waits_in_the_outbox_until_it_can_no_longer_be_undone(world: World) {
        let orders = Orders::of(&world);
        let ids = Ids::new(&world);
        let case = world.logged(Kind::Complaint).await.id;
        world.done(&adviser(), &case, orders.triage(Kind::Complaint)).await;
        // Messages are read in the order in which they leave.
        world.wait(SignedDuration::from_mins(1));
        world.done(&officer(), &case, orders.acknowledge(&ids.point)).await;
        world.done(&officer(), &case, orders.finding(&ids.point)).await;
        world.done(&officer(), &case, orders.draft(&ids.reply)).await;
        world.done(&officer(), &case, Command::AskForApproval { reply: ids.reply.clone() }).await;
        world.done(&manager(), &case, Command::ApproveReply { reply: ids.reply.clone() }).await;

        let released = || world.casework.release_messages(&world.council);
        assert_eq!(released().await.unwrap(), 2, "the receipt and the acknowledgement leave at once");
        world.done(&officer(), &case, orders.send(&ids.reply)).await;
        assert_eq!(released().await.unwrap(), 0);
        world.done(&officer(), &case, Command::UndoSend { reply: ids.reply.clone() }).await;
        world.wait(SignedDuration::from_mins(10));
        assert_eq!(released().await.unwrap(), 0, "what was taken back never leaves");

        world.done(&officer(), &case, orders.send(&ids.reply)).await;
        world.wait(SignedDuration::from_mins(6));
        assert_eq!(released().await.unwrap(), 1);
        let undo = Command::UndoSend { reply: ids.reply.clone() };
        let late = world.casework.act_on_latest(&world.council, &officer(), &case, undo).await;
        assert!(matches!(late, Err(Failure::Refused(Refusal::TooLateToUndo))), "{late:?}");
        let messages = world.store().messages_of_case(&world.council, &case).await.unwrap();
        let states: Vec<_> = messages.iter().map(|message| (message.purpose.as_str(), message.state)).collect();
        let sent = ["receipt", "acknowledgement", "reply"].map(|purpose| (purpose, MessageState::Sent));
        assert_eq!(states, sent);
    }

    async fn an_officer_sees_the_cases_of_their_own_services_in_every_list(world: World) {
        let orders = Orders::of(&world);
        let logged = world.logged(Kind::Complaint).await;
        world.done(&adviser(), &logged.id, orders.triage(Kind::Complaint)).await;
        let lists = &world.casework;
        let council = &world.council;
        let everything = redress_casework::lists::Wanted::default();
        for (actor, count) in [(officer(), 1), (manager(), 1), (adviser(), 1), (planner(), 0), (councillor(), 0)] {
            assert_eq!(lists.open_cases(council, &actor, None).await.unwrap().len(), count);
            assert_eq!(lists.find_cases(council, &actor, &everything, (None, 25)).await.unwrap().len(), count);
            assert_eq!(lists.find_cases_by_person(council, &actor, "patel").await.unwrap().len(), count);
            let by_reference = lists.find_case_by_reference(council, &actor, &logged.reference).await.unwrap();
            assert_eq!(by_reference.is_some(), count == 1);
            let opened = lists.open_case(council, &actor, &logged.reference).await;
            assert_eq!(opened.is_ok(), count == 1, "{:?}", actor.roles);
            if let Err(refused) = opened {
                assert!(matches!(refused, Failure::NotFound), "whether it exists is private: {refused}");
            }
        }
        let note = orders.contact(Direction::Out, ContactPurpose::UpdateGiven);
        let outside = lists.act_on_latest(council, &councillor(), &logged.id, note).await;
        assert!(outside.is_err(), "a councillor never steers a complaint they did not raise");
    }

    async fn a_refusal_takes_two_people_and_tells_the_customer(world: World) {
        let orders = Orders::of(&world);
        let case = world.logged(Kind::Complaint).await.id;
        world.done(&adviser(), &case, orders.triage(Kind::Complaint)).await;
        world.done(&complaints_manager(), &case, orders.refuse()).await;
        let alone = world
            .casework
            .act_on_latest(&world.council, &complaints_manager(), &case, Command::AgreeRefusal { request: None })
            .await;
        assert!(matches!(alone, Err(Failure::Refused(Refusal::SecondPersonNeeded))), "{alone:?}");
        // Letters stand in the order of time, and nobody decides in the moment of the receipt.
        world.wait(SignedDuration::from_mins(10));
        world.done(&second_complaints_manager(), &case, Command::AgreeRefusal { request: None }).await;
        let messages = world.store().messages_of_case(&world.council, &case).await.unwrap();
        // Both were released at one moment, so their order is chance.
        let purposes: BTreeSet<_> = messages.iter().map(|message| message.purpose.as_str()).collect();
        assert_eq!(purposes, BTreeSet::from(["receipt", "not-accepted"]));
        assert_eq!(status(&world, &case).await, Status::Closed.as_str());
    }

    async fn what_is_settled_while_the_customer_is_there_is_logged_and_closed_in_one_commit(world: World) {
        let orders = Orders::of(&world);
        let mut new = world.contact(Kind::ServiceRequest);
        new.then = vec![orders.settle(Agreed::Yes)];
        let logged = world.casework.log(&world.council, &adviser(), new).await.unwrap();
        let row = world.store().case_by_id(&world.council, &logged.id).await.unwrap().unwrap().case;
        assert!(row.closed && row.settled_at_first_contact && row.triaged);
        assert_eq!(row.version, logged.version);
        assert_eq!(world.store().untriaged(&world.council).await.unwrap().count, 0);
    }
}
