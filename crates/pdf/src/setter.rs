//! The typesetter: one template, its data, and the pictures that go with them. It sees nothing else.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;
use std::sync::mpsc::{Sender, SyncSender, channel, sync_channel};

use jiff::civil::Date;
use serde::Serialize;
use typst::comemo;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::{NotSet, Pdf};

/// For whom a PDF is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    /// A person: tagged, and held to PDF/UA-1 and PDF/A-2a.
    Reading,
    /// A printer: sheets of paper.
    Printing,
}

/// What is set: the template, its data, the pictures it names, and what makes it the same document
/// whenever it is made.
pub(crate) struct Setting<'a, D> {
    pub(crate) template: &'static str,
    pub(crate) data: &'a D,
    pub(crate) files: Vec<(String, Vec<u8>)>,
    pub(crate) ident: String,
    pub(crate) purpose: For,
}

struct Typefaces {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

/// Noto Sans for everything that it has, DejaVu Sans for the other alphabets and signs.
static TYPEFACES: LazyLock<Typefaces> = LazyLock::new(|| {
    let files: [&'static [u8]; 4] = [
        notosans::REGULAR_TTF,
        notosans::BOLD_TTF,
        dejavu::sans::regular(),
        dejavu::sans::bold(),
    ];
    let fonts: Vec<Font> = files
        .into_iter()
        .flat_map(|file| Font::iter(Bytes::new(file)))
        .collect();
    let book = LazyHash::new(FontBook::from_fonts(&fonts));
    Typefaces { book, fonts }
});

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// Whether one of the typefaces can show a character.
pub(crate) fn can_show(character: char) -> bool {
    TYPEFACES
        .fonts
        .iter()
        .any(|font| font.info().coverage.contains(u32::from(character)))
}

struct Desk {
    main: Source,
    files: BTreeMap<String, Bytes>,
}

fn id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &TYPEFACES.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            Ok(self.main.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, wanted: FileId) -> FileResult<Bytes> {
        let mut files = self.files.iter();
        let found = files.find(|(name, _)| id(name) == Some(wanted));
        found
            .map(|(_, content)| content.clone())
            .ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        TYPEFACES.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// What the thread that sets is handed, and where it answers.
struct Order {
    desk: Desk,
    ident: String,
    purpose: For,
    answer: SyncSender<Result<Pdf, NotSet>>,
}

/// The one thread on which documents are set, one after another.
///
/// A document takes about 20 MB while it is set, and a thread keeps for its next one what it freed: set on as many
/// threads as there are letters waiting, they came to more than everything else that the program holds.
/// The typesetter itself spreads a long document over the cores.
///
/// It gives way to everything else: a night's letters are set in what time the processors have left, and whoever waits
/// for a page does not wait for them. On Linux a thread is as patient as it says; elsewhere it stays as it is.
static SETTING: LazyLock<Option<Sender<Order>>> = LazyLock::new(|| {
    let (orders, waiting) = channel::<Order>();
    let begun = std::thread::Builder::new()
        .name("typesetter".to_owned())
        .spawn(move || {
            be_patient();
            for order in waiting {
                let set = catch_unwind(AssertUnwindSafe(|| {
                    made(&order.desk, (order.ident, order.purpose))
                }));
                let set = set.unwrap_or_else(|_| Err(NotSet("the typesetter stopped".to_owned())));
                // Nothing that was remembered of a document helps with the next: each has words of its own.
                comemo::evict(0);
                // Who asked may have gone.
                let _ = order.answer.send(set);
            }
        });
    begun.ok().map(|_| orders)
});

/// Gives way: to a seventieth of the time that another thread gets, and all of it when none wants any.
#[cfg(target_os = "linux")]
fn be_patient() {
    // Where this is refused, letters are set as fast as pages are made.
    let _ = rustix::process::nice(19);
}

#[cfg(not(target_os = "linux"))]
const fn be_patient() {}

/// Sets a document, after those that were asked for before. Blocks until it is set.
pub(crate) fn set<D: Serialize>(setting: Setting<'_, D>) -> Result<Pdf, NotSet> {
    let data = serde_json::to_vec(setting.data).map_err(|error| NotSet(error.to_string()))?;
    let main = id("/main.typ").ok_or_else(|| NotSet("no name for the template".to_owned()))?;
    let mut files: BTreeMap<String, Bytes> = setting
        .files
        .into_iter()
        .map(|(name, content)| (name, Bytes::new(content)))
        .collect();
    files.insert("/data.json".to_owned(), Bytes::new(data));
    let (answer, set) = sync_channel(1);
    let order = Order {
        desk: Desk {
            main: Source::new(main, setting.template.to_owned()),
            files,
        },
        ident: setting.ident,
        purpose: setting.purpose,
        answer,
    };
    let gone = || NotSet("no thread sets documents".to_owned());
    let orders = SETTING.as_ref().ok_or_else(gone)?;
    orders.send(order).ok().ok_or_else(gone)?;
    set.recv().ok().ok_or_else(gone)?
}

fn made(desk: &Desk, (ident, purpose): (String, For)) -> Result<Pdf, NotSet> {
    let document = typst::compile::<PagedDocument>(desk).output;
    let document = document.map_err(|errors| told(&errors))?;
    let standards = match purpose {
        For::Reading => PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]),
        For::Printing => PdfStandards::new(&[]),
    };
    let options = PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("Redress".to_owned())),
        standards: standards.map_err(|error| NotSet(error.message().to_string()))?,
        tagged: purpose == For::Reading,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| told(&errors))?;
    Ok(Pdf {
        bytes,
        pages: document.pages().len(),
    })
}

fn told(errors: &[SourceDiagnostic]) -> NotSet {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    NotSet(messages.join("; "))
}

/// A day as a template reads it.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Day {
    year: i16,
    month: i8,
    day: i8,
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self {
            year: date.year(),
            month: date.month(),
            day: date.day(),
        }
    }
}
