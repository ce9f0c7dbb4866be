//! A move of address: recorded on a person, and looked up wherever something is addressed to them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use redress_domain::customer::Event;
use redress_domain::customer::address::{self, NewMove, NotMoved};
use redress_domain::id::{CaseId, CouncilId, PersonId};
use redress_domain::permission::{self, Act, Actor};
use redress_store::address::{AddressRow, Moves, moves_of};
use redress_store::changes::ReadModel;
use redress_store::error::StoreError;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::Person;

/// An address from a day, with its words.
pub type AddressLine = redress_store::address::AddressLine;

/// Where somebody lived and lives: the address that they gave first, and where they moved since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lived {
    /// The address that they gave first.
    pub address: Option<String>,
    /// Its postcode.
    pub postcode: Option<String>,
    /// Where they moved, in the order of the days.
    pub moves: Vec<AddressLine>,
}

/// An address that somebody had or will have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// The address with its postcode, lines parted by line ends.
    pub address: String,
    /// From which day; nothing for the first that is known.
    pub from: Option<Date>,
    /// Until which day; nothing for the last that is known.
    pub until: Option<Date>,
}

impl Lived {
    /// Every address but the one of today, in the order of the days.
    pub fn elsewhere(&self, today: Date) -> Vec<Stay> {
        let first = (None, &self.address, &self.postcode);
        let later = self.moves.iter();
        let later = later.map(|line| (Some(line.row.from_on), &line.address, &line.postcode));
        let all: Vec<_> = std::iter::once(first).chain(later).collect();
        let nexts = all.iter().skip(1).map(|(from, _, _)| *from).chain([None]);
        let stays = all
            .iter()
            .zip(nexts)
            .filter_map(|((from, address, postcode), next)| {
                let until = next.and_then(|next| next.yesterday().ok());
                let is_today =
                    from.is_none_or(|from| from <= today) && until.is_none_or(|until| today <= until);
                let lines = [address.as_deref(), postcode.as_deref()];
                let lines: Vec<&str> = lines.into_iter().flatten().collect();
                (!is_today && !lines.is_empty()).then(|| Stay {
                    address: lines.join("\n"),
                    from: *from,
                    until,
                })
            });
        stays.collect()
    }
}

/// The rows of one person.
pub(crate) fn rows(person: &PersonId, events: &[Event]) -> Vec<ReadModel> {
    let addresses = address::fold(events);
    if addresses.is_empty() {
        return Vec::new();
    }
    let rows = addresses.into_iter().map(|known| {
        ReadModel::Address(Box::new(AddressRow {
            person_id: person.clone(),
            from_on: known.from,
            address_words: known.address.id,
            postcode_words: known.postcode.map(|words| words.id),
        }))
    });
    std::iter::once(ReadModel::NoAddresses(person.clone()))
        .chain(rows)
        .collect()
}

impl Casework {
    /// Records that somebody on a case moves. From that day all that is addressed to them goes to the new
    /// address, on each of their cases; what was sent stays where it went, and nobody else moves with them.
    ///
    /// Costs the case's stream and the person's.
    pub async fn record_move(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, person): (&CaseId, &PersonId),
        new: &NewMove,
    ) -> Result<Result<(), NotMoved>, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let (loaded, _) = self.load(council, case).await?;
        if !permission::may_with(policy, actor, Act::RecordContact, &loaded.case.scope())
            || !loaded.case.knows(person)
        {
            return Err(Failure::NotPermitted);
        }
        self.write_move(council, actor, (person, new)).await
    }

    /// Records that somebody moves who says so while a contact of theirs is logged.
    ///
    /// Costs the person's stream.
    pub async fn take_given_move(
        &self,
        council: &CouncilId,
        actor: &Actor,
        person: &PersonId,
        new: &NewMove,
    ) -> Result<Result<(), NotMoved>, Failure> {
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::RecordContact) {
            return Err(Failure::NotPermitted);
        }
        self.write_move(council, actor, (person, new)).await
    }

    async fn write_move(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (person, new): (&PersonId, &NewMove),
    ) -> Result<Result<(), NotMoved>, Failure> {
        let event = match address::record(new, self.today()) {
            Ok(event) => event,
            Err(why) => return Ok(Err(why)),
        };
        loop {
            let history = self.history_of(council, person).await?;
            let mut changes = self.changes(council, actor);
            self.append_to(
                &mut changes,
                (person, history),
                (vec![event.clone()], new.words()),
            )?;
            // Who phones from there is found by it; by what they were found before, still.
            let postcode = new.postcode.as_ref().filter(|words| !words.is_blank());
            changes
                .rows
                .extend(postcode.map(|words| ReadModel::FoundByPostcode(person.clone(), words.text.clone())));
            match self.store.commit(changes).await {
                Ok(_) => return Ok(Ok(())),
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }

    /// The details of people with the address at which each lives today; and for those who moved, where they
    /// lived and will live.
    ///
    /// Costs one walk for all of them together, and more only for whoever is known under several identifiers.
    pub(crate) async fn persons_today(
        &self,
        council: &CouncilId,
        ids: &[PersonId],
    ) -> Result<(BTreeMap<PersonId, Person>, BTreeMap<PersonId, Lived>), Failure> {
        let asked = redress_store::person::persons(council, ids).and(moves_of(council, ids));
        let (persons, moves) = self.store.ask(asked).await?;
        self.today_of(council, (persons, moves)).await
    }

    /// The same of what the database said of them: costs more only for whoever is known under several
    /// identifiers.
    pub(crate) async fn today_of(
        &self,
        council: &CouncilId,
        (mut persons, moves): (BTreeMap<PersonId, Person>, Moves),
    ) -> Result<(BTreeMap<PersonId, Person>, BTreeMap<PersonId, Lived>), Failure> {
        let mut lived: BTreeMap<PersonId, Vec<AddressLine>> = BTreeMap::new();
        for line in moves.lines {
            lived.entry(line.row.person_id.clone()).or_default().push(line);
        }
        for person in moves.may_be_merged {
            // It may have been told of under another identifier of the same person.
            let same = self.store.same_as(council, &person).await?;
            let mut lines = self.store.moves_of(council, &same).await?.lines;
            lines.sort_by_key(|line| line.row.from_on);
            if !lines.is_empty() {
                lived.insert(person, lines);
            }
        }
        let mut all = BTreeMap::new();
        for (id, moves) in lived {
            if let Some(person) = persons.get_mut(&id) {
                let (address, postcode) = (person.address.clone(), person.postcode.clone());
                lives_at(person, &moves, self.today());
                all.insert(
                    id,
                    Lived {
                        address,
                        postcode,
                        moves,
                    },
                );
            }
        }
        Ok((persons, all))
    }

    /// The same for people whose details are at hand.
    pub(crate) async fn at_their_address(
        &self,
        council: &CouncilId,
        people: Vec<Person>,
    ) -> Result<Vec<Person>, Failure> {
        let ids: Vec<PersonId> = people.iter().map(|person| person.person_id.clone()).collect();
        let (mut today, _) = self.persons_today(council, &ids).await?;
        let people = people.into_iter();
        Ok(people
            .map(|person| today.remove(&person.person_id).unwrap_or(person))
            .collect())
    }
}

/// The person at the address that holds on a day.
fn lives_at(person: &mut Person, moves: &[AddressLine], today: Date) {
    let last = moves.iter().rfind(|line| line.row.from_on <= today);
    if let Some(line) = last {
        person.address.clone_from(&line.address);
        person.postcode.clone_from(&line.postcode);
    }
}
