//! The pages of an Ombudsman's enquiry (S14): what they ask, decide and recommend.

use redress_domain::case::{EarlyReferral, Enquiry, EnquiryStep, PointState};
use redress_domain::language::WelshLetters;
use redress_domain::permission::Act;
use redress_domain::vocabulary::{Determination, Ombudsman, RemedyKind};

use super::act::{ActPage, heading, paragraph, quoted};
use super::acts::Lists;
use super::summary::beside;
use super::{Shown, vocabulary as say};
use crate::components::{
    Button, Choice, DatePicker, Input, InsetText, Radios, Select, SummaryList, Tag, Textarea,
};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::Markup;

fn words(name: &str, label: &str, form: &FormState) -> Textarea {
    let mut field = Textarea::new(name, label);
    field.rows = Some(5);
    field.of(form)
}

/// The Ombudsman for Wales is asked about where the council writes Welsh.
fn which(shown: &Shown<'_>, form: &FormState) -> Radios {
    let is_of_wales = shown.known.welsh() != WelshLetters::None;
    Radios::new("ombudsman", "Which ombudsman?")
        .choices(
            Ombudsman::ALL
                .iter()
                .filter(|ombudsman| **ombudsman != Ombudsman::Psow || is_of_wales)
                .map(|ombudsman| Choice::new(ombudsman.as_str(), say::ombudsman(*ombudsman))),
        )
        .of(form)
}

fn their_reference(form: &FormState) -> Input {
    Input::code("their_reference", "Their reference").of(form)
}

fn past(shown: &Shown<'_>, label: &str, form: &FormState) -> DatePicker {
    DatePicker::new("on", label)
        .max_date(format::picker_date(shown.today))
        .of(form)
}

/// "Ombudsman": how each enquiry stands, and what can be recorded.
pub fn page(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let mut page = ActPage::new(shell, shown, "Ombudsman", form);
    for enquiry in shown.case.enquiries.iter().rev() {
        page = page.intro(enquiry_card(shown, enquiry));
    }
    if shown.case.enquiries.is_empty() {
        page = page.say("No ombudsman has asked about this case.");
    }
    for (number, point) in (1..).zip(&shown.case.points) {
        page = page.intro(decided(shown, (number, point)));
    }
    let recommended = shown
        .case
        .remedies
        .iter()
        .filter(|remedy| remedy.recommended_by.is_some());
    let recommended: Vec<String> = recommended
        .map(|remedy| {
            let due = remedy.due_on.map(format::date_only).unwrap_or_default();
            let state = match remedy.delivered_on {
                Some(on) => format!("complied with on {}", format::date_only(on)),
                None => format!("due {due}"),
            };
            format!(
                "{}: {state}",
                shown.known.text(&remedy.words).trim_end_matches('.')
            )
        })
        .collect();
    if !recommended.is_empty() {
        page = page
            .intro(heading(2, "Recommended remedies"))
            .intro(Markup::bullets(recommended))
            .intro(paragraph(Markup::link(
                &shown.at("actions"),
                "Record that an action was delivered, with the evidence",
            )));
    }
    page.intro(links(shown))
        .instead("An enquiry opens no stage again: a closed case stays closed.")
}

fn links(shown: &Shown<'_>) -> Markup {
    let case = shown.case;
    if !shown.may(Act::RecordOmbudsman) {
        return Markup::join(Vec::<Markup>::new());
    }
    let deeds: &[(&str, &str)] = match (case.open_enquiry(), case.enquiries.is_empty()) {
        (Some(_), _) => &[
            ("ombudsman/documents", "Record that documents were sent"),
            ("ombudsman/draft", "Record the draft decision"),
            ("ombudsman/decision", "Record the final decision"),
            ("ombudsman/recommend", "Record a recommended remedy"),
            ("ombudsman/back", "Record that they gave it back to us"),
        ],
        (None, true) => &[
            ("ombudsman/enquiry", "Record an enquiry"),
            ("ombudsman/back", "Record that they gave it back to us"),
        ],
        (None, false) => &[
            ("ombudsman/recommend", "Record a recommended remedy"),
            ("ombudsman/enquiry", "Record another enquiry"),
        ],
    };
    let bundle = [(
        "ombudsman/bundle",
        "Make the case bundle: everything in one document",
    )];
    let links = bundle
        .iter()
        .chain(deeds)
        .map(|(rest, text)| Markup::link(&shown.at(rest), *text));
    Markup::join([heading(2, "What you can record"), Markup::bullets(links)])
}

fn enquiry_card(shown: &Shown<'_>, enquiry: &Enquiry) -> Markup {
    let colour = if enquiry.is_open() { "purple" } else { "grey" };
    let mut list = SummaryList::new()
        .row("Stage", Tag::coloured(colour, say::enquiry_step(enquiry.step)))
        .row("Their reference", shown.known.text(&enquiry.reference))
        .row("Received", format::time_long_date(enquiry.received_on))
        .row("When the customer went to them", say::referral(enquiry.referral));
    if enquiry.meanwhile == EarlyReferral::Pauses {
        list = list.row(
            "Meanwhile",
            "No reply goes until they have decided. The dates stand.",
        );
    }
    if let Some(questions) = &enquiry.questions {
        list = list.row("What they ask", quoted(&shown.known.text(questions)));
    }
    if let Some(due) = enquiry.documents_due_on {
        let sent = match &enquiry.documents_sent {
            Some((on, _)) => Tag::coloured("grey", format!("Sent {}", format::day_and_month(*on))),
            None => format::due_tag(due, shown.today, 3),
        };
        list = list.row(
            "Documents due",
            Markup::join([format::time_long_date(due), Markup::from(sent)]),
        );
    }
    if let Some((_, words)) = &enquiry.documents_sent {
        list = list.row("Documents sent", quoted(&shown.known.text(words)));
    }
    if let Some((words, comments)) = &enquiry.draft {
        list = list.row("Draft decision", quoted(&shown.known.text(words)));
        if let Some(due) = comments {
            list = list.row("Comments due", format::time_long_date(*due));
        }
    }
    if let Some((words, on)) = &enquiry.decision {
        list = list
            .row("Final decision", quoted(&shown.known.text(words)))
            .row("Decided", format::time_long_date(*on));
    }
    list.in_card(say::ombudsman(enquiry.ombudsman)).into()
}

