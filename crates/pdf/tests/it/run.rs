//! A print run: the kept letters behind their list.

use jiff::civil::date;
use redress_pdf::{Layout, Letter, Line, Pdf, Run, Window, letter, run};

use crate::letter::reply;
use crate::tools::Kept;

fn a_run() -> Run {
    let letters: Vec<Pdf> = [Layout::Standard, Layout::LargePrint]
        .into_iter()
        .map(|layout| {
            let one = Letter {
                to: vec![layout.as_str().to_owned()],
                ..reply(layout, Window::Dl)
            };
            letter(&one).unwrap()
        })
        .collect();
    Run {
        title: "Print run of 25 November 2026".to_owned(),
        council: "Westshire Council".to_owned(),
        on: date(2026, 11, 25),
        lines: letters
            .iter()
            .map(|pdf| Line {
                reference: "WS-4K7P-29QX".to_owned(),
                pages: pdf.pages,
                name: "Asha Patel".to_owned(),
                postcode: "RV1 2AB".to_owned(),
            })
            .collect(),
        letters,
    }
}

#[test]
fn a_run_has_its_list_and_every_page_of_every_letter_each_letter_on_a_new_sheet() {
    let run_of_day = a_run();
    let pdf = run(&run_of_day).unwrap();
    let kept = Kept::new(&pdf);
    kept.is_sound();
    kept.picture("run");
    let text = kept.text();
    let pages: Vec<&str> = text.split('\u{c}').collect();
    assert!(pages[0].contains("Print run of 25 November 2026"), "{}", pages[0]);
    assert!(pages[0].contains("RV1 2AB"), "{}", pages[0]);
    let firsts = |mark: &str| {
        let is_first = |page: &&str| page.contains("Page 1 of") && page.contains(mark);
        pages.iter().position(is_first).unwrap()
    };
    // Pages are counted from 0: an even place is the front of a sheet.
    for mark in ["standard", "large-print"] {
        assert_eq!(firsts(mark) % 2, 0, "{mark}");
    }
    for letter in &run_of_day.letters {
        for page in 1..=letter.pages {
            assert!(text.contains(&format!("Page {page} of {}", letter.pages)));
        }
    }
}

#[test]
fn a_run_made_again_is_the_same_file() {
    let run_of_day = a_run();
    assert_eq!(run(&run_of_day).unwrap(), run(&run_of_day).unwrap());
}
