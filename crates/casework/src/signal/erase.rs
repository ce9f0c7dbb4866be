//! What was signalled about somebody is kept as long as a conduct file, and then erased: the counts remain.

use redress_domain::id::{ActorId, CouncilId, PersonId};
use redress_domain::permission::Actor;
use redress_domain::signal::{Command, Refusal, SignalFile};
use redress_store::changes::{Changes, Erase, ReadModel};
use redress_store::conduct_keep::EndRow;
use redress_store::keeping::But;
use redress_store::stream::StreamId;

use super::NotSeenTo;
use crate::Casework;
use crate::failure::Failure;

/// What says how long the signals about somebody are kept. None while there is nothing, or all was erased.
pub(super) fn end(person: &PersonId, file: &SignalFile) -> ReadModel {
    let stream = StreamId::signals(person);
    match file.ended_on() {
        Some(ended_on) => ReadModel::End(Box::new(EndRow {
            stream,
            file_id: None,
            ended_on,
            is_held: false,
        })),
        None => ReadModel::NoEnd(stream),
    }
}

impl Casework {
    /// Whether anything was signalled about somebody that is not erased.
    pub(crate) async fn is_signalled(&self, council: &CouncilId, person: &PersonId) -> Result<bool, Failure> {
        let loaded = self.load_signals(council, person).await?;
        Ok(loaded.file.ended_on().is_some())
    }

    /// Erases what was written of the signals about one person, if their time is over; answers whether it was.
    pub(crate) async fn erase_signals(
        &self,
        council: &CouncilId,
        stream: &StreamId,
    ) -> Result<bool, Failure> {
        let actor = Actor::program(ActorId::Job("erase"));
        let person = PersonId::parse(stream.id()).map_err(|error| Failure::Unreadable(error.to_string()))?;
        let loaded = self.load_signals(council, &person).await?;
        let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
        let words = self.store.words_of_stream(council, stream).await?;
        changes.erase = words
            .into_iter()
            .map(|words| Erase::Words(words.words_id))
            .collect();
        // They may have been known by nothing else any more.
        self.details_with(&mut changes, (&person, But::Signals)).await?;
        let order = (Command::Erase, Vec::new());
        match self.commit_signal(changes, (loaded, &actor), order).await {
            Ok(()) => Ok(true),
            // Something new was signalled: the next round looks again.
            Err(NotSeenTo::Refused(Refusal::Kept) | NotSeenTo::Moved) => Ok(false),
            Err(NotSeenTo::Failed(failure)) => Err(failure),
            Err(other) => Err(Failure::Unreadable(other.to_string())),
        }
    }
}
