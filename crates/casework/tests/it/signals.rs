//! Signals in the record: raised from what changed, for one manager, with what we did late beside it; and the yearly
//! report on fairness (domain 5.2).

use jiff::civil::date;
use redress_casework::act::Logged;
use redress_casework::conduct::Register;
use redress_casework::failure::Failure;
use redress_casework::retention::NotErased;
use redress_casework::signal::{Line, List, NotSeenTo};
use redress_domain::calendar::london::civil_date;
use redress_domain::case::{Command, ContactPurpose, Direction, NewContact};
use redress_domain::conduct::NewIncident;
use redress_domain::id::PersonId;
use redress_domain::permission::Actor;
use redress_domain::policy::{ConductCategory, SignalKind};
use redress_domain::signal::{Apart, Refusal, Standing};
use redress_domain::vocabulary::{Channel, Kind};
use redress_store::rebuild::Side;

use crate::conduct::restricted;
use crate::on_both_engines;
use crate::world::{World, adviser, complaints_manager, officer, planner, second_complaints_manager, setup};

async fn asha(world: &World) -> (Logged, PersonId) {
    let new = world.contact(Kind::Complaint);
    let person = new.customer.as_ref().unwrap().0.clone();
    let logged = world.casework.log(&world.council, &adviser(), new).await.unwrap();
    (logged, person)
}

/// They wrote so many times about their case.
async fn wrote(world: &World, (case, person): (&Logged, &PersonId), times: usize) {
    let them = Actor::customer(Some(person.clone()));
    for _ in 0..times {
        world.wait(jiff::SignedDuration::from_mins(1));
        let fresh = world.casework.fresh();
        let contact = NewContact {
            id: fresh.contact(),
            direction: Direction::In,
            channel: Channel::Online,
            at: world.casework.outside().now(),
            purpose: ContactPurpose::Information,
            words: fresh.words("When will you come?"),
        };
        world.done(&them, &case.id, Command::RecordContact(contact)).await;
    }
}

/// What the job does, once what happened is sealed.
async fn looks(world: &World) -> usize {
    while world.casework.seal(&world.council).await.unwrap() > 0 {}
    world.casework.raise_signals(&world.council).await.unwrap()
}

async fn waiting(world: &World, actor: &Actor) -> Vec<Line> {
    let list = (List::Waiting, None);
    world.casework.signals(&world.council, actor, list).await.unwrap()
}

async fn over(world: &World, actor: &Actor) -> Vec<Line> {
    let list = (List::Over, None);
    world.casework.signals(&world.council, actor, list).await.unwrap()
}

