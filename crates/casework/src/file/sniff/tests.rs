//! What files turn out to be, made by hand: the smallest of each kind, and hostile ones.

use std::io::Cursor;

use super::*;

fn sniffed(bytes: &[u8]) -> Sniffed {
    sniff(&mut Cursor::new(bytes)).unwrap()
}

/// A ZIP container with these entries: name, flags, and the size that it says it unfolds into.
fn container(entries: &[(&str, u16, u32)]) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.extend([0; 26]);
    let start = u32::try_from(bytes.len()).unwrap();
    for (name, flags, unfolded) in entries {
        bytes.extend(b"PK\x01\x02\x14\0\x14\0");
        bytes.extend(flags.to_le_bytes());
        bytes.extend([0; 14]);
        bytes.extend(unfolded.to_le_bytes());
        bytes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        bytes.extend([0; 16]);
        bytes.extend(name.as_bytes());
    }
    let length = u32::try_from(bytes.len()).unwrap() - start;
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([0; 4]);
    bytes.extend(length.to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}

const DOCUMENT: [(&str, u16, u32); 2] = [("[Content_Types].xml", 0, 900), ("word/document.xml", 0, 4_000)];

#[test]
fn each_type_of_the_list_is_known_by_its_bytes() {
    let docx = container(&DOCUMENT);
    for (bytes, kind) in [
        (&b"\xff\xd8\xff\xe0\0\x10JFIF"[..], FileType::Jpg),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", FileType::Png),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", FileType::Heic),
        (
            b"%PDF-1.7\n1 0 obj\n<< >>\ntrailer << /Root 1 0 R >>",
            FileType::Pdf,
        ),
        (&docx, FileType::Docx),
        (b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2", FileType::Mp4),
        (b"ID3\x04\0\0\0\0\0\0", FileType::Mp3),
        (b"\xff\xfb\x90\x64\0\0\0", FileType::Mp3),
    ] {
        assert_eq!(sniffed(bytes), Sniffed::Is(kind), "{kind}");
    }
}

#[test]
fn what_is_not_on_the_list_is_unknown_whatever_it_is() {
    for bytes in [
        &b""[..],
        b"\xff",
        b"MZ\x90\0",
        b"#!/bin/sh\n",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"GIF89a",
        b"\x7fELF",
        b"Rar!\x1a\x07",
        b"\0\0\0\x14ftypqt  ",
        b"\xff\xff\xff\xff",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old document",
        b"PK\x03\x04 a container that was cut off",
    ] {
        assert_eq!(
            sniffed(bytes),
            Sniffed::Unknown,
            "{:?}",
            String::from_utf8_lossy(bytes)
        );
    }
}

#[test]
fn a_container_that_is_no_document_is_refused_by_its_directory_alone() {
    let bomb: Vec<(&str, u16, u32)> = (0..16).map(|_| ("0.zip", 0, u32::MAX)).collect();
    let with_macros = [&DOCUMENT[..], &[("word/vbaProject.bin", 0, 9)]].concat();
    let unfolds = [&DOCUMENT[..], &[("word/media/image1.png", 0, u32::MAX)]].concat();
    for entries in [
        &bomb[..],
        &[("[Content_Types].xml", 0, 9)],
        &with_macros,
        &unfolds,
    ] {
        assert_eq!(sniffed(&container(entries)), Sniffed::Unknown, "{entries:?}");
    }
    // A directory that says that it is longer than the file, or that is cut off.
    let mut lies = container(&DOCUMENT);
    let end = lies.len() - 10;
    lies[end..end + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(sniffed(&lies), Sniffed::Unknown);
}

#[test]
fn a_document_that_needs_a_password_is_known_as_one() {
    let of_container = [("[Content_Types].xml", 1, 9), ("word/document.xml", 1, 9)];
    let mut of_office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    of_office.extend(vec![0; 70_000]);
    of_office.extend("EncryptedPackage".bytes().flat_map(|byte| [byte, 0]));
    let mut late = b"%PDF-1.7\n".to_vec();
    late.extend(vec![b' '; 65_520]);
    late.extend(b"trailer << /Encrypt 9 0 R >>");
    for bytes in [
        container(&of_container),
        of_office,
        late,
        b"%PDF-1.7\ntrailer <</Encrypt<</V 4>>>>".to_vec(),
    ] {
        assert_eq!(sniffed(&bytes), Sniffed::PasswordProtected);
    }
    let only_says_so = b"%PDF-1.7\n(How to set /Encryption) trailer << >>";
    assert_eq!(sniffed(only_says_so), Sniffed::Is(FileType::Pdf));
}

#[test]
fn looking_at_a_large_file_reads_a_little_of_it() {
    struct Counting(u64, Cursor<Vec<u8>>);
    impl Read for Counting {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let read = self.1.read(into)?;
            self.0 += read as u64;
            Ok(read)
        }
    }
    impl Seek for Counting {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.1.seek(to)
        }
    }
    let mut film = b"\0\0\0\x18ftypisom".to_vec();
    film.resize(5_000_000, 0);
    let mut counting = Counting(0, Cursor::new(film));
    assert_eq!(sniff(&mut counting).unwrap(), Sniffed::Is(FileType::Mp4));
    assert!(counting.0 <= BEGINNING);
}
