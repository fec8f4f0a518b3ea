//! Contracts of profiles and of accounts that go.

#![allow(clippy::unwrap_used, reason = "a contract suite fails by panicking")]

use crate::checks::{at, conflict, not_found};
use chatbox_core::{
    auth::{
        Account, AccountStore, Avatar, Language, NewAccount, Profile, ProfileChange, ProfileStore, Role, TokenHash,
    },
    chat::{ChatStore, NewConversation},
    documents::{Added, DocumentStore, NewRevision},
    folders::{FolderChange, FolderStore},
    ids::{BlobHash, DeletionId, UserId, Who},
    privacy::{DeletionStore, Holdings},
    sharing::{Grant, Level, Principal, SharingStore, Thing},
    tasks::{JobStore, NewJob},
};
use serde_json::json;
use std::time::Duration;
use uuid::Uuid;

/// Runs all checks of the port's promises; panics at the first broken one.
pub async fn profile_store_contract<S: AccountStore + ProfileStore>(store: &S) {
    let ada = store.create_account(&account("ada@profiles.example", Role::Member), at(0)).await.unwrap().id;
    let bare =
        Profile { name: "ada@profiles.example".to_owned(), language: None, time_zone: None, avatar_changed_at: None };
    assert_eq!(store.profile(ada).await.unwrap(), bare);
    not_found(store.profile(UserId::new()).await);

    let change = ProfileChange {
        name: Some("Ada".to_owned()),
        language: Some(Some(Language::De)),
        time_zone: Some(Some("Europe/Berlin".to_owned())),
    };
    let changed = store.change_profile(ada, &change, at(1)).await.unwrap();
    let expected = Profile {
        name: "Ada".to_owned(),
        language: Some(Language::De),
        time_zone: Some("Europe/Berlin".to_owned()),
        avatar_changed_at: None,
    };
    assert_eq!(changed, expected);
    assert_eq!(store.account(ada).await.unwrap().name, "Ada");
    assert_eq!(
        store.change_profile(ada, &ProfileChange::default(), at(2)).await.unwrap(),
        expected,
        "absent parts stay"
    );
    let automatic = ProfileChange { language: Some(None), time_zone: Some(None), ..ProfileChange::default() };
    let changed = store.change_profile(ada, &automatic, at(3)).await.unwrap();
    assert_eq!((changed.language, changed.time_zone), (None, None));
    not_found(store.change_profile(UserId::new(), &automatic, at(3)).await);

    assert_eq!(store.avatar(ada).await.unwrap(), None);
    not_found(store.avatar(UserId::new()).await);
    not_found(store.set_avatar(UserId::new(), Some(b"picture"), at(4)).await);
    store.set_avatar(ada, Some(b"one"), at(4)).await.unwrap();
    store.set_avatar(ada, Some(b"two"), at(5)).await.unwrap();
    assert_eq!(store.avatar(ada).await.unwrap(), Some((b"two".to_vec(), at(5))));
    assert_eq!(store.profile(ada).await.unwrap().avatar_changed_at, Some(at(5)));
    assert!(store.avatars().await.unwrap().contains(&Avatar { account: ada, changed_at: at(5) }));
    store.set_avatar(ada, None, at(6)).await.unwrap();
    assert_eq!(store.avatar(ada).await.unwrap(), None);
}

