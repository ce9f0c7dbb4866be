//! A common cause: what comes next, the reply, the cases and how each stands, and what happened.

use redress_domain::cause::{CauseStage, Entry, Event, ReplyStanding};
use redress_domain::permission::Act;

use super::list::period;
use super::{Shown, say};
use crate::case::vocabulary;
use crate::components::{
    Cell, InsetText, Pagination, ScrollTable, SummaryList, Table, Tag, Timeline, TimelineItem,
};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::{heading, paragraph};

/// `/staff/causes/{id}`.
pub fn page(shell: Shell, shown: &Shown<'_>) -> Question {
    let name = shown.name();
    let text = Markup::text(&name);
    let h1 = Markup::trusted(format!(
        "<h1 class=\"govuk-heading-l\"><span class=\"govuk-caption-l\">Cases with one cause</span>{text}</h1>"
    ));
    let mut parts: Vec<Content> = vec![h1.into(), InsetText::new(next(shown)).into()];
    parts.push(summary(shown).into());
    parts.push(heading("Cases").into());
    if shown.members.is_empty() {
        parts.push(paragraph("There is no case here that you may open.").into());
    } else {
        parts.push(members(shown).into());
    }
    parts.push(Pagination::previous_next(None, shown.next).into());
    parts.extend(more(shown));
    parts.push(heading("What happened").into());
    parts.push(timeline(shown).into());
    let title = format!("Cases with one cause: {name}");
    Question::new(
        shell.back_to("Back to cases with one cause", "/staff/causes"),
        &title,
        &FormState::new(),
    )
    .intro(Markup::join(parts))
    .without_form()
    .without_buttons()
}

/// What comes next, with the link to it for whoever may do it.
fn next(shown: &Shown<'_>) -> Content {
    let cause = shown.cause;
    let known = shown.known;
    let (answered, kept_back) = cause.outcome();
    let (act, slug, words) = match cause.stage() {
        CauseStage::Collecting => (Act::WriteReply, "reply", "Write the reply"),
        CauseStage::Writing => (Act::WriteReply, "ask", "Ask somebody else to approve the reply"),
        CauseStage::Waiting if known.wrote_the_reply() => {
            return "Next: somebody else than who wrote the reply approves it.".into();
        }
        CauseStage::Waiting => (
            Act::ApproveReply,
            "approval",
            "Approve the reply, or send it back",
        ),
        CauseStage::Approved => (Act::SendReply, "send", "Send the reply"),
        CauseStage::Sending => {
            let left = cause.to_answer().count();
            return format!("The reply is being sent. {answered} answered, {left} to go.").into();
        }
        CauseStage::Sent => {
            let person = match kept_back {
                0 => "No case needs a person.".to_owned(),
                1 => "1 case needs a person: see below.".to_owned(),
                count => format!("{count} cases need a person: see below."),
            };
            return format!("The reply was sent on {answered} cases. {person}").into();
        }
        CauseStage::Finished => return "It is finished.".into(),
    };
    if known.may(act) {
        let link = Markup::link(&format!("{}/{slug}", shown.path), words);
        Markup::join([Content::from("Next: "), link.into()]).into()
    } else {
        format!("Next: {}.", words.to_lowercase()).into()
    }
}

fn summary(shown: &Shown<'_>) -> SummaryList {
    let cause = shown.cause;
    let known = shown.known;
    let (colour, words) = say::stage(cause.stage());
    let mut list = SummaryList::new().row("Reply", Tag::coloured(colour, words));
    if let Some(service) = &cause.service {
        list = list.row("Service", known.service(service));
    }
    if let Some(place) = &cause.place {
        list = list.row("Where", known.text(place));
    }
    if let Some(days) = cause.period {
        list = list.row("When", period(days));
    }
    list = list.row("Cases", cause.len().to_string());
    if let Some((finding, reason)) = &cause.finding {
        let found = format!("{}: {}", vocabulary::finding(*finding), known.text(reason));
        list = list.row("Finding for complaints", found);
    }
    if let Some(reply) = &cause.reply {
        list = list
            .row("What the reply does", say::answer(reply.answer))
            .row("What it says", Markup::paragraphs(&known.text(&reply.text)));
        if let ReplyStanding::Draft {
            sent_back: Some(what),
        } = &reply.standing
        {
            list = list.row("What has to change", known.text(what));
        }
        if let ReplyStanding::Approved { by } = &reply.standing {
            list = list.row("Approved by", known.actor(by));
        }
    }
    list
}

