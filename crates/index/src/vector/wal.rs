//! Keeps the engine's own log small. Nothing ever reads it (see `journal`), and nothing in the engine ever shortens it.

use std::{fs, io, path::Path};

/// Removes the log's files of a shard but the last two, while it is open or before.
///
/// They are `closed-N` and one `open-M`; N goes on counting, so the newest closed one must stay. The engine keeps old ones mapped while
/// it runs: their blocks are given back first (the mapping then reads zeros), then the name is removed.
pub(super) fn prune(dir: &Path) -> io::Result<()> {
    let mut closed = Vec::new();
    for entry in fs::read_dir(dir.join("wal"))? {
        let path = entry?.path();
        let number = path.file_name().and_then(|name| name.to_str()?.strip_prefix("closed-")?.parse::<u64>().ok());
        closed.extend(number.map(|number| (number, path)));
    }
    closed.sort_unstable();
    closed.pop();
    for (_, path) in closed {
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{FallocateFlags, fallocate};
            let file = fs::OpenOptions::new().write(true).open(&path)?;
            // Not every file system can do it; then the blocks go when the engine lets go of the file.
            let _ = fallocate(
                &file,
                FallocateFlags::PUNCH_HOLE | FallocateFlags::KEEP_SIZE,
                0,
                file.metadata()?.len().max(1),
            );
        }
        fs::remove_file(path)?;
    }
    Ok(())
}
