//! The small file that says what an index folder holds, so that a wrong or damaged one is recognised before it answers wrongly.

use crate::error::{IndexError, IndexResult};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File},
    io::{ErrorKind, Write},
    path::Path,
};

const MANIFEST: &str = "manifest.json";
const CLEAN: &str = "clean.json";
/// There while a new index is made: what a kill left of it is thrown away.
const MAKING: &str = "making";

/// What the folder was made by and for. Two manifests must be equal for an index to be opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The engine and the layout of its files.
    pub(crate) format: String,
    /// What an entry went through before it was stored: an analyzer's version, or a vector's length.
    pub(crate) content: String,
}

/// What was found in a folder that may be opened.
#[derive(Debug, PartialEq)]
pub(crate) enum Found {
    /// Nothing: make a new index.
    Nothing,
    /// An index of this kind. If it was closed in order, the number of entries it had.
    Index { entries: Option<u64> },
}

/// Compares the folder with what is expected of it. Makes the folder if it is missing. After `Nothing` the caller makes an index and
/// calls `write`.
pub(crate) fn check(dir: &Path, expected: &Manifest) -> IndexResult<Found> {
    fs::create_dir_all(dir).map_err(|e| IndexError::folder(dir, e))?;
    let text = match fs::read(dir.join(MANIFEST)) {
        Ok(text) => text,
        Err(e) if e.kind() == ErrorKind::NotFound => {
            if dir.join(MAKING).exists() {
                erase(dir)?;
            }
            let mut files = fs::read_dir(dir).map_err(|e| IndexError::folder(dir, e))?;
            if files.next().is_some() {
                return Err(IndexError::rebuild(dir, "its manifest is missing"));
            }
            replace(dir, MAKING, b"")?;
            return Ok(Found::Nothing);
        }
        Err(e) => return Err(IndexError::folder(dir, e)),
    };
    let found: Manifest =
        serde_json::from_slice(&text).map_err(|e| IndexError::rebuild(dir, format!("its manifest is damaged: {e}")))?;
    if found != *expected {
        let (old, new) =
            (format!("{} {}", found.format, found.content), format!("{} {}", expected.format, expected.content));
        return Err(IndexError::rebuild(dir, format!("it was made as {old}, this program needs {new}")));
    }
    let entries = fs::read(dir.join(CLEAN)).ok().and_then(|text| serde_json::from_slice(&text).ok());
    Ok(Found::Index { entries })
}

/// Writes the manifest, as the last step of making an index.
pub(crate) fn write(dir: &Path, manifest: &Manifest) -> IndexResult<()> {
    let text = serde_json::to_vec(manifest).map_err(IndexError::engine)?;
    replace(dir, MANIFEST, &text)?;
    remove(dir, MAKING)
}

/// Notes that the index was closed in order with this many entries.
pub(crate) fn mark_clean(dir: &Path, entries: u64) -> IndexResult<()> {
    replace(dir, CLEAN, entries.to_string().as_bytes())
}

/// Takes the note away, before the first change.
pub(crate) fn unmark_clean(dir: &Path) -> IndexResult<()> {
    remove(dir, CLEAN)
}

/// Removes an index, whatever its state. Other files in the folder stay.
pub(crate) fn erase(dir: &Path) -> IndexResult<()> {
    // The manifest goes last: what an interrupted call leaves still says that it is no whole index.
    ["shard", "segments", "journal", "clean.json.new", CLEAN, MAKING, "making.new", "manifest.json.new", MANIFEST]
        .into_iter()
        .try_for_each(|name| remove(dir, name))
}

fn remove(dir: &Path, name: &str) -> IndexResult<()> {
    let path = dir.join(name);
    let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
    match removed {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(IndexError::folder(dir, e)),
        _ => Ok(()),
    }
}

fn replace(dir: &Path, name: &str, content: &[u8]) -> IndexResult<()> {
    let new = dir.join(format!("{name}.new"));
    let write = || {
        let mut file = File::create(&new)?;
        file.write_all(content)?;
        file.sync_all()?;
        fs::rename(&new, dir.join(name))?;
        File::open(dir)?.sync_all()
    };
    write().map_err(|e| IndexError::folder(dir, e))
}
