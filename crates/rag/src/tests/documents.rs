//! What becomes of documents.

use super::room::{Process, Room, WHO, settings};
use chatbox_core::{
    documents::{DocumentChange, DocumentState, IngestStep},
    ids::RevisionId,
    search::{Search, SearchFilters, SearchQuery},
    tasks::{Control, JobState, JobStore, Outcome, priority},
};
use std::{sync::atomic::Ordering, time::Duration};
use tokio::sync::Semaphore;

const LONG: &str = "The moon pulls the sea twice a day.\nSpring tides follow the new moon.\nNeap tides are the weakest.\n\
    A tidal bore runs up the river.\nSalt marshes drown at high water.\nMud flats dry at low water.\nThe gauge stands in \
    the harbour.\nIts record begins in 1807.\nOld sailors read the water.\nThe pilot knows each bank.";

#[tokio::test]
async fn a_document_becomes_searchable_with_its_structure() {
    let room = Room::new().await;
    let process = room.process();
    process.add("notes/bees.md", "# Bees\nBees dance to tell where flowers are.").await;
    process.add("moon.txt", LONG).await;
    assert_eq!(room.summary().await, ["moon.txt v1 Queued", "notes/bees.md v1 Queued"]);
    process.work().await;
    room.check_whole("after the work").await;
    let bees = room.document("notes/bees.md").await;
    assert_eq!((bees.state, bees.step, bees.title.as_str()), (DocumentState::Ready, IngestStep::Done, "Bees"));
    assert_eq!((bees.media_type.as_deref(), bees.language.as_deref()), (Some("text/plain"), Some("en")));
    let query = SearchQuery {
        query: "bees dance".to_owned(),
        collections: Vec::new(),
        limit: 3,
        filters: SearchFilters::default(),
    };
    let found = process.rag.search(WHO(), &query).await.unwrap();
    assert_eq!((found.hits[0].document, found.hits[0].title.as_str()), (bees.id, "Bees"));
    let entry = room.keywords.entries.lock().unwrap()[&found.hits[0].chunk].clone();
    assert_eq!(entry.title, "Bees");
}

