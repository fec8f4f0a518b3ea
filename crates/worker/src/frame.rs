//! The wire: two little-endian `u32` lengths (header, payload), a JSON header, raw payload bytes.

use bytes::Bytes;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::io::{self, Read, Write};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// Longest JSON header in bytes; anything large belongs in the payload.
pub(crate) const MAX_HEADER: usize = 16 << 20;

/// One answer of a worker: what the handler sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// The JSON part.
    pub header: Value,
    /// The raw part, possibly empty.
    pub payload: Bytes,
}

impl Frame {
    /// Reads the header as a type.
    ///
    /// # Errors
    /// `WorkerError::Protocol` if it has another shape.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, crate::WorkerError> {
        T::deserialize(&self.header).map_err(|error| crate::WorkerError::Protocol(error.to_string()))
    }
}

/// Parent to child.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum ToChild {
    Request { id: u64, body: Value },
    Cancel { id: u64 },
}

/// Child to parent. `retire` asks for a fresh child before the next request.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum FromChild {
    Ready,
    Refused { reason: String },
    Item { id: u64, body: Value },
    Done { id: u64, retire: bool },
    Failed { id: u64, message: String, retire: bool },
}

/// Header bytes with both lengths in front.
pub(crate) fn encode(header: &impl Serialize, payload: usize, max_payload: usize) -> io::Result<Vec<u8>> {
    let header = serde_json::to_vec(header)?;
    check(header.len(), payload, max_payload)?;
    let mut bytes = Vec::with_capacity(8 + header.len());
    bytes.extend((header.len() as u32).to_le_bytes());
    bytes.extend((payload as u32).to_le_bytes());
    bytes.extend(header);
    Ok(bytes)
}

pub(crate) fn read<T: DeserializeOwned>(from: &mut impl Read, max_payload: usize) -> io::Result<Option<(T, Vec<u8>)>> {
    let mut lengths = [0; 8];
    if !fill_or_end(from, &mut lengths)? {
        return Ok(None);
    }
    let (header, payload) = split(lengths, max_payload)?;
    let (mut head, mut body) = (vec![0; header], vec![0; payload]);
    from.read_exact(&mut head)?;
    from.read_exact(&mut body)?;
    Ok(Some((serde_json::from_slice(&head)?, body)))
}

pub(crate) fn write(to: &mut impl Write, header: &impl Serialize, payload: &[u8], max: usize) -> io::Result<()> {
    to.write_all(&encode(header, payload.len(), max)?)?;
    to.write_all(payload)?;
    to.flush()
}

/// The next frame, or `None` at a clean end.
pub(crate) async fn read_async<T: DeserializeOwned>(
    from: &mut (impl AsyncRead + Unpin),
    max_payload: usize,
) -> io::Result<Option<(T, Bytes)>> {
    let mut lengths = [0; 8];
    let first = from.read(&mut lengths).await?;
    if first == 0 {
        return Ok(None);
    }
    from.read_exact(&mut lengths[first..]).await?;
    let (header, payload) = split(lengths, max_payload)?;
    let (mut head, mut body) = (vec![0; header], vec![0; payload]);
    from.read_exact(&mut head).await?;
    from.read_exact(&mut body).await?;
    Ok(Some((serde_json::from_slice(&head)?, body.into())))
}

pub(crate) async fn write_async(to: &mut (impl AsyncWrite + Unpin), head: &[u8], payload: &[u8]) -> io::Result<()> {
    to.write_all(head).await?;
    to.write_all(payload).await?;
    to.flush().await
}

fn split(lengths: [u8; 8], max_payload: usize) -> io::Result<(usize, usize)> {
    let [a, b, c, d, e, f, g, h] = lengths;
    let (header, payload) = (u32::from_le_bytes([a, b, c, d]) as usize, u32::from_le_bytes([e, f, g, h]) as usize);
    check(header, payload, max_payload)?;
    Ok((header, payload))
}

fn check(header: usize, payload: usize, max_payload: usize) -> io::Result<()> {
    let max_payload = max_payload.min(u32::MAX as usize);
    if header > MAX_HEADER || payload > max_payload {
        let text = format!("a frame of {header} + {payload} bytes is over the limit of {MAX_HEADER} + {max_payload}");
        return Err(io::Error::new(io::ErrorKind::InvalidData, text));
    }
    Ok(())
}

fn fill_or_end(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    let mut filled = 0;
    while filled < buffer.len() {
        match from.read(&mut buffer[filled..]) {
            Ok(0) if filled == 0 => return Ok(false),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}
