//! What is between cases: merged and un-merged, split, and links taken away, on both sides in one commit.

use std::collections::BTreeSet;

use jiff::Timestamp;
use redress_domain::case::{
    BetweenOrder, Case, Command, Entry, Event, Evidence, GoesAlong, Involved, LinkTo, LoggedCase, Part,
    PersonAlong, PointAlong, PointDraft, PointState, Refusal, Relation, give_back, same_people, take_in,
};
use redress_domain::id::{CaseId, CouncilId, PersonId, PointId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::reference::Reference;
use redress_domain::vocabulary::NotificationKind;
use redress_domain::words::{Words, WordsRef};
use redress_store::error::StoreError;

use crate::Casework;
use crate::act::{Loaded, NewCase};
use crate::failure::Failure;
use crate::plan::{Planned, Setting, plan, plan_log_with, record_with};

/// How many merges are followed from one case to the next.
const MERGES: usize = 10;

/// How often a split is planned again because another act came between, or a reference was in use.
const TRIES: usize = 32;

/// Points that become a case of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSplit {
    /// Which.
    pub points: Vec<PointId>,
    /// Why.
    pub reason: Words,
    /// When that matter reached the council: its clocks count from then.
    pub received_at: Timestamp,
}

impl Casework {
    /// The case in which one that was merged goes on, however often; the case itself where it was not. Its customers were told that
    /// their reference leads there.
    pub(crate) async fn goes_on_in(&self, council: &CouncilId, case: CaseId) -> Result<CaseId, Failure> {
        let mut case = case;
        for _ in 0..MERGES {
            let (loaded, _) = self.load(council, &case).await?;
            match loaded.case.merged {
                Some(merged) => case = merged.into,
                None => break,
            }
        }
        Ok(case)
    }

    /// The case on which somebody of one that was merged is heard now, and its reference: the one in which it goes on, where they
    /// are on that, too; otherwise the case itself.
    ///
    /// Costs the events of both, and of those between.
    pub async fn heard_on(
        &self,
        council: &CouncilId,
        (case, person): (&CaseId, Option<&PersonId>),
    ) -> Result<(CaseId, Reference), Failure> {
        let into = self.goes_on_in(council, case.clone()).await?;
        let (loaded, _) = self.load(council, &into).await?;
        if into == *case || person.is_some_and(|person| loaded.case.knows(person)) {
            return Ok((into, loaded.case.reference));
        }
        let (loaded, _) = self.load(council, case).await?;
        Ok((case.clone(), loaded.case.reference))
    }

    /// Adds that whoever keeps a conduct file of somebody on one of the cases hears that they go on together, or no longer do:
    /// an arrangement "about this matter" names its cases (domain 5.8), and another is now the same matter.
    ///
    /// Costs nothing but for a merge of cases, or one taken back: then their people and these people's files, by key.
    pub(crate) async fn tell_of_cases_together(
        &self,
        planned: &mut Planned,
        other: &Planned,
    ) -> Result<(), Failure> {
        let is_together =
            |entry: &Entry| matches!(entry.event, Event::TookIn { .. } | Event::GaveBack { .. });
        if !other.entries.iter().any(is_together) {
            return Ok(());
        }
        let on_either = [&planned.after.case, &other.after.case];
        let people: BTreeSet<PersonId> = on_either
            .iter()
            .flat_map(|case| case.everybody())
            .cloned()
            .collect();
        let people: Vec<&PersonId> = people.iter().collect();
        let kind = NotificationKind::ConductCaseMerged;
        self.tell_who_keeps_their_files(&mut planned.changes, &people, kind)
            .await
    }

