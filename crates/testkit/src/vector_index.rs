//! What every `VectorIndex` must do. `check` runs on an empty index and leaves it empty; `fill` and `check_filled` go before and
//! after closing and opening again.

use chatbox_core::{
    ids::{ChunkId, CollectionId, DocumentId, RevisionId, UserId, Who},
    index::{EntryKeys, Hit, Scope, VectorEntry, VectorIndex},
};
use std::collections::HashSet;

/// The dimensions the index under test must be opened with.
pub const DIMENSIONS: usize = 32;

/// Runs the whole suite. Panics on the first broken promise.
pub async fn check(index: &dyn VectorIndex) {
    finds_nothing_when_empty(index).await;
    index.clear().await.expect("clear");
    orders_by_cosine(index).await;
    index.clear().await.expect("clear");
    keeps_owners_and_collections_apart(index).await;
    index.clear().await.expect("clear");
    filters_cost_no_recall(index).await;
    index.clear().await.expect("clear");
    replaces_an_entry(index).await;
    index.clear().await.expect("clear");
    removes_revisions(index).await;
    index.clear().await.expect("clear");
    answers_while_entries_come_in(index).await;
    index.clear().await.expect("clear");
    assert_eq!(index.len().await.expect("len"), 0, "cleared");
}

/// Adds entries that `check_filled` looks for.
pub async fn fill(index: &dyn VectorIndex) -> Vec<VectorEntry> {
    let (owner, collection) = (UserId::new(), CollectionId::new());
    let mut entries = entries(300, owner, collection, 10);
    index.add(entries.clone()).await.expect("add");
    let removed = entries[0].keys.revision;
    index.remove(&[removed]).await.expect("remove");
    entries.retain(|entry| entry.keys.revision != removed);
    entries
}

/// Whether exactly the entries of `fill` are there.
pub async fn check_filled(index: &dyn VectorIndex, entries: &[VectorEntry]) {
    assert_eq!(index.len().await.expect("len"), entries.len() as u64);
    let scope = Scope::all(Who { user: entries[0].keys.owner });
    for entry in entries.iter().step_by(17) {
        assert_eq!(first(index, &entry.vector, &scope).await, Some(entry.keys.chunk));
    }
    let all = search(index, &entries[0].vector, &scope, entries.len() + 50).await;
    assert_eq!(ids(&all), entries.iter().map(|entry| entry.keys.chunk).collect::<HashSet<_>>());
}

/// A unit vector that is always the same for the same seed.
pub fn vector(seed: u64, dimensions: usize) -> Vec<f32> {
    // SplitMix64 (Steele, Lea, Flood 2014).
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 40) as f32 / (1u64 << 23) as f32 - 1.0
    };
    let raw: Vec<f32> = (0..dimensions).map(|_| next()).collect();
    let length = raw.iter().map(|x| x * x).sum::<f32>().sqrt();
    raw.iter().map(|x| x / length).collect()
}

async fn finds_nothing_when_empty(index: &dyn VectorIndex) {
    index.add(Vec::new()).await.expect("adding nothing");
    index.remove(&[]).await.expect("removing nothing");
    index.remove(&[RevisionId::new()]).await.expect("removing what is not there");
    let scope = Scope::all(Who { user: UserId::new() });
    assert_eq!(search(index, &vector(1, DIMENSIONS), &scope, 10).await, []);
    assert!(index.search(&[1.0, 0.0], &scope, 10).await.is_err(), "a vector of the wrong length is refused");
}

async fn orders_by_cosine(index: &dyn VectorIndex) {
    let owner = UserId::new();
    let entries = entries(400, owner, CollectionId::new(), 4);
    index.add(entries.clone()).await.expect("add");
    assert_eq!(index.len().await.expect("len"), 400);
    let scope = Scope::all(Who { user: owner });
    for seed in 0..5 {
        let question = vector(1_000_000 + seed, DIMENSIONS);
        let wanted = nearest(&entries, &question, 10, |_| true);
        let found = search(index, &question, &scope, 10).await;
        assert_eq!(chunks(&found), chunks(&wanted));
        for (found, wanted) in found.iter().zip(&wanted) {
            assert!((found.score - wanted.score).abs() < 1e-3, "the score is the cosine: {found:?} {wanted:?}");
        }
    }
    assert_eq!(search(index, &vector(1, DIMENSIONS), &scope, 0).await, []);
}

