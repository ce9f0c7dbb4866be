//! Guidance: what somebody read, what they are to read by when, and who has not yet.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use redress_domain::guidance::{Event, Guide, Reading, Standing, Work};
use redress_domain::id::{ActorId, CouncilId, UserId};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::Role;
use redress_store::changes::{Append, Changes, NewEvent, ReadModel};
use redress_store::error::StoreError;
use redress_store::guidance::GuidanceRow;
use redress_store::stream::{Recorded, StreamId};

use crate::Casework;
use crate::failure::Failure;
use crate::user::User;

/// A page as it stands with somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Which.
    pub guide: Guide,
    /// How it stands.
    pub standing: Standing,
}

/// Somebody in the list of who read what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// What they are called.
    pub name: String,
    /// The pages of their work.
    pub pages: Vec<Page>,
}

fn events_of(recorded: &[Recorded]) -> Result<Vec<Event>, Failure> {
    let bodies = recorded.iter().filter_map(|event| event.body.as_deref());
    let read =
        |body: &str| serde_json::from_str(body).map_err(|error| Failure::Unreadable(error.to_string()));
    bodies.map(read).collect()
}

fn row(user: &UserId, (what, version, on_day): (&str, u16, Date)) -> ReadModel {
    ReadModel::Guidance(Box::new(GuidanceRow {
        user_id: user.clone(),
        what: what.to_owned(),
        version: i64::from(version),
        on_day,
    }))
}

fn rows(user: &UserId, reading: &Reading) -> Vec<ReadModel> {
    let began = reading
        .began
        .iter()
        .map(|(work, on)| row(user, (work.as_str(), 0, *on)));
    let read = reading.read.iter();
    let read = read.map(|(guide, (version, on))| row(user, (guide.as_str(), *version, *on)));
    began.chain(read).collect()
}

/// The rows of a stream.
pub(crate) fn rows_of_stream(stream: &StreamId, recorded: &[Recorded]) -> Result<Vec<ReadModel>, Failure> {
    let user = UserId::parse(stream.id()).map_err(|error| Failure::Unreadable(error.to_string()))?;
    let events = events_of(recorded)?;
    let reading = events.iter().fold(Reading::default(), Reading::after);
    Ok(rows(&user, &reading))
}

fn reading_of(rows: &[GuidanceRow]) -> Reading {
    let mut reading = Reading::default();
    for row in rows {
        if let Some(work) = Work::parse(&row.what) {
            reading.began.insert(work, row.on_day);
        } else if let Some(guide) = Guide::parse(&row.what) {
            let version = u16::try_from(row.version).unwrap_or_default();
            reading.read.insert(guide, (version, row.on_day));
        }
    }
    reading
}

impl Casework {
    /// Every page, as it stands with whoever reads.
    ///
    /// Costs the few rows of one person.
    pub async fn guidance(&self, council: &CouncilId, actor: &Actor) -> Result<Vec<Page>, Failure> {
        let rows = match actor.user() {
            Some(user) => self.store.guidance_of(council, user).await?,
            None => Vec::new(),
        };
        let reading = reading_of(&rows);
        let settings = self.councils.get(council)?;
        let by = (settings.policy(self.today())?.guidance, self.today());
        let work = Work::of(&actor.roles);
        let page = |guide: &Guide| Page {
            guide: *guide,
            standing: reading.standing(*guide, &work, by),
        };
        Ok(Guide::ALL.iter().map(page).collect())
    }

    /// The pages that somebody is to read soon, or should have read: what Today reminds them of.
    ///
    /// Costs what [`Casework::guidance`] costs.
    pub async fn guidance_due(
        &self,
        council: &CouncilId,
        actor: &Actor,
    ) -> Result<Vec<(Guide, Date)>, Failure> {
        if Work::of(&actor.roles).is_empty() {
            return Ok(Vec::new());
        }
        let settings = self.councils.get(council)?;
        let before = settings.policy(self.today())?.guidance.remind_days_before;
        let until = self.today().saturating_add(Span::new().days(i64::from(before)));
        let pages = self.guidance(council, actor).await?.into_iter();
        let due = pages.filter_map(|page| match page.standing {
            Standing::DueBy(by) if by <= until => Some((page.guide, by)),
            Standing::DueBy(_) | Standing::Read(_) | Standing::ForOthers => None,
        });
        Ok(due.collect())
    }

