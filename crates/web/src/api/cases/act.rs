//! How a program does something to a case: once, on the version that it saw, by the same rules.

use axum::response::Response;
use redress_casework::act::Loaded;
use redress_casework::case::CaseView;
use redress_casework::failure::Failure;
use redress_casework::outside::Fresh;
use redress_casework::user::User;
use redress_domain::case::Command;
use redress_domain::id::UserId;
use redress_domain::permission;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use super::adjustments::{self, AdjustmentsSaid};
use super::show::standing;
use super::{Which, again, events, open, place};
use crate::App;
use crate::api::body::{Asked, answer};
use crate::api::checks::Checks;
use crate::api::refused::refused;
use crate::api::{Caller, Problem};

/// What a program asks to be done to a case: a document that becomes commands.
pub(super) trait Act: DeserializeOwned + ToSchema + Send {
    /// The officer whom it names, in the field `owner`.
    fn owner(&self) -> Option<&str> {
        None
    }

    /// The members of staff whom it says the case is about, in the field `about`; nothing leaves those who are known.
    fn about(&self) -> Option<&[String]> {
        None
    }

    /// What it says of what was agreed with whoever gets what it sends, in the field `adjustments`.
    fn adjustments(&self) -> Option<&AdjustmentsSaid> {
        None
    }

    /// The commands, all in one commit; nothing when `checks` has found a mistake.
    fn commands(self, on: &On<'_>, checks: &mut Checks) -> Result<Option<Vec<Command>>, Problem>;
}

/// The case that it is done to, and what is needed to do it.
pub(super) struct On<'a> {
    /// The case.
    pub(super) view: &'a CaseView,
    /// Fresh identifiers.
    pub(super) fresh: Fresh<'a>,
    /// The officer whom the document names.
    pub(super) owner: Option<UserId>,
    /// The members of staff whom the case is about, where the document says it.
    pub(super) about: Option<Vec<UserId>>,
}

impl On<'_> {
    /// Who signs a letter about a case that has no owner: the council.
    pub(super) fn writer(&self) -> String {
        let policy = self.view.policy().ok();
        policy.map_or_else(String::new, |policy| policy.council.name.clone())
    }
}

/// Does it, or answers what it answered when it was done before.
pub(super) async fn take<A: Act>(app: &App, asked: Asked<A>, which: Which) -> Result<Response, Problem> {
    let Asked {
        caller,
        body,
        seen,
        request,
    } = asked;
    if let Some(before) = request.answer_before(app, &caller).await? {
        return Ok(before);
    }
    let Which(reference) = which;
    let (view, _) = Box::pin(open(app, &caller, &reference)).await?;
    let mut checks = Checks::default();
    let owner = owner(app, &caller, (body.owner(), &mut checks)).await?;
    let about = match body.about() {
        Some(named) => Some(staff_named(app, &caller, (named, &mut checks)).await?),
        None => None,
    };
    let fresh = app.casework.fresh();
    let on = On {
        view: &view,
        fresh,
        owner,
        about,
    };
    let said = adjustments::order(body.adjustments(), &on, &mut checks);
    let commands = body.commands(&on, &mut checks)?;
    if let Some(problem) = checks.problem() {
        return Err(problem);
    }
    let commands: Vec<Command> = said.into_iter().chain(commands.unwrap_or_default()).collect();
    let once = |after: &Loaded| {
        let at = (place(&after.case.reference), after.version);
        request.keep(at, &standing(&after.case, after.version))
    };
    let council = caller.here.id();
    let act = app
        .casework
        .act_once(council, &caller.actor, (&view.id, seen), (&commands, &once));
    let done = Box::pin(act).await;
    match done {
        Ok(after) => answer(&once(&after)),
        Err(Failure::AlreadyDone(before)) => request.again(&before),
        Err(other) => {
            // The same request may have been done while this one was on its way.
            if let Some(before) = request.answer_before(app, &caller).await? {
                return Ok(before);
            }
            Err(told::<A>(app, &caller, (&view, seen), other).await)
        }
    }
}

/// Why it was not done, as far as the program may know.
async fn told<A: Act>(
    app: &App,
    caller: &Caller,
    (view, seen): (&CaseView, Option<i64>),
    failure: Failure,
) -> Problem {
    match failure {
        Failure::Refused(refusal) => refused::<A>(&refusal, Some(&view.case)),
        Failure::Conflict { version, .. } => match again(app, caller, &view.case.reference).await {
            Ok((now, sight)) => {
                let since = events::after((&now, sight), seen.unwrap_or(view.version));
                Problem::conflict(version, since)
            }
            Err(problem) => problem,
        },
        other @ (Failure::NotFound
        | Failure::NotPermitted
        | Failure::Settings(_)
        | Failure::AlreadyDone(_)
        | Failure::Taken
        | Failure::Unreadable(_)
        | Failure::Unavailable(_)) => other.into(),
    }
}

/// The officer whom the document names: somebody who works for the council.
async fn owner(
    app: &App,
    caller: &Caller,
    (named, checks): (Option<&str>, &mut Checks),
) -> Result<Option<UserId>, Problem> {
    let Some(named) = named else { return Ok(None) };
    let Some(id) = checks.id::<UserId>("owner", named) else {
        return Ok(None);
    };
    let user = app.casework.user(caller.here.id(), &id).await?;
    let policy = caller.here.policy()?;
    // Whoever may read no case could not open what they are given.
    let may_own =
        |user: &User| user.works_here() && permission::may(policy, &user.actor(), permission::Act::ReadCase);
    let known = user.filter(may_own);
    if known.is_none() {
        checks.refuse(
            "owner",
            "Nobody who works on cases for the council has this identifier",
        );
    }
    Ok(known.map(|user| user.id))
}

/// How many members of staff one document names at most.
const MOST_STAFF: usize = 50;

/// The members of staff whom the document says a case is about.
pub(super) async fn staff_named(
    app: &App,
    caller: &Caller,
    (named, checks): (&[String], &mut Checks),
) -> Result<Vec<UserId>, Problem> {
    if named.len() > MOST_STAFF {
        checks.misfit("about", format!("There may be at most {MOST_STAFF}"));
        return Ok(Vec::new());
    }
    let mut about = Vec::new();
    for (at, text) in named.iter().enumerate() {
        let field = format!("about[{at}]");
        let Some(id) = checks.id::<UserId>(&field, text) else {
            continue;
        };
        let user = app.casework.user(caller.here.id(), &id).await?;
        match user.filter(User::works_here) {
            Some(user) if about.contains(&user.id) => {}
            Some(user) => about.push(user.id),
            None => checks.refuse(&field, "Nobody who works for the council has this identifier"),
        }
    }
    Ok(about)
}
