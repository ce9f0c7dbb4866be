//! What lists show of a lesson.

use redress_domain::id::{LessonId, ServiceId};
use redress_domain::lesson::Lesson;
use redress_store::changes::ReadModel;
use redress_store::lesson::LessonRow;

/// The rows of one lesson: itself, its services and its cases, of which none is ever taken away.
pub(crate) fn rows(id: &LessonId, lesson: &Lesson) -> Vec<ReadModel> {
    let Some(row) = row(id, lesson) else {
        return Vec::new();
    };
    let services = lesson.services.iter().cloned();
    let cases = lesson.cases.iter().cloned();
    std::iter::once(ReadModel::Lesson(Box::new(row)))
        .chain(services.map(|service| ReadModel::LessonService(id.clone(), service)))
        .chain(cases.map(|case| ReadModel::LessonCase(id.clone(), case)))
        .collect()
}

pub(crate) fn row(id: &LessonId, lesson: &Lesson) -> Option<LessonRow> {
    let (drawn_from, went) = lesson.drawn?;
    let due = lesson.due();
    let reminder = lesson.reminder();
    let services: Vec<&str> = lesson.services.iter().map(ServiceId::as_str).collect();
    let told = lesson.published.as_ref().filter(|_| lesson.merged_into.is_none());
    let answered = lesson.worked.as_ref().map(|(worked, _)| *worked);
    Some(LessonRow {
        lesson_id: id.clone(),
        recorded_on: lesson.recorded_on?,
        drawn_from,
        went,
        stage: lesson.stage(),
        cause: lesson.cause.as_ref().map(|(cause, _)| *cause),
        services: services.join(","),
        learned_words: lesson.learned.as_ref()?.id.clone(),
        owner: lesson.action.as_ref().map(|action| action.owner.clone()),
        due_on: due.map(|due| due.on),
        due_what: due.map(|due| due.kind),
        remind_on: reminder.map(|(_, on)| on),
        remind_what: reminder.map(|(what, _)| what),
        published_on: told.map(|told| told.on),
        could_not: told.is_some_and(|told| told.could_not),
        you_said_words: told.map(|told| told.you_said.id.clone()),
        we_did_words: told.map(|told| told.we_did.id.clone()),
        // What people read goes on being said of the texts that they read, whatever is planned since.
        worked: told.map_or(answered, |told| told.worked),
        worked_words: lesson.worked.as_ref().map(|(_, words)| words.id.clone()),
        to_tell: i64::try_from(lesson.to_tell().count()).unwrap_or(i64::MAX),
    })
}
