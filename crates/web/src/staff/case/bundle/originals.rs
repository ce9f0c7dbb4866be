//! The originals that go with a bundle: e-mails as they came and letters as they went; and why one does not go.
//!
//! Nothing can be blacked out in an original. UK GDPR, article 15(4), and Data Protection Act 2018, schedule 2, paragraph 16:
//! what would tell of somebody else is left out, and named as left out. Of an e-mail its text goes in its place, without that.

use redress_casework::bundle::Originals;
use redress_casework::kept::Kept;
use redress_domain::calendar::london::civil_date;
use redress_domain::case::BundlePart;
use redress_domain::id::{FileId, MailId};
use redress_domain::incoming::Incoming;
use redress_domain::written::{Sought, places};
use redress_pages::case::vocabulary as say;
use redress_pages::format;

use super::Made;
use super::blackout::{BlackOut, sentences};
use crate::App;
use crate::error::PageError;
use crate::staff::case::opened::Opened;

/// The shortest line of a text that is looked for by itself: "Yes" and "Thank you" stand in any letter.
const SHORTEST: usize = 12;

/// Where the content of an original is.
pub(super) enum Content {
    /// In the e-mail's parts.
    Mail(MailId),
    /// In the file's.
    File(FileId),
    /// Here: what an e-mail says, without what is blacked out.
    Text(String),
}

/// An original.
pub(super) struct Original {
    /// Which it is, without what it says: "Email 2, 25 November 2026 at 10:32am".
    pub(super) name: String,
    /// What it is.
    pub(super) what: String,
    /// The part of the bundle.
    pub(super) part: BundlePart,
    /// Its place in the ZIP.
    pub(super) path: String,
    /// Where its content is.
    pub(super) content: Content,
    /// Why it is left out; nothing where it is in.
    pub(super) left_out: Option<String>,
    /// Why its text goes in its place.
    pub(super) only_text: Option<&'static str>,
}

/// Every original, the e-mails first, all of them in the bundle.
pub(super) fn all(opened: &Opened, known: &Originals) -> Vec<Original> {
    let mails = (1..).zip(&known.mails).map(|(number, mail)| {
        let name = format!("Email {number}, {}", format::date_time(mail.received_at));
        let from = mail.sender.as_deref().unwrap_or("nobody named");
        let subject = mail.subject.as_deref().unwrap_or_default();
        Original {
            what: format!("{name}, from {from}: {subject}")
                .trim_end_matches([':', ' '])
                .to_owned(),
            name,
            part: BundlePart::Mail(mail.mail_id.clone()),
            path: format!("emails/{number:02}.eml"),
            content: Content::Mail(mail.mail_id.clone()),
            left_out: None,
            only_text: None,
        }
    });
    let letters = (1..).zip(&known.letters).map(|(number, kept)| {
        let name = format!("Letter {number}, {}", format::long_date(civil_date(kept.kept_at)));
        let of = |kept: &Kept| {
            let mut messages = opened.view.messages.iter();
            let message = messages.find(|message| message.message_id == kept.message_id)?;
            let (is, by) = (say::message(message.purpose), say::by_channel(message.channel));
            Some(format!("{name}: {is}, {by}"))
        };
        Original {
            what: of(kept).unwrap_or_else(|| name.clone()),
            name,
            part: BundlePart::Letter(kept.message_id.clone()),
            path: format!("letters/{number:02}.pdf"),
            content: Content::File(kept.file_id.clone()),
            left_out: None,
            only_text: None,
        }
    });
    mails.chain(letters).collect()
}

/// The same, each that cannot go with why; and of an e-mail that cannot go as it came, its text.
pub(super) async fn decided(
    app: &App,
    made: &Made<'_>,
    (known, black_out): (&Originals, &mut BlackOut),
) -> Result<Vec<Original>, PageError> {
    let mut originals = all(made.opened, known);
    let of_mails = why_no_mail_goes(made, black_out);
    for original in &mut originals {
        if let Some(because) = made.is_left_out(&original.part) {
            original.left_out = Some(say::withheld(because).to_owned());
            continue;
        }
        match &original.part {
            BundlePart::Letter(message) => {
                let council = made.opened.here.id();
                let source = app.casework.kept_source(council, message).await?;
                original.left_out = why_not(made, source.as_deref(), black_out).map(str::to_owned);
            }
            BundlePart::Mail(id) => {
                if let Some(why) = of_mails {
                    let read = read(app, made, id).await?;
                    put_text_in_its_place(made, (original, why), (read.as_ref(), &mut *black_out));
                }
            }
            BundlePart::Words(_) | BundlePart::File(_) => {}
        }
    }
    Ok(originals)
}

/// What an e-mail says; large ones take a while, and one that was erased says nothing.
async fn read(app: &App, made: &Made<'_>, id: &MailId) -> Result<Option<Incoming>, PageError> {
    let raw = app.casework.mail_content(made.opened.here.id(), id).await?;
    let read = tokio::task::spawn_blocking(move || redress_correspondence::incoming::read(&raw)).await;
    Ok(read.ok().flatten())
}

