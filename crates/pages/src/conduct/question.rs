//! What asks for an arrangement to be looked at again before its review (S18).
//!
//! New information, and an adjustment that was agreed since. And what a file says of itself beside the way: which cases,
//! and whether anybody is left to decide.

use redress_domain::conduct::{ConductFile, Event, Outcome, Question as Asks, Reach, Sort, Tended};
use redress_domain::permission::Act;

use super::letters::{brought, going, why_not};
use super::{Choices, Shown, binds, forms, say};
use crate::case::vocabulary::adjustment;
use crate::components::{Button, Checkboxes, DatePicker, InsetText, Radios, SummaryList, Tag, WarningText};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::{heading, paragraph};

/// Who is left to decide, by the names of the posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The post that decides.
    pub decides: String,
    /// The post that hears appeals.
    pub hears: String,
    /// Whether enough people hold the first who took no part.
    pub can_decide: bool,
    /// Whether somebody is left to hear an appeal then.
    pub can_hear_an_appeal: bool,
}

/// Whether something asks for the arrangement to be looked at again.
pub(super) fn waits(file: &ConductFile) -> bool {
    !file.information_waits.is_empty() || !file.adjustments_wait.is_empty() || file.grounds_wait.is_some()
}

/// What is said before a file gets to where nobody could decide.
pub(super) fn left(left: &Left) -> Option<WarningText> {
    let text = if !left.can_decide {
        format!(
            "Nobody is left who could decide: everybody who works here and holds the post “{}” took a part in this file, or \
             too few hold it. Before this goes on, have an administrator give the post’s roles to somebody who took no part, \
             such as a senior officer of another council.",
            left.decides
        )
    } else if !left.can_hear_an_appeal {
        format!(
            "Nobody is left to hear an appeal: everybody who works here and holds the post “{}” took a part, or dealt with a \
             case of theirs. Have an administrator give the post’s roles to somebody who took no part and decides nothing \
             here, such as a senior officer of another council.",
            left.hears
        )
    } else {
        return None;
    };
    Some(WarningText::new(text))
}

/// That a renewal can be agreed no more, as what it would have had go on has lapsed (domain 5.10).
pub(super) fn lapsed(shown: &Shown<'_>) -> Option<String> {
    let last = shown.file.lapsed_before_it_was_renewed(shown.today)?;
    Some(format!(
        "The arrangement ended by itself after {}, before it was decided whether it goes on. Nobody can agree to that any more. Withdraw \
         the proposal, or decide not to agree. For anything new, begin with a proposal of its own.",
        format::long_date(last)
    ))
}

/// That their time to comment ends when nobody can agree any more that the arrangement goes on (domain 5.10).
pub(super) fn too_late(shown: &Shown<'_>, choices: &Choices) -> Option<String> {
    let report = shown.file.report.as_ref()?;
    let ends_on = shown.file.in_force(shown.today)?.terms.ends_on;
    let until = choices.comments_until.filter(|until| *until >= ends_on)?;
    report.purpose.goes_on().then(|| {
        format!(
            "Shared today by post, it can be commented on until {}. The arrangement ends by itself after {}, and nobody can agree after \
             that day that it goes on.",
            format::long_date(until),
            format::long_date(ends_on)
        )
    })
}

/// What the summary says of what is proposed or decided, which binds nobody yet, and of an adjustment that was agreed since.
pub(super) fn rows(mut list: SummaryList, shown: &Shown<'_>) -> SummaryList {
    let proposed = shown.file.report.as_ref().map(|report| &report.terms);
    let proposed = proposed.map(|terms| ("What is proposed is about", terms));
    let decided = shown.file.to_notify.as_ref();
    let decided = decided.filter(|waits| waits.outcome == Outcome::Agreed);
    let decided = decided.map(|waits| ("What was decided is about", &waits.terms));
    if let Some((named, terms)) = proposed.or(decided) {
        let about = binds::about(shown, terms);
        list = list.row(
            named,
            about.unwrap_or_else(|| say::reach(Reach::WholeCouncil).to_owned()),
        );
    }
    if let Some(said) = lapsed(shown) {
        list = list.row("It has lapsed", said);
    }
    if shown.file.may_stand_against_an_adjustment(shown.today) {
        let kinds = shown
            .file
            .adjustments_wait
            .iter()
            .map(|(kind, _)| adjustment(*kind));
        let kinds: Vec<&str> = kinds.collect();
        let tag = Tag::coloured("red", "May stand against an agreed adjustment");
        let ruled_out = ruled_out(shown).map_or_else(String::new, |said| format!(". {said}"));
        let text = Markup::join([
            Content::from(tag),
            Content::from(format!(" {}{ruled_out}", kinds.join("; "))),
        ]);
        list = list.row("Weigh it", text);
    }
    list
}

