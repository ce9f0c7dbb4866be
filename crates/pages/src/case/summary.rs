//! The section "Summary": what comes next, how the case stands, why each date is what it is.

use redress_domain::case::{Event, Outcome, PointState, RefusalState, ReplyState, Unread};
use redress_domain::clock::Clock;
use redress_domain::id::ActorId;
use redress_domain::permission::Act;
use redress_domain::vocabulary::{ClockKind, Kind};

use super::act::{heading, quoted};
use super::{CasePage, Section, Shown, timeline, vocabulary as say};
use crate::components::{
    Button, Details, InsetText, SummaryList, SummaryRow, Tag, Task, TaskList, TicketItem, TicketPanel,
    Timeline,
};
use crate::format;
use crate::layout::Shell;
use crate::markup::{Content, Markup, attr};

/// The section "Summary".
pub fn page(shell: Shell, shown: &Shown<'_>) -> CasePage {
    let mut body: Vec<Markup> = vec![next_action(shown).into()];
    body.extend(update_asked(shown));
    body.extend(one_of_many(shown));
    body.extend(super::council::between_councils(shown));
    body.extend(super::moved::other_procedure(shown));
    body.push(with_id("why", &facts(shown).into()));
    let tasks = checklist(shown);
    // While a request waits to be accepted, or stage 1 has more work to do, the next action says it all.
    let waits = shown.case.stage_2_waits() || shown.case.open_return().is_some();
    if !tasks.items.is_empty() && !shown.case.is_closed() && !waits {
        body.push(heading(2, "What there is to do"));
        body.push(tasks.into());
    }
    body.push(heading(2, "Latest events"));
    let mut latest = Timeline::new(3);
    let is_news = |event: &Event| !matches!(event, Event::ClockStarted { .. } | Event::ClockMoved { .. });
    for entry in shown
        .entries
        .iter()
        .rev()
        .filter(|entry| is_news(&entry.event))
        .take(3)
    {
        latest = latest.item(timeline::item(entry, shown.known));
    }
    body.push(latest.into());
    body.push(super::act::paragraph(Markup::link(
        &shown.at("timeline"),
        "Everything that happened",
    )));
    shown.page(shell, Section::Summary, body)
}

/// "One of 12 about “Missed round, Harbour Street”", for each cause that it has in common with others.
pub(super) fn one_of_many(shown: &Shown<'_>) -> Option<Markup> {
    let causes = shown.known.causes();
    let each = causes.iter().map(|(href, name, count)| {
        super::act::paragraph(Markup::join([
            Content::from(format!("One of {count} about ")),
            Markup::link(href, format!("“{name}”").as_str()).into(),
        ]))
    });
    let all = Markup::join(each.map(Content::from));
    (!causes.is_empty()).then(|| InsetText::new(all).into())
}

/// Who has the case: the officer and the team.
fn owner(shown: &Shown<'_>) -> String {
    let case = shown.case;
    let team = case.team.as_ref().map(|team| shown.known.team(team));
    let officer = case.owner.as_ref().map(|owner| shown.known.user(owner));
    match (officer, team) {
        (Some(officer), Some(team)) => format!("{officer}, {team}"),
        (Some(officer), None) => officer,
        (None, Some(team)) => format!("{team} (no officer yet)"),
        (None, None) => "Nobody yet".to_owned(),
    }
}

/// That the customer asked how it is going and waits for a word: what the owner has to do for it.
fn update_asked(shown: &Shown<'_>) -> Option<Markup> {
    let update = shown.case.update.as_ref()?;
    let asked = match update.times {
        1 => format!(
            "The customer asked for an update on {}.",
            format::long_date(update.asked_on)
        ),
        times => format!(
            "The customer has asked for an update {times} times, first on {}.",
            format::long_date(update.asked_on)
        ),
    };
    let text = Markup::join([
        super::act::paragraph(asked).into(),
        super::act::paragraph(Markup::join([
            Content::from("They were told that they will hear by"),
            format::time_long_date(update.due_on).into(),
            format::due_tag(update.due_on, shown.today, 1).into(),
        ]))
        .into(),
        super::act::paragraph("Any word to them that is recorded here answers it.").into(),
    ] as [Content; 3]);
    Some(InsetText::new(text).into())
}

