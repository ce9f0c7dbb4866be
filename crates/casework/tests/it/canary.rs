//! What people write never reaches an event (architecture, section 3).

use std::collections::BTreeSet;

use redress_casework::act::NewPerson;
use redress_domain::case::{
    Command, Consent, ContactPurpose, Direction, PointDraft, ReferralOrder, RemedyOrder,
};
use redress_domain::id::CaseId;
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Kind, ReplyBy, Role, SupportNeed};

use crate::on_both_engines;
use crate::orders::{Ids, Orders};
use crate::stage_2::Walk;
use crate::world::{
    World, adviser, complaints_manager, councillor, manager, officer, second_complaints_manager, setup,
};

const CANARY: &str = "Canary-Penhaligon";

on_both_engines! {
    async fn a_canary_in_every_text_of_every_order_is_in_no_event(world: World) {
        let orders = Orders { world: &world, mark: CANARY };
        let other = world.logged(Kind::Complaint).await;
        let mut taken = BTreeSet::new();
        for scene in 0..3 {
            let case = log_with_canaries(&world, &orders, scene).await;
            let ids = Ids::new(&world);
            let all = orders.all(&case, &other.id, &ids);
            let mut accepted = |order: &Command| taken.insert(name_of(order));
            for order in played(&orders, &all, &ids, scene) {
                assert!(taken_by_somebody(&world, &case, &order).await, "scene {scene}: nobody may {order:?}");
                if matches!(&order, Command::DeliverRemedy { .. }) {
                    // Nobody closes a case while its reply can be taken back.
                    world.wait(jiff::SignedDuration::from_mins(10));
                }
                accepted(&order);
            }
        }
        for order in of_a_query(&world, &orders).await {
            taken.insert(name_of(&order));
        }
        let case = log_with_canaries(&world, &orders, 0).await;
        let mut walk = Walk::of(&orders, case);
        walk.answered_at_stage_1().await;
        walk.asked().await;
        walk.reviewed().await;
        walk.decided_by_the_ombudsman().await;
        taken.extend(walk.given.iter().map(name_of));
        let premature = log_with_canaries(&world, &orders, 2).await;
        let beyond = orders.all(&premature, &other.id, &Ids::new(&world)).into_iter();
        for order in beyond.filter(|order| matches!(order, Command::TakeBack(_) | Command::MakeBundle(_))) {
            assert!(taken_by_somebody(&world, &premature, &order).await, "nobody may {order:?}");
            taken.insert(name_of(&order));
        }
        for order in promised_and_paid(&world, &orders).await {
            taken.insert(name_of(&order));
        }
        for order in settled_early(&world, &orders).await {
            taken.insert(name_of(&order));
        }
        for order in asked_of_a_partner(&world, &orders).await {
            taken.insert(name_of(&order));
        }
        // Nobody has this one yet, and so what comes in waits to be read.
        let heard = log_with_canaries(&world, &orders, 0).await;
        let says = orders.contact(Direction::In, ContactPurpose::Information);
        let time = Command::RecordTime {
            on: world.casework.today(),
            minutes: 45,
        };
        let avoidable = Command::SayAvoidable {
            contact: None,
            said: redress_domain::case::Avoidable::Chasing,
        };
        for order in [says, Command::ReadMessages, time, avoidable] {
            assert!(taken_by_somebody(&world, &heard, &order).await, "nobody may {order:?}");
            taken.insert(name_of(&order));
        }
        let every: BTreeSet<String> = orders.all(&other.id, &other.id, &Ids::new(&world)).iter().map(name_of).collect();
        let missing: Vec<_> = every.difference(&taken).filter(|name| *name != "MoveClocks").collect();
        assert!(missing.is_empty(), "no scene gives these orders: {missing:?}");
        let because = format!("{CANARY} was left");
        world.casework.record_daily_check(&world.council, &adviser(), &because).await.unwrap();
        let events = world.events_as_text().await;
        assert!(events.lines().count() > 60, "{}", events.lines().count());
        for line in events.lines() {
            assert!(!line.to_lowercase().contains("canary"), "{line}");
            assert!(!line.to_lowercase().contains("penhaligon"), "{line}");
        }
        world.assert_sound().await;
    }
}

