//! What is made of a folder of messages, each with an oddity of its own, and of what is no message at all.

use redress_domain::incoming::{Fate, own_words};

use super::*;

mod charsets;
mod hostile;
mod invitations;
mod lists;

/// The Message-ID that the reports in the folder are about.
const OURS: &str = "01932c07-a12b-7f3e-8c58-0123456789ab@westshire.example.org";

fn bytes(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mail");
    std::fs::read(format!("{folder}/{name}.eml")).unwrap()
}

fn said(name: &str) -> Incoming {
    read(&bytes(name)).unwrap()
}

fn all() -> Vec<(String, Vec<u8>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mail");
    let mut all: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.display().to_string(), std::fs::read(path).unwrap())
        })
        .collect();
    all.sort();
    assert!(all.len() > 20);
    all
}

// UK GDPR, article 5(1)(f): in text, behind the links of a page, and in a message that is forwarded whole.
#[test]
fn a_letter_of_ours_that_is_quoted_or_brought_along_is_known() {
    let (id, _) = OURS.split_once('@').unwrap();
    let link = format!("https://example.org/track/WS-4K7P-29QX#letter-{id}");
    let head = "From: asha@example.org\r\nSubject: What you wrote\r\nMIME-Version: 1.0\r\n";
    let text = format!("{head}Content-Type: text/plain\r\n\r\nNo.\r\n\r\n> Answer it: {link}\r\n");
    let page = format!(
        "{head}Content-Type: text/html\r\n\r\n<p>No.</p><blockquote><a href=\"{link}\">Answer it</a></blockquote>\r\n"
    );
    let whole = format!(
        "{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nNo.\r\n\
         --b\r\nContent-Type: message/rfc822\r\n\r\nFrom: us@example.org\r\nMessage-ID: <{OURS}>\r\n\
         Subject: A letter from us\r\n\r\nWhat we propose.\r\n--b--\r\n"
    );
    for raw in [text, page, whole] {
        let read = read(raw.as_bytes()).unwrap();
        let quotes: Vec<&str> = read
            .quotes
            .iter()
            .map(redress_domain::id::MessageId::as_str)
            .collect();
        assert_eq!(quotes, [id], "{raw}");
    }
    assert_eq!(said("attachment").quotes, []);
}

#[test]
fn a_reply_says_what_is_new_and_keeps_what_it_quotes_marked() {
    let reply = said("reply-gmail");
    assert_eq!(reply.from.as_deref(), Some("asha@example.org"));
    assert_eq!(reply.from_name, "Asha Rahman");
    assert_eq!(reply.subject, "Re: We have your complaint – WS-4K7P-29QX");
    assert_eq!(reply.message_id.as_deref(), Some("CAF1@mail.example.org"));
    assert_eq!(reply.answers, [OURS, OURS, "older@mail.example.org"]);
    assert_eq!(
        own_words(&reply.text).trim(),
        "Nobody came today either. It cost me £40."
    );
    // Nothing is lost: what is quoted and the signature are there, marked.
    for kept in [
        "> Dear Asha Rahman",
        "> We have your complaint.",
        "> 07700 900123",
    ] {
        assert!(reply.text.contains(kept), "{kept}\n{}", reply.text);
    }
    assert_eq!(reply.nature, Nature::Letter);
    assert!(
        reply
            .to
            .contains(&"feedback+0123456789abcdef01234567@westshire.example.org".to_owned())
    );
}

#[test]
fn a_reply_of_a_program_that_marks_nothing_is_told_by_its_heading() {
    let reply = said("reply-outlook");
    let own = own_words(&reply.text);
    assert!(own.contains("Still nothing.") && own.contains("Asha"), "{own}");
    assert!(!own.contains("Dear Asha Rahman"), "{own}");
    assert!(reply.text.contains("> Dear Asha Rahman"), "{}", reply.text);
}

#[test]
fn html_alone_is_read_as_text_without_what_runs() {
    let read = said("html-only");
    let own = own_words(&read.text);
    assert!(own.contains("Nobody came & nobody rang."), "{own}");
    assert!(
        !own.contains("Dear Asha") && read.text.contains("> Dear Asha"),
        "{}",
        read.text
    );
    for never in ["alert", "color", "<p>", "quoted-by-the-program"] {
        assert!(!read.text.contains(never), "{never} in {}", read.text);
    }
}

