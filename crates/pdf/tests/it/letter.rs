//! A letter: its tags, its order, its type, its window.

use jiff::civil::date;
use redress_pdf::{Block, Language, Layout, Letter, Window, address, letter};

use crate::tools::Kept;

/// A PNG of one grey pixel.
const LOGO: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0,
    0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 0x0a, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63,
    0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42,
    0x60, 0x82,
];

fn paragraph(text: &str) -> Block {
    Block::Paragraph {
        lines: text.lines().map(str::to_owned).collect(),
    }
}

pub(crate) fn reply(layout: Layout, window: Window) -> Letter {
    let heading = |text: &str| Block::Heading {
        text: text.to_owned(),
    };
    let mut blocks = vec![
        paragraph("Dear Asha Patel"),
        paragraph("This is our stage 1 reply to your complaint WS-4K7P-29QX."),
        heading("Your complaint"),
        paragraph("You complained about:"),
        Block::List {
            items: vec!["Missed bin".to_owned(), "Nobody called back".to_owned()],
        },
        heading("What we found"),
        paragraph("Upheld – we got something wrong.\nThe crew did not come on Friday 20 November."),
        heading("What you told us"),
        Block::Quote {
            lines: vec![
                "#strong[not markup] $x$ *stars* \\ @ref".to_owned(),
                "Siân Tŷ Ŵyn 🗑".to_owned(),
            ],
        },
    ];
    for number in 1..=12 {
        blocks.push(paragraph(&format!(
            "Paragraph {number}. We looked at the round sheets, spoke to the crew and read the notes of your calls. \
             We are sorry for the time that this took you."
        )));
    }
    blocks.push(paragraph("Jo Martin\nCustomer Services\nWestshire Council"));
    Letter {
        title: "Our reply to your complaint".to_owned(),
        language: Language::English,
        council: "Westshire Council".to_owned(),
        colour: "#005a30".to_owned(),
        logo: None,
        contact: [
            "Telephone: 01632 960001",
            "Email: hello@example.org",
            "Post: Town Hall",
            "High Street",
            "Riverton RV1 1AA",
        ]
        .map(str::to_owned)
        .to_vec(),
        to: address("Asha Patel", "4 Weir Lane\nMoorside\nRiverton", "RV1 2AB"),
        on: date(2026, 11, 25),
        day: None,
        reference: "WS-4K7P-29QX".to_owned(),
        blocks,
        layout,
        window,
        ident: "one-message".to_owned(),
    }
}

#[test]
fn a_letter_is_tagged_titled_and_in_its_language() {
    let pdf = letter(&reply(Layout::Standard, Window::Dl)).unwrap();
    let kept = Kept::new(&pdf);
    kept.is_sound();
    let about = kept.about();
    for line in [
        "Tagged:          yes",
        "Title:           Our reply to your complaint – WS-4K7P-29QX",
        "Page size:       595.276 x 841.89 pts (A4)",
    ] {
        assert!(about.contains(line), "{line}\n{about}");
    }
    let pages = format!("Pages:           {}", pdf.pages);
    assert!(about.contains(&pages), "{about}");
    let objects = kept.objects();
    assert!(objects.contains("\"/Lang\": \"u:en-GB\""), "no language");
    assert!(objects.contains("\"/DisplayDocTitle\": true"), "no title to show");
    let metadata = kept.say("pdfinfo", &["-meta"], &[]);
    assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"), "{metadata}");
}

// WCAG 2.2, 3.1.2 and ISO 14289-1, 7.2: a reader's voice changes with the language, part by part.
#[test]
fn each_part_of_a_letter_in_both_languages_says_which_it_is_in_and_welsh_comes_first() {
    let part = |language, text: &str| Block::In {
        language,
        blocks: vec![
            Block::Heading {
                text: format!("{text} 1"),
            },
            paragraph(text),
        ],
    };
    let both = Letter {
        title: "Ein hateb / Our reply".to_owned(),
        language: Language::Welsh,
        day: Some("25 Tachwedd 2026 / 25 November 2026".to_owned()),
        blocks: vec![
            part(Language::Welsh, "Annwyl Asha"),
            part(Language::English, "Dear Asha"),
        ],
        ..reply(Layout::Standard, Window::Dl)
    };
    let kept = Kept::new(&letter(&both).unwrap());
    kept.is_sound();
    let text = kept.text();
    for said in [
        "25 Tachwedd 2026 / 25 November 2026",
        "Ein cyfeirnod",
        "Tudalen 1 o 1",
    ] {
        assert!(text.contains(said), "{said}:\n{text}");
    }
    assert!(
        text.find("Annwyl Asha").unwrap() < text.find("Dear Asha").unwrap(),
        "{text}"
    );
    let objects = kept.objects();
    assert!(
        objects.contains("\"/Lang\": \"u:cy-GB\""),
        "the letter is in Welsh"
    );
    assert!(
        objects.contains("\"/Lang\": \"u:en-GB\""),
        "and part of it in English"
    );
}