fn name_of(order: &Command) -> String {
    let whole = format!("{order:?}");
    let within = ["People(", "Between(", "Subject(", "Remedy(", "Early("]
        .iter()
        .find_map(|group| whole.strip_prefix(group));
    within
        .unwrap_or(&whole)
        .split([' ', '(', '{'])
        .next()
        .unwrap()
        .to_owned()
}

async fn taken_by_somebody(world: &World, case: &CaseId, order: &Command) -> bool {
    for actor in [
        officer(),
        manager(),
        adviser(),
        complaints_manager(),
        second_complaints_manager(),
    ] {
        let done = world
            .casework
            .act_on_latest(&world.council, &actor, case, order.clone())
            .await;
        if done.is_ok() {
            return true;
        }
    }
    false
}

/// The orders of one scene, each of which somebody may give at that point.
fn played(orders: &Orders<'_>, all: &[Command], ids: &Ids, scene: usize) -> Vec<Command> {
    let named = |name: &str| all.iter().find(|order| name_of(order) == name).cloned().unwrap();
    let script: &[&str] = match scene {
        0 => &[
            "Triage",
            "AddNote",
            "RecordContact",
            "RecordConsent",
            "Acknowledge",
            "TakeLate",
            "Say",
            "Link",
            "Unlink",
            "AddPerson",
            "ChangeConsent",
            "SendLettersTo",
            "EndPerson",
            "RaiseConcern",
            "TellOfConcern",
            "SayAdjustments",
            "AgreeLongExtension",
            "Extend",
            "PromiseRemedy",
            "RecordFinding",
        ],
        1 => &[
            "Triage",
            "ProposeRefusal",
            "DeclineRefusal",
            "AddPoint",
            "Split",
            "Merge",
            "Unmerge",
            "ChangeKind",
            "Transfer",
            "Assign",
            "Withdraw",
            "Reopen",
            "RecordDetermination",
        ],
        _ => &["SettleAtFirstContact", "Triage", "ProposeRefusal", "AgreeRefusal"],
    };
    let mut played: Vec<Command> = script
        .iter()
        .filter(|name| !(scene == 1 && **name == "RecordDetermination"))
        .map(|name| named(name))
        .collect();
    if scene == 0 {
        let approved = || {
            let reply = ids.reply.clone();
            vec![orders.draft(&reply), Command::AskForApproval { reply }]
        };
        played.extend(approved());
        played.push(named("SendBackReply"));
        played.extend(approved());
        played.extend(["ApproveReply", "SendReply", "UndoSend"].map(named));
        played.extend([orders.send(&ids.reply), named("DeliverRemedy")]);
        played.extend([named("Close"), named("RecordDetermination")]);
    }
    if scene == 1 {
        let remedy = ids.remedy.clone();
        played.push(named("PromiseRemedy"));
        played.push(Command::CannotDeliverRemedy {
            remedy,
            told: orders.letter(),
        });
    }
    played
}

/// Two queries of a councillor: one with a call for help, answered, and closed when nobody follows it
/// up; one that the councillor says is sorted.
async fn of_a_query(world: &World, orders: &Orders<'_>) -> Vec<Command> {
    let ids = Ids::new(world);
    let query = async || {
        let mut new = world.contact(Kind::Enquiry);
        new.contact.raised_by = Role::Councillor;
        new.contact.what_happened = orders.words("a resident asks");
        world
            .casework
            .log(&world.council, &councillor(), new)
            .await
            .unwrap()
            .id
    };
    let (answered, sorted) = (query().await, query().await);
    let all = orders.all(&answered, &sorted, &ids);
    let named = |name: &str| all.iter().find(|order| name_of(order) == name).cloned().unwrap();
    let mut given = Vec::new();
    let mut give = async |actor: Actor, case: &CaseId, order: Command| {
        world.done(&actor, case, order.clone()).await;
        given.push(order);
    };
    give(adviser(), &answered, named("AskForHelp")).await;
    give(complaints_manager(), &answered, named("AnswerHelp")).await;
    let answer = orders.contact(Direction::Out, ContactPurpose::Answer);
    give(adviser(), &answered, answer).await;
    give(councillor(), &sorted, named("ConfirmSorted")).await;
    world.wait_days(15);
    give(setup(), &answered, named("CloseUnfollowed")).await;
    given
}

