//! Promised remedies: who is reminded, who hears of money, and the list of what is still to be delivered.

use std::collections::BTreeMap;

use jiff::civil::Date;
use redress_domain::case::{self, Command, Entry, Event, RemedyOrder, Reminder};
use redress_domain::id::{ActorId, CouncilId, RemedyId, ServiceId, UserId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::vocabulary::NotificationKind;
use redress_store::changes::ReadModel;
use redress_store::remedy::RemediesOf;

use crate::Casework;
use crate::failure::Failure;
use crate::help::leads_of;
use crate::lists::{PAGE, is_for};
use crate::notify::row_of;
use crate::plan::{Planned, Setting};
use crate::user::User;

/// A line of the list of promises that are still to be kept.
pub type RemedyLine = redress_store::remedy::RemedyLine;
/// A place in that list.
pub type AfterRemedy = redress_store::remedy::AfterRemedy;

/// How many owners a round reminds.
const TOGETHER: i64 = 100;

/// Which promises.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Promises {
    /// Only those that this officer sees to.
    pub owner: Option<UserId>,
    /// Only those of this service.
    pub service: Option<ServiceId>,
    /// Only those whose day is over.
    pub overdue: bool,
}

/// How many promises somebody has to keep, and their services.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PromisesDue {
    /// How many of their own are due by the next working day, or overdue.
    pub own: i64,
    /// How many of those are overdue.
    pub own_overdue: i64,
    /// How many of the services that they see are overdue.
    pub services_overdue: i64,
}

