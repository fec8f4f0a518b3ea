//! Making the search index anew, so that one that is half made never answers.

use crate::{
    commands::Base,
    compose::{App, build_embedder},
};
use anyhow::Context;
use chatbox_core::models::{EmbedAs, Embedder as _};
use std::{
    fs::{self, File},
    io,
    path::Path,
};

/// In the index's folder while it is being filled.
const MARK: &str = "incomplete";

impl App {
    /// As `open`, with an index that is empty, so that a damaged one is no obstacle. Erases nothing if the embedder does not work.
    pub(crate) async fn open_for_rebuild(base: &Base) -> anyhow::Result<Self> {
        let lock = base.data.lock()?;
        let embedder = build_embedder(base)?;
        let works = embedder.embed(&["Does it work?".to_owned()], EmbedAs::Query).await;
        embedder.shutdown().await;
        works.context("the index stays as it is, because the embedding model does not work")?;
        absent_is_fine(fs::remove_dir_all(base.data.index()))?;
        mark(&base.data.index())?;
        Self::build(base, lock).await
    }

    /// Fills both indexes from the store and returns the number of passages. An interruption leaves a mark that says so.
    pub(crate) async fn rebuild_index(&self, progress: &(dyn Fn(u64) + Sync)) -> anyhow::Result<u64> {
        mark(&self.index)?;
        let done = self.rag.rebuild_index(progress).await?;
        absent_is_fine(fs::remove_file(self.index.join(MARK)))?;
        Ok(done)
    }

    /// Makes the index anew if filling it was interrupted, or if it was lost.
    pub(crate) async fn mend_index(&self) -> anyhow::Result<()> {
        let is_half = self.index.join(MARK).exists();
        if is_half || self.rag.index_is_lost().await? {
            tracing::warn!("the search index is incomplete and is made anew; this comes before everything else");
            let passages =
                self.rebuild_index(&|_| {}).await.context("the incomplete search index was not made anew")?;
            tracing::info!(passages, "the search index is complete");
        }
        Ok(())
    }
}

/// Durable when it returns, as what follows erases.
fn mark(index: &Path) -> io::Result<()> {
    fs::create_dir_all(index)?;
    File::create(index.join(MARK))?.sync_all()?;
    File::open(index)?.sync_all()
}

fn absent_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
