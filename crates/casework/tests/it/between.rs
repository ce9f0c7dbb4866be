//! What is between cases, on both sides at once: merged, un-merged, split and unlinked.

use redress_casework::act::NewPerson;
use redress_casework::between::NewSplit;
use redress_casework::failure::Failure;
use redress_domain::case::{
    BetweenOrder, Command, Consent, LinkTo, NewConsent, NewInvolved, NewMerge, Outcome, Part, PeopleOrder,
    Refusal, Relation,
};
use redress_domain::id::CaseId;
use redress_domain::message::MessagePurpose;
use redress_domain::vocabulary::{Channel, ClockKind, Kind, ReplyBy, Role, SupportNeed};
use redress_store::message::MessageState;
use redress_store::rebuild::Side;

use crate::on_both_engines;
use crate::orders::{Ids, Orders};
use crate::world::{World, adviser, manager, officer, planner};

pub(crate) fn merge(orders: &Orders<'_>, (from, into): (&CaseId, &CaseId)) -> Command {
    Command::Between(BetweenOrder::Merge(NewMerge {
        from: from.clone(),
        into: into.clone(),
        reason: orders.words("The same bins"),
        sentence: orders.words("It goes on together with your neighbour’s"),
    }))
}

pub(crate) fn unmerge(orders: &Orders<'_>) -> Command {
    Command::Between(BetweenOrder::Unmerge {
        reason: orders.words("Another street"),
        sentence: orders.words("We look at yours by itself again"),
    })
}

async fn triaged(world: &World, orders: &Orders<'_>, kind: Kind) -> redress_casework::act::Logged {
    let logged = world.logged(kind).await;
    world.done(&adviser(), &logged.id, orders.triage(kind)).await;
    logged
}

