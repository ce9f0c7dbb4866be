//! People who can sign in: added, changed and ended as events, with who did it and why.

mod differences;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use redress_domain::id::{CouncilId, PartnerId, ServiceId, TeamId, UserId, WardId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::settings;
use redress_domain::settings::user::{self as person, Access, Command, Context, Details, Event};
use redress_domain::vocabulary::Role;
use redress_domain::words::{Digest, Words};
use redress_store::changes::{Append, Changes, NewEvent, NewWords, ReadModel};
use redress_store::password_link::PasswordLinkRow;
use redress_store::stream::StreamId;
use redress_store::user::UserRow;
use serde::Serialize;

pub(crate) use self::differences::{differences, given};
use crate::Casework;
use crate::audit;
use crate::failure::Failure;

/// How long a link with which somebody chooses a password holds.
pub const LINK_HOLDS: SignedDuration = SignedDuration::from_hours(72);

/// Somebody who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Their name in the record.
    pub id: UserId,
    /// Their e-mail address, folded.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// Their roles.
    pub roles: Vec<Role>,
    /// Their teams.
    pub teams: Vec<TeamId>,
    /// The services they work for: those given, and those of their teams.
    pub services: Vec<ServiceId>,
    /// The services beyond those of their teams.
    pub own_services: Vec<ServiceId>,
    /// The wards that a councillor is elected for.
    pub wards: Vec<WardId>,
    /// Whether they may sign in today.
    pub active: bool,
    /// Their last day, if one was said.
    pub ends_on: Option<Date>,
    /// When they last signed in.
    pub last_sign_in_at: Option<Timestamp>,
    /// What their password is checked against.
    pub password_hash: Option<String>,
    /// The partner organisation that they answer for.
    pub partner: Option<PartnerId>,
    /// Whether it is the account for the day on which nobody else gets in.
    pub is_emergency: bool,
}

impl User {
    /// Whether work can be given to them: they work for the council today. Whoever answers for a partner and a councillor
    /// sign in here too, and the emergency account is nobody.
    pub fn works_here(&self) -> bool {
        self.active && !self.is_emergency && self.roles.iter().any(|role| role.is_staff())
    }

    /// The user as somebody who acts.
    pub fn actor(&self) -> Actor {
        Actor {
            id: redress_domain::id::ActorId::User(self.id.clone()),
            roles: self.roles.clone(),
            services: self.services.clone(),
        }
    }
}

/// Somebody who shall be able to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    /// Their e-mail address.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// Their roles; every one of staff is `staff` too.
    pub roles: Vec<Role>,
    /// Their teams.
    pub teams: Vec<TeamId>,
    /// Services beyond those of their teams.
    pub services: Vec<ServiceId>,
    /// The wards that a councillor is elected for.
    pub wards: Vec<WardId>,
    /// What their password is checked against.
    pub password_hash: Option<String>,
    /// Why they are added, for the audit log.
    pub because: Option<String>,
}

/// What an administrator says of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// Their e-mail address.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// What they may do, and for whom they work.
    pub access: Access,
    /// Why they are added or changed.
    pub because: String,
}

/// A link with which somebody chooses a password: its token is told once and kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasswordLink {
    /// Whose password.
    pub user: UserId,
    /// What the link ends in.
    pub token: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A person's stream and row as they were read.
pub(crate) struct Known {
    pub(crate) version: i64,
    pub(crate) state: person::State,
    pub(crate) row: UserRow,
}

