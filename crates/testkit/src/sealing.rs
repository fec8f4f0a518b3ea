//! Contracts of where wrapped keys lie, and of whatever holds what is sealed.

#![allow(clippy::unwrap_used, reason = "a contract suite fails by panicking")]

use crate::ManualClock;
use chatbox_core::{
    clock::Clock,
    error::StoreError,
    sealing::{DataKeyStore, KeyNumber, Reseal, WrappedKey},
};

/// What every [`DataKeyStore`] must do; it begins empty.
pub async fn data_key_store_contract(store: &dyn DataKeyStore) {
    let clock = ManualClock::new();
    let key = |number: u32, wrapped: &[u8]| WrappedKey {
        number: KeyNumber(number),
        wrapped: wrapped.to_vec(),
        created_at: clock.now(),
        complete_at: None,
    };
    assert_eq!(store.data_keys().await.unwrap(), []);
    store.add_data_key(&key(1, b"one")).await.unwrap();
    assert!(matches!(store.add_data_key(&key(1, b"other")).await, Err(StoreError::Conflict(_))));
    store.add_data_key(&key(2, b"two")).await.unwrap();
    assert_eq!(store.data_keys().await.unwrap(), [key(1, b"one"), key(2, b"two")]);

    store.rewrap_data_keys(&[key(2, b"second"), key(1, b"first")]).await.unwrap();
    assert_eq!(store.data_keys().await.unwrap(), [key(1, b"first"), key(2, b"second")]);
    let refused = store.rewrap_data_keys(&[key(1, b"again"), key(9, b"nine")]).await;
    assert!(matches!(refused, Err(StoreError::NotFound(_))));
    assert_eq!(store.data_keys().await.unwrap()[0], key(1, b"first"), "all of them or none");

    assert!(matches!(store.complete_data_key(KeyNumber(9), clock.now()).await, Err(StoreError::NotFound(_))));
    store.complete_data_key(KeyNumber(2), clock.now()).await.unwrap();
    let complete = WrappedKey { complete_at: Some(clock.now()), ..key(2, b"second") };
    assert_eq!(store.data_keys().await.unwrap(), [complete], "older ones are gone");
}

/// Goes through to the end in steps of `limit`; returns how much was sealed anew.
pub async fn reseal_all(part: &dyn Reseal, limit: u32) -> u64 {
    let (mut count, mut after) = (0, None);
    loop {
        let done = part.reseal(after.as_deref(), limit).await.unwrap();
        count += done.count;
        match done.next {
            Some(next) => after = Some(next),
            None => return count,
        }
    }
}
