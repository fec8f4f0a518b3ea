//! The indexes are derived data.

use super::{fakes::CountingEmbedder, room::Room};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

#[tokio::test]
async fn a_rebuild_brings_back_every_entry() {
    let mut room = Room::new().await;
    let process = room.process();
    for n in 0..5 {
        process
            .add(&format!("{n}.txt"), &format!("# Title {n}\nFirst line of {n}.\nSecond, and longer, line of {n}."))
            .await;
    }
    process.work().await;
    let vectors = room.vectors.entries.lock().unwrap().clone();
    let keywords = room.keywords.entries.lock().unwrap().clone();
    let embedded = room.embedder.texts.load(Ordering::SeqCst);

    room.vectors.entries.lock().unwrap().clear();
    let steps = Mutex::new(Vec::new());
    let done = process.rag.rebuild_index(&|n| steps.lock().unwrap().push(n)).await.unwrap();
    assert_eq!(done as usize, vectors.len());
    assert_eq!(steps.lock().unwrap().last(), Some(&done));
    assert_eq!(*room.vectors.entries.lock().unwrap(), vectors);
    assert_eq!(*room.keywords.entries.lock().unwrap(), keywords);
    assert_eq!(room.embedder.texts.load(Ordering::SeqCst), embedded + 1, "one to try, all others were cached");

    // Another model has its own vectors.
    room.embedder = Arc::new(CountingEmbedder { texts: AtomicUsize::new(0), ..CountingEmbedder::new(16) });
    let process = room.process();
    process.rag.rebuild_index(&|_| {}).await.unwrap();
    assert_eq!(room.embedder.texts.load(Ordering::SeqCst), vectors.len() + 1);
    assert!(room.vectors.entries.lock().unwrap().values().all(|entry| entry.vector.len() == 16));

    // One that does not work erases nothing.
    assert!(!process.rag.index_is_lost().await.unwrap());
    room.embedder.good_calls.store(0, Ordering::SeqCst);
    process.rag.rebuild_index(&|_| {}).await.unwrap_err();
    assert_eq!(room.vectors.entries.lock().unwrap().len(), vectors.len());
    room.keywords.entries.lock().unwrap().clear();
    assert!(process.rag.index_is_lost().await.unwrap());
}
