//! From runs of glyphs to lines in reading order.
//!
//! Runs on one baseline that stand close make a piece. A page has two columns where a vertical gap divides its pieces into two sides of
//! running text; pieces across the gap divide it into bands, in each of which the left side is read before the right. Sides are divided
//! again. Short pieces side by side (a table) are not columns: they are the cells of one line.

use crate::normalise::collapse;
use pdf_oxide::layout::{FontWeight, TextSpan};

/// Gap inside a line, in parts of the font size, that divides pieces. Words of a justified line stand closer.
const PIECE_GAP: f32 = 0.75;
/// Gap that divides the cells of a table.
const CELL_GAP: f32 = 1.5;
/// Gap that is a space although the file has none.
const WORD_GAP: f32 = 0.18;
/// Difference of baselines, in parts of the font size, within one line: superscripts stay on it.
const SAME_LINE: f32 = 0.45;
/// Characters of a typical piece of running text; cells of tables are shorter.
const TEXTY: usize = 18;
/// Pieces that a column has at least.
const COLUMN_PIECES: usize = 5;
/// Columns inside columns.
const DEPTH: usize = 3;

/// One line of one column.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its text; several for the cells of a table row.
    pub(super) cells: Vec<String>,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) baseline: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
    /// Bounds of its column.
    pub(super) column: (f32, f32),
}

impl Line {
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(String::as_str)
    }

    pub(super) fn text(&self) -> String {
        self.cells.join(" ")
    }

    pub(super) fn is_row(&self) -> bool {
        self.cells.len() > 1
    }
}

#[derive(Debug, Clone)]
struct Piece {
    runs: Vec<TextSpan>,
    left: f32,
    right: f32,
    baseline: f32,
    size: f32,
    chars: usize,
}

/// Lines of a page in reading order.
pub(super) fn lines(spans: Vec<TextSpan>) -> Vec<Line> {
    let (flow, aside): (Vec<TextSpan>, Vec<TextSpan>) = spans
        .into_iter()
        .filter(|span| span.bbox.x.is_finite() && span.bbox.y.is_finite() && span.font_size.is_finite())
        .partition(|span| span.wmode == 0 && span.rotation_degrees.abs() < 1.0);
    let mut lines = Vec::new();
    order(pieces(flow), DEPTH, &mut lines);
    lines.extend(aside_lines(aside));
    lines
}

/// Vertical and turned text: each run is a line; vertical ones go from right to left.
fn aside_lines(mut spans: Vec<TextSpan>) -> Vec<Line> {
    spans.sort_by(|a, b| {
        b.wmode.cmp(&a.wmode).then(if a.wmode == 1 { b.bbox.x.total_cmp(&a.bbox.x) } else { std::cmp::Ordering::Equal })
    });
    let line = |span: TextSpan| {
        let text = collapse(&span.text);
        let (left, right) = (span.bbox.x, span.bbox.x + span.bbox.width.abs());
        (!text.is_empty()).then(|| Line {
            cells: vec![text],
            left,
            right,
            baseline: span.bbox.y,
            // Text up the margin is never a heading.
            size: if span.wmode == 1 { size_of(&span) } else { 1.0 },
            bold: false,
            column: (left, right),
        })
    };
    spans.into_iter().filter_map(line).collect()
}

fn size_of(span: &TextSpan) -> f32 {
    span.font_size.abs().clamp(1.0, 500.0)
}

/// Groups runs into rows by baseline, and cuts rows at wide gaps.
fn pieces(mut spans: Vec<TextSpan>) -> Vec<Piece> {
    spans.retain(|span| !span.text.is_empty());
    spans.sort_by(|a, b| b.bbox.y.total_cmp(&a.bbox.y).then(a.bbox.x.total_cmp(&b.bbox.x)));
    let mut pieces = Vec::new();
    let mut row: Vec<TextSpan> = Vec::new();
    let mut start = 0.0;
    for span in spans {
        let reach = row.last().map_or(0.0, |last| size_of(last).max(size_of(&span)) * SAME_LINE);
        if !row.is_empty() && start - span.bbox.y > reach {
            cut(std::mem::take(&mut row), &mut pieces);
        }
        if row.is_empty() {
            start = span.bbox.y;
        }
        row.push(span);
    }
    cut(row, &mut pieces);
    pieces
}

