//! Wiring: every part is built here, complete, and given only what it uses.

use crate::{
    commands::Base,
    data::{DataFolder, DataLock},
    keys,
    settings::{Models as ModelSettings, Settings},
};
use anyhow::Context;
use chatbox_auth::{Audit, Auth, DELETE_ACCOUNT, DeletionDeps, Deletions};
use chatbox_blobs::FolderBlobs;
use chatbox_chat::Chat;
use chatbox_core::{clock::SystemClock, models::ChatModel, tasks::JobStore};
use chatbox_fetch::Web;
use chatbox_index::{KeywordSettings, QdrantEdgeIndex, TantivyIndex, VectorSettings};
use chatbox_llm::Providers;
use chatbox_loaders::ProcessLoader;
use chatbox_local::{ChatSettings, EmbedSettings, LocalChatModel, LocalEmbedder};
use chatbox_models::Models;
use chatbox_rag::Rag;
use chatbox_store::{Conversations, Database, DatabaseOptions, Store};
use chatbox_tasks::{Queue, WakeSignal};
use chatbox_vault::{Keyring, Vault};
use std::{
    ffi::OsString,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// Components of the embedding model's vectors.
const DIMENSIONS: usize = 384;
/// The embedding model.
const EMBEDDER: &str = "all-minilm-l6-v2";
/// The embedded chat model.
const CHAT_MODEL: &str = "smollm2-135m";
/// How long the parts get to end in order.
const PATIENCE: Duration = Duration::from_secs(10);

/// The whole program, wired.
pub(crate) struct App {
    pub(crate) audit: Arc<Audit>,
    pub(crate) deletions: Arc<Deletions>,
    /// None for a single user.
    pub(crate) auth: Option<Arc<Auth>>,
    pub(crate) rag: Arc<Rag>,
    pub(crate) chat: Arc<Chat>,
    pub(crate) store: Arc<Store>,
    pub(crate) blobs: Arc<FolderBlobs>,
    /// What seals both.
    pub(crate) vault: Arc<Vault>,
    /// Conversations, temporary ones included.
    pub(crate) conversations: Arc<Conversations>,
    pub(crate) web: Arc<Web>,
    pub(crate) providers: Arc<Providers>,
    pub(crate) embedder: Arc<LocalEmbedder>,
    pub(crate) vectors: Arc<QdrantEdgeIndex>,
    pub(crate) keywords: Arc<TantivyIndex>,
    pub(crate) models: Models,
    pub(crate) clock: Arc<SystemClock>,
    /// Folder of both indexes.
    pub(crate) index: PathBuf,
    pub(crate) loader: Arc<ProcessLoader>,
    chat_model: Option<Arc<LocalChatModel>>,
    signal: WakeSignal,
    queue: Mutex<Option<Arc<Queue>>>,
    lock: Mutex<DataLock>,
}

impl App {
    /// Opens the data folder and builds every part; nothing works in the background yet.
    pub(crate) async fn open(base: &Base) -> anyhow::Result<Self> {
        let lock = base.data.lock()?;
        Self::build(base, lock).await
    }

    /// Brings the store to this program's version.
    pub(crate) async fn migrate(base: &Base) -> anyhow::Result<()> {
        let _lock = base.data.lock()?;
        let (store, _) = open_store(base, &Arc::new(SystemClock)).await?;
        println!("The store is at version {}.", store.database().schema_version().await?);
        Ok(store.database().close().await?)
    }

    pub(crate) async fn build(base: &Base, lock: DataLock) -> anyhow::Result<Self> {
        let (data, settings) = (&base.data, &base.layers.settings);
        let program = std::env::current_exe().context("cannot find my own file")?;
        let models = Models::new(data.models());
        let clock = Arc::new(SystemClock);
        let (store, vault) = open_store(base, &clock).await?;
        let blobs = Arc::new(FolderBlobs::open(&data.blobs(), vault.clone())?);
        let loader = Arc::new(build_loader(settings)?);
        let embedder = Arc::new(build_embedder(base)?);
        let index = data.index();
        let (vectors, keywords) = open_indexes(&index)?;
        let (vectors, keywords) = (Arc::new(vectors), Arc::new(keywords));
        let chat_model = chat_model(&program, &models, &settings.models)?;
        let embedded = chat_model.clone().map(|model| model as Arc<dyn ChatModel>);
        let client = chatbox_llm::http_client()?;
        let providers = Arc::new(Providers::new(store.clone(), settings.provider.endpoint(), embedded, client));
        let signal = WakeSignal::new();
        let rag = Rag::new(
            chatbox_rag::Deps {
                documents: store.clone(),
                jobs: store.clone(),
                blobs: blobs.clone(),
                loader: loader.clone(),
                embedder: embedder.clone(),
                vectors: vectors.clone(),
                keywords: keywords.clone(),
                wake: Arc::new(signal.clone()),
                clock: clock.clone(),
            },
            retrieval(settings),
        );
        let conversations = Arc::new(Conversations::new(Store::clone(&store), Arc::new(Keyring::random()?)).await?);
        let web = Arc::new(Web::new(links(settings))?);
        let chat = Chat::new(
            chatbox_chat::Deps {
                store: conversations.clone(),
                folders: store.clone(),
                search: rag.clone(),
                models: providers.clone(),
                clock: clock.clone(),
            },
            answering(settings),
        );
        let auth = if settings.auth.single_user { None } else { Some(Arc::new(accounts(&store, &clock)?)) };
        let audit = Arc::new(Audit::new(store.clone(), clock.clone()));
        let deletions = Arc::new(Deletions::new(DeletionDeps {
            store: store.clone(),
            jobs: store.clone(),
            wake: Arc::new(signal.clone()),
            halts: vec![chat.clone(), conversations.clone()],
            shelves: rag.clone(),
            audit: audit.clone(),
            clock: clock.clone(),
        }));
        let queue = Mutex::default();
        let app = Self {
            audit,
            deletions,
            auth,
            rag,
            chat,
            store,
            blobs,
            vault,
            conversations,
            web,
            providers,
            embedder,
            vectors,
            keywords,
            models,
            clock,
            index,
            loader,
            chat_model,
            signal,
            queue,
            lock: Mutex::new(lock),
        };
        Ok(app)
    }

    /// Tells other programs on this data folder where this one can be reached.
    pub(crate) fn announce(&self, address: &str) -> anyhow::Result<()> {
        Ok(self.lock.lock().unwrap_or_else(PoisonError::into_inner).announce(address)?)
    }

    /// Starts the background work: what an interruption left goes on.
    pub(crate) async fn start(&self) -> anyhow::Result<()> {
        self.mend_index().await?;
        self.rag.reconcile().await?;
        self.chat.resume().await?;
        self.deletions.resume().await?;
        let deps = chatbox_tasks::Deps {
            store: self.store.clone() as Arc<dyn JobStore>,
            clock: self.clock.clone(),
            signal: self.signal.clone(),
        };
        // The lock on the data folder makes this the only process on its SQLite file.
        let settings = chatbox_tasks::Settings { sole_worker: true, ..chatbox_tasks::Settings::default() };
        let builder = self.rag.handlers().into_iter().fold(Queue::builder(deps, settings), |builder, handler| {
            let (kind, concurrency, handler) = handler;
            builder.register(kind, concurrency, handler)
        });
        let builder = builder.register(DELETE_ACCOUNT, 1, self.deletions.clone());
        *self.queue.lock().unwrap_or_else(PoisonError::into_inner) = Some(builder.start());
        Ok(())
    }

    /// Finishes running answers within the deadline, and hands over the others and all jobs.
    pub(crate) async fn stop(&self, deadline: Duration) {
        self.chat.shutdown(deadline).await;
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(queue) = queue {
            queue.shutdown(PATIENCE).await;
        }
        self.rag.shutdown(PATIENCE).await;
    }

    /// Ends the children and closes what is open. Call `stop` before.
    pub(crate) async fn close(&self) {
        self.embedder.shutdown().await;
        self.loader.shutdown().await;
        if let Some(model) = &self.chat_model {
            model.shutdown().await;
        }
        for result in [self.vectors.close().await, self.keywords.close().await, self.store.database().close().await] {
            if let Err(error) = result {
                tracing::warn!(%error, "closing");
            }
        }
    }

    /// `stop` and `close`, for commands.
    pub(crate) async fn shut_down(&self) {
        self.stop(PATIENCE).await;
        self.close().await;
    }
}

/// The auth engine over a store.
pub(crate) fn accounts(store: &Arc<Store>, clock: &Arc<SystemClock>) -> anyhow::Result<Auth> {
    Ok(Auth::new(chatbox_auth::Deps::over(Arc::clone(store), clock.clone()))?)
}

async fn open_store(base: &Base, clock: &Arc<SystemClock>) -> anyhow::Result<(Arc<Store>, Arc<Vault>)> {
    let database = open_database(&base.data, &base.layers.settings, DatabaseOptions::default()).await?;
    database.migrate().await?;
    sealed_store(base, database, clock).await
}

/// The store over a database that is migrated, and what seals it.
pub(crate) async fn sealed_store(
    base: &Base,
    database: Database,
    clock: &Arc<SystemClock>,
) -> anyhow::Result<(Arc<Store>, Arc<Vault>)> {
    let vault = Arc::new(keys::open(base, &database, clock).await?);
    Ok((Arc::new(Store::new(database, vault.clone())), vault))
}

/// The store's database, which a SQLite file becomes by being opened.
pub(crate) async fn open_database(
    data: &DataFolder,
    settings: &Settings,
    options: DatabaseOptions,
) -> anyhow::Result<Database> {
    Ok(match &settings.store.url {
        Some(url) => Database::open(url, options).await?,
        None => Database::open_sqlite(&data.database(), options).await?,
    })
}

/// Both indexes, which are made if they do not exist.
pub(crate) fn open_indexes(index: &Path) -> anyhow::Result<(QdrantEdgeIndex, TantivyIndex)> {
    let vectors = QdrantEdgeIndex::open(&index.join("vectors"), DIMENSIONS, VectorSettings::default())?;
    Ok((vectors, TantivyIndex::open(&index.join("keywords"), KeywordSettings::default())?))
}

/// The readers' processes, not yet started.
pub(crate) fn build_loader(settings: &Settings) -> anyhow::Result<ProcessLoader> {
    let program = std::env::current_exe().context("cannot find my own file")?;
    Ok(ProcessLoader::new(program, ["worker", "extract"], reading(settings)))
}

/// The embedding model's process, not yet started.
pub(crate) fn build_embedder(base: &Base) -> anyhow::Result<LocalEmbedder> {
    let program = std::env::current_exe().context("cannot find my own file")?;
    let model = crate::commands::models::required(&Models::new(base.data.models()), EMBEDDER)?;
    let args = worker("embed", &model, &base.layers.settings.models);
    Ok(LocalEmbedder::new(EmbedSettings { program, args, model, idle_after: None }))
}

/// The file the operator named, else the installed model; none if there is neither.
fn chat_model(
    program: &Path,
    models: &Models,
    settings: &ModelSettings,
) -> anyhow::Result<Option<Arc<LocalChatModel>>> {
    let (id, name, model) = match &settings.chat {
        Some(path) => {
            let stem = path.file_stem().context("models.chat names no file")?.to_string_lossy().into_owned();
            (format!("local/{stem}"), stem, path.clone())
        }
        None => match models.file(CHAT_MODEL) {
            Ok(path) => (format!("local/{CHAT_MODEL}"), "SmolLM2 135M (embedded)".to_owned(), path),
            Err(error) => {
                tracing::warn!("{error}. {}", error.hint());
                return Ok(None);
            }
        },
    };
    let mut args = worker("generate", &model, settings);
    args.extend(["--window".into(), settings.window.to_string().into()]);
    let idle_after = Some(Duration::from_secs(settings.idle_minutes * 60));
    let (program, window, skill) = (program.to_owned(), settings.window, settings.skill);
    let settings = ChatSettings { id, name, window, skill, program, args, model, idle_after };
    Ok(Some(Arc::new(LocalChatModel::new(settings))))
}

fn worker(kind: &str, model: &Path, settings: &ModelSettings) -> Vec<OsString> {
    let mut args: Vec<OsString> = vec!["worker".into(), kind.into(), "--model".into(), model.into()];
    if let Some(threads) = settings.threads {
        args.extend(["--threads".into(), threads.to_string().into()]);
    }
    args
}

fn reading(settings: &Settings) -> chatbox_loaders::Settings {
    let ingest = &settings.ingest;
    let default = chatbox_loaders::Settings::default();
    chatbox_loaders::Settings {
        max_file_bytes: ingest.max_file_mb << 20,
        seconds: ingest.read_seconds,
        memory_bytes: ingest.read_memory_mb << 20,
        processes: ingest.readers.and_then(NonZeroUsize::new).unwrap_or(default.processes),
        ..default
    }
}

fn retrieval(settings: &Settings) -> chatbox_rag::Settings {
    let mut retrieval = chatbox_rag::Settings::default();
    retrieval.ingest.parallel = settings.ingest.parallel;
    retrieval.ingest.max_file_bytes = settings.ingest.max_file_mb << 20;
    retrieval
}

fn links(settings: &Settings) -> chatbox_fetch::Settings {
    chatbox_fetch::Settings { private: settings.ingest.private_links, ..chatbox_fetch::Settings::default() }
}

fn answering(settings: &Settings) -> chatbox_chat::Settings {
    chatbox_chat::Settings {
        max_runs: settings.chat.parallel,
        run_limit_seconds: settings.chat.answer_seconds,
        judge: settings.chat.judge,
        ..chatbox_chat::Settings::default()
    }
}
