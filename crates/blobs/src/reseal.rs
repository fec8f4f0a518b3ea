//! Sealing anew files that are not sealed with the key in use.

use crate::{
    FolderBlobs, failed,
    sealed::{FileKey, HEAD, is_current},
};
use async_trait::async_trait;
use chatbox_core::{
    blobs::{BlobError, BlobStore},
    error::{StoreError, StoreResult},
    ids::BlobHash,
    sealing::{Reseal, Resealed},
};
use std::io;
use tempfile::NamedTempFile;
use tokio::{
    fs::File,
    io::{AsyncSeekExt, AsyncWriteExt},
};

#[async_trait]
impl Reseal for FolderBlobs {
    fn name(&self) -> &'static str {
        "files"
    }

    /// One of the 256 folders at a time, whatever the limit is.
    async fn reseal(&self, after: Option<&str>, _: u32) -> StoreResult<Resealed> {
        let mut hashes = self.list().await.map_err(StoreError::failed)?;
        hashes.retain(|hash| after.is_none_or(|after| folder(hash) > after));
        let Some(next) = hashes.iter().map(folder).min().map(str::to_owned) else {
            return Ok(Resealed { count: 0, next: None });
        };
        let mut count = 0;
        for hash in hashes.iter().filter(|hash| folder(hash) == next) {
            match self.reseal_one(hash).await {
                Ok(is_new) => count += u64::from(is_new),
                // It was removed meanwhile.
                Err(BlobError::NotFound(_)) => {}
                Err(error) => return Err(StoreError::failed(error)),
            }
        }
        Ok(Resealed { count, next: Some(next) })
    }

    async fn left(&self) -> StoreResult<u64> {
        let mut left = 0;
        for hash in self.list().await.map_err(StoreError::failed)? {
            if let Ok((_, head, _)) = self.head(&hash).await {
                left += u64::from(!is_current(&*self.sealer, &head));
            }
        }
        Ok(left)
    }

    async fn scrub(&self) -> StoreResult<()> {
        // The files that were replaced are gone; what their blocks hold is the file system's.
        Ok(())
    }
}

fn folder(hash: &BlobHash) -> &str {
    hash.as_str().split_at(2).0
}

impl FolderBlobs {
    /// Whether it had to be.
    async fn reseal_one(&self, hash: &BlobHash) -> Result<bool, BlobError> {
        let (file, head, _) = self.head(hash).await?;
        if is_current(&*self.sealer, &head) {
            return Ok(false);
        }
        let path = match FileKey::read(&*self.sealer, hash, &head)? {
            Some(key) => self.with_head(file, &key.head(&*self.sealer, hash)?).await?,
            None => self.write(self.read_range(hash, 0, u64::MAX).await?, u64::MAX).await?.0,
        };
        let (store, target) = (self.clone(), self.path(hash));
        tokio::task::spawn_blocking(move || store.replace(path, &target)).await.map_err(failed)?.map_err(failed)?;
        Ok(true)
    }

    /// A copy of the file with another head.
    async fn with_head(&self, mut file: File, head: &[u8]) -> Result<tempfile::TempPath, BlobError> {
        let (copy, path) = NamedTempFile::new_in(&self.incoming).map_err(failed)?.into_parts();
        let mut copy = File::from_std(copy);
        copy.write_all(head).await.map_err(failed)?;
        file.seek(io::SeekFrom::Start(HEAD as u64)).await.map_err(failed)?;
        tokio::io::copy(&mut file, &mut copy).await.map_err(failed)?;
        copy.flush().await.map_err(failed)?;
        copy.sync_all().await.map_err(failed)?;
        Ok(path)
    }
}