/// Three questions to a partner: one answered, one that is not for them, and one that they forget.
async fn asked_of_a_partner(world: &World, orders: &Orders<'_>) -> Vec<Command> {
    let case = log_with_canaries(world, orders, 2).await;
    let fresh = world.casework.fresh();
    let (answered, away, forgotten) = (fresh.referral(), fresh.referral(), fresh.referral());
    let mut given = vec![orders.triage(Kind::ServiceRequest), orders.refer(&answered)];
    given.extend(orders.until_the_customer_is_told(&answered));
    given.extend([
        orders.refer(&away),
        orders.turn_away(&away),
        orders.end_referral(&away),
    ]);
    given.push(orders.refer(&forgotten));
    for order in &given {
        assert!(
            taken_by_somebody(world, &case, order).await,
            "nobody may {order:?}"
        );
    }
    world.wait_days(15);
    let remind = Command::Referral(ReferralOrder::Remind { referral: forgotten });
    assert!(taken_by_somebody(world, &case, &remind).await);
    given.push(remind);
    given
}

/// Money that is promised, asked for, not approved, asked for again, approved and paid; and its owner is
/// reminded meanwhile.
async fn promised_and_paid(world: &World, orders: &Orders<'_>) -> Vec<Command> {
    let case = log_with_canaries(world, orders, 2).await;
    let remedy = world.casework.fresh().remedy();
    let due = world.casework.today().saturating_add(jiff::Span::new().days(14));
    let given = vec![
        orders.triage(Kind::ServiceRequest),
        orders.promise_money(&remedy, due),
        orders.ask_payment(&remedy),
        orders.turn_down_payment(&remedy),
        orders.ask_payment(&remedy),
        Command::Remedy(RemedyOrder::ApprovePayment {
            remedy: remedy.clone(),
        }),
    ];
    for order in &given {
        assert!(
            taken_by_somebody(world, &case, order).await,
            "nobody may {order:?}"
        );
    }
    world.wait_days(15);
    let remind = Command::Remedy(RemedyOrder::Remind {
        remedy: remedy.clone(),
    });
    let paid = orders.record_payment(&remedy);
    for order in [&remind, &paid] {
        assert!(
            taken_by_somebody(world, &case, order).await,
            "nobody may {order:?}"
        );
    }
    given.into_iter().chain([remind, paid]).collect()
}

/// Senior advice that was asked for and given, and a meeting that was offered, accepted and held.
async fn settled_early(world: &World, orders: &Orders<'_>) -> Vec<Command> {
    world.knows(&[manager()]).await;
    let case = log_with_canaries(world, orders, 0).await;
    let given: Vec<Command> = std::iter::once(orders.triage(Kind::Complaint))
        .chain(orders.settling_early())
        .collect();
    for order in &given {
        let taken = taken_by_somebody(world, &case, order).await;
        assert!(taken, "nobody may {order:?}");
    }
    given
}

/// The last scene is a request, which alone can be settled at first contact; triage then finds that
/// it is a complaint.
async fn log_with_canaries(world: &World, orders: &Orders<'_>, scene: usize) -> CaseId {
    let fresh = world.casework.fresh();
    let mut new = world.contact(if scene < 2 {
        Kind::Complaint
    } else {
        Kind::ServiceRequest
    });
    let somebody = || NewPerson {
        name: CANARY.to_owned(),
        email: Some(format!("{CANARY}@example.org")),
        phone: Some(format!("01632 960002 {CANARY}")),
        address: Some(format!("1 {CANARY} Lane")),
        postcode: Some(CANARY.to_owned()),
        reply_by: Some(ReplyBy::Email),
    };
    new.customer = new.customer.map(|(id, _)| (id, somebody()));
    let representative = fresh.person();
    new.representative = Some((representative.clone(), somebody()));
    let contact = &mut new.contact;
    contact.representative = Some((representative, Consent::Given));
    contact.what_happened = orders.words("missed bins");
    contact.wanted = Some(orders.words("collect them"));
    contact.place = Some(orders.words("Mill Lane"));
    contact.effect = Some(orders.words("a smell"));
    contact.also = Some(orders.words("an earlier reference"));
    contact.support = SupportNeed::ALL.to_vec();
    contact.support_words = Some(orders.words("a sign language interpreter"));
    if scene > 0 {
        contact.points = vec![PointDraft {
            id: fresh.point(),
            words: orders.words("a point"),
        }];
    }
    world
        .casework
        .log(&world.council, &adviser(), new)
        .await
        .unwrap()
        .id
}
