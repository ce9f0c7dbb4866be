//! Spreadsheets in the Open Document Format (ISO/IEC 26300), small enough to be written here: text cells are text and
//! number cells are numbers, so that nothing that anybody typed is ever taken for a formula.

use std::fmt::Write as _;
use std::io::Write as _;

use redress_domain::measure::catalogue::{COLUMNS, Row};
use redress_pages::report::{Document, GridCell, Part};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Memory;
use crate::error::PageError;

/// What it is, for a browser.
pub(crate) const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// A sheet: its name, and its rows, of which the first is the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// What it is called.
    pub(crate) name: String,
    /// Its rows.
    pub(crate) rows: Vec<Vec<GridCell>>,
}

/// The tables of a document, a sheet each; what is said and written stands on the first.
pub(crate) fn of_document(document: &Document) -> Result<Vec<u8>, PageError> {
    let line = |text: &str| vec![GridCell::from(text)];
    let mut words = vec![line(&document.title)];
    words.extend(
        document
            .about
            .iter()
            .map(|(what, said)| vec![what.as_str().into(), said.as_str().into()]),
    );
    let mut sheets = Vec::new();
    for section in &document.sections {
        words.push(line(""));
        words.push(line(&section.heading));
        for part in &section.parts {
            match part {
                Part::Said(text) | Part::Written(text) => words.push(line(text)),
                Part::List(items) => words.extend(items.iter().map(|item| line(item))),
                Part::Table(grid) => {
                    let heads = grid.heads.iter().map(|head| head.as_str().into()).collect();
                    let mut rows = vec![heads];
                    rows.extend(grid.rows.iter().cloned());
                    sheets.push(Sheet {
                        name: grid.caption.clone(),
                        rows,
                    });
                    words.push(line(&format!("(on the sheet “{}”)", grid.caption)));
                }
            }
        }
    }
    sheets.insert(
        0,
        Sheet {
            name: "Report".to_owned(),
            rows: words,
        },
    );
    written(&sheets)
}

/// The rows of a figure.
pub(crate) fn of_rows(name: &str, rows: &[Row]) -> Result<Vec<u8>, PageError> {
    let heads = COLUMNS.iter().map(|column| (*column).into()).collect();
    let mut all = vec![heads];
    all.extend(rows.iter().map(|row| {
        let number = |number: Option<i64>| number.map_or_else(GridCell::default, GridCell::number);
        vec![
            row.measure.as_str().into(),
            row.from.to_string().into(),
            row.to.to_string().into(),
            row.by.map_or("", redress_domain::measure::By::as_str).into(),
            row.line.as_str().into(),
            GridCell::number(row.of),
            number(row.part),
            number(row.percent),
            number(row.median),
            number(row.ninetieth),
            number(row.pence),
            number(row.unpriced),
        ]
    }));
    written(&[Sheet {
        name: name.to_owned(),
        rows: all,
    }])
}

/// Writes sheets as a file.
pub(crate) fn written(sheets: &[Sheet]) -> Result<Vec<u8>, PageError> {
    let broken = |error: &dyn std::fmt::Display| PageError::Broken(error.to_string());
    let mut zip = ZipWriter::new(Memory::default());
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    // The first file, not compressed, says what it is (part 2 of the standard, 3.3).
    let files = [
        ("mimetype", MEDIA_TYPE.to_owned()),
        ("META-INF/manifest.xml", manifest()),
        ("content.xml", content(sheets)),
    ];
    for (name, text) in files {
        zip.start_file(name, stored).map_err(|error| broken(&error))?;
        zip.write_all(text.as_bytes()).map_err(|error| broken(&error))?;
    }
    Ok(zip.finish().map_err(|error| broken(&error))?.into_inner())
}

fn manifest() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">\
         <manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"{MEDIA_TYPE}\"/>\
         <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"
    )
}

fn content(sheets: &[Sheet]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.3\">\
         <office:body><office:spreadsheet>",
    );
    for (number, sheet) in (1..).zip(sheets) {
        let name = escaped(&sheet_name(number, &sheet.name));
        let columns = sheet.rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let _ = write!(
            xml,
            "<table:table table:name=\"{name}\"><table:table-column table:number-columns-repeated=\"{columns}\"/>"
        );
        for row in &sheet.rows {
            xml.push_str("<table:table-row>");
            for cell in row {
                xml.push_str(&in_xml(cell));
            }
            xml.push_str("</table:table-row>");
        }
        xml.push_str("</table:table>");
    }
    xml.push_str("</office:spreadsheet></office:body></office:document-content>");
    xml
}

fn in_xml(cell: &GridCell) -> String {
    let mut paragraphs = String::new();
    for line in cell.text.lines() {
        paragraphs.push_str(&format!("<text:p>{}</text:p>", escaped(line)));
    }
    match cell.number {
        Some(number) => format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{number}\">{paragraphs}</table:table-cell>"
        ),
        None => format!("<table:table-cell office:value-type=\"string\">{paragraphs}</table:table-cell>"),
    }
}

/// What a sheet may be called in every program: short, without the signs that some keep for themselves, and once.
fn sheet_name(number: usize, name: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|letter| !"[]*?:/\\'".contains(*letter))
        .take(26)
        .collect();
    format!("{number} {}", plain.trim())
}

/// For XML 1.0: its signs escaped, and what it has no way to say left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => {
                safe.push(letter);
            }
            _ => {}
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    //! What stands in a spreadsheet.

    use std::io::{Cursor, Read as _};

    use super::*;

    fn read(bytes: &[u8], name: &str) -> String {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn what_looks_like_a_formula_is_text_and_a_number_is_a_number() {
        let typed = "=HYPERLINK(\"x\")&<b>\u{1}";
        let sheet = Sheet {
            name: "It's [one]: a/b".into(),
            rows: vec![vec![typed.into(), GridCell::number(-3)]],
        };
        let bytes = written(&[sheet.clone(), sheet]).unwrap();
        let xml = read(&bytes, "content.xml");
        assert!(xml.contains(
            "<table:table-cell office:value-type=\"string\"><text:p>=HYPERLINK(&quot;x&quot;)&amp;&lt;b&gt;</text:p>"
        ));
        assert!(xml.contains("office:value-type=\"float\" office:value=\"-3\""));
        assert!(!xml.contains("formula"));
        assert!(xml.contains("table:name=\"1 Its one ab\"") && xml.contains("table:name=\"2 Its one ab\""));
    }

    #[test]
    fn the_first_file_says_what_it_is_and_is_not_compressed() {
        let bytes = written(&[]).unwrap();
        let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let first = zip.by_index(0).unwrap();
        assert_eq!(first.name().unwrap(), "mimetype");
        assert_eq!(first.compression(), CompressionMethod::Stored);
        drop(first);
        assert_eq!(read(&bytes, "mimetype"), MEDIA_TYPE);
    }
}