on_both_engines! {
    async fn it_goes_to_one_manager_with_its_evidence_and_is_there_for_nobody_else(world: World) {
        world.knows(&[adviser(), officer(), complaints_manager(), second_complaints_manager()]).await;
        let (case, person) = asha(&world).await;
        assert_eq!(looks(&world).await, 0, "the first time it takes down where the record is");
        wrote(&world, (&case, &person), 10).await;
        assert_eq!(looks(&world).await, 0, "ten are nothing to remark on");
        wrote(&world, (&case, &person), 1).await;
        assert_eq!(looks(&world).await, 1);
        assert_eq!(looks(&world).await, 0, "and it is raised once");
        let (reader, other) = (complaints_manager(), second_complaints_manager());
        let lines = waiting(&world, &reader).await;
        assert_eq!(lines.len(), 1);
        let row = &lines[0].row;
        assert_eq!((row.kind, row.shows_us_late), (SignalKind::ContactsOnOneMatter, false));
        let view = world.casework.open_signal(&world.council, &reader, &row.signal_id).await.unwrap();
        let evidence = &view.signal.evidence;
        assert_eq!((evidence.count, evidence.cases.len()), (11, 1));
        assert_eq!(evidence.cases[0].reference, case.reference);
        assert_eq!(evidence.cases[0].apart, [(world.casework.today(), Apart::OpenedACase)]);
        // The other manager has a list of their own, with nothing on it; for the others there is no such list.
        assert_eq!(waiting(&world, &other).await, []);
        for stranger in [adviser(), officer(), planner()] {
            let list = world.casework.signals(&world.council, &stranger, (List::Waiting, None)).await;
            assert!(matches!(list, Err(Failure::NotFound)));
        }
        for stranger in [adviser(), officer(), planner(), other] {
            let opened = world.casework.open_signal(&world.council, &stranger, &row.signal_id).await;
            assert!(matches!(opened, Err(Failure::NotFound)));
        }
        let readings = world.store().conduct_readings(&world.council, (row.signal_id.as_str(), None), 9);
        assert_eq!(readings.await.unwrap().len(), 1, "who opened it is written down");
        world.assert_sound().await;
    }

    async fn it_is_dismissed_with_a_reason_that_no_event_holds_and_what_it_counted_is_not_counted_again(world: World) {
        world.knows(&[complaints_manager()]).await;
        let (case, person) = asha(&world).await;
        looks(&world).await;
        wrote(&world, (&case, &person), 11).await;
        assert_eq!(looks(&world).await, 1);
        let reader = complaints_manager();
        let id = waiting(&world, &reader).await[0].row.signal_id.clone();
        let dismiss = async |text: &str| {
            let words = world.casework.fresh().words(text);
            world.casework.dismiss_signal(&world.council, &reader, (&id, words)).await
        };
        let refused = dismiss(" ").await;
        assert!(matches!(refused, Err(NotSeenTo::Refused(Refusal::ReasonMissing))), "{refused:?}");
        dismiss("CANARY: we never told them when.").await.unwrap();
        let refused = dismiss("Again.").await;
        assert!(matches!(refused, Err(NotSeenTo::Refused(Refusal::Settled))), "{refused:?}");
        assert!(!world.events_as_text().await.contains("CANARY"));
        assert_eq!(waiting(&world, &reader).await, []);
        let lines = over(&world, &reader).await;
        assert_eq!((lines.len(), lines[0].row.standing), (1, Standing::Dismissed));
        wrote(&world, (&case, &person), 10).await;
        assert_eq!(looks(&world).await, 0, "ten new ones; the eleven were shown before");
        wrote(&world, (&case, &person), 1).await;
        assert_eq!(looks(&world).await, 1);
        // Nobody looks, and it is gone by itself.
        world.wait_days(60);
        assert_eq!(waiting(&world, &reader).await, []);
        assert_eq!(over(&world, &reader).await.len(), 2);
        // The read model is what the events say.
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        assert!(live.iter().any(|line| line.starts_with("signal ")));
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(live, world.store().dump_read_models(&world.council, Side::Live).await.unwrap());
        world.assert_sound().await;
    }

    // UK GDPR, article 5(1)(e): as long as a conduct file, and no longer; the counts remain.
    async fn what_was_signalled_is_erased_when_its_time_is_over(world: World) {
        world.knows(&[complaints_manager()]).await;
        let (case, person) = asha(&world).await;
        looks(&world).await;
        wrote(&world, (&case, &person), 11).await;
        assert_eq!(looks(&world).await, 1);
        let reader = complaints_manager();
        let id = waiting(&world, &reader).await[0].row.signal_id.clone();
        let words = world.casework.fresh().words("CANARY: we never told them when.");
        world.casework.dismiss_signal(&world.council, &reader, (&id, words)).await.unwrap();
        world.is_day(date(2032, 11, 2));
        assert_eq!(world.casework.erase_ended_conduct(&world.council).await.unwrap(), 0, "its last day");
        assert_eq!(over(&world, &reader).await.len(), 1);
        world.wait_days(1);
        assert_eq!(world.casework.erase_ended_conduct(&world.council).await.unwrap(), 1);
        assert_eq!(world.casework.erase_ended_conduct(&world.council).await.unwrap(), 0, "and once");
        assert_eq!(over(&world, &reader).await, []);
        let opened = world.casework.open_signal(&world.council, &reader, &id).await;
        assert!(matches!(opened, Err(Failure::NotFound)));
        let stream = redress_store::stream::StreamId::signals(&person);
        assert_eq!(world.store().words_of_stream(&world.council, &stream).await.unwrap(), []);
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        assert!(live.iter().any(|line| line.starts_with("signal ")), "it is counted");
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(live, world.store().dump_read_models(&world.council, Side::Live).await.unwrap());
        world.assert_sound().await;
    }

    // UK GDPR, article 5(1)(e): what was erased needs nobody's details, and keeps nobody from having them erased.
    async fn somebodys_details_go_with_the_signals_about_them_where_these_were_the_last_that_needed_them(world: World) {
        world.knows(&[complaints_manager()]).await;
        let (case, person) = asha(&world).await;
        looks(&world).await;
        wrote(&world, (&case, &person), 11).await;
        assert_eq!(looks(&world).await, 1);
        world.done(&complaints_manager(), &case.id, Command::Withdraw { reason: None }).await;
        world.is_day(date(2032, 11, 10));
        let asked = async || {
            let why = (&person, "She asked for it.");
            world.casework.forget_person(&world.council, &setup(), why).await.unwrap()
        };
        assert_eq!(asked().await, Err(NotErased::Conduct));
        assert_eq!(world.casework.forget_what_is_due(&world.council).await.unwrap(), 1);
        let known = async || world.store().person(&world.council, &person).await.unwrap().is_some();
        assert!(known().await, "what was signalled has its own time");
        world.is_day(date(2033, 3, 1));
        assert_eq!(world.casework.erase_ended_conduct(&world.council).await.unwrap(), 1);
        assert!(!known().await);
        assert_eq!(asked().await, Ok(0));
        world.assert_sound().await;
    }

    // An unanswered customer is entitled to chase.
    async fn whoever_waits_for_an_answer_that_is_late_makes_no_signal_by_asking(world: World) {
        world.knows(&[complaints_manager()]).await;
        let (case, person) = asha(&world).await;
        looks(&world).await;
        // The acknowledgement was due within five working days, and nobody sent it.
        world.wait_days(14);
        wrote(&world, (&case, &person), 30).await;
        assert_eq!(looks(&world).await, 0);
        assert_eq!(waiting(&world, &complaints_manager()).await, []);
    }

    async fn what_we_did_late_stands_beside_what_they_did(world: World) {
        world.knows(&[complaints_manager()]).await;
        let (case, person) = asha(&world).await;
        wrote(&world, (&case, &person), 6).await;
        looks(&world).await;
        world.wait_days(9);
        wrote(&world, (&case, &person), 4).await;
        // Another matter of theirs, on which nothing is late.
        let mut new = world.contact(Kind::Complaint);
        new.customer = None;
        new.contact.customer = Some(person.clone());
        let other = world.casework.log(&world.council, &adviser(), new).await.unwrap();
        wrote(&world, (&other, &person), 11).await;
        assert_eq!(looks(&world).await, 1);
        let reader = complaints_manager();
        let row = waiting(&world, &reader).await[0].row.clone();
        assert!(!row.shows_us_late, "the matter it is about was in time: {row:?}");
        wrote(&world, (&other, &person), 9).await;
        // All their contacts together are more than 25: six and twenty, the four that came while we were late aside.
        assert_eq!(looks(&world).await, 1);
        let row = waiting(&world, &reader).await[0].row.clone();
        assert_eq!((row.kind, row.shows_us_late), (SignalKind::Contacts, true));
        let view = world.casework.open_signal(&world.council, &reader, &row.signal_id).await.unwrap();
        let evidence = &view.signal.evidence;
        assert_eq!(evidence.count, 26);
        let first = evidence.cases.iter().find(|one| one.case == case.id).unwrap();
        assert_eq!(first.counted.len(), 6);
        assert_eq!(first.apart.iter().filter(|(_, why)| *why == Apart::CouncilLate).count(), 4);
        assert!(!first.late.is_empty());
        world.assert_sound().await;
    }

    async fn it_is_taken_up_by_reporting_an_incident_and_by_nothing_else(world: World) {
        world.knows(&[complaints_manager()]).await;
        let (case, person) = asha(&world).await;
        looks(&world).await;
        wrote(&world, (&case, &person), 11).await;
        looks(&world).await;
        let reader = complaints_manager();
        let considered = async || {
            let list = (Register::Considered, None);
            world.casework.conduct_register(&world.council, &reader, list).await.unwrap()
        };
        assert_eq!(considered().await, [], "a signal opens no file");
        let id = waiting(&world, &reader).await[0].row.signal_id.clone();
        let fresh = world.casework.fresh();
        let incident = |categories: Vec<ConductCategory>| {
            let (id, facts) = (fresh.incident(), fresh.words("CANARY: eleven times in an hour."));
            let on = world.casework.today();
            move |person: PersonId| NewIncident {
                id, person, on, at: None, channel: Channel::Online, categories, was_danger: false, facts, exact_words: None, witnesses: None,
            }
        };
        // What an incident must say is asked here, too; and then nothing is done.
        let refused = world.casework.take_up_signal(&world.council, &reader, &id, incident(Vec::new())).await;
        assert!(matches!(refused, Err(NotSeenTo::Conduct(_))), "{refused:?}");
        assert_eq!(waiting(&world, &reader).await.len(), 1);
        let refused = world
            .casework
            .take_up_signal(&world.council, &second_complaints_manager(), &id, incident(vec![ConductCategory::ExcessiveContact]))
            .await;
        assert!(matches!(refused, Err(NotSeenTo::Failed(Failure::NotFound))), "{refused:?}");
        let file = world
            .casework
            .take_up_signal(&world.council, &reader, &id, incident(vec![ConductCategory::ExcessiveContact]))
            .await
            .unwrap();
        assert!(!world.events_as_text().await.contains("CANARY"));
        let view = world.casework.open_conduct(&world.council, &reader, (&file, "file")).await.unwrap();
        assert_eq!(view.file.person.as_ref(), Some(&person));
        assert_eq!(view.file.checks_missing().len(), redress_domain::conduct::Check::ALL.len(), "nothing is answered by it");
        assert!(view.file.took_part.contains(reader.user().unwrap()), "whoever took it up decides nothing");
        assert_eq!(over(&world, &reader).await[0].row.standing, Standing::TakenUp);
        world.assert_sound().await;
    }

    async fn what_nobody_can_see_to_waits_and_is_given_to_the_first_who_can(world: World) {
        let (case, person) = asha(&world).await;
        looks(&world).await;
        wrote(&world, (&case, &person), 11).await;
        assert_eq!(looks(&world).await, 1);
        assert_eq!(waiting(&world, &complaints_manager()).await, [], "nobody is known");
        world.knows(&[adviser(), second_complaints_manager()]).await;
        looks(&world).await;
        assert_eq!(waiting(&world, &second_complaints_manager()).await.len(), 1);
        world.assert_sound().await;
    }

    async fn somebody_whom_an_arrangement_binds_makes_no_signal(world: World) {
        world.knows(&[complaints_manager()]).await;
        let (case, person) = asha(&world).await;
        restricted(&world, &person, date(2026, 12, 31)).await;
        looks(&world).await;
        wrote(&world, (&case, &person), 15).await;
        assert_eq!(looks(&world).await, 0);
    }

    async fn the_yearly_report_counts_what_happened_and_says_nothing_of_few(world: World) {
        world.knows(&[complaints_manager()]).await;
        let (case, person) = asha(&world).await;
        looks(&world).await;
        wrote(&world, (&case, &person), 11).await;
        looks(&world).await;
        let file = restricted(&world, &person, date(2026, 12, 31)).await;
        world.wait_days(10);
        wrote(&world, (&case, &person), 2).await;
        assert_eq!(world.casework.measure_arrangements(&world.council).await.unwrap(), 1);
        assert_eq!(world.casework.measure_arrangements(&world.council).await.unwrap(), 0, "once a day");
        let measure = world.store().contact_measure(&world.council, (&file, 1)).await.unwrap().unwrap();
        // The case itself is a contact; two came on the day after the ten that are held against each other.
        assert_eq!((measure.days, measure.contacts_before, measure.contacts_after), (10, 0, 12));
        let keeper = complaints_manager();
        let report = async |year| world.casework.fairness(&world.council, &keeper, year).await;
        assert!(matches!(report(2026).await, Err(Failure::NotFound)), "the year goes on");
        let before = report(2025).await.unwrap();
        assert_eq!(before.arrangements_by_known.0, [0, 0, 0]);
        while civil_date(world.casework.outside().now()) < date(2027, 6, 30) {
            world.wait_days(1);
        }
        assert!(matches!(report(2026).await, Err(Failure::NotFound)), "appeals may still be decided");
        // What should be none is seen at once.
        assert_eq!(report(2025).await.unwrap().lapsed_since.0, [0, 1]);
        world.wait_days(1);
        let report = report(2026).await.unwrap();
        assert_eq!(report.signals_by_known.0, [0, 0, 1]);
        assert_eq!(report.signals_by_end.0, [0, 0, 1, 0]);
        assert_eq!(report.signals_by_late.0, [0, 1]);
        assert_eq!(report.arrangements_by_known.0, [0, 0, 1]);
        assert_eq!(report.comments.0, [0, 1, 0]);
        assert_eq!(report.appeals.0, [0, 0, 1]);
        assert_eq!(report.lapsed.0, [0, 1], "nobody looked before it lapsed");
        assert_eq!(report.lapsed_since.0, [0, 0], "it is of the year by now");
        assert_eq!(report.contacts, Some((0, 12)));
        assert!(report.to_notice.is_some(), "of our own procedure one is said, too");
        assert_eq!(report.signals_by_known.said().total, None);
        // Who opened it is written down, as who opened the list of signals is.
        let list = (List::Waiting, None);
        world.casework.open_signals(&world.council, &keeper, list).await.unwrap();
        let read = world.casework.all_conduct_readings(&world.council, &keeper, None).await.unwrap();
        for page in ["fairness", "signals"] {
            assert!(read.iter().any(|one| one.page == page && one.actor == keeper.id), "{page}");
        }
        for stranger in [adviser(), officer()] {
            let refused = world.casework.fairness(&world.council, &stranger, 2026).await;
            assert!(matches!(refused, Err(Failure::NotPermitted)));
        }
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        assert!(live.iter().any(|line| line.starts_with("conduct_decision ")));
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(live, world.store().dump_read_models(&world.council, Side::Live).await.unwrap());
    }
}
