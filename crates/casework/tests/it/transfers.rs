//! A case that was sent to the wrong council goes to the right one, with all that was told and all that was promised.

use redress_casework::act::NewPerson;
use redress_casework::case::CaseView;
use redress_casework::failure::Failure;
use redress_casework::file::{Arrived, Taken};
use redress_domain::case::{
    Command, Consent, ContactPurpose, CouncilOrder, Direction, Event, NewConsent, NewInvolved, NewTransfer,
    Outcome, Part, PeopleOrder, PointDraft, Privilege, Refusal, SharingConsent,
};
use redress_domain::customer::adjustment::{AdjustmentKind, NewAdjustment};
use redress_domain::id::{CaseId, CouncilId, PersonId, TeamId};
use redress_domain::measure::fact::{FactKind, facts};
use redress_domain::message::MessagePurpose;
use redress_domain::policy::Policy;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{ClockKind, Kind, SeenBy};
use redress_store::file::FileRow;
use redress_store::rebuild::Side;
use redress_store::stream::StreamId;

use crate::on_both_engines;
use crate::orders::{Ids, Orders};
use crate::world::{POLICY, World, adviser, complaints_manager, cut_after, officer, setup};

/// Eastshire agrees with Westshire; what is said here differs from Westshire's policy.
async fn eastshire(world: &World, differs: &[(&str, &str)]) -> CouncilId {
    let policy = differs.iter().fold(POLICY.to_owned(), |policy, (before, after)| {
        assert!(policy.contains(before), "{before}");
        policy.replacen(before, after, 1)
    });
    let policy = policy
        .replacen("id = \"westshire\"", "id = \"eastshire\"", 1)
        .replacen("name = \"Westshire Council\"", "name = \"Eastshire Council\"", 1)
        .replacen("prefix = \"WS\"", "prefix = \"ES\"", 1)
        .replacen("hosts = []", "hosts = [\"eastshire.example\"]", 1)
        .replace("with = [\"eastshire\"]", "with = [\"westshire\"]");
    let policy = Policy::parse(&policy).unwrap();
    let council = policy.council.id.clone();
    world.casework.adopt_policy(&setup(), policy).await.unwrap();
    council
}

const THE_SAME: &[(&str, &str)] = &[];

fn send_to(orders: &Orders<'_>, council: &CouncilId) -> Command {
    Command::Council(CouncilOrder::Send(NewTransfer {
        transfer: orders.fresh().transfer(),
        council: council.clone(),
        consent: SharingConsent::Yes,
        reason: orders.words("That road is theirs"),
    }))
}

fn not_for_us(orders: &Orders<'_>) -> Command {
    Command::Council(CouncilOrder::NotForUs {
        reason: orders.words("The road is a private one"),
    })
}

#[track_caller]
fn open<'w>(
    world: &'w World,
    council: &'w CouncilId,
    reference: &'w Reference,
) -> impl Future<Output = CaseView> + 'w {
    let place = std::panic::Location::caller();
    async move {
        let opened = world.casework.open_case(council, &adviser(), reference).await;
        opened.unwrap_or_else(|error| panic!("{council}, line {}: {error:?}", place.line()))
    }
}

/// Each round of the job, from either side, as often as it likes to come.
async fn rounds(world: &World, councils: [&CouncilId; 2]) {
    for _ in 0..3 {
        for council in councils {
            world.casework.hand_over(council).await.unwrap();
        }
    }
}

async fn with_file(world: &World, orders: &Orders<'_>, case: &CaseId) {
    use std::io::Write as _;
    let mut content = tempfile::tempfile().unwrap();
    let text = format!("%PDF-1.7\n{}\ntrailer << >>", "The road. ".repeat(40_000));
    content.write_all(text.as_bytes()).unwrap();
    let later = world.casework.outside().now() + jiff::SignedDuration::from_hours(1);
    let size = text.len() as u64;
    let arrived = Arrived { content, size };
    let taken = world
        .casework
        .take_file(&world.council, ("draft", later), arrived)
        .await
        .unwrap();
    let Taken::Kept(kept) = taken else {
        panic!("{taken:?}")
    };
    let named = [(kept.id, "road.pdf".to_owned())];
    let files = world
        .casework
        .files_to_add(&world.council, "draft", (&named, SeenBy::Everyone))
        .await
        .unwrap();
    for file in files {
        world.done(&officer(), case, Command::AddFile(file)).await;
    }
    let _ = orders;
}

