//! The lesson that is drawn when a case is closed (ux 3.10.1): in the commit that closes it.

use std::collections::BTreeSet;

use redress_domain::case;
use redress_domain::lesson::{self, DrawnFrom, Lesson, Went};
use redress_domain::vocabulary::Kind;

use super::LoadedLesson;
use crate::Casework;
use crate::failure::Failure;
use crate::plan::{Planned, Setting};

impl Casework {
    /// Adds to an act that closes cases the lessons that were drawn from them.
    ///
    /// A lesson speaks of the words that the case holds, and keeps none of its own: erased there, they are erased
    /// here. One that was imported is not walked through stages that it had elsewhere.
    pub(crate) fn lessons_of_closing(
        &self,
        setting: &Setting<'_>,
        planned: &mut Planned,
    ) -> Result<(), Failure> {
        let is_import = matches!(setting.actor.id, redress_domain::id::ActorId::Import(_));
        let after = &planned.after;
        let service = after.case.service.clone();
        let Some(service) = service.filter(|_| !is_import) else {
            return Ok(());
        };
        let mut drawn = Vec::new();
        for entry in &planned.entries {
            let case::Event::Closed {
                lesson: Some(case::LessonAnswer::Lesson(words)),
                ..
            } = &entry.event
            else {
                continue;
            };
            drawn.push(lesson::Entry {
                at: entry.at,
                actor: entry.actor.clone(),
                event: lesson::Event::Recorded {
                    from: DrawnFrom::Closing,
                    went: if after.case.kind == Kind::Compliment {
                        Went::Well
                    } else {
                        Went::Wrong
                    },
                    services: BTreeSet::from([service.clone()]),
                    cases: BTreeSet::from([after.id.clone()]),
                    learned: words.clone(),
                    may_stay: None,
                },
            });
        }
        for entry in drawn {
            let begun = LoadedLesson {
                id: setting.fresh.lesson(),
                version: 0,
                lesson: Lesson::default(),
                entries: Vec::new(),
            };
            self.append_lesson(
                &mut planned.changes,
                begun,
                (std::slice::from_ref(&entry), Vec::new()),
            )?;
        }
        Ok(())
    }
}