fn cut(mut row: Vec<TextSpan>, pieces: &mut Vec<Piece>) {
    row.sort_by(|a, b| a.bbox.x.total_cmp(&b.bbox.x));
    let mut open: Option<Piece> = None;
    for span in row {
        let blank = span.text.trim().is_empty();
        let (left, right, size) = (span.bbox.x, span.bbox.x + span.bbox.width.max(0.0), size_of(&span));
        match &mut open {
            Some(piece) if left - piece.right <= PIECE_GAP * size.max(piece.size.min(size * 2.0)) => {
                // White space at an end must not reach across a gutter.
                if !blank {
                    piece.right = piece.right.max(right);
                }
                piece.runs.push(span);
            }
            _ if blank => {}
            _ => {
                pieces.extend(open.take().map(measured));
                open = Some(Piece { runs: vec![span], left, right, baseline: 0.0, size, chars: 0 });
            }
        }
    }
    pieces.extend(open.map(measured));
}

/// Size and baseline are those of most of its characters.
fn measured(mut piece: Piece) -> Piece {
    let weight = |span: &TextSpan| span.text.chars().filter(|char| !char.is_whitespace()).count();
    piece.chars = piece.runs.iter().map(weight).sum();
    let key = |span: &TextSpan| ((size_of(span) * 4.0) as i32, (span.bbox.y * 4.0) as i32);
    if let Some((size, baseline)) = super::mode(piece.runs.iter().map(|span| (key(span), weight(span)))) {
        piece.size = size as f32 / 4.0;
        piece.baseline = baseline as f32 / 4.0;
    }
    piece
}

/// Appends the pieces as lines in reading order.
fn order(pieces: Vec<Piece>, depth: usize, lines: &mut Vec<Line>) {
    let Some(gutter) = (depth > 0).then(|| gutter(&pieces)).flatten() else {
        return rows(pieces, lines);
    };
    let mut band: (Vec<Piece>, Vec<Piece>) = Default::default();
    let mut across: Vec<Piece> = Vec::new();
    let flush = |band: &mut (Vec<Piece>, Vec<Piece>), lines: &mut Vec<Line>| {
        order(std::mem::take(&mut band.0), depth - 1, lines);
        order(std::mem::take(&mut band.1), depth - 1, lines);
    };
    // Pieces come from top to bottom.
    for piece in pieces {
        let crosses = piece.left < gutter && piece.right > gutter;
        if crosses {
            flush(&mut band, lines);
            across.push(piece);
            continue;
        }
        if !across.is_empty() && !same_row(&across, &piece) {
            rows(std::mem::take(&mut across), lines);
        }
        if !across.is_empty() {
            across.push(piece);
        } else if piece.left < gutter {
            band.0.push(piece);
        } else {
            band.1.push(piece);
        }
    }
    flush(&mut band, lines);
    rows(across, lines);
}

fn same_row(row: &[Piece], piece: &Piece) -> bool {
    row.last().is_some_and(|last| (last.baseline - piece.baseline).abs() < last.size * SAME_LINE)
}

/// Where a gap from top to bottom divides running text into two sides.
fn gutter(pieces: &[Piece]) -> Option<f32> {
    let left = pieces.iter().map(|piece| piece.left).reduce(f32::min)?;
    let right = pieces.iter().map(|piece| piece.right).reduce(f32::max)?;
    let total: usize = pieces.iter().map(|piece| piece.chars).sum();
    let mut best: Option<(usize, f32, f32)> = None;
    // Edges of pieces are where gutters begin.
    for piece in pieces {
        let at = piece.right + 2.0;
        if at < left + (right - left) * 0.15 || at > left + (right - left) * 0.85 {
            continue;
        }
        let crossing: usize = pieces.iter().filter(|it| it.left < at && it.right > at).map(|it| it.chars).sum();
        // Headings, figures and footnotes may lie across; the body may not.
        if crossing * 10 > total * 4 {
            continue;
        }
        let (west, east): (Vec<&Piece>, Vec<&Piece>) =
            pieces.iter().filter(|it| it.right <= at || it.left >= at).partition(|it| it.right <= at);
        if !is_column(&west) || !is_column(&east) || !side_by_side(&west, &east) {
            continue;
        }
        let next = east.iter().map(|it| it.left).fold(f32::MAX, f32::min);
        let width = next - at;
        if best.is_none_or(|(least, _, wide)| crossing < least || (crossing == least && width > wide)) {
            best = Some((crossing, at, width));
        }
    }
    best.map(|(_, at, _)| at)
}

fn is_column(pieces: &[&Piece]) -> bool {
    if pieces.len() < COLUMN_PIECES {
        return false;
    }
    let mut lengths: Vec<usize> = pieces.iter().map(|piece| piece.chars).collect();
    lengths.sort_unstable();
    lengths[lengths.len() / 2] >= TEXTY
}

/// The sides overlap in height by at least a third of the shorter.
fn side_by_side(west: &[&Piece], east: &[&Piece]) -> bool {
    let span = |side: &[&Piece]| {
        let ys = side.iter().map(|piece| piece.baseline);
        (ys.clone().fold(f32::MAX, f32::min), ys.fold(f32::MIN, f32::max))
    };
    let ((low, high), (other_low, other_high)) = (span(west), span(east));
    let overlap = high.min(other_high) - low.max(other_low);
    overlap > (high - low).min(other_high - other_low) / 3.0
}