/// Who does what next.
fn next_action(shown: &Shown<'_>) -> TicketPanel {
    let (who, what, by) = next_step(shown);
    let mut parts = vec![heading(2, "Next action")];
    if let Some(unread) = &shown.case.unread {
        parts.extend(message_waits(shown, unread));
    }
    parts.push(super::act::paragraph(what.as_str()));
    parts.push(super::act::paragraph(format!("Who: {who}")));
    if let Some(clock) = by {
        parts.push(super::act::paragraph(Markup::join([
            Content::from("By"),
            format::time_long_date(clock.due_on).into(),
            format::due_tag(clock.due_on, shown.today, 3).into(),
        ])));
    }
    if let (Some(ReplyState::Sent { undo_until, .. }), true) = (
        shown.case.reply.as_ref().map(|reply| &reply.state),
        shown.may(Act::SendReply),
    ) && shown.may_be_undone()
    {
        parts.push(super::reply::undo_form(shown, *undo_until));
    }
    TicketPanel {
        items: vec![TicketItem {
            text: Markup::join(parts).into(),
            ..TicketItem::default()
        }],
        ..TicketPanel::default()
    }
}

/// That something came in which nobody has read, and what answers it.
fn message_waits(shown: &Shown<'_>, unread: &Unread) -> Vec<Markup> {
    let since = format::date_time(unread.since);
    let what = match unread.count {
        1 => format!("A message came in on {since} and waits to be read."),
        count => format!("{count} messages came in and wait to be read, the first on {since}."),
    };
    let read = Markup::link(&shown.at("timeline?show=contact"), "Read what came in");
    let mut parts = vec![
        super::act::paragraph(Markup::join([Markup::text(&what), read])),
        super::act::paragraph(format!("Who: {}", who_reads(shown))),
    ];
    if shown.may(Act::RecordContact) {
        let note = "Answer the customer, or record that it was read.";
        parts.push(super::act::paragraph(note));
        parts.push(read_form(shown));
    }
    parts
}

/// Who hears of what came in: the owner; whoever gives cases out, where there is none; and whoever
/// answers for complaints, once the case is closed.
fn who_reads(shown: &Shown<'_>) -> String {
    let case = shown.case;
    match (&case.owner, case.is_closed()) {
        (Some(owner), false) => shown.known.user(owner),
        (Some(owner), true) => format!("{}, or a complaints manager", shown.known.user(owner)),
        (None, false) => "Whoever triages today".to_owned(),
        (None, true) => "A complaints manager".to_owned(),
    }
}

fn read_form(shown: &Shown<'_>) -> Markup {
    let button = Button::secondary("Record that it was read");
    Markup::trusted(format!(
        "<form method=\"post\"{} novalidate><input type=\"hidden\" name=\"seen\"{}>{button}</form>",
        attr("action", &shown.at("messages/read")),
        attr("value", &shown.version.to_string())
    ))
}

fn next_step<'s>(shown: &Shown<'s>) -> (String, String, Option<&'s Clock>) {
    let case = shown.case;
    let owner = owner(shown);
    let step = |what: &str, clock| (owner.clone(), what.to_owned(), clock);
    if let Some(on) = case.closed_on {
        let open = case.remedies.iter().filter(|remedy| remedy.is_open()).count();
        let what = if open == 0 {
            format!("Nothing. The case was closed on {}.", format::long_date(on))
        } else {
            "Deliver the actions that were promised. They outlive the case.".to_owned()
        };
        return (owner, what, None);
    }
    let next = case.next_due();
    if case.triaged_at.is_none() {
        return (
            "Whoever triages today".to_owned(),
            "Say what this is, and whose.".to_owned(),
            next,
        );
    }
    if let RefusalState::Proposed { .. } = case.refusal {
        let what = "A second person decides whether to accept this complaint.".to_owned();
        return ("Complaints manager".to_owned(), what, next);
    }
    if case.kind != Kind::Complaint {
        return step(step_of_request(next), next);
    }
    if let Some((who, what)) = step_of_stage_2(shown, &owner) {
        // More work has a day of its own, which the step names.
        return (who, what, next.filter(|_| case.open_return().is_none()));
    }
    let promised = case.clock(ClockKind::Acknowledge).is_some();
    if promised && case.acknowledged_on.is_none() {
        return step("Acknowledge the complaint.", case.clock(ClockKind::Acknowledge));
    }
    let reply = case.clock(ClockKind::Reply);
    match case.reply.as_ref().map(|reply| &reply.state) {
        None | Some(ReplyState::Draft { .. }) => step("Look into the complaint and write the reply.", reply),
        Some(ReplyState::WaitingForApproval) => (
            "Somebody who may approve, and did not write it".to_owned(),
            "Approve the reply.".to_owned(),
            reply,
        ),
        Some(ReplyState::Approved { .. }) => step("Send the reply. It is approved.", reply),
        Some(ReplyState::Sent { undo_until, .. }) if shown.may_be_undone() => {
            let what = format!(
                "The reply goes out on {}. Close the case after that, with the lesson or the reason for none.",
                format::date_time(*undo_until)
            );
            step(&what, None)
        }
        Some(ReplyState::Sent { .. }) => {
            step("Close the case, with the lesson or the reason for none.", None)
        }
    }
}

