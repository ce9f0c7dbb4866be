//! A conduct file (S18): how it stands, the way from the incident to the end with what is done, and what happened.

use redress_domain::conduct::{Check, ConductFile, Entry, Event, LetterKind, Outcome, Reach, Standing};
use redress_domain::permission::Act;

use super::binds::{self, Part};
use super::question::{self, Left};
use super::{Shown, say};
use crate::components::{InsetText, SummaryList, Tag, Task, TaskList, Timeline, TimelineItem};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::{heading, paragraph};

/// `/staff/arrangements/{id}`.
pub fn page(shell: Shell, shown: &Shown<'_>, left: Option<&Left>, others: &[(String, String)]) -> Question {
    let title = format!("Conduct file: {}", shown.name);
    let text = Markup::text(&title);
    let h1 = Markup::trusted(format!("<h1 class=\"govuk-heading-l\">{text}</h1>"));
    let mut parts: Vec<Content> = vec![
        h1.into(),
        paragraph("That you opened this file is written down. Whoever works on the person’s cases is told what is agreed, and nothing of why.").into(),
        summary(shown).into(),
        heading("The way, step by step").into(),
        steps(shown).into(),
        more(shown).into(),
        heading("What happened").into(),
        timeline(shown).into(),
    ];
    if let Some(urgent) = super::tend::waits(shown) {
        parts.insert(1, urgent.into());
    }
    // Said before the file gets to where nobody could decide (domain 5.7).
    if let Some(warning) = left.and_then(question::left) {
        parts.insert(2, warning.into());
    }
    // Domain 5.1: a person has one file; where two were begun, whoever keeps them brings them together.
    if !others.is_empty() {
        let links = others
            .iter()
            .map(|(id, text)| Markup::link(&format!("/staff/arrangements/{id}"), text.as_str()));
        let said = Markup::join([
            Content::from(paragraph(
                "There is another file of this person, under the same or another entry of our records. If it is the same person, close one \
                 into the other. If it is not, say so under “Somebody under a new name or address?”.",
            )),
            Markup::bullets(links).into(),
        ]);
        parts.insert(2, InsetText::new(said).into());
    }
    if let Some(letters) = super::letters::list(shown) {
        let at = parts.len() - 2;
        parts.splice(at..at, [heading("Letters").into(), letters.into()]);
    }
    Question::new(
        shell.back_to("Back to contact arrangements", "/staff/arrangements"),
        &title,
        &FormState::new(),
    )
    .intro(Markup::join(parts))
    .without_form()
    .without_buttons()
}

fn summary(shown: &Shown<'_>) -> SummaryList {
    let file = shown.file;
    let binds_today = file.binding(shown.today).is_some();
    let (colour, words) = say::standing(file.standing(), binds_today, file.is_closed);
    let mut list = SummaryList::new().row("How it stands", Tag::coloured(colour, words));
    let binds = binds::of(shown);
    if let Some(interim) = &binds.interim {
        list = of_one(list, shown, (&INTERIM, interim)).row(
            "Interim safety measure ends by itself after",
            format::time_long_date(interim.ends_on),
        );
    }
    if let Some(arrangement) = &binds.arrangement {
        list = of_one(list, shown, (&ARRANGEMENT, arrangement));
    }
    if let Some(arrangement) = file.in_force(shown.today) {
        list = list
            .row("In force since", format::time_long_date(arrangement.from))
            .row("Review by", format::time_long_date(arrangement.terms.review_on))
            .row(
                "Ends by itself after",
                format::time_long_date(arrangement.terms.ends_on),
            );
    }
    list = question::rows(list, shown);
    for due in file.due_on(shown.today).into_iter().take(3) {
        let by = Markup::join([
            Content::from(format::time_long_date(due.on)),
            Content::from(" "),
            format::due_tag(due.on, shown.today, 3).into(),
        ]);
        list = list.row(format!("{} by", say::due(due.kind)), by);
    }
    list
}

/// What the rows of one of what binds are called.
struct Named {
    measures: &'static str,
    one_way: &'static str,
    always: &'static str,
    in_practice: &'static str,
    about: &'static str,
}

const INTERIM: Named = Named {
    measures: "Interim safety measure",
    one_way: "Interim measure: the way that stays open",
    always: "Interim measure: the way that they can always use",
    in_practice: "Interim measure: who, when, or for how long",
    about: "Interim measure: what it is about",
};

const ARRANGEMENT: Named = Named {
    measures: "What is agreed",
    one_way: "The way that stays open",
    always: "The way that they can always use",
    in_practice: "Who, when, or for how long",
    about: "What it is about",
};

