//! People who can sign in: invited, changed, ended, signed out, given a link for a new password.

use axum::Router;
use axum::extract::{FromRequestParts, RawPathParams, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{get, post};
use redress_casework::failure::Failure;
use redress_casework::user::{Described, PasswordLink, User};
use redress_domain::email::is_email;
use redress_domain::id::{ServiceId, TeamId, UserId, WardId};
use redress_domain::policy::Policy;
use redress_domain::settings::user::Access;
use redress_domain::vocabulary::Role;
use redress_pages::admin::user::{self as pages, AtProvider, FIELDS, NOW, Person, SecondStep};
use redress_pages::admin::{AdminPage, BECAUSE, emergency};
use redress_pages::form::{FormState, SEEN};
use redress_pages::{Page as _, Shell};

use super::editing::form_after;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::session::{SignedIn, see_other};
use crate::staff::typed;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/users", get(list))
        .route("/admin/users/invite", get(invite_form).post(invite))
        .route("/admin/users/{id}", get(show).post(change))
        .route("/admin/users/{id}/end", post(end))
        .route("/admin/users/{id}/sessions", post(sessions))
        .route("/admin/users/{id}/link", post(link))
        .route("/admin/users/{id}/bind", post(bind))
        .route("/admin/users/{id}/release", post(release))
        .route("/admin/users/{id}/second-step", post(reset_second_step))
        .route("/admin/users/{id}/review", post(review))
}

/// Somebody, with who reads their page.
struct Opened {
    app: App,
    here: Here,
    reader: SignedIn,
    /// The version of them that was read, or an older one.
    version: i64,
    user: User,
}

impl FromRequestParts<App> for Opened {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let here = Here::from_request_parts(parts, app).await?;
        let reader = SignedIn::from_request_parts(parts, app).await?;
        let names = RawPathParams::from_request_parts(parts, app)
            .await
            .map_err(|_no_name| PageError::NotFound)?;
        let id = names.iter().find(|(name, _)| *name == "id").map(|(_, id)| id);
        let id = id
            .and_then(|id| UserId::parse(id).ok())
            .ok_or(PageError::NotFound)?;
        // Before they are read: what changes in between is met as a conflict, and not lost.
        let version = app.casework.user_version(here.id(), &id).await?;
        let user = app
            .casework
            .user(here.id(), &id)
            .await?
            .filter(|user| user.partner.is_none())
            .ok_or(PageError::NotFound)?;
        Ok(Self {
            app: app.clone(),
            here,
            reader,
            version,
            user,
        })
    }
}

/// Somebody as a page shows them.
pub(super) fn person(here: &Here, user: &User, provider: AtProvider) -> Result<Person, PageError> {
    let teams = &here.policy()?.teams;
    let name = |id: &TeamId| {
        let known = teams.iter().find(|team| team.id == *id);
        known.map_or_else(|| id.to_string(), |team| team.name.clone())
    };
    Ok(Person {
        id: user.id.to_string(),
        name: user.name.clone(),
        email: user.email.clone(),
        roles: user.roles.clone(),
        teams: user.teams.iter().map(name).collect(),
        active: user.active,
        has_password: user.password_hash.is_some(),
        provider,
        ends_on: user.ends_on,
        last_sign_in_at: user.last_sign_in_at,
        open_cases: 0,
    })
}

async fn list(State(app): State<App>, here: Here, reader: SignedIn) -> Answer {
    let mut users = app.casework.users(here.id()).await?;
    // Those who answer for partners have a page of their own.
    users.retain(|user| user.partner.is_none());
    let has_provider = here.policy()?.identity_provider.is_some();
    let bound = app.casework.bound_to_provider(here.id()).await?;
    let at_provider = |user: &User| match (has_provider, bound.contains(&user.id)) {
        (_, true) => AtProvider::Bound,
        (true, false) => AtProvider::Unbound,
        (false, false) => AtProvider::None,
    };
    let person = |user: &User| person(&here, user, at_provider(user));
    let people: Result<Vec<Person>, PageError> = users.iter().map(person).collect();
    let page = pages::list(reader.shell(&app, &here).await?, &people?);
    Ok(Html(page.html()).into_response())
}

async fn invite_form(State(app): State<App>, here: Here, reader: SignedIn) -> Answer {
    let shell = reader.shell(&app, &here).await?;
    let page = pages::invite(shell, here.policy()?, &FormState::new());
    Ok(Html(page.html()).into_response())
}

