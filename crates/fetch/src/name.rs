//! A path for what was fetched.

use percent_encoding::percent_decode_str;
use reqwest::Url;

/// Longest part of a path in bytes, well below what file systems take.
const PART: usize = 120;

/// `host/path` with an extension that fits: pages get `.html` where their address has none.
pub(crate) fn path(url: &Url, media_type: Option<&str>) -> String {
    let host = url.host_str().unwrap_or("page");
    let parts = url.path_segments().into_iter().flatten().filter(|part| !part.is_empty()).map(readable);
    let mut parts: Vec<String> = std::iter::once(readable(host)).chain(parts).filter(|part| !part.is_empty()).collect();
    if parts.len() == 1 {
        parts.push("index".to_owned());
    }
    // Pages that differ in their query only are different pages.
    let query: String = url.query().map(|query| format!(" {}", readable(query))).unwrap_or_default();
    if let Some(last) = parts.last_mut() {
        let wanted = media_type.and_then(extension);
        let (stem, end) = match last.rsplit_once('.') {
            Some((stem, end)) if (1..=5).contains(&end.len()) && !stem.is_empty() => {
                (stem.to_owned(), Some(end.to_owned()))
            }
            _ => (last.clone(), None),
        };
        let end = match (wanted, end) {
            (Some("html"), Some(end)) if !matches!(&end[..], "html" | "htm" | "xhtml") => format!("{end}.html"),
            (_, Some(end)) => end,
            (wanted, None) => wanted.unwrap_or("html").to_owned(),
        };
        *last = format!("{}.{end}", shortened(&format!("{stem}{query}")));
    }
    parts.join("/")
}

fn extension(media_type: &str) -> Option<&'static str> {
    match media_type.split(';').next().unwrap_or_default().trim() {
        "text/html" | "application/xhtml+xml" => Some("html"),
        "application/pdf" => Some("pdf"),
        "text/markdown" => Some("md"),
        "text/csv" => Some("csv"),
        "application/json" => Some("json"),
        "text/plain" => Some("txt"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => Some("docx"),
        _ => None,
    }
}

/// Percent signs decoded where that gives text, and nothing in it that a path must not hold.
fn readable(part: &str) -> String {
    let text = percent_decode_str(part).decode_utf8().unwrap_or_else(|_| part.into());
    let clean: String =
        text.chars().map(|c| if c.is_control() || matches!(c, '/' | '\\' | ':') { '-' } else { c }).collect();
    let clean = clean.trim().trim_matches('.').trim();
    shortened(clean)
}

fn shortened(text: &str) -> String {
    let mut end = text.len().min(PART);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}
