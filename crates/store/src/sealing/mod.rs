//! Columns that are sealed: what people wrote and read, and secrets.

mod columns;
mod keys;
mod reseal;

pub(crate) use columns::*;

use crate::Database;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use chatbox_core::{
    error::{StoreError, StoreResult},
    sealing::{Place, SEAL_HEAD, Sealer},
};
use std::{ops::Deref, sync::Arc};

/// What a sealed text begins with. Texts that were stored before there was sealing do not, but for some that nobody types.
const MARK: char = '\u{1}';

/// A database and what seals its columns.
#[derive(Debug, Clone)]
pub(crate) struct SealedDatabase {
    database: Database,
    sealer: Arc<dyn Sealer>,
}

impl Deref for SealedDatabase {
    type Target = Database;

    fn deref(&self) -> &Database {
        &self.database
    }
}

impl SealedDatabase {
    pub(crate) fn new(database: Database, sealer: Arc<dyn Sealer>) -> Self {
        Self { database, sealer }
    }

    pub(crate) fn sealer(&self) -> &Arc<dyn Sealer> {
        &self.sealer
    }

    /// A text as it is stored. That it is empty can be seen.
    pub(crate) fn seal(&self, place: &Place, text: &str) -> StoreResult<String> {
        if text.is_empty() {
            return Ok(String::new());
        }
        let sealed = self.sealer.seal(place, text.as_bytes()).map_err(StoreError::failed)?;
        let mut stored = String::with_capacity(MARK.len_utf8() + sealed.len().div_ceil(3) * 4);
        stored.push(MARK);
        BASE64.encode_string(sealed, &mut stored);
        Ok(stored)
    }

    /// A stored text as it was; also one that was stored before there was sealing.
    pub(crate) fn open(&self, place: &Place, stored: String) -> StoreResult<String> {
        let Some(sealed) = sealed(&stored) else { return Ok(stored) };
        let plain = self.sealer.open(place, &sealed).map_err(StoreError::failed)?;
        String::from_utf8(plain).map_err(StoreError::failed)
    }

    pub(crate) fn seal_bytes(&self, place: &Place, bytes: &[u8]) -> StoreResult<Vec<u8>> {
        self.sealer.seal(place, bytes).map_err(StoreError::failed)
    }

    /// Stored bytes as they were; also those that were stored before there was sealing.
    pub(crate) fn open_bytes(&self, place: &Place, stored: Vec<u8>) -> StoreResult<Vec<u8>> {
        if !is_sealed(&stored) {
            return Ok(stored);
        }
        self.sealer.open(place, &stored).map_err(StoreError::failed)
    }
}

/// Whether stored bytes are sealed: secrets are at most 32 bytes, and what is sealed is longer by a head, a nonce and a tag.
fn is_sealed(stored: &[u8]) -> bool {
    stored.len() >= SEAL_HEAD + 12 + 16 && stored.starts_with(&[0, 0])
}

/// The sealed bytes in a stored text, if it is sealed.
fn sealed(stored: &str) -> Option<Vec<u8>> {
    let sealed = BASE64.decode(stored.strip_prefix(MARK)?).ok()?;
    is_sealed(&sealed).then_some(sealed)
}
