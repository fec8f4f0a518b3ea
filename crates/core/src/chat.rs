//! Conversations, messages, citations, runs and their events, and the port that stores them.

mod conversation;
pub mod marks;

pub use conversation::{
    Conversation, ConversationChange, ConversationFilter, ConversationHit, FoundMessage, NewConversation,
};

use crate::{
    clock::Time,
    error::StoreResult,
    ids::{ChunkId, ConversationId, DocumentId, MessageId, RevisionId, RunId, UserId, Who},
    models::{Role, Skill, Usage},
    page::{Page, PageRequest},
    sharing::Level,
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// Its run goes on.
    Streaming,
    /// Whole.
    Complete,
    /// Stopped by a person; what was written is kept.
    Stopped,
    /// Failed; `problem` says why, what was written is kept.
    Failed,
}

/// One message. Messages with the same parent are siblings: regenerated answers, or edited questions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// Its conversation.
    pub conversation: ConversationId,
    /// The message before it; none for the first.
    pub parent: Option<MessageId>,
    /// Who said it: user or assistant.
    pub role: Role,
    /// Markdown. `[^k]` stands for `citations[k - 1]`.
    pub content: String,
    /// State.
    pub state: MessageState,
    /// In the order of their marks.
    #[serde(default)]
    pub citations: Vec<Citation>,
    /// The passages the answer was made from (or, when it abstained, the nearest ones), numbered from 1.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// The documents the question was limited to; empty means all of the conversation's.
    #[serde(default)]
    pub documents: Vec<DocumentId>,
    /// How the answer was made; none for a person's message.
    pub answer: Option<AnswerInfo>,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<RunProblem>,
    /// The run that writes or wrote it.
    pub run: Option<RunId>,
    /// Who wrote it, if it is somebody else's than the owner's of the conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<UserId>,
    /// Creation.
    pub created_at: DateTime<Utc>,
}

/// How an answer was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnswerInfo {
    /// Model id.
    pub model: String,
    /// Whether the model wrote the answer or sentences were quoted.
    pub mode: AnswerMode,
    /// The documents do not contain the answer; `sources` are the nearest passages.
    pub abstained: bool,
    /// What was searched for, if it differs from the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standalone: Option<String>,
    /// Tokens.
    pub usage: Usage,
}

/// Ways to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnswerMode {
    /// Sentences quoted from the documents.
    Extractive,
    /// Written by the model from passages.
    Generated,
    /// Written by the model without passages.
    Plain,
}

impl AnswerMode {
    /// How a model of this skill answers from passages.
    pub fn from_passages(skill: Skill) -> Self {
        match skill {
            Skill::Small => Self::Extractive,
            Skill::Capable => Self::Generated,
        }
    }
}

/// A numbered passage an answer may cite.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Source {
    /// 1-based number, as shown to the reader.
    pub number: u32,
    /// The passage's chunk.
    pub chunk: ChunkId,
    /// Its document.
    pub document: DocumentId,
    /// The revision the passage was read from.
    pub revision: RevisionId,
    /// Title of the document.
    pub title: String,
    /// Path of the document.
    pub path: String,
    /// 1-based page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Headings it stands under.
    #[serde(default)]
    pub headings: Vec<String>,
    /// First character in the revision's text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The passage.
    pub text: String,
    /// Fused search score, 0 to 1.
    pub score: f32,
}

/// One cited claim, held against its source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Citation {
    /// 1-based; `[^number]` is its mark in the content.
    pub number: u32,
    /// Number of the source.
    pub source: u32,
    /// The document.
    pub document: DocumentId,
    /// Title of the document.
    pub title: String,
    /// Page of the quote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// First character of the quote in the revision's text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Exactly the characters `start..end`: what supports the claim best.
    pub quote: String,
    /// The sentence of the answer that carries the mark.
    pub claim: String,
    /// What the check said.
    pub check: Check,
}

/// Verdict on a citation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Check {
    /// The verdict. An unsupported citation does not count: the page shows a mark that explains itself.
    pub verdict: Verdict,
    /// In words for the reader, e.g. "word for word in the source" or "the source does not say 1987".
    pub reason: String,
    /// 0 to 1.
    pub score: f32,
}

/// Verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The claim is a literal quote.
    Quoted,
    /// Terms, names and numbers agree.
    Supported,
    /// They do not; the citation was removed.
    Unsupported,
}

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Going on.
    Running,
    /// Ended well.
    Done,
    /// Stopped by a person.
    Stopped,
    /// Failed.
    Failed,
}

/// One attempt to write a message: the owner of an event log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Run {
    /// Its id.
    pub id: RunId,
    /// The owner of its conversation.
    pub owner: UserId,
    /// Who asked, if somebody else than the owner: in their place it searches, and for them it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<UserId>,
    /// Its conversation.
    pub conversation: ConversationId,
    /// The message it answers.
    pub question: MessageId,
    /// The message it writes.
    pub answer: MessageId,
    /// State.
    pub state: RunState,
    /// How often it was taken up: 1, more after restarts of the server.
    pub attempt: u32,
    /// Model asked for with the message, else the conversation's; none means the default.
    pub model: Option<String>,
    /// Creation.
    pub created_at: DateTime<Utc>,
}

impl Run {
    /// Who asked: whose documents and models it may use.
    pub fn asker(&self) -> Who {
        Who { user: self.author.unwrap_or(self.owner) }
    }
}

/// Why a run failed, for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RunProblem {
    /// Stable name, e.g. `model_unavailable`.
    pub code: String,
    /// What happened.
    pub detail: String,
    /// What to do.
    pub hint: String,
}

/// What a run is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TurnStep {
    /// Making a follow-up question standalone.
    Rewriting,
    /// Searching.
    Searching,
    /// The model reads the prompt.
    Reading,
    /// The answer is being written.
    Writing,
}

/// A step of a run, as every reader sees it. Replaying all events of a run gives the message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// The run begins. After a restart of the server it comes again: readers drop what they have of the answer.
    Started {
        /// The conversation.
        conversation: ConversationId,
        /// The message it answers.
        question: MessageId,
        /// The message it writes.
        answer: MessageId,
        /// Model id.
        model: String,
        /// 1, more after restarts.
        attempt: u32,
    },
    /// What it is doing now.
    Step {
        /// The step.
        step: TurnStep,
    },
    /// The question as it is searched for.
    Standalone {
        /// The question.
        question: String,
    },
    /// The passages it answers from, or the nearest ones when it abstains.
    Sources {
        /// Numbered from 1.
        sources: Vec<Source>,
    },
    /// More text of the answer; `[^k]` marks citation `k`, whose check follows.
    Delta {
        /// The text.
        text: String,
    },
    /// Citation `k` was checked.
    Cited {
        /// The citation.
        citation: Citation,
    },
    /// The conversation has a title.
    Titled {
        /// The title.
        title: String,
    },
    /// The end: the message as it is stored.
    Finished {
        /// The message.
        message: Box<Message>,
    },
}

/// An event with its place in the run's log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LoggedEvent {
    /// The run.
    pub run: RunId,
    /// 1, 2, 3, … without gaps.
    pub seq: u64,
    /// The event.
    pub event: Event,
}

/// A question that starts a run.
#[derive(Debug, Clone, PartialEq)]
pub struct NewTurn {
    /// The person's message, to be stored (`Ask`), or the stored one to answer again (`Regenerate`).
    pub kind: TurnKind,
    /// Model asked for; the conversation's if none.
    pub model: Option<String>,
}

/// Ways to start a run.
#[derive(Debug, Clone, PartialEq)]
pub enum TurnKind {
    /// A new message below `parent` (none: a first message). Editing is asking again below the edited message's parent.
    Ask {
        /// The message before it.
        parent: Option<MessageId>,
        /// The text.
        text: String,
        /// Answer from these documents only; empty means all of the conversation's.
        documents: Vec<DocumentId>,
    },
    /// Another answer to a stored message of the person.
    Regenerate {
        /// That message.
        question: MessageId,
    },
}