#[test]
fn the_tags_say_what_is_a_heading_a_list_and_a_quotation_in_the_order_of_reading() {
    let kept = Kept::new(&letter(&reply(Layout::Standard, Window::Dl)).unwrap());
    let structure = kept.structure();
    let mut rest = structure.as_str();
    for next in [
        "Westshire Council",
        "4 Weir Lane",
        "25 November 2026",
        "H1",
        "Our reply to your complaint",
        "Dear Asha Patel",
        "H2",
        "Your complaint",
        "LI",
        "Missed bin",
        "What we found",
        "BlockQuote",
        "not markup",
        "Jo Martin",
    ] {
        let at = rest.find(next);
        let at = at.unwrap_or_else(|| panic!("{next} is not where it belongs:\n{structure}"));
        rest = &rest[at + next.len()..];
    }
}

#[test]
fn what_people_wrote_is_never_markup_and_a_sign_that_cannot_be_shown_is_not_left_out() {
    let text = Kept::new(&letter(&reply(Layout::Standard, Window::Dl)).unwrap()).text();
    assert!(text.contains("#strong[not markup] $x$ *stars* \\ @ref"), "{text}");
    assert!(text.contains("Siân Tŷ Ŵyn \u{FFFD}"), "{text}");
}

#[test]
fn every_page_says_which_it_is_and_of_how_many() {
    let pdf = letter(&reply(Layout::LargePrint, Window::Dl)).unwrap();
    assert!(pdf.pages > 2);
    let text = Kept::new(&pdf).text();
    for page in 1..=pdf.pages {
        assert!(text.contains(&format!("Page {page} of {}", pdf.pages)), "{text}");
    }
}

#[test]
fn the_address_stands_alone_in_the_window_of_either_envelope() {
    // The window as it shows the sheet however that slides, and what else it may show.
    for (window, [left, top, right, bottom], [far_left, far_top, far_right, far_bottom]) in [
        (Window::Dl, [20.0, 57.0, 100.0, 81.0], [10.0, 46.0, 110.0, 92.0]),
        (
            Window::Notify,
            [24.6, 39.5, 120.0, 66.3],
            [15.0, 30.1, 124.9, 94.9],
        ),
    ] {
        for layout in Layout::ALL {
            let sent = Letter {
                to: address(
                    "Asha Patel",
                    "Flat 2\nThe Old Mill\n4 Weir Lane\nMoorside\nRiverton\nWestshire",
                    "RV1 2AB",
                ),
                ..reply(layout, window)
            };
            let kept = Kept::new(&letter(&sent).unwrap());
            let mut seen = String::new();
            for (page, [x0, y0, x1, y1], word) in kept.places() {
                if page != 1 {
                    break;
                }
                // What is printed of a line of type: from the top of its capitals to its descenders.
                let (y0, y1) = (y0 + 0.26 * (y1 - y0), y1 - 0.04 * (y1 - y0));
                let is_inside = x0 >= left && y0 >= top && x1 <= right && y1 <= bottom;
                let may_show = x1 > far_left && x0 < far_right && y1 > far_top && y0 < far_bottom;
                assert!(
                    is_inside || !may_show,
                    "{window:?} {layout:?}: {word} at {x0:.1} {y0:.1} {x1:.1} {y1:.1}"
                );
                if is_inside {
                    seen.push_str(&word);
                    seen.push(' ');
                }
            }
            assert!(seen.starts_with("Asha Patel Flat 2"), "{seen}");
            assert!(seen.ends_with("RV1 2AB "), "{seen}");
        }
    }
}

#[test]
fn nothing_stands_where_notify_does_not_print() {
    for layout in Layout::ALL {
        for (_, [x0, y0, x1, y1], word) in
            Kept::new(&letter(&reply(layout, Window::Notify)).unwrap()).places()
        {
            assert!(
                x0 >= 15.0 && x1 <= 195.0 && y0 >= 5.0 && y1 <= 292.0,
                "{word} at {x0} {y0} {x1} {y1}"
            );
        }
    }
}

#[test]
fn an_address_that_is_wider_than_its_place_stays_on_the_sheet() {
    for layout in Layout::ALL {
        let address = "complaints.and.compliments@west-shire.example.org";
        let sent = Letter {
            contact: vec!["Telephone: 01632 960001".to_owned(), address.to_owned()],
            ..reply(layout, Window::Notify)
        };
        let places = Kept::new(&letter(&sent).unwrap()).places();
        let mut said = String::new();
        for (page, [x0, y0, x1, _], word) in places {
            if page == 1 && x0 > 124.9 && y0 < 94.9 {
                assert!(x1 <= 195.0, "{layout:?}: {word} to {x1}");
                said.push_str(&word);
            }
        }
        // Where such a word may go on in the next line, it has a sign there that nobody sees.
        let said = said.replace('\u{200b}', "");
        assert!(said.ends_with(address), "{said}");
    }
}

