//! The details that somebody whose contact is arranged had since their file began: to have them corrected, or to move, takes
//! nobody out of what is read (domain 5.9).

use std::collections::BTreeMap;

use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::customer::correction::Detail;
use redress_domain::id::{CouncilId, PersonId};
use redress_store::person::{PersonRow, is_same_email};

use crate::Casework;
use crate::failure::Failure;

impl Casework {
    /// Somebody's details as they are and as they were since a day, the ways in which they stood together: what was corrected
    /// since, and where they lived. None once they were erased.
    ///
    /// Costs their streams with the texts, and where they moved.
    pub(super) async fn details_since(
        &self,
        council: &CouncilId,
        (person, since): (&PersonId, Date),
    ) -> Result<Vec<PersonRow>, Failure> {
        let known = std::slice::from_ref(person);
        let Some(now) = self.store.persons(council, known).await?.remove(person) else {
            return Ok(Vec::new());
        };
        let (mut before, mut all) = (now.clone(), vec![now]);
        for corrected in self.corrections_of(council, person).await? {
            if civil_date(corrected.at) < since {
                break;
            }
            for (detail, text) in corrected.changed {
                match detail {
                    Detail::Name => before.name = text.unwrap_or(before.name),
                    Detail::Called => before.called = text,
                    Detail::Email => before.email = text,
                    Detail::Phone => before.phone = text,
                }
            }
            all.push(before.clone());
        }
        let moves = self.store.moves_of(council, known).await?.lines;
        // Where they lived first is over once they had moved before that day; and so is each place that they left before it.
        let left_by = |next: Option<Date>| next.is_some_and(|next| next <= since);
        let first_is_over = left_by(moves.first().map(|line| line.row.from_on));
        let nexts = moves.iter().skip(1).map(|line| Some(line.row.from_on));
        let places: Vec<_> = moves
            .iter()
            .zip(nexts.chain([None]))
            .filter(|(_, next)| !left_by(*next))
            .map(|(line, _)| (line.address.clone(), line.postcode.clone()))
            .collect();
        let moved = all.iter().flat_map(|row| {
            places.iter().map(|(address, postcode)| PersonRow {
                address: address.clone(),
                postcode: postcode.clone(),
                ..row.clone()
            })
        });
        let moved: Vec<PersonRow> = moved.collect();
        if first_is_over {
            all = moved;
        } else {
            all.extend(moved);
        }
        Ok(all)
    }

    /// Who may be read on a conduct file and is, or was since it began, like what somebody gave; without some.
    ///
    /// Costs one look by an index where nobody is read; otherwise the details of each who is, which are few, as they were.
    pub(super) async fn read_who_were(
        &self,
        council: &CouncilId,
        but: &[PersonId],
        is_like: impl Fn(&PersonRow) -> bool + Send + Sync,
    ) -> Result<Vec<PersonId>, Failure> {
        let today = self.today();
        if !self.store.anything_is_read(council, today).await? {
            return Ok(Vec::new());
        }
        let mut since: BTreeMap<PersonId, Date> = BTreeMap::new();
        for (person, opened_on) in self.store.people_to_read(council, today).await? {
            let first = since.entry(person).or_insert(opened_on);
            *first = opened_on.min(*first);
        }
        let mut found = Vec::new();
        for (person, since) in since.into_iter().filter(|(person, _)| !but.contains(person)) {
            let were = self.details_since(council, (&person, since)).await?;
            if were.iter().any(&is_like) {
                found.push(person);
            }
        }
        Ok(found)
    }

    /// Who has an e-mail address on file, and who had it since a conduct file on which they are read began. Somebody reads the
    /// e-mail, and nothing else follows from it.
    ///
    /// Costs what [`Casework::at_address`] and [`Casework::read_who_were`] cost.
    pub(crate) async fn have_or_had_address(
        &self,
        council: &CouncilId,
        address: &str,
    ) -> Result<Vec<PersonId>, Failure> {
        let mut people = self.at_address(council, address).await?;
        let had = |row: &PersonRow| {
            row.email
                .as_deref()
                .is_some_and(|own| is_same_email(own, address))
        };
        let before = self.read_who_were(council, &people, had).await?;
        people.extend(before);
        Ok(people)
    }
}
