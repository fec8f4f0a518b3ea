//! What people do to collections and documents.

use super::{
    documents::{claim, hold, until},
    room::{Room, WHO},
};
use crate::{
    RagError,
    library::DocumentAction::{Cancel, Pause, Reindex, Resume, Retry},
};
use bytes::Bytes;
use chatbox_core::{
    blobs::BlobError,
    documents::{Added, DocumentState, IngestStep},
    error::StoreError,
    ids::{CollectionId, UserId, Who},
};
use futures::TryStreamExt;

fn somebody_else() -> Who {
    Who { user: UserId::new() }
}

#[tokio::test]
async fn adding_says_what_it_led_to() {
    let room = Room::new().await;
    let process = room.process();
    let collection = process.collection().await;
    let add = async |path: &str, text: &str| {
        process.rag.add_bytes(WHO(), collection, path, Bytes::from(text.to_owned())).await
    };
    assert_eq!(add("a/./b.txt", "one").await.unwrap().1, Added::Created);
    assert_eq!(add("a/b.txt", "one").await.unwrap().1, Added::Unchanged);
    assert_eq!(add("a/b.txt", "two").await.unwrap().1, Added::Replaced);
    assert!(matches!(add("../b.txt", "x").await, Err(RagError::Invalid(_))));
    let large = "x".repeat(100_001);
    assert!(matches!(add("l.txt", &large).await, Err(RagError::Blob(BlobError::TooLarge { limit: 100_000 }))));
    let nowhere = process.rag.add_bytes(WHO(), CollectionId::new(), "a.txt", Bytes::new()).await;
    assert!(matches!(nowhere, Err(RagError::Store(StoreError::NotFound(_)))));
    let foreign = process.rag.add_bytes(somebody_else(), collection, "a.txt", Bytes::new()).await;
    assert!(matches!(foreign, Err(RagError::Store(StoreError::NotFound(_)))));
    process.work().await;
    let document = room.document("a/b.txt").await;
    let version = process.rag.version(WHO(), document.id, None).await.unwrap();
    let bytes = process.rag.content(&version, 1..99).await.unwrap();
    assert_eq!(bytes.try_collect::<Vec<_>>().await.unwrap().concat(), b"wo");
    assert_eq!(process.rag.document_text(WHO(), document.id, None).await.unwrap().1.text, "two");
    assert!(process.rag.document(somebody_else(), document.id).await.is_err());
}

