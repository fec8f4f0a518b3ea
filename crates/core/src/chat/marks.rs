//! Marks of citations in the text of an answer: `[^3]` stands for the third.

/// The text before the next mark, the digits of the mark, and the text after it.
pub fn next_mark(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(found) = text[from..].find("[^") {
        let at = from + found;
        let digits = at + 2;
        let end = digits + text[digits..].bytes().take_while(u8::is_ascii_digit).count();
        if end > digits && text[end..].starts_with(']') {
            return Some((&text[..at], &text[digits..end], &text[end + 1..]));
        }
        from = digits;
    }
    None
}

/// The text without its marks.
pub fn without_marks(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, _, after)) = next_mark(rest) {
        plain.push_str(before);
        rest = after;
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::{next_mark, without_marks};

    #[test]
    fn marks_are_found_and_nothing_like_them() {
        assert_eq!(next_mark("a [^x] [^] [^12] b"), Some(("a [^x] [^] ", "12", " b")));
        for none in ["", "[^", "[^1", "[^é]", "[1]"] {
            assert_eq!(next_mark(none), None, "{none}");
            assert_eq!(without_marks(none), none);
        }
        assert_eq!(without_marks("One[^1][^2], [^[^3] two[^4]"), "One, [^ two");
    }
}
