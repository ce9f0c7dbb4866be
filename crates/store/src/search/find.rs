//! Finding: the best cases that match, among the newest thousand.
//!
//! A page needs no thousand: what is older ranks behind what is newer and as good, so a walk that knows how
//! well anything older can fit stops as soon as a page of such is there.

use std::collections::{BTreeMap, BTreeSet};

use redress_domain::id::{CaseId, CouncilId, ServiceId, UserId};

use crate::Store;
use crate::case::{CaseLine, Wanted};
use crate::engine::{Arg, sql};
use crate::error::StoreError;
use crate::search::postings::{BLOCK, Postings};
use crate::search::{Document, Place, about, of_owner, of_service, terms};

/// How many words of a search count; what comes after them is left out.
const WORDS: usize = 6;
/// How many of the newest cases that match are ranked.
const RANKED: usize = 1_000;
/// How many documents that wait for the index are looked through.
const WAITING: i64 = 2_000;
/// How many more than a page are looked for: some may have moved out of sight since.
const SPARE: usize = 20;
/// How many blocks are read at once: a million cases.
const MOST_BLOCKS: i64 = 256;
/// How many terms `search/blocks.sql` asks for at once.
const TERMS: usize = 16;
/// How many cases `search/of_numbers.sql` and `case/by_ids.sql` answer at once.
const LINES: usize = 50;

/// Whose cases are searched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Searcher {
    /// Only those of these services and of `owner`; `None`: all.
    pub services: Option<Vec<ServiceId>>,
    /// Those that this officer has, too.
    pub owner: Option<UserId>,
    /// None that are about this member of staff.
    pub not_about: Option<UserId>,
    /// Only those that are as wanted.
    pub wanted: Option<Wanted>,
}

impl Searcher {
    fn scopes(&self) -> Option<Vec<String>> {
        let services = self.services.as_ref()?;
        let owner = self.owner.iter().map(of_owner);
        Some(services.iter().map(of_service).chain(owner).collect())
    }

    /// Whether a document is for them.
    fn sees(&self, document: &Document) -> bool {
        let has = |scope: &String| document.scopes.contains(scope);
        let in_scope = self.scopes().is_none_or(|scopes| scopes.iter().any(has));
        in_scope && !self.not_about.iter().map(about).any(|user| has(&user))
    }

    /// The same of a line, which may be newer than the index.
    fn sees_line(&self, line: &CaseLine) -> bool {
        self.services.as_ref().is_none_or(|services| {
            let service = line.case.service.as_ref();
            let owns = self.owner.is_some() && self.owner == line.case.owner;
            owns || service.is_some_and(|service| services.contains(service))
        })
    }

    fn wants(&self, line: &CaseLine) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| wanted.fits(line))
    }
}

/// A place in what a search found: the next page comes after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ByRank {
    /// How well the last case fits.
    pub score: i64,
    /// How new it is.
    pub place: i64,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The best of them, and of two as good the newer one.
    pub lines: Vec<CaseLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<ByRank>,
    /// Whether there are more that match than the newest thousand, which alone were ranked.
    pub is_newest_only: bool,
}

/// Something that matches: how well, how new, and which case, if that is known already.
type Hit = (ByRank, Option<CaseId>);

/// How far the blocks are looked through.
#[derive(Clone, Copy)]
enum Depth {
    /// Until so many are there after a place that nothing older comes before.
    Page(Option<ByRank>, usize),
    /// Until all match or the newest thousand are there.
    Thousand,
}

/// Why looking through the blocks came to its end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Looked {
    /// Everything that matches is there.
    All,
    /// There are more than the newest thousand.
    Newest,
    /// What was asked for is there; there may be more.
    Enough,
}

/// What is looked for in the blocks.
struct Query {
    words: BTreeSet<String>,
    scopes: Option<Vec<String>>,
    not: Option<String>,
}

impl Query {
    /// Every term that is to be read.
    fn terms(&self) -> Vec<String> {
        let scopes = self.scopes.iter().flatten().cloned();
        self.word_terms()
            .into_iter()
            .chain(scopes)
            .chain(self.not.clone())
            .collect()
    }

