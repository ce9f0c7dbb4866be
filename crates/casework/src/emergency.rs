//! The emergency account: for the day on which the identity provider is away and nobody else gets in.
//!
//! Whoever runs the program makes it, with a long password and a second step that is set up there and then. Each use is an
//! event, tells every administrator on their page and by e-mail, and waits until somebody else looked at it.

use jiff::Timestamp;
use redress_domain::draft_code::DraftCode;
use redress_domain::id::{ActorId, CouncilId, UserId};
use redress_domain::permission::Actor;
use redress_domain::settings::user::{self as person, Command, Event};
use redress_domain::vocabulary::{NotificationKind, Role};
use redress_store::changes::ReadModel;
use redress_store::emergency::EmergencyUseRow;
use redress_store::second_step::SecondStepRow;
use redress_store::stream::StreamId;

use crate::Casework;
use crate::audit;
use crate::failure::Failure;
use crate::second_step::Secret;
use crate::user::User;

/// How many uses are taken to the mail together.
const AT_ONCE: i64 = 10;

/// How often a use is tried again because something else about the account was recorded meanwhile.
const TRIES: usize = 3;

/// The emergency account, as whoever runs the program makes it.
#[derive(Debug, Clone)]
pub struct NewEmergency {
    /// The address that is typed to sign in: of nobody in person.
    pub email: String,
    /// What it is called.
    pub name: String,
    /// What its password is checked against.
    pub password_hash: String,
    /// What its authenticator app and the service both know.
    pub secret: Secret,
    /// A code of that secret, which shows that the app has it.
    pub code: String,
    /// Why it is made.
    pub because: String,
}

/// Somebody signed in with the emergency account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// When.
    pub at: Timestamp,
    /// When somebody looked at it, and their name; `None` while it waits.
    pub reviewed: Option<(Timestamp, Option<String>)>,
    /// What they found.
    pub found: Option<String>,
}

/// A use of which those who keep the settings have not been told by e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    row: EmergencyUseRow,
    /// What the account is called.
    pub name: String,
    /// Whom to tell: the addresses of the administrators.
    pub to: Vec<(UserId, String)>,
}

impl Alarm {
    /// Which account.
    pub fn account(&self) -> &UserId {
        &self.row.user_id
    }

    /// When it was used.
    pub fn used_at(&self) -> Timestamp {
        self.row.used_at
    }

    /// What makes a mail to somebody the same as one that was sent already.
    pub fn key(&self, to: &UserId) -> String {
        format!("emergency-{}-{}-{to}", self.row.user_id, self.row.version)
    }
}

impl Casework {
    /// Makes the emergency account of this address, or gives it a new password and second step: everybody is signed out of
    /// it then. Answers its recovery codes, which are told once; `None` when the code is not that of the secret.
    ///
    /// Costs the events of the account and one commit.
    pub async fn make_emergency_account(
        &self,
        council: &CouncilId,
        actor: &Actor,
        new: NewEmergency,
    ) -> Result<Option<Vec<DraftCode>>, Failure> {
        let now = self.outside().now();
        let Some(step) = new.secret.step_of(&new.code, now) else {
            return Ok(None);
        };
        let there = self.store.user_by_email(council, &new.email).await?;
        let known = match there {
            Some(row) => Some(self.known_user(council, &row.user_id).await?),
            None => None,
        };
        let because = self.fresh().words(new.because.trim());
        let command = Command::MakeEmergencyAccount {
            because: because.clone(),
        };
        let state = known.as_ref().map(|known| &known.state);
        let events = self.decide_user((council, actor), state, &command).await?;
        let Some(Event::EmergencyAccountMade { access, .. }) = events.first() else {
            return Err(Failure::NotFound);
        };
        let id = known
            .as_ref()
            .map_or_else(|| self.fresh().user(), |known| known.row.user_id.clone());
        let mut row = self.row_of(&id, access)?;
        row.email = redress_store::person::email_key(&new.email);
        new.name.trim().clone_into(&mut row.name);
        row.emergency = true;
        let second_step = SecondStepRow {
            user_id: id.clone(),
            secret: new.secret.to_text(),
            set_at: now,
            // The code that was given here does not sign anybody in as well.
            last_step: step,
        };
        let mut rows = vec![ReadModel::User(Box::new(row))];
        let (codes, codes_kept) = self.fresh_recovery_codes(&id);
        rows.extend(codes_kept);
        rows.extend([
            ReadModel::Password {
                user: id.clone(),
                hash: new.password_hash,
            },
            ReadModel::SecondStep(Box::new(second_step)),
            ReadModel::NoPasswordLinks(id.clone()),
            ReadModel::NoSessions(id.clone()),
        ]);
        let version = known.map_or(0, |known| known.version);
        let written = (events, vec![("reason", because)], rows);
        self.append_user((council, actor, &id), version, written).await?;
        Ok(Some(codes))
    }

