//! Letters to people of whom no postal address is known, and what goes by a way by which nothing is sent: none is printed, and
//! each is named where staff look for what did not reach its reader (ux S16: chosen channel kept to, and somebody told where it
//! cannot be).

use std::collections::BTreeMap;

use redress_domain::id::{ActorId, CouncilId, PersonId};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::Channel;
use redress_store::changes::{Changes, ReadModel};
use redress_store::error::StoreError;
use redress_store::person::PersonRow;
use redress_store::stream::StreamId;

use super::Kept;
use crate::Casework;
use crate::case::Message;
use crate::failure::Failure;
use crate::plan::record;
use crate::sending::{not_reached, why_not_theirs};

/// Why a letter was not printed, as staff read it.
const NO_ADDRESS: &str = "there is no postal address on file";

/// The same of a message that goes by a way by which the council sends nothing.
const fn not_from_here(channel: Channel) -> &'static str {
    if matches!(channel, Channel::Text) {
        "no text messages are sent from here: print it, or tell them in another way"
    } else {
        "nothing is emailed from here: print it, or tell them in another way"
    }
}

fn by_itself() -> Actor {
    Actor::program(ActorId::Job("release-messages"))
}

/// Whether lines on an envelope are an address: a name and a postcode alone are none.
fn is_addressed(to: &[String], person: Option<&PersonRow>) -> bool {
    let known = person.and_then(|person| person.address.as_deref());
    let mut known = known.unwrap_or_default().lines().map(str::trim);
    to.len() > 2 || known.any(|line| !line.is_empty() && to.iter().any(|written| written == line))
}

impl Casework {
    /// Of these messages those that may go. A letter to somebody of whom no address is known, or who may not have it any
    /// more, does not: it is given up as
    /// what Notify does not take is, so that it stands among what did not reach its reader, where it can be tried again once
    /// there is an address, or said to be handed over.
    ///
    /// Costs one walk for all who are written to by post, and the events of the case of each; for each that does not go, what
    /// [`Casework::act`] costs.
    pub async fn with_an_address(
        &self,
        council: &CouncilId,
        messages: Vec<Message>,
    ) -> Result<Vec<Message>, Failure> {
        // A conduct file sees to it before it writes: its letters have a way, or none is written.
        let is_posted = |message: &Message| message.channel == Channel::Letter && message.conduct.is_none();
        let readers = messages.iter().filter(|message| is_posted(message));
        let readers: Vec<_> = readers.filter_map(|message| message.recipient.clone()).collect();
        let persons = self.readers(council, &readers).await?;
        let lives = |message: &Message| {
            let person = message.recipient.as_ref().and_then(|id| persons.get(id));
            let address = person.and_then(|person| person.address.as_deref());
            address.is_some_and(|address| !address.trim().is_empty())
        };
        let mut may_go = Vec::with_capacity(messages.len());
        for message in messages {
            if is_posted(&message) && !lives(&message) {
                self.not_posted(council, (&message, NO_ADDRESS), None).await?;
            } else if is_posted(&message) && !self.is_theirs_still(council, &message).await? {
                self.not_posted(council, (&message, why_not_theirs(&message)), None)
                    .await?;
            } else {
                may_go.push(message);
            }
        }
        Ok(may_go)
    }

    /// Gives up a message that goes by e-mail where nothing is mailed, or by text where none is sent.
    ///
    /// Costs what [`Casework::act`] costs.
    pub async fn not_sent(&self, council: &CouncilId, message: &Message) -> Result<(), Failure> {
        self.not_posted(council, (message, not_from_here(message.channel)), None)
            .await
    }

    /// Of letters that wait for the printer those that bear an address of somebody who may have them still; the others are
    /// given up in the same way, and wait no more.
    ///
    /// Costs the texts of each letter, two rows by their keys and the events of its case; for each that is not printed, what
    /// [`Casework::act`] costs.
    pub(super) async fn put_unaddressed_aside(
        &self,
        council: &CouncilId,
        waiting: Vec<Kept>,
    ) -> Result<Vec<Kept>, Failure> {
        let mut to_print = Vec::with_capacity(waiting.len());
        for kept in waiting {
            let stream = StreamId::letter(&kept.message_id);
            let words = self.store.words_of_stream(council, &stream).await?;
            let source = words.into_iter().find(|words| words.words_id == kept.source);
            let message = self.store.message(council, &kept.message_id).await?;
            // What was erased since is not printed either, and nobody is looked for.
            let (Some(source), Some(message)) = (source, message) else {
                to_print.push(kept);
                continue;
            };
            let persons = self.readers(council, message.recipient.as_slice()).await?;
            let why = if !is_addressed(&lines_of(&source.body)?, persons.values().next()) {
                NO_ADDRESS
            } else if !self.is_theirs_still(council, &message).await? {
                why_not_theirs(&message)
            } else {
                to_print.push(kept);
                continue;
            };
            let aside = Kept {
                by_post: false,
                ..kept
            };
            self.not_posted(council, (&message, why), Some(aside)).await?;
        }
        Ok(to_print)
    }

    /// Who is written to, each with the address at which they live today; without those whose details were erased.
    async fn readers(
        &self,
        council: &CouncilId,
        readers: &[PersonId],
    ) -> Result<BTreeMap<PersonId, PersonRow>, Failure> {
        if readers.is_empty() {
            return Ok(BTreeMap::new());
        }
        Ok(self.persons_today(council, readers).await?.0)
    }

    async fn not_posted(
        &self,
        council: &CouncilId,
        (message, why): (&Message, &str),
        kept: Option<Kept>,
    ) -> Result<(), Failure> {
        let (settings, actor) = (self.councils.get(council)?, by_itself());
        loop {
            let mut changes = match message.case_id.as_ref().filter(|_| message.purpose.is_owed()) {
                Some(case) => {
                    let (loaded, _) = self.load(council, case).await?;
                    let setting = self.setting(&settings, &actor);
                    let event = not_reached(message);
                    record(&setting, loaded, vec![event])?.changes
                }
                // Nobody was owed it.
                None => Changes::new(council.clone(), actor.id.clone(), self.outside().now()),
            };
            changes.rows.push(ReadModel::NotPosted {
                message: message.message_id.clone(),
                why: why.to_owned(),
            });
            changes
                .rows
                .extend(kept.clone().map(|kept| ReadModel::KeptLetter(Box::new(kept))));
            match self.store.commit(changes).await {
                Ok(_) => return Ok(()),
                // Somebody acted on the case: it is read again.
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }
}

/// To whom a letter was set, line by line.
fn lines_of(source: &str) -> Result<Vec<String>, Failure> {
    #[derive(serde::Deserialize)]
    struct Addressed {
        to: Vec<String>,
    }
    let addressed: Addressed =
        serde_json::from_str(source).map_err(|error| Failure::Unreadable(error.to_string()))?;
    Ok(addressed.to)
}