    /// The terms of the words alone.
    fn word_terms(&self) -> Vec<String> {
        let marked = |word: &String| Place::ALL.map(|place| format!("{}{word}", place.mark()));
        self.words.iter().flat_map(marked).collect()
    }

    /// How well a case before the block `end` can fit at best, by the oldest block of each term; `None`
    /// when none there can match.
    fn best_before(&self, end: i64, oldest: &BTreeMap<String, i64>) -> Option<i64> {
        let best = |word: &String| {
            let is_there = |place: &Place| {
                let term = format!("{}{word}", place.mark());
                oldest.get(&term).is_some_and(|block| *block < end)
            };
            let places = Place::ALL.into_iter().filter(is_there);
            places.map(Place::weight).max()
        };
        self.words.iter().map(best).sum()
    }

    /// What matches in a block, the newest first.
    fn hits(&self, block: i64, of: &BTreeMap<String, Postings>) -> Vec<ByRank> {
        let get = |term: &str| of.get(term).copied().unwrap_or(Postings::NONE);
        let mut matches: Option<Postings> = None;
        let mut places = Vec::new();
        for word in &self.words {
            let at = Place::ALL.map(|place| (place.weight(), get(&format!("{}{word}", place.mark()))));
            let any = at.iter().fold(Postings::NONE, |any, (_, one)| any.or(one));
            matches = Some(matches.map_or(any, |before| before.and(&any)));
            places.push(at);
        }
        let mut matches = matches.unwrap_or(Postings::NONE);
        if let Some(scopes) = &self.scopes {
            let seen = scopes
                .iter()
                .fold(Postings::NONE, |seen, scope| seen.or(&get(scope)));
            matches = matches.and(&seen);
        }
        if let Some(not) = &self.not {
            matches = matches.without(&get(not));
        }
        let score = |place: usize| -> i64 {
            let best = |at: &[(i64, Postings); 3]| {
                let found = at.iter().find(|(_, one)| one.has(place));
                found.map_or(0, |(weight, _)| *weight)
            };
            places.iter().map(best).sum()
        };
        let hit = |place: usize| ByRank {
            score: score(place),
            place: block * BLOCK + i64::try_from(place).unwrap_or_default(),
        };
        matches.places().rev().map(hit).collect()
    }
}

impl Store {
    /// Cases in which all of the words typed are found, in any of their forms: names before the
    /// account before what was said later, and of two as good the newer one. Nothing when nothing
    /// but stop words was typed.
    ///
    /// Costs the newest blocks of the words until a page is there before which nothing older comes, and
    /// otherwise until a thousand cases match; when they match rarely, one row for each word and 4,096
    /// cases. With something wanted, it looks through the lines of what matches, fifty at a time, until
    /// the page is full.
    pub async fn search_cases(
        &self,
        council: &CouncilId,
        typed: &str,
        searcher: &Searcher,
        (after, limit): (Option<ByRank>, usize),
    ) -> Result<Found, StoreError> {
        let query = Query {
            words: terms(typed).into_iter().take(WORDS).collect(),
            scopes: searcher.scopes(),
            not: searcher.not_about.as_ref().map(about),
        };
        if query.words.is_empty() || query.scopes.as_ref().is_some_and(Vec::is_empty) {
            return Ok(Found::default());
        }
        let waiting = self.waiting_hits(council, &query.words, searcher).await?;
        for depth in [Depth::Page(after, limit + SPARE), Depth::Thousand] {
            let (mut hits, known) = waiting.clone();
            let looked = self
                .indexed_hits(council, (&query, depth), (&mut hits, &known))
                .await?;
            hits.sort_by(|(one, _), (other, _)| other.cmp(one));
            hits.retain(|(rank, _)| after.is_none_or(|after| *rank < after));
            let (found, is_decided) = self.page_of(council, searcher, (hits, limit)).await?;
            if is_decided || looked != Looked::Enough {
                return Ok(Found {
                    is_newest_only: looked == Looked::Newest,
                    ..found
                });
            }
        }
        Ok(Found::default())
    }

