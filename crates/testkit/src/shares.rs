//! Contract of links to snapshots.

#![allow(clippy::unwrap_used, reason = "a contract suite fails by panicking")]

use crate::checks::{at, not_found, somebody};
use chatbox_core::{
    chat::{ChatStore, NewConversation},
    shares::{Share, ShareStore, SharedConversation},
};

/// Runs all checks of the port's promises; panics at the first broken one. The store may hold other rows, and conversations are in it, too.
pub async fn share_store_contract(store: &(impl ShareStore + ChatStore)) {
    let (who, other) = (somebody(), somebody());
    let conversation = store.create_conversation(who, NewConversation::default(), at(1)).await.unwrap().id;
    let snapshot =
        SharedConversation { title: "So é".to_owned(), created_at: at(2), head: None, messages: Vec::new() };
    let made = store.create_share(who, conversation, &snapshot, at(2)).await.unwrap();
    let expected = Share {
        id: made.id,
        token: made.token.clone(),
        conversation,
        title: "So é".to_owned(),
        messages: 0,
        created_at: at(2),
    };
    assert_eq!(made, expected);
    assert!(made.token.len() >= 32, "nobody guesses it");
    let second = store.create_share(who, conversation, &snapshot, at(3)).await.unwrap();
    assert_ne!(second.token, made.token);
    assert_eq!(store.shares(who).await.unwrap(), [second.clone(), made.clone()], "newest first");
    assert_eq!(store.shared(&made.token).await.unwrap(), snapshot);
    not_found(store.shared("").await);
    not_found(store.shared(&made.token[1..]).await);

    not_found(store.create_share(other, conversation, &snapshot, at(4)).await);
    not_found(store.revoke_share(other, made.id).await);
    assert_eq!(store.shares(other).await.unwrap(), []);
    store.revoke_share(who, made.id).await.unwrap();
    not_found(store.shared(&made.token).await);
    not_found(store.revoke_share(who, made.id).await);
    store.delete_conversation(who, conversation).await.unwrap();
    not_found(store.shared(&second.token).await);
    assert_eq!(store.shares(who).await.unwrap(), []);
}
