//! Cutting text into numbers, words and signs.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits with separators between them.
    Number,
    /// Begins with a letter.
    Word,
    /// One other character that is not white space.
    Sign,
}

/// A token with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    pub(super) start: usize,
}

impl Token<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign && self.text.starts_with(sign)
    }

    pub(super) fn starts_upper(&self) -> bool {
        self.kind == Kind::Word && self.text.starts_with(char::is_uppercase)
    }
}

/// Separators that may stand inside a number when digits follow.
fn joins_digits(c: char) -> bool {
    matches!(c, ',' | '.' | '\'' | '’' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let (kind, end) = if c.is_ascii_digit() {
            let mut end = start + 1;
            while let Some(&(at, c)) = rest.peek() {
                let digit_follows = text[at + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
                let inside = c.is_ascii_digit() || (joins_digits(c) && digit_follows);
                if !inside {
                    break;
                }
                end = at + c.len_utf8();
                rest.next();
            }
            (Kind::Number, end)
        } else if c.is_alphabetic() {
            let mut end = start + c.len_utf8();
            while let Some(&(at, c)) = rest.peek() {
                let inside = c.is_alphanumeric()
                    || (matches!(c, '\'' | '’') && text[at + c.len_utf8()..].starts_with(char::is_alphabetic));
                if !inside {
                    break;
                }
                end = at + c.len_utf8();
                rest.next();
            }
            (Kind::Word, end)
        } else if c.is_whitespace() {
            continue;
        } else {
            (Kind::Sign, start + c.len_utf8())
        };
        tokens.push(Token { kind, text: &text[start..end], start });
    }
    tokens
}
