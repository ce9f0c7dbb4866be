//! Signing in by the council's identity provider: whom it knows, what they may do today, and who is bound to it.
//!
//! What the provider says was checked before it comes here. Its roles are taken anew at each sign-in; where they
//! differ from what is held, that is an event, and every session of that person ends with it, on every node.

use std::collections::BTreeSet;

use redress_domain::id::{ActorId, CouncilId, UserId};
use redress_domain::identity::{self, IdentityKey, NotSignedIn, Said};
use redress_domain::permission::Actor;
use redress_domain::policy::identity::{IdentityProvider, Newcomers, PasswordsFor};
use redress_domain::settings::Refusal;
use redress_domain::settings::user::{self as person, Access, Command, Context, Event};
use redress_domain::words::{Digest, Words, WordsRef};
use redress_store::changes::{Append, Changes, NewEvent, NewWords, ReadModel};
use redress_store::identity::IdentityRow;
use redress_store::stream::StreamId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Casework;
use crate::audit;
use crate::failure::Failure;
use crate::user::{Known, User, differences, given, json};

/// Why it is changed what somebody may do.
const FROM_PROVIDER: &str = "From the identity provider.";

/// How often the same person's refusal for the same reason is recorded: a page that is loaded again says nothing new.
const RECORDED_EVERY: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);

/// What came of a sign-in by the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    /// They are who the provider says, and may do what it gives them.
    In(Box<User>),
    /// They are not let in.
    Not {
        /// Why.
        why: NotSignedIn,
        /// Who they are in the provider's own word, for an administrator who wants to bind them.
        identifier: Option<String>,
    },
}

/// What happened to somebody whom the provider knows and the council does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum StrangerEvent {
    /// They were not let in.
    StrangerRefused {
        /// Why.
        why: NotSignedIn,
        /// Who it is at the provider, in words.
        difference: WordsRef,
    },
}

impl StrangerEvent {
    /// What happened, by name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::StrangerRefused { .. } => "stranger-refused",
        }
    }

    /// Why, and what was said.
    pub(crate) fn said(&self) -> (Option<&WordsRef>, Option<&WordsRef>) {
        match self {
            Self::StrangerRefused { difference, .. } => (None, Some(difference)),
        }
    }
}

/// Who acts when the provider's word is followed.
fn provider_itself() -> Actor {
    Actor::program(ActorId::Job("identity-provider"))
}

impl Casework {
    /// Lets in whoever the provider says is there, or says why not. With a link (`invitation`) that somebody was
    /// invited with, that account is bound to who they are at the provider.
    ///
    /// Costs three rows by their keys, and where something changed the person's stream and one commit.
    pub async fn sign_in_by_provider(
        &self,
        council: &CouncilId,
        claims: &Map<String, Value>,
        invitation: Option<&str>,
    ) -> Result<Entered, Failure> {
        // Of two browsers of one person that come back at the same moment, one finds everything done.
        match self.enter(council, claims, invitation).await {
            Err(Failure::Conflict { .. }) => self.enter(council, claims, invitation).await,
            other => other,
        }
    }

