//! Retention: what people told is erased when its time is over, unless somebody holds it; and one customer's
//! on request. That a case was, what it was and how it ended stays.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use redress_domain::case::{self, Outcome};
use redress_domain::id::{ActorId, CaseId, CouncilId, PersonId, UserId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::RetentionRules;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::Kind;
use redress_domain::words::WordsRef;
use redress_store::case::CaseRow;
use redress_store::changes::{Append, Changes, NewEvent, NewWords, ReadModel};
use redress_store::keeping::{But, Keeping, KeepingRow, ToForget};
use redress_store::stream::{Recorded, StreamId, StreamSort};
use serde::{Deserialize, Serialize};

mod again;
mod forget;
mod mail;
mod over;
mod telling;

use crate::Casework;
use crate::audit;
use crate::failure::Failure;
use crate::stream::entries_of;

use forget::{Going, Why};

pub use again::{Erased, LedgerLine};
pub use redress_store::keeping::Held;

/// How many cases are looked at together.
const PAGE: i64 = 200;

/// What the keeping of a case or of somebody's details records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum KeepingEvent {
    /// Somebody holds a case.
    Held {
        /// Why.
        because: WordsRef,
    },
    /// It is held no longer.
    Released {
        /// Why.
        because: WordsRef,
    },
    /// Everything that is kept of somebody was put together for them.
    Exported {
        /// Why: nothing in what was recorded before reasons were asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordsRef>,
        /// How many cases.
        cases: usize,
        /// How many files.
        files: usize,
    },
    /// What people told was erased.
    Erased {
        /// For which reason.
        for_reason: ForReason,
        /// Why, where somebody asked for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordsRef>,
        /// When the case was closed.
        closed_on: Option<Date>,
        /// How many texts went.
        texts: usize,
        /// How many files, letters among them.
        files: usize,
        /// How many people's details.
        people: usize,
    },
    /// E-mails that were of no case and had been put away went when their time was over.
    MailErased {
        /// They came before this day.
        before: Date,
        /// How many.
        mails: usize,
    },
}

redress_domain::vocabulary! {
    /// For which reason something was erased.
    pub enum ForReason {
        /// Its time was over.
        Retention = "retention",
        /// Somebody has a right to it (UK GDPR, article 17).
        Request = "request",
        /// It had been erased, and a backup that was restored had it still.
        Again = "again",
    }
}

impl KeepingEvent {
    const fn name(&self) -> &'static str {
        match self {
            Self::Held { .. } => "held",
            Self::Released { .. } => "released",
            Self::Exported { .. } => "exported",
            Self::Erased { .. } => "erased",
            Self::MailErased { .. } => "mail-erased",
        }
    }

    /// Why, where it is for the audit log: what goes when its time is over is no act of anybody.
    #[expect(
        clippy::option_option,
        reason = "whether it is told there, and then with which reason"
    )]
    fn for_the_audit(&self) -> Option<Option<&WordsRef>> {
        match self {
            Self::Held { because } | Self::Released { because } => Some(Some(because)),
            Self::Exported { because, .. }
            | Self::Erased {
                for_reason: ForReason::Request | ForReason::Again,
                because,
                ..
            } => Some(because.as_ref()),
            Self::Erased {
                for_reason: ForReason::Retention,
                ..
            }
            | Self::MailErased { .. } => None,
        }
    }

    /// Its row in the audit log.
    fn row(&self, place: (&StreamId, i64), by: (Timestamp, &ActorId)) -> Option<ReadModel> {
        let because = self.for_the_audit()?;
        let row = audit::row(self.name(), (because, None), place, by);
        Some(ReadModel::SettingsChange(Box::new(row)))
    }
}

/// The rows of a stream of keeping, as a rebuild makes them.
pub(crate) fn rows(recorded: &[Recorded]) -> Result<Vec<ReadModel>, Failure> {
    let mut rows = Vec::new();
    for event in recorded {
        let place = (&event.stream, event.version);
        let happened = audit::read::<KeepingEvent>(event)?;
        rows.extend(happened.and_then(|happened| happened.row(place, (event.recorded_at, &event.actor))));
    }
    Ok(rows)
}

