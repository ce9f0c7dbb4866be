//! What is done to what binds already (S18): it is looked at again, and a contact is sorted again that was taken for something
//! else.

use redress_domain::conduct::state::{Arrangement, Beside, Contact, With};
use redress_domain::conduct::{Event, ReviewOutcome, Sort, Tended};
use redress_domain::permission::Act;

use super::forms::{files_with, step, text, who_is_left};
use super::tend::{agreed, outcome_in_words};
use super::{Choices, Shown, say};
use crate::components::{Button, Input, InsetText, Radios};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::paragraph;

/// `/staff/arrangements/{id}/review`: whoever keeps the file looks at what is in force. To be kinder, or to end it, needs
/// nobody's leave.
pub fn review(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let question = step(shell, shown, "Review the arrangement", form);
    let Some(arrangement) = shown.file.in_force(shown.today) else {
        return nothing(question, shown);
    };
    let mut outcome = Radios::new("outcome", "What comes of it?");
    for one in [ReviewOutcome::Eased, ReviewOutcome::Ended] {
        outcome = outcome.choice(one.as_str(), outcome_in_words(one));
    }
    so_far(question, shown, (arrangement, choices))
        .field(paragraph("To be kinder, or to end it, needs nobody’s leave."))
        .field(it_takes_a_report(shown, choices))
        .field(outcome.of(form))
        .field(text("reason", "Why", form).hint(
            "What happened since, what they said, and whether something milder would do now. They read it.",
        ))
        .button(Button::new("Save the review"))
}

/// `/staff/arrangements/{id}/goes-on`: where whoever reviews finds what there is, and how far its report is (paper 004, 7.1:
/// designation and review).
pub fn goes_on(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let question = who_is_left(step(shell, shown, "Whether it goes on", form), choices);
    let Some(arrangement) = shown.file.in_force(shown.today) else {
        return nothing(question, shown);
    };
    let at = |slug: &str, text: &str| Markup::link(&format!("{}/{slug}", shown.path), text);
    let is_there = shown.file.report.is_some();
    let mut links = Vec::new();
    if is_there {
        links.push(at("decision", "Decide on the report"));
    } else if shown.known.may(Act::ManageConduct) {
        links.push(at("proposal", "Propose that it goes on"));
    }
    links.push(Markup::link(shown.path, "Back to the file"));
    so_far(question, shown, (arrangement, choices))
        .field(it_takes_a_report(shown, choices))
        .field(paragraph(if is_there {
            "There is a report. You can decide on it once their time to comment is over and each comment has an answer, if the policy \
             names your post and you took no part before."
        } else {
            "There is no report yet. Whoever keeps the file writes it, or makes the arrangement kinder, or ends it."
        }))
        .field(Markup::bullets(links))
        .without_form()
        .without_buttons()
}

/// What it takes to go on (paper 004, 7.1; domain 5.10).
fn it_takes_a_report(shown: &Shown<'_>, choices: &Choices) -> Markup {
    let report = if shown.file.report.is_none() && shown.known.may(Act::ManageConduct) {
        Markup::link(&format!("{}/proposal", shown.path), "a report")
    } else {
        Markup::text("a report")
    };
    paragraph(Markup::join([
        Content::from("That it goes on until its end takes "),
        report.into(),
        format!(
            " that they have, {} for their comments, and an answer to each and to what they said before the review. Then the {} decides, \
             by somebody who took no part before.",
            shown.conduct.comments_within, choices.decides
        )
        .into(),
    ]))
}

fn nothing(question: Question, shown: &Shown<'_>) -> Question {
    question
        .field(paragraph("No arrangement is in force."))
        .without_form()
        .button(Button::secondary("Back to the file").href(shown.path))
}

/// What happened since it began, and what they said before this review.
fn so_far(
    question: Question,
    shown: &Shown<'_>,
    (arrangement, choices): (&Arrangement, &Choices),
) -> Question {
    let since = |event: &Event| {
        let (Event::ContactCame { on, .. } | Event::IncidentReported { on, .. }) = event else {
            return false;
        };
        *on >= arrangement.from
    };
    let came = shown.entries.iter().filter(|entry| since(&entry.event));
    let (contacts, incidents): (Vec<_>, Vec<_>) =
        came.partition(|entry| matches!(entry.event, Event::ContactCame { .. }));
    let so_far = [
        format!("In force since {}", format::long_date(arrangement.from)),
        format!(
            "Ends by itself after {}",
            format::long_date(arrangement.terms.ends_on)
        ),
        format!(
            "{} contacts came since, {} were not read",
            contacts.len(),
            shown.file.unread().count()
        ),
        format!("{} incidents were reported since", incidents.len()),
    ];
    let mut question = question.field(Markup::bullets(so_far));
    for entry in said_for_the_review(shown) {
        if let Event::Tended(Tended::SaidForReview { on, words, .. }) = &entry.event {
            question = question
                .field(paragraph(format!(
                    "What they said for the review on {}. It has an answer before anybody decides that it goes on:",
                    format::date_only(*on)
                )))
                .field(InsetText::new(Markup::paragraphs(&shown.known.text(words))));
        }
    }
    if let Some(files) = files_with(shown, &With::Said(Beside::Review)) {
        question = question.field(files);
    }
    agreed(question, choices)
}

