//! `chatbox models`

use super::Base;
use crate::cli::Models as Command;
use anyhow::Context;
use chatbox_models::{CATALOGUE, Models, ModelsError, Progress, Spec, State, Status};
use indicatif::{ProgressBar, ProgressStyle};
use std::path::Path;

pub(crate) fn run(base: &Base, command: Command) -> anyhow::Result<()> {
    let models = Models::new(base.data.models());
    if matches!(command, Command::Pull { .. }) {
        base.data.make()?;
    }
    match command {
        Command::List => models.list().iter().for_each(print),
        Command::Pull { id: Some(id), from: Some(file), .. } => print(&explained(models.use_path(&id, &file))?),
        Command::Pull { id, missing, .. } => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(pull(&models, id.as_deref(), missing))?;
        }
        Command::Verify { id } => {
            let mut damaged = false;
            for spec in chosen(id.as_deref())? {
                let status = explained(models.verify(spec.id))?;
                damaged |= status.state != State::Present;
                print(&status);
            }
            anyhow::ensure!(!damaged, "some models cannot be used: run `chatbox models pull`");
        }
        Command::Remove { id } => explained(models.remove(&id))?,
    }
    Ok(())
}

async fn pull(models: &Models, id: Option<&str>, missing: bool) -> anyhow::Result<()> {
    for spec in chosen(id)? {
        if missing && models.file(spec.id).is_ok() {
            continue;
        }
        let bar = ProgressBar::new(spec.wheel.size);
        bar.set_style(ProgressStyle::with_template("{msg:20} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}")?);
        bar.set_message(spec.id);
        let sink = |progress: Progress| {
            bar.set_length(progress.total);
            bar.set_position(progress.bytes);
        };
        let path = explained(models.pull(spec.id, &sink).await)?;
        bar.finish_and_clear();
        eprintln!("{} is at {}", spec.name, path.display());
    }
    Ok(())
}

fn chosen(id: Option<&str>) -> anyhow::Result<Vec<&'static Spec>> {
    match id {
        None => Ok(CATALOGUE.iter().collect()),
        Some(id) => {
            explained(chatbox_models::spec(id).ok_or_else(|| ModelsError::Unknown(id.into()))).map(|spec| vec![spec])
        }
    }
}

fn explained<T>(result: Result<T, ModelsError>) -> anyhow::Result<T> {
    result.map_err(|error| anyhow::anyhow!("{error}. {}", error.hint()))
}

fn print(status: &Status) {
    let Status { spec, state, own, partial } = status;
    let state = match state {
        State::Present => "installed".to_owned(),
        State::Damaged => "damaged".to_owned(),
        State::Absent if *partial > 0 => format!("{} % downloaded", partial * 100 / spec.wheel.size.max(1)),
        State::Absent => "not installed".to_owned(),
    };
    let own = own.as_deref().map(Path::display).map_or(String::new(), |path| format!("  {path}"));
    println!("{:18} {:14} {:>6.1} MB  {:10} {}{own}", spec.id, state, spec.size as f64 / 1e6, spec.licence, spec.name);
}

/// The file of a model that the program cannot do without.
pub(crate) fn required(models: &Models, id: &str) -> anyhow::Result<std::path::PathBuf> {
    explained(models.file(id)).with_context(|| format!("the model {id} is needed"))
}
