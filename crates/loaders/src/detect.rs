//! What a file is, told by its content.

use crate::{
    csv,
    encoding::{Decoded, decode},
    json,
    names::{Suggests, extension, suggests},
};
use chatbox_core::loader::LoadError;
use std::io::Cursor;

/// Members that an archive may have; more is either an attack or not a document.
const MEMBERS: usize = 10_000;
/// Bytes of a text that are looked at for its kind.
const HEAD: usize = 16 << 10;

/// A kind that can be loaded.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Pdf,
    Docx,
    Text { kind: TextKind, decoded: Decoded },
}

/// Kinds of plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextKind {
    Plain,
    Code,
    Markdown,
    Html,
    Csv { delimiter: char },
    Json,
}

/// Decides by content; the name is asked only about text.
pub(crate) fn detect(name: &str, bytes: &[u8]) -> Result<Kind, LoadError> {
    if bytes.is_empty() {
        return Err(LoadError::Empty);
    }
    let head = &bytes[..bytes.len().min(1024)];
    // Readers accept junk in front of the header (ISO 32000-1, annex H, note 13).
    if find(head, b"%PDF-").is_some_and(|at| at == 0 || !looks_like_text(&head[..at])) {
        return Ok(Kind::Pdf);
    }
    if let [b'P', b'K', 3 | 5 | 7, 4 | 6 | 8, ..] = bytes {
        return zip_kind(bytes);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return Err(ole_kind(bytes));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(unsupported("RTF"));
    }
    if let Some(known) = strong_signature(bytes) {
        return Err(unsupported(known));
    }
    if let Some(decoded) = decode(bytes) {
        return text_kind(name, decoded);
    }
    match infer::get(bytes) {
        Some(known) => Err(unsupported(known.mime_type())),
        None => Err(unknown(name)),
    }
}

/// Bytes that are neither text nor anything known.
fn unknown(name: &str) -> LoadError {
    let extension = extension(name);
    match suggests(&extension) {
        Suggests::Binary | Suggests::Nothing => unsupported("unknown binary data"),
        _ => LoadError::Broken(format!("it is named .{extension} but its bytes are not text")),
    }
}

/// Signatures that also consist of printable characters, so that `decode` would take the file for text.
fn strong_signature(bytes: &[u8]) -> Option<&'static str> {
    let riff = |kind: &[u8]| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(kind);
    let signatures: [(&[u8], &str); 7] = [
        (b"GIF8", "image/gif"),
        (b"\x89PNG", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"OggS", "audio/ogg"),
        (b"fLaC", "audio/flac"),
        (b"\x1f\x8b", "application/gzip"),
        (b"%!PS", "application/postscript"),
    ];
    match () {
        () if riff(b"WAVE") => Some("audio/wav"),
        () if riff(b"WEBP") => Some("image/webp"),
        () if riff(b"AVI ") => Some("video/x-msvideo"),
        () if bytes.get(4..8) == Some(b"ftyp") => Some("video/mp4"),
        () if bytes.get(257..262) == Some(b"ustar") => Some("application/x-tar"),
        () => signatures.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name),
    }
}

fn zip_kind(bytes: &[u8]) -> Result<Kind, LoadError> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| LoadError::Broken("it is a packed file whose directory is missing or cut off".into()))?;
    if archive.len() > MEMBERS {
        return Err(LoadError::TooLarge(format!("{} packed files, the limit is {MEMBERS}", archive.len())));
    }
    if archive.is_empty() {
        return Err(LoadError::Broken("it is a packed file with nothing in it".into()));
    }
    let has = |name: &str| archive.index_for_name(name).is_some();
    let starts = |prefix: &str| archive.file_names().any(|name| name.starts_with(prefix));
    if has("word/document.xml") || has("word/document2.xml") {
        return Ok(Kind::Docx);
    }
    let known = match () {
        () if has("xl/workbook.xml") || has("xl/workbook.bin") => "XLSX (spreadsheet)",
        () if has("ppt/presentation.xml") => "PPTX (presentation)",
        () if has("META-INF/container.xml") => "EPUB",
        () if has("content.xml") && has("mimetype") => "OpenDocument",
        () if starts("Index/") && starts("Metadata/") => "Apple iWork",
        () if has("META-INF/MANIFEST.MF") => "Java archive",
        () => "ZIP archive",
    };
    Err(unsupported(known))
}

/// OLE compound files: the names of their streams are UTF-16 in the directory sectors.
fn ole_kind(bytes: &[u8]) -> LoadError {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &wide).is_some()
    };
    match () {
        () if has("EncryptedPackage") || has("EncryptionInfo") => LoadError::Encrypted,
        () if has("WordDocument") => unsupported("DOC (Word 97-2003)"),
        () if has("PowerPoint Document") => unsupported("PPT (PowerPoint 97-2003)"),
        () if has("Workbook") => unsupported("XLS (Excel 97-2003)"),
        () if has("__properties_version1.0") => unsupported("MSG (Outlook message)"),
        () => unsupported("OLE compound file"),
    }
}