/// Pieces of one column, from top to bottom, to lines.
fn rows(mut pieces: Vec<Piece>, lines: &mut Vec<Line>) {
    let Some(left) = pieces.iter().map(|piece| piece.left).reduce(f32::min) else { return };
    let right = pieces.iter().map(|piece| piece.right).fold(f32::MIN, f32::max);
    pieces.sort_by(|a, b| b.baseline.total_cmp(&a.baseline));
    let mut row: Vec<Piece> = Vec::new();
    for piece in pieces {
        if !row.is_empty() && !same_row(&row[..1], &piece) {
            lines.extend(line(std::mem::take(&mut row), (left, right)));
        }
        row.push(piece);
    }
    lines.extend(line(row, (left, right)));
}

fn line(mut row: Vec<Piece>, column: (f32, f32)) -> Option<Line> {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let (left, right) = (row.first()?.left, row.iter().map(|piece| piece.right).fold(f32::MIN, f32::max));
    let main = row.iter().max_by_key(|piece| piece.chars)?;
    let (size, baseline) = (main.size, main.baseline);
    let letters = |bold: bool| {
        let runs = row.iter().flat_map(|piece| &piece.runs).filter(move |run| is_bold(run) == bold);
        runs.flat_map(|run| run.text.chars()).filter(|char| char.is_alphanumeric()).count()
    };
    let bold = letters(true) > 0 && letters(false) == 0;
    let mut cells: Vec<Vec<TextSpan>> = Vec::new();
    let mut end = f32::MIN;
    for piece in row {
        match cells.last_mut() {
            Some(cell) if piece.left - end < CELL_GAP * size => cell.extend(piece.runs),
            _ => cells.push(piece.runs),
        }
        end = end.max(piece.right);
    }
    let mut cells: Vec<String> = cells.into_iter().map(text).filter(|text| !text.is_empty()).collect();
    // A bullet or number in front of its item is not a cell.
    if cells.len() == 2 && is_mark(&cells[0]) {
        cells = vec![cells.join(" ")];
    }
    (!cells.is_empty()).then_some(Line { cells, left, right, baseline, size, bold, column })
}

/// `•`, `1.`, `(a)`, `2.3`.
pub(super) fn is_mark(text: &str) -> bool {
    if matches!(text, "•" | "◦" | "▪" | "‣" | "●" | "○" | "■" | "–" | "-" | "*" | "·" | "\u{f0b7}") {
        return true;
    }
    let inner = text.trim_start_matches('(').trim_end_matches(['.', ')']);
    let parts = || inner.split('.');
    let numbers =
        parts().all(|part| !part.is_empty() && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let letter = inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase());
    (numbers && (inner.len() < text.len() || parts().count() > 1)) || (letter && text.ends_with(')'))
}

/// By weight, or by the names of fonts that have none: TeX's.
fn is_bold(run: &TextSpan) -> bool {
    if run.font_name.contains("CMBX") || run.font_name.contains("SFBX") || run.font_name.ends_with("-Medi") {
        return true;
    }
    !matches!(
        run.font_weight,
        FontWeight::Thin | FontWeight::ExtraLight | FontWeight::Light | FontWeight::Normal | FontWeight::Medium
    )
}

/// Runs to text, from left to right or, if most of it is Arabic or Hebrew, from right to left.
fn text(mut runs: Vec<TextSpan>) -> String {
    let chars = || runs.iter().flat_map(|run| run.text.chars());
    let leftwards = chars().filter(|char| is_leftward(*char)).count();
    let backwards = leftwards * 2 > chars().filter(|char| char.is_alphabetic()).count();
    if backwards {
        runs.sort_by(|a, b| b.bbox.x.total_cmp(&a.bbox.x));
    }
    let mut out = String::new();
    let mut last: Option<&TextSpan> = None;
    for run in &runs {
        if let Some(last) = last {
            let (a, b) = if backwards { (run, last) } else { (last, run) };
            let gap = b.bbox.x - (a.bbox.x + a.bbox.width);
            if gap > WORD_GAP * size_of(run).min(size_of(last)) {
                out.push(' ');
            }
        }
        // The ligature in the encoding of TeX's fonts, where other programs see an arrow.
        match run.text.contains('\u{21b5}') && run.font_name.contains("CM") {
            true => out.push_str(&run.text.replace('\u{21b5}', "ff")),
            false => out.push_str(&run.text),
        }
        last = Some(run);
    }
    collapse(&out)
}

fn is_leftward(char: char) -> bool {
    matches!(char, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}