#[test]
fn the_type_is_as_large_as_its_layout_promises() {
    // The height of a line of type in the body, by the words that stand in it.
    let size = |layout| {
        let kept = Kept::new(&letter(&reply(layout, Window::Dl)).unwrap());
        let places = kept.places();
        let (_, [_, top, _, bottom], _) = places.iter().find(|(_, _, word)| word == "Dear").unwrap().clone();
        bottom - top
    };
    let (standard, large, easy) = (
        size(Layout::Standard),
        size(Layout::LargePrint),
        size(Layout::EasyRead),
    );
    assert!(
        (large / standard - 18.0 / 14.0).abs() < 0.01,
        "{standard} {large}"
    );
    assert!(easy + 0.01 >= large, "{easy} {large}");
    let kept = Kept::new(&letter(&reply(Layout::Standard, Window::Dl)).unwrap());
    // How to reach us is clear print too (UK Association for Accessible Formats: from 14 point).
    for layout in Layout::ALL {
        let kept = Kept::new(&letter(&reply(layout, Window::Dl)).unwrap());
        let places = kept.places();
        let (_, [_, top, _, bottom], _) = places.iter().find(|(_, _, word)| word == "Telephone:").unwrap();
        assert!(
            (bottom - top - size(layout)).abs() < 0.01,
            "{layout:?}: {top} {bottom}"
        );
    }
    // 14 points of Noto Sans are 1.362 em from top to bottom.
    assert!((standard * 72.0 / 25.4 - 14.0 * 1.362).abs() < 0.1, "{standard}");
    kept.picture("letter-standard-dl");
}

#[test]
fn easy_read_has_short_lines_and_the_same_words() {
    let words = |layout| {
        let kept = Kept::new(&letter(&reply(layout, Window::Dl)).unwrap());
        let text = kept.text();
        let is_of_the_page = |line: &&str| !line.contains("Page ");
        text.lines()
            .filter(is_of_the_page)
            .collect::<Vec<_>>()
            .join(" ")
            .replace('\u{c}', "")
    };
    assert_eq!(words(Layout::EasyRead), words(Layout::Standard));
    let kept = Kept::new(&letter(&reply(Layout::EasyRead, Window::Dl)).unwrap());
    for (_, [_, y0, x1, _], word) in kept.places() {
        assert!(x1 <= 158.0 || !(95.0..=270.0).contains(&y0), "{word} at {x1}");
    }
}

#[test]
fn a_letter_in_welsh_says_so() {
    let sent = Letter {
        language: Language::Welsh,
        ..reply(Layout::Standard, Window::Dl)
    };
    let kept = Kept::new(&letter(&sent).unwrap());
    assert!(kept.objects().contains("\"/Lang\": \"u:cy-GB\""), "no language");
    assert!(kept.text().contains("Tudalen 1 o "), "{}", kept.text());
}

#[test]
fn a_logo_is_read_out_by_the_councils_name_and_what_is_no_picture_is_an_error() {
    let sent = reply(Layout::Standard, Window::Dl).with_logo(Some(LOGO));
    let kept = Kept::new(&letter(&sent).unwrap());
    assert!(kept.structure().contains("Figure"), "{}", kept.structure());
    assert!(kept.objects().contains("\"/Alt\": \"u:Westshire Council\""));
    let broken = reply(Layout::Standard, Window::Dl).with_logo(Some(b"no picture"));
    let error = letter(&broken).unwrap_err().to_string();
    assert!(error.starts_with("the PDF could not be made"), "{error}");
}

#[test]
fn the_same_letter_is_the_same_file() {
    let sent = reply(Layout::Standard, Window::Dl);
    assert_eq!(letter(&sent).unwrap(), letter(&sent).unwrap());
    let text = serde_json::to_string(&sent).unwrap();
    assert_eq!(serde_json::from_str::<Letter>(&text).unwrap(), sent);
}

#[test]
fn every_layout_can_be_looked_at() {
    for layout in Layout::ALL {
        for window in [Window::Dl, Window::Notify] {
            let kept = Kept::new(&letter(&reply(layout, window)).unwrap());
            kept.is_sound();
            kept.picture(&format!("letter-{}-{window:?}", layout.as_str()));
        }
    }
}

// A printed page has no edge to scroll to: what somebody wrote is all on it.
#[test]
fn a_word_that_no_line_holds_goes_on_in_the_next_line_of_every_layout() {
    for layout in Layout::ALL {
        let long = Letter {
            blocks: vec![
                paragraph(&format!("It is {} here.", "Ž".repeat(150))),
                Block::List {
                    items: vec!["Ø".repeat(150)],
                },
                Block::Quote {
                    lines: vec!["Ł".repeat(150)],
                },
                paragraph(
                    "See https://example.org/our-policy-on-persistent-contact-and-on-what-we-do-about-it-in-full.",
                ),
            ],
            ..reply(layout, Window::Dl)
        };
        let kept = Kept::new(&letter(&long).unwrap());
        kept.is_sound();
        let text = kept.text();
        for sign in ['Ž', 'Ø', 'Ł'] {
            let shown = text.matches(sign).count();
            assert_eq!(shown, 150, "{sign} in {layout:?}:\n{text}");
        }
        assert!(text.contains("in-full."), "{layout:?}:\n{text}");
    }
}
