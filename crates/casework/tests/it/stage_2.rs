//! A complaint from the door over stage 2, back and forth, to the Ombudsman's last word: the lists on its
//! way, and that the record gives the same again.

use redress_domain::case::{Command, ContactPurpose, Direction, EnquiryStep, Referral, ReplyText};
use redress_domain::id::CaseId;
use redress_domain::permission::Actor;
use redress_domain::vocabulary::Kind;
use redress_store::rebuild::Side;

use crate::on_both_engines;
use crate::orders::{Ids, Orders, REVIEWER};
use crate::world::{
    World, adviser, complaints_manager, manager, officer, reviewer, second_complaints_manager,
    second_reviewer, user,
};

/// What happens to a complaint that was just logged, until it is closed after stage 2 and an Ombudsman
/// has decided.
pub(crate) struct Walk<'w> {
    pub(crate) world: &'w World,
    pub(crate) orders: &'w Orders<'w>,
    pub(crate) case: CaseId,
    pub(crate) ids: Ids,
    /// Every order that was given.
    pub(crate) given: Vec<Command>,
}

impl<'w> Walk<'w> {
    pub(crate) fn of(orders: &'w Orders<'w>, case: CaseId) -> Self {
        Self {
            world: orders.world,
            orders,
            case,
            ids: Ids::new(orders.world),
            given: Vec::new(),
        }
    }

    async fn give(&mut self, actor: Actor, order: Command) {
        self.world.done(&actor, &self.case, order.clone()).await;
        self.given.push(order);
    }

    /// The first order of that name.
    async fn named(&mut self, actor: Actor, name: &str) {
        let all = self.orders.all(&self.case, &self.case, &self.ids);
        let order = all
            .into_iter()
            .find(|order| format!("{order:?}").starts_with(name));
        self.give(actor, order.unwrap()).await;
    }

    pub(crate) async fn answered_at_stage_1(&mut self) {
        self.named(adviser(), "Triage").await;
        self.named(officer(), "Acknowledge").await;
        self.named(officer(), "RecordFinding").await;
        self.replied(officer(), manager()).await;
        self.named(officer(), "Close").await;
        // The minutes in which a send can be undone pass.
        self.world.wait(jiff::SignedDuration::from_mins(10));
    }

    async fn replied(&mut self, author: Actor, approver: Actor) {
        let reply = self.ids.reply.clone();
        self.give(author.clone(), self.orders.draft(&reply)).await;
        self.give(author.clone(), Command::AskForApproval { reply: reply.clone() })
            .await;
        self.give(approver, Command::ApproveReply { reply: reply.clone() })
            .await;
        self.give(author, self.orders.send(&reply)).await;
        // The minutes in which a send can be undone pass.
        self.world.wait(jiff::SignedDuration::from_mins(10));
    }

    pub(crate) async fn asked(&mut self) {
        self.named(adviser(), "AskForStage2").await;
    }

    async fn back_and_done(&mut self, by: Actor) {
        let told = self
            .orders
            .contact(Direction::Out, ContactPurpose::ReturnExplained);
        self.give(by.clone(), told).await;
        self.named(by, "ReturnToStage1").await;
        // The customer has an additional reply of stage 1 before the reviewer has it again.
        let reply = std::mem::replace(&mut self.ids.reply, self.world.casework.fresh().reply());
        self.replied(officer(), manager()).await;
        self.ids.reply = reply;
        self.named(officer(), "FinishReturn").await;
    }

    pub(crate) async fn reviewed(&mut self) {
        // Whoever may be named to review, or be handed the work, is known by the list of users.
        self.world
            .knows(&[reviewer(), second_reviewer(), officer()])
            .await;
        self.named(complaints_manager(), "AcceptStage2").await;
        self.named(reviewer(), "DeclareConflict").await;
        let Some(Command::NameReviewer { mut reviewer, reason }) = self
            .orders
            .all(&self.case, &self.case, &self.ids)
            .into_iter()
            .find(|order| matches!(order, Command::NameReviewer { .. }))
        else {
            panic!("nobody is named")
        };
        reviewer.reviewer = user(REVIEWER + 1);
        self.give(
            second_complaints_manager(),
            Command::NameReviewer { reviewer, reason },
        )
        .await;
        let acknowledge = Command::Acknowledge(redress_domain::case::Acknowledgement {
            new_points: Vec::new(),
            wanted: None,
            letter: self.orders.letter(),
        });
        self.give(second_reviewer(), acknowledge).await;
        self.back_and_done(second_reviewer()).await;
        self.named(manager(), "AgreeReturn").await;
        self.back_and_done(second_reviewer()).await;
        self.named(second_reviewer(), "ReviewPoint").await;
        self.ids.reply = self.world.casework.fresh().reply();
        self.replied(second_reviewer(), complaints_manager()).await;
        self.named(second_reviewer(), "Close").await;
    }

