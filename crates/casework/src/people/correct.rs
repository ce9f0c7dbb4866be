//! A correction of somebody's details, and everything that goes by them from then on.
//!
//! Letters, codes and what waits in the outbox look the details up when they go, so that they follow by themselves.
//! What was mailed to an address that is not on file any more opens nothing from the same moment on, and that address
//! is told, without a word about anybody: nobody takes over a record unseen.

use std::collections::BTreeMap;

use jiff::Timestamp;
use redress_domain::case::fold as fold_case;
use redress_domain::customer::Event;
use redress_domain::customer::correction::{
    self, AskedBy, Changed, Checked, Correctable, Detail, NewCorrection, NotCorrected,
};
use redress_domain::id::{ActorId, CaseId, CouncilId, PersonId, WordsId};
use redress_domain::message::MessagePurpose;
use redress_domain::permission::{self, Act, Actor};
use redress_domain::vocabulary::Channel;
use redress_domain::words::{Words, WordsRef};
use redress_store::changes::{Append, Changes, ReadModel};
use redress_store::error::StoreError;
use redress_store::message::{MessageRow, MessageState};
use redress_store::person::{is_same_email, is_same_phone};
use redress_store::stream::StreamId;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::Person;
use crate::stream::entries_of;

/// Something that was corrected, as it stands in somebody's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: ActorId,
    /// What, and the words before; none where there was nothing or they were erased.
    pub changed: Vec<(Detail, Option<String>)>,
    /// Who asked for it.
    pub asked: AskedBy,
    /// How it was checked.
    pub checked: Checked,
    /// Why, unless it was erased.
    pub reason: Option<String>,
}

/// What of somebody's details can be corrected, as it stands.
pub fn correctable(person: &Person) -> Correctable {
    Correctable {
        name: person.name.clone(),
        called: person.called.clone(),
        email: person.email.clone(),
        phone: person.phone.clone(),
    }
}

/// Whether one detail of two people is the same, however it is written.
fn is_same(detail: Detail, one: &Correctable, other: &Correctable) -> bool {
    let both = one.detail(detail).zip(other.detail(detail));
    both.is_some_and(|(one, other)| match detail {
        Detail::Email => is_same_email(one, other),
        Detail::Phone => is_same_phone(one, other),
        Detail::Name | Detail::Called => one == other,
    })
}