/// What stage 2 waits for, before its own reply is written.
fn step_of_stage_2(shown: &Shown<'_>, owner: &str) -> Option<(String, String)> {
    let case = shown.case;
    let review = case.open_review()?;
    if let Some(back) = case.open_return() {
        let what = match case.reply.as_ref().map(|reply| &reply.state) {
            Some(ReplyState::Sent { .. }) => "Give it back to the reviewer.".to_owned(),
            Some(ReplyState::WaitingForApproval) => "Decide on the additional stage 1 reply.".to_owned(),
            Some(ReplyState::Approved { .. }) => "Send the additional stage 1 reply.".to_owned(),
            Some(ReplyState::Draft { .. }) | None => format!(
                "Do the work that the reviewer asked for, and write the customer an additional reply, by {}: {}",
                format::long_date(back.due_on),
                shown.known.text(&back.tasks)
            ),
        };
        return Some((shown.known.user(&back.officer), what));
    }
    let central = || "Whoever accepts requests for stage 2".to_owned();
    if case.stage_2_waits() {
        return Some((
            central(),
            "Accept the request for review, or say why not.".to_owned(),
        ));
    }
    if review.reviewer.is_none() {
        return Some((
            central(),
            "Name a reviewer who had no part in stage 1.".to_owned(),
        ));
    }
    let is_reviewed = case.points.iter().all(redress_domain::case::Point::is_reviewed);
    (case.acknowledged_on.is_some() && !is_reviewed).then(|| {
        (
            owner.to_owned(),
            "Review what stage 1 found, point by point.".to_owned(),
        )
    })
}

const fn step_of_request(next: Option<&Clock>) -> &'static str {
    match next {
        Some(clock) => match clock.kind {
            ClockKind::FirstAnswer => "Give the customer a first answer.",
            ClockKind::Update => "Tell the customer how it is going.",
            ClockKind::Target => "Finish the work.",
            ClockKind::Acknowledge | ClockKind::Reply => "Answer the customer.",
        },
        None => "Finish the work and close the case.",
    }
}

fn facts(shown: &Shown<'_>) -> SummaryList {
    let case = shown.case;
    let known = shown.known;
    let what_wanted = wanted(shown);
    let mut list = SummaryList::new().row(
        "Customer",
        known.customer().map_or_else(
            || "Somebody who gave no name".to_owned(),
            |person| {
                if person.name.is_empty() {
                    "No name given".to_owned()
                } else {
                    person.name
                }
            },
        ),
    );
    if let Some(representative) = known.representative() {
        let consent = case.representative.as_ref().map(|(_, consent)| *consent);
        let consent = consent.map_or("Not recorded", say::consent);
        list = list
            .row("Spoken for by", representative.name)
            .row("Consent", consent);
    }
    let service = case
        .service
        .as_ref()
        .map_or("Not known yet".to_owned(), |service| known.service(service));
    let may_assign = shown.may(Act::Assign) && case.triaged_at.is_some() && !case.is_closed();
    list = changeable(
        list,
        ("Service", service.into()),
        may_assign.then(|| shown.at("transfer")),
    );
    list = list
        .row("What went wrong", quoted(&known.text(&case.what_happened)))
        .row("What the customer wants", what_wanted);
    if !case.about.is_empty() {
        let names: Vec<_> = case.about.iter().map(|user| known.user(user)).collect();
        list = list.row("Who it is about", names.join(", "));
    }
    if let Some(on) = case.happened_on {
        list = list.row("When it happened", format::time_long_date(on));
    }
    if let Some(effect) = shown.some_text(case.effect.as_ref()) {
        list = list.row("How it affected them", quoted(&effect));
    }
    if let Some(also) = shown.some_text(case.also.as_ref()) {
        list = list.row("What else they told us", quoted(&also));
    }
    if let Some(place) = shown.some_text(case.place.as_ref()) {
        list = list.row("Where", quoted(&place));
    }
    list = changeable(
        list,
        ("Case owner", owner(shown).into()),
        may_assign.then(|| shown.at("reassign")),
    );
    list = list.row(
        "Received",
        format!(
            "{}, {}",
            format::date_time(case.received_at),
            say::by_channel(case.channel)
        ),
    );
    for clock in case.clocks.values() {
        list = list.row(say::clock(clock.kind), promised(shown, clock));
    }
    list.row(
        "Procedure",
        format!(
            "{}, version {} of the policy",
            known.procedure(&case.procedure),
            case.policy_version
        ),
    )
}

