//! Files that are generated and committed: the OpenAPI document and the page's types of it.

use anyhow::{Context, ensure};
use std::{fs, path::Path, process::Command};

const OPENAPI: &str = "openapi.json";
const TYPES: &str = "web/src/api/schema.gen.ts";

/// Renews both.
pub(crate) fn write(root: &Path, binary: &Path) -> anyhow::Result<()> {
    fs::write(root.join(OPENAPI), openapi(binary)?)?;
    fs::write(root.join(TYPES), types(root, &root.join(OPENAPI))?)?;
    Ok(())
}

/// Those that differ from what the code says.
pub(crate) fn stale(root: &Path, binary: &Path) -> anyhow::Result<Vec<String>> {
    let folder = root.join("web/node_modules/.chatbox");
    fs::create_dir_all(&folder)?;
    let fresh = folder.join(OPENAPI);
    fs::write(&fresh, openapi(binary)?)?;
    let generated = [(OPENAPI, fs::read_to_string(&fresh)?), (TYPES, types(root, &fresh)?)];
    let differs = |(file, text): &(&str, String)| fs::read_to_string(root.join(file)).ok().as_ref() != Some(text);
    let names = generated.iter().filter(|file| differs(file)).map(|(file, _)| file);
    Ok(names.map(|file| format!("{file} is out of date: run `make generate`")).collect())
}

fn openapi(binary: &Path) -> anyhow::Result<String> {
    output(Command::new(binary).arg("openapi"))
}

fn types(root: &Path, openapi: &Path) -> anyhow::Result<String> {
    let program = root.join("web/node_modules/.bin/openapi-typescript");
    output(Command::new(program).arg(openapi).arg("--alphabetize").current_dir(root.join("web")))
}

fn output(command: &mut Command) -> anyhow::Result<String> {
    let output = command.output().with_context(|| format!("{command:?}"))?;
    ensure!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}
