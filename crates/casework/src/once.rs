//! Requests that may be sent again: the first one's answer is kept with what it did.

use jiff::{SignedDuration, Timestamp};
use redress_domain::case::Command;
use redress_domain::id::{CaseId, CouncilId};
use redress_domain::permission::Actor;
use redress_domain::words::Digest;

use crate::Casework;
use crate::act::{Beside, Doing, Loaded, NewCase};
use crate::failure::Failure;

/// What makes a repetition harmless: which request, and its answer.
pub type Once = redress_store::changes::Once;

/// Makes the answer from the case as the request leaves it. Made before anything is written, so
/// that the answer and what was done are kept together or not at all.
pub type MakeOnce<'a> = &'a (dyn Fn(&Loaded) -> Once + Send + Sync);

/// The sort under which the answers to programs are kept.
pub const PROGRAMS: &str = "program";

/// The sort under which it is kept that a form was done.
const FORMS: &str = "form";

/// How long answers to programs, and that a form was done, are kept.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Under what it is kept that a form was done.
fn key_of_form(actor: &Actor, case: &CaseId, form: &str) -> String {
    let which = format!("{:?} {case} {form}", actor.id);
    Digest::of(&[0; 16], which.as_bytes()).as_str().to_owned()
}

impl Casework {
    /// The answer that a program got to a request before, if it did something.
    ///
    /// Costs one row by its key.
    pub async fn answered_before(&self, council: &CouncilId, key: &str) -> Result<Option<String>, Failure> {
        Ok(self.store.answer_before(council, (PROGRAMS, key)).await?)
    }

    /// Opens a case as [`Casework::log`] does, and keeps the answer with it. The same request a second
    /// time, even at the same moment, opens none: it is [`Failure::AlreadyDone`] with the answer.
    ///
    /// Costs what [`Casework::log`] costs.
    pub async fn log_once(
        &self,
        council: &CouncilId,
        actor: &Actor,
        new: NewCase,
        once: MakeOnce<'_>,
    ) -> Result<Loaded, Failure> {
        let beside = Beside {
            once: Some(once),
            ..Beside::default()
        };
        self.log_with(council, actor, new, beside).await
    }

    /// Does commands to a case, one after the other and all in one commit, and keeps the answer with
    /// them. `seen` is the version that was acted on; without it the case is taken as it stands.
    ///
    /// Costs what [`Casework::act`] costs, for all of them together.
    pub async fn act_once(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, seen): (&CaseId, Option<i64>),
        (commands, once): (&[Command], MakeOnce<'_>),
    ) -> Result<Loaded, Failure> {
        let doing = Doing {
            once: Some(once),
            ..Doing::of(commands)
        };
        self.act_seen(council, actor, (case, seen), doing).await
    }

    /// Does the commands of a form as [`Casework::act_of_form_by`] does, where nobody was asked by which way they go.
    ///
    /// Costs the same.
    pub async fn act_of_form(
        &self,
        council: &CouncilId,
        actor: &Actor,
        at: (&CaseId, Option<i64>),
        form: (&[Command], &str),
    ) -> Result<i64, Failure> {
        self.act_of_form_by(council, actor, at, (form, None)).await
    }

    /// Does the commands of a form to a case, and keeps that it was done: the same `form` of the same actor a second time,
    /// even at the same moment, is done and recorded once, and answers the version after it. `form` is all that was sent,
    /// with what tells it from the next one with the same words: a name of its own, or the version that its reader saw.
    /// `one_way` is whether a person chose the one way that an arrangement leaves open, where something says another.
    ///
    /// Costs what [`Casework::act`] costs, for all of them together, and a row by its key.
    pub async fn act_of_form_by(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, seen): (&CaseId, Option<i64>),
        ((commands, form), one_way): ((&[Command], &str), Option<bool>),
    ) -> Result<i64, Failure> {
        let key = key_of_form(actor, case, form);
        let done = |after: &Loaded| Once {
            scope: FORMS,
            key: key.clone(),
            result: after.version.to_string(),
        };
        let doing = Doing {
            once: Some(&done),
            one_way,
            ..Doing::of(commands)
        };
        let acted = self.act_seen(council, actor, (case, seen), doing);
        let failure = match Box::pin(acted).await {
            Ok(after) => return Ok(after.version),
            Err(Failure::AlreadyDone(version)) => return version_in(&version),
            Err(failure) => failure,
        };
        // What it did itself stands in its own way now.
        if matches!(failure, Failure::Conflict { .. } | Failure::Refused(_))
            && let Some(version) = self.store.answer_before(council, (FORMS, &key)).await?
        {
            return version_in(&version);
        }
        Err(failure)
    }

    /// Whether [`Casework::act_of_form`] did this form before.
    ///
    /// Costs one row by its key.
    pub async fn form_was_done(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, form): (&CaseId, &str),
    ) -> Result<bool, Failure> {
        let key = key_of_form(actor, case, form);
        Ok(self.store.answer_before(council, (FORMS, &key)).await?.is_some())
    }

    /// Forgets the answers to programs, and the forms that were done, that are older than a week.
    pub(crate) async fn forget_old_answers(
        &self,
        council: &CouncilId,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let before = now.checked_sub(KEPT).unwrap_or(Timestamp::MIN);
        for sort in [PROGRAMS, FORMS] {
            self.store.forget_answers(council, sort, before).await?;
        }
        Ok(())
    }
}

fn version_in(answer: &str) -> Result<i64, Failure> {
    answer
        .parse()
        .map_err(|_no_number| Failure::Unreadable(format!("version: {answer}")))
}
