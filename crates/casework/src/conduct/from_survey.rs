//! What somebody under an arrangement writes in a survey is read as everything else of theirs (domain 5.9: every contact, on
//! every channel). Their other answers stay without a name.

use jiff::Timestamp;
use redress_domain::conduct::{Command, ContactUnder};
use redress_domain::id::{ActorId, CaseId, CouncilId, PersonId};
use redress_domain::permission::Actor;
use redress_domain::survey::{Entry, Event};
use redress_domain::vocabulary::Channel;
use redress_store::changes::Changes;
use redress_store::stream::StreamId;

use super::likeness::is_said_to_be_another;
use super::{LoadedFile, NotDone};
use crate::Casework;
use crate::failure::Failure;
use crate::stream::entries_of;

impl Casework {
    /// The files on which it is read what somebody writes in the survey of a case.
    ///
    /// Costs one look by an index where nobody is bound; otherwise the files of the person, the ranges of the index of
    /// people who look like them, their files, and the streams of the person and the case.
    pub(crate) async fn files_that_read_a_survey(
        &self,
        council: &CouncilId,
        (case, person): (&CaseId, &PersonId),
    ) -> Result<Vec<LoadedFile>, Failure> {
        let today = self.today();
        let mut reads = Vec::new();
        if !self.store.anything_is_read(council, today).await? {
            return Ok(reads);
        }
        let people = std::slice::from_ref(person);
        let mut files = self.files_that_read(council, people, today).await?;
        // What looks like theirs is read as well, as what comes by the public form is.
        if let Some(own) = self.store.persons(council, people).await?.remove(person) {
            let alike = self.like_this(council, (&own, people)).await?;
            let looks_theirs = self.files_that_read(council, &alike, today).await?;
            let new = looks_theirs
                .into_iter()
                .filter(|file| !is_said_to_be_another(file, people));
            super::sender::add_new(&mut files, new);
        }
        let (loaded, _) = self.load(council, case).await?;
        let before = self
            .files_of_whom_they_took_in(council, (&loaded.case, people), today)
            .await?;
        super::sender::add_new(&mut files, before);
        for file in files {
            let bindings = self.bindings_with_what_goes_on(council, &file, today).await?;
            let reached = (case, loaded.case.service.as_ref());
            // What they say of a report may stand anywhere (paper 004, 7.1).
            let may_comment = file.file.may_be_commented(today);
            if may_comment || !super::on_case(bindings, reached).is_empty() {
                reads.push(file);
            }
        }
        Ok(reads)
    }

    /// Adds to an answer in words that it waits to be read, where an arrangement binds whoever was asked, or they have a report to
    /// comment on. We asked, so
    /// nobody is told that they used a closed way.
    pub(crate) async fn words_of_a_survey_are_read(
        &self,
        changes: &mut Changes,
        (case, person): (&CaseId, &PersonId),
        channel: Channel,
    ) -> Result<(), Failure> {
        let council = changes.council.clone();
        let program = Actor::program(ActorId::Job("other"));
        for file in self.files_that_read_a_survey(&council, (case, person)).await? {
            let came = Command::RecordContact(ContactUnder {
                id: self.fresh().contact(),
                case: Some(case.clone()),
                opened: false,
                is_sure: false,
                answer: None,
                on: self.today(),
                channel,
                words: None,
            });
            match Box::pin(self.plan_conduct(changes, &program, file, vec![came])).await {
                Ok(_) => {}
                Err(NotDone::Failed(failure)) => return Err(failure),
                Err(other) => return Err(Failure::Unreadable(other.to_string())),
            }
        }
        Ok(())
    }

    /// What was written in the survey of a case at a moment; nothing once it was erased.
    ///
    /// Costs the survey's own stream, and a text by its key.
    pub(super) async fn written_in_the_survey(
        &self,
        council: &CouncilId,
        (case, at): (&CaseId, Timestamp),
    ) -> Result<Option<String>, Failure> {
        let recorded = self.store.stream(council, &StreamId::survey(case)).await?;
        let entries: Vec<Entry> = entries_of(recorded)?;
        let words = entries.iter().filter(|entry| entry.at == at).find_map(|entry| {
            if let Event::WordsGiven { words } = &entry.event {
                return Some(words.id.clone());
            }
            None
        });
        let Some(words) = words else { return Ok(None) };
        Ok(self.store.words(council, [&words]).await?.remove(&words))
    }
}
