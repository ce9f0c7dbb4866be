//! Letters that are not what their message says, or of which it says nothing.

use super::*;

fn read_of(headers: &str, body: &[u8]) -> Incoming {
    let mut raw = format!("From: asha@example.org\r\n{headers}\r\n\r\n").into_bytes();
    raw.extend(body);
    raw.extend(b"\r\n");
    read(&raw).unwrap()
}

fn text(kind: &str, body: &[u8]) -> String {
    read_of(&format!("Subject: Bins\r\nContent-Type: {kind}"), body).text
}

#[test]
fn what_says_nothing_or_only_of_plain_letters_is_utf_8_or_else_windows_1252() {
    for kind in [
        "text/plain",
        "text/plain; charset=us-ascii",
        "text/plain; charset=ANSI_X3.4-1968",
        "text/plain; charset=unknown-8bit",
        "text/plain; charset=utf-8",
        "text/html",
        "text/html; charset=\"us-ascii\"",
    ] {
        assert_eq!(text(kind, b"Caf\xE9 \x80 10"), "Café € 10", "{kind}");
        assert_eq!(text(kind, "Café € 10".as_bytes()), "Café € 10", "{kind}");
        // An answer in the one that quotes the other.
        assert_eq!(text(kind, b"Caf\xE9 \xC3\xA9t\xC3\xA9"), "Café été", "{kind}");
        for (coding, body) in [
            ("quoted-printable", &b"Caf=E9 =80 10"[..]),
            ("base64", b"Q2Fm6SCAIDEw"),
        ] {
            let kind = format!("{kind}\r\nContent-Transfer-Encoding: {coding}");
            assert_eq!(text(&kind, body), "Café € 10", "{kind}");
        }
    }
    // What says what it is, is that.
    assert_eq!(text("text/plain; charset=iso-8859-2", b"\xB3"), "ł");
    assert_eq!(text("text/plain; charset=windows-1252", "é".as_bytes()), "Ã©");
}

#[test]
fn a_mark_of_the_byte_order_is_followed_and_not_shown() {
    assert_eq!(
        text("text/plain", "\u{FEFF}Nobody came.".as_bytes()),
        "Nobody came."
    );
    // Packed for the way: two bytes a letter go no other way.
    let wide = "text/plain\r\nContent-Transfer-Encoding: base64";
    assert_eq!(text(wide, b"//5DAGEAZgDpAA=="), "Café");
    let base64 = "text/plain; charset=utf-16le\r\nContent-Transfer-Encoding: base64";
    assert_eq!(text(base64, b"QwBhAGYA6QA="), "Café");
    // Before the first header it hides no sender.
    let read = read("\u{FEFF}From: asha@example.org\r\nSubject: Bins\r\n\r\nNobody came.".as_bytes());
    assert_eq!(read.unwrap().from.as_deref(), Some("asha@example.org"));
}

#[test]
fn headers_of_raw_bytes_are_read_in_the_message_and_in_its_parts() {
    let read = read(
        b"From: Zo\xEB <zoe@example.org>\r\nSubject: The caf\xE9 \x96 again\r\nMIME-Version: 1.0\r\n\
          Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nCaf\xE9.\r\n--b\r\n\
          Content-Type: image/png; name=\"caf\xE9.png\"\r\n\r\n\x89PNG\r\n--b--\r\n",
    )
    .unwrap();
    assert_eq!(read.from_name, "Zoë");
    assert_eq!(read.subject, "The café – again");
    assert_eq!(read.text, "Café.");
    assert_eq!(read.attachments[0].name, "café.png");
    assert_eq!(read.attachments[0].content, b"\x89PNG");
    // And hide nothing: a verdict of the mail server counts, and so does a second sender.
    let verdict = b"Authentication-Results: mx.example.org; dmarc=fail header.from=caf\xE9.example.org\r\n";
    let mut raw = verdict.to_vec();
    raw.extend(b"From: asha@example.org\r\nSubject: Bins\r\n\r\nNobody came.\r\n");
    assert_eq!(super::read(&raw).unwrap().nature, Nature::Forged);
    let two =
        b"From: asha@example.org\r\nFrom: Zo\xEB <zoe@example.net>\r\nSubject: Bins\r\n\r\nNobody came.\r\n";
    assert_eq!(super::read(two).unwrap().from, None);
}

#[test]
fn a_text_that_is_attached_keeps_its_bytes() {
    let body =
        b"--b\r\n\r\nSee this.\r\n--b\r\nContent-Type: text/csv; charset=windows-1252; name=costs.csv\r\n\
                 Content-Disposition: attachment\r\n\r\nCaf\xE9;\x80 10\r\n--b--";
    let read = read_of(
        "Subject: Bins\r\nContent-Type: multipart/mixed; boundary=b",
        &body[..],
    );
    assert_eq!(read.attachments[0].content, b"Caf\xE9;\x80 10");
}

#[test]
fn a_name_hides_nothing_and_turns_nothing_round() {
    let read = written(
        "From: \"asha\u{200B}@example.org \u{202E}gro\" <eve@example.net>\r\nSubject: Bins\u{202E}",
        "It is so.",
    );
    assert_eq!(read.from_name, "asha@example.org gro");
    assert_eq!(read.from.as_deref(), Some("eve@example.net"));
    assert_eq!(read.subject, "Bins");
}