#[test]
fn odd_letters_are_read_as_they_were_meant() {
    assert_eq!(said("odd-charset").text, "The café – it cost € 10.");
    assert_eq!(said("odd-charset").subject, "Café");
    assert_eq!(said("shift-jis").text, "こんにちは");
}

#[test]
fn an_invitation_is_told_in_words() {
    let read = said("invitation");
    for part in [
        "Come and see it yourselves.",
        "What: Look at the bins, together",
        "From: 24.11.2026 10:30",
        "Where: 1 High Street",
    ] {
        assert!(read.text.contains(part), "{part}\n{}", read.text);
    }
    assert!(!read.text.contains("1970"), "{}", read.text);
    assert_eq!(read.attachments, []);
}

#[test]
fn an_empty_body_is_an_empty_text() {
    let read = said("empty-body");
    assert_eq!(
        (read.text.as_str(), read.subject.as_str()),
        ("", "Are you there?")
    );
    assert_eq!(read.nature, Nature::Letter);
}

#[test]
fn what_is_attached_comes_with_its_bytes() {
    let read = said("attachment");
    let names: Vec<&str> = read.attachments.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["../../bin.png", "forwarded message.eml"]);
    assert!(read.attachments[0].content.starts_with(b"\x89PNG"));
    assert!(String::from_utf8_lossy(&read.attachments[1].content).contains("It is true."));
    assert_eq!(own_words(&read.text).trim(), "Here.");
    assert!(
        read.text
            .starts_with("Here.\n\n> [A message that came with this one, from ")
    );
    assert!(read.text.ends_with("\n> It is true."), "{}", read.text);
    let winmail = said("winmail");
    assert_eq!(winmail.text, "See what I attach.");
    assert_eq!(winmail.attachments[0].name, "winmail.dat");
}

#[test]
fn what_a_program_wrote_is_told_with_a_mark_or_without() {
    for name in [
        "auto-submitted",
        "holiday-unmarked",
        "out-of-office",
        "to-a-list",
        "no-return-path",
    ] {
        assert_eq!(said(name).nature, Nature::Automatic, "{name}");
    }
}

fn written(headers: &str, body: &str) -> Incoming {
    let to = "To: complaints@westshire.example.org";
    read(format!("{headers}\r\n{to}\r\n\r\n{body}\r\n").as_bytes()).unwrap()
}

#[test]
fn a_subject_alone_is_no_mark_and_a_person_looks() {
    let nature = |headers: &str| written(&format!("From: asha@example.org\r\n{headers}"), "It is so.").nature;
    for subject in [
        "Out of office hours nobody answers the noise line",
        "Out-of-office hours service is a disgrace",
        "Vacation let next door - noise every night",
        "Automatic reply from your website is wrong",
        "I am away from the office",
        "On annual leave until Monday",
        "RE: Automatic reply: Your complaint",
        "Out of office: nobody answers the noise line",
    ] {
        let nature = nature(&format!("Subject: {subject}"));
        assert_eq!(nature, Nature::PerhapsAutomatic, "{subject}");
    }
    for subject in [
        "Ateb awtomatig: Eich cwyn",
        "Automatic reply: Your complaint",
        "Out of office",
        "Allan o\u{2019}r swyddfa",
    ] {
        assert_eq!(
            nature(&format!("Subject: {subject}")),
            Nature::Automatic,
            "{subject}"
        );
    }
    for headers in [
        "Feedback-ID: 1:2",
        "List-Unsubscribe: <mailto:x@example.org>",
        "X-Auto-Response-Suppress: All",
    ] {
        assert_eq!(
            nature(&format!("Subject: Bins\r\n{headers}")),
            Nature::PerhapsAutomatic,
            "{headers}"
        );
    }
    let submitted = |said: &str| nature(&format!("Subject: Bins\r\nAuto-Submitted: {said}"));
    assert_eq!(submitted("no (a person)"), Nature::Letter);
    assert_eq!(submitted("auto-replied (vacation)"), Nature::Automatic);
    assert_eq!(nature("Subject: Office bins"), Nature::Letter);
}

