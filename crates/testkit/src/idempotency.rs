//! Contract of the idempotency port.

#![allow(clippy::unwrap_used, reason = "a contract suite fails by panicking")]

use crate::checks::{at, not_found, somebody};
use chatbox_core::idempotency::{IdempotencyStore, Replay};
use serde_json::json;
use std::sync::Arc;
use tokio::task::JoinSet;

const HOUR: i64 = 3600;

/// Runs all checks of the port's promises; panics at the first broken one.
pub async fn idempotency_store_contract(store: Arc<dyn IdempotencyStore>) {
    replays(&*store).await;
    frees(&*store).await;
    takes_over_the_abandoned(&*store).await;
    forgets_after_a_day(&*store).await;
    hands_a_key_out_once(store).await;
}

async fn replays(store: &dyn IdempotencyStore) {
    let (who, other) = (somebody(), somebody());
    assert_eq!(store.begin(who, "k", "print", at(0)).await.unwrap(), Replay::Fresh);
    assert_eq!(store.begin(who, "k", "print", at(1)).await.unwrap(), Replay::InProgress);
    assert_eq!(store.begin(who, "k", "other", at(1)).await.unwrap(), Replay::Mismatch);
    assert_eq!(store.begin(other, "k", "other", at(1)).await.unwrap(), Replay::Fresh, "keys belong to their owner");

    let body = json!({"id": 7, "text": "é"});
    store.complete(who, "k", 201, body.clone()).await.unwrap();
    for later in [2, 60, 23 * HOUR] {
        let done = Replay::Done { status: 201, body: body.clone() };
        assert_eq!(store.begin(who, "k", "print", at(later)).await.unwrap(), done);
    }
    assert_eq!(store.begin(who, "k", "other", at(2)).await.unwrap(), Replay::Mismatch);
    assert_eq!(store.begin(other, "k", "other", at(2)).await.unwrap(), Replay::InProgress);
    not_found(store.complete(who, "unknown", 200, json!({})).await);
}

async fn frees(store: &dyn IdempotencyStore) {
    let who = somebody();
    assert_eq!(store.begin(who, "k", "a", at(0)).await.unwrap(), Replay::Fresh);
    store.release(somebody(), "k").await.unwrap();
    assert_eq!(store.begin(who, "k", "a", at(0)).await.unwrap(), Replay::InProgress, "only the owner frees it");
    store.release(who, "k").await.unwrap();
    store.release(who, "k").await.unwrap();
    assert_eq!(store.begin(who, "k", "b", at(1)).await.unwrap(), Replay::Fresh);
}

async fn takes_over_the_abandoned(store: &dyn IdempotencyStore) {
    let who = somebody();
    assert_eq!(store.begin(who, "k", "a", at(0)).await.unwrap(), Replay::Fresh);
    assert_eq!(store.begin(who, "k", "a", at(60)).await.unwrap(), Replay::InProgress);
    assert_eq!(store.begin(who, "k", "b", at(61)).await.unwrap(), Replay::Fresh, "its server died");
    assert_eq!(store.begin(who, "k", "b", at(100)).await.unwrap(), Replay::InProgress, "the minute begins anew");
}

async fn forgets_after_a_day(store: &dyn IdempotencyStore) {
    let who = somebody();
    assert_eq!(store.begin(who, "k", "a", at(0)).await.unwrap(), Replay::Fresh);
    store.complete(who, "k", 200, json!(1)).await.unwrap();
    assert_eq!(store.begin(who, "k", "b", at(24 * HOUR + 1)).await.unwrap(), Replay::Fresh);
}

async fn hands_a_key_out_once(store: Arc<dyn IdempotencyStore>) {
    let who = somebody();
    let mut tasks = JoinSet::new();
    for _ in 0..16 {
        let store = store.clone();
        tasks.spawn(async move { store.begin(who, "race", "a", at(0)).await.unwrap() });
    }
    let answers = tasks.join_all().await;
    assert_eq!(answers.iter().filter(|answer| **answer == Replay::Fresh).count(), 1);
    assert_eq!(answers.iter().filter(|answer| **answer == Replay::InProgress).count(), 15);
}
