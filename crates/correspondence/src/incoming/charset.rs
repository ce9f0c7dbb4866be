//! The letters of what does not say how they are written, or says it wrongly: UTF-8 where they are that, and otherwise
//! windows-1252, which is what programs in the United Kingdom write that say nothing.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders as _, PartType};

/// What mail programs call plain letters (RFC 2046, 4.1.2). What says so and has others in it says nothing.
const PLAIN: [&str; 5] = ["us-ascii", "ascii", "us", "ansi-x3.4-1968", "iso646-us"];

/// What stands where something could not be read.
const UNREAD: char = '\u{FFFD}';

/// What marks a text as one of UTF-8 or UTF-16, and is no letter of it.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// The text of a part, read as its letters were meant; nothing of one that is no text.
pub(super) fn text_of<'m>(message: &'m Message<'_>, part: &'m MessagePart<'_>) -> Cow<'m, str> {
    let (PartType::Text(text) | PartType::Html(text)) = &part.body else {
        return Cow::Borrowed("");
    };
    let bytes = is_doubtful(part, text).then(|| content(message, part)).flatten();
    match bytes {
        Some(bytes) => Cow::Owned(in_utf8(&bytes)),
        None => Cow::Borrowed(text.trim_start_matches(BYTE_ORDER_MARK)),
    }
}

/// Whether the parser had to guess how a text is written.
fn is_doubtful(part: &MessagePart<'_>, text: &str) -> bool {
    let label = part.content_type().and_then(|kind| kind.attribute("charset"));
    let label = label.map(|label| label.trim().to_ascii_lowercase().replace('_', "-"));
    match label {
        Some(label) if PLAIN.contains(&label.as_str()) => !text.is_ascii(),
        Some(label) if charset_decoder(label.as_bytes()).is_some() => false,
        Some(_) | None => text.contains(UNREAD),
    }
}

/// The bytes of a part that is a text, as they were before they were packed for the way.
pub(super) fn content(message: &Message<'_>, part: &MessagePart<'_>) -> Option<Vec<u8>> {
    let place = |offset: u32| usize::try_from(offset).ok();
    let packed = message
        .raw_message
        .get(place(part.offset_body)?..place(part.offset_end)?)?;
    match part.encoding {
        Encoding::None => Some(packed.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(packed),
        Encoding::Base64 => base64_decode(packed),
    }
}

/// The text of a part that nothing ends, which the parser leaves packed as it came.
pub(super) fn of_torn(message: &Message<'_>, part: &MessagePart<'_>) -> String {
    let bytes = content(message, part).unwrap_or_default();
    let packing = part
        .content_transfer_encoding()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let unpacked = match packing.as_str() {
        "quoted-printable" => quoted_printable_decode(whole_signs(&bytes)),
        "base64" => {
            let signs: Vec<u8> = bytes
                .iter()
                .copied()
                .filter(|byte| !byte.is_ascii_whitespace())
                .collect();
            // Four signs are three bytes; what is left of a group is nothing.
            base64_decode(signs.get(..signs.len() / 4 * 4).unwrap_or_default())
        }
        _ => None,
    };
    let bytes = unpacked.unwrap_or(bytes);
    let label = part.content_type().and_then(|kind| kind.attribute("charset"));
    match label.and_then(|label| charset_decoder(label.trim().as_bytes())) {
        Some(decoded) if std::str::from_utf8(&bytes).is_err() => decoded(&bytes),
        Some(_) | None => in_utf8(&bytes),
    }
}

/// Without a sign that was cut in two at the end: "caf=C".
fn whole_signs(bytes: &[u8]) -> &[u8] {
    let tail = bytes.len().saturating_sub(2);
    let cut = bytes.iter().skip(tail).position(|byte| *byte == b'=');
    cut.and_then(|at| bytes.get(..tail + at)).unwrap_or(bytes)
}

/// Bytes of which nothing certain is said, as text.
pub(super) fn in_utf8(bytes: &[u8]) -> String {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let decoder = charset_decoder(b"utf-16");
        return decoder.map_or_else(String::new, |decoded| decoded(bytes));
    }
    let text = piece_by_piece(bytes);
    text.trim_start_matches(BYTE_ORDER_MARK).to_owned()
}

/// What is UTF-8 as it is, and each byte between as windows-1252: who answers an e-mail in the one may quote the other.
fn piece_by_piece(bytes: &[u8]) -> String {
    let windows = charset_decoder(b"windows-1252");
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for piece in bytes.utf8_chunks() {
        text.push_str(piece.valid());
        match windows {
            Some(decoded) if !piece.invalid().is_empty() => text.push_str(&decoded(piece.invalid())),
            Some(_) | None => {}
        }
    }
    text
}

/// The message with all its headers in UTF-8, where some are not (RFC 6532 has them so, and old programs write anything);
/// `None` where all are. What the parts hold stays as it came.
pub(super) fn with_headers_in_utf8(raw: &[u8], message: &Message<'_>) -> Option<Vec<u8>> {
    let (mut mended, mut from) = (Vec::new(), 0);
    for part in &message.parts {
        let begins = usize::try_from(part.offset_header).ok()?;
        let ends = usize::try_from(part.offset_body).ok()?;
        let headers = raw.get(begins..ends).filter(|_| begins >= from);
        let Some(headers) = headers.filter(|headers| std::str::from_utf8(headers).is_err()) else {
            continue;
        };
        mended.extend(raw.get(from..begins)?);
        mended.extend(piece_by_piece(headers).into_bytes());
        from = ends;
    }
    if from == 0 {
        return None;
    }
    mended.extend(raw.get(from..)?);
    Some(mended)
}