async fn agrees(world: &World, (case, person): (&CaseId, &PersonId)) {
    let fresh = world.casework.fresh();
    let new = NewAdjustment {
        id: fresh.adjustment(),
        kind: AdjustmentKind::OtherLanguage,
        words: Some(fresh.words("Polish")),
        from: world.casework.today(),
        review_on: None,
    };
    let of = (case, person);
    world
        .casework
        .agree_adjustment(&world.council, &officer(), of, &new)
        .await
        .unwrap();
}

/// Rounds from both sides until one does nothing, each killed after one poll more than the one before; answers how often.
async fn rounds_that_are_killed(world: &World, councils: [&CouncilId; 2]) -> usize {
    let mut kills = 0;
    for council in councils {
        for turns in 1.. {
            match cut_after(turns, world.casework.hand_over(council)).await {
                Some(done) => {
                    done.unwrap();
                    break;
                }
                None => kills += 1,
            }
        }
    }
    rounds(world, councils).await;
    kills
}

async fn assert_sound(world: &World, council: &CouncilId) {
    while world.casework.seal(council).await.unwrap() > 0 {}
    let report = world.store().verify(council, |_| {}).await.unwrap();
    assert_eq!(report.faults, [], "{report:?}");
    let live = world.store().dump_read_models(council, Side::Live).await.unwrap();
    world.casework.rebuild(council, |_| {}).await.unwrap();
    assert_eq!(
        world.store().dump_read_models(council, Side::Live).await.unwrap(),
        live
    );
}

/// Somebody joins a case of Westshire's, as of now.
async fn joins(
    world: &World,
    council: &CouncilId,
    case: &CaseId,
    (name, part): (&str, Part),
) -> Result<PersonId, Failure> {
    let person = world.casework.fresh().person();
    let new = NewInvolved {
        person: person.clone(),
        part,
        consent: (part == Part::Representative).then_some(Consent::NotYet),
        basis: None,
        reason: None,
        reply_by: None,
    };
    let details = NewPerson {
        name: name.to_owned(),
        email: Some(format!("{}@example.org", name.to_lowercase().replace(' ', "."))),
        ..NewPerson::default()
    };
    let version = world
        .store()
        .version_of(council, &StreamId::case(case))
        .await
        .unwrap();
    let actor = adviser();
    let joined = world
        .casework
        .add_person(council, &actor, (case, version), (new, Some(details)));
    joined.await.map(|_| person)
}

