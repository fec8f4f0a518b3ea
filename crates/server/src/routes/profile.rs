//! `/auth/profile`, `/auth/avatar` and the pictures of others.

use crate::{
    Deps,
    asker::{Asker, Json, Path, Person},
    problem::{ApiResult, Problem},
    routes::{auth::required, present},
};
use axum::{
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use chatbox_core::{
    auth::{Avatar, Language, Profile, ProfileChange},
    ids::UserId,
};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

/// Largest picture that is sent.
const PICTURE: usize = 5 * 1024 * 1024;

/// Changes to a profile; absent fields stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangedProfile {
    /// What to be called: 1 to 100 characters.
    name: Option<String>,
    /// The page's language; null is the browser's.
    #[serde(default, deserialize_with = "present")]
    language: Option<Option<Language>>,
    /// The IANA name of a time zone, e.g. `Europe/Berlin`; null is the browser's.
    #[serde(default, deserialize_with = "present")]
    time_zone: Option<Option<String>>,
}

/// One's profile.
#[utoipa::path(get, path = "/auth/profile", tag = "auth", responses((status = 200, body = Profile)))]
pub(crate) async fn show(Person(signed, _): Person, State(deps): State<Deps>) -> ApiResult<Json<Profile>> {
    Ok(Json(required(&deps)?.profile(signed.who()).await?))
}

/// Changes one's profile.
#[utoipa::path(patch, path = "/auth/profile", tag = "auth", request_body = ChangedProfile,
    responses((status = 200, body = Profile), (status = 400, body = Problem)))]
pub(crate) async fn change(
    Person(signed, _): Person,
    State(deps): State<Deps>,
    Json(body): Json<ChangedProfile>,
) -> ApiResult<Json<Profile>> {
    let change = ProfileChange { name: body.name, language: body.language, time_zone: body.time_zone };
    Ok(Json(required(&deps)?.change_profile(signed.who(), change).await?))
}

/// Pictures may be larger than other requests.
pub(crate) fn avatars() -> OpenApiRouter<Deps> {
    OpenApiRouter::new().routes(routes!(set_avatar, remove_avatar)).layer(DefaultBodyLimit::max(PICTURE))
}

/// Sets one's picture: PNG, JPEG or WebP, at most 5 MiB and 40 million pixels. Its middle is kept, 256 pixels to a side.
#[utoipa::path(put, path = "/auth/avatar", tag = "auth",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = Profile), (status = 400, body = Problem), (status = 413, body = Problem),
        (status = 503, body = Problem)))]
pub(crate) async fn set_avatar(
    Person(signed, _): Person,
    State(deps): State<Deps>,
    bytes: Bytes,
) -> ApiResult<Json<Profile>> {
    let auth = required(&deps)?;
    let picture = deps.portraits.portrait(bytes).await?;
    auth.set_avatar(signed.who(), Some(&picture)).await?;
    Ok(Json(auth.profile(signed.who()).await?))
}

/// Removes one's picture.
#[utoipa::path(delete, path = "/auth/avatar", tag = "auth", responses((status = 204)))]
pub(crate) async fn remove_avatar(Person(signed, _): Person, State(deps): State<Deps>) -> ApiResult<StatusCode> {
    required(&deps)?.set_avatar(signed.who(), None).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who has a picture. Nobody on a server for a single user.
#[utoipa::path(get, path = "/avatars", tag = "auth", responses((status = 200, body = Vec<Avatar>)))]
pub(crate) async fn list(_: Asker, State(deps): State<Deps>) -> ApiResult<Json<Vec<Avatar>>> {
    Ok(Json(match &deps.auth {
        Some(auth) => auth.avatars().await?,
        None => Vec::new(),
    }))
}

/// Somebody's picture; none is 204.
#[utoipa::path(get, path = "/accounts/{id}/avatar", tag = "auth", params(("id" = UserId, Path,)),
    responses((status = 200, content_type = "image/webp"), (status = 204), (status = 304), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub(crate) async fn avatar(
    _: Asker,
    State(deps): State<Deps>,
    Path(id): Path<UserId>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let Some((picture, changed_at)) = required(&deps)?.avatar(id).await? else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let tag = format!("\"{}\"", changed_at.timestamp_micros());
    let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    // The page names the picture's age in its address: an old one is never shown for a new one.
    let about = [(header::ETAG, tag), (header::CACHE_CONTROL, "private, max-age=86400".to_owned())];
    if is_known {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    Ok((about, [(header::CONTENT_TYPE, "image/webp")], picture).into_response())
}
