//! Every letter in every format, as programs read it that know nothing of ours: `pdftotext` and `pdfinfo`.
//!
//! With REDRESS_PDF_PICTURES each page is kept as a picture there, to be looked at.

use std::path::Path;
use std::process::Command;

use jiff::civil::date;
use redress_correspondence::specimen::{Specimen, all};
use redress_domain::language::WelshLetters;
use redress_domain::policy::Policy;
use redress_domain::policy::letters::LetterPart;
use redress_pdf::Layout;

use super::*;

/// What a tool of poppler's says of a file.
fn say(tool: &str, before: &[&str], file: &Path, after: &[&str]) -> String {
    let output = Command::new(tool)
        .args(before)
        .arg(file)
        .args(after)
        .output()
        .unwrap_or_else(|error| panic!("{tool} is needed (see scripts/install-for-tests): {error}"));
    assert!(
        output.status.success(),
        "{tool}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The letters that go by post or are kept as one: partners get e-mail alone, and a code is kept nowhere.
fn letters(policy: &Policy) -> impl Iterator<Item = Specimen> {
    let kept = |specimen: &Specimen| {
        let purpose = specimen.says.purpose;
        let is_form = !purpose.is_of_the_survey() || specimen.says.channel == Channel::Letter;
        !purpose.is_for_a_partner() && is_form
    };
    all(policy).into_iter().filter(kept)
}

/// A council that writes Welsh, and letters to who reads both. Its Welsh is made up: each sentence is the English one, marked, so that
/// it shows which half of a letter says what.
fn in_both(policy: &Policy) -> (Policy, Vec<Specimen>) {
    let mut welsh = policy.clone();
    welsh.languages.welsh = WelshLetters::OnRequest;
    let marked = |part: &LetterPart| (*part, format!("{} [cy]", part.ordinary()));
    welsh.letters.welsh = LetterPart::ALL.iter().map(marked).collect();
    let framed = ["receipt of a complaint", "message", "closing"];
    let made = letters(&welsh).filter(|specimen| framed.contains(&specimen.name.as_str()));
    let made = made.map(|specimen| Specimen {
        name: format!("in Welsh and English: {}", specimen.name),
        says: Outgoing {
            is_in_both: true,
            ..specimen.says
        },
        ..specimen
    });
    let made = made.collect();
    (welsh, made)
}

/// The tags with how often each comes in a row: "Document H1 P×3 H2 L".
fn tags(structure: &str) -> String {
    let mut runs: Vec<(&str, usize)> = Vec::new();
    for line in structure.lines() {
        let tag = line.trim().split([' ', '"', '(']).next().unwrap_or_default();
        let is_tag = !tag.is_empty() && tag.chars().all(|letter| letter.is_ascii_alphanumeric());
        match runs.last_mut() {
            Some((last, times)) if is_tag && *last == tag => *times += 1,
            _ if is_tag => runs.push((tag, 1)),
            _ => {}
        }
    }
    let told = runs.into_iter().map(|(tag, times)| {
        if times == 1 {
            tag.to_owned()
        } else {
            format!("{tag}×{times}")
        }
    });
    told.collect::<Vec<_>>().join(" ")
}

/// Sets every letter in one format, and tells what the tools read.
fn every_letter_in(layout: Layout) -> String {
    let policy = Policy::parse(include_str!("../../../../policies/demo.toml")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::new();
    let (welsh, both) = in_both(&policy);
    let in_english = letters(&policy).map(|specimen| (&policy, specimen));
    let every = in_english.chain(both.into_iter().map(|specimen| (&welsh, specimen)));
    for (number, (policy, Specimen { name, says, .. })) in (1..).zip(every) {
        let to = ["Asha Patel", "12 Mill Lane", "Riverton", "WS1 4AB"].map(str::to_owned);
        let mut letter = Letter {
            layout,
            ident: name.clone(),
            ..of_message(policy, &says, (to.into(), date(2026, 11, 2)))
        };
        if says.purpose == MessagePurpose::Conduct {
            OF_CONDUCT.clone_into(&mut letter.title);
        }
        let pdf = redress_pdf::letter(&letter).unwrap_or_else(|error| panic!("{name}: {error}"));
        let file = folder.path().join("letter.pdf");
        std::fs::write(&file, &pdf.bytes).unwrap();
        let about = say("pdfinfo", &[], &file, &[]);
        for must in [
            "Tagged:          yes",
            "Page size:       595.276 x 841.89 pts (A4)",
        ] {
            assert!(about.contains(must), "{name}: {must}:\n{about}");
        }
        let read = say("pdftotext", &["-layout", "-enc", "UTF-8"], &file, &["-"]);
        let lines = read.lines().map(str::trim_end).filter(|line| !line.is_empty());
        let read = lines
            .collect::<Vec<_>>()
            .join("\n")
            .replace('\u{c}', "\n-- the next page --\n");
        let structure = tags(&say("pdfinfo", &["-struct"], &file, &[]));
        text.push_str(&format!(
            "=== {name}: {} pages ===\n{structure}\n\n{read}\n\n",
            pdf.pages
        ));
        if let Some(pictures) = std::env::var_os("REDRESS_PDF_PICTURES") {
            std::fs::create_dir_all(&pictures).unwrap();
            let picture = Path::new(&pictures).join(format!("{number:02}-{}", layout.as_str()));
            say(
                "pdftoppm",
                &["-png", "-r", "40"],
                &file,
                &[picture.to_str().unwrap()],
            );
        }
    }
    text
}

// Domain 5.5 and 5.9: whoever has one way open finds no closed one at the head of the sheet either.
#[test]
fn no_closed_way_stands_at_the_head_of_a_letter_to_whoever_has_one_open_domain_5_9() {
    let policy = Policy::parse(include_str!("../../../../policies/demo.toml")).unwrap();
    let Specimen { says, .. } = letters(&policy).next().unwrap();
    let head = |one_way: Option<Channel>| {
        let says = Outgoing {
            one_way,
            ..says.clone()
        };
        of_message(&policy, &says, (Vec::new(), date(2026, 11, 2))).contact
    };
    let details = &policy.council.contact;
    let ways = [details.phone.clone(), details.email.clone()];
    let all: Vec<String> = details
        .address
        .iter()
        .cloned()
        .chain(ways.into_iter().flatten())
        .collect();
    assert!(all.len() > details.address.len());
    assert_eq!(head(None), all);
    assert_eq!(head(Some(Channel::Letter)), details.address);
}

macro_rules! golden {
    ($($name:ident: $layout:ident,)+) => {
        $(
            #[test]
            fn $name() {
                insta::with_settings!({ snapshot_path => "golden" }, {
                    insta::assert_snapshot!(Layout::$layout.as_str(), every_letter_in(Layout::$layout));
                });
            }
        )+
    };
}

golden! {
    every_letter_in_14_point_reads_as_it_was_read: Standard,
    every_letter_in_large_print_reads_as_it_was_read: LargePrint,
    every_letter_in_easy_read_reads_as_it_was_read: EasyRead,
}
