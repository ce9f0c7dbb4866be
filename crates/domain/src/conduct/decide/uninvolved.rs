//! Whether anybody is left who may decide, and hear an appeal, and took no part: said before a file gets there.

use jiff::civil::Date;

use super::decision::{PANEL, post_for};
use super::holds_post;
use crate::conduct::ConductFile;
use crate::id::PostId;
use crate::permission::Actor;
use crate::policy::{Conduct, Policy};

/// Who is left on a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uninvolved {
    /// The post that decides on what is proposed, or would be.
    pub decides: PostId,
    /// Whether enough people hold it who took no part.
    pub can_decide: bool,
    /// Whether, once they decided, somebody is left to hear an appeal.
    pub can_hear_an_appeal: bool,
}

/// Counts who is left among those who work here (domain 5.7 and 5.10).
pub fn uninvolved(
    file: &ConductFile,
    (policy, conduct): (&Policy, &Conduct),
    people: &[Actor],
    today: Date,
) -> Uninvolved {
    let post = post_for(file, (conduct, today));
    let took_no_part = |actor: &&Actor| actor.user().is_some_and(|user| !file.took_part.contains(user));
    let holders = |post: &PostId| -> Vec<&Actor> {
        let holds = |actor: &&Actor| holds_post(policy, actor, post);
        people.iter().filter(holds).filter(took_no_part).collect()
    };
    let decide = holders(post);
    let is_panel = conduct.is_decided_by_panel && *post == conduct.decided_by;
    let need = if is_panel { PANEL } else { 1 };
    let mut hear = holders(&conduct.appeal_to);
    hear.retain(|actor| actor.user().is_some_and(|user| !file.decided.contains(user)));
    // Once it is decided nobody is needed for that any more; before, whoever hears the appeal is none of them.
    let is_decided = file.report.is_none() && (file.arrangement.is_some() || file.to_notify.is_some());
    let is_spare = |hears: &&&Actor| {
        let others = decide.iter().filter(|decides| decides.user() != hears.user());
        is_decided || others.count() >= need
    };
    Uninvolved {
        decides: post.clone(),
        can_decide: decide.len() >= need,
        can_hear_an_appeal: hear.iter().any(|hears| is_spare(&hears)),
    }
}
