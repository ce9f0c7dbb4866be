//! The letters of a conduct file (S18): how each goes, what became of it, and what can be done about it.

use redress_domain::conduct::{Letter, LetterKind, LetterState};
use redress_domain::customer::adjustment::AdjustmentKind;
use redress_domain::permission::Act;
use redress_domain::vocabulary::Channel;

use super::Shown;
use super::forms::one_of;
use crate::case::vocabulary::adjustment;
use crate::components::{Button, Choice, InsetText, Radios, Select, SummaryList};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::paragraph;

/// How the next letter goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Going {
    /// By e-mail, to the address on file.
    Email,
    /// By post, in the next print run.
    Post,
    /// By nobody but whoever writes it: there is no address for a way that is left open.
    #[default]
    NoAddress,
    /// By nobody but whoever writes it: what was agreed with them rules paper out.
    RuledOut(AdjustmentKind),
}

/// The field that says how a letter goes.
pub const GOING: &str = "going";
/// The letter goes by the outbox.
pub const BY_OUTBOX: &str = "outbox";
/// Whoever writes the letter carries it.
pub const BY_HAND: &str = "by-hand";

/// The field that says how whoever writes a letter brings it.
pub const HOW: &str = "channel";
/// The ways by which somebody brings a letter.
pub const BROUGHT: [Channel; 4] = [Channel::Letter, Channel::InPerson, Channel::Phone, Channel::Email];

/// How somebody brings the letter to them, where they do: it is the letter's way from then on.
pub(super) fn brought(form: &FormState) -> Select {
    one_of(&BROUGHT, (HOW, "If you bring it yourself: how?"), form)
}

/// How the letter goes, in the form that sends it.
pub(super) fn going(going: Going, form: &FormState) -> Radios {
    let outbox = match going {
        Going::Email => Some((
            "Send it by email",
            "To the address on file. It is kept as it went.",
        )),
        Going::Post => Some((
            "Send it by post",
            "It waits for the next print run of conduct files, and is kept as it went.",
        )),
        Going::NoAddress | Going::RuledOut(_) => None,
    };
    let mut radios = Radios::new(GOING, "How does it go?");
    if let Some((text, hint)) = outbox {
        radios = radios.item(Choice::new(BY_OUTBOX, text).hint(hint));
    }
    radios = radios.item(
        Choice::new(BY_HAND, "I carry it myself, and have sent it")
            .hint("For a letter that somebody takes to them, reads to them or signs for them."),
    );
    if form.filled(GOING).is_some() || outbox.is_none() {
        return radios.of(form);
    }
    radios.of(&form.clone().with(GOING, BY_OUTBOX))
}

/// Why the program sends no letter to them, where it sends none.
pub(super) fn why_not(going: Going) -> Option<InsetText> {
    match going {
        Going::Email | Going::Post => None,
        Going::NoAddress => Some(InsetText::new(
            "No address is on file for a way that is left open. Carry the letter yourself, or add the address to their case.",
        )),
        Going::RuledOut(kind) => Some(InsetText::new(format!(
            "Agreed with them: {}. A printed letter does not reach them. Bring it to them in a way that does.",
            adjustment(kind).to_lowercase()
        ))),
    }
}

/// What a letter is.
pub const fn kind(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Warning => "Warning",
        LetterKind::Interim => "Interim safety measure",
        LetterKind::Report => "Report to comment on",
        LetterKind::Notice => "Notice of the decision",
        LetterKind::Lifted => "Letter that it has ended",
        LetterKind::Appeal => "Answer to the appeal",
        LetterKind::Eased => "Letter that it is kinder",
        LetterKind::Withdrawn => "Letter that nothing is proposed any longer",
        LetterKind::Reviewed => "Letter that it was reviewed, and goes on",
        LetterKind::MoreTime => "Letter that they have more time to comment",
    }
}

/// What became of a letter.
pub fn state(letter: &Letter) -> String {
    let on = letter.left_on.map(format::date_only);
    match (letter.state, on) {
        (LetterState::Waiting, _) if letter.channel == Channel::Letter => {
            "waits for the print run".to_owned()
        }
        (LetterState::Waiting, _) => "on its way".to_owned(),
        (LetterState::Left, Some(on)) => format!("sent on {on}"),
        (LetterState::Left, None) => "sent".to_owned(),
        (LetterState::NotReached, Some(on)) => format!("sent on {on}, and did not arrive"),
        (LetterState::NotReached, None) => "did not arrive".to_owned(),
        (LetterState::Overtaken, Some(on)) => {
            format!("sent on {on}, did not arrive, and something else came in its place")
        }
        (LetterState::Overtaken, None) => "not sent: something else came before it".to_owned(),
    }
}

