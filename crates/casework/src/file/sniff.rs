//! What a file is, found out from its bytes: its name and what the browser says of it are not asked.
//!
//! Only the list that a policy can name is known. Nothing is unpacked: of a container the directory
//! is read and no more, so that a file that unfolds into terabytes costs what any other costs.

use std::io::{self, Read, Seek, SeekFrom};

use redress_domain::vocabulary::FileType;

/// How far the beginning of a file is read.
const BEGINNING: u64 = 4_096;
/// How much of a container's directory is read: thousands of entries.
const DIRECTORY: u64 = 1_048_576;
/// The end of a container's directory has at most so many bytes, its comment included.
const DIRECTORY_END: u64 = 22 + 65_535;
/// How many times its own size a document may unfold into, and how much at most.
const UNFOLDS: u64 = 200;
const UNFOLDED: u64 = 1_000_000_000;

/// What was found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sniffed {
    /// One of the types that a policy can name.
    Is(FileType),
    /// A document that a password is needed for.
    PasswordProtected,
    /// Anything else.
    Unknown,
}

/// Looks at a file.
pub fn sniff(content: &mut (impl Read + Seek)) -> io::Result<Sniffed> {
    let size = content.seek(SeekFrom::End(0))?;
    let head = read_at(content, 0, BEGINNING)?;
    let is = |kind| Ok(Sniffed::Is(kind));
    if head.starts_with(&[0xff, 0xd8, 0xff]) {
        return is(FileType::Jpg);
    }
    if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        return is(FileType::Png);
    }
    if head.starts_with(b"%PDF-") {
        return pdf(content);
    }
    if head.starts_with(b"PK\x03\x04") {
        return document(content, size);
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return old_container(content);
    }
    if let Some(kind) = film_or_photograph(&head) {
        return is(kind);
    }
    if head.starts_with(b"ID3") || is_sound(&head) {
        return is(FileType::Mp3);
    }
    Ok(Sniffed::Unknown)
}

