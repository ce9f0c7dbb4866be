//! What people told of a closed case is erased when its time is over, as the policy says by kind; a case that is
//! held stays, and the record verifies.

use jiff::civil::date;
use redress_casework::failure::Failure;
use redress_casework::outside::Outside as _;
use redress_casework::subject_access::Bundle;
use redress_domain::case::{
    Command, ConcernKind, ContactPurpose, Direction, LinkTo, NewContact, Outcome, Part, PeopleOrder,
    Privilege, Refusal, Relation,
};
use redress_domain::customer::adjustment::AdjustmentKind;
use redress_domain::id::{CaseId, PersonId};
use redress_domain::incoming::{Incoming, MailState, Nature};
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Channel, Kind, Role};
use redress_store::changes::{Changes, NewWords};
use redress_store::rebuild::Side;
use redress_store::stream::StreamId;

use crate::conduct::{asha, restricted};
use crate::incoming::{letter, taken};
use crate::on_both_engines;
use crate::people::{agrees, joins};
use crate::settings::everything as everything_changed;
use crate::world::{POLICY, World, adviser, complaints_manager, setup};

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
    told(world, person, "READ-FIRST.txt").await
}

/// One of the files in which everything is that is kept of somebody.
async fn told(world: &World, person: &PersonId, name: &str) -> String {
    let mut found = None;
    let mut take = |part: redress_casework::subject_access::Part| {
        if part.name == name {
            found = Some(String::from_utf8(part.content).unwrap());
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
    found.unwrap()
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

    // UK GDPR, article 5(1)(e): what is of no case ends with no case.
    async fn an_email_of_no_case_that_was_put_away_goes_when_its_time_is_over(world: World) {
        world.is_day(date(2026, 12, 1));
        let of_a_program = |subject: &str| Incoming {
            nature: Nature::Automatic,
            ..letter("asha@example.org", subject, "I am away.")
        };
        let (away, sorted) = taken(&world, &of_a_program("Away")).await;
        assert_eq!(sorted.state, MailState::Automatic);
        // What waits for a person may be about anything.
        let open = world.logged(Kind::Complaint).await;
        let asks = letter("stranger@example.org", &format!("Re: {}", open.reference), "Is it mine?");
        let (waits, sorted) = taken(&world, &asks).await;
        assert_eq!(sorted.state, MailState::Waiting);
        let forgets = async || world.casework.forget_mail_put_away(&world.council).await.unwrap();
        let content = async |id| world.casework.mail_content(&world.council, id).await.is_ok_and(|bytes| !bytes.is_empty());
        world.is_day(date(2027, 12, 1));
        let (later, _) = taken(&world, &of_a_program("Away again")).await;
        assert_eq!(forgets().await, 0, "a year from its arrival, the day itself included");
        let due = async |on| world.casework.mail_due_to_forget(&world.council, (on, 200)).await.unwrap();
        assert_eq!((due(date(2027, 12, 1)).await, due(date(2027, 12, 2)).await, due(date(2028, 12, 2)).await), (0, 1, 2));
        let before = world.casework.outside().now();
        world.is_day(date(2027, 12, 2));
        assert_eq!(forgets().await, 1);
        assert_eq!(forgets().await, 0);
        assert!(!content(&away).await);
        assert!(content(&waits).await && content(&later).await);
        assert!(world.events_as_text().await.contains("mail-erased"), "that it went is in the record");
        world.assert_sound().await;
        world.assert_rebuilt_is_live().await;
        let ledger = world.casework.ledger_of_erasures(&world.council, before).await.unwrap();
        assert!(ledger.iter().any(|line| line.sort == "mail" && line.id == away.to_string()), "{ledger:?}");
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

    // Data Protection Act 2018, schedule 3: a concern may be about the very person who asks.
    async fn a_concern_for_somebodys_safety_is_not_given_with_everything_of_them(world: World) {
        let case = world.logged(Kind::Complaint).await;
        let raise = PeopleOrder::RaiseConcern {
            concern: world.casework.fresh().concern(),
            kind: ConcernKind::Vulnerability,
            words: world.casework.fresh().words("Her son told us that she hits him"),
        };
        world.done(&adviser(), &case.id, Command::People(raise)).await;
        let person = world.casework.customer_of(&world.council, &case.reference).await.unwrap().unwrap();
        let record = told(&world, &person, &format!("cases/{}/record.txt", case.reference)).await;
        assert!(record.contains("[[WITHHELD: a concern for somebody's safety"), "{record}");
        assert!(!record.contains("hits him") && !record.contains("vulnerability"), "{record}");
        assert!(everything(&world, &person).await.contains("each concern for somebody's safety"));
    }

    // What was agreed with somebody binds on every case of theirs, under whichever of their records it was agreed.
    async fn of_whoever_is_known_twice_the_details_go_with_the_last_case_of_both(world: World) {
        world.is_day(date(2026, 12, 1));
        let (first, second) = (withdrawn(&world, Kind::Compliment).await, world.logged(Kind::Complaint).await);
        agrees(&world, &second.id, AdjustmentKind::Bsl).await;
        let customer = async |reference| world.casework.customer_of(&world.council, reference).await.unwrap().unwrap();
        let (one, other) = (customer(&first.reference).await, customer(&second.reference).await);
        let reason = world.casework.fresh().words("She told us.");
        world.casework.merge_people(&world.council, &setup(), (&other, &one), &reason).await.unwrap().unwrap();
        let are_known = async || {
            let mut known = Vec::new();
            for person in [&one, &other] {
                known.push(world.store().person(&world.council, person).await.unwrap().is_some());
            }
            known
        };
        // The compliment's two years are over: the record under which the complaint shows her stays.
        world.is_day(date(2028, 12, 2));
        assert_eq!(world.casework.forget_what_is_due(&world.council).await.unwrap(), 1);
        assert_eq!(are_known().await, [true, true]);
        world.done(&complaints_manager(), &second.id, Command::Withdraw { reason: None }).await;
        // Six years after the complaint was closed, both go.
        world.is_day(date(2034, 12, 3));
        assert_eq!(world.casework.forget_what_is_due(&world.council).await.unwrap(), 1);
        assert_eq!(are_known().await, [false, false]);
        assert!(!world.events_as_text().await.contains("\"bsl\""));
        world.assert_sound().await;
        world.assert_rebuilt_is_live().await;
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

    // UK GDPR, article 15: what is kept of somebody as facts is theirs as their words are, their health among it.
    async fn what_is_kept_as_facts_is_told_and_cases_of_others_that_they_are_on_are_named(world: World) {
        world.is_day(date(2026, 12, 1));
        let case = world.logged(Kind::Complaint).await;
        agrees(&world, &case.id, AdjustmentKind::Bsl).await;
        let speaks = joins(&world, &case.id, Part::Representative).await;
        let customer = world.casework.customer_of(&world.council, &case.reference).await.unwrap().unwrap();
        let details = told(&world, &customer, "details.txt").await;
        assert!(details.contains("adjustment-agreed: ") && details.contains("kind bsl"), "{details}");
        let record = told(&world, &customer, &format!("cases/{}/record.txt", case.reference)).await;
        for fact in ["channel phone", "service waste", "reply by letter"] {
            assert!(record.contains(fact), "{fact}: {record}");
        }
        assert!(!record.contains(customer.as_str()), "an identifier says nothing to people");
        // Whoever speaks for somebody else has no case of their own, and is told where they are all the same.
        let read_first = everything(&world, &speaks).await;
        assert!(read_first.contains(&format!("for whom they speak perhaps: {}", case.reference)), "{read_first}");
        assert!(!everything(&world, &customer).await.contains("for whom they speak"));
        // They are found by a case that they are on, however their name is written.
        let found = async |name: &str| {
            let which = (&case.reference, name);
            world.casework.person_to_export(&world.council, &setup(), which).await.unwrap()
        };
        let called = world.store().person(&world.council, &speaks).await.unwrap().unwrap().name;
        assert_eq!(found(&called.to_uppercase()).await, Ok(speaks.clone()));
        assert_eq!(found("asha  patel").await, Ok(customer));
        let mut on_it = found("Somebody Else").await.unwrap_err();
        on_it.sort();
        let mut both = ["Asha Patel".to_owned(), called];
        both.sort();
        assert_eq!(on_it, both);
    }

    // Complaint Handling Code 5: whoever puts together what is kept of somebody who speaks for others learns of no complaint about
    // themselves from the list of these cases.
    async fn cases_of_others_that_they_are_on_are_named_without_one_about_whoever_puts_it_together(world: World) {
        world.is_day(date(2026, 12, 1));
        let ida = world.hires("Ida", &[Role::Auditor], &[]).await;
        let mut new = world.contact(Kind::Complaint);
        new.contact.about = vec![ida.user().unwrap().clone()];
        let about_ida = world.casework.log(&world.council, &adviser(), new).await.unwrap();
        let speaks = joins(&world, &about_ida.id, Part::Representative).await;
        let read_first = everything(&world, &speaks).await;
        assert!(read_first.contains(about_ida.reference.as_str()), "{read_first}");
        let mut hers = String::new();
        let mut take = |part: redress_casework::subject_access::Part| {
            if part.name == "READ-FIRST.txt" {
                hers = String::from_utf8(part.content).unwrap();
            }
            Ok(())
        };
        let mut bundle = Bundle::new(&mut take);
        let why = (&speaks, "They asked for it.");
        world.casework.subject_access(&world.council, &ida, why, &mut bundle).await.unwrap();
        assert!(!hers.contains(about_ida.reference.as_str()) && !hers.contains("for whom they speak"), "{hers}");
        // Nor are they told who is on it.
        let which = (&about_ida.reference, "Asha Patel");
        let refused = world.casework.person_to_export(&world.council, &ida, which).await;
        assert!(matches!(refused, Err(Failure::NotFound)), "{refused:?}");
    }

    // UK GDPR, article 15(4): what is of other people is marked, their surnames among it.
    async fn the_surname_of_somebody_else_is_marked_in_what_goes_to_them(world: World) {
        world.is_day(date(2026, 12, 1));
        let mut new = world.contact(Kind::Complaint);
        new.contact.what_happened = world.casework.fresh().words("Ms Patel told you. OKAFOR’s dog barks, and Okaforian it is not.");
        let case = world.casework.log(&world.council, &adviser(), new).await.unwrap();
        joins(&world, &case.id, Part::Representative).await;
        let customer = world.casework.customer_of(&world.council, &case.reference).await.unwrap().unwrap();
        let record = told(&world, &customer, &format!("cases/{}/record.txt", case.reference)).await;
        let said = "Ms Patel told you. [[OTHER PERSON: OKAFOR]]’s dog barks, and Okaforian it is not.";
        assert!(record.contains(said), "{record}");
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

    // UK GDPR, articles 5(1)(e) and 17: what came afterwards would be erased by no clock, and whoever asked was told that it is gone.
    async fn nothing_comes_onto_a_case_that_was_erased_and_it_is_not_opened_again(world: World) {
        world.is_day(date(2026, 12, 1));
        let case = withdrawn(&world, Kind::Complaint).await;
        let open = world.logged(Kind::Complaint).await;
        let person = world.casework.customer_of(&world.council, &case.reference).await.unwrap().unwrap();
        let why = (&person, "She asked for it.");
        assert_eq!(world.casework.forget_person(&world.council, &setup(), why).await.unwrap(), Ok(1));
        let fresh = world.casework.fresh();
        let says = Command::RecordContact(NewContact {
            id: fresh.contact(),
            direction: Direction::In,
            channel: Channel::Phone,
            at: world.outside.now(),
            purpose: ContactPurpose::Information,
            words: fresh.words("Her son is ill."),
        });
        let note = Command::AddNote { words: fresh.words("She rang."), privileged: Privilege::Ordinary };
        let reopen = Command::Reopen { reason: fresh.words("She rang.") };
        for order in [says, note, reopen] {
            let done = world.casework.act_on_latest(&world.council, &complaints_manager(), &case.id, order).await;
            assert!(matches!(done, Err(Failure::Refused(Refusal::WasErased))), "{done:?}");
        }
        let mail = letter("asha@example.org", &format!("Re: {}", case.reference), "Her son is ill.");
        let (_, sorted) = taken(&world, &mail).await;
        assert_eq!(sorted.state, MailState::Waiting, "a person opens a case with it");
        assert_eq!(texts(&world, &case.id).await, 0);
        // What is new is linked to it.
        let link = Command::Link(LinkTo {
            from: open.id.clone(),
            case: case.id.clone(),
            relation: Relation::FollowsFrom,
        });
        world.done(&complaints_manager(), &open.id, link).await;
        world.assert_sound().await;
    }

    // What a former version let come onto one is erased when that is asked for.
    async fn what_came_onto_a_case_after_it_was_erased_is_erased_when_it_is_asked_for(world: World) {
        world.is_day(date(2026, 12, 1));
        let case = withdrawn(&world, Kind::Complaint).await;
        let person = world.casework.customer_of(&world.council, &case.reference).await.unwrap().unwrap();
        let asked = async || {
            let why = (&person, "She asked for it.");
            world.casework.forget_person(&world.council, &setup(), why).await.unwrap()
        };
        assert_eq!(asked().await, Ok(1));
        let mut changes = Changes::new(world.council.clone(), setup().id, world.outside.now());
        changes.words.push(NewWords {
            stream: StreamId::case(&case.id),
            purpose: "note",
            words: world.casework.fresh().words("Her son is ill."),
        });
        world.store().commit(changes).await.unwrap();
        assert_eq!(texts(&world, &case.id).await, 1);
        assert_eq!(asked().await, Ok(1));
        assert_eq!(texts(&world, &case.id).await, 0);
        assert_eq!(asked().await, Ok(0));
        world.assert_sound().await;
    }

    // Complaint Handling Code 5: why a complaint about somebody is kept is not for them, whatever else they check.
    async fn whom_a_case_is_about_sees_no_hold_of_it_nor_that_it_is_about_to_go(world: World) {
        let ida = world.hires("Ida", &[Role::Auditor], &[]).await;
        let other = world.hires("Oli", &[Role::Auditor], &[]).await;
        world.is_day(date(2026, 12, 1));
        let mut cases = Vec::new();
        for _ in 0..2 {
            let mut new = world.contact(Kind::Complaint);
            new.contact.about = vec![ida.user().unwrap().clone()];
            let case = world.casework.log(&world.council, &setup(), new).await.unwrap();
            world.done(&complaints_manager(), &case.id, Command::Withdraw { reason: None }).await;
            cases.push(case);
        }
        let hold = (&cases[0].reference, "A claim was brought against her.");
        world.casework.hold_case(&world.council, &setup(), hold).await.unwrap();
        world.is_day(date(2032, 12, 1));
        let seen = async |actor: &Actor| {
            let kept = world.casework.preview_retention(&world.council, actor).await.unwrap();
            let (due, held) = (kept.due, kept.held);
            let all = everything_changed();
            let changes = world.casework.audit(&world.council, actor, (&all, None)).await.unwrap();
            let holds = changes.iter().filter(|change| change.kind == "held").count();
            (due.len(), held.len(), holds)
        };
        assert_eq!(seen(&other).await, (1, 1, 1));
        assert_eq!(seen(&ida).await, (0, 0, 0));
    }

    // UK GDPR, articles 9 and 17: an adjustment tells of somebody's health, whatever they are called in the record.
    async fn what_was_agreed_with_somebody_goes_with_their_details_and_the_digests_stay(world: World) {
        world.is_day(date(2026, 12, 1));
        let case = world.logged(Kind::Complaint).await;
        agrees(&world, &case.id, AdjustmentKind::Bsl).await;
        let rows = async |of: &World| {
            let live = of.store().dump_read_models(&of.council, Side::Live).await.unwrap();
            live.into_iter().filter(|row| row.starts_with("person_adjustment ")).count()
        };
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("redress.backup");
        world.store().backup(&backup, world.outside.now()).await.unwrap();
        let before = world.outside.now();
        assert!(rows(&world).await == 1 && world.events_as_text().await.contains("\"bsl\""));
        world.done(&complaints_manager(), &case.id, Command::Withdraw { reason: None }).await;
        let customer = world.casework.customer_of(&world.council, &case.reference).await.unwrap().unwrap();
        let why = (&customer, "She asked for it.");
        assert_eq!(world.casework.forget_person(&world.council, &setup(), why).await.unwrap(), Ok(1));
        let events = world.events_as_text().await;
        assert!(rows(&world).await == 0 && !events.contains("\"bsl\""), "{events}");
        assert!(events.contains("adjustment-agreed"), "that there was an event stays in the chain");
        world.assert_sound().await;
        world.assert_rebuilt_is_live().await;

        // It stays so in a record that was restored from an older backup.
        let ledger = world.casework.ledger_of_erasures(&world.council, before).await.unwrap();
        let things: Vec<_> = ledger.iter().map(|line| line.erase().unwrap()).collect();
        let restored = World::restored(&backup, &world).await;
        assert_eq!(rows(&restored).await, 1, "the backup has it still");
        let again = (things.as_slice(), "The disk failed.");
        restored.casework.erase_again(&restored.council, &setup(), again).await.unwrap();
        assert!(rows(&restored).await == 0 && !restored.events_as_text().await.contains("\"bsl\""));
        restored.assert_sound().await;
    }

    // UK GDPR, article 5(1)(e): whom a conduct file was about is known no longer than anything needs it.
    async fn somebodys_details_go_with_their_conduct_file_where_it_was_the_last_that_needed_them(world: World) {
        let (case, person) = asha(&world).await;
        world.done(&complaints_manager(), &case.id, Command::Withdraw { reason: None }).await;
        let file = restricted(&world, &person, date(2027, 3, 31)).await;
        world.is_day(date(2033, 3, 30));
        assert_eq!(world.casework.forget_what_is_due(&world.council).await.unwrap(), 1);
        let known = async || world.store().person(&world.council, &person).await.unwrap().is_some();
        assert!(known().await, "the file needs them");
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("redress.backup");
        world.store().backup(&backup, world.outside.now()).await.unwrap();
        let before = world.outside.now();
        world.is_day(date(2033, 4, 1));
        assert_eq!(world.casework.erase_ended_conduct(&world.council).await.unwrap(), 1);
        assert!(!known().await);
        assert_eq!(world.store().words_of_stream(&world.council, &StreamId::conduct(&file)).await.unwrap(), []);
        let events = world.events_as_text().await;
        assert!(events.contains(&format!("retention/person/{person}")), "it says that they went");
        world.assert_sound().await;
        world.assert_rebuilt_is_live().await;

        // A record that was restored has the file erased whole: what is counted of it is there, and the rest is not.
        let ledger = world.casework.ledger_of_erasures(&world.council, before).await.unwrap();
        let things: Vec<_> = ledger.iter().map(|line| line.erase().unwrap()).collect();
        let restored = World::restored(&backup, &world).await;
        assert!(restored.events_as_text().await.contains("\"categories\""), "the backup has it still");
        let again = (things.as_slice(), "The disk failed.");
        restored.casework.erase_again(&restored.council, &setup(), again).await.unwrap();
        assert!(!restored.events_as_text().await.contains("\"categories\""));
        restored.assert_sound().await;
        let decided = async |of: &World| {
            let live = of.store().dump_read_models(&of.council, Side::Live).await.unwrap();
            live.into_iter().filter(|row| row.starts_with("conduct_decision ")).collect::<Vec<_>>()
        };
        assert_eq!(decided(&restored).await, decided(&world).await);
        assert_eq!(decided(&restored).await.len(), 1);
        restored.casework.rebuild(&restored.council, |_| {}).await.unwrap();
        assert_eq!(decided(&restored).await, decided(&world).await);
    }

    async fn somebodys_details_stay_with_a_case_that_is_kept_when_their_conduct_file_goes(world: World) {
        let (_, person) = asha(&world).await;
        restricted(&world, &person, date(2026, 12, 31)).await;
        world.is_day(date(2033, 1, 1));
        assert_eq!(world.casework.erase_ended_conduct(&world.council).await.unwrap(), 1);
        assert!(world.store().person(&world.council, &person).await.unwrap().is_some(), "their case is open");
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
