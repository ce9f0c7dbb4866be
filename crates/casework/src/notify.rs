//! What people are told on their own pages, and what they have seen of it.

use redress_domain::case::{Direction, Entry, Event, Reminder};
use redress_domain::id::{ActorId, CouncilId, UserId};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::{NotificationKind, Role};
use redress_store::changes::ReadModel;
use redress_store::notification::NotificationRow;

use crate::Casework;
use crate::act::Loaded;
use crate::failure::Failure;
use crate::lists::{CaseLine, PAGE};
use crate::plan::{Planned, Setting};

/// A place in somebody's list of what they were told.
pub type ByRaised = redress_store::notification::ByRaised;

/// How many new things a page shows at most.
const NEW: i64 = 20;

/// Something that somebody was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What, to whom and when.
    pub row: NotificationRow,
    /// The case that it is about.
    pub case: Option<CaseLine>,
    /// What was said with it.
    pub said: Option<String>,
    /// The name of whoever caused it.
    pub by: Option<String>,
}

impl Casework {
    pub(crate) fn notification(&self, user: UserId, kind: NotificationKind, by: &ActorId) -> NotificationRow {
        blank(
            self.fresh().notification(),
            (user, kind),
            (by, self.outside().now()),
        )
    }

    /// What `actor` was told and has neither seen nor dealt with, the newest first.
    ///
    /// Costs at most 20 rows of an index, and for each at most three rows by their keys.
    pub async fn new_notifications(&self, council: &CouncilId, actor: &Actor) -> Result<Vec<Told>, Failure> {
        let Some(user) = actor.user() else {
            return Ok(Vec::new());
        };
        let rows = self.store.new_notifications(council, user, NEW).await?;
        self.told(council, rows).await
    }

    /// What `actor` was told, the newest first, a page at a time.
    ///
    /// Costs one page of an index, and for each row at most three by their keys.
    pub async fn notifications(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&ByRaised>,
    ) -> Result<Vec<Told>, Failure> {
        let Some(user) = actor.user() else {
            return Ok(Vec::new());
        };
        let rows = self.store.notifications(council, user, after, PAGE).await?;
        self.told(council, rows).await
    }

    /// `actor` saw everything that they were told and that asks nothing of them; a call for help
    /// stays until somebody answers it.
    ///
    /// Costs what the person has not seen, by index.
    pub async fn see_notifications(&self, council: &CouncilId, actor: &Actor) -> Result<(), Failure> {
        if let Some(user) = actor.user() {
            let now = self.outside().now();
            self.store.see_notifications(council, user, now).await?;
        }
        Ok(())
    }

    pub(crate) async fn told(
        &self,
        council: &CouncilId,
        rows: Vec<NotificationRow>,
    ) -> Result<Vec<Told>, Failure> {
        let mut told = Vec::with_capacity(rows.len());
        for row in rows {
            let case = match &row.case_id {
                Some(case) => self.store.case_by_id(council, case).await?,
                None => None,
            };
            // What they were told of a case before it was about them.
            if case.as_ref().is_some_and(|line| line.case.is_about(&row.user_id)) {
                continue;
            }
            let said = match (&row.words_id, &row.said) {
                (Some(words), _) => self.store.words(council, [words]).await?.remove(words),
                (None, said) => said.clone(),
            };
            let by = match &row.raised_by {
                ActorId::User(user) => self.names_of(council, vec![user.clone()]).await?.remove(user),
                ActorId::Customer(_)
                | ActorId::Anonymous
                | ActorId::Job(_)
                | ActorId::Import(_)
                | ActorId::Program(_)
                | ActorId::Partner(_) => None,
            };
            told.push(Told { row, case, said, by });
        }
        Ok(told)
    }
}

fn blank(
    id: redress_domain::id::NotificationId,
    (user_id, kind): (UserId, NotificationKind),
    (by, at): (&ActorId, jiff::Timestamp),
) -> NotificationRow {
    NotificationRow {
        notification_id: id,
        user_id,
        kind,
        raised_at: at,
        raised_by: by.clone(),
        case_id: None,
        help_id: None,
        about_on: None,
        words_id: None,
        said: None,
        seen_at: None,
        done_at: None,
        conduct: None,
        lesson_id: None,
        cause_id: None,
        report_key: None,
    }
}

/// Tells the officer that something came in on their case, that a reply of theirs was approved, or that
/// the customer was not reached. What they did
/// themselves they know.
pub(crate) fn of_owner(setting: &Setting<'_>, after: &Loaded, entry: &Entry) -> Option<ReadModel> {
    let user = after.case.owner.as_ref()?;
    if entry.actor == ActorId::User(user.clone()) {
        return None;
    }
    let kind = news_of(after, entry)?;
    Some(row_of(setting, (user, kind), (after, entry)))
}

