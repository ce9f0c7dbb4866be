//! Who opened which case, as whoever checks asks for it (UK GDPR, article 5(1)(f)).

use jiff::{SignedDuration, Timestamp};
use redress_casework::failure::Failure;
use redress_casework::reading::{Asked, READINGS, Readings, Wanted};
use redress_domain::permission::{Actor, Ground};
use redress_domain::vocabulary::{Kind, Role};
use redress_store::stream::StreamId;
use redress_store::verify::Fault;

use crate::on_both_engines;
use crate::world::World;

fn everything(asked: Asked) -> Wanted {
    Wanted {
        asked,
        from: Timestamp::UNIX_EPOCH,
        until: Timestamp::MAX,
        after: None,
    }
}

async fn found(world: &World, actor: &Actor, wanted: &Wanted) -> Readings {
    world
        .casework
        .readings(&world.council, actor, wanted)
        .await
        .unwrap()
}

on_both_engines! {
    async fn whoever_checks_sees_who_opened_a_case_and_when_page_by_page(world: World) {
        let ida = world.hires("Ida", &[Role::Auditor], &[]).await;
        let (sam, kim) = (
            world.hires("Sam", &[Role::Adviser], &[]).await,
            world.hires("Kim", &[Role::ComplaintsManager], &[]).await,
        );
        let case = world.logged(Kind::Complaint).await;
        let other = world.logged(Kind::Complaint).await;
        let opens = async |actor: &Actor, reference| {
            world.wait(SignedDuration::from_mins(1));
            world.casework.open_case(&world.council, actor, reference).await.unwrap();
        };
        for _ in 0..30 {
            opens(&sam, &case.reference).await;
        }
        let before_kim = world.casework.outside().now();
        opens(&kim, &case.reference).await;
        opens(&kim, &other.reference).await;

        let mut wanted = everything(Asked::OfCase(case.reference.clone(), None));
        let first = found(&world, &ida, &wanted).await;
        wanted.after.clone_from(&first.next);
        let second = found(&world, &ida, &wanted).await;
        assert_eq!((first.readings.len(), second.readings.len(), &second.next), (25, 6, &None));
        assert_eq!(first.readings[0].by.as_deref(), Some("Kim"));
        let all: Vec<_> = first.readings.iter().chain(&second.readings).collect();
        assert!(all.is_sorted_by(|one, next| one.at > next.at) && all.iter().all(|one| one.page == "case"));
        // Neither works for its service, nor did anything on it.
        assert!(all.iter().all(|one| one.why == Some(Ground::Role)));

        // One person's of it, what somebody opened at all, and from a moment on.
        let kims = Asked::OfCase(case.reference.clone(), Some(kim.id.clone()));
        assert_eq!(found(&world, &ida, &everything(kims)).await.readings.len(), 1);
        let by_kim = found(&world, &ida, &everything(Asked::By(kim.id.clone()))).await.readings;
        let references: Vec<_> = by_kim.iter().map(|one| one.reference.as_str()).collect();
        assert_eq!(references, [other.reference.as_str(), case.reference.as_str()]);
        let mut by_sam = everything(Asked::By(sam.id.clone()));
        assert_eq!(found(&world, &ida, &by_sam).await.readings.len(), 25);
        by_sam.from = before_kim.saturating_add(SignedDuration::from_secs(1)).unwrap();
        assert_eq!(found(&world, &ida, &by_sam).await.readings, []);

        // That Ida looked is a reading of the case, too.
        let by_ida = found(&world, &ida, &everything(Asked::By(ida.id.clone()))).await.readings;
        assert!(by_ida.iter().all(|one| one.page == READINGS));
        let cases = [&case.reference, &other.reference].map(|one| by_ida.iter().any(|by| by.reference == one.as_str()));
        assert_eq!(cases, [true, true]);
    }

    async fn nobody_else_sees_it_and_nobody_who_looks_into_a_complaint_about_themselves(world: World) {
        let ida = world.hires("Ida", &[Role::Auditor], &[]).await;
        let sam = world.hires("Sam", &[Role::Adviser], &[]).await;
        let mut about = world.contact(Kind::Complaint);
        about.contact.about = vec![ida.user().unwrap().clone()];
        let about_ida = world.casework.log(&world.council, &sam, about).await.unwrap();
        let other = world.logged(Kind::Complaint).await;
        for reference in [&about_ida.reference, &other.reference] {
            world.casework.open_case(&world.council, &sam, reference).await.unwrap();
        }
        let of_it = everything(Asked::OfCase(about_ida.reference.clone(), None));
        let told = world.casework.readings(&world.council, &ida, &of_it).await;
        assert!(matches!(told, Err(Failure::NotFound)), "{told:?}");
        let by_sam = everything(Asked::By(sam.id.clone()));
        let readings = found(&world, &ida, &by_sam).await.readings;
        assert_eq!(readings.len(), 1);
        assert_eq!(readings[0].reference, other.reference.as_str());
        let refused = world.casework.readings(&world.council, &sam, &by_sam).await;
        assert!(matches!(refused, Err(Failure::NotPermitted)), "{refused:?}");
        // An administrator reads what was changed, and not who read.
        let ada = world.hires("Ada", &[Role::Administrator], &[]).await;
        let refused = world.casework.readings(&world.council, &ada, &by_sam).await;
        assert!(matches!(refused, Err(Failure::NotPermitted)), "{refused:?}");
    }

    // UK GDPR, article 5(1)(f): the auditor sees who looked. Whoever can write to the database takes nobody out of that unseen.
    async fn a_line_of_the_access_log_that_is_taken_out_changed_or_put_in_is_named(world: World) {
        let sam = world.hires("Sam", &[Role::Adviser], &[]).await;
        let case = world.logged(Kind::Complaint).await;
        let opened = async || {
            world.casework.open_case(&world.council, &sam, &case.reference).await.unwrap();
            world.wait(SignedDuration::from_secs(1));
            world.casework.open_case(&world.council, &sam, &case.reference).await.unwrap();
        };
        let first = world.casework.today();
        opened().await;
        let ever = (Timestamp::UNIX_EPOCH, Timestamp::MAX);
        let (on_first, _) = world.store().digest_of_readings(&world.council, ever).await.unwrap();
        for _ in 0..3 {
            world.casework.anchor(&world.council).await.unwrap();
            world.wait_days(1);
        }
        // Nobody read anything since but on the day of the last anchor: that is not over for a day.
        opened().await;
        world.casework.anchor(&world.council).await.unwrap();
        world.assert_sound().await;
        let chained = async |day| world.store().version_of(&world.council, &StreamId::readings(day)).await.unwrap();
        assert_eq!(chained(first).await, 1);
        for later in [first.tomorrow().unwrap(), world.casework.today()] {
            assert_eq!(chained(later).await, 0);
        }
        let named = async |found: i64, tampering: &str| {
            world.tamper(tampering).await;
            let faults = world.store().verify(&world.council, |_| {}).await.unwrap().faults;
            let day = first.to_string();
            assert_eq!(faults, [Fault::ReadingsAltered { day, said: on_first, found }], "{tampering}");
        };
        let of_first = "read_at = (SELECT MIN(read_at) FROM access_log)";
        named(on_first, &format!("UPDATE access_log SET page = 'files' WHERE {of_first}")).await;
        named(on_first - 1, &format!("DELETE FROM access_log WHERE {of_first}")).await;
        let insert = "INSERT INTO access_log (council, case_id, read_at, actor, page) \
            SELECT council, case_id, MIN(read_at) + 1, actor, 'note' FROM access_log GROUP BY council, case_id, actor";
        named(on_first, insert).await;
        named(0, "DELETE FROM access_log").await;
    }
}
