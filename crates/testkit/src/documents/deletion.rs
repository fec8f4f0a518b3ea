//! Deleting: hidden at once, purged later, blobs named when nobody refers to them.

use super::{add, collection, file, ids, job, prepare, publish, released, unique_hash};
use crate::checks::{at, conflict, not_found, somebody};
use chatbox_core::{
    documents::{Added, DocumentFilter, DocumentStore, Purged},
    ids::{DocumentId, RevisionId, Who},
    page::PageRequest,
    sharing::Level,
    tasks::{JobState, JobStore, NewJob},
};
use std::time::Duration;

pub(super) async fn contract(store: &dyn DocumentStore, jobs: &dyn JobStore) {
    hides_and_purges_a_document(store, jobs).await;
    deletes_a_collection(store, jobs).await;
    keeps_blobs_somebody_refers_to(store).await;
    purges_overtaken_revisions(store).await;
    forgets_vectors_of_purged_text(store).await;
}

fn purge_job(who: Who) -> impl Fn(DocumentId) -> NewJob + Sync {
    move |document| job(who, "purge", document.to_string())
}

async fn delete(store: &dyn DocumentStore, who: Who, id: DocumentId) {
    store.delete_document(who, id, purge_job(who)(id)).await.unwrap();
}

async fn hides_and_purges_a_document(store: &dyn DocumentStore, jobs: &dyn JobStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let hash = unique_hash();
    let (document, chunks) = publish(store, who, file(id, "a.txt", &hash), "one").await;
    let (newer, _) = add(store, who, file(id, "a.txt", &unique_hash())).await;
    delete(store, who, document.id).await;

    not_found(store.document(who, document.id).await);
    not_found(store.document_text(who, document.id, None).await);
    let purge = purge_job(who)(document.id);
    not_found(store.delete_document(who, document.id, purge).await);
    let all = store.documents(who, &DocumentFilter::default(), &PageRequest::first(10)).await.unwrap();
    assert_eq!(all.items, []);
    assert_eq!(store.document_counts(who).await.unwrap(), []);
    assert!(store.revision(newer.revision).await.unwrap().superseded);
    conflict(released(store, newer.revision, at(9)).await);
    // Due at once, whatever time the queue's clock shows.
    let due = jobs.claim(&["purge"], 1000, Duration::from_secs(9), at(-1_000_000)).await.unwrap();
    assert!(due.iter().any(|(job, _)| job.key == document.id.to_string() && job.state == JobState::Running));
    let (again, added) = add(store, who, file(id, "a.txt", &hash)).await;
    assert_eq!((added, again.version), (Added::Created, 1), "the path is free at once");
    assert_ne!(again.id, document.id);

    let revisions = store.revisions(document.id).await.unwrap();
    assert_eq!(revisions, [newer.revision, document.revision], "newest first, also of a deleted document");
    let purged = store.purge_document(document.id).await.unwrap();
    assert_eq!(purged.blobs, [newer.hash], "the first blob is in use again");
    assert_eq!(store.purge_document(document.id).await.unwrap(), Purged::default(), "a repeated job finds nothing");
    assert_eq!(store.revisions(document.id).await.unwrap(), []);
    not_found(store.revision(document.revision).await);
    not_found(store.revision_text(document.revision).await);
    assert_eq!(store.chunks(document.revision).await.unwrap(), []);
    assert_eq!(store.passages(who, &ids(&chunks), "m").await.unwrap(), []);
    conflict(store.purge_document(again.id).await);
}

