use crate::{
    Settings, check, csv,
    detect::{Kind, detect},
    docx, encoding, html, json, language, lines, markdown, pdf,
};
use chatbox_core::loader::{Extracted, LoadError};

/// Reads one document in this process. Pure: no IO. Hostile bytes may take all the time, memory and stack there is: only a limited child
/// should call this with a stranger's bytes.
///
/// # Errors
/// The `LoadError` that tells the user why the file cannot be read.
pub fn extract(name: &str, bytes: Vec<u8>, settings: &Settings) -> Result<Extracted, LoadError> {
    if bytes.len() as u64 > settings.max_file_bytes {
        return Err(too_large(bytes.len() as u64, settings.max_file_bytes));
    }
    let limit = settings.max_text_bytes;
    let mut extracted = match detect(name, &bytes)? {
        Kind::Pdf => pdf::load(bytes, limit)?,
        Kind::Docx => docx::load(&bytes, limit)?,
        Kind::Text { kind, decoded } => {
            let encoding::Decoded { text, warning } = decoded;
            let mut extracted = match kind {
                crate::detect::TextKind::Plain => lines::load_plain(&text, limit)?,
                crate::detect::TextKind::Code => lines::load_code(&text, limit)?,
                crate::detect::TextKind::Markdown => markdown::load(&text, limit)?,
                crate::detect::TextKind::Html => html::load(&text, limit)?,
                crate::detect::TextKind::Csv { delimiter } => csv::load(&text, delimiter, limit)?,
                crate::detect::TextKind::Json => json::load(&text, limit)?,
            };
            extracted.warnings.extend(warning);
            extracted
        }
    };
    if extracted.text.trim().is_empty() {
        return Err(LoadError::Empty);
    }
    extracted.language = language::of(&extracted.text);
    debug_assert_eq!(check(&extracted), Ok(()));
    Ok(extracted)
}

pub(crate) fn too_large(bytes: u64, limit: u64) -> LoadError {
    LoadError::TooLarge(format!("{} MB, the limit is {} MB", bytes.div_ceil(1 << 20), limit.div_ceil(1 << 20)))
}
