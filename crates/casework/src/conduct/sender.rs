//! Who may have written what comes in: so that it is read on the file of whoever is bound, and on nobody's beside them
//! (domain 5.12: a shared phone, a household or whoever somebody speaks for is not swept in).

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::case::Case;
use redress_domain::customer;
use redress_domain::id::{ActorId, ConductId, CouncilId, PersonId};
use redress_store::changes::ReadModel;
use redress_store::mail::MailRow;
use redress_store::person::{PersonRow, is_same_email, is_same_phone, is_same_text};
use redress_store::stream::StreamId;

use super::LoadedFile;
use super::likeness::is_said_to_be_another;
use crate::Casework;
use crate::failure::Failure;
use crate::plan::Planned;

/// How many people with one address are looked at.
const LOOKED_AT: usize = 100;

/// Adds the files that are not among these yet.
pub(super) fn add_new(files: &mut Vec<LoadedFile>, more: impl IntoIterator<Item = LoadedFile>) {
    for file in more {
        if files.iter().all(|known| known.id != file.id) {
            files.push(file);
        }
    }
}

impl Casework {
    /// Who may have written what an actor brought in on a case, with the e-mail that it is, if it is one: the customer themselves where they acted on their own
    /// page; whoever has the address of an e-mail on file; otherwise everybody who is on the case now, as nobody knows.
    pub(super) async fn may_have_written(
        &self,
        council: &CouncilId,
        (case, mail): (&Case, Option<&MailRow>),
        actor: &ActorId,
    ) -> Result<Vec<PersonId>, Failure> {
        if let ActorId::Customer(person) = actor {
            return Ok(vec![person.clone()]);
        }
        let on_it: Vec<PersonId> = case
            .everybody()
            .into_iter()
            .filter(|person| case.knows(person))
            .cloned()
            .collect();
        let Some(address) = mail.and_then(|mail| mail.sender.as_deref()) else {
            return Ok(on_it);
        };
        let known = self.store.persons(council, &on_it).await?;
        let mut theirs: Vec<PersonId> = known
            .into_values()
            .filter(|person| {
                person
                    .email
                    .as_deref()
                    .is_some_and(|own| is_same_email(own, address))
            })
            .map(|person| person.person_id)
            .collect();
        if theirs.is_empty() {
            theirs = self.at_address(council, address).await?;
        }
        Ok(if theirs.is_empty() { on_it } else { theirs })
    }

    /// Who looks like these by what they gave: the same e-mail address, or the same name with the same phone or postcode.
    /// What somebody sends by the public form under a new identifier is read as an e-mail from that address is (domain
    /// 5.9), and nothing else follows from it: a shared phone or a household alone sweeps nobody in (domain 5.12).
    ///
    /// Costs up to three ranges of the index by which people are found, for each who may have written, and the details of
    /// each who is read as they were.
    pub(super) async fn like_these(
        &self,
        council: &CouncilId,
        planned: &Planned,
        people: &[PersonId],
    ) -> Result<Vec<PersonId>, Failure> {
        let on_file = self.store.persons(council, people).await?;
        let mut alike = Vec::new();
        for person in people {
            // Who is new stands in what is about to be written.
            let new = planned
                .changes
                .persons
                .iter()
                .find(|row| row.person_id == *person);
            let Some(own) = new.or_else(|| on_file.get(person)) else {
                continue;
            };
            alike.extend(self.like_this(council, (own, people)).await?);
        }
        alike.sort();
        alike.dedup();
        Ok(alike)
    }

    /// Who looks like one of these by what they gave, also by what they had before it was corrected or before they moved.
    pub(super) async fn like_this(
        &self,
        council: &CouncilId,
        (own, people): (&PersonRow, &[PersonId]),
    ) -> Result<Vec<PersonId>, Failure> {
        let mut alike = Vec::new();
        for detail in [&own.email, &own.phone, &own.postcode].into_iter().flatten() {
            if detail.trim().is_empty() {
                continue;
            }
            let like = self.store.people_like(council, detail, LOOKED_AT).await?;
            let others = like
                .into_iter()
                .filter(|other| !people.contains(&other.person_id) && looks_like(own, other));
            alike.extend(others.map(|other| other.person_id));
        }
        // Domain 5.9: what was theirs since it is read what they send is theirs still.
        let were = |row: &PersonRow| looks_like(own, row);
        alike.extend(self.read_who_were(council, people, were).await?);
        Ok(alike)
    }

    /// Everybody who has an e-mail address on file. What it proves is little: somebody reads the e-mail, and nothing
    /// else follows from it.
    ///
    /// Costs a range of the index by which people are found.
    pub(crate) async fn at_address(
        &self,
        council: &CouncilId,
        address: &str,
    ) -> Result<Vec<PersonId>, Failure> {
        if !address.contains('@') {
            return Ok(Vec::new());
        }
        let like = self.store.people_like(council, address, LOOKED_AT).await?;
        let theirs = like.into_iter().filter(|person| {
            person
                .email
                .as_deref()
                .is_some_and(|own| is_same_email(own, address))
        });
        Ok(theirs.map(|person| person.person_id).collect())
    }

    /// Whether what these people may have sent is read on a file.
    pub(super) async fn is_read_on(
        &self,
        council: &CouncilId,
        file: &LoadedFile,
        (senders, on): (&[PersonId], Date),
    ) -> Result<bool, Failure> {
        let files = self.files_that_read(council, senders, on).await?;
        Ok(files.iter().any(|known| known.id == file.id))
    }

