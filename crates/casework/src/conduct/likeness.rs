//! Who may be the person of a file under a new name or address: suggested with the evidence, for a person to compare.
//! The program matches nobody, and what is not confirmed with a reason changes nothing.

use std::collections::BTreeSet;

use redress_domain::calendar::london::civil_date;
use redress_domain::conduct::{Command, Keep, Likeness};
use redress_domain::id::{ConductId, CouncilId, PersonId};
use redress_domain::permission::{self, Act, Actor};
use redress_store::person::{is_same_email, is_same_phone, is_same_postcode_and_similar_name, is_same_text};

use super::{ConductView, LoadedFile, NotDone};
use crate::Casework;
use crate::failure::Failure;
use crate::lists::{CaseLine, Person};

/// How many people are looked at for each detail.
const LOOKED_AT: usize = 100;
/// How many are suggested at once.
const SUGGESTED: usize = 10;

redress_domain::vocabulary! {
    /// In what somebody is like the person of a file.
    pub enum Alike {
        /// The same e-mail address.
        Email = "email",
        /// The same telephone number.
        Phone = "phone",
        /// The same address.
        Address = "address",
        /// The same postcode, and a part of the name.
        PostcodeAndName = "postcode-and-name",
        /// Somebody said that they are one person in our records.
        Merged = "merged",
    }
}

/// Somebody who may be the person of a file, with the evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resembling {
    /// Who.
    pub person: Person,
    /// In what they are alike.
    pub alike: Vec<Alike>,
    /// What they contacted the council about since the file began.
    pub cases: Vec<CaseLine>,
    /// What was said of them before: only that it is the same person.
    pub is_confirmed: bool,
}

impl Casework {
    /// Suggestions for whoever keeps a file: people without a file of their own who contacted the council since it
    /// began, and are like its person in something; and whoever was said to be the same in our records, whatever they have.
    /// Whoever was said on this file to be somebody else is not among them.
    ///
    /// Costs those who were merged with the person, their details as they were, for each of these at most three ranges of the index by which people are found, and the cases of those who fit.
    pub async fn resembling(
        &self,
        council: &CouncilId,
        actor: &Actor,
        view: &ConductView,
    ) -> Result<Vec<Resembling>, Failure> {
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::ManageConduct) {
            return Err(Failure::NotPermitted);
        }
        let (Some(own), Some(first)) = (&view.person, view.entries.first()) else {
            return Ok(Vec::new());
        };
        let began = civil_date(first.at);
        let person = view.file.person.as_ref().unwrap_or(&own.person_id);
        // Domain 5.9: also by what they had before it was corrected, or before they moved.
        let mut were = self.details_since(council, (person, began)).await?;
        were.push(own.clone());
        let mut found: Vec<Resembling> = Vec::new();
        for one in self.store.same_as(council, person).await? {
            let said = view.file.likenesses.get(&one);
            if one == *person || said == Some(&Likeness::SomebodyElse) {
                continue;
            }
            let known = std::slice::from_ref(&one);
            let Some(other) = self.store.persons(council, known).await?.remove(&one) else {
                continue;
            };
            let mut alike = alike(&were, &other);
            alike.push(Alike::Merged);
            let mut cases = self.cases_of_customer(council, actor, &one).await?;
            cases.retain(|line| line.case.customer.as_ref() == Some(&one));
            found.push(Resembling {
                is_confirmed: said.is_some(),
                person: other,
                alike,
                cases,
            });
        }
        let details = were
            .iter()
            .flat_map(|own| [&own.email, &own.phone, &own.postcode]);
        let details: BTreeSet<&String> = details.flatten().filter(|text| !text.trim().is_empty()).collect();
        for detail in details {
            for other in self.store.people_like(council, detail, LOOKED_AT).await? {
                let said = view.file.likenesses.get(&other.person_id);
                let is_known = other.person_id == *person
                    || found
                        .iter()
                        .any(|known| known.person.person_id == other.person_id);
                let alike = alike(&were, &other);
                if is_known || alike.is_empty() || said == Some(&Likeness::SomebodyElse) {
                    continue;
                }
                if self.has_file(council, &other.person_id).await? {
                    continue;
                }
                let mut cases = self.cases_of_customer(council, actor, &other.person_id).await?;
                cases.retain(|line| line.case.received_on >= began);
                if !cases.is_empty() && found.len() < SUGGESTED {
                    found.push(Resembling {
                        is_confirmed: said.is_some(),
                        person: other,
                        alike,
                        cases,
                    });
                }
            }
        }
        Ok(found)
    }

    async fn has_file(&self, council: &CouncilId, person: &PersonId) -> Result<bool, Failure> {
        for one in self.store.same_as(council, person).await? {
            if !self.store.conduct_of_person(council, &one).await?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes down what whoever keeps a file says of somebody who was suggested, and why. Nobody else can be named.
    ///
    /// Costs what [`Casework::resembling`] costs, and what [`Casework::act_on_conduct`] costs.
    pub async fn compare_with(
        &self,
        council: &CouncilId,
        actor: &Actor,
        ((id, seen), person): ((&ConductId, i64), &PersonId),
        (likeness, reason): (Likeness, &str),
    ) -> Result<(), NotDone> {
        let view = self.open_conduct(council, actor, (id, "compare")).await?;
        let suggested = self.resembling(council, actor, &view).await?;
        if !suggested.iter().any(|one| one.person.person_id == *person) {
            return Err(Failure::NotFound.into());
        }
        let order = Command::Keep(Keep::Compare {
            person: person.clone(),
            likeness,
            reason: self.fresh().words(reason),
        });
        Box::pin(self.act_on_conduct(council, actor, (id, seen), vec![order])).await
    }
}

/// Whether whoever keeps a file said of all of these that they are somebody else.
pub(super) fn is_said_to_be_another(file: &LoadedFile, people: &[PersonId]) -> bool {
    let said = |person: &PersonId| file.file.likenesses.get(person) == Some(&Likeness::SomebodyElse);
    !people.is_empty() && people.iter().all(said)
}

/// In what somebody is like the person as they are, or were.
fn alike(were: &[Person], other: &Person) -> Vec<Alike> {
    let known: Vec<Alike> = were.iter().flat_map(|own| alike_as(own, other)).collect();
    let all = Alike::ALL.iter().copied();
    all.filter(|one| known.contains(one)).collect()
}

fn alike_as(own: &Person, other: &Person) -> Vec<Alike> {
    let both = |own: &Option<String>, other: &Option<String>, is_same: fn(&str, &str) -> bool| {
        let own = own.as_deref().filter(|text| !text.trim().is_empty());
        own.zip(other.as_deref())
            .is_some_and(|(own, other)| is_same(own, other))
    };
    let postcodes = own.postcode.as_deref().zip(other.postcode.as_deref());
    let by_name = postcodes.is_some_and(|(postcode, their)| {
        is_same_postcode_and_similar_name((postcode, &own.name), (their, &other.name))
    });
    let found = [
        (both(&own.email, &other.email, is_same_email), Alike::Email),
        (both(&own.phone, &other.phone, is_same_phone), Alike::Phone),
        (both(&own.address, &other.address, is_same_text), Alike::Address),
        (by_name, Alike::PostcodeAndName),
    ];
    found
        .into_iter()
        .filter_map(|(is_so, alike)| is_so.then_some(alike))
        .collect()
}
