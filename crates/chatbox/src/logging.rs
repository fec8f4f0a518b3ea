//! Structured logs on standard error.

use crate::settings::{Log, LogFormat};
use anyhow::Context;
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt as _, util::SubscriberInitExt as _};

/// What libraries say below these levels helps nobody; the settings can bring it back.
const QUIET: &str = "qdrant_edge=error,sea_orm_migration=warn,tantivy=warn";

/// Starts logging for the rest of the process. A command on a terminal says warnings only, unless the settings ask for more.
pub(crate) fn start(log: &Log, command: bool) -> anyhow::Result<()> {
    let level = if command && *log == Log::default() { "warn" } else { &log.level };
    let filter = EnvFilter::try_new(format!("{QUIET},{level}")).with_context(|| format!("log.level: {level:?}"))?;
    let registry = tracing_subscriber::registry().with(filter);
    match log.format {
        LogFormat::Text => registry.with(fmt::layer().with_writer(std::io::stderr)).init(),
        LogFormat::Json => {
            registry.with(fmt::layer().json().flatten_event(true).with_writer(std::io::stderr)).init();
        }
    }
    Ok(())
}
