//! What proves that a case's record is whole and as it was: its events' hashes and seals.

use redress_domain::incoming::MailState;
use redress_domain::permission::{Act, Actor};
use redress_store::stream::StreamId;
use serde::Serialize;

use crate::Casework;
use crate::case::CaseView;
use crate::failure::Failure;
use crate::incoming::Mail;
use crate::kept::Kept;

/// An event of the case, without what it says, with everything that goes into its hash and its seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Its number on the case, from 1.
    pub version: i64,
    /// What happened, by name.
    pub kind: String,
    /// The salted digest of what it says.
    pub digest: String,
    /// When it was recorded, in microseconds since 1970.
    pub recorded_at: i64,
    /// Who did it, by identifier.
    pub actor: String,
    /// The hash of the event before.
    pub previous: String,
    /// Its hash.
    pub hash: String,
    /// Its seal; none while it waits for it.
    pub seal: Option<Sealed>,
}

/// A seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sealed {
    /// Its number among all events of the council.
    pub position: i64,
    /// The hash of the seal before.
    pub previous: String,
    /// Its hash.
    pub hash: String,
}

/// The proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The council, by its short name.
    pub council: String,
    /// The case, by the name of its stream.
    pub stream: String,
    /// The events, in their order.
    pub events: Vec<Link>,
}

/// What stands beside the texts of a case as it came and as it went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Originals {
    /// The e-mails that are contacts on the case or opened it, the oldest first.
    pub mails: Vec<Mail>,
    /// The letters as they went.
    pub letters: Vec<Kept>,
}

/// More e-mails than any case has: a bundle has all of them.
pub(crate) const ALL_MAILS: i64 = 100_000;

impl Casework {
    /// The e-mails and letters of a case, without their content, for whoever may give them to an Ombudsman.
    ///
    /// Costs the e-mails and letters of the case, by index.
    pub async fn originals(&self, view: &CaseView, actor: &Actor) -> Result<Originals, Failure> {
        if !view.may(actor, Act::RecordOmbudsman) {
            return Err(Failure::NotPermitted);
        }
        let mut mails = self
            .store
            .mails_of_case(&view.council.id, &view.id, ALL_MAILS)
            .await?;
        // What may belong to it, and waits for a person to say so, is nobody's yet.
        mails.retain(|mail| [MailState::Contact, MailState::Triage].contains(&mail.state));
        let letters = self.kept_letters(view).await?;
        Ok(Originals { mails, letters })
    }

    /// The proof that a case's record is whole, for whoever may give it to an Ombudsman.
    ///
    /// Costs the case's own events and seals.
    pub async fn proof(&self, view: &CaseView, actor: &Actor) -> Result<Proof, Failure> {
        if !view.may(actor, Act::RecordOmbudsman) {
            return Err(Failure::NotPermitted);
        }
        let (council, stream) = (&view.council.id, StreamId::case(&view.id));
        let events = self.store.chain_of(council, &stream).await?;
        let seals = self.store.seals_of_stream(council, &stream).await?;
        let seal_of = |version| {
            let seal = seals.iter().find(|seal| seal.version == version)?;
            Some(Sealed {
                position: seal.position,
                previous: seal.previous.clone(),
                hash: seal.hash.clone(),
            })
        };
        let events = events.into_iter().map(|event| Link {
            seal: seal_of(event.version),
            version: event.version,
            kind: event.kind,
            digest: event.digest.as_str().to_owned(),
            recorded_at: event.recorded_at.as_microsecond(),
            actor: event.actor.to_string(),
            previous: event.previous,
            hash: event.hash,
        });
        Ok(Proof {
            council: council.to_string(),
            stream: stream.to_string(),
            events: events.collect(),
        })
    }
}
