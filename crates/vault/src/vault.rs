//! The data keys of one installation: opened with the master key, renewed, and everything sealed anew.

use crate::{
    keyring::{Keyring, cipher},
    master::{MasterKey, random_key},
};
use chatbox_core::{
    clock::{Clock, Time},
    error::StoreError,
    sealing::{DataKeyStore, KeyNumber, Place, Reseal, SealError, Sealer, WrappedKey},
};
use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

/// How often a running process looks for new keys; see [`Vault::tend`].
pub const REFRESH: Duration = Duration::from_secs(20);
/// A new key seals after this many seconds: by then every running process has read it, and can open what others seal.
const LEARN: i64 = 60;
/// Everything is sealed anew after as many more: by then what was sealed with the key before has been written.
const SETTLE: i64 = 60;
/// Things sealed anew at once.
const AT_ONCE: u32 = 100;

/// Why the keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// Another master key sealed the data keys.
    #[error("this is not the master key that the store was sealed with")]
    WrongMaster,
    /// A new key is there already.
    #[error("a new data key is there already, and not everything is sealed with it yet")]
    UnderWay,
    /// A key could not be made.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A data key, as told to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyState {
    /// Its number.
    pub number: KeyNumber,
    /// Creation.
    pub created_at: Time,
    /// When everything was sealed with it.
    pub complete_at: Option<Time>,
}

/// What [`Vault::tend`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The key everything is sealed with now.
    pub number: KeyNumber,
    /// How many things were sealed anew.
    pub count: u64,
}

/// Seals and opens with the data keys of a store.
pub struct Vault {
    master: MasterKey,
    store: Arc<dyn DataKeyStore>,
    clock: Arc<dyn Clock>,
    keys: RwLock<Arc<Keyring>>,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("keys", &self.keys()).finish_non_exhaustive()
    }
}

impl Vault {
    /// Opens the data keys; makes the first one where there is none.
    ///
    /// # Errors
    /// `WrongMaster` when they were sealed with another master key.
    pub async fn open(
        master: MasterKey,
        store: Arc<dyn DataKeyStore>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, VaultError> {
        if store.data_keys().await?.is_empty() {
            match store.add_data_key(&new_key(&master, KeyNumber(1), clock.now())?).await {
                // Another process was faster.
                Ok(()) | Err(StoreError::Conflict(_)) => {}
                Err(other) => return Err(other.into()),
            }
        }
        let keys = opened(&master, None, &store.data_keys().await?, clock.now())?;
        Ok(Self { master, store, clock, keys: RwLock::new(Arc::new(keys)) })
    }

    /// Adds a data key, with which everything will be sealed; returns when it comes into use.
    ///
    /// # Errors
    /// `UnderWay` while not everything is sealed with the newest one.
    pub async fn rotate(&self) -> Result<Time, VaultError> {
        let keys = self.store.data_keys().await?;
        let newest = keys.last().ok_or(VaultError::WrongMaster)?;
        if newest.complete_at.is_none() {
            return Err(VaultError::UnderWay);
        }
        let now = self.clock.now();
        let next = new_key(&self.master, KeyNumber(newest.number.0 + 1), now)?;
        match self.store.add_data_key(&next).await {
            Err(StoreError::Conflict(_)) => Err(VaultError::UnderWay),
            added => Ok(added.map(|()| now + seconds(LEARN))?),
        }
    }

    /// Seals the data keys with another master key. Running processes go on; at their next start they need the new one.
    ///
    /// # Errors
    /// When the store fails: nothing is changed then.
    pub async fn change_master(&self, new: &MasterKey) -> Result<(), VaultError> {
        let mut keys = self.store.data_keys().await?;
        for key in &mut keys {
            let plain = self.master.unwrap(key.number, &key.wrapped).map_err(|_| VaultError::WrongMaster)?;
            key.wrapped = new.wrap(key.number, &plain)?;
        }
        Ok(self.store.rewrap_data_keys(&keys).await?)
    }

    /// The data keys, the oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn states(&self) -> Result<Vec<KeyState>, VaultError> {
        let keys = self.store.data_keys().await?;
        Ok(keys
            .into_iter()
            .map(|WrappedKey { number, created_at, complete_at, .. }| KeyState { number, created_at, complete_at })
            .collect())
    }

