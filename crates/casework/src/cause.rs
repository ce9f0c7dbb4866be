//! Common causes: cases that are about one thing, found, grouped, and answered by one reply (ADR 36).
//!
//! A common cause is a stream of its own, beside its cases. Each case is answered in its own stream, as if
//! somebody had written to its customer alone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;
use jiff::civil::Date;
use redress_domain::case::PointState;
use redress_domain::cause::{self, Cause, Entry, MOST_CASES};
use redress_domain::id::{ActorId, CaseId, CauseId, CouncilId, PointId, UserId, WordsId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::Policy;
use redress_domain::reference::Reference;
use redress_domain::words::WordsRef;
use redress_store::changes::ReadModel;
use redress_store::stream::{Recorded, StreamId};

use crate::Casework;
use crate::failure::Failure;
use crate::lists::{CaseLine, PAGE, Wanted};
use crate::stream::entries_of;

mod acts;
mod answer;
mod check;
mod project;
mod tell;

pub use check::{OneLetter, SharedText};
pub use redress_store::cause::{CauseRow, MemberLine};

/// How many days after the last one people still write about it (ours).
const WRITTEN_WITHIN: i64 = 7;

/// How many cases are offered at once, and how many can be added at once.
pub const OFFERED: usize = 50;

/// A common cause with the version of its stream.
#[derive(Debug, Clone)]
pub(crate) struct LoadedCause {
    pub(crate) id: CauseId,
    pub(crate) version: i64,
    pub(crate) cause: Cause,
    pub(crate) entries: Vec<Entry>,
}

/// A line of the list of common causes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CauseLine {
    /// As it stands.
    pub row: CauseRow,
    /// What it is called; nothing once that was erased.
    pub name: Option<String>,
    /// Where it happened.
    pub place: Option<String>,
}

/// A common cause as its page shows it.
#[derive(Debug, Clone)]
pub struct CauseView {
    /// Which.
    pub id: CauseId,
    /// The version that the reader sees.
    pub version: i64,
    /// How it stands.
    pub cause: Cause,
    /// What happened, in order.
    pub entries: Vec<Entry>,
    /// A page of its cases, as far as the reader may open them.
    pub members: Vec<MemberLine>,
    /// The case after which the next page of them comes.
    pub next: Option<CaseId>,
    /// The names of those who did something.
    pub names: BTreeMap<UserId, String>,
    words: BTreeMap<WordsId, String>,
}

impl CauseView {
    /// The text that an event speaks of; `None` once it was erased.
    pub fn words(&self, words: &WordsRef) -> Option<&str> {
        self.words.get(&words.id).map(String::as_str)
    }
}

/// A point of a complaint that is open, and may be the one that all share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPoint {
    /// The complaint.
    pub case: CaseId,
    /// Its reference.
    pub reference: Reference,
    /// The point.
    pub point: PointId,
    /// What is complained of.
    pub text: String,
}