fn text_kind(name: &str, decoded: Decoded) -> Result<Kind, LoadError> {
    let text = decoded.text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let head = &text[..floor(text, HEAD)];
    let extension = extension(name);
    let hint = suggests(&extension);
    let kind = match hint {
        Suggests::Binary => {
            return Err(LoadError::Broken(format!("it is named .{extension} but holds plain text")));
        }
        _ => match recognised(head) {
            Some(other) if hint != Suggests::Code && hint != Suggests::Markdown => return Err(unsupported(other)),
            _ => decide(hint, &extension, text, head)?,
        },
    };
    Ok(Kind::Text { kind, decoded })
}

/// Kinds of text that are recognised and have no loader yet.
fn recognised(head: &str) -> Option<&'static str> {
    let starts = |prefix: &str| head.get(..prefix.len()).is_some_and(|it| it.eq_ignore_ascii_case(prefix));
    match () {
        () if starts("WEBVTT") => Some("WebVTT subtitles"),
        () if starts("#EXTM3U") => Some("playlist"),
        () if starts("<svg") => Some("SVG image"),
        () if starts("<?xml") && !is_html(head) => Some(if head.contains("<svg") { "SVG image" } else { "XML" }),
        () if is_mail(head) => Some("e-mail"),
        () if head.starts_with('{') && head.contains("\"nbformat\"") => Some("Jupyter notebook"),
        () => None,
    }
}

fn decide(hint: Suggests, extension: &str, text: &str, head: &str) -> Result<TextKind, LoadError> {
    Ok(match hint {
        Suggests::Other(known) => return Err(unsupported(known)),
        Suggests::Markdown => TextKind::Markdown,
        Suggests::Code => TextKind::Code,
        Suggests::Html if head.contains('<') => TextKind::Html,
        Suggests::Csv => TextKind::Csv { delimiter: csv::delimiter(text, extension) },
        Suggests::Json => TextKind::Json,
        _ if is_html(head) => TextKind::Html,
        _ if head.starts_with(['{', '[']) && json::is_json(text) => TextKind::Json,
        Suggests::Html | Suggests::Plain => TextKind::Plain,
        _ if head.starts_with("#!") => TextKind::Code,
        _ => match csv::sniff(head) {
            Some(delimiter) => TextKind::Csv { delimiter },
            None if is_markdown(head) => TextKind::Markdown,
            None => TextKind::Plain,
        },
    })
}

fn is_html(head: &str) -> bool {
    let lower = head.to_ascii_lowercase();
    let mut rest = lower.as_str();
    // Declarations and comments may come first.
    while let Some(inner) = rest.strip_prefix("<?").or_else(|| rest.strip_prefix("<!--")) {
        let Some(end) = inner.find('>') else { return false };
        rest = inner[end + 1..].trim_start();
    }
    const FIRST: [&str; 18] = [
        "!doctype html",
        "html",
        "head",
        "body",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "table",
        "section",
        "article",
        "main",
        "ul",
        "ol",
        "meta",
        "title",
        "nav",
    ];
    rest.strip_prefix('<').is_some_and(|tag| {
        FIRST.iter().any(|first| {
            tag.strip_prefix(first).is_some_and(|after| after.starts_with(['>', ' ', '\n', '\r', '\t', '/']))
        })
    })
}

/// Nothing but header fields before the first empty line, among them some that only mail programs write: a memo has the others, too.
fn is_mail(head: &str) -> bool {
    const USUAL: [&str; 4] = ["from", "to", "subject", "date"];
    const TECHNICAL: [&str; 6] =
        ["received", "mime-version", "return-path", "message-id", "content-type", "delivered-to"];
    let (mut usual, mut technical) = (0, 0);
    for (number, line) in head.lines().enumerate() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) || (number == 0 && line.starts_with("From ")) {
            continue;
        }
        let Some((field, _)) = line.split_once(':') else { return false };
        if field.is_empty() || !field.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return false;
        }
        let field = field.to_ascii_lowercase();
        usual += usize::from(USUAL.contains(&field.as_str()));
        technical += usize::from(TECHNICAL.contains(&field.as_str()));
    }
    usual >= 1 && technical >= 1
}

/// Headings, fences or links in several lines.
fn is_markdown(head: &str) -> bool {
    let marks = head.lines().filter(|line| {
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') || line.starts_with("```") || line.contains("](")
    });
    marks.take(2).count() == 2
}

fn looks_like_text(bytes: &[u8]) -> bool {
    bytes.len() > 64 && decode(bytes).is_some()
}

fn unsupported(what: &str) -> LoadError {
    LoadError::Unsupported(what.into())
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// The largest boundary of a character not above `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