    /// What the orders between cases do to the other case: events for its stream, to be committed with them.
    ///
    /// Costs the other case's stream, for each such order.
    pub(crate) async fn on_the_other_side(
        &self,
        setting: &Setting<'_>,
        (before, after): (&Case, &Loaded),
        commands: &[Command],
    ) -> Result<Vec<Planned>, Failure> {
        let mut planned = Vec::new();
        for command in commands {
            let Command::Between(order) = command else {
                continue;
            };
            let mut texts = Vec::new();
            let (other, events) = match order {
                BetweenOrder::Merge(merge) => {
                    let other = self.linked(setting, &merge.into).await?;
                    may_link(setting, self, &other)?;
                    let along = self.goes_along(setting, &after.case, &other.case).await?;
                    let events = take_in(&other.case, (&after.id, &after.case), &along)?;
                    texts.extend(
                        along
                            .words()
                            .into_iter()
                            .map(|(what, words)| (what, words.clone())),
                    );
                    (other, events)
                }
                BetweenOrder::Unmerge { .. } => {
                    let Some(merged) = &before.merged else { continue };
                    let (other, _) = self.load(&setting.council.id, &merged.into).await?;
                    let calendar = &setting.council.calendar;
                    let events = give_back(&other.case, (&after.id, &after.case), calendar)?;
                    (other, events)
                }
                BetweenOrder::Unlink { case, relation, .. } => {
                    let (other, _) = self.load(&setting.council.id, case).await?;
                    let back = (after.id.clone(), relation.reverse());
                    let is_linked = other.case.links.contains(&back);
                    let event = is_linked.then_some(Event::Unlinked {
                        case: back.0,
                        relation: back.1,
                        reason: None,
                    });
                    (other, event.into_iter().collect())
                }
                BetweenOrder::Split { case, .. } => {
                    let other = self.linked(setting, case).await?;
                    let back = Event::Linked {
                        case: after.id.clone(),
                        relation: Relation::SplitFrom,
                    };
                    (other, vec![back])
                }
            };
            if !events.is_empty() {
                planned.push(record_with(setting, other, (events, texts))?);
            }
        }
        Ok(planned)
    }

    /// What goes along with a case into the one that is kept: each of its points, or what its customer told us where nobody
    /// made points of it yet (Complaint Handling Code 6.7). What the kept case says in the same words goes along once.
    async fn goes_along(
        &self,
        setting: &Setting<'_>,
        merged: &Case,
        kept: &Case,
    ) -> Result<GoesAlong, Failure> {
        let support_words = self.some_again(setting, merged.support_words.as_ref()).await?;
        let mut along = GoesAlong {
            points: Vec::new(),
            support_words,
        };
        if !merged.is_complaint() || !kept.is_complaint() {
            return Ok(along);
        }
        let mut said = Vec::new();
        for words in kept
            .points
            .iter()
            .map(|point| &point.words)
            .chain([&kept.what_happened])
        {
            said.push(as_compared(&self.again(setting, words).await?.text));
        }
        let told = (&merged.what_happened, &PointState::Open);
        let points = merged.points.iter().map(|point| (&point.words, &point.state));
        let points: Vec<(&WordsRef, &PointState)> = if merged.points.is_empty() {
            vec![told]
        } else {
            points.collect()
        };
        for (words, state) in points {
            let words = self.again(setting, words).await?;
            if said.contains(&as_compared(&words.text)) {
                continue;
            }
            let found = match state {
                PointState::Open => None,
                PointState::Found { finding, reason } => Some((*finding, self.again(setting, reason).await?)),
            };
            let id = self.fresh().point();
            let point = PointDraft { id, words };
            along.points.push(PointAlong { point, found });
        }
        Ok(along)
    }

