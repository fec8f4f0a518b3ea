//! Plain text and source code: the source as it is, with blocks marked in it.

use crate::draft::{from_source, source};
use chatbox_core::loader::{BlockKind, Extracted, LoadError};
use std::ops::Range;

/// Paragraphs are what empty lines separate.
pub(crate) fn load_plain(text: &str, limit: usize) -> Result<Extracted, LoadError> {
    let text = source(text, limit)?;
    let blocks = parts(&text).into_iter().map(|range| (BlockKind::Paragraph, range)).collect();
    Ok(from_source(text, blocks, None, "text/plain"))
}

/// Each part between empty lines is a block of code.
pub(crate) fn load_code(text: &str, limit: usize) -> Result<Extracted, LoadError> {
    let text = source(text, limit)?;
    let blocks = parts(&text).into_iter().map(|range| (BlockKind::Code, range)).collect();
    Ok(from_source(text, blocks, None, "text/x-source"))
}

/// Lines with their byte offset, without the line end.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.strip_suffix('\n').unwrap_or(line))
    })
}

/// Byte ranges between blank lines, without white space at the end.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (start, line) in lines(text) {
        let kept = line.trim_end().len();
        if kept == 0 {
            open = false;
        } else if open && let Some(part) = parts.last_mut() {
            part.end = start + kept;
        } else {
            parts.push(start..start + kept);
            open = true;
        }
    }
    parts
}
