//! Tokens: how other programs ask. Made, revoked and looked up; each is an author in the record.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::id::{ActorId, CouncilId, ReasonCode, ServiceId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::vocabulary::Role;
use redress_domain::words::{Digest, Words, WordsRef};
use redress_store::changes::{Append, Changes, NewEvent, NewWords, ReadModel};
use redress_store::stream::StreamId;
use redress_store::token::TokenRow;
use serde::{Deserialize, Serialize};

use crate::Casework;
use crate::audit;
use crate::failure::Failure;

/// What every token begins with, so that one that was left somewhere can be found by a search.
pub const BEGINS: &str = "redress_";

/// A program's token, without the secret: that only the program has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The program's name: its name in the record as well, and never another's.
    pub name: ReasonCode,
    /// Its roles.
    pub roles: Vec<Role>,
    /// The services that it is kept to; none is no limit beyond what its roles reach.
    pub services: Vec<ServiceId>,
    /// How many requests it may send in a minute.
    pub per_minute: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it opens nothing.
    pub expires_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// The last day on which it was used.
    pub last_used_on: Option<Date>,
}

impl Token {
    /// The program as somebody who acts.
    pub fn actor(&self) -> Actor {
        Actor {
            id: ActorId::Program(self.name.clone()),
            roles: self.roles.clone(),
            services: self.services.clone(),
        }
    }

    /// Whether it opens anything at a moment.
    pub fn is_in_force(&self, at: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| at < end)
    }
}

/// A program that shall be able to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// The program's name.
    pub name: ReasonCode,
    /// Its roles; every one of staff is `staff` too.
    pub roles: Vec<Role>,
    /// The services that it is kept to.
    pub services: Vec<ServiceId>,
    /// How many requests it may send in a minute.
    pub per_minute: i64,
    /// From when on it opens nothing.
    pub expires_at: Option<Timestamp>,
    /// Why it is made, if that was said.
    pub because: Option<String>,
}

/// What happened to a program's token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum TokenEvent {
    /// It was made.
    TokenCreated {
        /// Its roles.
        roles: Vec<Role>,
        /// The services that it is kept to.
        services: Vec<ServiceId>,
        /// From when on it opens nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expires_at: Option<Timestamp>,
        /// The digest of the token: so that nobody puts another in its place unseen. Those made before have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        token: Option<String>,
        /// How many requests it may send in a minute. Those made before have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        per_minute: Option<i64>,
        /// Why, if that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordsRef>,
        /// What it may do, in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        difference: Option<WordsRef>,
    },
    /// It opens nothing any more.
    TokenRevoked {
        /// Why, if that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<WordsRef>,
    },
}

impl TokenEvent {
    /// What happened, by name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::TokenCreated { .. } => "token-created",
            Self::TokenRevoked { .. } => "token-revoked",
        }
    }

    /// Why, and what changed.
    pub(crate) fn said(&self) -> (Option<&WordsRef>, Option<&WordsRef>) {
        match self {
            Self::TokenCreated {
                because, difference, ..
            } => (because.as_ref(), difference.as_ref()),
            Self::TokenRevoked { because } => (because.as_ref(), None),
        }
    }
}

/// Words that stand beside an event of the settings: why, and what changed.
#[derive(Default)]
pub(crate) struct Beside {
    pub(crate) because: Option<Words>,
    pub(crate) difference: Option<Words>,
}

impl Beside {
    /// Why, as it is kept in the event.
    pub(crate) fn because(&self) -> Option<WordsRef> {
        self.because.as_ref().map(Words::reference)
    }

    /// What changed, as it is kept in the event.
    pub(crate) fn difference(&self) -> Option<WordsRef> {
        self.difference.as_ref().map(Words::reference)
    }
}

impl Casework {
    /// Makes a token and answers it: the only time that anybody sees it.
    ///
    /// A name that had a token before is taken for ever, since the record names it as an author.
    ///
    /// Costs one commit.
    pub async fn create_token(
        &self,
        council: &CouncilId,
        actor: &Actor,
        new: NewToken,
    ) -> Result<String, Failure> {
        self.may_manage(council, actor)?;
        let now = self.outside().now();
        let mut roles = new.roles;
        if roles.iter().any(|role| role.is_staff()) && !roles.contains(&Role::Staff) {
            roles.push(Role::Staff);
        }
        let token = format!("{BEGINS}{}", self.fresh().secret());
        let what = what_it_may_do(&roles, &new.services, new.expires_at);
        let beside = Beside {
            because: new.because.and_then(|because| self.fresh().some_words(&because)),
            difference: Some(self.fresh().words(&what)),
        };
        let event = TokenEvent::TokenCreated {
            roles: roles.clone(),
            services: new.services.clone(),
            expires_at: new.expires_at,
            token: Some(digest(&token)),
            per_minute: Some(new.per_minute),
            because: beside.because(),
            difference: beside.difference(),
        };
        let row = TokenRow {
            name: new.name.to_string(),
            token_hash: digest(&token),
            roles: json(&roles)?,
            services: json(&new.services)?,
            per_minute: new.per_minute,
            created_at: now,
            expires_at: new.expires_at,
            revoked_at: None,
            last_used_on: None,
        };
        let stream = StreamId::token(new.name.as_str());
        let happened = (event.name(), &event);
        let mut changes = self.setting_changed(council, actor, (stream, 0), (happened, beside))?;
        changes.rows.push(ReadModel::Token(Box::new(row)));
        match self.store.commit(changes).await {
            Ok(_) => Ok(token),
            Err(redress_store::error::StoreError::Conflict { .. }) => Err(Failure::Taken),
            Err(other) => Err(other.into()),
        }
    }

