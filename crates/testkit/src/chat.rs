//! Contract of the chat port.

#![allow(clippy::unwrap_used, reason = "a contract suite fails by panicking")]

mod conversations;
mod events;
mod runs;

use crate::checks::at;
use chatbox_core::{
    chat::{
        AnswerInfo, AnswerMode, ChatStore, Check, Citation, Event, LoggedEvent, Message, MessageState, NewTurn, Run,
        RunState, Source, TurnKind, Verdict,
    },
    ids::{ChunkId, ConversationId, DocumentId, MessageId, RevisionId, Who},
    models::Usage,
};
use std::sync::Arc;

/// Runs all checks of the port's promises; panics at the first broken one. The store may hold other rows.
pub async fn chat_store_contract(store: Arc<dyn ChatStore>) {
    conversations::contract(&*store).await;
    runs::contract(&*store).await;
    events::contract(&store).await;
}

async fn conversation(store: &dyn ChatStore, who: Who) -> ConversationId {
    store.create_conversation(who, NewConversation::default(), at(0)).await.unwrap().id
}

fn ask(parent: Option<MessageId>, text: &str) -> NewTurn {
    NewTurn { kind: TurnKind::Ask { parent, text: text.to_owned(), documents: Vec::new() }, model: None }
}

fn regenerate(question: MessageId) -> NewTurn {
    NewTurn { kind: TurnKind::Regenerate { question }, model: Some("test/other".to_owned()) }
}

/// A run in a conversation of its own.
async fn new_run(store: &dyn ChatStore, who: Who) -> Run {
    let conversation = conversation(store, who).await;
    store.begin_run(who, conversation, ask(None, "why?"), at(1)).await.unwrap().0
}

/// Ends a run with the given text.
async fn finish(store: &dyn ChatStore, who: Who, run: &Run, text: &str) {
    let answer = Message {
        content: text.to_owned(),
        state: MessageState::Complete,
        ..store.message(who, run.answer).await.unwrap()
    };
    store.finish_run(run.id, RunState::Done, &answer, &[], None, at(9)).await.unwrap();
}

fn delta(run: &Run, seq: u64) -> LoggedEvent {
    LoggedEvent { run: run.id, seq, event: Event::Delta { text: format!("word {seq} é\u{0}") } }
}

/// An answer with everything in it.
fn full(answer: Message) -> Message {
    let document = DocumentId::new();
    Message {
        content: "It is so[^1]. é 😀".to_owned(),
        state: MessageState::Complete,
        citations: vec![Citation {
            number: 1,
            source: 1,
            document,
            title: "Title".to_owned(),
            page: Some(3),
            start: 10,
            end: 20,
            quote: "it is so".to_owned(),
            claim: "It is so.".to_owned(),
            check: Check { verdict: Verdict::Quoted, reason: "word for word".to_owned(), score: 0.75 },
        }],
        sources: vec![Source {
            number: 1,
            chunk: ChunkId::new(),
            document,
            revision: RevisionId::new(),
            title: "Title".to_owned(),
            path: "a/b.txt".to_owned(),
            page: None,
            headings: vec!["One".to_owned(), "Two".to_owned()],
            start: 5,
            end: 50,
            text: "well, it is so".to_owned(),
            score: 0.5,
        }],
        answer: Some(AnswerInfo {
            model: "test/scripted".to_owned(),
            mode: AnswerMode::Extractive,
            abstained: false,
            standalone: Some("is it so?".to_owned()),
            usage: Usage { prompt_tokens: 12, completion_tokens: 34 },
        }),
        ..answer
    }
}
