//! What poppler and qpdf say of a PDF.

use std::path::{Path, PathBuf};
use std::process::Command;

use redress_pdf::Pdf;
use tempfile::TempDir;

/// A PDF in a file, for as long as somebody reads it.
pub(crate) struct Kept {
    folder: TempDir,
}

impl Kept {
    /// Writes a PDF into a file.
    pub(crate) fn new(pdf: &Pdf) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("it.pdf"), &pdf.bytes).unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("it.pdf")
    }

    /// What a tool says of it.
    pub(crate) fn say(&self, tool: &str, before: &[&str], after: &[&str]) -> String {
        let output = Command::new(tool)
            .args(before)
            .arg(self.path())
            .args(after)
            .output()
            .unwrap_or_else(|error| panic!("{tool} is needed (see scripts/install-for-tests): {error}"));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "{tool}: {said}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        said
    }

    /// Its text in reading order, a line of type a line.
    pub(crate) fn text(&self) -> String {
        self.say("pdftotext", &["-raw", "-enc", "UTF-8"], &["-"])
    }

    /// The tags with what is in them.
    pub(crate) fn structure(&self) -> String {
        self.say("pdfinfo", &["-struct-text"], &[])
    }

    /// Title, language and so on.
    pub(crate) fn about(&self) -> String {
        self.say("pdfinfo", &[], &[])
    }

    /// The catalogue and everything else as JSON.
    pub(crate) fn objects(&self) -> String {
        self.say("qpdf", &["--json"], &[])
    }

    /// Whether qpdf finds it sound.
    pub(crate) fn is_sound(&self) {
        let said = self.say("qpdf", &["--check"], &[]);
        assert!(
            said.contains("No syntax or stream encoding errors found"),
            "{said}"
        );
    }

    /// The words with where they stand: the left, the top, the right and the bottom, in millimetres.
    pub(crate) fn places(&self) -> Vec<(usize, [f64; 4], String)> {
        let said = self.say("pdftotext", &["-bbox"], &["-"]);
        let (mut page, mut found) = (0, Vec::new());
        for line in said.lines() {
            if line.contains("<page ") {
                page += 1;
            }
            let Some(rest) = line.trim().strip_prefix("<word ") else {
                continue;
            };
            let (marks, word) = rest.split_once('>').unwrap();
            let mut numbers = marks
                .split('"')
                .skip(1)
                .step_by(2)
                .map(|number| number.parse::<f64>().unwrap());
            let place = [(); 4].map(|()| numbers.next().unwrap() * 25.4 / 72.0);
            found.push((page, place, word.trim_end_matches("</word>").to_owned()));
        }
        found
    }

    /// Keeps a picture of each page, where somebody wants to look at them.
    pub(crate) fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("REDRESS_PDF_PICTURES") {
            std::fs::create_dir_all(&folder).unwrap();
            let to = Path::new(&folder).join(name);
            std::fs::copy(self.path(), to.with_extension("pdf")).unwrap();
            self.say("pdftoppm", &["-png", "-r", "50"], &[to.to_str().unwrap()]);
        }
    }
}
