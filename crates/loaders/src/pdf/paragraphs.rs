//! From lines to blocks: whole sentences in whole paragraphs.

use super::{
    layout::{Line, is_mark},
    mode,
};
use chatbox_core::loader::BlockKind;

/// Size of a heading in parts of the body's.
const HEADING: f32 = 1.12;
/// Characters of a heading at most.
const HEADING_CHARS: usize = 200;
/// Characters of a bold line that is a heading at most.
const BOLD_CHARS: usize = 100;
/// Distance of lines, in parts of the font size, above which a paragraph ends.
const LEADING: f32 = 1.75;
/// Indent of a first line, in parts of the font size.
const INDENT: f32 = 0.8;

/// The size of running text, and the sizes of headings in falling order; all in quarter points.
pub(super) struct Sizes {
    body: f32,
    headings: Vec<i32>,
}

impl Sizes {
    pub(super) fn of(pages: &[Vec<Line>]) -> Self {
        let lines = || pages.iter().flatten();
        let weight = |line: &Line| line.texts().map(|text| text.chars().count()).sum();
        let body = mode(lines().map(|line| (quarters(line.size), weight(line)))).unwrap_or(40) as f32 / 4.0;
        let large = lines().filter(|line| line.size >= body * HEADING && weight(line) <= HEADING_CHARS);
        let mut headings: Vec<i32> = large.map(|line| quarters(line.size)).collect();
        headings.sort_unstable_by(|a, b| b.cmp(a));
        headings.dedup();
        Self { body, headings }
    }

    fn heading(&self, line: &Line) -> Option<u8> {
        if line.is_row() {
            return None;
        }
        let text = line.text();
        let letters = text.chars().filter(|char| char.is_alphabetic()).count();
        let chars = text.chars().count();
        if letters < 2 || chars > HEADING_CHARS {
            return None;
        }
        if line.size >= self.body * HEADING {
            let rank = self.headings.iter().position(|size| *size <= quarters(line.size)).unwrap_or(0);
            return Some(rank.min(3) as u8 + 1);
        }
        let says_more = text.ends_with(['.', ',', ';']) && chars > 12;
        (line.bold && chars <= BOLD_CHARS && !says_more && line.size >= self.body * 0.95)
            .then(|| self.headings.len().min(3) as u8 + 1)
    }
}

fn quarters(size: f32) -> i32 {
    (size * 4.0).round() as i32
}

/// The blocks of a page.
pub(super) fn blocks(lines: &[Line], sizes: &Sizes) -> Vec<(BlockKind, String)> {
    let mut blocks: Vec<(BlockKind, String)> = Vec::new();
    let mut before: Option<&Line> = None;
    for (at, line) in lines.iter().enumerate() {
        let in_table = line.is_row()
            && (before.is_some_and(|before| before.is_row()) || lines.get(at + 1).is_some_and(Line::is_row));
        let last = blocks.last_mut();
        if in_table {
            let first = !matches!(last, Some((BlockKind::TableHeader | BlockKind::TableRow, _)));
            let kind = if first && is_header(line) { BlockKind::TableHeader } else { BlockKind::TableRow };
            blocks.push((kind, line.cells.join(" | ")));
        } else if let Some(level) = sizes.heading(line) {
            match (last, before) {
                (Some((BlockKind::Heading(open), text)), Some(before))
                    if *open == level && follows(before, line) && text.chars().count() < HEADING_CHARS =>
                {
                    join(text, &line.text());
                }
                _ => blocks.push((BlockKind::Heading(level), line.text())),
            }
        } else if is_item(&line.text()) {
            blocks.push((BlockKind::ListItem, line.text()));
        } else {
            match (last, before) {
                (Some((BlockKind::Paragraph | BlockKind::ListItem, text)), Some(before))
                    if continues(before, line, text) =>
                {
                    join(text, &line.text());
                }
                _ => blocks.push((BlockKind::Paragraph, line.text())),
            }
        }
        before = Some(line);
    }
    blocks
}

/// The next line down in the same column.
fn follows(before: &Line, line: &Line) -> bool {
    let step = before.baseline - line.baseline;
    step > 0.0 && step <= LEADING * before.size.max(line.size)
}

/// Whether the line goes on with the paragraph that `before` is the last line of.
fn continues(before: &Line, line: &Line, text: &str) -> bool {
    let ended = text.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '”', '"', ')']);
    let first = line.cells.first().and_then(|cell| cell.chars().next()).unwrap_or(' ');
    if before.column != line.column || line.baseline >= before.baseline {
        // The next column: only what plainly goes on does.
        return !ended && first.is_lowercase();
    }
    if (before.size - line.size).abs() > 0.15 * before.size.max(line.size) {
        return false;
    }
    if !follows(before, line) {
        return false;
    }
    let width = (line.column.1 - line.column.0).max(1.0);
    let short = line.column.1 - before.right > (width * 0.12).max(before.size * 2.0);
    let indented = line.left - before.left > INDENT * line.size && line.left - line.column.0 < width * 0.2;
    match () {
        () if ended && (short || indented) => false,
        () if short && !first.is_lowercase() && before.right - before.left < width * 0.6 => false,
        () => true,
    }
}

/// Appends a line: a word that was divided becomes whole again, scripts without spaces get none.
fn join(text: &mut String, line: &str) {
    let (last, first) = (text.chars().next_back(), line.chars().next());
    let (Some(last), Some(first)) = (last, first) else { return text.push_str(line) };
    let before_hyphen = text.chars().rev().nth(1).is_some_and(char::is_alphabetic);
    if matches!(last, '-' | '\u{2010}') && before_hyphen && first.is_lowercase() {
        text.pop();
    } else if !(is_wide(last) && is_wide(first)) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Chinese and Japanese, which put no space between words.
fn is_wide(char: char) -> bool {
    matches!(char, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

/// A mark, then text; `2.3` in front of text is a section.
fn is_item(text: &str) -> bool {
    let Some((mark, rest)) = text.split_once(' ') else { return false };
    let section = mark.ends_with(|char: char| char.is_ascii_digit());
    rest.chars().any(char::is_alphabetic) && is_mark(mark) && !section
}

/// Names, not numbers.
fn is_header(line: &Line) -> bool {
    line.texts().all(|cell| cell.chars().any(char::is_alphabetic))
}
