use crate::normalise::is_unseen;
use chatbox_core::loader::Extracted;
use unicode_normalization::is_nfc;

/// Holds an `Extracted` against the promises of `chatbox_core::loader`.
///
/// # Errors
/// The first broken promise, in words.
pub fn check(extracted: &Extracted) -> Result<(), String> {
    let Extracted { text, blocks, pages, .. } = extracted;
    if !is_nfc(text) {
        return Err("the text is not NFC".into());
    }
    let bad = |char: &char| (char.is_control() && !matches!(char, '\n' | '\t')) || is_unseen(*char);
    if let Some(bad) = text.chars().find(bad) {
        return Err(format!("the text holds {bad:?}"));
    }
    let chars: Vec<char> = text.chars().collect();
    let length = chars.len() as u32;
    let mut last = 0;
    for block in blocks {
        if block.start < last || block.end <= block.start || block.end > length {
            return Err(format!("{block:?} overlaps, is empty or ends outside (after {last}, of {length})"));
        }
        if chars[block.start as usize..block.end as usize].iter().all(|char| char.is_whitespace()) {
            return Err(format!("{block:?} is blank"));
        }
        last = block.end;
        if !pages.is_empty() && !pages.iter().any(|page| page.start <= block.start && block.end <= page.end) {
            return Err(format!("{block:?} is in no page"));
        }
    }
    let (mut end, mut number) = (0, 0);
    for page in pages {
        if page.start != end || page.end < page.start || page.number <= number {
            return Err(format!("{page:?} does not follow {number} at {end}"));
        }
        (end, number) = (page.end, page.number);
    }
    if !pages.is_empty() && end != length {
        return Err(format!("pages end at {end}, the text at {length}"));
    }
    Ok(())
}
