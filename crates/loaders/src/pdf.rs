//! PDF: runs of glyphs with positions become lines, columns, paragraphs and rows.

mod furniture;
mod layout;
mod paragraphs;

use crate::draft::Draft;
use chatbox_core::loader::{Extracted, LoadError};
use layout::Line;
use pdf_oxide::{Error, PdfDocument, document::ReadingOrder, extractors::auto::PageKind};
use std::collections::HashMap;

/// A page with fewer letters and digits than this may be a picture of text.
const FEW: usize = 8;
/// Pages of a document; more is a mistake or an attack.
const MOST_PAGES: usize = 20_000;

pub(crate) fn load(bytes: Vec<u8>, limit: usize) -> Result<Extracted, LoadError> {
    let document = PdfDocument::from_bytes(bytes).map_err(explain)?;
    if document.is_encrypted() && !document.is_authenticated() {
        return Err(LoadError::Encrypted);
    }
    let count = document.page_count().map_err(explain)?;
    if count > MOST_PAGES {
        return Err(LoadError::TooLarge(format!("{count} pages, the limit is {MOST_PAGES}")));
    }
    let (mut pages, mut damaged, mut pictures) = (Vec::new(), Vec::new(), Vec::new());
    for index in 0..count {
        let lines = match document.extract_spans_with_reading_order(index, ReadingOrder::TopToBottom) {
            Ok(spans) => layout::lines(spans),
            Err(Error::EncryptedPdf) => return Err(LoadError::Encrypted),
            Err(error) => {
                tracing::debug!(page = index + 1, %error, "a page could not be read");
                damaged.push(index + 1);
                Vec::new()
            }
        };
        if letters(&lines) < FEW && is_picture(&document, index) {
            pictures.push(index + 1);
        }
        pages.push(lines);
    }
    if pages.iter().all(Vec::is_empty) {
        return Err(match () {
            () if !pictures.is_empty() => LoadError::NeedsOcr,
            () if has_text_layer(&document, count) => LoadError::Broken("its text cannot be decoded".into()),
            () if count == 0 || !damaged.is_empty() || !document.structured_warnings().is_empty() => {
                LoadError::Broken("no page of it could be read".into())
            }
            () => LoadError::Empty,
        });
    }
    // A stamp on each of many pictures is not the text of the document.
    if pictures.len() * 2 > count && pages.iter().map(|lines| letters(lines)).sum::<usize>() < FEW * count {
        return Err(LoadError::NeedsOcr);
    }
    furniture::remove(&mut pages);
    let sizes = paragraphs::Sizes::of(&pages);
    let mut draft = Draft::new(limit);
    for (index, lines) in pages.iter().enumerate() {
        for (kind, text) in paragraphs::blocks(lines, &sizes) {
            draft.push(kind, &text)?;
        }
        draft.end_page(index as u32 + 1);
    }
    let title = title(&document).or_else(|| draft.first_heading());
    let mut extracted = draft.finish(title, "application/pdf");
    if !damaged.is_empty() {
        extracted.warnings.push(format!("damaged pages were left out: {}", list(&damaged)));
    }
    if !pictures.is_empty() {
        extracted.warnings.push(format!("pages that are pictures were left out: {}", list(&pictures)));
    }
    Ok(extracted)
}

fn is_picture(document: &PdfDocument, page: usize) -> bool {
    let kind = document.classify_page(page).map(|class| class.kind);
    matches!(kind, Ok(PageKind::Scanned | PageKind::ImageText | PageKind::Mixed))
}

/// Whether a page claims to have text.
fn has_text_layer(document: &PdfDocument, count: usize) -> bool {
    (0..count.min(20))
        .any(|page| matches!(document.classify_page(page).map(|class| class.kind), Ok(PageKind::TextLayer)))
}

fn letters(lines: &[Line]) -> usize {
    lines.iter().flat_map(Line::texts).flat_map(str::chars).filter(|char| char.is_alphanumeric()).count()
}

/// The title of the information dictionary, unless a program put a file name there.
fn title(document: &PdfDocument) -> Option<String> {
    let info = document.trailer().as_dict()?.get("Info")?.clone();
    let info = document.resolve_object(&info).ok()?;
    let title = document.resolve_object(info.as_dict()?.get("Title")?).ok()?;
    let title = text_string(title.as_string()?)?;
    let title = title.trim();
    names_the_document(title).then(|| title.to_owned())
}

/// Programs put the name of a file there, or of themselves.
fn names_the_document(title: &str) -> bool {
    const FILES: &[&str] = &[".doc", ".docx", ".tex", ".dvi", ".indd", ".pdf", ".qxd", ".rtf", ".ps"];
    let lower = title.to_lowercase();
    title.chars().count() >= 4
        && !FILES.iter().any(|ending| lower.ends_with(ending))
        && !["untitled", "about:", "microsoft word"].iter().any(|noise| lower.starts_with(noise))
        && !matches!(lower.as_str(), "(anonymous)" | "(unspecified)")
}

/// A text string: UTF-16 or UTF-8 with a mark, else a Latin encoding (ISO 32000-1, 7.9.2.2).
fn text_string(bytes: &[u8]) -> Option<String> {
    let (text, _, damaged) = encoding_rs::WINDOWS_1252.decode(bytes);
    (!damaged).then(|| text.into_owned())
}

fn explain(error: Error) -> LoadError {
    match error {
        Error::EncryptedPdf => LoadError::Encrypted,
        error => {
            tracing::debug!(%error, "a PDF could not be opened");
            LoadError::Broken("its structure cannot be read".into())
        }
    }
}

/// `1, 2, 5` and no more than a handful.
fn list(numbers: &[usize]) -> String {
    let mut text = numbers.iter().take(8).map(usize::to_string).collect::<Vec<_>>().join(", ");
    if numbers.len() > 8 {
        text += &format!(" and {} more", numbers.len() - 8);
    }
    text
}

/// The most frequent key by weight.
fn mode<K: std::hash::Hash + Ord + Copy>(weighted: impl Iterator<Item = (K, usize)>) -> Option<K> {
    let mut weights: HashMap<K, usize> = HashMap::new();
    for (key, weight) in weighted {
        *weights.entry(key).or_default() += weight;
    }
    weights.into_iter().max_by_key(|(key, weight)| (*weight, *key)).map(|(key, _)| key)
}

#[cfg(test)]
mod tests {
    use super::names_the_document;

    #[test]
    fn what_programs_put_in_place_of_a_title_is_none() {
        for title in ["about:blank", "Untitled-1", "report.DOCX", "Microsoft Word - letter", "(anonymous)", "x"] {
            assert!(!names_the_document(title), "{title}");
        }
        assert!(names_the_document("About the compressor"));
    }
}
