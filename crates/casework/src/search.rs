//! Search: cases by their words and the names on them, for somebody.

use redress_domain::id::CouncilId;
use redress_domain::permission::Actor;
use redress_store::search::Searcher;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::CaseLine;

/// A place in what a search found: the next page comes after it.
pub type ByRank = redress_store::search::ByRank;
/// What a search found.
pub type Found = redress_store::search::Found;

impl Casework {
    /// Cases in which all the words typed are found, of those that `actor` may see: names before the
    /// account before what was said later, and of two as good the newer one. At most `limit`.
    ///
    /// Ranks the newest thousand that match, and [`Found::is_newest_only`] says so when there are
    /// more. Costs the newest blocks of the words, 4,096 cases to a block: for common words the same
    /// however many cases there are, for words that seldom meet a row for each word and block.
    pub async fn search(
        &self,
        council: &CouncilId,
        actor: &Actor,
        typed: &str,
        (after, limit): (Option<ByRank>, usize),
    ) -> Result<Found, Failure> {
        let services = self.scope_of(council, actor)?;
        // Who may not open cases of any service opens none of their own either.
        let opens_none =
            services.as_ref().is_some_and(Vec::is_empty) && !self.may_read_own(council, actor)?;
        if opens_none {
            return Ok(Found::default());
        }
        let searcher = Searcher {
            services,
            owner: actor.user().cloned(),
            // Complaint Handling Code 5: nobody handles a complaint about themselves.
            not_about: actor.user().cloned(),
        };
        Ok(self
            .store
            .search_cases(council, typed, &searcher, (after, limit))
            .await?)
    }

    /// Cases by their words first, and then, where these fill no page, by the beginning of the
    /// customer's name, postcode, telephone number or e-mail address.
    ///
    /// Costs [`Casework::search`] and, at most, [`Casework::find_cases_by_person`].
    pub async fn search_words_and_people(
        &self,
        council: &CouncilId,
        actor: &Actor,
        typed: &str,
        (after, limit): (Option<ByRank>, usize),
    ) -> Result<Found, Failure> {
        let mut found = self.search(council, actor, typed, (after, limit)).await?;
        if after.is_none() && found.lines.len() < limit {
            let more: Vec<CaseLine> = self.find_cases_by_person(council, actor, typed).await?;
            for line in more {
                let is_new = found
                    .lines
                    .iter()
                    .all(|known| known.case.case_id != line.case.case_id);
                if is_new && found.lines.len() < limit {
                    found.lines.push(line);
                }
            }
        }
        Ok(found)
    }

    /// Takes what acts have written since into the search index; answers how many cases.
    ///
    /// Costs one row for each new word and 4,096 cases. Until then a search looks through what waits.
    pub async fn index(&self, council: &CouncilId) -> Result<i64, Failure> {
        Ok(self.store.take_into_index(council, 250).await?)
    }
}
