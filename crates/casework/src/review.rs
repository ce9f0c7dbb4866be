//! Who is named for a review or asked for advice, and whoever work comes back to.

use redress_domain::case::{Case, Command, EarlyOrder, Event};
use redress_domain::id::{ActorId, CouncilId, ServiceId, UserId};
use redress_domain::vocabulary::{NotificationKind, Role};
use redress_store::changes::ReadModel;

use crate::Casework;
use crate::failure::Failure;
use crate::notify::row_of;
use crate::plan::{Planned, Setting};

impl Casework {
    /// The commands, with the roles that the council gave to whoever is named for a review, asked for advice or given more work:
    /// what the rules ask about them comes from the council's list of users and never from a form.
    ///
    /// Costs one row by its key where somebody is named.
    pub(crate) async fn with_roles_of_the_named(
        &self,
        council: &CouncilId,
        mut commands: Vec<Command>,
    ) -> Result<Vec<Command>, Failure> {
        for command in &mut commands {
            if let Command::Early(EarlyOrder::AskAdvice { of, .. }) = command {
                (of.roles, of.services) = self.given_to(council, &of.adviser).await?;
            }
            if let Command::ReturnToStage1(order) = command {
                (order.roles, order.services) = self.given_to(council, &order.officer).await?;
            }
            if let Command::AcceptStage2 { reviewer, .. } | Command::NameReviewer { reviewer, .. } = command {
                (reviewer.roles, _) = self.given_to(council, &reviewer.reviewer).await?;
            }
        }
        Ok(commands)
    }

    /// The roles and services of somebody who works for the council; none of anybody else.
    async fn given_to(
        &self,
        council: &CouncilId,
        user: &UserId,
    ) -> Result<(Vec<Role>, Vec<ServiceId>), Failure> {
        let user = self.user(council, user).await?.filter(|user| user.active);
        Ok(user.map(|user| (user.roles, user.services)).unwrap_or_default())
    }
}

/// Tells whoever is named for a review that they are, and whoever gets work back that they have it: the
/// author of a reply that is sent back, the officer of a return to stage 1, and the reviewer when that is
/// done. What somebody did themselves they know.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a few of the things that happen hand work to somebody"
)]
pub(crate) fn handed_over(setting: &Setting<'_>, before: &Case, planned: &Planned) -> Vec<ReadModel> {
    let case = &planned.after.case;
    let mut rows = Vec::new();
    for entry in &planned.entries {
        let (kind, who): (_, Vec<UserId>) = match &entry.event {
            Event::ReviewerNamed { reviewer, .. } => {
                (NotificationKind::ReviewerNamed, vec![reviewer.clone()])
            }
            Event::AdviceAsked { of, .. } => (NotificationKind::AdviceAsked, vec![of.clone()]),
            Event::AdviceGiven { .. } => {
                let asked = before.early.question.as_ref();
                let asker = asked.and_then(|question| question.by.user());
                (
                    NotificationKind::AdviceGiven,
                    asker.cloned().into_iter().collect(),
                )
            }
            Event::ReturnedToStage1 { officer, .. } => {
                (NotificationKind::WorkSentBack, vec![officer.clone()])
            }
            Event::ReturnFinished { .. } => {
                let review = case.open_review();
                let reviewer = review.and_then(|review| review.reviewer.clone());
                (NotificationKind::WorkSentBack, reviewer.into_iter().collect())
            }
            Event::ReplySentBack { .. } => {
                let author = case.reply.as_ref().map(|reply| &reply.author);
                let author = author.and_then(ActorId::user);
                (
                    NotificationKind::WorkSentBack,
                    author.cloned().into_iter().collect(),
                )
            }
            _ => continue,
        };
        let others = who
            .into_iter()
            .filter(|user| entry.actor != ActorId::User(user.clone()));
        rows.extend(others.map(|user| row_of(setting, (&user, kind), (&planned.after, entry))));
    }
    rows
}
