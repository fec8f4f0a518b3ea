//! `/api-keys`: keys for programs. Made and removed by people only.

use crate::{
    Deps,
    asker::{Json, Path, Person},
    audit::Noted,
    problem::{ApiResult, Problem},
    routes::auth::required,
};
use axum::{extract::State, http::StatusCode};
use chatbox_auth::WantedKey;
use chatbox_core::{
    auth::{ApiKey, Permission},
    ids::ApiKeyId,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A key to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewKey {
    /// What it is for: 1 to 100 characters.
    name: String,
    /// What it may do, as far as one may oneself.
    permissions: Vec<Permission>,
    /// When it ends by itself; never if absent.
    expires_at: Option<DateTime<Utc>>,
}

/// A key that was made, with its secret. It is shown this once.
#[derive(Serialize, ToSchema)]
pub(crate) struct MadeKey {
    key: ApiKey,
    /// For `Authorization: Bearer`.
    secret: String,
}

/// One's keys, those that are over included, the newest first.
#[utoipa::path(get, path = "/api-keys", tag = "auth", responses((status = 200, body = Vec<ApiKey>)))]
pub(crate) async fn list(Person(signed, _): Person, State(deps): State<Deps>) -> ApiResult<Json<Vec<ApiKey>>> {
    Ok(Json(required(&deps)?.api_keys(signed.who()).await?))
}

/// Makes a key.
#[utoipa::path(post, path = "/api-keys", tag = "auth", request_body = NewKey,
    responses((status = 201, body = MadeKey), (status = 400, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn create(
    Person(signed, _): Person,
    State(deps): State<Deps>,
    noted: Noted,
    Json(body): Json<NewKey>,
) -> ApiResult<(StatusCode, Json<MadeKey>)> {
    let NewKey { name, permissions, expires_at } = body;
    let (key, secret) = required(&deps)?.create_api_key(&signed, WantedKey { name, permissions, expires_at }).await?;
    noted.target(format!("{} ({})", key.name, key.start));
    Ok((StatusCode::CREATED, Json(MadeKey { key, secret })))
}

/// Ends a key at once, for open sockets and streams too.
#[utoipa::path(delete, path = "/api-keys/{id}", tag = "auth", params(("id" = ApiKeyId, Path,)),
    responses((status = 204), (status = 404, body = Problem)))]
pub(crate) async fn revoke(
    Person(signed, _): Person,
    State(deps): State<Deps>,
    Path(id): Path<ApiKeyId>,
) -> ApiResult<StatusCode> {
    required(&deps)?.revoke_api_key(signed.who(), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
