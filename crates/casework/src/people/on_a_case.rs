//! People on a case: somebody joins, with details that are new or known.

use redress_domain::case::{Command, NewInvolved, PeopleOrder};
use redress_domain::id::{CaseId, CouncilId, PersonId};
use redress_domain::permission::Actor;

use crate::Casework;
use crate::act::{Doing, NewPerson};
use crate::failure::Failure;
use crate::people::way::to_answer;

impl Casework {
    /// Puts somebody on a case beside its customer. Details that are given are new: nobody whom the
    /// council knows already is written over. Who does not say how to answer them is answered by what they gave.
    ///
    /// Costs what [`Casework::act`] costs.
    pub async fn add_person(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, seen): (&CaseId, i64),
        (new, details): (NewInvolved, Option<NewPerson>),
    ) -> Result<i64, Failure> {
        let by_details = details.as_ref().and_then(to_answer);
        let new = NewInvolved {
            reply_by: new.reply_by.or(by_details),
            ..new
        };
        let person: PersonId = new.person.clone();
        let command = Command::People(PeopleOrder::AddPerson(new));
        let people: Vec<(PersonId, NewPerson)> = details
            .into_iter()
            .map(|details| (person.clone(), details))
            .collect();
        let doing = Doing {
            people: &people,
            ..Doing::of(std::slice::from_ref(&command))
        };
        let after = self.act_seen(council, actor, (case, Some(seen)), doing).await?;
        Ok(after.version)
    }
}
