//! Tags and text to blocks.

use super::hidden::is_left_out;
use crate::{draft::Draft, normalise::collapse};
use chatbox_core::loader::{BlockKind, Extracted, LoadError};
use html5ever::{LocalName, tokenizer::Tag};
use std::collections::HashMap;

/// Open lists that are counted; deeper ones are shown as their parents.
const LISTS: usize = 32;

pub(super) struct Walk {
    draft: Draft,
    problem: Option<LoadError>,
    open: Vec<LocalName>,
    counts: HashMap<LocalName, usize>,
    /// Height of `open` at which left-out content ends.
    left_out: Option<usize>,
    title: Option<String>,
    in_title: bool,
    kind: BlockKind,
    line: String,
    lists: Vec<Option<u32>>,
    preformatted: usize,
    /// Open tables: inside a table in a cell, rows are text of that cell.
    tables: usize,
    row: Option<Row>,
    header_group: bool,
}

#[derive(Default)]
struct Row {
    cells: Vec<String>,
    headings: usize,
    in_cell: bool,
}

impl Walk {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            draft: Draft::new(limit),
            problem: None,
            open: Vec::new(),
            counts: HashMap::new(),
            left_out: None,
            title: None,
            in_title: false,
            kind: BlockKind::Paragraph,
            line: String::new(),
            lists: Vec::new(),
            preformatted: 0,
            tables: 0,
            row: None,
            header_group: false,
        }
    }

    pub(super) fn finish(mut self) -> Result<Extracted, LoadError> {
        self.end_row();
        self.flush();
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let title = self.title.or_else(|| self.draft.first_heading());
        Ok(self.draft.finish(title, "text/html"))
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.in_title {
            let title = self.title.get_or_insert_default();
            if title.len() < 1000 {
                title.push_str(text);
            }
        } else if self.left_out.is_none() && self.problem.is_none() {
            self.line.push_str(text);
        }
    }

    pub(super) fn start(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if name == "title" {
            self.in_title = self.title.is_none() && self.left_out.is_none();
            return;
        }
        self.close_implied(name);
        if self.left_out.is_none() {
            self.begin(name);
        }
        if is_void(name) || (tag.self_closing && matches!(name, "svg" | "path" | "math")) {
            return;
        }
        *self.counts.entry(tag.name.clone()).or_default() += 1;
        self.open.push(tag.name.clone());
        if self.left_out.is_none() && is_left_out(tag) {
            self.left_out = Some(self.open.len());
        }
    }

    pub(super) fn end(&mut self, name: &LocalName) {
        if &**name == "title" {
            self.in_title = false;
            return;
        }
        // An end without a beginning is ignored, and looking for one must not cost a walk down the stack.
        if self.counts.get(name).is_none_or(|count| *count == 0) {
            return;
        }
        while let Some(top) = self.open.last().cloned() {
            self.pop();
            if top == *name {
                break;
            }
        }
    }

    fn pop(&mut self) {
        let Some(name) = self.open.pop() else { return };
        if let Some(count) = self.counts.get_mut(&name) {
            *count -= 1;
        }
        match self.left_out {
            Some(height) if self.open.len() < height => self.left_out = None,
            Some(_) => {}
            None => self.finish_element(&name),
        }
    }

    /// Ends elements whose end tag may be left away (HTML standard, 13.1.2.4).
    fn close_implied(&mut self, name: &str) {
        while let Some(top) = self.open.last() {
            let implied = match &**top {
                "p" => is_block(name),
                "li" => name == "li",
                "dt" | "dd" => matches!(name, "dt" | "dd"),
                "td" | "th" => matches!(name, "td" | "th" | "tr" | "tbody" | "tfoot"),
                "tr" => matches!(name, "tr" | "tbody" | "tfoot"),
                "thead" | "tbody" => matches!(name, "tbody" | "tfoot"),
                "option" => matches!(name, "option" | "optgroup"),
                "head" => name == "body",
                _ => false,
            };
            if !implied {
                break;
            }
            self.pop();
        }
    }

    fn begin(&mut self, name: &str) {
        match name {
            "br" => self.line.push(if self.in_cell() { ' ' } else { '\u{b}' }),
            "hr" => self.flush(),
            "table" => {
                if self.tables == 0 {
                    self.flush();
                }
                self.tables += 1;
            }
            "thead" if self.tables == 1 => self.header_group = true,
            "tbody" | "tfoot" if self.tables == 1 => self.header_group = false,
            "tr" if self.tables == 1 => {
                self.end_row();
                self.row = Some(Row::default());
            }
            "td" | "th" if self.tables == 1 => {
                let row = self.row.get_or_insert_default();
                row.in_cell = true;
                row.headings += usize::from(name == "th");
                self.line.clear();
            }
            "td" | "th" => self.line.push(' '),
            // In a cell, blocks are words apart.
            _ if self.in_cell() => self.line.push_str(if is_block(name) { " " } else { "" }),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.kind = BlockKind::Heading(name.as_bytes()[1] - b'0');
            }
            "ul" | "menu" => self.begin_list(None),
            "ol" => self.begin_list(Some(0)),
            "li" => {
                self.flush();
                self.kind = BlockKind::ListItem;
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{number}. ")
                    }
                    _ => "- ".into(),
                };
                self.line.push_str(&mark);
            }
            "pre" | "listing" | "xmp" => {
                self.flush();
                self.preformatted += 1;
                self.kind = BlockKind::Code;
            }
            _ if is_block(name) && self.preformatted == 0 => {
                let kind = self.kind;
                // A paragraph inside a list item is the item.
                if kind != BlockKind::ListItem || self.line.trim().len() > 4 {
                    self.flush();
                }
            }
            _ => {}
        }
    }

    fn finish_element(&mut self, name: &str) {
        match name {
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.end_row();
                    self.header_group = false;
                }
            }
            "tr" if self.tables == 1 => self.end_row(),
            "td" | "th" if self.tables == 1 => {
                let cell = collapse(&self.line);
                self.line.clear();
                if let Some(row) = &mut self.row {
                    row.cells.push(cell);
                    row.in_cell = false;
                }
            }
            "ul" | "ol" | "menu" if !self.in_cell() => {
                self.flush();
                self.lists.pop();
            }
            "pre" | "listing" | "xmp" if !self.in_cell() => {
                self.flush();
                self.preformatted = self.preformatted.saturating_sub(1);
                self.kind = BlockKind::Paragraph;
            }
            // In a cell, blocks are words apart.
            _ if self.in_cell() => self.line.push_str(if is_block(name) { " " } else { "" }),
            _ if is_block(name) && self.preformatted == 0 => self.flush(),
            _ => {}
        }
    }

    fn begin_list(&mut self, number: Option<u32>) {
        self.flush();
        if self.lists.len() < LISTS {
            self.lists.push(number);
        }
    }

    fn in_cell(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.in_cell)
    }

    fn end_row(&mut self) {
        let Some(mut row) = self.row.take() else { return };
        if row.in_cell {
            row.cells.push(collapse(&self.line));
            self.line.clear();
        }
        if row.cells.iter().all(String::is_empty) {
            return;
        }
        let all_headings = row.headings == row.cells.len() && row.cells.len() > 1;
        let kind = if self.header_group || all_headings { BlockKind::TableHeader } else { BlockKind::TableRow };
        self.push(kind, &row.cells.join(" | "));
    }

    /// Ends the text that was collected.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let kind = std::mem::replace(&mut self.kind, BlockKind::Paragraph);
        if self.preformatted > 0 {
            self.kind = BlockKind::Code;
            self.push(BlockKind::Code, &line.replace('\u{b}', "\n"));
            return;
        }
        // Line breaks of the author stay, those of the source do not.
        let lines: Vec<String> = line.split('\u{b}').map(collapse).filter(|line| !line.is_empty()).collect();
        let text = match kind {
            BlockKind::Paragraph => lines.join("\n"),
            _ => lines.join(" "),
        };
        let is_mark = kind == BlockKind::ListItem && (text == "-" || text.trim_end_matches('.').parse::<u32>().is_ok());
        if !is_mark {
            self.push(kind, &text);
        }
    }

    fn push(&mut self, kind: BlockKind, text: &str) {
        if self.problem.is_none() {
            self.problem = self.draft.push(kind, text).err();
        }
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tr"
            | "ul"
    )
}
