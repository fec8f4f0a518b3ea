//! Characters and bytes: stored offsets count characters, Rust slices by bytes.

/// Walks a text once and turns positions that only grow from characters to bytes or back. Any number of questions costs one pass;
/// a position before the last one is a mistake of the caller and answers the last one.
#[derive(Debug, Clone)]
pub struct Cursor<'a> {
    text: &'a str,
    byte: usize,
    char: u32,
}

impl<'a> Cursor<'a> {
    /// A cursor at the beginning of the text.
    pub fn new(text: &'a str) -> Self {
        Self { text, byte: 0, char: 0 }
    }

    /// The byte at which character number `char` begins; the text's length for positions beyond its end.
    pub fn byte(&mut self, char: u32) -> usize {
        let wanted = char.saturating_sub(self.char) as usize;
        let rest = &self.text[self.byte..];
        match rest.char_indices().nth(wanted) {
            Some((offset, _)) => {
                self.byte += offset;
                self.char += wanted as u32;
            }
            None => {
                self.char += rest.chars().count() as u32;
                self.byte = self.text.len();
            }
        }
        self.byte
    }

    /// The number of characters before `byte`, which must be a boundary.
    pub fn char(&mut self, byte: usize) -> u32 {
        if let Some(between) = self.text.get(self.byte..byte) {
            self.char += between.chars().count() as u32;
            self.byte = byte;
        }
        self.char
    }
}

/// The characters `start..end` of the text, cut to what there is.
pub fn slice(text: &str, start: u32, end: u32) -> &str {
    let mut cursor = Cursor::new(text);
    let start = cursor.byte(start);
    let end = cursor.byte(end);
    &text[start..end]
}

#[cfg(test)]
mod tests;