on_both_engines! {
    // Domain, section 4: the customer of each keeps their reference, and follows it to where it goes on.
    async fn the_customers_of_two_cases_of_one_matter_are_on_the_one_that_is_kept(world: World) {
        let orders = Orders::of(&world);
        let kept = triaged(&world, &orders, Kind::Complaint).await;
        let mut new = world.contact(Kind::Complaint);
        if let Some((_, details)) = &mut new.customer {
            "Bao Nguyen".clone_into(&mut details.name);
            details.postcode = Some("WS9 9ZZ".to_owned());
        }
        let other = world.casework.log(&world.council, &adviser(), new).await.unwrap();
        world.done(&adviser(), &other.id, orders.triage(Kind::Complaint)).await;
        let open = async |reference| world.casework.open_case(&world.council, &adviser(), reference).await.unwrap();
        let before = open(&other.reference).await;
        world.done(&officer(), &other.id, merge(&orders, (&other.id, &kept.id))).await;
        let merged = open(&other.reference).await;
        assert_eq!(merged.case.outcome, Some(Outcome::Duplicate));
        assert_eq!(merged.links, [(Relation::DuplicateOf, kept.reference.clone())]);
        let track = async |reference| world.casework.track_case(&world.council, reference, "Nguyen").await.is_ok();
        assert!(track(&kept.reference).await && track(&other.reference).await);
        world.wait_days(3);
        world.done(&officer(), &other.id, unmerge(&orders)).await;
        let apart = open(&other.reference).await;
        assert_eq!(apart.case.clocks, before.case.clocks, "promised is promised");
        assert_eq!(apart.links, []);
        assert_eq!(open(&kept.reference).await.links, []);
        assert!(!track(&kept.reference).await && track(&other.reference).await);
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
        world.assert_sound().await;
    }

    // Complaint Handling Code 6.7: the reply addresses all points; Equality Act 2010, section 20. Everybody who complained is
    // answered, each in their own way and by their own name.
    async fn who_is_taken_in_gets_the_reply_and_their_points_and_needs_come_along(world: World) {
        let orders = Orders::of(&world);
        let ids = Ids::new(&world);
        let kept = triaged(&world, &orders, Kind::Complaint).await;
        world.done(&officer(), &kept.id, orders.acknowledge(&ids.point)).await;
        let mut new = world.contact(Kind::Complaint);
        let ada = world.casework.fresh().person();
        new.contact.customer = Some(ada.clone());
        new.customer = Some((ada.clone(), NewPerson {
            name: "Ada Moss".to_owned(),
            email: Some("ada@example.net".to_owned()),
            ..NewPerson::default()
        }));
        new.contact.reply_by = Some(ReplyBy::Email);
        new.contact.support = vec![SupportNeed::EasyRead];
        new.contact.what_happened = orders.words("The crew swore at me.");
        let other = world.casework.log(&world.council, &adviser(), new).await.unwrap();
        world.done(&adviser(), &other.id, orders.triage(Kind::Complaint)).await;
        world.done(&officer(), &other.id, merge(&orders, (&other.id, &kept.id))).await;
        let open = async || world.casework.open_case(&world.council, &officer(), &kept.reference).await.unwrap();
        let both = open().await;
        let came = both.case.points.last().unwrap();
        assert_eq!(both.text(&came.words), "The crew swore at me.");
        assert_eq!(came.from.as_ref(), Some(&other.id));
        assert_eq!(both.case.support_of(Some(&ada)), [SupportNeed::EasyRead]);
        let find = |point| Command::RecordFinding {
            point,
            finding: redress_domain::vocabulary::Finding::Upheld,
            reason: orders.words("The recording has it"),
        };
        for point in &both.case.points {
            world.done(&officer(), &kept.id, find(point.id.clone())).await;
        }
        world.done(&officer(), &kept.id, orders.draft(&ids.reply)).await;
        world.done(&officer(), &kept.id, Command::AskForApproval { reply: ids.reply.clone() }).await;
        world.done(&manager(), &kept.id, Command::ApproveReply { reply: ids.reply.clone() }).await;
        world.done(&officer(), &kept.id, orders.send(&ids.reply)).await;
        let replies = async || {
            let view = open().await;
            let replies = view.messages.iter().filter(|message| message.purpose == MessagePurpose::Reply);
            replies.cloned().collect::<Vec<_>>()
        };
        let sent = replies().await;
        let to: Vec<_> = sent.iter().map(|message| (message.recipient.clone(), message.state)).collect();
        assert_eq!(to.len(), 2, "{to:?}");
        assert!(to.contains(&(Some(ada.clone()), MessageState::Waiting)));
        let hers = sent.iter().find(|message| message.recipient.as_ref() == Some(&ada)).unwrap();
        assert_eq!(hers.channel, Channel::Email);
        let says = open().await.outgoing(hers, None);
        assert_eq!(says.name, "Ada Moss");
        assert!(says.written_to.is_some(), "the greeting is changed to hers");
        // Taken back and sent again, it is one message for each.
        world.done(&officer(), &kept.id, Command::UndoSend { reply: ids.reply.clone() }).await;
        assert!(replies().await.iter().all(|message| message.state == MessageState::TakenBack));
        world.done(&officer(), &kept.id, orders.send(&ids.reply)).await;
        assert_eq!(replies().await.len(), 2);
        world.assert_sound().await;
    }

    async fn nothing_goes_on_in_a_case_that_its_officer_may_not_know_or_that_has_lesser_rights(world: World) {
        let orders = Orders::of(&world);
        let complaint = triaged(&world, &orders, Kind::Complaint).await;
        let request = triaged(&world, &orders, Kind::ServiceRequest).await;
        let act = async |actor: redress_domain::permission::Actor, order| {
            world.casework.act_on_latest(&world.council, &actor, &complaint.id, order).await
        };
        let into_request = act(officer(), merge(&orders, (&complaint.id, &request.id))).await;
        assert!(matches!(into_request, Err(Failure::Refused(Refusal::WrongKind(_)))), "{into_request:?}");
        let unknown = world.casework.fresh().case();
        let into_nothing = act(officer(), merge(&orders, (&complaint.id, &unknown))).await;
        assert!(matches!(into_nothing, Err(Failure::NotFound)), "{into_nothing:?}");
        let by_another = act(planner(), merge(&orders, (&complaint.id, &request.id))).await;
        assert!(matches!(by_another, Err(Failure::Refused(Refusal::NotPermitted(_)))), "{by_another:?}");
    }

    // Complaint Handling Code 5: whom a complaint is about is told nothing of it, on the case that it follows either.
    async fn a_link_to_a_complaint_about_the_reader_is_not_there_for_them(world: World) {
        let ida = world.hires("Ida", &[Role::Adviser], &[]).await;
        let request = world.logged(Kind::ServiceRequest).await;
        let mut new = world.contact(Kind::Complaint);
        new.contact.about = vec![ida.user().unwrap().clone()];
        let complaint = world.casework.log(&world.council, &adviser(), new).await.unwrap();
        let link = LinkTo { from: complaint.id.clone(), case: request.id.clone(), relation: Relation::FollowsFrom };
        world.done(&adviser(), &complaint.id, Command::Link(link)).await;
        for (reader, seen) in [(&adviser(), 1), (&ida, 0)] {
            let view = world.casework.open_case(&world.council, reader, &request.reference).await.unwrap();
            assert_eq!((view.links.len(), view.references.len()), (seen, seen));
        }
    }

    async fn a_link_is_taken_away_on_both_sides(world: World) {
        let orders = Orders::of(&world);
        let (one, other) = (world.logged(Kind::Complaint).await, world.logged(Kind::Complaint).await);
        let link = LinkTo { from: one.id.clone(), case: other.id.clone(), relation: Relation::FollowsFrom };
        world.done(&adviser(), &one.id, Command::Link(link)).await;
        let unlink = BetweenOrder::Unlink {
            case: other.id.clone(),
            relation: Relation::FollowsFrom,
            reason: orders.words("Another matter"),
        };
        world.done(&adviser(), &one.id, Command::Between(unlink)).await;
        for logged in [&one, &other] {
            let view = world.casework.open_case(&world.council, &adviser(), &logged.reference).await.unwrap();
            assert_eq!(view.links, []);
        }
        world.assert_sound().await;
    }

    async fn a_point_goes_on_in_a_case_of_its_own_whose_clocks_count_from_when_it_was_received(world: World) {
        let orders = Orders::of(&world);
        let ids = Ids::new(&world);
        let logged = triaged(&world, &orders, Kind::Complaint).await;
        world.done(&officer(), &logged.id, orders.acknowledge(&ids.point)).await;
        world.wait_days(2);
        let received_at = world.casework.outside().now();
        world.done(&officer(), &logged.id, Command::AddPoint(orders.point(&ids.second))).await;
        world.wait_days(1);
        let open = async |reference| world.casework.open_case(&world.council, &officer(), reference).await.unwrap();
        // Domain, section 4: the people of a case are those of what some of its points become.
        let details = |name: &str| Some(NewPerson { name: name.to_owned(), ..Default::default() });
        let joins = async |part, name: &str| {
            let new = NewInvolved { person: world.casework.fresh().person(), part, consent: None, basis: None, reason: None, reply_by: None };
            let (person, seen) = (new.person.clone(), open(&logged.reference).await.version);
            let at = (&logged.id, seen);
            world.casework.add_person(&world.council, &adviser(), at, (new, details(name))).await.unwrap();
            person
        };
        let (sol, bea) = (joins(Part::Representative, "Sol Agent").await, joins(Part::FurtherCustomer, "Bea Nolan").await);
        let agreed = NewConsent {
            person: sol.clone(),
            consent: Consent::Given,
            evidence: Some(orders.words("She said so on the phone")),
            file: None,
        };
        world.done(&adviser(), &logged.id, Command::People(PeopleOrder::ChangeConsent(agreed))).await;
        let before = open(&logged.reference).await;
        assert_eq!(before.case.correspondent(), Some(&sol));
        let split = NewSplit {
            points: vec![ids.second.clone()],
            reason: orders.words("The noise is another matter"),
            received_at,
        };
        let at = (&logged.id, before.version);
        let reference = world.casework.split_case(&world.council, &officer(), at, &split).await.unwrap();
        let made = open(&reference).await;
        assert_eq!(made.case.received_at, received_at);
        assert_eq!(made.case.customer, before.case.customer);
        assert_eq!(made.case.points.len(), 1);
        assert_eq!(made.case.correspondent(), Some(&sol), "letters go to whom they went");
        assert!(made.case.is_customer(&bea));
        let evidence = made.case.involved(&sol).unwrap().evidence.as_ref().unwrap().words.as_ref();
        assert_eq!(made.text(evidence.unwrap()), "She said so on the phone");
        assert_eq!(made.case.wishes, before.case.wishes);
        assert_eq!(made.case.wanted.is_some(), before.case.wanted.is_some());
        assert!(made.case.clock(ClockKind::Acknowledge).is_some(), "it has the ordinary rights");
        assert_eq!(made.links, [(Relation::SplitFrom, logged.reference.clone())]);
        let after = open(&logged.reference).await;
        assert_eq!(after.case.points.len(), 1);
        assert_eq!(after.case.clocks, before.case.clocks);
        assert_eq!(after.links, [(Relation::SplitInto, reference)]);
        let late = world.casework.split_case(&world.council, &officer(), at, &split).await;
        assert!(matches!(late, Err(Failure::Conflict { .. })), "{late:?}");
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
        world.assert_sound().await;
    }
}
