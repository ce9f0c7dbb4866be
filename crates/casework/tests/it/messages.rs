//! What comes in later is told to somebody, and a first report becomes a request.

use jiff::SignedDuration;
use redress_domain::case::{
    Command, ContactPurpose, Direction, Event, NewContact, RefusalProposal, Relation,
};
use redress_domain::id::{ActorId, CaseId, PersonId, ReasonCode, UserId};
use redress_domain::message::MessagePurpose;
use redress_domain::permission::Actor;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Kind, NotificationKind, Role};

use crate::on_both_engines;
use crate::orders::{Ids, Orders};
use crate::world::{World, adviser, complaints_manager, manager, officer, second_complaints_manager};

pub(crate) async fn somebody(world: &World, name: &str, role: Role) -> Actor {
    world.hires(name, &[Role::Staff, role], &[]).await
}

fn customer(person: &PersonId) -> Actor {
    Actor::customer(Some(person.clone()))
}

fn says(world: &World, text: &str) -> Command {
    Command::RecordContact(NewContact {
        id: world.casework.fresh().contact(),
        direction: Direction::In,
        channel: Channel::Online,
        at: world.casework.outside().now(),
        purpose: ContactPurpose::Information,
        words: world.casework.fresh().words(text),
    })
}

/// A complaint that the officer of the tests has, and its customer.
async fn complaint(world: &World) -> (CaseId, PersonId) {
    let orders = Orders::of(world);
    let new = world.contact(Kind::Complaint);
    let person = new.contact.customer.clone().unwrap();
    let case = world
        .casework
        .log(&world.council, &adviser(), new)
        .await
        .unwrap()
        .id;
    world
        .done(&adviser(), &case, orders.triage(Kind::Complaint))
        .await;
    (case, person)
}

async fn told(world: &World, user: &UserId) -> Vec<NotificationKind> {
    let actor = Actor {
        id: ActorId::User(user.clone()),
        ..officer()
    };
    let told = world
        .casework
        .new_notifications(&world.council, &actor)
        .await
        .unwrap();
    told.into_iter().map(|told| told.row.kind).collect()
}

async fn waiting(world: &World, actor: &Actor) -> usize {
    let cases = world
        .casework
        .unread_for(&world.council, actor, None)
        .await
        .unwrap();
    let count = world
        .casework
        .what_needs_me(&world.council, actor)
        .await
        .unwrap()
        .unread;
    assert_eq!(i64::try_from(cases.len()).unwrap(), count);
    cases.len()
}

