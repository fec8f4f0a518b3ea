//! `/collections`.

use crate::{
    Deps,
    asker::{Asker, Contributor, Json, Path},
    idempotency::{self, Answer},
    problem::{ApiResult, Problem},
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use chatbox_core::{documents::Collection, ids::CollectionId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A name.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Named {
    /// 1 to 120 characters.
    name: String,
}

/// All collections, by name.
#[utoipa::path(get, path = "/collections", tag = "library", responses((status = 200, body = Vec<Collection>)))]
pub(crate) async fn list(Asker(who): Asker, State(deps): State<Deps>) -> ApiResult<Json<Vec<Collection>>> {
    Ok(Json(deps.rag.collections(who).await?))
}

/// Makes a collection.
#[utoipa::path(post, path = "/collections", tag = "library", request_body = Named,
    responses((status = 201, body = Collection), (status = 409, body = Problem)))]
pub(crate) async fn create(
    Contributor(who): Contributor,
    State(deps): State<Deps>,
    headers: HeaderMap,
    Json(body): Json<Named>,
) -> ApiResult<Answer> {
    let (rag, name) = (deps.rag.clone(), body.name.clone());
    let create = async move { Ok(rag.create_collection(who, &name).await?) };
    idempotency::once(&deps, who, &headers, &("collections", &body), StatusCode::CREATED, create).await
}

/// Renames a collection.
#[utoipa::path(patch, path = "/collections/{id}", tag = "library", request_body = Named,
    params(("id" = CollectionId, Path,)),
    responses((status = 200, body = Collection), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn rename(
    Contributor(who): Contributor,
    State(deps): State<Deps>,
    Path(id): Path<CollectionId>,
    Json(body): Json<Named>,
) -> ApiResult<Json<Collection>> {
    Ok(Json(deps.rag.rename_collection(who, id, &body.name).await?))
}

/// Deletes a collection with its documents.
#[utoipa::path(delete, path = "/collections/{id}", tag = "library", params(("id" = CollectionId, Path,)),
    responses((status = 204), (status = 404, body = Problem)))]
pub(crate) async fn remove(
    Contributor(who): Contributor,
    State(deps): State<Deps>,
    Path(id): Path<CollectionId>,
) -> ApiResult<StatusCode> {
    deps.rag.delete_collection(who, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
