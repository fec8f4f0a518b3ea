//! Length and names of source files.

use anyhow::Context;
use std::{fs, path::Path, process::Command};

/// Lines after which a file must be split.
const LONGEST: usize = 700;
/// Names that say nothing of what is inside.
const EMPTY_WORDS: [&str; 5] = ["utils", "util", "common", "helpers", "misc"];

/// Files that are too long or have an empty name.
pub(crate) fn check(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut broken = Vec::new();
    for file in tracked(root)? {
        let path = Path::new(&file);
        let words = path.with_extension("");
        if let Some(word) = words.iter().find(|part| EMPTY_WORDS.iter().any(|word| part.eq_ignore_ascii_case(word))) {
            broken.push(format!("{file}: {} says nothing; name what is inside", word.display()));
        }
        let is_source =
            path.extension().is_some_and(|extension| ["rs", "ts", "tsx"].iter().any(|kind| extension == *kind));
        if is_source && !file.contains(".gen.") {
            let Ok(text) = fs::read_to_string(root.join(path)) else { continue };
            let lines = text.lines().count();
            if lines > LONGEST {
                broken.push(format!("{file}: {lines} lines; split it (at most {LONGEST})"));
            }
        }
    }
    Ok(broken)
}

fn tracked(root: &Path) -> anyhow::Result<Vec<String>> {
    let output = Command::new("git").arg("-C").arg(root).args(["ls-files", "-z"]).output().context("git ls-files")?;
    let names = String::from_utf8(output.stdout).context("file names are UTF-8")?;
    Ok(names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect())
}
