//! The zip package: reads single parts, each and all together bounded by what they unpack to, whatever their headers claim.

use crate::{encoding::decode, extract::too_large};
use chatbox_core::loader::LoadError;
use std::io::{Cursor, Read};
use zip::{ZipArchive, result::ZipError};

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that one part may unpack to.
    limit: u64,
    /// Bytes that all parts together may still unpack to.
    left: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], limit: u64) -> Result<Self, LoadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        Ok(Self { archive, limit, left: limit * 2 })
    }

    /// Path of the main part.
    pub(super) fn document(&self) -> Result<String, LoadError> {
        let names = ["word/document.xml", "word/document2.xml"];
        let found = names.into_iter().find(|name| self.archive.index_for_name(name).is_some());
        found.map(Into::into).ok_or_else(|| LoadError::Broken("its main part is missing".into()))
    }

    /// A part in the folder of another.
    pub(super) fn beside(&mut self, other: &str, name: &str) -> Result<Option<String>, LoadError> {
        let folder = other.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.part(&format!("{folder}/{name}"))
    }

    /// A part as text; `None` if there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, LoadError> {
        let limit = self.limit.min(self.left);
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error)),
        };
        if file.encrypted() {
            return Err(LoadError::Encrypted);
        }
        if file.size() > limit {
            return Err(too_large(file.size(), limit));
        }
        let mut bytes = Vec::new();
        // The header may lie about the size: one byte more than allowed tells.
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| LoadError::Broken(error.to_string()))?;
        if bytes.len() as u64 > limit {
            return Err(too_large(bytes.len() as u64, limit));
        }
        self.left -= bytes.len() as u64;
        let text = String::from_utf8(bytes).map_or_else(|error| decode(error.as_bytes()).map(|it| it.text), Some);
        text.map(Some).ok_or_else(|| LoadError::Broken(format!("its part {name} is not text")))
    }
}

fn damaged(error: ZipError) -> LoadError {
    match error {
        ZipError::UnsupportedArchive(what) if what == ZipError::PASSWORD_REQUIRED => LoadError::Encrypted,
        error => LoadError::Broken(error.to_string()),
    }
}
