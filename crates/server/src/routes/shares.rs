//! `/shares`: links to snapshots of conversations, and `/shared/{token}`, what they show.

use crate::{
    Deps,
    asker::{Asker, Json, Path},
    idempotency::{self, Answer},
    problem::{ApiResult, Problem},
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use chatbox_chat::transfer;
use chatbox_core::{
    ids::{ConversationId, ShareId},
    shares::{Share, SharedConversation},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a link shows.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct NewShare {
    /// All branches instead of the one in view.
    branches: bool,
}

/// Makes a link to the conversation as it is now.
#[utoipa::path(post, path = "/conversations/{id}/shares", tag = "chat", params(("id" = ConversationId, Path,)),
    request_body = NewShare, responses((status = 201, body = Share), (status = 404, body = Problem)))]
pub(crate) async fn create(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<ConversationId>,
    headers: HeaderMap,
    Json(body): Json<NewShare>,
) -> ApiResult<Answer> {
    let (own, branches, request) = (deps.clone(), body.branches, serde_json::json!(["shares", id, body]));
    let create = async move {
        let conversation = own.conversations.conversation(who, id).await?;
        if conversation.temporary {
            return Err(super::sharing::unshareable());
        }
        let messages = own.conversations.messages(who, id).await?;
        let now = own.clock.now();
        let snapshot = transfer::snapshot(&conversation, &messages, branches, now);
        Ok(own.shares.create_share(who, id, &snapshot, now).await?)
    };
    idempotency::once(&deps, who, &headers, &request, StatusCode::CREATED, create).await
}

/// All links, newest first.
#[utoipa::path(get, path = "/shares", tag = "chat", responses((status = 200, body = Vec<Share>)))]
pub(crate) async fn list(Asker(who): Asker, State(deps): State<Deps>) -> ApiResult<Json<Vec<Share>>> {
    Ok(Json(deps.shares.shares(who).await?))
}

/// Revokes a link; it leads nowhere from now on.
#[utoipa::path(delete, path = "/shares/{id}", tag = "chat", params(("id" = ShareId, Path,)),
    responses((status = 204), (status = 404, body = Problem)))]
pub(crate) async fn revoke(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<ShareId>,
) -> ApiResult<StatusCode> {
    deps.shares.revoke_share(who, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a link shows, for whoever has it.
#[utoipa::path(get, path = "/shared/{token}", security(()), tag = "chat", params(("token" = String, Path,)),
    responses((status = 200, body = SharedConversation), (status = 404, body = Problem)))]
pub(crate) async fn show(State(deps): State<Deps>, Path(token): Path<String>) -> ApiResult<Json<SharedConversation>> {
    Ok(Json(deps.shares.shared(&token).await?))
}
