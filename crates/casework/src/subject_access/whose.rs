//! Who on a case asks: its customer, or somebody beside them, who speaks for others perhaps and has no case of their own.

use redress_domain::case;
use redress_domain::id::{CouncilId, PersonId};
use redress_domain::permission::{Act, Actor};
use redress_domain::reference::Reference;
use redress_domain::written::Sought;
use redress_store::stream::StreamId;

use crate::Casework;
use crate::failure::Failure;
use crate::found_by;
use crate::stream::entries_of;

impl Casework {
    /// Somebody on a case by their name, however it is written, for somebody who may put together what is kept of them; or what
    /// everybody on it is called, where nobody is called so or several are.
    ///
    /// Costs the case's own stream, and a row by its key for each person who is or was on it.
    pub async fn person_to_export(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (reference, name): (&Reference, &str),
    ) -> Result<Result<PersonId, Vec<String>>, Failure> {
        let by = (actor, Act::ExportPerson);
        let case_id = self.kept_by(council, by, reference).await?.case_id;
        let entries = entries_of(self.store.stream(council, &StreamId::case(&case_id)).await?)?;
        let case = case::fold(&entries).ok_or(Failure::NotFound)?;
        let people = found_by::people(&case);
        let known = self.store.persons(council, &people).await?;
        let sought = Sought::new(name);
        let mut called: Vec<&PersonId> = known
            .iter()
            .filter(|(_, known)| Sought::new(&known.name) == sought)
            .map(|(person, _)| person)
            .collect();
        match (called.pop(), called.pop()) {
            (Some(only), None) => Ok(Ok(only.clone())),
            (None | Some(_), _) => Ok(Err(known.into_values().map(|known| known.name).collect())),
        }
    }
}
