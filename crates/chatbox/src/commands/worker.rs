//! `chatbox worker KIND`: a limited child of the server.

use crate::cli::Worker;
use anyhow::{Context, bail};

pub(crate) fn run(worker: &Worker) -> anyhow::Result<()> {
    let model = || worker.model.as_deref().context("--model is missing");
    let limits = worker.limits.as_deref().context("--limits is missing")?;
    match worker.kind.as_str() {
        "extract" => chatbox_loaders::run_worker(limits)?,
        "embed" => chatbox_local::run_embed_worker(limits, model()?, worker.threads)?,
        "generate" => chatbox_local::run_generate_worker(limits, model()?, worker.threads)?,
        kind => bail!("there is no worker of kind {kind:?}"),
    }
    Ok(())
}
