//! Bytes to characters.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Share of stray NULs and broken sequences (1 in this many bytes) up to which bytes are still damaged text and not something else.
const DAMAGE: usize = 100;
/// As many are forgiven in the shortest file.
const STRAY: usize = 4;
/// Bytes that are looked at to guess a legacy encoding.
const SAMPLE: usize = 256 << 10;

/// Text, and what the user should know about how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) warning: Option<String>,
}

/// The text in these bytes, or `None` if they hold something else.
pub(crate) fn decode(bytes: &[u8]) -> Option<Decoded> {
    if let Some(decoded) = utf32(bytes) {
        return decoded;
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(with(encoding, bytes, None));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Some(with(encoding, bytes, None));
    }
    if bytes.iter().filter(|byte| is_binary(**byte)).count() > STRAY.max(bytes.len() / DAMAGE) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Decoded { text: text.into(), warning: None });
    }
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let broken = text.chars().filter(|char| *char == char::REPLACEMENT_CHARACTER).count();
    let multibyte = text.chars().filter(|char| !char.is_ascii()).count() - broken;
    // A file cut in the middle of a character, or with a few broken ones among many whole ones.
    let cut = broken == 1 && text.ends_with(char::REPLACEMENT_CHARACTER);
    let is_utf8 = is_forbidden_utf8(bytes);
    if cut || (broken * DAMAGE <= text.len() && (multibyte > broken || is_utf8)) {
        let warning = Some(format!("{broken} damaged characters could not be read"));
        return Some(Decoded { text: text.into_owned(), warning });
    }
    // Guessing would make letters of it that nobody wrote.
    if is_utf8 {
        return None;
    }
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], bytes.len() <= SAMPLE);
    let encoding = detector.guess(None, false);
    let note = format!("the encoding was guessed: {}", encoding.name());
    Some(with(encoding, bytes, Some(note)))
}

fn with(encoding: &'static Encoding, bytes: &[u8], warning: Option<String>) -> Decoded {
    let (text, _, damaged) = encoding.decode(bytes);
    let broken = damaged.then(|| "some damaged characters could not be read".to_owned());
    Decoded { text: text.into_owned(), warning: warning.or(broken) }
}

/// Bytes that no text encoding of one byte uses. Escape (0x1b) stays: ISO-2022-JP and terminal logs.
fn is_binary(byte: u8) -> bool {
    matches!(byte, 0..=7 | 0xe..=0x1a | 0x1c..=0x1f)
}

/// Whether these are the sequences of UTF-8 with forbidden ones among them: longer than needed, halves of surrogate pairs, beyond Unicode.
/// Programs that err or mean harm write them; in texts of other encodings bytes line up like that by chance only, among more that do not.
fn is_forbidden_utf8(bytes: &[u8]) -> bool {
    let (mut shaped, mut stray, mut forbidden) = (0, 0, 0);
    let mut rest = bytes;
    while let [first, ..] = rest {
        let length = match first {
            0..=0x7f => 1,
            0xc0..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf7 => 4,
            _ => 0,
        };
        let sequence = rest.get(..length).filter(|it| it.iter().skip(1).all(|byte| byte & 0xc0 == 0x80));
        match sequence {
            Some([_]) => {}
            Some(sequence @ [_, ..]) => {
                shaped += 1;
                forbidden += usize::from(std::str::from_utf8(sequence).is_err());
            }
            _ => stray += 1,
        }
        rest = &rest[sequence.map_or(1, |sequence| sequence.len().max(1))..];
    }
    forbidden > 0 && shaped >= stray
}

/// The text, `Some(None)` if the mark is there and the rest is nonsense, `None` without the mark.
fn utf32(bytes: &[u8]) -> Option<Option<Decoded>> {
    let read: fn([u8; 4]) -> u32 = match bytes {
        [0xff, 0xfe, 0, 0, ..] => u32::from_le_bytes,
        [0, 0, 0xfe, 0xff, ..] => u32::from_be_bytes,
        _ => return None,
    };
    let text: Option<String> = bytes[4..].as_chunks::<4>().0.iter().map(|four| char::from_u32(read(*four))).collect();
    Some(text.map(|text| Decoded { text, warning: None }))
}

/// UTF-16 of mostly Latin text: every other byte is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes[..bytes.len().min(SAMPLE)].as_chunks::<2>().0;
    let zero = |side: usize| pairs.iter().filter(|pair| pair[side] == 0).count();
    let (even, odd) = (zero(0), zero(1));
    let enough = |zeros: usize, others: usize| zeros >= 2 && zeros * 2 > pairs.len() && others * 20 < pairs.len();
    if enough(odd, even) {
        Some(UTF_16LE)
    } else if enough(even, odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}