/// What a stream of keeping is about.
pub(crate) enum About {
    /// A case.
    Case(CaseId),
    /// Somebody's details and all of their cases.
    Person(PersonId),
}

impl About {
    /// What this stream is about; `None` for a stream of something else.
    pub(crate) fn of(stream: &StreamId) -> Option<Self> {
        if stream.sort() != StreamSort::Retention {
            return None;
        }
        let (what, id) = stream.id().split_once('/')?;
        match what {
            "case" => CaseId::parse(id).ok().map(Self::Case),
            "person" => PersonId::parse(id).ok().map(Self::Person),
            _ => None,
        }
    }
}

/// A case whose time is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The case.
    pub case: CaseId,
    /// Its reference.
    pub reference: String,
    /// What it is.
    pub kind: Kind,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// When it was closed.
    pub closed_on: Date,
    /// The day from which on it is not kept.
    pub until: Date,
    /// The members of staff whom it is about.
    about: Vec<UserId>,
}

impl Due {
    /// Whether it is about a member of staff.
    fn is_about(&self, user: &UserId) -> bool {
        self.about.contains(user)
    }
}

/// Why nothing was erased.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotErased {
    /// A case of theirs is open.
    #[error("{0} is open: it is closed first")]
    Open(String),
    /// A case of theirs is held.
    #[error("{0} is held: it is released first")]
    Held(String),
    /// There is a conduct file about them, which has its own time.
    #[error("there is a conduct file or a signal about them, which is kept and erased by its own rules")]
    Conduct,
    /// They are on a case of somebody else, for whom they speak perhaps.
    #[error(
        "they are on a case of somebody else, and their details stay until that one is erased; their own cases are"
    )]
    Needed,
}

/// The day from which on a case is not kept.
fn until(rules: &RetentionRules, case: &CaseRow) -> Option<Due> {
    let closed_on = case.closed_on?;
    let outcome = case.outcome.as_deref().and_then(Outcome::parse);
    let until = last_day(rules, (case.kind, outcome), closed_on)?;
    Some(Due {
        case: case.case_id.clone(),
        reference: case.reference.clone(),
        kind: case.kind,
        outcome,
        closed_on,
        until,
        about: case.about_whom(),
    })
}

/// The day from which on what was told of a case that ended like this is not kept.
fn last_day(
    rules: &RetentionRules,
    (kind, outcome): (Kind, Option<Outcome>),
    closed_on: Date,
) -> Option<Date> {
    let years = rules.years_for(kind, outcome);
    closed_on.checked_add(i64::from(years).years()).ok()
}

/// What was said last of the keeping of a case, and the version at which that was read: whoever acts on it expects that one.
struct Kept {
    version: i64,
    state: Option<Keeping>,
}

impl Kept {
    /// What the events say: nobody lets a case go, or holds it, by writing into a list.
    fn of(recorded: &[Recorded]) -> Result<Self, Failure> {
        let (mut version, mut state) = (0, None);
        for event in recorded {
            version = event.version;
            match audit::read::<KeepingEvent>(event)? {
                Some(KeepingEvent::Held { .. }) => state = Some(Keeping::Held),
                Some(KeepingEvent::Released { .. }) => state = None,
                Some(KeepingEvent::Erased { .. }) => state = Some(Keeping::Erased),
                Some(KeepingEvent::Exported { .. } | KeepingEvent::MailErased { .. }) | None => {}
            }
        }
        Ok(Self { version, state })
    }
}

fn stream_of(case: &CaseId) -> StreamId {
    StreamId::new(StreamSort::Retention, format!("case/{case}"))
}

pub(crate) fn stream_of_person(person: &PersonId) -> StreamId {
    StreamId::new(StreamSort::Retention, format!("person/{person}"))
}

/// What the next round erases, and what is held.
#[derive(Debug)]
pub struct Preview {
    /// The cases whose time is over, the first closed first: at most two hundred.
    pub due: Vec<Due>,
    /// How many e-mails of no case that were put away are too old: at most two hundred.
    pub mails: usize,
    /// The cases that somebody holds: at most two hundred.
    pub held: Vec<Held>,
}

