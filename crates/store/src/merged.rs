//! People who were said to be one: all that is under either is found under both.

use redress_domain::id::{CouncilId, PersonId};

use crate::Store;
use crate::engine::sql;
use crate::error::StoreError;

/// How many people one may be made of: more is a mistake that somebody should look at.
const MOST: usize = 50;

impl Store {
    /// Whom somebody was said to be the same as.
    pub async fn merged_into(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<Option<PersonId>, StoreError> {
        let row = self
            .row(sql!("merged/into.sql").bind(council).bind(person))
            .await?;
        row.as_ref().map(|row| row.get("into_id")).transpose()
    }

    /// Everybody who is this person, whoever of them is asked for: the one under whom they show comes first.
    pub async fn same_as(&self, council: &CouncilId, person: &PersonId) -> Result<Vec<PersonId>, StoreError> {
        let mut first = person.clone();
        for _ in 0..MOST {
            match self.merged_into(council, &first).await? {
                Some(into) => first = into,
                None => break,
            }
        }
        let mut all = vec![first];
        let mut next = 0;
        while let Some(one) = all.get(next).filter(|_| all.len() < MOST) {
            let of = sql!("merged/of_person.sql").bind(council).bind(one);
            for row in self.rows(of).await? {
                let other: PersonId = row.get("person_id")?;
                if !all.contains(&other) {
                    all.push(other);
                }
            }
            next += 1;
        }
        Ok(all)
    }
}
