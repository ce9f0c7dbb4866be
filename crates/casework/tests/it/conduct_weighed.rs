//! What was agreed with somebody is weighed against the way that is left open to them: when it is agreed, when it begins, and when it
//! turns out to be theirs (Equality Act 2010, section 20).

use jiff::civil::{Date, date};
use redress_domain::conduct::{Command, DueKind, Question, Refusal};
use redress_domain::customer::adjustment::{AdjustmentKind, NewAdjustment};
use redress_domain::id::{CaseId, ConductId, PersonId};
use redress_domain::vocabulary::Channel;

use crate::conduct::{asha, bela, does, restricted};
use crate::conduct_comments::shared;
use crate::on_both_engines;
use crate::world::{World, adviser, complaints_manager};

pub(crate) async fn agrees(world: &World, (case, person): (&CaseId, &PersonId), from: Date) {
    let new = NewAdjustment {
        id: world.casework.fresh().adjustment(),
        kind: AdjustmentKind::CannotReadPrint,
        words: None,
        from,
        review_on: None,
    };
    let agrees = adviser();
    let done = world
        .casework
        .agree_adjustment(&world.council, &agrees, (case, person), &new);
    done.await.unwrap();
}

/// Which ways that are to stay open cannot be used, as whoever keeps the file sees it.
async fn unusable(world: &World, id: &ConductId) -> Vec<(Channel, AdjustmentKind)> {
    let keeper = complaints_manager();
    let view = world
        .casework
        .open_conduct(&world.council, &keeper, (id, "file"))
        .await
        .unwrap();
    view.file.ruled_out(world.casework.today())
}

fn keep(world: &World) -> Command {
    Command::LeaveAsItIs {
        question: Question::Adjustment,
        reason: world.casework.fresh().words("They can have it from that day."),
    }
}

const NO_PRINT: [(Channel, AdjustmentKind); 1] = [(Channel::Letter, AdjustmentKind::CannotReadPrint)];

on_both_engines! {
    async fn one_that_begins_on_a_later_day_asks_again_on_that_day(world: World) {
        let (case, person) = asha(&world).await;
        let keeper = complaints_manager();
        let id = restricted(&world, &person, date(2026, 12, 31)).await;
        let later = world.casework.today().saturating_add(jiff::Span::new().days(7));
        agrees(&world, (&case.id, &person), later).await;
        assert_eq!(unusable(&world, &id).await, NO_PRINT, "it is asked at once");
        does(&world, &keeper, &id, keep(&world)).await.unwrap();
        world.wait_days(6);
        world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        assert_eq!(unusable(&world, &id).await, []);
        world.wait_days(1);
        world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        assert_eq!(unusable(&world, &id).await, NO_PRINT);
        let due = world.casework.conduct_due(&world.council, &keeper).await.unwrap();
        assert!(due.iter().any(|row| row.due_what == Some(DueKind::WeighAdjustment)), "{due:?}");
        let binding = world.casework.bindings(&world.council, &[&person]).await.unwrap();
        assert!(binding[0].is_in_doubt, "nobody is told to use that way");
        // It is asked once, and no reason keeps it.
        world.casework.tell_of_conduct_due(&world.council).await.unwrap();
        assert_eq!(unusable(&world, &id).await.len(), 1);
        let kept = does(&world, &keeper, &id, keep(&world)).await;
        let ruled_out = Refusal::AdjustmentRulesOut(AdjustmentKind::CannotReadPrint);
        assert!(matches!(kept, Err(redress_casework::conduct::NotDone::Refused(why)) if why == ruled_out));
        world.assert_sound().await;
    }

    async fn one_that_turns_out_to_be_theirs_asks_when_it_does(world: World) {
        let (_, person) = asha(&world).await;
        let bound = restricted(&world, &person, date(2026, 12, 31)).await;
        let (other, known_as) = bela(&world).await;
        let today = world.casework.today();
        agrees(&world, (&other.id, &known_as), today).await;
        assert_eq!(unusable(&world, &bound).await, [], "it is another's, as far as anybody knows");
        let reason = world.casework.fresh().words("She married.");
        let people = (&known_as, &person);
        world.casework.merge_people(&world.council, &complaints_manager(), people, &reason).await.unwrap().unwrap();
        assert_eq!(unusable(&world, &bound).await, NO_PRINT);
        world.assert_sound().await;
    }

    async fn what_is_proposed_is_asked_of_as_what_binds(world: World) {
        let (_, person) = asha(&world).await;
        let proposed = shared(&world, &person).await;
        let (other, known_as) = bela(&world).await;
        agrees(&world, (&other.id, &known_as), world.casework.today()).await;
        let reason = world.casework.fresh().words("She married.");
        let people = (&person, &known_as);
        world.casework.merge_people(&world.council, &complaints_manager(), people, &reason).await.unwrap().unwrap();
        assert_eq!(unusable(&world, &proposed).await, NO_PRINT);
        world.assert_sound().await;
    }
}