/// How a letter goes, or went; one that somebody brought says so.
const fn by(letter: &Letter) -> &'static str {
    match (letter.is_carried, letter.channel) {
        (false, Channel::Letter) => "by post",
        (false, _) => "by email",
        (true, Channel::Letter) => "posted by whoever wrote it",
        (true, Channel::Email) => "emailed by whoever wrote it",
        (true, Channel::Phone) => "read to them by phone",
        (true, _) => "brought to them in person",
    }
}

/// The letters of the file, each with a link to its page.
pub(super) fn list(shown: &Shown<'_>) -> Option<Markup> {
    let links = shown.file.letters.iter().rev().map(|letter| {
        let text = format!("{}, {}: {}", kind(letter.kind), by(letter), state(letter));
        Markup::link(&format!("{}/letters/{}", shown.path, letter.message), text)
    });
    let links: Vec<Markup> = links.collect();
    (!links.is_empty()).then(|| Markup::bullets(links))
}

/// The field of what somebody does about a letter.
pub const WHAT: &str = "what";
/// Somebody carried it.
pub const CARRIED: &str = "carried";
/// It is tried again.
pub const AGAIN: &str = "again";

/// That an address was mended.
const TRY_AGAIN: &str = "I mended the address: try again";

/// It came back, or did not arrive.
pub const BACK: &str = "back";

/// What is known of a letter beyond the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent<'a> {
    /// Why the last try failed.
    pub why: Option<&'a str>,
    /// Whether it can be tried again.
    pub can_be_tried: bool,
    /// Whether it is kept as it went.
    pub is_kept: bool,
}

/// `/staff/arrangements/{id}/letters/{message}`.
pub fn page(
    shell: Shell,
    shown: &Shown<'_>,
    form: &FormState,
    (letter, sent): (&Letter, Sent<'_>),
) -> Question {
    let title = kind(letter.kind);
    let mut list = SummaryList::new()
        .row("How it goes", by(letter))
        .row("What became of it", state(letter));
    if let Some(why) = sent.why.filter(|_| letter.state == LetterState::NotReached) {
        list = list.row("Why", why);
    }
    if let Some(on) = letter.left_on {
        list = list.row("The day", format::time_long_date(on));
    }
    if sent.is_kept {
        let href = format!("{}/letters/{}/pdf", shown.path, letter.message);
        list = list.row("As it went", Markup::link(&href, "Save the letter (PDF)"));
    }
    let name = Markup::text(shown.name);
    let heading = Markup::text(title);
    let parts: Vec<Content> = vec![
        Markup::trusted(format!(
            "<h1 class=\"govuk-heading-l\"><span class=\"govuk-caption-l\">{name}</span>{heading}</h1>"
        ))
        .into(),
        list.into(),
        InsetText::new(crate::case::letter::blocks(&shown.known.letter(&letter.words))).into(),
    ];
    let question =
        Question::new(shell.back_to("Back to the file", shown.path), title, form).intro(Markup::join(parts));
    match letter.state {
        // An envelope that comes back is told by nobody but who opens it.
        LetterState::Left if shown.known.may(Act::ManageConduct) => {
            let radios = Radios::new(WHAT, "What became of it?").item(
                Choice::new(BACK, "It came back, or did not arrive").hint(
                    "A warning that did not arrive is none, a report is shared again, and a notice binds nobody any more.",
                ),
            );
            question.field(radios.of(form)).button(Button::new("Save"))
        }
        LetterState::Left | LetterState::Overtaken => question.without_form().without_buttons(),
        // What came back names days of before: it is written again, with the days anew (domain 5.6 and 5.8).
        LetterState::NotReached
            if letter.names_its_days() && letter.left_on.is_some_and(|on| on < shown.today) =>
        {
            let again = "It names days that counted from when it left. Write it again: the days are set anew, and count from when that one leaves.";
            let question = question.field(paragraph(again));
            if sent.can_be_tried {
                let radios = Radios::new(WHAT, "What have you done?").choice(AGAIN, TRY_AGAIN);
                question.field(radios.of(form)).button(Button::new("Save"))
            } else {
                question.without_form().without_buttons()
            }
        }
        LetterState::Waiting | LetterState::NotReached => {
            let mut radios = Radios::new(WHAT, "What have you done?").item(
                Choice::new(CARRIED, "I brought it to them myself")
                    .hint("What it brings about comes about today."),
            );
            if sent.can_be_tried {
                radios = radios.choice(AGAIN, TRY_AGAIN);
            }
            let question = question.field(radios.of(form)).field(brought(form));
            question.button(Button::new("Save"))
        }
    }
}
