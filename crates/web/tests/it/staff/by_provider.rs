//! Signing in by the council's own identity provider: who is let in, what they may do, and who is not.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::StatusCode;
use jiff::SignedDuration;
use redress_casework::user::Described;
use redress_domain::id::UserId;
use redress_domain::policy::Policy;
use redress_domain::settings::user::Access;
use redress_domain::vocabulary::Role;
use redress_identity::providers::Providers;
use redress_web::Settings;
use redress_web::password::Cost;
use serde_json::{Value, json};

use super::{email, signed_in};
use crate::app::{Answer, Browser, PASSWORD, POLICY, TestApp};
use crate::issuer::Issuer;

const TENANT: &str = "00000000-0000-4000-8000-000000000000";
const SIGN_IN: &str = "/staff/sign-in";
const BEGIN: &str = "/staff/sign-in/provider?next=%2Fstaff%2Ftriage";

struct World {
    app: TestApp,
    issuer: Arc<Issuer>,
}

/// The service with a provider, under the demo's policy with one text changed.
async fn world_with(old: &str, new: &str) -> World {
    let start: jiff::Timestamp = "2026-11-02T10:00:00Z".parse().unwrap();
    let at = format!("https://login.microsoftonline.com/{TENANT}/v2.0");
    let issuer = Issuer::new(&at, start.as_second());
    let secrets = BTreeMap::from([("westshire".to_owned(), "the-secret".to_owned())]);
    let app = TestApp::with(Settings {
        secure_cookies: false,
        password_cost: Cost::Slight,
        providers: Some(Providers::new(Arc::clone(&issuer) as _, secrets)),
        ..Settings::default()
    })
    .await;
    if old != new {
        assert!(POLICY.contains(old), "{old}");
        let policy = Policy::parse(&POLICY.replacen(old, new, 1)).unwrap();
        app.casework
            .adopt_policy(&TestApp::setup(), policy)
            .await
            .unwrap();
    }
    World { app, issuer }
}

async fn world() -> World {
    world_with("", "").await
}

/// What the provider says of Jo Martin.
fn jo(more: &Value) -> Value {
    let mut said = json!({ "oid": "jo-1", "tid": TENANT, "name": "Jo Martin",
        "preferred_username": "jo.martin@westshire.example.org" });
    said.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    said
}

impl World {
    /// Goes to the provider and comes back.
    async fn comes_back(&self, browser: &mut Browser, begin: &str) -> Answer {
        let there = browser
            .get(begin)
            .await
            .is(StatusCode::SEE_OTHER)
            .location()
            .unwrap();
        let query = self.issuer.sign_in(&there);
        self.issuer.at(self.app.now().as_second());
        browser
            .get(&format!("/staff/sign-in/provider/back?{query}"))
            .await
    }

    /// Somebody new to this browser, as the provider says.
    async fn enters(&self, said: &Value) -> Browser {
        self.issuer.says(said);
        let mut browser = self.app.browser();
        self.comes_back(&mut browser, BEGIN).await.to("/staff/triage");
        browser
    }

    async fn is_refused(&self, said: &Value, words: &str) -> Answer {
        self.issuer.says(said);
        let mut browser = self.app.browser();
        let answer = self
            .comes_back(&mut browser, BEGIN)
            .await
            .is(StatusCode::FORBIDDEN);
        browser.get("/staff").await.to("/staff/sign-in?next=%2Fstaff");
        answer.says(words)
    }

    async fn kinds(&self) -> Vec<String> {
        self.app
            .record()
            .await
            .into_iter()
            .map(|(kind, _)| kind)
            .collect()
    }

    async fn jo(&self) -> UserId {
        let user = self
            .app
            .casework
            .user_by_email(&self.app.council, "jo.martin@westshire.example.org");
        user.await.unwrap().unwrap().id
    }
}

fn adviser() -> Value {
    jo(&json!({ "roles": ["Redress.Adviser"] }))
}

