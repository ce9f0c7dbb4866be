//! What people told of a closed case is erased when its time is over, as the policy says by kind; a case that is
//! held stays, and the record verifies.

use jiff::civil::date;
use redress_casework::outside::Outside as _;
use redress_casework::subject_access::Bundle;
use redress_domain::case::Part;
use redress_domain::case::{Command, Outcome};
use redress_domain::id::{CaseId, PersonId};
use redress_domain::incoming::MailState;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::Kind;
use redress_store::rebuild::Side;
use redress_store::stream::StreamId;

use crate::incoming::{letter, taken};
use crate::on_both_engines;
use crate::people::joins;
use crate::world::{POLICY, World, complaints_manager, setup};

async fn withdrawn(world: &World, kind: Kind) -> redress_casework::act::Logged {
    let case = world.logged(kind).await;
    let withdraw = Command::Withdraw {
        reason: Some(world.casework.fresh().words("They moved away.")),
    };
    world.done(&complaints_manager(), &case.id, withdraw).await;
    case
}

/// What stands first in everything that is kept of somebody.
async fn everything(world: &World, person: &PersonId) -> String {
    let mut first = String::new();
    let mut take = |part: redress_casework::subject_access::Part| {
        if part.name == "READ-FIRST.txt" {
            first = String::from_utf8(part.content).unwrap();
        }
        Ok(())
    };
    let why = (person, "They asked for it.");
    let mut bundle = Bundle::new(&mut take);
    world
        .casework
        .subject_access(&world.council, &setup(), why, &mut bundle)
        .await
        .unwrap();
    first
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

on_both_engines! {
    // What lists say is not the record: nobody has evidence destroyed by writing into one of them.
    async fn lists_that_were_changed_have_nothing_erased(world: World) {
        world.is_day(date(2026, 12, 1));
        let complaint = withdrawn(&world, Kind::Complaint).await;
        let held = withdrawn(&world, Kind::Complaint).await;
        let hold = (&held.reference, "A claim was brought.");
        world.casework.hold_case(&world.council, &setup(), hold).await.unwrap();
        world.tamper("UPDATE cases SET closed_on = '2015-01-01' WHERE closed").await;
        assert_eq!(world.casework.forget_what_is_due(&world.council).await.unwrap(), 0);
        world.tamper("DELETE FROM case_keeping").await;
        world.is_day(date(2032, 12, 1));
        assert_eq!(world.casework.forget_what_is_due(&world.council).await.unwrap(), 1, "its time is over");
        assert_eq!(texts(&world, &complaint.id).await, 0);
        assert!(texts(&world, &held.id).await > 0, "it is held");
    }

    // A hold that was acknowledged keeps the case, whatever else happens at the same moment.
    async fn of_a_hold_and_the_end_of_the_time_at_once_one_is_refused(world: World) {
        world.is_day(date(2026, 12, 1));
        let mut cases = Vec::new();
        for _ in 0..6 {
            cases.push(withdrawn(&world, Kind::Complaint).await);
        }
        world.is_day(date(2032, 12, 1));
        let holds = async {
            let mut held = Vec::new();
            for case in cases.iter().rev() {
                let hold = (&case.reference, "A claim was brought.");
                if world.casework.hold_case(&world.council, &setup(), hold).await.is_ok() {
                    held.push(case);
                }
            }
            held
        };
        let (gone, held) = tokio::join!(world.casework.forget_what_is_due(&world.council), holds);
        assert_eq!(gone.unwrap() + held.len(), cases.len(), "each is held or gone");
        for case in held {
            assert!(texts(&world, &case.id).await > 0, "{} was held", case.reference);
        }
        world.assert_sound().await;
    }

    // Domain 7: erased is what is of the case; what the same person wrote about another is that one's.
    async fn what_they_wrote_about_another_case_stays_with_that(world: World) {
        world.is_day(date(2026, 12, 1));
        let old = withdrawn(&world, Kind::Complaint).await;
        let first = letter("asha@example.org", &format!("Re: {}", old.reference), "I moved.");
        let (first, _) = taken(&world, &first).await;
        world.is_day(date(2032, 11, 30));
        let open = world.logged(Kind::Complaint).await;
        let second = letter("asha@example.org", &format!("Re: {}", open.reference), "Another matter.");
        let (second, _) = taken(&world, &second).await;
        // And what waits for a person may be about anything, and be from anybody.
        let waits = letter("stranger@example.org", &format!("Re: {}", old.reference), "Is it mine?");
        let (waits, sorted) = taken(&world, &waits).await;
        assert_eq!(sorted.state, MailState::Waiting);
        world.is_day(date(2032, 12, 1));
        assert_eq!(world.casework.forget_what_is_due(&world.council).await.unwrap(), 1);
        let content = async |id| world.casework.mail_content(&world.council, id).await.is_ok_and(|bytes| !bytes.is_empty());
        assert!(!content(&first).await, "it was of the case that is gone");
        assert!(content(&second).await, "the other case is open");
        assert!(content(&waits).await, "nobody has read it");
        world.assert_sound().await;
    }

    // UK GDPR, articles 15 and 17: of whoever was said to be one person, everything; and whoever may be the same is named.
    async fn somebody_who_is_known_twice_is_shown_everything_and_has_it_erased(world: World) {
        world.is_day(date(2026, 12, 1));
        let (one, other) = (withdrawn(&world, Kind::Complaint).await, withdrawn(&world, Kind::Comment).await);
        let customer = async |reference| world.casework.customer_of(&world.council, reference).await.unwrap().unwrap();
        let (first, second) = (customer(&one.reference).await, customer(&other.reference).await);
        assert_ne!(first, second);
        let named = format!("Not in it: {}", other.reference);
        assert!(everything(&world, &first).await.contains(&named));
        let reason = world.casework.fresh().words("She told us.");
        let done = world.casework.merge_people(&world.council, &setup(), (&second, &first), &reason).await;
        done.unwrap().unwrap();
        for person in [&first, &second] {
            let read_first = everything(&world, person).await;
            assert!(!read_first.contains("Not in it"), "{read_first}");
            for case in [&one, &other] {
                assert!(read_first.contains(&format!("cases/{}/record.txt", case.reference)), "{read_first}");
            }
            assert!(read_first.contains("details-2.txt"), "{read_first}");
        }
        let erased = world.casework.forget_person(&world.council, &setup(), (&second, "She asked for it.")).await.unwrap();
        assert_eq!(erased, Ok(2));
        for (case, person) in [(&one, &first), (&other, &second)] {
            assert_eq!(texts(&world, &case.id).await, 0);
            assert!(world.store().person(&world.council, person).await.unwrap().is_none());
        }
        world.assert_sound().await;
    }

    // UK GDPR, article 15: everything, however much they wrote; and what only may be theirs stands apart and says so.
    async fn every_email_of_theirs_is_in_it_and_what_only_may_be_theirs_stands_apart(world: World) {
        world.is_day(date(2026, 12, 1));
        let case = world.logged(Kind::Complaint).await;
        for number in 0..203 {
            let mail = letter("asha@example.org", &format!("Re: {}", case.reference), &format!("Number {number}."));
            taken(&world, &mail).await;
        }
        let stranger = letter("stranger@example.org", &format!("Re: {}", case.reference), "Is it mine?");
        assert_eq!(taken(&world, &stranger).await.1.state, MailState::Waiting);
        let customer = world.casework.customer_of(&world.council, &case.reference).await.unwrap().unwrap();
        let read_first = everything(&world, &customer).await;
        let theirs = format!("cases/{}/e-mails/", case.reference);
        assert_eq!(read_first.lines().filter(|line| line.starts_with(&theirs)).count(), 203);
        let apart = format!("cases/{}/e-mails-to-decide/", case.reference);
        assert_eq!(read_first.lines().filter(|line| line.starts_with(&apart)).count(), 1);
        assert!(read_first.contains("nobody has said that it is from them"), "{read_first}");
    }

    // UK GDPR, articles 5(1)(e) and 17: what was erased stays so when an older backup is restored; and whoever is still open there is named.
    async fn what_was_erased_is_erased_again_in_a_record_that_was_restored(world: World) {
        world.is_day(date(2026, 12, 1));
        let (asked, open) = (withdrawn(&world, Kind::Complaint).await, world.logged(Kind::Complaint).await);
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("redress.backup");
        world.store().backup(&backup, world.outside.now()).await.unwrap();
        let before = world.outside.now();
        world.done(&complaints_manager(), &open.id, Command::Withdraw { reason: None }).await;
        for case in [&asked, &open] {
            let customer = world.casework.customer_of(&world.council, &case.reference).await.unwrap().unwrap();
            let why = (&customer, "She asked for it.");
            assert_eq!(world.casework.forget_person(&world.council, &setup(), why).await.unwrap(), Ok(1));
        }
        let ledger = world.casework.ledger_of_erasures(&world.council, before).await.unwrap();
        let things: Vec<_> = ledger.iter().map(|line| line.erase().unwrap()).collect();
        assert!(things.len() > 6, "{ledger:?}");

        let restored = World::restored(&backup, &world).await;
        assert!(texts(&restored, &asked.id).await > 0, "the backup has it still");
        let why = "The disk failed.";
        let again = restored.casework.erase_again(&restored.council, &setup(), (&things, why)).await.unwrap();
        assert_eq!((again.things, again.cases), (things.len(), 1));
        assert_eq!(again.not_closed, [open.reference.to_string()]);
        for case in [&asked, &open] {
            assert_eq!(texts(&restored, &case.id).await, 0, "{}", case.reference);
        }
        restored.assert_sound().await;
        // Closed there, it is marked like the other; and once more does no harm.
        restored.done(&complaints_manager(), &open.id, Command::Withdraw { reason: None }).await;
        for cases in [1, 0] {
            let again = restored.casework.erase_again(&restored.council, &setup(), (&things, why)).await.unwrap();
            assert_eq!((again.cases, again.not_closed), (cases, Vec::new()));
        }
        let live = restored.store().dump_read_models(&restored.council, Side::Live).await.unwrap();
        restored.casework.rebuild(&restored.council, |_| {}).await.unwrap();
        assert_eq!(live, restored.store().dump_read_models(&restored.council, Side::Live).await.unwrap());
        restored.assert_sound().await;
    }

    // UK GDPR, article 5(1)(e): what is told of somebody for one case is kept no longer than that.
    async fn a_representatives_details_go_with_the_last_case_that_they_are_on(world: World) {
        world.is_day(date(2026, 12, 1));
        let case = world.logged(Kind::Complaint).await;
        let person = joins(&world, &case.id, Part::Representative).await;
        let withdraw = Command::Withdraw { reason: None };
        world.done(&complaints_manager(), &case.id, withdraw).await;
        assert!(world.store().person(&world.council, &person).await.unwrap().is_some());
        world.is_day(date(2032, 12, 1));
        assert_eq!(world.casework.forget_what_is_due(&world.council).await.unwrap(), 1);
        assert!(world.store().person(&world.council, &person).await.unwrap().is_none());
        world.assert_sound().await;
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