/// A part of the page that lists can lead to.
fn with_id(id: &str, part: &Markup) -> Markup {
    Markup::trusted(format!("<div id=\"{id}\">{part}</div>"))
}

fn changeable(list: SummaryList, (key, value): (&str, Content), href: Option<String>) -> SummaryList {
    match href {
        Some(href) => list.row_to_change(key, value, &href),
        None => list.row(key, value),
    }
}

/// What the customer would like, in their words and from the list.
pub(crate) fn wanted(shown: &Shown<'_>) -> Content {
    let wishes: Vec<_> = shown.case.wishes.iter().map(|wish| say::wish(*wish)).collect();
    let mut parts: Vec<Markup> = Vec::new();
    parts.extend(
        shown
            .some_text(shown.case.wanted.as_ref())
            .filter(|text| !text.trim().is_empty())
            .map(|text| quoted(&text)),
    );
    if !wishes.is_empty() {
        parts.push(Markup::bullets(wishes));
    }
    if parts.is_empty() {
        "Not said yet. Ask, and write it into the acknowledgement.".into()
    } else {
        Markup::join(parts).into()
    }
}

/// A date with how it stands, and why it is what it is.
pub(crate) fn promised(shown: &Shown<'_>, clock: &Clock) -> Content {
    let explanation = clock.explain(shown.calendar, shown.case.day_one, shown.today);
    let sentences = explanation.sentences(|actor| shown.known.actor(actor));
    let why = Details::new("Why this date?", Markup::bullets(sentences));
    let is_late = clock.is_late(shown.today);
    let tag = match clock.stopped_on {
        Some(on) if on > clock.due_on => {
            Tag::coloured("red", format!("Done late, {}", format::day_and_month(on)))
        }
        Some(on) => Tag::coloured("grey", format!("Done {}", format::day_and_month(on))),
        None if clock.ended_on.is_some() => Tag::coloured("grey", no_longer_due(shown, clock)),
        None if shown.case.is_closed() && !is_late => Tag::coloured("grey", "Case closed"),
        None => format::due_tag(clock.due_on, shown.today, 3),
    };
    let at_the_latest = if explanation.at_the_latest {
        "at the latest"
    } else {
        ""
    };
    let limit = if clock.extensions.is_empty() {
        format!("({})", clock.limit)
    } else {
        format!("({} at first, then extended)", clock.limit)
    };
    let parts: [Content; 5] = [
        format::time_long_date(clock.due_on).into(),
        at_the_latest.into(),
        limit.into(),
        tag.into(),
        why.into(),
    ];
    Markup::join(parts).into()
}

/// That nobody is owed it any more, and why; what was late when it ended stays late.
fn no_longer_due(shown: &Shown<'_>, clock: &Clock) -> String {
    let why = match shown.case.outcome {
        Some(Outcome::Withdrawn) => ": withdrawn",
        Some(Outcome::NotAccepted) => ": not accepted",
        Some(Outcome::Duplicate) => ": duplicate",
        Some(Outcome::OtherCouncil) => ": it is another council’s",
        Some(Outcome::Done | Outcome::NotDone | Outcome::SettledAtFirstContact) | None => "",
    };
    let late = if clock.is_late(shown.today) {
        ", and was overdue"
    } else {
        ""
    };
    format!("No longer due{why}{late}")
}

/// What there is to do, in order, and how far it is.
fn checklist(shown: &Shown<'_>) -> TaskList {
    let case = shown.case;
    let tasks = TaskList::new("to-do");
    if case.kind == Kind::Complaint {
        return complaint_tasks(shown, tasks);
    }
    let triage = triage_href(shown);
    let contact = may_href(shown, Act::RecordContact, "contact");
    let tasks = tasks.item(task(
        "Say what it is, and whose",
        triage.as_ref(),
        case.triaged_at.is_some(),
    ));
    let has_word = case.first_answered_on.is_some();
    let tasks = tasks.item(task(
        "Give the customer a first answer",
        contact.as_ref(),
        has_word,
    ));
    let close = may_href(shown, Act::Close, "close");
    tasks.item(task(
        "Close the case, saying what was done",
        close.as_ref(),
        case.is_closed(),
    ))
}