/// What they said since the last review that let the arrangement go on.
fn said_for_the_review<'s>(shown: &'s Shown<'_>) -> impl Iterator<Item = &'s redress_domain::conduct::Entry> {
    let is_said = |event: &Event| matches!(event, Event::Tended(Tended::SaidForReview { .. }));
    let said = shown.entries.iter().filter(move |entry| is_said(&entry.event));
    let all = said.clone().count();
    said.skip(all.saturating_sub(shown.file.said_for_review.len()))
}

/// The field of which contact is sorted again.
pub const CONTACT: &str = "contact";

/// The field that says whether a contact is what it was taken for as well.
pub const AS_WELL: &str = "as_well";

/// What is said of the words of a contact that stands as they said it.
pub(super) const WORD_FOR_WORD: &str =
    "Of a comment, an appeal or a word before a review: leave it empty, and it is taken word for word.";

/// What a contact that nobody has read may be, and how each is called.
pub(super) fn sorts_offered(shown: &Shown<'_>, contact: &Contact) -> Vec<(Sort, &'static str)> {
    // What they said here as an appeal, a comment or before a review stands as that already.
    if shown.file.said_here.contains(&contact.id) {
        let named = |one: Sort| match one {
            Sort::Comment => Some("What stands on the file as they said it, and nothing else"),
            Sort::Appeal | Sort::BeforeReview => None,
            Sort::NewMatter
            | Sort::NewInformation
            | Sort::NothingNew
            | Sort::Safeguarding
            | Sort::StatutoryRequest
            | Sort::ForTheOmbudsman => Some(say::sort(one)),
        };
        let all = Sort::ALL.iter();
        return all.filter_map(|one| Some((*one, named(*one)?))).collect();
    }
    let all = Sort::ALL.iter().filter(|one| may_be(shown, contact, **one));
    all.map(|one| (*one, say::sort(*one))).collect()
}

/// Whether a contact of its day may be this.
fn may_be(shown: &Shown<'_>, contact: &Contact, sort: Sort) -> bool {
    match sort {
        // Domain 5.6: only what came while they had a report can be a comment on one.
        Sort::Comment => shown.file.may_be_commented(contact.on),
        // Domain 5.10: within the days of the notice, by whichever way it came.
        Sort::Appeal => shown.file.may_be_appealed(contact.on),
        Sort::BeforeReview => shown.file.may_be_for_a_review(contact.on, shown.today),
        Sort::NewMatter
        | Sort::NewInformation
        | Sort::NothingNew
        | Sort::Safeguarding
        | Sort::StatutoryRequest
        | Sort::ForTheOmbudsman => true,
    }
}

/// `/staff/arrangements/{id}/sort-again`: a contact is something else than it was taken for, or something else as well.
pub fn sort_again(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    let question = step(shell, shown, "Sort a contact again", form);
    let mut contacts = Radios::new(CONTACT, "Which contact?");
    let mut is_any = false;
    for entry in shown.entries.iter().rev() {
        let Event::ContactCame { id, channel, .. } = &entry.event else {
            continue;
        };
        let known = shown.file.contacts.iter().find(|contact| contact.id == *id);
        let Some((sort, also)) = known.and_then(|contact| Some((contact.sort?, &contact.also))) else {
            continue;
        };
        let also = also
            .iter()
            .map(|sort| format!("; and as well: {}", say::sort(*sort)));
        let also: String = also.collect();
        is_any = true;
        let (when, how) = (format::date_time(entry.at), say::open_channel(*channel));
        contacts = contacts.choice(
            id.as_str(),
            format!("{when}, by {how}. Taken for: {}{also}", say::sort(sort)),
        );
    }
    if !is_any {
        return question
            .field(paragraph("No contact has been read yet."))
            .without_form()
            .button(Button::secondary("Back to the contacts").href(format!("{}/contacts", shown.path)));
    }
    let mut sort = Radios::new("sort", "What is it?");
    let read = || {
        shown
            .file
            .contacts
            .iter()
            .filter(|contact| contact.sort.is_some())
    };
    // What stands as they said it is offered where one of them may be that.
    let is_offered =
        |one: &&Sort| !one.is_as_they_said_it() || read().any(|contact| may_be(shown, contact, **one));
    for one in Sort::ALL.iter().filter(is_offered) {
        sort = sort.choice(one.as_str(), say::sort(*one));
    }
    question
        .field(paragraph(
            "What it is follows as it would have: a case of its own, a question that is reopened, or somebody who is told at once. \
             What it was taken for stays in the record, and what that has begun goes on. One contact can be several things: sort it as \
             each of them.",
        ))
        .field(contacts.of(form))
        .field(sort.of(form))
        .field(text("words", "What is new, or where it went", form).hint(WORD_FOR_WORD))
        .field(
            Input::new(
                "case-again",
                "Reference of the case that was made of it (if it is a new matter, or a request under a statute)",
            )
            .hint("A case of this same person. Like WS-4K7P-29QX")
            .of(form),
        )
        .field(
            Radios::new(AS_WELL, "Is it what it was taken for, too?")
                .choice("no", "No, it is this instead")
                .choice("yes", "Yes, it is this as well")
                .of(form),
        )
        .field(text("reason", "Why it is not what it was taken for, or not that alone", form))
        .button(Button::new("Sort it again"))
}
