//! The other sections: messages, points, replies, actions, people and links.

use jiff::Timestamp;
use redress_domain::case::{Direction, Event, Point, PointState, PromisedRemedy, ReplyState};
use redress_domain::id::ActorId;
use redress_domain::permission::Act;
use redress_domain::vocabulary::{Channel, RemedyKind};

use super::act::{heading, paragraph, quoted, quoted_folded};
use super::{CasePage, Section, Shown, payment, vocabulary as say};
use crate::components::{Button, Message, Messages, ScrollTable, SummaryList, SummaryRow, Table, Tag};
use crate::format;
use crate::layout::Shell;
use crate::markup::{Content, Markup};

/// Something that was sent, or waits for its moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// What it is: "Acknowledgement".
    pub what: String,
    /// Where it can be read.
    pub href: String,
    /// When it is shown, or was.
    pub at: Timestamp,
    /// How it stands: "Shown online", "Can still be undone", "Taken back".
    pub state: String,
}

/// The section "Messages".
pub fn messages(shell: Shell, shown: &Shown<'_>, sent: &[Sent]) -> CasePage {
    let mut body = Vec::new();
    if shown.may(Act::RecordContact) {
        body.push(crate::components::button_group([
            Button::new("Record a contact").href(shown.at("contact")),
            Button::secondary("Give the customer a code").href(shown.at("code")),
        ]));
    }
    let contacts: Vec<_> = shown
        .entries
        .iter()
        .filter_map(|entry| contact(shown, entry))
        .collect();
    if contacts.is_empty() && sent.is_empty() {
        body.push(paragraph("No messages yet."));
    }
    if !contacts.is_empty() {
        let conversation = Messages {
            label: "Conversation".into(),
            items: contacts,
        };
        body.push(conversation.into());
    }
    if !sent.is_empty() {
        body.push(heading(3, "Letters"));
        body.push(paragraph(if shown.known.leaves_by_itself(Channel::Letter) {
            "Each can be read and printed here. GOV.UK Notify posts what goes by letter."
        } else {
            "Each can be read and printed here. Redress posts nothing by itself."
        }));
        let mut table = Table::new("Letters to the customer")
            .column("Letter")
            .column("When")
            .column("How it stands");
        for letter in sent {
            table = table.row([
                Content::from(Markup::link(&letter.href, letter.what.as_str())),
                format::time_date_time(letter.at).into(),
                letter.state.as_str().into(),
            ]);
        }
        body.push(ScrollTable::new("letters", table).into());
    }
    shown.page(shell, Section::Messages, body)
}

fn contact(shown: &Shown<'_>, entry: &redress_domain::case::Entry) -> Option<Message> {
    let Event::ContactRecorded {
        contact,
        direction,
        channel,
        contact_at,
        words,
        ..
    } = &entry.event
    else {
        return None;
    };
    let is_own = *direction == Direction::Out;
    // Who came online proved who they are; of the rest, the record says who took the contact.
    let who = if is_own || matches!(entry.actor, ActorId::Customer(_)) {
        shown.known.actor(&entry.actor)
    } else {
        let writer = shown.known.writer(contact);
        writer.unwrap_or_else(|| shown.customer_name())
    };
    Some(Message {
        is_own,
        text: if *channel == Channel::Email && !is_own {
            quoted_folded(&shown.known.text(words)).into()
        } else {
            quoted(&shown.known.text(words)).into()
        },
        sender: format!("{who}, {}", say::by_channel(*channel)),
        when: format::when(*contact_at),
    })
}

/// The section "Points".
pub fn points(shell: Shell, shown: &Shown<'_>) -> CasePage {
    let mut body = Vec::new();
    if shown.case.points.is_empty() {
        body.push(paragraph(
            "Add at least one point so the reply answers everything.",
        ));
    }
    let at_stage_1 = shown.case.open_review().is_none() || shown.case.open_return().is_some();
    let is_open = shown.case.is_complaint()
        && !shown.case.is_closed()
        && shown.case.reply_sent_at().is_none()
        && at_stage_1;
    let may_change = shown.may(Act::RecordFinding) && is_open;
    for (number, point) in (1..).zip(&shown.case.points) {
        body.push(point_card(shown, (number, point), may_change));
    }
    if may_change && shown.case.open_review().is_none() {
        body.push(
            Button::secondary("Add a point")
                .href(shown.at("points/add"))
                .into(),
        );
    }
    shown.page(shell, Section::Points, body)
}

