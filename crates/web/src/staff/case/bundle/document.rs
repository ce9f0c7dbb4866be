//! The document of a bundle: index, chronology, every text, points, files, and what is not in it.

use redress_correspondence::markup::{self, blocks};
use redress_domain::case::{BundlePart, PointReview, PointState};
use redress_domain::words::WordsRef;
use redress_pages::case::Known as _;
use redress_pages::case::vocabulary as say;
use redress_pages::format;
use redress_pdf::{Block, Bundle, Part, Section};

use super::archive::Archive;
use super::blackout::BlackOut;
use super::originals::Original;
use super::{Made, texts};
use crate::error::PageError;

/// The document of a bundle, before it is set.
pub(super) fn of(
    made: &Made<'_>,
    (originals, archive): (&[Original], &Archive),
    black_out: &mut BlackOut,
) -> Result<Bundle, PageError> {
    let view = &made.opened.view;
    let policy = view.policy()?;
    let mut about = vec![
        ("Made by".to_owned(), made.opened.reader.user.name.clone()),
        (
            "Customer".to_owned(),
            made.opened
                .customer()
                .map(|customer| customer.name)
                .unwrap_or_default(),
        ),
        (
            "Procedure".to_owned(),
            made.opened.procedure(&view.case.procedure),
        ),
    ];
    if let Some(enquiry) = view.case.enquiries.last() {
        about.push((
            "Ombudsman".to_owned(),
            say::ombudsman(enquiry.ombudsman).to_owned(),
        ));
        about.push((
            "Their reference".to_owned(),
            view.text(&enquiry.reference).to_owned(),
        ));
    }
    let merged = view.case.took_in.iter();
    let merged = merged.filter_map(|taken| made.opened.reference_of(&taken.case));
    let merged: Vec<String> = merged.collect();
    if !merged.is_empty() {
        let all = merged.join(", ");
        about.push((
            "Cases that go on in this one".to_owned(),
            format!("{all}. What was said and written on each before is in a bundle of its own."),
        ));
    }
    about.retain(|(_, said)| !said.is_empty());
    for (_, said) in &mut about {
        *said = black_out.apply(said);
    }
    let sections = vec![
        chronology(made, black_out),
        Section {
            heading: "What was said and written".to_owned(),
            parts: written(made, black_out),
        },
        points(made, black_out),
        files(made, archive, black_out),
        as_they_came(originals, archive, black_out),
        // Last, when everything was counted.
        missing(made, originals, black_out),
    ];
    Ok(Bundle {
        council: policy.council.name.clone(),
        title: "Case bundle".to_owned(),
        reference: view.case.reference.to_string(),
        date: view.today,
        about,
        sections,
        ident: format!("{} {}", view.case.reference, view.now),
    })
}

/// What of a bundle its document cannot show, as it was typed, for a file beside it; the first page says so then.
pub(super) fn as_typed(bundle: &mut Bundle) -> Option<String> {
    let mut texts: Vec<String> = bundle
        .about
        .iter()
        .map(|(what, said)| format!("{what}: {said}"))
        .collect();
    for section in &bundle.sections {
        texts.extend(section.parts.iter().flat_map(texts_of));
    }
    texts.retain(|text| !redress_pdf::unshown(text).is_empty());
    if texts.is_empty() {
        return None;
    }
    let told = "Some texts have signs that this document cannot show, and \u{FFFD} stands in the place of each. The ZIP file has these \
                texts as they were typed, in as-typed.txt.";
    bundle
        .about
        .push(("Signs that are not shown".to_owned(), told.to_owned()));
    Some(format!("{}\n", texts.join("\n\n----\n\n")))
}

/// The texts of a part, each with what it stands under.
fn texts_of(part: &Part) -> Vec<String> {
    match part {
        Part::Said(text) => vec![text.clone()],
        Part::Table { rows, .. } => rows.iter().map(|row| row.join("\n")).collect(),
        Part::Item {
            heading,
            about,
            blocks,
        } => {
            let lines: Vec<String> = blocks.iter().map(typed).collect();
            vec![format!("{heading}\n{about}\n\n{}", lines.join("\n\n"))]
        }
    }
}

fn typed(block: &Block) -> String {
    match block {
        Block::Heading { text } => text.clone(),
        Block::Paragraph { lines } | Block::Quote { lines } => lines.join("\n"),
        Block::List { items } => items.join("\n"),
        Block::In { blocks, .. } => blocks.iter().map(typed).collect::<Vec<_>>().join("\n\n"),
    }
}

