//! Every message as it goes by e-mail, read by people before it was kept here.

use super::*;
use crate::email;

fn every(part: impl Fn((String, String, String)) -> String) -> String {
    let policy = Policy::parse(include_str!("../../../../policies/demo.toml")).unwrap();
    let mut text = String::new();
    for Specimen { name, says, link } in all(&policy) {
        let bodies = email::bodies(&policy, &says, link.as_deref());
        text.push_str(&format!("=== {name} ===\n{}\n", part(bodies)));
    }
    text
}

#[test]
fn every_message_reads_as_it_was_read_in_an_e_mail() {
    let text = every(|(subject, text, _)| format!("Subject: {subject}\n\n{text}"));
    insta::with_settings!({ snapshot_path => "golden" }, { insta::assert_snapshot!("text", text); });
}

#[test]
fn every_message_is_marked_up_as_it_was_read_in_an_e_mail() {
    let html = every(|(_, _, html)| html);
    insta::with_settings!({ snapshot_path => "golden" }, { insta::assert_snapshot!("html", html); });
}

// Whoever reads the HTML reads what stands in the text: no word more and none less.
#[test]
fn the_html_has_the_words_of_the_text() {
    let policy = Policy::parse(include_str!("../../../../policies/demo.toml")).unwrap();
    for Specimen { name, says, link } in all(&policy) {
        let (_, text, html) = email::bodies(&policy, &says, link.as_deref());
        let (_, body) = html.split_once("<body>").unwrap();
        let body = body.replace("<li>", "\n<li>").replace("</h2>", "\n");
        let mut read = String::new();
        let mut rest = body.as_str();
        while let Some((before, after)) = rest.split_once('<') {
            read.push_str(before);
            read.push(' ');
            rest = after.split_once('>').map_or("", |(_, after)| after);
        }
        let plain = |text: &str| {
            let text = text
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">");
            let text = text.replace("&quot;", "\"");
            let words = text.split_whitespace();
            let words =
                words.filter(|word| !word.chars().all(|c| "->".contains(c)) && !word.starts_with("https://"));
            words
                .map(|word| word.trim_end_matches(':').to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(plain(&read), plain(&text), "{name}");
    }
}
