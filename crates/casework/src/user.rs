//! People who can sign in: added, changed and ended as events, with who did it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::id::{CouncilId, ServiceId, TeamId, UserId, WardId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::vocabulary::Role;
use redress_store::changes::{Append, Changes, NewEvent, ReadModel};
use redress_store::stream::StreamId;
use redress_store::user::UserRow;
use serde::{Deserialize, Serialize};

use crate::Casework;
use crate::failure::Failure;

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
    /// The wards that a councillor is elected for.
    pub wards: Vec<WardId>,
    /// Whether they may sign in.
    pub active: bool,
    /// What their password is checked against.
    pub password_hash: Option<String>,
}

impl User {
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
}

/// What happened to somebody's leave to sign in. Names and addresses stand in the row alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum UserEvent {
    /// They were added, or their roles, teams or services changed.
    UserSet {
        /// Their roles.
        roles: Vec<Role>,
        /// Their teams.
        teams: Vec<TeamId>,
        /// Services beyond those of their teams.
        services: Vec<ServiceId>,
        /// The wards that a councillor is elected for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        wards: Vec<WardId>,
        /// Whether they may sign in.
        active: bool,
    },
    /// They are away, and somebody covers.
    AwaySet {
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
        /// Who covers.
        covered_by: UserId,
    },
    /// They are not away after all.
    AwayEnded,
}

impl Casework {
    /// Adds somebody who can sign in.
    ///
    /// Costs one commit.
    pub async fn create_user(
        &self,
        council: &CouncilId,
        actor: &Actor,
        new: NewUser,
    ) -> Result<UserId, Failure> {
        let settings = self.councils.get(council)?;
        let now = self.outside().now();
        let policy = settings.policy(civil_date(now))?;
        if !permission::may(policy, actor, Act::ManageUsers) {
            return Err(Failure::NotPermitted);
        }
        let id = self.fresh().user();
        let mut roles = new.roles;
        if roles.iter().any(|role| is_staff(*role)) && !roles.contains(&Role::Staff) {
            roles.push(Role::Staff);
        }
        let event = UserEvent::UserSet {
            roles: roles.clone(),
            teams: new.teams.clone(),
            services: new.services.clone(),
            wards: new.wards.clone(),
            active: true,
        };
        let body = json(&event)?;
        let mut changes = Changes::new(council.clone(), actor.id.clone(), now);
        changes.appends.push(Append {
            stream: StreamId::user(&id),
            expected: 0,
            events: vec![NewEvent {
                kind: "user-set",
                body,
                salt: self.fresh().salt(),
            }],
        });
        changes.rows.push(ReadModel::User(Box::new(UserRow {
            user_id: id.clone(),
            email: redress_store::person::fold(new.email.trim()),
            name: new.name,
            password_hash: new.password_hash,
            roles: json(&roles)?,
            teams: json(&new.teams)?,
            services: json(&new.services)?,
            active: true,
            updated_at: now,
            wards: json(&new.wards)?,
        })));
        self.store.commit(changes).await?;
        Ok(id)
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

    fn user_of(&self, council: &CouncilId, row: UserRow) -> Result<User, Failure> {
        let teams: Vec<TeamId> = read("teams", &row.teams)?;
        let mut services: Vec<ServiceId> = read("services", &row.services)?;
        let settings = self.councils.get(council)?;
        let policy = settings.policy(civil_date(self.outside().now()))?;
        for service in &policy.services {
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
            wards: read("wards", &row.wards)?,
            active: row.active,
            password_hash: row.password_hash,
        })
    }
}

/// Whether a role is one of people who work for the council.
pub const fn is_staff(role: Role) -> bool {
    match role {
        Role::Customer | Role::Representative | Role::Councillor | Role::Partner => false,
        Role::Staff
        | Role::Adviser
        | Role::Officer
        | Role::ServiceManager
        | Role::Reviewer
        | Role::ComplaintsManager
        | Role::AuthorisingOfficer
        | Role::Executive
        | Role::Auditor
        | Role::Administrator => true,
    }
}

pub(crate) fn json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| Failure::Unreadable(error.to_string()))
}

fn read<T: serde::de::DeserializeOwned>(column: &str, text: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|error| Failure::Unreadable(format!("{column}: {error}")))
}