    /// The first lines of what matches, best first, and whether more hits would change nothing of them.
    async fn page_of(
        &self,
        council: &CouncilId,
        searcher: &Searcher,
        (hits, limit): (Vec<Hit>, usize),
    ) -> Result<(Found, bool), StoreError> {
        let mut rest = hits.into_iter();
        let mut found = Found::default();
        // With something wanted, only a line that fits shows that there is another page.
        while found.lines.len() < limit || searcher.wanted.is_some() {
            // What is wanted shows in the line alone: few of these may fit.
            let room = match searcher.wanted {
                Some(_) => LINES,
                None => (limit - found.lines.len()).min(LINES),
            };
            let some: Vec<Hit> = rest.by_ref().take(room).collect();
            if some.is_empty() {
                found.next = None;
                return Ok((found, false));
            }
            for (rank, line) in self.lines_of(council, &some).await? {
                // A document that was taken in meanwhile was met twice.
                let is_new = found
                    .lines
                    .iter()
                    .all(|known| known.case.case_id != line.case.case_id);
                if !(is_new && searcher.sees_line(&line) && searcher.wants(&line)) {
                    continue;
                }
                if found.lines.len() == limit {
                    return Ok((found, true));
                }
                found.lines.push(line);
                found.next = Some(rank);
            }
        }
        let is_another = rest.next().is_some();
        if !is_another {
            found.next = None;
        }
        Ok((found, is_another))
    }

    /// What matches among the documents that wait for the index, and the numbers that these have in
    /// it already, where the index is not to be believed.
    async fn waiting_hits(
        &self,
        council: &CouncilId,
        words: &BTreeSet<String>,
        searcher: &Searcher,
    ) -> Result<(Vec<Hit>, BTreeSet<i64>), StoreError> {
        let (mut hits, mut numbers) = (Vec::new(), BTreeSet::new());
        for row in self
            .rows(sql!("search/waiting.sql").bind(council).int(WAITING))
            .await?
        {
            let number: Option<i64> = row.get("number")?;
            numbers.extend(number);
            let text: String = row.get("terms")?;
            let document = Document::parse(&text);
            let weights: Option<Vec<i64>> = words
                .iter()
                .map(|word| document.words.get(word).map(|place| place.weight()))
                .collect();
            if let Some(weights) = weights.filter(|_| searcher.sees(&document)) {
                let received_at: i64 = row.get("received_at")?;
                let rank = ByRank {
                    score: weights.into_iter().sum(),
                    // Microseconds since 1970 are more than there are numbers: what has none is newer.
                    place: number.unwrap_or(received_at),
                };
                hits.push((rank, Some(row.get("case_id")?)));
            }
        }
        Ok((hits, numbers))
    }

    /// Adds what matches in the index, the newest first, as deep as is asked and up to a thousand.
    async fn indexed_hits(
        &self,
        council: &CouncilId,
        (query, depth): (&Query, Depth),
        (hits, waiting): (&mut Vec<Hit>, &BTreeSet<i64>),
    ) -> Result<Looked, StoreError> {
        let (numbers, oldest) = self.index_of(council, query).await?;
        let (mut end, mut width) = ((numbers + BLOCK - 1) / BLOCK, 4);
        while let Some(best) = query.best_before(end, &oldest) {
            if let Depth::Page(after, enough) = depth {
                // Also what is as good and older comes behind these.
                let is_before =
                    |(rank, _): &&Hit| rank.score >= best && after.is_none_or(|after| *rank < after);
                if hits.iter().filter(is_before).count() >= enough {
                    return Ok(Looked::Enough);
                }
            }
            let start = (end - width).max(0);
            let blocks = self.blocks(council, query, (start, end)).await?;
            let newest_first = blocks.iter().rev();
            let matching = newest_first.flat_map(|(block, of)| query.hits(*block, of));
            for hit in matching.filter(|hit| !waiting.contains(&hit.place)) {
                if hits.len() == RANKED {
                    return Ok(Looked::Newest);
                }
                hits.push((hit, None));
            }
            (end, width) = (start, (width * 4).min(MOST_BLOCKS));
        }
        Ok(Looked::All)
    }

