//! What the run log adds to a model's own stream: `cargo bench -p chatbox-chat` prints milliseconds from the moment the model says a
//! word to the moment its reader has it, durably stored, for 200 answers at once. Prints figures, judges nothing.
#![allow(clippy::print_stderr)]

use async_trait::async_trait;
use chatbox_chat::{Chat, ChatError, Deps, Settings};
use chatbox_core::{
    chat::{ChatStore, Event, LoggedEvent, NewConversation, NewTurn, TurnKind},
    clock::{Clock, SystemClock},
    ids::{CollectionId, Who},
    models::{ChatDelta, ChatModel, ChatRequest, ModelError, ModelInfo, Skill, Usage},
    search::{Holdings, Search, SearchError, SearchQuery, SearchResult},
};
use chatbox_store::Store;
use chatbox_testkit::OneModel;
use futures::{
    StreamExt,
    future::join_all,
    stream::{self, BoxStream},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::Semaphore;

const RUNS: usize = 200;
const WORDS: usize = 250;
/// A fast provider: 33 words a second in each of the answers.
const PAUSE: Duration = Duration::from_millis(30);

/// Says the microseconds since the start, word by word.
struct Stamps {
    info: ModelInfo,
    start: Instant,
    /// Opens when every answer has its reader.
    gate: Arc<Semaphore>,
}

#[async_trait]
impl ChatModel for Stamps {
    fn info(&self) -> &ModelInfo {
        &self.info
    }

    async fn count_tokens(&self, texts: &[String]) -> Result<Vec<usize>, ModelError> {
        Ok(texts.iter().map(|text| text.len() / 4).collect())
    }

    async fn stream(
        &self,
        _request: ChatRequest,
    ) -> Result<BoxStream<'static, Result<ChatDelta, ModelError>>, ModelError> {
        let start = self.start;
        let _pass = self.gate.acquire().await;
        let words = stream::iter(0..WORDS).then(move |_| async move {
            tokio::time::sleep(PAUSE).await;
            Ok(ChatDelta::Text(format!("{} ", start.elapsed().as_micros())))
        });
        Ok(words.chain(stream::iter([Ok(ChatDelta::Done(Usage::default()))])).boxed())
    }
}

/// No documents: only the log is measured.
struct Nothing;

#[async_trait]
impl Search for Nothing {
    async fn search(&self, _who: Who, _query: &SearchQuery) -> Result<SearchResult, SearchError> {
        Err(SearchError::Invalid("nothing to search".to_owned()))
    }
    async fn similarity(&self, pairs: &[(String, String)]) -> Result<Vec<f32>, SearchError> {
        Ok(vec![0.0; pairs.len()])
    }
    async fn holdings(&self, _who: Who, _collections: &[CollectionId]) -> Result<Holdings, SearchError> {
        Ok(Holdings::Nothing)
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let sqlite = Arc::new(Store::open_sqlite(&folder.path().join("bench.db"), chatbox_testkit::sealer()).await?);
    let store: Arc<dyn ChatStore> = sqlite.clone();
    let start = Instant::now();
    let gate = Arc::new(Semaphore::new(0));
    let info = ModelInfo {
        id: "bench/stamps".to_owned(),
        name: "Stamps".to_owned(),
        window: 8192,
        skill: Skill::Capable,
        local: true,
    };
    let models = Arc::new(OneModel(Arc::new(Stamps { info, start, gate: gate.clone() })));
    let deps =
        Deps { store: store.clone(), folders: sqlite, search: Arc::new(Nothing), models, clock: Arc::new(SystemClock) };
    let chat = Chat::new(deps, Settings::default());
    let who = Who::local();
    let mut readers = Vec::new();
    for _ in 0..RUNS {
        let conversation = store.create_conversation(who, NewConversation::default(), SystemClock.now()).await?;
        let kind =
            TurnKind::Ask { parent: None, text: "Count the time for me, please".to_owned(), documents: Vec::new() };
        let begun = chat.begin(who, conversation.id, NewTurn { kind, model: None }).await?;
        readers.push(lateness(chat.follow(who, begun.run.id, 0), start));
    }
    let (late, ()) = tokio::join!(join_all(readers), async { gate.add_permits(RUNS) });
    let mut late: Vec<f64> = late.into_iter().flatten().collect();
    late.sort_by(f64::total_cmp);
    let at = |share: f64| late[((late.len() - 1) as f64 * share) as usize];
    eprintln!("{RUNS} answers, {} words, {:.1} s", late.len(), start.elapsed().as_secs_f64());
    eprintln!("added ms: p50 {:.1}  p95 {:.1}  p99 {:.1}  max {:.1}", at(0.5), at(0.95), at(0.99), at(1.0));
    chat.shutdown(Duration::from_secs(5)).await;
    Ok(())
}

/// Milliseconds that each word of a run came late.
async fn lateness(mut events: BoxStream<'static, Result<LoggedEvent, ChatError>>, start: Instant) -> Vec<f64> {
    let mut late = Vec::with_capacity(WORDS);
    while let Some(Ok(event)) = events.next().await {
        let now = start.elapsed().as_micros() as f64;
        if let Event::Delta { text } = event.event {
            let stamps = text.split_whitespace().filter_map(|word| word.parse::<f64>().ok());
            late.extend(stamps.map(|stamp| (now - stamp) / 1e3));
        }
    }
    late
}
