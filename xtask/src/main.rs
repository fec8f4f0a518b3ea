//! Chores of the repository: `tidy` holds the house to its rules, `generate` renews generated files.

mod crates;
mod files;
mod generated;

use anyhow::bail;
use std::path::Path;

fn main() -> anyhow::Result<()> {
    let root = root();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["tidy"] => report(&tidy(root)?),
        ["generate", binary] => generated::write(root, Path::new(binary)),
        ["generate", "--check", binary] => report(&generated::stale(root, Path::new(binary))?),
        _ => bail!("usage: xtask tidy | generate [--check] PATH-OF-CHATBOX"),
    }
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

fn report(broken: &[String]) -> anyhow::Result<()> {
    if broken.is_empty() {
        return Ok(());
    }
    bail!("the house is not tidy:\n  {}", broken.join("\n  "))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_house_is_tidy() {
        let broken = super::tidy(super::root()).unwrap();
        assert!(broken.is_empty(), "\n{}", broken.join("\n"));
    }
}