    async fn enter(
        &self,
        council: &CouncilId,
        claims: &Map<String, Value>,
        invitation: Option<&str>,
    ) -> Result<Entered, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let provider = policy.identity_provider.as_ref().ok_or(Failure::NotFound)?;
        let said = match identity::read(provider, claims) {
            Ok(said) => said,
            Err(why) => return self.stranger(council, None, why).await,
        };
        let bound = self.store.identity(council, said.key.as_str()).await?;
        let invited = match invitation {
            Some(token) => self.whose_link(council, token).await?,
            None => None,
        };
        match (bound, invited) {
            (Some(bound), Some(invited)) if bound.user_id != invited.id => {
                self.stranger(council, Some(&said), NotSignedIn::BoundElsewhere)
                    .await
            }
            (Some(bound), _) => {
                self.known_by_provider(council, &bound.user_id, (provider, &said))
                    .await
            }
            (None, Some(invited)) => self.bind_by_link(council, &invited, (provider, &said)).await,
            (None, None) => match provider.newcomers {
                Newcomers::Refused => self.stranger(council, Some(&said), NotSignedIn::NotInvited).await,
                Newcomers::Made => self.newcomer(council, (provider, &said)).await,
            },
        }
    }

    /// Somebody who is bound: what they may do is what the provider says now.
    async fn known_by_provider(
        &self,
        council: &CouncilId,
        id: &UserId,
        (provider, said): (&IdentityProvider, &Said),
    ) -> Result<Entered, Failure> {
        let user = self.user(council, id).await?.ok_or(Failure::NotFound)?;
        if !user.active {
            return self.not_let_in(council, &user, NotSignedIn::Ended).await;
        }
        let held = access_of(&user);
        let access = match identity::access(provider, said, Some(&held)) {
            Ok(access) => access,
            Err(why) => return self.not_let_in(council, &user, why).await,
        };
        if same(&access, &held) {
            return Ok(Entered::In(Box::new(user)));
        }
        let known = self.known_user(council, id).await?;
        let row = self.store.user(council, id).await?.ok_or(Failure::NotFound)?;
        let (event, words) = self.given_anew(council, &known, access).await?;
        let Event::UserChanged { access, .. } = &event else {
            return Err(Failure::NotFound);
        };
        let mut changed = self.row_of(id, access)?;
        changed.email = row.email;
        changed.name = row.name;
        let rows = vec![
            ReadModel::User(Box::new(changed)),
            ReadModel::NoSessions(id.clone()),
        ];
        let by = provider_itself();
        self.append_user((council, &by, id), known.version, (vec![event], words, rows))
            .await?;
        self.let_in(council, id).await
    }

    /// Somebody with the link that they were invited with: they are bound to who the provider says they are.
    async fn bind_by_link(
        &self,
        council: &CouncilId,
        invited: &User,
        (provider, said): (&IdentityProvider, &Said),
    ) -> Result<Entered, Failure> {
        let held = access_of(invited);
        if let Err(why) = identity::access(provider, said, Some(&held)) {
            return self.not_let_in(council, invited, why).await;
        }
        let known = self.known_user(council, &invited.id).await?;
        let actor = invited.actor();
        let settings = self.councils.get(council)?;
        let context = Context {
            actor: &actor,
            today: self.today(),
            policy: settings.policy(self.today())?,
            other_administrators: 0,
        };
        let event = match person::bind_by_link(&known.state, said.key.digest(), &context) {
            Ok(event) => event,
            Err(Refusal::AlreadyBound) => {
                return self
                    .stranger(council, Some(said), NotSignedIn::BoundElsewhere)
                    .await;
            }
            Err(refusal) => return Err(refusal.into()),
        };
        let rows = self.binding(&invited.id, &said.key);
        let written = (vec![event], Vec::new(), rows);
        self.append_user((council, &actor, &invited.id), known.version, written)
            .await?;
        self.known_by_provider(council, &invited.id, (provider, said))
            .await
    }

    /// Somebody who has no account, where the policy makes one.
    async fn newcomer(
        &self,
        council: &CouncilId,
        (provider, said): (&IdentityProvider, &Said),
    ) -> Result<Entered, Failure> {
        let access = match identity::access(provider, said, None) {
            Ok(access) => access,
            Err(why) => return self.stranger(council, Some(said), why).await,
        };
        let Some(email) = &said.email else {
            return self.stranger(council, Some(said), NotSignedIn::NoAddress).await;
        };
        // Never bound by an address: it changes hands, and whoever has it now need not be who had it then.
        if self.store.user_by_email(council, email).await?.is_some() {
            return self
                .stranger(council, Some(said), NotSignedIn::AddressTaken)
                .await;
        }
        let id = self.fresh().user();
        let because = self.fresh().words(FROM_PROVIDER);
        let by = provider_itself();
        let difference = self.fresh().words(&given(&access).join("\n"));
        let command = Command::Invite {
            access,
            difference: difference.clone(),
            because: because.clone(),
        };
        let mut events = self.decide_user((council, &by), None, &command).await?;
        let Some(Event::UserInvited { access, .. }) = events.first() else {
            return Err(Failure::NotFound);
        };
        let mut row = self.row_of(&id, access)?;
        row.email = redress_store::person::email_key(email);
        row.name = said.name.clone().unwrap_or_else(|| email.clone());
        events.push(Event::IdentityBound {
            identity: said.key.digest(),
            because: Some(because.reference()),
        });
        let mut rows = vec![ReadModel::User(Box::new(row))];
        rows.extend(self.binding(&id, &said.key));
        let words = vec![("difference", difference), ("reason", because)];
        let written = (events, words, rows);
        self.append_user((council, &by, &id), 0, written).await?;
        self.let_in(council, &id).await
    }

    /// Binds somebody to whoever has this identifier at the provider. Their password and links hold no longer, and
    /// they are signed out everywhere.
    ///
    /// Costs what [`Casework::end_user`] costs, and the person's links and sessions, by index.
    pub async fn bind_identity(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, identifier, because): (&UserId, &str, &str),
    ) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let provider = policy.identity_provider.as_ref().ok_or(Failure::NotFound)?;
        let key = IdentityKey::new(provider, identifier.trim());
        let command = |because| Command::BindIdentity {
            identity: key.digest(),
            because,
        };
        self.order_user((council, actor, id), (because, command), |_, _| {
            self.binding(id, &key)
        })
        .await
    }

    /// Has somebody sign in by the provider no longer. They are signed out everywhere, and need a link to choose a
    /// password.
    ///
    /// Costs what [`Casework::end_user`] costs, and the person's sessions, by index.
    pub async fn release_identity(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, because): (&UserId, &str),
    ) -> Result<(), Failure> {
        let command = |because| Command::ReleaseIdentity { because };
        let released = |_, _: &_| {
            vec![
                ReadModel::NoIdentity(id.clone()),
                ReadModel::NoSessions(id.clone()),
            ]
        };
        self.order_user((council, actor, id), (because, command), released)
            .await
    }

    /// Who is bound to the provider. Costs a row for each.
    pub async fn bound_to_provider(&self, council: &CouncilId) -> Result<BTreeSet<UserId>, Failure> {
        let rows = self.store.identities(council).await?;
        Ok(rows.into_iter().map(|row| row.user_id).collect())
    }

    /// Whether somebody signs in by the provider. Costs a row by its key.
    pub async fn is_bound_to_provider(&self, council: &CouncilId, id: &UserId) -> Result<bool, Failure> {
        Ok(self.store.identity_of(council, id).await?.is_some())
    }

    /// Whether a password of somebody is looked at: not that of whoever signs in by the provider, and where the
    /// policy keeps passwords for partners alone, that of nobody else but the emergency account. Without a provider it is
    /// everybody's.
    ///
    /// Costs a row by its key where there is a provider.
    pub async fn may_use_password(&self, council: &CouncilId, user: &User) -> Result<bool, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let Some(provider) = &policy.identity_provider else {
            return Ok(true);
        };
        if user.is_emergency {
            return Ok(true);
        }
        match provider.passwords {
            PasswordsFor::Partners if user.partner.is_none() => Ok(false),
            PasswordsFor::Partners | PasswordsFor::Unbound => {
                Ok(!self.is_bound_to_provider(council, &user.id).await?)
            }
        }
    }

    async fn let_in(&self, council: &CouncilId, id: &UserId) -> Result<Entered, Failure> {
        let user = self.user(council, id).await?.ok_or(Failure::NotFound)?;
        Ok(Entered::In(Box::new(user)))
    }

    /// The event of what the provider gives, with its words.
    async fn given_anew(
        &self,
        council: &CouncilId,
        known: &Known,
        access: Access,
    ) -> Result<(Event, Vec<(&'static str, Words)>), Failure> {
        let changed = differences(known, (&known.row.email, &known.row.name), &access);
        let difference = self.fresh().words(&changed.join("\n"));
        let because = self.fresh().words(FROM_PROVIDER);
        let command = Command::TakeFromProvider {
            access,
            difference: difference.clone(),
            because: because.clone(),
        };
        let events = self
            .decide_user((council, &provider_itself()), Some(&known.state), &command)
            .await?;
        let event = events.into_iter().next().ok_or(Failure::NotFound)?;
        Ok((event, vec![("difference", difference), ("reason", because)]))
    }

    /// The rows of a binding: whoever signs in by the provider has no password here.
    fn binding(&self, id: &UserId, key: &IdentityKey) -> Vec<ReadModel> {
        let row = IdentityRow {
            identity: key.as_str().to_owned(),
            user_id: id.clone(),
            bound_at: self.outside().now(),
        };
        vec![
            ReadModel::Identity(Box::new(row)),
            ReadModel::NoPassword(id.clone()),
            ReadModel::NoPasswordLinks(id.clone()),
            ReadModel::NoSessions(id.clone()),
        ]
    }

    /// Somebody who is known here is not let in. Whom the provider gives no role any more is signed out everywhere.
    async fn not_let_in(
        &self,
        council: &CouncilId,
        user: &User,
        why: NotSignedIn,
    ) -> Result<Entered, Failure> {
        tracing::warn!(%council, user = %user.id, %why, "the provider knows somebody who was not let in");
        let answer = Entered::Not {
            why,
            identifier: None,
        };
        let is_new = self.is_new(council, user.id.as_str(), why).await?;
        let mut rows = Vec::new();
        if why == NotSignedIn::NoRole {
            rows.push(ReadModel::NoSessions(user.id.clone()));
        }
        if !is_new {
            for _ in rows {
                self.end_sessions_of(council, &user.id).await?;
            }
            return Ok(answer);
        }
        let known = self.known_user(council, &user.id).await?;
        let difference = self.fresh().words(sentence(why));
        let event = Event::ProviderSignInRefused {
            why,
            difference: difference.reference(),
        };
        let written = (vec![event], vec![("difference", difference)], rows);
        let by = provider_itself();
        self.append_user((council, &by, &user.id), known.version, written)
            .await?;
        Ok(answer)
    }

    /// Somebody whom the provider knows and nobody here: recorded once an hour, with who it is there.
    async fn stranger(
        &self,
        council: &CouncilId,
        said: Option<&Said>,
        why: NotSignedIn,
    ) -> Result<Entered, Failure> {
        tracing::warn!(%council, %why, "the provider knows somebody who has no account here");
        let identifier = said.map(|said| said.identifier.clone());
        let who = said.map_or("nobody", |said| said.key.as_str());
        if self.is_new(council, who, why).await? {
            let mut lines = vec![sentence(why).to_owned()];
            lines.extend(
                identifier
                    .iter()
                    .map(|it| format!("Identifier at the provider: {it}")),
            );
            let email = said.and_then(|said| said.email.as_ref());
            lines.extend(email.map(|email| format!("Email address there: {email}")));
            let difference = self.fresh().words(&lines.join("\n"));
            self.append_stranger((council, who), why, difference).await?;
        }
        Ok(Entered::Not { why, identifier })
    }

    /// Whether it was not recorded within the hour.
    async fn is_new(&self, council: &CouncilId, who: &str, why: NotSignedIn) -> Result<bool, Failure> {
        let key = format!("provider-refused {} {why}", digest(who));
        Ok(self.count_try(council, &key, RECORDED_EVERY).await? == 1)
    }

    async fn append_stranger(
        &self,
        (council, who): (&CouncilId, &str),
        why: NotSignedIn,
        difference: Words,
    ) -> Result<(), Failure> {
        let stream = StreamId::stranger(&digest(who));
        let expected = self.store.stream(council, &stream).await?.len();
        let expected = i64::try_from(expected).unwrap_or(i64::MAX);
        let event = StrangerEvent::StrangerRefused {
            why,
            difference: difference.reference(),
        };
        let (now, by) = (self.outside().now(), provider_itself());
        let mut changes = Changes::new(council.clone(), by.id.clone(), now);
        let place = (&stream, expected.saturating_add(1));
        let row = audit::row(event.name(), event.said(), place, (now, &by.id));
        changes.rows.push(ReadModel::SettingsChange(Box::new(row)));
        changes.words.push(NewWords {
            stream: stream.clone(),
            purpose: "difference",
            words: difference,
        });
        changes.appends.push(Append {
            stream,
            expected,
            events: vec![NewEvent {
                kind: event.name(),
                body: json(&event)?,
                salt: self.fresh().salt(),
            }],
        });
        self.store.commit(changes).await?;
        Ok(())
    }
}

