//! What comes in is read whatever is said of who is who, and is erased by nobody unread; and what one file of a person brings
//! to the other into which it was closed.

use jiff::civil::date;
use redress_casework::act::Logged;
use redress_domain::case::{Command as CaseCommand, ContactPurpose, Direction, NewContact};
use redress_domain::conduct::{Command, Likeness, Sort, Sorting};
use redress_domain::id::{ConductId, PersonId};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Channel, Kind};
use redress_store::rebuild::Side;

use crate::conduct::{asha, bela, decider, does, report, restricted, to_read, told};
use crate::on_both_engines;
use crate::world::{World, adviser, complaints_manager, user};

/// An adviser logs a new matter of somebody.
async fn opens(world: &World, person: &PersonId) -> Logged {
    let mut new = world.contact(Kind::ServiceRequest);
    new.customer = None;
    new.contact.customer = Some(person.clone());
    let logged = world.casework.log(&world.council, &adviser(), new).await;
    logged.unwrap()
}

/// Somebody says something on the page of a case of theirs.
async fn says_online(world: &World, case: &Logged, person: &PersonId) {
    let fresh = world.casework.fresh();
    let contact = NewContact {
        id: fresh.contact(),
        direction: Direction::In,
        channel: Channel::Online,
        at: redress_casework::outside::Outside::now(&*world.outside),
        purpose: ContactPurpose::Information,
        words: fresh.words("Another thing."),
    };
    let them = Actor::customer(Some(person.clone()));
    world
        .done(&them, &case.id, CaseCommand::RecordContact(contact))
        .await;
}

async fn reads_all(world: &World, file: &ConductId) {
    let waiting = world
        .casework
        .conduct_contacts(&world.council, &adviser(), None)
        .await
        .unwrap();
    for line in waiting {
        let sorting = Sorting {
            contact: line.row.contact_id,
            sort: Sort::NothingNew,
            case: None,
            words: None,
        };
        does(world, &adviser(), file, Command::SortContact(sorting))
            .await
            .unwrap();
    }
}

