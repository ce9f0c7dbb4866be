//! A PNG from somewhere, made into one that holds a picture and nothing else.
//!
//! What is kept is written again chunk by chunk: the header, the palette, what is transparent, the
//! picture, the end. Comments, places, times, profiles and whatever stands behind the end are left out.

/// The first bytes of every PNG.
const BEGINS: &[u8; 8] = b"\x89PNG\r\n\x1a\n";

/// The chunks that are kept (PNG specification, section 11).
const KEPT: [&[u8; 4]; 5] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"];

/// How wide and high a picture is at most.
pub const LARGEST_SIDE: u32 = 1_000;

/// Why something is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAPicture {
    /// It is not a PNG, or a broken one.
    #[error("it is not a PNG, or it is broken")]
    NotPng,
    /// It has more points than a logo needs.
    #[error("it is wider or higher than 1,000 points")]
    TooLarge,
}

/// The same picture without anything else in it.
pub fn cleaned(bytes: &[u8]) -> Result<Vec<u8>, NotAPicture> {
    let mut rest = bytes.strip_prefix(BEGINS).ok_or(NotAPicture::NotPng)?;
    let mut clean = BEGINS.to_vec();
    let (mut is_first, mut has_picture) = (true, false);
    loop {
        let (chunk, after) = next(rest).ok_or(NotAPicture::NotPng)?;
        rest = after;
        if is_first {
            is_right_size(&chunk)?;
        } else if chunk.name == b"IHDR" {
            return Err(NotAPicture::NotPng);
        }
        is_first = false;
        has_picture |= chunk.name == b"IDAT";
        if KEPT.iter().any(|kept| *kept == chunk.name) {
            clean.extend_from_slice(chunk.whole);
        }
        if chunk.name == b"IEND" {
            return if has_picture {
                Ok(clean)
            } else {
                Err(NotAPicture::NotPng)
            };
        }
    }
}

/// One part of a PNG.
struct Chunk<'p> {
    name: &'p [u8],
    data: &'p [u8],
    /// With its length before and its check behind.
    whole: &'p [u8],
}

/// The first chunk and what follows; `None` when it is cut off or its check is wrong.
fn next(bytes: &[u8]) -> Option<(Chunk<'_>, &[u8])> {
    let length = number(bytes.get(..4)?)?;
    let end = usize::try_from(length).ok()?.checked_add(8)?;
    let named = bytes.get(4..end)?;
    let check = number(bytes.get(end..end.checked_add(4)?)?)?;
    let (name, data) = named.split_at_checked(4)?;
    let (whole, after) = bytes.split_at_checked(end + 4)?;
    (crc(named) == check).then_some((Chunk { name, data, whole }, after))
}

fn is_right_size(header: &Chunk<'_>) -> Result<(), NotAPicture> {
    let side = |at: usize| header.data.get(at..at + 4).and_then(number);
    if header.name != b"IHDR" || header.data.len() != 13 {
        return Err(NotAPicture::NotPng);
    }
    let (Some(width), Some(height)) = (side(0), side(4)) else {
        return Err(NotAPicture::NotPng);
    };
    match width.max(height) {
        _ if width == 0 || height == 0 => Err(NotAPicture::NotPng),
        1..=LARGEST_SIDE => Ok(()),
        _ => Err(NotAPicture::TooLarge),
    }
}

fn number(bytes: &[u8]) -> Option<u32> {
    bytes.try_into().ok().map(u32::from_be_bytes)
}

/// The check behind each chunk (PNG specification, annex D).
fn crc(bytes: &[u8]) -> u32 {
    let step = |value: u32, byte: &u8| {
        (0..8).fold(value ^ u32::from(*byte), |value, _| {
            if value & 1 == 1 {
                (value >> 1) ^ 0xEDB8_8320
            } else {
                value >> 1
            }
        })
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[cfg(test)]
mod tests {
    //! What is kept and what is refused.

    use super::{BEGINS, NotAPicture, cleaned, crc};

    fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
        let named = [name, data].concat();
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], &named, &crc(&named).to_be_bytes()].concat()
    }

    fn header(width: u32, height: u32) -> Vec<u8> {
        let sides = [width.to_be_bytes(), height.to_be_bytes()].concat();
        chunk(b"IHDR", &[&sides[..], &[8, 6, 0, 0, 0]].concat())
    }

    fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
        [BEGINS.to_vec(), chunks.concat()].concat()
    }

    #[test]
    fn the_check_is_that_of_the_specification() {
        // Every PNG ends with these bytes.
        assert_eq!(chunk(b"IEND", &[]), b"\0\0\0\0IEND\xae\x42\x60\x82");
    }

    #[test]
    fn a_picture_keeps_its_picture_and_loses_all_else() {
        let (picture, end) = (chunk(b"IDAT", b"picture"), chunk(b"IEND", &[]));
        let place = chunk(b"tEXt", b"GPS\0Mill Lane");
        let script = b"<script>alert(1)</script>".to_vec();
        let sent = png(&[header(30, 20), place, picture.clone(), end.clone(), script]);
        assert_eq!(cleaned(&sent), Ok(png(&[header(30, 20), picture, end])));
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        let (picture, end) = (chunk(b"IDAT", b"picture"), chunk(b"IEND", &[]));
        let whole = png(&[header(30, 20), picture.clone(), end.clone()]);
        for length in 0..whole.len() {
            let cut = cleaned(whole.get(..length).unwrap());
            assert_eq!(cut, Err(NotAPicture::NotPng), "{length}");
        }
        let mut altered = whole.clone();
        *altered.get_mut(45).unwrap() ^= 1;
        assert_eq!(cleaned(&altered), Err(NotAPicture::NotPng));
        assert_eq!(cleaned(b"<svg/>"), Err(NotAPicture::NotPng));
        assert_eq!(
            cleaned(&png(&[header(30, 20), end.clone()])),
            Err(NotAPicture::NotPng)
        );
        let vast = png(&[header(30_000, 20), picture, end]);
        assert_eq!(cleaned(&vast), Err(NotAPicture::TooLarge));
    }
}
