//! About whom an incident is reported: one person on a case, whoever they are there, and nobody beside them.

use redress_domain::case::{Case, NewFile};
use redress_domain::conduct::NewIncident;
use redress_domain::id::{ConductId, CouncilId, PersonId};
use redress_domain::permission::Actor;
use redress_domain::reference::Reference;
use redress_store::person::{fold, is_same_email};

use super::NotDone;
use crate::Casework;
use crate::failure::Failure;

/// Whom whoever reports an incident means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// The customer of the case.
    Customer,
    /// Whoever speaks for the customer, where that is one person.
    Speaker,
    /// Somebody else who is on the case, by their name or e-mail address: a further customer, or one of several who
    /// speak for the customer.
    Named(String),
}

impl Casework {
    /// Reports an incident about somebody on a case, whom whoever reports names by its reference. Nothing of the case
    /// is told to who may not read it. Whoever is on it has a file of their own (domain 5.12).
    ///
    /// Costs the case's own stream, its texts and the names on it, and what [`Casework::report_incident`] costs.
    pub async fn report_incident_on(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (reference, who): (&Reference, &Who),
        (make, files): (impl FnOnce(PersonId) -> NewIncident, Vec<NewFile>),
    ) -> Result<ConductId, NotDone> {
        let view = self.view(council, reference).await?;
        let person = match who {
            Who::Customer => view.case.customer.clone(),
            Who::Speaker => speaker(&view.case).cloned(),
            Who::Named(name) => self.named_on(council, &view.case, name).await?,
        };
        let person = person.ok_or(Failure::NotFound)?;
        Box::pin(self.report_incident_with(council, actor, (make(person), files))).await
    }

    /// The one person on a case who is called so; none where several are.
    async fn named_on(
        &self,
        council: &CouncilId,
        case: &Case,
        name: &str,
    ) -> Result<Option<PersonId>, Failure> {
        let people: Vec<PersonId> = case.everybody().into_iter().cloned().collect();
        let known = self.store.persons(council, &people).await?;
        let wanted = fold(name.trim());
        let mut called = known.values().filter(|person| {
            let is_email = |email: &String| is_same_email(email, name);
            fold(person.name.trim()) == wanted || person.email.as_ref().is_some_and(is_email)
        });
        let first = called.next().filter(|_| !wanted.is_empty());
        Ok(first
            .filter(|_| called.next().is_none())
            .map(|person| person.person_id.clone()))
    }
}

/// Whoever speaks for the customer now, where that is one person.
fn speaker(case: &Case) -> Option<&PersonId> {
    let first = case.representative.iter().map(|(person, _)| person);
    let later = case
        .current_people()
        .filter(|involved| involved.part.speaks())
        .map(|involved| &involved.person);
    let mut speakers: Vec<&PersonId> = first.chain(later).collect();
    speakers.dedup();
    match speakers.as_slice() {
        [only] => Some(only),
        [] | [_, _, ..] => None,
    }
}
