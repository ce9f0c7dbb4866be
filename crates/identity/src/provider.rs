//! One provider: where to send somebody who signs in, and what it says of them when they come back.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClientAuthMethod, CoreGenderClaim, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, DiscoveryError,
    IssuerUrl, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    RequestTokenError, Scope, SignatureVerificationError, TokenResponse as _, UserInfoClaims,
};
use serde_json::{Map, Value};
use tokio::sync::Mutex;

use crate::asking::{Answering, Asking, Request};
use crate::client::{Client, Metadata, OtherClaims, Token};

/// How long everything that one page waits for may take together.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long what a provider says of itself, and its keys, are taken as still so.
const FRESH: SignedDuration = SignedDuration::from_hours(1);
/// How long a provider that did not answer is not asked again: others need not wait for the same.
const REST: SignedDuration = SignedDuration::from_secs(10);
/// How long after its keys were read a token with an unknown key has them read anew.
const KEYS_REST: SignedDuration = SignedDuration::from_mins(1);
/// How far the clock of a provider may be ahead of ours.
const AHEAD: SignedDuration = SignedDuration::from_mins(5);
/// How old a token may be: it is fetched a moment after it was made.
const OLDEST: SignedDuration = SignedDuration::from_mins(10);

/// How we stand with a provider.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Registration {
    /// Who it is, as its tokens say.
    pub(crate) issuer: String,
    /// What it calls us.
    pub(crate) client_id: String,
    /// Our secret there.
    pub(crate) secret: Option<String>,
}

/// What only the browser that began and we know: each by chance, 256 bits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chance {
    /// Comes back with the browser.
    pub state: String,
    /// Comes back in the ID token.
    pub nonce: String,
    /// Goes with the code, so that nobody else can use it (PKCE, RFC 7636): 43 to 128 letters.
    pub verifier: String,
}

/// What a browser brought back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Back {
    /// What opens the tokens, once.
    pub code: Option<String>,
    /// What went there with it.
    pub state: Option<String>,
    /// Who says so (RFC 9207).
    pub iss: Option<String>,
    /// Why there is no code.
    pub error: Option<String>,
}

/// Why nobody can be signed in by a provider.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It does not answer, or not with what makes sense.
    #[error("the identity provider cannot be used: {0}")]
    Unavailable(String),
    /// It says no: the person turned back there, or may not use this application.
    #[error("the identity provider says no: {0}")]
    SaysNo(String),
    /// What came back is not what we asked for, and so it counts for nothing.
    #[error("what came back is not to be trusted: {0}")]
    NotTrusted(String),
}

/// A provider, and what is known of it.
pub struct Provider {
    registration: Registration,
    asking: Arc<dyn Asking>,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// What it says of itself, and when it said so.
    metadata: Option<(Arc<Metadata>, Timestamp)>,
    /// When it did not answer, and why.
    failed: Option<(Timestamp, String)>,
}

impl Provider {
    pub(crate) fn new(registration: Registration, asking: Arc<dyn Asking>) -> Self {
        Self {
            registration,
            asking,
            known: Mutex::default(),
        }
    }

    pub(crate) fn is_for(&self, registration: &Registration) -> bool {
        self.registration == *registration
    }

