//! One form of text for everything that is stored, searched and quoted.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// NFC; line ends are `\n`; no control characters but `\n` and `\t`; no characters that nobody sees (zero-width spaces, soft hyphens,
/// direction overrides, tags): they hide words from search and people. Non-breaking spaces become spaces, ligatures letters.
pub(crate) fn normalise(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    clean.push('\n');
                }
            }
            '\n' | '\t' => clean.push(char),
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\u{a0}' | '\u{202f}' | '\u{2007}' => clean.push(' '),
            _ if char.is_control() || is_unseen(char) => {}
            // Letters as fonts draw them, from PDF: Latin ligatures and Arabic presentation forms.
            '\u{fb00}'..='\u{fb06}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => {
                clean.extend(std::iter::once(char).nfkc())
            }
            _ => clean.push(char),
        }
    }
    match is_nfc_quick(clean.chars()) {
        IsNormalized::Yes => clean,
        _ => clean.nfc().collect(),
    }
}

/// Formatting characters without a shape. Joiners stay: Persian, Indic scripts and emoji need them.
pub(crate) fn is_unseen(char: char) -> bool {
    matches!(char,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Runs of white space become one space; none at the ends.
pub(crate) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
