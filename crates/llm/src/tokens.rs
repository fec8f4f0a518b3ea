//! How many tokens a text may have for a model whose tokenizer nobody knows. Pure.

/// Letters of an English word that one token holds at least, on average.
const LOWER: usize = 3;
/// The same for capitals, which tokenizers know few words of.
const UPPER: usize = 2;
/// Bytes of other scripts that one token holds at least: a Cyrillic letter, two thirds of a Chinese character.
const OTHER: usize = 2;
/// Spaces of an indent that one token holds at least.
const SPACES: usize = 2;

/// An estimate that is rather too high: digits, punctuation and line breaks count singly, words by their letters, other scripts by their
/// bytes. Byte-pair tokenizers (GPT-2 and later, Llama, Qwen, Mistral) stay below it for prose, code, numbers and CJK alike.
pub(crate) fn estimate(text: &str) -> usize {
    let mut tokens = 0;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        // A capital that begins a word belongs to it.
        let capital =
            usize::from(first.is_ascii_uppercase() && rest[1..].starts_with(|c: char| c.is_ascii_lowercase()));
        let kind = if capital > 0 { Kind::Lower } else { Kind::of(first) };
        let end = rest[capital..].find(|c| Kind::of(c) != kind).map_or(rest.len(), |end| end + capital);
        tokens += kind.tokens(end);
        rest = &rest[end..];
    }
    tokens
}

/// What a run of characters is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Lower,
    Upper,
    Space,
    Single,
    Other,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' => Self::Lower,
            'A'..='Z' => Self::Upper,
            ' ' | '\t' => Self::Space,
            c if c.is_ascii() => Self::Single,
            _ => Self::Other,
        }
    }

    /// Tokens of a run of this many bytes.
    fn tokens(self, bytes: usize) -> usize {
        match self {
            Self::Lower => bytes.div_ceil(LOWER),
            Self::Upper => bytes.div_ceil(UPPER),
            // The space before a word belongs to the word.
            Self::Space => (bytes - 1).div_ceil(SPACES),
            Self::Single => bytes,
            Self::Other => bytes.div_ceil(OTHER),
        }
    }
}

#[cfg(test)]
mod tests;
