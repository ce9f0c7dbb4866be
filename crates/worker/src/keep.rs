//! Letters are set as they go, and kept so: what the customer has and what we keep are one.

use std::time::Duration;

use jiff::civil::Date;
use redress_casework::Casework;
use redress_casework::case::{CaseView, Message};
use redress_casework::council::Council;
use redress_casework::failure::Failure;
use redress_casework::kept::{self, NewLetter};
use redress_correspondence::markup::{self, Block};
use redress_correspondence::{letters, message as messages};
use redress_domain::customer::adjustment::Layout as AgreedLayout;
use redress_domain::language as domain;
use redress_domain::message::{MessagePurpose, Outgoing};
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Channel, SupportNeed};
use redress_pdf::{Language, Layout, Letter, Window};

/// Keeps the letter of a message that is about to go, unless it is kept already. A code is kept nowhere.
/// What goes `by_post` waits for a print run.
///
/// A letter that cannot be set keeps no message from going: it is said in the log, and the page has the
/// words.
pub(crate) async fn keep(
    casework: &Casework,
    (council, policy): (&Council, &Policy),
    (message, by_post): (&Message, bool),
) -> Result<(), Failure> {
    // What goes to a partner is a link, and no letter to the customer; neither is what goes to an address that is on
    // file no more.
    if matches!(
        message.purpose,
        MessagePurpose::Code | MessagePurpose::EmailChanged
    ) || message.purpose.is_for_a_partner()
    {
        return Ok(());
    }
    let logo = casework.logo(&council.id).await?;
    if message.conduct.is_some() {
        if casework.is_kept_as_of_today(&council.id, message).await? {
            return Ok(());
        }
        let letter = of_conduct(casework, (council, policy), message).await?;
        let letter = letter.with_logo(logo.as_deref());
        // Where nobody mails it, it is printed: it leaves in one way or the other.
        return set(casework, (council, message), letter, by_post).await;
    }
    let of_the_survey = message.purpose.is_of_the_survey();
    if of_the_survey && message.channel != Channel::Letter {
        // The code in it is kept nowhere. A form on paper has its own, for whoever keys it in.
        return Ok(());
    }
    let Some(view) = casework.to_keep(&council.id, message).await? else {
        return Ok(());
    };
    let mut says = view.outgoing(message, None);
    if of_the_survey {
        says.survey = casework.for_survey(&council.id, message).await?;
    }
    let mut letter = letter(policy, &view, (message, &says)).with_logo(logo.as_deref());
    if let Some(person) = &message.recipient {
        // What was agreed with the person goes before what they ticked once.
        letter.layout = agreed(casework.layout_for(&council.id, person).await?).unwrap_or(letter.layout);
    }
    set(casework, (council, message), letter, by_post).await
}

/// How many times as long as it took to set and keep a letter the next one waits. Setting takes a processor and keeping it is
/// a commit: without rest, whoever logs a case while a thousand letters wait shares both with them.
const REST: u32 = 4;

/// The longest rest: on a slow machine, too, a thousand letters take minutes and not hours.
const LONGEST_REST: Duration = Duration::from_millis(50);

/// Sets a letter and keeps it, and then rests: where one takes ten milliseconds, twenty a second leave.
async fn set(
    casework: &Casework,
    to: (&Council, &Message),
    letter: Letter,
    by_post: bool,
) -> Result<(), Failure> {
    let begun = tokio::time::Instant::now();
    let kept = set_at_once(casework, to, letter, by_post).await;
    tokio::time::sleep(begun.elapsed().saturating_mul(REST).min(LONGEST_REST)).await;
    kept
}

async fn set_at_once(
    casework: &Casework,
    (council, message): (&Council, &Message),
    letter: Letter,
    by_post: bool,
) -> Result<(), Failure> {
    let source = serde_json::to_string(&letter).map_err(|error| Failure::Unreadable(error.to_string()))?;
    let layout = letter.layout.as_str();
    // Setting is work for a processor, and is done where it keeps nobody waiting.
    let set = tokio::task::spawn_blocking(move || redress_pdf::letter(&letter)).await;
    let (id, message_id) = (&council.id, &message.message_id);
    match set {
        Ok(Ok(pdf)) => {
            let (pages, pdf) = (pdf.pages, pdf.bytes);
            let new = NewLetter {
                pdf,
                pages,
                layout,
                source,
                by_post,
            };
            casework.keep_letter(id, message, new).await
        }
        Ok(Err(error)) => {
            tracing::error!(council = %id, message = %message_id, %error, "a letter was not set and goes without its PDF");
            Ok(())
        }
        Err(error) => {
            tracing::error!(council = %id, message = %message_id, %error, "a letter was not set and goes without its PDF");
            Ok(())
        }
    }
}

/// What every letter of a conduct file is called: it says nothing of there being a file.
const OF_CONDUCT: &str = "How we stay in touch with you";

