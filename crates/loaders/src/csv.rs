//! Tables as text. The text stays as it is; the first record is the header, every other a row.

use crate::draft::{from_source, source};
use chatbox_core::loader::{BlockKind, Extracted, LoadError};
use std::ops::Range;

const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];
/// Records that are looked at.
const SAMPLE: usize = 50;

pub(crate) fn load(text: &str, delimiter: char, limit: usize) -> Result<Extracted, LoadError> {
    let text = source(text, limit)?;
    let mut blocks = Vec::new();
    for record in records(&text, delimiter) {
        let line = &text[record.clone()];
        if line.chars().all(|char| char == delimiter || char.is_whitespace() || char == '"') {
            continue;
        }
        let first = blocks.is_empty();
        let kind = if first && is_header(line, delimiter) { BlockKind::TableHeader } else { BlockKind::TableRow };
        blocks.push((kind, record));
    }
    let media_type = if delimiter == '\t' { "text/tab-separated-values" } else { "text/csv" };
    Ok(from_source(text, blocks, None, media_type))
}

/// The delimiter of a file that says it is a table.
pub(crate) fn delimiter(text: &str, extension: &str) -> char {
    let usual = match extension {
        "tsv" | "tab" => '\t',
        "psv" => '|',
        _ => ',',
    };
    let best = DELIMITERS.into_iter().max_by_key(|delimiter| (score(text, *delimiter), *delimiter == usual));
    best.filter(|delimiter| score(text, *delimiter) > 0).unwrap_or(usual)
}

/// The delimiter of a text that does not say what it is: only if every record agrees.
pub(crate) fn sniff(head: &str) -> Option<char> {
    let last = head.rfind('\n')?;
    DELIMITERS.into_iter().find(|delimiter| {
        let counts: Vec<usize> = counts(&head[..last], *delimiter);
        let needed = if *delimiter == '\t' { 1 } else { 2 };
        counts.len() >= 3 && counts[0] >= needed && counts.iter().all(|count| *count == counts[0])
    })
}

/// Records that have as many delimiters as the first, times their number: a delimiter that agrees often and cuts much wins.
fn score(text: &str, delimiter: char) -> usize {
    let counts = counts(text, delimiter);
    let first = counts.first().copied().unwrap_or(0);
    counts.iter().filter(|count| **count == first).count() * first.min(50)
}

fn counts(text: &str, delimiter: char) -> Vec<usize> {
    records(text, delimiter)
        .take(SAMPLE)
        .map(|record| {
            let mut quoted = false;
            let outside = text[record].chars().filter(|char| {
                quoted ^= *char == '"';
                !quoted && *char == delimiter
            });
            outside.count()
        })
        .collect()
}

/// Byte ranges of records: lines, but a line end inside quotes belongs to its field (RFC 4180).
fn records(text: &str, delimiter: char) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let end = record_end(text, at, delimiter);
            let line = &text[at..end];
            let start = at + (line.len() - line.trim_start_matches(['\n', ' ']).len());
            let stop = at + line.trim_end_matches(['\n', ' ']).len();
            at = end;
            if start < stop {
                return Some(start..stop);
            }
        }
        None
    })
}

/// A quote that is opened and never closed ends with its line, so that one stray mark does not swallow the rest of the file.
fn record_end(text: &str, from: usize, delimiter: char) -> usize {
    /// A quoted field longer than this is a stray quote.
    const LONGEST: usize = 64 << 10;
    let bytes = text.as_bytes();
    let (mut quoted, mut field_start, mut first_line_end) = (false, true, None);
    for (at, &byte) in bytes.iter().enumerate().skip(from) {
        match byte {
            b'"' if quoted => quoted = false,
            // Inside an unquoted field a quote is just a character, after a doubled one it opens again.
            b'"' if field_start || bytes[at - 1] == b'"' => quoted = true,
            b'\n' if !quoted => return at + 1,
            b'\n' => {
                first_line_end.get_or_insert(at + 1);
            }
            _ => {}
        }
        field_start = !quoted && byte == delimiter as u8;
        if quoted && at - from > LONGEST {
            break;
        }
    }
    first_line_end.filter(|_| quoted).unwrap_or(bytes.len())
}

/// A header names things: it has no field that is only a number.
fn is_header(line: &str, delimiter: char) -> bool {
    !line.split(delimiter).map(|field| field.trim().trim_matches('"')).any(|field| {
        !field.is_empty()
            && field.chars().all(|char| char.is_ascii_digit() || matches!(char, '.' | ',' | '-' | '+' | '%'))
    })
}
