//! Holds the house to its rules: `cargo run -p xtask` says which are broken; a test does the same.

mod crates;
mod files;

use anyhow::bail;
use std::path::{Path, PathBuf};

fn main() -> anyhow::Result<()> {
    let broken = tidy(&root())?;
    if broken.is_empty() {
        return Ok(());
    }
    bail!("the house is not tidy:\n  {}", broken.join("\n  "))
}

/// Cargo says it at run time. What is fixed at build time would be another clone's where clones share a target directory.
#[expect(clippy::disallowed_methods, reason = "it is cargo that says it, no setting")]
fn root() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), |here| PathBuf::from(here).join(".."))
}

/// Every broken rule, in words.
fn tidy(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut broken = crates::check(root)?;
    broken.extend(files::check(root)?);
    Ok(broken)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_house_is_tidy() {
        let broken = super::tidy(&super::root()).unwrap();
        assert!(broken.is_empty(), "\n{}", broken.join("\n"));
    }
}