    /// Somebody says that they read a page as it is now.
    ///
    /// Costs the person's own stream of readings, and one commit.
    pub async fn read_guide(&self, council: &CouncilId, actor: &Actor, guide: Guide) -> Result<(), Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?.clone();
        let (version, _) = guide.version();
        let on = self.today();
        let read = Event::PageRead { guide, version, on };
        self.append_guidance(council, &actor.id, &user, |reading| {
            let known = reading.read.get(&guide);
            (known.map(|(version, _)| *version) != Some(version)).then_some(read)
        })
        .await
    }

    /// Notes since when people have the work that guidance is for; answers how many.
    ///
    /// Costs everybody who can sign in, and a few rows for each.
    pub async fn note_work_of_guidance(&self, council: &CouncilId) -> Result<usize, Failure> {
        let rows = self.store.guidance_of_all(council).await?;
        let readings = by_user(&rows);
        let on = self.today();
        let mut noted = 0;
        for user in self.users(council).await?.iter().filter(|user| user.active) {
            for work in Work::of(&user.roles) {
                let known = readings.get(&user.id);
                if known.is_some_and(|reading| reading.began.contains_key(&work)) {
                    continue;
                }
                let job = ActorId::Job("other");
                self.append_guidance(council, &job, &user.id, |reading| {
                    (!reading.began.contains_key(&work)).then_some(Event::WorkBegan { work, on })
                })
                .await?;
                noted += 1;
            }
        }
        Ok(noted)
    }

    /// Who read which page of their work: for whoever manages people. It says what was read, and nothing of how
    /// well anybody works.
    ///
    /// Costs everybody who can sign in, and a few rows for each.
    pub async fn guidance_readers(&self, council: &CouncilId, actor: &Actor) -> Result<Vec<Reader>, Failure> {
        let manages = |role: &Role| matches!(role, Role::ServiceManager | Role::ComplaintsManager);
        if !actor.roles.iter().any(manages) {
            return Err(Failure::NotPermitted);
        }
        let sees_all = actor.roles.contains(&Role::ComplaintsManager);
        let shares = |user: &User| {
            user.services
                .iter()
                .any(|service| actor.services.contains(service))
        };
        let rows = self.store.guidance_of_all(council).await?;
        let readings = by_user(&rows);
        let settings = self.councils.get(council)?;
        let by = (settings.policy(self.today())?.guidance, self.today());
        let none = Reading::default();
        let users = self.users(council).await?;
        let users = users
            .into_iter()
            .filter(|user| user.active && (sees_all || shares(user)));
        let mut readers: Vec<Reader> = users
            .filter_map(|user| {
                let work = Work::of(&user.roles);
                let reading = readings.get(&user.id).unwrap_or(&none);
                let pages: Vec<Page> = Guide::ALL
                    .iter()
                    .filter(|guide| work.iter().any(|work| work.guides().contains(guide)))
                    .map(|guide| Page {
                        guide: *guide,
                        standing: reading.standing(*guide, &work, by),
                    })
                    .collect();
                (!pages.is_empty()).then_some(Reader {
                    name: user.name,
                    pages,
                })
            })
            .collect();
        readers.sort_by(|one, next| one.name.cmp(&next.name));
        Ok(readers)
    }

    async fn append_guidance(
        &self,
        council: &CouncilId,
        actor: &ActorId,
        user: &UserId,
        decide: impl Fn(&Reading) -> Option<Event>,
    ) -> Result<(), Failure> {
        let stream = StreamId::guidance(user);
        loop {
            let recorded = self.store.stream(council, &stream).await?;
            let expected = recorded.last().map_or(0, |event| event.version);
            let reading = events_of(&recorded)?
                .iter()
                .fold(Reading::default(), Reading::after);
            let Some(event) = decide(&reading) else {
                return Ok(());
            };
            let mut changes = Changes::new(council.clone(), actor.clone(), self.outside().now());
            let body =
                serde_json::to_string(&event).map_err(|error| Failure::Unreadable(error.to_string()))?;
            let (kind, salt) = (event.name(), self.fresh().salt());
            changes.appends.push(Append {
                stream: stream.clone(),
                expected,
                events: vec![NewEvent { kind, body, salt }],
            });
            changes.rows.extend(rows(user, &reading.after(&event)));
            match self.store.commit(changes).await {
                Ok(_) => return Ok(()),
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }
}

fn by_user(rows: &[GuidanceRow]) -> BTreeMap<UserId, Reading> {
    let mut by_user: BTreeMap<UserId, Vec<GuidanceRow>> = BTreeMap::new();
    for row in rows {
        by_user.entry(row.user_id.clone()).or_default().push(row.clone());
    }
    let reading = |(user, rows): (UserId, Vec<GuidanceRow>)| (user, reading_of(&rows));
    by_user.into_iter().map(reading).collect()
}
