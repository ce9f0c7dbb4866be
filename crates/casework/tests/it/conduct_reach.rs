//! Whom a conduct file reaches and whom not: each person on a case alone, e-mail on no case, somebody under a new name;
//! who may read who looked; and how long a file is kept.

use jiff::civil::date;
use redress_casework::act::{Logged, NewPerson};
use redress_casework::conduct::{Alike, NotDone, Reading, Register, Who};
use redress_casework::failure::Failure;
use redress_casework::incoming::Decision;
use redress_casework::measure::Ask;
use redress_domain::case::{ContactPurpose, Direction, NewContact, NewInvolved, Part};
use redress_domain::conduct::{Command, Keep, Likeness, NewIncident, Refusal, Sort, Sorting};
use redress_domain::customer::address::NewMove;
use redress_domain::customer::correction::Correctable;
use redress_domain::id::{ActorId, CaseId, ConductId, MailId, PersonId};
use redress_domain::incoming::{Incoming, MailState, Nature};
use redress_domain::measure::figure::Figure;
use redress_domain::measure::{Measure, Range};
use redress_domain::permission::Actor;
use redress_domain::policy::ConductCategory;
use redress_domain::vocabulary::{Channel, Kind, Role};
use redress_store::conduct::ConductContactLine;
use redress_store::rebuild::Side;
use redress_store::stream::StreamId;

use crate::conduct::{asha, does, report, restricted, told};
use crate::on_both_engines;
use crate::world::{World, adviser, complaints_manager, officer, user};

fn auditor() -> Actor {
    Actor {
        id: ActorId::User(user(90)),
        roles: vec![Role::Auditor],
        services: Vec::new(),
    }
}

fn somebody(name: &str) -> NewPerson {
    NewPerson {
        name: name.to_owned(),
        ..NewPerson::default()
    }
}

async fn joins(world: &World, case: &CaseId, part: Part, name: &str) -> PersonId {
    let person = world.casework.fresh().person();
    let new = NewInvolved {
        person: person.clone(),
        part,
        consent: None,
        basis: None,
        reason: None,
        reply_by: None,
    };
    let stream = StreamId::case(case);
    let seen = world.store().version_of(&world.council, &stream).await.unwrap();
    let new = (new, Some(somebody(name)));
    world
        .casework
        .add_person(&world.council, &adviser(), (case, seen), new)
        .await
        .unwrap();
    person
}

/// Somebody reports an incident about whoever is meant on a case.
async fn reports(world: &World, case: &Logged, who: Who) -> Result<ConductId, NotDone> {
    let fresh = world.casework.fresh();
    let make = |person| NewIncident {
        id: fresh.incident(),
        person,
        on: world.casework.today(),
        at: None,
        channel: Channel::Phone,
        categories: vec![ConductCategory::Abuse],
        was_danger: false,
        facts: fresh.words("They shouted."),
        exact_words: None,
        witnesses: None,
    };
    let about = (&case.reference, &who);
    world
        .casework
        .report_incident_on(&world.council, &officer(), about, (make, Vec::new()))
        .await
}

async fn whose(world: &World, id: &ConductId) -> PersonId {
    let view = world
        .casework
        .open_conduct(&world.council, &complaints_manager(), (id, "file"))
        .await;
    view.unwrap().file.person.unwrap()
}

async fn queue(world: &World) -> Vec<ConductContactLine> {
    world
        .casework
        .conduct_contacts(&world.council, &adviser(), None)
        .await
        .unwrap()
}

/// Somebody says something on the page of their own case.
async fn says_online(world: &World, case: &CaseId, person: &PersonId) {
    let fresh = world.casework.fresh();
    let contact = NewContact {
        id: fresh.contact(),
        direction: Direction::In,
        channel: Channel::Online,
        at: world.casework.outside().now(),
        purpose: ContactPurpose::Information,
        words: fresh.words("Another thing."),
    };
    let them = Actor::customer(Some(person.clone()));
    let order = redress_domain::case::Command::RecordContact(contact);
    world.done(&them, case, order).await;
}

