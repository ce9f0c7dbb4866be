//! The ZIP of a bundle, written part by part into a file without a name.

use std::fs::File;
use std::io::{Seek as _, SeekFrom, Write};

use redress_domain::case::{AddedFile, BundlePart};
use redress_domain::words::Digesting;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Made;
use super::blackout::BlackOut;
use super::originals::{Content, Original};
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

    fn end(&mut self, path: &str, digest: Digesting) -> String {
        let sum = digest.done().as_str().to_owned();
        self.sums.push_str(&format!("{sum}  {path}\n"));
        sum
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

/// A part of the bundle in the ZIP: where, and its checksum.
pub(super) struct Entry {
    /// Which part.
    pub(super) part: BundlePart,
    /// Its place in the folder.
    pub(super) path: String,
    /// Its SHA-256.
    pub(super) sum: String,
}

/// The ZIP of a bundle in the making. What it is made of is written first, so that the document can name each part with its
/// checksum; nothing is in memory but the part that is written.
pub(super) struct Archive {
    zip: Zip,
    /// What is in it so far.
    pub(super) entries: Vec<Entry>,
}

impl Archive {
    /// A ZIP with every file and every original that goes.
    pub(super) async fn of(
        app: &App,
        made: &Made<'_>,
        (originals, black_out): (&[Original], &BlackOut),
    ) -> Result<Self, PageError> {
        let opened = made.opened;
        let mut archive = Self {
            zip: Zip {
                writer: ZipWriter::new(tempfile::tempfile().map_err(broken)?),
                folder: opened.view.case.reference.to_string(),
                sums: String::new(),
            },
            entries: Vec::new(),
        };
        // The document counts the places; a name in the ZIP is the same one.
        let mut black_out = black_out.clone();
        for (number, added) in files(made) {
            let name = black_out.apply(opened.view.text(&added.name));
            let (part, content) = (
                BundlePart::File(added.file.id.clone()),
                Content::File(added.file.id.clone()),
            );
            let path = format!("files/{number:02} {}", safe(&name));
            archive.put((app, made), (part, path), &content).await?;
        }
        for original in originals.iter().filter(|original| original.left_out.is_none()) {
            let part = (original.part.clone(), original.path.clone());
            archive.put((app, made), part, &original.content).await?;
        }
        Ok(archive)
    }

    async fn put(
        &mut self,
        (app, made): (&App, &Made<'_>),
        (part, path): (BundlePart, String),
        content: &Content,
    ) -> Result<(), PageError> {
        let council = made.opened.here.id();
        let mut digest = self.zip.begin(&path)?;
        let mut number = 0;
        loop {
            let content = match content {
                Content::File(file) => app.casework.file_part(council, file, number).await?,
                Content::Mail(mail) => app.casework.mail_part(council, (mail, number)).await?,
                Content::Text(text) => (number == 0).then(|| text.clone().into_bytes()),
            };
            let Some(content) = content else { break };
            self.zip.write(&mut digest, &content)?;
            number += 1;
        }
        let sum = self.zip.end(&path, digest);
        self.entries.push(Entry { part, path, sum });
        Ok(())
    }

    /// Where a part is in it, and its checksum.
    pub(super) fn entry(&self, part: &BundlePart) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.part == *part)
    }

    /// The whole ZIP, with the document, what that cannot show, the proof and the checksums.
    pub(super) async fn done(
        mut self,
        app: &App,
        made: &Made<'_>,
        (document, as_typed): (&[u8], Option<&str>),
    ) -> Result<File, PageError> {
        let zip = &mut self.zip;
        zip.whole("case-bundle.pdf", document)?;
        if let Some(texts) = as_typed {
            zip.whole("as-typed.txt", texts.as_bytes())?;
        }
        let opened = made.opened;
        let proof = app.casework.proof(&opened.view, &opened.reader.actor).await?;
        let proof = serde_json::to_vec_pretty(&proof).map_err(broken)?;
        zip.whole("proof/seals.json", &proof)?;
        zip.whole("HOW-TO-CHECK.txt", HOW.as_bytes())?;
        let sums = std::mem::take(&mut zip.sums);
        zip.whole("SHA256SUMS", sums.as_bytes())?;
        let mut file = self.zip.writer.finish().map_err(broken)?;
        file.seek(SeekFrom::Start(0)).map_err(broken)?;
        Ok(file)
    }
}
