//! `/conversations`.

use super::Paging;
use crate::{
    Deps,
    asker::{Asker, Json, Path, Query},
    idempotency::{self, Answer},
    problem::{ApiResult, Problem},
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use chatbox_core::{
    chat::{Conversation, ConversationChange, Message},
    ids::{CollectionId, ConversationId, MessageId},
    page::Page,
};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

/// Longest title in characters.
const TITLE: usize = 200;

/// Which conversations.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// Only those whose title or messages contain this.
    contains: Option<String>,
}

/// A conversation to be made.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct NewConversation {
    /// Chat model; the default if absent.
    model: Option<String>,
    /// Collections to answer from; all if empty.
    collections: Vec<CollectionId>,
}

/// Changes; absent fields stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    /// New title, 1 to 200 characters.
    title: Option<String>,
    /// New model; null for the default.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    model: Option<Option<String>>,
    /// New collections; empty for all.
    collections: Option<Vec<CollectionId>>,
    /// Last message of the branch to show.
    head: Option<MessageId>,
}

/// Tells `null` from absent.
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Conversations, last changed first.
#[utoipa::path(get, path = "/conversations", tag = "chat", params(Which, Paging),
    responses((status = 200, body = Page<Conversation>)))]
pub(crate) async fn list(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Query(which): Query<Which>,
    Query(paging): Query<Paging>,
) -> ApiResult<Json<Page<Conversation>>> {
    let contains = which.contains.as_deref().map(str::trim).filter(|text| !text.is_empty());
    Ok(Json(deps.conversations.conversations(who, contains, &paging.request()?).await?))
}

/// Makes a conversation.
#[utoipa::path(post, path = "/conversations", tag = "chat", request_body = NewConversation,
    responses((status = 201, body = Conversation)))]
pub(crate) async fn create(
    Asker(who): Asker,
    State(deps): State<Deps>,
    headers: HeaderMap,
    Json(body): Json<NewConversation>,
) -> ApiResult<Answer> {
    let (conversations, now) = (deps.conversations.clone(), deps.clock.now());
    let (model, collections) = (body.model.clone(), body.collections.clone());
    let create = async move { Ok(conversations.create_conversation(who, model, collections, now).await?) };
    idempotency::once(&deps, who, &headers, &("conversations", &body), StatusCode::CREATED, create).await
}

/// One conversation.
#[utoipa::path(get, path = "/conversations/{id}", tag = "chat", params(("id" = ConversationId, Path,)),
    responses((status = 200, body = Conversation), (status = 404, body = Problem)))]
pub(crate) async fn show(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<ConversationId>,
) -> ApiResult<Json<Conversation>> {
    Ok(Json(deps.conversations.conversation(who, id).await?))
}

/// Changes a conversation.
#[utoipa::path(patch, path = "/conversations/{id}", tag = "chat", params(("id" = ConversationId, Path,)),
    request_body = Change, responses((status = 200, body = Conversation), (status = 404, body = Problem)))]
pub(crate) async fn change(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<ConversationId>,
    Json(body): Json<Change>,
) -> ApiResult<Json<Conversation>> {
    let title = body.title.map(|title| title.trim().to_owned());
    if title.as_ref().is_some_and(|title| title.is_empty() || title.chars().count() > TITLE) {
        return Err(Problem::invalid("A title has 1 to 200 characters.", "Shorten it."));
    }
    let change = ConversationChange { title, model: body.model, collections: body.collections, head: body.head };
    Ok(Json(deps.conversations.change_conversation(who, id, change, deps.clock.now()).await?))
}

/// Deletes a conversation with its messages.
#[utoipa::path(delete, path = "/conversations/{id}", tag = "chat", params(("id" = ConversationId, Path,)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn remove(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<ConversationId>,
) -> ApiResult<StatusCode> {
    deps.conversations.delete_conversation(who, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The whole tree of messages, oldest first.
#[utoipa::path(get, path = "/conversations/{id}/messages", tag = "chat", params(("id" = ConversationId, Path,)),
    responses((status = 200, body = Vec<Message>), (status = 404, body = Problem)))]
pub(crate) async fn messages(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<ConversationId>,
) -> ApiResult<Json<Vec<Message>>> {
    Ok(Json(deps.conversations.messages(who, id).await?))
}
