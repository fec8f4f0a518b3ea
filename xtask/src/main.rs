//! Holds the house to its rules: `cargo run -p xtask` says which are broken; a test does the same.

mod crates;
mod files;

use anyhow::bail;
use std::path::Path;

fn main() -> anyhow::Result<()> {
    let broken = tidy(root())?;
    if broken.is_empty() {
        return Ok(());
    }
    bail!("the house is not tidy:\n  {}", broken.join("\n  "))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
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
        let broken = super::tidy(super::root()).unwrap();
        assert!(broken.is_empty(), "\n{}", broken.join("\n"));
    }
}
