//! The forms of a conduct file (S18): each step of the way has its own.

use redress_domain::conduct::state::{Beside, With};
use redress_domain::conduct::{AppealOutcome, Check, CheckAnswer, Event, Purpose, Reach, protects};
use redress_domain::policy::{ContactOption, FileRules};
use redress_domain::vocabulary::Channel;

use super::letters::{brought, going, why_not};
use super::question::{lapsed, too_late};
use super::weigh::{WORD_FOR_WORD, sorts_offered};
use super::{Choices, Shown, by_code, say};
use crate::components::{
    Button, Checkboxes, DatePicker, Input, InsetText, Radios, Select, Textarea, WarningText,
};
use crate::form::{FormState, SEEN};
use crate::format;
use crate::layout::Shell;
use crate::markup::{Content, Markup};
use crate::public::files;
use crate::question::Question;
use crate::staff::parts::paragraph;

/// Makes the page of a step.
pub type MakePage = fn(Shell, &Shown<'_>, &FormState, &Choices) -> Question;

/// The ways by which somebody gets in touch, or is written to.
const CHANNELS: [Channel; 8] = [
    Channel::Phone,
    Channel::Email,
    Channel::Letter,
    Channel::InPerson,
    Channel::Online,
    Channel::Text,
    Channel::SocialMedia,
    Channel::WebChat,
];

pub(super) fn step(shell: Shell, shown: &Shown<'_>, title: &str, form: &FormState) -> Question {
    let seen = form
        .filled(SEEN)
        .map_or_else(|| shown.version.to_string(), str::to_owned);
    let text = Markup::text(title);
    let name = Markup::text(shown.name);
    let heading = Markup::trusted(format!(
        "<h1 class=\"govuk-heading-l\"><span class=\"govuk-caption-l\">{name}</span>{text}</h1>"
    ));
    Question::new(shell.back_to("Back to the file", shown.path), title, form)
        .intro(heading)
        .hidden(SEEN, &seen)
}

pub(super) fn text(name: &str, label: &str, form: &FormState) -> Textarea {
    let mut field = Textarea::new(name, label);
    field.rows = Some(4);
    field.of(form)
}

pub(super) fn letter(name: &str, label: &str, form: &FormState) -> Textarea {
    let mut field = Textarea::new(name, label);
    field.rows = Some(10);
    field
        .hint("Make it yours: names of junior staff do not belong in it. What the record has to say stands below, and goes with it.")
        .of(form)
}

/// What the program adds to a letter, and nobody leaves out (domain 5.8).
pub(super) fn adds(question: Question, choices: &Choices) -> Question {
    if choices.added.is_empty() {
        return question.field(paragraph(
            "After this the program puts in what the record and this form have, the Ombudsman, and how to ask for help. \
             You see it in the letter.",
        ));
    }
    question
        .field(paragraph("The program puts this after it, from the record:"))
        .field(InsetText::new(crate::case::letter::blocks(&choices.added)))
}

pub(super) fn channel(name: &str, label: &str, form: &FormState) -> Select {
    one_of(&CHANNELS, (name, label), form)
}

pub(super) fn one_of(channels: &[Channel], (name, label): (&str, &str), form: &FormState) -> Select {
    let mut select = Select::new(name, label).option("", "Select");
    for channel in channels.iter().copied() {
        select = select.option(channel.as_str(), crate::words::channel(channel));
    }
    select.of(form)
}

pub(super) fn open_channel(form: &FormState) -> Radios {
    let open = [
        Channel::Letter,
        Channel::Email,
        Channel::Phone,
        Channel::Online,
        Channel::InPerson,
    ];
    let mut radios = Radios::new("open_channel", "Which way stays open?")
        .hint("One that they can really use. New problems, emergencies, requests under a law, councillors and the Ombudsman always stay open.");
    for channel in open {
        radios = radios.choice(channel.as_str(), crate::words::channel(channel));
    }
    radios.of(form)
}

fn measures(shown: &Shown<'_>, form: &FormState) -> Checkboxes {
    measures_of(shown, form, |_| true)
}

fn measures_of(shown: &Shown<'_>, form: &FormState, is_meant: fn(ContactOption) -> bool) -> Checkboxes {
    let mut boxes = Checkboxes::new("measures", "What we will do").hint("Choose what limits them least.");
    for option in shown.conduct.options.iter().filter(|option| is_meant(**option)) {
        boxes = boxes.choice(option.as_str(), say::option(*option));
    }
    boxes.of(form)
}

/// Who answers, when or for how long, for the measures that say nothing without it.
pub(super) fn in_practice(form: &FormState) -> Input {
    Input::new(
        "in_practice",
        "Who answers, when, or for how long (for a named person, set times or a set length)",
    )
    .hint("One line that the person and the front line read. Like: Sam Reid answers, on Tuesdays from 10am to 11am, for 15 minutes")
    .of(form)
}

/// The fields of an incident, on a page of its own or of a file.
pub(super) fn incident_fields(
    question: Question,
    categories: &[redress_domain::policy::ConductCategory],
    form: &FormState,
) -> Question {
    let mut about = Checkboxes::new("categories", "What was it about?").hint("Select all that apply.");
    for category in categories {
        about = about.choice(category.as_str(), say::category(*category));
    }
    question
        .field(
            text("facts", "What happened", form).hint(
                "Facts only: what was said and done, and what was not. The person reads this if an arrangement is proposed, without names of staff.",
            ),
        )
        .field(DatePicker::new("on", "When").of(form))
        .field(
            Input::new("at", "At what time (optional)")
                .hint("Like 9:30am. On the day of a warning it counts as after the warning only if the time says so.")
                .of(form),
        )
        .field(channel("channel", "How were they in touch?", form))
        .field(about.of(form))
        .field(
            Radios::yes_no("danger", "Was anyone in danger?")
                .hint("If anyone is in danger now, call 999 first. Then tell your manager.")
                .of(form),
        )
        .field(
            text(
                "exact_words",
                "The exact words, if they were abusive (optional)",
                form,
            )
            .hint("Hidden from readers until they ask."),
        )
        .field(text("witnesses", "Who saw it (optional)", form))
}

/// `/staff/incidents/new`: any member of staff reports what happened.
pub fn new_incident(
    shell: Shell,
    (categories, rules): (&[redress_domain::policy::ConductCategory], &FileRules),
    form: &FormState,
) -> Question {
    let question = Question::new(shell, "Report an incident", form)
        .intro(paragraph(
            "Reporting judges nobody. A manager looks at it, and at what we did ourselves, before anything follows.",
        ))
        .field(
            Input::new("reference", "Reference of a case of theirs")
                .hint("If they have none, log what they contacted us about first. Like WS-4K7P-29QX")
                .of(form),
        )
        .field(
            Radios::new("who", "Who acted so?")
                .hint("One file is about one person, never about a household.")
                .choice("customer", "The customer")
                .choice("speaker", "Whoever speaks for the customer")
                .choice("other", "Somebody else on the case")
                .of(form),
        )
        .field(
            Input::new("name", "If it is somebody else on the case: their name or email address")
                .hint("As it is on the case: a further customer, or one of several who speak for the customer. They get a file of their own.")
                .autocomplete("off")
                .of(form),
        );
    incident_fields(question, categories, form)
        .field(files::field(
            "A photograph, a voicemail or the email, if there is one (optional)",
            form,
            rules,
        ))
        .button(Button::new("Report the incident"))
        .multipart()
}

/// A file for an incident, or for what they said.
pub fn add_file(shell: Shell, shown: &Shown<'_>, form: &FormState, rules: &FileRules) -> Question {
    let mut incidents = Radios::new("with", "What does it go with?");
    for entry in shown.entries {
        if let Event::IncidentReported { id, on, at, .. } = &entry.event {
            let text = format!("The incident of {}", format::date_maybe_time(*on, *at));
            incidents = incidents.choice(id.as_str(), text);
        }
    }
    let report = shown.file.report.as_ref();
    let comments = report.into_iter().flat_map(|report| &report.comments);
    for comment in comments.chain(&shown.file.late_comments) {
        let said = shown.entries.iter().find_map(|entry| {
            let said = entry.event.commented();
            said.filter(|(id, _, _)| **id == comment.id).map(|(_, on, _)| on)
        });
        let on = said.map(format::date_only).unwrap_or_default();
        incidents = incidents.choice(
            format!("{COMMENT}{}", comment.id).as_str(),
            format!("Their comment of {on}"),
        );
    }
    let waits = shown
        .file
        .appeal
        .as_ref()
        .is_some_and(|appeal| appeal.outcome.is_none());
    if waits {
        incidents = incidents.choice(Beside::Appeal.as_str(), "Their appeal");
    }
    if !shown.file.said_for_review.is_empty() {
        incidents = incidents.choice(Beside::Review.as_str(), "What they said before the review");
    }
    step(shell, shown, "Add a file", form)
        .field(paragraph(
            "A photograph, a voicemail, an email as it looked, or what came with what they said. Only those who open this file can open it.",
        ))
        .field(incidents.of(form))
        .field(files::field("Choose a file", form, rules))
        .button(Button::new("Add the file"))
        .multipart()
}

/// Another incident on a file.
pub fn incident(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    incident_fields(
        step(shell, shown, "Report an incident", form),
        &shown.conduct.categories,
        form,
    )
    .button(Button::new("Report the incident"))
}

/// The field of a check's answer, and that of its reason.
pub fn check_fields(check: Check) -> (String, String) {
    (
        format!("answer-{}", check.as_str()),
        format!("reason-{}", check.as_str()),
    )
}

/// The checks: each answered with its reason.
pub fn checks(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let mut question = step(shell, shown, "Check before you act", form).field(paragraph(
        "Answer each one with a reason. Nobody is warned before all are answered, and what is ours to mend is \
         mended first. You can save some now and come back.",
    ));
    question = super::tend::agreed(question, choices);
    for check in Check::ALL {
        let (answer, reason) = check_fields(*check);
        let mut radios = Radios::new(&answer, say::check(*check));
        for one in CheckAnswer::ALL {
            radios = radios.choice(one.as_str(), say::check_answer(*one));
        }
        question = question.field(radios.of(form)).field(text(
            &reason,
            &format!("Why: {}", say::check(*check)),
            form,
        ));
    }
    question.button(Button::new("Save"))
}

/// Something milder.
pub fn milder(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    step(shell, shown, "Try something milder", form)
        .field(text("words", "What did we try, and what came of it?", form))
        .button(Button::new("Save"))
}

/// The warning.
pub fn warning(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let question = step(shell, shown, "Write a warning", form)
        .field(text("must_change", "What needs to change", form))
        .field(letter("letter", "What opens the letter", form));
    sending(question, form, choices).button(Button::send("Send the warning"))
}

/// How the letter goes, and why the program does not send it where it cannot.
pub(super) fn sending(question: Question, form: &FormState, choices: &Choices) -> Question {
    let question = super::tend::names(adds(question, choices), form);
    let question = super::tend::format(question, form, choices);
    let question = match why_not(choices.going) {
        Some(why) => question.field(why),
        None => question,
    };
    question.field(going(choices.going, form)).field(brought(form))
}

/// The interim safety measure.
pub fn interim(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let mut question = step(shell, shown, "Order an interim safety measure", form).field(
        WarningText::new(format!(
            "For danger now, and for nothing else. It ends by itself after {} at most, and is not repeated for the same danger. The \
             checks and the warning begin with it. Whoever reported the danger does not order it.",
            shown.conduct.interim_longest
        )),
    );
    if let Some(says) = in_its_place(shown) {
        question = question.field(says);
    }
    let question = question
        .field(text("reason", "What is the danger?", form))
        .field(measures_of(shown, form, protects))
        .field(in_practice(form))
        .field(open_channel(form))
        .field(DatePicker::new("ends_on", "Last day").of(form))
        .field(letter("letter", "What opens the letter", form));
    sending(question, form, choices).button(Button::warning("Order it"))
}

/// What another one does to the one that is in force (domain 5.4).
fn in_its_place(shown: &Shown<'_>) -> Option<Markup> {
    let interim = shown.file.interim_in_force(shown.today)?;
    Some(paragraph(format!(
        "One is in force until {}. For another danger you can order one that takes its place: say all that is to hold from now on, also \
         what holds already. It ends within {} of that danger. The letter says that it takes the place of the other.",
        format::long_date(interim.ends_on),
        shown.conduct.interim_longest
    )))
}

/// The cases that an arrangement about a matter is about (the Ombudsman's guide, part 6).
fn about_cases(choices: &Choices, form: &FormState) -> Checkboxes {
    let mut cases = Checkboxes::new("cases", "Which matter? (if it reaches one)")
        .hint("It binds on these cases alone. Everything else of theirs stays as anybody’s is.");
    for (value, text) in &choices.cases {
        cases = cases.choice(value, text.as_str());
    }
    cases.of(form)
}

/// The proposal.
pub fn proposal(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let is_renewal = shown.file.in_force(shown.today).is_some();
    let stands = shown.file.in_force(shown.today).map(|it| &it.terms);
    let title = if is_renewal {
        "Propose that it goes on"
    } else {
        "Propose a contact arrangement"
    };
    let mut reach = Radios::new("reach", "How far does it reach?");
    for one in Reach::ALL {
        reach = reach.choice(one.as_str(), say::reach(*one));
    }
    let mut service = Select::new("service", "Which service? (if it reaches one)").option("", "None");
    for (value, name) in &choices.services {
        service = service.option(value, name);
    }
    let purpose = if is_renewal {
        Purpose::Renewal
    } else {
        Purpose::First
    };
    let question = super::tend::agreed(step(shell, shown, title, form), choices);
    let mut question = super::tend::names(question, form)
        .hidden("purpose", purpose.as_str())
        .field(measures(shown, form))
        .field(in_practice(form))
        .field(
            text("expects", "What we will do", form).hint("The person reads it: how we answer, and by when."),
        )
        .field(
            text("asks", "What we ask them to do", form)
                .hint("The person reads it, under a heading of its own."),
        )
        .field(
            text("reasons", "Why it is proposed", form)
                .hint("What happened after the warning, and what it did to others."),
        )
        .field(reach.of(form))
        .field(service.of(form))
        .field(about_cases(choices, form))
        .field(text(
            "why_whole_council",
            "Why the whole council? (if it reaches all of it)",
            form,
        ))
        .field(
            DatePicker::new("ends_on", "Last day")
                .hint(match stands {
                    Some(terms) => format!(
                        "{} or before: it goes on until its end, and whoever reviews decides. Later, and {} months from today at most: \
                         it is renewed. It ends by itself then.",
                        format::long_date(terms.ends_on),
                        shown.conduct.longest_months
                    ),
                    None => format!(
                        "{} months from today at most. It ends by itself then.",
                        shown.conduct.longest_months
                    ),
                })
                .of(form),
        )
        .field(
            DatePicker::new("review_on", "Review by")
                .hint(stands.map_or_else(
                    || "On or before the last day.".to_owned(),
                    |terms| format!("Later than {}, as it stands now.", format::long_date(terms.review_on)),
                ))
                .of(form),
        )
        .field(open_channel(form))
        .field(
            text("why_usable", "Why can they really use that way?", form)
                .hint("Think of adjustments that were agreed with them (Equality Act 2010, section 20)."),
        )
        .field(
            text("equality", "Equality: what did we consider?", form)
                .hint("In words (Equality Act 2010, section 149)."),
        )
        .field(
            text("human_rights", "Human rights: what did we consider?", form)
                .hint("In words (Human Rights Act 1998)."),
        );
    if shown.conduct.milder_first {
        question = question.field(text(
            "why_nothing_milder",
            "Why does nothing milder protect?",
            form,
        ));
    }
    question.button(Button::new("Save the proposal"))
}

/// Sharing the report.
pub fn share(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let mut question = step(shell, shown, "Share the report with the customer", form);
    for said in too_late(shown, choices).into_iter().chain(lapsed(shown)) {
        question = question.field(WarningText::new(said));
    }
    let question = question
        .field(paragraph(format!(
            "They have {} to comment, before anybody decides. There is no exception.",
            shown.conduct.comments_within
        )))
        .field(letter("report", "What opens the report", form));
    sending(question, form, choices).button(Button::send("Share the report"))
}

/// The files that came with something that they said, each to be saved; nothing where none did.
pub(super) fn files_with(shown: &Shown<'_>, with: &With) -> Option<Markup> {
    let files = shown.file.files.iter().filter(|file| file.with == *with);
    let files: Vec<Markup> = files
        .map(|file| {
            let href = format!("{}/files/{}", shown.path, file.file.id);
            Markup::link(&href, shown.known.text(&file.name))
        })
        .collect();
    (!files.is_empty()).then(|| Markup::bullets(files))
}

/// With what a file goes, in the form that adds it, where it is a comment.
pub const COMMENT: &str = "comment-";

/// What is said of one of the panel who did not vote.
pub const NOT_THERE: &str = "absent";

/// The field of how one of a panel voted.
pub fn vote_field(user: &str) -> String {
    format!("vote-{user}")
}

/// What is said where nobody is left to decide, or to hear an appeal (domain 5.7 and 5.10).
pub(super) fn who_is_left(question: Question, choices: &Choices) -> Question {
    match choices.left.as_ref().and_then(super::question::left) {
        Some(warning) => question.field(warning),
        None => question,
    }
}

/// The field of what a contact is, of its words, and of the case that was made of it.
pub fn sort_fields(contact: &str) -> [String; 3] {
    [
        format!("sort-{contact}"),
        format!("words-{contact}"),
        format!("case-{contact}"),
    ]
}

/// The contacts: each read, and said what it is.
pub fn contacts(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let binds = shown.file.binding(shown.today).is_some();
    let title = if binds {
        "Contacts under this arrangement"
    } else {
        "Contacts to read"
    };
    let mut question = step(shell, shown, title, form);
    let mut is_any = false;
    for contact in shown.file.unread() {
        is_any = true;
        let [sort, words, case] = sort_fields(contact.id.as_str());
        let by = format!("Read it by {}.", format::long_date(contact.read_by));
        let said = choices.said.get(contact.id.as_str());
        let mut opened = false;
        if let Some(said) = said {
            opened = said.opened;
            let how = say::open_channel(said.channel);
            let mut came = vec![Content::from(format!("Came on {}, by {how}", said.when))];
            if let Some(reference) = &said.reference {
                let on = if said.opened {
                    ". It opened the case "
                } else {
                    ", on the case "
                };
                came.push(on.into());
                came.push(
                    Markup::link(&format!("/staff/cases/{reference}/timeline"), reference.as_str()).into(),
                );
            }
            came.push(format!(". {by}").into());
            let words = said.words.as_deref();
            let words = words.unwrap_or(if said.reference.is_some() {
                "No words are with it: read it on the case."
            } else {
                "It is an email that is on no case: read it in the list of contacts."
            });
            question = question
                .field(paragraph(Markup::join(came)))
                .field(InsetText::new(Markup::paragraphs(words)));
        } else {
            question = question.field(paragraph(by));
        }
        let mut radios = Radios::new(&sort, "What is it?");
        let offered = sorts_offered(shown, contact);
        for (one, named) in &offered {
            radios = radios.choice(one.as_str(), *named);
        }
        let mut what = text(&words, "What is new, or where it went", form);
        let is_said_here = shown.file.said_here.contains(&contact.id);
        if !is_said_here && offered.iter().any(|(one, _)| one.is_as_they_said_it()) {
            what = what.hint(WORD_FOR_WORD);
        }
        question = question.field(radios.of(form)).field(what);
        if !opened {
            let file = shown.path.rsplit('/').next().unwrap_or_default();
            let log = format!("/staff/cases/new?under={file}.{}", contact.id);
            let mut links = vec![Markup::link(&log, "Log it as a new matter")];
            for (procedure, name) in &choices.statutory {
                let log = format!("{log}&procedure={procedure}");
                links.push(Markup::link(
                    &log,
                    format!("Log it under a statute: {name}").as_str(),
                ));
            }
            question = question.field(
                Input::new(
                    &case,
                    "Reference of the case that was made of it (if it is a new matter, or a request under a statute)",
                )
                .hint("A case of this same person. Like WS-4K7P-29QX")
                .of(form),
            );
            question = question
                .field(paragraph(
                    "Or have the form filled in from it, and sorted with the case:",
                ))
                .field(Markup::bullets(links));
        }
    }
    if !is_any {
        return question
            .field(paragraph("Every contact has been read."))
            .field(Markup::bullets([Markup::link(
                &format!("{}/sort-again", shown.path),
                "Sort one again that is something else, or several things",
            )]))
            .without_form()
            .button(Button::secondary("Back to the file").href(shown.path));
    }
    question.button(Button::new("Save what was read"))
}

/// Lifting it.
pub fn lift(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let ended = shown.file.ended_untold_on(shown.today);
    let says = ended.map_or_else(
        || "It ends today. To be kinder needs nobody’s leave.".to_owned(),
        |on| {
            let why = if shown.file.ended_for_its_way_on(shown.today) {
                "they cannot use the one way that it left open, and nobody left them another in time"
            } else {
                "nobody said in time whether it could stand"
            };
            format!(
                "It has bound nobody since {}: {why}. They are told so by this letter.",
                format::long_date(on)
            )
        },
    );
    let mut question = step(shell, shown, "Lift the arrangement", form).field(paragraph(says));
    // Domain 5.6: what is proposed goes its own way, and nobody is left waiting for what was dropped.
    if shown.file.is_pending() && shown.file.in_force(shown.today).is_none() {
        question = question.field(paragraph(
            "What is proposed goes on. To drop it as well, withdraw it: they are told, with your reason.",
        ));
    }
    let question =
        question
            .field(text("reason", "Why", form))
            .field(letter("letter", "What opens the letter", form));
    sending(question, form, choices).button(Button::new("Lift it"))
}

/// An appeal of theirs.
pub fn appeal(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Choices) -> Question {
    step(shell, shown, "Take down an appeal", form)
        .field(text("words", "What they say, word for word", form).hint("From their letter, or as you take it down on the phone. That you took it down is written beside it."))
        .field(DatePicker::new("on", "When it reached us").of(form))
        .field(channel("channel", "How it came", form))
        .button(Button::new("Save"))
}

/// Deciding an appeal.
pub fn appeal_decision(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let mut outcome = Radios::new("outcome", "Decision");
    for one in AppealOutcome::ALL {
        outcome = outcome.choice(one.as_str(), say::appeal(*one));
    }
    let mut question = who_is_left(step(shell, shown, "Decide the appeal", form), choices);
    let appealed = shown.entries.iter().rev().find_map(|entry| {
        if let Event::Appealed { words, .. } = &entry.event {
            Some((shown.known.text(words), by_code::marked(shown, entry)))
        } else {
            None
        }
    });
    if let Some((appealed, by_code)) = appealed {
        question = question
            .field(paragraph("What they say. Your reasons answer it:"))
            .field(InsetText::new(Markup::paragraphs(&appealed)));
        if let Some(said) = by_code {
            question = question.field(WarningText::new(said));
        }
    }
    if let Some(files) = files_with(shown, &With::Said(Beside::Appeal)) {
        question = question.field(files);
    }
    let question = question
        .field(outcome.of(form))
        .field(text("reasons", "Reasons", form))
        .field(letter("letter", "What opens the letter", form));
    sending(question, form, choices).button(Button::new("Decide"))
}

/// Closing the file.
pub fn close(shell: Shell, shown: &Shown<'_>, form: &FormState, choices: &Choices) -> Question {
    let mut question = step(shell, shown, "Close the file", form);
    if !choices.others.is_empty() {
        let mut into = Radios::new(INTO, "Does it go on in another file of this person?")
            .hint("What is on this file stays here. What happens from now on stands on the other.")
            .choice("", "No");
        for (value, text) in &choices.others {
            into = into.choice(value, text.as_str());
        }
        question = question.field(into.of(form));
    }
    question
        .field(text("reason", "Why nothing more is to be done here", form))
        .button(Button::new("Close the file"))
}

/// The field of the file in which a closed one goes on.
pub const INTO: &str = "into";
