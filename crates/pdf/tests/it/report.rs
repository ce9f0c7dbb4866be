//! A report: 14 point, tagged, and the same whenever it is made.

use jiff::civil::date;
use redress_pdf::{Report, ReportPart, report};

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
