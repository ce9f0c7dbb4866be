//! The audit log: who changed which setting, when and why, in the words of the change itself.

use std::collections::BTreeMap;

use jiff::Timestamp;
use redress_domain::id::{ActorId, CouncilId, UserId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::settings::{policy, user};
use redress_domain::words::WordsRef;
use redress_store::changes::ReadModel;
use redress_store::settings_change::{ChangeKey, ChangeRow, Changed};
use redress_store::stream::{Recorded, StreamId};
use serde::de::DeserializeOwned;

use crate::Casework;
use crate::failure::Failure;
use crate::identity::StrangerEvent;
use crate::logo::LogoEvent;
use crate::retention::About;
use crate::token::TokenEvent;
use crate::webhook::WebhookEvent;

/// How many changes a page shows.
pub const PAGE: i64 = 25;

/// Which changes are asked for.
pub type Filter = Changed;
/// Where a page begins.
pub type Key = ChangeKey;

/// One change, as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: ActorId,
    /// Their name, if it was a person.
    pub by: Option<String>,
    /// What happened, by name: `policy-adopted`.
    pub kind: String,
    /// The name of the person whose leave to sign in it is about, of the program that has a token, or the
    /// identifier of a webhook; `None` for the policy.
    pub about: Option<String>,
    /// Why.
    pub because: Option<String>,
    /// What changed, sentence by sentence.
    pub difference: Vec<String>,
    /// Where it stands: the next page begins after it.
    pub key: Key,
}

impl Casework {
    /// A page of the changes of settings, the last first, without those of complaints about the reader. Costs a page however many
    /// there are, and the stream of each case whose keeping is on it.
    pub async fn audit(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (filter, before): (&Filter, Option<&Key>),
    ) -> Result<Vec<Change>, Failure> {
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::ReadAudit) {
            return Err(Failure::NotPermitted);
        }
        let rows = self.changes_for(council, actor, (filter, before)).await?;
        // Gathered before they are asked for: what waits for an answer holds no closure over the rows.
        let (mut ids, mut people) = (Vec::new(), Vec::<UserId>::new());
        for row in &rows {
            ids.extend(row.because.iter().chain(&row.difference).cloned());
            people.extend(
                row.actor
                    .user()
                    .cloned()
                    .into_iter()
                    .chain(person_of(&row.stream)),
            );
        }
        let words = self.store.words(council, &ids).await?;
        people.sort_unstable();
        people.dedup();
        let names = self.names_of(council, people).await?;
        let kept = self.kept_names(council, &rows).await?;
        let text = |id: &Option<_>| id.as_ref().and_then(|id| words.get(id)).cloned();
        let change = |row: ChangeRow| Change {
            at: row.changed_at,
            by: row.actor.user().and_then(|id| names.get(id).cloned()),
            about: person_of(&row.stream)
                .map(|id| name_in(&names, &id))
                .or_else(|| program_of(&row.stream))
                .or_else(|| kept.get(&row.stream).cloned()),
            because: text(&row.because),
            difference: text(&row.difference)
                .map(|text| text.lines().map(str::to_owned).collect())
                .unwrap_or_default(),
            key: (row.changed_at, row.stream.to_string(), row.version),
            actor: row.actor,
            kind: row.kind,
        };
        Ok(rows.into_iter().map(change).collect())
    }
}

impl Casework {
    /// A page of rows, without those of the keeping of a complaint about the reader (Complaint Handling Code 5: conflict of
    /// interest): where some were left out, the page is filled from those that come after.
    async fn changes_for(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (filter, before): (&Filter, Option<&Key>),
    ) -> Result<Vec<ChangeRow>, Failure> {
        let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let (mut theirs, mut before) = (Vec::new(), before.cloned());
        loop {
            let rows = self
                .store
                .settings_changes(council, filter, before.as_ref(), PAGE)
                .await?;
            let is_last = rows.len() < page;
            before = rows
                .last()
                .map(|row| (row.changed_at, row.stream.to_string(), row.version));
            for row in rows {
                let is_about_them = match About::of(&row.stream) {
                    Some(About::Case(case)) => self.is_about_actor(council, actor, &case).await?,
                    Some(About::Person(_)) | None => false,
                };
                if !is_about_them {
                    theirs.push(row);
                }
            }
            if is_last || theirs.len() >= page {
                theirs.truncate(page);
                return Ok(theirs);
            }
        }
    }

    /// What streams of keeping are about, in words: the reference of a case, or the name of a customer while it is kept.
    ///
    /// Costs a row for each of them, of a page.
    async fn kept_names(
        &self,
        council: &CouncilId,
        rows: &[ChangeRow],
    ) -> Result<BTreeMap<StreamId, String>, Failure> {
        let mut names = BTreeMap::new();
        for stream in rows.iter().map(|row| &row.stream) {
            let name = match About::of(stream) {
                Some(About::Case(case)) => {
                    let line = self.store.case_by_id(council, &case).await?;
                    line.map_or_else(|| case.to_string(), |line| line.case.reference)
                }
                Some(About::Person(person)) => {
                    let details = self.store.person(council, &person).await?;
                    details.map_or_else(|| person.to_string(), |details| details.name)
                }
                None => continue,
            };
            names.insert(stream.clone(), name);
        }
        Ok(names)
    }
}

