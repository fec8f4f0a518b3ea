//! A quote as Markdown that shows exactly its words.

/// One line, without the Markdown of the document, with everything escaped that would still mean something.
pub(super) fn quote(text: &str) -> String {
    let text = text.trim_start().trim_start_matches(['#', '>', '|']).trim_start();
    let text = ["- ", "* ", "+ ", "• "].iter().find_map(|sign| text.strip_prefix(sign)).unwrap_or(text);
    let text = text.trim_end().trim_end_matches('|').replace("**", "").replace("__", "");
    let mut shown = String::with_capacity(text.len() + 8);
    for word in text.split_whitespace() {
        if !shown.is_empty() {
            shown.push(' ');
        }
        for c in word.chars() {
            if matches!(c, '[' | ']' | '<' | '*' | '`' | '\\' | '~' | '$') {
                shown.push('\\');
            }
            shown.push(c);
        }
    }
    shown
}
