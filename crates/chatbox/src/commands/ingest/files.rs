//! Which files a list of paths means.

use anyhow::{Context, ensure};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceFile {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// The path it is added under: from the named folder down.
    pub(crate) name: String,
}

/// All files under the paths, by name; hidden ones and links are left out.
pub(crate) fn collect(paths: &[PathBuf]) -> anyhow::Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    for path in paths {
        let path = path.canonicalize().with_context(|| format!("cannot find {}", path.display()))?;
        let above = path.parent().unwrap_or(&path).to_owned();
        for entry in WalkDir::new(&path).sort_by_file_name().into_iter().filter_entry(is_visible) {
            let entry = entry?;
            if entry.file_type().is_file() {
                let name = entry.path().strip_prefix(&above).unwrap_or(entry.path()).to_string_lossy().into_owned();
                files.push(SourceFile { path: entry.into_path(), name });
            }
        }
    }
    ensure!(
        !files.is_empty(),
        "no files found in {}",
        paths.iter().map(|path| name(path)).collect::<Vec<_>>().join(", ")
    );
    Ok(files)
}

fn is_visible(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
}

fn name(path: &Path) -> String {
    path.display().to_string()
}