pub(crate) fn letter(from: &str, subject: &str) -> Incoming {
    Incoming {
        from: Some(from.to_owned()),
        from_name: "A".to_owned(),
        message_id: Some(format!("{}@mail.example.org", subject.replace(' ', "."))),
        subject: subject.to_owned(),
        text: "You never answer.".to_owned(),
        ..Incoming::default()
    }
}

pub(crate) async fn taken(world: &World, read: &Incoming) -> (MailId, MailState) {
    let raw = format!("{}\n\n{}", read.subject, read.text);
    let kept = world
        .casework
        .keep_mail(&world.council, raw.as_bytes(), None)
        .await;
    let id = kept.unwrap();
    let sorted = world.casework.sort_mail(&world.council, &id, Some(read)).await;
    (id, sorted.unwrap().state)
}

/// Somebody whom nobody knows logs a request by these details.
async fn logs(world: &World, details: NewPerson) -> (Logged, PersonId) {
    let mut new = world.contact(Kind::ServiceRequest);
    let person = new.customer.as_ref().unwrap().0.clone();
    new.customer = Some((person.clone(), details));
    let logged = world.casework.log(&world.council, &adviser(), new).await.unwrap();
    (logged, person)
}

on_both_engines! {
    // Domain 5.12; the guide, part 3: representatives too can act unreasonably, and each has a file of their own.
    async fn each_person_on_a_case_can_be_reported_and_has_a_file_of_their_own(world: World) {
        let (case, asha) = asha(&world).await;
        let refused = reports(&world, &case, Who::Speaker).await;
        assert!(matches!(refused, Err(NotDone::Failed(Failure::NotFound))), "nobody speaks for her");
        let sam = joins(&world, &case.id, Part::FurtherCustomer, "Sam Okafor").await;
        let rita = joins(&world, &case.id, Part::Representative, "Rita Reid").await;
        let of_rita = reports(&world, &case, Who::Speaker).await.unwrap();
        assert_eq!(whose(&world, &of_rita).await, rita, "added later, and the only one who speaks");
        joins(&world, &case.id, Part::Representative, "Rob Reid").await;
        let refused = reports(&world, &case, Who::Speaker).await;
        assert!(matches!(refused, Err(NotDone::Failed(Failure::NotFound))), "two speak: it says not who");
        let of_sam = reports(&world, &case, Who::Named(" sam OKAFOR ".to_owned())).await.unwrap();
        assert_eq!(whose(&world, &of_sam).await, sam);
        let of_asha = reports(&world, &case, Who::Named("asha@example.org".to_owned())).await.unwrap();
        assert_eq!(whose(&world, &of_asha).await, asha);
        assert_ne!(of_sam, of_asha);
        for nobody in ["", "Somebody Else", "Reid"] {
            let refused = reports(&world, &case, Who::Named(nobody.to_owned())).await;
            assert!(matches!(refused, Err(NotDone::Failed(Failure::NotFound))), "{nobody}");
        }
        world.assert_sound().await;
    }

    // Domain 5.9 and 5.12.
    async fn what_comes_from_a_further_customer_who_is_bound_is_read_and_nobody_beside_them_is_swept_in(world: World) {
        let (case, asha) = asha(&world).await;
        let sam = joins(&world, &case.id, Part::FurtherCustomer, "Sam Okafor").await;
        let file = restricted(&world, &sam, date(2026, 12, 31)).await;
        says_online(&world, &case.id, &asha).await;
        assert_eq!(queue(&world).await, [], "what she says herself is nobody's but hers");
        says_online(&world, &case.id, &sam).await;
        let waiting = queue(&world).await;
        assert_eq!((waiting.len(), &waiting[0].row.file_id), (1, &file));
        // On the phone nobody knows who of them it was: it is read, and neither is told that they used a closed way.
        told(&world, &case, Channel::Phone).await;
        assert_eq!(queue(&world).await.len(), 2);
        let view = world.casework.open_conduct(&world.council, &complaints_manager(), (&file, "file")).await.unwrap();
        assert_eq!(view.file.outside_answered_on, None);
        assert_eq!(world.casework.bindings(&world.council, &[&asha]).await.unwrap(), []);
        // Two on one case who are bound: each contact waits on both files.
        let of_asha = restricted(&world, &asha, date(2026, 12, 31)).await;
        world.wait(jiff::SignedDuration::from_mins(1));
        told(&world, &case, Channel::Letter).await;
        let files: Vec<ConductId> = queue(&world).await.into_iter().map(|line| line.row.file_id).collect();
        assert_eq!((files.len(), files.iter().filter(|one| **one == of_asha).count()), (4, 1));
        // What was said stands on both, for whoever sorts it.
        for file in [&file, &of_asha] {
            let view = world.casework.open_conduct_to_sort(&world.council, &adviser(), file).await.unwrap();
            let said = world.casework.conduct_said(&world.council, &view).await.unwrap();
            assert!(said.iter().all(|one| one.words.is_some()), "{said:?}");
            assert_eq!(said.last().and_then(|one| one.words.as_deref()), Some("And another thing."));
        }
        world.assert_sound().await;
    }

    // Domain 5.9: every contact, on every channel; also what is on no case.
    async fn an_email_on_no_case_is_read_for_whoever_has_the_address_on_file_and_is_bound(world: World) {
        let (case, person) = asha(&world).await;
        let file = restricted(&world, &person, date(2026, 12, 31)).await;
        // It opens a case of somebody whom nobody knows yet.
        let (_, state) = taken(&world, &letter("ASHA@example.org", "bins")).await;
        assert_eq!(state, MailState::Triage);
        let waiting = queue(&world).await;
        assert_eq!((waiting.len(), &waiting[0].row.file_id), (1, &file));
        assert!(waiting[0].reference.is_some(), "it is on the case that it opened");
        let opened = waiting[0].row.clone();
        // It waits for a person, and in the queue, and is one contact wherever it goes then.
        let unknown = world.casework.fresh().reference("WS").to_string();
        let (id, state) = taken(&world, &letter("asha@example.org", &unknown)).await;
        assert_eq!(state, MailState::Waiting);
        let waiting = queue(&world).await;
        assert_eq!(waiting.len(), 2);
        let on_no_case = waiting.iter().find(|line| line.row.case_id.is_none()).unwrap();
        assert_eq!(on_no_case.mail.as_ref(), Some(&id), "where it can be read");
        let decided = (Decision::AddTo(case.reference.clone(), None), Some("It is about her bins."));
        let read = letter("asha@example.org", &unknown);
        world.casework.decide_mail(&world.council, &adviser(), (&id, Some(&read)), decided).await.unwrap();
        assert_eq!(queue(&world).await.len(), 2, "it is read once");
        // What opened a case of somebody whom nobody knows is sorted like any other.
        let sorting = Command::SortContact(Sorting {
            contact: opened.contact_id.clone(), sort: Sort::NewMatter, case: opened.case_id.clone(), words: None,
        });
        does(&world, &adviser(), &file, sorting).await.unwrap();
        assert_eq!(queue(&world).await.len(), 1);
        // Neither what somebody else wrote, nor what bears her address and is not from her.
        taken(&world, &letter("ravi@example.org", "drains")).await;
        let forged = Incoming { nature: Nature::Forged, ..letter("asha@example.org", "forged") };
        taken(&world, &forged).await;
        assert_eq!(queue(&world).await.len(), 1);
        world.assert_sound().await;
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
    }

    // Domain 5.9: every contact, on every channel: the public form gives whoever sends it a new identifier.
    async fn what_somebody_who_is_bound_sends_by_the_public_form_is_read_and_a_household_is_not(world: World) {
        let (_, person) = asha(&world).await;
        let file = restricted(&world, &person, date(2026, 12, 31)).await;
        let sends = async |details: NewPerson| {
            let mut new = world.contact(Kind::ServiceRequest);
            let sender = new.customer.as_ref().unwrap().0.clone();
            new.customer = Some((sender.clone(), details));
            new.contact.channel = Channel::Online;
            world.casework.log(&world.council, &Actor::customer(Some(sender.clone())), new).await.unwrap();
            (sender, queue(&world).await.len())
        };
        let by_email = NewPerson { email: Some("ASHA@example.org".to_owned()), ..somebody("A. P.") };
        let (_, waiting) = sends(by_email).await;
        assert_eq!(waiting, 1, "as an e-mail from that address is");
        assert_eq!(queue(&world).await[0].row.file_id, file);
        let by_name = NewPerson { postcode: Some("ws1 4ab".to_owned()), ..somebody("asha  PATEL") };
        let (sender, waiting) = sends(by_name).await;
        assert_eq!(waiting, 2, "their whole name at their postcode");
        // A household, a shared phone and a namesake elsewhere are nobody's but their own.
        for other in [
            NewPerson { postcode: Some("WS1 4AB".to_owned()), ..somebody("Ravi Patel") },
            NewPerson { phone: Some("01632 960001".to_owned()), ..somebody("Nisha Kapoor") },
            NewPerson { postcode: Some("WS9 9ZZ".to_owned()), ..somebody("Asha Patel") },
        ] {
            let (_, waiting) = sends(other.clone()).await;
            assert_eq!(waiting, 2, "{other:?}");
        }
        // It is read, and nothing else follows.
        assert_eq!(world.casework.bindings(&world.council, &[&sender]).await.unwrap(), []);
        let view = world.casework.open_conduct(&world.council, &complaints_manager(), (&file, "file")).await.unwrap();
        assert_eq!(view.file.outside_answered_on, None);
        // Somebody looked, and it is another: what they send from then on is their own.
        let seen = view.version;
        let compared = (Likeness::SomebodyElse, "Another Asha Patel, who lives above.");
        world.casework.compare_with(&world.council, &complaints_manager(), ((&file, seen), &sender), compared).await.unwrap();
        let mut new = world.contact(Kind::ServiceRequest);
        new.customer = None;
        new.contact.customer = Some(sender.clone());
        world.casework.log(&world.council, &Actor::customer(Some(sender)), new).await.unwrap();
        assert_eq!(queue(&world).await.len(), 2);
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
        world.assert_sound().await;
    }

    // Equality Act 2010, section 20: an answer that the program cannot write as was agreed is written by nobody, and whoever
    // holds the file hears that they have to be told.
    async fn an_answer_that_the_program_cannot_write_as_agreed_is_left_to_whoever_holds_the_file(world: World) {
        let (case, person) = asha(&world).await;
        let file = restricted(&world, &person, date(2026, 12, 31)).await;
        let new = redress_domain::customer::adjustment::NewAdjustment {
            id: world.casework.fresh().adjustment(),
            kind: redress_domain::customer::adjustment::AdjustmentKind::OtherLanguage,
            words: Some(world.casework.fresh().words("Letters in Polish.")),
            from: world.casework.today(),
            review_on: None,
        };
        world.casework.agree_adjustment(&world.council, &adviser(), (&case.id, &person), &new).await.unwrap();
        told(&world, &case, Channel::Phone).await;
        let view = world.casework.open_conduct(&world.council, &complaints_manager(), (&file, "file")).await.unwrap();
        assert_eq!(view.file.outside_answered_on, None, "no letter in English");
        assert_eq!(view.file.not_told_on, Some(world.casework.today()), "who holds the file hears of it");
        assert_eq!(queue(&world).await.len(), 1, "and it is read all the same");
        world.assert_sound().await;
    }

    // Domain 5.9: every contact is read, also one by what was on file when the arrangement began and was corrected since.
    async fn what_comes_by_details_of_before_is_read_and_suggested_all_the_same(world: World) {
        let (case, person) = asha(&world).await;
        let (keeper, council) = (complaints_manager(), world.council.clone());
        let file = restricted(&world, &person, date(2026, 12, 31)).await;
        world.wait_days(1);
        let correct = async |change: &dyn Fn(&mut Correctable)| {
            let new = crate::corrections::new(&world, &person, change).await;
            let done = world.casework.correct_details(&council, &keeper, (&case.id, &person), &new);
            done.await.unwrap().unwrap();
        };
        correct(&|details| details.email = Some("asha.new@example.org".to_owned())).await;
        correct(&|details| details.phone = Some("01632 960 444".to_owned())).await;
        // A new message, and one on her case, whose sender is not on file there.
        taken(&world, &letter("asha@example.org", "Again")).await;
        assert_eq!(queue(&world).await.len(), 1, "by the address of before");
        let named = format!("About {}", case.reference);
        taken(&world, &letter("asha@example.org", &named)).await;
        assert_eq!(queue(&world).await.len(), 2);
        // By the phone of before alone nobody is read, and with the whole name somebody is; both are suggested.
        let of_phone = |name: &str| NewPerson { phone: Some("01632 960001".to_owned()), ..somebody(name) };
        logs(&world, of_phone("Nisha Kapoor")).await;
        assert_eq!(queue(&world).await.len(), 2, "a shared phone sweeps nobody in");
        logs(&world, of_phone(&crate::corrections::row(&world, &person).await.name)).await;
        assert_eq!(queue(&world).await.len(), 3);
        let view = world.casework.open_conduct(&council, &keeper, (&file, "file")).await.unwrap();
        let suggested = world.casework.resembling(&council, &keeper, &view).await.unwrap();
        let by = |alike: Alike| suggested.iter().filter(|one| one.alike.contains(&alike)).count();
        assert_eq!((by(Alike::Email), by(Alike::Phone)), (1, 2));
        world.assert_sound().await;
    }

    // Domain 5.9: to move takes nobody out of what is read, nor out of what is suggested; by where they live now, by where they
    // lived since the file began, and by where they lived between.
    async fn what_comes_from_an_address_that_they_left_is_read_and_suggested_all_the_same(world: World) {
        let lived = |at: usize, name: &str| {
            let (address, postcode) = [("1 Old Street", "WS1 1AA"), ("2 Middle Street", "WS2 2BB"), ("3 New Street", "WS3 3CC")][at];
            NewPerson { address: Some(address.to_owned()), postcode: Some(postcode.to_owned()), ..somebody(name) }
        };
        let (case, person) = logs(&world, lived(0, "Mina Rowe")).await;
        let (keeper, council) = (complaints_manager(), world.council.clone());
        let file = restricted(&world, &person, date(2026, 12, 31)).await;
        for at in [1, 2] {
            world.wait_days(1);
            let place = lived(at, "");
            let to = crate::moves::to(&world, world.casework.today(), &place.address.unwrap());
            let to = NewMove { postcode: place.postcode.map(|text| world.casework.fresh().words(&text)), ..to };
            crate::moves::moves(&world, &adviser(), (&case.id, &person), &to).await.unwrap().unwrap();
        }
        world.wait_days(1);
        logs(&world, lived(1, "Bob Nunn")).await;
        assert_eq!(queue(&world).await, [], "whoever lives there now sweeps nobody in");
        for at in [0, 1, 2] {
            logs(&world, lived(at, "Mina Rowe")).await;
            assert_eq!(queue(&world).await.len(), at + 1, "by the whole name and the postcode");
        }
        let view = world.casework.open_conduct(&council, &keeper, (&file, "file")).await.unwrap();
        let suggested = world.casework.resembling(&council, &keeper, &view).await.unwrap();
        let by = |alike: Alike| suggested.iter().filter(|one| one.alike.contains(&alike)).count();
        assert_eq!((by(Alike::Address), by(Alike::PostcodeAndName)), (4, 3));
        world.assert_sound().await;
    }

    // Domain 5.9: evasion is a suggestion to a person to compare, with the evidence, and never a match.
    async fn somebody_under_a_new_name_is_suggested_and_counts_once_a_person_said_so(world: World) {
        let (_, person) = asha(&world).await;
        let (keeper, council) = (complaints_manager(), world.council.clone());
        let file = restricted(&world, &person, date(2026, 12, 31)).await;
        world.wait_days(1);
        let alias = NewPerson { phone: Some("+44 1632 960001".to_owned()), ..somebody("Nisha Kapoor") };
        let brother = NewPerson { postcode: Some("ws14ab".to_owned()), ..somebody("Ravi Patel") };
        let neighbour = NewPerson { postcode: Some("WS1 4AB".to_owned()), ..somebody("Bob Nunn") };
        let (of_nisha, nisha) = logs(&world, alias).await;
        let (of_ravi, ravi) = logs(&world, brother).await;
        logs(&world, neighbour).await;
        assert_eq!(queue(&world).await, [], "the program matches nobody");
        let open = async || world.casework.open_conduct(&council, &keeper, (&file, "file")).await.unwrap();
        let suggested = async || world.casework.resembling(&council, &keeper, &open().await).await.unwrap();
        let mut found: Vec<_> = suggested().await.into_iter().map(|one| (one.person.name, one.alike)).collect();
        found.sort_by(|one, next| one.0.cmp(&next.0));
        assert_eq!(found, [
            ("Nisha Kapoor".to_owned(), vec![Alike::Phone]),
            ("Ravi Patel".to_owned(), vec![Alike::PostcodeAndName]),
        ]);
        let refused = world.casework.resembling(&council, &adviser(), &open().await).await;
        assert!(matches!(refused, Err(Failure::NotPermitted)));
        let says = async |whom: &PersonId, likeness: Likeness, why: &str| {
            let seen = open().await.version;
            world.casework.compare_with(&council, &keeper, ((&file, seen), whom), (likeness, why)).await
        };
        let stranger = world.casework.fresh().person();
        let refused = says(&stranger, Likeness::Same, "Because.").await;
        assert!(matches!(refused, Err(NotDone::Failed(Failure::NotFound))), "nobody but who was suggested");
        let refused = says(&nisha, Likeness::Same, " ").await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::TextMissing(_)))));
        says(&ravi, Likeness::SomebodyElse, "Her brother. He was in the room with her.").await.unwrap();
        says(&nisha, Likeness::Same, "The same voice, and she said so.").await.unwrap();
        let found: Vec<_> = suggested().await.into_iter().map(|one| (one.person.person_id, one.is_confirmed)).collect();
        assert_eq!(found, [(nisha.clone(), true)], "who was dismissed does not come back");
        // What she sends under that name is read now; nothing else follows, and her brother's is his own.
        let mut new = world.contact(Kind::ServiceRequest);
        new.customer = None;
        new.contact.customer = Some(nisha.clone());
        world.wait(jiff::SignedDuration::from_mins(1));
        let again = world.casework.log(&council, &adviser(), new).await.unwrap();
        told(&world, &of_ravi, Channel::Phone).await;
        let waiting = queue(&world).await;
        assert_eq!((waiting.len(), &waiting[0].row.file_id), (1, &file));
        assert_eq!(waiting[0].row.case_id.as_ref(), Some(&again.id));
        // It opened a case of hers under that name: a matter of its own, and a case of the same person.
        let sorting = |case: &CaseId| Command::SortContact(Sorting {
            contact: waiting[0].row.contact_id.clone(), sort: Sort::NewMatter, case: Some(case.clone()), words: None,
        });
        let refused = does(&world, &adviser(), &file, sorting(&of_ravi.id)).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::NotTheirCase))), "{refused:?}");
        // Domain 5.9: a new matter is a case of its own, and none of before.
        let refused = does(&world, &adviser(), &file, sorting(&of_nisha.id)).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::CaseOfBefore))), "{refused:?}");
        does(&world, &adviser(), &file, sorting(&again.id)).await.unwrap();
        assert_eq!(queue(&world).await, []);
        assert_eq!(open().await.file.outside_answered_on, None);
        assert_eq!(world.casework.bindings(&council, &[&nisha]).await.unwrap(), []);
        assert!(world.casework.conduct_for_customer(&council, &nisha).await.unwrap().is_none());
        let live = world.store().dump_read_models(&council, Side::Live).await.unwrap();
        assert!(live.iter().any(|line| line.starts_with("conduct_likeness ")));
        world.casework.rebuild(&council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&council, Side::Live).await.unwrap(), live);
        world.assert_sound().await;
    }

    // UK GDPR, article 5(1)(e).
    async fn a_file_is_erased_when_its_time_is_over_and_its_counts_and_digests_remain(world: World) {
        let (keeper, council) = (complaints_manager(), world.council.clone());
        let (_, person) = asha(&world).await;
        let (_, other) = asha(&world).await;
        let file = restricted(&world, &person, date(2026, 12, 31)).await;
        let held = restricted(&world, &other, date(2026, 12, 31)).await;
        let then = world.casework.outside().now();
        let in_force = async || {
            let range = Range { from: date(2026, 1, 1), to: date(2026, 12, 31) };
            let ask = Ask::new(Measure::ArrangementsInForce, range);
            let figures = world.casework.figures_as_at(&council, &ask, then).await.unwrap();
            figures.unwrap().whole
        };
        assert_eq!(in_force().await, Figure::Count(2));
        let hold = Command::Keep(Keep::Hold { reason: world.casework.fresh().words("A claim was announced.") });
        does(&world, &keeper, &held, hold).await.unwrap();
        world.is_day(date(2027, 1, 4));
        let kept = world.casework.conduct_kept(&council, &keeper, None).await.unwrap();
        let mut rows: Vec<_> = kept.iter().map(|line| (line.row.file_id.clone().unwrap(), line.row.ended_on, line.row.is_held)).collect();
        rows.sort();
        let mut expected = vec![(file.clone(), date(2026, 12, 31), false), (held.clone(), date(2026, 12, 31), true)];
        expected.sort();
        assert_eq!(rows, expected, "the preview");
        let refused = world.casework.conduct_kept(&council, &adviser(), None).await;
        assert!(matches!(refused, Err(Failure::NotPermitted)));
        world.is_day(date(2032, 12, 31));
        assert_eq!(world.casework.erase_ended_conduct(&council).await.unwrap(), 0, "its last day");
        let decisions = |live: Vec<String>| live.into_iter().filter(|line| line.starts_with("conduct_decision ")).count();
        let before = decisions(world.store().dump_read_models(&council, Side::Live).await.unwrap());
        world.wait_days(1);
        assert_eq!(world.casework.erase_ended_conduct(&council).await.unwrap(), 1);
        assert_eq!(world.casework.erase_ended_conduct(&council).await.unwrap(), 0, "and once");
        // Its texts are gone, it is on no list, and nothing leads from the person to it.
        assert_eq!(world.store().words_of_stream(&council, &StreamId::conduct(&file)).await.unwrap(), []);
        assert!(!world.store().words_of_stream(&council, &StreamId::conduct(&held)).await.unwrap().is_empty());
        let ended = world.casework.conduct_register(&council, &keeper, (Register::Ended, None)).await.unwrap();
        let ended: Vec<_> = ended.into_iter().map(|line| line.row.file_id).collect();
        assert_eq!(ended, std::slice::from_ref(&held));
        assert_eq!(world.store().conduct_of_person(&council, &person).await.unwrap(), []);
        assert!(world.casework.conduct_for_customer(&council, &person).await.unwrap().is_none());
        let opened = world.casework.open_conduct(&council, &keeper, (&file, "file")).await;
        assert!(matches!(opened, Err(Failure::NotFound)));
        // UK GDPR, articles 9 and 10: how somebody is said to have behaved, and what was agreed with them, is gone with it.
        let events = world.events_as_text().await;
        let bodies = |file: &ConductId| {
            let stream = StreamId::conduct(file).to_string();
            let of_file = events.lines().filter(|line| line.split('\t').next() == Some(&stream));
            of_file.filter_map(|line| line.split('\t').nth(2)).filter(|body| !body.is_empty()).collect::<Vec<_>>()
        };
        assert!(bodies(&held).iter().any(|body| body.contains("categories")));
        let left = bodies(&file);
        assert!(left.len() == 1 && left[0].contains("erased") && !left[0].contains("categories"), "{left:?}");
        assert_eq!(in_force().await, Figure::Count(2), "it was in force then, whatever is kept of it now");
        // That it was erased, and the counts, remain; the record is whole and can be made again.
        assert!(world.events_as_text().await.contains("conduct-erased"));
        let live = world.store().dump_read_models(&council, Side::Live).await.unwrap();
        assert_eq!(decisions(live.clone()), before);
        world.casework.rebuild(&council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&council, Side::Live).await.unwrap(), live);
        world.assert_sound().await;
        // What happens now is a file of its own.
        assert_ne!(report(&world, &person, false).await, file);
    }

    // UK GDPR, article 5(1)(f): who looked can be read by whoever checks, who sees nothing else.
    async fn whoever_checks_reads_who_opened_what_and_nothing_of_it(world: World) {
        let (keeper, council) = (complaints_manager(), world.council.clone());
        let (_, person) = asha(&world).await;
        let file = report(&world, &person, false).await;
        for page in ["file", "checks"] {
            world.wait(jiff::SignedDuration::from_mins(1));
            world.casework.open_conduct(&council, &keeper, (&file, page)).await.unwrap();
        }
        world.wait(jiff::SignedDuration::from_mins(1));
        world.casework.conduct_register(&council, &keeper, (Register::Considered, None)).await.unwrap();
        world.wait(jiff::SignedDuration::from_mins(1));
        world.casework.open_conduct_contacts(&council, &adviser(), None).await.unwrap();
        let opened = world.casework.open_conduct(&council, &auditor(), (&file, "file")).await;
        assert!(matches!(opened, Err(Failure::NotFound)), "the file itself is not for whoever checks");
        world.wait(jiff::SignedDuration::from_mins(1));
        let of_file = world.casework.conduct_readings(&council, &auditor(), (&file, None)).await.unwrap();
        let pages: Vec<&str> = of_file.iter().map(|reading| reading.page.as_str()).collect();
        assert_eq!(pages, ["readings", "checks", "file"], "the newest first, this one too");
        world.wait(jiff::SignedDuration::from_mins(1));
        let all = world.casework.all_conduct_readings(&council, &auditor(), None).await.unwrap();
        let named: Vec<(&str, bool)> = all.iter().map(|reading| (reading.page.as_str(), reading.file_id == file.as_str())).collect();
        assert_eq!(named, [
            ("readings", false), ("readings", true), ("contacts", false), ("considered", false), ("checks", true), ("file", true),
        ]);
        assert_eq!(all[2].actor, adviser().id);
        // By key: what follows a reading is what is older.
        let after: Option<&Reading> = all.get(3);
        let older = world.casework.all_conduct_readings(&council, &auditor(), after).await.unwrap();
        assert_eq!(older.iter().map(|reading| reading.page.as_str()).collect::<Vec<_>>(), ["checks", "file"]);
        let older = world.casework.conduct_readings(&council, &auditor(), (&file, of_file.get(1))).await.unwrap();
        assert_eq!(older.iter().map(|reading| reading.page.as_str()).collect::<Vec<_>>(), ["file"]);
        // For everybody else there is none, and no such file either.
        let nowhere = world.casework.fresh().conduct();
        for (actor, id) in [(adviser(), &file), (officer(), &file), (auditor(), &nowhere)] {
            let read = world.casework.conduct_readings(&council, &actor, (id, None)).await;
            assert!(matches!(read, Err(Failure::NotFound)));
        }
        let read = world.casework.all_conduct_readings(&council, &adviser(), None).await;
        assert!(matches!(read, Err(Failure::NotPermitted)));
        // Whoever sorts opens what there is to sort, and nothing of a file that is only considered.
        let sorted = world.casework.open_conduct_to_sort(&council, &adviser(), &file).await;
        assert!(matches!(sorted, Err(Failure::NotFound)));
    }
}
