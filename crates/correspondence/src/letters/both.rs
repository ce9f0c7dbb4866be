//! Letters in Welsh and English, of a made-up council in Wales.

use jiff::civil::date;
use redress_domain::case::ReplySection;
use redress_domain::language::lacks;
use redress_domain::message::{MessagePurpose, Outgoing};

use super::*;
use crate::message::tests::says;
use crate::{email, message, text};

fn policy() -> Policy {
    Policy::parse(include_str!("../../../../examples/gwynfryn.toml")).unwrap()
}

fn with_about<T>(write: impl FnOnce(&About<'_>) -> T) -> T {
    let (policy, reference) = (policy(), Reference::new("GW", 7));
    let procedure = policy.corporate_complaints().unwrap();
    write(&About {
        policy: &policy,
        reference: &reference,
        customer: "Asha Patel",
        from: "Jo Martin",
        team: "Gwastraff / Waste",
        ombudsman: procedure.ombudsman,
        stage: 1,
        is_additional: false,
        procedure: Some(&procedure.id),
        channel: Some(Channel::Letter),
        reply_by: Some(date(2026, 12, 9)),
        is_in_both: true,
        language: Language::English,
    })
}

/// The Welsh part of a letter and its English one.
fn parts(letter: &str) -> [String; 2] {
    assert!(
        letter.starts_with("[Cymraeg]"),
        "standard 6: Welsh comes first\n{letter}"
    );
    Language::BOTH
        .map(|language| part_in(letter, language).unwrap_or_else(|| panic!("{language}:\n{letter}")))
}

#[test]
fn an_acknowledgement_is_in_both_with_the_dates_and_the_council_in_the_words_of_each() {
    let points = [in_both(
        "Ni ddaeth neb ar 3 Tachwedd.",
        "Nobody came on 3 November.",
    )];
    let wanted = in_both("Casglwch y biniau.", "Collect the bins.");
    let letter = with_about(|about| acknowledgement(about, &points, &wanted, None));
    assert_eq!(lacks(&letter), None, "{letter}");
    let [welsh, english] = parts(&letter);
    for said in [
        "Annwyl Asha Patel",
        "## Sut yr ydym yn deall eich cwyn\n\n- Ni ddaeth neb ar 3 Tachwedd.",
        "erbyn dydd Mercher 9 Rhagfyr 2026",
        "Mae croeso i chi ysgrifennu atom yn Gymraeg.",
        "Jo Martin\nGwastraff / Waste\nCyngor Sir Gwynfryn",
    ] {
        assert!(welsh.contains(said), "{said}:\n{welsh}");
    }
    for said in [
        "Dear Asha Patel",
        "- Nobody came on 3 November.",
        "by Wednesday 9 December 2026",
        "You can write to us in Welsh.",
        "Gwynfryn County Council",
    ] {
        assert!(english.contains(said), "{said}:\n{english}");
    }
    for word in ["complaint", "reply", "December", "Council", "(("] {
        assert!(!welsh.contains(word), "{word}:\n{welsh}");
    }
}

// What somebody wrote in English alone is seen before the letter goes, and does not pass for Welsh.
#[test]
fn what_is_not_yet_in_welsh_stands_out_and_holds_the_letter_back() {
    let points = ["Nobody came on 3 November.".to_owned()];
    let letter = with_about(|about| acknowledgement(about, &points, "", None));
    let [welsh, english] = parts(&letter);
    assert!(
        welsh.contains("- [yn Gymraeg: Nobody came on 3 November.]"),
        "{welsh}"
    );
    assert!(english.contains("- Nobody came on 3 November."), "{english}");
    assert_eq!(lacks(&letter), Some(Language::Welsh));
    let extension = with_about(|about| extension(about, "", Some(date(2026, 12, 9))));
    assert_eq!(lacks(&extension), Some(Language::Welsh));
}

/// What an officer writes at a stage of a procedure, each text in Welsh and English.
fn written(about: &About<'_>) -> [(&'static str, String); 4] {
    let nobody_came = in_both("Ni ddaeth neb ar 3 Tachwedd.", "Nobody came on 3 November.");
    let wanted = in_both("Casglwch y biniau.", "Collect the bins.");
    let points = [PointTold {
        point: nobody_came.clone(),
        found: Some((
            Finding::Upheld,
            in_both("Nid aeth y criw i’r lôn.", "The crew did not enter the lane."),
        )),
    }];
    let remedies = [RemedyTold {
        kind: RemedyKind::Financial,
        words: in_both("Rydym yn talu’r ffi yn ôl.", "We pay back the fee."),
        due_on: Some(date(2026, 11, 30)),
    }];
    let complaint = in_both("Biniau", "Bins");
    let mut sections = reply_sections(about, (&complaint, &wanted), &points, &remedies);
    for (section, text) in &mut sections {
        match section {
            ReplySection::LookedAt => {
                *text = in_both("Darllenasom gofnod y lori.", "We read the record of the lorry.");
            }
            ReplySection::Sorry => {
                *text = in_both(
                    "Mae’n ddrwg gennym na chasglwyd eich bin.",
                    "We are sorry that we missed your bin.",
                );
            }
            ReplySection::Complaint
            | ReplySection::Decision
            | ReplySection::Remedy
            | ReplySection::Actions
            | ReplySection::Further => {}
        }
    }
    let waits = in_both(
        "Rydym yn aros am gofnod y criw.",
        "We wait for the crew’s record.",
    );
    let in_court = in_both("Mae’r mater gerbron y llys.", "The matter is before the court.");
    [
        (
            "Acknowledgement",
            acknowledgement(about, &[nobody_came], &wanted, None),
        ),
        ("More time", extension(about, &waits, Some(date(2026, 12, 7)))),
        ("Not accepted", refusal(about, &in_court)),
        ("Reply", reply(about, &sections)),
    ]
}

