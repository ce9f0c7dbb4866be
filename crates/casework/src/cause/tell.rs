//! Who hears of what happened to a common cause.

use redress_domain::cause::{Cause, Entry, Event, ReplyStanding, decide};
use redress_domain::id::{ActorId, CauseId, CouncilId, UserId};
use redress_domain::permission::Act;
use redress_domain::vocabulary::NotificationKind;
use redress_store::changes::ReadModel;

use crate::Casework;
use crate::failure::Failure;

impl Casework {
    /// Those who may approve hear that a reply waits, who wrote it hear what became of it, and who sent it hears
    /// when it has reached every case that it may and some are kept for a person. What they did themselves they
    /// know.
    ///
    /// Costs nothing for most acts, and the list of users where a reply waits.
    pub(super) async fn who_hears_of_cause(
        &self,
        council: &CouncilId,
        (id, by): (&CauseId, &ActorId),
        (before, after): (&Cause, &Cause),
        entries: &[Entry],
    ) -> Result<Vec<ReadModel>, Failure> {
        let Some(reply) = &after.reply else {
            return Ok(Vec::new());
        };
        let is = |fits: fn(&Event) -> bool| entries.iter().any(|entry| fits(&entry.event));
        let waits = is(|event| matches!(event, Event::ApprovalAsked {}));
        let is_decided = is(|event| matches!(event, Event::ReplyApproved {} | Event::ReplySentBack { .. }));
        let (kind, who): (_, Vec<UserId>) = if waits {
            let settings = self.councils.get(council)?;
            let policy = settings.policy(self.today())?;
            let service = after.service.as_ref();
            let users = self.users(council).await?.into_iter().filter(|user| {
                let actor = user.actor();
                user.active
                    && !reply.authors.contains(&actor.id)
                    && decide::may(policy, &actor, Act::ApproveReply, service)
            });
            (
                NotificationKind::CauseToApprove,
                users.map(|user| user.id).collect(),
            )
        } else if is_decided {
            let authors = reply.authors.iter().filter_map(user_of);
            (NotificationKind::CauseDecided, authors.collect())
        } else if before.is_sending() && !after.is_sending() && after.outcome().1 > 0 {
            let sender = match &reply.standing {
                ReplyStanding::Sending { by } => user_of(by),
                ReplyStanding::Draft { .. } | ReplyStanding::Waiting | ReplyStanding::Approved { .. } => None,
            };
            (NotificationKind::CauseKeptBack, sender.into_iter().collect())
        } else {
            return Ok(Vec::new());
        };
        let others = who.into_iter().filter(|user| *by != ActorId::User(user.clone()));
        let rows = others.map(|user| {
            let mut row = self.notification(user, kind, by);
            row.cause_id = Some(id.clone());
            ReadModel::Notification(Box::new(row))
        });
        Ok(rows.collect())
    }
}

fn user_of(actor: &ActorId) -> Option<UserId> {
    if let ActorId::User(user) = actor {
        Some(user.clone())
    } else {
        None
    }
}