fn complaint_tasks(shown: &Shown<'_>, tasks: TaskList) -> TaskList {
    let case = shown.case;
    let is_review = case.open_review().is_some();
    let is_answered = |point: &&redress_domain::case::Point| {
        if is_review {
            point.is_reviewed()
        } else {
            matches!(point.state, PointState::Found { .. })
        }
    };
    let answered = case.points.iter().filter(is_answered).count();
    let all_owned = case
        .remedies
        .iter()
        .all(|remedy| !remedy.is_open() || (remedy.owner.is_some() && remedy.due_on.is_some()));
    // What the customer sent by themselves is no talk.
    let spoken = shown.entries.iter().any(|entry| {
        matches!(entry.event, Event::ContactRecorded { .. }) && !matches!(entry.actor, ActorId::Customer(_))
    });
    let reply = case.reply.as_ref().map(|reply| &reply.state);
    let is_approved = matches!(reply, Some(ReplyState::Approved { .. } | ReplyState::Sent { .. }));
    let is_sent = matches!(reply, Some(ReplyState::Sent { .. }));
    let is_written = matches!(
        reply,
        Some(ReplyState::WaitingForApproval | ReplyState::Approved { .. } | ReplyState::Sent { .. })
    );
    let (verb, where_) = if is_review {
        ("Review", "stage-2/review")
    } else {
        ("Answer", "points")
    };
    let points = format!("{verb} each point ({answered} of {})", case.points.len());
    let all_answered = !case.points.is_empty() && answered == case.points.len();
    // Nothing can be done to it before somebody has said what it is.
    let is_triaged = case.triaged_at.is_some();
    let href = |act, rest| may_href(shown, act, rest).filter(|_| is_triaged);
    let acknowledge = href(Act::Acknowledge, "acknowledge");
    let tasks = tasks
        .item(task(
            "Say what it is, and whose",
            triage_href(shown).as_ref(),
            case.triaged_at.is_some(),
        ))
        .item(task(
            "Acknowledge: points, outcome wanted, dates",
            acknowledge.as_ref(),
            case.acknowledged_on.is_some(),
        ))
        .item(task(
            "Talk to the customer",
            href(Act::RecordContact, "contact").as_ref(),
            spoken,
        ))
        .item(task(&points, Some(shown.at(where_)).as_ref(), all_answered));
    // Where nothing is promised, there is nothing to give an owner.
    let tasks = if case.remedies.is_empty() {
        tasks
    } else {
        tasks.item(task(
            "Give each action an owner and a date",
            Some(shown.at("actions")).as_ref(),
            all_owned,
        ))
    };
    tasks
        .item(task(
            "Write the reply",
            href(Act::WriteReply, "reply").as_ref(),
            is_written,
        ))
        .item(task(
            "Have it approved",
            href(Act::ApproveReply, "approve").as_ref(),
            is_approved,
        ))
        .item(task(
            "Send the reply",
            href(Act::SendReply, "reply").as_ref(),
            is_sent,
        ))
        .item(task(
            "Close, with the lesson",
            href(Act::Close, "close").as_ref(),
            case.is_closed(),
        ))
}

fn triage_href(shown: &Shown<'_>) -> Option<String> {
    shown
        .may(Act::Triage)
        .then(|| super::triage_path(shown.case.reference.as_str()))
}

fn may_href(shown: &Shown<'_>, act: Act, rest: &str) -> Option<String> {
    shown.may(act).then(|| shown.at(rest))
}

/// A task that is done has no link: what is done is on the timeline.
fn task(title: &str, href: Option<&String>, is_done: bool) -> Task {
    match href {
        _ if is_done => Task::done(title, ""),
        Some(href) => Task::open(title, href, Tag::new("To do")),
        None => Task::open(title, "", Tag::new("To do")),
    }
}

/// The facts that stand beside a form: what the customer wants, and what went wrong.
pub(crate) fn beside(shown: &Shown<'_>) -> Markup {
    let list = SummaryList::new().classes("app-beside").rows([
        SummaryRow::new("What the customer wants", wanted(shown)),
        SummaryRow::new(
            "What went wrong",
            quoted(&shown.known.text(&shown.case.what_happened)),
        ),
    ]);
    list.into()
}
