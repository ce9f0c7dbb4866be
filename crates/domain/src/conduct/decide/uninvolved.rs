//! Whether anybody is left who may decide, and hear an appeal, and took no part: said before a file gets there.

use jiff::civil::Date;

use super::decision::{PANEL, decides_for};
use super::{decides_as, holds_post};
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
    /// Whether somebody is left to hear an appeal.
    pub can_hear_an_appeal: bool,
}

/// Counts who is left among those who work here (domain 5.7 and 5.10).
pub fn uninvolved(
    file: &ConductFile,
    (policy, conduct): (&Policy, &Conduct),
    people: &[Actor],
    today: Date,
) -> Uninvolved {
    let (post, is_panel) = decides_for(file, (conduct, today));
    let took_no_part = |actor: &&Actor| actor.user().is_some_and(|user| !file.has_part(user));
    let holders = |post| people.iter().filter(move |actor| decides_as(policy, actor, post));
    let hears = |actor: &&Actor| holds_post(policy, actor, &conduct.appeal_to);
    // Whoever hears appeals decides nothing.
    let decide = holders(post).filter(took_no_part).filter(|actor| !hears(actor));
    let need = if is_panel { PANEL } else { 1 };
    let may_hear = |actor: &Actor| actor.user().is_some_and(|user| file.may_hear(user));
    Uninvolved {
        decides: post.clone(),
        can_decide: decide.count() >= need,
        can_hear_an_appeal: holders(&conduct.appeal_to).any(may_hear),
    }
}