    /// Revokes a program's token, and says why if that is told: from the next request on it opens nothing.
    ///
    /// Costs two looks at a key, and one commit.
    pub async fn revoke_token(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (name, because): (&str, Option<&str>),
    ) -> Result<(), Failure> {
        self.may_manage(council, actor)?;
        let row = self.store.token(council, name).await?.ok_or(Failure::NotFound)?;
        if row.revoked_at.is_some() {
            return Ok(());
        }
        let stream = StreamId::token(name);
        let version = self.store.version_of(council, &stream).await?;
        let beside = Beside {
            because: because.and_then(|because| self.fresh().some_words(because)),
            difference: None,
        };
        let event = TokenEvent::TokenRevoked {
            because: beside.because(),
        };
        let happened = (event.name(), &event);
        let mut changes = self.setting_changed(council, actor, (stream, version), (happened, beside))?;
        changes.rows.push(ReadModel::Token(Box::new(TokenRow {
            revoked_at: Some(changes.at),
            ..row
        })));
        self.store.commit(changes).await?;
        Ok(())
    }

    /// Every token, by name, in force or not.
    ///
    /// Costs a row for each token that was ever made.
    pub async fn tokens(&self, council: &CouncilId) -> Result<Vec<Token>, Failure> {
        let rows = self.store.tokens(council).await?;
        rows.into_iter().map(token_of).collect()
    }

    /// The token that a program shows, if it is in force. The day is noted: one write in a day.
    ///
    /// Costs one row by an index of digests; the first time in a day, one more by its key.
    pub async fn token_shown(&self, council: &CouncilId, secret: &str) -> Result<Option<Token>, Failure> {
        if !secret.starts_with(BEGINS) {
            return Ok(None);
        }
        let Some(row) = self.store.token_by_hash(council, &digest(secret)).await? else {
            return Ok(None);
        };
        let now = self.outside().now();
        let token = token_of(row)?;
        if !token.is_in_force(now) {
            return Ok(None);
        }
        let today = civil_date(now);
        if token.last_used_on != Some(today) {
            self.store.token_used(council, token.name.as_str(), today).await?;
        }
        Ok(Some(token))
    }

    /// Tokens and webhooks are kept by whoever keeps the list of people.
    pub(crate) fn may_manage(&self, council: &CouncilId, actor: &Actor) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        if permission::may(settings.policy(self.today())?, actor, Act::ManageUsers) {
            Ok(())
        } else {
            Err(Failure::NotPermitted)
        }
    }

    /// The changes of one event on a stream of the settings, with its line in the audit log.
    pub(crate) fn setting_changed(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (stream, expected): (StreamId, i64),
        ((kind, event), beside): ((&'static str, &impl Serialize), Beside),
    ) -> Result<Changes, Failure> {
        let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
        let (because, difference) = (beside.because(), beside.difference());
        let place = (&stream, expected + 1);
        let said = (because.as_ref(), difference.as_ref());
        let row = audit::row(kind, said, place, (changes.at, &actor.id));
        changes.rows.push(ReadModel::SettingsChange(Box::new(row)));
        let words = [("because", beside.because), ("difference", beside.difference)];
        let words = words.into_iter().filter_map(|(purpose, words)| {
            words.map(|words| NewWords {
                stream: stream.clone(),
                purpose,
                words,
            })
        });
        changes.words = words.collect();
        changes.appends.push(Append {
            stream,
            expected,
            events: vec![NewEvent {
                kind,
                body: json(event)?,
                salt: self.fresh().salt(),
            }],
        });
        Ok(changes)
    }
}

/// What a token may do, a sentence a line.
fn what_it_may_do(roles: &[Role], services: &[ServiceId], expires_at: Option<Timestamp>) -> String {
    let roles: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
    let services: Vec<&str> = services.iter().map(ServiceId::as_str).collect();
    let services = if services.is_empty() {
        "every service that its roles reach".to_owned()
    } else {
        services.join(", ")
    };
    let end = expires_at.map_or_else(
        || "It has no end.".to_owned(),
        |end| format!("It ends before {}.", civil_date(end)),
    );
    format!("Roles: {}.\nServices: {services}.\n{end}", roles.join(", "))
}

/// The token is 256 bits by chance, so a salt of zeros hides it as well as any other.
fn digest(token: &str) -> String {
    Digest::of(&[0; 16], token.as_bytes()).as_str().to_owned()
}

fn token_of(row: TokenRow) -> Result<Token, Failure> {
    Ok(Token {
        name: ReasonCode::parse(row.name).map_err(|error| Failure::Unreadable(error.to_string()))?,
        roles: read("roles", &row.roles)?,
        services: read("services", &row.services)?,
        per_minute: row.per_minute,
        created_at: row.created_at,
        expires_at: row.expires_at,
        revoked_at: row.revoked_at,
        last_used_on: row.last_used_on,
    })
}

pub(crate) fn json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| Failure::Unreadable(error.to_string()))
}

pub(crate) fn read<T: serde::de::DeserializeOwned>(column: &str, text: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|error| Failure::Unreadable(format!("{column}: {error}")))
}