/// The rows of one of what binds: an interim measure ends in days, and reaches all (domain 5.4).
fn of_one(list: SummaryList, shown: &Shown<'_>, (named, part): (&Named, &Part<'_>)) -> SummaryList {
    let mut list = list.row(named.measures, part.measures());
    let way = if part.now.is_the_one {
        named.one_way
    } else {
        named.always
    };
    list = list.row(way, part.open_way());
    if let Some(words) = part.in_practice {
        list = list.row(named.in_practice, shown.known.text(words));
    }
    let about = part.about.clone();
    list.row(
        named.about,
        about.unwrap_or_else(|| say::reach(Reach::WholeCouncil).to_owned()),
    )
}

/// One step of the way.
struct Step {
    title: &'static str,
    slug: &'static str,
    act: Act,
    is_done: bool,
    can_begin: bool,
    hint: String,
}

fn steps(shown: &Shown<'_>) -> TaskList {
    let mut list = TaskList::new("step");
    for step in way(shown) {
        let may = shown.known.may(step.act) && step.can_begin;
        let href = if may {
            format!("{}/{}", shown.path, step.slug)
        } else {
            String::new()
        };
        let task = if step.is_done {
            Task::done(step.title, &href)
        } else if step.can_begin {
            Task::open(step.title, &href, Tag::coloured("blue", "To do"))
        } else {
            Task::open(step.title, "", Tag::coloured("grey", "Not yet"))
        };
        let task = if step.hint.is_empty() {
            task
        } else {
            task.hint(step.hint.as_str())
        };
        list = list.item(task);
    }
    list
}

fn way(shown: &Shown<'_>) -> Vec<Step> {
    let mut steps = before(shown);
    steps.extend(on_a_report(shown));
    steps.extend(afterwards(shown));
    steps
}

/// A step that can be taken while the file is open.
fn step(
    shown: &Shown<'_>,
    (title, slug): (&'static str, &'static str),
    act: Act,
    (is_done, can_begin): (bool, bool),
    hint: impl Into<String>,
) -> Step {
    Step {
        title,
        slug,
        act,
        is_done,
        can_begin: can_begin && !shown.file.is_closed,
        hint: hint.into(),
    }
}

/// Whether something was reported after the end of an arrangement, and nobody has been warned since.
fn begins_anew(file: &ConductFile) -> bool {
    file.has_begun_since() && file.warning().is_none()
}

/// What comes before anything is proposed.
fn before(shown: &Shown<'_>) -> Vec<Step> {
    let file = shown.file;
    // What was reported after the end has checks and a warning of its own (domain 5.3).
    let anew = begins_anew(file);
    let left = if anew {
        file.checks_for_a_warning()
    } else {
        file.checks_missing()
    };
    let all_checks = left.is_empty();
    let was_milder = file_has(shown.entries, |event| matches!(event, Event::MilderTried { .. }));
    let on_its_way = on_its_way(shown, LetterKind::Warning);
    let warned = file
        .warned_on()
        .filter(|_| !anew)
        .map(|on| format!("Warned on {}", format::date_only(on)))
        .or(on_its_way);
    let was_danger = file.incidents.iter().any(|incident| incident.was_danger);
    let another = file.interim.is_some() && file.has_unmet_danger();
    let in_force = file.interim_in_force(shown.today).is_some();
    let reported = format!("{} reported", file.incidents.len());
    let answered = format!(
        "{} of {} answered. No warning before all are.",
        Check::ALL.len() - left.len(),
        Check::ALL.len()
    );
    vec![
        // It opens a file again that was closed.
        Step {
            can_begin: true,
            ..step(
                shown,
                ("Report an incident", "incident"),
                Act::ReportIncident,
                (true, true),
                reported,
            )
        },
        // Domain 5.4: beside the way, and for danger now alone.
        step(
            shown,
            ("Order an interim safety measure", "interim"),
            Act::DecideRestriction,
            // Another danger is met by another one, also while one is in force: the rule says when.
            (
                file.interim.is_some() && !another,
                was_danger && (another || !in_force),
            ),
            match &file.interim {
                Some(interim) if another && in_force => format!(
                    "Another danger was reported. One for it takes the place of this one, which ends by itself after {}",
                    format::date_only(interim.ends_on)
                ),
                Some(_) if another => {
                    "For another danger that was reported, by the post that the policy names".to_owned()
                }
                Some(interim) => format!("It ends by itself after {}", format::date_only(interim.ends_on)),
                None if was_danger => "For danger now, by the post that the policy names".to_owned(),
                None => "Only where an incident says that somebody was in danger".to_owned(),
            },
        ),
        step(
            shown,
            ("Check before you act", "checks"),
            Act::ManageConduct,
            (all_checks, true),
            answered,
        ),
        step(
            shown,
            ("Try something milder", "milder"),
            Act::ManageConduct,
            (was_milder, true),
            "A meeting, one person to speak to, help",
        ),
        step(
            shown,
            ("Warn them", "warning"),
            Act::ManageConduct,
            (file.warned_at.is_some() && !anew, all_checks),
            warned.unwrap_or_default(),
        ),
    ]
}

