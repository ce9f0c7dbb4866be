//! How a case ends, and how it is opened again.

use redress_casework::outside::Fresh;
use redress_domain::case::{Command, LessonAnswer, Outcome};
use redress_domain::permission::Act;
use redress_domain::words::Words;
use redress_pages::case::acts as pages;
use redress_pages::form::FormState;

use super::acts::nothing;
use super::doing::Doing;

pub(super) static CLOSE: Doing = Doing {
    act: Act::Close,
    page: pages::close,
    first: nothing,
    read: |opened, form, fresh| {
        let outcome = Outcome::parse(form.value("outcome"));
        if outcome.is_none() {
            form.error("outcome", "Select how it ended");
        }
        let sentence = form.require("sentence", "Enter the sentence the customer will see");
        let lesson = if opened.view.case.is_complaint() && outcome != Some(Outcome::Duplicate) {
            read_lesson(form, fresh)
        } else {
            None
        };
        let (Some(outcome), Some(sentence), true) = (outcome, sentence, form.errors().is_empty()) else {
            return Ok(None);
        };
        Ok(Some(Command::Close {
            outcome,
            sentence: fresh.words(&sentence),
            lesson,
        }))
    },
    fields: &["outcome", "sentence", "has_lesson", "lesson"],
    done: "Case closed",
    to: "",
};

fn read_lesson(form: &mut FormState, fresh: &Fresh<'_>) -> Option<LessonAnswer<Words>> {
    match form.value("has_lesson") {
        "yes" => {
            let lesson = form.require("lesson", "Enter the lesson")?;
            Some(LessonAnswer::Lesson(fresh.words(&lesson)))
        }
        "no" => {
            let why = form.require("lesson", "Enter why there is no lesson")?;
            Some(LessonAnswer::NoneBecause(fresh.words(&why)))
        }
        _ => {
            form.error("has_lesson", "Select whether there is a lesson");
            None
        }
    }
}

pub(super) static REOPEN: Doing = Doing {
    act: Act::Reopen,
    page: pages::reopen,
    first: nothing,
    read: |_, form, fresh| {
        let reason = form.require("reason", "Enter the reason");
        Ok(reason.map(|reason| Command::Reopen {
            reason: fresh.words(&reason),
        }))
    },
    fields: &["reason"],
    done: "Case reopened",
    to: "",
};