/// What the program frames by itself, for a reader of both.
fn framed(about: &About<'_>) -> Vec<(MessagePurpose, String)> {
    let purposes = [
        (MessagePurpose::Receipt, ["", ""]),
        (
            MessagePurpose::Contact,
            ["Galwasom ddydd Llun.", "We called on Monday."],
        ),
        (
            MessagePurpose::Closing,
            ["Mae’r bin yno eto.", "The bin is there again."],
        ),
        (MessagePurpose::Withdrawal, ["", ""]),
        (MessagePurpose::ReviewWithdrawal, ["", ""]),
        (MessagePurpose::Code, ["", ""]),
    ];
    let letter = |(purpose, [welsh, english]): (MessagePurpose, [&str; 2])| {
        let body = if english.is_empty() {
            String::new()
        } else {
            in_both(welsh, english)
        };
        let mut says = Outgoing {
            body,
            ..to_both(purpose)
        };
        // A receipt alone tells what was promised; a code brings no words of theirs.
        if purpose != MessagePurpose::Receipt {
            says.promises.clear();
        }
        if purpose == MessagePurpose::Code {
            says.told.clear();
        }
        (purpose, message::letter(about.policy, &says))
    };
    purposes.into_iter().map(letter).collect()
}

// Welsh Language Standards (No. 1) Regulations 2015, standards 1 to 7: read by people, part beside part, before it was kept here.
#[test]
fn every_letter_in_welsh_and_english_reads_as_it_was_read() {
    let letters = with_about(|about| {
        let mut text = String::new();
        for procedure in about.policy.procedures.values() {
            for stage in &procedure.stages {
                let about = About {
                    stage: stage.number,
                    ombudsman: procedure.ombudsman,
                    procedure: Some(&procedure.id),
                    ..*about
                };
                for (title, letter) in written(&about) {
                    let of = format!("{}: {title}, stage {}", procedure.id, stage.number);
                    assert_eq!(lacks(&letter), None, "{of}:\n{letter}");
                    text.push_str(&format!("=== {of} ===\n\n{letter}\n"));
                }
            }
        }
        for (purpose, letter) in framed(about) {
            text.push_str(&format!("=== {purpose} ===\n\n{letter}\n"));
        }
        text
    });
    insta::with_settings!({ snapshot_path => "golden" }, { insta::assert_snapshot!("gwynfryn", letters); });
}

