//! What somebody says with a code that a member of staff gave out: whoever read it out or wrote it down knows it as well. So
//! what is said is marked, they hear of it at their own address, and whoever had the code decides nothing.

use redress_domain::calendar::london::civil_date;
use redress_domain::conduct::{Command, Event, Tend, Tended};
use redress_domain::id::{ConductId, CouncilId, MessageId};

use super::LoadedFile;
use crate::Casework;
use crate::code::GivenOut;
use crate::failure::Failure;

impl Casework {
    /// The order that says with whose code something is said, in the act in which it is.
    ///
    /// Costs the file's own stream, its person's details and what was agreed with them, by key.
    pub(super) async fn said_by_code(
        &self,
        council: &CouncilId,
        (id, given): (&ConductId, &GivenOut),
    ) -> Result<Command, Failure> {
        let file = self.load_conduct(council, id).await?;
        Ok(Command::Tend(Tend::SaidByCode {
            by: given.by.clone(),
            given_at: given.at,
            given_as: given.channel,
            told: self.message_by_itself(council, &file).await?,
        }))
    }
}

/// What the message says that a code was used, where it is one: the day, and how the code was given out, in the words of the
/// record.
pub(super) fn used(loaded: &LoadedFile, message: &MessageId) -> Option<String> {
    loaded.entries.iter().find_map(|entry| {
        if let Event::Tended(Tended::SaidByCode {
            told: Some(told),
            given_as,
            ..
        }) = &entry.event
            && told == message
        {
            return Some(format!("{} {}", civil_date(entry.at), given_as.as_str()));
        }
        None
    })
}
