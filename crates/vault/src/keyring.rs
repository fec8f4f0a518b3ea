//! Data keys in use.

use crate::master::random_key;
use chatbox_core::sealing::{KeyNumber, Place, SEAL_HEAD, SealError, Sealer, seal_head};
use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    rand::{SecureRandom, SystemRandom},
};
use std::{collections::HashMap, fmt};

/// Bytes of a key.
pub(crate) const KEY_BYTES: usize = 32;

/// Data keys by their numbers, and which one seals.
///
/// A sealed text is the head (see [`seal_head`]), 12 random bytes of nonce, and the text with its tag of 16 bytes. With random nonces one key
/// is good for 2^32 texts (NIST SP 800-38D, 8.3).
pub struct Keyring {
    keys: HashMap<KeyNumber, LessSafeKey>,
    in_use: KeyNumber,
    random: SystemRandom,
}

impl Keyring {
    /// A key that nobody else has and nobody keeps: for what does not outlive the process.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn random() -> Result<Self, SealError> {
        Ok(Self::of_one(*random_key()?))
    }

    /// One key, number 1.
    pub fn of_one(key: [u8; KEY_BYTES]) -> Self {
        let number = KeyNumber(1);
        let keys = HashMap::from_iter(cipher(&key).map(|cipher| (number, cipher)));
        Self { keys, in_use: number, random: SystemRandom::new() }
    }

    /// The key with this number, if it is there.
    pub(crate) fn key(&self, number: KeyNumber) -> Option<LessSafeKey> {
        self.keys.get(&number).cloned()
    }

    pub(crate) fn of(keys: HashMap<KeyNumber, LessSafeKey>, in_use: KeyNumber) -> Self {
        Self { keys, in_use, random: SystemRandom::new() }
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyring").field("in_use", &self.in_use).finish_non_exhaustive()
    }
}

/// None for a key of the wrong length.
pub(crate) fn cipher(key: &[u8]) -> Option<LessSafeKey> {
    UnboundKey::new(&AES_256_GCM, key).ok().map(LessSafeKey::new)
}

impl Sealer for Keyring {
    fn seal(&self, place: &Place, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let key = self.keys.get(&self.in_use).ok_or(SealError::UnknownKey(self.in_use))?;
        let mut nonce = [0; NONCE_LEN];
        self.random.fill(&mut nonce).map_err(|_| SealError::NoRandomness)?;
        let mut sealed = Vec::with_capacity(SEAL_HEAD + NONCE_LEN + plain.len() + AES_256_GCM.tag_len());
        sealed.extend(seal_head(self.in_use));
        sealed.extend(nonce);
        let body = sealed.len();
        sealed.extend(plain);
        let aad = Aad::from(place.as_bytes());
        let tag = key.seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), aad, &mut sealed[body..]);
        sealed.extend(tag.map_err(|_| SealError::Damaged)?.as_ref());
        Ok(sealed)
    }

    fn open(&self, place: &Place, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (head, rest) = sealed.split_first_chunk::<SEAL_HEAD>().ok_or(SealError::Damaged)?;
        let (nonce, body) = rest.split_first_chunk::<NONCE_LEN>().ok_or(SealError::Damaged)?;
        let &[0, 0, a, b, c, d] = head else { return Err(SealError::Damaged) };
        let number = KeyNumber(u32::from_be_bytes([a, b, c, d]));
        let key = self.keys.get(&number).ok_or(SealError::UnknownKey(number))?;
        let mut plain = body.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let length =
            key.open_in_place(nonce, Aad::from(place.as_bytes()), &mut plain).map_err(|_| SealError::Damaged)?.len();
        plain.truncate(length);
        Ok(plain)
    }

    fn key_in_use(&self) -> KeyNumber {
        self.in_use
    }
}
