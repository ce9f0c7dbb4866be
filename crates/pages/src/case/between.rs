//! The section "Links" and its acts: what is between this case and others.

use redress_domain::case::PointState;
use redress_domain::lesson::LessonStage;
use redress_domain::permission::Act;

use super::act::{ActPage, heading, paragraph};
use super::acts::Lists;
use super::{CasePage, Section, Shown, vocabulary as say};
use crate::components::{Button, Checkboxes, Choice, DatePicker, Input, Radios, SummaryList, Textarea};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::lesson::say as lesson_words;
use crate::markup::Markup;

/// A lesson that was drawn from the case, for whoever may read lessons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learned {
    /// What was learned.
    pub learned: String,
    /// Where the lesson is.
    pub href: String,
    /// How far it is.
    pub stage: LessonStage,
}

/// What the section "Links" shows of lessons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LessonsHere {
    /// Those that were drawn from the case.
    pub drawn: Vec<Learned>,
    /// Where one more is recorded, for whoever may.
    pub record: Option<String>,
}

/// The section "Links", with what was learned from the case.
pub fn page(shell: Shell, shown: &Shown<'_>, lessons: &LessonsHere) -> CasePage {
    let case = shown.case;
    let mut body = Vec::new();
    let links = shown.known.links();
    if links.is_empty() {
        body.push(paragraph("This case is linked to no other."));
    } else {
        let mut list = SummaryList::new();
        for (relation, reference) in &links {
            list = list.row(
                Markup::link(&super::path(reference), reference.as_str()),
                say::relation(*relation),
            );
        }
        body.push(list.into());
    }
    body.extend(super::summary::one_of_many(shown));
    if let Some(merged) = &case.merged {
        let into = shown.known.reference_of(&merged.into).unwrap_or_default();
        body.push(paragraph(format!(
            "This case goes on in {into}. Its customer is on that case too, and gets its letters."
        )));
    }
    if shown.may(Act::Link) {
        let mut button =
            |text: &str, rest: &str| body.push(Button::secondary(text).href(shown.at(rest)).into());
        button("Link to another case", "link");
        if !links.is_empty() {
            button("Take a link away", "unlink");
        }
        if case.merged.is_some() {
            button("Go on with this case by itself", "unmerge");
        } else if !case.is_closed() && case.replied_on.is_none() && case.took_in.is_empty() {
            button("Go on with this in another case", "merge");
        }
        if may_be_split(shown) {
            button("Make a case of its own of some points", "split");
        }
        if !case.is_closed() && shown.known.causes().is_empty() {
            let reference = case.reference.as_str();
            let href = format!("/staff/causes/new?case={reference}");
            let group = Button::secondary("Group it with others of one cause").href(&href);
            body.push(group.into());
        }
    }
    learned(&mut body, lessons);
    shown.page(shell, Section::Links, body)
}

fn learned(body: &mut Vec<Markup>, lessons: &LessonsHere) {
    if lessons.drawn.is_empty() && lessons.record.is_none() {
        return;
    }
    body.push(heading(2, "What was learned"));
    if lessons.drawn.is_empty() {
        body.push(paragraph("No lesson was drawn from this case."));
    } else {
        let mut list = SummaryList::new();
        for lesson in &lessons.drawn {
            list = list.row(
                Markup::link(&lesson.href, super::short_title(&lesson.learned)),
                lesson_words::stage(lesson.stage).1,
            );
        }
        body.push(list.into());
    }
    if let Some(href) = &lessons.record {
        body.push(Button::secondary("Record a lesson").href(href).into());
    }
}

/// Whether a point could go on in a case of its own.
fn may_be_split(shown: &Shown<'_>) -> bool {
    let case = shown.case;
    let is_open = case.is_complaint() && !case.is_closed() && case.replied_on.is_none();
    is_open && case.open_review().is_none() && case.points.len() > 1
}

fn short(name: &str, label: &str) -> Textarea {
    let mut field = Textarea::new(name, label);
    field.rows = Some(4);
    field
}

/// "Go on with this in another case".
pub fn merge(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Go on with this in another case", form)
        .say(
            "Use this when both are the same matter of the same person or household. This case closes, and its customer \
             is on the other case too. You can take it back.",
        )
        .say(
            "The points of this case are answered there, the earlier of two dates holds, and its customer gets the letters \
             too, with the help that they asked for.",
        )
        .say(
            "Each customer then sees what the customer of the other case sees. If they must not, link the cases \
             instead.",
        )
        .field(Input::code("other", "Reference of the case that is kept").of(form))
        .field(short("reason", "Why are they the same?").of(form))
        .field(
            short("sentence", "What the customer is told")
                .hint("The customer will see this. Say where it goes on")
                .of(form),
        )
        .sends()
        .button(Button::send("Go on in the other case"))
}

/// "Go on with this case by itself".
pub fn unmerge(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Go on with this case by itself", form)
        .say("The case opens again with the dates that were promised. Its customer leaves the other case.")
        .field(short("reason", "Why are they not the same?").of(form))
        .field(
            short("sentence", "What the customer is told")
                .hint("The customer will see this. We told them that it goes on in the other case")
                .of(form),
        )
        .sends()
        .button(Button::send("Go on with this case by itself"))
}

/// "Take a link away".
pub fn unlink(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let links = shown.known.links();
    let choices = links.iter().map(|(relation, reference)| {
        Choice::new(
            &format!("{relation}:{reference}"),
            format!("{reference}: {}", say::relation(*relation)),
        )
    });
    ActPage::new(shell, shown, "Take a link away", form)
        .field(Radios::new("link", "Which link?").choices(choices).of(form))
        .field(short("reason", "Reason").of(form))
        .button(Button::send("Take link away"))
}

/// "Make a case of its own of some points".
pub fn split(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let open = (1..)
        .zip(&shown.case.points)
        .filter(|(_, point)| point.state == PointState::Open);
    let choices = open.map(|(number, point)| {
        let words = format!(
            "Point {number}: {}",
            super::short_title(&shown.known.text(&point.words))
        );
        Choice::new(point.id.as_str(), words)
    });
    ActPage::new(shell, shown, "Make a case of its own of some points", form)
        .say("The new case has the same people, and the ordinary dates from the day on which that matter reached us.")
        .field(Checkboxes::new("points", "Which points?").choices(choices).of(form))
        .field(
            DatePicker::new("on", "When did that matter reach us?")
                .max_date(format::picker_date(shown.today))
                .of(form),
        )
        .field(short("reason", "Reason").of(form))
        .button(Button::send("Make a case of its own"))
}
