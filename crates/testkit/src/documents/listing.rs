//! What a person sees of documents.

use super::{add, collection, file, prepare, publish, released, unique_hash};
use crate::checks::{all_pages, at, not_found, refuses_garbage, somebody};
use chatbox_core::{
    documents::{Document, DocumentFilter, DocumentState, DocumentStore, IngestStep},
    ids::{DocumentId, RevisionId},
    page::PageRequest,
};

pub(super) async fn contract(store: &dyn DocumentStore) {
    pages(store).await;
    filters(store).await;
    keeps_owners_apart(store).await;
    shows_text(store).await;
}

async fn pages(store: &dyn DocumentStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let mut expected = Vec::new();
    for n in 0..10 {
        let new = file(id, &format!("{n}.txt"), &unique_hash());
        let (document, _) = store.add_revision(who, new, &super::ingest_job(who), at(n / 4)).await.unwrap();
        expected.push(document);
    }
    expected.reverse();
    for limit in [1, 3, 5, 10, 11] {
        let all = all_pages(limit, async |page| store.documents(who, &DocumentFilter::default(), &page).await).await;
        assert_eq!(all, expected, "pages of {limit}");
    }
    let inside = DocumentFilter { collection: Some(id), ..DocumentFilter::default() };
    assert_eq!(all_pages(4, async |page| store.documents(who, &inside, &page).await).await, expected);

    // A page in the middle stays in place when newer documents arrive.
    let first = store.documents(who, &inside, &PageRequest::first(4)).await.unwrap();
    add(store, who, file(id, "newer.txt", &unique_hash())).await;
    let second = PageRequest { cursor: first.next, limit: 4 };
    assert_eq!(store.documents(who, &inside, &second).await.unwrap().items, expected[4..8]);
    refuses_garbage(async |page| store.documents(who, &inside, &page).await).await;
}

async fn filters(store: &dyn DocumentStore) {
    let who = somebody();
    let (one, two) = (collection(store, who).await, collection(store, who).await);
    let (ready, _) = publish(store, who, file(one, "dir/Übersicht_1.txt", &unique_hash()), "Überall").await;
    let (queued, _) = add(store, who, file(two, "100%.txt", &unique_hash())).await;
    let (failed, _) = add(store, who, file(one, "x.txt", &unique_hash())).await;
    store.set_state(failed.revision, DocumentState::Failed, None, at(3)).await.unwrap();

    let find = async |filter: DocumentFilter| -> Vec<DocumentId> {
        let page = store.documents(who, &filter, &PageRequest::first(10)).await.unwrap();
        page.items.into_iter().map(|document| document.id).collect()
    };
    let contains = |text: &str| DocumentFilter { contains: Some(text.to_owned()), ..DocumentFilter::default() };
    assert_eq!(find(DocumentFilter { collection: Some(one), ..Default::default() }).await, [failed.id, ready.id]);
    assert_eq!(find(DocumentFilter { state: Some(DocumentState::Queued), ..Default::default() }).await, [queued.id]);
    let both = DocumentFilter { collection: Some(two), state: Some(DocumentState::Ready), ..Default::default() };
    assert_eq!(find(both).await, []);
    assert_eq!(find(contains("ÜBERSICHT_1")).await, [ready.id], "paths");
    assert_eq!(find(contains("title über")).await, [ready.id], "titles");
    assert_eq!(find(contains("%")).await, [queued.id], "% is no wildcard");
    assert_eq!(find(contains("übersicht-1")).await, [], "_ is no wildcard");
    assert_eq!(find(contains("")).await.len(), 3);

    let mut counts = store.document_counts(who).await.unwrap();
    counts.sort_by_key(|(state, _)| format!("{state:?}"));
    let expected = [(DocumentState::Failed, 1), (DocumentState::Queued, 1), (DocumentState::Ready, 1)];
    assert_eq!(counts, expected);
}

async fn keeps_owners_apart(store: &dyn DocumentStore) {
    let (who, other) = (somebody(), somebody());
    let mine = collection(store, who).await;
    let (document, _) = publish(store, who, file(mine, "a.txt", &unique_hash()), "mine").await;
    let page = PageRequest::first(10);
    assert_eq!(store.documents(other, &DocumentFilter::default(), &page).await.unwrap().items, []);
    let inside = DocumentFilter { collection: Some(mine), ..DocumentFilter::default() };
    assert_eq!(store.documents(other, &inside, &page).await.unwrap().items, []);
    assert_eq!(store.document_counts(other).await.unwrap(), []);
    not_found(store.document(other, document.id).await);
    not_found(store.document_text(other, document.id, None).await);
    not_found(store.document_text(other, document.id, Some(document.revision)).await);
    not_found(store.delete_document(other, document.id, super::job(other, "purge", String::new())).await);
    let restart = super::ingest_job(other);
    not_found(store.restart_revision(other, document.id, IngestStep::Extract, &restart, at(9)).await);
    not_found(store.document(who, DocumentId::new()).await);
    assert_eq!(store.document(who, document.id).await.unwrap(), document);
}

async fn shows_text(store: &dyn DocumentStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let (document, _) = add(store, who, file(id, "dir/a.txt", &unique_hash())).await;
    not_found(store.document_text(who, document.id, None).await);
    not_found(store.document_text(who, document.id, Some(document.revision)).await);
    prepare(store, document.revision, "one").await;
    let shown = store.document_text(who, document.id, Some(document.revision)).await.unwrap();
    assert_eq!(shown, super::extracted("one"), "a text that is stored can be asked for by its revision");
    not_found(store.document_text(who, document.id, None).await);
    released(store, document.revision, at(5)).await.unwrap();
    assert_eq!(store.document_text(who, document.id, None).await.unwrap(), super::extracted("one"));

    let (newer, _): (Document, _) = add(store, who, file(id, "dir/a.txt", &unique_hash())).await;
    prepare(store, newer.revision, "two").await;
    assert_eq!(store.document_text(who, document.id, None).await.unwrap(), super::extracted("one"));
    let shown = store.document_text(who, document.id, Some(newer.revision)).await.unwrap();
    assert_eq!(shown, super::extracted("two"));

    let (elsewhere, _) = publish(store, who, file(id, "b.txt", &unique_hash()), "three").await;
    not_found(store.document_text(who, document.id, Some(elsewhere.revision)).await);
    not_found(store.document_text(who, document.id, Some(RevisionId::new())).await);
}
