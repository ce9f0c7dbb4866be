//! The reply: its editor (S9), its approval (S10), and the button that takes it back.

use jiff::Timestamp;
use redress_domain::case::{PointState, Refusal, ReplySection, ReplyState, blocks};
use redress_domain::id::UserId;
use redress_domain::vocabulary::{ClockKind, Role};

use super::act::{ActPage, heading, paragraph, quoted};
use super::acts::{INTENT, Line};
use super::letter::Block;
use super::refusals::{section_field, words_for};
use super::summary::wanted;
use super::{Shown, vocabulary as say};
use crate::components::{Button, Details, InsetText, Radios, Select, SummaryList, Tag, Textarea};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::{Markup, attr};

pub mod versions;

/// The field that says which paragraph is put in.
pub const PARAGRAPH: &str = "paragraph";

/// The field that says into which part it is put.
pub const INTO: &str = "into";

/// Which buttons the editor ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Somebody else has to approve it first.
    AskForApproval,
    /// It may go.
    Send,
}

/// What the editor knows besides the case.
#[derive(Debug, Clone)]
pub struct Writing {
    /// How long the sentences are and the reading age, in a sentence.
    pub reading: String,
    /// What the plain-English check remarks on the text in the boxes.
    pub remarks: Vec<String>,
    /// The paragraphs that can be put in: their short names, and what they are called.
    pub standing: Vec<Line>,
    /// Which buttons there are.
    pub ending: Ending,
    /// When the reader last typed what they have not saved.
    pub not_saved: Option<Timestamp>,
    /// Who else is writing, and when they typed last.
    pub others: Vec<(UserId, Timestamp)>,
}

/// "Write stage 1 reply".
pub fn editor(shell: Shell, shown: &Shown<'_>, form: &FormState, writing: &Writing) -> ActPage {
    let title = if shown.case.open_return().is_some() {
        "Write an additional stage 1 reply".to_owned()
    } else {
        format!("Write stage {} reply", shown.case.stage)
    };
    let state = shown.case.reply.as_ref().map(|reply| &reply.state);
    let mut page = ActPage::new(shell, shown, &title, form);
    match state {
        Some(ReplyState::Draft {
            what_to_change: Some(what),
        }) => {
            page = page
                .intro(heading(2, "What needs to change"))
                .intro(quoted(&shown.known.text(what)));
        }
        Some(ReplyState::WaitingForApproval) => {
            page = page.say("Somebody is asked to approve this reply. If you save a change, ask again.");
        }
        Some(ReplyState::Approved { by }) => {
            page = page.say(format!(
                "{} approved this reply. If you save a change, it has to be approved again.",
                shown.known.actor(by)
            ));
        }
        Some(ReplyState::Sent { .. }) => return page.instead("The reply was sent."),
        Some(ReplyState::Draft { what_to_change: None }) | None => {}
    }
    for (user, at) in &writing.others {
        page = page.intro(InsetText::new(format!(
            "{} is writing in this reply too, and typed at {}. You do not see what they have not saved.",
            shown.known.user(user),
            format::at_time(*at)
        )));
    }
    page = page.intro(saved_line(shown)).keeps_what_is_typed();
    if let Some(at) = writing.not_saved {
        page = page.intro(InsetText::new(format!(
            "What you typed until {} was kept and is in the boxes. It is not saved: nobody else sees it.",
            format::date_time(at)
        )));
    }
    for section in ReplySection::ALL {
        page = page.field(section_area(*section, form));
    }
    if !writing.standing.is_empty() {
        page = page.field(insert(form, &writing.standing));
    }
    page = page
        .button(Button::send("Save draft").name(INTENT).value("save"))
        .button(Button::secondary("Preview letter").name(INTENT).value("preview"));
    page = match writing.ending {
        Ending::AskForApproval => page.button(
            Button::secondary("Ask for approval")
                .name(INTENT)
                .value("ask"),
        ),
        Ending::Send => page
            .sends()
            .field(paragraph(
                "Sent means: shown to the customer online once it can no longer be undone, and ready to print.",
            ))
            .button(
                Button::secondary(format!("Send to {}", super::way::to_whom(shown)))
                    .name(INTENT)
                    .value("send"),
            ),
    };
    if writing.not_saved.is_some() {
        let discard = Button::secondary("Discard what is not saved");
        page = page.button(discard.name(INTENT).value("discard"));
    }
    beside_editor(page, shown, form, writing)
}

