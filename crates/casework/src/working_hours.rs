//! When people work, and who of several is there now.

use std::collections::BTreeMap;

use redress_domain::id::{CouncilId, UserId};
use redress_domain::permission::Actor;
use redress_domain::settings::user::Event;
use redress_domain::working_hours::WorkingHours;
use redress_store::changes::ReadModel;
use redress_store::working_hours::HoursRow;

use crate::Casework;
use crate::failure::Failure;
use crate::token::{json, read};
use crate::user::User;

impl Casework {
    /// When each person works who said so.
    ///
    /// Costs a row for each of them, as the list of people does.
    pub async fn working_hours(
        &self,
        council: &CouncilId,
    ) -> Result<BTreeMap<UserId, WorkingHours>, Failure> {
        let rows = self.store.working_hours(council).await?;
        rows.into_iter()
            .map(|row| Ok((row.user_id, read("hours", &row.hours)?)))
            .collect()
    }

    /// Records when `actor` works; `None` takes it back.
    ///
    /// Costs one commit.
    pub async fn set_working_hours(
        &self,
        council: &CouncilId,
        actor: &Actor,
        hours: Option<WorkingHours>,
    ) -> Result<(), Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?;
        let row = match &hours {
            Some(hours) => ReadModel::WorkingHours(Box::new(HoursRow {
                user_id: user.clone(),
                hours: json(hours)?,
            })),
            None => ReadModel::NoWorkingHours(user.clone()),
        };
        let event = Event::HoursSet { hours };
        self.record_of_user(council, actor, user, (event, row)).await
    }

    /// Those of the people who are there now, as far as is known; all of them when nobody is.
    pub(crate) async fn those_at_work(
        &self,
        council: &CouncilId,
        people: Vec<User>,
    ) -> Result<Vec<User>, Failure> {
        let (hours, now) = (self.working_hours(council).await?, self.outside().now());
        let is_there = |user: &&User| hours.get(&user.id).is_none_or(|hours| hours.include(now));
        let there: Vec<User> = people.iter().filter(is_there).cloned().collect();
        Ok(if there.is_empty() { people } else { there })
    }
}
