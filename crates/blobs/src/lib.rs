#![doc = include_str!("../README.md")]

mod reseal;
mod sealed;

use async_trait::async_trait;
use bytes::Bytes;
use chatbox_core::{
    blobs::{BlobError, BlobStore, StoredBlob},
    clock::Time,
    ids::BlobHash,
    sealing::Sealer,
};
use futures::{StreamExt, TryStreamExt, stream, stream::BoxStream};
use sealed::{FileKey, HEAD, SEGMENT, STORED_SEGMENT, measure};
use sha2::{Digest, Sha256};
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};
use tempfile::{NamedTempFile, TempPath};
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt},
};
use tokio_util::io::ReaderStream;

/// Bytes per chunk of a read stream.
const READ_BUFFER: usize = 64 * 1024;

/// Blobs in a local folder, sealed.
#[derive(Debug, Clone)]
pub struct FolderBlobs {
    root: PathBuf,
    incoming: PathBuf,
    sealer: Arc<dyn Sealer>,
}

impl FolderBlobs {
    /// Opens (and makes) the folder; leftovers of interrupted uploads are removed.
    ///
    /// # Errors
    /// `Failed` when the folder cannot be made or read.
    pub fn open(root: &Path, sealer: Arc<dyn Sealer>) -> Result<Self, BlobError> {
        let incoming = root.join("incoming");
        match fs::remove_dir_all(&incoming) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => fs::create_dir_all(&incoming).map_err(failed)?,
        }
        Ok(Self { root: root.to_owned(), incoming, sealer })
    }

    /// For a look beside a running server, whose uploads under way are left alone.
    pub fn beside(root: &Path, sealer: Arc<dyn Sealer>) -> Self {
        Self { root: root.to_owned(), incoming: root.join("incoming"), sealer }
    }

    fn path(&self, hash: &BlobHash) -> PathBuf {
        let (folder, name) = hash.as_str().split_at(2);
        self.root.join(folder).join(name)
    }

    /// Moves a complete temporary file to its place.
    fn keep(&self, file: TempPath, hash: &BlobHash) -> io::Result<()> {
        let target = self.path(hash);
        if let Ok(kept) = fs::File::options().write(true).open(&target) {
            return kept.set_modified(SystemTime::now());
        }
        self.replace(file, &target)
    }

    fn replace(&self, file: TempPath, target: &Path) -> io::Result<()> {
        let folder = target.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)?;
        file.persist(target)?;
        fs::File::open(folder)?.sync_all()
    }

    /// Writes a stream to a temporary file, sealed.
    async fn write(
        &self,
        mut bytes: BoxStream<'_, Result<Bytes, BlobError>>,
        limit: u64,
    ) -> Result<(TempPath, StoredBlob), BlobError> {
        let (file, path) = NamedTempFile::new_in(&self.incoming).map_err(failed)?.into_parts();
        let mut file = File::from_std(file);
        let key = FileKey::random()?;
        let (mut hasher, mut size, mut index) = (Sha256::new(), 0_u64, 0);
        let mut segment = Vec::with_capacity(STORED_SEGMENT);
        // The head names the hash, which is known at the end.
        file.write_all(&[0; HEAD]).await.map_err(failed)?;
        while let Some(mut part) = bytes.try_next().await? {
            size += part.len() as u64;
            if size > limit {
                return Err(BlobError::TooLarge { limit });
            }
            hasher.update(&part);
            while !part.is_empty() {
                if segment.len() == SEGMENT {
                    key.seal(&mut segment, index, false)?;
                    file.write_all(&segment).await.map_err(failed)?;
                    segment.clear();
                    index += 1;
                }
                let room = part.len().min(SEGMENT - segment.len());
                segment.extend_from_slice(&part.split_to(room));
            }
        }
        key.seal(&mut segment, index, true)?;
        file.write_all(&segment).await.map_err(failed)?;
        let hex: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let hash = BlobHash::try_from(hex).map_err(failed)?;
        let head = key.head(&*self.sealer, &hash)?;
        file.rewind().await.map_err(failed)?;
        file.write_all(&head).await.map_err(failed)?;
        file.flush().await.map_err(failed)?;
        file.sync_all().await.map_err(failed)?;
        Ok((path, StoredBlob { hash, size }))
    }

    /// The file, its head (shorter where the file is), and its length.
    async fn head(&self, hash: &BlobHash) -> Result<(File, Vec<u8>, u64), BlobError> {
        let mut file = File::open(self.path(hash)).await.map_err(missing_or_failed(hash))?;
        let length = file.metadata().await.map_err(failed)?.len();
        let mut head = Vec::with_capacity(HEAD);
        (&mut file).take(HEAD as u64).read_to_end(&mut head).await.map_err(failed)?;
        Ok((file, head, length))
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
    async fn put(&self, bytes: BoxStream<'_, Result<Bytes, BlobError>>, limit: u64) -> Result<StoredBlob, BlobError> {
        let (path, stored) = self.write(bytes, limit).await?;
        let (store, kept) = (self.clone(), stored.hash.clone());
        tokio::task::spawn_blocking(move || store.keep(path, &kept)).await.map_err(failed)?.map_err(failed)?;
        Ok(stored)
    }

    async fn read(&self, hash: &BlobHash) -> Result<Bytes, BlobError> {
        let mut whole = Vec::new();
        let mut parts = self.read_range(hash, 0, u64::MAX).await?;
        while let Some(part) = parts.try_next().await? {
            whole.extend_from_slice(&part);
        }
        Ok(whole.into())
    }

    async fn read_range(
        &self,
        hash: &BlobHash,
        start: u64,
        end: u64,
    ) -> Result<BoxStream<'static, Result<Bytes, BlobError>>, BlobError> {
        let (mut file, head, length) = self.head(hash).await?;
        let Some(key) = FileKey::read(&*self.sealer, hash, &head)? else {
            file.seek(io::SeekFrom::Start(start)).await.map_err(failed)?;
            let part = file.take(end.saturating_sub(start));
            return Ok(ReaderStream::with_capacity(part, READ_BUFFER).map_err(failed).boxed());
        };
        let (segments, size) = measure(length);
        if segments == 0 {
            return Err(failed("a stored file is cut off"));
        }
        let (start, end) = (start.min(size), end.min(size));
        let first = start / SEGMENT as u64;
        let offset = HEAD as u64 + first * STORED_SEGMENT as u64;
        file.seek(io::SeekFrom::Start(offset)).await.map_err(failed)?;
        let reader = Reader { file, key, segments, next: first, start, end };
        Ok(stream::try_unfold(reader, Reader::segment).boxed())
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

/// Reads a part of a sealed file, segment by segment.
struct Reader {
    file: File,
    key: FileKey,
    segments: u64,
    next: u64,
    /// First and last byte, the last exclusive.
    start: u64,
    end: u64,
}

impl Reader {
    async fn segment(mut self) -> Result<Option<(Bytes, Self)>, BlobError> {
        let begins = self.next * SEGMENT as u64;
        // The only segment of an empty file is opened, too: it says that nothing was cut off.
        if self.next >= self.segments || (begins >= self.end && self.next > 0) {
            return Ok(None);
        }
        let mut segment = Vec::with_capacity(STORED_SEGMENT);
        (&mut self.file).take(STORED_SEGMENT as u64).read_to_end(&mut segment).await.map_err(failed)?;
        self.key.open(&mut segment, self.next, self.next + 1 == self.segments)?;
        let from = self.start.saturating_sub(begins).min(segment.len() as u64) as usize;
        let to = self.end.saturating_sub(begins).min(segment.len() as u64) as usize;
        self.next += 1;
        Ok(Some((Bytes::from(segment).slice(from..to.max(from)), self)))
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