on_both_engines! {
    // Domain 5.9 and 5.12: new cases of a person go under the other name while two are held to be one, and are theirs still.
    async fn what_comes_from_somebody_who_is_bound_is_read_after_a_merge_and_after_it_was_taken_back(world: World) {
        let (casework, council) = (&world.casework, &world.council);
        let (_, asha) = asha(&world).await;
        let (of_bela, bela) = bela(&world).await;
        let file = restricted(&world, &asha, date(2026, 12, 31)).await;
        let reason = || casework.fresh().words("The same date of birth.");
        world.wait(jiff::SignedDuration::from_mins(1));
        casework.merge_people(council, &adviser(), (&asha, &bela), &reason()).await.unwrap().unwrap();
        // She shows under the other name, and so does what she brings next.
        world.wait(jiff::SignedDuration::from_mins(1));
        let merged = opens(&world, &bela).await;
        assert_eq!(to_read(&world).await, 1);
        told(&world, &merged, Channel::Phone).await;
        assert_eq!(to_read(&world).await, 2);
        reads_all(&world, &file).await;
        world.wait(jiff::SignedDuration::from_mins(1));
        casework.unmerge_people(council, &adviser(), (&asha, &bela), &reason()).await.unwrap().unwrap();
        world.wait(jiff::SignedDuration::from_mins(1));
        // What goes on there is read: nobody has said whose of the two it is.
        told(&world, &merged, Channel::Letter).await;
        assert_eq!(to_read(&world).await, 1);
        says_online(&world, &merged, &bela).await;
        assert_eq!(to_read(&world).await, 2);
        reads_all(&world, &file).await;
        // What she brings under her own name is, too; and what the other brings under theirs is nobody's but theirs.
        let own = opens(&world, &asha).await;
        assert_eq!(to_read(&world).await, 1);
        told(&world, &own, Channel::Phone).await;
        assert_eq!(to_read(&world).await, 2);
        reads_all(&world, &file).await;
        let others = opens(&world, &bela).await;
        for case in [&others, &of_bela] {
            told(&world, case, Channel::Phone).await;
        }
        assert_eq!(to_read(&world).await, 0, "nobody beside her is swept in");
        // It binds nobody beside her, and is over once whoever keeps the file says that it is somebody else.
        assert_eq!(casework.bindings(council, &[&bela]).await.unwrap(), []);
        casework.merge_people(council, &adviser(), (&asha, &bela), &reason()).await.unwrap().unwrap();
        let keeper = complaints_manager();
        let view = casework.open_conduct(council, &keeper, (&file, "file")).await.unwrap();
        let compared = (Likeness::SomebodyElse, "Another name, phone and address.");
        casework.compare_with(council, &keeper, ((&file, view.version), &bela), compared).await.unwrap();
        casework.unmerge_people(council, &adviser(), (&asha, &bela), &reason()).await.unwrap().unwrap();
        told(&world, &merged, Channel::Letter).await;
        assert_eq!(to_read(&world).await, 0);
        world.assert_sound().await;
        let live = world.store().dump_read_models(council, Side::Live).await.unwrap();
        casework.rebuild(council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(council, Side::Live).await.unwrap(), live);
    }

    // Domain 5.7 and 5.10: who took a part on one file took it on the other, and the days count in sum.
    async fn a_file_that_is_closed_into_another_brings_who_took_a_part_and_its_days(world: World) {
        let (casework, council, keeper) = (&world.casework, &world.council, complaints_manager());
        let (_, asha) = asha(&world).await;
        let (_, bela) = bela(&world).await;
        let over = restricted(&world, &bela, date(2026, 11, 30)).await;
        world.is_day(date(2026, 12, 1));
        let into = report(&world, &asha, false).await;
        casework.merge_people(council, &adviser(), (&bela, &asha), &casework.fresh().words("One person.")).await.unwrap().unwrap();
        let open = async |id| casework.open_conduct(council, &keeper, (id, "file")).await.unwrap();
        assert!(!open(&into).await.file.has_decided(&user(31)));
        let at = (&over, open(&over).await.version);
        casework.close_conduct_into(council, &keeper, at, (&into, "They are one person: the same date of birth.")).await.unwrap();
        let file = open(&into).await.file;
        let from = decider(1);
        assert!(file.has_decided(from.user().unwrap()), "whoever decided there hears no appeal here");
        assert!(file.has_part(keeper.user().unwrap()));
        let began = open(&over).await.file.restricted().unwrap();
        assert_eq!(began.1, date(2026, 11, 30));
        assert_eq!(file.since(date(2027, 1, 4)), began.0);
        // A page that saw it before says so, and nothing is closed by halves.
        let stale = casework.close_conduct_into(council, &keeper, at, (&into, "They are one person.")).await;
        assert!(stale.is_err());
        world.assert_sound().await;
        let live = world.store().dump_read_models(council, Side::Live).await.unwrap();
        casework.rebuild(council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(council, Side::Live).await.unwrap(), live);
    }

    // Domain 5.9: what came under an arrangement is erased by no clock before somebody has read it.
    async fn no_case_is_erased_on_which_a_contact_under_an_arrangement_is_unread(world: World) {
        let (casework, council) = (&world.casework, &world.council);
        let (case, person) = asha(&world).await;
        let file = restricted(&world, &person, date(2026, 12, 31)).await;
        told(&world, &case, Channel::Phone).await;
        let withdraw = CaseCommand::Withdraw { reason: Some(casework.fresh().words("They moved away.")) };
        world.done(&complaints_manager(), &case.id, withdraw).await;
        assert_eq!(to_read(&world).await, 2, "that they withdraw is theirs as well");
        let words = async || {
            let stream = redress_store::stream::StreamId::case(&case.id);
            world.store().words_of_stream(council, &stream).await.unwrap().len()
        };
        let before = words().await;
        world.is_day(date(2034, 1, 2));
        assert_eq!(casework.forget_what_is_due(council).await.unwrap(), 0);
        assert_eq!(words().await, before);
        reads_all(&world, &file).await;
        assert_eq!(casework.forget_what_is_due(council).await.unwrap(), 1);
        assert_eq!(words().await, 0);
    }
}