    /// The address to which a browser is sent to sign in, and from there back to `back`.
    ///
    /// Costs two requests when nothing is known of the provider yet, and ten seconds at most.
    pub async fn begin(&self, back: &str, chance: &Chance, now: Timestamp) -> Result<String, Trouble> {
        let metadata = self.metadata(now, FRESH).await?;
        let client = self.client(&metadata, back)?;
        let verifier = PkceCodeVerifier::new(chance.verifier.clone());
        let (state, nonce) = (chance.state.clone(), chance.nonce.clone());
        let (url, _, _) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new(state),
                || Nonce::new(nonce),
            )
            .add_scope(Scope::new("profile".to_owned()))
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        Ok(url.to_string())
    }

    /// What the provider says of whoever came back: every claim of their ID token, and those of `wanted` that only
    /// its UserInfo has. Everything of it was checked: state, issuer, code, signature, audience, nonce and times.
    ///
    /// Costs two to five requests, and ten seconds at most.
    pub async fn finish(
        &self,
        (back_at, chance): (&str, &Chance),
        back: &Back,
        (wanted, now): (&[&str], Timestamp),
    ) -> Result<Map<String, Value>, Trouble> {
        let finishing = self.exchange((back_at, chance), back, (wanted, now));
        let finished = tokio::time::timeout(PATIENCE, finishing).await;
        finished.unwrap_or_else(|_elapsed| Err(Trouble::Unavailable("it took too long to answer".to_owned())))
    }

    /// Where somebody who signed out here signs out of the provider, and comes back to `back`; `None` where it has
    /// no such page (OpenID Connect RP-Initiated Logout 1.0).
    ///
    /// Costs what [`Self::begin`] costs.
    pub async fn sign_out(&self, back: &str, now: Timestamp) -> Result<Option<String>, Trouble> {
        let metadata = self.metadata(now, FRESH).await?;
        let Some(page) = &metadata.additional_metadata().end_session_endpoint else {
            return Ok(None);
        };
        let page = openidconnect::url::Url::parse_with_params(
            page,
            [
                ("client_id", self.registration.client_id.as_str()),
                ("post_logout_redirect_uri", back),
            ],
        );
        let page =
            page.map_err(|error| Trouble::Unavailable(format!("its end_session_endpoint: {error}")))?;
        Ok(is_safe(page.as_str()).then(|| page.to_string()))
    }

    async fn exchange(
        &self,
        (back_at, chance): (&str, &Chance),
        back: &Back,
        (wanted, now): (&[&str], Timestamp),
    ) -> Result<Map<String, Value>, Trouble> {
        if back.state.as_deref() != Some(chance.state.as_str()) {
            return Err(Trouble::NotTrusted("the state is another".to_owned()));
        }
        let metadata = self.metadata(now, FRESH).await?;
        self.comes_from_it(back, &metadata)?;
        if let Some(error) = &back.error {
            return Err(Trouble::SaysNo(short(error)));
        }
        let Some(code) = &back.code else {
            return Err(Trouble::NotTrusted("there is no code".to_owned()));
        };
        let client = self.client(&metadata, back_at)?;
        let ask = self.ask();
        let request = client
            .exchange_code(AuthorizationCode::new(code.clone()))
            .map_err(|error| Trouble::Unavailable(error.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(chance.verifier.clone()));
        let tokens = request.request_async(&ask).await.map_err(|error| match error {
            RequestTokenError::ServerResponse(said) => Trouble::NotTrusted(short(&said.to_string())),
            RequestTokenError::Request(why) => Trouble::Unavailable(why.to_string()),
            RequestTokenError::Parse(error, _) => {
                Trouble::NotTrusted(format!("its tokens cannot be read: {error}"))
            }
            RequestTokenError::Other(why) => Trouble::NotTrusted(why),
        })?;
        let token = tokens
            .id_token()
            .ok_or_else(|| Trouble::NotTrusted("there is no ID token".to_owned()))?;
        let mut claims = match self.claims((&metadata, token), chance, now) {
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => {
                // Providers change their keys: what is known of them may be from before.
                let anew = self.metadata(now, KEYS_REST).await?;
                self.claims((&anew, token), chance, now)
            }
            other => other,
        }
        .map_err(|error| Trouble::NotTrusted(error.to_string()))?;
        let lacks = |claims: &Map<String, Value>| wanted.iter().any(|name| !claims.contains_key(*name));
        if lacks(&claims) && metadata.userinfo_endpoint().is_some() {
            let subject =
                text_of(&claims, "sub").map(|sub| openidconnect::SubjectIdentifier::new(sub.to_owned()));
            let request = client
                .user_info(tokens.access_token().clone(), subject)
                .map_err(|error| Trouble::Unavailable(error.to_string()))?;
            let more: UserInfoClaims<OtherClaims, CoreGenderClaim> = request
                .request_async(&ask)
                .await
                .map_err(|error| Trouble::NotTrusted(format!("its UserInfo: {error}")))?;
            if let Ok(Value::Object(more)) = serde_json::to_value(&more) {
                for (name, value) in more {
                    claims.entry(name).or_insert(value);
                }
            }
        }
        Ok(claims)
    }

    /// The claims of an ID token that holds: OpenID Connect Core 1.0, 3.1.3.7.
    fn claims(
        &self,
        (metadata, token): (&Metadata, &Token),
        chance: &Chance,
        now: Timestamp,
    ) -> Result<Map<String, Value>, ClaimsVerificationError> {
        let other = |why: String| ClaimsVerificationError::Other(why);
        let issuer = metadata.issuer().clone();
        let client_id = ClientId::new(self.registration.client_id.clone());
        let moment = DateTime::<Utc>::from_timestamp(now.as_second(), 0)
            .ok_or_else(|| other("there is no such moment".to_owned()))?;
        // A token that is signed with a secret that two know, or not at all, proves nothing: no HS256, no "none".
        let verifier = openidconnect::core::CoreIdTokenVerifier::new_public_client(
            client_id.clone(),
            issuer,
            metadata.jwks().clone(),
        )
        .set_allowed_algs(signatures())
        .set_time_fn(move || moment)
        .set_issue_time_verifier_fn(move |at| {
            let age = moment.timestamp() - at.timestamp();
            if age < -AHEAD.as_secs() {
                Err("it was made in the future".to_owned())
            } else if age > OLDEST.as_secs() {
                Err("it was made too long ago".to_owned())
            } else {
                Ok(())
            }
        });
        let nonce = Nonce::new(chance.nonce.clone());
        let claims = token.claims(&verifier, &nonce)?;
        if claims.authorized_party().is_some_and(|party| *party != client_id) {
            return Err(other("it is for another party".to_owned()));
        }
        match serde_json::to_value(claims) {
            Ok(Value::Object(claims)) => Ok(claims),
            Ok(_) => Err(other("its claims are no object".to_owned())),
            Err(error) => Err(other(error.to_string())),
        }
    }

    /// An answer that names another provider, or none where it always names itself, was mixed up (RFC 9207, 2.4).
    fn comes_from_it(&self, back: &Back, metadata: &Metadata) -> Result<(), Trouble> {
        let names_itself = metadata
            .additional_metadata()
            .authorization_response_iss_parameter_supported;
        match &back.iss {
            Some(iss) if *iss != self.registration.issuer => Err(Trouble::NotTrusted(
                "the answer comes from another provider".to_owned(),
            )),
            None if names_itself => Err(Trouble::NotTrusted(
                "the answer does not say who it comes from".to_owned(),
            )),
            Some(_) | None => Ok(()),
        }
    }

    fn client(&self, metadata: &Metadata, back: &str) -> Result<Client, Trouble> {
        let back = RedirectUrl::new(back.to_owned())
            .map_err(|error| Trouble::Unavailable(format!("our own address: {error}")))?;
        let secret = self.registration.secret.clone().map(ClientSecret::new);
        let client_id = ClientId::new(self.registration.client_id.clone());
        let methods = metadata.token_endpoint_auth_methods_supported();
        let takes = |method| methods.is_none_or(|methods| methods.contains(&method));
        let auth = if takes(CoreClientAuthMethod::ClientSecretBasic) {
            AuthType::BasicAuth
        } else {
            AuthType::RequestBody
        };
        let client = Client::from_provider_metadata(metadata.clone(), client_id, secret);
        Ok(client.set_auth_type(auth).set_redirect_uri(back))
    }

    fn ask(&self) -> impl Fn(Request) -> Answering + use<> {
        let asking = Arc::clone(&self.asking);
        move |request| asking.ask(request)
    }

    /// What the provider says of itself, not older than `age`.
    async fn metadata(&self, now: Timestamp, age: SignedDuration) -> Result<Arc<Metadata>, Trouble> {
        let mut known = self.known.lock().await;
        if let Some((metadata, at)) = &known.metadata
            && now.duration_since(*at) < age
        {
            return Ok(Arc::clone(metadata));
        }
        if let Some((at, why)) = &known.failed
            && now.duration_since(*at) < REST
        {
            return Err(Trouble::Unavailable(why.clone()));
        }
        match self.discover().await {
            Ok(metadata) => {
                let metadata = Arc::new(metadata);
                known.metadata = Some((Arc::clone(&metadata), now));
                known.failed = None;
                Ok(metadata)
            }
            Err(why) => {
                known.metadata = None;
                known.failed = Some((now, why.clone()));
                Err(Trouble::Unavailable(why))
            }
        }
    }

    async fn discover(&self) -> Result<Metadata, String> {
        let issuer = IssuerUrl::new(self.registration.issuer.clone()).map_err(|error| error.to_string())?;
        let ask = self.ask();
        let discovering = Metadata::discover_async(issuer, &ask);
        let Ok(discovered) = tokio::time::timeout(PATIENCE, discovering).await else {
            return Err("it took too long to answer".to_owned());
        };
        let metadata = discovered.map_err(|error| {
            if let DiscoveryError::Request(why) = error {
                why.to_string()
            } else {
                error.to_string()
            }
        })?;
        let pages = [
            Some(metadata.authorization_endpoint().as_str()),
            metadata.token_endpoint().map(|url| url.as_str()),
            metadata.userinfo_endpoint().map(|url| url.as_str()),
        ];
        let bad = pages.into_iter().flatten().find(|url| !is_safe(url));
        bad.map_or(Ok(metadata.clone()), |url| {
            Err(format!("{} is neither https nor on this machine", short(url)))
        })
    }
}

/// Signatures that only the provider can make.
fn signatures() -> [CoreJwsSigningAlgorithm; 9] {
    use CoreJwsSigningAlgorithm as Signed;
    [
        Signed::RsaSsaPkcs1V15Sha256,
        Signed::RsaSsaPkcs1V15Sha384,
        Signed::RsaSsaPkcs1V15Sha512,
        Signed::RsaSsaPssSha256,
        Signed::RsaSsaPssSha384,
        Signed::RsaSsaPssSha512,
        Signed::EcdsaP256Sha256,
        Signed::EcdsaP384Sha384,
        Signed::EdDsa,
    ]
}

/// Whether a page of a provider may be opened: over HTTPS, or on this very machine.
fn is_safe(url: &str) -> bool {
    let Ok(url) = openidconnect::url::Url::parse(url) else {
        return false;
    };
    let is_here = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
    url.scheme() == "https" || (url.scheme() == "http" && is_here)
}

/// What somebody outside said, short enough for a log.
fn short(said: &str) -> String {
    said.chars()
        .filter(|letter| !letter.is_control())
        .take(200)
        .collect()
}

fn text_of<'c>(claims: &'c Map<String, Value>, name: &str) -> Option<&'c str> {
    claims.get(name).and_then(Value::as_str)
}