fn members(shown: &Shown<'_>) -> ScrollTable {
    let mut table = Table::new("Cases")
        .caption_classes("govuk-visually-hidden")
        .first_cell_is_header(true);
    let may_take_out = shown.known.may(Act::Link) && !shown.cause.is_sending() && !shown.cause.finished;
    for column in ["Case", "Customer", "What it is", "How it stands"] {
        table = table.column(column);
    }
    for member in shown.members {
        let case = Markup::join([
            Content::from(Markup::link(
                &format!("/staff/cases/{}", member.reference),
                format::reference(&member.reference),
            )),
            Markup::trusted("<br>".to_owned()).into(),
            member.summary.as_str().into(),
        ]);
        let (colour, words) = member.standing;
        let mut stands: Vec<Content> = vec![Tag::coloured(colour, words).into()];
        if !member.why.is_empty() {
            stands.push(paragraph(member.why).into());
        }
        if member.is_in && may_take_out {
            let href = format!("{}/take-out?case={}", shown.path, member.reference);
            let link = Markup::link(
                &href,
                Markup::join([
                    Content::from("Take out"),
                    Markup::trusted(format!(
                        "<span class=\"govuk-visually-hidden\"> {}</span>",
                        Markup::text(&member.reference)
                    ))
                    .into(),
                ]),
            );
            stands.push(paragraph(link).into());
        }
        let customer = if member.customer.is_empty() {
            "–"
        } else {
            &member.customer
        };
        let cells: [Content; 4] = [
            case.into(),
            customer.into(),
            vocabulary::kind(member.kind).into(),
            Markup::join(stands).into(),
        ];
        table = table.row(cells.map(Cell::new));
    }
    ScrollTable::new("cases", table)
}

/// What else can be done.
fn more(shown: &Shown<'_>) -> Vec<Content> {
    let cause = shown.cause;
    if cause.finished {
        return Vec::new();
    }
    let mut links = Vec::new();
    let mut link = |act: Act, slug: &str, words: &str| {
        if shown.known.may(act) {
            links.push(Markup::link(&format!("{}/{slug}", shown.path), words));
        }
    };
    if !cause.is_sending() {
        link(Act::Link, "cases", "Add cases");
        if cause.reply.is_some() {
            let words = if cause.open_reply().is_some() {
                "Change the reply"
            } else {
                "Write another reply"
            };
            link(Act::WriteReply, "reply", words);
        }
    }
    link(
        Act::RecordFinding,
        "finding",
        "Write a finding for the complaints",
    );
    if cause.finding.is_some() {
        link(
            Act::RecordFinding,
            "points",
            "Use the finding on points of complaints",
        );
    }
    if !cause.is_sending() {
        link(Act::Link, "finish", "Finish");
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
        Event::Begun { cases, .. } | Event::CasesAdded { cases } | Event::CasesAnswered { cases } => {
            said.push(match cases.len() {
                1 => "1 case".to_owned(),
                count => format!("{count} cases"),
            });
        }
        Event::CaseTakenOut { differs, .. } => said.push(say::differs(*differs).to_owned()),
        Event::CaseKeptBack { because, .. } => said.push(say::kept_back(*because).to_owned()),
        Event::FindingOffered { finding, .. } => said.push(vocabulary::finding(*finding).to_owned()),
        Event::ReplyDrafted { answer, .. } => said.push(say::answer(*answer).to_owned()),
        Event::ApprovalAsked {}
        | Event::ReplyApproved {}
        | Event::ReplySentBack { .. }
        | Event::ReplySending {}
        | Event::Finished {} => {}
    }
    said.extend(entry.event.words().into_iter().map(|words| known.text(words)));
    let body = Markup::join(said.into_iter().map(|text| Content::from(paragraph(text))));
    TimelineItem::new(say::event(&entry.event), format::when(entry.at))
        .by(known.actor(&entry.actor))
        .text(body)
}
