//! What of a conduct file is shown, sent, merged and kept: to whom it belongs when two people are said to be one, what is
//! said on it twice, and what comes back.

use jiff::civil::date;
use redress_casework::act::Logged;
use redress_casework::conduct::{Alike, NotDone};
use redress_casework::failure::Failure;
use redress_casework::sending::State;
use redress_casework::subject_access::Bundle;
use redress_domain::conduct::{
    Command, LetterKind, LetterState, Likeness, NewIncident, Proposal, Reach, Refusal, Tend,
};
use redress_domain::id::ActorId;
use redress_domain::permission::Actor;
use redress_domain::policy::ConductCategory;
use redress_domain::vocabulary::{Channel, Kind, NotificationKind, Role};
use redress_store::rebuild::Side;

use crate::between::{merge, unmerge};
use crate::conduct::{
    asha, bela, decided_as, does, notice_of, proposal, report, restricted, restricted_as, to_read, told,
};
use crate::conduct_posts::{hired, told_of};
use crate::on_both_engines;
use crate::orders::Orders;
use crate::world::{adviser, complaints_manager, officer, setup};

on_both_engines! {
    // Domain 5.8 and 5.12: it binds who had the notice of it. UK GDPR, article 5(1)(f): nobody else reads of it.
    async fn nobody_is_bound_by_a_merge_and_who_keeps_the_file_hears_of_it_and_says_whether_it_is_so(world: World) {
        let (casework, council, keeper) = (&world.casework, &world.council, complaints_manager());
        let keeps = hired(&world, "keeps", &[Role::Staff, Role::ComplaintsManager]).await;
        let (_, asha) = asha(&world).await;
        let (of_bela, bela) = bela(&world).await;
        let file = restricted(&world, &asha, date(2026, 12, 31)).await;
        let reason = || casework.fresh().words("x");
        // An adviser, to whom a file is as if there were none, says so; either way round.
        for (from, into) in [(&bela, &asha), (&asha, &bela)] {
            let before = told_of(&world, &keeps, NotificationKind::ConductMerged).await;
            casework.merge_people(council, &adviser(), (from, into), &reason()).await.unwrap().unwrap();
            assert_eq!(told_of(&world, &keeps, NotificationKind::ConductMerged).await, before + 1);
            assert_eq!(casework.bindings(council, &[&bela]).await.unwrap(), [], "she had no notice");
            assert_eq!(casework.bindings(council, &[&asha]).await.unwrap().len(), 1);
            assert!(casework.conduct_for_customer(council, &bela).await.unwrap().is_none(), "it is not hers to read");
            assert!(casework.conduct_for_customer(council, &asha).await.unwrap().is_some());
            casework.unmerge_people(council, &adviser(), (from, into), &reason()).await.unwrap().unwrap();
            assert_eq!(told_of(&world, &keeps, NotificationKind::ConductMerged).await, before + 2);
        }
        casework.merge_people(council, &adviser(), (&bela, &asha), &reason()).await.unwrap().unwrap();
        // What she sends is read, and she is told of no closed way.
        told(&world, &of_bela, Channel::Phone).await;
        assert_eq!(to_read(&world).await, 1);
        let open = async || casework.open_conduct(council, &keeper, (&file, "file")).await.unwrap();
        let view = open().await;
        assert_eq!((view.file.outside_answered_on, view.file.not_told_on), (None, None));
        // Whoever keeps the file compares, and says that it is somebody else: then it is nobody's but hers.
        let found = casework.resembling(council, &keeper, &view).await.unwrap();
        let found: Vec<_> = found.into_iter().map(|one| (one.person.person_id, one.alike, one.cases.len())).collect();
        assert_eq!(found, [(bela.clone(), vec![Alike::Address, Alike::Merged], 1)]);
        let compared = (Likeness::SomebodyElse, "Another name, phone and address.");
        casework.compare_with(council, &keeper, ((&file, view.version), &bela), compared).await.unwrap();
        told(&world, &of_bela, Channel::Phone).await;
        assert_eq!(to_read(&world).await, 1);
        assert_eq!(casework.resembling(council, &keeper, &open().await).await.unwrap().len(), 0);
        // What she did is on a file of her own from then on.
        let hers = report(&world, &bela, false).await;
        assert_ne!(hers, file);
        assert_eq!(report(&world, &asha, false).await, file);
        world.assert_sound().await;
    }

    // Domain 5.1: one path, of one person. What was begun before they were known to be one is brought together by a person.
    async fn two_files_of_one_person_are_shown_and_closed_one_into_the_other_by_a_person(world: World) {
        let (casework, council, keeper) = (&world.casework, &world.council, complaints_manager());
        let (_, asha) = asha(&world).await;
        let (_, bela) = bela(&world).await;
        let (hers, other) = (restricted(&world, &asha, date(2026, 12, 31)).await, report(&world, &bela, false).await);
        let open = async |id| casework.open_conduct(council, &keeper, (id, "file")).await.unwrap();
        let others = async |id| {
            let view = open(id).await;
            let found = casework.other_files(council, &view).await.unwrap();
            found.into_iter().map(|one| one.id).collect::<Vec<_>>()
        };
        let into = async |from, to| {
            let at = (from, open(from).await.version);
            Box::pin(casework.close_conduct_into(council, &keeper, at, (to, "They are one person: the same date of birth."))).await
        };
        assert_eq!((others(&hers).await, others(&other).await), (vec![], vec![]));
        let refused = into(&other, &hers).await;
        assert!(matches!(refused, Err(NotDone::Failed(Failure::NotFound))), "of two people nothing is closed into: {refused:?}");
        let reason = || casework.fresh().words("x");
        casework.merge_people(council, &adviser(), (&bela, &asha), &reason()).await.unwrap().unwrap();
        assert_eq!((others(&hers).await, others(&other).await), (vec![other.clone()], vec![hers.clone()]));
        assert!(!open(&other).await.file.is_closed, "the program joins none");
        // What binds is not closed, into nothing.
        let refused = into(&hers, &other).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::NotAtItsEnd))), "{refused:?}");
        let at = (&other, open(&other).await.version);
        let refused = casework.close_conduct_into(council, &adviser(), at, (&hers, "They are one person.")).await;
        assert!(matches!(refused, Err(NotDone::Failed(Failure::NotFound))), "{refused:?}");
        into(&other, &hers).await.unwrap();
        let closed = open(&other).await.file;
        assert_eq!((closed.is_closed, closed.goes_on_in, closed.incidents.len()), (true, Some(hers.clone()), 1));
        // What happens from now on stands on the other, as long as they are held to be one.
        let before = open(&hers).await.file.incidents.len();
        assert_eq!(report(&world, &bela, true).await, hers);
        assert_eq!(open(&hers).await.file.incidents.len(), before + 1);
        assert!(open(&other).await.file.is_closed);
        world.assert_sound().await;
        let live = world.store().dump_read_models(council, Side::Live).await.unwrap();
        casework.rebuild(council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(council, Side::Live).await.unwrap(), live);
        casework.unmerge_people(council, &adviser(), (&bela, &asha), &reason()).await.unwrap().unwrap();
        assert_eq!((others(&hers).await, others(&other).await), (vec![], vec![]));
        assert_eq!(report(&world, &bela, false).await, other, "apart again, each has their own");
        assert_eq!(open(&other).await.file.goes_on_in, None);
    }

    // Domain 5.1: what was reported is kept, word for word.
    async fn two_reports_of_one_day_that_differ_in_a_word_are_two_and_a_second_press_is_none(world: World) {
        let (_, person) = asha(&world).await;
        let id = report(&world, &person, false).await;
        assert_eq!(report(&world, &person, false).await, id, "the button, pressed twice");
        let count = async || {
            let view = world.casework.open_conduct(&world.council, &complaints_manager(), (&id, "file")).await;
            view.unwrap().file.incidents.len()
        };
        assert_eq!(count().await, 1);
        let fresh = world.casework.fresh();
        let says = async |facts: &str, exact_words: Option<&str>| {
            let new = NewIncident {
                id: fresh.incident(),
                person: person.clone(),
                on: world.casework.today(),
                at: None,
                channel: Channel::Phone,
                categories: vec![ConductCategory::Abuse],
                was_danger: false,
                facts: fresh.words(facts),
                exact_words: exact_words.map(|text| fresh.words(text)),
                witnesses: None,
            };
            world.casework.report_incident(&world.council, &officer(), new).await.unwrap();
            count().await
        };
        assert_eq!(says("Ten minutes later: they know where my children go to school.", None).await, 2);
        assert_eq!(says("Ten minutes later: they know where my children go to school.", None).await, 2);
        assert_eq!(says("Ten minutes later: they know where my children go to school.", Some("Watch out.")).await, 3);
        world.assert_sound().await;
    }

    // Domain 5.9: every contact, on every channel, is read within its day; what they say before a review as well.
    async fn what_they_say_before_a_review_is_in_the_queue_with_its_words(world: World) {
        let (_, person) = asha(&world).await;
        let file = restricted(&world, &person, date(2026, 12, 31)).await;
        let fresh = world.casework.fresh();
        let said = Command::Tend(Tend::SayForReview {
            contact: fresh.contact(),
            on: world.casework.today(),
            channel: Channel::Online,
            words: fresh.words("My child is in danger."),
        });
        does(&world, &Actor::customer(Some(person)), &file, said).await.unwrap();
        assert_eq!(to_read(&world).await, 1);
        let view = world.casework.open_conduct_to_sort(&world.council, &adviser(), &file).await.unwrap();
        let said = world.casework.conduct_said(&world.council, &view).await.unwrap();
        assert_eq!(said.iter().map(|one| one.words.as_deref()).collect::<Vec<_>>(), [Some("My child is in danger.")]);
        world.assert_sound().await;
        // So does an appeal: whoever decides it has twenty working days, and what is urgent in it has none.
        let appeal = Command::Appeal {
            contact: fresh.contact(),
            on: world.casework.today(),
            channel: Channel::Online,
            words: fresh.words("It is not fair, and there is a smell of gas."),
        };
        does(&world, &adviser(), &file, appeal).await.unwrap();
        let view = world.casework.open_conduct_to_sort(&world.council, &adviser(), &file).await.unwrap();
        let said = world.casework.conduct_said(&world.council, &view).await.unwrap();
        let words: Vec<_> = said.iter().map(|one| one.words.as_deref()).collect();
        assert!(words.contains(&Some("It is not fair, and there is a smell of gas.")), "{words:?}");
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
    }

    // Domain 5.9: the same matter is read and said where it goes on.
    async fn what_is_about_a_matter_follows_it_into_the_case_in_which_it_goes_on(world: World) {
        let (orders, council) = (Orders::of(&world), &world.council);
        let (case, person) = asha(&world).await;
        let mut second = world.contact(Kind::Complaint);
        second.customer = None;
        second.contact.customer = Some(person.clone());
        let second = world.casework.log(council, &adviser(), second).await.unwrap();
        for logged in [&case, &second] {
            world.done(&adviser(), &logged.id, orders.triage(Kind::Complaint)).await;
        }
        let about = Proposal {
            reach: Reach::ThisMatter,
            why_whole_council: None,
            cases: vec![case.id.clone()],
            ..proposal(&world, date(2026, 12, 31))
        };
        restricted_as(&world, &person, about).await;
        let keeps = hired(&world, "keeps", &[Role::Staff, Role::ComplaintsManager]).await;
        let heard = async || told_of(&world, &keeps, NotificationKind::ConductCaseMerged).await;
        let bound = async |logged: &Logged| {
            let view = world.casework.open_case(council, &complaints_manager(), &logged.reference).await;
            view.unwrap().bindings.len()
        };
        assert_eq!((bound(&case).await, bound(&second).await), (1, 0));
        world.done(&officer(), &case.id, merge(&orders, (&case.id, &second.id))).await;
        assert_eq!(bound(&second).await, 1, "it is said where the matter goes on");
        assert_eq!(heard().await, 1, "whoever keeps the file hears that it reaches another case");
        told(&world, &second, Channel::Phone).await;
        assert_eq!(to_read(&world).await, 1);
        world.wait_days(1);
        world.done(&officer(), &case.id, unmerge(&orders)).await;
        assert_eq!(bound(&second).await, 0, "apart again, it is another matter");
        assert_eq!(heard().await, 2);
        world.assert_sound().await;
    }

    // UK GDPR, article 15: what is kept of them, with its measures and days; and what is of others is marked.
    async fn what_is_exported_of_a_conduct_file_has_its_days_and_measures_and_marks_who_saw_it(world: World) {
        let (_, person) = asha(&world).await;
        let file = restricted(&world, &person, date(2026, 12, 31)).await;
        let mut parts = Vec::new();
        let mut take = |part| {
            parts.push(part);
            Ok(())
        };
        let why = (&person, "They asked.");
        world.casework.subject_access(&world.council, &setup(), why, &mut Bundle::new(&mut take)).await.unwrap();
        let record = parts.iter().find(|part| part.name == format!("conduct/{file}/record.txt")).unwrap();
        let record = String::from_utf8(record.content.clone()).unwrap();
        for told in ["measures one-channel", "ends on 2026-12-31", "open channel letter", "They shouted at the planner."] {
            assert!(record.contains(told), "{told}: {record}");
        }
        assert!(record.contains("[[OTHER PERSON: Everybody at the counter]]."), "{record}");
    }

    // Domain 5.8: a notice in an envelope that came back binds nobody; who opens the envelope says so.
    async fn a_letter_that_came_back_by_post_binds_nobody_once_who_keeps_the_file_said_so(world: World) {
        let (casework, council, keeper) = (&world.casework, &world.council, complaints_manager());
        let (_, person) = asha(&world).await;
        let file = decided_as(&world, &person, proposal(&world, date(2026, 12, 31))).await;
        let message = casework.fresh().message();
        let sent = Command::Send {
            order: Box::new(notice_of(&world, &person).await),
            message: message.clone(),
            channel: Channel::Letter,
        };
        does(&world, &keeper, &file, sent).await.unwrap();
        let back = async |actor: &Actor| casework.conduct_letter_came_back(council, actor, (&file, &message)).await;
        assert!(!back(&keeper).await.unwrap(), "it has not left");
        let outbox = Actor::program(ActorId::Job("send-messages"));
        does(&world, &outbox, &file, Command::LetterLeft { message: message.clone(), by: None }).await.unwrap();
        let bound = async || casework.bindings(council, &[&person]).await.unwrap().len();
        assert_eq!(bound().await, 1);
        world.wait_days(3);
        let refused = back(&adviser()).await;
        assert!(matches!(refused, Err(NotDone::Failed(Failure::NotFound))), "{refused:?}");
        assert!(back(&keeper).await.unwrap());
        assert_eq!(bound().await, 0);
        let view = casework.open_conduct(council, &keeper, (&file, "file")).await.unwrap();
        assert!(view.file.to_notify.is_some(), "it has still to reach them");
        assert!(!back(&keeper).await.unwrap(), "once");
        // The paper names the last day of before: it is written again, and brought to them it binds from that day.
        let old = casework.carried_conduct_letter(council, &keeper, (&file, &message), Channel::InPerson).await;
        assert!(matches!(old, Err(NotDone::Refused(Refusal::NamesDaysOfBefore))), "{old:?}");
        let notice = (Channel::InPerson, notice_of(&world, &person).await, None);
        Box::pin(casework.carry_of_conduct(council, &keeper, (&file, view.version), notice)).await.unwrap();
        assert_eq!(bound().await, 1);
        world.assert_sound().await;
    }

    // Domain 5.8: what somebody handed over has its line as what went by post has, and binds nobody once it did not reach
    // them. It waits for no printer and for no mail server.
    async fn a_letter_that_was_brought_by_hand_has_its_line_and_can_be_said_not_to_have_reached_them(world: World) {
        let (casework, council, keeper) = (&world.casework, &world.council, complaints_manager());
        let (_, person) = asha(&world).await;
        let file = decided_as(&world, &person, proposal(&world, date(2026, 12, 31))).await;
        let open = async || casework.open_conduct(council, &keeper, (&file, "file")).await.unwrap();
        let bound = async || casework.bindings(council, &[&person]).await.unwrap().len();
        let brings = async || {
            let notice = (Channel::InPerson, notice_of(&world, &person).await, None);
            Box::pin(casework.carry_of_conduct(council, &keeper, (&file, open().await.version), notice)).await.unwrap();
        };
        brings().await;
        assert_eq!(bound().await, 1);
        let lines = casework.conduct_letters(council, &open().await).await.unwrap();
        let line = lines.first().unwrap();
        assert_eq!((line.kind, line.state, line.message.channel), (LetterKind::Notice, LetterState::Left, Channel::InPerson));
        assert_eq!(line.message.state, State::Sent, "nothing of it waits to leave");
        assert!(line.kept.is_none());
        let message = line.message.message_id.clone();
        let letter = open().await.file.letter(&message).cloned().unwrap();
        assert_eq!((letter.left_on, letter.is_carried), (Some(casework.today()), true));
        let first = open().await.file.arrangement.unwrap().appeal_until;
        world.wait_days(3);
        assert!(casework.conduct_letter_came_back(council, &keeper, (&file, &message)).await.unwrap());
        assert_eq!(bound().await, 0);
        assert!(!casework.conduct_letter_came_back(council, &keeper, (&file, &message)).await.unwrap(), "once");
        brings().await;
        let after = open().await.file.arrangement.unwrap();
        assert_eq!((bound().await, after.from), (1, casework.today()));
        assert!(after.appeal_until > first, "the time to appeal starts anew");
        world.assert_sound().await;
        let live = world.store().dump_read_models(council, Side::Live).await.unwrap();
        casework.rebuild(council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(council, Side::Live).await.unwrap(), live);
    }
}
