//! Contract of `BlobStore`.

use bytes::Bytes;
use chatbox_core::{
    blobs::{BlobError, BlobStore},
    ids::BlobHash,
};
use futures::{StreamExt, TryStreamExt, stream};

/// SHA-256 of `hello world`, from `sha256sum`.
const HELLO: &str = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";

/// Checks every promise of the port on an empty store.
///
/// # Panics
/// When a promise is broken.
pub async fn blob_store_contract(blobs: &dyn BlobStore) {
    let parts = || stream::iter([Ok(Bytes::from_static(b"hello ")), Ok(Bytes::from_static(b"world"))]).boxed();
    let stored = blobs.put(parts(), 11).await.expect("stores");
    assert_eq!((stored.hash.as_str(), stored.size), (HELLO, 11));
    assert_eq!(blobs.put(parts(), 11).await.expect("the same bytes again"), stored);
    assert_eq!(blobs.read(&stored.hash).await.expect("reads"), Bytes::from_static(b"hello world"));
    for (start, end, expect) in [(0, 5, "hello"), (6, 11, "world"), (6, 99, "world"), (11, 12, "")] {
        let part: Vec<Bytes> =
            blobs.read_range(&stored.hash, start, end).await.expect("opens").try_collect().await.expect("reads");
        assert_eq!(part.concat(), expect.as_bytes(), "{start}..{end}");
    }
    assert!(matches!(blobs.put(parts(), 10).await, Err(BlobError::TooLarge { limit: 10 })));
    let broken = stream::iter([Ok(Bytes::from_static(b"he")), Err(BlobError::Interrupted("gone".into()))]).boxed();
    assert!(matches!(blobs.put(broken, 99).await, Err(BlobError::Interrupted(_))));
    assert_eq!(blobs.list().await.expect("lists"), vec![stored.hash.clone()], "failed uploads leave nothing");
    assert!(blobs.stored_at(&stored.hash).await.expect("looks").is_some());
    blobs.remove(&stored.hash).await.expect("removes");
    blobs.remove(&stored.hash).await.expect("removing again is fine");
    let absent = BlobHash::try_from(HELLO.to_owned()).expect("valid");
    assert_eq!(blobs.stored_at(&absent).await.expect("looks"), None);
    assert!(matches!(blobs.read(&absent).await, Err(BlobError::NotFound(_))));
    assert!(blobs.read_range(&absent, 0, 1).await.is_err());
}
