//! Adding files, and starting their ingestion again.

use super::{add, collection, file, ids, ingest_job, prepare, publish, released, unique_hash};
use crate::checks::{at, conflict, not_found, somebody};
use chatbox_core::{
    documents::{Added, Document, DocumentProblem, DocumentState, DocumentStore, IngestStep, Version},
    ids::{CollectionId, RevisionId},
    tasks::{Control, JobState, JobStore},
};

pub(super) async fn contract(store: &dyn DocumentStore, jobs: &dyn JobStore) {
    creates(store, jobs).await;
    replaces(store, jobs).await;
    recognises_the_same_content(store, jobs).await;
    starts_failed_ones_again(store, jobs).await;
    remakes_searchable_ones_beside_themselves(store).await;
    refuses_to_restart_what_is_at_work(store, jobs).await;
    names_what_was_cited(store).await;
}

async fn creates(store: &dyn DocumentStore, jobs: &dyn JobStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let hash = unique_hash();
    let (document, added) = add(store, who, file(id, "dir/Report.txt", &hash)).await;
    let expected = Document {
        tags: Vec::new(),
        id: document.id,
        owner: who.user,
        collection: id,
        path: "dir/Report.txt".to_owned(),
        title: "Report.txt".to_owned(),
        media_type: None,
        language: None,
        size: 1000,
        hash: hash.clone(),
        pages: None,
        chunks: 0,
        version: 1,
        state: DocumentState::Queued,
        step: IngestStep::Extract,
        problem: None,
        warnings: Vec::new(),
        revision: document.revision,
        created_at: at(1),
        updated_at: at(1),
    };
    assert_eq!((&document, added), (&expected, Added::Created));
    assert_eq!(store.document(who, document.id).await.unwrap(), expected);
    let job = jobs.job_by_key(who, "ingest", &document.revision.to_string()).await.unwrap();
    assert_eq!((job.state, job.not_before), (JobState::Queued, at(1)), "the job is queued with it");

    let revision = store.revision(document.revision).await.unwrap();
    assert_eq!((revision.document, revision.collection, revision.owner), (document.id, id, who.user));
    assert_eq!((revision.path.as_str(), revision.hash), ("dir/Report.txt", hash.clone()));
    assert_eq!(
        (revision.title.as_str(), revision.step, revision.superseded),
        ("Report.txt", IngestStep::Extract, false)
    );

    let (elsewhere, added) = add(store, who, file(collection(store, who).await, "dir/Report.txt", &hash)).await;
    assert_eq!(added, Added::Created, "a path is unique in its collection only");
    assert_ne!(elsewhere.id, document.id);
    let unknown = file(CollectionId::new(), "a", &hash);
    not_found(store.add_revision(who, unknown, &ingest_job(who), at(1)).await);
}

async fn replaces(store: &dyn DocumentStore, jobs: &dyn JobStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let (old, old_chunks) = publish(store, who, file(id, "a.txt", &unique_hash()), "one").await;
    let mut bytes = file(id, "a.txt", &unique_hash());
    bytes.size = 7;
    let (document, added) = store.add_revision(who, bytes.clone(), &ingest_job(who), at(20)).await.unwrap();
    assert_eq!(added, Added::Replaced);
    assert_eq!((document.id, document.version, document.size, &document.hash), (old.id, 2, 7, &bytes.hash));
    assert_eq!((document.state, document.step), (DocumentState::Queued, IngestStep::Extract));
    assert_eq!((document.created_at, document.updated_at), (old.created_at, at(20)));
    assert_ne!(document.revision, old.revision);
    let visible = store.passages(who, &ids(&old_chunks), "m").await.unwrap();
    assert_eq!(visible.len(), 3, "the older version stays searchable until the newer is ready");
    assert!(store.revision(old.revision).await.unwrap().superseded);
    jobs.job_by_key(who, "ingest", &document.revision.to_string()).await.unwrap();

    let (third, _) = add(store, who, file(id, "a.txt", &unique_hash())).await;
    assert_eq!(third.version, 3);
    assert!(store.revision(document.revision).await.unwrap().superseded, "overtaken while it was at work");
    assert!(!store.revision(third.revision).await.unwrap().superseded);
    conflict(released(store, document.revision, at(21)).await);
    store.set_state(document.revision, DocumentState::Failed, None, at(22)).await.unwrap();
    let shown = store.document(who, old.id).await.unwrap();
    assert_eq!(shown.state, DocumentState::Queued, "an overtaken revision says nothing about the document");
}

