//! What people told of a closed case is erased when its time is over, as the policy says by kind; a case that is
//! held stays, and the record verifies.

use jiff::civil::date;
use redress_domain::case::{Command, Outcome};
use redress_domain::id::CaseId;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::Kind;
use redress_store::rebuild::Side;
use redress_store::stream::StreamId;

use crate::on_both_engines;
use crate::world::{POLICY, World, complaints_manager, setup};

async fn withdrawn(world: &World, kind: Kind) -> redress_casework::act::Logged {
    let case = world.logged(kind).await;
    let withdraw = Command::Withdraw {
        reason: Some(world.casework.fresh().words("They moved away.")),
    };
    world.done(&complaints_manager(), &case.id, withdraw).await;
    case
}

async fn texts(world: &World, case: &CaseId) -> usize {
    world
        .store()
        .words_of_stream(&world.council, &StreamId::case(case))
        .await
        .unwrap()
        .len()
}

on_both_engines! {
    async fn what_people_told_goes_when_its_time_is_over_unless_somebody_holds_it(world: World) {
        world.is_day(date(2026, 12, 1));
        let complaint = withdrawn(&world, Kind::Complaint).await;
        let held = withdrawn(&world, Kind::Complaint).await;
        let comment = withdrawn(&world, Kind::Comment).await;
        let open = world.logged(Kind::Complaint).await;
        let hold = (&held.reference, "A claim was brought.");
        world.casework.hold_case(&world.council, &setup(), hold).await.unwrap();
        let customer = world.casework.customer_of(&world.council, &complaint.reference).await.unwrap().unwrap();

        // A comment is kept two years, a complaint six: what the policy says, and a day less is too early.
        for (day, gone) in [
            (date(2028, 11, 30), 0),
            (date(2028, 12, 1), 1),
            (date(2032, 11, 30), 0),
            (date(2032, 12, 1), 1),
            (date(2032, 12, 2), 0),
        ] {
            world.is_day(day);
            let due = world.casework.due_to_forget(&world.council, (day, None)).await.unwrap();
            assert_eq!(due.len(), gone, "{day}: the preview says what goes");
            assert_eq!(world.casework.forget_what_is_due(&world.council).await.unwrap(), gone, "{day}");
        }
        assert_eq!((texts(&world, &complaint.id).await, texts(&world, &comment.id).await), (0, 0));
        assert!(texts(&world, &held.id).await > 0 && texts(&world, &open.id).await > 0);
        assert!(world.store().person(&world.council, &customer).await.unwrap().is_none());
        world.assert_sound().await;

        // That it was, and how it ended, stays; and why it was held is known until it goes, too.
        let line = world.store().case_by_id(&world.council, &complaint.id).await.unwrap().unwrap();
        assert_eq!(line.case.outcome.as_deref(), Some("withdrawn"));
        let holds = world.casework.held_cases(&world.council).await.unwrap();
        assert_eq!(holds[0].reason.as_deref(), Some("A claim was brought."));
        let release = (&held.reference, "The claim is settled.");
        world.casework.release_case(&world.council, &setup(), release).await.unwrap();
        assert_eq!(world.casework.forget_what_is_due(&world.council).await.unwrap(), 1);
        assert_eq!(texts(&world, &held.id).await, 0);
        world.assert_sound().await;

        // Lists show what comes out when they are made again.
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        let erased = live.iter().filter(|row| row.starts_with("cases ") && row.contains("is_erased=true"));
        assert_eq!(erased.count(), 3, "{live:#?}");
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        let rebuilt = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        assert_eq!(live, rebuilt);
    }
}

#[test]
fn the_policy_says_how_long_by_kind_and_outcome() {
    let with = |rule: &str| {
        POLICY.replace(
            "[[retention.for]]                         # thanks",
            &format!("{rule}\n[[retention.for]] # thanks"),
        )
    };
    let policy = Policy::parse(&with(
        "[[retention.for]]\nkind = \"complaint\"\noutcome = \"withdrawn\"\nyears = 1\n",
    ))
    .unwrap();
    let kept = |kind, outcome| policy.retention.years_for(kind, outcome);
    assert_eq!(kept(Kind::Complaint, Some(Outcome::Withdrawn)), 1);
    assert_eq!(kept(Kind::Complaint, Some(Outcome::Done)), 6);
    assert_eq!(
        (
            kept(Kind::Comment, Some(Outcome::Done)),
            kept(Kind::Compliment, None)
        ),
        (2, 2)
    );
    for bad in [
        "kind = \"thing\"\nyears = 1",
        "kind = \"complaint\"\nyears = 0",
        "kind = \"complaint\"\noutcome = \"gone\"\nyears = 1",
    ] {
        assert!(
            Policy::parse(&with(&format!("[[retention.for]]\n{bad}\n"))).is_err(),
            "{bad}"
        );
    }
}
