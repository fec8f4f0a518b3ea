//! The steps of ingestion.

use super::{add, collection, extracted, file, ids, prepare, publish, released, unique_hash};
use crate::checks::{at, conflict, not_found, somebody};
use chatbox_core::{
    documents::{DocumentState, DocumentStore, IngestStep, RevisionText},
    ids::RevisionId,
    tasks::JobStore,
};
use std::collections::HashSet;

pub(super) async fn contract(store: &dyn DocumentStore, jobs: &dyn JobStore) {
    goes_step_by_step(store).await;
    repeats_steps(store).await;
    publishes_at_once(store).await;
    protects_what_is_searchable(store).await;
    finds_unfinished_work(store, jobs).await;
    knows_no_unknown_revision(store).await;
}

async fn goes_step_by_step(store: &dyn DocumentStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let (document, _) = add(store, who, file(id, "a.txt", &unique_hash())).await;
    let revision = document.revision;
    store.set_state(revision, DocumentState::Processing, None, at(2)).await.unwrap();
    assert_eq!(store.document(who, document.id).await.unwrap().state, DocumentState::Processing);
    not_found(store.revision_text(revision).await);
    assert_eq!(store.chunks(revision).await.unwrap(), []);

    let warnings = ["one".to_owned(), "two".to_owned()];
    let text = extracted("x");
    store.put_extracted(revision, Some("T"), "application/pdf", Some("de"), &warnings, &text, at(3)).await.unwrap();
    assert_eq!(store.revision_text(revision).await.unwrap(), text);
    let shown = store.document(who, document.id).await.unwrap();
    assert_eq!((shown.title.as_str(), shown.pages, shown.step), ("T", Some(2), IngestStep::Chunk));
    assert_eq!((shown.media_type.as_deref(), shown.language.as_deref()), (Some("application/pdf"), Some("de")));
    assert_eq!((shown.warnings, shown.updated_at), (warnings.to_vec(), at(3)));
    let worker = store.revision(revision).await.unwrap();
    assert_eq!((worker.title.as_str(), worker.step), ("T", IngestStep::Chunk));
    assert_eq!((worker.media_type.as_deref(), worker.language.as_deref()), (Some("application/pdf"), Some("de")));

    let chunks = super::chunks(&worker, "x");
    store.put_chunks(revision, &chunks, at(4)).await.unwrap();
    assert_eq!(store.chunks(revision).await.unwrap(), chunks);
    assert_eq!(store.document(who, document.id).await.unwrap().step, IngestStep::Embed);
    store.set_step(revision, IngestStep::Index, at(5)).await.unwrap();
    assert_eq!(store.revision(revision).await.unwrap().step, IngestStep::Index);
    assert_eq!(store.document(who, document.id).await.unwrap().step, IngestStep::Index);
    assert_eq!(released(store, revision, at(6)).await.unwrap(), None);
    let ready = store.document(who, document.id).await.unwrap();
    assert_eq!((ready.state, ready.step, ready.chunks), (DocumentState::Ready, IngestStep::Done, 3));
    conflict(store.set_state(revision, DocumentState::Ready, None, at(7)).await);
}

/// A crash between a step and the end of its job repeats the step.
async fn repeats_steps(store: &dyn DocumentStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let (document, _) = add(store, who, file(id, "dir/a.txt", &unique_hash())).await;
    let revision = document.revision;
    let first = prepare(store, revision, "first").await;
    let plain = RevisionText { text: "plain".to_owned(), blocks: Vec::new(), pages: Vec::new() };
    store.put_extracted(revision, None, "text/plain", None, &[], &plain, at(5)).await.unwrap();
    assert_eq!(store.revision_text(revision).await.unwrap(), plain);
    let shown = store.document(who, document.id).await.unwrap();
    assert_eq!((shown.title.as_str(), shown.pages, shown.language, shown.warnings), ("a.txt", None, None, Vec::new()));

    let second = super::chunks(&store.revision(revision).await.unwrap(), "first");
    store.put_chunks(revision, &second, at(6)).await.unwrap();
    store.put_chunks(revision, &second, at(6)).await.unwrap();
    assert_eq!(store.chunks(revision).await.unwrap(), second, "chunks are replaced, not added");
    released(store, revision, at(7)).await.unwrap();
    assert_eq!(released(store, revision, at(8)).await.unwrap(), None, "publishing again replaces nothing");
    assert_eq!(store.passages(who, &ids(&first), "m").await.unwrap(), []);
    assert_eq!(store.passages(who, &ids(&second), "m").await.unwrap().len(), 3);

    let (empty, _) = add(store, who, file(id, "empty.txt", &unique_hash())).await;
    store.put_extracted(empty.revision, None, "text/plain", None, &[], &plain, at(5)).await.unwrap();
    store.put_chunks(empty.revision, &[], at(6)).await.unwrap();
    released(store, empty.revision, at(7)).await.unwrap();
    assert_eq!(store.document(who, empty.id).await.unwrap().chunks, 0);
}

