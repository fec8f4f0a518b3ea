//! Streaming chat completions.

use crate::{
    endpoint::url,
    tokens,
    wire::{Chunk, ErrorReply, Message, Request, StreamOptions},
};
use async_trait::async_trait;
use chatbox_core::models::{
    ChatDelta, ChatModel, ChatRequest, Endpoint, ModelError, ModelInfo, Prompt, Role, Skill, Usage,
};
use eventsource_stream::{EventStreamError, Eventsource};
use futures::{Stream, StreamExt, stream::BoxStream};
use std::time::Duration;
use tokio::time::timeout;

/// Time until the answer's headers arrive: large prompts on slow machines take this long to read.
const FIRST_BYTE: Duration = Duration::from_secs(120);
/// Longest silence inside an answer.
const GAP: Duration = Duration::from_secs(60);
/// Attempts before the first token.
const ATTEMPTS: u32 = 3;
/// Delay before the second attempt; doubles.
const FIRST_DELAY: Duration = Duration::from_millis(500);
/// A provider's wish to wait longer than this is handed to the person instead.
const LONGEST_DELAY: Duration = Duration::from_secs(5);
/// Longest error text taken from a provider.
const ERROR_TEXT: usize = 300;

/// A chat model behind an OpenAI-compatible endpoint.
pub struct OpenAi {
    client: reqwest::Client,
    endpoint: Endpoint,
    info: ModelInfo,
}

impl OpenAi {
    /// A model at an endpoint; nothing is sent yet.
    ///
    /// # Errors
    /// `Refused` when the address or the model's name cannot be right.
    pub fn new(client: reqwest::Client, endpoint: Endpoint) -> Result<Self, ModelError> {
        url(&endpoint, "chat/completions")?;
        if endpoint.model.trim().is_empty() {
            return Err(ModelError::Refused("the model has no name".into()));
        }
        let info = ModelInfo {
            id: format!("openai/{}", endpoint.model),
            name: endpoint.model.clone(),
            window: endpoint.window,
            skill: Skill::Capable,
            local: false,
        };
        Ok(Self { client, endpoint, info })
    }

    /// Sends a real request for a few tokens.
    ///
    /// # Errors
    /// Whatever a real message would meet.
    pub async fn test(&self) -> Result<(), ModelError> {
        let prompt = Prompt { role: Role::User, text: "Reply with the word ready.".into() };
        let request = ChatRequest { messages: vec![prompt], max_tokens: 16, temperature: 0.0 };
        let mut stream = self.stream(request).await?;
        while let Some(delta) = stream.next().await {
            delta?;
        }
        Ok(())
    }

    async fn open(&self, request: &ChatRequest) -> Result<reqwest::Response, ModelError> {
        let body = Request {
            model: &self.endpoint.model,
            messages: request.messages.iter().map(Message::from).collect(),
            max_tokens: request.max_tokens,
            temperature: request.temperature,
            stream: true,
            stream_options: Some(StreamOptions { include_usage: true }),
        };
        let mut call = self.client.post(url(&self.endpoint, "chat/completions")?).json(&body);
        if let Some(key) = &self.endpoint.key {
            call = call.bearer_auth(key);
        }
        let reply = timeout(FIRST_BYTE, call.send()).await.map_err(|_| ModelError::TimedOut)?.map_err(not_reached)?;
        if reply.status().is_success() { Ok(reply) } else { Err(self.refusal(reply).await) }
    }

    async fn refusal(&self, reply: reqwest::Response) -> ModelError {
        let status = reply.status().as_u16();
        let retry_after = reply.headers().get("retry-after").and_then(|v| v.to_str().ok()?.parse().ok());
        let text = timeout(GAP, reply.text()).await.ok().and_then(Result::ok).unwrap_or_default();
        let detail = serde_json::from_str::<ErrorReply>(&text).map_or(text, |reply| reply.error.message());
        let detail: String = detail.chars().take(ERROR_TEXT).collect();
        match status {
            401 | 403 => ModelError::Unauthorized,
            429 => ModelError::RateLimited { retry_after },
            400 | 413 if detail.contains("context") => ModelError::TooLong { window: self.endpoint.window },
            408 | 504 => ModelError::TimedOut,
            500.. => ModelError::Unavailable(format!("status {status}: {detail}")),
            _ => ModelError::Refused(format!("status {status}: {detail}")),
        }
    }
}

