//! `[survey]`: how customers are asked after their case is closed.

use super::field::Field;
use super::people::Once;
use super::table::Table;
use crate::id::{QuestionId, ThemeId};
use crate::language::WelshLetters;
use crate::policy::SurveyRules;
use crate::survey::{Answer, Question, QuestionKind, Theme};
use crate::vocabulary::Kind;

/// The most questions: who answers gives a few minutes (ours).
const MOST_QUESTIONS: usize = 10;

pub(super) fn survey(file: &Table<'_>, welsh: WelshLetters) -> Option<SurveyRules> {
    let table = file.group("survey")?;
    let whole = |name: &str, range, otherwise| {
        let field = table.may(name);
        field.and_then(|field| field.whole(range)).unwrap_or(otherwise)
    };
    let after_days = whole("after_days", 0..=60, 3);
    let remind_after_days = whole("remind_after_days", 1..=60, 7);
    let open_days = whole("open_days", 7..=90, 28);
    let rest_days = whole("rest_days", 0..=366, 90);
    if let Some(field) = table.may("remind_after_days")
        && remind_after_days >= open_days
    {
        field.wrong(
            "The reminder comes when nobody can answer any more.",
            format!("Write less than {open_days}, the days for which the survey is open."),
        );
    }
    let kinds = table
        .may("kinds")
        .map_or_else(|| vec![Kind::Complaint], |field| field.words());
    let low = table.may("low").and_then(|field| low(&field));
    let questions = questions(&table, welsh);
    let themes = themes(&table);
    table.done();
    Some(SurveyRules {
        after_days,
        remind_after_days,
        open_days,
        rest_days,
        kinds,
        low: low.unwrap_or(Answer::Dissatisfied),
        questions,
        themes,
    })
}

/// A low score is one about satisfaction.
fn low(field: &Field<'_>) -> Option<Answer> {
    let answer: Answer = field.word()?;
    if QuestionKind::Handling.answers().contains(&answer) {
        return Some(answer);
    }
    field.wrong(
        "This is no answer about satisfaction.",
        "Write one of: neither, dissatisfied, very-dissatisfied.",
    );
    None
}

fn questions(table: &Table<'_>, languages: WelshLetters) -> Vec<Question> {
    let Some(field) = table.must("question", "one [[survey.question]] for each question") else {
        return Vec::new();
    };
    let mut once = Once::default();
    let read = |table: Table<'_>| {
        let id = table.must("id", "\"listened\"").and_then(|field| {
            once.check(&field);
            field.id(QuestionId::parse)
        });
        let kind = table
            .must("kind", "\"yes-partly-no\"")
            .and_then(|field| field.word());
        let text = table
            .must("text", "\"Did you feel listened to?\"")
            .and_then(|field| field.text());
        let welsh = in_welsh(&table, languages);
        table.done();
        Some(Question {
            id: id?,
            kind: kind?,
            text: text?,
            welsh,
        })
    };
    let questions: Vec<Question> = table.groups("question").into_iter().filter_map(read).collect();
    let how_many = |kind| questions.iter().filter(|question| question.kind == kind).count();
    if questions.len() > MOST_QUESTIONS {
        field.wrong(
            format!("There are more than {MOST_QUESTIONS} questions."),
            "Ask what somebody will act on, and leave out the rest.",
        );
    }
    // How somebody was treated and what came of it are asked apart, and each once.
    if how_many(QuestionKind::Handling) != 1 || how_many(QuestionKind::Outcome) > 1 {
        field.wrong(
            "One question is on how it was handled, and at most one on the result.",
            "Give exactly one question the kind handling, and at most one the kind result.",
        );
    }
    questions
}

/// A question in Welsh: needed where the council writes Welsh, and nowhere else.
fn in_welsh(table: &Table<'_>, languages: WelshLetters) -> Option<String> {
    if languages != WelshLetters::None {
        let field = table.must("welsh", "\"A oeddech yn teimlo ein bod wedi gwrando?\"");
        return field.and_then(|field| field.text());
    }
    if let Some(field) = table.may("welsh") {
        field.wrong(
            "These words stand in no letter: letters are in English.",
            "Take the Welsh out, or write welsh = \"on-request\" in [languages].",
        );
    }
    None
}

fn themes(table: &Table<'_>) -> Vec<Theme> {
    let mut once = Once::default();
    let read = |table: Table<'_>| {
        let id = table.must("id", "\"waiting\"").and_then(|field| {
            once.check(&field);
            field.id(ThemeId::parse)
        });
        let name = table
            .must("name", "\"It took too long\"")
            .and_then(|field| field.text());
        table.done();
        Some(Theme { id: id?, name: name? })
    };
    table.groups("theme").into_iter().filter_map(read).collect()
}