impl Casework {
    /// Adds somebody who can sign in, by the program.
    ///
    /// Costs one commit.
    pub async fn create_user(
        &self,
        council: &CouncilId,
        actor: &Actor,
        new: NewUser,
    ) -> Result<UserId, Failure> {
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::ManageUsers) {
            return Err(Failure::NotPermitted);
        }
        let id = self.fresh().user();
        let access = Access {
            roles: new.roles,
            teams: new.teams,
            services: new.services,
            wards: new.wards,
            partner: None,
        };
        let access = access.whole()?;
        let because = new.because.and_then(|because| self.fresh().some_words(&because));
        let difference = self.fresh().words(&given(&access).join("\n"));
        let event = Event::UserSet {
            roles: access.roles.clone(),
            teams: access.teams.clone(),
            services: access.services.clone(),
            wards: access.wards.clone(),
            active: true,
            because: because.as_ref().map(Words::reference),
            difference: Some(difference.reference()),
        };
        let mut row = self.row_of(&id, &access)?;
        row.email = redress_store::person::email_key(&new.email);
        row.name = new.name;
        row.password_hash = new.password_hash;
        let rows = vec![ReadModel::User(Box::new(row))];
        let words = because.map(|because| ("reason", because)).into_iter();
        let words = words.chain([("difference", difference)]).collect();
        self.append_user((council, actor, &id), 0, (vec![event], words, rows))
            .await?;
        Ok(id)
    }

    /// Adds somebody who can sign in once they have chosen a password: answers the link for that, to be
    /// handed to them.
    ///
    /// Costs a row for each person who works for the council, and one commit.
    pub async fn invite_user(
        &self,
        council: &CouncilId,
        actor: &Actor,
        new: Described,
    ) -> Result<PasswordLink, Failure> {
        let id = self.fresh().user();
        let because = self.fresh().words(new.because.trim());
        let difference = self.fresh().words(&given(&new.access).join("\n"));
        let command = Command::Invite {
            access: new.access,
            difference: difference.clone(),
            because: because.clone(),
        };
        let mut events = self.decide_user((council, actor), None, &command).await?;
        let Some(Event::UserInvited { access, .. }) = events.first() else {
            return Err(Failure::NotFound);
        };
        let mut row = self.row_of(&id, access)?;
        row.email = redress_store::person::email_key(&new.email);
        new.name.trim().clone_into(&mut row.name);
        let (link, link_row) = self.fresh_link(&id);
        events.push(Event::PasswordLinkMade {
            because: because.reference(),
        });
        let rows = vec![
            ReadModel::User(Box::new(row)),
            ReadModel::PasswordLink(Box::new(link_row)),
        ];
        let words = vec![("difference", difference), ("reason", because)];
        self.append_user((council, actor, &id), 0, (events, words, rows))
            .await?;
        Ok(link)
    }

    /// How many events there are of somebody: what a form that changes them was made from.
    ///
    /// Costs the events of the person.
    pub async fn user_version(&self, council: &CouncilId, id: &UserId) -> Result<i64, Failure> {
        Ok(self.known_user(council, id).await?.version)
    }

    /// Changes what somebody is called, how they sign in, or what they may do, and signs them out everywhere with it. Who
    /// had ended is back. Whoever saw an older version than there is gives nothing back that was taken away meanwhile: a
    /// conflict, unless all is as they want it already.
    ///
    /// Costs what [`Casework::end_user`] costs.
    pub async fn change_user(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, seen, new): (&UserId, i64, Described),
    ) -> Result<(), Failure> {
        let known = self.known_user(council, id).await?;
        let (email, name) = (redress_store::person::email_key(&new.email), new.name.trim());
        let is_same = email == known.row.email && name == known.row.name;
        let changed = differences(&known, (&email, name), &new.access);
        let difference = self.fresh().words(&changed.join("\n"));
        let because = self.fresh().words(new.because.trim());
        let command = Command::Change {
            access: new.access,
            details: if is_same { Details::Same } else { Details::Changed },
            difference: difference.clone(),
            because: because.clone(),
        };
        let decided = self.decide_user((council, actor), Some(&known.state), &command);
        let events = match decided.await {
            // The same form, sent twice.
            Err(Failure::Settings(settings::Refusal::NothingChanged)) if known.version != seen => {
                return Ok(());
            }
            decided => decided?,
        };
        let Some(Event::UserChanged { access, .. }) = events.first() else {
            return Err(Failure::NotFound);
        };
        if known.version != seen {
            let (version, since) = (known.version, Vec::new());
            return Err(Failure::Conflict { version, since });
        }
        let mut row = self.row_of(id, access)?;
        row.email = email;
        name.clone_into(&mut row.name);
        let words = vec![("difference", difference), ("reason", because)];
        let mut rows = vec![ReadModel::User(Box::new(row))];
        // Nobody goes on in a browser with what they may no longer do, or as whom they are no longer.
        if !is_same || known.state.access != *access {
            rows.push(ReadModel::NoSessions(id.clone()));
        }
        self.append_user((council, actor, id), known.version, (events, words, rows))
            .await
    }

    /// Has somebody sign in until a day and no longer. On that day itself they still do.
    ///
    /// Costs a row for each person who works for the council, the person's own stream, and one commit.
    pub async fn end_user(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, on, because): (&UserId, Date, &str),
    ) -> Result<(), Failure> {
        let command = |because| Command::End { on, because };
        let now = self.outside().now();
        let told = self.who_hears_of_work_left(council, actor, (id, on)).await?;
        let ends = |known: UserRow, _: &Event| {
            let row = UserRow {
                ends_on: Some(on),
                updated_at: now,
                ..known
            };
            let ended = [
                ReadModel::User(Box::new(row)),
                ReadModel::NoPasswordLinks(id.clone()),
            ];
            ended.into_iter().chain(told).collect()
        };
        self.order_user((council, actor, id), (because, command), ends)
            .await
    }

    /// Has somebody sign in no more, from this moment on: they are signed out everywhere with it.
    ///
    /// Costs what [`Casework::end_user`] costs, and the person's links and sessions, by index.
    pub async fn end_user_now(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, because): (&UserId, &str),
    ) -> Result<(), Failure> {
        let command = |because| Command::EndNow { because };
        let now = self.outside().now();
        let told = self
            .who_hears_of_work_left(council, actor, (id, self.today()))
            .await?;
        let ends = |known: UserRow, event: &Event| {
            let ends_on = if let Event::UserEnded { on, .. } = event {
                Some(*on)
            } else {
                known.ends_on
            };
            let row = UserRow {
                ends_on,
                updated_at: now,
                ..known
            };
            let ended = [
                ReadModel::User(Box::new(row)),
                ReadModel::NoPasswordLinks(id.clone()),
                ReadModel::NoSessions(id.clone()),
            ];
            ended.into_iter().chain(told).collect()
        };
        self.order_user((council, actor, id), (because, command), ends)
            .await
    }

    /// Signs somebody out everywhere.
    ///
    /// Costs what [`Casework::end_user`] costs, and the person's sessions, by index.
    pub async fn end_user_sessions(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, because): (&UserId, &str),
    ) -> Result<(), Failure> {
        let command = |because| Command::EndSessions { because };
        let signed_out = |_: UserRow, _: &Event| vec![ReadModel::NoSessions(id.clone())];
        self.order_user((council, actor, id), (because, command), signed_out)
            .await
    }

    /// Decides an order about somebody and writes it with its reason, and with the rows that follow from its event.
    ///
    /// Costs the events of the person.
    pub(crate) async fn order_user(
        &self,
        (council, actor, id): (&CouncilId, &Actor, &UserId),
        (because, command): (&str, impl FnOnce(Words) -> Command),
        rows: impl FnOnce(UserRow, &Event) -> Vec<ReadModel>,
    ) -> Result<(), Failure> {
        let known = self.known_user(council, id).await?;
        let because = self.fresh().words(because.trim());
        let events = self
            .decide_user((council, actor), Some(&known.state), &command(because.clone()))
            .await?;
        let event = events.first().ok_or(Failure::NotFound)?;
        let rows = rows(known.row, event);
        let written = (events, vec![("reason", because)], rows);
        self.append_user((council, actor, id), known.version, written)
            .await
    }

    /// Makes a link with which somebody chooses a password. From then on it is the only way in: links made before, the
    /// password they had and the browsers they are signed in with hold no longer, since another may know the password.
    ///
    /// Costs what [`Casework::end_user`] costs, and the person's links and sessions, by index.
    pub async fn make_password_link(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, because): (&UserId, &str),
    ) -> Result<PasswordLink, Failure> {
        let known = self.known_user(council, id).await?;
        let because = self.fresh().words(because.trim());
        let command = Command::MakePasswordLink {
            because: because.clone(),
        };
        let events = self
            .decide_user((council, actor), Some(&known.state), &command)
            .await?;
        let (link, row) = self.fresh_link(id);
        let rows = vec![
            ReadModel::NoPasswordLinks(id.clone()),
            ReadModel::NoPassword(id.clone()),
            ReadModel::NoSessions(id.clone()),
            ReadModel::PasswordLink(Box::new(row)),
        ];
        let written = (events, vec![("reason", because)], rows);
        self.append_user((council, actor, id), known.version, written)
            .await?;
        Ok(link)
    }

    /// Whose password a link sets; `None` when it has ended or was used.
    ///
    /// Costs two rows by their keys.
    pub async fn whose_link(&self, council: &CouncilId, token: &str) -> Result<Option<User>, Failure> {
        let now = self.outside().now();
        let link = self.store.password_link(council, &hash_of(token), now).await?;
        let Some(link) = link else { return Ok(None) };
        Ok(self
            .user(council, &link.user_id)
            .await?
            .filter(|user| user.active))
    }

    /// Keeps the password that somebody chose with a link, once; every browser they were signed in with
    /// is signed out.
    ///
    /// Costs three rows by their keys, the person's own stream, and one commit.
    pub async fn choose_password(
        &self,
        council: &CouncilId,
        token: &str,
        hash: String,
    ) -> Result<(), Failure> {
        let user = self.whose_link(council, token).await?.ok_or(Failure::NotFound)?;
        let known = self.known_user(council, &user.id).await?;
        let id = user.id.clone();
        let rows = vec![
            ReadModel::NoPasswordLinks(id.clone()),
            ReadModel::NoSessions(id.clone()),
            ReadModel::Password {
                user: id.clone(),
                hash,
            },
        ];
        let written = (vec![Event::PasswordChosen {}], Vec::new(), rows);
        self.append_user((council, &user.actor(), &id), known.version, written)
            .await
    }

    /// Keeps that somebody signed in now.
    ///
    /// Costs one row by its key.
    pub async fn signed_in_now(&self, council: &CouncilId, id: &UserId) -> Result<(), Failure> {
        Ok(self.store.signed_in(council, id, self.outside().now()).await?)
    }

    /// Somebody who can sign in, by identifier.
    ///
    /// Costs one row by its key.
    pub async fn user(&self, council: &CouncilId, id: &UserId) -> Result<Option<User>, Failure> {
        self.store
            .user(council, id)
            .await?
            .map(|row| self.user_of(council, row))
            .transpose()
    }

    /// Somebody who can sign in, by e-mail address in any case of letters.
    ///
    /// Costs one row by its key.
    pub async fn user_by_email(&self, council: &CouncilId, email: &str) -> Result<Option<User>, Failure> {
        self.store
            .user_by_email(council, email)
            .await?
            .map(|row| self.user_of(council, row))
            .transpose()
    }

    /// Everybody who can sign in, or once could, by name.
    ///
    /// Costs a row for each person who works for the council.
    pub async fn users(&self, council: &CouncilId) -> Result<Vec<User>, Failure> {
        let rows = self.store.users(council).await?;
        rows.into_iter().map(|row| self.user_of(council, row)).collect()
    }

    /// The names of users, by identifier.
    ///
    /// Costs one row for each of them.
    pub async fn names_of(
        &self,
        council: &CouncilId,
        users: Vec<UserId>,
    ) -> Result<BTreeMap<UserId, String>, Failure> {
        Ok(self.store.names_of_users(council, &users).await?)
    }

    pub(crate) fn user_of(&self, council: &CouncilId, row: UserRow) -> Result<User, Failure> {
        let teams: Vec<TeamId> = read("teams", &row.teams)?;
        let own_services: Vec<ServiceId> = read("services", &row.services)?;
        let mut services = own_services.clone();
        let settings = self.councils.get(council)?;
        let today = self.today();
        for service in &settings.policy(today)?.services {
            if teams.contains(&service.team) && !services.contains(&service.id) {
                services.push(service.id.clone());
            }
        }
        Ok(User {
            id: row.user_id,
            email: row.email,
            name: row.name,
            roles: read("roles", &row.roles)?,
            teams,
            services,
            own_services,
            wards: read("wards", &row.wards)?,
            active: row.active && row.ends_on.is_none_or(|last| today <= last),
            ends_on: row.ends_on,
            last_sign_in_at: row.last_sign_in_at,
            password_hash: row.password_hash,
            partner: row.partner,
            is_emergency: row.emergency,
        })
    }

    /// A row without a name, an address and a password.
    pub(crate) fn row_of(&self, id: &UserId, access: &Access) -> Result<UserRow, Failure> {
        Ok(UserRow {
            user_id: id.clone(),
            email: String::new(),
            name: String::new(),
            password_hash: None,
            roles: json(&access.roles)?,
            teams: json(&access.teams)?,
            services: json(&access.services)?,
            active: true,
            updated_at: self.outside().now(),
            wards: json(&access.wards)?,
            ends_on: None,
            last_sign_in_at: None,
            partner: access.partner.clone(),
            emergency: false,
        })
    }

    fn fresh_link(&self, id: &UserId) -> (PasswordLink, PasswordLinkRow) {
        let token = self.fresh().secret();
        let now = self.outside().now();
        let expires_at = now.checked_add(LINK_HOLDS).unwrap_or(Timestamp::MAX);
        let row = PasswordLinkRow {
            token_hash: hash_of(&token),
            user_id: id.clone(),
            expires_at,
        };
        let link = PasswordLink {
            user: id.clone(),
            token,
            expires_at,
        };
        (link, row)
    }

    pub(crate) async fn known_user(&self, council: &CouncilId, id: &UserId) -> Result<Known, Failure> {
        let row = self.store.user(council, id).await?.ok_or(Failure::NotFound)?;
        let recorded = self.store.stream(council, &StreamId::user(id)).await?;
        let mut state = None;
        for event in &recorded {
            if let Some(event) = audit::read::<Event>(event)? {
                state = person::evolve(id, state, &event);
            }
        }
        Ok(Known {
            version: recorded.last().map_or(0, |event| event.version),
            state: state.ok_or(Failure::NotFound)?,
            row,
        })
    }

    pub(crate) async fn decide_user(
        &self,
        (council, actor): (&CouncilId, &Actor),
        state: Option<&person::State>,
        command: &Command,
    ) -> Result<Vec<Event>, Failure> {
        let settings = self.councils.get(council)?;
        let today = self.today();
        let is_other = |user: &User| {
            let same = state.is_some_and(|state| state.id == user.id);
            // The emergency account is nobody's work: with it alone nobody would keep the settings.
            !same && user.active && !user.is_emergency && user.roles.contains(&Role::Administrator)
        };
        let others = self
            .users(council)
            .await?
            .iter()
            .filter(|user| is_other(user))
            .count();
        let context = Context {
            actor,
            today,
            policy: settings.policy(today)?,
            other_administrators: others,
        };
        match person::decide(state, command, &context) {
            Err(settings::Refusal::NotPermitted(_)) => Err(Failure::NotPermitted),
            decided => Ok(decided?),
        }
    }

    pub(crate) async fn append_user(
        &self,
        (council, actor, id): (&CouncilId, &Actor, &UserId),
        expected: i64,
        (events, words, rows): (Vec<Event>, Vec<(&'static str, Words)>, Vec<ReadModel>),
    ) -> Result<(), Failure> {
        let stream = StreamId::user(id);
        let now = self.outside().now();
        let mut changes = Changes::new(council.clone(), actor.id.clone(), now);
        changes.rows = rows;
        let mut news = Vec::new();
        for (version, event) in (expected + 1..).zip(&events) {
            let row = audit::of_user(event, (&stream, version), (now, &actor.id));
            let row = row.map(|row| ReadModel::SettingsChange(Box::new(row)));
            changes.rows.extend(row);
            news.push(NewEvent {
                kind: event.name(),
                body: json(event)?,
                salt: self.fresh().salt(),
            });
        }
        let beside = |(purpose, words)| NewWords {
            stream: stream.clone(),
            purpose,
            words,
        };
        changes.words = words.into_iter().map(beside).collect();
        changes.appends.push(Append {
            stream: stream.clone(),
            expected,
            events: news,
        });
        self.store.commit(changes).await?;
        Ok(())
    }
}

/// The token is 256 bits by chance, so a salt of zeros hides it as well as any other.
fn hash_of(token: &str) -> String {
    Digest::of(&[0; 16], token.as_bytes()).as_str().to_owned()
}

pub(crate) fn json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| Failure::Unreadable(error.to_string()))
}

fn read<T: serde::de::DeserializeOwned>(column: &str, text: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|error| Failure::Unreadable(format!("{column}: {error}")))
}
