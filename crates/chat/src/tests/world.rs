//! A store in a temporary folder, a scripted model and a search over a few passages.

use crate::{Begun, Chat, ChatError, Deps, Settings, cite::terms};
use async_trait::async_trait;
use chatbox_core::{
    chat::{ChatStore, Conversation, Event, LoggedEvent, Message, NewConversation, NewTurn, TurnKind},
    folders::FolderStore,
    ids::{ChunkId, CollectionId, ConversationId, DocumentId, MessageId, RevisionId, RunId, Who},
    models::{ChatModels, Skill},
    search::{Holdings, Scores, Search, SearchError, SearchHit, SearchQuery, SearchResult, SearchTimings},
};
use chatbox_store::Store;
use chatbox_testkit::{ManualClock, OneModel, ScriptStep, ScriptedModel};
use futures::{StreamExt, TryStreamExt};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// Finds every passage that shares a term with the question; similarity is the share of common terms.
pub(super) struct Passages {
    pub(super) texts: Vec<&'static str>,
    /// What it says to hold when it has no texts.
    pub(super) without_texts: Holdings,
    pub(super) queries: Mutex<Vec<String>>,
}

impl Passages {
    pub(super) fn of(texts: &[&'static str]) -> Self {
        Self { texts: texts.to_vec(), without_texts: Holdings::Nothing, queries: Mutex::default() }
    }
}

fn alike(a: &str, b: &str) -> f32 {
    terms::coverage(&terms::content_terms(a), &terms::term_set(b))
}

#[async_trait]
impl Search for Passages {
    async fn search(&self, _who: Who, query: &SearchQuery) -> Result<SearchResult, SearchError> {
        self.queries.lock().unwrap().push(query.query.clone());
        let mut hits: Vec<SearchHit> = self.texts.iter().map(|text| hit(text, alike(&query.query, text))).collect();
        hits.sort_by(|a, b| b.scores.fused.total_cmp(&a.scores.fused));
        Ok(SearchResult { hits, timings: SearchTimings::default() })
    }

    async fn similarity(&self, pairs: &[(String, String)]) -> Result<Vec<f32>, SearchError> {
        Ok(pairs.iter().map(|(a, b)| alike(a, b)).collect())
    }

