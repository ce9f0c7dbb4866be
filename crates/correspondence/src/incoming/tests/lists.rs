//! What comes through a list: a council's own address may be one.

use super::*;

fn listed(from: &str, headers: &str) -> Incoming {
    let list = "Precedence: list\r\nList-Id: Complaints <complaints.westshire.example.org>\r\n\
                List-Unsubscribe: <mailto:leave@westshire.example.org>";
    written(
        &format!("From: {from}\r\nSubject: Bins\r\n{list}\r\n{headers}"),
        "Nobody came.",
    )
}

fn nature(headers: &str) -> Nature {
    written(&format!("Subject: Bins\r\n{headers}"), "Nobody came.").nature
}

#[test]
fn what_a_person_sends_through_a_list_is_not_a_programs() {
    let addresses = |all: &[&str]| Nature::Listed(all.iter().map(|one| (*one).to_owned()).collect());
    assert_eq!(
        listed("asha@example.org", "X-Mailer: none").nature,
        addresses(&["complaints.westshire.example.org"])
    );
    let from = "From: asha@example.org";
    assert_eq!(nature(&format!("{from}\r\nPrecedence: bulk")), addresses(&[]));
    assert_eq!(
        nature(&format!("{from}\r\nList-Id: complaints.westshire.example.org")),
        addresses(&["complaints.westshire.example.org"])
    );
    assert_eq!(
        nature(&format!(
            "{from}\r\nPrecedence: List\r\nList-Post: <https://groups.example.org/post>, <mailto:Complaints@westshire.example.org?x=1>"
        )),
        addresses(&["complaints@westshire.example.org"])
    );
    assert_eq!(
        nature(&format!("{from}\r\nList-Id: <a.example.org>\r\nList-Post: NO")),
        addresses(&["a.example.org"])
    );
}

#[test]
fn what_bears_a_mark_of_a_program_is_one_through_a_list_too() {
    for headers in [
        "From: asha@example.org\r\nAuto-Submitted: auto-replied\r\nPrecedence: list",
        "From: asha@example.org\r\nPrecedence: junk",
        "From: asha@example.org\r\nPrecedence: auto_reply",
        "From: noreply@shop.example.org\r\nPrecedence: bulk",
        "From: newsletter@shop.example.org\r\nList-Id: <offers.shop.example.org>",
    ] {
        assert_eq!(nature(headers), Nature::Automatic, "{headers}");
    }
    // A name alone is no mark.
    assert_eq!(nature("From: news@shop.example.org"), Nature::Letter);
    let away = written(
        "From: asha@example.org\r\nSubject: Away from the office\r\nPrecedence: list",
        "It is so.",
    );
    assert_eq!(away.nature, Nature::PerhapsAutomatic);
}

#[test]
fn who_wrote_is_known_where_the_list_puts_its_own_address_in_their_place() {
    let list = "\"'Asha Rahman' via Complaints\" <complaints@westshire.example.org>";
    for headers in [
        "Reply-To: Asha Rahman <asha@example.org>",
        "Reply-To: asha@example.org, complaints@westshire.example.org",
        "Reply-To: complaints@westshire.example.org\r\nX-Original-From: Asha Rahman <asha@example.org>",
        "X-Original-Sender: asha@example.org",
    ] {
        let read = listed(list, headers);
        assert_eq!(read.from.as_deref(), Some("asha@example.org"), "{headers}");
        assert_eq!(read.from_name, "Asha Rahman", "{headers}");
    }
    // Several are nobody, and so is the list itself: a person looks.
    for headers in [
        "Reply-To: asha@example.org, bob@example.org",
        "Reply-To: complaints@westshire.example.org",
        "X-Mailer: none",
    ] {
        assert_eq!(listed(list, headers).from, None, "{headers}");
    }
    // Nobody else's place is taken.
    let other = listed("eve@example.net", "Reply-To: asha@example.org");
    assert_eq!(other.from.as_deref(), Some("eve@example.net"));
}
