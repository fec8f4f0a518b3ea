//! BERT's uncased WordPiece tokenizer, exactly as Hugging Face's `tokenizers` computes it for all-MiniLM-L6-v2, with one deliberate
//! difference: `[SEP]` and its like in a document are plain text and cannot pose as the model's own marks.

#[cfg(test)]
mod tests;

use std::{collections::HashMap, sync::LazyLock};
use unicode_categories::UnicodeCategories;
use unicode_normalization::UnicodeNormalization;

/// One token a line; its line number is its id.
const VOCABULARY: &str = include_str!("../assets/vocab.txt");
/// Ids of `[UNK]`, `[CLS]` and `[SEP]` in the vocabulary.
const UNKNOWN: u32 = 100;
const START: u32 = 101;
const END: u32 = 102;
/// Characters of a word beyond which it is unknown (BERT's `max_input_chars_per_word`).
const LONGEST_WORD: usize = 100;

static TOKENIZER: LazyLock<Tokenizer> = LazyLock::new(Tokenizer::load);

/// The number of tokens of a text, without the two marks around it.
pub(crate) fn count(text: &str) -> usize {
    let mut count = 0;
    TOKENIZER.each_token(text, |_| {
        count += 1;
        true
    });
    count
}

/// The token ids of a text with `[CLS]` and `[SEP]` around them, cut to `most` in all.
pub(crate) fn encode(text: &str, most: usize) -> Vec<u32> {
    let mut ids = vec![START];
    TOKENIZER.each_token(text, |id| {
        let fits = ids.len() + 1 < most;
        if fits {
            ids.push(id);
        }
        fits
    });
    ids.push(END);
    ids
}

struct Tokenizer {
    /// Pieces that begin a word.
    first: HashMap<&'static str, u32>,
    /// Pieces that go on with a word, without their `##`.
    rest: HashMap<&'static str, u32>,
    /// Bytes of the longest piece.
    longest: usize,
}

impl Tokenizer {
    fn load() -> Self {
        let (mut first, mut rest) = (HashMap::new(), HashMap::new());
        for (id, piece) in (0..).zip(VOCABULARY.lines()) {
            match piece.strip_prefix("##") {
                // `##` itself, as text, begins a word like any other.
                Some(piece) if !piece.is_empty() => rest.insert(piece, id),
                _ => first.insert(piece, id),
            };
        }
        let longest = first.keys().chain(rest.keys()).map(|piece| piece.len()).max().unwrap_or(0);
        Self { first, rest, longest }
    }

    /// Hands out the tokens in order until `take` returns false.
    fn each_token(&self, text: &str, mut take: impl FnMut(u32) -> bool) {
        let mut word = String::new();
        let mut step = |c: char| {
            if c.is_whitespace() {
                self.end_word(&mut word, &mut take)
            } else if is_punctuation(c) {
                let more = self.end_word(&mut word, &mut take);
                word.push(c);
                more && self.end_word(&mut word, &mut take)
            } else {
                word.push(c);
                true
            }
        };
        let more = if text.is_ascii() {
            let clean = text.chars().filter(|&c| !is_dropped(c));
            all(clean.map(|c| c.to_ascii_lowercase()), &mut step)
        } else {
            let clean = text.chars().filter(|&c| !is_dropped(c)).flat_map(space_ideographs);
            let bare = clean.nfd().filter(|&c| !c.is_mark_nonspacing());
            all(bare.flat_map(char::to_lowercase), &mut step)
        };
        if more {
            self.end_word(&mut word, &mut take);
        }
    }

    /// Longest pieces first; a word that cannot be pieced together is one unknown token.
    fn end_word(&self, word: &mut String, take: &mut impl FnMut(u32) -> bool) -> bool {
        if word.is_empty() {
            return true;
        }
        let pieces = self.pieces(word);
        word.clear();
        pieces.into_iter().all(take)
    }

    fn pieces(&self, word: &str) -> Vec<u32> {
        if let Some(&id) = self.first.get(word) {
            return vec![id];
        }
        if word.len() > LONGEST_WORD && word.chars().count() > LONGEST_WORD {
            return vec![UNKNOWN];
        }
        let mut ids = Vec::new();
        let mut left = word;
        while !left.is_empty() {
            let pieces = if ids.is_empty() { &self.first } else { &self.rest };
            let most = left.floor_char_boundary(self.longest);
            let found = (1..=most).rev().find_map(|end| Some((end, *pieces.get(left.get(..end)?)?)));
            let Some((end, id)) = found else { return vec![UNKNOWN] };
            ids.push(id);
            left = &left[end..];
        }
        ids
    }
}

fn all(chars: impl Iterator<Item = char>, step: &mut impl FnMut(char) -> bool) -> bool {
    chars.into_iter().all(step)
}

fn is_dropped(c: char) -> bool {
    matches!(c, '\0' | '\u{fffd}') || (!matches!(c, '\t' | '\n' | '\r') && c.is_other())
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || (!c.is_ascii() && c.is_punctuation())
}

/// Every CJK ideograph is a word of its own (the blocks that BERT names).
fn space_ideographs(c: char) -> impl Iterator<Item = char> {
    let ideograph = matches!(c as u32,
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2A6DF | 0x2A700..=0x2B73F | 0x2B740..=0x2B81F
        | 0x2B920..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F);
    let around = ideograph.then_some(' ');
    around.into_iter().chain([c]).chain(around)
}
