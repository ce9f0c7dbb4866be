//! A case that goes to another council, or came from one: what goes along is shown before it goes.

use redress_domain::case::council::goes_along;
use redress_domain::case::{Event, Privilege, SharingConsent, TransferState};
use redress_domain::id::CouncilId;
use redress_domain::permission::Act;
use redress_domain::vocabulary::SeenBy;

use super::act::{ActPage, heading};
use super::acts::{Lists, short};
use super::{Agreement, Deed, Known, Shown, vocabulary as say};
use crate::components::{Button, Choice, InsetText, Radios, SummaryList};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::Markup;

/// What is done between councils, as far as the reader may do it and the case allows.
pub(super) fn deeds(shown: &Shown<'_>) -> Vec<Deed> {
    let case = shown.case;
    // Offered where another council has agreed to it that has not had it.
    let had = |id: &CouncilId| {
        let came = case.came_from.iter().flat_map(|came| &came.through);
        case.sent_to
            .iter()
            .map(|sent| &sent.council)
            .chain(came)
            .any(|known| known == id)
    };
    let is_left = shown.known.councils().iter().any(|(id, _)| !had(id));
    let send = shown.deed(Act::Assign, "Send to another council", "other-council");
    let turn_away = shown.deed(Act::Triage, "It is not for us", "not-for-us");
    [
        send.filter(|_| is_left && case.may_go_to_another_council().is_ok()),
        turn_away.filter(|_| case.arrived().is_some()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// "Send this case to another council".
pub fn send(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let page = ActPage::new(shell, shown, "Send this case to another council", form);
    if lists.councils.is_empty() {
        return page.instead(
            "No other council has agreed with us to send cases to one another. Tell the customer who answers this, and \
             close the case with it.",
        );
    }
    let councils = lists.councils.iter();
    let councils = councils.map(|(id, name)| Choice::new(id, name.clone()));
    let agrees = [
        Choice::new(SharingConsent::Yes.as_str(), "Yes, they agree"),
        Choice::new(SharingConsent::No.as_str(), "No: then it stays with us"),
        Choice::new(
            SharingConsent::NotNeeded.as_str(),
            "They were not asked: our policy rests this on our public task, and they will be told",
        ),
    ];
    page.say(
        "The other council says whether it is theirs. Until they do, the case is ours and its dates run on. If they \
         take it over, it is closed here and we tell the customer once. The dates that we promised hold there.",
    )
    .intro(heading(2, "What goes with it"))
    .intro(Markup::from(goes(shown)))
    .intro(heading(2, "What stays with us"))
    .intro(Markup::bullets(stays(shown)))
    .field(
        Radios::new("council", "To which council?")
            .choices(councils)
            .of(form),
    )
    .field(
        Radios::new("consent", "Does the customer agree?")
            .choices(agrees)
            .of(form),
    )
    .field(
        short("reason", "Why is it theirs?")
            .hint("For both councils. The customer does not see this")
            .of(form),
    )
    .button(Button::send("Send to this council"))
}

/// Exactly what the other council gets, by name.
fn goes(shown: &Shown<'_>) -> SummaryList {
    let (case, known) = (shown.case, shown.known);
    let mut list = SummaryList::new()
        .row("Reference", format!("{}, the same there", case.reference))
        .row("Received", format::long_date(case.received_on))
        .row("What happened", known.text(&case.what_happened));
    let texts = [
        ("What the customer wants", &case.wanted),
        ("Where", &case.place),
        ("How it affected them", &case.effect),
        ("What else they told us", &case.also),
        ("The help they need", &case.support_words),
    ];
    for (label, words) in texts {
        if let Some(words) = words {
            list = list.row(label, known.text(words));
        }
    }
    let points: Vec<String> = case.points.iter().map(|point| known.text(&point.words)).collect();
    if !points.is_empty() {
        list = list.row("Points", Markup::bullets(points));
    }
    let people: Vec<String> = case
        .everybody()
        .iter()
        .map(|person| known.person_name(person))
        .collect();
    if !people.is_empty() {
        list = list.row("People, with their details", Markup::bullets(people));
    }
    let agreed: Vec<String> = known.adjustments().iter().map(agreement).collect();
    if !agreed.is_empty() {
        list = list.row("What was agreed with them", Markup::bullets(agreed));
    }
    let messages: Vec<String> = shown
        .entries
        .iter()
        .filter(|entry| goes_along(&entry.event) && is_a_message(&entry.event))
        .map(|entry| {
            format!(
                "{}: {}",
                format::date_time(entry.at),
                super::timeline::tell(entry, known).title
            )
        })
        .collect();
    if !messages.is_empty() {
        list = list.row("Contacts and letters", Markup::bullets(messages));
    }
    let files = case.files.iter().filter(|file| file.seen_by == SeenBy::Everyone);
    let files: Vec<String> = files.map(|file| known.text(&file.name)).collect();
    if !files.is_empty() {
        list = list.row("Files", Markup::bullets(files));
    }
    let running = case.clocks.values().filter(|clock| clock.is_running());
    let promised: Vec<String> = running
        .map(|clock| {
            format!(
                "{} by {}",
                say::promise(clock.kind),
                format::long_date(clock.due_on)
            )
        })
        .collect();
    if !promised.is_empty() {
        list = list.row("What was promised", Markup::bullets(promised));
    }
    list
}

fn agreement(agreed: &Agreement) -> String {
    let kind = say::adjustment(agreed.kind);
    agreed
        .words
        .as_ref()
        .map_or_else(|| kind.to_owned(), |words| format!("{kind}: {words}"))
}

const fn is_a_message(event: &Event) -> bool {
    matches!(
        event,
        Event::ContactRecorded { .. } | Event::Acknowledged { .. } | Event::Extended { .. }
    )
}

/// What the other council does not get, counted.
fn stays(shown: &Shown<'_>) -> Vec<String> {
    let case = shown.case;
    let count = |wanted: fn(&Event) -> bool| {
        let all = shown.entries.iter().filter(|entry| wanted(&entry.event));
        u64::try_from(all.count()).unwrap_or(u64::MAX)
    };
    let notes = count(|event| {
        matches!(
            event,
            Event::NoteAdded {
                privileged: Privilege::Ordinary,
                ..
            }
        )
    });
    let privileged = count(|event| {
        matches!(
            event,
            Event::NoteAdded {
                privileged: Privilege::Privileged,
                ..
            }
        )
    });
    let files = case.files.iter().filter(|file| file.seen_by != SeenBy::Everyone);
    let files = u64::try_from(files.count()).unwrap_or(u64::MAX);
    let mut lines = vec![
        format::count(notes, "note of ours", "notes of ours"),
        format::count(
            privileged,
            "note under legal privilege",
            "notes under legal privilege",
        ),
        format::count(files, "file that only staff see", "files that only staff see"),
    ];
    lines.push("Concerns for somebody’s safety, findings, drafts, and what we asked others".to_owned());
    lines.push("Everything about conduct and contact arrangements".to_owned());
    lines
}

/// "It is not for us".
pub fn not_for_us(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    ActPage::new(shell, shown, "It is not for us", form)
        .say(
            "The council that sent it goes on with it. Its dates never stopped. It is closed here and not counted, \
             and we write to nobody.",
        )
        .field(
            short("reason", "Why is it not for us?")
                .hint("The council that sent it reads this")
                .of(form),
        )
        .button(Button::send("Say that it is not for us"))
}

/// What another council is called; its short name where it is not known any more.
pub(super) fn name(known: &dyn Known, council: &CouncilId) -> String {
    let all = known.councils().into_iter();
    let mut named = all.filter(|(id, _)| id == council).map(|(_, name)| name);
    named.next().unwrap_or_else(|| council.to_string())
}

/// That the case waits at another council, or came from one and waits here.
pub(super) fn between_councils(shown: &Shown<'_>) -> Option<Markup> {
    let name = |id| name(shown.known, id);
    if let Some(sent) = shown.case.waits_at() {
        return Some(said(&format!(
            "Sent to {} on {}. It is ours, and its dates run on, until they say that it is theirs.",
            name(&sent.council),
            format::long_date(sent.on)
        )));
    }
    let came = shown.case.came_from.as_ref()?;
    let from = name(came.sender()?);
    Some(match came.state {
        TransferState::Waiting if !shown.case.is_closed() => said(&format!(
            "{from} sent this to us on {}. Triage it to take it over, with what they promised. Or say that it is not \
             for us.",
            format::long_date(came.on)
        )),
        TransferState::TakenOver => said(&format!(
            "It came from {from} on {}, with what they promised.",
            format::long_date(came.on)
        )),
        TransferState::Waiting | TransferState::TurnedAway => {
            said(&format!("{from} sent this to us, and it is not for us."))
        }
    })
}

fn said(text: &str) -> Markup {
    InsetText::new(text).into()
}