fn point_card(shown: &Shown<'_>, (number, point): (usize, &Point), may_change: bool) -> Markup {
    let title = format!("Point {number}");
    let finding = match &point.state {
        PointState::Open => vec![SummaryRow::new(
            "Finding",
            Tag::coloured("grey", "No finding yet"),
        )],
        PointState::Found { finding, reason } => {
            let (colour, words) = say::finding_tag(*finding);
            vec![
                SummaryRow::new("Finding", Tag::coloured(colour, words)),
                SummaryRow::new("Reason", quoted(&shown.known.text(reason))),
            ]
        }
    };
    let determined = point.determination.map(|(ombudsman, determination, _)| {
        SummaryRow::new(say::ombudsman(ombudsman), say::determination(determination))
    });
    let came_with = point
        .from
        .as_ref()
        .and_then(|from| shown.known.reference_of(from));
    let came_with = came_with.map(|from| {
        let path = super::path(&from);
        SummaryRow::new("Came with", Markup::link(&path, from.as_str()))
    });
    let list = SummaryList::new()
        .row("What is complained of", quoted(&shown.known.text(&point.words)))
        .rows(came_with)
        .rows(finding)
        .rows(reviewed(shown, point))
        .rows(determined)
        .in_card(title.as_str());
    let mut parts: Vec<Markup> = vec![list.into()];
    if may_change {
        let words = match point.state {
            PointState::Open => format!("Record a finding on point {number}"),
            PointState::Found { .. } => format!("Change the finding on point {number}"),
        };
        let href = shown.at(&format!("points/{}", point.id));
        parts.push(paragraph(Markup::link(&href, words)));
    }
    Markup::join(parts)
}

/// What stage 2 made of it, beside what stage 1 found.
fn reviewed(shown: &Shown<'_>, point: &Point) -> Vec<SummaryRow> {
    let Some(review) = &point.review else {
        return Vec::new();
    };
    let mut rows = vec![SummaryRow::new("Stage 2", say::view(review.view))];
    rows.extend(review.finding.map(|finding| {
        let (colour, words) = say::finding_tag(finding);
        SummaryRow::new("Stage 2 finding", Tag::coloured(colour, words))
    }));
    rows.push(SummaryRow::new(
        "Stage 2 reason",
        quoted(&shown.known.text(&review.reason)),
    ));
    rows
}

/// The reply of stage 1, while the case is at stage 2.
fn earlier_reply(shown: &Shown<'_>) -> Option<Markup> {
    let before = &shown.case.open_review()?.stage_1;
    let reply = before.reply.as_ref()?;
    let (state, more) = reply_state(shown, &reply.state);
    let list = SummaryList::new()
        .row("How it stands", state)
        .row("Written by", names(shown, &reply.authors))
        .rows(more)
        .in_card("Stage 1 reply");
    let letter = match &reply.state {
        ReplyState::Sent { letter, .. } => shown.known.letter(letter),
        ReplyState::Draft { .. } | ReplyState::WaitingForApproval | ReplyState::Approved { .. } => None,
    };
    let link = letter.map(|href| paragraph(Markup::link(&href, "Read the stage 1 letter")));
    Some(Markup::join(
        [Some(Markup::from(list)), link].into_iter().flatten(),
    ))
}

/// What stage 1 answered once more, each time that the reviewer sent it back.
fn additional_replies(shown: &Shown<'_>) -> Vec<Markup> {
    let review = shown.case.open_review();
    let returns = review.into_iter().flat_map(|review| &review.returns);
    let replies = returns.filter_map(|back| back.reply.as_ref());
    replies
        .map(|reply| {
            let (state, more) = reply_state(shown, &reply.state);
            let list = SummaryList::new()
                .row("How it stands", state)
                .row("Written by", names(shown, &reply.authors))
                .rows(more)
                .in_card("Additional stage 1 reply");
            let letter = match &reply.state {
                ReplyState::Sent { letter, .. } => shown.known.letter(letter),
                ReplyState::Draft { .. } | ReplyState::WaitingForApproval | ReplyState::Approved { .. } => {
                    None
                }
            };
            let link = letter.map(|href| paragraph(Markup::link(&href, "Read the additional letter")));
            Markup::join([Some(Markup::from(list)), link].into_iter().flatten())
        })
        .collect()
}

/// The section "Replies".
pub fn replies(shell: Shell, shown: &Shown<'_>) -> CasePage {
    let mut body = Vec::new();
    match &shown.case.reply {
        None => body.push(paragraph("No reply yet.")),
        Some(reply) => {
            let (state, more) = reply_state(shown, &reply.state);
            let list = SummaryList::new()
                .row("How it stands", state)
                .row("Last saved", format::date_time(reply.saved_at))
                .row("Written by", names(shown, &reply.authors))
                .rows(more)
                .in_card(format!("Stage {} reply", reply.stage).as_str());
            body.push(list.into());
            let letter = match &reply.state {
                ReplyState::Sent { letter, .. } => shown.known.letter(letter),
                ReplyState::Draft { .. } | ReplyState::WaitingForApproval | ReplyState::Approved { .. } => {
                    Some(shown.at("reply/preview"))
                }
            };
            body.extend(letter.map(|href| paragraph(Markup::link(&href, "Read the letter"))));
        }
    }
    body.extend(additional_replies(shown));
    body.extend(earlier_reply(shown));
    for deed in shown.next_deeds() {
        let is_of_reply = ["reply", "approve"].iter().any(|end| deed.href.ends_with(end));
        if is_of_reply {
            body.push(Button::new(deed.text).href(deed.href.as_str()).into());
        }
    }
    shown.page(shell, Section::Replies, body)
}