/// "Insert paragraph": what the council has ready, put at the end of a part by a button of its own.
fn insert(form: &FormState, standing: &[Line]) -> Markup {
    let paragraphs = standing.iter().map(|(id, name)| (id.as_str(), name.as_str()));
    let parts = ReplySection::ALL.iter();
    let parts = parts.map(|section| (section.as_str(), say::section(*section)));
    Markup::join([
        Markup::from(
            Select::new(PARAGRAPH, "Insert paragraph")
                .hint("It is put at the end of the part that you choose, and you can change it there")
                .option("", "Select a paragraph")
                .options(paragraphs)
                .of(form),
        ),
        Select::new(INTO, "Put it in")
            .option("", "Select a part")
            .options(parts)
            .of(form)
            .into(),
        Button::secondary("Insert").name(INTENT).value("insert").into(),
    ])
}

fn saved_line(shown: &Shown<'_>) -> Markup {
    match &shown.case.reply {
        Some(reply) => Markup::trusted(format!(
            "<p class=\"govuk-body\" role=\"status\">Saved {}</p>",
            Markup::text(&format::date_time(reply.saved_at))
        )),
        None => {
            paragraph("The sections are filled from the points, findings and actions. Change what you like.")
        }
    }
}

fn section_area(section: ReplySection, form: &FormState) -> Textarea {
    let label = if section.is_required() {
        say::section(section).to_owned()
    } else {
        format!("{} (optional)", say::section(section))
    };
    let mut field = Textarea::new(&section_field(section), label).medium();
    field.rows = Some(match section {
        ReplySection::Decision => 14,
        ReplySection::Complaint | ReplySection::Further => 8,
        ReplySection::LookedAt | ReplySection::Sorry | ReplySection::Remedy | ReplySection::Actions => 5,
    });
    field.of(form)
}

fn beside_editor(page: ActPage, shown: &Shown<'_>, form: &FormState, writing: &Writing) -> ActPage {
    let mut page = page
        .aside(heading(2, "Facts"))
        .aside(facts(shown))
        .aside(heading(2, "What the customer wants"))
        .aside(Markup::join([wanted(shown)]))
        .aside(heading(2, "Checks before it can go"))
        .aside(checks(shown, form))
        .aside(heading(2, "Points and findings"))
        .aside(points(shown));
    if !shown.case.remedies.is_empty() {
        page = page.aside(heading(2, "What is promised")).aside(promised(shown));
    }
    page.aside(heading(2, "Plain English"))
        .aside(paragraph(writing.reading.as_str()))
        .aside(if writing.remarks.is_empty() {
            paragraph("No remarks.")
        } else {
            Markup::join([
                paragraph("Remarks on the text in the boxes. They stop nothing."),
                Markup::bullets(writing.remarks.iter()),
            ])
        })
}

/// Whose matter it is, when it came and when the reply is due.
fn facts(shown: &Shown<'_>) -> SummaryList {
    let case = shown.case;
    let mut list = SummaryList::new().classes("app-beside");
    if let Some(service) = &case.service {
        list = list.row("Service", shown.known.service(service));
    }
    list = list.row("Received", format::date_only(case.received_on));
    if let Some(clock) = case.clock(ClockKind::Reply) {
        list = list.row("Reply due", format::date_only(clock.due_on));
    }
    list
}

