//! Files of incidents and of what somebody says: a photograph, a voicemail, a doctor's note. They stand with all other files, and
//! are for those alone who open the conduct file.

use redress_domain::case::NewFile;
use redress_domain::conduct::state::With;
use redress_domain::conduct::{Command, FileWith, NewIncident};
use redress_domain::id::{ConductId, CouncilId, FileId};
use redress_domain::permission::Actor;

use super::NotDone;
use crate::Casework;
use crate::code::GivenOut;
use crate::failure::Failure;
use crate::file::{OpenedFile, may_be_given_out, name};

/// What somebody says, with what its files stand, and these.
pub type Says = (Command, With, Vec<NewFile>);

/// An incident and the files that came with it, as orders.
pub(super) fn with_files(new: &NewIncident, files: &[NewFile]) -> Vec<Command> {
    let added = files
        .iter()
        .map(|file| add(With::Incident(new.id.clone()), file.clone()));
    std::iter::once(Command::ReportIncident(new.clone()))
        .chain(added)
        .collect()
}

fn add(with: With, file: NewFile) -> Command {
    Command::AddFile(FileWith {
        with,
        file: file.file,
        name: file.name,
        kind: file.kind,
        size: file.size,
    })
}

impl Casework {
    /// Takes what somebody says of what is done about them, with the files that come with it: all or none. Where they say it
    /// with a code that a member of staff gave out, that stands beside it, and they are told.
    ///
    /// Costs what [`Casework::act_on_latest_conduct`] costs.
    pub async fn say_with_files(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &ConductId,
        (says, by_code): (Says, Option<&GivenOut>),
    ) -> Result<(), NotDone> {
        let (says, with, files) = says;
        let by_code = match by_code {
            Some(given) => Some(self.said_by_code(council, (id, given)).await?),
            None => None,
        };
        let files = files.into_iter().map(|file| add(with.clone(), file));
        let commands = std::iter::once(says).chain(by_code).chain(files).collect();
        self.act_all_on_latest_conduct(council, actor, id, commands).await
    }

    /// Adds files to an incident, or to what they said, for whoever may open the conduct file.
    ///
    /// Costs what [`Casework::open_conduct`] costs, and for each file what [`Casework::act_on_conduct`] costs.
    pub async fn add_conduct_files(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, with): (&ConductId, &With),
        files: Vec<NewFile>,
    ) -> Result<(), NotDone> {
        self.open_conduct(council, actor, (id, "files")).await?;
        for file in files {
            let command = add(with.clone(), file);
            Box::pin(self.act_on_latest_conduct(council, actor, id, command)).await?;
        }
        Ok(())
    }

    /// A file of an incident, or of what they said, for whoever opens the conduct file; the reading is written down first. One
    /// with a virus in it, or that is still being looked at, is given to nobody.
    ///
    /// Costs what [`Casework::open_conduct`] costs, and one row by its key.
    pub async fn open_conduct_file(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, file): (&ConductId, &FileId),
    ) -> Result<OpenedFile, Failure> {
        let view = self
            .open_conduct(council, actor, (id, "file-of-incident-or-comment"))
            .await?;
        let mut added = view.file.files.iter();
        let named = added.find(|known| known.file.id == *file);
        let named = &named.ok_or(Failure::NotFound)?.name;
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