/// Runs all checks of the port's promises; panics at the first broken one. The store may hold other rows, but no other owner.
pub async fn deletion_store_contract<S>(store: &S)
where
    S: AccountStore + ProfileStore + DeletionStore + DocumentStore + ChatStore + FolderStore + SharingStore + JobStore,
{
    let ada = store.create_account(&account("ada@deletions.example", Role::Owner), at(0)).await.unwrap();
    let bob = store.create_account(&account("bob@deletions.example", Role::Member), at(0)).await.unwrap();
    let job = |id: DeletionId| NewJob {
        owner: UserId(Uuid::nil()),
        kind: "delete_account",
        key: id.to_string(),
        payload: json!({}),
        priority: 50,
        max_attempts: 3,
    };
    conflict(store.begin_deletion(ada.id, TokenHash([1; 32]), &job, at(1)).await);
    not_found(store.begin_deletion(UserId::new(), TokenHash([1; 32]), &job, at(1)).await);
    not_found(store.deletion_by_hash(TokenHash([1; 32])).await);
    assert_eq!(store.account(ada.id).await.unwrap(), ada, "nothing was done");

    for account in [&ada, &bob] {
        fill(store, account, if account.id == ada.id { &bob } else { &ada }).await;
    }
    let (whose, other) = (store.holdings(bob.id).await.unwrap(), store.holdings(ada.id).await.unwrap());
    let expected = Holdings {
        conversations: 3,
        folders: 1,
        collections: 1,
        grants: 1,
        documents: 1,
        versions: 1,
        bytes: 7,
        shared_with: 1,
        avatars: 1,
        jobs: 1,
        settings: 1,
        ..Holdings::default()
    };
    assert_eq!(whose, expected);
    assert_eq!(other, expected);

    let begun = store.begin_deletion(bob.id, TokenHash([2; 32]), &job, at(2)).await.unwrap();
    assert_eq!((begun.account, begun.removed, begun.began_at, begun.ended_at), (Some(bob.id), whose, at(2), None));
    not_found(store.account(bob.id).await);
    assert_eq!(store.deletion(begun.id).await.unwrap(), begun);
    assert_eq!(store.deletion_by_hash(TokenHash([2; 32])).await.unwrap(), begun);
    assert_eq!(store.unfinished_deletions().await.unwrap(), [begun.id]);
    let claimed = store.claim(&["delete_account"], 10, Duration::from_secs(9), at(3)).await.unwrap();
    assert_eq!(claimed.iter().map(|(job, _)| job.key.clone()).collect::<Vec<_>>(), [begun.id.to_string()]);
    let who = Who { user: bob.id };
    assert_eq!(store.collections(who).await.unwrap(), [], "neither one's own nor what others share");
    assert_eq!(store.document_counts(who).await.unwrap(), [], "hidden");

    let documents = store.documents_to_purge(bob.id, 10).await.unwrap();
    assert_eq!(documents.len(), 1);
    store.purge_document(documents[0]).await.unwrap();
    assert_eq!(store.documents_to_purge(bob.id, 10).await.unwrap(), []);
    assert_eq!(store.erase_rows(bob.id, 2).await.unwrap(), 2, "some at a time");
    assert_eq!(store.erase_rows(bob.id, 2).await.unwrap(), 1);
    assert!(store.erase_rows(bob.id, 2).await.unwrap() > 0);
    assert_eq!(store.erase_rows(bob.id, 2).await.unwrap(), 0);
    let blobs = store.blobs_to_remove(begun.id, 10).await.unwrap();
    assert_eq!(blobs, [shared_hash()]);
    assert_eq!(store.unreferenced_blobs(&blobs).await.unwrap(), [], "somebody else has it, too");
    store.forget_blobs(begun.id, &blobs).await.unwrap();
    assert_eq!(store.blobs_to_remove(begun.id, 10).await.unwrap(), []);
    assert_eq!(store.holdings(bob.id).await.unwrap(), Holdings::default());

    let ended = store.end_deletion(begun.id, at(9)).await.unwrap();
    assert_eq!((ended.account, ended.removed, ended.ended_at), (None, whose, Some(at(9))));
    assert_eq!(store.unfinished_deletions().await.unwrap(), []);
    let left = Holdings { grants: 0, shared_with: 0, ..other };
    assert_eq!(store.holdings(ada.id).await.unwrap(), left, "what others have stays, but for shares with and by him");
    assert_eq!(store.prune_deletions(at(9)).await.unwrap(), 0);
    assert_eq!(store.prune_deletions(at(10)).await.unwrap(), 1);
    not_found(store.deletion(begun.id).await);
}

/// Something of each kind, shared with the other.
async fn fill<S>(store: &S, account: &Account, other: &Account)
where
    S: ProfileStore + DocumentStore + ChatStore + FolderStore + SharingStore,
{
    let who = Who { user: account.id };
    for _ in 0..3 {
        store.create_conversation(who, NewConversation::default(), at(1)).await.unwrap();
    }
    let folder = FolderChange { name: Some("Mine".to_owned()), ..FolderChange::default() };
    store.create_folder(who, folder, at(1)).await.unwrap();
    store.change_profile(who.user, &ProfileChange::default(), at(1)).await.unwrap();
    store.set_avatar(who.user, Some(b"picture"), at(1)).await.unwrap();
    let collection = store.create_collection(who, "Mine", at(1)).await.unwrap().id;
    let grant = Grant { principal: Principal::Account(other.id), level: Level::Read };
    store.share(who, Thing::Collection(collection), &[grant]).await.unwrap();
    let new = NewRevision { collection, path: "a.txt".to_owned(), hash: shared_hash(), size: 7 };
    let job = |id: chatbox_core::ids::RevisionId| NewJob {
        owner: who.user,
        kind: "ingest",
        key: id.to_string(),
        payload: json!({}),
        priority: 50,
        max_attempts: 3,
    };
    let (_, added) = store.add_revision(who, new, &job, at(1)).await.unwrap();
    assert_eq!(added, Added::Created);
}

fn shared_hash() -> BlobHash {
    BlobHash::try_from("d".repeat(64)).unwrap()
}

fn account(email: &str, role: Role) -> NewAccount {
    NewAccount {
        id: UserId::new(),
        email: email.to_owned(),
        name: email.to_owned(),
        role: role.into(),
        password: "hash".to_owned(),
    }
}