impl Casework {
    /// The cases whose time is over on a day, the first closed first, after a case: what the next round
    /// erases, at most two hundred.
    ///
    /// Costs a look into an index for each kind of case and each way to end, and there a row for each case whose time is over
    /// and that is not erased: at most two hundred of each, and those that something keeps on. What was erased before, and what
    /// has time left, is not read.
    pub async fn due_to_forget(
        &self,
        council: &CouncilId,
        (on, after): (Date, Option<&Due>),
    ) -> Result<Vec<Due>, Failure> {
        let settings = self.councils.get(council)?;
        let rules = &settings.policy(self.today())?.retention;
        let key = after.map(|after| (after.closed_on, after.case.clone()));
        let mut all: Vec<Due> = Vec::new();
        for kind in Kind::ALL {
            let outcomes = Outcome::ALL.iter().copied().map(Some);
            for outcome in std::iter::once(None).chain(outcomes) {
                let years = i64::from(rules.years_for(*kind, outcome));
                let sort = ToForget {
                    kind: *kind,
                    outcome: outcome.map(Outcome::as_str),
                    closed_by: on.checked_sub(years.years()).unwrap_or(Date::MIN),
                };
                let due = self
                    .store
                    .cases_to_forget(council, &sort, key.as_ref(), PAGE)
                    .await?;
                all.extend(due.iter().filter_map(|case| until(rules, case)));
            }
        }
        all.sort_by(|one, other| (one.closed_on, &one.case).cmp(&(other.closed_on, &other.case)));
        all.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
        Ok(all)
    }

    /// What the next round erases, the first page of it, and what is held: for whoever audits the record or keeps cases on,
    /// without complaints about themselves (Complaint Handling Code 5: conflict of interest).
    ///
    /// Costs what [`Casework::due_to_forget`] costs, and at most two hundred e-mails and as many cases that are held, by index.
    pub async fn preview_retention(&self, council: &CouncilId, actor: &Actor) -> Result<Preview, Failure> {
        let settings = self.councils.get(council)?;
        let today = self.today();
        let policy = settings.policy(today)?;
        let acts = [Act::ReadAudit, Act::HoldCase];
        if !acts.iter().any(|act| permission::may(policy, actor, *act)) {
            return Err(Failure::NotPermitted);
        }
        let mut due = self.due_to_forget(council, (today, None)).await?;
        due.retain(|due| !actor.user().is_some_and(|user| due.is_about(user)));
        Ok(Preview {
            due,
            mails: self.mail_due_to_forget(council, (today, PAGE)).await?,
            held: self.store.held_cases(council, actor.user(), PAGE).await?,
        })
    }

    /// The cases that somebody holds.
    ///
    /// Costs at most two hundred rows of an index of what is held.
    pub async fn held_cases(&self, council: &CouncilId) -> Result<Vec<Held>, Failure> {
        Ok(self.store.held_cases(council, None, PAGE).await?)
    }

    /// Erases what people told of every case whose time is over; answers of how many. One that is held or
    /// opened again in the same moment stays, and so does one on which a contact under an arrangement waits to be read. What
    /// lists say only leads here: whether the time of a case is over, and whether somebody holds it, its events say.
    ///
    /// Costs what [`Casework::due_to_forget`] costs, and for each case its streams, texts and files, and one commit.
    pub async fn forget_what_is_due(&self, council: &CouncilId) -> Result<usize, Failure> {
        let (actor, today) = (ActorId::Job("retention"), self.today());
        let (mut forgotten, mut after) = (0, None);
        loop {
            let page = self.due_to_forget(council, (today, after.as_ref())).await?;
            let Some(last) = page.last() else {
                return Ok(forgotten);
            };
            for due in &page {
                // Domain 5.9: what waits to be read under an arrangement stands on the case, and is erased by nobody unread.
                if self.store.anything_unread_on(council, &due.case).await? {
                    continue;
                }
                match self
                    .forget_case(council, &actor, (&due.case, Why::TimeIsOver))
                    .await
                {
                    Ok(is_forgotten) => forgotten += usize::from(is_forgotten),
                    Err(Failure::Conflict { .. }) => {}
                    Err(other) => return Err(other),
                }
            }
            after = Some(last.clone());
        }
    }