/// Why something was not done to a common cause.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// A rule said no.
    #[error(transparent)]
    Refused(#[from] cause::Refusal),
    /// Somebody else acted since the reader saw it.
    #[error("somebody else acted in the meantime")]
    Moved,
    /// Anything else.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Whether somebody may open it: whoever may open the cases of its service.
fn may_open(policy: &Policy, actor: &Actor, cause: &Cause) -> bool {
    let service = cause.service.as_ref();
    [Act::ReadCase, Act::ReadAnyCase]
        .into_iter()
        .any(|act| cause::decide::may(policy, actor, act, service))
}

pub(crate) fn loaded(id: &CauseId, recorded: Vec<Recorded>) -> Result<LoadedCause, Failure> {
    let version = recorded.last().map_or(0, |event| event.version);
    let entries: Vec<Entry> = entries_of(recorded)?;
    Ok(LoadedCause {
        id: id.clone(),
        version,
        cause: cause::fold(&entries),
        entries,
    })
}

/// The rows of a stream.
pub(crate) fn rows_of_stream(stream: &StreamId, recorded: Vec<Recorded>) -> Result<Vec<ReadModel>, Failure> {
    let id = CauseId::parse(stream.id()).map_err(|error| Failure::Unreadable(error.to_string()))?;
    let loaded = loaded(&id, recorded)?;
    Ok(project::rows(&id, &Cause::default(), &loaded.cause))
}

impl Casework {
    /// A page of common causes of the services that `actor` may see, the newest first.
    ///
    /// Costs one page of an index, and what other services have lies between.
    pub async fn causes(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (finished, before): (bool, Option<&CauseId>),
    ) -> Result<Vec<CauseLine>, Failure> {
        let scope = self.scope_of(council, actor)?;
        let rows = self
            .store
            .causes(council, (&scope, finished), (before, PAGE))
            .await?;
        self.cause_lines(council, rows).await
    }

    /// The common causes that a case is in, for whoever may open the cases of their service.
    ///
    /// Costs the causes that the case is in, by index, and their texts.
    pub async fn causes_of_case(
        &self,
        council: &CouncilId,
        actor: &Actor,
        case: &CaseId,
    ) -> Result<Vec<CauseLine>, Failure> {
        let scope = self.scope_of(council, actor)?;
        let rows = self.store.causes_of_case(council, case).await?.into_iter();
        let in_scope = |row: &CauseRow| {
            scope
                .as_ref()
                .is_none_or(|services| services.contains(&row.service))
        };
        self.cause_lines(council, rows.filter(in_scope).collect()).await
    }

    async fn cause_lines(&self, council: &CouncilId, rows: Vec<CauseRow>) -> Result<Vec<CauseLine>, Failure> {
        let ids: Vec<&WordsId> = rows
            .iter()
            .flat_map(|row| std::iter::once(&row.name_words).chain(&row.place_words))
            .collect();
        let words = self.store.words(council, ids).await?;
        let line = |row: CauseRow| CauseLine {
            name: words.get(&row.name_words).cloned(),
            place: row.place_words.as_ref().and_then(|id| words.get(id)).cloned(),
            row,
        };
        Ok(rows.into_iter().map(line).collect())
    }

    /// Opens a common cause with a page of its cases; for whoever may not, as if there were none.
    ///
    /// Costs its own stream, which has at most an entry for each of its cases and a few for each reply, and one
    /// page of cases.
    pub async fn open_cause(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, after): (&CauseId, Option<&CaseId>),
    ) -> Result<CauseView, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let loaded = self.load_cause(council, id).await?;
        if !may_open(policy, actor, &loaded.cause) {
            return Err(Failure::NotFound);
        }
        let texts = loaded.entries.iter().flat_map(|entry| entry.event.words());
        let ids: Vec<&WordsId> = texts.map(|words| &words.id).collect();
        let words = self.store.words(council, ids).await?;
        let members = self.store.cause_members(council, (id, after), PAGE).await?;
        let is_full = i64::try_from(members.len()).is_ok_and(|count| count >= PAGE);
        let next = members
            .last()
            .filter(|_| is_full)
            .map(|member| member.line.case.case_id.clone());
        // One that went to another service since is listed for whoever may see that one.
        let scope = self.scope_of(council, actor)?;
        let is_seen = |member: &MemberLine| {
            let service = member.line.case.service.as_ref();
            scope
                .as_ref()
                .is_none_or(|services| service.is_some_and(|service| services.contains(service)))
        };
        let users = loaded.entries.iter().filter_map(|entry| {
            if let ActorId::User(user) = &entry.actor {
                Some(user.clone())
            } else {
                None
            }
        });
        Ok(CauseView {
            names: self.names_of(council, users.collect()).await?,
            members: members.into_iter().filter(is_seen).collect(),
            next,
            words,
            id: loaded.id,
            version: loaded.version,
            cause: loaded.cause,
            entries: loaded.entries,
        })
    }

    /// Open cases that may have the same cause: of its service, received in its days or in the week after
    /// them, with the words of its place, and in no other one. A person decides whether they belong to it.
    ///
    /// Costs at most twelve pages of a search, or of an index.
    pub async fn offered_for_cause(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &CauseId,
    ) -> Result<Vec<CaseLine>, Failure> {
        let settings = self.councils.get(council)?;
        let loaded = self.load_cause(council, id).await?;
        if !may_open(settings.policy(self.today())?, actor, &loaded.cause) {
            return Err(Failure::NotFound);
        }
        let Some((from, until)) = loaded.cause.period else {
            return Ok(Vec::new());
        };
        let place = match &loaded.cause.place {
            Some(place) => self
                .store
                .words(council, vec![&place.id])
                .await?
                .remove(&place.id),
            None => None,
        };
        let wanted = Wanted {
            service: loaded.cause.service.clone(),
            received_from: Some(from),
            received_to: Some(within(until)),
            closed: Some(false),
            scope: self.scope_of(council, actor)?,
            not_about: actor.user().cloned(),
            ..Wanted::default()
        };
        let mut offered = Vec::new();
        let (mut by_rank, mut by_receipt) = (None, None);
        for _ in 0..MOST_CASES / OFFERED + 2 {
            let (found, more) = if let Some(place) = &place {
                let page = (by_rank, OFFERED);
                let found = self
                    .search_wanted(council, actor, (place, Some(&wanted)), page)
                    .await?;
                by_rank = found.next;
                (found.lines, by_rank.is_some())
            } else {
                let limit = i64::try_from(OFFERED).unwrap_or(PAGE);
                let page = self
                    .store
                    .find_cases(council, &wanted, by_receipt.as_ref(), limit);
                let found = page.await?;
                by_receipt = found.last().map(|line| line.case.by_receipt());
                let is_full = found.len() >= OFFERED;
                (found, is_full)
            };
            let cases: Vec<&CaseId> = found.iter().map(|line| &line.case.case_id).collect();
            let taken = self.store.open_causes_of(council, &cases).await?;
            let is_free = |line: &CaseLine| {
                let was_out = loaded.cause.cases.contains_key(&line.case.case_id);
                !taken.contains_key(&line.case.case_id) && !was_out
            };
            offered.extend(found.into_iter().filter(is_free));
            if !more || offered.len() >= OFFERED {
                break;
            }
        }
        offered.truncate(OFFERED);
        Ok(offered)
    }

    /// The open points of the complaints among some of its cases, of those that `actor` may find something on.
    ///
    /// Costs the stream of each complaint of a page.
    pub async fn open_points(
        &self,
        council: &CouncilId,
        actor: &Actor,
        members: &[MemberLine],
    ) -> Result<Vec<OpenPoint>, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let is_one = |member: &&MemberLine| {
            let case = &member.line.case;
            case.kind == redress_domain::vocabulary::Kind::Complaint && !case.closed
        };
        let mut points = Vec::new();
        for member in members.iter().filter(is_one) {
            let id = &member.line.case.case_id;
            let (loaded, _) = self.load(council, id).await?;
            let case = &loaded.case;
            if !permission::may_with(policy, actor, Act::RecordFinding, &case.scope())
                || case.reply_sent_at().is_some()
            {
                continue;
            }
            let open = case.points.iter().filter(|point| point.state == PointState::Open);
            let open: Vec<_> = open.collect();
            let ids: Vec<&WordsId> = open.iter().map(|point| &point.words.id).collect();
            let mut words = self.store.words(council, ids).await?;
            points.extend(open.into_iter().map(|point| {
                OpenPoint {
                    case: id.clone(),
                    reference: case.reference.clone(),
                    point: point.id.clone(),
                    text: words
                        .remove(&point.words.id)
                        .unwrap_or_else(|| "[removed]".to_owned()),
                }
            }));
        }
        Ok(points)
    }

    pub(crate) async fn load_cause(&self, council: &CouncilId, id: &CauseId) -> Result<LoadedCause, Failure> {
        let recorded = self.store.stream(council, &StreamId::cause(id)).await?;
        if recorded.is_empty() {
            return Err(Failure::NotFound);
        }
        loaded(id, recorded)
    }

    /// Cases that join are open, of the service, in no other common cause, and such that `actor` may link them.
    ///
    /// Costs the stream of each.
    async fn must_join(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (into, cases): (&Cause, &BTreeSet<CaseId>),
    ) -> Result<(), NotDone> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        for id in cases {
            let (loaded, _) = self.load(council, id).await?;
            if !permission::may_with(policy, actor, Act::Link, &loaded.case.scope()) {
                return Err(Failure::NotFound.into());
            }
            if loaded.case.is_closed() {
                return Err(cause::Refusal::CaseClosed(id.clone()).into());
            }
            if loaded.case.service != into.service {
                return Err(cause::Refusal::OtherService(id.clone()).into());
            }
        }
        let asked: Vec<&CaseId> = cases
            .iter()
            .filter(|case| !into.cases.contains_key(case))
            .collect();
        let taken = self.store.open_causes_of(council, &asked).await;
        match taken.map_err(Failure::from)?.into_keys().next() {
            Some(case) => Err(cause::Refusal::InAnother(case).into()),
            None => Ok(()),
        }
    }
}

fn within(until: Date) -> Date {
    until.saturating_add(Span::new().days(WRITTEN_WITHIN))
}
