//! Which files a list of paths means.

use anyhow::{Context, ensure};
use chatbox_rag::library::clean_path;
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

/// A file to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceFile {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// The path its document has, or would have if it could: from the deepest folder down that all named paths lie in.
    pub(crate) name: String,
}

/// All files under the paths, by name and each once; hidden ones and links are left out.
pub(crate) fn collect(paths: &[PathBuf]) -> anyhow::Result<Vec<SourceFile>> {
    let find = |path: &PathBuf| path.canonicalize().with_context(|| format!("cannot find {}", path.display()));
    let found: Vec<PathBuf> = paths.iter().map(find).collect::<anyhow::Result<_>>()?;
    let above = common_folder(&found);
    let mut seen = HashSet::new();
    let mut files = Vec::new();
    for path in &found {
        for entry in WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(is_visible) {
            let entry = entry?;
            if entry.file_type().is_file() && seen.insert(entry.path().to_owned()) {
                let name = document_path(entry.path(), &above);
                files.push(SourceFile { path: entry.into_path(), name });
            }
        }
    }
    ensure!(
        !files.is_empty(),
        "no files found in {}",
        paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
    );
    Ok(files)
}

/// The deepest folder that all paths lie in.
fn common_folder(paths: &[PathBuf]) -> PathBuf {
    let mut folders = paths.iter().map(|path| path.parent().unwrap_or(path));
    let Some(first) = folders.next() else { return PathBuf::new() };
    folders.fold(first.to_owned(), |common, folder| {
        common.components().zip(folder.components()).take_while(|(a, b)| a == b).map(|(part, _)| part).collect()
    })
}

/// The file's path as the library keeps it; one that it will refuse stays as it is.
fn document_path(file: &Path, above: &Path) -> String {
    let name = file.strip_prefix(above).unwrap_or(file).to_string_lossy();
    clean_path(&name).unwrap_or_else(|_| name.into_owned())
}

fn is_visible(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
}
