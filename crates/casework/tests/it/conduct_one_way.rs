//! By which way what we write goes to somebody whose contact is arranged, and on which of their cases it is said what to do.

use jiff::civil::date;
use redress_casework::act::Logged;
use redress_casework::case::CaseView;
use redress_domain::conduct::{Against, Likeness, OneWay, Proposal, Reach};
use redress_domain::customer::adjustment::AdjustmentKind;
use redress_domain::id::{CaseId, PersonId};
use redress_domain::message::MessagePurpose;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, Kind, ReplyBy};

use redress_store::stream::StreamId;

use crate::between::merge;
use crate::conduct::{proposal, restricted, restricted_as};
use crate::conduct_reach::{letter, taken};
use crate::conduct_weighed::agrees;
use crate::on_both_engines;
use crate::orders::{Ids, Orders};
use crate::people::says;
use crate::world::{World, adviser, complaints_manager, officer};

/// A complaint of Asha's, who asked for answers by e-mail: of somebody new, or of whom we know.
async fn asks_for_email(world: &World, known: Option<&PersonId>) -> (Logged, PersonId) {
    let mut new = world.contact(Kind::Complaint);
    new.contact.reply_by = Some(ReplyBy::Email);
    let mut person = new.customer.as_ref().unwrap().0.clone();
    if let Some(known) = known {
        person = known.clone();
        new.customer = None;
        new.contact.customer = Some(person.clone());
    }
    let logged = world.casework.log(&world.council, &adviser(), new).await.unwrap();
    (logged, person)
}

async fn view(world: &World, reference: &Reference) -> CaseView {
    let actor = complaints_manager();
    let view = world.casework.open_case(&world.council, &actor, reference);
    view.await.unwrap()
}

/// How what was sent for this went.
async fn went(world: &World, case: &Logged, purpose: MessagePurpose) -> Vec<Channel> {
    let view = view(world, &case.reference).await;
    let sent = view.messages.iter().filter(|message| message.purpose == purpose);
    sent.map(|message| message.channel).collect()
}

async fn acknowledged(world: &World, case: &Logged) {
    let orders = Orders::of(world);
    world
        .done(&adviser(), &case.id, orders.triage(Kind::Complaint))
        .await;
    let ids = Ids::new(world);
    world
        .done(&officer(), &case.id, orders.acknowledge(&ids.point))
        .await;
}

/// The case that an e-mail opened.
async fn opened_by(world: &World, subject: &str) -> (CaseId, Reference) {
    let (id, _) = taken(world, &letter("asha@example.org", subject)).await;
    let mail = world.store().mail(&world.council, &id).await.unwrap().unwrap();
    let case = mail.case_id.unwrap();
    let line = world
        .store()
        .case_by_id(&world.council, &case)
        .await
        .unwrap()
        .unwrap();
    (case, Reference::parse(&line.case.reference).unwrap())
}

const BY_LETTER: OneWay = OneWay {
    open: Channel::Letter,
    by: Channel::Letter,
    against: None,
};

