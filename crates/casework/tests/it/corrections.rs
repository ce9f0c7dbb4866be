//! A correction of somebody's details: everything follows the new ones, and what was mailed to the old ones opens
//! nothing any more.

use jiff::civil::date;
use redress_casework::act::{Logged, NewPerson};
use redress_casework::case::details_of;
use redress_casework::code::Typed;
use redress_casework::failure::Failure;
use redress_casework::people::correct::correctable;
use redress_casework::subject_access::{self, Bundle};
use redress_domain::case::{Consent, NewInvolved, Part};
use redress_domain::customer::address::NewMove;
use redress_domain::customer::correction::{
    AskedBy, Checked, Correctable, Detail, NewCorrection, NotCorrected,
};
use redress_domain::id::{CaseId, PersonId};
use redress_domain::message::MessagePurpose;
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Channel, Kind};
use redress_store::message::MessageRow;
use redress_store::rebuild::Side;

use crate::conduct::{asha, restricted};
use crate::on_both_engines;
use crate::world::{World, adviser, complaints_manager, councillor, officer, planner, setup};

pub(crate) async fn row(world: &World, person: &PersonId) -> redress_casework::lists::Person {
    world
        .store()
        .person(&world.council, person)
        .await
        .unwrap()
        .unwrap()
}

/// A correction that somebody asked for on the phone.
pub(crate) async fn new(
    world: &World,
    person: &PersonId,
    change: impl FnOnce(&mut Correctable),
) -> NewCorrection {
    let mut becomes = correctable(&row(world, person).await);
    change(&mut becomes);
    NewCorrection {
        becomes,
        seen: world.casework.details_seen(&world.council, person).await.unwrap(),
        asked: AskedBy::Person,
        checked: Checked::Details,
        reason: world.casework.fresh().words("She phoned: she married."),
    }
}

async fn corrects(
    world: &World,
    actor: &Actor,
    (case, person): (&CaseId, &PersonId),
    new: &NewCorrection,
) -> Result<Result<(), NotCorrected>, Failure> {
    world
        .casework
        .correct_details(&world.council, actor, (case, person), new)
        .await
}

async fn finds(world: &World, typed: &str) -> usize {
    while world.casework.index(&world.council).await.unwrap() > 0 {}
    let found = world
        .casework
        .search(&world.council, &complaints_manager(), typed, (None, 50))
        .await;
    found.unwrap().lines.len()
}

async fn messages(world: &World, case: &CaseId) -> Vec<MessageRow> {
    world
        .store()
        .messages_of_case(&world.council, case)
        .await
        .unwrap()
}

/// Another case of the same person.
async fn again(world: &World, person: &PersonId) -> Logged {
    let mut new = world.contact(Kind::Complaint);
    new.contact.customer = Some(person.clone());
    new.customer = None;
    world.casework.log(&world.council, &adviser(), new).await.unwrap()
}

