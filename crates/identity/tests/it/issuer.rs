//! An identity provider of the tests' own, without a network: for what no real one would do, such as an expired
//! token, another's audience or a key that nobody published. The tests with a real one are in `browser/journeys/`.

#![allow(
    dead_code,
    clippy::allow_attributes,
    reason = "what one test file does not need another will"
)]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use data_encoding::{BASE64, BASE64URL_NOPAD};
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreJwsSigningAlgorithm};
use openidconnect::{JsonWebKeyId, PrivateSigningKey as _};
use redress_identity::asking::{Answering, Asking, NoAnswer, Request, Response};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

/// What changes a token before it is signed.
type Twist = Box<dyn Fn(&mut Map<String, Value>) + Send>;

/// How a token is signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signed {
    /// With the key that is published.
    Well,
    /// With another, under the name of the one that is published.
    ByAnother,
    /// With the secret that we share (HS256).
    WithTheSecret,
    /// Not at all.
    Not,
}

/// The provider.
pub(crate) struct Issuer {
    issuer: String,
    state: Mutex<State>,
}

struct State {
    claims: Map<String, Value>,
    userinfo: Map<String, Value>,
    twist: Twist,
    signed: Signed,
    /// The seed of its key, and the key's name.
    key: u8,
    codes: BTreeMap<String, (String, String)>,
    made: u32,
    is_down: bool,
    asked: Vec<String>,
    now: i64,
    names_itself: bool,
    /// What it calls itself.
    called: String,
}

impl Issuer {
    /// A provider that is called so, at a moment in seconds.
    pub(crate) fn new(issuer: &str, now: i64) -> Arc<Self> {
        Arc::new(Self {
            issuer: issuer.to_owned(),
            state: Mutex::new(State {
                claims: Map::new(),
                userinfo: Map::new(),
                twist: Box::new(|_| {}),
                signed: Signed::Well,
                key: 1,
                codes: BTreeMap::new(),
                made: 0,
                is_down: false,
                asked: Vec::new(),
                now,
                names_itself: true,
                called: issuer.to_owned(),
            }),
        })
    }