#[tokio::test]
async fn the_button_leads_to_the_provider_and_from_there_to_where_one_wanted_to_go() {
    let world = world().await;
    let mut browser = world.app.browser();
    let page = browser.get("/staff/sign-in?next=%2Fstaff%2Ftriage").await;
    page.says("Sign in with your council account")
        .says("/staff/sign-in/provider?next=%2Fstaff%2Ftriage")
        .says("Password");
    let mut browser = world.enters(&adviser()).await;
    browser
        .get("/staff")
        .await
        .is(StatusCode::OK)
        .says("Jo Martin")
        .says("Triage");
    // An account that is made is an event, with who made it.
    let kinds = world.kinds().await;
    assert!(kinds.contains(&"user-invited".to_owned()) && kinds.contains(&"identity-bound".to_owned()));
    // Whoever comes again is the same.
    world
        .enters(&jo(
            &json!({ "roles": ["Redress.Adviser"], "preferred_username": "other@example.org" }),
        ))
        .await;
    assert_eq!(
        world.app.casework.users(&world.app.council).await.unwrap().len(),
        1
    );
}

#[tokio::test]
async fn signing_in_by_the_provider_never_leads_to_another_site() {
    let world = world().await;
    world.issuer.says(&adviser());
    for elsewhere in [
        "%2F%2Fexample.org",
        "https%3A%2F%2Fexample.org",
        "%2F%5Cexample.org",
    ] {
        let mut browser = world.app.browser();
        let begin = format!("/staff/sign-in/provider?next={elsewhere}");
        world.comes_back(&mut browser, &begin).await.to("/staff");
    }
}

