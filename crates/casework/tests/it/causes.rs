//! Common causes: cases found and grouped, answered by one reply, each by its own letter and once.

use std::collections::{BTreeMap, BTreeSet};

use redress_casework::act::{Logged, NewCase};
use redress_casework::cause::NotDone;
use redress_domain::case::{Command as CaseCommand, Event, PointState};
use redress_domain::cause::{
    CauseAnswer, CauseMember, CauseStage, Command, Differs, KeptBack, Member, NewCause, NewFinding, Refusal,
    TakeOut,
};
use redress_domain::customer::adjustment::{AdjustmentKind, NewAdjustment};
use redress_domain::id::{CaseId, CauseId};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{Channel, ClockKind, Finding, Kind, NotificationKind, ReplyBy};

use crate::on_both_engines;
use crate::orders::Orders;
use crate::world::{World, adviser, complaints_manager, cut_after, manager, officer, planner, service};

const TEXT: &str = "The lorry broke down. We collect in your street on Tuesday.";

/// Somebody tells us that the bins of a street were not collected.
fn told(world: &World, kind: Kind, (place, reply_by): (&str, Option<ReplyBy>)) -> NewCase {
    let mut new = world.contact(kind);
    new.contact.place = world.casework.fresh().some_words(place);
    new.contact.reply_by = reply_by;
    if let Some((_, details)) = &mut new.customer {
        details.reply_by = reply_by;
    }
    new
}

async fn logged(world: &World, kind: Kind, reply_by: Option<ReplyBy>) -> Logged {
    let new = told(world, kind, ("Harbour Street", reply_by));
    world.casework.log(&world.council, &adviser(), new).await.unwrap()
}

fn new(world: &World, cases: impl IntoIterator<Item = CaseId>) -> NewCause {
    let fresh = world.casework.fresh();
    NewCause {
        name: fresh.words("Missed round, Harbour Street"),
        place: Some(fresh.words("Harbour Street")),
        service: service("waste"),
        from: world.casework.today(),
        until: world.casework.today(),
        cases: cases.into_iter().collect(),
    }
}

async fn begun(world: &World, cases: impl IntoIterator<Item = CaseId>) -> CauseId {
    let new = new(world, cases);
    world
        .casework
        .begin_cause(&world.council, &officer(), new)
        .await
        .unwrap()
}

async fn does(world: &World, actor: &Actor, id: &CauseId, command: Command) -> Result<(), NotDone> {
    let casework = &world.casework;
    let seen = casework
        .open_cause(&world.council, actor, (id, None))
        .await
        .unwrap()
        .version;
    casework
        .act_on_cause(&world.council, actor, (id, seen), vec![command])
        .await
}

/// The reply is written, approved by somebody else, and sent.
async fn sent(world: &World, id: &CauseId, answer: CauseAnswer) {
    let fresh = world.casework.fresh();
    let draft = Command::Draft {
        reply: fresh.reply(),
        answer,
        text: fresh.words(TEXT),
    };
    does(world, &officer(), id, draft).await.unwrap();
    does(world, &officer(), id, Command::AskForApproval)
        .await
        .unwrap();
    does(world, &manager(), id, Command::Approve).await.unwrap();
    does(world, &officer(), id, Command::Send).await.unwrap();
}

async fn answer(world: &World) -> usize {
    world.casework.answer_causes(&world.council).await.unwrap()
}

async fn members(world: &World, id: &CauseId) -> BTreeMap<CaseId, Member> {
    let view = world
        .casework
        .open_cause(&world.council, &officer(), (id, None))
        .await
        .unwrap();
    view.cause.cases
}

/// How often the reply stands on a case: as a word, or as its end.
async fn how_often(world: &World, case: &Logged) -> usize {
    let view = world
        .casework
        .open_case(&world.council, &adviser(), &case.reference)
        .await
        .unwrap();
    let said = view.entries.iter().filter(|entry| {
        if let Event::ContactRecorded { words, .. }
        | Event::Closed {
            sentence: Some(words),
            ..
        } = &entry.event
        {
            view.text(words) == TEXT
        } else {
            false
        }
    });
    said.count()
}

/// The channels of the letters that the reply sends on a case.
async fn letters(world: &World, case: &Logged) -> Vec<Channel> {
    let view = world
        .casework
        .open_case(&world.council, &adviser(), &case.reference)
        .await
        .unwrap();
    let of_reply = view.messages.iter().filter(|message| {
        let body = message.body_words.as_ref().and_then(|id| view.words.get(id));
        body.is_some_and(|text| text == TEXT)
    });
    of_reply.map(|message| message.channel).collect()
}