fn names(shown: &Shown<'_>, actors: &[ActorId]) -> String {
    let names: Vec<_> = actors.iter().map(|actor| shown.known.actor(actor)).collect();
    names.join(", ")
}

fn reply_state(shown: &Shown<'_>, state: &ReplyState) -> (Tag, Vec<SummaryRow>) {
    match state {
        ReplyState::Draft { what_to_change } => {
            let wanted = shown.some_text(what_to_change.as_ref());
            let row = wanted.map(|text| SummaryRow::new("What needs to change", quoted(&text)));
            (Tag::coloured("grey", "Draft"), row.into_iter().collect())
        }
        ReplyState::WaitingForApproval => (Tag::coloured("yellow", "Waiting for approval"), Vec::new()),
        ReplyState::Approved { by } => (
            Tag::coloured("green", "Approved"),
            vec![SummaryRow::new("Approved by", shown.known.actor(by))],
        ),
        ReplyState::Sent { at, undo_until, .. } => {
            let mut rows = vec![SummaryRow::new("Sent", format::date_time(*at))];
            if shown.may_be_undone() {
                let until = format!("Until {}", format::date_time(*undo_until));
                rows.push(SummaryRow::new("Can be undone", until));
                if shown.may(Act::SendReply) {
                    rows.push(SummaryRow::new(
                        "Undo",
                        super::reply::undo_form(shown, *undo_until),
                    ));
                }
            }
            (Tag::coloured("teal", "Sent"), rows)
        }
    }
}

/// The section "Actions".
pub fn actions(shell: Shell, shown: &Shown<'_>) -> CasePage {
    let mut body = Vec::new();
    if shown.case.remedies.is_empty() {
        body.push(paragraph("No actions promised yet."));
    }
    for (number, remedy) in (1..).zip(&shown.case.remedies) {
        body.push(action_card(shown, number, remedy));
    }
    if shown.may(Act::PromiseRemedy) && !shown.case.is_closed() {
        body.push(
            Button::secondary("Add an action")
                .href(shown.at("actions/add"))
                .into(),
        );
    }
    shown.page(shell, Section::Actions, body)
}

/// How it is known that an action was delivered: an Ombudsman asks for it long after.
fn evidence(shown: &Shown<'_>, remedy: &PromisedRemedy) -> Option<SummaryRow> {
    let mut entries = shown.entries.iter().rev();
    let evidence = entries.find_map(|entry| {
        let Event::RemedyDelivered {
            remedy: id, evidence, ..
        } = &entry.event
        else {
            return None;
        };
        (*id == remedy.id).then_some(evidence)
    })?;
    Some(SummaryRow::new("Evidence", quoted(&shown.known.text(evidence))))
}

fn action_card(shown: &Shown<'_>, number: usize, remedy: &PromisedRemedy) -> Markup {
    let owner = remedy
        .owner
        .as_ref()
        .map_or("Nobody yet".to_owned(), |owner| shown.known.user(owner));
    let due: Content = match remedy.due_on {
        Some(due) if remedy.is_open() => Markup::join([
            Content::from(format::time_long_date(due)),
            format::due_tag(due, shown.today, 3).into(),
        ])
        .into(),
        Some(due) => format::time_long_date(due).into(),
        None => "No date yet".into(),
    };
    let state = match (remedy.delivered_on, &remedy.told) {
        (Some(on), _) => format!("Delivered on {}", format::long_date(on)),
        (None, Some(_)) => "Cannot be delivered. The customer was told".to_owned(),
        (None, None) => "To be delivered".to_owned(),
    };
    let list = SummaryList::new()
        .row("What will happen", quoted(&shown.known.text(&remedy.words)))
        .row("Kind", say::remedy(remedy.kind))
        .row("Owner", owner)
        .row("Due", due)
        .row("How it stands", state)
        .rows(evidence(shown, remedy))
        .rows(payment::rows(shown, remedy))
        .in_card(format!("Action {number}").as_str());
    let mut parts: Vec<Markup> = vec![list.into()];
    if remedy.is_open() && shown.may(Act::PromiseRemedy) {
        let at = |rest: &str| shown.at(&format!("actions/{}{rest}", remedy.id));
        let mut links = Vec::new();
        if remedy.is_told() {
            let give = format!("Give action {number} to somebody else");
            links.push(Markup::link(&at(""), give));
        } else if !shown.case.is_closed() {
            links.push(Markup::link(&at(""), format!("Change action {number}")));
        }
        // A promise of money is delivered when it is paid.
        if remedy.kind != RemedyKind::Financial {
            links.push(Markup::link(
                &at("/delivered"),
                format!("Record that action {number} was delivered"),
            ));
        }
        links.extend(payment::links(shown, number, remedy));
        links.push(Markup::link(
            &at("/cannot-deliver"),
            format!("Action {number} cannot be delivered"),
        ));
        parts.push(Markup::bullets(links));
    }
    Markup::join(parts)
}
