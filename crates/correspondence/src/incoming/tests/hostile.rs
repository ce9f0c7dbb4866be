//! Messages that were made to break whoever reads them. Each is kept before it is read; that it is read or given up, and nothing
//! ends with it, is what counts here.

use super::*;

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let of = |at: usize| u32::from(group.get(at).copied().unwrap_or_default());
        let bits = of(0) << 16 | of(1) << 8 | of(2);
        for at in 0..=group.len() {
            let letter = bits >> (18 - 6 * at) & 63;
            text.push(char::from(LETTERS[usize::try_from(letter).unwrap()]));
        }
    }
    text
}

fn nest(depth: usize) -> String {
    "Content-Type: message/rfc822\n\n".repeat(depth) + "From: a@example.org\n\nInmost.\n"
}

const HEAD: &str = "From: asha@example.org\nSubject: Bins\nMIME-Version: 1.0\n";

#[test]
fn messages_within_messages_end_nothing_however_deep_they_go() {
    let raw = |inner: &str| read(format!("{HEAD}{inner}").as_bytes());
    assert_eq!(raw(&nest(190)).unwrap().from.as_deref(), Some("asha@example.org"));
    assert_eq!(raw(&nest(300_000)), None);
    // Nor with space in the name of the header, nor packed for the way, once or twice.
    assert_eq!(raw(&nest(300_000).replace("Content", "Con tent")), None);
    let packed = |inner: &str| {
        format!(
            "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{}",
            base64(inner.as_bytes())
        )
    };
    assert!(raw(&packed(&nest(10))).is_some());
    assert_eq!(raw(&packed(&nest(30_000))), None);
    assert_eq!(raw(&packed(&packed(&nest(30_000)))), None);
    let within = format!(
        "Content-Type: multipart/digest; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\n\n{}\n--b--",
        base64(nest(30_000).as_bytes())
    );
    assert_eq!(raw(&within), None);
}

#[test]
fn millions_of_parts_headers_or_recipients_end() {
    let parts = "Content-Type: multipart/mixed; boundary=b\n\n".to_owned() + &"--b\n\n".repeat(1_000_000);
    assert_eq!(read(format!("{HEAD}{parts}").as_bytes()), None);
    let headers = "X: y\n".repeat(1_000_000);
    assert_eq!(read(format!("{HEAD}{headers}\nIt is dark.").as_bytes()), None);
    let to: Vec<String> = (0..10_000)
        .map(|number| format!("p{number}@example.org"))
        .collect();
    let read = read(format!("{HEAD}To: {}\n\nIt is dark.", to.join(",\n ")).as_bytes()).unwrap();
    assert_eq!((read.text.as_str(), read.to.len()), ("It is dark.", 100));
}

#[test]
fn what_is_cut_short_or_broken_says_what_can_be_read_of_it() {
    let text = |rest: &str| {
        read(format!("{HEAD}{rest}").as_bytes())
            .map(|read| read.text)
            .unwrap_or_default()
    };
    for (broken, said) in [
        // A boundary that never comes, and one that is not said.
        (
            "Content-Type: multipart/mixed; boundary=b\n\nIt is dark.\n",
            "It is dark.",
        ),
        ("Content-Type: multipart/mixed\n\nIt is dark.\n", "It is dark."),
        // Base64 that was cut off.
        (
            "Content-Transfer-Encoding: base64\n\nSXQgaXMgZGFyay4gTm",
            "It is dark.",
        ),
        ("\nIt is\0 dark.\n", "It is\n dark."),
    ] {
        assert!(text(broken).contains(said), "{broken}: {:?}", text(broken));
    }
}

#[test]
fn a_sender_that_is_no_sender_is_none() {
    for from in [
        "",
        "From:",
        "From: <>",
        "From: Undisclosed senders:;",
        "From: Us: asha@example.org, bob@example.org;",
        "From: asha@example.org\nFrom: bob@example.org",
        "From: asha@example.org\nfrom: asha@example.org",
        "From: @",
        "From: \"asha@example.org\"",
        "From: asha@example.org bob@example.org",
    ] {
        let read = read(
            format!("{from}\nSubject: Bins\n\nIt is dark.\n")
                .trim_start()
                .as_bytes(),
        );
        assert_eq!(read.unwrap().from, None, "{from}");
    }
    // Of a group that holds one, that one.
    let group = read(b"From: Us: asha@example.org;\nSubject: Bins\n\nIt is dark.\n").unwrap();
    assert_eq!(group.from.as_deref(), Some("asha@example.org"));
}
