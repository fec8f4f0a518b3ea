/// Tokens are pieces of bytes that may end inside a character; this puts characters together.
#[derive(Default)]
pub(super) struct Utf8 {
    pending: Vec<u8>,
}

impl Utf8 {
    /// Adds bytes and returns the characters that are complete now. Bytes that can never become one turn into U+FFFD.
    pub(super) fn push(&mut self, bytes: &[u8]) -> String {
        self.pending.extend(bytes);
        let mut text = String::new();
        loop {
            match std::str::from_utf8(&self.pending) {
                Ok(rest) => {
                    text.push_str(rest);
                    self.pending.clear();
                    return text;
                }
                Err(error) => {
                    let good: Vec<u8> = self.pending.drain(..error.valid_up_to()).collect();
                    text.push_str(&String::from_utf8_lossy(&good));
                    let Some(bad) = error.error_len() else { return text };
                    self.pending.drain(..bad);
                    text.push(char::REPLACEMENT_CHARACTER);
                }
            }
        }
    }

    /// What is left at the end.
    pub(super) fn finish(self) -> String {
        String::from_utf8_lossy(&self.pending).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::Utf8;

    #[test]
    fn characters_are_never_torn() {
        let text = "añ €🙂!";
        let mut utf8 = Utf8::default();
        let parts: Vec<String> = text.bytes().map(|byte| utf8.push(&[byte])).collect();
        assert_eq!(parts.concat(), text);
        assert_eq!(parts.iter().filter(|part| !part.is_empty()).count(), text.chars().count());
        assert_eq!(utf8.finish(), "");
    }

    #[test]
    fn broken_bytes_are_replaced() {
        let mut utf8 = Utf8::default();
        assert_eq!(utf8.push(b"a\xff\xe2\x82"), "a\u{fffd}");
        assert_eq!(utf8.push(b"b"), "\u{fffd}b");
        assert_eq!(utf8.push(b"\xf0\x9f"), "");
        assert_eq!(utf8.finish(), "\u{fffd}");
    }
}
