//! A lesson: how it stands, the four stages with the next step, the cases, and what happened.

use redress_domain::lesson::{Entry, Event, LessonStage, NextStep};
use redress_domain::permission::Act;
use redress_domain::words::WordsRef;

use super::{Known, Shown, say};
use crate::components::{InsetText, SummaryList, Tag, Task, TaskList, Timeline, TimelineItem};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::{heading, paragraph};

/// `/staff/lessons/{id}`.
pub fn page(shell: Shell, shown: &Shown<'_>) -> Question {
    let learned = shown.lesson.learned.as_ref();
    let learned = learned.map_or_else(String::new, |words| shown.known.text(words));
    let title = format!("Lesson: {learned}");
    let text = Markup::text(&learned);
    let h1 = Markup::trusted(format!(
        "<h1 class=\"govuk-heading-l\"><span class=\"govuk-caption-l\">Lesson</span>{text}</h1>"
    ));
    let mut parts: Vec<Content> = vec![h1.into()];
    parts.extend(next(shown));
    parts.extend(named(shown));
    parts.push(summary(shown).into());
    parts.push(heading("The four stages").into());
    parts.push(stages(shown).into());
    parts.push(heading("Cases").into());
    parts.push(cases(shown));
    if !shown.alike.is_empty() {
        parts.push(heading("Lessons that may be the same").into());
        parts.push(
            paragraph(
                "The same service, and the same cause or much the same words. A person decides whether they are one.",
            )
            .into(),
        );
        let alike = shown.alike.iter();
        parts.push(Markup::bullets(alike.map(|(href, learned)| Markup::link(href, learned.as_str()))).into());
    }
    parts.extend(more(shown));
    parts.push(heading("What happened").into());
    parts.push(timeline(shown).into());
    Question::new(
        shell.back_to("Back to lessons", "/staff/lessons"),
        &title,
        &FormState::new(),
    )
    .intro(Markup::join(parts))
    .without_form()
    .without_buttons()
}

/// What comes next, and the link to it for whoever may do it.
fn next(shown: &Shown<'_>) -> Option<Content> {
    let step = shown.lesson.next(shown.today);
    let (words, slug) = say::next(step)?;
    let said = if may(shown, step) {
        Markup::join([
            Content::from("Next: "),
            Markup::link(&format!("{}/{slug}", shown.path), words).into(),
        ])
    } else if step == NextStep::CheckNames && shown.known.wrote_the_texts() {
        Markup::join(["Next: somebody else than you checks the texts for names, and publishes them."])
    } else {
        Markup::join([format!("Next: {}.", words.to_lowercase())])
    };
    Some(InsetText::new(said).into())
}

/// That the sentence looks as if it named somebody, for whoever is about to read on.
fn named(shown: &Shown<'_>) -> Option<Content> {
    let found = shown.found_in_sentence;
    if found.is_empty() {
        return None;
    }
    let found: Vec<String> = found
        .iter()
        .map(|found| format!("“{}” ({})", found.what, found.looks_like))
        .collect();
    let said = format!(
        "Colleagues of other services read this sentence. This in it looks like a name, an address or a number: {}. ",
        found.join("; ")
    );
    let said = if shown.known.may(Act::ManageLesson) {
        let link = Markup::link(
            &format!("{}/reword", shown.path),
            "Say it in other words, or say why it may stay",
        );
        Markup::join([Content::from(said), link.into(), ".".into()])
    } else {
        Markup::join([format!("{said}Ask a manager to say it in other words.")])
    };
    Some(InsetText::new(said).into())
}

fn may(shown: &Shown<'_>, step: NextStep) -> bool {
    let known = shown.known;
    match step {
        NextStep::Analyse | NextStep::Plan | NextStep::PlanMore | NextStep::Write => {
            known.may(Act::ManageLesson)
        }
        NextStep::FinishAction | NextStep::AnswerWorked => {
            known.may(Act::ManageLesson) || known.has_the_action()
        }
        NextStep::CheckNames => known.may(Act::PublishLesson) && !known.wrote_the_texts(),
        NextStep::Nothing => false,
    }
}

