//! What was written, under what happened: an e-mail with what it quotes folded, and the way to it as it came.

use redress_domain::case::{Direction, Event};
use redress_domain::vocabulary::Channel;
use redress_domain::words::WordsRef;

use super::Told;
use crate::case::Known;
use crate::case::act::{paragraph, quoted, quoted_folded};
use crate::components::Details;
use crate::markup::{Content, Markup};

/// The texts of an event, what became of what it sent, and where the e-mail can be saved.
pub(super) fn texts(told: &Told, event: &Event, known: &dyn Known) -> Vec<Markup> {
    let text = |(what, words): &(&'static str, WordsRef)| match email(event) {
        Some(said) if said == words && quotes(&known.text(words)) => folded(what, &known.text(words)),
        Some(_) | None => worded(what, words, known),
    };
    let mut parts: Vec<Markup> = told.words.iter().map(text).collect();
    parts.extend(known.fate(event).map(paragraph));
    parts.extend(original(event, known));
    parts
}

/// What an e-mail that came in says, if this is one.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "two of the things that happen are an e-mail that comes in"
)]
fn email(event: &Event) -> Option<&WordsRef> {
    match event {
        Event::ContactRecorded {
            direction: Direction::In,
            channel: Channel::Email,
            words,
            ..
        } => Some(words),
        Event::Logged {
            channel: Channel::Email,
            what_happened,
            ..
        } => Some(what_happened),
        _ => None,
    }
}

/// Whether a text has lines in it that its writer did not write.
fn quotes(text: &str) -> bool {
    text.lines().any(|line| line.starts_with('>'))
}

fn folded(what: &str, text: &str) -> Markup {
    let what = Markup::trusted(format!("<strong>{}:</strong>", Markup::text(what)));
    Markup::join([paragraph(what), quoted_folded(text)])
}

/// The link to the e-mail as it came.
fn original(event: &Event, known: &dyn Known) -> Option<Markup> {
    email(event)?;
    let contact = if let Event::ContactRecorded { contact, .. } = event {
        Some(contact)
    } else {
        None
    };
    let href = known.original(contact)?;
    Some(paragraph(Markup::link(&href, "Save the original email")))
}

/// A text under what it is: short ones at once, long ones behind a summary, letters by their link.
fn worded(what: &str, words: &WordsRef, known: &dyn Known) -> Markup {
    const SHORT: usize = 300;
    let text = known.text(words);
    if let Some(href) = known.letter(words) {
        return paragraph(Markup::link(
            &href,
            format!("Read and print: {}", what.to_lowercase()),
        ));
    }
    if text.chars().count() <= SHORT && text.lines().count() <= 3 {
        let parts: [Content; 2] = [
            Markup::trusted(format!("<strong>{}:</strong>", Markup::text(what))).into(),
            Markup::lines(&text).into(),
        ];
        return paragraph(Markup::join(parts));
    }
    Details::new(what, quoted(&text)).into()
}