/// Conversations, messages, runs and their logs.
///
/// Implementors guarantee: each method is one transaction; other owners' rows do not exist for the caller; `append_events` is durable
/// when it returns and keeps sequence numbers without gaps; methods that take a `RunId` without `Who` are for the worker of the run. What is
/// shared with the caller is there for them, `Beyond` if for less than the method needs: reading for what only reads, writing for asking,
/// messages, model, collections and branch, managing for the title and removal.
#[async_trait]
pub trait ChatStore: Send + Sync {
    /// Makes a conversation. `NotFound` for a folder that is not the asker's.
    async fn create_conversation(&self, who: Who, new: NewConversation, now: Time) -> StoreResult<Conversation>;
    /// Stores a whole conversation with its messages, as they are: for imports and forks. `Conflict` when one of the ids is taken.
    async fn add_conversation(&self, conversation: &Conversation, messages: &[Message]) -> StoreResult<()>;
    /// One's own conversations or those of others, last changed first.
    async fn conversations(
        &self,
        who: Who,
        filter: &ConversationFilter,
        page: &PageRequest,
    ) -> StoreResult<Page<Conversation>>;
    /// Where titles and messages contain `text`, without regard to case, also in what others share; newest first, at most `limit`.
    async fn search_conversations(&self, who: Who, text: &str, limit: u32) -> StoreResult<Vec<ConversationHit>>;
    /// One conversation.
    async fn conversation(&self, who: Who, id: ConversationId) -> StoreResult<Conversation>;
    /// On whose behalf the asker acts in a conversation: its owner's, if they may do this.
    async fn host_of_conversation(&self, who: Who, id: ConversationId, least: Level) -> StoreResult<Who>;
    /// Changes it. `NotFound` for a head or a folder that is not there.
    async fn change_conversation(
        &self,
        who: Who,
        id: ConversationId,
        change: ConversationChange,
        now: Time,
    ) -> StoreResult<Conversation>;
    /// Removes it with its messages, runs and events. `Conflict` while a run goes on.
    async fn delete_conversation(&self, who: Who, id: ConversationId) -> StoreResult<()>;
    /// All its messages, oldest first.
    async fn messages(&self, who: Who, id: ConversationId) -> StoreResult<Vec<Message>>;
    /// One message.
    async fn message(&self, who: Who, id: MessageId) -> StoreResult<Message>;
    /// Gives a person's message another text. `NotFound` for an answer.
    async fn edit_message(&self, who: Who, id: MessageId, content: &str, now: Time) -> StoreResult<Message>;
    /// Removes a message with everything below it; a head among that moves to the newest message of the branch beside or above.
    /// `Conflict` while one of them is being written. Returns the conversation.
    async fn delete_message(&self, who: Who, id: MessageId, now: Time) -> StoreResult<Conversation>;

    /// Stores the question (for `Ask`), an empty answer in state `Streaming` and a run, and moves the head to the answer. The run's
    /// model is the turn's, else the conversation's at this moment.
    async fn begin_run(
        &self,
        who: Who,
        conversation: ConversationId,
        turn: NewTurn,
        now: Time,
    ) -> StoreResult<(Run, Message, Message)>;
    /// One run.
    async fn run(&self, who: Who, id: RunId) -> StoreResult<Run>;
    /// Runs in state `Running`, of every owner, each with its attempt raised by one: what a starting server has to take up.
    async fn take_up_runs(&self) -> StoreResult<Vec<Run>>;
    /// Appends events of many runs at once.
    async fn append_events(&self, events: &[LoggedEvent], now: Time) -> StoreResult<()>;
    /// Events of a run after `after`, at most `limit`.
    async fn events(&self, who: Who, run: RunId, after: u64, limit: u32) -> StoreResult<Vec<LoggedEvent>>;
    /// The last sequence number of a run; 0 when it has none, or none any more.
    async fn last_seq(&self, run: RunId) -> StoreResult<u64>;
    /// Removes the logs of finished runs, of every owner, whose last event is older than `before`: their messages say what they led to.
    /// Returns the number of events.
    async fn prune_events(&self, before: Time) -> StoreResult<u64>;
    /// Ends a run: stores the answer, the last events and the states in one transaction. `title`, if given, replaces an empty title.
    async fn finish_run(
        &self,
        run: RunId,
        state: RunState,
        answer: &Message,
        events: &[LoggedEvent],
        title: Option<&str>,
        now: Time,
    ) -> StoreResult<()>;
}
