//! Collections.

use super::{add, file, unique_hash};
use crate::checks::{at, conflict, not_found, somebody};
use chatbox_core::{
    documents::{Collection, DocumentStore},
    ids::CollectionId,
    sharing::Level,
};

pub(super) async fn contract(store: &dyn DocumentStore) {
    makes_and_renames(store).await;
    keeps_names_unique(store).await;
    counts_documents(store).await;
    keeps_owners_apart(store).await;
}

async fn makes_and_renames(store: &dyn DocumentStore) {
    let who = somebody();
    assert_eq!(store.collections(who).await.unwrap(), []);
    let made = store.create_collection(who, "Ünïcode docs", at(1)).await.unwrap();
    let expected = Collection {
        id: made.id,
        owner: who.user,
        name: "Ünïcode docs".to_owned(),
        documents: 0,
        bytes: 0,
        created_at: at(1),
        updated_at: at(1),
        access: Level::Manage,
        shares: 0,
    };
    assert_eq!(made, expected);
    assert_eq!(store.collection(who, made.id).await.unwrap(), expected);
    let renamed = store.rename_collection(who, made.id, "b", at(2)).await.unwrap();
    assert_eq!(renamed, Collection { name: "b".to_owned(), updated_at: at(2), ..expected });

    store.create_collection(who, "C", at(3)).await.unwrap();
    store.create_collection(who, "a", at(3)).await.unwrap();
    let names: Vec<_> = store.collections(who).await.unwrap().into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["a", "b", "C"], "by name, without regard to case");
    not_found(store.collection(who, CollectionId::new()).await);
    not_found(store.rename_collection(who, CollectionId::new(), "x", at(4)).await);
}

async fn keeps_names_unique(store: &dyn DocumentStore) {
    let (who, other) = (somebody(), somebody());
    let first = store.create_collection(who, "Ärger", at(0)).await.unwrap();
    conflict(store.create_collection(who, "Ärger", at(0)).await);
    conflict(store.create_collection(who, "äRGER", at(0)).await);
    store.create_collection(other, "Ärger", at(0)).await.unwrap();
    let b = store.create_collection(who, "b", at(0)).await.unwrap();
    conflict(store.rename_collection(who, b.id, "ärger", at(1)).await);
    assert_eq!(store.collection(who, b.id).await.unwrap(), b, "a refused name changes nothing");
    let renamed = store.rename_collection(who, first.id, "ÄRGER", at(1)).await.unwrap();
    assert_eq!(renamed.name, "ÄRGER", "its own name in another case is free");
}

async fn counts_documents(store: &dyn DocumentStore) {
    let who = somebody();
    let id = store.create_collection(who, "counted", at(0)).await.unwrap().id;
    let (a, _) = add(store, who, file(id, "a", &unique_hash())).await;
    add(store, who, file(id, "b", &unique_hash())).await;
    let counted = store.collection(who, id).await.unwrap();
    assert_eq!((counted.documents, counted.bytes, counted.updated_at), (2, 2000, at(1)));

    let mut larger = file(id, "a", &unique_hash());
    larger.size = 5_000_000_000;
    store.add_revision(who, larger.clone(), &super::ingest_job(who), at(9)).await.unwrap();
    let counted = store.collection(who, id).await.unwrap();
    assert_eq!((counted.documents, counted.bytes, counted.updated_at), (2, 5_000_001_000, at(9)), "current sizes");
    store.add_revision(who, larger, &super::ingest_job(who), at(10)).await.unwrap();
    assert_eq!(store.collection(who, id).await.unwrap().updated_at, at(9), "nothing was added");

    store.delete_document(who, a.id, super::job(who, "purge", a.id.to_string())).await.unwrap();
    let counted = store.collections(who).await.unwrap().remove(0);
    assert_eq!((counted.documents, counted.bytes), (1, 1000));
}

async fn keeps_owners_apart(store: &dyn DocumentStore) {
    let (who, other) = (somebody(), somebody());
    let mine = store.create_collection(who, "mine", at(0)).await.unwrap();
    not_found(store.collection(other, mine.id).await);
    not_found(store.rename_collection(other, mine.id, "theirs", at(1)).await);
    let purge = |document| super::job(other, "purge", format!("{document}"));
    not_found(store.delete_collection(other, mine.id, &purge).await);
    let new = file(mine.id, "a", &unique_hash());
    not_found(store.add_revision(other, new, &super::ingest_job(other), at(1)).await);
    assert_eq!(store.collections(other).await.unwrap(), []);
    assert_eq!(store.collection(who, mine.id).await.unwrap(), mine);
}
