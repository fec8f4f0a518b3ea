#![doc = include_str!("../README.md")]

use async_trait::async_trait;
use bytes::Bytes;
use chatbox_core::{
    blobs::{BlobError, BlobStore, StoredBlob},
    clock::Time,
    ids::BlobHash,
};
use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use sha2::{Digest, Sha256};
use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};
use tokio_util::io::ReaderStream;

/// Bytes per chunk of a read stream.
const READ_BUFFER: usize = 64 * 1024;

/// Blobs in a local folder.
#[derive(Debug, Clone)]
pub struct FolderBlobs {
    root: PathBuf,
    incoming: PathBuf,
}

impl FolderBlobs {
    /// Opens (and makes) the folder; leftovers of interrupted uploads are removed.
    ///
    /// # Errors
    /// `Failed` when the folder cannot be made or read.
    pub fn open(root: &Path) -> Result<Self, BlobError> {
        let incoming = root.join("incoming");
        match fs::remove_dir_all(&incoming) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => fs::create_dir_all(&incoming).map_err(failed)?,
        }
        Ok(Self { root: root.to_owned(), incoming })
    }

    fn path(&self, hash: &BlobHash) -> PathBuf {
        let (folder, name) = hash.as_str().split_at(2);
        self.root.join(folder).join(name)
    }

    /// Moves a complete temporary file to its place.
    fn keep(&self, file: tempfile::TempPath, hash: &BlobHash) -> io::Result<()> {
        let target = self.path(hash);
        if let Ok(kept) = fs::File::options().write(true).open(&target) {
            return kept.set_modified(SystemTime::now());
        }
        let folder = target.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)?;
        file.persist(&target)?;
        fs::File::open(folder)?.sync_all()
    }
}

fn failed(error: impl std::fmt::Display) -> BlobError {
    BlobError::Failed(error.to_string())
}

fn missing_or_failed(hash: &BlobHash) -> impl FnOnce(io::Error) -> BlobError + '_ {
    move |error| match error.kind() {
        io::ErrorKind::NotFound => BlobError::NotFound(hash.clone()),
        _ => failed(error),
    }
}

#[async_trait]
impl BlobStore for FolderBlobs {
    async fn put(
        &self,
        mut bytes: BoxStream<'_, Result<Bytes, BlobError>>,
        limit: u64,
    ) -> Result<StoredBlob, BlobError> {
        let (file, path) = tempfile::NamedTempFile::new_in(&self.incoming).map_err(failed)?.into_parts();
        let mut file = tokio::fs::File::from_std(file);
        let mut hasher = Sha256::new();
        let mut size = 0_u64;
        while let Some(part) = bytes.try_next().await? {
            size += part.len() as u64;
            if size > limit {
                return Err(BlobError::TooLarge { limit });
            }
            hasher.update(&part);
            file.write_all(&part).await.map_err(failed)?;
        }
        file.flush().await.map_err(failed)?;
        file.sync_all().await.map_err(failed)?;
        drop(file);
        let hex: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let hash = BlobHash::try_from(hex).map_err(failed)?;
        let (store, kept) = (self.clone(), hash.clone());
        tokio::task::spawn_blocking(move || store.keep(path, &kept)).await.map_err(failed)?.map_err(failed)?;
        Ok(StoredBlob { hash, size })
    }

    async fn read(&self, hash: &BlobHash) -> Result<Bytes, BlobError> {
        tokio::fs::read(self.path(hash)).await.map(Bytes::from).map_err(missing_or_failed(hash))
    }

    async fn read_range(
        &self,
        hash: &BlobHash,
        start: u64,
        end: u64,
    ) -> Result<BoxStream<'static, Result<Bytes, BlobError>>, BlobError> {
        let mut file = tokio::fs::File::open(self.path(hash)).await.map_err(missing_or_failed(hash))?;
        file.seek(io::SeekFrom::Start(start)).await.map_err(failed)?;
        let part = file.take(end.saturating_sub(start));
        Ok(ReaderStream::with_capacity(part, READ_BUFFER).map_err(failed).boxed())
    }

    async fn remove(&self, hash: &BlobHash) -> Result<(), BlobError> {
        match tokio::fs::remove_file(self.path(hash)).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(error)),
            _ => Ok(()),
        }
    }

    async fn stored_at(&self, hash: &BlobHash) -> Result<Option<Time>, BlobError> {
        match tokio::fs::metadata(self.path(hash)).await {
            Ok(metadata) => metadata.modified().map(|time| Some(time.into())).map_err(failed),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    async fn list(&self) -> Result<Vec<BlobHash>, BlobError> {
        let root = self.root.clone();
        tokio::task::spawn_blocking(move || list(&root)).await.map_err(failed)?.map_err(failed)
    }
}

fn list(root: &Path) -> io::Result<Vec<BlobHash>> {
    let mut hashes = Vec::new();
    for folder in fs::read_dir(root)? {
        let folder = folder?;
        let prefix = folder.file_name().to_string_lossy().into_owned();
        if prefix.len() != 2 {
            continue;
        }
        for file in fs::read_dir(folder.path())? {
            let name = format!("{prefix}{}", file?.file_name().to_string_lossy());
            hashes.extend(BlobHash::try_from(name));
        }
    }
    Ok(hashes)
}

#[cfg(test)]
mod tests;