impl Casework {
    /// Reminds the owners of remedies that are due soon or overdue; answers how many.
    ///
    /// Costs one act for each, and a page of an index.
    pub async fn remind_owners(&self, council: &CouncilId) -> Result<usize, Failure> {
        let actor = Actor::program(ActorId::Job("remind-owners"));
        let mut reminded = 0;
        let due = self.store.remedies_to_remind(council, self.today(), TOGETHER);
        for (case, remedy) in due.await? {
            let order = Command::Remedy(RemedyOrder::Remind { remedy });
            match self.act_on_latest(council, &actor, &case, order).await {
                Ok(_) => reminded += 1,
                // It was delivered meanwhile, or another worker was quicker.
                Err(Failure::Refused(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(reminded)
    }

    /// Promises that are still to be kept, what is due soonest first, a page by key: those that `actor`
    /// sees to, or those of the services that they may see.
    ///
    /// Costs one page of an index; for whoever sees few services, the open promises of others that lie
    /// between.
    pub async fn promises(
        &self,
        council: &CouncilId,
        actor: &Actor,
        wanted: &Promises,
        after: Option<&AfterRemedy>,
    ) -> Result<Vec<RemedyLine>, Failure> {
        let scope = self.scope_of(council, actor)?;
        let sees = |service: &ServiceId| scope.as_ref().is_none_or(|known| known.contains(service));
        let of = match (&wanted.owner, &wanted.service) {
            (Some(owner), _) if Some(owner) == actor.user() => RemediesOf::Owner(owner.clone()),
            (None, Some(service)) if sees(service) => RemediesOf::Service(service.clone()),
            (None, None) => RemediesOf::Services(scope),
            // Nobody sees another officer's, nor those of a service that is not theirs.
            (Some(_), _) | (None, Some(_)) => return Ok(Vec::new()),
        };
        let before = wanted.overdue.then(|| self.today());
        let mut lines = self
            .store
            .open_remedies(council, (&of, before), after, PAGE)
            .await?;
        lines.retain(|remedy| is_for(actor, &remedy.line));
        Ok(lines)
    }

    /// How many promises `actor` has to keep by the next working day, and how many of their services are
    /// overdue.
    ///
    /// Costs the open promises of `actor` that are due, and those of anybody that are overdue, by index.
    pub(crate) async fn promises_due(
        &self,
        council: &CouncilId,
        actor: &Actor,
        by: Date,
    ) -> Result<PromisesDue, Failure> {
        let today = self.today();
        let (own, own_overdue) = match actor.user() {
            Some(user) => self.store.remedies_of_owner(council, user, (today, by)).await?,
            None => (0, 0),
        };
        let scope = self.scope_of(council, actor)?;
        let services_overdue = self.store.remedies_overdue(council, &scope, today).await?;
        Ok(PromisesDue {
            own,
            own_overdue,
            services_overdue,
        })
    }

    /// Tells those whom what was done about a promised remedy concerns: its owner that it is due, the lead
    /// of the team too when it is overdue, who may approve a payment that one waits, and who asked for it
    /// what came of it. Users are asked for only when there is something to tell.
    pub(crate) async fn who_hears_of_remedies(
        &self,
        setting: &Setting<'_>,
        council: &CouncilId,
        planned: &Planned,
    ) -> Result<Vec<ReadModel>, Failure> {
        if !planned.entries.iter().any(|entry| is_news(&entry.event)) {
            return Ok(Vec::new());
        }
        let users = self.users(council).await?;
        let policy = setting.council.policy(self.today())?;
        let after = &planned.after;
        let mut told: BTreeMap<(UserId, NotificationKind), ReadModel> = BTreeMap::new();
        for entry in &planned.entries {
            let leads = |team| leads_of(policy, &users, team).into_iter().map(|user| user.id);
            let approvers = |remedy: &RemedyId| {
                let known = after.case.remedies.iter().find(|known| known.id == *remedy);
                let payment = known.and_then(case::PromisedRemedy::payment_to_approve);
                let pence = payment.map_or(u32::MAX, |payment| payment.pence);
                let may = move |user: &&User| {
                    let actor = user.actor();
                    user.active
                        && permission::may_with(policy, &actor, Act::ApprovePayment, &after.case.scope())
                        && case::may_approve(policy, &actor, pence)
                };
                users.iter().filter(may).map(|user| user.id.clone()).collect()
            };
            let (kind, who) = match hears(after, entry) {
                None => continue,
                Some((kind, Hears::These(who))) => (kind, who),
                Some((kind, Hears::OwnerAndLeads(owner))) => {
                    let leads = after.case.team.iter().flat_map(leads);
                    (kind, owner.into_iter().chain(leads).collect())
                }
                Some((kind, Hears::Approvers(remedy))) => (kind, approvers(remedy)),
            };
            for user in who {
                // What they did themselves they know; and nobody hears of a complaint about themselves.
                if entry.actor == ActorId::User(user.clone()) || after.case.about.contains(&user) {
                    continue;
                }
                let row = row_of(setting, (&user, kind), (after, entry));
                told.insert((user, kind), row);
            }
        }
        Ok(told.into_values().collect())
    }
}

/// Who hears of something.
enum Hears<'e> {
    /// These people.
    These(Vec<UserId>),
    /// The owner of the remedy, and the lead of the team that has the case.
    OwnerAndLeads(Option<UserId>),
    /// Whoever may approve the payment.
    Approvers(&'e RemedyId),
}

const fn is_news(event: &Event) -> bool {
    matches!(
        event,
        Event::RemedyReminded { .. }
            | Event::PaymentAsked { .. }
            | Event::PaymentApproved { .. }
            | Event::PaymentTurnedDown { .. }
    )
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a few of the things that happen to a remedy are news"
)]
fn hears<'e>(after: &crate::act::Loaded, entry: &'e Entry) -> Option<(NotificationKind, Hears<'e>)> {
    let known = |id: &RemedyId| after.case.remedies.iter().find(|known| known.id == *id);
    let owner = |id: &RemedyId| {
        let own = known(id).and_then(|known| known.owner.clone());
        own.or_else(|| after.case.owner.clone())
    };
    Some(match &entry.event {
        Event::RemedyReminded {
            remedy,
            reminder: Reminder::BeforeDue,
        } => {
            let who = owner(remedy).into_iter().collect();
            (NotificationKind::RemedyDue, Hears::These(who))
        }
        Event::RemedyReminded {
            remedy,
            reminder: Reminder::Overdue,
        } => (
            NotificationKind::RemedyOverdue,
            Hears::OwnerAndLeads(owner(remedy)),
        ),
        Event::PaymentAsked { remedy, .. } => (NotificationKind::PaymentAsked, Hears::Approvers(remedy)),
        Event::PaymentApproved { remedy } | Event::PaymentTurnedDown { remedy, .. } => {
            let payment = known(remedy).and_then(|known| known.payment.as_ref());
            let asked = payment.and_then(|payment| payment.asked_by.user().cloned());
            let who = asked.into_iter().collect();
            (NotificationKind::PaymentAnswered, Hears::These(who))
        }
        _ => return None,
    })
}