on_both_engines! {
    // Domain, section 4: transferred, in a shared hub, to another council, with the clock that the customer was promised.
    async fn it_arrives_once_with_all_that_was_told_and_its_customer_hears_of_it_once(world: World) {
        let (west, east) = (world.council.clone(), eastshire(&world, THE_SAME).await);
        let (orders, ids) = (Orders::of(&world), Ids::new(&world));
        let new = world.contact(Kind::Complaint);
        let customer = new.contact.customer.clone().unwrap();
        let logged = world.casework.log(&west, &adviser(), new).await.unwrap();
        // Given a complaint with a point, a contact, a file, an agreement, and notes for staff alone.
        let secret = orders.words("Counsel advises");
        let note = |words, privileged| Command::AddNote { words, privileged };
        world.done(&adviser(), &logged.id, orders.triage(Kind::Complaint)).await;
        for order in [
            orders.acknowledge(&ids.point),
            orders.contact(Direction::In, ContactPurpose::Information),
            note(secret.clone(), Privilege::Privileged),
            note(orders.words("A note of ours"), Privilege::Ordinary),
        ] {
            world.done(&officer(), &logged.id, order).await;
        }
        with_file(&world, &orders, &logged.id).await;
        agrees(&world, (&logged.id, &customer)).await;
        world.casework.release_messages(&west).await.unwrap();
        let before = open(&world, &west, &logged.reference).await;
        // When it is sent, and the job comes as often as it likes.
        world.done(&adviser(), &logged.id, send_to(&orders, &east)).await;
        rounds(&world, [&west, &east]).await;
        // Then it waits there with all that was told, under its reference, and the clocks here run on.
        let there = open(&world, &east, &logged.reference).await;
        assert_eq!(there.case.reference, before.case.reference);
        assert_eq!(there.case.received_at, before.case.received_at);
        assert_eq!(there.case.what_happened, before.case.what_happened, "the same text under the same digest");
        assert_eq!(there.text(&there.case.what_happened), before.text(&before.case.what_happened));
        assert_eq!(there.case.points.len(), 1);
        assert_eq!(there.case.acknowledged_on, before.case.acknowledged_on);
        let said = |view: &CaseView| {
            let said = view.entries.iter().filter_map(|entry| {
                if let Event::ContactRecorded { words, .. } | Event::Acknowledged { letter: words, .. } = &entry.event {
                    Some(view.text(words).to_owned())
                } else {
                    None
                }
            });
            said.collect::<Vec<_>>()
        };
        assert_eq!(said(&there), said(&before));
        let is_note = |entry: &&redress_domain::case::Entry| matches!(entry.event, Event::NoteAdded { .. });
        assert_eq!(there.entries.iter().filter(is_note).count(), 0);
        assert_eq!(there.customer.as_ref().unwrap().name, "Asha Patel");
        let agreed: Vec<_> = there.adjustments.iter().map(|(_, line)| line.row.kind).collect();
        assert_eq!(agreed, [AdjustmentKind::OtherLanguage]);
        let (ours, theirs) = (&before.files[0], &there.files[0]);
        assert_eq!((&ours.digest, ours.size, theirs.whole), (&theirs.digest, theirs.size, true));
        assert!(ours.size > 256 * 1024, "more than one part");
        let due = |view: &CaseView, kind| view.case.clock(kind).unwrap().due_on;
        assert_eq!(due(&there, ClockKind::Reply), due(&before, ClockKind::Reply));
        let waits = open(&world, &west, &logged.reference).await;
        assert_eq!(waits.case.clocks, before.case.clocks);
        assert!(there.messages.is_empty(), "nobody is written to yet");
        // What comes in meanwhile follows.
        world.done(&adviser(), &logged.id, orders.contact(Direction::In, ContactPurpose::Answer)).await;
        rounds(&world, [&west, &east]).await;
        let there = open(&world, &east, &logged.reference).await;
        assert_eq!(said(&there).len(), said(&before).len() + 1);
        // When the other council triages it, they take it over.
        let assign = Command::Assign {
            team: TeamId::parse("waste-crews").unwrap(),
            owner: None,
            reason: None,
        };
        let early = world.casework.act_on_latest(&east, &adviser(), &there.id, assign).await;
        assert!(matches!(early, Err(Failure::Refused(Refusal::NotTakenOver))), "{early:?}");
        let triage = orders.triage(Kind::Complaint);
        world.casework.act_on_latest(&east, &adviser(), &there.id, triage).await.unwrap();
        rounds(&world, [&west, &east]).await;
        // Then it is closed here, counted as neither kept nor late, and the customer hears of it once.
        world.wait_days(30);
        let ended = open(&world, &west, &logged.reference).await;
        assert_eq!(ended.case.outcome, Some(Outcome::OtherCouncil));
        let counted = facts(&ended.case, &ended.council.calendar);
        assert!(counted.keys().all(|fact| fact.what != FactKind::Stage1Due), "{counted:?}");
        let closing = ended.messages.iter().filter(|sent| sent.purpose == MessagePurpose::Closing);
        assert_eq!(closing.count(), 1);
        let told = ended.text(ended.case.sentence.as_ref().unwrap());
        for part in ["Eastshire Council", logged.reference.as_str(), "https://eastshire.example/track"] {
            assert!(told.contains(part), "{told}");
        }
        let there = open(&world, &east, &logged.reference).await;
        assert!(there.messages.is_empty(), "the receiving council does not write a second time");
        // The reference works at both.
        for council in [&west, &east] {
            let tracked = world.casework.track_case(council, &logged.reference, "Patel").await;
            assert!(tracked.is_ok(), "{council}");
            assert_sound(&world, council).await;
        }
        // Nothing under privilege is anywhere in the other council's record.
        let found = world.store().words(&east, [&secret.id]).await.unwrap();
        assert!(found.is_empty());
    }

    // Whoever joins the case after its first copy, what is agreed with them, and that somebody takes their consent back.
    async fn who_joins_it_while_it_waits_is_known_there_with_what_was_agreed_and_leaves_it_there(world: World) {
        let (west, east) = (world.council.clone(), eastshire(&world, THE_SAME).await);
        let orders = Orders::of(&world);
        let new = world.contact(Kind::Complaint);
        let customer = new.contact.customer.clone().unwrap();
        let logged = world.casework.log(&west, &adviser(), new).await.unwrap();
        world.done(&adviser(), &logged.id, send_to(&orders, &east)).await;
        rounds(&world, [&west, &east]).await;
        // Given that it waits there, when somebody joins it here, to whom letters go, in large print.
        let speaks = joins(&world, &west, &logged.id, ("Sam Example", Part::Representative)).await.unwrap();
        let beside = joins(&world, &west, &logged.id, ("Lee Example", Part::FurtherCustomer)).await.unwrap();
        let consent = |consent| {
            Command::People(PeopleOrder::ChangeConsent(NewConsent {
                person: speaks.clone(),
                consent,
                evidence: Some(orders.words("She said so when she called")),
                file: None,
            }))
        };
        world.done(&adviser(), &logged.id, consent(Consent::Given)).await;
        agrees(&world, (&logged.id, &speaks)).await;
        rounds(&world, [&west, &east]).await;
        // Then they are known there under names of that council.
        let there = open(&world, &east, &logged.reference).await;
        let names = || {
            let people = there.case.current_people().map(|one| (one.person.clone(), one.part, one.consent));
            people.collect::<Vec<_>>()
        };
        let [(sam, part, said), (lee, _, _)] = names().try_into().unwrap();
        assert_eq!((part, said), (Part::Representative, Some(Consent::Given)));
        assert!(sam != speaks && lee != beside, "no two councils share a name");
        assert_eq!(there.case.correspondent(), Some(&sam));
        let known = world.store().persons(&east, [&sam, &lee]).await.unwrap();
        assert_eq!((known[&sam].name.as_str(), known[&lee].name.as_str()), ("Sam Example", "Lee Example"));
        let agreed = |view: &CaseView, whose: &PersonId| {
            let of = view.adjustments.iter().filter(|(person, line)| person == whose && line.row.ended_on.is_none());
            of.map(|(_, line)| line.row.kind).collect::<Vec<_>>()
        };
        assert_eq!(agreed(&there, &sam), [AdjustmentKind::OtherLanguage]);
        // What was agreed with the first customer since holds there, too.
        agrees(&world, (&logged.id, &customer)).await;
        rounds(&world, [&west, &east]).await;
        let there = open(&world, &east, &logged.reference).await;
        assert_eq!(agreed(&there, there.case.customer.as_ref().unwrap()), [AdjustmentKind::OtherLanguage]);
        // So is what they add to their complaint, once.
        let adds = Command::AddPoint(PointDraft {
            id: world.casework.fresh().point(),
            words: orders.words("The crew swore at me, too"),
        });
        world.done(&complaints_manager(), &logged.id, adds).await;
        let points = there.case.points.len();
        rounds(&world, [&west, &east]).await;
        rounds(&world, [&west, &east]).await;
        let there = open(&world, &east, &logged.reference).await;
        assert_eq!(there.case.points.len(), points + 1);
        let added = &there.case.points.last().unwrap().words;
        assert_eq!(there.text(added), "The crew swore at me, too");
        // And when the consent is taken back here, nobody there goes on as if it held.
        world.done(&adviser(), &logged.id, consent(Consent::Withdrawn)).await;
        rounds(&world, [&west, &east]).await;
        let there = open(&world, &east, &logged.reference).await;
        let said = there.case.people.iter().find(|one| one.person == sam).unwrap();
        assert_eq!(said.consent, Some(Consent::Withdrawn));
        let kept = world.store().persons(&east, [&sam, &lee]).await.unwrap().len();
        assert_eq!(kept, 2, "each once");
        // Once it is theirs, whoever joins it is added there; and a consent that is taken back is taken down here all the same.
        world.casework.act_on_latest(&east, &adviser(), &there.id, orders.triage(Kind::Complaint)).await.unwrap();
        rounds(&world, [&west, &east]).await;
        let late = joins(&world, &west, &logged.id, ("Kit Example", Part::FurtherCustomer)).await;
        assert!(matches!(late, Err(Failure::Refused(Refusal::AnotherCouncilHasIt))), "{late:?}");
        for council in [&west, &east] {
            assert_sound(&world, council).await;
        }
    }

    async fn the_earlier_promise_holds_and_neither_policy_puts_it_off(world: World) {
        let slower = &[
            ("reply = \"10 working days\"\nof", "reply = \"20 working days\"\nof"),
            ("within 10 working days of ack", "within 20 working days of ack"),
        ];
        let (west, east) = (world.council.clone(), eastshire(&world, slower).await);
        let orders = Orders::of(&world);
        for (from, to) in [(&west, &east), (&east, &west)] {
            let new = world.contact(Kind::Complaint);
            let logged = world.casework.log(from, &adviser(), new).await.unwrap();
            let seen = open(&world, from, &logged.reference).await;
            let promised = seen.case.clock(ClockKind::Reply).unwrap().due_on;
            world.wait_days(1);
            let order = send_to(&orders, to);
            world.casework.act_on_latest(from, &adviser(), &logged.id, order).await.unwrap();
            rounds(&world, [from, to]).await;
            let there = open(&world, to, &logged.reference).await;
            let reply = there.case.clock(ClockKind::Reply).unwrap();
            assert_eq!(there.case.received_on, seen.case.received_on, "the clock counts from the first receipt");
            if from == &west {
                assert_eq!(reply.due_on, promised, "the customer was promised ten days");
            } else {
                assert!(reply.due_on < promised, "this council answers sooner, from the same day");
            }
        }
    }

    async fn what_is_not_for_them_stands_where_it_was_and_its_clocks_never_stopped(world: World) {
        let (west, east) = (world.council.clone(), eastshire(&world, THE_SAME).await);
        let orders = Orders::of(&world);
        let logged = world.logged(Kind::Complaint).await;
        world.done(&adviser(), &logged.id, orders.triage(Kind::Complaint)).await;
        let before = open(&world, &west, &logged.reference).await;
        world.done(&adviser(), &logged.id, send_to(&orders, &east)).await;
        rounds(&world, [&west, &east]).await;
        world.wait_days(2);
        let there = open(&world, &east, &logged.reference).await;
        world.casework.act_on_latest(&east, &adviser(), &there.id, not_for_us(&orders)).await.unwrap();
        rounds(&world, [&west, &east]).await;
        let after = open(&world, &west, &logged.reference).await;
        assert_eq!(after.case.clocks, before.case.clocks);
        assert_eq!(after.case.status(), before.case.status());
        assert!(after.case.unread.is_some(), "its officer hears of it");
        let said = after.entries.iter().find_map(|entry| {
            if let Event::CouncilTurnedAway { reason, .. } = &entry.event { reason.clone() } else { None }
        });
        assert_eq!(after.text(&said.unwrap()), "The road is a private one");
        let there = open(&world, &east, &logged.reference).await;
        assert!(facts(&there.case, &there.council.calendar).is_empty(), "nothing of it is counted there");
        assert!(there.messages.is_empty() && after.messages.len() == before.messages.len());
        let again = world.casework.act_on_latest(&west, &adviser(), &logged.id, send_to(&orders, &east)).await;
        assert!(matches!(again, Err(Failure::Refused(Refusal::SentAlready))), "{again:?}");
        for council in [&west, &east] {
            assert_sound(&world, council).await;
        }
    }

    async fn a_file_that_was_broken_off_on_its_way_is_whole_when_the_case_arrives(world: World) {
        let (west, east) = (world.council.clone(), eastshire(&world, THE_SAME).await);
        let orders = Orders::of(&world);
        let logged = world.logged(Kind::ServiceRequest).await;
        with_file(&world, &orders, &logged.id).await;
        world.done(&adviser(), &logged.id, send_to(&orders, &east)).await;
        let here = open(&world, &west, &logged.reference).await;
        // Killed after the first part.
        let row = here.files[0].clone();
        let file = row.file_id.clone();
        let copy = FileRow {
            stream: None,
            draft: Some(format!("hand-over-{file}")),
            expires_at: Some(world.casework.outside().now()),
            whole: false,
            ..row
        };
        world.store().begin_file(&east, &copy).await.unwrap();
        let part = world.store().part(&west, (&file, 0)).await.unwrap().unwrap();
        world.store().put_part(&east, (&file, 0), part).await.unwrap();
        rounds(&world, [&west, &east]).await;
        let there = open(&world, &east, &logged.reference).await;
        assert!(there.files[0].whole);
        assert_sound(&world, &east).await;
    }

    async fn nothing_goes_to_a_council_that_has_not_agreed_and_what_ends_here_ends_there(world: World) {
        let orders = Orders::of(&world);
        let logged = world.logged(Kind::Complaint).await;
        let alone = CouncilId::parse("eastshire").unwrap();
        let sent = world.casework.act_on_latest(&world.council, &adviser(), &logged.id, send_to(&orders, &alone)).await;
        assert!(matches!(sent, Err(Failure::Refused(Refusal::CouncilDoesNotAgree))), "{sent:?}");
        let (west, east) = (world.council.clone(), eastshire(&world, THE_SAME).await);
        world.done(&adviser(), &logged.id, send_to(&orders, &east)).await;
        rounds(&world, [&west, &east]).await;
        // The customer withdraws here before the other council has said anything.
        world.done(&adviser(), &logged.id, Command::Withdraw { reason: None }).await;
        rounds(&world, [&west, &east]).await;
        let there = open(&world, &east, &logged.reference).await;
        assert!(there.case.is_closed() && there.case.is_not_ours());
        let here = open(&world, &west, &logged.reference).await;
        assert_eq!((here.case.outcome, here.case.waits_at()), (Some(Outcome::Withdrawn), None));
    }

    // Killed anywhere on its way there, on the way of what came in since, and on the way back.
    async fn a_job_that_is_killed_at_any_moment_carries_each_case_once_and_tells_its_customer_once(world: World) {
        let (west, east) = (world.council.clone(), eastshire(&world, THE_SAME).await);
        let (orders, councils) = (Orders::of(&world), [&west, &east]);
        let mut sent = Vec::new();
        for _ in 0..3 {
            let logged = world.logged(Kind::ServiceRequest).await;
            with_file(&world, &orders, &logged.id).await;
            world.done(&adviser(), &logged.id, send_to(&orders, &east)).await;
            sent.push(logged);
        }
        let before = open(&world, &west, &sent[0].reference).await.messages.len();
        let mut kills = vec![rounds_that_are_killed(&world, councils).await];
        for logged in &sent {
            let contact = orders.contact(Direction::In, ContactPurpose::Answer);
            world.done(&adviser(), &logged.id, contact).await;
        }
        kills.push(rounds_that_are_killed(&world, councils).await);
        // The first two are theirs, the last is not.
        for (at, logged) in sent.iter().enumerate() {
            let there = open(&world, &east, &logged.reference).await;
            let answer = if at < 2 { orders.triage(Kind::ServiceRequest) } else { not_for_us(&orders) };
            world.casework.act_on_latest(&east, &adviser(), &there.id, answer).await.unwrap();
        }
        kills.push(rounds_that_are_killed(&world, councils).await);
        // At each place where it waits for something; what came in since and the way back have few of them.
        assert!(kills.iter().all(|kills| *kills > 1), "it was killed {kills:?} times");
        let times = |view: &CaseView, is: fn(&Event) -> bool| view.entries.iter().filter(|entry| is(&entry.event)).count();
        for (at, logged) in sent.iter().enumerate() {
            let (here, there) = (open(&world, &west, &logged.reference).await, open(&world, &east, &logged.reference).await);
            assert_eq!(times(&there, |event| matches!(event, Event::CameFromCouncil { .. })), 1);
            assert_eq!(times(&there, |event| matches!(event, Event::FileAdded { .. })), 1);
            assert_eq!(times(&there, |event| matches!(event, Event::ContactRecorded { .. })), 1, "what came in since");
            assert!(there.files[0].whole && there.files[0].digest == here.files[0].digest);
            assert!(there.messages.is_empty());
            let taken = times(&here, |event| matches!(event, Event::CouncilTookOver { .. }));
            let turned = times(&here, |event| matches!(event, Event::CouncilTurnedAway { .. }));
            assert_eq!((taken, turned), if at < 2 { (1, 0) } else { (0, 1) });
            let told = here.messages.iter().filter(|sent| sent.purpose == MessagePurpose::Closing);
            assert_eq!(told.count(), taken, "told once, and only of what was taken over");
            assert_eq!(here.messages.len() - before, taken);
        }
        for council in councils {
            assert_sound(&world, council).await;
        }
    }
}