fn decided(shown: &Shown<'_>, (number, point): (usize, &redress_domain::case::Point)) -> Markup {
    let ours = point
        .review
        .as_ref()
        .and_then(|review| review.finding)
        .or(match point.state {
            PointState::Found { finding, .. } => Some(finding),
            PointState::Open => None,
        });
    let theirs = point
        .determination
        .map_or("Not decided", |(_, determination, _)| {
            say::determination(determination)
        });
    let title = format!("Point {number}");
    let list = SummaryList::new()
        .row("What is complained of", quoted(&shown.known.text(&point.words)))
        .row("We found", ours.map_or("No finding", say::finding))
        .row("The ombudsman decided", theirs)
        .in_card(title.as_str());
    let may = shown.may(Act::RecordFinding) && !shown.case.enquiries.is_empty();
    let link = may.then(|| {
        let href = shown.at(&format!("ombudsman/points/{}", point.id));
        paragraph(Markup::link(
            &href,
            format!("Record what was decided on point {number}"),
        ))
    });
    Markup::join([Some(Markup::from(list)), link].into_iter().flatten())
}

/// "Record an enquiry".
pub fn enquiry(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let steps = Radios::new("step", "Stage")
        .choice(
            EnquiryStep::Enquiry.as_str(),
            say::enquiry_step(EnquiryStep::Enquiry),
        )
        .choice(
            EnquiryStep::Investigation.as_str(),
            say::enquiry_step(EnquiryStep::Investigation),
        );
    ActPage::new(shell, shown, "Record an ombudsman’s enquiry", form)
        .field(which(shown, form))
        .field(their_reference(form))
        .field(steps.of(form))
        .field(past(shown, "When did it reach us?", form))
        .field(words("questions", "What they ask (optional)", form))
        .field(DatePicker::new("due", "Documents are due on (optional)").of(form))
        .button(Button::send("Record the enquiry"))
        .aside(beside(shown))
}

/// "Record that documents were sent".
pub fn documents(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Record that documents were sent", form)
        .field(words("words", "What was sent", form))
        .button(Button::send("Record"))
}

/// "Record the draft decision".
pub fn draft(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Record the draft decision", form)
        .field(words("words", "What the draft decision says", form))
        .field(DatePicker::new("due", "Comments are due on (optional)").of(form))
        .button(Button::send("Record"))
}

/// "Record the final decision".
pub fn decision(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Record the final decision", form)
        .say("After this, record what was decided on each point, and the remedies that were recommended.")
        .field(words("words", "What the decision says", form))
        .field(past(shown, "When was it decided?", form))
        .button(Button::send("Record"))
}

/// "Record a recommended remedy".
pub fn recommend(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let kinds = Radios::new("kind", "What kind of remedy is it?").choices(
        RemedyKind::ALL
            .iter()
            .map(|kind| Choice::new(kind.as_str(), say::remedy(*kind))),
    );
    let owner = Select::new("owner", "Who sees to it? (optional)")
        .option("", "Nobody yet")
        .options(
            lists
                .users
                .iter()
                .map(|(value, text)| (value.as_str(), text.as_str())),
        );
    ActPage::new(shell, shown, "Record a recommended remedy", form)
        .field(kinds.of(form))
        .field(words("words", "What the ombudsman recommends", form))
        .field(owner.of(form))
        .field(DatePicker::new("due", "By when must we comply?").of(form))
        .button(Button::send("Record"))
}

/// "Record what was decided on point 1", in that Ombudsman's own vocabulary.
pub fn point(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let which = lists.which.as_deref().unwrap_or_default();
    let found = (1..)
        .zip(&shown.case.points)
        .find(|(_, point)| point.id.as_str() == which);
    let (number, text) = found.map_or((0, String::new()), |(number, point)| {
        (number, shown.known.text(&point.words))
    });
    let by = shown.case.enquiries.last().map(|enquiry| enquiry.ombudsman);
    let decisions = Radios::new("determination", "What was decided?").choices(
        Determination::ALL
            .iter()
            .filter(|determination| by.is_none_or(|by| determination.is_of(by)))
            .map(|determination| Choice::new(determination.as_str(), say::determination(*determination))),
    );
    ActPage::new(
        shell,
        shown,
        &format!("Record what was decided on point {number}"),
        form,
    )
    .intro(InsetText::new(quoted(&text)))
    .field(decisions.of(form))
    .button(Button::send("Record"))
}

/// "Record that they gave it back to us".
pub fn back(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    ActPage::new(shell, shown, "Record that they gave it back to us", form)
        .say(
            "An ombudsman gives a complaint back that reached them too early. It becomes a complaint here, or goes on \
             as one, and its dates count from the day it came back.",
        )
        .field(which(shown, form))
        .field(their_reference(form))
        .field(past(shown, "When did it come back?", form))
        .field(words("words", "What the ombudsman said", form))
        .button(Button::send("Record"))
        .aside(beside(shown))
}