async fn recognises_the_same_content(store: &dyn DocumentStore, jobs: &dyn JobStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let (first, again) = (unique_hash(), unique_hash());
    let (document, _) = publish(store, who, file(id, "a.txt", &first), "one").await;
    let unchanged = add(store, who, file(id, "a.txt", &first)).await;
    assert_eq!(unchanged, (document.clone(), Added::Unchanged));
    let (second, _) = add(store, who, file(id, "a.txt", &again)).await;
    assert_eq!(add(store, who, file(id, "a.txt", &again)).await, (second.clone(), Added::Unchanged), "also unfinished");
    assert_eq!(add(store, who, file(id, "a.txt", &first)).await.1, Added::Replaced, "an older version's bytes are new");

    for state in [DocumentState::Failed, DocumentState::Cancelled] {
        let hash = unique_hash();
        let (given_up, _) = add(store, who, file(id, "b.txt", &hash)).await;
        store.set_state(given_up.revision, state, None, at(2)).await.unwrap();
        let (retried, added) = add(store, who, file(id, "b.txt", &hash)).await;
        assert_eq!((added, retried.state), (Added::Replaced, DocumentState::Queued));
        jobs.job_by_key(who, "ingest", &retried.revision.to_string()).await.unwrap();
    }
}

async fn starts_failed_ones_again(store: &dyn DocumentStore, jobs: &dyn JobStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let (document, _) = add(store, who, file(id, "a.txt", &unique_hash())).await;
    let key = document.revision.to_string();
    let problem = DocumentProblem { code: "broken".to_owned(), detail: "d".to_owned(), hint: "h".to_owned() };
    store.set_state(document.revision, DocumentState::Failed, Some(problem.clone()), at(2)).await.unwrap();
    jobs.control(who, "ingest", &key, Control::Cancel, at(2)).await.unwrap();
    let failed = store.document(who, document.id).await.unwrap();
    assert_eq!((failed.state, failed.problem), (DocumentState::Failed, Some(problem)));

    conflict(store.restart_revision(who, document.id, IngestStep::Embed, &ingest_job(who), at(3)).await);
    let again = store.restart_revision(who, document.id, IngestStep::Extract, &ingest_job(who), at(3)).await.unwrap();
    let expected = Document { updated_at: at(3), ..document.clone() };
    assert_eq!(again, expected, "queued again, the problem forgotten");
    assert_eq!(store.revision(document.revision).await.unwrap().step, IngestStep::Extract);
    let job = jobs.job_by_key(who, "ingest", &key).await.unwrap();
    assert_eq!((job.state, job.created_at), (JobState::Queued, at(3)));

    let twice = store.restart_revision(who, document.id, IngestStep::Extract, &ingest_job(who), at(4)).await.unwrap();
    assert_eq!((twice.revision, twice.state), (document.revision, DocumentState::Queued), "waiting already is fine");
    assert_eq!(jobs.job_by_key(who, "ingest", &key).await.unwrap().id, job.id);
}

async fn remakes_searchable_ones_beside_themselves(store: &dyn DocumentStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let (document, old) = publish(store, who, file(id, "a.txt", &unique_hash()), "one").await;
    for step in [IngestStep::Extract, IngestStep::Chunk] {
        let before = store.document(who, document.id).await.unwrap();
        let again = store.restart_revision(who, document.id, step, &ingest_job(who), at(8)).await.unwrap();
        assert_eq!((again.state, again.step, again.version), (DocumentState::Queued, step, 1));
        if step == IngestStep::Chunk {
            assert_eq!(store.revision_text(again.revision).await.unwrap(), super::extracted("one"));
        }
        let visible = store.document_text(who, document.id, None).await;
        assert!(visible.is_ok(), "searchable all the time");
        prepare(store, again.revision, "one").await;
        assert_eq!(released(store, again.revision, at(9)).await.unwrap(), Some(before.revision));
    }
    assert_eq!(store.passages(who, &ids(&old), "m").await.unwrap(), [], "the first chunks were replaced");

    let ready = store.document(who, document.id).await.unwrap();
    let chunks = store.chunks(ready.revision).await.unwrap();
    let again = store.restart_revision(who, document.id, IngestStep::Embed, &ingest_job(who), at(10)).await.unwrap();
    assert_eq!((again.revision, again.state, again.step), (ready.revision, DocumentState::Queued, IngestStep::Embed));
    assert_eq!(store.passages(who, &ids(&chunks), "m").await.unwrap().len(), 3, "only vectors are made anew");
    assert_eq!(released(store, again.revision, at(11)).await.unwrap(), None);
    assert_eq!(store.document(who, document.id).await.unwrap().state, DocumentState::Ready);
}

