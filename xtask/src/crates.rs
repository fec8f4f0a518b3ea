//! Which crate may depend on which, and which crate alone may name a heavy dependency.

use anyhow::{Context, ensure};
use serde::Deserialize;
use std::{collections::BTreeMap, path::Path, process::Command};

const PREFIX: &str = "chatbox-";

/// Every internal edge there is. Engines and adapters know `core` and nothing of each other; `worker` is the mechanism that two
/// adapters run their children with; the binary joins all.
const EDGES: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("worker", &[]),
    ("testkit", &["core", "vault"]),
    // Engines.
    ("auth", &["core"]),
    ("chat", &["core"]),
    ("rag", &["core"]),
    ("tasks", &["core"]),
    // Adapters.
    ("blobs", &["core"]),
    ("fetch", &["core"]),
    ("index", &["core"]),
    ("llm", &["core"]),
    ("loaders", &["core", "worker"]),
    ("local", &["core", "worker"]),
    ("models", &["core"]),
    ("store", &["core"]),
    ("vault", &["core"]),
    // The doors, and the measures.
    ("server", &["core", "auth", "chat", "rag", "tasks"]),
    ("web", &[]),
    ("evals", &["core", "chat", "rag"]),
    (
        "chatbox",
        &[
            "core", "worker", "auth", "chat", "rag", "tasks", "blobs", "fetch", "index", "llm", "loaders", "local",
            "models", "store", "vault", "server", "web", "evals",
        ],
    ),
    ("xtask", &[]),
];

/// Heavy dependencies and the only crates that may name them.
const OWNERS: &[(&str, &[&str])] = &[
    ("argon2", &["auth"]),
    ("axum", &["server", "web"]),
    ("clap", &["chatbox"]),
    ("image", &["loaders"]),
    ("jsonwebtoken", &["auth"]),
    ("llama-cpp-2", &["local"]),
    ("pdf_oxide", &["loaders"]),
    ("qdrant-edge", &["index"]),
    ("reqwest", &["fetch", "llm", "models"]),
    ("ring", &["blobs", "vault"]),
    ("rustls", &["server"]),
    ("rustls-acme", &["server"]),
    ("rust-embed", &["web"]),
    ("sea-orm", &["store"]),
    ("sea-orm-migration", &["store"]),
    ("seccompiler", &["worker"]),
    ("tantivy", &["index"]),
    ("utoipa-axum", &["server"]),
];

/// What `cargo metadata --no-deps` prints, as far as it is needed.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// None for a normal one, else `dev` or `build`.
    kind: Option<String>,
}

/// Broken edges and borrowed dependencies.
pub(crate) fn check(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo.args(["metadata", "--no-deps", "--format-version", "1", "--offline"]).current_dir(root).output();
    let output = output.context("cargo metadata")?;
    ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: Metadata = serde_json::from_slice(&output.stdout)?;
    let edges: BTreeMap<_, _> = EDGES.iter().copied().collect();
    Ok(metadata.packages.iter().flat_map(|package| check_package(package, &edges)).collect())
}

fn check_package(package: &Package, edges: &BTreeMap<&str, &[&str]>) -> Vec<String> {
    let name = short(&package.name);
    let Some(allowed) = edges.get(name) else {
        return vec![format!("crate {name} is not in the table of edges (xtask/src/crates.rs)")];
    };
    let mut broken = Vec::new();
    for dependency in &package.dependencies {
        if dependency.kind.as_deref() == Some("dev") {
            continue;
        }
        let to = short(&dependency.name);
        if edges.contains_key(to) && !allowed.contains(&to) {
            broken.push(format!("crate {name} must not depend on {to}"));
        }
        let owners = OWNERS.iter().find(|(heavy, _)| *heavy == dependency.name).map(|(_, owners)| *owners);
        if owners.is_some_and(|owners| !owners.contains(&name)) {
            broken.push(format!("crate {name} must not name {}", dependency.name));
        }
    }
    broken
}

fn short(name: &str) -> &str {
    name.strip_prefix(PREFIX).unwrap_or(name)
}