#[tokio::test]
async fn chunks_of_many_documents_are_committed_together() {
    let room = Room::new().await;
    let mut settings = settings();
    // Only a full batch makes the writer write.
    settings.ingest.index_wait = Duration::from_secs(60);
    let process = room.process_with(&settings);
    for n in 0..8 {
        process.add(&format!("{n}.txt"), &format!("Short text number {n}.")).await;
    }
    process.work_side_by_side(8).await;
    assert_eq!(room.vectors.chunks().len(), 8);
    assert_eq!(room.vectors.writes.load(Ordering::SeqCst), 1);
    assert_eq!(room.keywords.writes.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_a_failed_document_and_no_failed_job() {
    let room = Room::new().await;
    let process = room.process();
    process.add("locked.txt", "!encrypted").await;
    process.add("blank.txt", " \n ").await;
    let gone = process.add("gone.txt", "Its bytes vanish.").await;
    room.blobs.blobs.lock().unwrap().remove(&gone.hash);
    process.work().await;
    for (path, code) in [("locked.txt", "encrypted"), ("blank.txt", "empty"), ("gone.txt", "blob_missing")] {
        let document = room.document(path).await;
        let problem = document.problem.expect("a problem");
        assert_eq!((document.state, problem.code.as_str()), (DocumentState::Failed, code));
        assert!(!problem.detail.is_empty() && !problem.hint.is_empty());
        assert_eq!(job(&room, document.revision).await, JobState::Done);
    }
    assert_eq!(process.rag.ingestion(WHO()).await.unwrap().failed, 3);
}

#[tokio::test]
async fn what_may_pass_is_tried_again_and_what_does_not_fails_honestly() {
    let room = Room::new().await;
    room.loader.busy.store(2, Ordering::SeqCst);
    let process = room.process();
    process.add("busy.txt", "!busy\nBut readable later.").await;
    process.add("crash.txt", "!crash").await;
    process.work().await;
    assert_eq!(room.summary().await, ["busy.txt v1 Ready", "crash.txt v1 Failed"]);
    let crashed = room.document("crash.txt").await;
    assert_eq!(crashed.problem.unwrap().code, "gave_up");
    assert_eq!(job(&room, crashed.revision).await, JobState::Dead);
}

#[tokio::test]
async fn an_error_that_may_pass_is_shown_and_not_tried_for_ever() {
    let room = Room::new().await;
    room.loader.busy.store(usize::MAX, Ordering::SeqCst);
    let process = room.process();
    process.add("busy.txt", "!busy\nNever readable.").await;
    process.work_side_by_side(1).await;
    let waiting = room.document("busy.txt").await;
    let problem = waiting.problem.expect("why it waits");
    assert_eq!((waiting.state, problem.code.as_str()), (DocumentState::Queued, "waiting"));
    assert!(problem.detail.contains("busy"), "{}", problem.detail);
    process.work().await;
    let failed = room.document("busy.txt").await;
    let problem = failed.problem.expect("why it failed");
    assert_eq!((failed.state, problem.code.as_str()), (DocumentState::Failed, "gave_up"));
    assert!(problem.detail.contains("busy"), "{}", problem.detail);
    assert_eq!(usize::MAX - room.loader.busy.load(Ordering::SeqCst), 8);
    assert_eq!(job(&room, failed.revision).await, JobState::Done);

    // What passes meanwhile leaves no trace.
    room.loader.busy.store(1, Ordering::SeqCst);
    process.add("soon.txt", "!busy\nBut readable later.").await;
    process.work().await;
    assert_eq!(room.document("soon.txt").await.problem, None);
}

#[tokio::test]
async fn a_new_version_replaces_the_old_one_when_it_is_ready() {
    let room = Room::new().await;
    let process = room.process();
    let old = process.add("a.txt", "# First\nThe first text.").await;
    process.work().await;
    process.add("a.txt", "!encrypted").await;
    process.work().await;
    assert_eq!(room.summary().await, ["a.txt v2 Failed"]);
    assert_eq!(room.passages().await.len(), 1, "the first version stays searchable");
    process.add("a.txt", "# Third\nThe third text.").await;
    assert!(room.texts().await[0].contains("first"));
    process.work().await;
    assert_eq!(room.summary().await, ["a.txt v3 Ready"]);
    assert!(room.texts().await[0].contains("third"));
    assert_eq!(room.keywords.entries.lock().unwrap().values().next().unwrap().title, "Third");
    room.check_whole("after two replacements").await;
    assert!(!room.blobs.hashes().contains(&old.hash));
}

#[tokio::test]
async fn deleting_removes_every_trace_but_shared_bytes() {
    let room = Room::new().await;
    let process = room.process();
    let twin = process.add("twin.txt", LONG).await;
    process.add("other twin.txt", LONG).await;
    process.work().await;
    process.rag.delete_document(WHO(), twin.id).await.unwrap();
    assert_eq!(room.summary().await, ["other twin.txt v1 Ready"]);
    process.work().await;
    room.check_whole("after the deletion").await;
    assert_eq!(room.blobs.hashes(), [twin.hash], "the other document has the same bytes");
    process.rag.delete_collection(WHO(), twin.collection).await.unwrap();
    process.work().await;
    room.check_whole("after the deletion of the collection").await;
    assert!(room.blobs.hashes().is_empty() && room.vectors.chunks().is_empty());
}

#[tokio::test]
async fn deleting_during_ingestion_leaves_nothing() {
    let room = Room::new().await;
    let process = room.process();
    let document = process.add("a.txt", LONG).await;
    let gate = hold(&room.loader.gate);
    let (job, lease) = claim(&room).await;
    {
        let mut work = Box::pin(process.run(job, lease));
        until(&process, IngestStep::Extract, &mut work).await;
        process.rag.delete_document(WHO(), document.id).await.unwrap();
        room.loader.gate.add_permits(gate);
        work.await;
    }
    process.work().await;
    room.check_whole("after the deletion").await;
    assert!(room.documents().await.is_empty() && room.blobs.hashes().is_empty());
}

#[tokio::test]
async fn what_is_deleted_while_it_is_embedded_is_not_embedded_to_its_end() {
    let room = Room::new().await;
    let process = room.process();
    let line = |n: usize| format!("On day {n} the harbour gauge stood {n} feet above the mark of the year before.\n\n");
    let document = process.add("a.txt", &(0..40).map(line).collect::<String>()).await;
    let gate = hold(&room.embedder.gate);
    let (job, lease) = claim(&room).await;
    {
        let mut work = Box::pin(process.run(job, lease));
        until(&process, IngestStep::Embed, &mut work).await;
        process.rag.delete_document(WHO(), document.id).await.unwrap();
        room.embedder.gate.add_permits(gate);
        work.await;
    }
    assert_eq!(room.embedder.texts.load(Ordering::SeqCst), 4, "only what was being embedded");
    process.work().await;
    room.check_whole("after the deletion").await;
}

#[tokio::test]
async fn the_same_text_is_embedded_once() {
    let room = Room::new().await;
    let process = room.process();
    // A title of their own makes what is embedded the same under both names.
    process.add("one.txt", "# Same\nThe very same text.").await;
    process.add("two.txt", "# Same\nThe very same text.").await;
    process.work_side_by_side(1).await;
    let once = room.embedder.texts.load(Ordering::SeqCst);
    process.work_side_by_side(1).await;
    assert_eq!(room.embedder.texts.load(Ordering::SeqCst), once);
    process.work().await;
    room.check_whole("after both").await;
}

#[tokio::test]
async fn sentence_vectors_come_after_the_document_is_searchable() {
    let room = Room::new().await;
    let process = room.process();
    let document = process.add("a.txt", LONG).await;
    process.work_side_by_side(1).await;
    assert_eq!(room.document("a.txt").await.state, DocumentState::Ready);
    assert!(room.passages().await.iter().all(|found| found.sentences.is_empty()));
    let key = document.revision.to_string();
    let waiting = room.store.job_by_key(WHO(), crate::ingest::SENTENCES, &key).await.unwrap();
    assert_eq!((waiting.state, waiting.priority), (JobState::Queued, priority::BACKGROUND));
    process.work().await;
    room.check_whole("with sentences").await;
}

#[tokio::test]
async fn a_start_sets_right_what_got_lost() {
    let room = Room::new().await;
    let process = room.process();
    let collection = process.collection().await;
    for path in ["jobless.txt", "cancelled.txt", "fine.txt"] {
        process.add(path, &format!("The text of {path}.")).await;
    }
    // A job that ended although its document did not, and one that was cancelled behind the document's back.
    let jobless = room.document("jobless.txt").await.revision.to_string();
    let (job, lease) = claim(&room).await;
    assert_eq!(job.key, jobless);
    let now = chatbox_core::clock::Clock::now(&*room.clock);
    room.store.finish(lease, Outcome::Done, now).await.unwrap();
    let cancelled = room.document("cancelled.txt").await.revision.to_string();
    room.store.control(WHO(), crate::ingest::INGEST, &cancelled, Control::Cancel, now).await.unwrap();
    // Bytes whose upload was never recorded: one long ago, one just now.
    put(&room, "long forgotten").await;
    room.clock.advance(Duration::from_secs(25 * 3600));
    put(&room, "still under way").await;

    let recovered = process.rag.reconcile().await.unwrap();
    assert_eq!((recovered.requeued, recovered.corrected, recovered.blobs), (1, 1, 1));
    process.work().await;
    assert_eq!(room.summary().await, ["cancelled.txt v1 Cancelled", "fine.txt v1 Ready", "jobless.txt v1 Ready"]);
    assert_eq!(room.blobs.hashes().len(), 4, "three documents and the upload that is under way");
    assert_eq!(process.rag.reconcile().await.unwrap(), crate::ingest::Recovered::default());
    assert_eq!(process.rag.collection(WHO(), collection).await.unwrap().documents, 3);
}

async fn put(room: &Room, text: &str) {
    use chatbox_core::blobs::BlobStore;
    let bytes = bytes::Bytes::from(text.to_owned());
    room.blobs.put(Box::pin(futures::stream::iter([Ok(bytes)])), 1_000).await.unwrap();
}

async fn job(room: &Room, revision: RevisionId) -> JobState {
    room.store.job_by_key(WHO(), crate::ingest::INGEST, &revision.to_string()).await.unwrap().state
}

/// Lets nobody through any more; returns the permits to give back.
pub(super) fn hold(gate: &Semaphore) -> usize {
    gate.forget_permits(usize::MAX)
}

pub(super) async fn claim(room: &Room) -> (chatbox_core::tasks::Job, chatbox_core::tasks::Lease) {
    let now = chatbox_core::clock::Clock::now(&*room.clock);
    let claimed = room.store.claim(&[crate::ingest::INGEST], 1, Duration::from_secs(30), now).await.unwrap();
    claimed.into_iter().next().expect("a job is due")
}

/// Drives the work until the document is being worked on at this step.
pub(super) async fn until(
    process: &Process,
    step: IngestStep,
    work: &mut (impl std::future::Future<Output = ()> + Unpin),
) {
    let mut progress = process.rag.progress(WHO());
    let reached =
        progress.wait_for(|snapshot| snapshot.running == 1 && snapshot.active.iter().any(|active| active.step == step));
    tokio::select! {
        () = work => panic!("the work ended before it came to {step:?}"),
        reached = tokio::time::timeout(Duration::from_secs(20), reached) => {
            reached.expect("the step is reached").expect("the engine lives");
        }
    }
}

#[tokio::test]
async fn older_versions_can_be_looked_at_but_not_found() {
    let room = Room::new().await;
    let mut settings = settings();
    settings.ingest.keep_versions = 2;
    let process = room.process_with(&settings);
    for text in ["The first pear fell.", "The second plum fell.", "The third fig fell."] {
        process.add("a.txt", text).await;
        process.work().await;
    }
    let document = room.document("a.txt").await;
    let versions = process.rag.versions(WHO(), document.id).await.unwrap();
    assert_eq!(versions.iter().map(|one| (one.version, one.searchable)).collect::<Vec<_>>(), [(3, true), (2, false)]);
    let (_, text) = process.rag.document_text(WHO(), document.id, Some(versions[1].revision)).await.unwrap();
    assert!(text.text.contains("plum"), "{}", text.text);
    assert_eq!(room.texts().await, ["a.txt: The third fig fell."], "searches find the newest only");
    assert_eq!(room.blobs.hashes().len(), 2);
}

#[tokio::test]
async fn a_moved_document_is_found_in_its_new_collection() {
    let room = Room::new().await;
    let process = room.process();
    let document = process.add("a.txt", "The pear fell.").await;
    let elsewhere = process.rag.create_collection(WHO(), "Elsewhere").await.unwrap().id;
    let to = |collection| DocumentChange { collection: Some(collection), ..DocumentChange::default() };
    process.rag.change_document(WHO(), document.id, to(elsewhere)).await.expect("before it was read");
    process.work().await;
    assert_eq!(room.document("a.txt").await.collection, elsewhere);
    room.check_whole("moved before it was read").await;
    process.rag.change_document(WHO(), document.id, to(document.collection)).await.unwrap();
    process.rag.change_document(WHO(), document.id, to(elsewhere)).await.expect("right after the first move");
    process.work().await;
    room.check_whole("moved").await;
    let found = async |collection| {
        let query = SearchQuery {
            query: "pear".to_owned(),
            collections: vec![collection],
            limit: 3,
            filters: SearchFilters::default(),
        };
        process.rag.search(WHO(), &query).await.unwrap().hits.len()
    };
    assert_eq!((found(document.collection).await, found(elsewhere).await), (0, 1));
    let tags = |tags: &[&str]| DocumentChange {
        tags: Some(tags.iter().map(|tag| (*tag).to_owned()).collect()),
        ..DocumentChange::default()
    };
    let tagged = process.rag.change_document(WHO(), document.id, tags(&["  two  words ", "x", "x"])).await.unwrap();
    assert_eq!(tagged.tags, ["two words", "x"]);
    for bad in [tags(&[""]), tags(&[&"x".repeat(41)])] {
        process.rag.change_document(WHO(), document.id, bad).await.expect_err("no tag");
    }
}
