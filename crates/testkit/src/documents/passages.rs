//! What searches and index rebuilds read.

use super::{add, collection, file, ids, prepare, publish, unique_hash};
use crate::checks::somebody;
use chatbox_core::{
    documents::{Candidate, DocumentStore, IndexedChunk, Passage},
    ids::{ChunkId, Who},
};

pub(super) async fn contract(store: &dyn DocumentStore) {
    gives_visible_passages_in_order(store).await;
    walks_all_visible_chunks(store).await;
}

async fn gives_visible_passages_in_order(store: &dyn DocumentStore) {
    let (who, other) = (somebody(), somebody());
    let (mine, theirs) = (collection(store, who).await, collection(store, other).await);
    let (document, visible) = publish(store, who, file(mine, "dir/a.txt", &unique_hash()), "mine").await;
    let (pending, _) = add(store, who, file(mine, "b.txt", &unique_hash())).await;
    let unpublished = prepare(store, pending.revision, "pending").await;
    let (_, foreign) = publish(store, other, file(theirs, "c.txt", &unique_hash()), "theirs").await;
    assert_eq!(store.passages(who, &[], "m").await.unwrap(), []);

    let asked =
        [visible[2].id, foreign[0].id, visible[0].id, ChunkId::new(), unpublished[1].id, visible[1].id, foreign[2].id];
    let expected: Vec<Passage> = [2, 0, 1]
        .map(|n| Passage {
            chunk: visible[n].clone(),
            title: "Title mine".to_owned(),
            path: "dir/a.txt".to_owned(),
            sentences: Vec::new(),
        })
        .into();
    assert_eq!(store.passages(who, &asked, "m").await.unwrap(), expected);
    let other_view: Vec<_> =
        store.passages(other, &asked, "m").await.unwrap().into_iter().map(|passage| passage.chunk).collect();
    assert_eq!(other_view, [foreign[0].clone(), foreign[2].clone()]);

    let candidates = store.candidates(who, &asked, "m").await.unwrap();
    let expected: Vec<Candidate> = [2, 0, 1]
        .map(|n| Candidate { chunk: visible[n].id, embed_hash: visible[n].embed_hash.clone(), sentences: Vec::new() })
        .into();
    assert_eq!(candidates, expected);

    // More than fits into one statement.
    let mut many: Vec<ChunkId> = (0..700).map(|_| ChunkId::new()).collect();
    many.extend(ids(&visible));
    assert_eq!(store.passages(who, &many, "m").await.unwrap().len(), 3);

    store.delete_document(who, document.id, super::job(who, "purge", document.id.to_string())).await.unwrap();
    assert_eq!(store.passages(who, &asked, "m").await.unwrap(), [], "deleted documents are hidden at once");
    assert_eq!(store.candidates(who, &asked, "m").await.unwrap(), []);
}

async fn walk(store: &dyn DocumentStore, who: &[Who], limit: u32) -> Vec<IndexedChunk> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let some = store.visible_chunks(after, limit).await.unwrap();
        let Some(last) = some.last() else { return all };
        assert!(some.len() <= limit as usize && after < Some(last.chunk.id));
        after = Some(last.chunk.id);
        all.extend(some.into_iter().filter(|found| who.iter().any(|who| who.user == found.chunk.owner)));
    }
}

async fn walks_all_visible_chunks(store: &dyn DocumentStore) {
    let owners = [somebody(), somebody()];
    let mut expected = Vec::new();
    for (n, who) in owners.into_iter().enumerate() {
        let id = collection(store, who).await;
        let tag = format!("walk {n}");
        let (_, chunks) = publish(store, who, file(id, "a", &unique_hash()), &tag).await;
        expected.extend(chunks.into_iter().map(|chunk| IndexedChunk {
            chunk,
            title: format!("Title {tag}"),
            language: Some("en".to_owned()),
            media_type: Some("text/plain".to_owned()),
        }));
        let (pending, _) = add(store, who, file(id, "b", &unique_hash())).await;
        prepare(store, pending.revision, "not searchable").await;
        let (deleted, _) = publish(store, who, file(id, "c", &unique_hash()), "deleted").await;
        store.delete_document(who, deleted.id, super::job(who, "purge", deleted.id.to_string())).await.unwrap();
    }
    for limit in [1, 2, 1000] {
        assert_eq!(walk(store, &owners, limit).await, expected, "{limit} at a time");
    }
}
