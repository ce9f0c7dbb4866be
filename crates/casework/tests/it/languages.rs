//! A customer of a made-up council in Wales has letters in Welsh and English from the acknowledgement to the reply.

use redress_casework::case::CaseView;
use redress_casework::failure::Failure;
use redress_domain::case::{Acknowledgement, Command, ContactPurpose, Direction, Refusal};
use redress_domain::customer::adjustment::{AdjustmentKind, NewAdjustment};
use redress_domain::id::{CaseId, CouncilId, PersonId};
use redress_domain::language::{Language, in_both};
use redress_domain::message::MessagePurpose;
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::Kind;

use crate::on_both_engines;
use crate::orders::{Ids, Orders};
use crate::world::{World, adviser, manager, officer, setup};

const GWYNFRYN: &str = include_str!("../../../../examples/gwynfryn.toml");

async fn gwynfryn(world: &World, welsh: &str) -> CouncilId {
    let source = GWYNFRYN.replacen("\"on-request\"", &format!("\"{welsh}\""), 1);
    let policy = Policy::parse(&source).unwrap();
    let council = policy.council.id.clone();
    world.casework.adopt_policy(&setup(), policy).await.unwrap();
    council
}

/// A complaint to that council, triaged; and its customer.
async fn complaint(world: &World, council: &CouncilId) -> (CaseId, PersonId) {
    let orders = Orders::of(world);
    let new = world.contact(Kind::Complaint);
    let customer = new.contact.customer.clone().unwrap();
    let logged = world.casework.log(council, &adviser(), new).await.unwrap();
    done(
        world,
        (council, &logged.id),
        &adviser(),
        orders.triage(Kind::Complaint),
    )
    .await
    .unwrap();
    (logged.id, customer)
}

async fn done(
    world: &World,
    (council, case): (&CouncilId, &CaseId),
    actor: &Actor,
    command: Command,
) -> Result<i64, Failure> {
    world.casework.act_on_latest(council, actor, case, command).await
}

async fn wishes_for_welsh(world: &World, council: &CouncilId, (case, person): (&CaseId, &PersonId)) {
    let new = NewAdjustment {
        id: world.casework.fresh().adjustment(),
        kind: AdjustmentKind::Welsh,
        words: None,
        from: world.casework.today(),
        review_on: None,
    };
    world
        .casework
        .agree_adjustment(council, &adviser(), (case, person), &new)
        .await
        .unwrap();
}

async fn seen(world: &World, council: &CouncilId, case: &CaseId) -> CaseView {
    let line = world.store().case_by_id(council, case).await.unwrap().unwrap();
    let reference = Reference::parse(&line.case.reference).unwrap();
    world
        .casework
        .open_case(council, &adviser(), &reference)
        .await
        .unwrap()
}

fn lacks<T: std::fmt::Debug>(result: Result<T, Failure>) -> Language {
    match result {
        Err(Failure::Refused(Refusal::LanguageMissing(language))) => language,
        other => panic!("{other:?}"),
    }
}

const ENGLISH: &str = "You can go to the Public Services Ombudsman for Wales.";
const WELSH: &str = "Gallwch fynd at Ombwdsmon Gwasanaethau Cyhoeddus Cymru.";

async fn acknowledged(world: &World, at: (&CouncilId, &CaseId)) -> Result<i64, Failure> {
    let (orders, ids) = (Orders::of(world), Ids::new(world));
    let order = Command::Acknowledge(Acknowledgement {
        new_points: vec![orders.point(&ids.point)],
        wanted: None,
        letter: orders.words(ENGLISH),
    });
    done(world, at, &officer(), order).await
}

/// Of each message about a case, whether it is in both.
async fn are_both(world: &World, council: &CouncilId, case: &CaseId) -> Vec<bool> {
    let view = seen(world, council, case).await;
    view.messages
        .iter()
        .map(|message| view.outgoing(message, None).is_in_both)
        .collect()
}

on_both_engines! {
    // Welsh Language Standards (No. 1) Regulations 2015, standard 2: the wish is recorded, and kept to from then on.
    async fn an_acknowledgement_and_a_reply_go_in_both_or_not_at_all(world: World) {
        let council = gwynfryn(&world, "on-request").await;
        let (case, customer) = complaint(&world, &council).await;
        let (at, orders, ids) = ((&council, &case), Orders::of(&world), Ids::new(&world));
        wishes_for_welsh(&world, &council, (&case, &customer)).await;
        let acknowledge = |text: &str| Command::Acknowledge(Acknowledgement {
            new_points: vec![orders.point(&ids.point)],
            wanted: None,
            letter: orders.words(text),
        });
        assert_eq!(lacks(done(&world, at, &officer(), acknowledge(ENGLISH)).await), Language::Welsh);
        let only_welsh = format!("[Cymraeg]\n{WELSH}");
        assert_eq!(lacks(done(&world, at, &officer(), acknowledge(&only_welsh)).await), Language::English);
        let untouched = in_both(&format!("{WELSH} [yn Gymraeg: The bins.]"), ENGLISH);
        assert_eq!(lacks(done(&world, at, &officer(), acknowledge(&untouched)).await), Language::Welsh);
        assert!(seen(&world, &council, &case).await.case.acknowledged_on.is_none(), "nothing went");
        let both = in_both(WELSH, ENGLISH);
        done(&world, at, &officer(), acknowledge(&both)).await.unwrap();
        for order in [
            orders.finding(&ids.point),
            orders.draft(&ids.reply),
            Command::AskForApproval { reply: ids.reply.clone() },
        ] {
            done(&world, at, &officer(), order).await.unwrap();
        }
        done(&world, at, &manager(), Command::ApproveReply { reply: ids.reply.clone() }).await.unwrap();
        let send = |text: &str| Command::SendReply { reply: ids.reply.clone(), letter: orders.words(text) };
        assert_eq!(lacks(done(&world, at, &officer(), send(ENGLISH)).await), Language::Welsh);
        done(&world, at, &officer(), send(&both)).await.unwrap();
        // A few words need both as well.
        let update = orders.contact(Direction::Out, ContactPurpose::UpdateGiven);
        assert_eq!(lacks(done(&world, at, &officer(), update).await), Language::Welsh);
        let view = seen(&world, &council, &case).await;
        for purpose in [MessagePurpose::Acknowledgement, MessagePurpose::Reply] {
            let message = view.messages.iter().find(|message| message.purpose == purpose).unwrap();
            let says = view.outgoing(message, None);
            assert!(says.is_in_both, "{purpose}");
            assert_eq!(says.body, both.trim(), "{purpose}");
        }
        // What comes in and what stays inside is in whatever words it comes.
        done(&world, at, &officer(), orders.contact(Direction::In, ContactPurpose::Answer)).await.unwrap();
    }

    async fn who_did_not_wish_for_it_has_english(world: World) {
        let council = gwynfryn(&world, "on-request").await;
        let (case, _) = complaint(&world, &council).await;
        acknowledged(&world, (&council, &case)).await.unwrap();
        let both = are_both(&world, &council, &case).await;
        assert!(both.len() > 1 && both.iter().all(|both| !both), "{both:?}");
    }

    async fn a_council_that_is_bound_to_standard_5_writes_to_everybody_in_both(world: World) {
        let council = gwynfryn(&world, "always").await;
        let (case, _) = complaint(&world, &council).await;
        assert_eq!(lacks(acknowledged(&world, (&council, &case)).await), Language::Welsh);
        let both = are_both(&world, &council, &case).await;
        assert!(!both.is_empty() && both.iter().all(|both| *both), "{both:?}");
    }
}
