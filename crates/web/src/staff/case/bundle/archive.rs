//! The ZIP of a bundle, written part by part into a file without a name.

use std::fs::File;
use std::io::{Seek as _, SeekFrom, Write};

use redress_domain::case::{AddedFile, BundlePart};
use redress_domain::words::Digesting;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Made;
use super::blackout::BlackOut;
use crate::App;
use crate::error::PageError;

/// How the proof is checked, for whoever gets it.
const HOW: &str = "How to check this bundle\n\n\
1. The files: run `sha256sum --check SHA256SUMS` in this folder.\n\n\
2. The record: proof/seals.json has every event of the case, the oldest first, without what it says. The hash of an event\n\
   is the SHA-256 of these fields, one after the other, each as UTF-8 after its length in bytes as an unsigned 64-bit\n\
   number, the most significant byte first: previous, council, stream, version, kind, digest, recorded_at, actor. Numbers are\n\
   written in decimal. The `previous` of the first event is 64 zeros; that of each other one is the hash of the event before.\n\
   So no event was changed, taken out or put in between.\n\n\
3. The seals: within a second each event gets a number among all events of the council. The hash of a seal is made in\n\
   the same way from: the seal's previous, council, position, stream, version, and the event's hash. The council can show that\n\
   its seals follow one another without a gap (`redress verify`).\n";

/// The files that go with a bundle, with their numbers.
pub(super) fn files<'a>(made: &'a Made<'_>) -> impl Iterator<Item = (usize, &'a AddedFile)> {
    made.files().filter_map(|(number, added, may_go)| {
        let is_in = made
            .is_left_out(&BundlePart::File(added.file.id.clone()))
            .is_none();
        (may_go && is_in).then_some((number, added))
    })
}

fn broken(error: impl std::fmt::Display) -> PageError {
    PageError::Broken(format!("a bundle could not be written: {error}"))
}

/// A ZIP in the making, with the checksums of what is in it.
struct Zip {
    writer: ZipWriter<File>,
    folder: String,
    sums: String,
}

impl Zip {
    fn begin(&mut self, path: &str) -> Result<Digesting, PageError> {
        // Pictures and PDF are compressed already. Sizes are not known before, so each entry may be large.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .large_file(true);
        let name = format!("{}/{path}", self.folder);
        self.writer.start_file(name, options).map_err(broken)?;
        Ok(Digesting::plain())
    }

    fn write(&mut self, digest: &mut Digesting, part: &[u8]) -> Result<(), PageError> {
        digest.take(part);
        self.writer.write_all(part).map_err(broken)
    }

    fn end(&mut self, path: &str, digest: Digesting) {
        self.sums
            .push_str(&format!("{}  {path}\n", digest.done().as_str()));
    }

    fn whole(&mut self, path: &str, content: &[u8]) -> Result<(), PageError> {
        let mut digest = self.begin(path)?;
        self.write(&mut digest, content)?;
        self.end(path, digest);
        Ok(())
    }
}

/// A name that stays in its folder.
fn safe(name: &str) -> String {
    name.chars()
        .map(|letter| match letter {
            '/' | '\\' | ':' => '_',
            control if control.is_control() => '_',
            other => other,
        })
        .collect()
}

/// The ZIP: the document, every file, the letters as they went, checksums, and the proof.
pub(super) async fn of(
    app: &App,
    made: &Made<'_>,
    (document, black_out): (&[u8], &mut BlackOut),
) -> Result<File, PageError> {
    let opened = made.opened;
    let council = opened.here.id();
    let mut zip = Zip {
        writer: ZipWriter::new(tempfile::tempfile().map_err(broken)?),
        folder: opened.view.case.reference.to_string(),
        sums: String::new(),
    };
    zip.whole("case-bundle.pdf", document)?;
    for (number, added) in files(made) {
        let name = black_out.apply(opened.view.text(&added.name));
        let path = format!("files/{number:02} {}", safe(&name));
        let mut digest = zip.begin(&path)?;
        let mut part = 0;
        while let Some(content) = app.casework.file_part(council, &added.file.id, part).await? {
            zip.write(&mut digest, &content)?;
            part += 1;
        }
        zip.end(&path, digest);
    }
    // A letter as it went cannot be blacked out: it goes only where nothing was.
    let is_whole = made
        .left_out
        .iter()
        .all(|one| matches!(one.part, BundlePart::File(_)));
    if is_whole && black_out.is_empty() {
        let letters = app.casework.kept_letters(&opened.view).await?;
        for (number, kept) in (1..).zip(letters) {
            let content = app.casework.letter_bytes(council, &kept.file_id).await?;
            zip.whole(&format!("letters/{number:02}.pdf"), &content)?;
        }
    }
    let proof = app.casework.proof(&opened.view, &opened.reader.actor).await?;
    let proof = serde_json::to_vec_pretty(&proof).map_err(broken)?;
    zip.whole("proof/seals.json", &proof)?;
    zip.whole("HOW-TO-CHECK.txt", HOW.as_bytes())?;
    let sums = std::mem::take(&mut zip.sums);
    zip.whole("SHA256SUMS", sums.as_bytes())?;
    let mut file = zip.writer.finish().map_err(broken)?;
    file.seek(SeekFrom::Start(0)).map_err(broken)?;
    Ok(file)
}