#[test]
fn a_reply_is_in_both_section_by_section_and_names_the_ombudsman_in_each() {
    let letter = with_about(|about| {
        let about = &About { stage: 2, ..*about };
        let points = [PointTold {
            point: in_both("Ni ddaeth neb.", "Nobody came."),
            found: Some((
                Finding::Upheld,
                in_both("Nid aeth y criw i’r lôn.", "The crew did not enter the lane."),
            )),
        }];
        let remedies = [RemedyTold {
            kind: RemedyKind::Financial,
            words: in_both("Rydym yn talu’r ffi yn ôl.", "We pay back the fee."),
            due_on: Some(date(2026, 11, 30)),
        }];
        let mut sections = reply_sections(about, ("Bins", ""), &points, &remedies);
        for (section, text) in &mut sections {
            if matches!(section, ReplySection::LookedAt | ReplySection::Sorry) {
                *text = in_both("Mae’n ddrwg gennym.", "We are sorry.");
            }
        }
        reply(about, &sections)
    });
    assert_eq!(lacks(&letter), None, "{letter}");
    let [welsh, english] = parts(&letter);
    for said in [
        "Dyma ein hateb cam 2",
        "Pwynt 1: Ni ddaeth neb.\nCadarnhawyd – gwnaethom gamgymeriad.\nNid aeth y criw i’r lôn.",
        "- Rydym yn talu’r ffi yn ôl, erbyn dydd Llun 30 Tachwedd 2026.",
        "Mae Ombwdsmon Gwasanaethau Cyhoeddus Cymru yn annibynnol ac am ddim",
    ] {
        assert!(welsh.contains(said), "{said}:\n{welsh}");
    }
    for said in [
        "This is our stage 2 reply",
        "Upheld – we got something wrong.\nThe crew did not enter the lane.",
        "The Public Services Ombudsman for Wales is independent and free to use: www.ombudsman.wales, telephone 0300 790 0203.",
    ] {
        assert!(english.contains(said), "{said}:\n{english}");
    }
    assert!(
        !welsh.contains("[English]") && !english.contains("[Cymraeg]"),
        "no mark of a part is left within one"
    );
}

fn to_both(purpose: MessagePurpose) -> Outgoing {
    Outgoing {
        reference: Reference::new("GW", 7),
        is_in_both: true,
        ..says(purpose)
    }
}

// WCAG 2.2, 3.1.1 and 3.1.2: the page is in Welsh, and what is in English says so.
#[test]
fn an_email_in_both_marks_the_language_of_each_part_and_of_the_link() {
    let policy = policy();
    let says = Outgoing {
        body: in_both("Galwasom ddydd Llun.", "We called on Monday."),
        ..to_both(MessagePurpose::Contact)
    };
    let (subject, text, html) = email::bodies(&policy, &says, Some("https://gwynfryn.example.org/track"));
    assert!(
        subject.starts_with("Am eich cwyn / About your complaint – GW-"),
        "{subject}"
    );
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"cy\">"), "{html}");
    let (welsh, english) = html.split_once("<div lang=\"en-GB\">").unwrap();
    assert!(
        welsh.contains("<div lang=\"cy\">") && welsh.contains("<p>Galwasom ddydd Llun.</p>"),
        "{welsh}"
    );
    assert!(
        english.contains("<p>We called on Monday.</p>") && !english.contains("Galwasom"),
        "{english}"
    );
    assert!(
        english.contains("Gweld sut mae’n mynd, neu ychwanegu ato / <span lang=\"en-GB\">See how"),
        "{english}"
    );
    assert!(
        text.find("Annwyl").unwrap() < text.find("Dear").unwrap(),
        "{text}"
    );
    assert!(
        !text.contains("[Cymraeg]") && !html.contains("[Cymraeg]"),
        "the marks are ours"
    );
    // Their own words are quoted in each part.
    assert_eq!(html.matches("<blockquote>").count(), 4, "{html}");
}