/// Which way that is to stay open they cannot use, and why (Equality Act 2010, section 20).
fn ruled_out(shown: &Shown<'_>) -> Option<String> {
    let said = shown.file.ruled_out(shown.today).into_iter();
    let said = said.map(|(way, kind)| {
        let (way, why) = (say::open_channel(way), adjustment(kind));
        format!("They cannot use the way that is to stay open, {way}: {why}.")
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// `/staff/arrangements/{id}/question`: decide whether it changes anything.
pub fn page(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    let mut question = forms::step(shell, shown, "Decide whether it changes anything", form);
    if !waits(shown.file) {
        return question
            .field(paragraph("Nothing waits for an answer."))
            .without_form()
            .button(Button::secondary("Back to the file").href(shown.path));
    }
    let mut asks = Radios::new("question", "What do you answer?");
    if !shown.file.information_waits.is_empty() {
        question = question.field(heading("New information"));
        for (contact, by) in &shown.file.information_waits {
            let said = shown.entries.iter().find_map(|entry| {
                if let Event::ContactSorted {
                    id,
                    sort: Sort::NewInformation,
                    words,
                    ..
                }
                | Event::Tended(Tended::SortedAgain {
                    contact: id,
                    to: Sort::NewInformation,
                    words,
                    ..
                }) = &entry.event
                    && id == contact
                {
                    return words.as_ref();
                }
                None
            });
            let said = said.map(|words| shown.known.text(words)).unwrap_or_default();
            question = question
                .field(InsetText::new(Markup::paragraphs(&said)))
                .field(paragraph(format!("Answer it by {}.", format::long_date(*by))));
        }
        asks = asks.choice(Asks::Information.as_str(), "The new information changes nothing");
    }
    if !shown.file.adjustments_wait.is_empty() {
        question = question.field(heading("Adjustments that were agreed since"));
        let kinds = shown
            .file
            .adjustments_wait
            .iter()
            .map(|(kind, _)| adjustment(*kind));
        question = question.field(Markup::bullets(kinds));
        if let Some(said) = ruled_out(shown) {
            question = question.field(WarningText::new(format!(
                "{said} Leave them another way, or end it: no reason keeps it as it is."
            )));
        }
        if let Some(by) = shown.file.way_end() {
            question = question.field(paragraph(format!(
                "It is the one way that they have: where nobody leaves them another by {}, the arrangement ends by itself.",
                format::long_date(by)
            )));
        }
        asks = asks.choice(
            Asks::Adjustment.as_str(),
            "They can have these adjustments under the arrangement as it is",
        );
    }
    if let Some(by) = shown.file.grounds_wait {
        question = question
            .field(heading("What it rests on came into question"))
            .field(paragraph(format!(
                "An incident was struck out, or the warning or the report did not reach them: see what happened on the file. Decide whether the \
                 arrangement can stand by {}.",
                format::long_date(by)
            )));
        if shown.file.silent_end().is_some() {
            question = question.field(paragraph(
                "Nothing is left on which it rests, or they never had the report: where nobody answers by then, it ends by itself.",
            ));
        }
        asks = asks.choice(
            Asks::Grounds.as_str(),
            "The arrangement can stand on what is left",
        );
    }
    // What is not in force cannot be eased: it is proposed otherwise, or not at all.
    let deeds = if shown.file.in_force(shown.today).is_some() {
        [
            ("ease", "Make the arrangement kinder"),
            ("lift", "Lift the arrangement"),
        ]
    } else {
        [
            ("proposal", "Propose another way, or less"),
            ("withdraw", "Withdraw what is proposed or decided"),
        ]
    };
    let kinder = Markup::bullets(deeds.map(|(to, text)| Markup::link(&format!("{}/{to}", shown.path), text)));
    let mut why = crate::components::Textarea::new("reason", "Why it stays as it is");
    why.rows = Some(4);
    if shown.known.may(Act::ManageConduct) {
        question = question
            .field(paragraph(
                "If it changes something, to be kinder needs nobody’s leave, and answers it:",
            ))
            .field(kinder);
    } else {
        question = question.field(paragraph(
            "If it changes something, tell whoever keeps the file: to be kinder needs nobody’s leave, and answers it.",
        ));
    }
    question
        .field(paragraph(
            "If it changes nothing, say why. The arrangement cannot go on, and the file cannot be closed, before. Of new information, and of what \
             an arrangement in force rests on, the post that decides at reviews says so, by somebody who took no part.",
        ))
        .field(asks.of(form))
        .field(why.of(form))
        .button(Button::new("Keep it as it is"))
}

/// `/staff/arrangements/{id}/ease`: the arrangement is made kinder at once.
pub fn ease(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let question = forms::step(shell, shown, "Make the arrangement kinder", form);
    let Some(arrangement) = shown.file.in_force(shown.today) else {
        return question
            .field(paragraph("No arrangement is in force."))
            .without_form()
            .button(Button::secondary("Back to the file").href(shown.path));
    };
    let mut measures =
        Checkboxes::new("measures", "What is still done").hint("Take away what is not needed any more.");
    for measure in &arrangement.terms.measures {
        measures = measures.choice(measure.as_str(), say::option(*measure));
    }
    let mut why = crate::components::Textarea::new("reason", "Why");
    why.rows = Some(4);
    let question = question
        .field(paragraph(
            "It holds from today, and needs nobody’s leave. Nothing can be added here.",
        ))
        .field(measures.of(form))
        .field(
            DatePicker::new("ends_on", "Last day")
                .hint(format!(
                    "On or before {}.",
                    format::long_date(arrangement.terms.ends_on)
                ))
                .of(form),
        )
        .field(DatePicker::new("review_on", "Review by").of(form))
        .field(
            forms::open_channel(form)
                .hint("The same, unless an adjustment that was agreed since rules it out."),
        )
        .field(why.of(form));
    let question = match &arrangement.terms.in_practice {
        Some(words) => question.field(said_anew(&shown.known.text(words), form)),
        None => question,
    };
    let question = question.field(forms::letter("letter", "What opens the letter", form));
    let question = forms::adds(question, choices);
    let question = match why_not(choices.going) {
        Some(why) => question.field(why),
        None => question,
    };
    question
        .field(going(choices.going, form))
        .field(brought(form))
        .button(Button::new("Make it kinder"))
}

/// Who answers, when or for how long, said anew where one of the measures that it is about is taken away.
fn said_anew(now: &str, form: &FormState) -> crate::components::Input {
    forms::in_practice(form).hint(format!(
        "Now: {now} Where one of the measures that it is about goes and another stays, write it again without what goes, and \
         with nothing else changed: it was shared with them and decided. Otherwise leave it empty."
    ))
}