on_both_engines! {
    async fn given_a_new_name_and_address_then_letters_search_matching_and_proof_follow_on_every_case(world: World) {
        let (first, person) = asha(&world).await;
        let second = again(&world, &person).await;
        let fresh = world.casework.fresh();
        let moved = NewMove {
            from: world.casework.today(),
            address: fresh.words("9 New Street"),
            postcode: Some(fresh.words("WS1 9ZZ")),
            reason: fresh.words("She phoned."),
        };
        let of = (&first.id, &person);
        world.casework.record_move(&world.council, &adviser(), of, &moved).await.unwrap().unwrap();
        assert_eq!((finds(&world, "asha patel").await, finds(&world, "asha greenwood").await), (2, 0));
        let married = new(&world, &person, |it| {
            it.put(Detail::Name, Some("Asha Greenwood"));
            it.put(Detail::Called, Some("Dr Greenwood"));
            it.put(Detail::Email, Some("asha.greenwood@example.org"));
        }).await;
        corrects(&world, &adviser(), of, &married).await.unwrap().unwrap();
        assert_eq!((finds(&world, "patel").await, finds(&world, "asha greenwood").await), (0, 2));
        assert_eq!(finds(&world, "missed bins").await, 2, "what was told is found as before");
        for logged in [&first, &second] {
            let view = world.casework.open_case(&world.council, &complaints_manager(), &logged.reference).await.unwrap();
            let customer = view.customer.as_ref().unwrap();
            assert_eq!(customer.addressed(), "Dr Greenwood");
            assert_eq!(customer.email.as_deref(), Some("asha.greenwood@example.org"));
            let details = details_of(customer);
            assert!(details.are_proved_by("Greenwood") && !details.are_proved_by("Patel"));
        }
        // Whoever logs a contact finds them by what holds, and by where they moved; not by what does not hold.
        let known = async |typed: &str| {
            let found = world.casework.people_like(&world.council, &adviser(), typed).await.unwrap();
            found.iter().any(|one| one.person_id == person)
        };
        for (typed, is_found) in [
            ("greenwood", true), ("asha.greenwood@example.org", true), ("WS1 9ZZ", true), ("01632 960001", true),
            ("patel", false), ("asha@example.org", false),
        ] {
            assert_eq!(known(typed).await, is_found, "{typed}");
        }
        let history = world.casework.corrections_of(&world.council, &person).await.unwrap();
        assert_eq!(history.len(), 1);
        assert_eq!(history[0].changed, [
            (Detail::Name, Some("Asha Patel".to_owned())),
            (Detail::Called, None),
            (Detail::Email, Some("asha@example.org".to_owned())),
        ]);
        assert_eq!(history[0].by, adviser().id);
        assert_eq!(history[0].reason.as_deref(), Some("She phoned: she married."));
        let events = world.events_as_text().await;
        for word in ["Greenwood", "asha@example.org", "married"] {
            assert!(!events.contains(word), "{word}");
        }
        let dump = async || world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        let live = dump().await;
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(live, dump().await);
        assert_eq!((finds(&world, "patel").await, finds(&world, "asha greenwood").await), (0, 2));
        world.assert_sound().await;
    }

    async fn given_a_new_email_address_then_the_old_one_is_told_and_what_went_there_opens_nothing(world: World) {
        let (logged, person) = asha(&world).await;
        let council = &world.council;
        let view = world.casework.open_case(council, &complaints_manager(), &logged.reference).await.unwrap();
        let digits = world
            .casework
            .give_code(&view, &complaints_manager(), (&person, Channel::Phone))
            .await
            .unwrap()
            .digits;
        let of = (&logged.id, &person);
        // How to address them is no way to them: nobody is told, and the code stays.
        let called = new(&world, &person, |it| it.put(Detail::Called, Some("Dr Patel"))).await;
        corrects(&world, &adviser(), of, &called).await.unwrap().unwrap();
        let before = messages(&world, &logged.id).await.len();
        let changed = new(&world, &person, |it| it.put(Detail::Email, Some("new@example.org"))).await;
        corrects(&world, &adviser(), of, &changed).await.unwrap().unwrap();
        assert_eq!(world.casework.try_code(&view, &person, &digits).await.unwrap(), Typed::Wrong);
        let messages = messages(&world, &logged.id).await;
        assert_eq!(messages.len(), before + 1);
        let told = messages.into_iter().find(|message| message.purpose == MessagePurpose::EmailChanged).unwrap();
        let ready = world.casework.to_mail(council, told).await.unwrap();
        assert_eq!(ready.to.as_deref(), Some("asha@example.org"));
        assert_eq!((ready.says.name.as_str(), ready.has_page, ready.reply_token), ("", false, None));
        assert!(ready.says.told.is_empty() && ready.says.promises.is_empty());
        // What went out and what waits goes by what holds when it goes.
        let code = world.casework.ask_for_code(&view, &person).await;
        assert!(code.is_ok());
        // The address was taken off: the one before that is told, too.
        let none = new(&world, &person, |it| it.put(Detail::Email, None)).await;
        corrects(&world, &adviser(), of, &none).await.unwrap().unwrap();
        let told = self::messages(&world, &logged.id).await;
        let told = told.iter().filter(|message| message.purpose == MessagePurpose::EmailChanged);
        assert_eq!(told.count(), 2);
        world.assert_sound().await;
    }

    async fn a_link_to_a_survey_that_went_to_the_old_address_opens_nothing(world: World) {
        let mut contact = world.contact(Kind::Complaint);
        contact.contact.reply_by = Some(redress_domain::vocabulary::ReplyBy::Email);
        contact.customer.as_mut().unwrap().1.reply_by = Some(redress_domain::vocabulary::ReplyBy::Email);
        let person = contact.contact.customer.clone().unwrap();
        let logged = world.casework.log(&world.council, &adviser(), contact).await.unwrap();
        let orders = crate::orders::Orders::of(&world);
        crate::stage_2::Walk::of(&orders, logged.id.clone()).answered_at_stage_1().await;
        world.wait_days(14);
        assert_eq!(world.casework.ask_surveys(&world.council, &[Channel::Email]).await.unwrap(), 1);
        let messages = messages(&world, &logged.id).await;
        let asks = messages.into_iter().find(|message| message.purpose == MessagePurpose::Survey).unwrap();
        let ready = world.casework.to_mail(&world.council, asks).await.unwrap();
        let code = ready.says.survey.unwrap().code;
        assert!(world.casework.survey_of_code(&world.council, &code).await.unwrap().is_some());
        let changed = new(&world, &person, |it| it.put(Detail::Email, Some("new@example.org"))).await;
        corrects(&world, &adviser(), (&logged.id, &person), &changed).await.unwrap().unwrap();
        assert!(world.casework.survey_of_code(&world.council, &code).await.unwrap().is_none());
    }

    async fn nothing_is_corrected_twice_blindly_or_by_somebody_who_may_not(world: World) {
        let (logged, person) = asha(&world).await;
        let of = (&logged.id, &person);
        let first = new(&world, &person, |it| it.put(Detail::Phone, Some("01632 960002"))).await;
        let second = new(&world, &person, |it| it.put(Detail::Phone, Some("01632 960003"))).await;
        for other in [planner(), councillor(), Actor::customer(Some(person.clone()))] {
            let refused = corrects(&world, &other, of, &first).await;
            assert!(matches!(refused, Err(Failure::NotPermitted)), "{refused:?}");
        }
        corrects(&world, &officer(), of, &first).await.unwrap().unwrap();
        // Whoever looked at it before sees what holds now first.
        assert_eq!(corrects(&world, &adviser(), of, &second).await.unwrap(), Err(NotCorrected::Overtaken));
        let same = new(&world, &person, |_| {}).await;
        assert_eq!(corrects(&world, &adviser(), of, &same).await.unwrap(), Err(NotCorrected::NothingChanged));
        let stranger = world.casework.fresh().person();
        let refused = corrects(&world, &adviser(), (&logged.id, &stranger), &second).await;
        assert!(matches!(refused, Err(Failure::NotPermitted)), "{refused:?}");
        // Of somebody whom an arrangement binds, the front line corrects nothing.
        restricted(&world, &person, date(2027, 2, 1)).await;
        let third = new(&world, &person, |it| it.put(Detail::Email, Some("else@example.org"))).await;
        assert_eq!(corrects(&world, &adviser(), of, &third).await.unwrap(), Err(NotCorrected::Restricted));
        corrects(&world, &complaints_manager(), of, &third).await.unwrap().unwrap();
        world.assert_sound().await;
    }

    async fn a_representative_is_corrected_alone_and_one_person_under_two_identifiers_together(world: World) {
        let (logged, person) = asha(&world).await;
        let speaker = world.casework.fresh().person();
        let joins = NewInvolved {
            person: speaker.clone(),
            part: Part::Representative,
            consent: Some(Consent::Asked),
            basis: None,
            reason: None, reply_by: None };
        let sam = NewPerson {
            name: "Sam Okafor".to_owned(),
            email: Some("sam@example.org".to_owned()),
            ..NewPerson::default()
        };
        world.casework
            .add_person(&world.council, &adviser(), (&logged.id, logged.version), (joins, Some(sam)))
            .await
            .unwrap();
        let changed = new(&world, &speaker, |it| it.put(Detail::Name, Some("Samuel Okafor-Lane"))).await;
        corrects(&world, &adviser(), (&logged.id, &speaker), &changed).await.unwrap().unwrap();
        assert_eq!(row(&world, &person).await.name, "Asha Patel");
        assert_eq!((finds(&world, "okafor-lane").await, finds(&world, "patel").await), (1, 1));
        // They ring about something of their own, and no case is theirs yet: what they say of themselves goes on file all the same.
        let rings = new(&world, &speaker, |it| {
            it.put(Detail::Email, Some("samuel@example.org"));
            it.put(Detail::Phone, Some("01632 960999"));
        }).await;
        world.casework.take_given_details(&world.council, &adviser(), &speaker, &rings).await.unwrap().unwrap();
        assert_eq!(row(&world, &speaker).await.phone.as_deref(), Some("01632 960999"));
        let told = messages(&world, &logged.id).await;
        let told = told.iter().filter(|message| message.purpose == MessagePurpose::EmailChanged);
        assert_eq!(told.count(), 1, "the address that is on file no more is told so");
        let refused = world.casework.take_given_details(&world.council, &councillor(), &speaker, &rings).await;
        assert!(matches!(refused, Err(Failure::NotPermitted)), "{refused:?}");
        // The same person twice: what stands under both is corrected under both, and what differs is left.
        let (_, twin) = asha(&world).await;
        let other = new(&world, &twin, |it| it.put(Detail::Phone, Some("01632 960777"))).await;
        let case_of_twin = world.casework.cases_of_customer(&world.council, &complaints_manager(), &twin).await.unwrap();
        let case_of_twin = case_of_twin[0].case.case_id.clone();
        corrects(&world, &adviser(), (&case_of_twin, &twin), &other).await.unwrap().unwrap();
        let reason = world.casework.fresh().words("She said so.");
        world.casework.merge_people(&world.council, &adviser(), (&twin, &person), &reason).await.unwrap().unwrap();
        let both = new(&world, &person, |it| {
            it.put(Detail::Email, Some("new@example.org"));
            it.put(Detail::Phone, Some("01632 960888"));
        }).await;
        corrects(&world, &adviser(), (&logged.id, &person), &both).await.unwrap().unwrap();
        let twin = row(&world, &twin).await;
        assert_eq!(twin.email.as_deref(), Some("new@example.org"));
        assert_eq!(twin.phone.as_deref(), Some("01632 960777"));
        world.assert_sound().await;
    }

    async fn what_was_corrected_is_told_to_the_person_and_erased_with_them(world: World) {
        let (logged, person) = asha(&world).await;
        let changed = new(&world, &person, |it| {
            it.put(Detail::Email, Some("new@example.org"));
            it.put(Detail::Called, Some("Dr Patel"));
        }).await;
        corrects(&world, &adviser(), (&logged.id, &person), &changed).await.unwrap().unwrap();
        let mut parts = Vec::new();
        let mut take = |part: subject_access::Part| {
            parts.push(part);
            Ok(())
        };
        let why = (&person, "They asked on 24 November.");
        world.casework.subject_access(&world.council, &setup(), why, &mut Bundle::new(&mut take)).await.unwrap();
        let details = parts.iter().find(|part| part.name == "details.txt").unwrap();
        let details = String::from_utf8(details.content.clone()).unwrap();
        for word in ["Addressed as: Dr Patel", "new@example.org", "asha@example.org", "She phoned: she married."] {
            assert!(details.contains(word), "{word} is not in {details}");
        }
        let withdraw = redress_domain::case::Command::Withdraw { reason: None };
        world.done(&complaints_manager(), &logged.id, withdraw).await;
        let asked = (&person, "She asked.");
        world.casework.forget_person(&world.council, &complaints_manager(), asked).await.unwrap().unwrap();
        let history = world.casework.corrections_of(&world.council, &person).await.unwrap();
        assert!(history.is_empty(), "what was corrected of them, and how it was checked, is gone with them");
        // The message to the old address has nowhere to go any more.
        for message in messages(&world, &logged.id).await {
            if message.purpose == MessagePurpose::EmailChanged {
                assert_eq!(world.casework.to_mail(&world.council, message).await.unwrap().to, None);
            }
        }
        world.assert_sound().await;
    }
}