#[test]
fn what_was_written_in_english_alone_is_said_to_be_in_whatever_goes_to_a_reader_of_both() {
    let policy = policy();
    for purpose in [
        MessagePurpose::Contact,
        MessagePurpose::Reply,
        MessagePurpose::Conduct,
        MessagePurpose::Closing,
    ] {
        let letter = message::letter(&policy, &to_both(purpose));
        let [welsh, english] = parts(&letter);
        assert!(welsh.contains("yn Saesneg yn unig"), "{purpose}:\n{welsh}");
        assert!(!welsh.contains("We called on Monday."), "{purpose}:\n{welsh}");
        assert!(english.contains("Monday"), "{purpose}:\n{english}");
    }
}

// Each part of a letter of a conduct file has its days, its team and its council in its own words.
#[test]
fn a_letter_about_contact_says_its_days_in_each_and_nothing_of_what_they_told_us() {
    let policy = policy();
    let says = Outgoing {
        body: in_both("Annwyl Asha\n\nDiolch.", "Dear Asha\n\nThank you."),
        told: vec![("begins".to_owned(), "2026-12-01".to_owned())],
        ..to_both(MessagePurpose::Conduct)
    };
    let letter = message::letter(&policy, &says);
    let [welsh, english] = parts(&letter);
    assert!(
        welsh.contains(
            "Diolch.\n\n## Y dyddiadau sy’n cyfrif\n\n- Mae’n dechrau: dydd Mawrth 1 Rhagfyr 2026."
        ) && welsh.ends_with("Cyngor Sir Gwynfryn"),
        "{welsh}"
    );
    assert!(
        english.contains("- It begins on Tuesday 1 December 2026.")
            && english.ends_with("Gwynfryn County Council"),
        "{english}"
    );
    let (_, text, _) = email::bodies(&policy, &says, None);
    assert!(
        !text.contains("2026-12-01") && !text.contains("What you told us"),
        "{text}"
    );
}

// Domain 5.9: the way that is open, in each language.
#[test]
fn the_answer_to_a_closed_way_is_in_both() {
    let says = Outgoing {
        body: "email".to_owned(),
        ..to_both(MessagePurpose::ConductAnswer)
    };
    let [welsh, english] = parts(&message::letter(&policy(), &says));
    assert!(
        welsh.contains("o hyn ymlaen: e-bost.") && !welsh.contains("Please"),
        "{welsh}"
    );
    assert!(english.contains("from now on: email."), "{english}");
}

fn survey(channel: Channel) -> Outgoing {
    Outgoing {
        body: String::new(),
        channel,
        survey: Some(redress_domain::message::ForSurvey {
            code: redress_domain::draft_code::DraftCode::of("a specimen"),
            closes_on: date(2026, 12, 9),
        }),
        ..to_both(MessagePurpose::Survey)
    }
}

// Welsh Language Standards (No. 1) Regulations 2015, standard 6: the questions, the answers and what becomes of them.
#[test]
fn a_survey_is_in_both_and_each_answer_of_either_opens_the_same_page() {
    let policy = policy();
    let link = "https://gwynfryn.example.org/survey/1";
    let (subject, text, html) = email::bodies(&policy, &survey(Channel::Email), Some(link));
    assert!(
        subject.starts_with("Sut wnaethom ni? / How did we do?"),
        "{subject}"
    );
    let (welsh, english) = html.split_once("<div lang=\"en-GB\">").unwrap();
    for said in [
        "<html lang=\"cy\">",
        "pa mor fodlon ydych chi",
        ">Bodlon iawn</a>",
        "Gallwch ateb tan: dydd Mercher 9 Rhagfyr 2026",
    ] {
        assert!(welsh.contains(said), "{said}: {welsh}");
    }
    for said in [
        "how satisfied are you",
        ">Very satisfied</a>",
        "Wednesday 9 December 2026",
    ] {
        assert!(english.contains(said) && !welsh.contains(said), "{said}: {html}");
    }
    assert_eq!(text.matches("?answer=very-satisfied").count(), 2, "{text}");
    let [welsh, english] = parts(&message::letter(&policy, &survey(Channel::Letter)));
    assert!(
        welsh.contains("Pa mor hawdd oedd dweud wrthym?\n\n- [   ]  Hawdd iawn"),
        "{welsh}"
    );
    assert!(
        english.contains("How easy was it to tell us?\n\n- [   ]  Very easy"),
        "{english}"
    );
    let said = text::text(&policy, &survey(Channel::Text), Some(link));
    assert!(
        said.contains("sut wnaethom ni") || said.contains("Sut wnaethom ni"),
        "{said}"
    );
}

