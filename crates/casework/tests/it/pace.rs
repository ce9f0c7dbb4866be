//! Which replies will probably be late, from how long the last such complaints took (ours, after paper 002).

use redress_casework::failure::Failure;
use redress_casework::measure::{Ask, Which};
use redress_domain::case::{Command, ReplyStep};
use redress_domain::id::CaseId;
use redress_domain::measure::{By, Measure, Range};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::Kind;
use redress_store::rebuild::Side;

use crate::on_both_engines;
use crate::orders::{Ids, Orders};
use crate::world::{World, adviser, complaints_manager, manager, officer, planner};

/// A complaint that was acknowledged: its point has no finding yet.
async fn acknowledged(world: &World, orders: &Orders<'_>) -> (CaseId, Ids) {
    let (case, ids) = (world.logged(Kind::Complaint).await.id, Ids::new(world));
    world
        .done(&adviser(), &case, orders.triage(Kind::Complaint))
        .await;
    world
        .done(&officer(), &case, orders.acknowledge(&ids.point))
        .await;
    (case, ids)
}

async fn answered(world: &World, orders: &Orders<'_>, (case, ids): &(CaseId, Ids)) {
    let reply = ids.reply.clone();
    world.done(&officer(), case, orders.finding(&ids.point)).await;
    world.done(&officer(), case, orders.draft(&reply)).await;
    world
        .done(&officer(), case, Command::AskForApproval { reply: reply.clone() })
        .await;
    world
        .done(&manager(), case, Command::ApproveReply { reply: reply.clone() })
        .await;
    world.done(&officer(), case, orders.send(&reply)).await;
}

async fn late(world: &World, actor: &Actor) -> Vec<CaseId> {
    let lines = world.casework.likely_late(&world.council, actor).await.unwrap();
    lines.into_iter().map(|(line, _)| line.case.case_id).collect()
}

on_both_engines! {
    async fn a_breach_is_told_before_it_happens_and_why_to_whoever_answers_for_the_work(world: World) {
        let orders = Orders::of(&world);
        let mut slow = Vec::new();
        for _ in 0..20 {
            slow.push(acknowledged(&world, &orders).await);
        }
        world.wait_days(21);
        for one in slow.iter().skip(1) {
            answered(&world, &orders, one).await;
        }
        let (case, ids) = acknowledged(&world, &orders).await;
        world.wait_days(4);
        assert_eq!(late(&world, &complaints_manager()).await, [], "nineteen are too few");
        answered(&world, &orders, &slow[0]).await;
        assert_eq!(late(&world, &complaints_manager()).await, std::slice::from_ref(&case));
        assert_eq!(late(&world, &manager()).await, std::slice::from_ref(&case));
        let lines = world.casework.likely_late(&world.council, &manager()).await.unwrap();
        let (line, told) = &lines[0];
        assert_eq!((told.standing.step, told.standing.open_points, told.standing.points), (ReplyStep::Finding, 1, 1));
        assert_eq!((told.been, told.such, told.late), (4, 20, 20));
        // It is a measure too, for whoever has no overview of the work, with the cases behind it for whoever may open them.
        let ask = Ask::new(Measure::LikelyLate, Range::until(world.casework.today())).by(By::Service);
        let figures = world.casework.figures(&world.council, &ask).await.unwrap().unwrap();
        assert_eq!((figures.whole.of(), figures.lines.len()), (1, 1));
        for (reader, listed) in [(manager(), 1), (planner(), 0)] {
            let of = (&reader, &ask);
            let behind = world.casework.behind(&world.council, of, &Which::default(), None).await.unwrap();
            assert_eq!(behind.0.len(), listed);
        }
        let cases = std::slice::from_ref(line);
        let of_list = world.casework.forecasts_of(&world.council, &manager(), cases).await.unwrap();
        assert_eq!(of_list.get(&case), Some(told));
        // Officers are judged by nobody's average, and another service's work is nobody else's business.
        assert_eq!(world.casework.forecasts_of(&world.council, &officer(), cases).await.unwrap().len(), 0);
        let refused = world.casework.likely_late(&world.council, &planner()).await;
        assert!(matches!(refused, Err(Failure::NotPermitted)), "{refused:?}");
        let dump = async || world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        let live = dump().await;
        assert!(live.iter().any(|row| row.starts_with("case_pace")) && live.iter().any(|row| row.starts_with("case_step")));
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(live, dump().await);
        // From there such complaints went on the same day.
        world.done(&officer(), &case, orders.finding(&ids.point)).await;
        assert_eq!(late(&world, &complaints_manager()).await, []);
    }

    async fn what_is_overdue_is_known_and_no_forecast(world: World) {
        let orders = Orders::of(&world);
        let mut slow = Vec::new();
        for _ in 0..21 {
            slow.push(acknowledged(&world, &orders).await);
        }
        world.wait_days(40);
        for one in slow.iter().skip(1) {
            answered(&world, &orders, one).await;
        }
        assert_eq!(late(&world, &complaints_manager()).await, []);
    }
}