async fn keeps_owners_and_collections_apart(index: &dyn VectorIndex) {
    let owners = [UserId::new(), UserId::new()];
    let collections = [CollectionId::new(), CollectionId::new()];
    let mut all = Vec::new();
    for owner in owners {
        for collection in collections {
            all.extend(entries(50, owner, collection, 5));
        }
    }
    index.add(all.clone()).await.expect("add");
    // The same vectors stand in all four groups: only the filter can tell them apart.
    let question = vector(7, DIMENSIONS);
    for owner in owners {
        let scope = Scope::all(Who { user: owner });
        let wanted = ids(&nearest(&all, &question, 500, |keys| keys.owner == owner));
        assert_eq!(ids(&search(index, &question, &scope, 500).await), wanted);
        let scope = Scope { collections: Some(vec![collections[1]]), ..scope };
        let wanted =
            ids(&nearest(&all, &question, 500, |keys| keys.owner == owner && keys.collection == collections[1]));
        assert_eq!(ids(&search(index, &question, &scope, 500).await), wanted);
        let both = Scope { collections: Some(collections.to_vec()), ..scope.clone() };
        assert_eq!(search(index, &question, &both, 500).await.len(), 100);
        let none = Scope { collections: Some(Vec::new()), ..scope };
        assert_eq!(search(index, &question, &none, 500).await, [], "an empty list admits nothing");
    }
    let stranger = Scope { collections: Some(collections.to_vec()), ..Scope::all(Who { user: UserId::new() }) };
    assert_eq!(search(index, &question, &stranger, 10).await, []);
    // What is shared is found besides one's own, and nothing else.
    let guest = Scope { shared: vec![collections[1]], ..Scope::all(Who { user: UserId::new() }) };
    let wanted = ids(&nearest(&all, &question, 500, |keys| keys.collection == collections[1]));
    assert_eq!(ids(&search(index, &question, &guest, 500).await), wanted);
    let both = Scope { shared: vec![collections[1]], ..Scope::all(Who { user: owners[0] }) };
    let wanted =
        ids(&nearest(&all, &question, 500, |keys| keys.owner == owners[0] || keys.collection == collections[1]));
    assert_eq!(ids(&search(index, &question, &both, 500).await), wanted);
    let only = Scope { collections: Some(vec![collections[0]]), ..both };
    let wanted =
        ids(&nearest(&all, &question, 500, |keys| keys.owner == owners[0] && keys.collection == collections[0]));
    assert_eq!(ids(&search(index, &question, &only, 500).await), wanted);
}

async fn filters_cost_no_recall(index: &dyn VectorIndex) {
    let owner = UserId::new();
    let mut entries = entries(1_000, owner, CollectionId::new(), 10);
    for (i, entry) in entries.iter_mut().enumerate() {
        entry.keys.language = (i % 100 == 3).then(|| "de".to_owned());
        entry.keys.media_type = Some(if i % 100 == 5 { "application/pdf" } else { "text/plain" }.to_owned());
    }
    for part in entries.chunks(250) {
        index.add(part.to_vec()).await.expect("add");
    }
    let all = Scope::all(Who { user: owner });
    let document = entries[500].keys.document;
    let one_percent = [
        Scope { documents: Some(vec![document]), ..all.clone() },
        Scope { languages: Some(vec!["de".to_owned()]), ..all.clone() },
        Scope { media_types: Some(vec!["application/pdf".to_owned()]), ..all.clone() },
    ];
    for seed in 0..10 {
        let question = vector(2_000_000 + seed, DIMENSIONS);
        for scope in &one_percent {
            let wanted = nearest(&entries, &question, 10, |keys| {
                scope.documents.as_ref().is_none_or(|list| list.contains(&keys.document))
                    && scope
                        .languages
                        .as_ref()
                        .is_none_or(|list| keys.language.as_ref().is_some_and(|x| list.contains(x)))
                    && scope
                        .media_types
                        .as_ref()
                        .is_none_or(|list| keys.media_type.as_ref().is_some_and(|x| list.contains(x)))
            });
            assert_eq!(chunks(&search(index, &question, scope, 10).await), chunks(&wanted), "{scope:?}");
        }
    }
}