/// Reads the form of a person.
fn described(policy: &Policy, form: &mut FormState) -> Option<Described> {
    let name = form.require("name", "Enter a name");
    let email = form.require("email", "Enter an email address");
    if email.as_deref().is_some_and(|email| !is_email(email)) {
        form.error(
            "email",
            "Enter an email address in the correct format, like name@example.com",
        );
    }
    let because = form.require(BECAUSE, "Enter why you are changing this");
    let roles: Vec<Role> = form.choices("roles", Role::parse);
    if roles.is_empty() && form.errors().of("roles").is_none() {
        form.error("roles", "Select at least one role");
    }
    let teams = form.choices("teams", |id| {
        let id = TeamId::parse(id).ok()?;
        policy.teams.iter().any(|team| team.id == id).then_some(id)
    });
    let services = form.choices("services", |id| {
        let id = ServiceId::parse(id).ok()?;
        policy.service(&id).is_some().then_some(id)
    });
    let wards = form.choices("wards", |id| {
        let id = WardId::parse(id).ok()?;
        policy.ward(&id).is_some().then_some(id)
    });
    form.errors_mut().sort_by_fields(&FIELDS);
    let access = Access {
        roles,
        teams,
        services,
        wards,
        partner: None,
    };
    form.errors().is_empty().then_some(Described {
        email: email?,
        name: name?,
        access,
        because: because?,
    })
}

async fn invite(
    State(app): State<App>,
    here: Here,
    reader: SignedIn,
    headers: HeaderMap,
    Form(mut form): Form,
) -> Answer {
    if let Some(new) = described(here.policy()?, &mut form) {
        let name = new.name.clone();
        match app.casework.invite_user(here.id(), &reader.actor, new).await {
            Ok(link) => return told_once((&app, &here, &reader), &headers, (&name, &link)).await,
            Err(failure) => {
                form_after(&mut form, failure, &FIELDS)?;
            }
        }
    }
    let shell = reader.shell(&app, &here).await?;
    let page = pages::invite(shell, here.policy()?, &form);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.html())).into_response())
}

/// The page with the link: it answers the form itself, since the token is kept nowhere.
pub(super) async fn told_once(
    (app, here, reader): (&App, &Here, &SignedIn),
    headers: &HeaderMap,
    (name, link): (&str, &PasswordLink),
) -> Answer {
    let url = format!("{}/staff/set-password/{}", app.reached_at(headers), link.token);
    let shell = reader.shell(app, here).await?;
    let page = pages::link(shell, (name, &url, link.expires_at));
    Ok(Html(page.html()).into_response())
}

/// What stands in the form of somebody at first.
fn first(user: &User) -> FormState {
    let mut form = FormState::new()
        .with("name", user.name.as_str())
        .with("email", user.email.as_str());
    for role in &user.roles {
        form = form.with("roles", role.as_str());
    }
    for team in &user.teams {
        form = form.with("teams", team.as_str());
    }
    for service in &user.own_services {
        form = form.with("services", service.as_str());
    }
    for ward in &user.wards {
        form = form.with("wards", ward.as_str());
    }
    form
}

impl Opened {
    async fn page(&self, (status, form): (StatusCode, &FormState)) -> Answer {
        let shell: Shell = self.reader.shell(&self.app, &self.here).await?;
        let is_bound = self
            .app
            .casework
            .is_bound_to_provider(self.here.id(), &self.user.id);
        let provider = match (self.here.policy()?.identity_provider.is_some(), is_bound.await?) {
            (_, true) => AtProvider::Bound,
            (true, false) => AtProvider::Unbound,
            (false, false) => AtProvider::None,
        };
        let open = self.app.casework.open_cases_of(self.here.id(), &self.user.id);
        let person = Person {
            open_cases: u64::try_from(open.await?).unwrap_or_default(),
            ..person(&self.here, &self.user, provider)?
        };
        if self.user.is_emergency {
            return self.emergency((&person, shell), (status, form)).await;
        }
        let has = self
            .app
            .casework
            .has_second_step(self.here.id(), &self.user.id)
            .await?;
        // Nobody resets their own: their account page asks for the password first.
        let step = match has {
            true if self.user.id == self.reader.user.id => SecondStep::Own,
            true => SecondStep::Has,
            false => SecondStep::None,
        };
        let page: AdminPage = pages::edit(shell, self.here.policy()?, (&person, form, step));
        Ok((status, Html(page.html())).into_response())
    }

    /// The page of the emergency account, which is changed by whoever runs the program.
    async fn emergency(
        &self,
        (person, shell): (&Person, Shell),
        (status, form): (StatusCode, &FormState),
    ) -> Answer {
        let uses = self
            .app
            .casework
            .emergency_uses(self.here.id(), &self.user.id)
            .await?;
        let one = |one: redress_casework::emergency::Use| emergency::Use {
            at: one.at,
            reviewed: one
                .reviewed
                .map(|(at, by)| (at, by.unwrap_or_else(|| "Whoever runs the service".to_owned()))),
            found: one.found,
        };
        let uses: Vec<_> = uses.into_iter().map(one).collect();
        let page = emergency::show(shell, (person, &uses), form);
        Ok((status, Html(page.html())).into_response())
    }

