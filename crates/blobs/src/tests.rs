use super::FolderBlobs;
use bytes::Bytes;
use chatbox_core::{
    blobs::{BlobError, BlobStore as _},
    ids::BlobHash,
    sealing::Reseal as _,
};
use chatbox_testkit::{blobs::blob_store_contract, sealer};
use futures::{StreamExt, TryStreamExt, stream};
use sha2::{Digest, Sha256};
use std::{fs, path::Path};

fn open(folder: &Path) -> FolderBlobs {
    FolderBlobs::open(folder, sealer()).unwrap()
}

async fn put(blobs: &FolderBlobs, bytes: &[u8]) -> BlobHash {
    // In parts that do not fit the segments.
    let parts: Vec<_> = bytes.chunks(10_007).map(|part| Ok(Bytes::copy_from_slice(part))).collect();
    blobs.put(stream::iter(parts).boxed(), u64::MAX).await.unwrap().hash
}

/// Bytes that repeat nowhere near.
fn noise(length: usize) -> Vec<u8> {
    (0_u32..).flat_map(|n| Sha256::digest(n.to_le_bytes())).take(length).collect()
}

#[tokio::test]
async fn folder_keeps_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    blob_store_contract(&open(folder.path())).await;
}

#[tokio::test]
async fn leftovers_of_a_killed_upload_are_removed() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path());
    let leftover = folder.path().join("incoming").join("half");
    fs::write(&leftover, b"half a file").unwrap();
    let blobs = open(folder.path());
    assert!(!leftover.exists());
    assert_eq!(blobs.list().await.unwrap(), vec![]);
}

#[tokio::test]
async fn every_part_of_a_file_of_any_length_is_what_was_put() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = open(folder.path());
    for length in [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000] {
        let bytes = noise(length);
        let hash = put(&blobs, &bytes).await;
        assert_eq!(blobs.read(&hash).await.unwrap(), bytes, "{length}");
        for (start, end) in [(0, 1), (65_530, 65_540), (65_536, 131_072), (100, 100), (150_000, 900_000), (1, 199_999)]
        {
            let part: Vec<Bytes> = blobs.read_range(&hash, start, end).await.unwrap().try_collect().await.unwrap();
            let (from, to) = ((start as usize).min(length), (end as usize).min(length));
            assert_eq!(part.concat(), &bytes[from..to.max(from)], "{length}: {start}..{end}");
        }
    }
}

#[tokio::test]
async fn nothing_of_a_file_can_be_read_or_changed_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = open(folder.path());
    let bytes = b"The treasure lies under the old oak. ".repeat(4_000);
    let hash = put(&blobs, &bytes).await;
    let path = blobs.path(&hash);
    let stored = fs::read(&path).unwrap();
    assert!(!stored.windows(8).any(|window| window == b"treasure"));
    let is_refused = async |changed: &[u8]| {
        fs::write(&path, changed).unwrap();
        matches!(blobs.read(&hash).await, Err(BlobError::Failed(_)))
    };
    for at in [20, 80, 70_000, stored.len() - 1] {
        let mut changed = stored.clone();
        changed[at] ^= 1;
        assert!(is_refused(&changed).await, "byte {at}");
    }
    let first = super::HEAD + super::STORED_SEGMENT;
    assert!(is_refused(&stored[..first]).await, "the last segments are missing");
    assert!(is_refused(&stored[..super::HEAD]).await, "all segments are missing");
    fs::write(&path, &stored).unwrap();
    assert_eq!(blobs.read(&hash).await.unwrap(), bytes);
}

#[tokio::test]
async fn files_of_before_are_read_and_sealed_anew() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = open(folder.path());
    let clear = b"stored in clear by an earlier version".to_vec();
    let hex: String = Sha256::digest(&clear).iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = BlobHash::try_from(hex).unwrap();
    let path = blobs.path(&hash);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, &clear).unwrap();
    let sealed = put(&blobs, &noise(100_000)).await;
    assert_eq!(blobs.read(&hash).await.unwrap(), clear);
    assert_eq!(blobs.left().await.unwrap(), 1);
    let mut after = None;
    let mut count = 0;
    loop {
        let done = blobs.reseal(after.as_deref(), 1).await.unwrap();
        count += done.count;
        match done.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert_eq!((count, blobs.left().await.unwrap()), (1, 0));
    assert!(!fs::read(&path).unwrap().windows(5).any(|window| window == b"clear"));
    assert_eq!(blobs.read(&hash).await.unwrap(), clear);
    assert_eq!(blobs.read(&sealed).await.unwrap(), noise(100_000));
}