async fn replaces_an_entry(index: &dyn VectorIndex) {
    let owner = UserId::new();
    let mut entry = entries(1, owner, CollectionId::new(), 1).remove(0);
    index.add(vec![entry.clone()]).await.expect("add");
    index.add(vec![entry.clone()]).await.expect("add the same again");
    assert_eq!(index.len().await.expect("len"), 1);
    let (old, new) = (entry.keys.revision, RevisionId::new());
    entry.vector = vector(99, DIMENSIONS);
    entry.keys.revision = new;
    index.add(vec![entry.clone()]).await.expect("add another");
    assert_eq!(index.len().await.expect("len"), 1);
    let found = search(index, &entry.vector, &Scope::all(Who { user: owner }), 10).await;
    assert_eq!(chunks(&found), [entry.keys.chunk]);
    assert!(found[0].score > 0.99, "the new vector counts: {found:?}");
    index.remove(&[old]).await.expect("remove");
    assert_eq!(index.len().await.expect("len"), 1, "it belongs to the new revision");
    index.remove(&[new]).await.expect("remove");
    assert_eq!(index.len().await.expect("len"), 0);
}

async fn removes_revisions(index: &dyn VectorIndex) {
    let owner = UserId::new();
    let entries = entries(100, owner, CollectionId::new(), 10);
    index.add(entries.clone()).await.expect("add");
    let gone = [entries[0].keys.revision, entries[50].keys.revision];
    index.remove(&gone).await.expect("remove");
    index.remove(&gone).await.expect("remove again");
    assert_eq!(index.len().await.expect("len"), 80);
    let found = search(index, &entries[0].vector, &Scope::all(Who { user: owner }), 200).await;
    let wanted: HashSet<_> =
        entries.iter().filter(|entry| !gone.contains(&entry.keys.revision)).map(|entry| entry.keys.chunk).collect();
    assert_eq!(ids(&found), wanted);
    index.add(entries[..1].to_vec()).await.expect("add");
    assert_eq!(first(index, &entries[0].vector, &Scope::all(Who { user: owner })).await, Some(entries[0].keys.chunk));
}

async fn answers_while_entries_come_in(index: &dyn VectorIndex) {
    let owner = UserId::new();
    let scope = Scope::all(Who { user: owner });
    let entries = entries(600, owner, CollectionId::new(), 20);
    let (early, late) = entries.split_at(100);
    index.add(early.to_vec()).await.expect("add");
    let adding = async {
        for part in late.chunks(50) {
            index.add(part.to_vec()).await.expect("add");
            let last = &part[part.len() - 1];
            assert_eq!(first(index, &last.vector, &scope).await, Some(last.keys.chunk), "found as soon as it is added");
        }
    };
    let searching = async {
        for entry in early {
            assert_eq!(first(index, &entry.vector, &scope).await, Some(entry.keys.chunk), "what was there stays there");
        }
    };
    futures::join!(adding, searching);
}

fn entries(count: usize, owner: UserId, collection: CollectionId, per_document: usize) -> Vec<VectorEntry> {
    let mut document = (DocumentId::new(), RevisionId::new());
    let entry = |i: usize| {
        if i.is_multiple_of(per_document) {
            document = (DocumentId::new(), RevisionId::new());
        }
        let keys = EntryKeys {
            chunk: ChunkId::new(),
            revision: document.1,
            document: document.0,
            collection,
            owner,
            language: None,
            media_type: None,
        };
        VectorEntry { keys, vector: vector(i as u64, DIMENSIONS) }
    };
    (0..count).map(entry).collect()
}

fn nearest(entries: &[VectorEntry], question: &[f32], limit: usize, admits: impl Fn(&EntryKeys) -> bool) -> Vec<Hit> {
    let cosine = |v: &[f32]| v.iter().zip(question).map(|(a, b)| a * b).sum::<f32>();
    let admitted = entries.iter().filter(|entry| admits(&entry.keys));
    let mut hits: Vec<Hit> =
        admitted.map(|entry| Hit { chunk: entry.keys.chunk, score: cosine(&entry.vector) }).collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score));
    hits.truncate(limit);
    hits
}

async fn search(index: &dyn VectorIndex, vector: &[f32], scope: &Scope, limit: usize) -> Vec<Hit> {
    index.search(vector, scope, limit).await.expect("search")
}

async fn first(index: &dyn VectorIndex, vector: &[f32], scope: &Scope) -> Option<ChunkId> {
    search(index, vector, scope, 1).await.first().map(|hit| hit.chunk)
}

fn chunks(hits: &[Hit]) -> Vec<ChunkId> {
    hits.iter().map(|hit| hit.chunk).collect()
}

fn ids(hits: &[Hit]) -> HashSet<ChunkId> {
    let ids: HashSet<ChunkId> = hits.iter().map(|hit| hit.chunk).collect();
    assert_eq!(ids.len(), hits.len(), "no chunk comes twice");
    ids
}
