//! Markdown: the source as it is, with its structure marked. Reads the block level of CommonMark with tables; line by line, so that no
//! nesting is too deep.

use crate::{
    draft::{from_source, source},
    lines::lines,
};
use chatbox_core::loader::{BlockKind, Extracted, LoadError};
use std::ops::Range;

pub(crate) fn load(text: &str, limit: usize) -> Result<Extracted, LoadError> {
    let text = source(text, limit)?;
    let mut scan = Scan::default();
    let all: Vec<(usize, &str)> = lines(&text).collect();
    let mut at = scan.front_matter(&all);
    while at < all.len() {
        let (start, line) = all[at];
        scan.line(start, line, all.get(at + 1).map(|next| next.1));
        at += 1;
    }
    let title = scan.title.take().or_else(|| {
        let (_, range) = scan.blocks.iter().find(|(kind, _)| *kind == BlockKind::Heading(1))?;
        Some(plain(text[range.clone()].trim_start_matches('#').trim()))
    });
    Ok(from_source(text, scan.blocks, title, "text/markdown"))
}

#[derive(Default)]
struct Scan {
    blocks: Vec<(BlockKind, Range<usize>)>,
    /// The kind that the next line continues, if it does.
    open: Option<BlockKind>,
    fence: Option<(char, usize)>,
    title: Option<String>,
}

impl Scan {
    /// Skips YAML between `---` lines at the top, keeping its title. Returns the first line after it.
    fn front_matter(&mut self, all: &[(usize, &str)]) -> usize {
        if all.first().is_none_or(|(_, line)| *line != "---") {
            return 0;
        }
        let Some(end) = all.iter().skip(1).take(200).position(|(_, line)| matches!(line.trim_end(), "---" | "..."))
        else {
            return 0;
        };
        let title = all[1..=end].iter().find_map(|(_, line)| line.strip_prefix("title:"));
        self.title = title.map(|title| title.trim().trim_matches(['"', '\'']).to_owned());
        end + 2
    }

    fn line(&mut self, start: usize, line: &str, next: Option<&str>) {
        let kept = line.trim_end();
        let trimmed = kept.trim_start();
        let range = start + (kept.len() - trimmed.len())..start + kept.len();
        if let Some((mark, length)) = self.fence {
            let closes = trimmed.len() >= length && trimmed.chars().all(|char| char == mark);
            if closes {
                self.fence = None;
                self.open = None;
            }
            // The fences belong to the block: the text shows them.
            self.grow(start + kept.len());
            return;
        }
        if trimmed.is_empty() {
            self.open = None;
            return;
        }
        if let Some(fence) = fence(trimmed) {
            self.fence = Some(fence);
            return self.begin(BlockKind::Code, range);
        }
        if let Some(level) = heading(trimmed) {
            self.begin(BlockKind::Heading(level), range);
            self.open = None;
            return;
        }
        if is_break(trimmed) {
            self.open = None;
            return;
        }
        if let Some(level) = underline(trimmed) {
            if self.open == Some(BlockKind::Paragraph) {
                if let Some((kind, _)) = self.blocks.last_mut() {
                    *kind = BlockKind::Heading(level);
                }
                self.grow(range.end);
            }
            self.open = None;
            return;
        }
        if trimmed.starts_with('|') || matches!(self.open, Some(BlockKind::TableHeader | BlockKind::TableRow)) {
            return self.table_row(trimmed, range, next);
        }
        if trimmed.contains('|') && next.is_some_and(|next| is_rule(next.trim())) {
            return self.begin(BlockKind::TableHeader, range);
        }
        if is_item(trimmed) {
            return self.begin(BlockKind::ListItem, range);
        }
        match self.open {
            Some(BlockKind::Paragraph | BlockKind::ListItem) => self.grow(range.end),
            Some(BlockKind::Code) if kept.len() - trimmed.len() >= 4 => self.grow(range.end),
            _ if kept.len() - trimmed.len() >= 4 && self.last_is_not_item() => self.begin(BlockKind::Code, range),
            _ => self.begin(BlockKind::Paragraph, range),
        }
    }

    fn table_row(&mut self, trimmed: &str, range: Range<usize>, next: Option<&str>) {
        if is_rule(trimmed) {
            if matches!(self.open, Some(BlockKind::TableHeader)) {
                self.grow(range.end);
            }
            return;
        }
        if !trimmed.contains('|') {
            return self.begin(BlockKind::Paragraph, range);
        }
        let header = self.open.is_none() && next.is_some_and(|next| is_rule(next.trim()));
        self.begin(if header { BlockKind::TableHeader } else { BlockKind::TableRow }, range);
    }

    fn begin(&mut self, kind: BlockKind, range: Range<usize>) {
        self.blocks.push((kind, range));
        self.open = Some(kind);
    }

    fn grow(&mut self, end: usize) {
        if let Some((_, range)) = self.blocks.last_mut() {
            range.end = range.end.max(end);
        }
    }

    fn last_is_not_item(&self) -> bool {
        self.blocks.last().is_none_or(|(kind, _)| *kind != BlockKind::ListItem)
    }
}

fn heading(line: &str) -> Option<u8> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let rest = &line[level..];
    ((1..=6).contains(&level) && rest.starts_with([' ', '\t'])).then_some(level as u8)
}

fn underline(line: &str) -> Option<u8> {
    let only = |mark: char| line.chars().all(|char| char == mark);
    match () {
        () if line.len() >= 2 && only('=') => Some(1),
        () if line.len() >= 2 && only('-') => Some(2),
        () => None,
    }
}

/// A line across the page that cannot be the underline of a heading.
fn is_break(line: &str) -> bool {
    let mut marks = line.chars().filter(|char| !char.is_whitespace());
    let Some(first @ ('*' | '_' | '-')) = marks.next() else { return false };
    let rest = marks.clone().count();
    rest >= 2 && marks.all(|char| char == first) && (first != '-' || line.contains(' '))
}

fn fence(line: &str) -> Option<(char, usize)> {
    let mark = line.chars().next().filter(|char| matches!(char, '`' | '~'))?;
    let length = line.chars().take_while(|char| *char == mark).count();
    (length >= 3 && !(mark == '`' && line[length..].contains('`'))).then_some((mark, length))
}

fn is_item(line: &str) -> bool {
    let marked = line.strip_prefix(['-', '*', '+']);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=9).contains(&digits).then(|| line[digits..].strip_prefix(['.', ')'])).flatten();
    marked.or(numbered).is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// The line under a table's header.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.chars().all(|char| matches!(char, '|' | '-' | ':' | ' ' | '\t'))
}

/// A heading without its marks: emphasis and links.
fn plain(text: &str) -> String {
    let text = text.trim_end_matches('#').trim_end();
    text.replace(['*', '`'], "").replace("](", " (").replace('[', "")
}
