//! Asking over HTTP, and reading a run's log as server-sent events.

use crate::{
    Deps,
    asker::{Admission, Asker, Caller, Json, Path, Query},
    idempotency,
    problem::{ApiResult, Problem},
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::sse::{Event, KeepAlive, Sse},
};
use chatbox_core::{
    chat::{NewTurn, Run, TurnKind},
    ids::{ConversationId, DocumentId, MessageId, RunId, Who},
};
use futures::{Stream, StreamExt};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A question, or the wish for another answer.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum Ask {
    /// Another answer to a stored question.
    Regenerate(Regenerate),
    /// A new message.
    Text(NewText),
}

/// A new message of the person.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewText {
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
}

/// Another answer to a message of the person.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Regenerate {
    /// That message.
    regenerate: MessageId,
    /// Model; the conversation's if absent.
    #[serde(default)]
    model: Option<String>,
}

impl From<Ask> for NewTurn {
    fn from(ask: Ask) -> Self {
        match ask {
            Ask::Text(NewText { text, parent, model, documents }) => {
                Self { kind: TurnKind::Ask { parent, text, documents }, model }
            }
            Ask::Regenerate(Regenerate { regenerate, model }) => {
                Self { kind: TurnKind::Regenerate { question: regenerate }, model }
            }
        }
    }
}

/// Where to begin reading.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct After {
    /// Sequence number of the last event that was read. `Last-Event-ID` does the same and goes before it: it is what a browser read last
    /// when it comes back to this address.
    after: Option<u64>,
}

/// Asks; the answer streams as server-sent events. Closing the connection does not stop the run.
#[utoipa::path(post, path = "/conversations/{id}/messages", tag = "chat", params(("id" = ConversationId, Path,)),
    request_body = Ask, responses(
        (status = 200, content_type = "text/event-stream", body = chatbox_core::chat::LoggedEvent),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn ask(
    Caller(who, admission): Caller,
    State(deps): State<Deps>,
    Path(id): Path<ConversationId>,
    headers: HeaderMap,
    Json(body): Json<Ask>,
) -> ApiResult<Sse<impl Stream<Item = Result<Event, axum::Error>>>> {
    let request = serde_json::json!(["messages", id, body]);
    let chat = deps.chat.clone();
    let begin = async move { Ok(chat.begin(who, id, body.into()).await?.run.id) };
    let answer = idempotency::once(&deps, who, &headers, &request, StatusCode::OK, begin).await?;
    let run: RunId = serde_json::from_value(answer.body).map_err(chatbox_core::error::StoreError::failed)?;
    Ok(stream(&deps, (who, admission), run, 0))
}

/// One run.
#[utoipa::path(get, path = "/runs/{id}", tag = "chat", params(("id" = RunId, Path,)),
    responses((status = 200, body = Run), (status = 404, body = Problem)))]
pub(crate) async fn show(Asker(who): Asker, State(deps): State<Deps>, Path(id): Path<RunId>) -> ApiResult<Json<Run>> {
    Ok(Json(deps.conversations.run(who, id).await?))
}

/// The events of a run, stored and live; the stream ends after `finished`.
#[utoipa::path(get, path = "/runs/{id}/events", tag = "chat", params(("id" = RunId, Path,), After),
    responses((status = 200, content_type = "text/event-stream", body = chatbox_core::chat::LoggedEvent),
        (status = 404, body = Problem)))]
pub(crate) async fn events(
    Caller(who, admission): Caller,
    State(deps): State<Deps>,
    Path(id): Path<RunId>,
    Query(from): Query<After>,
    headers: HeaderMap,
) -> ApiResult<Sse<impl Stream<Item = Result<Event, axum::Error>>>> {
    deps.conversations.run(who, id).await?;
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok()?.parse().ok());
    Ok(stream(&deps, (who, admission), id, last.or(from.after).unwrap_or(0)))
}

/// Stops a run; what was written is kept.
#[utoipa::path(post, path = "/runs/{id}/stop", tag = "chat", params(("id" = RunId, Path,)),
    responses((status = 202), (status = 404, body = Problem)))]
pub(crate) async fn stop(Asker(who): Asker, State(deps): State<Deps>, Path(id): Path<RunId>) -> ApiResult<StatusCode> {
    deps.chat.stop(who, id).await?;
    Ok(StatusCode::ACCEPTED)
}

fn stream(
    deps: &Deps,
    (who, admission): (Who, Admission),
    run: RunId,
    after: u64,
) -> Sse<impl Stream<Item = Result<Event, axum::Error>> + use<>> {
    let (stopping, auth) = (deps.stopping.clone(), deps.auth.clone());
    let events = deps.chat.follow(who, run, after).map(|item| match item {
        Ok(logged) => Event::default().id(logged.seq.to_string()).json_data(&logged),
        Err(error) => Event::default().event("error").json_data(Problem::from(error)),
    });
    let ended = async move {
        tokio::select! {
            () = stopping.cancelled() => {}
            () = admission.ended(auth, who) => {}
        }
    };
    Sse::new(events.take_until(ended)).keep_alive(KeepAlive::default())
}
