//! The embedding cache and the sentence vectors.

use super::{collection, file, ids, publish, unique_hash};
use crate::checks::somebody;
use chatbox_core::{
    documents::{DocumentStore, SentenceVector},
    ids::ChunkId,
};

pub(super) async fn contract(store: &dyn DocumentStore) {
    caches_embeddings(store).await;
    keeps_sentences_per_model(store).await;
}

async fn caches_embeddings(store: &dyn DocumentStore) {
    let hashes: Vec<String> = (0..700).map(|_| unique_hash().to_string()).collect();
    assert_eq!(store.cached_embeddings("m", &[]).await.unwrap(), Vec::<Option<Vec<f32>>>::new());
    let vector = |n: usize| vec![n as f32, -0.5, f32::MIN_POSITIVE, 1.0 / 3.0];
    let entries: Vec<_> = hashes.iter().enumerate().map(|(n, hash)| (hash.clone(), vector(n))).collect();
    store.cache_embeddings("m", &[]).await.unwrap();
    store.cache_embeddings("m", &entries[1..]).await.unwrap();
    store.cache_embeddings("m", &entries[1..3]).await.unwrap();
    store.cache_embeddings("other", &[(hashes[1].clone(), vec![9.0])]).await.unwrap();

    let mut asked: Vec<String> = hashes.iter().rev().cloned().collect();
    asked.push(hashes[5].clone());
    let found = store.cached_embeddings("m", &asked).await.unwrap();
    let mut expected: Vec<_> = (1..700).rev().map(|n| Some(vector(n))).collect();
    expected.push(None);
    expected.push(Some(vector(5)));
    assert_eq!(found, expected, "in the order of the hashes, exactly");
    assert_eq!(store.cached_embeddings("other", &hashes[..2]).await.unwrap(), [None, Some(vec![9.0])]);
}

fn sentence(start: u32, values: [i8; 3]) -> SentenceVector {
    SentenceVector { start, end: start + 2, vector: values.into() }
}

async fn keeps_sentences_per_model(store: &dyn DocumentStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let (_, chunks) = publish(store, who, file(id, "a.txt", &unique_hash()), "one").await;
    let two = vec![sentence(0, [127, -128, 0]), sentence(2, [1, 2, 3])];
    let purged = ChunkId::new();
    let stored = [(chunks[0].id, two.clone()), (purged, two.clone()), (chunks[1].id, Vec::new())];
    store.put_sentences("m", &stored).await.unwrap();
    store.put_sentences("m", &[]).await.unwrap();
    store.put_sentences("m", &[(purged, two.clone())]).await.unwrap();

    let of = async |model: &str| {
        let passages = store.passages(who, &ids(&chunks), model).await.unwrap();
        passages.into_iter().map(|passage| passage.sentences).collect::<Vec<_>>()
    };
    assert_eq!(of("m").await, [two.clone(), Vec::new(), Vec::new()]);
    assert_eq!(of("other").await, [Vec::new(), Vec::new(), Vec::new()]);

    let one = vec![SentenceVector { start: 1, end: 3, vector: vec![5] }];
    store.put_sentences("m", &[(chunks[0].id, one.clone())]).await.unwrap();
    store.put_sentences("other", &[(chunks[0].id, two.clone())]).await.unwrap();
    assert_eq!(of("m").await[0], one, "storing again replaces");
    assert_eq!(of("other").await[0], two);
}
