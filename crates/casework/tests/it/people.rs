//! People on a case: who sees what, what was agreed and is kept to, concerns, and one person seen twice.

use redress_casework::act::NewPerson;
use redress_casework::failure::Failure;
use redress_casework::people::merge::NotMerged;
use redress_domain::case::{
    Agreed, Command, ConcernKind, Consent, ContactPurpose, Direction, Event, FirstContactSettlement, Kept,
    NewConsent, NewInvolved, Part, PeopleOrder, Refusal, ToldHow,
};
use redress_domain::customer::adjustment::{
    AdjustmentKind, AdjustmentReview, Layout, NewAdjustment, Reviewed,
};
use redress_domain::id::{AdjustmentId, CaseId, PersonId};
use redress_domain::vocabulary::{Channel, Kind, NotificationKind, ReplyBy, Role};
use redress_store::changes::{Changes, Erase};
use redress_store::message::MessageState;
use redress_store::rebuild::Side;

use crate::messages::somebody;
use crate::on_both_engines;
use crate::orders::{Ids, Orders};
use crate::world::{World, adviser, complaints_manager, manager, officer, planner, setup};

fn sam() -> NewPerson {
    NewPerson {
        name: "Sam Okafor".to_owned(),
        ..NewPerson::default()
    }
}

pub(crate) async fn joins(world: &World, case: &CaseId, part: Part) -> PersonId {
    joins_as(world, case, (part, sam())).await
}

pub(crate) async fn joins_as(world: &World, case: &CaseId, (part, details): (Part, NewPerson)) -> PersonId {
    let person = world.casework.fresh().person();
    let new = NewInvolved {
        person: person.clone(),
        part,
        consent: None,
        basis: None,
        reason: None,
        reply_by: None,
    };
    let seen = version_of(world, case).await;
    let new = (new, Some(details));
    world
        .casework
        .add_person(&world.council, &adviser(), (case, seen), new)
        .await
        .unwrap();
    person
}

async fn version_of(world: &World, case: &CaseId) -> i64 {
    let stream = redress_store::stream::StreamId::case(case);
    world.store().version_of(&world.council, &stream).await.unwrap()
}

async fn customer_of(world: &World, case: &CaseId) -> PersonId {
    let line = world.store().case_by_id(&world.council, case).await.unwrap();
    line.unwrap().case.customer.unwrap()
}

pub(crate) async fn agrees(world: &World, case: &CaseId, kind: AdjustmentKind) -> AdjustmentId {
    let fresh = world.casework.fresh();
    let new = NewAdjustment {
        id: fresh.adjustment(),
        kind,
        words: kind.needs_words().then(|| fresh.words("Polish")),
        from: world.casework.today(),
        review_on: None,
    };
    let person = customer_of(world, case).await;
    let of = (case, &person);
    world
        .casework
        .agree_adjustment(&world.council, &adviser(), of, &new)
        .await
        .unwrap();
    new.id
}

pub(crate) fn says(adjustments: Vec<AdjustmentId>) -> Command {
    Command::People(PeopleOrder::SayAdjustments {
        adjustments,
        kept: Kept::Yes,
        reason: None,
    })
}

