//! The forms of a lesson (S19): each step of the way has its own.

use redress_domain::lesson::{Due, DueKind, RuledOut, Went, Worked};
use redress_domain::measure::Measure;

use super::{Choices, Shown, say};
use crate::components::{
    Button, Checkboxes, DatePicker, InsetText, Radios, Select, SummaryList, Textarea, WarningText,
};
use crate::form::{FormState, SEEN};
use crate::format::long_date;
use crate::layout::Shell;
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::paragraph;

/// Makes the page of a step.
pub type MakePage = fn(Shell, &Shown<'_>, &FormState, &Choices) -> Question;

fn step(shell: Shell, shown: &Shown<'_>, title: &str, form: &FormState) -> Question {
    let seen = form
        .filled(SEEN)
        .map_or_else(|| shown.version.to_string(), str::to_owned);
    let text = Markup::text(title);
    let heading = Markup::trusted(format!("<h1 class=\"govuk-heading-l\">{text}</h1>"));
    let learned = shown.lesson.learned.as_ref();
    let learned = learned.map_or_else(String::new, |words| shown.known.text(words));
    let intro = Markup::join([
        Content::from(heading),
        paragraph(format!("What we learned: {learned}")).into(),
    ]);
    Question::new(shell.back_to("Back to the lesson", shown.path), title, form)
        .intro(intro)
        .hidden(SEEN, &seen)
}

fn text(name: &str, label: &str, form: &FormState) -> Textarea {
    let mut field = Textarea::new(name, label);
    field.rows = Some(4);
    field.of(form)
}

fn services(choices: &Choices, form: &FormState) -> Checkboxes {
    let mut boxes =
        Checkboxes::new("services", "Which services does it concern?").hint("Select all that apply.");
    for (value, name) in &choices.services {
        boxes = boxes.choice(value, name.as_str());
    }
    boxes.of(form)
}

fn references(form: &FormState) -> Textarea {
    text("cases", "Cases that show it (optional)", form)
        .hint("Their references, one a line. Like WS-4K7P-29QX")
}

/// Who reads the sentence of a lesson.
const WHO_READS: &str = "One sentence, without names. Colleagues of other services read it, and so does the Executive where its action \
                         is overdue.";

/// `/staff/lessons/new`: from a group of cases, or by hand.
pub fn new(shell: Shell, form: &FormState, choices: &Choices) -> Question {
    let mut went =
        Radios::new("went", "What sort of lesson is it?").hint("What went well is learned from too.");
    for one in Went::ALL {
        went = went.choice(one.as_str(), say::went(*one));
    }
    let mut question = Question::new(
        shell.back_to("Back to lessons", "/staff/lessons"),
        "Record a lesson",
        form,
    );
    if !choices.alike.is_empty() {
        let links = choices.alike.iter();
        let links =
            links.map(|(id, learned)| Markup::link(&format!("/staff/lessons/{id}"), learned.as_str()));
        let hint =
            "They are of the same service and say much the same. If one is, add the cases to it instead.";
        let none = Checkboxes::new("none_alike", "Lessons that may be the same")
            .hint(hint)
            .choice("yes", "None of them is the same: record this one");
        question = question
            .intro(Markup::bullets(links.map(Content::from)))
            .field(none.of(form));
    }
    question
        .field(text("learned", "What we learned", form).hint(WHO_READS))
        .field(went.of(form))
        .field(services(choices, form))
        .field(references(form))
        .button(Button::new("Record the lesson"))
}

/// What we learned, in other words.
pub fn reword(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    step(shell, shown, "Say in other words what we learned", form)
        .field(text("learned", "What we learned", form).hint(WHO_READS))
        .button(Button::new("Save"))
}

/// Why it happened.
pub fn analysis(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let mut cause = Select::new("cause", "Root cause").option("", "Select");
    for one in &choices.causes {
        cause = cause.option(one.as_str(), say::cause(*one));
    }
    step(shell, shown, "Find out why it happened", form)
        .field(cause.of(form))
        .field(
            text("why", "Why did it happen?", form)
                .hint("Ask “why?” until the answer is something that we can change."),
        )
        .button(Button::new("Save"))
}

/// What will be done.
pub fn action(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let owner = Select::new("owner", "Owner")
        .option("", "Select")
        .options(choices.owners.clone());
    let mut measure =
        Select::new("measure", "The measure by which we will know (optional)").option("", "None of these");
    let told = |one: &&Measure| one.definition().tells_of_a_period();
    for one in Measure::ALL.iter().filter(told) {
        measure = measure.option(one.as_str(), say::measure(*one));
    }
    step(shell, shown, "Say what will be done", form)
        .field(text("action", "Action", form))
        .field(owner.of(form))
        .field(DatePicker::new("due_on", "By when").of(form))
        .field(measure.of(form))
        .field(
            text("how_we_know", "How we will know it worked", form).hint(
                "Needed when no measure is selected. What will be different, and where can it be seen?",
            ),
        )
        .button(Button::new("Save"))
        .after(no_action(shown))
}

fn no_action(shown: &Shown<'_>) -> Markup {
    Markup::bullets([Markup::link(
        &format!("{}/no-action", shown.path),
        "No action is possible, or none is needed",
    )])
}

/// Nothing will be done.
pub fn rule_out(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    let because = Radios::new("because", "Why is nothing done?")
        .choice(RuledOut::CouldNot.as_str(), "We could not. People are told why")
        .choice(RuledOut::NotNeeded.as_str(), "No action needed");
    step(shell, shown, "No action", form)
        .field(because.of(form))
        .field(text("reason", "The reason", form))
        .button(Button::new("Save"))
}

/// It was done.
pub fn done(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    let action = shown.lesson.action.as_ref();
    let what = action.map_or_else(String::new, |action| shown.known.text(&action.what));
    step(shell, shown, "Record that it is done", form)
        .field(InsetText::new(what))
        .field(text("evidence", "What shows that it is done?", form))
        .button(Button::new("It is done"))
}

/// Did it work?
pub fn worked(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let action = shown.lesson.action.as_ref();
    let how = action.and_then(|action| action.measure).map(say::measure);
    let words = action
        .and_then(|action| action.how_we_know.as_ref())
        .map(|words| shown.known.text(words));
    let mut list = SummaryList::new();
    if let Some(action) = action {
        list = list.row("What we did", shown.known.text(&action.what));
    }
    let how = [how.map(str::to_owned), words];
    list = list.row(
        "How we said we would know",
        how.into_iter().flatten().collect::<Vec<_>>().join(". "),
    );
    for (what, figure) in &choices.measured {
        list = list.row(what.as_str(), figure.as_str());
    }
    let mut answer = Radios::new("worked", "Did it work?");
    for one in Worked::ALL {
        answer = answer.choice(one.as_str(), say::worked(*one));
    }
    step(shell, shown, "Did it work?", form)
        .field(list)
        .field(answer.of(form))
        .field(
            text("evidence", "What shows it?", form)
                .hint("The figure before and after, or what people say now."),
        )
        .button(Button::new("Save"))
}

/// What people are told.
pub fn texts(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    let did = if shown.lesson.could_not() {
        "We could not, because"
    } else {
        "We did"
    };
    let limited = |name: &str, label: &str| {
        let mut field = Textarea::new(name, label);
        field.rows = Some(3);
        field
            .hint("200 characters at most. No names, no addresses.")
            .of(form)
    };
    let said = if shown.lesson.is_praise() {
        "You said (what was praised)"
    } else {
        "You said"
    };
    step(shell, shown, "Write what people are told", form)
        .field(limited("you_said", said))
        .field(limited("we_did", did))
        .button(Button::new("Save"))
        .after(paragraph(
            "Nothing is public yet: somebody else checks it for names and publishes it.",
        ))
}

/// A second person checks for names, and publishes.
pub fn publish(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let of = |name: &str| choices.texts.get(name).cloned().unwrap_or_default();
    let did = if shown.lesson.could_not() {
        "We could not, because"
    } else {
        "We did"
    };
    let preview = SummaryList::new()
        .row("You said", of("you_said"))
        .row(did, of("we_did"));
    let mut question = step(shell, shown, "Check for names, and publish", form).field(preview);
    if shown.found.is_empty() {
        question = question.field(paragraph(
            "Nothing was found in it that looks like a name on file, an address or a number. The check knows no nicknames, and not \
             what only somebody who was there can read out of it. Read it yourself too: could somebody be recognised?",
        ));
    } else {
        let found = shown
            .found
            .iter()
            .map(|found| format!("“{}”: {}", found.what, found.looks_like));
        question = question
            .field(WarningText::new("Remove names before you publish"))
            .field(Markup::bullets(found))
            .field(
                text(
                    "may_stay",
                    "Why may what was found stay? (if it is no name here)",
                    form,
                )
                .hint(
                    "A word such as “Brown” can be a colour. If it is a name, have the text changed first.",
                ),
            );
    }
    question
        .field(
            Checkboxes::new("checked", "Check")
                .choice("yes", "I read both texts, and nobody can be recognised in them")
                .of(form),
        )
        .button(Button::new("Publish"))
        .after(Markup::bullets([Markup::link(
            &format!("{}/texts", shown.path),
            "Change the texts instead",
        )]))
}

/// Away from the public page.
pub fn take_down(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    step(shell, shown, "Take it down", form)
        .field(text("reason", "The reason", form))
        .button(Button::warning("Take it down"))
}

/// Other services.
pub fn share(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let others = choices.services.iter().filter(|(value, _)| {
        let is_its = |service: &redress_domain::id::ServiceId| service.as_str() == value;
        !shown.lesson.services.iter().any(is_its)
    });
    let others = Choices {
        services: others.cloned().collect(),
        ..Choices::default()
    };
    step(shell, shown, "Share it with other services", form)
        .field(services(&others, form))
        .button(Button::new("Share"))
}

/// More cases.
pub fn cases(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    step(shell, shown, "Add cases that show it", form)
        .field(text("cases", "References", form).hint("One a line. Like WS-4K7P-29QX"))
        .button(Button::new("Add"))
}

/// Customers who asked to hear what changes.
pub fn hear(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    let mut boxes = Checkboxes::new("hear", "On which cases did the customer ask?")
        .hint("They are told once, in the way that they chose, when it is public.");
    for case in shown.cases.iter().filter(|case| case.hears.is_none()) {
        boxes = boxes.choice(
            &case.reference,
            format!("{}: {}", case.reference, case.summary).as_str(),
        );
    }
    step(shell, shown, "A customer asks to hear what changes", form)
        .field(boxes.of(form))
        .button(Button::new("Save"))
}

/// The same as another.
pub fn merge(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    if choices.alike.is_empty() {
        let none = "No lesson of its services that goes on has the same cause or much the same words: there is none to merge it into.";
        return step(shell, shown, "Merge it into another lesson", form)
            .field(InsetText::new(none))
            .without_buttons();
    }
    if let Some(due) = shown.lesson.due() {
        return merge_the_other(shell, shown, form, due);
    }
    let mut into = Radios::new("into", "Which one goes on?")
        .hint("Its cases and those who asked to hear what changes go with it.");
    for (value, learned) in &choices.alike {
        into = into.choice(value, learned.as_str());
    }
    step(shell, shown, "Merge it into another lesson", form)
        .field(into.of(form))
        .button(Button::warning("Merge"))
}

/// What somebody has to do about a lesson goes on with it: it is the other one that becomes part of this.
fn merge_the_other(shell: Shell, shown: &Shown<'_>, form: &FormState, due: Due) -> Question {
    let on = long_date(due.on);
    let still = match due.kind {
        DueKind::Action => format!("Something is being done about this lesson, by {on}"),
        DueKind::DidItWork => {
            format!("Somebody answers on {on} whether what was done about this lesson worked")
        }
        DueKind::LookAgain => format!("What was done about this lesson is looked at again by {on}"),
    };
    let still =
        format!("{still}, and that goes on. So it is the other lesson that becomes part of this one:");
    let others = shown
        .alike
        .iter()
        .map(|(href, learned)| Markup::link(&format!("{href}/merge"), learned.as_str()));
    step(shell, shown, "Merge it into another lesson", form)
        .field(Markup::join([
            Content::from(paragraph(still)),
            Markup::bullets(others).into(),
        ]))
        .without_buttons()
}
