//! The parts that a server would start with, each opened and closed again. Makes and changes none.

use super::{Finding, server};
use crate::{commands::Base, compose};
use anyhow::{Context, ensure};
use chatbox_core::{
    index::{KeywordIndex as _, VectorIndex as _},
    loader::Loader as _,
};
use chatbox_store::DatabaseOptions;
use std::{fs::File, io::Read as _, path::Path, time::Duration};

/// Longest wait for a database on another machine.
const PATIENCE: Duration = Duration::from_secs(5);
/// First bytes of a GGUF file (ggml's docs/gguf.md).
const GGUF: &[u8] = b"GGUF";

/// All of them; if a server has the data folder, only it can say how they are.
pub(super) async fn all(base: &Base) -> Vec<Finding> {
    if let Some(address) = base.data.holder().and_then(|holder| holder.address) {
        return vec![server(&address)];
    }
    let mut findings = Vec::new();
    // The lock keeps a server from starting in the middle of it.
    match base.data.lock() {
        Ok(_lock) => {
            let advice = "check store.url, or restore a backup of the data folder";
            findings.push(Finding::of("store", store(base).await, advice));
            findings.push(Finding::of("search index", index(&base.data.index()).await, "run `chatbox index rebuild`"));
        }
        Err(error) => findings.push(Finding::of("data folder", Err(error), "end what uses it")),
    }
    let advice = "check ingest.read_memory_mb and that this program may start processes";
    findings.push(Finding::of("reader of files", reader(base).await, advice));
    if let Some(path) = &base.layers.settings.models.chat {
        let advice = "name a GGUF file in models.chat, or leave it out for the embedded model";
        findings.push(Finding::of(format!("chat model {}", path.display()), chat_model(path), advice));
    }
    findings
}

async fn store(base: &Base) -> anyhow::Result<String> {
    let settings = &base.layers.settings;
    let file = match settings.store.url.as_deref() {
        None => Some(base.data.database()),
        Some(url) => url.strip_prefix("sqlite://").map(Into::into),
    };
    if file.is_some_and(|file| !file.exists()) {
        return Ok("new".to_owned());
    }
    let options = DatabaseOptions { wait: PATIENCE, ..DatabaseOptions::default() };
    let database = compose::open_database(&base.data, settings, options).await?;
    let version = database.check_version().await;
    database.close().await?;
    Ok(format!("version {}", version?))
}

async fn index(folder: &Path) -> anyhow::Result<String> {
    if !folder.exists() {
        return Ok("new".to_owned());
    }
    let (vectors, keywords) = compose::open_indexes(folder)?;
    let (count, by_keyword) = tokio::try_join!(vectors.len(), keywords.len())?;
    tokio::try_join!(vectors.close(), keywords.close())?;
    Ok(format!("{count} vectors, {by_keyword} passages by keyword"))
}

/// Starts one and has it read a line.
async fn reader(base: &Base) -> anyhow::Result<String> {
    let loader = compose::build_loader(&base.layers.settings)?;
    let read = loader.load("line.txt", "A line to read.".into()).await;
    loader.shutdown().await;
    ensure!(read?.text.contains("A line to read."), "it read something else than what is there");
    Ok(String::new())
}

fn chat_model(path: &Path) -> anyhow::Result<String> {
    let mut start = Vec::new();
    let file = File::open(path).context("it cannot be read")?;
    file.take(GGUF.len() as u64).read_to_end(&mut start)?;
    ensure!(start == GGUF, "it is not a GGUF file");
    Ok(String::new())
}