on_both_engines! {
    // Domain 5.5, 5.8 and 5.9: the notice says that we use one way, and so we do, whatever they asked for before.
    async fn what_we_write_on_a_case_goes_by_the_one_way_that_the_notice_left_open(world: World) {
        let (case, person) = asks_for_email(&world, None).await;
        assert_eq!(went(&world, &case, MessagePurpose::Receipt).await, [Channel::Email], "before it");
        restricted(&world, &person, date(2026, 12, 31)).await;
        assert_eq!(view(&world, &case.reference).await.one_way(), Some(BY_LETTER));
        acknowledged(&world, &case).await;
        assert_eq!(went(&world, &case, MessagePurpose::Acknowledgement).await, [Channel::Letter]);
        // A receipt, too; and on a case that is new.
        let (second, _) = asks_for_email(&world, Some(&person)).await;
        assert_eq!(went(&world, &second, MessagePurpose::Receipt).await, [Channel::Letter]);
        // Nobody else is written to by it.
        let (other, _) = asks_for_email(&world, None).await;
        acknowledged(&world, &other).await;
        assert_eq!(went(&world, &other, MessagePurpose::Acknowledgement).await, [Channel::Email]);
        world.assert_sound().await;
    }

    // Equality Act 2010, section 20: not by a way that what was agreed rules out, unless a person chooses it.
    async fn where_an_adjustment_rules_the_one_way_out_a_person_chooses_and_else_it_goes_as_they_asked(world: World) {
        let (case, person) = asks_for_email(&world, None).await;
        let (second, _) = asks_for_email(&world, Some(&person)).await;
        restricted(&world, &person, date(2026, 12, 31)).await;
        agrees(&world, (&case.id, &person), world.casework.today()).await;
        let against = Some(Against::Adjustment(AdjustmentKind::CannotReadPrint));
        assert_eq!(view(&world, &case.reference).await.one_way(), Some(OneWay { against, ..BY_LETTER }));
        let orders = Orders::of(&world);
        for (case, chosen, way) in [(&case, None, Channel::Email), (&second, Some(true), Channel::Letter)] {
            world.done(&adviser(), &case.id, orders.triage(Kind::Complaint)).await;
            let ids = Ids::new(&world);
            let stream = StreamId::case(&case.id);
            let seen = world.store().version_of(&world.council, &stream).await.unwrap();
            let shown = view(&world, &case.reference).await;
            let agreed = shown.adjustments.iter().map(|(_, line)| line.row.adjustment_id.clone());
            let commands = [says(agreed.collect()), orders.acknowledge(&ids.point)];
            let form = ((commands.as_slice(), "form"), chosen);
            let at = (&case.id, Some(seen));
            world.casework.act_of_form_by(&world.council, &officer(), at, form).await.unwrap();
            assert_eq!(went(&world, case, MessagePurpose::Acknowledgement).await, [way]);
        }
    }

    // Domain 5.9: what comes by a closed way has the agreed answer by the open one, and no receipt by the closed one; and it is said
    // on that person's open cases, also where the case began under a new identifier.
    async fn a_case_that_their_email_opened_shows_what_to_do_and_answers_by_no_closed_way(world: World) {
        let (_, person) = asks_for_email(&world, None).await;
        let file = restricted(&world, &person, date(2026, 12, 31)).await;
        let (_, sure) = opened_by(&world, "bins").await;
        let shown = view(&world, &sure).await;
        let theirs = shown.case.customer.clone();
        assert!(theirs.is_some() && theirs.as_ref() != Some(&person), "a new identifier");
        assert_eq!(shown.bindings.len(), 1);
        assert_eq!((&shown.bindings[0].person, &shown.bindings[0].shown_for), (&person, &theirs));
        assert_eq!(shown.one_way(), None, "it binds who had the notice, and is written to there");
        let receipts = shown.messages.iter().filter(|message| message.purpose == MessagePurpose::Receipt);
        assert_eq!(receipts.count(), 0);
        // Of the second, two may have written: it is read, and shown once whoever keeps the file said that it is them.
        let (_, second) = opened_by(&world, "bins again").await;
        let shown = view(&world, &second).await;
        assert_eq!(shown.bindings, []);
        let other = shown.case.customer.unwrap();
        let compares = async |likeness| {
            let keeper = complaints_manager();
            let seen = world.casework.open_conduct(&world.council, &keeper, (&file, "file")).await.unwrap().version;
            let said = (likeness, "They gave the same reference on the phone.");
            world.casework.compare_with(&world.council, &keeper, ((&file, seen), &other), said).await.unwrap();
        };
        compares(Likeness::Same).await;
        let shown = view(&world, &second).await;
        assert_eq!((shown.bindings.len(), shown.bindings[0].shown_for.as_ref()), (1, Some(&other)));
        world.assert_sound().await;
    }

    // Domain 5.5 and 5.9: it is one matter on both sides of a merge; and whoever came with the other case is written to by their own
    // one way.
    async fn on_both_sides_of_a_merge_each_reader_is_written_to_by_the_one_way_that_they_have(world: World) {
        let (arranged, person) = asks_for_email(&world, None).await;
        let (second, _) = asks_for_email(&world, Some(&person)).await;
        let (third, _) = asks_for_email(&world, Some(&person)).await;
        let (neighbours, neighbour) = asks_for_email(&world, None).await;
        let orders = Orders::of(&world);
        for case in [&arranged, &second, &third, &neighbours] {
            world.done(&adviser(), &case.id, orders.triage(Kind::Complaint)).await;
        }
        let about = Proposal {
            reach: Reach::ThisMatter,
            why_whole_council: None,
            cases: vec![arranged.id.clone(), third.id.clone()],
            ..proposal(&world, date(2026, 12, 31))
        };
        restricted_as(&world, &person, about).await;
        assert_eq!(view(&world, &second.reference).await.one_way(), None, "another matter");
        world.done(&officer(), &second.id, merge(&orders, (&second.id, &arranged.id))).await;
        assert_eq!(went(&world, &second, MessagePurpose::Closing).await, [Channel::Letter]);
        assert_eq!(view(&world, &second.reference).await.one_way(), Some(BY_LETTER));
        // What is arranged goes on in their neighbour's case: each by their own way.
        world.done(&officer(), &third.id, merge(&orders, (&third.id, &neighbours.id))).await;
        let ids = Ids::new(&world);
        world.done(&officer(), &neighbours.id, orders.acknowledge(&ids.point)).await;
        let shown = view(&world, &neighbours.reference).await;
        assert_eq!((shown.one_way(), shown.one_way_to(&person)), (None, Some(BY_LETTER)));
        let sent = shown.messages.iter().filter(|it| it.purpose == MessagePurpose::Acknowledgement);
        let mut sent: Vec<_> = sent
            .map(|it| (it.recipient.clone(), it.channel, shown.outgoing(it, None).one_way))
            .collect();
        let mut wanted = vec![
            (Some(neighbour), Channel::Email, None),
            (Some(person.clone()), Channel::Letter, Some(Channel::Letter)),
        ];
        sent.sort();
        wanted.sort();
        assert_eq!(sent, wanted);
        world.assert_sound().await;
    }
}
