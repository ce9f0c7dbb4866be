//! What somebody says on their own page with a code that a member of staff gave out.

use redress_casework::code::{GivenOut, Typed};
use redress_casework::outside::Outside as _;
use redress_domain::conduct::state::With;
use redress_domain::conduct::{Command, Event, NewComment, Tended};
use redress_domain::id::PersonId;
use redress_domain::message::MessagePurpose;
use redress_domain::permission::Actor;
use redress_domain::vocabulary::Channel;
use redress_store::rebuild::Side;

use crate::conduct::asha;
use crate::conduct_comments::shared;
use crate::on_both_engines;
use crate::world::{World, adviser, complaints_manager};

/// A comment with what it stands with, and no files.
fn comment(world: &World, text: &str) -> (Command, With, Vec<redress_domain::case::NewFile>) {
    let fresh = world.casework.fresh();
    let said = NewComment {
        id: fresh.comment(),
        on: world.casework.today(),
        channel: Channel::Online,
        is_all: true,
        words: fresh.words(text),
    };
    (Command::Comment(said.clone()), With::Comment(said.id), Vec::new())
}

/// What an adviser gives out by a way, typed.
async fn code(
    world: &World,
    case: &redress_casework::act::Logged,
    person: &PersonId,
    way: Channel,
) -> Option<GivenOut> {
    let view = world
        .casework
        .open_case(&world.council, &complaints_manager(), &case.reference)
        .await
        .unwrap();
    let code = world
        .casework
        .give_code(&view, &adviser(), (person, way))
        .await
        .unwrap();
    let typed = world
        .casework
        .try_code(&view, person, &code.digits)
        .await
        .unwrap();
    assert_eq!(
        world
            .casework
            .try_code(&view, person, &code.digits)
            .await
            .unwrap(),
        Typed::Wrong,
        "it opens once"
    );
    let Typed::Right(given) = typed else {
        panic!("it is right")
    };
    given
}

on_both_engines! {
    // Domain 5.6 and 5.7: whoever reads a code out knows it, and could say something in their name.
    async fn what_is_said_with_a_code_that_staff_gave_out_is_marked_and_they_are_told_at_their_own_address(world: World) {
        let (casework, council, keeper) = (&world.casework, &world.council, complaints_manager());
        let (case, person) = asha(&world).await;
        let id = shared(&world, &person).await;
        for way in [Channel::Phone, Channel::Letter, Channel::Text] {
            let given = code(&world, &case, &person, way).await.unwrap();
            assert_eq!((given.by, given.channel), (adviser().user().unwrap().clone(), way));
        }
        let given = code(&world, &case, &person, Channel::Phone).await;
        let them = Actor::customer(Some(person.clone()));
        let says = async |text: &str, given: Option<&GivenOut>| {
            let says = (comment(&world, text), given);
            Box::pin(casework.say_with_files(council, &them, &id, says)).await.unwrap();
        };
        let open = async || casework.open_conduct(council, &keeper, (&id, "file")).await.unwrap();
        let messages = async || {
            let all = world.store().messages_of_conduct(council, &id).await.unwrap();
            all.into_iter().filter(|message| message.purpose == MessagePurpose::ConductCode).collect::<Vec<_>>()
        };
        // With a code that the program sent nothing is marked.
        says("I was not told.", None).await;
        assert!(!open().await.file.has_part(adviser().user().unwrap()));
        assert_eq!(messages().await.len(), 0);
        world.wait(jiff::SignedDuration::from_mins(1));
        says("And I was ill.", given.as_ref()).await;
        let view = open().await;
        assert!(view.file.has_part(adviser().user().unwrap()), "whoever had the code decides nothing");
        let marks = view.entries.iter().filter(|entry| matches!(&entry.event, Event::Tended(Tended::SaidByCode { .. })));
        let at: Vec<_> = marks.map(|entry| entry.at).collect();
        assert_eq!(at, [world.outside.now()]);
        let told = messages().await;
        assert_eq!((told.len(), told[0].recipient.as_ref()), (1, Some(&person)));
        let letter = casework.conduct_letter(council, &told[0]).await.unwrap();
        assert_eq!(letter.body, format!("{} phone", casework.today()));
        // Another act with the same code is marked as well, and is in the same letter.
        world.wait(jiff::SignedDuration::from_mins(1));
        says("That is all.", given.as_ref()).await;
        assert_eq!(messages().await.len(), 1);
        let marks = open().await.entries.iter().filter(|entry| matches!(&entry.event, Event::Tended(Tended::SaidByCode { .. }))).count();
        assert_eq!(marks, 2);
        world.assert_sound().await;
        let live = world.store().dump_read_models(council, Side::Live).await.unwrap();
        casework.rebuild(council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(council, Side::Live).await.unwrap(), live);
    }
}