    /// How many numbers the index has given, and the oldest block of each term of the words.
    async fn index_of(
        &self,
        council: &CouncilId,
        query: &Query,
    ) -> Result<(i64, BTreeMap<String, i64>), StoreError> {
        let mut asked = vec![sql!("search/head.sql").bind(council)];
        for some in query.word_terms().chunks(TERMS) {
            let places = (0..TERMS).map(|at| Arg::Text(some.get(at).cloned()));
            asked.push(sql!("search/oldest.sql").bind(council).args(places.collect()));
        }
        let mut each = self.rows_each(asked).await?.into_iter();
        let head = each.next().and_then(|mut rows| rows.pop());
        let numbers = head.map_or(Ok(0), |row| row.get("numbers"))?;
        let mut oldest = BTreeMap::new();
        for row in each.flatten() {
            if let (Some(term), Some(block)) = (row.get("term")?, row.get("block")?) {
                oldest.insert(term, block);
            }
        }
        Ok((numbers, oldest))
    }

    async fn blocks(
        &self,
        council: &CouncilId,
        query: &Query,
        (start, end): (i64, i64),
    ) -> Result<BTreeMap<i64, BTreeMap<String, Postings>>, StoreError> {
        let mut blocks: BTreeMap<i64, BTreeMap<String, Postings>> = BTreeMap::new();
        for some in query.terms().chunks(TERMS) {
            let places = (0..TERMS).map(|at| Arg::Text(some.get(at).cloned()));
            let statement = sql!("search/blocks.sql").bind(council).int(start).int(end);
            for row in self.rows(statement.args(places.collect())).await? {
                let (term, cases): (String, String) = (row.get("term")?, row.get("cases")?);
                let each = cases.split(' ').filter_map(|one| {
                    let (block, places) = one.split_once(':')?;
                    Some((block.parse().ok()?, places))
                });
                for (block, places) in each {
                    let of: &mut BTreeMap<_, _> = blocks.entry(block).or_default();
                    of.insert(term.clone(), Postings::parse(places));
                }
            }
        }
        Ok(blocks)
    }

    /// The lines of what was found, in its order, each with its place.
    async fn lines_of(
        &self,
        council: &CouncilId,
        hits: &[Hit],
    ) -> Result<Vec<(ByRank, CaseLine)>, StoreError> {
        let (mut numbers, mut ids) = (Vec::new(), Vec::new());
        for (rank, case) in hits {
            match case {
                Some(case) => ids.push(case.to_string()),
                None => numbers.push(rank.place),
            }
        }
        let (mut of_numbers, mut of_ids) = (BTreeMap::new(), BTreeMap::new());
        if !numbers.is_empty() {
            let places = (0..LINES).map(|at| Arg::Int(numbers.get(at).copied()));
            let statement = sql!("search/lines_of_numbers.sql")
                .bind(council)
                .args(places.collect());
            for row in self.rows(statement).await? {
                let number: i64 = row.get("number")?;
                of_numbers.insert(number, CaseLine::from_row(&row)?);
            }
        }
        if !ids.is_empty() {
            let places = (0..LINES).map(|at| Arg::Text(ids.get(at).cloned()));
            let statement = sql!("case/by_ids.sql").bind(council).args(places.collect());
            let lines = self.lines(statement).await?.into_iter();
            of_ids.extend(lines.map(|line| (line.case.case_id.clone(), line)));
        }
        let line = |(rank, case): &Hit| {
            let line = match case {
                Some(case) => of_ids.remove(case),
                None => of_numbers.remove(&rank.place),
            };
            line.map(|line| (*rank, line))
        };
        Ok(hits.iter().filter_map(line).collect())
    }
}
