//! What a person changes of documents, the order of lists, and history.

use super::{add, collection, extracted, file, ingest_job, publish, released, unique_hash};
use crate::checks::{all_pages, at, conflict, not_found, somebody};
use chatbox_core::{
    documents::{
        Document, DocumentChange, DocumentFilter, DocumentSort, DocumentState, DocumentStore, IngestStep, Published,
        TagCount,
    },
    ids::{CollectionId, DocumentId, RevisionId},
    tasks::NewJob,
};

pub(super) async fn contract(store: &dyn DocumentStore) {
    moves_and_tags(store).await;
    writes_again(store).await;
    sorts(store).await;
    keeps_versions(store).await;
}

async fn moves_and_tags(store: &dyn DocumentStore) {
    let who = somebody();
    let (one, two) = (collection(store, who).await, collection(store, who).await);
    let (document, _) = add(store, who, file(one, "a/b.txt", &unique_hash())).await;
    let (other, _) = add(store, who, file(two, "b.txt", &unique_hash())).await;
    let tags = vec!["50%_\"x\\".to_owned(), "Größe".to_owned()];
    let change = DocumentChange { collection: Some(two), path: Some("c.txt".to_owned()), tags: Some(tags.clone()) };
    let changed = store.change_document(who, document.id, change, &no_job, at(5)).await.unwrap();
    let expected = Document {
        collection: two,
        path: "c.txt".to_owned(),
        title: "c.txt".to_owned(),
        tags: tags.clone(),
        updated_at: at(5),
        ..document.clone()
    };
    assert_eq!(changed, expected);
    assert_eq!(store.document(who, document.id).await.unwrap(), expected);
    let nothing = store.change_document(who, document.id, DocumentChange::default(), &no_job, at(6)).await.unwrap();
    assert_eq!(nothing, Document { updated_at: at(6), ..expected }, "absent fields stay");

    let path = |path: &str| DocumentChange { path: Some(path.to_owned()), ..DocumentChange::default() };
    conflict(store.change_document(who, document.id, path("b.txt"), &no_job, at(7)).await);
    let nowhere = DocumentChange { collection: Some(CollectionId::new()), ..DocumentChange::default() };
    not_found(store.change_document(who, document.id, nowhere, &no_job, at(7)).await);
    not_found(store.change_document(somebody(), document.id, path("d"), &no_job, at(7)).await);

    let more = DocumentChange { tags: Some(vec!["Größe".to_owned()]), ..DocumentChange::default() };
    store.change_document(who, other.id, more, &no_job, at(8)).await.unwrap();
    let count = |tag: &str, documents| TagCount { tag: tag.to_owned(), documents };
    assert_eq!(store.tags(who).await.unwrap(), [count(&tags[0], 1), count("Größe", 2)]);
    assert_eq!(store.tags(somebody()).await.unwrap(), []);
    let tagged = async |tag: &str| {
        let filter = DocumentFilter { tag: Some(tag.to_owned()), ..DocumentFilter::default() };
        all_pages(1, async |page| store.documents(who, &filter, &page).await).await.len()
    };
    assert_eq!((tagged("Größe").await, tagged(&tags[0]).await), (2, 1));
    assert_eq!((tagged("Grö").await, tagged("50%").await, tagged("").await), (0, 0, 0), "whole tags only");
}