#[tokio::test]
async fn what_comes_back_counts_once_and_in_the_browser_that_began() {
    let world = world().await;
    world.issuer.says(&adviser());
    let mut browser = world.app.browser();
    let there = browser.get(BEGIN).await.location().unwrap();
    let back = format!("/staff/sign-in/provider/back?{}", world.issuer.sign_in(&there));
    // Somebody who was sent the address has no such sign-in under way, nor has one who has another.
    let mut other = world.app.browser();
    other
        .get(&back)
        .await
        .is(StatusCode::BAD_REQUEST)
        .says("Sign in again");
    other.get(BEGIN).await.is(StatusCode::SEE_OTHER);
    other.get(&back).await.is(StatusCode::BAD_REQUEST);
    let mut twin = browser.clone();
    browser.get(&back).await.to("/staff/triage");
    twin.get(&back).await.is(StatusCode::BAD_REQUEST);
    // It waits a quarter of an hour.
    let there = twin.get(BEGIN).await.location().unwrap();
    let back = format!("/staff/sign-in/provider/back?{}", world.issuer.sign_in(&there));
    world.app.wait(SignedDuration::from_mins(16)).await;
    twin.get(&back).await.is(StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_role_that_the_provider_takes_is_gone_at_the_next_sign_in_and_every_older_session_ends() {
    let world = world().await;
    let mut before = world
        .enters(&jo(
            &json!({ "roles": ["Redress.Adviser", "Redress.Administrator"] }),
        ))
        .await;
    before.get("/admin/users").await.is(StatusCode::OK);
    let mut same = world
        .enters(&jo(
            &json!({ "roles": ["Redress.Administrator", "Redress.Adviser"] }),
        ))
        .await;
    before.get("/staff").await.is(StatusCode::OK);
    let mut after = world.enters(&adviser()).await;
    for old in [&mut before, &mut same] {
        old.get("/staff").await.to("/staff/sign-in?next=%2Fstaff");
    }
    after.get("/staff").await.is(StatusCode::OK);
    after.get("/admin/users").await.is(StatusCode::FORBIDDEN);
    let changes = world
        .app
        .record()
        .await
        .into_iter()
        .filter(|(kind, _)| kind == "user-changed");
    assert_eq!(changes.count(), 1, "what is the same is no change");
    let mut auditor = signed_in(
        &world.app,
        "Ada Byron",
        &[Role::Administrator, Role::Auditor],
        &[],
    )
    .await;
    auditor
        .get("/admin/audit")
        .await
        .says("From the identity provider.")
        .says("Roles: taken away administrator.");
}

#[tokio::test]
async fn whoever_has_no_role_any_more_is_told_whom_to_ask_and_signed_out_everywhere() {
    let world = world().await;
    let mut before = world.enters(&adviser()).await;
    world.is_refused(&jo(&json!({})), "gives you no role here").await;
    before.get("/staff").await.to("/staff/sign-in?next=%2Fstaff");
    // Again is the same, and recorded once.
    world.is_refused(&jo(&json!({})), "gives you no role here").await;
    let refused = world
        .kinds()
        .await
        .into_iter()
        .filter(|kind| kind == "provider-sign-in-refused");
    assert_eq!(refused.count(), 1);
}

#[tokio::test]
async fn too_many_groups_are_explained_and_recorded() {
    let world = world().await;
    let said = jo(
        &json!({ "_claim_names": { "groups": "src1" }, "_claim_sources": { "src1": { "endpoint": "https://graph.example.org" } } }),
    );
    world.is_refused(&said, "give this application app roles").await;
    assert!(world.kinds().await.contains(&"stranger-refused".to_owned()));
    let mut auditor = signed_in(
        &world.app,
        "Ada Byron",
        &[Role::Administrator, Role::Auditor],
        &[],
    )
    .await;
    auditor
        .get("/admin/audit")
        .await
        .says("in more groups than the provider")
        .says("jo-1");
}

#[tokio::test]
async fn somebody_of_another_tenant_is_refused() {
    let world = world().await;
    let said = jo(&json!({ "tid": "99999999-0000-4000-8000-000000000000", "roles": ["Redress.Adviser"] }));
    world
        .is_refused(&said, "an account that is not the council’s")
        .await;
}

#[tokio::test]
async fn an_account_with_the_same_address_is_bound_by_an_administrator_and_never_by_the_address() {
    let world = world().await;
    let app = &world.app;
    let id = app
        .create_user("Jo Martin", &[Role::Officer], &["waste-crews"])
        .await;
    world
        .is_refused(&adviser(), "not bound to your council account")
        .await
        .says("jo-1");
    let mut ada = signed_in(app, "Ada Byron", &[Role::Administrator], &[]).await;
    let mut jo_before = app.browser();
    let form = [("email", email("Jo Martin")), ("password", PASSWORD.to_owned())];
    let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
    jo_before.post(SIGN_IN, &form).await.to("/staff");
    let bind = format!("/admin/users/{id}/bind");
    ada.post(&bind, &[("identifier", ""), ("because-bind", "She asked.")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Enter their identifier");
    ada.post(&bind, &[("identifier", "JO-1"), ("because-bind", "")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    ada.post(&bind, &[("identifier", "JO-1"), ("because-bind", "She asked.")])
        .await
        .to("/admin/users");
    // The password and what was signed in with it hold no longer; her role and team are the provider's to say.
    jo_before.get("/staff").await.to("/staff/sign-in?next=%2Fstaff");
    jo_before
        .post(SIGN_IN, &form)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("is not right");
    world.enters(&adviser()).await;
    let jo = app.casework.user(&app.council, &id).await.unwrap().unwrap();
    assert_eq!(jo.roles, [Role::Staff, Role::Adviser]);
    assert_eq!(jo.teams.len(), 1, "a team that the provider gives");
    // Nobody else can be bound to her, and she can be released.
    let other = app.create_user("Sam Reed", &[Role::Officer], &[]).await;
    ada.post(
        &format!("/admin/users/{other}/bind"),
        &[("identifier", "jo-1"), ("because-bind", "A slip.")],
    )
    .await
    .is(StatusCode::UNPROCESSABLE_ENTITY)
    .says("Somebody else here is bound");
    ada.post(
        &format!("/admin/users/{id}/release"),
        &[("because-release", "She left IT's tenant.")],
    )
    .await
    .to("/admin/users");
    world
        .is_refused(&adviser(), "not bound to your council account")
        .await;
}

#[tokio::test]
async fn an_invitation_binds_whoever_opens_it_with_their_council_account() {
    let world = world_with("newcomers = \"made\"", "newcomers = \"refused\"").await;
    let app = &world.app;
    world.is_refused(&adviser(), "invite you").await.says("jo-1");
    let new = Described {
        email: "someone.else@westshire.example.org".into(),
        name: "Jo Martin".into(),
        access: Access {
            roles: vec![Role::Officer],
            teams: Vec::new(),
            services: Vec::new(),
            wards: Vec::new(),
            partner: None,
        },
        because: "New here.".into(),
    };
    let link = app
        .casework
        .invite_user(&app.council, &TestApp::setup(), new)
        .await
        .unwrap();
    let mut browser = app.browser();
    let page = format!("/staff/set-password/{}", link.token);
    browser.get(&page).await.says("Sign in with your council account");
    let begin = format!("/staff/sign-in/provider?invitation={}", link.token);
    world.comes_back(&mut browser, &begin).await.to("/staff");
    // The link is used, and the account is hers.
    browser.get(&page).await.is(StatusCode::GONE);
    world.enters(&adviser()).await;
    let mut other = app.browser();
    world
        .issuer
        .says(&jo(&json!({ "oid": "sam-2", "roles": ["Redress.Adviser"] })));
    world
        .comes_back(&mut other, &begin)
        .await
        .is(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn whoever_has_ended_here_is_refused_whatever_the_provider_says() {
    let world = world().await;
    let mut before = world.enters(&adviser()).await;
    let id = world.jo().await;
    let setup = TestApp::setup();
    let ended = world
        .app
        .casework
        .end_user_now(&world.app.council, &setup, (&id, "Left."));
    ended.await.unwrap();
    before.get("/staff").await.to("/staff/sign-in?next=%2Fstaff");
    world.is_refused(&adviser(), "Your account here has ended").await;
}

#[tokio::test]
async fn a_provider_that_is_down_is_said_plainly_and_the_other_ways_stay_open() {
    let world = world().await;
    world.issuer.is_down(true);
    let mut browser = world.app.browser();
    browser.get(SIGN_IN).await.is(StatusCode::OK);
    browser
        .get(BEGIN)
        .await
        .is(StatusCode::SERVICE_UNAVAILABLE)
        .says("does not answer just now");
    signed_in(&world.app, "Priya Nair", &[Role::Adviser], &[]).await;
    world.issuer.is_down(false);
    world.app.wait(SignedDuration::from_secs(11)).await;
    world.enters(&adviser()).await;
}

#[tokio::test]
async fn signing_out_offers_to_sign_out_of_the_provider_as_well() {
    let world = world().await;
    let mut jo = world.enters(&adviser()).await;
    let page = jo
        .post("/staff/sign-out", &[])
        .await
        .to("/staff/sign-in?signed-out=provider");
    let page = jo.follow(page).await;
    page.says("You have signed out").says("/staff/sign-out/provider");
    let there = jo.get("/staff/sign-out/provider").await.location().unwrap();
    assert!(
        there.contains("/end?client_id=redress&post_logout_redirect_uri=http"),
        "{there}"
    );
    let mut priya = signed_in(&world.app, "Priya Nair", &[Role::Adviser], &[]).await;
    priya
        .post("/staff/sign-out", &[])
        .await
        .to("/staff/sign-in?signed-out=yes");
}

#[tokio::test]
async fn where_passwords_are_for_partners_nobody_of_the_council_signs_in_with_one() {
    let world = world_with("passwords = \"unbound\"", "passwords = \"partners\"").await;
    world.app.create_user("Priya Nair", &[Role::Adviser], &[]).await;
    let mut priya = world.app.browser();
    let page = priya.get(SIGN_IN).await;
    page.says("Sign in with your council account")
        .does_not_say("type=\"password\"");
    priya
        .get("/staff/sign-in?with=password")
        .await
        .says("type=\"password\"");
    let email = email("Priya Nair");
    let form = [("email", email.as_str()), ("password", PASSWORD)];
    priya
        .post(SIGN_IN, &form)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("is not right");
}

#[tokio::test]
async fn without_a_provider_there_is_no_button_and_no_address() {
    let app = TestApp::new().await;
    let mut browser = app.browser();
    browser.get(SIGN_IN).await.does_not_say("council account");
    browser.get(BEGIN).await.is(StatusCode::NOT_FOUND);
    browser
        .get("/staff/sign-in/provider/back?code=1")
        .await
        .is(StatusCode::NOT_FOUND);
}
