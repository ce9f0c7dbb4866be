//! The members of staff whom a case is about, as forms offer and name them.

use redress_casework::user::User;
use redress_domain::id::UserId;
use redress_pages::form::FormState;
use redress_pages::staff::about::ABOUT;

use crate::App;
use crate::error::PageError;
use crate::here::Here;
use crate::session::SignedIn;

/// Whether a case can be about somebody: they work for the council, or it is about them already.
pub(crate) fn can_be(user: &User, about: &[UserId]) -> bool {
    user.works_here() || about.contains(&user.id)
}

/// Those who can be ticked, by value and words.
pub(super) async fn offered(
    app: &App,
    here: &Here,
    about: &[UserId],
) -> Result<Vec<(String, String)>, PageError> {
    let users = app.casework.users(here.id()).await?;
    let offered = users.iter().filter(|user| can_be(user, about));
    Ok(offered
        .map(|user| (user.id.to_string(), user.name.clone()))
        .collect())
}

/// The same for a new case: a councillor is not asked to name them.
pub(super) async fn offered_to(
    app: &App,
    here: &Here,
    signed_in: &SignedIn,
) -> Result<Vec<(String, String)>, PageError> {
    if signed_in.actor.roles.iter().any(|role| role.is_staff()) {
        offered(app, here, &[]).await
    } else {
        Ok(Vec::new())
    }
}

/// Those who are ticked; what is none of those offered is said to be.
pub(super) async fn ticked(
    app: &App,
    here: &Here,
    (about, form): (&[UserId], &mut FormState),
) -> Result<Vec<UserId>, PageError> {
    if form.filled(ABOUT).is_none() {
        return Ok(Vec::new());
    }
    let users = app.casework.users(here.id()).await?;
    Ok(form.choices(ABOUT, |id| {
        let user = users.iter().find(|user| user.id.as_str() == id)?;
        can_be(user, about).then(|| user.id.clone())
    }))
}