/// What of an entry is news for whoever has the case.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a few of the things that happen are news for whoever has the case"
)]
fn news_of(after: &Loaded, entry: &Entry) -> Option<NotificationKind> {
    match &entry.event {
        Event::ContactRecorded {
            direction: Direction::In,
            ..
        }
        | Event::Withdrawn { .. } => after
            .case
            .unread
            .is_some()
            .then_some(NotificationKind::MessageCame),
        Event::ReplyApproved { .. } => Some(NotificationKind::ReplyApproved),
        Event::NotReached { .. } => Some(NotificationKind::NotReached),
        Event::ReferralAccepted { .. }
        | Event::ReferralTurnedAway { .. }
        | Event::PartnerAsked { .. }
        | Event::PartnerAnswered { .. } => Some(NotificationKind::PartnerSaid),
        Event::PartnerReminded { reminder, .. } => Some(match reminder {
            Reminder::BeforeDue => NotificationKind::PartnerDue,
            Reminder::Overdue => NotificationKind::PartnerOverdue,
        }),
        _ => None,
    }
}

pub(crate) fn row_of(
    setting: &Setting<'_>,
    (user, kind): (&UserId, NotificationKind),
    (after, entry): (&Loaded, &Entry),
) -> ReadModel {
    let id = setting.fresh.notification();
    let mut row = blank(id, (user.clone(), kind), (&entry.actor, setting.recorded_at));
    row.case_id = Some(after.id.clone());
    ReadModel::Notification(Box::new(row))
}

/// Tells those who answer for complaints of what came in on a closed case: nobody works on it any more.
pub(crate) fn of_closed_case(
    setting: &Setting<'_>,
    (after, entries): (&Loaded, &[Entry]),
    managers: &[UserId],
) -> Vec<ReadModel> {
    let mut rows = Vec::new();
    for entry in entries.iter().filter(|_| after.case.is_closed()) {
        if news_of(after, entry) != Some(NotificationKind::MessageCame) {
            continue;
        }
        let hear = managers.iter().filter(|user| {
            after.case.owner.as_ref() != Some(user) && entry.actor != ActorId::User((*user).clone())
        });
        rows.extend(hear.map(|user| row_of(setting, (user, NotificationKind::MessageCame), (after, entry))));
    }
    rows
}

impl Casework {
    /// Tells those whom the policy names that a concern was raised. Asked only when one was. What it is
    /// about is in no notification: it is read on the case, by whoever may.
    pub(crate) async fn who_hears_of(
        &self,
        setting: &Setting<'_>,
        council: &CouncilId,
        planned: &Planned,
    ) -> Result<Vec<ReadModel>, Failure> {
        let is_raised = |entry: &&Entry| matches!(entry.event, Event::ConcernRaised { .. });
        let Some(entry) = planned.entries.iter().find(is_raised) else {
            return Ok(Vec::new());
        };
        let roles = &setting.council.policy(self.today())?.people.concerns_go_to;
        let users = self.users(council).await?.into_iter();
        let hears = |user: &crate::user::User| {
            let is_self = entry.actor == ActorId::User(user.id.clone());
            let is_about = planned.after.case.about.contains(&user.id);
            user.active && !is_self && !is_about && user.roles.iter().any(|role| roles.contains(role))
        };
        let kind = NotificationKind::ConcernRaised;
        let told = users
            .filter(hears)
            .map(|user| row_of(setting, (&user.id, kind), (&planned.after, entry)));
        Ok(told.collect())
    }
}

/// Tells a councillor that what they raised was answered or closed (paper 002). What they did
/// themselves they know.
pub(crate) fn of_councillor(setting: &Setting<'_>, after: &Loaded, entry: &Entry) -> Option<ReadModel> {
    let ActorId::User(user) = &after.case.logged_by else {
        return None;
    };
    if after.case.raised_by != Role::Councillor || entry.actor == after.case.logged_by {
        return None;
    }
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a councillor follows what they raised; two of the things that happen are news"
    )]
    let kind = match &entry.event {
        Event::QueryAnswered { .. } => NotificationKind::QueryAnswered,
        Event::Closed { .. } => NotificationKind::QueryClosed,
        _ => return None,
    };
    let id = setting.fresh.notification();
    let mut row = blank(id, (user.clone(), kind), (&entry.actor, setting.recorded_at));
    row.case_id = Some(after.id.clone());
    Some(ReadModel::Notification(Box::new(row)))
}
