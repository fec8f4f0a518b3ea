use crate::{Keyring, MasterKey, Progress, Vault, VaultError};
use async_trait::async_trait;
use chatbox_core::{
    clock::{Clock, Time},
    error::{StoreError, StoreResult},
    sealing::{DataKeyStore, KeyNumber, Place, Reseal, Resealed, SealError, Sealer, WrappedKey, seal_head},
};
use chrono::{DateTime, TimeDelta};
use std::sync::{Arc, Mutex};

#[derive(Default)]
struct Keys(Mutex<Vec<WrappedKey>>);

#[async_trait]
impl DataKeyStore for Keys {
    async fn data_keys(&self) -> StoreResult<Vec<WrappedKey>> {
        Ok(self.0.lock().unwrap().clone())
    }
    async fn add_data_key(&self, key: &WrappedKey) -> StoreResult<()> {
        let mut keys = self.0.lock().unwrap();
        if keys.iter().any(|known| known.number == key.number) {
            return Err(StoreError::Conflict("taken".into()));
        }
        keys.push(key.clone());
        Ok(())
    }
    async fn rewrap_data_keys(&self, new: &[WrappedKey]) -> StoreResult<()> {
        *self.0.lock().unwrap() = new.to_vec();
        Ok(())
    }
    async fn complete_data_key(&self, number: KeyNumber, now: Time) -> StoreResult<()> {
        let mut keys = self.0.lock().unwrap();
        keys.retain(|key| key.number >= number);
        keys.iter_mut().filter(|key| key.number == number).for_each(|key| key.complete_at = Some(now));
        Ok(())
    }
}

struct ManualClock(Mutex<Time>);

impl Clock for ManualClock {
    fn now(&self) -> Time {
        *self.0.lock().unwrap()
    }
}

impl ManualClock {
    fn advance(&self, seconds: i64) {
        *self.0.lock().unwrap() += TimeDelta::seconds(seconds);
    }
}

/// A shelf of sealed notes.
struct Shelf {
    vault: Arc<Vault>,
    notes: Mutex<Vec<Vec<u8>>>,
}

fn place(index: usize) -> Place {
    Place::of("note").number(index as i64)
}

impl Shelf {
    fn put(&self, text: &str) {
        let mut notes = self.notes.lock().unwrap();
        let sealed = self.vault.seal(&place(notes.len()), text.as_bytes()).unwrap();
        notes.push(sealed);
    }

    fn read(&self) -> Vec<String> {
        let notes = self.notes.lock().unwrap();
        let open = |(index, note): (usize, &Vec<u8>)| self.vault.open(&place(index), note).unwrap();
        notes.iter().enumerate().map(open).map(|plain| String::from_utf8(plain).unwrap()).collect()
    }
}

#[async_trait]
impl Reseal for Shelf {
    fn name(&self) -> &'static str {
        "shelf"
    }
    async fn reseal(&self, after: Option<&str>, _: u32) -> StoreResult<Resealed> {
        let index = after.map_or(0, |after| after.parse::<usize>().unwrap());
        let mut notes = self.notes.lock().unwrap();
        let Some(note) = notes.get_mut(index) else { return Ok(Resealed { count: 0, next: None }) };
        let head = seal_head(self.vault.key_in_use());
        let count = u64::from(!note.starts_with(&head));
        let plain = self.vault.open(&place(index), note).map_err(StoreError::failed)?;
        *note = self.vault.seal(&place(index), &plain).map_err(StoreError::failed)?;
        Ok(Resealed { count, next: Some((index + 1).to_string()) })
    }
    async fn left(&self) -> StoreResult<u64> {
        let head = seal_head(self.vault.key_in_use());
        Ok(self.notes.lock().unwrap().iter().filter(|note| !note.starts_with(&head)).count() as u64)
    }
    async fn scrub(&self) -> StoreResult<()> {
        Ok(())
    }
}

const MASTER: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

async fn vault(keys: &Arc<Keys>, clock: &Arc<ManualClock>) -> Arc<Vault> {
    let master = MasterKey::parse(MASTER).unwrap();
    Arc::new(Vault::open(master, Arc::clone(keys) as _, Arc::clone(clock) as _).await.unwrap())
}

fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock(Mutex::new(DateTime::from_timestamp(1_800_000_000, 0).unwrap())))
}

#[test]
fn what_is_sealed_opens_at_its_place_only_and_unchanged_only() {
    let keyring = Keyring::of_one([7; 32]);
    let here = Place::of("messages.content").name("a");
    let sealed = keyring.seal(&here, "Grüße".as_bytes()).unwrap();
    assert_eq!(keyring.open(&here, &sealed).unwrap(), "Grüße".as_bytes());
    assert_ne!(sealed, keyring.seal(&here, "Grüße".as_bytes()).unwrap(), "the same text is sealed differently");
    assert_eq!(keyring.open(&Place::of("messages.content").name("b"), &sealed), Err(SealError::Damaged));
    assert_eq!(Keyring::of_one([8; 32]).open(&here, &sealed), Err(SealError::Damaged));
    for byte in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[byte] ^= 1;
        assert!(keyring.open(&here, &changed).is_err(), "byte {byte}");
        assert!(keyring.open(&here, &sealed[..byte]).is_err(), "cut at {byte}");
    }
    let mut of_another_key = sealed;
    of_another_key[5] = 9;
    assert_eq!(keyring.open(&here, &of_another_key), Err(SealError::UnknownKey(KeyNumber(9))));
}