/// Has the text of an e-mail go in its place, with the same words blacked out; where it cannot be read, or says what is left out
/// of this bundle, neither goes.
fn put_text_in_its_place(
    made: &Made<'_>,
    (original, why): (&mut Original, &'static str),
    (read, black_out): (Option<&Incoming>, &mut BlackOut),
) {
    let Some(read) = read else {
        original.left_out = Some(format!("{why}. Its text cannot be read by a program"));
        return;
    };
    if has_what_is_left_out(made, &in_one_line(&format!("{} {}", read.subject, read.text))) {
        original.left_out = Some("It has a text that is left out of this bundle".to_owned());
        return;
    }
    let text = black_out.apply(&as_text(read, &original.name));
    let told = format!("This is what an email said. The original is not in this bundle. {why}.\n\n");
    original.content = Content::Text(told + &text);
    original.path = original.path.replace(".eml", ".txt");
    original.what = format!("{} (its text, in place of the original)", original.what);
    original.only_text = Some(why);
}

/// An e-mail as a text: from whom, to whom, when, what it says, and how many files it brought.
fn as_text(read: &Incoming, name: &str) -> String {
    let address = read.from.as_deref().unwrap_or("nobody named");
    let from = if read.from_name.is_empty() {
        address.to_owned()
    } else {
        format!("{} <{address}>", read.from_name)
    };
    let mut to: Vec<&str> = Vec::new();
    for one in &read.to {
        if !to.iter().any(|known| known.eq_ignore_ascii_case(one)) {
            to.push(one);
        }
    }
    // Their names are the files', which may be left out.
    let brought = match read.attachments.len() {
        0 => String::new(),
        1 => "\n\n1 file was attached to it.".to_owned(),
        many => format!("\n\n{many} files were attached to it."),
    };
    format!(
        "{name}\nFrom: {from}\nTo: {}\nSubject: {}\n\n{}{brought}\n",
        to.join(", "),
        read.subject,
        read.text.trim_end(),
    )
}

/// An e-mail as it came has pictures, files and what it quotes: nobody can say that something is not in it.
fn why_no_mail_goes(made: &Made<'_>, black_out: &BlackOut) -> Option<&'static str> {
    let is_kept_back = |part: &BundlePart| matches!(part, BundlePart::Words(_) | BundlePart::File(_));
    if !black_out.is_empty() || made.left_out.iter().any(|one| is_kept_back(&one.part)) {
        return Some(
            "Something is blacked out or left out of this bundle, and nothing can be blacked out in an email as it came",
        );
    }
    made.files()
        .any(|(_, _, may_go)| !may_go)
        .then_some("A file of this case is not given out (see the virus check), and may be attached to it")
}

/// What a letter says is known to the letter, so that only what stands in it keeps it back.
fn why_not(made: &Made<'_>, source: Option<&str>, black_out: &BlackOut) -> Option<&'static str> {
    let Some(letter) = source.and_then(said_in) else {
        return Some("What it says was erased");
    };
    if black_out.is_in(&letter) {
        return Some(
            "It has words that are blacked out, and nothing can be blacked out in a letter as it went",
        );
    }
    has_what_is_left_out(made, &letter).then_some(
        "It has a text that is left out of this bundle, and nothing can be taken out of a letter as it went",
    )
}

/// Whether a text that is left out of the bundle stands in what an original says, in one line.
fn has_what_is_left_out(made: &Made<'_>, said: &str) -> bool {
    made.texts_left_out().any(|text| stands_in(said, text))
}

/// Everything that a letter says, in one line.
fn said_in(source: &str) -> Option<String> {
    fn walk(value: &serde_json::Value, said: &mut String) {
        match value {
            serde_json::Value::String(text) => {
                said.push_str(text);
                said.push(' ');
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| walk(item, said)),
            serde_json::Value::Object(fields) => {
                // A picture says nothing.
                let read = fields.iter().filter(|(name, _)| name.as_str() != "logo");
                read.for_each(|(_, value)| walk(value, said));
            }
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
        }
    }
    let value = serde_json::from_str(source).ok()?;
    let mut said = String::new();
    walk(&value, &mut said);
    Some(in_one_line(&said))
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text, a line or a sentence of it, stands in a letter, however that is set or quoted.
fn stands_in(letter: &str, text: &str) -> bool {
    let plain = |line: &str| in_one_line(line.trim_start_matches(['#', '-', '>', '*', ' ']));
    let lines = text.lines().map(plain);
    let lines = lines.filter(|line| line.chars().count() >= SHORTEST);
    let parts = lines.chain([text.to_owned()]).map(|part| Sought::new(&part));
    let parts: Vec<Sought> = parts.chain(sentences(text)).collect();
    !places(letter, &parts).is_empty()
}

#[cfg(test)]
mod tests {
    //! What is found in a letter.

    use super::*;

    #[test]
    fn a_text_is_found_in_a_letter_whole_or_by_a_line_however_it_is_set() {
        let source = r#"{"logo":"AAAA","to":["Asha Patel"],"blocks":[
            {"is":"paragraph","lines":["We were told:"]},
            {"is":"list","items":["The crew was on sick leave","Mrs  Jones\nsaw it"]}]}"#;
        let letter = said_in(source).unwrap();
        assert!(!letter.contains("AAAA"));
        for text in [
            "- the crew was on\nSick leave",
            "Other\n- The crew was on sick leave\nmore",
            "Mrs Jones saw it",
            "It was late. The crew was on\n> sick leave. So it is.",
        ] {
            assert!(stands_in(&letter, text), "{text}");
        }
        for text in ["", " ", "The crew was late", "No\nYes\nAsha Patell"] {
            assert!(!stands_in(&letter, text), "{text}");
        }
        let black_out = BlackOut::read("mrs jones").unwrap();
        assert!(black_out.is_in(&said_in(source).unwrap()));
        assert!(!black_out.is_in("Mr Jones"));
    }
}