    pub(crate) async fn decided_by_the_ombudsman(&mut self) {
        for order in [
            "RecordEnquiry",
            "SendDocuments",
            "RecordDraftDecision",
            "RecordFinalDecision",
            "RecordRecommendation",
        ] {
            self.named(complaints_manager(), order).await;
        }
    }
}

async fn line(world: &World, case: &CaseId) -> redress_casework::lists::CaseLine {
    world
        .store()
        .case_by_id(&world.council, case)
        .await
        .unwrap()
        .unwrap()
}

on_both_engines! {
    async fn a_complaint_goes_over_stage_2_to_the_ombudsman_and_is_in_the_right_list_on_its_way(world: World) {
        let orders = Orders::of(&world);
        let logged = world.logged(Kind::Complaint).await;
        let mut walk = Walk::of(&orders, logged.id.clone());
        walk.answered_at_stage_1().await;
        let queue = async || world.casework.stage_2_queue(&world.council, &complaints_manager(), None).await.unwrap();
        assert!(queue().await.is_empty());
        walk.asked().await;
        let waiting = queue().await;
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].case.status, "review-asked");
        let scoped = world.casework.stage_2_queue(&world.council, &crate::world::planner(), None).await.unwrap();
        assert!(scoped.is_empty(), "it is not of their service");

        walk.reviewed().await;
        assert!(queue().await.is_empty());
        let stages = world.store().case_stages(&world.council, &logged.id).await.unwrap();
        assert_eq!(stages.iter().map(|stage| stage.stage).collect::<Vec<_>>(), [1, 2]);
        // The share of stage 2 replies sent in time is counted from these rows.
        for stage in &stages {
            assert!(stage.replied_on.unwrap() <= stage.reply_due_on.unwrap());
            assert_eq!(stage.outcome.as_deref(), Some("done"));
        }
        assert!(line(&world, &logged.id).await.case.closed);

        let enquiries = async || world.casework.ombudsman_queue(&world.council, &complaints_manager(), None).await.unwrap();
        assert!(enquiries().await.is_empty());
        walk.named(complaints_manager(), "RecordEnquiry").await;
        let open = enquiries().await;
        assert_eq!((open[0].referral, open[0].step), (Referral::AfterOurReply, EnquiryStep::Enquiry));
        assert!(open[0].due_on.is_some());
        assert!(line(&world, &logged.id).await.case.closed, "no stage is opened again");
        assert!(enquiries().await.iter().all(|line| line.place().1 == logged.id));
        let next = world.casework.ombudsman_queue(&world.council, &complaints_manager(), Some(&open[0].place())).await;
        assert!(next.unwrap().is_empty());
        walk.named(complaints_manager(), "RecordFinalDecision").await;
        assert!(enquiries().await.is_empty());
    }

    async fn what_was_reviewed_and_decided_is_rebuilt_from_the_record_and_verified(world: World) {
        let orders = Orders::of(&world);
        let whole = world.logged(Kind::Complaint).await;
        let mut walk = Walk::of(&orders, whole.id);
        walk.answered_at_stage_1().await;
        walk.asked().await;
        walk.reviewed().await;
        walk.decided_by_the_ombudsman().await;
        // One that was turned away is at stage 1 again, and one came back from the Ombudsman.
        let turned_away = world.logged(Kind::Complaint).await;
        let mut away = Walk::of(&orders, turned_away.id.clone());
        away.answered_at_stage_1().await;
        away.asked().await;
        away.named(second_complaints_manager(), "ProposeRefusal").await;
        away.named(complaints_manager(), "AgreeRefusal").await;
        let stages = world.store().case_stages(&world.council, &turned_away.id).await.unwrap();
        assert_eq!(stages.iter().map(|stage| stage.stage).collect::<Vec<_>>(), [1]);
        assert!(line(&world, &turned_away.id).await.case.closed);
        let premature = world.logged(Kind::ServiceRequest).await;
        let mut back = Walk::of(&orders, premature.id);
        back.named(complaints_manager(), "TakeBack").await;

        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        let rebuilt = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        assert_eq!(live, rebuilt);
        assert!(live.iter().any(|row| format!("{row:?}").contains("final-decision")));
        world.assert_sound().await;
    }

    async fn each_reply_of_a_complaint_is_a_message_of_its_own(world: World) {
        let orders = Orders::of(&world);
        let logged = world.logged(Kind::Complaint).await;
        let mut walk = Walk::of(&orders, logged.id.clone());
        walk.answered_at_stage_1().await;
        walk.asked().await;
        walk.reviewed().await;
        let messages = world.store().messages_of_case(&world.council, &logged.id).await.unwrap();
        let purpose = redress_domain::message::MessagePurpose::Reply;
        // That of stage 1, an additional one for each of the two times that it went back, and that of stage 2.
        assert_eq!(messages.iter().filter(|message| message.purpose == purpose).count(), 4);
        let text = ReplyText { id: walk.ids.reply.clone(), sections: Vec::new() };
        let late = world.casework.act_on_latest(&world.council, &second_reviewer(), &logged.id, Command::DraftReply(text)).await;
        assert!(late.is_err());
    }
}