#[test]
fn a_form_that_says_where_its_writer_is_answered_is_looked_at() {
    let form = "From: noreply@forms.example.org\r\nSubject: A form";
    // Also where it does not say so: the council's own form and the scanner of its post room write like this.
    assert_eq!(written(form, "It is so.").nature, Nature::PerhapsAutomatic);
    for mark in [
        "List-Unsubscribe: <mailto:x@example.org>",
        "Precedence: bulk",
        "Auto-Submitted: auto-generated",
    ] {
        assert_eq!(
            written(&format!("{form}\r\n{mark}"), "It is so.").nature,
            Nature::Automatic,
            "{mark}"
        );
    }
    let answered = format!("{form}\r\nReply-To: asha@example.org");
    assert_eq!(written(&answered, "It is so.").nature, Nature::PerhapsAutomatic);
    // It is theirs: a case of a program would be answered to nobody.
    let by = |reply_to: &str| {
        let read = written(
            &format!("{form}\r\nTo: complaints@westshire.example.org{reply_to}"),
            "It is so.",
        );
        (read.from_name, read.from.unwrap_or_default())
    };
    let of = |name: &str, address: &str| (name.to_owned(), address.to_owned());
    let asha = of("Asha Rahman", "asha@example.org");
    assert_eq!(by("\r\nReply-To: Asha Rahman <asha@example.org>"), asha);
    assert_eq!(
        by("\r\nReply-To: Asha Rahman <asha@example.org>, Complaints@westshire.example.org"),
        asha
    );
    for nobody in [
        "",
        "\r\nReply-To: no-reply@forms.example.org",
        "\r\nReply-To: complaints@westshire.example.org",
        "\r\nReply-To: asha@example.org, bob@example.org",
    ] {
        assert_eq!(by(nobody), of("", "noreply@forms.example.org"), "{nobody}");
    }
    // Of whoever writes by their own name nobody takes the place.
    let own = written("From: eve@example.net\r\nReply-To: asha@example.org", "It is so.");
    assert_eq!(own.from.as_deref(), Some("eve@example.net"));
    let server = "From: mailer-daemon@example.org\r\nReply-To: asha@example.org\r\nSubject: Hello";
    assert_eq!(written(server, "It is so.").nature, Nature::Automatic);
}

#[test]
fn what_the_server_found_forged_is_told_however_it_says_so() {
    let nature = |header: &str| {
        written(
            &format!("From: asha@example.org\r\nSubject: Bins\r\n{header}"),
            "Hello.",
        )
        .nature
    };
    for header in [
        "Received-SPF: Fail (mx.example.org: not permitted)",
        "Authentication-Results: mx.example.org; dmarc = fail",
        "Authentication-Results: mx.example.org; dkim=fail; spf=softfail",
        &format!(
            "Authentication-Results: mx.example.org; spf=none ({}); dmarc=fail",
            "long ".repeat(100)
        ),
    ] {
        assert_eq!(nature(header), Nature::Forged, "{header}");
    }
    for header in [
        "Received-SPF: SoftFail (mx.example.org: maybe)",
        "Received-SPF: Fail\r\nAuthentication-Results: mx.example.org; spf=fail; dkim=pass",
        "Authentication-Results: mx.example.org; spf=softfail",
        "Authentication-Results: mx.example.org; dmarc=pass (not dmarc=fail)",
    ] {
        assert_eq!(nature(header), Nature::Letter, "{header}");
    }
}

#[test]
fn an_empty_text_beside_a_page_hides_nothing() {
    let body = "--b\r\nContent-Type: text/plain\r\n\r\n \r\n--b\r\nContent-Type: text/html\r\n\r\n<p>It is dark.</p>\r\n--b--";
    let headers = "From: asha@example.org\r\nSubject: Lamp\r\nContent-Type: multipart/alternative; boundary=b\r\nMIME-Version: 1.0";
    assert_eq!(written(headers, body).text.trim(), "It is dark.");
    // With a footer that a mail server added: it is no other form of the page.
    let footer = "Content-Type: text/plain\r\n\r\nScanned for you.";
    let inner = format!("Content-Type: multipart/alternative; boundary=b\r\n\r\n{body}");
    let body = format!("--c\r\n{inner}\r\n--c\r\n{footer}\r\n--c--");
    let headers = "From: asha@example.org\r\nSubject: Lamp\r\nContent-Type: multipart/mixed; boundary=c\r\nMIME-Version: 1.0";
    let text = written(headers, &body).text;
    assert!(
        text.contains("It is dark.") && text.contains("Scanned for you."),
        "{text}"
    );
}