fn read_at(content: &mut (impl Read + Seek), place: u64, most: u64) -> io::Result<Vec<u8>> {
    content.seek(SeekFrom::Start(place))?;
    let mut bytes = Vec::new();
    content.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// ISO base media: its first box says which family it belongs to.
fn film_or_photograph(head: &[u8]) -> Option<FileType> {
    if head.get(4..8)? != b"ftyp" {
        return None;
    }
    match head.get(8..12)? {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => Some(FileType::Heic),
        b"isom" | b"iso2" | b"iso4" | b"iso5" | b"iso6" | b"mp41" | b"mp42" | b"avc1" | b"M4V " | b"MSNV"
        | b"3gp4" | b"3gp5" | b"3gp6" => Some(FileType::Mp4),
        _ => None,
    }
}

/// A frame of MPEG layer III without a tag before it: eleven bits of synchronisation, the layer, and
/// neither a bit rate nor a sampling rate that there is not.
fn is_sound(head: &[u8]) -> bool {
    let [first, second, third, ..] = head else {
        return false;
    };
    let is_layer_3 = second & 0xe0 == 0xe0 && second & 0x06 == 0x02 && second & 0x18 != 0x08;
    let has_rates = third & 0xf0 != 0xf0 && third & 0xf0 != 0 && third & 0x0c != 0x0c;
    *first == 0xff && is_layer_3 && has_rates
}

/// An encrypted PDF names the way of its encryption in its trailer, which is never compressed.
fn pdf(content: &mut (impl Read + Seek)) -> io::Result<Sniffed> {
    if holds(content, |window| {
        let after = window.strip_prefix(b"/Encrypt")?;
        let next = after.iter().find(|byte| !byte.is_ascii_whitespace())?;
        (next.is_ascii_digit() || *next == b'<').then_some(())
    })? {
        return Ok(Sniffed::PasswordProtected);
    }
    Ok(Sniffed::Is(FileType::Pdf))
}

/// An old container of office documents: either an encrypted new one, or an old one, which is not taken.
fn old_container(content: &mut (impl Read + Seek)) -> io::Result<Sniffed> {
    // Its directory writes names with two bytes a letter.
    let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    let is_encrypted = holds(content, |window| window.starts_with(&name).then_some(()))?;
    Ok(if is_encrypted {
        Sniffed::PasswordProtected
    } else {
        Sniffed::Unknown
    })
}

/// Whether `is_there` answers anywhere in a file, which is read through piece by piece.
fn holds(content: &mut (impl Read + Seek), is_there: impl Fn(&[u8]) -> Option<()>) -> io::Result<bool> {
    const OVERLAP: usize = 64;
    content.seek(SeekFrom::Start(0))?;
    let mut window = Vec::new();
    loop {
        let kept = window.len();
        let read = content.by_ref().take(65_536).read_to_end(&mut window)?;
        let last = if read == 0 {
            window.len()
        } else {
            window.len().saturating_sub(OVERLAP)
        };
        for at in 0..last {
            if window.get(at..).and_then(&is_there).is_some() {
                return Ok(true);
            }
        }
        if read == 0 || kept + read == 0 {
            return Ok(false);
        }
        window.drain(..last);
    }
}

/// A text document: a ZIP container with the parts that one has, and without macros.
fn document(content: &mut (impl Read + Seek), size: u64) -> io::Result<Sniffed> {
    let tail_at = size.saturating_sub(DIRECTORY_END);
    let tail = read_at(content, tail_at, DIRECTORY_END)?;
    let Some(end) = tail.windows(4).rposition(|four| four == b"PK\x05\x06") else {
        return Ok(Sniffed::Unknown);
    };
    let end = tail.get(end..).unwrap_or_default();
    let (Some(length), Some(start)) = (number(end, 12, 4), number(end, 16, 4)) else {
        return Ok(Sniffed::Unknown);
    };
    if length > DIRECTORY || start.saturating_add(length) > size {
        return Ok(Sniffed::Unknown);
    }
    let directory = read_at(content, start, length)?;
    Ok(Directory::read(&directory).map_or(Sniffed::Unknown, |directory| directory.verdict(size)))
}

/// A little-endian number of some bytes.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |sum, byte| (sum << 8) | u64::from(*byte)),
    )
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "four things that a directory may name, each or none"
)]
#[derive(Default)]
struct Directory {
    has_types: bool,
    has_text: bool,
    has_macros: bool,
    is_encrypted: bool,
    unfolded: u64,
}

impl Directory {
    /// `None` when it is not a directory from its first byte to its last.
    fn read(mut rest: &[u8]) -> Option<Self> {
        let mut directory = Self::default();
        while !rest.is_empty() {
            if !rest.starts_with(b"PK\x01\x02") {
                return None;
            }
            let flags = number(rest, 8, 2)?;
            let unfolded = number(rest, 24, 4)?;
            let lengths = [number(rest, 28, 2)?, number(rest, 30, 2)?, number(rest, 32, 2)?];
            let [name, extra, comment] = lengths.map(|length| usize::try_from(length).unwrap_or(usize::MAX));
            let name = rest.get(46..46_usize.checked_add(name)?)?;
            directory.has_types |= name == b"[Content_Types].xml";
            directory.has_text |= name == b"word/document.xml";
            directory.has_macros |= name.ends_with(b"vbaProject.bin");
            directory.is_encrypted |= flags & 1 == 1;
            directory.unfolded = directory.unfolded.saturating_add(unfolded);
            let next = 46 + name.len() + extra + comment;
            rest = rest.get(next..)?;
        }
        Some(directory)
    }

    fn verdict(&self, size: u64) -> Sniffed {
        let is_document = self.has_types && self.has_text && !self.has_macros;
        let unfolds_too_far =
            self.unfolded > UNFOLDED || self.unfolded > size.saturating_mul(UNFOLDS).max(10_000_000);
        if !is_document || unfolds_too_far {
            Sniffed::Unknown
        } else if self.is_encrypted {
            Sniffed::PasswordProtected
        } else {
            Sniffed::Is(FileType::Docx)
        }
    }
}

#[cfg(test)]
mod tests;