fn access_of(user: &User) -> Access {
    Access {
        roles: user.roles.clone(),
        teams: user.teams.clone(),
        services: user.own_services.clone(),
        wards: user.wards.clone(),
        partner: user.partner.clone(),
    }
}

/// Who it is at the provider, in a stream's name.
fn digest(who: &str) -> String {
    Digest::of(&[0; 16], who.as_bytes()).as_str().to_owned()
}

/// Whether two say the same, in whatever order.
fn same(one: &Access, other: &Access) -> bool {
    let sorted = |access: &Access| {
        let mut access = access.clone();
        access.roles.sort_unstable();
        access.teams.sort_unstable();
        access
    };
    sorted(one) == sorted(other)
}

/// Why somebody was not let in, for the audit log.
fn sentence(why: NotSignedIn) -> &'static str {
    match why {
        NotSignedIn::NoIdentity => "The provider did not say who they are in the way of its kind.",
        NotSignedIn::AnotherTenant => "They are of another tenant than the council's.",
        NotSignedIn::NotInvited => "Nobody has invited them.",
        NotSignedIn::AddressTaken => {
            "Somebody here has their email address, and is not bound to the provider."
        }
        NotSignedIn::NoAddress => "The provider gave no email address that it had checked.",
        NotSignedIn::Ended => "Their leave to sign in has ended.",
        NotSignedIn::NoRole => "The provider gives them no role.",
        NotSignedIn::TooManyGroups => {
            "They are in more groups than the provider puts in a token. Use app roles, or send only the groups that are assigned to the application."
        }
        NotSignedIn::BoundElsewhere => {
            "Their link is for another account than the one that they are bound to."
        }
    }
}
