//! Letters by post, and whom a complaint is about (Complaint Handling Code 5: conflict of interest; domain 1.2).

use jiff::{SignedDuration, Timestamp};
use redress_casework::act::Logged;
use redress_casework::failure::Failure;
use redress_casework::kept::{NewLetter, PrintRun};
use redress_casework::reading::{Asked, Wanted};
use redress_domain::id::{MessageId, UserId};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Kind, Role};
use redress_store::message::MessageState;

use crate::on_both_engines;
use crate::world::{World, adviser, setup};

/// A complaint whose first letter lies by the printer.
async fn posted(world: &World, about: &[UserId]) -> (Logged, MessageId) {
    let mut new = world.contact(Kind::Complaint);
    new.contact.about = about.to_vec();
    let case = world.casework.log(&world.council, &adviser(), new).await.unwrap();
    let view = world
        .casework
        .open_case(&world.council, &setup(), &case.reference)
        .await
        .unwrap();
    let message = view.messages.first().unwrap();
    let letter = NewLetter {
        pdf: b"%PDF-1".to_vec(),
        pages: 2,
        layout: "standard",
        source: r#"{"to":["Asha Patel","12 Mill Lane","WS1 4AB"]}"#.to_owned(),
        by_post: true,
    };
    world
        .casework
        .keep_letter(&world.council, message, letter)
        .await
        .unwrap();
    (case, message.message_id.clone())
}

async fn in_it(world: &World, actor: &Actor, run: &PrintRun) -> Vec<MessageId> {
    let which = (run.run_on, run.number);
    let (told, letters) = world
        .casework
        .print_run(&world.council, actor, which)
        .await
        .unwrap();
    assert_eq!(told.letters, i64::try_from(letters.len()).unwrap());
    assert_eq!(told.pages, 2 * told.letters);
    letters.into_iter().map(|letter| letter.kept.message_id).collect()
}

on_both_engines! {
    async fn whom_a_complaint_is_about_prints_none_of_its_letters_and_reads_none_in_a_run(world: World) {
        let (casework, council) = (&world.casework, &world.council);
        let priya = world.hires("Priya", &[Role::Adviser], &[]).await;
        let nadia = world.hires("Nadia", &[Role::Adviser], &[]).await;
        let (_, about_priya) = posted(&world, &[priya.user().unwrap().clone()]).await;
        let (_, other) = posted(&world, &[]).await;

        // What she prints is without it, and it waits for somebody else.
        assert_eq!(casework.print_runs(council, &priya).await.unwrap().waiting, 1);
        assert_eq!(casework.print_runs(council, &nadia).await.unwrap().waiting, 2);
        let hers = casework.make_print_run(council, &priya).await.unwrap().unwrap();
        assert_eq!(in_it(&world, &nadia, &hers).await, [other]);
        assert!(casework.make_print_run(council, &priya).await.unwrap().is_none());
        let (_, third) = posted(&world, &[]).await;
        let run = casework.make_print_run(council, &nadia).await.unwrap().unwrap();
        assert_eq!((run.letters, run.pages), (2, 4));

        // Of a run that somebody else made she gets the rest, and is not told that there is more.
        let mut whole = in_it(&world, &nadia, &run).await;
        whole.sort();
        let mut both = vec![about_priya, third.clone()];
        both.sort();
        assert_eq!(whole, both);
        assert_eq!(in_it(&world, &priya, &run).await, [third]);
        let shown = casework.print_runs(council, &priya).await.unwrap().runs;
        let counts: Vec<_> = shown.iter().map(|run| (run.number, run.letters, run.pages)).collect();
        assert_eq!(counts, [(2, 1, 2), (1, 1, 2)]);
        let of_day = casework.print_runs_of(council, &priya, run.run_on).await.unwrap();
        assert_eq!(of_day.iter().map(|run| run.letters).sum::<i64>(), 2);

        // A run of nothing else is not there for her.
        posted(&world, &[priya.user().unwrap().clone()]).await;
        let alone = casework.make_print_run(council, &nadia).await.unwrap().unwrap();
        assert_eq!(in_it(&world, &nadia, &alone).await.len(), 1);
        let which = (alone.run_on, alone.number);
        let refused = casework.print_run(council, &priya, which).await;
        assert!(matches!(refused, Err(Failure::NotFound)), "{refused:?}");
        assert_eq!(casework.print_runs(council, &priya).await.unwrap().runs.len(), 2);
        assert_eq!(casework.print_runs(council, &nadia).await.unwrap().runs.len(), 3);
    }

    async fn the_outbox_is_without_the_letters_of_a_complaint_about_its_reader(world: World) {
        let (casework, council) = (&world.casework, &world.council);
        let priya = world.hires("Priya", &[Role::Adviser], &[]).await;
        let (about_priya, message) = posted(&world, &[priya.user().unwrap().clone()]).await;
        let (other, _) = posted(&world, &[]).await;
        let listed = async |actor: &Actor, state| {
            let lines = casework.outbox(council, actor, state, None).await.unwrap();
            let mut references: Vec<_> = lines.into_iter().map(|line| line.reference).collect();
            references.sort();
            references
        };
        let mut both = vec![about_priya.reference.to_string(), other.reference.to_string()];
        both.sort();
        assert_eq!(listed(&adviser(), MessageState::Waiting).await, both);
        assert_eq!(listed(&priya, MessageState::Waiting).await, [other.reference.to_string()]);
        // Nor is what did not reach its reader counted for her.
        world.tamper(&format!("UPDATE message SET state = 'given-up' WHERE message_id = '{message}'")).await;
        assert_eq!(listed(&priya, MessageState::GivenUp).await, Vec::<String>::new());
        assert_eq!(casework.given_up(council, &priya).await.unwrap(), 0);
        assert_eq!(casework.given_up(council, &adviser()).await.unwrap(), 1);
    }

    async fn whoever_saves_a_print_run_reads_each_of_its_letters_and_it_is_noted(world: World) {
        let (casework, council) = (&world.casework, &world.council);
        let ida = world.hires("Ida", &[Role::Auditor], &[]).await;
        let nadia = world.hires("Nadia", &[Role::Adviser], &[]).await;
        let cases = [posted(&world, &[]).await.0, posted(&world, &[]).await.0];
        let run = casework.make_print_run(council, &nadia).await.unwrap().unwrap();
        let read = async || {
            let wanted = Wanted {
                asked: Asked::By(nadia.id.clone()),
                from: Timestamp::UNIX_EPOCH,
                until: Timestamp::MAX,
                after: None,
            };
            let readings = casework.readings(council, &ida, &wanted).await.unwrap().readings;
            let mut readings: Vec<_> = readings.into_iter().map(|one| (one.reference, one.page)).collect();
            readings.sort();
            readings
        };
        assert_eq!(read().await, [], "whoever makes it has read nothing yet");
        world.wait(SignedDuration::from_mins(1));
        in_it(&world, &nadia, &run).await;
        let mut noted = cases.map(|case| (case.reference.to_string(), "letter".to_owned()));
        noted.sort();
        assert_eq!(read().await, noted);
    }
}
