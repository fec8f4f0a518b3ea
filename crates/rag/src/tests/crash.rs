//! A process is killed at every single call it makes to a port; after a restart everything must be whole, and nothing double.

use super::{
    killable::{Fuse, Moment},
    room::{Process, Room, WHO},
};
use crate::RagError;
use chatbox_core::{documents::DocumentFilter, error::StoreError, page::PageRequest};
use std::time::Duration;

const LONG: &str = "# Tides\nThe moon pulls the sea twice a day.\nSpring tides follow the new moon.\nNeap tides are the weakest.\n\
    A tidal bore runs up the river.\nSalt marshes drown at high water.\nMud flats dry at low water.\nThe gauge stands in \
    the harbour.\nIts record begins in 1807.";

/// What clients want; those who got no answer ask again after the restart.
async fn wishes(process: &Process) {
    process.add("replaced.txt", LONG).await;
    process.add("new.txt", "# Bees\nBees dance to tell where flowers are.").await;
    let all = process.rag.documents(WHO(), &DocumentFilter::default(), &PageRequest::first(50)).await;
    if let Some(doomed) = all.unwrap().items.into_iter().find(|document| document.path == "doomed.txt") {
        match process.rag.delete_document(WHO(), doomed.id).await {
            Ok(()) | Err(RagError::Store(StoreError::NotFound(_))) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

async fn prepared() -> Room {
    let room = Room::new().await;
    let process = room.process();
    process.add("replaced.txt", "# Tides\nAn older text about the sea.").await;
    process.add("doomed.txt", "This one is going to be deleted.").await;
    process.work().await;
    room
}

/// Kills the process at call `at`; returns whether it got that far.
async fn killed_at(at: usize, moment: Moment) -> bool {
    let context = format!("killed {moment:?} call {at}");
    let room = prepared().await;
    let fuse = Fuse::new(at, moment);
    let process = room.killable(&fuse);
    let life = async {
        wishes(&process).await;
        process.work().await;
    };
    let killed = tokio::select! {
        () = fuse.blown.cancelled() => true,
        () = life => false,
    };
    drop(process);

    let process = room.process();
    process.rag.reconcile().await.unwrap();
    wishes(&process).await;
    process.work().await;
    // A kill between a purge's rows and its files leaves files that no document owns: they go when they are a day old.
    room.clock.advance(Duration::from_secs(25 * 60 * 60));
    process.rag.reconcile().await.unwrap();
    assert_eq!(room.summary().await, ["new.txt v1 Ready", "replaced.txt v2 Ready"], "{context}");
    room.check_whole(&context).await;
    let texts = room.texts().await;
    assert_eq!(texts.iter().filter(|text| text.contains("moon pulls")).count(), 1, "{context}: {texts:?}");
    assert!(!texts.iter().any(|text| text.contains("older text")), "{context}: {texts:?}");
    killed
}

async fn killed_everywhere(moment: Moment) {
    let mut at = 0;
    while killed_at(at, moment).await {
        at += 1;
    }
    // Two documents, a replacement and a deletion take this many calls at least; fewer mean that the test does not reach the work.
    assert!(at > 80, "only {at} calls");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_before_any_call_nothing_is_lost_or_doubled() {
    killed_everywhere(Moment::Before).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_after_any_call_nothing_is_lost_or_doubled() {
    killed_everywhere(Moment::After).await;
}
