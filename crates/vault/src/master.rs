//! The master key.

use crate::keyring::{KEY_BYTES, Keyring};
use chatbox_core::sealing::{KeyNumber, Place, SealError, Sealer};
use ring::rand::{SecureRandom, SystemRandom};
use std::fmt;
use zeroize::Zeroizing;

/// What is wrong with a master key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a master key is 64 hexadecimal digits; `chatbox keys new` makes one")]
pub struct BadKey;

/// The key that seals the data keys.
pub struct MasterKey {
    bytes: Zeroizing<[u8; KEY_BYTES]>,
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey")
    }
}

impl MasterKey {
    /// A new one.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn random() -> Result<Self, SealError> {
        random_key().map(|bytes| Self { bytes })
    }

    /// From 64 hexadecimal digits; white space around them does not matter.
    ///
    /// # Errors
    /// For anything else.
    pub fn parse(text: &str) -> Result<Self, BadKey> {
        let digits = text.trim().as_bytes();
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        if digits.len() != 2 * KEY_BYTES {
            return Err(BadKey);
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.as_chunks::<2>().0) {
            let [high, low] = pair.map(|digit| char::from(digit).to_digit(16));
            *byte = (high.ok_or(BadKey)? * 16 + low.ok_or(BadKey)?) as u8;
        }
        Ok(Self { bytes })
    }

    /// As 64 hexadecimal digits.
    pub fn to_hex(&self) -> Zeroizing<String> {
        Zeroizing::new(self.bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    pub(crate) fn wrap(&self, number: KeyNumber, key: &[u8]) -> Result<Vec<u8>, SealError> {
        Keyring::of_one(*self.bytes).seal(&place(number), key)
    }

    pub(crate) fn unwrap(&self, number: KeyNumber, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        Keyring::of_one(*self.bytes).open(&place(number), wrapped).map(Zeroizing::new)
    }
}

fn place(number: KeyNumber) -> Place {
    Place::of("data key").number(number.0.into())
}

pub(crate) fn random_key() -> Result<Zeroizing<[u8; KEY_BYTES]>, SealError> {
    let mut bytes = Zeroizing::new([0; KEY_BYTES]);
    SystemRandom::new().fill(&mut bytes[..]).map_err(|_| SealError::NoRandomness)?;
    Ok(bytes)
}