/// The report, from the proposal to the notice.
fn on_a_report(shown: &Shown<'_>) -> Vec<Step> {
    let file = shown.file;
    let report = file.report.as_ref();
    let shared = report.and_then(|report| report.shared.as_ref());
    let comments = report.map_or(&[][..], |report| &report.comments);
    let unanswered = comments.iter().filter(|comment| !comment.is_answered).count();
    let had_notice = file.arrangement.as_ref().is_some_and(|it| !it.is_of_before) && !file.has_begun_since();
    let has_arrangement = had_notice || file.to_notify.is_some();
    let is_renewal = file.in_force(shown.today).is_some();
    let until = shared.map(|shared| {
        let until = format::date_only(shared.comments_until);
        format!("They can comment until {until}")
    });
    let until = until.or_else(|| on_its_way(shown, LetterKind::Report));
    let again = report.is_some_and(|report| report.shared.is_none() && report.had_on.is_some());
    let until = until.or_else(|| {
        again.then(|| {
            "It reads otherwise than what they have. They have the time for comments anew".to_owned()
        })
    });
    let notice = on_its_way(shown, LetterKind::Notice);
    let waits = file.to_notify.as_ref();
    let reads_otherwise =
        waits.is_some_and(|waits| waits.reads_otherwise && waits.outcome == Outcome::Agreed);
    let late = file.late_comments.iter().filter(|comment| !comment.is_answered);
    // What is not agreed is told once they have an answer to what they said in time.
    let late = waits.map_or(0, |_| late.count());
    let is_over = report.is_some_and(|report| report.had_their_time(shown.today));
    let has_commented = comments.iter().any(|comment| !comment.is_of_before);
    // Paper 004, 7.1: once they said all and were answered, or their time is over.
    let is_ready = unanswered == 0 && is_over;
    let to_answer = (unanswered > 0).then(|| format!("{unanswered} to answer"));
    let to_answer = to_answer.or_else(|| {
        let waits = shared.is_some() && !is_over && !has_commented;
        waits.then(|| "None yet. They have time".to_owned())
    });
    let manage = Act::ManageConduct;
    vec![
        step(
            shown,
            ("Propose an arrangement", "proposal"),
            manage,
            (
                report.is_some() || has_arrangement,
                file.warned_at.is_some() && !begins_anew(file) && file.to_notify.is_none(),
            ),
            if is_renewal {
                "That it goes on, until its end or beyond it, takes a report of its own"
            } else {
                ""
            },
        ),
        step(
            shown,
            ("Share the report with them", "share"),
            manage,
            (
                shared.is_some() || (has_arrangement && report.is_none()),
                report.is_some() && shared.is_none(),
            ),
            until.unwrap_or_default(),
        ),
        step(
            shown,
            ("Their comments, each with an answer", "comments"),
            manage,
            (
                late == 0 && report.map_or(has_arrangement, |_| is_ready),
                late > 0 || report.is_some_and(|report| report.had_on.is_some()) || unanswered > 0,
            ),
            to_answer.unwrap_or_default(),
        ),
        step(
            shown,
            ("Decide", "decision"),
            Act::DecideRestriction,
            (has_arrangement && report.is_none(), is_ready),
            "By whoever the policy names, who took no part before. Not before each comment has an answer, or the time is over",
        ),
        step(
            shown,
            ("Send the notice", "notice"),
            manage,
            (
                had_notice && file.to_notify.is_none() && report.is_none(),
                file.to_notify.is_some(),
            ),
            if reads_otherwise {
                "What it rests on has changed since they read the report, or a comment that came in time was written down since. Withdraw it, and propose it anew"
                    .to_owned()
            } else if late > 0 {
                "A comment that came in time was written down since: answer it first".to_owned()
            } else {
                notice.unwrap_or_else(|| "Nothing binds before".to_owned())
            },
        ),
    ]
}