async fn deletes_a_collection(store: &dyn DocumentStore, jobs: &dyn JobStore) {
    let who = somebody();
    let made = store.create_collection(who, "to go", at(0)).await.unwrap();
    let kept = collection(store, who).await;
    let (a, chunks) = publish(store, who, file(made.id, "a", &unique_hash()), "a").await;
    let (b, _) = add(store, who, file(made.id, "b", &unique_hash())).await;
    let (other, _) = add(store, who, file(kept, "a", &unique_hash())).await;
    assert_eq!(store.host_of_collection(who, made.id, Level::Manage).await.unwrap(), who);
    store.delete_collection(who, made.id, &purge_job(who)).await.unwrap();

    not_found(store.collection(who, made.id).await);
    not_found(store.host_of_collection(who, made.id, Level::Read).await);
    not_found(store.delete_collection(who, made.id, &purge_job(who)).await);
    not_found(store.add_revision(who, file(made.id, "c", &unique_hash()), &super::ingest_job(who), at(2)).await);
    for document in [&a, &b] {
        not_found(store.document(who, document.id).await);
        jobs.job_by_key(who, "purge", &document.id.to_string()).await.unwrap();
        assert!(store.revision(document.revision).await.unwrap().superseded);
    }
    not_found(jobs.job_by_key(who, "purge", &other.id.to_string()).await);
    assert_eq!(store.passages(who, &ids(&chunks), "m").await.unwrap(), []);
    assert_eq!(store.document(who, other.id).await.unwrap(), other);
    store.create_collection(who, "To Go", at(3)).await.unwrap();
    assert_eq!(store.purge_document(a.id).await.unwrap().blobs, [a.hash]);
    assert_eq!(store.purge_document(b.id).await.unwrap().blobs, [b.hash]);
}

async fn keeps_blobs_somebody_refers_to(store: &dyn DocumentStore) {
    let (who, other) = (somebody(), somebody());
    let (mine, theirs) = (collection(store, who).await, collection(store, other).await);
    let (shared, unknown) = (unique_hash(), unique_hash());
    let (a, _) = add(store, who, file(mine, "a", &shared)).await;
    let (b, _) = add(store, who, file(mine, "b", &shared)).await;
    let (c, _) = add(store, other, file(theirs, "c", &shared)).await;
    let asked = [unknown.clone(), shared.clone(), unknown.clone()];
    assert_eq!(store.unreferenced_blobs(&asked).await.unwrap(), [unknown.clone(), unknown.clone()]);
    assert_eq!(store.unreferenced_blobs(&[]).await.unwrap(), []);

    for (who, document, left) in [(who, a, vec![]), (who, b, vec![]), (other, c, vec![shared.clone()])] {
        delete(store, who, document.id).await;
        assert_eq!(store.unreferenced_blobs(&asked).await.unwrap().len(), 2, "hidden rows still refer to it");
        assert_eq!(store.purge_document(document.id).await.unwrap().blobs, left);
    }
    assert_eq!(store.unreferenced_blobs(&asked).await.unwrap(), asked);
}

async fn purges_overtaken_revisions(store: &dyn DocumentStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let (first, _) = add(store, who, file(id, "a", &unique_hash())).await;
    prepare(store, first.revision, "one").await;
    conflict(store.purge_revision(first.revision, 0).await);
    let (second, _) = add(store, who, file(id, "a", &unique_hash())).await;
    assert_eq!(store.purge_revision(first.revision, 0).await.unwrap().blobs, [first.hash]);
    assert_eq!(store.purge_revision(first.revision, 0).await.unwrap(), Purged::default());
    assert_eq!(store.purge_revision(RevisionId::new(), 0).await.unwrap(), Purged::default());
    not_found(store.revision(first.revision).await);
    assert_eq!(store.document(who, second.id).await.unwrap(), second);
}

async fn forgets_vectors_of_purged_text(store: &dyn DocumentStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let (document, chunks) = publish(store, who, file(id, "a", &unique_hash()), "one").await;
    let (kept, _) = add(store, who, file(id, "b", &unique_hash())).await;
    let mut shared = super::chunks(&store.revision(kept.revision).await.unwrap(), "two");
    shared[0].embed_hash = chunks[0].embed_hash.clone();
    store.put_chunks(kept.revision, &shared, at(3)).await.unwrap();
    let hashes: Vec<String> = chunks.iter().map(|chunk| chunk.embed_hash.clone()).collect();
    let entries: Vec<_> = hashes.iter().map(|hash| (hash.clone(), vec![1.0])).collect();
    store.cache_embeddings("m", &entries).await.unwrap();

    delete(store, who, document.id).await;
    store.purge_document(document.id).await.unwrap();
    let left = store.cached_embeddings("m", &hashes).await.unwrap();
    assert_eq!(left, [Some(vec![1.0]), None, None], "only what another text shares");
}