    /// Makes a case of its own of some points of a complaint, with the ordinary rights and clocks from the
    /// day on which that matter was received. Both are committed together.
    ///
    /// Costs what [`Casework::log`] costs, and the case's own stream.
    pub async fn split_case(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, seen): (&CaseId, i64),
        split: &NewSplit,
    ) -> Result<Reference, Failure> {
        let settings = self.councils.get(council)?;
        for _ in 0..TRIES {
            let (loaded, _) = self.load(council, case).await?;
            if loaded.version != seen {
                let version = loaded.version;
                return Err(Failure::Conflict {
                    version,
                    since: Vec::new(),
                });
            }
            let setting = self.setting(&settings, actor);
            let new = self.case_of_points(&setting, &loaded, split).await?;
            let people = self.people_along(&setting, &loaded.case).await?;
            let texts = people.iter().flat_map(|along| {
                let reason = along.reason.iter().map(|words| ("reason", words.clone()));
                let evidence = along.evidence.iter().map(|words| ("evidence", words.clone()));
                reason.chain(evidence)
            });
            let follows = (same_people(&loaded.case, &people), texts.collect());
            let made = plan_log_with(&setting, new, follows)?;
            let reference = made.after.case.reference.clone();
            let order = Command::Between(BetweenOrder::Split {
                points: split.points.clone(),
                case: made.after.id.clone(),
                reason: split.reason.clone(),
            });
            let mut planned = plan(&setting, loaded, vec![order])?;
            planned.absorb(made);
            match self.store.commit(planned.changes).await {
                Ok(_) => return Ok(reference),
                Err(StoreError::Conflict { .. } | StoreError::Taken(_)) => {}
                Err(other) => return Err(other.into()),
            }
        }
        Err(Failure::Taken)
    }

    /// Everybody on a case beside its customer, for one that some of its points become.
    async fn people_along(&self, setting: &Setting<'_>, case: &Case) -> Result<Vec<PersonAlong>, Failure> {
        let first = case.representative.as_ref().map(|(person, consent)| Involved {
            person: person.clone(),
            part: Part::Representative,
            consent: Some(*consent),
            basis: None,
            reason: None,
            evidence: case.first_evidence.clone(),
            since: case.received_on,
            ended_on: None,
        });
        let mut people = Vec::new();
        for involved in first.into_iter().chain(case.current_people().cloned()) {
            let reason = self.some_again(setting, involved.reason.as_ref()).await?;
            let evidence = match &involved.evidence {
                None => None,
                Some(Evidence {
                    words: Some(words), ..
                }) => Some(self.again(setting, words).await?),
                // The form itself stays with the case to which it was added.
                Some(Evidence { words: None, .. }) => {
                    Some(self.fresh().words(&format!("The form is on {}.", case.reference)))
                }
            };
            people.push(PersonAlong {
                involved,
                reason,
                evidence,
            });
        }
        Ok(people)
    }

    /// The points as a complaint of its own, of the same people.
    async fn case_of_points(
        &self,
        setting: &Setting<'_>,
        loaded: &Loaded,
        split: &NewSplit,
    ) -> Result<NewCase, Failure> {
        let case = &loaded.case;
        if split.received_at < case.received_at {
            // Nothing that was told later reached the council before the rest.
            return Err(Failure::Refused(Refusal::ReceivedInTheFuture));
        }
        let mut points = Vec::new();
        let mut told = Vec::new();
        for point in case
            .points
            .iter()
            .filter(|point| split.points.contains(&point.id))
        {
            let words = self.again(setting, &point.words).await?;
            told.push(words.text.clone());
            points.push(PointDraft {
                id: self.fresh().point(),
                words,
            });
        }
        if points.is_empty() {
            return Err(Failure::Refused(Refusal::NoPoints));
        }
        let contact = LoggedCase {
            reference: self.fresh().reference(case.reference.prefix()),
            kind: case.kind,
            channel: case.channel,
            received_at: split.received_at,
            raised_by: case.raised_by,
            customer: case.customer.clone(),
            representative: case.representative.clone(),
            service: case.service.clone(),
            what_happened: self.fresh().words(&told.join("\n\n")),
            wanted: self.some_again(setting, case.wanted.as_ref()).await?,
            wishes: case.wishes.clone(),
            place: self.some_again(setting, case.place.as_ref()).await?,
            ward: case.ward.clone(),
            effect: None,
            also: None,
            happened_on: None,
            points,
            reply_by: case.reply_by(),
            support: case.support.clone(),
            support_words: self.some_again(setting, case.support_words.as_ref()).await?,
            priority: case.priority,
            about: case.about.clone(),
            sharing: None,
        };
        Ok(NewCase {
            link: Some(LinkTo {
                from: loaded.id.clone(),
                case: loaded.id.clone(),
                relation: Relation::SplitFrom,
            }),
            ..NewCase::of(contact)
        })
    }
}

/// A text as it is compared with another: in what case and with what spaces it was typed says nothing.
fn as_compared(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// Whoever merges a case into another may change that other one too.
fn may_link(setting: &Setting<'_>, casework: &Casework, other: &Loaded) -> Result<(), Failure> {
    let policy = setting.council.policy(casework.today())?;
    if permission::may_with(policy, setting.actor, Act::Link, &other.case.scope()) {
        Ok(())
    } else {
        Err(Failure::NotPermitted)
    }
}