// RFC 2046, section 5.1.4: alternatives say the same, and some programs put a line there that only says that there is a page.
#[test]
fn a_text_that_only_says_that_there_is_a_page_hides_nothing_of_it() {
    let headers = "From: asha@example.org\r\nSubject: Lamp\r\nContent-Type: multipart/alternative; boundary=b\r\nMIME-Version: 1.0";
    let both = |text: &str, page: &str| {
        let body = format!(
            "--b\r\nContent-Type: text/plain\r\n\r\n{text}\r\n--b\r\nContent-Type: text/html\r\n\r\n{page}\r\n--b--"
        );
        written(headers, &body).text
    };
    let told = "<p>The lamp outside our door has been dark for three weeks and my mother fell there.</p>";
    let stub = "Your mail program does not show HTML.";
    assert_eq!(
        both(stub, told),
        "The lamp outside our door has been dark for three weeks and my mother fell there.\n\nYour mail program does not show HTML."
    );
    // A complaint may be shorter than the line that stands for it.
    let short = both(stub, "<p>My complaint: the bin.</p>");
    assert_eq!(
        short,
        "Your mail program does not show HTML.\n\nMy complaint: the bin."
    );
    // The begin of what was written is no text of its own beside it.
    let begun = both("The lamp outside our door", told);
    assert!(
        begun.starts_with("The lamp") && begun.ends_with("fell there."),
        "{begun}"
    );
    // A text that says what the page says is the text, whatever the page adds for the eye or quotes.
    let text = "The lamp outside our door has been dark for three weeks and my mother fell there!";
    let page = format!(
        "{told}<p>Sent from my telephone</p><blockquote>Dear Asha, thank you for what you told us about the lamp. We look at it \
         and write to you again by Friday, as soon as the engineer went to see what is wrong with all of the others.</blockquote>"
    );
    assert_eq!(both(text, &page), text);
}

#[test]
fn a_message_that_another_brings_along_alone_is_what_it_says() {
    let inner = "From: asha@example.org\r\nSubject: Lamp\r\n\r\nIt is dark.\r\n\r\nFor weeks.";
    let headers =
        "From: sam@example.org\r\nSubject: FW: Lamp\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822";
    assert_eq!(
        written(headers, inner).text,
        "[A message that came with this one, from asha@example.org: Lamp]\n\nIt is dark.\n\nFor weeks."
    );
}

// A gateway that cuts a message short takes the line that ends its last part.
#[test]
fn the_text_of_a_message_that_nothing_ends_is_read_and_is_no_file() {
    let headers = "From: asha@example.org\r\nSubject: Lamp\r\nContent-Type: multipart/mixed; boundary=b\r\nMIME-Version: 1.0";
    let part = |head: &str, text: &str| format!("--b\r\n{head}\r\n\r\n{text}");
    let plain = "Content-Type: text/plain; charset=utf-8";
    for (body, text) in [
        (part(plain, "It is dark."), "It is dark."),
        (
            format!("This is MIME\r\n\r\n{}", part(plain, "It is dark.")),
            "It is dark.",
        ),
        (part("Content-Type: text/html", "<p>It is <b>dark"), "It is dark"),
        (
            part(
                &format!("{plain}\r\nContent-Transfer-Encoding: quoted-printable"),
                "The caf=C3=A9 =\r\nis dark.=C",
            ),
            "The café is dark.",
        ),
        (
            part(
                &format!("{plain}\r\nContent-Transfer-Encoding: base64"),
                "SXQgaXMg\r\nZGFyay4gT",
            ),
            "It is dark.",
        ),
    ] {
        let read = written(headers, &body);
        assert_eq!(read.text.trim(), text, "{body}");
        assert_eq!(read.attachments, [], "{body}");
    }
    // What is attached stays so, and so does a text beside another.
    let file = part(
        "Content-Type: text/plain; name=a.txt\r\nContent-Disposition: attachment; filename=a.txt",
        "It is dark.",
    );
    let read = written(headers, &file);
    assert_eq!((read.text.as_str(), read.attachments.len()), ("", 1));
}