impl Casework {
    /// Corrects the details of somebody on a case, on all their cases, and under every other identifier under which the
    /// same words stand. They are as somebody saw them, or nothing is corrected.
    ///
    /// Costs the person's stream and their cases, of which each is found by the new name from then on.
    pub async fn correct_details(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, person): (&CaseId, &PersonId),
        new: &NewCorrection,
    ) -> Result<Result<(), NotCorrected>, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let (loaded, _) = self.load(council, case).await?;
        let scope = loaded.case.scope();
        if !loaded.case.knows(person) {
            return Err(Failure::NotPermitted);
        }
        let may = |act| permission::may_with(policy, actor, act, &scope);
        self.correct((council, actor), (Some(case), person), (new, &may))
            .await
    }

    /// Puts on file what somebody said of themselves, before what they got in touch about is logged: what is written to them
    /// then goes by it.
    ///
    /// Costs what [`Casework::correct_details`] costs.
    pub async fn take_given_details(
        &self,
        council: &CouncilId,
        actor: &Actor,
        person: &PersonId,
        new: &NewCorrection,
    ) -> Result<Result<(), NotCorrected>, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let own = self.store.cases_of_customer(council, person, None, 1).await?;
        let case = match own.into_iter().next() {
            Some(line) => Some(line.case.case_id),
            // Whoever speaks for others has none of their own.
            None => self
                .store
                .cases_with_person(council, person, None, 1)
                .await?
                .pop(),
        };
        let may = |act| permission::may(policy, actor, act);
        self.correct((council, actor), (case.as_ref(), person), (new, &may))
            .await
    }

    /// Corrects the details of somebody, as far as the reader may; an address that is on file no more is told about a case of theirs,
    /// where they have one.
    async fn correct(
        &self,
        (council, actor): (&CouncilId, &Actor),
        (case, person): (Option<&CaseId>, &PersonId),
        (new, may): (&NewCorrection, &(dyn Fn(Act) -> bool + Sync)),
    ) -> Result<Result<(), NotCorrected>, Failure> {
        if !may(Act::CorrectDetails) {
            return Err(Failure::NotPermitted);
        }
        let is_bound = !self.bindings(council, &[person]).await?.is_empty();
        if is_bound && !may(Act::CorrectRestrictedDetails) {
            return Ok(Err(NotCorrected::Restricted));
        }
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        loop {
            let mut people = self.store.same_as(council, person).await?;
            people.retain(|one| one != person);
            people.insert(0, person.clone());
            let rows = self.store.persons(council, &people).await?;
            let row = rows.get(person).ok_or(Failure::NotFound)?;
            if self.details_seen(council, person).await? != new.seen {
                return Ok(Err(NotCorrected::Overtaken));
            }
            let before = correctable(row);
            let details = match correction::changes(&before, new) {
                Ok(details) => details,
                Err(why) => return Ok(Err(why)),
            };
            let mut changes = self.changes(council, actor);
            let mut cases: Vec<CaseId> = case.into_iter().cloned().collect();
            for one in people.iter().filter_map(|one| rows.get(one)) {
                let own = correctable(one);
                let also = |detail: &&Detail| one.person_id == *person || is_same(**detail, &own, &before);
                let details: Vec<Detail> = details.iter().filter(also).copied().collect();
                if details.is_empty() {
                    continue;
                }
                let old_email = self.correct_one(&mut changes, one, (&details, new)).await?;
                let is_told = one.person_id == *person && policy.mail.is_some();
                changes.messages.extend(
                    old_email
                        .filter(|_| is_told)
                        .zip(case)
                        .map(|(words, case)| self.to_old_address(case, words)),
                );
                // Only a name is what a case is found by.
                if details.contains(&Detail::Name) {
                    let theirs = self.all_cases_of(council, &one.person_id).await?;
                    cases.extend(theirs.into_iter().map(|row| row.case_id));
                }
            }
            if details.contains(&Detail::Name) {
                cases.sort();
                cases.dedup();
                self.found_by_new_names(&mut changes, &cases).await?;
            }
            match self.store.commit(changes).await {
                Ok(_) => return Ok(Ok(())),
                // Somebody acted on the person or on a case of theirs: all of it is read again.
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }

    /// Corrects what stands under one identifier; answers the words of an e-mail address that is on file no more.
    async fn correct_one(
        &self,
        changes: &mut Changes,
        row: &Person,
        (details, new): (&[Detail], &NewCorrection),
    ) -> Result<Option<WordsId>, Failure> {
        let (council, id) = (changes.council.clone(), &row.person_id);
        let fresh = self.fresh();
        let before = correctable(row);
        let mut after = before.clone();
        let mut texts: Vec<(&'static str, Words)> = Vec::new();
        let mut changed = Vec::with_capacity(details.len());
        let mut old_email = None;
        for detail in details {
            let words = before.detail(*detail).map(|before| fresh.words(before));
            if *detail == Detail::Email {
                old_email = words.as_ref().map(|words| words.id.clone());
            }
            changed.push(Changed {
                what: *detail,
                before: words.as_ref().map(Words::reference),
            });
            texts.extend(words.map(|words| (detail.as_str(), words)));
            after.put(*detail, new.becomes.detail(*detail));
        }
        // Each stream has words of its own: what is erased of one stays of nobody else.
        let own = NewCorrection {
            reason: fresh.words(&new.reason.text),
            ..new.clone()
        };
        texts.push(("reason", own.reason.clone()));
        let corrected = Person {
            name: after.name,
            called: after.called,
            email: after.email,
            phone: after.phone,
            salt: fresh.salt(),
            ..row.clone()
        }
        .with_digest();
        let event = correction::event(&own, corrected.digest.clone(), changed);
        let history = self.history_of(&council, id).await?;
        self.append_to(changes, (id, history), (vec![event], texts))?;
        changes.persons.push(corrected);
        // What they were found by is written anew; where they moved, they are found there still.
        let moves = self.store.moves_of(&council, std::slice::from_ref(id)).await?;
        let postcodes = moves.lines.into_iter().filter_map(|line| line.postcode);
        let found = postcodes.map(|postcode| ReadModel::FoundByPostcode(id.clone(), postcode));
        changes.rows.extend(found);
        if details.contains(&Detail::Email) || details.contains(&Detail::Phone) {
            changes.rows.push(ReadModel::NoCodes(id.clone()));
        }
        if details.contains(&Detail::Email) {
            changes.rows.push(ReadModel::NoSurveyLinks(id.clone()));
        }
        Ok(old_email)
    }

    /// Tells an address that is not on file any more that it is not.
    fn to_old_address(&self, case: &CaseId, address: WordsId) -> MessageRow {
        MessageRow {
            message_id: self.fresh().message(),
            case_id: Some(case.clone()),
            recipient: None,
            channel: Channel::Email,
            purpose: MessagePurpose::EmailChanged,
            subject_words: None,
            body_words: None,
            release_at: self.outside().now(),
            state: MessageState::Waiting,
            tries: 0,
            sent_at: None,
            last_error: None,
            referral: None,
            conduct: None,
            to_words: Some(address),
        }
    }

    /// Cases are found by the people on them as they are called from now on, and no longer by what they were called.
    async fn found_by_new_names(&self, changes: &mut Changes, cases: &[CaseId]) -> Result<(), Failure> {
        let council = changes.council.clone();
        for id in cases {
            let stream = StreamId::case(id);
            let recorded = self.store.stream(&council, &stream).await?;
            let expected = recorded.last().map_or(0, |event| event.version);
            let entries = entries_of(recorded)?;
            let Some(case) = fold_case(&entries) else { continue };
            let is_erased = self.store.keeping(&council, id).await?;
            if is_erased.is_some_and(|keeping| keeping.state == redress_store::keeping::Keeping::Erased) {
                continue;
            }
            changes
                .rows
                .push(self.found_again(&council, (id, &case), &entries).await?);
            // Without events: it only asks that nobody acted on the case meanwhile.
            changes.appends.push(Append {
                stream,
                expected,
                events: Vec::new(),
            });
        }
        changes.appends.sort_by(|one, next| one.stream.cmp(&next.stream));
        Ok(())
    }

    /// What was corrected of somebody, the newest first, under whichever identifier they are known. Who may read their
    /// case was asked before.
    ///
    /// Costs the person's stream and its texts.
    pub async fn corrections_of(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<Vec<Corrected>, Failure> {
        let mut all = Vec::new();
        for one in self.store.same_as(council, person).await? {
            let stream = StreamId::customer(&one);
            let words = self.store.words_of_stream(council, &stream).await?;
            let words: BTreeMap<WordsId, String> = words
                .into_iter()
                .map(|words| (words.words_id, words.body))
                .collect();
            for event in self.store.stream(council, &stream).await? {
                let Some(body) = &event.body else { continue };
                let said: Event =
                    serde_json::from_str(body).map_err(|error| Failure::Unreadable(error.to_string()))?;
                if let Event::Corrected {
                    changed,
                    asked,
                    checked,
                    reason,
                    ..
                } = said
                {
                    let text = |id: &WordsId| words.get(id).cloned();
                    let before = |before: Option<WordsRef>| before.and_then(|before| text(&before.id));
                    let changed = changed.into_iter();
                    let changed = changed.map(|changed| (changed.what, before(changed.before)));
                    all.push(Corrected {
                        at: event.recorded_at,
                        by: event.actor,
                        changed: changed.collect(),
                        asked,
                        checked,
                        reason: text(&reason.id),
                    });
                }
            }
        }
        all.sort_by_key(|corrected| std::cmp::Reverse(corrected.at));
        Ok(all)
    }

    /// The version of a person's stream, by which a page tells whether something changed since.
    ///
    /// Costs one look at a key.
    pub async fn details_seen(&self, council: &CouncilId, person: &PersonId) -> Result<i64, Failure> {
        Ok(self
            .store
            .version_of(council, &StreamId::customer(person))
            .await?)
    }
}