/// What was cited from a revision can be opened as long as its text is still there, under whatever revision.
async fn names_what_was_cited(store: &dyn DocumentStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let bytes = unique_hash();
    let (first, _) = publish(store, who, file(id, "a.txt", &bytes), "one").await;
    let version = async |revision| store.version(who, first.id, revision).await;
    let expected = Version {
        revision: first.revision,
        hash: bytes.clone(),
        size: 1000,
        media_type: Some("text/plain".to_owned()),
    };
    assert_eq!(version(Some(first.revision)).await.unwrap(), expected);
    assert_eq!(version(None).await.unwrap(), expected);
    not_found(store.version(somebody(), first.id, None).await);
    not_found(version(Some(RevisionId::new())).await);

    let again = async |tag| {
        let job = ingest_job(who);
        let twin = store.restart_revision(who, first.id, IngestStep::Extract, &job, at(6)).await.unwrap().revision;
        prepare(store, twin, tag).await;
        let replaced = released(store, twin, at(7)).await.unwrap().unwrap();
        for old in store.revisions(first.id).await.unwrap().into_iter().filter(|id| *id <= replaced) {
            assert_eq!(store.purge_revision(old, 0).await.unwrap().blobs, []);
        }
        twin
    };
    // Re-indexed twice without a change.
    let second = again("one").await;
    assert_eq!(version(Some(first.revision)).await.unwrap(), Version { revision: second, ..expected.clone() });
    let third = again("one").await;
    for old in [first.revision, second] {
        assert_eq!(version(Some(old)).await.unwrap(), Version { revision: third, ..expected.clone() });
    }
    not_found(store.revision_text(first.revision).await);
    assert_eq!(store.chunks(first.revision).await.unwrap(), []);

    // Newer bytes that are not searchable yet hide nothing; a text that is read differently does.
    let (newer, _) = add(store, who, file(id, "a.txt", &unique_hash())).await;
    assert_eq!(version(Some(second)).await.unwrap().hash, bytes);
    assert_eq!(
        version(None).await.unwrap(),
        Version { revision: newer.revision, hash: newer.hash, size: 1000, media_type: None }
    );
    let (back, _) = add(store, who, file(id, "a.txt", &bytes)).await;
    prepare(store, back.revision, "other").await;
    released(store, back.revision, at(8)).await.unwrap();
    for old in store.revisions(first.id).await.unwrap().into_iter().filter(|id| *id < back.revision) {
        store.purge_revision(old, 0).await.unwrap();
    }
    for old in [first.revision, second, third] {
        not_found(version(Some(old)).await);
    }
    assert_eq!(store.revisions(first.id).await.unwrap(), [back.revision]);
}

async fn refuses_to_restart_what_is_at_work(store: &dyn DocumentStore, jobs: &dyn JobStore) {
    let who = somebody();
    let id = collection(store, who).await;
    let (document, _) = add(store, who, file(id, "a.txt", &unique_hash())).await;
    let key = document.revision.to_string();
    jobs.control(who, "ingest", &key, Control::Pause, at(2)).await.unwrap();
    store.set_state(document.revision, DocumentState::Paused, None, at(2)).await.unwrap();
    conflict(store.restart_revision(who, document.id, IngestStep::Extract, &ingest_job(who), at(3)).await);
    let paused = store.document(who, document.id).await.unwrap();
    assert_eq!(paused.state, DocumentState::Paused, "a refused restart changes nothing");
}
