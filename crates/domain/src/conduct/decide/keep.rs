//! Who may be the person of a file under another name, and how long a file is kept.

use super::{Context, reasoned};
use crate::conduct::keep::{Counted, Keep, Kept, Likeness};
use crate::conduct::{ConductFile, Event, Refusal};
use crate::id::ActorId;
use crate::permission::Act;

pub(super) fn decide(file: &ConductFile, order: &Keep, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let kept = match order {
        Keep::Compare {
            person,
            likeness,
            reason,
        } => {
            // A match is never made by the program (domain 5.9).
            if !matches!(context.actor.id, ActorId::User(_)) {
                return Err(Refusal::NotPermitted(Act::ManageConduct));
            }
            if file.person.as_ref() == Some(person) {
                return Err(Refusal::NoSuch("suggestion"));
            }
            // What was dismissed does not come back; what was confirmed can be put right.
            let known = file.likenesses.get(person);
            if known == Some(&Likeness::SomebodyElse) || known == Some(likeness) {
                return Err(Refusal::AlreadyAnswered);
            }
            Kept::Compared {
                person: person.clone(),
                likeness: *likeness,
                // Evasion is for a person to see, with the reason (domain 5.9; the Ombudsman's guide, part 3).
                reason: reasoned(reason, "why")?,
            }
        }
        Keep::Hold { .. } if file.is_held => return Err(Refusal::AlreadyAnswered),
        Keep::Hold { reason } => Kept::Held {
            reason: reasoned(reason, "why it is kept")?,
        },
        Keep::EndHold { .. } if !file.is_held => return Err(Refusal::NotHeld),
        Keep::EndHold { reason } => Kept::HoldEnded {
            reason: reasoned(reason, "why it is kept no longer")?,
        },
        Keep::Erase { counted } => erase(file, counted.clone(), context)?,
    };
    Ok(vec![Event::Kept(kept)])
}

/// UK GDPR, article 5(1)(e): kept for as long as the policy says from its end, and no longer, unless somebody says why.
fn erase(file: &ConductFile, counted: Option<Box<Counted>>, context: &Context<'_>) -> Result<Kept, Refusal> {
    if file.is_held {
        return Err(Refusal::Held);
    }
    let until = file.kept_until(context.conduct()?.kept_months);
    let until = until.ok_or(Refusal::NotAtItsEnd)?;
    if context.today() <= until {
        return Err(Refusal::KeptUntil(until));
    }
    Ok(Kept::Erased { counted })
}