/// The GCM specification's test case 16 (McGrew and Viega, 2005) without additional data: test case 14.
#[test]
fn it_is_aes_256_gcm() {
    let key = ring::aead::LessSafeKey::new(ring::aead::UnboundKey::new(&ring::aead::AES_256_GCM, &[0; 32]).unwrap());
    let mut text = [0; 16].to_vec();
    let nonce = ring::aead::Nonce::assume_unique_for_key([0; 12]);
    key.seal_in_place_append_tag(nonce, ring::aead::Aad::empty(), &mut text).unwrap();
    let hex: String = text.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
}

#[test]
fn a_master_key_is_64_hex_digits() {
    let key = MasterKey::parse(&format!(" {MASTER}\n")).unwrap();
    assert_eq!(key.to_hex().as_str(), MASTER);
    for bad in ["", "00", &MASTER[1..], &format!("{MASTER}0"), &MASTER.replace('0', "g")] {
        assert!(MasterKey::parse(bad).is_err(), "{bad:?}");
    }
    assert_ne!(MasterKey::random().unwrap().to_hex(), MasterKey::random().unwrap().to_hex());
    assert_eq!(format!("{key:?}"), "MasterKey");
}

#[tokio::test]
async fn another_master_key_opens_nothing() {
    let (keys, clock) = (Arc::new(Keys::default()), clock());
    vault(&keys, &clock).await;
    let other = MasterKey::random().unwrap();
    let refused = Vault::open(other, Arc::clone(&keys) as _, clock as _).await;
    assert!(matches!(refused, Err(VaultError::WrongMaster)));
    assert_eq!(keys.0.lock().unwrap().len(), 1, "no key was added");
}

#[tokio::test]
async fn a_new_key_is_learnt_by_all_before_anything_is_sealed_with_it_and_replaces_the_old_one() {
    let (keys, clock) = (Arc::new(Keys::default()), clock());
    let (here, there) = (vault(&keys, &clock).await, vault(&keys, &clock).await);
    let shelf = Arc::new(Shelf { vault: Arc::clone(&here), notes: Mutex::default() });
    let parts = [Arc::clone(&shelf) as Arc<dyn Reseal>];
    shelf.put("one");
    assert_eq!(here.tend(&parts).await.unwrap(), Some(Progress { number: KeyNumber(1), count: 0 }));
    assert_eq!(here.tend(&parts).await.unwrap(), None, "everything is sealed with it");

    there.rotate().await.unwrap();
    assert!(matches!(here.rotate().await, Err(VaultError::UnderWay)));
    shelf.put("two");
    assert_eq!(here.tend(&parts).await.unwrap(), None);
    assert_eq!((here.key_in_use(), shelf.left().await.unwrap()), (KeyNumber(1), 0));
    clock.advance(61);
    assert_eq!(here.tend(&parts).await.unwrap(), None, "what was sealed before may still be on its way");
    assert_eq!((here.key_in_use(), shelf.left().await.unwrap()), (KeyNumber(2), 2));
    shelf.put("three");
    // The other process has read the key, though it still seals with the old one.
    assert_eq!(there.key_in_use(), KeyNumber(1));
    there.tend(&[]).await.unwrap();
    assert_eq!(there.open(&place(2), &shelf.notes.lock().unwrap()[2]).unwrap(), b"three");
    clock.advance(60);
    assert_eq!(here.tend(&parts).await.unwrap(), Some(Progress { number: KeyNumber(2), count: 2 }));
    assert_eq!(shelf.read(), ["one", "two", "three"]);
    assert_eq!(keys.0.lock().unwrap().iter().map(|key| key.number.0).collect::<Vec<_>>(), [2], "the old one is gone");
}

#[tokio::test]
async fn the_master_key_changes_without_sealing_anything_anew() {
    let (keys, clock) = (Arc::new(Keys::default()), clock());
    let old = vault(&keys, &clock).await;
    let sealed = old.seal(&place(0), b"kept").unwrap();
    let new = MasterKey::random().unwrap();
    old.change_master(&new).await.unwrap();
    // A process that still runs with the old one goes on.
    assert_eq!(old.tend(&[]).await.unwrap(), Some(Progress { number: KeyNumber(1), count: 0 }));
    assert_eq!(old.open(&place(0), &sealed).unwrap(), b"kept");
    let vault = Vault::open(new, Arc::clone(&keys) as _, Arc::clone(&clock) as _).await.unwrap();
    assert_eq!(vault.open(&place(0), &sealed).unwrap(), b"kept");
    let former = MasterKey::parse(MASTER).unwrap();
    assert!(matches!(Vault::open(former, keys as _, clock as _).await, Err(VaultError::WrongMaster)));
}