#[tokio::test]
async fn collections_are_made_found_renamed_and_listed() {
    let room = Room::new().await;
    let rag = room.process().rag;
    let made = rag.ensure_collection(WHO(), " Papers ").await.unwrap();
    assert_eq!(rag.ensure_collection(WHO(), "papers").await.unwrap().id, made.id);
    assert!(matches!(rag.create_collection(WHO(), "PAPERS").await, Err(RagError::Store(StoreError::Conflict(_)))));
    assert!(matches!(rag.create_collection(WHO(), "").await, Err(RagError::Invalid(_))));
    assert_eq!(rag.rename_collection(WHO(), made.id, "Books").await.unwrap().name, "Books");
    let names: Vec<String> = rag.collections(WHO()).await.unwrap().into_iter().map(|found| found.name).collect();
    assert_eq!(names, ["Books"]);
    assert!(rag.collections(somebody_else()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_waiting_document_is_paused_resumed_cancelled_and_tried_again() {
    let room = Room::new().await;
    let process = room.process();
    let id = process.add("a.txt", "Some text.").await.id;
    let control = async |action| process.rag.control(WHO(), id, action).await.map(|document| document.state);
    assert!(matches!(control(Resume).await, Err(RagError::WrongState { .. })));
    assert_eq!(control(Pause).await.unwrap(), DocumentState::Paused);
    process.work().await;
    assert_eq!(room.summary().await, ["a.txt v1 Paused"]);
    for not_now in [Pause, Retry, Reindex] {
        assert!(matches!(control(not_now).await, Err(RagError::WrongState { .. })), "{not_now:?}");
    }
    assert_eq!(control(Resume).await.unwrap(), DocumentState::Queued);
    assert_eq!(control(Cancel).await.unwrap(), DocumentState::Cancelled);
    process.work().await;
    assert_eq!(room.summary().await, ["a.txt v1 Cancelled"]);
    assert_eq!(control(Retry).await.unwrap(), DocumentState::Queued);
    process.work().await;
    assert_eq!(room.summary().await, ["a.txt v1 Ready"]);
    for not_now in [Pause, Resume, Cancel, Retry] {
        assert!(matches!(control(not_now).await, Err(RagError::WrongState { .. })), "{not_now:?}");
    }
    room.check_whole("in the end").await;
}

#[tokio::test]
async fn a_running_document_keeps_the_pause_a_person_gave_it() {
    let room = Room::new().await;
    let process = room.process();
    let document = process.add("a.txt", "Some text.").await;
    let permits = hold(&room.loader.gate);
    let (job, lease) = claim(&room).await;
    let mut work = Box::pin(process.run(job, lease));
    until(&process, IngestStep::Extract, &mut work).await;
    let paused = process.rag.control(WHO(), document.id, Pause).await.unwrap();
    assert_eq!(paused.state, DocumentState::Paused);
    // The worker has not heard of it and goes on; it must not publish.
    room.loader.gate.add_permits(permits);
    work.await;
    assert_eq!(room.summary().await, ["a.txt v1 Paused"]);
    assert!(room.passages().await.is_empty());
    process.rag.control(WHO(), document.id, Resume).await.unwrap();
    process.work().await;
    assert_eq!(room.summary().await, ["a.txt v1 Ready"]);
    room.check_whole("after the pause").await;
}

#[tokio::test]
async fn a_failed_document_is_tried_again_and_a_ready_one_re_indexed() {
    let room = Room::new().await;
    let process = room.process();
    let document = process.add("a.txt", "Some text.").await;
    let bytes = room.blobs.blobs.lock().unwrap().remove(&document.hash).unwrap();
    process.work().await;
    assert_eq!(room.summary().await, ["a.txt v1 Failed"]);
    room.blobs.blobs.lock().unwrap().insert(document.hash.clone(), bytes);
    process.rag.control(WHO(), document.id, Retry).await.unwrap();
    process.work().await;
    assert_eq!(room.summary().await, ["a.txt v1 Ready"]);

    let before = room.passages().await;
    process.rag.control(WHO(), document.id, Reindex).await.unwrap();
    assert_eq!(room.passages().await, before, "stays searchable meanwhile");
    process.work().await;
    assert_eq!(room.document("a.txt").await.state, DocumentState::Ready);
    let after = room.passages().await;
    assert_eq!(after.len(), before.len());
    assert_ne!(after[0].chunk.id, before[0].chunk.id);
    room.check_whole("after the re-index").await;
}

#[tokio::test]
async fn watchers_see_what_is_left_and_what_was_done() {
    let room = Room::new().await;
    let process = room.process();
    let mut watch = process.rag.progress(WHO());
    process.add("a.txt", "Some text.").await;
    process.add("b.txt", "!encrypted").await;
    let queued = process.rag.ingestion(WHO()).await.unwrap();
    assert_eq!((queued.queued, queued.running, queued.done, queued.failed), (2, 0, 0, 0));
    process.work().await;
    let seen = watch.wait_for(|snapshot| snapshot.done + snapshot.failed == 2);
    let seen = tokio::time::timeout(std::time::Duration::from_secs(20), seen).await.unwrap().unwrap().clone();
    assert_eq!((seen.queued, seen.running, seen.done, seen.failed), (0, 0, 1, 1));
    assert!(seen.rate > 0.0 && seen.eta_seconds.is_none() && seen.active.is_empty());
    process.add("c.txt", "More text.").await;
    let fresh = process.rag.ingestion(WHO()).await.unwrap();
    assert_eq!((fresh.queued, fresh.done, fresh.failed), (1, 0, 0), "the queue was empty: counting begins anew");
    assert!(process.rag.shutdown(std::time::Duration::from_secs(10)).await);
}
