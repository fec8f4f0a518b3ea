use super::FolderBlobs;
use chatbox_core::blobs::BlobStore as _;
use chatbox_testkit::blobs::blob_store_contract;

#[tokio::test]
async fn folder_keeps_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    blob_store_contract(&FolderBlobs::open(folder.path()).unwrap()).await;
}

#[tokio::test]
async fn leftovers_of_a_killed_upload_are_removed() {
    let folder = tempfile::tempdir().unwrap();
    FolderBlobs::open(folder.path()).unwrap();
    let leftover = folder.path().join("incoming").join("half");
    std::fs::write(&leftover, b"half a file").unwrap();
    let blobs = FolderBlobs::open(folder.path()).unwrap();
    assert!(!leftover.exists());
    assert_eq!(blobs.list().await.unwrap(), vec![]);
}