async fn publishes_at_once(store: &dyn DocumentStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let (document, old) = publish(store, who, file(id, "a.txt", &unique_hash()), "one").await;
    let (newer, _) = add(store, who, file(id, "a.txt", &unique_hash())).await;
    let new = prepare(store, newer.revision, "two").await;
    let both: Vec<_> = ids(&old).into_iter().chain(ids(&new)).collect();

    let found = async || {
        let passages = store.passages(who, &both, "m").await.unwrap();
        let titles: HashSet<String> = passages.iter().map(|passage| passage.title.clone()).collect();
        let ids: Vec<_> = passages.into_iter().map(|passage| passage.chunk.id).collect();
        (ids, titles)
    };
    assert_eq!(found().await, (ids(&old), HashSet::from(["Title one".to_owned()])), "the title belongs to the text");
    assert_eq!(store.document(who, document.id).await.unwrap().warnings, ["warning two"], "of the newest version");

    // A reader beside the publication sees one version or the other, never a mixture.
    let (seen, published) = futures::join!(
        async {
            let mut seen = Vec::new();
            for _ in 0..50 {
                seen.push(found().await.0);
            }
            seen
        },
        released(store, newer.revision, at(9)),
    );
    assert_eq!(published.unwrap(), Some(document.revision));
    assert!(seen.iter().all(|some| *some == ids(&old) || *some == ids(&new)));
    assert_eq!(found().await, (ids(&new), HashSet::from(["Title two".to_owned()])));
    assert_eq!(store.document_text(who, document.id, None).await.unwrap(), extracted("two"));
    let purged = store.purge_revision(document.revision, 0).await.unwrap();
    assert_eq!(purged.blobs, [document.hash], "the replaced version may be purged now");
    assert_eq!(found().await.0, ids(&new));
}

async fn protects_what_is_searchable(store: &dyn DocumentStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let (document, chunks) = publish(store, who, file(id, "a.txt", &unique_hash()), "one").await;
    let text = extracted("two");
    conflict(store.put_extracted(document.revision, None, "text/plain", None, &[], &text, at(9)).await);
    conflict(store.put_chunks(document.revision, &[], at(9)).await);
    conflict(store.purge_revision(document.revision, 0).await);
    conflict(store.purge_document(document.id).await);
    assert_eq!(store.document(who, document.id).await.unwrap(), document);
    assert_eq!(store.passages(who, &ids(&chunks), "m").await.unwrap().len(), 3);
}

async fn finds_unfinished_work(store: &dyn DocumentStore, jobs: &dyn JobStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let mut expected = Vec::new();
    for n in 0..5 {
        let (document, _) = add(store, who, file(id, &format!("{n}"), &unique_hash())).await;
        expected.push(document.revision);
    }
    store.set_state(expected[1], DocumentState::Processing, None, at(2)).await.unwrap();
    for (n, state) in [DocumentState::Paused, DocumentState::Failed, DocumentState::Cancelled].into_iter().enumerate() {
        let (document, _) = add(store, who, file(id, &format!("no {n}"), &unique_hash())).await;
        store.set_state(document.revision, state, None, at(2)).await.unwrap();
    }
    publish(store, who, file(id, "ready", &unique_hash()), "ready").await;
    let (deleted, _) = add(store, who, file(id, "deleted", &unique_hash())).await;
    store.delete_document(who, deleted.id, super::job(who, "purge", deleted.id.to_string())).await.unwrap();
    let (newer, _) = add(store, who, file(id, "0", &unique_hash())).await;
    expected.remove(0);
    expected.push(newer.revision);

    let mut found = Vec::new();
    let mut after = None;
    loop {
        let some = store.unfinished_revisions(after, 2).await.unwrap();
        let Some(last) = some.last() else { break };
        assert!(some.len() <= 2 && after < Some(last.id), "pages go on");
        after = Some(last.id);
        found.extend(some.into_iter().filter(|revision| revision.owner == who.user));
    }
    assert!(found.iter().all(|revision| !revision.superseded));
    assert_eq!(found.iter().map(|revision| revision.id).collect::<Vec<_>>(), expected);
    for revision in found {
        jobs.job_by_key(who, "ingest", &revision.id.to_string()).await.unwrap();
    }
}

async fn knows_no_unknown_revision(store: &dyn DocumentStore) {
    let unknown = RevisionId::new();
    not_found(store.revision(unknown).await);
    not_found(store.revision_text(unknown).await);
    not_found(store.put_extracted(unknown, None, "text/plain", None, &[], &extracted("x"), at(1)).await);
    not_found(store.put_chunks(unknown, &[], at(1)).await);
    not_found(store.set_step(unknown, IngestStep::Index, at(1)).await);
    not_found(store.set_state(unknown, DocumentState::Failed, None, at(1)).await);
    not_found(released(store, unknown, at(1)).await);
}
