//! What goes into an answer: the branch of the conversation, the standalone question, the passages.

use super::{Draft, Out, Turn};
use crate::{
    error::TurnError,
    followup::{self, Previous},
};
use chatbox_core::{
    chat::{Event, Message, Source, TurnStep, marks::without_marks},
    ids::MessageId,
    models::{ChatDelta, ChatModel, ChatRequest, ModelError, Prompt, Role},
    search::{SearchFilters, SearchHit, SearchQuery},
};
use futures::StreamExt;
use std::{collections::HashMap, time::Duration};
use tokio::time::timeout;

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Exchange {
    pub(crate) question: String,
    /// What was searched for.
    pub(crate) standalone: Option<String>,
    /// Without marks.
    pub(crate) answer: String,
}

/// Longest query of the search port, in characters.
const LONGEST_QUERY: usize = 2_000;
/// Time a model has to rewrite a question; then rules do it.
const REWRITE_LIMIT: Duration = Duration::from_secs(20);
/// Tokens of a rewritten question.
const REWRITE_TOKENS: usize = 120;
/// Exchanges shown to the model for rewriting.
const REWRITE_EXCHANGES: usize = 3;
/// Characters of an answer shown for rewriting.
const REWRITE_ANSWER: usize = 600;

/// The branch that leads to the question, oldest first, without it.
pub(crate) fn history(tree: &[Message], question: MessageId) -> Vec<Exchange> {
    let by_id: HashMap<MessageId, &Message> = tree.iter().map(|message| (message.id, message)).collect();
    let mut branch = Vec::new();
    let mut at = by_id.get(&question).and_then(|message| message.parent);
    while let Some(message) = at.and_then(|id| by_id.get(&id)) {
        branch.push(*message);
        // A tree has no cycles; a damaged one must not hang a run.
        at = if branch.len() < tree.len() { message.parent } else { None };
    }
    branch.reverse();
    let mut exchanges: Vec<Exchange> = Vec::new();
    for message in branch {
        match message.role {
            Role::User => {
                exchanges.push(Exchange { question: message.content.clone(), standalone: None, answer: String::new() })
            }
            Role::Assistant => {
                if let Some(last) = exchanges.last_mut() {
                    last.answer = without_marks(&message.content);
                    last.standalone = message.answer.as_ref().and_then(|info| info.standalone.clone());
                }
            }
            Role::System => {}
        }
    }
    exchanges.retain(|exchange| !exchange.answer.is_empty());
    exchanges
}

/// The question as it is searched for; told as an event when it differs.
pub(crate) async fn standalone(
    turn: &Turn<'_>,
    capable: Option<&dyn ChatModel>,
    draft: &mut Draft,
    out: &mut Out<'_>,
) -> Result<String, TurnError> {
    let Some(last) = turn.history.last() else { return Ok(turn.question.clone()) };
    let previous = Previous { question: last.standalone.as_deref().unwrap_or(&last.question), answer: &last.answer };
    let by_rules = followup::standalone(&turn.question, Some(previous));
    let rewritten = match capable {
        Some(model) if by_rules.is_some() || followup::may_depend(&turn.question) => {
            out.emit(Event::Step { step: TurnStep::Rewriting }).await?;
            match timeout(REWRITE_LIMIT, rewrite(turn, model, draft)).await {
                Ok(Ok(question)) => Some(question),
                Ok(Err(error)) => {
                    tracing::debug!(%error, "the question was made standalone by rules");
                    by_rules
                }
                Err(_) => by_rules,
            }
        }
        _ => by_rules,
    };
    match rewritten.filter(|question| question.trim() != turn.question.trim()) {
        Some(question) => {
            out.emit(Event::Standalone { question: question.clone() }).await?;
            draft.standalone = Some(question.clone());
            Ok(question)
        }
        None => Ok(turn.question.clone()),
    }
}

async fn rewrite(turn: &Turn<'_>, model: &dyn ChatModel, draft: &mut Draft) -> Result<String, ModelError> {
    let from = turn.history.len().saturating_sub(REWRITE_EXCHANGES);
    let mut text = String::new();
    for exchange in &turn.history[from..] {
        let answer: String = exchange.answer.chars().take(REWRITE_ANSWER).collect();
        text.push_str(&format!("Question: {}\nAnswer: {answer}\n\n", exchange.question));
    }
    text.push_str(&format!("Last question: {}", turn.question));
    let system = include_str!("../../prompts/standalone.md");
    let (answer, usage) = complete(model, system, text, REWRITE_TOKENS).await?;
    draft.usage.prompt_tokens += usage.prompt_tokens;
    draft.usage.completion_tokens += usage.completion_tokens;
    let line = answer.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let question = line.trim_start_matches("Standalone question:").trim().trim_matches('"').trim();
    // A model that answers instead of rewriting gives itself away by length.
    if question.is_empty() || question.chars().count() > turn.question.chars().count() + 400 {
        return Err(ModelError::Broken("no standalone question".to_owned()));
    }
    Ok(question.to_owned())
}

/// A short call without history: the whole answer.
pub(crate) async fn complete(
    model: &dyn ChatModel,
    system: &str,
    text: String,
    max_tokens: usize,
) -> Result<(String, chatbox_core::models::Usage), ModelError> {
    let messages = vec![Prompt { role: Role::System, text: system.to_owned() }, Prompt { role: Role::User, text }];
    let mut stream = model.stream(ChatRequest { messages, max_tokens, temperature: 0.0 }).await?;
    let mut answer = String::new();
    while let Some(delta) = stream.next().await {
        match delta? {
            ChatDelta::Text(text) => answer.push_str(&text),
            ChatDelta::Done(usage) => return Ok((answer, usage)),
        }
    }
    Err(ModelError::Broken("the answer has no end".to_owned()))
}

/// The passages for a question, best first.
pub(crate) async fn passages(turn: &Turn<'_>, question: &str) -> Result<Vec<SearchHit>, TurnError> {
    let query = SearchQuery {
        query: shortened(question.trim()),
        collections: turn.collections.clone(),
        limit: turn.settings.passages.clamp(1, 20),
        filters: SearchFilters { documents: turn.documents.clone(), ..SearchFilters::default() },
    };
    Ok(turn.deps.search.search(turn.who, &query).await?.hits)
}

/// Pasted text: what is asked usually stands at its beginning or its end.
fn shortened(question: &str) -> String {
    let length = question.chars().count();
    if length <= LONGEST_QUERY {
        return question.to_owned();
    }
    let half = LONGEST_QUERY / 2 - 1;
    question.chars().take(half).chain(" ".chars()).chain(question.chars().skip(length - half)).collect()
}

/// A hit as a numbered source.
pub(crate) fn source(number: usize, hit: &SearchHit) -> Source {
    Source {
        number: number as u32,
        chunk: hit.chunk,
        document: hit.document,
        revision: hit.revision,
        title: hit.title.clone(),
        path: hit.path.clone(),
        page: hit.page,
        headings: hit.headings.clone(),
        start: hit.start,
        end: hit.end,
        text: hit.text.clone(),
        score: hit.scores.fused,
    }
}
