//! Who may be the person of a file under another name, and how long a file is kept.

use jiff::civil::Date;
use redress_domain::conduct::{Event, Kept, Likeness};

use super::{Choices, Shown};
use crate::components::{Button, Cell, Pagination, Radios, ScrollTable, SummaryList, Table, Tag, Textarea};
use crate::form::{FormState, SEEN};
use crate::format;
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::paragraph;

/// The field that says who is compared.
pub const PERSON: &str = "person";

/// Somebody who may be the person of a file under a new name or address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Who, as value.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// In what they are like the person of the file, in words.
    pub alike: Vec<&'static str>,
    /// The references of what they contacted the council about since the file began, with their days.
    pub cases: Vec<(String, Date)>,
    /// Whether somebody said that it is the same person.
    pub is_confirmed: bool,
}

fn text(name: &str, label: &str, form: &FormState) -> Textarea {
    let mut field = Textarea::new(name, label);
    field.rows = Some(4);
    field.of(form)
}

fn step(shell: Shell, shown: &Shown<'_>, title: &str, form: &FormState) -> Question {
    let seen = form
        .filled(SEEN)
        .map_or_else(|| shown.version.to_string(), str::to_owned);
    let (text, name) = (Markup::text(title), Markup::text(shown.name));
    let heading = Markup::trusted(format!(
        "<h1 class=\"govuk-heading-l\"><span class=\"govuk-caption-l\">{name}</span>{text}</h1>"
    ));
    Question::new(shell.back_to("Back to the file", shown.path), title, form)
        .intro(heading)
        .hidden(SEEN, &seen)
}

/// `/staff/arrangements/{id}/compare`: suggestions, with the evidence, for a person to compare.
pub fn compare(shell: Shell, shown: &Shown<'_>, form: &FormState, suggested: &[Suggestion]) -> Question {
    let title = "Is this the same person?";
    if suggested.is_empty() {
        let (text, name) = (Markup::text(title), Markup::text(shown.name));
        let h1 = Markup::trusted(format!(
            "<h1 class=\"govuk-heading-l\"><span class=\"govuk-caption-l\">{name}</span>{text}</h1>"
        ));
        let said = paragraph(
            "There is nobody to compare: nobody who is like them in an email address, a phone number, an address, or the \
             postcode and a part of the name has contacted us since the file began.",
        );
        return Question::new(shell.back_to("Back to the file", shown.path), title, form)
            .intro(Markup::join([Content::from(h1), said.into()]))
            .without_form()
            .without_buttons();
    }
    let mut question = step(shell, shown, title, form).field(paragraph(
        "These people contacted us since the file began and are like its person in something. That is all the \
         program knows: families share an address, a phone and an email. Look at what they wrote before you answer. \
         Nothing is joined by your answer. What comes from somebody you confirm is read under the arrangement from then on.",
    ));
    let mut who = Radios::new(PERSON, "Who?");
    for one in suggested {
        let mut list = SummaryList::new()
            .row("Name", one.name.as_str())
            .row("Alike in", Markup::bullets(one.alike.iter().copied()));
        let cases = one.cases.iter().map(|(reference, on)| {
            let href = format!("/staff/cases/{reference}");
            Markup::join([
                Content::from(Markup::link(&href, reference.as_str())),
                format!(" of {}", format::date_only(*on)).into(),
            ])
        });
        list = list.row("Contacted us about", Markup::bullets(cases));
        if one.is_confirmed {
            list = list.row("Said before", Tag::coloured("yellow", "The same person"));
        }
        question = question.field(list);
        // Two may have one name, as a father and a son: which of those above is meant stands in the answer.
        let which = one
            .cases
            .first()
            .map_or_else(String::new, |(reference, _)| format!(", of {reference}"));
        who = who.choice(
            &one.id,
            format!("{}{which}. Alike in: {}", one.name, one.alike.join(", ")),
        );
    }
    let mut answer = Radios::new("likeness", "What is your answer?");
    for one in Likeness::ALL {
        answer = answer.choice(one.as_str(), likeness(*one));
    }
    question
        .field(who.of(form))
        .field(answer.of(form))
        .field(text("reason", "Because", form).hint("What you compared, and what it shows."))
        .button(Button::new("Save your answer"))
}

/// What somebody said of a suggestion.
pub const fn likeness(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Same => "The same person",
        Likeness::SomebodyElse => "Somebody else: do not suggest them again",
    }
}

