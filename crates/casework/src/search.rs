//! Search: cases by their words and the names on them, for somebody.

use redress_domain::id::CouncilId;
use redress_domain::permission::Actor;
use redress_store::search::Searcher;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::{ByReceipt, CaseLine, Wanted, is_for};

/// A place in what a search found: the next page comes after it.
pub type ByRank = redress_store::search::ByRank;
/// What a search found.
pub type Found = redress_store::search::Found;

/// How many of the newest cases of people are looked through.
const OF_PEOPLE: i64 = 250;
/// How many documents are taken into the index in one commit where people act meanwhile.
pub const BESIDE_ACTS: i64 = 50;
/// How many of the cases with the words are ranked, and so left out among those of people.
const RANKED: usize = 1_000;

/// A place in what was found by words, and then by whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    /// Among what the words are in.
    Words(ByRank),
    /// Among what is left of the people: after a case, or at the beginning.
    People(Option<ByReceipt>),
}

/// A page of what was found, and where the next one begins.
pub type SoughtPage = (Vec<CaseLine>, Option<Sought>);

impl Casework {
    /// Cases in which all the words typed are found, of those that `actor` may see: names before the
    /// account before what was said later, and of two as good the newer one. At most `limit`.
    ///
    /// Ranks all that match when a page of the best is found soon, and otherwise the newest thousand;
    /// [`Found::is_newest_only`] says so when there are more. Costs the newest blocks of the words, 4,096
    /// cases to a block: for common words the same however many cases there are, for words that seldom
    /// meet a row for each word and block.
    pub async fn search(
        &self,
        council: &CouncilId,
        actor: &Actor,
        typed: &str,
        (after, limit): (Option<ByRank>, usize),
    ) -> Result<Found, Failure> {
        self.search_wanted(council, actor, (typed, None), (after, limit))
            .await
    }

    pub(crate) async fn search_wanted(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (typed, wanted): (&str, Option<&Wanted>),
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
            wanted: wanted.cloned(),
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

    /// Cases that are as wanted: those that the words typed are in, the best first, and after them those
    /// whose customer's name, postcode, telephone number or e-mail address begins so, the newest first. A
    /// page at a time, to the last.
    ///
    /// Costs [`Casework::search`], with the lines of the thousand cases that it ranks where something is
    /// wanted that few of them are; where the words end, 250 cases of people and, but for the first page,
    /// the lines of what was found by words.
    pub async fn seek(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (typed, wanted): (&str, &Wanted),
        (after, limit): (Option<&Sought>, usize),
    ) -> Result<SoughtPage, Failure> {
        let wanted_of_words = Some(wanted).filter(|wanted| **wanted != Wanted::default());
        let sought = (typed, wanted_of_words);
        let mut lines = Vec::new();
        if !matches!(after, Some(Sought::People(_))) {
            let after_rank = match after {
                Some(Sought::Words(rank)) => Some(*rank),
                _ => None,
            };
            let page = (after_rank, limit);
            let found = self.search_wanted(council, actor, sought, page).await?;
            if let Some(next) = found.next {
                return Ok((found.lines, Some(Sought::Words(next))));
            }
            lines = found.lines;
        }
        let known = if after.is_none() {
            lines.clone()
        } else {
            let page = (None, RANKED);
            self.search_wanted(council, actor, sought, page).await?.lines
        };
        let scope = self.scope_of(council, actor)?;
        let of_people = self.store.cases_of_people_like(council, typed, &scope, OF_PEOPLE);
        let key = |line: &CaseLine| (line.case.received_at, line.case.case_id.clone());
        let after_key = match after {
            Some(Sought::People(Some(last))) => Some((last.received_at, last.case_id.clone())),
            _ => None,
        };
        let mut of_people = of_people.await?;
        of_people.sort_by_key(|line| std::cmp::Reverse(key(line)));
        let mut left = of_people.into_iter().filter(|line| {
            let is_new = known.iter().all(|found| found.case.case_id != line.case.case_id);
            is_new
                && is_for(actor, line)
                && wanted.fits(line)
                && after_key.as_ref().is_none_or(|after| key(line) < *after)
        });
        let some: Vec<CaseLine> = left.by_ref().take(limit - lines.len()).collect();
        let last = some.last().map(|line| line.case.by_receipt());
        lines.extend(some);
        let next = left.next().map(|_| Sought::People(last));
        Ok((lines, next))
    }

    /// Takes what acts have written since into the search index; answers how many cases.
    ///
    /// Costs one row for each new word and 4,096 cases. Until then a search looks through what waits.
    pub async fn index(&self, council: &CouncilId) -> Result<i64, Failure> {
        Ok(self.store.take_into_index(council, 250).await?)
    }

    /// The same, [`BESIDE_ACTS`] documents at most, in one commit for which an act hardly has to wait.
    ///
    /// Costs what [`Casework::index`] costs.
    pub async fn index_beside_acts(&self, council: &CouncilId) -> Result<i64, Failure> {
        Ok(self.store.take_into_index(council, BESIDE_ACTS).await?)
    }
}