fn chronology(made: &Made<'_>, black_out: &mut BlackOut) -> Section {
    let rows = (1..).zip(&made.happened).map(|(number, one)| {
        let more = one.told.more.as_deref().unwrap_or_default();
        let what = format!("{}. {more}", one.told.title);
        vec![
            number.to_string(),
            one.at.clone(),
            black_out.apply(&one.who),
            black_out.apply(what.trim()),
        ]
    });
    let rows = rows.collect();
    Section {
        heading: "Chronology".to_owned(),
        parts: vec![
            Part::Said("Everything that was recorded, the oldest first.".to_owned()),
            Part::Table {
                heads: heads(["No.", "When", "Who", "What happened"]),
                rows,
            },
        ],
    }
}

fn heads<const N: usize>(heads: [&str; N]) -> Vec<String> {
    heads.map(str::to_owned).to_vec()
}

/// A text as it stands in the bundle.
fn said(made: &Made<'_>, words: &WordsRef, black_out: &mut BlackOut) -> String {
    match made.is_left_out(&BundlePart::Words(words.id.clone())) {
        Some(because) => format!("[left out: {}]", say::withheld(because).to_lowercase()),
        None => black_out.apply(made.opened.view.text(words)),
    }
}

/// Every text, under the event that it belongs to.
fn written(made: &Made<'_>, black_out: &mut BlackOut) -> Vec<Part> {
    let mut parts = Vec::new();
    for (number, one) in (1..).zip(&made.happened) {
        if !one.has_texts || one.told.words.is_empty() {
            continue;
        }
        let mut text_blocks = Vec::new();
        for (what, words) in &one.told.words {
            text_blocks.push(Block::Heading {
                text: (*what).to_owned(),
            });
            let text = said(made, words, black_out);
            text_blocks.extend(blocks(&text).iter().flat_map(block));
        }
        parts.push(Part::Item {
            heading: black_out.apply(&format!("{number}. {}", one.told.title)),
            about: black_out.apply(&format!("{}, {}", one.who, one.at)),
            blocks: text_blocks,
        });
    }
    parts
}

fn block(one: &markup::Block) -> Vec<Block> {
    vec![match one {
        markup::Block::Heading(text) => Block::Paragraph {
            lines: vec![text.clone()],
        },
        markup::Block::Paragraph(lines) => Block::Paragraph { lines: lines.clone() },
        markup::Block::List(items) => Block::List { items: items.clone() },
        markup::Block::Quote(lines) => Block::Quote { lines: lines.clone() },
        markup::Block::In(_, blocks) => return blocks.iter().flat_map(block).collect(),
    }]
}

/// What the reviewer made of a point, below what stage 1 found: what stands is what stage 2 says.
fn of_stage_2(made: &Made<'_>, review: &PointReview, black_out: &mut BlackOut) -> Vec<String> {
    let finding = review.finding.map(say::finding);
    let view = say::view(review.view);
    vec![
        String::new(),
        "At stage 2".to_owned(),
        finding.map_or_else(|| view.to_owned(), |finding| format!("{view}: {finding}")),
        said(made, &review.reason, black_out),
    ]
}

fn points(made: &Made<'_>, black_out: &mut BlackOut) -> Section {
    let points = &made.opened.view.case.points;
    let mut rows = Vec::new();
    for (number, point) in (1..).zip(points) {
        let (finding, reason) = match &point.state {
            PointState::Open => ("No finding yet".to_owned(), String::new()),
            PointState::Found { finding, reason } => {
                (say::finding(*finding).to_owned(), said(made, reason, black_out))
            }
        };
        rows.push(vec![
            number.to_string(),
            said(made, &point.words, black_out),
            finding,
            reason,
        ]);
        rows.extend(
            point
                .review
                .as_ref()
                .map(|review| of_stage_2(made, review, black_out)),
        );
    }
    let parts = if rows.is_empty() {
        vec![Part::Said("No points were recorded.".to_owned())]
    } else {
        vec![Part::Table {
            heads: heads(["No.", "Point", "Finding", "Reason"]),
            rows,
        }]
    };
    Section {
        heading: "Points and findings".to_owned(),
        parts,
    }
}

fn files(made: &Made<'_>, archive: &Archive, black_out: &mut BlackOut) -> Section {
    let mut rows = Vec::new();
    for (number, added, may_go) in made.files() {
        let part = BundlePart::File(added.file.id.clone());
        let left_out = made.is_left_out(&part);
        let name = match left_out {
            Some(because) => format!("[left out: {}]", say::withheld(because).to_lowercase()),
            None if !may_go => "[not given out: see the virus check]".to_owned(),
            None => black_out.apply(made.opened.view.text(&added.name)),
        };
        let entry = archive.entry(&part);
        rows.push(vec![
            number.to_string(),
            format::date_time(added.added_at),
            added.kind.as_str().to_uppercase(),
            name,
            entry.map(|entry| in_groups(&entry.sum)).unwrap_or_default(),
        ]);
    }
    let parts = if rows.is_empty() {
        vec![Part::Said("There are no files.".to_owned())]
    } else {
        vec![
            Part::Said("Each is in the folder “files” of the ZIP file, under its number.".to_owned()),
            Part::Table {
                heads: heads(["No.", "Added", "Type", "Name", CHECKSUM]),
                rows,
            },
        ]
    };
    Section {
        heading: "Files".to_owned(),
        parts,
    }
}

