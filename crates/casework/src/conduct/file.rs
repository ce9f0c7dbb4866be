//! Files of incidents: a photograph, a voicemail. They stand with all other files, and are for those alone who open the
//! conduct file.

use redress_domain::case::NewFile;
use redress_domain::conduct::{Command, Event, IncidentFile, NewIncident};
use redress_domain::id::{ConductId, CouncilId, FileId, IncidentId};
use redress_domain::permission::Actor;

use super::NotDone;
use crate::Casework;
use crate::failure::Failure;
use crate::file::{OpenedFile, may_be_given_out, name};

/// An incident and the files that came with it, as orders.
pub(super) fn with_files(new: &NewIncident, files: &[NewFile]) -> Vec<Command> {
    let added = files.iter().map(|file| add(new.id.clone(), file.clone()));
    std::iter::once(Command::ReportIncident(new.clone()))
        .chain(added)
        .collect()
}

fn add(incident: IncidentId, file: NewFile) -> Command {
    Command::AddFile(IncidentFile {
        incident,
        file: file.file,
        name: file.name,
        kind: file.kind,
        size: file.size,
    })
}

impl Casework {
    /// Adds files to an incident, for whoever may open the conduct file.
    ///
    /// Costs what [`Casework::open_conduct`] costs, and for each file what [`Casework::act_on_conduct`] costs.
    pub async fn add_incident_files(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, incident): (&ConductId, &IncidentId),
        files: Vec<NewFile>,
    ) -> Result<(), NotDone> {
        self.open_conduct(council, actor, (id, "files")).await?;
        for file in files {
            let command = add(incident.clone(), file);
            Box::pin(self.act_on_latest_conduct(council, actor, id, command)).await?;
        }
        Ok(())
    }

    /// A file of an incident, for whoever opens the conduct file; the reading is written down first. One with a virus in
    /// it, or that is still being looked at, is given to nobody.
    ///
    /// Costs what [`Casework::open_conduct`] costs, and one row by its key.
    pub async fn open_incident_file(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, file): (&ConductId, &FileId),
    ) -> Result<OpenedFile, Failure> {
        let view = self.open_conduct(council, actor, (id, "incident-file")).await?;
        let named = view.entries.iter().find_map(|entry| {
            if let Event::FileAdded {
                file: known, name, ..
            } = &entry.event
                && known.id == *file
            {
                return Some(name);
            }
            None
        });
        let named = named.ok_or(Failure::NotFound)?;
        let row = self.store.file(council, file).await?;
        let row = row
            .filter(|row| may_be_given_out(row.scan))
            .ok_or(Failure::NotFound)?;
        Ok(OpenedFile {
            id: file.clone(),
            name: name::tidy(view.words(named).unwrap_or("file"), row.kind),
            kind: row.kind,
            size: u64::try_from(row.size).unwrap_or_default(),
        })
    }
}
