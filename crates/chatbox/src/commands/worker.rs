//! `chatbox worker KIND`: a limited child of the server.

use crate::cli::Worker;
use anyhow::{Context, bail};
use chatbox_local::GenerateOptions;
use chatbox_worker::Limits;
use std::num::NonZeroUsize;

pub(crate) fn run(worker: &Worker) -> anyhow::Result<()> {
    let model = || worker.model.as_deref().context("--model is missing");
    let limits: Limits = worker.limits.as_deref().context("--limits is missing")?.parse()?;
    match worker.kind.as_str() {
        "extract" => chatbox_loaders::run_worker(&limits)?,
        "embed" => {
            let threads = worker.threads.map_or_else(std::thread::available_parallelism, Ok)?;
            chatbox_local::run_embed_worker(model()?, threads, &limits)?;
        }
        "generate" => {
            let threads = worker.threads.unwrap_or_else(GenerateOptions::usual_threads);
            let window = worker.window.unwrap_or(const { NonZeroUsize::new(4096).unwrap() });
            chatbox_local::run_generate_worker(model()?, GenerateOptions { window, threads }, &limits)?;
        }
        kind => bail!("there is no worker of kind {kind:?}"),
    }
    Ok(())
}
