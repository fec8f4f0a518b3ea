//! Whether the wired parts can do their work.

use crate::{compose::App, data::DataFolder};
use async_trait::async_trait;
use chatbox_core::{
    health::{ComponentHealth, Health, StoragePart},
    ids::Who,
    index::{KeywordIndex as _, VectorIndex},
    models::{ChatModels, Embedder as _},
};
use chatbox_index::{QdrantEdgeIndex, TantivyIndex};
use chatbox_llm::Providers;
use chatbox_local::LocalEmbedder;
use chatbox_models::Models;
use chatbox_store::Store;
use std::{
    fmt::Display,
    fs::Metadata,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::Mutex;
use walkdir::WalkDir;

/// Longest look at one part.
const PATIENCE: Duration = Duration::from_secs(2);
/// Walking through the data folder takes a while when there are many files.
const STORAGE_AGE: Duration = Duration::from_secs(60);

/// The parts that `/readyz` and the page ask about.
pub(crate) struct Components {
    store: Arc<Store>,
    vectors: Arc<QdrantEdgeIndex>,
    keywords: Arc<TantivyIndex>,
    embedder: Arc<LocalEmbedder>,
    models: Models,
    providers: Arc<Providers>,
    folders: [(&'static str, PathBuf); 4],
    /// Sizes, and when they were taken.
    storage: Mutex<Option<(Instant, Vec<StoragePart>)>>,
}

impl Components {
    pub(crate) fn of(app: &App, data: &DataFolder) -> Self {
        Self {
            store: app.store.clone(),
            vectors: app.vectors.clone(),
            keywords: app.keywords.clone(),
            embedder: app.embedder.clone(),
            models: app.models.clone(),
            providers: app.providers.clone(),
            folders: [
                ("database", data.database()),
                ("files", data.blobs()),
                ("index", data.index()),
                ("models", data.models()),
            ],
            storage: Mutex::default(),
        }
    }

    async fn store(&self) -> Result<String, String> {
        self.store.database().ping().await.map(|()| "answers".to_owned()).map_err(text)
    }

    async fn index(&self) -> Result<String, String> {
        let (vectors, keywords) = tokio::try_join!(self.vectors.len(), self.keywords.len()).map_err(text)?;
        Ok(format!("{vectors} vectors, {keywords} passages by keyword"))
    }

    /// The file is there; the process starts with the first text.
    fn embedder(&self) -> Result<String, String> {
        let model = self.embedder.model();
        self.models.file(model).map(|_| model.to_owned()).map_err(text)
    }

    async fn chat_model(&self) -> Result<String, String> {
        let models = self.providers.list(Who::local()).await.map_err(text)?;
        models.first().map(|model| model.name.clone()).ok_or_else(|| "no chat model".to_owned())
    }
}

fn text(error: impl Display) -> String {
    error.to_string()
}

fn component(name: &str, state: Result<String, String>, hint: &str) -> ComponentHealth {
    let ready = state.is_ok();
    let detail = state.unwrap_or_else(|error| error);
    ComponentHealth { name: name.to_owned(), ready, detail, hint: (!ready).then(|| hint.to_owned()) }
}

async fn in_time(look: impl Future<Output = Result<String, String>>) -> Result<String, String> {
    tokio::time::timeout(PATIENCE, look).await.unwrap_or_else(|_| Err("did not answer in time".to_owned()))
}

/// Bytes on the disk of all files below a folder, or of a database with its write-ahead log. The index reserves room it does not use yet.
fn size(path: &Path) -> u64 {
    if path.is_dir() {
        let files = WalkDir::new(path).into_iter().filter_map(Result::ok);
        return files
            .filter_map(|file| file.metadata().ok())
            .filter(|file| file.is_file())
            .map(|file| on_disk(&file))
            .sum();
    }
    let beside = |end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        std::fs::metadata(name).map_or(0, |file| on_disk(&file))
    };
    ["", "-wal", "-shm"].into_iter().map(beside).sum()
}

/// `st_blocks` counts in units of 512 bytes, whatever the file system (stat(2)).
fn on_disk(file: &Metadata) -> u64 {
    file.blocks() * 512
}

#[async_trait]
impl Health for Components {
    async fn check(&self) -> Vec<ComponentHealth> {
        let (store, index, chat_model) =
            tokio::join!(in_time(self.store()), in_time(self.index()), in_time(self.chat_model()));
        vec![
            component("store", store, "Look into the server's log; `chatbox doctor` checks the data folder."),
            component("index", index, "Run `chatbox index rebuild`."),
            component("embedder", self.embedder(), "Run `chatbox models pull`."),
            component(
                "chat_model",
                chat_model,
                "Run `chatbox models pull`, or connect a provider in Settings, Models.",
            ),
        ]
    }

    async fn indexed_chunks(&self) -> u64 {
        self.vectors.len().await.unwrap_or(0)
    }

    async fn storage(&self) -> Vec<StoragePart> {
        // Held while measuring: who asks meanwhile waits for that answer instead of walking the same folders.
        let mut stored = self.storage.lock().await;
        if let Some((_, parts)) = stored.as_ref().filter(|(taken, _)| taken.elapsed() < STORAGE_AGE) {
            return parts.clone();
        }
        let folders = self.folders.clone();
        let measured = tokio::task::spawn_blocking(move || {
            folders.map(|(name, path)| StoragePart { name: name.to_owned(), bytes: size(&path) }).to_vec()
        });
        let parts = measured.await.unwrap_or_default();
        *stored = Some((Instant::now(), parts.clone()));
        parts
    }
}
