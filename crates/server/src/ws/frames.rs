//! What travels over the socket.

use crate::problem::Problem;
use chatbox_core::{
    auth::Permission,
    chat::{Event, Message, Run},
    ids::{ConversationId, DocumentId, MessageId, RunId},
};
use chatbox_rag::ingest::IngestionSnapshot;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A frame from a client. `ref` is any text; the answer repeats it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum ClientFrame {
    /// A new message; the run that answers it is followed at once.
    Ask {
        /// Repeated in the answer.
        r#ref: String,
        /// Where.
        conversation: ConversationId,
        /// The message.
        text: String,
        /// The message before it; absent for a first one.
        #[serde(default)]
        parent: Option<MessageId>,
        /// Model; the conversation's if absent.
        #[serde(default)]
        model: Option<String>,
        /// Answer from these documents only; all of the conversation's if empty.
        #[serde(default)]
        documents: Vec<DocumentId>,
    },
    /// Another answer to a stored message.
    Regenerate {
        /// Repeated in the answer.
        r#ref: String,
        /// The person's message.
        question: MessageId,
        /// Model; the conversation's if absent.
        #[serde(default)]
        model: Option<String>,
    },
    /// Stops a run.
    Stop {
        /// Repeated in the answer.
        r#ref: String,
        /// The run.
        run: RunId,
    },
    /// Events of a run after a number, then live.
    Follow {
        /// Repeated in the answer.
        r#ref: String,
        /// The run.
        run: RunId,
        /// Sequence number of the last event that was read; 0 for all.
        #[serde(default)]
        after: u64,
    },
    /// No more events of a run.
    Unfollow {
        /// Repeated in the answer.
        r#ref: String,
        /// The run.
        run: RunId,
    },
    /// Progress of ingestion, or no more of it.
    WatchIngestion {
        /// Repeated in the answer.
        r#ref: String,
        /// Whether to send it.
        on: bool,
    },
    /// Asks for an `ok`.
    Ping {
        /// Repeated in the answer.
        r#ref: String,
    },
}

impl ClientFrame {
    /// What one must be allowed to do for it.
    pub(crate) fn needs(&self) -> Permission {
        match self {
            Self::Ask { .. } | Self::Regenerate { .. } | Self::Stop { .. } => Permission::Ask,
            Self::Follow { .. } | Self::Unfollow { .. } | Self::WatchIngestion { .. } | Self::Ping { .. } => {
                Permission::Read
            }
        }
    }

    pub(crate) fn reference(&self) -> String {
        match self {
            Self::Ask { r#ref, .. }
            | Self::Regenerate { r#ref, .. }
            | Self::Stop { r#ref, .. }
            | Self::Follow { r#ref, .. }
            | Self::Unfollow { r#ref, .. }
            | Self::WatchIngestion { r#ref, .. }
            | Self::Ping { r#ref } => r#ref.clone(),
        }
    }
}

/// A frame from the server.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum ServerFrame {
    /// The answer to `ask` and `regenerate`.
    Accepted {
        /// Of the frame that is answered.
        r#ref: String,
        /// The run.
        run: Box<Run>,
        /// The person's message.
        question: Box<Message>,
        /// The answer, still empty.
        answer: Box<Message>,
    },
    /// The answer to every other frame.
    Ok {
        /// Of the frame that is answered.
        r#ref: String,
    },
    /// An event of a followed run.
    Event {
        /// The run.
        run: RunId,
        /// Its place in the run's log.
        seq: u64,
        /// The event.
        event: Event,
    },
    /// Progress of ingestion.
    Ingestion {
        /// The state.
        snapshot: IngestionSnapshot,
    },
    /// A frame or a followed run failed.
    Error {
        /// Of the frame that failed, if it was one.
        #[serde(skip_serializing_if = "Option::is_none")]
        r#ref: Option<String>,
        /// Why.
        problem: Problem,
    },
}
