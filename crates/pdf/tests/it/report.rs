//! A report: 14 point, tagged, and the same whenever it is made.

use jiff::civil::date;
use redress_pdf::{Report, ReportPart, report};

use crate::tools::Kept;

fn a_report(rows: usize) -> Report {
    let row = |number: usize| {
        vec![
            format!("6.{number}"),
            "A complaint is acknowledged.".to_owned(),
            "82% (41 of 50)\nAcknowledgement: 5 working days.".to_owned(),
            "We comply".to_owned(),
        ]
    };
    Report {
        council: "Westshire Council".to_owned(),
        title: "Executive briefing: November 2026".to_owned(),
        date: date(2026, 12, 1),
        about: vec![("Meeting".to_owned(), "Executive Team".to_owned())],
        sections: vec![
            (
                "What changed".to_owned(),
                vec![
                    ReportPart::Said {
                        lines: vec![
                            "A lorry broke.".to_owned(),
                            "#it-is-no-markup *either*".to_owned(),
                        ],
                    },
                    ReportPart::List {
                        items: vec![vec!["You said: bins.".to_owned(), "We did: bins.".to_owned()]],
                    },
                ],
            ),
            (
                "Self-assessment".to_owned(),
                vec![ReportPart::Table {
                    caption: "The Code".to_owned(),
                    heads: ["Paragraph", "Asks", "Shows", "Complies"]
                        .map(str::to_owned)
                        .to_vec(),
                    rows: (1..=rows).map(row).collect(),
                }],
            ),
        ],
        ident: "one-report".to_owned(),
    }
}

#[test]
fn a_report_keeps_to_the_standards_however_long_its_tables_are() {
    let short = report(&a_report(1)).unwrap();
    let long = report(&a_report(60)).unwrap();
    assert_eq!(short.pages, 1);
    assert!(long.pages > 3, "{} pages", long.pages);
}

#[test]
fn a_report_is_the_same_whenever_it_is_made() {
    assert_eq!(report(&a_report(3)).unwrap(), report(&a_report(3)).unwrap());
}

#[test]
fn no_word_of_a_table_runs_into_the_next_column_nor_the_title_into_the_number_of_the_page() {
    let table = |heads: &[&str], row: &[&str]| ReportPart::Table {
        caption: "Targets of senior managers".to_owned(),
        heads: heads.iter().map(|head| (*head).to_owned()).collect(),
        rows: vec![row.iter().map(|cell| (*cell).to_owned()).collect()],
    };
    let mut long = a_report(1);
    long.title =
        "Annual complaints performance and service improvement report: April 2025 to March 2026".to_owned();
    long.sections = vec![(
        "Targets".to_owned(),
        vec![
            table(
                &["Post", "Services", "Measure", "Target", "Figure", "Met"],
                &[
                    "Head of Environment",
                    "Bins and recycling; streets and roads; parks and open spaces",
                    "Stage 1 replies in time without extension",
                    "90%",
                    "82% (41 of 50)",
                    "No",
                ],
            ),
            table(
                &[
                    "Service",
                    "Received",
                    "Compliments",
                    "Stage 1 in time",
                    "Homelessness",
                    "Unassigned",
                ],
                &[
                    "Homelessness and housing advice",
                    "1,204",
                    "12",
                    "88% (29 of 33)",
                    "3",
                    "14",
                ],
            ),
        ],
    )];
    let pdf = report(&long).unwrap();
    let kept = Kept::new(&pdf);
    kept.picture("report-columns");
    let words: Vec<String> = kept.places().into_iter().map(|(_, _, word)| word).collect();
    // Six long words have no room beside one another, and are broken instead.
    for whole in ["Environment", "recycling;", "extension", "Page"] {
        assert!(
            words.iter().any(|word| word == whole),
            "{whole} is not by itself: {words:?}"
        );
    }
    // Words on one line leave a space between them, whichever column they are in.
    let places = kept.places();
    for (place, (page, [left, top, right, _], word)) in places.iter().enumerate() {
        for (other_page, [other_left, other_top, ..], other) in places.iter().skip(place + 1) {
            let is_beside = page == other_page && (top - other_top).abs() < 1.0 && other_left > left;
            assert!(
                !is_beside || other_left - right > 0.5,
                "“{word}” runs into “{other}”"
            );
        }
    }
}
