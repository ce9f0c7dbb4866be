//! What a provider says counts only when everything of it is right.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

mod issuer;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use redress_identity::provider::{Back, Chance, Provider, Trouble};
use redress_identity::providers::Providers;
use serde_json::{Map, Value, json};

use crate::issuer::{Issuer, Signed};

const ISSUER: &str = "https://sign-in.example.org/tenant";
const BACK: &str = "https://westshire.example.org/staff/sign-in/provider/back";

struct World {
    issuer: Arc<Issuer>,
    provider: Arc<Provider>,
    now: Timestamp,
}

fn chance() -> Chance {
    Chance {
        state: "s".repeat(64),
        nonce: "n".repeat(64),
        verifier: "v".repeat(64),
    }
}

fn world() -> World {
    let now: Timestamp = "2026-11-02T10:00:00Z".parse().unwrap();
    let issuer = Issuer::new(ISSUER, now.as_second());
    let secrets = BTreeMap::from([("westshire".to_owned(), "the-secret".to_owned())]);
    let providers = Providers::new(Arc::clone(&issuer) as _, secrets);
    World {
        provider: providers.of("westshire", ISSUER, "redress"),
        issuer,
        now,
    }
}

/// What a browser brings back, read from its query.
fn brought(query: &str) -> Back {
    let mut said: BTreeMap<String, String> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    Back {
        code: said.remove("code"),
        state: said.remove("state"),
        iss: said.remove("iss"),
        error: said.remove("error"),
    }
}

impl World {
    async fn begin(&self) -> Back {
        let url = self.provider.begin(BACK, &chance(), self.now).await.unwrap();
        brought(&self.issuer.sign_in(&url))
    }

    async fn finish(&self, back: &Back) -> Result<Map<String, Value>, Trouble> {
        self.provider
            .finish((BACK, &chance()), back, (&[], self.now))
            .await
    }

