//! Contract of the documents port.

#![allow(clippy::unwrap_used, reason = "a contract suite fails by panicking")]

mod changes;
mod collections;
mod deletion;
mod listing;
mod passages;
mod pipeline;
mod revisions;
mod vectors;

use crate::checks::at;
use chatbox_core::{
    clock::Time,
    documents::{Added, Chunk, Document, DocumentStore, NewRevision, Published, Revision, RevisionText},
    error::StoreResult,
    ids::{BlobHash, ChunkId, CollectionId, RevisionId, Who},
    loader::{Block, BlockKind, PageSpan},
    tasks::{JobStore, NewJob, priority},
};
use serde_json::json;

/// Runs all checks of the port's promises; panics at the first broken one. The store may hold other rows. It has
/// to be the queue, too: methods that queue do so in their own transaction.
pub async fn document_store_contract(store: &(impl DocumentStore + JobStore)) {
    collections::contract(store).await;
    listing::contract(store).await;
    changes::contract(store).await;
    revisions::contract(store, store).await;
    pipeline::contract(store, store).await;
    passages::contract(store).await;
    vectors::contract(store).await;
    deletion::contract(store, store).await;
}

async fn collection(store: &dyn DocumentStore, who: Who) -> CollectionId {
    let name = CollectionId::new().to_string();
    store.create_collection(who, &name, at(0)).await.unwrap().id
}

/// The hash of made-up content number `n`.
fn hash(n: u128) -> BlobHash {
    BlobHash::try_from(format!("{n:064x}")).unwrap()
}

/// A hash nobody else uses.
fn unique_hash() -> BlobHash {
    hash(RevisionId::new().0.as_u128())
}

fn file(collection: CollectionId, path: &str, hash: &BlobHash) -> NewRevision {
    NewRevision { collection, path: path.to_owned(), hash: hash.clone(), size: 1000 }
}

fn ingest_job(who: Who) -> impl Fn(RevisionId) -> NewJob + Sync {
    move |revision| job(who, "ingest", revision.to_string())
}

fn job(who: Who, kind: &'static str, key: String) -> NewJob {
    NewJob { owner: who.user, kind, key, payload: json!({}), priority: priority::NORMAL, max_attempts: 3 }
}

async fn add(store: &dyn DocumentStore, who: Who, new: NewRevision) -> (Document, Added) {
    store.add_revision(who, new, &ingest_job(who), at(1)).await.unwrap()
}

/// Three chunks of a revision, cut out of the text of `extracted`.
fn chunks(revision: &Revision, tag: &str) -> Vec<Chunk> {
    let text = extracted(tag).text;
    let cut = |start: u32, end: u32| text.chars().skip(start as usize).take((end - start) as usize).collect();
    [(0u32, 4u32), (4, 9), (9, 12)]
        .into_iter()
        .zip(0..)
        .map(|((start, end), ordinal)| Chunk {
            id: ChunkId::new(),
            revision: revision.id,
            document: revision.document,
            collection: revision.collection,
            owner: revision.owner,
            ordinal,
            start,
            end,
            page: (ordinal > 0).then_some(ordinal),
            headings: (0..ordinal).map(|level| format!("heading {level}")).collect(),
            text: cut(start, end),
            prefix: if ordinal == 2 { "a | b\n".to_owned() } else { String::new() },
            embed_hash: hash(u128::from(ordinal) + (revision.id.0.as_u128() << 2)).to_string(),
        })
        .collect()
}

fn extracted(tag: &str) -> RevisionText {
    RevisionText {
        text: format!("é 😀 some text of {tag}\n"),
        blocks: vec![
            Block { kind: BlockKind::Heading(2), start: 0, end: 4 },
            Block { kind: BlockKind::TableRow, start: 4, end: 12 },
        ],
        pages: vec![PageSpan { number: 1, start: 0, end: 9 }, PageSpan { number: 2, start: 9, end: 12 }],
    }
}

/// Carries a revision through all steps up to the point where it could be published.
async fn prepare(store: &dyn DocumentStore, id: RevisionId, tag: &str) -> Vec<Chunk> {
    let text = extracted(tag);
    let warnings = [format!("warning {tag}")];
    let title = format!("Title {tag}");
    store.put_extracted(id, Some(&title), "text/plain", Some("en"), &warnings, &text, at(2)).await.unwrap();
    let chunks = chunks(&store.revision(id).await.unwrap(), tag);
    store.put_chunks(id, &chunks, at(3)).await.unwrap();
    store.set_step(id, chatbox_core::documents::IngestStep::Index, at(4)).await.unwrap();
    chunks
}

/// Adds a file and publishes it.
async fn publish(store: &dyn DocumentStore, who: Who, new: NewRevision, tag: &str) -> (Document, Vec<Chunk>) {
    let (document, _) = add(store, who, new).await;
    let chunks = prepare(store, document.revision, tag).await;
    released(store, document.revision, at(5)).await.unwrap();
    (store.document(who, document.id).await.unwrap(), chunks)
}

/// Publishes a revision where its document stands now; returns the one it replaced.
async fn released(store: &dyn DocumentStore, id: RevisionId, now: Time) -> StoreResult<Option<RevisionId>> {
    let place = store.revision(id).await?.place();
    match store.publish(id, &place, now).await? {
        Published::Done(replaced) => Ok(replaced),
        Published::Moved => panic!("nobody moved it"),
    }
}

fn ids(chunks: &[Chunk]) -> Vec<ChunkId> {
    chunks.iter().map(|chunk| chunk.id).collect()
}
