//! Paragraphs, lists, tables and text boxes of one part.

use super::styles::{Numbering, Style, Styles, Tag, attribute, each, is_on};
use crate::{draft::Draft, normalise::collapse};
use chatbox_core::loader::{BlockKind, LoadError};
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// Half points below which nobody can read: hidden.
const SMALLEST: u32 = 5;
/// Open text boxes that keep their own paragraph; deeper ones write into their parents'.
const BOXES: usize = 64;

/// Appends the part's text. Returns the text of the paragraph in the style *Title*.
pub(super) fn read(
    xml: &str,
    styles: &Styles,
    numbering: &Numbering,
    draft: &mut Draft,
) -> Result<Option<String>, LoadError> {
    let mut body = Body {
        styles,
        numbering,
        draft,
        problem: None,
        title: None,
        paragraph: Paragraph::default(),
        outer: Vec::new(),
        run: Run::default(),
        in_run_properties: false,
        in_text: false,
        skipped: 0,
        tables: 0,
        row: None,
        rows: 0,
        counters: HashMap::new(),
    };
    each(xml, |tag| body.step(tag))?;
    match body.problem {
        Some(problem) => Err(problem),
        None => Ok(body.title),
    }
}

struct Body<'a> {
    styles: &'a Styles,
    numbering: &'a Numbering,
    draft: &'a mut Draft,
    problem: Option<LoadError>,
    title: Option<String>,
    paragraph: Paragraph,
    /// Paragraphs around open text boxes.
    outer: Vec<Paragraph>,
    run: Run,
    in_run_properties: bool,
    in_text: bool,
    /// Depth inside an element whose content is not shown.
    skipped: usize,
    tables: usize,
    row: Option<Row>,
    rows: usize,
    counters: HashMap<String, [u32; 10]>,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    style: Style,
    level: Option<u8>,
    number: Option<String>,
    outline: Option<u8>,
}

#[derive(Default)]
struct Run {
    hidden: bool,
    white: bool,
    size: Option<u32>,
}

#[derive(Default)]
struct Row {
    cells: Vec<String>,
    cell: String,
    is_header: bool,
}

/// Elements that are there for other programs, for the past, or for nobody.
fn is_skipped(name: &str) -> bool {
    matches!(name, "Fallback" | "del" | "moveFrom" | "instrText" | "delText" | "docPartPr" | "sdtPr" | "binData")
}