fn summary(shown: &Shown<'_>) -> SummaryList {
    let lesson = shown.lesson;
    let known = shown.known;
    let (colour, words) = say::stage(lesson.stage());
    let services: Vec<String> = lesson
        .services
        .iter()
        .map(|service| known.service(service))
        .collect();
    let mut list = SummaryList::new()
        .row("Stage", Tag::coloured(colour, words))
        .row("Services", services.join(", "));
    if let Some((from, went)) = lesson.drawn {
        list = list
            .row("Drawn from", say::drawn_from(from))
            .row("What sort", say::went(went));
    }
    if let Some((cause, why)) = &lesson.cause {
        list = list
            .row("Root cause", say::cause(*cause))
            .row("Why it happened", known.text(why));
    }
    if let Some(action) = &lesson.action {
        let owner = known.actor(&redress_domain::id::ActorId::User(action.owner.clone()));
        let by = Markup::join([
            Content::from(format::time_long_date(action.due_on)),
            Content::from(" "),
            match action.done {
                Some(_) => Tag::coloured("green", "Done").into(),
                None => format::due_tag(action.due_on, shown.today, 3).into(),
            },
        ]);
        list = list
            .row("Action", known.text(&action.what))
            .row("Owner", owner)
            .row("By when", by)
            .row("How we will know it worked", how(known, action));
        if let Some((on, evidence, ask_on)) = &action.done {
            list = list
                .row("Done on", format::time_long_date(*on))
                .row("What shows it", known.text(evidence));
            if lesson.worked.is_none() {
                list = list.row("“Did it work?” is asked on", format::time_long_date(*ask_on));
            }
        }
    }
    if let Some((because, reason)) = &lesson.ruled_out {
        list = list.row(say::ruled_out(*because), known.text(reason));
    }
    if let Some((worked, evidence)) = &lesson.worked {
        list = list.row(
            "Did it work?",
            format!("{}: {}", say::worked(*worked), known.text(evidence)),
        );
    }
    told(list, shown)
}

fn how(known: &dyn Known, action: &redress_domain::lesson::Action) -> String {
    let words = action.how_we_know.as_ref().map(|words| known.text(words));
    let measure = action.measure.map(|measure| say::measure(measure).to_owned());
    let all: Vec<String> = measure.into_iter().chain(words).collect();
    all.join(". ")
}

fn told(mut list: SummaryList, shown: &Shown<'_>) -> SummaryList {
    let known = shown.known;
    if let Some(told) = &shown.lesson.published {
        let did = if told.could_not {
            "We could not, because"
        } else {
            "We did"
        };
        list = list
            .row("Published on", format::time_long_date(told.on))
            .row("You said", known.text(&told.you_said))
            .row(did, known.text(&told.we_did));
    }
    if let Some(draft) = &shown.lesson.draft {
        list = list
            .row("You said (not published)", known.text(&draft.you_said))
            .row("We did (not published)", known.text(&draft.we_did));
    }
    list
}

fn stages(shown: &Shown<'_>) -> TaskList {
    let lesson = shown.lesson;
    let is_over = matches!(lesson.stage(), LessonStage::Merged | LessonStage::NotNeeded);
    let manage = shown.known.may(Act::ManageLesson);
    let is_analysed = lesson.cause.is_some();
    let is_told = lesson.stage() == LessonStage::Told;
    let act = match &lesson.action {
        Some(action) if action.done.is_none() => "done",
        _ => "action",
    };
    let rows = [
        ("1. Record: what we learned", "", true, false),
        ("2. Analyse: why it happened", "analysis", is_analysed, true),
        (
            "3. Act: what we do about it",
            act,
            lesson.is_acted_on(),
            is_analysed,
        ),
        (
            "4. Tell people: you said, we did",
            if lesson.draft.is_some() {
                "publish"
            } else {
                "texts"
            },
            is_told,
            is_analysed && lesson.is_acted_on(),
        ),
    ];
    let mut list = TaskList::new("stage");
    for (title, slug, is_done, can_begin) in rows {
        let href = if manage && can_begin && !is_over {
            format!("{}/{slug}", shown.path)
        } else {
            String::new()
        };
        list = list.item(if is_done {
            Task::done(title, &href)
        } else if can_begin && !is_over {
            Task::open(title, &href, Tag::coloured("blue", "To do"))
        } else {
            Task::open(title, "", Tag::coloured("grey", "Not yet"))
        });
    }
    list
}

