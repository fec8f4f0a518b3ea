//! DOCX: the parts of the package that hold text, read as streams of XML events: no tree, no entities, no external parts.

mod body;
mod package;
mod styles;

use crate::draft::Draft;
use chatbox_core::loader::{Extracted, LoadError};

pub(crate) fn load(bytes: &[u8], limit: usize) -> Result<Extracted, LoadError> {
    let mut package = package::Package::open(bytes, limit as u64)?;
    let document = package.document()?;
    let styles = match package.beside(&document, "styles.xml")? {
        Some(xml) => styles::Styles::read(&xml)?,
        None => styles::Styles::default(),
    };
    let numbering = match package.beside(&document, "numbering.xml")? {
        Some(xml) => styles::Numbering::read(&xml)?,
        None => styles::Numbering::default(),
    };
    let mut draft = Draft::new(limit);
    let xml = package.part(&document)?.ok_or_else(|| LoadError::Broken("its main part is missing".into()))?;
    let mut title = body::read(&xml, &styles, &numbering, &mut draft)?;
    drop(xml);
    for notes in ["footnotes.xml", "endnotes.xml"] {
        if let Some(xml) = package.beside(&document, notes)? {
            body::read(&xml, &styles, &numbering, &mut draft)?;
        }
    }
    if draft.is_empty() {
        return Err(LoadError::Empty);
    }
    if let Some(core) = package.part("docProps/core.xml")?
        && let Some(given) = styles::title(&core)
    {
        title = Some(given);
    }
    let title = title.or_else(|| draft.first_heading());
    Ok(draft.finish(title, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))
}

/// XML that cannot be read any further.
fn broken(error: impl std::fmt::Display) -> LoadError {
    LoadError::Broken(format!("its XML is damaged: {error}"))
}