/// Keeping a file for longer, or no longer.
pub fn hold(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    let months = shown.conduct.kept_months;
    let until = shown.file.kept_until(months);
    let said = match (shown.file.is_held, until) {
        (true, _) => "It is held: it is not erased before somebody ends that.".to_owned(),
        (false, Some(until)) => format!("It is kept until {} and then erased.", format::date_only(until)),
        (false, None) => "It goes on. Once it is over, it is kept for as long as the policy says.".to_owned(),
    };
    let (title, label, button) = if shown.file.is_held {
        (
            "End the hold",
            "Why it need not be kept for longer",
            "End the hold",
        )
    } else {
        (
            "Keep the file for longer",
            "Why it has to be kept for longer",
            "Keep it for longer",
        )
    };
    step(shell, shown, title, form)
        .field(paragraph(said))
        .field(
            text("reason", label, form)
                .hint("For example a claim, an appeal to the Ombudsman, or a request under a law."),
        )
        .button(Button::new(button))
}

/// A file that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// Where it is.
    pub href: String,
    /// What the person is called.
    pub name: String,
    /// When it ended.
    pub ended_on: Date,
    /// The last day on which it is kept.
    pub until: Date,
    /// Whether it is held.
    pub is_held: bool,
}

/// `/staff/arrangements/kept`: what is erased next stands on top.
pub fn kept(shell: Shell, ended: &[Ended], (today, next): (Date, Option<&str>)) -> Question {
    let title = "How long files are kept";
    let mut parts: Vec<Content> = vec![
        Markup::trusted(format!("<h1 class=\"govuk-heading-l\">{title}</h1>")).into(),
        paragraph(
            "Files that are over, and those on which nothing waits: their time counts from when somebody last worked on them, and anew \
             whenever somebody does. What is erased next stands on top. When its day has passed, the texts, letters and files of \
             a file are erased by themselves, and it is on no list any more. That it was, and the counts, remain.",
        )
        .into(),
    ];
    if ended.is_empty() {
        parts.push(paragraph("No file is over.").into());
    } else {
        let mut table = Table::new(title)
            .caption_classes("govuk-visually-hidden")
            .first_cell_is_header(true);
        for column in ["Name", "Over, or last worked on", "Kept until"] {
            table = table.column(column);
        }
        for line in ended {
            let until: Content = if line.is_held {
                Tag::coloured("purple", "Held").into()
            } else if line.until < today {
                Markup::join([
                    Content::from(format::time_short_date(line.until)),
                    Content::from(" "),
                    Tag::coloured("orange", "Erased next").into(),
                ])
                .into()
            } else {
                format::time_short_date(line.until).into()
            };
            let cells: [Content; 3] = [
                Markup::link(&line.href, line.name.as_str()).into(),
                format::time_short_date(line.ended_on).into(),
                until,
            ];
            table = table.row(cells.map(Cell::new));
        }
        parts.push(ScrollTable::new("kept", table).into());
    }
    parts.push(Pagination::previous_next(None, next).into());
    Question::new(
        shell.back_to("Back to contact arrangements", "/staff/arrangements"),
        title,
        &FormState::new(),
    )
    .intro(Markup::join(parts))
    .without_form()
    .without_buttons()
}

/// The heading of an event.
pub(super) const fn event(kept: &Kept) -> &'static str {
    match kept {
        Kept::Compared { likeness, .. } => match likeness {
            Likeness::Same => "Compared with somebody: the same person",
            Likeness::SomebodyElse => "Compared with somebody: somebody else",
        },
        Kept::Held { .. } => "Kept for longer",
        Kept::HoldEnded { .. } => "Kept for longer no more",
        Kept::Erased { .. } => "Erased",
    }
}

/// What an event says, in words.
pub(super) fn story(shown: &Shown<'_>, event: &Event, parts: &mut Vec<Content>) {
    let Event::Kept(kept) = event else { return };
    match kept {
        Kept::Compared { reason, .. } | Kept::Held { reason } | Kept::HoldEnded { reason } => {
            parts.push(Markup::paragraphs(&shown.known.text(reason)).into());
        }
        Kept::Erased { .. } => {}
    }
}

/// What can be done about it, as links of the file.
pub(super) fn links(shown: &Shown<'_>) -> Vec<Markup> {
    let at = |slug: &str, text: &str| Markup::link(&format!("{}/{slug}", shown.path), text);
    let hold = if shown.file.is_held {
        "End the hold"
    } else {
        "Keep the file for longer"
    };
    vec![
        at("compare", "Somebody under a new name or address?"),
        at("hold", hold),
    ]
}

pub(crate) fn samples() -> Vec<Sample> {
    let day: Date = "2026-11-23".parse().unwrap_or_default();
    let line = |is_held, until| Ended {
        href: "/staff/arrangements/1".into(),
        name: "Nadia Example".into(),
        ended_on: day,
        until,
        is_held,
    };
    let shell = || Shell::staff_sample().at("/staff/arrangements");
    let lines = [line(true, day), line(false, Date::MIN), line(false, Date::MAX)];
    vec![
        Sample::of(
            "how long files are kept",
            &kept(shell(), &lines, (day, Some("?after=1"))),
        ),
        Sample::of("how long files are kept, none", &kept(shell(), &[], (day, None))),
    ]
}
