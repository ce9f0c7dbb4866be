//! A conduct file (S18): how it stands, the way from the incident to the end with what is done, and what happened.

use redress_domain::calendar::london::civil_date;
use redress_domain::conduct::{Entry, Event, Purpose, Standing};
use redress_domain::permission::Act;
use redress_domain::words::WordsRef;

use super::{Shown, say};
use crate::components::{Details, SummaryList, Tag, Task, TaskList, Timeline, TimelineItem};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::{heading, paragraph};

/// `/staff/arrangements/{id}`.
pub fn page(shell: Shell, shown: &Shown<'_>) -> Question {
    let title = format!("Conduct file: {}", shown.name);
    let text = Markup::text(&title);
    let h1 = Markup::trusted(format!("<h1 class=\"govuk-heading-l\">{text}</h1>"));
    let parts: Vec<Content> = vec![
        h1.into(),
        paragraph("That you opened this file is written down. Whoever works on the person’s cases is told what is agreed, and nothing of why.").into(),
        summary(shown).into(),
        heading("The way, step by step").into(),
        steps(shown).into(),
        more(shown).into(),
        heading("What happened").into(),
        timeline(shown).into(),
    ];
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
    let binding = file.binding(shown.today);
    let (colour, words) = say::standing(file.standing(), binding.is_some(), file.is_closed);
    let mut list = SummaryList::new().row("How it stands", Tag::coloured(colour, words));
    if let Some((measures, channel)) = binding {
        let measures = measures.iter().map(|measure| say::option(*measure));
        list = list
            .row("What is agreed", Markup::bullets(measures))
            .row("The way that stays open", say::open_channel(channel));
    }
    if let Some(interim) = file.interim_in_force(shown.today) {
        list = list.row(
            "Interim safety measure ends by itself after",
            format::time_long_date(interim.ends_on),
        );
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
    for due in file.due().into_iter().take(3) {
        let by = Markup::join([
            Content::from(format::time_long_date(due.on)),
            Content::from(" "),
            format::due_tag(due.on, shown.today, 3).into(),
        ]);
        list = list.row(format!("{} by", say::due(due.kind)), by);
    }
    list
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
    let (file, today) = (shown.file, shown.today);
    let is_open = !file.is_closed;
    let step = |title, slug, act, (is_done, can_begin): (bool, bool), hint: String| Step {
        title,
        slug,
        act,
        is_done,
        can_begin: can_begin && is_open,
        hint,
    };
    let answered = file.checks.len();
    let report = file.report.as_ref();
    let shared = report.and_then(|report| report.shared.as_ref());
    let unanswered = report.map_or(0, |report| {
        report
            .comments
            .iter()
            .filter(|comment| !comment.is_answered)
            .count()
    });
    let has_arrangement = file.arrangement.is_some() || file.to_notify.is_some();
    let in_force = file.in_force(today).is_some();
    let all_checks = file.checks_missing().is_empty();
    let manage = Act::ManageConduct;
    let mut steps = vec![
        step(
            "Report an incident",
            "incident",
            Act::ReportIncident,
            (true, true),
            format!("{} reported", file.incidents.len()),
        ),
        step(
            "Check before you act",
            "checks",
            manage,
            (all_checks, true),
            format!("{answered} of 7 answered. No warning before all are."),
        ),
        step(
            "Try something milder",
            "milder",
            manage,
            (
                file_has(shown.entries, |event| matches!(event, Event::MilderTried { .. })),
                true,
            ),
            "A meeting, one person to speak to, help".into(),
        ),
        step(
            "Warn them",
            "warning",
            manage,
            (file.warned_on.is_some(), all_checks),
            file.warned_on
                .map_or_else(String::new, |on| format!("Warned on {}", format::date_only(on))),
        ),
        step(
            "Propose an arrangement",
            "proposal",
            manage,
            (
                report.is_some() || has_arrangement,
                file.warned_on.is_some() && file.to_notify.is_none(),
            ),
            if in_force {
                "A renewal needs a report of its own".into()
            } else {
                String::new()
            },
        ),
        step(
            "Share the report with them",
            "share",
            manage,
            (
                shared.is_some() || has_arrangement,
                report.is_some() && shared.is_none(),
            ),
            shared.map_or_else(String::new, |shared| {
                format!(
                    "They can comment until {}",
                    format::date_only(shared.comments_until)
                )
            }),
        ),
        step(
            "Their comments, each with an answer",
            "comments",
            manage,
            (
                report.map_or(has_arrangement, |_| shared.is_some() && unanswered == 0),
                shared.is_some(),
            ),
            if unanswered > 0 {
                format!("{unanswered} to answer")
            } else {
                String::new()
            },
        ),
        step(
            "Decide",
            "decision",
            Act::DecideRestriction,
            (has_arrangement && report.is_none(), shared.is_some()),
            "By whoever the policy names, who took no part before".into(),
        ),
        step(
            "Send the notice",
            "notice",
            manage,
            (
                file.arrangement.is_some() && file.to_notify.is_none(),
                file.to_notify.is_some(),
            ),
            "Nothing binds before".into(),
        ),
    ];
    if !file.contacts.is_empty() || in_force {
        let unread = file.unread().count();
        steps.push(Step {
            title: "Contacts under the arrangement",
            slug: "contacts",
            act: Act::SortRestrictedContact,
            is_done: unread == 0,
            can_begin: true,
            hint: if unread == 0 {
                "Every contact has been read".into()
            } else {
                format!("{unread} to read")
            },
        });
    }
    if file.appeal.is_some() || file.arrangement.is_some() {
        let waits = file
            .appeal
            .as_ref()
            .is_some_and(|appeal| appeal.outcome.is_none());
        steps.push(step(
            "Their appeal",
            "appeal",
            Act::CommentOnRestriction,
            (
                file.appeal
                    .as_ref()
                    .is_some_and(|appeal| appeal.outcome.is_some()),
                !waits && in_force,
            ),
            "Taken down as they say it".into(),
        ));
        if waits {
            steps.push(step(
                "Decide the appeal",
                "appeal-decision",
                Act::DecideRestriction,
                (false, true),
                "By another senior post".into(),
            ));
        }
    }
    steps
}

fn file_has(entries: &[Entry], is: impl Fn(&Event) -> bool) -> bool {
    entries.iter().any(|entry| is(&entry.event))
}

/// What can be done beside the way.
fn more(shown: &Shown<'_>) -> Markup {
    let (file, may) = (shown.file, |act| shown.known.may(act));
    let at = |slug: &str, text: &str| Markup::link(&format!("{}/{slug}", shown.path), text);
    let mut links = Vec::new();
    let was_danger = file.incidents.iter().any(|incident| incident.was_danger);
    if was_danger && file.interim.is_none() && !file.is_closed && may(Act::DecideRestriction) {
        links.push(at("interim", "Order an interim safety measure"));
    }
    if file.binding(shown.today).is_some() && may(Act::ManageConduct) {
        links.push(at("lift", "Lift the arrangement"));
    }
    if !file.is_closed && file.standing() != Standing::ToNotify && may(Act::ManageConduct) {
        links.push(at("close", "Close the file"));
    }
    links.push(at("readings", "Who opened this file"));
    Markup::bullets(links)
}

fn timeline(shown: &Shown<'_>) -> Timeline {
    let mut timeline = Timeline::new(3);
    for entry in shown.entries.iter().rev() {
        let item = TimelineItem::new(say::event(&entry.event), format::when(entry.at))
            .by(shown.known.actor(&entry.actor))
            .text(story(shown, &entry.event));
        timeline = timeline.item(item);
    }
    timeline
}

fn quote(shown: &Shown<'_>, words: &WordsRef) -> Content {
    Markup::paragraphs(&shown.known.text(words)).into()
}

/// A letter, as it is laid out.
fn laid_out(shown: &Shown<'_>, words: &WordsRef) -> Content {
    crate::case::letter::blocks(&shown.known.letter(words)).into()
}

fn named(shown: &Shown<'_>, name: &str, words: &WordsRef) -> Content {
    let text = Markup::lines(&shown.known.text(words));
    let name = Markup::text(name);
    Markup::trusted(format!(
        "<p class=\"govuk-body\"><strong>{name}:</strong> {text}</p>"
    ))
    .into()
}

/// What an event says, in words.
fn story(shown: &Shown<'_>, event: &Event) -> Markup {
    let mut parts: Vec<Content> = Vec::new();
    match event {
        Event::IncidentReported {
            on,
            channel,
            categories,
            was_danger,
            facts,
            exact_words,
            witnesses,
            ..
        } => {
            parts.push(
                paragraph(format!(
                    "On {}, by {}.",
                    format::date_only(*on),
                    say::open_channel(*channel)
                ))
                .into(),
            );
            parts.push(Markup::bullets(categories.iter().map(|category| say::category(*category))).into());
            if *was_danger {
                parts.push(paragraph("Somebody was in danger.").into());
            }
            parts.push(quote(shown, facts));
            if let Some(words) = exact_words {
                parts.push(Details::new("The exact words. They may upset you.", quote(shown, words)).into());
            }
            parts.extend(witnesses.as_ref().map(|words| named(shown, "Who saw it", words)));
        }
        Event::CheckAnswered {
            check,
            answer,
            reason,
        } => {
            parts.push(paragraph(format!("{} {}.", say::check(*check), say::check_answer(*answer))).into());
            parts.push(quote(shown, reason));
        }
        Event::MilderTried { words } => parts.push(quote(shown, words)),
        Event::Warned { letter, must_change } => {
            parts.push(named(shown, "What must change", must_change));
            parts.push(Details::new("The letter", laid_out(shown, letter)).into());
        }
        Event::InterimOrdered {
            measures,
            open_channel,
            ends_on,
            reason,
            letter,
        } => {
            parts.push(Markup::bullets(measures.iter().map(|measure| say::option(*measure))).into());
            parts.push(
                paragraph(format!(
                    "Until {}. {} stays open.",
                    format::date_only(*ends_on),
                    capital(say::open_channel(*open_channel))
                ))
                .into(),
            );
            parts.push(named(shown, "The danger", reason));
            parts.push(Details::new("The letter", laid_out(shown, letter)).into());
        }
        Event::Proposed { .. } => proposed(shown, event, &mut parts),
        Event::ReportShared {
            channel,
            comments_until,
            report,
        } => {
            parts.push(
                paragraph(format!(
                    "By {}. They can comment until {}.",
                    say::open_channel(*channel),
                    format::date_only(*comments_until)
                ))
                .into(),
            );
            parts.push(Details::new("What they were sent", laid_out(shown, report)).into());
        }
        Event::Commented { words, .. }
        | Event::Appealed { words, .. }
        | Event::CommentAnswered { words, .. } => {
            parts.push(quote(shown, words));
        }
        Event::Decided {
            outcome,
            votes,
            notice_due_on,
            reasons,
        } => {
            parts.push(paragraph(format!("{}.", say::outcome(*outcome))).into());
            let votes = votes.iter().map(|(user, voted)| {
                let who = shown
                    .known
                    .actor(&redress_domain::id::ActorId::User(user.clone()));
                format!("{who}: {}", say::voted(*voted).to_lowercase())
            });
            parts.push(Markup::bullets(votes).into());
            parts.push(quote(shown, reasons));
            parts.extend(notice_due_on.map(|on| {
                Content::from(paragraph(format!(
                    "The notice goes out by {}.",
                    format::date_only(on)
                )))
            }));
        }
        Event::NoticeSent {
            channel,
            appeal_until,
            letter,
            ..
        } => {
            parts.push(
                paragraph(format!(
                    "By {}. They can appeal until {}.",
                    say::open_channel(*channel),
                    format::date_only(*appeal_until)
                ))
                .into(),
            );
            parts.push(Details::new("The notice", laid_out(shown, letter)).into());
        }
        Event::ContactCame { channel, read_by, .. } => {
            parts.push(
                paragraph(format!(
                    "By {}. It is to be read by {}.",
                    say::open_channel(*channel),
                    format::date_only(*read_by)
                ))
                .into(),
            );
        }
        Event::ContactSorted { sort, words, .. } => {
            parts.push(paragraph(format!("{}.", say::sort(*sort))).into());
            parts.extend(words.as_ref().map(|words| quote(shown, words)));
        }
        Event::Lifted { reason, letter } => {
            parts.push(quote(shown, reason));
            parts.push(Details::new("The letter", laid_out(shown, letter)).into());
        }
        Event::AppealDecided {
            outcome,
            reasons,
            letter,
        } => {
            parts.push(paragraph(format!("{}.", say::appeal(*outcome))).into());
            parts.push(quote(shown, reasons));
            parts.push(Details::new("The letter", laid_out(shown, letter)).into());
        }
        Event::Closed { reason } => parts.push(quote(shown, reason)),
    }
    Markup::join(parts)
}

fn proposed(shown: &Shown<'_>, event: &Event, parts: &mut Vec<Content>) {
    let Event::Proposed {
        purpose,
        measures,
        reach,
        ends_on,
        review_on,
        open_channel,
        why_usable,
        reasons,
        equality,
        human_rights,
        expects,
        why_whole_council,
        why_nothing_milder,
        ..
    } = event
    else {
        return;
    };
    if *purpose == Purpose::Renewal {
        parts.push(paragraph(say::purpose(*purpose)).into());
    }
    parts.push(Markup::bullets(measures.iter().map(|measure| say::option(*measure))).into());
    parts.push(
        paragraph(format!(
            "{}. Until {}, with a review by {}. {} stays open.",
            say::reach(*reach),
            format::date_only(*ends_on),
            format::date_only(*review_on),
            capital(say::open_channel(*open_channel))
        ))
        .into(),
    );
    let some = [
        ("Why the whole council", why_whole_council),
        ("Why nothing milder protects", why_nothing_milder),
    ];
    parts.push(named(shown, "Reasons", reasons));
    parts.push(named(
        shown,
        "Why they can use the way that stays open",
        why_usable,
    ));
    parts.push(named(shown, "Equality", equality));
    parts.push(named(shown, "Human rights", human_rights));
    parts.push(named(shown, "What we will do, and what we ask", expects));
    for (name, words) in some {
        parts.extend(words.as_ref().map(|words| named(shown, name, words)));
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// `/staff/arrangements/{id}/readings`: who opened the file.
pub fn readings(shell: Shell, shown: &Shown<'_>, readings: &[(String, String, jiff::Timestamp)]) -> Question {
    let title = format!("Who opened the file: {}", shown.name);
    let text = Markup::text(&title);
    let mut timeline = Timeline::new(2);
    for (who, page, at) in readings {
        timeline =
            timeline.item(TimelineItem::new(who.as_str(), format::when(*at)).text(format!("Page: {page}")));
    }
    let h1 = Markup::trusted(format!("<h1 class=\"govuk-heading-l\">{text}</h1>"));
    Question::new(
        shell.back_to("Back to the file", shown.path),
        &title,
        &FormState::new(),
    )
    .intro(Markup::join([Content::from(h1), timeline.into()]))
    .without_form()
    .without_buttons()
}

/// The day of an entry.
pub fn day(entry: &Entry) -> jiff::civil::Date {
    civil_date(entry.at)
}