impl Body<'_> {
    fn step(&mut self, tag: Tag<'_>) {
        if self.problem.is_some() {
            return;
        }
        match tag {
            Tag::Open(_, name) if self.skipped > 0 || is_skipped(name) => self.skipped += 1,
            Tag::Close(_) if self.skipped > 0 => self.skipped -= 1,
            Tag::Text(_) if self.skipped > 0 => {}
            Tag::Open(tag, name) => self.open(tag, name),
            Tag::Close(name) => self.close(name),
            Tag::Text(text) => {
                if self.in_text && !self.run.is_hidden() && !self.paragraph.style.hidden {
                    self.paragraph.text.push_str(text);
                }
            }
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, name: &str) {
        let value = || attribute(tag, "val");
        match name {
            "p" => self.paragraph = Paragraph::default(),
            "pStyle" => self.paragraph.style = self.styles.resolve(&value().unwrap_or_default()),
            "outlineLvl" => {
                self.paragraph.outline =
                    value().and_then(|it| it.parse().ok()).filter(|it| *it < 9).map(|it: u8| it + 1);
            }
            "ilvl" => self.paragraph.level = value().and_then(|it| it.parse().ok()),
            "numId" => self.paragraph.number = value(),
            "r" => self.run = Run::default(),
            "rPr" => self.in_run_properties = true,
            "rStyle" if self.in_run_properties => {
                self.run.hidden |= self.styles.resolve(&value().unwrap_or_default()).hidden;
            }
            "vanish" | "webHidden" if self.in_run_properties => self.run.hidden = is_on(tag),
            "sz" if self.in_run_properties => self.run.size = value().and_then(|it| it.parse().ok()),
            "color" if self.in_run_properties => {
                self.run.white = value().is_some_and(|it| it.eq_ignore_ascii_case("ffffff"))
            }
            "t" => self.in_text = true,
            "tab" if !self.in_run_properties && !self.paragraph.text.is_empty() => self.paragraph.text.push('\t'),
            "br" | "cr" => self.paragraph.text.push('\n'),
            "noBreakHyphen" => self.paragraph.text.push('-'),
            "sup" => self.paragraph.text.push('^'),
            "sub" => self.paragraph.text.push('_'),
            "den" => self.paragraph.text.push('/'),
            // A delimiter and the sign of a sum or an integral, in formulas.
            "d" => self.paragraph.text.push('('),
            "chr" => self.paragraph.text.push_str(&value().unwrap_or_default()),
            "txbxContent" if self.outer.len() < BOXES => self.outer.push(std::mem::take(&mut self.paragraph)),
            "tbl" => {
                self.tables += 1;
                if self.tables == 1 {
                    self.rows = 0;
                }
            }
            "tr" if self.tables == 1 => self.row = Some(Row::default()),
            "tblHeader" => {
                if let Some(row) = &mut self.row {
                    row.is_header = is_on(tag);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "rPr" => self.in_run_properties = false,
            "r" => self.run = Run::default(),
            "t" => self.in_text = false,
            "d" => self.paragraph.text.push(')'),
            "fName" => self.paragraph.text.push(' '),
            "txbxContent" => {
                if let Some(outer) = self.outer.pop() {
                    self.paragraph = outer;
                }
            }
            "tbl" => self.tables = self.tables.saturating_sub(1),
            "tc" if self.tables == 1 => {
                if let Some(row) = &mut self.row {
                    let cell = collapse(&std::mem::take(&mut row.cell));
                    row.cells.push(cell);
                }
            }
            "tr" if self.tables == 1 => self.end_row(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let text = paragraph.text.trim();
        if text.is_empty() {
            return;
        }
        let (kind, mark) = self.kind(&paragraph);
        if let Some(row) = &mut self.row {
            row.cell.push_str(&mark);
            row.cell.push_str(text);
            row.cell.push(' ');
            return;
        }
        if paragraph.style.is_title && self.title.is_none() {
            self.title = Some(text.to_owned());
        }
        self.push(kind, &format!("{mark}{text}"));
    }

    /// The kind of a paragraph, and the mark in front of a list item.
    fn kind(&mut self, paragraph: &Paragraph) -> (BlockKind, String) {
        if paragraph.style.is_title {
            return (BlockKind::Heading(1), String::new());
        }
        if let Some(level) = paragraph.outline.or(paragraph.style.heading) {
            return (BlockKind::Heading(level.clamp(1, 6)), String::new());
        }
        let inherited = paragraph.style.numbering.as_ref();
        let Some(number) = paragraph.number.as_ref().or(inherited.map(|it| &it.0)).filter(|it| *it != "0") else {
            return (BlockKind::Paragraph, String::new());
        };
        let level = paragraph.level.or(inherited.map(|it| it.1)).unwrap_or(0).min(9);
        if !self.numbering.is_numbered(number, level) {
            return (BlockKind::ListItem, "- ".into());
        }
        let counters = self.counters.entry(number.clone()).or_default();
        counters[usize::from(level)] += 1;
        counters[usize::from(level) + 1..].fill(0);
        (BlockKind::ListItem, format!("{}. ", counters[usize::from(level)]))
    }

    fn end_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        if row.cells.iter().all(String::is_empty) {
            return;
        }
        self.rows += 1;
        // Few authors mark the header: a first row of several filled cells without numbers is one.
        let names = |cell: &String| {
            !cell.is_empty() && !cell.chars().all(|char| char.is_ascii_digit() || ".,-+% ".contains(char))
        };
        let looks_like_header = self.rows == 1 && row.cells.len() > 1 && row.cells.iter().all(names);
        let kind = if row.is_header || looks_like_header { BlockKind::TableHeader } else { BlockKind::TableRow };
        self.push(kind, &row.cells.join(" | "));
    }

    fn push(&mut self, kind: BlockKind, text: &str) {
        self.problem = self.draft.push(kind, text).err();
    }
}

impl Run {
    /// White text alone is common on dark cells; white and tiny is not.
    fn is_hidden(&self) -> bool {
        self.hidden || self.size.is_some_and(|size| size < SMALLEST || (self.white && size < 8))
    }
}
