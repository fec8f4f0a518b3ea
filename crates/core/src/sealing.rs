//! Sealing: what is stored cannot be read without the master key.

use crate::{clock::Time, error::StoreResult};
use async_trait::async_trait;
use std::fmt;
use uuid::Uuid;

/// Number of a data key; each new one has a higher one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyNumber(pub u32);

impl fmt::Display for KeyNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why something could not be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It was sealed with a key that is not there.
    #[error("it was sealed with data key {0}, which is not there")]
    UnknownKey(KeyNumber),
    /// It was changed, cut off, or belongs to another place.
    #[error("what was sealed is damaged or was moved")]
    Damaged,
    /// The system gave no random bytes.
    #[error("the system gives no random numbers")]
    NoRandomness,
}

/// Where something sealed lies: it cannot be opened at another place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place(Vec<u8>);

impl Place {
    /// In this column or store.
    pub fn of(what: &str) -> Self {
        let mut place = what.as_bytes().to_vec();
        place.push(0);
        Self(place)
    }

    /// In the row with this id.
    #[must_use]
    pub fn id(mut self, id: Uuid) -> Self {
        self.0.extend(id.as_bytes());
        self
    }

    /// In the row with this number.
    #[must_use]
    pub fn number(mut self, number: i64) -> Self {
        self.0.extend(number.to_be_bytes());
        self
    }

    /// In the row with this name.
    #[must_use]
    pub fn name(mut self, name: &str) -> Self {
        self.0.extend(name.as_bytes());
        self.0.push(0);
        self
    }

    /// What is bound to the sealed bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Bytes of a sealed text before the text: the number of the key as six bytes, big-endian, so that Base64 of them is eight characters of its
/// own, by which a database finds what was sealed with another key.
pub const SEAL_HEAD: usize = 6;

/// Seals and opens. Implementors guarantee: each sealed text is different, cannot be read or changed unnoticed without the key, opens at its
/// place only, and begins with [`seal_head`] of its key.
pub trait Sealer: Send + Sync + fmt::Debug {
    /// Seals with the key in use.
    ///
    /// # Errors
    /// `NoRandomness`.
    fn seal(&self, place: &Place, plain: &[u8]) -> Result<Vec<u8>, SealError>;
    /// Opens what was sealed with any key that is there.
    ///
    /// # Errors
    /// `UnknownKey` and `Damaged`.
    fn open(&self, place: &Place, sealed: &[u8]) -> Result<Vec<u8>, SealError>;
    /// What is sealed with another key is to be sealed anew.
    fn key_in_use(&self) -> KeyNumber;
}

/// What everything sealed with this key begins with.
pub fn seal_head(key: KeyNumber) -> [u8; SEAL_HEAD] {
    let [a, b, c, d] = key.0.to_be_bytes();
    [0, 0, a, b, c, d]
}

/// A data key, itself sealed with the master key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// Its number.
    pub number: KeyNumber,
    /// The sealed key.
    pub wrapped: Vec<u8>,
    /// Creation.
    pub created_at: Time,
    /// When everything was sealed with it; until then older keys are needed.
    pub complete_at: Option<Time>,
}

/// Where wrapped data keys lie.
///
/// Implementors guarantee: each method is one transaction.
#[async_trait]
pub trait DataKeyStore: Send + Sync {
    /// All of them, the oldest first.
    async fn data_keys(&self) -> StoreResult<Vec<WrappedKey>>;
    /// Adds one; a `Conflict` when the number is taken.
    async fn add_data_key(&self, key: &WrappedKey) -> StoreResult<()>;
    /// Puts these wrapped keys in the place of those with their numbers.
    async fn rewrap_data_keys(&self, keys: &[WrappedKey]) -> StoreResult<()>;
    /// Notes that everything is sealed with this key, and removes all older ones.
    async fn complete_data_key(&self, number: KeyNumber, now: Time) -> StoreResult<()>;
}

/// How far sealing anew has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resealed {
    /// What was sealed anew by this call.
    pub count: u64,
    /// Where to go on; none at the end.
    pub next: Option<String>,
}

/// Something that holds what is sealed.
///
/// Implementors guarantee: what was read and written meanwhile stays right; an interrupted call has done a part or nothing; calls that go
/// through to the end leave nothing sealed with a key other than the one in use, or not sealed at all, of what was there at the start.
#[async_trait]
pub trait Reseal: Send + Sync {
    /// Its name, for people.
    fn name(&self) -> &'static str;
    /// Seals about `limit` things anew, from `after` on.
    async fn reseal(&self, after: Option<&str>, limit: u32) -> StoreResult<Resealed>;
    /// How many things are not sealed with the key in use.
    async fn left(&self) -> StoreResult<u64>;
    /// Makes sure that nothing of what was there before there was sealing can be found on the disk.
    async fn scrub(&self) -> StoreResult<()>;
}
