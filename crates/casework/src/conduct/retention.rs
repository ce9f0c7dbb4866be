//! How long a conduct file is kept, and that it is erased then: its texts, its letters and its files, and that it is on
//! any list, and what its events say. The digests stay, so that the record can be verified, and what is counted.

use jiff::Span;
use jiff::civil::Date;
use redress_domain::conduct::{Command, ConductFile, Entry, Event, Keep, Refusal};
use redress_domain::id::{ActorId, ConductId, CouncilId, PersonId};
use redress_domain::permission::{Actor, Ground};
use redress_store::changes::{Changes, Erase, ReadModel};
use redress_store::conduct_keep::{EndLine, EndRow};
use redress_store::error::StoreError;
use redress_store::keeping::But;
use redress_store::stream::StreamId;

use super::{NotDone, decisions, may_open};
use crate::Casework;
use crate::failure::Failure;
use crate::lists::PAGE;

/// What says how long a file is kept, and who is its person under another name.
pub(super) fn rows(id: &ConductId, file: &ConductFile) -> Vec<ReadModel> {
    let stream = StreamId::conduct(id);
    let mut rows = vec![match file.ended_on() {
        Some(ended_on) => ReadModel::End(Box::new(EndRow {
            stream,
            file_id: Some(id.clone()),
            ended_on,
            is_held: file.is_held,
        })),
        None => ReadModel::NoEnd(stream),
    }];
    rows.extend(file.likenesses.iter().map(|(person, likeness)| {
        let is_same = *likeness == redress_domain::conduct::Likeness::Same;
        ReadModel::Likeness(person.clone(), id.clone(), is_same)
    }));
    rows
}

/// Of a file that was erased the counts remain.
pub(super) fn rows_of_erased(id: &ConductId, person: &PersonId, entries: &[Entry]) -> Vec<ReadModel> {
    let mut rows = vec![
        ReadModel::NoConduct(id.clone()),
        ReadModel::NoEnd(StreamId::conduct(id)),
    ];
    rows.extend(decisions::rows(id, person, entries));
    rows
}

impl Casework {
    /// Conduct files that ended, the earliest first, each with whether it is held: what is erased next stands on top.
    ///
    /// Costs one page of an index, and the note of the reading.
    pub async fn conduct_kept(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&EndRow>,
    ) -> Result<Vec<EndLine>, Failure> {
        let settings = self.councils.get(council)?;
        if !may_open(settings.policy(self.today())?, actor) {
            return Err(Failure::NotPermitted);
        }
        self.note_reading(council, (actor, Ground::Role), (super::LISTS, "kept"))
            .await?;
        let until = (self.today(), after);
        Ok(self.store.conduct_files_ended(council, until, PAGE).await?)
    }

    /// Erases the conduct files, and what was signalled about people, whose time is over and that nobody holds; answers
    /// how many there were.
    ///
    /// Costs what ended so long ago, a page at a time.
    pub async fn erase_ended_conduct(&self, council: &CouncilId) -> Result<usize, Failure> {
        let settings = self.councils.get(council)?;
        let today = self.today();
        let Some(months) = settings
            .policy(today)?
            .conduct
            .as_ref()
            .map(|conduct| conduct.kept_months)
        else {
            return Ok(0);
        };
        let until = today.checked_sub(Span::new().months(months)).unwrap_or(Date::MIN);
        let (mut erased, mut after) = (0, None);
        loop {
            let page = self
                .store
                .conduct_ended(council, (until, after.as_ref()), PAGE)
                .await?;
            let Some(last) = page.last().cloned() else {
                return Ok(erased);
            };
            for row in page.iter().filter(|row| !row.is_held) {
                let is_erased = match &row.file_id {
                    Some(id) => Box::pin(self.erase_conduct(council, id)).await?,
                    None => Box::pin(self.erase_signals(council, &row.stream)).await?,
                };
                erased += usize::from(is_erased);
            }
            after = Some(last);
        }
    }

    /// Erases one file whose time is over; answers whether it was. What its events said goes with it, incidents and what was agreed
    /// among them (UK GDPR, articles 9 and 10): the event that it was erased says what is counted.
    pub(crate) async fn erase_conduct(&self, council: &CouncilId, id: &ConductId) -> Result<bool, Failure> {
        let actor = Actor::program(ActorId::Job("erase"));
        for _ in 0..super::TRIES {
            let loaded = self.load_conduct(council, id).await?;
            let stream = StreamId::conduct(id);
            let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
            let words = self.store.words_of_stream(council, &stream).await?;
            changes.erase = words
                .into_iter()
                .map(|words| Erase::Words(words.words_id))
                .collect();
            let files = loaded.file.files.iter();
            changes
                .erase
                .extend(files.map(|added| Erase::File(added.file.id.clone())));
            // An e-mail that answered a letter of it stands nowhere else.
            for entry in &loaded.entries {
                if let Event::ContactCame {
                    id, words: Some(_), ..
                } = &entry.event
                {
                    changes.erase.push(Erase::MailOfContact(id.clone()));
                }
            }
            for message in self.store.messages_of_conduct(council, id).await? {
                let kept = self.store.kept_letter(council, &message.message_id).await?;
                changes.erase.extend(kept.map(|kept| Erase::File(kept.file_id)));
                // What the letter was set from has its words, and the address to which it went; and how it is laid out says what
                // they need.
                let letter = StreamId::letter(&message.message_id);
                let source = self.store.words_of_stream(council, &letter).await?;
                let source = source.into_iter().map(|words| Erase::Words(words.words_id));
                changes.erase.extend(source);
                changes.erase.push(Erase::Bodies(letter));
            }
            // Whom it was about may have been known by nothing else any more.
            if let Some(person) = loaded.file.person.clone() {
                self.details_with(&mut changes, (&person, But::Conduct(id)))
                    .await?;
            }
            let counted = loaded.file.person.as_ref().map(|person| {
                let counted = decisions::counted(id, person, &loaded.entries);
                Box::new(counted)
            });
            let bodies = (1..=loaded.version).map(|version| Erase::Body(stream.clone(), version));
            changes.erase.extend(bodies);
            let orders = vec![Command::Keep(Keep::Erase { counted })];
            match Box::pin(self.plan_conduct(&mut changes, &actor, loaded, orders)).await {
                Ok(_) => {}
                // It was held meanwhile, or goes on: nothing is erased.
                Err(NotDone::Refused(
                    Refusal::Held | Refusal::NotAtItsEnd | Refusal::KeptUntil(_) | Refusal::Erased,
                )) => return Ok(false),
                Err(NotDone::Refused(refusal)) => return Err(Failure::Unreadable(refusal.to_string())),
                Err(NotDone::Moved) => continue,
                Err(NotDone::Failed(failure)) => return Err(failure),
            }
            match self.store.commit(changes).await {
                Ok(_) => return Ok(true),
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
        Ok(false)
    }
}
