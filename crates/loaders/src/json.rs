//! JSON, laid out for reading: one member per line, text unescaped. Top-level items are blocks.

use crate::draft::{from_source, source};
use chatbox_core::loader::{BlockKind, Extracted, LoadError};
use serde::de::IgnoredAny;
use std::ops::Range;

/// Spaces per level.
const INDENT: usize = 2;
/// Levels; nothing that people made nests deeper, and the indent of deep nesting grows with its square.
const DEPTH: usize = 128;

pub(crate) fn is_json(text: &str) -> bool {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    values.next().is_some_and(|first| first.is_ok()) && values.all(|value| value.is_ok())
}

pub(crate) fn load(text: &str, limit: usize) -> Result<Extracted, LoadError> {
    let text = source(text, limit)?;
    let mut values = serde_json::Deserializer::from_str(&text).into_iter::<IgnoredAny>();
    let mut ends = Vec::new();
    while let Some(value) = values.next() {
        value.map_err(|error| LoadError::Broken(format!("it is not valid JSON: {error}")))?;
        ends.push(values.byte_offset());
    }
    let mut out = Layout { text: String::with_capacity(text.len() * 2), limit, items: Vec::new() };
    let mut start = 0;
    let several = ends.len() > 1;
    for end in ends {
        out.value(text[start..end].trim(), several)?;
        start = end;
    }
    let blocks = out.items.into_iter().map(|range| (BlockKind::Code, range)).collect();
    // Unescaped text may hold anything again.
    let normal = crate::normalise::normalise(&out.text);
    if normal != out.text {
        return crate::lines::load_code(&out.text, usize::MAX)
            .map(|extracted| Extracted { media_type: "application/json".into(), ..extracted });
    }
    Ok(from_source(out.text, blocks, None, "application/json"))
}

struct Layout {
    text: String,
    limit: usize,
    items: Vec<Range<usize>>,
}

impl Layout {
    /// Lays out one valid value. `whole`: the value is one item; otherwise its members are.
    fn value(&mut self, value: &str, whole: bool) -> Result<(), LoadError> {
        let start = self.text.len();
        let mut item = start;
        let mut depth = 0usize;
        let mut chars = value.char_indices().peekable();
        while let Some((at, char)) = chars.next() {
            match char {
                '"' => {
                    let end = string_end(value, at);
                    self.string(&value[at..end]);
                    while chars.next_if(|(next, _)| *next < end).is_some() {}
                }
                '{' | '[' => {
                    self.text.push(char);
                    depth += 1;
                    if depth > DEPTH {
                        return Err(LoadError::Broken(format!("it nests deeper than {DEPTH} levels")));
                    }
                    while chars.next_if(|(_, next)| next.is_whitespace()).is_some() {}
                    if let Some((_, close)) = chars.next_if(|(_, next)| matches!(next, '}' | ']')) {
                        self.text.push(close);
                        depth -= 1;
                    } else {
                        self.line(depth);
                        if depth == 1 {
                            item = self.text.len();
                        }
                    }
                }
                '}' | ']' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 && !whole {
                        self.items.push(item..self.text.len());
                    }
                    self.line(depth);
                    self.text.push(char);
                }
                ',' => {
                    self.text.push(',');
                    if depth == 1 && !whole {
                        self.items.push(item..self.text.len());
                    }
                    self.line(depth);
                    if depth == 1 {
                        item = self.text.len();
                    }
                }
                ':' => self.text.push_str(": "),
                _ if char.is_whitespace() => {}
                _ => self.text.push(char),
            }
            if self.text.len() > self.limit {
                return Err(LoadError::TooLarge("laid out for reading, it is longer than the text limit".into()));
            }
        }
        if whole || self.items.is_empty() && self.text.len() > start {
            self.items.push(start..self.text.len());
        }
        self.text.push('\n');
        Ok(())
    }

    fn line(&mut self, depth: usize) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', depth * INDENT));
    }

    /// A string token with its escapes of letters resolved, so that it can be found; quotes and controls stay escaped.
    fn string(&mut self, token: &str) {
        if !token.contains("\\u") && !token.contains("\\/") {
            return self.text.push_str(token);
        }
        let Ok(value) = serde_json::from_str::<String>(token) else { return self.text.push_str(token) };
        self.text.push_str(&serde_json::to_string(&value).unwrap_or_else(|_| token.to_owned()));
    }
}

/// One past the closing quote of the string that starts at `at`.
fn string_end(value: &str, at: usize) -> usize {
    let mut escaped = false;
    for (index, byte) in value.bytes().enumerate().skip(at + 1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    value.len()
}
