//! A blob's file: sealed in segments, so that any part can be read without the rest.
//!
//! Layout: eight bytes that tell such a file, then its own random key, sealed with the key in use for the blob's hash, then segments of 64 KiB,
//! each with its tag of 16 bytes (AES-256-GCM). The nonce of a segment is whether it is the last (4 bytes) and its number (8 bytes), so that none
//! can be left out, moved or cut off (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). Sealing anew with another key
//! in use changes the head only.

use chatbox_core::{
    blobs::BlobError,
    ids::BlobHash,
    sealing::{Place, SEAL_HEAD, SealError, Sealer, seal_head},
};
use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    rand::{SecureRandom, SystemRandom},
};

/// What a sealed file begins with.
const MAGIC: [u8; 8] = *b"CBXBLOB1";
const KEY: usize = 32;
const TAG: usize = 16;
/// Bytes of the file's own key, sealed.
const SEALED_KEY: usize = SEAL_HEAD + NONCE_LEN + KEY + TAG;
/// Bytes before the first segment.
pub(crate) const HEAD: usize = MAGIC.len() + SEALED_KEY;
/// Bytes of a segment, and of a segment as it is stored.
pub(crate) const SEGMENT: usize = 64 * 1024;
pub(crate) const STORED_SEGMENT: usize = SEGMENT + TAG;

/// The key of one file.
pub(crate) struct FileKey {
    bytes: [u8; KEY],
    cipher: LessSafeKey,
}

impl FileKey {
    pub(crate) fn random() -> Result<Self, BlobError> {
        let mut bytes = [0; KEY];
        SystemRandom::new().fill(&mut bytes).map_err(|_| failed(SealError::NoRandomness))?;
        Self::of(bytes)
    }

    fn of(bytes: [u8; KEY]) -> Result<Self, BlobError> {
        let key = UnboundKey::new(&AES_256_GCM, &bytes).map_err(|_| failed(SealError::Damaged))?;
        Ok(Self { bytes, cipher: LessSafeKey::new(key) })
    }

    /// The head of the file.
    pub(crate) fn head(&self, sealer: &dyn Sealer, hash: &BlobHash) -> Result<Vec<u8>, BlobError> {
        let sealed = sealer.seal(&place(hash), &self.bytes).map_err(failed)?;
        Ok([&MAGIC[..], &sealed].concat())
    }

    /// The key in a file's head; none for a file that was stored before there was sealing.
    pub(crate) fn read(sealer: &dyn Sealer, hash: &BlobHash, head: &[u8]) -> Result<Option<Self>, BlobError> {
        let Some(sealed) = sealed_key(head) else { return Ok(None) };
        let bytes = sealer.open(&place(hash), sealed).map_err(failed)?;
        Self::of(bytes.try_into().map_err(|_| failed(SealError::Damaged))?).map(Some)
    }

    /// Seals a segment in place.
    pub(crate) fn seal(&self, segment: &mut Vec<u8>, index: u64, is_last: bool) -> Result<(), BlobError> {
        let sealed = self.cipher.seal_in_place_append_tag(nonce(index, is_last), Aad::empty(), segment);
        sealed.map_err(|_| failed(SealError::Damaged))
    }

    /// Opens a segment in place.
    pub(crate) fn open(&self, segment: &mut Vec<u8>, index: u64, is_last: bool) -> Result<(), BlobError> {
        let opened = self.cipher.open_in_place(nonce(index, is_last), Aad::empty(), segment);
        let length = opened.map_err(|_| failed(SealError::Damaged))?.len();
        segment.truncate(length);
        Ok(())
    }
}

/// Whether a file with this head is sealed with the key in use.
pub(crate) fn is_current(sealer: &dyn Sealer, head: &[u8]) -> bool {
    sealed_key(head).is_some_and(|sealed| sealed.starts_with(&seal_head(sealer.key_in_use())))
}

/// Segments of a file of this length, and the bytes in them.
pub(crate) fn measure(stored: u64) -> (u64, u64) {
    let body = stored.saturating_sub(HEAD as u64);
    let segments = body.div_ceil(STORED_SEGMENT as u64);
    (segments, body.saturating_sub(segments * TAG as u64))
}

fn sealed_key(head: &[u8]) -> Option<&[u8]> {
    head.get(..HEAD)?.strip_prefix(&MAGIC)
}

fn nonce(index: u64, is_last: bool) -> Nonce {
    let mut nonce = [0; NONCE_LEN];
    nonce[3] = is_last.into();
    nonce[4..].copy_from_slice(&index.to_be_bytes());
    Nonce::assume_unique_for_key(nonce)
}

fn place(hash: &BlobHash) -> Place {
    Place::of("blob").name(hash.as_str())
}

fn failed(error: SealError) -> BlobError {
    BlobError::Failed(error.to_string())
}