    /// The files on which it is read what any of these people send: those that bind them or on whose report they may
    /// comment, those of somebody who was said to be the same in our records, unless whoever keeps the file said otherwise, and those of whom somebody said, with a
    /// reason, that this is the same person under another name.
    pub(crate) async fn files_that_read(
        &self,
        council: &CouncilId,
        people: &[PersonId],
        on: Date,
    ) -> Result<Vec<LoadedFile>, Failure> {
        if people.is_empty() || !self.store.anything_is_read(council, on).await? {
            return Ok(Vec::new());
        }
        let named: Vec<&PersonId> = people.iter().collect();
        let mut files = self.reading_files(council, &named, on).await?;
        for person in people {
            let same = self.store.same_as(council, person).await?;
            let others: Vec<&PersonId> = same.iter().filter(|one| *one != person).collect();
            let merged = self.reading_files(council, &others, on).await?;
            let one = std::slice::from_ref(person);
            let read = merged
                .into_iter()
                .filter(|file| !is_said_to_be_another(file, one));
            for file in read {
                if files.iter().all(|known| known.id != file.id) {
                    files.push(file);
                }
            }
            for id in self.said_to_be(council, &same).await? {
                if files.iter().any(|file| file.id == id) {
                    continue;
                }
                let file = self.load_conduct(council, &id).await?;
                if file.file.is_read(on) {
                    files.push(file);
                }
            }
        }
        Ok(files)
    }

    /// The files on which it is read what comes on a case that was opened under one of these while somebody who is bound was
    /// said to be the same person, and is not any more: nobody said whose of the two that case is, and it was theirs as far as
    /// anybody knew (domain 5.9: no contact is lost). What else the other one sends is their own, and so is that case once
    /// whoever keeps the file said that they are somebody else (domain 5.12).
    ///
    /// Costs the stream of each of these people, and the files of whom they were the same as.
    pub(super) async fn files_of_whom_they_took_in(
        &self,
        council: &CouncilId,
        (case, people): (&Case, &[PersonId]),
        on: Date,
    ) -> Result<Vec<LoadedFile>, Failure> {
        let mut then = Vec::new();
        for person in people {
            for one in self.store.same_as(council, person).await? {
                let were = self.taken_in_then(council, &one, case.logged_at).await?;
                then.extend(were.into_iter().map(|was| (person, was)));
            }
        }
        let mut files: Vec<LoadedFile> = Vec::new();
        for (person, was) in then {
            let same = self.store.same_as(council, &was).await?;
            let named: Vec<&PersonId> = same.iter().collect();
            let mut read = self.reading_files(council, &named, on).await?;
            read.retain(|file| !is_said_to_be_another(file, std::slice::from_ref(person)));
            add_new(&mut files, read);
        }
        Ok(files)
    }

    /// Who was said to be the same as somebody at a moment, and shows under their own name again.
    async fn taken_in_then(
        &self,
        council: &CouncilId,
        person: &PersonId,
        at: Timestamp,
    ) -> Result<Vec<PersonId>, Failure> {
        let recorded = self.store.stream(council, &StreamId::customer(person)).await?;
        let mut since: Vec<(PersonId, Timestamp)> = Vec::new();
        let mut then = Vec::new();
        for event in &recorded {
            let Some(body) = event.body.as_deref() else {
                continue;
            };
            let read: customer::Event =
                serde_json::from_str(body).map_err(|error| Failure::Unreadable(error.to_string()))?;
            if let customer::Event::TookIn { person } = read {
                since.push((person, event.recorded_at));
            } else if let customer::Event::GaveBack { person } = read {
                let from = since.iter().rposition(|(known, _)| *known == person);
                let from = from.map(|place| since.remove(place).1);
                if from.is_some_and(|from| from <= at) && at <= event.recorded_at {
                    then.push(person);
                }
            }
        }
        Ok(then)
    }

    /// The files whose person somebody said that one of these is, under another name.
    async fn said_to_be(&self, council: &CouncilId, same: &[PersonId]) -> Result<Vec<ConductId>, Failure> {
        let mut ids = Vec::new();
        for one in same {
            ids.extend(self.store.conduct_by_likeness(council, one).await?);
        }
        Ok(ids)
    }
}

/// Whether only one person may have written, and it is the person of a file: whoever was said to be the same has had no
/// notice of it (domain 5.8).
pub(super) fn is_of(file: &LoadedFile, senders: &[PersonId]) -> bool {
    matches!(senders, [only] if file.file.person.as_ref() == Some(only))
}

/// Whether two have the same e-mail address, or the same name with the same phone or postcode.
fn looks_like(own: &PersonRow, other: &PersonRow) -> bool {
    let both = |own: &Option<String>, other: &Option<String>, is_same: fn(&str, &str) -> bool| {
        let own = own.as_deref().filter(|text| !text.trim().is_empty());
        own.zip(other.as_deref())
            .is_some_and(|(own, other)| is_same(own, other))
    };
    let has_the_name = !own.name.trim().is_empty() && is_same_text(&own.name, &other.name);
    both(&own.email, &other.email, is_same_email)
        || has_the_name
            && (both(&own.phone, &other.phone, is_same_phone)
                || both(&own.postcode, &other.postcode, is_same_text))
}

/// The e-mail that an act brings in, if it is one.
pub(super) fn mail_in(rows: &[ReadModel]) -> Option<&MailRow> {
    rows.iter().find_map(|row| {
        if let ReadModel::Mail(mail) = row {
            Some(mail.as_ref())
        } else {
            None
        }
    })
}