    /// Holds a case beyond its time, for a reason.
    ///
    /// Costs the case's own stream, two rows by their keys, and one commit.
    pub async fn hold_case(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (reference, because): (&Reference, &str),
    ) -> Result<(), Failure> {
        let case = self.kept_by(council, (actor, Act::HoldCase), reference).await?;
        let kept = self.kept(council, &case.case_id).await?;
        match kept.state {
            Some(Keeping::Held) => Err(Failure::Taken),
            Some(Keeping::Erased) => Err(Failure::NotFound),
            None => {
                self.keep(
                    council,
                    actor,
                    (&case.case_id, because, Keeping::Held),
                    kept.version,
                )
                .await
            }
        }
    }

    /// Lets a case go that was held, for a reason.
    ///
    /// Costs what [`Casework::hold_case`] costs.
    pub async fn release_case(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (reference, because): (&Reference, &str),
    ) -> Result<(), Failure> {
        let case = self.kept_by(council, (actor, Act::HoldCase), reference).await?;
        let kept = self.kept(council, &case.case_id).await?;
        if kept.state != Some(Keeping::Held) {
            return Err(Failure::NotFound);
        }
        self.keep(
            council,
            actor,
            (&case.case_id, because, Keeping::Erased),
            kept.version,
        )
        .await
    }

    /// What the record says of the keeping of a case.
    async fn kept(&self, council: &CouncilId, case: &CaseId) -> Result<Kept, Failure> {
        Kept::of(&self.store.stream(council, &stream_of(case)).await?)
    }

