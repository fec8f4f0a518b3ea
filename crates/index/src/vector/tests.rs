use super::*;
use chatbox_core::{
    error::StoreError,
    ids::{CollectionId, DocumentId, UserId, Who},
    index::EntryKeys,
};
use chatbox_testkit::vector_index::{self as suite, DIMENSIONS, vector};
use std::fs;

fn open(dir: &Path) -> QdrantEdgeIndex {
    QdrantEdgeIndex::open(dir, DIMENSIONS, VectorSettings::default()).unwrap()
}

// Wide enough that the graph, not an exact scan, answers.
const WIDE: usize = 384;

fn wide(count: usize, owner: UserId) -> Vec<VectorEntry> {
    let collections = [CollectionId::new(), CollectionId::new()];
    let entry = |i: usize| {
        let keys = EntryKeys {
            chunk: chatbox_core::ids::ChunkId::new(),
            revision: RevisionId::new(),
            document: DocumentId::new(),
            collection: collections[usize::from(i.is_multiple_of(100))],
            owner,
            language: None,
            media_type: None,
        };
        VectorEntry { keys, vector: vector(i as u64, WIDE) }
    };
    (0..count).map(entry).collect()
}

#[tokio::test]
async fn keeps_the_contract() {
    let dir = tempfile::tempdir().unwrap();
    let index = open(dir.path());
    suite::check(&index).await;
    index.close().await.unwrap();
}

#[tokio::test]
async fn keeps_the_contract_while_graphs_are_built_all_the_time() {
    let dir = tempfile::tempdir().unwrap();
    let settings = VectorSettings { build_after: 50, ..VectorSettings::default() };
    let index = QdrantEdgeIndex::open(dir.path(), DIMENSIONS, settings).unwrap();
    suite::check(&index).await;
    index.close().await.unwrap();
}

#[tokio::test]
async fn entries_are_there_after_closing() {
    let dir = tempfile::tempdir().unwrap();
    let index = open(dir.path());
    let entries = suite::fill(&index).await;
    index.close().await.unwrap();
    assert!(index.len().await.is_err(), "a closed index answers nothing");
    let index = open(dir.path());
    suite::check_filled(&index, &entries).await;
    index.optimize().await.unwrap();
    suite::check_filled(&index, &entries).await;
    index.close().await.unwrap();
    suite::check_filled(&open(dir.path()), &entries).await;
}

#[tokio::test]
async fn a_graph_finds_what_a_scan_finds() {
    let dir = tempfile::tempdir().unwrap();
    let settings = VectorSettings { build_after: 5_000, ..VectorSettings::default() };
    let index = QdrantEdgeIndex::open(dir.path(), WIDE, settings).unwrap();
    let owner = UserId::new();
    let entries = wide(8_000, owner);
    for part in entries.chunks(2_000) {
        index.add(part.to_vec()).await.unwrap();
    }
    index.optimize().await.unwrap();
    assert!(index.inner.with_shard(|shard| Ok(shard.unindexed())).unwrap() < 8_000, "a graph was built");
    let scope = Scope::all(Who { user: owner });
    for entry in entries.iter().step_by(1_999) {
        let hits = index.search(&entry.vector, &scope, 5).await.unwrap();
        assert_eq!(hits[0].chunk, entry.keys.chunk);
    }
    // One percent of them: exactly these, however far away.
    let few = Scope { collections: Some(vec![entries[0].keys.collection]), ..scope.clone() };
    assert_eq!(index.search(&entries[1].vector, &few, 500).await.unwrap().len(), 80);
    // Removed ones are gone from the graph too.
    index.remove(&[entries[0].keys.revision]).await.unwrap();
    let hits = index.search(&entries[0].vector, &scope, 5).await.unwrap();
    assert!(hits.iter().all(|hit| hit.chunk != entries[0].keys.chunk));
    assert_eq!(index.len().await.unwrap(), 7_999);
    index.close().await.unwrap();
}

#[tokio::test]
async fn the_engines_own_log_stays_small() {
    let dir = tempfile::tempdir().unwrap();
    let index = QdrantEdgeIndex::open(dir.path(), WIDE, VectorSettings::default()).unwrap();
    index.add(wide(9_000, UserId::new())).await.unwrap();
    index.close().await.unwrap();
    let log = dir.path().join("shard/wal");
    let bytes: u64 = fs::read_dir(&log).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum();
    assert!(bytes <= 12 << 20, "{bytes} bytes");
    let index = QdrantEdgeIndex::open(dir.path(), WIDE, VectorSettings::default()).unwrap();
    index.add(wide(1_000, UserId::new())).await.unwrap();
    assert_eq!(index.len().await.unwrap(), 10_000);
    index.close().await.unwrap();
}

