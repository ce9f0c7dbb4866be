//! What goes when a case is forgotten, and when it may.

use std::collections::BTreeSet;

use jiff::civil::Date;
use redress_domain::case::{self, Case, Enquiry, Entry, Event, PromisedRemedy};
use redress_domain::id::{ActorId, CaseId, CouncilId, PersonId};
use redress_store::changes::{Append, Changes, Erase, NewWords, ReadModel};
use redress_store::error::StoreError;
use redress_store::keeping::{But, Keeping};
use redress_store::search::Earlier;
use redress_store::stream::StreamId;

use super::telling::{bodies, telling};
use super::{ForReason, KeepingEvent, last_day, stream_of, stream_of_person};
use crate::Casework;
use crate::failure::Failure;
use crate::found_by;
use crate::lists::PAGE;
use crate::project;
use crate::stream::entries_of;

/// Why something is erased.
#[derive(Debug, Clone, Copy)]
pub(super) enum Why<'a> {
    /// Its time is over.
    TimeIsOver,
    /// Somebody asked for it, and this is said of it.
    Asked(&'a str),
    /// It was erased before, and a backup that was restored brought it back.
    Again(&'a str),
}

/// What goes of one case, or of one person.
#[derive(Default)]
pub(super) struct Going {
    erase: Vec<Erase>,
    /// Streams to which nobody must have added anything meanwhile, with the version that was read.
    as_read: Vec<Append>,
    pub(super) texts: usize,
    files: usize,
    pub(super) people: usize,
}

impl Going {
    /// Whether nothing is left to go.
    pub(super) fn is_nothing(&self) -> bool {
        self.erase.is_empty()
    }

    /// Whose details go.
    fn whose(&self) -> Vec<PersonId> {
        let whose = |erase: &Erase| {
            if let Erase::Person(person) = erase {
                Some(person.clone())
            } else {
                None
            }
        };
        self.erase.iter().filter_map(whose).collect()
    }

    /// Puts what goes into the changes, their appends in the order of the streams.
    pub(super) fn go_with(self, changes: &mut Changes) {
        changes.erase.extend(self.erase);
        changes.appends.extend(self.as_read);
        changes.appends.sort_by(|one, next| one.stream.cmp(&next.stream));
    }
}

impl Casework {
    /// Erases what people told of one closed case: texts, files, letters, original e-mails, what was typed;
    /// and the details of everybody on it, unless something else needs them. Answers whether it did: not where the events say
    /// that it is open, that somebody holds it or, where only time is the reason, that its time is not over.
    pub(super) async fn forget_case(
        &self,
        council: &CouncilId,
        actor: &ActorId,
        (id, why): (&CaseId, Why<'_>),
    ) -> Result<bool, Failure> {
        let stream = StreamId::case(id);
        // What is said of it after this was read is a conflict when it comes to the commit.
        let kept = self.kept(council, id).await?;
        let recorded = self.store.stream(council, &stream).await?;
        let version = recorded.last().map_or(0, |event| event.version);
        let telling = telling(&recorded)?;
        let entries = entries_of(recorded)?;
        let case = case::fold(&entries).ok_or(Failure::NotFound)?;
        let may_go = match why {
            Why::Asked(_) | Why::Again(_) => case.is_closed(),
            Why::TimeIsOver => self.is_over(council, &case)?,
        };
        let is_kept = match kept.state {
            Some(Keeping::Held) => true,
            Some(Keeping::Erased) => !self.tells_anything(council, id).await?,
            None => false,
        };
        if is_kept || !may_go {
            return Ok(false);
        }
        let now = self.outside().now();
        let mut changes = Changes::new(council.clone(), actor.clone(), now);
        // Also without events, it asks that nobody acted on the case meanwhile, to open it again perhaps.
        let mut append = Append {
            stream: stream.clone(),
            expected: version,
            events: Vec::new(),
        };
        let mut going = Going::default();
        if !telling.is_empty() {
            going.erase.extend(bodies(&stream, &telling));
            let erased = Entry {
                at: now,
                actor: actor.clone(),
                event: Event::Erased { stays: telling },
            };
            append.events.push(self.says_what_stays(&erased)?);
            changes.rows = project::rows(id, version + 1, &case, now);
        }
        changes.appends.push(append);
        self.texts_of(council, &stream, &mut going).await?;
        self.letters_of(council, id, &mut going).await?;
        // What they answered when they were asked how we did; the counts stay.
        self.texts_of(council, &StreamId::survey(id), &mut going).await?;
        // Why it was held says something of it, too.
        self.texts_of(council, &stream_of(id), &mut going).await?;
        going.erase.push(Erase::BesideCase(id.clone()));
        // A representative, and whoever else is on it, told us of themselves for this case alone.
        for person in found_by::people(&case) {
            self.details_unless_needed(council, (&person, But::Case(id)), &mut going)
                .await?;
        }
        // The case is found by what it is about and whose it is, and by nothing that anybody told.
        let mut found = found_by::row((id, &case), &entries, Vec::new(), Earlier::Forgotten);
        let goes = |person: &PersonId| going.erase.contains(&Erase::Person(person.clone()));
        found.people = found_by::people(&case);
        found.people.retain(|person| !goes(person));
        changes.rows.push(ReadModel::Search(Box::new(found)));
        // Their other cases, which were erased before, are found by them no more either.
        self.found_no_more(&mut changes, (&going.whose(), Some(id)))
            .await?;
        let stream = (stream_of(id), kept.version);
        self.erased(council, changes, (stream, going, why, case.closed_on))
            .await?;
        Ok(true)
    }

    /// Whether the time of a case is over by what its events say, and nothing keeps it on.
    fn is_over(&self, council: &CouncilId, case: &Case) -> Result<bool, Failure> {
        let (settings, today) = (self.councils.get(council)?, self.today());
        let rules = &settings.policy(today)?.retention;
        let is_kept_on =
            case.enquiries.iter().any(Enquiry::is_open) || case.remedies.iter().any(PromisedRemedy::is_open);
        let until = case
            .closed_on
            .and_then(|closed_on| last_day(rules, (case.kind, case.outcome), closed_on));
        Ok(!is_kept_on && until.is_some_and(|until| until <= today))
    }

    /// The texts and files of a stream.
    async fn texts_of(
        &self,
        council: &CouncilId,
        stream: &StreamId,
        going: &mut Going,
    ) -> Result<(), Failure> {
        for words in self.store.words_of_stream(council, stream).await? {
            going.texts += 1;
            going.erase.push(Erase::Words(words.words_id));
        }
        for file in self.store.files_of_stream(council, stream).await? {
            going.files += 1;
            going.erase.push(Erase::File(file.file_id));
        }
        Ok(())
    }

    /// The letters of a case as they went: texts and files, and what their events say, since how a letter is laid out says what
    /// its reader needs.
    pub(super) async fn letters_of(
        &self,
        council: &CouncilId,
        case: &CaseId,
        going: &mut Going,
    ) -> Result<(), Failure> {
        // One that a worker keeps meanwhile would be left of no case: then nothing goes, and the next who asks finds it. How far
        // each stands is therefore read before what goes of it.
        for message in self.store.messages_of_case(council, case).await? {
            let stream = StreamId::letter(&message.message_id);
            going.as_read.push(Append {
                expected: self.store.version_of(council, &stream).await?,
                stream,
                events: Vec::new(),
            });
        }
        for letter in self.store.letters_of_case(council, case).await? {
            let stream = StreamId::letter(&letter.message_id);
            self.texts_of(council, &stream, going).await?;
            going.erase.push(Erase::Bodies(stream));
        }
        Ok(())
    }

    /// Somebody's details, what stands beside them, and what the events say that is theirs: what was agreed with them says
    /// something of their health (UK GDPR, article 9), whoever they are called in the record. The digests of the events stay.
    pub(super) async fn details_of(
        &self,
        council: &CouncilId,
        person: &PersonId,
        going: &mut Going,
    ) -> Result<(), Failure> {
        let stream = StreamId::customer(person);
        let recorded = self.store.stream(council, &stream).await?;
        let is_known = self.store.person(council, person).await?.is_some();
        if !is_known && recorded.iter().all(|event| event.body.is_none()) {
            return Ok(());
        }
        self.texts_of(council, &stream, going).await?;
        // Why everything of them was put together says something of them, too.
        self.texts_of(council, &stream_of_person(person), going).await?;
        going.people += usize::from(is_known);
        going.erase.push(Erase::BesidePerson(person.clone()));
        going.erase.push(Erase::Person(person.clone()));
        if let Some(last) = recorded.last() {
            going.as_read.push(Append {
                stream: stream.clone(),
                expected: last.version,
                events: Vec::new(),
            });
            going.erase.push(Erase::Bodies(stream));
        }
        Ok(())
    }

    /// Puts somebody's details among what these changes erase, unless anything needs them beside what goes with the changes:
    /// everybody's go with the last thing that needed them (UK GDPR, article 5(1)(e)).
    pub(crate) async fn details_with(
        &self,
        changes: &mut Changes,
        (person, but): (&PersonId, But<'_>),
    ) -> Result<(), Failure> {
        let council = changes.council.clone();
        let mut going = Going::default();
        self.details_unless_needed(&council, (person, but), &mut going)
            .await?;
        if going.is_nothing() {
            return Ok(());
        }
        let event = KeepingEvent::Erased {
            for_reason: ForReason::Retention,
            because: None,
            closed_on: None,
            texts: going.texts,
            files: going.files,
            people: going.people,
        };
        self.say(changes, &stream_of_person(person), &event).await?;
        let gone = going.whose();
        going.go_with(changes);
        self.found_no_more(changes, (&gone, None)).await
    }

    /// Somebody's details, and those of whoever was said to be the same person, unless anything needs any of them beside
    /// what goes: what was agreed with one of them binds on the cases of the others.
    async fn details_unless_needed(
        &self,
        council: &CouncilId,
        (person, but): (&PersonId, But<'_>),
        going: &mut Going,
    ) -> Result<(), Failure> {
        let everybody = self.store.same_as(council, person).await?;
        for one in &everybody {
            // Signals are somebody's own: those of another of them stay.
            let but = match but {
                But::Signals if one != person => But::Nothing,
                But::Signals | But::Case(_) | But::Conduct(_) | But::Nothing => but,
            };
            if self.store.person_is_needed(council, (one, but)).await? {
                return Ok(());
            }
        }
        let gone = going.whose();
        for one in everybody.iter().filter(|one| !gone.contains(one)) {
            self.details_of(council, one, going).await?;
        }
        Ok(())
    }

    /// Has the search forget people on every case that they were on but one: what is left of these says whose it was to nobody.
    ///
    /// Costs their cases, each with its events.
    pub(super) async fn found_no_more(
        &self,
        changes: &mut Changes,
        (gone, but): (&[PersonId], Option<&CaseId>),
    ) -> Result<(), Failure> {
        let council = changes.council.clone();
        let cases = self.cases_of_these(&council, gone).await?;
        for id in cases.into_iter().filter(|id| Some(id) != but) {
            let entries = entries_of(self.store.stream(&council, &StreamId::case(&id)).await?)?;
            let Some(case) = case::fold(&entries) else {
                continue;
            };
            let mut found = found_by::row((&id, &case), &entries, Vec::new(), Earlier::Forgotten);
            found.people = found_by::people(&case);
            found.people.retain(|known| !gone.contains(known));
            changes.rows.push(ReadModel::Search(Box::new(found)));
        }
        Ok(())
    }

    /// Every case that any of these people is or was on.
    pub(super) async fn cases_of_these(
        &self,
        council: &CouncilId,
        people: &[PersonId],
    ) -> Result<BTreeSet<CaseId>, Failure> {
        let of_theirs = self.cases_of_everybody(council, people).await?;
        let mut cases: BTreeSet<CaseId> = of_theirs.into_iter().map(|case| case.case_id).collect();
        for person in people {
            let mut after = None;
            loop {
                let page = self
                    .store
                    .cases_with_person(council, person, after.as_ref(), PAGE)
                    .await?;
                let Some(last) = page.last() else { break };
                after = Some(last.clone());
                cases.extend(page);
            }
        }
        Ok(cases)
    }

    pub(super) async fn erased(
        &self,
        council: &CouncilId,
        mut changes: Changes,
        ((stream, expected), going, why, closed_on): ((StreamId, i64), Going, Why<'_>, Option<Date>),
    ) -> Result<(), Failure> {
        let (for_reason, because) = match why {
            Why::TimeIsOver => (ForReason::Retention, None),
            Why::Asked(because) => (ForReason::Request, Some(because)),
            Why::Again(because) => (ForReason::Again, Some(because)),
        };
        let words = because.and_then(|because| self.fresh().some_words(because));
        let event = KeepingEvent::Erased {
            for_reason,
            because: words.as_ref().map(redress_domain::words::Words::reference),
            closed_on,
            texts: going.texts,
            files: going.files,
            people: going.people,
        };
        self.say_after(&mut changes, (&stream, expected), &event)?;
        changes.words.extend(words.map(|words| NewWords {
            stream,
            purpose: "reason",
            words,
        }));
        going.go_with(&mut changes);
        match self.store.commit(changes).await {
            Ok(_) => Ok(()),
            Err(StoreError::Conflict { found, .. }) => Err(Failure::Conflict {
                version: found,
                since: Vec::new(),
            }),
            Err(other) => {
                tracing::error!(%council, error = %other, "what was to be erased was not");
                Err(other.into())
            }
        }
    }
}