fn name_in(names: &BTreeMap<UserId, String>, id: &UserId) -> String {
    names.get(id).cloned().unwrap_or_else(|| id.to_string())
}

/// Whose leave to sign in a stream is about.
fn person_of(stream: &StreamId) -> Option<UserId> {
    stream
        .id()
        .strip_prefix("user/")
        .and_then(|id| UserId::parse(id).ok())
}

/// Which token or webhook a stream is about.
fn program_of(stream: &StreamId) -> Option<String> {
    let (sort, name) = stream.id().split_once('/')?;
    ["token", "webhook"].contains(&sort).then(|| name.to_owned())
}

/// Reads the body of an event; `None` when retention removed it.
pub(crate) fn read<E: DeserializeOwned>(event: &Recorded) -> Result<Option<E>, Failure> {
    let unreadable = |error: serde_json::Error| {
        Failure::Unreadable(format!("{} version {}: {error}", event.stream, event.version))
    };
    let body = event.body.as_deref();
    body.map(serde_json::from_str).transpose().map_err(unreadable)
}

/// The rows of a settings stream, as a rebuild makes them.
pub(crate) fn rows(recorded: &[Recorded]) -> Result<Vec<ReadModel>, Failure> {
    let mut rows = Vec::new();
    for event in recorded {
        let (place, by) = ((&event.stream, event.version), (event.recorded_at, &event.actor));
        let row = if person_of(&event.stream).is_some() {
            read::<user::Event>(event)?.and_then(|happened| of_user(&happened, place, by))
        } else if event.stream == StreamId::policy() {
            read::<policy::Event>(event)?.map(|happened| of_policy(&happened, place, by))
        } else if event.stream.id().starts_with("token/") {
            read::<TokenEvent>(event)?.map(|happened| row(happened.name(), happened.said(), place, by))
        } else if event.stream.id().starts_with("webhook/") {
            read::<WebhookEvent>(event)?.map(|happened| row(happened.name(), happened.said(), place, by))
        } else if event.stream == StreamId::logo() {
            read::<LogoEvent>(event)?.map(|happened| row(happened.name(), happened.said(), place, by))
        } else if event.stream.id().starts_with("stranger/") {
            read::<StrangerEvent>(event)?.map(|happened| row(happened.name(), happened.said(), place, by))
        } else {
            None
        };
        rows.extend(row.map(|row| ReadModel::SettingsChange(Box::new(row))));
    }
    Ok(rows)
}

/// The row of an event of the policy.
pub(crate) fn of_policy(
    event: &policy::Event,
    place: (&StreamId, i64),
    by: (Timestamp, &ActorId),
) -> ChangeRow {
    use policy::Event;
    let (because, difference) = match event {
        Event::PolicyAdopted {
            because, difference, ..
        } => (because.as_ref(), difference.as_ref()),
        Event::PolicyDrafted {
            because, difference, ..
        } => (Some(because), Some(difference)),
        Event::PolicyDraftDropped { because } | Event::PolicyWithdrawn { because, .. } => {
            (Some(because), None)
        }
        Event::PolicyStarted { .. } => (None, None),
    };
    row(event.name(), (because, difference), place, by)
}

/// The row of an event about a person; `None` when it changes no setting.
pub(crate) fn of_user(
    event: &user::Event,
    place: (&StreamId, i64),
    by: (Timestamp, &ActorId),
) -> Option<ChangeRow> {
    use user::Event;
    let (because, difference) = match event {
        Event::ProviderSignInRefused { difference, .. } | Event::SignInLocked { difference, .. } => {
            (None, Some(difference))
        }
        Event::UserSet {
            because, difference, ..
        } => (because.as_ref(), difference.as_ref()),
        Event::UserInvited {
            because, difference, ..
        } => (Some(because), difference.as_ref()),
        Event::PasswordChosen {}
        | Event::IdentityBound { because: None, .. }
        | Event::SecondStepSet {}
        | Event::SecondStepEnded {}
        | Event::RecoveryCodesMade {}
        | Event::RecoveryCodeUsed {}
        | Event::EmergencyAccountUsed {} => (None, None),
        Event::UserChanged {
            because, difference, ..
        } => (Some(because), Some(difference)),
        Event::UserEnded { because, .. }
        | Event::SessionsEnded { because }
        | Event::IdentityBound {
            because: Some(because),
            ..
        }
        | Event::IdentityReleased { because }
        | Event::SecondStepReset { because }
        | Event::EmergencyAccountMade { because, .. }
        | Event::EmergencyUseReviewed { because }
        | Event::PasswordLinkMade { because } => (Some(because), None),
        // Who is away, and who works when, says so themselves: nobody changed what they may do.
        Event::AwaySet { .. } | Event::AwayEnded {} | Event::HoursSet { .. } => return None,
    };
    Some(row(event.name(), (because, difference), place, by))
}

/// The row of a change that is called `kind`.
pub(crate) fn row(
    kind: &str,
    (because, difference): (Option<&WordsRef>, Option<&WordsRef>),
    (stream, version): (&StreamId, i64),
    (changed_at, actor): (Timestamp, &ActorId),
) -> ChangeRow {
    ChangeRow {
        changed_at,
        stream: stream.clone(),
        version,
        kind: kind.to_owned(),
        actor: actor.clone(),
        because: because.map(|words| words.id.clone()),
        difference: difference.map(|words| words.id.clone()),
    }
}
