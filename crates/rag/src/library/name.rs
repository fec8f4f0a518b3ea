//! Names that people and their file systems give.

use crate::RagError;
use unicode_normalization::UnicodeNormalization;

/// Longest path in bytes.
const MAX_PATH: usize = 1_024;
/// Longest part of a path in bytes, as in common file systems.
const MAX_PART: usize = 255;
/// Longest name of a collection in characters.
const MAX_NAME: usize = 120;

/// A relative path in the form documents are kept under: parts joined by `/`, in Unicode NFC, without `.` parts.
///
/// # Errors
/// `Invalid` for paths that are empty, absolute, too long, lead out of their folder, or hold characters that hide something.
pub fn clean_path(path: &str) -> Result<String, RagError> {
    let path: String = path.nfc().collect();
    if path.len() > MAX_PATH {
        return Err(invalid(format!("the path is longer than {MAX_PATH} bytes; shorten it")));
    }
    if path.chars().any(hides) {
        return Err(invalid("the path contains control characters; rename the file"));
    }
    if path.contains('\\') {
        return Err(invalid("the path contains a backslash; write folders with `/`"));
    }
    if path.starts_with('/') || has_drive(&path) {
        return Err(invalid("the path is absolute; give it relative to a folder"));
    }
    if path.ends_with('/') {
        return Err(invalid("the path names a folder; give the path of a file"));
    }
    let mut parts = Vec::new();
    for part in path.split('/').map(str::trim).filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." {
            return Err(invalid("the path leads out of its folder; leave out `..`"));
        }
        if part.len() > MAX_PART {
            return Err(invalid(format!("a part of the path is longer than {MAX_PART} bytes; shorten it")));
        }
        parts.push(part);
    }
    if parts.is_empty() {
        return Err(invalid("the file has no name"));
    }
    Ok(parts.join("/"))
}

/// A collection's name without white space around it, in Unicode NFC.
///
/// # Errors
/// `Invalid` for names that are empty, longer than 120 characters, or hold control characters.
pub fn clean_name(name: &str) -> Result<String, RagError> {
    let name: String = name.trim().nfc().collect();
    if name.is_empty() {
        return Err(invalid("the collection needs a name"));
    }
    if name.chars().count() > MAX_NAME {
        return Err(invalid(format!("the name is longer than {MAX_NAME} characters; shorten it")));
    }
    if name.chars().any(hides) {
        return Err(invalid("the name contains control characters; leave them out"));
    }
    Ok(name)
}

/// Control characters, and marks that make a name read in another order than it is written (Unicode Technical Report 36, 3.2).
fn hides(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}

/// Whether it begins like `C:/`.
fn has_drive(path: &str) -> bool {
    let mut chars = path.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.next() == Some(':')
        && matches!(chars.next(), None | Some('/'))
}

fn invalid(text: impl Into<String>) -> RagError {
    RagError::Invalid(text.into())
}