#[test]
fn a_report_is_about_the_message_that_did_not_arrive_and_names_no_address() {
    for name in ["bounce", "bounce-headers-only", "bounce-unmarked"] {
        let Nature::Report(report) = said(name).nature else {
            unreachable!("{name} is a report")
        };
        assert_eq!(report.fate, Fate::Failed, "{name}");
        assert_eq!(
            report.about.first().map(String::as_str),
            Some(OURS),
            "{name}: {report:?}"
        );
        assert!(!report.why.contains('@'), "{name}: {}", report.why);
    }
    let Nature::Report(report) = said("bounce").nature else {
        unreachable!()
    };
    assert!(report.why.contains("User unknown"), "{}", report.why);
}

#[test]
fn what_is_late_did_not_fail_and_what_is_unwanted_arrived() {
    for (name, fate) in [("delayed", Fate::NotFailed), ("unwanted", Fate::Unwanted)] {
        let Nature::Report(report) = said(name).nature else {
            unreachable!("{name} is a report")
        };
        assert_eq!(report.fate, fate, "{name}");
        assert_eq!(report.about, [OURS], "{name}");
    }
}

#[test]
fn a_sender_that_the_server_disproved_several_and_none_are_no_senders() {
    assert_eq!(said("forged").nature, Nature::Forged);
    assert_eq!(said("two-senders").from, None);
    assert_eq!(said("no-sender").from, None);
    // Nor is the number of a machine: nobody can be answered there.
    let reply = String::from_utf8(bytes("reply-gmail")).unwrap();
    assert!(reply.contains("asha@example.org"));
    let numbered = reply.replace("asha@example.org", "asha@[127.0.0.1]");
    assert_eq!(read(numbered.as_bytes()).unwrap().from, None);
}

#[test]
fn a_line_of_a_mailbox_file_before_it_changes_nothing() {
    let mut piped = b"From asha@example.org Mon Nov 23 10:30:00 2026\n".to_vec();
    piped.extend(bytes("reply-gmail"));
    assert_eq!(read(&piped), read(&bytes("reply-gmail")));
}

#[test]
fn no_bytes_are_read_as_nothing() {
    for nothing in [&b""[..], b"\n", b"\0\0\0", b"From \n"] {
        assert_eq!(read(nothing).map(|read| read.from), None, "{nothing:?}");
    }
}

/// A small generator, the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }
}

/// The same bytes with one thing wrong with them.
fn damaged(mut bytes: Vec<u8>, chance: &mut Chance) -> Vec<u8> {
    let at = chance.below(bytes.len());
    let byte = u8::try_from(chance.below(256)).unwrap();
    let end = (at + chance.below(200)).min(bytes.len());
    match chance.below(5) {
        0 => bytes.truncate(at),
        1 => bytes.insert(at, byte),
        2 => drop(bytes.drain(at..end)),
        3 => {
            let again = bytes[at..end].to_vec();
            bytes.splice(at..at, again);
        }
        _ => bytes.splice(at..end.min(at + 1), [byte]).for_each(drop),
    }
    bytes
}

#[test]
fn a_thousand_broken_messages_end_without_a_panic_and_stay_in_bounds() {
    let (mut chance, mut unreadable) = (Chance(4_711), 0);
    let all = all();
    for number in 0..1_500 {
        let (_, whole) = &all[number % all.len()];
        let mut bytes = whole.clone();
        for _ in 0..=chance.below(8) {
            bytes = damaged(bytes, &mut chance);
        }
        // The parser itself gives up on some, where it is built with its own checks.
        let Some(read) = read(&bytes) else {
            unreadable += 1;
            continue;
        };
        assert!(read.subject.chars().count() <= LONGEST && !read.subject.contains('\n'));
        assert!(!read.text.contains('\0'));
        assert!(read.answers.len() <= ANSWERS);
        if let Nature::Report(report) = &read.nature {
            assert!(!report.why.contains('@'), "{}", report.why);
        }
    }
    // Much of what is cut off near its beginning says nothing any more; most of the rest does.
    assert!(unreadable < 750, "{unreadable} of 1,500 could not be read");
}

#[test]
fn a_deep_nest_of_parts_ends() {
    let mut nest = String::from("From: a@example.org\nMIME-Version: 1.0\n");
    for depth in 0..2_000 {
        nest.push_str(&format!(
            "Content-Type: multipart/mixed; boundary=\"b{depth}\"\n\n--b{depth}\n"
        ));
    }
    drop(read(nest.as_bytes()));
    let mut inside = String::new();
    for _ in 0..500 {
        inside.push_str("Content-Type: message/rfc822\n\nFrom: a@example.org\n");
    }
    drop(read(inside.as_bytes()));
}
