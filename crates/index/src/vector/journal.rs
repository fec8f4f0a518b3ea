//! The log that makes changes of the vector index durable.
//!
//! Qdrant Edge 0.7 appends every operation to a log of its own but never replays it: what was not flushed is gone after a kill, and
//! `flush` must not run beside `optimize`. So each change is appended here and synced before it is applied, and replayed at the next
//! open. A checkpoint (a flush of the shard) empties it.
//!
//! A frame is `length: u32, crc32: u32, body`, little endian. A frame that is cut short or does not match its checksum ends the log.

use chatbox_core::{
    ids::{ChunkId, CollectionId, DocumentId, RevisionId, UserId},
    index::{EntryKeys, VectorEntry},
};
use std::{
    fs::{File, OpenOptions},
    io::{self, BufReader, Read, Seek, SeekFrom, Write},
    path::Path,
};
use uuid::Uuid;

const ADD: u8 = 1;
const REMOVE: u8 = 2;
/// No frame is larger; a length beyond it is damage. A batch of 256 vectors of 4,096 dimensions has 4.3 MB.
const MAX_FRAME: u32 = 64 << 20;

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Change {
    Add(Vec<VectorEntry>),
    Remove(Vec<RevisionId>),
}

/// The open log, positioned at its end.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    bytes: u64,
}

impl Journal {
    /// Opens the log and hands every whole frame to `apply` in order; what follows the last whole frame is cut off.
    pub(super) fn open<E: From<io::Error>>(
        path: &Path,
        mut apply: impl FnMut(Change) -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let mut bytes = 0;
        let mut reader = BufReader::with_capacity(1 << 20, &mut file);
        while let Some((change, length)) = read_frame(&mut reader)? {
            apply(change)?;
            bytes += length;
        }
        drop(reader);
        file.set_len(bytes)?;
        file.seek(SeekFrom::Start(bytes))?;
        Ok(Self { file, bytes })
    }

    /// Appends changes and waits until the disk has them. On failure the log is as before.
    pub(super) fn append(&mut self, changes: &[Change]) -> io::Result<()> {
        let mut frames = Vec::new();
        for change in changes {
            let body = encode(change);
            frames.extend_from_slice(&(body.len() as u32).to_le_bytes());
            frames.extend_from_slice(&crc32fast::hash(&body).to_le_bytes());
            frames.extend_from_slice(&body);
        }
        let written = self.file.write_all(&frames).and_then(|()| self.file.sync_data());
        match written {
            Ok(()) => self.bytes += frames.len() as u64,
            Err(_) => self.cut(self.bytes)?,
        }
        written
    }

    /// Forgets what was appended beyond `bytes`.
    pub(super) fn cut(&mut self, bytes: u64) -> io::Result<()> {
        self.file.set_len(bytes)?;
        self.file.seek(SeekFrom::Start(bytes))?;
        self.file.sync_data()?;
        self.bytes = bytes;
        Ok(())
    }

    /// Size in bytes.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }
}

fn read_frame(reader: &mut impl Read) -> io::Result<Option<(Change, u64)>> {
    let mut head = [0; 8];
    let mut body = Vec::new();
    if !filled(reader.read_exact(&mut head))? {
        return Ok(None);
    }
    let length = u32::from_le_bytes([head[0], head[1], head[2], head[3]]);
    let crc = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
    if length > MAX_FRAME {
        return Ok(None);
    }
    body.resize(length as usize, 0);
    if !filled(reader.read_exact(&mut body))? || crc32fast::hash(&body) != crc {
        return Ok(None);
    }
    Ok(decode(&body).map(|change| (change, 8 + u64::from(length))))
}

fn filled(read: io::Result<()>) -> io::Result<bool> {
    match read {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(e) => Err(e),
    }
}

fn encode(change: &Change) -> Vec<u8> {
    match change {
        Change::Add(entries) => {
            let size = entries.iter().map(|e| 96 + 4 * e.vector.len()).sum::<usize>();
            let mut out = Vec::with_capacity(size + 8);
            out.push(ADD);
            for entry in entries {
                let keys = &entry.keys;
                let ids = [keys.chunk.0, keys.revision.0, keys.document.0, keys.collection.0, keys.owner.0];
                ids.iter().for_each(|id| out.extend_from_slice(id.as_bytes()));
                put_text(&mut out, keys.language.as_deref());
                put_text(&mut out, keys.media_type.as_deref());
                out.extend_from_slice(&(entry.vector.len() as u32).to_le_bytes());
                entry.vector.iter().for_each(|x| out.extend_from_slice(&x.to_le_bytes()));
            }
            out
        }
        Change::Remove(revisions) => {
            let mut out = vec![REMOVE];
            revisions.iter().for_each(|id| out.extend_from_slice(id.0.as_bytes()));
            out
        }
    }
}

// An absent text is stored as length 255; longer texts are not media types or languages and are cut.
fn put_text(out: &mut Vec<u8>, text: Option<&str>) {
    let Some(text) = text else { return out.push(255) };
    let bytes = &text.as_bytes()[..text.floor_char_boundary(254)];
    out.push(bytes.len() as u8);
    out.extend_from_slice(bytes);
}

fn decode(body: &[u8]) -> Option<Change> {
    let (&kind, mut rest) = body.split_first()?;
    match kind {
        ADD => {
            let mut entries = Vec::new();
            while !rest.is_empty() {
                entries.push(take_entry(&mut rest)?);
            }
            Some(Change::Add(entries))
        }
        REMOVE => {
            let mut revisions = Vec::new();
            while !rest.is_empty() {
                revisions.push(RevisionId(take_id(&mut rest)?));
            }
            Some(Change::Remove(revisions))
        }
        _ => None,
    }
}

fn take_entry(rest: &mut &[u8]) -> Option<VectorEntry> {
    let keys = EntryKeys {
        chunk: ChunkId(take_id(rest)?),
        revision: RevisionId(take_id(rest)?),
        document: DocumentId(take_id(rest)?),
        collection: CollectionId(take_id(rest)?),
        owner: UserId(take_id(rest)?),
        language: take_text(rest)?,
        media_type: take_text(rest)?,
    };
    let (length, after) = rest.split_first_chunk::<4>()?;
    let (vector, after) = after.split_at_checked((u32::from_le_bytes(*length) as usize).checked_mul(4)?)?;
    *rest = after;
    let vector = vector.as_chunks::<4>().0.iter().map(|x| f32::from_le_bytes(*x)).collect();
    Some(VectorEntry { keys, vector })
}

fn take_id(rest: &mut &[u8]) -> Option<Uuid> {
    let (id, after) = rest.split_first_chunk::<16>()?;
    *rest = after;
    Some(Uuid::from_bytes(*id))
}

fn take_text(rest: &mut &[u8]) -> Option<Option<String>> {
    let (&length, after) = rest.split_first()?;
    *rest = after;
    if length == 255 {
        return Some(None);
    }
    let (text, after) = rest.split_at_checked(length as usize)?;
    *rest = after;
    Some(Some(std::str::from_utf8(text).ok()?.to_owned()))
}

#[cfg(test)]
mod tests;