/// While an arrangement is in force, and after it.
fn afterwards(shown: &Shown<'_>) -> Vec<Step> {
    let file = shown.file;
    let in_force = file.in_force(shown.today).is_some();
    let mut steps = Vec::new();
    if !file.contacts.is_empty() || in_force {
        let unread = file.unread().count();
        let to_read = format!("{unread} to read");
        steps.push(Step {
            title: "Contacts under the arrangement",
            slug: "contacts",
            act: Act::SortRestrictedContact,
            is_done: unread == 0,
            can_begin: true,
            hint: if unread == 0 {
                "Every contact has been read".into()
            } else {
                to_read
            },
        });
    }
    if question::waits(file) {
        steps.push(Step {
            can_begin: true,
            ..step(
                shown,
                ("Decide whether it changes anything", "question"),
                if shown.known.may(Act::ManageConduct) {
                    Act::ManageConduct
                } else {
                    Act::DecideRestriction
                },
                (false, true),
                "New information, or an adjustment that was agreed since",
            )
        });
    }
    let appeal = file.appeal.as_ref();
    let is_decided = appeal.is_some_and(|appeal| appeal.outcome.is_some());
    let waits = appeal.is_some() && !is_decided;
    let can_appeal = file.arrangement.as_ref().map(|it| it.appeal_until);
    let can_appeal = can_appeal.is_some_and(|until| shown.today <= until);
    if appeal.is_some() || can_appeal {
        let titled = ("Their appeal", "appeal");
        let can_begin = appeal.is_none() && can_appeal;
        // Also where the file was closed since: they were told until when they may.
        steps.push(Step {
            can_begin,
            ..step(
                shown,
                titled,
                Act::CommentOnRestriction,
                (is_decided, can_begin),
                "Taken down as they say it",
            )
        });
    }
    if waits {
        let titled = ("Decide the appeal", "appeal-decision");
        steps.push(Step {
            can_begin: true,
            ..step(
                shown,
                titled,
                Act::DecideRestriction,
                (false, true),
                "By another senior post",
            )
        });
    }
    steps
}

/// What is said of a step whose letter was written and has not left.
fn on_its_way(shown: &Shown<'_>, kind: LetterKind) -> Option<String> {
    let is_waiting = shown.file.is_on_its_way(kind);
    is_waiting.then(|| "The letter is on its way".to_owned())
}

fn file_has(entries: &[Entry], is: impl Fn(&Event) -> bool) -> bool {
    entries.iter().any(|entry| is(&entry.event))
}

/// What can be done beside the way.
fn more(shown: &Shown<'_>) -> Markup {
    let (file, may) = (shown.file, |act| shown.known.may(act));
    let at = |slug: &str, text: &str| Markup::link(&format!("{}/{slug}", shown.path), text);
    let mut links = Vec::new();
    if file.ended_untold_on(shown.today).is_some() && may(Act::ManageConduct) {
        links.push(at("lift", "Tell them that the arrangement has ended"));
    } else if file.binding(shown.today).is_some() && may(Act::ManageConduct) {
        links.push(at("lift", "Lift the arrangement"));
        if file.in_force(shown.today).is_some() {
            links.push(at("review", "Review the arrangement"));
            links.push(at("ease", "Make the arrangement kinder"));
        }
    }
    if file.in_force(shown.today).is_some() && may(Act::DecideRestriction) {
        links.push(at("goes-on", "Review: whether it goes on"));
    }
    if file.contacts.iter().any(|contact| contact.sort.is_some()) && may(Act::SortRestrictedContact) {
        links.push(at("sort-again", "Sort a contact again"));
    }
    let has_report = file.report.as_ref().is_some_and(|report| report.shared.is_some());
    if has_report && may(Act::ManageConduct) {
        links.push(at("more-time", "Give more time to comment"));
    }
    if file.is_decided() && may(Act::ManageConduct) {
        links.push(at("withdraw", "Withdraw what was decided"));
    } else if file.report.is_some() && may(Act::ManageConduct) {
        links.push(at("withdraw", "Withdraw the proposal"));
    }
    if !file.is_closed && !file.incidents.is_empty() && may(Act::ManageConduct) {
        links.push(at("strike", "Strike out an incident"));
    }
    if !file.is_closed && file.standing() != Standing::ToNotify && may(Act::ManageConduct) {
        links.push(at("close", "Close the file"));
    }
    if may(Act::ManageConduct) {
        links.push(at("files", "Add a file to an incident or a comment"));
        links.extend(super::keep::links(shown));
    }
    links.push(at("readings", "Who opened this file"));
    Markup::bullets(links)
}

fn timeline(shown: &Shown<'_>) -> Timeline {
    let mut timeline = Timeline::new(3);
    for entry in shown.entries.iter().rev() {
        let item = TimelineItem::new(say::event(&entry.event), format::when(entry.at))
            .by(shown.known.actor(&entry.actor))
            .text(super::story::story(shown, entry));
        timeline = timeline.item(item);
    }
    timeline
}
