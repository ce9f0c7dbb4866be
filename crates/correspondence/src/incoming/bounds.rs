//! What the parser is not asked to read. It goes into a message within a message as deep as that goes, so that one made for it
//! would end the whole program, and not only the reading; and what has millions of parts takes all the memory there is. Such a
//! message is kept whole all the same, and waits for a person.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;

/// How many parts may say what they are. A message within a message is one that does, so none goes deeper than this: what was read
/// is taken down as deep.
const KINDS: usize = 200;

/// How many lines may look as if a part ended there.
const BOUNDARIES: usize = 50_000;

/// How many lines may look like headers before the text begins.
const HEADERS: usize = 20_000;

/// How deep the parser goes into messages that were packed for the way, one within another.
const PACKED: usize = 3;

/// Whether a message is made of more than anybody writes.
pub(super) fn are_passed(raw: &[u8]) -> bool {
    are_passed_within(raw, PACKED)
}

fn are_passed_within(raw: &[u8], deeper: usize) -> bool {
    let kinds = kinds(raw);
    if kinds > KINDS || boundaries(raw) > BOUNDARIES || headers(raw) > HEADERS {
        return true;
    }
    let may_hold_messages = kinds > 0 && ["rfc822", "global", "digest"].iter().any(|word| has(raw, word));
    if deeper == 0 || !may_hold_messages {
        return false;
    }
    let inner = packed_messages(raw);
    inner.iter().any(|inner| are_passed_within(inner, deeper - 1))
}

/// How often "Content-Type:" stands there, with space in it or without, as the parser reads it.
fn kinds(raw: &[u8]) -> usize {
    const NAME: &[u8] = b"content-type:";
    let (mut count, mut at) = (0, 0);
    for byte in raw.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let byte = byte.to_ascii_lowercase();
        // The first letter does not come again in it.
        at = match NAME.get(at) {
            Some(wanted) if *wanted == byte => at + 1,
            _ => usize::from(NAME.first() == Some(&byte)),
        };
        if at == NAME.len() {
            (count, at) = (count + 1, 0);
        }
    }
    count
}

fn boundaries(raw: &[u8]) -> usize {
    let lines = raw.split(|byte| *byte == b'\n');
    let marks = lines.filter(|line| line.windows(2).any(|pair| pair == b"--"));
    marks.take(BOUNDARIES + 1).count()
}

fn headers(raw: &[u8]) -> usize {
    let lines = raw.split(|byte| *byte == b'\n');
    let lines = lines.take_while(|line| !line.trim_ascii().is_empty());
    lines.take(HEADERS + 1).count()
}

fn has(raw: &[u8], word: &str) -> bool {
    raw.windows(word.len())
        .any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

/// What was packed for the way, unpacked, wherever it stands: a message may be in it. No standard has it (RFC 2046, 5.2.1
/// forbids it); some programs do it.
fn packed_messages(raw: &[u8]) -> Vec<Vec<u8>> {
    let (mut found, mut packed) = (Vec::new(), Vec::new());
    let unpack = |packed: &mut Vec<u8>| base64_decode(&std::mem::take(packed)).unwrap_or_default();
    for line in raw.split(|byte| *byte == b'\n') {
        let letters = || line.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
        let is_packed = letters().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte));
        if is_packed {
            packed.extend(letters());
        } else if !packed.is_empty() {
            found.push(unpack(&mut packed));
        }
    }
    found.push(unpack(&mut packed));
    if has(raw, "quoted-printable") {
        found.extend(quoted_printable_decode(raw));
    }
    found
}