on_both_engines! {
    async fn somebody_who_joins_opens_the_case_with_their_own_name_and_no_more_once_they_left(world: World) {
        let logged = world.logged(Kind::Complaint).await;
        let person = joins(&world, &logged.id, Part::Representative).await;
        let track = || world.casework.track_case(&world.council, &logged.reference, "Okafor");
        let view = track().await.unwrap();
        assert!(view.case.lacks_consent(&person));
        assert_eq!(view.person(&person).unwrap().name, "Sam Okafor");
        let found = world.casework.find_cases_by_person(&world.council, &adviser(), "okafor").await.unwrap();
        assert_eq!(found.len(), 0, "it is whose matter it is that this list goes by");
        let end = PeopleOrder::EndPerson { person, reason: world.casework.fresh().words("She moved away") };
        world.done(&adviser(), &logged.id, Command::People(end)).await;
        assert!(matches!(track().await, Err(Failure::NotFound)));
        world.assert_sound().await;
    }

    async fn letters_go_to_whoever_has_leave_and_stop_when_it_is_taken_back(world: World) {
        let orders = Orders::of(&world);
        let mut new = world.contact(Kind::Complaint);
        new.contact.reply_by = Some(ReplyBy::Email);
        let logged = world.casework.log(&world.council, &adviser(), new).await.unwrap();
        let customer = customer_of(&world, &logged.id).await;
        let details = NewPerson { address: Some("1 Mill Lane".to_owned()), ..sam() };
        let person = joins_as(&world, &logged.id, (Part::Representative, details)).await;
        let consent = |consent| Command::People(PeopleOrder::ChangeConsent(NewConsent {
            person: person.clone(),
            consent,
            evidence: Some(orders.words("On the phone")),
            file: None,
        }));
        // Each by their own way.
        for (leave, (to, by)) in [
            (Consent::Asked, (&customer, Channel::Email)),
            (Consent::Given, (&person, Channel::Letter)),
            (Consent::Withdrawn, (&customer, Channel::Email)),
        ] {
            world.done(&adviser(), &logged.id, consent(leave)).await;
            world.wait(jiff::SignedDuration::from_mins(1));
            world.done(&adviser(), &logged.id, orders.contact(Direction::Out, ContactPurpose::UpdateGiven)).await;
            let messages = world.store().messages_of_case(&world.council, &logged.id).await.unwrap();
            let last = messages.last().unwrap();
            assert_eq!(last.recipient.as_ref(), Some(to), "{leave}");
            let view = world.casework.open_case(&world.council, &officer(), &logged.reference).await.unwrap();
            assert_eq!(view.channel_for_letters(), Some(by), "{leave}");
        }
        // Who wants to be answered in another way since is.
        let by_post = PeopleOrder::SendLettersTo { person: customer.clone(), reply_by: Some(ReplyBy::Letter) };
        world.done(&adviser(), &logged.id, Command::People(by_post)).await;
        world.done(&adviser(), &logged.id, orders.triage(Kind::Complaint)).await;
        world.wait(jiff::SignedDuration::from_mins(1));
        world.done(&officer(), &logged.id, orders.acknowledge(&Ids::new(&world).point)).await;
        let messages = world.store().messages_of_case(&world.council, &logged.id).await.unwrap();
        let letter = messages.last().unwrap();
        assert_eq!((letter.recipient.as_ref(), letter.channel), (Some(&customer), Channel::Letter));
        world.assert_sound().await;
    }

    // UK GDPR, article 5(1)(f): what waits to leave goes to nobody who lost the right to it meanwhile, and staff are told.
    async fn what_waits_goes_to_nobody_whose_consent_was_taken_back(world: World) {
        let orders = Orders::of(&world);
        for (details, by_post) in [
            (NewPerson { email: Some("sam@example.org".to_owned()), reply_by: Some(ReplyBy::Email), ..sam() }, false),
            (NewPerson { address: Some("1 Mill Lane\nRiverton".to_owned()), reply_by: Some(ReplyBy::Letter), ..sam() }, true),
        ] {
            let case = world.logged(Kind::Complaint).await.id;
            let person = joins_as(&world, &case, (Part::Representative, details)).await;
            let consent = |consent| Command::People(PeopleOrder::ChangeConsent(NewConsent {
                person: person.clone(),
                consent,
                evidence: Some(orders.words("On the phone")),
                file: None,
            }));
            world.done(&adviser(), &case, consent(Consent::Given)).await;
            world.wait(jiff::SignedDuration::from_mins(1));
            // What is told on the telephone is no letter: the acknowledgement goes by post.
            if by_post {
                world.done(&adviser(), &case, orders.triage(Kind::Complaint)).await;
                world.wait(jiff::SignedDuration::from_mins(1));
                world.done(&officer(), &case, orders.acknowledge(&Ids::new(&world).point)).await;
            } else {
                world.done(&adviser(), &case, orders.contact(Direction::Out, ContactPurpose::UpdateGiven)).await;
            }
            let last = world.store().messages_of_case(&world.council, &case).await.unwrap().pop().unwrap().message_id;
            let written = async || world.store().message(&world.council, &last).await.unwrap().unwrap();
            assert_eq!(written().await.recipient.as_ref(), Some(&person));
            if !by_post {
                let ready = world.casework.to_mail(&world.council, written().await).await.unwrap();
                assert_eq!(ready.to.as_deref(), Some("sam@example.org"));
            }
            world.done(&adviser(), &case, consent(Consent::Withdrawn)).await;
            if by_post {
                let may_go = world.casework.with_an_address(&world.council, vec![written().await]).await.unwrap();
                assert_eq!(may_go.len(), 0);
                assert_eq!(written().await.state, MessageState::GivenUp);
                assert!(written().await.last_error.unwrap().starts_with("they are not on the case any more"));
            } else {
                let ready = world.casework.to_mail(&world.council, written().await).await.unwrap();
                assert_eq!(ready.to, None);
                assert!(ready.why_nowhere().starts_with("they are not on the case any more"));
            }
        }
        world.assert_sound().await;
    }

    // LGSCO, BCP Council 24 015 681; Equality Act 2010, section 20.
    async fn nothing_is_sent_before_it_is_said_whether_it_keeps_to_what_was_agreed(world: World) {
        let orders = Orders::of(&world);
        let ids = Ids::new(&world);
        let case = world.logged(Kind::Complaint).await.id;
        world.done(&adviser(), &case, orders.triage(Kind::Complaint)).await;
        let calls = agrees(&world, &case, AdjustmentKind::CallTimes).await;
        let polish = agrees(&world, &case, AdjustmentKind::OtherLanguage).await;
        let seen = version_of(&world, &case).await;
        let acknowledge = orders.acknowledge(&ids.point);
        let act = |commands: Vec<Command>| {
            let (world, case) = (&world, &case);
            async move {
                let at = (case, seen);
                world.casework.act_all(&world.council, &officer(), at, &commands).await
            }
        };
        let unsaid = act(vec![acknowledge.clone()]).await;
        let Err(Failure::Refused(Refusal::AdjustmentsNotSaid(missing))) = unsaid else { panic!("{unsaid:?}") };
        assert_eq!(missing, std::slice::from_ref(&polish), "{calls} is nothing that a letter can fall short of");
        act(vec![says(vec![polish.clone()]), acknowledge]).await.unwrap();
        let again = agrees(&world, &world.logged(Kind::Complaint).await.id, AdjustmentKind::EasyRead).await;
        assert_ne!(again, polish);
        // Nothing goes to the customer by it, and so nothing is asked.
        world.done(&officer(), &case, orders.finding(&ids.point)).await;
        world.assert_sound().await;
    }

    // The same where it is logged and settled in one breath.
    async fn what_was_done_at_first_contact_is_written_as_was_agreed_or_not_yet(world: World) {
        let first = world.logged(Kind::Complaint).await;
        let person = customer_of(&world, &first.id).await;
        let easy = agrees(&world, &first.id, AdjustmentKind::EasyRead).await;
        let settled = |then: Vec<Command>| {
            let mut new = world.contact(Kind::ServiceRequest);
            new.customer = None;
            new.contact.customer = Some(person.clone());
            new.then = then;
            let settlement = FirstContactSettlement {
                what_was_done: world.casework.fresh().words("Ordered a new lid."),
                agreed: Agreed::Yes,
                told_how_to_complain: ToldHow::Told,
            };
            new.then.push(Command::SettleAtFirstContact(settlement));
            async { world.casework.log(&world.council, &adviser(), new).await.map(|_| ()) }
        };
        let unsaid = settled(Vec::new()).await;
        let missing = vec![easy.clone()];
        assert!(
            matches!(&unsaid, Err(Failure::Refused(Refusal::AdjustmentsNotSaid(those))) if *those == missing),
            "{unsaid:?}"
        );
        settled(vec![says(missing)]).await.unwrap();
        world.assert_sound().await;
    }

    async fn an_adjustment_holds_on_all_cases_of_the_person_until_a_review_ends_it(world: World) {
        let first = world.logged(Kind::Complaint).await;
        let person = customer_of(&world, &first.id).await;
        let mut second = world.contact(Kind::ServiceRequest);
        second.customer = None;
        second.contact.customer = Some(person.clone());
        let second = world.casework.log(&world.council, &adviser(), second).await.unwrap();
        let id = agrees(&world, &first.id, AdjustmentKind::LargePrint).await;
        let view = world.casework.open_case(&world.council, &adviser(), &second.reference).await.unwrap();
        assert_eq!(view.adjustments.len(), 1);
        assert_eq!(world.casework.layout_for(&world.council, &person).await.unwrap(), Layout::LargePrint);
        let orders = Orders::of(&world);
        world.done(&adviser(), &first.id, orders.triage(Kind::Complaint)).await;
        let due = async || world.casework.adjustments_to_review(&world.council, &officer()).await;
        assert_eq!(due().await.unwrap(), []);
        world.wait_days(366);
        assert_eq!(due().await.unwrap().len(), 1, "a year by the policy");
        let review = AdjustmentReview {
            id,
            outcome: Reviewed::Ended,
            words: None,
            reason: orders.words("She has new glasses"),
            review_on: None,
        };
        let of = (&second.id, &person);
        let nobodys = world.casework.review_adjustment(&world.council, &planner(), of, &review).await;
        assert!(matches!(nobodys, Err(Failure::NotPermitted)), "{nobodys:?}");
        world.casework.review_adjustment(&world.council, &adviser(), of, &review).await.unwrap();
        assert_eq!(world.casework.layout_for(&world.council, &person).await.unwrap(), Layout::Standard);
        assert_eq!(due().await.unwrap(), []);
        world.assert_sound().await;
    }

    // Care Act 2014, section 42: who must know hears of it, and nobody else reads it.
    async fn a_concern_is_told_to_whom_the_policy_names_and_read_by_few(world: World) {
        let orders = Orders::of(&world);
        let logged = world.logged(Kind::Complaint).await;
        let carys = somebody(&world, "Carys", Role::ComplaintsManager).await;
        let mo = somebody(&world, "Mo", Role::ServiceManager).await;
        world.done(&adviser(), &logged.id, orders.triage(Kind::Complaint)).await;
        let raise = PeopleOrder::RaiseConcern {
            concern: world.casework.fresh().concern(),
            kind: ConcernKind::AdultAtRisk,
            words: orders.words("He has had no food since Friday"),
        };
        world.done(&officer(), &logged.id, Command::People(raise)).await;
        let told = async |actor: &redress_domain::permission::Actor| {
            let told = world.casework.new_notifications(&world.council, actor).await.unwrap();
            told.into_iter().filter(|told| told.row.kind == NotificationKind::ConcernRaised).count()
        };
        assert_eq!(told(&carys).await, 1);
        assert_eq!(told(&mo).await, 0);
        let reads = async |actor: &redress_domain::permission::Actor| {
            let view = world.casework.open_case(&world.council, actor, &logged.reference).await.unwrap();
            view.words.values().any(|words| words.contains("no food"))
        };
        assert!(reads(&officer()).await, "who raised it knows what they wrote");
        assert!(reads(&complaints_manager()).await);
        assert!(!reads(&manager()).await);
        let tracked = world.casework.track_case(&world.council, &logged.reference, "Patel").await.unwrap();
        assert!(!tracked.words.values().any(|words| words.contains("no food")));
        let messages = world.store().messages_of_case(&world.council, &logged.id).await.unwrap();
        assert!(messages.iter().all(|message| message.purpose.as_str() == "receipt"));
    }

    async fn the_same_person_seen_twice_shows_as_one_and_is_two_again_with_what_each_had(world: World) {
        let casework = &world.casework;
        let mut cases = Vec::new();
        for name in ["Asha Patel", "A. Patel"] {
            let mut new = world.contact(Kind::ServiceRequest);
            let (id, mut details) = new.customer.take().unwrap();
            details.name = name.to_owned();
            details.email = Some(format!("{}@example.org", name.len()));
            new.customer = Some((id, details));
            cases.push(casework.log(&world.council, &adviser(), new).await.unwrap().id);
        }
        let (one, two) = (customer_of(&world, &cases[0]).await, customer_of(&world, &cases[1]).await);
        let count = async |person: &PersonId| casework.cases_of_customer(&world.council, &adviser(), person).await.unwrap().len();
        agrees(&world, &cases[1], AdjustmentKind::LargePrint).await;
        let before = world.events_as_text().await;
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        let reason = || casework.fresh().words("She said so at the desk, with her passport");
        let refused = casework.merge_people(&world.council, &officer(), (&two, &one), &reason()).await;
        assert!(matches!(refused, Err(Failure::NotPermitted)), "{refused:?}");
        let merge = async || casework.merge_people(&world.council, &adviser(), (&two, &one), &reason()).await.unwrap();
        assert_eq!(merge().await, Ok(()));
        assert_eq!(merge().await, Err(NotMerged::SameAlready));
        let back = casework.merge_people(&world.council, &adviser(), (&one, &two), &reason()).await.unwrap();
        assert_eq!(back, Err(NotMerged::SameAlready), "no ring is made");
        assert_eq!((count(&one).await, count(&two).await), (2, 2));
        assert_eq!(casework.layout_for(&world.council, &one).await.unwrap(), Layout::LargePrint);
        let described = NewPerson { postcode: Some("WS1 4AB".to_owned()), ..sam() };
        let matches = casework.people_matching(&world.council, &adviser(), &NewPerson { name: "Patel".to_owned(), ..described }).await.unwrap();
        assert_eq!(matches.len(), 1, "whoever is one is offered once");
        assert_eq!(matches[0].open.len(), 2);
        for line in before.lines() {
            assert!(world.events_as_text().await.contains(line), "nothing is rewritten: {line}");
        }
        let apart = casework.unmerge_people(&world.council, &adviser(), (&two, &one), &reason()).await.unwrap();
        assert_eq!(apart, Ok(()));
        assert_eq!((count(&one).await, count(&two).await), (1, 1));
        assert_eq!(casework.layout_for(&world.council, &one).await.unwrap(), Layout::Standard);
        assert_eq!(casework.layout_for(&world.council, &two).await.unwrap(), Layout::LargePrint);
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
        let again = casework.unmerge_people(&world.council, &adviser(), (&two, &one), &reason()).await.unwrap();
        assert_eq!(again, Err(NotMerged::NotTheSame));
        // Whoever they were merged into is asked on the page of another case: it is taken back from there as well.
        assert_eq!(merge().await, Ok(()));
        let apart = casework.unmerge_people(&world.council, &adviser(), (&one, &two), &reason()).await.unwrap();
        assert_eq!(apart, Ok(()));
        assert_eq!((count(&one).await, count(&two).await), (1, 1));
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
        world.assert_sound().await;
    }

    // Three is two, and two is one: where one is not two, whoever was merged into two goes with two.
    async fn of_three_who_are_one_the_one_who_is_not_them_goes_and_the_others_stay_together(world: World) {
        let casework = &world.casework;
        let reason = || casework.fresh().words("The same date of birth");
        for (told, stay) in [((0, 1), 1), ((1, 0), 1), ((0, 2), 2), ((2, 0), 2), ((2, 1), 2), ((1, 2), 2)] {
            let mut three = Vec::new();
            for _ in 0..3 {
                let case = world.logged(Kind::ServiceRequest).await;
                three.push(customer_of(&world, &case.id).await);
            }
            for (from, into) in [(2, 1), (1, 0)] {
                let both = (&three[from], &three[into]);
                casework.merge_people(&world.council, &adviser(), both, &reason()).await.unwrap().unwrap();
            }
            let both = (&three[told.0], &three[told.1]);
            casework.unmerge_people(&world.council, &adviser(), both, &reason()).await.unwrap().unwrap();
            let left = world.store().same_as(&world.council, &three[0]).await.unwrap();
            assert_eq!(left, three[..stay], "{told:?}");
        }
        world.assert_sound().await;
    }

    async fn whoever_was_merged_can_still_be_erased_and_all_is_made_again_from_the_record(world: World) {
        let casework = &world.casework;
        let one = world.logged(Kind::ServiceRequest).await;
        let two = world.logged(Kind::ServiceRequest).await;
        let (first, second) = (customer_of(&world, &one.id).await, customer_of(&world, &two.id).await);
        agrees(&world, &two.id, AdjustmentKind::EasyRead).await;
        let reason = casework.fresh().words("The same date of birth");
        casework.merge_people(&world.council, &adviser(), (&second, &first), &reason).await.unwrap().unwrap();
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
        let mut changes = Changes::new(world.council.clone(), setup().id, casework.outside().now());
        changes.erase.push(Erase::Person(second.clone()));
        world.store().commit(changes).await.unwrap();
        let all = casework.same_person(&world.council, &first).await.unwrap();
        assert_eq!(all.iter().map(|person| &person.person_id).collect::<Vec<_>>(), [&first]);
        assert_eq!(casework.cases_of_customer(&world.council, &adviser(), &first).await.unwrap().len(), 2);
        world.assert_sound().await;
    }

    async fn nobody_who_only_follows_sees_why_somebody_joined_or_left(world: World) {
        let mut new = world.contact(Kind::Complaint);
        new.contact.raised_by = Role::Councillor;
        let logged = world.casework.log(&world.council, &crate::world::councillor(), new).await.unwrap();
        let person = joins(&world, &logged.id, Part::FurtherCustomer).await;
        let end = PeopleOrder::EndPerson { person, reason: world.casework.fresh().words("They fell out") };
        world.done(&adviser(), &logged.id, Command::People(end)).await;
        let view = world.casework.follow_case(&world.council, &crate::world::councillor(), &logged.reference).await.unwrap();
        assert!(!view.words.values().any(|words| words.contains("fell out")));
        assert!(view.entries.iter().any(|entry| matches!(entry.event, Event::PersonEnded { .. })));
    }
}
