//! Operators' settings: compiled default, then file, then environment, then flag.

mod layers;

pub(crate) use layers::{Layers, Overrides};

use chatbox_core::models::{Endpoint, Skill};
use serde::{Deserialize, Serialize};
use std::{
    net::IpAddr,
    num::{NonZeroU32, NonZeroUsize},
    path::PathBuf,
};

/// Everything an operator can set. Unknown keys are errors.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Settings {
    /// Where the server listens.
    pub(crate) server: Server,
    /// Accounts.
    pub(crate) auth: Auth,
    /// The audit log.
    pub(crate) audit: Audit,
    /// Encryption of what is stored.
    pub(crate) encryption: Encryption,
    /// Logging.
    pub(crate) log: Log,
    /// The relational store.
    pub(crate) store: Store,
    /// Embedded models.
    pub(crate) models: Models,
    /// A provider for everybody, until one is connected in the page.
    pub(crate) provider: Provider,
    /// Adding documents.
    pub(crate) ingest: Ingest,
    /// Answering.
    pub(crate) chat: Chat,
}

/// Where the server listens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Server {
    /// Address to listen on.
    pub(crate) host: IpAddr,
    /// Port to listen on; 0 takes a free one.
    pub(crate) port: u16,
    /// Host names that the server answers to besides those of this machine; a server on a loopback address answers to no others, one
    /// on another address to all if there are none.
    pub(crate) hosts: Vec<String>,
    /// Proxies, by address or network, whose `X-Forwarded-For` is believed.
    pub(crate) proxies: Vec<String>,
    /// Seconds that running answers get to finish on shutdown.
    pub(crate) shutdown_seconds: u64,
    /// TLS.
    pub(crate) tls: Tls,
    /// Port on which whoever comes without TLS is sent to where it is.
    pub(crate) redirect_port: Option<u16>,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            host: IpAddr::from([127, 0, 0, 1]),
            port: 8777,
            hosts: Vec::new(),
            proxies: Vec::new(),
            shutdown_seconds: 10,
            tls: Tls::default(),
            redirect_port: None,
        }
    }
}

/// TLS: by certificate files, or by certificates of an ACME server; none without either.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Tls {
    /// PEM file with the certificate and those between it and its root.
    pub(crate) certificate: Option<PathBuf>,
    /// PEM file with its key.
    pub(crate) certificate_key: Option<PathBuf>,
    /// An ACME server, for instance Let's Encrypt.
    pub(crate) acme: Acme,
}

/// Certificates of an ACME server, which must reach this one under its names on port 443.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Acme {
    /// Names of this server; none turns it off.
    pub(crate) domains: Vec<String>,
    /// E-mail address for warnings.
    pub(crate) contact: Option<String>,
    /// The server's directory.
    pub(crate) directory: String,
    /// PEM file of the root that its own certificate comes from; the usual ones if absent.
    pub(crate) root: Option<PathBuf>,
}

impl Default for Acme {
    fn default() -> Self {
        let directory = "https://acme-v02.api.letsencrypt.org/directory".to_owned();
        Self { domains: Vec::new(), contact: None, directory, root: None }
    }
}

/// Accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Auth {
    /// Whether there is one user who need not sign in; for a server that only its own machine reaches.
    pub(crate) single_user: bool,
}

/// The audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Audit {
    /// Days after which lines are removed; none keeps all.
    pub(crate) retention_days: Option<NonZeroU32>,
}

/// Encryption of what is stored: where the master key comes from. The first that is set counts; without any it is a file in the data folder.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Encryption {
    /// The key itself: 64 hexadecimal digits. For the environment; a settings file is not a place for it.
    pub(crate) key: Option<String>,
    /// A file that holds it.
    pub(crate) key_file: Option<PathBuf>,
    /// A program and its arguments that print it.
    pub(crate) key_command: Vec<String>,
}

impl std::fmt::Debug for Encryption {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encryption").field("key_file", &self.key_file).finish_non_exhaustive()
    }
}

/// Logging.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Log {
    /// `text` or `json`.
    pub(crate) format: LogFormat,
    /// Levels in the notation of tracing, e.g. `info` or `info,chatbox_rag=debug`.
    pub(crate) level: String,
}

/// Shapes of a log line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Text, level: "info".to_owned() }
    }
}

/// The relational store.
#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Store {
    /// `postgres://…` or `sqlite:///…`; none means a SQLite file in the data folder.
    pub(crate) url: Option<String>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("url", &self.url.as_deref().map(layers::without_password)).finish()
    }
}

/// Enough for the passages of one answer, small in memory.
const WINDOW: NonZeroUsize = NonZeroUsize::new(4096).unwrap();

/// Embedded models.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Models {
    /// GGUF file of another chat model.
    pub(crate) chat: Option<PathBuf>,
    /// `capable` for a chat model that may write answers itself; a `small` one quotes.
    pub(crate) skill: Skill,
    /// Tokens of the chat model's window; memory grows with it.
    pub(crate) window: NonZeroUsize,
    /// Threads per model process; none means all processors.
    pub(crate) threads: Option<usize>,
    /// Minutes without a question after which the chat model leaves memory.
    pub(crate) idle_minutes: u64,
}

impl Default for Models {
    fn default() -> Self {
        Self { chat: None, skill: Skill::Small, window: WINDOW, threads: None, idle_minutes: 10 }
    }
}

/// An OpenAI-compatible endpoint.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Provider {
    /// Address up to and including the version.
    pub(crate) base_url: Option<String>,
    /// The provider's name of the model.
    pub(crate) model: Option<String>,
    /// Key, where the endpoint wants one.
    pub(crate) key: Option<String>,
    /// Tokens of the model's window.
    pub(crate) window: usize,
}

impl Default for Provider {
    fn default() -> Self {
        Self { base_url: None, model: None, key: None, window: 8192 }
    }
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Provider").field("base_url", &self.base_url).field("model", &self.model).finish_non_exhaustive()
    }
}

impl Provider {
    /// The endpoint, if address and model are set.
    pub(crate) fn endpoint(&self) -> Option<Endpoint> {
        let (base_url, model) = (self.base_url.clone()?, self.model.clone()?);
        Some(Endpoint { base_url, model, key: self.key.clone(), window: self.window })
    }
}

/// Adding documents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Ingest {
    /// Documents worked on at the same time.
    pub(crate) parallel: usize,
    /// Largest file in megabytes.
    pub(crate) max_file_mb: u64,
    /// Processes that read files; none means one per processor.
    pub(crate) readers: Option<usize>,
    /// Seconds one file may take to read.
    pub(crate) read_seconds: u64,
    /// Megabytes of memory one reader may use.
    pub(crate) read_memory_mb: u64,
    /// Whether links to addresses of this machine and its networks may be added: everybody who may use Chatbox can read those then.
    pub(crate) private_links: bool,
}

impl Default for Ingest {
    fn default() -> Self {
        Self {
            parallel: 64,
            max_file_mb: 100,
            readers: None,
            read_seconds: 60,
            read_memory_mb: 1024,
            private_links: false,
        }
    }
}

/// Answering.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Chat {
    /// Answers written at the same time.
    pub(crate) parallel: usize,
    /// Seconds one answer may take.
    pub(crate) answer_seconds: u64,
    /// Whether a connected model judges citations whose words alone do not settle it.
    pub(crate) judge: bool,
}

impl Default for Chat {
    fn default() -> Self {
        Self { parallel: 256, answer_seconds: 600, judge: true }
    }
}

#[cfg(test)]
mod tests;
