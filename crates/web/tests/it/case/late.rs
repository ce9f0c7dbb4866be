//! That a reply will probably be late, said on the workload and in a team's list before it is.

use jiff::SignedDuration;
use redress_domain::case::{Acknowledgement, Command, PointDraft, ReplySection, ReplyText};
use redress_domain::id::{CaseId, PointId};
use redress_domain::permission::Actor;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Finding, Role};

use super::{complaint, sign_in};
use crate::app::TestApp;

/// The two people who answer a complaint.
struct Two {
    app: TestApp,
    jo: Actor,
    sam: Actor,
}

impl Two {
    async fn done(&self, actor: &Actor, case: &CaseId, commands: &[Command]) {
        let council = &self.app.council;
        let done = self
            .app
            .casework
            .act_all_on_latest(council, actor, case, commands);
        done.await.unwrap();
    }

    async fn case_of(&self, reference: &Reference) -> CaseId {
        let opened = self
            .app
            .casework
            .open_case(&self.app.council, &self.jo, reference);
        opened.await.unwrap().id
    }

    async fn acknowledged(&self) -> (Reference, CaseId, PointId) {
        let reference = complaint(&self.app, self.jo.user().unwrap()).await;
        let (case, fresh) = (self.case_of(&reference).await, self.app.casework.fresh());
        let point = fresh.point();
        let acknowledge = Command::Acknowledge(Acknowledgement {
            new_points: vec![PointDraft {
                id: point.clone(),
                words: fresh.words("The bin was missed."),
            }],
            wanted: None,
            letter: fresh.words("This is how we understand it."),
        });
        self.done(&self.jo, &case, &[acknowledge]).await;
        (reference, case, point)
    }

    async fn answered(&self, case: &CaseId, point: PointId) {
        let fresh = self.app.casework.fresh();
        let reply = fresh.reply();
        let sections = ReplySection::ALL.iter();
        let sections = sections.map(|section| (*section, fresh.words("We looked into it.")));
        let written = [
            Command::RecordFinding {
                point,
                finding: Finding::NotUpheld,
                reason: fresh.words("The crew came."),
            },
            Command::DraftReply(ReplyText {
                id: reply.clone(),
                sections: sections.collect(),
            }),
            Command::AskForApproval { reply: reply.clone() },
        ];
        self.done(&self.jo, case, &written).await;
        let approve = Command::ApproveReply { reply: reply.clone() };
        self.done(&self.sam, case, &[approve]).await;
        let letter = fresh.words("You can go to the Local Government and Social Care Ombudsman.");
        self.done(&self.jo, case, &[Command::SendReply { reply, letter }])
            .await;
    }
}

#[tokio::test]
async fn a_manager_reads_why_a_reply_will_be_late_on_the_workload_and_in_the_teams_list() {
    let app = TestApp::new().await;
    let team = &["waste-crews"];
    let jo = app.create_user("Jo Martin", &[Role::Officer], team).await;
    let sam = app.create_user("Sam Green", &[Role::ServiceManager], team).await;
    let (jo, sam) = (app.actor(&jo).await, app.actor(&sam).await);
    let two = Two { app, jo, sam };
    let mut slow = Vec::new();
    for _ in 0..20 {
        slow.push(two.acknowledged().await);
    }
    two.app.wait(SignedDuration::from_hours(21 * 24)).await;
    for (_, case, point) in slow {
        two.answered(&case, point).await;
    }
    let (reference, ..) = two.acknowledged().await;
    two.app.wait(SignedDuration::from_hours(4 * 24)).await;
    let mut manager = sign_in(&two.app, "sam.green").await;
    let why = "Its point has no finding, and no reply is begun. Of 20 such complaints that were no further after 4 \
               days, 20 took longer.";
    manager
        .get("/staff/workload")
        .await
        .says(reference.as_str())
        .says("Likely to be late")
        .says(why);
    manager
        .get("/staff/cases?team=waste-crews&closed=no")
        .await
        .says(why);
    // What is said is for whoever answers for the work.
    let mut officer = sign_in(&two.app, "jo.martin").await;
    officer
        .get("/staff/cases?team=waste-crews&closed=no")
        .await
        .does_not_say("Likely to be late");
}