    /// Reads the keys again, and seals everything with a new one when its time has come. To be called every [`REFRESH`]; may be dropped at
    /// any time, and goes on at the next call. None when there was nothing to do.
    ///
    /// # Errors
    /// When a store fails, or what is stored cannot be opened: the old keys stay then.
    pub async fn tend(&self, parts: &[Arc<dyn Reseal>]) -> Result<Option<Progress>, VaultError> {
        let now = self.clock.now();
        let stored = self.store.data_keys().await?;
        let keys = Arc::new(opened(&self.master, Some(&*self.keys()), &stored, now)?);
        let in_use = keys.key_in_use();
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
        let Some(newest) = stored.last() else { return Ok(None) };
        let is_first = stored.len() == 1;
        let is_settled = is_first || newest.created_at + seconds(LEARN + SETTLE) <= now;
        if newest.complete_at.is_some() || newest.number != in_use || !is_settled {
            return Ok(None);
        }
        let mut count = 0;
        for part in parts {
            count += reseal(&**part).await?;
            // Before the first key is complete, and only then, there may have been something in clear.
            if is_first {
                part.scrub().await?;
            }
        }
        self.store.complete_data_key(in_use, self.clock.now()).await?;
        Ok(Some(Progress { number: in_use, count }))
    }

    fn keys(&self) -> Arc<Keyring> {
        Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn reseal(part: &dyn Reseal) -> Result<u64, VaultError> {
    let (mut count, mut after) = (0, None);
    loop {
        let done = part.reseal(after.as_deref(), AT_ONCE).await?;
        count += done.count;
        match done.next {
            Some(next) => after = Some(next),
            None => return Ok(count),
        }
        tracing::debug!(part = part.name(), count, "sealing anew");
    }
}

impl Sealer for Vault {
    fn seal(&self, place: &Place, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        self.keys().seal(place, plain)
    }

    fn open(&self, place: &Place, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        self.keys().open(place, sealed)
    }

    fn key_in_use(&self) -> KeyNumber {
        self.keys().key_in_use()
    }
}

fn new_key(master: &MasterKey, number: KeyNumber, now: Time) -> Result<WrappedKey, SealError> {
    let wrapped = master.wrap(number, &random_key()?[..])?;
    Ok(WrappedKey { number, wrapped, created_at: now, complete_at: None })
}

/// Those that are `known` are not unwrapped again: another master key may seal them by now.
fn opened(
    master: &MasterKey,
    known: Option<&Keyring>,
    stored: &[WrappedKey],
    now: Time,
) -> Result<Keyring, VaultError> {
    let mut keys = HashMap::with_capacity(stored.len());
    for WrappedKey { number, wrapped, .. } in stored {
        let key = match known.and_then(|known| known.key(*number)) {
            Some(key) => key,
            None => {
                let plain = master.unwrap(*number, wrapped).map_err(|_| VaultError::WrongMaster)?;
                cipher(&plain).ok_or(VaultError::WrongMaster)?
            }
        };
        keys.insert(*number, key);
    }
    // What is the only one, or complete, is known to everybody.
    let is_known = |key: &&WrappedKey| key.complete_at.is_some() || key.created_at + seconds(LEARN) <= now;
    let in_use = stored.iter().rev().find(is_known).or(stored.first()).ok_or(VaultError::WrongMaster)?;
    Ok(Keyring::of(keys, in_use.number))
}

fn seconds(seconds: i64) -> chrono::TimeDelta {
    chrono::TimeDelta::seconds(seconds)
}
