//! `/conversations`.

use super::Paging;
use crate::{
    Deps,
    asker::{Asker, Json, Path, Query},
    idempotency::{self, Answer},
    problem::{ApiResult, Problem},
    routes::present,
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use chatbox_chat::transfer;
use chatbox_core::{
    chat::{self, Conversation, ConversationChange, ConversationFilter, ConversationHit, Message},
    error::StoreError,
    ids::{CollectionId, ConversationId, FolderId, MessageId},
    page::Page,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Longest title in characters.
const TITLE: usize = 200;
/// Longest search in characters.
const SEARCH: usize = 200;

/// Which conversations.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// Only those whose title or messages contain this.
    contains: Option<String>,
    /// Only those in this folder, or `none` for those in no folder.
    folder: Option<String>,
    /// Only those that are pinned, or only the others.
    pinned: Option<bool>,
    /// Those that others share with one, in place of one's own.
    #[serde(default)]
    shared: bool,
}

/// What to look for.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// 1 to 200 characters.
    q: String,
    /// Hits wanted, 1 to 200; 50 if absent.
    limit: Option<u32>,
}

/// A conversation to be made.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct NewConversation {
    /// Chat model; the default if absent.
    model: Option<String>,
    /// Collections to answer from; if empty those of the folder, else all.
    collections: Vec<CollectionId>,
    /// Folder it goes into.
    folder: Option<FolderId>,
    /// Keeps it in the server's memory only: never on the disk, in no list, gone after a day or when the server stops.
    temporary: bool,
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
    /// Whether it stands above the others.
    pinned: Option<bool>,
    /// New folder; null for none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<FolderId>)]
    folder: Option<Option<FolderId>>,
}

/// Another text for a message.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edit {
    /// The text.
    content: String,
}

/// What to copy into a new conversation.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fork {
    /// The last message of the branch.
    message: MessageId,
    /// Whether the other branches come along.
    #[serde(default)]
    whole: bool,
}

/// One's own conversations, or those of others, last changed first.
#[utoipa::path(get, path = "/conversations", tag = "chat", params(Which, Paging),
    responses((status = 200, body = Page<Conversation>)))]
pub(crate) async fn list(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Query(which): Query<Which>,
    Query(paging): Query<Paging>,
) -> ApiResult<Json<Page<Conversation>>> {
    let Which { contains, folder, pinned, shared } = which;
    let folder = match folder.as_deref() {
        None => None,
        Some("none") => Some(None),
        Some(id) => Some(Some(
            id.parse().map_err(|_| Problem::invalid(format!("{id:?} is no folder."), "Use a folder's id, or none."))?,
        )),
    };
    let contains = contains.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let filter = ConversationFilter { contains, folder, pinned, shared };
    Ok(Json(deps.conversations.conversations(who, &filter, &paging.request()?).await?))
}

/// Where titles and messages contain a text, also in what others share, newest first.
#[utoipa::path(get, path = "/conversations/search", tag = "chat", params(Wanted),
    responses((status = 200, body = Vec<ConversationHit>)))]
pub(crate) async fn search(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Query(wanted): Query<Wanted>,
) -> ApiResult<Json<Vec<ConversationHit>>> {
    let limit = wanted.limit.unwrap_or(50);
    let text = wanted.q.trim();
    if text.is_empty() || text.chars().count() > SEARCH || !(1..=200).contains(&limit) {
        return Err(Problem::invalid("The search has 1 to 200 characters, the limit is 1 to 200.", "Shorten it."));
    }
    Ok(Json(deps.conversations.search_conversations(who, text, limit).await?))
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
    let (own, now) = (deps.clone(), deps.clock.now());
    let NewConversation { model, mut collections, folder, temporary } = body.clone();
    let create = async move {
        if let Some(folder) = folder.filter(|_| collections.is_empty()) {
            collections = own.folders.folder(who, folder).await?.collections;
        }
        let new = chat::NewConversation { model, collections, folder, temporary };
        Ok(own.conversations.create_conversation(who, new, now).await?)
    };
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
    let Change { model, collections, head, pinned, folder, .. } = body;
    let change = ConversationChange { title, model, collections, head, pinned, folder };
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

/// Copies a branch, or all branches, into a new conversation.
#[utoipa::path(post, path = "/conversations/{id}/fork", tag = "chat", params(("id" = ConversationId, Path,)),
    request_body = Fork, responses((status = 201, body = Conversation), (status = 404, body = Problem)))]
pub(crate) async fn fork(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<ConversationId>,
    headers: HeaderMap,
    Json(body): Json<Fork>,
) -> ApiResult<(StatusCode, Json<Conversation>)> {
    let (own, request) = (deps.clone(), serde_json::json!(["fork", id, body]));
    // Only the id is remembered: the conversation may be a temporary one.
    let fork = async move {
        let conversation = own.conversations.conversation(who, id).await?;
        let messages = own.conversations.messages(who, id).await?;
        let copy = transfer::fork(who, (&conversation, &messages), body.message, body.whole, own.clock.now());
        let (copy, messages) = copy.ok_or_else(|| Problem::not_found("message"))?;
        own.conversations.add_conversation(&copy, &messages).await?;
        Ok(copy.id)
    };
    let made = idempotency::once(&deps, who, &headers, &request, StatusCode::CREATED, fork).await?;
    let copy = serde_json::from_value(made.body).map_err(StoreError::failed)?;
    Ok((made.status, Json(deps.conversations.conversation(who, copy).await?)))
}

/// Gives a message of the person another text, without asking again.
#[utoipa::path(patch, path = "/messages/{id}", tag = "chat", params(("id" = MessageId, Path,)),
    request_body = Edit, responses((status = 200, body = Message), (status = 404, body = Problem)))]
pub(crate) async fn edit(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<MessageId>,
    Json(Edit { content }): Json<Edit>,
) -> ApiResult<Json<Message>> {
    let limit = deps.chat.question_limit();
    if content.trim().is_empty() || content.chars().count() > limit {
        return Err(Problem::invalid(format!("A message has 1 to {limit} characters."), "Shorten it."));
    }
    Ok(Json(deps.conversations.edit_message(who, id, &content, deps.clock.now()).await?))
}

/// Removes a message with everything below it; answers the conversation, whose head may have moved.
#[utoipa::path(delete, path = "/messages/{id}", tag = "chat", params(("id" = MessageId, Path,)),
    responses((status = 200, body = Conversation), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn remove_message(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<MessageId>,
) -> ApiResult<Json<Conversation>> {
    Ok(Json(deps.conversations.delete_message(who, id, deps.clock.now()).await?))
}
