//! The stream of a customer: read, written, and what lists show of it.

use redress_domain::customer::{Event, adjustment};
use redress_domain::id::{CouncilId, PersonId};
use redress_domain::permission::Actor;
use redress_domain::words::Words;
use redress_store::adjustment::AdjustmentRow;
use redress_store::changes::{Append, Changes, NewEvent, NewWords, ReadModel};
use redress_store::stream::{Recorded, StreamId};

use crate::Casework;
use crate::failure::Failure;

/// What is recorded of a customer, with the version of the stream.
pub(crate) struct History {
    pub(crate) version: i64,
    pub(crate) events: Vec<Event>,
}

impl History {
    pub(crate) fn of(recorded: &[Recorded]) -> Result<Self, Failure> {
        let bodies = recorded.iter().filter_map(|event| event.body.as_deref());
        let read =
            |body: &str| serde_json::from_str(body).map_err(|error| Failure::Unreadable(error.to_string()));
        Ok(Self {
            version: recorded.last().map_or(0, |event| event.version),
            events: bodies.map(read).collect::<Result<_, _>>()?,
        })
    }

    /// Whom this person was said to be the same as, if that holds.
    pub(crate) fn merged_into(&self) -> Option<&PersonId> {
        self.events.iter().fold(None, |into, event| match event {
            Event::MergedInto { person, .. } => Some(person),
            Event::Unmerged { .. } => None,
            Event::Registered { .. }
            | Event::DetailsChanged { .. }
            | Event::Corrected { .. }
            | Event::Moved { .. }
            | Event::SurveysAnswered { .. }
            | Event::AdjustmentAgreed { .. }
            | Event::AdjustmentReviewed { .. }
            | Event::TookIn { .. }
            | Event::GaveBack { .. } => into,
        })
    }

    /// Whether they may be asked how we did, where they said; the last word holds.
    pub(crate) fn may_be_asked(&self) -> Option<bool> {
        self.events.iter().rev().find_map(|event| {
            if let Event::SurveysAnswered { may } = event {
                Some(*may)
            } else {
                None
            }
        })
    }

    /// The rows of one customer.
    pub(crate) fn rows(&self, person: &PersonId) -> Vec<ReadModel> {
        let adjustments = adjustment::fold(&self.events).into_iter().map(|agreed| {
            ReadModel::Adjustment(Box::new(AdjustmentRow {
                person_id: person.clone(),
                adjustment_id: agreed.id,
                kind: agreed.kind,
                words_id: agreed.words.map(|words| words.id),
                from_on: agreed.from,
                review_on: agreed.review_on,
                ended_on: agreed.ended_on,
            }))
        });
        let mut rows: Vec<ReadModel> = adjustments.collect();
        rows.extend(super::address::rows(person, &self.events));
        rows.push(match self.merged_into() {
            Some(into) => ReadModel::Merged(person.clone(), into.clone()),
            None => ReadModel::NotMerged(person.clone()),
        });
        rows
    }
}

impl Casework {
    pub(crate) async fn history_of(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<History, Failure> {
        let recorded = self.store.stream(council, &StreamId::customer(person)).await?;
        if recorded.is_empty() {
            return Err(Failure::NotFound);
        }
        History::of(&recorded)
    }

    /// Adds to the changes what happened to a customer, with its rows and texts.
    pub(crate) fn append_to(
        &self,
        changes: &mut Changes,
        (person, history): (&PersonId, History),
        (events, texts): (Vec<Event>, Vec<(&'static str, Words)>),
    ) -> Result<(), Failure> {
        let stream = StreamId::customer(person);
        let fresh = self.fresh();
        let mut new = Vec::with_capacity(events.len());
        for event in &events {
            let body =
                serde_json::to_string(event).map_err(|error| Failure::Unreadable(error.to_string()))?;
            new.push(NewEvent {
                kind: event.name(),
                body,
                salt: fresh.salt(),
            });
        }
        let spoken_of = |words: &Words| new.iter().any(|event| event.body.contains(words.id.as_str()));
        let kept = texts.into_iter().filter(|(_, words)| spoken_of(words));
        changes.words.extend(kept.map(|(purpose, words)| NewWords {
            stream: stream.clone(),
            purpose,
            words,
        }));
        changes.appends.push(Append {
            stream,
            expected: history.version,
            events: new,
        });
        changes.appends.sort_by(|one, next| one.stream.cmp(&next.stream));
        let mut after = history;
        after.events.extend(events);
        changes.rows.extend(after.rows(person));
        Ok(())
    }

    pub(crate) fn changes(&self, council: &CouncilId, actor: &Actor) -> Changes {
        Changes::new(council.clone(), actor.id.clone(), self.outside().now())
    }
}
