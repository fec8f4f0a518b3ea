//! A ZIP archive that is sent while it is made: of what is written into it, little more than one piece is ever in memory.

use crate::problem::{ApiResult, stopping};
use bytes::Bytes;
use chatbox_core::error::StoreError;
use serde::Serialize;
use std::{
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::mpsc;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions, write::StreamWriter};

/// Bytes that are packed in one go: a millisecond's work, after which others get their turn.
const PIECE: usize = 64 * 1024;
/// The quickest: what takes room in an archive is mostly packed already.
const LEVEL: i64 = 1;
/// From here on an entry's sizes need 64 bits.
const LARGE: u64 = u32::MAX as u64;

/// What becomes the body of an answer.
pub(crate) type Pieces = mpsc::Sender<Result<Bytes, io::Error>>;

/// An archive that is being sent.
pub(crate) struct Archive {
    zip: ZipWriter<StreamWriter<Packed>>,
    packed: Packed,
    out: Pieces,
}

impl Archive {
    /// An archive whose bytes go there.
    pub(crate) fn new(out: Pieces) -> Self {
        let packed = Packed::default();
        Self { zip: ZipWriter::new_stream(packed.clone()), packed, out }
    }

    /// Begins an entry of about this size.
    pub(crate) fn begin(&mut self, name: &str, size: u64) -> ApiResult<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .large_file(size >= LARGE);
        Ok(self.zip.start_file(name, options).map_err(StoreError::failed)?)
    }

    /// Goes on with the entry; waits for whoever reads the archive.
    pub(crate) async fn write(&mut self, bytes: &[u8]) -> ApiResult<()> {
        for piece in bytes.chunks(PIECE) {
            self.zip.write_all(piece).map_err(StoreError::failed)?;
            if self.packed.len() >= PIECE {
                send(&self.out, &self.packed).await?;
            }
            tokio::task::yield_now().await;
        }
        Ok(())
    }

    /// An entry that is one JSON value.
    pub(crate) async fn json(&mut self, name: &str, value: &impl Serialize) -> ApiResult<()> {
        let text = serde_json::to_vec_pretty(value).map_err(StoreError::failed)?;
        self.begin(name, text.len() as u64)?;
        self.write(&text).await
    }

    /// Writes the table of contents and sends what is left.
    pub(crate) async fn finish(self) -> ApiResult<()> {
        self.zip.finish().map_err(StoreError::failed)?;
        send(&self.out, &self.packed).await
    }
}

/// Refused when whoever reads has gone away: there is no use in going on.
async fn send(out: &Pieces, packed: &Packed) -> ApiResult<()> {
    out.send(Ok(packed.take())).await.map_err(|_| stopping())
}

/// Bytes that are packed and not yet sent.
#[derive(Clone, Default)]
struct Packed(Arc<Mutex<Vec<u8>>>);

impl Packed {
    fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    fn take(&self) -> Bytes {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).into()
    }
}

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