fn check_rebuild(dir: &Path, dimensions: usize, says: &str) {
    let error = QdrantEdgeIndex::open(dir, dimensions, VectorSettings::default()).unwrap_err();
    assert!(matches!(error, IndexError::Rebuild { .. }), "{error:?}");
    let text = StoreError::from(error).to_string();
    assert!(text.contains("chatbox index rebuild") && text.contains(says), "{text}");
}

async fn filled() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let index = open(dir.path());
    suite::fill(&index).await;
    index.close().await.unwrap();
    dir
}

#[tokio::test]
async fn a_wrong_or_damaged_folder_asks_for_a_rebuild() {
    check_rebuild(filled().await.path(), DIMENSIONS + 1, "33-d");

    let dir = filled().await;
    fs::write(dir.path().join("manifest.json"), "{").unwrap();
    check_rebuild(dir.path(), DIMENSIONS, "manifest is damaged");

    let dir = filled().await;
    fs::remove_file(dir.path().join("manifest.json")).unwrap();
    check_rebuild(dir.path(), DIMENSIONS, "manifest is missing");

    let dir = filled().await;
    fs::remove_dir_all(dir.path().join("shard/segments")).unwrap();
    check_rebuild(dir.path(), DIMENSIONS, "segments are missing");

    let dir = filled().await;
    let segment = fs::read_dir(dir.path().join("shard/segments")).unwrap().next().unwrap().unwrap().path();
    fs::write(segment.join("segment.json"), "nonsense").unwrap();
    check_rebuild(dir.path(), DIMENSIONS, "");

    let dir = filled().await;
    let segment = fs::read_dir(dir.path().join("shard/segments")).unwrap().next().unwrap().unwrap().path();
    let emptied = fs::read_dir(&segment).unwrap().map(|entry| entry.unwrap().path());
    for file in emptied.filter(|path| path.to_string_lossy().contains("mutable_id_tracker")) {
        fs::write(file, "").unwrap();
    }
    check_rebuild(dir.path(), DIMENSIONS, "0 of 290 entries");

    crate::manifest::erase(dir.path()).unwrap();
    let index = open(dir.path());
    assert_eq!(index.len().await.unwrap(), 0, "an erased index starts anew");
    index.close().await.unwrap();
}

#[tokio::test]
async fn an_index_killed_while_it_was_made_is_made_again() {
    let dir = filled().await;
    fs::rename(dir.path().join("manifest.json"), dir.path().join("making")).unwrap();
    let index = open(dir.path());
    assert_eq!(index.len().await.unwrap(), 0);
    index.close().await.unwrap();
    open(dir.path()).close().await.unwrap();
}

#[tokio::test]
async fn two_cannot_have_it_open() {
    let dir = filled().await;
    let index = open(dir.path());
    let second = QdrantEdgeIndex::open(dir.path(), DIMENSIONS, VectorSettings::default());
    assert!(matches!(second, Err(IndexError::InUse { .. })), "{second:?}");
    index.close().await.unwrap();
    open(dir.path()).close().await.unwrap();
}

#[tokio::test]
async fn a_second_owner_is_told_from_the_first() {
    let dir = tempfile::tempdir().unwrap();
    let owners = [UserId::new(), UserId::new()];
    let found = async |index: &QdrantEdgeIndex, owner: UserId| {
        index.search(&vector(1, WIDE), &Scope::all(Who { user: owner }), 100).await.unwrap().len()
    };
    let index = QdrantEdgeIndex::open(dir.path(), WIDE, VectorSettings::default()).unwrap();
    assert_eq!(found(&index, owners[0]).await, 0);
    let first = wide(30, owners[0]);
    let guest = Scope { shared: vec![first[1].keys.collection], ..Scope::all(Who { user: owners[1] }) };
    index.add(first).await.unwrap();
    // What the one owner shares is found by others, too; the first entry lies elsewhere.
    assert_eq!(index.search(&vector(1, WIDE), &guest, 100).await.unwrap().len(), 29);
    assert_eq!([found(&index, owners[0]).await, found(&index, owners[1]).await], [30, 0]);
    index.close().await.unwrap();
    drop(index);
    let index = QdrantEdgeIndex::open(dir.path(), WIDE, VectorSettings::default()).unwrap();
    assert_eq!([found(&index, owners[0]).await, found(&index, owners[1]).await], [30, 0]);
    index.add(wide(20, owners[1])).await.unwrap();
    assert_eq!([found(&index, owners[0]).await, found(&index, owners[1]).await], [30, 20]);
    index.close().await.unwrap();
    drop(index);
    let index = QdrantEdgeIndex::open(dir.path(), WIDE, VectorSettings::default()).unwrap();
    assert_eq!([found(&index, owners[0]).await, found(&index, owners[1]).await], [30, 20]);
}