on_both_engines! {
    async fn what_a_customer_adds_is_told_to_the_officer_until_it_is_read(world: World) {
        let (case, person) = complaint(&world).await;
        let me = officer().user().unwrap().clone();
        let before = told(&world, &me).await.len();
        world.done(&customer(&person), &case, says(&world, "It was missed again.")).await;
        assert_eq!(told(&world, &me).await.len(), before + 1);
        assert_eq!(told(&world, &me).await[0], NotificationKind::MessageCame);
        assert_eq!(waiting(&world, &officer()).await, 1);
        assert_eq!(waiting(&world, &complaints_manager()).await, 0, "the officer has it");
        world.done(&officer(), &case, Command::ReadMessages).await;
        assert_eq!(waiting(&world, &officer()).await, 0);
        world.assert_sound().await;
    }

    // UK GDPR, article 5(1)(f): whoever did not withdraw it learns that somebody did, by the way they chose.
    async fn a_withdrawal_is_confirmed_to_the_customer_by_their_channel_whoever_records_it(world: World) {
        for by_staff in [false, true] {
            let (case, person) = complaint(&world).await;
            let actor = if by_staff { officer() } else { customer(&person) };
            world.done(&actor, &case, Command::Withdraw { reason: None }).await;
            let line = world.store().case_by_id(&world.council, &case).await.unwrap().unwrap();
            let reference = Reference::parse(&line.case.reference).unwrap();
            let view = world.casework.open_case(&world.council, &complaints_manager(), &reference).await.unwrap();
            let sent: Vec<_> = view
                .messages
                .iter()
                .filter(|message| message.purpose == MessagePurpose::Withdrawal)
                .collect();
            assert_eq!(sent.len(), 1, "by staff: {by_staff}");
            assert_eq!(sent[0].recipient.as_ref(), Some(&person));
        }
    }

    async fn what_comes_in_where_there_is_no_officer_waits_for_whoever_gives_cases_out(world: World) {
        let new = world.contact(Kind::Complaint);
        let person = new.contact.customer.clone().unwrap();
        let case = world.casework.log(&world.council, &adviser(), new).await.unwrap().id;
        world.done(&customer(&person), &case, says(&world, "One more thing.")).await;
        assert_eq!(waiting(&world, &adviser()).await, 1);
        assert_eq!(waiting(&world, &officer()).await, 0);
    }

    async fn a_withdrawal_and_what_comes_after_the_end_are_told_to_the_complaints_managers_too(world: World) {
        let carys = somebody(&world, "Carys", Role::ComplaintsManager).await;
        let (case, person) = complaint(&world).await;
        world.done(&customer(&person), &case, Command::Withdraw { reason: None }).await;
        world.done(&customer(&person), &case, says(&world, "Please go on after all.")).await;
        for actor in [&officer(), &carys] {
            assert_eq!(waiting(&world, actor).await, 1);
            let kinds = told(&world, actor.user().unwrap()).await;
            let came = kinds.iter().filter(|kind| **kind == NotificationKind::MessageCame);
            assert_eq!(came.count(), 2, "{kinds:?}");
        }
        world.done(&carys, &case, Command::ReadMessages).await;
        assert_eq!(waiting(&world, &officer()).await, 0);
    }

    async fn whoever_has_the_case_is_told_that_the_reply_is_approved_until_it_is_sent(world: World) {
        let (case, _) = complaint(&world).await;
        let (orders, ids) = (Orders::of(&world), Ids::new(&world));
        world.done(&officer(), &case, orders.acknowledge(&ids.point)).await;
        world.done(&officer(), &case, orders.finding(&ids.point)).await;
        world.done(&officer(), &case, orders.draft(&ids.reply)).await;
        world.done(&officer(), &case, Command::AskForApproval { reply: ids.reply.clone() }).await;
        world.done(&manager(), &case, Command::ApproveReply { reply: ids.reply.clone() }).await;
        let today = world.casework.what_needs_me(&world.council, &officer()).await.unwrap();
        assert_eq!(today.to_send, 1);
        let list = world.casework.my_replies_to_send(&world.council, &officer(), None).await.unwrap();
        assert_eq!(list[0].case.case_id, case);
        assert!(told(&world, officer().user().unwrap()).await.contains(&NotificationKind::ReplyApproved));
        world.done(&officer(), &case, orders.send(&ids.reply)).await;
        let today = world.casework.what_needs_me(&world.council, &officer()).await.unwrap();
        assert_eq!(today.to_send, 0);
    }

    async fn agreeing_that_it_is_a_first_report_makes_the_request_that_the_letter_names(world: World) {
        let (case, person) = complaint(&world).await;
        let orders = Orders::of(&world);
        let letter = format!("It is a request: ((request)). {}", orders.letter().text);
        let proposal = RefusalProposal {
            code: ReasonCode::parse("first-report").unwrap(),
            evidence: orders.words("Nothing is on file."),
            letter: orders.words(&letter),
        };
        world.done(&complaints_manager(), &case, Command::ProposeRefusal(proposal)).await;
        world.wait(SignedDuration::from_mins(10));
        world.done(&second_complaints_manager(), &case, Command::AgreeRefusal { request: None }).await;
        let reference = world.store().case_by_id(&world.council, &case).await.unwrap().unwrap().case.reference;
        let reference = Reference::parse(&reference).unwrap();
        let view = world.casework.open_case(&world.council, &complaints_manager(), &reference).await.unwrap();
        let (request, relation) = view.case.links[0].clone();
        assert_eq!(relation, Relation::FollowedBy);
        let row = world.store().case_by_id(&world.council, &request).await.unwrap().unwrap();
        assert_eq!(row.case.kind, Kind::ServiceRequest);
        assert_eq!(row.case.customer.as_ref(), Some(&person));
        assert_eq!(row.summary.as_deref(), Some("The bins were missed three times."));
        assert!(!row.case.closed && row.case.due_on.is_some());
        let sent = view.entries.iter().find_map(|entry| {
            if let Event::NotAccepted { letter, .. } = &entry.event {
                Some(view.text(letter).to_owned())
            } else {
                None
            }
        });
        let sent = sent.unwrap();
        assert!(sent.contains(&row.case.reference) && !sent.contains("((request))"), "{sent}");
        let receipts = world.store().messages_of_case(&world.council, &request).await.unwrap();
        assert_eq!(receipts[0].purpose, MessagePurpose::Receipt);
        world.assert_sound().await;
    }
}