#[test]
fn a_partner_that_is_written_to_in_both_reads_the_request_and_its_day_in_each() {
    let says = Outgoing {
        partner: Some(redress_domain::message::ForPartner {
            name: "Riverton Homes".to_owned(),
            request: "GW-1/P1".to_owned(),
            due_on: date(2026, 12, 9),
            token: None,
        }),
        ..to_both(MessagePurpose::PartnerRequest)
    };
    let [welsh, english] = parts(&message::letter(&policy(), &says));
    assert!(
        welsh.contains("Mae Cyngor Sir Gwynfryn yn gofyn am eich help")
            && welsh.contains("erbyn dydd Mercher 9 Rhagfyr 2026"),
        "{welsh}"
    );
    assert!(
        english.contains("Please answer by Wednesday 9 December 2026."),
        "{english}"
    );
}

#[test]
fn what_the_program_says_by_itself_is_in_both_and_a_text_message_says_each_in_one() {
    let policy = policy();
    for purpose in [
        MessagePurpose::Receipt,
        MessagePurpose::Code,
        MessagePurpose::EmailChanged,
    ] {
        let says = Outgoing {
            body: String::new(),
            ..to_both(purpose)
        };
        let [welsh, _] = parts(&message::letter(&policy, &says));
        for word in ["Your ", "Please", "[", "(("] {
            assert!(!welsh.contains(word), "{purpose}, {word}:\n{welsh}");
        }
    }
    let said = text::text(&policy, &to_both(MessagePurpose::Contact), None);
    let (welsh, _) = said.split_once("\n\n").unwrap();
    assert!(
        !welsh.contains("Monday") && welsh.contains("Cysylltwch â ni"),
        "{said}"
    );
    let said = text::text(&policy, &to_both(MessagePurpose::Code), None);
    let (welsh, english) = said.split_once("\n\n").unwrap();
    assert!(
        welsh.contains("eich cod ar gyfer GW-") && welsh.contains("048213"),
        "{said}"
    );
    assert!(
        english.contains("your code for GW-") && english.chars().count() <= 160,
        "{said}"
    );
}

// Standard 5: nobody knows yet who reads it.
#[test]
fn the_link_to_what_somebody_saved_is_in_both() {
    let until = "2026-11-02T12:04:00Z".parse().unwrap();
    let (subject, text, html) = email::saved(&policy(), until, "https://gwynfryn.example.org/saved");
    assert_eq!(
        subject,
        "Mynd ymlaen â’r hyn a gadwoch / Go on with what you saved"
    );
    assert!(text.contains("tan: 12:04yh, dydd Llun 2 Tachwedd 2026"), "{text}");
    assert!(text.contains("until 12:04pm on Monday 2 November 2026"), "{text}");
    assert_eq!(html.matches("href=").count(), 1, "{html}");
}

#[test]
fn whoever_reads_english_alone_has_a_letter_in_english_that_says_welsh_is_welcome() {
    let letter = with_about(|about| {
        refusal(
            &About {
                is_in_both: false,
                ..*about
            },
            "It is before the court.",
        )
    });
    assert!(
        !letter.contains("[English]") && !letter.contains("Annwyl"),
        "{letter}"
    );
    assert!(
        letter.contains("You can write to us in Welsh."),
        "standard 7:\n{letter}"
    );
}