    async fn holdings(&self, _who: Who, _collections: &[CollectionId]) -> Result<Holdings, SearchError> {
        Ok(if self.texts.is_empty() { self.without_texts } else { Holdings::Passages })
    }
}

fn hit(text: &str, score: f32) -> SearchHit {
    SearchHit {
        chunk: ChunkId::new(),
        document: DocumentId::new(),
        revision: RevisionId::new(),
        collection: CollectionId::new(),
        title: "Acme handbook".into(),
        path: "acme.md".into(),
        page: Some(3),
        headings: vec![],
        start: 100,
        end: 100 + text.chars().count() as u32,
        text: text.into(),
        scores: Scores { vector: Some(score), keyword: Some(10.0 * score), sentence: None, fused: score },
        sentences: vec![],
    }
}

pub(super) const ACME: &str = "Acme was founded in Ulm in 1987 by Ada Miller. It employs 1,200 people.";
pub(super) const REFUND: &str =
    "Refunds are possible within 30 days of purchase. Ship the goods to the office in Rome.";

pub(super) struct World {
    _folder: TempDir,
    pub(super) store: Arc<dyn ChatStore>,
    pub(super) folders: Arc<dyn FolderStore>,
    pub(super) search: Arc<Passages>,
    pub(super) model: Arc<ScriptedModel>,
    pub(super) models: Arc<dyn ChatModels>,
    pub(super) clock: Arc<ManualClock>,
    pub(super) who: Who,
}

impl World {
    pub(super) async fn new(texts: &[&'static str], model: ScriptedModel) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open_sqlite(&folder.path().join("chat.db"), chatbox_testkit::sealer()).await.unwrap();
        let model = Arc::new(model);
        Self {
            _folder: folder,
            store: Arc::new(store.clone()),
            folders: Arc::new(store),
            search: Arc::new(Passages::of(texts)),
            models: Arc::new(OneModel(model.clone())),
            model,
            clock: Arc::new(ManualClock::new()),
            who: Who::local(),
        }
    }

    /// Without a judge: its calls would take the scripts of others.
    pub(super) fn chat(&self) -> Arc<Chat> {
        self.chat_with(Settings { judge: false, ..Settings::default() })
    }

    pub(super) fn chat_with(&self, settings: Settings) -> Arc<Chat> {
        let (store, folders, search) = (self.store.clone(), self.folders.clone(), self.search.clone());
        Chat::new(Deps { store, folders, search, models: self.models.clone(), clock: self.clock.clone() }, settings)
    }

    pub(super) async fn conversation(&self) -> Conversation {
        self.store
            .create_conversation(self.who, NewConversation::default(), chatbox_core::clock::Clock::now(&*self.clock))
            .await
            .unwrap()
    }

    pub(super) async fn begin(
        &self,
        chat: &Chat,
        conversation: ConversationId,
        parent: Option<MessageId>,
        text: &str,
    ) -> Begun {
        let kind = TurnKind::Ask { parent, text: text.into(), documents: Vec::new() };
        chat.begin(self.who, conversation, NewTurn { kind, model: None }).await.unwrap()
    }

    /// A first question in a new conversation.
    pub(super) async fn ask(&self, chat: &Chat, text: &str) -> Begun {
        let conversation = self.conversation().await.id;
        self.begin(chat, conversation, None, text).await
    }

    pub(super) async fn events(&self, chat: &Chat, run: RunId, after: u64) -> Vec<LoggedEvent> {
        chat.follow(self.who, run, after).try_collect().await.unwrap()
    }

    /// Reads until the answer has this text.
    pub(super) async fn read_until(&self, chat: &Chat, run: RunId, text: &str) {
        let mut events = chat.follow(self.who, run, 0);
        let mut content = String::new();
        while let Some(event) = events.next().await {
            if let Event::Delta { text } = event.unwrap().event {
                content.push_str(&text);
            }
            if content.contains(text) {
                return;
            }
        }
        panic!("{text:?} never came: {content:?}");
    }

    pub(super) async fn once(&self, question: &str) -> Result<(Message, Vec<Event>), ChatError> {
        let mut events = Vec::new();
        let chat = self.chat();
        let message = chat.answer_once(self.who, question, &[], None, &mut |event| events.push(event)).await?;
        Ok((message, events))
    }
}

/// A capable model that says these pieces.
pub(super) fn says(pieces: &[&str]) -> ScriptedModel {
    ScriptedModel::new(pieces.iter().copied())
}

/// A tiny one.
pub(super) fn small(pieces: &[&str]) -> ScriptedModel {
    says(pieces).with_info(|info| info.skill = Skill::Small)
}

pub(super) fn text(text: &str) -> ScriptStep {
    ScriptStep::Text(text.into())
}

/// Content as a reader builds it from events, dropping what an interrupted attempt wrote.
pub(super) fn replay(events: &[LoggedEvent]) -> String {
    let mut content = String::new();
    for event in events {
        match &event.event {
            Event::Started { .. } => content.clear(),
            Event::Delta { text } => content.push_str(text),
            _ => {}
        }
    }
    content
}

pub(super) fn last_message(events: &[LoggedEvent]) -> Message {
    match &events.last().unwrap().event {
        Event::Finished { message } => (**message).clone(),
        other => panic!("the last event is {other:?}"),
    }
}

/// Sequence numbers go up by one.
pub(super) fn assert_gapless(events: &[LoggedEvent]) {
    let first = events.first().map_or(1, |event| event.seq);
    let numbers: Vec<u64> = events.iter().map(|event| event.seq).collect();
    assert_eq!(numbers, (first..first + events.len() as u64).collect::<Vec<_>>());
}
