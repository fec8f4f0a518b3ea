//! Port that turns a stranger's bytes into text with structure.

use async_trait::async_trait;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Text with structure, as a loader returns it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extracted {
    /// The document's own title, if it has one.
    pub title: Option<String>,
    /// Media type found in the content, e.g. `application/pdf`.
    pub media_type: String,
    /// ISO 639-1 code of the main language, if it could be told.
    pub language: Option<String>,
    /// Normalised text: Unicode NFC, `\n` line ends, no control characters but `\n` and `\t`.
    pub text: String,
    /// Structure, ordered by `start`, not overlapping, never crossing a page.
    pub blocks: Vec<Block>,
    /// Pages, ordered, covering the text; empty where the format has none.
    pub pages: Vec<PageSpan>,
    /// What was left out or could not be read, in words for the user.
    pub warnings: Vec<String>,
}

/// A piece of structure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// Kinds of structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// The header row of a table, repeated in front of rows that are cut off from it.
    TableHeader,
    /// One row of a table.
    TableRow,
    /// Source code or preformatted text.
    Code,
}

/// The characters of one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PageSpan {
    /// 1-based page number.
    pub number: u32,
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// Why a document could not be read. The text is meant for the user.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "code", content = "detail")]
pub enum LoadError {
    /// No loader for this type.
    #[error("files of type {0} cannot be read yet")]
    Unsupported(String),
    /// Needs a password.
    #[error("the file is protected with a password")]
    Encrypted,
    /// Pages are pictures.
    #[error("the file holds pictures of text; text recognition is not available yet")]
    NeedsOcr,
    /// Damaged or not what it claims to be.
    #[error("the file is damaged: {0}")]
    Broken(String),
    /// Nothing in it.
    #[error("the file contains no text")]
    Empty,
    /// Larger (packed or unpacked) than allowed.
    #[error("the file is too large: {0}")]
    TooLarge(String),
    /// Took too long; the parser was stopped.
    #[error("reading the file took longer than {0} seconds and was stopped")]
    TimedOut(u64),
    /// The parser crashed or ran out of memory; it was stopped.
    #[error("the file made its reader fail ({0}); nothing else was affected")]
    Crashed(String),
    /// The reader could not be started; worth another try.
    #[error("the file reader is not available: {0}")]
    Unavailable(String),
}

impl LoadError {
    /// Whether the same bytes may succeed at another time.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }

    /// Stable machine-readable name, e.g. `needs_ocr`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unsupported(_) => "unsupported",
            Self::Encrypted => "encrypted",
            Self::NeedsOcr => "needs_ocr",
            Self::Broken(_) => "broken",
            Self::Empty => "empty",
            Self::TooLarge(_) => "too_large",
            Self::TimedOut(_) => "timed_out",
            Self::Crashed(_) => "crashed",
            Self::Unavailable(_) => "unavailable",
        }
    }

    /// What the user can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Unsupported(kind) if kind.starts_with("image/") => {
                "Text in pictures is not recognised yet: add what it says as text, or a PDF with recognised text."
            }
            Self::Unsupported(kind) if kind.starts_with("unknown") => {
                "Whatever its name says, its content is no known document: open it in the program that made it and save it anew."
            }
            Self::Unsupported(_) => {
                "Convert it to PDF, DOCX, HTML, Markdown, CSV, JSON or plain text and add it again."
            }
            Self::Encrypted => "Save a copy without the password and add that.",
            Self::NeedsOcr => "Run text recognition on it (for example with ocrmypdf) and add the result.",
            Self::Broken(_) => "Open it in the program that made it, save it anew and add that copy.",
            Self::Empty => "Check that this is the right file.",
            Self::TooLarge(_) => "Split it, or raise the limit in the settings.",
            Self::TimedOut(_) | Self::Crashed(_) => "Save it anew or convert it to another format and add that copy.",
            Self::Unavailable(_) => "Try again; `chatbox doctor` says what is missing.",
        }
    }
}

/// Reads documents. Implementors guarantee: a hostile file costs at most the configured time and memory and never the process, the
/// content decides the type (`name` is a tie-breaker between plain text types only), and `Extracted` keeps its invariants.
#[async_trait]
pub trait Loader: Send + Sync {
    /// Reads one document.
    async fn load(&self, name: &str, bytes: Bytes) -> Result<Extracted, LoadError>;
}