/// The letter of a conduct file: in the format that was agreed with the person, and about no case.
pub(crate) async fn of_conduct(
    casework: &Casework,
    (council, policy): (&Council, &Policy),
    message: &Message,
) -> Result<Letter, Failure> {
    let written = casework.conduct_letter(&council.id, message).await?;
    let to = written.person.as_ref().map(|person| {
        let address = person.address.as_deref().unwrap_or_default();
        let postcode = person.postcode.as_deref().unwrap_or_default();
        redress_pdf::address(&person.name, address, postcode)
    });
    let spare = casework.fresh().reference(policy.council.prefix.as_str());
    let says = written.says(message, spare);
    let text = messages::letter(policy, &says);
    let reference = written.reference.as_ref();
    Ok(Letter {
        title: OF_CONDUCT.to_owned(),
        language: Language::English,
        council: policy.council.name.clone(),
        colour: policy.council.brand.colour.clone(),
        logo: None,
        contact: letters::how_to_reach(policy, says.one_way),
        to: to.unwrap_or_default(),
        on: casework.today(),
        day: None,
        reference: reference.map(ToString::to_string).unwrap_or_default(),
        blocks: markup::blocks(&text).into_iter().map(block).collect(),
        layout: agreed(written.layout).unwrap_or(Layout::Standard),
        window: Window::Dl,
        ident: message.message_id.to_string(),
    })
}

/// The letter that a message is.
pub(crate) fn letter(policy: &Policy, view: &CaseView, (message, says): (&Message, &Outgoing)) -> Letter {
    let person = message.recipient.as_ref().and_then(|id| view.person(id));
    let to = person.map(|person| {
        let address = person.address.as_deref().unwrap_or_default();
        let postcode = person.postcode.as_deref().unwrap_or_default();
        redress_pdf::address(&person.name, address, postcode)
    });
    Letter {
        layout: layout(&view.case.support_of(message.recipient.as_ref())),
        ident: message.message_id.to_string(),
        ..of_message(policy, says, (to.unwrap_or_default(), view.today))
    }
}

/// A message on the council's paper.
fn of_message(policy: &Policy, says: &Outgoing, (to, on): (Vec<String>, Date)) -> Letter {
    let text = messages::letter(policy, says);
    let (language, day) = paper(says.is_in_both, on);
    Letter {
        // The reference stands above the title, and the paper names it again.
        title: messages::subject(policy, says)
            .trim_end_matches(&format!(" – {}", says.reference))
            .to_owned(),
        language,
        council: policy.council.name.clone(),
        colour: policy.council.brand.colour.clone(),
        logo: None,
        contact: letters::how_to_reach(policy, says.one_way),
        to,
        on,
        day,
        reference: says.reference.to_string(),
        blocks: markup::blocks(&text).into_iter().map(block).collect(),
        layout: Layout::Standard,
        window: Window::Dl,
        ident: String::new(),
    }
}

/// How the customer asked to get their letters (Equality Act 2010, section 20: adjustments).
fn layout(support: &[SupportNeed]) -> Layout {
    match kept::wanted_layout(support) {
        Some(SupportNeed::LargePrint) => Layout::LargePrint,
        Some(SupportNeed::EasyRead) => Layout::EasyRead,
        Some(
            SupportNeed::Language
            | SupportNeed::CallTimes
            | SupportNeed::SpokesPerson
            | SupportNeed::MoreTime
            | SupportNeed::SomethingElse,
        )
        | None => Layout::Standard,
    }
}

/// The layout that was agreed with somebody, if it is another than the ordinary one.
const fn agreed(layout: AgreedLayout) -> Option<Layout> {
    match layout {
        AgreedLayout::Standard => None,
        AgreedLayout::LargePrint => Some(Layout::LargePrint),
        AgreedLayout::EasyRead => Some(Layout::EasyRead),
    }
}

fn block(one: Block) -> redress_pdf::Block {
    match one {
        Block::Heading(text) => redress_pdf::Block::Heading { text },
        Block::Paragraph(lines) => redress_pdf::Block::Paragraph { lines },
        Block::List(items) => redress_pdf::Block::List { items },
        Block::Quote(lines) => redress_pdf::Block::Quote { lines },
        Block::In(language, blocks) => redress_pdf::Block::In {
            language: set_in(language),
            blocks: blocks.into_iter().map(block).collect(),
        },
    }
}

const fn set_in(language: domain::Language) -> Language {
    match language {
        domain::Language::English => Language::English,
        domain::Language::Welsh => Language::Welsh,
    }
}

/// The language of the paper, and the day on which it went in words where they are other than English: a letter in both
/// begins with Welsh (Welsh Language Standards (No. 1) Regulations 2015, standard 6).
fn paper(is_in_both: bool, on: Date) -> (Language, Option<String>) {
    if !is_in_both {
        return (Language::English, None);
    }
    let day = domain::Language::BOTH.map(|language| language.date(on));
    (Language::Welsh, Some(day.join(" / ")))
}

#[cfg(test)]
mod golden;
