//! People whom the council knows already, matched while a contact is logged. Nobody is ever merged
//! silently: a person says that it is the same.

use redress_domain::id::{CouncilId, PersonId};
use redress_domain::permission::{self, Act, Actor};
use redress_store::person::is_same_household_name;
pub use redress_store::person::{is_same_email, is_same_phone};

use crate::Casework;
use crate::act::NewPerson;
use crate::failure::Failure;
use crate::lists::{CaseLine, PAGE, Person};

pub mod address;
pub mod adjustment;
pub mod correct;
mod customer;
pub mod merge;
mod on_a_case;
pub mod way;

pub(crate) use customer::History;

/// How many people are offered.
const OFFERED: usize = 10;
/// How many are looked at, of those whose details begin alike.
const LOOKED_AT: usize = 100;

/// Somebody who may be the one described.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Who.
    pub person: Person,
    /// Their open cases, of those that the reader may see.
    pub open: Vec<CaseLine>,
}

impl Casework {
    /// People with the same e-mail address, telephone number, or postcode and last name as somebody
    /// described, and those of the same name, who may have another number by now; without any of these, people whose postcode or
    /// name begins alike. Each with their open cases, as far as `actor` may see them.
    ///
    /// Costs for each detail at most a hundred rows of the index by which people are found; and for each of the ten
    /// that are offered a page of their cases.
    pub async fn people_matching(
        &self,
        council: &CouncilId,
        actor: &Actor,
        described: &NewPerson,
    ) -> Result<Vec<Match>, Failure> {
        let mut people = self.sure_matches(council, actor, described).await?;
        let name = Some(described.name.clone()).filter(|name| !name.is_empty());
        if let Some(name) = name.as_deref().filter(|_| !people.is_empty()) {
            let is_called = |person: &Person| person.name.to_lowercase() == name.trim().to_lowercase();
            let like = self.store.people_like(council, name, LOOKED_AT).await?;
            people.extend(like.into_iter().filter(is_called));
        }
        for typed in [described.postcode.clone(), name].into_iter().flatten() {
            if people.is_empty() {
                people = self.store.people_like(council, &typed, OFFERED).await?;
            }
        }
        people = self.each_once(council, people).await?;
        people.truncate(OFFERED);
        let mut matches = Vec::with_capacity(people.len());
        for person in people {
            let mut open = self.cases_of_customer(council, actor, &person.person_id).await?;
            open.retain(|line| !line.case.closed);
            matches.push(Match { person, open });
        }
        Ok(matches)
    }

    /// Whoever was said to be one comes once, under the details by which they show.
    async fn each_once(&self, council: &CouncilId, people: Vec<Person>) -> Result<Vec<Person>, Failure> {
        let mut once: Vec<Person> = Vec::new();
        for person in people {
            let first = self.store.same_as(council, &person.person_id).await?.remove(0);
            if once.iter().any(|known| known.person_id == first) {
                continue;
            }
            let shown = if first == person.person_id {
                Some(person)
            } else {
                self.store.person(council, &first).await?.or(Some(person))
            };
            once.extend(shown);
        }
        self.at_their_address(council, once).await
    }

    /// Those who have the same e-mail address, telephone number, or postcode and last name.
    async fn sure_matches(
        &self,
        council: &CouncilId,
        actor: &Actor,
        described: &NewPerson,
    ) -> Result<Vec<Person>, Failure> {
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::RecordContact) {
            return Err(Failure::NotPermitted);
        }
        let mut found: Vec<Person> = Vec::new();
        let details = [&described.email, &described.phone, &described.postcode];
        for typed in details.into_iter().flatten() {
            let like = self.store.people_like(council, typed, LOOKED_AT).await?;
            for person in self.at_their_address(council, like).await? {
                let is_known = found.iter().any(|known| known.person_id == person.person_id);
                if !is_known && is_surely(&person, described) {
                    found.push(person);
                }
            }
        }
        Ok(found)
    }

    /// The cases of people who have the same details as a customer and are kept apart from them, the
    /// newest first.
    ///
    /// Costs for each detail at most a hundred rows of the index by which people are found, and a page of cases of
    /// each who fits.
    pub async fn cases_of_similar(
        &self,
        council: &CouncilId,
        actor: &Actor,
        customer: &PersonId,
    ) -> Result<Vec<CaseLine>, Failure> {
        let ids = std::slice::from_ref(customer);
        let Some(known) = self.persons_today(council, ids).await?.0.remove(customer) else {
            return Ok(Vec::new());
        };
        let described = NewPerson {
            name: known.name,
            email: known.email,
            phone: known.phone,
            address: known.address,
            postcode: known.postcode,
            reply_by: None,
        };
        let mut lines = Vec::new();
        let same = self.store.same_as(council, customer).await?;
        for person in self.sure_matches(council, actor, &described).await? {
            if !same.contains(&person.person_id) {
                lines.extend(self.cases_of_customer(council, actor, &person.person_id).await?);
            }
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.case.received_at));
        lines.truncate(usize::try_from(PAGE).unwrap_or(OFFERED));
        Ok(lines)
    }
}

fn is_surely(person: &Person, described: &NewPerson) -> bool {
    let both = |one: &Option<String>, other: &Option<String>, is_same: fn(&str, &str) -> bool| {
        one.as_deref()
            .zip(other.as_deref())
            .is_some_and(|(one, other)| is_same(one, other))
    };
    let household = person
        .postcode
        .as_deref()
        .zip(described.postcode.as_deref())
        .is_some_and(|(one, other)| is_same_household_name((one, &person.name), (other, &described.name)));
    both(&person.email, &described.email, is_same_email)
        || both(&person.phone, &described.phone, is_same_phone)
        || household
}
