//! `chatbox ingest`

mod files;

pub(crate) use files::{SourceFile, collect};

use super::Base;
use crate::{cli::Ingest, compose::App};
use chatbox_core::{
    blobs::BlobError,
    documents::{Document, DocumentState},
    ids::{CollectionId, Who},
};
use futures::StreamExt as _;
use indicatif::{ProgressBar, ProgressStyle};
use std::{collections::HashSet, process::ExitCode, time::Duration};
use tokio_util::io::ReaderStream;

/// How often the progress bar looks.
const LOOK: Duration = Duration::from_millis(100);

/// Adds the files, waits until all are searchable, and says which could not be read.
pub(crate) async fn run(base: Base, ingest: Ingest) -> anyhow::Result<ExitCode> {
    let files = collect(&ingest.paths)?;
    let app = App::open(&base).await?;
    app.start().await?;
    let collection = app.rag.ensure_collection(Who::local(), &ingest.collection).await?;
    let added = add_and_wait(&app, collection.id, &files).await?;
    let failed = report(&added.rejected, &added.documents);
    app.shut_down().await;
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What became of the files.
pub(crate) struct AddedFiles {
    /// Files that were not taken in, with the reason.
    pub(crate) rejected: Vec<(String, String)>,
    /// The documents of the files, none of them still being worked on.
    pub(crate) documents: Vec<Document>,
}

/// Adds files to a collection and waits until none of its documents is being worked on.
pub(crate) async fn add_and_wait(
    app: &App,
    collection: CollectionId,
    files: &[SourceFile],
) -> anyhow::Result<AddedFiles> {
    let bar = ProgressBar::new(files.len() as u64);
    bar.set_style(ProgressStyle::with_template("{msg:10} {wide_bar} {pos}/{len} {per_sec} {eta}")?);
    bar.set_message("adding");
    let mut rejected = Vec::new();
    let mut paths = HashSet::new();
    for file in files {
        let added = match paths.insert(file.name.as_str()) {
            true => add(app, collection, file).await,
            false => Err(anyhow::anyhow!("another file's name becomes the same; rename one")),
        };
        if let Err(error) = added {
            rejected.push((file.path.display().to_string(), error.to_string()));
        }
        bar.inc(1);
    }
    bar.set_message("reading");
    bar.reset();
    let documents = loop {
        let documents = app.rag.all_documents(Who::local(), collection).await?;
        let (done, busy): (Vec<_>, Vec<_>) = documents
            .into_iter()
            .filter(|document| paths.contains(document.path.as_str()))
            .partition(|document| !matches!(document.state, DocumentState::Queued | DocumentState::Processing));
        bar.set_position((done.len() + rejected.len()) as u64);
        if busy.is_empty() {
            break done;
        }
        tokio::time::sleep(LOOK).await;
    };
    bar.finish_and_clear();
    Ok(AddedFiles { rejected, documents })
}

async fn add(app: &App, collection: CollectionId, file: &SourceFile) -> anyhow::Result<()> {
    let bytes = ReaderStream::new(tokio::fs::File::open(&file.path).await?);
    let bytes = bytes.map(|part| part.map_err(|error| BlobError::Interrupted(error.to_string()))).boxed();
    app.rag.add(Who::local(), collection, &file.name, bytes).await?;
    Ok(())
}

/// Prints what could not be read; returns how many.
pub(crate) fn report(rejected: &[(String, String)], documents: &[Document]) -> usize {
    for (path, reason) in rejected {
        eprintln!("{path}: {reason}");
    }
    let failed: Vec<_> = documents.iter().filter(|document| document.state != DocumentState::Ready).collect();
    for document in &failed {
        match &document.problem {
            Some(problem) => eprintln!("{}: {}. {}", document.path, problem.detail, problem.hint),
            None => eprintln!("{}: {:?}", document.path, document.state),
        }
    }
    let unread = rejected.len() + failed.len();
    eprintln!("{} searchable, {unread} not", documents.len() - failed.len());
    unread
}