    fn done(&self, told: &str) -> Response {
        self.reader.say(told);
        see_other("/admin/users")
    }

    /// What stands in their form at first, and the version it was made from.
    fn first(&self) -> FormState {
        first(&self.user).with(SEEN, self.version.to_string())
    }

    async fn again(&self, mut form: FormState, failure: Failure) -> Answer {
        let fields: &[&str] = if form.filled("on").is_some() {
            &["on"]
        } else {
            &FIELDS
        };
        let conflict = form_after(&mut form, failure, fields)?;
        let status = if let Some(version) = conflict {
            form.set(SEEN, version.to_string());
            StatusCode::CONFLICT
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        self.page((status, &form)).await
    }

    /// The reason of one of the page's other forms, or the page again.
    fn reason(&self, sent: &FormState, field: &str) -> Result<String, FormState> {
        let mut form = self
            .first()
            .with(field, sent.value(field))
            .with("on", sent.value("on"));
        form.require(field, "Enter why you are changing this").ok_or(form)
    }
}

async fn show(opened: Opened) -> Answer {
    opened.page((StatusCode::OK, &opened.first())).await
}

async fn change(opened: Opened, Form(mut form): Form) -> Answer {
    let Some(new) = described(opened.here.policy()?, &mut form) else {
        return opened.page((StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
    };
    let seen = form.value(SEEN).parse().unwrap_or_default();
    let told = format!("{} is changed.", new.name);
    let (casework, id) = (&opened.app.casework, &opened.user.id);
    match casework
        .change_user(opened.here.id(), &opened.reader.actor, (id, seen, new))
        .await
    {
        Ok(()) => Ok(opened.done(&told)),
        Err(failure) => opened.again(form, failure).await,
    }
}

async fn end(opened: Opened, Form(sent): Form) -> Answer {
    if sent.filled(NOW).is_some() {
        return end_now(opened, &sent).await;
    }
    let because = opened.reason(&sent, "because-end");
    let day = sent.filled("on").map(typed::date);
    let (because, on) = match (because, day) {
        (Ok(because), Some(Some(on))) => (because, on),
        (because, day) => {
            let mut form = because.err().unwrap_or_else(|| {
                let typed = opened.first().with("on", sent.value("on"));
                typed.with("because-end", sent.value("because-end"))
            });
            match day {
                None => form.error("on", "Enter the last day"),
                Some(None) => form.error("on", "The last day must be a date, like 31/3/2027"),
                Some(Some(_)) => {}
            }
            return opened.page((StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
        }
    };
    let (casework, id) = (&opened.app.casework, &opened.user.id);
    match casework
        .end_user(opened.here.id(), &opened.reader.actor, (id, on, &because))
        .await
    {
        Ok(()) => {
            let told = format!(
                "{} can sign in until {}.",
                opened.user.name,
                redress_pages::format::long_date(on)
            );
            Ok(opened.done(&told))
        }
        Err(failure) => {
            let form = opened
                .first()
                .with("on", sent.value("on"))
                .with("because-end", because);
            opened.again(form, failure).await
        }
    }
}

/// From this moment on: a password that another knows, somebody dismissed at nine in the morning.
async fn end_now(opened: Opened, sent: &FormState) -> Answer {
    let because = match opened.reason(sent, "because-now") {
        Ok(because) => because,
        Err(form) => return opened.page((StatusCode::UNPROCESSABLE_ENTITY, &form)).await,
    };
    let (casework, id) = (&opened.app.casework, &opened.user.id);
    match casework
        .end_user_now(opened.here.id(), &opened.reader.actor, (id, &because))
        .await
    {
        Ok(()) => Ok(opened.done(&format!("The account of {} is closed.", opened.user.name))),
        Err(failure) => {
            let form = opened.first().with("because-now", because);
            opened.again(form, failure).await
        }
    }
}

async fn sessions(opened: Opened, Form(sent): Form) -> Answer {
    let because = match opened.reason(&sent, "because-sessions") {
        Ok(because) => because,
        Err(form) => return opened.page((StatusCode::UNPROCESSABLE_ENTITY, &form)).await,
    };
    let (casework, id) = (&opened.app.casework, &opened.user.id);
    let ended = casework
        .end_user_sessions(opened.here.id(), &opened.reader.actor, (id, &because))
        .await;
    match ended {
        // Whoever signs themselves out everywhere has to sign in again.
        Ok(()) if opened.reader.user.id == *id => Ok(see_other("/staff/sign-in")),
        Ok(()) => Ok(opened.done(&format!("{} is signed out everywhere.", opened.user.name))),
        Err(failure) => opened.again(opened.first(), failure).await,
    }
}

async fn bind(opened: Opened, Form(sent): Form) -> Answer {
    let because = opened.reason(&sent, "because-bind");
    let identifier = sent.value("identifier").trim().to_owned();
    let is_word = !identifier.is_empty() && !identifier.contains(char::is_whitespace);
    let because = match because {
        Ok(because) if is_word => because,
        other => {
            let typed = || opened.first().with("because-bind", sent.value("because-bind"));
            let mut form = other.err().unwrap_or_else(typed).with("identifier", identifier);
            if !is_word {
                form.error("identifier", "Enter their identifier, without spaces");
            }
            return opened.page((StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
        }
    };
    let (casework, id) = (&opened.app.casework, &opened.user.id);
    match casework
        .bind_identity(
            opened.here.id(),
            &opened.reader.actor,
            (id, &identifier, &because),
        )
        .await
    {
        Ok(()) => Ok(opened.done(&format!(
            "{} signs in by the council’s own sign-in.",
            opened.user.name
        ))),
        Err(Failure::Taken) => {
            let mut form = opened
                .first()
                .with("identifier", identifier)
                .with("because-bind", because);
            form.error("identifier", "Somebody else here is bound to this identifier");
            opened.page((StatusCode::UNPROCESSABLE_ENTITY, &form)).await
        }
        Err(failure) => {
            let form = opened
                .first()
                .with("identifier", identifier)
                .with("because-bind", because);
            opened.again(form, failure).await
        }
    }
}

async fn release(opened: Opened, Form(sent): Form) -> Answer {
    let because = match opened.reason(&sent, "because-release") {
        Ok(because) => because,
        Err(form) => return opened.page((StatusCode::UNPROCESSABLE_ENTITY, &form)).await,
    };
    let (casework, id) = (&opened.app.casework, &opened.user.id);
    match casework
        .release_identity(opened.here.id(), &opened.reader.actor, (id, &because))
        .await
    {
        Ok(()) => Ok(opened.done(&format!(
            "{} is released. Make a link with which they choose a password.",
            opened.user.name
        ))),
        Err(failure) => opened.again(opened.first(), failure).await,
    }
}

async fn link(opened: Opened, headers: HeaderMap, Form(sent): Form) -> Answer {
    let because = match opened.reason(&sent, "because-link") {
        Ok(because) => because,
        Err(form) => return opened.page((StatusCode::UNPROCESSABLE_ENTITY, &form)).await,
    };
    let (casework, id) = (&opened.app.casework, &opened.user.id);
    let made = casework
        .make_password_link(opened.here.id(), &opened.reader.actor, (id, &because))
        .await;
    match made {
        Ok(link) => {
            let reader = (&opened.app, &opened.here, &opened.reader);
            told_once(reader, &headers, (&opened.user.name, &link)).await
        }
        Err(failure) => opened.again(opened.first(), failure).await,
    }
}

async fn review(opened: Opened, Form(sent): Form) -> Answer {
    if !opened.user.is_emergency {
        return Err(PageError::NotFound);
    }
    let mut form = FormState::new().with(emergency::FOUND, sent.value(emergency::FOUND));
    let Some(found) = form.require(emergency::FOUND, "Enter what you found") else {
        return opened.page((StatusCode::UNPROCESSABLE_ENTITY, &form)).await;
    };
    let (casework, id) = (&opened.app.casework, &opened.user.id);
    let reviewed = casework
        .review_emergency_use(opened.here.id(), &opened.reader.actor, (id, &found))
        .await;
    match reviewed {
        Ok(()) => Ok(opened.done("Your review is in the record.")),
        Err(failure) => opened.again(form, failure).await,
    }
}

async fn reset_second_step(opened: Opened, Form(sent): Form) -> Answer {
    let because = match opened.reason(&sent, "because-second-step") {
        Ok(because) => because,
        Err(form) => return opened.page((StatusCode::UNPROCESSABLE_ENTITY, &form)).await,
    };
    let (casework, id) = (&opened.app.casework, &opened.user.id);
    let reset = casework
        .reset_second_step(opened.here.id(), &opened.reader.actor, (id, &because))
        .await;
    match reset {
        Ok(()) => Ok(opened.done(&format!(
            "{} has no second step any more, and is signed out everywhere.",
            opened.user.name
        ))),
        Err(failure) => opened.again(opened.first(), failure).await,
    }
}