    async fn is_not_trusted(&self, says: &str) {
        let back = self.begin().await;
        match self.finish(&back).await {
            Err(Trouble::NotTrusted(why)) => assert!(why.contains(says), "{says}: {why}"),
            other => panic!("{says}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_right_answer_gives_every_claim() {
    let world = world();
    world
        .issuer
        .says(&json!({ "oid": "1", "roles": ["Redress.Adviser"], "name": "Jo Martin" }));
    let back = world.begin().await;
    let claims = world.finish(&back).await.unwrap();
    assert_eq!(claims["oid"], "1");
    assert_eq!(claims["roles"], json!(["Redress.Adviser"]));
    assert_eq!(claims["name"], "Jo Martin");
    assert_eq!(
        world.issuer.discoveries(),
        1,
        "it is not asked twice what it says of itself"
    );
}

#[tokio::test]
async fn a_code_opens_tokens_once() {
    let world = world();
    let back = world.begin().await;
    world.finish(&back).await.unwrap();
    assert!(matches!(world.finish(&back).await, Err(Trouble::NotTrusted(_))));
}

#[tokio::test]
async fn a_code_that_another_browser_began_opens_nothing() {
    let world = world();
    let back = world.begin().await;
    let theirs = Chance {
        verifier: "w".repeat(64),
        ..chance()
    };
    let asked = world
        .provider
        .finish((BACK, &theirs), &back, (&[], world.now))
        .await;
    assert!(matches!(asked, Err(Trouble::NotTrusted(_))), "{asked:?}");
}

#[tokio::test]
async fn a_wrong_state_and_an_answer_of_another_provider_are_refused() {
    let world = world();
    let right = world.begin().await;
    for wrong in [
        Back {
            state: Some("other".into()),
            ..right.clone()
        },
        Back {
            state: None,
            ..right.clone()
        },
        Back {
            iss: Some("https://other.example.org".into()),
            ..right.clone()
        },
        Back {
            iss: None,
            ..right.clone()
        },
        Back {
            code: None,
            ..right.clone()
        },
    ] {
        let asked = world.finish(&wrong).await;
        assert!(
            matches!(asked, Err(Trouble::NotTrusted(_))),
            "{wrong:?}: {asked:?}"
        );
    }
    world.finish(&right).await.unwrap();
}

#[tokio::test]
async fn a_token_with_another_nonce_audience_issuer_or_party_is_refused() {
    for (name, value, says) in [
        ("nonce", json!("other"), "nonce"),
        ("aud", json!("another-application"), "audience"),
        ("aud", json!(["redress", "another-application"]), "audience"),
        (
            "iss",
            json!("https://sign-in.example.org/another-tenant"),
            "issuer",
        ),
        ("azp", json!("another-application"), "another party"),
    ] {
        let world = world();
        world.issuer.twist(move |claims| {
            claims.insert(name.to_owned(), value.clone());
        });
        world.is_not_trusted(says).await;
    }
    let world = world();
    world.issuer.twist(|claims| {
        claims.remove("nonce");
    });
    world.is_not_trusted("nonce").await;
}

#[tokio::test]
async fn a_token_that_has_ended_is_old_or_from_the_future_is_refused() {
    for (name, by, says) in [
        ("exp", -1, "Expired"),
        ("iat", -3_000, "too long ago"),
        ("iat", 900, "future"),
    ] {
        let world = world();
        let at = world.now.as_second() + by;
        world.issuer.twist(move |claims| {
            claims.insert(name.to_owned(), json!(at));
        });
        world.is_not_trusted(says).await;
    }
}

#[tokio::test]
async fn a_token_that_the_provider_did_not_sign_is_refused() {
    for (signed, says) in [
        (Signed::ByAnother, "Signature"),
        (Signed::WithTheSecret, "Signature"),
        (Signed::Not, "Signature"),
    ] {
        let world = world();
        world.issuer.sign(signed);
        world.is_not_trusted(says).await;
    }
}

#[tokio::test]
async fn a_provider_that_changed_its_key_is_asked_for_the_new_one_and_not_at_every_try() {
    let mut world = world();
    let back = world.begin().await;
    world.finish(&back).await.unwrap();
    world.issuer.change_key();
    world.is_not_trusted("").await;
    assert_eq!(
        world.issuer.discoveries(),
        1,
        "its keys were read less than a minute ago"
    );
    world.now += SignedDuration::from_mins(2);
    world.issuer.at(world.now.as_second());
    let back = world.begin().await;
    world.finish(&back).await.unwrap();
    assert_eq!(world.issuer.discoveries(), 2);
}

#[tokio::test]
async fn a_provider_that_is_down_is_said_to_be_and_asked_again_after_a_while() {
    let mut world = world();
    world.issuer.is_down(true);
    for _ in 0..3 {
        let asked = world.provider.begin(BACK, &chance(), world.now).await;
        assert!(matches!(asked, Err(Trouble::Unavailable(_))));
    }
    assert_eq!(
        world.issuer.discoveries(),
        1,
        "those who come meanwhile do not wait for it"
    );
    world.issuer.is_down(false);
    world.now += SignedDuration::from_secs(11);
    world.issuer.at(world.now.as_second());
    let back = world.begin().await;
    world.finish(&back).await.unwrap();
}

#[tokio::test]
async fn a_provider_that_calls_itself_otherwise_is_not_the_one() {
    let world = world();
    world.issuer.calls_itself("https://other.example.org");
    let asked = world.provider.begin(BACK, &chance(), world.now).await;
    assert!(matches!(asked, Err(Trouble::Unavailable(_))), "{asked:?}");
}

#[tokio::test]
async fn what_only_its_userinfo_says_is_asked_for_there() {
    let world = world();
    world.issuer.says(&json!({ "sub": "s-1", "name": "Jo Martin" }));
    world
        .issuer
        .says_in_userinfo(&json!({ "email": "jo.martin@example.org", "name": "Another" }));
    let back = world.begin().await;
    let asked = world
        .provider
        .finish((BACK, &chance()), &back, (&["email"], world.now))
        .await
        .unwrap();
    assert_eq!(asked["email"], "jo.martin@example.org");
    assert_eq!(asked["name"], "Jo Martin", "what the token says counts");
}

#[tokio::test]
async fn somebody_signs_out_of_the_provider_on_its_own_page() {
    let world = world();
    let page = world
        .provider
        .sign_out("https://westshire.example.org/staff/sign-in", world.now)
        .await
        .unwrap()
        .unwrap();
    assert!(
        page.starts_with(&format!(
            "{ISSUER}/end?client_id=redress&post_logout_redirect_uri="
        )),
        "{page}"
    );
}