    fn with(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap());
    }

    /// What it says of whoever signs in next, beside the subject.
    pub(crate) fn says(&self, claims: &Value) {
        self.with(|state| state.claims.clone_from(claims.as_object().unwrap()));
    }

    /// What its UserInfo says beside.
    pub(crate) fn says_in_userinfo(&self, claims: &Value) {
        self.with(|state| state.userinfo.clone_from(claims.as_object().unwrap()));
    }

    /// Has it change each token before it signs it.
    pub(crate) fn twist(&self, twist: impl Fn(&mut Map<String, Value>) + Send + 'static) {
        self.with(|state| state.twist = Box::new(twist));
    }

    /// How it signs from now on.
    pub(crate) fn sign(&self, signed: Signed) {
        self.with(|state| state.signed = signed);
    }

    /// Has it use another key from now on, and publish that alone.
    pub(crate) fn change_key(&self) {
        self.with(|state| state.key += 1);
    }

    /// Has it call itself otherwise in what it says of itself.
    pub(crate) fn calls_itself(&self, name: &str) {
        self.with(|state| name.clone_into(&mut state.called));
    }

    /// Whether it answers.
    pub(crate) fn is_down(&self, is_down: bool) {
        self.with(|state| state.is_down = is_down);
    }

    /// What time it is there.
    pub(crate) fn at(&self, now: i64) {
        self.with(|state| state.now = now);
    }

    /// How often it was asked for what it says of itself.
    pub(crate) fn discoveries(&self) -> usize {
        let state = self.state.lock().unwrap();
        let asked = state.asked.iter();
        asked
            .filter(|path| path.ends_with("/openid-configuration"))
            .count()
    }

    /// Signs somebody in who was sent to `url`: answers the query with which they come back.
    pub(crate) fn sign_in(&self, url: &str) -> String {
        let (page, query) = url.split_once('?').unwrap();
        assert_eq!(page, format!("{}/authorize", self.issuer));
        let asked: BTreeMap<String, String> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        assert_eq!(asked["code_challenge_method"], "S256");
        assert_eq!(asked["response_type"], "code");
        let mut state = self.state.lock().unwrap();
        state.made += 1;
        let code = format!("code-{}", state.made);
        let kept = (asked["nonce"].clone(), asked["code_challenge"].clone());
        state.codes.insert(code.clone(), kept);
        form_urlencoded::Serializer::new(String::new())
            .append_pair("code", &code)
            .append_pair("state", &asked["state"])
            .append_pair("iss", &self.issuer)
            .finish()
    }

    fn answer(&self, request: &Request) -> Result<Response, NoAnswer> {
        let url = request.uri().to_string();
        let mut state = self.state.lock().unwrap();
        state.asked.push(url.clone());
        if state.is_down {
            return Err(NoAnswer("it could not be reached".to_owned()));
        }
        let path = url.strip_prefix(&self.issuer).unwrap_or_default();
        let (status, body) = match path {
            "/.well-known/openid-configuration" => (200, self.metadata(&state)),
            "/keys" => (200, json!({ "keys": [jwk(state.key)] })),
            "/token" => self.token(&mut state, request),
            "/userinfo" => {
                let mut said = state.userinfo.clone();
                said.insert("sub".to_owned(), subject(&state));
                (200, Value::Object(said))
            }
            _ => (404, json!({})),
        };
        let answer = openidconnect::http::Response::builder()
            .status(status)
            .header("content-type", "application/json")
            .body(body.to_string().into_bytes());
        answer.map_err(|error| NoAnswer(error.to_string()))
    }

    fn metadata(&self, state: &State) -> Value {
        let at = |path: &str| format!("{}/{path}", self.issuer);
        json!({
            "issuer": state.called,
            "authorization_endpoint": at("authorize"),
            "token_endpoint": at("token"),
            "userinfo_endpoint": at("userinfo"),
            "jwks_uri": at("keys"),
            "end_session_endpoint": at("end"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"],
            "authorization_response_iss_parameter_supported": state.names_itself,
        })
    }

    fn token(&self, state: &mut State, request: &Request) -> (u16, Value) {
        let body: BTreeMap<String, String> = form_urlencoded::parse(request.body()).into_owned().collect();
        let basic = request.headers().get("authorization").unwrap().to_str().unwrap();
        let basic = BASE64
            .decode(basic.strip_prefix("Basic ").unwrap().as_bytes())
            .unwrap();
        assert_eq!(basic, b"redress:the-secret", "the secret is ours");
        // A code opens tokens once, and for whoever has what its challenge was made from.
        let Some((nonce, challenge)) = state.codes.remove(&body["code"]) else {
            return (400, json!({ "error": "invalid_grant" }));
        };
        let made_from = BASE64URL_NOPAD.encode(&Sha256::digest(body["code_verifier"].as_bytes()));
        if made_from != challenge {
            return (400, json!({ "error": "invalid_grant" }));
        }
        let mut claims = state.claims.clone();
        claims.insert("sub".to_owned(), subject(state));
        for (name, value) in [
            ("iss", json!(self.issuer)),
            ("aud", json!("redress")),
            ("nonce", json!(nonce)),
            ("iat", json!(state.now)),
            ("exp", json!(state.now + 3600)),
        ] {
            claims.insert(name.to_owned(), value);
        }
        (state.twist)(&mut claims);
        let token = signed(state, &Value::Object(claims));
        (
            200,
            json!({ "access_token": "opens userinfo", "token_type": "Bearer", "id_token": token }),
        )
    }
}

impl Asking for Issuer {
    fn ask(&self, request: Request) -> Answering {
        Box::pin(std::future::ready(self.answer(&request)))
    }
}

fn subject(state: &State) -> Value {
    state
        .claims
        .get("sub")
        .cloned()
        .unwrap_or_else(|| json!("subject"))
}

fn signed(state: &State, claims: &Value) -> String {
    let alg = match state.signed {
        Signed::Well | Signed::ByAnother => "EdDSA",
        Signed::WithTheSecret => "HS256",
        Signed::Not => "none",
    };
    let header = json!({ "alg": alg, "typ": "JWT", "kid": format!("key-{}", state.key) });
    let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    let message = format!("{}.{}", part(&header), part(claims));
    let with = |seed| key(seed).sign(&CoreJwsSigningAlgorithm::EdDsa, message.as_bytes());
    let signature = match state.signed {
        Signed::Well => with(state.key).unwrap(),
        Signed::ByAnother => with(state.key + 100).unwrap(),
        Signed::WithTheSecret => openidconnect::core::CoreHmacKey::new("the-secret")
            .sign(&CoreJwsSigningAlgorithm::HmacSha256, message.as_bytes())
            .unwrap(),
        Signed::Not => Vec::new(),
    };
    format!("{message}.{}", BASE64URL_NOPAD.encode(&signature))
}

/// A key from a seed of one byte, in the form in which the library reads it (PKCS 8).
fn key(seed: u8) -> CoreEdDsaPrivateSigningKey {
    const BEFORE: [u8; 16] = [
        0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ];
    let mut der = BEFORE.to_vec();
    der.extend([seed; 32]);
    let pem = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        BASE64.encode(&der)
    );
    let name = JsonWebKeyId::new(format!("key-{seed}"));
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(name)).unwrap()
}

fn jwk(seed: u8) -> Value {
    serde_json::to_value(key(seed).as_verification_key()).unwrap()
}