/// Whoever moves or renames a document that is searchable has its passages written again; one that is being read notices in the end.
async fn writes_again(store: &dyn DocumentStore) {
    let who = somebody();
    let (one, two) = (collection(store, who).await, collection(store, who).await);
    let (document, _) = publish(store, who, file(one, "a.txt", &unique_hash()), "moved").await;
    let tags = DocumentChange { tags: Some(vec!["x".to_owned()]), ..DocumentChange::default() };
    let tagged = store.change_document(who, document.id, tags, &no_job, at(6)).await.unwrap();
    assert_eq!(tagged.state, DocumentState::Ready, "the indexes know no tags");

    let to = |collection| DocumentChange { collection: Some(collection), ..DocumentChange::default() };
    let moved = store.change_document(who, document.id, to(two), &ingest_job(who), at(7)).await.unwrap();
    assert_eq!((moved.state, moved.step, moved.collection), (DocumentState::Queued, IngestStep::Index, two));
    let written = store.revision(document.revision).await.unwrap().place();
    store.change_document(who, document.id, to(one), &no_job, at(8)).await.unwrap();
    assert_eq!(store.publish(document.revision, &written, at(9)).await.unwrap(), Published::Moved);
    let back = store.document(who, document.id).await.unwrap();
    assert_eq!((back.state, back.collection), (DocumentState::Queued, one), "nothing is published");
    released(store, document.revision, at(10)).await.unwrap();
    assert_eq!(store.document(who, document.id).await.unwrap().state, DocumentState::Ready);

    // Its name is its title where the content has none.
    let (plain, _) = add(store, who, file(one, "b.txt", &unique_hash())).await;
    let text = extracted("plain");
    store.put_extracted(plain.revision, None, "text/plain", None, &[], &text, at(11)).await.unwrap();
    let written = store.revision(plain.revision).await.unwrap().place();
    let renamed = DocumentChange { path: Some("c.txt".to_owned()), ..DocumentChange::default() };
    store.change_document(who, plain.id, renamed, &no_job, at(12)).await.unwrap();
    assert_eq!(store.publish(plain.revision, &written, at(13)).await.unwrap(), Published::Moved);
}

fn no_job(_: RevisionId) -> NewJob {
    panic!("nothing is to be written again")
}

async fn sorts(store: &dyn DocumentStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let mut ids = Vec::new();
    for (n, name) in ["b.txt", "A.txt", "c.txt", "ä.txt", "a.md"].into_iter().enumerate() {
        let mut new = file(id, name, &unique_hash());
        new.size = [30, 10, 30, 20, 50][n];
        ids.push(store.add_revision(who, new, &super::ingest_job(who), at(n as i64)).await.unwrap().0.id);
    }
    let list = async |sort, ascending| -> Vec<DocumentId> {
        let filter = DocumentFilter { sort, ascending, ..DocumentFilter::default() };
        let mut lists = Vec::new();
        for limit in [1, 2, 10] {
            let all = all_pages(limit, async |page| store.documents(who, &filter, &page).await).await;
            lists.push(all.into_iter().map(|document| document.id).collect::<Vec<_>>());
        }
        assert!(lists.windows(2).all(|two| two[0] == two[1]), "whatever the size of the pages");
        lists.remove(0)
    };
    let [b, a, c, umlaut, a_md] = ids[..] else { unreachable!() };
    assert_eq!(list(DocumentSort::Added, true).await, ids);
    assert_eq!(list(DocumentSort::Size, false).await, [a_md, c, b, umlaut, a]);
    assert_eq!(list(DocumentSort::Size, true).await, [a, umlaut, b, c, a_md]);
    let titles = list(DocumentSort::Title, true).await;
    assert_eq!(titles.iter().filter(|id| **id != umlaut).copied().collect::<Vec<_>>(), [a_md, a, b, c]);
    assert_eq!(list(DocumentSort::Title, false).await, titles.into_iter().rev().collect::<Vec<_>>());
}

async fn keeps_versions(store: &dyn DocumentStore) {
    const KEEP: u32 = 3;
    let who = somebody();
    let id = collection(store, who).await;
    let mut revisions = Vec::new();
    let mut document = DocumentId::new();
    for n in 0..5 {
        let (published, _) = publish(store, who, file(id, "a.txt", &unique_hash()), &format!("text {n}")).await;
        document = published.id;
        for old in &revisions {
            store.purge_revision(*old, KEEP).await.unwrap();
        }
        revisions.push(published.revision);
    }
    let versions = store.versions(who, document).await.unwrap();
    let shown: Vec<_> = versions.iter().map(|one| (one.version, one.revision, one.searchable, one.state)).collect();
    let ready = DocumentState::Ready;
    assert_eq!(
        shown,
        [(5, revisions[4], true, ready), (4, revisions[3], false, ready), (3, revisions[2], false, ready)]
    );
    let text = store.document_text(who, document, Some(revisions[2])).await.unwrap();
    assert!(text.text.contains("text 2"), "{}", text.text);
    assert_eq!(store.chunks(revisions[2]).await.unwrap(), [], "searches need nothing of it");
    not_found(store.document_text(who, document, Some(revisions[1])).await);
    not_found(store.versions(somebody(), document).await);
}