#[async_trait]
impl ChatModel for OpenAi {
    fn info(&self) -> &ModelInfo {
        &self.info
    }

    async fn count_tokens(&self, texts: &[String]) -> Result<Vec<usize>, ModelError> {
        Ok(texts.iter().map(|text| tokens::estimate(text)).collect())
    }

    async fn stream(
        &self,
        request: ChatRequest,
    ) -> Result<BoxStream<'static, Result<ChatDelta, ModelError>>, ModelError> {
        let mut delay = FIRST_DELAY;
        for attempt in 1.. {
            match self.open(&request).await {
                Ok(reply) => return Ok(deltas(reply.bytes_stream().eventsource()).boxed()),
                Err(error) => {
                    let wait = delay_before_retry(&error, delay);
                    match wait {
                        Some(wait) if attempt < ATTEMPTS => tokio::time::sleep(wait).await,
                        _ => return Err(error),
                    }
                    tracing::warn!(attempt, %error, "asking the provider again");
                    delay *= 2;
                }
            }
        }
        unreachable!("the loop returns")
    }
}

fn delay_before_retry(error: &ModelError, delay: Duration) -> Option<Duration> {
    match error {
        ModelError::RateLimited { retry_after: Some(seconds) } => {
            Some(Duration::from_secs(*seconds)).filter(|wait| *wait <= LONGEST_DELAY)
        }
        ModelError::RateLimited { .. } | ModelError::Unavailable(_) => Some(delay),
        _ => None,
    }
}

fn not_reached(error: reqwest::Error) -> ModelError {
    if error.is_timeout() {
        return ModelError::TimedOut;
    }
    let mut cause: &dyn std::error::Error = &error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    if error.is_connect() {
        let url = error.url().map(|url| url.origin().ascii_serialization()).unwrap_or_default();
        return ModelError::Unavailable(format!("nothing answers at {url}"));
    }
    ModelError::Unavailable(cause.to_string())
}

struct Reading<S> {
    events: S,
    usage: Usage,
    ended: bool,
}

/// Turns server-sent events into deltas; ends after `Done` or the first error.
fn deltas<S, E>(events: S) -> impl Stream<Item = Result<ChatDelta, ModelError>> + Send + 'static
where
    S: Stream<Item = Result<eventsource_stream::Event, EventStreamError<E>>> + Send + Unpin + 'static,
    E: std::fmt::Display + Send + 'static,
{
    let reading = Reading { events, usage: Usage::default(), ended: false };
    futures::stream::unfold(reading, |mut reading| async move {
        if reading.ended {
            return None;
        }
        let item = next_delta(&mut reading).await;
        reading.ended = !matches!(item, Ok(ChatDelta::Text(_)));
        Some((item, reading))
    })
}

async fn next_delta<S, E>(reading: &mut Reading<S>) -> Result<ChatDelta, ModelError>
where
    S: Stream<Item = Result<eventsource_stream::Event, EventStreamError<E>>> + Unpin,
    E: std::fmt::Display,
{
    loop {
        let event = timeout(GAP, reading.events.next()).await.map_err(|_| ModelError::TimedOut)?;
        let event = match event {
            None => return Err(ModelError::Broken("the connection closed before the end".into())),
            Some(Err(error)) => return Err(ModelError::Broken(error.to_string())),
            Some(Ok(event)) if event.data == "[DONE]" => return Ok(ChatDelta::Done(reading.usage)),
            Some(Ok(event)) => event,
        };
        let chunk: Chunk =
            serde_json::from_str(&event.data).map_err(|error| ModelError::Broken(format!("odd event: {error}")))?;
        if let Some(error) = chunk.error {
            return Err(ModelError::Broken(error.message()));
        }
        if let Some(usage) = chunk.usage {
            reading.usage = usage.into();
        }
        let text: String = chunk.choices.into_iter().filter_map(|choice| choice.delta.content).collect();
        if !text.is_empty() {
            return Ok(ChatDelta::Text(text));
        }
    }
}
