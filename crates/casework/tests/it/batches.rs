//! Many acts in one commit, as if each were committed by itself.

use redress_casework::failure::Failure;
use redress_domain::case::{Command, ContactPurpose, Direction, LinkTo, Relation};
use redress_domain::id::{CaseId, PointId};
use redress_domain::vocabulary::Kind;

use crate::on_both_engines;
use crate::orders::Orders;
use crate::world::{World, adviser, officer};

/// The events of the council's cases, with what chance gave replaced by the order in which it came.
async fn what_happened(world: &World) -> Vec<String> {
    let text = world.events_as_text().await;
    let kinds = text.lines().filter(|line| line.starts_with("case/"));
    kinds
        .map(|line| {
            let mut columns = line.split('\t').skip(1);
            let (kind, body) = (columns.next().unwrap(), columns.next().unwrap());
            // Dates and names of the policy stay; identifiers, digests and references go.
            let plain: Vec<&str> = body
                .split('"')
                .filter(|part| part.len() < 30 && !part.starts_with("WS-"))
                .collect();
            format!("{kind} {}", plain.join(" "))
        })
        .collect()
}

fn link_to(from: &CaseId, to: &CaseId, relation: Relation) -> Command {
    Command::Link(LinkTo {
        from: from.clone(),
        case: to.clone(),
        relation,
    })
}

on_both_engines! {
    async fn a_batch_does_what_single_acts_do(world: World) {
        let other = World::on_sqlite().await;
        let point = PointId::parse("01932c07-a12b-7f3e-8c58-00000000aa01").unwrap();
        let logged = other.logged(Kind::Complaint).await;
        for (actor, order) in [
            (adviser(), Orders::of(&other).triage(Kind::Complaint)),
            (officer(), Orders::of(&other).acknowledge(&point)),
            (officer(), Orders::of(&other).finding(&point)),
        ] {
            other.done(&actor, &logged.id, order).await;
        }

        let now = world.casework.outside().now();
        let orders = Orders::of(&world);
        let mut batch = world.casework.batch(&world.council, None).unwrap();
        let id = batch.log(&adviser(), now, world.contact(Kind::Complaint)).unwrap().id;
        batch.act(&adviser(), now, &id, vec![orders.triage(Kind::Complaint)]).unwrap();
        let investigated = vec![orders.acknowledge(&point), orders.finding(&point)];
        batch.act(&officer(), now, &id, investigated).unwrap();
        batch.commit().await.unwrap();

        assert_eq!(what_happened(&world).await, what_happened(&other).await);
        world.assert_sound().await;
    }

    async fn a_refused_act_of_a_batch_leaves_its_neighbours(world: World) {
        let taken = world.logged(Kind::ServiceRequest).await;
        let now = world.casework.outside().now();
        let mut batch = world.casework.batch(&world.council, None).unwrap();
        let before = batch.log(&adviser(), now, world.contact(Kind::ServiceRequest)).unwrap();
        let mut again = world.contact(Kind::ServiceRequest);
        again.contact.reference = taken.reference.clone();
        let refused = batch.log(&adviser(), now, again).unwrap();
        let after = batch.log(&adviser(), now, world.contact(Kind::ServiceRequest)).unwrap();
        let answers = batch.commit_each().await;
        assert!(matches!(answers[..], [Ok(()), Err(Failure::Taken), Ok(())]), "{answers:?}");
        assert!(batch.case(&refused.id).is_none(), "what never happened is not built upon");
        for logged in [&before, &after] {
            assert!(batch.case(&logged.id).is_some());
            assert!(world.casework.open_case(&world.council, &adviser(), &logged.reference).await.is_ok());
        }
        world.assert_sound().await;
    }

    async fn a_link_in_a_batch_is_written_into_both_cases(world: World) {
        let now = world.casework.outside().now();
        let mut batch = world.casework.batch(&world.council, None).unwrap();
        let request = batch.log(&adviser(), now, world.contact(Kind::ServiceRequest)).unwrap().id;
        let complaint = batch.log(&adviser(), now, world.contact(Kind::Complaint)).unwrap().id;
        let link = link_to(&complaint, &request, Relation::ComplaintAbout);
        batch.act(&adviser(), now, &complaint, vec![link]).unwrap();
        let stranger = world.logged(Kind::ServiceRequest).await.id;
        let link = link_to(&complaint, &stranger, Relation::RelatedTo);
        let refused = batch.act(&adviser(), now, &complaint, vec![link]).map(|loaded| loaded.version);
        assert!(matches!(refused, Err(Failure::NotFound)), "a link is never one-sided");
        batch.commit().await.unwrap();
        let of = |id| batch.case(id).unwrap().case.links.clone();
        assert_eq!(of(&complaint), [(request.clone(), Relation::ComplaintAbout)]);
        assert_eq!(of(&request), [(complaint.clone(), Relation::RequestComplainedOf)]);
        world.assert_sound().await;
    }
}

/// A thousand cases in a world of its own: each logged, triaged, spoken about and closed in a breath.
async fn a_thousand(world: &World, mut done: impl AsyncFnMut(redress_casework::act::NewCase)) {
    for number in 0..1_000 {
        world.wait(jiff::SignedDuration::from_secs(7));
        let kind = if number % 9 == 0 {
            Kind::Complaint
        } else {
            Kind::ServiceRequest
        };
        let orders = Orders::of(world);
        let mut new = world.contact(kind);
        let rang = orders.contact(Direction::In, ContactPurpose::AskedForUpdate);
        new.then = vec![orders.triage(kind), rang];
        if number % 3 == 0 && kind == Kind::ServiceRequest {
            new.then.push(orders.close());
        }
        done(new).await;
    }
}

#[tokio::test]
async fn a_thousand_cases_in_batches_are_what_a_thousand_acts_make() {
    let (one, other) = (World::on_sqlite().await, World::on_sqlite().await);
    a_thousand(&one, async |new| {
        one.casework.log(&one.council, &adviser(), new).await.unwrap();
    })
    .await;
    let mut batch = other.casework.batch(&other.council, None).unwrap();
    a_thousand(&other, async |new| {
        let now = other.casework.outside().now();
        batch.log(&adviser(), now, new).unwrap();
        if batch.len() == 250 {
            batch.commit().await.unwrap();
        }
    })
    .await;
    // The same chance and the same clock: every byte of every event and of every row is the same.
    assert_eq!(one.events_as_text().await, other.events_as_text().await);
    let side = redress_store::rebuild::Side::Live;
    let lists = one.store().dump_read_models(&one.council, side).await.unwrap();
    assert!(lists.len() > 2_000, "{}", lists.len());
    assert_eq!(
        lists,
        other
            .store()
            .dump_read_models(&other.council, side)
            .await
            .unwrap()
    );
    other.assert_sound().await;
}