    /// Writes a hold or, with the other word, its end, unless something else was said meanwhile.
    async fn keep(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, because, becomes): (&CaseId, &str, Keeping),
        expected: i64,
    ) -> Result<(), Failure> {
        let words = self.fresh().some_words(because);
        let words = words.ok_or(Failure::Refused(case::Refusal::TextMissing("why")))?;
        let reference = words.reference();
        let (event, row) = match becomes {
            Keeping::Held => (
                KeepingEvent::Held {
                    because: reference.clone(),
                },
                ReadModel::Keeping(KeepingRow {
                    case_id: case.clone(),
                    state: Keeping::Held,
                    since_on: self.today(),
                    because: Some(reference.id),
                }),
            ),
            Keeping::Erased => (
                KeepingEvent::Released { because: reference },
                ReadModel::NotHeld(case.clone()),
            ),
        };
        let now = self.outside().now();
        let mut changes = Changes::new(council.clone(), actor.id.clone(), now);
        let stream = stream_of(case);
        self.say_after(&mut changes, (&stream, expected), &event)?;
        changes.words.push(NewWords {
            stream,
            purpose: "reason",
            words,
        });
        changes.rows.push(row);
        self.store.commit(changes).await?;
        Ok(())
    }

    /// The case, for somebody who may do this to what is kept of it. Nobody does it to a complaint about themselves
    /// (Complaint Handling Code 5: conflict of interest): for them it is not there.
    ///
    /// Costs the case's own stream.
    pub(crate) async fn kept_by(
        &self,
        council: &CouncilId,
        (actor, act): (&Actor, Act),
        reference: &Reference,
    ) -> Result<CaseRow, Failure> {
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, act) {
            return Err(Failure::NotPermitted);
        }
        let row = self.kept_row(council, reference).await?;
        if self.is_about_actor(council, actor, &row.case_id).await? {
            return Err(Failure::NotFound);
        }
        Ok(row)
    }

    /// Whether a case is about whoever acts.
    pub(crate) async fn is_about_actor(
        &self,
        council: &CouncilId,
        actor: &Actor,
        case: &CaseId,
    ) -> Result<bool, Failure> {
        let Some(user) = actor.user() else {
            return Ok(false);
        };
        let recorded = self.store.stream(council, &StreamId::case(case)).await?;
        let case = case::fold(&entries_of(recorded)?);
        Ok(case.is_some_and(|case| case.about.contains(user)))
    }

    async fn kept_row(&self, council: &CouncilId, reference: &Reference) -> Result<CaseRow, Failure> {
        let line = self.store.case_by_reference(council, reference.as_str()).await?;
        Ok(line.ok_or(Failure::NotFound)?.case)
    }

    /// Puts an event at the end of a stream of keeping.
    pub(crate) async fn say(
        &self,
        changes: &mut Changes,
        stream: &StreamId,
        event: &KeepingEvent,
    ) -> Result<(), Failure> {
        let expected = self.store.version_of(&changes.council, stream).await?;
        self.say_after(changes, (stream, expected), event)
    }

    /// Puts an event at the end of a stream of keeping that has this version, and no later one.
    fn say_after(
        &self,
        changes: &mut Changes,
        (stream, expected): (&StreamId, i64),
        event: &KeepingEvent,
    ) -> Result<(), Failure> {
        let body = serde_json::to_string(event).map_err(|error| Failure::Unreadable(error.to_string()))?;
        let row = event.row((stream, expected.saturating_add(1)), (changes.at, &changes.actor));
        changes.rows.extend(row);
        changes.appends.push(Append {
            stream: stream.clone(),
            expected,
            events: vec![NewEvent {
                kind: event.name(),
                body,
                salt: self.fresh().salt(),
            }],
        });
        Ok(())
    }

    /// Erases one customer because they have a right to it, and whoever was said to be the same person with them: all of their
    /// cases' texts, files, letters and e-mails, their details, and what they began and did not send. Nothing is erased while a case of
    /// theirs is open or held, or a conduct file speaks of them. Answers of how many cases.
    ///
    /// Costs all of the person's cases, a page at a time, and for each its streams, texts and files, and one commit.
    pub async fn forget_person(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (person, because): (&PersonId, &str),
    ) -> Result<Result<usize, NotErased>, Failure> {
        // Whoever was said to be the same person has the same right.
        let everybody = self.store.same_as(council, person).await?;
        let cases = self.cases_of_everybody(council, &everybody).await?;
        let mut to_forget = Vec::new();
        for case in &cases {
            if !case.closed {
                return Ok(Err(NotErased::Open(case.reference.clone())));
            }
            match self.kept(council, &case.case_id).await?.state {
                Some(Keeping::Held) => return Ok(Err(NotErased::Held(case.reference.clone()))),
                // What came onto it since goes too.
                Some(Keeping::Erased) if self.tells_anything(council, &case.case_id).await? => {
                    to_forget.push(case);
                }
                Some(Keeping::Erased) => {}
                None => to_forget.push(case),
            }
            // It may wait on the file of somebody who was said to be the same person, or looks like them.
            if self.store.anything_unread_on(council, &case.case_id).await? {
                return Ok(Err(NotErased::Conduct));
            }
        }
        // Before the first case is: what a conduct file or a signal rests on, and what waits to be read under it, stands on
        // them.
        for one in &everybody {
            if !self.store.conduct_of_person(council, one).await?.is_empty()
                || self.is_signalled(council, one).await?
            {
                return Ok(Err(NotErased::Conduct));
            }
        }
        for case in &to_forget {
            if !self
                .forget_case(council, &actor.id, (&case.case_id, Why::Asked(because)))
                .await?
            {
                return Ok(Err(NotErased::Open(case.reference.clone())));
            }
        }
        for one in &everybody {
            if self.store.person_is_needed(council, (one, But::Nothing)).await? {
                return Ok(Err(NotErased::Needed));
            }
            let mut going = Going::default();
            self.details_of(council, one, &mut going).await?;
            if !going.is_nothing() {
                let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
                self.found_no_more(&mut changes, (std::slice::from_ref(one), None))
                    .await?;
                let stream = stream_of_person(one);
                let expected = self.store.version_of(council, &stream).await?;
                self.erased(
                    council,
                    changes,
                    ((stream, expected), going, Why::Asked(because), None),
                )
                .await?;
            }
        }
        Ok(Ok(to_forget.len()))
    }

    /// Whose case this is, for somebody who may put together what is kept of them.
    ///
    /// Costs the case's own stream.
    pub async fn customer_to_export(
        &self,
        council: &CouncilId,
        actor: &Actor,
        reference: &Reference,
    ) -> Result<Option<PersonId>, Failure> {
        let by = (actor, Act::ExportPerson);
        Ok(self.kept_by(council, by, reference).await?.customer)
    }

    /// Whose case this is.
    ///
    /// Costs one row by its key.
    pub async fn customer_of(
        &self,
        council: &CouncilId,
        reference: &Reference,
    ) -> Result<Option<PersonId>, Failure> {
        Ok(self.kept_row(council, reference).await?.customer)
    }
}