async fn agreed(world: &World, case: &Logged, kind: AdjustmentKind) {
    let fresh = world.casework.fresh();
    let new = NewAdjustment {
        id: fresh.adjustment(),
        kind,
        words: None,
        from: world.casework.today(),
        review_on: None,
    };
    let view = world
        .casework
        .open_case(&world.council, &adviser(), &case.reference)
        .await
        .unwrap();
    let person = view.case.customer.clone().unwrap();
    let of = (&case.id, &person);
    world
        .casework
        .agree_adjustment(&world.council, &adviser(), of, &new)
        .await
        .unwrap();
}

on_both_engines! {
    async fn each_customer_is_answered_on_their_own_case_by_their_own_way_and_its_clock_stops(world: World) {
        let by_letter = logged(&world, Kind::ServiceRequest, Some(ReplyBy::Letter)).await;
        let by_email = logged(&world, Kind::ServiceRequest, Some(ReplyBy::Email)).await;
        let online = logged(&world, Kind::Enquiry, None).await;
        let cases = [&by_letter, &by_email, &online];
        let id = begun(&world, cases.map(|case| case.id.clone())).await;
        sent(&world, &id, CauseAnswer::Update).await;
        assert_eq!(answer(&world).await, 3);
        assert_eq!(answer(&world).await, 0, "once");
        let ways = [Channel::Letter, Channel::Email, Channel::Online];
        for (case, way) in cases.into_iter().zip(ways) {
            assert_eq!(how_often(&world, case).await, 1);
            assert_eq!(letters(&world, case).await, [way]);
            let view = world.casework.open_case(&world.council, &officer(), &case.reference).await.unwrap();
            assert_eq!(view.case.first_answered_on, Some(world.casework.today()));
            let first = view.case.clock(ClockKind::FirstAnswer);
            assert!(first.is_none_or(|clock| !clock.is_running()), "{first:?}");
            assert!(!view.case.is_closed());
            let of_case = world.casework.causes_of_case(&world.council, &officer(), &case.id).await.unwrap();
            assert_eq!((of_case.len(), of_case[0].row.cases), (1, 3));
            assert_eq!(of_case[0].name.as_deref(), Some("Missed round, Harbour Street"));
        }
        let open = world.casework.causes(&world.council, &officer(), (false, None)).await.unwrap();
        assert_eq!((open[0].row.stage, open[0].row.answered), (CauseStage::Sent, 3));
        let events = world.events_as_text().await;
        assert!(!events.contains("lorry") && !events.contains("Harbour"), "no event holds a word");
        world.assert_sound().await;
    }

    async fn what_a_letter_that_is_the_same_for_all_would_wrong_is_kept_for_a_person(world: World) {
        let plain = logged(&world, Kind::ServiceRequest, Some(ReplyBy::Letter)).await;
        let large = logged(&world, Kind::ServiceRequest, Some(ReplyBy::Letter)).await;
        let easy = logged(&world, Kind::ServiceRequest, Some(ReplyBy::Letter)).await;
        let complaint = logged(&world, Kind::Complaint, Some(ReplyBy::Letter)).await;
        let closed = logged(&world, Kind::ServiceRequest, Some(ReplyBy::Letter)).await;
        let out = logged(&world, Kind::ServiceRequest, Some(ReplyBy::Letter)).await;
        agreed(&world, &large, AdjustmentKind::LargePrint).await;
        agreed(&world, &easy, AdjustmentKind::EasyRead).await;
        // Hers goes on in one that asks for nothing of the sort, and she gets its letter too.
        let kept = logged(&world, Kind::ServiceRequest, Some(ReplyBy::Letter)).await;
        let hers = logged(&world, Kind::ServiceRequest, Some(ReplyBy::Letter)).await;
        let merge = redress_domain::case::BetweenOrder::Merge(redress_domain::case::NewMerge {
            from: hers.id.clone(),
            into: kept.id.clone(),
            reason: world.casework.fresh().words("The same missed round."),
            sentence: world.casework.fresh().words("We deal with both together."),
        });
        world.done(&adviser(), &hers.id, CaseCommand::Between(merge)).await;
        agreed(&world, &hers, AdjustmentKind::EasyRead).await;
        let all = [&plain, &large, &easy, &complaint, &closed, &out, &kept].map(|case| case.id.clone());
        let id = begun(&world, all).await;
        let take_out = TakeOut {
            case: out.id.clone(),
            differs: Differs::OtherWishes,
            reason: world.casework.fresh().words("He would like his money back."),
        };
        does(&world, &officer(), &id, Command::TakeOut(take_out)).await.unwrap();
        let withdraw = CaseCommand::Withdraw { reason: None };
        world.done(&adviser(), &closed.id, withdraw).await;
        sent(&world, &id, CauseAnswer::Done).await;
        assert_eq!(answer(&world).await, 6);
        let stand = members(&world, &id).await;
        assert_eq!(stand[&kept.id], Member::KeptBack(KeptBack::Adjustment));
        assert_eq!(stand[&plain.id], Member::Answered);
        assert_eq!(stand[&large.id], Member::Answered);
        assert_eq!(stand[&easy.id], Member::KeptBack(KeptBack::Adjustment));
        assert_eq!(stand[&complaint.id], Member::KeptBack(KeptBack::Complaint));
        assert_eq!(stand[&closed.id], Member::KeptBack(KeptBack::Closed));
        assert!(matches!(stand[&out.id], Member::Out(Differs::OtherWishes, _)));
        for case in [&easy, &complaint, &closed, &out] {
            assert_eq!(how_often(&world, case).await, 0);
        }
        for case in [&plain, &large] {
            let view = world.casework.open_case(&world.council, &officer(), &case.reference).await.unwrap();
            assert!(view.case.is_closed());
        }
        let view = world.casework.open_case(&world.council, &officer(), &large.reference).await.unwrap();
        let said = |entry: &redress_domain::case::Entry| matches!(entry.event, Event::AdjustmentsSaid { .. });
        assert!(view.entries.iter().any(said), "that large print is kept to is on the record");
        let view = world.casework.open_case(&world.council, &officer(), &complaint.reference).await.unwrap();
        assert!(!view.case.is_closed());
        world.assert_sound().await;
    }

    async fn who_approves_who_wrote_and_who_sent_hear_of_it(world: World) {
        world.knows(&[officer(), manager(), planner()]).await;
        let plain = logged(&world, Kind::ServiceRequest, None).await;
        let complaint = logged(&world, Kind::Complaint, None).await;
        let id = begun(&world, [plain.id.clone(), complaint.id.clone()]).await;
        sent(&world, &id, CauseAnswer::Update).await;
        while answer(&world).await > 0 {}
        let heard = |actor: Actor| {
            let (casework, council) = (world.casework.clone(), world.council.clone());
            async move {
                let told = casework.notifications(&council, &actor, None).await.unwrap();
                let of_cause = told.into_iter().filter(|told| told.row.cause_id.is_some());
                of_cause.map(|told| told.row.kind).collect::<Vec<_>>()
            }
        };
        assert_eq!(heard(manager()).await, [NotificationKind::CauseToApprove]);
        let expected = [NotificationKind::CauseKeptBack, NotificationKind::CauseDecided];
        assert_eq!(heard(officer()).await, expected);
        assert_eq!(heard(planner()).await, []);
    }

    async fn complaints_of_one_cause_use_the_same_finding_on_the_point_that_they_share(world: World) {
        let (one, other) = (
            logged(&world, Kind::Complaint, None).await,
            logged(&world, Kind::Complaint, None).await,
        );
        let stranger = logged(&world, Kind::Complaint, None).await;
        let orders = Orders::of(&world);
        for case in [&one, &other, &stranger] {
            world.done(&adviser(), &case.id, orders.triage(Kind::Complaint)).await;
            let acknowledge = orders.acknowledge(&world.casework.fresh().point());
            world.done(&officer(), &case.id, acknowledge).await;
        }
        let id = begun(&world, [one.id.clone(), other.id.clone()]).await;
        let casework = &world.casework;
        let view = casework.open_cause(&world.council, &officer(), (&id, None)).await.unwrap();
        let points = casework.open_points(&world.council, &officer(), &view.members).await.unwrap();
        assert_eq!(points.len(), 2, "{points:?}");
        let find = Command::Find(NewFinding {
            finding: Finding::Upheld,
            reason: casework.fresh().words("The round was not finished."),
        });
        does(&world, &officer(), &id, find).await.unwrap();
        let mut chosen: Vec<_> = points.into_iter().map(|point| (point.case, point.point)).collect();
        let view = casework.open_case(&world.council, &officer(), &stranger.reference).await.unwrap();
        chosen.push((stranger.id.clone(), view.case.points[0].id.clone()));
        let each = casework.use_finding(&world.council, &officer(), &id, chosen).await.unwrap();
        let done: Vec<bool> = each.iter().map(|(_, done)| done.is_ok()).collect();
        assert_eq!(done, [true, true, false], "a case of nobody else's group is left alone");
        for case in [&one, &other] {
            let view = casework.open_case(&world.council, &officer(), &case.reference).await.unwrap();
            let PointState::Found { finding, reason, .. } = &view.case.points[0].state else {
                panic!("{:?}", view.case.points)
            };
            assert_eq!((*finding, view.text(reason)), (Finding::Upheld, "The round was not finished."));
        }
        world.assert_sound().await;
    }

    async fn a_worker_that_is_killed_at_any_moment_answers_each_case_once(world: World) {
        let mut cases = Vec::new();
        for _ in 0..30 {
            cases.push(logged(&world, Kind::ServiceRequest, Some(ReplyBy::Email)).await);
        }
        let id = begun(&world, cases.iter().map(|case| case.id.clone())).await;
        sent(&world, &id, CauseAnswer::Done).await;
        let mut kills = 0;
        for turns in 1.. {
            let round = world.casework.answer_causes(&world.council);
            match cut_after(turns, round).await {
                Some(done) => {
                    done.unwrap();
                    break;
                }
                None => kills += 1,
            }
        }
        // On SQLite it waits for the writer alone, and so can be killed there alone.
        assert!(kills > 1, "it was killed {kills} times");
        while answer(&world).await > 0 {}
        let stand = members(&world, &id).await;
        assert!(stand.values().all(|member| *member == Member::Answered), "{stand:?}");
        for case in &cases {
            assert_eq!(how_often(&world, case).await, 1);
            assert_eq!(letters(&world, case).await, [Channel::Email]);
        }
        world.assert_sound().await;
    }

    async fn two_workers_at_once_answer_each_case_once(world: World) {
        let mut cases = Vec::new();
        for _ in 0..8 {
            cases.push(logged(&world, Kind::ServiceRequest, Some(ReplyBy::Letter)).await);
        }
        let id = begun(&world, cases.iter().map(|case| case.id.clone())).await;
        sent(&world, &id, CauseAnswer::Update).await;
        let (one, other) = tokio::join!(
            world.casework.answer_causes(&world.council),
            world.casework.answer_causes(&world.council)
        );
        one.unwrap();
        other.unwrap();
        while answer(&world).await > 0 {}
        for case in &cases {
            assert_eq!(how_often(&world, case).await, 1);
            assert_eq!(letters(&world, case).await.len(), 1);
        }
        let stand = members(&world, &id).await;
        assert!(stand.values().all(|member| *member == Member::Answered), "{stand:?}");
        world.assert_sound().await;
    }

    async fn a_case_joins_once_and_only_where_it_belongs(world: World) {
        let one = logged(&world, Kind::ServiceRequest, None).await;
        let planning = {
            let mut new = told(&world, Kind::ServiceRequest, ("Harbour Street", None));
            new.contact.service = Some(service("planning"));
            world.casework.log(&world.council, &adviser(), new).await.unwrap()
        };
        let closed = logged(&world, Kind::ServiceRequest, None).await;
        world.done(&adviser(), &closed.id, CaseCommand::Withdraw { reason: None }).await;
        let id = begun(&world, [one.id.clone()]).await;
        let begin = |cases: Vec<CaseId>| {
            let new = new(&world, cases);
            let (casework, council) = (world.casework.clone(), world.council.clone());
            async move { casework.begin_cause(&council, &complaints_manager(), new).await.unwrap_err() }
        };
        let taken = begin(vec![one.id.clone()]).await;
        assert!(matches!(taken, NotDone::Refused(Refusal::InAnother(_))), "{taken:?}");
        let elsewhere = begin(vec![planning.id.clone()]).await;
        assert!(matches!(elsewhere, NotDone::Refused(Refusal::OtherService(_))), "{elsewhere:?}");
        let over = begin(vec![closed.id.clone()]).await;
        assert!(matches!(over, NotDone::Refused(Refusal::CaseClosed(_))), "{over:?}");
        // Whoever works for another service knows of none of it.
        let opened = world.casework.open_cause(&world.council, &planner(), (&id, None)).await;
        assert!(matches!(opened, Err(redress_casework::failure::Failure::NotFound)));
        assert_eq!(world.casework.causes(&world.council, &planner(), (false, None)).await.unwrap(), []);
        assert_eq!(world.casework.causes_of_case(&world.council, &planner(), &one.id).await.unwrap(), []);
        // Once it is over, its cases may have another cause.
        does(&world, &officer(), &id, Command::Finish).await.unwrap();
        begun(&world, [one.id.clone()]).await;
        let over = world.casework.causes(&world.council, &officer(), (true, None)).await.unwrap();
        assert_eq!(over.len(), 1);
    }

    async fn a_case_that_two_people_grouped_at_once_is_answered_by_one(world: World) {
        let case = logged(&world, Kind::ServiceRequest, Some(ReplyBy::Letter)).await;
        let (one, other) = (new(&world, [case.id.clone()]), new(&world, [case.id.clone()]));
        let (officer, manager) = (officer(), manager());
        let (first, second) = tokio::join!(
            world.casework.begin_cause(&world.council, &officer, one),
            world.casework.begin_cause(&world.council, &manager, other)
        );
        let begun: Vec<CauseId> = [first, second].into_iter().flatten().collect();
        for id in &begun {
            sent(&world, id, CauseAnswer::Update).await;
        }
        while answer(&world).await > 0 {}
        assert_eq!(how_often(&world, &case).await, 1);
        assert_eq!(letters(&world, &case).await.len(), 1);
    }

    async fn open_cases_of_the_same_service_place_and_days_are_offered(world: World) {
        let old = logged(&world, Kind::ServiceRequest, None).await;
        world.wait_days(20);
        let known = logged(&world, Kind::ServiceRequest, None).await;
        let same = logged(&world, Kind::ServiceRequest, None).await;
        let complaint = logged(&world, Kind::Complaint, None).await;
        let elsewhere = told(&world, Kind::ServiceRequest, ("Castle Square", None));
        let elsewhere = world.casework.log(&world.council, &adviser(), elsewhere).await.unwrap();
        let closed = logged(&world, Kind::ServiceRequest, None).await;
        world.done(&adviser(), &closed.id, CaseCommand::Withdraw { reason: None }).await;
        let id = begun(&world, [known.id.clone()]).await;
        world.wait_days(3);
        let later = logged(&world, Kind::ServiceRequest, None).await;
        let offered = world.casework.offered_for_cause(&world.council, &officer(), &id).await.unwrap();
        let offered: BTreeSet<CaseId> = offered.into_iter().map(|line| line.case.case_id).collect();
        assert_eq!(offered, BTreeSet::from([same.id.clone(), complaint.id.clone(), later.id.clone()]));
        assert!(!offered.contains(&old.id) && !offered.contains(&elsewhere.id));
        // Without a place, the service and the days alone.
        let nowhere = NewCause { place: None, ..new(&world, []) };
        let nowhere = NewCause { from: world.casework.today().saturating_sub(jiff::Span::new().days(3)), ..nowhere };
        let nowhere = world.casework.begin_cause(&world.council, &officer(), nowhere).await.unwrap();
        let offered = world.casework.offered_for_cause(&world.council, &officer(), &nowhere).await.unwrap();
        let offered: BTreeSet<CaseId> = offered.into_iter().map(|line| line.case.case_id).collect();
        let expected = [&same, &complaint, &later, &elsewhere].map(|case| case.id.clone());
        assert_eq!(offered, BTreeSet::from(expected));
        // Who was taken out is not offered again.
        does(&world, &officer(), &id, Command::Add { cases: BTreeSet::from([same.id.clone()]) }).await.unwrap();
        let take_out = TakeOut {
            case: same.id.clone(),
            differs: Differs::OtherMatter,
            reason: world.casework.fresh().words("It is about noise."),
        };
        does(&world, &officer(), &id, Command::TakeOut(take_out)).await.unwrap();
        let offered = world.casework.offered_for_cause(&world.council, &officer(), &id).await.unwrap();
        assert!(offered.iter().all(|line| line.case.case_id != same.id));
    }

    async fn common_causes_made_again_from_the_record_are_the_same(world: World) {
        let mut cases = Vec::new();
        for kind in [Kind::ServiceRequest, Kind::Complaint, Kind::Enquiry] {
            cases.push(logged(&world, kind, Some(ReplyBy::Letter)).await);
        }
        let id = begun(&world, cases.iter().map(|case| case.id.clone())).await;
        sent(&world, &id, CauseAnswer::Update).await;
        while answer(&world).await > 0 {}
        let stands = |members: &[redress_casework::cause::MemberLine]| -> Vec<(CaseId, CauseMember, String)> {
            let each = members.iter();
            each.map(|member| (member.line.case.case_id.clone(), member.standing, member.why.clone())).collect()
        };
        let read = || async {
            let lines = world.casework.causes(&world.council, &officer(), (false, None)).await.unwrap();
            let view = world.casework.open_cause(&world.council, &officer(), (&id, None)).await.unwrap();
            (lines, stands(&view.members))
        };
        let before = read().await;
        assert_eq!(before.1.len(), 3);
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(read().await, before);
        world.assert_sound().await;
    }
}