fn cases(shown: &Shown<'_>) -> Content {
    let all = shown.lesson.cases.len();
    let hidden = all.saturating_sub(shown.cases.len());
    let mut lines: Vec<Markup> = shown
        .cases
        .iter()
        .map(|case| {
            let link = Markup::link(
                &format!("/staff/cases/{}", case.reference),
                format::reference(&case.reference),
            );
            let hears = match case.hears {
                Some(true) => " (the customer was told what changed)",
                Some(false) => " (the customer asked to hear what changes)",
                None => "",
            };
            Markup::join([Content::from(link), format!(": {}{hears}", case.summary).into()])
        })
        .collect();
    if hidden > 0 {
        lines.push(Markup::join([format!("{hidden} more that you may not open")]));
    }
    if lines.is_empty() {
        return paragraph("No case is linked to it.").into();
    }
    Markup::bullets(lines).into()
}

/// What else can be done.
fn more(shown: &Shown<'_>) -> Vec<Content> {
    let lesson = shown.lesson;
    if lesson.merged_into.is_some() {
        return Vec::new();
    }
    let mut links = Vec::new();
    let mut link = |slug: &str, words: &str| {
        links.push(Markup::link(&format!("{}/{slug}", shown.path), words));
    };
    if shown.known.may(Act::RecordLesson) {
        link("cases", "Add a case that shows it");
        if shown.cases.iter().any(|case| case.hears.is_none()) {
            link("hear", "A customer asks to hear what changes");
        }
    }
    if shown.known.may(Act::ManageLesson) {
        link("reword", "Say in other words what we learned");
        link("share", "Share it with other services");
        if lesson.action.as_ref().is_none_or(|action| action.done.is_none()) {
            link("no-action", "No action is possible, or none is needed");
        }
        if lesson.published.is_none() && !shown.alike.is_empty() {
            link("merge", "Merge it into another lesson");
        }
        let is_done = lesson.action.as_ref().is_some_and(|action| action.done.is_some());
        if is_done && lesson.due().is_none_or(|due| due.on <= shown.today) {
            link("worked", "Say whether it worked");
        }
        if lesson.worked.is_some() {
            link("action", "Plan something more");
        }
        if lesson.is_acted_on() {
            link("texts", "Write what people are told");
        }
        if lesson.published.is_some() {
            link("take-down", "Take it down from the public page");
        }
    }
    if links.is_empty() {
        return Vec::new();
    }
    vec![heading("More").into(), Markup::bullets(links).into()]
}

fn timeline(shown: &Shown<'_>) -> Timeline {
    let mut timeline = Timeline::new(3);
    for entry in shown.entries.iter().rev() {
        timeline = timeline.item(item(shown, entry));
    }
    timeline
}

fn item(shown: &Shown<'_>, entry: &Entry) -> TimelineItem {
    let known = shown.known;
    let mut said: Vec<String> = Vec::new();
    match &entry.event {
        Event::Analysed { cause, .. } => said.push(say::cause(*cause).to_owned()),
        Event::ActionPlanned { due_on, .. } => said.push(format!("By {}", format::date_only(*due_on))),
        Event::ActionRuledOut { because, .. } => said.push(say::ruled_out(*because).to_owned()),
        Event::WorkedAnswered { worked, .. } => said.push(say::worked(*worked).to_owned()),
        Event::NamesChecked { flagged, .. } if *flagged > 0 => {
            said.push(format!("{flagged} found, and looked at"));
        }
        Event::Shared { services } => said.extend(services.iter().map(|service| known.service(service))),
        Event::CasesAdded { cases } | Event::TookIn { cases, .. } => {
            said.push(format!("{} cases", cases.len()));
        }
        Event::Recorded { .. }
        | Event::Reworded { .. }
        | Event::ActionDone { .. }
        | Event::TextsWritten { .. }
        | Event::NamesChecked { .. }
        | Event::Published {}
        | Event::TakenDown { .. }
        | Event::MergedInto { .. }
        | Event::HearingAsked { .. }
        | Event::CustomerTold { .. }
        | Event::Reminded { .. } => {}
    }
    said.extend(
        told_of(shown, &entry.event)
            .into_iter()
            .map(|words| known.text(words)),
    );
    let body = Markup::join(said.into_iter().map(|text| Content::from(paragraph(text))));
    TimelineItem::new(say::event(&entry.event), format::when(entry.at))
        .by(known.actor(&entry.actor))
        .text(body)
}

/// The texts of an event. A sentence that was said in other words since may have named somebody: it is shown no longer.
fn told_of<'e>(shown: &Shown<'_>, event: &'e Event) -> Vec<&'e WordsRef> {
    let mut words = event.words();
    if let Event::Recorded { learned, .. } | Event::Reworded { learned, .. } = event
        && shown.lesson.learned.as_ref() != Some(learned)
    {
        words.clear();
    }
    words
}
