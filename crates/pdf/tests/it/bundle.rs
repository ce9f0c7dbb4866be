//! A case bundle: its index, its sections and its tables.

use jiff::civil::date;
use redress_pdf::{Block, Bundle, Part, Section, bundle};

use crate::tools::Kept;

fn a_bundle(events: usize) -> Bundle {
    let paragraph = |text: String| Block::Paragraph { lines: vec![text] };
    let rows = (1..=events).map(|number| {
        vec![
            number.to_string(),
            "25 November 2026, 10.32am".to_owned(),
            "Jo Martin".to_owned(),
            format!("What happened {number}"),
        ]
    });
    let items = (1..=events).map(|number| Part::Item {
        heading: format!("Contact {number}"),
        about: "The customer, by e-mail, on 25 November 2026".to_owned(),
        blocks: vec![
            Block::Heading {
                text: "A heading of a letter".to_owned(),
            },
            paragraph(format!("The bin was missed for the {number}th time.")),
        ],
    });
    Bundle {
        council: "Westshire Council".to_owned(),
        title: "Case bundle".to_owned(),
        reference: "WS-4K7P-29QX".to_owned(),
        date: date(2026, 11, 25),
        about: vec![("Made by".to_owned(), "Jo Martin".to_owned())],
        sections: vec![
            Section {
                heading: "Chronology".to_owned(),
                parts: vec![
                    Part::Said("Everything that was recorded, the oldest first.".to_owned()),
                    Part::Table {
                        heads: ["No.", "When", "Who", "What"].map(str::to_owned).to_vec(),
                        rows: rows.collect(),
                    },
                ],
            },
            Section {
                heading: "Contacts".to_owned(),
                parts: items.collect(),
            },
            Section {
                heading: "What is not in it".to_owned(),
                parts: vec![Part::Said("Nothing was left out.".to_owned())],
            },
        ],
        ident: "one-bundle".to_owned(),
    }
}

#[test]
fn a_bundle_of_a_long_case_has_an_index_that_names_the_right_pages() {
    let pdf = bundle(&a_bundle(150)).unwrap();
    let kept = Kept::new(&pdf);
    kept.is_sound();
    kept.picture("bundle");
    let text = kept.text();
    let pages: Vec<&str> = text.split('\u{c}').collect();
    assert!(pdf.pages > 15, "{}", pdf.pages);
    for heading in ["Chronology", "Contacts", "Contact 77", "What is not in it"] {
        let index = text
            .lines()
            .find(|line| line.starts_with(heading) && line.contains(". ."));
        let index = index.unwrap_or_else(|| panic!("{heading} is not in the index:\n{}", pages[0]));
        let number = index.rsplit(' ').next().unwrap();
        let page: usize = number.trim_start_matches('\u{2060}').parse().unwrap();
        assert!(
            pages[page - 1].lines().any(|line| line == heading),
            "{heading} is not on page {page}"
        );
    }
}

// Whoever reads page 12 alone knows what the columns are, and that no row and no page is missing before it.
#[test]
fn a_table_over_many_pages_has_every_row_in_its_order_its_heads_on_each_page_and_each_page_its_number() {
    let pdf = bundle(&a_bundle(150)).unwrap();
    let text = Kept::new(&pdf).text();
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let pages: Vec<String> = text.split('\u{c}').map(one_line).take(pdf.pages).collect();
    assert_eq!(pages.len(), pdf.pages);
    for (number, page) in (1..).zip(&pages) {
        let number = format!("WS-4K7P-29QX Page {number} of {}", pdf.pages);
        assert!(page.contains(&number), "{number}:\n{page}");
    }
    let with_rows = pages.iter().filter(|page| page.contains("What happened 1"));
    let with_rows: Vec<&String> = with_rows.collect();
    assert!(with_rows.len() > 2, "{}", with_rows.len());
    for page in &with_rows {
        assert!(page.contains("No. When Who What"), "{page}");
    }
    let mut rest = format!("{} ", one_line(&text));
    for number in 1..=150 {
        let row = format!("What happened {number} ");
        assert_eq!(rest.matches(&row).count(), 1, "{row}");
        let (_, after) = rest.split_once(&row).unwrap();
        rest = after.to_owned();
    }
}

#[test]
fn a_bundle_is_tagged_with_its_tables_and_headings() {
    let kept = Kept::new(&bundle(&a_bundle(5)).unwrap());
    let structure = kept.structure();
    for tag in ["TOC", "Table", "TH", "TD", "H1", "H2", "H3"] {
        assert!(
            structure
                .lines()
                .any(|line| line.trim_start().split([' ', ':']).next() == Some(tag)),
            "{tag}:\n{structure}"
        );
    }
    // A row for each event, and one of heads.
    let rows = structure
        .lines()
        .filter(|line| line.trim_start().split([' ', ':']).next() == Some("TR"));
    assert_eq!(rows.count(), 6, "{structure}");
    let metadata = kept.say("pdfinfo", &["-meta"], &[]);
    assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"), "{metadata}");
}
