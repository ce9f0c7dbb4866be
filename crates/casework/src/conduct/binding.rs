//! What binds somebody today, as whoever works on their cases is told it.

use jiff::civil::Date;
use redress_domain::conduct::Reach;
use redress_domain::id::{ConductId, CouncilId, PersonId, ServiceId};
use redress_domain::policy::ContactOption;
use redress_domain::vocabulary::Channel;

use super::LoadedFile;
use crate::Casework;
use crate::failure::Failure;

/// What binds somebody on a day, as whoever works on their cases is told it: what to do, and not why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The file, for those who may open it.
    pub file: ConductId,
    /// Who is bound.
    pub person: PersonId,
    /// What is agreed.
    pub measures: Vec<ContactOption>,
    /// The way that stays open.
    pub open_channel: Channel,
    /// The service that it reaches, where it reaches one alone.
    pub service: Option<ServiceId>,
}

impl Binding {
    /// Whether it reaches a case of a service: all, unless it is about one service and this is another.
    pub fn reaches(&self, service: Option<&ServiceId>) -> bool {
        self.service.is_none() || self.service.as_ref() == service
    }
}

impl Casework {
    /// What binds any of these people today, under whichever identifier they are known.
    ///
    /// Costs one look by an index where nobody is bound; otherwise each person's files by their key.
    pub async fn bindings(&self, council: &CouncilId, people: &[&PersonId]) -> Result<Vec<Binding>, Failure> {
        let today = self.today();
        let files = self.binding_files(council, people, today).await?;
        Ok(files
            .into_iter()
            .filter_map(|file| binding_of(&file, today))
            .collect())
    }

    pub(super) async fn binding_files(
        &self,
        council: &CouncilId,
        people: &[&PersonId],
        on: Date,
    ) -> Result<Vec<LoadedFile>, Failure> {
        let mut files: Vec<LoadedFile> = Vec::new();
        if people.is_empty() || !self.store.anything_binds(council, on).await? {
            return Ok(files);
        }
        let mut known = Vec::new();
        for person in people {
            for one in self.store.same_as(council, person).await? {
                known.extend(self.store.conduct_of_person(council, &one).await?);
            }
        }
        known.retain(|row| row.binds_from <= Some(on) && row.binds_until >= Some(on));
        for row in known {
            if files.iter().all(|file| file.id != row.file_id) {
                files.push(self.load_conduct(council, &row.file_id).await?);
            }
        }
        Ok(files)
    }
}

pub(super) fn binding_of(file: &LoadedFile, on: Date) -> Option<Binding> {
    let (measures, open_channel) = file.file.binding(on)?;
    // What is for danger now reaches as far as the person does.
    let in_danger = file.file.interim_in_force(on).is_some();
    let arrangement = file.file.in_force(on).filter(|_| !in_danger);
    let reached = arrangement.filter(|arrangement| arrangement.terms.reach == Reach::ThisService);
    Some(Binding {
        service: reached.and_then(|arrangement| arrangement.terms.service.clone()),
        file: file.id.clone(),
        person: file.file.person.clone()?,
        measures,
        open_channel,
    })
}
