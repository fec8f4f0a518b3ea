//! The one owner of index writes: entries of many documents are committed together.

use crate::IngestSettings;
use chatbox_core::{
    error::{StoreError, StoreResult},
    ids::RevisionId,
    index::{KeywordEntry, KeywordIndex, VectorEntry, VectorIndex},
};
use futures::FutureExt;
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, timeout_at},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Writes that may wait for the writer; whoever comes next waits for room.
const WAITING: usize = 64;

/// One chunk for both indexes.
pub(crate) type Entry = (VectorEntry, KeywordEntry);

/// Hands writes to the writer. Writes take effect in the order they were handed in.
pub(crate) struct Indexer {
    writes: mpsc::Sender<Write>,
}

struct Write {
    what: What,
    answer: oneshot::Sender<Result<(), String>>,
}

enum What {
    Add(Vec<Entry>),
    Remove(Vec<RevisionId>),
}

impl Indexer {
    /// Starts the writer; after `stop` it writes what was handed in, refuses more and ends.
    pub(crate) fn start(
        vectors: Arc<dyn VectorIndex>,
        keywords: Arc<dyn KeywordIndex>,
        settings: &IngestSettings,
        tasks: &TaskTracker,
        stop: CancellationToken,
    ) -> Self {
        let (writes, inbox) = mpsc::channel(WAITING);
        let writer = Writer { vectors, keywords, batch: settings.index_batch, wait: settings.index_wait };
        tasks.spawn(writer.run(inbox, stop));
        Self { writes }
    }

    /// Adds entries to both indexes; when it returns they survive a kill.
    pub(crate) async fn add(&self, entries: Vec<Entry>) -> StoreResult<()> {
        self.write(What::Add(entries)).await
    }

    /// Removes all entries of these revisions from both indexes.
    pub(crate) async fn remove(&self, revisions: Vec<RevisionId>) -> StoreResult<()> {
        self.write(What::Remove(revisions)).await
    }

    async fn write(&self, what: What) -> StoreResult<()> {
        let (answer, answered) = oneshot::channel();
        let gone = || StoreError::failed("the index writer has stopped");
        self.writes.send(Write { what, answer }).await.map_err(|_| gone())?;
        answered.await.map_err(|_| StoreError::failed("the index write was not answered"))?.map_err(StoreError::Failed)
    }
}

struct Writer {
    vectors: Arc<dyn VectorIndex>,
    keywords: Arc<dyn KeywordIndex>,
    batch: usize,
    wait: Duration,
}

impl Writer {
    async fn run(self, mut inbox: mpsc::Receiver<Write>, stop: CancellationToken) {
        let mut next = None;
        loop {
            let first = match next.take() {
                Some(write) => write,
                None => match stop.run_until_cancelled(inbox.recv()).await {
                    Some(Some(write)) => write,
                    Some(None) => return,
                    // What was handed in is still written; then `recv` ends.
                    None => {
                        inbox.close();
                        let Some(write) = inbox.recv().await else { return };
                        write
                    }
                },
            };
            let (run, size) = self.collect(first, &mut inbox, &mut next).await;
            // An index that panics must not end the writer; those who wait see their answer dropped and try again.
            if AssertUnwindSafe(self.commit(run, size)).catch_unwind().await.is_err() {
                tracing::error!("an index panicked while it was written");
            }
        }
    }

    /// Takes writes of the same kind until there are enough or no more come; one of the other kind ends the batch and is the `next`
    /// one, so that order is kept.
    async fn collect(
        &self,
        first: Write,
        inbox: &mut mpsc::Receiver<Write>,
        next: &mut Option<Write>,
    ) -> (Vec<Write>, usize) {
        let (adding, mut size) = (first.is_add(), first.len());
        let mut run = vec![first];
        let deadline = Instant::now() + self.wait;
        while size < self.batch {
            match timeout_at(deadline, inbox.recv()).await {
                Ok(Some(write)) if write.is_add() == adding => {
                    size += write.len();
                    run.push(write);
                }
                Ok(other) => {
                    *next = other;
                    break;
                }
                Err(_) => break,
            }
        }
        (run, size)
    }

    async fn commit(&self, run: Vec<Write>, size: usize) {
        let started = Instant::now();
        let (mut vectors, mut keywords, mut revisions) = (Vec::new(), Vec::new(), Vec::new());
        let mut answers = Vec::with_capacity(run.len());
        for write in run {
            match write.what {
                What::Add(entries) => {
                    let (vector, keyword): (Vec<_>, Vec<_>) = entries.into_iter().unzip();
                    vectors.extend(vector);
                    keywords.extend(keyword);
                }
                What::Remove(of) => revisions.extend(of),
            }
            answers.push(write.answer);
        }
        let result = if revisions.is_empty() {
            tokio::try_join!(self.vectors.add(vectors), self.keywords.add(keywords))
        } else {
            tokio::try_join!(self.vectors.remove(&revisions), self.keywords.remove(&revisions))
        };
        metrics::histogram!("chatbox_index_write_seconds").record(started.elapsed().as_secs_f64());
        metrics::histogram!("chatbox_index_write_entries").record(size as f64);
        let result = result.map(|_| ()).map_err(|error| match error {
            StoreError::Failed(error) => error,
            error => error.to_string(),
        });
        for answer in answers {
            // Whoever was dropped meanwhile does not want to know.
            let _ = answer.send(result.clone());
        }
    }
}

impl Write {
    fn is_add(&self) -> bool {
        matches!(self.what, What::Add(_))
    }

    fn len(&self) -> usize {
        match &self.what {
            What::Add(entries) => entries.len(),
            What::Remove(revisions) => revisions.len(),
        }
    }
}