/// The promised actions, with who does them and by when.
fn promised(shown: &Shown<'_>) -> Markup {
    let told = shown.case.remedies.iter().map(|remedy| {
        let owner = remedy.owner.as_ref().map(|owner| shown.known.user(owner));
        let by = remedy.due_on.map(|due| format!("by {}", format::date_only(due)));
        let parts = [Some(shown.known.text(&remedy.words)), owner, by];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    Markup::bullets(told)
}

/// What stops the reply from going, in the order in which an officer would mend it. A part that stands
/// in the form is there, whether or not it was saved before: sending saves it first.
pub fn checks(shown: &Shown<'_>, form: &FormState) -> Markup {
    let is_there = |block: &Refusal| matches!(block, Refusal::ElementMissing(section) if form.filled(&section_field(*section)).is_some());
    let mut blocks = blocks(shown.case);
    blocks.retain(|block| !is_there(block));
    if blocks.is_empty() {
        return paragraph("Nothing stops this reply.");
    }
    let count = format::count(blocks.len() as u64, "thing", "things");
    Markup::join([
        paragraph(format!("{count} to do before you can send it:")),
        Markup::bullets(blocks.iter().map(|block| words_for(block, Some(shown.case)).text)),
    ])
}

fn points(shown: &Shown<'_>) -> Markup {
    let mut list = SummaryList::new().classes("app-beside");
    for (number, point) in (1..).zip(&shown.case.points) {
        let found = match &point.state {
            PointState::Open => Tag::coloured("grey", "No finding yet"),
            PointState::Found { finding, .. } => {
                let (colour, words) = say::finding_tag(*finding);
                Tag::coloured(colour, words)
            }
        };
        let words = quoted(&shown.known.text(&point.words));
        let reason = match &point.state {
            PointState::Open => None,
            PointState::Found { reason, .. } => Some(quoted(&shown.known.text(reason))),
        };
        let told = [Some(words), Some(found.into()), reason];
        list = list.row(
            format!("Point {number}"),
            Markup::join(told.into_iter().flatten()),
        );
    }
    Markup::join([
        list.into(),
        paragraph(Markup::link(&shown.at("points"), "Record findings")),
    ])
}

/// What the approval page knows besides the case.
#[derive(Debug, Clone)]
pub struct Approval {
    /// The letter as it would go.
    pub letter: Vec<Block>,
    /// Whether the reader may send it too.
    pub sending: Sending,
    /// The plain-English remarks.
    pub remarks: Vec<String>,
    /// What changed since it was last sent back, part by part; nothing when it never was.
    pub since: Option<versions::Comparison>,
}

/// Whether an approver may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// They may.
    Permitted,
    /// Only the owner sends.
    LeftToOwner,
    /// Neither they nor anybody before somebody in this role approved it.
    ApprovedBy(Role),
}

/// "Approve a reply".
pub fn approve(shell: Shell, shown: &Shown<'_>, form: &FormState, approval: &Approval) -> ActPage {
    let page = ActPage::new(shell, shown, "Approve a reply", form);
    let Some(reply) = &shown.case.reply else {
        return page.instead("There is no reply yet.");
    };
    let authors: Vec<_> = reply
        .authors
        .iter()
        .map(|actor| shown.known.actor(actor))
        .collect();
    let page = page
        .say(format!(
            "Written by {}. Last saved {}.",
            authors.join(", "),
            format::date_time(reply.saved_at)
        ))
        .intro(letter_box(&approval.letter))
        .intro(versions::since(shown, approval.since.as_ref()))
        .aside(heading(2, "What the customer wants"))
        .aside(Markup::join([wanted(shown)]))
        .aside(heading(2, "Checks before it can go"))
        .aside(checks(shown, form));
    let page = if approval.remarks.is_empty() {
        page
    } else {
        page.aside(Details::new(
            "Plain English remarks",
            Markup::bullets(approval.remarks.iter()),
        ))
    };
    if reply.state != ReplyState::WaitingForApproval {
        return page.instead("This reply does not wait for approval.");
    }
    if reply.authors.iter().any(|author| shown.known.is_reader(author)) {
        return page.instead("You wrote part of this reply, so somebody else must approve it.");
    }
    let mut decision = Radios::new("decision", "What do you decide?");
    if approval.sending == Sending::Permitted {
        decision = decision.choice("approve-and-send", "Approve and send");
    }
    let page = match approval.sending {
        Sending::ApprovedBy(role) => page.intro(InsetText::new(format!(
            "The {} must approve this reply. You can read it, and send it back to its author.",
            say::role(role)
        ))),
        Sending::Permitted | Sending::LeftToOwner => {
            decision = decision.choice("approve", "Approve, and the owner sends it");
            page
        }
    };
    let decision = decision.choice("send-back", "Send back to the author");
    let page = if approval.sending == Sending::Permitted {
        page.sends()
    } else {
        page
    };
    page.field(decision.of(form))
        .field(Textarea::new("what_to_change", "What needs to change, if you send it back").of(form))
        .field(paragraph(
            "Sent means: shown to the customer online once it can no longer be undone, and ready to print.",
        ))
        .button(Button::send("Record decision"))
}

fn letter_box(letter: &[Block]) -> Markup {
    Markup::trusted(format!(
        "<section class=\"app-letter app-letter--box\" aria-label=\"The letter\">{}</section>",
        super::letter::blocks(letter)
    ))
}

/// The button that takes a reply back while it can be.
pub(crate) fn undo_form(shown: &Shown<'_>, until: Timestamp) -> Markup {
    let action = shown.at("reply/undo");
    let version = shown.version.to_string();
    let time = format::date_time(until);
    let button = Button::secondary(format!(
        "Undo until {}",
        time.rsplit(" at ").next().unwrap_or(&time)
    ));
    Markup::trusted(format!(
        "<form method=\"post\"{} novalidate><input type=\"hidden\" name=\"seen\"{}>{button}</form>",
        attr("action", &action),
        attr("value", &version)
    ))
}