const CHECKSUM: &str = "Checksum (SHA-256)";

/// A checksum as it is read from paper: eight signs and a space, so that a line can end between them.
fn in_groups(sum: &str) -> String {
    let signs: Vec<char> = sum.chars().collect();
    let groups: Vec<String> = signs.chunks(8).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// The e-mails as they came and the letters as they went: which are in the ZIP, and where.
fn as_they_came(originals: &[Original], archive: &Archive, black_out: &mut BlackOut) -> Section {
    let mut rows = Vec::new();
    for original in originals {
        if let Some(entry) = archive.entry(&original.part) {
            rows.push(vec![
                (rows.len() + 1).to_string(),
                black_out.apply(&original.what),
                entry.path.clone(),
                in_groups(&entry.sum),
            ]);
        }
    }
    let mut parts = vec![Part::Said(how_many_go(originals))];
    if !rows.is_empty() {
        parts.push(Part::Table {
            heads: heads(["No.", "What it is", "In the ZIP file", CHECKSUM]),
            rows,
        });
    }
    Section {
        heading: "Original emails and letters".to_owned(),
        parts,
    }
}

/// How many of the e-mails and letters are in the ZIP as they came and went, and of how many there is a text in their place.
fn how_many_go(originals: &[Original]) -> String {
    let all = originals.len();
    let out = originals.iter().filter(|one| one.left_out.is_some()).count();
    let texts = originals.iter().filter(|one| one.only_text.is_some()).count();
    let whole = all - out - texts;
    let how = "emails as they came, with what was attached to them, and letters as they went";
    let mut said = match (whole, all) {
        (_, 0) => return "There are no emails that came in and no letters that went.".to_owned(),
        (0, many) => format!("None of the {many} is in the ZIP file as it came or went."),
        (some, many) if some == many => return format!("Every one is in the ZIP file: {how}."),
        (some, many) => format!("{some} of {many} are in the ZIP file: {how}."),
    };
    match texts {
        0 => {}
        1 => said.push_str(" The text of 1 email is there in its place, without what is blacked out."),
        many => said.push_str(&format!(
            " The texts of {many} emails are there in their place, without what is blacked out."
        )),
    }
    said.push_str(" The last section says which are not there whole, and why.");
    said
}

/// What is not in it, and why, without saying what it is.
fn missing(made: &Made<'_>, originals: &[Original], black_out: &BlackOut) -> Section {
    let mut rows = Vec::new();
    for (one, what, words) in texts(&made.happened) {
        if let Some(because) = made.is_left_out(&BundlePart::Words(words.id.clone())) {
            let row = vec![format!("{what}, {}", one.at), say::withheld(because).to_owned()];
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
    }
    for (number, added, may_go) in made.files() {
        if !may_go {
            let why = "It is not given out: see the virus check";
            rows.push(vec![format!("File {number}"), why.to_owned()]);
        } else if let Some(because) = made.is_left_out(&BundlePart::File(added.file.id.clone())) {
            rows.push(vec![format!("File {number}"), say::withheld(because).to_owned()]);
        }
    }
    rows.extend(originals.iter().filter_map(|one| {
        let only_text = one
            .only_text
            .map(|why| format!("Its text is there in its place. {why}"));
        Some(vec![one.name.clone(), one.left_out.clone().or(only_text)?])
    }));
    let count =
        |number: usize, one, many| format::count(u64::try_from(number).unwrap_or_default(), one, many);
    let mut parts = vec![Part::Said(format!(
        "Legally privileged notes are not in it: {}. Drafts that nobody sent are not in it. Words were blacked out in {}.",
        count(made.privileged, "note", "notes"),
        format::count(u64::from(black_out.places()), "place", "places"),
    ))];
    if black_out.said_again() > 0 {
        parts.push(Part::Said(format!(
            "What is left out was said again in {}, and is left out there.",
            format::count(u64::from(black_out.said_again()), "other place", "other places"),
        )));
    }
    if rows.is_empty() {
        parts.push(Part::Said("Nothing else was left out.".to_owned()));
    } else {
        parts.push(Part::Table {
            heads: heads(["What was left out", "Why"]),
            rows,
        });
    }
    Section {
        heading: "What is not in it".to_owned(),
        parts,
    }
}