    /// Writes down that somebody signs in with the emergency account now, and tells every administrator: before they are in,
    /// and in one commit with it.
    ///
    /// Costs the events of the account, a row for each person who works for the council, and one commit.
    pub async fn use_emergency_account(&self, council: &CouncilId, account: &User) -> Result<(), Failure> {
        let (id, actor) = (&account.id, account.actor());
        let mut tries = 0;
        loop {
            let known = self.known_user(council, id).await?;
            let event = person::decide_emergency_use(&known.state, self.today())?;
            let used = EmergencyUseRow {
                user_id: id.clone(),
                version: known.version + 1,
                used_at: self.outside().now(),
            };
            let mut rows = vec![ReadModel::EmergencyUse(used)];
            for administrator in self.administrators(council).await? {
                let kind = NotificationKind::EmergencyUsed;
                let row = self.notification(administrator.id, kind, &ActorId::User(id.clone()));
                rows.push(ReadModel::Notification(Box::new(row)));
            }
            tries += 1;
            let written = (vec![event], Vec::new(), rows);
            match self
                .append_user((council, &actor, id), known.version, written)
                .await
            {
                Err(Failure::Conflict { .. }) if tries < TRIES => {}
                Ok(()) => {
                    // For whatever watches the log: it is the one line of an emergency that needs no page and no mail.
                    tracing::error!(%council, user = %id, "somebody signed in with the emergency account");
                    return Ok(());
                }
                Err(other) => return Err(other),
            }
        }
    }

    /// Writes down what somebody else found of how the emergency account was used.
    ///
    /// Costs what [`Casework::end_user`] costs.
    pub async fn review_emergency_use(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, because): (&UserId, &str),
    ) -> Result<(), Failure> {
        let command = |because| Command::ReviewEmergencyUse { because };
        self.order_user((council, actor, id), (because, command), |_, _| Vec::new())
            .await
    }

    /// How the emergency account was used, the last use first.
    ///
    /// Costs its events and the words of the reviews.
    pub async fn emergency_uses(&self, council: &CouncilId, id: &UserId) -> Result<Vec<Use>, Failure> {
        let recorded = self.store.stream(council, &StreamId::user(id)).await?;
        let mut uses: Vec<(Timestamp, Option<_>)> = Vec::new();
        for event in &recorded {
            match audit::read::<Event>(event)? {
                Some(Event::EmergencyAccountUsed {}) => uses.push((event.recorded_at, None)),
                Some(Event::EmergencyUseReviewed { because }) => {
                    for (_, reviewed) in uses.iter_mut().filter(|(_, reviewed)| reviewed.is_none()) {
                        *reviewed =
                            Some((event.recorded_at, event.actor.user().cloned(), because.id.clone()));
                    }
                }
                _ => {}
            }
        }
        let reviews = || uses.iter().filter_map(|(_, reviewed)| reviewed.as_ref());
        let ids: Vec<_> = reviews().map(|(_, _, words)| words.clone()).collect();
        let words = self.store.words(council, &ids).await?;
        let people = reviews().filter_map(|(_, by, _)| by.clone()).collect();
        let names = self.names_of(council, people).await?;
        let told = |(at, reviewed): (Timestamp, Option<(Timestamp, Option<UserId>, _)>)| {
            let found = reviewed.as_ref().and_then(|(_, _, id)| words.get(id).cloned());
            let reviewed = reviewed.map(|(at, by, _)| (at, by.and_then(|by| names.get(&by).cloned())));
            Use { at, reviewed, found }
        };
        Ok(uses.into_iter().rev().map(told).collect())
    }

    /// Uses of which those who keep the settings have not been told by e-mail.
    ///
    /// Costs a statement on an index where there are none.
    pub async fn emergency_alarms(&self, council: &CouncilId) -> Result<Vec<Alarm>, Failure> {
        let rows = self.store.emergency_uses_to_mail(council, AT_ONCE).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let administrators = self.administrators(council).await?;
        let to: Vec<_> = administrators
            .into_iter()
            .map(|user| (user.id, user.email))
            .collect();
        let accounts = rows.iter().map(|row| row.user_id.clone()).collect();
        let names = self.names_of(council, accounts).await?;
        let alarm = |row: EmergencyUseRow| Alarm {
            name: names.get(&row.user_id).cloned().unwrap_or_default(),
            to: to.clone(),
            row,
        };
        Ok(rows.into_iter().map(alarm).collect())
    }

    /// Keeps that those who keep the settings were told by e-mail.
    ///
    /// Costs one row by its key.
    pub async fn alarm_was_mailed(&self, council: &CouncilId, alarm: &Alarm) -> Result<(), Failure> {
        let now = self.outside().now();
        Ok(self
            .store
            .emergency_use_was_mailed(council, &alarm.row, now)
            .await?)
    }

    /// Whoever keeps the settings for their work.
    async fn administrators(&self, council: &CouncilId) -> Result<Vec<User>, Failure> {
        let mut users = self.users(council).await?;
        users.retain(|user| user.active && !user.is_emergency && user.roles.contains(&Role::Administrator));
        Ok(users)
    }
}
